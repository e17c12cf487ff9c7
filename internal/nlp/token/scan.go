package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/nlp"
	"dossier/internal/text"
)

// appendTokens appends the tokens of the chunk.
func appendTokens(toks []nlp.Token, low *lowering, c *chunk) []nlp.Token {
	s := c.s
	from, to := address(s[c.start:c.end])
	from, to = from+c.start, to+c.start
	for i := c.start; i < c.end; {
		r, n := decode(s, i, c.end)
		end := i + n
		switch {
		case joiner(r):
		case i == from && from < to:
			end = to
			toks = append(toks, newToken(low, i, end))
		case isWordRune(r):
			limit := c.end
			if i < from && from < to {
				limit = from
			}
			end = wordEnd(s, i, limit)
			if cut := lostBreak(s[i:end], s[end:c.end]); cut > 0 {
				end = i + cut
			}
			toks = appendWord(toks, low, c, i, end)
			end = toks[len(toks)-1].Span.End
		default:
			for n == 1 && end < c.end && s[end] == s[i] && (r == '.' || r == '-' || r == '=' || r == '*') {
				end++
			}
			toks = append(toks, nlp.Token{Span: text.Span{Start: i, End: end}, Lower: s[i:end], Shape: markShape(r)})
		}
		i = end
	}
	return toks
}

func markShape(r rune) nlp.Shape {
	if unicode.IsSymbol(r) || r == '%' || r == '#' || r == '&' || r == '@' {
		return nlp.Symbol
	}
	return nlp.Punct
}

func isWordRune(r rune) bool { return classOf(r) != other }

// wordEnd is where the word that starts at i ends: letters and digits, joined by
// single inner marks ("07:50", "U.S.", "Al-Qaeda", "3,000", "O'Brien").
func wordEnd(s string, i, limit int) int {
	dotted := true // every period so far followed a single letter: "U.S."
	run := 0       // letters since the last mark
	var prev rune
	for i < limit {
		r, n := decode(s, i, limit)
		if joiner(r) {
			if next, _ := utf8.DecodeRuneInString(s[i+n : limit]); !isWordRune(next) || joiner(next) {
				return i
			}
		}
		if isWordRune(r) {
			run++
			prev = r
			i += n
			continue
		}
		after := s[i+n : limit]
		joins := false
		if r == '.' {
			if run == 1 && dotted && unicode.IsLetter(prev) && ownPeriod(prev, after) {
				return i + n
			}
			joins = joinsPeriod(prev, run, dotted, after)
		} else {
			joins = joinsMark(r, prev, after)
		}
		if !joins {
			return i
		}
		dotted = dotted && r == '.' && run == 1
		run = 0
		prev = r
		i += n
	}
	return i
}

// joinsMark reports whether the mark r between prev and after is inside a word.
func joinsMark(r, prev rune, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	switch r {
	case '-', '‐', '‑', '_':
		return isWordRune(next) && after != "" && !(unicode.IsDigit(prev) && unicode.IsDigit(next))
	case '\'', '’', '‘':
		return unicode.IsLetter(prev) && unicode.IsLetter(next)
	case ':':
		return unicode.IsDigit(prev) && unicode.IsDigit(next)
	case ',':
		return unicode.IsDigit(prev) && threeDigits(after)
	}
	return false
}

// joinsPeriod reports whether the period after prev, the last of run letters, is
// inside a word: a number, a host name, "U.S.", "U.S.-led".
func joinsPeriod(prev rune, run int, dotted bool, after string) bool {
	next, n := utf8.DecodeRuneInString(after)
	switch {
	case unicode.IsDigit(prev) && unicode.IsDigit(next):
		return true
	case run > 1 && unicode.IsLower(prev) && unicode.IsLower(next):
		return true
	case run == 1 && dotted && unicode.IsLetter(prev):
		if unicode.IsLetter(next) {
			r, _ := utf8.DecodeRuneInString(after[n:])
			return after[n:] == "" || !isWordRune(r)
		}
		return len(after) > 1 && next == '-' && 'a' <= after[1] && after[1] <= 'z'
	}
	return false
}

// ownPeriod reports whether the period after a single letter is the word's last
// character: "A." of "A. Smith", "p.m." before a space.
func ownPeriod(prev rune, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.IsLetter(next) || len(after) > 1 && next == '-' && 'a' <= after[1] && after[1] <= 'z' {
		return false
	}
	return unicode.IsUpper(prev) || prev == 'm'
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
func appendWord(toks []nlp.Token, low *lowering, c *chunk, start, end int) []nlp.Token {
	w := c.s[start:end]
	if cut := clitic(w); cut > 0 {
		return append(toks, newToken(low, start, start+cut), newToken(low, start+cut, end))
	}
	if end < c.end && c.s[end] == '.' && (Abbreviation(w) || numberAbbreviation(w, c, end)) {
		end++
	}
	return append(toks, newToken(low, start, end))
}

// numberAbbreviation reports whether w is "No" with its period before a number.
func numberAbbreviation(w string, c *chunk, end int) bool {
	return len(w) == 2 && w[0]|0x20 == 'n' && w[1]|0x20 == 'o' && end+1 == c.end &&
		c.next != "" && asciiDigit(c.next[0])
}

func asciiDigit(c byte) bool { return '0' <= c && c <= '9' }

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
			if rest == "A" || len(rest) == 1 && initials(next) || opener[strings.ToLower(rest)] ||
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

// initials reports whether s goes on as an abbreviation of single letters does
// after its first: ".S.".
func initials(s string) bool {
	return len(s) > 2 && s[0] == '.' && s[1] >= 'A' && s[1] <= 'Z' && s[2] == '.'
}

// clitic is the length of w before "'s", "'re", "n't" and the like, or 0.
func clitic(w string) int {
	if len(w) < 3 || w[len(w)-2] != '\'' && w[len(w)-3] != '\'' && !strings.Contains(w[max(0, len(w)-5):], "’") {
		return 0
	}
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

func newToken(low *lowering, start, end int) nlp.Token {
	return nlp.Token{Span: text.Span{Start: start, End: end}, Lower: low.of(start, end), Shape: ShapeOf(low.s[start:end])}
}

// ShapeOf is what a word looks like.
func ShapeOf(w string) nlp.Shape {
	var t tally
	firstUp := false
	for i, r := range w {
		t.add(r)
		firstUp = firstUp || i == 0 && t.up == 1
	}
	switch {
	case t.digits > 0 && t.up+t.low == 0:
		return nlp.Digit
	case t.digits > 0:
		return nlp.Mixed
	case t.up == 0:
		return nlp.Lower
	case t.low == 0:
		return nlp.Upper
	case firstUp:
		return nlp.Title
	}
	return nlp.Mixed
}
