package coref

import (
	"fmt"
	"strings"

	"dossier/internal/lab/conllu"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// GUM writes coreference into MISC as Entity=(1-person-new-…(2-place-…)1): an
// opening bracket with the number of the thing and its attributes at the first
// word of a mention, a closing one with the number at the last; a mention of one
// word has both. Attributes: kind of thing, information status, salience,
// centring, the head's place ("minspan"), the sort of link, a Wikipedia link. A
// discontinuous mention is written in parts, number[1/2], and read as the hull
// of its parts. "Bridge=" and "SplitAnte=" tie different things and are no
// coreference. Numbers are of one document.

// annotated is a mention with what only the annotation tells.
type annotated struct {
	Mention
	sort Sort
}

type entityReader struct {
	a      *nlp.Analysis
	chains map[string]int
	found  []annotated
}

// opened is a mention whose closing bracket has not come yet.
type opened struct {
	id, kind string
	word     int
}

// part is one part of a discontinuous mention.
type part struct {
	kind        string
	first, last int
}

// sentence reads the mentions of sentence number i, none of which crosses its
// bounds.
func (r *entityReader) sentence(i int, s *conllu.Sentence) error {
	var stack []opened
	parts := map[string]part{}
	base := r.a.Sentences[i].FirstWord
	for k := range s.Words {
		rest := conllu.MiscValue(s.Words[k].Misc, "Entity")
		for rest != "" {
			var item string
			item, rest = nextItem(rest)
			id, kind, opens, closes := readItem(item)
			if opens {
				stack = append(stack, opened{id, kind, k})
			}
			if !closes {
				continue
			}
			at := len(stack) - 1
			for at >= 0 && stack[at].id != id {
				at--
			}
			if at < 0 {
				return fmt.Errorf("word %d closes %q, which is not open", k+1, id)
			}
			first, kind := stack[at].word, stack[at].kind
			stack = append(stack[:at], stack[at+1:]...)
			if bare, _, split := strings.Cut(id, "["); split {
				p, ok := parts[bare]
				if !ok {
					p = part{kind: kind, first: first}
				}
				parts[bare] = part{p.kind, p.first, k + 1}
				continue
			}
			r.add(id, kind, base+first, base+k+1)
		}
	}
	for k := range s.Words { // in the order of the words, not of the map
		for id, p := range parts {
			if p.first == k {
				r.add(id, p.kind, base+p.first, base+p.last)
			}
		}
	}
	if len(stack) > 0 {
		return fmt.Errorf("%q is never closed", stack[0].id)
	}
	return nil
}

// nextItem cuts the next bracket with what belongs to it off s.
func nextItem(s string) (item, rest string) {
	end := 1
	for end < len(s) && s[end] != '(' && s[end-1] != ')' {
		end++
	}
	return s[:end], s[end:]
}

func readItem(item string) (id, kind string, opens, closes bool) {
	item, opens = strings.CutPrefix(item, "(")
	item, closes = strings.CutSuffix(item, ")")
	id, kind, _ = strings.Cut(item, "-")
	kind, _, _ = strings.Cut(kind, "-")
	return id, kind, opens, closes
}

// add takes down the words [first, last) as a mention of thing id, of a kind. A
// possessive's mark at its end is left out, as the coref stage does.
func (r *entityReader) add(id, kind string, first, last int) {
	head := r.headOf(first, last)
	if last-first > 1 && head != last-1 && r.a.Words[last-1].Rel == nlp.Case && strings.HasSuffix(r.wordForm(last-1), "s") {
		last--
	}
	chain, ok := r.chains[id]
	if !ok {
		chain = len(r.chains)
		r.chains[id] = chain
	}
	w := r.a.Words[head]
	r.found = append(r.found, annotated{
		Mention: Mention{Span: text.Span{Start: r.a.Words[first].Span.Start, End: r.a.Words[last-1].Span.End}, Head: w.Span.Start, Chain: chain, Pronoun: w.UPOS == nlp.PRON},
		sort:    sortOf(&w, kind),
	})
}

func sortOf(w *nlp.Word, kind string) Sort {
	switch w.UPOS {
	case nlp.PRON:
		if w.Lemma == "he" || w.Lemma == "she" || w.Lemma == "his" || w.Lemma == "her" || w.Lemma == "himself" || w.Lemma == "herself" {
			return HeOrShe
		}
	case nlp.NOUN:
		if kind == "person" {
			return PersonDescription
		}
	case nlp.VERB, nlp.AUX, nlp.ADV, nlp.SCONJ, nlp.ADP:
		return Clause
	}
	return Other
}

func (r *entityReader) wordForm(i int) string { return r.a.Words[i].Lemma }

// headOf is the first word among [first, last) that is no mark and whose head
// lies outside.
func (r *entityReader) headOf(first, last int) int {
	for i := first; i < last; i++ {
		w := &r.a.Words[i]
		if w.UPOS != nlp.PUNCT && (w.Head < first || w.Head >= last) {
			return i
		}
	}
	return first
}
