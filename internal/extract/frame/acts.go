package frame

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// actCodes are the kinds of violence that verbs tell by themselves, as lemmas.
var actCodes = map[string]string{
	"shoot": "shooting", "gun down": "shooting", "open fire": "shooting", "stab": "stabbing", "knife": "stabbing", "slash": "stabbing",
	"set on fire": "arson", "set fire": "arson", "set ablaze": "arson", "set alight": "arson", "torch": "arson", "burn down": "arson", "firebomb": "arson",
	"bomb": "bombing", "blow up": "bombing", "dynamite": "bombing", "kidnap": "kidnapping", "abduct": "kidnapping",
	"take hostage": "hostage_taking", "hold hostage": "hostage_taking", "hijack": "hijacking", "commandeer": "hijacking",
	"storm": "storming", "break in": "storming", "overrun": "storming", "vandalise": "vandalism", "vandalize": "vandalism", "deface": "vandalism",
	"ransack": "vandalism",
}

// akin are the types that hold others, which are then no further acts.
var akin = map[string]string{
	"suicide_bombing": "bombing", "letter_bomb": "bombing", "explosive_attack": "bombing", "assassination": "shooting", "hostage_taking": "storming",
	"clash": "shooting",
}

// defenders are those whose violence is the answer to the incident, and attackers
// those who suffer it.
var (
	defenders = lexicon.Listed("police policeman policewoman officer guard guards soldier marine agent trooper deputy bodyguard force forces security army troop troops bystander")
	attackers = lexicon.Listed("attacker assailant gunman suspect perpetrator shooter bomber terrorist militant intruder robber kidnapper hijacker knifeman attackers gunmen")
)

// further is a kind of act beside the types of the incident.
type further struct {
	code  string
	done  bool
	spans []text.Span
}

// acts adds what else was done in the incident, beside its type: each kind with the
// words that tell of it, and whether it was done or only tried.
func (r *reading) acts() {
	taken := map[string]bool{}
	for i := range r.in.Set.Claims {
		if c := &r.in.Set.Claims[i]; c.Value != nil && c.Value.Slot == claim.Type && c.Incident == 0 {
			taken[c.Value.Text], taken[akin[c.Value.Text]] = true, true
		}
	}
	var found []further
	for i := range r.in.Predicates {
		p := &r.in.Predicates[i]
		code := r.actCode(p)
		if code == "" || taken[code] || !r.tells(p) || p.Negated || p.Noun || r.answered(p) {
			continue
		}
		tried := p.Modality == nlp.Attempted || r.trying(p)
		if !tried && p.Modality != nlp.Actual && p.Modality != nlp.Alleged {
			continue
		}
		found = addFurther(found, code, !tried, r.deedWords(p))
	}
	for _, f := range found {
		stage := "accomplished"
		if !f.done {
			stage = "attempted"
		}
		r.value(claim.Value{Slot: claim.FurtherAct, Text: f.code, Stage: stage}, 0.6, "", f.spans...)
	}
}

func addFurther(list []further, code string, done bool, sp text.Span) []further {
	for i := range list {
		if f := &list[i]; f.code == code {
			f.done = f.done || done
			if len(f.spans) < 3 {
				f.spans = append(f.spans, sp)
			}
			return list
		}
	}
	return append(list, further{code, done, []text.Span{sp}})
}

// actCode is the kind of violence that a predicate tells, "" for none.
func (r *reading) actCode(p *nlp.Predicate) string {
	if code := actCodes[p.Lemma]; code != "" {
		return code
	}
	switch p.Verb {
	case "ram", "plough", "plow":
		if r.patientIn(p, vehicles) || r.into(p, vehicles) || r.intoPeople(p) {
			return "vehicle_ramming"
		}
	case "drive", "reverse":
		if r.patientIn(p, vehicles) && (r.intoPeople(p) || r.into(p, vehicles)) {
			return "vehicle_ramming"
		}
	case "throw", "hurl", "lob", "launch", "fire":
		if r.patientIn(p, thrown) {
			return "explosive_attack"
		}
	}
	return ""
}

var thrown = lexicon.Listed("grenade rocket missile mortar")

// answered reports whether a deed is done by those who answer the incident, or to
// those who did it.
func (r *reading) answered(p *nlp.Predicate) bool {
	for g := range p.Agents() {
		if defenders[strings.ToLower(r.in.Words[g.Head].Lemma)] {
			return true
		}
	}
	return r.patientIn(p, attackers)
}

// trying reports whether a predicate is what somebody tried to do.
func (r *reading) trying(p *nlp.Predicate) bool {
	if p.Under < 0 {
		return false
	}
	switch r.in.Predicates[p.Under].Verb {
	case "try", "attempt", "fail":
		return true
	}
	return false
}

// longestDeed is how many words a deed is cited with at most.
const longestDeed = 14

// deedWords are the words of a deed: the verb, with the one of trying before it, and
// what it is done to.
func (r *reading) deedWords(p *nlp.Predicate) text.Span {
	first, last := p.Word, p.Word+1
	if p.With >= 0 {
		last = max(last, p.With+1)
	}
	if r.trying(p) {
		first = min(first, r.in.Predicates[p.Under].Word)
	}
	for k := range p.Args {
		g := &p.Args[k]
		switch g.Role {
		case nlp.Patient, nlp.Goal, nlp.Instrument:
		default:
			continue
		}
		if !g.Shared && g.Last-first <= longestDeed && g.First >= first {
			last = max(last, g.Last)
		}
	}
	return text.Span{Start: r.in.Words[first].Span.Start, End: r.in.Words[last-1].Span.End}
}
