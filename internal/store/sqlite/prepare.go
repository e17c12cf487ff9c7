package sqlite

import (
	"encoding/json"

	"dossier/internal/ledger"
	"dossier/internal/store"
	"dossier/schema"
)

var _ store.Preparer = (*Store)(nil)

// packedEntry is a reading as the database keeps it.
type packedEntry struct {
	text, way, claims []byte
	textHash, hash    string
}

func packEntry(p packer, e store.Entry) (*packedEntry, error) {
	w, err := store.Pack(e)
	if err != nil {
		return nil, err
	}
	return &packedEntry{
		text: p.pack([]byte(w.Text)), way: p.pack(w.Map), claims: p.pack(w.Body), hash: w.Hash(),
		textHash: ledger.Digest([]byte(ledger.Digest([]byte(w.Text)) + ledger.Digest(w.Map))),
	}, nil
}

func packRecord(p packer, r *schema.Record) ([]byte, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	return p.pack(body), nil
}

// PrepareEntry implements store.Preparer. What cannot be prepared fails when it is
// added.
func (s *Store) PrepareEntry(e store.Entry) any {
	if p, err := packEntry(s.pack, e); err == nil {
		return p
	}
	return nil
}

// PrepareRecord implements store.Preparer.
func (s *Store) PrepareRecord(r store.Record) any {
	if b, err := packRecord(s.pack, &r.Record); err == nil {
		return b
	}
	return nil
}
