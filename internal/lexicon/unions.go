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
