package roles

import (
	"fmt"
	"io"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/predicate"
	"dossier/internal/nlp/timex"
)

// A Measure is one line of the sheet: what was told of, how often rightly.
type Measure struct {
	Name               string
	Right, Ours, Golds int
}

// F is the harmonic mean of precision and recall, in hundred.
func (m *Measure) F() float64 {
	if m.Right == 0 {
		return 0
	}
	return 200 * float64(m.Right) / float64(m.Ours+m.Golds)
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

// The lines of the sheet, in order.
const (
	verbs = iota
	nouns
	verbAgents
	verbPatients
	nounAgents
	nounPatients
	recipients
	instruments
	attributes
	places
	times
	causes
	purposes
	negations
	spans
	measures
)

var measureNames = [measures]string{"verbs found", "nouns found", "agents of verbs (ARG0)", "patients and contents of verbs (ARG1)",
	"agents of nouns (ARG0)", "patients of nouns (ARG1)", "recipients and goals (GOL)", "instruments (MNR of 2 to 5)", "attributes (PRD)",
	"places (LOC)", "times (TMP)", "causes (CAU)", "purposes (PRP)", "negations (NEG)", "exact phrases of right agents and patients"}

// lineOf is the line that an argument of ours is counted on, -1 for none.
func lineOf(noun bool, r nlp.Role) int {
	switch r {
	case nlp.Agent:
		if noun {
			return nounAgents
		}
		return verbAgents
	case nlp.Patient, nlp.Content:
		if noun {
			return nounPatients
		}
		return verbPatients
	case nlp.Recipient, nlp.Goal:
		return recipients
	case nlp.Instrument:
		return instruments
	case nlp.Attribute:
		return attributes
	case nlp.Place:
		return places
	case nlp.Time:
		return times
	case nlp.Cause:
		return causes
	case nlp.Purpose:
		return purposes
	}
	return -1
}

// goldRole is the role that a label means under a roleset, NoRole for one that
// has none here.
func goldRole(functions map[string]map[string]string, roleset, label string) nlp.Role {
	if n, ok := strings.CutPrefix(label, "ARG"); ok && len(n) == 1 {
		switch f := functions[roleset][n]; {
		case n == "0":
			return nlp.Agent
		case n == "1":
			return nlp.Patient
		default:
			return functionRole(f)
		}
	}
	if f, ok := strings.CutPrefix(label, "ARGM-"); ok && f != "MNR" && f != "PRD" {
		return functionRole(f)
	}
	return nlp.NoRole
}

func functionRole(f string) nlp.Role {
	switch f {
	case "GOL":
		return nlp.Recipient
	case "MNR":
		return nlp.Instrument
	case "PRD":
		return nlp.Attribute
	case "LOC":
		return nlp.Place
	case "TMP":
		return nlp.Time
	case "CAU":
		return nlp.Cause
	case "PRP", "PNC":
		return nlp.Purpose
	case "DIR":
		return nlp.Source
	}
	return nlp.NoRole
}

// scorer compares the predicates of two analyses of one text.
type scorer struct {
	functions map[string]map[string]string
	counts    [measures]Measure
	misses    io.Writer
}

// key is where a word starts.
type key struct {
	head int
	line int
}

func (s *scorer) document(d *Document, ours *nlp.Analysis) {
	at := map[int]int{} // of a word's start our predicate
	for k := range ours.Predicates {
		at[ours.Words[ours.Predicates[k].Word].Span.Start] = k
	}
	matched := make([]bool, len(ours.Predicates))
	for i := range d.Gold {
		g := &d.Gold[i]
		w := &d.Analysis.Words[g.Word]
		line := verbs
		switch w.UPOS {
		case nlp.VERB:
		case nlp.NOUN:
			line = nouns
		default:
			continue
		}
		s.counts[line].Golds++
		k, ok := at[w.Span.Start]
		if ok {
			matched[k] = true
			s.counts[line].Right++
			s.arguments(d, g, ours, &ours.Predicates[k], line == nouns)
		} else {
			s.arguments(d, g, ours, nil, line == nouns)
		}
	}
	for k := range ours.Predicates {
		p := &ours.Predicates[k]
		if !d.covers(ours.Words[p.Word].Span.Start) {
			continue
		}
		line := verbs
		if p.Noun {
			line = nouns
		}
		s.counts[line].Ours++
		if !matched[k] && s.misses != nil {
			fmt.Fprintf(s.misses, "extra\t%s\t%s\n", Line(ours, p), ours.Text(ours.Sentences[p.Sentence].Span))
		}
	}
}

// covers reports whether the annotation covers the sentence at an offset.
func (d *Document) covers(at int) bool {
	for i := range d.Analysis.Sentences {
		sp := d.Analysis.Sentences[i].Span
		if sp.Start <= at && at < sp.End {
			return d.Covered[i]
		}
	}
	return false
}

// arguments compares those of a gold predicate with ours; p is nil where we have
// none. The arguments of a predicate that the annotation lacks are not counted:
// the lines of predicates count it.
func (s *scorer) arguments(d *Document, g *Gold, ours *nlp.Analysis, p *nlp.Predicate, noun bool) {
	if strings.HasSuffix(g.Roleset, "LV") || p != nil && p.Carries >= 0 {
		return // a light verb's arguments are its noun's
	}
	have := map[key]*nlp.Argument{}
	if p != nil {
		if p.Negated {
			s.counts[negations].Ours++
		}
		for i := range p.Args {
			a := &p.Args[i]
			if line := lineOf(noun, a.Role); line >= 0 && !a.Joined {
				s.counts[line].Ours++
				have[key{ours.Words[a.Head].Span.Start, line}] = a
			}
		}
	}
	for _, a := range g.Args {
		if a.Label == "ARGM-NEG" {
			s.counts[negations].Golds++
			if p != nil && p.Negated {
				s.counts[negations].Right++
			}
			continue
		}
		line := lineOf(noun, goldRole(s.functions, g.Roleset, a.Label))
		if line < 0 {
			continue
		}
		s.counts[line].Golds++
		k := key{d.Analysis.Words[a.Head].Span.Start, line}
		if m := have[k]; m != nil {
			s.counts[line].Right++
			delete(have, k)
			if line <= nounPatients {
				s.phrase(d, a, ours, p, m)
			}
		} else if s.misses != nil {
			s.miss(d, g, a, ours, p, measureNames[line])
		}
	}
	for k, a := range have {
		if s.misses != nil {
			fmt.Fprintf(s.misses, "wrong %s\t%s\t%s\n", measureNames[k.line], Line(ours, p), ours.Text(a.Span))
		}
	}
}

func (s *scorer) miss(d *Document, g *Gold, a GoldArg, ours *nlp.Analysis, p *nlp.Predicate, line string) {
	text := d.Analysis.Text(d.Analysis.SpanOf(d.Analysis.Words[a.First].Token, d.Analysis.Words[a.Last-1].Token+1))
	said := "(no predicate)"
	if p != nil {
		said = Line(ours, p)
	}
	fmt.Fprintf(s.misses, "missed %s\t%s %s [%s]\t%s\n", line, g.Roleset, a.Label, text, said)
}

// phrase compares the words of an argument with the annotation's, prepositions
// and marks at the start left out, coordinations as a whole.
func (s *scorer) phrase(d *Document, a GoldArg, ours *nlp.Analysis, p *nlp.Predicate, m *nlp.Argument) {
	s.counts[spans].Golds++
	s.counts[spans].Ours++
	words := d.Analysis.Words
	first, last := a.First, a.Last
	for first < a.Head && (words[first].Rel == nlp.Case || words[first].Rel == nlp.MarkRel || words[first].Rel == nlp.PunctRel) {
		first++
	}
	for last > a.Head+1 && (words[last-1].Rel == nlp.PunctRel || words[last-1].Rel == nlp.Case) {
		last--
	}
	end := m.Span.End
	for i := range p.Args {
		if x := &p.Args[i]; x.Joined && x.Role == m.Role && ours.Words[x.Head].Head == m.Head {
			end = max(end, x.Span.End)
		}
	}
	if m.Span.Start == words[first].Span.Start && end == words[last-1].Span.End {
		s.counts[spans].Right++
	}
}

// Compare scores the predicates of analyse on a part of the corpus; misses, when
// not nil, gets a line for each that is not right.
func Compare(shared, part string, analyse func(*Document) *nlp.Analysis, misses io.Writer) ([measures]Measure, error) {
	docs, err := Read(shared, part)
	if err != nil {
		return [measures]Measure{}, err
	}
	frames, err := ReadFrames(shared)
	if err != nil {
		return [measures]Measure{}, err
	}
	s := scorer{functions: functionsOf(frames), misses: misses}
	for _, d := range docs {
		s.document(d, analyse(d))
	}
	for i := range s.counts {
		s.counts[i].Name = measureNames[i]
	}
	return s.counts, nil
}

// functionsOf is of each roleset the functions of its numbered arguments.
func functionsOf(frames []Frame) map[string]map[string]string {
	m := map[string]map[string]string{}
	for i := range frames {
		m[frames[i].ID] = frames[i].Purpose
	}
	return m
}

// raw is what analyse makes of the text of d.
func raw(d *Document, analyse func(*doc.Document) *nlp.Analysis) *nlp.Analysis {
	return analyse(&doc.Document{Text: d.Analysis.Doc.Text, Blocks: d.Analysis.Doc.Blocks})
}

// Annotated reads the predicates off the trees as annotated, without names and
// chains.
func Annotated(d *Document) *nlp.Analysis {
	a := *d.Analysis
	timex.Stage{}.Run(&a)
	predicate.Stage{}.Run(&a)
	return &a
}

// Run prints the sheet: on annotated trees and on raw text, which analyse reads.
func Run(w io.Writer, shared string, analyse func(*doc.Document) *nlp.Analysis) error {
	fmt.Fprintf(w, "PropBank on EWT, dev %41s   %s\n", "annotated trees: F (P / R)", "raw text: F (P / R)")
	trees, err := Compare(shared, "dev", Annotated, nil)
	if err != nil {
		return err
	}
	own, err := Compare(shared, "dev", func(d *Document) *nlp.Analysis { return raw(d, analyse) }, nil)
	if err != nil {
		return err
	}
	for i := range trees {
		t, r := &trees[i], &own[i]
		fmt.Fprintf(w, "  %-44s %5.1f (%5.1f /%5.1f)   %5.1f (%5.1f /%5.1f)   of %d\n", t.Name,
			t.F(), share(t.Right, t.Ours), share(t.Right, t.Golds), r.F(), share(r.Right, r.Ours), share(r.Right, r.Golds), t.Golds)
	}
	return nil
}
