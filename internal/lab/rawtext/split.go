// Package rawtext reads the raw English text at hand whose licences allow what is
// learnt from it to be passed on. It is workshop only.
package rawtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is the forms of one stretch of text, cased as written.
type Sentence []string

// split cuts raw text into sentences of forms: blanks, punctuation, hyphens and
// clitics cut as treebanks of English cut them. Sentences end at full stops,
// question and exclamation marks before a capital, and at line ends.
func split(raw string) []Sentence {
	var out []Sentence
	for line := range strings.Lines(raw) {
		var s Sentence
		for field := range strings.FieldsSeq(line) {
			if len(s) > 0 && ends(s) && startsCapital(field) {
				out, s = append(out, s), nil
			}
			s = appendForms(s, field)
		}
		if len(s) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// resplit cuts the forms of a tokenised text further, as [split] does.
func resplit(forms []string) Sentence {
	var s Sentence
	for _, f := range forms {
		s = appendForms(s, f)
	}
	return s
}

func ends(s Sentence) bool {
	last := s[len(s)-1]
	if last == "\"" || last == "”" || last == ")" {
		if len(s) < 2 {
			return false
		}
		last = s[len(s)-2]
	}
	return last == "." || last == "?" || last == "!"
}

func startsCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"“'(‘"))
	return unicode.IsUpper(r)
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// appendForms cuts one blank-delimited field.
func appendForms(dst Sentence, field string) Sentence {
	if strings.Contains(field, "://") || strings.HasPrefix(field, "www.") || strings.HasPrefix(field, "@") && len(field) > 1 {
		return append(dst, field)
	}
	r := []rune(field)
	for i := 0; i < len(r); {
		j := i + 1
		if isWord(r[i]) {
			for j < len(r) && (isWord(r[j]) || inner(r, j)) {
				j++
			}
			if j < len(r) && r[j] == '.' && abbreviation(r[i:j]) {
				j++
			}
			dst = appendWord(dst, string(r[i:j]))
		} else {
			for j < len(r) && r[j] == r[i] {
				j++
			}
			if j == i+1 && isApostrophe(r[i]) && j < len(r) && isWord(r[j]) {
				// a clitic that stands alone, as in tokenised text
				k := j
				for k < len(r) && isWord(r[k]) {
					k++
				}
				if k == len(r) && slices.Contains(clitics, strings.ToLower(string(r[j:k]))) {
					dst = append(dst, string(r[i:k]))
					i = k
					continue
				}
			}
			dst = append(dst, string(r[i:j]))
		}
		i = j
	}
	return dst
}

var clitics = []string{"s", "re", "ve", "ll", "d", "m"}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// inner reports whether the sign at j joins the letters or digits around it.
func inner(r []rune, j int) bool {
	if j+1 >= len(r) || !isWord(r[j+1]) {
		return false
	}
	switch r[j] {
	case '\'', '’', '.', '_':
		return true
	case ',', ':':
		return unicode.IsDigit(r[j-1]) && unicode.IsDigit(r[j+1])
	case '-', '‐', '‑':
		return prefixed(r[:j])
	}
	return false
}

// prefixed reports whether what stands before a hyphen is a prefix that
// treebanks do not cut off.
func prefixed(r []rune) bool {
	i := len(r)
	for i > 0 && unicode.IsLetter(r[i-1]) {
		i--
	}
	_, ok := slices.BinarySearch(prefixes, strings.ToLower(string(r[i:])))
	return ok
}

var prefixes = []string{"anti", "bi", "bio", "co", "counter", "de", "e", "eco", "ex", "extra", "inter", "mega", "micro", "mid", "mini", "multi",
	"neo", "non", "pan", "post", "pre", "pro", "pseudo", "quasi", "re", "semi", "sub", "super", "tri", "ultra", "un", "vice"}

// abbreviation reports whether a full stop after the word belongs to it: single
// capitals, letters with stops between, and a few titles.
func abbreviation(r []rune) bool {
	if len(r) == 1 {
		return unicode.IsUpper(r[0])
	}
	if slices.Contains(r, '.') {
		return !slices.ContainsFunc(r, unicode.IsDigit)
	}
	_, ok := slices.BinarySearch(titles, strings.ToLower(string(r)))
	return ok
}

var titles = []string{"capt", "cf", "col", "dr", "etc", "gen", "gov", "jr", "lt", "mr", "mrs", "ms", "prof", "rep", "rev", "sen", "sgt", "sr", "st", "vs"}

// appendWord cuts the clitics off a word.
func appendWord(dst Sentence, w string) Sentence {
	low := strings.ToLower(w)
	if low == "cannot" {
		return append(dst, w[:3], w[3:])
	}
	at := strings.LastIndexAny(w, "'’")
	if at <= 0 {
		return append(dst, w)
	}
	_, n := utf8.DecodeRuneInString(w[at:])
	tail := strings.ToLower(w[at+n:])
	switch {
	case tail == "t" && strings.HasSuffix(strings.ToLower(w[:at]), "n"):
		if at == 1 {
			return append(dst, w)
		}
		return append(dst, w[:at-1], w[at-1:])
	case slices.Contains(clitics, tail):
		return append(dst, w[:at], w[at:])
	}
	return append(dst, w)
}
