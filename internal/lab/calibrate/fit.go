package calibrate

import (
	"math"
	"slices"
	"strings"

	"dossier/internal/confidence"
)

// example is one claim with what a reader's gold says of it.
type example struct {
	kind  confidence.Kind
	what  string // the slot, or the kind again: a row of the sheet
	group string // the incident: examples of one are never on both sides
	x     []confidence.Feature
	own   float64 // the extractor's own confidence
	right bool
}

// sign is the direction that a feature may only work in: more behind a claim
// never makes it less likely. 0 leaves it free.
func sign(feature string) int {
	switch feature {
	case "own", "citations", "documents", "several makers", "preferred":
		return 1
	case "contested", "unnamed":
		return -1
	}
	return 0
}

// problem is the examples of one kind in columns.
type problem struct {
	names []string
	rows  [][]cell // by column: where a feature is not nothing
	y     []float64
}

type cell struct {
	i int
	x float64
}

func columns(es []example) *problem {
	p := &problem{names: []string{confidence.Base}, rows: make([][]cell, 1)}
	at := map[string]int{}
	for i, e := range es {
		p.rows[0] = append(p.rows[0], cell{i, 1})
		for _, f := range e.x {
			if f.X == 0 {
				continue
			}
			j, ok := at[f.Name]
			if !ok {
				j = len(p.names)
				at[f.Name] = j
				p.names, p.rows = append(p.names, f.Name), append(p.rows, nil)
			}
			p.rows[j] = append(p.rows[j], cell{i, f.X})
		}
		y := 0.0
		if e.right {
			y = 1
		}
		p.y = append(p.y, y)
	}
	return p
}

// sweeps is how often the fit goes over all weights; the last changes are below
// what is published.
const sweeps = 60

// fit is the logistic regression of examples with a penalty on squared weights,
// by one Newton step on each weight in turn. Weights that have a sign are kept to
// it, so that the chance rises and falls with what it must.
func fit(es []example, penalty float64) map[string]float64 {
	p := columns(es)
	w := make([]float64, len(p.names))
	sum := make([]float64, len(es))
	for range sweeps {
		for j, cells := range p.rows {
			g, h := penalty*w[j], penalty
			if j == 0 {
				g, h = 0, 1e-6 // the base is free
			}
			for _, c := range cells {
				q := 1 / (1 + math.Exp(-sum[c.i]))
				g += (q - p.y[c.i]) * c.x
				h += max(q*(1-q), 0.02) * c.x * c.x
			}
			next := w[j] - g/h
			if s := sign(p.names[j]); float64(s)*next < 0 {
				next = 0
			}
			for _, c := range cells {
				sum[c.i] += (next - w[j]) * c.x
			}
			w[j] = next
		}
	}
	out := map[string]float64{}
	for j, name := range p.names {
		out[name] = w[j]
	}
	return out
}

// table fits every kind.
func table(es []example, penalty float64) confidence.Table {
	t := confidence.Table{}
	for _, k := range confidence.Kinds {
		if of := kindOf(es, k); len(of) > 0 {
			t[k] = fit(of, penalty)
		}
	}
	return t
}

func kindOf(es []example, k confidence.Kind) []example {
	var out []example
	for _, e := range es {
		if e.kind == k {
			out = append(out, e)
		}
	}
	return out
}

// crossed is what is stated of each example by a table made of the other
// incidents.
func crossed(es []example, penalty float64) []float64 {
	var groups []string
	for _, e := range es {
		if !slices.Contains(groups, e.group) {
			groups = append(groups, e.group)
		}
	}
	slices.SortFunc(groups, strings.Compare)
	out := make([]float64, len(es))
	for _, g := range groups {
		var rest []example
		for _, e := range es {
			if e.group != g {
				rest = append(rest, e)
			}
		}
		t := table(rest, penalty)
		for i, e := range es {
			if e.group == g {
				out[i] = t.Rate(e.kind, e.x)
			}
		}
	}
	return out
}

// penalties are those that are tried.
var penalties = []float64{0.5, 1, 2, 4, 8}

// choose is the penalty whose tables, each made without the incident they rate,
// find the outcomes least surprising, and what those tables state.
func choose(es []example) (penalty float64, stated []float64) {
	least := math.Inf(1)
	for _, p := range penalties {
		out := crossed(es, p)
		if s := surprise(es, out); s < least {
			least, penalty, stated = s, p, out
		}
	}
	return penalty, stated
}

// surprise is the mean log loss.
func surprise(es []example, stated []float64) float64 {
	sum := 0.0
	for i, e := range es {
		p := min(max(stated[i], 0.001), 0.999)
		if !e.right {
			p = 1 - p
		}
		sum -= math.Log(p)
	}
	return sum / float64(len(es))
}
