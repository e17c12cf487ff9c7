// Package score measures an analysis of raw text against a treebank the way the
// shared task of CoNLL 2018 did (https://universaldependencies.org/conll18/evaluation.html):
// both sides are positions in the same characters, white space left out;
// tokens and sentences are right when their ranges are, words when they align
// (inside a token of several words by the longest common subsequence of their
// forms), tags and relations when their word aligns and they agree.
package score

import (
	"slices"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/lab/conllu"
	"dossier/internal/nlp"
)

// Metric is one of the measures of the evaluation.
type Metric int

// The measures, named as the shared task names them.
const (
	Tokens Metric = iota
	Sentences
	Words
	UPOS
	Feats // the universal features
	Lemmas
	UAS
	LAS // relations without their subtypes
	CLAS
	metrics
)

// String is the metric's name.
func (m Metric) String() string {
	return [...]string{"tokens", "sentences", "words", "UPOS", "feats", "lemma", "UAS", "LAS", "CLAS"}[m]
}

// Counts is how many units the treebank has, how many the analysis has and how
// many of these are right.
type Counts struct{ Gold, System, Right int }

// F1 is the harmonic mean of precision and recall, 0 where nothing is right.
func (c Counts) F1() float64 {
	if c.Gold+c.System == 0 {
		return 0
	}
	return 2 * float64(c.Right) / float64(c.Gold+c.System)
}

// Result is the counts of every metric.
type Result struct {
	counts [metrics]Counts
	has    [metrics]bool // some word of the analysis has this layer
}

// Counts is the counts of m; ok is false when the analysis had no such layer.
func (r *Result) Counts(m Metric) (c Counts, ok bool) { return r.counts[m], r.has[m] }

// Add adds the counts of another result.
func (r *Result) Add(o *Result) {
	for m := range metrics {
		r.counts[m].Gold += o.counts[m].Gold
		r.counts[m].System += o.counts[m].System
		r.counts[m].Right += o.counts[m].Right
		r.has[m] = r.has[m] || o.has[m]
	}
}

// Analyser makes the analysis of a raw text.
type Analyser func(*doc.Document) *nlp.Analysis

// Treebank hands the raw text of each document to analyse and scores what comes
// back.
func Treebank(docs []conllu.Document, analyse Analyser) Result {
	var all Result
	for i := range docs {
		r := Document(&docs[i], analyse)
		all.Add(&r)
	}
	return all
}

// Document scores the analysis of one document.
func Document(d *conllu.Document, analyse Analyser) Result {
	return compare(goldSide(d), systemSide(analyse(Raw(d))))
}

// compare counts what two sides agree on.
func compare(gold, system *side) Result {
	var r Result
	r.counts[Tokens] = sameSpans(gold.tokens, system.tokens)
	r.counts[Sentences] = sameSpans(gold.sentences, system.sentences)
	pairs := align(gold.words, system.words)
	all := Counts{Gold: len(gold.words), System: len(system.words)}
	for m := Words; m < metrics; m++ {
		r.counts[m] = all
	}
	r.counts[Words].Right = len(pairs)
	toGold := make([]int, len(system.words)) // word of the treebank, -1 when not aligned
	for i := range toGold {
		toGold[i] = -1
	}
	for _, p := range pairs {
		toGold[p.system] = p.gold
	}
	for _, p := range pairs {
		g, s := &gold.words[p.gold], &system.words[p.system]
		count := func(m Metric, same bool) {
			if same {
				r.counts[m].Right++
			}
		}
		head := g.head == s.head && g.head < 0 || s.head >= 0 && g.head >= 0 && toGold[s.head] == g.head
		count(UPOS, g.upos == s.upos)
		count(Feats, g.feats == s.feats)
		count(Lemmas, g.lemma == "_" || g.lemma == s.lemma)
		count(UAS, head)
		count(LAS, head && g.rel == s.rel)
		count(CLAS, head && g.rel == s.rel && content[g.rel])
	}
	r.counts[CLAS].Gold, r.counts[CLAS].System = contentWords(gold.words), contentWords(system.words)
	r.has = system.has
	return r
}

// sameSpans counts the ranges that both lists have; both ascend.
func sameSpans(gold, system []span) Counts {
	c := Counts{Gold: len(gold), System: len(system)}
	for g, s := 0, 0; g < len(gold) && s < len(system); {
		switch {
		case gold[g].start < system[s].start:
			g++
		case gold[g].start > system[s].start:
			s++
		default:
			if gold[g].end == system[s].end {
				c.Right++
			}
			g, s = g+1, s+1
		}
	}
	return c
}

func contentWords(words []word) int {
	n := 0
	for i := range words {
		if content[words[i].rel] {
			n++
		}
	}
	return n
}

var content = set("nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse nmod appos" +
	" nummod acl amod conj fixed flat compound list parataxis orphan goeswith reparandum root dep")

// universal are the features of the guidelines that the shared task compared.
var universal = set("PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm" +
	" Mood Tense Aspect Voice Evident Polarity Person Polite")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// universalFeats keeps the universal features, in order.
func universalFeats(feats string) string {
	var keep []string
	for _, f := range strings.Split(feats, "|") {
		if k, _, _ := strings.Cut(f, "="); universal[k] {
			keep = append(keep, f)
		}
	}
	slices.Sort(keep)
	return strings.Join(keep, "|")
}

// universalRel is a relation without its subtype.
func universalRel(rel string) string {
	r, _, _ := strings.Cut(rel, ":")
	return r
}
