package cue

import (
	_ "embed"
	"strings"
	"sync"
)

// Act is what a word of saying does: a set of classes.
type Act uint32

// The classes of words of saying.
const (
	Say     Act = 1 << iota // say, state, announce, write
	Utter                   // say, add, write: what is said may be a quotation
	State                   // report, announce: what is said may be a noun phrase
	Tell                    // tell, inform: the object is who is told
	Ask                     // ask, inquire
	Demand                  // demand, urge, order, recommend
	Promise                 // promise, vow, offer
	Deny                    // deny, reject, dispute
	Condemn                 // condemn, denounce
	Accuse                  // accuse, blame, criticise
	Judge                   // any word of praise or blame
	Praise                  // praise, commend
	Thank                   // thank
	Mourn                   // mourn, condole
	Voice                   // express, extend, issue: what is said is in the object
	Think                   // think, believe, expect
	Know                    // know, learn, find out
	Show                    // show, indicate: things say it too
	Named                   // call, describe as, regard as
	Manner                  // shout, whisper: only with a quotation
)

var actNames = map[string]Act{
	"say": Say, "utter": Utter, "state": State, "tell": Tell, "ask": Ask, "demand": Demand, "promise": Promise, "deny": Deny, "condemn": Condemn, "accuse": Accuse,
	"judge": Judge, "praise": Praise, "thank": Thank, "mourn": Mourn, "voice": Voice, "think": Think, "know": Know, "show": Show,
	"name": Named, "manner": Manner,
}

// Speaker is what sort of thing a noun that can speak means.
type Speaker uint8

// The sorts of speakers; NoSpeaker for other nouns.
const (
	NoSpeaker Speaker = iota
	Person            // witness, minister
	Body              // police, ministry
	Message           // report, statement
)

var speakerNames = map[string]Speaker{"person": Person, "body": Body, "message": Message}

//go:embed speech.txt
var speechText string

type speech struct {
	verbs, nouns map[string]Act
	who          map[string]Speaker
}

// speechWords reads the embedded list: sections in brackets, a word and its
// classes parted by a tab.
var speechWords = sync.OnceValue(func() speech {
	s := speech{map[string]Act{}, map[string]Act{}, map[string]Speaker{}}
	section := ""
	for line := range strings.Lines(speechText) {
		line = strings.TrimSuffix(line, "\n")
		word, classes, ok := strings.Cut(line, "\t")
		if !ok {
			section = line
			continue
		}
		switch section {
		case "[verbs]":
			s.verbs[word] = acts(classes)
		case "[nouns]":
			s.nouns[word] = acts(classes)
		case "[who]":
			s.who[word] = speakerNames[classes]
		}
	}
	return s
})

func acts(classes string) Act {
	var a Act
	for c := range strings.SplitSeq(classes, " ") {
		a |= actNames[c]
	}
	return a
}

// Saying is the classes of a verb, by its lemma with its particle ("call for"),
// 0 for one that does not report what somebody says or thinks.
func Saying(lemma string) Act { return speechWords().verbs[lemma] }

// Said is the classes of a noun made of such a verb: "claim", "denial".
func Said(lemma string) Act { return speechWords().nouns[lemma] }

// SpeakerOf is what sort of speaker a noun means, by its lemma.
func SpeakerOf(lemma string) Speaker { return speechWords().who[lemma] }

// Has reports whether a holds any of the classes b.
func (a Act) Has(b Act) bool { return a&b != 0 }
