package tokens

import (
	"dossier/internal/doc"
	"dossier/internal/lab/conllu"
	"dossier/internal/lab/score"
	"dossier/internal/nlp"
	"dossier/internal/nlp/token"
)

// gold is the raw text of a treebank document with what the treebank says about
// each byte offset.
type gold struct {
	doc    *doc.Document
	kind   map[int]int  // token.Apart where a token begins, token.Contracted where a further word of it does
	begins map[int]bool // a sentence does
}

func goldOf(d *conllu.Document) *gold {
	g := &gold{doc: score.Raw(d), kind: map[int]int{}, begins: map[int]bool{}}
	for i, p := range d.Paragraphs {
		at := g.doc.Blocks[i].Span.Start
		for k := range p {
			g.begins[at] = true
			at = g.sentence(&p[k], at)
		}
	}
	return g
}

// sentence notes the sentence that begins at at and gives back where the next
// one does.
func (g *gold) sentence(s *conllu.Sentence, at int) int {
	for _, t := range s.Tokens {
		kind := token.Apart
		for _, w := range s.Words[t.First:t.Last] {
			g.kind[at] = kind
			kind = token.Contracted
			at += len(w.Form)
		}
		if t.Space {
			at++
		}
	}
	return at
}

// seams appends what is to be learned about the splitting of words.
func (g *gold) seams(to []example) []example {
	guided := token.Guided{
		Split: func(pos int, features []uint32) int {
			to = append(to, example{append([]uint32(nil), features...), g.kind[pos]})
			return g.kind[pos]
		},
		Start: func(int, []uint32) int { return 0 },
	}
	guided.Run(&nlp.Analysis{Doc: g.doc})
	return to
}

// starts appends what is to be learned about the beginnings of sentences when m
// splits the words.
func (g *gold) starts(to []example, m *token.Model) []example {
	guided := m.Guided()
	guided.Start = func(pos int, features []uint32) int {
		class := 0
		if g.begins[pos] {
			class = 1
		}
		to = append(to, example{append([]uint32(nil), features...), class})
		return class
	}
	guided.Run(&nlp.Analysis{Doc: g.doc})
	return to
}
