package casualty

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// finding is one word of harm with the people it takes.
type finding struct {
	slot    claim.Slot
	groups  []group // told of side by side: they add up
	part    []group // told of as among them: they do not
	word    int     // token of the word of harm
	sent    int
	active  bool          // "he killed 13": the people stand behind
	also    bool          // "were also killed"
	later   bool          // a figure that replaced an earlier one
	earlier bool          // a figure that was replaced
	denied  bool          // "was not injured"
	unsure  bool          // feared, believed
	weak    bool          // shot, stabbed: harm that is not named
	implied bool          // "blew himself up": a death that totals may or may not count
	by      bool          // the police or guards did it
	whole   bool          // counts everyone, perpetrators too
	bed     bool          // in hospital, which counts where nothing else tells of anybody hurt
	ward    bool          // of those whom a hospital took in, who may be some of all
	says    *nlp.Argument // who gives the figure ("the ministry put it at 8"), nil where that is not told so
	voice   int           // one more than the head word of who says so, 0 for the document itself
}

// reader goes through the sentences of one document.
type reader struct {
	in        input
	date      string // of the incident, "" while not known
	sent      *nlp.Sentence
	index     int // of the sentence
	findings  []finding
	from      int         // token the current word of harm may look back to
	heads     map[int]int // the chain of each head of a mention, once it was asked for
	abduction int         // 1 where the document speaks of one, -1 where not, 0 before it was asked
	known     bool        // only what the sentence takes for known: "the six tourists killed when"
}

// read collects the findings of sentence i.
func (r *reader) read(i int) {
	r.sent, r.index = &r.in.Sentences[i], i
	if k := r.in.Doc.Blocks[r.sent.Block].Kind; k == doc.FieldLine || k == doc.Header || k == doc.Row {
		return
	}
	r.from = r.sent.First
	first := len(r.findings)
	defer func() { r.respectively(first) }()
	for t := r.sent.First; t < r.sent.Last; t++ {
		slot, m, ok := harmWord(r.low(t))
		if !ok {
			slot, m, ok = thingHarm(r.low(t))
		}
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
		if last := r.take(&f, m); len(f.groups)+len(f.part) > 0 && !r.elsewhere(f.word) && !r.cumulative(f.word) && (!r.known || r.takenForKnown(&f)) {
			f.groups = r.apposed(f.groups)
			f.voice = r.voice(f.word)
			f.ward = r.inWard(f.word)
			f.earlier = f.earlier || r.earlierSaid(f.word)
			if len(f.groups) > 0 {
				last = r.tail(&f, max(last, f.word+1))
				if len(f.part) == 0 {
					r.someBehind(&f, last)
				}
				r.inherit(&f)
			}
			r.findings = append(r.findings, f)
			r.from = max(r.from, t+1, last)
		}
	}
}

// respectively deals the figures of "killed and wounded 26 and 22 people
// respectively" out to the words of harm.
func (r *reader) respectively(first int) {
	fs := r.findings[first:]
	if len(fs) != 1 || len(fs[0].groups) != 2 {
		return
	}
	f := fs[0]
	if w := r.low(f.word - 1); w != "and" && w != "or" || !r.isHarm(f.word-2) {
		return
	}
	end := f.groups[1].last
	if r.low(end) != "respectively" && r.low(end+1) != "respectively" {
		return
	}
	slot, _, _ := harmWord(r.low(f.word - 2))
	g := f
	g.slot, g.word, g.groups = slot, f.word-2, []group{f.groups[0]}
	f.groups = f.groups[1:]
	r.findings = append(r.findings[:first], g, f)
}

// elsewhere reports whether the clause before the word of harm at token t speaks
// of another incident: "in retaliation for a strike that killed 30".
func (r *reader) elsewhere(t int) bool {
	for i := t - 1; i >= max(r.sent.First, t-14); i-- {
		switch w := r.low(i); w {
		case "retaliation", "revenge", "reprisal", "previous", "previously", "similar", "anniversary", "reminiscent", "answered", "retaliated",
			"defines", "defined", "definition", "characterizes", "characterises", "classifies":
			return true
		case ";", ":":
			return false
		}
	}
	return r.compared(t)
}

// compared reports whether the sentence before the word of harm at token t sets the
// incident beside another: "the shooting followed four other attacks, one of them
// killing three", "preceded another in which ten died".
func (r *reader) compared(t int) bool {
	if r.cameAfter(t) {
		return true
	}
	for i := max(r.sent.First, t-60); i < t; i++ {
		switch r.low(i) {
		case "followed", "follows", "preceded", "precedes", "recalled", "recalls", "echoed", "echoes", "after", "since":
		default:
			continue
		}
		for k := i + 1; k < min(t, i+6); k++ {
			switch w := r.low(k); {
			case w == "another", w == "other", w == "earlier", w == "similar":
				return true
			case strings.HasSuffix(w, "s") && deed(strings.TrimSuffix(w, "s")) && r.low(i) != "after" && r.low(i) != "since":
				return true
			case w == "," || w == "." || w == "by":
				k = t
			}
		}
	}
	return false
}

// cameAfter reports whether the word of harm at token t stands in what an attack is
// said to have come after: "the attack came a day after a bomb killed 71".
func (r *reader) cameAfter(t int) bool {
	came := false
	for i := max(r.sent.First, t-30); i < t; i++ {
		switch r.low(i) {
		case "came", "comes", "happened", "occurred":
			came = i > r.sent.First && deed(r.low(i-1))
		case "after", "before":
			if came {
				return true
			}
		}
	}
	return false
}

// deed reports whether w names an attack.
func deed(w string) bool {
	switch w {
	case "attack", "shooting", "bombing", "stabbing", "assault", "massacre", "raid", "strike", "explosion", "blast", "killing":
		return true
	}
	return false
}

// inherit makes "seven more" count the kind of people that the sentence has just
// counted by a word of harm before: "six nurses were killed, seven more injured".
func (r *reader) inherit(f *finding) {
	g := &f.groups[0]
	k := len(r.findings) - 1
	if k < 0 || r.findings[k].sent != r.index || !g.total() || !g.extra || r.low(g.last-1) != "more" {
		return
	}
	if p := r.findings[k].groups; len(p) == 1 && p[0].category != all && p[0].numbered {
		g.category, g.phrase = p[0].category, p[0].phrase
	}
}

// take fills f with the people of a word of harm; last is the token behind what
// was read.
func (r *reader) take(f *finding, m manner) (last int) {
	t := f.word
	if r.unreal(t) || r.supposed(t) || r.low(t+1) == "penalty" || r.low(t-1) == "-" || f.slot == claim.Missing && r.toAuthority(t) {
		return t
	}
	if r.low(t-1) == "those" && r.low(t-2) == "among" { // "three pupils were among those killed"
		return r.amongThe(f)
	}
	if m == participle || m == state {
		if i := t - 1; r.low(i) == "of" && r.low(i-1) == "number" || r.low(i) == "the" && r.low(i-1) == "of" && r.low(i-2) == "number" {
			return r.toll(f)
		}
		if r.low(t-1) == "the" { // three of the wounded
			return r.amongThe(f)
		}
	}
	tree := finding{slot: f.slot, word: f.word, sent: f.sent}
	if m.people() && r.told(&tree) {
		last = r.grammar(f, m)
		if !r.wider(f, &tree) {
			*f = tree
			last = max(t+1, f.groups[len(f.groups)-1].last)
		}
		return last
	}
	return r.grammar(f, m)
}

// toAuthority reports whether the word "missing" at token t tells of a report to the
// police, as of a relative who left: "had reported her missing to the police".
func (r *reader) toAuthority(t int) bool {
	for i := t - 1; i >= max(r.sent.First, t-5); i-- {
		if w := r.low(i); w == "reported" || w == "reporting" || w == "report" {
			return i+2 >= t-1 && r.in.Tokens[i+1].Lower != "as" && !r.passive(i-1, i)
		}
	}
	return false
}

// grammar fills f with the people that the order of the words gives to the word of
// harm.
func (r *reader) grammar(f *finding, m manner) (last int) {
	t := f.word
	switch m {
	case verb:
		if w := r.low(t - 1); w == "to" || w == "not" || w == "n't" {
			return t
		}
		f.active = true
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
	case price:
		return r.price(f)
	case losses:
		return r.losses(f)
	case nobody:
		return r.nobody(f)
	case cared:
		return r.cared(f)
	case given:
		return r.given(f)
	case struck:
		return r.hit(f)
	case limb:
		return r.limb(f)
	case bodies:
		return r.bodies(f)
	case safety:
		return r.safety(f)
	case figures:
		return r.figures(f)
	case rubble:
		return r.rubble(f)
	case charges:
		return r.charges(f)
	case inBed:
		return r.inBed(f)
	case seized:
		return r.seized(f)
	case carried:
		return r.carried(f)
	}
	return t + 1
}

// unreal reports whether the words before token t make it a mere possibility.
func (r *reader) unreal(t int) bool {
	for i, k := t-1, 0; i >= r.from && k < 16; i, k = i-1, k+1 {
		w := r.low(i)
		if unreal(w) && (k < 5 || w == "if" || w == "whether" || w == "unless") {
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
		probe.unsure = probe.unsure || r.low(i) == "are" || r.low(i) == "is"
		perfect = perfect || having(r.low(i))
	}
	if !passive {
		if last := r.right(f, t+1); len(f.groups) > 0 {
			f.active, f.by = true, r.byAuthority(e, t)
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

// byAuthority reports whether the police or the guards did what token t tells: by
// its agent, or by the words before token e where the tree gives none.
func (r *reader) byAuthority(e, t int) bool {
	if p := r.predicateAt(t); p != nil {
		if g := p.Agent(); g != nil {
			return authority(strings.ToLower(r.in.WordText(g.Head)))
		}
	}
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
		if ok && len(f.groups) > 0 && r.again(&f.groups[len(f.groups)-1], &g) {
			last = g.last
			if n := r.numberAt(last + 1); n != nil && r.low(last) == "of" { // "a father of two"
				last = n.Last
			}
			if i = r.joined(last); i == 0 {
				return last
			}
			continue
		}
		if !ok || r.nextHarm(g.last) || len(f.groups) > 0 && (g.none() || r.speaks(g.last) || !g.numbered && r.low(i-1) == "," && r.joined(g.last) == 0) {
			return last
		}
		if len(f.groups) > 0 && g.of && r.someOf(&g) {
			f.part = append(f.part, g)
			return g.last
		}
		f.groups = append(f.groups, g)
		last = g.last
		i = r.joined(last)
		if i == 0 {
			return last
		}
	}
}

// again reports whether h, set behind a comma, tells once more of the one person g:
// "a clerk, a father of two", "a boy, the son of a guard".
func (r *reader) again(g, h *group) bool {
	if g.numbered || h.numbered || g.pronoun || h.pronoun || h.extra || r.low(h.first-1) != "," || h.first != g.last+1 {
		return false
	}
	w := r.low(h.last - 1)
	return r.low(h.last) == "of" && (lexicon.IsRelative(w) || w == "member" || w == "resident" || w == "native" || w == "veteran" || w == "citizen")
}

// speaks reports whether what ends before token i is the subject of a verb rather
// than one more in a list: "killed two, an officer said".
func (r *reader) speaks(i int) bool {
	switch w := r.low(i); w {
	case "said", "says", "say", "told", "added", "announced", "reported", "confirmed", "claimed", "described", "stated", "tells", "saw", "reports", "who":
		return true
	default:
		return being(w) || having(w)
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
	i = r.skipCalled(r.skipAside(i))
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

// skipCalled steps over what somebody is called from token i on: "known as Gul Zaman",
// "named Ana Ruiz", "identified by police as Bo Holm".
func (r *reader) skipCalled(i int) int {
	k := i
	if r.low(k) == "," {
		k++
	}
	switch r.low(k) {
	case "known", "named", "called", "identified", "nicknamed":
	default:
		return i
	}
	for n := 0; n < 6; n++ {
		if k++; r.personAt(k) != nil {
			return r.personAt(k).Last
		}
	}
	return i
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

// tail reads what follows the people of f: "including two children", "as well as
// a driver", "two of them children". It returns the token behind.
func (r *reader) tail(f *finding, last int) int {
	i := last
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
			if last = r.right(&sub, i+1); len(sub.groups) == 0 {
				r.bare(&sub, i+1) // headlines: "six dead, including gunman"
			}
			f.part = append(f.part, sub.groups...)
		case r.numberAt(i) != nil:
			if g, ok := r.group(i, r.sent.Last); ok && g.of && r.someOf(&g) {
				f.part = append(f.part, g)
				last = g.last
			}
		case w == "as" && r.low(i+1) == "well" && r.low(i+2) == "as", w == "in" && r.low(i+1) == "addition" && r.low(i+2) == "to":
			last = r.right(f, i+3)
		case w == "along" && r.low(i+1) == "with", w == "together" && r.low(i+1) == "with":
			last = r.right(f, i+2)
		}
		return last
	}
	return last
}

// input is what the reader needs of an extractor's input.
type input = *nlp.Analysis
