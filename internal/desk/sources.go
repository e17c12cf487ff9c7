package desk

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"dossier/internal/account"
	"dossier/internal/fault"
	"dossier/internal/register"
)

// Sources is a page of the outlets and offices that reports come from.
type Sources struct {
	Sources []register.Source `json:"sources"`
	Total   int               `json:"total"`
	Next    int               `json:"next,omitempty"` // leads to those after these: after of the next request
}

// Described is what a person says of a source; "" says nothing.
type Described struct {
	Kind        string `json:"kind"`
	Country     string `json:"country"`     // ISO 3166-1 alpha-2
	Reliability string `json:"reliability"` // A to F of the Admiralty code
	Why         string `json:"why"`
}

// Registers are the people, bodies and sources of all incidents.
type Registers interface {
	// Entities lists people and bodies, those in most incidents first: of a kind, ""
	// for all, whose name some words find; after the first few names, with where to go
	// on, 0 at the end. Entity is one by an id or a name, with at most limit of its
	// incidents; a name that several have is an error of kind fault.Conflict.
	Entities(ctx context.Context, kind, name string, after, limit int) ([]register.Actor, int, error)
	Entity(ctx context.Context, id string, after, limit int) (register.Whole, error)
	// Sources lists those whose name has some words in it, those of most documents
	// first, and tells how many there are. Source is one by its id or name.
	Sources(ctx context.Context, name string, after, limit int) ([]register.Source, int, error)
	Source(ctx context.Context, id string, after, limit int) (register.WholeSource, error)
	// Describe keeps what a person says of a source.
	Describe(ctx context.Context, source string, x Described) (Judged, error)
}

// sourcesOf is how many sources, and documents and incidents of one, stand on a page.
const sourcesOf = 50

// outletID is the id of the source of a document, "" where none is told.
func outletID(said, address string) string {
	return strings.ReplaceAll(register.SourceOf(said, address), " ", "-")
}

// mayDecide reports whether whoever asks may decide.
func mayDecide(r *http.Request) bool { return visitorOf(r).Role.May(account.Coder) }

// listed are the sources that a request asks for.
func listed(book Book, r *http.Request) (out Sources, err error) {
	after, err := afterOf(r)
	if err != nil {
		return out, err
	}
	limit, err := limitOf(r, sourcesOf, 500)
	if err != nil {
		return out, err
	}
	out.Sources, out.Total, err = book.Sources(r.Context(), r.URL.Query().Get("name"), after, limit)
	if seen := after + len(out.Sources); seen < out.Total {
		out.Next = seen
	}
	if out.Sources == nil {
		out.Sources = []register.Source{}
	}
	return out, err
}

// shelfOfSources is the page of sources.
type shelfOfSources struct {
	Sources
	Words, More string
}

func (d *Desk) sources(book Book, w http.ResponseWriter, r *http.Request) error {
	got, err := listed(book, r)
	if err != nil {
		return err
	}
	p := shelfOfSources{Sources: got, Words: r.URL.Query().Get("name")}
	if got.Next > 0 {
		p.More = "/sources?" + url.Values{"name": {p.Words}, "after": {strconv.Itoa(got.Next)}}.Encode()
	}
	return d.render(w, r, http.StatusOK, "sources", "Sources", p)
}

func (d *Desk) apiSources(book Book, w http.ResponseWriter, r *http.Request) error {
	got, err := listed(book, r)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, got)
	return nil
}

// sourcePage is the page of one source.
type sourcePage struct {
	register.WholeSource
	Kinds, Letters []string
	More           string
	Before         int
	May            bool
}

// sourceKinds are the kinds of source that a person can say.
var sourceKinds = []string{"agency", "press", "broadcaster", "government", "court", "organisation", "encyclopedia", "social", "other"}

func sourceFor(book Book, r *http.Request) (register.WholeSource, int, error) {
	after, err := afterOf(r)
	if err != nil {
		return register.WholeSource{}, 0, err
	}
	limit, err := limitOf(r, sourcesOf, 200)
	if err != nil {
		return register.WholeSource{}, 0, err
	}
	got, err := book.Source(r.Context(), r.PathValue("source"), after, limit)
	return got, after, err
}

func (d *Desk) source(book Book, w http.ResponseWriter, r *http.Request) error {
	got, after, err := sourceFor(book, r)
	if err != nil {
		return err
	}
	p := sourcePage{WholeSource: got, Kinds: sourceKinds, Letters: []string{"A", "B", "C", "D", "E", "F"}, Before: after, May: mayDecide(r)}
	if seen := after + sourcesOf; seen < max(got.Source.Documents, got.Records) {
		p.More = "/sources/" + url.PathEscape(got.ID) + "?after=" + strconv.Itoa(seen)
	}
	return d.render(w, r, http.StatusOK, "source", got.Name, p)
}

func (d *Desk) apiSource(book Book, w http.ResponseWriter, r *http.Request) error {
	got, _, err := sourceFor(book, r)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, got)
	return nil
}

// describe keeps what a form says of a source, or undoes what was said.
func (d *Desk) describe(book Book, w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form cannot be read: %v", err)
	}
	f := r.PostForm
	if s := f.Get("undo"); s != "" {
		if err := undoFrom(book, r, s); err != nil {
			return err
		}
	} else if _, err := book.Describe(r.Context(), r.PathValue("source"), Described{f.Get("kind"), f.Get("country"), f.Get("reliability"), f.Get("why")}); err != nil {
		return err
	}
	return back(w, r, "/sources/"+url.PathEscape(r.PathValue("source")))
}

func (d *Desk) apiDescribe(book Book, w http.ResponseWriter, r *http.Request) error {
	var x Described
	if err := read(r, &x); err != nil {
		return err
	}
	got, err := book.Describe(r.Context(), r.PathValue("source"), x)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, got)
	return nil
}

// registerPages are the pages of people, bodies and sources, and what they send.
func registerPages() []Route {
	const get, post, viewer = http.MethodGet, http.MethodPost, account.Viewer
	return []Route{
		{Method: get, Path: "/entities", What: "the people and bodies of all incidents", Least: viewer, Twin: "/api/entities", serve: (*Desk).entities},
		{Method: get, Path: "/entities/{entity}", What: "what is said of and by one of them", Least: viewer, Twin: "/api/entities/{entity}", serve: (*Desk).entity},
		{Method: get, Path: "/sources", What: "where reports come from", Least: viewer, Twin: "/api/sources", serve: (*Desk).sources},
		{Method: get, Path: "/sources/{source}", What: "one source: its reports, and what it says otherwise than others", Least: viewer, Twin: "/api/sources/{source}", serve: (*Desk).source},
		{Method: post, Path: "/entities", What: "says whether two are one, or takes that back", Least: account.Coder, Body: small, serve: (*Desk).answerEntity},
		{Method: post, Path: "/sources/{source}", What: "says what a source is, or takes that back", Least: account.Coder, Body: small, serve: (*Desk).describe},
	}
}

// apiRegister is the same for programs.
func apiRegister() []Route {
	const get, post, viewer, read = http.MethodGet, http.MethodPost, account.Viewer, account.Read
	name := Param{"name", "words of a name, in any spelling; a word may end in *"}
	after := Param{"after", "leads to the next page: next of the page before"}
	return []Route{
		{Method: get, Path: "/api/entities", What: "the people and bodies of all incidents, those in most first", Least: viewer, Token: read, Gives: Entities{}, serve: (*Desk).apiEntities,
			Params: []Param{name, {"kind", "person, organisation or group; all without it"}, limitParam, after}},
		{Method: get, Path: "/api/entities/{entity}", What: "one person or body with all that is said of and by it", Least: viewer, Token: read, Gives: register.Whole{}, serve: (*Desk).apiEntity,
			Params: []Param{{"entity", "an id, or a name that one alone has"}, limitParam, {"after", "how many incidents to leave out, the latest first"}}},
		{Method: get, Path: "/api/sources", What: "the outlets and offices that reports come from, those of most reports first", Least: viewer, Token: read, Gives: Sources{}, serve: (*Desk).apiSources,
			Params: []Param{{"name", "words of a name"}, limitParam, after}},
		{Method: get, Path: "/api/sources/{source}", What: "one source with its reports, and what it says alone or otherwise than others", Least: viewer, Token: read, Gives: register.WholeSource{}, serve: (*Desk).apiSource,
			Params: []Param{{"source", "an id, or a name"}, limitParam, {"after", "how many reports and incidents to leave out, the latest first"}}},
		{Method: post, Path: "/api/sources/{source}", What: "keeps what a person says of a source", Least: account.Coder, Token: account.Decide, Body: ofJSON, Takes: Described{}, Gives: Judged{}, serve: (*Desk).apiDescribe,
			Params: []Param{{"source", "an id, or a name"}}},
	}
}
