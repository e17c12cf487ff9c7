package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"dossier/internal/fault"
	"dossier/internal/register"
	"dossier/internal/store"
)

// sources keeps the rows of a record's sources, and gives them as JSON.
func (x *indexing) sources(d *indexed) (string, error) {
	body, err := json.Marshal(d.tallies)
	if err != nil {
		return "", err
	}
	was, err := x.toldBefore(d.key)
	if err != nil || was == string(body) {
		return string(body), err
	}
	if was != "" {
		if err := x.untold(d.key); err != nil {
			return "", err
		}
	}
	for _, t := range d.tallies {
		if err := x.exec(`INSERT INTO search_source (source, record, name, documents, repeats, origins, "values", shown, contested, rejected, alone) VALUES (?,?,?,?,?,?,?,?,?,?,?)`,
			t.Source, d.key, t.Name, t.Documents, t.Repeats, t.Origins, t.Values, t.Shown, t.Contested, t.Rejected, t.Alone); err != nil {
			return "", err
		}
	}
	return string(body), nil
}

// outlets are the sources of a record's documents.
func (x *indexing) outlets(key int64) (out []register.Outlet, err error) {
	rows, err := x.db.QueryContext(x.ctx, "SELECT DISTINCT s.seq, s.outlet, s.url FROM members m JOIN search_document s ON s.seq=m.document WHERE m.record=?", key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var seq int64
		var o register.Outlet
		if err := rows.Scan(&seq, &o.Said, &o.Address); err != nil {
			return nil, err
		}
		o.Document = register.Document(seq)
		out = append(out, o)
	}
	return out, rows.Err()
}

// toldBefore is how the sources of a record fared before, "" where there was none.
func (x *indexing) toldBefore(key int64) (told string, err error) {
	err = x.db.QueryRowContext(x.ctx, "SELECT told FROM search_record WHERE num=?", key).Scan(&told)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return told, err
}

// untold takes the rows of a record's sources out.
func (x *indexing) untold(key int64) error {
	was, err := x.toldBefore(key)
	if err != nil || was == "" {
		return err
	}
	var list []register.Tally
	if err := json.Unmarshal([]byte(was), &list); err != nil {
		return err
	}
	for _, t := range list {
		if err := x.exec("DELETE FROM search_source WHERE source=? AND record=?", t.Source, key); err != nil {
			return err
		}
	}
	return nil
}

// Indexed implements store.Store.
func (s *Store) Indexed(ctx context.Context) error {
	have := 0
	err := s.View(ctx, func(v store.View) (err error) {
		have, err = indexVersion(ctx, v.(*view).db)
		return trouble0(s.dir, err)
	})
	if err != nil || have == searchVersion {
		return err
	}
	_, err = s.Reindex(ctx)
	return err
}

// trouble0 is [trouble] of what may be no error.
func trouble0(dir string, err error) error {
	if err == nil {
		return nil
	}
	return trouble(dir, err)
}

// Casts implements store.Register.
func (v *view) Casts(keys []int64) ([]register.Cast, error) {
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	var out []register.Cast
	err = v.all(`SELECT r."cast" FROM json_each(?) j JOIN search_record r ON r.num=j.value ORDER BY j.key`, []any{string(list)}, func(rows *sql.Rows) error {
		var body string
		if err := rows.Scan(&body); err != nil {
			return trouble(v.dir, err)
		}
		var c register.Cast
		if err := json.Unmarshal([]byte(body), &c); err != nil {
			return fault.New(fault.Corrupt, "archive %s: index of search: who occurs in a record: %v", v.dir, err)
		}
		out = append(out, c)
		return nil
	})
	return out, err
}

const calledMost = "SELECT name, min(shown), sum(uses) u FROM search_name WHERE field=? GROUP BY name ORDER BY u DESC, name LIMIT ? OFFSET ?"

// Called implements store.Register.
func (v *view) Called(kind string, pattern []string, skip, limit int) (out []register.Name, err error) {
	field, least := string(register.Field(kind)), 0
	q, args := calledMost, []any{field, limit, skip}
	// Names of several records are found by how many these are; only behind them all
	// those of a single one are gathered too.
	if enough, err := v.one("SELECT n FROM search_top WHERE field=? ORDER BY n DESC LIMIT 1 OFFSET ?", []any{field, skip + limit - 1}, &least); err != nil {
		return nil, trouble(v.dir, err)
	} else if enough {
		q, args = "SELECT name, shown, n FROM search_top WHERE field=? AND n>=? ORDER BY n DESC, name LIMIT ? OFFSET ?", []any{field, least, limit, skip}
	}
	if len(pattern) > 0 {
		names, err := (&asker{view: v}).candidates(register.Field(kind), pattern)
		if err != nil {
			return nil, trouble(v.dir, err)
		}
		list, err := json.Marshal(names)
		if err != nil {
			return nil, err
		}
		q, args = "SELECT name, min(shown), sum(uses) u FROM search_name WHERE field=? AND name IN (SELECT value FROM json_each(?)) GROUP BY name", []any{field, string(list)}
	}
	err = v.all(q, args, func(rows *sql.Rows) error {
		n := register.Name{Kind: kind}
		err := rows.Scan(&n.Folded, &n.Shown, &n.Uses)
		out = append(out, n)
		return err
	})
	if len(pattern) > 0 {
		out = register.Matching(out, pattern, skip, limit)
	}
	return out, err
}

// Sounding implements store.Register.
func (v *view) Sounding(kind, sound string, most int) (out []string, err error) {
	field := string(register.Field(kind))
	err = v.all("SELECT w.name FROM ("+wordedSQL+") w WHERE EXISTS (SELECT 1 FROM search_name n WHERE n.field=? AND n.name=w.name) ORDER BY w.name LIMIT ?",
		[]any{anyToken(soundToken(field, sound)), field, most}, func(rows *sql.Rows) error {
			var n string
			err := rows.Scan(&n)
			out = append(out, n)
			return err
		})
	return out, err
}

// Naming implements store.Register.
func (v *view) Naming(kind string, names []string, most int) (keys []int64, all int, err error) {
	list, err := json.Marshal(names)
	if err != nil {
		return nil, 0, err
	}
	const found = "FROM search_term WHERE field=?1 AND value IN (SELECT value FROM json_each(?2))"
	args := []any{string(register.Field(kind)), string(list)}
	if _, err := v.one("SELECT count(DISTINCT record) "+found, args, &all); err != nil {
		return nil, 0, err
	}
	keys, err = v.keysOf("SELECT DISTINCT record "+found+" ORDER BY record DESC LIMIT ?3", append(args, most)...)
	return keys, all, err
}

func (v *view) keysOf(q string, args ...any) (out []int64, err error) {
	err = v.all(q, args, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		out = append(out, n)
		return err
	})
	return out, err
}

const tallied = `min(name), sum(documents), sum(repeats), sum(origins), sum("values"), sum(shown), sum(contested), sum(rejected), sum(alone)`

func scanTally(rows *sql.Rows, head ...any) (t register.Tally, err error) {
	err = rows.Scan(append(head, &t.Name, &t.Documents, &t.Repeats, &t.Origins, &t.Values, &t.Shown, &t.Contested, &t.Rejected, &t.Alone)...)
	return t, err
}

// Tallies implements store.Register.
func (v *view) Tallies() ([]register.Tally, error) {
	by := map[string]*register.Tally{}
	err := v.all("SELECT source, count(*), "+tallied+" FROM search_source GROUP BY source", nil, func(rows *sql.Rows) error {
		var source string
		var records int
		t, err := scanTally(rows, &source, &records)
		t.Source, t.Records, t.Documents = source, records, 0
		by[source] = &t
		return err
	})
	if err != nil {
		return nil, err
	}
	err = v.all("SELECT source, count(*), min(seq), outlet, url FROM search_document WHERE source <> '' GROUP BY source", nil, func(rows *sql.Rows) error {
		var source, said, address string
		var n, first int
		err := rows.Scan(&source, &n, &first, &said, &address)
		if by[source] == nil {
			by[source] = &register.Tally{Source: source, Name: register.OutletName(said, address)}
		}
		by[source].Documents = n
		return err
	})
	out := make([]register.Tally, 0, len(by))
	for _, t := range by {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b register.Tally) int { return cmp.Compare(a.Source, b.Source) })
	return out, err
}

// TalliesOf implements store.Register.
func (v *view) TalliesOf(source string, skip, limit int) (out []register.InRecord, err error) {
	err = v.all(`SELECT record, name, documents, repeats, origins, "values", shown, contested, rejected, alone FROM search_source WHERE source=? ORDER BY record DESC LIMIT ? OFFSET ?`,
		[]any{source, limit, skip}, func(rows *sql.Rows) error {
			var x register.InRecord
			t, err := scanTally(rows, &x.Key)
			t.Source, t.Records = source, 1
			x.Tally = t
			out = append(out, x)
			return err
		})
	return out, err
}

// From implements store.Register.
func (v *view) From(source string, skip, limit int) ([]int64, error) {
	return v.keysOf("SELECT seq FROM search_document WHERE source=? AND source <> '' ORDER BY seq DESC LIMIT ? OFFSET ?", source, limit, skip)
}
