package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed countries.txt
var countriesText string

// countries is the parsed table, sorted by code.
var countries = sync.OnceValue(func() []Country {
	list := make([]Country, 0, 256)
	for line := range strings.Lines(countriesText) {
		if c, ok := parseCountry(strings.TrimSuffix(line, "\n")); ok {
			list = append(list, c)
		}
	}
	return list
})

func parseCountry(line string) (Country, bool) {
	f := strings.Split(line, "|")
	if strings.HasPrefix(line, "#") || len(f) != 5 {
		return Country{}, false
	}
	c := Country{Code: f[0], Name: f[1], Names: []string{f[1]}, Capital: f[4]}
	if f[2] != "" {
		c.Names = append(c.Names, strings.Split(f[2], ";")...)
	}
	if f[3] != "" {
		c.Demonyms = strings.Split(f[3], ";")
	}
	return c, true
}

// Countries are all states and territories, in order of their codes. The list
// is shared and must not be changed; the zones in it are empty.
func Countries() []Country { return countries() }

// CountryByCode is the state or territory with an ISO 3166-1 alpha-2 code in
// capitals, or XK.
func CountryByCode(code string) (Country, bool) {
	i, ok := countryIndex(code)
	if !ok {
		return Country{}, false
	}
	c := countries()[i]
	c.Zone = gazetteer().capitalZone(code)
	return c, true
}

func countryIndex(code string) (int, bool) {
	list := countries()
	lo, hi := 0, len(list)
	for lo < hi {
		mid := (lo + hi) / 2
		switch c := strings.Compare(list[mid].Code, code); {
		case c == 0:
			return mid, true
		case c < 0:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0, false
}
