package casualty

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/nlp"
)

// codeWord is the slot that an abbreviation of military casualty reports counts:
// killed, wounded or missing in action, died of wounds.
func codeWord(w string) (s claim.Slot, enemy, ok bool) {
	switch w {
	case "kia", "dow", "k.i.a.", "d.o.w.":
		return claim.Killed, false, true
	case "ekia":
		return claim.Killed, true, true
	case "wia", "w.i.a.":
		return claim.Injured, false, true
	case "ewia":
		return claim.Injured, true, true
	case "mia", "m.i.a.":
		return claim.Missing, false, true
	}
	return "", false, false
}

// forces is the category of the abbreviations by which casualty reports say whose
// the dead and wounded are, "" for other words.
func forces(w string) string {
	switch w {
	case "ip", "anp", "pol", "inp", "snp", "psnp", "pnp", "ruc", "fpu", "ncop", "alp":
		return police
	case "ana", "ia", "cf", "isaf", "sna", "afg", "fardc", "cfs", "us", "uk", "amisom", "atmis", "mil", "sldr", "sldrs", "pkr", "pkrs", "tfc", "sdf", "idf", "ff", "ef", "nsf",
		"contingent", "nato":
		return military
	case "ln", "lns", "civ", "civs", "civpop", "lnc":
		return civilians
	case "ins", "tb", "tban", "en", "eny", "aam", "aams", "aag", "acm", "acf", "lef", "oef", "taliban", "ta", "nsag", "as", "aqi", "khawarij":
		return perpetrators
	case "child", "children":
		return children
	}
	return ""
}

// codes collects the figures that are given by such abbreviations, block by block:
// "5 X IP KIA, 11 X IP WIA", "3 KIA, 7 WIA, 2 MIA. ONE WIA DOW". Those of one slot
// in one block are of different people and add up.
func (r *reader) codes(skip func(sentence int) bool) {
	ss := r.in.Sentences
	for i := 0; i < len(ss); {
		k := i
		for k < len(ss) && ss[k].Block == ss[i].Block {
			k++
		}
		if r.in.Doc.Blocks[ss[i].Block].Kind != doc.Header {
			r.codesOf(i, k, skip)
		}
		i = k
	}
}

// codesOf collects those of sentences [i, k), which are of one block. They are read
// as one: a full stop behind an abbreviation, or a number before one, may have cut
// them wrongly.
func (r *reader) codesOf(i, k int, skip func(sentence int) bool) {
	whole := r.in.Sentences[i]
	whole.Last = r.in.Sentences[k-1].Last
	r.sent, r.index, r.from = &whole, i, whole.First
	found := map[claim.Slot]int{}
	for at := i; at < k; at++ {
		s := &r.in.Sentences[at]
		for t := s.First; t < s.Last && !skip(at); t++ {
			slot, enemy, ok := codeWord(r.low(t))
			if !ok {
				continue
			}
			if after, _, ok := codeWord(r.low(t + 1)); ok && after == claim.Killed {
				continue // "ONE WIA DOW" is told by what follows
			}
			g, ok := r.coded(t)
			if !ok {
				continue
			}
			if enemy {
				g.category = perpetrators
			}
			r.from = t + 1
			if n, ok := found[slot]; ok {
				r.findings[n].groups = append(r.findings[n].groups, g)
				continue
			}
			found[slot] = len(r.findings)
			r.findings = append(r.findings, finding{slot: slot, word: t, sent: at, groups: []group{g}})
		}
	}
}

// most words that stand between a number and the abbreviation behind it.
const codeReach = 5

// coded reads the people that the abbreviation at token t counts: the number and
// whose they are before it, or the number behind it and a colon.
func (r *reader) coded(t int) (group, bool) {
	for i := t - 1; i >= max(r.from, t-codeReach); i-- {
		if _, _, ok := codeWord(r.low(i)); ok && i < t-1 || r.isHarm(i) {
			break
		}
		if n, times, ok := r.codedNumber(i); ok {
			return r.whose(group{first: i, last: t + 1, count: n, numbered: true}, i+1+times, t), true
		}
		if w := r.low(i); w == "no" || w == "nil" {
			return r.whose(group{first: i, last: t + 1, count: count.Exactly(0), numbered: true}, i+1, t), true
		}
		switch r.low(i) {
		case ",", ".", ";", "/", "(", ")", ":", "and", "&", "+":
			i = -1
		}
	}
	k := t + 1
	if w := r.low(k); w == ":" || w == "-" || w == "–" || w == "=" || w == "(" || w == "x" {
		k++
	} else {
		return group{}, false
	}
	if n, _, ok := r.codedNumber(k); ok {
		if r.low(k+1) == "x" {
			return group{}, false // the number of what comes next
		}
		return group{first: t, last: k + 1, count: n, numbered: true, category: all}, true
	}
	if w := r.low(k); w == "nil" || w == "none" {
		return group{first: t, last: k + 1, count: count.Exactly(0), numbered: true, category: all}, true
	}
	return group{}, false
}

// codedNumber is the number at token i, "5", "five", "5x"; times is 1 where an X
// of its own follows.
func (r *reader) codedNumber(i int) (n count.Count, times int, ok bool) {
	w := r.low(i)
	if r.low(i+1) == "x" || r.low(i+1) == "×" {
		times = 1
	}
	if d := strings.TrimSuffix(w, "x"); d != "" && len(d) < 5 && strings.Trim(d, "0123456789") == "" {
		v := 0
		for _, c := range d {
			v = 10*v + int(c-'0')
		}
		return count.Exactly(v), times, true
	}
	if m := r.numberAt(i); m != nil && m.Kind == nlp.Cardinal && m.Last == i+1 && m.Count.IsExact() {
		return m.Count, times, true
	}
	return count.Count{}, 0, false
}

// whose says whom g counts by the words from token i to token end.
func (r *reader) whose(g group, i, end int) group {
	g.category = all
	for k := i; k < end; k++ {
		w := r.low(k)
		if c := forces(w); c != "" {
			g.category = c
			return g
		}
		if c, _, ok := personNoun(w); ok && c != all && c != anyone {
			g.category = c
			return g
		}
		switch _, _, code := codeWord(w); {
		case code, w == "x", w == "pax", w == "more", w == "total", w == "confirmed", w == "pers", w == "persons":
		default:
			g.category, g.phrase = anyone, r.in.SpanOf(i, end)
		}
	}
	return g
}
