package roles

import (
	"fmt"
	"io"
	"math"
	"math/rand"
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/nlp/predicate"
)

// The configuration of the learner, chosen on a fifth of the training part that
// the rest was learnt without.
const (
	rows   = 1 << 16 // of weights
	rounds = 4
	rate   = 0.05
	decay  = 3e-5
	scale  = 24 // weights are kept as whole numbers of 1/scale
)

// example is a candidate with the role that the annotation gives it.
type example struct {
	features []uint32
	role     nlp.Role
}

// examples are the candidates of the predicates that the annotation has.
func examples(docs []*Document, functions map[string]map[string]string, analyse func(*Document) *nlp.Analysis) []example {
	var out []example
	for _, d := range docs {
		gold := map[int]*Gold{}
		for i := range d.Gold {
			gold[d.Analysis.Words[d.Gold[i].Word].Span.Start] = &d.Gold[i]
		}
		a := analyse(d)
		predicate.Candidates(a, func(c *predicate.Candidate) {
			g := gold[a.Words[c.Predicate.Word].Span.Start]
			if g == nil {
				return
			}
			if role, told := d.roleOf(a, g, c, functions); told || d.Covered != nil { // the frames' examples leave out what is not said
				out = append(out, example{append([]uint32(nil), c.Features...), role})
			}
		})
	}
	return out
}

// roleOf is the role that the annotation gives a candidate, and whether it speaks
// of it at all.
func (d *Document) roleOf(a *nlp.Analysis, g *Gold, c *predicate.Candidate, functions map[string]map[string]string) (role nlp.Role, told bool) {
	at := a.Words[c.Head].Span.Start
	for _, x := range g.Args {
		if d.Analysis.Words[x.Head].Span.Start != at {
			continue
		}
		if r := learntRole(a, c, functions, g.Roleset, x.Label); r != nlp.NoRole {
			return r, true
		}
	}
	switch {
	case c.Shared, c.Rule == nlp.NoRole, c.Rule == nlp.Agent, c.Rule == nlp.Patient, c.Rule == nlp.Recipient:
		return nlp.NoRole, false
	}
	return nlp.Other, false
}

// learntRole is the role of a label as it is learnt, NoRole for one that is none.
func learntRole(a *nlp.Analysis, c *predicate.Candidate, functions map[string]map[string]string, roleset, label string) nlp.Role {
	switch label {
	case "V", "ARGM-MOD", "ARGM-NEG", "ARGM-LVB", "ARGM-DIS", "ARGM-CXN":
		return nlp.NoRole
	case "ARG1":
		if f := functionRole(functions[roleset]["1"]); f != nlp.NoRole && c.Rule != nlp.Patient && c.Rule != nlp.Agent && c.Rule != nlp.Content {
			return f // "evacuated from the stadium"
		}
		switch a.Words[c.Head].Rel {
		case nlp.Ccomp, nlp.Xcomp, nlp.Csubj, nlp.CsubjPass, nlp.Parataxis, nlp.Advcl, nlp.Acl:
			return nlp.Content
		}
	case "ARGM-MNR":
		if c.Rule == nlp.Instrument {
			return nlp.Instrument
		}
		return nlp.Manner
	case "ARGM-PRD":
		return nlp.Attribute
	}
	r := goldRole(functions, roleset, label)
	if n, ok := strings.CutPrefix(label, "ARG"); ok && len(n) == 1 && functions[roleset][n] == "PPT" && c.Rule == nlp.Patient {
		return nlp.Patient
	}
	switch {
	case r == nlp.Recipient && c.Rule == nlp.Goal:
		return nlp.Goal
	case r == nlp.Source && c.Rule != nlp.Source:
		return nlp.Goal
	case r != nlp.NoRole:
		return r
	}
	switch c.Rule {
	case nlp.Agent, nlp.Patient, nlp.Content, nlp.NoRole, nlp.Time, nlp.Place:
		return nlp.Other
	}
	return c.Rule
}

// fit fits the weights by multinomial logistic regression with AdaGrad, and
// rounds them.
func fit(w io.Writer, all []example) []int8 {
	weights, grads := make([]float32, rows*nlp.Roles), make([]float32, rows*nlp.Roles)
	order := rand.New(rand.NewSource(1)).Perm(len(all))
	for round := range rounds {
		wrong := 0
		for _, n := range order {
			if !step(weights, grads, &all[n]) {
				wrong++
			}
		}
		fmt.Fprintf(w, "round %d: %.2f%% of %d wrong\n", round+1, share(wrong, len(all)), len(all))
	}
	out := make([]int8, len(weights))
	for i, v := range weights {
		out[i] = int8(math.Round(math.Max(-127, math.Min(127, float64(v)*scale))))
	}
	return out
}

// step learns from one example and tells whether it was right.
func step(weights, grads []float32, e *example) bool {
	var s [nlp.Roles]float64
	for _, f := range e.features {
		row := weights[int(f&(rows-1))*nlp.Roles:][:nlp.Roles]
		for c := range s {
			s[c] += float64(row[c])
		}
	}
	best, total := 0, 0.0
	for c := range s {
		if s[c] > s[best] {
			best = c
		}
	}
	top := s[best]
	for c := range s {
		s[c] = math.Exp(s[c] - top)
		total += s[c]
	}
	var g [nlp.Roles]float32
	for c := range s {
		g[c] = float32(s[c] / total)
	}
	g[e.role]--
	for _, f := range e.features {
		at := int(f&(rows-1)) * nlp.Roles
		row, sum := weights[at:][:nlp.Roles], grads[at:][:nlp.Roles]
		for c := range g {
			d := g[c] + decay*row[c]
			sum[c] += d * d
			row[c] -= rate * d / float32(math.Sqrt(float64(sum[c])+1e-3))
		}
	}
	return best == int(e.role)
}
