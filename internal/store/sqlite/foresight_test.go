package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"dossier/internal/match"
	"dossier/internal/store"
	"dossier/internal/store/sqlite"
	"dossier/internal/store/storetest"
)

// What was found beforehand gives a change the same neighbours as its tables do, whatever
// this program and another one put, put anew and removed in between.
func TestForesight(t *testing.T) {
	for seed := range uint64(8) {
		most := []int{3, signedDocuments}[seed%2] // the bound is met, or never
		t.Run(fmt.Sprint(seed), func(t *testing.T) { foresight(t, most, rand.New(rand.NewPCG(seed, 5))) })
	}
}

const signedDocuments = 300

func foresight(t *testing.T, most int, r *rand.Rand) {
	dir := t.TempDir()
	mine, other := create(t, dir), create(t, dir)
	making(t, mine, func(c store.Change) error {
		for n := range signedDocuments {
			if err := storetest.Put(c, storetest.Entry(n+1)); err != nil {
				return err
			}
		}
		return nil
	})
	signs := &someSigns{r: r}
	var seen []any
	used, grown := 0, 0
	for range 120 {
		switch r.IntN(8) {
		case 0:
			making(t, other, func(c store.Change) error { return changeSigns(c, signs) })
		case 1:
			making(t, mine, func(c store.Change) error { return changeSigns(c, signs) })
		case 2, 3, 4:
			if x := mine.Foresee(ctx, signs.any(), most, most); x != nil {
				seen = append(seen, x)
			}
		default:
			making(t, mine, func(c store.Change) error {
				for _, x := range seen {
					c.(store.Foreseeing).Foreseen(x)
				}
				known, more := sqlite.Uses(c)
				used, grown = used+known, grown+more
				return sameNear(t, c, most, signs, seen)
			})
			if r.IntN(4) == 0 {
				seen = nil
			}
		}
	}
	if used == 0 || grown == 0 {
		t.Errorf("%d keys were used that were foreseen, %d that others were put under since", used, grown)
	}
}

// sameNear compares neighbours found with foresight to those of the tables, while signs
// are put, and what was seen is told again.
func sameNear(t *testing.T, c store.Change, most int, signs *someSigns, seen []any) error {
	for range 3 {
		g := signs.any()
		got, err := c.Near(g.Keys(), most, most)
		if err != nil {
			return err
		}
		want, err := sqlite.NearAnew(c, g.Keys(), most, most)
		if err != nil {
			return err
		}
		if len(got) != len(want) {
			t.Fatalf("%d neighbours, the tables have %d", len(got), len(want))
		}
		for i := range got {
			if !reflect.DeepEqual(got[i], want[i]) {
				t.Fatalf("neighbour %d is %+v, the tables have %+v", i, got[i], want[i])
			}
		}
		if err := changeSigns(c, signs); err != nil {
			return err
		}
		for _, x := range seen {
			c.(store.Foreseeing).Foreseen(x)
		}
	}
	return nil
}

// changeSigns most often puts the sign of a document that had none.
func changeSigns(c store.Change, signs *someSigns) error {
	switch signs.r.IntN(12) {
	case 0:
		return c.RemoveSign(signs.any().Ref)
	case 1:
		o := signs.any()
		return c.PutSign(o, o.Keys(), nil)
	}
	o := signs.fresh()
	return c.PutSign(o, o.Keys(), nil)
}

// someSigns makes signs with few names and places that others have too.
type someSigns struct {
	r   *rand.Rand
	had int // documents whose signs were made
}

func (s *someSigns) fresh() *match.Sign {
	s.had = min(s.had+1, signedDocuments)
	return s.of(s.had)
}

func (s *someSigns) any() *match.Sign { return s.of(1 + s.r.IntN(signedDocuments)) }

func (s *someSigns) of(document int) *match.Sign {
	places := []string{"stavanger", "harstad", "tromso"}
	g := &match.Sign{Ref: match.Ref{Document: storetest.Entry(document).Doc.ID}, Country: "NO", Places: places[:1+s.r.IntN(len(places))], Types: []string{"bombing"}}
	if s.r.IntN(2) == 0 {
		lo := 18000 + s.r.IntN(3)
		g.Date = match.Days{Known: true, Lo: lo, Hi: lo}
	}
	return g
}

func making(t *testing.T, s *sqlite.Store, f func(store.Change) error) {
	t.Helper()
	if err := s.Update(ctx, f); err != nil {
		t.Fatal(err)
	}
}
