package timex

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
	"dossier/internal/when"
)

// Stage finds the time expressions of an analysis.
type Stage struct{}

// Name is "timex".
func (Stage) Name() string { return "timex" }

// Needs is tokens and sentences.
func (Stage) Needs() []nlp.Layer { return []nlp.Layer{nlp.Tokens, nlp.Sentences} }

// Gives is times.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Times} }

// Run fills a.Times, ascending and without overlap.
func (Stage) Run(a *nlp.Analysis) {
	r := newReader(a)
	r.main = r.mainDate()
	if r.main.IsZero() {
		r.mainYear = r.openingYear()
	}
	r.all()
}

// openingYear is the first year named in the first sentences: "the 1972 Summer
// Olympics".
func (r *reader) openingYear() int {
	for i, s := range r.a.Sentences {
		if i == 5 {
			break
		}
		for _, t := range r.a.Tokens[s.First:s.Last] {
			if y := year(t.Lower); y >= 1800 {
				return y
			}
		}
	}
	return 0
}

// reader works through one document.
type reader struct {
	a *nlp.Analysis
	// published is the document's own date; zero when it has none or is an
	// article, whose text is read long after it was begun.
	published when.Date
	article   bool
	main      when.Date // the first full date the text tells
	mainYear  int       // the first year that the opening names, where there is no full date
	last      when.Date // the last date told, at least to the month

	first, end int // tokens of the sentence at hand
	future     bool
	dry        bool // only looking for the main date
}

func newReader(a *nlp.Analysis) *reader {
	r := &reader{a: a}
	sections := 0
	for _, s := range a.Doc.Sections {
		if s.Level >= 2 {
			sections++
		}
	}
	r.article = a.Doc.Format == doc.WikiText || a.Doc.Format == doc.Wikitext || sections >= 2 && a.Doc.Format != doc.HTML
	if d, err := when.ParseDate(a.Doc.Published); err == nil && !r.article {
		r.published = d
	}
	return r
}

// mainDate is the first full date that the text tells outright.
func (r *reader) mainDate() when.Date {
	probe := &reader{a: r.a, published: r.published, article: r.article, dry: true}
	kept := r.a.Times
	defer func() { r.a.Times = kept }()
	for _, s := range r.a.Sentences {
		probe.sentence(s)
		for _, t := range r.a.Times {
			if d, err := when.ParseDate(t.Value); err == nil && d.Precision == when.Day && !t.Relative {
				return d
			}
		}
		r.a.Times = kept
	}
	return when.Date{}
}

func (r *reader) all() {
	section := -1
	for _, s := range r.a.Sentences {
		if at := r.a.Doc.Blocks[s.Block].Section; at != section {
			section = at
			if r.article && !r.main.IsZero() {
				r.last = r.main // a new part of an article takes up the story again
			}
		}
		r.sentence(s)
		if r.published.IsZero() && !r.article {
			r.dateline(s)
		}
	}
}

// dateline takes a full date that stands alone at the start for the document's
// own date, where it has no other.
func (r *reader) dateline(s nlp.Sentence) {
	if n := len(r.a.Times); n == 1 && r.a.Times[0].First == s.First && s.Last-r.a.Times[0].Last <= 1 {
		if d, err := when.ParseDate(r.a.Times[0].Value); err == nil && d.Precision == when.Day {
			r.published = d
		}
	}
}

func (r *reader) sentence(s nlp.Sentence) {
	r.first, r.end = s.First, s.Last
	r.future = r.tellsOfFuture()
	from := len(r.a.Times)
	for i := s.First; i < s.Last; {
		t, n := r.at(i)
		if n == 0 {
			i++
			continue
		}
		t.First, t.Last = i, i+n
		t.Span = r.a.SpanOf(i, i+n)
		r.a.Times = append(r.a.Times, t)
		if t.Kind == nlp.Date {
			r.told(t)
		}
		i += n
	}
	r.placeClocks(from)
}

// told remembers a date as the last one told.
func (r *reader) told(t nlp.Timex) {
	v, err := when.Parse(t.Value)
	if err != nil {
		return
	}
	d := v.Date
	if v.Interval != nil {
		d = v.Interval.To
		if d.IsZero() {
			d = v.Interval.From
		}
	}
	if d.Precision >= when.Month {
		d.Qualifier = ""
		r.last = d
	}
}

// placeClocks gives the clock times of a sentence their day: the date nearest to
// them in the sentence, else the last one told, else the day of a report that
// tells no other.
func (r *reader) placeClocks(from int) {
	ts := r.a.Times[from:]
	for i := range ts {
		if ts[i].Kind != nlp.Clock || ts[i].On != "" {
			continue
		}
		best, far := "", 1<<30
		for _, t := range ts {
			if d, err := when.ParseDate(t.Value); t.Kind == nlp.Date && err == nil && d.Precision == when.Day {
				if n := max(t.First-ts[i].Last, ts[i].First-t.Last); n < far {
					best, far = t.Value, n
				}
			}
		}
		switch {
		case best != "":
			ts[i].On = best
		case r.last.Precision == when.Day:
			ts[i].On = r.last.String()
		case r.published.Precision == when.Day:
			ts[i].On = r.published.String()
		}
	}
}

// tellsOfFuture reports whether the sentence speaks of what is to come.
func (r *reader) tellsOfFuture() bool {
	for i := r.first; i < r.end; i++ {
		switch r.word(i) {
		case "will", "scheduled", "planned", "upcoming", "due", "expected", "shall", "'ll":
			return true
		}
	}
	return false
}

// word is token i in lower case, "" outside the sentence.
func (r *reader) word(i int) string {
	if i < r.first || i >= r.end {
		return ""
	}
	return r.a.Tokens[i].Lower
}

// capital reports whether token i is written with a capital.
func (r *reader) capital(i int) bool {
	return i >= r.first && i < r.end && r.a.Tokens[i].Shape != nlp.Lower
}

// joined reports whether no space stands between tokens i and i+1.
func (r *reader) joined(i int) bool {
	return i+1 < r.end && r.a.Tokens[i].Span.End == r.a.Tokens[i+1].Span.Start
}

// at reads the time expression that starts at token i; n is 0 when there is none.
func (r *reader) at(i int) (t nlp.Timex, n int) {
	for _, try := range []func(*reader, int) (nlp.Timex, int){
		(*reader).clock, (*reader).interval, (*reader).calendar, (*reader).named, (*reader).relative, (*reader).span,
	} {
		if t, n = try(r, i); n > 0 {
			return t, n
		}
	}
	return nlp.Timex{}, 0
}

// date makes a timex of a date worked out without an anchor.
func date(d when.Date) nlp.Timex { return nlp.Timex{Kind: nlp.Date, Value: d.String()} }

// from makes a timex of a date worked out from an anchor.
func from(d, anchor when.Date) nlp.Timex {
	return nlp.Timex{Kind: nlp.Date, Value: d.String(), Relative: true, Anchor: anchor.String()}
}

// qualified makes d approximate where the words before token i say so.
func (r *reader) qualified(i int, d when.Date) when.Date {
	if approximate[r.word(i-1)] {
		return d.With("~")
	}
	if w := r.word(i - 1); w == "possibly" || w == "probably" || w == "perhaps" {
		return d.With("?")
	}
	return d
}

// ParseDate reads a date as it stands in metadata ("Saturday, October 29, 2011
// 5:16 AM", "2019-10-02", "Mon Mar 29 00:53:13 2010", "27 January 2023") and
// gives its day in EDTF.
func ParseDate(s string) (edtf string, ok bool) {
	a := Analyse(s)
	for _, t := range a.Times {
		if d, err := when.ParseDate(t.Value); t.Kind == nlp.Date && err == nil && !t.Relative {
			return d.String(), true
		}
	}
	return "", false
}

// Analyse finds the time expressions of a line of text that has no date of its
// own.
func Analyse(s string) *nlp.Analysis {
	t := text.New(s)
	a := &nlp.Analysis{Doc: &doc.Document{Text: t, Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(s)}, Section: -1}}}}
	words(a)
	Stage{}.Run(a)
	return a
}

// words splits a line of metadata at white space, with marks apart from words.
// The report's own text is tokenized by another stage.
func words(a *nlp.Analysis) {
	s := a.Doc.Text.String()
	start := -1
	flush := func(end int) {
		if start >= 0 {
			w := s[start:end]
			sh := nlp.Lower
			if w[0] >= 'A' && w[0] <= 'Z' {
				sh = nlp.Title
			} else if w[0] >= '0' && w[0] <= '9' {
				sh = nlp.Digit
			}
			a.Tokens = append(a.Tokens, nlp.Token{Span: text.Span{Start: start, End: end}, Lower: strings.ToLower(w), Shape: sh})
			start = -1
		}
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ':
			flush(i)
		case c == ',' || c == '/' || c == '(' || c == ')' || c == ';' || c == 'T' && i > 9 && s[i-1] >= '0' && s[i-1] <= '9':
			flush(i)
			a.Tokens = append(a.Tokens, nlp.Token{Span: text.Span{Start: i, End: i + 1}, Lower: strings.ToLower(s[i : i+1]), Shape: nlp.Punct})
		case start < 0:
			start = i
		}
	}
	flush(len(s))
	if n := len(a.Tokens); n > 0 {
		a.Sentences = []nlp.Sentence{{Span: a.SpanOf(0, n), First: 0, Last: n}}
	}
}
