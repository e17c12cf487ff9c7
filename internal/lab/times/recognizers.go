package times

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/when"
)

// specs are the specifications of English dates and times that hold plain cases;
// those of their engine's modes ("calendar mode", "tasks mode") are left out. Of
// a file for one kind of expression only that kind is looked at.
var specs = []struct {
	file  string
	kinds []kind
}{
	{"DateExtractor", []kind{aDate}}, {"DateParser", []kind{aDate}},
	{"DatePeriodExtractor", []kind{aDateRange}}, {"DatePeriodParser", []kind{aDateRange}},
	{"TimeExtractor", []kind{aTime}}, {"TimeParser", []kind{aTime}},
	{"TimePeriodExtractor", []kind{aTimeRange}}, {"TimePeriodParser", []kind{aTimeRange}},
	{"DateTimeExtractor", []kind{aMoment}}, {"DateTimeParser", []kind{aMoment}},
	{"DateTimePeriodExtractor", []kind{aPeriod}}, {"DateTimePeriodParser", []kind{aPeriod}},
	{"DurationExtractor", []kind{aDuration}}, {"DurationParser", []kind{aDuration}},
	{"SetExtractor", []kind{aSet}}, {"SetParser", []kind{aSet}},
	{"HolidayExtractor", []kind{aDate}}, {"HolidayParser", []kind{aDate}},
	{"MergedExtractor", nil}, {"MergedParser", nil},
}

// modes are the specifications of the engine's modes that read whole texts.
var modes = []string{"DateTimeModelCalendarMode", "DateTimeModelComplexCalendar", "DateTimeModelExperimentalMode"}

type specCase struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []specResult
}

type specResult struct {
	Text       string
	Type       string
	TypeName   string
	Resolution struct{ Values []map[string]string }
	Value      struct {
		Timex                            string
		Mod                              string
		FutureResolution, PastResolution map[string]string
		Values                           []map[string]string
	}
}

// scoreSpec scores one specification.
func (b *bench) scoreSpec(shared, file string, kinds []kind) (Score, error) {
	raw, err := os.ReadFile(filepath.Join(shared, "corpora", "recognizers-text-specs", "Specs", "DateTime", "English", file+".json"))
	if err != nil {
		return Score{}, err
	}
	var cases []specCase
	if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")), &cases); err != nil {
		return Score{}, fmt.Errorf("%s: %w", file, err)
	}
	s := Score{File: file}
	for i := range cases {
		c := &cases[i]
		s.Cases++
		if why := c.unsupported(); why != "" {
			s.Unsupported++
			b.leaveOut(why)
			continue
		}
		a := b.analyse(c.Input, c.Context.ReferenceDateTime)
		es := b.ofKinds(a, kinds)
		found, right := c.score(a, es)
		if found {
			s.Found++
		}
		if right {
			s.Right++
		} else {
			b.miss(file, c.Input, a, es, c.wanted())
		}
	}
	return s, nil
}

func (c *specCase) wanted() string {
	var out []string
	for _, r := range c.Results {
		out = append(out, fmt.Sprintf("[%s] %s %s %v", r.Text, r.Value.Timex, r.Value.Mod, r.Value.FutureResolution))
	}
	return strings.Join(out, "; ")
}

// ofKinds are the expressions of a text that a specification is about.
func (b *bench) ofKinds(a *nlp.Analysis, kinds []kind) []expression {
	if len(kinds) == 0 {
		es := expressions(a, true)
		for i := range es {
			if es[i].modifier == nlp.End && es[i].kind == aDate {
				es[i].kind = aMoment
			}
		}
		return es
	}
	var out []expression
	for _, e := range expressions(a, kinds[0] == aMoment || kinds[0] == aPeriod || kinds[0] == aSet) {
		if e.modifier == nlp.End && e.kind == aDate {
			e.kind = aMoment
		}
		for _, k := range kinds {
			if e.kind == k {
				out = append(out, e)
			}
		}
	}
	return out
}

var (
	businessDay = regexp.MustCompile(`\d*BD\b`)
	foreign     = regexp.MustCompile(`(?i)yuandan`)
)

// unsupported is why a case lies outside of what the analysis gives, "" when it
// does not. It goes by the kind of expression, as docs/times.md tells.
func (c *specCase) unsupported() string {
	for _, r := range c.Results {
		switch {
		case r.TypeName == "datetimeV2.datetimealt":
			return "alternatives that share words"
		case businessDay.MatchString(r.Value.Timex) || strings.Contains(r.Text, "business day"):
			return "business days"
		case foreign.MatchString(r.Text):
			return "feasts by a foreign name"
		}
	}
	return ""
}

func (c *specCase) score(a *nlp.Analysis, es []expression) (found, right bool) {
	if len(es) != len(c.Results) {
		return false, false
	}
	right = true
	for i, r := range c.Results {
		if bare(a.Text(es[i].span)) != bare(r.Text) {
			return false, false
		}
		right = right && r.matches(&es[i])
	}
	return true, right
}

// bare drops the small words at the edges on which the suites and we differ:
// articles, prepositions, and the words of a direction in time, which we give as
// a modifier.
func bare(s string) string {
	s = strings.Trim(strings.ToLower(s), " .,!?")
	for _, p := range []string{" or after", " or later", " or before", " and later", " and after"} {
		s = strings.TrimSuffix(s, p)
	}
	for again := true; again; {
		again = false
		for _, p := range edges {
			if rest, ok := strings.CutPrefix(s, p); ok {
				s, again = strings.TrimLeft(rest, " "), true
			}
		}
	}
	return s
}

var edges = []string{"on ", "in ", "at ", "the ", "for ", "from ", "between ", "around ", "about ", "of ", "my ", "a ", "before ", "after ", "since ", "until ", "by ", "no later than ", "later than ",
	"earlier than ", "sooner than ", "more than ", "less than ", "starting from ", "starting ", "ending with ", "or equal to ", "prior to ", "in advance of ", "or ", "than ", "<", ">", "=", "within "}

// matches compares an expression with the suite's value; a case of an extractor
// has none.
func (r *specResult) matches(e *expression) bool {
	if vs := append(r.Resolution.Values, r.Value.Values...); len(vs) > 0 {
		for _, v := range vs {
			if e.isOneOf(v["timex"], v["Mod"], v) {
				return true
			}
		}
		return false
	}
	if r.Value.Timex == "" {
		return true
	}
	return e.isOneOf(r.Value.Timex, r.Value.Mod, r.Value.PastResolution) || e.isOneOf(r.Value.Timex, r.Value.Mod, r.Value.FutureResolution)
}

var partCodes = map[string][]nlp.Part{"TMO": {nlp.Morning}, "TAF": {nlp.Afternoon}, "TEV": {nlp.Evening}, "TNI": {nlp.Night}, "TMI": {nlp.Lunch}, "TMEL": {nlp.Lunch}}

// isOneOf compares an expression with one reading of the suite.
func (e *expression) isOneOf(timex, mod string, v map[string]string) bool {
	switch e.kind {
	case aDuration:
		return timex == e.value && e.hasModifier(mod) || sameLength(timex, e.value) && e.hasModifier(mod)
	case aSet:
		return e.isSet(timex)
	}
	if e.part != "" && len(timex) >= 3 && (e.kind == aPeriod || e.value == "") {
		for _, p := range partCodes[timex[strings.LastIndex(timex, "T"):]] {
			if p == e.part && e.hasModifier(mod) {
				return e.kind == aTimeRange || e.from == moment(first(v, "startDateTime", "start"))/dayLength*dayLength
			}
		}
		return false
	}
	if e.to == 0 && e.from == 0 && e.kind != aTime && e.kind != aTimeRange {
		return false
	}
	if season := seasons[timex[max(0, len(timex)-2):]]; season != "" {
		return strings.HasSuffix(strings.TrimRight(e.value, "~"), season) && (len(timex) < 7 || e.value[:4] == timex[:4]) && e.hasModifier(mod)
	}
	start, end := first(v, "date", "time", "dateTime", "value", "startDate", "startTime", "startDateTime", "start"), first(v, "endDate", "endTime", "endDateTime", "end")
	switch mod {
	case "before", "after", "since", "until":
		if e.modifier == "" && e.kind == aDateRange { // "later this week", of which we give the days
			return mod == "after" && moment(start) == e.from || mod == "before" && (moment(end) == e.to || moment(end) == e.lastFrom)
		}
		return e.hasModifier(mod) && (start != "" && (moment(start) == e.from || moment(start) == e.to) || end != "" && (moment(end) == e.from || moment(end) == e.to))
	case "start", "mid", "end":
		return e.hasModifier(mod) && moment(start) >= e.from && moment(end) <= e.to
	}
	if e.modifier == nlp.End && e.kind == aMoment && end == "" {
		return moment(start) == e.to-1 // the last second of the day
	}
	if moment(start) != e.from {
		return false
	}
	if end == "" {
		return e.kind == aDate || e.kind == aTime || e.kind == aMoment
	}
	m := moment(end)
	if len(end) == 8 && m < e.from {
		m += dayLength
	}
	return m == e.to || m == e.to-dayLength || m == e.lastFrom
}

var seasons = map[string]string{"SP": "-21", "SU": "-22", "FA": "-23", "WI": "-24"}

func first(v map[string]string, keys ...string) string {
	for _, k := range keys {
		if s := v[k]; s != "" {
			return s
		}
	}
	return ""
}

// hasModifier compares a modifier with the suite's.
func (e *expression) hasModifier(mod string) bool {
	switch mod {
	case "":
		return e.modifier == "" || e.modifier == nlp.Approx || e.modifier == nlp.Less || e.modifier == nlp.Until || e.modifier == nlp.Since
	case "before", "until":
		return e.modifier == nlp.Before || e.modifier == nlp.Until
	case "after", "since":
		return e.modifier == nlp.After || e.modifier == nlp.Since
	}
	return string(e.modifier) == mod
}

// isSet compares a set with the suite's value, in which a time of day takes the
// place of the days it comes on.
func (e *expression) isSet(timex string) bool {
	days, clock, timed := strings.Cut(e.value, "T")
	if strings.HasPrefix(e.value, "PT") || !timed {
		if e.part != "" {
			for _, p := range partCodes[timex] {
				return p == e.part
			}
		}
		return e.value == timex
	}
	want := clock
	if strings.HasSuffix(want, ":00") {
		want = want[:2]
	}
	if days == "P1D" {
		if late := e.part == nlp.Afternoon || e.part == nlp.Evening || e.part == nlp.Night; late {
			return timex == "T"+want || timex == "T"+later(want)
		}
		return timex == "T"+want
	}
	return timex == days+"T"+want
}

// later is an hour of the morning in the evening.
func later(h string) string {
	n := seconds(h)/3600 + 12
	return fmt.Sprintf("%02d%s", n, h[2:])
}

// moment is an instant of the suite in seconds since 1970, or of the day.
func moment(s string) int {
	day, clock, ok := strings.Cut(s, " ")
	if !ok && len(s) == 8 && s[2] == ':' {
		return seconds(s)
	}
	d, err := when.ParseDate(day)
	if err != nil {
		return -1
	}
	return d.Number()*dayLength + seconds(clock)
}

// sameLength compares two ISO 8601 durations by their parts; a vague one of ours
// ("PXD") stands for any of its unit.
func sameLength(a, b string) bool {
	x, y := lengths.FindAllString(a, -1), lengths.FindAllString(b, -1)
	if len(x) != len(y) || len(x) == 0 || strings.Contains(a, "T") != strings.Contains(b, "T") {
		return false
	}
	for i := range x {
		if x[i] != y[i] && (y[i][0] != 'X' || x[i][len(x[i])-1] != y[i][1]) {
			return false
		}
	}
	return true
}

var lengths = regexp.MustCompile(`[0-9.X]+[YMWDHS]`)
