package nlp

import "strings"

// Moment is the value of a time expression by itself: of a clock time "T08:00"
// or, where its day is known, "2023-01-27T08:00", and two of these with a slash
// between them for a span of clock times; of every other the Value.
func (t *Timex) Moment() string {
	if t.Kind != Clock || t.Value == "" {
		return t.Value
	}
	from, to, span := strings.Cut(t.Value, "/")
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
