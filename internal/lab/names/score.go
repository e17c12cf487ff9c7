package names

import (
	"fmt"
	"io"
	"slices"
	"sync"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/fault"
	"dossier/internal/nlp"
	"dossier/internal/nlp/english"
	"dossier/internal/nlp/ner"
	"dossier/internal/nlp/syntax"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
)

// coarse is the kind a name is measured as.
func coarse(n *nlp.Name) string {
	switch {
	case n.Adjective:
		return "NORP"
	case n.Kind == entity.Person:
		return "PER"
	case n.Kind == entity.Organisation || n.Kind == entity.Group:
		return "ORG"
	case n.Kind != "":
		return "LOC"
	}
	return ""
}

// tally counts names.
type tally struct{ right, given, wanted int }

func (t tally) f() (p, r, f float64) {
	p, r = float64(t.right)/float64(max(1, t.given)), float64(t.right)/float64(max(1, t.wanted))
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

func (t tally) f1() float64 { _, _, f := t.f(); return f }

func (t tally) String() string {
	p, r, f := t.f()
	return fmt.Sprintf("P %.3f  R %.3f  F %.3f  (%d right of %d given, %d wanted)", p, r, f, t.right, t.given, t.wanted)
}

// analyse gives the text all that the names stage needs.
func analyse(d *doc.Document) *nlp.Analysis { return before().Analyse(d) }

// before is the stages that come before the names.
var before = sync.OnceValue(func() *english.Line {
	l, err := english.NewLine(token.Stage{}, syntax.NewStage())
	if err != nil {
		panic(err)
	}
	return l
})

// Score prints precision, recall and F1 of whole spans on every corpus under
// shared: by kind and genre, of the stage as it is, of the rules alone, and with
// the capitals of the text changed.
func Score(w io.Writer, shared string) error {
	_, dev, err := corpora(shared)
	if err != nil {
		return fault.Wrap("measure names", err)
	}
	for i := range dev {
		c := &dev[i]
		fmt.Fprintf(w, "%s: %d texts\n", c.name, len(c.samples))
		base := measure(c, ner.Stage{}, nil)
		base.print(w)
		if c.name == "uner-ewt" {
			for k, change := range changes {
				s := measure(c, ner.Stage{}, change)
				fmt.Fprintf(w, "  %-14s %s, %.1f points less\n", changed[k], s.at("all"), 100*(base.at("all").f1()-s.at("all").f1()))
			}
		}
		fmt.Fprintf(w, "  %-14s %s\n", "rules alone", measure(c, ner.Stage{RulesAlone: true}, nil).at("all"))
	}
	return nil
}

var changed = []string{"in capitals", "in small", "in headline"}

// measure counts the names that stage finds in a corpus.
func measure(c *corpus, stage ner.Stage, change func(sample) sample) *sheet {
	sh := &sheet{}
	for _, k := range append([]string{}, measured...) {
		sh.at(k)
	}
	sh.at("all")
	sh.at("spans")
	for _, s := range c.samples {
		if change != nil {
			s = change(s)
		}
		a := analyse(s.doc)
		stage.Run(a)
		var found []name
		for i := range a.Names {
			if k := coarse(&a.Names[i]); k != "" {
				found = append(found, name{a.Names[i].Span, k})
			}
		}
		sh.count(s.names, found, s.genre)
	}
	return sh
}

// sheet is the tallies of a corpus by heading.
type sheet struct {
	names []string
	by    map[string]*tally
}

func (s *sheet) at(name string) *tally {
	if s.by == nil {
		s.by = map[string]*tally{}
	}
	t := s.by[name]
	if t == nil {
		t = &tally{}
		s.by[name] = t
		s.names = append(s.names, name)
	}
	return t
}

func (s *sheet) print(w io.Writer) {
	for _, n := range s.names {
		fmt.Fprintf(w, "  %-14s %s\n", n, s.by[n])
	}
}

// measured is the kinds that every corpus annotates.
var measured = []string{"PER", "ORG", "LOC"}

// count tallies the names found in one text against its own.
func (s *sheet) count(gold, found []name, genre string) {
	exact := make(map[name]bool, len(gold))
	spans := make(map[text.Span]bool, len(gold))
	add := func(kind string, f func(*tally)) {
		for _, h := range []string{kind, "all"} {
			f(s.at(h))
		}
		if genre != "" {
			f(s.at("genre " + genre))
		}
	}
	for _, g := range gold {
		if !slices.Contains(measured, g.kind) || exact[g] {
			continue
		}
		exact[g], spans[g.span] = true, true
		add(g.kind, func(t *tally) { t.wanted++ })
		s.at("spans").wanted++
	}
	for _, n := range found {
		if !slices.Contains(measured, n.kind) {
			continue
		}
		add(n.kind, func(t *tally) { t.given++ })
		s.at("spans").given++
		if exact[n] {
			add(n.kind, func(t *tally) { t.right++ })
		}
		if spans[n.span] {
			s.at("spans").right++
		}
	}
}
