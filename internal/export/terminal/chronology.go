package terminal

import (
	"fmt"
	"slices"
	"strings"

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

// told is the events that the chronology prints, in order, and how many it leaves
// out. With citations none is left out.
func (v *view) told() (events []*schema.Event, left int) {
	all := v.steps.Steps()
	if v.cites {
		return all, 0
	}
	events = v.steps.Told()
	return events, len(all) - len(events)
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
	if e.Negated && !wording.Denies(clean(e.What)) {
		marks = append(marks, "did not happen")
	}
	if len(marks) == 0 {
		return nil
	}
	return []span{{strings.Join(marks, ", ") + ": ", caution}}
}

// happening is what happened, made safe to print.
func (v *view) happening(e *schema.Event) string {
	return clean(v.steps.Happening(e))
}
