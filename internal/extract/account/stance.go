package account

import (
	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// stance is a position on an open question that a phrase speaks for.
type stance struct {
	question, position string
}

var stances = extract.NewPhrases([]extract.Phrase[stance]{
	{Words: "terrorist act|act of terrorism|act of terror|terrorist attack|terrorist attacks|terrorism|terrorist motive|terrorist background|terrorist-related|terror attack|terrorist incident", Value: stance{"motive", "terrorism"}},
	{Words: "personal grounds|personal reasons|personal motive|personal motives|to be personal|personal dispute|personal matter|personal grudge|family issues|family matters|family reasons|family problems|family dispute|domestic dispute|private matter", Value: stance{"motive", "personal"}},
	{Words: "politically motivated|political motive|political motives|political reasons|political or religious motive|political assassination", Value: stance{"motive", "political"}},
	{Words: "religiously motivated|religious motive|religious motives|religious hatred|jihad|holy war", Value: stance{"motive", "religious"}},
	{Words: "revenge|retaliation|in retribution|reprisal|vengeance", Value: stance{"motive", "revenge"}},
	{Words: "racially motivated|racist motive|hate crime|white supremacist|xenophobic|anti-semitic attack|antisemitic attack|ethnic replacement", Value: stance{"motive", "hatred"}},
	{Words: "robbery|ransom|extortion|financial motive|drug-related|drug trade|gang dispute|gang violence|turf war", Value: stance{"motive", "crime for gain"}},
	{Words: "mental illness|mentally ill|mentally disabled|mental health|psychiatric problems|psychological problems|mentally unstable|deranged", Value: stance{"motive", "mental illness"}},
	{Words: "an accident|accidental|accidentally|gas explosion|gas leak|short circuit|electrical fault|technical fault|mechanical failure|malfunction", Value: stance{"nature", "accident"}},
	{Words: "deliberate|deliberately|intentional|intentionally|premeditated|sabotage|foul play", Value: stance{"nature", "deliberate"}},
	{Words: "false flag", Value: stance{"responsibility", "false flag"}},
	{Words: "acted alone|was alone|acting alone|lone wolf|no accomplices|sole perpetrator", Value: stance{"alone", "alone"}},
	{Words: "accomplice|accomplices|did not act alone|not acting alone|helped by others", Value: stance{"alone", "not alone"}},
})

// positions adds an account for each phrase that answers an open question in
// somebody's words; the document's own telling is no account.
func (r *reader) positions(s nlp.Sentence) {
	for i := s.First; i < s.Last; {
		st, n := stances.At(r.in.Analysis, i, s.Last)
		if n == 0 {
			i++
			continue
		}
		sp := r.in.SpanOf(i, i+n)
		if said := r.sayingAt(sp); said != nil && said.kind == "claim_of_responsibility" {
			// "claimed responsibility for the terrorist attack": the words are the document's
		} else if said != nil {
			r.account(st, *said, said.kind == "denial" != r.denied(s, i, said.content), said.content, sp)
		} else if who := r.partyBefore(s, i); who != "" {
			r.account(st, saying{id: who}, r.denied(s, i, s.Span), sp, sp)
		}
		i += n
	}
}

// denied reports whether the phrase at i is negated within what is said: "no
// indication that … politically motivated", "unlikely".
func (r *reader) denied(s nlp.Sentence, i int, said text.Span) bool {
	for k := max(s.First, i-12); k < i; k++ {
		if r.in.Tokens[k].Span.Start < said.Start {
			continue
		}
		switch r.lower(k) {
		case "not", "n't", "n’t", "no", "nor", "never", "without", "reject", "rejected", "rejects", "declined", "unlikely", "denied":
			return true
		case ".", ";":
			return false
		}
	}
	for k := i; k < min(s.Last, i+8); k++ {
		if r.lower(k) == "unlikely" {
			return true
		}
	}
	return false
}

// partyBefore is the state or body that a sentence without a reporting verb
// gives a view to: "Authorities, however, have declined to call it terrorism".
func (r *reader) partyBefore(s nlp.Sentence, i int) claim.EntityID {
	for k := s.First; k < i; k++ {
		switch r.lower(k) {
		case "investigating", "treating", "considered", "consider", "treated", "motivated", "believe", "believed", "declined", "called":
			for j := k - 1; j >= s.First; j-- {
				if id := extract.EntityAt(r.in, j); id != "" {
					if n := extract.NameAt(r.in, j); n.Kind == entity.Organisation || n.Kind == entity.Person {
						return id
					}
				}
			}
		}
	}
	return ""
}
