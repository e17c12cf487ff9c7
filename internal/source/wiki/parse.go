package wiki

import (
	"sort"
	"strings"

	"dossier/internal/fault"
)

// kind is what a node of the markup is.
type kind uint8

const (
	dropped  kind = iota // a comment, a reference, a formula: nothing of it is shown
	literal              // <nowiki>: shown as written
	template             // {{name|…}}
	param                // {{{name|default}}}
	link                 // [[target|words]]
	table                // {| … |}
)

// node is a stretch of markup that belongs together. Nodes nest and never
// cross.
type node struct {
	kind       kind
	start, end int // with the marks
	in, out    int // the content, without the marks
}

// maxNodes bounds the memory of one page's markup.
const maxNodes = 1 << 21

// maxUnclosed is how many marks without an end are given up to reach the mark
// that a closing one belongs to.
const maxUnclosed = 32

// opener is a mark that waits for its end: a run of braces, brackets, or "{|".
type opener struct {
	mark  byte // '{', '[' or '|'
	at, n int  // where the run starts, and how many characters of it wait
}

// parser finds the nodes of a page in one pass, with a stack of its own, so
// that no depth of nesting can exhaust the machine's.
type parser struct {
	s     string
	stack []opener
	nodes []node
	ends  map[string]endTag // where the next end of a name was found last
}

// parse finds the nodes of s in ascending order of their start.
func parse(s string) ([]node, error) {
	p := &parser{s: s, ends: map[string]endTag{}}
	for i := 0; i < len(s); {
		k := strings.IndexAny(s[i:], "{}[]|<")
		if k < 0 {
			break
		}
		i = p.mark(i + k)
		if len(p.nodes)+len(p.stack) > maxNodes {
			return nil, fault.New(fault.TooLarge, "more than %d templates, links and tags in one page", maxNodes)
		}
	}
	sort.Slice(p.nodes, func(a, b int) bool { return p.nodes[a].start < p.nodes[b].start })
	return p.nodes, nil
}

// mark deals with the mark at i and gives the place to go on from.
func (p *parser) mark(i int) int {
	switch p.s[i] {
	case '<':
		return p.tag(i)
	case '{':
		n := run(p.s, i)
		if n == 1 && i+1 < len(p.s) && p.s[i+1] == '|' && lineStart(p.s, i) {
			p.stack = append(p.stack, opener{'|', i, 2})
			return i + 2
		}
		if n > 1 {
			p.stack = append(p.stack, opener{'{', i, n})
		}
		return i + n
	case '[':
		n := run(p.s, i)
		if n > 1 {
			p.stack = append(p.stack, opener{'[', i + n - 2, 2})
		}
		return i + n
	case '}':
		return p.closeBraces(i)
	case ']':
		if strings.HasPrefix(p.s[i:], "]]") && p.top('[') {
			p.closeLink(i)
			return i + 2
		}
	case '|':
		if strings.HasPrefix(p.s[i:], "|}") && !strings.HasPrefix(p.s[i:], "|}}") && lineStart(p.s, i) && p.top('|') {
			o := p.pop()
			p.add(node{table, o.at, i + 2, o.at + 2, i})
			return i + 2
		}
	}
	return i + 1
}

func (p *parser) add(n node) { p.nodes = append(p.nodes, n) }

func (p *parser) pop() opener {
	o := p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	return o
}

// top brings an opener of the mark to the top of the stack by giving up what
// was left open above it. It reports false when there is none near.
func (p *parser) top(mark byte) bool {
	for k := len(p.stack) - 1; k >= 0 && k >= len(p.stack)-maxUnclosed; k-- {
		switch o := p.stack[k]; {
		case o.mark == mark:
			p.stack = p.stack[:k+1]
			return true
		case o.mark == '{' && mark == '[':
			return false // a link does not reach out of a template
		}
	}
	return false
}

// closeBraces matches a run of closing braces, as MediaWiki does: three make a
// parameter, two a template, what is left over waits on.
func (p *parser) closeBraces(i int) int {
	n := run(p.s, i)
	end := i + n
	for n >= 2 && p.top('{') {
		o := &p.stack[len(p.stack)-1]
		k := min(n, o.n, 3)
		nd := node{template, o.at + o.n - k, i + k, o.at + o.n, i}
		if k == 3 {
			nd.kind = param
		}
		p.add(nd)
		if o.n -= k; o.n < 2 {
			p.pop()
		}
		i += k
		n -= k
	}
	return end
}

func (p *parser) closeLink(i int) {
	o := p.pop()
	p.add(node{link, o.at, i + 2, o.at + 2, i})
}

// run is the number of times that the byte at i repeats.
func run(s string, i int) int {
	n := 1
	for i+n < len(s) && s[i+n] == s[i] {
		n++
	}
	return n
}

// lineStart reports whether only white space and indents stand before i on its
// line.
func lineStart(s string, i int) bool {
	for i > 0 && (s[i-1] == ' ' || s[i-1] == '\t' || s[i-1] == ':') {
		i--
	}
	return i == 0 || s[i-1] == '\n' || s[i-1] == '\r'
}

// opaque are the elements whose content is not wikitext, or is not part of what
// the page tells.
var opaque = []string{
	"ref", "nowiki", "math", "pre", "syntaxhighlight", "source", "timeline", "score", "references", "imagemap",
	"mapframe", "maplink", "templatestyles", "chem", "graph", "hiero", "inputbox", "templatedata", "style", "script",
}

// tag deals with a '<': a comment and an opaque element become a node, every
// other tag is left to the text.
func (p *parser) tag(i int) int {
	if strings.HasPrefix(p.s[i:], "<!--") {
		end := p.commentEnd(i + 4)
		if end < 0 {
			end = len(p.s)
		} else {
			end += 3
		}
		p.add(node{dropped, i, end, i, i})
		return end
	}
	name, gt := tagAt(p.s, i)
	if gt < 0 || name == "" || p.s[i+1] == '/' || !oneOf(opaque, name) {
		return i + 1
	}
	nd := node{dropped, i, gt + 1, gt + 1, gt + 1}
	if p.s[gt-1] != '/' {
		e := p.endTag(gt+1, name)
		if e.at < 0 {
			if name == "references" {
				return i + 1
			}
			p.add(nd) // never closed: only the tag is dropped
			return gt + 1
		}
		nd.out, nd.end = e.at, e.gt+1
	}
	if name == "nowiki" || name == "pre" {
		nd.kind = literal
	}
	p.add(nd)
	return nd.end
}

// commentEnd is the place of the next "-->" at or after i, or -1. What was found
// is kept, so that a page full of openers without an end is still read in one
// pass; endTag does the same.
func (p *parser) commentEnd(i int) int {
	const mark = "-->"
	if e, ok := p.ends[mark]; ok && (e.at < 0 || e.at >= i) {
		return e.at
	}
	at := strings.Index(p.s[i:], mark)
	if at >= 0 {
		at += i
	}
	p.ends[mark] = endTag{at: at}
	return at
}

// endTag is where an end tag stands, and its '>'; at is -1 when there is none.
type endTag struct{ at, gt int }

// endTag is the next end tag of the name at or after i.
func (p *parser) endTag(i int, name string) endTag {
	if e, ok := p.ends[name]; ok && (e.at < 0 || e.at >= i) {
		return e
	}
	e := endTag{at: -1}
	for {
		k := strings.Index(p.s[i:], "</")
		if k < 0 {
			break
		}
		i += k
		if got, gt := tagAt(p.s, i); got == name {
			e = endTag{i, gt}
			break
		}
		i += 2
	}
	p.ends[name] = e
	return e
}

const maxTag = 2000 // bytes of one tag

// tagAt reads the tag at i: its name in lower case and the place of its '>'. gt
// is -1 when there is no tag.
func tagAt(s string, i int) (name string, gt int) {
	k := i + 1
	if k < len(s) && s[k] == '/' {
		k++
	}
	start := k
	for k < len(s) && k-start < 20 && letterOrDigit(s[k]) {
		k++
	}
	if k == start || s[start] < 'A' {
		return "", -1
	}
	name = strings.ToLower(s[start:k])
	for ; k < len(s) && k-i < maxTag; k++ {
		switch s[k] {
		case '>':
			return name, k
		case '<':
			return "", -1
		}
	}
	return "", -1
}

func letterOrDigit(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func oneOf(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
