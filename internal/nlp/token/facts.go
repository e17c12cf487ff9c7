package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// fact is what the splitter of sentences knows about one word.
type fact struct {
	hash    uint32 // of its lower-case form, digits taken for one another
	code    uint32 // what it looks like
	depth   uint8  // open brackets before it
	quote   uint8  // 1 inside straight double quotes
	bracket uint8  // how the text goes on after the bracket that holds it
	before  uint8  // names and numbers in a row up to it
	behind  uint8  // the same from it on
	toFinal uint8  // words up to the next final mark
	line    uint8  // how a line ends before it
	gap     bool   // white space before it
	starts  bool   // a token begins with it
}

// outside stands for the words beyond the edges of the block.
var outside = fact{code: codeEdge, hash: codeEdge}

// view is the words of one block as the splitter of sentences sees them.
type view struct {
	a     *nlp.Analysis
	first int // index of the block's first word
	facts []fact
	caps  uint32 // how the block uses capitals
	size  uint32
	end   uint32 // code of its last word
	marks uint32 // how many final marks it has
	start int    // where it starts
	width int    // bytes of its longest line

	edited uint32 // how many of the document's paragraphs end with a final mark
}

// edited tells how many of the document's longer paragraphs end with a final
// mark: 1 few, 2 many, 3 nearly all; 0 when there is none.
func edited(d *doc.Document) uint32 {
	s := d.Text.String()
	n, ended := 0, 0
	for _, b := range d.Blocks {
		if b.Kind != doc.Paragraph || b.Span.Len() < 60 {
			continue
		}
		n++
		p := strings.TrimRight(s[max(b.Span.Start, b.Span.End-40):b.Span.End], " \t\r\n\"'”’)]*_")
		if p != "" && strings.IndexByte(".?!", p[len(p)-1]) >= 0 {
			ended++
		}
	}
	switch {
	case n == 0:
		return 0
	case 2*ended < n:
		return 1
	case 10*ended < 9*n:
		return 2
	}
	return 3
}

// look fills the view with the words from first on.
func (v *view) look(a *nlp.Analysis, first int) {
	v.a, v.first = a, first
	v.facts = v.facts[:0]
	s := a.Doc.Text.String()
	v.start = a.Words[first].Span.Start
	v.width = longestLine(s[v.start:a.Words[len(a.Words)-1].Span.End])
	depth, quote, end := 0, uint8(0), v.start
	for i := first; i < len(a.Words); i++ {
		sp := a.Words[i].Span
		f := fact{gap: end < sp.Start, starts: a.Tokens[a.Words[i].Token].Span.Start == sp.Start}
		f.hash, f.code = hashWord(s[sp.Start:sp.End]), wordCode(s[sp.Start:sp.End])
		if f.gap {
			f.line = v.lineEnd(s, end, sp)
		}
		end = sp.End
		if c := s[sp.Start]; c == ')' || c == ']' {
			depth = max(0, depth-1)
		} else if c == '"' {
			quote ^= 1
		}
		f.depth, f.quote = uint8(min(depth, 3)), quote
		if c := s[sp.Start]; c == '(' || c == '[' {
			depth++
		}
		v.facts = append(v.facts, f)
	}
	v.size, v.end = bucket(len(v.facts)/2), v.at(len(v.facts)-1).code
	v.runs()
	v.capitals()
}

// How a line ends before a word.
const (
	noLine  = iota
	wrapped // the word had no room on it, or might have had none
	broken  // the word would have had room
)

// lineEnd tells how a line ends between the byte at end and the word at sp. An
// empty line says no more than another: where it ends a paragraph, the reader of
// the document has ended the block.
func (v *view) lineEnd(s string, end int, sp text.Span) uint8 {
	at := strings.IndexByte(s[end:sp.Start], '\n')
	if at < 0 {
		return noLine
	}
	at += end
	from := max(v.start, at-v.width)
	if k := strings.LastIndexByte(s[from:at], '\n'); k >= 0 {
		from += k + 1
	}
	if v.width < narrow || at-from+1+sp.Len()+ragged > v.width {
		return wrapped
	}
	return broken
}

// A block is wrapped to a width when its longest line is at least narrow; a line
// was broken on purpose when ragged more bytes would have fitted.
const (
	narrow = 40
	ragged = 15
)

func longestLine(s string) int {
	longest := 0
	for s != "" {
		n := strings.IndexByte(s, '\n')
		if n < 0 {
			n = len(s)
		}
		longest = max(longest, n)
		s = s[min(n+1, len(s)):]
	}
	return longest
}

// runs counts names and numbers in a row, forwards and backwards, and the way to
// the next final mark.
func (v *view) runs() {
	run := uint8(0)
	for k := range v.facts {
		f := &v.facts[k]
		switch {
		case namelike(f.code):
			run = min(run+1, 9)
		case f.code == shLower || f.code >= codeOther && f.code != codeOther+'.' && f.code != codeOther+'&' && f.code != codeOther+'-':
			run = 0
		}
		f.before = run
	}
	run = 0
	to, marks, bracket := uint8(255), 0, uint8(0)
	for k := len(v.facts) - 1; k >= 0; k-- {
		f := &v.facts[k]
		to = min(to, 254) + 1
		if final(f.code) {
			to = 0
			marks++
		}
		switch {
		case namelike(f.code):
			run = min(run+1, 9)
		case f.code == shLower:
			run = 0
		}
		switch f.code {
		case codeOther + ')', codeOther + ']':
			bracket = v.goesOn(k + 1)
		case codeOther + '(', codeOther + '[':
			bracket = 0
		}
		f.toFinal, f.behind, f.bracket = to, run, bracket
	}
	v.marks = bucket(marks)
}

// goesOnLower is said of a bracket after which the sentence goes on.
const goesOnLower = 1

// goesOn tells whether word k goes on with a sentence, may begin one, or neither.
func (v *view) goesOn(k int) uint8 {
	switch c := v.at(k).code; {
	case c == shLower:
		return goesOnLower
	case c < codeOther:
		return 2
	case c == codeEdge:
		return 3
	}
	return 4
}

func namelike(code uint32) bool {
	return code == shTitle || code == shOne || code == shUpper || code == codeDigits || code == codeNumber
}

// The ways in which a block uses capitals.
const (
	capsNone  = iota // it has no words
	capsAll          // a cable: nearly everything in capitals
	capsNever        // no capital at all
	capsTitle        // most words begin with one
	capsPlain
)

func (v *view) capitals() {
	title, low, upper := 0, 0, 0
	for k := range v.facts {
		switch v.facts[k].code {
		case shTitle, shOne:
			title++
		case shUpper:
			upper++
		case shLower:
			low++
		}
	}
	switch n := title + low + upper; {
	case n == 0:
		v.caps = capsNone
	case upper*10 > n*7:
		v.caps = capsAll
	case low == n:
		v.caps = capsNever
	case (title+upper)*10 > n*7:
		v.caps = capsTitle
	default:
		v.caps = capsPlain
	}
}

// at is the fact of word k of the block.
func (v *view) at(k int) *fact {
	if k < 0 || k >= len(v.facts) {
		return &outside
	}
	return &v.facts[k]
}

// text is word k of the block.
func (v *view) text(k int) string { return v.a.WordText(v.first + k) }

// final reports whether the mark ends sentences.
func final(code uint32) bool {
	switch code {
	case codeOther + '.', codeOther + '?', codeOther + '!', codeOther + '…':
		return true
	}
	return false
}

// wordCode is what a word looks like.
func wordCode(w string) uint32 {
	r, n := utf8.DecodeRuneInString(w)
	switch k := classOf(r); {
	case k == other && n == len(w):
		return codeOther + uint32(r)
	case k == other:
		return marksCode(w, r, n)
	case n == len(w):
		a := atom{first: r, class: k, shape: shapeOf(w)}
		return a.code()
	}
	var c tally
	for _, q := range w {
		c.add(q)
	}
	switch {
	case c.marks == 0 && c.digits == 0:
		return uint32(letterShape(r, c.up, c.low))
	case c.up+c.low == 0 && c.marks == 0:
		return codeDigits
	case c.up+c.low == 0:
		return codeNumber
	case c.dots > 0 && c.digits == 0 && w[len(w)-1] == '.':
		return codeDotted
	case c.marks > 2 && len(w) > 8:
		return codeAddress
	case c.digits == 0 && c.dots == 0:
		return uint32(letterShape(r, c.up, c.low))
	}
	return codeMixed
}

// marksCode is the code of a word that begins with the mark r and goes on.
func marksCode(w string, r rune, n int) uint32 {
	for _, q := range w[n:] {
		if q != r {
			return codeMarks + uint32(r)
		}
	}
	if r == '.' || r == '?' || r == '!' {
		return codeOther + uint32(r)
	}
	return codeRepeated + uint32(r)
}

// tally counts the kinds of character in a word.
type tally struct{ up, low, digits, marks, dots int }

func (t *tally) add(r rune) {
	switch classOf(r) {
	case digit:
		t.digits++
	case letter:
		if unicode.IsUpper(r) {
			t.up++
		} else {
			t.low++
		}
	case other:
		t.marks++
		if r == '.' {
			t.dots++
		}
	}
}
