package wiki

import (
	"html"
	"strings"

	"dossier/internal/text"
)

// special are the bytes at which running text needs a decision.
var special = [256]bool{
	'{': true, '}': true, '[': true, ']': true, '<': true, '\'': true, '&': true, '_': true,
	'\n': true, '\r': true, ' ': true, '\t': true,
}

// inline renders the running text [lo, hi). In a field, line breaks and list
// marks become "; ".
func (p *page) inline(lo, hi int, field bool) {
	if p.depth >= maxDepth {
		return
	}
	p.depth++
	defer func() { p.depth-- }()
	for i := lo; i < hi; {
		k := plainRun(p.s, i, hi)
		if k > i {
			p.out.Copy(p.s[i:k], i)
			i = k
			continue
		}
		i = p.special(i, hi, field)
	}
}

// plainRun is the end of the text at i that is copied as it stands: anything
// but special bytes, single spaces between words included.
func plainRun(s string, i, hi int) int {
	lo := i
	for i < hi {
		if special[s[i]] && (s[i] != ' ' || i == lo || i+1 >= hi || special[s[i+1]]) {
			break
		}
		i++
	}
	return i
}

// special renders what begins with the special byte at i and gives the place
// after it.
func (p *page) special(i, hi int, field bool) int {
	switch p.s[i] {
	case ' ', '\t':
		return p.space(i, hi)
	case '\n', '\r':
		return p.lineBreak(i, hi, field)
	case '\'':
		return p.quotes(i, hi)
	case '&':
		return p.entity(i, hi)
	case '_':
		return p.underscores(i, hi)
	}
	if n := p.nodeAt(i); n != nil && n.end <= hi {
		p.node(n, field)
		return n.end
	}
	switch p.s[i] {
	case '<':
		return p.tag(i, hi, field)
	case '[':
		if end := p.externalLink(i, hi, field); end > i {
			return end
		}
	}
	if n := run(p.s[:hi], i); n > 1 && p.s[i] != '<' {
		return i + n // marks without their other half
	}
	p.out.Copy(p.s[i:i+1], i)
	return i + 1
}

// node renders a node within running text.
func (p *page) node(n *node, field bool) {
	switch n.kind {
	case literal:
		p.out.Copy(p.s[n.in:n.out], n.in)
	case template:
		p.inlineTemplate(p.template(n), field)
	case param:
		if k := strings.IndexByte(p.s[n.in:n.out], '|'); k >= 0 {
			p.inline(n.in+k+1, n.out, field)
		}
	case link:
		if p.shownLink(n) {
			p.link(n, field)
		} else {
			p.hiddenLink(n)
		}
	}
}

// fresh reports whether the output stands at the start of a block or behind
// white space, where no more is needed.
func (p *page) fresh() bool {
	b := p.out.Bytes()
	return len(b) <= p.start || space(b[len(b)-1])
}

// space copies the first of the blanks at i.
func (p *page) space(i, hi int) int {
	end := i
	for end < hi && (p.s[end] == ' ' || p.s[end] == '\t') {
		end++
	}
	if !p.fresh() {
		p.put(" ", text.Span{Start: i, End: i + 1})
	}
	return end
}

// put writes words for the range sp of the markup, as a copy where they are one.
func (p *page) put(words string, sp text.Span) {
	if p.s[sp.Start:sp.End] == words {
		p.out.Copy(words, sp.Start)
	} else {
		p.out.Replace(words, sp)
	}
}

// lineBreak renders the white space at i, which begins with a line break.
func (p *page) lineBreak(i, hi int, field bool) int {
	end := i
	for end < hi && space(p.s[end]) {
		end++
	}
	if !field {
		p.trim(p.start)
		if !p.fresh() {
			p.put("\n", text.Span{Start: i, End: afterNewline(p.s, i)})
		}
		return end
	}
	mark := end
	for mark < hi && strings.IndexByte("*#:;", p.s[mark]) >= 0 {
		mark++
	}
	if mark > end {
		p.partField(i)
		return mark
	}
	if !p.fresh() {
		p.put(" ", text.Span{Start: i, End: i + 1})
	}
	return end
}

// partField parts the values of one field of an infobox.
func (p *page) partField(in int) {
	p.trim(p.start)
	b := p.out.Bytes()
	if len(b) > p.start && strings.IndexByte(";:,(", b[len(b)-1]) < 0 {
		p.out.Insert("; ", in)
	} else if !p.fresh() {
		p.out.Insert(" ", in)
	}
}

// quotes drops the apostrophes that make words bold or italic. The first words
// in bold are what the page is about.
func (p *page) quotes(i, hi int) int {
	n := run(p.s[:hi], i)
	shown := 0
	switch {
	case n == 1 || n == 4:
		shown = 1
	case n > 5:
		shown = n - 5
	}
	if shown > 0 {
		p.out.Copy(p.s[i:i+shown], i)
	}
	if n >= 3 && n != 4 {
		p.boldMark()
	}
	return i + n
}

func (p *page) boldMark() {
	switch {
	case p.bold == 0 && p.outline.Current() < 0:
		p.bold = p.out.Len() + 1
	case p.bold > 0:
		if n := p.out.Len(); p.d.Title == "" && p.bold-1 < n {
			p.d.Title = strings.TrimSpace(string(p.out.Bytes()[p.bold-1 : n]))
		}
		p.bold = -1
	}
}

const maxEntity = 32

// entity decodes a character reference. The many kinds of space become one.
func (p *page) entity(i, hi int) int {
	end := strings.IndexByte(p.s[i:min(hi, i+maxEntity)], ';')
	if end < 0 {
		p.out.Copy("&", i)
		return i + 1
	}
	sp := text.Span{Start: i, End: i + end + 1}
	got := html.UnescapeString(p.s[sp.Start:sp.End])
	switch {
	case got == p.s[sp.Start:sp.End]:
		p.out.Copy("&", i)
		return i + 1
	case strings.TrimSpace(got) == "":
		if !p.fresh() {
			p.put(" ", sp)
		}
	case got == "\u200B" || got == "\u00AD" || got == "\u200E" || got == "\u200F":
	default:
		p.put(got, sp)
	}
	return sp.End
}

// underscores drops a switch such as __NOTOC__.
func (p *page) underscores(i, hi int) int {
	n := run(p.s[:hi], i)
	if n == 2 {
		k := i + 2
		for k < hi && k < i+40 && p.s[k] >= 'A' && p.s[k] <= 'Z' {
			k++
		}
		if k > i+2 && strings.HasPrefix(p.s[k:hi], "__") {
			return k + 2
		}
	}
	p.out.Copy(p.s[i:i+n], i)
	return i + n
}

// tag drops the tag at i and renders the break it makes.
func (p *page) tag(i, hi int, field bool) int {
	name, gt := tagAt(p.s[:hi], i)
	if gt < 0 {
		p.out.Copy("<", i)
		return i + 1
	}
	sp := text.Span{Start: i, End: gt + 1}
	switch name {
	case "br", "p", "div", "li", "tr", "blockquote", "poem", "hr", "dd", "dt":
		if field {
			p.partField(i)
		} else if p.trim(p.start); !p.fresh() {
			p.out.Replace("\n", sp)
		}
	case "td", "th":
		if !p.fresh() {
			p.out.Replace(" ", sp)
		}
	}
	return sp.End
}

// externalLink renders "[https://… words]" and gives the place after it, or i
// when there is none.
func (p *page) externalLink(i, hi int, field bool) int {
	rest := p.s[i+1 : hi]
	if i < p.noLink || !strings.HasPrefix(rest, "http") && !strings.HasPrefix(rest, "//") &&
		!strings.HasPrefix(rest, "mailto:") && !strings.HasPrefix(rest, "ftp:") {
		return i
	}
	k := strings.IndexAny(rest, "]\n")
	if k < 0 || rest[k] != ']' {
		p.noLink = hi
		if k >= 0 {
			p.noLink = i + 1 + k
		}
		return i
	}
	end := i + 1 + k
	if w := strings.IndexByte(rest[:k], ' '); w >= 0 {
		p.inline(i+2+w, end, field)
	}
	return end + 1
}
