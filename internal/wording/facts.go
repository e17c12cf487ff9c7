package wording

// Part is a part of the facts of a record.
type Part struct {
	ID, Name string
	Slots    []string
}

// Facts are the parts of the facts with their slots, in the order in which people
// read them. The time zone belongs to the time.
func Facts() []Part {
	return []Part{
		{"what", "What", []string{"type", "further_act", "outcome", "target", "damage"}},
		{"when", "When", []string{"date", "time", "time_of_day", "duration"}},
		{"where", "Where", []string{"country", "place", "site", "coordinates"}},
		{"casualties", "Casualties", []string{"killed", "injured", "missing", "abducted", "arrested", "evacuated", "victim"}},
		{"who", "Who did it", []string{"perpetrator", "suspect", "perpetrator_count", "claimed_by", "motive"}},
		{"weapons", "With what", []string{"weapon", "shots"}},
	}
}

// Row is what a slot is called beside its values.
func Row(slot string) string {
	switch slot {
	case "perpetrator":
		return "Attacker"
	case "perpetrator_count":
		return "Attackers"
	case "victim":
		return "Victims"
	case "time_of_day":
		return "Part of day"
	}
	return Slot(slot)
}
