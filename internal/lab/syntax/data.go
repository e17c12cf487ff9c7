package syntax

import (
	"math/rand/v2"
	"sort"
	"strings"

	"dossier/internal/lab/conllu"
	"dossier/internal/learn"
	"dossier/internal/nlp"
	"dossier/internal/nlp/syntax"
	"dossier/internal/text"
)

// sentence is one sentence to learn from, in numbers.
type sentence struct {
	forms  []string
	lemmas []string
	feats  []*syntax.Features
	seen   []int // how often each word is seen in training
	upos   []int32
	sets   []int32
	rules  []int32 // -1 where no rule kept makes the lemma
	heads  []int32 // 0 for the root, word h is h+1
	rels   []int32
	names  []uint32    // labels that each word may have, as bits; 0 where nothing is known
	at     []text.Span // where the words of a text without a tree lie in it
}

// corpus is the training sentences and what was counted in them.
type corpus struct {
	sentences []*sentence
	texts     []*sentence // with names but without trees
	vocab     syntax.Vocab
	counts    map[string]int
	sets      []string
	setID     map[string]int32
	rules     []syntax.Rule
	ruleID    map[syntax.Rule]int32
	memo      map[string]*syntax.Features
	known     []bool    // rows of words that training gives a row of their own
	vectors   []float32 // of each row of the words, dim wide; zeros for none
	dim       int
}

// Sentences is every sentence of the treebanks at the paths.
func Sentences(paths ...string) ([]conllu.Sentence, error) {
	var out []conllu.Sentence
	for _, p := range paths {
		docs, err := conllu.ReadFile(p)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			for _, par := range d.Paragraphs {
				out = append(out, par...)
			}
		}
	}
	return out, nil
}

func newCorpus(cfg *Config, sents []conllu.Sentence, vectors *learn.Vectors) *corpus {
	c := &corpus{counts: map[string]int{}, setID: map[string]int32{}, ruleID: map[syntax.Rule]int32{}, memo: map[string]*syntax.Features{}}
	sets, rules := map[string]int{}, map[syntax.Rule]int{}
	for _, s := range sents {
		for _, w := range s.Words {
			c.counts[learn.WordKey(w.Form)]++
			sets[w.Feats]++
			rules[syntax.RuleFor(w.Form, w.Lemma)]++
		}
	}
	c.words(cfg, vectors)
	c.sets = sortedKeys(sets)
	for i, s := range c.sets {
		c.setID[s] = int32(i)
	}
	var names []string
	for r, n := range rules {
		if n >= cfg.MinRule {
			names = append(names, r.String())
		}
	}
	sort.Strings(names)
	for _, n := range names {
		r, err := syntax.ParseRule(n)
		if err != nil {
			continue
		}
		c.ruleID[r] = int32(len(c.rules))
		c.rules = append(c.rules, r)
	}
	for _, s := range sents {
		c.sentences = append(c.sentences, c.number(s))
	}
	return c
}

// words gives rows to the words seen often enough and to those with a vector.
func (c *corpus) words(cfg *Config, vectors *learn.Vectors) {
	c.vocab = syntax.Vocab{Words: map[string]uint32{}, Buckets: cfg.Buckets}
	c.known = []bool{true}
	for _, w := range sortedKeys(c.counts) {
		if c.counts[w] >= cfg.MinWord && !strings.ContainsAny(w, "\n") {
			c.vocab.Words[w] = uint32(len(c.known))
			c.known = append(c.known, true)
		}
	}
	if vectors == nil {
		return
	}
	for _, w := range vectors.Words {
		if k := learn.WordKey(w); c.vocab.Words[k] == 0 {
			c.vocab.Words[k] = uint32(len(c.known))
			c.known = append(c.known, false)
		}
	}
	c.dim = vectors.Dim
	c.vectors = make([]float32, len(c.known)*c.dim)
	for i, w := range vectors.Words {
		row := int(c.vocab.Words[learn.WordKey(w)])
		vectors.Vector(c.vectors[row*c.dim:(row+1)*c.dim], i)
	}
	for i := range c.vectors {
		c.vectors[i] *= cfg.Stretch
	}
}

func sortedKeys(m map[string]int) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// number turns a sentence into numbers.
func (c *corpus) number(s conllu.Sentence) *sentence {
	out := &sentence{}
	for _, w := range s.Words {
		out.forms = append(out.forms, w.Form)
		out.lemmas = append(out.lemmas, w.Lemma)
		out.upos = append(out.upos, int32(nlp.ParseUPOS(w.UPOS)))
		id, ok := c.setID[w.Feats]
		if !ok {
			id = -1
		}
		out.sets = append(out.sets, id)
		out.heads = append(out.heads, int32(w.Head+1))
		rel := nlp.ParseRel(w.Rel)
		if rel == nlp.NoRel {
			base, _, _ := strings.Cut(w.Rel, ":")
			rel = nlp.ParseRel(base)
		}
		out.rels = append(out.rels, int32(rel))
	}
	c.look(out)
	return out
}

// look fills in what depends on how the words are written.
func (c *corpus) look(s *sentence) {
	for i, f := range s.forms {
		feats := c.memo[f]
		if feats == nil {
			feats = &syntax.Features{}
			c.vocab.Of(f, feats)
			c.memo[f] = feats
		}
		s.feats = append(s.feats, feats)
		s.seen = append(s.seen, c.counts[learn.WordKey(f)])
		id, ok := c.ruleID[syntax.RuleFor(f, s.lemmas[i])]
		if !ok {
			id = -1
		}
		s.rules = append(s.rules, id)
	}
}

// recased is s with its words in upper or lower case.
func (c *corpus) recased(s *sentence, change func(string) string) *sentence {
	out := *s
	out.forms, out.feats, out.seen, out.rules = nil, nil, nil, nil
	for _, f := range s.forms {
		out.forms = append(out.forms, change(f))
	}
	c.look(&out)
	return &out
}

// epoch is the sentences in a new order, some of them recased.
func (c *corpus) epoch(cfg *Config, rng *rand.Rand) []*sentence {
	all := c.sentences[:len(c.sentences):len(c.sentences)]
	for _, s := range c.texts {
		if rng.Float64() < cfg.Texts {
			all = append(all, s)
		}
	}
	out := make([]*sentence, len(all))
	for i, k := range rng.Perm(len(all)) {
		s := all[k]
		switch p := rng.Float64(); {
		case p < cfg.Upper:
			s = c.recased(s, strings.ToUpper)
		case p < cfg.Upper+cfg.Lower:
			s = c.recased(s, strings.ToLower)
		}
		out[i] = s
	}
	return out
}
