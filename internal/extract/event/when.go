package event

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/nlp"
)

// day is the date that a time expression gives.
func (r *reader) day(t *nlp.Timex) string {
	if d, ok := r.moved[t]; ok {
		return d
	}
	switch {
	case t.Attributive:
		return ""
	case t.Relative && len(r.steps) > 0 && r.soon(t):
		return r.steps[len(r.steps)-1].event.When
	case t.Kind == nlp.Clock:
		return t.On
	}
	return t.Value
}

// mostTimes is how many time expressions of one sentence are looked at.
const mostTimes = 24

// timesOf are the dates and clock times of a sentence.
func (r *reader) timesOf(s *nlp.Sentence) []*nlp.Timex {
	var out []*nlp.Timex
	for r.ti < len(r.in.Times) && r.in.Times[r.ti].First < s.First {
		r.ti++
	}
	for k := r.ti; k < len(r.in.Times) && r.in.Times[k].First < s.Last && len(out) < mostTimes; k++ {
		if t := &r.in.Times[k]; t.Kind == nlp.Date && !r.ending(t) || t.Kind == nlp.Clock && !r.converted(k) {
			out = append(out, t)
		}
	}
	return out
}

// converted reports whether time k only gives in brackets what the clock before it
// shows elsewhere: "at 9 a.m. local time (0600 GMT)".
func (r *reader) converted(k int) bool {
	t := &r.in.Times[k]
	if k == 0 || t.First == 0 || r.lower(t.First-1) != "(" {
		return false
	}
	b := &r.in.Times[k-1]
	return b.Kind == nlp.Clock && t.First-b.Last <= 4
}

// placeTimes notes whose argument each time expression is.
func (r *reader) placeTimes() {
	r.owner = make([]int, len(r.in.Times))
	r.of = make([]int, len(r.in.Predicates))
	r.moved = map[*nlp.Timex]string{}
	for i := range r.in.Times {
		if d := r.fromDeed(&r.in.Times[i]); d != "" {
			r.moved[&r.in.Times[i]] = d
		}
	}
	for i := range r.owner {
		r.owner[i] = -1
	}
	for k := range r.of {
		r.of[k] = -1
		for g := range r.in.Predicates[k].All(nlp.Time) {
			if t := r.timexAt(g.Head); t >= 0 && (r.owner[t] < 0 || !g.Shared) {
				r.owner[t] = k
			}
		}
	}
}

// timexAt is the time expression that covers word i, -1 for none.
func (r *reader) timexAt(i int) int {
	token := r.in.Words[i].Token
	k := sort.Search(len(r.in.Times), func(k int) bool { return r.in.Times[k].Last > token })
	if k < len(r.in.Times) && r.in.Times[k].First <= token {
		return k
	}
	return -1
}

// owns is how near the time expression t belongs to predicate k: 0 when it is its
// argument, 1 when it is that of a predicate that k hangs on or is joined to, 2
// when nobody's that is known, 3 when another's, 4 when that of a relative
// clause within the one of k.
func (r *reader) owns(t *nlp.Timex, k int) int {
	p := &r.in.Predicates[k]
	for g := range p.All(nlp.Time) {
		if i := r.timexAt(g.Head); i >= 0 && &r.in.Times[i] == t {
			return 0
		}
	}
	i := sort.Search(len(r.in.Times), func(i int) bool { return r.in.Times[i].First >= t.First })
	if i == len(r.in.Times) || r.owner[i] < 0 {
		return 2
	}
	owner := r.in.Predicates[r.owner[i]].Word
	switch {
	case r.above(owner, p.Word):
		return 1
	case r.above(p.Word, owner) && r.in.Words[owner].Rel == nlp.AclRelcl:
		return 4
	}
	return 3
}

// ending reports whether a time is only when something ended: "until noon".
func (r *reader) ending(x *nlp.Timex) bool {
	if x.First == 0 {
		return false
	}
	w := r.lower(x.First - 1)
	return w == "until" || w == "till"
}

// attributeOf reports whether a date stands before the noun of p and belongs to
// it: "the 1973 raid".
func (r *reader) attributeOf(x *nlp.Timex, p *nlp.Predicate) bool {
	for i := p.Word - 1; i >= 0 && i > p.Word-6; i-- {
		if w := &r.in.Words[i]; w.Head == p.Word && w.Token >= x.First && w.Token < x.Last {
			return true
		}
	}
	return false
}

// above reports whether word a governs word b.
func (r *reader) above(a, b int) bool {
	for h, n := r.in.Words[b].Head, 0; h >= 0 && n < 12; h, n = r.in.Words[h].Head, n+1 {
		if h == a {
			return true
		}
	}
	return false
}

// near reports whether what a class tells is likely part of the deed's own day.
func near(c nlp.Class) bool { return violent(c) || c == nlp.Moving }

// time dates the event of predicate k: by a date told of it or near it in its
// sentence, else by the running date of the paragraph, else, for the deed and
// what is part of it, by the date of the incident. The expression is given back
// where there is one.
func (r *reader) time(si, k int, times []*nlp.Timex, e *claim.Event) *nlp.Timex {
	p := &r.in.Predicates[k]
	var best *nlp.Timex
	bestCost := 1 << 20
	own := violent(p.Class) && p.Class != nlp.Seizing && !r.in.Background[si]
	for _, x := range times {
		owns := r.owns(x, k)
		if x.Kind == nlp.Clock && e.Time == "" && len(x.Value) >= 5 && owns < 3 && !r.ending(x) {
			e.Time = x.Value
		}
		if x.Attributive && p.Noun && owns < 3 && r.attributeOf(x, p) {
			e.When, e.WhenText = x.Value, r.in.Text(x.Span)
			return x
		}
		if r.day(x) == "" || owns == 4 || own && r.in.Date != "" && carried(x, times) {
			continue
		}
		c := r.cost(x, r.in.Words[p.Word].Token) + ownCost[owns]
		if own && r.day(x) == r.in.Date { // the deed and its harm belong to its day
			c = min(c, 4)
		}
		if c < bestCost {
			best, bestCost = x, c
		}
	}
	if best != nil {
		e.When, e.WhenText = r.day(best), r.in.Text(best.Span)
		return best
	}
	return r.undated(si, p, own, e)
}

// carried reports whether a clock time has its day from elsewhere than its
// sentence.
func carried(x *nlp.Timex, times []*nlp.Timex) bool {
	if x.Kind != nlp.Clock {
		return false
	}
	for _, t := range times {
		if t.Kind == nlp.Date && t.Value != "" && !t.Relative {
			return false
		}
	}
	return true
}

// ownCost is what owning or not owning a date adds to its distance, in words.
var ownCost = [4]int{-20, 0, 2, 10}

// undated dates an event whose sentence holds no date.
func (r *reader) undated(si int, p *nlp.Predicate, own bool, e *claim.Event) *nlp.Timex {
	background := r.in.Background[si]
	switch {
	case own && r.in.Date != "":
		e.When = r.in.Date
	case r.toldDay && near(p.Class) && !background, r.goesOn(si, p):
		e.When = r.in.Date
	case p.Tense == nlp.Present && r.running != nil && !background:
		e.When = r.fallback(p) // what is so now is not so since the day told last
	case p.Tense == nlp.Past && p.Perfect && r.behind != nil:
		e.When = r.day(r.behind)
		return r.behind
	case r.running != nil:
		e.When = r.day(r.running)
		return r.running
	case !background:
		e.When = r.fallback(p)
	}
	return nil
}

// ofBefore reports whether a time is that of what had happened before: the telling
// does not go on from it.
func (r *reader) ofBefore(t *nlp.Timex) bool {
	i := sort.Search(len(r.in.Times), func(i int) bool { return r.in.Times[i].First >= t.First })
	if i == len(r.in.Times) || r.owner[i] < 0 {
		return false
	}
	p := &r.in.Predicates[r.owner[i]]
	return p.Tense == nlp.Past && p.Perfect || r.in.Words[p.Word].Rel == nlp.AclRelcl
}

// goesOn reports whether p goes on telling the deed: an act told as past in the
// sentence that tells of violence on its day, or soon behind it.
func (r *reader) goesOn(si int, p *nlp.Predicate) bool {
	if p.Tense != nlp.Past || p.Perfect || p.Class != nlp.Acting && p.Class != nlp.Moving || len(r.steps) == 0 || r.in.Date == "" {
		return false
	}
	for i := len(r.steps) - 1; i >= 0 && i >= len(r.steps)-back && r.steps[i].sentence >= si-reach; i-- {
		s := &r.steps[i]
		if q := &r.in.Predicates[s.predicate]; s.event.Phase == "incident" && s.event.When == r.in.Date && !q.Noun && (q.Class == nlp.Attacking || q.Class == nlp.Harming) {
			return true
		}
	}
	return false
}

// reach is over how many sentences the telling of the deed goes on.
const reach = 3

// fallback dates an event that nothing near it dates: what belongs to the deed
// by its day, what a fresh report tells besides by the report's own.
func (r *reader) fallback(p *nlp.Predicate) string {
	if near(p.Class) {
		return r.in.Date
	}
	pub := r.in.Doc.Published
	if len(pub) < 10 || len(r.in.Date) < 10 || len(r.in.Doc.Sections) >= 2 {
		return ""
	}
	if p.Tense == nlp.Present && !p.Perfect || r.in.Date[:8] == pub[:8] && within(r.in.Date[len(r.in.Date)-2:], pub[8:10], 2) {
		return pub[:10]
	}
	return ""
}

// within reports whether two days of one month lie at most n apart.
func within(a, b string, n int) bool {
	d := int(b[0]-a[0])*10 + int(b[1]) - int(a[1])
	return d >= 0 && d <= n
}

// far is over how many words the breaks between a date and a word are counted.
const far = 120

// cost is how far a date stands from token i; one across a clause break costs
// more.
func (r *reader) cost(x *nlp.Timex, i int) int {
	lo, hi := x.Last, i
	if x.First >= i {
		lo, hi = i, x.First
	}
	c := max(0, hi-lo)
	if c > far {
		return 3 * far
	}
	for k := lo; k < hi && k < len(r.in.Tokens); k++ {
		switch r.lower(k) {
		case ",", "and", "which", "who", "that", "but", "while":
			c += 6
		case ";", ":":
			c += 15
		}
	}
	return c
}

// phase is where the event of p lies relative to the incident.
func (r *reader) phase(si int, p *nlp.Predicate, when string) string {
	if r.in.Background[si] {
		return "background"
	}
	switch d := r.in.Date; {
	case when == "" || d == "":
	case before(last(when), first(d)):
		return "background"
	case before(last(d), first(when)):
		return "aftermath"
	case strings.Contains(when, "/") && before(first(when), first(d)) && p.Tense == nlp.Past && p.Perfect:
		return "background" // "earlier that week they had raided"
	}
	if near(p.Class) || when != "" && when == r.in.Date && (p.Class == nlp.Acting || calling[p.Verb] && p.First(nlp.Content) == nil || p.Tense == nlp.Past && p.Perfect && p.Class != nlp.Speaking) {
		return "incident"
	}
	return "aftermath"
}

// calling are the acts of speech that are part of what goes on, where nothing is
// said: "neighbours called the police", "spoke to them by telephone".
var calling = map[string]bool{"call": true, "phone": true, "telephone": true, "alert": true, "summon": true, "notify": true,
	"negotiate": true, "speak": true, "chant": true, "shout": true, "order": true, "reach": true}

// before reports whether a lies before b, as exactly as both are known.
func before(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}

// first is the first day of an EDTF date, as exact as it is; last the last.
func first(d string) string {
	d, _, _ = strings.Cut(d, "/")
	return strings.TrimRight(d, "~?%")
}

func last(d string) string {
	if i := strings.LastIndex(d, "/"); i >= 0 && i+1 < len(d) {
		d = d[i+1:]
	}
	return strings.TrimRight(d, "~?%")
}
