package plover

import (
	"slices"
	"strings"

	"dossier/internal/export/view"
	"dossier/schema"
)

// steps are the words that tell of a step of the chronology which is an event of
// the ontology, in the forms that they take. Words that may mean several ("held",
// "took", "left") are none.
var steps = []struct {
	coding
	forms string
}{
	{coding{"COERCE", "arrest", -7}, "arrest arrests arrested arresting detain detains detained detaining detention apprehended imprisoned jailed"},
	{coding{"COERCE", "seize", -7}, "raid raids raided raiding searched confiscated seized"},
	{coding{"COERCE", "curfew", -6.5}, "curfew"},
	{coding{"COERCE", "deport", -7}, "deport deported deporting deportation"},
	{coding{"COERCE", "restrict", -7}, "cordoned banned"},
	{coding{"SANCTION", "convict", -6}, "convicted convicts convicting conviction sentenced sentences sentencing"},
	{coding{"SANCTION", "expel", -5.5}, "expelled expels expelling expulsion"},
	{coding{"SANCTION", "withdraw", -6}, "evacuated evacuates evacuating evacuation"},
	{coding{"SANCTION", "discontinue", -6}, "suspended suspends suspending severed"},
	{coding{"ACCUSE", "allege", -3.5}, "accused accuses accusing blamed blames blaming charged indicted indicts indictment prosecuted"},
	{coding{"ACCUSE", "investigate", -3.5}, "investigated investigates investigating investigation investigations inquiry"},
	{coding{"PROTEST", "demo", -5}, "protest protests protested protesting demonstrated demonstration demonstrations rallied rally rallies"},
	{coding{"PROTEST", "riot", -7}, "riot riots rioted rioting"},
	{coding{"MOBILIZE", "", -5.5}, "deployed deploys deploying deployment mobilised mobilized"},
	{coding{"RETREAT", "release", 6.5}, "released releases releasing"},
	{coding{"RETREAT", "resign", 4.5}, "resigned resigns resigning resignation"},
	{coding{"RETREAT", "disarm", 10}, "surrendered surrenders disarmed"},
	{coding{"CONSULT", "phone", 1.5}, "telephoned phoned"},
	{coding{"CONSULT", "visit", 4}, "visited visits visiting"},
	{coding{"CONSULT", "", 2.5}, "met meets talks discussed discusses discussing negotiated negotiating negotiations"},
	{coding{"AID", "", 10}, "rescued rescues rescuing donated donates"},
}

// meant is the event that a word of a step means.
func meant(word string) (coding, bool) {
	if word == "" || strings.Contains(word, " ") {
		return coding{}, false
	}
	for _, s := range steps {
		if strings.Contains(" "+s.forms+" ", " "+word+" ") {
			return s.coding, true
		}
	}
	return coding{}, false
}

// recipients are the events that need somebody at the other end.
var recipients = []string{"SANCTION", "AID", "CONSULT"}

// step is the event of a step of the chronology: one that took place, on a day
// that is known, done by somebody. Steps of the act itself are its one event.
func step(r *view.Record, v *schema.Event, o view.Options) (Event, bool) {
	c, ok := meant(strings.ToLower(v.Trigger.Quote))
	if !ok || v.Negated || v.Modality != "actual" || len(v.When) != 10 {
		return Event{}, false
	}
	actor, recipient := took(r, v, "agent"), took(r, v, "patient", "recipient")
	if len(actor) == 0 || len(recipient) == 0 && slices.Contains(recipients, c.event) {
		return Event{}, false
	}
	if c.event == "MOBILIZE" {
		if c.mode, ok = forces(v.What); !ok {
			return Event{}, false
		}
	}
	e := blank(r, v.ID, v.When, c, o)
	if len(v.Time) == len("15:04") {
		e.Time = v.Time
	}
	e.Actor, e.Recipient = actor, recipient
	e.EventText = first(view.Quotes(v.Citations), 3)
	e.Cites = cites(r, v.Citations)
	return e, true
}

// took is who took part in a step in one of the given ways.
func took(r *view.Record, v *schema.Event, roles ...string) []Entity {
	var out []Entity
	for _, a := range v.Arguments {
		if !slices.Contains(roles, a.Role) {
			continue
		}
		if e := entity(r, a.Entity, ""); e.Text != "" && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// forces is the mode of a move of armed people: by what is moved.
func forces(what string) (mode string, ok bool) {
	for w := range strings.FieldsSeq(strings.ToLower(what)) {
		switch strings.Trim(w, ".,;:'\"") {
		case "troops", "soldiers", "army", "forces", "military", "marines":
			return "troops", true
		case "police", "officers", "policemen", "gendarmes", "gendarmerie":
			return "police", true
		case "militia", "militiamen", "fighters":
			return "militia", true
		}
	}
	return "", false
}
