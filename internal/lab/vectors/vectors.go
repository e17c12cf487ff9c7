// Package vectors learns vectors and clusters of word forms from the raw text at
// hand: association of words with their contexts, reduced to few dimensions. It
// is workshop only.
package vectors

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/lab/rawtext"
	"dossier/internal/lab/settings"
	"dossier/internal/learn"
)

// Run learns vectors from the text under shared, writes the model file to path
// and its card to w. Each change is "Key=value", a field of [Config] in JSON.
func Run(w io.Writer, shared, path string, changes []string) error {
	cfg := Default()
	if err := settings.Change(&cfg, changes); err != nil {
		return err
	}
	v, about, err := Make(shared, cfg)
	if err != nil {
		return err
	}
	out := learn.NewWriter()
	out.Text("card", about)
	v.Write(out)
	if _, err := io.WriteString(w, about); err != nil {
		return err
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// Make learns vectors from the raw text under shared and says what of.
func Make(shared string, cfg Config) (v *learn.Vectors, about string, err error) {
	folder := filepath.Join(shared, "corpora")
	text, counts, err := gather(folder)
	if err != nil {
		return nil, "", fault.Wrap("learn vectors", err)
	}
	net, err := rawtext.ReadWordNet(folder)
	if err != nil {
		return nil, "", fault.Wrap("learn vectors", err)
	}
	var g *given
	if cfg.Given != "" {
		if g, err = readGlove(cfg.Given); err != nil {
			return nil, "", fault.Wrap("learn vectors", err)
		}
	}
	v = learnVectors(text, net, g, cfg)
	return v, card(cfg, counts, len(v.Words)), nil
}

func learnVectors(text []rawtext.Sentence, net *rawtext.WordNet, g *given, cfg Config) *learn.Vectors {
	voc, rows := build(text, net, cfg)
	words := voc.words
	if g != nil {
		words, rows = g.join(words, rows, cfg.Words)
	}
	list := make([][]float64, rows.n())
	for i := range list {
		list[i] = rows.row(i)
	}
	even := evened(rows)
	var of [len(learn.Grains)][]uint32
	for n, k := range learn.Grains {
		of[n] = clusters(even, k, cfg.Moves, cfg.Seed)
	}
	return learn.NewVectors(words, list, of)
}

// evened is rows with each of length 1.
func evened(rows dense) dense {
	out := newDense(rows.n(), rows.k)
	for i := range rows.n() {
		copy(out.row(i), rows.row(i))
		normalise(out.row(i))
	}
	return out
}

// made is when the text and the settings were last changed.
const made = "November 2026"

func card(cfg Config, counts string, words int) string {
	return fmt.Sprintf(`word vectors and clusters of %d forms, %s
command: dossier-lab train vectors FILE Dim=%d
method: positive pointwise mutual information of words with their neighbours by
  place, the words around, the way they are written and WordNet's classes;
  singular value decomposition; beside them, where Given is set, the vectors
  GloVe 6B of 100 numbers (Pennington, Socher and Manning 2014, PDDL 1.0; package
  `+glovePackage+`); clusters by spherical k-means
settings: %+v
licence: CC BY-SA 4.0, as the share-alike texts ask; attribution in NOTICE
text:
%s`, words, made, cfg.Dim, cfg, counts)
}

// gather reads all sources and says how many words each gave.
func gather(folder string) ([]rawtext.Sentence, string, error) {
	var all []rawtext.Sentence
	var b strings.Builder
	for _, s := range rawtext.Sources {
		text, err := s.Text(folder)
		if err != nil {
			return nil, "", err
		}
		n := 0
		for _, t := range text {
			n += len(t)
		}
		fmt.Fprintf(&b, "%9d words  %s (%s)\n", n, s.Name, s.Licence)
		all = append(all, text...)
	}
	return all, b.String(), nil
}

// build is the vectors of a configuration, of length 1.
func build(text []rawtext.Sentence, net *rawtext.WordNet, cfg Config) (*vocabulary, dense) {
	v := newVocabulary(text, cfg.MinCount)
	ids := make([][]int, len(text))
	for k, s := range text {
		for _, f := range s {
			ids[k] = append(ids[k], v.id(f))
		}
	}
	blocks := []*block{
		placeBlock(ids, len(v.words), cfg.Near),
		bagBlock(ids, len(v.words), cfg.Reach, cfg.Bag),
		formBlock(text, ids, v),
		senseBlock(net, v),
	}
	u, s := svd(associate(blocks, []float64{cfg.Place, cfg.Around, cfg.Form, cfg.Sense}), cfg.Dim, cfg.Rounds, cfg.Seed)
	for i := range u.n() {
		scaleRow(u.row(i), s)
	}
	return v, u
}

// scaleRow weighs the coordinates by the roots of their singular values and
// gives the row length 1.
func scaleRow(r, s []float64) {
	for k := range r {
		r[k] *= math.Sqrt(s[k])
	}
	normalise(r)
}

// normalise gives a row length 1; a row of zeros stays.
func normalise(r []float64) {
	sum := 0.0
	for _, x := range r {
		sum += float64(x * x)
	}
	if sum == 0 {
		return
	}
	length := math.Sqrt(sum)
	for k := range r {
		r[k] /= length
	}
}
