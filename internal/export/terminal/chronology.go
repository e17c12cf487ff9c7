package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/internal/wording"
	"dossier/schema"
)

// phases are the parts of the chronology, in order.
var phases = [...]struct{ code, label string }{
	{"background", "Before"},
	{"incident", "The incident"},
	{"aftermath", "Afterwards"},
}

const (
	dateWidth = 11 // "27 Jan 2023"
	timeWidth = 5
)

// chronology prints the events in their order, phase by phase.
func (v *view) chronology() {
	if len(v.rec.Events) == 0 {
		return
	}
	v.section(wording.Counted("Chronology", len(v.rec.Events)), section)
	events, left := v.told()
	for _, ph := range phases {
		v.phase(ph.label, events, func(e *schema.Event) bool { return e.Phase == ph.code })
	}
	v.phase("", events, func(e *schema.Event) bool {
		return !slices.ContainsFunc(phases[:], func(p struct{ code, label string }) bool { return p.code == e.Phase })
	})
	if left > 0 {
		v.line(2, 4, span{fmt.Sprintf("%d more, told as speech below or within these; --cite shows them.", left), dim})
	}
}

// told is the events that the chronology prints, in order, and how many it
// leaves out. With citations none is left out; otherwise an event that is only
// somebody saying something stands with the speech and the reactions, and one
// told within the words of the event before it needs no line of its own.
func (v *view) told() (events []*schema.Event, left int) {
	all := make([]*schema.Event, len(v.rec.Events))
	for i := range v.rec.Events {
		all[i] = &v.rec.Events[i]
	}
	slices.SortStableFunc(all, func(a, b *schema.Event) int { return cmp.Compare(a.Order, b.Order) })
	if v.cites {
		return all, 0
	}
	for _, e := range all {
		n := len(events)
		if e.Minor || bare(e) || v.spoken(e) || n > 0 && within(e, events[n-1]) {
			continue
		}
		events = append(events, e)
	}
	return events, len(all) - len(events)
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
func (v *view) spoken(e *schema.Event) bool {
	for i := range v.rec.Attributions {
		a := &v.rec.Attributions[i]
		if strings.Contains(a.Cue, e.Trigger.Quote) && slices.ContainsFunc(a.Citations, func(c schema.Citation) bool { return covers(c, e.Trigger) }) {
			return true
		}
	}
	words := e.Trigger
	if strings.HasPrefix(e.What, e.Trigger.Quote) {
		words.End = words.Start + utf8.RuneCountInString(e.What)
	}
	for i := range v.rec.Reactions {
		r := &v.rec.Reactions[i]
		if slices.ContainsFunc(r.Citations, func(c schema.Citation) bool {
			return (covers(words, c) || covers(c, e.Trigger)) && !v.mentions(r.Actor, c)
		}) {
			return true
		}
	}
	return false
}

// mentions reports whether the words of c are the entity's name.
func (v *view) mentions(id string, c schema.Citation) bool {
	e := v.entities[id]
	return e != nil && slices.Contains(e.Mentions, c)
}

// covers reports whether t lies within c.
func covers(c, t schema.Citation) bool {
	return c.Document == t.Document && c.Start <= t.Start && t.End <= c.End
}

// phase prints the events that belong. A date stands once, before the first
// event of the day.
func (v *view) phase(label string, events []*schema.Event, belongs func(*schema.Event) bool) {
	opened, day := false, ""
	for _, e := range events {
		if !belongs(e) {
			continue
		}
		if !opened && label != "" {
			v.line(2, 2, span{label, dim})
		}
		opened = true
		when := shortDate(e.When)
		if when == day {
			when = ""
		} else if when != "" {
			day = when
		}
		v.event(when, e)
	}
}

func (v *view) event(date string, e *schema.Event) {
	label := date
	if t := clean(e.Time); t != "" {
		label += strings.Repeat(" ", max(dateWidth-columns(label)+2, 2)) + strings.ReplaceAll(t, "/", "–")
	}
	spans := append(v.certainty(e), span{v.happening(e), plain})
	claimants := e.Claimants
	if e.Modality == "alleged" {
		claimants = nil // named by the mark already
	}
	spans = append(spans, v.voices(claimants, e.Citations))
	v.eventRow(label, spans)
	v.citations(v.textAt(2, dateWidth+2+timeWidth), e.Citations)
}

// eventRow prints date and time as columns, which row would fold into one blank.
func (v *view) eventRow(label string, spans []span) {
	width := dateWidth + 2 + timeWidth
	if columns(label) > width {
		v.line(2, 2, span{label, plain})
		label = ""
	}
	v.row(2, width, span{strings.ReplaceAll(label, " ", "\u00a0"), plain}, spans...)
}

// certainty marks an event that is not told as plain fact.
func (v *view) certainty(e *schema.Event) []span {
	var marks []string
	switch e.Modality {
	case "", "actual":
	case "alleged":
		mark := "alleged"
		if len(e.Claimants) > 0 {
			mark += " by " + strings.Join(v.names(e.Claimants), ", ")
		}
		marks = append(marks, mark)
	default:
		marks = append(marks, phrase(e.Modality))
	}
	if e.Negated && !denies(clean(e.What)) {
		marks = append(marks, "did not happen")
	}
	if len(marks) == 0 {
		return nil
	}
	return []span{{strings.Join(marks, ", ") + ": ", caution}}
}

// denies reports whether words tell themselves that something did not happen.
func denies(what string) bool {
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

// happening is what happened, with whoever did it in front unless the words
// name them.
func (v *view) happening(e *schema.Event) string {
	what := clean(e.What)
	var agents []string
	for _, a := range e.Arguments {
		if a.Role == "agent" && !v.mentioned(what, a.Entity) {
			agents = append(agents, v.name(a.Entity))
		}
	}
	if len(agents) > 0 {
		return strings.Join(agents, " and ") + " " + what
	}
	for _, a := range e.Arguments {
		if a.Role == "patient" && !v.mentioned(what, a.Entity) {
			return what + " (" + v.name(a.Entity) + ")"
		}
	}
	return what
}

// mentioned reports whether a text names the entity.
func (v *view) mentioned(text, id string) bool {
	e := v.entities[id]
	if e == nil {
		return true
	}
	text = strings.ToLower(text)
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		if n != "" && strings.Contains(text, strings.ToLower(clean(n))) {
			return true
		}
	}
	return false
}
