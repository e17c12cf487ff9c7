package times

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/when"
)

// ducklingNow is the instant that Duckling's cases are told at, a Tuesday.
const ducklingNow = "2013-02-12T04:30:00"

type ducklingCase struct{ Section, Text, Expected string }

var instant = regexp.MustCompile(`\((-?\d+), (\d+), (\d+), (\d+), (\d+), (\d+)\)`)

// ducklingValue is an expected value: an instant or interval in seconds since
// 1970 with its grain.
type ducklingValue struct {
	form     string // datetime, datetimeInterval, datetimeOpenInterval, with Holiday behind it
	open     string // Before or After
	from, to int
	grain    string
	feast    string
}

// duckling scores Duckling's corpus of times.
func (b *bench) duckling(shared string) (Score, error) {
	raw, err := os.ReadFile(filepath.Join(shared, "corpora", "time-expression-cases", "duckling-time-en.jsonl"))
	if err != nil {
		return Score{}, err
	}
	s := Score{File: "Duckling"}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		var c ducklingCase
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			return s, err
		}
		s.Cases++
		if why := c.unsupported(); why != "" {
			s.Unsupported++
			b.leaveOut(why)
			continue
		}
		a := b.analyse(c.Text, ducklingNow)
		es := expressions(a, true)
		found := len(es) == 1
		if c.Expected == "" {
			found = len(es) == 0
		}
		if found {
			s.Found++
		}
		if found && (c.Expected == "" || c.matches(&es[0])) {
			s.Right++
		} else {
			b.miss("Duckling", c.Text, a, es, c.Expected)
		}
	}
	return s, nil
}

var (
	officeShort = regexp.MustCompile(`(?i)\b(asap|atm)\b|as soon as possible|at the moment`)
	closest     = regexp.MustCompile(`(?i)\bclosest\b`)
	nthComing   = regexp.MustCompile(`(?i)^(upcoming (two|2) \w+|(two|2) upcoming \w+)$`)
)

// unsupported is why a case lies outside of what the analysis gives, "" when it
// does not.
func (c *ducklingCase) unsupported() string {
	switch {
	case unknownFeasts[feastName(c.Expected)] != "":
		return unknownFeasts[feastName(c.Expected)]
	case nthComing.MatchString(c.Text):
		return "'upcoming two weeks' for the second week ahead"
	case officeShort.MatchString(c.Text):
		return "'as soon as possible', 'at the moment'"
	case closest.MatchString(c.Text):
		return "the closest of a kind to a date"
	}
	return ""
}

// matches compares an expression with the value expected.
func (c *ducklingCase) matches(e *expression) bool {
	v, ok := parseDuckling(c.Expected)
	if !ok {
		return false
	}
	e.toZone()
	switch {
	case v.open != "":
		before := e.modifier == nlp.Before || e.modifier == nlp.Until
		after := e.modifier == nlp.After || e.modifier == nlp.Since
		return (v.open == "Before" && before || v.open == "After" && (after || c.Text[:4] == "from")) && (e.from == v.from || e.to == v.from || e.kind == aTime && e.from == v.from%dayLength)
	case strings.Contains(v.form, "Interval"):
		return v.interval(e)
	}
	return v.instant(e)
}

// instant compares an expression with a unit of the calendar or clock.
func (v *ducklingValue) instant(e *expression) bool {
	switch v.grain {
	case "Second", "Minute", "Hour":
		at := v.from
		if e.kind == aTime {
			at %= dayLength
		}
		if (e.kind == aMoment || e.kind == aTime) && (e.from == at || !e.half && e.from+dayLength/2 == at) {
			return true
		}
		return e.kind == aDate && v.grain == "Hour" && e.from == v.from/dayLength*dayLength // days counted by the hour
	case "Day":
		eve := jewish[v.feast] && e.from == v.from+dayLength // the suite gives the evening it begins on
		about := strings.HasSuffix(e.value, "~") && e.from >= v.from-dayLength && e.from <= v.from+dayLength
		return e.kind == aDate && (e.from == v.from || eve || about)
	case "Week":
		return e.from == v.from && e.to == v.from+7*dayLength
	}
	d := when.OfNumber(v.from / dayLength)
	switch v.grain {
	case "Month":
		return e.kind == aDateRange && e.from == v.from && e.to == d.AddMonths(1).Number()*dayLength || e.kind == aDate && when.OfNumber(e.from/dayLength).To(when.Month) == d.To(when.Month)
	case "Quarter":
		return e.from == v.from && e.to == d.AddMonths(3).Number()*dayLength
	}
	return e.from == v.from && strings.TrimRight(e.value, "~") == when.OfYear(d.Year).String()
}

// interval compares an expression with an interval. A part of the day is right
// when the day is and the suite's hours are those it gives to that part.
func (v *ducklingValue) interval(e *expression) bool {
	if e.part != "" {
		day := e.kind == aTimeRange || e.from == v.from/dayLength*dayLength
		for _, h := range partHours[e.part] {
			if day && v.from%dayLength == h[0]*3600 && v.to%dayLength == h[1]%24*3600 {
				return true
			}
		}
		return false
	}
	now := moment(strings.Replace(ducklingNow, "T", " ", 1))
	if v.from == now && e.to == v.to && e.modifier == nlp.End {
		return true // "by the end of next month"
	}
	switch e.modifier {
	case nlp.Start, nlp.Mid, nlp.End:
		third := (e.to - e.from) / 3
		at := (v.from+v.to)/2 - e.from
		return v.from >= e.from && v.to <= e.to && at/max(third, 1) == map[nlp.Modifier]int{nlp.Start: 0, nlp.Mid: 1, nlp.End: 2}[e.modifier]
	case nlp.Until, nlp.Before:
		if e.kind != aDuration && (e.from == v.to || e.to == v.to) {
			return true
		}
	}
	from, to := e.from, e.to
	if e.kind == aTime || e.kind == aTimeRange {
		from, to = from+v.from/dayLength*dayLength, to+v.from/dayLength*dayLength
	}
	grain := map[string]int{"Second": 1, "Minute": 60, "Hour": 3600, "Day": dayLength}[v.grain]
	if season := solar[monthDay(v.from)]; season != "" && strings.HasSuffix(e.value, season) {
		return when.OfNumber(v.from / dayLength).String()[:4] == e.value[:4]
	}
	if v.from == now && e.from == now/dayLength*dayLength && (to == v.to || to == v.to+dayLength) {
		return true // from this moment on
	}
	if jewish[v.feast] && e.from == v.from+dayLength && e.to == v.to || strings.HasSuffix(e.value, "~") && abs(e.from-v.from) <= dayLength && abs(e.to-v.to) <= dayLength {
		return true
	}
	weekend := v.from%dayLength == 18*3600 && v.grain == "Hour" && from == v.from-18*3600+dayLength && to == v.to // from Friday evening on
	return weekend || from == v.from && (to == v.to || to == v.to-grain || v.grain == "Day" && to == v.to+dayLength)
}

func abs(n int) int { return max(n, -n) }

// solar are the seasons by the days on which they begin in the suite.
var solar = map[int]string{320: "-21", 621: "-22", 923: "-23", 1221: "-24"}

func monthDay(at int) int {
	d := when.OfNumber(at / dayLength)
	return d.Month*100 + d.Day
}

// partHours are the hours that Duckling gives to the parts of the day.
var partHours = map[nlp.Part][][2]int{
	nlp.Morning:   {{0, 12}, {0, 9}, {3, 12}, {4, 12}},
	nlp.Lunch:     {{12, 14}},
	nlp.Afternoon: {{12, 19}},
	nlp.Evening:   {{18, 24}, {21, 24}},
	nlp.Night:     {{18, 24}, {21, 24}, {0, 4}},
}

// zoneHours are the offsets of zones that the suite's cases name.
var zoneHours = map[string]int{"gmt": 0, "utc": 0, "cet": 1, "bst": 1, "pst": -8, "cst": -6, "ist": 5}

// toZone moves a time told in another zone to that of the suite, two hours
// behind UTC.
func (e *expression) toZone() {
	h, ok := zoneHours[strings.ToLower(e.zone)]
	if !ok {
		return
	}
	shift := (-2 - h) * 3600
	if strings.EqualFold(e.zone, "ist") {
		shift -= 1800
	}
	e.from, e.to, e.lastFrom = e.from+shift, e.to+shift, e.lastFrom+shift
}

func parseDuckling(s string) (v ducklingValue, ok bool) {
	v.form, _, _ = strings.Cut(s, " ")
	ms := instant.FindAllStringSubmatch(s, 2)
	if len(ms) == 0 {
		return v, false
	}
	v.from, v.feast = ducklingMoment(ms[0]), feastName(s)
	if len(ms) > 1 {
		v.to = ducklingMoment(ms[1])
	}
	if strings.Contains(v.form, "OpenInterval") {
		v.open = strings.Fields(s)[1]
	}
	rest := s[strings.LastIndex(s, ")")+1:]
	v.grain = strings.Fields(rest)[0]
	return v, true
}

// ducklingMoment is an instant in seconds since 1970; the suite counts the year 1
// BC as -1.
func ducklingMoment(m []string) int {
	var n [7]int
	for i := 1; i < 7; i++ {
		n[i], _ = strconv.Atoi(m[i])
	}
	if n[1] < 0 {
		n[1]++
	}
	return when.OfDay(n[1], n[2], n[3]).Number()*dayLength + n[4]*3600 + n[5]*60 + n[6]
}

// jewish are the feasts that begin on the evening before their day.
var jewish = map[string]bool{"Rosh Hashanah": true, "Yom Kippur": true, "Sukkot": true, "Shemini Atzeret": true, "Simchat Torah": true, "Passover": true, "Purim": true, "Shushan Purim": true, "Lag BaOmer": true, "Shavuot": true, "Hanukkah": true}

var quoted = regexp.MustCompile(`"([^"]*)"`)

func feastName(expected string) string {
	if m := quoted.FindStringSubmatch(expected); m != nil {
		return m[1]
	}
	return ""
}

// unknownFeasts are the feasts of the suite that the analysis does not know, by
// kind.
var unknownFeasts = map[string]string{
	"Thiru Onam":                                  "feasts by a star or a saint's own calendar",
	"Guru Gobind Singh Jayanti":                   "feasts by a star or a saint's own calendar",
	"Dayananda Saraswati Jayanti":                 "feasts by a star or a saint's own calendar",
	"Jumu'atul-Wida":                              "feasts by a star or a saint's own calendar",
	"Super Tuesday":                               "days set anew for each year",
	"Mini-Tuesday":                                "days set anew for each year",
	"Global Youth Service Day":                    "days set anew for each year",
	"Emergency Medical Services Week":             "days set anew for each year",
	"Emergency Medical Services for Children Day": "days set anew for each year",
}
