package predicate

import (
	"slices"

	"dossier/internal/nlp"
	"dossier/internal/nlp/tree"
	"dossier/internal/text"
)

// reading is the reading of one analysis. Its memory is used again.
type reading struct {
	a    *nlp.Analysis
	lex  *lexicon
	tree tree.Tree
	// of each word: its predicate, the name and the time whose head or part it is,
	// its mention; -1 for none
	of, nameAt, timeAt []int32
	mentionAt          []mentionRef
	// of each word: its subject and its object, their own or worked out; -1 for none
	subject, object []int32
	// of each word that was asked for the words of its phrase; none where to is 0
	phraseFrom, phraseTo []int32
	preds                []nlp.Predicate
	facts                []facts // of each predicate
	args                 []owned
	keys                 []uint32 // of the lemma of each word, 0 while not asked for
	buf                  []uint32
	frameOf              int // the word whose frame is frameKey
	frameKey             uint32
	collect              func(*Candidate) // where roles are to be learnt
}

// facts are what is needed of a predicate while its document is read.
type facts struct {
	light  bool // it is a verb that carries a noun
	phrase *phrase
}

// mentionRef is a mention of a chain.
type mentionRef struct{ chain, mention int32 }

// owned is an argument with the predicate it belongs to.
type owned struct {
	of  int32
	arg nlp.Argument
}

func resize[T any](s []T, n int, v T) []T {
	if cap(s) < n {
		s = make([]T, n)
	}
	s = s[:n]
	for i := range s {
		s[i] = v
	}
	return s
}

// read finds the predicates and their arguments.
func (r *reading) read(a *nlp.Analysis) {
	r.a = a
	r.tree.Read(a)
	n := len(a.Words)
	r.of, r.nameAt, r.timeAt = resize(r.of, n, -1), resize(r.nameAt, n, -1), resize(r.timeAt, n, -1)
	r.subject, r.object = resize(r.subject, n, -1), resize(r.object, n, -1)
	r.keys, r.frameOf = resize(r.keys, n, 0), -1
	r.phraseFrom, r.phraseTo = resize(r.phraseFrom, n, 0), resize(r.phraseTo, n, 0)
	r.mentionAt = resize(r.mentionAt, n, mentionRef{-1, -1})
	r.preds, r.facts, r.args = r.preds[:0], r.facts[:0], r.args[:0]
	r.placeNames()
	r.placeTimes()
	r.placeMentions()
	for i := range a.Words {
		r.find(int32(i))
	}
	r.voices()
	for _, i := range r.tree.Order {
		r.relate(i)
	}
	for _, i := range r.tree.Order {
		if k := r.of[i]; k >= 0 {
			r.carry(k)
		}
	}
	for _, i := range r.tree.Order {
		if k := r.of[i]; k >= 0 {
			r.state(k)
			r.arguments(k)
		}
	}
	for k := range r.preds {
		if r.preds[k].Light >= 0 {
			r.lend(int32(k))
		}
	}
}

func (r *reading) release() {
	r.a, r.tree.Words = nil, nil
	clear(r.preds)
	clear(r.facts)
}

// predicates are the predicates found, with their arguments in shared memory of
// their own.
func (r *reading) predicates() []nlp.Predicate {
	if len(r.preds) == 0 {
		return nil
	}
	slices.SortStableFunc(r.args, func(x, y owned) int {
		if x.of != y.of {
			return int(x.of - y.of)
		}
		if x.arg.Role != y.arg.Role {
			return int(x.arg.Role) - int(y.arg.Role)
		}
		return x.arg.Head - y.arg.Head
	})
	args := make([]nlp.Argument, len(r.args))
	out := slices.Clone(r.preds)
	from := 0
	for i := range r.args {
		args[i] = r.args[i].arg
		if k := r.args[i].of; i+1 == len(r.args) || r.args[i+1].of != k {
			out[k].Args = args[from : i+1 : i+1]
			from = i + 1
		}
	}
	return out
}

// wordsOf is the words [from, to) of the tokens [first, last), sought from word w
// on.
func (r *reading) wordsOf(w, first, last int) (from, to int) {
	words := r.a.Words
	for w > 0 && words[w-1].Token >= first {
		w--
	}
	for w < len(words) && words[w].Token < first {
		w++
	}
	to = w
	for to < len(words) && words[to].Token < last {
		to++
	}
	return w, to
}

// placeNames notes the name that covers each word.
func (r *reading) placeNames() {
	w := 0
	for n := range r.a.Names {
		from, to := r.wordsOf(w, r.a.Names[n].First, r.a.Names[n].Last)
		for i := from; i < to; i++ {
			r.nameAt[i] = int32(n)
		}
		w = to
	}
}

// placeTimes notes the time that covers each word.
func (r *reading) placeTimes() {
	w := 0
	for n := range r.a.Times {
		from, to := r.wordsOf(w, r.a.Times[n].First, r.a.Times[n].Last)
		for i := from; i < to; i++ {
			r.timeAt[i] = int32(n)
		}
		w = to
	}
}

// placeMentions notes the longest mention of each head.
func (r *reading) placeMentions() {
	for c := range r.a.Chains {
		for m := range r.a.Chains[c].Mentions {
			x := &r.a.Chains[c].Mentions[m]
			at := &r.mentionAt[x.Head]
			if at.chain >= 0 {
				y := &r.a.Chains[at.chain].Mentions[at.mention]
				if y.Last-y.First >= x.Last-x.First {
					continue
				}
			}
			*at = mentionRef{int32(c), int32(m)}
		}
	}
}

// word is word i.
func (r *reading) word(i int32) *nlp.Word { return &r.tree.Words[i] }

// child is the first child of i with the relation, -1 for none.
func (r *reading) child(i int32, rel nlp.Rel) int32 { return r.tree.Child(i, rel) }

// spanOf is the text of the words [first, last).
func (r *reading) spanOf(first, last int32) text.Span {
	return text.Span{Start: r.a.Words[first].Span.Start, End: r.a.Words[last-1].Span.End}
}
