-- Times are seconds since 1970. Secrets are kept as SHA-256 alone, passwords as
-- argon2id.
CREATE TABLE people (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,           -- as it stands in the log of the archive; never changes
  key      TEXT NOT NULL UNIQUE,    -- the name in one case and one normal form
  role     TEXT NOT NULL,
  password TEXT NOT NULL DEFAULT '',
  issuer   TEXT NOT NULL DEFAULT '', -- of who signs in elsewhere
  subject  TEXT NOT NULL DEFAULT '',
  disabled INTEGER NOT NULL DEFAULT 0,
  made     INTEGER NOT NULL,
  seen     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX people_subject ON people (issuer, subject) WHERE subject <> '';

CREATE TABLE links (
  hash   TEXT PRIMARY KEY,
  role   TEXT NOT NULL DEFAULT '',             -- of an invitation
  person INTEGER REFERENCES people(id),        -- of a new password
  maker  TEXT NOT NULL,
  ends   INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  id        INTEGER PRIMARY KEY,
  hash      TEXT NOT NULL UNIQUE,
  person    INTEGER NOT NULL REFERENCES people(id),
  agent     TEXT NOT NULL,
  address   TEXT NOT NULL,
  made      INTEGER NOT NULL,
  seen      INTEGER NOT NULL,
  confirmed INTEGER NOT NULL           -- when a password was last given in it
) STRICT;
CREATE INDEX sessions_person ON sessions (person);

CREATE TABLE devices (
  hash   TEXT PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES people(id),
  ends   INTEGER NOT NULL
) STRICT;

CREATE TABLE tokens (
  id      INTEGER PRIMARY KEY,
  hash    TEXT NOT NULL UNIQUE,
  person  INTEGER REFERENCES people(id), -- NULL: made on the machine, for whoever holds the archive
  owner   TEXT NOT NULL,
  name    TEXT NOT NULL,
  scope   TEXT NOT NULL,
  nets    TEXT NOT NULL,                 -- where it may be used from, "" for anywhere
  made    INTEGER NOT NULL,
  ends    INTEGER NOT NULL,
  used    INTEGER NOT NULL DEFAULT 0,
  revoked INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE attempts (
  key      TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last     INTEGER NOT NULL,
  until    INTEGER NOT NULL
) STRICT;

CREATE TABLE flows (
  hash     TEXT PRIMARY KEY,   -- of the cookie of the browser that began it
  state    TEXT NOT NULL,
  nonce    TEXT NOT NULL,
  verifier TEXT NOT NULL,
  back     TEXT NOT NULL,
  ends     INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE acts (
  seq  INTEGER PRIMARY KEY,
  at   INTEGER NOT NULL,
  who  TEXT NOT NULL,
  act  TEXT NOT NULL,
  what TEXT NOT NULL
) STRICT;
