package where

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrCoordinates tells that a text is no pair of coordinates.
var ErrCoordinates = errors.New("no coordinates")

// ParseCoordinates reads a pair of coordinates, latitude first unless the
// letters say otherwise: "35.79, 51.43", "35°47′N 51°25′E", "N 35° 47' 12.5\"
// E 51° 25'", "35 deg 47 min N, 51 deg 25 min E", "35.79°N 51.43°E", "geo:35.79,51.43".
// Marks of minutes and seconds are taken in any of their usual forms. A text
// that holds anything else, or a position that is not on the globe, is an error.
func ParseCoordinates(s string) (Coordinates, error) {
	r := reader{s: strings.TrimPrefix(strings.TrimSpace(s), "geo:")}
	a, okA := r.angle()
	r.separator()
	b, okB := r.angle()
	r.space()
	if !okA || !okB || r.s != "" {
		return Coordinates{}, fmt.Errorf("where: %q: %w", clip(s), ErrCoordinates)
	}
	if a.axis == 'E' || b.axis == 'N' {
		a, b = b, a
	}
	c := Coordinates{a.deg, b.deg}
	if a.axis == 'E' || b.axis == 'N' || !c.Valid() {
		return Coordinates{}, fmt.Errorf("where: %q: %w", clip(s), ErrCoordinates)
	}
	return c, nil
}

// clip shortens s for an error message.
func clip(s string) string {
	if len(s) <= 60 {
		return s
	}
	n := 60
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// angle is a number of degrees; axis is 'N' for a latitude, 'E' for a
// longitude, 0 when no letter said so.
type angle struct {
	deg  float64
	axis byte
}

// reader reads angles off the front of s.
type reader struct{ s string }

func (r *reader) space() { r.s = strings.TrimLeftFunc(r.s, unicode.IsSpace) }

func (r *reader) separator() {
	r.space()
	for _, sep := range []string{",", ";", "/"} {
		if rest, ok := strings.CutPrefix(r.s, sep); ok {
			r.s = rest
			break
		}
	}
}

func (r *reader) angle() (angle, bool) {
	var a angle
	sign, lettered := r.letter(&a.axis)
	neg := false
	if !lettered {
		neg = r.minus()
	}
	deg, whole, ok := r.number()
	if !ok {
		return a, false
	}
	r.unit(degreeMarks)
	if whole {
		m, s, fine := r.fraction()
		if !fine {
			return a, false
		}
		deg += m/60 + s/3600
	}
	if !lettered {
		sign, lettered = r.letter(&a.axis)
	}
	if lettered && neg {
		return a, false
	}
	if neg {
		sign = -1
	}
	a.deg = sign * deg
	return a, true
}

// fraction reads the minutes and seconds after whole degrees; fine is false when
// either is 60 or more. A bare number after the degrees counts as minutes only
// with a mark, so that "35 51" stays two numbers of degrees.
func (r *reader) fraction() (min, sec float64, fine bool) {
	m, whole, ok := r.marked(minuteMarks)
	if !ok {
		return 0, 0, true
	}
	s := 0.0
	if whole {
		s, _, _ = r.marked(secondMarks)
	}
	return m, s, m < 60 && s < 60
}

// marked reads a number that one of marks follows, or nothing.
func (r *reader) marked(marks []string) (v float64, whole, ok bool) {
	save := r.s
	r.separatorless()
	v, whole, ok = r.number()
	if !ok || !r.unit(marks) {
		r.s = save
		return 0, false, false
	}
	return v, whole, true
}

func (r *reader) separatorless() { r.space() }

var (
	degreeMarks = []string{"°", "º", "˚", "degrees", "degree", "deg.", "deg", "d"}
	minuteMarks = []string{"′", "’", "'", "‘", "´", "minutes", "minute", "min.", "min", "m"}
	secondMarks = []string{"″", "”", "\"", "“", "′′", "''", "’’", "seconds", "second", "sec.", "sec", "s "}
)

// unit reads one of marks.
func (r *reader) unit(marks []string) bool {
	r.space()
	for _, m := range marks {
		if rest, ok := strings.CutPrefix(r.s, m); ok {
			r.s = rest
			return true
		}
	}
	return false
}

// letter reads N, S, E or W, alone or spelled out, and gives the sign.
func (r *reader) letter(axis *byte) (sign float64, ok bool) {
	r.space()
	for _, d := range directions {
		if len(r.s) < len(d.word) || !strings.EqualFold(r.s[:len(d.word)], d.word) {
			continue
		}
		rest := r.s[len(d.word):]
		if next, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(next) {
			continue
		}
		r.s, *axis = rest, d.axis
		return d.sign, true
	}
	return 1, false
}

var directions = []struct {
	word string
	axis byte
	sign float64
}{
	{"north", 'N', 1}, {"south", 'N', -1}, {"east", 'E', 1}, {"west", 'E', -1},
	{"n", 'N', 1}, {"s", 'N', -1}, {"e", 'E', 1}, {"w", 'E', -1},
}

// minus reads a sign and tells whether it was a minus.
func (r *reader) minus() bool {
	r.space()
	for _, m := range []string{"-", "−", "–"} {
		if rest, ok := strings.CutPrefix(r.s, m); ok {
			r.s = rest
			return true
		}
	}
	r.s = strings.TrimPrefix(r.s, "+")
	return false
}

// number reads digits with an optional fraction; whole tells that there was none.
func (r *reader) number() (v float64, whole, ok bool) {
	r.space()
	i, dot := 0, false
	for i < len(r.s) && (r.s[i] >= '0' && r.s[i] <= '9' || r.s[i] == '.' && !dot && i > 0 && i+1 < len(r.s) && isDigit(r.s[i+1])) {
		dot = dot || r.s[i] == '.'
		i++
	}
	if i == 0 || i > 20 {
		return 0, false, false
	}
	v, err := strconv.ParseFloat(r.s[:i], 64)
	r.s = r.s[i:]
	return v, !dot, err == nil
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// String is c in decimal degrees with up to five places: "35.78333, 51.41667".
func (c Coordinates) String() string {
	return decimal(c.Lat) + ", " + decimal(c.Lon)
}

func decimal(v float64) string {
	v = math.Round(v*1e5) / 1e5
	return strconv.FormatFloat(v+0, 'f', -1, 64)
}

// DMS is c in degrees and minutes, with seconds where they are not nought:
// "35°47′N 51°25′E", "35°47′12″N 51°25′30″E".
func (c Coordinates) DMS() string {
	return dms(c.Lat, "N", "S") + " " + dms(c.Lon, "E", "W")
}

func dms(v float64, pos, neg string) string {
	letter := pos
	if v < 0 {
		letter, v = neg, -v
	}
	sec := int(math.Round(v * 3600))
	if sec%60 == 0 {
		return fmt.Sprintf("%d°%d′%s", sec/3600, sec/60%60, letter)
	}
	return fmt.Sprintf("%d°%d′%d″%s", sec/3600, sec/60%60, sec%60, letter)
}
