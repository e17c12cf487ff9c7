// Package names measures the names that the first analysis finds against texts
// that nobody here tunes on: the English Web Treebank with the names of
// Universal NER, and the political articles of CrossNER. It is workshop only.
package names

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/fault"
	"dossier/internal/nlp"
	"dossier/internal/nlp/english"
	"dossier/internal/text"
)

// Run prints precision, recall and F1 of whole spans, by kind, on each corpus
// found under shared.
func Run(w io.Writer, shared string) error {
	for _, c := range []struct {
		name, path string
		read       func(io.Reader) ([]sample, error)
	}{
		{"UNER English-EWT dev", "corpora/uner-ewt/en_ewt-ud-dev.iob2", readUNER},
		{"CrossNER politics dev", "corpora/ner-crossner/ner_data/politics/dev.txt", readCrossNER},
	} {
		samples, err := readFile(filepath.Join(shared, c.path), c.read)
		if err != nil {
			return fault.Wrap("measure names: "+c.name, err)
		}
		fmt.Fprintf(w, "%s: %d texts\n", c.name, len(samples))
		measure(w, samples)
	}
	return nil
}

func readFile(path string, read func(io.Reader) ([]sample, error)) ([]sample, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return read(f)
}

// name is one name of a text, by its bytes and coarse kind.
type name struct {
	span text.Span
	kind string // PER, ORG, LOC
}

// sample is one text with its names.
type sample struct {
	doc   *doc.Document
	names []name
}

// builder puts a sample together paragraph by paragraph.
type builder struct {
	buf    strings.Builder
	blocks []doc.Block
	names  []name
}

// paragraph adds the text s and gives the offset it starts at.
func (b *builder) paragraph(s string) int {
	at := b.buf.Len()
	b.buf.WriteString(s)
	b.blocks = append(b.blocks, doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: at, End: at + len(s)}, Section: -1})
	b.buf.WriteString("\n\n")
	return at
}

func (b *builder) sample() sample {
	s := sample{doc: &doc.Document{Text: text.New(b.buf.String()), Blocks: b.blocks}, names: b.names}
	*b = builder{}
	return s
}

// readUNER reads IOB2 lines of "number form tag - annotator", one text per
// "# newdoc".
func readUNER(r io.Reader) ([]sample, error) {
	var out []sample
	b := &builder{}
	raw, at := "", 0 // the sentence as written; how far its words were found
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if strings.HasPrefix(line, "# newdoc") && len(b.blocks) > 0 {
			out = append(out, b.sample())
		}
		if s, ok := strings.CutPrefix(line, "# text = "); ok {
			at = b.paragraph(s)
			raw = b.buf.String()
		}
		f := strings.Split(line, "\t")
		if len(f) < 3 {
			continue
		}
		i := strings.Index(raw[at:], f[1])
		if i < 0 {
			continue // the word is not in the text as written
		}
		at += i + len(f[1])
		b.tag(f[2], text.Span{Start: at - len(f[1]), End: at}, nil)
	}
	return append(out, b.sample()), sc.Err()
}

// tag adds a word with its IOB2 tag; kinds maps the corpus's kinds, those not in
// it are left out.
func (b *builder) tag(tag string, sp text.Span, kinds map[string]string) {
	if len(tag) < 3 {
		return
	}
	kind := tag[2:]
	if kinds != nil {
		kind = kinds[kind]
	}
	if kind != "PER" && kind != "ORG" && kind != "LOC" {
		return
	}
	if n := len(b.names); tag[0] == 'I' && n > 0 && b.names[n-1].kind == kind {
		b.names[n-1].span.End = sp.End
		return
	}
	b.names = append(b.names, name{sp, kind})
}

var crossKinds = map[string]string{
	"politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC", "location": "LOC",
}

// readCrossNER reads "word<TAB>tag" lines, one text per sentence.
func readCrossNER(r io.Reader) ([]sample, error) {
	var out []sample
	var forms, tags []string
	flush := func() {
		if len(forms) == 0 {
			return
		}
		b := &builder{}
		s, spans := join(forms)
		b.paragraph(s)
		for i, sp := range spans {
			b.tag(tags[i], sp, crossKinds)
		}
		out = append(out, b.sample())
		forms, tags = nil, nil
	}
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		form, tag, ok := strings.Cut(sc.Text(), "\t")
		if !ok {
			flush()
			continue
		}
		forms, tags = append(forms, form), append(tags, strings.TrimSpace(tag))
	}
	flush()
	return out, sc.Err()
}

// join writes words as a text, closing marks next to the word before them.
func join(forms []string) (string, []text.Span) {
	var b strings.Builder
	spans := make([]text.Span, len(forms))
	open := true
	for i, f := range forms {
		if !open && !strings.Contains(".,;:!?)]'s", f) {
			b.WriteByte(' ')
		}
		spans[i] = text.Span{Start: b.Len(), End: b.Len() + len(f)}
		b.WriteString(f)
		open = f == "(" || f == "["
	}
	return b.String(), spans
}

// coarse is the kind a name is measured as, "" for none.
func coarse(n *nlp.Name) string {
	switch {
	case n.Adjective:
		return ""
	case n.Kind == entity.Person:
		return "PER"
	case n.Kind == entity.Organisation || n.Kind == entity.Group:
		return "ORG"
	case n.Kind != "":
		return "LOC"
	}
	return ""
}

type tally struct{ right, given, wanted int }

func (t tally) String() string {
	p, r := float64(t.right)/float64(max(1, t.given)), float64(t.right)/float64(max(1, t.wanted))
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return fmt.Sprintf("P %.3f  R %.3f  F %.3f  (%d right of %d given, %d wanted)", p, r, f, t.right, t.given, t.wanted)
}

func measure(w io.Writer, samples []sample) {
	kinds := []string{"PER", "ORG", "LOC"}
	by := map[string]*tally{"all": {}, "spans": {}}
	for _, k := range kinds {
		by[k] = &tally{}
	}
	line := english.New()
	for _, s := range samples {
		gold := make(map[name]bool, len(s.names))
		spans := make(map[text.Span]bool, len(s.names))
		for _, g := range s.names {
			gold[g], spans[g.span] = true, true
			by[g.kind].wanted++
			by["all"].wanted++
			by["spans"].wanted++
		}
		a := line.Analyse(s.doc)
		for i := range a.Names {
			n := name{a.Names[i].Span, coarse(&a.Names[i])}
			if n.kind == "" {
				continue
			}
			by[n.kind].given++
			by["all"].given++
			by["spans"].given++
			if gold[n] {
				by[n.kind].right++
				by["all"].right++
			}
			if spans[n.span] {
				by["spans"].right++
			}
		}
	}
	for _, k := range append(kinds, "all", "spans") {
		fmt.Fprintf(w, "  %-6s %s\n", k, by[k])
	}
}

// Words writes the ordinary English words that package ner embeds as
// common.txt: those that the training parts of the treebanks under shared write
// in lower case, as no proper noun, more than half as often as they tag them as
// one.
func Words(w io.Writer, shared string) error {
	lower, proper := map[string]int{}, map[string]int{}
	for _, p := range []string{"ud-ewt/en_ewt-ud-train.conllu", "ud-gum-permissive/en_gum_permissive-train.conllu"} {
		if err := countWords(filepath.Join(shared, "corpora", p), lower, proper); err != nil {
			return fault.Wrap("list words", err)
		}
	}
	return writeWords(w, lower, proper)
}

func countWords(path string, lower, proper map[string]int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if len(c) < 10 || strings.ContainsAny(c[0], "-.") || !letters(c[1]) {
			continue
		}
		switch l := strings.ToLower(c[1]); {
		case c[3] == "PROPN":
			proper[l]++
		case l == c[1] && c[3] != "X" && c[3] != "INTJ":
			lower[l]++
		}
	}
	return sc.Err()
}

// letters reports whether s is English letters throughout, two at least.
func letters(s string) bool {
	for _, c := range s {
		if c > unicode.MaxASCII || !unicode.IsLetter(c) {
			return false
		}
	}
	return len(s) > 1
}
