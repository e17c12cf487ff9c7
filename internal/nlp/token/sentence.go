package token

import (
	"strings"

	"dossier/internal/nlp"
	"dossier/internal/text"
)

// endless is the number of words after which a sentence is cut off where it
// stands, so that text without a full stop costs no more than other text.
const endless = 400

// headingLength is the number of words that may stand between two "==".
const headingLength = 16

// starter cuts the words of a block into sentences.
type starter struct {
	view     view
	features []uint32
	decide   Decider // 1 where a sentence begins
}

// appendSentences cuts the words of block from first on into sentences; with
// whole set they are one.
func (p *starter) appendSentences(a *nlp.Analysis, block, first int, whole bool) {
	if first == len(a.Words) {
		return
	}
	v := &p.view
	v.look(a, first)
	since, heading := 0, false
	dateline := 0
	if !whole {
		if dateline = v.dateline(); dateline > 0 {
			v.add(block, 0, dateline)
			since = dateline
		}
	}
	for k := dateline + 1; k < len(v.facts); k++ {
		if !whole && v.headingMark(k-1) {
			heading = !heading && v.headingEnds(k-1)
		}
		if !v.facts[k].starts {
			continue
		}
		if k-since >= endless || !whole && !heading && p.begins(k, since) {
			v.add(block, since, k)
			since = k
		}
	}
	v.add(block, since, len(v.facts))
}

// begins reports whether a sentence begins with word k when the last one began
// at word since: by rule where there is nothing to learn, else by the features.
func (p *starter) begins(k, since int) bool {
	v := &p.view
	if v.headingMark(k-1) || v.headingMark(k) || v.lostBreak(k) || v.bullet(k) && v.facts[k].gap || v.afterShort(k) {
		return true
	}
	left := v.beforeNotes(k, since)
	switch {
	case v.afterNotes(left, k):
		return true
	case !v.candidate(left, k), v.form(left-1, k), v.facts[k].bracket == goesOnLower,
		v.marking(since, k), v.insertion(left-1, since), v.fields(since, k), v.bullet(k - 1):
		return false
	}
	p.features = v.features(p.features[:0], left, k, since)
	return p.decide(v.word(k).Span.Start, p.features) == 1
}

// add adds words [from, to) of the block as a sentence.
func (v *view) add(block, from, to int) {
	a := v.a
	s := nlp.Sentence{FirstWord: v.first + from, LastWord: v.first + to, Block: block}
	s.First, s.Last = a.Words[s.FirstWord].Token, len(a.Tokens)
	if s.LastWord < len(a.Words) {
		s.Last = a.Words[s.LastWord].Token
	}
	s.Span = text.Span{Start: a.Words[s.FirstWord].Span.Start, End: a.Words[s.LastWord-1].Span.End}
	a.Sentences = append(a.Sentences, s)
}

// word is word k of the block.
func (v *view) word(k int) *nlp.Word { return &v.a.Words[v.first+k] }

// headingMark reports whether word k is the mark round a heading: "==".
func (v *view) headingMark(k int) bool { return v.facts[k].code == codeRepeated+'=' }

// headingEnds reports whether a second mark follows the heading mark k nearby.
func (v *view) headingEnds(k int) bool {
	for j := k + 1; j < min(len(v.facts), k+headingLength); j++ {
		if v.headingMark(j) {
			return true
		}
	}
	return false
}

// lostBreak reports whether two words meet before word k without a space, or a
// final mark and a word, because a line break was lost.
func (v *view) lostBreak(k int) bool {
	l, r := v.at(k-1), v.at(k)
	if r.gap || v.word(k).Contracted {
		return false
	}
	switch {
	case l.code >= shLower && l.code <= shOne:
		return v.capital(k)
	case !final(l.code) || l.gap || v.at(k-2).code == shOne || v.at(k-2).code > codeNumber:
		return false
	case r.code == codeOther+'-':
		return !v.at(k+1).gap && v.at(k+1).code == shTitle
	}
	return r.code == shTitle || r.code == codeDotted && v.capital(k)
}

// capital reports whether word k begins with a capital.
func (v *view) capital(k int) bool { return startsUpper(v.text(k)) }

// bullet reports whether word k is the mark of a list item.
func (v *view) bullet(k int) bool {
	switch v.facts[k].code {
	case codeOther + '•', codeOther + '●', codeOther + '▪', codeOther + '■', codeOther + '◦':
		return true
	}
	return false
}

// afterShort reports whether word k, which often opens a sentence, follows a
// short form that can end one: "in the U.S. The", "of Acme Inc. It".
func (v *view) afterShort(k int) bool {
	if v.caps != capsPlain || v.facts[k].code != shTitle || !openers[v.facts[k].hash] {
		return false
	}
	s := v.short(k - 1)
	return s == shortClosing || s == shortDotted
}

// beforeNotes is the end of what stands before word k when note marks glued to
// it ("died.[1][2]") are left out.
func (v *view) beforeNotes(k, since int) int {
	for k-3 > since && v.facts[k-3].code == codeOther+'[' && v.facts[k-2].code == codeDigits && v.facts[k-1].code == codeOther+']' &&
		!v.facts[k-3].gap && !v.facts[k-2].gap && !v.facts[k-1].gap {
		k -= 3
	}
	return k
}

// afterNotes reports whether a sentence begins with word k since the one before
// it ends with a final mark at left and its notes.
func (v *view) afterNotes(left, k int) bool {
	if left == k || !final(v.facts[left-1].code) {
		return false
	}
	switch v.facts[k].code {
	case shLower, codeOther + ',', codeOther + ';', codeOther + ':', codeOther + ')', codeOther + '.':
		return false
	}
	return v.facts[k].gap || v.capital(k)
}

// insertion reports whether word k closes an editor's insertion into a sentence:
// "against [the team]".
func (v *view) insertion(k, since int) bool {
	return v.facts[k].code == codeOther+']' && v.beforeBracket(k, since) == shLower && !final(v.at(k-1).code)
}

// marking reports whether words [since, k) are labels in brackets and capitals
// that belong to what follows: "(SBU)", "[BEGIN RECORDING] [MAYOR]".
func (v *view) marking(since, k int) bool {
	open, n := false, 0
	for _, f := range v.facts[since:k] {
		switch c := f.code; {
		case !open && (c == codeOther+'(' || c == codeOther+'['):
			open, n = true, 0
		case open && (c == codeOther+')' || c == codeOther+']'):
			open = false
		case open && n < 6 && (c == shUpper || c == shOne || c == codeOther+'/' || c == codeOther+','):
			n++
		default:
			return false
		}
	}
	return !open && v.caps != capsNone
}

// fields reports whether word k begins a "Key: value" line after such a line, so
// that the run of lines stays one sentence.
func (v *view) fields(since, k int) bool {
	return v.facts[k].line != noLine && v.key(since) && v.key(k)
}

// key reports whether a key of one or two words and its colon begin at word k.
func (v *view) key(k int) bool {
	const colon = codeOther + ':'
	return v.facts[k].code < codeOther && (v.at(k+1).code == colon || v.at(k+1).code < codeOther && v.at(k+2).code == colon)
}

// candidate reports whether a sentence can begin with word k when what stands
// before it ends at left.
func (v *view) candidate(left, k int) bool {
	l, r := v.at(left-1), v.at(k)
	if !r.gap {
		return left == k && l.code >= codeOther && r.code >= shTitle && r.code <= shOne
	}
	return l.code != shLower || r.code != shLower
}

// form reports whether word l is a form of address, a rank or an initial with
// its period and word k goes on with the name, or what "e.g." brings in.
func (v *view) form(l, k int) bool {
	c := v.facts[k].code
	if v.facts[l].code != codeDotted || c != shTitle && c != shOne && c != shUpper && c != codeDotted {
		return false
	}
	w := v.text(l)
	w = w[:len(w)-1]
	return isLeading(w) || !openers[v.facts[k].hash] && (isForm(w) || initial(v.text(l)))
}

// The kinds of short form with its period.
const (
	shortLeading = 4 // e.g.
	shortClosing = 5 // Inc.
	shortDotted  = 6 // U.S.
	shortOther   = 7 // and more by the lists
)

// short is what kind of short form with its period word k is.
func (v *view) short(k int) uint32 {
	if k < 0 || v.facts[k].code != codeDotted {
		return 0
	}
	w := v.text(k)
	switch w = w[:len(w)-1]; {
	case isLeading(w):
		return shortLeading
	case isClosing(w):
		return shortClosing
	case strings.IndexByte(w, '.') >= 0:
		return shortDotted
	}
	return shortOther + shortKind(w)
}

// beforeBracket is the code of what stands before the bracket that word k
// closes, nought when it closes none nearby.
func (v *view) beforeBracket(k, since int) uint32 {
	if c := v.at(k).code; c != codeOther+')' && c != codeOther+']' {
		return 0
	}
	for j := k - 1; j >= max(since, k-12); j-- {
		if c := v.facts[j].code; c == codeOther+'(' || c == codeOther+'[' {
			if j == since {
				return codeEdge
			}
			return v.facts[j-1].code
		}
	}
	return 0
}

// features says what is known about the seam before word k of the block when
// what stands before it ends at left and the sentence began at word since.
func (v *view) features(to []uint32, left, k, since int) []uint32 {
	l2, l1, l := v.at(left-3), v.at(left-2), v.at(left-1)
	r, r1, r2 := v.at(k), v.at(k+1), v.at(k+2)
	first := v.at(since)
	pair := mix(l.code, r.code)
	seam := pair
	if r.gap {
		seam++
	}
	n, end := bucket(k-since), bucket(int(r.toFinal))
	groups := mix(group(l.code), group(r.code))
	short, opens := v.short(left-1), uint32(0)
	if openers[r.hash] {
		opens = 1
	}
	to = append(to,
		mix(138, mix(v.edited, seam)),
		mix(139, mix(v.edited<<1|opens, groups)),
		mix(140, mix(v.edited, mix(l.code, mix(r.code, n)))),
		mix(133, 0),
		mix(136, mix(v.beforeBracket(left-1, since), mix(l1.code, pair))),
		mix(137, mix(v.beforeBracket(left-1, since), pair)),
		mix(134, groups),
		mix(135, mix(groups, mix(group(l1.code), group(r1.code)))),
		mix(101, seam),
		mix(102, l.hash),
		mix(103, r.hash),
		mix(104, mix(l.hash, r.hash)),
		mix(105, mix(l1.hash, l.hash)),
		mix(106, mix(r.hash, r1.hash)),
		mix(107, mix(seam, mix(l1.code, r1.code))),
		mix(108, mix(l.hash, r.code)),
		mix(109, mix(l.code, r.hash)),
		mix(110, mix(l1.hash, pair)),
		mix(111, mix(r1.hash, pair)),
		mix(112, mix(l.hash, mix(r.code, r1.code))),
		mix(113, mix(r.hash, mix(l.code, l1.code))),
		mix(114, mix(pair, n)),
		mix(115, mix(pair, end)),
		mix(116, mix(pair, mix(v.size, v.end))),
		mix(117, mix(pair, uint32(r.bracket)<<3|uint32(r.depth)<<1|uint32(r.quote))),
		mix(118, mix(l.code, mix(r.hash, v.caps))),
		mix(119, mix(first.hash, pair)),
		mix(120, mix(first.code, pair)),
		mix(121, mix(pair, uint32(l.before)<<8|uint32(r.behind)<<4|v.caps)),
		mix(122, mix(pair, mix(l2.code, r2.code))),
		mix(123, mix(pair, v.caps)),
		mix(124, mix(mix(l2.code, l1.code), mix(pair, mix(r1.code, r2.code)))),
		mix(125, mix(l.code, mix(l1.hash, n))),
		mix(126, mix(pair, mix(v.marks, v.end))),
		mix(127, mix(n, mix(end, pair))),
		mix(128, mix(l2.hash, pair)),
		mix(129, mix(r2.hash, pair)),
		mix(130, mix(short, r.code)),
		mix(131, mix(short, r.hash)),
		mix(132, mix(short<<1|opens, pair)),
	)
	if f := v.prior(l1, l, r); f != 0 {
		to = append(to, f)
	}
	return to
}

// Features whose weights are set rather than learned alone, since the treebanks'
// raw text has no lines and little edited prose.
var (
	unmarkedSeam = mix(901, 0) // edited prose, and no final mark
	lowerSeam    = mix(902, 0) // edited prose, a final mark, and a small letter follows
	lineSeam     = mix(903, 0) // a line ends that had room for more
)

// Priors are these features by name.
var Priors = map[string]uint32{"unmarked": unmarkedSeam, "lower": lowerSeam, "line": lineSeam}

// prior is the set feature of the seam, 0 for none.
func (v *view) prior(l1, l, r *fact) uint32 {
	marked := final(l.code) || final(l1.code)
	switch {
	case r.line == broken && r.code != shLower && !marked:
		return lineSeam
	case v.edited < 2 || v.caps != capsPlain:
		return 0
	case !marked:
		return unmarkedSeam
	case r.code == shLower:
		return lowerSeam
	}
	return 0
}
