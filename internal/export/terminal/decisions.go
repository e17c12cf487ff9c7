package terminal

import (
	"fmt"
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

// decisions prints what people decided: each with its number, who, when and why,
// and whether what it is about is still there.
func (v *view) decisions() {
	if len(v.rec.Decisions) == 0 {
		return
	}
	v.section("Decisions", bold)
	for i := range v.rec.Decisions {
		d := &v.rec.Decisions[i]
		spans := []span{{fmt.Sprint(d.ID, " "), dim}, {decided(d), plain}}
		if d.Why != "" && d.Kind != "note" {
			spans = append(spans, span{": " + clean(d.Why), plain})
		}
		spans = append(spans, span{" — " + clean(d.Who) + ", " + day(d.At), dim})
		switch d.Status {
		case "changed":
			now := ""
			if x := v.values[d.Now]; x != nil {
				now = ": they now stand for " + v.value(x)
			}
			spans = append(spans, span{" (the words are there, the value is not" + now + ")", alarm})
		case "obsolete":
			spans = append(spans, span{" (obsolete: it is no longer found)", alarm})
		}
		v.line(2, 4, spans...)
		v.citations(4, d.Citations)
	}
}

// decided is a decision in words.
func decided(d *schema.Decision) string {
	slot := strings.ToLower(slotLabel(d.Slot))
	if d.Of != "" && d.Of != "all" {
		slot += " (" + phrase(d.Of) + ")"
	}
	value := clean(wording.Code(d.Value))
	switch d.Kind {
	case "accept":
		return "accepted " + slot + " " + value
	case "reject":
		return "rejected " + slot + " " + value
	case "choose":
		return "chose to show " + slot + " " + value
	case "edit":
		return "changed " + slot + " " + value + " to " + clean(wording.Code(d.New))
	case "add":
		return "added " + slot + " " + clean(wording.Code(d.New))
	case "unsure_value":
		return "could not tell whether " + slot + " " + value + " holds"
	case "note":
		if d.Slot != "" {
			return "note on " + slot + " " + value + ": " + clean(d.Why)
		}
		return "note: " + clean(d.Why)
	case "merge", "same":
		return "put reports together as one incident"
	case "split", "different":
		return "parted reports of different incidents"
	case "unsure":
		return "could not tell whether reports are of one incident"
	case "same_entity", "different_entity", "unsure_entity":
		if len(d.Names) == 2 {
			how := map[string]string{"same_entity": " is ", "different_entity": " is not ", "unsure_entity": " may or may not be "}[d.Kind]
			return clean(d.Names[0]) + how + clean(d.Names[1])
		}
	}
	return clean(d.Kind)
}

// day is the day of an RFC 3339 time.
func day(at string) string {
	d, _, _ := strings.Cut(at, "T")
	return clean(d)
}
