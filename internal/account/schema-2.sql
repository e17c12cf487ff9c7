-- Tries to come in that failed, those of one kind from one network in one row until
-- an hour goes by without. What was typed as a name stands here only when it is that
-- of an account: anything else may be a password in the wrong field.
CREATE TABLE refusals (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,              -- '' where nobody has it
  net     TEXT NOT NULL,
  why     TEXT NOT NULL,
  address TEXT NOT NULL,              -- of the last try, as the next two
  agent   TEXT NOT NULL,
  until   INTEGER NOT NULL,           -- how long it has to wait, 0 where it has not
  tries   INTEGER NOT NULL,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL
) STRICT;
CREATE INDEX refusals_last ON refusals (name, net, why, last);

-- What a provider gave for signing out there, locked with the secret of the session.
ALTER TABLE sessions ADD COLUMN ticket BLOB NOT NULL DEFAULT x'';
