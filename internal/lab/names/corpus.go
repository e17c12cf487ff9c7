package names

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/text"
)

// name is one name of a text, by its bytes and coarse kind.
type name struct {
	span text.Span
	kind string // PER, ORG, LOC, NORP, MISC
}

// sample is one text with its names.
type sample struct {
	doc   *doc.Document
	genre string
	names []name
	loose []text.Span // words of which the corpus does not tell what they are
}

// corpus is a set of texts annotated alike.
type corpus struct {
	name    string
	samples []sample
	blank   []string // kinds that the corpus does not annotate: a word outside its names may be one
}

// corpora reads every corpus, the parts to learn from and those to measure on.
// A corpus without a part for development gives every fifth text.
func corpora(shared string) (train, dev []corpus, err error) {
	r := &library{dir: filepath.Join(shared, "corpora")}
	plain, noNation := []string{"NORP", "MISC"}, []string{"NORP"}
	r.parts("uner-ewt", r.uner("uner-ewt/en_ewt-ud-train.first-commit.cleaned.iob2", "ud-ewt/en_ewt-ud-train.conllu"),
		r.uner("uner-ewt/en_ewt-ud-dev.iob2", "ud-ewt/en_ewt-ud-dev.conllu"), plain)
	r.parts("crossner", r.file("ner-crossner/ner_data/politics/train.txt", readCrossNER),
		r.file("ner-crossner/ner_data/politics/dev.txt", readCrossNER), noNation)
	r.parts("gum", r.file("ud-gum-permissive/en_gum_permissive-train.conllu", readGUM),
		r.file("ud-gum-permissive/en_gum_permissive-dev.conllu", readGUM), noNation)
	r.split("redocred", r.file("redocred/data/dev_revised.json", readDocRED), nil)
	r.split("re3d", r.file("re3d/conll/re3d-train.without-BBC.conll", readRe3d), plain)
	r.split("wnut17", r.file("ner-wnut17/CONLL-format/data/train/wnut17train.conll", readWNUT), noNation)
	var btc []sample
	for _, part := range []string{"a", "b", "e", "f", "g", "h"} {
		btc = append(btc, r.file("ner-btc/CONLL-format/data/"+part+".conll", readBTC)...)
	}
	r.split("btc", btc, plain)
	return r.train, r.dev, r.err
}

// library reads corpora and keeps the first error.
type library struct {
	dir        string
	train, dev []corpus
	err        error
}

func (l *library) file(path string, read func(io.Reader) ([]sample, error)) []sample {
	if l.err != nil {
		return nil
	}
	f, err := os.Open(filepath.Join(l.dir, path))
	if err != nil {
		l.err = err
		return nil
	}
	defer f.Close()
	s, err := read(f)
	l.err = fault.Wrap("read "+path, err)
	return s
}

func (l *library) parts(name string, train, dev []sample, blank []string) {
	l.train = append(l.train, corpus{name, train, blank})
	l.dev = append(l.dev, corpus{name, dev, blank})
}

func (l *library) split(name string, all []sample, blank []string) {
	var train, dev []sample
	for i := range all {
		if i%5 == 4 {
			dev = append(dev, all[i])
		} else {
			train = append(train, all[i])
		}
	}
	l.parts(name, train, dev, blank)
}

// builder puts a sample together paragraph by paragraph.
type builder struct {
	buf    strings.Builder
	blocks []doc.Block
	names  []name
	loose  []text.Span
}

// paragraph adds the text s and gives the offset it starts at.
func (b *builder) paragraph(s string) int {
	at := b.buf.Len()
	b.buf.WriteString(s)
	b.blocks = append(b.blocks, doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: at, End: at + len(s)}, Section: -1})
	b.buf.WriteString("\n\n")
	return at
}

func (b *builder) sample(genre string) sample {
	s := sample{doc: &doc.Document{Text: text.New(b.buf.String()), Blocks: b.blocks}, genre: genre, names: b.names, loose: b.loose}
	*b = builder{}
	return s
}

// words adds a paragraph of words and gives where each lies.
func (b *builder) words(forms []string) []text.Span {
	s, spans := join(forms)
	at := b.paragraph(s)
	for i := range spans {
		spans[i].Start += at
		spans[i].End += at
	}
	return spans
}

// tag adds a word with its IOB2 tag; kinds maps the corpus's kinds, those not in
// it are no names.
func (b *builder) tag(tag string, sp text.Span, kinds map[string]string) {
	if len(tag) < 3 {
		return
	}
	kind := kinds[tag[2:]]
	if kind == "" {
		return
	}
	if n := len(b.names); tag[0] == 'I' && n > 0 && b.names[n-1].kind == kind {
		b.names[n-1].span.End = sp.End
		return
	}
	b.names = append(b.names, name{sp, kind})
}

// join writes words as a text, closing marks next to the word before them.
func join(forms []string) (string, []text.Span) {
	var b strings.Builder
	spans := make([]text.Span, len(forms))
	open := true
	quotes := 0
	for i, f := range forms {
		closing := strings.Contains(".,;:!?)]'s’s", f)
		opening := f == "(" || f == "[" || f == "“"
		switch f {
		case "\"":
			closing, opening = quotes%2 == 1, quotes%2 == 0
			quotes++
		case "-", "–":
			closing, opening = false, false
		case "”", "n't", "'re", "'ve", "'ll", "%":
			closing = true
		}
		if !open && !closing {
			b.WriteByte(' ')
		}
		spans[i] = text.Span{Start: b.Len(), End: b.Len() + len(f)}
		b.WriteString(f)
		open = opening
	}
	return b.String(), spans
}

// uner reads the names at path and the sentences that they are in from the
// treebank, since the names' own file has them with spaces that nobody wrote
// ("do n't").
func (l *library) uner(path, treebank string) []sample {
	written := map[string]string{}
	l.file(treebank, func(r io.Reader) ([]sample, error) { return nil, sentences(r, written) })
	return l.file(path, func(r io.Reader) ([]sample, error) { return readUNER(r, written) })
}

// sentences puts the text of each sentence of a treebank under its name.
func sentences(r io.Reader, into map[string]string) error {
	id := ""
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if s, ok := strings.CutPrefix(sc.Text(), "# sent_id = "); ok {
			id = s
		}
		if s, ok := strings.CutPrefix(sc.Text(), "# text = "); ok {
			into[id] = s
		}
	}
	return sc.Err()
}

// readUNER reads IOB2 lines of "number form tag - annotator", one text per
// "# newdoc"; written is the sentences as they stand in the treebank.
func readUNER(r io.Reader, written map[string]string) ([]sample, error) {
	var out []sample
	b := &builder{}
	sent := ""
	raw, at, genre := "", 0, "" // the sentence as written; how far its words were found
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			if len(b.blocks) > 0 {
				out = append(out, b.sample(genre))
			}
			genre, _, _ = strings.Cut(id, "-")
		}
		if id, ok := strings.CutPrefix(line, "# sent_id = "); ok {
			sent = id
		}
		if s, ok := strings.CutPrefix(line, "# text = "); ok {
			if w := written[sent]; w != "" {
				s = w
			}
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
		b.tag(f[2], text.Span{Start: at - len(f[1]), End: at}, unerKinds)
	}
	return append(out, b.sample(genre)), sc.Err()
}

var unerKinds = map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC"}

var crossKinds = map[string]string{
	"politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC", "location": "LOC",
	"election": "MISC", "event": "MISC", "misc": "MISC",
}

var btcKinds = unerKinds

var wnutKinds = map[string]string{
	"person": "PER", "location": "LOC", "group": "ORG", "corporation": "ORG", "product": "MISC", "creative-work": "MISC",
}

var re3dKinds = map[string]string{"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP"}

// columns reads sentences of "word tag" lines, one text per perText sentences.
func columns(r io.Reader, genre string, perText int, kinds map[string]string, fix func(forms, tags []string)) ([]sample, error) {
	var out []sample
	var forms, tags []string
	b := &builder{}
	n := 0
	flush := func() {
		if len(forms) == 0 {
			return
		}
		if fix != nil {
			fix(forms, tags)
		}
		for i, sp := range b.words(forms) {
			b.tag(tags[i], sp, kinds)
			if tags[i] == "?" {
				b.loose = append(b.loose, sp)
			}
		}
		if n++; n%perText == 0 {
			out = append(out, b.sample(genre))
		}
		forms, tags = nil, nil
	}
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		form, tag, ok := strings.Cut(sc.Text(), "\t")
		if !ok || form == "" {
			flush()
			continue
		}
		forms, tags = append(forms, strings.TrimSpace(form)), append(tags, strings.TrimSpace(tag))
	}
	flush()
	if len(b.blocks) > 0 {
		out = append(out, b.sample(genre))
	}
	return out, sc.Err()
}

// readCrossNER reads one text per sentence.
func readCrossNER(r io.Reader) ([]sample, error) {
	return columns(r, "encyclopedia", 1, crossKinds, nil)
}

func readWNUT(r io.Reader) ([]sample, error) { return columns(r, "social", 1, wnutKinds, nil) }

// readBTC leaves out the accounts that tweets call out to: they are tagged as
// names there.
func readBTC(r io.Reader) ([]sample, error) {
	return columns(r, "social", 1, btcKinds, func(forms, tags []string) {
		for i, f := range forms {
			if f == "@" || i > 0 && forms[i-1] == "@" || strings.HasPrefix(f, "#") || strings.HasPrefix(f, "@") {
				tags[i] = "?"
			}
		}
	})
}

// readRe3d keeps the mentions written as names: that corpus tags pronouns,
// descriptions and offices as well.
func readRe3d(r io.Reader) ([]sample, error) {
	return columns(r, "conflict", 1, re3dKinds, func(forms, tags []string) {
		for i := 0; i < len(tags); {
			j := i + 1
			for j < len(tags) && strings.HasPrefix(tags[j], "I-") {
				j++
			}
			trimRe3d(forms[i:j], tags[i:j])
			i = j
		}
	})
}

// trimRe3d makes a mention its name: an article before it is none of it, one
// without capitals is no name, one with small words inside is doubtful.
func trimRe3d(forms, tags []string) {
	if len(tags[0]) < 3 {
		return
	}
	kind := tags[0][2:]
	if f := strings.ToLower(forms[0]); len(forms) > 1 && (f == "the" || f == "a" || f == "an") {
		tags[0] = "O"
		forms, tags = forms[1:], tags[1:]
		tags[0] = "B-" + kind
	}
	caps, lower := 0, 0
	for _, f := range forms {
		switch c, _ := utf8.DecodeRuneInString(f); {
		case unicode.IsUpper(c):
			caps++
		case unicode.IsLower(c) && f != "of" && f != "and" && f != "for" && f != "the" && f != "al":
			lower++
		}
	}
	for i, f := range forms {
		c, _ := utf8.DecodeRuneInString(f)
		switch {
		case caps == 0, (f == "We" || f == "I" || f == "They" || f == "He" || f == "It" || f == "She" || f == "You") && len(forms) == 1:
			tags[i] = "O"
		case lower > 0 && unicode.IsLower(c):
			tags[i] = "O"
		case lower > 0:
			tags[i] = "?"
		}
	}
}

// readDocRED reads encyclopedia articles; their nationality words are places
// there.
func readDocRED(r io.Reader) ([]sample, error) {
	var docs []struct {
		Sents     [][]string `json:"sents"`
		VertexSet [][]struct {
			Type string `json:"type"`
			Pos  [2]int `json:"pos"`
			Sent int    `json:"sent_id"`
		} `json:"vertexSet"`
	}
	if err := json.NewDecoder(r).Decode(&docs); err != nil {
		return nil, err
	}
	var out []sample
	for _, d := range docs {
		b := &builder{}
		spans := make([][]text.Span, len(d.Sents))
		for i, forms := range d.Sents {
			spans[i] = b.words(forms)
		}
		for _, v := range d.VertexSet {
			for _, m := range v {
				if m.Sent >= len(spans) || m.Pos[1] > len(spans[m.Sent]) || m.Pos[0] >= m.Pos[1] {
					continue
				}
				sp := text.Span{Start: spans[m.Sent][m.Pos[0]].Start, End: spans[m.Sent][m.Pos[1]-1].End}
				b.docRED(sp, m.Type)
			}
		}
		out = append(out, b.sample("encyclopedia"))
	}
	return out, nil
}

func (b *builder) docRED(sp text.Span, kind string) {
	w := b.buf.String()[sp.Start:sp.End]
	switch kind {
	case "PER", "ORG":
	case "LOC", "MISC":
		if nationality(w) {
			kind = "NORP"
		}
	default:
		return
	}
	b.names = append(b.names, name{sp, kind})
}
