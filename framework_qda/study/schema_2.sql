-- Version 2: passages, what they are indexed to, recordings, comments and memos.

ALTER TABLE cell ADD COLUMN done INTEGER NOT NULL DEFAULT 0;

CREATE TABLE recording (
    id TEXT NOT NULL PRIMARY KEY,
    interview TEXT NOT NULL REFERENCES interview ON DELETE CASCADE,
    name TEXT NOT NULL,
    path TEXT NOT NULL DEFAULT '',          -- where it lay last, or empty when it is embedded
    size INTEGER NOT NULL,                  -- bytes
    checksum TEXT NOT NULL,                 -- SHA-256 in hexadecimal
    embedded INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX recording_interview ON recording (interview);

-- start and stop count characters of the interview's text. A passage whose words were corrected is
-- doubtful until a person confirms where it is now, or lost when nothing like it is there.
CREATE TABLE passage (
    id TEXT NOT NULL PRIMARY KEY,
    interview TEXT NOT NULL REFERENCES interview ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('notes', 'verbatim')),
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'sound' CHECK (state IN ('sound', 'doubtful', 'lost')),
    score REAL NOT NULL DEFAULT 100,
    time_start INTEGER,                     -- milliseconds of the recording
    time_stop INTEGER,
    checked_by TEXT NOT NULL DEFAULT '',    -- who checked verbatim words by ear, and when
    checked_at TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX passage_interview ON passage (interview, start);

CREATE TABLE indexing (
    passage TEXT NOT NULL REFERENCES passage ON DELETE CASCADE,
    subtopic TEXT NOT NULL REFERENCES subtopic ON DELETE CASCADE,
    author TEXT NOT NULL,
    at TEXT NOT NULL,                       -- ISO 8601, UTC
    PRIMARY KEY (passage, subtopic)
);
CREATE INDEX indexing_subtopic ON indexing (subtopic);

CREATE TABLE comment (
    id TEXT NOT NULL PRIMARY KEY,
    interview TEXT NOT NULL REFERENCES interview ON DELETE CASCADE,
    subtopic TEXT NOT NULL REFERENCES subtopic ON DELETE CASCADE,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    resolved INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX comment_cell ON comment (interview, subtopic);

-- about: what kind of thing the memo is on; subject: its id, interview/subtopic for a cell.
CREATE TABLE memo (
    id TEXT NOT NULL PRIMARY KEY,
    about TEXT NOT NULL
        CHECK (about IN ('journal', 'study', 'area', 'interview', 'matrix', 'subtopic', 'cell', 'passage')),
    subject TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX memo_subject ON memo (about, subject);

-- Not recorded: recordings that are embedded, kept once by their checksum.
CREATE TABLE media (
    checksum TEXT NOT NULL PRIMARY KEY,
    data BLOB NOT NULL
);
