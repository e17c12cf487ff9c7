package wording

import (
	"fmt"
	"strings"
)

// Value is the value of a slot as a person reads it, the same in the terminal, on
// the desk, on published pages and in exports made for people. name tells what the
// record calls an entity.
func Value(slot string, v any, name func(id string) string) string {
	if s, ok := Number(v); ok {
		return s
	}
	if s, ok := Point(v); ok {
		return s
	}
	s, ok := v.(string)
	if !ok {
		return fmt.Sprint(v)
	}
	switch slot {
	case "type", "further_act", "outcome", "motive", "time_of_day":
		return Code(s)
	case "date":
		return Date(s, true)
	case "time":
		return strings.ReplaceAll(s, "/", "–")
	case "country":
		return Country(s)
	case "perpetrator", "suspect", "victim", "claimed_by":
		return name(s)
	}
	return s
}
