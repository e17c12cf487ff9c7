package syntax

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"dossier/internal/lab/conllu"
	"dossier/internal/learn"
	"dossier/internal/nlp/syntax"
)

const treebank = `1	Two	two	NUM	CD	NumType=Card	2	nummod	_	_
2	guards	guard	NOUN	NNS	Number=Plur	3	nsubj	_	_
3	saw	see	VERB	VBD	Tense=Past	0	root	_	_
4	him	he	PRON	PRP	Case=Acc	3	obj	_	_
5	.	.	PUNCT	.	_	3	punct	_	_

1	He	he	PRON	PRP	Case=Nom	2	nsubj	_	_
2	fired	fire	VERB	VBD	Tense=Past	0	root	_	_
3	at	at	ADP	IN	_	5	case	_	_
4	two	two	NUM	CD	NumType=Card	5	nummod	_	_
5	men	man	NOUN	NNS	Number=Plur	2	obl	_	_

`

func small() Config {
	c := Default()
	c.Seed, c.Stretch = 1, 1 // away from the kinks; these vectors are long enough
	c.Size = syntax.Size{Embed: 16, Half: 16, Layers: 2, TagAt: 0, TagUnits: 16, ArcUnits: 16, RelUnits: 16, NameUnits: 16}
	c.Buckets, c.MinWord, c.MinRule, c.Batch, c.Epochs = 256, 1, 1, 5, 40
	c.UnkAt, c.DropRuns, c.DropVec, c.Upper, c.Lower = 0, 0, 0, 0, 0
	c.DropIn, c.DropUnit, c.DropOut = 0, 0, 0
	c.Rate, c.Warm = 1e-2, 4
	return c
}

func sentencesOf(t *testing.T, s string) []conllu.Sentence {
	t.Helper()
	docs, err := conllu.Read(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return docs[0].Paragraphs[0]
}

// wordVectors are vectors of one known and one unknown word.
func wordVectors(t *testing.T) *learn.Vectors {
	t.Helper()
	return learn.NewVectors([]string{"guards", "embassy"}, [][]float64{{0.3, -1, 0.5}, {1, 0.2, -0.4}}, [3][]uint32{{0, 1}, {0, 1}, {0, 1}})
}

// TestGradients compares the gradients with differences of the loss.
func TestGradients(t *testing.T) {
	cfg := small()
	tr := newTrainer(cfg, newCorpus(&cfg, sentencesOf(t, treebank), wordVectors(t)))
	for _, a := range tr.net.Weights() { // away from the kinks at zero
		for i := range a.V {
			a.V[i] += 0.2 * float32(tr.rng.NormFloat64())
		}
	}
	tr.c.sentences[0].names = []uint32{1, 1 << 3, 1<<4 | 1, 0, 1}
	loss := func() float64 {
		return tr.gradients(tr.c.sentences) / 10
	}
	loss()
	grads := map[string][]float32{}
	for _, a := range tr.workers[0].grad.Weights() {
		grads[a.Name] = append([]float32(nil), a.V...)
	}
	row := tr.c.sentences[0].feats[1].Whole[0]
	tableGrad := append([]float32(nil), tr.workers[0].rows.row(row)...)
	rng := rand.New(rand.NewPCG(1, 1))
	check := func(name string, v, g []float32) {
		for range 6 {
			i := rng.IntN(len(v))
			old := v[i]
			const step = 2e-3
			v[i] = old + step
			up := loss()
			v[i] = old - step
			down := loss()
			v[i] = old
			want := (up - down) / (2 * step)
			if math.Abs(want-float64(g[i])) > 2e-3+0.05*math.Abs(want) {
				t.Errorf("%s[%d]: gradient %.5f, the loss says %.5f", name, i, g[i], want)
			}
		}
	}
	for _, a := range tr.net.Weights() {
		check(a.Name, a.V, grads[a.Name])
	}
	check("table", tr.table.row(row), tableGrad)
}

// TestTrain shows that a treebank of two sentences is learnt by heart, twice
// with the same bytes.
func TestTrain(t *testing.T) {
	sents, vectors := sentencesOf(t, treebank), wordVectors(t)
	var files [2][]byte
	for i := range files {
		m := Train(io.Discard, small(), sents, vectors, nil, nil)
		if f := Measure(m, sents); f.LAS != 10 || f.UPOS != 10 || f.Lemma != 10 || f.Feats != 10 {
			t.Errorf("learnt: %v", f)
		}
		w := learn.NewWriter()
		m.Encode(w)
		files[i] = w.Bytes()
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("training twice gives two models")
	}
	f, err := learn.Open(string(files[0]))
	if err != nil {
		t.Fatal(err)
	}
	m, err := syntax.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if f := Measure(m, sents); f.LAS != 10 {
		t.Errorf("read back: %v", f)
	}
}
