package syntax

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/syntax"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
)

// Named is a text with its names, by bytes.
type Named struct {
	Corpus string
	Text   string
	Names  []NamedSpan
	Loose  []NamedSpan // what the corpus leaves open
	Blank  []string    // kinds that the corpus does not tell
}

// NamedSpan is a name in a text.
type NamedSpan struct {
	S, E int
	K    string
}

func readNamed(path string) ([]Named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Named
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		var n Named
		if err := json.Unmarshal(sc.Bytes(), &n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, sc.Err()
}

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
func (n *Named) masks(at []text.Span) []uint32 {
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
			if sp.Start < l.E && sp.End > l.S {
				out[i] = any
			}
		}
	}
	for _, m := range n.Names {
		k, ok := nameKinds[m.K]
		if !ok {
			continue
		}
		for i, sp := range at {
			if sp.Start < m.E && sp.End > m.S {
				out[i] = 1 << nlp.LabelOf(k, sp.Start <= m.S)
			}
		}
	}
	return out
}

// attach gives the names of texts to the sentences that have the same letters,
// and makes sentences without trees of the others.
func (c *corpus) attach(texts []Named) (attached int) {
	same := map[string][]*sentence{}
	for _, s := range c.sentences {
		k := strings.Join(s.forms, "")
		same[letters(k)] = append(same[letters(k)], s)
	}
	for i := range texts {
		n := &texts[i]
		if found := same[letters(n.Text)]; len(found) > 0 {
			for _, s := range found {
				s.names = n.masks(align(n.Text, s.forms))
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
func split(n *Named) []*sentence {
	a := &nlp.Analysis{Doc: &doc.Document{Text: text.New(n.Text), Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(n.Text)}, Section: -1}}}}
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
		if len(a.Words) > 0 {
			for i := sent.FirstWord; i < sent.LastWord; i++ {
				add(a.Words[i].Span)
			}
		} else {
			for i := sent.First; i < sent.Last; i++ {
				add(a.Tokens[i].Span)
			}
		}
		s.names, s.at = n.masks(at), at
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
func MeasureNames(m *syntax.Model, texts []Named, corpus string) string {
	var t nameTally
	s := &syntax.Scratch{}
	for i := range texts {
		n := &texts[i]
		if n.Corpus != corpus {
			continue
		}
		gold := map[NamedSpan]bool{}
		for _, g := range n.Names {
			if g.K == "PER" || g.K == "ORG" || g.K == "LOC" {
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
				if gold[NamedSpan{at[first].Start, at[last-1].End, [...]string{"PER", "ORG", "LOC"}[k]}] {
					t.right++
				}
			})
		}
	}
	return t.String()
}
