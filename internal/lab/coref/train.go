package coref

import (
	"dossier/internal/nlp/coref"
	"dossier/internal/text"
)

// Config is how the model is trained.
type Config struct {
	Seed         uint64
	FindBits     int     // weights of the features of places: 1<<FindBits
	WordBits     int     // weights of the words of options: 1<<WordBits
	PropertyBits int     // rows of the hidden layer: 1<<PropertyBits
	FindEpochs   int     // times the documents are walked to tell mentions
	LinkEpochs   int     // times they are walked to tie them
	Skip         int     // how many of these the average leaves out
	Folds        int     // parts of which each is weighed by what the others taught
	FindRate     float64 // AdaGrad's rate, for each set of weights
	WordRate     float64
	NetRate      float64
	FindDecay    float64 // L2, for each set of weights
	WordDecay    float64
	NetDecay     float64
	Own          int // of a hundred mentions, how many join the thing the model says rather than the right one
	// The costs of mistakes that the margin is widened by: a link of what is new
	// or no mention, a new thing for what is not, a link to the wrong thing.
	FalseLink, FalseNew, WrongLink float64
}

// Default is the configuration of the shipped model.
func Default() Config {
	return Config{Seed: 2, FindBits: 15, WordBits: 18, PropertyBits: 12, FindEpochs: 5, LinkEpochs: 20, Skip: 8, Folds: 5,
		FindRate: 0.1, WordRate: 0.03, NetRate: 0.03, FindDecay: 1e-3, WordDecay: 1e-3, NetDecay: 1e-4, Own: 75,
		FalseLink: 0.2, FalseNew: 2.4, WrongLink: 1.5}
}

// Train learns a model from documents whose trees and names are in place.
func Train(docs []*Document, tables *coref.Tables, c Config) *coref.Model {
	t := &trainer{c: c, tables: tables, r: coref.NewReading(tables), rnd: random(c.Seed)}
	m := &coref.Model{Tables: tables, Find: t.find(docs, -1)}
	held := make([][]float32, c.Folds)
	for k := range held {
		held[k] = t.find(docs, k)
	}
	t.word = newLearner(c.WordBits, c.WordRate, c.WordDecay)
	t.net = newNet(c.PropertyBits, c.NetRate, c.NetDecay, &t.rnd)
	t.link(docs, held)
	m.Words = t.word.weights()
	m.In, m.Out = average(t.net.inSum, t.net.epochs), average(t.net.outSum, t.net.epochs)
	return m
}

type trainer struct {
	c      Config
	tables *coref.Tables
	r      *coref.Reading
	rnd    random
	buf    []uint32
	word   *learner
	net    *net
	hidden [][coref.Hidden]float32
}

// twins tells for each place found which gold mention it is: the one of the same
// words, -1 for none.
func twins(d *Document, found []coref.Found) []int {
	at := make(map[text.Span]int, len(d.Gold))
	for i := len(d.Gold) - 1; i >= 0; i-- {
		at[d.Gold[i].Span] = i
	}
	out := make([]int, len(found))
	for i, f := range found {
		k, ok := at[f.Span]
		if !ok {
			k = -1
		}
		out[i] = k
	}
	return out
}

// find learns to tell mentions from the other places, of the documents outside
// part without.
func (t *trainer) find(docs []*Document, without int) []float32 {
	l := newLearner(t.c.FindBits, t.c.FindRate, t.c.FindDecay)
	order := make([]int, len(docs))
	for i := range order {
		order[i] = i
	}
	for range t.c.FindEpochs {
		t.rnd.shuffle(order)
		for _, k := range order {
			if k%t.c.Folds == without {
				continue
			}
			found := t.r.Find(docs[k].Analysis)
			for i, twin := range twins(docs[k], found) {
				t.buf = t.r.FoundFeatures(t.buf[:0], i)
				p := 1 / (1 + exp(-l.score(t.buf)))
				if twin >= 0 {
					p--
				}
				l.step(t.buf, p)
			}
		}
		l.endEpoch()
	}
	return l.weights()
}

// link learns what mentions speak of.
func (t *trainer) link(docs []*Document, held [][]float32) {
	order := make([]int, len(docs))
	for i := range order {
		order[i] = i
	}
	for epoch := range t.c.LinkEpochs {
		t.rnd.shuffle(order)
		for _, k := range order {
			t.document(docs[k], &coref.Model{Tables: t.tables, Find: held[k%t.c.Folds]}, epoch)
		}
		if epoch >= t.c.Skip {
			t.word.endEpoch()
			t.net.endEpoch()
		}
	}
}

// document learns from one document, walking it by the right links and, after
// the first epoch, now and then by the model's own.
func (t *trainer) document(d *Document, m *coref.Model, epoch int) {
	found := m.Weigh(t.r, d.Analysis)
	twin := twins(d, found)
	votes := []map[int]int{} // by entity: how often each gold chain
	var goldOf []int         // by entity: the gold chain of most of its mentions
	known := map[int]bool{}  // gold chains met
	t.r.Resolve(coref.LeastWeight, coref.LeastGroupWeight, func(place int, options []coref.Option) int {
		chain := -1
		if twin[place] >= 0 {
			chain = d.Gold[twin[place]].Chain
		}
		best, right := t.learn(options, chain, goldOf, known[chain])
		pick := right
		if epoch > 0 && t.rnd.below(100) < t.c.Own {
			pick = best
		}
		e := options[pick].Entity
		if e < 0 {
			e = len(goldOf)
			votes, goldOf = append(votes, map[int]int{}), append(goldOf, chain)
		}
		if chain >= 0 {
			known[chain] = true
			votes[e][chain]++
			if goldOf[e] < 0 || votes[e][chain] > votes[e][goldOf[e]] {
				goldOf[e] = chain
			}
		}
		return pick
	})
}

// learn takes one step towards the right options of a mention of a gold chain,
// -1 for no mention. It gives back the model's choice and the best right one.
func (t *trainer) learn(options []coref.Option, chain int, goldOf []int, known bool) (best, right int) {
	scores := t.score(len(options))
	ok := make([]bool, len(options))
	found := false
	for k, o := range options {
		if scores[k] > scores[best] {
			best = k
		}
		if k > 0 && chain >= 0 && goldOf[o.Entity] == chain {
			ok[k], found = true, true
		}
	}
	if !found {
		if known {
			return best, 0 // the right thing is out of reach: nothing to learn
		}
		ok[0] = true
	}
	all, good := t.softmax(scores, ok)
	right = -1
	for k := range options {
		t.word.step(t.r.Words(k), all[k]-good[k])
		t.net.back(t.r, k, &t.hidden[k], all[k]-good[k])
		if ok[k] && (right < 0 || scores[k] > scores[right]) {
			right = k
		}
	}
	return best, right
}

// score is the scores of the options, whose hidden units it keeps.
func (t *trainer) score(options int) []float64 {
	scores := make([]float64, options)
	t.hidden = t.hidden[:0]
	for k := range scores {
		var h [coref.Hidden]float32
		coref.Activate(&h, t.net.in, t.r.Shared())
		coref.Activate(&h, t.net.in, t.r.Properties(k))
		t.hidden = append(t.hidden, h)
		scores[k] = t.word.score(t.r.Words(k)) + float64(coref.Output(&h, t.net.out))
	}
	return scores
}

// softmax is the chances of the options with the costs of mistakes added, and
// those of the right options among themselves.
func (t *trainer) softmax(scores []float64, ok []bool) (all, good []float64) {
	all, good = make([]float64, len(scores)), make([]float64, len(scores))
	top := -1e18
	for k, s := range scores {
		if !ok[k] {
			s += t.cost(k, ok)
		}
		all[k] = s
		top = max(top, s)
	}
	sumAll, sumGood := 0.0, 0.0
	for k := range all {
		all[k] = exp(all[k] - top)
		if ok[k] {
			good[k] = all[k]
			sumGood += good[k]
		}
		sumAll += all[k]
	}
	for k := range all {
		all[k] /= sumAll
		if sumGood > 0 {
			good[k] /= sumGood
		}
	}
	return all, good
}

// cost is what choosing the wrong option k costs.
func (t *trainer) cost(k int, ok []bool) float64 {
	switch {
	case k == 0:
		return t.c.FalseNew
	case ok[0]:
		return t.c.FalseLink
	}
	return t.c.WrongLink
}
