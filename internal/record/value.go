package record

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/schema"
)

// mergedValue is one value of one slot with every claim behind it.
type mergedValue struct {
	key    string
	slot   claim.Slot
	out    schema.Value
	count  *count.Count
	miss   float64 // chance that every claim behind it is wrong
	later  bool    // some claim says it replaced an earlier figure
	docs   []doc.ID
	via    map[doc.ID]string // the agency that a document has it from, "" for its own
	stated bool              // some claim stands on words that state it, not worked out
	lone   bool              // some claim is the document's own voice
	from   int               // order of arrival
	name   string            // of a weapon, target or site, folded, once it is asked for
	whom   string            // whom a count counts, without the words that tell nothing

	claims [][]doc.Citation // the words of each claim behind it
	nowOf  []int64          // decisions whose words stand for it now
}

// addValue adds what a claim says to the value that it is, and gives that value.
func (f *folder) addValue(s Source, c *claim.Claim) *mergedValue {
	v := c.Value
	out, key := f.published(s, v)
	if key == "" {
		return nil
	}
	out.Of = f.counted(v.Slot, v.Of)
	key = string(v.Slot) + "\x00" + out.Of + "\x00" + key
	var m *mergedValue
	for _, x := range f.values {
		if x.key == key {
			m = x
			break
		}
	}
	if m == nil {
		if m = f.alike(v); m != nil && v.Slot != claim.Site && len(v.Text) > len(m.out.Value.(string)) {
			m.out.Value, m.name = v.Text, "" // the fuller name
		}
	}
	if m == nil {
		m = &mergedValue{key: key, slot: v.Slot, out: out, count: v.Count, miss: 1, from: len(f.values)}
		if v.Of != "" && ofRank(v.Of) == ofOther {
			m.whom = whom(v.Of)
		}
		m.out.Citations = []schema.Citation{}
		f.values = append(f.values, m)
	}
	m.absorb(f, s, c)
	return m
}

// alike is the weapon, target or site of the record that v names in fewer or more
// words: "Kalashnikov" and "Kalashnikov rifle"; nil when there is none.
func (f *folder) alike(v *claim.Value) *mergedValue {
	switch v.Slot {
	case claim.Weapon, claim.Target, claim.Site:
	default:
		return nil
	}
	name := strings.TrimPrefix(FoldName(v.Text), "the ")
	for _, x := range f.values {
		if x.slot != v.Slot || x.out.Kind != v.Kind {
			continue
		}
		if x.name == "" {
			x.name = strings.TrimPrefix(FoldName(x.out.Value.(string)), "the ")
		}
		if alike(x.name, name) {
			return x
		}
	}
	return nil
}

// backTotals lets the words for a group stand behind a total of the same number,
// where that is the only group counted: "two guards were hurt" tells of the two who
// were hurt.
func (f *folder) backTotals() {
	for _, all := range f.values {
		if all.count == nil || all.out.Of != "all" || !all.count.IsExact() {
			continue
		}
		var parts []*mergedValue
		for _, v := range f.values {
			if v.slot == all.slot && v.out.Of != "all" && v.count != nil && v.count.Min != 0 {
				parts = append(parts, v)
			}
		}
		if len(parts) == 1 && *parts[0].count == *all.count && parts[0].out.Derived == "" {
			all.out.Citations = appendCitations(all.out.Citations, parts[0].out.Citations)
		}
	}
}

// counted is whom a count counts, in the words of the first value of the slot that
// counts the same: "Mexicans" and "Mexican nationals" are compared.
func (f *folder) counted(slot claim.Slot, of string) string {
	if of == "" || ofRank(of) < ofOther {
		return of
	}
	key := whom(of)
	for _, x := range f.values {
		if x.slot == slot && x.whom == key {
			return x.out.Of
		}
	}
	return of
}

// whom is a noun phrase without the nouns that only say that people are meant,
// and without plural endings.
func whom(of string) string {
	words := strings.Fields(FoldName(of))
	for len(words) > 1 {
		switch words[len(words)-1] {
		case "national", "nationals", "citizen", "citizens", "people", "person", "persons":
			words = words[:len(words)-1]
			continue
		}
		break
	}
	for i, w := range words {
		words[i] = strings.TrimSuffix(w, "s")
	}
	return strings.Join(words, " ")
}

func (m *mergedValue) absorb(f *folder, s Source, c *claim.Claim) {
	m.miss *= 1 - min(c.Confidence, 0.99)
	m.later = m.later || c.Value.Later
	m.lone = m.lone || len(c.Claimants) == 0
	m.out.Citations = appendCitations(m.out.Citations, f.cites(c.Citations))
	m.claims = append(m.claims, c.Citations)
	if m.out.Text == "" && len(m.out.Citations) > 0 {
		m.out.Text = m.out.Citations[0].Quote
	}
	for _, id := range f.entityList(s, c.Claimants) {
		m.out.Claimants = appendNew(m.out.Claimants, id)
	}
	m.out.Makers = appendMaker(m.out.Makers, c.Maker)
	m.passesOn(f, s, c)
	if c.Derived == "" {
		m.stated, m.out.Derived = true, ""
	} else if !m.stated && m.out.Derived == "" {
		m.out.Derived = c.Derived
	}
	if v := c.Value; strength(v.Basis) > strength(m.out.Basis) {
		m.out.Basis = v.Basis
	}
	if m.out.Includes == "" {
		m.out.Includes = c.Value.Includes
	}
	for _, d := range m.docs {
		if d == s.Doc.ID {
			return
		}
	}
	m.docs = append(m.docs, s.Doc.ID)
}

// strength orders the bases of a link between a person and an incident.
func strength(basis string) int {
	return strings.Index("  possible suspected accused claimed admitted fact", " "+basis)
}

// published is the value's form in RECORD.md, and what makes two values one.
func (f *folder) published(s Source, v *claim.Value) (schema.Value, string) {
	out := schema.Value{
		Slot: string(v.Slot), Of: v.Of, Includes: v.Includes, Kind: v.Kind, Basis: v.Basis, Harm: v.Harm,
		Degree: v.Degree, Stage: v.Stage, Offset: v.Offset, Precision: v.Precision, Claimants: []string{},
	}
	switch {
	case v.Count != nil:
		out.Value = countValue(*v.Count)
		return out, fmt.Sprint(v.Count.Min, "-", v.Count.Max)
	case v.Entity != "":
		id := f.entity(s, v.Entity)
		out.Value = id
		return out, id + "\x00" + v.Harm
	case v.Slot == claim.Coordinates:
		out.Value = [2]float64{v.Lat, v.Lon}
		return out, fmt.Sprintf("%.4f,%.4f", v.Lat, v.Lon)
	}
	out.Value = v.Text
	switch v.Slot {
	case claim.Target, claim.Weapon:
		return out, v.Kind + "\x00" + FoldName(v.Text)
	}
	return out, FoldNameKeep(v.Slot, v.Text)
}

// FoldNameKeep is the key of a text value: names are compared folded, codes and
// dates as they are.
func FoldNameKeep(slot claim.Slot, s string) string {
	switch slot {
	case claim.Place, claim.Site, claim.Motive, claim.Damage:
		return strings.TrimPrefix(FoldName(s), "the ")
	}
	return s
}

func countValue(c count.Count) any {
	if c.IsExact() {
		return c.Min
	}
	r := schema.Range{}
	if c.Min != count.Open {
		r.Min = &c.Min
	}
	if c.Max != count.Open {
		r.Max = &c.Max
	}
	return r
}

// many reports whether a slot holds several values at once.
func many(s claim.Slot) bool {
	switch s {
	case claim.Type, claim.Target, claim.Weapon, claim.Perpetrator, claim.Suspect,
		claim.Victim, claim.ClaimedBy, claim.Motive, claim.Damage, claim.FurtherAct:
		return true
	}
	return false
}

// settleValues orders the values, sets confidence, status and preference.
func (f *folder) settleValues() []schema.Value {
	sort.SliceStable(f.values, func(a, b int) bool {
		x, y := f.values[a], f.values[b]
		if slotRank(x.slot) != slotRank(y.slot) {
			return slotRank(x.slot) < slotRank(y.slot)
		}
		if x.out.Of != y.out.Of {
			return ofRank(x.out.Of) < ofRank(y.out.Of) ||
				ofRank(x.out.Of) == ofRank(y.out.Of) && x.out.Of < y.out.Of
		}
		return !unspecific(x) && unspecific(y)
	})
	for i := 0; i < len(f.values); {
		j := i + 1
		for j < len(f.values) && f.values[j].slot == f.values[i].slot && f.values[j].out.Of == f.values[i].out.Of {
			j++
		}
		f.prefer(f.values[i:j])
		i = j
	}
	out := make([]schema.Value, 0, len(f.values))
	for i, m := range f.values {
		m.out.ID = "f" + strconv.Itoa(i+1)
		m.out.Confidence = round2(min(1-m.miss, 0.99))
		m.out.OwnVoice = m.lone && len(m.out.Claimants) > 0
		m.out.Replaces = m.later
		out = append(out, m.out)
	}
	return out
}

// prefer marks which of the values of one slot is shown first, and how they
// stand to each other.
//
// The rule: what a person chose is shown, then what a person accepted; what was
// rejected or is obsolete never. Then every value of a slot that holds many is shown
// (the type "other" only where no type stands beside it); of one that holds one, a
// value whose words are not lost; the figure the text itself says replaced the
// others, unless only those who claim the deed tell it; an exact figure before the
// bound that it meets; then the one of the latest document; then the one with most behind it (confidence, then claims,
// then the first told).
func (f *folder) prefer(vs []*mergedValue) {
	best := 0
	chosen := slices.ContainsFunc(vs, func(v *mergedValue) bool { return v.out.ChosenBy != "" })
	for i, v := range vs {
		v.out.Status = "single"
		if len(v.out.Citations) > 1 || slices.ContainsFunc(vs, func(o *mergedValue) bool { return sharper(v, o) || sharper(o, v) }) {
			v.out.Status = "agreed"
		}
		if many(v.slot) {
			v.out.Preferred = v.out.Basis != "possible" && v.standing() >= 0 && (!chosen || v.out.ChosenBy != "") && !outdone(v, vs)
			continue
		}
		if i > 0 && f.better(v, vs[best]) != "" {
			best = i
		}
	}
	if many(vs[0].slot) {
		return
	}
	vs[best].out.Preferred = vs[best].standing() >= 0
	if by := vs[best].out.ChosenBy; by != "" {
		vs[best].out.Reason = "chosen by " + by
	}
	for i, v := range vs {
		for j, o := range vs {
			if i != j && v.standing() >= 0 && o.standing() >= 0 && !agree(v, o) && !f.inclusion(v, o) {
				v.out.Status = "contested"
				if i == best && v.out.Reason == "" {
					v.out.Reason = f.better(v, o)
				}
			}
		}
	}
}

// standing is how a value stands by what people decided: 1 for what they took for
// right, 0 where nobody decided, -1 for what is not to be shown.
func (m *mergedValue) standing() int {
	switch m.out.State {
	case accepted, edited:
		return 1
	case rejected, obsolete:
		return -1
	}
	return 0
}

// outdone reports whether a value says only that it was violence of some kind,
// which a type beside it says better, and nobody took it for right.
func outdone(v *mergedValue, vs []*mergedValue) bool {
	if !unspecific(v) || v.standing() > 0 {
		return false
	}
	return slices.ContainsFunc(vs, func(o *mergedValue) bool { return o != v && o.standing() >= 0 })
}

// unspecific reports whether a value is the type that any other type says better.
func unspecific(v *mergedValue) bool { return v.slot == claim.Type && v.out.Value == "other" }

// better is why a is shown rather than b, "" when it is not.
func (f *folder) better(a, b *mergedValue) string {
	when := func(yes bool, why string) string {
		if yes {
			return why
		}
		return ""
	}
	if (a.out.ChosenBy != "") != (b.out.ChosenBy != "") {
		return when(a.out.ChosenBy != "", "chosen by "+a.out.ChosenBy)
	}
	if x, y := a.standing(), b.standing(); x != y {
		return when(x > y, "decided by a person")
	}
	if a.out.WordsLost != b.out.WordsLost {
		return when(b.out.WordsLost, "the words of the other are gone from the newest version")
	}
	if x, y := f.byClaimers(a), f.byClaimers(b); x != y {
		return when(y, "the other is told only by those who claim the deed")
	}
	if a.later != b.later {
		return when(a.later, "the text says that it replaced another")
	}
	if (a.out.Derived == "") != (b.out.Derived == "") {
		return when(a.out.Derived == "", "stated outright")
	}
	if x, y := sharper(a, b), sharper(b, a); x || y {
		return when(x, "the exact figure that the other leaves room for")
	}
	if a.count != nil && b.count != nil && !share(a.docs, b.docs) {
		if x, y := f.latest(a.docs), f.latest(b.docs); x != y && x != "" && y != "" {
			return when(x > y, "of the latest document")
		}
	}
	if a.miss != b.miss {
		return when(a.miss < b.miss, "the surest of them")
	}
	if len(a.out.Citations) != len(b.out.Citations) {
		return when(len(a.out.Citations) > len(b.out.Citations), "told most often")
	}
	return when(a.from < b.from, "told first")
}

// sharper reports whether a is an exact figure, read well enough, that b is only a
// lower or upper bound of: 60 beside "more than 55". Both hold, and the exact one
// tells more. A bound that rough words set ("dozens") is bound to nothing.
func sharper(a, b *mergedValue) bool {
	return a.count != nil && b.count != nil && a.count.IsExact() && !a.count.Approximate && !b.count.IsExact() && !b.count.Approximate &&
		b.count.Known() && a.count.Compatible(*b.count) && a.miss <= 0.5
}

// byClaimers reports whether nobody but those who claim the deed tells a figure.
func (f *folder) byClaimers(m *mergedValue) bool {
	if m.count == nil || m.lone || len(m.out.Claimants) == 0 {
		return false
	}
	return !slices.ContainsFunc(m.out.Claimants, func(id string) bool { return !f.claimsDeed(id) })
}

// claimsDeed reports whether an entity is told to claim the deed.
func (f *folder) claimsDeed(id string) bool {
	return slices.ContainsFunc(f.values, func(v *mergedValue) bool {
		return v.out.Value == id && (v.slot == claim.ClaimedBy || v.slot == claim.Perpetrator && (v.out.Basis == "claimed" || v.out.Basis == "admitted"))
	})
}

func share(a, b []doc.ID) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// latest is the latest publication date among docs, "" when none has one.
func (f *folder) latest(docs []doc.ID) string {
	best := ""
	for _, d := range docs {
		if p := f.texts[d].Published; p > best {
			best = p
		}
	}
	return best
}

// agree reports whether two values of one slot can both hold. A value that was
// worked out contradicts nothing: only words do.
func agree(a, b *mergedValue) bool {
	if a.out.Derived != "" || b.out.Derived != "" {
		return true
	}
	switch {
	case a.count != nil && b.count != nil:
		return loose(*a.count).Compatible(loose(*b.count))
	case a.slot == claim.Date:
		return datesAgree(a.out.Value.(string), b.out.Value.(string))
	case a.slot == claim.Time:
		return clocksAgree(a.out.Value.(string), b.out.Value.(string))
	case a.slot == claim.Place, a.slot == claim.Site, a.slot == claim.Coordinates, a.slot == claim.Timezone:
		return true // one may lie within the other; a zone follows from the place
	case a.slot == claim.Country: // a state that is only named is no place of the deed
		return min(1-a.miss, 1-b.miss) < 0.7
	}
	return false
}

// loose is c with the leeway that its words leave: a sixth either way for "about 70",
// half for "dozens", which are said of twenty as of fifty.
func loose(c count.Count) count.Count {
	if !c.Approximate {
		return c
	}
	switch {
	case c.Max == count.Open:
		c.Min /= 2
	case c.Min == c.Max:
		c.Min, c.Max = c.Min-c.Min/6, c.Max+c.Max/6
	}
	return c
}

func slotRank(s claim.Slot) int {
	for i, x := range slotOrder {
		if x == s {
			return i
		}
	}
	return len(slotOrder)
}

var slotOrder = []claim.Slot{
	claim.Type, claim.Date, claim.Time, claim.TimeOfDay, claim.Timezone, claim.Country, claim.Place, claim.Site,
	claim.Coordinates, claim.Target, claim.Weapon, claim.Shots, claim.Killed, claim.Injured, claim.Missing,
	claim.Abducted, claim.Arrested, claim.Evacuated, claim.Perpetrator, claim.Suspect,
	claim.PerpetratorCount, claim.Victim, claim.ClaimedBy, claim.Motive, claim.Damage, claim.Outcome, claim.FurtherAct,
}

func ofRank(of string) int {
	for i, x := range []string{"", "all", "victims", "perpetrators", "civilians", "police", "military", "security", "staff", "children"} {
		if x == of {
			return i
		}
	}
	return ofOther
}

// ofOther is the rank of a group that has no code.
const ofOther = 100

func round2(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

// datesAgree reports whether two EDTF dates can be the same: equal, or one the
// less exact form of the other, or one an interval that holds the other.
func datesAgree(a, b string) bool {
	a, b = strings.TrimRight(a, "~?%"), strings.TrimRight(b, "~?%")
	if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
		return true
	}
	return within(a, b) || within(b, a)
}

// within reports whether the interval a holds the date b.
func within(a, b string) bool {
	lo, hi, ok := strings.Cut(a, "/")
	if !ok {
		return false
	}
	blo, bhi, _ := strings.Cut(b, "/")
	if bhi == "" {
		bhi = blo
	}
	return (lo == "" || lo == ".." || lo <= bhi) && (hi == "" || hi == ".." || blo <= hi || strings.HasPrefix(blo, hi))
}

// clocksAgree allows for "around": times within half an hour of each other.
func clocksAgree(a, b string) bool {
	x, ok1 := minutes(a)
	y, ok2 := minutes(b)
	return !ok1 || !ok2 || max(x-y, y-x) <= 30
}

func minutes(s string) (int, bool) {
	if len(s) < 5 {
		return 0, false
	}
	h, err1 := strconv.Atoi(s[:2])
	m, err2 := strconv.Atoi(s[3:5])
	return h*60 + m, err1 == nil && err2 == nil
}
