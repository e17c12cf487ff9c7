// Package probe tags words one by one with a linear classifier, to measure what
// an input is worth before anything larger is built on it. It is workshop only.
package probe

import (
	"bufio"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/lab/conllu"
	"dossier/internal/learn"
)

// Tagged is a sentence with a label per form.
type Tagged struct{ Forms, Labels []string }

// ReadTags reads the words of a treebank and their universal parts of speech.
func ReadTags(path string) ([]Tagged, error) {
	docs, err := conllu.ReadFile(path)
	var out []Tagged
	for _, d := range docs {
		for _, p := range d.Paragraphs {
			for _, s := range p {
				var t Tagged
				for _, w := range s.Words {
					t.Forms, t.Labels = append(t.Forms, w.Form), append(t.Labels, w.UPOS)
				}
				out = append(out, t)
			}
		}
	}
	return out, err
}

// ReadNames reads forms and the kinds of the names they are part of, "O" for
// none, from a file of IOB2 tags in its third column.
func ReadNames(path string) ([]Tagged, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Tagged
	var t Tagged
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if len(c) < 3 {
			if len(t.Forms) > 0 {
				out, t = append(out, t), Tagged{}
			}
			continue
		}
		t.Forms, t.Labels = append(t.Forms, c[1]), append(t.Labels, strings.TrimLeft(c[2], "BI-"))
	}
	if len(t.Forms) > 0 {
		out = append(out, t)
	}
	return out, sc.Err()
}

// Look writes numbers known of word i of a sentence to x.
type Look func(x []float32, forms []string, i int)

// Probe is a softmax over hashed features of a word and its two neighbours (the
// words, their endings, their shapes) and over what it is given to look at,
// trained by AdaGrad.
type Probe struct {
	labels map[string]int
	names  []string
	seen   map[string]bool // words trained on
	look   Look
	x      []float32
	out    []float64
	feats  []uint32
	sparse []float32 // weight and squared sum per feature and label
	dense  []float32
}

const buckets = 1 << 18

func (p *Probe) scores(out []float64, feats []uint32, x []float32) {
	n := len(out)
	for k := range out {
		out[k] = 0
	}
	for _, f := range feats {
		w := p.sparse[int(f)*2*n:][:n]
		for k := range out {
			out[k] += float64(w[k])
		}
	}
	for i, v := range x {
		if v != 0 {
			w := p.dense[i*2*n:][:n]
			for k := range out {
				out[k] += float64(w[k] * v)
			}
		}
	}
}

func (p *Probe) learn(out []float64, gold int, feats []uint32, x []float32) {
	p.scores(out, feats, x)
	n := len(out)
	top, sum := out[0], 0.0
	for _, s := range out {
		top = max(top, s)
	}
	for k, s := range out {
		out[k] = math.Exp(s - top)
		sum += out[k]
	}
	for k := range out {
		out[k] /= sum
	}
	out[gold]--
	for _, f := range feats {
		step(p.sparse[int(f)*2*n:][:2*n], out, 1)
	}
	for i, v := range x {
		if v != 0 {
			step(p.dense[i*2*n:][:2*n], out, v)
		}
	}
}

func step(w []float32, grad []float64, v float32) {
	n := len(grad)
	for k, g := range grad {
		d := float32(g) * v
		if d*d < 1e-10 {
			continue
		}
		w[n+k] += d * d
		w[k] -= 0.1 * d / float32(math.Sqrt(float64(w[n+k]+1e-6)))
	}
}

func hash(kind byte, s string) uint32 {
	h := uint32(2166136261) ^ uint32(kind)
	h *= 16777619
	for i := range len(s) {
		h ^= uint32(s[i])
		h *= 16777619
	}
	return (h ^ h>>15) % buckets
}

// Shape is a form's case: "sign" where it begins with no letter, "small",
// "capital", "letter" for a single capital, "capitals".
func Shape(f string) string {
	r, size := utf8.DecodeRuneInString(f)
	switch {
	case !unicode.IsLetter(r):
		return "sign"
	case !unicode.IsUpper(r):
		return "small"
	case size < len(f) && strings.ToUpper(f) == f:
		return "capitals"
	case size == len(f):
		return "letter"
	}
	return "capital"
}

// features are those of word i of a sentence.
func features(dst []uint32, s []string, i int) []uint32 {
	dst = append(dst[:0], 0)
	for k, d := range [...]int{0, -1, 1} {
		f := "|"
		if j := i + d; j >= 0 && j < len(s) {
			f = s[j]
		}
		key := learn.WordKey(f)
		kind := byte(16 * k)
		dst = append(dst, hash(kind, key), hash(kind+1, Shape(f)))
		for n := 1; n <= 4 && n < len(key); n++ {
			dst = append(dst, hash(kind+2, key[len(key)-n:]))
			if k == 0 {
				dst = append(dst, hash(kind+3, key[:n]))
			}
		}
		if k == 0 && i == 0 {
			dst = append(dst, hash(kind+4, Shape(f)))
		}
	}
	return dst
}

// Train makes a probe from sentences in so many rounds. It looks at width
// numbers of each word beside its own features; look may be nil when width is 0.
func Train(train []Tagged, width int, look Look, rounds int) *Probe {
	p := &Probe{labels: map[string]int{}, seen: map[string]bool{}, look: look, x: make([]float32, width)}
	for _, t := range train {
		for i, l := range t.Labels {
			if _, ok := p.labels[l]; !ok {
				p.labels[l] = len(p.names)
				p.names = append(p.names, l)
			}
			p.seen[learn.WordKey(t.Forms[i])] = true
		}
	}
	n := len(p.names)
	p.sparse, p.dense, p.out = make([]float32, buckets*2*n), make([]float32, width*2*n), make([]float64, n)
	rng := rand.New(rand.NewPCG(1, 0))
	for range rounds {
		for _, k := range rng.Perm(len(train)) {
			for i, l := range train[k].Labels {
				p.read(train[k].Forms, i)
				p.learn(p.out, p.labels[l], p.feats, p.x)
			}
		}
	}
	return p
}

func (p *Probe) read(forms []string, i int) {
	p.feats = features(p.feats, forms, i)
	if len(p.x) > 0 {
		clear(p.x)
		p.look(p.x, forms, i)
	}
}

// Label is the probe's label of word i.
func (p *Probe) Label(forms []string, i int) string {
	p.read(forms, i)
	p.scores(p.out, p.feats, p.x)
	best := 0
	for k, s := range p.out {
		if s > p.out[best] {
			best = k
		}
	}
	return p.names[best]
}

// Result counts words and those labelled right, of all and of the words unseen
// in training; and words labelled other than "O", in the text, by the probe and
// rightly.
type Result struct{ All, Right, Unseen, UnseenRight, Want, Found, Hit int }

// Measure labels the words of sentences. The forms that are labelled are those
// that rewrite makes of each sentence; nil leaves them as they are.
func (p *Probe) Measure(dev []Tagged, rewrite func(forms []string) []string) Result {
	var r Result
	for _, t := range dev {
		forms := t.Forms
		if rewrite != nil {
			forms = rewrite(forms)
		}
		for i, gold := range t.Labels {
			r.add(gold, p.Label(forms, i), !p.seen[learn.WordKey(t.Forms[i])])
		}
	}
	return r
}

func (r *Result) add(gold, label string, unseen bool) {
	right := one(gold == label)
	r.All++
	r.Right += right
	if unseen {
		r.Unseen++
		r.UnseenRight += right
	}
	r.Want += one(gold != "O")
	r.Found += one(label != "O")
	if gold != "O" {
		r.Hit += right
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// String gives accuracies, and F1 where there are words labelled "O".
func (r Result) String() string {
	s := fmt.Sprintf("all words %.2f  unseen %.2f of %d", percent(r.Right, r.All), percent(r.UnseenRight, r.Unseen), r.Unseen)
	if r.Want < r.All {
		s += fmt.Sprintf("  F1 of words in names %.2f", percent(2*r.Hit, r.Found+r.Want))
	}
	return s
}

func percent(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }

// Task is a labelling that probes are trained and measured on.
type Task struct {
	Name       string
	train, dev string
	read       func(string) ([]Tagged, error)
}

// Tasks are parts of speech in two treebanks and names, all learnt from
// English-EWT.
var Tasks = []Task{
	{"UPOS, EWT dev", "ud-ewt/en_ewt-ud-train.conllu", "ud-ewt/en_ewt-ud-dev.conllu", ReadTags},
	{"UPOS, GUM dev", "ud-ewt/en_ewt-ud-train.conllu", "ud-gum-permissive/en_gum_permissive-dev.conllu", ReadTags},
	{"names, EWT dev", "uner-ewt/en_ewt-ud-train.first-commit.cleaned.iob2", "uner-ewt/en_ewt-ud-dev.iob2", ReadNames},
}

// Read reads the texts of a task; folder is that of the corpora.
func (t *Task) Read(folder string) (train, dev []Tagged, err error) {
	if train, err = t.read(filepath.Join(folder, t.train)); err != nil {
		return nil, nil, err
	}
	dev, err = t.read(filepath.Join(folder, t.dev))
	return train, dev, err
}
