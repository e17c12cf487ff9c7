package casualty

import (
	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/nlp"
)

// finding is one word of harm with the people it takes.
type finding struct {
	slot    claim.Slot
	groups  []group // told of side by side: they add up
	part    []group // told of as among them: they do not
	word    int     // token of the word of harm
	sent    int
	also    bool // "were also killed"
	later   bool // a figure that replaced an earlier one
	earlier bool // a figure that was replaced
	denied  bool // "was not injured"
	unsure  bool // feared, believed
	weak    bool // shot, stabbed: harm that is not named
	by      bool // the police or guards did it
}

// reader goes through the sentences of one document.
type reader struct {
	in       input
	sent     *nlp.Sentence
	index    int // of the sentence
	findings []finding
	from     int // token the current word of harm may look back to
}

// read collects the findings of sentence i.
func (r *reader) read(i int) {
	r.sent, r.index = &r.in.Sentences[i], i
	if k := r.in.Doc.Blocks[r.sent.Block].Kind; k == doc.FieldLine || k == doc.Header || k == doc.Row {
		return
	}
	r.from = r.sent.First
	for t := r.sent.First; t < r.sent.Last; t++ {
		slot, m, ok := harmWord(r.low(t))
		if !ok {
			if t >= r.from {
				r.weak(t)
			}
			continue
		}
		f := finding{slot: slot, word: t, sent: i}
		if t < r.from {
			continue
		}
		if last := r.take(&f, m); len(f.groups) > 0 {
			last = r.tail(&f, last)
			r.findings = append(r.findings, f)
			r.from = max(r.from, t+1, last)
		}
	}
}

// take fills f with the people of a word of harm; last is the token behind what
// was read.
func (r *reader) take(f *finding, m manner) (last int) {
	t := f.word
	if r.unreal(t) || r.low(t+1) == "penalty" || r.low(t-1) == "-" {
		return t
	}
	switch m {
	case verb:
		if w := r.low(t - 1); w == "to" || w == "not" || w == "n't" {
			return t
		}
		return r.right(f, t+1)
	case gerund:
		if r.low(t+1) == "of" {
			return r.right(f, t+2)
		}
		return r.right(f, t+1)
	case participle:
		return r.participle(f)
	case dies:
		r.left(f, r.subject(f, t))
	case state:
		return r.state(f)
	case noun:
		return r.nouns(f)
	case toll:
		return r.toll(f)
	case lives:
		return r.lives(f)
	}
	return t + 1
}

// unreal reports whether the words before token t make it a mere possibility.
func (r *reader) unreal(t int) bool {
	for i, k := t-1, 0; i >= r.from && k < 5; i, k = i-1, k+1 {
		w := r.low(i)
		if unreal(w) {
			return true
		}
		if w == "that" && supposed(r.low(i-1)) {
			return true
		}
		if breaks(w) || w == "," || w == "and" && k > 0 {
			return false
		}
	}
	return false
}

// subject walks left from the word of harm at token t over adverbs and
// auxiliaries; the people it counts end before the token returned.
func (r *reader) subject(f *finding, t int) int {
	e := t
	for e > r.from {
		w := r.low(e - 1)
		switch {
		case w == "also":
			f.also = true
		case w == "not" || w == "n't" || w == "n’t" || w == "never":
			f.denied = true
		case w == "feared" || w == "believed" || w == "presumed" || w == "thought":
			f.unsure = true
		case being(w), having(w), adverb(w):
		case (w == "or" || w == "and") && e-2 >= r.from && r.isHarm(e-2): // injured or killed
			e--
		default:
			return e
		}
		e--
	}
	return e
}

// participle reads "13 people were killed", "has killed 13", "killed 13",
// "13 killed".
func (r *reader) participle(f *finding) int {
	t := f.word
	probe := *f
	e := r.subject(&probe, t)
	passive, perfect := false, false
	for i := e; i < t; i++ {
		passive = passive || being(r.low(i))
		perfect = perfect || having(r.low(i))
	}
	if !passive {
		if last := r.right(f, t+1); len(f.groups) > 0 {
			if r.byAuthority(e) {
				f.by = true
			}
			return last
		}
		if perfect || r.objectAt(t+1) {
			return t + 1
		}
	}
	*f = probe
	if passive && r.low(t+1) == "," && r.low(t+2) == "as" && being(r.low(t+3)) {
		// "ninety were wounded, as were two guards"
		defer func() { r.right(f, t+4) }()
	}
	r.left(f, e)
	if f.slot == claim.Injured && r.fatal(t) {
		f.slot = claim.Killed
	}
	return t + 1
}

// objectAt reports whether an object without a number stands at token i, which
// makes the verb before it active: "killed them", "wounded the crowd".
func (r *reader) objectAt(i int) bool {
	switch w := r.low(i); w {
	case "the", "a", "an", "his", "her", "him", "them", "their", "its", "our", "it", "me", "us", "my", "this", "these", "those", "many", "several", "some", "dozens":
		return true
	default:
		if i >= r.sent.Last || closed(w) || adverb(w) || r.isHarm(i) {
			return false
		}
		sh := r.in.Tokens[i].Shape
		return sh == nlp.Lower || sh == nlp.Title && !weekday(w)
	}
}

func weekday(w string) bool {
	switch w {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// fatal reports whether the harm at token t is put as deadly: "fatally wounded".
func (r *reader) fatal(t int) bool { return r.low(t-1) == "fatally" || r.low(t-1) == "mortally" }

// byAuthority reports whether the subject that ends before token e is the police
// or the guards.
func (r *reader) byAuthority(e int) bool {
	for i := e - 1; i >= max(r.sent.First, e-6); i-- {
		if breaks(r.low(i)) || r.low(i) == "," {
			return false
		}
		if authority(r.low(i)) {
			return true
		}
	}
	return false
}

// right reads the people behind a word of harm, from token i on, and returns the
// token behind them.
func (r *reader) right(f *finding, i int) int {
	for adverb(r.low(i)) && r.numberAt(i) == nil && r.low(i) != "all" {
		i++
	}
	last := i
	for {
		g, ok := r.group(i, r.sent.Last)
		if r.low(i) == "them" && len(f.groups) == 0 {
			g, ok = r.those(i)
		}
		if !ok || r.nextHarm(g.last) || g.none() && len(f.groups) > 0 {
			return last
		}
		f.groups = append(f.groups, g)
		last = g.last
		i = r.joined(last)
		if i == 0 {
			return last
		}
	}
}

// those is who "them" at token i stands for: the people of the word of harm
// before it in the sentence ("took eleven men hostage and killed them").
func (r *reader) those(i int) (group, bool) {
	if k := len(r.findings); k > 0 && r.findings[k-1].sent == r.index && len(r.findings[k-1].groups) == 1 {
		if g := r.findings[k-1].groups[0]; g.numbered && !g.none() {
			g.last = i + 1
			return g, true
		}
	}
	return group{}, false
}

// joined is the token behind the comma or "and" at token i that leads on to
// more people, 0 when nothing does. Words that belong to the people before it
// ("from the north", "in the hall") may stand between.
func (r *reader) joined(i int) int {
	i = r.skipAside(i)
	for k := 0; k < 8; k++ {
		w := r.low(i + k)
		switch {
		case w == "," && (r.low(i+k+1) == "and" || r.low(i+k+1) == "plus"):
			return i + k + 2
		case w == "and" || w == "plus", w == ",":
			return i + k + 1
		case w == "" || w == "." || breaks(w) || being(w) || having(w) || r.isHarm(i+k) || w == "including" || w == "(":
			return 0
		case k == 0 && w != "in" && w != "from" && w != "of" && w != "at" && w != "on" && w != "by":
			return 0
		}
	}
	return 0
}

// skipAside steps over words set apart by dashes or brackets from token i on.
func (r *reader) skipAside(i int) int {
	end := ""
	switch r.low(i) {
	case "—", "–":
		end = r.low(i)
	case "(":
		end = ")"
	default:
		return i
	}
	for k := i + 1; k < i+20; k++ {
		if r.low(k) == end {
			return k + 1
		}
	}
	return i
}

// nextHarm reports whether the people that end before token i belong to a word
// of harm of their own: "killing 13 and 70 were wounded".
func (r *reader) nextHarm(i int) bool {
	for k := i; k < i+6; k++ {
		w := r.low(k)
		switch {
		case r.isHarm(k):
			return w != "hostage" && w != "lives" && w != "death"
		case being(w), having(w), adverb(w):
		default:
			return false
		}
	}
	return false
}

// left reads the people who stand before token e.
func (r *reader) left(f *finding, e int) {
	lo, antecedent := r.clauseStart(e)
	if antecedent > 0 {
		e = antecedent
	}
	var buf [12]group
	gs := buf[:0]
	for i := lo; i < e && len(gs) < cap(gs); {
		g, ok := r.group(i, e)
		if !ok {
			i++
			continue
		}
		g.prefixed = r.prepositionBefore(i)
		gs = append(gs, g)
		i = g.last
	}
	k := r.nearest(gs, e)
	if k < 0 {
		return
	}
	f.groups = append(f.groups, gs[k])
	for k--; k >= 0 && r.conjoined(gs[k].last, gs[k+1].first, len(f.groups) > 1); k-- {
		f.groups = append(f.groups, gs[k])
	}
	reverse(f.groups)
}

func reverse(gs []group) {
	for i, j := 0, len(gs)-1; i < j; i, j = i+1, j-1 {
		gs[i], gs[j] = gs[j], gs[i]
	}
}

// nearest is the group that a word of harm at or behind token e counts: the last
// one that no preposition puts aside, a numbered one before others.
func (r *reader) nearest(gs []group, e int) int {
	best := -1
	for k := len(gs) - 1; k >= 0; k-- {
		g := &gs[k]
		if g.prefixed {
			continue
		}
		if best < 0 || g.numbered && !gs[best].numbered && gs[best].pronoun {
			best = k
		}
		if gs[best].numbered {
			break
		}
		if e-g.last > 14 {
			break
		}
	}
	return best
}

// conjoined reports whether the group that ends before token a and the one that
// starts with token b are told side by side.
func (r *reader) conjoined(a, b int, listed bool) bool {
	and := false
	for i := a; i < b; i++ {
		switch w := r.low(i); {
		case w == "and" || w == "plus":
			and = true
		case w == ",":
		case breaks(w) || being(w) || r.isHarm(i) || b-a > 7:
			return false
		}
	}
	return and && b-a <= 7 || listed && b-a == 1 && r.low(a) == ","
}

func (r *reader) prepositionBefore(i int) bool {
	switch r.low(i - 1) {
	case "in", "at", "on", "by", "near", "from", "with", "of", "to", "for", "into", "outside", "inside", "against", "between", "through", "among", "than", "including", "besides", "like":
		return r.low(i-1) != "with"
	}
	return false
}

// clauseStart is the token where the clause that ends before token e starts.
// When the clause is relative, antecedent is the end of what it hangs on: "two
// guards who were killed".
func (r *reader) clauseStart(e int) (start, antecedent int) {
	i := e
	if w := r.low(i - 1); w == "who" || w == "whom" || w == "which" || w == "that" {
		i--
		if r.low(i-1) == "," {
			i--
		}
		antecedent = i
	}
	for i > r.from {
		if w := r.low(i - 1); breaks(w) && !(w == "as" && (r.low(i) == "many" || r.low(i) == "few" || r.low(i-2) == "many" || r.low(i-2) == "few")) {
			break
		}
		i--
	}
	return i, antecedent
}

// tail reads what follows the people of f: "including two children", "as well as
// a driver", "two of them children". It returns the token behind.
func (r *reader) tail(f *finding, last int) int {
	i := max(last, f.word+1)
	for k := 0; k < 4; k++ {
		switch w := r.low(i); {
		case w == "," || w == "(" || w == "—" || w == "–" || w == "people":
			i++
			continue
		case w == "including", w == "among" && (r.low(i+1) == "them" || r.low(i+1) == "whom"):
			if w == "among" {
				i++
			}
			sub := finding{}
			last = r.right(&sub, i+1)
			f.part = sub.groups
		case w == "as" && r.low(i+1) == "well" && r.low(i+2) == "as", w == "in" && r.low(i+1) == "addition" && r.low(i+2) == "to":
			last = r.right(f, i+3)
		case w == "along" && r.low(i+1) == "with", w == "together" && r.low(i+1) == "with":
			last = r.right(f, i+2)
		}
		return last
	}
	return last
}

// weak reads "was shot", "was stabbed": harm that is sure, its degree not told.
func (r *reader) weak(t int) {
	w := r.low(t)
	if w != "shot" && w != "stabbed" && w != "shoot" {
		return
	}
	f := finding{slot: claim.Injured, word: t, sent: r.index, weak: true}
	switch {
	case r.low(t+1) == "and" && (r.low(t+2) == "killed" || r.low(t+2) == "wounded"):
		// shot and killed: the people of both stand with the second
		if e := r.subject(&f, t); !r.passive(e, t) && w == "shot" && r.low(t+2) == "killed" {
			f.by = r.byAuthority(e)
			if r.right(&f, t+3); len(f.groups) > 0 {
				f.slot, f.weak = claim.Killed, false
				r.findings = append(r.findings, f)
				r.from = t + 3
			}
		}
	case r.deadAfter(t) > 0: // shot him dead, stabbed to death
		e := r.subject(&f, t)
		f.slot, f.weak, f.by = claim.Killed, false, r.byAuthority(e)
		if r.passive(e, t) {
			r.left(&f, e)
		} else {
			r.bare(&f, t+1)
		}
		if len(f.groups) > 0 {
			f.word = r.deadAfter(t)
			r.findings = append(r.findings, f)
			r.from = f.word + 1
		}
	default:
		if e := r.subject(&f, t); r.passive(e, t) && w != "shoot" && r.low(t+1) != "at" && !r.unreal(t) {
			if r.left(&f, e); len(f.groups) > 0 {
				if r.low(t-1) == "fatally" {
					f.slot, f.weak = claim.Killed, false
				}
				r.findings = append(r.findings, f)
			}
		} else if r.low(t-1) == "fatally" {
			if r.right(&f, t+1); len(f.groups) > 0 {
				f.slot, f.weak = claim.Killed, false
				r.findings = append(r.findings, f)
			}
		}
	}
}

// bare reads the people at token i; in headlines they go without an article:
// "police shoot man dead".
func (r *reader) bare(f *finding, i int) {
	if g, ok := r.group(i, r.sent.Last); ok {
		f.groups = append(f.groups, g)
	} else if c, plural, ok := personNoun(r.low(i)); ok && !plural {
		f.groups = append(f.groups, group{first: i, last: i + 1, count: count.Exactly(1), category: c, phrase: r.in.SpanOf(i, i+1)})
	}
}

func (r *reader) passive(e, t int) bool {
	for i := e; i < t; i++ {
		if being(r.low(i)) {
			return true
		}
	}
	return false
}

// deadAfter is the token of "dead" or "death" that closes the phrase of the verb
// at token t ("shot him dead", "stabbed to death"), 0 when there is none.
func (r *reader) deadAfter(t int) int {
	for i := t + 1; i < t+7; i++ {
		switch w := r.low(i); {
		case w == "dead":
			return i
		case w == "to" && r.low(i+1) == "death":
			return i + 1
		case w == "" || w == "," || w == "." || w == "and" || breaks(w):
			return 0
		}
	}
	return 0
}

// input is what the reader needs of an extractor's input.
type input = *nlp.Analysis
