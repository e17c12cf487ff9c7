package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a query, so that none is dear to parse or to answer.
const (
	MaxLength = 4096 // bytes
	maxDepth  = 32   // parentheses and minus signs within each other
	maxTerms  = 64   // words, phrases and conditions
)

// Book gives what the language cannot know by itself.
type Book struct {
	// Country is the ISO code of a country's code or name in any spelling; ok is
	// false when there is none. Without it only the shape of a code is checked.
	Country func(name string) (code string, ok bool)
	// Countries are names to suggest in the place of a misspelt one.
	Countries []string
}

// Parse reads a query. An error is an [Error] and says where and what was expected.
func (k Book) Parse(s string) (Query, error) {
	if len(s) > MaxLength {
		return Query{}, &Error{At: 1, Text: "the query is longer than 4096 bytes"}
	}
	if !utf8.ValidString(s) {
		return Query{}, &Error{At: 1, Text: "the query is not UTF-8"}
	}
	p := &parser{book: k, src: s}
	p.space()
	if p.end() {
		return Query{}, nil
	}
	n := p.or(0)
	if p.err == nil && !p.end() {
		p.fail(p.pos, "this parenthesis closes nothing", "")
	}
	if p.err != nil {
		return Query{}, p.err
	}
	return Query{n}, nil
}

type parser struct {
	book  Book
	src   string
	pos   int // bytes
	terms int
	err   *Error
}

// fail keeps the first error, at a byte of the query.
func (p *parser) fail(at int, text, hint string) {
	if p.err == nil {
		p.err = &Error{At: utf8.RuneCountInString(p.src[:at]) + 1, Text: text, Hint: hint}
	}
}

func (p *parser) end() bool { return p.pos >= len(p.src) }

func (p *parser) peek() byte {
	if p.end() {
		return 0
	}
	return p.src[p.pos]
}

func (p *parser) space() {
	p.pos = len(p.src) - len(strings.TrimLeftFunc(p.src[p.pos:], unicode.IsSpace))
}

// ends reports whether a rune ends a bare word.
func ends(r rune) bool {
	return unicode.IsSpace(r) || r == '(' || r == ')' || r == '"'
}

// keyword eats one of the words in capitals, where it stands alone.
func (p *parser) keyword(w string) bool {
	rest, ok := strings.CutPrefix(p.src[p.pos:], w)
	if !ok {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(rest); rest != "" && !ends(r) {
		return false
	}
	p.pos += len(w)
	p.space()
	return true
}

func (p *parser) or(depth int) Node {
	list := []Node{p.and(depth)}
	for p.err == nil && p.keyword("OR") {
		list = append(list, p.and(depth))
	}
	if len(list) == 1 {
		return list[0]
	}
	var out Or
	for _, n := range list {
		if x, ok := n.(Or); ok {
			out = append(out, x...)
		} else {
			out = append(out, n)
		}
	}
	return out
}

func (p *parser) and(depth int) Node {
	var list And
	for p.err == nil {
		n := p.term(depth)
		if x, ok := n.(And); ok {
			list = append(list, x...)
		} else {
			list = append(list, n)
		}
		if p.keyword("AND") {
			continue
		}
		if p.end() || p.peek() == ')' || strings.HasPrefix(p.src[p.pos:], "OR") && p.at("OR") {
			break
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	return list
}

// at reports whether a keyword stands here, and leaves it.
func (p *parser) at(w string) bool {
	here := p.pos
	ok := p.keyword(w)
	p.pos = here
	return ok
}

func (p *parser) term(depth int) Node {
	at := p.pos
	if depth > maxDepth {
		p.fail(at, "too many parentheses within each other", "")
		return nil
	}
	switch c := p.peek(); {
	case p.end() || c == ')' || p.at("OR") || p.at("AND"):
		p.fail(at, "a word, a phrase or a condition is expected here", `such as bomb, "car bomb", country:IR`)
		return nil
	case c == '-' || p.at("NOT"):
		if !p.keyword("NOT") {
			p.pos++
		}
		n := p.term(depth + 1)
		if x, ok := n.(Not); ok {
			return x.Node
		}
		return Not{n}
	case c == '(':
		return p.group(at, depth)
	}
	if p.terms++; p.terms > maxTerms {
		p.fail(at, "more than 64 terms", "")
		return nil
	}
	defer p.space()
	if p.peek() == '"' {
		s, ok := p.quoted()
		return p.text(at, s, true, ok)
	}
	if f, n := p.field(); n > 0 {
		return p.test(f)
	}
	return p.text(at, p.bare(false), false, true)
}

func (p *parser) group(at, depth int) Node {
	p.pos++
	p.space()
	n := p.or(depth + 1)
	if p.err != nil {
		return nil
	}
	if p.peek() != ')' {
		p.fail(at, "this parenthesis is not closed", "")
		return nil
	}
	p.pos++
	p.space()
	return n
}

func (p *parser) text(at int, s string, exact, ok bool) Node {
	switch {
	case !ok:
		p.fail(at, "this quotation mark is not closed", "")
	case !strings.ContainsFunc(s, letter):
		p.fail(at, "there is no letter or digit to search for in "+short(s), "")
	case !exact && strings.Contains(s, "*"):
		p.wild(at, s)
	}
	return Text{Words: s, Exact: exact}
}

// wild refuses a pattern that would run through the whole dictionary.
func (p *parser) wild(at int, s string) {
	for _, piece := range strings.FieldsFunc(s, func(r rune) bool { return !letter(r) && r != '*' && !unicode.IsMark(r) }) {
		head, _, ok := strings.Cut(piece, "*")
		if ok && strings.Count(strings.Map(onlyLetters, head), "") < 3 {
			p.fail(at, "at least two letters must stand before the * of "+short(piece), "")
		}
	}
}

func onlyLetters(r rune) rune {
	if letter(r) {
		return r
	}
	return -1
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// quoted reads what stands in quotation marks; a backslash keeps the next sign.
func (p *parser) quoted() (string, bool) {
	var b strings.Builder
	for i := p.pos + 1; i < len(p.src); i++ {
		switch c := p.src[i]; {
		case c == '"':
			p.pos = i + 1
			return b.String(), true
		case c == '\\' && i+1 < len(p.src):
			i++
			b.WriteByte(p.src[i])
		default:
			b.WriteByte(c)
		}
	}
	p.pos = len(p.src)
	return "", false
}

// bare reads up to a space, a parenthesis, a quotation mark, and in a list a comma.
func (p *parser) bare(list bool) string {
	from := p.pos
	for i, r := range p.src[from:] {
		if ends(r) || list && r == ',' {
			p.pos = from + i
			return p.src[from:p.pos]
		}
	}
	p.pos = len(p.src)
	return p.src[from:]
}

// field is the name of a field that stands here before an operator, and the bytes
// of it; 0 when there is none.
func (p *parser) field() (string, int) {
	rest := p.src[p.pos:]
	for i, r := range rest {
		switch {
		case r == ':' || r == '<' || r == '>' || r == '=':
			return rest[:i], i
		case r == '_' && i > 0 || unicode.IsLetter(r):
		default:
			return "", 0
		}
	}
	return "", 0
}
