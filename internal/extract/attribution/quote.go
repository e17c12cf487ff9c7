package attribution

import (
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// quotation is what stands between quotation marks: words [from, to).
type quotation struct {
	from, to int
	block    int
	onward   bool // goes on from the paragraph before, which closed no mark
	cue      int  // the verb that reports it, -1 for none
}

// pair finds the quotations, paragraph by paragraph. A mark left open runs to the
// end of its paragraph.
func (r *reader) pair() {
	r.quoteOf = make([]int32, len(r.a.Words))
	r.marks = make([]int8, len(r.a.Words))
	p := pairing{r: r, block: -1}
	for si := range r.a.Sentences {
		s := &r.a.Sentences[si]
		if s.Block != p.block {
			p.left, p.open, p.block = p.open == double, 0, s.Block
			p.end = r.endOfBlock(si)
		}
		for i := s.FirstWord; i < s.LastWord; i++ {
			r.quoteOf[i] = -1
			p.word(i, i == s.FirstWord)
		}
	}
}

// pairing is the state of the walk that pairs marks.
type pairing struct {
	r          *reader
	open       byte // the kind of mark that is open, 0 for none
	block, end int
	left       bool // the paragraph before left a mark open
}

// The kinds of quotation marks.
const (
	double = 'd'
	single = 's'
)

// word notes a mark, or that the word stands in the quotation that is open.
func (p *pairing) word(i int, first bool) {
	r := p.r
	m := r.mark(i, p.open == double)
	if p.open == single {
		m = 0 // what is quoted may quote
	}
	kind := byte(double)
	if m == 0 && p.open != double {
		m, kind = r.singleMark(i, p.end, p.open == single), single
	}
	r.marks[i] = int8(m)
	if m > 0 {
		r.quotes = append(r.quotes, quotation{from: i + 1, to: i + 1, block: p.block, cue: -1, onward: p.left && first})
		p.left, p.open = false, kind
		return
	}
	if m < 0 {
		p.open = 0
		return
	}
	if p.open != 0 {
		r.quotes[len(r.quotes)-1].to = i + 1
		r.quoteOf[i] = int32(len(r.quotes) - 1)
	}
}

// endOfBlock is the first word behind the paragraph of sentence si.
func (r *reader) endOfBlock(si int) int {
	k := si
	for k+1 < len(r.a.Sentences) && r.a.Sentences[k+1].Block == r.a.Sentences[si].Block {
		k++
	}
	return r.a.Sentences[k].LastWord
}

// mark is 1 where word i opens a quotation, -1 where it closes one.
func (r *reader) mark(i int, open bool) int {
	if r.a.Words[i].Span.Len() > 3 {
		return 0
	}
	switch r.a.WordText(i) {
	case "“", "«", "„", "``":
		return 1
	case "”", "»":
		return -1
	case `"`, "''":
		if open {
			return -1
		}
		return 1
	}
	return 0
}

// singleMark is 1 where a single mark at word i opens a quotation, -1 where it
// closes the one open. The mark of a genitive ("the guards' hut") or of what is
// left out ("the '90s", "goin'") is none: a mark opens only before a word, with no
// letter before it, and only where another one closes it in the paragraph.
func (r *reader) singleMark(i, end int, open bool) int {
	if !r.apostrophe(i) {
		return 0
	}
	if open {
		if r.glued(i-1, i) && !r.letterAt(r.a.Words[i].Span.End) {
			return -1
		}
		return 0
	}
	if r.a.WordText(i) == "’" || !r.glued(i, i+1) || r.letterAt(r.a.Words[i].Span.Start-1) {
		return 0
	}
	for k := i + 2; k < end; k++ {
		if r.apostrophe(k) && r.a.WordText(k) != "‘" && r.glued(k-1, k) && !r.letterAt(r.a.Words[k].Span.End) {
			return 1
		}
	}
	return 0
}

// apostrophe reports whether word i is a single mark, and no genitive: one that
// nothing follows that could be somebody's.
func (r *reader) apostrophe(i int) bool {
	switch r.a.WordText(i) {
	case "'", "‘", "’":
	default:
		return false
	}
	if r.a.Words[i].UPOS == nlp.PUNCT {
		return true
	}
	if i+1 >= len(r.a.Words) {
		return true
	}
	switch r.a.Words[i+1].UPOS {
	case nlp.NOUN, nlp.PROPN, nlp.ADJ, nlp.NUM:
		return false
	}
	return true
}

// glued reports whether nothing stands between words i and k.
func (r *reader) glued(i, k int) bool {
	return i >= 0 && k < len(r.a.Words) && r.a.Words[i].Span.End == r.a.Words[k].Span.Start
}

// letterAt reports whether a letter or figure stands at a place of the text.
func (r *reader) letterAt(at int) bool {
	if at < 0 || at >= r.a.Doc.Text.Len() {
		return false
	}
	c := r.a.Text(text.Span{Start: at, End: at + 1})[0]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func (r *reader) quoted(i int) bool { return r.quoteOf[i] >= 0 }

// reporting are the acts whose verbs can report a quotation.
const reporting = cue.Say | cue.Tell | cue.Ask | cue.Demand | cue.Promise | cue.Deny | cue.Accuse | cue.Condemn | cue.Praise |
	cue.Mourn | cue.Manner | cue.Think | cue.Thank

// longest is how many words of a quotation are looked at for its verb.
const longest = 200

// quoteCue is the verb that reports quotation k: one that a word of it hangs on,
// or that hangs on one, or that stands right before or behind it.
func (r *reader) quoteCue(k int) int {
	q := &r.quotes[k]
	if v := q.from - 2; v > 0 && r.a.WordText(v) == "," && r.reports(v-1) && r.t.Sentence[v-1] == r.t.Sentence[q.from] {
		return v - 1
	}
	for i := q.from; i < q.to && i < q.from+longest; i++ {
		if h := r.head(i); h >= 0 && !r.within(h, q) {
			switch r.a.Words[i].Rel {
			case nlp.Ccomp, nlp.Parataxis, nlp.Dep, nlp.Obj, nlp.Conj, nlp.Advcl:
				if other := r.quoteOf[h]; other >= 0 && int(other) < k && r.quotes[other].cue >= 0 && r.t.Sentence[r.quotes[other].cue] == r.t.Sentence[i] {
					return r.quotes[other].cue
				}
				if r.reports(h) {
					return h
				}
			}
		}
		found := -1
		r.children(i, func(c int) {
			if found < 0 && !r.within(c, q) && r.a.Words[c].Rel == nlp.Parataxis && r.reports(c) {
				found = c
			}
		})
		if found >= 0 {
			return found
		}
	}
	if v := r.goingOn(k); v >= 0 {
		return v
	}
	if q.to-q.from < 3 && !r.setOffByComma(q) {
		return -1 // a word in marks: called so
	}
	if v := r.cueBefore(q); v >= 0 {
		return v
	}
	return r.cueBehind(q)
}

// goingOn is the verb of the quotation before, where quotation k goes on with it
// right behind the words that tell who speaks: "A," said X, "B".
func (r *reader) goingOn(k int) int {
	if k == 0 {
		return -1
	}
	q, o := &r.quotes[k], &r.quotes[k-1]
	if o.cue < o.to || o.cue >= q.from || q.block != o.block || q.from-o.to > 16 || o.to == o.from {
		return -1
	}
	if w := r.a.WordText(q.from - 2); w != "," && w != ":" && w != ";" {
		return -1
	}
	for i := o.to + 1; i < q.from-1; i++ {
		if i != o.cue && r.a.Words[i].UPOS == nlp.VERB && r.subject(i) >= 0 && r.a.Words[i].Rel != nlp.AclRelcl {
			return -1
		}
	}
	return o.cue
}

// setOffByComma reports whether a quotation is parted by a mark from what tells
// who speaks: "No," he said.
func (r *reader) setOffByComma(q *quotation) bool {
	if q.to == q.from {
		return false
	}
	switch r.a.WordText(q.to - 1) {
	case ",", "!", "?":
		return true
	}
	return q.from >= 2 && r.a.WordText(q.from-2) == ","
}

func (r *reader) within(i int, q *quotation) bool { return q.from <= i && i < q.to }

// reports reports whether word i is a verb that can report a quotation.
func (r *reader) reports(i int) bool {
	return !r.quoted(i) && r.act(i).Has(reporting) && (r.a.Words[i].UPOS == nlp.VERB || r.a.Words[i].UPOS == nlp.AUX)
}

// cueBefore is the verb before a quotation that leads to it: X said: "…".
func (r *reader) cueBefore(q *quotation) int {
	i := q.from - 2
	if i < 0 || r.blockOf(i) != q.block && r.a.WordText(i) != ":" {
		return -1
	}
	s := r.sentence(i)
	for n := 0; i >= s.FirstWord && n < 12; i, n = i-1, n+1 {
		switch {
		case r.quoted(i):
			return -1
		case r.reports(i) || r.issues(i) && r.a.WordText(q.from-2) == ":":
			return i
		case r.a.Words[i].UPOS == nlp.VERB && r.a.Words[i].Rel != nlp.Amod || r.a.WordText(i) == ";":
			return -1
		}
	}
	return -1
}

// issues reports whether word i is a verb that gives out a message: "issued the
// following statement".
func (r *reader) issues(i int) bool {
	o := r.child(i, nlp.Obj)
	return r.a.Words[i].UPOS == nlp.VERB && o > i && cue.SpeakerOf(r.lemma(o)) == cue.Message && (r.act(i).Has(cue.Voice|cue.Say) || r.lemma(i) == "make" || r.lemma(i) == "release")
}

// cueBehind is the verb behind a quotation: "…," said X; "…," X of the council
// told reporters.
func (r *reader) cueBehind(q *quotation) int {
	i := q.to + 1
	if i >= len(r.a.Words) || r.blockOf(i) != q.block {
		return -1
	}
	s := r.sentence(i)
	for n := 0; i < s.LastWord && n < 16; i, n = i+1, n+1 {
		switch {
		case r.quoted(i):
			return -1
		case r.reports(i):
			if sub := r.subject(i); sub > q.to || sub < 0 && (i == q.to+1 && r.behind(i) >= 0 || r.beside(i) >= 0) {
				return i
			}
			return -1
		case r.a.Words[i].UPOS == nlp.VERB && r.a.Words[i].Rel != nlp.AclRelcl && r.a.Words[i].Rel != nlp.Acl && r.a.Words[i].Rel != nlp.Amod:
			return -1
		case r.a.WordText(i) == "." || r.a.WordText(i) == ";":
			return -1
		}
	}
	return -1
}

// inside is the words of quotation k without a comma at its end.
func (r *reader) inside(k int) (from, to int) {
	q := &r.quotes[k]
	from, to = q.from, q.to
	for to > from && r.a.WordText(to-1) == "," {
		to--
	}
	return from, to
}

// runOn gives the quotations of a sentence that nobody is said to have spoken to
// whoever spoke last, where they are whole sentences: a quotation that goes on.
func (r *reader) runOn(si int) {
	s := &r.a.Sentences[si]
	for i := s.FirstWord; i < s.LastWord; i++ {
		k := r.quoteOf[i]
		if k < 0 || r.quotes[k].from != i {
			continue
		}
		q := &r.quotes[k]
		if q.cue >= 0 || !q.onward && (i-1 > s.FirstWord || q.to-q.from < 6 || !r.wholeSentence(q)) {
			continue
		}
		if last := r.lastSpeaker(si, q.onward); last != nil {
			from, to := r.inside(int(k))
			r.keep(Saying{Cue: -1, Source: last.Source, Content: r.span(from, to), Head: from, Act: last.Act & (cue.Say | cue.Tell), Confidence: 0.55})
		}
	}
}

// wholeSentence reports whether a quotation ends where a sentence does.
func (r *reader) wholeSentence(q *quotation) bool {
	switch r.a.WordText(q.to - 1) {
	case ".", "!", "?", "…", "...":
		return true
	}
	return q.to+1 >= r.sentence(q.to-1).LastWord
}

// lastSpeaker is the last saying, where its quotation may still go on at
// sentence si.
func (r *reader) lastSpeaker(si int, onward bool) *Saying {
	k := len(r.found) - 1
	for k >= 0 && (r.found[k].Turn || r.quoted(r.found[k].Source)) { // what he is quoted with tells of others' words
		k--
	}
	if k < 0 {
		return nil
	}
	last := &r.found[k]
	at := int(r.t.Sentence[last.anchor()])
	b, now := r.a.Sentences[at].Block, r.a.Sentences[si].Block
	if onward && now-b <= 3 || now-b <= 1 && si-at <= 2 {
		return last
	}
	return nil
}
