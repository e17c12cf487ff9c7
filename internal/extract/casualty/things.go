package casualty

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/extract"
	"dossier/internal/nlp"
)

// amongThe reads "two officers were among the dead" and "among the wounded were
// two nurses": some of those whom another figure counts.
func (r *reader) amongThe(f *finding) int {
	t := f.word
	if n := r.numberAt(t + 2); n != nil && n.Kind == nlp.Cardinal && n.Count.Known() && r.low(t+1) == "at" { // "put the injured at 13"
		f.groups = append(f.groups, group{first: n.First, last: n.Last, count: n.Count, numbered: true, category: all})
		f.says = r.giver(t)
		return n.Last
	}
	if n := r.endingAt(t - 3); n != nil && n.Kind == nlp.Cardinal && r.low(t-2) == "of" && being(r.low(t+1)) {
		return r.someWere(f, n)
	}
	if r.low(t-2) != "among" {
		return t
	}
	sub := finding{}
	switch {
	case being(r.low(t - 3)):
		if sub.word = t; !r.told(&sub) {
			r.left(&sub, r.subject(&sub, t-2))
		}
	case being(r.low(t + 1)):
		r.right(&sub, t+2)
	}
	f.part = append(f.part, sub.groups...)
	return t + 1
}

// someWere reads "three of the dead were soldiers": n of those harmed are of a kind.
func (r *reader) someWere(f *finding, n *nlp.Number) int {
	t := f.word
	i := t + 2
	for adverb(r.low(i)) || determiner(r.low(i)) {
		i++
	}
	if g, ok := r.phrase(group{first: n.First, count: n.Count, numbered: true, of: true}, i, r.sent.Last); ok && g.category != all {
		f.part = append(f.part, g)
		return g.last
	}
	return t + 1
}

// seized reads "two nurses were seized by gunmen": whom armed people take is abducted,
// whom the police take is arrested; things are no people, and nobody is.
func (r *reader) seized(f *finding) int {
	t := f.word
	p := r.predicateAt(t)
	if p == nil {
		return t + 1
	}
	agent := ""
	if p.Agent() != nil {
		agent = strings.ToLower(r.in.WordText(p.Agent().Head))
	}
	switch c, _, _ := personNoun(agent); {
	case authority(agent):
		f.slot = claim.Arrested
	case p.Negated || !extract.CarriedOff(r.in, p) && c != perpetrators:
		return t + 1
	}
	if !r.told(f) && p.Passive {
		r.left(f, r.subject(f, t))
	}
	if len(f.groups) == 0 {
		return t + 1
	}
	return max(t+1, f.groups[len(f.groups)-1].last)
}

// hit reads "two people were struck by gunfire", "was hit by shrapnel".
func (r *reader) hit(f *finding) int {
	t := f.word
	e := r.subject(f, t)
	if r.low(t+1) != "by" || f.denied || !r.passive(e, t) && r.in.Tokens[t-1].Lower != "and" {
		return t + 1
	}
	for k := t + 2; k < t+6; k++ {
		switch r.low(k) {
		case "gunfire", "bullet", "bullets", "shrapnel", "gunshot", "gunshots", "fragments", "splinters", "glass", "shots", "debris",
			"stones", "stone", "rocks", "bottles", "bricks", "arrow", "arrows", "pellets", "pellet", "projectiles", "bat", "batons", "machete", "machetes":
			if f.unsure = true; !r.told(f) {
				r.left(f, e)
			}
			return t + 1
		}
	}
	return t + 1
}

// charges reads "charged with seven counts of murder", which tells of as many dead.
func (r *reader) charges(f *finding) int {
	t := f.word
	n := r.endingAt(t - 1)
	if n == nil || n.Kind != nlp.Cardinal || !n.Count.Known() || r.low(t+1) != "of" || r.low(n.First-1) != "with" {
		return t + 1
	}
	switch r.low(t + 2) {
	case "murder", "homicide", "manslaughter":
	case "first-degree", "second-degree", "capital":
		if r.low(t+3) != "murder" {
			return t + 1
		}
	default:
		return t + 1
	}
	f.unsure = true
	f.groups = append(f.groups, group{first: n.First, last: t + 1, count: n.Count, numbered: true, category: all})
	return t + 3
}

// inBed reads "eight people remain in hospital", "she is in a critical condition": hurt,
// though not told in so many words.
func (r *reader) inBed(f *finding) int {
	t := f.word
	k := t - 1
	if r.low(t) == "condition" {
		switch r.low(k) {
		case "critical", "serious", "grave", "life-threatening", "unstable":
		default:
			return t + 1
		}
		k--
		if r.low(k) == "a" {
			k--
		}
	} else if r.low(k) == "the" {
		k--
	}
	if r.low(k) != "in" {
		return t + 1
	}
	e := k
	for e > r.from && (adverb(r.low(e-1)) || r.low(e-1) == "still") {
		e--
	}
	switch r.low(e - 1) {
	case "remain", "remained", "remains", "are", "is", "were", "was":
	default:
		return t + 1
	}
	f.unsure, f.bed = true, true
	r.left(f, r.subject(f, e-1))
	if f.denied || len(f.groups) != 1 || f.groups[0].vague || f.groups[0].of || r.low(f.groups[0].last-1) == "whom" || r.unreal(e-1) {
		f.groups, f.part = nil, nil
	}
	return t + 1
}

// given reads "18 guests were receiving treatment", "13 people sought medical
// attention", "suffered smoke inhalation": hurt, though not told in so many words.
func (r *reader) given(f *finding) int {
	t := f.word
	if p := r.predicateAt(t); p != nil && p.Light >= 0 && p.Patient() != nil {
		return r.inRole(f, p, nlp.Patient)
	}
	p := r.governor(t)
	if p == nil {
		return t + 1
	}
	whom := nlp.Agent
	switch p.Verb {
	case "receive", "need", "seek", "require", "undergo", "get", "suffer":
	case "give":
		whom = nlp.Recipient
	case "treat":
		whom = nlp.Patient
	default:
		return t + 1
	}
	return r.inRole(f, p, whom)
}

// inRole gives f the people that p has in a role, as not told outright to be hurt.
func (r *reader) inRole(f *finding, p *nlp.Predicate, role nlp.Role) int {
	if p.Negated || p.Modality == nlp.Hypothetical {
		return f.word + 1
	}
	for g := range p.All(role) {
		if m, ok := r.groupOf(g); ok {
			f.groups = append(f.groups, m)
		}
	}
	f.unsure = f.slot == claim.Injured
	return f.word + 1
}

// governor is the predicate of the verb that the word at token t hangs on, through
// nouns and prepositions, nil for none.
func (r *reader) governor(t int) *nlp.Predicate {
	w := r.wordAt(t)
	for n := 0; n < 4 && w >= 0; n++ {
		if w = r.in.Words[w].Head; w < 0 {
			return nil
		}
		if k := r.in.PredicateAt(w); k >= 0 && !r.in.Predicates[k].Noun {
			return &r.in.Predicates[k]
		}
	}
	return nil
}

// limb reads "broke his wrist", "lost two fingers".
func (r *reader) limb(f *finding) int {
	t := f.word
	p := r.governor(t)
	if p == nil || p.Noun || !r.isPatient(p, t) {
		return t + 1
	}
	if extract.Breaks(p.Verb) {
		v := r.in.Words[p.Word].Token
		if g, ok := r.group(v-2, v); ok && g.last == v && g.extra { // "and a third lost a leg"
			f.groups, f.unsure = append(f.groups, g), true
			return t + 1
		}
		return r.inRole(f, p, nlp.Agent)
	}
	if w := r.low(t); (w == "throat" || w == "throats") && (p.Verb == "slit" || p.Verb == "cut") && !p.Negated && p.Modality == nlp.Actual {
		f.slot = claim.Killed
		return r.owner(f)
	}
	if !p.Negated && severs(p) {
		f.unsure = true
		return r.owner(f)
	}
	return t + 1
}

// isPatient reports whether the word at token t heads what a verb is done to.
func (r *reader) isPatient(p *nlp.Predicate, t int) bool {
	for g := range p.Patients() {
		if r.in.Words[g.Head].Token == t {
			return true
		}
	}
	return false
}

// severs reports whether a verb takes a part of the body off: "blew off two fingers".
func severs(p *nlp.Predicate) bool {
	switch p.Lemma {
	case "blow off", "tear off", "sever", "cut off", "amputate", "rip off", "shoot off", "hack off", "chop off":
		return p.Modality == nlp.Actual || p.Modality == nlp.Alleged
	}
	return false
}

// owner is whose part of the body stands at the word of f: "two fingers of a clerk",
// "her hand".
func (r *reader) owner(f *finding) int {
	t := f.word
	if r.low(t+1) == "of" {
		return r.right(f, t+2)
	}
	for k := t - 1; k >= max(r.from, t-3); k-- {
		if w := r.low(k); w == "his" || w == "her" {
			f.groups = append(f.groups, group{first: k, last: k + 1, count: count.Exactly(1), category: anyone, pronoun: true})
		}
	}
	return t + 1
}

// bodies reads "the bodies of five men were found", "recovered nine bodies". What
// a hospital or morgue took in is not all who died.
func (r *reader) bodies(f *finding) int {
	t := f.word
	p := r.governor(t)
	if p == nil || p.Negated {
		return t + 1
	}
	switch p.Verb {
	case "leave": // "the enemy left eleven bodies on the field"
		if g := p.Agent(); g == nil || !foe(strings.ToLower(r.in.Words[g.Head].Lemma)) {
			return t + 1
		}
		defer func() {
			for i := range f.groups {
				f.groups[i].category = perpetrators
			}
		}()
	case "find", "recover", "discover", "retrieve", "pull", "count", "unearth", "exhume":
	default:
		return t + 1
	}
	f.unsure = true
	if w := r.low(t - 1); w == "more" || w == "further" || w == "other" {
		return t + 1 // beyond those found before
	}
	if r.low(t+1) == "of" {
		return r.right(f, t+2)
	}
	if w := r.low(t - 1); r.low(t) == "body" && (w == "his" || w == "her") && r.isPatient(p, t) {
		return r.owner(f)
	}
	for k := t - 1; k >= max(r.from, t-3); k-- {
		if n := r.endingAt(k); n != nil && n.Kind == nlp.Cardinal && n.Count.Known() {
			f.groups = append(f.groups, group{first: n.First, last: t + 1, count: n.Count, numbered: true, category: all, extra: n.More})
			return t + 1
		}
		if closed(r.low(k)) {
			break
		}
	}
	return t + 1
}

// safety reads "750 students were led out to safety".
func (r *reader) safety(f *finding) int {
	p := r.governor(f.word)
	if p == nil {
		return f.word + 1
	}
	switch p.Verb {
	case "lead", "bring", "move", "take", "escort", "guide", "carry", "bus":
		return r.inRole(f, p, nlp.Patient)
	}
	return f.word + 1
}

// rubble reads "four people are believed to be under the rubble", "one person is
// still unaccounted for".
func (r *reader) rubble(f *finding) int {
	t := f.word
	if r.low(t) == "unaccounted" {
		if r.low(t+1) == "for" {
			r.left(f, r.subject(f, t))
		}
		return t + 2
	}
	switch r.low(t - 1) {
	case "the":
	default:
		return t + 1
	}
	switch r.low(t - 2) {
	case "under", "beneath", "in", "underneath":
	default:
		return t + 1
	}
	e := t - 2
	for e > r.from && (r.low(e-1) == "to" || being(r.low(e-1)) || adverb(r.low(e-1)) || r.low(e-1) == "trapped" || r.low(e-1) == "buried" || r.low(e-1) == "be") {
		e--
	}
	if e == t-2 {
		return t + 1
	}
	r.ending(f, e)
	return t + 1
}

// figures reads figures that are given as such: "put the figure at 13", "bringing
// the total to 16", "the number of people killed was revised down from seven to
// five", "put the number of those taken at 23".
func (r *reader) figures(f *finding) int {
	t := f.word
	slot, end := r.counted(t)
	put := r.putVerb(t)
	if slot == "" {
		if put == "" || r.low(t+1) == "of" {
			return t + 1
		}
		slot = claim.Killed
		if k := len(r.findings); k > 0 {
			slot = r.findings[k-1].slot
		}
	}
	if put == "" && end == t+1 {
		return t + 1
	}
	f.slot = slot
	f.whole = put == "bring" && slot == claim.Killed
	f.says = r.giver(t)
	r.change(f, t, end)
	for k := t + 2; k < end && len(f.groups) > 0; k++ { // "the number of soldiers killed"
		if c, _, ok := personNoun(r.low(k)); ok && c != all && c != anyone && c != victims {
			f.groups[0].category = c
		}
	}
	return max(t+1, end)
}

// giver is who puts the figure that the word at token t names: the agent of the
// nearest verb of giving before it in its sentence, nil for none.
func (r *reader) giver(t int) *nlp.Argument {
	from := max(r.sent.FirstWord, r.wordAt(t)-40)
	ps := r.in.PredicatesOf(from, max(from, r.wordAt(t)))
	for i := len(ps) - 1; i >= 0; i-- {
		if p := &ps[i]; !p.Noun && (p.Verb == "put" || p.Verb == "give") {
			return p.Agent()
		}
	}
	return nil
}

// counted is the slot of those whom the figure at token t counts ("number of
// people killed", "total of dead") and the token behind them; "" where it does not
// say.
func (r *reader) counted(t int) (claim.Slot, int) {
	if r.low(t+1) != "of" {
		return "", t + 1
	}
	for k := t + 2; k < t+8; k++ {
		switch w := r.low(k); {
		case w == "taken" || w == "seized" || w == "captives" || w == "hostages":
			return claim.Abducted, k + 1
		case r.isHarm(k):
			slot, _, _ := harmWord(w)
			return slot, k + 1
		case w == "victims", w == "eliminated", w == "neutralised", w == "neutralized":
			return claim.Killed, k + 1
		case w == "among" || w == "amongst" || w == "with" || w == "and" || w == "in", r.numberAt(k) != nil, being(w), w == "," || w == "." || w == "":
			return "", t + 1
		}
	}
	return "", t + 1
}

// putVerb is the verb that gives the figure at token t: "put" for "put the figure
// at", "bring" for "bringing the total to", "revise" for "revised down the number";
// "" for none.
func (r *reader) putVerb(t int) string {
	for k := t - 1; k > t-5 && k >= r.sent.First; k-- {
		switch r.low(k) {
		case "put", "puts", "putting", "gave", "gives", "giving":
			return "put"
		case "bringing", "brought", "brings", "taking", "took", "takes", "pushing", "pushed", "raising", "raised":
			return "bring"
		case "revised", "revise", "corrected", "lowered", "cut", "reduced":
			return "revise"
		case "the", "its", "their", "down", "up", "upward", "downward", "death", "overall", "official", "confirmed":
		default:
			return ""
		}
	}
	return ""
}

// change fills f with the figure told behind token end: the number itself, or with
// "from seven to five" the later one; the earlier is a finding of its own.
func (r *reader) change(f *finding, t, end int) {
	for k := end; k < min(r.sent.Last, end+26); k++ {
		w := r.low(k)
		if r.isHarm(k) || w == ";" || w == "." {
			return
		}
		f.later = f.later || replacing(w)
		n := r.numberAt(k)
		if n == nil {
			continue
		}
		if n.Kind != nlp.Cardinal || !n.Count.Known() {
			return
		}
		if r.low(k-1) == "from" {
			r.findings = append(r.findings, finding{slot: f.slot, word: t, sent: r.index, earlier: true, voice: r.voice(t), says: r.giver(t),
				groups: []group{{first: n.First, last: n.Last, count: n.Count, numbered: true, category: all}}})
			f.later = true
			k = n.Last - 1
			continue
		}
		f.groups = append(f.groups, group{first: n.First, last: n.Last, count: n.Count, numbered: true, category: all})
		f.later = f.later || r.putVerb(t) == "revise" || r.putVerb(t) == "bring" && r.low(k-1) == "to"
		r.from = max(r.from, n.Last)
		return
	}
}

// voice is one more than the head word of the one who says what the word at token t
// tells, 0 where the document tells it itself.
func (r *reader) voice(t int) int {
	p := r.predicateAt(t)
	if p == nil {
		p = r.governor(t)
	}
	for n := 0; n < 6 && p != nil; n++ {
		if p.Class == nlp.Speaking || p.Class == nlp.Being {
			if g := p.Agent(); g != nil && n > 0 {
				return g.Head + 1
			}
		}
		if n == 0 && (p.Verb == "put" || p.Verb == "give") && p.Agent() != nil {
			return p.Agent().Head + 1
		}
		if p.Under < 0 {
			return 0
		}
		p = &r.in.Predicates[p.Under]
	}
	return 0
}
