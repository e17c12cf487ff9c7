package roles

import (
	"fmt"
	"io"
	"strings"

	"dossier/internal/nlp"
)

// Show prints the predicates of an analysis, a sentence and its predicates after
// it.
func Show(w io.Writer, a *nlp.Analysis) {
	k := 0
	for i := range a.Sentences {
		s := &a.Sentences[i]
		fmt.Fprintln(w, strings.Join(strings.Fields(a.Text(s.Span)), " "))
		for ; k < len(a.Predicates) && a.Predicates[k].Word < s.LastWord; k++ {
			fmt.Fprintln(w, "   ", Line(a, &a.Predicates[k]))
		}
	}
}

// Line is a predicate on one line: its lemma, how it stands, and its arguments.
func Line(a *nlp.Analysis, p *nlp.Predicate) string {
	var b strings.Builder
	b.WriteString(p.Lemma)
	for _, f := range []struct {
		on   bool
		mark string
	}{{p.Noun, "noun"}, {p.Passive, "passive"}, {p.Tense == nlp.Past && p.Perfect, "pluperfect"}, {p.Negated, "not"},
		{p.Modality != nlp.Actual, p.Modality.String()}, {p.Carries >= 0, "light"}} {
		if f.on {
			b.WriteString(" " + f.mark)
		}
	}
	b.WriteString("(")
	for i := range p.Args {
		g := &p.Args[i]
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "%s: %s", g.Role, strings.Join(strings.Fields(a.Text(g.Span)), " "))
	}
	b.WriteString(")")
	if p.Under >= 0 {
		b.WriteString(" under " + a.Predicates[p.Under].Lemma)
	}
	return b.String()
}
