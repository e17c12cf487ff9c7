package lexicon

import (
	_ "embed"
	"strings"
	"sync"

	"dossier/internal/where"
)

//go:embed gazetteer.bin
var gazetteerData string

// The sections of the embedded file; docs/gazetteer.md describes each. All
// numbers are little-endian.
const (
	secZones     = iota // IANA zones, one a line
	secAdmins           // "CC Name" lines: the first-order divisions; a line "CC " is none
	secFeatures         // GeoNames class and code, one a line
	secCountries        // "CC capital-zone only-zone" lines, sorted; "-" where there is none
	secPlaces           // records of placeSize bytes, in order of their identifiers
	secNameIndex        // where the name of every nameStride-th place starts, 4 bytes each
	secNames            // a length byte and the name, for every place
	secKeyIndex         // where every block of keys starts, 4 bytes each
	secKeys             // blocks of keyStride folded names, each key sharing a prefix with the one before
	sections
)

const (
	magic      = "DOSGAZ1\n"
	placeSize  = 17 // identifier 3, division 2, feature 1, zone 2, latitude 3, longitude 3, population 3
	nameStride = 8
	keyStride  = 16
	// maxKey is the most bytes a folded name has.
	maxKey = 64
	// regionID is where the identifiers of regions start: above those of
	// GeoNames, and negative in a [where.Place].
	regionID = 0xF00000
)

// gaz gives access to the embedded file without unpacking it.
type gaz struct {
	sec                              [sections]string
	zones, admins, features, country []string
}

var gazetteer = sync.OnceValue(func() *gaz { return openGazetteer(gazetteerData) })

func openGazetteer(data string) *gaz {
	g := &gaz{}
	if !strings.HasPrefix(data, magic) || len(data) < len(magic)+4*sections {
		return g
	}
	at := len(magic) + 4*sections
	for i := range g.sec {
		n := u32(data, len(magic)+4*i)
		if at+n > len(data) {
			return &gaz{}
		}
		g.sec[i] = data[at : at+n]
		at += n
	}
	g.zones = lines(g.sec[secZones])
	g.admins = lines(g.sec[secAdmins])
	g.features = lines(g.sec[secFeatures])
	g.country = lines(g.sec[secCountries])
	return g
}

func lines(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }

func u16(s string, i int) int { return int(s[i]) | int(s[i+1])<<8 }
func u24(s string, i int) int { return u16(s, i) | int(s[i+2])<<16 }
func u32(s string, i int) int { return u24(s, i) | int(s[i+3])<<24 }

// i24 is a signed 24-bit number.
func i24(s string, i int) int { return int(int32(u24(s, i)<<8) >> 8) }

// places is how many places the gazetteer holds.
func (g *gaz) places() int { return len(g.sec[secPlaces]) / placeSize }

// record is the fixed part of place i.
func (g *gaz) record(i int) string { return g.sec[secPlaces][i*placeSize : (i+1)*placeSize] }

// place unpacks place i.
func (g *gaz) place(i int) where.Place {
	r := g.record(i)
	country, admin, _ := strings.Cut(g.admins[u16(r, 3)], " ")
	p := where.Place{
		ID: u24(r, 0), Name: g.name(i), Country: country, Admin1: admin,
		Feature: g.features[r[5]], Population: population(u24(r, 14)),
	}
	if p.ID >= regionID {
		p.ID = regionID - 1 - p.ID
	}
	p.Lat, p.Lon = position(r)
	return p
}

// population undoes the packing: figures above 8 million are kept in thousands.
func population(n int) int {
	if n >= 1<<23 {
		return (n - 1<<23) * 1000
	}
	return n
}

// position is the coordinates of a place record, kept in steps of 1/50000 of a
// degree of latitude and 1/40000 of longitude.
func position(r string) (lat, lon float64) {
	return float64(i24(r, 8)) / 50000, float64(i24(r, 11)) / 40000
}

func (g *gaz) name(i int) string {
	names := g.sec[secNames]
	at := u32(g.sec[secNameIndex], i/nameStride*4)
	for range i % nameStride {
		at += 1 + int(names[at])
	}
	return names[at+1 : at+1+int(names[at])]
}

// byID is the index of the place with a GeoNames identifier.
func (g *gaz) byID(id int) (int, bool) {
	if id < 0 {
		id = regionID - 1 - id
	}
	lo, hi := 0, g.places()
	for lo < hi {
		mid := (lo + hi) / 2
		switch got := u24(g.record(mid), 0); {
		case got == id:
			return mid, true
		case got < id:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0, false
}

// PlaceByID is the place with an identifier as [where.Place] carries it.
func PlaceByID(id int) (where.Place, bool) {
	g := gazetteer()
	i, ok := g.byID(id)
	if !ok {
		return where.Place{}, false
	}
	return g.place(i), true
}

// zoneLine is the capital's zone of a country, and the one zone that nearly all
// of its people live in.
func (g *gaz) zoneLine(country string) (capital, only string) {
	lo, hi := 0, len(g.country)
	for lo < hi {
		mid := (lo + hi) / 2
		if g.country[mid] < country {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(g.country) || len(country) != 2 || !strings.HasPrefix(g.country[lo], country) {
		return "", ""
	}
	f := strings.Split(g.country[lo], " ")
	if len(f) != 3 {
		return "", ""
	}
	return strings.TrimPrefix(f[1], "-"), strings.TrimPrefix(f[2], "-")
}

func (g *gaz) capitalZone(country string) string {
	zone, _ := g.zoneLine(country)
	return zone
}

// Towns are the towns of at least so many inhabitants, in order of their identifiers.
func Towns(least int) []where.Place {
	g := gazetteer()
	var out []where.Place
	for i := range g.places() {
		if population(u24(g.record(i), 14)) < least {
			continue
		}
		if p := g.place(i); strings.HasPrefix(p.Feature, "P.") {
			out = append(out, p)
		}
	}
	return out
}
