package record

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
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
	return append(out, f.accountConflicts(r)...)
}

func (f *folder) slotConflict(vs []*mergedValue) (schema.Conflict, bool) {
	if many(vs[0].slot) || len(vs) < 2 {
		return schema.Conflict{}, false
	}
	var in []*mergedValue
	for i, v := range vs {
		for j, o := range vs {
			if i != j && !agree(v, o) {
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
		parts = append(parts, fmt.Sprintf("%s %s", f.voices(v), shown(v)))
	}
	c.Explanation = strings.Join(parts, "; ")
	return c, true
}

// conflictKind says where the values differ.
func (f *folder) conflictKind(vs []*mergedValue) string {
	for _, v := range vs {
		if v.later {
			return "over_time"
		}
	}
	shared, spoken := false, true
	for i, v := range vs {
		spoken = spoken && !v.lone
		for _, o := range vs[:i] {
			shared = shared || share(v.docs, o.docs)
		}
	}
	switch {
	case spoken:
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

// voices names who says a value: "the infobox", a party, or a document.
func (f *folder) voices(v *mergedValue) string {
	if len(v.out.Claimants) > 0 && !v.lone {
		names := make([]string, 0, len(v.out.Claimants))
		for _, id := range v.out.Claimants {
			names = append(names, f.nameOf(id))
		}
		return strings.Join(names, ", ") + " says"
	}
	for _, m := range v.out.Makers {
		if m.Name == "infobox" && len(v.out.Makers) == 1 {
			return "the infobox says"
		}
	}
	if len(f.parts) > 1 && len(v.docs) == 1 {
		return f.docID[v.docs[0]] + " says"
	}
	return "the text says"
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
	for _, q := range []struct{ question, slot string }{{"motive", string(claim.Motive)}, {"responsibility", string(claim.Perpetrator)}} {
		var positions []string
		for _, a := range r.Accounts {
			if a.Question != q.question {
				continue
			}
			positions = append(positions, position(f, a))
		}
		if !f.disputed(r.Accounts, q.question) {
			continue
		}
		c := schema.Conflict{Slot: q.slot, Values: []string{}, Kind: "between_claimants", Explanation: strings.Join(positions, "; ")}
		for _, v := range r.Values {
			if v.Slot == q.slot {
				c.Values = append(c.Values, v.ID)
			}
		}
		out = append(out, c)
	}
	return out
}

// disputed reports whether two parties contradict each other on a question: one
// rejects what another holds, or they hold different positions.
func (f *folder) disputed(as []schema.Account, question string) bool {
	for i, a := range as {
		if a.Question != question {
			continue
		}
		if differ(a.HeldBy, a.RejectedBy) {
			return true
		}
		for _, b := range as[:i] {
			if b.Question == question && (differ(a.HeldBy, b.HeldBy) || differ(a.HeldBy, b.RejectedBy) && differ(b.HeldBy, a.RejectedBy)) {
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

func position(f *folder, a schema.Account) string {
	s := "“" + a.Position + "”"
	if names := f.names(a.HeldBy); names != "" {
		s += " held by " + names
	}
	if names := f.names(a.RejectedBy); names != "" {
		s += " rejected by " + names
	}
	return s
}

func (f *folder) names(ids []string) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, f.nameOf(id))
	}
	return strings.Join(out, ", ")
}
