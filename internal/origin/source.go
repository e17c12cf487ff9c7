package origin

import (
	"slices"
	"strings"

	"dossier/internal/doc"
)

// Source is what is known of the outlet or office that a document comes from. All
// of it may be unknown, and nothing is worked out of it.
type Source struct {
	// Kind is agency, press, broadcaster, government, court, organisation,
	// encyclopedia, social or other.
	Kind    string
	Country string // ISO 3166-1 alpha-2
	// Reliability is the letter (A to F) and Credibility the number (1 to 6) of the
	// Admiralty code, as somebody wrote them into the document's header.
	Reliability string
	Credibility int
}

// Kinds lists the kinds of source.
func Kinds() []string { return slices.Clone(kinds) }

// Known is what is known of an outlet by its name alone: that it is an agency, and
// where its seat is.
func Known(name string) Source {
	a := Agency(name)
	if a == "" {
		return Source{}
	}
	return Source{Kind: "agency", Country: seats[a]}
}

// kinds are the kinds of source.
var kinds = strings.Fields("agency press broadcaster government court organisation encyclopedia social other")

// SourceOf reads what a document's header tells of its source: "Source-Kind",
// "Source-Country", "Admiralty" ("B2", "B", "2"). An agency, and an encyclopedia by
// the form of its text, are known without.
func SourceOf(d *doc.Document) Source {
	var out Source
	for _, b := range d.Blocks {
		if b.Kind != doc.Header || b.Key.IsZero() {
			continue
		}
		v := strings.TrimSpace(d.Text.Slice(b.Value))
		switch strings.ToLower(strings.ReplaceAll(d.Text.Slice(b.Key), " ", "-")) {
		case "source-kind":
			if k := strings.ToLower(v); in(kinds, k) {
				out.Kind = k
			}
		case "source-country":
			if c := strings.ToUpper(v); len(c) == 2 && c[0] >= 'A' && c[0] <= 'Z' && c[1] >= 'A' && c[1] <= 'Z' {
				out.Country = c
			}
		case "admiralty", "reliability", "credibility":
			out.grade(v)
		}
	}
	a := Agency(outletName(d))
	switch {
	case out.Kind != "":
	case a != "":
		out.Kind = "agency"
	case d.Format == doc.WikiText || d.Format == doc.Wikitext:
		out.Kind = "encyclopedia"
	}
	if out.Country == "" {
		out.Country = seats[a]
	}
	return out
}

// grade reads a grade of the Admiralty code; what is none is left.
func (s *Source) grade(v string) {
	v = strings.ToUpper(strings.ReplaceAll(v, " ", ""))
	if v != "" && v[0] >= 'A' && v[0] <= 'F' {
		if len(v) > 2 || len(v) == 2 && (v[1] < '1' || v[1] > '6') {
			return
		}
		s.Reliability, v = v[:1], v[1:]
	}
	if len(v) == 1 && v[0] >= '1' && v[0] <= '6' {
		s.Credibility = int(v[0] - '0')
	}
}

func in(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
