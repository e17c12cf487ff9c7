// Package storetest is the suite that every store of an archive must pass.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/store"
	"dossier/internal/text"
	"dossier/schema"
)

// Entry makes a small entry, different for each n.
func Entry(n int) store.Entry {
	words := fmt.Sprintf("Report %d: two were hurt in Téhéran 😀.", n)
	var b text.Builder
	b.Copy(words, 3)
	s, m := b.Build()
	d := &doc.Document{
		ID: doc.ID(fmt.Sprintf("%064x", n)), SHA256: fmt.Sprintf("%064x", n), Path: fmt.Sprintf("r%d.txt", n), Title: "A title",
		Published: "2023-01-27", Format: doc.Plain, Text: text.New(s), Map: m,
		Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(s)}, Section: -1}},
	}
	cite := doc.Citation{Document: d.ID, Span: text.Span{Start: 0, End: 6}}
	set := &claim.Set{Document: d.ID, Found: true, Why: "words", Sentences: []text.Span{{Start: 0, End: len(s)}}, Entities: []claim.Entity{{ID: "e1", Kind: "person", Name: "X", Named: true, Mentions: []doc.Citation{cite}}},
		Claims: []claim.Claim{{ID: "c1", Confidence: 0.5, Maker: claim.Maker{Name: "test"}, Citations: []doc.Citation{cite}, Value: &claim.Value{Slot: claim.Place, Text: "Tehran"}}}}
	return store.Entry{Doc: d, Set: set, Quotes: store.QuotesOf(d, set)}
}

// Run tests the stores that open makes; each call gives a new, empty one.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	ctx := context.Background()
	t.Run("bytes", func(t *testing.T) { testBytes(ctx, t, open(t)) })
	t.Run("entries", func(t *testing.T) { testEntries(ctx, t, open(t)) })
	t.Run("records", func(t *testing.T) { testRecords(ctx, t, open(t)) })
	t.Run("many at once", func(t *testing.T) { testMany(ctx, t, open(t)) })
}

func testBytes(ctx context.Context, t *testing.T, s store.Store) {
	sha, had, err := s.PutBytes(ctx, []byte("a report\x00"))
	if err != nil || had || len(sha) != 64 {
		t.Fatal(sha, had, err)
	}
	if again, had, err := s.PutBytes(ctx, []byte("a report\x00")); err != nil || !had || again != sha {
		t.Error("the same bytes again:", again, had, err)
	}
	if b, err := s.Bytes(ctx, sha); err != nil || string(b) != "a report\x00" {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := s.Bytes(ctx, fmt.Sprintf("%064x", 7)); fault.Of(err) != fault.NotFound {
		t.Error("an unknown hash:", err)
	}
}

func testEntries(ctx context.Context, t *testing.T, s store.Store) {
	for n := range 3 {
		if had, err := s.PutEntry(ctx, Entry(n)); had || err != nil {
			t.Fatal(had, err)
		}
	}
	if had, err := s.PutEntry(ctx, Entry(1)); !had || err != nil {
		t.Error("the same document again:", had, err)
	}
	if has, err := s.Has(ctx, Entry(2).Doc.ID); !has || err != nil {
		t.Error("has:", has, err)
	}
	if has, _ := s.Has(ctx, "none"); has {
		t.Error("has a document that was never put")
	}
	n := 0
	err := s.Entries(ctx, func(e store.Entry) error {
		want := Entry(n)
		n++
		if e.Doc.Text.String() != want.Doc.Text.String() || e.Doc.Title != want.Doc.Title || !reflect.DeepEqual(e.Doc.Blocks, want.Doc.Blocks) {
			t.Errorf("document %d came back otherwise", n)
		}
		if !reflect.DeepEqual(e.Set, want.Set) || !reflect.DeepEqual(e.Quotes, want.Quotes) {
			t.Errorf("claims of %d came back otherwise:\n%+v\n%+v", n, e.Set, want.Set)
		}
		sp := text.Span{Start: 2, End: 9}
		if e.Doc.Map.Original(sp) != want.Doc.Map.Original(sp) {
			t.Errorf("map of %d came back otherwise", n)
		}
		return nil
	})
	if err != nil || n != 3 {
		t.Error(n, err)
	}
	stop := errors.New("stop")
	if err := s.Entries(ctx, func(store.Entry) error { return stop }); !errors.Is(err, stop) {
		t.Error("the error of yield is lost:", err)
	}
}

func testRecords(ctx context.Context, t *testing.T, s store.Store) {
	if out, err := s.Records(ctx); err != nil || len(out.Records) != 0 || out.Schema != schema.Version {
		t.Fatal(out, err)
	}
	for _, n := range []int{3, 1} {
		want := schema.Output{Schema: schema.Version, Documents: []schema.Document{{ID: "d1"}}}
		for i := range n {
			want.Records = append(want.Records, schema.Record{ID: fmt.Sprint("r", i), Values: []schema.Value{{ID: "f1", Slot: "killed", Of: "all", Value: i}}})
		}
		if err := s.PutRecords(ctx, want); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Records(ctx); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\n%+v\n%v", got, want, err)
		}
	}
}

func testMany(ctx context.Context, t *testing.T, s store.Store) {
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 10 {
				if _, err := s.PutEntry(ctx, Entry(i+5*g)); err != nil {
					t.Error(err)
				}
				if _, _, err := s.PutBytes(ctx, []byte{byte(i), byte(g / 2)}); err != nil {
					t.Error(err)
				}
				if _, err := s.Records(ctx); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	wg.Wait()
	n := 0
	if err := s.Entries(ctx, func(store.Entry) error { n++; return nil }); err != nil || n != 25 {
		t.Error(n, err)
	}
}
