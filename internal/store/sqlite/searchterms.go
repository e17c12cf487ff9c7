package sqlite

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"

	"dossier/internal/query"
	"dossier/internal/search"
)

// foundBy is what is to be changed in the rows that records are found by. It is changed
// for all records of a change at once, in the order of the tables: so a page that many
// of them touch is sought few times, and a name that many have is counted once.
type foundBy struct {
	gone, come  []termOf
	before, now []spanOf
}

// termOf is a row of search_term, spanOf one of search_span.
type termOf struct {
	term
	record int64
}

type spanOf struct {
	spanRow
	record int64
}

// MarshalJSON makes a list, which the database takes apart.
func (t termOf) MarshalJSON() ([]byte, error) { return json.Marshal([]any{t.field, t.value, t.record}) }

// MarshalJSON makes a list, which the database takes apart.
func (s spanOf) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{s.field, s.To, s.From, s.record})
}

// facts notes that the rows of a record change from those of old facts to those of new
// ones.
func (x *indexing) facts(num int64, old, f *search.Facts) {
	was, is := terms(old), terms(f)
	for _, t := range without(was, is) {
		x.rows.gone = append(x.rows.gone, termOf{t, num})
	}
	for _, t := range without(is, was) {
		x.rows.come = append(x.rows.come, termOf{t, num})
	}
	before, now := spans(old), spans(f)
	for _, s := range before {
		if !slices.Contains(now, s) {
			x.rows.before = append(x.rows.before, spanOf{s, num})
		}
	}
	for _, s := range now {
		if !slices.Contains(before, s) {
			x.rows.now = append(x.rows.now, spanOf{s, num})
		}
	}
}

// found changes the rows that records are found by.
func (x *indexing) found() error {
	for _, list := range [][]termOf{x.rows.gone, x.rows.come} {
		slices.SortFunc(list, func(a, b termOf) int { return cmp.Or(a.compare(b.term), cmp.Compare(a.record, b.record)) })
	}
	for _, list := range [][]spanOf{x.rows.before, x.rows.now} {
		slices.SortFunc(list, func(a, b spanOf) int {
			return cmp.Or(strings.Compare(a.field, b.field), cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From), cmp.Compare(a.record, b.record))
		})
	}
	// One by one: of several columns a list of rows is sought by the first ones alone where
	// texts and numbers are mixed, and all that has them is looked at.
	for _, t := range x.rows.gone {
		if err := x.exec("DELETE FROM search_term WHERE field=? AND value=? AND record=?", t.field, t.value, t.record); err != nil {
			return err
		}
	}
	for _, s := range x.rows.before {
		if err := x.exec("DELETE FROM search_span WHERE field=? AND hi=? AND lo=? AND record=?", s.field, s.To, s.From, s.record); err != nil {
			return err
		}
	}
	if err := withList(x, "INSERT OR IGNORE INTO search_term (field, value, record) SELECT value->>0, value->>1, value->>2 FROM json_each(?)", x.rows.come); err != nil {
		return err
	}
	if err := withList(x, "INSERT INTO search_span (field, hi, lo, record) SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?)", x.rows.now); err != nil {
		return err
	}
	return x.names()
}

// withList runs a statement with a list, as JSON, that something is in.
func withList[T any](x *indexing, q string, list []T) error {
	if len(list) == 0 {
		return nil
	}
	body, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return x.exec(q, string(body))
}

// term is a row of search_term without its record, and of a name how it is written.
type term struct{ field, value, shown string }

func terms(f *search.Facts) map[term]bool {
	out := map[term]bool{}
	for field, list := range f.Codes {
		for _, c := range list {
			out[term{string(field), c, ""}] = true
		}
	}
	for field, list := range f.Names {
		for _, n := range list {
			out[term{string(field), search.Fold(n), n}] = true
		}
	}
	for _, field := range nameFields() {
		if len(f.Names[field]) == 0 && f.ID != "" {
			out[term{none, string(field), ""}] = true
		}
	}
	return out
}

// nameFields are the fields of names that records are counted by.
var nameFields = sync.OnceValue(func() (out []query.Field) {
	for _, field := range search.CountedBy() {
		if info, _ := query.Lookup(string(field)); info.Kind == query.Name {
			out = append(out, field)
		}
	}
	return out
})

// none is the field under which the fields of names stand that a record has none of.
const none = "none"

// without lists what is in a and not in b, in no order.
func without(a, b map[term]bool) []term {
	var out []term
	for t := range a {
		if !b[t] {
			out = append(out, t)
		}
	}
	return out
}

// compare orders terms as the tables do.
func (t term) compare(o term) int {
	return cmp.Or(strings.Compare(t.field, o.field), strings.Compare(t.value, o.value), strings.Compare(t.shown, o.shown))
}

// spanRow is a row of search_span without its record.
type spanRow struct {
	field string
	search.Span
}

func spans(f *search.Facts) []spanRow {
	var out []spanRow
	for _, field := range slices.Sorted(maps.Keys(f.Spans)) {
		for _, s := range f.Spans[field] {
			out = append(out, spanRow{string(field), s})
		}
	}
	return out
}
