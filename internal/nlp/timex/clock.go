package timex

import (
	"fmt"
	"strings"

	"dossier/internal/nlp"
)

// clock reads times of day: "08:00 a.m.", "8 a.m.", "7.10pm", "0750 Moscow time",
// "1430Z", "noon", "half past six", "around 8 in the morning".
func (r *reader) clock(i int) (nlp.Timex, int) {
	if r.offset(i) {
		return nlp.Timex{}, 0
	}
	w := r.word(i)
	switch w {
	case "noon", "midday":
		return clockOf(12, 0), 1
	case "midnight":
		return clockOf(0, 0), 1
	case "half", "quarter":
		return r.spoken(i)
	}
	h, m, marked, ok := r.figure(i)
	if !ok {
		return nlp.Timex{}, 0
	}
	k := i + 1
	hour, used := r.halfOfDay(k, h)
	k += used
	if hour > 23 {
		return nlp.Timex{}, 0
	}
	zone, zused := r.zone(k)
	if used == 0 && !marked && (zused == 0 || len(w) < 4) {
		return nlp.Timex{}, 0
	}
	t := clockOf(hour, m)
	if zused > 0 {
		t.Zone = zone
		k += zused
	}
	if t2, n := r.clockRange(k, used > 0, hour); n > 0 {
		t.Value += "/" + t2
		k += n
	}
	return t, k - i
}

func clockOf(h, m int) nlp.Timex {
	return nlp.Timex{Kind: nlp.Clock, Value: fmt.Sprintf("%02d:%02d", h, m)}
}

// clockAt reports whether token i is written as a time of day.
func (r *reader) clockAt(i int) bool {
	_, _, marked, ok := r.figure(i)
	return ok && marked
}

// figure reads the hour and minute of token i. marked says that it is written as
// a clock time and nothing else.
func (r *reader) figure(i int) (h, m int, marked, ok bool) {
	w := r.word(i)
	if p := strings.Split(w, ":"); len(p) == 2 || len(p) == 3 {
		h, ok1 := number(p[0])
		m, ok2 := number(p[1])
		if ok1 && ok2 {
			return h, m, true, len(p[0]) <= 2 && len(p[1]) == 2 && h < 24 && m < 60
		}
	}
	if a, b, found := strings.Cut(w, "."); found && len(b) == 2 {
		h, ok1 := number(a)
		m, ok2 := number(b)
		if ok1 && ok2 && h < 24 && m < 60 && (r.meridiem(i+1) != "") {
			return h, m, true, true
		}
	}
	for _, suffix := range []string{"am", "pm", "a.m.", "p.m.", "z", "hrs", "h"} {
		rest := strings.TrimSuffix(w, suffix)
		if rest == w || rest == "" {
			continue
		}
		h, m, ok := packed(rest)
		if !ok {
			break
		}
		switch suffix[0] {
		case 'p':
			if h < 12 {
				h += 12
			}
		case 'a':
			h %= 12
		}
		return h, m, true, len(rest) >= 3 || suffix[0] == 'a' || suffix[0] == 'p'
	}
	if len(w) == 4 {
		h, m, ok := packed(w)
		return h, m, r.word(i+1) == "hours" || r.word(i+1) == "hrs", ok
	}
	n, isNumber := number(w)
	return n, 0, false, isNumber && n <= 24 && len(w) <= 2
}

// packed reads "8", "0750", "730".
func packed(s string) (h, m int, ok bool) {
	n, isNumber := number(strings.ReplaceAll(s, ":", ""))
	switch {
	case !isNumber:
		return 0, 0, false
	case len(s) <= 2:
		return n, 0, n < 24
	}
	return n / 100, n % 100, n/100 < 24 && n%100 < 60 && len(s) <= 5
}

// meridiem is "am" or "pm" at token k, "" for none.
func (r *reader) meridiem(k int) string {
	switch r.word(k) {
	case "a.m.", "am", "a.m":
		return "am"
	case "p.m.", "pm", "p.m":
		return "pm"
	}
	return ""
}

// halfOfDay turns an hour by what follows it: "a.m.", "p.m.", "o'clock", "in the
// evening".
func (r *reader) halfOfDay(k, h int) (hour, used int) {
	switch r.meridiem(k) {
	case "am":
		if h > 12 { // "16:30 a.m." is a slip; the figure stands
			return h, 1
		}
		return h % 12, 1
	case "pm":
		if h < 12 {
			return h + 12, 1
		}
		return h, 1
	}
	if w := r.word(k); w == "o'clock" || w == "o’clock" || w == "hours" || w == "hrs" {
		if n := r.inThe(k+1, &h); n > 0 {
			return h, 1 + n
		}
		return h, 1
	}
	if n := r.inThe(k, &h); n > 0 {
		return h, n
	}
	return h, 0
}

// inThe reads "in the morning", "at night" behind an hour.
func (r *reader) inThe(k int, h *int) int {
	n := 0
	switch {
	case r.word(k) == "in" && r.word(k+1) == "the" && parts[r.word(k+2)]:
		n = 3
	case r.word(k) == "at" && r.word(k+1) == "night":
		n = 2
	default:
		return 0
	}
	switch r.word(k + n - 1) {
	case "afternoon", "evening":
		if *h < 12 {
			*h += 12
		}
	case "night":
		if *h >= 6 && *h < 12 {
			*h += 12
		}
	}
	return n
}

// zone reads a zone behind a time: "GMT", "local time", "Moscow time",
// "(1639 UTC)" is left to itself.
func (r *reader) zone(k int) (string, int) {
	w := r.word(k)
	switch {
	case zones[w]:
		n := 1
		if (w == "utc" || w == "gmt") && (r.word(k+1) == "+" || r.word(k+1) == "-") && r.joined(k) {
			n = 3
		}
		return r.a.Text(r.a.SpanOf(k, min(k+n, r.end))), min(n, r.end-k)
	case w == "local" && r.word(k+1) == "time":
		return "local time", 2
	case r.capital(k) && r.word(k+1) == "time":
		return r.a.Text(r.a.SpanOf(k, k+2)), 2
	case r.capital(k) && r.capital(k+1) && r.word(k+2) == "time":
		return r.a.Text(r.a.SpanOf(k, k+3)), 3
	}
	return "", 0
}

// offset reports whether the figures at token i are those of a zone: the 3:30 of
// "UTC+3:30".
func (r *reader) offset(i int) bool {
	p := r.word(i - 1)
	return (p == "+" || p == "-" || p == "−" || p == "±") && (r.word(i-2) == "utc" || r.word(i-2) == "gmt" || r.word(i-2) == "(")
}

// clockRange reads the second end of a span of times: "10:35 to 10:39".
func (r *reader) clockRange(k int, hasHalf bool, first int) (string, int) {
	switch r.word(k) {
	case "-", "–", "to", "and", "until":
	default:
		return "", 0
	}
	h, m, marked, ok := r.figure(k + 1)
	if !ok {
		return "", 0
	}
	hour, used := r.halfOfDay(k+2, h)
	if !marked && used == 0 || hour < first || hour > 23 {
		return "", 0
	}
	return fmt.Sprintf("%02d:%02d", hour, m), 2 + used
}

// spoken reads "half past six", "quarter to eight".
func (r *reader) spoken(i int) (nlp.Timex, int) {
	minute := 30
	if r.word(i) == "quarter" {
		minute = 15
	}
	h, used := r.countAt(i + 2)
	if used == 0 || h < 1 || h > 12 {
		return nlp.Timex{}, 0
	}
	switch r.word(i + 1) {
	case "past":
	case "to":
		h, minute = h-1, 60-minute
	default:
		return nlp.Timex{}, 0
	}
	hour, n := r.halfOfDay(i+3, h)
	return clockOf(hour%24, minute), 3 + n
}
