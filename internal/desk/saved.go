package desk

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/search"
)

// saved is a query that is kept.
type saved struct {
	Name, Query, Href string
	On                bool
}

// SavedQuery is a query that is kept under a name.
type SavedQuery struct {
	Name  string `json:"name"` // "@" and the name stand for it in any query
	Query string `json:"query"`
}

// SavedQueries are the queries that are kept, by name.
type SavedQueries struct {
	Queries []SavedQuery `json:"queries"`
}

// savedOf are the queries that are kept, with links to what they find.
func (d *Desk) savedOf(ctx context.Context, book Book, f *finder) ([]saved, error) {
	kept, err := book.SavedQueries(ctx)
	if err != nil {
		return nil, err
	}
	var out []saved
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		out = append(out, saved{Name: name, Query: kept[name], Href: f.link("q", "@"+name), On: f.Query == "@"+name || f.Query != "" && f.Query == kept[name]})
	}
	return out, nil
}

// saveForm keeps a query, or keeps one no longer, and leads back to what it finds.
func (d *Desk) saveForm(book Book, w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form cannot be read: %v", err)
	}
	to := "/"
	if name := r.PostForm.Get("remove"); name != "" {
		if err := book.RemoveQuery(r.Context(), name); err != nil {
			return err
		}
	} else {
		q := SavedQuery{Name: strings.TrimPrefix(strings.TrimSpace(r.PostForm.Get("name")), "@"), Query: r.PostForm.Get("q")}
		if err := d.save(r.Context(), book, q); err != nil {
			return err
		}
		to = "/?q=" + url.QueryEscape("@"+q.Name)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// save keeps a query that can be read, with what it stands for written out.
func (d *Desk) save(ctx context.Context, book Book, q SavedQuery) error {
	parsed, err := d.parse(ctx, book, q.Query)
	if err != nil {
		return fault.New(fault.Invalid, "%v", err)
	}
	if err := search.CheckName(q.Name); err != nil {
		return err
	}
	return book.SaveQuery(ctx, q.Name, parsed.String())
}

func (d *Desk) apiSaved(book Book, w http.ResponseWriter, r *http.Request) error {
	kept, err := book.SavedQueries(r.Context())
	if err != nil {
		return err
	}
	out := SavedQueries{Queries: []SavedQuery{}}
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		out.Queries = append(out.Queries, SavedQuery{name, kept[name]})
	}
	answer(w, http.StatusOK, out)
	return nil
}

func (d *Desk) apiSave(book Book, w http.ResponseWriter, r *http.Request) error {
	var q SavedQuery
	if err := read(r, &q); err != nil {
		return err
	}
	if err := d.save(r.Context(), book, q); err != nil {
		return err
	}
	return d.apiSaved(book, w, r)
}

func (d *Desk) apiRemove(book Book, w http.ResponseWriter, r *http.Request) error {
	if err := book.RemoveQuery(r.Context(), r.PathValue("name")); err != nil {
		return err
	}
	return d.apiSaved(book, w, r)
}
