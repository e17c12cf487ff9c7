package terminal

import (
	"slices"
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

// people prints persons, organisations, and in one line each the states, the
// places, and the buildings and streets.
func (v *view) people() {
	v.roster("People", v.kind("person"))
	v.roster("Organisations", v.kind("organisation", "group"))
	opened := false
	for _, k := range []struct{ kind, label string }{{"state", "States"}, {"place", "Places"}, {"facility", "Sites"}} {
		var names []string
		for _, e := range v.kind(k.kind) {
			names = append(names, clean(e.Name))
		}
		if len(names) > 0 {
			opened = v.open(opened, "States and places")
			v.row(2, labelWidth, span{k.label, plain}, span{strings.Join(names, ", "), plain})
		}
	}
}

// kind is the named entities of the kinds, and of the others those with a role.
func (v *view) kind(kinds ...string) []*schema.Entity {
	var first, rest []*schema.Entity
	for i := range v.rec.Entities {
		e := &v.rec.Entities[i]
		switch {
		case !slices.Contains(kinds, e.Kind):
		case len(v.roles(e.ID)) > 0 || !e.Named && len(e.Parts) > 0:
			first = append(first, e)
		case e.Named:
			rest = append(rest, e)
		}
	}
	return append(first, rest...)
}

// roles is what the record makes of an entity: "killed", "attacker".
func (v *view) roles(id string) []string {
	var out []string
	for i := range v.rec.Values {
		x := &v.rec.Values[i]
		if s, ok := x.Value.(string); !ok || s != id {
			continue
		}
		role := ""
		switch x.Slot {
		case "victim":
			role = phrase(x.Harm)
		case "perpetrator":
			role = "attacker"
			if x.Basis != "" && x.Basis != "fact" {
				role += " (" + phrase(x.Basis) + ")"
			}
		case "suspect":
			role = "suspect"
		case "claimed_by":
			role = "claimed responsibility"
		}
		if role != "" && !slices.Contains(out, role) {
			out = append(out, role)
		}
	}
	return out
}

// roster prints a list of entities, the names in a column.
func (v *view) roster(name string, list []*schema.Entity) {
	if len(list) == 0 {
		return
	}
	v.section(wording.Counted(name, len(list)), section)
	width := 0
	for _, e := range list {
		width = max(width, columns(clean(e.Name)))
	}
	width = min(width, v.width*2/5)
	for _, e := range list {
		v.entity(e, width)
	}
}

func (v *view) entity(e *schema.Entity, width int) {
	var spans []span
	for _, r := range v.roles(e.ID) {
		spans = append(spans, span{sep(spans) + r, caution})
	}
	for _, p := range e.Parts {
		spans = append(spans, span{sep(spans) + phrase(p.Kind), plain})
	}
	for _, p := range e.Positions {
		spans = append(spans, span{sep(spans) + clean(p.Text), plain})
	}
	for _, t := range []*schema.Trait{e.Age, e.Ethnicity} {
		if t != nil {
			spans = append(spans, span{sep(spans) + clean(t.Text), plain})
		}
	}
	if e.Country != "" {
		spans = append(spans, span{sep(spans) + clean(e.Country), dim})
	}
	st := bold
	if !e.Named {
		st = plain
	}
	v.row(2, width, span{clean(e.Name), st}, spans...)
	at := v.textAt(2, width)
	if !v.cites {
		return
	}
	if len(e.Aliases) > 0 {
		v.line(at, at+2, span{"also: " + clean(strings.Join(e.Aliases, ", ")), dim})
	}
	for _, p := range e.Parts {
		v.citations(at, p.Citations)
	}
	for _, p := range e.Positions {
		v.citations(at, p.Citations)
	}
	for _, t := range []*schema.Trait{e.Age, e.Ethnicity} {
		if t != nil {
			v.citations(at, t.Citations)
		}
	}
	v.citations(at, firstOfEach(e.Mentions))
}

// sep is what stands before the next of several qualities.
func sep(before []span) string {
	if len(before) == 0 {
		return ""
	}
	return "; "
}
