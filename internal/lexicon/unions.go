package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed unions.txt
var unionsText string

// unions are the unions of states, each as its names, the usual one first.
var unions = sync.OnceValue(func() [][]string {
	var list [][]string
	for line := range strings.Lines(unionsText) {
		if !strings.HasPrefix(line, "#") {
			list = append(list, strings.Split(strings.TrimSuffix(line, "\n"), ";"))
		}
	}
	return list
})

// Unions are the unions and alliances of states known, each as its names, the
// usual one first. The list is shared and must not be changed.
func Unions() [][]string { return unions() }

//go:embed regions.txt
var regionsText string

// RegionsText is the list of regions that the gazetteer is built with beside
// GeoNames: names, ISO code, latitude, longitude.
func RegionsText() string { return regionsText }

//go:embed peoples.txt
var peoplesText string

// People is a set of words for the people of a part of a state, or of several.
type People struct {
	Country string // ISO 3166-1 alpha-2, empty for no one state
	Names   []string
}

// Peoples are the words for people that no one state's demonyms are.
func Peoples() []People {
	var list []People
	for line := range strings.Lines(peoplesText) {
		code, names, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "|")
		if ok && !strings.HasPrefix(line, "#") {
			list = append(list, People{strings.TrimPrefix(code, "-"), strings.Split(names, ";")})
		}
	}
	return list
}
