package register

import (
	"slices"

	"dossier/schema"
)

// Statement is one thing that a record says of somebody, or that somebody says in it.
type Statement struct {
	// ID is that of the value, step, statement, reaction, account or item in the
	// record.
	ID string `json:"id"`
	// Part is what it is: "value", "event", "says" (said by them), "said_of" (said by
	// others, naming them), "reaction", "account" or "evidence".
	Part string `json:"part"`
	// Kind is the slot of a value, their role in an event, the kind of a statement, of
	// a reaction, or the question of an account.
	Kind string `json:"kind"`
	Text string `json:"text"`
	When string `json:"when,omitempty"` // EDTF
	// Who says so, by name; none for the documents' own voice.
	Who       []string          `json:"who,omitempty"`
	Shown     bool              `json:"shown"`           // of a value: that it is shown first
	State     string            `json:"state,omitempty"` // of a value: what people decided
	Citations []schema.Citation `json:"citations"`
}

// StatementsOf lists all that a record says of an entity, and that it says in the
// record.
func StatementsOf(r *schema.Record, entity string) []Statement {
	s := saying{r: r, id: entity, names: map[string]string{}}
	for i := range r.Entities {
		e := &r.Entities[i]
		s.names[e.ID] = e.Name
		if e.ID == entity {
			s.mentions = e.Mentions
		}
	}
	s.values()
	s.events()
	s.attributions()
	s.rest()
	return s.out
}

type saying struct {
	r        *schema.Record
	id       string
	names    map[string]string
	mentions []schema.Citation
	out      []Statement
}

func (s *saying) called(ids []string) (out []string) {
	for _, id := range ids {
		if n := s.names[id]; n != "" {
			out = append(out, n)
		}
	}
	return out
}

func (s *saying) values() {
	for i := range s.r.Values {
		v := &s.r.Values[i]
		if id, _ := v.Value.(string); id != s.id {
			continue
		}
		text := v.Harm
		if text == "" {
			text = v.Basis
		}
		s.out = append(s.out, Statement{ID: v.ID, Part: "value", Kind: v.Slot, Text: text, Who: s.called(v.Claimants), Shown: v.Preferred, State: v.State, Citations: v.Citations})
	}
}

func (s *saying) events() {
	for i := range s.r.Events {
		e := &s.r.Events[i]
		for _, a := range e.Arguments {
			if a.Entity != s.id {
				continue
			}
			cs := e.Citations
			if len(cs) == 0 {
				cs = []schema.Citation{e.Trigger}
			}
			s.out = append(s.out, Statement{ID: e.ID, Part: "event", Kind: a.Role, Text: e.What, When: e.When, Who: s.called(e.Claimants), Citations: cs})
			break
		}
	}
}

func (s *saying) attributions() {
	for i := range s.r.Attributions {
		a := &s.r.Attributions[i]
		st := Statement{ID: a.ID, Kind: a.Kind, Text: a.Content.Quote, When: a.When, Citations: append([]schema.Citation{a.Content}, a.Citations...)}
		switch {
		case a.Claimant == s.id || a.OnBehalfOf == s.id:
			st.Part = "says"
		case slices.ContainsFunc(s.mentions, func(m schema.Citation) bool { return lies(m, a.Content) }):
			st.Part, st.Who = "said_of", s.called([]string{a.Claimant})
		default:
			continue
		}
		s.out = append(s.out, st)
	}
}

func lies(in, c schema.Citation) bool {
	return in.Document == c.Document && in.Start >= c.Start && in.End <= c.End
}

// rest are reactions, accounts and items of evidence.
func (s *saying) rest() {
	for i := range s.r.Reactions {
		x := &s.r.Reactions[i]
		for _, k := range x.Kinds {
			if x.Actor == s.id || x.For == s.id {
				s.out = append(s.out, Statement{ID: x.ID, Part: "reaction", Kind: k, When: x.When, Citations: x.Citations})
			}
		}
	}
	for i := range s.r.Accounts {
		a := &s.r.Accounts[i]
		for _, x := range []struct {
			who []string
			how string
		}{{a.HeldBy, "holds"}, {a.RejectedBy, "rejects"}, {a.DoubtedBy, "doubts"}} {
			if slices.Contains(x.who, s.id) {
				s.out = append(s.out, Statement{ID: a.ID, Part: "account", Kind: a.Question, Text: x.how + " " + a.Position, Citations: a.Citations})
			}
		}
	}
	for i := range s.r.Evidence {
		x := &s.r.Evidence[i]
		if x.HeldBy == s.id || slices.Contains(x.ReliedBy, s.id) {
			s.out = append(s.out, Statement{ID: x.ID, Part: "evidence", Kind: x.Kind, Text: x.What, Citations: x.Citations})
		}
	}
}
