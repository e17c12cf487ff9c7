package match

import "math"

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
	ToldAtOnce           // of the day or the next
	MuchLater            // a document's own date is later than that
	OtherDays            // both state the day, and it is not one
	OtherYear            // the same day of another year, which one of them only assumes
	WorkedOut            // one was worked out from other dates of its text, and they differ
	FreshDays            // other days, each told of within a few days
	FreshWording         // and yet the same words: a mould
	LongApart            // other days, months apart; or own dates that far apart, and other towns
	DayAndTown           // the same day or the next, and the same town or site
	Undated              // one tells no time
	SameClock            // the same time of day, and no other days
	OtherClock           // times of one day that lie hours apart
	OtherDayPart         // other parts of one day
	SameCountry          //
	OtherCountry         // other countries, one of which both name
	FarCountry           // other countries
	SameTown             // a town or district
	SameSite             // a building, street or landmark
	KnownPlace           // other places, one of which the other document names
	BothKnown            // and each document names that of the other
	OtherPlaces          // other places
	OtherStreets         // other streets
	OtherSites           // other sites, by names that have no word in common
	Unplaced             // one tells no place
	SameKind             //
	AkinKinds            // kinds that one act can be called by
	OtherKinds           //
	SameTarget           // the same kind of target
	OtherTargets         //
	SameToll             // the same number killed or injured, the higher the more
	OtherToll            // numbers of another order
	OtherFigures         // numbers killed or injured that differ
	SameDead             // one person was killed in both
	SamePart             // who took part in the one took part in the other
	NamedPart            // who took part in the one is named in the other
	SameGroup            // a group or body that took part is named by both
	OtherParts           // both name who took part, and they are others
	OtherVictims         // both name all who were killed, and they are others
	OtherAges            // both tell the ages of all who were killed, and they are others
	OtherPeople          // both name people with their ages, and they are others
	SamePeople           // people in common, beside them
	SameBodies           // groups, bodies and facilities in common
	SamePlaces           // other places in common
	NamesShare           // the share of names in common
	RunningStory         // numbered updates of one outlet, of one day and country
	Wording              // how far the words are the same
	WordingHigh          // how far above what reports of one kind have in common
	Wordless             // one has too few words to tell
	FeatureCount
)

// Features compares two signs.
func (m *Model) Features(a, b *Sign) [FeatureCount]float64 {
	var f [FeatureCount]float64
	f[Bias] = 1
	whenFeatures(&f, a, b)
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
	if f[SameTown] == 0 && farBetween(a, b) {
		f[LongApart] = 1
	}
	f[DayAndTown] = (f[SameDay] + f[NextDay]) * max(f[SameTown], f[SameSite])
	kindFeatures(&f, a.Types, b.Types)
	overlap(&f, a.Targets, b.Targets, SameTarget, OtherTargets)
	toll(&f, a.Killed, b.Killed)
	toll(&f, a.Injured, b.Injured)
	whoFeatures(&f, a, b)
	if runningStory(a, b) {
		f[RunningStory] = 1
	}
	if min(len(a.Words), len(b.Words)) < fewWords {
		f[Wordless] = 1
	} else {
		f[Wording] = m.likeness(a.Words, b.Words)
		f[WordingHigh] = max(0, f[Wording]-alike)
		f[FreshWording] = f[Wording] * f[FreshDays]
	}
	return f
}

// farBetween reports whether two documents that each tell a town and no day bear dates
// months apart: a site of a name that many towns have ties no such two together.
func farBetween(a, b *Sign) bool {
	x, y := a.Date, b.Date
	return x.Known && y.Known && x.Own && y.Own && x.apart(y) > longApart && len(a.Places) > 0 && len(b.Places) > 0
}

// runningStory reports whether two documents are numbered updates that one outlet brought
// out within a day, of one country.
func runningStory(a, b *Sign) bool {
	return a.Update > 0 && b.Update > 0 && a.Update != b.Update && a.Outlet != "" && a.Outlet == b.Outlet &&
		a.Told != 0 && b.Told != 0 && a.Told-b.Told <= 1 && b.Told-a.Told <= 1 && a.Country != "" && a.Country == b.Country
}

// alike is about the likeness of the words of two reports of incidents of one kind.
const alike = 0.2

// akin are kinds that one act is called by in several reports.
var akin = [][]string{
	{"bombing", "suicide_bombing", "letter_bomb", "explosive_attack"},
	{"shooting", "assassination", "clash"},
	{"bombing", "assassination"},
	{"stabbing", "assassination"},
	{"kidnapping", "hostage_taking", "hijacking"},
	{"storming", "clash"}, {"storming", "vandalism"}, {"storming", "arson"}, {"storming", "hostage_taking"}, {"storming", "shooting"},
	{"bombing", "vehicle_ramming"},
	{"arson", "explosive_attack"},
}

// kindFeatures compares the kinds of two incidents.
func kindFeatures(f *[FeatureCount]float64, a, b []string) {
	overlap(f, a, b, SameKind, OtherKinds)
	if f[OtherKinds] == 0 {
		return
	}
	for _, l := range akin {
		if meet(a, l) && meet(b, l) {
			f[OtherKinds], f[AkinKinds] = 0, 1
			return
		}
	}
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
	if lo > hi {
		f[OtherFigures] = 1
	}
	switch {
	case lo <= hi && hi > 2:
		f[SameToll] += min(math.Log2(float64(hi)), 5) / 5
	case lo > hi && far(lo, hi):
		f[OtherToll]++
	}
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
	ToldAtOnce:   {"ToldAtOnce", "", 1},
	MuchLater:    {"MuchLater", "told of much later", -1},
	OtherDays:    {"OtherDays", "other days", -1},
	OtherYear:    {"OtherYear", "the same day of another year, which the words do not tell", 0},
	WorkedOut:    {"WorkedOut", "other days, one of them worked out", -1},
	FreshDays:    {"FreshDays", "each told of as news of another day", -1},
	FreshWording: {"FreshWording", "", -1},
	LongApart:    {"LongApart", "months apart", -1},
	DayAndTown:   {"DayAndTown", "", 1},
	Undated:      {"Undated", "", 0},
	SameClock:    {"SameClock", "the same time of day", 1},
	OtherClock:   {"OtherClock", "other times of day", -1},
	OtherDayPart: {"OtherDayPart", "other parts of the day", -1},
	SameCountry:  {"SameCountry", "the same country", 1},
	OtherCountry: {"OtherCountry", "other countries, one of them named by both", -1},
	FarCountry:   {"FarCountry", "other countries", -1},
	SameTown:     {"SameTown", "the same place", 1},
	SameSite:     {"SameSite", "the same site", 1},
	KnownPlace:   {"KnownPlace", "other places, one of them named by both", 0},
	BothKnown:    {"BothKnown", "", 1},
	OtherPlaces:  {"OtherPlaces", "other places", -1},
	OtherStreets: {"OtherStreets", "other streets", -1},
	OtherSites:   {"OtherSites", "other sites", -1},
	Unplaced:     {"Unplaced", "", 0},
	SameKind:     {"SameKind", "the same kind", 1},
	AkinKinds:    {"AkinKinds", "kinds that go together", 1},
	OtherKinds:   {"OtherKinds", "other kinds", -1},
	SameTarget:   {"SameTarget", "the same kind of target", 1},
	OtherTargets: {"OtherTargets", "other kinds of target", -1},
	SameToll:     {"SameToll", "the same numbers killed or injured", 1},
	OtherToll:    {"OtherToll", "other numbers killed or injured", -1},
	OtherFigures: {"OtherFigures", "", -1},
	SameDead:     {"SameDead", "the same people were killed", 1},
	SamePart:     {"SamePart", "the same people took part", 1},
	NamedPart:    {"NamedPart", "who took part is named by both", 1},
	SameGroup:    {"SameGroup", "the same group took part", 1},
	OtherVictims: {"OtherVictims", "other victims", -1},
	OtherAges:    {"OtherAges", "victims of other ages", -1},
	OtherPeople:  {"OtherPeople", "", -1},
	OtherParts:   {"OtherParts", "others took part", -1},
	SamePeople:   {"SamePeople", "people in common", 1},
	SameBodies:   {"SameBodies", "bodies in common", 1},
	SamePlaces:   {"SamePlaces", "other places in common", 1},
	NamesShare:   {"NamesShare", "", 1},
	RunningStory: {"RunningStory", "numbered updates of one outlet", 1},
	Wording:      {"Wording", "the same words", 1},
	WordingHigh:  {"WordingHigh", "", 1},
	Wordless:     {"Wordless", "", 0},
}

// Name is what a feature is called where its weight is written down.
func (f Feature) Name() string { return described[f].name }

// Side is 1 for what speaks for one incident, -1 for what speaks against, 0 for
// what only corrects for what is not known.
func (f Feature) Side() int { return described[f].side }
