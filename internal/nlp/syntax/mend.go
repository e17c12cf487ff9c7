package syntax

import (
	"strings"

	"dossier/internal/nlp"
)

// widest is how far from a verb its subject and what is said are sought.
const widest = 60

// mend puts right, in the sentence of words [start, end), what no tree of
// Universal Dependencies can be: an aim where somebody is made to do something, a
// participle that has taken the subject of the verb behind it, a verb with the place
// that heads the report for a second subject, and a verb of saying with two. In "The road,
// the mayor said, was closed" the first is the subject of what is said, and the
// saying is parenthetical to it.
func mend(words []nlp.Word, start, end int) {
	for i := start; i < end; i++ {
		if h := words[i].Head; h >= start && h < i && words[i].Rel == nlp.Advcl && i-h < widest && directs[words[h].Lemma] && madeTo(words[h:i+1], h) {
			words[i].Rel = nlp.Xcomp
		}
	}
	doer(words, start, end)
	headed(words, start, end)
	colon(words, start, end)
	for v := start + 1; v < end; v++ {
		saysOf(words, start, end, v)
	}
	for v := start + 3; v < end; v++ {
		if words[v].UPOS != nlp.VERB {
			continue
		}
		if n, p := reduced(words, start, end, v); n >= 0 {
			reattach(words, v, n, p)
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

// doer gives a finite verb with an adjective that says what it makes of its object the
// noun right before it for its subject, that hangs on it as if the two were one word,
// and the object of the adjective: "an officer shot dead his neighbour".
func doer(words []nlp.Word, start, end int) {
	for i := start; i+1 < end; i++ {
		v := words[i].Head
		if v != i+1 || words[i].Rel != nlp.Compound || words[i].UPOS != nlp.NOUN || words[v].UPOS != nlp.VERB || !strings.Contains(words[v].Feats, "VerbForm=Fin") ||
			hasSubject(words, start, end, v) {
			continue
		}
		if v+1 >= end || words[v+1].Head != v || words[v+1].Rel != nlp.Xcomp || words[v+1].UPOS != nlp.ADJ {
			continue
		}
		words[i].Rel = nlp.Nsubj
		for k := v + 2; k < min(end, v+widest); k++ {
			if words[k].Head == v+1 && words[k].Rel == nlp.Obj {
				words[k].Head = v
			}
		}
	}
}

// saysOf gives what is said its subject where the verb of saying has taken it for
// its object: "the mayor said the man, a clerk, fled".
func saysOf(words []nlp.Word, start, end, v int) {
	if words[v].Lemma != "say" {
		return
	}
	obj, said := -1, -1
	for k := v + 1; k < min(end, v+widest); k++ {
		if words[k].Head != v {
			continue
		}
		switch w := &words[k]; {
		case w.Rel == nlp.Obj && obj < 0 && said < 0 && (w.UPOS == nlp.NOUN || w.UPOS == nlp.PROPN):
			obj = k
		case w.Rel == nlp.Ccomp && obj >= 0 && said < 0 && w.UPOS == nlp.VERB:
			said = k
		}
	}
	if obj < 0 || said < 0 || !comma(words[obj:said]) || hasSubject(words, start, end, said) {
		return
	}
	words[obj].Head, words[obj].Rel = said, nlp.Nsubj
	for k := obj + 1; k < said; k++ {
		if words[k].Head == said && (words[k].Rel == nlp.AuxPass) {
			words[obj].Rel = nlp.NsubjPass
		}
	}
}

// headed takes the part of subject from the place that heads a report, where the
// verb has its own subject behind the dash: "OSLO, 3 May – A man fled".
func headed(words []nlp.Word, start, end int) {
	if end-start < 4 {
		return
	}
	top := &words[start]
	v := top.Head
	if top.UPOS != nlp.PROPN || v <= start || top.Rel != nlp.Nsubj && top.Rel != nlp.NsubjPass {
		return
	}
	dash := false
	for k := start + 1; k < v && k < end; k++ {
		switch w := &words[k]; {
		case w.UPOS == nlp.PUNCT && dashes[w.Lemma]:
			dash = true
		case dash && w.Head == v && (w.Rel == nlp.Nsubj || w.Rel == nlp.NsubjPass):
			top.Rel = nlp.Dislocated
			return
		}
	}
}

// colon gives the clause behind the place that heads a report its subject and its
// head, where the tree hangs both on the place: "OSLO: Two men fled".
func colon(words []nlp.Word, start, end int) {
	if end-start < 5 || words[start].UPOS != nlp.PROPN || !dashes[words[start+1].Lemma] {
		return
	}
	n, v := -1, -1
	for k := start + 2; k < end && k < start+widest && v < 0; k++ {
		if words[k].Head != start {
			continue
		}
		switch w := &words[k]; {
		case w.Rel == nlp.Appos && n < 0 && (w.UPOS == nlp.NOUN || w.UPOS == nlp.PROPN):
			n = k
		case w.Rel == nlp.Parataxis && w.UPOS == nlp.VERB && n >= 0:
			v = k
		}
	}
	if v < 0 || hasSubject(words, start, end, v) {
		return
	}
	words[v].Head, words[v].Rel = words[start].Head, nlp.Ccomp
	if words[start].Head < 0 {
		words[v].Rel = nlp.Root
	}
	words[start].Head, words[start].Rel = v, nlp.Dislocated
	words[n].Head, words[n].Rel = v, nlp.Nsubj
}

var dashes = map[string]bool{"–": true, "—": true, "-": true, "--": true, "―": true, ":": true}

// reduced finds what the verb v lacks when the participle beside its subject was
// taken for a clause of its own: in "the attacker, believed to be alone, was shot"
// it gives the noun n and the participle p, else -1.
func reduced(words []nlp.Word, start, end, v int) (n, p int) {
	a := v
	for a > start && words[a-1].Head == v && (words[a-1].Rel == nlp.Aux || words[a-1].Rel == nlp.AuxPass || words[a-1].Rel == nlp.Advmod) {
		a--
	}
	if a == v || words[a].UPOS != nlp.AUX || a == start || words[a-1].Lemma != "," {
		return -1, -1
	}
	first := max(start, v-widest)
	if hasSubject(words, first, min(end, v+widest), v) {
		return -1, -1
	}
	for p = a - 2; p > first+1; p-- {
		x := &words[p]
		if x.UPOS != nlp.VERB || words[p-1].Lemma != "," || x.Head != words[v].Head && words[v].Head != p || !participle(x) {
			continue
		}
		if n = p - 2; words[n].Head == p && words[n].Rel == nlp.Nsubj && words[n].UPOS != nlp.PRON {
			return n, p
		}
		return -1, -1
	}
	return -1, -1
}

// participle reports whether a verb may be a past participle by its form.
func participle(w *nlp.Word) bool {
	return strings.Contains(w.Feats, "Tense=Past")
}

// reattach makes the noun n the subject of the verb v, and the participle p its
// attribute.
func reattach(words []nlp.Word, v, n, p int) {
	if words[v].Head == p {
		words[v].Head, words[v].Rel = words[p].Head, words[p].Rel
	}
	rel := nlp.Nsubj
	for k := p; k < v; k++ {
		if words[k].Head == v && words[k].Rel == nlp.AuxPass {
			rel = nlp.NsubjPass
		}
	}
	words[n].Head, words[n].Rel = v, rel
	words[p].Head, words[p].Rel = n, nlp.Acl
}

// directs are verbs that make their object do what the infinitive behind it says.
var directs = map[string]bool{
	"force": true, "compel": true, "order": true, "instruct": true, "ask": true, "urge": true, "tell": true, "persuade": true, "beg": true,
	"allow": true, "permit": true, "enable": true, "help": true, "cause": true, "require": true, "oblige": true, "invite": true,
	"encourage": true, "advise": true, "warn": true, "authorise": true, "authorize": true, "lead": true, "push": true, "prompt": true,
}

// madeTo reports whether the last of words, which begin with the verb at h, has an
// infinitive's mark before it and an object of the verb before that.
func madeTo(words []nlp.Word, h int) bool {
	last := len(words) - 1
	object := false
	for k := 1; k < last; k++ {
		switch w := &words[k]; {
		case w.Head == h && w.Rel == nlp.Obj:
			object = true
		case w.Head == h+last && w.Rel == nlp.MarkRel && w.Lemma == "to":
			return object
		}
	}
	return false
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
