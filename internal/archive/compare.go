package archive

import (
	"context"
	"slices"

	"dossier/internal/claim"
	"dossier/internal/record"
	"dossier/internal/store"
	"dossier/schema"
)

// Comparison is two documents side by side.
type Comparison struct {
	A, B store.Entry
	// Versions is set when both are versions of one document.
	Versions bool
	// Cited are the words of A that claims stand on, and where they are in B.
	Cited []Cited
	// Changes are how the record that B alone makes of its main incident differs from
	// the one that A alone makes; none where one of them tells of no incident.
	Changes []record.Change
}

// Compare holds a document against another one, each named by its short name or
// hash: what became of the words that claims of the first stand on, and which values
// they do not share.
func (a *Archive) Compare(ctx context.Context, first, second string) (out Comparison, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		var was, now schema.Record
		var told [2]bool
		if out.A, was, told[0], err = alone(v, first); err != nil {
			return err
		}
		if out.B, now, told[1], err = alone(v, second); err != nil {
			return err
		}
		l := out.A.Card.Lineage
		out.Versions = l != "" && l == out.B.Card.Lineage && out.A.Card.ID != out.B.Card.ID
		out.Cited = cited(out.A, out.B.Doc.Text)
		if told[0] && told[1] {
			out.Changes = record.Diff(&was, &now)
		}
		return nil
	})
	return out, err
}

// alone is a document, and the record that it makes of its main incident by itself;
// ok is false when it tells of none.
func alone(v store.View, id string) (e store.Entry, r schema.Record, ok bool, err error) {
	c, err := Document(v, id)
	if err != nil {
		return e, r, false, err
	}
	if e, err = v.Entry(c.ID, ""); err != nil {
		return e, r, false, err
	}
	if !slices.Contains(incidents(e.Set), 0) {
		return e, r, false, nil
	}
	r, err = foldOf(v, []claim.Ref{{Document: c.ID}}, "", "")
	return e, r, err == nil, err
}
