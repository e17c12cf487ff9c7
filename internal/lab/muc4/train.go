package muc4

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"dossier/internal/extract/part"
	"dossier/internal/learn/forest"
	"dossier/internal/nlp/english"
)

// folds is into how many parts the development reports are cut. Reports with
// neighbouring numbers tell of the same days, so that a part is made of runs of
// neighbours.
const (
	folds = 5
	run   = 52
)

// fold is the part that a report is in.
func fold(id string) int {
	n, _ := strconv.Atoi(id[strings.LastIndexByte(id, '-')+1:])
	return (n - 1) / run % folds
}

// lessons reads and analyses a part of the corpus.
func lessons(shared, name string) ([]*lesson, error) {
	rs, err := Read(shared, name)
	if err != nil {
		return nil, err
	}
	an := english.New()
	out := make([]*lesson, len(rs))
	for i := range rs {
		a, err := analysed(&rs[i], an.Analyse)
		if err != nil {
			return nil, err
		}
		out[i] = &lesson{report: &rs[i], r: part.Read(a), gold: gold(&rs[i])}
		out[i].label()
	}
	return out, nil
}

// label notes which mentions fill which roles: those one of whose variants is a
// string of the key.
func (l *lesson) label() {
	want := [roleCount]map[string]bool{}
	for role := range want {
		want[role] = map[string]bool{}
		for _, e := range l.gold[role] {
			for _, s := range e {
				want[role][normal(s)] = true
			}
		}
	}
	for i := range l.r.Mentions {
		var is [roleCount]bool
		for _, v := range l.r.Variants(&l.r.Mentions[i]) {
			s := normal(l.r.Text(v))
			for role := range want {
				is[role] = is[role] || want[role][s]
			}
		}
		l.is = append(l.is, is)
	}
}

// outOfFold scores every row by trees learnt from the other folds. Rows of weight
// 0 are scored and not learnt from.
func outOfFold(d *forest.Rows, class []bool, weight []float32, at []int, cfg forest.Config) []float64 {
	out := make([]float64, len(class))
	for k := range folds {
		w := make([]float32, len(weight))
		for i := range w {
			if at[i] != k {
				w[i] = weight[i]
			}
		}
		_, odds := forest.Train(d, class, w, cfg)
		for i := range odds {
			if at[i] == k {
				out[i] = odds[i]
			}
		}
	}
	return out
}

func asRow(fs []forest.Feature) forest.Row {
	r := make(forest.Row, len(fs))
	for _, f := range fs {
		r[f.Key] = f.Value
	}
	return r
}

func list(r forest.Row) []forest.Feature {
	out := make([]forest.Feature, 0, len(r))
	for k, v := range r {
		out = append(out, forest.Feature{Key: k, Value: v})
	}
	return out
}

var _ = io.Discard
var _ = fmt.Sprint
