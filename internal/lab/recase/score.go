package recase

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/lab/conllu"
	"dossier/internal/lab/probe"
	"dossier/internal/learn"
	"dossier/internal/nlp"
	"dossier/internal/nlp/recase"
)

// devFiles are the texts that are put in capitals and restored.
var devFiles = []struct{ name, path string }{
	{"EWT dev", "ud-ewt/en_ewt-ud-dev.conllu"},
	{"GUM dev", "ud-gum-permissive/en_gum_permissive-dev.conllu"},
}

// Score restores texts put in capitals with the model file at path and prints
// how many words with letters come back as they were: of all, and precision,
// recall and F1 of those that have a capital. The plain way beside it gives
// every sentence one capital, at its beginning. Then it prints what a probe that
// has read running text alone makes of texts without case, and of them restored.
func Score(w io.Writer, shared, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	f, err := learn.Open(string(data))
	if err != nil {
		return err
	}
	m, err := recase.Open(f)
	if err != nil {
		return err
	}
	folder := filepath.Join(shared, "corpora")
	for _, d := range devFiles {
		docs, err := conllu.ReadFile(filepath.Join(folder, d.path))
		if err != nil {
			return fault.Wrap("score recase", err)
		}
		fmt.Fprintf(w, "%s, in capitals\n", d.name)
		plain, model := measure(m, docs)
		fmt.Fprintf(w, "  plain %v\n  model %v\n", plain, model)
	}
	for _, task := range probe.Tasks {
		train, dev, err := task.Read(folder)
		if err != nil {
			return fault.Wrap("score recase", err)
		}
		p := probe.Train(train, 0, nil, 2)
		fmt.Fprintf(w, "%s\n  as written           %v\n", task.Name, p.Measure(dev, nil))
		for _, c := range []struct {
			name  string
			strip func(string) string
		}{{"capitals", strings.ToUpper}, {"small   ", strings.ToLower}} {
			fmt.Fprintf(w, "  %s           %v\n", c.name, p.Measure(dev, each(c.strip)))
			fmt.Fprintf(w, "  %s, restored %v\n", c.name, p.Measure(dev, func(forms []string) []string { return restore(m, each(c.strip)(forms)) }))
		}
	}
	return nil
}

func each(change func(string) string) func([]string) []string {
	return func(forms []string) []string {
		out := make([]string, len(forms))
		for i, f := range forms {
			out[i] = change(f)
		}
		return out
	}
}

// restore writes the forms of a sentence as the model says.
func restore(m *recase.Model, forms []string) []string {
	var s recase.Scratch
	shapes, out := make([]nlp.Shape, len(forms)), make([]string, len(forms))
	m.Shapes(&s, forms, shapes)
	for i, f := range forms {
		out[i] = string(m.Append(nil, f, shapes[i]))
	}
	return out
}

// tally counts words with letters: all, right, those with a capital in the
// text, in the answer, and rightly in both.
type tally struct{ all, right, want, got, hit int }

func (t *tally) add(gold, answer string) {
	t.all++
	if gold == answer {
		t.right++
	}
	if gold != strings.ToLower(gold) {
		t.want++
		if gold == answer {
			t.hit++
		}
	}
	if answer != strings.ToLower(answer) {
		t.got++
	}
}

func (t tally) String() string {
	share := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
	return fmt.Sprintf("words %.2f of %d  with capitals: precision %.2f recall %.2f F1 %.2f", share(t.right, t.all), t.all,
		share(t.hit, t.got), share(t.hit, t.want), share(2*t.hit, t.got+t.want))
}

// pair is a tally of all words and one of those that do not open a sentence.
type pair struct{ all, inside tally }

func (p *pair) add(gold, answer string, first bool) {
	p.all.add(gold, answer)
	if !first {
		p.inside.add(gold, answer)
	}
}

func (p pair) String() string {
	return fmt.Sprintf("%v\n    not first: %v", p.all, p.inside)
}

func measure(m *recase.Model, docs []conllu.Document) (plain, model pair) {
	var s recase.Scratch
	for _, d := range docs {
		for _, p := range d.Paragraphs {
			for k := range p {
				gold, forms := formsOf(&p[k]), []string(nil)
				for _, f := range gold {
					forms = append(forms, strings.ToUpper(f))
				}
				out := make([]nlp.Shape, len(forms))
				m.Shapes(&s, forms, out)
				first := true
				for i, f := range forms {
					if out[i] == nlp.Punct {
						continue
					}
					simple := nlp.Lower
					if first {
						simple = nlp.Title
					}
					plain.add(gold[i], string(m.Append(nil, f, simple)), first)
					model.add(gold[i], string(m.Append(nil, f, out[i])), first)
					first = false
				}
			}
		}
	}
	return plain, model
}

func formsOf(s *conllu.Sentence) []string {
	var out []string
	for _, w := range s.Words {
		out = append(out, w.Form)
	}
	return out
}
