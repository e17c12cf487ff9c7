package predicate

import (
	"strings"
	"sync"

	"dossier/internal/learn"
	"dossier/internal/nlp"
	"dossier/models"
)

// noun is what the lexicon tells of a noun that can be a predicate.
type noun struct {
	verb      string // the verb it stems from
	event     bool   // it names a happening
	undergoes bool   // its possessor is the patient: "his arrest"
}

// lexicon is what is known of words.
type lexicon struct {
	nouns map[string]noun
	// alone are the verbs whose subject undergoes where there is no object:
	// "the car exploded".
	alone map[string]bool
	// class is the class of a verb, or of a noun that its verb does not tell.
	class map[string]nlp.Class
	// base leads from the irregular form of a verb to the verb.
	base map[string]string
	// weights are those of the features of arguments, a row of nlp.Roles for each;
	// a power of two of rows.
	weights []int8
}

var words = sync.OnceValue(func() *lexicon {
	f, err := learn.Open(models.Predicate)
	if err != nil {
		panic(err) // the embedded file is broken, which every test would show
	}
	l := newLexicon(f.Strings("lexicon"))
	l.weights = f.Int8("roles")
	if rows := len(l.weights) / nlp.Roles; rows*nlp.Roles != len(l.weights) || rows&(rows-1) != 0 {
		panic("predicate model with a number of weights that it cannot have")
	}
	return l
})

// newLexicon reads lines of the lexicon: "n attack attack e",
// "v explode u", "x shot shoot",
// "c attack attacking".
func newLexicon(lines []string) *lexicon {
	l := &lexicon{nouns: make(map[string]noun, len(lines)), alone: map[string]bool{}, base: map[string]string{}, class: map[string]nlp.Class{}}
	for _, line := range lines {
		switch c := strings.Fields(line); {
		case len(c) >= 3 && c[0] == "n":
			flags := ""
			if len(c) > 3 {
				flags = c[3]
			}
			l.nouns[c[1]] = noun{strings.ReplaceAll(c[2], "_", " "), strings.Contains(flags, "e"), strings.Contains(flags, "p")}
		case len(c) == 3 && c[0] == "c":
			l.class[strings.ReplaceAll(c[1], "_", " ")] = nlp.ParseClass(c[2])
		case len(c) == 3 && c[0] == "x":
			l.base[c[1]] = c[2]
		case len(c) == 3 && c[0] == "v":
			l.alone[c[1]] = true
		}
	}
	return l
}

// classOf is the class of a predicate.
func (l *lexicon) classOf(p *nlp.Predicate) nlp.Class {
	if c, ok := l.class[p.Lemma]; ok && (!p.Noun || p.Lemma != p.Verb) {
		return c
	}
	return l.class[p.Verb]
}

// baseOf is the known verb that a regular form is of, or else the lemma given.
func (l *lexicon) baseOf(form, lemma string) string {
	if lemma == "" {
		lemma = form
	}
	stem, ok := strings.CutSuffix(form, "ed")
	if !ok {
		if stem, ok = strings.CutSuffix(form, "ing"); !ok {
			if stem, ok = strings.CutSuffix(form, "s"); !ok {
				return lemma
			}
		}
	}
	if n := len(stem); n > 2 {
		for _, b := range [...]string{stem, form[:n+1], stem[:n-1]} { // rammed: ram, scaled: scale
			if _, known := l.class[b]; known {
				return b
			}
		}
		if form[n] == 'i' {
			if _, known := l.class[stem+"e"]; known {
				return stem + "e"
			}
		}
	}
	return lemma
}

// attitude is what a word does to the happening that hangs on it.
type attitude uint8

const (
	plain   attitude = iota
	implies          // "managed to", "began to": it happens if the word holds
	tries            // "tried to"
	fails            // "failed to": tried, and did not
	plans            // "plans to", "ordered", "called for"
	alleges          // "accused of"
	denies           // "denied having"
	stops            // "prevented from"
	doubts           // "could be", "fear that", "hope to"
)

// attitudes are the words of English that say how a happening stands that hangs
// on them.
var attitudes = attitudeTable(map[attitude]string{
	implies: "manage begin start continue proceed help force compel make let enable keep get cause lead have able go finish stop_by happen rush hurry succeed dare bother",
	tries:   "try attempt seek struggle endeavor endeavour bid effort strive attempted",
	fails:   "fail neglect unable refuse decline omit failure refusal",
	plans: "plan intend want order threaten vow schedule expect prepare promise pledge decide agree urge demand call ask request require propose offer plot conspire aim" +
		" mean wish instruct command advise recommend arrange due set ready determined willing plan threat order intention demand proposal decision request promise plot conspiracy vow ultimatum appeal warn" +
		" invite encourage persuade authorize authorise tell beg allow permit",
	alleges: "accuse charge suspect allege blame claim believe think consider presume suppose accusation charge allegation suspicion indict assume",
	denies:  "deny reject dismiss disprove denial",
	stops:   "prevent stop avoid avert foil thwart ban bar prohibit forbid deter dissuade discourage keep_from prevention cancel postpone",
	doubts:  "hope fear doubt likely possible fear possibility risk danger probable unlikely suggest imagine speculate wonder rumour rumor expected could",
})

func attitudeTable(lists map[attitude]string) map[string]attitude {
	m := map[string]attitude{}
	for a := implies; a <= doubts; a++ {
		for _, w := range strings.Fields(lists[a]) {
			if _, ok := m[w]; !ok {
				m[w] = a
			}
		}
	}
	return m
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	// carriers are the verbs that do what their object names ("carried out an
	// attack"), receivers those whose subject undergoes it ("suffered an attack"),
	// occurs those that say that it happens.
	carriers = set("carry conduct make take commit launch stage mount perform perpetrate do give have hold wage deliver issue pay undertake lay lead pull effect" +
		" carry_out")
	receivers = set("suffer undergo sustain receive face survive withstand experience")
	occurs    = set("occur happen ensue erupt unfold begin start end follow come take_place")
	// subjectsDo are the verbs with an object whose infinitive has their own
	// subject.
	subjectsDo = set("promise vow pledge threaten use")
	// heard are the verbs whose object is who is told, where something else is
	// said.
	heard = set("tell inform ask warn urge order notify advise remind assure persuade convince instruct teach show brief alert invite beg command request promise")
	// blames are the verbs behind which "for" tells why.
	blames   = set("arrest charge convict sentence jail imprison execute try detain indict punish criticise criticize condemn blame praise thank dismiss fire kill hang prosecute fine apologise apologize accuse wanted")
	doubting = set("if unless whether lest")
	maybe    = set("possibly perhaps maybe probably potentially presumably likely")
	said     = set("allegedly reportedly apparently supposedly purportedly ostensibly seemingly")
	never    = set("not n't never neither nor hardly barely scarcely n’t nowhere cannot")
)
