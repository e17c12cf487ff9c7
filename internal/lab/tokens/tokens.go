// Package tokens trains the model of package token: how words are split and
// where sentences begin, from the training parts of EWT and GUM.
package tokens

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/lab/conllu"
	"dossier/internal/lab/score"
	"dossier/internal/nlp"
	"dossier/internal/nlp/token"
)

// Learning is how one of the two linear models is learned.
type Learning struct {
	Epochs   int
	Rate     float32 // AdaGrad's step
	Decay    float32 // pull of every weight towards nought
	MinCount int     // examples that a feature needs to be kept
	Seed     uint64
	Scale    float32 // how many steps of the kept weights a weight of 1 is
}

// Config is everything that training depends on beside the data.
type Config struct {
	Split, Start Learning
	Bias         float32 // for a new sentence
	Set          []Set
	// Upper and Lower add the treebanks in capitals and in lower case.
	Upper, Lower bool
}

// Set is a feature of the beginnings of sentences that the treebanks cannot teach,
// by its name in [token.Priors], and what is added to its weight.
type Set struct {
	Name string
	Add  float32
}

// Default is the configuration of the model that the program embeds.
var Default = Config{
	Split: Learning{Epochs: 15, Rate: 0.05, Decay: 1e-4, MinCount: 4, Seed: 1, Scale: 40},
	Start: Learning{Epochs: 8, Rate: 0.05, Decay: 1e-4, MinCount: 6, Seed: 1, Scale: 40},
	Bias:  0.2,
	Set:   []Set{{"unmarked", -0.5}, {"lower", -1}, {"line", 2.5}},
	Upper: true,
	Lower: true,
}

// Train trains the model, prints its scores and writes it to the file out.
func Train(w io.Writer, shared, out string) error {
	data, err := Model(w, shared, Default)
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o644)
}

// Model trains a model by the configuration and gives its file.
func Model(w io.Writer, shared string, c Config) ([]byte, error) {
	var docs []conllu.Document
	for _, bank := range []string{score.EWT, score.GUM} {
		d, err := conllu.ReadFile(filepath.Join(shared, "corpora", bank+"-train.conllu"))
		if err != nil {
			return nil, err
		}
		docs = append(docs, d...)
	}
	all := docs
	if c.Upper {
		all = append(all[:len(all):len(all)], score.Recase(docs, unicode.ToUpper)...)
	}
	if c.Lower {
		all = append(all[:len(all):len(all)], score.Recase(docs, unicode.ToLower)...)
	}
	golds := make([]*gold, len(all))
	for i := range all {
		golds[i] = goldOf(&all[i])
	}
	var seams, starts []example
	for _, g := range golds {
		seams = g.seams(seams)
	}
	split := fit(seams, 3, c.Split).export(c.Split.Scale)
	m, err := token.Decode(string(token.Encode("", split, nil, 0)))
	if err != nil {
		return nil, err
	}
	for _, g := range golds {
		starts = g.starts(starts, m)
	}
	begin := fit(starts, 2, c.Start)
	for _, p := range c.Set {
		begin.add(token.Priors[p.Name], p.Add)
	}
	start := begin.export(c.Start.Scale)
	fmt.Fprintf(w, "%d seams of words, %d features; %d of sentences, %d features\n", len(seams), len(split), len(starts), len(start))
	bias := int(c.Bias * c.Start.Scale)
	if m, err = token.Decode(string(token.Encode("", split, start, bias))); err != nil {
		return nil, err
	}
	var sheet bytes.Buffer
	if err := Score(&sheet, shared, m); err != nil {
		return nil, err
	}
	w.Write(sheet.Bytes())
	return token.Encode(card(c, sheet.String()), split, start, bias), nil
}

// Score prints how m does on the development parts of the treebanks.
func Score(w io.Writer, shared string, m *token.Model) error {
	return score.Sheet(w, shared, func(d *doc.Document) *nlp.Analysis {
		a := &nlp.Analysis{Doc: d}
		m.Run(a)
		return a
	})
}

func card(c Config, sheet string) string {
	return fmt.Sprintf(`how English words are split and where sentences begin
made by: dossier-lab train token
data: UD English EWT 2.16 train (CC BY-SA 4.0); UD English GUM 2.16 train, open genres (annotations CC BY 4.0; texts CC BY, CC BY-SA, public domain)
licence of these weights: CC BY-SA 4.0
configuration: %+v
%s`, c, sheet)
}
