package frame

import (
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// plainGuns are the words that tell of shooting or of a gun and not of what type
// it was.
var plainGuns = lexicon.Listed("gun guns gunman gunmen gunfire firearm firearms opened shot fatally weapon weapons small live")

// typed reports whether the words under sp say what type of gun it was: by their
// first word, "machine gun" and "handgun", or by what stands before "gun".
func (r *reading) typed(sp text.Span) bool {
	first, last := extract.WordsIn(r.in, sp)
	if first >= last {
		return false
	}
	t := &r.in.Tokens[r.in.Words[first].Token]
	return !plainGuns[t.Lower]
}

// gunWords orders the words of a firearm, those that say its type first, each
// with the words before it that belong to it: "black semiautomatic handgun".
func (r *reading) gunWords(p *pile) []text.Span {
	var typed, plain []text.Span
	for _, sp := range p.all {
		if r.typed(sp) {
			typed = append(typed, r.widen(sp))
		} else {
			plain = append(plain, sp)
		}
	}
	out := append(typed, plain...)
	return out[:min(3, len(out))]
}

// widen is sp with the words before it that hang on its noun and are no article:
// "9 mm", "black", ".40-caliber".
func (r *reading) widen(sp text.Span) text.Span {
	ws := r.in.Words
	first, last := extract.WordsIn(r.in, sp)
	head := extract.HeadIn(r.in, first, last)
	for k := first - 1; k >= max(0, first-6); k-- {
		w := &ws[k]
		switch w.UPOS {
		case nlp.DET, nlp.PRON, nlp.ADP, nlp.VERB, nlp.AUX, nlp.CCONJ:
			return sp
		}
		i := k
		for n := 0; n < 4 && i >= 0 && i != head; n++ {
			i = ws[i].Head
		}
		if i != head || r.numeral(k) {
			return sp
		}
		sp.Start = w.Span.Start
	}
	return sp
}

// numeral reports whether word k counts: "two rifles".
func (r *reading) numeral(k int) bool {
	return r.in.Words[k].Rel == nlp.Nummod && r.in.Tokens[r.in.Words[k].Token].Shape == nlp.Lower
}
