package archive

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/record"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/internal/text"
	"dossier/schema"
)

// Draft is a decision as a person states it.
type Draft struct {
	Kind   review.Kind
	Record string // any id of it
	Why    string

	// Slot names the slot, with a colon and whom it counts where that is not "all":
	// "injured:police". Value is the value as it is shown, or its id ("f7"); it may
	// be left out where the slot has only one.
	Slot, Value string
	// New is the value of an edit or addition; see [review.Parse].
	New string
	review.Attributes
	// Words are exact words of Document ("d3") that an addition stands on.
	Words, Document string

	// Entity names one of the two of a judgement about entities, Other the other: an
	// id of the record (e5) or a name, with "@" and a document behind it where only
	// the one of that document is meant. In is the record of the other, where it is
	// another one.
	Entity, In string

	Other     string   // the other record of a merge or an answer
	Documents []string // those that a split takes out
}

// Decide keeps a decision and folds what it touches. It gives the decision with its
// number, and the id of the record as it is called then.
func (a *Archive) Decide(ctx context.Context, in Draft) (out review.Decision, record string, err error) {
	err = a.Store.Update(ctx, func(c store.Change) error {
		key, err := Find(c, in.Record)
		if err != nil {
			return err
		}
		d, err := a.draft(c, key, in)
		if err != nil {
			return err
		}
		refs, err := touches(c, &d)
		if err != nil {
			return err
		}
		if out, err = a.decide(c, d, refs); err != nil {
			return err
		}
		if key, err = Find(c, d.Record); err != nil {
			return err
		}
		f, err := c.FounderOf(key)
		record = f.ID
		return err
	})
	return out, record, err
}

// Undo cancels a decision. Undoing an undo puts the decision in force again.
func (a *Archive) Undo(ctx context.Context, seq int64, why string) (out review.Decision, err error) {
	err = a.Store.Update(ctx, func(c store.Change) error {
		d, err := c.Decision(seq)
		if err != nil {
			return err
		}
		state, err := stateOf(c, d)
		if err != nil {
			return err
		}
		if state == review.Undone {
			return fault.New(fault.Conflict, "decision %d is undone already", seq)
		}
		refs, err := a.concerned(c, d)
		if err != nil {
			return err
		}
		u := review.Decision{Kind: review.Undo, Cancels: seq, Why: why, Record: d.Record}
		// Whoever takes back what they said themselves, before it counted, needs nobody.
		u.Waits = a.Waits && (state != review.Waiting || d.Who != a.Who)
		out, err = a.decide(c, u, refs)
		return err
	})
	return out, err
}

// Confirm puts a decision in force that waits for a second person, who is another
// than the one that decided.
func (a *Archive) Confirm(ctx context.Context, seq int64, why string) (out review.Decision, err error) {
	err = a.Store.Update(ctx, func(c store.Change) error {
		d, err := c.Decision(seq)
		if err != nil {
			return err
		}
		state, err := stateOf(c, d)
		switch {
		case err != nil:
			return err
		case state != review.Waiting:
			return fault.New(fault.Conflict, "decision %d does not wait for anybody: it is %s", seq, state)
		case d.Who == a.Who:
			return fault.New(fault.Forbidden, "decision %d is your own: somebody else confirms it", seq)
		}
		refs, err := a.concerned(c, d)
		if err != nil {
			return err
		}
		out, err = a.decide(c, review.Decision{Kind: review.Confirm, Cancels: seq, Why: why, Record: d.Record}, refs)
		return err
	})
	return out, err
}

// Open gives the decisions that wait for a second person: about a record, or with ""
// all of them.
func (a *Archive) Open(ctx context.Context, record string) (out []review.Decision, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		var all []review.Decision
		if record == "" {
			err := v.Decisions(func(d review.Decision) error {
				all = append(all, d)
				return nil
			})
			out = review.Open(all)
			return err
		}
		key, err := Find(v, record)
		if err != nil {
			return err
		}
		parts, err := v.PartsOf(key)
		if err != nil {
			return err
		}
		if all, err = v.About(documents(parts)); err == nil {
			out = review.Open(all)
		}
		return err
	})
	return out, err
}

// concerned are the reports whose records change when a decision takes force or loses
// it.
func (a *Archive) concerned(v store.View, d review.Decision) ([]claim.Ref, error) {
	d, err := behind(v, d)
	if err != nil {
		return nil, err
	}
	return touches(v, &d)
}

// behind is the decision that undos and confirmations are about in the end.
func behind(v store.View, d review.Decision) (review.Decision, error) {
	for d.Kind == review.Undo || d.Kind == review.Confirm {
		var err error
		if d, err = v.Decision(d.Cancels); err != nil {
			return d, err
		}
	}
	return d, nil
}

// touches are the reports whose records a decision may change: those it names, and
// of a judgement about entities all incidents of their documents.
func touches(v store.View, d *review.Decision) ([]claim.Ref, error) {
	out := d.Refs()
	if d.Pair == nil {
		return out, nil
	}
	for _, id := range documents(out) {
		refs, err := v.Incidents(id)
		if err != nil {
			return nil, err
		}
		for _, r := range refs {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	return out, nil
}

// stateOf tells how a decision stands.
func stateOf(v store.View, d review.Decision) (review.State, error) {
	var all []review.Decision
	err := v.Decisions(func(o review.Decision) error {
		if o.Kind == review.Undo || o.Kind == review.Confirm || o.Seq == d.Seq {
			all = append(all, o)
		}
		return nil
	})
	return review.StateOf(all, d.Seq), err
}

// decide keeps a decision, logs it, and folds the records of the reports it is
// about.
func (a *Archive) decide(c store.Change, d review.Decision, refs []claim.Ref) (review.Decision, error) {
	d.At, d.Who = a.stamp(), a.Who
	switch d.Kind {
	case review.Note, review.UnsureValue, review.Undo, review.Confirm: // change nothing, or were seen to
	default:
		d.Waits = a.Waits
	}
	if err := d.Check(); err != nil {
		return d, err
	}
	hash, err := decisionHash(d)
	if err != nil {
		return d, err
	}
	if d, err = c.AddDecision(d); err != nil {
		return d, err
	}
	if err := settleOutlet(c, d); err != nil {
		return d, err
	}
	if err := a.log(c, ledger.Decided, strconv.FormatInt(d.Seq, 10), hash); err != nil {
		return d, err
	}
	f := a.folding(c)
	for _, r := range refs {
		if err := f.touch(r); err != nil {
			return d, err
		}
		f.unsettled = append(f.unsettled, r)
	}
	return d, f.run()
}

// draft makes the decision that a person states, about the record of a number.
func (a *Archive) draft(c store.Change, key int64, in Draft) (review.Decision, error) {
	rec, err := c.Record(key)
	if err != nil {
		return review.Decision{}, err
	}
	d := review.Decision{Kind: in.Kind, Why: in.Why, Record: rec.Record.ID}
	switch in.Kind {
	case review.Merge, review.Same, review.Different, review.Unsure:
		d.Others = rec.Parts
		d.Parts, err = otherParts(c, key, in)
	case review.Split:
		d.Parts, d.Others, err = sides(c, rec, in.Documents)
	case review.SameEntity, review.DifferentEntity, review.UnsureEntity:
		d.Pair, err = pair(c, rec, in)
	case review.Note:
		d.Parts = rec.Parts[:1]
		if in.Slot != "" {
			d.Parts = nil
			d.Value, err = target(c, rec, in)
		}
	case review.Add:
		d.New, err = addition(c, rec, in)
	default:
		if d.Value, err = target(c, rec, in); err == nil && in.Kind == review.Edit {
			d.New, err = instead(d.Value, in)
		}
	}
	return d, err
}

// otherParts are the reports of the other record.
func otherParts(v store.View, key int64, in Draft) ([]claim.Ref, error) {
	other, err := Find(v, in.Other)
	if err != nil {
		return nil, err
	}
	if other == key {
		return nil, fault.New(fault.Invalid, "%s and %s are one record already", in.Record, in.Other)
	}
	return v.PartsOf(other)
}

// sides are the reports of a record that are split off, and those that stay.
func sides(v store.View, rec store.Record, documents []string) (out, stay []claim.Ref, err error) {
	var ids []doc.ID
	for _, d := range documents {
		c, err := Document(v, d)
		if err != nil {
			return nil, nil, err
		}
		ids = append(ids, c.ID)
	}
	for _, r := range rec.Parts {
		if slices.Contains(ids, r.Document) {
			out = append(out, r)
		} else {
			stay = append(stay, r)
		}
	}
	if len(out) == 0 || len(stay) == 0 {
		return nil, nil, fault.New(fault.Invalid, "record %s: name some of its documents and not all: %s", rec.Record.ID, strings.Join(rec.Record.Documents, ", "))
	}
	return out, stay, nil
}

// target is the value that a draft names.
func target(v store.View, rec store.Record, in Draft) (*review.Target, error) {
	value, err := valueOf(&rec.Record, in)
	if err != nil {
		return nil, err
	}
	t := &review.Target{New: review.New{Shown: shown(&rec.Record, value)}}
	e := entityNamed(&rec.Record, value)
	if e != nil {
		t.Name, t.Kind = e.Name, entity.Kind(e.Kind)
		t.Normal = record.Normal(value, e.Name)
	} else {
		t.Normal = record.Normal(value, "")
	}
	t.Value = claimValue(value, e != nil)
	t.Words, err = wordsOf(v, rec, value.Citations)
	return t, err
}

// valueOf finds the value of a record that a draft names.
func valueOf(r *schema.Record, in Draft) (*schema.Value, error) {
	slot, of, _ := strings.Cut(in.Slot, ":")
	var found []*schema.Value
	var have []string
	for i := range r.Values {
		v := &r.Values[i]
		if v.Slot != slot || of != "" && v.Of != of {
			continue
		}
		have = append(have, v.ID+" "+shown(r, v))
		switch {
		case in.Value == v.ID:
			return v, nil
		case in.Value == "" || strings.EqualFold(in.Value, shown(r, v)):
			found = append(found, v)
		}
	}
	switch {
	case len(have) == 0:
		return nil, fault.New(fault.NotFound, "record %s has no value of %s", r.ID, in.Slot)
	case len(found) == 1:
		return found[0], nil
	case len(found) == 0:
		return nil, fault.New(fault.NotFound, "record %s has no value %q of %s; it has %s", r.ID, in.Value, in.Slot, strings.Join(have, ", "))
	}
	return nil, fault.New(fault.Invalid, "record %s has several values of %s; name one: %s", r.ID, in.Slot, strings.Join(have, ", "))
}

// entityNamed is the entity that a value names, nil when it names none.
func entityNamed(r *schema.Record, v *schema.Value) *schema.Entity {
	id, _ := v.Value.(string)
	switch claim.Slot(v.Slot) {
	case claim.Perpetrator, claim.Suspect, claim.Victim, claim.ClaimedBy:
		for i := range r.Entities {
			if r.Entities[i].ID == id {
				return &r.Entities[i]
			}
		}
	}
	return nil
}

// shown is a value in a few characters.
func shown(r *schema.Record, v *schema.Value) string {
	if e := entityNamed(r, v); e != nil {
		return e.Name
	}
	switch x := v.Value.(type) {
	case schema.Range:
		switch {
		case x.Min != nil && x.Max != nil:
			return fmt.Sprintf("%d-%d", *x.Min, *x.Max)
		case x.Min != nil:
			return fmt.Sprintf("%d+", *x.Min)
		case x.Max != nil:
			return fmt.Sprintf("<=%d", *x.Max)
		}
	case [2]float64:
		return fmt.Sprintf("%g,%g", x[0], x[1])
	}
	return fmt.Sprint(v.Value)
}

// claimValue is a published value as a claim has it. Of an entity the name stands
// beside it.
func claimValue(v *schema.Value, named bool) claim.Value {
	out := claim.Value{
		Slot: claim.Slot(v.Slot), Of: v.Of, Kind: v.Kind, Basis: v.Basis, Harm: v.Harm,
		Degree: v.Degree, Offset: v.Offset, Precision: v.Precision,
	}
	switch x := v.Value.(type) {
	case int:
		c := count.Exactly(x)
		out.Count = &c
	case schema.Range:
		c := count.Count{Min: count.Open, Max: count.Open}
		if x.Min != nil {
			c.Min = *x.Min
		}
		if x.Max != nil {
			c.Max = *x.Max
		}
		out.Count = &c
	case [2]float64:
		out.Lat, out.Lon = x[0], x[1]
	case string:
		if !named {
			out.Text = x
		}
	}
	return out
}

// wordsOf are published citations of a record as a decision keeps them.
func wordsOf(v store.View, rec store.Record, cs []schema.Citation) ([]review.Words, error) {
	var out []review.Words
	for _, c := range cs {
		card, err := Document(v, c.Document)
		if err != nil {
			return nil, err
		}
		e, err := v.Entry(card.ID, "")
		if err != nil {
			return nil, err
		}
		out = append(out, review.Words{
			Ref: partOf(rec, card.ID), Quote: c.Quote,
			Span: text.Span{Start: e.Doc.Text.Byte(c.Start), End: e.Doc.Text.Byte(c.End)},
		})
	}
	return out, nil
}

// partOf is the report of a record that is of a document.
func partOf(rec store.Record, id doc.ID) claim.Ref {
	for _, r := range rec.Parts {
		if r.Document == id {
			return r
		}
	}
	return claim.Ref{Document: id}
}

// instead is the value that an edit puts in the place of another: what is not said
// anew stays.
func instead(t *review.Target, in Draft) (*review.New, error) {
	at := in.Attributes
	was := t.Value
	at.Of = or(at.Of, was.Of)
	at.Basis, at.Harm, at.Degree = or(at.Basis, was.Basis), or(at.Harm, was.Harm), or(at.Degree, was.Degree)
	at.Kind = or(at.Kind, or(was.Kind, string(t.Kind)))
	n, err := review.Parse(was.Slot, in.New, at)
	return &n, err
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// addition is a value with its words, as a draft gives it.
func addition(v store.View, rec store.Record, in Draft) (*review.New, error) {
	slot, of, _ := strings.Cut(in.Slot, ":")
	at := in.Attributes
	at.Of = or(at.Of, of)
	n, err := review.Parse(claim.Slot(slot), in.New, at)
	if err != nil {
		return nil, err
	}
	w, err := quoted(v, rec, in.Document, in.Words)
	n.Words = []review.Words{w}
	return &n, err
}

// quoted finds words in a document of a record. They must stand there once.
func quoted(v store.View, rec store.Record, document, words string) (review.Words, error) {
	if words == "" {
		return review.Words{}, fault.New(fault.Invalid, "give the words that the value stands on: no value without its words")
	}
	var found []review.Words
	for _, name := range rec.Record.Documents {
		card, err := Document(v, name)
		if err != nil {
			return review.Words{}, err
		}
		if document != "" && document != name && !strings.HasPrefix(string(card.ID), document) {
			continue
		}
		e, err := v.Entry(card.ID, "")
		if err != nil {
			return review.Words{}, err
		}
		s := e.Doc.Text.String()
		for from := 0; ; {
			i := strings.Index(s[from:], words)
			if i < 0 || len(found) > 1 {
				break
			}
			found = append(found, review.Words{Ref: partOf(rec, card.ID), Quote: words, Span: text.Span{Start: from + i, End: from + i + len(words)}})
			from += i + len(words)
		}
	}
	switch len(found) {
	case 0:
		return review.Words{}, fault.New(fault.NotFound, "%q does not stand in the documents of %s", words, rec.Record.ID)
	case 1:
		return found[0], nil
	}
	return review.Words{}, fault.New(fault.Invalid, "%q stands there more than once; give more of the words, or the document", words)
}
