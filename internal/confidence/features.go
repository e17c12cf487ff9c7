package confidence

import (
	"math"
	"strings"

	"dossier/schema"
)

// View reads the features of what one record holds. It looks at the record as
// the fold makes it, with the extractors' own confidences.
type View struct {
	rec   *schema.Record
	named map[string]bool
	rival map[string]int // values of one slot and of
}

// NewView is the view of r.
func NewView(r *schema.Record) *View {
	v := &View{rec: r, named: map[string]bool{}, rival: map[string]int{}}
	for i := range r.Entities {
		v.named[r.Entities[i].ID] = r.Entities[i].Named
	}
	for i := range r.Values {
		v.rival[contest(&r.Values[i])]++
	}
	return v
}

// contest is what values compete for.
func contest(x *schema.Value) string { return x.Slot + "\x00" + x.Of }

// list collects features.
type list []Feature

func (l *list) add(name string, x float64) { *l = append(*l, Feature{name, x}) }

func (l *list) is(name string, yes bool) {
	if yes {
		l.add(name, 1)
	}
}

// some is a quality that is one of several, or none.
func (l *list) some(name, is string) { l.is(name+":"+is, is != "") }

// own is the extractor's own confidence, as odds.
func (l *list) own(p float64) {
	p = min(max(p, 0.02), 0.98)
	l.add("own", math.Log(p/(1-p)))
}

// backing is how much stands behind a claim.
func (l *list) backing(cs []schema.Citation) {
	var docs []string
	first := -1
	for _, c := range cs {
		known := false
		for _, d := range docs {
			known = known || d == c.Document
		}
		if !known {
			docs = append(docs, c.Document)
		}
		if first < 0 || c.Start < first {
			first = c.Start
		}
	}
	l.add("citations", grade(len(cs)-1))
	l.add("documents", grade(len(docs)-1))
	l.is("lead", first >= 0 && first < lead)
}

// lead is how many code points count as the beginning of a document.
const lead = 800

// grade is a number of further things: the first adds most.
func grade(n int) float64 { return math.Log2(1 + float64(min(max(n, 0), 15))) }

// Value is the features of a value.
func (v *View) Value(x *schema.Value) []Feature {
	var l list
	l.own(x.Confidence)
	l.some("slot", x.Slot)
	l.backing(x.Citations)
	l.is("preferred", x.Preferred)
	l.is("contested", x.Status == "contested")
	l.is("derived", x.Derived != "")
	l.is("claimed", len(x.Claimants) > 0)
	l.is("several makers", len(x.Makers) > 1)
	for _, m := range x.Makers {
		l.is("infobox", m.Name == "infobox")
	}
	l.some("basis", x.Basis)
	l.some("harm", x.Harm)
	l.add("rivals", grade(v.rival[contest(x)]-1))
	if id, ok := x.Value.(string); ok {
		if named, is := v.named[id]; is {
			l.is("unnamed", !named)
		}
	}
	return l
}

// Event is the features of an event.
func (v *View) Event(e *schema.Event) []Feature {
	var l list
	l.own(e.Confidence)
	l.is("dated", e.When != "")
	l.is("own words of time", e.WhenText != "")
	l.is("timed", e.Time != "")
	l.is("a day", len(e.When) == len("2006-01-02"))
	l.some("phase", e.Phase)
	l.is("claimed", len(e.Claimants) > 0)
	l.is("negated", e.Negated)
	l.some("modality", e.Modality)
	l.is("minor", e.Minor)
	l.backing(e.Citations)
	l.add("arguments", grade(len(e.Arguments)))
	return l
}

// Attribution is the features of an attribution.
func (v *View) Attribution(a *schema.Attribution) []Feature {
	var l list
	l.own(a.Confidence)
	l.some("quotation", a.Quotation)
	l.some("kind", a.Kind)
	l.is("unnamed", !v.named[a.Claimant])
	l.is("via", len(a.Via) > 0)
	l.is("addressed", a.Addressee != "")
	l.is("according", strings.HasPrefix(strings.ToLower(a.Cue), "according"))
	words := len(strings.Fields(a.Content.Quote))
	l.is("few words", words < 5)
	l.add("words", grade(words/8))
	l.is("lead", a.Content.Start < lead)
	return l
}

// Reaction is the features of a reaction.
func (v *View) Reaction(x *schema.Reaction) []Feature {
	var l list
	l.own(x.Confidence)
	l.is("unnamed", !v.named[x.Actor])
	l.is("country", x.Country != "")
	l.is("for somebody", x.For != "")
	l.is("addressed", x.Addressee != "")
	l.is("dated", x.When != "")
	for _, k := range x.Kinds {
		l.some("kind", k)
	}
	l.backing(x.Citations)
	return l
}
