package main

import (
	"context"
	"strings"

	"dossier/internal/archive"
	"dossier/internal/desk"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/lexicon"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/store"
	"dossier/schema"
)

// book shows an archive to the desk.
type book struct {
	*search.Memory
	out  schema.Output
	docs map[string]*doc.Document
}

// openBook reads the archive.
func openBook(ctx context.Context, a *archive.Archive) (*book, error) {
	b := &book{docs: map[string]*doc.Document{}}
	err := a.Store.Entries(ctx, func(e store.Entry) error {
		b.docs[string(e.Doc.ID)] = e.Doc
		return nil
	})
	if err != nil {
		return nil, err
	}
	if b.out, err = a.Store.Records(ctx); err != nil {
		return nil, err
	}
	b.Memory = search.NewMemory(b.items())
	return b, nil
}

func (b *book) items() []search.Item {
	of := map[string]search.Document{}
	for _, d := range b.out.Documents {
		x := search.Document{ID: d.SHA256, Title: d.Title, Outlet: d.Source, URL: d.URL, Published: d.Published}
		if full := b.docs[d.SHA256]; full != nil {
			x.Text = full.Text.String()
		}
		of[d.ID] = x
	}
	var out []search.Item
	for _, r := range b.out.Records {
		it := search.Item{Record: r}
		for _, id := range r.Documents {
			it.Documents = append(it.Documents, of[id])
		}
		out = append(out, it)
	}
	return out
}

// Record implements desk.Book.
func (b *book) Record(_ context.Context, id string) (schema.Output, error) {
	return pick(b.out, id)
}

// Document implements desk.Book.
func (b *book) Document(_ context.Context, sha string) (*doc.Document, error) {
	if d := b.docs[sha]; d != nil {
		return d, nil
	}
	return nil, fault.New(fault.NotFound, "there is no document %.12s", sha)
}

// Documents implements desk.Book.
func (b *book) Documents(context.Context) ([]desk.Shelved, error) {
	of := map[string][][2]string{}
	for _, r := range b.out.Records {
		for _, id := range r.Documents {
			of[id] = append(of[id], [2]string{r.ID, r.Title})
		}
	}
	var out []desk.Shelved
	for _, d := range b.out.Documents {
		out = append(out, desk.Shelved{Document: d, Records: of[d.ID]})
	}
	return out, nil
}

// queries is the language of queries with the names of countries.
func queries() query.Book {
	codes := map[string]string{}
	b := query.Book{}
	for _, c := range lexicon.Countries() {
		codes[strings.ToLower(c.Code)] = c.Code
		for _, n := range append(c.Names, c.Demonyms...) {
			codes[strings.ToLower(n)] = c.Code
		}
		b.Countries = append(b.Countries, c.Name)
	}
	b.Country = func(name string) (string, bool) {
		code, ok := codes[strings.ToLower(name)]
		return code, ok
	}
	return b
}
