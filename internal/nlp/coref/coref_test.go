package coref_test

import (
	"slices"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/nlp/coref"
)

const gunman = `
The the DET Definite=Def 2 det
gunman gunman NOUN Number=Sing 3 nsubj
shot shoot VERB _ 0 root
two two NUM _ 5 nummod
guards guard NOUN Number=Plur 3 obj
. . PUNCT _ 3 punct

He he PRON Number=Sing 3 nsubj:pass
was be AUX _ 3 aux:pass
arrested arrest VERB _ 0 root
near near ADP _ 6 case
his his PRON Number=Sing 6 nmod:poss
house house NOUN Number=Sing 3 obl
. . PUNCT _ 3 punct
`

const apposition = `
Tofig Tofig PROPN Number=Sing 5 nsubj
, , PUNCT _ 4 punct
the the DET Definite=Def 4 det
attacker attacker NOUN Number=Sing 1 appos
entered enter VERB _ 0 root
the the DET Definite=Def 7 det
embassy embassy NOUN Number=Sing 5 obj
. . PUNCT _ 5 punct

The the DET Definite=Def 2 det
attacker attacker NOUN Number=Sing 3 nsubj
carried carry VERB _ 0 root
a a DET Definite=Ind 5 det
rifle rifle NOUN Number=Sing 3 obj
. . PUNCT _ 3 punct
`

const predicate = `
Rashad Rashad PROPN Number=Sing 5 nsubj
Mammadli Mammadli PROPN Number=Sing 1 flat
was be AUX _ 5 cop
the the DET Definite=Def 5 det
head head NOUN Number=Sing 0 root
of of ADP _ 7 case
security security NOUN Number=Sing 5 nmod
. . PUNCT _ 5 punct

He he PRON Number=Sing 2 nsubj
died die VERB _ 0 root
at at ADP _ 5 case
the the DET Definite=Def 5 det
scene scene NOUN Number=Sing 2 obl
. . PUNCT _ 2 punct
`

const twoPersons = `
Olga Olga PROPN Number=Sing 3 nsubj
Petrova Petrova PROPN Number=Sing 1 flat
met meet VERB _ 0 root
Viktor Viktor PROPN Number=Sing 3 obj
Danilov Danilov PROPN Number=Sing 4 flat
on on ADP _ 7 case
Monday Monday PROPN Number=Sing 3 obl
. . PUNCT _ 3 punct

She she PRON Number=Sing 2 nsubj
thanked thank VERB _ 0 root
him he PRON Number=Sing 2 obj
. . PUNCT _ 2 punct
`

const ministry = `
The the DET Definite=Def 3 det
Interior Interior PROPN Number=Sing 3 compound
Ministry Ministry PROPN Number=Sing 4 nsubj
opened open VERB _ 0 root
an a DET Definite=Ind 6 det
inquiry inquiry NOUN Number=Sing 4 obj
. . PUNCT _ 4 punct

The the DET Definite=Def 2 det
ministry ministry NOUN Number=Sing 5 nsubj
has have AUX _ 5 aux
not not PART _ 5 advmod
named name VERB _ 0 root
the the DET Definite=Def 7 det
suspect suspect NOUN Number=Sing 5 obj
. . PUNCT _ 5 punct
`

const reversed = `
The the DET Definite=Def 2 det
ministry ministry NOUN Number=Sing 4 nmod:poss
's 's PART _ 2 case
spokesman spokesman NOUN Number=Sing 7 nsubj
, , PUNCT _ 6 punct
Nasser Nasser PROPN Number=Sing 4 appos
spoke speak VERB _ 0 root
briefly briefly ADV _ 7 advmod
. . PUNCT _ 7 punct

He he PRON Number=Sing 2 nsubj
gave give VERB _ 0 root
no no DET _ 4 det
details detail NOUN Number=Plur 2 obj
. . PUNCT _ 2 punct
`

const titled = `
President president PROPN Number=Sing 6 nsubj
of of ADP _ 3 case
Exampleland Exampleland PROPN Number=Sing 1 nmod
Ana Ana PROPN Number=Sing 1 flat
Ito Ito PROPN Number=Sing 4 flat
condemned condemn VERB _ 0 root
the the DET Definite=Def 8 det
attack attack NOUN Number=Sing 6 obj
. . PUNCT _ 6 punct

Ito Ito PROPN Number=Sing 2 nsubj
called call VERB _ 0 root
it it PRON Number=Sing 2 obj
terrorism terrorism NOUN Number=Sing 2 xcomp
. . PUNCT _ 2 punct
`

const quoted = `
" " PUNCT _ 3 punct
I I PRON Number=Sing|Person=1 3 nsubj
heard hear VERB _ 7 ccomp
shots shot NOUN Number=Plur 3 obj
, , PUNCT _ 3 punct
" " PUNCT _ 3 punct
said say VERB _ 0 root
Farid Farid PROPN Number=Sing 7 nsubj
. . PUNCT _ 7 punct
`

const weather = `
It it PRON Number=Sing 2 expl
rained rain VERB _ 0 root
. . PUNCT _ 2 punct

The the DET Definite=Def 2 det
police police NOUN Number=Plur 3 nsubj
closed close VERB _ 0 root
the the DET Definite=Def 5 det
road road NOUN Number=Sing 3 obj
. . PUNCT _ 3 punct
`

const withoutTrees = `
Sanchez _ X _ 0 _
fled _ X _ 0 _
. _ X _ 0 _

Police _ X _ 0 _
found _ X _ 0 _
Sanchez _ X _ 0 _
. _ X _ 0 _
`

const synonyms = `
The the DET Definite=Def 2 det
gunman gunman NOUN Number=Sing 3 nsubj
killed kill VERB _ 0 root
three three NUM _ 5 nummod
worshippers worshipper NOUN Number=Plur 3 obj
. . PUNCT _ 3 punct

Police police NOUN Number=Plur 2 nsubj
arrested arrest VERB _ 0 root
the the DET Definite=Def 4 det
attacker attacker NOUN Number=Sing 2 obj
. . PUNCT _ 2 punct
`

const surname = `
Yasin Yasin PROPN Number=Sing 3 nsubj
Hosseinzadeh Hosseinzadeh PROPN Number=Sing 1 flat
entered enter VERB _ 0 root
the the DET Definite=Def 5 det
embassy embassy NOUN Number=Sing 3 obj
. . PUNCT _ 3 punct

The the DET Definite=Def 2 det
gunman gunman NOUN Number=Sing 3 nsubj
shot shoot VERB _ 0 root
the the DET Definite=Def 5 det
head head NOUN Number=Sing 3 obj
of of ADP _ 7 case
security security NOUN Number=Sing 5 nmod
. . PUNCT _ 3 punct

Hosseinzadeh Hosseinzadeh PROPN Number=Sing 3 nsubj:pass
was be AUX _ 3 aux:pass
arrested arrest VERB _ 0 root
. . PUNCT _ 3 punct

The the DET Definite=Def 2 det
perpetrator perpetrator NOUN Number=Sing 4 nsubj:pass
was be AUX _ 4 aux:pass
executed execute VERB _ 0 root
in in ADP _ 6 case
May May PROPN Number=Sing 4 obl
. . PUNCT _ 4 punct
`

const victim = `
Police police NOUN Number=Plur 2 nsubj
shot shoot VERB _ 0 root
the the DET Definite=Def 4 det
attacker attacker NOUN Number=Sing 2 obj
. . PUNCT _ 2 punct

The the DET Definite=Def 2 det
victim victim NOUN Number=Sing 3 nsubj
died die VERB _ 0 root
. . PUNCT _ 3 punct

The the DET Definite=Def 2 det
suspect suspect NOUN Number=Sing 3 nsubj
fled flee VERB _ 0 root
. . PUNCT _ 3 punct
`

const outlived = `
Farid Farid PROPN Number=Sing 3 nsubj:pass
was be AUX _ 3 aux:pass
killed kill VERB _ 0 root
. . PUNCT _ 3 punct

The the DET Definite=Def 2 det
attacker attacker NOUN Number=Sing 3 nsubj
fled flee VERB _ 0 root
. . PUNCT _ 3 punct

Police police NOUN Number=Plur 2 nsubj
seized seize VERB _ 0 root
him he PRON Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs 2 obj
. . PUNCT _ 2 punct
`

const toldOf = `
Larry Larry PROPN Number=Sing 2 nsubj
said say VERB _ 0 root
the the DET Definite=Def 4 det
attacker attacker NOUN Number=Sing 5 nsubj
fled flee VERB _ 2 ccomp
. . PUNCT _ 2 punct

The the DET Definite=Def 2 det
gunman gunman NOUN Number=Sing 3 nsubj
vanished vanish VERB _ 0 root
. . PUNCT _ 3 punct
`

func TestChains(t *testing.T) {
	cases := []struct {
		what, text string
		names      []string
		want       []string // these chains among others
	}{
		{"a pronoun and a possessive are the one spoken of", gunman, nil,
			[]string{"The gunman = He = his"}},
		{"an apposition is another name of its noun, and is taken up again", apposition, []string{"Tofig: person"},
			[]string{"Tofig = the attacker = The attacker"}},
		{"a predicate tells what its subject is", predicate, []string{"Rashad Mammadli: person"},
			[]string{"Rashad Mammadli = the head of security = He"}},
		{"he and she are told apart by given names", twoPersons, []string{"Olga Petrova: person", "Viktor Danilov: person"},
			[]string{"Olga Petrova = She", "Viktor Danilov = him"}},
		{"a body goes by the head of its name", ministry, []string{"Interior Ministry: organisation"},
			[]string{"The Interior Ministry = The ministry"}},
		{"an office before a name is its holder's", reversed, []string{"Nasser: person"},
			[]string{"The ministry's spokesman = Nasser = He"}},
		{"nouns for who attacks are taken in turn", synonyms, nil,
			[]string{"The gunman = the attacker"}},
		{"a surname and descriptions are the person named before", surname, []string{"Yasin Hosseinzadeh: person"},
			[]string{"Yasin Hosseinzadeh = The gunman = Hosseinzadeh = The perpetrator"}},
		{"who attacks is not who dies", victim, nil,
			[]string{"the attacker = The suspect"}},
		{"nor is he who was killed by name, and he does not live on", outlived, []string{"Farid: person"},
			[]string{"The attacker = him"}},
		{"who tells of the attacker is another", toldOf, []string{"Larry: person"},
			[]string{"the attacker = The gunman"}},
		{"a name behind a title that heads it", titled, []string{"Ana Ito: person", "Ito: person"},
			[]string{"President of Exampleland Ana Ito = Ito", "the attack = it"}},
		{"I is who says the quotation", quoted, []string{"Farid: person"},
			[]string{"I = Farid"}},
		{"it of the weather is nothing", weather, nil, nil},
		{"without trees names still make chains", withoutTrees, []string{"Sanchez: person"},
			[]string{"Sanchez = Sanchez"}},
	}
	for _, c := range cases {
		t.Run(c.what, func(t *testing.T) {
			got := chains(build(t, c.text, c.names...))
			for _, w := range c.want {
				if !slices.Contains(got, w) {
					t.Errorf("no chain %q among %q", w, got)
				}
			}
			if c.want == nil && len(got) > 0 {
				t.Errorf("chains %q, none expected", got)
			}
		})
	}
}

func TestChainTellsItsThing(t *testing.T) {
	a := build(t, predicate, "Rashad Mammadli: person")
	coref.Stage{}.Run(a)
	if len(a.Chains) != 1 {
		t.Fatalf("%d chains", len(a.Chains))
	}
	c := a.Chains[0]
	if c.Kind != entity.Person {
		t.Errorf("kind %q", c.Kind)
	}
	if got := a.Text(c.Mentions[c.Best].Span); got != "Rashad Mammadli" {
		t.Errorf("best mention %q", got)
	}
	if !c.Mentions[1].Describes || c.Mentions[0].Describes || c.Mentions[2].Describes {
		t.Errorf("the predicate alone describes: %+v", c.Mentions)
	}
	if c.Mentions[2].Form != nlp.ByPronoun || c.Mentions[0].Name != 0 {
		t.Errorf("forms and names: %+v", c.Mentions)
	}
}

func TestNounBesideNameDescribes(t *testing.T) {
	a := build(t, reversed, "Nasser: person")
	coref.Stage{}.Run(a)
	for _, m := range a.Chains[0].Mentions {
		if want := m.Form == nlp.ByNoun; m.Describes != want {
			t.Errorf("%q describes: %v", a.Text(m.Span), m.Describes)
		}
	}
}

func TestFieldsAreNoAppositions(t *testing.T) {
	text := "\nTarget target NOUN Number=Sing 0 root\n: : PUNCT _ 1 punct\nguards guard NOUN Number=Plur 1 appos\n"
	a := build(t, text)
	a.Doc.Blocks[0].Kind = doc.FieldLine
	coref.Stage{}.Run(a)
	if len(a.Chains) > 0 {
		t.Errorf("a key is its value: %q", chains(a))
	}
}

func TestStageSaysWhatItNeeds(t *testing.T) {
	s := coref.Stage{}
	if !slices.Contains(s.Needs(), nlp.Trees) || !slices.Contains(s.Needs(), nlp.Names) || !slices.Equal(s.Gives(), []nlp.Layer{nlp.Chains}) {
		t.Errorf("needs %v, gives %v", s.Needs(), s.Gives())
	}
}
