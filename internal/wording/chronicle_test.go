package wording_test

import (
	"strings"
	"testing"

	"dossier/internal/wording"
	"dossier/schema"
)

// told is the chronology of events that stand one behind another in one document,
// as it is read.
func told(text string, entities []schema.Entity, events ...schema.Event) string {
	for i := range events {
		e := &events[i]
		e.Order = i
		at := strings.Index(text, e.Trigger.Quote)
		e.Trigger.Document, e.Trigger.Start, e.Trigger.End = "d", at, at+len(e.Trigger.Quote)
	}
	c := wording.NewChronicle(&schema.Record{Events: events, Entities: entities})
	var out []string
	for _, e := range c.Told() {
		out = append(out, c.Happening(e))
	}
	return strings.Join(out, "; ")
}

func event(trigger, what string, args ...schema.Argument) schema.Event {
	return schema.Event{Trigger: schema.Citation{Quote: trigger}, What: what, Arguments: args}
}

func TestHappening(t *testing.T) {
	people := []schema.Entity{{ID: "a", Name: "gunman"}, {ID: "b", Name: "Ada Brun"}}
	by, to := schema.Argument{Entity: "a", Role: "agent"}, schema.Argument{Entity: "b", Role: "patient"}
	for _, c := range []struct {
		what, text string
		event      schema.Event
		want       string
	}{
		{"who did it stands before the bare verb", "opened fire", event("opened", "opened fire", by), "the gunman opened fire"},
		{"to whom it was done stands before the passive", "had been shot", event("shot", "had been shot", by, to), "Ada Brun had been shot"},
		{"words with a subject get no other", "a clerk was shot by a man", event("shot", "a clerk was shot by a man", by), "a clerk was shot by a man"},
		{"nor is somebody told behind them", "a second man was held", event("held", "a second man was held", to), "a second man was held"},
		{"but whom a pronoun means is", "police shot her", event("shot", "police shot her", to), "police shot her (Ada Brun)"},
	} {
		if got := told(c.text, people, c.event); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

func TestToldWithin(t *testing.T) {
	text := "a bomb exploded, killing two; the raid ended; the inquiry was closed after he fled"
	got := told(text, nil,
		event("exploded", "a bomb exploded, killing two"),
		event("killing", "killing two"),
		event("raid", "the raid"),
		event("ended", "the raid ended"),
		event("fled", "he fled"),
		event("closed", "the inquiry was closed after he fled"))
	if want := "a bomb exploded, killing two; the raid ended; the inquiry was closed after he fled"; got != want {
		t.Errorf("told as %q, want %q", got, want)
	}
}
