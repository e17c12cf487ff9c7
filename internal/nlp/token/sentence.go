package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/nlp"
)

// Abbreviation reports whether w, written without its period, is usually
// followed by one that does not end the sentence.
func Abbreviation(w string) bool {
	return abbreviations[strings.ToLower(w)]
}

var abbreviations = set(
	"mr mrs ms dr prof sr jr st mt ft gen col lt maj capt sgt cpl pvt cmdr adm brig supt insp det" +
		" sen rep gov pres hon rev fr amb msgr dep asst vs etc inc ltd co corp approx ca dept univ no nos vol pp ed eds fig" +
		" jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd rd")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// splitSentences cuts the tokens of block from first on into sentences.
func splitSentences(a *nlp.Analysis, block, first int) {
	start := first
	depth := 0 // open brackets
	for i := first; i < len(a.Tokens); i++ {
		w := a.Tokens[i].Lower
		switch w {
		case "(", "[":
			depth++
		case ")", "]":
			depth = max(0, depth-1)
		}
		if !ends(a, i, start) {
			continue
		}
		for i+1 < len(a.Tokens) && closes(a, i+1) {
			i++
		}
		if depth > 0 && i+1 < len(a.Tokens) && i-start < 60 {
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

// ends reports whether a sentence can end with token i.
func ends(a *nlp.Analysis, i, start int) bool {
	w := a.Tokens[i].Lower
	last := i+1 >= len(a.Tokens)
	switch w {
	case "?", "!", "…":
		return last || startsSentence(a, skipClosers(a, i+1))
	case ".", "...", "....":
		if last {
			return true
		}
		return startsSentence(a, skipClosers(a, i+1))
	}
	if last || len(w) < 2 || w[len(w)-1] != '.' {
		return false
	}
	// An abbreviation with its own period ends the sentence only where the next
	// word could hardly follow it: "in the U.S. The", "at 8 a.m. He".
	if !strings.Contains(w[:len(w)-1], ".") {
		return false
	}
	next := a.Tokens[i+1]
	return next.Shape == nlp.Title && opener[next.Lower] && gap(a, i)
}

// gap reports whether white space follows token i.
func gap(a *nlp.Analysis, i int) bool {
	return i+1 < len(a.Tokens) && a.Tokens[i+1].Span.Start > a.Tokens[i].Span.End
}

var opener = set("the he she they it we i in on at a an this that these those there his her their its but and after before" +
	" according police officials meanwhile however no one two as when while since for by all another some several")

func skipClosers(a *nlp.Analysis, i int) int {
	for i < len(a.Tokens) && closes(a, i) {
		i++
	}
	return i
}

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
