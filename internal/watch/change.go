package watch

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

// Changes says what is different in a record, slot by slot: the value that is shown
// from what to what, values that came or went beside it, what the documents now
// disagree on, and how many people, events, reactions and accounts were added.
func Changes(before, after *schema.Record) []string {
	old, now := slotsOf(before), slotsOf(after)
	var out []string
	for _, key := range keysOf(old, now) {
		out = append(out, change(key, old[key], now[key])...)
	}
	out = append(out, disagreements(before, after)...)
	for _, c := range []struct {
		one, many string
		from, to  int
	}{
		{"named person or body", "named people and bodies", named(before), named(after)},
		{"step of the chronology", "steps of the chronology", len(before.Events), len(after.Events)},
		{"statement", "statements", len(before.Attributions), len(after.Attributions)},
		{"reaction", "reactions", len(before.Reactions), len(after.Reactions)},
		{"account", "accounts", len(before.Accounts), len(after.Accounts)},
		{"item of evidence", "items of evidence", len(before.Evidence), len(after.Evidence)},
		{"earlier or later incident", "earlier or later incidents", len(before.Related), len(after.Related)},
	} {
		if s := counted(c.to-c.from, c.one, c.many); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func counted(n int, one, many string) string {
	switch {
	case n == 0:
		return ""
	case n == 1 || n == -1:
		many = one
	}
	return fmt.Sprintf("%+d %s", n, many)
}

func named(r *schema.Record) (n int) {
	for i := range r.Entities {
		if r.Entities[i].Named {
			n++
		}
	}
	return n
}

// values is the values of a slot in words, those that are shown first.
type values struct{ shown, others []string }

// slotsOf is the values of a record by slot and the group that a number counts.
func slotsOf(r *schema.Record) map[string]values {
	out := map[string]values{}
	for i := range r.Values {
		v := &r.Values[i]
		key := wording.Slot(v.Slot)
		if v.Of != "" && v.Of != "all" {
			key += ", " + wording.Code(v.Of)
		}
		x := out[key]
		if s := inWords(r, v); v.Preferred {
			x.shown = append(x.shown, s)
		} else {
			x.others = append(x.others, s)
		}
		out[key] = x
	}
	for k, x := range out {
		slices.Sort(x.shown)
		slices.Sort(x.others)
		out[k] = values{slices.Compact(x.shown), slices.Compact(x.others)}
	}
	return out
}

func keysOf(a, b map[string]values) []string {
	var out []string
	for _, m := range []map[string]values{a, b} {
		for k := range m {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// inWords is a value as a person reads it.
func inWords(r *schema.Record, v *schema.Value) string {
	if s, ok := wording.Number(v.Value); ok {
		return s
	}
	if s, ok := wording.Point(v.Value); ok {
		return s
	}
	s, _ := v.Value.(string)
	for i := range r.Entities {
		if r.Entities[i].ID == s {
			return r.Entities[i].Name
		}
	}
	if s == "" {
		return v.Text
	}
	switch v.Slot {
	case "date":
		return wording.ShortDate(s)
	case "type", "outcome":
		return wording.Code(s)
	}
	return s
}

// change is what changed in one slot.
func change(key string, old, now values) (out []string) {
	came, went := beside(now.shown, old.shown), beside(old.shown, now.shown)
	switch {
	case len(came) == 1 && len(went) == 1:
		out = append(out, fmt.Sprintf("%s: %s → %s", key, went[0], came[0]))
	default:
		for _, s := range came {
			out = append(out, fmt.Sprintf("%s: + %s", key, s))
		}
		for _, s := range went {
			out = append(out, fmt.Sprintf("%s: − %s", key, s))
		}
	}
	all := append(slices.Clone(old.shown), old.others...)
	if more := beside(now.others, all); len(more) > 0 {
		out = append(out, fmt.Sprintf("%s: also said: %s", key, strings.Join(more, ", ")))
	}
	return out
}

// beside is what a has and b has not.
func beside(a, b []string) (out []string) {
	for _, s := range a {
		if !slices.Contains(b, s) {
			out = append(out, s)
		}
	}
	return out
}

// disagreements is the slots on which accounts now differ that did not before.
func disagreements(before, after *schema.Record) []string {
	had := map[string]bool{}
	for _, c := range before.Conflicts {
		had[c.Slot+" "+c.Of] = true
	}
	var out []string
	for _, c := range after.Conflicts {
		if k := c.Slot + " " + c.Of; !had[k] {
			had[k] = true
			out = append(out, "accounts differ: "+strings.ToLower(wording.Slot(c.Slot)))
		}
	}
	return out
}
