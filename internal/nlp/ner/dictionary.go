package ner

import (
	"fmt"
	"slices"

	"dossier/internal/learn"
)

// Sort is what a dictionary says that a phrase names: a set of flags, since
// "Washington" names several things.
type Sort uint8

// The sorts of phrase.
const (
	SortPerson       Sort = 1 << iota
	SortOrganisation      // a company, body, outlet
	SortGroup             // an armed or political group
	SortPlace
	SortOther  // an event, a work, a thing with a name
	SortRole   // a common noun for a person: "gunsmith"
	SortGroups // a common noun for a body of people: "brigade"
	longer     // only the beginning of longer phrases, or that too
)

// Dictionary knows phrases by the hashes of their words, whatever their case.
type Dictionary struct {
	keys  []uint32
	sorts []int8
}

// longestPhrase is the most words of a phrase of the dictionary.
const longestPhrase = 6

// phraseHash goes on from the hash of a phrase with one more word.
func phraseHash(h, word uint32) uint32 {
	h = (h ^ word) * 0x9E3779B1
	h ^= h >> 15
	if h == 0 {
		h = 1
	}
	return h
}

// Entries is a dictionary in the making.
type Entries struct{ sorts map[uint32]Sort }

// Add puts a phrase in, given as tokens in lower case.
func (e *Entries) Add(words []string, s Sort) {
	if len(words) == 0 || len(words) > longestPhrase {
		return
	}
	if e.sorts == nil {
		e.sorts = map[uint32]Sort{}
	}
	h := uint32(0)
	for i, w := range words {
		h = phraseHash(h, hashWord(w))
		if i+1 < len(words) {
			e.sorts[h] |= longer
		}
	}
	e.sorts[h] |= s
}

// Write adds the dictionary to a model file.
func (e *Entries) Write(w *learn.Writer) {
	keys := table(e.sorts)
	sorts := make([]int8, len(keys))
	for i, h := range keys {
		if h != 0 {
			sorts[i] = int8(e.sorts[h])
		}
	}
	w.Uint32("dictionary.keys", keys)
	w.Int8("dictionary.sorts", sorts)
}

// OpenDictionary reads the dictionary of a model file.
func OpenDictionary(f *learn.File) (*Dictionary, error) {
	d := &Dictionary{keys: f.Uint32("dictionary.keys"), sorts: f.Int8("dictionary.sorts")}
	if len(d.keys) == 0 || len(d.keys) != len(d.sorts) || !slices.Contains(d.keys, 0) {
		return nil, fmt.Errorf("dictionary of names: %d keys, %d sorts", len(d.keys), len(d.sorts))
	}
	return d, nil
}

// find is what the dictionary says of a phrase, 0 for one it does not hold.
func (d *Dictionary) find(h uint32) Sort { return Sort(d.sorts[slot(d.keys, h)]) }

// mark tells each sight between first and last which phrase of the dictionary
// covers it: the longest from the left.
func (d *Dictionary) mark(sights []sight) {
	for i := 0; i < len(sights); {
		h, n, found := uint32(0), 0, Sort(0)
		for k := i; k < len(sights) && k < i+longestPhrase; k++ {
			h = phraseHash(h, sights[k].word)
			s := d.find(h)
			if s&^longer != 0 {
				n, found = k+1-i, s&^longer
			}
			if s&longer == 0 {
				break
			}
		}
		for k := i; k < i+n; k++ {
			sights[k].entry = uint16(found)<<2 | uint16(placed(0, k, i, i+n))
		}
		i += max(1, n)
	}
}

// Describes reports whether w, in lower case, is a word of the descriptions and
// kinds that stand beside or in names: an office, a title, a head word.
func Describes(w string) bool {
	return classes[w]&(office|title|role|head|group|facility|placeHead|other|modifier|domain|never|calendar) != 0
}

// IsOffice reports whether the words hold a post or title: they then speak of
// who holds it.
func IsOffice(words []string) bool {
	for _, w := range words {
		if classes[w]&(office|title) != 0 && classes[w]&(head|group) == 0 {
			return true
		}
	}
	return false
}

// IsOrdinary reports whether w, in lower case, is an ordinary English word.
func IsOrdinary(w string) bool { return isCommon(w) }
