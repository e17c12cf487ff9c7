// Package search says what a query means: which records it finds, in what order,
// with which words of their documents, and how many there are of each kind. [Memory]
// answers by going through the records one by one and is what every store's answers
// are held against.
package search

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/query"
)

// Sort is an order of results.
type Sort string

// The orders of results. Records of which nothing is known come last; equal ones are
// in the order of their ids.
const (
	Newest    Sort = "date"      // latest incident first
	Oldest    Sort = "oldest"    // earliest incident first
	Killed    Sort = "killed"    // most killed first
	Injured   Sort = "injured"   // most injured first
	Documents Sort = "documents" // most documents first
	// Relevance puts first what tells most of the words sought: rare ones, in the title and
	// the names of a record. It is that of a query; without words the latest come first.
	Relevance Sort = "relevance"
)

// Sorts lists the orders.
func Sorts() []Sort { return append(OwnSorts(), Relevance) }

// OwnSorts lists the orders that do not depend on what is sought.
func OwnSorts() []Sort { return []Sort{Newest, Oldest, Killed, Injured, Documents} }

// Unknown is the key of a record of which nothing is known.
const Unknown = math.MinInt32

// Key is what a record is sorted by, larger ones first; not for [Relevance].
func (s Sort) Key(f *Facts) int {
	var field query.Field
	switch s {
	case Newest, Oldest:
		field = query.FieldDate
	default:
		field = query.Field(s)
	}
	list := f.Spans[field]
	switch {
	case len(list) == 0:
		return Unknown
	case s == Newest && list[0].From != -query.OpenDay:
		return list[0].From
	case s == Newest && list[0].To != query.OpenDay:
		return list[0].To
	case s == Oldest:
		return -Newest.Key(f)
	}
	return list[0].To
}

// Valid reports whether s is one of the orders.
func (s Sort) Valid() bool { return slices.Contains(Sorts(), s) }

// Request is a search.
type Request struct {
	Query query.Query
	Sort  Sort   // "": Newest
	Limit int    // records on a page; 0: 20, at most 1000
	After string // the Next of the page before
}

// MaxLimit is the most records on one page.
const MaxLimit = 1000

// Check fills in what is left out, and reads the cursor; an error is of kind
// fault.Invalid.
func (r Request) Check() (Request, Cursor, error) {
	if r.Sort == "" {
		r.Sort = Newest
	}
	if r.Limit == 0 {
		r.Limit = 20
	}
	if !r.Sort.Valid() {
		return r, Cursor{}, fault.New(fault.Invalid, "%q is no order: one of %v", r.Sort, Sorts())
	}
	if r.Limit < 1 || r.Limit > MaxLimit {
		return r, Cursor{}, fault.New(fault.Invalid, "%d records on a page: from 1 to %d", r.Limit, MaxLimit)
	}
	c, err := ParseCursor(r.After)
	if err == nil && r.After != "" && c.Sort != r.Sort {
		err = fault.New(fault.Invalid, "the page before was sorted by %s", c.Sort)
	}
	return r, c, err
}

// Cursor is the place between two records in an order.
type Cursor struct {
	Sort Sort   `json:"s"`
	Key  int    `json:"k"`
	ID   string `json:"i"`
}

// Before reports whether the place lies before a record.
func (c Cursor) Before(key int, id string) bool {
	return c.ID == "" || key < c.Key || key == c.Key && id > c.ID
}

// String is the cursor as it is handed out.
func (c Cursor) String() string {
	b, _ := json.Marshal(c) // a struct of strings and numbers
	return base64.RawURLEncoding.EncodeToString(b)
}

// ParseCursor reads a cursor; that of "" is the beginning.
func ParseCursor(s string) (Cursor, error) {
	var c Cursor
	if s == "" {
		return c, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.ID == "" || !c.Sort.Valid() {
		return Cursor{}, fault.New(fault.Invalid, "%q does not follow a page of results", s)
	}
	return c, nil
}

// Hit is one record found, in a few words.
type Hit struct {
	ID        string   `json:"id"`
	Role      string   `json:"role"`
	Title     string   `json:"title"`
	Date      string   `json:"date"`
	Country   string   `json:"country"`
	Place     string   `json:"place"`
	Types     []string `json:"types"`
	Killed    string   `json:"killed"`
	Injured   string   `json:"injured"`
	Documents int      `json:"documents"`
	Conflicts []string `json:"conflicts"`
	// Coordinates are degrees north and east, and Precision is how exactly they are
	// known.
	Coordinates *[2]float64 `json:"coordinates,omitempty"`
	Precision   string      `json:"precision,omitempty"`
	Snippets    []Snippet   `json:"snippets"`
}

// Page is a part of what a search found.
type Page struct {
	Query string `json:"query"`
	Total int    `json:"total"` // all records found, counted and not estimated
	Sort  Sort   `json:"sort"`
	Hits  []Hit  `json:"hits"`
	Next  string `json:"next,omitempty"` // leads to the next page; "" when this is the last
}

// Group is how many records share values.
type Group struct {
	Values []string `json:"values"` // one for each field; "" where a record has none
	Count  int      `json:"count"`
}

// Counts is what was counted.
type Counts struct {
	Query  string        `json:"query"`
	By     []query.Field `json:"by"`
	Total  int           `json:"total"` // records; less than the sum where one has several values
	Groups []Group       `json:"groups"`
	More   bool          `json:"more,omitempty"` // there are more groups than were asked for
}

// Searcher finds records.
type Searcher interface {
	// Search gives a page of what a query finds.
	Search(ctx context.Context, r Request) (Page, error)
	// Count counts what a query finds by the values of up to three fields, the most
	// frequent first.
	Count(ctx context.Context, q query.Query, by []query.Field) (Counts, error)
	// Top counts what a query finds by each of some fields alone, and gives of each at
	// most so many groups, the most frequent ones.
	Top(ctx context.Context, q query.Query, by []query.Field, most int) ([]Counts, error)
	// Names gives values of a field of names in which words begin so, of all records,
	// at most so many, the most frequent first.
	Names(ctx context.Context, f query.Field, begin string, most int) ([]Group, error)
	// Places gives where everything lies that a query finds, at most so many; 0 for
	// [MaxPlaces].
	Places(ctx context.Context, q query.Query, most int) (Places, error)
	// SaveQuery keeps a query under a name, in the place of another.
	SaveQuery(ctx context.Context, name, q string) error
	// RemoveQuery keeps a query no longer; one that is not there is an error of kind
	// fault.NotFound.
	RemoveQuery(ctx context.Context, name string) error
	// SavedQueries gives what is kept, by name.
	SavedQueries(ctx context.Context) (map[string]string, error)
}

// MaxBy is the most fields that are counted by at once.
const MaxBy = 3

// CheckBy refuses fields that records cannot be counted by.
func CheckBy(by []query.Field) error {
	if len(by) == 0 || len(by) > MaxBy {
		return fault.New(fault.Invalid, "count by one to %d fields", MaxBy)
	}
	for _, f := range by {
		if !slices.Contains(CountedBy(), f) {
			return fault.New(fault.Invalid, "records are not counted by %q: one of %v", f, CountedBy())
		}
	}
	return nil
}

// CheckTop refuses fields that records cannot be counted by, and no groups at all.
func CheckTop(by []query.Field, most int) error {
	if most < 1 {
		return fault.New(fault.Invalid, "%d groups: at least 1", most)
	}
	for _, f := range by {
		if err := CheckBy([]query.Field{f}); err != nil {
			return err
		}
	}
	return nil
}

// Cut leaves the first groups.
func (c *Counts) Cut(most int) {
	c.More = len(c.Groups) > most
	c.Groups = c.Groups[:min(len(c.Groups), most)]
}

// CountedBy lists the fields that records can be counted by.
func CountedBy() []query.Field {
	out := []query.Field{Year, Month, Decade}
	for _, f := range query.Fields() {
		switch f.Kind {
		case query.Code, query.Country, query.Name:
			out = append(out, f.Field)
		}
	}
	return out
}

// SortGroups puts groups in their order: the most frequent first, then by values.
func SortGroups(g []Group) {
	slices.SortFunc(g, func(a, b Group) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return slices.Compare(a.Values, b.Values)
	})
}

// NameBegins reports whether words of a folded name begin with some folded words.
func NameBegins(folded, begin string) bool {
	return strings.HasPrefix(folded, begin) || strings.Contains(folded, " "+begin)
}

// NoQuery is the error for a query that is not saved.
func NoQuery(name string) error {
	return fault.New(fault.NotFound, "no query is saved as @%s", name)
}

// CheckName refuses what is no name of a saved query.
func CheckName(name string) error {
	if name == "" || len(name) > 64 || strings.ContainsFunc(name, func(r rune) bool {
		return !(r == '-' || r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	}) {
		return fault.New(fault.Invalid, "%q is no name of a query: letters, digits, - and _", name)
	}
	return nil
}
