package sqlite

import (
	"encoding/json"

	"dossier/internal/claim"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

// change is a transaction that writes.
type change struct {
	view
	index Index
	head  *ledger.Entry // the last of the log, nil before it was asked for
	keys  matching
}

func (c *change) exec(q string, args ...any) error {
	if _, err := c.db.ExecContext(c.ctx, q, args...); err != nil {
		return trouble(c.dir, err)
	}
	return nil
}

// insert runs an INSERT and gives the number of the new row.
func (c *change) insert(q string, args ...any) (int64, error) {
	res, err := c.db.ExecContext(c.ctx, q, args...)
	if err != nil {
		return 0, trouble(c.dir, err)
	}
	return res.LastInsertId()
}

// AddCard implements store.Change.
func (c *change) AddCard(d store.Card) (store.Card, error) {
	if n, err := c.number(d.ID); err != nil || n > 0 {
		if err == nil {
			err = fault.New(fault.Conflict, "document %.12s is there already", d.ID)
		}
		return d, err
	}
	var err error
	d.Seq, err = c.insert("INSERT INTO documents (id, path, size, received, lineage, came) VALUES (?,?,?,?,?,?)",
		string(d.ID), d.Path, d.Size, d.Received, d.Lineage, d.From.JSON())
	return d, err
}

// AddReading implements store.Change.
func (c *change) AddReading(e store.Entry) (store.Reading, error) {
	card, err := c.Card(e.Doc.ID)
	if err != nil {
		return e.Reading, err
	}
	p, ok := e.Prepared.(*packedEntry)
	if !ok {
		if p, err = packEntry(c.pack, e); err != nil {
			return e.Reading, err
		}
	}
	e.Prepared = nil
	text, err := c.addText(card.Seq, p)
	if err != nil {
		return e.Reading, err
	}
	r, claims := store.Reading{At: e.Reading.At, By: e.Reading.By, Hash: p.hash}, p.claims
	r.Seq, err = c.insert("INSERT INTO readings (document, text, at, maker, hash, claims) VALUES (?,?,?,?,?,?)", card.Seq, text, r.At, r.By, r.Hash, claims)
	if err != nil {
		return r, err
	}
	e.Card, e.Reading = card, r
	if c.entries != nil {
		c.entries.keep(e, len(claims))
	}
	if c.index == nil {
		return r, nil
	}
	return r, c.index.Document(c.ctx, c.db, e)
}

// addText keeps the text of a reading, which is most often that of the one before.
func (c *change) addText(document int64, p *packedEntry) (seq int64, err error) {
	found, err := c.one("SELECT seq FROM texts WHERE document = ? AND hash = ?", []any{document, p.textHash}, &seq)
	if err != nil || found {
		return seq, err
	}
	return c.insert("INSERT INTO texts (document, hash, text, map) VALUES (?,?,?,?)", document, p.textHash, p.text, p.way)
}

// AddDecision implements store.Change.
func (c *change) AddDecision(d review.Decision) (review.Decision, error) {
	d.Seq = 0 // it is the number of the row
	body, err := json.Marshal(d)
	if err != nil {
		return d, err
	}
	var cancels any
	if d.Cancels != 0 {
		cancels = d.Cancels
	}
	if d.Seq, err = c.insert("INSERT INTO decisions (at, who, kind, cancels, decision) VALUES (?,?,?,?,?)", d.At, d.Who, string(d.Kind), cancels, string(body)); err != nil {
		return d, err
	}
	for _, r := range d.Refs() {
		n, err := c.number(r.Document)
		if err != nil {
			return d, err
		}
		if n == 0 {
			return d, missing("document %.12s", r.Document)
		}
		if err := c.exec("INSERT OR IGNORE INTO decided (document, decision) VALUES (?,?)", n, d.Seq); err != nil {
			return d, err
		}
	}
	return d, nil
}

// AddFounder implements store.Change.
func (c *change) AddFounder(f store.Founder) (store.Founder, error) {
	n, err := c.number(f.Ref.Document)
	if err != nil {
		return f, err
	}
	if _, err := c.Founder(f.ID); fault.Of(err) != fault.NotFound {
		if err == nil {
			err = fault.New(fault.Conflict, "record %s is there already", f.ID)
		}
		return f, err
	}
	f.Key, err = c.insert("INSERT INTO founders (id, document, incident) VALUES (?,?,?)", f.ID, n, int(f.Ref.Incident))
	return f, err
}

// Append implements store.Change.
func (c *change) Append(e ledger.Entry) (ledger.Entry, error) {
	if c.head == nil {
		head, err := c.Head()
		if err != nil {
			return e, err
		}
		c.head = &head
	}
	e = ledger.Next(*c.head, e)
	c.head = &e
	return e, c.exec("INSERT INTO log (seq, at, who, act, subject, payload, prev, hash) VALUES (?,?,?,?,?,?,?,?)",
		e.Seq, e.At, e.Who, string(e.Act), e.Subject, e.Payload, e.Prev, e.Hash)
}

// SetCluster implements store.Change.
func (c *change) SetCluster(ref claim.Ref, cluster int64) error {
	n, err := c.number(ref.Document)
	if err != nil {
		return err
	}
	if cluster == 0 {
		return c.exec("DELETE FROM clusters WHERE document = ? AND incident = ?", n, int(ref.Incident))
	}
	return c.exec("INSERT OR REPLACE INTO clusters (document, incident, cluster) VALUES (?,?,?)", n, int(ref.Incident), cluster)
}

// PutRecord implements store.Change.
func (c *change) PutRecord(r store.Record) error {
	body, ok := r.Prepared.([]byte)
	if !ok {
		var err error
		if body, err = packRecord(c.pack, &r.Record); err != nil {
			return err
		}
	}
	r.Prepared = nil
	if err := c.exec("DELETE FROM members WHERE record = ?", r.Key); err != nil {
		return err
	}
	for _, p := range r.Parts {
		n, err := c.number(p.Document)
		if err != nil {
			return err
		}
		if err := c.exec("INSERT OR REPLACE INTO members (document, incident, record) VALUES (?,?,?)", n, int(p.Incident), r.Key); err != nil {
			return err
		}
	}
	if err := c.exec("INSERT OR REPLACE INTO records (seq, id, record) VALUES (?,?,?)", r.Key, r.Record.ID, body); err != nil {
		return err
	}
	if c.index == nil {
		return nil
	}
	return c.index.Record(c.ctx, c.db, r)
}

// RemoveRecord implements store.Change.
func (c *change) RemoveRecord(key int64) error {
	if err := c.exec("DELETE FROM members WHERE record = ?", key); err != nil {
		return err
	}
	if err := c.exec("DELETE FROM records WHERE seq = ?", key); err != nil {
		return err
	}
	if c.index == nil {
		return nil
	}
	return c.index.Removed(c.ctx, c.db, key)
}

// PutShown implements store.Change.
func (c *change) PutShown(seq int64, d schema.Document) error {
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return c.exec("INSERT OR REPLACE INTO shown (document, body) VALUES (?,?)", seq, string(body))
}

// SetState implements store.Change.
func (c *change) SetState(name, value string) error {
	return c.exec("INSERT OR REPLACE INTO state (name, value) VALUES (?,?)", name, value)
}
