package schema

import "strconv"

// Citations calls visit for every citation of the record; where says what it
// backs: "value f7", "event v9 (trigger)".
func (r *Record) Citations(visit func(where string, c Citation)) {
	each := func(where string, cs []Citation) {
		for _, c := range cs {
			visit(where, c)
		}
	}
	for _, v := range r.Values {
		each("value "+v.ID, v.Citations)
	}
	for _, e := range r.Entities {
		each("entity "+e.ID, e.Mentions)
		for _, p := range e.Positions {
			each("entity "+e.ID+" (position)", p.Citations)
		}
		for _, p := range e.Parts {
			each("entity "+e.ID+" ("+p.Kind+")", p.Citations)
		}
		for _, t := range []*Trait{e.Age, e.Sex, e.Ethnicity} {
			if t != nil {
				each("entity "+e.ID+" (trait)", t.Citations)
			}
		}
	}
	for _, e := range r.Events {
		visit("event "+e.ID+" (trigger)", e.Trigger)
		each("event "+e.ID, e.Citations)
	}
	for _, a := range r.Attributions {
		visit("attribution "+a.ID+" (content)", a.Content)
		each("attribution "+a.ID, a.Citations)
	}
	for _, x := range r.Reactions {
		each("reaction "+x.ID, x.Citations)
	}
	for _, a := range r.Accounts {
		each("account "+a.ID, a.Citations)
	}
	for _, x := range r.Evidence {
		if x.Shows != nil {
			visit("evidence "+x.ID+" (shows)", *x.Shows)
		}
		each("evidence "+x.ID, x.Citations)
	}
	for _, x := range r.Related {
		each("relation", x.Citations)
	}
	for _, x := range r.Conflicts {
		each("conflict of "+x.Slot, x.Citations)
	}
	for _, o := range r.Origins {
		for _, t := range o.Ties {
			each("origin "+o.ID, t.Citations)
		}
	}
	for _, x := range r.Decisions {
		each("decision "+strconv.FormatInt(x.ID, 10), x.Citations)
	}
}
