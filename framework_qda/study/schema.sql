-- The study file. Tables above the line are recorded in the history: each has a primary key that is a
-- uuid or derived from others, so that copies of a study can be merged. `position` orders siblings.

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE area (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    position REAL NOT NULL
);

CREATE TABLE interview (
    id TEXT NOT NULL PRIMARY KEY,
    area TEXT NOT NULL REFERENCES area ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('notes', 'transcript')),
    date TEXT NOT NULL DEFAULT '',          -- ISO 8601, or empty
    source TEXT NOT NULL DEFAULT '',        -- name of the file it came from
    transcript TEXT NOT NULL DEFAULT '',    -- hash of its words, or empty
    position REAL NOT NULL
);
CREATE INDEX interview_area ON interview (area);
CREATE INDEX interview_transcript ON interview (transcript);

CREATE TABLE participant (
    id TEXT NOT NULL PRIMARY KEY,
    interview TEXT NOT NULL REFERENCES interview ON DELETE CASCADE,
    name TEXT NOT NULL,                     -- a pseudonym
    position REAL NOT NULL
);
CREATE INDEX participant_interview ON participant (interview);

CREATE TABLE attribute (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL CHECK (subject IN ('area', 'interview', 'participant')),
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('text', 'number', 'date', 'ordered')),
    choices TEXT NOT NULL DEFAULT '',       -- of an ordered attribute: one a line, lowest first
    position REAL NOT NULL
);

CREATE TABLE attribute_value (
    attribute TEXT NOT NULL REFERENCES attribute ON DELETE CASCADE,
    subject TEXT NOT NULL,                  -- id of an area, interview or participant
    value TEXT NOT NULL,
    PRIMARY KEY (attribute, subject)
);
CREATE INDEX attribute_value_subject ON attribute_value (subject);

CREATE TABLE matrix (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL
);

CREATE TABLE subtopic (
    id TEXT NOT NULL PRIMARY KEY,
    matrix TEXT NOT NULL REFERENCES matrix ON DELETE CASCADE,
    name TEXT NOT NULL,
    definition TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL
);
CREATE INDEX subtopic_matrix ON subtopic (matrix);

-- A cell has a row once something is written in it: a summary, or why there is none.
CREATE TABLE cell (
    interview TEXT NOT NULL REFERENCES interview ON DELETE CASCADE,
    subtopic TEXT NOT NULL REFERENCES subtopic ON DELETE CASCADE,
    summary TEXT NOT NULL DEFAULT '',
    blank_reason TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL,
    charted_at TEXT NOT NULL,
    PRIMARY KEY (interview, subtopic),
    CHECK ((summary = '') <> (blank_reason = ''))
);
CREATE INDEX cell_subtopic ON cell (subtopic, interview);

-- ---------------------------------------------------------------------------------------------------
-- Not recorded: words kept once by their hash, the index of words, and the history itself.

CREATE TABLE transcript (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    words INTEGER NOT NULL
);

CREATE TABLE paragraph (
    id INTEGER PRIMARY KEY,
    transcript INTEGER NOT NULL REFERENCES transcript ON DELETE CASCADE,
    number INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    time INTEGER,                           -- milliseconds of the recording
    text TEXT NOT NULL,
    UNIQUE (transcript, number)
);

CREATE VIRTUAL TABLE paragraph_words USING fts5 (
    text, content = 'paragraph', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER paragraph_added AFTER INSERT ON paragraph BEGIN
    INSERT INTO paragraph_words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER paragraph_removed AFTER DELETE ON paragraph BEGIN
    INSERT INTO paragraph_words (paragraph_words, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE VIRTUAL TABLE cell_words USING fts5 (
    summary, content = 'cell', content_rowid = 'rowid', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER cell_added AFTER INSERT ON cell BEGIN
    INSERT INTO cell_words (rowid, summary) VALUES (new.rowid, new.summary);
END;
CREATE TRIGGER cell_removed AFTER DELETE ON cell BEGIN
    INSERT INTO cell_words (cell_words, rowid, summary) VALUES ('delete', old.rowid, old.summary);
END;
CREATE TRIGGER cell_changed AFTER UPDATE ON cell BEGIN
    INSERT INTO cell_words (cell_words, rowid, summary) VALUES ('delete', old.rowid, old.summary);
    INSERT INTO cell_words (rowid, summary) VALUES (new.rowid, new.summary);
END;

-- state: done; undone (can be redone); abandoned (undone, then something else was done instead).
CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                       -- ISO 8601, UTC
    who TEXT NOT NULL,
    sentence TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'abandoned')),
    changeset BLOB NOT NULL
);
-- Every action asks which ones could still be redone: mostly none, in a history of many thousands.
CREATE INDEX action_undone ON action (id) WHERE state = 'undone';

CREATE TABLE touched (
    row TEXT NOT NULL,                      -- table and primary key
    action INTEGER NOT NULL REFERENCES action ON DELETE CASCADE,
    PRIMARY KEY (row, action)
) WITHOUT ROWID;
