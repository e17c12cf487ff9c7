-- Version 1 of the archive. What is preserved is only ever added: the triggers
-- refuse to change or remove it. Records are a fold of the rest and are replaced.
CREATE TABLE documents (
  seq    INTEGER PRIMARY KEY,          -- the order they came in
  id     TEXT NOT NULL UNIQUE,         -- SHA-256 of the bytes as received
  meta   TEXT NOT NULL,                -- title, outlet, dates, blocks, sections: JSON
  text   TEXT NOT NULL,                -- the clean text that offsets count in
  map    BLOB NOT NULL,                -- from the text back to the bytes
  why    TEXT NOT NULL,                -- why it tells of an incident, or not
  found  INTEGER NOT NULL,
  entities TEXT NOT NULL               -- JSON
) STRICT;

CREATE TABLE claims (
  document TEXT NOT NULL REFERENCES documents(id),
  seq      INTEGER NOT NULL,
  claim    TEXT NOT NULL,              -- JSON, citations in bytes of the text
  quotes   TEXT NOT NULL,              -- JSON, the cited words
  PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE records (
  seq    INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  record TEXT NOT NULL                 -- JSON as published
) STRICT;

CREATE TABLE fold (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  documents TEXT NOT NULL              -- the published documents of the fold: JSON
) STRICT;

CREATE TRIGGER documents_kept BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'preserved documents are never changed'); END;
CREATE TRIGGER documents_stay BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'preserved documents are never removed'); END;
CREATE TRIGGER claims_kept BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'claims are never changed'); END;
CREATE TRIGGER claims_stay BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'claims are never removed'); END;
