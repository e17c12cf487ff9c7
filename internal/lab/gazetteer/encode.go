package gazetteer

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"dossier/internal/lexicon"
)

const (
	magic      = "DOSGAZ1\n"
	nameStride = 8
	keyStride  = 16
	regionID   = 0xF00000
	// onlyShare is the share of a country's people that must live in one zone
	// for it to count as the country's only one.
	onlyShare = 0.97
)

// tables numbers the strings that many places share.
type tables struct {
	zones, admins, features []string
}

// encode writes the embedded file: the sections of internal/lexicon in order,
// after a magic word and the length of each.
func encode(s *source) []byte {
	regions := s.regions()
	t := s.tables(regions)
	names, nameIndex := s.names(regions)
	keys, keyIndex := encodeKeys(s.keys(regions))
	parts := [][]byte{
		text(t.zones), text(t.admins), text(t.features), text(s.countryZones()),
		s.places(regions, t), nameIndex, names, keyIndex, keys,
	}
	out := []byte(magic)
	for _, p := range parts {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(p)))
	}
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func text(list []string) []byte { return []byte(strings.Join(list, "\n") + "\n") }

func (s *source) tables(regions []region) *tables {
	zones, admins, features := map[string]bool{}, map[string]bool{}, map[string]bool{"A.ADM1": true, "A.RGN": true}
	for _, t := range s.towns {
		zones[t.zone], features[t.feature], admins[s.admin(t)] = true, true, true
	}
	for _, r := range regions {
		zones[r.zone] = true
		admins[r.country+" "+r.adminName()] = true
	}
	return &tables{sorted(zones), sorted(admins), sorted(features)}
}

// admin is the country and division of a town as the tables keep it.
func (s *source) admin(t town) string { return t.country + " " + s.divs[t.country+"."+t.admin1] }

// adminName is the division that a region is: a region of the project's own
// list that has no seat is none.
func (r region) adminName() string {
	if r.zone == "" {
		return ""
	}
	return r.names[0]
}

func (r region) feature() string {
	if r.zone == "" {
		return "A.RGN"
	}
	return "A.ADM1"
}

// places are the records: towns in order of their identifiers, then regions.
func (s *source) places(regions []region, t *tables) []byte {
	var out []byte
	for _, p := range s.towns {
		out = t.record(out, p.id, s.admin(p), p.feature, p.zone, p.lat, p.lon, p.population)
	}
	for i, r := range regions {
		out = t.record(out, regionID+i, r.country+" "+r.adminName(), r.feature(), r.zone, r.lat, r.lon, r.people)
	}
	return out
}

func (t *tables) record(out []byte, id int, admin, feature, zone string, lat, lon float64, people int) []byte {
	out = put24(out, id)
	out = binary.LittleEndian.AppendUint16(out, uint16(index(t.admins, admin)))
	out = append(out, byte(index(t.features, feature)))
	out = binary.LittleEndian.AppendUint16(out, uint16(index(t.zones, zone)))
	out = put24(out, int(math.Round(lat*50000)))
	out = put24(out, int(math.Round(lon*40000)))
	if people >= 1<<23 {
		people = people/1000 + 1<<23
	}
	return put24(out, people)
}

func index(list []string, s string) int { i, _ := slices.BinarySearch(list, s); return i }

func put24(out []byte, n int) []byte { return append(out, byte(n), byte(n>>8), byte(n>>16)) }

// names are the names of all places, each after its length, and where every
// nameStride-th starts.
func (s *source) names(regions []region) (names, index []byte) {
	add := func(i int, name string) {
		if i%nameStride == 0 {
			index = binary.LittleEndian.AppendUint32(index, uint32(len(names)))
		}
		names = append(append(names, byte(len(name))), name...)
	}
	for i, t := range s.towns {
		add(i, t.name)
	}
	for i, r := range regions {
		add(len(s.towns)+i, r.names[0])
	}
	return names, index
}

// countryZones are "CC capital-zone only-zone" lines.
func (s *source) countryZones() []string {
	capital := map[string]string{}
	people := map[string]map[string]int{}
	for _, t := range s.towns {
		if t.feature == "P.PPLC" {
			capital[t.country] = t.zone
		}
		if people[t.country] == nil {
			people[t.country] = map[string]int{}
		}
		people[t.country][t.zone] += t.population + 1
	}
	var lines []string
	for _, c := range lexicon.Countries() {
		zones := people[c.Code]
		if len(zones) == 0 {
			continue
		}
		main, share := mainZone(zones)
		first := capital[c.Code]
		if first == "" {
			first = main
		}
		only := "-"
		if share >= onlyShare {
			only = main
		}
		lines = append(lines, c.Code+" "+first+" "+only)
	}
	return lines
}

// mainZone is the zone most people live in, and their share.
func mainZone(zones map[string]int) (zone string, share float64) {
	var names []string
	total := 0
	for z, n := range zones {
		names = append(names, z)
		total += n
	}
	slices.Sort(names)
	for _, z := range names {
		if zone == "" || zones[z] > zones[zone] {
			zone = z
		}
	}
	return zone, float64(zones[zone]) / float64(total)
}

// encodeKeys writes the keys in order, each as what it shares with the one
// before, its further bytes, and its references; every keyStride-th is whole.
func encodeKeys(keys []key) (out, index []byte) {
	prev := ""
	for i, k := range keys {
		if i%keyStride == 0 {
			index = binary.LittleEndian.AppendUint32(index, uint32(len(out)))
			prev = ""
		}
		n := shared(prev, k.text)
		out = append(out, byte(n), byte(len(k.text)-n))
		out = append(out, k.text[n:]...)
		out = append(out, k.flags|byte(len(k.senses)))
		for _, s := range k.senses {
			out = put24(out, s.ref)
		}
		prev = k.text
	}
	return out, index
}

func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
