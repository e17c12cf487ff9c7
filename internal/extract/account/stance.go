package account

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// stance is a position on an open question that a phrase speaks for.
type stance struct {
	question, position string
	weak               bool // tells of an open question only where others answer it otherwise
}

var stances = extract.NewPhrases([]extract.Phrase[stance]{
	{Words: "terrorist act|act of terrorism|act of terror|terrorist attack|terrorist attacks|terrorism|terrorist motive|terrorist background|terrorist-related|terror attack|terrorist incident", Value: stance{question: "motive", position: "terrorism"}},
	{Words: "personal grounds|personal reasons|personal motive|personal motives|to be personal|personal dispute|personal matter|personal grudge|family issues|family matters|family reasons|family problems|family dispute|domestic dispute|private matter|land dispute|family feud|family quarrel|personal quarrel|personal feud|quarrel over|a quarrel|business quarrel|business dispute|row over|feud over|out of jealousy|an inheritance|personal vendetta", Value: stance{question: "motive", position: "personal"}},
	{Words: "politically motivated|political motive|political motives|political reasons|political or religious motive|political assassination", Value: stance{question: "motive", position: "political"}},
	{Words: "religiously motivated|religious motive|religious motives|religious hatred|jihad|holy war", Value: stance{question: "motive", position: "religious"}},
	{Words: "revenge|retaliation|in retribution|reprisal|vengeance", Value: stance{question: "motive", position: "revenge"}},
	{Words: "racially motivated|racist motive|hate crime|white supremacist|xenophobic|anti-semitic attack|antisemitic attack|ethnic replacement", Value: stance{question: "motive", position: "hatred"}},
	{Words: "robbery|ransom|extortion|financial motive|drug-related|drug trade|gang dispute|gang violence|turf war", Value: stance{question: "motive", position: "crime for gain"}},
	{Words: "mental illness|mentally ill|mentally disabled|mental health|psychiatric problems|psychological problems|mentally unstable|deranged", Value: stance{question: "motive", position: "mental illness"}},
	{Words: "an accident|accidental|a tragic accident|caught fire by itself|accidental discharge|misfired|accidentally|gas explosion|gas leak|short circuit|electrical fault|technical fault|mechanical failure|malfunction", Value: stance{question: "nature", position: "accident"}},
	{Words: "deliberate|deliberately|on purpose|set deliberately|intentional|intentionally|premeditated|sabotage|foul play", Value: stance{question: "nature", position: "deliberate"}},
	{Words: "accident", Value: stance{"nature", "accident", true}},
	{Words: "self-defence|self-defense|self defence|self defense", Value: stance{question: "nature", position: "self-defence"}},
	{Words: "was a bomb|a bomb attack|a planted bomb|an explosive device|caused by a bomb", Value: stance{"nature", "bomb", true}},
	{Words: "was murdered|were murdered|a murder|an assassination|was assassinated|been murdered|been assassinated", Value: stance{"nature", "murder", true}},
	{Words: "committed suicide|a suicide|took his own life|took her own life|killed himself|killed herself", Value: stance{"nature", "suicide", true}},
	{Words: "false flag", Value: stance{question: "responsibility", position: "false flag"}},
	{Words: "acted alone|was alone|acting alone|lone wolf|no accomplices|sole perpetrator|acted on his own|acted on her own|acting on his own|acting on her own|acted by himself|acted by herself|a lone gunman|a lone attacker|a lone actor|the only attacker|attack alone|bombing alone|shooting alone|killings alone|worked alone|operated alone|the sole attacker", Value: stance{question: "alone", position: "alone"}},
	{Words: "accomplice|accomplices|did not act alone|not acting alone|helped by others|others were involved|had help|others took part|not act alone", Value: stance{question: "alone", position: "not alone"}},
})

// positions notes an answer for each phrase that speaks to an open question in
// somebody's words; the document's own telling is no account.
func (r *reader) positions(s nlp.Sentence) {
	for i := s.First; i < s.Last; {
		st, n := stances.At(r.in.Analysis, i, s.Last)
		if n == 0 {
			i++
			continue
		}
		sp := r.in.SpanOf(i, i+n)
		said := r.sayingAt(sp)
		switch {
		case said != nil && (said.kind == "claim_of_responsibility" || said.kind == "question" || r.wonders(s, i, said.content)):
			// "claimed responsibility for the terrorist attack": the words are the document's
		case said != nil:
			for k := range r.said { // who denies the same words holds a view on them too
				if o := r.said[k]; o.content == said.content {
					r.view(st, o, r.denied(s, i, o.content), r.doubted(s, i, o), o.content, sp)
				}
			}
		default:
			if who := r.partyBefore(s, i); who != "" && !r.wonders(s, i, s.Span) {
				r.view(st, saying{id: who}, r.denied(s, i, s.Span), false, sp, sp)
			}
		}
		i += n
	}
}

// view notes a position that somebody holds, rejects or doubts.
func (r *reader) view(st stance, by saying, denied, doubted bool, spans ...text.Span) {
	rejects := (by.kind == "denial") != denied
	r.answers = append(r.answers, answer{stance: st, by: by, rejects: rejects && !doubted, doubts: doubted, spans: spans})
}

// wonders reports whether the phrase at token i is only asked about or supposed
// within what is said: "if this is found to be deliberate", "whether it was".
func (r *reader) wonders(s nlp.Sentence, i int, said text.Span) bool {
	for k := i - 1; k >= max(s.First, i-14) && r.in.Tokens[k].Span.Start >= said.Start; k-- {
		switch r.lower(k) {
		case "if", "whether":
			return true
		case ".", ";", "that":
			return false
		case "out": // "not ruling out terrorism" leaves it open
			if w := r.lower(k - 1); strings.HasPrefix(w, "rul") && r.denied(s, k-1, said) {
				return true
			}
		}
	}
	return false
}

// doubted reports whether what is said only doubts the phrase at token i: "too early
// to speak of", "doubts that".
func (r *reader) doubted(s nlp.Sentence, i int, by saying) bool {
	if w := strings.ToLower(by.cue); strings.HasPrefix(w, "doubt") || strings.HasPrefix(w, "question") {
		return true
	}
	for k := max(s.First, i-10); k+1 < i; k++ {
		if r.in.Tokens[k].Span.Start < by.content.Start {
			continue
		}
		if w := r.lower(k); w == "too" && r.lower(k+1) == "early" || w == "doubt" || w == "doubts" || w == "premature" {
			return true
		}
	}
	return false
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
