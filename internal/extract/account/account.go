// Package account finds the competing accounts of an incident (why, who is
// behind it, whether one acted alone) and the evidence that bears on them. It runs after attributions are known.
package account

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor finds accounts and evidence.
type Extractor struct{}

// Name is "account".
func (Extractor) Name() string { return "account" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "1" }

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
	{Words: "false flag", Value: stance{"responsibility", "false flag"}},
	{Words: "acted alone|was alone|acting alone|lone wolf|no accomplices|sole perpetrator", Value: stance{"alone", "alone"}},
	{Words: "accomplice|accomplices|did not act alone|not acting alone|helped by others", Value: stance{"alone", "not alone"}},
})

// Extract adds accounts and items of evidence.
func (x Extractor) Extract(in *extract.Input) {
	r := &reader{in: in, x: x}
	r.gatherSayings()
	for si, s := range in.Sentences {
		k := in.Doc.Blocks[s.Block].Kind
		if k == doc.Heading || k == doc.Row {
			continue
		}
		if !in.Background[si] && k != doc.FieldLine {
			r.positions(s)
			r.evidence(s)
		}
	}
	r.responsibility()
}

// saying is one attribution, for finding who holds what.
type saying struct {
	content, all text.Span
	who          claim.EntityID
	kind         string
}

type reader struct {
	in    *extract.Input
	x     Extractor
	said  []saying
	known map[string]bool
}

func (r *reader) lower(i int) string { return r.in.Tokens[i].Lower }

func (r *reader) gatherSayings() {
	for i := range r.in.Set.Claims {
		c := &r.in.Set.Claims[i]
		if c.Attribution == nil {
			continue
		}
		all := c.Attribution.Content.Span
		for _, ct := range c.Citations {
			all = all.Join(ct.Span)
		}
		r.said = append(r.said, saying{c.Attribution.Content.Span, all, c.Attribution.Claimant, c.Attribution.Kind})
	}
}

// sayingAt is the innermost attribution whose content holds sp.
func (r *reader) sayingAt(sp text.Span) *saying {
	var best *saying
	for i := range r.said {
		s := &r.said[i]
		if s.content.Contains(sp) && (best == nil || s.content.Len() < best.content.Len()) {
			best = s
		}
	}
	return best
}

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
		if said := r.sayingAt(sp); said != nil {
			r.account(st, said.who, said.kind == "denial" != r.denied(s, i, said.content), said.content, sp)
		} else if who := r.partyBefore(s, i); who != "" {
			r.account(st, who, r.denied(s, i, s.Span), sp, sp)
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

func (r *reader) account(st stance, who claim.EntityID, rejects bool, spans ...text.Span) {
	r.in.Add(r.x, claim.Claim{Confidence: 0.6, Account: &claim.Account{
		Question: st.question, Position: st.position, Holder: who, Rejects: rejects,
	}}, spans[0])
	if st.question == "motive" && !rejects {
		v := claim.Value{Slot: claim.Motive, Text: st.position}
		r.in.Add(r.x, claim.Claim{Confidence: 0.6, Value: &v, Claimants: []claim.EntityID{who}}, spans[len(spans)-1])
	}
}

// responsibility adds who holds whom responsible: those who claim it, those who
// are blamed, those who deny it.
func (r *reader) responsibility() {
	for _, c := range r.in.Set.Claims {
		if v := c.Value; v != nil && v.Slot == claim.ClaimedBy && len(c.Citations) > 0 {
			r.holds(v.Entity, v.Entity, false, c.Citations[0].Span)
		}
	}
	for _, s := range r.said {
		words := r.in.Text(s.content)
		switch s.kind {
		case "accusation":
			for _, id := range extract.EntitiesIn(r.in, s.content) {
				if e := r.in.Entity(id); e != nil && (e.Kind == entity.Group || e.Kind == entity.Organisation) && id != s.who {
					r.holds(id, s.who, false, s.content)
					break
				}
			}
		case "assertion":
			if containsAny(words, "responsible for", "were responsible", "was responsible", "carried out by", "was behind the", "were behind the", "was the work of", "suspected perpetrator") {
				for _, id := range extract.EntitiesIn(r.in, s.content) {
					if e := r.in.Entity(id); e != nil && e.Kind == entity.Group && id != s.who {
						r.holds(id, s.who, false, s.content)
						break
					}
				}
			}
		case "denial":
			if r.ownPart(s, words) {
				r.holds(s.who, s.who, true, s.content)
			}
		}
	}
}

// ownPart reports whether a denial is of the speaker's own part: "denied any
// involvement", "that it was responsible", and not "that its staff were involved".
func (r *reader) ownPart(s saying, words string) bool {
	at := -1
	for _, w := range []string{"responsib", "involve", "role in", "part in", "behind", "carried out", "link"} {
		if i := strings.Index(words, w); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	before := strings.Fields(strings.ToLower(words[:at]))
	if len(before) > 5 {
		return false
	}
	for i, w := range before {
		switch w {
		case "it", "they", "he", "she", "its", "their", "his", "her":
			return i+1 == len(before) || before[i+1] == "was" || before[i+1] == "were" || before[i+1] == "had" || before[i+1] == "is"
		}
	}
	for _, w := range before {
		if !ownWords[w] {
			return false
		}
	}
	return true
}

// ownWords may stand between a denial and the part that is denied.
var ownWords = map[string]bool{"any": true, "all": true, "direct": true, "having": true, "had": true, "been": true, "being": true, "a": true,
	"the": true, "of": true, "allegations": true, "claims": true, "accusations": true, "charges": true, "reports": true, "that": true, "every": true,
	"playing": true, "taking": true, "bearing": true, "to": true, "be": true, "suggestions": true, "in": true, "and": true, "or": true, "suggestion": true}

func (r *reader) holds(accusedID, who claim.EntityID, rejects bool, sp text.Span) {
	e := r.in.Entity(accusedID)
	if e == nil {
		return
	}
	r.account(stance{"responsibility", e.Name}, who, rejects, sp)
}

func containsAny(s string, subs ...string) bool {
	for _, sub := range subs {
		for i := 0; i+len(sub) <= len(s); i++ {
			if s[i:i+len(sub)] == sub {
				return true
			}
		}
	}
	return false
}

// exhibits are nouns for things that bear on the accounts.
var exhibits = extract.NewPhrases([]extract.Phrase[string]{
	{Words: "cctv footage|footage|surveillance footage|security camera footage|video|videos|closed-circuit television footage|video footage|dashcam|livestream|video recording", Value: "footage"},
	{Words: "photograph|photographs|photo|photos|images|pictures|satellite images", Value: "photograph"},
	{Words: "manifesto|suicide note|handwritten note|letter|documents|diary|e-mail|emails|passport|forged passport|recording|audio recording|phone records", Value: "document"},
	{Words: "confession|confessions|eyewitness account|eyewitness accounts|testimony|witness accounts|witness statements", Value: "testimony"},
	{Words: "bullet holes|shell casings|bullet casings|cartridges|fingerprints|dna|fragments|explosive residue|remains of the bomb|murder weapon|backpack|detonator|shrapnel", Value: "physical"},
})

func (r *reader) evidence(s nlp.Sentence) {
	for i := s.First; i < s.Last; {
		kind, n := exhibits.At(r.in.Analysis, i, s.Last)
		if n == 0 {
			i++
			continue
		}
		first, last := r.around(s, i, i+n)
		sp := r.in.SpanOf(first, last)
		i = last
		what := r.in.Text(sp)
		if r.known == nil {
			r.known = map[string]bool{}
		}
		if r.known[what] {
			continue
		}
		r.known[what] = true
		r.in.Add(r.x, claim.Claim{Confidence: 0.6, Item: &claim.Item{Kind: kind, What: what, HeldBy: extract.EntityIn(r.in, sp)}}, sp)
	}
}

// around widens a noun to its phrase: modifiers before it, "of", "from" and
// "released" phrases behind it.
func (r *reader) around(s nlp.Sentence, first, last int) (int, int) {
	for first > s.First {
		t := r.in.Tokens[first-1]
		if t.Shape == nlp.Punct || stop[t.Lower] {
			break
		}
		first--
		if last-first > 6 {
			break
		}
	}
	end := last
	for end < s.Last && end < last+9 {
		w := r.lower(end)
		if end == last && w != "of" && w != "from" && w != "released" && w != "published" && w != "in" && w != "on" && w != "found" && w != "showing" {
			break
		}
		if r.in.Tokens[end].Shape == nlp.Punct || verbish[w] {
			break
		}
		end++
	}
	return first, end
}

var stop = map[string]bool{
	"the": true, "a": true, "an": true, "and": true, "of": true, "in": true, "on": true, "to": true, "by": true, "that": true, "citing": true,
	"with": true, "after": true, "showed": true, "his": true, "her": true, "including": true, "from": true, "as": true, "for": true, "though": true,
	"although": true, "was": true, "were": true, "is": true, "are": true, "has": true, "had": true, "have": true, "or": true, "at": true,
}

var verbish = map[string]bool{
	"was": true, "were": true, "is": true, "are": true, "has": true, "had": true, "have": true, "that": true, "which": true, "who": true,
	"shows": true, "showed": true, "show": true, "emerged": true, "and": true, "said": true, "could": true,
}
