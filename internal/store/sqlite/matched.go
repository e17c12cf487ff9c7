package sqlite

import (
	"database/sql"
	"encoding/json"
	"slices"
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

// report is the number of a report: that of its document, and that of the incident.
func report(document int64, n claim.Incident) int64 { return document<<16 | int64(n) }

// Near implements store.Matched.
func (v *view) Near(keys []string, perKey, most int) ([]*match.Sign, error) {
	under, err := v.lying(keyNumbers(keys), perKey)
	if err != nil {
		return nil, err
	}
	return v.signsOf(match.Nearest(reportsOf(under), most))
}

// Signs implements store.Matched.
func (v *view) Signs(refs []match.Ref) ([]*match.Sign, error) {
	var reports []int64
	for _, r := range refs {
		n, err := v.number(r.Document)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			reports = append(reports, report(n, r.Incident))
		}
	}
	return v.signsOf(reports)
}

// signsOf are the signs of reports in their order, without those that are not kept.
func (v *view) signsOf(reports []int64) ([]*match.Sign, error) {
	out := make([]*match.Sign, len(reports))
	var unmet []int64
	for i, n := range reports {
		if out[i] = v.met[n]; out[i] == nil {
			unmet = append(unmet, n)
		}
	}
	if len(unmet) > 0 {
		found, err := v.readSigns(unmet)
		if err != nil {
			return nil, err
		}
		for i, n := range reports {
			if out[i] == nil {
				out[i] = found[n]
			}
		}
	}
	return slices.DeleteFunc(out, func(g *match.Sign) bool { return g == nil }), nil
}

// readSigns reads the signs of reports. A change notes what it met.
func (v *view) readSigns(reports []int64) (map[int64]*match.Sign, error) {
	list, err := json.Marshal(reports)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]*match.Sign, len(reports))
	err = v.all("SELECT report, sign FROM signs WHERE report IN (SELECT value FROM json_each(?))", []any{string(list)}, func(rows *sql.Rows) error {
		var n int64
		var body []byte
		if err := rows.Scan(&n, &body); err != nil {
			return err
		}
		g, err := v.signs.of(n, body, v.pack)
		if err != nil {
			return fault.New(fault.Corrupt, "archive %s: what document d%d is found by is damaged: %v", v.dir, n>>16, err)
		}
		out[n] = g
		v.meet(n, g)
		return nil
	})
	return out, err
}

// meet notes within a change the sign of a report, and the number of its document.
func (v *view) meet(report int64, g *match.Sign) {
	if v.met != nil {
		v.met[report] = g
		v.numbers[g.Document], v.ids[report>>16] = report>>16, g.Document
	}
}

// Links implements store.Matched.
func (v *view) Links(r match.Ref, most int) ([]match.Link, error) {
	n, err := v.number(r.Document)
	if err != nil {
		return nil, err
	}
	var others []int64
	var scores []float64
	err = v.all("SELECT other, -weight FROM links WHERE report = ? ORDER BY weight, rank, other LIMIT ?", []any{report(n, r.Incident), most}, func(rows *sql.Rows) error {
		var other int64
		var score float64
		err := rows.Scan(&other, &score)
		others, scores = append(others, other), append(scores, score)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]match.Link, len(others))
	for i, o := range others {
		id, err := v.idOf(o >> 16)
		if err != nil {
			return nil, err
		}
		out[i] = match.LinkOf(r, match.Ref{Document: id, Incident: claim.Incident(o & 0xffff)}, scores[i])
	}
	return out, nil
}

// apartSQL goes through the links once, from the end that came first, and seeks what each
// belongs to by number.
const apartSQL = `SELECT x.id, a.incident, a.record, y.id, b.incident, b.record, -l.weight FROM links l
	CROSS JOIN members a ON a.document = l.report >> 16 AND a.incident = l.report & 65535
	CROSS JOIN members b ON b.document = l.other >> 16 AND b.incident = l.other & 65535
	CROSS JOIN documents x ON x.seq = a.document CROSS JOIN documents y ON y.seq = b.document
	WHERE l.report < l.other AND a.record <> b.record`

// Apart implements store.Matched.
func (v *view) Apart(yield func(a, b int64, l match.Link) error) error {
	return v.all(apartSQL, nil, func(rows *sql.Rows) error {
		var from, to match.Ref
		var a, b int64
		var score float64
		if err := rows.Scan(&from.Document, &from.Incident, &a, &to.Document, &to.Incident, &b, &score); err != nil {
			return err
		}
		l := match.LinkOf(from, to, score)
		if l.A != from {
			a, b = b, a
		}
		return yield(a, b, l)
	})
}

// idOf is the id of the document of a number.
func (v *view) idOf(document int64) (doc.ID, error) {
	if id, ok := v.ids[document]; ok {
		return id, nil
	}
	var id doc.ID
	found, err := v.one("SELECT id FROM documents WHERE seq = ?", []any{document}, &id)
	if err == nil && !found {
		err = fault.New(fault.Corrupt, "archive %s: document d%d is gone", v.dir, document)
	}
	if err == nil && v.ids != nil {
		v.ids[document] = id
	}
	return id, err
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
	if err := c.countMatched(); err != nil {
		return err
	}
	packed := c.keys.packed[g]
	if packed == nil {
		packed = c.pack.pack(written(g, keys))
	}
	if err := c.exec("INSERT INTO signs (report, sign) VALUES (?,?)", report(n, g.Incident), packed); err != nil {
		return err
	}
	c.meet(report(n, g.Incident), g)
	c.putKeys(lying{rank(g.Document), report(n, g.Incident)}, keys)
	for i := range links {
		if err := c.addLink(&links[i]); err != nil {
			return err
		}
	}
	return nil
}

// addLink keeps a link under both of its ends.
func (c *change) addLink(l *match.Link) error {
	a, err := c.number(l.A.Document)
	if err != nil {
		return err
	}
	b, err := c.number(l.B.Document)
	if err != nil {
		return err
	}
	const q = "INSERT OR REPLACE INTO links (report, weight, rank, other) VALUES (?1, ?2, ?3, ?4), (?4, ?2, ?5, ?1)"
	return c.exec(q, report(a, l.A.Incident), -l.Score, rank(l.B.Document), report(b, l.B.Incident), rank(l.A.Document))
}

// RemoveSign implements store.Change.
func (c *change) RemoveSign(r match.Ref) error {
	n, err := c.number(r.Document)
	if err != nil {
		return err
	}
	var body []byte
	found, err := c.one("SELECT sign FROM signs WHERE report = ?", []any{report(n, r.Incident)}, &body)
	if err != nil || !found {
		return err
	}
	if err := c.takeKeys(); err != nil {
		return err
	}
	keys, err := c.keysUnder(body)
	if err != nil {
		return fault.New(fault.Corrupt, "archive %s: what document %.12s is found by is damaged: %v", c.dir, r.Document, err)
	}
	at := report(n, r.Incident)
	if err := c.exec("DELETE FROM keys WHERE rank = ?2 AND report = ?3 AND key IN (SELECT value FROM json_each(?1))", keys, rank(r.Document), at); err != nil {
		return err
	}
	delete(c.met, at)
	if err := c.exec("DELETE FROM signs WHERE report = ?", at); err != nil {
		return err
	}
	if err := c.exec("DELETE FROM links WHERE (report, weight, rank, other) IN (SELECT other, weight, ?2, report FROM links WHERE report = ?1)", at, rank(r.Document)); err != nil {
		return err
	}
	return c.exec("DELETE FROM links WHERE report = ?", at)
}

// keysUnder are the keys that a packed sign lies under, as JSON. One that was put by an
// earlier program does not say them: they are those of the sign.
func (c *change) keysUnder(packed []byte) (string, error) {
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
	list, err := json.Marshal(keyNumbers(keys))
	return string(list), err
}

// ClearMatched implements store.Change.
func (c *change) ClearMatched() error {
	clear(c.met)
	if err := c.takeKeys(); err != nil {
		return err
	}
	clear(c.keys.put)
	for _, table := range []string{"signs", "keys", "links", "clusters"} {
		if err := c.exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	return nil
}
