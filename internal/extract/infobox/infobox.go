// Package infobox reads the header facts that an article's infobox states
// outright: one claim for each field that a slot of the record answers to.
package infobox

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor reads infobox fields.
type Extractor struct{}

// Name is "infobox".
func (Extractor) Name() string { return "infobox" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "1" }

// field is what a field's key asks for.
type field string

const (
	date, clock, zone, place, target, kind field = "date", "time", "zone", "place", "target", "type"
	killed, injured, missing, abducted     field = "killed", "injured", "missing", "abducted"
	weapon, perpetrator, motive, attackers field = "weapon", "perpetrator", "motive", "attackers"
	coordinates, victim, arrested, suspect field = "coordinates", "victim", "arrested", "suspect"
	casualties                             field = "casualties"
)

// keys leads from the names that infoboxes use, in lower case without marks, to
// what they ask for. The names are those of the infobox templates for civilian
// attacks, military operations and events of the English encyclopedia, and the
// plain words for them.
var keys = map[string]field{
	"date": date, "dates": date, "event date": date, "date of attack": date, "date of incident": date, "incident date": date,
	"date/time": date, "date-time": date, "date time": date, "date and time": date, "date & time": date, "time and date": date, "when": date,
	"date of event": date, "date/time of incident": date, "dtg of incident": date, "time of incident": date, "incident time": date, "time of event": date,
	"t": date, "l": place, // of a SALUTE report
	"time": clock, "time of attack": clock, "local time": clock, "begin time": clock,
	"timezone": zone, "time zone": zone,
	"location": place, "place": place, "venue": place, "locations": place, "city": place,
	"where": place, "locality": place, "loc": place, "incident location": place, "location of incident": place, "position": place, "pos": place,
	"coordinates": coordinates, "coord": coordinates, "lat/long": coordinates,
	"target": target, "targets": target, "type": kind, "attack type": kind, "attack types": kind, "event type": kind,
	"fatalities": killed, "deaths": killed, "killed": killed, "dead": killed, "death toll": killed, "reported deaths": killed,
	"injuries": injured, "injured": injured, "wounded": injured, "non-fatal injuries": injured, "reported injuries": injured,
	"casualties": casualties, "casualty": casualties, "cas": casualties, "own cas": casualties,
	"missing": missing, "reported missing": missing, "abducted": abducted, "hostages": abducted, "captured": abducted,
	"weapon": weapon, "weapons": weapon, "weapons used": weapon, "weapon used": weapon,
	"perpetrator": perpetrator, "perpetrators": perpetrator, "assailant": perpetrator, "assailants": perpetrator,
	"attacker": perpetrator, "attackers": perpetrator, "perps": perpetrator, "perp": perpetrator,
	"suspect": suspect, "suspects": suspect, "suspected perpetrator": suspect, "suspected perpetrators": suspect, "accused": suspect,
	"no of participants": attackers, "number of participants": attackers, "no of perpetrators": attackers,
	"participants": attackers, "numparts": attackers, "numpart": attackers, "number of attackers": attackers,
	"motive": motive, "motives": motive, "victim": victim, "victims": victim, "arrests": arrested, "arrested": arrested,
}

// Extract adds the header values that infobox fields give.
func (x Extractor) Extract(in *extract.Input) {
	for _, b := range in.Doc.Blocks {
		if b.Kind != doc.FieldLine || b.Value.IsZero() {
			continue
		}
		if f, ok := keys[normalKey(in.Doc.Text.Slice(b.Key))]; ok {
			(&fieldReader{in: in, x: x, value: b.Value}).read(f)
		}
	}
}

func normalKey(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.NewReplacer("_", " ", "(s)", "s", ".", "").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// fieldReader reads the value of one field.
type fieldReader struct {
	in    *extract.Input
	x     Extractor
	value text.Span
}

// stated is the confidence of what an infobox says outright.
const stated = 0.85

func (f *fieldReader) read(what field) {
	switch what {
	case date:
		f.date()
	case clock:
		f.clock()
	case zone:
		f.zone()
	case place:
		f.place()
	case target:
		f.target()
	case kind:
		f.kind()
	case killed, injured, missing, abducted, arrested:
		f.number(claim.Slot(what))
	case casualties:
		if nobody(f.text(f.value)) {
			f.number(claim.Killed)
			f.number(claim.Injured)
		}
	case weapon:
		f.weapon()
	case perpetrator, suspect:
		f.perpetrator(what)
	case attackers:
		f.attackers()
	case motive:
		f.motive()
	case victim:
		f.victims()
	case coordinates:
		f.coordinates()
	}
}

// motive takes a motive that is stated; "Unknown" and "Disputed" state none.
func (f *fieldReader) motive() {
	switch strings.ToLower(strings.Trim(f.text(f.value), " .")) {
	case "unknown", "disputed", "unclear", "under investigation", "not known", "none given", "undetermined", "n/a", "none":
		return
	}
	f.add(claim.Value{Slot: claim.Motive, Text: f.text(f.value)}, f.value)
}

func (f *fieldReader) text(sp text.Span) string { return f.in.Doc.Text.Slice(sp) }

func (f *fieldReader) add(v claim.Value, spans ...text.Span) {
	f.in.Add(f.x, claim.Claim{Value: &v, Confidence: stated}, spans...)
}

func (f *fieldReader) times(kind nlp.TimeKind) []*nlp.Timex {
	var out []*nlp.Timex
	for i := range f.in.Times {
		if t := &f.in.Times[i]; t.Kind == kind && f.value.Contains(t.Span) {
			out = append(out, t)
		}
	}
	return out
}

func (f *fieldReader) date() {
	for _, t := range f.times(nlp.Date) {
		if t.Value != "" {
			f.add(claim.Value{Slot: claim.Date, Text: t.Value}, t.Span)
			break
		}
	}
	if !f.has(claim.Date) {
		for _, t := range f.times(nlp.Clock) {
			if t.Dated {
				f.add(claim.Value{Slot: claim.Date, Text: t.On}, t.Span)
				break
			}
		}
	}
	f.clock()
}

// has reports whether a field before gave the slot a value.
func (f *fieldReader) has(s claim.Slot) bool {
	for i := range f.in.Set.Claims {
		if v := f.in.Set.Claims[i].Value; v != nil && v.Slot == s {
			return true
		}
	}
	return false
}

func (f *fieldReader) clock() {
	for _, t := range f.times(nlp.Clock) {
		if len(t.Value) >= 5 {
			f.add(claim.Value{Slot: claim.Time, Text: t.Value}, t.Span)
			return
		}
	}
}

func (f *fieldReader) numbers() []*nlp.Number {
	var out []*nlp.Number
	for i := range f.in.Numbers {
		if n := &f.in.Numbers[i]; n.Kind == nlp.Cardinal && f.value.Contains(n.Span) {
			out = append(out, n)
		}
	}
	return out
}

// number reads a casualty field: "3", "13 (including the bomber)", "12–15",
// "None". Words in brackets behind the first figure count a part, told apart.
func (f *fieldReader) number(slot claim.Slot) {
	ns := f.numbers()
	if nobody(f.text(f.value)) {
		zero := count.Exactly(0)
		f.add(claim.Value{Slot: slot, Of: "all", Count: &zero}, f.value)
		return
	}
	for i, n := range ns {
		c := n.Count
		of := "all"
		if i > 0 {
			if of = f.part(n); of == "" {
				continue
			}
		}
		if c.Min == count.Open && c.Max == count.Open {
			continue
		}
		f.add(claim.Value{Slot: slot, Of: of, Count: &c}, n.Span)
	}
}

// nobody reports whether the value of a casualty field says that there is none.
func nobody(s string) bool {
	switch strings.ToLower(strings.Trim(s, " .")) {
	case "none", "no", "nil", "no one", "nobody", "0", "zero", "none reported", "nil reported", "none known":
		return true
	}
	return false
}

// part is whom a further figure of a casualty field counts, "" when it does not
// say.
func (f *fieldReader) part(n *nlp.Number) string {
	after := strings.ToLower(f.text(text.Span{Start: n.Span.End, End: f.value.End}))
	words := strings.FieldsFunc(after, func(r rune) bool { return r < 'a' || r > 'z' })
	for i, w := range words {
		if i > 3 {
			break
		}
		switch strings.TrimSuffix(w, "s") {
		case "perpetrator", "attacker", "gunman", "gunmen", "bomber", "assailant", "militant", "hijacker", "terrorist":
			return "perpetrators"
		case "victim", "hostage":
			return "victims"
		case "civilian":
			return "civilians"
		case "police", "policemen", "officer":
			return "police"
		case "soldier", "troop":
			return "military"
		case "guard":
			return "security"
		case "children", "child":
			return "children"
		}
	}
	return ""
}

func (f *fieldReader) attackers() {
	for _, n := range f.numbers() {
		c := n.Count
		f.add(claim.Value{Slot: claim.PerpetratorCount, Count: &c}, n.Span)
		return
	}
}

func (f *fieldReader) perpetrator(what field) {
	slot, basis := claim.Perpetrator, "fact"
	if what == suspect {
		slot, basis = claim.Suspect, "suspected"
	}
	if low := strings.ToLower(f.text(f.value)); strings.Contains(low, "suspected") || strings.Contains(low, "alleged") {
		basis = "suspected"
	}
	for i, n := range f.in.Names {
		if f.value.Contains(n.Span) && f.in.EntityOf[i] != "" &&
			(n.Kind == entity.Person || n.Kind == entity.Group || n.Kind == entity.Organisation) {
			f.add(claim.Value{Slot: slot, Entity: f.in.EntityOf[i], Basis: basis}, n.Span)
		}
	}
}

func (f *fieldReader) victims() {
	for i, n := range f.in.Names {
		if f.value.Contains(n.Span) && n.Kind == entity.Person && f.in.EntityOf[i] != "" {
			f.add(claim.Value{Slot: claim.Victim, Entity: f.in.EntityOf[i]}, n.Span)
		}
	}
}
