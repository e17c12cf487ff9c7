package pdf

import (
	"bytes"
	"math"

	"dossier/internal/fault"
	"dossier/internal/text"
)

// The bounds of what pages may draw.
const (
	maxContent  = 256 << 20 // bytes of content that are carried out, with repetitions
	callCost    = 2 << 10   // what a stream counts for beside its bytes
	maxForms    = 12        // forms within forms
	maxStates   = 256       // graphics states kept by "q"
	maxOperands = 1 << 16
	maxText     = 32 << 20 // bytes of text
	maxLines    = 1 << 19
)

// matrix is the first two columns of a transformation.
type matrix [6]float64

// times is the transformation m followed by n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// operand is one operand of an operator: a number, name, string, bracket or
// dictionary.
type operand struct {
	kind byte // '0' number, '/' name, '(' string, '[' ']' brackets, '<' dictionary
	num  float64
	s    []byte
	at   []int32 // of a string: see lexer.literal
	d    dict
}

// state is the graphics state that "q" keeps.
type state struct {
	ctm                            matrix
	font                           *font
	size, charGap, wordGap, across float64 // across is the horizontal scaling
	leading, rise                  float64
}

// marked is one open marked-content sequence.
type marked struct {
	artifact bool   // page furniture, by the word of the file
	actual   string // what its glyphs stand for, if the file tells
	used     bool
}

// painter carries out the content of pages and gives the glyphs to a sheet.
type painter struct {
	f     *file
	sheet *sheet
	fonts map[ref]*font
	state
	kept     []state
	tm, line matrix
	tags     []marked
	stack    []operand
	scratch  []byte
	places   []int32
	left     int // bytes of content that may still be carried out
	images   int // pictures drawn
	depth    int
}

// place says where the data at hand stand in the file.
type place struct {
	src   text.Span
	plain bool
}

// page draws one page.
func (p *painter) page(pg page) error {
	p.state = state{ctm: matrix{1, 0, 0, 1, 0, 0}, across: 1}
	p.kept, p.tags, p.stack = p.kept[:0], p.tags[:0], p.stack[:0]
	for _, x := range p.f.list(pg.dict["Contents"]) {
		if s, ok := p.f.resolve(x).(*stream); ok {
			if err := p.stream(s, pg.resources); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *painter) stream(s *stream, res dict) error {
	data, err := p.f.decode(s)
	if err != nil {
		return err
	}
	if p.left -= len(data) + callCost; p.left < 0 {
		return fault.New(fault.TooLarge, "pdf: more than %d bytes of drawing", maxContent)
	}
	return p.run(data, place{src: s.data, plain: s.plain}, res)
}

// run carries out content.
func (p *painter) run(data []byte, at place, res dict) error {
	l := lexer{b: data}
	fonts := map[name]*font{}
	for {
		l.skip()
		if l.pos >= len(data) {
			return nil
		}
		if op := p.operand(&l); op != "" {
			if op == "BI" {
				skipImage(&l)
			}
			if err := p.operator(op, at, res, fonts); err != nil {
				return err
			}
			p.stack, p.scratch, p.places = p.stack[:0], p.scratch[:0], p.places[:0]
			if len(p.sheet.lines) > maxLines {
				return fault.New(fault.TooLarge, "pdf: more than %d lines", maxLines)
			}
			if p.sheet.size > maxText {
				return fault.New(fault.TooLarge, "pdf: more than %d bytes of text", maxText)
			}
		}
	}
}

// operand puts an operand on the stack, or gives the operator that it met.
func (p *painter) operand(l *lexer) string {
	var o operand
	switch c := l.b[l.pos]; {
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		o = operand{kind: '0', num: l.number()}
	case c == '/':
		o = operand{kind: '/', s: []byte(l.name())}
	case c == '[' || c == ']':
		l.pos++
		o = operand{kind: c}
	case c == '(' || c == '<' && (l.pos+1 >= len(l.b) || l.b[l.pos+1] != '<'):
		from, fromAt := len(p.scratch), len(p.places)
		if c == '(' {
			p.scratch = l.literal(p.scratch, &p.places)
		} else {
			p.scratch = l.hex(p.scratch, &p.places)
		}
		o = operand{kind: '(', s: p.scratch[from:], at: p.places[fromAt:]}
	case c == '<':
		o = operand{kind: '<', d: l.dict(0)}
	case regular(c):
		return l.operator()
	default:
		l.pos++
		return ""
	}
	if len(p.stack) < maxOperands {
		p.stack = append(p.stack, o)
	}
	return ""
}

// operator reads a bare word without keeping it.
func (l *lexer) operator() string {
	start := l.pos
	for l.pos < len(l.b) && regular(l.b[l.pos]) {
		l.pos++
	}
	if l.pos-start > 3 {
		return "?"
	}
	return string(l.b[start:l.pos])
}

// skipImage passes over the data of an image that stands in the content.
func skipImage(l *lexer) {
	for l.pos < len(l.b) {
		i := bytes.Index(l.b[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.b)
			return
		}
		at := l.pos + i
		l.pos = at + 2
		if white(l.b[at-1]) && (l.pos == len(l.b) || white(l.b[l.pos])) && textual(l.b[l.pos:min(len(l.b), l.pos+12)]) {
			return
		}
	}
}

func textual(b []byte) bool {
	for _, c := range b {
		if c > 0x7E || c < ' ' && !white(c) {
			return false
		}
	}
	return true
}

// num is the operand i from the end.
func (p *painter) num(i int) float64 {
	if k := len(p.stack) - 1 - i; k >= 0 {
		return p.stack[k].num
	}
	return 0
}

func (p *painter) matrix() matrix {
	return matrix{p.num(5), p.num(4), p.num(3), p.num(2), p.num(1), p.num(0)}
}

func (p *painter) operator(op string, at place, res dict, fonts map[name]*font) error {
	switch op {
	case "q":
		if len(p.kept) < maxStates {
			p.kept = append(p.kept, p.state)
		}
	case "Q":
		if n := len(p.kept); n > 0 {
			p.state, p.kept = p.kept[n-1], p.kept[:n-1]
		}
	case "cm":
		p.ctm = p.matrix().times(p.ctm)
	case "BT":
		p.tm, p.line = matrix{1, 0, 0, 1, 0, 0}, matrix{1, 0, 0, 1, 0, 0}
	case "Tf":
		p.size = p.num(0)
		if n := len(p.stack); n >= 2 {
			p.font = p.fontNamed(name(p.stack[n-2].s), res, fonts)
		}
	case "Tc":
		p.charGap = p.num(0)
	case "Tw":
		p.wordGap = p.num(0)
	case "Tz":
		p.across = p.num(0) / 100
	case "TL":
		p.leading = p.num(0)
	case "Ts":
		p.rise = p.num(0)
	case "Td":
		p.move(p.num(1), p.num(0))
	case "TD":
		p.leading = -p.num(0)
		p.move(p.num(1), p.num(0))
	case "Tm":
		p.tm = p.matrix()
		p.line = p.tm
	case "T*":
		p.move(0, -p.leading)
	case "Tj", "TJ":
		p.show(at)
	case "'":
		p.move(0, -p.leading)
		p.show(at)
	case "\"":
		p.wordGap, p.charGap = p.num(2), p.num(1)
		p.move(0, -p.leading)
		p.show(at)
	case "BI":
		p.images++
	case "Do":
		return p.draw(res)
	case "BMC", "BDC":
		p.begin(op, res)
	case "EMC":
		if n := len(p.tags); n > 0 {
			p.tags = p.tags[:n-1]
		}
	}
	return nil
}

func (p *painter) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.times(p.line)
	p.tm = p.line
}

// begin opens a marked-content sequence (14.6).
func (p *painter) begin(op string, res dict) {
	if len(p.tags) >= maxStates {
		return
	}
	var m marked
	if n := len(p.tags); n > 0 {
		m.artifact = p.tags[n-1].artifact
	}
	if k := len(p.stack); op == "BDC" && k >= 2 {
		m.artifact = m.artifact || string(p.stack[k-2].s) == "Artifact"
		d := p.stack[k-1].d
		if p.stack[k-1].kind == '/' {
			all, _ := p.f.resolve(res["Properties"]).(dict)
			d, _ = p.f.resolve(all[name(p.stack[k-1].s)]).(dict)
		}
		if s, ok := p.f.resolve(d["ActualText"]).(str); ok && len(s) < 24 {
			m.actual = tidy(textString(s))
		}
	} else if k >= 1 {
		m.artifact = m.artifact || string(p.stack[k-1].s) == "Artifact"
	}
	p.tags = append(p.tags, m)
}

// draw carries out a form, and counts pictures.
func (p *painter) draw(res dict) error {
	n := len(p.stack)
	if n == 0 {
		return nil
	}
	all, _ := p.f.resolve(res["XObject"]).(dict)
	s, ok := p.f.resolve(all[name(p.stack[n-1].s)]).(*stream)
	if !ok {
		return nil
	}
	if s.dict["Subtype"] == name("Image") {
		p.images++
		return nil
	}
	if s.dict["Subtype"] != name("Form") || p.depth >= maxForms {
		return nil
	}
	p.depth++
	outer, kept, stack := p.state, p.kept, p.stack
	p.kept, p.stack = nil, nil
	if m, ok := p.f.resolve(s.dict["Matrix"]).(array); ok && len(m) == 6 {
		p.ctm = matrix{number(m[0]), number(m[1]), number(m[2]), number(m[3]), number(m[4]), number(m[5])}.times(p.ctm)
	}
	if own, ok := p.f.resolve(s.dict["Resources"]).(dict); ok {
		res = own
	}
	err := p.stream(s, res)
	p.state, p.kept, p.stack = outer, kept, stack
	p.depth--
	return err
}

// fontNamed is the font of a name in the resources.
func (p *painter) fontNamed(n name, res dict, fonts map[name]*font) *font {
	if ft, ok := fonts[n]; ok {
		return ft
	}
	all, _ := p.f.resolve(res["Font"]).(dict)
	r, indirect := all[n].(ref)
	ft := p.fonts[r]
	if !indirect || ft == nil {
		d, _ := p.f.resolve(all[n]).(dict)
		if d == nil {
			d = dict{}
		}
		ft = p.f.font(d)
		if indirect {
			p.fonts[r] = ft
		}
	}
	fonts[n] = ft
	return ft
}

// show draws the strings among the operands; the numbers between them move.
func (p *painter) show(at place) {
	if p.font == nil {
		return
	}
	list := len(p.stack) > 0 && p.stack[len(p.stack)-1].kind == ']'
	for i := range p.stack {
		switch o := &p.stack[i]; o.kind {
		case '(':
			p.text(o, at)
		case '0':
			if list {
				p.advance(-o.num / 1000 * p.size * p.across)
			}
		}
	}
}

func (p *painter) advance(tx float64) {
	p.tm[4] += tx * p.tm[0]
	p.tm[5] += tx * p.tm[1]
}

// text draws one string.
func (p *painter) text(o *operand, at place) {
	base := at.src.Start
	for i := 0; i < len(o.s); {
		code, n := p.font.next(o.s[i:])
		w := p.font.width(code)*p.size + p.charGap
		src := at.src
		if at.plain {
			src = text.Span{Start: base + int(o.at[i]), End: base + int(o.at[i+n])}
		}
		p.glyph(code, w*p.across, src, at.plain)
		if n == 1 && code == ' ' {
			w += p.wordGap
		}
		p.advance(w * p.across)
		i += n
	}
}

// glyph gives one glyph, w wide in text space, to the sheet.
func (p *painter) glyph(code uint32, w float64, src text.Span, exact bool) {
	words, ok := p.font.text(code)
	if !ok {
		p.sheet.unknown++
		return
	}
	m := p.tm.times(p.ctm)
	along := math.Hypot(m[0], m[1])
	if along == 0 || math.IsNaN(along) || math.IsInf(along, 0) {
		return
	}
	if w < 0 { // a font that is written from right to left, or mirrored
		w = -w
	}
	g := glyph{text: words, src: src, exact: exact, dx: m[0] / along, dy: m[1] / along, bold: p.font.bold}
	x, y := p.rise*m[2]+m[4], p.rise*m[3]+m[5]
	g.x0 = x*g.dx + y*g.dy
	g.x1 = g.x0 + w*along
	g.y = y*g.dx - x*g.dy
	g.size = math.Abs(p.size) * math.Hypot(m[2], m[3]) * p.font.height
	if n := len(p.tags); n > 0 {
		g.artifact = p.tags[n-1].artifact
		if t := &p.tags[n-1]; t.actual != "" {
			g.text = t.actual
			if t.used {
				p.sheet.extend(g)
				return
			}
			t.used = true
		}
	}
	p.sheet.add(g)
}
