package speech

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"dossier/internal/extract/attribution"
	"dossier/internal/nlp"
	"dossier/internal/nlp/english"
	"dossier/internal/text"
)

// tally counts for one group of predicates.
type tally struct {
	gold, found, source, content, exact, all int
	wrong                                    int // reported where the corpus has none
}

func (t *tally) add(o tally) {
	t.gold += o.gold
	t.found += o.found
	t.source += o.source
	t.content += o.content
	t.exact += o.exact
	t.all += o.all
	t.wrong += o.wrong
}

// Sheet prints who said what on the two parts of the corpus: errors are looked at
// on the first only.
func Sheet(w io.Writer, shared string) error {
	if err := score(w, shared, "train", nil); err != nil {
		return err
	}
	return score(w, shared, "dev", nil)
}

// Misses prints what is not right on the part that is learnt from.
func Misses(w io.Writer, shared string) error {
	return score(io.Discard, shared, "train", w)
}

func score(w io.Writer, shared, part string, misses io.Writer) error {
	groups, err := reporting(shared)
	if err != nil {
		return err
	}
	docs, err := readPropBank(filepath.Join(shared, "corpora", "propbank-ewt", part+".conll"))
	if err != nil {
		return err
	}
	sums := map[string]*tally{"saying": {}, "thinking": {}}
	line := english.New()
	for i := range docs {
		d := &docs[i]
		a := line.Analyse(d.doc)
		c := comparison{d: d, groups: groups, sums: sums, misses: misses}
		c.compare(attribution.Find(a), a.Words)
	}
	fmt.Fprintf(w, "PropBank on EWT, %s: verbs with a speaker and a clause\n", part)
	fmt.Fprintf(w, "%-10s %6s %7s %6s %8s %9s %7s %7s %7s %7s\n", "", "gold", "found", "wrong", "source", "overlap", "exact", "P", "R", "F1")
	all := &tally{}
	for _, g := range []string{"saying", "thinking"} {
		row(w, g, sums[g])
		all.add(*sums[g])
	}
	row(w, "both", all)
	return nil
}

// row prints a tally; P, R and F1 ask for the cue, its source and half of the
// content.
func row(w io.Writer, name string, t *tally) {
	p, r := ratio(t.all, t.found+t.wrong), ratio(t.all, t.gold)
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	fmt.Fprintf(w, "%-10s %6d %7d %6d %8.3f %9.3f %7.3f %7.3f %7.3f %7.3f\n", name, t.gold, t.found, t.wrong,
		ratio(t.source, t.found), ratio(t.content, t.found), ratio(t.exact, t.found), p, r, f)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// reporting maps rolesets to their group, by the classes that their speakers are
// linked to.
func reporting(shared string) (map[string]string, error) {
	links, err := readFrames(filepath.Join(shared, "corpora", "lexicons", "propbank-frames", "frames.tar.gz"))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, l := range links {
		if l.argument != "0" || !speaker[l.role] {
			continue
		}
		switch classOf(l.class) {
		case "say", "tell", "ask", "demand", "promise":
			out[l.roleset] = "saying"
		case "think":
			if out[l.roleset] == "" {
				out[l.roleset] = "thinking"
			}
		}
	}
	return out, nil
}

type comparison struct {
	d      *document
	groups map[string]string
	sums   map[string]*tally
	misses io.Writer
}

// compare holds what was found in a document to the corpus.
func (c *comparison) compare(found []attribution.Saying, words []nlp.Word) {
	by := map[int][]attribution.Saying{}
	for _, f := range found {
		if f.Cue >= 0 {
			by[words[f.Cue].Span.Start] = append(by[words[f.Cue].Span.Start], f)
		}
	}
	for si := range c.d.sentences {
		s := &c.d.sentences[si]
		for k := range s.predicates {
			p := &s.predicates[k]
			group := c.groups[p.roleset]
			if group == "" || s.words[p.at].tag[0] != 'V' {
				continue
			}
			c.predicate(s, p, group, by[s.words[p.at].span.Start], words)
		}
	}
}

func (c *comparison) predicate(s *sentence, p *predicate, group string, got []attribution.Saying, words []nlp.Word) {
	t := c.sums[group]
	source, said := p.args["ARG0"]
	content, clause := s.clause(p)
	if s.open(p, content) {
		return
	}
	if !said || !clause {
		if len(got) > 0 && !said {
			t.wrong++
			c.miss(s, p, "WRONG", got[0], text.Span{})
		}
		return
	}
	t.gold++
	want := s.span(content)
	if len(got) == 0 {
		c.miss(s, p, "MISSED", attribution.Saying{}, want)
		return
	}
	t.found++
	best := got[0]
	for _, g := range got[1:] {
		if overlap(g.Content, want) > overlap(best.Content, want) {
			best = g
		}
	}
	right := s.span(source).Contains(words[best.Source].Span) || s.relative(p, words[best.Source].Span)
	o := overlap(best.Content, want)
	count(&t.source, right)
	count(&t.content, o >= 0.5)
	count(&t.exact, o >= 0.98)
	count(&t.all, right && o >= 0.5)
	if !right {
		c.miss(s, p, "SOURCE", best, s.span(source))
	}
	if o < 0.5 {
		c.miss(s, p, "CONTENT", best, want)
	}
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

// open reports whether nothing is told to have been said: what may be or is not
// said, an infinitive, a question.
func (s *sentence) open(p *predicate, content [2]int) bool {
	_, modal := p.args["ARGM-MOD"]
	_, negated := p.args["ARGM-NEG"]
	if modal || negated || p.at > 0 && s.words[p.at-1].tag == "TO" {
		return true
	}
	for i := content[0]; i < content[1] && i < content[0]+2; i++ {
		if w := s.words[i]; w.tag == "WP" || w.tag == "WRB" || w.tag == "WDT" || w.form == "if" || w.form == "whether" {
			return true
		}
	}
	return false
}

// relative reports whether the speaker is a relative pronoun, for which the word
// at sp before it stands.
func (s *sentence) relative(p *predicate, sp text.Span) bool {
	a := p.args["ARG0"]
	w := s.words[a[0]]
	return a[1]-a[0] == 1 && strings.HasPrefix(w.tag, "W") && sp.End <= w.span.Start
}

// clause is the argument that holds a finite clause.
func (s *sentence) clause(p *predicate) ([2]int, bool) {
	for _, name := range []string{"ARG1", "ARG2"} {
		if a, ok := p.args[name]; ok && s.finite(a) {
			return a, true
		}
	}
	return [2]int{}, false
}

// finite reports whether words are a clause with a finite verb.
func (s *sentence) finite(a [2]int) bool {
	first := a[0]
	for first < a[1]-1 && !strings.ContainsAny(s.words[first].form, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") {
		first++
	}
	opens := false
	for i := a[0]; i <= first; i++ {
		for _, b := range strings.FieldsFunc(s.words[i].bits, func(r rune) bool { return r == '(' || r == ')' || r == '*' }) {
			opens = opens || b == "S" || strings.HasPrefix(b, "SBAR") || b == "SQ" || b == "SINV" || strings.HasPrefix(b, "S-")
		}
	}
	if !opens {
		return false
	}
	for _, w := range s.words[a[0]:a[1]] {
		switch w.tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// span is the text of words [from, to), without "that" in front and marks at the
// edges.
func (s *sentence) span(a [2]int) text.Span {
	from, to := a[0], a[1]
	for from < to-1 && (strings.EqualFold(s.words[from].form, "that") && s.words[from].tag == "IN" || mark(s.words[from].form)) {
		from++
	}
	for to-1 > from && mark(s.words[to-1].form) {
		to--
	}
	return text.Span{Start: s.words[from].span.Start, End: s.words[to-1].span.End}
}

func mark(form string) bool {
	return len(form) == 1 && strings.ContainsAny(form, `".,:;!?`) || form == "''" || form == "``"
}

func overlap(a, b text.Span) float64 {
	inter := min(a.End, b.End) - max(a.Start, b.Start)
	if inter <= 0 {
		return 0
	}
	return float64(inter) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

func (c *comparison) miss(s *sentence, p *predicate, what string, got attribution.Saying, want text.Span) {
	if c.misses == nil {
		return
	}
	t := c.d.doc.Text
	whole := text.Span{Start: s.words[0].span.Start, End: s.words[len(s.words)-1].span.End}
	fmt.Fprintf(c.misses, "%s %s | %s\n    want [%s]  got [%s]\n", what, p.roleset, t.Slice(whole), t.Slice(want), t.Slice(got.Content))
}
