package terminal

import (
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

// phrase is a code in words, made safe to print.
func phrase(code string) string { return wording.Code(clean(code)) }

// slotLabel, groupOf, dateWords and shortDate are those of wording for what a
// document may have had a hand in, made safe to print.
func slotLabel(slot string) string         { return wording.Slot(clean(slot)) }
func groupOf(of, number string) string     { return wording.Group(clean(of), number) }
func dateWords(edtf string, w bool) string { return clean(wording.Date(edtf, w)) }
func shortDate(edtf string) string         { return clean(wording.ShortDate(edtf)) }

// value is the value of a slot as a person reads it.
func (v *view) value(x *schema.Value) string {
	s, _ := x.Value.(string)
	if x.Slot == "weapon" && x.Kind != "" && x.Kind != "other" && v.isAct(s) {
		return phrase(x.Kind)
	}
	return clean(wording.Value(x.Slot, x.Value, v.name))
}

// isAct reports whether the words for a weapon are those of what was done with it
// ("stabbed"): nothing else names it.
func (v *view) isAct(words string) bool {
	first, _, _ := strings.Cut(strings.ToLower(words), " ")
	for i := range v.rec.Events {
		if strings.ToLower(v.rec.Events[i].Trigger.Quote) == first {
			return true
		}
	}
	return false
}
