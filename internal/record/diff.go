package record

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/schema"
)

// Change is one difference between two states of a record.
type Change struct {
	What string // added, removed, shown, hidden, state, words lost
	// Part is what sort of thing it is: a slot, or event, attribution, reaction,
	// account, evidence, relation, decision.
	Part, Of string
	Value    string // as people read it
	State    string // of a value, where it changed
	// Documents are those whose words back it, in the state that has it.
	Documents []string
}

// thing is one thing of a record, as it is compared.
type thing struct {
	part, of, shown string
	preferred, lost bool
	state           string
	documents       []string
}

// Diff tells how a record changed from a to b: values by slot and normal form,
// everything else by what it says. A nil record is one that was not there.
func Diff(a, b *schema.Record) []Change {
	was, _ := things(a)
	now, order := things(b)
	var out []Change
	for _, k := range order {
		n := now[k]
		c := Change{Part: n.part, Of: n.of, Value: n.shown, Documents: n.documents}
		o, had := was[k]
		if !had {
			c.What = "added"
			out = append(out, c)
			continue
		}
		for _, x := range []struct {
			yes  bool
			what string
		}{
			{n.preferred && !o.preferred, "shown"}, {!n.preferred && o.preferred, "hidden"},
			{n.lost && !o.lost, "words lost"}, {n.state != o.state, "state"},
		} {
			if x.yes {
				c.What, c.State = x.what, n.state
				out = append(out, c)
			}
		}
	}
	_, before := things(a)
	for _, k := range before {
		if _, still := now[k]; !still {
			o := was[k]
			out = append(out, Change{What: "removed", Part: o.part, Of: o.of, Value: o.shown, Documents: o.documents})
		}
	}
	return out
}

// things are those of a record by what makes them the same, in order.
func things(r *schema.Record) (map[string]thing, []string) {
	out := map[string]thing{}
	var order []string
	if r == nil {
		return out, nil
	}
	names := map[string]string{}
	for _, e := range r.Entities {
		names[e.ID] = e.Name
	}
	add := func(key string, t thing, cs []schema.Citation) {
		for _, c := range cs {
			t.documents = appendNew(t.documents, c.Document)
		}
		if _, had := out[key]; !had {
			out[key] = t
			order = append(order, key)
		}
	}
	for i := range r.Values {
		v := &r.Values[i]
		name := ""
		if peopled(v.Slot) {
			name = names[fmt.Sprint(v.Value)]
		}
		add("value\x00"+v.Slot+"\x00"+v.Of+"\x00"+Normal(v, name), thing{
			part: v.Slot, of: v.Of, shown: plainly(v, name), preferred: v.Preferred, lost: v.WordsLost, state: v.State,
		}, v.Citations)
	}
	say := func(part, shown string, cs []schema.Citation) {
		add(part+"\x00"+FoldName(shown), thing{part: part, shown: shown}, cs)
	}
	for _, e := range r.Events {
		say("event", strings.TrimSpace(e.When+" "+e.What), append([]schema.Citation{e.Trigger}, e.Citations...))
	}
	for _, t := range r.Attributions {
		say("attribution", names[t.Claimant]+" "+t.Cue+": "+t.Content.Quote, []schema.Citation{t.Content})
	}
	for _, x := range r.Reactions {
		say("reaction", names[x.Actor]+": "+strings.Join(x.Kinds, ", "), x.Citations)
	}
	for _, a := range r.Accounts {
		say("account", a.Question+": "+a.Position, a.Citations)
	}
	for _, x := range r.Evidence {
		say("evidence", x.What, x.Citations)
	}
	for _, x := range r.Related {
		say("relation", x.Kind+": "+x.Title, x.Citations)
	}
	for _, d := range r.Decisions {
		add(fmt.Sprint("decision\x00", d.ID), thing{part: "decision", shown: strings.TrimSpace(fmt.Sprint(d.ID, " ", d.Kind, " by ", d.Who, " ", d.Slot, " ", d.Value, " ", d.New)), state: d.Status}, nil)
	}
	return out, order
}

// peopled reports whether the values of a slot are entities.
func peopled(slot string) bool {
	return slices.Contains([]claim.Slot{claim.Perpetrator, claim.Suspect, claim.Victim, claim.ClaimedBy}, claim.Slot(slot))
}

// plainly is a value in a few characters.
func plainly(v *schema.Value, name string) string {
	if name != "" {
		return name
	}
	if x, ok := v.Value.(schema.Range); ok {
		return number(x)
	}
	return fmt.Sprint(v.Value)
}
