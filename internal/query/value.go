package query

import (
	"strconv"
	"strings"

	"dossier/internal/when"
)

// operators, the longer ones first.
var operators = []string{":>=", ":<=", ":>", ":<", ">=", "<=", ":", ">", "<", "="}

// test reads a field, its operator and its values.
func (p *parser) test(name string) Node {
	at := p.pos
	info, ok := Lookup(name)
	if !ok {
		p.fail(at, short(name)+" is no field", p.otherField(name))
		return nil
	}
	p.pos += len(name)
	op := ""
	for _, o := range operators {
		if strings.HasPrefix(p.src[p.pos:], o) {
			op = o
			break
		}
	}
	p.pos += len(op)
	if op = strings.TrimPrefix(op, ":"); op == "=" {
		op = ""
	}
	if op != "" && info.Kind != Number && info.Kind != Date {
		p.fail(at, string(info.Field)+" has no order: write "+string(info.Field)+":…", "")
		return nil
	}
	return p.values(info, op)
}

func (p *parser) otherField(name string) string {
	var all []string
	for _, f := range Fields() {
		all = append(append(all, string(f.Field)), f.Aliases...)
	}
	if s := nearest(name, all); s != "" {
		return "did you mean " + s + ":?"
	}
	return `a text with such a sign goes in quotation marks; "dossier help search" lists the fields`
}

func (p *parser) values(info Info, op string) Node {
	t := Test{Field: info.Field}
	for p.err == nil {
		at := p.pos
		var s string
		quoted := p.peek() == '"'
		if quoted {
			var ok bool
			if s, ok = p.quoted(); !ok {
				p.fail(at, "this quotation mark is not closed", "")
				return nil
			}
		} else {
			s = p.bare(true)
		}
		if s == "" {
			p.fail(at, "a value is expected after "+string(info.Field), expected(info))
			return nil
		}
		t.Values = append(t.Values, p.value(info, at, s, quoted, op))
		if p.terms++; p.terms > 4*maxTerms {
			p.fail(at, "too many values", "")
		}
		if p.peek() != ',' || op != "" {
			break
		}
		p.pos++
	}
	return t
}

func expected(info Info) string {
	switch info.Kind {
	case Code:
		return "one of " + strings.Join(info.Codes, ", ")
	case Country:
		return "an ISO code or a name: country:IR, country:Iran"
	case Number:
		return "a number or a range: 3, 3..10, >=1"
	case Date:
		return "a date or a range: 2015, 2015-08-17, 2010..2025, >=2015-08"
	}
	return "a name; one of several words goes in quotation marks"
}

func (p *parser) value(info Info, at int, s string, quoted bool, op string) Value {
	switch info.Kind {
	case Code:
		return p.code(info, at, s)
	case Country:
		return p.country(at, s)
	case Number:
		return p.span(info, at, s, op, number)
	case Date:
		return p.span(info, at, s, op, date)
	}
	if !strings.ContainsFunc(s, letter) {
		p.fail(at, "there is no letter or digit in "+short(s), expected(info))
	}
	v := Value{Text: s, Wild: !quoted && strings.Contains(s, "*")}
	if v.Wild && info.Kind == ID {
		v.Text, v.Wild = strings.TrimRight(s, "*"), false
	}
	if v.Wild {
		p.wild(at, s)
	}
	return v
}

func (p *parser) code(info Info, at int, s string) Value {
	want := strings.ReplaceAll(strings.ReplaceAll(lower(s), " ", "_"), "-", "_")
	for _, c := range info.Codes {
		if c == want {
			return Value{Text: c}
		}
	}
	hint := expected(info)
	if n := nearest(want, info.Codes); n != "" {
		hint = "did you mean " + n + "?"
	}
	p.fail(at, short(s)+" is no "+string(info.Field), hint)
	return Value{}
}

func (p *parser) country(at int, s string) Value {
	if p.book.Country != nil {
		if c, ok := p.book.Country(s); ok {
			return Value{Text: c}
		}
	} else if len(s) == 2 && strings.ContainsFunc(s, letter) {
		return Value{Text: strings.ToUpper(s)}
	}
	hint := "an ISO code or a name in quotation marks is expected"
	if n := nearest(s, p.book.Countries); n != "" {
		hint = "did you mean " + quote(n) + "?"
	}
	p.fail(at, short(s)+" is no country", hint)
	return Value{}
}

// bound reads one bound of a range: the text as it is kept, and the texts of the
// bound next below and next above it.
type bound func(s string) (text, below, above string, ok bool)

func number(s string) (text, below, above string, ok bool) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > maxNumber || s[0] == '+' || s[0] == '-' {
		return "", "", "", false
	}
	return strconv.Itoa(n), strconv.Itoa(n - 1), strconv.Itoa(n + 1), true
}

func date(s string) (text, below, above string, ok bool) {
	d, err := when.ParseDate(s)
	if err != nil || d.IsZero() || d.Year < 1 || d.Year > 9998 {
		return "", "", "", false
	}
	return d.String(), d.Earliest().AddDays(-1).String(), d.Latest().AddDays(1).String(), true
}

// span reads a single value, a range or what follows a comparison.
func (p *parser) span(info Info, at int, s, op string, read bound) Value {
	bad := func(what string) Value {
		p.fail(at, short(what)+" is no "+map[Kind]string{Number: "number", Date: "date"}[info.Kind], expected(info))
		return Value{}
	}
	if op != "" {
		text, below, above, ok := read(s)
		if !ok {
			return bad(s)
		}
		return p.compared(at, op, text, below, above)
	}
	from, to, isRange := strings.Cut(s, "..")
	if !isRange && info.Kind == Date {
		from, to, isRange = strings.Cut(s, "/")
	}
	if !isRange {
		to = from
	}
	var v Value
	for _, x := range []struct {
		s   string
		out *string
	}{{from, &v.From}, {to, &v.To}} {
		if x.s == "" {
			continue
		}
		text, _, _, ok := read(x.s)
		if !ok {
			return bad(x.s)
		}
		*x.out = text
	}
	if v.From == "" && v.To == "" {
		return bad(s)
	}
	return p.ordered(info, at, v)
}

func (p *parser) compared(at int, op, text, below, above string) Value {
	switch op {
	case ">=":
		return Value{From: text}
	case "<=":
		return Value{To: text}
	case ">":
		return Value{From: above}
	}
	if below == "-1" {
		p.fail(at, "nothing is less than 0", "")
	}
	return Value{To: below}
}

// ordered refuses a range that ends before it begins.
func (p *parser) ordered(info Info, at int, v Value) Value {
	from, to := v.Numbers()
	if info.Kind == Date {
		from, to = v.Days()
	}
	if from > to {
		p.fail(at, "the range "+v.From+".."+v.To+" ends before it begins", "")
	}
	return v
}
