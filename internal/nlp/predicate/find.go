package predicate

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// phrase is a verb with a fixed word: "set … on fire", "take hostage".
type phrase struct {
	verb, word, lemma string
	// prep is the preposition before the patient: "set fire to X"; "" where the
	// object is the patient.
	prep string
	// occurs is set for a phrase that only says that its subject happens.
	occurs bool
}

var phrases = []phrase{
	{verb: "set", word: "fire", lemma: "set on fire", prep: "to"},
	{verb: "set", word: "ablaze", lemma: "set on fire"},
	{verb: "set", word: "alight", lemma: "set on fire"},
	{verb: "open", word: "fire", lemma: "open fire", prep: "on"},
	{verb: "take", word: "hostage", lemma: "take hostage"},
	{verb: "hold", word: "hostage", lemma: "hold hostage"},
	{verb: "take", word: "captive", lemma: "take captive"},
	{verb: "hold", word: "captive", lemma: "hold captive"},
	{verb: "take", word: "prisoner", lemma: "take prisoner"},
	{verb: "take", word: "refuge", lemma: "take refuge"},
	{verb: "take", word: "place", lemma: "take place", occurs: true},
}

// states are the adjectives that tell what was done to somebody, with the verb
// that would: "left two dead", "were injured".
var states = map[string]string{"dead": "die", "injured": "injure", "wounded": "wound", "hurt": "hurt", "missing": "miss"}

// find notes the predicate of word i, where it is one.
func (r *reading) find(i int32) {
	switch w := r.word(i); w.UPOS {
	case nlp.VERB:
		r.verb(i)
	case nlp.ADJ:
		if v := states[w.Lemma]; v != "" && w.Rel != nlp.Amod {
			r.add(i, nlp.Predicate{Lemma: w.Lemma, Verb: v, Event: true, With: -1})
		}
	case nlp.NOUN:
		if n, ok := r.lex.nouns[w.Lemma]; ok && !r.inName(i) && !r.inPhrase(i) {
			r.add(i, nlp.Predicate{Lemma: w.Lemma, Verb: n.verb, Noun: true, Event: n.event})
		}
	}
}

// inPhrase reports whether word i is the fixed word of a phrase.
func (r *reading) inPhrase(i int32) bool {
	h := r.tree.Head(i)
	if h < 0 || r.word(h).UPOS != nlp.VERB {
		return false
	}
	for n := range phrases {
		if phrases[n].word == r.word(i).Lemma && phrases[n].verb == r.word(h).Lemma {
			return true
		}
	}
	return false
}

// inName reports whether word i is inside a name that is not a word for a
// nationality.
func (r *reading) inName(i int32) bool {
	n := r.nameAt[i]
	return n >= 0 && !r.a.Names[n].Adjective
}

func (r *reading) add(i int32, p nlp.Predicate) int32 {
	k := int32(len(r.preds))
	p.Class = r.lex.classOf(&p)
	p.Word, p.Sentence = int(i), int(r.tree.Sentence[i])
	if p.Noun {
		p.With = -1
	}
	p.Light, p.Carries, p.Under = -1, -1, -1
	r.of[i] = k
	r.preds = append(r.preds, p)
	r.facts = append(r.facts, facts{})
	return k
}

// verb notes the predicate of a verb.
func (r *reading) verb(i int32) {
	w := r.word(i)
	if w.Rel == nlp.Case || w.Rel == nlp.Fixed || w.Rel == nlp.MarkRel || w.Rel == nlp.Goeswith {
		return // "according to", "including"
	}
	p := nlp.Predicate{Lemma: w.Lemma, Verb: w.Lemma, Event: true, With: -1}
	if b := r.lex.base[r.a.Tokens[w.Token].Lower]; b != "" {
		p.Lemma, p.Verb = b, b
	} else if _, known := r.lex.class[w.Lemma]; !known {
		p.Lemma = r.lex.baseOf(r.a.Tokens[w.Token].Lower, w.Lemma)
		p.Verb = p.Lemma
	}
	p.Attributive = w.Rel == nlp.Amod || w.Rel == nlp.Compound
	if c := r.child(i, nlp.CompoundPrt); c >= 0 {
		p.With = int(c)
		p.Lemma = joined(p.Lemma, r.a.Words[c].Lemma)
	}
	ph := r.phraseOf(i, &p)
	k := r.add(i, p)
	r.facts[k].phrase = ph
}

// joinedForms are the verbs with particles met most often, so that their lemmas
// are not put together each time.
var joinedForms = func() map[[2]string]string {
	m := map[[2]string]string{}
	for _, v := range strings.Split("carry out,set off,go off,blow up,break out,break in,shut down,shoot down,gun down,set up,take over,call off,hand over,give up,point out,find out,pick up,turn out,come out,take out,pull out,close down,lock down,break up,call for,go on,end up,take off,wake up,grow up,cut off,run over,burn down", ",") {
		a, b, _ := strings.Cut(v, " ")
		m[[2]string{a, b}] = v
	}
	return m
}()

func joined(verb, particle string) string {
	if v, ok := joinedForms[[2]string{verb, particle}]; ok {
		return v
	}
	return verb + " " + particle
}

// phraseOf is the phrase that the verb i makes with a word that hangs on it, nil
// for none.
func (r *reading) phraseOf(i int32, p *nlp.Predicate) *phrase {
	for n := range phrases {
		ph := &phrases[n]
		if ph.verb != p.Verb {
			continue
		}
		for c := r.tree.First[i]; c >= 0; c = r.tree.Next[c] {
			w := r.word(c)
			if w.Lemma != ph.word {
				continue
			}
			switch w.Rel {
			case nlp.Obj, nlp.Xcomp, nlp.Advmod, nlp.Obl, nlp.OblUnmarked, nlp.Iobj, nlp.Acl, nlp.Advcl:
				p.With, p.Lemma = int(c), ph.lemma
				if w.Rel == nlp.Obl { // "set the car on fire": the object is the patient
					return &setOnFire
				}
				return ph
			}
		}
	}
	return nil
}

var setOnFire = phrase{verb: "set", word: "fire", lemma: "set on fire"}

// kindOf is what the words at head i name, as names and chains tell; "" for
// none.
func (r *reading) kindOf(i int32) entity.Kind {
	if n := r.nameAt[i]; n >= 0 {
		return r.a.Names[n].Kind
	}
	if m := r.mentionAt[i]; m.chain >= 0 {
		return r.a.Chains[m.chain].Mentions[m.mention].Kind
	}
	return ""
}
