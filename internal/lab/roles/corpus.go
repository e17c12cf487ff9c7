// Package roles measures who does what to whom on PropBank's annotation of the
// English Web Treebank, and makes the lexicon that the predicate stage reads. It
// is workshop only.
package roles

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/lab/conllu"
	"dossier/internal/lab/coref"
	"dossier/internal/nlp"
)

// Document is one document of the treebank with its predicates as annotated.
type Document struct {
	Analysis *nlp.Analysis // tokens, words, sentences, tags and trees as annotated
	Gold     []Gold        // by word
	Covered  []bool        // the sentences that PropBank annotates
}

// Gold is a predicate as annotated.
type Gold struct {
	Word           int
	Lemma, Roleset string // "attack", "attack.01"
	Args           []GoldArg
}

// GoldArg is an argument as annotated: "ARG0" to "ARG5", "ARGM-LOC" and so on,
// over the words [First, Last) with their head.
type GoldArg struct {
	Label       string
	First, Last int
	Head        int
}

// Read reads a part ("train", "dev") of the corpus below shared.
func Read(shared, part string) ([]*Document, error) {
	trees, err := conllu.ReadFile(filepath.Join(shared, "corpora", "ud-ewt", "en_ewt-ud-"+part+".conllu"))
	if err != nil {
		return nil, fault.Wrap("read the treebank", err)
	}
	marked, err := readColumns(filepath.Join(shared, "corpora", "propbank-ewt", part+".conll"))
	if err != nil {
		return nil, fault.Wrap("read the annotation of roles", err)
	}
	var out []*Document
	for i := range trees {
		d, err := coref.ReadDocument(&trees[i])
		if err != nil {
			return nil, fault.Wrap("read "+trees[i].ID, err)
		}
		r := &Document{Analysis: d.Analysis, Covered: make([]bool, len(d.Analysis.Sentences))}
		r.annotate(&trees[i], marked)
		out = append(out, r)
	}
	return out, nil
}

// annotate adds what is marked in the sentences of tree.
func (d *Document) annotate(tree *conllu.Document, marked map[string][][]string) {
	si := 0
	for _, p := range tree.Paragraphs {
		for k := range p {
			s := &d.Analysis.Sentences[si]
			rows := marked[p[k].ID]
			if len(rows) == s.LastWord-s.FirstWord {
				d.Covered[si] = true
				d.sentence(s, rows)
			}
			si++
		}
	}
}

// The columns of the annotation.
const (
	lemmaColumn, rolesetColumn, firstColumn = 4, 5, 6
)

func (d *Document) sentence(s *nlp.Sentence, rows [][]string) {
	col := firstColumn
	for i, r := range rows {
		if r[rolesetColumn] == "-" {
			continue
		}
		g := Gold{Word: s.FirstWord + i, Lemma: r[lemmaColumn], Roleset: r[rolesetColumn]}
		g.Args = d.column(s, rows, col)
		d.Gold = append(d.Gold, g)
		col++
	}
}

// column reads the arguments of one predicate.
func (d *Document) column(s *nlp.Sentence, rows [][]string, col int) []GoldArg {
	var out []GoldArg
	open := -1
	for i, r := range rows {
		if col >= len(r) {
			return out
		}
		cell := r[col]
		if label, ok := strings.CutPrefix(cell, "("); ok {
			label, _, _ = strings.Cut(label, "*")
			out = append(out, GoldArg{Label: label, First: s.FirstWord + i})
			open = len(out) - 1
		}
		if strings.HasSuffix(cell, ")") && open >= 0 {
			out[open].Last = s.FirstWord + i + 1
			out[open].Head = d.headOf(out[open].First, out[open].Last)
			open = -1
		}
	}
	return out
}

// headOf is the first word of [first, last) whose head lies outside, prepositions
// and marks left out.
func (d *Document) headOf(first, last int) int {
	for i := first; i < last; i++ {
		w := &d.Analysis.Words[i]
		if (w.Head < first || w.Head >= last) && w.Rel != nlp.PunctRel {
			return i
		}
	}
	return first
}

// readColumns reads the annotation, sentence by sentence.
func readColumns(path string) (map[string][][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string][][]string{}
	id := ""
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for line := 1; sc.Scan(); line++ {
		switch l := sc.Text(); {
		case l == "":
			id = ""
		case strings.HasPrefix(l, "# sent_id = "):
			id = strings.TrimPrefix(l, "# sent_id = ")
		case l[0] != '#':
			c := strings.Split(l, "\t")
			if id == "" || len(c) < firstColumn {
				return nil, fmt.Errorf("%s: line %d", filepath.Base(path), line)
			}
			out[id] = append(out[id], c)
		}
	}
	return out, sc.Err()
}
