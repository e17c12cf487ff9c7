package wiki

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
)

// infoboxes writes the fields of the page's infoboxes, wherever on the top
// level of the markup after at they stand.
func (p *page) infoboxes(at int) {
	for k := 0; k < len(p.nodes) && p.err == nil; {
		n := &p.nodes[k]
		if n.start >= at && n.kind == template && p.looksInfobox(n) {
			p.infobox(p.template(n))
		}
		for k++; k < len(p.nodes) && p.nodes[k].start < n.end; k++ {
		}
	}
	p.pictures()
}

// looksInfobox reads no more than the name.
func (p *page) looksInfobox(n *node) bool {
	s := p.s[n.in:min(n.out, n.in+100)]
	if k := strings.IndexAny(s, "|\n"); k >= 0 {
		s = s[:k]
	}
	return isInfobox(normalName(s))
}

// infobox writes the fields of one infobox, and of the boxes within it.
func (p *page) infobox(t *call) {
	if p.depth >= maxDepth {
		return
	}
	p.depth++
	defer func() { p.depth-- }()
	for _, a := range t.args {
		switch {
		case a.val.IsZero() || a.key == "":
		case layoutKey(a.key):
		case a.key == "caption" || strings.HasSuffix(a.key, "_caption"):
			p.captions = append(p.captions, a.val)
		default:
			if n := p.nodeAt(a.val.Start); n != nil && n.kind == template && p.looksInfobox(n) {
				p.infobox(p.template(n))
				continue
			}
			p.field(p.labelOf(t, a), a.val)
		}
	}
}

// labelOf is the name of a field; the fields of a generic infobox are numbered
// and have their names in fields of their own.
func (p *page) labelOf(t *call, a arg) text.Span {
	if num, ok := strings.CutPrefix(a.key, "data"); ok && number(num) {
		if sp, ok := t.named("label" + num); ok {
			return sp
		}
	}
	return a.at
}

// field writes "key: value", nothing when the value is empty.
func (p *page) field(key, val text.Span) {
	var k, v text.Span
	empty := false
	b := p.block(doc.FieldLine, key.Start, func() {
		k.Start = p.out.Len()
		p.words(key)
		p.trim(k.Start)
		k.End = p.out.Len()
		p.out.Insert(": ", key.End)
		v.Start = p.out.Len()
		outer := p.start
		p.start = v.Start
		p.value(val)
		p.trim(v.Start)
		p.start = outer
		v.End = p.out.Len()
		if !wordy(p.out.Bytes()[v.Start:]) {
			empty = true
			p.out.Truncate(k.Start)
		}
	})
	if b == nil || empty {
		return
	}
	b.Key, b.Value = k, v
	switch strings.ToLower(p.s[key.Start:key.End]) {
	case "title", "name", "event_name", "event", "conflict":
		if p.d.Title == "" {
			p.d.Title = string(p.out.Bytes()[v.Start:v.End])
		}
	}
}

// words renders the name of a field, with blanks for its underscores.
func (p *page) words(sp text.Span) {
	for i := sp.Start; i < sp.End; {
		k := strings.IndexByte(p.s[i:sp.End], '_')
		if k < 0 {
			p.inline(i, sp.End, true)
			return
		}
		p.inline(i, i+k, true)
		p.out.Replace(" ", text.Span{Start: i + k, End: i + k + 1})
		i += k + 1
	}
}

// layoutKey reports whether a field tells how to set the box rather than what
// the page says.
func layoutKey(key string) bool {
	key = strings.ToLower(key)
	if k := strings.TrimRight(key, "0123456789"); k == "label" || k == "header" || k == "rowclass" || k == "class" {
		return true
	}
	if strings.HasSuffix(key, "caption") {
		return false
	}
	for _, x := range []string{"image", "map", "pushpin", "alt", "logo", "photo", "embed", "child", "nocat", "fetchwikidata",
		"mapframe", "onlysourced", "suppressfields", "noicon", "module_", "cover"} {
		if strings.HasPrefix(key, x) {
			return true
		}
	}
	for _, x := range []string{"size", "width", "alt", "style", "style2", "upright", "color", "colour", "_image", "_map", "_ref", "_footnotes"} {
		if strings.HasSuffix(key, x) {
			return true
		}
	}
	return false
}
