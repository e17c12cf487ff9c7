package coref

import (
	"dossier/internal/nlp"
	"dossier/internal/nlp/tree"
)

// quotation is a stretch of words between quotation marks.
type quotation struct {
	from, to int32 // words [from, to)
	block    int32
	speaker  int32 // head word of who says it, -1 when not told
	said     int32 // entity of who says it, -1 while not known
	self     int32 // entity of the first person inside, -1 while not known
}

// quotations finds what stands between quotation marks, one block at a time,
// and who says it: the subject of the verb that a quotation's word hangs on, or
// that hangs on one. A quotation without such a verb is the last speaker's of
// its block.
func (r *Reading) quotations() {
	a := r.a
	r.quotes = r.quotes[:0]
	r.quoteOf = resize(r.quoteOf, len(a.Words))
	open, block := false, -1
	for si := range a.Sentences {
		s := &a.Sentences[si]
		if s.Block != block {
			open, block = false, s.Block
		}
		for i := s.FirstWord; i < s.LastWord; i++ {
			r.quoteOf[i] = -1
			if mark := r.quoteMark(i, open); mark != 0 {
				open = mark > 0
				if open {
					r.quotes = append(r.quotes, quotation{from: int32(i) + 1, to: int32(i) + 1, block: int32(block), speaker: -1, said: -1, self: -1})
				}
				continue
			}
			if open {
				q := &r.quotes[len(r.quotes)-1]
				q.to = int32(i) + 1
				r.quoteOf[i] = int32(len(r.quotes) - 1)
			}
		}
	}
	for k := range r.quotes {
		q := &r.quotes[k]
		q.speaker = r.speakerOf(int32(k))
		if q.speaker < 0 && k > 0 && r.quotes[k-1].block == q.block {
			q.speaker = r.quotes[k-1].speaker
		}
	}
}

// quoteMark is 1 where word i opens a quotation, -1 where it closes one.
func (r *Reading) quoteMark(i int, open bool) int {
	w := &r.a.Words[i]
	if w.Span.Len() > 3 || w.UPOS != nlp.PUNCT && w.UPOS != nlp.NoPOS {
		return 0
	}
	switch r.a.WordText(i) {
	case "“", "«", "„", "``":
		return 1
	case "”", "»", "''":
		return -1
	case `"`:
		if open {
			return -1
		}
		return 1
	}
	return 0
}

func (r *Reading) quoteAt(i int32) int32 { return r.quoteOf[i] }

// longestQuote is how many words of a quotation are looked at for its verb of
// saying.
const longestQuote = 200

// speakerOf is the head word of who says quotation k, -1 when no verb tells.
func (r *Reading) speakerOf(k int32) int32 {
	q, t := &r.quotes[k], &r.tree
	for i := q.from; i < q.to && i < q.from+longestQuote; i++ {
		if h := t.Head(i); h >= 0 && r.quoteOf[h] != k && (t.Words[i].Rel == nlp.Ccomp || t.Words[i].Rel == nlp.Parataxis) {
			if s := t.Subject(h); s >= 0 && r.quoteOf[s] != k {
				return s
			}
		}
		for c, n := t.First[i], 0; c >= 0 && n < tree.Widest; c, n = t.Next[c], n+1 {
			if t.Words[c].Rel == nlp.Parataxis && r.quoteOf[c] != k {
				if s := t.Subject(c); s >= 0 {
					return s
				}
			}
		}
	}
	return -1
}
