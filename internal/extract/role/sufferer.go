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
func (v *cast) labels() {
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
				v.described(c, m.Head, "", sp)
			}
			break
		}
	}
	v.loneLabels()
	for n := range v.in.Names {
		o := &v.in.Names[n]
		if k := o.First - 1; k >= 0 && o.Kind == entity.Person && called(v.in.Tokens[k].Lower) {
			first, _ := extract.WordsIn(v.in, o.Span)
			if v.readsWord(first) {
				v.byName(n, "", first, v.in.Tokens[k].Span)
			}
		}
	}
}

// loneLabels adds victims who are told of once, and those of whom it is said that
// they are the victim ("the victim is a 30-year-old man"); and whose condition is
// told ("a 12-year-old boy is in critical condition").
func (v *cast) loneLabels() {
	ws := v.in.Words
	v.chains = map[int]int{}
	for c := range v.in.Chains {
		for _, m := range v.in.Chains[c].Mentions {
			v.chains[m.Head] = c
		}
	}
	for i := range ws {
		w := &ws[i]
		switch {
		case w.UPOS == nlp.NOUN && called(w.Lemma) && !v.chained(i) && !strings.Contains(w.Feats, "Number=Plur"):
			if v.readsWord(i) {
				v.described(-1, i, "", w.Span)
			}
		case w.Lemma == "condition" && v.conditioned(i) && v.readsWord(i):
			v.inCondition(i)
		}
		if (w.Rel == nlp.Nsubj) && called(w.Lemma) && w.Head > i && ws[w.Head].UPOS == nlp.NOUN && v.readsWord(i) {
			v.described(-1, w.Head, "", w.Span)
		}
	}
}

// chained reports whether word i is the head of a mention of a chain.
func (v *cast) chained(i int) bool {
	_, ok := v.chains[i]
	return ok
}

// conditioned reports whether word i, "condition", is that of a patient.
func (v *cast) conditioned(i int) bool {
	if i < 2 {
		return false
	}
	switch v.in.Words[i-1].Lemma {
	case "critical", "serious", "stable", "fair", "grave", "guarded", "good":
		return v.in.Words[i-2].Lemma == "in" || v.in.Words[i-2].UPOS == nlp.CCONJ
	}
	return false
}

// inCondition adds the one whose condition is told: the subject of its clause.
func (v *cast) inCondition(i int) {
	ws := v.in.Words
	for k, h := 0, i; k < 3 && h >= 0; k, h = k+1, ws[h].Head {
		for j := max(0, h-14); j < h; j++ {
			if ws[j].Head == h && (ws[j].Rel == nlp.Nsubj || ws[j].Rel == nlp.NsubjPass) {
				v.subject(j, ws[i].Span)
				return
			}
		}
	}
}

// subject adds the person at word j as hurt.
func (v *cast) subject(j int, sp text.Span) {
	if c, ok := v.chains[j]; ok {
		ch := &v.in.Chains[c]
		if n := ch.Mentions[ch.Best].Name; n >= 0 {
			v.named(n, "injured", j, sp)
		} else {
			v.described(c, j, "injured", sp)
		}
		return
	}
	if n := extract.NameAt(v.in, v.in.Words[j].Token); n == nil {
		v.described(-1, j, "injured", sp)
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
func (v *cast) identified() {
	for i := range v.in.Predicates {
		p := &v.in.Predicates[i]
		if p.Verb != "identify" && p.Verb != "name" || !v.readsWord(p.Word) {
			continue
		}
		g, n := p.Patient(), v.given(p)
		if g == nil || n < 0 || n >= len(v.in.EntityOf) {
			continue
		}
		k, ok := v.byKey["w"+itoa(g.Head)]
		if !ok && g.Chain >= 0 {
			k, ok = v.byKey["c"+itoa(g.Chain)]
		}
		switch dead := v.deceased(g) && !attackerNoun(v.in.Words[g.Head].Lemma); {
		case ok && attackerNoun(v.in.Words[g.Head].Lemma):
			v.list[k].gone = true // a gunman who was shot is no victim
		case ok:
			v.join(n, k)
		case dead, called(v.in.Words[g.Head].Lemma):
			harm := ""
			if dead {
				harm = "killed"
			}
			v.byName(n, harm, g.Head, v.in.Words[g.Head].Span)
		default:
			v.byCoroner(p, g, n)
		}
	}
}

// deceased reports whether g is called dead.
func (v *cast) deceased(g *nlp.Argument) bool {
	for k := g.First; k <= g.Head; k++ {
		switch v.in.Words[k].Lemma {
		case "deceased", "decease", "dead", "slain", "slay":
			return true
		}
	}
	return false
}

// byCoroner adds the person of name n where a coroner tells who somebody was, and
// joins the only described victim of the same noun ("the girl").
func (v *cast) byCoroner(p *nlp.Predicate, g *nlp.Argument, n int) {
	if a := p.Agent(); a != nil {
		for k := a.First; k < a.Last; k++ {
			switch strings.ToLower(v.in.Words[k].Lemma) {
			case "coroner", "medical", "examiner":
				v.byName(n, "killed", g.Head, v.in.Words[p.Word].Span)
				return
			}
		}
	}
	only := -1
	for i := range v.list[:min(len(v.list), 64)] {
		s := &v.list[i]
		if s.id != "" || s.gone || v.in.Words[s.at].Lemma != v.in.Words[g.Head].Lemma {
			continue
		}
		if only >= 0 {
			return
		}
		only = i
	}
	if only >= 0 {
		v.join(n, only)
	}
}

// nameOf is the name of who g is: its own or its chain's, or one set beside it
// where the tree hangs it elsewhere ("the head of the guard, Ana Ruiz, was",
// "convict Ana Ruiz was"); -1 for none.
func (v *cast) nameOf(g *nlp.Argument) int {
	if n := v.in.NameOf(g); n >= 0 {
		return n
	}
	head := v.in.Words[g.Head].Token
	for k := v.nameFrom(head); k < len(v.in.Names) && v.in.Names[k].First < head+longestPosition; k++ {
		n := &v.in.Names[k]
		if n.Kind == entity.Person && n.Position.Contains(v.in.Words[g.Head].Span) {
			return k
		}
	}
	if strings.Contains(v.in.Words[g.Head].Feats, "Number=Plur") {
		return -1
	}
	last := v.in.Words[g.Last-1].Token + 1
	k := sort.Search(len(v.in.Names), func(k int) bool { return v.in.Names[k].First > head })
	for ; k < len(v.in.Names) && v.in.Names[k].First < last+6; k++ {
		n := &v.in.Names[k]
		if n.Kind == entity.Person && v.setBeside(head, last, n) {
			return k
		}
	}
	return -1
}

// longestPosition is how many tokens an office can stand before the name.
const longestPosition = 40

// nameFrom is the first name that starts at token t or behind it.
func (v *cast) nameFrom(t int) int {
	return sort.Search(len(v.in.Names), func(k int) bool { return v.in.Names[k].First >= t })
}

// setBeside reports whether name n stands beside the phrase whose head is token
// head and which ends before token last: right behind it, or behind its comma with
// nothing but a title or an age before the name.
func (v *cast) setBeside(head, last int, n *nlp.Name) bool {
	if n.First == head+1 || n.First == last && last > head+1 && v.in.Tokens[last-1].Shape != nlp.Punct {
		return true
	}
	for i := n.First - 1; i > head && i >= n.First-5; i-- {
		switch w := v.in.Tokens[i].Lower; {
		case w == "," && i > last:
			return false
		case w == ",":
			return n.Last >= len(v.in.Tokens) || v.in.Tokens[n.Last].Lower == "," || n.Last >= last
		case v.in.Tokens[i].Shape == nlp.Punct || verbal(v.in, i) || w == "of" || w == "and" || w == "by":
			return false
		}
	}
	return false
}

// verbal reports whether token i is a verb or an auxiliary.
func verbal(in *extract.Input, i int) bool {
	first, last := extract.WordsIn(in, in.Tokens[i].Span)
	for k := first; k < last; k++ {
		if p := in.Words[k].UPOS; p == nlp.VERB || p == nlp.AUX {
			return true
		}
	}
	return false
}

// given is the name of a person that p identifies somebody by, -1 for none.
func (v *cast) given(p *nlp.Predicate) int {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role == nlp.Agent {
			continue
		}
		if g.Role == nlp.Patient { // "identified the dead man as X", with X in the phrase
			if n := v.behindAs(g); n >= 0 {
				return n
			}
			continue
		}
		if n := v.nameOf(g); n >= 0 && v.in.Names[n].Kind == entity.Person {
			return n
		}
	}
	return v.namedAs(p)
}

// namedAs is the name of a person right behind the "as" of p where the tree hangs it
// elsewhere ("named by colleagues as Ana Ruiz"), -1 for none.
func (v *cast) namedAs(p *nlp.Predicate) int {
	s := v.sentenceOf(p.Word)
	for k := p.Word + 1; k+1 < min(s.LastWord, p.Word+8); k++ {
		if v.in.Words[k].Lemma != "as" {
			continue
		}
		t := v.in.Words[k+1].Token
		if n := v.nameAt(t); n >= 0 && v.in.Names[n].Kind == entity.Person && v.in.Names[n].First == t {
			return n
		}
		return -1
	}
	return -1
}

// behindAs is the name of a person behind "as" within g, -1 for none.
func (v *cast) behindAs(g *nlp.Argument) int {
	for k := g.Head + 1; k < g.Last; k++ {
		if v.in.Words[k].Lemma != "as" {
			continue
		}
		for _, n := range v.peopleIn(text.Span{Start: v.in.Words[k].Span.End, End: g.Span.End}) {
			return n
		}
	}
	return -1
}

// join makes the described sufferer k the person of name n.
func (v *cast) join(n, k int) {
	id := v.in.EntityOf[n]
	if id == "" || v.list[k].id != "" && v.list[k].id != id {
		return
	}
	d := v.list[k]
	v.list[k].gone = true
	s := v.sufferer("e"+string(id), d.at)
	s.id = id
	s.labelled, s.direct = s.labelled || d.labelled, true
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
func (v *cast) claims(linked *cast) {
	v.pair(true)
	order := make([]int, 0, len(v.list))
	for i := range v.list {
		if !v.list[i].gone {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return v.list[order[a]].at < v.list[order[b]].at })
	for _, i := range order {
		if s := &v.list[i]; s.direct || !linked.directly(s) {
			v.claim(s)
		}
	}
}

// pair makes one of the only victim who is described and the only one by name,
// where the name is called the victim, or nothing is told of the harm to him, or
// both are told to be of one age, or strict is not set: reports describe first and
// name later.
func (v *cast) pair(strict bool) {
	named, described := -1, -1
	for i := range v.list {
		switch s := &v.list[i]; {
		case s.gone, s.id == "" && !s.aged:
		case s.id != "" && named < 0:
			named = i
		case s.id == "" && described < 0:
			described = i
		default:
			return
		}
	}
	if named >= 0 && described < 0 && strict && v.list[named].labelled && len(v.list[named].harms) == 0 {
		described = v.loneDescribed()
	}
	if named < 0 || described < 0 {
		return
	}
	s := &v.list[named]
	his, ok := v.ageOf(s.id)
	if age, known := v.ageIn(v.list[described].phrase); ok && (!known && v.list[described].aged || known && age != his) || !ok && strict && len(s.harms) > 0 && !s.labelled {
		return
	}
	for n := range v.in.EntityOf {
		if v.in.EntityOf[n] == s.id {
			v.join(n, described)
			return
		}
	}
}

// loneDescribed is the only one who is described as harmed, -1 where nobody is or
// several are: the clerk who was shot, before the victim is named.
func (v *cast) loneDescribed() int {
	lone := -1
	for i := range v.list {
		s := &v.list[i]
		if s.gone || s.id != "" || len(s.harms) == 0 {
			continue
		}
		head := extract.HeadOf(v.in, s.phrase)
		if head >= 0 && attackerNoun(v.in.Words[head].Lemma) {
			continue
		}
		if lone >= 0 || head < 0 || strings.Contains(v.in.Words[head].Feats, "Number=Plur") {
			return -1
		}
		lone = i
	}
	return lone
}

// ageOf is the age that stands beside a name of the entity: "Ana Ruiz, 34", "34-year-old Ana Ruiz".
func (v *cast) ageOf(id claim.EntityID) (int, bool) {
	for n := range v.in.EntityOf {
		if v.in.EntityOf[n] != id {
			continue
		}
		o := &v.in.Names[n]
		ns := v.in.Numbers
		for i := sort.Search(len(ns), func(i int) bool { return ns[i].Last >= o.First }); i < len(ns) && ns[i].First <= o.Last+3; i++ {
			if a := &ns[i]; a.Kind == nlp.Age && (a.Last == o.First || a.First >= o.Last) {
				return a.Count.Min, true
			}
		}
	}
	return 0, false
}

// ageIn is the age told in sp.
func (v *cast) ageIn(sp text.Span) (int, bool) {
	ns := v.in.Numbers
	for i := sort.Search(len(ns), func(i int) bool { return ns[i].Span.Start >= sp.Start }); i < len(ns) && ns[i].Span.Start < sp.End; i++ {
		if a := &ns[i]; a.Kind == nlp.Age && sp.Contains(a.Span) {
			return a.Count.Min, true
		}
	}
	return 0, false
}

// claim makes the value of one sufferer.
func (v *cast) claim(s *sufferer) {
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
