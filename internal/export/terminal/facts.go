package terminal

import (
	"slices"
	"strings"
	"time"

	"dossier/internal/wording"
	"dossier/schema"
)

// factSlots are the slots of the facts, in the order they are printed, those
// that share a line under the first of them.
var factSlots = [...]string{
	"type", "further_act", "outcome", "date", "time", "time_of_day", "country", "place", "site", "coordinates",
	"target", "weapon", "shots", "perpetrator", "suspect", "perpetrator_count",
	"claimed_by", "motive", "damage",
}

const labelWidth = 11

// facts prints the header of the record: what, when, where, by whom, with what.
func (v *view) facts() {
	opened := false
	for _, slot := range factSlots {
		vs := v.slot(slot)
		if len(vs) == 0 || slot == "motive" && v.inConflict(slot) {
			continue
		}
		if !opened {
			v.section("What happened", section)
			opened = true
		}
		label := slotLabel(slot)
		switch slot {
		case "perpetrator":
			label = "Attacker"
		case "perpetrator_count":
			label = "Attackers"
		}
		for i, x := range vs {
			if i > 0 && v.standsBack(x) {
				continue
			}
			v.fact(label, x)
			label = ""
		}
	}
}

// standsBack reports whether a value says only in other or fewer words what stands
// before it. With citations each stands.
func (v *view) standsBack(x *schema.Value) bool {
	if v.cites {
		return false
	}
	return !x.Preferred && x.Status != "contested" && x.Basis == "" || x.Slot == "type" && x.Value == "other"
}

// inConflict reports whether a conflict of the record, printed before the facts,
// lists the values of the slot.
func (v *view) inConflict(slot string) bool {
	return slices.ContainsFunc(v.rec.Conflicts, func(c schema.Conflict) bool {
		return c.Slot == slot && len(c.Values) > 0
	})
}

// slot is the values of a slot that the page shows: the preferred ones, then
// those that contest them.
func (v *view) slot(slot string) []*schema.Value {
	var out, rest []*schema.Value
	for i := range v.rec.Values {
		x := &v.rec.Values[i]
		switch {
		case x.Slot != slot:
		case x.Preferred:
			out = append(out, x)
		default:
			rest = append(rest, x)
		}
	}
	return append(out, rest...)
}

// fact prints one value, its qualities and who says so.
func (v *view) fact(label string, x *schema.Value) {
	spans := []span{{v.value(x), weight(x)}}
	if q := v.quality(x); q != "" {
		spans = append(spans, span{" " + q, plain})
	}
	spans = append(spans, v.standing(x)...)
	v.row(2, labelWidth, span{label, plain}, spans...)
	v.citations(v.textAt(2, labelWidth), x.Citations)
}

// weight is the style of a value: those that stand back for another are light.
func weight(x *schema.Value) style {
	if x.Preferred {
		return bold
	}
	return plain
}

// quality is what the slot adds to the value: the kind of a target, the zone of
// a time, how firmly an attacker is named.
func (v *view) quality(x *schema.Value) string {
	switch x.Slot {
	case "time":
		return v.zone(x)
	case "country":
		return country(x)
	case "target", "weapon":
		if x.Kind != "" && x.Kind != "other" && phrase(x.Kind) != strings.ToLower(v.value(x)) {
			return "(" + phrase(x.Kind) + ")"
		}
	case "coordinates":
		if x.Precision != "" && x.Precision != "site" {
			return "(" + phrase(x.Precision) + ")"
		}
	case "perpetrator", "suspect":
		if x.Basis != "" && x.Basis != "fact" {
			return "(" + phrase(x.Basis) + ")"
		}
	case "further_act":
		if x.Stage != "" && x.Stage != "accomplished" {
			return "(" + phrase(x.Stage) + ")"
		}
	case "damage":
		if x.Degree != "" {
			return "(" + phrase(x.Degree) + ")"
		}
	}
	return ""
}

// country is the code of a country whose name is told.
func country(x *schema.Value) string {
	if s, _ := x.Value.(string); s != wording.Country(s) {
		return "(" + clean(s) + ")"
	}
	return ""
}

// zone is the time zone of a clock time, and the time in UTC: "Asia/Tehran,
// UTC+03:30, 04:30Z".
func (v *view) zone(x *schema.Value) string {
	zs := v.slot("timezone")
	if len(zs) == 0 {
		return ""
	}
	s := v.value(zs[0])
	if zs[0].Offset != "" {
		s += ", UTC" + clean(zs[0].Offset)
	}
	clock, _ := x.Value.(string)
	at, err := time.Parse("15:04-07:00", clock+zs[0].Offset)
	if err != nil {
		return s
	}
	return s + ", " + at.UTC().Format("15:04Z")
}

// standing says how a value stands: contested, derived, unsure, and who says it.
func (v *view) standing(x *schema.Value) []span {
	var out []span
	if x.Status == "contested" {
		out = append(out, span{" (disputed)", caution})
	}
	if x.Confidence > 0 && x.Confidence < 0.5 {
		out = append(out, span{" (unsure)", caution})
	}
	if x.Derived != "" && v.cites {
		out = append(out, span{" (derived: " + clean(x.Derived) + ")", dim})
	}
	if x.OwnVoice {
		return append(out, span{" — also " + strings.Join(v.names(x.Claimants), ", ") + v.suffix(x.Citations), dim})
	}
	return append(out, v.voices(x.Claimants, x.Citations))
}

// voices is who says something and in which documents, faint.
func (v *view) voices(claimants []string, cs []schema.Citation) span {
	s := v.suffix(cs)
	if len(claimants) > 0 {
		s = " — " + strings.Join(v.names(claimants), ", ") + s
	}
	return span{s, dim}
}

// countSlots are the slots that count people.
var countSlots = [...]string{"killed", "injured", "missing", "abducted", "arrested", "evacuated"}

// casualties prints the figures by category and the victims.
func (v *view) casualties() {
	opened := false
	for _, slot := range countSlots {
		label := slotLabel(slot)
		for _, group := range v.oneLine(v.byWhom(v.slot(slot))) {
			opened = v.open(opened, "Casualties")
			v.figure(label, group)
			label = ""
		}
	}
	label := "Victims"
	for _, x := range v.slot("victim") {
		opened = v.open(opened, "Casualties")
		spans := []span{{v.value(x), bold}}
		if x.Harm != "" {
			spans = append(spans, span{" " + phrase(x.Harm), plain})
		}
		v.row(2, labelWidth, span{label, plain}, append(spans, v.standing(x)...)...)
		v.citations(v.textAt(2, labelWidth), x.Citations)
		label = ""
	}
}

// byWhom puts the values that count the same people together, in order.
func (v *view) byWhom(vs []*schema.Value) [][]*schema.Value {
	var out [][]*schema.Value
	for _, x := range vs {
		i := slices.IndexFunc(out, func(g []*schema.Value) bool { return g[0].Of == x.Of })
		if i < 0 {
			out = append(out, []*schema.Value{x})
			continue
		}
		out[i] = append(out[i], x)
	}
	return out
}

// oneLine leaves out a total that is told of one group alone: "1" beside "1
// police". With citations each stands.
func (v *view) oneLine(groups [][]*schema.Value) [][]*schema.Value {
	if v.cites || len(groups) != 2 || len(groups[0]) != 1 || len(groups[1]) != 1 {
		return groups
	}
	all, part := groups[0][0], groups[1][0]
	if all.Of == "all" && v.value(all) == v.value(part) && all.Status != "contested" && slices.Equal(all.Claimants, part.Claimants) {
		return groups[1:]
	}
	return groups
}

// maxFigures is how many values of one count stand on its line.
const maxFigures = 3

// figure prints the values of one count: "3 or 2 (disputed)". With citations
// each stands alone.
func (v *view) figure(label string, group []*schema.Value) {
	if len(group) > 1 && v.cites {
		for _, x := range group {
			v.figure(label, []*schema.Value{x})
			label = ""
		}
		return
	}
	var spans []span
	var cs []schema.Citation
	var who []string
	all := *group[0]
	if len(group) > maxFigures {
		group = group[:1] // the others stand under the disagreements
	}
	for i, x := range group {
		if i > 0 && x.Status != "contested" {
			continue // it says the same less exactly
		}
		if i > 0 {
			spans = append(spans, span{" or ", plain})
		}
		spans = append(spans, span{v.value(x), weight(x)})
		cs = append(cs, x.Citations...)
		who = append(who, x.Claimants...)
		if x.Status == "contested" {
			all.Status = x.Status
		}
	}
	if all.Of != "" && all.Of != "all" {
		spans = append(spans, span{" " + groupOf(all.Of, v.value(&all)), plain})
	}
	all.Citations, all.Claimants = cs, unique(who)
	v.row(2, labelWidth, span{label, plain}, append(spans, v.standing(&all)...)...)
	v.citations(v.textAt(2, labelWidth), cs)
}

// unique is ids without repetitions, in order.
func unique(ids []string) []string {
	var out []string
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// open opens a section once.
func (v *view) open(opened bool, name string) bool {
	if !opened {
		v.section(name, section)
	}
	return true
}
