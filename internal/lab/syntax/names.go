package syntax

import (
	"fmt"
	"strings"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/lab/names"
	"dossier/internal/nlp"
	"dossier/internal/nlp/syntax"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
)

var nameKinds = map[string]nlp.LabelKind{
	"PER": nlp.LabelPerson, "ORG": nlp.LabelOrganisation, "LOC": nlp.LabelPlace,
	"NORP": nlp.LabelNationality, "MISC": nlp.LabelOther,
}

// letters is s without white space: what a treebank's words and a text have in
// common.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// masks is the labels that words of a text may have: at are where the words
// lie in it.
func masks(n *names.Text, at []text.Span) []uint32 {
	free := uint32(1)
	for _, k := range n.Blank {
		free |= 3 << (1 + 2*nameKinds[k])
	}
	out := make([]uint32, len(at))
	for i := range out {
		out[i] = free
	}
	const any = 1<<nlp.NameLabels - 1
	for _, l := range n.Loose {
		for i, sp := range at {
			if sp.Start < l.End && sp.End > l.Start {
				out[i] = any
			}
		}
	}
	for _, m := range n.Names {
		k, ok := nameKinds[m.Kind]
		if !ok {
			continue
		}
		for i, sp := range at {
			if sp.Start < m.Span.End && sp.End > m.Span.Start {
				out[i] = 1 << nlp.LabelOf(k, sp.Start <= m.Span.Start)
			}
		}
	}
	return out
}

// attach gives the names of texts to the sentences that have the same letters,
// and makes sentences without trees of the others.
func (c *corpus) attach(texts []names.Text) (attached int) {
	same := map[string][]*sentence{}
	for _, s := range c.sentences {
		k := strings.Join(s.forms, "")
		same[letters(k)] = append(same[letters(k)], s)
	}
	for i := range texts {
		n := &texts[i]
		if found := same[letters(n.Words)]; len(found) > 0 {
			for _, s := range found {
				s.names = masks(n, align(n.Words, s.forms))
			}
			attached++
			continue
		}
		if n.Corpus == "uner-ewt" || n.Corpus == "gum" {
			continue
		}
		for _, s := range split(n) {
			s.feats, s.seen, s.rules = nil, nil, nil
			c.look(s)
			c.texts = append(c.texts, s)
		}
	}
	return attached
}

// align finds where the words lie in a text of the same letters.
func align(s string, forms []string) []text.Span {
	out := make([]text.Span, len(forms))
	at := 0
	for i, f := range forms {
		for _, r := range letters(f) {
			for at < len(s) && !strings.HasPrefix(s[at:], string(r)) {
				at++
			}
			if out[i].End == 0 {
				out[i].Start = at
			}
			at += len(string(r))
			out[i].End = at
		}
	}
	return out
}

// split cuts a text into sentences without trees.
func split(n *names.Text) []*sentence {
	a := &nlp.Analysis{Doc: &doc.Document{Text: text.New(n.Words), Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(n.Words)}, Section: -1}}}}
	token.Stage{}.Run(a)
	var out []*sentence
	for _, sent := range a.Sentences {
		s := &sentence{}
		var at []text.Span
		add := func(sp text.Span) {
			s.forms, s.lemmas = append(s.forms, a.Text(sp)), append(s.lemmas, "")
			at = append(at, sp)
			s.upos, s.sets, s.heads, s.rels = append(s.upos, -1), append(s.sets, -1), append(s.heads, -1), append(s.rels, -1)
		}
		for i := sent.FirstWord; i < sent.LastWord; i++ {
			add(a.Words[i].Span)
		}
		s.names, s.at = masks(n, at), at
		out = append(out, s)
	}
	return out
}

// nameTally counts names.
type nameTally struct{ right, given, wanted int }

func (t nameTally) String() string {
	p, r := float64(t.right)/float64(max(1, t.given)), float64(t.right)/float64(max(1, t.wanted))
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return fmt.Sprintf("%.3f/%.3f/%.3f", p, r, f)
}

// MeasureNames compares the network's persons, organisations and places with
// those of texts, whole and of the right kind.
func MeasureNames(m *syntax.Model, texts []names.Text, corpus string) string {
	var t nameTally
	s := &syntax.Scratch{}
	for i := range texts {
		n := &texts[i]
		if n.Corpus != corpus {
			continue
		}
		gold := map[names.Name]bool{}
		for _, g := range n.Names {
			if g.Kind == "PER" || g.Kind == "ORG" || g.Kind == "LOC" {
				gold[g] = true
				t.wanted++
			}
		}
		for _, sent := range split(n) {
			out := make([]syntax.Answer, len(sent.forms))
			m.Read(s, sent.forms, []int{len(sent.forms)}, out)
			labels := make([]nlp.NameLabel, len(out))
			for k := range out {
				labels[k] = out[k].Name
			}
			at := sent.at
			syntax.Names(labels, func(first, last int, k nlp.LabelKind) {
				if k > nlp.LabelPlace {
					return
				}
				t.given++
				if gold[names.Name{Span: text.Span{Start: at[first].Start, End: at[last-1].End}, Kind: [...]string{"PER", "ORG", "LOC"}[k]}] {
					t.right++
				}
			})
		}
	}
	return t.String()
}
