package muc4

import (
	"fmt"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/extract/part"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/pipeline"
	"dossier/internal/text"
	"dossier/internal/wire"
)

// Reader runs the shipped line-up over reports and makes templates of what it
// finds.
type Reader struct {
	line *pipeline.Pipeline
	last *nlp.Analysis
}

// NewReader wires the line-up.
func NewReader() *Reader {
	r := &Reader{line: wire.Pipeline()}
	analyse := r.line.Analyse
	r.line.Analyse = func(d *doc.Document) *nlp.Analysis {
		r.last = analyse(d)
		return r.last
	}
	return r
}

// Answer is what the program says of one report.
type Answer struct {
	Entities  Entities
	Templates []Template
}

// answering is one report being answered.
type answering struct {
	w    *part.Weighed
	set  *claim.Set
	date string // the report's own
	cuts [extract.RoleCount]float64
	t    Template

	incident claim.Incident // whose template is filled
	within   []text.Span    // the words that tell of it; none for the main one
}

// Answer reads a report.
func (r *Reader) Answer(rep *Report) (Answer, error) {
	d, err := r.line.ReadDocument(rep.ID+".txt", []byte(rep.Text+"\n"), nil)
	if err != nil {
		return Answer{}, err
	}
	set := r.line.Claims(d)
	m := part.Embedded()
	a := &answering{w: m.Weigh(part.Read(r.last)), set: set, date: d.Published, cuts: m.Cuts}
	var out Answer
	n := 0
	for role := range roleCount {
		picks := a.w.Picks(extract.PartRole(role), a.cuts[role])
		out.Entities[role] = cited(a.w.Reading, picks, a.cuts[role])
		n += len(out.Entities[role])
	}
	// A report of which nothing is taken for a part, and that does not look like
	// one of a relevant incident, gets no template.
	if n > 0 || a.w.Relevant > 0.5 && set.Found {
		a.fill()
		out.Templates = append([]Template{a.t}, a.further()...)
	}
	return out, nil
}

// fill fills the template of the main incident.
func (a *answering) fill() {
	a.frame()
	a.perpetrators()
	a.instruments()
	a.targets()
	a.victims()
	if a.is(Type, "KIDNAPPING") {
		a.t.Slots[Instrument], a.t.Slots[InstrumentType] = nil, nil
		for s := PhysID; s <= PhysTotal; s++ {
			a.t.Slots[s] = nil
		}
	}
	if a.is(Type, "ARSON") {
		a.t.Slots[Instrument], a.t.Slots[InstrumentType] = nil, nil
	}
}

// further are the templates of the incidents that the record tells beside the main
// one: acts that are part of it and what is named beside it.
func (a *answering) further() []Template {
	var out []Template
	for i := range a.set.Claims {
		c := &a.set.Claims[i]
		if c.Relation == nil || c.Relation.Other == 0 || c.Relation.Kind != "part_of" && c.Relation.Kind != "see_also" {
			continue
		}
		b := &answering{w: a.w, set: a.set, date: a.date, cuts: a.cuts, incident: c.Relation.Other}
		for _, q := range c.Citations {
			b.within = append(b.within, q.Span)
		}
		b.fill()
		out = append(out, b.t)
	}
	return out
}

// told reports whether a pick stands in the words that tell of the incident.
func (a *answering) told(p part.Pick) bool {
	for _, sp := range a.within {
		if sp.Contains(p.Span) {
			return true
		}
	}
	return len(a.within) == 0
}

func (a *answering) is(s Slot, v string) bool {
	return len(a.t.Slots[s]) > 0 && a.t.Slots[s][0].Any[0] == v
}

func (a *answering) put(s Slot, value string, of ...string) {
	if value == "" {
		return
	}
	for _, f := range a.t.Slots[s] {
		if f.Any[0] == value && strings.Join(f.Of, "/") == strings.Join(of, "/") {
			return
		}
	}
	a.t.Slots[s] = append(a.t.Slots[s], Fill{Any: []string{value}, Of: of})
}

// value is the first claim of the incident for a slot, nil for none.
func (a *answering) value(s claim.Slot) *claim.Claim {
	for i := range a.set.Claims {
		if c := &a.set.Claims[i]; c.Value != nil && c.Value.Slot == s && c.Incident == a.incident {
			return c
		}
	}
	return nil
}

// types leads from the types of the record to those of the task.
var types = map[string]string{
	"bombing": "BOMBING", "suicide_bombing": "BOMBING", "letter_bomb": "BOMBING", "explosive_attack": "BOMBING", "arson": "ARSON",
	"kidnapping": "KIDNAPPING", "hostage_taking": "KIDNAPPING", "hijacking": "HIJACKING",
}

// frame fills date, place, type and stage.
func (a *answering) frame() {
	a.put(Date, a.day())
	a.put(Location, a.place())
	kind := "ATTACK"
	if c := a.value(claim.Type); c != nil && types[c.Value.Text] != "" {
		kind = types[c.Value.Text]
	}
	a.put(Type, kind)
	stage := "ACCOMPLISHED"
	if c := a.value(claim.Outcome); c != nil && c.Value.Text != "accomplished" {
		stage = "ATTEMPTED"
	}
	a.put(Stage, stage)
}

// day is the date as the task writes it: a day, a span of days, or "on or before"
// the day of the report where the text tells none.
func (a *answering) day() string {
	c := a.value(claim.Date)
	if c == nil {
		if a.date == "" {
			return ""
		}
		return "- " + taskDay(a.date)
	}
	from, to, _ := strings.Cut(c.Value.Text, "/")
	switch {
	case len(from) < 10:
		return "- " + taskDay(a.date)
	case strings.HasPrefix(c.Derived, "the report gives no date"):
		return "- " + taskDay(from)
	case len(to) >= 10:
		return taskDay(from) + " - " + taskDay(to)
	}
	return taskDay(from)
}

var months = [...]string{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}

// taskDay writes 1989-12-30 as 30 DEC 89.
func taskDay(s string) string {
	var y, m, d int
	if n, _ := fmt.Sscanf(s, "%d-%d-%d", &y, &m, &d); n < 3 || m < 1 || m > 12 {
		return ""
	}
	return fmt.Sprintf("%02d %s %02d", d, months[m-1], y%100)
}

// place is country and town.
func (a *answering) place() string {
	var out []string
	if c := a.value(claim.Country); c != nil {
		if k, ok := lexicon.CountryByCode(c.Value.Text); ok {
			out = append(out, strings.ToUpper(k.Name))
		}
	}
	if c := a.value(claim.Place); c != nil {
		out = append(out, strings.ToUpper(c.Value.Text))
	}
	return strings.Join(out, ": ")
}

// text is the words of a pick on one line.
func (a *answering) text(p part.Pick) string { return a.w.Text(part.Variant{Span: p.Span}) }

// picks are the things of a role, each string once.
func (a *answering) picks(role extract.PartRole) []part.Pick {
	var out []part.Pick
	seen := map[string]bool{}
	for _, p := range a.w.Picks(role, a.cuts[role]) {
		if s := normal(a.text(p)); !seen[s] && a.told(p) {
			seen[s] = true
			out = append(out, p)
		}
	}
	return out
}

// perpetrators fills who did it, the bodies behind them with how sure that is,
// and whether they are of the state.
func (a *answering) perpetrators() {
	state, other := false, false
	note := func(i int) {
		switch a.w.KindOf(i) {
		case part.Soldier, part.Police, part.Force, part.State, part.Official:
			state = true
		default:
			other = true
		}
	}
	for _, p := range a.picks(extract.PerpIndividual) {
		a.put(PerpInd, a.text(p))
		note(p.Mention)
	}
	for _, p := range a.picks(extract.PerpOrganisation) {
		a.put(PerpOrg, a.text(p))
		a.put(Confidence, a.confidence(p), a.text(p))
		note(p.Mention)
	}
	// Who did it and is not said to be of the state is taken for a terrorist, as the
	// task has it.
	if state && !other {
		a.put(Category, "STATE-SPONSORED VIOLENCE")
	} else {
		a.put(Category, "TERRORIST ACT")
	}
}

// confidence is how surely a body is said to be behind it.
func (a *answering) confidence(p part.Pick) string {
	does, suffers := a.w.Does(p.Mention), a.w.Suffers(p.Mention)
	switch _, accused := suffers[part.Accuse]; {
	case does[part.Claim], a.claims(a.text(p)):
		return "CLAIMED OR ADMITTED"
	case accused:
		return "SUSPECTED OR ACCUSED"
	}
	return "REPORTED AS FACT"
}

// claims reports whether the record says that a body of the name claimed it.
func (a *answering) claims(name string) bool {
	for i := range a.set.Claims {
		v := a.set.Claims[i].Value
		if v == nil || v.Slot != claim.ClaimedBy {
			continue
		}
		for _, e := range a.set.Entities {
			if e.ID == v.Entity && sameWords(name, append([]string{e.Name}, e.Aliases...)) {
				return true
			}
		}
	}
	return false
}

// instrumentTypes leads from kinds to the task's types.
var instrumentTypes = map[part.Kind]string{
	part.Gun: "GUN", part.Ammo: "GUN", part.Explosive: "BOMB", part.Grenade: "GRENADE", part.Rocket: "ROCKET", part.Blade: "CUTTING DEVICE", part.Fuel: "FIRE",
}

// instrumentWords are words that tell a type more exactly than their kind.
var instrumentWords = []struct{ word, kind string }{
	{"car bomb", "VEHICLE BOMB"}, {"car-bomb", "VEHICLE BOMB"}, {"truck bomb", "VEHICLE BOMB"}, {"bus bomb", "VEHICLE BOMB"}, {"dynamite", "DYNAMITE"},
	{"machine", "MACHINE GUN"}, {"rifle", "RIFLE"}, {"pistol", "HANDGUN"}, {"revolver", "HANDGUN"}, {"mortar", "MORTAR"}, {"mine", "MINE"},
	{"molotov", "MOLOTOV COCKTAIL"}, {"missile", "MISSILE"}, {"explosive", "EXPLOSIVE"}, {"tnt", "EXPLOSIVE"}, {"charge", "EXPLOSIVE"}, {"stone", "STONE"},
	{"torture", "TORTURE"}, {"bomb", "BOMB"},
}

func (a *answering) instruments() {
	for _, p := range a.picks(extract.WeaponUsed) {
		s := a.text(p)
		a.put(Instrument, s)
		kind := instrumentTypes[a.w.KindOf(p.Mention)]
		for _, w := range instrumentWords {
			if strings.Contains(strings.ToLower(s), w.word) {
				kind = w.kind
				break
			}
		}
		a.put(InstrumentType, kind, s)
	}
	if len(a.t.Slots[InstrumentType]) == 0 && a.is(Type, "BOMBING") {
		a.put(InstrumentType, "BOMB", "-")
	} else if c := a.value(claim.Weapon); len(a.t.Slots[InstrumentType]) == 0 && c != nil && c.Value.Kind == "firearm" {
		a.put(InstrumentType, "GUN", "-")
	}
}

var targetTypes = map[part.Kind]string{
	part.Vehicle: "TRANSPORT VEHICLE", part.Aircraft: "TRANSPORT VEHICLE", part.Home: "CIVILIAN RESIDENCE", part.Shop: "COMMERCIAL", part.Firm: "COMMERCIAL",
	part.Office: "ORGANIZATION OFFICE", part.Body: "ORGANIZATION OFFICE", part.Party: "ORGANIZATION OFFICE", part.Mission: "DIPLOMAT OFFICE OR RESIDENCE",
	part.Utility: "ENERGY", part.Road: "TRANSPORTATION ROUTE", part.Station: "LAW ENFORCEMENT FACILITY", part.State: "GOVERNMENT OFFICE OR RESIDENCE",
}

// targetWords are words that tell the type of a target more exactly than its kind.
var targetWords = []struct{ word, kind string }{
	{"embassy", "DIPLOMAT OFFICE OR RESIDENCE"}, {"consulate", "DIPLOMAT OFFICE OR RESIDENCE"}, {"bank", "FINANCIAL"}, {"telephone", "COMMUNICATIONS"},
	{"radio", "COMMUNICATIONS"}, {"television", "COMMUNICATIONS"}, {"telecommunications", "COMMUNICATIONS"}, {"newspaper", "COMMUNICATIONS"},
	{"water", "WATER"}, {"ministry", "GOVERNMENT OFFICE OR RESIDENCE"}, {"presidential", "GOVERNMENT OFFICE OR RESIDENCE"},
	{"mayor", "GOVERNMENT OFFICE OR RESIDENCE"}, {"airport", "TRANSPORTATION FACILITY"}, {"railway", "TRANSPORTATION ROUTE"}, {"police", "LAW ENFORCEMENT FACILITY"},
}

func (a *answering) targets() {
	for _, p := range a.picks(extract.TargetThing) {
		s := a.text(p)
		a.put(PhysID, s)
		kind := targetTypes[a.w.KindOf(p.Mention)]
		for _, w := range targetWords {
			if strings.Contains(strings.ToLower(s), w.word) {
				kind = w.kind
				break
			}
		}
		if kind == "" {
			kind = "OTHER"
		}
		a.put(PhysType, kind, s)
		a.put(PhysNumber, a.number(p.Mention), s)
		a.put(PhysEffect, a.effect(p, s), s)
	}
}

// effect is how much damage was done to a target: as the record says, or as what is
// done to it implies.
func (a *answering) effect(p part.Pick, s string) string {
	for i := range a.set.Claims {
		if v := a.set.Claims[i].Value; v != nil && v.Slot == claim.Damage && sameWords(s, []string{v.Text}) {
			switch v.Degree {
			case "destroyed":
				return "DESTROYED"
			case "none":
				return "NO DAMAGE"
			}
			return "SOME DAMAGE"
		}
	}
	if acts := a.w.Suffers(p.Mention); acts[part.Destroy] || acts[part.Burn] {
		return "SOME DAMAGE"
	}
	return ""
}

// number writes how many as the task does.
func (a *answering) number(i int) string {
	n, ok := a.w.NumberOf(i)
	switch {
	case ok && n.IsExact():
		return fmt.Sprint(n.Min)
	case ok && n.Known() && n.Min > 0:
		return fmt.Sprint(n.Min, "-")
	case a.w.Plural(i):
		return "PLURAL"
	}
	return "1"
}

var humanTypes = map[part.Kind]string{
	part.Soldier: "ACTIVE MILITARY", part.Police: "LAW ENFORCEMENT", part.Guard: "SECURITY GUARD", part.Official: "GOVERNMENT OFFICIAL", part.Judge: "LEGAL OR JUDICIAL",
	part.Diplomat: "DIPLOMAT", part.Politician: "POLITICAL FIGURE", part.Party: "POLITICAL FIGURE", part.Force: "ACTIVE MILITARY",
}

func (a *answering) victims() {
	for _, p := range a.picks(extract.VictimNamed) {
		s := a.text(p)
		a.put(HumName, s)
		if o := a.w.Office(p.Mention); o != "" {
			a.put(HumDescription, strings.Join(strings.Fields(o), " "), s)
		}
		a.human(p.Mention, s, "1")
	}
	for _, p := range a.picks(extract.VictimDescribed) {
		s := a.text(p)
		a.put(HumDescription, s)
		a.human(p.Mention, s, a.number(p.Mention))
	}
}

// human fills type, number and effect of a victim.
func (a *answering) human(i int, s, number string) {
	kind := humanTypes[a.w.KindOf(i)]
	if kind == "" {
		kind = "CIVILIAN"
	}
	a.put(HumType, kind, s)
	a.put(HumNumber, number, s)
	acts := a.w.Suffers(i)
	switch {
	case acts[part.Kill] || acts[part.Die]:
		a.put(HumEffect, "DEATH", s)
	case acts[part.Injure]:
		a.put(HumEffect, "INJURY", s)
	case acts[part.Release] && a.is(Type, "KIDNAPPING"):
		a.put(HumEffect, "REGAINED FREEDOM", s)
	}
}
