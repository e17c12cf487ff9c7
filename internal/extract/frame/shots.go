package frame

import (
	"sort"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// volley is how many shots one place of the text tells of.
type volley struct {
	count   count.Count
	derived string
	sure    float64
	span    text.Span
}

// hits is how a number of hits tells of the shots fired.
const hits = "every hit is a shot that was fired"

// shots adds how many shots were fired: "six shots", "several rounds", "a single
// shot", and "shot three times", which tells of at least as many.
func (r *reading) shots() {
	var vs []volley
	for si, s := range r.in.Sentences {
		if r.in.Background[si] || !r.in.Doc.Blocks[s.Block].Key.IsZero() {
			continue
		}
		for i := s.FirstWord; i < s.LastWord && len(vs) < 12; i++ {
			if v, ok := r.volley(&s, i); ok {
				v.sure /= 1 + float64(si)/40
				vs = append(vs, v)
			}
		}
	}
	sort.SliceStable(vs, func(i, j int) bool { return vs[i].sure > vs[j].sure })
	for i := range vs {
		if i == 4 {
			break
		}
		v := &vs[i]
		r.value(claim.Value{Slot: claim.Shots, Count: &v.count}, v.sure, v.derived, v.span)
	}
}

// volley reads the shots told with word i.
func (r *reading) volley(s *nlp.Sentence, i int) (volley, bool) {
	ws := r.in.Words
	w := &ws[i]
	switch w.Lemma {
	case "shot", "gunshot", "round", "bullet":
		if w.UPOS != nlp.NOUN || w.Lemma == "bullet" && !r.fired(i) || w.Lemma == "round" && !r.fired(i) {
			return volley{}, false
		}
		if w.Rel == nlp.Compound { // three gunshot wounds
			if h := w.Head; h == i+1 && ws[h].Lemma == "wound" {
				v, ok := r.quantity(s, i, h)
				v.derived, v.sure = hits, v.sure-0.15
				v.count.Max = count.Open
				return v, ok && v.count.Min > 1 && v.sure > 0.5 // "multiple gunshot wounds" tell too little
			}
			return volley{}, false
		}
		return r.quantity(s, i, i)
	case "time", "twice", "once":
		return r.times(s, i)
	}
	return volley{}, false
}

// fired reports whether the verb above word i is one of firing or hitting.
func (r *reading) fired(i int) bool {
	for k := 0; k < 3 && i >= 0; k++ {
		switch r.in.Words[i].Lemma {
		case "fire", "shoot", "hit", "strike", "discharge", "pump", "unload", "squeeze", "hear":
			return true
		}
		i = r.in.Words[i].Head
	}
	return false
}

// quantity reads the number or the word for some before the noun whose first
// word is i and whose head is h.
func (r *reading) quantity(s *nlp.Sentence, i, h int) (volley, bool) {
	a := r.in.Analysis
	end := a.Words[h].Span.End
	if n := r.numberBefore(a.Words[i].Token); n != nil {
		return volley{count: n.Count, sure: 0.7, span: text.Span{Start: n.Span.Start, End: end}}, n.Count.Known()
	}
	for k := i - 1; k >= max(s.FirstWord, i-3); k-- {
		sp := text.Span{Start: a.Words[k].Span.Start, End: end}
		switch a.Words[k].Lemma {
		case "several", "multiple", "many", "numerous", "countless":
			return volley{count: count.AtLeast(2), sure: 0.6, span: sp}, true
		case "single", "lone":
			return volley{count: count.Exactly(1), sure: 0.6, span: sp}, true
		case "a", "one":
			if !r.fired(h) && a.Words[h].Rel != nlp.Nsubj || a.Words[h].Lemma == "bullet" {
				return volley{}, false
			}
			return volley{count: count.Exactly(1), sure: 0.5, span: sp}, true
		}
		if p := a.Words[k].UPOS; p != nlp.ADJ && p != nlp.NOUN && p != nlp.ADV {
			break
		}
	}
	return volley{}, false
}

// numberBefore is the number that ends right before token i, or one word before
// it ("six loud shots").
func (r *reading) numberBefore(i int) *nlp.Number {
	ns := r.in.Numbers
	k := sort.Search(len(ns), func(k int) bool { return ns[k].First >= i }) - 1
	if k >= 0 && ns[k].Kind == nlp.Cardinal && ns[k].Last >= i-1 && ns[k].Last <= i {
		return &ns[k]
	}
	return nil
}

// times reads how often somebody was shot: "shot three times", "hit twice".
func (r *reading) times(s *nlp.Sentence, i int) (volley, bool) {
	ws := r.in.Words
	verb := -1
	for k := i - 1; k >= max(s.FirstWord, i-6); k-- {
		if l := ws[k].Lemma; ws[k].UPOS == nlp.VERB {
			if l == "shoot" || l == "fire" || l == "hit" || l == "strike" {
				verb = k
			}
			break
		}
	}
	if verb < 0 {
		return volley{}, false
	}
	sp := text.Span{Start: ws[verb].Span.Start, End: ws[i].Span.End}
	v := volley{sure: 0.55, derived: hits, span: sp}
	if ws[verb].Lemma == "fire" {
		v.derived = ""
	}
	switch ws[i].Lemma {
	case "once":
		if i+1 < s.LastWord && ws[i+1].UPOS != nlp.ADP && ws[i+1].UPOS != nlp.PUNCT { // once police came
			return volley{}, false
		}
		v.count = count.AtLeast(1)
		return v, true
	case "twice":
		v.count = count.AtLeast(2)
		return v, true
	}
	if n := r.numberBefore(ws[i].Token); n != nil && n.Count.Min > 0 {
		v.count = count.AtLeast(n.Count.Min)
		return v, true
	}
	switch ws[max(i-1, verb)].Lemma {
	case "several", "multiple", "many", "numerous":
		v.count = count.AtLeast(2)
		return v, true
	}
	return volley{}, false
}
