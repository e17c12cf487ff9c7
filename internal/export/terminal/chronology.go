package terminal

import (
	"cmp"
	"slices"
	"strings"

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
	v.section(counted("Chronology", len(v.rec.Events)), section)
	events := make([]*schema.Event, len(v.rec.Events))
	for i := range v.rec.Events {
		events[i] = &v.rec.Events[i]
	}
	slices.SortStableFunc(events, func(a, b *schema.Event) int { return cmp.Compare(a.Order, b.Order) })
	for _, ph := range phases {
		v.phase(ph.label, events, func(e *schema.Event) bool { return e.Phase == ph.code })
	}
	v.phase("", events, func(e *schema.Event) bool {
		return !slices.ContainsFunc(phases[:], func(p struct{ code, label string }) bool { return p.code == e.Phase })
	})
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
		} else {
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
	if e.Negated {
		marks = append(marks, "did not happen")
	}
	if len(marks) == 0 {
		return nil
	}
	return []span{{strings.Join(marks, ", ") + ": ", caution}}
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
