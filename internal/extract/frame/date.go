package frame

import (
	"iter"
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// candidate is one value with what speaks for it.
type candidate struct {
	value  string
	weight float64
	spans  []text.Span
	// relative is set when every expression behind it was worked out from
	// another date.
	relative bool
}

func vote(cs []candidate, value string, w float64, sp text.Span, relative bool) []candidate {
	for i := range cs {
		if c := &cs[i]; c.value == value {
			c.weight += w
			c.relative = c.relative && relative
			if len(c.spans) < 3 {
				c.spans = append(c.spans, sp)
			}
			return cs
		}
	}
	return append(cs, candidate{value, w, []text.Span{sp}, relative})
}

func heaviest(cs []candidate) (candidate, bool) {
	best := -1
	for i := range cs {
		if best < 0 || cs[i].weight > cs[best].weight {
			best = i
		}
	}
	if best < 0 {
		return candidate{}, false
	}
	return cs[best], true
}

// date finds the day of the incident: of the dates told in sentences with words
// of violence, the one nearest to them, earliest and most often told. A report
// that gives none was written on the day: its own date stands, as derived.
func (r *reading) date() {
	if v := r.found(claim.Date); v != nil {
		r.in.Date = v.Text
	}
	c, ok := heaviest(r.dateCandidates())
	switch {
	case ok && r.in.Date != "" && (strings.HasPrefix(c.value, r.in.Date) || strings.HasPrefix(r.in.Date, c.value)):
		r.value(claim.Value{Slot: claim.Date, Text: c.value}, confidence(c.weight, 4), derivedDate(c), c.spans...)
	case ok && r.in.Date == "":
		r.in.Date = c.value
		r.value(claim.Value{Slot: claim.Date, Text: c.value}, confidence(c.weight, 6), derivedDate(c), c.spans...)
	case r.in.Date == "":
		r.ownDate()
	}
}

func derivedDate(c candidate) string {
	if c.relative {
		return "a relative date, resolved against the text's own dates"
	}
	return ""
}

// timesWithin is the time expressions of a by number, each with the sentence that
// holds its beginning or, where it stands between two, the next.
func timesWithin(a *nlp.Analysis) iter.Seq2[int, int] {
	return func(yield func(ti, si int) bool) {
		si := 0
		for ti := range a.Times {
			for si < len(a.Sentences) && a.Sentences[si].Last <= a.Times[ti].First {
				si++
			}
			if si >= len(a.Sentences) || !yield(ti, si) {
				return
			}
		}
	}
}

func (r *reading) dateCandidates() []candidate {
	var cs []candidate
	a := r.in.Analysis
	for ti, si := range timesWithin(a) {
		t := &a.Times[ti]
		v := t.Value
		if b := r.reckoned(si, t); b != "" {
			cs = vote(cs, b, 1.5*exactness(b)*r.prominence(si)/(1+float64(si)/12), t.Span, true)
			continue
		}
		if t.Kind == nlp.Clock && t.Dated && a.Doc.Blocks[a.Sentences[si].Block].Kind != doc.Header {
			if r.stamp(si, t) {
				continue
			}
			v = t.On
		} else if t.Kind != nlp.Date {
			continue
		}
		if v == "" || r.passing(t) || t.Attributive || t.First < a.Sentences[si].First || r.in.Background[si] {
			continue
		}
		if s := a.Sentences[si]; t.First == s.First && s.Last-t.Last <= 1 {
			continue // a dateline
		}
		if w := r.dateWeight(si, t); w > 0 {
			cs = vote(cs, v, w*exactness(v), t.Span, t.Relative)
		}
	}
	return preferExact(cs)
}

// passing reports whether t only says how soon after something else: "shortly after",
// "moments later". The day is told elsewhere, if at all.
func (r *reading) passing(t *nlp.Timex) bool {
	switch r.in.Tokens[t.First].Lower {
	case "shortly", "soon", "moments", "immediately", "minutes", "hours":
		return t.Kind == nlp.Date
	}
	return false
}

// dayOf is the date that a time expression gives, "" for none.
func dayOf(t *nlp.Timex) string {
	switch {
	case t.Attributive:
		return ""
	case t.Kind == nlp.Date:
		return t.Value
	case t.Kind == nlp.Clock:
		return t.On
	}
	return ""
}

// exactness favours days over months over years.
func exactness(v string) float64 {
	v = strings.TrimRight(v, "~?%")
	switch {
	case oneNight(v):
		return 0.9
	case strings.Contains(v, "/"):
		return 0.5
	case len(v) >= 10:
		return 1
	case len(v) == 7:
		return 0.5
	}
	return 0.15
}

// oneNight reports whether an interval is of two days side by side: "on the night of 9
// to 10 November".
func oneNight(v string) bool {
	a, b, ok := strings.Cut(v, "/")
	return ok && len(a) == len("2006-01-02") && a != b && (nextDay(a, b) || a[8:] >= "28" && b[8:] == "01")
}

// preferExact gives the weight of a month or year to the heaviest day within it.
func preferExact(cs []candidate) []candidate {
	for i := range cs {
		best := -1
		for j := range cs {
			if i != j && len(cs[j].value) > len(cs[i].value) && strings.HasPrefix(cs[j].value, cs[i].value) &&
				(best < 0 || cs[j].weight > cs[best].weight) {
				best = j
			}
		}
		if best >= 0 {
			cs[best].weight += cs[i].weight
			cs[i].weight = 0
		}
	}
	return cs
}

// dateWeight is how surely a time expression dates the incident: beside a word
// of violence, in a prominent sentence, early.
func (r *reading) dateWeight(si int, t *nlp.Timex) float64 {
	best := 0.0
	for _, h := range r.hitsBeside(si) {
		if h.Weight < 0.5 || r.timedOtherwise(si, &h, t) {
			continue
		}
		d := h.first - t.Last
		if t.First >= h.last {
			d = t.First - h.last
		}
		best = max(best, min(h.Weight, 2)/(1+float64(max(d, 0))/4))
	}
	if r.datesDeed(si, t) {
		best = max(best, 1.5) // however far from the word: "shot two men at the gate of … on Tuesday"
	}
	if best == 0 && si < 2 {
		best = 0.15
	}
	if r.ahead(t) || r.ofThing(si, t) && r.feast(si, t) {
		return 0
	}
	if t.Modifier == nlp.Since || r.saidThen(si, t) || r.ofThing(si, t) || r.datesAnother(si, t) {
		best *= 0.2
	}
	if r.datesMove(si, t) {
		best *= 0.4
	}
	if pub := r.in.Doc.Published; len(pub) >= 10 && len(t.Value) == len("2006-01") && !strings.HasPrefix(pub, t.Value) && !r.judgedFor(si, t) {
		best *= 0.1 // a report of a day tells of a month only in passing
	}
	return best * r.prominence(si) / (1 + float64(si)/12)
}

// fewWords is the most tokens of a sentence that only says when: "1855 hrs.",
// "Serial 2. 1855 hrs."
const fewWords = 6

// hitsBeside are the words of violence of a sentence, or of the next in its block
// where the sentence only says when that was.
func (r *reading) hitsBeside(si int) []hit {
	hits, ss := r.hitsOf(si), r.in.Sentences
	if len(hits) > 0 || ss[si].Last-ss[si].First > fewWords || si+1 >= len(ss) || ss[si+1].Block != ss[si].Block {
		return hits
	}
	return r.hitsOf(si + 1)
}

// mostPredicates is how many predicates of one sentence are looked at.
const mostPredicates = 60

// predicatesOf are the predicates of a sentence, the first of a very long one.
func (r *reading) predicatesOf(si int) iter.Seq[*nlp.Predicate] {
	ps := r.in.Predicates
	from := sort.Search(len(ps), func(i int) bool { return ps[i].Sentence >= si })
	return func(yield func(*nlp.Predicate) bool) {
		for i := from; i < len(ps) && i < from+mostPredicates && ps[i].Sentence == si; i++ {
			if !yield(&ps[i]) {
				return
			}
		}
	}
}

// datesAnother reports whether a time is told of a trial or a sentence, "on Friday a
// judge sentenced the man who drove into the crowd", of what is said of the deed, "they
// accused each other on Wednesday of the shooting", or reckons back to what came
// before: "two days earlier his office had been ransacked".
func (r *reading) datesAnother(si int, t *nlp.Timex) bool {
	a := r.in.Analysis
	for p := range r.predicatesOf(si) {
		if p.Class != nlp.Judging && !(p.Class == nlp.Seizing && r.deedTimed(si, p, t)) && !(p.Class == nlp.Speaking && !p.Noun && beside(a, p, t)) && !(t.Relative && p.Tense == nlp.Past && p.Perfect) {
			continue
		}
		for g := range p.All(nlp.Time) {
			if at := a.Words[g.Head].Token; t.First <= at && at < t.Last && g.Predicate < 0 {
				return p.Class != nlp.Judging && p.Class != nlp.Seizing || !r.behindDeed(si, a.Words[p.Word].Token, t)
			}
		}
	}
	return false
}

// datesMove reports whether a time is told of somebody's coming or going, or of what
// an office does, and of no violence: "the premier visited the ruin on 12 November".
func (r *reading) datesMove(si int, t *nlp.Timex) bool {
	a := r.in.Analysis
	for p := range r.predicatesOf(si) {
		if p.Noun || p.Class != nlp.Moving && p.Class != nlp.Governing {
			continue
		}
		for g := range p.All(nlp.Time) {
			if at := a.Words[g.Head].Token; g.Shared || at < t.First || t.Last <= at {
				continue
			}
			verb := a.Words[p.Word].Token
			for _, h := range r.hitsOf(si) {
				if h.first <= verb+3 && verb <= h.last+1 {
					return false
				}
			}
			return true
		}
	}
	return false
}

// beside reports whether t stands right before or behind the verb of p: "said on
// Sunday", "accused each other on Wednesday".
func beside(a *nlp.Analysis, p *nlp.Predicate, t *nlp.Timex) bool {
	at := a.Words[p.Word].Token
	return t.First > at && t.First-at <= 4 || t.Last <= at && at-t.Last <= 1
}

// ownDate lets the document's date stand for the incident's: a report that gives
// none speaks of the day.
func (r *reading) ownDate() {
	pub := r.in.Doc.Published
	if len(pub) < 10 {
		return
	}
	pub = pub[:10]
	for _, b := range r.in.Doc.Blocks {
		if !b.Key.IsZero() && strings.EqualFold(r.in.Doc.Text.Slice(b.Key), "published") {
			r.in.Date = pub
			r.value(claim.Value{Slot: claim.Date, Text: pub}, 0.5, "the report gives no date; its own date stands", b.Value)
			return
		}
	}
	for _, h := range r.hits {
		if h.Weight >= 2 {
			r.in.Date = pub
			r.value(claim.Value{Slot: claim.Date, Text: pub}, 0.45, "the report gives no date; its own date stands",
				r.in.SpanOf(h.first, h.last))
			return
		}
	}
}

// markDates marks as background the sentences whose own dates all lie before
// the incident.
func (r *reading) markDates() {
	if len(r.in.Date) < 4 {
		r.markFronted()
		return
	}
	start, _, _ := strings.Cut(r.in.Date, "/")
	start = strings.TrimRight(start, "~?%")
	a := r.in.Analysis
	before, other := map[int]bool{}, map[int]bool{}
	for ti, si := range timesWithin(a) {
		v := dayOf(&a.Times[ti])
		if v == "" || aside(a, &a.Times[ti]) {
			continue
		}
		_, end, ok := strings.Cut(v, "/")
		if !ok {
			end = v
		}
		end = strings.TrimRight(end, "~?%")
		if n := min(len(end), len(start)); end[:n] < start[:n] && !nextDay(end, start) {
			before[si] = true
		} else {
			other[si] = true
		}
	}
	for i := range a.Sentences {
		if before[i] && !other[i] {
			r.in.Background[i] = true
		}
		// What follows an attack of another day in one paragraph, and has no day of
		// its own, tells of that attack.
		if i > 0 && !before[i] && !other[i] && r.in.Background[i-1] && r.score[i-1] > 0 && a.Sentences[i].Block == a.Sentences[i-1].Block {
			r.in.Background[i] = true
		}
	}
}

// markFronted marks as background what a report of a weekday without a date tells of
// a month or year: "In August a suicide bomber killed 26 people".
func (r *reading) markFronted() {
	a := r.in.Analysis
	daily := false
	for t := 0; t < len(a.Tokens) && r.body < len(a.Sentences) && t < a.Sentences[min(len(a.Sentences)-1, r.body+3)].Last; t++ {
		switch a.Tokens[t].Lower {
		case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight":
			daily = true
		}
	}
	for ti, si := range timesWithin(a) {
		t, s := &a.Times[ti], &a.Sentences[si]
		if daily && t.Kind == nlp.Date && t.First <= s.First+1 && si > r.body && r.coarse(t) {
			r.in.Background[si] = true
		}
	}
}

// coarse reports whether t is a month or year and no day, in words that look back: "In
// August", "last year", "in 2015".
func (r *reading) coarse(t *nlp.Timex) bool {
	for k := t.First; k < t.Last; k++ {
		switch w := r.in.Tokens[k].Lower; w {
		case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "last", "year", "month",
			"early", "late", "mid", "-", "in", "this", "earlier":
		default:
			if len(w) != 4 || w < "1800" || w > "2199" {
				return false
			}
		}
	}
	return true
}

// aside reports whether a time dates only a clause set beside what its sentence
// tells, and no violence: "the attacker, who had left the army in May, fled",
// "identified as Ruiz, released from prison a week ago".
func aside(a *nlp.Analysis, t *nlp.Timex) bool {
	first := sort.Search(len(a.Words), func(i int) bool { return a.Words[i].Span.End > t.Span.Start })
	if first == len(a.Words) {
		return false
	}
	verb := first
	for n := 0; n < 5 && verb >= 0 && a.Words[verb].UPOS != nlp.VERB; n++ {
		verb = a.Words[verb].Head
	}
	if verb < 0 || a.Words[verb].UPOS != nlp.VERB {
		return false
	}
	for n := 0; n < 4 && a.Words[verb].Rel == nlp.Xcomp && a.Words[verb].Head >= 0; n++ {
		verb = a.Words[verb].Head
	}
	switch a.Words[verb].Rel {
	case nlp.Acl, nlp.AclRelcl, nlp.Advcl, nlp.AdvclRelcl:
	default:
		return false
	}
	ps := a.PredicatesOf(min(verb, first), max(verb, first)+1)
	for i := range ps {
		if ps[i].Class == nlp.Attacking || ps[i].Class == nlp.Harming {
			return false
		}
	}
	return true
}

// nextDay reports whether b is within a day of a, for incidents told with two
// dates by two time zones.
func nextDay(a, b string) bool {
	return len(a) >= 10 && len(b) >= 10 && a[:8] == b[:8] && int(b[8]-a[8])*10+int(b[9])-int(a[9]) <= 1
}
