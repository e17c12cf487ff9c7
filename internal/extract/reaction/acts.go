package reaction

import (
	"sort"
	"strings"

	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
)

// acts adds the signs that verbs give by their class, where no phrase has told
// them: "lamented", "hailed", "suspended flights".
func (r *reader) acts(s nlp.Sentence, signs []cueing) []cueing {
	for _, p := range r.in.PredicatesOf(s.FirstWord, s.LastWord) {
		if p.Noun || p.Negated || p.Attributive || p.Modality == nlp.Hypothetical || p.Modality == nlp.Alleged {
			continue
		}
		g, ok := r.act(&p)
		at := r.in.Words[p.Word].Token
		if !ok || taken(signs, at, g.kind) {
			continue
		}
		signs = append(signs, cueing{g, at, at + 1})
	}
	sort.SliceStable(signs, func(i, j int) bool { return signs[i].first < signs[j].first })
	return signs
}

// taken reports whether a sign of the kind stands at or close by a token.
func taken(signs []cueing, at int, kind string) bool {
	for _, c := range signs {
		if c.first <= at && at < c.last || c.kind == kind && at-c.last < 8 && c.first-at < 8 {
			return true
		}
	}
	return false
}

// act is the sign that a verb gives.
func (r *reader) act(p *nlp.Predicate) (sign, bool) {
	a := cue.Saying(p.Lemma)
	switch {
	case a.Has(cue.Condemn) && !a.Has(cue.Mourn):
		return sign{"condemnation", false}, true
	case a.Has(cue.Mourn) && !a.Has(cue.Condemn):
		return sign{"condolence", true}, true
	case a.Has(cue.Thank):
		return sign{"thanks", true}, true
	case a.Has(cue.Praise):
		return sign{"praise", true}, true
	case a.Has(cue.Deny) && r.charge(p):
		return sign{"denial", true}, true
	case p.Lemma == "offer" && r.helps(p):
		return sign{"offer_of_help", true}, true
	case (p.Lemma == "advise" || p.Lemma == "warn" || p.Lemma == "urge" || p.Lemma == "tell") && r.nationals(p):
		return sign{"travel_warning", true}, true
	case backing[p.Lemma] && p.Patient() != nil:
		return sign{"support", true}, true
	case a.Has(cue.Say) && r.obliges(p):
		return sign{r.demanded(p), true}, true
	case a.Has(cue.Demand) && !a.Has(cue.Tell) && !orders[p.Lemma] && (p.First(nlp.Content) != nil || demanding[p.Lemma]):
		return sign{r.demanded(p), true}, true
	case penalties[p.Lemma] && r.penalised(p):
		return sign{"sanction", true}, true
	}
	return sign{}, false
}

// orders are verbs for what somebody has done by those under him: a measure, no
// demand on others.
var orders = map[string]bool{"order": true, "instruct": true, "direct": true, "command": true}

// demanding are verbs whose object is what is demanded.
var demanding = map[string]bool{"demand": true, "urge": true, "call for": true, "call on": true, "call upon": true, "appeal": true, "insist": true}

// helps reports whether what is offered is help: the thing itself, or to do
// something.
func (r *reader) helps(p *nlp.Predicate) bool {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role == nlp.Agent {
			continue
		}
		for k := g.First; k < g.Last; k++ {
			switch strings.ToLower(r.in.Words[k].Lemma) {
			case "help", "assistance", "aid", "assist", "support", "expert", "team", "investigator", "doctor", "rescuer", "expertise", "send", "cooperation":
				return true
			}
		}
	}
	return false
}

// nationals reports whether somebody warns the citizens of a state.
func (r *reader) nationals(p *nlp.Predicate) bool {
	for i := range p.Args {
		switch strings.ToLower(r.in.Words[p.Args[i].Head].Lemma) {
		case "citizen", "national", "traveller", "traveler", "tourist", "expatriate":
			return p.Args[i].Role != nlp.Agent
		}
	}
	return false
}

// backing are verbs for taking a party's side.
var backing = map[string]bool{"welcome": true, "endorse": true, "back": true, "defend": true}

// charge reports whether what is denied is a charge: an accusation, a part in
// something.
func (r *reader) charge(p *nlp.Predicate) bool {
	g := p.Patient()
	if g == nil {
		return false
	}
	l := strings.ToLower(r.in.Words[g.Head].Lemma)
	switch l {
	case "involvement", "responsibility", "role", "link", "guilt", "wrongdoing", "complicity", "connection", "part", "charge":
		return true
	}
	return cue.Said(l).Has(cue.Accuse|cue.Say) && !cue.Said(l).Has(cue.Demand|cue.Promise|cue.Ask)
}

// obliges reports whether a verb of saying says that somebody else must do
// something.
func (r *reader) obliges(p *nlp.Predicate) bool {
	g := p.First(nlp.Content)
	if g == nil {
		return false
	}
	must, other := false, false
	for i := g.First; i < g.Last; i++ {
		w := &r.in.Words[i]
		if w.Head != g.Head {
			continue
		}
		switch {
		case w.Rel == nlp.Aux && (w.Lemma == "must" || w.Lemma == "should"):
			must = true
		case w.Rel == nlp.Nsubj && w.UPOS != nlp.PRON:
			other = true
		}
	}
	return must && other
}

// demanded is the kind of a demand, by what is asked for.
func (r *reader) demanded(p *nlp.Predicate) string {
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role == nlp.Agent {
			continue
		}
		for k := g.First; k < g.Last; k++ {
			switch strings.ToLower(r.in.Words[k].Lemma) {
			case "investigation", "investigate", "inquiry", "probe", "justice", "accountable", "accountability", "punish", "punishment", "prosecute":
				return "call_for_investigation"
			case "protect", "protection", "safety", "security", "safeguard":
				return "call_for_protection"
			}
		}
	}
	return "demand"
}

// penalties are verbs that take something away from another party, penalised what
// they take: ties, aid, envoys.
var penalties = map[string]bool{"suspend": true, "halt": true, "cancel": true, "cut": true, "cut off": true, "sever": true, "break off": true,
	"withdraw": true, "recall": true, "expel": true, "impose": true, "freeze": true, "ban": true, "stop": true, "end": true, "close": true,
	"prohibit": true, "reduce": true, "boycott": true}

var ties = map[string]bool{"aid": true, "assistance": true, "relation": true, "tie": true, "link": true, "diplomat": true, "ambassador": true,
	"sanction": true, "embargo": true, "cooperation": true, "trade": true, "export": true, "delivery": true, "visa": true, "entry": true,
	"asset": true, "envoy": true, "attaché": true, "mediation": true, "consulate": true, "supply": true, "programme": true, "program": true}

func (r *reader) penalised(p *nlp.Predicate) bool {
	for g := range p.Patients() {
		for k := g.First; k <= g.Head; k++ {
			if ties[strings.ToLower(r.in.Words[k].Lemma)] {
				return true
			}
		}
	}
	return false
}
