package timex

import (
	"strings"
	"time"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
	"dossier/internal/when"
)

// Stage finds the time expressions of an analysis.
type Stage struct {
	// Agenda is set for words that ask or plan instead of reporting: a query, a
	// note, an invitation. There what has no year lies ahead rather than behind,
	// bare numbers and small letters are times where they can be ("at 7", "march
	// 3"), and the month stands first in figures.
	Agenda bool
}

// Name is "timex".
func (Stage) Name() string { return "timex" }

// Needs is tokens and sentences.
func (Stage) Needs() []nlp.Layer { return []nlp.Layer{nlp.Tokens, nlp.Sentences} }

// Gives is times.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Times} }

// Run fills a.Times, ascending and without overlap.
func (s Stage) Run(a *nlp.Analysis) {
	r := newReader(a)
	if s.Agenda {
		r.agenda, r.order = true, monthFirst
	}
	r.findOrder()
	r.findMain()
	r.all()
}

// reader works through one document.
type reader struct {
	a    *nlp.Analysis
	text string
	// published is the document's own date; zero when it has none or is an
	// article, whose text is read long after it was begun.
	published when.Date
	nowClock  clock // the time of day of published, where it has one
	article   bool
	agenda    bool
	main      when.Date // the first full date the text tells
	mainSaid  bool      // it is the day on which somebody told of what happened
	mainYear  int       // the first year that the opening names, where there is no full date
	last      when.Date // the last date told, at least to the month
	any       when.Date // the last date told, of any exactness
	ancient   bool      // the text tells of years of three figures
	yearHere  int       // a year told alone in the sentence or as the heading above it
	order     dayOrder  // which of day and month stands first in figures

	noCapitals, allCapitals bool // the text is written in one case
	groups                  bool // it gives times as date-time groups

	as         []atom // of the sentence at hand
	first, end int
	hasClock   bool   // a time of day was read in the sentence
	headed     bool   // yearHere is the heading of the section
	headLevel  int    // of that heading
	depth      int    // of dates read inside another
	seen       seen   // what was read last as a date
	near       []int  // for each time of a sentence, the day told before it
	name       []byte // of a feast, as far as it is read
}

// seen is the date that was read at an atom.
type seen struct {
	at    int
	point point
	end   int
}

func newReader(a *nlp.Analysis) *reader {
	r := &reader{a: a, text: a.Doc.Text.String()}
	sections := 0
	for _, s := range a.Doc.Sections {
		if s.Level >= 2 {
			sections++
		}
	}
	r.article = a.Doc.Format == doc.WikiText || a.Doc.Format == doc.Wikitext || sections >= 2 && a.Doc.Format != doc.HTML
	if v, err := when.Parse(a.Doc.Published); err == nil && !r.article && v.Interval == nil && v.Set == nil {
		r.published = v.Date.With("")
		if c := v.Clock; c != nil {
			r.nowClock = clock{hour: c.Hour, minute: c.Minute, second: c.Second, set: true}
		}
	}
	upper, lower := 0, 0
	for i := range a.Tokens {
		r.groups = r.groups || dateTimeGroup(a.Tokens[i].Lower)
		switch a.Tokens[i].Shape {
		case nlp.Upper, nlp.Title:
			upper++
			if a.Tokens[i].Shape == nlp.Title {
				lower++
			}
		case nlp.Lower:
			lower++
		}
	}
	for i := range a.Doc.Blocks {
		if b := &a.Doc.Blocks[i]; b.Kind == doc.Header && b.Value.Len() < 100 {
			for _, w := range strings.Fields(strings.ToLower(a.Doc.Text.Slice(b.Value))) {
				r.groups = r.groups || dateTimeGroup(w)
			}
		}
	}
	r.noCapitals, r.allCapitals = upper == 0, lower == 0
	return r
}

// dateTimeGroup reports whether a word begins with the six figures and the letter
// of a date-time group.
func dateTimeGroup(w string) bool {
	if len(w) < 7 || !isDigit(w[0]) || !isLetter(w[6]) {
		return false
	}
	return figures(w[:6]).is&isDigits != 0
}

// findMain finds the first full date that the text tells outright or, where it
// tells none, the first year its opening names ("the 1972 Summer Olympics").
func (r *reader) findMain() {
	for si, s := range r.a.Sentences {
		s.Last = min(s.Last, s.First+maxPiece)
		if !r.enter(s) {
			continue
		}
		for i := r.first; i < r.end; i++ {
			if r.at(i).is&(isDigits|isMonth|isWeekday|isOrd) == 0 || !r.opens(i) {
				continue
			}
			if p, n := r.calendar(i); n > 0 && !p.lacks() && !p.rel && p.from.Precision == when.Day {
				r.main, r.mainSaid = p.from.With(""), r.saidAt(i)
				return
			}
			if y := r.year4(i); si < 5 && r.mainYear == 0 && y >= 1800 {
				r.mainYear = y
			}
		}
	}
}

// saidAt reports whether the date at atom i is when somebody spoke: "police said on
// 2 May", "he said in a statement on 2 May".
func (r *reader) saidAt(i int) bool {
	k := i - 1
	if r.at(k).is&isWeekday != 0 {
		k--
	}
	if r.word(k) == "on" {
		k--
	}
	if r.word(k) == "statement" && r.word(k-2) == "in" {
		k -= 3
	}
	switch r.word(k) {
	case "said", "told", "announced", "reported", "confirmed", "stated", "wrote", "tweeted", "added", "spoke", "briefed":
		return true
	}
	return false
}

// maxPiece bounds the tokens that are read at a time; what is longer is no
// sentence that somebody wrote.
const maxPiece = 4096

func (r *reader) all() {
	section := -1
	for _, s := range r.a.Sentences {
		if at := r.a.Doc.Blocks[s.Block].Section; at != section {
			section = at
			if r.article && !r.main.IsZero() {
				r.last = r.main // a new part of an article takes up the story again
			}
		}
		for piece := s; piece.First < s.Last; piece.First += maxPiece {
			piece.Last = min(s.Last, piece.First+maxPiece)
			if r.enter(piece) {
				r.sentence()
			} else if !r.headed {
				r.yearHere = 0
			}
		}
		if r.a.Doc.Blocks[s.Block].Kind == doc.Heading {
			r.heading(s)
		}
		if r.published.IsZero() && !r.article {
			r.dateline(s)
		}
	}
}

// heading notes whether heading s is a year that those below it lie in. A heading
// without a year ends the part under a heading of a year unless it lies below that.
func (r *reader) heading(s nlp.Sentence) {
	level := 0
	if k := r.a.Doc.Blocks[s.Block].Section; k >= 0 && k < len(r.a.Doc.Sections) {
		level = r.a.Doc.Sections[k].Level
	}
	own := len(r.a.Times) > 0 && r.a.Times[len(r.a.Times)-1].First >= s.First
	if r.headed && !own && level > r.headLevel {
		return
	}
	if !own {
		r.yearHere = 0
	}
	r.headed = r.yearHere > 0 && s.Last-s.First <= 2
	r.headLevel = level
}

// dateline takes a full date that stands alone for the document's own date,
// where it has no other.
func (r *reader) dateline(s nlp.Sentence) {
	n := len(r.a.Times)
	if n == 0 || r.a.Times[n-1].First < s.First {
		return
	}
	k := n - 1
	if k > 0 && r.a.Times[k].Kind == nlp.Clock && r.a.Times[k-1].First >= s.First {
		k--
	}
	t := &r.a.Times[k]
	if t.First != s.First || s.Last-r.a.Times[n-1].Last > 1 || t.Relative || t.Kind != nlp.Date {
		return
	}
	if d, err := when.ParseDate(t.Value); err == nil && d.Precision == when.Day {
		r.published = d
	}
}

// bearerReach is how far from its first atom the first bearer of an expression can
// stand: "later than or on the very 5th".
const bearerReach = 8

// bears reports whether atom i is one that a time expression needs.
func (r *reader) bears(i int) bool {
	is := r.as[i].is
	return r.agenda || is&bears != 0 && is&isArticle == 0
}

// sentence reads the sentence entered.
func (r *reader) sentence() {
	from := len(r.a.Times)
	r.hasClock = false
	if !r.headed {
		r.yearHere = 0
	}
	bearer := r.first // the next atom that an expression cannot do without
	for i := r.first; i < r.end; {
		for bearer = max(bearer, i); bearer < r.end && !r.bears(bearer); {
			bearer++
		}
		if bearer >= r.end {
			break
		}
		i = max(i, bearer-bearerReach)
		if r.as[i].is&starts == 0 || !r.opens(i) {
			i++
			continue
		}
		t, j, window := r.read(i)
		if j == 0 {
			i++
			continue
		}
		t.First, t.Last = r.as[i].tok, r.as[j-1].tok+1
		t.Span = r.a.SpanOf(t.First, t.Last)
		if t.Modifier == "" {
			t.Modifier = r.direction(i, j, t.Kind)
		}
		r.hasClock = r.hasClock || t.Kind == nlp.Clock
		r.a.Times = append(r.a.Times, t)
		switch {
		case t.Kind == nlp.Date && !window:
			r.tell(&t)
		case t.Dated:
			r.tell(&nlp.Timex{Value: t.On, Relative: t.Relative})
		}
		i = j
	}
	r.placeClocks(from)
}

// read reads the longest time expression that begins at atom i and ends where a
// token does; end is 0 when there is none.
func (r *reader) read(i int) (best nlp.Timex, end int, window bool) {
	if t, j := r.clock(i); j > end && r.closes(j) {
		best, end = t, j
	}
	q, k := r.point(i)
	r.seen = seen{i, q, k}
	p, j := r.interval(i)
	r.seen.at = -1
	if k > j {
		p, j = q, k
	} else if k == 0 && j == 0 {
		p, j = r.bareDay(i, false)
	}
	if j > end && r.closes(j) && !p.noDate {
		best, end, window = r.settle(p, i, j), j, p.window
	}
	if t, j := r.lasting(i); j > end && r.closes(j) {
		best, end, window = t, j, true
	}
	if t, j := r.set(i); j > end && r.closes(j) {
		best, end = t, j
	}
	if t, j := r.duration(i); j > end && r.closes(j) {
		best, end = t, j
	}
	return best, end, window
}

// point reads one date, absolute or relative.
func (r *reader) point(i int) (point, int) {
	p, n := r.calendar(i)
	if q, m := r.named(i); m > n {
		p, n = q, m
	}
	if q, m := r.relative(i); m > n {
		p, n = q, m
	}
	if q, m := r.feast(i); m > n {
		p, n = q, m
	}
	return p, n
}

// tell remembers a date as the last one told.
func (r *reader) tell(t *nlp.Timex) {
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
	d.Qualifier = ""
	if d.Precision >= when.Year && !t.Attributive {
		r.any = d
	}
	switch {
	case t.Relative && v.Interval != nil: // "last week" is no day to go on from
	case d.Precision >= when.Month:
		r.last = d
	case d.Precision == when.Year && !t.Attributive && !t.Relative:
		r.yearHere = d.Year
	}
}

// placeClocks gives the clock times of a sentence their day: the date nearest to
// them in the sentence, else the last one told, else the day of a report that
// tells no other.
func (r *reader) placeClocks(from int) {
	ts := r.a.Times[from:]
	r.near = r.near[:0]
	before := -1
	for i := range ts {
		if isDay(&ts[i]) {
			before = i
		}
		r.near = append(r.near, before)
	}
	behind := -1
	for i := len(ts) - 1; i >= 0; i-- {
		if isDay(&ts[i]) {
			behind = i
		}
		if t := &ts[i]; t.Kind == nlp.Clock && t.On == "" {
			r.place(t, ts, r.near[i], behind)
		}
	}
}

// isDay reports whether a time expression is a single day.
func isDay(t *nlp.Timex) bool {
	return t.Kind == nlp.Date && (len(t.Value) == 10 || len(t.Value) == 11) && t.Value[4] == '-' && t.Value[7] == '-'
}

// place gives a clock time its day, of the days told before and behind it in the
// sentence; -1 stands for none.
func (r *reader) place(t *nlp.Timex, ts []nlp.Timex, before, behind int) {
	switch {
	case before >= 0 && (behind < 0 || t.First-ts[before].Last <= ts[behind].First-t.Last):
		t.On = ts[before].Value
	case behind >= 0:
		t.On = ts[behind].Value
	case t.Value == "": // "at night" may be any night
	case r.last.Precision == when.Day:
		t.On = r.last.String()
	case r.published.Precision == when.Day:
		t.On = r.published.String()
	}
}

// now is what "today" and weekdays count from: the report's date, else the last
// date told.
func (r *reader) now() when.Date {
	if r.published.Precision == when.Day {
		return r.published
	}
	if d := r.lastTold(); !d.IsZero() {
		return d
	}
	return r.main
}

// lastTold is the last date told, else the main date.
func (r *reader) lastTold() when.Date {
	switch {
	case r.last.Precision == when.Day:
		return r.last
	case !r.last.IsZero():
		return when.Date{}
	case !r.main.IsZero():
		return r.main
	}
	return r.published
}

// told is what "two days later" counts from; an agenda counts from now.
func (r *reader) told() when.Date {
	if r.agenda {
		return r.now()
	}
	return r.lastTold()
}

// toldClock is the time of day that "two hours later" counts from.
func (r *reader) toldClock() clock {
	if r.agenda {
		return r.nowClock
	}
	return clock{}
}

// mainOrTold is what "the day after the attack" counts from.
func (r *reader) mainOrTold() when.Date {
	if r.article && !r.main.IsZero() {
		return r.main
	}
	if d := r.lastTold(); !d.IsZero() {
		return d
	}
	return r.main
}

// goWeekday is the number of a weekday, 1 (Monday) to 7, as package time has it.
func goWeekday(n int) time.Weekday { return time.Weekday(n % 7) }

// ParseDate reads a date as it stands in metadata ("Saturday, October 29, 2011
// 5:16 AM", "2019-10-02", "Mon Mar 29 00:53:13 2010", "27 January 2023") and
// gives its day in EDTF.
func ParseDate(s string) (edtf string, ok bool) {
	a := Analyse(s)
	for _, t := range a.Times {
		day := t.Value
		if t.Kind == nlp.Clock {
			day = t.On
		}
		if d, err := when.ParseDate(day); err == nil && !t.Relative {
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
