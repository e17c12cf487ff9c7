package match

import (
	"math"
	"strings"

	"dossier/internal/name"
)

// Feature is one thing that two signs can have in common or that speaks against
// their being of one incident.
type Feature int

// What two signs are compared by. Each is 0 where it does not hold, else how far
// it holds.
const (
	Bias         Feature = iota
	SameDay              // both tell the day, and it is one
	NextDay              // days side by side, or a range of a few days that holds both
	SameMonth            // one tells the month only
	SameYear             // one tells the year only
	SoonTold             // a document's own date is within two weeks
	MuchLater            // a document's own date is later than that
	OtherDays            // both state the day, and it is not one
	OtherYear            // the same day of another year, which one of them only assumes
	WorkedOut            // one was worked out from other dates of its text, and they differ
	DayAndTown           // the same day or the next, and the same town or site
	Undated              // one tells no time
	SameCountry          //
	OtherCountry         // other countries, one of which both name
	FarCountry           // other countries
	SameTown             // a town or district
	SameSite             // a building, street or landmark
	KnownPlace           // other places, one of which the other document names
	BothKnown            // and each document names that of the other
	OtherPlaces          // other places
	Unplaced             // one tells no place
	SameKind             //
	OtherKinds           //
	SameTarget           // the same kind of target
	OtherTargets         //
	SameToll             // the same number killed or injured, the higher the more
	OtherToll            // numbers of another order
	SamePart             // who took part in the one took part in the other
	NamedPart            // who took part in the one is named in the other
	OtherParts           // both name who took part, and they are others
	SamePeople           // people in common, beside them
	SameBodies           // groups, bodies and facilities in common
	SamePlaces           // other places in common
	NamesShare           // the share of names in common
	Wording              // how far the words are the same
	WordingHigh          // how far above what reports of one kind have in common
	Wordless             // one has too few words to tell
	FeatureCount
)

// Features compares two signs.
func (m *Model) Features(a, b *Sign) [FeatureCount]float64 {
	var f [FeatureCount]float64
	f[Bias] = 1
	whenFeature(&f, a.Date, b.Date)
	switch {
	case a.Country == "" || b.Country == "":
	case a.Country == b.Country:
		f[SameCountry] = 1
	case has(a.States, b.Country) || has(b.States, a.Country):
		f[OtherCountry] = 1
	default:
		f[FarCountry] = 1
	}
	whereFeatures(&f, a, b)
	f[DayAndTown] = (f[SameDay] + f[NextDay]) * max(f[SameTown], f[SameSite])
	overlap(&f, a.Types, b.Types, SameKind, OtherKinds)
	overlap(&f, a.Targets, b.Targets, SameTarget, OtherTargets)
	toll(&f, a.Killed, b.Killed)
	toll(&f, a.Injured, b.Injured)
	whoFeatures(&f, a, b)
	if min(len(a.Words), len(b.Words)) < fewWords {
		f[Wordless] = 1
	} else {
		f[Wording] = m.likeness(a.Words, b.Words)
		f[WordingHigh] = max(0, f[Wording]-alike)
	}
	return f
}

// alike is about the likeness of the words of two reports of incidents of one kind.
const alike = 0.2

func whenFeature(f *[FeatureCount]float64, x, y Days) {
	if !x.Known || !y.Known {
		f[Undated] = 1
		return
	}
	apart, long := x.apart(y), max(x.length(), y.length())
	own := x.Own || y.Own
	switch {
	case own && long == 1:
		switch {
		case apart <= 14:
			f[SoonTold] = 1 - float64(apart)/20
		case apart <= 500:
			f[MuchLater] = 1
		default:
			f[OtherDays] = 1
		}
	case apart == 0 && long == 1:
		f[SameDay] = 1
	case apart <= 1 && long <= 10:
		f[NextDay] = 1
	case apart <= 1 && long <= 31:
		f[SameMonth] = 1
	case apart <= 1:
		f[SameYear] = 1
	case (x.Guessed || y.Guessed) && sameDayOfYear(x, y):
		f[OtherYear] = 1
	case x.Relative || y.Relative:
		f[WorkedOut] = 1
	default:
		f[OtherDays] = 1
	}
}

// sameDayOfYear reports whether two days are one but for the year.
func sameDayOfYear(x, y Days) bool {
	const year = 365.25
	if max(x.length(), y.length()) > 10 {
		return false
	}
	rest := math.Mod(math.Abs(float64(x.Lo-y.Lo)), year)
	return min(rest, year-rest) <= 1.8
}

func whereFeatures(f *[FeatureCount]float64, a, b *Sign) {
	town, site := meet(a.Places, b.Places) || spelled(a.Places, b.Places), meet(a.Sites, b.Sites)
	cross := meet(a.Places, b.Sites) || meet(a.Sites, b.Places)
	if town || cross {
		f[SameTown] = 1
	}
	if site {
		f[SameSite] = 1
	}
	if town || cross || site {
		return
	}
	switch {
	case len(a.Places)+len(a.Sites) == 0 || len(b.Places)+len(b.Sites) == 0:
		f[Unplaced] = 1
	case meet(a.Places, b.Known) || meet(a.Sites, b.Known):
		f[KnownPlace] = 1
		if meet(b.Places, a.Known) || meet(b.Sites, a.Known) {
			f[BothKnown] = 1
		}
	case meet(b.Places, a.Known) || meet(b.Sites, a.Known):
		f[KnownPlace] = 1
	default:
		f[OtherPlaces] = 1
	}
}

// meet reports whether two lists have something in common.
func meet(a, b []string) bool {
	for _, x := range a {
		if has(b, x) {
			return true
		}
	}
	return false
}

// spelled reports whether two lists have a place in common in two spellings.
func spelled(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if len(x) > 4 && len(y) > 4 && x[0] == y[0] && sameFrame(x, y) && name.Alike(x, y) {
				return true
			}
		}
	}
	return false
}

// sameFrame reports whether two names have the same letters but for vowels, doubled
// ones and those that are often silent: a quick look before the long one.
func sameFrame(x, y string) bool {
	i, j := 0, 0
	for {
		i, j = solid(x, i), solid(y, j)
		if i == len(x) || j == len(y) {
			return i == len(x) && j == len(y)
		}
		if x[i] != y[j] {
			return false
		}
		i, j = i+1, j+1
	}
}

// solid is the place of the next letter of a name, from i on, that no spelling leaves
// out.
func solid(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case c == 'a', c == 'e', c == 'i', c == 'o', c == 'u', c == 'y', c == 'h', c == ' ', i > 0 && c == s[i-1]:
			i++
		default:
			return i
		}
	}
	return i
}

func overlap(f *[FeatureCount]float64, a, b []string, same, other Feature) {
	if meet(a, b) {
		f[same] = 1
	} else if len(a) > 0 && len(b) > 0 {
		f[other] = 1
	}
}

// toll is what the figures tell. A count that grows is the rule after an attack,
// so figures that differ tell nothing unless they are of another order.
func toll(f *[FeatureCount]float64, a, b Range) {
	if !a.Known || !b.Known {
		return
	}
	lo, hi := max(a.Lo, b.Lo), min(a.Hi, b.Hi)
	switch {
	case lo <= hi && hi > 2:
		f[SameToll] += min(math.Log2(float64(hi)), 5) / 5
	case lo > hi && far(lo, hi):
		f[OtherToll]++
	}
}

// whoFeatures compares the names, each entity once.
func whoFeatures(f *[FeatureCount]float64, a, b *Sign) {
	var seen [maxSeen]bool
	shared, parts := 0.0, false
	count := func(x, y *Name) {
		if seen[x.Entity%maxSeen] {
			return
		}
		seen[x.Entity%maxSeen] = true
		shared++
		k := kindOf(x, y)
		f[k]++
		parts = parts || k == SamePart || k == NamedPart
	}
	eachShared(a.Names, b.Names, count)
	f[SamePart], f[NamedPart] = min(f[SamePart], 2), min(f[NamedPart], 2)
	f[SamePeople], f[SameBodies], f[SamePlaces] = min(f[SamePeople], 3), min(f[SameBodies], 3), min(f[SamePlaces], 3)
	if n := math.Sqrt(float64(entities(a.Names) * entities(b.Names))); n > 0 {
		f[NamesShare] = min(shared/n, 1)
	}
	if !parts && takesPart(a.Names) && takesPart(b.Names) {
		f[OtherParts] = 1
	}
}

// kindOf is what it is that two signs have in common, of a name.
func kindOf(x, y *Name) Feature {
	switch {
	case x.Part && y.Part:
		return SamePart
	case x.Part || y.Part:
		return NamedPart
	case x.Person:
		return SamePeople
	case x.Weight >= 0.4:
		return SameBodies
	}
	return SamePlaces
}

// described is what each feature is called in weights, the words for it in reasons,
// and whether it speaks for (1) or against (-1): what has neither is only a
// correction.
var described = [FeatureCount]struct {
	name, words string
	side        int
}{
	Bias:         {"Bias", "", 0},
	SameDay:      {"SameDay", "the same day", 1},
	NextDay:      {"NextDay", "the same days", 1},
	SameMonth:    {"SameMonth", "the same month", 1},
	SameYear:     {"SameYear", "the same year", 1},
	SoonTold:     {"SoonTold", "told within two weeks", 1},
	MuchLater:    {"MuchLater", "told of much later", -1},
	OtherDays:    {"OtherDays", "other days", -1},
	OtherYear:    {"OtherYear", "the same day of another year, which the words do not tell", 0},
	WorkedOut:    {"WorkedOut", "other days, one of them worked out", -1},
	DayAndTown:   {"DayAndTown", "", 1},
	Undated:      {"Undated", "", 0},
	SameCountry:  {"SameCountry", "the same country", 1},
	OtherCountry: {"OtherCountry", "other countries, one of them named by both", -1},
	FarCountry:   {"FarCountry", "other countries", -1},
	SameTown:     {"SameTown", "the same place", 1},
	SameSite:     {"SameSite", "the same site", 1},
	KnownPlace:   {"KnownPlace", "other places, one of them named by both", 0},
	BothKnown:    {"BothKnown", "", 1},
	OtherPlaces:  {"OtherPlaces", "other places", -1},
	Unplaced:     {"Unplaced", "", 0},
	SameKind:     {"SameKind", "the same kind", 1},
	OtherKinds:   {"OtherKinds", "other kinds", -1},
	SameTarget:   {"SameTarget", "the same kind of target", 1},
	OtherTargets: {"OtherTargets", "other kinds of target", -1},
	SameToll:     {"SameToll", "the same numbers killed or injured", 1},
	OtherToll:    {"OtherToll", "other numbers killed or injured", -1},
	SamePart:     {"SamePart", "the same people took part", 1},
	NamedPart:    {"NamedPart", "who took part is named by both", 1},
	OtherParts:   {"OtherParts", "others took part", -1},
	SamePeople:   {"SamePeople", "people in common", 1},
	SameBodies:   {"SameBodies", "bodies in common", 1},
	SamePlaces:   {"SamePlaces", "other places in common", 1},
	NamesShare:   {"NamesShare", "", 1},
	Wording:      {"Wording", "the same words", 1},
	WordingHigh:  {"WordingHigh", "", 1},
	Wordless:     {"Wordless", "", 0},
}

// Name is what a feature is called where its weight is written down.
func (f Feature) Name() string { return described[f].name }

// Side is 1 for what speaks for one incident, -1 for what speaks against, 0 for
// what only corrects for what is not known.
func (f Feature) Side() int { return described[f].side }

// maxSeen bounds the entities of a document that are told apart.
const maxSeen = 128

// eachShared hands over the names that two lists have in common: those that are
// the same, then those of people in another spelling.
func eachShared(a, b []Name, met func(x, y *Name)) {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch k := strings.Compare(a[i].Key, b[j].Key); {
		case k == 0:
			met(&a[i], &b[j])
			i++
			j++
		case k < 0:
			i++
		default:
			j++
		}
	}
	for i := range a {
		if a[i].Spell == "" {
			continue
		}
		for j := range b {
			if a[i].Spell == b[j].Spell && a[i].Key != b[j].Key && name.Person(a[i].Text, b[j].Text) >= name.Spelling {
				met(&a[i], &b[j])
			}
		}
	}
}

// entities is how many entities a list of names is of.
func entities(names []Name) int {
	n := -1
	for i := range names {
		n = max(n, names[i].Entity)
	}
	return n + 1
}

// takesPart reports whether somebody who took part is named.
func takesPart(names []Name) bool {
	for i := range names {
		if names[i].Part && names[i].Person {
			return true
		}
	}
	return false
}
