-- The index of search. All of it is worked out from documents and records, and is
-- made anew when its version is old. docs/search.md says what it answers.
CREATE TABLE search_record (
  num       INTEGER PRIMARY KEY,       -- records.seq
  id        TEXT NOT NULL UNIQUE,
  "date"    INTEGER NOT NULL,          -- keys of the orders of results
  oldest    INTEGER NOT NULL,
  killed    INTEGER NOT NULL,
  injured   INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  hit       TEXT NOT NULL,             -- what a result says of it: JSON
  facts     TEXT NOT NULL,             -- what the rows below were made of: JSON
  "cast"    TEXT NOT NULL,             -- who occurs in it: JSON
  told      TEXT NOT NULL              -- how its sources fared in it: JSON
) STRICT;
CREATE INDEX search_by_date ON search_record ("date" DESC, id);
CREATE INDEX search_by_oldest ON search_record (oldest DESC, id);
CREATE INDEX search_by_killed ON search_record (killed DESC, id);
CREATE INDEX search_by_injured ON search_record (injured DESC, id);
CREATE INDEX search_by_documents ON search_record (documents DESC, id);

CREATE TABLE search_place (            -- where a record lies, and what a map says of it
  num       INTEGER PRIMARY KEY,       -- search_record.num
  lat       REAL NOT NULL,             -- degrees north and east
  lon       REAL NOT NULL,
  precision TEXT NOT NULL,
  title     TEXT NOT NULL,
  place     TEXT NOT NULL,
  "date"    TEXT NOT NULL,
  killed    TEXT NOT NULL
) STRICT;

CREATE TABLE search_term (             -- codes, and names folded; under "none" the fields of names that a record has none of
  field  TEXT NOT NULL,
  value  TEXT NOT NULL,
  record INTEGER NOT NULL,
  PRIMARY KEY (field, value, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_span (             -- numbers and days
  field  TEXT NOT NULL,
  hi     INTEGER NOT NULL,
  lo     INTEGER NOT NULL,
  record INTEGER NOT NULL,
  PRIMARY KEY (field, hi, lo, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_name (             -- every way in which a name of a field is written
  field TEXT NOT NULL,
  name  TEXT NOT NULL,                 -- folded
  shown TEXT NOT NULL,
  uses  INTEGER NOT NULL,              -- records that write it so
  PRIMARY KEY (field, name, shown)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_top (              -- the names that several records have
  field TEXT NOT NULL,
  name  TEXT NOT NULL,                 -- folded
  n     INTEGER NOT NULL,              -- records that have it
  shown TEXT NOT NULL,                 -- of several ways to write it the first in the order of letters
  PRIMARY KEY (field, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_top_most ON search_top (field, n DESC, shown);

-- The words of names: "person·whassan" is one, or two that stand beside each other as
-- one, "person·shsn" what its spellings have in common. A name that was gone for a while
-- may be there twice.
CREATE VIRTUAL TABLE search_name_word USING fts5(words, name UNINDEXED, content='', contentless_delete=1, contentless_unindexed=1, detail=none, tokenize='ascii');

CREATE TABLE search_document (         -- what a result says of a document
  seq       INTEGER PRIMARY KEY,       -- documents.seq
  title     TEXT NOT NULL,
  outlet    TEXT NOT NULL,
  url       TEXT NOT NULL,
  published TEXT NOT NULL,
  source    TEXT NOT NULL              -- what sources are compared by
) STRICT;
CREATE INDEX search_document_source ON search_document (source, seq) WHERE source <> '';

CREATE TABLE search_source (           -- how the sources fared in each record
  source    TEXT NOT NULL,
  record    INTEGER NOT NULL,
  name      TEXT NOT NULL,
  documents INTEGER NOT NULL,
  repeats   INTEGER NOT NULL,
  origins   INTEGER NOT NULL,
  "values"  INTEGER NOT NULL,
  shown     INTEGER NOT NULL,
  contested INTEGER NOT NULL,
  rejected  INTEGER NOT NULL,
  alone     INTEGER NOT NULL,
  PRIMARY KEY (source, record)
) STRICT, WITHOUT ROWID;

-- The words of each record and its documents, once each: "xkilled" is the word,
-- "skill" the stem, "pwere·killed" two beside each other. Folding and parting are done before, so that the tokeniser has
-- nothing to decide.
CREATE VIRTUAL TABLE search_word USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

-- The same of the title and of all the lines of a record alone, for the order of relevance.
CREATE VIRTUAL TABLE search_own USING fts5(title, lines, content='', contentless_delete=1, detail=column, tokenize='ascii');

-- The words of each document in order, for phrases; those of a record's own lines
-- under its number, negative.
CREATE VIRTUAL TABLE search_phrase USING fts5(body, content='', contentless_delete=1, tokenize='ascii');

-- Pieces of the index are put together eight at a time, not four: each word is written
-- half as often while the archive grows, and a word is sought in twice as many pieces.
-- A change is held whole in memory, up to 8 MB, before it becomes a piece.
INSERT INTO search_word (search_word, rank) VALUES ('automerge', 8), ('hashsize', 8388608);
INSERT INTO search_own (search_own, rank) VALUES ('automerge', 8), ('hashsize', 8388608);
INSERT INTO search_phrase (search_phrase, rank) VALUES ('automerge', 8), ('hashsize', 8388608);
INSERT INTO search_name_word (search_name_word, rank) VALUES ('automerge', 8), ('hashsize', 8388608);
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_word, 'row');
