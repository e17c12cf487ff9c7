package english

import (
	"slices"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

type stage struct {
	name         string
	needs, gives []nlp.Layer
}

func (s stage) Name() string       { return s.name }
func (s stage) Needs() []nlp.Layer { return s.needs }
func (s stage) Gives() []nlp.Layer { return s.gives }
func (s stage) Run(*nlp.Analysis)  {}

func TestNewLine(t *testing.T) {
	split := stage{"split", nil, []nlp.Layer{nlp.Tokens, nlp.Sentences}}
	name := stage{"name", []nlp.Layer{nlp.Tokens}, []nlp.Layer{nlp.Names}}
	for _, c := range []struct {
		what   string
		stages []nlp.Stage
		err    string
	}{
		{"in order", []nlp.Stage{split, name}, ""},
		{"out of order", []nlp.Stage{name, split}, "stage name needs tokens, which no stage before it gives"},
		{"twice", []nlp.Stage{split, name, name}, "stage name gives names, which is there already"},
		{"nothing", nil, ""},
	} {
		_, err := NewLine(c.stages...)
		if got := message(err); got != c.err {
			t.Errorf("%s: got %q, want %q", c.what, got, c.err)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestAnalyse shows that the line-up for English holds together, that every
// layer's spans are those of its tokens, and that the same text gives the same
// analysis.
func TestAnalyse(t *testing.T) {
	s := "On 3 May 2021 at 14:05 two guards were shot near the Danish embassy in Lima, Mayor Rosa Quispe said."
	d := &doc.Document{Text: text.New(s), Published: "2021-05-04", Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(s)}}}}
	a, b := New().Analyse(d), New().Analyse(d)
	if len(a.Tokens) == 0 || len(a.Sentences) != 1 || len(a.Names) == 0 {
		t.Fatalf("%d tokens, %d sentences, %d names", len(a.Tokens), len(a.Sentences), len(a.Names))
	}
	if !slices.Equal(a.Names, b.Names) || !slices.Equal(a.Times, b.Times) || !slices.Equal(a.Numbers, b.Numbers) {
		t.Error("two runs differ")
	}
	for _, n := range a.Names {
		if n.Span != a.SpanOf(n.First, n.Last) {
			t.Errorf("name %q has span %v", a.Text(n.Span), n.Span)
		}
	}
}
