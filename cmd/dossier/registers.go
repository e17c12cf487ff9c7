package main

import (
	"context"

	"dossier/internal/desk"
	"dossier/internal/register"
	"dossier/internal/review"
)

// Alike implements desk.Book.
func (b *book) Alike(ctx context.Context, id string, most int) ([]desk.Alike, error) {
	list, err := b.a.Questions(ctx, id, most)
	var out []desk.Alike
	for _, q := range list {
		x := desk.Alike{ID: q.B, Title: q.TitleB, Confidence: q.Confidence, Reasons: q.Reasons}
		if q.B == id {
			x.ID, x.Title = q.A, q.TitleA
		}
		out = append(out, x)
	}
	return out, err
}

// Entities implements desk.Registers.
func (b *book) Entities(ctx context.Context, kind, name string, after, limit int) ([]register.Actor, int, error) {
	return b.a.Figures(ctx, kind, name, after, limit)
}

// Entity implements desk.Registers.
func (b *book) Entity(ctx context.Context, id string, after, limit int) (register.Whole, error) {
	return b.a.Figure(ctx, id, after, limit)
}

// Sources implements desk.Registers.
func (b *book) Sources(ctx context.Context, name string, after, limit int) ([]register.Source, int, error) {
	return b.a.Sources(ctx, name, after, limit)
}

// Source implements desk.Registers.
func (b *book) Source(ctx context.Context, id string, after, limit int) (register.WholeSource, error) {
	return b.a.SourceOf(ctx, id, after, limit)
}

// Describe implements desk.Registers.
func (b *book) Describe(ctx context.Context, source string, x desk.Described) (desk.Judged, error) {
	d, err := b.a.Describe(ctx, source, review.Outlet{Kind: x.Kind, Country: x.Country, Reliability: x.Reliability}, x.Why)
	return desk.Judged{Decision: d.Seq, At: d.At, Who: d.Who}, err
}
