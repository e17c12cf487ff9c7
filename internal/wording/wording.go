// Package wording puts the codes and values of a record into the words that a
// person reads, the same on every surface.
package wording

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dossier/schema"
)

// Code is a code in words: "suicide_bombing" is "suicide bombing".
func Code(code string) string { return strings.ReplaceAll(code, "_", " ") }

// Capital is s with its first letter in upper case.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Country is the English name of a state by its ISO 3166-1 alpha-2 code, the code
// itself where there is no name.
func Country(alpha2 string) string {
	r, err := language.ParseRegion(alpha2)
	if err != nil {
		return alpha2
	}
	if n := display.English.Regions().Name(r); n != "" {
		return n
	}
	return alpha2
}

// Slot is what a slot is called on the page.
func Slot(slot string) string {
	switch slot {
	case "timezone":
		return "Time zone"
	case "perpetrator_count":
		return "How many attackers"
	case "claimed_by":
		return "Claimed by"
	}
	return Capital(Code(slot))
}

// Question is what accounts compete over, as a question.
func Question(q string) string {
	switch q {
	case "motive":
		return "Why was it done?"
	case "responsibility":
		return "Who is behind it?"
	case "nature":
		return "What kind of act was it?"
	case "alone":
		return "Did the attacker act alone?"
	case "attackers":
		return "How many attackers were there?"
	case "what_happened":
		return "How did it happen?"
	}
	return Capital(Code(q))
}

// Conflict is where the values of a conflict differ.
func Conflict(kind string) string {
	switch kind {
	case "within_document":
		return "within one document"
	case "between_claimants":
		return "between those who speak"
	}
	return Code(kind)
}

// Saying is a kind of attribution as a verb.
func Saying(kind string) string {
	switch kind {
	case "assertion", "other", "":
		return "says"
	case "denial":
		return "denies"
	case "condemnation":
		return "condemns"
	case "condolence":
		return "condoles"
	case "accusation":
		return "accuses"
	case "demand":
		return "demands"
	case "promise":
		return "promises"
	case "claim_of_responsibility":
		return "claims it"
	case "question":
		return "asks"
	}
	return Code(kind)
}

// Date is an EDTF date as people write it: "Friday 27 January 2023",
// "April 2022, about". What it does not know it gives as it stands.
func Date(edtf string, weekday bool) string {
	from, to, interval := strings.Cut(edtf, "/")
	if !interval {
		return oneDate(from, weekday)
	}
	switch {
	case from == "" || from == "..":
		return "until " + oneDate(to, false)
	case to == "" || to == "..":
		return "from " + oneDate(from, false)
	}
	return oneDate(from, false) + " – " + oneDate(to, false)
}

func oneDate(edtf string, weekday bool) string {
	date := strings.TrimRight(edtf, "~?%")
	doubt := map[string]string{"~": ", about", "?": ", unsure", "%": ", about, unsure"}[edtf[len(date):]]
	if t, err := time.Parse("2006-01-02", date); err == nil {
		if weekday && doubt == "" {
			return t.Format("Monday 2 January 2006")
		}
		return t.Format("2 January 2006") + doubt
	}
	if t, err := time.Parse("2006-01", date); err == nil {
		return t.Format("January 2006") + doubt
	}
	return edtf
}

// ShortDate is an EDTF date for a narrow column: "27 Jan 2023".
func ShortDate(edtf string) string {
	s := Date(edtf, false)
	for m := time.January; m <= time.December; m++ {
		s = strings.ReplaceAll(s, m.String(), m.String()[:3])
	}
	return s
}

// Number is a count as the record holds it, an int or a range, in words. A
// record that came out of JSON holds float64 and map[string]any instead.
func Number(v any) (string, bool) {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v), true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	case schema.Range:
		return rangeWords(v.Min, v.Max), true
	case *schema.Range:
		return rangeWords(v.Min, v.Max), true
	case map[string]any:
		return rangeWords(bound(v["min"]), bound(v["max"])), true
	}
	return "", false
}

func bound(v any) *int {
	f, ok := v.(float64)
	if !ok {
		return nil
	}
	n := int(f)
	return &n
}

func rangeWords(low, high *int) string {
	switch {
	case low == nil && high == nil:
		return "an unknown number"
	case high == nil:
		return fmt.Sprintf("at least %d", *low)
	case low == nil:
		return fmt.Sprintf("up to %d", *high)
	case *low == *high:
		return strconv.Itoa(*low)
	}
	return fmt.Sprintf("%d to %d", *low, *high)
}

// Point is a pair of coordinates: "35.6894° N, 51.3890° E".
func Point(v any) (string, bool) {
	var lat, lon float64
	switch v := v.(type) {
	case [2]float64:
		lat, lon = v[0], v[1]
	case []any:
		if len(v) != 2 {
			return "", false
		}
		lat, _ = v[0].(float64)
		lon, _ = v[1].(float64)
	default:
		return "", false
	}
	return half(lat, "N", "S") + ", " + half(lon, "E", "W"), true
}

func half(deg float64, pos, neg string) string {
	if deg < 0 {
		deg, pos = -deg, neg
	}
	return strconv.FormatFloat(deg, 'f', 4, 64) + "° " + pos
}

// Counted is the heading of a list of n things.
func Counted(name string, n int) string {
	if n < 2 {
		return name
	}
	return name + " (" + strconv.Itoa(n) + ")"
}

// Group is a group that a number counts, in the singular beside one.
func Group(of, number string) string {
	if number != "1" {
		return Code(of)
	}
	switch of {
	case "victims", "perpetrators", "civilians":
		return strings.TrimSuffix(of, "s")
	case "children":
		return "child"
	}
	return Code(of)
}

// Quoted puts a text between quotation marks unless it brings its own.
func Quoted(s string) string {
	if strings.HasPrefix(s, "“") || strings.HasPrefix(s, `"`) {
		return s
	}
	return "“" + s + "”"
}

// Role is what somebody is in an incident: a slot, with a colon and the harm of a
// victim or the basis of a suspicion; a part; "speaks", "reacted".
func Role(role string) string {
	what, how, _ := strings.Cut(role, ":")
	switch what {
	case "perpetrator":
		what = "attacker"
	case "claimed_by":
		what = "claimed it"
	}
	if how == "" || how == "fact" {
		return Code(what)
	}
	return Code(what) + " (" + Code(how) + ")"
}
