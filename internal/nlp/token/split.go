package token

import (
	"unicode"
	"unicode/utf8"

	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Decider decides about the seam before the byte at pos by the features it is
// given.
type Decider func(pos int, features []uint32) int

// splitter cuts chunks into words.
type splitter struct {
	atoms    []atom
	features []uint32
	decide   Decider
}

// appendWords appends the words of the chunk.
func (p *splitter) appendWords(words []nlp.Word, c *chunk) []nlp.Word {
	if whole(c.s[c.start:c.end]) {
		return append(words, newWord(c.start, c.end, false))
	}
	p.atoms = c.atoms(p.atoms[:0])
	at := p.atoms
	from, to := address(c.s[c.start:c.end])
	from, to = from+c.start, to+c.start
	start, last, joinedOn := c.start, uint32(0), false
	for k := 1; k < len(at); k++ {
		pos := at[k].start
		var d int
		switch {
		case from < pos && pos < to:
			d = Joined
		case from < to && (pos == from || pos == to):
			d = Apart
		default:
			d = c.plain(at, k)
		}
		if d == ask {
			p.features = c.splitFeatures(p.features[:0], at, k, start, last)
			d = p.decide(pos, p.features)
		}
		if d != Joined {
			words = append(words, newWord(start, pos, joinedOn))
			start, joinedOn = pos, d == Contracted
		}
		last = uint32(d) + 1
	}
	return append(words, newWord(start, c.end, joinedOn))
}

func newWord(start, end int, contracted bool) nlp.Word {
	return nlp.Word{Span: text.Span{Start: start, End: end}, Head: -1, Contracted: contracted}
}

// ask stands for a seam that the features decide.
const ask = -1

// plain decides the seams before atom k about which there is nothing to learn.
func (c *chunk) plain(at []atom, k int) int {
	l, r := &at[k-1], &at[k]
	switch {
	case l.first == '=' && r.first == '=':
		return Joined
	case headingMark(at, k-2) && r.class == letter, headingMark(at, k) && l.first != '-':
		return Apart
	case note(at, k+1) && final(r.code()) || note(at, k) || note(at, k-1) || note(at, k-2) || note(at, k-3):
		return Apart // "[12]"
	case c.innerApostrophe(at, k) || c.innerApostrophe(at, k-1):
		return Joined // "Ja'far"
	case c.lostSpace(at, k) || c.lostSpace(at, k-1):
		return Apart // "year.Police"
	case l.class == letter && r.class == letter && r.shape != shLower && !runsOn(c.s[l.start:l.end], c.s[r.start:r.end]):
		return Apart // a line break was lost here
	case r.first == '.' && r.class == other && l.class == letter && l.shape != shLower && r.end == c.end &&
		len(c.next) > 0 && startsUpper(c.next) && isForm(c.s[l.start:l.end]):
		return Joined // "Lt." before a name
	case r.first == '.' && r.end == c.end && l.class == letter && goesOn(c.next) && abbreviated(c.s[l.start:l.end]):
		return Joined // "approx. five"
	case r.first == '.' && k == 1 && l.shape == shOne && l.class == letter && r.end == c.end && initial(c.prev):
		return Joined // "K." of "J. K. Smith"
	}
	return ask
}

// headingMark reports whether the mark round a heading, "==", is at atoms k and
// k+1 and a word or nothing stands beside it.
func headingMark(at []atom, k int) bool {
	if k < 0 || k+1 >= len(at) || at[k].first != '=' || at[k+1].first != '=' {
		return false
	}
	n := k + 2
	for n < len(at) && at[n].first == '=' {
		n++
	}
	return n == len(at) || at[n].class == letter
}

// note reports whether a note mark such as "[12]" begins with atom k.
func note(at []atom, k int) bool {
	return k >= 0 && k+2 < len(at) && at[k].first == '[' && at[k+1].class == digit && at[k+2].first == ']'
}

// runsOn reports whether l and r are two words that may be written as one.
func runsOn(l, r string) bool {
	n := len(l) + len(r)
	if n > longestRunTogether {
		// Before "n't" the cut takes the n off whatever word there is.
		return r == "n" || r == "N"
	}
	return r == "n" || r == "N" || runTogether(l+r) > 0
}

// innerApostrophe reports whether atom k is an apostrophe between letters that no
// clitic follows: one that stands for a letter of another script.
func (c *chunk) innerApostrophe(at []atom, k int) bool {
	if k < 1 || k+1 >= len(at) || !apostrophe(at[k].first) {
		return false
	}
	l, r := &at[k-1], &at[k+1]
	return l.class == letter && r.class == letter && r.end-r.start > 1 && !cliticEnds[hashLower(c.s[r.start:r.end])]
}

// lostSpace reports whether atom k is a final mark after a word or number that a
// capitalised word follows without a space: a line break was lost.
func (c *chunk) lostSpace(at []atom, k int) bool {
	if k < 1 || k+1 >= len(at) || at[k].first != '.' && at[k].first != '?' && at[k].first != '!' {
		return false
	}
	l, r := &at[k-1], &at[k+1]
	if r.first == '-' && k+2 < len(at) { // ".-So far" of a list
		r = &at[k+2]
	}
	before := l.class == digit || l.class == letter && l.shape == shLower && l.end-l.start > 1
	if !before || r.class != letter {
		return false
	}
	return r.shape == shTitle && r.end-r.start > 1 && !endings[hashLower(c.s[r.start:r.end])] ||
		r.shape == shOne && initials(c.s[r.end:c.end])
}

// initial reports whether s is a capital with its period.
func initial(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	return len(s) > 1 && n == len(s)-1 && s[n] == '.' && startsUpper(s)
}

// goesOn reports whether s begins with a small letter or a digit.
func goesOn(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && (unicode.IsLower(r) || unicode.IsDigit(r))
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// whole reports whether the chunk is a plain word: ASCII letters, none of them a
// capital but the first or all, and no two words run together.
func whole(s string) bool {
	up := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z':
		case 'A' <= c && c <= 'Z':
			up++
		default:
			return false
		}
	}
	if up > 0 && up < len(s) && (up > 1 || s[0] > 'Z') {
		return false
	}
	return runTogether(s) == 0
}

// splitFeatures says what is known about the seam before atom k of the chunk:
// word is where the word before the seam starts, last how the seam before it
// was decided.
func (c *chunk) splitFeatures(to []uint32, at []atom, k, word int, last uint32) []uint32 {
	s := c.s
	l, r := &at[k-1], &at[k]
	ll, rr := edge(at, k-2), edge(at, k+1)
	lc, rc := l.code(), r.code()
	lh, rh := hashLower(s[l.start:l.end]), hashLower(s[r.start:r.end])
	llh, rrh := c.edgeHash(at, k-2), c.edgeHash(at, k+1)
	so, rest := hashLower(s[word:r.start]), hashLower(s[r.start:c.end])
	prev, next := hashLower(c.prev), hashLower(c.next)
	pair := mix(lc, rc)
	ends := uint32(0)
	if r.end == c.end {
		ends = 1
	}
	after := c.nextCode()<<1 | ends
	groups := mix(group(lc), group(rc))
	return append(to,
		mix(27, 0),
		mix(28, groups),
		mix(29, mix(groups, mix(group(ll), group(rr)))),
		mix(30, mix(groups, after)),
		mix(1, pair),
		mix(2, mix(pair, mix(ll, rr))),
		mix(3, mix(pair, ll)),
		mix(4, mix(pair, rr)),
		mix(5, mix(lh, rc)),
		mix(6, mix(lc, rh)),
		mix(7, mix(lh, rh)),
		mix(8, mix(so, rc)),
		mix(9, mix(lc, rest)),
		mix(10, mix(so, rest)),
		mix(11, mix(pair, bucket(l.end-l.start)<<4|bucket(r.end-r.start))),
		mix(12, mix(pair, after)),
		mix(13, mix(lh, mix(rc, after))),
		mix(14, mix(pair, last)),
		mix(15, mix(pair, bucket(r.start-word)<<5|bucket(c.end-r.start)<<1|ends)),
		mix(16, mix(pair, mix(mix(ll, rr), mix(edge(at, k-3), edge(at, k+2))))),
		mix(17, mix(so, mix(rc, after))),
		mix(18, mix(llh, pair)),
		mix(19, mix(rrh, pair)),
		mix(20, mix(llh, mix(lc, rh))),
		mix(21, mix(rrh, mix(lh, rc))),
		mix(22, mix(pair, shortKind(s[l.start:l.end]))),
		mix(23, mix(next, mix(lh, rh))),
		mix(24, mix(prev, mix(lh, rh))),
		mix(25, mix(mix(pair, ll), mix(rh, last))),
		mix(26, mix(mix(pair, rr), mix(lh, last))),
	)
}

// nextCode is what the chunk after this one begins with.
func (c *chunk) nextCode() uint32 {
	if c.next == "" {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(c.next)
	a := atom{first: r, class: classOf(r), shape: shLower}
	if unicode.IsUpper(r) {
		a.shape = shTitle
	}
	return a.code()
}

// edge is the code of atom k, or that of the edge of the chunk.
func edge(at []atom, k int) uint32 {
	switch {
	case k < 0:
		return codeEdge
	case k >= len(at):
		return codeEdge + 1
	}
	return at[k].code()
}

func (c *chunk) edgeHash(at []atom, k int) uint32 {
	if k < 0 || k >= len(at) {
		return edge(at, k)
	}
	return hashLower(c.s[at[k].start:at[k].end])
}

// shortKind tells the kinds of short form apart by the lists.
func shortKind(w string) uint32 {
	switch {
	case isForm(w):
		return 3
	case capitalAbbreviation(w):
		return 4
	case Abbreviation(w):
		return 2
	case len(w) == 1:
		return 1
	}
	return 0
}
