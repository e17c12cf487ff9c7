package casualty

import (
	"dossier/internal/doc"
	"dossier/internal/nlp"
)

// fewestEntries is how many lines with an hour in front make a text a log.
const fewestEntries = 3

// log reports whether the document is a log or a string of flashes: its lines begin
// with the hour, so that what stands later was known later.
func (t *tally) log() bool {
	n, k := 0, 0
	for i := range t.in.Sentences {
		s := &t.in.Sentences[i]
		if i > 0 && t.in.Sentences[i-1].Block == s.Block || t.in.Doc.Blocks[s.Block].Kind == doc.Header {
			continue
		}
		for k < len(t.in.Times) && t.in.Times[k].First < s.First {
			k++
		}
		if k < len(t.in.Times) && t.in.Times[k].First == s.First && t.in.Times[k].Kind == nlp.Clock || t.hourAt(s.First) {
			n++
		}
	}
	return n >= fewestEntries
}

// hourAt reports whether token i is the hour of a log in four figures: "1544".
func (t *tally) hourAt(i int) bool {
	w := t.in.Tokens[i].Lower
	if len(w) != 4 {
		return false
	}
	for k := range w {
		if w[k] < '0' || w[k] > '9' {
			return false
		}
	}
	return w < "2400" && w[2] < '6'
}

// lastOf marks the figures of a log before its last as earlier ones.
func (t *tally) lastOf(full []figure) {
	for i := 0; i+1 < len(full); i++ {
		if f := full[i].finding; !f.earlier && f.sent < full[len(full)-1].sent && full[i].sum.total {
			e := *f
			e.earlier = true
			full[i].finding, full[i].confidence = &e, 0.2
		}
	}
}
