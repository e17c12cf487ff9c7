package timex

import (
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/text"
)

// words splits a line of metadata at white space, with marks apart from words.
// The report's own text is tokenized by another stage.
func words(a *nlp.Analysis) {
	s := a.Doc.Text.String()
	start := -1
	flush := func(end int) {
		if start >= 0 {
			w := s[start:end]
			sh := nlp.Lower
			if w[0] >= 'A' && w[0] <= 'Z' {
				sh = nlp.Title
			} else if isDigit(w[0]) {
				sh = nlp.Digit
			}
			a.Tokens = append(a.Tokens, nlp.Token{Span: text.Span{Start: start, End: end}, Lower: strings.ToLower(w), Shape: sh})
			start = -1
		}
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ':
			flush(i)
		case c == ',' || c == '/' || c == '(' || c == ')' || c == ';' || c == 'T' && i > 9 && isDigit(s[i-1]):
			flush(i)
			a.Tokens = append(a.Tokens, nlp.Token{Span: text.Span{Start: i, End: i + 1}, Lower: strings.ToLower(s[i : i+1]), Shape: nlp.Punct})
		case start < 0:
			start = i
		}
	}
	flush(len(s))
	if n := len(a.Tokens); n > 0 {
		a.Sentences = []nlp.Sentence{{Span: a.SpanOf(0, n), First: 0, Last: n}}
	}
}
