// Package timex finds time expressions and works out what they mean: EDTF dates
// and intervals, clock times, durations and sets, absolute and relative.
//
// A relative expression counts from the document's own date, from the last date
// told, or from the article's main date, as a careful reader would; never from
// today. What the text does not settle stays without a value.
package timex

import "strings"

var months = table("january february march april may june july august september october november december",
	"jan feb mar apr - jun jul aug sep oct nov dec", "jan. feb. mar. apr. - jun. jul. aug. sept. oct. nov. dec.", "- - - - - - - - sept - - -", "- - - - - - - - sep. - - -")

var weekdays = table("sunday monday tuesday wednesday thursday friday saturday",
	"sun mon tue wed thu fri sat", "sun. mon. tue. wed. thu. fri. sat.", "- - tues - thur - -", "- - tues. - thurs. - -", "- - - - thurs - -")

// short are month and weekday words that are also other words or names, which
// need a number beside them.
var short = set("mar may sun sat jan jun apr dec wed thu mon fri tue march")

var seasons = map[string]int{"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

// units leads from a unit of time to its ISO 8601 designator and its length in
// days (0 for shorter ones, months and years).
var units = map[string]unit{
	"second": {"PT", "S", 0}, "minute": {"PT", "M", 0}, "hour": {"PT", "H", 0}, "day": {"P", "D", 1}, "night": {"P", "D", 1},
	"week": {"P", "W", 7}, "fortnight": {"P", "W", 14}, "month": {"P", "M", 0}, "year": {"P", "Y", 0}, "decade": {"P", "Y", 0},
	"weekend": {"P", "W", 7}, "min": {"PT", "M", 0}, "mins": {"PT", "M", 0}, "hr": {"PT", "H", 0}, "century": {"P", "Y", 0},
}

type unit struct {
	prefix, code string
	days         int
}

func unitOf(w string) (unit, string, bool) {
	if u, ok := units[w]; ok {
		return u, w, true
	}
	s := strings.TrimSuffix(w, "s")
	if w == "centuries" {
		s = "century"
	}
	u, ok := units[s]
	return u, s, ok
}

var numbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
	"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22, "twenty-third": 23,
	"twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29,
	"thirtieth": 30, "thirty-first": 31,
}

// parts are parts of the day.
var parts = set("morning afternoon evening night noon midday dawn dusk")

// approximate are words that make a date or time uncertain.
var approximate = set("around about approximately circa c. ca. roughly near")

// yearLeads are words after which four digits are a year.
var yearLeads = set("in since of until till by from during year early late mid before after throughout through and to circa around ( / – - spring summer autumn fall winter")

// zones are abbreviations of time zones; a place with "time" behind it is read
// beside them.
var zones = set("gmt utc bst cet cest eet eest msk irst irdt est edt cst cdt mst mdt pst pdt et ct mt pt z zulu ist pkt jst kst aest aedt wat cat eat sast trt azt aft hkt sgt pht wib")

func table(lists ...string) map[string]int {
	m := map[string]int{}
	for _, l := range lists {
		for i, w := range strings.Fields(l) {
			if w != "-" {
				m[w] = i + 1
			}
		}
	}
	return m
}

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
