package speech

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/sharedtest"
	"dossier/internal/text"
)

var update = flag.Bool("update", false, "write the score sheet anew")

// The sheet counts; the corpus itself stays out of the repository.
func TestSheet(t *testing.T) {
	dir := sharedtest.Dir(t, "corpora", "propbank-ewt")
	var b strings.Builder
	if err := Sheet(&b, dir); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/scores.txt", b.String(), *update)
}

func TestReactionSheet(t *testing.T) {
	dir := sharedtest.Dir(t, "corpora", "plover")
	var b strings.Builder
	if err := Reactions(&b, dir, nil); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/reactions.txt", b.String(), *update)
}

func TestQuotationSheet(t *testing.T) {
	dir := sharedtest.Dir(t, "corpora", "litbank")
	var b strings.Builder
	if err := Quotations(&b, dir); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/quotations.txt", b.String(), *update)
}

// A novel's words are written as a text, and its quotations lie in it without
// their marks.
func TestReadNovel(t *testing.T) {
	dir := t.TempDir()
	write := func(name, s string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("n.txt", "He looked up .\n\" It is n't late , \" said Ann .\n")
	write("n.ann", "QUOTE\tQ1\t1\t0\t1\t6\t\" It is n't late , \"\nATTRIB\tQ1\tAnn_Low-3\n")
	n, err := readNovel(filepath.Join(dir, "n.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := n.doc.Text.Slice(text.Span{Start: 0, End: n.doc.Text.Len()}), "He looked up.\n\n\"It isn't late,\" said Ann.\n\n"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if len(n.quotes) != 1 || n.doc.Text.Slice(n.quotes[0].span) != "It isn't late" || !sameLabel("Miss Low", n.quotes[0].who) || sameLabel("Ann Lowe", n.quotes[0].who) {
		t.Errorf("quotations %v", n.quotes)
	}
}

// The list that the extractors embed is what the lexicons make.
func TestWordsAreMade(t *testing.T) {
	dir := sharedtest.Dir(t, "corpora", "lexicons", "wordnet")
	path := t.TempDir() + "/speech.txt"
	if err := MakeWords(&strings.Builder{}, dir, path); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "../../extract/cue/speech.txt", string(made), false)
}

// A sentence of the corpus: columns of brackets are arguments, "C-" goes on with
// one, and a clause is an argument with a finite verb.
func TestSentence(t *testing.T) {
	rows := [][]string{
		{"1", "Ann", "NNP", "(TOP(S(NP*)", "-", "-", "(ARG0*)"},
		{"2", "says", "VBZ", "(VP*", "say", "say.01", "(V*)"},
		{"3", "that", "IN", "(SBAR*", "-", "-", "(ARG1*"},
		{"4", "it", "PRP", "(S(NP*)", "-", "-", "*"},
		{"5", "rains", "VBZ", "(VP*))))", "-", "-", "*)"},
		{"6", ".", ".", "*))", "-", "-", "*"},
	}
	d := document{sentences: []sentence{sentenceOf(rows)}}
	d.write()
	s := &d.sentences[0]
	if got := d.doc.Text.Slice(text.Span{Start: 0, End: d.doc.Text.Len()}); got != "Ann says that it rains.\n\n" {
		t.Errorf("text %q", got)
	}
	p := &s.predicates[0]
	a, ok := s.clause(p)
	if !ok || d.doc.Text.Slice(s.span(a)) != "it rains" {
		t.Errorf("clause %v %v", a, ok)
	}
	if s.open(p, a) {
		t.Error("a plain statement is taken for none")
	}
	if src := p.args["ARG0"]; src != [2]int{0, 1} {
		t.Errorf("source %v", src)
	}
}

func TestClassOf(t *testing.T) {
	for class, want := range map[string]string{"say-37.7-1-1": "say", "60-1": "demand", "Telling": "tell", "run-51.3.2": ""} {
		if got := classOf(class); got != want {
			t.Errorf("classOf(%q) = %q, want %q", class, got, want)
		}
	}
}
