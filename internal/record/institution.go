package record

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
)

// ownState stands for the name of a body's own state in what bodies are compared
// by.
const ownState = "@"

// linking are words that names of bodies have or leave out.
var linking = strings.Fields("of the in for and s affairs republic islamic kingdom federal")

// bodyKey is what bodies of states are compared by across documents: "Foreign
// Ministry of X", "X's Ministry of Foreign Affairs" and the ministry by the name
// of X's people are one. It is "" for names that do not name their state.
func (f *folder) bodyKey(name, country string) string {
	var words []string
	state := false
	for _, w := range strings.Fields(f.foldName(name)) {
		switch {
		case f.isStateWord(w, country):
			state = true
		case !slices.Contains(linking, w):
			words = append(words, w)
		}
	}
	if !state || len(words) == 0 {
		return ""
	}
	slices.Sort(words)
	return ownState + " " + strings.Join(words, " ")
}

// likeness is how many letters a word shares with the name of a state that it is
// made of.
const likeness = 4

// isStateWord reports whether a word is the name of a state or made of it, by what
// the documents call the states.
func (f *folder) isStateWord(w, country string) bool {
	for _, name := range f.states[country] {
		n := 0
		for n < len(w) && n < len(name) && w[n] == name[n] {
			n++
		}
		if n >= likeness {
			return true
		}
	}
	return false
}

// nameStates notes what the documents of the group call each state: the first
// word of its names.
func (f *folder) nameStates() {
	f.states = map[string][]string{}
	for _, p := range f.parts {
		for i := range p.Source.Set.Entities {
			e := &p.Source.Set.Entities[i]
			if e.Kind != entity.State || e.Country == "" {
				continue
			}
			if words := strings.Fields(FoldName(e.Name)); len(words) == 1 {
				f.states[e.Country] = appendNew(f.states[e.Country], words[0])
			}
		}
	}
}

// bodyKeys are those of a body's names; none for what is no body of a state.
func (f *folder) bodyKeys(e *claim.Entity) []string {
	if !e.Named || e.Country == "" || e.Kind != entity.Organisation && e.Kind != entity.Facility {
		return nil
	}
	var out []string
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		if k := f.bodyKey(n, e.Country); k != "" {
			out = appendNew(out, e.Country+" "+k)
		}
	}
	return out
}
