package sqlite

import (
	"database/sql"
	"encoding/json"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/store"
)

const founderColumns = "SELECT f.seq, f.id, d.id, f.incident FROM founders f JOIN documents d ON d.seq = f.document "

func scanFounder(r *sql.Rows) (int64, store.Founder, error) {
	var f store.Founder
	err := r.Scan(&f.Key, &f.ID, &f.Ref.Document, &f.Ref.Incident)
	return f.Key, f, err
}

func (v *view) founders(q string, args ...any) (out []store.Founder, err error) {
	err = v.all(founderColumns+q, args, func(r *sql.Rows) error {
		_, f, err := scanFounder(r)
		out = append(out, f)
		return err
	})
	return out, err
}

// Founder implements store.Records.
func (v *view) Founder(id string) (store.Founder, error) {
	list, err := v.founders("WHERE f.id = ?", id)
	if err != nil {
		return store.Founder{}, err
	}
	if len(list) == 0 {
		return store.Founder{}, missing("record %s", id)
	}
	return list[0], nil
}

// FounderOf implements store.Records.
func (v *view) FounderOf(key int64) (store.Founder, error) {
	list, err := v.founders("WHERE f.seq = ?", key)
	if err == nil && len(list) == 0 {
		err = missing("record of number %d", key)
	}
	if err != nil {
		return store.Founder{}, err
	}
	return list[0], nil
}

// Named implements store.Records.
func (v *view) Named(prefix string, limit int) ([]store.Founder, error) {
	return v.founders("WHERE f.id >= ? AND f.id < ? ORDER BY f.id LIMIT ?", prefix, prefix+"\U0010ffff", limit)
}

// FoundersOf implements store.Records.
func (v *view) FoundersOf(list []claim.Ref) ([]store.Founder, error) {
	s, err := refs(list)
	if err != nil {
		return nil, err
	}
	return v.founders(`JOIN json_each(?) j ON j.value->>'document' = d.id AND j.value->>'incident' = f.incident ORDER BY f.seq`, s)
}

// Founders implements store.Records.
func (v *view) Founders(yield func(store.Founder) error) error {
	return paged(v, founderColumns+"WHERE f.seq > ? ORDER BY f.seq", scanFounder, yield)
}

// RecordOf implements store.Records.
func (v *view) RecordOf(ref claim.Ref) (key int64, err error) {
	_, err = v.one("SELECT m.record FROM members m JOIN documents d ON d.seq = m.document WHERE d.id = ? AND m.incident = ?",
		[]any{string(ref.Document), int(ref.Incident)}, &key)
	return key, err
}

// Record implements store.Records.
func (v *view) Record(key int64) (store.Record, error) {
	r := store.Record{Key: key}
	var body []byte
	found, err := v.one("SELECT record FROM records WHERE seq = ?", []any{key}, &body)
	if err != nil {
		return r, err
	}
	if !found {
		return r, missing("record of number %d", key)
	}
	plain, err := v.pack.unpack(body)
	if err == nil {
		err = json.Unmarshal(plain, &r.Record)
	}
	if err != nil {
		return r, fault.New(fault.Corrupt, "archive %s: the record of number %d is damaged: %v", v.dir, key, err)
	}
	r.Parts, err = v.PartsOf(key)
	return r, err
}

// Records implements store.Records.
func (v *view) Records(yield func(store.Record) error) error {
	return paged(v, "SELECT seq FROM records WHERE seq > ? ORDER BY seq", func(r *sql.Rows) (seq, key int64, err error) {
		err = r.Scan(&seq)
		return seq, seq, err
	}, func(key int64) error {
		r, err := v.Record(key)
		if err != nil {
			return err
		}
		return yield(r)
	})
}

// Count implements store.Records.
func (v *view) Count() (n int, err error) {
	_, err = v.one("SELECT count(*) FROM records", nil, &n)
	return n, err
}

func (v *view) refs(q string, args ...any) (out []claim.Ref, err error) {
	err = v.all(q, args, func(r *sql.Rows) error {
		var ref claim.Ref
		err := r.Scan(&ref.Document, &ref.Incident)
		out = append(out, ref)
		return err
	})
	return out, err
}

// PartsOf implements store.Records.
func (v *view) PartsOf(key int64) ([]claim.Ref, error) {
	return v.refs("SELECT d.id, m.incident FROM members m JOIN documents d ON d.seq = m.document WHERE m.record = ? ORDER BY m.document, m.incident", key)
}

// Incidents implements store.Records.
func (v *view) Incidents(id doc.ID) ([]claim.Ref, error) {
	return v.refs("SELECT d.id, m.incident FROM documents d JOIN members m ON m.document = d.seq WHERE d.id = ? ORDER BY m.incident", string(id))
}

// ClusterOf implements store.Records.
func (v *view) ClusterOf(ref claim.Ref) (n int64, err error) {
	_, err = v.one("SELECT m.cluster FROM clusters m JOIN documents d ON d.seq = m.document WHERE d.id = ? AND m.incident = ?",
		[]any{string(ref.Document), int(ref.Incident)}, &n)
	return n, err
}

// Cluster implements store.Records.
func (v *view) Cluster(n int64) ([]claim.Ref, error) {
	return v.refs("SELECT d.id, m.incident FROM clusters m JOIN documents d ON d.seq = m.document WHERE m.cluster = ? ORDER BY m.document, m.incident", n)
}

// State implements store.Records.
func (v *view) State(name string) (value string, err error) {
	_, err = v.one("SELECT value FROM state WHERE name = ?", []any{name}, &value)
	return value, err
}
