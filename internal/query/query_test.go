package query_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/query"
)

// book knows two countries.
var book = query.Book{
	Country: func(s string) (string, bool) {
		switch strings.ToLower(s) {
		case "ir", "iran":
			return "IR", true
		case "az", "azerbaijan":
			return "AZ", true
		}
		return "", false
	},
	Countries: []string{"Iran", "Azerbaijan"},
}

func TestParseAndPrint(t *testing.T) {
	for in, want := range map[string]string{
		"":                                "",
		"   ":                             "",
		"bomb":                            "bomb",
		`  car   "market place" -hoax `:   `car "market place" -hoax`,
		"a AND b":                         "a b",
		"NOT a":                           "-a",
		"--a":                             "a",
		"a b OR c":                        "a b OR c",
		"a (b OR c)":                      "a (b OR c)",
		"(a OR b) OR c":                   "a OR b OR c",
		"(a (b c))":                       "a b c",
		"-(a b)":                          "-(a b)",
		"-(a)":                            "-a",
		"ORDER ANDREW NOTE":               "ORDER ANDREW NOTE",
		`"a \"quoted\" word"`:             `"a \"quoted\" word"`,
		"08:30":                           "08:30",
		"kalash*":                         "kalash*",
		"country:Iran":                    "country:IR",
		"country:iran,AZ":                 "country:IR,AZ",
		"TYPE:Suicide-Bombing":            "type:suicide_bombing",
		"outlet:Reuters":                  "source:Reuters",
		`person:"Orkhan Asgarov"`:         `person:"Orkhan Asgarov"`,
		`person:"Asgarov"`:                "person:Asgarov",
		"person:Asg*":                     "person:Asg*",
		`person:"Asg*"`:                   `person:"Asg*"`,
		"killed>=1":                       "killed>=1",
		"killed:>=1":                      "killed>=1",
		"killed>1":                        "killed>=2",
		"killed<10":                       "killed<=9",
		"killed=3":                        "killed:3",
		"killed:007":                      "killed:7",
		"injured:3..10":                   "injured:3..10",
		"injured:3..":                     "injured>=3",
		"date:2010..2025":                 "date:2010..2025",
		"date:2010/2025":                  "date:2010..2025",
		"date>2015":                       "date>=2016-01-01",
		"date<2015-03":                    "date<=2015-02-28",
		"date:2015-08,2016":               "date:2015-08,2016",
		"conflict:injured":                "conflict:injured",
		"has:motive":                      "has:motive",
		"id:2023-01*":                     "id:2023-01",
		"dead:2 wounded:1 claimant:Smith": "killed:2 injured:1 said_by:Smith",
		`country:IR type:shooting target:diplomatic killed>=1 date:2010..2025 conflict:injured "Pasdaran" person:Asgarov`: `country:IR type:shooting target:diplomatic killed>=1 date:2010..2025 conflict:injured "Pasdaran" person:Asgarov`,
	} {
		q, err := book.Parse(in)
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if got := q.String(); got != want {
			t.Errorf("%s\nis written  %s\nand not     %s", in, got, want)
		}
	}
}

func TestErrorsSayWhereAndWhat(t *testing.T) {
	for in, want := range map[string]string{
		"contry:IR":                 `column 1: "contry" is no field; did you mean country:?`,
		"bomb typ:shooting":         `column 6: "typ" is no field; did you mean type:?`,
		"https://example.org/":      `column 1: "https" is no field; a text with such a sign goes in quotation marks; "dossier help search" lists the fields`,
		"type:shoting":              `column 6: "shoting" is no type; did you mean shooting?`,
		"outcome:xyz":               `column 9: "xyz" is no outcome; one of accomplished, attempted, foiled, threatened`,
		"country:Irn":               `column 9: "Irn" is no country; did you mean "Iran"?`,
		"country:Atlantis":          `column 9: "Atlantis" is no country; an ISO code or a name in quotation marks is expected`,
		"killed>=many":              `column 9: "many" is no number; a number or a range: 3, 3..10, >=1`,
		"killed:-2":                 `column 8: "-2" is no number; a number or a range: 3, 3..10, >=1`,
		"killed<0":                  `column 8: nothing is less than 0`,
		"date:yesterday":            `column 6: "yesterday" is no date; a date or a range: 2015, 2015-08-17, 2010..2025, >=2015-08`,
		"date:2020..2010":           `column 6: the range 2020..2010 ends before it begins`,
		"date:2020..2010-13":        `column 6: "2010-13" is no date; a date or a range: 2015, 2015-08-17, 2010..2025, >=2015-08`,
		"type>=shooting":            `column 1: type has no order: write type:…`,
		"person:":                   `column 8: a value is expected after person; a name; one of several words goes in quotation marks`,
		"person:,":                  `column 8: a value is expected after person; a name; one of several words goes in quotation marks`,
		`the "open phrase`:          `column 5: this quotation mark is not closed`,
		"(a OR b":                   `column 1: this parenthesis is not closed`,
		"a)":                        `column 2: this parenthesis closes nothing`,
		"a OR":                      `column 5: a word, a phrase or a condition is expected here; such as bomb, "car bomb", country:IR`,
		"OR a":                      `column 1: a word, a phrase or a condition is expected here; such as bomb, "car bomb", country:IR`,
		"é -":                       `column 4: a word, a phrase or a condition is expected here; such as bomb, "car bomb", country:IR`,
		"*stan":                     `column 1: at least two letters must stand before the * of "*stan"`,
		"&":                         `column 1: there is no letter or digit to search for in "&"`,
		strings.Repeat("(", 40):     `column 34: too many parentheses within each other`,
		strings.Repeat("a ", 65):    `column 129: more than 64 terms`,
		strings.Repeat("a", 5000):   `column 1: the query is longer than 4096 bytes`,
		"a\xff":                     `column 1: the query is not UTF-8`,
		`site:"` + "\u2014" + `"  `: `column 6: there is no letter or digit in "—"; a name; one of several words goes in quotation marks`,
	} {
		_, err := book.Parse(in)
		var e *query.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: no error", in)
			continue
		}
		if got := strings.TrimPrefix(err.Error(), "query, "); got != want {
			t.Errorf("%s\nsays %s\nnot  %s", in, got, want)
		}
	}
}

func TestEveryFieldHasOneName(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range query.Fields() {
		for _, n := range append([]string{string(f.Field)}, f.Aliases...) {
			if seen[n] {
				t.Errorf("%s names two fields", n)
			}
			seen[n] = true
			if got, ok := query.Lookup(strings.ToUpper(n)); !ok || got.Field != f.Field {
				t.Errorf("%s does not lead to %s", n, f.Field)
			}
		}
		if f.Help == "" || (f.Kind == query.Code) != (len(f.Codes) > 0) {
			t.Errorf("%s: %+v", f.Field, f)
		}
	}
}

// Whatever is written either is refused with a place in it, or prints as a query
// that is read as the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`country:IR type:shooting target:diplomatic killed>=1 date:2010..2025 "Pasdaran" person:Asgarov`,
		`-(a OR "b c") x* id:2023-01* date:201X,2015-08~ site:"a, \"b\""`, "person:a\\b,c killed:..3", "((", "--a", "NOT OR",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := book.Parse(s)
		if err != nil {
			if e := (*query.Error)(nil); !errors.As(err, &e) || e.At < 1 || e.At > len([]rune(s))+1 {
				t.Fatalf("%q: %#v", s, err)
			}
			return
		}
		again, err := book.Parse(q.String())
		if err != nil {
			if len(q.String()) > query.MaxLength {
				return
			}
			t.Fatalf("%q is written %q: %v", s, q.String(), err)
		}
		if !reflect.DeepEqual(q, again) {
			t.Fatalf("%q is written %q and read again as %q: %#v %#v", s, q.String(), again.String(), q, again)
		}
	})
}
