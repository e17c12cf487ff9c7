-- What is remembered of sources that are watched, and of files of many documents
-- that are read: none of it is evidence, and losing it costs time only.
CREATE TABLE sources (
  name     TEXT PRIMARY KEY,           -- the address of a feed, the path of a folder
  title    TEXT NOT NULL DEFAULT '',
  address  TEXT NOT NULL DEFAULT '',   -- where a feed moved to for good
  etag     TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  checked  INTEGER NOT NULL DEFAULT 0, -- Unix seconds of the last look
  next     INTEGER NOT NULL DEFAULT 0, -- not before
  fails    INTEGER NOT NULL DEFAULT 0, -- one after the other
  error    TEXT NOT NULL DEFAULT '',
  holder   TEXT NOT NULL DEFAULT '',   -- who looks at it now
  held     INTEGER NOT NULL DEFAULT 0  -- until when
) STRICT;

-- What a source listed: the items of a feed, the files of a folder.
CREATE TABLE items (
  source TEXT NOT NULL,
  id     TEXT NOT NULL,
  stamp  TEXT NOT NULL,                -- of what the source says of it
  seen   INTEGER NOT NULL,
  done   INTEGER NOT NULL,             -- 1: read, or given up
  fails  INTEGER NOT NULL,
  next   INTEGER NOT NULL,
  PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;

-- Pages of the web that were fetched, whichever feed named them.
CREATE TABLE pages (
  key      TEXT PRIMARY KEY,
  etag     TEXT NOT NULL,
  modified TEXT NOT NULL,
  sha256   TEXT NOT NULL,
  fetched  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far files of many documents were read.
CREATE TABLE places (
  file TEXT NOT NULL,                  -- SHA-256
  what TEXT NOT NULL,                  -- what was asked for of it
  mark TEXT NOT NULL,
  PRIMARY KEY (file, what)
) STRICT, WITHOUT ROWID;
