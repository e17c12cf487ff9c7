// Package storetest is the suite that every store of an archive must pass.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/match"
	"dossier/internal/review"
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
	sha := fmt.Sprintf("%08x%056x", n, n)
	d := &doc.Document{
		ID: doc.ID(sha), SHA256: sha, Path: fmt.Sprintf("r%d.txt", n), Title: "A title",
		Published: "2023-01-27", Format: doc.Plain, Text: text.New(s), Map: m,
		Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(s)}, Section: -1}},
	}
	cite := doc.Citation{Document: d.ID, Span: text.Span{Start: 0, End: 6}}
	set := &claim.Set{Document: d.ID, Found: true, Why: "words", Sentences: []text.Span{{Start: 0, End: len(s)}}, Entities: []claim.Entity{{ID: "e1", Kind: "person", Name: "X", Named: true, Mentions: []doc.Citation{cite}}},
		Claims: []claim.Claim{{ID: "c1", Confidence: 0.5, Maker: claim.Maker{Name: "test"}, Citations: []doc.Citation{cite}, Value: &claim.Value{Slot: claim.Place, Text: "Tehran"}}}}
	return store.Entry{
		Card:    store.Card{ID: d.ID, Path: d.Path, Size: len(words), Received: "2023-01-28T08:00:00.000Z", Lineage: fmt.Sprint("name:", n%2), From: from(n)},
		Reading: store.Reading{At: "2023-01-28T08:00:01.000Z", By: "test 1"},
		Doc:     d, Set: set, Quotes: store.QuotesOf(d, set),
	}
}

// from is where every other entry came from.
func from(n int) *doc.Provenance {
	if n%2 == 0 {
		return nil
	}
	return &doc.Provenance{URL: fmt.Sprint("https://news.example/", n), Retrieved: "2023-01-28T08:00:00Z", Headers: []doc.Field{{Name: "ETag", Value: "x"}}, Offset: int64(n)}
}

// Put keeps an entry as the archive does: card, reading, log.
func Put(c store.Change, e store.Entry) error {
	card, err := c.AddCard(e.Card)
	if err != nil {
		return err
	}
	r, err := c.AddReading(e)
	if err != nil {
		return err
	}
	for _, l := range []ledger.Entry{{Act: ledger.Collected, Payload: card.Hash()}, {Act: ledger.Read, Payload: r.Hash}} {
		l.At, l.Who, l.Subject = e.Reading.At, "test", string(card.ID)
		if _, err := c.Append(l); err != nil {
			return err
		}
	}
	return nil
}

// Run tests the stores that open makes; each call gives a new, empty one.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	ctx := context.Background()
	for name, f := range map[string]func(context.Context, *testing.T, store.Store){
		"bytes": testBytes, "documents": testDocuments, "readings": testReadings, "whole or not at all": testWhole,
		"a view does not change": testView, "decisions": testDecisions, "log": testLog, "founders": testFounders,
		"records": testRecords, "matched": testMatched, "no clusters": testClear, "many at once": testMany,
	} {
		t.Run(name, func(t *testing.T) { f(ctx, t, open(t)) })
	}
}

// update fails the test when a change is not kept.
func update(ctx context.Context, t *testing.T, s store.Store, f func(store.Change) error) {
	t.Helper()
	if err := s.Update(ctx, f); err != nil {
		t.Fatal(err)
	}
}

func view(ctx context.Context, t *testing.T, s store.Store, f func(store.View) error) {
	t.Helper()
	if err := s.View(ctx, f); err != nil {
		t.Fatal(err)
	}
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

func testDocuments(ctx context.Context, t *testing.T, s store.Store) {
	for n := range 3 {
		update(ctx, t, s, func(c store.Change) error { return Put(c, Entry(n)) })
	}
	if err := s.Update(ctx, func(c store.Change) error { _, err := c.AddCard(Entry(1).Card); return err }); fault.Of(err) != fault.Conflict {
		t.Error("the same document again:", err)
	}
	view(ctx, t, s, func(v store.View) error {
		if c, err := v.Card(Entry(2).Doc.ID); err != nil || c.Seq != 3 || c.Path != "r2.txt" || c.Received == "" {
			t.Error(c, err)
		}
		if _, err := v.Card("none"); fault.Of(err) != fault.NotFound {
			t.Error("a document that was never put:", err)
		}
		if c, err := v.Numbered(2); err != nil || c.ID != Entry(1).Doc.ID {
			t.Error(c, err)
		}
		for n := range 3 {
			if c, err := v.Card(Entry(n).Doc.ID); err != nil || !reflect.DeepEqual(c.From, from(n)) || c.Hash() != Entry(n).Card.Hash() {
				t.Errorf("entry %d came from %+v (%v)", n, c.From, err)
			}
		}
		if c, err := v.Hashed(string(Entry(1).Doc.ID)); err != nil || c.Seq != 2 {
			t.Error(c, err)
		}
		if _, err := v.Hashed("0000"); fault.Of(err) != fault.Invalid {
			t.Error("a hash that several begin with:", err)
		}
		if _, err := v.Hashed("ffff"); fault.Of(err) != fault.NotFound {
			t.Error(err)
		}
		if _, err := v.Numbered(9); fault.Of(err) != fault.NotFound {
			t.Error("a number that was never given:", err)
		}
		if l, err := v.Lineage("name:0"); err != nil || len(l) != 2 || l[0].Seq != 1 || l[1].Seq != 3 {
			t.Error(l, err)
		}
		if l, err := v.Lineage(""); err != nil || len(l) != 0 {
			t.Error("documents without a lineage are versions of each other:", l, err)
		}
		return nil
	})
	n := 0
	view(ctx, t, s, func(v store.View) error {
		return store.Entries(v, func(e store.Entry) error {
			n++
			sameEntry(t, e, Entry(n-1))
			return nil
		})
	})
	if n != 3 {
		t.Error(n)
	}
	stop := errors.New("stop")
	if err := s.View(ctx, func(v store.View) error { return v.Cards(func(store.Card) error { return stop }) }); !errors.Is(err, stop) {
		t.Error("the error of yield is lost:", err)
	}
}

func sameEntry(t *testing.T, got, want store.Entry) {
	t.Helper()
	if got.Doc.Text.String() != want.Doc.Text.String() || got.Doc.Title != want.Doc.Title || !reflect.DeepEqual(got.Doc.Blocks, want.Doc.Blocks) {
		t.Errorf("%s came back otherwise", want.Card.Path)
	}
	if !reflect.DeepEqual(got.Set, want.Set) || !reflect.DeepEqual(got.Quotes, want.Quotes) {
		t.Errorf("claims of %s came back otherwise:\n%+v\n%+v", want.Card.Path, got.Set, want.Set)
	}
	sp := text.Span{Start: 2, End: 9}
	if got.Doc.Map.Original(sp) != want.Doc.Map.Original(sp) {
		t.Errorf("map of %s came back otherwise", want.Card.Path)
	}
	if got.Reading.At != want.Reading.At || got.Reading.By != want.Reading.By || len(got.Reading.Hash) != 64 {
		t.Errorf("reading %+v", got.Reading)
	}
}

func testReadings(ctx context.Context, t *testing.T, s store.Store) {
	first, second := Entry(1), Entry(1)
	second.Set.Claims[0].Confidence = 0.9
	second.Reading = store.Reading{At: "2024-01-01T00:00:00.000Z", By: "test 2"}
	update(ctx, t, s, func(c store.Change) error { return Put(c, first) })
	update(ctx, t, s, func(c store.Change) error { _, err := c.AddReading(second); return err })
	if err := s.Update(ctx, func(c store.Change) error { _, err := c.AddReading(Entry(5)); return err }); fault.Of(err) != fault.NotFound {
		t.Error("a reading of nothing:", err)
	}
	view(ctx, t, s, func(v store.View) error {
		rs, err := v.Readings(first.Doc.ID)
		if err != nil || len(rs) != 2 || rs[0].By != "test 1" || rs[1].Seq <= rs[0].Seq || rs[0].Hash == rs[1].Hash {
			t.Fatal(rs, err)
		}
		for until, want := range map[string]store.Entry{"": second, "2023-06-01T00:00:00.000Z": first} {
			e, err := v.Entry(first.Doc.ID, until)
			if err != nil {
				t.Fatal(err)
			}
			sameEntry(t, e, want)
		}
		if _, err := v.Entry(first.Doc.ID, "2020"); fault.Of(err) != fault.NotFound {
			t.Error("read before it was there:", err)
		}
		return nil
	})
}

// A change that ends with an error leaves nothing.
func testWhole(ctx context.Context, t *testing.T, s store.Store) {
	update(ctx, t, s, func(c store.Change) error { return Put(c, Entry(1)) })
	stop := errors.New("stop")
	err := s.Update(ctx, func(c store.Change) error {
		if err := Put(c, Entry(2)); err != nil {
			return err
		}
		if err := c.PutRecord(store.Record{Key: 1, Record: schema.Record{ID: "x"}}); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}
	view(ctx, t, s, func(v store.View) error {
		if _, err := v.Card(Entry(2).Doc.ID); fault.Of(err) != fault.NotFound {
			t.Error("half a change was kept:", err)
		}
		if _, err := v.Record(1); fault.Of(err) != fault.NotFound {
			t.Error("half a change was kept:", err)
		}
		h, err := v.Head()
		if h.Seq != 2 {
			t.Error("the log has", h.Seq)
		}
		return err
	})
	update(ctx, t, s, func(c store.Change) error { return Put(c, Entry(2)) })
}

func testView(ctx context.Context, t *testing.T, s store.Store) {
	update(ctx, t, s, func(c store.Change) error { return Put(c, Entry(1)) })
	view(ctx, t, s, func(v store.View) error {
		if _, err := v.Head(); err != nil { // the view begins
			return err
		}
		update(ctx, t, s, func(c store.Change) error { return Put(c, Entry(2)) })
		h, err := v.Head()
		if h.Seq != 2 {
			t.Error("what came later is in the view:", h.Seq)
		}
		return err
	})
}

func testDecisions(ctx context.Context, t *testing.T, s store.Store) {
	about := func(n int) []claim.Ref { return []claim.Ref{{Document: Entry(n).Doc.ID}} }
	note := func(n int, text string) review.Decision {
		return review.Decision{At: "2023-01-28T09:00:00.000Z", Who: "ada", Kind: review.Note, Why: text, Parts: about(n)}
	}
	update(ctx, t, s, func(c store.Change) error { return errors.Join(Put(c, Entry(1)), Put(c, Entry(2))) })
	for i, d := range []review.Decision{note(1, "one"), note(2, "two"), {At: "2023-01-28T09:00:00.000Z", Who: "bob", Kind: review.Undo, Cancels: 1}} {
		update(ctx, t, s, func(c store.Change) error {
			got, err := c.AddDecision(d)
			if got.Seq != int64(i+1) {
				t.Error("number", got.Seq)
			}
			return err
		})
	}
	view(ctx, t, s, func(v store.View) error {
		want := note(1, "one")
		want.Seq = 1
		if d, err := v.Decision(1); err != nil || !reflect.DeepEqual(d, want) {
			t.Errorf("%+v %v", d, err)
		}
		if _, err := v.Decision(9); fault.Of(err) != fault.NotFound {
			t.Error(err)
		}
		ds, err := v.About([]doc.ID{Entry(1).Doc.ID})
		if err != nil || len(ds) != 2 || ds[0].Why != "one" || ds[1].Kind != review.Undo {
			t.Errorf("about document 1: %+v %v", ds, err)
		}
		n := 0
		err = v.Decisions(func(d review.Decision) error { n++; return nil })
		if n != 3 {
			t.Error(n, "decisions")
		}
		return err
	})
}

func testLog(ctx context.Context, t *testing.T, s store.Store) {
	view(ctx, t, s, func(v store.View) error {
		if h, err := v.Head(); err != nil || h != (ledger.Entry{}) {
			t.Error(h, err)
		}
		return nil
	})
	for n := range 3 {
		update(ctx, t, s, func(c store.Change) error { return Put(c, Entry(n)) })
	}
	view(ctx, t, s, func(v store.View) error {
		var check ledger.Checker
		if err := v.Log(func(e ledger.Entry) error {
			if bad := check.Check(e); bad != "" {
				t.Error(bad)
			}
			return nil
		}); err != nil {
			return err
		}
		h, err := v.Head()
		if h.Seq != 6 || h != check.Last() {
			t.Error(h)
		}
		if f, err := v.First(); err != nil || f.Seq != 1 || f.Act != ledger.Collected {
			t.Error(f, err)
		}
		some, err2 := v.LogOf([]string{string(Entry(1).Doc.ID)})
		if len(some) != 2 || some[0].Act != ledger.Collected || some[1].Act != ledger.Read {
			t.Error(some)
		}
		part, err3 := v.LogAfter(2, 3)
		if len(part) != 3 || part[0].Seq != 3 || part[2].Seq != 5 {
			t.Error("the third to the fifth entry are", part)
		}
		if rest, err := v.LogAfter(6, 3); err != nil || len(rest) != 0 {
			t.Error("behind the end there is", rest, err)
		}
		return errors.Join(err, err2, err3)
	})
}

func testFounders(ctx context.Context, t *testing.T, s store.Store) {
	ref := func(n, i int) claim.Ref { return claim.Ref{Document: Entry(n).Doc.ID, Incident: claim.Incident(i)} }
	update(ctx, t, s, func(c store.Change) error {
		err := errors.Join(Put(c, Entry(1)), Put(c, Entry(2)))
		a, err1 := c.AddFounder(store.Founder{ID: "a", Ref: ref(1, 0)})
		b, err2 := c.AddFounder(store.Founder{ID: "b", Ref: ref(1, 1)})
		if a.Key != 1 || b.Key != 2 {
			t.Error(a, b)
		}
		return errors.Join(err, err1, err2)
	})
	if err := s.Update(ctx, func(c store.Change) error {
		_, err := c.AddFounder(store.Founder{ID: "a", Ref: ref(2, 0)})
		return err
	}); fault.Of(err) != fault.Conflict {
		t.Error("an id given twice:", err)
	}
	view(ctx, t, s, func(v store.View) error {
		if f, err := v.Founder("b"); err != nil || f.Key != 2 || f.Ref != ref(1, 1) {
			t.Error(f, err)
		}
		for _, c := range []struct {
			prefix string
			limit  int
			want   string
		}{{"", 9, "[a b]"}, {"", 1, "[a]"}, {"b", 9, "[b]"}, {"bb", 9, "[]"}} {
			fs, err := v.Named(c.prefix, c.limit)
			ids := []string{}
			for _, f := range fs {
				ids = append(ids, f.ID)
			}
			if fmt.Sprint(ids) != c.want || err != nil {
				t.Errorf("%q: %v %v", c.prefix, ids, err)
			}
		}
		if f, err := v.FounderOf(2); err != nil || f.ID != "b" {
			t.Error(f, err)
		}
		if _, err := v.FounderOf(3); fault.Of(err) != fault.NotFound {
			t.Error(err)
		}
		if _, err := v.Founder("z"); fault.Of(err) != fault.NotFound {
			t.Error(err)
		}
		fs, err := v.FoundersOf([]claim.Ref{ref(2, 0), ref(1, 1), ref(1, 0)})
		if len(fs) != 2 || fs[0].ID != "a" || fs[1].ID != "b" {
			t.Error(fs)
		}
		return err
	})
}

func testRecords(ctx context.Context, t *testing.T, s store.Store) {
	ref := func(n int) claim.Ref { return claim.Ref{Document: Entry(n).Doc.ID} }
	record := func(key int64, id string, parts ...claim.Ref) store.Record {
		return store.Record{Key: key, Parts: parts, Record: schema.Record{ID: id, Values: []schema.Value{{ID: "f1", Slot: "killed", Of: "all", Value: int(key)}}}}
	}
	update(ctx, t, s, func(c store.Change) error {
		return errors.Join(Put(c, Entry(1)), Put(c, Entry(2)), Put(c, Entry(3)),
			c.PutRecord(record(1, "a", ref(1), ref(2))), c.PutRecord(record(3, "b", ref(3))), c.PutShown(2, schema.Document{ID: "d2", Title: "T"}), c.SetState("x", "1"))
	})
	update(ctx, t, s, func(c store.Change) error {
		return errors.Join(c.PutRecord(record(3, "b", ref(3), ref(2))), c.PutRecord(record(1, "a", ref(1))))
	})
	view(ctx, t, s, func(v store.View) error {
		if r, err := v.Record(3); err != nil || !reflect.DeepEqual(r, record(3, "b", ref(2), ref(3))) {
			t.Errorf("%+v %v", r, err)
		}
		if k, err := v.RecordOf(ref(2)); k != 3 || err != nil {
			t.Error(k, err)
		}
		if k, err := v.RecordOf(ref(9)); k != 0 || err != nil {
			t.Error(k, err)
		}
		if l, err := v.Incidents(ref(2).Document); err != nil || !reflect.DeepEqual(l, []claim.Ref{ref(2)}) {
			t.Error(l, err)
		}
		var ids []string
		err := v.Records(func(r store.Record) error { ids = append(ids, r.Record.ID); return nil })
		if fmt.Sprint(ids) != "[a b]" {
			t.Error(ids)
		}
		if n, err := v.Count(); n != 2 || err != nil {
			t.Error(n, err)
		}
		if d, err := v.Shown(2); err != nil || d.Title != "T" {
			t.Error(d, err)
		}
		if x, err := v.State("x"); x != "1" || err != nil {
			t.Error(x, err)
		}
		return err
	})
	update(ctx, t, s, func(c store.Change) error { return c.RemoveRecord(3) })
	view(ctx, t, s, func(v store.View) error {
		if k, err := v.RecordOf(ref(2)); k != 0 || err != nil {
			t.Error("part of a record that is gone:", k, err)
		}
		if _, err := v.Record(3); fault.Of(err) != fault.NotFound {
			t.Error(err)
		}
		return nil
	})
}

func testMatched(ctx context.Context, t *testing.T, s store.Store) {
	ref := func(n int) claim.Ref { return claim.Ref{Document: Entry(n).Doc.ID} }
	at := func(n int) match.Ref { return match.Ref{Document: Entry(n).Doc.ID} }
	sign := func(n int) *match.Sign { return &match.Sign{Ref: at(n), Country: fmt.Sprint("C", n)} }
	link := func(a, b int, score float64) match.Link {
		return match.LinkOf(at(a), at(b), score)
	}
	update(ctx, t, s, func(c store.Change) error {
		return errors.Join(Put(c, Entry(3)), Put(c, Entry(2)), Put(c, Entry(1)),
			c.SetCluster(ref(3), 7), c.SetCluster(ref(1), 7), c.SetCluster(ref(2), 7), c.SetCluster(ref(2), 8), c.SetCluster(ref(2), 0),
			c.PutSign(sign(1), []string{"day", "town"}, nil),
			c.PutSign(sign(2), []string{"town", "town"}, []match.Link{link(1, 2, 2)}),
			c.PutSign(sign(3), []string{"x"}, []match.Link{link(1, 3, 9), link(2, 3, 9)}),
			c.PutSign(sign(3), []string{"day", "town"}, []match.Link{link(1, 3, 3)}))
	})
	view(ctx, t, s, func(v store.View) error {
		if l, err := v.Cluster(7); err != nil || !reflect.DeepEqual(l, []claim.Ref{ref(3), ref(1)}) {
			t.Error("cluster", l, err)
		}
		if n, err := v.ClusterOf(ref(3)); n != 7 || err != nil {
			t.Error(n, err)
		}
		if n, err := v.ClusterOf(ref(2)); n != 0 || err != nil {
			t.Error(n, err)
		}
		for _, c := range []struct {
			keys         []string
			perKey, most int
			want         []match.Ref
		}{
			{[]string{"town"}, 10, 10, []match.Ref{at(1), at(2), at(3)}},
			{[]string{"town", "day"}, 10, 10, []match.Ref{at(1), at(3), at(2)}}, // under both, then under one
			{[]string{"day", "town"}, 1, 10, []match.Ref{at(1)}},
			{[]string{"town"}, 10, 2, []match.Ref{at(1), at(2)}},
			{[]string{"none"}, 10, 10, nil},
			{[]string{"x"}, 10, 10, nil},
			{nil, 10, 10, nil},
		} {
			near, err := v.Near(c.keys, c.perKey, c.most)
			var got []match.Ref
			for _, g := range near {
				got = append(got, g.Ref)
			}
			if err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("%+v: %v %v", c, got, err)
			}
		}
		if l, err := v.Signs([]match.Ref{at(3), at(9), at(1)}); err != nil || !reflect.DeepEqual(l, []*match.Sign{sign(3), sign(1)}) {
			t.Error(l, err)
		}
		if l, err := v.Links(at(1), 9); err != nil || !reflect.DeepEqual(l, []match.Link{link(1, 3, 3), link(1, 2, 2)}) {
			t.Errorf("%+v %v", l, err)
		}
		if l, err := v.Links(at(1), 1); err != nil || len(l) != 1 {
			t.Errorf("%+v %v", l, err)
		}
		return nil
	})
	apart := func(want ...string) {
		t.Helper()
		view(ctx, t, s, func(v store.View) error {
			var got []string
			if err := v.Apart(func(a, b int64, l match.Link) error {
				got = append(got, fmt.Sprint(a, b, reflect.DeepEqual(l, match.LinkOf(l.A, l.B, l.Score)), l.Score))
				for _, end := range []struct {
					ref match.Ref
					key int64
				}{{l.A, a}, {l.B, b}} {
					if k, err := v.RecordOf(claim.Ref(end.ref)); k != end.key || err != nil {
						t.Errorf("a report of record %d is said to be of %d: %v", k, end.key, err)
					}
				}
				return nil
			}); err != nil {
				return err
			}
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Errorf("apart %q, want %q", got, want)
			}
			return nil
		})
	}
	apart() // of no record
	both := func(a, b int64, score float64) string {
		if at(int(b)).Document < at(int(a)).Document {
			a, b = b, a
		}
		return fmt.Sprint(a, b, true, score)
	}
	update(ctx, t, s, func(c store.Change) error {
		var errs []error
		for n := 1; n <= 3; n++ {
			f, err := c.AddFounder(store.Founder{ID: fmt.Sprint("r", n), Ref: ref(n)})
			errs = append(errs, err, c.PutRecord(store.Record{Key: f.Key, Parts: []claim.Ref{ref(n)}, Record: schema.Record{ID: f.ID}}))
		}
		return errors.Join(errs...)
	})
	apart(sorted(both(1, 2, 2), both(1, 3, 3))...)
	update(ctx, t, s, func(c store.Change) error {
		return errors.Join(c.RemoveRecord(2), c.PutRecord(store.Record{Key: 1, Parts: []claim.Ref{ref(1), ref(2)}, Record: schema.Record{ID: "r1"}}))
	})
	apart(both(1, 3, 3))
	update(ctx, t, s, func(c store.Change) error { return c.RemoveSign(at(3)) })
	apart()
	view(ctx, t, s, func(v store.View) error {
		if l, err := v.Links(at(1), 9); err != nil || !reflect.DeepEqual(l, []match.Link{link(1, 2, 2)}) {
			t.Errorf("%+v %v", l, err)
		}
		return nil
	})
}

func sorted(list ...string) []string {
	slices.Sort(list)
	return list
}

func testClear(ctx context.Context, t *testing.T, s store.Store) {
	ref := claim.Ref{Document: Entry(1).Doc.ID}
	update(ctx, t, s, func(c store.Change) error { return errors.Join(Put(c, Entry(1)), c.SetCluster(ref, 5)) })
	update(ctx, t, s, func(c store.Change) error { return c.ClearMatched() })
	view(ctx, t, s, func(v store.View) error {
		if n, err := v.ClusterOf(ref); n != 0 || err != nil {
			t.Error(n, err)
		}
		return nil
	})
}

func testMany(ctx context.Context, t *testing.T, s store.Store) {
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 10 {
				err := s.Update(ctx, func(c store.Change) error {
					e := Entry(i + 5*g)
					if _, err := c.Card(e.Doc.ID); err == nil {
						return nil
					}
					return Put(c, e)
				})
				if err != nil {
					t.Error(err)
				}
				if _, _, err := s.PutBytes(ctx, []byte{byte(i), byte(g / 2)}); err != nil {
					t.Error(err)
				}
				if err := s.View(ctx, func(v store.View) error { _, err := v.Head(); return err }); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	wg.Wait()
	n := 0
	view(ctx, t, s, func(v store.View) error {
		h, err := v.Head()
		if h.Seq != 50 {
			t.Error("the log has", h.Seq)
		}
		return errors.Join(err, store.Entries(v, func(store.Entry) error { n++; return nil }))
	})
	if n != 25 {
		t.Error(n)
	}
}
