package record

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/entity"
	"dossier/schema"
)

// conflicts lists the slots whose values cannot all hold.
func (f *folder) conflicts(r *schema.Record) []schema.Conflict {
	out := []schema.Conflict{}
	for i := 0; i < len(f.values); {
		j := i + 1
		for j < len(f.values) && f.values[j].slot == f.values[i].slot && f.values[j].out.Of == f.values[i].out.Of {
			j++
		}
		if c, ok := f.slotConflict(f.values[i:j]); ok {
			out = append(out, c)
		}
		i = j
	}
	for i := range out {
		include(&out[i], r)
	}
	out = append(out, f.accountConflicts(r)...)
	for _, d := range f.disputes {
		out = d.tell(out, r)
	}
	return out
}

func (f *folder) slotConflict(vs []*mergedValue) (schema.Conflict, bool) {
	vs = slices.DeleteFunc(slices.Clone(vs), func(v *mergedValue) bool { return v.standing() < 0 })
	if len(vs) == 0 {
		return schema.Conflict{}, false
	}
	if many(vs[0].slot) || len(vs) < 2 {
		return schema.Conflict{}, false
	}
	var in []*mergedValue
	for i, v := range vs {
		for j, o := range vs {
			if i != j && !agree(v, o) && !f.inclusion(v, o) {
				in = append(in, v)
				break
			}
		}
	}
	if len(in) == 0 {
		return schema.Conflict{}, false
	}
	c := schema.Conflict{Slot: string(in[0].slot), Of: in[0].out.Of, Kind: f.conflictKind(in)}
	parts := make([]string, 0, len(in))
	for _, v := range in {
		c.Values = append(c.Values, v.out.ID)
		parts = append(parts, shown(v)+" according to "+f.voices(v))
	}
	c.Explanation = capital(strings.Join(parts, ", ")) + "."
	return c, true
}

// inclusion reports whether two counts of all differ by the dead perpetrators alone,
// whom one is told to include and the other is not.
func (f *folder) inclusion(a, b *mergedValue) bool {
	if a.out.Includes == b.out.Includes || a.count == nil || b.count == nil || a.out.Of != "all" {
		return false
	}
	if b.out.Includes != "" {
		a, b = b, a
	}
	for _, p := range f.values {
		if p.slot == a.slot && p.out.Of == "perpetrators" && p.count != nil && a.count.Compatible(b.count.Plus(*p.count)) {
			return true
		}
	}
	return false
}

// conflictKind says where the values differ.
func (f *folder) conflictKind(vs []*mergedValue) string {
	for _, v := range vs {
		if v.later {
			return "over_time"
		}
	}
	shared, spoken := false, true
	parties := 0
	for i, v := range vs {
		spoken = spoken && !v.lone
		if i == 0 || differ(v.out.Claimants, vs[0].out.Claimants) {
			parties++
		}
		for _, o := range vs[:i] {
			shared = shared || share(v.docs, o.docs)
		}
	}
	switch {
	case spoken && parties > 1:
		return "between_claimants"
	case shared:
		return "within_document"
	case f.grew(vs):
		return "over_time"
	}
	return "between_documents"
}

// grew reports whether figures from documents of different days only rose.
func (f *folder) grew(vs []*mergedValue) bool {
	for i, v := range vs {
		for _, o := range vs[:i] {
			if v.count == nil || o.count == nil {
				return false
			}
			a, b := f.latest(v.docs), f.latest(o.docs)
			if a == b || a == "" || b == "" || (a < b) != (low(*v.count) < low(*o.count)) {
				return false
			}
		}
	}
	return true
}

func low(c count.Count) int {
	if c.Min != count.Open {
		return c.Min
	}
	return c.Max
}

// voices names who says a value: the infobox, a party, or a document.
func (f *folder) voices(v *mergedValue) string {
	if len(v.out.Claimants) > 0 && !v.lone {
		return f.names(v.out.Claimants)
	}
	if len(f.parts) > 1 && len(v.docs) > 0 {
		ids := make([]string, 0, len(v.docs))
		for _, d := range v.docs {
			ids = append(ids, f.docID[d])
		}
		return strings.Join(ids, ", ")
	}
	for _, m := range v.out.Makers {
		if m.Name == "infobox" && len(v.out.Makers) == 1 {
			return "the infobox"
		}
	}
	return "the text"
}

// shown is a value as people read it.
func shown(v *mergedValue) string {
	if v.count != nil {
		return v.count.String()
	}
	return fmt.Sprint(v.out.Value)
}

// accountConflicts finds the questions that parties answer differently. Those
// that are slots of the record (motive, responsibility) are told as conflicts.
func (f *folder) accountConflicts(r *schema.Record) []schema.Conflict {
	var out []schema.Conflict
	for _, q := range []struct {
		question string
		slots    []claim.Slot
	}{{"motive", []claim.Slot{claim.Motive}}, {"responsibility", []claim.Slot{claim.Perpetrator, claim.Suspect}}} {
		var as []*schema.Account
		for i := range r.Accounts {
			if r.Accounts[i].Question == q.question {
				as = append(as, &r.Accounts[i])
			}
		}
		if !f.disputed(as) {
			continue
		}
		c := schema.Conflict{Slot: string(q.slots[0]), Values: []string{}, Kind: "between_claimants", Explanation: f.positions(as)}
		for i := range r.Values {
			if v := &r.Values[i]; slices.Contains(q.slots, claim.Slot(v.Slot)) && v.State != rejected && v.State != obsolete {
				c.Values = append(c.Values, v.ID)
				v.Status = "contested"
			}
		}
		out = append(out, c)
	}
	return out
}

// disputed reports whether parties contradict each other on a question: one
// rejects a position that another holds, or that nobody holds by name, since
// nobody rejects what nobody put forward; or two hold what cannot both be so.
func (f *folder) disputed(as []*schema.Account) bool {
	for i, a := range as {
		if a.Question == "responsibility" && len(a.HeldBy) == 0 && !f.isNamed(FoldName(a.Position)) {
			continue // a rejection that says nothing of whom
		}
		if len(a.RejectedBy) > 0 && (len(a.HeldBy) == 0 || differ(a.HeldBy, a.RejectedBy)) {
			return true
		}
		for _, b := range as[:i] {
			if differ(a.HeldBy, b.HeldBy) && f.exclude(a, b) {
				return true
			}
		}
	}
	return false
}

// differ reports whether some party of a is none of b's, both having some.
func differ(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for _, x := range a {
		if !slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// causes are the motives that may go together: a deed for a public cause can be
// terrorism and political and religious at once; one for private ends is none.
var causes = map[string]string{
	"terrorism": "public", "political": "public", "religious": "public", "hatred": "public",
	"personal": "private", "mental illness": "private", "crime for gain": "private",
}

// exclude reports whether two positions on one question cannot both be so.
func (f *folder) exclude(a, b *schema.Account) bool {
	x, y := FoldName(a.Position), FoldName(b.Position)
	if alike(x, y) {
		return false
	}
	if a.Question == "motive" {
		cx, cy := causes[x], causes[y]
		return cx != cy && x != "revenge" && y != "revenge" || cx == "" && cy == ""
	}
	// A person may have acted for a group.
	return f.isPerson(x) == f.isPerson(y)
}

// alike reports whether one name is the other, or its shorter form.
func alike(x, y string) bool {
	a, b := strings.Fields(x), strings.Fields(y)
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, w := range a {
		if !slices.ContainsFunc(b, func(v string) bool { return strings.TrimSuffix(v, "s") == strings.TrimSuffix(w, "s") }) {
			return false
		}
	}
	return true
}

// isNamed reports whether a folded name is that of an entity with a name.
func (f *folder) isNamed(name string) bool {
	for _, e := range f.entities {
		if e.named && slices.Contains(e.keys, name) {
			return true
		}
	}
	return false
}

// isPerson reports whether a folded name is that of a person of the record.
func (f *folder) isPerson(name string) bool {
	for _, e := range f.entities {
		if e.out.Kind == string(entity.Person) && slices.Contains(e.keys, name) {
			return true
		}
	}
	return false
}

// positions is who holds what, in a sentence.
func (f *folder) positions(as []*schema.Account) string {
	parts := make([]string, 0, len(as))
	for _, a := range as {
		s := "“" + a.Position + "”"
		if names := f.names(a.HeldBy); names != "" {
			s += " according to " + names
		}
		if names := f.names(a.RejectedBy); names != "" {
			s += ", rejected by " + names
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ") + "."
}

// names is a list of entities in words: "A, B and C".
func (f *folder) names(ids []string) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, f.nameOf(id))
	}
	if n := len(out); n > 1 {
		return strings.Join(out[:n-1], ", ") + " and " + out[n-1]
	}
	return strings.Join(out, "")
}
