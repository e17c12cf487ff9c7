package vectors

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"dossier/internal/lab/conllu"
	"dossier/internal/lab/rawtext"
	"dossier/internal/learn"
)

// The check: a linear classifier that sees a word, its neighbours, their endings
// and shapes, tags every word of English-EWT dev alone, with and without the
// vectors of the three words. What counts is the words that its training text
// has not.

// tagged is a sentence with a label per form.
type tagged struct {
	forms  rawtext.Sentence
	labels []string
}

func readTags(path string) ([]tagged, error) {
	docs, err := conllu.ReadFile(path)
	var out []tagged
	for _, d := range docs {
		for _, p := range d.Paragraphs {
			for _, s := range p {
				var t tagged
				for _, w := range s.Words {
					t.forms, t.labels = append(t.forms, w.Form), append(t.labels, w.UPOS)
				}
				out = append(out, t)
			}
		}
	}
	return out, err
}

func readNames(path string) ([]tagged, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []tagged
	var t tagged
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if len(c) < 3 {
			if len(t.forms) > 0 {
				out, t = append(out, t), tagged{}
			}
			continue
		}
		t.forms, t.labels = append(t.forms, c[1]), append(t.labels, strings.TrimLeft(c[2], "BI-"))
	}
	if len(t.forms) > 0 {
		out = append(out, t)
	}
	return out, sc.Err()
}

// classifier is a softmax over hashed features and the coordinates of vectors,
// trained by AdaGrad.
type classifier struct {
	labels numbering
	names  []string
	width  int
	sparse []float32 // weight and squared sum per feature and label
	dense  []float32
}

const buckets = 1 << 18

func (c *classifier) scores(out []float64, feats []uint32, x []float32) {
	n := len(out)
	for k := range out {
		out[k] = 0
	}
	for _, f := range feats {
		w := c.sparse[int(f)*2*n:][:n]
		for k := range out {
			out[k] += float64(w[k])
		}
	}
	for i, v := range x {
		if v != 0 {
			w := c.dense[i*2*n:][:n]
			for k := range out {
				out[k] += float64(w[k] * v)
			}
		}
	}
}

func (c *classifier) learn(out []float64, gold int, feats []uint32, x []float32) {
	c.scores(out, feats, x)
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
		step(c.sparse[int(f)*2*n:][:2*n], out, 1)
	}
	for i, v := range x {
		if v != 0 {
			step(c.dense[i*2*n:][:2*n], out, v)
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

// features are those of word i of a sentence.
func features(dst []uint32, s rawtext.Sentence, i int) []uint32 {
	dst = append(dst[:0], 0)
	for k, d := range [...]int{0, -1, 1} {
		f := "|"
		if j := i + d; j >= 0 && j < len(s) {
			f = s[j]
		}
		key := learn.WordKey(f)
		kind := byte(16 * k)
		dst = append(dst, hash(kind, key), hash(kind+1, shape(f)))
		for n := 1; n <= 4 && n < len(key); n++ {
			dst = append(dst, hash(kind+2, key[len(key)-n:]))
			if k == 0 {
				dst = append(dst, hash(kind+3, key[:n]))
			}
		}
		if k == 0 && i == 0 {
			dst = append(dst, hash(kind+4, shape(f)))
		}
	}
	return dst
}

// look puts the vectors of the word and its neighbours side by side.
func look(x []float32, v *learn.Vectors, s rawtext.Sentence, i int) {
	clear(x)
	for k, d := range [...]int{0, -1, 1} {
		if j := i + d; j >= 0 && j < len(s) {
			if r := v.Find(s[j]); r >= 0 {
				v.Vector(x[k*v.Dim:(k+1)*v.Dim], r)
			}
		}
	}
}

// result is right and all: over every word, and over the words unseen in
// training that have a vector; for names also what was found.
type result struct{ right, all, unseenRight, unseen, known, found, want, hit int }

func trial(train, dev []tagged, v *learn.Vectors, with bool, rounds int) result {
	c := &classifier{labels: numbering{}}
	seen := map[string]bool{}
	for _, t := range train {
		for i, l := range t.labels {
			c.labels.of(l)
			seen[learn.WordKey(t.forms[i])] = true
		}
	}
	n := len(c.labels)
	var x []float32
	if with {
		x = make([]float32, 3*v.Dim)
	}
	c.sparse, c.dense = make([]float32, buckets*2*n), make([]float32, len(x)*2*n)
	out, feats := make([]float64, n), []uint32(nil)
	rng := rand.New(rand.NewPCG(1, 0))
	for range rounds {
		for _, k := range rng.Perm(len(train)) {
			t := train[k]
			for i, l := range t.labels {
				feats = features(feats, t.forms, i)
				if with {
					look(x, v, t.forms, i)
				}
				c.learn(out, c.labels[l], feats, x)
			}
		}
	}
	var r result
	for _, t := range dev {
		for i, l := range t.labels {
			feats = features(feats, t.forms, i)
			if with {
				look(x, v, t.forms, i)
			}
			c.scores(out, feats, x)
			best := 0
			for k, s := range out {
				if s > out[best] {
					best = k
				}
			}
			r.count(best, c.labels, l, !seen[learn.WordKey(t.forms[i])], v.Find(t.forms[i]) >= 0)
		}
	}
	return r
}

func (r *result) count(best int, labels numbering, gold string, unseen, known bool) {
	g, ok := labels[gold]
	right := ok && g == best
	r.all++
	if right {
		r.right++
	}
	if unseen {
		r.unseen++
		if known {
			r.known++
		}
		if right {
			r.unseenRight++
		}
	}
	if none, ok := labels["O"]; ok {
		if best != none {
			r.found++
		}
		if gold != "O" {
			r.want++
			if right {
				r.hit++
			}
		}
	}
}

// Score prints what the classifier reaches with and without vectors.
// The vectors are those of the model file at path.
func Score(w io.Writer, shared, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	f, err := learn.Open(string(data))
	if err != nil {
		return err
	}
	v, err := learn.ReadVectors(f)
	if err != nil {
		return err
	}
	for _, task := range []struct {
		name, train, dev string
		read             func(string) ([]tagged, error)
	}{
		{"UPOS", "ud-ewt/en_ewt-ud-train.conllu", "ud-ewt/en_ewt-ud-dev.conllu", readTags},
		{"UPOS GUM", "ud-ewt/en_ewt-ud-train.conllu", "ud-gum-permissive/en_gum_permissive-dev.conllu", readTags},
		{"names", "uner-ewt/en_ewt-ud-train.first-commit.cleaned.iob2", "uner-ewt/en_ewt-ud-dev.iob2", readNames},
	} {
		train, err := task.read(filepath.Join(shared, "corpora", task.train))
		if err != nil {
			return err
		}
		dev, err := task.read(filepath.Join(shared, "corpora", task.dev))
		if err != nil {
			return err
		}
		for _, with := range []bool{false, true} {
			r := trial(train, dev, v, with, 2)
			fmt.Fprintf(w, "%-8s vectors %-5v  all words %.2f  unseen %.2f of %d, %d of them with a vector", task.name, with,
				percent(r.right, r.all), percent(r.unseenRight, r.unseen), r.unseen, r.known)
			if r.want > 0 {
				fmt.Fprintf(w, "  F1 of words in names %.2f", percent(2*r.hit, r.found+r.want))
			}
			fmt.Fprintln(w)
		}
	}
	return nil
}

func percent(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
