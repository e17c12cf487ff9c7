// Package syntax tags and parses: parts of speech, features, lemmas and
// dependency trees of Universal Dependencies, by one small network.
//
// A word's vector is the sum of rows of a table: one for the word, one for its
// shape, some for its beginnings, endings and runs of letters, so that words
// never seen have one too. Three bidirectional layers of simple recurrent units
// read the sentence. Tags and lemma rules are read off the second layer; off the
// third, every word scores every other as its head (Dozat and Manning, "Deep
// Biaffine Attention for Neural Dependency Parsing", ICLR 2017), and the best
// tree is taken.
package syntax

import (
	"sync"

	"dossier/internal/learn"
	"dossier/internal/nlp"
	"dossier/internal/nlp/recase"
	"dossier/models"
)

// Stage makes the tags and trees of an analysis.
//
// A sentence in capitals, in small letters throughout or with a headline's
// capitals is read as it would be written in running text, which is what the
// network has mostly learnt from.
type Stage struct {
	model  func() *Model
	recase func() *recase.Model
	pool   *sync.Pool
}

// NewStage is the stage with the models that the program embeds, read when it
// first runs.
func NewStage() Stage { return newStage(embedded, embeddedCase) }

func newStage(model func() *Model, recase func() *recase.Model) Stage {
	return Stage{model, recase, &sync.Pool{New: func() any { return new(Scratch) }}}
}

var embedded = sync.OnceValue(func() *Model {
	f, err := learn.Open(models.Syntax)
	if err != nil {
		panic(err) // the program was built with a file that is no model
	}
	m, err := Decode(f)
	if err != nil {
		panic(err)
	}
	return m
})

func embeddedCase() *recase.Model {
	m, err := recase.Shared()
	if err != nil {
		panic(err) // as above
	}
	return m
}

// Name is "syntax".
func (Stage) Name() string { return "syntax" }

// Needs is words and sentences.
func (Stage) Needs() []nlp.Layer { return []nlp.Layer{nlp.Words, nlp.Sentences} }

// Gives is tags and trees.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Tags, nlp.Trees} }

const (
	batchWords = 512 // read at a time
	// longestTree is the number of words that are parsed together. What goes
	// beyond hangs on the tree before it, so that a text without an end costs
	// no more than another.
	longestTree = 300
)

// Run fills in the words of a.
func (st Stage) Run(a *nlp.Analysis) {
	if len(a.Words) == 0 {
		return
	}
	m, s := st.model(), st.pool.Get().(*Scratch)
	defer st.pool.Put(s)
	s.forms, s.ends = s.forms[:0], s.ends[:0]
	first := 0 // of the batch
	for i := range a.Sentences {
		sent := &a.Sentences[i]
		from := len(s.forms)
		for w := sent.FirstWord; w < sent.LastWord; w++ {
			s.forms = append(s.forms, a.WordText(w))
			if n := w + 1 - sent.FirstWord; n%longestTree == 0 || w+1 == sent.LastWord {
				s.ends = append(s.ends, len(s.forms))
			}
		}
		copy(s.forms[from:], st.recase().Restore(&s.recase, s.forms[from:]))
		if len(s.forms) >= batchWords || i+1 == len(a.Sentences) {
			st.flush(m, s, a, first)
			first = sent.LastWord
		}
	}
	for i := range a.Sentences {
		joinTrees(a, &a.Sentences[i])
		mend(a.Words, a.Sentences[i].FirstWord, a.Sentences[i].LastWord)
	}
}

// flush reads the batch whose words begin at first.
func (st Stage) flush(m *Model, s *Scratch, a *nlp.Analysis, first int) {
	s.answers = grow(s.answers, len(s.forms))
	m.Read(s, s.forms, s.ends, s.answers)
	from := 0
	for _, to := range s.ends {
		for k := from; k < to; k++ {
			w, ans := &a.Words[first+k], s.answers[k]
			w.UPOS, w.Rel, w.Feats = ans.UPOS, ans.Rel, m.Sets[ans.Feats]
			w.Label, w.Leaning = ans.Name, ans.Leans
			w.Lemma = settle(s.forms[k], m.lemma(s, s.forms[k], ans), w.UPOS)
			w.Head = -1
			if ans.Head >= 0 {
				w.Head = first + from + int(ans.Head)
			}
		}
		from = to
	}
	clear(s.forms)
	s.forms, s.ends = s.forms[:0], s.ends[:0]
}

// joinTrees hangs the later trees of a sentence that was read in parts on its
// first.
func joinTrees(a *nlp.Analysis, s *nlp.Sentence) {
	if s.LastWord-s.FirstWord <= longestTree {
		return
	}
	root := -1
	for i := s.FirstWord; i < s.LastWord; i++ {
		w := &a.Words[i]
		switch {
		case w.Head >= 0:
		case root < 0:
			root = i
		default:
			w.Head, w.Rel = root, nlp.Parataxis
		}
	}
}

// made is a form with the rule that was applied to it.
type made struct {
	form string
	rule int32
}

// lemma is [Model.Lemma] without making the same string twice.
func (m *Model) lemma(s *Scratch, form string, ans Answer) string {
	r := m.Rules[ans.Rule]
	if r.Cut < 0 {
		return r.Add
	}
	if l, ok := s.lemmas[made{form, ans.Rule}]; ok {
		return l
	}
	l := m.Lemma(form, ans)
	if len(s.lemmas) < cached && len(form) <= longestWord {
		if s.lemmas == nil {
			s.lemmas = make(map[made]string, 1024)
		}
		form, l = string([]byte(form)), string([]byte(l))
		s.lemmas[made{form, ans.Rule}] = l
	}
	return l
}
