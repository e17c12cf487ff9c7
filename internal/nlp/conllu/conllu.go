// Package conllu writes analyses in the CoNLL-U format of Universal Dependencies
// (https://universaldependencies.org/format.html).
//
// A paragraph of the document is a paragraph of the file, and a sentence without
// syntactic words is left out. What the analysis does not say is "_": without
// tags UPOS, FEATS and LEMMA, without trees HEAD and DEPREL.
//
// The line "# text" is the sentence with every gap between words as one space,
// normalised to NFC as the format asks. The MISC column keeps what that loses:
//
//   - SpaceAfter=No: nothing stands between this word and the next;
//   - SpacesAfter=…: what stands there, where it is not one space; "\s", "\t",
//     "\r", "\n", "\p" (a bar) and "\\" are escapes, "\uXXXX" and "\UXXXXXXXX"
//     stand for every other character outside ASCII;
//   - TokenRange=start:end: the code points of the document's text.
package conllu

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode"

	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Writer writes analyses, one document after the other.
type Writer struct {
	w    *bufio.Writer
	seen map[string]bool // document ids written so far
}

// NewWriter is a Writer that writes to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: bufio.NewWriter(w), seen: map[string]bool{}}
}

// Write writes the document that a is of. Its id is its path; one that was
// written before under the same path gets a mark, so that every sentence of the
// file has an id of its own.
func (w *Writer) Write(a *nlp.Analysis) error {
	p := printer{a: a, id: w.docID(a.Doc.Path), cursor: cursor{s: a.Doc.Text.String()}}
	block := -1
	for i := range a.Sentences {
		s := &a.Sentences[i]
		if s.FirstWord == s.LastWord {
			continue
		}
		if block < 0 {
			p.line("# newdoc id = ", p.id)
		}
		if s.Block != block {
			p.line("# newpar", "")
		}
		block = s.Block
		p.sentence(s, i+1 == len(a.Sentences) || a.Sentences[i+1].Block != block)
		if _, err := w.w.Write(p.out); err != nil {
			return err
		}
		p.out = p.out[:0]
	}
	return w.w.Flush()
}

// docID is the id of a document read from path: no white space and no slash,
// which ids of sentences may not have.
func (w *Writer) docID(path string) string {
	id := strings.Map(func(r rune) rune {
		if r == '/' || r == '\\' || !unicode.IsGraphic(r) || unicode.IsSpace(r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, clean(path))
	if id == "-" || id == "" || id == "_" {
		id = "text"
	}
	for w.seen[id] {
		id += "+"
	}
	w.seen[id] = true
	return id
}

// printer writes one document.
type printer struct {
	a      *nlp.Analysis
	id     string
	n      int // sentences written
	cursor cursor
	out    []byte
	units  []unit
}

// unit is an orthographic token of the file: one word, or the words that a
// contraction runs together.
type unit struct {
	first, last int // words [first, last)
	form        string
	gap         string // what stands behind it
}

func (p *printer) line(key, value string) {
	p.out = append(p.out, key...)
	p.out = append(p.out, value...)
	p.out = append(p.out, '\n')
}

// sentence writes s; last says that its paragraph ends with it.
func (p *printer) sentence(s *nlp.Sentence, last bool) {
	p.n++
	p.gather(s)
	p.line("# sent_id = ", p.id+"-"+strconv.Itoa(p.n))
	p.out = append(p.out, "# text = "...)
	for i, u := range p.units {
		p.out = append(p.out, u.form...)
		if i+1 < len(p.units) && u.gap != "" {
			p.out = append(p.out, ' ')
		}
	}
	p.out = append(p.out, '\n')
	tree := hasTree(p.a.Words[s.FirstWord:s.LastWord])
	for i, u := range p.units {
		p.unit(s, u, tree, last && i+1 == len(p.units))
	}
	p.out = append(p.out, '\n')
}

// hasTree reports whether the words of a sentence are in a tree.
func hasTree(words []nlp.Word) bool {
	for i := range words {
		if words[i].Rel != nlp.NoRel {
			return true
		}
	}
	return false
}

// gather puts the words of s into units.
func (p *printer) gather(s *nlp.Sentence) {
	p.units = p.units[:0]
	for i := s.FirstWord; i < s.LastWord; {
		u := unit{first: i, last: i + 1}
		for u.last < s.LastWord && fused(p.a, u.last) {
			u.last++
		}
		u.form = clean(p.a.Text(text.Span{Start: p.a.Words[i].Span.Start, End: p.a.Words[u.last-1].Span.End}))
		if u.form == "" {
			u.form = "_"
		}
		u.gap = p.gap(u.last-1, u.last == s.LastWord)
		p.units = append(p.units, u)
		i = u.last
	}
}

// gap is what stands between word i and the next: white space and characters
// that are no text. Behind the last word of a sentence it ends where text goes
// on that has no words.
func (p *printer) gap(i int, final bool) string {
	s := p.a.Doc.Text.String()
	start, end := p.a.Words[i].Span.End, len(s)
	if i+1 < len(p.a.Words) {
		end = p.a.Words[i+1].Span.Start
	}
	gap := s[start:end]
	if final {
		gap = gap[:len(gap)-len(strings.TrimLeftFunc(gap, blank))]
	}
	return gap
}

func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == 0xFEFF }

// unit writes the lines of one orthographic token.
func (p *printer) unit(s *nlp.Sentence, u unit, tree, last bool) {
	sp := text.Span{Start: p.a.Words[u.first].Span.Start, End: p.a.Words[u.last-1].Span.End}
	if u.last == u.first+1 {
		p.word(s, u.first, tree)
		p.misc(u.gap, sp, last)
		return
	}
	p.int(u.first - s.FirstWord + 1)
	p.out = append(p.out, '-')
	p.int(u.last - s.FirstWord)
	p.out = append(p.out, '\t')
	p.out = append(p.out, u.form...)
	p.out = append(p.out, "\t_\t_\t_\t_\t_\t_\t_\t"...)
	p.misc(u.gap, sp, last)
	for i := u.first; i < u.last; i++ {
		p.word(s, i, tree)
		p.out = append(p.out, "_\n"...)
	}
}

// word writes the line of word i up to its MISC column.
func (p *printer) word(s *nlp.Sentence, i int, tree bool) {
	w := &p.a.Words[i]
	p.int(i - s.FirstWord + 1)
	p.column(clean(p.a.WordText(i)))
	p.column(clean(w.Lemma))
	p.column(w.UPOS.String())
	p.column("") // XPOS
	p.column(w.Feats)
	if tree {
		p.out = append(p.out, '\t')
		if w.Head < 0 {
			p.int(0)
		} else {
			p.int(w.Head - s.FirstWord + 1)
		}
		p.column(w.Rel.String())
	} else {
		p.column("")
		p.column("")
	}
	p.column("") // DEPS
	p.out = append(p.out, '\t')
}

func (p *printer) column(s string) {
	if s == "" {
		s = "_"
	}
	p.out = append(p.out, '\t')
	p.out = append(p.out, s...)
}

func (p *printer) int(n int) { p.out = strconv.AppendInt(p.out, int64(n), 10) }

// misc writes the MISC column of an orthographic token at sp with gap behind
// it. Behind the last of a paragraph there is a break even where nothing stands.
func (p *printer) misc(gap string, sp text.Span, last bool) {
	switch {
	case gap == "" && !last:
		p.out = append(p.out, "SpaceAfter=No|"...)
	case gap != "" && gap != " ":
		p.out = append(p.out, "SpacesAfter="...)
		p.out = appendEscaped(p.out, gap)
		p.out = append(p.out, '|')
	}
	p.out = append(p.out, "TokenRange="...)
	p.int(p.cursor.rune(sp.Start))
	p.out = append(p.out, ':')
	p.int(p.cursor.rune(sp.End))
	p.out = append(p.out, '\n')
}
