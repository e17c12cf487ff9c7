package tree

import (
	"strings"
	"testing"

	"dossier/internal/nlp"
)

// parsed makes an analysis of one sentence out of lines "word relation head",
// heads counted from 1, 0 for the root.
func parsed(lines string) (*nlp.Analysis, []string) {
	a := &nlp.Analysis{}
	var words []string
	for l := range strings.Lines(lines) {
		f := strings.Fields(l)
		if len(f) == 0 {
			continue
		}
		head := int(f[2][0]-'0') - 1
		pos := nlp.NOUN
		if f[1] == "root" {
			pos = nlp.VERB
		}
		a.Words = append(a.Words, nlp.Word{Rel: nlp.ParseRel(f[1]), Head: head, UPOS: pos})
		words = append(words, f[0])
	}
	a.Sentences = []nlp.Sentence{{LastWord: len(words)}}
	return a, words
}

const sentence = `
	Two      nummod  2
	guards   nsubj   9
	of       case    5
	the      det     5
	mission  nmod    2
	,        punct   7
	brothers appos   2
	,        punct   2
	fled     root    0`

func TestPhrases(t *testing.T) {
	a, words := parsed(sentence)
	var tr Tree
	tr.Read(a)
	said := func(from, to int32) string { return strings.Join(words[from:to], " ") }
	if got, want := said(tr.Nominal(1)), "Two guards of the mission"; got != want {
		t.Errorf("guards head %q, want %q: an apposition is another name", got, want)
	}
	if got, want := said(tr.Left[1], tr.Right[1]), "Two guards of the mission , brothers ,"; got != want {
		t.Errorf("guards govern %q, want %q", got, want)
	}
	if s := tr.Subject(8); s != 1 || tr.Head(1) != 8 || tr.Child(1, nlp.Nmod) != 4 || tr.Child(1, nlp.Obj) != -1 {
		t.Errorf("the subject of fled is %d, its head %d", s, tr.Head(1))
	}
	if tr.Order[0] != 8 || len(tr.Order) != len(words) {
		t.Errorf("order %v does not begin with the root", tr.Order)
	}
}

func TestJoined(t *testing.T) {
	a, words := parsed("Guards nsubj 4\n and cc 3\n drivers conj 1\n fled root 0")
	var tr Tree
	tr.Read(a)
	from, to := tr.Joined(0)
	if got := strings.Join(words[from:to], " "); got != "Guards and drivers" {
		t.Errorf("joined: %q", got)
	}
	if _, to := tr.Joined(2); to != 0 {
		t.Error("a part of a coordination is joined to nothing itself")
	}
}

// TestCircle shows that words on a circle and heads outside the sentence do no
// harm.
func TestCircle(t *testing.T) {
	a, _ := parsed("one obj 2\n two obj 1\n three root 0\n four obj 9")
	var tr Tree
	tr.Read(a)
	if len(tr.Order) != 2 || tr.Head(3) != -1 || tr.Left[0] != 0 || tr.Right[0] != 1 {
		t.Errorf("order %v, head of four %d", tr.Order, tr.Head(3))
	}
}
