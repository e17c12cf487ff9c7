// Package ner finds names: persons with their positions, organisations, armed
// and political groups, states, places, nationalities and facilities.
//
// Rules over tokens, shapes and word lists propose names, helped by the evidence
// of the whole document: a capitalised word seen elsewhere in lower case is no
// name, a surname seen after a given name elsewhere is that person, an acronym in
// brackets after a name stands for it. A trained tagger labels the same tokens,
// with the rules' proposals among its evidence. What both say is merged into one
// list, and the mentions of one thing are tied together. docs/names.md tells
// more.
package ner

import (
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/where"
)

// Stage makes the names of an analysis.
type Stage struct {
	// RulesAlone leaves the trained tagger out.
	RulesAlone bool
	// Tagger takes the place of the embedded one when it is set.
	Tagger *Tagger
}

// Name is "ner".
func (Stage) Name() string { return "ner" }

// Needs is tokens and sentences, and the tags of the words.
func (Stage) Needs() []nlp.Layer { return []nlp.Layer{nlp.Tokens, nlp.Sentences, nlp.Tags} }

// Gives is names.
func (Stage) Gives() []nlp.Layer { return []nlp.Layer{nlp.Names} }

// Run fills a.Names, ascending and without overlap. Mentions of one thing carry
// the same [nlp.Name.Entity].
func (s Stage) Run(a *nlp.Analysis) {
	r := newReader(a)
	for i := range a.Sentences {
		r.sentence(i)
	}
	r.settle()
	if !s.RulesAlone {
		t := s.Tagger
		if t == nil {
			t = tagger()
		}
		r.merge(t.Labels(observe(r, &t.Known)))
	}
	r.alerts()
	r.aged()
	r.called()
	r.locate()
	r.positions()
	r.chain()
	a.Names, a.Inner = r.result(), r.inner()
}

// mode is how a sentence uses capital letters.
type mode uint8

const (
	running  mode = iota // capitals mean something
	headline             // Every Main Word Has One
	capitals             // ALL LETTERS ARE CAPITALS
)

// word is what is known of one token.
type word struct {
	class  class
	cap    bool // starts with a capital letter, or is a name prefixed in lower case ("al-Qaeda")
	weak   bool // the capital is due to the word's place: start of a sentence, heading
	common bool // an ordinary English word, or one the document also writes in lower case
	given  bool // a given name
	hit    hit  // what the lexicon knows that starts here
}

// candidate is a name in the making.
type candidate struct {
	nlp.Name
	score    int  // evidence for a person, when the kind is doubtful
	doubtful bool // to be settled by the rest of the document
	sure     bool // a place inside the name of something else
	bare     bool // an organisation's head word alone: "the Ministry"
}

// reader is the state of one run over one document.
type reader struct {
	a      *nlp.Analysis
	words  []word
	seen   map[string]seen // how the document writes each capitalised word
	mode   mode            // of the sentence being read
	first  int             // its first token
	last   int             // the token after its last
	names  []candidate
	places [][]where.Place // candidates of the places found
	texts  []string        // of the sentence being looked up
	key    []byte          // of the known name being looked up
}

// seen counts how a word is written in a document.
type seen struct {
	lower  int32 // in lower case
	strong int32 // with a capital that its place does not explain
}

func newReader(a *nlp.Analysis) *reader {
	r := &reader{a: a, words: make([]word, len(a.Tokens)), seen: make(map[string]seen, 256)}
	for i := range a.Tokens {
		w := &r.words[i]
		w.class = classes[a.Tokens[i].Lower]
		w.cap = capital(a.TokenText(i))
	}
	for _, s := range a.Sentences {
		r.weigh(s)
	}
	for i := range a.Tokens {
		r.look(i)
	}
	for _, s := range a.Sentences {
		r.lookUp(s)
	}
	return r
}

// capital reports whether s is written as a name is: with a capital first, or
// with one after a short prefix ("al-Qaeda", "d'Estaing", "eBay").
func capital(s string) bool {
	c, n := utf8.DecodeRuneInString(s)
	if unicode.IsUpper(c) {
		return true
	}
	if !unicode.IsLower(c) {
		return false
	}
	for i := n; i < len(s) && i <= 4; i++ {
		if s[i] == '-' || s[i] == '\'' || i == 1 && len(s) > 3 {
			j := i
			if s[i] == '-' || s[i] == '\'' {
				j++
			}
			c, _ = utf8.DecodeRuneInString(s[j:])
			if unicode.IsUpper(c) {
				return true
			}
		}
	}
	return false
}

// weigh marks the capitals of a sentence that its form explains and counts the
// words whose writing tells something.
func (r *reader) weigh(s nlp.Sentence) {
	m := r.modeOf(s)
	opens := true
	for i := s.First; i < s.Last; i++ {
		t, w := &r.a.Tokens[i], &r.words[i]
		if t.Shape == nlp.Punct || t.Shape == nlp.Symbol {
			opens = opens || opensClause(t.Lower)
			continue
		}
		w.weak = w.cap && (m != running || opens && t.Shape != nlp.Upper)
		opens = false
		if t.Shape == nlp.Digit {
			opens = i == s.First // "1. Name"
			continue
		}
		switch {
		case !w.cap && m != capitals:
			r.count(t.Lower, 1, 0)
		case w.cap && !w.weak:
			r.count(t.Lower, 0, 1)
		}
	}
}

func (r *reader) count(lower string, low, strong int32) {
	c := r.seen[lower]
	c.lower += low
	c.strong += strong
	r.seen[lower] = c
}

// opensClause reports whether a word after the mark is written with a capital
// whatever it is.
func opensClause(mark string) bool {
	switch mark {
	case "\"", "“", "‘", "'", "•", "*", "==", "===", "—", ":", "…", "...", "]", "|":
		return true
	}
	return false
}

// modeOf tells how a sentence uses capitals.
func (r *reader) modeOf(s nlp.Sentence) mode {
	var words, caps, upper, long int
	for i := s.First; i < s.Last; i++ {
		t := &r.a.Tokens[i]
		if t.Shape == nlp.Punct || t.Shape == nlp.Symbol || t.Shape == nlp.Digit || len(t.Lower) < 2 {
			continue
		}
		long++
		if t.Shape == nlp.Upper {
			upper++
		}
		if !r.words[i].cap && (len(t.Lower) <= 3 || r.words[i].class&(never|locative|particle) != 0) {
			continue // headlines write small words small
		}
		words++
		if r.words[i].cap {
			caps++
		}
	}
	switch {
	case long >= 3 && upper*10 >= long*8:
		return capitals
	case words >= 4 && caps*10 >= words*9 && r.a.Tokens[s.Last-1].Lower != ".", words >= 2 && caps == words && r.titled(s):
		return headline
	}
	return running
}

// titled reports whether the sentence is a title or heading of the document.
func (r *reader) titled(s nlp.Sentence) bool {
	k := r.a.Doc.Blocks[s.Block].Kind
	return k == doc.Title || k == doc.Heading
}

// look completes what is known of token i by itself.
func (r *reader) look(i int) {
	w, t := &r.words[i], &r.a.Tokens[i]
	if !w.cap {
		return
	}
	c := r.seen[t.Lower]
	w.common = c.lower > 0 && c.lower >= c.strong || isCommon(t.Lower)
	w.given = isGiven(t.Lower)
}

// strong reports whether token i is written as a name with nothing else to
// explain its capital, here or elsewhere in the document.
func (r *reader) strong(i int) bool {
	w := &r.words[i]
	if !w.cap || w.class&never != 0 {
		return false
	}
	return !w.weak || r.seen[r.a.Tokens[i].Lower].strong > 0
}

// isName reports whether token i can be part of a name.
func (r *reader) isName(i int) bool {
	if i < r.first || i >= r.last {
		return false
	}
	w := &r.words[i]
	t := &r.a.Tokens[i]
	if !w.cap || w.class&never != 0 && (t.Shape != nlp.Upper || len(t.Lower) == 1) {
		return false
	}
	if w.class&calendar != 0 {
		return i > r.first && r.words[i-1].given && !r.is(i+1, calendar) && i+1 < r.last && r.a.Tokens[i+1].Shape != nlp.Digit
	}
	if r.strong(i) || w.hit.n > 0 {
		return true
	}
	if w.class&(office|title|head|group|facility) != 0 || w.given {
		return true
	}
	if !w.common {
		return true
	}
	if r.mode == capitals && w.class&(modifier|domain|orgWord) != 0 {
		return r.is(i+1, head|group|orgWord) && !r.is(i+1, never)
	}
	return r.mode == running && i+1 < r.last && r.words[i+1].cap && !r.words[i+1].weak &&
		r.words[i+1].class&(never|calendar) == 0 && !adverbial(t.Lower)
}

// adverbial reports whether w ends as adverbs and participles do.
func adverbial(w string) bool {
	n := len(w)
	return n > 4 && (w[n-2:] == "ly" || w[n-3:] == "ing" || w[n-2:] == "ed")
}

// is reports whether token i of the sentence has any of the classes.
func (r *reader) is(i int, c class) bool {
	return i >= r.first && i < r.last && r.words[i].class&c != 0
}

// lower is token i in lower case, "" outside the sentence.
func (r *reader) lower(i int) string {
	if i < r.first || i >= r.last {
		return ""
	}
	return r.a.Tokens[i].Lower
}

// add appends a candidate over tokens [i, j).
func (r *reader) add(i, j int, k entity.Kind) *candidate {
	c := candidate{Name: nlp.Name{Span: r.a.SpanOf(i, j), First: i, Last: j, Kind: k, Entity: -1}}
	r.names = append(r.names, c)
	return &r.names[len(r.names)-1]
}

// result is the names that stand.
func (r *reader) result() []nlp.Name {
	out := make([]nlp.Name, 0, len(r.names))
	for i := range r.names {
		if c := &r.names[i]; !r.timeZone(c) && !r.make(c) {
			out = append(out, c.Name)
		}
	}
	return out
}

// timeZone reports whether c is the zone of the clock time before it: "08:30
// IRST", "6 a.m. (EST)".
func (r *reader) timeZone(c *candidate) bool {
	if c.Last > c.First+1 || r.a.Tokens[c.First].Shape != nlp.Upper {
		return false
	}
	if _, zone := lexicon.ZoneOf(r.a.Tokens[c.First].Lower, ""); !zone {
		return false
	}
	for k := c.First - 1; k >= max(0, c.First-3); k-- {
		switch w := r.a.Tokens[k].Lower; {
		case w[0] >= '0' && w[0] <= '9', w == "a.m.", w == "p.m.", w == "am", w == "pm":
			return true
		case !bracket(w):
			return false
		}
	}
	return false
}

// make reports whether c is the make of a weapon or vehicle, and not a person: it
// stands right before one in small letters ("Kalashnikov rifle").
func (r *reader) make(c *candidate) bool {
	if c.Kind != entity.Person || c.Last > c.First+1 || c.Last >= len(r.a.Tokens) {
		return false
	}
	return wares[r.a.Tokens[c.Last].Lower]
}

// wares are what a maker's name often stands before.
var wares = wordSet("rifle rifles pistol pistols gun guns revolver revolvers shotgun shotguns carbine carbines machinegun launcher" +
	" launchers missile missiles rocket rockets mortar mortars grenade grenades cocktail cocktails knife car cars truck trucks van vans" +
	" jeep jeeps suv sedan pickup motorcycle motorcycles motorbike bus buses helicopter helicopters jet jets aircraft tank tanks")
