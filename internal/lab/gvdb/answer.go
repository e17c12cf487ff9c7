package gvdb

import (
	"strings"

	"dossier/schema"
)

// Answers maps what was read of one article to the fields of the database: the
// words cited for the main incident's values and for the first victim and the
// first shooter, which are the ones the corpus keeps. A field without a value has
// no answer.
func Answers(out schema.Output) map[Field]string {
	if len(out.Records) == 0 {
		return nil
	}
	r := &out.Records[0]
	as := map[Field]string{
		"DAT-CITY":      words(preferred(r, "place")),
		"DAT-LOC":       words(preferred(r, "site")),
		"DAT-CLOCK":     words(preferred(r, "time")),
		"DAT-TIME":      words(preferred(r, "time_of_day")),
		"CIR-NUM-SHOTS": words(preferred(r, "shots")),
	}
	for i := range r.Values {
		if v := &r.Values[i]; v.Slot == "weapon" && v.Kind == "firearm" && v.Derived == "" && as["CIR-WEAPON"] == "" {
			as["CIR-WEAPON"] = typeOfGun(v)
		}
	}
	person(as, "VIC", victim(r))
	person(as, "SHO", shooter(r))
	return as
}

// preferred is the value shown for a slot, nil for none.
func preferred(r *schema.Record, slot string) *schema.Value {
	for i := range r.Values {
		if v := &r.Values[i]; v.Slot == slot && v.Preferred {
			return v
		}
	}
	return nil
}

// words are those that a value stands on.
func words(v *schema.Value) string {
	if v == nil || len(v.Citations) == 0 {
		return ""
	}
	return v.Citations[0].Quote
}

// gunTypes are words one of which stands in every name of a type of gun.
var gunTypes = []string{"handgun", "pistol", "rifle", "shotgun", "revolver", "glock", "ar 15", "ak 47", "kalashnikov", "machine gun", "submachine gun",
	"automatic", "semiautomatic", "carbine", "caliber", "gauge", "duty", "service", "airsoft gun", "bb gun", "handguns", "pistols", "rifles", "shotguns"}

// typeOfGun is the first words of a firearm that tell of what type it was: the
// field asks for that, and "a gun" or "gunfire" does not say it.
func typeOfGun(v *schema.Value) string {
	for _, c := range v.Citations {
		for _, t := range gunTypes {
			if strings.Contains(" "+fold(c.Quote)+" ", " "+t+" ") {
				return c.Quote
			}
		}
	}
	return ""
}

// person adds the fields of one person under the prefix of victims or shooters.
func person(as map[Field]string, prefix Field, e *schema.Entity) {
	if e == nil {
		return
	}
	if e.Named {
		as[prefix+"-NAME"] = e.Name
	}
	as[prefix+"-AGE"] = trait(e.Age)
	as[prefix+"-RACE"] = trait(e.Ethnicity)
}

// trait is the words that a trait stands on.
func trait(t *schema.Trait) string {
	if t == nil {
		return ""
	}
	return t.Text
}

// victim is the victim that the coders would have put first: one who was harmed
// before others, one with a name before others, then the one told first.
func victim(r *schema.Record) *schema.Entity {
	return first(r, func(v *schema.Value) int {
		if v.Slot != "victim" {
			return 0
		}
		switch v.Harm {
		case "killed", "injured":
			return 3
		case "unharmed", "threatened":
			return 1
		}
		return 2
	})
}

// shooter is who did it, or else the first suspect.
func shooter(r *schema.Record) *schema.Entity {
	return first(r, func(v *schema.Value) int {
		switch {
		case v.Basis == "possible":
			return 0
		case v.Slot == "perpetrator":
			return 3
		case v.Slot == "suspect":
			return 2
		}
		return 0
	})
}

// first is the person or group for whom rank gives most; of equals the named
// one, then the one mentioned first. A value of rank 0 is passed over.
func first(r *schema.Record, rank func(*schema.Value) int) *schema.Entity {
	var best *schema.Entity
	top := 0
	for i := range r.Values {
		v := &r.Values[i]
		k := 2 * rank(v)
		if k == 0 {
			continue
		}
		e := entity(r, v.Value)
		if e == nil {
			continue
		}
		if e.Named {
			k++
		}
		if k > top || k == top && start(e) < start(best) {
			best, top = e, k
		}
	}
	return best
}

// start is where e is first mentioned.
func start(e *schema.Entity) int {
	at := int(^uint(0) >> 1)
	for _, m := range e.Mentions {
		at = min(at, m.Start)
	}
	return at
}

func entity(r *schema.Record, id any) *schema.Entity {
	for i := range r.Entities {
		if r.Entities[i].ID == id {
			return &r.Entities[i]
		}
	}
	return nil
}
