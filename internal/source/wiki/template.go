package wiki

import (
	"strings"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/source"
	"dossier/internal/text"
)

// call is one use of a template.
type call struct {
	node *node
	name string // in lower case, blanks for underscores
	at   text.Span
	args []arg
}

// arg is one argument of a template: spans of the markup, without white space
// at their ends.
type arg struct {
	key string // "" for one that has only a place
	at  text.Span
	val text.Span
}

// template reads the name and the arguments of the template n.
func (p *page) template(n *node) *call {
	t := &call{node: n}
	lo, eq := n.in, -1
	for i := n.in; i <= n.out; {
		k := n.out - i
		if j := strings.IndexAny(p.s[i:n.out], "|={[<"); j >= 0 {
			k = j
		}
		i += k
		if i < n.out {
			if in := p.nodeAt(i); in != nil {
				i = in.end
				continue
			}
			if p.s[i] == '=' && eq < 0 {
				eq = i
			}
			if p.s[i] != '|' {
				i++
				continue
			}
		}
		p.addArg(t, lo, i, eq)
		i++
		lo, eq = i, -1
	}
	return t
}

// addArg adds the part [lo, hi) of a template, whose first "=" stands at eq.
func (p *page) addArg(t *call, lo, hi, eq int) {
	if t.name == "" && t.at.IsZero() {
		t.at = p.trimmed(lo, hi)
		t.name = normalName(p.s[t.at.Start:t.at.End])
		if t.at.IsZero() {
			t.at = text.Span{Start: lo, End: lo + 1}
		}
		return
	}
	a := arg{val: p.trimmed(lo, hi)}
	if eq >= 0 {
		a.at = p.trimmed(lo, eq)
		a.key = p.s[a.at.Start:a.at.End]
		a.val = p.trimmed(eq+1, hi)
	}
	t.args = append(t.args, a)
}

// trimmed is the range [lo, hi) without white space at its ends.
func (p *page) trimmed(lo, hi int) text.Span {
	for lo < hi && space(p.s[lo]) {
		lo++
	}
	for hi > lo && space(p.s[hi-1]) {
		hi--
	}
	return text.Span{Start: lo, End: hi}
}

// normalName is the name of a template without what does not tell it apart.
func normalName(s string) string {
	if k := strings.Index(s, "<!--"); k >= 0 {
		s = s[:k]
	}
	s = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s[:min(len(s), 100)])), "_", " ")
	for _, prefix := range []string{"template:", "subst:", "safesubst:"} {
		s = strings.TrimPrefix(s, prefix)
	}
	return strings.Join(strings.Fields(s), " ")
}

// pos is the k-th argument by place, counted from 1, whether or not it is
// numbered.
func (t *call) pos(k int) (text.Span, bool) {
	n := 0
	for _, a := range t.args {
		if a.key == "" {
			n++
		}
		if a.key == "" && n == k || len(a.key) == 1 && a.key[0] == byte('0'+k) {
			return a.val, true
		}
	}
	return text.Span{}, false
}

// last is the last argument by place.
func (t *call) last() (text.Span, bool) {
	for k := len(t.args) - 1; k >= 0; k-- {
		if t.args[k].key == "" {
			return t.args[k].val, true
		}
	}
	return text.Span{}, false
}

// named is the argument of one of the names.
func (t *call) named(names ...string) (text.Span, bool) {
	for _, name := range names {
		for _, a := range t.args {
			if strings.EqualFold(a.key, name) && !a.val.IsZero() {
				return a.val, true
			}
		}
	}
	return text.Span{}, false
}

// inlineTemplate renders a template within running text.
func (p *page) inlineTemplate(t *call, field bool) {
	switch actionOf(t.name) {
	case drop, columns:
	case first:
		p.show(field)(t.pos(1))
	case second:
		if sp, ok := t.pos(2); ok {
			p.inline(sp.Start, sp.End, field)
		} else {
			p.show(field)(t.pos(1))
		}
	case lastArg:
		p.show(field)(t.last())
	case list:
		p.listInline(t)
	case quotation:
		p.quotation(t, field)
	case date:
		p.dates(t)
	case age:
		p.age(t)
	case coordinates:
		p.coordinates(t)
	case quantity:
		p.quantity(t)
	case character:
		if !strings.HasPrefix(characters[t.name], " ") || !p.fresh() {
			p.out.Replace(characters[t.name], t.node.span())
		}
	case prefixed:
		p.prefixed(t, field)
	case joined:
		p.joined(t, field)
	default:
		p.unknown(t, field)
	}
}

func (n *node) span() text.Span { return text.Span{Start: n.start, End: n.end} }

// show renders an argument if there is one.
func (p *page) show(field bool) func(text.Span, bool) {
	return func(sp text.Span, ok bool) {
		if ok {
			p.inline(sp.Start, sp.End, field)
		}
	}
}

// unknown renders a template of which nothing is known: the function of the
// parser that formats a word or number, the code of a country, the only words
// it was given; else nothing.
func (p *page) unknown(t *call, field bool) {
	name := p.s[t.at.Start:t.at.End]
	if fn, _, ok := strings.Cut(t.name, ":"); ok {
		switch fn {
		case "formatnum", "lc", "uc", "lcfirst", "ucfirst":
			lo := t.at.Start + strings.IndexByte(name, ':') + 1
			p.inline(lo, t.at.End, field)
		case "displaytitle":
			if _, words, _ := strings.Cut(name, ":"); p.d.Title == "" {
				p.d.Title = strings.Trim(words, " '")
			}
		}
		return
	}
	if len(name) == 3 && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		p.out.Copy(name, t.at.Start)
		return
	}
	if len(t.args) == 1 && t.args[0].key == "" {
		p.inline(t.args[0].val.Start, t.args[0].val.End, field)
	}
}

// blockTemplate renders a template that stands at the start of a line, if it is
// one that makes blocks of its own or nothing. It reports false when the
// template is part of running text.
func (p *page) blockTemplate(t *call, alone bool, para *text.Span) bool {
	if isInfobox(t.name) {
		return true // written already
	}
	switch actionOf(t.name) {
	case drop:
		return true
	case columns:
		p.paragraph(para)
		if sp, ok := t.pos(1); ok {
			p.blocks(sp.Start, sp.End)
		}
		return true
	case list:
		if alone {
			p.paragraph(para)
			p.listBlocks(t)
			return true
		}
	case quotation:
		p.paragraph(para)
		p.block(doc.Paragraph, t.node.start, func() { p.quotation(t, false) })
		return true
	case coordinates:
		if alone {
			p.paragraph(para)
			p.coordinatesField(t)
			return true
		}
	case date:
		if t.name == "date" && p.d.Published == "" && len(t.args) > 0 {
			sp := t.args[0].val
			p.d.Published = source.Date(p.s[sp.Start:sp.End], p.date)
		}
	case none:
		if alone && !strings.Contains(t.name, ":") {
			p.paragraph(para)
			return true
		}
	}
	return false
}

// listInline renders the entries of a list in one line.
func (p *page) listInline(t *call) {
	for _, a := range t.args {
		if a.key == "" || len(a.key) == 1 && a.key[0] >= '1' && a.key[0] <= '9' {
			p.partField(a.val.Start)
			p.value(a.val)
		}
	}
}

// value renders the value of a field, without the mark of a list at its start.
func (p *page) value(sp text.Span) {
	for sp.Start < sp.End && strings.IndexByte("*#:; \n\r\t", p.s[sp.Start]) >= 0 {
		sp.Start++
	}
	p.inline(sp.Start, sp.End, true)
}

// listBlocks renders the entries of a list as items.
func (p *page) listBlocks(t *call) {
	for _, a := range t.args {
		switch {
		case a.key != "" && a.key != "1":
		case a.val.Start < a.val.End && p.s[a.val.Start] == '*':
			p.blocks(a.val.Start, a.val.End)
		default:
			p.block(doc.Item, a.val.Start, func() { p.inline(a.val.Start, a.val.End, false) })
		}
	}
}

// quotation renders quoted words and who said them.
func (p *page) quotation(t *call, field bool) {
	words, ok := t.named("text", "quote", "quotetext")
	by, named := t.named("author", "source", "by", "sign", "cite")
	if !ok {
		words, ok = t.pos(1)
		if sp, two := t.pos(2); two && !named {
			by, named = sp, true
		}
	}
	if !ok {
		return
	}
	p.inline(words.Start, words.End, field)
	if named && !by.IsZero() {
		p.out.Insert(" — ", by.Start)
		p.inline(by.Start, by.End, field)
	}
}

// prefixed renders the template's own name before its argument: "US$5 million",
// "c. 1990", "USS Cole".
func (p *page) prefixed(t *call, field bool) {
	words := prefixes[t.name]
	if words == "" {
		words = p.s[t.at.Start:t.at.End] + " "
	}
	p.out.Replace(words, t.at)
	p.show(field)(t.pos(1))
}

// joined renders the first two arguments: a first name and a surname, a ship's
// prefix and name.
func (p *page) joined(t *call, field bool) {
	for k := 1; k <= 2; k++ {
		if sp, ok := t.pos(k); ok && !sp.IsZero() {
			if k == 2 && !p.fresh() {
				p.out.Insert(" ", sp.Start)
			}
			p.inline(sp.Start, sp.End, field)
		}
	}
}

// number reports whether s is written in digits, with signs and points.
func number(s string) bool {
	digits := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits = true
		case c == '.' || c == ',' || c == '-' || c == '+':
		case strings.HasPrefix(s[i:], "−"):
			i += utf8.RuneLen('−') - 1
		default:
			return false
		}
	}
	return digits
}
