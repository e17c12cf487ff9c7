// Package ical prints records as a calendar (iCalendar, RFC 5545): one event for
// each record whose day or month is known.
package ical

import (
	"bufio"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the format has no place for.
var Omits = []string{
	"records without a day or month",
	"values that are not shown, and the words that each value stands on",
	"the chronology, statements, reactions, accounts and evidence",
}

// Write prints one calendar.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	c := &calendar{w: bufio.NewWriter(w)}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", text("-//dossier//"+o.Program+"//EN"))
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	c.line("X-WR-CALNAME", "Incidents")
	for _, r := range view.Records(&out) {
		c.event(r, o)
	}
	c.line("END", "VCALENDAR")
	if c.err != nil {
		return c.err
	}
	return c.w.Flush()
}

type calendar struct {
	w   *bufio.Writer
	err error
}

func (c *calendar) event(r *view.Record, o view.Options) {
	s, ok := r.When()
	if !ok || s.First.IsZero() || s.Last.IsZero() || s.Precision == "year" || s.Precision == "" {
		return
	}
	c.line("BEGIN", "VEVENT")
	c.line("UID", text(r.ID)+"@dossier.invalid")
	c.line("DTSTAMP", stamp(r, o.Now).UTC().Format("20060102T150405Z"))
	if t, ok := r.Instant(); ok && s.Precision == "day" {
		c.line("DTSTART", t.Format("20060102T150405Z"))
	} else {
		c.line("DTSTART;VALUE=DATE", s.First.Format("20060102"))
		c.line("DTEND;VALUE=DATE", s.Last.AddDate(0, 0, 1).Format("20060102"))
	}
	c.line("SUMMARY", text(r.Title()))
	if p := r.Place(); p != "" {
		c.line("LOCATION", text(p))
	}
	if lat, lon, _, ok := r.Coordinates(); ok {
		c.line("GEO", view.Degrees(lat)+";"+view.Degrees(lon))
	}
	c.line("DESCRIPTION", description(r, s, o))
	if names := r.NamesOf("type"); len(names) > 0 {
		for i := range names {
			names[i] = text(names[i])
		}
		c.line("CATEGORIES", strings.Join(names, ","))
	}
	c.line("TRANSP", "TRANSPARENT")
	for _, d := range r.Documents {
		if u := view.Link(d.URL); u != "" {
			c.line("URL", u)
			break
		}
	}
	c.line("END", "VEVENT")
}

// stamp is when the entry was made: the time of the export, else the last day on
// which a document was published, so that the bytes depend on the records alone.
func stamp(r *view.Record, now time.Time) time.Time {
	if !now.IsZero() {
		return now
	}
	last, _ := r.When()
	t := last.Last
	for _, d := range r.Documents {
		if p, err := time.Parse("2006-01-02", view.PublishedDay(d)); err == nil && p.After(t) {
			t = p
		}
	}
	return t
}

func description(r *view.Record, s view.Span, o view.Options) string {
	lines := []string{text(r.Summary)}
	if s.Precision == "month" {
		lines = append(lines, "The day is not known; the month is.")
	}
	for i := range r.Conflicts {
		x := &r.Conflicts[i]
		lines = append(lines, text("Disputed: "+view.Code(x.Slot)+". "+r.Explain(x)))
	}
	for _, d := range r.Documents {
		lines = append(lines, text("Source: "+view.DocName(d)))
	}
	if o.Withheld != "" {
		lines = append(lines, text(o.Withheld))
	}
	return strings.Join(lines, `\n`)
}

// text escapes a text value.
func text(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`).Replace(view.Plain(s))
}

// fold is how many bytes of a line stand before it is broken.
const fold = 75

// line writes a property, broken into lines of at most 75 bytes between whole
// characters.
func (c *calendar) line(name, value string) {
	s := name + ":" + value
	room := fold
	for len(s) > room {
		n := room
		for !utf8.RuneStart(s[n]) {
			n--
		}
		c.write(s[:n] + "\r\n ")
		s, room = s[n:], fold-1
	}
	c.write(s + "\r\n")
}

func (c *calendar) write(s string) {
	if c.err == nil {
		_, c.err = c.w.WriteString(s)
	}
}
