package timex

import (
	"dossier/internal/nlp"
)

// atom is the smallest piece that the grammar reads: a word, a run of figures or
// a mark. A token is one atom, or several where it mixes them ("22april",
// "7:56pm", "mid-April").
type atom struct {
	lex
	w          string // in lower case
	start, end int    // bytes of the text
	tok        int    // the token it is of
	glued      bool   // nothing stands between it and the atom before
}

// maxAtoms bounds the atoms of one token: a longer one is no time.
const maxAtoms = 12

// enter makes the atoms of a sentence; it reports whether any of them can be
// part of a time expression.
func (r *reader) enter(s nlp.Sentence) bool {
	r.first, r.end = 0, 0
	r.as = r.as[:0]
	var all class
	for i := s.First; i < s.Last; i++ {
		t := &r.a.Tokens[i]
		w := t.Lower
		n := len(r.as)
		if t.Shape == nlp.Punct || t.Shape == nlp.Symbol || w == "" {
			r.push(w, t.Span.Start, t.Span.End, i, mark(w))
		} else if e, ok := lexicon[w]; ok {
			r.push(w, t.Span.Start, t.Span.End, i, e)
		} else if k := mixed(w); k && len(w) == t.Span.Len() && len(w) <= 40 {
			r.split(w, t.Span.Start, i)
		} else {
			r.push(w, t.Span.Start, t.Span.End, i, figures(w))
		}
		r.as[n].glued = n > 0 && r.as[n-1].end == r.as[n].start
		for ; n < len(r.as); n++ {
			all |= r.as[n].is
		}
	}
	r.end = len(r.as)
	return all&carries != 0 || r.agenda
}

func (r *reader) push(w string, start, end, tok int, e lex) {
	r.as = append(r.as, atom{lex: e, w: w, start: start, end: end, tok: tok, glued: true})
}

// mixed reports whether a word of ASCII is more than one atom.
func mixed(w string) bool {
	digit, other := false, false
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= 0x80:
			return false
		case c >= '0' && c <= '9':
			digit = true
		case c == '-' && i > 0:
			return true
		default:
			other = true
		}
	}
	return digit && other
}

// split cuts a token into runs of letters (with full stops and apostrophes in
// them), runs of figures and marks. A hyphened part that the lexicon holds whole
// stays whole.
func (r *reader) split(w string, at, tok int) {
	from := len(r.as)
	for i := 0; i < len(w); {
		k := i + 1
		switch c := w[i]; {
		case isDigit(c):
			for k < len(w) && isDigit(w[k]) {
				k++
			}
			r.push(w[i:k], at+i, at+k, tok, figures(w[i:k]))
		case isLetter(c):
			for k < len(w) && (isLetter(w[k]) || w[k] == '.' || w[k] == '\'') {
				k++
			}
			r.push(w[i:k], at+i, at+k, tok, lexicon[w[i:k]])
		default:
			r.push(w[i:k], at+i, at+k, tok, mark(w[i:k]))
		}
		if i = k; len(r.as)-from >= maxAtoms {
			r.as = r.as[:from]
			r.push(w, at, at+len(w), tok, lex{})
			return
		}
	}
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

// figures is the lexicon's entry of a run of figures.
func figures(w string) lex {
	if w == "" || len(w) > 9 || !isDigit(w[0]) {
		return lex{}
	}
	n := 0
	for i := 0; i < len(w); i++ {
		if !isDigit(w[i]) {
			return lex{}
		}
		n = n*10 + int(w[i]-'0')
	}
	return lex{is: isDigits, n: n}
}

func mark(w string) lex {
	if w == "'" || w == "’" {
		return lex{is: isApostrophe}
	}
	return lex{}
}

// at is atom i, an empty one outside the sentence.
func (r *reader) at(i int) *atom {
	if i < r.first || i >= r.end {
		return &nothing
	}
	return &r.as[i]
}

var nothing atom

func (r *reader) is(i int, c class) bool { return r.at(i).is&c != 0 }

// word is atom i in lower case, "" outside the sentence.
func (r *reader) word(i int) string { return r.at(i).w }

// shape is the shape of the token that atom i is of.
func (r *reader) shape(i int) nlp.Shape {
	if i < r.first || i >= r.end {
		return nlp.Punct
	}
	return r.a.Tokens[r.as[i].tok].Shape
}

// capital reports whether atom i is written with a capital.
func (r *reader) capital(i int) bool {
	if i < r.first || i >= r.end {
		return false
	}
	a := &r.as[i]
	c := r.text[a.start]
	return c >= 'A' && c <= 'Z' || c >= 0x80 && (r.shape(i) == nlp.Title || r.shape(i) == nlp.Upper)
}

// small reports whether atom i is a word in lower case, or any word of a text in
// capitals.
func (r *reader) small(i int) bool {
	if i < r.first || i >= r.end {
		return false
	}
	s := r.shape(i)
	return s == nlp.Lower || s == nlp.Upper && r.allCapitals
}

// glued reports whether atom i stands against the one before.
func (r *reader) glued(i int) bool { return r.at(i).glued }

// opens reports whether atom i begins a token, closes whether atom i-1 ends one.
func (r *reader) opens(i int) bool { return i == r.first || r.as[i-1].tok != r.as[i].tok }

func (r *reader) closes(i int) bool { return i >= r.end || r.as[i-1].tok != r.as[i].tok }
