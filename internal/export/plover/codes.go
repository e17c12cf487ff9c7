package plover

import (
	"slices"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
)

// coding is an event of the ontology with its mode and its score of conflict and
// cooperation.
type coding struct {
	event, mode string
	scale       float64
}

// quads are verbal and material cooperation (1, 2) and conflict (3, 4).
var quads = map[string]int{"AGREE": 1, "SUPPORT": 1, "REQUEST": 3, "ACCUSE": 3, "SANCTION": 4, "PROTEST": 4, "ASSAULT": 4,
	"CONSULT": 1, "AID": 2, "RETREAT": 2, "MOBILIZE": 4, "COERCE": 4}

var acts = map[string]coding{
	"shooting":         {"ASSAULT", "firearms", -9},
	"bombing":          {"ASSAULT", "explosives", -9},
	"suicide_bombing":  {"ASSAULT", "suicide-attack", -9.5},
	"stabbing":         {"ASSAULT", "primitive", -8},
	"vehicle_ramming":  {"ASSAULT", "", -9},
	"arson":            {"ASSAULT", "primitive", -8},
	"explosive_attack": {"ASSAULT", "explosives", -9},
	"kidnapping":       {"ASSAULT", "abduct", -8.5},
	"hostage_taking":   {"ASSAULT", "abduct", -8.5},
	"hijacking":        {"ASSAULT", "abduct", -8.5},
	"assassination":    {"ASSAULT", "targeted", -9.5},
	"clash":            {"ASSAULT", "", -9},
	"chemical":         {"ASSAULT", "unconventional", -10},
	"letter_bomb":      {"ASSAULT", "explosives", -9},
	"vandalism":        {"ASSAULT", "destroy", -8.5},
	"storming":         {"PROTEST", "riot", -7},
	"other":            {"ASSAULT", "", -9},
}

// reactions are the kinds of response that are events of the ontology.
var reactions = map[string]coding{
	"condemnation":           {"ACCUSE", "disapprove", -2},
	"support":                {"SUPPORT", "", 5},
	"praise":                 {"SUPPORT", "", 5},
	"thanks":                 {"SUPPORT", "", 5},
	"offer_of_help":          {"AGREE", "", 2.5},
	"call_for_investigation": {"REQUEST", "change", -1},
	"call_for_protection":    {"REQUEST", "assist", 0.5},
	"demand":                 {"REQUEST", "", 0},
	"sanction":               {"SANCTION", "discontinue", -6},
}

var sectors = map[string]string{
	"diplomatic": "GOV", "government": "GOV", "military": "MIL", "police": "COP", "religious": "REL", "education": "EDU",
	"business": "BUS", "media": "JRN", "aid": "SOC", "transport": "CVL", "health": "MED", "political": "PTY",
	"utility": "BUS", "tourist": "CVL", "civilians": "CVL", "person": "CVL",
}

// codings are the codes of the types of a record, those of violence before those
// of protest; a fired or dropped explosive by its weapon.
func codings(r *view.Record) []coding {
	var out []coding
	kinds := table.Kinds(r, "weapon")
	for _, v := range r.All("type") {
		s, _ := v.Value.(string)
		c, ok := acts[s]
		if s == "explosive_attack" {
			switch {
			case slices.Contains(kinds, "drone"):
				c = coding{"ASSAULT", "drone", -9.5}
			case slices.Contains(kinds, "rocket"):
				c = coding{"ASSAULT", "heavy-weapons", -9.5}
			}
		}
		if ok && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b coding) int { return quadOrder(a) - quadOrder(b) })
	return out
}

func quadOrder(c coding) int {
	if c.event == "ASSAULT" {
		return 0
	}
	return 1
}

// contexts are why it was done and what it touches, of the ontology's list.
func contexts(r *view.Record) []string {
	var out []string
	add := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, k := range table.Kinds(r, "target") {
		add(map[string]string{
			"diplomatic": "diplomatic", "military": "military", "religious": "religion_ethnicity", "political": "political_institutions", "health": "health",
		}[k])
	}
	for _, m := range r.All("motive") {
		if m.Value == "terrorism" {
			add("terrorism")
		}
	}
	for _, v := range r.All("type") {
		if v.Value == "chemical" {
			add("cbrn")
		}
	}
	return out
}
