// Package speech makes the words of saying that the extractors embed, out of
// WordNet and PropBank's frames, and measures who said what on a corpus with
// semantic roles.
package speech

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// seed is a sense of WordNet whose words are of a class; deep takes everything
// that is a kind of it.
type seed struct {
	class, lemma string
	sense        int
	deep         bool
}

// seeds tell the kinds of speech apart.
var seeds = []seed{
	{"deny", "deny", 1, true}, {"deny", "deny", 2, true}, {"deny", "reject", 1, false}, {"deny", "dispute", 1, false},
	{"deny", "refute", 1, false}, {"deny", "contradict", 2, false}, {"deny", "dismiss", 1, false}, {"deny", "doubt", 1, false},
	{"deny", "doubt", 2, false}, {"deny", "rule_out", 1, false}, {"deny", "refuse", 1, false},
	{"condemn", "condemn", 1, false}, {"condemn", "denounce", 1, false}, {"condemn", "deplore", 1, true},
	{"condemn", "deplore", 2, false}, {"condemn", "abhor", 1, false}, {"condemn", "slam", 3, false},
	{"accuse", "accuse", 1, true}, {"accuse", "accuse", 2, true}, {"accuse", "blame", 1, false}, {"accuse", "blame", 3, false},
	{"accuse", "criticize", 1, true}, {"accuse", "allege", 1, false},
	{"demand", "demand", 1, false}, {"demand", "request", 1, false}, {"demand", "urge", 1, false}, {"demand", "urge", 2, false},
	{"demand", "appeal", 2, true}, {"demand", "plead", 1, false}, {"demand", "order", 1, false}, {"demand", "call_on", 1, false},
	{"demand", "instruct", 1, false}, {"demand", "warn", 2, false},
	{"promise", "promise", 1, false}, {"promise", "vow", 1, false}, {"promise", "threaten", 2, false}, {"promise", "offer", 2, false},
	{"promise", "pledge", 1, false},
	{"ask", "ask", 1, false}, {"ask", "ask", 3, false}, {"ask", "ask", 5, false}, {"ask", "wonder", 2, false},
	{"praise", "praise", 1, false}, {"praise", "commend", 1, false}, {"praise", "applaud", 2, false}, {"praise", "hail", 1, false},
	{"praise", "salute", 3, false}, {"praise", "congratulate", 1, false}, {"praise", "congratulate", 2, false}, {"praise", "laud", 1, false},
	{"thank", "thank", 1, false},
	{"voice", "express", 1, false}, {"voice", "voice", 1, false}, {"voice", "convey", 1, false}, {"voice", "extend", 7, false},
	{"voice", "offer", 5, false}, {"voice", "give", 4, false}, {"voice", "issue", 1, false}, {"voice", "send", 6, false},
	{"mourn", "condole", 1, false}, {"mourn", "commiserate", 1, false}, {"mourn", "mourn", 1, false}, {"mourn", "mourn", 2, false},
	{"mourn", "grieve", 1, false}, {"mourn", "lament", 1, false}, {"mourn", "sympathize", 1, false},
	{"think", "hope", 1, false}, {"think", "fear", 1, false}, {"think", "believe", 1, false}, {"think", "suspect", 1, false},
}

// classes are those of VerbNet (up to the first hyphen behind the number) and
// FrameNet whose verbs report what somebody says, thinks or shows.
var classes = map[string]string{
	"say-37.7": "say", "transfer_mesg-37.1.1": "say", "complain-37.8": "say", "confess-37.10": "say", "admit-37.10": "say",
	"tell-37.2": "tell", "advise-37.9": "tell", "Telling": "tell",
	"Statement": "say", "Communication": "say", "Communication_response": "say", "Reveal_secret": "say", "Bragging": "say",
	"Affirm_or_deny": "say", "Predicting": "say", "Expressing_publicly": "say", "Communication_means": "say", "Summarizing": "say",
	"inquire-37.1.2": "ask", "Questioning": "ask",
	"urge-58.1": "demand", "beg-58.2": "demand", "60": "demand", "Request": "demand", "Attempt_suasion": "demand",
	"promise-37.13": "promise", "Commitment": "promise",
	"manner_speaking-37.3": "manner", "Communication_manner": "manner", "Communication_noise": "manner",
	"indicate-78": "show", "Evidence": "show",
	"consider-29.9": "think", "conjecture-29.5": "think", "Expectation": "think", "Certainty": "think",
	"discover-84": "know", "Becoming_aware": "know", "Coming_to_believe": "know", "comprehend-87.2": "know", "see-30.1": "know",
	"characterize-29.2": "name", "dub-29.3": "name", "Communicate_categorization": "name", "Name_conferral": "name",
	"Judgment_communication": "judge", "Judgment_direct_address": "judge", "judgment-33.1": "judge",
}

// stating are the classes whose verbs also take what is said as a noun phrase:
// "reported heavy losses".
var stating = map[string]bool{"say-37.7": true, "Statement": true, "Reveal_secret": true, "Affirm_or_deny": true}

// firstClass is a class of VerbNet without its sub-classes.
func firstClass(class string) string {
	if strings.HasPrefix(class, "say-37.7") {
		return "say-37.7"
	}
	return class
}

// recent are verbs of saying younger than the lexicons.
var recent = []string{"blog", "email", "e-mail", "post", "retweet", "text", "tweet"}

// speaker are the roles of those who say or think; the links of other roles
// would count the same verbs again.
var speaker = map[string]bool{"agent": true, "speaker": true, "communicator": true, "cognizer": true, "experiencer": true, "pivot": true,
	"cause": true, "perceiver": true, "support": true}

// words collects the classes of each word.
type words map[string]map[string]bool

func (w words) add(lemma, class string) {
	lemma = strings.ReplaceAll(lemma, "_", " ")
	if w[lemma] == nil {
		w[lemma] = map[string]bool{}
	}
	w[lemma][class] = true
}

// MakeWords writes the words of saying to path.
func MakeWords(w io.Writer, shared, path string) error {
	lex := filepath.Join(shared, "corpora", "lexicons")
	verbs, err := readWordNet(filepath.Join(lex, "wordnet"), "verb")
	if err != nil {
		return err
	}
	nouns, err := readWordNet(filepath.Join(lex, "wordnet"), "noun")
	if err != nil {
		return err
	}
	links, err := readFrames(filepath.Join(lex, "propbank-frames", "frames.tar.gz"))
	if err != nil {
		return err
	}
	vs := verbClasses(verbs, links)
	ns := derived(verbs, nouns, vs)
	ws := who(nouns)
	var b strings.Builder
	b.WriteString("# Words of saying and who says it, made of WordNet 3.0 and PropBank's frames (CC BY-SA 4.0) by: dossier-lab train speech FILE\n")
	section(&b, "verbs", vs)
	section(&b, "nouns", ns)
	section(&b, "who", ws)
	fmt.Fprintf(w, "%d verbs, %d nouns, %d who speak\n", len(vs), len(ns), len(ws))
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// verbClasses gives verbs their classes: WordNet's verbs of communication and
// cognition that take a clause, VerbNet's and FrameNet's classes by way of
// PropBank, and the kinds of speech by their seeds.
func verbClasses(verbs *wordNet, links []roleLink) words {
	out := words{}
	verbs.saysThat(verbCommunication, func(w string, _ *synset, _ int) { out.add(w, "say") })
	verbs.saysThat(verbCognition, func(w string, _ *synset, _ int) { out.add(w, "know") })
	for _, l := range links {
		c := classOf(l.class)
		if c == "" || !speaker[l.role] || (c == "name" || c == "demand") && !verbs.ofMind(l.lemma) {
			continue
		}
		out.add(l.lemma, c)
		if c == "say" {
			out.add(l.lemma, "utter")
		}
		if c == "say" && stating[firstClass(l.class)] && verbs.ofMind(l.lemma) {
			out.add(l.lemma, "state")
		}
	}
	for _, w := range recent {
		out.add(w, "say")
		out.add(w, "utter")
	}
	for _, s := range seeds {
		set := verbs.sense(s.lemma, s.sense)
		if set == nil {
			continue
		}
		sets, senses := []*synset{set}, 1
		if s.deep {
			sets, senses = verbs.below(set), 2
		}
		for _, set := range sets {
			for _, w := range set.words {
				if s.class == "accuse" && !verbs.ofMind(w) {
					continue
				}
				if w == s.lemma || verbs.common(w, set, senses) {
					out.add(w, s.class)
				}
			}
		}
	}
	return out
}

// classOf is our class for a class of VerbNet or FrameNet, "" for none:
// "say-37.7-1-1" is one of "say-37.7".
func classOf(class string) string {
	for {
		if c, ok := classes[class]; ok {
			return c
		}
		i := strings.LastIndexByte(class, '-')
		if i < 0 {
			return ""
		}
		class = class[:i]
	}
}

// derived gives nouns the classes of the verbs they are made of: "claim",
// "denial", "belief".
func derived(verbs, nouns *wordNet, vs words) words {
	out := words{}
	for _, s := range verbs.sets {
		if s.field != verbCommunication && s.field != verbCognition && s.field != verbEmotion {
			continue
		}
		for _, l := range s.links {
			n := nouns.sets[l.to]
			if l.sign != "+" || l.pos != "n" || n == nil || l.from == 0 || l.word == 0 {
				continue
			}
			switch n.field {
			case nounAct, nounCognition, nounCommunication, nounFeeling:
				for c := range vs[strings.ReplaceAll(s.words[l.from-1], "_", " ")] {
					out.add(n.words[l.word-1], c)
				}
			}
		}
	}
	return out
}

// who are the nouns whose first sense is a person, a body of people or a message,
// of those met in WordNet's tagged texts.
func who(nouns *wordNet) words {
	out := words{}
	for lemma := range nouns.index {
		s := nouns.sense(lemma, 1)
		if !nouns.seen[lemma] || strings.ContainsAny(lemma, "_.'0123456789") {
			continue
		}
		switch s.field {
		case nounPerson:
			out.add(lemma, "person")
		case nounGroup:
			out.add(lemma, "body")
		case nounCommunication:
			out.add(lemma, "message")
		}
	}
	return out
}

func section(b *strings.Builder, name string, ws words) {
	fmt.Fprintf(b, "[%s]\n", name)
	for _, w := range keys(ws) {
		fmt.Fprintf(b, "%s\t%s\n", w, strings.Join(keys(ws[w]), " "))
	}
}

func keys[T any](m map[string]T) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
