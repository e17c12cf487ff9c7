package archive

import (
	"context"
	"encoding/json"
	"slices"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/origin"
	"dossier/internal/register"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

// stateSource is the name of the state that says what people said of a source.
func stateSource(source string) string { return "source:" + source }

// settleOutlet settles the source that a decision, or one that it undoes or confirms,
// says something of.
func settleOutlet(c store.Change, d review.Decision) error {
	d, err := behind(c, d)
	if err != nil || d.Outlet == nil {
		return err
	}
	return settleSource(c, d.Outlet.Source)
}

// settleSource keeps what people said last of a source, so that it is found without
// going through the decisions.
func settleSource(c store.Change, source string) error {
	var all []review.Decision
	err := c.Decisions(func(d review.Decision) error {
		if d.Kind == review.Undo || d.Kind == review.Confirm || d.Outlet != nil && d.Outlet.Source == source {
			all = append(all, d)
		}
		return nil
	})
	if err != nil {
		return err
	}
	value := ""
	for _, d := range review.Active(all) {
		b, err := json.Marshal(d)
		if err != nil {
			return err
		}
		value = string(b)
	}
	return c.SetState(stateSource(source), value)
}

// saidOf is the decision that says what a source is, nil when nobody said it.
func saidOf(v store.View, source string) (*review.Decision, error) {
	if source == "" {
		return nil, nil
	}
	s, err := v.State(stateSource(source))
	if err != nil || s == "" {
		return nil, err
	}
	var d review.Decision
	if err := json.Unmarshal([]byte(s), &d); err != nil || d.Outlet == nil {
		return nil, fault.New(fault.Corrupt, "what people said of the source %q is damaged: %v", source, err)
	}
	return &d, nil
}

// shownNow is the published form of a document with what people said of its source.
func shownNow(v store.View, seq int64) (schema.Document, error) {
	d, err := v.Shown(seq)
	if err != nil {
		return d, err
	}
	said, err := saidOf(v, register.SourceOf(d.Source, d.URL))
	if err != nil || said == nil {
		return d, err
	}
	o := said.Outlet
	d.SourceKind, d.SourceCountry, d.Reliability = or(o.Kind, d.SourceKind), or(o.Country, d.SourceCountry), or(o.Reliability, d.Reliability)
	return d, nil
}

// Describe keeps what a person says of a source, by its id or name.
func (a *Archive) Describe(ctx context.Context, source string, o review.Outlet, why string) (out review.Decision, err error) {
	if o, err = checked(o); err != nil {
		return out, err
	}
	if err := a.Store.Indexed(ctx); err != nil {
		return out, err
	}
	err = a.Store.Update(ctx, func(c store.Change) error {
		t, err := sourceCalled(c, source)
		if err != nil {
			return err
		}
		o.Source, o.Name = t.Source, t.Name
		out, err = a.decide(c, review.Decision{Kind: review.Source, Why: why, Outlet: &o}, nil)
		return err
	})
	return out, err
}

// checked is what a person says of a source in the form that it is kept in.
func checked(o review.Outlet) (review.Outlet, error) {
	o.Kind, o.Country, o.Reliability = strings.ToLower(o.Kind), strings.ToUpper(o.Country), strings.ToUpper(o.Reliability)
	letters := func(s string, n int, from, to rune) bool {
		return len(s) == n && !strings.ContainsFunc(s, func(r rune) bool { return r < from || r > to })
	}
	switch {
	case o.Kind != "" && !slices.Contains(origin.Kinds(), o.Kind):
		return o, fault.New(fault.Invalid, "%q is no kind of source: %s", o.Kind, strings.Join(origin.Kinds(), ", "))
	case o.Country != "" && !letters(o.Country, 2, 'A', 'Z'):
		return o, fault.New(fault.Invalid, "%q is no country: write the two letters of ISO 3166-1", o.Country)
	case o.Reliability != "" && !letters(o.Reliability, 1, 'A', 'F'):
		return o, fault.New(fault.Invalid, "%q is no reliability: write a letter of the Admiralty code, A to F", o.Reliability)
	case o.Kind+o.Country+o.Reliability == "":
		return o, fault.New(fault.Invalid, "say what the source is: its kind, country or reliability")
	}
	return o, nil
}

// sourceCalled finds a source by its id or name.
func sourceCalled(v store.View, s string) (register.Tally, error) {
	all, err := v.Tallies()
	if err != nil {
		return register.Tally{}, err
	}
	for _, key := range []string{origin.Key(s), strings.ReplaceAll(s, "-", " ")} {
		for _, t := range all {
			if t.Source == key {
				return t, nil
			}
		}
	}
	return register.Tally{}, fault.New(fault.NotFound, "no document comes from %q; \"dossier sources\" lists those that they come from", s)
}

// sourceOf fills in what is known of a source.
func sourceOf(v store.View, t register.Tally) (register.Source, error) {
	s := register.Source{ID: strings.ReplaceAll(t.Source, " ", "-"), Tally: t}
	known := origin.Known(t.Name)
	s.Kind, s.Country = known.Kind, known.Country
	list, err := v.From(t.Source, 0, 1)
	if err != nil {
		return s, err
	}
	for _, seq := range list {
		d, err := v.Shown(seq)
		if err != nil {
			return s, err
		}
		s.Kind, s.Country, s.Reliability = or(d.SourceKind, s.Kind), or(d.SourceCountry, s.Country), d.Reliability
	}
	said, err := saidOf(v, t.Source)
	if err != nil || said == nil {
		return s, err
	}
	o := said.Outlet
	s.Kind, s.Country, s.Reliability = or(o.Kind, s.Kind), or(o.Country, s.Country), or(o.Reliability, s.Reliability)
	s.SetBy, s.SetAt, s.Decision = said.Who, said.At, said.Seq
	return s, nil
}

// Sources lists the sources of documents, those with most documents first: those whose
// name has some words in it, "" for all. All is how many there are.
func (a *Archive) Sources(ctx context.Context, words string, skip, limit int) (out []register.Source, all int, err error) {
	if err := a.Store.Indexed(ctx); err != nil {
		return nil, 0, err
	}
	err = a.Store.View(ctx, func(v store.View) error {
		list, err := v.Tallies()
		if err != nil {
			return err
		}
		key := origin.Key(words)
		list = slices.DeleteFunc(list, func(t register.Tally) bool { return !strings.Contains(t.Source, key) })
		sort.SliceStable(list, func(i, j int) bool { return list[i].Documents > list[j].Documents })
		all = len(list)
		for _, t := range list[min(skip, all):min(all, skip+limit)] {
			s, err := sourceOf(v, t)
			if err != nil {
				return err
			}
			out = append(out, s)
		}
		return nil
	})
	return out, all, err
}

// SourceOf is one source with its documents and what it says, by its id or name; of
// both those after the first skip, at most limit.
func (a *Archive) SourceOf(ctx context.Context, id string, skip, limit int) (out register.WholeSource, err error) {
	if err := a.Store.Indexed(ctx); err != nil {
		return out, err
	}
	err = a.Store.View(ctx, func(v store.View) error {
		t, err := sourceCalled(v, id)
		if err != nil {
			return err
		}
		if out.Source, err = sourceOf(v, t); err != nil {
			return err
		}
		if out.Documents, err = held(v, t.Source, skip, limit); err != nil {
			return err
		}
		out.Told, err = toldBy(v, t.Source, skip, limit)
		return err
	})
	return out, err
}

// held are documents of a source with the records that they tell of.
func held(v store.View, source string, skip, limit int) ([]register.Held, error) {
	list, err := v.From(source, skip, limit)
	if err != nil {
		return nil, err
	}
	out := []register.Held{}
	for _, seq := range list {
		d, err := shownNow(v, seq)
		if err != nil {
			return nil, err
		}
		c, err := v.Numbered(seq)
		if err != nil {
			return nil, err
		}
		h := register.Held{Document: d, Records: []register.RecordName{}}
		refs, err := v.Incidents(c.ID)
		if err != nil {
			return nil, err
		}
		for _, r := range refs {
			key, err := v.RecordOf(r)
			if err != nil {
				return nil, err
			}
			casts, err := v.Casts([]int64{key})
			if err != nil {
				return nil, err
			}
			for _, x := range casts {
				h.Records = append(h.Records, register.RecordName{ID: x.Record, Title: x.Title})
			}
		}
		out = append(out, h)
	}
	return out, nil
}

// toldBy are records as a source tells them.
func toldBy(v store.View, source string, skip, limit int) ([]register.Telling, error) {
	list, err := v.TalliesOf(source, skip, limit)
	if err != nil {
		return nil, err
	}
	out := []register.Telling{}
	for _, x := range list {
		rec, err := v.Record(x.Key)
		if err != nil {
			return nil, err
		}
		own, err := ownDocuments(v, &rec.Record, source)
		if err != nil {
			return nil, err
		}
		c := register.CastOf(&rec.Record)
		t := register.Telling{Record: rec.Record.ID, Title: rec.Record.Title, Date: c.Date, Tally: x.Tally, Alone: []register.Word{}, Differs: []register.Against{}}
		says(&t, &rec.Record, own)
		out = append(out, t)
	}
	return out, nil
}

// ownDocuments are the documents of a record that come from a source.
func ownDocuments(v store.View, r *schema.Record, source string) (map[string]bool, error) {
	own := map[string]bool{}
	for _, n := range r.Documents {
		seq, err := strconv.ParseInt(strings.TrimPrefix(n, "d"), 10, 64)
		if err != nil {
			return nil, err
		}
		d, err := v.Shown(seq)
		if err != nil {
			return nil, err
		}
		if register.SourceOf(d.Source, d.URL) == source {
			own[n] = true
		}
	}
	return own, nil
}

// says fills in what a source alone says, and where others say otherwise.
func says(t *register.Telling, r *schema.Record, own map[string]bool) {
	mine := func(c schema.Citation) bool { return own[c.Document] }
	t.Only = len(own) == len(r.Documents)
	value := map[string]*schema.Value{}
	for i := range r.Values {
		x := &r.Values[i]
		value[x.ID] = x
		if !t.Only && x.Status != "contested" && len(x.Citations) > 0 && !slices.ContainsFunc(x.Citations, func(c schema.Citation) bool { return !mine(c) }) {
			t.Alone = append(t.Alone, word(r, x))
		}
	}
	for _, c := range r.Conflicts {
		for _, id := range c.Values {
			x := value[id]
			if x == nil || !slices.ContainsFunc(x.Citations, mine) {
				continue
			}
			a := register.Against{Word: word(r, x)}
			for _, o := range c.Values {
				if y := value[o]; y != nil && o != id && !slices.ContainsFunc(y.Citations, mine) {
					a.Others = append(a.Others, word(r, y))
				}
			}
			if len(a.Others) > 0 {
				t.Differs = append(t.Differs, a)
			}
		}
	}
}

func word(r *schema.Record, x *schema.Value) register.Word {
	return register.Word{ID: x.ID, Slot: x.Slot, Of: x.Of, Text: shown(r, x), Shown: x.Preferred, State: x.State, Citations: x.Citations}
}
