package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/search/searchtest"
	"dossier/internal/store"
	"dossier/internal/text"
)

// Searched is a store that can be searched.
type Searched interface {
	store.Store
	search.Searcher
}

// RunSearch tests that a store finds what [search.Memory] finds, in its order and with
// its words: on records and queries of every kind, also after records were changed and
// removed. again makes whatever the store keeps for searching anew; nil when it keeps
// nothing.
func RunSearch(t *testing.T, open func(t *testing.T) Searched, again func(Searched) error) {
	ctx := context.Background()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("records ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			s := open(t)
			items := searchtest.Items(r.IntN, 25)
			for i := range items {
				putItem(ctx, t, s, i, items[i])
			}
			same(ctx, t, r, s, items)
			for i, it := range searchtest.Items(r.IntN, 25) {
				switch i % 3 {
				case 0: // another fold of the same documents
					it.Documents, it.Record.ID, it.Record.Documents = items[i].Documents, items[i].Record.ID, items[i].Record.Documents
					items[i] = it
					putItem(ctx, t, s, i, it)
				case 1:
					update(ctx, t, s, func(c store.Change) error { return c.RemoveRecord(int64(i + 1)) })
					items[i] = search.Item{}
				}
			}
			left := present(items)
			same(ctx, t, r, s, left)
			if again != nil {
				if err := again(s); err != nil {
					t.Fatal(err)
				}
				same(ctx, t, r, s, left)
			}
		})
	}
	t.Run("asked between changes", func(t *testing.T) {
		s := open(t)
		RunChanging(t, s, s)
	})
	t.Run("saved queries", func(t *testing.T) { testSaved(ctx, t, open(t)) })
	t.Run("words of a query are words", func(t *testing.T) { testWords(ctx, t, open(t)) })
}

// RunChanging tests that what was asked before never stands for what is there now: one
// record is put, put anew or taken out at a time, through write, and some questions are
// put to read, which is the same store or another of the same archive.
func RunChanging(t *testing.T, write, read Searched) {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(5, 3))
	all := searchtest.Items(r.IntN, 12+25)
	there := all[:12]
	for i := range there {
		putItem(ctx, t, write, i, there[i])
	}
	for range 25 {
		i := r.IntN(len(there))
		switch {
		case there[i].Record.ID == "": // it was taken out: another comes
			putItem(ctx, t, write, len(there), all[len(there)])
			there = all[:len(there)+1]
		case r.IntN(3) == 0:
			update(ctx, t, write, func(c store.Change) error { return c.RemoveRecord(int64(i + 1)) })
			there[i] = search.Item{}
		default:
			it := searchtest.Items(r.IntN, 1)[0]
			it.Documents, it.Record.ID, it.Record.Documents = there[i].Documents, there[i].Record.ID, there[i].Record.Documents
			there[i] = it
			putItem(ctx, t, write, i, it)
		}
		sameSome(ctx, t, r, read, present(there), 6)
	}
}

func present(items []search.Item) (out []search.Item) {
	for _, it := range items {
		if it.Record.ID != "" {
			out = append(out, it)
		}
	}
	return out
}

// putItem keeps a record and those of its documents that are not there.
func putItem(ctx context.Context, t *testing.T, s store.Store, i int, it search.Item) {
	t.Helper()
	update(ctx, t, s, func(c store.Change) error { return keepItem(c, i, it) })
}

// PutItems keeps records and their documents, in one change.
func PutItems(ctx context.Context, s store.Store, items []search.Item) error {
	return s.Update(ctx, func(c store.Change) error {
		for i, it := range items {
			if err := keepItem(c, i, it); err != nil {
				return err
			}
		}
		return nil
	})
}

func keepItem(c store.Change, i int, it search.Item) error {
	rec := store.Record{Key: int64(i + 1), Record: it.Record}
	for _, d := range it.Documents {
		rec.Parts = append(rec.Parts, claim.Ref{Document: doc.ID(d.ID), Incident: claim.Incident(i)})
		if _, err := c.Card(doc.ID(d.ID)); err == nil {
			continue
		}
		e := Entry(0)
		e.Doc = &doc.Document{ID: doc.ID(d.ID), SHA256: d.ID, Title: d.Title, Outlet: d.Outlet, URL: d.URL, Published: d.Published, Text: text.New(d.Text)}
		e.Set = &claim.Set{Document: e.Doc.ID}
		e.Quotes = nil
		e.Card = store.Card{ID: e.Doc.ID, Path: d.ID, Received: e.Card.Received}
		if err := Put(c, e); err != nil {
			return err
		}
	}
	return c.PutRecord(rec)
}

// same holds a store's answers against those of going through the records.
func same(ctx context.Context, t *testing.T, r *rand.Rand, s search.Searcher, items []search.Item) {
	t.Helper()
	sameSome(ctx, t, r, s, items, 40)
}

func sameSome(ctx context.Context, t *testing.T, r *rand.Rand, s search.Searcher, items []search.Item, questions int) {
	t.Helper()
	m := search.NewMemory(items)
	for range questions {
		q := searchtest.Query(r.IntN)
		req := search.Request{Query: q, Sort: search.Sorts()[r.IntN(len(search.Sorts()))], Limit: 1 + r.IntN(9)}
		for range 3 {
			want, err1 := m.Search(ctx, req)
			got, err2 := s.Search(ctx, req)
			if err1 != nil || err2 != nil {
				t.Fatal(q, err1, err2)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("%s by %s after %q: records one by one (-), the store (+):\n%s", q, req.Sort, req.After, d)
			}
			if req.After = want.Next; want.Next == "" {
				break
			}
		}
		samePlaces(ctx, t, r, m, s, q)
		sameTop(ctx, t, r, m, s, q)
		sameNames(ctx, t, r, m, s)
		by := []query.Field{search.CountedBy()[r.IntN(len(search.CountedBy()))], "country"}[:1+r.IntN(2)]
		want, err1 := m.Count(ctx, q, by)
		got, err2 := s.Count(ctx, q, by)
		if err1 != nil || err2 != nil {
			t.Fatal(q, err1, err2)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%s counted by %v: records one by one (-), the store (+):\n%s", q, by, d)
		}
	}
}

func samePlaces(ctx context.Context, t *testing.T, r *rand.Rand, m, s search.Searcher, q query.Query) {
	t.Helper()
	most := r.IntN(12) // 0 is as many as there can be
	want, err1 := m.Places(ctx, q, most)
	got, err2 := s.Places(ctx, q, most)
	if err1 != nil || err2 != nil {
		t.Fatal(q, err1, err2)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("the places of %s, %d at most: records one by one (-), the store (+):\n%s", q, most, d)
	}
}

func sameTop(ctx context.Context, t *testing.T, r *rand.Rand, m, s search.Searcher, q query.Query) {
	t.Helper()
	by := []query.Field{"person", "source", search.CountedBy()[r.IntN(len(search.CountedBy()))]}
	most := 1 + r.IntN(9)
	want, err1 := m.Top(ctx, q, by, most)
	got, err2 := s.Top(ctx, q, by, most)
	if err1 != nil || err2 != nil {
		t.Fatal(q, err1, err2)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("%s, the first %d of each of %v: records one by one (-), the store (+):\n%s", q, most, by, d)
	}
}

// sameNames asks for names by how a word of one that is there begins.
func sameNames(ctx context.Context, t *testing.T, r *rand.Rand, m, s search.Searcher) {
	t.Helper()
	f := []query.Field{"person", "org", "group", "place", "site", "source"}[r.IntN(6)]
	all, err := m.Names(ctx, f, "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	begin := ""
	if len(all) > 0 && r.IntN(8) > 0 {
		words := strings.Fields(search.Fold(all[r.IntN(len(all))].Values[0]))
		words = words[r.IntN(len(words)):]
		begin = strings.Join(words[:1+r.IntN(len(words))], " ")
		letters := []rune(begin)
		begin = string(letters[:1+r.IntN(len(letters))])
	}
	most := 1 + r.IntN(9)
	want, err1 := m.Names(ctx, f, begin, most)
	got, err2 := s.Names(ctx, f, begin, most)
	if err1 != nil || err2 != nil {
		t.Fatal(f, begin, err1, err2)
	}
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("%d names of %s that begin with %q: records one by one (-), the store (+):\n%s", most, f, begin, d)
	}
}

func testSaved(ctx context.Context, t *testing.T, s search.Searcher) {
	for _, q := range []string{"bomb", "bomb -hoax"} {
		if err := s.SaveQuery(ctx, "mine", q); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.SavedQueries(ctx); err != nil || len(got) != 1 || got["mine"] != "bomb -hoax" {
		t.Error(got, err)
	}
	if err := s.SaveQuery(ctx, "a name", "x"); err == nil {
		t.Error("a name with a space is taken")
	}
	if err := s.RemoveQuery(ctx, "mine"); err != nil {
		t.Error(err)
	}
	if got, err := s.SavedQueries(ctx); err != nil || len(got) != 0 {
		t.Error("a query that was removed is still there", got, err)
	}
	if err := s.RemoveQuery(ctx, "mine"); fault.Of(err) != fault.NotFound {
		t.Error("a query that is not there is removed", err)
	}
}

// testWords searches for what other languages than the query's take for their own
// signs.
func testWords(ctx context.Context, t *testing.T, s Searched) {
	putItem(ctx, t, s, 0, searchtest.Three()[1])
	for _, words := range []string{
		`NEAR(vegetable market)`, `body:market`, `market' OR '1'='1`, `"; DROP TABLE records; --`, `market*`, `^market`, `market"`, `{a b} : c`, "market\x00", "%", "_",
	} {
		for _, exact := range []bool{true, false} {
			q := query.Query{Root: query.Text{Words: words, Exact: exact}}
			want, _ := search.NewMemory(searchtest.Three()[1:2]).Search(ctx, search.Request{Query: q})
			got, err := s.Search(ctx, search.Request{Query: q})
			if err != nil || got.Total != want.Total {
				t.Errorf("%q: %d, %v, not %d", words, got.Total, err, want.Total)
			}
		}
	}
}
