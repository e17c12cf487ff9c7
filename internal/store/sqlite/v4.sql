-- Version 4 of the archive: the ledger, and what is folded from it.
--
-- The ledger is only ever added to: triggers refuse to change, remove or replace
-- its rows.
CREATE TABLE documents (
  seq      INTEGER PRIMARY KEY,        -- the order they came in
  id       TEXT NOT NULL UNIQUE,       -- SHA-256 of the bytes as received
  path     TEXT NOT NULL,              -- as given
  size     INTEGER NOT NULL,           -- bytes as received
  received TEXT NOT NULL,              -- UTC
  lineage  TEXT NOT NULL,              -- what versions of one document share, '' for none
  came     TEXT NOT NULL               -- where the bytes came from, as JSON; '' for a file as it was given
) STRICT;
CREATE INDEX documents_lineage ON documents (lineage, seq) WHERE lineage <> '';

CREATE TABLE texts (
  seq      INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents(seq),
  hash     TEXT NOT NULL,              -- of text and map
  text     BLOB NOT NULL,              -- the clean text that offsets count in: zstd
  map      BLOB NOT NULL,              -- from the text back to the bytes: zstd
  UNIQUE (document, hash)
) STRICT;

CREATE TABLE readings (
  seq      INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents(seq),
  text     INTEGER NOT NULL REFERENCES texts(seq),
  at       TEXT NOT NULL,
  maker    TEXT NOT NULL,              -- the program that read, with its version
  hash     TEXT NOT NULL,              -- of text, map and claims
  claims   BLOB NOT NULL               -- title, parts, entities, claims, cited words: JSON, zstd
) STRICT;
CREATE INDEX readings_document ON readings (document, seq);

CREATE TABLE decisions (
  seq      INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  who      TEXT NOT NULL,
  kind     TEXT NOT NULL,
  cancels  INTEGER REFERENCES decisions(seq),
  decision TEXT NOT NULL               -- JSON
) STRICT;
CREATE INDEX decisions_cancels ON decisions (cancels) WHERE cancels IS NOT NULL;

CREATE TABLE decided (
  document INTEGER NOT NULL REFERENCES documents(seq),
  decision INTEGER NOT NULL REFERENCES decisions(seq),
  PRIMARY KEY (document, decision)
) STRICT, WITHOUT ROWID;

CREATE TABLE founders (
  seq      INTEGER PRIMARY KEY,        -- the number of the record
  id       TEXT NOT NULL UNIQUE,       -- the id of the record
  document INTEGER NOT NULL REFERENCES documents(seq),
  incident INTEGER NOT NULL
) STRICT;
CREATE INDEX founders_document ON founders (document, incident);

CREATE TABLE log (
  seq     INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,
  who     TEXT NOT NULL,
  act     TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  prev    TEXT NOT NULL,
  hash    TEXT NOT NULL
) STRICT;
CREATE INDEX log_subject ON log (subject, seq);

-- What is folded from the ledger, and replaced.
CREATE TABLE shown (
  document INTEGER PRIMARY KEY REFERENCES documents(seq),
  body     TEXT NOT NULL               -- the document as published: JSON
) STRICT;

-- A report, which is one incident of a document, is known by one number here:
-- 65536 times that of its document, and that of the incident.
CREATE TABLE signs (                    -- what the matcher compares a report by
  report INTEGER PRIMARY KEY,
  sign   BLOB NOT NULL                 -- zstd
) STRICT;

CREATE TABLE keys (                     -- what it finds a report by
  key    INTEGER NOT NULL,             -- of the text of the key, see keyNumber
  rank   INTEGER NOT NULL,             -- sorts as the document's hash
  report INTEGER NOT NULL,
  PRIMARY KEY (key, rank, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (                    -- how much speaks for two reports being of one incident, under both
  report INTEGER NOT NULL,
  weight REAL NOT NULL,                -- the score, negative: the strongest come first
  rank   INTEGER NOT NULL,             -- sorts as the hash of the other's document
  other  INTEGER NOT NULL,
  PRIMARY KEY (report, weight, rank, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE clusters (                 -- what the matcher put together
  document INTEGER NOT NULL,
  incident INTEGER NOT NULL,
  cluster  INTEGER NOT NULL,
  PRIMARY KEY (document, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX clusters_cluster ON clusters (cluster, document, incident);

CREATE TABLE members (                  -- what is one record, after what people decided
  document INTEGER NOT NULL,
  incident INTEGER NOT NULL,
  record   INTEGER NOT NULL,
  PRIMARY KEY (document, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_record ON members (record, document, incident);

CREATE TABLE records (
  seq    INTEGER PRIMARY KEY,          -- of its founder
  id     TEXT NOT NULL UNIQUE,
  record BLOB NOT NULL                 -- as published: JSON, zstd
) STRICT;

CREATE TABLE state (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER documents_kept BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'preserved documents are never changed'); END;
CREATE TRIGGER documents_stay BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'preserved documents are never removed'); END;
CREATE TRIGGER documents_once BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE seq = NEW.seq OR id = NEW.id) BEGIN SELECT RAISE(ABORT, 'preserved documents are never replaced'); END;
CREATE TRIGGER texts_kept BEFORE UPDATE ON texts BEGIN SELECT RAISE(ABORT, 'preserved texts are never changed'); END;
CREATE TRIGGER texts_stay BEFORE DELETE ON texts BEGIN SELECT RAISE(ABORT, 'preserved texts are never removed'); END;
CREATE TRIGGER texts_once BEFORE INSERT ON texts WHEN EXISTS (SELECT 1 FROM texts WHERE seq = NEW.seq OR document = NEW.document AND hash = NEW.hash) BEGIN SELECT RAISE(ABORT, 'preserved texts are never replaced'); END;
CREATE TRIGGER readings_kept BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'claims are never changed'); END;
CREATE TRIGGER readings_stay BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'claims are never removed'); END;
CREATE TRIGGER readings_once BEFORE INSERT ON readings WHEN EXISTS (SELECT 1 FROM readings WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'claims are never replaced'); END;
CREATE TRIGGER decisions_kept BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
CREATE TRIGGER decisions_once BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'decisions are never replaced'); END;
CREATE TRIGGER decided_kept BEFORE UPDATE ON decided BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decided_stay BEFORE DELETE ON decided BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
CREATE TRIGGER founders_kept BEFORE UPDATE ON founders BEGIN SELECT RAISE(ABORT, 'ids of records are never changed'); END;
CREATE TRIGGER founders_stay BEFORE DELETE ON founders BEGIN SELECT RAISE(ABORT, 'ids of records are never removed'); END;
CREATE TRIGGER founders_once BEFORE INSERT ON founders WHEN EXISTS (SELECT 1 FROM founders WHERE seq = NEW.seq OR id = NEW.id) BEGIN SELECT RAISE(ABORT, 'ids of records are never replaced'); END;
CREATE TRIGGER log_kept BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER log_stay BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is never cut'); END;
CREATE TRIGGER log_once BEFORE INSERT ON log WHEN EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'the log is never replaced'); END;
