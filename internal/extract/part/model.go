package part

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"sync"

	"dossier/internal/extract"
	"dossier/internal/learn"
	"dossier/internal/learn/forest"
	"dossier/internal/learn/net"
	"dossier/internal/text"
	"dossier/models"
)

// Roles of the parts, short for those of extract.
const (
	PerpIndividual   = extract.PerpIndividual
	PerpOrganisation = extract.PerpOrganisation
	Target           = extract.TargetThing
	Victim           = extract.VictimNamed
	Weapon           = extract.WeaponUsed
	Described        = extract.VictimDescribed
	RoleCount        = extract.RoleCount
)

// Model is all the trees and nets.
type Model struct {
	document *forest.Set // one forest
	mention  *forest.Set // one per role
	thing    *forest.Set // one per role
	form     *forest.Set // one forest
	nets     Nets
	// Cuts are the log odds from which a part is taken, by role.
	Cuts [RoleCount]float64
}

// Nets answer, for all roles at once, what the trees answer for each: one of a
// mention, one of a thing with all its mentions.
type Nets struct{ Mention, Thing *net.Net }

// NewModel puts trees and nets together.
func NewModel(document *forest.Forest, mention, thing [RoleCount]*forest.Forest, form *forest.Forest, nets Nets) *Model {
	return &Model{
		document: forest.Join(document), mention: forest.Join(mention[:]...), thing: forest.Join(thing[:]...), form: forest.Join(form), nets: nets,
	}
}

// ReadModel reads a model file: the forests document, form and, by the number of
// the role, mention0 … and thing0 …; the nets mentions and things; the log odds cuts.
func ReadModel(data string) (*Model, error) {
	f, err := learn.Open(data)
	if err != nil {
		return nil, err
	}
	get := func(name string) *forest.Forest {
		t, e := forest.Read(f, name)
		if e != nil && err == nil {
			err = e
		}
		return t
	}
	var mention, thing [RoleCount]*forest.Forest
	for r := range mention {
		mention[r], thing[r] = get("mention"+strconv.Itoa(r)), get("thing"+strconv.Itoa(r))
	}
	document, form := get("document"), get("form")
	var nets Nets
	nets.Mention, err = readNet(f, "mentions", err)
	nets.Thing, err = readNet(f, "things", err)
	if err != nil {
		return nil, err
	}
	m := NewModel(document, mention, thing, form, nets)
	for r, c := range f.Float32("cuts") {
		if r < len(m.Cuts) {
			m.Cuts[r] = float64(c)
		}
	}
	return m, nil
}

// readNet reads a net that answers for every role; err is what went wrong before.
func readNet(f *learn.File, name string, err error) (*net.Net, error) {
	n, e := net.Read(f, name)
	if e == nil && n.Questions() != int(RoleCount) {
		e = fmt.Errorf("net %s: answers %d questions, not %d", name, n.Questions(), RoleCount)
	}
	if err != nil {
		return n, err
	}
	return n, e
}

// Embedded is the model that the program ships.
var Embedded = sync.OnceValue(func() *Model {
	m, err := ReadModel(models.Parts)
	if err != nil {
		panic(err) // the embedded file is broken, which every test would show
	}
	return m
})

// Scores are the log odds that a mention plays each role.
type Scores [RoleCount]float64

// Weighed is a reading with what the trees make of it.
type Weighed struct {
	*Reading
	// Relevant is the log odds that the text tells of an incident such as those
	// of the reports learnt from: an attack on civilians or what serves them.
	Relevant float64
	Scores   []Scores // by mention
	m        *Model
	dense    forest.Dense
}

// Weigh scores the mentions of a reading.
func (m *Model) Weigh(r *Reading) *Weighed {
	w := &Weighed{Reading: r, m: m, Scores: make([]Scores, len(r.Mentions))}
	doc := make(forest.Row, len(r.doc))
	for _, f := range r.doc {
		doc[f.Key] = f.Value
	}
	m.document.Lay(&w.dense, doc)
	w.Relevant = m.document.Score(&w.dense, 0)
	m.scores(w)
	return w
}

// scores sets the odds of all mentions: what trees and nets say of each alone and of
// its thing.
func (m *Model) scores(w *Weighed) {
	r := w.Reading
	things := make([]forest.Row, r.Things)
	var own, all forest.Dense
	var scratch net.Scratch
	of, nets := make([]float64, RoleCount), make([]float64, RoleCount)
	alone := make([]Scores, len(r.Mentions))
	for i := range r.Mentions {
		row := r.Features(i, w.Relevant)
		m.mention.Lay(&own, row)
		r.Words(i, row)
		Merge(&things[r.Mentions[i].Thing], row)
		m.nets.Mention.Score(&scratch, row, nets)
		for role := range RoleCount {
			alone[i][role] = Mix(m.mention.Score(&own, int(role)), nets[role])
		}
	}
	for t, ms := range r.things {
		m.thing.Lay(&all, things[t])
		m.nets.Thing.Score(&scratch, things[t], nets)
		for role := range RoleCount {
			of[role] = Mix(m.thing.Score(&all, int(role)), nets[role])
		}
		for _, i := range ms {
			for role := range RoleCount {
				w.Scores[i][role] = Mix(alone[i][role], of[role])
			}
		}
	}
}

// With is a reading with scores that were had elsewhere.
func (m *Model) With(r *Reading, scores []Scores) *Weighed {
	return &Weighed{Reading: r, m: m, Scores: scores}
}

// Merge adds the features of one mention to those of its thing.
func Merge(to *forest.Row, row forest.Row) {
	if *to == nil {
		*to = make(forest.Row, len(row))
	}
	for k, v := range row {
		(*to)[k] = max((*to)[k], v)
	}
}

// Mix is what two judges say together: the one that sees a mention and the one that
// sees all of its thing, and of either the trees and the net.
func Mix(a, b float64) float64 { return (a + b) / 2 }

// Pick is one thing that plays a role, with the words that say it best.
type Pick struct {
	Mention int // index into Mentions
	Odds    float64
	Span    text.Span
}

// Picks are the things whose odds to play a role are at least so high, likeliest
// first.
func (w *Weighed) Picks(role extract.PartRole, least float64) []Pick {
	best := make([]Pick, w.Things)
	weight := make([]float64, w.Things)
	for i := range w.Mentions {
		s := w.Scores[i][role]
		if s < least-1.5 {
			continue
		}
		t := w.Mentions[i].Thing
		sp, odds := w.bestForm(i, role)
		if best[t].Span.IsZero() {
			best[t].Odds = math.Inf(-1)
		}
		best[t].Odds = max(best[t].Odds, s)
		if p := forest.Probability(s) * forest.Probability(odds); p > weight[t] {
			weight[t], best[t].Mention, best[t].Span = p, i, sp
		}
	}
	var out []Pick
	for t := range best {
		if !best[t].Span.IsZero() && best[t].Odds >= least {
			out = append(out, best[t])
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Odds > out[b].Odds })
	return out
}

// bestForm is the best way to cite a mention in a role.
func (w *Weighed) bestForm(i int, role extract.PartRole) (sp text.Span, odds float64) {
	odds = math.Inf(-1)
	for _, v := range w.Variants(&w.Mentions[i]) {
		w.m.form.Lay(&w.dense, w.FormFeatures(&w.Mentions[i], v, role))
		if s := w.m.form.Score(&w.dense, 0); s > odds {
			sp, odds = v.Span, s
		}
	}
	return sp, odds
}
