package acled

import (
	"slices"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
)

// class is where an event stands in the project's three levels.
type class struct{ disorder, event, sub string }

func violence(event, sub string) class { return class{"Political violence", event, sub} }

var classes = map[string]class{
	"shooting":        violence("Violence against civilians", "Attack"),
	"stabbing":        violence("Violence against civilians", "Attack"),
	"vehicle_ramming": violence("Violence against civilians", "Attack"),
	"assassination":   violence("Violence against civilians", "Attack"),
	"arson":           violence("Violence against civilians", "Attack"),
	"bombing":         violence("Explosions/Remote violence", "Remote explosive/landmine/IED"),
	"letter_bomb":     violence("Explosions/Remote violence", "Remote explosive/landmine/IED"),
	"suicide_bombing": violence("Explosions/Remote violence", "Suicide bomb"),
	"chemical":        violence("Explosions/Remote violence", "Chemical weapon"),
	"kidnapping":      violence("Violence against civilians", "Abduction/forced disappearance"),
	"hostage_taking":  violence("Violence against civilians", "Abduction/forced disappearance"),
	"hijacking":       violence("Violence against civilians", "Abduction/forced disappearance"),
	"clash":           violence("Battles", "Armed clash"),
	"storming":        violence("Riots", "Mob violence"),
	"vandalism":       {"Strategic developments", "Strategic developments", "Looting/property destruction"},
}

// precedence is which of several types decides: the graver weapon first.
var precedence = []string{
	"chemical", "suicide_bombing", "explosive_attack", "bombing", "letter_bomb", "kidnapping", "hostage_taking", "hijacking",
	"clash", "assassination", "shooting", "vehicle_ramming", "stabbing", "arson", "storming", "vandalism",
}

// classify gives the class of a record. What was foiled is a weapon disrupted; an
// attack by hand on police or soldiers is a clash.
func classify(r *view.Record) class {
	if o := r.Text("outcome", ""); o == "foiled" {
		return class{"Strategic developments", "Strategic developments", "Disrupted weapons use"}
	}
	best := ""
	for _, v := range r.All("type") {
		s, _ := v.Value.(string)
		if i := slices.Index(precedence, s); i >= 0 && (best == "" || i < slices.Index(precedence, best)) {
			best = s
		}
	}
	if best == "explosive_attack" {
		return violence("Explosions/Remote violence", blast(r))
	}
	k := classes[best]
	if _, who := attacked(r); who == state && k.sub == "Attack" {
		return classes["clash"]
	}
	return k
}

// blast is the sub-event of a thrown or fired explosive, by its weapon.
func blast(r *view.Record) string {
	kinds := table.Kinds(r, "weapon")
	switch {
	case slices.Contains(kinds, "drone"):
		return "Air/drone strike"
	case slices.Contains(kinds, "grenade"):
		return "Grenade"
	}
	return "Shelling/artillery/missile attack"
}
