package syntax

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"dossier/internal/nlp"
)

//go:embed irregular.txt
var irregularList string

// irregular are the lemmas that each irregular form may have, by "n" or "v" and
// the form (WordNet 3.0; made by the workshop).
var irregular = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string, 4096)
	for line := range strings.Lines(irregularList) {
		if f := strings.Fields(line); len(f) > 2 {
			m[f[0]+f[1]] = f[2:]
		}
	}
	return m
})

// settle puts right a lemma that the network made of an irregular form by a rule
// it knows from others ("struck", "fled", "sped"): what is told by rote is not
// learned from a few thousand sentences.
func settle(form, lemma string, pos nlp.UPOS) string {
	kind := ""
	switch pos {
	case nlp.VERB:
		kind = "v"
	case nlp.NOUN:
		kind = "n"
	default:
		return lemma
	}
	known := irregular()[kind+strings.ToLower(form)]
	if len(known) == 0 || slices.Contains(known, lemma) {
		return lemma
	}
	return known[0]
}
