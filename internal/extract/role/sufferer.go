package role

import (
	"sort"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

func itoa(n int) string { return strconv.Itoa(n) }

// labels adds those whom the text calls the victim, by the mentions of a chain or
// right before a name.
func (v *victims) labels() {
	for c := range v.in.Chains {
		ch := &v.in.Chains[c]
		for i := range ch.Mentions {
			m := &ch.Mentions[i]
			if m.Form != nlp.ByNoun || !called(v.in.Words[m.Head].Lemma) || strings.Contains(v.in.Words[m.Head].Feats, "Number=Plur") || !v.readsWord(m.Head) {
				continue
			}
			sp := v.in.Words[m.Head].Span
			if n := ch.Mentions[ch.Best].Name; n >= 0 {
				v.named(n, "", m.Head, sp)
			} else {
				v.described(c, m.Head, m.First, m.Last, "", sp)
			}
			break
		}
	}
	for n := range v.in.Names {
		o := &v.in.Names[n]
		if k := o.First - 1; k >= 0 && o.Kind == entity.Person && called(v.in.Tokens[k].Lower) {
			first, _ := extract.WordsIn(v.in, o.Span)
			if v.readsWord(first) {
				v.named(n, "", first, v.in.Tokens[k].Span)
			}
		}
	}
}

func called(w string) bool { return w == "victim" || w == "deceased" || w == "decedent" }

// readsWord reports whether word i stands in a sentence about the incident.
func (r *reader) readsWord(i int) bool {
	si := sort.Search(len(r.in.Sentences), func(k int) bool { return r.in.Sentences[k].LastWord > i })
	return si < len(r.in.Sentences) && r.reads(si)
}

// identified joins descriptions to the names that the text gives them: "police
// identified the victim as Ana Ruiz".
func (v *victims) identified() {
	for i := range v.in.Predicates {
		p := &v.in.Predicates[i]
		if p.Verb != "identify" && p.Verb != "name" || !v.readsWord(p.Word) {
			continue
		}
		g, n := p.Patient(), v.given(p)
		if g == nil || n < 0 || n >= len(v.in.EntityOf) {
			continue
		}
		k, ok := v.byKey["c"+itoa(g.Chain)]
		switch {
		case ok && g.Chain >= 0:
			v.join(n, k)
		case called(v.in.Words[g.Head].Lemma):
			v.named(n, "", g.Head, v.in.Words[g.Head].Span)
		}
	}
}

// given is the name of a person that p identifies somebody by, -1 for none.
func (v *victims) given(p *nlp.Predicate) int {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role == nlp.Patient || g.Role == nlp.Agent || g.Name < 0 || v.in.Names[g.Name].Kind != entity.Person {
			continue
		}
		return g.Name
	}
	return -1
}

// join makes the described sufferer k the person of name n.
func (v *victims) join(n, k int) {
	id := v.in.EntityOf[n]
	if id == "" || v.list[k].id != "" && v.list[k].id != id {
		return
	}
	d := v.list[k]
	v.list[k].gone = true
	s := v.sufferer("e"+string(id), d.at)
	s.id = id
	s.labelled = s.labelled || d.labelled
	for _, harm := range harms {
		if spans, ok := d.harms[harm]; ok {
			s.harm(harm, spans...)
		}
	}
	if e := v.in.Entity(id); e != nil && d.aged {
		e.Mentions = append(e.Mentions, v.in.Cite(d.phrase))
	}
}

// harms in order of weight: of one person the first of these is claimed.
var harms = []string{"killed", "abducted", "injured", "threatened", "unharmed"}

// claims makes a value of each sufferer, in the order of the text. A victim of
// whom no harm is told has none, save that the only death or injury of a text is
// that of its only victim.
func (v *victims) claims() {
	v.pair()
	order := make([]int, 0, len(v.list))
	for i := range v.list {
		if !v.list[i].gone {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return v.list[order[a]].at < v.list[order[b]].at })
	for _, i := range order {
		v.claim(&v.list[i])
	}
}

// pair makes one of a named victim of whom no harm is told and the only one who
// is described: reports describe first and name later.
func (v *victims) pair() {
	named, described := -1, -1
	for i := range v.list {
		switch s := &v.list[i]; {
		case s.gone:
		case s.id != "" && len(s.harms) == 0 && named < 0:
			named = i
		case s.id == "" && s.aged && described < 0:
			described = i
		case s.id == "" && s.aged, s.id != "":
			return
		}
	}
	if named < 0 || described < 0 {
		return
	}
	for n := range v.in.EntityOf {
		if v.in.EntityOf[n] == v.list[named].id {
			v.join(n, described)
			return
		}
	}
}

// claim makes the value of one sufferer.
func (v *victims) claim(s *sufferer) {
	id := s.id
	if id == "" {
		if !s.aged {
			return
		}
		id = extract.Describe(v.in, s.phrase, entity.Person)
	}
	if id == "" || v.seen[string(claim.Perpetrator)+string(id)] {
		return
	}
	p := part{slot: claim.Victim}
	spans := []text.Span{s.first(v.in)}
	for _, harm := range harms {
		if sp, ok := s.harms[harm]; ok {
			p.harm, spans = harm, sp
			break
		}
	}
	v.value(p, id, spans...)
}

// first is the words of a sufferer of whom no harm is told.
func (s *sufferer) first(in *extract.Input) text.Span {
	if e := in.Entity(s.id); e != nil && len(e.Mentions) > 0 {
		return e.Mentions[0].Span
	}
	return s.phrase
}
