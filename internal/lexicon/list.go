package lexicon

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed words.txt
var wordsText string

//go:embed given.txt
var givenText string

//go:embed surnames.txt
var surnamesText string

// wordLists are folded words in order, searched by halves.
type wordLists struct {
	given, surnames, titles, offices, orgHeads, facilityHeads []string
}

var lists = sync.OnceValue(func() *wordLists {
	return &wordLists{
		given: parseList(givenText), surnames: parseList(surnamesText),
		titles: section("titles"), offices: section("offices"),
		orgHeads: section("organisations"), facilityHeads: section("facilities"),
	}
})

// section is the words of a part of words.txt, from its "[name]" line to the next.
func section(name string) []string {
	_, rest, _ := strings.Cut(wordsText, "["+name+"]\n")
	rest, _, _ = strings.Cut(rest, "\n[")
	return parseList(rest)
}

// parseList is the words of a text in order; lines with a # are comments.
func parseList(s string) []string {
	list := make([]string, 0, len(s)/7)
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(line, "#") {
			list = append(list, strings.Fields(line)...)
		}
	}
	if !slices.IsSorted(list) {
		slices.Sort(list)
	}
	return list
}

func inList(list []string, w string) bool {
	if len(w) > maxKey {
		return false
	}
	var buf [2 * maxKey]byte
	key := appendFold(buf[:0], w)
	lo, hi := 0, len(list)
	for lo < hi {
		mid := (lo + hi) / 2
		switch {
		case list[mid] == string(key):
			return true
		case list[mid] < string(key):
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return false
}
