package ner

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// recent is how many earlier things a new mention is compared with.
const recent = 48

// thing is what one chain of mentions is about.
type thing struct {
	kind  entity.Kind
	words []string // of its fullest name, folded; sorted content words for organisations
	post  bool     // a mission named by its city alone ("Embassy Kabul")
}

// chains ties mentions together while the names are walked in order.
type chains struct {
	r      *reader
	things []thing
	kept   []candidate      // the mentions numbered so far
	exact  map[string]int   // kind and folded name → thing
	byWord map[string][]int // last word of a person, head word of an organisation → things
}

// chain numbers the mentions: those of one thing share a number. Bare mentions
// ("the Ministry") that point at nothing certain are dropped, and nationality
// words stand for nobody.
func (r *reader) chain() {
	c := &chains{r: r, exact: make(map[string]int, len(r.names)), byWord: make(map[string][]int, len(r.names))}
	c.kept = make([]candidate, 0, len(r.names))
	for i := range r.names {
		n := r.names[i]
		switch {
		case n.Adjective:
		case n.bare:
			if n.Entity = c.bare(&n); n.Entity < 0 {
				continue
			}
			n.Kind = c.things[n.Entity].kind
		case n.Kind == entity.Person:
			n.Entity = c.person(&n)
		case n.Kind == entity.Organisation || n.Kind == entity.Group:
			n.Entity = c.organisation(&n)
		default:
			n.Entity = c.place(&n)
		}
		c.kept = append(c.kept, n)
	}
	r.names = c.kept
}

func (c *chains) put(key string, t thing, index ...string) int {
	id := len(c.things)
	c.things = append(c.things, t)
	c.exact[key] = id
	for _, w := range index {
		c.byWord[w] = append(c.byWord[w], id)
	}
	return id
}

// latest is the things listed under w, the latest mentioned first.
func (c *chains) latest(w string) []int {
	l := c.byWord[w]
	return l[max(0, len(l)-recent):]
}

// person finds or makes the person mentioned by n.
func (c *chains) person(n *candidate) int {
	words := c.folded(n)
	key := "p " + strings.Join(words, " ")
	last := words[len(words)-1]
	if len(words) > 1 {
		if id, ok := c.exact[key]; ok {
			c.touch(last, id)
			return id
		}
	}
	l := c.latest(last)
	if len(l) == 0 && len(words) > 2 && c.r.words[n.First].given {
		l = c.latest(words[len(words)-2]) // "Tomás Vega", then "Tomás Vega Luna"
	}
	for k := len(l) - 1; k >= 0; k-- {
		t := &c.things[l[k]]
		if t.kind == entity.Person && samePerson(t.words, words) && (slices.Contains(t.words, last) || len(t.words) > 1 && t.words[0] == words[0]) {
			if len(words) > len(t.words) {
				t.words = words
				c.byWord[words[0]] = append(c.byWord[words[0]], l[k])
			}
			c.exact[key] = l[k]
			c.touch(last, l[k])
			return l[k]
		}
	}
	return c.put(key, thing{kind: entity.Person, words: words}, distinct(words)...)
}

// distinct is the first, last and last but one of words, each once: what a
// person may later be called by.
func distinct(words []string) []string {
	out := []string{words[len(words)-1]}
	for _, w := range []string{words[0], words[max(0, len(words)-2)]} {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// touch makes id the latest under w.
func (c *chains) touch(w string, id int) {
	l := c.byWord[w]
	if len(l) > 0 && l[len(l)-1] != id {
		c.byWord[w] = append(l, id)
	}
}

// samePerson reports whether two names can be one person's: one's words are all
// in the other, in order.
func samePerson(a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	k := 0
	for _, w := range a {
		if k < len(b) && (w == b[k] || len(b) > 1 && initialOf(w, b[k])) {
			k++
		}
	}
	return k == len(b)
}

// initialOf reports whether one of the words is the other's initial.
func initialOf(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) == 2 && a[1] == '.' && len(b) > 2 && a[0] == b[0]
}

// organisation finds or makes the organisation mentioned by n.
func (c *chains) organisation(n *candidate) int {
	words, head, post := c.content(n)
	key := "o " + strings.Join(words, " ")
	if id, ok := c.exact[key]; ok {
		return id
	}
	if id := c.byAcronym(n); id >= 0 {
		c.exact[key] = id
		return id
	}
	found := -1
	for _, id := range c.latest(head) {
		t := &c.things[id]
		if (t.kind == entity.Organisation || t.kind == entity.Group) && sameOrganisation(t, words, post) {
			if found >= 0 && found != id {
				found = -1
				break
			}
			found = id
		}
	}
	if found >= 0 {
		if len(words) > len(c.things[found].words) {
			c.things[found].words = words
		}
		c.exact[key] = found
		return found
	}
	if id := c.shortened(n, words); id >= 0 {
		c.exact[key] = id
		return id
	}
	last := "~" + fold(c.r.a.Tokens[n.Last-1].Lower)
	return c.put(key, thing{kind: n.Kind, words: words, post: post}, head, last)
}

// shortened is the one body whose name ends with the single word of n behind "the":
// "the Brotherhood" for the Muslim Brotherhood; -1 for none or several.
func (c *chains) shortened(n *candidate, words []string) int {
	if len(words) != 1 || n.Last != n.First+1 || n.First == 0 || c.r.a.Tokens[n.First-1].Lower != "the" || c.r.words[n.First].class&head0 != 0 && c.r.words[n.First].class&group == 0 {
		return -1
	}
	found := -1
	for _, id := range c.byWord["~"+words[0]] {
		if found >= 0 && found != id {
			return -1
		}
		found = id
	}
	return found
}

// lookBack is how many names back an acronym's long form is sought.
const lookBack = 400

// byAcronym is the organisation that the acronym n stands for, or that n spells
// out, -1 for none.
func (c *chains) byAcronym(n *candidate) int {
	if n.Last > n.First+1 || !c.r.acronym(n.First) {
		return c.bySpelling(n)
	}
	r := c.r
	short := r.a.Tokens[n.First].Lower
	for k := len(c.kept) - 1; k >= max(0, len(c.kept)-lookBack); k-- {
		p := &c.kept[k]
		if p.Last-p.First < 2 || p.Entity < 0 || p.Kind != entity.Organisation && p.Kind != entity.Group {
			continue
		}
		if p.Last == n.First-1 && bracket(r.a.Tokens[p.Last].Lower) && n.Last < len(r.a.Tokens) && closing(r.a.Tokens[n.Last].Lower) {
			return p.Entity // "People's Front of Exampleland (VPE)"
		}
		if r.abbreviates(short, p.First, p.Last) {
			return p.Entity
		}
	}
	return -1
}

// bySpelling is the organisation whose acronym stands before the bracket that
// holds n: "ABC (Alliance of …)".
func (c *chains) bySpelling(n *candidate) int {
	r, p := c.r, n.First-2
	if p < 0 || !bracket(r.a.Tokens[p+1].Lower) || !r.acronym(p) {
		return -1
	}
	first := fold(r.a.Tokens[n.First].Lower)
	if short := r.a.Tokens[p].Lower; r.abbreviates(short, n.First, n.Last) || short[0] == first[0] && len(short) > 2 {
		if id, ok := c.exact["o "+short]; ok {
			return id
		}
	}
	return -1
}

func bracket(w string) bool { return w == "(" || w == "[" }
func closing(w string) bool { return w == ")" || w == "]" }

// content is the words of an organisation's name that tell it from others,
// sorted, with states and nationalities as "@CC" and the place it sits in as
// "in@CC"; and its head word.
func (c *chains) content(n *candidate) (words []string, headWord string, post bool) {
	r := c.r
	head := ""
	for k := n.First; k < n.Last; k++ {
		w, h := r.a.Tokens[k].Lower, r.words[k].hit
		mission := head == "embassy" || head == "consulate" || head == "consulate-general" || head == "mission"
		switch {
		case h.country != "" && mission && n.First < k && (r.a.Tokens[k-1].Lower == "in" || h.kind == entity.Place):
			words = append(words, "in@"+h.country)
			post = post || r.a.Tokens[k-1].Lower != "in"
		case h.country != "" && (h.kind == entity.State || h.adjective):
			words = append(words, "@"+h.country)
		case r.smallWord(w) || r.a.Tokens[k].Shape == nlp.Punct || w == "affairs" || w == "general":
			continue
		default:
			words = append(words, fold(w))
			if classes[w]&(head0) != 0 || head == "" {
				head = w
			}
			continue
		}
		k += max(0, h.n-1)
	}
	if len(words) == 0 {
		words = c.folded(n)
	}
	slices.Sort(words)
	return slices.Compact(words), head, post
}

// head0 is the classes of an organisation's head word.
const head0 = head | group | lowHead

// sameOrganisation reports whether the name with these content words can stand
// for t: they differ at most in the state or place that only one of them tells.
func sameOrganisation(t *thing, words []string, post bool) bool {
	a, b := t.words, words // the fuller and the shorter
	shortPost := post
	if len(a) < len(b) {
		a, b, shortPost = b, a, t.post
	}
	k := 0
	for _, w := range a {
		if k < len(b) && b[k] == w {
			k++
			continue
		}
		owner := strings.HasPrefix(w, "@")
		if !owner && !strings.HasPrefix(w, "in@") {
			return false
		}
		if owner && shortPost && w != "@US" {
			return false // "Embassy Rome" is an American post
		}
	}
	return k == len(b)
}

// bare is the only organisation so far with the head word n, -1 for none or
// several.
func (c *chains) bare(n *candidate) int {
	found := -1
	for _, id := range c.byWord[c.r.a.Tokens[n.First].Lower] {
		if found >= 0 && found != id {
			return -1
		}
		found = id
	}
	return found
}

// place finds or makes the state, place or facility mentioned by n.
func (c *chains) place(n *candidate) int {
	key := "l " + string(n.Kind) + " "
	if n.Kind == entity.State && n.Country != "" {
		key += n.Country
	} else {
		key += strings.Join(c.folded(n), " ")
	}
	if id, ok := c.exact[key]; ok {
		return id
	}
	return c.put(key, thing{kind: n.Kind})
}

// folded is the words of n in lower case without accents.
func (c *chains) folded(n *candidate) []string {
	words := make([]string, 0, n.Last-n.First)
	for k := n.First; k < n.Last; k++ {
		if w := fold(c.r.a.Tokens[k].Lower); w != "the" || k > n.First {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		words = append(words, c.r.a.Tokens[n.First].Lower)
	}
	return words
}

// fold is w without accents and without the period of an initial's end.
func fold(w string) string {
	ascii := true
	for i := 0; i < len(w); i++ {
		ascii = ascii && w[i] < 0x80
	}
	if ascii {
		return w
	}
	var b strings.Builder
	for _, c := range norm.NFD.String(w) {
		switch {
		case unicode.Is(unicode.Mn, c):
		case c == 'ł':
			b.WriteByte('l')
		case c == 'ø':
			b.WriteByte('o')
		case c == 'đ':
			b.WriteByte('d')
		case c == 'ı':
			b.WriteByte('i')
		case c == 'ß':
			b.WriteString("ss")
		case c == '’':
			b.WriteByte('\'')
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
