package predicate

import (
	"strings"

	"dossier/internal/nlp"
)

// state reads tense, negation and modality of predicate k; those of the
// predicate it hangs on are known.
func (r *reading) state(k int32) {
	p := &r.preds[k]
	i := int32(p.Word)
	if !p.Noun {
		r.tense(p, r.word(i).Feats)
	}
	for c := r.tree.First[i]; c >= 0; c = r.tree.Next[c] {
		r.mark(p, c)
	}
	r.under(p)
}

// tense reads the tense off the form; auxiliaries add theirs.
func (r *reading) tense(p *nlp.Predicate, feats string) {
	finite := strings.Contains(feats, "VerbForm=Fin")
	switch {
	case finite && strings.Contains(feats, "Tense=Past"):
		p.Tense = nlp.Past
	case finite && strings.Contains(feats, "Tense=Pres"):
		p.Tense = nlp.Present
	}
}

// mark reads what the child c says of p.
func (r *reading) mark(p *nlp.Predicate, c int32) {
	w := r.word(c)
	switch w.Rel {
	case nlp.Aux, nlp.AuxPass, nlp.Cop:
		r.auxiliary(p, w)
	case nlp.Advmod:
		r.adverb(p, c)
	case nlp.MarkRel:
		if doubting[w.Lemma] {
			raise(p, nlp.Hypothetical)
		}
	case nlp.Det:
		if p.Noun && (w.Lemma == "no" || w.Lemma == "neither") {
			p.Negated = true
		}
		if p.Noun && w.Lemma == "any" {
			raise(p, nlp.Hypothetical)
		}
	case nlp.Nsubj, nlp.NsubjPass, nlp.Obj:
		if !p.Noun && r.nobody(c) {
			p.Negated = true
		}
	case nlp.Amod, nlp.Compound:
		if p.Noun {
			r.modifier(p, w.Lemma)
		}
	case nlp.PunctRel:
		if !p.Noun && w.Rel == nlp.PunctRel && r.a.WordText(int(c)) == "?" {
			raise(p, nlp.Hypothetical)
		}
	}
}

// nobody reports whether i says that there is none: "no one", "nobody", "no
// guard".
func (r *reading) nobody(i int32) bool {
	switch r.word(i).Lemma {
	case "nobody", "none", "nothing", "no-one", "neither":
		return true
	}
	d := r.child(i, nlp.Det)
	return d >= 0 && (r.word(d).Lemma == "no" || r.word(d).Lemma == "neither")
}

func (r *reading) auxiliary(p *nlp.Predicate, w *nlp.Word) {
	finite := strings.Contains(w.Feats, "VerbForm=Fin")
	if finite && p.Tense == nlp.NoTense {
		switch {
		case strings.Contains(w.Feats, "Tense=Past"):
			p.Tense = nlp.Past
		case strings.Contains(w.Feats, "Tense=Pres"):
			p.Tense = nlp.Present
		}
	}
	switch w.Lemma {
	case "have":
		p.Perfect = true
	case "be":
		if w.Rel == nlp.Aux {
			p.Progressive = true
		}
	case "will", "shall", "wo", "'ll", "’ll":
		p.Tense = nlp.Future
		raise(p, nlp.Planned)
	case "would", "'d", "should", "must", "ought":
		raise(p, nlp.Planned)
		if p.Perfect || w.Lemma == "should" {
			p.Modality = nlp.Hypothetical
		}
	case "may", "might", "could", "can", "ca":
		raise(p, nlp.Hypothetical)
	}
}

func (r *reading) adverb(p *nlp.Predicate, c int32) {
	switch l := r.word(c).Lemma; {
	case never[l]:
		p.Negated = true
	case said[l]:
		raise(p, nlp.Alleged)
	case maybe[l]:
		raise(p, nlp.Hypothetical)
	}
}

// modifier reads what a word before a noun says of it: "alleged", "planned",
// "attempted".
func (r *reading) modifier(p *nlp.Predicate, lemma string) {
	switch lemma {
	case "alleged", "suspected", "apparent", "purported", "reported":
		raise(p, nlp.Alleged)
	case "planned", "upcoming", "intended", "impending", "scheduled", "imminent", "future":
		raise(p, nlp.Planned)
	case "attempted", "failed", "foiled", "thwarted", "attempt", "abortive", "botched":
		raise(p, nlp.Attempted)
	case "possible", "potential", "likely", "further", "hypothetical", "feared":
		if lemma != "further" {
			raise(p, nlp.Hypothetical)
		}
	}
}

// raise makes m the modality of p unless it has one.
func raise(p *nlp.Predicate, m nlp.Modality) {
	if p.Modality == nlp.Actual {
		p.Modality = m
	}
}

// under reads what the word that p hangs on says of it.
func (r *reading) under(p *nlp.Predicate) {
	i := int32(p.Word)
	h := r.tree.Head(i)
	if h < 0 {
		return
	}
	w, g := r.word(i), r.of[h]
	switch w.Rel {
	case nlp.Xcomp, nlp.Ccomp, nlp.Csubj, nlp.CsubjPass:
	case nlp.Acl:
		if !r.infinitive(i) && r.child(i, nlp.MarkRel) < 0 || g < 0 && attitudes[r.word(h).Lemma] == plain {
			return
		}
	case nlp.Advcl:
		r.adverbial(p, h)
		return
	case nlp.Conj:
		r.conjoined(p, g)
		return
	case nlp.Obj, nlp.Nmod, nlp.Obl, nlp.Compound, nlp.NsubjPass, nlp.Nsubj:
		if p.Noun {
			r.named(p, h)
		}
		return
	case nlp.Parataxis:
		if g < 0 || !r.wide(h) {
			return
		}
	default:
		return
	}
	if g >= 0 {
		p.Under = int(g)
		r.inherit(p, &r.preds[g])
		if a := attitudes[r.preds[g].Verb]; r.preds[g].Negated && (r.preds[g].Noun || a == alleges || a == doubts) {
			r.set(p, nlp.Hypothetical) // "did not think that", "no sign that"
		}
	}
	r.apply(p, h, attitudes[r.word(h).Lemma], w.Rel == nlp.Ccomp)
}

// wide reports whether what stands beside h is what h says.
func (r *reading) wide(h int32) bool {
	switch r.word(h).Lemma {
	case "say", "add", "tell", "report", "note", "write":
		return true
	}
	return false
}

// inherit takes over from a predicate what holds for its infinitives too.
func (r *reading) inherit(p, from *nlp.Predicate) {
	if r.word(int32(p.Word)).Rel != nlp.Xcomp {
		return
	}
	if from.Modality != nlp.Actual {
		raise(p, from.Modality)
	}
	if from.Negated {
		switch attitudes[from.Verb] {
		case implies, tries, plans:
			p.Negated = true
		}
	}
}

// apply lets the attitude of word h tell on p.
func (r *reading) apply(p *nlp.Predicate, h int32, a attitude, clause bool) {
	switch a {
	case tries:
		r.set(p, nlp.Attempted)
	case fails:
		r.set(p, nlp.Attempted)
		p.Negated = true
	case plans:
		if !clause || p.Tense != nlp.Past {
			r.set(p, nlp.Planned)
		}
	case alleges:
		r.set(p, nlp.Alleged)
	case denies:
		r.set(p, nlp.Alleged)
	case stops:
		r.set(p, nlp.Attempted)
		p.Negated = true
	case doubts:
		r.set(p, nlp.Hypothetical)
	}
}

// set makes m the modality of p, in place of one that says less.
func (r *reading) set(p *nlp.Predicate, m nlp.Modality) {
	if p.Modality == nlp.Actual || p.Modality == nlp.Planned {
		p.Modality = m
	}
}

// adverbial reads what a clause beside the main one is to it: "accused of
// killing", "prevented from entering", "to protest".
func (r *reading) adverbial(p *nlp.Predicate, h int32) {
	c := r.child(int32(p.Word), nlp.MarkRel)
	if c < 0 {
		return
	}
	switch m := r.word(c).Lemma; m {
	case "of", "from", "for", "with", "to":
		a := attitudes[r.word(h).Lemma]
		if g := r.of[h]; g >= 0 && (a != plain || m == "of") {
			p.Under = int(g)
		}
		if m == "to" && a != stops {
			raise(p, nlp.Planned)
			return
		}
		if m != "for" || a == alleges {
			r.apply(p, h, a, false)
		}
	case "without":
		p.Negated = true
	}
}

// conjoined takes over from the predicate that p is joined to what stands before
// both: "will arrest and charge".
func (r *reading) conjoined(p *nlp.Predicate, g int32) {
	if g < 0 || r.preds[g].Noun != p.Noun {
		return
	}
	q := &r.preds[g]
	i := int32(p.Word)
	if p.Noun {
		return
	}
	if r.subjectOf(i) >= 0 || r.child(i, nlp.Aux) >= 0 || r.child(i, nlp.AuxPass) >= 0 {
		if q.Under >= 0 && r.subjectOf(i) < 0 {
			p.Under = q.Under
		}
		return
	}
	p.Under = q.Under
	if p.Tense == nlp.NoTense {
		p.Tense, p.Perfect, p.Progressive = q.Tense, q.Perfect, q.Progressive
		raise(p, q.Modality)
		if r.infinitive(i) {
			p.Negated = p.Negated || q.Negated
		}
	}
}

// named reads what the word h that a noun hangs on says of it: "planned an
// attack", "an attempt at murder", "was foiled".
func (r *reading) named(p *nlp.Predicate, h int32) {
	i := int32(p.Word)
	rel := r.word(i).Rel
	w := r.word(h)
	a := attitudes[w.Lemma]
	if w.UPOS == nlp.NOUN && (rel == nlp.Nmod || rel == nlp.Compound) {
		switch a {
		case tries, plans, doubts, alleges:
			r.apply(p, h, a, false)
		}
		return
	}
	if w.UPOS != nlp.VERB || rel == nlp.Obl && !r.prepositioned(i, "of", "for", "from", "with", "against") || rel == nlp.Nsubj {
		return
	}
	if rel == nlp.NsubjPass && !r.passive(h) {
		return
	}
	switch w.Lemma {
	case "plan", "plot", "prepare", "threaten", "attempt", "try", "intend", "foil", "thwart", "avert", "prevent", "stop":
		r.apply(p, h, a, false)
	case "call", "demand", "urge", "request", "order":
		if rel != nlp.Obl || w.Lemma == "call" && r.prepositioned(i, "for") {
			r.apply(p, h, a, false)
		}
	case "accuse", "suspect", "charge":
		if rel == nlp.Obl {
			r.apply(p, h, alleges, false)
		}
	case "warn", "fear":
		raise(p, nlp.Hypothetical)
	}
}

// prepositioned reports whether i stands behind one of the prepositions.
func (r *reading) prepositioned(i int32, preps ...string) bool {
	c := r.child(i, nlp.Case)
	if c < 0 {
		return false
	}
	for _, p := range preps {
		if r.word(c).Lemma == p {
			return true
		}
	}
	return false
}
