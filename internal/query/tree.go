package query

import (
	"strconv"
	"strings"

	"dossier/internal/when"
)

// Query is a parsed query. The zero Query finds everything.
type Query struct{ Root Node }

// Node is one of [And], [Or], [Not], [Text] and [Test].
type Node interface {
	// print writes the node as it is written in a query; tight asks for parentheses
	// around what binds looser than a term.
	print(b *strings.Builder, tight bool)
}

// And holds when all of at least two nodes do.
type And []Node

// Or holds when one of at least two nodes does.
type Or []Node

// Not holds when its node does not.
type Not struct{ Node Node }

// Text holds when the words are there.
type Text struct {
	// Words are as written. Of an exact one the words must stand as they are, beside
	// each other; of another each "*" stands for any letters, and other forms of the
	// word count too.
	Words string
	Exact bool
}

// Test holds when the field has one of the values.
type Test struct {
	Field  Field
	Values []Value
}

// Value is what a field is tested for: a text, or a range.
type Value struct {
	Text string // of a code, country, name or id
	Wild bool   // each "*" of the text stands for any letters
	// From and To are the bounds of a number or date, both counted in; "" is open.
	From, To string
}

// Numbers gives the bounds of a range of numbers; open ones are 0 and the largest.
func (v Value) Numbers() (from, to int) {
	from, to = 0, maxNumber
	if v.From != "" {
		from, _ = strconv.Atoi(v.From)
	}
	if v.To != "" {
		to, _ = strconv.Atoi(v.To)
	}
	return from, to
}

// Days gives the bounds of a range of dates as day numbers of package when; open
// ones lie beyond every date.
func (v Value) Days() (from, to int) {
	from, to = -OpenDay, OpenDay
	if v.From != "" {
		if d, err := when.ParseDate(v.From); err == nil {
			from = d.Earliest().Number()
		}
	}
	if v.To != "" {
		if d, err := when.ParseDate(v.To); err == nil {
			to = d.Latest().Number()
		}
	}
	return from, to
}

// OpenDay is a day number beyond every date that can be written with four digits.
const OpenDay = 1 << 30

// maxNumber is the largest number that can be asked for.
const maxNumber = 1_000_000_000

// String is the query as it is written; parsing it gives the query again.
func (q Query) String() string {
	if q.Root == nil {
		return ""
	}
	var b strings.Builder
	q.Root.print(&b, false)
	return b.String()
}

func (n And) print(b *strings.Builder, tight bool) {
	join(b, tight, " ", n, func(x Node) bool { _, or := x.(Or); return or })
}

func (n Or) print(b *strings.Builder, tight bool) {
	join(b, tight, " OR ", n, func(Node) bool { return false })
}

func join(b *strings.Builder, tight bool, sep string, list []Node, wrap func(Node) bool) {
	if tight {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	for i, x := range list {
		if i > 0 {
			b.WriteString(sep)
		}
		x.print(b, wrap(x))
	}
}

func (n Not) print(b *strings.Builder, _ bool) {
	b.WriteByte('-')
	n.Node.print(b, true)
}

func (n Text) print(b *strings.Builder, _ bool) {
	if n.Exact {
		b.WriteString(quote(n.Words))
		return
	}
	b.WriteString(n.Words)
}

func (n Test) print(b *strings.Builder, _ bool) {
	b.WriteString(string(n.Field))
	if len(n.Values) == 1 {
		switch v := n.Values[0]; {
		case v.From != "" && v.To == "":
			b.WriteString(">=" + v.From)
			return
		case v.From == "" && v.To != "":
			b.WriteString("<=" + v.To)
			return
		}
	}
	sep := ":"
	for _, v := range n.Values {
		b.WriteString(sep)
		v.print(b)
		sep = ","
	}
}

func (v Value) print(b *strings.Builder) {
	switch {
	case v.From == "" && v.To == "":
		b.WriteString(bare(v.Text, v.Wild))
	case v.From == v.To:
		b.WriteString(v.From)
	default:
		b.WriteString(v.From + ".." + v.To)
	}
}

// bare is a value without quotes where it needs none.
func bare(s string, wild bool) string {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return ends(r) || r == ',' || r == '\\' || r == '*' && !wild }) {
		return quote(s)
	}
	return s
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// Walk calls visit for every text and test of the query, in order; not says that
// the query asks that it does not hold.
func (q Query) Walk(visit func(n Node, not bool)) {
	var walk func(Node, bool)
	walk = func(n Node, not bool) {
		switch n := n.(type) {
		case And:
			for _, x := range n {
				walk(x, not)
			}
		case Or:
			for _, x := range n {
				walk(x, not)
			}
		case Not:
			walk(n.Node, !not)
		case nil:
		default:
			visit(n, not)
		}
	}
	walk(q.Root, false)
}
