package times

import (
	"regexp"
	"strconv"
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/text"
	"dossier/internal/when"
)

// kind is what an expression denotes, in the terms of the suites.
type kind string

const (
	aDate      kind = "date"
	aDateRange kind = "daterange"
	aTime      kind = "time"
	aTimeRange kind = "timerange"
	aMoment    kind = "datetime"
	aPeriod    kind = "datetimerange"
	aDuration  kind = "duration"
	aSet       kind = "set"
)

// expression is one time expression in the sense of the suites, which count a
// date with its time of day as one where the analysis gives two.
type expression struct {
	span text.Span
	kind kind
	// from and to bound it in seconds since 1970, to being the first second
	// behind it; a time of day without its day counts from 0. Both are 0 without
	// a value.
	from, to int
	lastFrom int // where the last day or clock time named begins
	part     nlp.Part
	modifier nlp.Modifier
	value    string // EDTF, or the ISO 8601 value of a duration or set
	zone     string
	exact    bool // to the second
	half     bool // the half of the day is told
}

const dayLength = 86400

// halfTold tells a time of day whose half is told from one that can be read in
// two ways.
var halfTold = regexp.MustCompile(`(?i)\d\s*[ap]\b|[ap]\.?\s?m\b|noon|midnight|morning|afternoon|evening|night|midday|\d:\d\d:\d|\dh`)

// expressions are the time expressions of a text; with joined, a date and a time
// of day that stand side by side are one.
func expressions(a *nlp.Analysis, joined bool) []expression {
	var out []expression
	for i := range a.Times {
		e := of(a, &a.Times[i])
		if joined && len(out) > 0 {
			if j, ok := join(a, out[len(out)-1], e); ok {
				out[len(out)-1] = j
				continue
			}
		}
		out = append(out, e)
	}
	if joined {
		out = joinPeriods(a, out)
	}
	return out
}

// of makes an expression of a time expression of the analysis.
func of(a *nlp.Analysis, t *nlp.Timex) expression {
	e := expression{span: t.Span, part: t.Part, modifier: t.Modifier, value: t.Value, zone: t.Zone}
	switch t.Kind {
	case nlp.Duration:
		e.kind = aDuration
	case nlp.Set:
		e.kind = aSet
	case nlp.Clock:
		e.ofClock(a, t, t.On != "" && strings.HasPrefix(a.Text(t.Span), t.On))
	default:
		e.ofDate(t.Value)
	}
	return e
}

func (e *expression) ofDate(edtf string) {
	v, err := when.Parse(edtf)
	e.kind = aDateRange
	if err != nil {
		if e.part != "" {
			e.kind = aPeriod
		}
		return
	}
	last := v.Date
	if v.Interval != nil {
		last = v.Interval.To
	}
	if v.Interval == nil && v.Date.Precision == when.Day {
		e.kind = aDate
		if e.part != "" {
			e.kind = aPeriod
		}
	}
	if first := v.Earliest(); !first.IsZero() {
		e.from = first.Number() * dayLength
	}
	if !last.IsZero() {
		e.to, e.lastFrom = (last.Latest().Number()+1)*dayLength, last.Number()*dayLength
	}
}

// ofClock makes a time of day; dated is set when its words hold its day.
func (e *expression) ofClock(a *nlp.Analysis, t *nlp.Timex, dated bool) {
	e.kind = aTime
	clock := t.Value
	if t.Exact != "" {
		clock, e.exact = t.Exact, true
	}
	from, to, ranged := strings.Cut(clock, "/")
	if t.Value == "" || ranged {
		e.kind = aTimeRange
	}
	e.from = seconds(from)
	e.to = e.from + 60
	e.half = e.from >= dayLength/2 || halfTold.MatchString(a.Text(t.Span))
	if ranged {
		e.to = seconds(to)
		if e.to <= e.from {
			e.to += dayLength
		}
	}
	e.lastFrom = e.to
	if !t.Relative && !dated {
		return
	}
	e.kind = aMoment
	if ranged {
		e.kind = aPeriod
	}
	e.onDays(t.On)
}

// onDays puts a time of day on its day, or on the days that its ends lie on.
func (e *expression) onDays(edtf string) {
	v, err := when.Parse(edtf)
	if err != nil {
		return
	}
	from, to := v.Earliest().Number(), v.Latest().Number()
	e.from += from * dayLength
	if to > from && e.to > dayLength {
		e.to -= dayLength
	}
	e.to += to * dayLength
	e.lastFrom = e.to
}

func seconds(s string) int {
	n := 0
	for i, p := range strings.SplitN(s, ":", 3) {
		v, _ := strconv.Atoi(p)
		n += v * [...]int{3600, 60, 1}[i]
	}
	return n
}

// join makes one expression of a day or set and a time of day with nothing but
// small words between them.
func join(a *nlp.Analysis, x, y expression) (expression, bool) {
	gap := strings.Trim(strings.ToLower(a.Doc.Text.Slice(text.Span{Start: x.span.End, End: y.span.Start})), " ")
	if !joins[gap] {
		return x, false
	}
	day, clock := x, y
	if x.kind == aTime || x.kind == aTimeRange {
		day, clock = y, x
	}
	if clock.kind != aTime && clock.kind != aTimeRange || day.kind != aDate && day.kind != aPeriod && day.kind != aSet || day.kind == aPeriod && day.to-day.from != dayLength {
		return x, false
	}
	out := day
	out.span = text.Span{Start: x.span.Start, End: y.span.End}
	out.zone, out.exact, out.half = clock.zone, clock.exact, clock.half || day.part != ""
	if day.kind == aSet && strings.HasPrefix(day.value, "P") && day.value != "P1D" {
		return x, false
	}
	if clock.modifier != "" {
		out.modifier = clock.modifier
	}
	if day.kind == aSet {
		out.from, out.to, out.part = clock.from, 0, ""
		out.value += "T" + clock.value
		return out, true
	}
	if clock.value == "" {
		if day.part != "" {
			return x, false
		}
		out.kind, out.part, out.modifier = aPeriod, clock.part, clock.modifier
		return out, true
	}
	if x.span == clock.span && x.modifier == "" {
		out.modifier = day.modifier
	}
	out.kind = aMoment
	if clock.kind == aTimeRange {
		out.kind = aPeriod
	}
	inPart(day.part, &clock)
	if turned[gap] {
		out.kind = aPeriod
	}
	out.from, out.to, out.part = day.from+clock.from, day.from+clock.to, ""
	out.lastFrom = day.from + clock.lastFrom
	return out, true
}

// inPart puts a clock time of twelve hours into the part of the day told beside
// it: "this afternoon at 3".
func inPart(p nlp.Part, c *expression) {
	if c.part != "" {
		return
	}
	late := p == nlp.Afternoon || p == nlp.Evening || p == nlp.Night
	if late && c.from < 12*3600 && c.from >= 3600 {
		c.from, c.to, c.lastFrom = c.from+dayLength/2, c.to+dayLength/2, c.lastFrom+dayLength/2
	}
}

// joins are what can stand between a date and its time of day.
var joins = map[string]bool{"": true, ",": true, "at": true, "on": true, "@": true, ", at": true, "in the": true, "of": true, "for": true, "the": true, "around": true, "-": true,
	"from": true, "between": true, "by": true, "after": true, "before": true, "later than": true, "no later than": true, "t": true, "in between": true, ".": true, "in": true, "or later on": true, "or later, on": true}

// turned are those that make a stretch of time of a moment.
var turned = map[string]bool{"by": true, "after": true, "before": true, "later than": true, "no later than": true}

// joinPeriods makes one period of two moments with "to" or its like between
// them.
func joinPeriods(a *nlp.Analysis, in []expression) []expression {
	var out []expression
	for _, e := range in {
		n := len(out)
		if n > 0 && out[n-1].kind == aMoment && e.kind == aMoment {
			gap := strings.Trim(strings.ToLower(a.Doc.Text.Slice(text.Span{Start: out[n-1].span.End, End: e.span.Start})), " ")
			switch gap {
			case "to", "until", "till", "-", "through", "and", "/":
				out[n-1].kind, out[n-1].to, out[n-1].span.End, out[n-1].lastFrom = aPeriod, e.from, e.span.End, e.from
				continue
			}
		}
		out = append(out, e)
	}
	return out
}
