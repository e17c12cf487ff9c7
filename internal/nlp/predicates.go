package nlp

import (
	"iter"
	"sort"

	"dossier/internal/entity"
	"dossier/internal/text"
)

// Predicate is an act, a happening or a state that a verb tells ("attacked") or a
// noun names ("the attack"), with who and what takes part in it.
//
// Who takes part is told by what they do, not by where they stand: in "X killed
// Y", "Y was killed by X", "X, who killed Y", "X tried to kill Y", "the killing of
// Y by X" the agent is X and the patient Y.
type Predicate struct {
	Word int // the verb or noun
	// With is the word that belongs to the verb: its particle ("out" in "carry
	// out") or the fixed noun of a phrase ("fire" in "set on fire", "hostage" in
	// "take hostage"); -1 for none.
	With     int
	Sentence int
	// Lemma is the base form: "attack", "carry out", "set on fire".
	Lemma string
	// Verb is the verb that a noun stems from: "explode" for "explosion"; of a
	// verb its lemma.
	Verb string
	Noun bool
	// Class is what sort of thing it tells.
	Class Class
	// Event is set for a noun that names an act, a happening or a process, as
	// "attack" and "explosion" do and "experience" does not; for every verb.
	Event   bool
	Passive bool
	// Attributive is set for a participle before its noun: "the injured guard".
	Attributive bool
	Tense       Tense
	Perfect     bool // "has left"; with Past the pluperfect, "had left"
	Progressive bool // "was leaving"
	Negated     bool // "did not", "no", "failed to", "was prevented from"
	Modality    Modality
	// Light is the verb that carries a noun: "carried" in "carried out an
	// attack", "took" in "the attack took place"; -1 for none. The noun has the
	// verb's subject, tense, place and time.
	Light int
	// Carries is the index of the predicate of the noun that this verb carries; -1
	// for a verb that tells something itself.
	Carries int
	// Under is the index of the predicate that this one is the content or the
	// complement of: "said" for what was said, "accused" for "of killing", "tried"
	// for "to storm"; -1 for none.
	Under int
	Args  []Argument // by role, in each role by place in the text
}

// Argument is somebody or something that takes part in a predicate.
type Argument struct {
	Role        Role
	Head        int // head word
	First, Last int // words [First, Last): the full phrase, without its preposition
	Span        text.Span
	Prep        int // its preposition or conjunction, -1 for none
	// Name is the index of the name that it is or holds at its head, in
	// apposition to it among others; -1 for none.
	Name int
	// Chain is the index of the chain of the mention at its head, Mention the
	// mention in it; -1 for none.
	Chain, Mention int
	// Kind is what it is, as its name, its chain or its noun tells; empty for none
	// of our kinds.
	Kind entity.Kind
	// Predicate is the index of the predicate at its head ("after the attack",
	// "said that he fled"); -1 for none.
	Predicate int
	// Shared is set where the argument does not hang on the predicate itself and
	// was worked out: the antecedent of a relative clause, the subject of a
	// controlled or conjoined verb.
	Shared bool
	// Joined is set for the second and further parts of a coordination ("X and
	// Y"), each of which is an argument of its own.
	Joined bool
}

// Role is what an argument is to its predicate.
type Role uint8

// The roles.
const (
	NoRole     Role = iota
	Agent           // who does it, or what brings it about
	Patient         // to whom or what it is done or happens; who dies, what explodes
	Content         // what is said, thought or wanted: a clause
	Recipient       // who is told, given, shown something; for whom
	Instrument      // with what
	Place           // where
	Source          // from where or whom
	Goal            // whereto
	Time            // when, also by another happening: "after the attack"
	Cause           // why: "because of", "for killing"
	Purpose         // what for: "to protest against"
	Manner          // how
	Attribute       // what somebody is called, charged with, accused of, turned into
	Topic           // about what
	Other           // anything else that hangs on the predicate
)

var roleNames = [...]string{"_", "agent", "patient", "content", "recipient", "instrument", "place", "source", "goal",
	"time", "cause", "purpose", "manner", "attribute", "topic", "other"}

// String is the role in small letters.
func (r Role) String() string { return roleNames[r] }

// Roles is the number of roles, NoRole included.
const Roles = len(roleNames)

// Class is a sort of predicate.
type Class uint8

// The classes of predicates.
const (
	NoClass   Class = iota // not known
	Attacking              // attack, shoot, bomb, storm, kidnap
	Harming                // kill, die, injure, damage
	Seizing                // arrest, detain, free, surrender, flee
	Judging                // charge, try, sentence, execute, investigate
	Governing              // dismiss, appoint, suspend, close, ban
	Moving                 // arrive, leave, gather, bring, evacuate
	Speaking               // say, announce, condemn, demand
	Acting                 // any other act or change
	Being                  // know, see, want, have, remain
	Phasing                // begin, stop, try, fail: how something else goes on
)

var classNames = [...]string{"_", "attacking", "harming", "seizing", "judging", "governing", "moving", "speaking", "acting", "being", "phasing"}

// String is the class in small letters.
func (c Class) String() string { return classNames[c] }

// ParseClass is the class that is written s, NoClass for none.
func ParseClass(s string) Class {
	for i, n := range classNames {
		if n == s {
			return Class(i)
		}
	}
	return NoClass
}

// Tense is when a predicate is told to be.
type Tense uint8

// The tenses. A participle or an infinitive has none of its own.
const (
	NoTense Tense = iota
	Past
	Present
	Future
)

// Modality is how far a predicate is told as having happened.
type Modality uint8

// The modalities, those of the codebook.
const (
	Actual       Modality = iota
	Alleged               // somebody's allegation: "allegedly", "accused of"
	Planned               // intended, expected, ordered, asked for: "plans to", "will"
	Attempted             // tried: "tried to", "an attempt at"
	Hypothetical          // a condition, wish or possibility: "if", "could"
)

var modalityNames = [...]string{"actual", "alleged", "planned", "attempted", "hypothetical"}

// String is the modality as the codebook writes it.
func (m Modality) String() string { return modalityNames[m] }

// First is the first argument with the role, nil when there is none.
func (p *Predicate) First(r Role) *Argument {
	for i := range p.Args {
		if p.Args[i].Role == r {
			return &p.Args[i]
		}
	}
	return nil
}

// Agent is who does it, nil when nobody is told.
func (p *Predicate) Agent() *Argument { return p.First(Agent) }

// Patient is to whom or what it happens, the first of several; nil for none.
func (p *Predicate) Patient() *Argument { return p.First(Patient) }

// All goes through the arguments with the role.
func (p *Predicate) All(r Role) iter.Seq[*Argument] {
	return func(yield func(*Argument) bool) {
		for i := range p.Args {
			if p.Args[i].Role == r && !yield(&p.Args[i]) {
				return
			}
		}
	}
}

// Agents goes through all who do it.
func (p *Predicate) Agents() iter.Seq[*Argument] { return p.All(Agent) }

// Patients goes through all to whom it happens.
func (p *Predicate) Patients() iter.Seq[*Argument] { return p.All(Patient) }

// PredicateAt is the index of the predicate of word i, -1 when it is none.
func (a *Analysis) PredicateAt(i int) int {
	k := sort.Search(len(a.Predicates), func(k int) bool { return a.Predicates[k].Word >= i })
	if k < len(a.Predicates) && a.Predicates[k].Word == i {
		return k
	}
	return -1
}

// PredicatesOf are the predicates whose words stand in [first, last), as of a
// sentence or a mention.
func (a *Analysis) PredicatesOf(first, last int) []Predicate {
	from := sort.Search(len(a.Predicates), func(k int) bool { return a.Predicates[k].Word >= first })
	to := from
	for to < len(a.Predicates) && a.Predicates[to].Word < last {
		to++
	}
	return a.Predicates[from:to]
}

// NameOf is the index of the name of what an argument speaks of: its own, or that
// of the best mention of its chain; -1 for none.
func (a *Analysis) NameOf(g *Argument) int {
	if g.Name >= 0 || g.Chain < 0 {
		return g.Name
	}
	c := &a.Chains[g.Chain]
	return c.Mentions[c.Best].Name
}
