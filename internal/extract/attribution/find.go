package attribution

import (
	"sort"
	"strings"

	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/nlp/tree"
	"dossier/internal/text"
)

// Saying is one attribution as the text has it, before its source is led to
// anybody.
type Saying struct {
	Cue        int // the word that reports: a verb, a noun, "according"; -1 for a quotation that goes on
	CueSpan    text.Span
	Source     int // head word of the source
	Content    text.Span
	Head       int // head word of the content
	Act        cue.Act
	Negated    bool
	Through    []int // words that name an outlet which passes it on
	Confidence float64
	Claim      bool // of responsibility for what was done
	Turn       bool // a turn of a conversation, with its speaker in front
}

// anchor is a word that tells where the saying stands.
func (s Saying) anchor() int {
	if s.Cue >= 0 {
		return s.Cue
	}
	return s.Head
}

// Find lists the attributions of a text, in the order of its sentences.
func Find(a *nlp.Analysis) []Saying { return newReader(a).find() }

// reader works through one document.
type reader struct {
	a       *nlp.Analysis
	t       tree.Tree
	quotes  []quotation
	quoteOf []int32 // the quotation a word stands in, -1 for none
	marks   []int8  // 1 for a mark that opens a quotation, -1 for one that closes
	talk    []turn  // the turns of a conversation
	found   []Saying
	depth   int // of the messages whose owners are sought
}

func newReader(a *nlp.Analysis) *reader {
	r := &reader{a: a}
	r.t.Read(a)
	r.pair()
	r.turns()
	return r
}

func (r *reader) find() []Saying {
	for q := range r.quotes {
		r.quotes[q].cue = r.quoteCue(q)
	}
	r.keepTurns()
	for si := range r.a.Sentences {
		s := &r.a.Sentences[si]
		for i := s.FirstWord; i < s.LastWord; i++ {
			switch w := &r.a.Words[i]; w.UPOS {
			case nlp.VERB, nlp.AUX:
				r.verb(i)
				r.conviction(i)
			case nlp.ADJ:
				r.conviction(i)
			case nlp.NOUN:
				r.noun(i)
			}
			if r.accordingAt(i) {
				r.according(i)
			}
		}
		r.runOn(si)
		r.bracketed(si)
	}
	return r.found
}

// keep notes a saying when it has words and its source lies outside them.
func (r *reader) keep(s Saying) bool {
	if s.Content.Len() < shortest || s.Source < 0 {
		return false
	}
	s.Content = r.pastDateline(r.closed(s.Content))
	if s.Content.Contains(r.a.Words[s.Source].Span) && !s.Content.Contains(s.CueSpan) {
		return false
	}
	r.found = append(r.found, s)
	return true
}

// closed is sp without the end of a bracket that opened before it ("Text] four
// people").
func (r *reader) closed(sp text.Span) text.Span {
	t := r.a.Text(sp)
	i := strings.IndexAny(t, "[](")
	if i >= 0 && i < 12 && t[i] == ']' {
		rest := strings.TrimLeft(t[i+1:], " \n\t")
		sp.Start = sp.End - len(rest)
	}
	return sp
}

// pastDateline is sp without the line of place, day and agency that a report opens
// with: "BERLIN, 3 March (Agency) – ".
func (r *reader) pastDateline(sp text.Span) text.Span {
	si := sort.Search(len(r.a.Sentences), func(i int) bool { return r.a.Sentences[i].Span.End > sp.Start })
	if si >= len(r.a.Sentences) {
		return sp
	}
	s := &r.a.Sentences[si]
	if s.Span.Start != sp.Start || si > 0 && r.a.Sentences[si-1].Block == s.Block {
		return sp
	}
	sure := false
	for k := s.FirstWord; k+1 < s.LastWord && k < s.FirstWord+longestDateline; k++ {
		w := r.a.WordText(k)
		switch w {
		case "–", "—", "--", "-", "―":
			if k > s.FirstWord && sure && !r.glued(k-1, k) && !r.glued(k, k+1) && r.a.Words[k+1].Span.Start < sp.End {
				sp.Start = r.a.Words[k+1].Span.Start
				return sp
			}
		case "(":
			sure = true
		}
		sure = sure || len(w) > 2 && capital(w) && w == strings.ToUpper(w) || r.a.Words[k].UPOS == nlp.NUM
		switch r.a.Words[k].UPOS {
		case nlp.VERB, nlp.AUX, nlp.PRON, nlp.DET:
			return sp
		}
	}
	return sp
}

// longestDateline is how many words a dateline may have.
const longestDateline = 18

// shortest is the length of the shortest content, in bytes.
const shortest = 4

// blockOf is the block of a word.
func (r *reader) blockOf(i int) int { return r.a.Sentences[r.t.Sentence[i]].Block }

func (r *reader) lemma(i int) string { return r.a.Words[i].Lemma }

// child is the first child of i with one of the relations, -1 for none.
func (r *reader) child(i int, rels ...nlp.Rel) int {
	for c, n := r.t.First[i], 0; c >= 0 && n < tree.Widest; c, n = r.t.Next[c], n+1 {
		for _, rel := range rels {
			if r.a.Words[c].Rel == rel {
				return int(c)
			}
		}
	}
	return -1
}

// children calls f for the children of i, in order.
func (r *reader) children(i int, f func(c int)) {
	for c, n := r.t.First[i], 0; c >= 0 && n < tree.Widest; c, n = r.t.Next[c], n+1 {
		f(int(c))
	}
}

func (r *reader) head(i int) int { return int(r.t.Head(int32(i))) }

// preposition is the lemma of the preposition of a nominal, "" for none.
func (r *reader) preposition(i int) string {
	if c := r.child(i, nlp.Case, nlp.MarkRel); c >= 0 {
		return r.lemma(c)
	}
	return ""
}

// span is the text of words [from, to).
func (r *reader) span(from, to int) text.Span {
	if to <= from {
		return text.Span{}
	}
	return text.Span{Start: r.a.Words[from].Span.Start, End: r.a.Words[to-1].Span.End}
}

// sentence is the sentence of word i.
func (r *reader) sentence(i int) *nlp.Sentence { return &r.a.Sentences[r.t.Sentence[i]] }
