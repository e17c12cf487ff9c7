package coref

import (
	"slices"

	"dossier/internal/learn"
)

// class is what kind of thing a common noun denotes: the lexicographer's file
// of its most frequent sense in WordNet (3 for tops … 28 for time), and two
// classes of our own for the nouns of men and of women.
type class uint8

// The classes that rules ask for; the others only tell features apart.
const (
	noClass     class = 0
	animalClass class = 5
	groupClass  class = 14
	placeClass  class = 15
	personClass class = 18
	timeClass   class = 28
	manClass    class = 30 // "man", "brother", "king"
	womanClass  class = 31
)

// Tables tell the gender of given names and the class of common nouns, both by
// the key of the word.
type Tables struct {
	names   []uint32
	genders []int8 // male, female or both
	nouns   []uint32
	classes []int8
	senses  []uint32 // of each noun its most frequent sense
	above   []uint32 // of each sense the wider one, 0 for none; sense 0 is none
}

// Noun is what the tables tell of a common noun.
type Noun struct {
	Class int8
	Sense uint32
}

// NewTables sorts the lists into tables. Above is of each sense the wider one, 0
// for none.
func NewTables(genders map[uint32]int8, nouns map[uint32]Noun, above []uint32) *Tables {
	t := &Tables{above: above}
	for k := range genders {
		t.names = append(t.names, k)
	}
	slices.Sort(t.names)
	for _, k := range t.names {
		t.genders = append(t.genders, genders[k])
	}
	for k := range nouns {
		t.nouns = append(t.nouns, k)
	}
	slices.Sort(t.nouns)
	for _, k := range t.nouns {
		t.classes, t.senses = append(t.classes, nouns[k].Class), append(t.senses, nouns[k].Sense)
	}
	return t
}

// write adds the tables to a model file.
func (t *Tables) write(w *learn.Writer) {
	w.Uint32("names", t.names)
	w.Int8("genders", t.genders)
	w.Uint32("nouns", t.nouns)
	w.Int8("classes", t.classes)
	w.Uint32("senses", t.senses)
	w.Uint32("above", t.above)
}

// readTables reads the tables of a model file; cut-off columns count as empty.
func readTables(f *learn.File) *Tables {
	t := &Tables{names: f.Uint32("names"), genders: f.Int8("genders"), nouns: f.Uint32("nouns"), classes: f.Int8("classes"),
		senses: f.Uint32("senses"), above: f.Uint32("above")}
	if len(t.names) != len(t.genders) || len(t.nouns) != len(t.classes) || len(t.nouns) != len(t.senses) {
		return &Tables{}
	}
	return t
}

func (t *Tables) gender(key uint32) uint8 {
	if i, ok := slices.BinarySearch(t.names, key); ok {
		return uint8(t.genders[i])
	}
	return 0
}

func (t *Tables) noun(key uint32) Noun {
	if i, ok := slices.BinarySearch(t.nouns, key); ok {
		return Noun{t.classes[i], t.senses[i]}
	}
	return Noun{}
}

// highest bounds the climb from a sense.
const highest = 6

// climb is how many steps lie from sense a up to sense b, -1 when b is not above.
func (t *Tables) climb(a, b uint32) int {
	for n := 0; n <= highest && a != 0 && int(a) < len(t.above); n++ {
		if a == b {
			return n
		}
		a = t.above[a]
	}
	return -1
}

// kinship is how two senses lie to each other: 0 when one is not known, 1 for
// the same, 2 to 4 when b is wider by one, two or more steps, 5 to 7 when a is,
// 8 and 9 when they share the next wider or the one above that, 10 otherwise.
func (t *Tables) kinship(a, b uint32) uint32 {
	if a == 0 || b == 0 || int(a) >= len(t.above) || int(b) >= len(t.above) {
		return 0
	}
	if n := t.climb(a, b); n >= 0 {
		return 1 + uint32(min(n, 3))
	}
	if n := t.climb(b, a); n >= 0 {
		return 4 + uint32(min(n, 3))
	}
	up := t.above[a]
	if n := t.climb(b, up); up != 0 && n >= 0 && n <= 2 {
		return 8
	}
	if int(up) < len(t.above) && up != 0 {
		if n := t.climb(b, t.above[up]); n >= 0 && n <= 2 {
			return 9
		}
	}
	return 10
}

// NounClass is what kind of thing a common noun mostly denotes, as the
// lexicographer's files of WordNet number them: 3 for tops … 28 for time, 30 for
// men, 31 for women; 0 for a word unknown.
func NounClass(lemma string) uint8 { return uint8(embedded().Tables.noun(Key(lemma)).Class) }
