package learn

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Grains are the numbers of clusters that a file of word vectors holds, finest
// last.
var Grains = [3]int{64, 256, 1024}

// Vectors are vectors and clusters of word forms, read from a model file with
// the sections
//
//	words        the forms as [WordKey] gives them, by falling count
//	rows         int8, one row of len(rows)/len(words) numbers per word
//	scales       float32, one per word: number times scale is the coordinate
//	clusters64   uint32, one per word; so clusters256 and clusters1024
type Vectors struct {
	// Words are the keys, one per row.
	Words []string
	// Dim is the length of a vector.
	Dim      int
	rows     []int8
	scales   []float32
	clusters [len(Grains)][]uint32
	index    map[string]int32
}

// ReadVectors reads the vectors of an opened file.
func ReadVectors(f *File) (*Vectors, error) {
	v := &Vectors{Words: f.Strings("words"), rows: f.Int8("rows"), scales: f.Float32("scales")}
	n := len(v.Words)
	if n == 0 || len(v.scales) != n || len(v.rows)%n != 0 {
		return nil, fmt.Errorf("word vectors: %d words, %d scales, %d numbers", n, len(v.scales), len(v.rows))
	}
	v.Dim = len(v.rows) / n
	for i, k := range Grains {
		v.clusters[i] = f.Uint32(fmt.Sprint("clusters", k))
		if len(v.clusters[i]) != n {
			return nil, fmt.Errorf("word vectors: %d words, %d have one of %d clusters", n, len(v.clusters[i]), k)
		}
		for _, c := range v.clusters[i] {
			if c >= uint32(k) {
				return nil, fmt.Errorf("word vectors: cluster %d of %d", c, k)
			}
		}
	}
	v.index = make(map[string]int32, n)
	for i, w := range v.Words {
		v.index[w] = int32(i)
	}
	return v, nil
}

// Write adds the sections that [ReadVectors] reads.
func (v *Vectors) Write(w *Writer) {
	w.Strings("words", v.Words)
	w.Int8("rows", v.rows)
	w.Float32("scales", v.scales)
	for i, k := range Grains {
		w.Uint32(fmt.Sprint("clusters", k), v.clusters[i])
	}
}

// NewVectors rounds vectors to a byte per number. Clusters are one list per
// grain, one number per word.
func NewVectors(words []string, rows [][]float64, clusters [len(Grains)][]uint32) *Vectors {
	v := &Vectors{Words: words, Dim: len(rows[0]), clusters: clusters, index: map[string]int32{}}
	for i, r := range rows {
		v.index[words[i]] = int32(i)
		top := 1e-9
		for _, x := range r {
			top = max(top, x, -x)
		}
		v.scales = append(v.scales, float32(top/127))
		for _, x := range r {
			q := float64(x*127) / top
			if q < 0 {
				v.rows = append(v.rows, int8(q-0.5))
			} else {
				v.rows = append(v.rows, int8(q+0.5))
			}
		}
	}
	return v
}

// Find is the row of a form as it stands in a text, -1 when it has none.
func (v *Vectors) Find(form string) int {
	var buf [64]byte
	if i, ok := v.index[string(AppendWordKey(buf[:0], form))]; ok {
		return int(i)
	}
	return -1
}

// Vector writes the vector of row i into dst, which has room for Dim numbers.
func (v *Vectors) Vector(dst []float32, i int) {
	scale := v.scales[i]
	for k, q := range v.rows[i*v.Dim : (i+1)*v.Dim] {
		dst[k] = float32(q) * scale
	}
}

// Cluster is the cluster of row i at a grain: an index of [Grains].
func (v *Vectors) Cluster(grain, i int) int { return int(v.clusters[grain][i]) }

// WordKey is what word vectors know a form by: lower case, every digit 0, plain
// quotes and dashes.
func WordKey(form string) string { return string(AppendWordKey(nil, form)) }

// AppendWordKey is [WordKey] into a buffer.
func AppendWordKey(dst []byte, form string) []byte {
	for _, r := range form {
		dst = utf8.AppendRune(dst, WordRune(r))
	}
	return dst
}

// WordRune is one letter of a [WordKey].
func WordRune(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return r
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r >= '0' && r <= '9':
		return '0'
	case r < utf8.RuneSelf:
		return r
	}
	switch r {
	case '‘', '’', 'ʼ', '´':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '–', '—', '‐', '‑', '−':
		return '-'
	case '…':
		return '.'
	}
	if unicode.IsDigit(r) {
		return '0'
	}
	return unicode.ToLower(r)
}
