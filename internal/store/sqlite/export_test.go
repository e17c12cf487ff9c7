package sqlite

import (
	"context"

	"dossier/internal/match"
	"dossier/internal/query"
	"dossier/internal/store"
)

// CountAsInALargeArchive makes a store count the names of any set of records as it
// does those of many.
func CountAsInALargeArchive(s *Store) { s.topping = topping{few: -1, once: 3} }

// RememberLittle makes a store keep next to nothing of what questions read.
func RememberLittle(s *Store) { s.memory.most = 400 }

// CarryEarly makes a store carry its log of changes over at some pages, beside the
// changes and with the next one waiting.
func CarryEarly(s *Store, beside, wait int) { s.log.far = ahead{beside, wait} }

// LoseDisk makes a store find no log of changes where it brings it to the disk.
func LoseDisk(s *Store) { s.log.path += ".gone" }

// AskedAcross counts all records in a question that goes on while a change is made and
// another question is answered: how many it says, and how many the other.
func AskedAcross(ctx context.Context, s *Store, change func() error) (before, after int, err error) {
	count := func(a *asker, n *int) error {
		set, err := a.eval(query.Query{}.Root)
		*n = set.Len()
		return err
	}
	err = s.ask(ctx, func(a *asker) error {
		if err := change(); err != nil {
			return err
		}
		if err := s.ask(ctx, func(b *asker) error { return count(b, &after) }); err != nil {
			return err
		}
		return count(a, &before)
	})
	return before, after, err
}

// AskForEver puts a question that the database never comes to an end with.
func AskForEver(ctx context.Context, s *Store) error {
	return s.ask(ctx, func(a *asker) error {
		_, err := a.set("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT group_concat(x) FROM n WHERE x < 0")
		return err
	})
}

// NearAnew is what lies near keys in a change as the tables have it.
func NearAnew(c store.Change, keys []string, perKey, most int) ([]*match.Sign, error) {
	x := c.(*change)
	if err := x.keepKeys(); err != nil {
		return nil, err
	}
	return x.view.Near(keys, perKey, most)
}

// Uses reports how many keys a change knows beforehand, and to how many of them other
// changes have put more since.
func Uses(c store.Change) (known, grown int) {
	for k, had := range c.(*change).keys.under {
		for i := range had.since {
			if len(had.since[i].put[k]) > 0 {
				grown++
				break
			}
		}
	}
	return len(c.(*change).keys.under), grown
}
