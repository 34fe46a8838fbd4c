-- Version 4: from passage to page: quotations, attributions, what could identify somebody, drafts.

CREATE TABLE attribution (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    text TEXT NOT NULL,                     -- a template: {side}, {service model}
    wordings TEXT NOT NULL DEFAULT '{}',    -- JSON: attribute -> value -> the words to be read
    position REAL NOT NULL
);

-- `words` are the speaker's as they stood when they were quoted; `text` has them with the edits marked.
CREATE TABLE quotation (
    id TEXT NOT NULL PRIMARY KEY,
    interview TEXT NOT NULL REFERENCES interview ON DELETE CASCADE,
    passage TEXT REFERENCES passage ON DELETE SET NULL,
    participant TEXT REFERENCES participant ON DELETE SET NULL,
    words TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'candidate' CHECK (status IN ('candidate', 'chosen', 'set aside')),
    strongest INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    template TEXT REFERENCES attribution ON DELETE SET NULL,
    checked_by TEXT NOT NULL DEFAULT '',    -- who compared words from notes with the recording, and when
    checked_at TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL,
    at TEXT NOT NULL                        -- ISO 8601, UTC
);
CREATE INDEX quotation_interview ON quotation (interview);
CREATE INDEX quotation_passage ON quotation (passage);
CREATE INDEX quotation_participant ON quotation (participant);
CREATE INDEX quotation_template ON quotation (template);

CREATE TABLE quotation_tag (
    quotation TEXT NOT NULL REFERENCES quotation ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (quotation, tag)
);

-- Words that would tell who somebody is. They never leave the study.
CREATE TABLE identifying (
    words TEXT NOT NULL PRIMARY KEY,
    note TEXT NOT NULL DEFAULT ''
);

-- What the disclosure check found and an analyst let stand.
CREATE TABLE acceptance (
    about TEXT NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,                       -- ISO 8601, UTC
    PRIMARY KEY (about, subject, words)
);

CREATE TABLE draft (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    settings TEXT NOT NULL DEFAULT '{}',    -- JSON
    position REAL NOT NULL
);

CREATE TABLE block (
    id TEXT NOT NULL PRIMARY KEY,
    draft TEXT NOT NULL REFERENCES draft ON DELETE CASCADE,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL DEFAULT 0,       -- of a heading: 1 is the highest
    text TEXT NOT NULL DEFAULT '',          -- in light markup
    settings TEXT NOT NULL DEFAULT '{}',    -- JSON: what an object shows
    position REAL NOT NULL
);
CREATE INDEX block_draft ON block (draft, position);

-- The author's own answers to a reporting checklist.
CREATE TABLE answer (
    checklist TEXT NOT NULL,
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (checklist, item)
);
