package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/lexicon"
)

// Rule makes a lemma of a form: the case is settled, so many letters are cut
// off the end and others put there; or the lemma is Add whatever the form.
type Rule struct {
	Case Case
	Cut  int // letters; -1 for the whole form
	Add  string
}

// Case is what a rule does to the case of the form first.
type Case uint8

// The cases.
const (
	Lowered Case = iota
	Kept
	Titled // first letter upper, the others lower case
)

// String is the rule as the model file keeps it: "0 2 y".
func (r Rule) String() string { return fmt.Sprintf("%d %d %s", r.Case, r.Cut, r.Add) }

// ParseRule is the inverse of [Rule.String].
func ParseRule(s string) (Rule, error) {
	f := strings.SplitN(s, " ", 3)
	if len(f) != 3 {
		return Rule{}, fmt.Errorf("lemma rule %q", s)
	}
	c, err1 := strconv.Atoi(f[0])
	cut, err2 := strconv.Atoi(f[1])
	if err1 != nil || err2 != nil || c < 0 || c > int(Titled) {
		return Rule{}, fmt.Errorf("lemma rule %q", s)
	}
	return Rule{Case(c), cut, f[2]}, nil
}

// RuleFor is the simplest rule that makes lemma of form.
func RuleFor(form, lemma string) Rule {
	form = plain(form)
	best, cost := Rule{Cut: -1, Add: lemma}, 6
	for c := Lowered; c <= Titled; c++ {
		s := c.apply(form)
		n := 0
		for n < len(s) && n < len(lemma) && s[n] == lemma[n] {
			n++
		}
		for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) || n < len(lemma) && n > 0 && !utf8.RuneStart(lemma[n]) {
			n--
		}
		cut := utf8.RuneCountInString(s[n:])
		if n == 0 || cut+len(lemma)-n >= cost {
			continue
		}
		best, cost = Rule{c, cut, lemma[n:]}, cut+len(lemma)-n
	}
	return best
}

// Apply makes the lemma of form; ok is false where the rule asks for more
// letters than there are.
func (r Rule) Apply(form string) (lemma string, ok bool) {
	if r.Cut < 0 {
		return r.Add, true
	}
	form = plain(form)
	s := r.Case.apply(form)
	for range r.Cut {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	if s == "" {
		return "", false
	}
	if r.Add == "" {
		return s, true
	}
	return s + r.Add, true
}

// plain is form with a plain apostrophe for a typographic one.
func plain(form string) string {
	if strings.Contains(form, "’") {
		return strings.ReplaceAll(form, "’", "'")
	}
	return form
}

func (c Case) apply(s string) string {
	switch c {
	case Lowered:
		return strings.ToLower(s)
	case Titled:
		first, n := utf8.DecodeRuneInString(s)
		return string(unicode.ToUpper(first)) + strings.ToLower(s[n:])
	}
	return s
}

// Lemma is the lemma that the network's rule makes of form; a rule that does
// not fit leaves the form in lower case.
func (m *Model) Lemma(form string, a Answer) string {
	if l, ok := m.Rules[a.Rule].Apply(form); ok {
		return respelt(form, l, m.Rules[a.Rule].Cut)
	}
	return Lowered.apply(form)
}

// respelt is l, or the verb of the lexicon that a form in "-ed" or "-ing" is one
// of, where the rule cut too much or too little to leave any word: "doubte",
// "deplor".
func respelt(form, l string, cut int) string {
	stem, past := strings.CutSuffix(strings.ToLower(form), "ed")
	if !past {
		stem, past = strings.CutSuffix(strings.ToLower(form), "ing")
	}
	if cut <= 0 || !past || lexicon.VerbClass(l) != 0 || lexicon.NounClass(l).First != 0 {
		return l
	}
	for _, verb := range []string{stem, stem + "e"} {
		if lexicon.VerbClass(verb) != 0 {
			return verb
		}
	}
	if n := len(stem); n > 2 && stem[n-1] == stem[n-2] && lexicon.VerbClass(stem[:n-1]) != 0 {
		return stem[:n-1]
	}
	return l
}
