package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/query"
	"dossier/schema"
)

// Snippet is a piece of a document's text in which words of the query stand. Offsets
// count code points of that text, as in a citation; the quote is exactly the slice.
type Snippet struct {
	Document string   `json:"document"` // SHA-256 of its bytes
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Quote    string   `json:"quote"`
	Marks    [][2]int `json:"marks"` // what was sought, in code points of the quote
}

// The size of snippets, and how far they are looked for.
const (
	snippetBytes = 240
	hitSnippets  = 3      // of one record
	HitDocuments = 12     // of one record that are looked through
	hitText      = 64_000 // bytes of one document that are looked through
)

// Marker finds what a query sought in a text.
type Marker struct {
	stems, exact map[string]int
	first        [256]bool       // bytes that a stem begins with: its words begin so too
	known        map[string]bool // words whose stem was asked for before: it is one of them
	globs        []string
	phrases      [][]string
	bodies       []bool // by phrase: it is a name of people or groups
	like         likeness
	terms        int
}

// Another marks the same beside it: one marker serves one at a time.
func (m *Marker) Another() *Marker {
	o := *m
	o.known, o.like = map[string]bool{}, likeness{}
	return &o
}

// NewMarker marks what a query asks for; what it asks not to be there is never
// marked.
func NewMarker(q query.Query) *Marker {
	m := &Marker{stems: map[string]int{}, exact: map[string]int{}, known: map[string]bool{}, like: likeness{}}
	q.Walk(func(n query.Node, not bool) {
		if not {
			return
		}
		switch n := n.(type) {
		case query.Text:
			for _, p := range Patterns(n) {
				m.add(p)
			}
		case query.Test:
			m.names(n)
		}
	})
	return m
}

func (m *Marker) names(t query.Test) {
	if info, _ := query.Lookup(string(t.Field)); info.Kind != query.Name || t.Field == "source" {
		return
	}
	for _, v := range t.Values {
		if pat := NamePattern(v); len(pat) > 0 {
			m.add(Pattern{Phrase: pat})
			m.bodies[len(m.bodies)-1] = bodies[t.Field]
		}
	}
}

func (m *Marker) add(p Pattern) {
	m.terms++
	switch {
	case p.Stem != "":
		m.stems[p.Stem] = m.terms
		m.first[p.Stem[0]] = true
	case p.Exact != "":
		m.exact[p.Exact] = m.terms
	case p.Glob != "":
		m.globs = append(m.globs, p.Glob)
	default:
		m.phrases, m.bodies = append(m.phrases, p.Phrase), append(m.bodies, false)
	}
}

// found is one place where something sought stands, in bytes of the text.
type found struct {
	start, end int
	term       string
}

// find gives the places in order; they may overlap.
func (m *Marker) find(s string) []found {
	if m.terms == 0 {
		return nil
	}
	var out []found
	if len(m.phrases) == 0 {
		for w := range words(s) {
			if t := m.word(w.Text); t != "" {
				out = append(out, found{w.Start, w.End, t})
			}
		}
		return out
	}
	list := Words(s)
	for i, w := range list {
		if t := m.word(w.Text); t != "" {
			out = append(out, found{w.Start, w.End, t})
		}
		for k, p := range m.phrases {
			same := GlobMatches
			if m.bodies[k] {
				same = m.like.alike
			}
			if n := len(p); i+n <= len(list) && matches(list[i:i+n], p, same) {
				out = append(out, found{w.Start, list[i+n-1].End, strings.Join(p, " ")})
			}
		}
	}
	return out
}

// word is what a word was sought as, "" when it was not.
func (m *Marker) word(w string) string {
	if m.exact[w] > 0 {
		return w
	}
	if m.first[w[0]] && m.stemmed(w) {
		return Stem(w)
	}
	for _, g := range m.globs {
		if GlobMatches(g, w) {
			return g
		}
	}
	return ""
}

// stemmed reports whether the stem of a word is sought.
func (m *Marker) stemmed(w string) bool {
	yes, ok := m.known[w]
	if !ok {
		yes = m.stems[Stem(w)] > 0
		m.known[w] = yes
	}
	return yes
}

func matches(list []Word, pattern []string, same func(pattern, word string) bool) bool {
	for i, p := range pattern {
		if !same(p, list[i].Text) {
			return false
		}
	}
	return true
}

// Snippet is the piece of a document's text in which most of what was sought stands;
// ok is false when none of it does.
func (m *Marker) Snippet(d Document) (Snippet, int, bool) {
	text := head(d.Text)
	list := m.find(text)
	if len(list) == 0 {
		return Snippet{}, 0, false
	}
	best, most := 0, 0
	title := strings.IndexByte(text, '\n') // of two pieces that tell as much the one behind the first line
	for i := range list {
		terms := map[string]bool{}
		for _, f := range list[i:] {
			if f.end-list[i].start > snippetBytes {
				break
			}
			terms[f.term] = true
		}
		if n := len(terms); n > most || n == most && list[best].start < title && list[i].start > title {
			best, most = i, n
		}
	}
	from, to := frame(text, list[best].start, list[best].end)
	out := Snippet{Document: d.ID, Quote: text[from:to], Start: utf8.RuneCountInString(text[:from])}
	out.End = out.Start + utf8.RuneCountInString(out.Quote)
	for _, f := range list[best:] {
		if f.end > to {
			break
		}
		a := utf8.RuneCountInString(text[from:f.start])
		b := a + utf8.RuneCountInString(text[f.start:f.end])
		if n := len(out.Marks); n > 0 && out.Marks[n-1][1] > a {
			out.Marks[n-1][1] = max(out.Marks[n-1][1], b)
			continue
		}
		out.Marks = append(out.Marks, [2]int{a, b})
	}
	return out, most, true
}

// head is the part of a text that snippets come from.
func head(s string) string {
	if len(s) <= hitText {
		return s
	}
	n := hitText
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// frame widens a place to whole words of its line or lines.
func frame(s string, start, end int) (int, int) {
	from, to := max(0, start-60), min(len(s), max(end, start+snippetBytes-60))
	if i := strings.LastIndexByte(s[from:start], '\n'); i >= 0 {
		from += i + 1
	} else if from > 0 {
		from = start - len(afterSpace(s[from:start]))
	}
	if i := strings.Index(s[end:to], "\n\n"); i >= 0 {
		to = end + i
	} else if to < len(s) {
		to = end + beforeSpace(s[end:to])
	}
	return from, to
}

// afterSpace is what follows the first space of s; all of s without one is dropped.
func afterSpace(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return strings.TrimLeftFunc(s[i:], unicode.IsSpace)
	}
	return ""
}

// beforeSpace is where the last space of s is; 0 without one.
func beforeSpace(s string) int { return max(0, strings.LastIndexFunc(s, unicode.IsSpace)) }

// HitOf tells of a record found: the values shown. Its snippets are left out.
func HitOf(r *schema.Record) Hit {
	h := Hit{
		ID: r.ID, Role: r.Role, Title: r.Title, Date: shown(r, "date", ""), Country: shown(r, "country", ""), Place: shown(r, "place", ""),
		Types: []string{}, Killed: shown(r, "killed", "all"), Injured: shown(r, "injured", "all"), Documents: len(r.Documents),
		Conflicts: []string{}, Snippets: []Snippet{},
	}
	if at, precision, ok := coordinates(r); ok {
		h.Coordinates, h.Precision = &at, precision
	}
	for _, v := range r.Values {
		if s, ok := v.Value.(string); ok && v.Slot == "type" && v.Preferred {
			h.Types = append(h.Types, s)
		}
	}
	for _, c := range r.Conflicts {
		h.Conflicts = append(h.Conflicts, c.Slot)
	}
	return h
}

// Snippets are the pieces of a record's documents that hold most of what was sought,
// the fullest first.
func (m *Marker) Snippets(docs []Document) []Snippet {
	out := []Snippet{}
	if m.terms == 0 {
		return out
	}
	var counts []int
	for _, d := range docs[:min(len(docs), HitDocuments)] {
		s, n, ok := m.Snippet(d)
		if !ok {
			continue
		}
		at := len(counts)
		for at > 0 && counts[at-1] < n {
			at--
		}
		counts = slices.Insert(counts, at, n)
		out = slices.Insert(out, at, s)
	}
	return out[:min(len(out), hitSnippets)]
}

// Marks reports whether anything is marked.
func (m *Marker) Marks() bool { return m.terms > 0 }

// shown is the preferred value of a slot in a few characters.
func shown(r *schema.Record, slot, of string) string {
	for _, v := range r.Values {
		if v.Slot != slot || v.Of != of || !v.Preferred {
			continue
		}
		switch x := v.Value.(type) {
		case string:
			return x
		case int:
			return strconv.Itoa(x)
		case schema.Range:
			return bounds(x)
		}
	}
	return ""
}

func bounds(x schema.Range) string {
	switch {
	case x.Min != nil && x.Max != nil:
		return strconv.Itoa(*x.Min) + "-" + strconv.Itoa(*x.Max)
	case x.Min != nil:
		return strconv.Itoa(*x.Min) + "+"
	case x.Max != nil:
		return "<=" + strconv.Itoa(*x.Max)
	}
	return ""
}
