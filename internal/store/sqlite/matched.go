package sqlite

import (
	"database/sql"
	"encoding/json"
	"strconv"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/match"
)

// rank is a number that sorts as the hash of a document does.
func rank(id doc.ID) int64 {
	n, _ := strconv.ParseInt(string(id)[:min(len(id), 15)], 16, 64) // ids are hexadecimal
	return n
}

// Near implements store.Matched.
func (v *view) Near(keys []string, perKey, most int) (out []match.Ref, err error) {
	type ref struct{ document, incident int64 }
	seen := map[ref]bool{}
	for _, k := range keys {
		if len(out) >= most {
			break
		}
		var found []ref
		err := v.all("SELECT document, incident FROM keys WHERE key = ? ORDER BY rank, document, incident LIMIT ?", []any{k, perKey}, func(r *sql.Rows) error {
			var x ref
			err := r.Scan(&x.document, &x.incident)
			found = append(found, x)
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			if seen[x] || len(out) >= most {
				continue
			}
			seen[x] = true
			r := match.Ref{}
			if _, err := v.one("SELECT id, ? FROM documents WHERE seq = ?", []any{x.incident, x.document}, &r.Document, &r.Incident); err != nil {
				return nil, err
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// Signs implements store.Matched.
func (v *view) Signs(refs []match.Ref) ([]*match.Sign, error) {
	var out []*match.Sign
	for _, r := range refs {
		var body []byte
		found, err := v.one("SELECT sign FROM signs WHERE document = (SELECT seq FROM documents WHERE id = ?) AND incident = ?", []any{string(r.Document), int(r.Incident)}, &body)
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		g, err := v.signs.of(r, body, v.pack)
		if err != nil {
			return nil, fault.New(fault.Corrupt, "archive %s: what document %.12s is found by is damaged: %v", v.dir, r.Document, err)
		}
		out = append(out, g)
	}
	return out, nil
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
	body, err := json.Marshal(g)
	if err != nil {
		return err
	}
	if err := c.exec("INSERT INTO signs (document, incident, sign) VALUES (?,?,?)", n, int(g.Incident), c.pack.pack(body)); err != nil {
		return err
	}
	for _, k := range keys {
		if err := c.exec("INSERT OR IGNORE INTO keys (key, rank, document, incident) VALUES (?,?,?,?)", k, rank(g.Document), n, int(g.Incident)); err != nil {
			return err
		}
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
	for _, q := range []string{
		"DELETE FROM signs WHERE document = ? AND incident = ?",
		"DELETE FROM keys WHERE document = ? AND incident = ?",
		"DELETE FROM links WHERE document = ? AND incident = ?",
		"DELETE FROM links WHERE other = ? AND other_incident = ?",
	} {
		if err := c.exec(q, n, int(r.Incident)); err != nil {
			return err
		}
	}
	return nil
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
