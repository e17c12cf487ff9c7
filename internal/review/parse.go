package review

import (
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/codebook"
	"dossier/internal/count"
	"dossier/internal/entity"
	"dossier/internal/fault"
	"dossier/internal/when"
)

// Attributes are what a value has beside the value itself.
type Attributes struct {
	Of     string // whom a count counts
	Kind   string // of a target or weapon; of an entity its kind
	Basis  string // of a perpetrator or suspect
	Harm   string // of a victim
	Degree string // of damage
}

// Parse makes a value of what a person writes for a slot: "3", "2-5", "3+", "<=5"
// for counts; codes; dates (EDTF); times ("08:00"); countries (two letters);
// "35.7,51.4" for coordinates; names and phrases.
func Parse(slot claim.Slot, s string, a Attributes) (New, error) {
	s = strings.TrimSpace(s)
	n := New{Shown: s, Value: claim.Value{Slot: slot}}
	v := &n.Value
	bad := func(what string) (New, error) {
		return n, fault.New(fault.Invalid, "%q is no value of %s: %s", s, slot, what)
	}
	if s == "" {
		return bad("it is empty")
	}
	switch slot {
	case claim.Killed, claim.Injured, claim.Missing, claim.Abducted, claim.Arrested, claim.Evacuated, claim.Shots, claim.PerpetratorCount:
		c, ok := parseCount(s)
		if !ok {
			return bad("write 3, 2-5, 3+ or <=5")
		}
		v.Count = &c
		if slot != claim.Shots && slot != claim.PerpetratorCount {
			v.Of = firstOf(a.Of, "all")
		}
		return n, nil
	case claim.Perpetrator, claim.Suspect, claim.ClaimedBy, claim.Victim:
		n.Name, n.Kind = s, entity.Kind(firstOf(a.Kind, string(entity.Person)))
		return n, parseEntity(&n, a)
	case claim.Coordinates:
		lat, lon, ok := parsePoint(s)
		if !ok {
			return bad("write latitude and longitude, as 35.70,51.42")
		}
		v.Lat, v.Lon, v.Precision = lat, lon, "site"
		return n, nil
	}
	v.Text = s
	if why := parseText(v, a); why != "" {
		return bad(why)
	}
	return n, nil
}

// parseEntity fills in what stands beside a person or group.
func parseEntity(n *New, a Attributes) error {
	if !entity.Known(n.Kind) {
		return fault.New(fault.Invalid, "%q is no kind of entity", n.Kind)
	}
	switch n.Value.Slot {
	case claim.Perpetrator, claim.Suspect:
		n.Value.Basis = firstOf(a.Basis, "suspected")
		return coded(codebook.Basis, n.Value.Basis)
	case claim.Victim:
		n.Value.Harm = a.Harm
		return coded(codebook.Harm, a.Harm)
	}
	return nil
}

func coded(v codebook.Vocabulary, code string) error {
	if v.Has(code) {
		return nil
	}
	return fault.New(fault.Invalid, "%q is no %s; it is one of %s", code, v.Field, names(v))
}

func names(v codebook.Vocabulary) string {
	out := make([]string, 0, len(v.Codes))
	for _, c := range v.Codes {
		out = append(out, c.Name)
	}
	return strings.Join(out, ", ")
}

// parseText checks a value that is a text, and fills in what stands beside it. It
// gives what is wrong with it.
func parseText(v *claim.Value, a Attributes) string {
	code := func(list codebook.Vocabulary, s string) string {
		if err := coded(list, s); err != nil {
			return err.Error()
		}
		return ""
	}
	switch v.Slot {
	case claim.Type:
		return code(codebook.Incident, v.Text)
	case claim.Outcome:
		return code(codebook.Outcome, v.Text)
	case claim.TimeOfDay:
		return code(codebook.DayPart, v.Text)
	case claim.Weapon:
		v.Kind = a.Kind
		return code(codebook.Weapon, a.Kind)
	case claim.Target:
		v.Kind = a.Kind
		return code(codebook.Target, a.Kind)
	case claim.Damage:
		v.Degree = firstOf(a.Degree, "damaged")
		return oneOf(v.Degree, "destroyed", "damaged", "none")
	case claim.Date:
		if _, err := when.Parse(v.Text); err != nil {
			return err.Error()
		}
	case claim.Time:
		return clock(v.Text)
	case claim.Country:
		v.Text = strings.ToUpper(v.Text)
		if len(v.Text) != 2 || strings.Trim(v.Text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return "write the two letters of ISO 3166-1"
		}
	case claim.Place, claim.Site, claim.Motive, claim.Timezone:
	default:
		return "there is no such slot"
	}
	return ""
}

func oneOf(s string, list ...string) string {
	for _, x := range list {
		if s == x {
			return ""
		}
	}
	return "it is one of " + strings.Join(list, ", ")
}

// clock checks "HH:MM" or "HH:MM/HH:MM".
func clock(s string) string {
	for _, t := range strings.SplitN(s, "/", 2) {
		h, m, ok := strings.Cut(t, ":")
		hour, err1 := strconv.Atoi(h)
		minute, err2 := strconv.Atoi(m)
		if !ok || len(h) != 2 || len(m) != 2 || err1 != nil || err2 != nil || hour > 23 || minute > 59 || hour < 0 || minute < 0 {
			return "write 08:00, or 08:00/09:30"
		}
	}
	return ""
}

func parsePoint(s string) (lat, lon float64, ok bool) {
	a, b, cut := strings.Cut(s, ",")
	lat, err1 := strconv.ParseFloat(strings.TrimSpace(a), 64)
	lon, err2 := strconv.ParseFloat(strings.TrimSpace(b), 64)
	return lat, lon, cut && err1 == nil && err2 == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
}

func parseCount(s string) (count.Count, bool) {
	number := func(s string) (int, bool) {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		return n, err == nil && n >= 0
	}
	if low, more := strings.CutSuffix(s, "+"); more {
		n, ok := number(low)
		return count.AtLeast(n), ok
	}
	if high, most := strings.CutPrefix(s, "<="); most {
		n, ok := number(high)
		return count.AtMost(n), ok
	}
	if a, b, between := strings.Cut(s, "-"); between {
		x, ok1 := number(a)
		y, ok2 := number(b)
		return count.Between(x, y), ok1 && ok2 && x <= y
	}
	n, ok := number(s)
	return count.Exactly(n), ok
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
