package predicate

import "dossier/internal/nlp"

// carry finds the noun that the verb of predicate k carries: "carried out an
// attack", "suffered an attack", "the attack took place".
func (r *reading) carry(k int32) {
	p := &r.preds[k]
	if p.Noun || p.Attributive {
		return
	}
	i := int32(p.Word)
	undergone := r.object[i]
	if r.passive(i) {
		undergone = r.subject[i]
	}
	happens := occurs[p.Lemma]
	if ph := r.facts[k].phrase; ph != nil {
		happens = ph.occurs
	}
	var n int32 = -1
	switch {
	case happens && r.object[i] < 0 || happens && r.facts[k].phrase != nil:
		n = r.subject[i]
	case (carriers[p.Verb] && (p.With < 0 || p.Lemma == "carry out") || receivers[p.Verb]) && r.facts[k].phrase == nil:
		n = undergone
	}
	if n < 0 || r.of[n] < 0 {
		return
	}
	q := &r.preds[r.of[n]]
	if !q.Noun || !q.Event || q.Light >= 0 {
		return
	}
	q.Light = int(i)
	p.Carries = int(r.of[n])
	r.facts[k].light = true
}

// lend gives the noun of predicate k what its light verb says: who, when, where,
// tense and modality.
func (r *reading) lend(k int32) {
	p := &r.preds[k]
	i := int32(p.Light)
	v := r.of[i]
	verb := &r.preds[v]
	p.Tense, p.Perfect, p.Progressive, p.Passive = verb.Tense, verb.Perfect, verb.Progressive, verb.Passive
	p.Negated = p.Negated || verb.Negated
	raise(p, verb.Modality)
	if p.Under < 0 {
		p.Under = verb.Under
	}
	if !occurs[verb.Lemma] && !verb.Passive {
		role := nlp.Agent
		if receivers[verb.Verb] {
			role = nlp.Patient
		}
		r.put(k, r.subject[i], role, true)
	}
	for c := r.tree.First[i]; c >= 0; c = r.tree.Next[c] {
		r.borrowed(k, i, c)
	}
}

// borrowed adds the child c of the light verb i to the noun it carries.
func (r *reading) borrowed(k, i, c int32) {
	switch r.word(c).Rel {
	case nlp.Iobj:
		r.put(k, c, nlp.Recipient, true)
	case nlp.OblAgent:
		r.put(k, c, nlp.Agent, true)
	case nlp.Obl, nlp.OblUnmarked:
		role := r.oblique(r.of[i], i, c)
		if r.caseOf(c) == "on" || r.caseOf(c) == "against" {
			if role != nlp.Time && role != nlp.Place {
				role = nlp.Patient
			}
		}
		r.put(k, r.antecedent(c), role, true)
	case nlp.Advmod:
		r.put(k, c, r.adverbRole(c), true)
	case nlp.Advcl:
		r.clause(k, c)
	}
}
