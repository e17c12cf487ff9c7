// Package token splits a document's blocks into tokens and sentences.
//
// Tokens follow the habits of the English treebanks where positions allow:
// clitics ("'s", "n't") and marks stand apart, hyphenated words and clock times
// stay whole. A token never crosses a block.
package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Stage makes the tokens and sentences of an analysis.
type Stage struct{}

// Name is "token".
func (Stage) Name() string { return "token" }

// Needs is nothing.
func (Stage) Needs() []nlp.Layer { return nil }

// Gives is tokens and sentences.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Tokens, nlp.Sentences} }

// Run fills a.Tokens and a.Sentences. Header blocks get none: they are not
// report.
func (Stage) Run(a *nlp.Analysis) {
	a.Tokens = make([]nlp.Token, 0, a.Doc.Text.Len()/5+16)
	for i, b := range a.Doc.Blocks {
		if b.Kind == doc.Header {
			continue
		}
		sp := b.Span
		if b.Kind == doc.FieldLine {
			sp = b.Value
		}
		first := len(a.Tokens)
		a.Tokens = appendTokens(a.Tokens, a.Doc.Text.String(), sp)
		if b.Kind == doc.Paragraph || b.Kind == doc.Item || b.Kind == doc.Caption {
			splitSentences(a, i, first)
		} else if first < len(a.Tokens) {
			addSentence(a, i, first, len(a.Tokens))
		}
	}
}

func addSentence(a *nlp.Analysis, block, first, last int) {
	a.Sentences = append(a.Sentences, nlp.Sentence{
		Span: a.SpanOf(first, last), First: first, Last: last, Block: block,
	})
}

// appendTokens tokenizes s[sp].
func appendTokens(toks []nlp.Token, s string, sp text.Span) []nlp.Token {
	for i := sp.Start; i < sp.End; {
		r, n := utf8.DecodeRuneInString(s[i:sp.End])
		switch {
		case unicode.IsSpace(r) || r == 0 || r == 0xFEFF || unicode.IsControl(r):
			i += n
		case isWordRune(r):
			end := wordEnd(s, i, sp.End)
			if cut := lostBreak(s[i:end], s[end:sp.End]); cut > 0 {
				end = i + cut
			}
			toks = appendWord(toks, s[:sp.End], i, end)
			i = toks[len(toks)-1].Span.End
		default:
			end := i + n
			for end < sp.End && s[end] == s[i] && n == 1 && (r == '.' || r == '-' || r == '=' || r == '*') {
				end++
			}
			sh := nlp.Punct
			if unicode.IsSymbol(r) || r == '%' || r == '#' || r == '&' || r == '@' {
				sh = nlp.Symbol
			}
			toks = append(toks, nlp.Token{Span: text.Span{Start: i, End: end}, Lower: s[i:end], Shape: sh})
			i = end
		}
	}
	return toks
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// wordEnd is where the word that starts at i ends: letters and digits, joined by
// single inner marks ("07:50", "U.S.", "Al-Qaeda", "3,000", "O'Brien").
func wordEnd(s string, i, limit int) int {
	letterPeriods := true // every period so far followed a single letter: "U.S."
	run := 0              // letters since the last mark
	var prev rune
	for i < limit {
		r, n := utf8.DecodeRuneInString(s[i:limit])
		if isWordRune(r) {
			run++
			prev = r
			i += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[min(i+n, limit):limit])
		joins := false
		switch r {
		case '-', '‐', '‑', '_':
			joins = isWordRune(next) && !(unicode.IsDigit(prev) && unicode.IsDigit(next))
		case '\'', '’':
			joins = unicode.IsLetter(prev) && unicode.IsLetter(next)
		case ':':
			joins = unicode.IsDigit(prev) && unicode.IsDigit(next)
		case ',':
			joins = unicode.IsDigit(prev) && threeDigits(s[i+n:limit])
		case '.':
			switch {
			case unicode.IsDigit(prev) && unicode.IsDigit(next):
				joins = true
			case run > 1 && unicode.IsLower(prev) && unicode.IsLower(next):
				joins = true // a host name: "mail.example"
			case run == 1 && letterPeriods && unicode.IsLetter(prev):
				// "U.S." keeps its last period; "A. Smith" too.
				if unicode.IsLetter(next) {
					_, n2 := utf8.DecodeRuneInString(s[i+n : limit])
					after, _ := utf8.DecodeRuneInString(s[min(i+n+n2, limit):limit])
					if !isWordRune(after) {
						joins = true
					}
				} else if next == '-' && i+n+1 < limit && s[i+n+1] >= 'a' && s[i+n+1] <= 'z' {
					joins = true // "U.S.-led"
				} else if unicode.IsUpper(prev) || prev == 'm' {
					return i + n
				}
			}
		}
		if !joins {
			return i
		}
		if r != '.' || run != 1 {
			letterPeriods = false
		}
		run = 0
		prev = r
		i += n
	}
	return i
}

func threeDigits(s string) bool {
	if len(s) < 3 {
		return false
	}
	for i := 0; i < 3; i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 3 || s[3] < '0' || s[3] > '9'
}

// appendWord adds the word s[start:end], with its clitic apart and the period
// of an abbreviation attached.
func appendWord(toks []nlp.Token, s string, start, end int) []nlp.Token {
	w := s[start:end]
	if cut := clitic(w); cut > 0 {
		toks = append(toks, word(s, start, start+cut))
		return append(toks, word(s, start+cut, end))
	}
	if end < len(s) && s[end] == '.' && (Abbreviation(w) || strings.EqualFold(w, "no") && numberFollows(s[end+1:])) {
		end++
	}
	return append(toks, word(s, start, end))
}

// numberFollows reports whether s begins with a space and a digit: "No. 5".
func numberFollows(s string) bool {
	return len(s) > 1 && s[0] == ' ' && s[1] >= '0' && s[1] <= '9'
}

// lostBreak is where two words were run together in w because a line break
// between them was lost ("AttackA", "motiveEarly", "LondonThe"), or 0. Names
// with an inner capital ("McCain", "YouTube") stay whole: only a word that is
// common at the start of a sentence is cut off a capitalised one. What follows w
// is in next.
func lostBreak(w, next string) int {
	low := 0 // lower-case letters in a row
	for i, r := range w {
		switch {
		case unicode.IsUpper(r) && low >= 3:
			rest := w[i:]
			first, _ := utf8.DecodeRuneInString(w)
			if rest == "A" || len(rest) == 1 && dotted(next) || opener[strings.ToLower(rest)] ||
				unicode.IsLower(first) && low == len(w[:i]) && len(rest) > 2 && ShapeOf(rest) == nlp.Title {
				return i
			}
			low = 0
		case unicode.IsLower(r):
			low++
		default:
			low = 0
		}
	}
	return 0
}

// dotted reports whether s goes on as an abbreviation of single letters does
// after its first: ".S.".
func dotted(s string) bool {
	return len(s) > 2 && s[0] == '.' && s[1] >= 'A' && s[1] <= 'Z' && s[2] == '.'
}

// clitic is the length of w before "'s", "'re", "n't" and the like, or 0.
func clitic(w string) int {
	for _, c := range clitics {
		if n := len(w) - len(c); n > 0 && strings.EqualFold(w[n:], c) {
			return n
		}
	}
	return 0
}

var clitics = []string{
	"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m",
}

func word(s string, start, end int) nlp.Token {
	w := s[start:end]
	return nlp.Token{Span: text.Span{Start: start, End: end}, Lower: lower(w), Shape: ShapeOf(w)}
}

// lower is w in lower case; no copy is made of a word that already is.
func lower(w string) string { return strings.ToLower(w) }

// ShapeOf is what a word looks like.
func ShapeOf(w string) nlp.Shape {
	var up, low, digit int
	firstUp := false
	for i, r := range w {
		switch {
		case unicode.IsUpper(r):
			up++
			firstUp = firstUp || i == 0
		case unicode.IsLetter(r):
			low++
		case unicode.IsDigit(r):
			digit++
		}
	}
	switch {
	case digit > 0 && up+low == 0:
		return nlp.Digit
	case digit > 0:
		return nlp.Mixed
	case up == 0:
		return nlp.Lower
	case low == 0:
		return nlp.Upper
	case firstUp:
		return nlp.Title
	}
	return nlp.Mixed
}
