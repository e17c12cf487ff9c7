package speech

import (
	"bufio"
	"os"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// document is the sentences of one text of the corpus, each a paragraph of its
// own.
type document struct {
	doc       *doc.Document
	sentences []sentence
}

// sentence is one sentence with its predicates.
type sentence struct {
	words      []word
	predicates []predicate
}

// word is one token of the corpus.
type word struct {
	form, tag, bits string
	span            text.Span // in the document's text
}

// predicate is a word with a roleset and the words [from, to) of its arguments.
type predicate struct {
	at      int
	roleset string
	args    map[string][2]int
}

// readPropBank reads a file of the corpus.
func readPropBank(path string) ([]document, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var out []document
	last := ""
	var rows [][]string
	flush := func(id string) {
		if len(rows) == 0 {
			return
		}
		if i := strings.LastIndexByte(id, '-'); i > 0 {
			id = id[:i]
		}
		if id != last || len(out) == 0 {
			out = append(out, document{})
			last = id
		}
		d := &out[len(out)-1]
		d.sentences = append(d.sentences, sentenceOf(rows))
		rows = nil
	}
	id := ""
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		switch {
		case strings.HasPrefix(line, "# sent_id = "):
			id = strings.TrimPrefix(line, "# sent_id = ")
		case line == "":
			flush(id)
		case line[0] != '#':
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	flush(id)
	for i := range out {
		out[i].write()
	}
	return out, sc.Err()
}

// sentenceOf reads the columns: word, tag, brackets, predicate, roleset, and a
// column of arguments for each predicate.
func sentenceOf(rows [][]string) sentence {
	var s sentence
	for i, r := range rows {
		s.words = append(s.words, word{form: r[1], tag: r[2], bits: r[3]})
		if r[5] != "-" {
			s.predicates = append(s.predicates, predicate{at: i, roleset: r[5], args: map[string][2]int{}})
		}
	}
	for k := range s.predicates {
		label := ""
		from := 0
		for i, r := range rows {
			cell := r[6+k]
			if strings.HasPrefix(cell, "(") {
				label, from = strings.Trim(cell, "(*)"), i
			}
			if strings.HasSuffix(cell, ")") && label != "" {
				s.predicates[k].add(label, from, i+1)
				label = ""
			}
		}
	}
	return s
}

// add notes an argument; what goes on with one ("C-ARG1") widens it.
func (p *predicate) add(label string, from, to int) {
	name := strings.TrimPrefix(label, "C-")
	if old, ok := p.args[name]; ok && name != label {
		from, to = min(from, old[0]), max(to, old[1])
	} else if ok {
		return
	}
	p.args[name] = [2]int{from, to}
}

// write makes the document's text of the words, with the spaces that English
// leaves out left out.
func (d *document) write() {
	var b strings.Builder
	var blocks []doc.Block
	for si := range d.sentences {
		s := &d.sentences[si]
		start := b.Len()
		open := false
		glue := true
		for i := range s.words {
			f := s.words[i].form
			quote := f == `"`
			if !glue && !tight(f, s.words[i].tag) && !(quote && open) {
				b.WriteByte(' ')
			}
			at := b.Len()
			b.WriteString(f)
			s.words[i].span = text.Span{Start: at, End: b.Len()}
			glue = f == "(" || f == "[" || f == "$" || quote && !open || s.words[i].tag == "HYPH"
			if quote {
				open = !open
			}
		}
		blocks = append(blocks, doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: start, End: b.Len()}, Section: -1})
		b.WriteString("\n\n")
	}
	d.doc = &doc.Document{ID: "corpus", Text: text.New(b.String()), Blocks: blocks}
}

// tight reports whether a token is written without a space before it.
func tight(form, tag string) bool {
	switch form {
	case ".", ",", "!", "?", ";", ":", ")", "]", "%", "'s", "’s", "n't", "n’t", "'m", "'re", "'ve", "'ll", "'d", "'":
		return true
	}
	return tag == "HYPH"
}
