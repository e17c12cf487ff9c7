package wording

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
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
		if e.Minor || bare(e) || c.spoken(e) || slices.ContainsFunc(out[max(0, len(out)-near):], func(o *schema.Event) bool { return within(e, o) }) {
			continue
		}
		// what e tells within its words, in its subject or behind "after"
		from := max(0, len(out)-near)
		out = append(out[:from], slices.DeleteFunc(out[from:], func(o *schema.Event) bool { return part(o, e) || within(o, e) })...)
		out = append(out, e)
	}
	return out
}

// bare reports whether an event is a word alone: it tells neither who nor whom
// nor at what time. A noun behind its article only names what the steps around it
// tell.
func bare(e *schema.Event) bool {
	what, noun := strings.TrimSpace(e.What), false
	for _, a := range [...]string{"the ", "an ", "a "} {
		if len(what) > len(a) && strings.EqualFold(what[:len(a)], a) {
			what, noun = what[len(a):], true
			break
		}
	}
	return (noun || len(e.Arguments) == 0) && e.Time == "" && !strings.Contains(what, " ")
}

// near is over how many steps one is looked for that tells another within its words.
const near = 12

// within reports whether the words of e begin inside those of outer, behind its
// trigger, of the same day.
func within(e, outer *schema.Event) bool {
	after := e.Trigger.Start - outer.Trigger.Start
	if e.Trigger.Document != outer.Trigger.Document || e.Trigger.Quote == "" || after <= 0 || e.When != "" && e.When != outer.When {
		return false
	}
	_, told, ok := strings.Cut(outer.What, outer.Trigger.Quote)
	return ok && after < utf8.RuneCountInString(outer.Trigger.Quote+told) && strings.Contains(told, e.Trigger.Quote)
}

// part reports whether the trigger of e, which tells nothing else, stands before
// that of outer within its words.
func part(e, outer *schema.Event) bool {
	back := outer.Trigger.Start - e.Trigger.Start
	if e.Trigger.Document != outer.Trigger.Document || e.Trigger.Quote == "" || back <= 0 || e.When != outer.When || !strings.Contains(outer.What, e.What) {
		return false
	}
	front, _, ok := strings.Cut(outer.What, outer.Trigger.Quote)
	return ok && back <= utf8.RuneCountInString(front) && strings.Contains(front, e.Trigger.Quote)
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

// Happening is what happened, with whoever did it, or to whom it was done in the
// passive, in front where the words begin with the bare verb. Words with a subject
// of their own get no other; whom a pronoun in them means, or words without any
// subject, is told behind.
func (c *Chronicle) Happening(e *schema.Event) string {
	lead, passive := leading(e)
	front := "agent"
	if passive {
		front = "patient"
	}
	var names []string
	for _, a := range e.Arguments {
		if lead && a.Role == front && !c.mentioned(e.What, a.Entity) {
			names = append(names, definite(c.entities[a.Entity].Name))
		}
	}
	if len(names) > 0 {
		return strings.Join(names, " and ") + " " + e.What
	}
	if !lead && !pronoun(e.What) {
		return e.What
	}
	for _, a := range e.Arguments {
		if a.Role == "patient" && !c.mentioned(e.What, a.Entity) {
			return e.What + " (" + c.entities[a.Entity].Name + ")"
		}
	}
	return e.What
}

// definite is a name, or one noun that describes somebody with its article.
func definite(name string) string {
	first, _ := utf8.DecodeRuneInString(name)
	if unicode.IsLower(first) && !strings.ContainsAny(name, " ") && !strings.HasSuffix(name, "s") && name != "police" {
		return "the " + name
	}
	return name
}

// leading reports whether the words of an event begin with its verb, nothing but
// auxiliaries and what is tried before it, and whether that is in the passive.
func leading(e *schema.Event) (lead, passive bool) {
	before, _, found := strings.Cut(e.What, e.Trigger.Quote)
	if !found {
		return true, false
	}
	for _, w := range strings.Fields(strings.ToLower(before)) {
		switch w {
		case "was", "were", "been", "being", "is", "are", "be":
			passive = true
		case "had", "has", "have", "did", "does", "do", "not", "never", "also", "to", "would", "will", "could", "should", "may", "might",
			"tried", "attempted", "failed", "began", "started", "managed", "wanted", "planned":
		default:
			if !strings.HasSuffix(w, "ly") {
				return false, false
			}
		}
	}
	return true, passive
}

// pronoun reports whether words speak of somebody by a pronoun only.
func pronoun(what string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(what)), func(w string) bool {
		switch strings.Trim(w, ",.;:") {
		case "he", "she", "it", "they", "him", "her", "them":
			return true
		}
		return false
	})
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
