package when

import (
	"fmt"
	"strconv"
	"strings"
)

// Value is what an EDTF string says: a date, a date with a time of day, an
// interval or a set. Interval and Set are nil for a date.
type Value struct {
	Date     Date
	Clock    *Clock // the time of day on Date, nil when none is given
	Interval *Interval
	Set      *Set
}

// Clock is a time of day with its zone as EDTF writes it: "", "Z", "+03:30" or
// "-04".
type Clock struct {
	Hour, Minute, Second int
	Zone                 string
}

// Interval is a span of days, both ends included. A zero end is open (EDTF "..")
// or, where Unknown is set for it, not known (EDTF "").
type Interval struct {
	From, To               Date
	FromUnknown, ToUnknown bool
}

// Set is several dates: one of them ("[1667,1668]") or, with All, each of them
// ("{1667,1668}").
type Set struct {
	All     bool
	Members []Member
}

// Member is one date of a set or, with Range, all from From to To; a zero end of
// a range is open.
type Member struct {
	From, To Date
	Range    bool
}

// String is the value in EDTF.
func (v Value) String() string {
	switch {
	case v.Set != nil:
		return v.Set.String()
	case v.Interval != nil:
		return v.Interval.String()
	case v.Clock != nil:
		return v.Date.String() + "T" + v.Clock.String()
	}
	return v.Date.String()
}

// Earliest is the first day the value can mean; none where that end is open or
// not known.
func (v Value) Earliest() Date {
	switch {
	case v.Set != nil:
		return v.Set.Members[0].From.Earliest()
	case v.Interval != nil:
		return v.Interval.From.Earliest()
	}
	return v.Date.Earliest()
}

// Latest is the last day the value can mean; none where that end is open or not
// known.
func (v Value) Latest() Date {
	switch {
	case v.Set != nil:
		m := v.Set.Members[len(v.Set.Members)-1]
		if m.Range {
			return m.To.Latest()
		}
		return m.From.Latest()
	case v.Interval != nil:
		return v.Interval.To.Latest()
	}
	return v.Date.Latest()
}

// Compare orders values by their earliest day, then by their latest, then by
// the time of day. An end that is open to the past comes first, one open to the
// future last.
func (v Value) Compare(w Value) int {
	if c := v.Earliest().Compare(w.Earliest()); c != 0 {
		return c
	}
	a, b := v.Latest(), w.Latest()
	if a.IsZero() != b.IsZero() {
		return -a.Compare(b)
	}
	if c := a.Compare(b); c != 0 {
		return c
	}
	return v.Clock.seconds() - w.Clock.seconds()
}

func (c *Clock) seconds() int {
	if c == nil {
		return -1
	}
	return c.Hour*3600 + c.Minute*60 + c.Second
}

// String is the clock time in EDTF, "23:20:30+03:30".
func (c Clock) String() string {
	return pad(c.Hour, 2) + ":" + pad(c.Minute, 2) + ":" + pad(c.Second, 2) + c.Zone
}

// String is d in EDTF, "" for none.
func (d Date) String() string {
	var s string
	switch d.Precision {
	case None:
		return ""
	case Century:
		s = pad(d.Year/100, 2) + "XX"
	case Decade:
		s = pad(d.Year/10, 3) + "X"
	case Year:
		s = yearString(d.Year)
		switch d.Masked {
		case Month:
			s += "-XX"
		case Day:
			s += "-XX-XX"
		}
	case Season, Month:
		s = yearString(d.Year) + "-" + pad(d.Month, 2)
		if d.Masked == Day {
			s += "-XX"
		}
	case Day:
		s = yearString(d.Year) + "-" + pad(d.Month, 2) + "-" + pad(d.Day, 2)
	}
	return s + d.Qualifier
}

func yearString(y int) string {
	switch {
	case y < -9999 || y > 9999:
		return "Y" + strconv.Itoa(y)
	case y < 0:
		return "-" + pad(-y, 4)
	}
	return pad(y, 4)
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	if len(s) < width {
		return "0000"[:width-len(s)] + s
	}
	return s
}

// String is the interval in EDTF.
func (iv Interval) String() string {
	return end(iv.From, iv.FromUnknown) + "/" + end(iv.To, iv.ToUnknown)
}

func end(d Date, unknown bool) string {
	switch {
	case !d.IsZero():
		return d.String()
	case unknown:
		return ""
	}
	return ".."
}

// String is the set in EDTF.
func (s Set) String() string {
	var b strings.Builder
	open, closing := "[", "]"
	if s.All {
		open, closing = "{", "}"
	}
	b.WriteString(open)
	for i, m := range s.Members {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString(m.From.String())
		if m.Range {
			b.WriteString("..")
			b.WriteString(m.To.String())
		}
	}
	b.WriteString(closing)
	return b.String()
}

// Parse reads EDTF of level 0 or 1, or a set of level 2: "2023-01-27",
// "2022-04~", "1974", "197X", "2004-XX", "2001-21", "-0044", "Y17000",
// "1985-04-12T23:20:30Z", "2008-11-26/2008-11-29", "2019/..", "/2020",
// "[1667,1670..1672]". Qualifiers of single components, significant digits and
// divisions of the year other than seasons are not read.
func Parse(s string) (Value, error) {
	if len(s) > 1 && (s[0] == '[' && s[len(s)-1] == ']' || s[0] == '{' && s[len(s)-1] == '}') {
		set, err := parseSet(s)
		return Value{Set: set}, err
	}
	if from, to, ok := strings.Cut(s, "/"); ok {
		iv, err := parseInterval(s, from, to)
		return Value{Interval: iv}, err
	}
	if day, clock, ok := strings.Cut(s, "T"); ok {
		d, err := ParseDate(day)
		c, ok := parseClock(clock)
		if err != nil || !ok || d.Precision != Day || d.Qualifier != "" {
			return Value{}, invalid(s, "not a date and time of day")
		}
		return Value{Date: d, Clock: &c}, nil
	}
	d, err := ParseDate(s)
	return Value{Date: d}, err
}

func parseInterval(s, from, to string) (*Interval, error) {
	iv := &Interval{FromUnknown: from == "", ToUnknown: to == ""}
	var err error
	if from != "" && from != ".." {
		if iv.From, err = ParseDate(from); err != nil {
			return nil, err
		}
	}
	if to != "" && to != ".." {
		if iv.To, err = ParseDate(to); err != nil {
			return nil, err
		}
	}
	switch {
	case iv.From.IsZero() && iv.To.IsZero():
		return nil, invalid(s, "an interval without an end")
	case !iv.From.IsZero() && !iv.To.IsZero() && iv.To.Latest().Number() < iv.From.Number():
		return nil, invalid(s, "an interval that ends before it begins")
	}
	return iv, nil
}

// maxMembers bounds the members of a set.
const maxMembers = 1000

func parseSet(s string) (*Set, error) {
	set := &Set{All: s[0] == '{'}
	parts := strings.SplitN(s[1:len(s)-1], ",", maxMembers+1)
	if len(parts) > maxMembers {
		return nil, invalid("["+parts[0]+"…]", "a set of too many dates")
	}
	for i, p := range parts {
		p = strings.TrimSpace(p)
		from, to, isRange := strings.Cut(p, "..")
		if isRange && (from == "" && i > 0 || to == "" && i < len(parts)-1 || from == "" && to == "") {
			return nil, invalid(s, "a set that is open in its middle")
		}
		m := Member{Range: isRange}
		var err error
		if from != "" || !isRange {
			if m.From, err = ParseDate(from); err != nil {
				return nil, err
			}
		}
		if to != "" {
			if m.To, err = ParseDate(to); err != nil {
				return nil, err
			}
		}
		if !m.From.IsZero() && !m.To.IsZero() && m.To.Latest().Number() < m.From.Number() {
			return nil, invalid(s, "a range that ends before it begins")
		}
		set.Members = append(set.Members, m)
	}
	return set, nil
}

// parseClock reads "23:20:30" with an optional zone.
func parseClock(s string) (Clock, bool) {
	if len(s) < 8 || s[2] != ':' || s[5] != ':' {
		return Clock{}, false
	}
	h, ok1 := digits(s[:2])
	m, ok2 := digits(s[3:5])
	sec, ok3 := digits(s[6:8])
	zone := s[8:]
	ok := ok1 && ok2 && ok3 && h < 24 && m < 60 && sec < 61
	return Clock{h, m, sec, zone}, ok && validZone(zone)
}

func validZone(z string) bool {
	if z == "" || z == "Z" {
		return true
	}
	if z[0] != '+' && z[0] != '-' || len(z) != 3 && (len(z) != 6 || z[3] != ':') {
		return false
	}
	h, ok1 := digits(z[1:3])
	m, ok2 := 0, true
	if len(z) == 6 {
		m, ok2 = digits(z[4:])
	}
	return ok1 && ok2 && h <= 14 && m < 60
}

// ParseDate reads one EDTF date.
func ParseDate(s string) (Date, error) {
	body := strings.TrimRight(s, "?~%")
	q := s[len(body):]
	if len(q) > 1 {
		return Date{}, invalid(s, "more than one qualifier")
	}
	d, ok := plainDate(body)
	if !ok || !d.Valid() {
		return Date{}, invalid(s, "not an EDTF date")
	}
	d.Qualifier = q
	return d, nil
}

func plainDate(s string) (Date, bool) {
	if len(s) > 1 && s[0] == 'Y' {
		return longYear(s[1:])
	}
	if len(s) > 1 && s[0] == '-' {
		d, ok := fullDate(s[1:])
		if d.Precision < Year || d.Year == 0 {
			return Date{}, false
		}
		d.Year = -d.Year
		return d, ok
	}
	return fullDate(s)
}

// longYear reads a year of five to nine digits, as it follows the letter Y.
func longYear(s string) (Date, bool) {
	sign := 1
	if s[0] == '-' {
		sign, s = -1, s[1:]
	}
	if len(s) < 5 || len(s) > 9 || s[0] == '0' {
		return Date{}, false
	}
	y, ok := digits(s)
	return OfYear(sign * y), ok
}

func fullDate(s string) (Date, bool) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 || len(s) > 4 && s[4] != '-' || len(s) > 7 && s[7] != '-' {
		return Date{}, false
	}
	if len(s) == 4 && s[3] == 'X' {
		if s[2] == 'X' {
			y, ok := digits(s[:2])
			return Date{Year: y * 100, Precision: Century}, ok
		}
		y, ok := digits(s[:3])
		return Date{Year: y * 10, Precision: Decade}, ok
	}
	y, ok := digits(s[:4])
	if !ok || len(s) == 4 {
		return OfYear(y), ok
	}
	if rest := s[5:]; rest == "XX" || rest == "XX-XX" {
		d := OfYear(y)
		d.Masked = Month
		if len(rest) > 2 {
			d.Masked = Day
		}
		return d, true
	}
	m, ok := digits(s[5:7])
	switch {
	case !ok:
		return Date{}, false
	case len(s) == 7 && m > 12:
		return Date{Year: y, Month: m, Precision: Season}, true
	case len(s) == 7:
		return OfMonth(y, m), true
	case s[8:] == "XX":
		d := OfMonth(y, m)
		d.Masked = Day
		return d, true
	}
	d, ok := digits(s[8:])
	return OfDay(y, m, d), ok
}

// digits reads a number written in ASCII digits only.
func digits(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != ""
}

func invalid(s, why string) error { return fmt.Errorf("date %q: %s", s, why) }
