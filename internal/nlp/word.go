package nlp

import (
	"dossier/internal/entity"
	"dossier/internal/text"
)

// Word is a syntactic word of Universal Dependencies: an orthographic token, a
// part of one ("15-year" is the token, "15", "-" and "year" are its words) or, as
// the date "11/2/2004", several. Words ascend, never overlap and never cross a
// sentence.
type Word struct {
	Span  text.Span
	Token int  // the token that holds the word's start
	UPOS  UPOS // universal part of speech
	Rel   Rel  // relation to the head
	// Contracted is set when the word is written as one token of Universal
	// Dependencies with the word before it: "n't" in "don't", "'s" in "John's",
	// "na" in "gonna", but no part of "15-year".
	Contracted bool
	Head       int    // index of the head word; -1 for the root of its sentence
	Feats      string // "Mood=Ind|Tense=Past", as UD writes it; empty for none
	Lemma      string
	Label      NameLabel // what the network takes it for; evidence for the names, not yet one
	Leaning    Leaning   // how it came to that
}

// UPOS is a universal part of speech
// (https://universaldependencies.org/u/pos/).
type UPOS uint8

// The universal parts of speech. None is that of a word not yet tagged.
const (
	NoPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

var uposNames = [...]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
	"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// UPOSCount is the number of universal parts of speech, NoPOS included.
const UPOSCount = len(uposNames)

// String is the tag as UD writes it.
func (p UPOS) String() string { return uposNames[p] }

// ParseUPOS is the part of speech that UD writes as s, NoPOS for none.
func ParseUPOS(s string) UPOS {
	for i, n := range uposNames {
		if n == s {
			return UPOS(i)
		}
	}
	return NoPOS
}

// Rel is a relation of Universal Dependencies with its English subtype
// (https://universaldependencies.org/en/).
type Rel uint8

// The relations. NoRel is that of a word without a tree.
const (
	NoRel Rel = iota
	Acl
	AclRelcl
	Advcl
	AdvclRelcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass
	Case
	Cc
	CcPreconj
	Ccomp
	Compound
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjOuter
	CsubjPass
	Dep
	Det
	DetPredet
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	MarkRel
	Nmod
	NmodDesc
	NmodPoss
	NmodUnmarked
	Nsubj
	NsubjOuter
	NsubjPass
	Nummod
	Obj
	Obl
	OblAgent
	OblUnmarked
	Orphan
	Parataxis
	PunctRel
	Reparandum
	Root
	Vocative
	Xcomp
)

var relNames = [...]string{"_", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux",
	"aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj",
	"csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat",
	"goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj",
	"nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis",
	"punct", "reparandum", "root", "vocative", "xcomp"}

// RelCount is the number of relations, NoRel included.
const RelCount = len(relNames)

// String is the relation as UD writes it.
func (r Rel) String() string { return relNames[r] }

// ParseRel is the relation that UD writes as s, NoRel for one unknown here.
func ParseRel(s string) Rel {
	for i, n := range relNames {
		if n == s {
			return Rel(i)
		}
	}
	return NoRel
}

// NameLabel is what a word is in a name: 0 when in none, else its kind and
// whether it is the name's first word.
type NameLabel uint8

// LabelKind is a kind of name that labels tell apart.
type LabelKind uint8

// The kinds of labels.
const (
	LabelPerson LabelKind = iota
	LabelOrganisation
	LabelPlace
	LabelNationality
	LabelOther // an event, a work, a product
	labelKinds
)

// NameLabels is the number of labels.
const NameLabels = 1 + 2*int(labelKinds)

// Leaning says how far each label of names lies behind the one that a word by
// itself is likeliest to have, in sixteenths of a unit of log odds: 0 for the
// likeliest, at least -127.
type Leaning [NameLabels]int8

// LabelOf is the label of a word of a name.
func LabelOf(k LabelKind, first bool) NameLabel {
	if first {
		return NameLabel(1 + 2*k)
	}
	return NameLabel(2 + 2*k)
}

// Kind is the kind of name the word is part of; only where l is not 0.
func (l NameLabel) Kind() LabelKind { return LabelKind((l - 1) / 2) }

// First reports whether a name begins here.
func (l NameLabel) First() bool { return l%2 == 1 }

// Follows reports whether l may stand after prev, 0 at the start of a sentence:
// inside a name only after a label of the same kind.
func (l NameLabel) Follows(prev NameLabel) bool {
	return l == 0 || l.First() || prev == l || prev == l-1
}

// Form is how a mention speaks of its thing.
type Form uint8

// The forms of a mention.
const (
	ByName    Form = iota // "Orkhan Asgarov", "the Foreign Ministry of Iran"
	ByNoun                // "the gunman", "two guards"
	ByPronoun             // "he", "his"
)

var formNames = [...]string{"name", "noun", "pronoun"}

// String is "name", "noun" or "pronoun".
func (f Form) String() string { return formNames[f] }

// Mention is one place where the text speaks of a thing.
type Mention struct {
	Span        text.Span
	First, Last int // words [First, Last)
	Head        int // its head word
	Form        Form
	Kind        entity.Kind // empty for none of our kinds
	Name        int         // index into Names of the name at its head; -1 when none
	// Describes tells that the mention says what the thing is: an apposition
	// ("X, the gunman") or a predicate ("X is the head of security").
	Describes bool
}

// Chain is all the mentions of one thing, in order; at least two.
type Chain struct {
	Mentions []Mention
	Kind     entity.Kind // as the names tell, or else the nouns and pronouns; empty for none of our kinds
	Best     int         // the mention that tells most: the longest name, or else noun
}
