package syntax

import "dossier/internal/nlp"

// widest is how far from a verb its subject and what is said are sought.
const widest = 60

// mend puts right, in the sentence of words [start, end), what no tree of
// Universal Dependencies can be: a verb of saying with two subjects. In "The road,
// the mayor said, was closed" the first is the subject of what is said, and the
// saying is parenthetical to it.
func mend(words []nlp.Word, start, end int) {
	for v := start + 3; v < end; v++ {
		if words[v].UPOS != nlp.VERB {
			continue
		}
		first, last := max(start, v-widest), min(end, v+widest)
		said, outer, subjects := -1, -1, 0
		for k := first; k < last; k++ {
			if words[k].Head != v {
				continue
			}
			switch words[k].Rel {
			case nlp.Nsubj, nlp.NsubjPass:
				if subjects++; k < v && outer < 0 {
					outer = k
				}
			case nlp.Ccomp:
				if said < 0 && k > v {
					said = k
				}
			}
		}
		if subjects == 2 && outer >= 0 && said >= 0 && comma(words[outer:v]) && comma(words[v:said]) && !hasSubject(words, first, last, said) {
			turn(words, first, last, v, said, outer)
		}
	}
}

// turn makes what is said the head of the saying.
func turn(words []nlp.Word, first, last, v, said, outer int) {
	words[said].Head, words[said].Rel = words[v].Head, words[v].Rel
	words[v].Head, words[v].Rel = said, nlp.Parataxis
	words[outer].Head, words[outer].Rel = said, nlp.Nsubj
	for k := first; k < last; k++ {
		switch w := &words[k]; {
		case w.Head == said && w.Rel == nlp.AuxPass:
			words[outer].Rel = nlp.NsubjPass
		case w.Head == v && k > said && w.Rel == nlp.PunctRel:
			w.Head = said
		}
	}
}

func comma(words []nlp.Word) bool {
	for i := range words {
		if words[i].Lemma == "," {
			return true
		}
	}
	return false
}

func hasSubject(words []nlp.Word, first, last, v int) bool {
	for k := first; k < last; k++ {
		if words[k].Head == v && (words[k].Rel == nlp.Nsubj || words[k].Rel == nlp.NsubjPass || words[k].Rel == nlp.Expl || words[k].Rel == nlp.MarkRel) {
			return true
		}
	}
	return false
}
