package wording

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/schema"
)

// Chronicle puts the steps of a record's chronology into words.
type Chronicle struct {
	rec      *schema.Record
	entities map[string]*schema.Entity
}

// NewChronicle prepares the chronology of a record.
func NewChronicle(r *schema.Record) *Chronicle {
	c := &Chronicle{rec: r, entities: make(map[string]*schema.Entity, len(r.Entities))}
	for i := range r.Entities {
		c.entities[r.Entities[i].ID] = &r.Entities[i]
	}
	return c
}

// Steps are the events of the record in order.
func (c *Chronicle) Steps() []*schema.Event {
	all := make([]*schema.Event, len(c.rec.Events))
	for i := range c.rec.Events {
		all[i] = &c.rec.Events[i]
	}
	slices.SortStableFunc(all, func(a, b *schema.Event) int { return cmp.Compare(a.Order, b.Order) })
	return all
}

// Told are the events that a chronology needs, in order. An event that is a
// detail, a word alone, or only somebody saying something is left out, and one
// told within the words of the event before it needs no line of its own.
func (c *Chronicle) Told() []*schema.Event {
	var out []*schema.Event
	for _, e := range c.Steps() {
		n := len(out)
		if e.Minor || bare(e) || c.spoken(e) || n > 0 && within(e, out[n-1]) {
			continue
		}
		out = append(out, e)
	}
	return out
}

// bare reports whether an event is a word alone: it tells neither who nor whom
// nor at what time.
func bare(e *schema.Event) bool {
	return len(e.Arguments) == 0 && e.Time == "" && !strings.Contains(strings.TrimSpace(e.What), " ")
}

// within reports whether the words of e begin inside those of outer.
func within(e, outer *schema.Event) bool {
	after := e.Trigger.Start - outer.Trigger.Start
	if e.Trigger.Document != outer.Trigger.Document || e.Trigger.Quote == "" || after <= 0 {
		return false
	}
	return after < utf8.RuneCountInString(outer.What) && strings.Contains(outer.What, e.Trigger.Quote)
}

// spoken reports whether an event is somebody saying something: its trigger is
// the cue of an attribution, or its words hold those that a reaction stands on.
func (c *Chronicle) spoken(e *schema.Event) bool {
	for i := range c.rec.Attributions {
		a := &c.rec.Attributions[i]
		if strings.Contains(a.Cue, e.Trigger.Quote) && slices.ContainsFunc(a.Citations, func(ct schema.Citation) bool { return covers(ct, e.Trigger) }) {
			return true
		}
	}
	words := e.Trigger
	if strings.HasPrefix(e.What, e.Trigger.Quote) {
		words.End = words.Start + utf8.RuneCountInString(e.What)
	}
	for i := range c.rec.Reactions {
		r := &c.rec.Reactions[i]
		if slices.ContainsFunc(r.Citations, func(ct schema.Citation) bool {
			return (covers(words, ct) || covers(ct, e.Trigger)) && !c.mentions(r.Actor, ct)
		}) {
			return true
		}
	}
	return false
}

// mentions reports whether the words of a citation are the entity's name.
func (c *Chronicle) mentions(id string, ct schema.Citation) bool {
	e := c.entities[id]
	return e != nil && slices.Contains(e.Mentions, ct)
}

// covers reports whether t lies within c.
func covers(c, t schema.Citation) bool {
	return c.Document == t.Document && c.Start <= t.Start && t.End <= c.End
}

// Happening is what happened, with whoever did it in front unless the words name
// them.
func (c *Chronicle) Happening(e *schema.Event) string {
	var agents []string
	for _, a := range e.Arguments {
		if a.Role == "agent" && !c.mentioned(e.What, a.Entity) {
			agents = append(agents, c.entities[a.Entity].Name)
		}
	}
	if len(agents) > 0 {
		return strings.Join(agents, " and ") + " " + e.What
	}
	for _, a := range e.Arguments {
		if a.Role == "patient" && !c.mentioned(e.What, a.Entity) {
			return e.What + " (" + c.entities[a.Entity].Name + ")"
		}
	}
	return e.What
}

// mentioned reports whether a text names the entity, or there is none.
func (c *Chronicle) mentioned(text, id string) bool {
	e := c.entities[id]
	if e == nil {
		return true
	}
	text = strings.ToLower(text)
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		if n != "" && strings.Contains(text, strings.ToLower(n)) {
			return true
		}
	}
	return false
}

// Denies reports whether words tell themselves that something did not happen.
func Denies(what string) bool {
	for _, w := range strings.Fields(strings.ToLower(what)) {
		switch w {
		case "nobody", "no", "none", "not", "never", "nothing", "neither", "nor", "without":
			return true
		}
		if strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}
