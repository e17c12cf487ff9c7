package view

import (
	"strings"
	"time"

	"dossier/internal/when"
	"dossier/schema"
)

// Span is the days that a date covers.
type Span struct {
	First, Last time.Time // midnight UTC of the first and the last day; zero where open
	Precision   string    // "day", "month", "year", "interval" or "" for less
	About       bool      // the date is said to be near or doubtful
}

// Days gives the days of an EDTF date; ok is false for what is none.
func Days(edtf string) (s Span, ok bool) {
	v, err := when.Parse(edtf)
	if err != nil || edtf == "" {
		return Span{}, false
	}
	first, last := v.Earliest(), v.Latest()
	if !first.IsZero() {
		s.First = first.First()
	}
	if !last.IsZero() {
		s.Last = last.Last()
	}
	s.About = strings.ContainsAny(edtf, "~?%")
	switch plain := strings.TrimRight(edtf, "~?%"); {
	case strings.Contains(plain, "/"):
		s.Precision = "interval"
	case strings.ContainsAny(plain, "X"):
	case len(plain) == 10:
		s.Precision = "day"
	case len(plain) == 7 && plain[5:] < "13":
		s.Precision = "month"
	case len(plain) == 4:
		s.Precision = "year"
	}
	return s, !s.First.IsZero() || !s.Last.IsZero()
}

// When is the days of the record's date.
func (r *Record) When() (Span, bool) {
	v := r.Shown("date", "")
	if v == nil {
		return Span{}, false
	}
	s, _ := v.Value.(string)
	return Days(s)
}

// Moment is when it happened as ISO 8601, as exact as is known, with the offset
// from UTC where the hour and the zone are known; "" when no day is known.
func (r *Record) Moment() string {
	s, ok := r.When()
	if !ok || s.First.IsZero() {
		return ""
	}
	switch s.Precision {
	case "year":
		return s.First.Format("2006")
	case "month":
		return s.First.Format("2006-01")
	case "":
		return ""
	}
	day := s.First.Format("2006-01-02")
	clock, _, _ := strings.Cut(r.Text("time", ""), "/")
	if s.Precision != "day" || len(clock) != 5 {
		return day
	}
	return day + "T" + clock + ":00" + r.Offset()
}

// Offset is how far local time was from UTC, "+03:30"; "" when not known.
func (r *Record) Offset() string {
	if v := r.Shown("timezone", ""); v != nil {
		return v.Offset
	}
	return ""
}

// Instant is the moment in UTC; ok is false where the hour or the offset is not
// known.
func (r *Record) Instant() (t time.Time, ok bool) {
	t, err := time.Parse(time.RFC3339, r.Moment())
	return t.UTC(), err == nil
}

// PublishedDay is the day that a document was published, "" when not to the day.
func PublishedDay(d *schema.Document) string {
	if len(d.Published) >= 10 {
		if _, err := time.Parse("2006-01-02", d.Published[:10]); err == nil {
			return d.Published[:10]
		}
	}
	return ""
}
