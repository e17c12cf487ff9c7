package gold

import (
	"slices"

	"dossier/schema"
)

// Verdict is what a reader's gold says of one thing in a record.
type Verdict int

// The verdicts. Open is what the reader was not asked about or would allow.
const (
	Open Verdict = iota
	Right
	Wrong
)

// Judged holds the verdicts on a record's lists, each in its order.
type Judged struct {
	Values, Events, Attributions, Reactions []Verdict
	// Tally counts by the scorer's name of the figure.
	Tally map[string]Tally
}

// Tally is what one figure of the scorer counts: of a list what is right, wrong
// and missed; of a single value right once, or missed.
type Tally struct{ Right, Wrong, Missed int }

// Sum adds the counts of one report to those of all.
func Sum(all, one map[string]Tally) {
	for figure, t := range one {
		s := all[figure]
		all[figure] = Tally{s.Right + t.Right, s.Wrong + t.Wrong, s.Missed + t.Missed}
	}
}

// Judge holds a record against the gold of its report. A record where there is
// no incident is wrong throughout.
func (g *Gold) Judge(r *schema.Record, text string) Judged {
	j := Judged{
		Values: make([]Verdict, len(r.Values)), Events: make([]Verdict, len(r.Events)),
		Attributions: make([]Verdict, len(r.Attributions)), Reactions: make([]Verdict, len(r.Reactions)),
		Tally: map[string]Tally{},
	}
	if !g.Incident {
		for _, list := range [][]Verdict{j.Values, j.Events, j.Attributions, j.Reactions} {
			for i := range list {
				list[i] = Wrong
			}
		}
		return j
	}
	g.judgeValues(r, &j)
	g.judgeAttributions(r, text, &j)
	g.judgeReactions(r, &j)
	g.judgeEvents(r, text, &j)
	return j
}

// judgeValues judges what may be given of a record's header and roles. It is
// used for merged gold too.
func (g *Gold) judgeValues(r *schema.Record, j *Judged) {
	is := func(accepted []string) func(any) bool {
		return func(v any) bool { s, ok := v.(string); return ok && slices.Contains(accepted, s) }
	}
	one := func(figure, slot, of string, asked bool, right func(any) bool) {
		if asked {
			single(r, j, figure, slot, of, right)
		}
	}
	one("header: date", "date", "", len(g.Date) > 0, is(g.Date))
	one("header: time", "time", "", len(g.Time) > 0, is(g.Time))
	one("header: country", "country", "", len(g.Country) > 0, is(g.Country))
	one("header: place", "place", "", len(g.Place) > 0, func(v any) bool { s, ok := v.(string); return ok && sameName(s, g.Place) })
	one("header: killed", "killed", "all", len(g.Killed) > 0, accepts(g.Killed))
	one("header: injured", "injured", "all", len(g.Injured) > 0, accepts(g.Injured))
	one("header: killed (perpetrators)", "killed", "perpetrators", len(g.KilledPerpetrators) > 0, accepts(g.KilledPerpetrators))
	code := func(v *schema.Value) string { s, _ := v.Value.(string); return s }
	kind := func(v *schema.Value) string { return v.Kind }
	kinds(r, j, "header: type", "type", code, g.Type, g.TypeOK)
	kinds(r, j, "header: weapons", "weapon", kind, g.Weapons, g.WeaponsOK)
	kinds(r, j, "header: targets", "target", kind, g.Targets, g.TargetsOK)
	names := namesOf(r)
	who(r, j, "roles: perpetrators", names, g.Perpetrators, g.PerpetratorsOK, "perpetrator", "suspect")
	who(r, j, "roles: claimed_by", names, g.ClaimedBy, g.ClaimedByOK, "claimed_by")
	who(r, j, "roles: victims", names, g.Victims, g.VictimsOK, "victim")
}

// single judges the values of a slot that holds one; the preferred one, or the
// first, is what is counted.
func single(r *schema.Record, j *Judged, figure, slot, of string, right func(any) bool) {
	shown, found := Wrong, false
	for i := range r.Values {
		v := &r.Values[i]
		if v.Slot != slot || (slot == "killed" || slot == "injured") && v.Of != of {
			continue
		}
		j.Values[i] = Wrong
		if right(v.Value) {
			j.Values[i] = Right
		}
		if v.Preferred || !found {
			shown, found = j.Values[i], true
		}
	}
	t := j.Tally[figure]
	if shown == Right {
		t.Right++
	} else {
		t.Missed++
	}
	j.Tally[figure] = t
}

// accepts judges a number or range by the accepted figures.
func accepts(accepted []Count) func(any) bool {
	return func(v any) bool {
		var lo, hi *int
		switch v := v.(type) {
		case int:
			lo, hi = &v, &v
		case schema.Range:
			lo, hi = v.Min, v.Max
		default:
			return false
		}
		return slices.ContainsFunc(accepted, func(c Count) bool {
			if c.Range {
				return same(lo, c.Min) && (same(hi, c.Max) || c.Max == nil)
			}
			return same(lo, c.Min) && (hi == nil || same(hi, c.Min))
		})
	}
}

func same(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

// match holds predictions against what is required and what is allowed. The
// first that meets a required one finds it; more of the same are right and
// count no further.
func match[P, G any](predicted []P, required, allowed []G, same func(P, G) bool) ([]Verdict, Tally) {
	var t Tally
	left := slices.Clone(required)
	out := make([]Verdict, len(predicted))
	for i, p := range predicted {
		meets := func(g G) bool { return same(p, g) }
		switch k := slices.IndexFunc(left, meets); {
		case k >= 0:
			left = slices.Delete(left, k, k+1)
			out[i] = Right
			t.Right++
		case slices.ContainsFunc(required, meets):
			out[i] = Right
		case slices.ContainsFunc(allowed, meets):
		default:
			out[i] = Wrong
			t.Wrong++
		}
	}
	t.Missed = len(left)
	return out, t
}

func (j *Judged) count(figure string, t Tally) {
	s := j.Tally[figure]
	j.Tally[figure] = Tally{s.Right + t.Right, s.Wrong + t.Wrong, s.Missed + t.Missed}
}

// kinds judges the codes of a slot, each once.
func kinds(r *schema.Record, j *Judged, figure, slot string, code func(*schema.Value) string, required, allowed []string) {
	if required == nil && allowed == nil {
		return
	}
	var codes []string
	for i := range r.Values {
		if v := &r.Values[i]; v.Slot == slot && code(v) != "" && !slices.Contains(codes, code(v)) {
			codes = append(codes, code(v))
		}
	}
	slices.Sort(codes)
	verdicts, t := match(codes, required, allowed, func(a, b string) bool { return a == b })
	j.count(figure, t)
	for i := range r.Values {
		if v := &r.Values[i]; v.Slot == slot && code(v) != "" {
			j.Values[i] = verdicts[slices.Index(codes, code(v))]
		}
	}
}

// namesOf gives the name and aliases of each entity, by id.
func namesOf(r *schema.Record) map[string][]string {
	out := make(map[string][]string, len(r.Entities))
	for _, e := range r.Entities {
		out[e.ID] = append([]string{e.Name}, e.Aliases...)
	}
	return out
}

// who judges the people and groups of slots.
func who(r *schema.Record, j *Judged, figure string, names map[string][]string, required, allowed [][]string, slots ...string) {
	if required == nil && allowed == nil {
		return
	}
	var at []int
	var got [][]string
	for _, slot := range slots {
		for i := range r.Values {
			if id, ok := r.Values[i].Value.(string); ok && r.Values[i].Slot == slot && len(names[id]) > 0 {
				at, got = append(at, i), append(got, names[id])
			}
		}
	}
	verdicts, t := match(got, required, allowed, anySame)
	j.count(figure, t)
	for k, i := range at {
		j.Values[i] = verdicts[k]
	}
}

// JudgeMerged holds the record of several reports against the gold of their
// folder.
func (g *Gold) JudgeMerged(r *schema.Record) Judged {
	j := Judged{
		Values: make([]Verdict, len(r.Values)), Events: make([]Verdict, len(r.Events)),
		Attributions: make([]Verdict, len(r.Attributions)), Reactions: make([]Verdict, len(r.Reactions)),
		Tally: map[string]Tally{},
	}
	g.judgeValues(r, &j)
	return j
}
