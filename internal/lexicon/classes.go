package lexicon

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// classes.txt is made out of WordNet 3.0 by "dossier-lab classes".
//
//go:embed classes.txt
var classesText string

// NounClasses says what a noun names. Bit i of a mask is class i of the list in
// lab/classes: person, group, weapon, …
type NounClasses struct {
	First uint64 // by its commonest sense
	More  uint64 // by its next two
}

var classLists = sync.OnceValue(func() (l struct {
	nouns map[string]NounClasses
	verbs map[string]uint8
}) {
	l.nouns, l.verbs = map[string]NounClasses{}, map[string]uint8{}
	for line := range strings.Lines(classesText) {
		f := strings.Fields(line)
		switch {
		case len(f) == 4 && f[0] == "n":
			first, _ := strconv.ParseUint(f[2], 16, 64)
			more, _ := strconv.ParseUint(f[3], 16, 64)
			l.nouns[f[1]] = NounClasses{first, more}
		case len(f) == 3 && f[0] == "v":
			n, _ := strconv.ParseUint(f[2], 10, 8)
			l.verbs[f[1]] = uint8(n)
		}
	}
	return l
})

// NounClass is what a noun names, by its lemma in small letters; nothing for one
// unknown.
func NounClass(lemma string) NounClasses { return classLists().nouns[lemma] }

// VerbClass is WordNet's kind of doing of a verb (its lexicographer file: 29
// body, 30 change, … 43 weather), by its lemma; 0 for one unknown.
func VerbClass(lemma string) uint8 { return classLists().verbs[lemma] }
