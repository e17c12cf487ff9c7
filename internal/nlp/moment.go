package nlp

import (
	"cmp"
	"strings"
)

// Moment is the value of a time expression by itself. A clock time is "T08:00",
// "2023-01-27T08:00" where its day is known, and two of these with a slash
// between them for a span of clock times; with seconds where the text has them.
// Where only a part of the day is named it is the day. Of every other kind it is
// the Value.
func (t *Timex) Moment() string {
	switch {
	case t.Kind != Clock:
		return t.Value
	case t.Value == "":
		return t.On
	}
	from, to, span := strings.Cut(cmp.Or(t.Exact, t.Value), "/")
	day, last, several := strings.Cut(t.On, "/")
	if !several {
		last = day
	}
	if !isDay(day) || !isDay(last) || several && !span {
		day, last = "", ""
	}
	if !span {
		return day + "T" + from
	}
	return day + "T" + from + "/" + last + "T" + to
}

// isDay reports whether s is a day of the calendar, "2023-01-27", and nothing
// vaguer.
func isDay(s string) bool {
	if len(s) != len("2006-01-02") {
		return false
	}
	for i := range len(s) {
		if dash := i == 4 || i == 7; dash != (s[i] == '-') || !dash && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}
