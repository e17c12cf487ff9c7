package sqlite

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"dossier/internal/fault"
	"dossier/internal/search"
	"dossier/internal/store"
)

// hits reads what results say of the records found, in their order.
func (a *asker) hits(list []row, marks *search.Marker) ([]search.Hit, error) {
	out := make([]search.Hit, len(list))
	at := make(map[int]int, len(list))
	nums := make([]int, len(list))
	for i, r := range list {
		at[r.num], nums[i] = i, r.num
	}
	asked, err := json.Marshal(nums)
	if err != nil {
		return nil, err
	}
	found := 0
	err = a.all("SELECT num, hit FROM search_record WHERE num IN (SELECT value FROM json_each(?))", []any{string(asked)}, func(r *sql.Rows) error {
		var num int
		var body string
		if err := r.Scan(&num, &body); err != nil {
			return err
		}
		found++
		i := at[num]
		if err := json.Unmarshal([]byte(body), &out[i]); err != nil {
			return fault.New(fault.Corrupt, "archive %s: index of search: record %s: %v", a.dir, list[i].id, err)
		}
		return nil
	})
	if err == nil && found != len(list) {
		err = fault.New(fault.Corrupt, "archive %s: index of search: %d records found, %d told of", a.dir, len(list), found)
	}
	if err != nil || !marks.Marks() {
		return out, err
	}
	return out, a.snippets(out, list, marks)
}

// snippets adds the pieces of their documents in which most of what was sought stands.
func (a *asker) snippets(hits []search.Hit, list []row, marks *search.Marker) error {
	docs, err := a.packed(list)
	if err != nil {
		return err
	}
	errs := make([]error, len(list))
	free := make(chan *search.Marker, len(list))
	store.Several(len(list), func(i int) {
		var m *search.Marker // one serves one at a time
		select {
		case m = <-free:
		default:
			m = marks.Another()
		}
		hits[i].Snippets, errs[i] = a.snippetsOf(docs[list[i].num], m)
		free <- m
	})
	return errors.Join(errs...)
}

func (a *asker) snippetsOf(docs []packedDocument, m *search.Marker) ([]search.Snippet, error) {
	out := make([]search.Document, len(docs))
	for i, d := range docs {
		words, err := a.pack.unpack(d.text)
		if err != nil {
			return nil, fault.New(fault.Corrupt, "document %.12s: its text is damaged: %v", d.id, err)
		}
		out[i] = search.Document{ID: d.id, Text: string(words)}
	}
	return m.Snippets(out), nil
}

// packedDocument is a document with its text as it is kept.
type packedDocument struct {
	id   string
	text []byte
}

// packed reads the documents of records that snippets come from, in the order they came.
func (a *asker) packed(list []row) (map[int][]packedDocument, error) {
	nums := make([]int, len(list))
	for i, r := range list {
		nums[i] = r.num
	}
	of, err := a.told(nums)
	if err != nil {
		return nil, err
	}
	var seqs []int64
	for _, l := range of {
		seqs = append(seqs, l...)
	}
	slices.Sort(seqs)
	asked, err := json.Marshal(slices.Compact(seqs))
	if err != nil {
		return nil, err
	}
	docs := map[int64]packedDocument{}
	err = a.all(`SELECT d.seq, d.id, t.text FROM json_each(?) j CROSS JOIN documents d ON d.seq=j.value
		JOIN texts t ON t.seq=(SELECT r.text FROM readings r WHERE r.document=d.seq ORDER BY r.seq DESC LIMIT 1)`, []any{string(asked)}, func(r *sql.Rows) error {
		var seq int64
		var d packedDocument
		err := r.Scan(&seq, &d.id, &d.text)
		docs[seq] = d
		return err
	})
	out := map[int][]packedDocument{}
	for num, l := range of {
		for _, seq := range l {
			if d, ok := docs[seq]; ok {
				out[num] = append(out[num], d)
			}
		}
	}
	return out, err
}

// told is the numbers of the documents of records, of each the first ones.
func (a *asker) told(nums []int) (map[int][]int64, error) {
	asked, err := json.Marshal(nums)
	if err != nil {
		return nil, err
	}
	out := map[int][]int64{}
	err = a.all("SELECT DISTINCT record, document FROM members WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, document", []any{string(asked)}, func(r *sql.Rows) error {
		var num int
		var seq int64
		err := r.Scan(&num, &seq)
		if len(out[num]) < search.HitDocuments {
			out[num] = append(out[num], seq)
		}
		return err
	})
	return out, err
}
