package sqlite

import (
	"database/sql"
	"encoding/json"
	"strconv"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/match"
)

// rank is a number that sorts as the hash of a document does.
func rank(id doc.ID) int64 {
	n, _ := strconv.ParseInt(string(id)[:min(len(id), 15)], 16, 64) // ids are hexadecimal
	return n
}

// place is an incident of a document by its number.
type place struct{ document, incident int64 }

// nearSQL gives for each key of a list, in its order, what lies under it, as one text.
const nearSQL = `SELECT (SELECT group_concat(document || ',' || incident) FROM
	(SELECT document, incident FROM keys WHERE key = j.value ORDER BY rank, document, incident LIMIT ?2)) FROM json_each(?1) j ORDER BY j.key`

// Near implements store.Matched.
func (v *view) Near(keys []string, perKey, most int) ([]match.Ref, error) {
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	var under [][]place
	err = v.all(nearSQL, []any{string(list), perKey}, func(r *sql.Rows) error {
		var numbers sql.NullString
		if err := r.Scan(&numbers); err != nil {
			return err
		}
		at, err := places(numbers.String)
		under = append(under, at)
		return err
	})
	found := match.Nearest(under, most)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return v.refsOf(found)
}

// places reads numbers of documents with numbers of their incidents.
func places(list string) (out []place, err error) {
	half := false
	err = each(list, func(n int) {
		if half = !half; half {
			out = append(out, place{document: int64(n)})
		} else {
			out[len(out)-1].incident = int64(n)
		}
	})
	return out, err
}

// refsOf gives places by the ids of their documents.
func (v *view) refsOf(list []place) ([]match.Ref, error) {
	numbers := make([]int64, len(list))
	for i, x := range list {
		numbers[i] = x.document
	}
	asked, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	ids := make(map[int64]doc.ID, len(list))
	err = v.all("SELECT seq, id FROM documents WHERE seq IN (SELECT value FROM json_each(?))", []any{string(asked)}, func(r *sql.Rows) error {
		var seq int64
		var id doc.ID
		err := r.Scan(&seq, &id)
		ids[seq] = id
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]match.Ref, len(list))
	for i, x := range list {
		out[i] = match.Ref{Document: ids[x.document], Incident: claim.Incident(x.incident)}
	}
	return out, nil
}

// Signs implements store.Matched.
func (v *view) Signs(refs []match.Ref) ([]*match.Sign, error) {
	if len(refs) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(refs)
	if err != nil {
		return nil, err
	}
	var out []*match.Sign
	err = v.all(`SELECT j.key, s.sign FROM json_each(?) j JOIN documents d ON d.id = j.value->>'document'
		JOIN signs s ON s.document = d.seq AND s.incident = coalesce(j.value->>'incident', 0) ORDER BY j.key`, []any{string(list)}, func(rows *sql.Rows) error {
		var at int
		var body []byte
		if err := rows.Scan(&at, &body); err != nil {
			return err
		}
		g, err := v.signs.of(refs[at], body, v.pack)
		if err != nil {
			return fault.New(fault.Corrupt, "archive %s: what document %.12s is found by is damaged: %v", v.dir, refs[at].Document, err)
		}
		out = append(out, g)
		return nil
	})
	return out, err
}

// Links implements store.Matched.
func (v *view) Links(r match.Ref, most int) (out []match.Link, err error) {
	n, err := v.number(r.Document)
	if err != nil {
		return nil, err
	}
	err = v.all("SELECT link FROM links WHERE document = ? AND incident = ? ORDER BY score DESC, a, a_incident, b, b_incident LIMIT ?", []any{n, int(r.Incident), most}, func(rows *sql.Rows) error {
		var body string
		var l match.Link
		err := rows.Scan(&body)
		if err == nil {
			err = json.Unmarshal([]byte(body), &l)
		}
		out = append(out, l)
		return err
	})
	return out, err
}

// PutSign implements store.Change.
func (c *change) PutSign(g *match.Sign, keys []string, links []match.Link) error {
	if err := c.RemoveSign(g.Ref); err != nil {
		return err
	}
	n, err := c.number(g.Document)
	if err != nil {
		return err
	}
	body, err := written(g, keys)
	if err != nil {
		return err
	}
	if err := c.exec("INSERT INTO signs (document, incident, sign) VALUES (?,?,?)", n, int(g.Incident), c.pack.pack(body)); err != nil {
		return err
	}
	list, err := json.Marshal(keys)
	if err != nil {
		return err
	}
	if err := c.exec("INSERT OR IGNORE INTO keys (key, rank, document, incident) SELECT value, ?2, ?3, ?4 FROM json_each(?1) ORDER BY value",
		string(list), rank(g.Document), n, int(g.Incident)); err != nil {
		return err
	}
	for i := range links {
		if err := c.addLink(&links[i]); err != nil {
			return err
		}
	}
	return nil
}

// addLink keeps a link under both of its ends.
func (c *change) addLink(l *match.Link) error {
	body, err := json.Marshal(l)
	if err != nil {
		return err
	}
	a, err := c.number(l.A.Document)
	if err != nil {
		return err
	}
	b, err := c.number(l.B.Document)
	if err != nil {
		return err
	}
	for _, end := range [][4]int64{{a, int64(l.A.Incident), b, int64(l.B.Incident)}, {b, int64(l.B.Incident), a, int64(l.A.Incident)}} {
		if err := c.exec("INSERT OR REPLACE INTO links (document, incident, other, other_incident, score, a, a_incident, b, b_incident, link) VALUES (?,?,?,?,?,?,?,?,?,?)",
			end[0], end[1], end[2], end[3], l.Score, rank(l.A.Document), int(l.A.Incident), rank(l.B.Document), int(l.B.Incident), string(body)); err != nil {
			return err
		}
	}
	return nil
}

// RemoveSign implements store.Change.
func (c *change) RemoveSign(r match.Ref) error {
	n, err := c.number(r.Document)
	if err != nil {
		return err
	}
	var body []byte
	found, err := c.one("SELECT sign FROM signs WHERE document = ? AND incident = ?", []any{n, int(r.Incident)}, &body)
	if err != nil || !found {
		return err
	}
	keys, err := c.keysOf(body)
	if err != nil {
		return fault.New(fault.Corrupt, "archive %s: what document %.12s is found by is damaged: %v", c.dir, r.Document, err)
	}
	if err := c.exec("DELETE FROM keys WHERE rank = ?2 AND document = ?3 AND incident = ?4 AND key IN (SELECT value FROM json_each(?1))",
		keys, rank(r.Document), n, int(r.Incident)); err != nil {
		return err
	}
	for _, q := range []string{
		"DELETE FROM signs WHERE document = ? AND incident = ?",
		"DELETE FROM links WHERE document = ? AND incident = ?",
		"DELETE FROM links WHERE other = ? AND other_incident = ?",
	} {
		if err := c.exec(q, n, int(r.Incident)); err != nil {
			return err
		}
	}
	return nil
}

// keysOf are the keys that a packed sign lies under, as JSON. One that was put by an
// earlier program does not say them: they are those of the sign.
func (c *change) keysOf(packed []byte) (string, error) {
	plain, err := c.pack.unpack(packed)
	if err != nil {
		return "", err
	}
	g, keys, err := unwritten(plain)
	if err != nil {
		return "", err
	}
	if keys == nil {
		keys = g.Keys()
	}
	list, err := json.Marshal(keys)
	return string(list), err
}

// ClearMatched implements store.Change.
func (c *change) ClearMatched() error {
	for _, table := range []string{"signs", "keys", "links", "clusters"} {
		if err := c.exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	return nil
}
