package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/nlp"
)

// Abbreviation reports whether w, written without its period, is usually
// followed by one that does not end the sentence. Short forms that are also
// words ("sat", "mar", "rev") count only when they are capitalised.
func Abbreviation(w string) bool {
	l := strings.ToLower(w)
	if abbreviations[l] {
		return true
	}
	return capitalAbbreviations[l] && l != w
}

var abbreviations = set(
	"mr mrs ms dr prof sr jr st mt ft lt maj capt sgt cpl pvt cmdr brig supt insp adm messrs mme" +
		" sen gov hon msgr dep asst vs etc inc ltd corp approx dept univ nos vol pp eds viz cf al" +
		" jan feb apr aug sept oct nov dec tue tues thu thur thurs fri blvd ave")

var capitalAbbreviations = set(
	"gen col det rep pres rev fr amb co ca ed fig art sec jun jul sep mar mon wed sat sun rd no comm")

// closing are abbreviations that stand at the end of what they belong to, so
// that a sentence can end with them.
var closing = set("inc. ltd. corp. co. etc. jr. sr.")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// longest is the number of tokens after which an open bracket no longer holds a
// sentence together.
const longest = 60

// endless is the number of tokens after which a sentence is cut off wherever it
// stands, so that text without a full stop costs no more than other text.
const endless = 400

// splitSentences cuts the tokens of block from first on into sentences.
func splitSentences(a *nlp.Analysis, block, first int) {
	start := first
	depth := 0       // open brackets
	heading := false // inside "== … =="
	for i := first; i < len(a.Tokens); i++ {
		switch w := a.Tokens[i].Lower; {
		case w == "(" || w == "[":
			depth++
		case w == ")" || w == "]":
			depth = max(0, depth-1)
		case rule(w):
			heading = !heading && !ended(a, i)
			if !heading {
				addSentence(a, block, start, i+1)
				start, depth = i+1, 0
				continue
			}
		}
		next := i + 1
		if next < len(a.Tokens) && rule(a.Tokens[next].Lower) && !heading {
			addSentence(a, block, start, next)
			start, depth = next, 0
			continue
		}
		if i-start >= endless {
			addSentence(a, block, start, i+1)
			start, depth = i+1, 0
			continue
		}
		if !ends(a, i) {
			continue
		}
		i = absorb(a, i)
		if depth > 0 && i+1 < len(a.Tokens) && i-start < longest {
			continue
		}
		depth = 0
		addSentence(a, block, start, i+1)
		start = i + 1
	}
	if start < len(a.Tokens) {
		addSentence(a, block, start, len(a.Tokens))
	}
}

// rule reports whether w is the mark round a heading: "==".
func rule(w string) bool { return len(w) > 1 && w[0] == '=' }

// ended reports whether no second mark follows the heading mark i nearby.
func ended(a *nlp.Analysis, i int) bool {
	for j := i + 1; j < len(a.Tokens) && j < i+16; j++ {
		if rule(a.Tokens[j].Lower) {
			return false
		}
	}
	return true
}

// absorb is the last token that belongs to the sentence whose final mark is i:
// closing quotes, brackets and note marks ("[12]") after it.
func absorb(a *nlp.Analysis, i int) int {
	for i+1 < len(a.Tokens) {
		switch {
		case closes(a, i+1):
			i++
		case note(a, i+1):
			i += 3
		default:
			return i
		}
	}
	return i
}

// note reports whether a note mark such as "[12]" starts at token i, with no
// space before it.
func note(a *nlp.Analysis, i int) bool {
	return i > 0 && i+2 < len(a.Tokens) && a.Tokens[i].Lower == "[" && a.Tokens[i+1].Shape == nlp.Digit &&
		a.Tokens[i+2].Lower == "]" && !gap(a, i-1) && !gap(a, i) && !gap(a, i+1)
}

// ends reports whether a sentence can end with token i.
func ends(a *nlp.Analysis, i int) bool {
	w := a.Tokens[i].Lower
	if i+1 >= len(a.Tokens) {
		return true
	}
	switch w {
	case "?", "!", "…", ".", "...", "....":
		j := absorb(a, i) + 1
		return startsSentence(a, j) && !(w != "." && lowerAfterQuote(a, j))
	}
	next := a.Tokens[i+1]
	if len(w) > 1 && w[len(w)-1] == '.' {
		return endsAbbreviated(w, next) && gap(a, i)
	}
	// Words without a space between them: a line break was lost here.
	return isWord(a.Tokens[i]) && isWord(next) && !gap(a, i) && capital(a, i+1)
}

// lowerAfterQuote reports whether token j opens a bracket such as "[…]" that
// stands for words left out.
func lowerAfterQuote(a *nlp.Analysis, j int) bool {
	return j < len(a.Tokens) && a.Tokens[j].Lower == "]"
}

// endsAbbreviated reports whether a sentence ends with the abbreviation w: only
// where the next word could hardly follow it ("in the U.S. The", "at 8 a.m.
// He").
func endsAbbreviated(w string, next nlp.Token) bool {
	if !strings.Contains(w[:len(w)-1], ".") && !closing[w] {
		return false
	}
	return next.Shape == nlp.Title && opener[next.Lower]
}

func isWord(t nlp.Token) bool {
	return t.Shape != nlp.Punct && t.Shape != nlp.Symbol && t.Shape != nlp.Digit
}

// capital reports whether token i starts with a capital letter.
func capital(a *nlp.Analysis, i int) bool {
	r, _ := utf8.DecodeRuneInString(a.TokenText(i))
	return unicode.IsUpper(r)
}

// gap reports whether white space follows token i.
func gap(a *nlp.Analysis, i int) bool {
	return i+1 < len(a.Tokens) && a.Tokens[i+1].Span.Start > a.Tokens[i].Span.End
}

var opener = set("the he she they it we i in on at a an this that these those there his her their its but and after before" +
	" according police officials meanwhile however no one two as when while since for by all another some several")

// closes reports whether token i is a closing quote or bracket that belongs to
// what came before it.
func closes(a *nlp.Analysis, i int) bool {
	t := a.Tokens[i]
	switch t.Lower {
	case "”", "’", ")", "]", "»":
		return true
	case "\"", "'":
		return t.Span.Start == a.Tokens[i-1].Span.End &&
			(i+1 >= len(a.Tokens) || a.Tokens[i+1].Span.Start > t.Span.End)
	}
	return false
}

// startsSentence reports whether token i can open a sentence.
func startsSentence(a *nlp.Analysis, i int) bool {
	if i >= len(a.Tokens) {
		return true
	}
	s := a.Text(a.Tokens[i].Span)
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r)
}
