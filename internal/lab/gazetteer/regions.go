package gazetteer

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/lexicon"
)

// region is a first-order division of a country, or another part of the world
// with a name.
type region struct {
	names    []string
	country  string // "" for one that crosses borders
	lat, lon float64
	people   int
	zone     string
	own      bool // from the project's own list
}

// regions are the divisions with at least one town, at the place of their seat,
// and then those of the lexicon's own list; a listed name that is also a
// division's only adds to it.
func (s *source) regions() []region {
	seats := s.seats()
	codes := make([]string, 0, len(seats))
	for code := range seats {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	var list []region
	for _, code := range codes {
		if name := s.divs[code]; name != "" {
			seat := seats[code]
			list = append(list, region{names: divisionNames(name), country: code[:2],
				lat: seat.lat, lon: seat.lon, people: seat.people, zone: seat.zone})
		}
	}
	for line := range strings.Lines(lexicon.RegionsText()) {
		if r, ok := parseRegion(strings.TrimSuffix(line, "\n")); ok {
			list = addRegion(list, r)
		}
	}
	return list
}

// seat is where a division is governed from, and its people.
type seat struct {
	rank     int
	lat, lon float64
	people   int
	zone     string
}

func (s *source) seats() map[string]seat {
	seats := map[string]seat{}
	for _, t := range s.towns {
		code := t.country + "." + t.admin1
		old, rank := seats[code], t.population+1
		if t.feature == "P.PPLA" || t.feature == "P.PPLC" {
			rank += 1 << 30
		}
		if rank > old.rank {
			old.rank, old.lat, old.lon, old.zone = rank, t.lat, t.lon, t.zone
		}
		if t.feature != "P.PPLX" {
			old.people += t.population
		}
		seats[code] = old
	}
	return seats
}

// kinds are the words that divisions' names end in; the name is known without
// them too.
var kinds = []string{" Province", " Region", " Governorate", " Oblast", " Oblast'", " Department", " District", " County",
	" Prefecture", " Parish", " Municipality", " Krai", " Republic", " Emirate", " State", " Voivodeship", " Canton", " Division"}

// divisionNames are the names of a division: as given, and without the word for
// its kind.
func divisionNames(name string) []string {
	names := []string{name}
	for _, k := range kinds {
		if short, ok := strings.CutSuffix(name, k); ok {
			return append(names, short)
		}
	}
	for _, k := range kinds {
		rest, ok := strings.CutPrefix(name, strings.TrimSpace(k)+" of ")
		if ok {
			return append(names, strings.TrimPrefix(rest, "the "))
		}
	}
	return names
}

// parseRegion reads "name;name|CC|lat|lon".
func parseRegion(line string) (region, bool) {
	f := strings.Split(line, "|")
	if strings.HasPrefix(line, "#") || len(f) != 4 {
		return region{}, false
	}
	r := region{names: strings.Split(f[0], ";"), country: strings.TrimPrefix(f[1], "-"), own: true}
	var err [2]error
	r.lat, err[0] = strconv.ParseFloat(f[2], 64)
	r.lon, err[1] = strconv.ParseFloat(f[3], 64)
	return r, err[0] == nil && err[1] == nil
}

// addRegion adds r, or only its further names where a division of the same
// country has one of them already.
func addRegion(list []region, r region) []region {
	for i := range list {
		if list[i].country == r.country && slices.ContainsFunc(r.names, func(n string) bool { return slices.Contains(list[i].names, n) }) {
			for _, n := range r.names {
				if !slices.Contains(list[i].names, n) {
					list[i].names = append(list[i].names, n)
				}
			}
			list[i].own = true
			return list
		}
	}
	return append(list, r)
}
