package frame

import (
	"time"

	"dossier/internal/claim"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// localTime turns the hour of the incident, where the text gives it in universal
// time, into that of the place, as the slot asks: "1320Z", "18:35 GMT". The day
// goes with it where both were told in one expression.
func (r *reading) localTime() {
	zone := r.zoneOfPlace()
	if zone == "" {
		return
	}
	for i := range r.in.Set.Claims {
		c := &r.in.Set.Claims[i]
		if c.Value == nil || c.Value.Slot != claim.Time || c.Incident != 0 || len(c.Value.Text) != len("15:04") || len(c.Citations) == 0 {
			continue
		}
		t := r.timeAt(c.Citations[0].Span)
		if t == nil || !universal(t.Zone) {
			continue
		}
		day := t.On
		if len(day) != len("2006-01-02") {
			day = r.in.Date
		}
		at, err := time.Parse("2006-01-02 15:04", day+" "+c.Value.Text)
		offset, ok := lexicon.Offset(zone, day)
		if err != nil || !ok || offset == "+00:00" {
			continue
		}
		local := at.Add(shift(offset))
		c.Value.Text = local.Format("15:04")
		c.Derived = t.Value + " " + t.Zone + " is " + c.Value.Text + " at UTC" + offset
		if to := local.Format("2006-01-02"); to != day && t.Dated {
			r.moveDay(day, to, t.Span)
		}
	}
}

// universal reports whether a zone as written is that of universal time.
func universal(zone string) bool {
	switch zone {
	case "Z", "z", "UTC", "GMT", "Zulu", "ZULU", "zulu", "utc", "gmt":
		return true
	}
	return false
}

// shift is an offset "+03:30" as a duration.
func shift(offset string) time.Duration {
	d, err := time.ParseDuration(offset[1:3] + "h" + offset[4:6] + "m")
	if err != nil { // the form is the lexicon's
		return 0
	}
	if offset[0] == '-' {
		return -d
	}
	return d
}

// timeAt is the time expression whose words sp are.
func (r *reading) timeAt(sp text.Span) *nlp.Timex {
	for i := range r.in.Times {
		if t := &r.in.Times[i]; t.Span == sp {
			return t
		}
	}
	return nil
}

// zoneOfPlace is the time zone of the incident: the one found, else that of its
// country where it has but one.
func (r *reading) zoneOfPlace() string {
	if v := r.found(claim.Timezone); v != nil {
		return v.Text
	}
	if r.in.Country == "" {
		return ""
	}
	zone, _ := lexicon.Zone(r.in.Country, 0, 0)
	return zone
}

// moveDay makes the day that was read off the words sp another.
func (r *reading) moveDay(from, to string, sp text.Span) {
	for i := range r.in.Set.Claims {
		c := &r.in.Set.Claims[i]
		if c.Value != nil && c.Value.Slot == claim.Date && c.Incident == 0 && c.Value.Text == from && len(c.Citations) > 0 && c.Citations[0].Span == sp {
			c.Value.Text, c.Derived = to, "the local day of an hour told in universal time"
			r.in.Date = to
		}
	}
}
