package record

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/review"
	"dossier/internal/text"
	"dossier/schema"
)

// The states of a value that people decided on.
const (
	accepted = "accepted"
	edited   = "edited"
	rejected = "rejected"
	obsolete = "obsolete"
)

// How a decision stands to the record.
const (
	applied = "applied"
	changed = "changed" // the words are there, and stand for another value
)

// decide does to the values what people decided, one decision after the other, and
// notes how each stands to the record.
func (f *folder) decide() {
	for i := range f.known.Decisions {
		d := &f.known.Decisions[i]
		out := schema.Decision{ID: d.Seq, At: d.At, Who: d.Who, Kind: string(d.Kind), Why: d.Why, Status: applied}
		if c := d.Confirmed; c != nil {
			out.ConfirmedBy, out.Confirmation = c.Who, c.Seq
		}
		switch d.Kind {
		case review.Accept, review.Choose, review.Reject, review.Edit:
			f.decideValue(d, &out)
		case review.Add:
			f.addByHand(d, &out)
		case review.Note, review.UnsureValue:
			f.noted(d, &out)
		case review.SameEntity, review.DifferentEntity, review.UnsureEntity:
			f.pairDecided(d, &out)
		}
		f.decided = append(f.decided, out)
	}
}

// decideValue applies a decision about a value.
func (f *folder) decideValue(d *review.Decision, out *schema.Decision) {
	t := d.Value
	out.Slot, out.Of, out.Value = string(t.Value.Slot), t.Value.Of, t.Shown
	words := f.words(t.Words)
	out.Citations = f.cites(words)
	m := f.find(t)
	if m == nil {
		out.Status = obsolete
		if now := f.standsFor(t, out.Citations); now != nil {
			out.Status, f.nows = changed, append(f.nows, now)
			now.nowOf = append(now.nowOf, d.Seq)
		}
	}
	switch d.Kind {
	case review.Reject:
		f.state(m, d, rejected)
	case review.Edit:
		f.edit(d, m, words, out)
	case review.Accept, review.Choose:
		if m == nil {
			// What a person took for right does not go because it is no longer
			// found; it is shown as obsolete.
			f.state(f.byHand(&t.New, words, d.Who), d, obsolete)
			return
		}
		if d.Kind == review.Accept {
			f.state(m, d, accepted)
			return
		}
		f.choose(m, d)
	}
}

// state notes what was decided about a value; nil is no value.
func (f *folder) state(m *mergedValue, d *review.Decision, state string) {
	if m == nil {
		return
	}
	m.out.State, m.out.StateWhy = state, d.Why
	m.out.Decisions = append(m.out.Decisions, d.Seq)
}

// choose has one value of its slot shown.
func (f *folder) choose(m *mergedValue, d *review.Decision) {
	for _, o := range f.values {
		if o.slot == m.slot && o.out.Of == m.out.Of {
			o.out.ChosenBy = ""
		}
	}
	m.out.ChosenBy = d.Who
	m.out.Decisions = append(m.out.Decisions, d.Seq)
}

// edit puts a value in the place of another, which stays and is rejected.
func (f *folder) edit(d *review.Decision, m *mergedValue, words []doc.Citation, out *schema.Decision) {
	out.New = d.New.Shown
	if own := f.words(d.New.Words); len(own) > 0 {
		words = own
	}
	if len(words) == 0 && m != nil {
		words = m.words()
	}
	now := f.byHand(d.New, words, d.Who)
	if now != nil && now != m {
		f.state(now, d, edited)
	}
	if m != nil && now != m {
		f.state(m, d, rejected)
		m.out.StateWhy = strings.TrimSuffix("it is "+d.New.Shown+": "+d.Why, ": ")
	}
	if now == nil {
		out.Status = obsolete
	}
}

// addByHand adds a value that a person found, when its words are there.
func (f *folder) addByHand(d *review.Decision, out *schema.Decision) {
	out.Slot, out.Of, out.New = string(d.New.Value.Slot), d.New.Value.Of, d.New.Shown
	words := f.words(d.New.Words)
	out.Citations = f.cites(words)
	m := f.byHand(d.New, words, d.Who)
	if m == nil {
		out.Status = obsolete
		return
	}
	f.state(m, d, accepted)
}

// noted tells which value a note or a doubt is on, where it is on one.
func (f *folder) noted(d *review.Decision, out *schema.Decision) {
	if d.Value == nil {
		return
	}
	out.Slot, out.Of, out.Value = string(d.Value.Value.Slot), d.Value.Value.Of, d.Value.Shown
	if m := f.find(d.Value); m != nil {
		m.out.Decisions = append(m.out.Decisions, d.Seq)
	} else {
		out.Status = obsolete
	}
}

// words gives those of some words that stand in documents of the record, where they
// stood or, when the text was read otherwise since, where they stand once.
func (f *folder) words(ws []review.Words) []doc.Citation {
	var out []doc.Citation
	for _, w := range ws {
		d := f.texts[w.Document]
		if d == nil || w.Quote == "" {
			continue
		}
		sp := w.Span
		if sp.Start < 0 || sp.End > d.Text.Len() || sp.Start > sp.End || d.Text.Slice(sp) != w.Quote {
			i := strings.Index(d.Text.String(), w.Quote)
			if i < 0 || strings.LastIndex(d.Text.String(), w.Quote) != i {
				continue
			}
			sp = text.Span{Start: i, End: i + len(w.Quote)}
		}
		out = append(out, doc.Citation{Document: w.Document, Span: sp})
	}
	return out
}

// find is the value that a decision names, nil when it is not there.
func (f *folder) find(t *review.Target) *mergedValue {
	var like *mergedValue
	for _, m := range f.values {
		if m.slot != t.Value.Slot || !sameOf(m.out.Of, t.Value.Of) {
			continue
		}
		if f.normal(m) == t.Normal {
			return m
		}
		if like == nil && f.sameValue(m, t) {
			like = m
		}
	}
	return like
}

func sameOf(a, b string) bool {
	return a == b || ofRank(a) == ofOther && ofRank(b) == ofOther && whom(a) == whom(b)
}

// sameValue reports whether a value is the one meant, under a name that was since
// made fuller or shorter.
func (f *folder) sameValue(m *mergedValue, t *review.Target) bool {
	if e := f.entityOf(m); e != nil && t.Name != "" {
		return m.out.Harm == t.Value.Harm && slices.Contains(e.keys, FoldName(t.Name))
	}
	switch m.slot {
	case claim.Weapon, claim.Target, claim.Site:
		s, _ := m.out.Value.(string)
		return m.out.Kind == t.Value.Kind && t.Value.Text != "" && alike(strings.TrimPrefix(FoldName(s), "the "), strings.TrimPrefix(FoldName(t.Value.Text), "the "))
	}
	return false
}

// standsFor is the value of the same slot that the words of a decision stand for
// now, nil when there is none.
func (f *folder) standsFor(t *review.Target, words []schema.Citation) *mergedValue {
	for _, m := range f.values {
		if m.slot != t.Value.Slot {
			continue
		}
		for _, c := range m.out.Citations {
			if slices.ContainsFunc(words, func(w schema.Citation) bool { return overlaps(c, w) }) {
				return m
			}
		}
	}
	return nil
}

// words are those of all claims behind a value.
func (m *mergedValue) words() []doc.Citation {
	var out []doc.Citation
	for _, cs := range m.claims {
		out = append(out, cs...)
	}
	return out
}

// byHand adds a value on words as a person says it, or gives the one that is there.
// Without words there is no value.
func (f *folder) byHand(n *review.New, words []doc.Citation, who string) *mergedValue {
	if len(words) == 0 {
		return nil
	}
	s := f.sourceOf(words[0].Document)
	v := n.Value
	if n.Name != "" {
		v.Entity = f.entityByHand(s, n, words)
	}
	m := f.addValue(s, &claim.Claim{Citations: words, Maker: claim.Maker{Name: who}, Confidence: 0.99, Value: &v})
	return m
}

// sourceOf is the source of a document of the record.
func (f *folder) sourceOf(id doc.ID) Source {
	for _, p := range f.parts {
		if p.Source.Doc.ID == id {
			return p.Source
		}
	}
	return Source{}
}

// entityByHand gives the entity of a name, as an entity of a document; one that no
// document has is added.
func (f *folder) entityByHand(s Source, n *review.New, words []doc.Citation) claim.EntityID {
	key := FoldName(n.Name)
	id := claim.EntityID("by hand: " + key)
	for i, e := range f.entities {
		if slices.Contains(e.keys, key) {
			f.ents[entityKey{s.Doc.ID, id}] = i
			return id
		}
	}
	kind := n.Kind
	if kind == "" {
		kind = entity.Person
	}
	f.ents[entityKey{s.Doc.ID, id}] = len(f.entities)
	f.entities = append(f.entities, &mergedEntity{
		doc: s.Doc.ID, named: true, used: true, keys: []string{key},
		out: schema.Entity{ID: fmt.Sprint("e", len(f.entities)+1), Kind: string(kind), Name: n.Name, Named: true,
			Aliases: []string{}, Positions: []schema.Position{}, Mentions: f.cites(words)},
	})
	return id
}

// normal is the normal form of a value: the same for every fold in which it is the
// same value.
func (f *folder) normal(m *mergedValue) string {
	name := ""
	if e := f.entityOf(m); e != nil {
		name = e.out.Name
	}
	return Normal(&m.out, name)
}

// Normal is the normal form of a published value; name is that of the entity it
// names, "" when it names none.
func Normal(v *schema.Value, name string) string {
	switch x := v.Value.(type) {
	case int:
		return fmt.Sprint(x, "-", x)
	case schema.Range:
		bound := func(n *int) string {
			if n == nil {
				return ""
			}
			return fmt.Sprint(*n)
		}
		return bound(x.Min) + "-" + bound(x.Max)
	case [2]float64:
		return fmt.Sprintf("%.4f,%.4f", x[0], x[1])
	case string:
		if name != "" {
			return FoldName(name) + "|" + v.Harm
		}
		switch slot := claim.Slot(v.Slot); slot {
		case claim.Target, claim.Weapon:
			return v.Kind + "|" + FoldName(x)
		default:
			return FoldNameKeep(slot, x)
		}
	}
	return ""
}

// settleDecisions gives the decisions as published, once the values have their ids.
func (f *folder) settleDecisions() []schema.Decision {
	for _, m := range f.nows {
		for i := range f.decided {
			if slices.Contains(m.nowOf, f.decided[i].ID) {
				f.decided[i].Now = m.out.ID
			}
		}
	}
	return f.decided
}
