package desk

import (
	"net/http"
	"slices"
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

// then is the record in time: the days on which something about it was published,
// the one it is shown as of, and what changed since.
type then struct {
	AsOf  string // EDTF, "" for the present
	Days  []moment
	Since []changeLine
	More  int    // changes that are not listed
	At    int    // which of the days is shown, their number for the present
	Note  string // what of the record then is not known
}

// moment is a day on which reports were published.
type moment struct {
	Day, Text string
	Count     int
	On        bool
}

// mostChanges is how many changes a page lists.
const mostChanges = 40

// stands is the record that a page asks for, as of the day it asks for. The days are
// those of all reports, so that every day can be gone to from any other.
func (d *Desk) stands(r *http.Request, book Book) (schema.Output, then, error) {
	ctx, id, day := r.Context(), r.PathValue("id"), r.URL.Query().Get("as-of")
	out, err := d.covered(r, book, id)
	if err != nil {
		return out, then{}, err
	}
	t := then{AsOf: day, Days: daysOf(out.Documents, day)}
	if t.At = slices.IndexFunc(t.Days, func(m moment) bool { return m.On }); t.At < 0 {
		t.At = len(t.Days)
	}
	if day == "" {
		return out, t, nil
	}
	old, err := book.RecordAsOf(ctx, id, day)
	if err != nil {
		return out, t, err
	}
	if old.AsOf != nil {
		t.Note = old.AsOf.Note
	}
	changes, err := book.Changes(ctx, id, day, "")
	for _, l := range linesOf(changes) {
		if l.Beside || len(t.Since) == mostChanges {
			t.More++
			continue
		}
		t.Since = append(t.Since, l)
	}
	return old, t, err
}

// daysOf are the days on which the documents were published, in order.
func daysOf(docs []schema.Document, on string) []moment {
	var out []moment
	for _, d := range docs {
		if d.Published == "" {
			continue
		}
		i := slices.IndexFunc(out, func(m moment) bool { return m.Day == d.Published })
		if i < 0 {
			i = len(out)
			out = append(out, moment{Day: d.Published, Text: wording.ShortDate(d.Published), On: d.Published == on})
		}
		out[i].Count++
	}
	slices.SortFunc(out, func(a, b moment) int { return strings.Compare(a.Day, b.Day) })
	return out
}
