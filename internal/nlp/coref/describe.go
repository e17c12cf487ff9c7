package coref

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/nlp/tree"
)

// describe fills in what the features ask about m.
func (r *Reading) describe(m *mention) {
	w := &r.a.Words[m.head]
	m.headKey = r.lemma[m.head]
	m.inName = r.inside[m.head] && m.name < 0
	m.role = roleOf(w.Rel)
	if g := r.tree.Head(m.head); g >= 0 {
		m.governor = r.lemma[g]
	}
	r.children(m)
	switch {
	case w.UPOS == nlp.PRON || w.UPOS == nlp.DET || w.UPOS == nlp.NoPOS && m.name < 0:
		m.form = nlp.ByPronoun
		m.pro = r.pronoun(m.head)
		m.number, m.gender = m.pro.number, m.pro.gender
		m.nWords = 0
	case m.name >= 0 || w.UPOS == nlp.PROPN:
		m.form = nlp.ByName
		m.surname = r.lemma[r.lastOfName(m)]
		r.describeName(m)
	default:
		m.form = nlp.ByNoun
		r.describeNoun(m)
	}
	if m.form != nlp.ByPronoun {
		m.short = r.initials(m)
	}
	m.deed = r.deedOf(m)
	m.kind = r.kindOf(m)
	m.textKey = r.textOf(m.first, m.last)
	r.relate(m)
}

// pronoun is the pronoun at word i, the vague one for a word not listed.
func (r *Reading) pronoun(i int32) form {
	f := pronounForm(lower(r.a.WordText(int(i))))
	if f.kind == noPronoun {
		f = pronounForm(r.a.Words[i].Lemma)
	}
	if f.kind == noPronoun {
		f.kind = vague
	}
	if f.kind == that && strings.Contains(r.a.Words[i].Feats, "PronType=Rel") {
		f.kind = relative
	}
	return f
}

// lower is w in lower case, without allocation for one that is.
func lower(w string) string {
	for i := 0; i < len(w); i++ {
		if c := w[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return strings.ToLower(w)
		}
	}
	return w
}

// children reads determiner, preposition and modifiers off the words that hang
// on the head.
func (r *Reading) children(m *mention) {
	t := &r.tree
	for c := t.First[m.head]; c >= 0; c = t.Next[c] {
		switch t.Words[c].Rel {
		case nlp.Det:
			m.det = determinerOf(t.Words[c].Lemma, r.a.WordText(int(c)))
		case nlp.NmodPoss:
			m.det = possessed
			r.addWord(m, r.lemma[c])
		case nlp.Nummod:
			if m.det == bare {
				m.det = counted
			}
			r.addWord(m, r.lemma[c])
		case nlp.Case:
			if c < m.head && m.prep == 0 {
				m.prep = r.lemma[c]
			}
		case nlp.Nmod:
			m.postModified = true
			r.addWord(m, r.lemma[c])
		case nlp.Acl, nlp.AclRelcl:
			m.postModified = true
		case nlp.Amod, nlp.Compound, nlp.Flat, nlp.NmodDesc:
			r.addWord(m, r.lemma[c])
		}
	}
}

func (r *Reading) addWord(m *mention, key uint32) {
	if int(m.nWords) < len(m.words) {
		m.words[m.nWords] = key
		m.nWords++
	}
}

func determinerOf(lemma, word string) determiner {
	if lemma == "" {
		lemma = lower(word)
	}
	switch lemma {
	case "the":
		return definite
	case "a", "an":
		return indefinite
	case "this", "that", "these", "those":
		return pointed
	}
	return quantified
}

func roleOf(rel nlp.Rel) role {
	switch rel {
	case nlp.Nsubj, nlp.NsubjOuter:
		return subject
	case nlp.NsubjPass:
		return passiveSubject
	case nlp.Obj, nlp.Iobj:
		return object
	case nlp.Obl, nlp.OblUnmarked:
		return oblique
	case nlp.OblAgent:
		return agent
	case nlp.Nmod, nlp.NmodUnmarked, nlp.NmodDesc:
		return modifier
	case nlp.NmodPoss:
		return possessor
	case nlp.Appos:
		return apposition
	case nlp.Conj:
		return conjunct
	case nlp.Compound:
		return compound
	case nlp.Vocative:
		return vocative
	case nlp.Root:
		return top
	case nlp.Xcomp, nlp.Ccomp, nlp.Advcl, nlp.AclRelcl, nlp.Parataxis:
		return predicateRole
	}
	return otherRole
}

// numberOf is the number that the features tell.
func numberOf(feats string) uint8 {
	switch {
	case strings.Contains(feats, "Number=Sing"):
		return singular
	case strings.Contains(feats, "Number=Plur"), strings.Contains(feats, "Number=Ptan"):
		return plural
	}
	return 0
}

// describeName fills in what a name tells: number, gender.
func (r *Reading) describeName(m *mention) {
	m.number = numberOf(r.a.Words[m.head].Feats)
	if n := r.tables.noun(m.headKey); m.name < 0 && class(n.Class) == timeClass {
		m.class, m.gender = timeClass, neuter // "May", "Friday"
		return
	}
	if m.name >= 0 {
		n := &r.a.Names[m.name]
		m.nameThing = int32(n.Entity)
		if n.Kind != entity.Person {
			m.gender = neuter
			return
		}
	}
	m.gender = r.titleGender(m)
	if m.gender != 0 {
		return
	}
	g := r.tables.gender(r.forms[m.head])
	if m.last > m.first+1 {
		if f := r.tables.gender(r.forms[r.firstOfName(m)]); f != 0 {
			g = f
		}
	}
	if m.name >= 0 && g == 0 {
		g = male | female
	}
	m.gender = g
}

// firstOfName is the first word of m that is part of its name.
func (r *Reading) firstOfName(m *mention) int32 {
	if m.name < 0 {
		return m.first
	}
	i := m.first
	for i+1 < m.last && r.a.Words[i].Token < r.a.Names[m.name].First {
		i++
	}
	return i
}

// lastOfName is the last word of m that is part of its name.
func (r *Reading) lastOfName(m *mention) int32 {
	if m.name >= 0 {
		i := r.firstOfName(m)
		for i+1 < m.last && r.a.Words[i+1].Token < r.a.Names[m.name].Last {
			i++
		}
		return i
	}
	last := m.head
	for c, n := r.tree.First[m.head], 0; c >= 0 && n < tree.Widest; c, n = r.tree.Next[c], n+1 {
		if r.tree.Words[c].Rel == nlp.Flat {
			last = max(last, c)
		}
	}
	return last
}

// titleGender is the gender that a title among the modifiers of m tells.
func (r *Reading) titleGender(m *mention) uint8 {
	for _, k := range m.words[:m.nWords] {
		if g := honorific(k); g != 0 {
			return g
		}
	}
	return 0
}

var (
	menTitles   = []uint32{Key("mr."), Key("mr"), Key("sir"), Key("lord"), Key("king"), Key("prince"), Key("father"), Key("duke"), Key("baron"), Key("sheikh"), Key("ayatollah"), Key("imam")}
	womenTitles = []uint32{Key("mrs."), Key("mrs"), Key("ms."), Key("ms"), Key("miss"), Key("lady"), Key("queen"), Key("princess"), Key("sister"), Key("duchess"), Key("madame"), Key("dame")}
)

func honorific(k uint32) uint8 {
	for i := range menTitles {
		if menTitles[i] == k {
			return male
		}
	}
	for i := range womenTitles {
		if womenTitles[i] == k {
			return female
		}
	}
	return 0
}

// describeNoun fills in what a common noun tells: its class, number, gender.
func (r *Reading) describeNoun(m *mention) {
	m.number = numberOf(r.a.Words[m.head].Feats)
	n := r.tables.noun(m.headKey)
	m.class, m.sense = class(n.Class), n.Sense
	switch m.class {
	case personClass, manClass, womanClass:
		if m.sense != 0 {
			m.alias = aliasOf(m.sense)
		}
	}
	switch m.class {
	case manClass:
		m.gender = male
	case womanClass:
		m.gender = female
	case personClass:
		m.gender = male | female
	case noClass:
	case animalClass:
		m.gender = male | female | neuter
	default:
		m.gender = neuter
	}
}

// aliasOf is the key that nouns of one sense share.
func aliasOf(sense uint32) uint32 { return mix(sense, 13) }

// kindOf is the kind of thing m speaks of, as far as it tells.
func (r *Reading) kindOf(m *mention) entity.Kind {
	if m.name >= 0 {
		return r.a.Names[m.name].Kind
	}
	switch m.pro.kind {
	case first, firstPlural, second, he, she:
		return entity.Person
	}
	switch m.class {
	case personClass, manClass, womanClass:
		return entity.Person
	case groupClass:
		return entity.Organisation
	case placeClass:
		return entity.Place
	}
	return ""
}

// textOf is the key of the words [from, to) without a leading determiner, 0 when
// they are too many to be said twice.
func (r *Reading) textOf(from, to int32) uint32 {
	if to-from > textWords {
		return 0
	}
	if to-from > 1 && r.a.Words[from].UPOS == nlp.DET {
		from++
	}
	h := uint32(keyBasis)
	for i := from; i < to; i++ {
		h = mix(h, r.forms[i])
	}
	return h
}

// relate notes what m stands in apposition to or is said to be.
func (r *Reading) relate(m *mention) {
	t := &r.tree
	if r.a.Doc != nil && int(m.block) < len(r.a.Doc.Blocks) {
		if k := r.a.Doc.Blocks[m.block].Kind; k == doc.FieldLine || k == doc.Header {
			return // what stands behind a key is no other name of the key
		}
	}
	if t.Words[m.head].Rel == nlp.Appos {
		m.apposed = t.Head(m.head)
		return
	}
	if s := r.calledAs(m); s >= 0 {
		m.apposed, m.predicate = s, true
		return
	}
	if t.Child(m.head, nlp.Cop) >= 0 && m.form != nlp.ByPronoun && m.prep == 0 && !r.doubted(m.head) {
		if s := t.Subject(m.head); s >= 0 {
			m.apposed, m.predicate = s, true
		}
	}
}

// calledAs is the head of whom a verb of naming says that m is: "the victim was
// identified as Ana Ruiz", "the officer, named as Bo Holm,"; -1 for none.
func (r *Reading) calledAs(m *mention) int32 {
	t := &r.tree
	g := t.Head(m.head)
	if m.form != nlp.ByName || m.kind != entity.Person || g < 0 || m.prep != asKey || t.Words[m.head].Rel != nlp.Obl || r.doubted(g) {
		return -1
	}
	switch t.Words[g].Lemma {
	case "identify", "name", "recognise", "recognize", "know":
	default:
		return -1
	}
	s := t.Subject(g)
	switch w := &t.Words[g]; {
	case w.Rel == nlp.Acl:
		s = t.Head(g)
	case t.Child(g, nlp.Obj) >= 0:
		s = t.Child(g, nlp.Obj)
	case s >= 0 && t.Words[s].Rel == nlp.NsubjPass:
	case t.Child(g, nlp.Xcomp) >= 0 && s >= 0:
		s = t.Child(g, nlp.Xcomp)
	case g > 1 && t.Words[g-1].UPOS == nlp.PUNCT: // the tree hangs the participle elsewhere
		s = g - 2
	default:
		return -1
	}
	if s < 0 || t.Words[s].UPOS != nlp.NOUN || strings.Contains(t.Words[s].Feats, "Number=Plur") {
		return -1
	}
	return s
}

var asKey = Key("as")

// doubted reports whether the predicate i is denied or only thought of: "was not
// the gunman", "could be the gunman".
func (r *Reading) doubted(i int32) bool {
	t := &r.tree
	for c, n := t.First[i], 0; c >= 0 && n < tree.Widest; c, n = t.Next[c], n+1 {
		switch t.Words[c].Lemma {
		case "not", "never", "no", "longer", "hardly", "may", "might", "could", "would", "should", "can", "must":
			if r := t.Words[c].Rel; r == nlp.Advmod || r == nlp.Aux || r == nlp.Det {
				return true
			}
		}
	}
	return false
}

// identifies reports whether m is a predicate that tells who a person is: "X was
// the head of security". Annotators of the treebank link some of these and not
// others; that the two are one person is certain.
func (m *mention) identifies() bool {
	return m.predicate && m.kind == entity.Person && m.number != plural && (m.det == definite || m.det == possessed || m.form == nlp.ByName)
}

// initials is the key of what could be the acronym of m: the first letters of its
// capitalised words, or the letters of its only word, written in capitals. It is
// 0 for anything else.
func (r *Reading) initials(m *mention) uint32 {
	h, n, letters := uint32(keyBasis), 0, 0
	for i := m.first; i < m.last && i < m.first+textWords; i++ {
		w := r.a.WordText(int(i))
		if w == "" || w[0] < 'A' || w[0] > 'Z' {
			continue
		}
		n++
		for k := 0; k < len(w); k++ {
			if c := w[k]; 'A' <= c && c <= 'Z' && (k == 0 || m.last-m.first == 1) {
				h = (h ^ uint32(c+'a'-'A')) * keyPrime
				letters++
			} else if c != '.' && m.last-m.first == 1 {
				return 0
			}
		}
	}
	if letters < 2 {
		return 0
	}
	return h
}
