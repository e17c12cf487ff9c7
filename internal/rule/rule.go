// Package rule picks the value that is shown of each slot by a stated rule: ours,
// or that of a data set that others keep. A rule is applied where a record is
// shown or exported and changes nothing underneath: every value stands, with its
// words and with who says so.
package rule

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/schema"
)

// Rule is one way to pick the shown value.
type Rule struct {
	Name  string // as it is typed
	Title string // whose rule it is
	Says  string // what it does, in a sentence
	Where string // the documentation it follows
	pick  func([]candidate) (int, string)
}

// All lists the rules, ours first.
func All() []Rule {
	return []Rule{
		{
			Name: "ours", Title: "our rule", Where: "docs/codebook.md, “Which value is shown first”",
			Says: "The latest figure from the best-placed sources; of figures of one day the one with the most independent origins behind it.",
			pick: ours,
		},
		{
			Name: "gtd", Title: "GTD’s rule", Where: "START, Global Terrorism Database Codebook (2021), sections on nkill and nwound",
			Says: "Of figures that count the attackers in, where one is told to, that of the most recent credible sources; of several the majority’s; where there is none, the lowest.",
			pick: gtd,
		},
		{
			Name: "acled", Title: "ACLED’s rule", Where: "ACLED Codebook and “Fatalities” in its FAQ (2023)",
			Says: "The most conservative figure, once a source’s later figure has replaced its earlier one.",
			pick: acled,
		},
		{
			Name: "ucdp", Title: "UCDP’s rule (best)", Where: "UCDP GED Codebook, “best”, “low” and “high”",
			Says: "The figure of the most reliable sources; where they differ and none is more reliable, the lowest of theirs.",
			pick: ucdpBest,
		},
		{
			Name: "ucdp-low", Title: "UCDP’s rule (low)", Where: "UCDP GED Codebook, “low”",
			Says: "The lowest figure that is credible.",
			pick: ucdpLow,
		},
		{
			Name: "ucdp-high", Title: "UCDP’s rule (high)", Where: "UCDP GED Codebook, “high”",
			Says: "The highest figure that is credible.",
			pick: ucdpHigh,
		},
	}
}

// Names are the names of all rules.
func Names() []string {
	var out []string
	for _, r := range All() {
		out = append(out, r.Name)
	}
	return out
}

// Named is the rule of a name.
func Named(name string) (Rule, error) {
	for _, r := range All() {
		if r.Name == name {
			return r, nil
		}
	}
	return Rule{}, fault.New(fault.Invalid, "there is no rule %q; there are %s", name, strings.Join(Names(), ", "))
}

// Apply gives out with the values marked that the rule shows, and with the rule's
// name on it. out itself is left as it is.
func (r Rule) Apply(out schema.Output) schema.Output {
	dates, origins := documents(out.Documents)
	recs := make([]schema.Record, len(out.Records))
	for i := range out.Records {
		recs[i] = r.record(out.Records[i], dates, origins)
	}
	out.Records, out.Rule = recs, r.Name
	return out
}

// record applies the rule to one record.
func (r Rule) record(rec schema.Record, dates, origins map[string]string) schema.Record {
	rec.Values = slices.Clone(rec.Values)
	w := newWeigher(&rec, dates, origins)
	chosen := decided(&rec)
	for i := 0; i < len(rec.Values); {
		j := i + 1
		for j < len(rec.Values) && rec.Values[j].Slot == rec.Values[i].Slot && rec.Values[j].Of == rec.Values[i].Of {
			j++
		}
		if group := rec.Values[i:j]; Counts(group[0].Slot) && len(group) > 1 && (r.Name != "ours" || contested(group) && !chosen[group[0].Slot+"\x00"+group[0].Of]) {
			r.choose(group, w)
		}
		i = j
	}
	return rec
}

// contested reports whether some figures cannot hold beside each other. Where all
// can, the record's own choice of the fullest and surest is ours too.
func contested(group []schema.Value) bool {
	return slices.ContainsFunc(group, func(v schema.Value) bool { return v.Status == "contested" })
}

// decided are the slots of which a person decided what is shown: one chosen,
// accepted, edited or added by hand. Ours leaves them as they are; the rules of
// others choose among what was not rejected.
func decided(rec *schema.Record) map[string]bool {
	out := map[string]bool{}
	for _, d := range rec.Decisions {
		switch d.Kind {
		case "choose", "accept", "edit", "add":
			if d.Status != "obsolete" {
				out[d.Slot+"\x00"+d.Of] = true
			}
		}
	}
	return out
}

// choose marks the shown one of several figures.
func (r Rule) choose(group []schema.Value, w *weigher) {
	cs := make([]candidate, 0, len(group))
	for i := range group {
		if c, ok := w.weigh(&group[i]); ok && group[i].State != "rejected" && group[i].State != "obsolete" {
			cs = append(cs, c)
		}
	}
	if len(cs) == 0 {
		return
	}
	cs = wellRead(cs)
	replaced(cs)
	best, why := r.pick(cs)
	shown := cs[best].value
	for i := range group {
		v := &group[i]
		v.Preferred = v == shown
		v.Reason = ""
		if v.Preferred && len(cs) > 1 && v.Status == "contested" {
			v.Reason = fmt.Sprintf("%s: %s", r.Title, why)
		}
	}
}

// Counts reports whether a slot counts people who were harmed or taken: the slots
// that the rules speak of. The other slots are shown as the record has them.
func Counts(slot string) bool {
	switch slot {
	case "killed", "injured", "missing", "abducted", "arrested", "evacuated":
		return true
	}
	return false
}

// ours: the latest figure from the best-placed independent sources.
func ours(cs []candidate) (int, string) {
	left := keep(all(cs), func(i int) bool { return !cs[i].replaced })
	left = keep(left, func(i int) bool { return cs[i].value.Derived == "" })
	sharp := left
	left = keep(left, func(i int) bool { return !rounded(cs, sharp, i) })
	s := sieve{cs: cs, left: left}
	s.by("the words say that it replaced another", func(c candidate) int { return yes(c.value.Replaces) })
	s.by("from those better placed to know", func(c candidate) int { return min(int(c.standing), int(voice)) })
	s.latest("of the latest source")
	s.by("with the most independent origins behind it", func(c candidate) int { return len(c.origins) })
	s.by("from the authorities of the country", func(c candidate) int { return int(c.standing) })
	s.by("the surest or most often told", func(c candidate) int { return yes(c.value.Preferred) })
	return s.end()
}

// rounded reports whether figure i of a document is the rough form of another of the
// same document: "more than 120" beside "at least 127".
func rounded(cs []candidate, left []int, i int) bool {
	a := &cs[i]
	if a.high >= 0 {
		return false
	}
	for _, k := range left {
		if b := &cs[k]; b.low > a.low && b.low <= a.low+a.low/4 && sameDocument(a.value, b.value) {
			return true
		}
	}
	return false
}

// sameDocument reports whether two values cite one document.
func sameDocument(a, b *schema.Value) bool {
	for _, x := range a.Citations {
		if slices.ContainsFunc(b.Citations, func(y schema.Citation) bool { return x.Document == y.Document }) {
			return true
		}
	}
	return false
}

// gtd: the most recent of credible sources, then the majority, then the lowest.
func gtd(cs []candidate) (int, string) {
	s := sieve{cs: cs, left: keep(all(cs), func(i int) bool { return cs[i].value.Derived == "" })}
	s.by("from sources that are credible", func(c candidate) int { return yes(c.standing > attacker) })
	s.by("it counts the attackers in", func(c candidate) int { return yes(c.value.Includes == "perpetrators") })
	s.latest("of the most recent sources")
	total := 0
	for _, i := range s.left {
		total += len(cs[i].origins)
	}
	s.by("the majority’s figure", func(c candidate) int { return yes(2*len(c.origins) > total) })
	s.by("the lowest, no figure having a majority", func(c candidate) int { return -c.lowest() })
	return s.end()
}

// acled: the most conservative figure that its own source has not replaced.
func acled(cs []candidate) (int, string) {
	s := sieve{cs: cs, left: keep(all(cs), func(i int) bool { return !cs[i].replaced })}
	s.by("the most conservative figure", func(c candidate) int { return -c.lowest() })
	return s.end()
}

func ucdpBest(cs []candidate) (int, string) {
	s := sieve{cs: cs, left: keep(all(cs), func(i int) bool { return !cs[i].replaced })}
	s.by("from the most reliable sources", func(c candidate) int { return int(c.standing) })
	s.by("the lowest of the most reliable sources", func(c candidate) int { return -c.lowest() })
	return s.end()
}

func ucdpLow(cs []candidate) (int, string) {
	s := sieve{cs: cs, left: credible(cs)}
	s.by("the lowest credible figure", func(c candidate) int { return -c.lowest() })
	return s.end()
}

func ucdpHigh(cs []candidate) (int, string) {
	s := sieve{cs: cs, left: credible(cs)}
	s.by("the highest credible figure", func(c candidate) int { return c.highest() })
	return s.end()
}

// credible are the figures that no source replaced and that are not the
// attackers’ own, as far as there are others.
func credible(cs []candidate) []int {
	left := keep(all(cs), func(i int) bool { return !cs[i].replaced })
	return keep(left, func(i int) bool { return cs[i].standing > attacker })
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}
