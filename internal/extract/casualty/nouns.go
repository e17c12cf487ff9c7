package casualty

import (
	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/extract"
	"dossier/internal/nlp"
)

// state reads "13 dead", "three people missing", "took eleven athletes hostage".
func (r *reader) state(f *finding) int {
	t := f.word
	switch r.low(t - 1) {
	case "the", "of", "a", "an", "his", "their", "or", "to", "for":
		return t + 1
	}
	if r.low(t) == "hostage" {
		return r.hostage(f)
	}
	if r.low(t-1) == "shot" {
		e := r.subject(f, t-1)
		if r.passive(e, t-1) {
			r.left(f, r.subject(f, t))
			return t + 1
		}
		if _, behind := r.group(t+1, r.sent.Last); behind || r.objectAt(t+1) { // "gunmen shot dead a judge"
			f.active, f.by = true, r.byAuthority(e, t-1)
			return r.right(f, t+1)
		}
	}
	r.left(f, r.subject(f, t))
	return t + 1
}

// hostage reads "took 11 people hostage", "11 people were taken hostage".
func (r *reader) hostage(f *finding) int {
	t := f.word
	if w := r.low(t - 1); w == "taken" || w == "held" {
		if e := r.subject(f, t-1); r.passive(e, t-1) {
			r.left(f, e)
			return t + 1
		}
	}
	for i := t - 1; i > max(r.from-1, t-14); i-- {
		if w := r.low(i); w == "took" || w == "taking" || w == "taken" || w == "holding" || w == "held" {
			if g, ok := r.group(i+1, t); ok {
				f.groups = append(f.groups, g)
			}
			return t + 1
		}
	}
	return t + 1
}

// nouns reads "12 deaths", "no fatalities", "the death of four officers", "the
// deaths are five soldiers and a sailor".
func (r *reader) nouns(f *finding) int {
	t := f.word
	if n := r.low(t + 1); n == "of" || being(n) && r.low(t) == "deaths" {
		return r.right(f, t+2)
	}
	if r.low(t) == "death" {
		return t + 1
	}
	if f.slot == claim.Injured && (r.sustained(f) || r.leftWith(f)) {
		return t + 1
	}
	if r.low(t-1) == "of" && (r.low(t-2) == "reports" || r.low(t-2) == "report") && r.noneBefore(t-2) {
		f.groups = append(f.groups, r.noone(t))
		return t + 1
	}
	for i := t - 1; i >= max(r.from, t-5); i-- {
		w := r.low(i)
		if w == "no" || w == "without" || w == "zero" {
			if r.more(i+1, t) {
				return t + 1 // "no other injuries" says that there was one
			}
			if r.adjectives(i+1, t) || w == "without" {
				f.groups = append(f.groups, r.noone(t))
			}
			return t + 1
		}
		if n := r.endingAt(i); n != nil && n.Kind == nlp.Cardinal && n.Count.Known() {
			f.groups = append(f.groups, group{first: n.First, extra: r.more(n.Last, t), last: t + 1, count: n.Count, numbered: true, category: r.category(n.Last, t, all),
				vague: n.Count.Approximate && n.Count.Max == count.Open, phrase: r.in.SpanOf(n.Last, t+1)})
			return t + 1
		}
		if closed(w) {
			return t + 1
		}
	}
	return t + 1
}

// sustained reads "five others sustained injuries", "a woman suffered severe head
// injuries": the people before the verb.
func (r *reader) sustained(f *finding) bool {
	for k := f.word - 1; k >= max(r.from, f.word-5); k-- {
		switch r.low(k) {
		case "sustained", "suffered", "sustaining", "suffering", "received":
			r.left(f, r.subject(f, k))
			return len(f.groups) > 0
		case "no", "any", "of", "not", "for", "from":
			return false
		}
	}
	return false
}

// leftWith reads "left ten others with injuries", "escaped with minor injuries".
func (r *reader) leftWith(f *finding) bool {
	p := r.governor(f.word)
	if p == nil || p.Negated {
		return false
	}
	with := false
	for k := f.word - 1; k >= max(r.from, f.word-4) && !with; k-- {
		with = r.low(k) == "with"
	}
	if !with {
		return false
	}
	switch p.Verb {
	case "leave":
		r.inRole(f, p, nlp.Patient)
	case "escape", "survive":
		r.inRole(f, p, nlp.Agent)
	}
	return len(f.groups) > 0
}

// more reports whether tokens [first, last) hold "other" or "more".
func (r *reader) more(first, last int) bool {
	for i := first; i < last; i++ {
		if w := r.low(i); w == "other" || w == "more" || w == "further" || w == "additional" {
			return true
		}
	}
	return false
}

// noone is nobody, told by the noun of harm at token t.
func (r *reader) noone(t int) group {
	return group{first: t, last: t + 1, count: count.Exactly(0), numbered: true, category: all}
}

// nobody reads "no casualties": nobody killed, and nobody injured.
func (r *reader) nobody(f *finding) int {
	t := f.word
	i := t - 1
	for r.adjectives(i, i+1) && i > r.from {
		i--
	}
	switch r.low(i) {
	case "no", "without", "zero":
	case "of":
		if r.low(i-1) != "reports" && r.low(i-1) != "report" || !r.noneBefore(i-1) || i != t-1 {
			return t + 1
		}
	default:
		return t + 1
	}
	f.groups = append(f.groups, r.noone(t))
	also := *f
	also.slot = claim.Injured
	r.findings = append(r.findings, also)
	return t + 1
}

// cared reads "12 people were taken to hospital", "were being treated for
// injuries": hurt, though not told in so many words.
func (r *reader) cared(f *finding) int {
	t := f.word
	if p := r.predicateAt(t); p != nil && extract.CarriedOff(r.in, p) {
		f.slot = claim.Abducted
		return r.seized(f)
	}
	e := r.subject(f, t)
	_, _, people := personNoun(r.low(t - 1))
	if !r.passive(e, t) && !(people && r.low(t+1) == "to") || f.denied { // "of 239 people taken to hospital"
		return t + 1
	}
	if r.low(t) == "taken" && r.captive(f, e) {
		return t + 1
	}
	for i := t + 1; i < t+8; i++ {
		switch r.low(i) {
		case "scene":
			if r.low(t) != "treated" {
				continue
			}
			fallthrough
		case "hospital", "hospitals", "medical", "clinic", "infirmary", "injuries", "wounds", "burns", "smoke", "shock", "bruises", "cuts":
			f.unsure = true
			if r.left(f, e); len(f.groups) == 0 && people {
				r.ending(f, t)
			}
			return t + 1
		case ".", ";", ",":
			return t + 1
		}
	}
	return t + 1
}

// captive fills f with those who were taken from where they were, in a text that tells
// of an abduction: "all 27 girls who were taken from the school".
func (r *reader) captive(f *finding, e int) bool {
	w := r.low(f.word + 1)
	if w != "from" && w != "by" && w != "away" || !r.tellsOfAbduction() {
		return false
	}
	for i := f.word + 1; i < f.word+12; i++ {
		switch r.low(i) {
		case "hospital", "ambulance", "ambulances", "helicopter", "clinic", "doctors", "medics", "relatives":
			return false
		}
	}
	if r.left(f, e); len(f.groups) == 0 || !f.groups[0].numbered && !f.groups[0].named {
		f.groups, f.part = nil, nil
		return false
	}
	f.slot = claim.Abducted
	return true
}

// carried reads "they took 30 girls" in a text that tells of an abduction.
func (r *reader) carried(f *finding) int {
	t := f.word
	if p := r.predicateAt(t); p != nil && extract.CarriedOff(r.in, p) {
		return r.seized(f)
	}
	g, ok := r.group(t+1, r.sent.Last)
	if !ok || !g.numbered || g.vague || g.phrase.IsZero() || !r.tellsOfAbduction() {
		return t + 1
	}
	switch r.low(g.last) {
	case ".", ",", "", "and", "with", "from", "away", "into", "captive", ";", "at":
		f.groups = append(f.groups, g)
		return g.last
	}
	return t + 1
}

// tellsOfAbduction reports whether the document speaks of an abduction.
func (r *reader) tellsOfAbduction() bool {
	if r.abduction == 0 {
		r.abduction = -1
		for i := range r.in.Tokens {
			switch r.in.Tokens[i].Lower {
			case "kidnapped", "abducted", "kidnapping", "kidnappings", "abduction", "abductions", "kidnappers", "abductors", "hostage", "hostages", "ransom", "captors", "captives":
				r.abduction = 1
			}
		}
	}
	return r.abduction > 0
}

// ending fills f with the people with a number whose words end before token e,
// whatever stands before them.
func (r *reader) ending(f *finding, e int) {
	for k := max(r.from, e-8); k < e; k++ {
		if g, ok := r.group(k, e); ok && g.last == e && g.numbered {
			f.groups = append(f.groups, g)
			return
		}
	}
}

// suicide reads an attacker's own death: "blew himself up", "turned the gun on
// himself", "shot himself".
func (r *reader) suicide(t int) {
	f := finding{slot: claim.Killed, word: t, sent: r.index}
	switch w := r.low(t - 1); {
	case (w == "blew" || w == "blown" || w == "blowing" || w == "blow") && (r.low(t+1) == "up" || r.low(t+2) == "up"):
		f.implied = true
	case w == "shot", w == "on" && (r.low(t-2) == "gun" || r.low(t-2) == "weapon" || r.low(t-2) == "rifle" || r.low(t-2) == "pistol"):
	default:
		return
	}
	if r.unreal(t - 1) {
		return
	}
	f.groups = []group{{first: t, last: t + 1, count: count.Exactly(1), category: perpetrators, pronoun: true}}
	r.findings = append(r.findings, f)
}

// ownLife reads "before taking his own life".
func (r *reader) ownLife(t int) {
	if r.low(t-1) != "own" {
		return
	}
	switch r.low(t - 3) {
	case "taking", "took", "taken", "take", "ended", "ending":
	default:
		return
	}
	if r.unreal(t-3) || r.supposed(t-3) {
		return
	}
	r.findings = append(r.findings, finding{slot: claim.Killed, word: t, sent: r.index, voice: r.voice(t),
		groups: []group{{first: t - 2, last: t, count: count.Exactly(1), category: perpetrators, pronoun: true}}})
}

// recovery reads the wish for one person's recovery, which tells that they were
// hurt: "praying for her full recovery".
func (r *reader) recovery(t int) {
	for i := t - 1; i > t-4; i-- {
		switch w := r.low(i); w {
		case "his", "her", "him":
			f := finding{slot: claim.Injured, word: t, sent: r.index, weak: true}
			f.groups = []group{{first: i, last: i + 1, count: count.Exactly(1), category: anyone, pronoun: true}}
			r.findings = append(r.findings, f)
			return
		case "economic", ",", ".":
			return
		case "and":
			continue
		}
	}
}

// noneBefore reports whether "no" stands before the words that end with token i.
func (r *reader) noneBefore(i int) bool {
	for k := i - 1; k > i-4; k-- {
		if r.low(k) == "no" {
			return true
		}
	}
	return false
}

// endingAt is the number whose last token is i.
func (r *reader) endingAt(i int) *nlp.Number {
	for k := i; k > i-6; k-- {
		if n := r.numberAt(k); n != nil {
			if n.Last == i+1 {
				return n
			}
			return nil
		}
	}
	return nil
}

// toll reads "the death toll rose to 40", "a toll of 27 dead".
func (r *reader) toll(f *finding) int {
	t := f.word
	for i := max(r.sent.First, t-4); i < t; i++ {
		switch r.low(i) {
		case "earlier", "previous", "initial", "first":
			f.earlier = true
		case "injury", "road":
			return t + 1
		}
	}
	f.says = r.giver(t)
	var first *nlp.Number
	for i := r.behindToll(t); i < min(r.sent.Last, t+24); i++ {
		w := r.low(i)
		f.later = f.later || replacing(w)
		switch w {
		case "could", "may", "might", "because", "since":
			return t + 1 // "the toll could rise, because eight of the wounded"
		case "from": // "from 10 to 22"
			if n := r.numberAt(i + 1); n != nil {
				for k := n.Last; k < n.Last+4; k++ {
					if r.low(k) == "to" {
						i, f.later = k, true
					}
				}
				continue
			}
		}
		if n := r.numberAt(i); n != nil && n.Kind == nlp.Cardinal {
			first = n
			break
		}
		if w == "." || w == ";" || w == "," && first == nil && i > t+4 {
			break
		}
	}
	if first == nil {
		return t + 1
	}
	f.groups = append(f.groups, group{first: first.First, last: first.Last, count: first.Count, numbered: true, category: all})
	r.from = first.Last
	return first.Last
}

// behindToll is the token from which the figure of the toll at token t is sought: that
// behind the verb which says how it went, over whatever tells of which toll it is.
func (r *reader) behindToll(t int) int {
	p := r.governor(t)
	if p == nil || p.Word <= r.wordAt(t) {
		return t + 1
	}
	switch p.Verb {
	case "rise", "climb", "stand", "reach", "increase", "jump", "grow", "mount", "fall", "drop", "exceed", "pass", "hit", "go", "soar":
		return max(t+1, r.in.Words[p.Word].Token)
	}
	return t + 1
}

// replacing reports whether w says that a figure took the place of another.
func replacing(w string) bool {
	switch w {
	case "rose", "rising", "risen", "rises", "climbed", "climbing", "increased", "now", "reached", "revised", "jumped", "grew", "mounted", "lowered",
		"corrected", "reduced", "dropped", "fell":
		return true
	}
	return false
}

// lives reads "claimed twelve lives", "the lives of twelve people", "twelve
// people lost their lives".
func (r *reader) lives(f *finding) int {
	t := f.word
	switch {
	case r.low(t+1) == "of" && (taking(r.low(t-2)) || taking(r.low(t-1))):
		return r.right(f, t+2)
	case (r.low(t-1) == "their" || r.low(t-1) == "her" || r.low(t-1) == "his") && (r.low(t-2) == "lost" || r.low(t-2) == "losing"):
		r.left(f, r.subject(f, t-2))
	default:
		n := r.endingAt(t - 1)
		if n != nil && n.Kind == nlp.Cardinal && (taking(r.low(n.First-1)) || r.low(n.First-1) == "of") {
			f.groups = append(f.groups, group{first: n.First, extra: r.more(n.Last, t), last: t, count: n.Count, numbered: true, category: all})
		}
	}
	return t + 1
}

func taking(w string) bool {
	switch w {
	case "claimed", "claiming", "took", "taking", "cost", "costing", "claims":
		return true
	}
	return false
}

// anyKind reports whether a figure of the slot counts, whatever people it tells
// of: those arrested are suspects, those evacuated staff.
func anyKind(s claim.Slot) bool { return s != claim.Killed && s != claim.Injured }
