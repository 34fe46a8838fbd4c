-- Version 3: what reading yields: column notes, overviews, typologies and views that are kept by name.

-- Column notes. A parent is of a higher kind in the same sub-topic: dimension, then category, then element.
CREATE TABLE finding (
    id TEXT NOT NULL PRIMARY KEY,
    subtopic TEXT NOT NULL REFERENCES subtopic ON DELETE CASCADE,
    parent TEXT REFERENCES finding ON DELETE SET NULL,
    kind TEXT NOT NULL CHECK (kind IN ('element', 'category', 'dimension')),
    name TEXT NOT NULL,
    definition TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL
);
CREATE INDEX finding_subtopic ON finding (subtopic);
CREATE INDEX finding_parent ON finding (parent);

-- The cells a finding stands on: those of its sub-topic, for these interviews.
CREATE TABLE placing (
    finding TEXT NOT NULL REFERENCES finding ON DELETE CASCADE,
    interview TEXT NOT NULL REFERENCES interview ON DELETE CASCADE,
    PRIMARY KEY (finding, interview)
);
CREATE INDEX placing_interview ON placing (interview);

-- The analyst's summary of a whole area, interview, sub-topic or matrix, in light markup.
CREATE TABLE overview (
    about TEXT NOT NULL CHECK (about IN ('area', 'interview', 'subtopic', 'matrix')),
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,                       -- ISO 8601, UTC
    PRIMARY KEY (about, subject)
);

CREATE TABLE typology (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL CHECK (unit IN ('area', 'interview')),
    position REAL NOT NULL
);

CREATE TABLE type (
    id TEXT NOT NULL PRIMARY KEY,
    typology TEXT NOT NULL REFERENCES typology ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL
);
CREATE INDEX type_typology ON type (typology);

-- What a type is built from: of each sub-topic named here, one of its categories.
CREATE TABLE type_category (
    type TEXT NOT NULL REFERENCES type ON DELETE CASCADE,
    category TEXT NOT NULL REFERENCES finding ON DELETE CASCADE,
    PRIMARY KEY (type, category)
);
CREATE INDEX type_category_category ON type_category (category);

-- The analyst's word about a case, which goes before its categories.
CREATE TABLE type_case (
    typology TEXT NOT NULL REFERENCES typology ON DELETE CASCADE,
    subject TEXT NOT NULL,                  -- id of an area or interview
    type TEXT NOT NULL REFERENCES type ON DELETE CASCADE,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (typology, subject)
);
CREATE INDEX type_case_type ON type_case (type);

-- Choices kept by name: a filter, a comparison, a central chart, a linkage grid. settings is JSON.
CREATE TABLE view (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('filter', 'comparison', 'central chart', 'linkage')),
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    position REAL NOT NULL
);

-- Cases that do not fit what a view shows, and why.
CREATE TABLE deviant (
    view TEXT NOT NULL REFERENCES view ON DELETE CASCADE,
    subject TEXT NOT NULL,                  -- id of an area or interview
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (view, subject)
);
