package casualty

import (
	"math"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// tally turns the findings of a document into claims.
type tally struct {
	x      Extractor
	in     *extract.Input
	reader *reader
}

// sum is the people of one or more findings taken together.
type sum struct {
	count   count.Count
	spans   []text.Span
	parts   []string
	total   bool // one of the parts speaks of everybody
	counted bool // one of the parts is a numeral
	perps   bool // perpetrators are among the parts
	pronoun bool // nothing but a pronoun
}

var slots = []claim.Slot{claim.Killed, claim.Injured, claim.Missing, claim.Abducted, claim.Arrested, claim.Evacuated}

func (t *tally) claims() {
	t.perpetrators()
	for _, s := range slots {
		t.slot(s)
	}
	t.alive()
}

// alive makes the claim that no perpetrator was killed where the one there was
// ("the attacker") was taken alive.
func (t *tally) alive() {
	var taken *finding
	for i := range t.reader.findings {
		f := &t.reader.findings[i]
		for k := range f.groups {
			g := &f.groups[k]
			switch {
			case g.category == perpetrators && f.slot == claim.Killed:
				return
			case g.category == perpetrators && f.slot == claim.Arrested && !g.numbered && !f.denied && taken == nil &&
				t.in.Tokens[g.first].Lower == "the" && t.in.Tokens[g.last-1].Lower != "suspect":
				taken = f
			}
		}
	}
	if taken == nil {
		return
	}
	m := t.sum(taken)
	m.count = count.Exactly(0)
	t.emitAs(claim.Killed, m, perpetrators, 0.4, "the one perpetrator told of was taken alive", false)
}

// perpetrators settles who is meant by pronouns: those whom the police or guards
// killed, and a "he" who had killed others, are perpetrators.
func (t *tally) perpetrators() {
	fs := t.reader.findings
	for i := range fs {
		for k := range fs[i].groups {
			g := &fs[i].groups[k]
			if g.numbered || g.named || g.category != anyone {
				continue
			}
			w := t.in.Tokens[g.first].Lower
			plain := t.in.Tokens[g.last-1].Lower == "man" || g.pronoun && w != "her"
			if fs[i].by && plain || g.pronoun && fs[i].slot == claim.Killed && (w == "he" || w == "she") && t.fell(i) {
				g.category = perpetrators
			}
			if g.pronoun && t.chainAttacks(g) {
				g.category = perpetrators
			}
			if w == "he" && fs[i].slot == claim.Killed && i > 0 && fs[i-1].sent == fs[i].sent && fs[i-1].slot == claim.Killed && t.active(&fs[i-1], w) {
				g.category = perpetrators
			}
		}
	}
}

// chainAttacks reports whether the one whom a pronoun means is called an attacker
// elsewhere.
func (t *tally) chainAttacks(g *group) bool {
	c := t.reader.chainOf(g)
	if c < 0 {
		return false
	}
	for i := range t.in.Predicates {
		p := &t.in.Predicates[i]
		if p.Noun || p.Negated || p.Patient() == nil || p.Class != nlp.Attacking && p.Verb != "kill" && p.Verb != "stab" && p.Verb != "wound" {
			continue
		}
		for a := range p.Agents() {
			if a.Chain == c {
				return true
			}
		}
	}
	for _, m := range t.in.Chains[c].Mentions {
		if k, plural, _ := personNoun(strings.ToLower(t.in.Words[m.Head].Lemma)); m.Form == nlp.ByNoun && k == perpetrators && !plural {
			return true
		}
	}
	return false
}

// fell reports whether the "he" who dies in finding i is the attacker: told behind
// whom he killed ("killing 49 people before he died"), in a fight with the police.
func (t *tally) fell(i int) bool {
	f := &t.reader.findings[i]
	for k := f.word + 1; k < min(len(t.in.Tokens), f.word+5); k++ {
		switch t.in.Tokens[k].Lower {
		case "shootout", "shoot-out", "gunfight", "firefight":
			return true
		}
	}
	if i == 0 || t.reader.findings[i-1].sent != f.sent || !t.reader.findings[i-1].active {
		return false
	}
	g := &f.groups[0]
	return g.first > 0 && t.in.Tokens[g.first-1].Lower == "before"
}

// active reports whether pronoun stands for the one who did what f tells.
func (t *tally) active(f *finding, pronoun string) bool {
	return f.active && f.word > 0 && t.in.Tokens[f.word-1].Lower == pronoun
}

// figure is a finding that speaks of everybody, or of some.
type figure struct {
	*finding
	sum        *sum
	confidence float64
}

// slot makes the claims of one slot.
func (t *tally) slot(s claim.Slot) {
	var full, partial []figure
	for i := range t.reader.findings {
		f := &t.reader.findings[i]
		if f.slot != s || f.weak || f.bed && t.hurt() || s == claim.Injured && t.reader.died(f) {
			continue
		}
		t.categories(f)
		if len(f.groups) == 0 {
			continue // told only of some
		}
		m := t.sum(f)
		fig := figure{f, m, t.confidence(f, m)}
		if (m.total || anyKind(s)) && !f.denied && !f.also && !f.ward && !adds(fig, full, partial) {
			full = append(full, fig)
		} else if m.total || f.denied || !m.count.IsExact() || m.count.Min > 0 {
			partial = append(partial, fig)
		}
	}
	if s == claim.Killed {
		t.reckon(full, partial)
	}
	if t.log() {
		t.lastOf(full)
	}
	supersede(full)
	sharpen(full)
	switch {
	case len(full) == 0 && anyKind(s):
	case len(full) == 0:
		if len(partial) == 0 || t.base(partial) >= 0 && t.onePerson(partial[t.base(partial)]) {
			if m := t.amongDead(s); m != nil {
				t.emitAs(s, m, all, 0.4, "counted: "+strings.Join(m.parts, ", ")+", told of as among others", false)
				return
			}
		}
		t.only(s, partial)
	default:
		t.totals(s, full, partial)
	}
}

// hurt reports whether the document tells of people hurt in other words than that they
// are in hospital.
func (t *tally) hurt() bool {
	for i := range t.reader.findings {
		if f := &t.reader.findings[i]; f.slot == claim.Injured && !f.bed {
			return true
		}
	}
	return false
}

// reckon finds the totals that count the perpetrators too: those that name them
// among the dead, and those that are another total and the dead perpetrators
// together ("13 people died … all three attackers … bringing the total to 16").
func (t *tally) reckon(full, partial []figure) {
	perps := t.perpetratorsAmong(full, partial)
	for i := range full {
		f := &full[i]
		f.whole = f.whole || f.sum.perps && f.sum.total
		for k := range full {
			if n, ok := t.others(&full[k]); ok && perps > 0 && !full[k].sum.perps && f.sum.count.IsExact() && f.sum.count.Min == n+perps {
				f.whole = true
			}
		}
	}
	for i := range full {
		if full[i].whole {
			full[i].confidence = round(full[i].confidence + 0.1)
		}
	}
}

// supersede marks the surest figure of a slot as the later one where another is said
// to be an earlier one.
func supersede(full []figure) {
	outdated(full)
	best, earlier := -1, false
	for i := range full {
		if full[i].earlier {
			earlier = true
		} else if best < 0 || full[i].confidence > full[best].confidence {
			best = i
		}
	}
	if earlier && best >= 0 {
		f := *full[best].finding
		f.later = true
		full[best].finding = &f
	}
}

// outdated marks as earlier, too, the figures equal to one that is said to be so.
func outdated(full []figure) {
	for i := range full {
		if !full[i].earlier {
			continue
		}
		for k := range full {
			if f := full[k].finding; k != i && !f.earlier && f.word < full[i].word && full[k].sum.count.Min == full[i].sum.count.Min {
				e := *f
				e.earlier = true
				full[k].finding, full[k].confidence = &e, 0.2
			}
		}
	}
}

// sharpen takes confidence from a figure that a more exact one bears out: a
// headline's "more than 120" beside "at least 127".
func sharpen(full []figure) {
	for i := range full {
		a := full[i].sum.count
		for k := range full {
			b := full[k].sum.count
			if a.Max == count.Open && b.Min > a.Min && b.Min <= a.Min+a.Min/4 && !full[k].earlier && !rivals(full[i].finding, full[k].finding) {
				full[i].confidence = round(full[i].confidence - 0.25)
				break
			}
		}
	}
}

// perpetratorsAmong is how many perpetrators are told to have died, 0 where it is
// not told or told of a single one by a pronoun alone.
func (t *tally) perpetratorsAmong(full, partial []figure) int {
	n := 0
	for _, figs := range [][]figure{full, partial} {
		for i := range figs {
			for _, gs := range [][]group{figs[i].groups, figs[i].part} {
				for k := range gs {
					if g := &gs[k]; g.category == perpetrators && g.count.IsExact() {
						n = max(n, g.count.Min)
					}
				}
			}
		}
	}
	return n
}

// others is the exact count of fig.
func (t *tally) others(fig *figure) (int, bool) {
	return fig.sum.count.Min, fig.sum.count.IsExact()
}

// totals makes the claims of a slot for which the document gives totals. What it
// adds to the best of them ("five more died", "the attacker was killed as well")
// is added in a claim of its own; a total that leaves out the perpetrators is one
// of victims.
func (t *tally) totals(s claim.Slot, full, partial []figure) {
	best, whole := 0, -1
	for i := range full {
		if full[i].confidence > full[best].confidence {
			best = i
		}
		if full[i].whole || full[i].sum.perps && len(full[i].groups) > 1 {
			whole = i
		}
	}
	var added []figure
	if !full[best].whole {
		added = t.added(full[best], partial)
	}
	apart := false
	for _, fig := range added {
		apart = apart || fig.sum.perps
	}
	perps := t.perpetratorsAmong(full, partial)
	for i, fig := range full {
		of := all
		switch {
		case fig.sum.perps || fig.whole || s != claim.Killed:
		case apart && fig.sum.count.Compatible(full[best].sum.count), whole >= 0 && (fig.sum.count == t.without(full[whole]) || t.less(fig, full[whole], perps)):
			of = victims
		}
		if i == best && len(added) > 0 && of == all {
			fig.confidence = round(fig.confidence - 0.3)
		}
		t.emit(fig, of)
	}
	if len(added) > 0 {
		m := joined(append([]figure{full[best]}, added...))
		t.emitAs(s, m, all, round(full[best].confidence+0.05), "the sum of "+strings.Join(m.parts, " and "), full[best].later)
	}
}

// less reports whether fig is the whole without the perpetrators.
func (t *tally) less(fig, whole figure, perps int) bool {
	a, b := fig.sum.count, whole.sum.count
	return perps > 0 && a.IsExact() && b.IsExact() && a.Min+perps == b.Min
}

// without is the count of the groups of fig that are no perpetrators.
func (t *tally) without(fig figure) count.Count {
	m := &sum{}
	for i := range fig.groups {
		if fig.groups[i].category != perpetrators {
			t.add(m, &fig.groups[i])
		}
	}
	return m.count
}

// added picks the findings whose people come on top of those of a total.
func (t *tally) added(best figure, partial []figure) []figure {
	var out []figure
	perps := best.sum.perps
	most := t.perpetratorsAmong(nil, partial)
	for _, fig := range partial {
		if fig.denied || fig.earlier || fig.groups[0].vague || rivals(fig.finding, best.finding) {
			continue
		}
		switch only := fig.sum.perps && len(fig.groups) == 1; {
		case fig.implied:
		case only && best.slot == claim.Killed && !perps && !(fig.sum.counted && fig.sum.count.IsExact() && fig.sum.count.Min < most):
			perps = true
			out = append(out, fig)
		case !only && (fig.also || fig.groups[0].extra) && fig.word > best.word && fig.sent-best.sent <= 3:
			out = append(out, fig)
		}
	}
	return out
}

// joined adds up several figures.
func joined(figs []figure) *sum {
	m := &sum{pronoun: true}
	for i, fig := range figs {
		o := fig.sum
		if i == 0 {
			m.count = o.count
		} else {
			m.count = m.count.Plus(o.count)
		}
		m.spans, m.parts = append(m.spans, o.spans...), append(m.parts, o.parts...)
		m.counted, m.perps, m.pronoun = m.counted || o.counted, m.perps || o.perps, m.pronoun && o.pronoun
	}
	return m
}

// adds reports whether fig tells of more people beside those of a finding shortly
// before it: "five others also died".
func adds(fig figure, full, partial []figure) bool {
	if len(fig.groups) == 0 || !fig.groups[0].extra || fig.groups[0].vague {
		return false
	}
	for _, figs := range [][]figure{full, partial} {
		if k := len(figs) - 1; k >= 0 && fig.sent-figs[k].sent <= 3 && !figs[k].denied {
			return true
		}
	}
	return false
}

// sum adds up the groups of one finding.
func (t *tally) sum(f *finding) *sum {
	m := &sum{pronoun: true}
	for i := range f.groups {
		g := &f.groups[i]
		t.add(m, g)
	}
	if f.denied {
		m.count = count.Exactly(0)
	}
	for i := range f.part {
		m.perps = m.perps || f.part[i].category == perpetrators
	}
	m.spans = append(m.spans, t.in.Tokens[f.word].Span)
	return m
}

func (t *tally) add(m *sum, g *group) {
	if len(m.parts) == 0 {
		m.count = g.count
	} else {
		m.count = m.count.Plus(g.count)
	}
	sp := t.in.SpanOf(g.first, g.last)
	m.spans = append(m.spans, sp)
	m.parts = append(m.parts, strings.Join(strings.Fields(t.in.Text(sp)), " "))
	m.total = m.total || g.total()
	m.counted = m.counted || g.numbered
	m.perps = m.perps || g.category == perpetrators
	m.pronoun = m.pronoun && g.pronoun
}

// categories makes the claims on the groups of f that are not everybody.
func (t *tally) categories(f *finding) {
	if f.denied || f.earlier {
		return
	}
	for _, gs := range [][]group{f.groups, f.part} {
		for i := range gs {
			g := &gs[i]
			of := t.of(g)
			if of == "" || g.vague || g.of && g.none() || t.someAttackers(f, g) { // "none of them nurses"
				continue
			}
			m := &sum{}
			t.add(m, g)
			m.spans = append(m.spans, t.in.Tokens[f.word].Span)
			c := 0.7
			if !g.numbered {
				c = 0.55
			}
			t.emitAs(f.slot, m, of, round(c), t.single(g), f.later)
		}
	}
}

// someAttackers reports whether g is some of the attackers, of whom more are told
// elsewhere to have come to the same harm: "shot one of the attackers dead" in a
// text whose lead counts three among the dead.
func (t *tally) someAttackers(f *finding, g *group) bool {
	if !g.of && !t.lastOnes(g) || g.category != perpetrators || !g.count.IsExact() {
		return false
	}
	for i := range t.reader.findings {
		o := &t.reader.findings[i]
		if o.slot != f.slot || o.weak || o.denied || o.earlier {
			continue
		}
		for _, gs := range [][]group{o.groups, o.part} {
			for k := range gs {
				if h := &gs[k]; !h.of && h.category == perpetrators && h.count.IsExact() && h.count.Min > g.count.Min {
					return true
				}
			}
		}
	}
	return false
}

// lastOnes reports whether g is the last of several: "the last three gunmen".
func (t *tally) lastOnes(g *group) bool {
	for i := max(0, g.first-1); i < g.last; i++ {
		if w := t.in.Tokens[i].Lower; w == "last" || w == "remaining" {
			return true
		}
	}
	return false
}

// of is the category a group is claimed under: a code, or its words; "" for
// everybody and for persons told of by name or pronoun.
func (t *tally) of(g *group) string {
	switch {
	case g.category == all, g.category == anyone && !g.numbered:
		return ""
	case g.category != anyone:
		return g.category
	}
	of := strings.Join(strings.Fields(t.in.Text(g.phrase)), " ")
	switch strings.ToLower(of) {
	case "man", "men", "person", "persons", "individual", "individuals", "males", "male":
		return "" // says no more than that they are people
	}
	return of
}

// single says how one person came to be counted.
func (t *tally) single(g *group) string {
	switch {
	case g.numbered:
		return ""
	case g.named:
		return "counted: one person by name"
	case g.pronoun:
		return "counted: one person meant by a pronoun"
	}
	return "counted: one person described"
}

// confidence weighs a total.
func (t *tally) confidence(f *finding, m *sum) float64 {
	c := 0.75
	if t.lead(f) {
		c += 0.1
	} else {
		c -= 0.1
	}
	if f.later {
		c += 0.05
	}
	if len(f.groups) > 1 && !m.perps {
		c -= 0.05
	}
	for i := range f.groups {
		if f.groups[i].vague {
			c -= 0.4
		}
		if f.groups[i].extra && len(f.groups) == 1 {
			c -= 0.05
		}
	}
	if f.unsure {
		c -= 0.2
	}
	if f.earlier {
		c = 0.2
	}
	return round(c)
}

func round(c float64) float64 { return math.Round(100*max(0.05, c)) / 100 }

// lead reports whether f stands in the title or the first two paragraphs.
func (t *tally) lead(f *finding) bool {
	block := t.in.Sentences[f.sent].Block
	n := 0
	for i := 0; i < block; i++ {
		if t.in.Doc.Blocks[i].Kind == doc.Paragraph && t.in.Doc.Blocks[i].Span.Len() > 60 {
			n++
		}
	}
	return n < 2
}

// emit makes the claim of one finding.
func (t *tally) emit(fig figure, of string) {
	how := ""
	if len(fig.groups) == 1 && !fig.groups[0].numbered {
		how = t.single(&fig.groups[0])
	}
	if len(fig.groups) > 1 {
		how = "the sum of " + strings.Join(fig.sum.parts, " and ")
	}
	fig.sum.perps = fig.sum.perps || fig.whole
	t.emitBy(fig.slot, fig.sum, of, fig.confidence, how, fig.later, t.party(fig.says))
}

// party is the entity of the one who gives a figure, none for nil.
func (t *tally) party(g *nlp.Argument) []claim.EntityID {
	if g == nil {
		return nil
	}
	id := extract.EntityAt(t.in, t.in.Words[g.Head].Token)
	if id == "" {
		kind := entity.Organisation
		if g.Kind == entity.Person {
			kind = entity.Person
		}
		id = extract.Describe(t.in, g.Span, kind)
	}
	if id == "" {
		return nil
	}
	return []claim.EntityID{id}
}

func (t *tally) emitAs(s claim.Slot, m *sum, of string, c float64, how string, later bool) {
	t.emitBy(s, m, of, c, how, later, nil)
}

// emitBy makes the claim of a figure that a party gives, or the document for none.
func (t *tally) emitBy(s claim.Slot, m *sum, of string, c float64, how string, later bool, by []claim.EntityID) {
	n := m.count
	if !n.Known() {
		return
	}
	v := &claim.Value{Slot: s, Count: &n, Of: of, Later: later}
	if of == all && m.perps && s == claim.Killed {
		v.Includes = perpetrators
	}
	t.in.Add(t.x, claim.Claim{Confidence: c, Derived: how, Claimants: by, Value: v}, m.spans...)
}
