package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/lexicon"
)

// facts calls yield for everything that the lexicon tells of a word, whatever
// its case: that it is a given name, a town, an office and so on.
func facts(form string, yield func(string)) {
	first, n := utf8.DecodeRuneInString(form)
	if !unicode.IsLetter(first) {
		return
	}
	if lexicon.IsGivenName(form) {
		yield("given name")
	}
	if lexicon.IsSurname(form) {
		yield("surname")
	}
	if lexicon.IsTitle(form) {
		yield("title")
	}
	if lexicon.IsOffice(form) {
		yield("office")
	}
	if lexicon.IsOrgHead(form) {
		yield("body")
	}
	if lexicon.IsFacilityHead(form) {
		yield("facility")
	}
	titled := string(unicode.ToUpper(first)) + strings.ToLower(form[n:])
	if hit := lexicon.Longest([]string{titled}); hit.Words > 0 {
		yield(string(hit.Kind))
		if hit.Weak {
			yield("doubtful " + string(hit.Kind))
		}
	}
}
