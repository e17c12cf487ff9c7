package extract

import (
	"sort"
	"strings"

	"dossier/internal/nlp"
)

// Phrases finds words and phrases of a list in a text, longest first, and gives
// what the list says of each. It is built once and read by many goroutines.
type Phrases[T any] struct {
	byFirst map[string][]phrase[T]
}

type phrase[T any] struct {
	rest  []string
	value T
}

// Phrase is one entry of a phrase list: words in lower case, parted by spaces,
// as the tokenizer parts them; forms parted by "|" share the value.
type Phrase[T any] struct {
	Words string
	Value T
}

// NewPhrases builds the finder. The first of two entries with the same words
// counts.
func NewPhrases[T any](list []Phrase[T]) *Phrases[T] {
	p := &Phrases[T]{byFirst: map[string][]phrase[T]{}}
	for _, e := range list {
		for _, form := range strings.Split(e.Words, "|") {
			w := strings.Fields(form)
			if len(w) > 0 {
				p.byFirst[w[0]] = append(p.byFirst[w[0]], phrase[T]{w[1:], e.Value})
			}
		}
	}
	for _, list := range p.byFirst {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].rest) > len(list[j].rest) })
	}
	return p
}

// At finds the longest phrase that starts at token i and ends before token
// limit; n is its length in tokens, 0 when there is none.
func (p *Phrases[T]) At(a *nlp.Analysis, i, limit int) (value T, n int) {
next:
	for _, e := range p.byFirst[a.Tokens[i].Lower] {
		if i+1+len(e.rest) > limit {
			continue
		}
		for k, w := range e.rest {
			if a.Tokens[i+1+k].Lower != w {
				continue next
			}
		}
		return e.value, 1 + len(e.rest)
	}
	return value, 0
}
