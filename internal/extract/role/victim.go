package role

import (
	"sort"
	"strconv"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// victims finds those who were harmed, over the predicates: patients of killing,
// shooting, abducting, those who died or were found dead, and those whom the text
// calls the victim.
func (r *reader) victims() *cast {
	v := newCast(r)
	r.each(v.predicate)
	v.shotDead()
	v.lists()
	v.labels()
	v.identified()
	return v
}

// shotDead adds the one named behind "shot dead" or "gunned down" told of who did it,
// whatever the tree makes of the two words: "gunmen shot dead lawyer Ana Ruiz".
func (v *cast) shotDead() {
	for si := range v.in.Sentences {
		if !v.reads(si) {
			continue
		}
		s := &v.in.Sentences[si]
		for i := s.First + 1; i+2 < s.Last; i++ {
			a, b := v.lower(i), v.lower(i+1)
			if !(a == "shot" && b == "dead" || a == "gunned" && b == "down") || v.passive(*s, i) {
				continue
			}
			if n := v.nameBehind(s, i+2); n >= 0 {
				first, _ := extract.WordsIn(v.in, v.in.Names[n].Span)
				v.byName(n, "killed", first, v.in.SpanOf(i, i+2))
			}
		}
	}
}

// nameBehind is the name of a person that ends the noun phrase at token i of s: with an
// article and nouns for what he is before it at most; -1 for none.
func (v *cast) nameBehind(s *nlp.Sentence, i int) int {
	for k := i; k < min(s.Last, i+6); k++ {
		if n := v.nameAt(k); n >= 0 && v.in.Names[n].First == k {
			if v.in.Names[n].Kind == entity.Person {
				return n
			}
			if v.in.Names[n].Adjective || v.in.Names[n].Kind == entity.Organisation {
				k = v.in.Names[n].Last - 1
				continue
			}
			return -1
		}
		first, last := extract.WordsIn(v.in, v.in.Tokens[k].Span)
		for w := first; w < last; w++ {
			switch v.in.Words[w].UPOS {
			case nlp.NOUN, nlp.ADJ, nlp.DET, nlp.PROPN, nlp.PRON, nlp.PART:
			default:
				return -1
			}
		}
	}
	return -1
}

// predicate adds those whom one predicate harms.
func (v *cast) predicate(p *nlp.Predicate) {
	if p.Modality == nlp.Hypothetical || p.Modality == nlp.Planned && !v.definite(p) {
		return
	}
	harm, ok := v.harm(p)
	if !ok || v.onlyMeant(p) || v.remembered(p) || v.anotherTime(p) || harm == "killed" && v.inBattle(p) {
		return
	}
	sp := v.in.Words[p.Word].Span
	found := false
	for i := range p.Args {
		g := &p.Args[i]
		if !v.suffers(p, g) || v.self(p, g) {
			continue
		}
		found = true
		v.add(g, harm, sp)
	}
	if p.Passive && !p.Noun && (!found && p.Patient() == nil || found && v.oneOfSeveral(p)) {
		v.listBefore(p, harm, sp)
		return
	}
	if found {
		v.listedBehind(p, harm)
	}
	if n := v.foundSo(p, found); n >= 0 {
		v.byName(n, harm, p.Word, sp)
	} else if g := v.lone(p, found); g != nil {
		v.add(g, harm, sp)
	}
}

// onlyMeant reports whether p is what somebody meant or is said to have meant to do:
// "accused the general of plotting to kill him".
func (v *cast) onlyMeant(p *nlp.Predicate) bool {
	for k, n := p.Under, 0; k >= 0 && n < 3; k, n = v.in.Predicates[k].Under, n+1 {
		switch v.in.Predicates[k].Verb {
		case "plot", "plan", "conspire", "intend", "want", "threaten", "vow", "scheme":
			return true
		}
	}
	return false
}

// oneOfSeveral reports whether p is told of several by its auxiliary while the tree
// gives it one by name: a list that came apart.
func (v *cast) oneOfSeveral(p *nlp.Predicate) bool {
	g, n := p.Patient(), 0
	if g == nil || g.Name < 0 || g.Head > p.Word {
		return false
	}
	for i := range p.Args {
		if p.Args[i].Role == nlp.Patient {
			n++
		}
	}
	aux := p.Word - 1
	for aux > g.Head && v.in.Words[aux].UPOS != nlp.AUX {
		aux--
	}
	return n == 1 && aux > g.Head && strings.Contains(v.in.Words[aux].Feats, "Number=Plur")
}

// listBefore adds the people named before a passive to which the tree gives nobody:
// "Ruiz, also 32, and Novak, 24, who tried to help, were wounded".
func (v *cast) listBefore(p *nlp.Predicate, harm string, sp text.Span) {
	ws := v.in.Words
	s := v.sentenceOf(p.Word)
	if k := p.Word - 1; ws[p.Word].UPOS != nlp.VERB || k < s.FirstWord || ws[k].UPOS != nlp.AUX && (k == s.FirstWord || ws[k-1].UPOS != nlp.AUX) {
		return
	}
	for k := p.Word - 1; k >= max(s.FirstWord, p.Word-2*near); k-- {
		w := &ws[k]
		if v.in.WordText(k) == ";" || w.Lemma == "that" && w.Rel == nlp.MarkRel || w.UPOS == nlp.VERB && strings.Contains(w.Feats, "VerbForm=Fin") && w.Rel != nlp.AclRelcl && w.Rel != nlp.Acl {
			return
		}
		if n := v.nameAt(w.Token); n >= 0 && v.in.Names[n].Kind == entity.Person && v.in.Names[n].First == w.Token && !v.belongs(k) && ws[k].Rel != nlp.OblAgent && !v.cited(s, k) {
			v.byName(n, harm, k, sp)
		}
	}
}

// cited reports whether the name at word k of s is that of a source: "according to
// President Ana Ruiz, six were killed".
func (v *cast) cited(s *nlp.Sentence, k int) bool {
	for i := k - 1; i >= max(s.FirstWord, k-6) && v.in.WordText(i) != ","; i-- {
		if strings.EqualFold(v.in.WordText(i), "according") {
			return true
		}
	}
	return false
}

// suffers reports whether harm is done to g by p: to its patients; to who has the
// wound; and where a passive has no patient, to the people that hang on it without
// a preposition, as those of a long list do.
func (v *cast) suffers(p *nlp.Predicate, g *nlp.Argument) bool {
	switch p.Verb {
	case "suffer", "sustain", "receive", "have", "break", "lose", "fracture", "dislocate", "sprain", "shatter":
		return g.Role == nlp.Agent && !p.Passive
	case "cost", "claim":
		return false // those whose lives it took stand behind "including"
	}
	if g.Role == nlp.Agent {
		return v.borne(p)
	}
	if g.Role == nlp.Patient {
		if g.Name >= 0 && !g.Shared && v.cited(v.sentenceOf(p.Word), g.Head) {
			return false
		}
		return !(p.Noun && g.Prep >= 0 && v.in.Words[g.Prep].Lemma == "against" && harmOf[p.Verb] != "")
	}
	if q := p.Patient(); p.Noun && q != nil && g.Role == nlp.Other && g.Prep < 0 && g.Name >= 0 && g.Head > q.Head {
		return strings.Contains(v.in.Words[q.Head].Feats, "Number=Plur") // "the murder of priests X and Y"
	}
	return p.Passive && g.Role == nlp.Other && g.Prep < 0 && g.Name >= 0 && g.Head < p.Word && p.Patient() == nil && !v.accordingTo(g)
}

// accordingTo reports whether g stands behind a preposition of two words.
func (v *cast) accordingTo(g *nlp.Argument) bool {
	return g.First > 0 && v.in.Words[g.First-1].UPOS == nlp.ADP || g.First > 1 && strings.EqualFold(v.in.WordText(g.First-2), "according")
}

// anotherTime reports whether p is told of a year that is not the incident's: "Ruiz, who
// had died in 1999".
func (v *cast) anotherTime(p *nlp.Predicate) bool {
	if len(v.in.Date) < 4 {
		return false
	}
	for g := range p.All(nlp.Time) {
		at := v.in.Words[g.Head].Token
		k := sort.Search(len(v.in.Times), func(k int) bool { return v.in.Times[k].Last > at })
		if k == len(v.in.Times) || v.in.Times[k].First > at {
			continue
		}
		t := &v.in.Times[k]
		if t.Kind == nlp.Date && len(t.Value) >= 4 && !t.Attributive && !strings.Contains(v.in.Date, t.Value[:4]) && !nextYear(v.in.Date[:4], t.Value[:4]) {
			return true
		}
	}
	return false
}

// nextYear reports whether b is the year behind a: who is hurt may die then.
func nextYear(a, b string) bool {
	x, err := strconv.Atoi(a)
	y, err2 := strconv.Atoi(b)
	return err == nil && err2 == nil && y == x+1
}

// remembered reports whether p is a death that is only remembered, as a feast or an
// anniversary is: "commemorating the death of the saint".
func (v *cast) remembered(p *nlp.Predicate) bool {
	if !p.Noun {
		return false
	}
	for n, w := 0, v.in.Words[p.Word].Head; n < 3 && w >= 0; n, w = n+1, v.in.Words[w].Head {
		switch v.in.Words[w].Lemma {
		case "commemorate", "commemoration", "celebrate", "mourn", "mark", "anniversary", "honour", "honor":
			return true
		}
	}
	return false
}

// inBattle reports whether p tells of somebody killed fighting the police: "was
// killed in a shootout with officers". He is no victim.
func (v *cast) inBattle(p *nlp.Predicate) bool {
	for k := p.Word + 1; k < min(len(v.in.Words), p.Word+6); k++ {
		switch v.in.Words[k].Lemma {
		case "battle", "shootout", "shoot-out", "gunfight", "firefight", "gunbattle":
			for i := k + 1; i < min(len(v.in.Words), k+6); i++ {
				switch strings.ToLower(v.in.Words[i].Lemma) {
				case "police", "officer", "troop", "commando", "agent", "deputy", "soldier":
					return true
				}
			}
		}
	}
	return false
}

// self reports whether the patient of p is its agent too: "shot himself".
func (v *cast) self(p *nlp.Predicate, g *nlp.Argument) bool {
	switch strings.ToLower(v.in.WordText(g.Head)) {
	case "himself", "herself", "themselves", "itself":
		return true
	}
	for i := range p.Args {
		if o := &p.Args[i]; o != g && o.Role == nlp.Agent && o.Chain >= 0 && o.Chain == g.Chain {
			return true
		}
	}
	return false
}

// foundSo is the name right before a participle of harm that tells how somebody
// was found ("found Ana Ruiz shot"), -1 for none.
func (v *cast) foundSo(p *nlp.Predicate, found bool) int {
	if found || p.Noun || p.Under < 0 {
		return -1
	}
	switch v.in.Predicates[p.Under].Lemma {
	case "find", "discover", "leave", "see":
	default:
		return -1
	}
	t := v.in.Words[p.Word].Token
	if n := v.nameAt(t - 1); n >= 0 && v.in.Names[n].Last == t && v.in.Names[n].Kind == entity.Person {
		return n
	}
	return -1
}

// lone is the only participant of a verb of harm without an object, who suffers
// it where headlines leave out the auxiliary: "Baker shot in the street", "man
// stabbed". Nobody who would do it himself is taken so.
func (v *cast) lone(p *nlp.Predicate, found bool) *nlp.Argument {
	if h := harmOf[p.Verb]; found || p.Noun || p.Passive || h == "threatened" || h == "" {
		return nil
	}
	var lone *nlp.Argument
	for i := range p.Args {
		switch g := &p.Args[i]; {
		case g.Role == nlp.Agent && lone == nil && !g.Shared:
			lone = g
		case g.Role == nlp.Agent, g.Role == nlp.Content:
			return nil
		case g.Prep >= 0 && v.in.Words[g.Prep].Lemma == "at" && g.Role == nlp.Goal:
			return nil
		}
	}
	if lone == nil {
		return nil
	}
	w := &v.in.Words[p.Word]
	if strings.Contains(w.Feats, "VerbForm=Ger") || strings.Contains(w.Feats, "Tense=Pres") || w.Lemma == strings.ToLower(v.in.WordText(p.Word)) {
		return nil
	}
	switch v.in.Words[lone.Head].Lemma {
	case "gunman", "shooter", "suspect", "attacker", "police", "officer", "assailant", "deputy", "trooper", "he", "she", "they", "who", "robber", "killer":
		return nil
	}
	return lone
}
