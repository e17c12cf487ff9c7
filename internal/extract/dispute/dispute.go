// Package dispute finds where a report says itself that accounts differ: "reports
// on the weapon vary", "conflicting figures of the dead". What differs is a slot of
// the record; which values there are is for others to find.
package dispute

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/nlp"
)

// Extractor finds slots on which accounts are said to differ.
type Extractor struct{}

// Name is "dispute".
func (Extractor) Name() string { return "dispute" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "1" }

// differs are verbs of accounts that do not agree, by lemma.
var differs = map[string]bool{
	"vary": true, "differ": true, "conflict": true, "contradict": true, "disagree": true, "diverge": true,
}

// differing are words before the noun that say the same, as written.
var differing = map[string]bool{
	"conflicting": true, "contradictory": true, "contradicting": true, "differing": true, "inconsistent": true,
	"divergent": true, "varying": true, "diverging": true,
}

// accounts are what can differ, by lemma.
var accounts = map[string]bool{
	"report": true, "account": true, "version": true, "statement": true, "figure": true, "estimate": true, "count": true,
	"testimony": true, "source": true, "witness": true, "eyewitness": true, "claim": true, "explanation": true,
	"official": true, "authority": true, "story": true, "information": true, "detail": true,
}

// topics are the slots that a word leads to, by lemma.
var topics = map[string]claim.Slot{
	"weapon": claim.Weapon, "implement": claim.Weapon, "gun": claim.Weapon, "firearm": claim.Weapon, "explosive": claim.Weapon, "knife": claim.Weapon,
	"toll": claim.Killed, "casualty": claim.Killed, "fatality": claim.Killed, "death": claim.Killed, "dead": claim.Killed, "die": claim.Killed, "kill": claim.Killed,
	"injured": claim.Injured, "injury": claim.Injured, "wounded": claim.Injured, "wound": claim.Injured, "injure": claim.Injured,
	"attacker": claim.PerpetratorCount, "gunman": claim.PerpetratorCount, "assailant": claim.PerpetratorCount, "shooter": claim.PerpetratorCount,
	"bomber": claim.PerpetratorCount, "gunmen": claim.PerpetratorCount,
	"motive": claim.Motive, "motivation": claim.Motive, "reason": claim.Motive, "why": claim.Motive,
	"responsible": claim.Perpetrator, "responsibility": claim.Perpetrator, "culprit": claim.Perpetrator, "perpetrator": claim.Perpetrator, "who": claim.Perpetrator,
	"time": claim.Time, "when": claim.Time,
	"date":    claim.Date,
	"hostage": claim.Abducted, "arrest": claim.Arrested, "missing": claim.Missing,
}

// leads are the words between accounts and what they are of.
var leads = map[string]bool{
	"on": true, "about": true, "over": true, "of": true, "as": true, "regarding": true, "concerning": true, "whether": true, "how": true,
}

// counted are the slots of which a number is told; a word that leads to another
// slot stands back for one of these beside "number" or "how many".
var counted = map[claim.Slot]string{
	claim.Killed: "all", claim.Injured: "all", claim.Abducted: "all", claim.Arrested: "all", claim.Missing: "all", claim.PerpetratorCount: "",
}

// Extract adds the disputes.
func (x Extractor) Extract(in *extract.Input) {
	for si, s := range in.Sentences {
		switch in.Doc.Blocks[s.Block].Kind {
		case doc.Heading, doc.Title, doc.Header, doc.FieldLine:
			continue
		}
		if in.Background[si] {
			continue
		}
		if from, ok := saidToDiffer(in.Analysis, s); ok {
			if slot := topic(in.Analysis, s, from); slot != "" {
				in.Add(x, claim.Claim{Confidence: 0.7, Dispute: &claim.Dispute{Slot: slot, Of: counted[slot]}}, s.Span)
			}
		}
	}
}

const (
	before = 8 // words between accounts and the verb
	after  = 2 // words between "conflicting" and the accounts
)

// saidToDiffer reports whether a sentence says that accounts differ, and from
// which word on it says about what.
func saidToDiffer(a *nlp.Analysis, s nlp.Sentence) (from int, ok bool) {
	for i := s.FirstWord; i < s.LastWord; i++ {
		w := &a.Words[i]
		switch {
		case differing[lower(a, i)]:
			for j := i + 1; j < min(i+2+after, s.LastWord); j++ {
				if accounts[a.Words[j].Lemma] {
					return j + 1, true
				}
			}
		case w.UPOS == nlp.VERB && differs[w.Lemma] && !negated(a, i):
			for j := i - 1; j >= max(s.FirstWord, i-before); j-- {
				if accounts[a.Words[j].Lemma] && a.Words[j].UPOS == nlp.NOUN {
					return j + 1, true
				}
			}
		}
	}
	return 0, false
}

// lower is word i as written, in lower case.
func lower(a *nlp.Analysis, i int) string { return strings.ToLower(a.WordText(i)) }

// negated reports whether a verb is denied: "the accounts did not differ".
func negated(a *nlp.Analysis, verb int) bool {
	for j := max(0, verb-2); j < verb; j++ {
		switch lower(a, j) {
		case "not", "n't", "never", "hardly":
			return true
		}
	}
	return false
}

// topic is the slot that the words from a place on are about, "" for none: the
// first that is named, or beside a number the first that is counted.
func topic(a *nlp.Analysis, s nlp.Sentence, from int) claim.Slot {
	number, led := false, false
	first := claim.Slot("")
	for i := from; i < s.LastWord; i++ {
		w := &a.Words[i]
		led = led || leads[lower(a, i)]
		number = number || w.Lemma == "number" || w.Lemma == "many" || w.Lemma == "toll" || w.Lemma == "figure"
		slot, ok := topics[w.Lemma]
		if !ok {
			slot, ok = topics[lower(a, i)]
		}
		if !ok || !led {
			continue
		}
		if _, counts := counted[slot]; counts && number {
			return slot
		} else if slot == claim.PerpetratorCount {
			continue // people alone are no number of them
		}
		if first == "" {
			first = slot
		}
	}
	return first
}
