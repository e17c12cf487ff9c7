package gazetteer

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/lexicon"
)

// The bounds below are choices of this project, made to keep noise out; the
// coverage test of the lexicon shows what they cost.
const (
	maxRefs     = 8       // candidates kept for one name
	maxKey      = 64      // bytes of a folded name
	altPeople   = 20_000  // from here on a town is known by its other names too
	wordPeople  = 80_000  // the least people (weighted) of a town whose name is an ordinary word
	oftenPeople = 200_000 // the same, when the word is met often
	often       = 60      // times in the treebanks: a word met often
	namePeople  = 150_000 // the least people (weighted) of a town whose name is a personal name
	weakPeople  = 15_000  // below, a one-word name is marked
	listPeople  = 50_000  // the least people of a town whose name is several ordinary words
	stateOthers = 100_000 // the least people of a town kept beside a state of the same name
)

// A reference names what a key stands for: the number of a place, or a state,
// people or union; the lexicon's reader has the same numbers.
const (
	refState   = 0x800000
	refDemonym = 0x900000
	refUnion   = 0xA00000
	refKind    = 0xF00000
)

// The flags of a key; the low four bits are the number of references.
const (
	weakName = 0x10
	capsOnly = 0x20
)

// sense is one meaning of a key with its weight.
type sense struct {
	ref    int
	weight float64
	people int
	own    bool // from the project's own lists
}

// key is a folded name with its meanings, best first.
type key struct {
	text   string
	senses []sense
	flags  byte
}

// keys gathers the names of everything.
func (s *source) keys(regions []region) []key {
	b := book{source: s, of: map[string][]sense{}, caps: map[string]bool{}}
	for i, t := range s.towns {
		b.addTown(i, t)
	}
	for i, r := range regions {
		for j, n := range r.names {
			b.add(n, sense{ref: len(s.towns) + i, weight: b.regionWeight(r, j), people: r.people, own: r.own})
		}
	}
	b.addStates(s.peopleByCountry())
	return b.finish()
}

type book struct {
	*source
	of   map[string][]sense
	caps map[string]bool // keys that count only in capitals
}

// add gives a name a meaning, keeping the heaviest weight of one reference.
func (b *book) add(name string, se sense) {
	k := lexicon.Fold(name)
	if k == "" || len(k) > maxKey {
		return
	}
	for _, form := range forms(k) {
		list := b.of[form]
		i := slices.IndexFunc(list, func(o sense) bool { return o.ref == se.ref })
		if i < 0 {
			b.of[form] = append(list, se)
		} else if list[i].weight < se.weight {
			list[i] = se
		}
	}
}

// forms are a folded name and what English writers shorten it to.
func forms(k string) []string {
	list := []string{k}
	for _, f := range []struct{ long, short string }{{"saint ", "st "}, {"sainte ", "ste "}, {"mount ", "mt "}, {"fort ", "ft "}} {
		if rest, ok := strings.CutPrefix(k, f.long); ok {
			list = append(list, f.short+rest)
		}
	}
	return list
}

// townWeight is the people of a town, counted more for a capital and less for a
// part of a city.
func townWeight(t town) float64 {
	w := float64(max(t.population, 200))
	switch t.feature {
	case "P.PPLC":
		return 4 * w
	case "P.PPLA":
		return 2 * w
	case "P.PPLX":
		return w / 2
	}
	return w
}

// regionWeight counts a region less than a city of as many people, since the
// city is what a bare name means; own lists come first among regions.
func (b *book) regionWeight(r region, name int) float64 {
	w := float64(max(r.people, 200)) / 4
	if r.own {
		w += 300_000
	}
	if name > 0 && !r.own {
		w *= 0.9
	}
	return w
}

func (b *book) addTown(i int, t town) {
	se := sense{ref: i, weight: townWeight(t), people: t.population}
	b.add(t.name, se)
	b.add(t.ascii, se)
	if head, _, ok := strings.Cut(t.name, ","); ok {
		b.add(head, se)
	}
	if rest, ok := strings.CutPrefix(t.name, "The "); ok && t.population >= altPeople {
		b.add(rest, se)
	}
	if t.population < altPeople && t.feature != "P.PPLC" && t.feature != "P.PPLA" {
		return
	}
	se.weight *= 0.3
	for _, a := range t.alt {
		if b.wantAlt(a) {
			b.add(a, se)
		}
	}
}

// wantAlt tells whether another name of a town is one that English text may
// use: in Latin letters, with a capital, no code, no ordinary word or personal
// name.
func (b *book) wantAlt(a string) bool {
	first, _ := utf8.DecodeRuneInString(a)
	k := lexicon.Fold(a)
	if !unicode.IsUpper(first) || len(k) < 4 || len(a) > 40 || !latinOnly(k) {
		return false
	}
	if a == strings.ToUpper(a) || strings.Contains(k, ",") && !strings.HasSuffix(k, ", dc") {
		return false
	}
	return b.words[k] == 0 && !b.isName[k] && !b.noun[k]
}

// latinOnly reports whether a folded name is plain letters and spaces.
func latinOnly(k string) bool {
	return strings.IndexFunc(k, func(r rune) bool { return (r < 'a' || r > 'z') && r != ' ' && r != ',' }) < 0
}

func (s *source) peopleByCountry() map[string]int {
	people := map[string]int{}
	for _, t := range s.towns {
		people[t.country] += t.population
	}
	return people
}

// stateWeight puts states before everything else of the same name.
const stateWeight = 1e12

func (b *book) addStates(people map[string]int) {
	for _, c := range lexicon.Countries() {
		ref := int(c.Code[0])<<8 | int(c.Code[1])
		for _, n := range c.Names {
			b.addOwn(n, sense{ref: refState | ref, weight: stateWeight + float64(people[c.Code])})
		}
		for _, n := range c.Demonyms {
			b.addOwn(n, sense{ref: refDemonym | ref, weight: stateWeight/2 + float64(people[c.Code])})
		}
	}
	for _, p := range lexicon.Peoples() {
		ref := 0
		if p.Country != "" {
			ref = int(p.Country[0])<<8 | int(p.Country[1])
		}
		for _, n := range p.Names {
			b.addOwn(n, sense{ref: refDemonym | ref, weight: stateWeight / 2})
		}
	}
	for i, u := range lexicon.Unions() {
		for _, n := range u {
			b.addOwn(n, sense{ref: refUnion | i, weight: stateWeight})
		}
	}
}

// addOwn adds a name of the project's own lists; a short one in capitals counts
// only in capitals.
func (b *book) addOwn(name string, se sense) {
	se.own = true
	b.add(name, se)
	if k := lexicon.Fold(name); name == strings.ToUpper(name) && len(k) <= 6 {
		b.caps[k] = true
	}
}

// finish orders the meanings, drops noise and sorts the keys.
func (b *book) finish() []key {
	var keys []key
	for _, text := range slices.Sorted(maps.Keys(b.of)) {
		k := key{text: text, senses: b.of[text]}
		slices.SortFunc(k.senses, func(x, y sense) int {
			return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.ref, y.ref))
		})
		if !b.settle(&k) {
			continue
		}
		if b.caps[text] {
			k.flags |= capsOnly
			k.senses = slices.DeleteFunc(k.senses, func(s sense) bool { return !s.own })
		}
		k.senses = k.senses[:min(len(k.senses), maxRefs)]
		keys = append(keys, k)
	}
	return keys
}

// settle decides whether a name is kept, and whether it is marked as weak.
func (b *book) settle(k *key) bool {
	best := k.senses[0]
	if best.ref >= refState {
		k.senses = slices.DeleteFunc(k.senses, func(s sense) bool { return s.ref < refState && !s.own && s.people < stateOthers })
		if best.ref&refKind == refDemonym && b.words[k.text] >= 2 && k.text != "polish" {
			k.flags |= weakName
		}
		return true
	}
	if best.own {
		return true
	}
	if strings.Contains(k.text, " ") {
		return b.settlePhrase(best, k.text)
	}
	n := b.words[k.text]
	switch {
	case len(k.text) < 2 || b.function[k.text] || stop[k.text]:
		return false
	case n > 0 || b.noun[k.text]:
		k.flags |= weakName
		if n < 2 && best.people >= 1_000_000 {
			k.flags = 0
		}
		if n >= often {
			return best.weight >= oftenPeople
		}
		return best.weight >= wordPeople
	case b.isName[k.text]:
		if best.people < 2_000_000 {
			k.flags |= weakName
		}
		return best.weight >= namePeople
	case best.weight < weakPeople:
		k.flags |= weakName
	}
	return true
}

// settlePhrase keeps a name of several words unless all are ordinary words or
// personal names and the town is small.
func (b *book) settlePhrase(best sense, text string) bool {
	for w := range strings.FieldsSeq(text) {
		if b.words[w] == 0 && !b.noun[w] && !b.isName[w] {
			return true
		}
	}
	return best.people >= listPeople
}

// stop are words with a capital of their own that are no places in news text:
// days, months, prayers and titles.
var stop = set("january february march april may june july august september october november december monday tuesday" +
	" wednesday thursday friday saturday sunday islam allah god christ christian muslim islamic jesus bible quran koran" +
	" mr mrs ms dr sir san santa saint st el la los las al de del da do van von bin ben abu")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
