package archive

import (
	"context"
	"sort"

	"dossier/internal/claim"
	"dossier/internal/match"
	"dossier/internal/review"
	"dossier/internal/store"
)

// Question is two records that may be of one incident.
type Question struct {
	A, B           string // ids
	TitleA, TitleB string
	Confidence     float64
	Reasons        []string // what speaks for it, then what against
}

// Questions lists the records that stand apart though reports of theirs are alike, the
// likeliest first, and at most limit of them; with an id those about one record. What
// somebody has answered is not asked again.
func (a *Archive) Questions(ctx context.Context, id string, limit int) (out []Question, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		q := asking{v: v, best: map[[2]int64]match.Link{}}
		if id != "" {
			key, err := Find(v, id)
			if err != nil {
				return err
			}
			if err := q.about(key); err != nil {
				return err
			}
		} else if err := v.Apart(q.stronger); err != nil {
			return err
		}
		out, err = q.questions(limit)
		return err
	})
	return out, err
}

// asking collects the strongest link of every two records that stand apart.
type asking struct {
	v    store.View
	best map[[2]int64]match.Link
}

// about looks at the links of the reports of one record.
func (q *asking) about(key int64) error {
	parts, err := q.v.PartsOf(key)
	if err != nil {
		return err
	}
	for _, p := range parts {
		links, err := q.v.Links(match.Ref(p), match.MaxLinks)
		if err != nil {
			return err
		}
		for _, l := range links {
			other := l.A
			if other == match.Ref(p) {
				other = l.B
			}
			k, err := q.v.RecordOf(claim.Ref(other))
			if err != nil {
				return err
			}
			if k == 0 || k == key {
				continue
			}
			if err := q.stronger(k, key, l); err != nil {
				return err
			}
		}
	}
	return nil
}

// stronger notes a link between two records where it is the strongest yet.
func (q *asking) stronger(a, b int64, l match.Link) error {
	pair := [2]int64{min(a, b), max(a, b)}
	if had, ok := q.best[pair]; !ok || l.Stronger(had) {
		q.best[pair] = l
	}
	return nil
}

// questions are what nobody has answered, the likeliest first.
func (q *asking) questions(limit int) ([]Question, error) {
	pairs := make([][2]int64, 0, len(q.best))
	for p := range q.best {
		pairs = append(pairs, p)
	}
	sort.Slice(pairs, func(i, j int) bool {
		x, y := q.best[pairs[i]], q.best[pairs[j]]
		if x.Score != y.Score {
			return x.Score > y.Score
		}
		return pairs[i][0] < pairs[j][0] || pairs[i][0] == pairs[j][0] && pairs[i][1] < pairs[j][1]
	})
	var out []Question
	for _, p := range pairs {
		if len(out) == limit {
			break
		}
		x, answered, err := q.question(p)
		if err != nil {
			return nil, err
		}
		if !answered {
			out = append(out, x)
		}
	}
	return out, nil
}

func (q *asking) question(p [2]int64) (x Question, answered bool, err error) {
	a, err := q.v.Record(p[0])
	if err != nil {
		return x, false, err
	}
	b, err := q.v.Record(p[1])
	if err != nil {
		return x, false, err
	}
	ds, err := q.v.About(documents(a.Parts))
	if err != nil {
		return x, false, err
	}
	l, err := q.compared(q.best[p])
	if err != nil {
		return x, false, err
	}
	x = Question{A: a.Record.ID, B: b.Record.ID, TitleA: a.Record.Title, TitleB: b.Record.Title, Confidence: l.Confidence, Reasons: l.Reasons}
	return x, review.Answered(review.Active(ds), a.Parts, b.Parts), nil
}

// compared is a link with its reasons, which are not kept.
func (q *asking) compared(l match.Link) (match.Link, error) {
	signs, err := q.v.Signs([]match.Ref{l.A, l.B})
	if err != nil || len(signs) < 2 {
		return l, err
	}
	return match.Compare(signs[0], signs[1]), nil
}
