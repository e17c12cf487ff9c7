package view

import (
	"strings"

	"golang.org/x/text/language"

	"dossier/internal/wording"
)

// Country is the English name of a state by its ISO 3166-1 alpha-2 code, the code
// itself where there is no name.
func Country(alpha2 string) string { return Plain(wording.Country(alpha2)) }

// Alpha3 is the ISO 3166-1 alpha-3 code of a state, "" where there is none.
func Alpha3(alpha2 string) string {
	r, err := language.ParseRegion(alpha2)
	if err != nil || !r.IsCountry() {
		return ""
	}
	return r.ISO3()
}

// Numeric is the ISO 3166-1 numeric code of a state, 0 where there is none.
func Numeric(alpha2 string) int {
	r, err := language.ParseRegion(alpha2)
	if err != nil || !r.IsCountry() {
		return 0
	}
	return r.M49()
}

// CountryCode is the code of the state in which it happened.
func (r *Record) CountryCode() string {
	s, _ := r.value("country").(string)
	return strings.ToUpper(s)
}

// CountryName is the name of the state in which it happened.
func (r *Record) CountryName() string {
	if c := r.CountryCode(); c != "" {
		return Country(c)
	}
	return ""
}

func (r *Record) value(slot string) any {
	if v := r.Shown(slot, ""); v != nil {
		return v.Value
	}
	return nil
}

// Place is where it happened in words: "Embassy, Tehran, Iran".
func (r *Record) Place() string {
	var parts []string
	for _, s := range []string{r.Text("site", ""), r.Text("place", ""), r.CountryName()} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}
