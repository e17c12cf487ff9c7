package role

import (
	"sort"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
)

// groupHarm is the harm of those whom a word for the harmed in general names:
// "the dead", "the injured", "the hostages".
func groupHarm(lemma, lower string) (harm string, ok bool) {
	for _, w := range []string{lemma, lower} {
		switch w {
		case "dead", "deceased", "fatality", "killed", "slain", "murdered":
			return "killed", true
		case "injured", "wounded", "hurt", "injure", "wound":
			return "injured", true
		case "hostage", "kidnapped", "abducted", "captive", "kidnap", "abduct":
			return "abducted", true
		case "victim", "casualty":
			return "", true
		}
	}
	return "", false
}

// lists adds those whom the text names one by one: "the injured were X, Y and Z",
// "the victims were identified as X and Y", "three people were killed, including
// X", and those who came off unharmed.
func (v *cast) lists() {
	for si := range v.in.Sentences {
		if !v.reads(si) {
			continue
		}
		s := &v.in.Sentences[si]
		for i := s.FirstWord; i < s.LastWord; i++ {
			w := &v.in.Words[i]
			switch {
			case w.Lemma == "one" && v.oneOfThem(s, i):
			case w.Rel == nlp.Nsubj || w.Rel == nlp.NsubjPass:
				v.equated(s, i)
			case w.Lemma == "among":
				v.amongAre(s, i)
				v.wereAmong(i)
			case w.Lemma == "unharmed" || w.Lemma == "unhurt" || w.Lemma == "uninjured" || w.Lemma == "unscathed":
				v.unharmed(i)
			}
		}
		ps := v.in.PredicatesOf(s.FirstWord, s.LastWord)
		for i := range ps {
			v.including(s, &ps[i])
			v.inverted(s, &ps[i])
		}
	}
}

// equated adds the people of a list that the subject at word i is said to be: its
// noun is one for the harmed, or a relative clause tells their harm ("those who
// were kidnapped are").
func (v *cast) equated(s *nlp.Sentence, i int) {
	ws := v.in.Words
	harm, ok := groupHarm(ws[i].Lemma, strings.ToLower(v.in.WordText(i)))
	if !ok {
		harm, ok = v.oneOf(i)
	}
	if !ok {
		harm, ok = v.qualified(i)
	}
	if !ok && s.FirstWord == i && strings.EqualFold(v.in.WordText(i), "they") {
		harm, ok = v.toldBefore(s)
	}
	if !ok {
		harm, ok = v.relative(i)
	}
	if !ok {
		harm, ok = v.theSame(i)
	}
	if !ok {
		return
	}
	from := -1
	for k := i + 1; k < min(s.LastWord, i+30); k++ {
		if ws[k].Head == ws[i].Head && ws[k].Rel == nlp.Cop && ws[i].Head > k {
			from = k + 1
		}
	}
	if p := v.in.PredicateAt(ws[i].Head); from < 0 && p >= 0 {
		if l := v.in.Predicates[p].Verb; (l == "identify" || l == "name") && v.in.Predicates[p].Passive {
			from = v.behindWord(s, ws[i].Head+1, "as")
		} else if l == "include" && ws[i].Head > i {
			from = ws[i].Head + 1
		}
	}
	if from >= 0 {
		v.enumerated(s, from, harm, i)
	}
}

// theSame is the harm told before of several by the plural noun at word i, where it
// is said who they are: "two engineers were kidnapped. The engineers are".
func (v *cast) theSame(i int) (string, bool) {
	w := &v.in.Words[i]
	if w.UPOS != nlp.NOUN || !strings.Contains(w.Feats, "Number=Plur") || i == 0 || !strings.EqualFold(v.in.WordText(i-1), "the") {
		return "", false
	}
	harm := v.plural[w.Lemma]
	return harm, harm != ""
}

// behindWord is the word behind the next lemma in sentence s from word k on; k where
// there is none.
func (v *cast) behindWord(s *nlp.Sentence, k int, lemma string) int {
	for i := k; i < min(s.LastWord, k+16); i++ {
		if v.in.Words[i].Lemma == lemma {
			return i + 1
		}
	}
	return k
}

// amongAre adds the people of "among the injured are X and Y", where "among" is
// word i.
func (v *cast) amongAre(s *nlp.Sentence, i int) {
	ws := v.in.Words
	harm, ok := "", false
	for k := i + 1; k < min(s.LastWord, i+8); k++ {
		if h, is := groupHarm(ws[k].Lemma, strings.ToLower(v.in.WordText(k))); is {
			harm, ok = h, true
		}
		if ok && ws[k].Lemma == "be" && !strings.Contains(ws[k].Feats, "VerbForm=Inf") {
			if ws[k-1].UPOS != nlp.AUX { // not "among the dead had been counted"
				v.enumerated(s, k+1, harm, i)
			}
			return
		}
	}
}

// wereAmong adds the people that the subject names of "X and Y were among the
// dead", where "among" is word i.
func (v *cast) wereAmong(i int) {
	ws := v.in.Words
	h := ws[i].Head
	if h < 0 {
		return
	}
	harm, ok := groupHarm(ws[h].Lemma, strings.ToLower(v.in.WordText(h)))
	if !ok {
		return
	}
	for j := max(0, h-30); j < i; j++ {
		if ws[j].Head == h && (ws[j].Rel == nlp.Nsubj || ws[j].Rel == nlp.NsubjPass) {
			s := v.sentenceOf(j)
			first := max(s.FirstWord, j-6)
			for k := first; k < j; k++ {
				w := &ws[k]
				if strings.EqualFold(v.in.WordText(k), "whose") || w.Rel == nlp.MarkRel || w.UPOS == nlp.VERB && w.Rel != nlp.Acl && w.Rel != nlp.AclRelcl {
					first = k + 1 // "Ruiz, whose brother was among the dead", "Ruiz said that"
				}
			}
			for k := first; k < i; k++ {
				if n := v.nameAt(ws[k].Token); n >= 0 && v.in.Names[n].Kind == entity.Person && ws[k].Token == v.in.Names[n].First && !v.belongs(k) {
					v.byName(n, harm, k, ws[h].Span)
				}
			}
			return
		}
	}
}

// qualified is the harm that a participle before the noun at word i tells: "the
// wounded players are". Slain attackers are no victims.
func (v *cast) qualified(i int) (string, bool) {
	ws := v.in.Words
	if attackerNoun(ws[i].Lemma) {
		return "", false
	}
	for k := max(0, i-3); k < i; k++ {
		if ws[k].Head == i && (ws[k].Rel == nlp.Amod || ws[k].Rel == nlp.Acl) {
			if harm, ok := groupHarm(ws[k].Lemma, strings.ToLower(v.in.WordText(k))); ok && harm != "" {
				return harm, true
			}
		}
	}
	return "", false
}

// toldBefore is the harm of those that the sentence before s counts among the dead or
// the injured: "Six of the dead were of one family. They were".
func (v *cast) toldBefore(s *nlp.Sentence) (string, bool) {
	ws := v.in.Words
	before := s.FirstWord - 1
	if before < 0 {
		return "", false
	}
	o := v.sentenceOf(before)
	if s.Block-o.Block > 1 || v.in.Doc.Blocks[o.Block].Kind != doc.Paragraph {
		return "", false
	}
	for k := o.FirstWord; k+2 < min(o.LastWord, o.FirstWord+near); k++ {
		if ws[k].Lemma == "of" && ws[k+1].Lemma == "the" && o.Block == s.Block {
			if harm, ok := groupHarm(ws[k+2].Lemma, strings.ToLower(v.in.WordText(k+2))); ok {
				return harm, true
			}
		}
	}
	return v.lastHarmed(o)
}

// lastHarmed is the harm of the several people of whom sentence o tells last: "the
// names of the four people killed in the shooting".
func (v *cast) lastHarmed(o *nlp.Sentence) (string, bool) {
	ps := v.in.PredicatesOf(o.FirstWord, o.LastWord)
	for i := len(ps) - 1; i >= 0; i-- {
		p := &ps[i]
		harm, ok := v.harm(p)
		if !ok || p.Negated || harm == "unharmed" || p.Modality == nlp.Hypothetical {
			continue
		}
		if g := p.Patient(); g != nil && strings.Contains(v.in.Words[g.Head].Feats, "Number=Plur") && !v.ofAttackers(g) {
			return harm, true
		}
	}
	return "", false
}

// oneOf is the harm of those of whom word i is one or some: "one of the wounded
// is".
func (v *cast) oneOf(i int) (string, bool) {
	ws := v.in.Words
	if i+3 >= len(ws) || ws[i+1].Lemma != "of" || ws[i].UPOS != nlp.NUM && ws[i].UPOS != nlp.PRON && ws[i].UPOS != nlp.DET {
		return "", false
	}
	for k := i + 2; k < min(len(ws), i+5); k++ {
		if harm, ok := groupHarm(ws[k].Lemma, strings.ToLower(v.in.WordText(k))); ok {
			return harm, true
		}
	}
	return "", false
}

// oneOfThem adds the one named behind "one of them" or "one of the victims", set off by a
// comma, as harmed as those of whom the sentence before tells, and reports whether there
// is any: "One of them, Ana Ruiz, was a baker".
func (v *cast) oneOfThem(s *nlp.Sentence, i int) bool {
	k := i + 2
	if k+1 >= s.LastWord || v.in.Words[i+1].Lemma != "of" {
		return false
	}
	for k < s.LastWord && k < i+5 && v.in.WordText(k) != "," {
		switch strings.ToLower(v.in.WordText(k)) {
		case "the", "them", "victims", "dead", "killed", "wounded", "injured":
		default:
			return false
		}
		k++
	}
	if k+1 >= s.LastWord || v.in.WordText(k) != "," {
		return false
	}
	n := v.nameAt(v.in.Words[k+1].Token)
	harm, ok := v.toldBefore(s)
	if n < 0 || !ok || harm == "" || v.in.Names[n].Kind != entity.Person {
		return false
	}
	v.byName(n, harm, i, v.in.Words[i].Span)
	return true
}

// inverted adds the people behind a participle that opens its sentence: "also
// injured were X and Y".
func (v *cast) inverted(s *nlp.Sentence, p *nlp.Predicate) {
	if p.Noun || p.Word > s.FirstWord+3 || p.Patient() != nil {
		return
	}
	harm, ok := v.harm(p)
	if !ok || harm == "unharmed" {
		return
	}
	for k := p.Word + 1; k < min(s.LastWord, p.Word+8); k++ {
		switch w := &v.in.Words[k]; {
		case w.Lemma == "be":
			v.enumerated(s, k+1, harm, p.Word)
			return
		case w.UPOS == nlp.VERB, w.UPOS == nlp.PROPN && w.Rel == nlp.Obj:
			return
		}
	}
}

// relative is the harm that the relative clause of word i tells of it.
func (v *cast) relative(i int) (string, bool) {
	ws := v.in.Words
	switch ws[i].Lemma {
	case "that", "those", "person", "people", "one":
	default:
		return "", false
	}
	for k := i + 1; k < min(len(ws), i+6); k++ {
		if ws[k].Head == i && (ws[k].Rel == nlp.AclRelcl || ws[k].Rel == nlp.Acl) || k == i+1 && ws[k].UPOS == nlp.VERB {
			if p := v.in.PredicateAt(k); p >= 0 && (k > i+1 || v.in.Predicates[p].Passive) {
				return v.harm(&v.in.Predicates[p])
			}
		}
	}
	return "", false
}

// enumerated adds the names of people from word k of sentence s on, up to the next
// verb that tells something of its own.
func (v *cast) enumerated(s *nlp.Sentence, k int, harm string, by int) {
	ws := v.in.Words
	for k < s.LastWord {
		w := &ws[k]
		if w.UPOS == nlp.PRON && strings.Contains(w.Feats, "PronType=Rel") {
			if k = v.behindClause(s, k); k < 0 {
				return
			}
			continue
		}
		if w.UPOS == nlp.AUX || w.UPOS == nlp.VERB && strings.Contains(w.Feats, "VerbForm=Fin") {
			return
		}
		n := v.nameAt(w.Token)
		if n < 0 {
			k++
			continue
		}
		if v.in.Names[n].Kind == entity.Person && !v.belongs(k) {
			v.byName(n, harm, k, ws[by].Span)
		}
		for k < s.LastWord && ws[k].Token < v.in.Names[n].Last {
			k++
		}
	}
}

// listedBehind adds the people of the list behind a colon, where p tells harm of several
// without their names: "three people were killed: Ruiz, Novak and Holm".
func (v *cast) listedBehind(p *nlp.Predicate, harm string) {
	g := p.Patient()
	if g == nil || g.Name >= 0 || !strings.Contains(v.in.Words[g.Head].Feats, "Number=Plur") {
		return
	}
	s := v.sentenceOf(p.Word)
	for k := max(p.Word, g.Last-1) + 1; k < min(s.LastWord, p.Word+near); k++ {
		if v.in.WordText(k) == ":" {
			v.enumerated(s, k+1, harm, p.Word)
			return
		}
	}
}

// behindClause is the word behind the relative clause of word k, where the list goes
// on behind its comma and an "and"; -1 where it does not.
func (v *cast) behindClause(s *nlp.Sentence, k int) int {
	ws := v.in.Words
	for last := min(s.LastWord-1, k+near); k < last; k++ {
		if v.in.WordText(k) == "," && ws[k+1].UPOS == nlp.CCONJ {
			return k + 2
		}
		if v.in.WordText(k) == ";" {
			return k + 1
		}
	}
	return -1
}

// belongs reports whether the name at word k only tells whose somebody is: "the
// wife of Ruiz", "Ruiz's wife".
func (v *cast) belongs(k int) bool {
	ws := v.in.Words
	h := extract.HeadOf(v.in, v.in.Names[v.nameAt(ws[k].Token)].Span)
	return h >= 0 && (ws[h].Rel == nlp.NmodPoss || ws[h].Rel == nlp.Nmod)
}

// nameAt is the name that covers token t, -1 for none.
func (v *cast) nameAt(t int) int {
	k := sort.Search(len(v.in.Names), func(k int) bool { return v.in.Names[k].Last > t })
	if k < len(v.in.Names) && v.in.Names[k].First <= t {
		return k
	}
	return -1
}

// including adds those named as among the people that p harms: "killed two and
// wounded twenty others, including Ruiz".
func (v *cast) including(s *nlp.Sentence, p *nlp.Predicate) {
	harm, ok := v.harm(p)
	if !ok || harm == "unharmed" || p.Modality == nlp.Hypothetical || p.Modality == nlp.Planned {
		return
	}
	ws := v.in.Words
	for k := p.Word - 1; p.Passive && k > max(s.FirstWord, p.Word-14); k-- { // "twenty more, including Ruiz, were hurt"
		if l := v.in.WordText(k); l == ";" || v.in.PredicateAt(k) >= 0 && !v.in.Predicates[v.in.PredicateAt(k)].Noun && ws[k].Lemma != "include" {
			break
		} else if strings.EqualFold(l, "including") {
			v.enumerated(s, k+1, harm, p.Word)
			break
		}
	}
	for k := p.Word + 1; k < min(s.LastWord, p.Word+14); k++ {
		if k > p.Word+1 && v.in.PredicateAt(k) >= 0 && !v.in.Predicates[v.in.PredicateAt(k)].Noun && ws[k].Lemma != "include" {
			return
		}
		l := strings.ToLower(v.in.WordText(k))
		if l == ";" {
			return
		}
		if l == "including" || l == "among" && k+1 < s.LastWord && (ws[k+1].Lemma == "they" || strings.EqualFold(v.in.WordText(k+1), "them")) {
			v.enumerated(s, k+1, harm, p.Word)
			return
		}
	}
}

// unharmed adds the subject of word i, which says that nobody was hurt.
func (v *cast) unharmed(i int) {
	ws := v.in.Words
	h := i
	for n := 0; n < 3 && h >= 0; n++ {
		for j := max(0, h-16); j < h; j++ {
			if ws[j].Head == h && (ws[j].Rel == nlp.Nsubj || ws[j].Rel == nlp.NsubjPass) {
				k := v.nameAt(ws[j].Token)
				for b := j + 1; k < 0 && b < h; b++ { // "the president, Ana Ruiz, escaped unharmed"
					if ws[b].Head == j && ws[b].Rel == nlp.Appos {
						k = v.nameAt(ws[b].Token)
					}
				}
				if k >= 0 && v.in.Names[k].Kind == entity.Person {
					v.byName(k, "unharmed", j, ws[i].Span)
				}
				return
			}
		}
		h = ws[h].Head
	}
}

// attackerNoun reports whether a lemma is a noun for those who attack.
func attackerNoun(l string) bool {
	switch l {
	case "militant", "bomber", "hijacker", "terrorist", "insurgent", "rebel", "extremist", "perpetrator", "kidnapper":
		return true
	}
	return suspectWord(l)
}
