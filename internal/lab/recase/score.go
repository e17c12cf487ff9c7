package recase

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

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

// Restoration puts texts in capitals, restores them and prints how many words
// with letters come back as they were: of all, and precision, recall and F1 of
// those that have a capital; once for all sentences, once for those that the text
// itself writes as running text. The plain way beside it gives every sentence one
// capital, at its beginning. folder is that of the corpora.
func Restoration(w io.Writer, folder string, m *recase.Model) error {
	for _, d := range devFiles {
		docs, err := conllu.ReadFile(filepath.Join(folder, d.path))
		if err != nil {
			return fault.Wrap("measure recase", err)
		}
		for _, only := range []bool{false, true} {
			name := d.name + " in capitals"
			if only {
				name = d.name + " in capitals, its running text"
			}
			plain, model := measure(m, docs, only)
			fmt.Fprintf(w, "%s\n  plain %v\n  model %v\n", name, plain, model)
		}
	}
	return nil
}

// Score prints what [Restoration] does of the model file at path, then what a
// probe that has read running text alone makes of texts without case, and of
// them restored.
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
	if err := Restoration(w, folder, m); err != nil {
		return err
	}
	for _, task := range probe.Tasks {
		train, dev, err := task.Read(folder)
		if err != nil {
			return fault.Wrap("score recase", err)
		}
		p := probe.Train(train, 0, nil, 2)
		var scratch recase.Scratch
		fmt.Fprintln(w, task.Name)
		for _, c := range []struct {
			name  string
			strip func(string) string
		}{{"as written", strings.Clone}, {"capitals", strings.ToUpper}, {"small", strings.ToLower}, {"titled", title}} {
			fmt.Fprintf(w, "  %-20s %v\n", c.name, p.Measure(dev, each(c.strip)))
			fmt.Fprintf(w, "  %-20s %v\n", c.name+", restored", p.Measure(dev, func(forms []string) []string { return m.Restore(&scratch, each(c.strip)(forms)) }))
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

// title writes a word as headlines do.
func title(form string) string {
	if len(form) < 4 {
		return form
	}
	r, n := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(r)) + form[n:]
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

// measure restores the sentences of documents; only those written as running
// text, if so wished.
func measure(m *recase.Model, docs []conllu.Document, onlyRunning bool) (plain, model tally) {
	var s recase.Scratch
	for _, d := range docs {
		for _, p := range d.Paragraphs {
			for k := range p {
				gold := formsOf(&p[k])
				if onlyRunning && recase.WritingOf(gold) != recase.Running {
					continue
				}
				forms := each(strings.ToUpper)(gold)
				shapes := make([]nlp.Shape, len(forms))
				m.Shapes(&s, forms, shapes)
				simple := nlp.Title
				for i, f := range forms {
					if shapes[i] == nlp.Punct {
						continue
					}
					plain.add(gold[i], string(m.Append(nil, f, simple)))
					model.add(gold[i], string(m.Append(nil, f, shapes[i])))
					simple = nlp.Lower
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
