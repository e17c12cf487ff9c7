package wiki

import (
	"strings"

	"dossier/internal/text"
)

// linkParts is the target of a link and where the words after the first bar
// begin, -1 without one.
func (p *page) linkParts(n *node) (target string, words int) {
	s := p.s[n.in:n.out]
	if k := strings.IndexByte(s, '|'); k >= 0 {
		return strings.TrimSpace(s[:k]), n.in + k + 1
	}
	return strings.TrimSpace(s), -1
}

// namespace is what stands before the first colon of a link's target, in lower
// case.
func namespace(target string) string {
	ns, _, ok := strings.Cut(target, ":")
	if !ok || len(ns) > 20 {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(ns))
}

// shownLink reports whether a link is part of the running text: not a picture, a
// category, or the same page in another language.
func (p *page) shownLink(n *node) bool {
	target, words := p.linkParts(n)
	switch ns := namespace(target); ns {
	case "file", "image", "media", "category":
		return false
	case "", "w", "s", "b", "n", "q", "v", "d", "m", "c", "wikt", "wikipedia":
		return true
	default:
		return words >= 0 || len(ns) > 3 && ns != "simple" || target[:len(ns)] != ns || strings.Contains(target, ": ")
	}
}

// hiddenLink keeps the words under a picture for later.
func (p *page) hiddenLink(n *node) {
	target, words := p.linkParts(n)
	if ns := namespace(target); words < 0 || ns != "file" && ns != "image" || len(p.captions) > 1000 {
		return
	}
	last := words
	for i := words; i < n.out; {
		k := strings.IndexAny(p.s[i:n.out], "|{[<")
		if k < 0 {
			break
		}
		i += k
		if p.s[i] == '|' {
			last = i + 1
		} else if in := p.nodeAt(i); in != nil {
			i = in.end
			continue
		}
		i++
	}
	sp := text.Span{Start: last, End: n.out}
	if !pictureOption(strings.TrimSpace(p.s[sp.Start:sp.End])) {
		p.captions = append(p.captions, sp)
	}
}

// pictureOption reports whether the last part of a picture's link tells how to
// set it rather than what it shows.
func pictureOption(s string) bool {
	low := strings.ToLower(s)
	switch low {
	case "", "thumb", "thumbnail", "frame", "framed", "frameless", "border", "left", "right", "center", "centre", "none",
		"baseline", "middle", "top", "bottom", "upright":
		return true
	}
	for _, k := range []string{"alt=", "link=", "upright=", "lang=", "page=", "class=", "thumb=", "start=", "thumbtime="} {
		if strings.HasPrefix(low, k) {
			return true
		}
	}
	return strings.HasSuffix(low, "px") && strings.Trim(low, "0123456789x") == "p"
}

// link renders the words of a link.
func (p *page) link(n *node, field bool) {
	target, words := p.linkParts(n)
	if words >= 0 && strings.TrimSpace(p.s[words:n.out]) != "" {
		p.inline(words, n.out, field)
		return
	}
	lo := n.in + strings.Index(p.s[n.in:n.out], target)
	hi := lo + len(target)
	if target != "" && target[0] == ':' {
		lo++
	}
	if words >= 0 { // "[[Tehran (province)|]]" shows "Tehran"
		lo, hi = pipeTrick(p.s, lo, hi)
	} else if ns := namespace(target); ns != "" && p.interwiki(ns) {
		lo += strings.IndexByte(p.s[lo:hi], ':') + 1
	}
	p.inline(lo, hi, field)
}

// interwiki reports whether a prefix leads to a sister project; it is not shown.
func (p *page) interwiki(ns string) bool {
	return len(ns) == 1 || ns == "wikt"
}

func pipeTrick(s string, lo, hi int) (int, int) {
	if k := strings.IndexByte(s[lo:hi], ':'); k >= 0 {
		lo += k + 1
	}
	if k := strings.LastIndex(s[lo:hi], " ("); k >= 0 {
		hi = lo + k
	} else if k := strings.IndexByte(s[lo:hi], ','); k >= 0 {
		hi = lo + k
	}
	return lo, hi
}
