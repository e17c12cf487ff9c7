// Package part finds who and what plays which part in violence: the people and
// groups who did it, what and whom it was done to, and with what. Each noun
// phrase and name of a text is weighed by trees learnt from reports with filled
// templates, and by nets that also know the words of the lists of acts and kinds. No
// other word is seen, only classes: of the noun, of the doing it hangs
// on and how, of what stands around it, and of what else the text says of the same
// thing.
package part

import (
	"sort"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Mention is a noun phrase or name that may play a part.
type Mention struct {
	Head     int // its head word
	Name     int // index into Names of the name at its head, -1 when none
	Inner    int // index into Inner, and behind them into the known armed groups; -1 when none
	Chain    int // index into Chains, -1 when alone
	Sentence int
	Thing    int // mentions of one thing share a number
	kind     Kind
	links    []link
}

// Reading is one text as the trees see it.
type Reading struct {
	A        *nlp.Analysis
	Mentions []Mention
	Things   int
	t        *tree
	pronouns map[int][]link // by chain: the ties of its pronouns
	chainOf  map[int]int    // by head word
	nameOf   []int          // by word: the name that covers it, -1 for none
	sentOf   []int          // by word
	sents    []sentence
	doc      []feature         // what the whole text says
	things   [][]int           // mentions by thing
	extra    []nlp.Name        // armed groups known by name that the names leave out
	at       map[int][]place   // the mentions that hang on a doing
	called   map[string]*calls // by words in lower case; nil until asked for
}

// Read finds the mentions of an analysis and what is around them.
func Read(a *nlp.Analysis) *Reading {
	r := &Reading{A: a, t: grow(a), chainOf: map[int]int{}, pronouns: map[int][]link{}}
	r.index()
	for si := range a.Sentences {
		if k := a.Doc.Blocks[a.Sentences[si].Block].Kind; k != doc.Header && k != doc.FieldLine {
			r.mentions(si)
		}
	}
	r.inner()
	r.groups()
	r.group()
	r.survey()
	return r
}

// index notes which name and chain each word is in.
func (r *Reading) index() {
	a := r.A
	r.nameOf, r.sentOf = make([]int, len(a.Words)), make([]int, len(a.Words))
	for si, s := range a.Sentences {
		for w := s.FirstWord; w < s.LastWord; w++ {
			r.sentOf[w], r.nameOf[w] = si, -1
		}
	}
	for ni := range a.Names {
		for w := r.wordAt(a.Names[ni].Span.Start); w < len(a.Words) && a.Words[w].Span.Start < a.Names[ni].Span.End; w++ {
			r.nameOf[w] = ni
		}
	}
	for ci := range a.Chains {
		for _, m := range a.Chains[ci].Mentions {
			r.chainOf[m.Head] = ci
			if m.Form == nlp.ByPronoun {
				r.pronouns[ci] = append(r.pronouns[ci], r.t.links(m.Head)...)
			}
		}
	}
}

// wordAt is the first word that does not end before a byte.
func (r *Reading) wordAt(at int) int {
	return sort.Search(len(r.A.Words), func(i int) bool { return r.A.Words[i].Span.End > at })
}

// mentions adds the mentions of a sentence: the heads of noun phrases, and names
// that describe another noun.
func (r *Reading) mentions(si int) {
	s := r.A.Sentences[si]
	for w := s.FirstWord; w < s.LastWord; w++ {
		if !r.heads(w) {
			continue
		}
		m := Mention{Head: w, Name: r.nameOf[w], Inner: -1, Chain: -1, Sentence: si}
		if c, ok := r.chainOf[w]; ok {
			m.Chain = c
		}
		r.add(m)
	}
}

func (r *Reading) add(m Mention) {
	m.kind, m.links = r.kindOf(m.Head), r.t.links(m.Head)
	r.Mentions = append(r.Mentions, m)
}

// heads reports whether w heads a mention.
func (r *Reading) heads(w int) bool {
	x := &r.A.Words[w]
	switch x.UPOS {
	case nlp.NOUN, nlp.PROPN:
	case nlp.ADJ, nlp.NUM:
		// "three wounded", "the dead"
		switch x.Rel {
		case nlp.Nsubj, nlp.NsubjPass, nlp.Obj, nlp.Conj:
			return kinds[r.t.lower[w]] != NoKind
		}
		return false
	default:
		return false
	}
	inName := r.nameOf[w] >= 0
	switch x.Rel {
	case nlp.Flat, nlp.Fixed, nlp.Goeswith:
		return inName && x.Head >= 0 && r.nameOf[x.Head] != r.nameOf[w]
	case nlp.Compound, nlp.Amod, nlp.Nummod, nlp.NmodUnmarked:
		if r.arms(w) && x.Head >= 0 && !r.arms(x.Head) {
			return true // "dynamite attack", "mortar fire"
		}
		return inName && x.Head >= 0 && r.nameOf[x.Head] != r.nameOf[w] && !r.A.Names[r.nameOf[w]].Adjective
	}
	// Within one name only its own head counts.
	return !inName || x.Head < 0 || r.nameOf[x.Head] != r.nameOf[w]
}

// arms reports whether a noun names a weapon.
func (r *Reading) arms(w int) bool {
	k := kinds[r.t.lower[w]]
	return k >= Gun && k <= Arms
}

// inner adds the organisations and persons named within other names.
func (r *Reading) inner() {
	for i := range r.A.Inner {
		n := &r.A.Inner[i]
		if n.Kind != entity.Organisation && n.Kind != entity.Group && n.Kind != entity.Person {
			continue
		}
		w := r.wordAt(n.Span.Start)
		for w+1 < len(r.A.Words) && r.A.Words[w+1].Span.End <= n.Span.End {
			w++
		}
		if w < len(r.A.Words) && r.nameOf[w] >= 0 {
			r.add(Mention{Head: w, Name: -1, Inner: i, Chain: -1, Sentence: r.sentOf[w]})
		}
	}
}

// longestGroup is the most words of a known armed group's name that are looked at.
const longestGroup = 7

// groups finds known armed groups that the names have not: "Shining Path" read as a
// verb and its object.
func (r *Reading) groups() {
	at := map[int]int{}
	for i := range r.Mentions {
		at[r.Mentions[i].Head] = i
	}
	for si := range r.A.Sentences {
		s := &r.A.Sentences[si]
		for w := s.FirstWord; w < s.LastWord; w++ {
			n := r.groupAt(w, min(s.LastWord, w+longestGroup))
			if n == 0 {
				continue
			}
			sp := text.Span{Start: r.A.Words[w].Span.Start, End: r.A.Words[w+n-1].Span.End}
			if k := r.nameOf[w]; k < 0 || r.A.Names[k].Span.End < sp.End {
				r.knownAt(si, w, n, sp, at)
			}
			w += n - 1
		}
	}
}

// groupAt is the number of words of the longest name of an armed group that starts
// at word w; a name of one word must be tagged as one.
func (r *Reading) groupAt(w, limit int) int {
	if r.A.Words[w].UPOS == nlp.PUNCT || !lexicon.StartsArmedGroup(strings.ToLower(r.A.WordText(w))) {
		return 0
	}
	for n := limit - w; n > 0; n-- {
		if n == 1 && r.A.Words[w].UPOS != nlp.PROPN {
			break
		}
		s := strings.ToLower(r.A.Text(text.Span{Start: r.A.Words[w].Span.Start, End: r.A.Words[w+n-1].Span.End}))
		if lexicon.IsArmedGroup(strings.Join(strings.Fields(s), " ")) {
			return n
		}
	}
	return 0
}

// knownAt makes a mention of a known armed group, or of the mention within it.
func (r *Reading) knownAt(si, w, n int, sp text.Span, at map[int]int) {
	r.extra = append(r.extra, nlp.Name{Span: sp, Kind: entity.Group})
	id := len(r.A.Inner) + len(r.extra) - 1
	for k := w + n - 1; k >= w; k-- {
		if i, ok := at[k]; ok && r.Mentions[i].Name < 0 {
			r.Mentions[i].Inner = id
			return
		}
	}
	r.add(Mention{Head: w + n - 1, Name: -1, Inner: id, Chain: -1, Sentence: si})
}

// kindOf is the kind of a noun, by its lemma.
func (r *Reading) kindOf(w int) Kind {
	l := r.t.lower[w]
	if k := kinds[l]; k != NoKind {
		return k
	}
	if i := strings.LastIndexByte(l, '-'); i > 0 {
		return kinds[l[i+1:]]
	}
	if k := kinds[strings.TrimSuffix(l, "s")]; k != NoKind {
		return k
	}
	return NoKind
}

// Form is how much of a phrase a variant takes.
type Form uint8

// The forms.
const (
	FormName     Form = iota // the name
	FormBare                 // a person's name without titles
	FormTitled               // the name with the office before it
	FormHead                 // the head alone
	FormCompound             // with nouns before it
	FormTrimmed              // without "other", "second", "presumed"
	FormUnnamed              // without names that describe it
	FormModified             // with nouns and adjectives before it
	FormCounted              // with its number as well
	FormOf                   // with what follows "of"
	FormFull                 // with all that follows
	FormCountedFull
	formCount
)

// Variant is one way to cite a mention.
type Variant struct {
	Form Form
	Span text.Span
}

// ways gathers the ways to cite a mention, each once.
type ways []Variant

func (w *ways) put(f Form, sp text.Span) {
	for _, v := range *w {
		if v.Span == sp {
			return
		}
	}
	*w = append(*w, Variant{f, sp})
}

// span is the words [first, last].
func (r *Reading) span(first, last int) text.Span {
	return text.Span{Start: r.A.Words[first].Span.Start, End: r.A.Words[last].Span.End}
}

// Variants are the ways to cite a mention, each once.
func (r *Reading) Variants(m *Mention) []Variant {
	var out ways
	if m.Inner >= 0 {
		out.put(FormName, r.name(m).Span)
		return out
	}
	if m.Name >= 0 {
		n := &r.A.Names[m.Name]
		out.put(FormName, n.Span)
		if bare := r.bare(n); bare != n.Span {
			out.put(FormBare, bare)
		}
		if !n.Position.IsZero() && n.Position.Start < n.Span.Start && n.Span.Start-n.Position.End <= 2 {
			out.put(FormTitled, text.Span{Start: n.Position.Start, End: n.Span.End})
		}
	}
	w := m.Head
	end := w
	for c := r.t.first[w]; c >= 0; c = r.t.next[c] {
		if r.A.Words[c].Rel == nlp.Flat && int(c) == end+1 {
			end = int(c)
		}
	}
	comp, mod, num := r.before(m)
	out.put(FormModified, r.span(mod, end))
	r.shorter(&out, mod, w, end)
	out.put(FormCompound, r.span(comp, end))
	out.put(FormHead, r.span(w, end))
	out.put(FormCounted, r.span(num, end))
	if of := r.follows(w, true); of > end {
		out.put(FormOf, r.span(mod, of))
	}
	if full := r.follows(w, false); full > end {
		out.put(FormFull, r.span(mod, full))
		out.put(FormCountedFull, r.span(num, full))
	}
	return out
}

// before are the first words of the nouns before a head, of the nouns and
// adjectives, and of those and the number.
func (r *Reading) before(m *Mention) (comp, mod, num int) {
	w := m.Head
	comp, mod, num = w, w, w
	for i := w - 1; i >= 0 && r.sentOf[i] == m.Sentence; i-- {
		x := &r.A.Words[i]
		joined := r.A.Words[i].Token == r.A.Words[i+1].Token // "high-voltage", "4-wheel"
		if !joined && !r.leads(i, w) {
			break
		}
		if num = i; !joined && (x.Rel == nlp.Nummod || x.UPOS == nlp.NUM) {
			continue
		}
		if comp == i+1 && (joined || x.UPOS == nlp.NOUN || x.UPOS == nlp.PROPN || x.Rel == nlp.Compound) {
			comp = i
		}
		if mod == i+1 {
			mod = i
		}
	}
	for _, p := range []*int{&mod, &comp, &num} {
		for *p < w && r.A.Words[*p].UPOS == nlp.PUNCT {
			*p++
		}
	}
	return comp, mod, num
}

// shorter puts the ways that leave out some of the words [mod, w) before a head.
func (r *Reading) shorter(out *ways, mod, w, end int) {
	if k := r.trimmed(mod, w); k > mod {
		out.put(FormTrimmed, r.span(k, end))
		if l := r.unnamed(k, w); l > k {
			out.put(FormUnnamed, r.span(l, end))
		}
	} else if l := r.unnamed(mod, w); l > mod {
		out.put(FormUnnamed, r.span(l, end))
	}
	if k := mod; r.A.Words[w].UPOS == nlp.PROPN {
		for k < w && kinds[r.t.lower[k]] >= Rebel && kinds[r.t.lower[k]] <= Member {
			k++
		}
		out.put(FormBare, r.span(k, end))
	}
}

// leads reports whether word i stands before noun w and describes it.
func (r *Reading) leads(i, w int) bool {
	x := &r.A.Words[i]
	top := i
	for top != w && r.A.Words[top].Head > i && r.A.Words[top].Head <= w {
		top = r.A.Words[top].Head
	}
	if top != w || x.UPOS == nlp.PRON || x.UPOS == nlp.PUNCT && r.A.WordText(i) == "," {
		return false
	}
	switch x.Rel {
	case nlp.Det, nlp.NmodPoss, nlp.Case, nlp.Cc:
		return false
	}
	return true
}

// trimmed is the first word from i on that tells more of w than which one or how
// sure it is.
func (r *Reading) trimmed(i, w int) int {
	for i < w {
		switch r.t.lower[i] {
		case "other", "another", "first", "second", "third", "same", "several", "various", "some", "more", "new", "such", "many", "numerous",
			"presumed", "alleged", "suspected", "powerful", "strong", "different", "additional", "certain", "few", "local", "so-called", "latter", "former":
			i++
			continue
		}
		if n := r.nameOf[i]; n >= 0 && r.A.Names[n].Adjective || r.A.Words[i].UPOS == nlp.PUNCT {
			i++
			continue
		}
		break
	}
	return i
}

// unnamed is the first word from i on that is part of no name.
func (r *Reading) unnamed(i, w int) int {
	for i < w && (r.nameOf[i] >= 0 || r.A.Words[i].UPOS == nlp.PUNCT || r.A.Words[i].UPOS == nlp.PROPN) {
		i++
	}
	return i
}

// bare is a name without the titles and nouns for people that it begins with.
func (r *Reading) bare(n *nlp.Name) text.Span {
	sp := n.Span
	for w := r.wordAt(sp.Start); w+1 < len(r.A.Words) && r.A.Words[w+1].Span.End <= sp.End; w++ {
		l := strings.ToLower(r.A.WordText(w))
		if k := kinds[r.t.lower[w]]; (k < Rebel || k > Member) && !lexicon.IsTitle(strings.TrimSuffix(l, ".")) && l != "." {
			break
		}
		sp.Start = r.A.Words[w+1].Span.Start
	}
	return sp
}

// follows is the last word of what follows w and belongs to it: only what stands
// behind "of", or everything that describes it.
func (r *Reading) follows(w int, of bool) int {
	end := w
	for c := r.t.first[w]; c >= 0; c = r.t.next[c] {
		if int(c) < w {
			continue
		}
		switch x := &r.A.Words[c]; x.Rel {
		case nlp.Nmod:
			if of && r.t.preposition(int(c)) != Of {
				return end
			}
		case nlp.Acl, nlp.AclRelcl:
			if of {
				return end
			}
		default:
			continue
		}
		first, last := r.extent(int(c), 0)
		if first > end+2 && end != w || r.A.WordText(first) == "," {
			return end
		}
		end = max(end, last)
	}
	return end
}

// extent is the first and last word that hang on w.
func (r *Reading) extent(w, depth int) (first, last int) {
	first, last = w, w
	if depth > 40 {
		return first, last
	}
	for c := r.t.first[w]; c >= 0; c = r.t.next[c] {
		if r.A.Words[c].Rel == nlp.PunctRel && int(c) > w {
			continue
		}
		f, l := r.extent(int(c), depth+1)
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// Text is the words of a variant on one line.
func (r *Reading) Text(v Variant) string { return strings.Join(strings.Fields(r.A.Text(v.Span)), " ") }
