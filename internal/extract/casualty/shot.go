package casualty

import (
	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/nlp"
)

// weak reads "was shot", "was stabbed": harm that is sure, its degree not told.
func (r *reader) weak(t int) {
	w := r.low(t)
	switch w {
	case "shot", "stabbed", "shoot":
	case "hacked", "beaten", "bludgeoned", "burned", "burnt", "clubbed", "crushed", "kicked", "knifed", "stoned", "strangled", "trampled", "choked", "bled", "tortured", "beat", "slashed":
		if d := r.deadAfter(t); d == 0 || r.low(d) != "death" { // else of no known harm
			if w == "burned" || w == "burnt" {
				r.marred(t)
			}
			return
		}
	case "scalded", "disfigured", "blinded", "paralysed", "paralyzed", "concussed", "bruised", "gunned":
		r.marred(t)
		return
	case "himself", "herself":
		r.suicide(t)
		return
	case "recovery":
		r.recovery(t)
		return
	case "life":
		r.ownLife(t)
		return
	default:
		return
	}
	f := finding{slot: claim.Injured, word: t, sent: r.index, weak: true, voice: r.voice(t)}
	switch {
	case r.low(t+1) == "and" && (r.low(t+2) == "killed" || r.low(t+2) == "wounded"):
		// shot and killed: the people of both stand with the second
		if e := r.subject(&f, t); !r.passive(e, t) && w == "shot" && r.low(t+2) == "killed" {
			f.by = r.byAuthority(e, t)
			if r.right(&f, t+3); len(f.groups) > 0 {
				f.slot, f.weak = claim.Killed, false
				r.keep(f)
				r.from = t + 3
			}
		}
	case r.deadAfter(t) > 0: // shot him dead, stabbed to death
		e := r.subject(&f, t)
		f.slot, f.weak, f.by = claim.Killed, false, r.byAuthority(e, t)
		dead := r.deadAfter(t)
		switch {
		case r.passive(e, t):
			r.left(&f, e)
		case dead == t+2 && r.low(dead) == "death" && r.behindDeath(&f, dead):
		case dead == t+1: // shot dead two guards; "two guards shot dead" has nobody behind
			if r.right(&f, dead+1); len(f.groups) == 0 && determiner(r.low(dead+1)) && !r.told(&f) {
				r.from = dead + 1
			}
		default:
			if r.bare(&f, t+1); len(f.groups) == 0 && dead == t+2 && perishing(w) {
				r.left(&f, e) // "eight people burned to death"
			}
		}
		if len(f.groups) > 0 {
			f.word = dead
			r.keep(f)
			r.from = f.word + 1
		}
	default:
		if e := r.subject(&f, t); r.passive(e, t) && w != "shoot" && r.low(t+1) != "at" && !r.unreal(t) {
			if r.left(&f, e); len(f.groups) > 0 {
				if r.low(t-1) == "fatally" {
					f.slot, f.weak = claim.Killed, false
				}
				r.keep(f)
				r.fatally(t)
			}
		} else if w == "shot" && r.shotAt(&f, e) {
			r.keep(f)
		} else if r.low(t-1) == "fatally" {
			if r.right(&f, t+1); len(f.groups) > 0 || r.told(&f) {
				f.slot, f.weak = claim.Killed, false
				r.keep(f)
			}
		}
	}
}

// marred reads "two girls were badly burned": hurt, by a participle that is said of
// things too; and "was gunned down", which is to be killed.
func (r *reader) marred(t int) {
	f := finding{slot: claim.Injured, word: t, sent: r.index, voice: r.voice(t)}
	down := r.low(t+1) == "down" && r.low(t) == "gunned"
	if r.low(t+1) == "to" || r.low(t+1) == "down" && !down || r.unreal(t) || r.supposed(t) {
		return
	}
	e := r.subject(&f, t)
	switch {
	case down:
		f.slot = claim.Killed
		if r.passive(e, t) {
			r.left(&f, e)
		} else {
			f.active, f.by = true, r.byAuthority(e, t)
			r.right(&f, t+2)
		}
	case r.passive(e, t):
		r.left(&f, e)
	}
	if len(f.groups) > 0 {
		r.keep(f)
		r.from = max(r.from, t+1)
	}
}

// shotAt reads "a man shot him five times": the people that the tree gives to the verb,
// where it is told as done.
func (r *reader) shotAt(f *finding, e int) bool {
	p := r.predicateAt(f.word)
	if p == nil || p.Passive || p.Noun || p.Negated || p.Agent() == nil || p.Modality != nlp.Actual || r.low(f.word-1) == "fatally" || r.unreal(f.word) {
		return false
	}
	if g := p.Patient(); g == nil || r.in.Words[g.Head].Token < f.word || !r.told(f) {
		f.groups, f.part = nil, nil
		return false
	}
	f.by = r.byAuthority(e, f.word)
	return true
}

// fatally reads who of those that were shot at token t died of it: "were shot, one of
// them fatally".
func (r *reader) fatally(t int) {
	for i := t + 1; i < min(r.sent.Last, t+12); i++ {
		if r.low(i) != "," {
			continue
		}
		g, ok := r.group(i+1, r.sent.Last)
		if !ok || !g.numbered && !g.extra {
			continue
		}
		if (r.low(g.last) == "fatally" || r.low(g.last) == "mortally") && !r.isHarm(g.last+1) {
			r.keep(finding{slot: claim.Killed, word: g.last, sent: r.index, groups: []group{g}, voice: r.voice(t)})
			r.from = g.last + 1
		}
		return
	}
}

// behindDeath gives f the people behind the word at token dead, and reports whether there
// are any: "shot to death 11 worshippers".
func (r *reader) behindDeath(f *finding, dead int) bool {
	r.right(f, dead+1)
	return len(f.groups) > 0
}

// perishing reports whether w tells of a death that nobody need be told to bring about.
func perishing(w string) bool {
	switch w {
	case "burned", "burnt", "choked", "bled", "crushed", "trampled":
		return true
	}
	return false
}

// keep adds a finding, each of its people once.
func (r *reader) keep(f finding) {
	f.groups = r.apposed(f.groups)
	r.findings = append(r.findings, f)
}

// determiner reports whether a word opens an object.
func determiner(w string) bool {
	switch w {
	case "the", "a", "an", "his", "her", "their", "its", "many", "several", "some", "dozens":
		return true
	}
	return false
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
	for i := t + 1; i < t+12; i++ {
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
