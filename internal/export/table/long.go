package table

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"dossier/internal/export/view"
	"dossier/schema"
)

var longHead = []string{
	"record", "value_id", "slot", "of", "value", "value_words", "kind", "basis", "harm", "degree", "precision",
	"includes", "shown", "why_shown", "status", "state", "state_reason", "first_said", "last_said", "received", "confidence", "origins", "claimants", "own_voice", "derived",
	"words", "where", "documents", "published", "urls",
}

// Long prints one row for each value of every slot, shown or not, with the words
// that it stands on and where they stand: "d1:512-540", code points of the
// document's text.
func Long(w io.Writer, out schema.Output, comma rune) error {
	s := NewLong(w, comma)
	return errors.Join(s.Add(out), s.End())
}

// NewLong begins a table with a row for each value.
func NewLong(w io.Writer, comma rune) *Stream {
	return &Stream{NewWriter(w, comma, longHead...), addLong}
}

func addLong(t *Writer, out schema.Output) {
	for _, r := range view.Records(&out) {
		for i := range r.Values {
			t.Row(long(r, &r.Values[i]))
		}
	}
}

func long(r *view.Record, v *schema.Value) map[string]string {
	c := map[string]string{
		"record": r.ID, "value_id": v.ID, "slot": v.Slot, "of": v.Of, "value": machine(v), "value_words": r.Words(v),
		"kind": v.Kind, "basis": v.Basis, "harm": v.Harm, "degree": v.Degree, "precision": v.Precision,
		"shown": strconv.FormatBool(v.Preferred), "why_shown": v.Reason, "status": v.Status,
		"includes": v.Includes, "origins": count(v.Origins), "state": v.State, "state_reason": v.StateWhy, "first_said": v.FirstSaid, "last_said": v.LastSaid, "received": v.Received,
		"confidence": strconv.FormatFloat(v.Confidence, 'f', 2, 64), "claimants": Join(r.Names(v.Claimants)),
		"own_voice": strconv.FormatBool(len(v.Claimants) == 0 || v.OwnVoice), "derived": v.Derived,
		"words": Join(view.Quotes(v.Citations)),
	}
	var where, docs, days, urls []string
	for _, ct := range v.Citations {
		where = append(where, fmt.Sprintf("%s:%d-%d", ct.Document, ct.Start, ct.End))
	}
	for _, id := range view.DocsOf(v.Citations) {
		d := r.Doc(id)
		if d == nil {
			continue
		}
		docs = append(docs, view.DocName(d))
		days = append(days, d.Published)
		urls = append(urls, view.Link(d.URL))
	}
	c["where"], c["documents"], c["published"], c["urls"] = Join(where), Join(docs), Join(days), Join(urls)
	return c
}

// count is a number that is left out where it is not known.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// machine is a value as programs read it.
func machine(v *schema.Value) string {
	switch x := v.Value.(type) {
	case string:
		return x
	case int:
		return strconv.Itoa(x)
	case [2]float64:
		return view.Degrees(x[0]) + " " + view.Degrees(x[1])
	case schema.Range:
		return open(x.Min) + ".." + open(x.Max)
	}
	return ""
}

func open(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// Day is a day as ISO 8601, "" for the zero time.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02")
}
