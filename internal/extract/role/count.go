package role

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// single are ways of saying that one person did it.
var single = extract.NewPhrases([]extract.Phrase[bool]{
	{Words: "acted alone|was alone|lone gunman|lone attacker|lone wolf|acting alone|single gunman|a gunman|lone assailant", Value: true},
})

// assailants are nouns for those who do violence, whatever else they are.
var assailants = map[string]bool{
	"gunman": true, "attacker": true, "assailant": true, "man": true, "woman": true, "individual": true, "person": true, "youth": true, "militant": true,
	"gunwoman": true, "bomber": true, "shooter": true, "robber": true, "kidnapper": true, "hijacker": true, "assassin": true, "guerrilla": true, "rebel": true,
	"terrorist": true, "soldier": true, "insurgent": true, "extremist": true, "teenager": true, "suspect": true, "hitman": true, "knifeman": true, "member": true,
	"people": true, "fighter": true, "bandit": true, "thug": true, "vigilante": true, "policeman": true, "officer": true, "intruder": true, "criminal": true, "pirate": true, "thief": true,
}

// Counts adds how many took part: where the text says that it was one, or puts a
// number to those who did it.
type Counts struct{ Extractor }

// Extract adds perpetrator_count.
func (c Counts) Extract(in *extract.Input) {
	for si, s := range in.Sentences {
		if in.Background[si] {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			if _, n := single.At(in.Analysis, i, s.Last); n > 0 {
				c.add(in, count.Exactly(1), 0.6, in.SpanOf(i, i+n))
				return
			}
		}
	}
	for i := range in.Predicates {
		p := &in.Predicates[i]
		if in.Background[p.Sentence] || p.Negated || p.Modality != nlp.Actual || p.Verb == "die" {
			continue
		}
		if deed := p.Class == nlp.Attacking || p.Class == nlp.Harming; !deed {
			if n, sp, ok := c.comers(in, p); ok {
				c.add(in, n, 0.5, sp)
				return
			}
			continue
		}
		for g := range p.Agents() {
			if n, ok := c.number(in, g); ok {
				c.add(in, n, 0.6, text.Span{Start: in.Words[g.First].Span.Start, End: in.Words[g.Head].Span.End})
				return
			}
		}
	}
}

// comers is how many attackers are said to have come or fled, or that there were, by
// nouns that mean nobody else: "eight pirates approached", "there were six attackers".
func (c Counts) comers(in *extract.Input, p *nlp.Predicate) (n count.Count, sp text.Span, ok bool) {
	if p.Noun || p.Class == nlp.Speaking || p.Class == nlp.Judging || p.Class == nlp.Seizing && p.Verb != "flee" && p.Verb != "escape" {
		return n, sp, false
	}
	for k := range p.Args {
		g := &p.Args[k]
		if g.Role != nlp.Agent && (g.Role != nlp.Patient || p.Passive) || !extract.Wrongdoer(in.Analysis, g) || g.Kind == entity.Group {
			continue
		}
		if n, ok = c.number(in, g); ok {
			return n, text.Span{Start: in.Words[g.First].Span.Start, End: in.Words[g.Head].Span.End}, true
		}
	}
	return n, sp, false
}

func (c Counts) add(in *extract.Input, n count.Count, confidence float64, sp text.Span) {
	in.Add(c, claim.Claim{Value: &claim.Value{Slot: claim.PerpetratorCount, Count: &n}, Confidence: confidence}, sp)
}

// number is how many an agent is said to be: "three gunmen", "two masked men".
func (c Counts) number(in *extract.Input, g *nlp.Argument) (count.Count, bool) {
	if lemma := strings.ToLower(in.Words[g.Head].Lemma); g.Name >= 0 || g.Joined || !assailants[lemma] && lemma != "hitmen" && lemma != "gunmen" {
		return count.Count{}, false
	}
	at := in.Words[g.First].Span.Start
	for i := range in.Numbers {
		n := &in.Numbers[i]
		if n.Span.Start >= at && n.Span.End <= in.Words[g.Head].Span.Start && n.Kind == nlp.Cardinal && n.Count.Known() {
			return n.Count, true
		}
	}
	return count.Count{}, false
}
