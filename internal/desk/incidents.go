package desk

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/wording"
)

// finder is the page of incidents.
type finder struct {
	Query, Problem string
	Given          string // the query with what the page adds to it: what is exported
	Role, Sort     string
	Roles, Sorts   []choice
	Total, All     int
	Empty          bool
	Map            mapView
	Time           timeChart
	Facets         []facet
	Saved          []saved
	Rows           []hit
	Next           string
	typed          query.Query // as a person typed it
}

// hit is one incident of a list.
type hit struct {
	ID, Title, Date, Place string
	Types                  []string
	Killed, Injured        string
	Conflicts, Documents   int
	Background             bool
	Snippets               [][]run
}

// run is a part of a snippet.
type run struct {
	Text string
	Hit  bool
}

// pageOf is how many incidents stand on a page.
const pageOf = 50

func (d *Desk) incidents(book Book, w http.ResponseWriter, r *http.Request) error {
	f, err := d.finder(book, r)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if f.Problem != "" {
		status = http.StatusBadRequest
	}
	return d.render(w, r, status, "incidents", "Incidents", f)
}

// finder answers a query. One that cannot be read is told with what is wrong and
// where, beside everything there is.
func (d *Desk) finder(book Book, r *http.Request) (*finder, error) {
	ctx, asked := r.Context(), r.URL.Query()
	f := &finder{Query: strings.TrimSpace(asked.Get("q")), Role: asked.Get("role"), Sort: asked.Get("sort")}
	var err error
	if f.typed, err = d.parse(ctx, book, f.Query); err != nil {
		f.Problem = pointed(f.Query, err)
	}
	q := f.narrowed(f.typed)
	f.Given = q.String()
	head, err := book.Head(ctx)
	if err != nil {
		return nil, err
	}
	after := asked.Get("after")
	key := strings.Join([]string{f.Given, f.Query, f.Role, f.Sort, after, f.Problem}, "\x00")
	got, err := d.memory(r).found.get(head, key, func() (*finder, error) {
		ctx, cancel := forOthers(ctx)
		defer cancel()
		return f, f.fill(ctx, book, q, after)
	})
	if err != nil {
		return nil, err
	}
	page := *got
	page.Saved, err = d.savedOf(ctx, book, &page)
	return &page, err
}

// fill asks for everything that the page shows of a query.
func (f *finder) fill(ctx context.Context, book Book, q query.Query, after string) error {
	all, err := book.Count(ctx, query.Query{}, []query.Field{"role"})
	if err != nil {
		return err
	}
	f.All, f.Empty = all.Total, all.Total == 0
	if err := f.choices(ctx, book); err != nil {
		return err
	}
	if err := f.results(ctx, book, q, after); err != nil {
		return err
	}
	f.Facets, err = facetsOf(ctx, book, f)
	return err
}

// parse reads a query, in which "@NAME" stands for a saved one.
func (d *Desk) parse(ctx context.Context, book Book, s string) (query.Query, error) {
	s, err := search.Expand(ctx, book, s)
	if err != nil {
		return query.Query{}, err
	}
	return d.opts.Queries.Parse(s)
}

// narrowed is a query with the switch between incidents of their own and those told
// in passing, unless it speaks of that itself. A role that is none shows the own.
func (f *finder) narrowed(q query.Query) query.Query {
	if speaksOf(q, "role") {
		f.Role = "all"
	}
	switch f.Role {
	case "all":
		return q
	case "background":
	default:
		f.Role = "main"
	}
	return and(q, query.Test{Field: "role", Values: []query.Value{{Text: f.Role}}})
}

// choices are the switch of roles, with how many there are of each, and the orders.
func (f *finder) choices(ctx context.Context, book Book) error {
	c, err := book.Count(ctx, f.typed, []query.Field{"role"})
	if err != nil {
		return err
	}
	n := map[string]int{"all": c.Total}
	for _, g := range c.Groups {
		n[g.Values[0]] = g.Count
	}
	if !speaksOf(f.typed, "role") {
		for _, x := range [][2]string{{"main", "of their own"}, {"background", "told in passing"}, {"all", "both"}} {
			f.Roles = append(f.Roles, choice{Text: x[1], Href: f.link("role", x[0]), Count: n[x[0]], On: f.Role == x[0]})
		}
	}
	for _, s := range search.Sorts() {
		f.Sorts = append(f.Sorts, choice{Text: cmp.Or(orders[s], string(s)), Value: string(s), On: f.Sort == string(s) || f.Sort == "" && s == search.Newest})
	}
	return nil
}

// orders are the orders of results, for people.
var orders = map[search.Sort]string{
	search.Newest: "latest first", search.Oldest: "earliest first", search.Killed: "most killed first",
	search.Injured: "most injured first", search.Documents: "most reports first", search.Relevance: "most of the words first",
}

// link leads to the same page with one thing changed.
func (f *finder) link(name, value string) string {
	v := url.Values{}
	for _, x := range [][2]string{{"q", f.Query}, {"role", f.Role}, {"sort", f.Sort}} {
		if x[0] == name {
			x[1] = value
		}
		if x[1] != "" && x != [2]string{"role", "main"} {
			v.Set(x[0], x[1])
		}
	}
	if len(v) == 0 {
		return "/"
	}
	return "/?" + v.Encode()
}

// results are the list, the map and the time of what was found.
func (f *finder) results(ctx context.Context, book Book, q query.Query, after string) error {
	found, err := book.Search(ctx, search.Request{Query: q, Limit: pageOf, After: after, Sort: search.Sort(f.Sort)})
	if err != nil {
		return err
	}
	f.Total = found.Total
	for i := range found.Hits {
		f.Rows = append(f.Rows, hitOf(&found.Hits[i]))
	}
	if found.Next != "" {
		f.Next = f.link("", "")
		f.Next += map[bool]string{true: "&", false: "?"}[strings.Contains(f.Next, "?")] + "after=" + url.QueryEscape(found.Next)
	}
	places, err := book.Places(ctx, q, 0)
	if err != nil {
		return err
	}
	f.Map = f.mapOf(places, q)
	if err := f.adrift(ctx, book, q); err != nil {
		return err
	}
	f.Time, err = f.timeOf(ctx, book, q, found.Hits)
	return err
}

// pointed is what is wrong with a query, under the place where it is wrong.
func pointed(q string, err error) string {
	var e *query.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	return q + "\n" + strings.Repeat(" ", max(0, e.At-1)) + "^\n" + e.Error()
}

func hitOf(x *search.Hit) hit {
	h := hit{
		ID: x.ID, Title: x.Title, Date: wording.Date(x.Date, false), Killed: x.Killed, Injured: x.Injured, Conflicts: len(x.Conflicts),
		Documents: x.Documents, Background: x.Role == "background", Place: strings.Join(nonEmpty(x.Place, wording.Country(x.Country)), ", "),
	}
	if h.Date == "" {
		h.Date = "undated"
	}
	for _, t := range x.Types {
		if t != "other" {
			h.Types = append(h.Types, wording.Code(t))
		}
	}
	for _, s := range x.Snippets {
		h.Snippets = append(h.Snippets, runsOf(s))
	}
	return h
}

// runsOf cuts a snippet where what was sought begins and ends.
func runsOf(s search.Snippet) []run {
	q, at := []rune(s.Quote), 0
	var out []run
	for _, m := range s.Marks {
		if m[0] < at || m[1] > len(q) || m[0] >= m[1] {
			continue
		}
		out = append(out, run{string(q[at:m[0]]), false}, run{string(q[m[0]:m[1]]), true})
		at = m[1]
	}
	return append(out, run{string(q[at:]), false})
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}
