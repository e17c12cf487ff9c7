// Package textdiff tells which words of one text stand in another: the same, added,
// removed, or moved. It takes time and room that grow with the texts and not with
// their product, so that any two documents can be held side by side.
package textdiff

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what became of words.
type Kind string

// The kinds.
const (
	Same    Kind = "same"    // in both, in this order
	Removed Kind = "removed" // in the first text only
	Added   Kind = "added"   // in the second text only
	Left    Kind = "left"    // in the first text here, in the second elsewhere
	Came    Kind = "came"    // in the second text here, in the first elsewhere
)

// Run is words that the same became of: bytes [A, AEnd) of the first text and [B,
// BEnd) of the second. Of removed words B and BEnd are both the place where they would
// stand, of added words A and AEnd are. Of words that moved the span in the other
// text is where they went to or came from. The white space behind words is theirs.
type Run struct {
	Kind           Kind
	A, AEnd        int
	B, BEnd        int
	Words          int // how many
	tokenA, tokenB int
}

// Compare tells what became of the words of a in b. The runs that have words of a,
// one after the other, are the whole of a, and so for b.
func Compare(a, b string) []Run {
	in := intern{}
	c := &compared{a: in.tokens(a), b: in.tokens(b), textA: len(a), textB: len(b)}
	c.matchA, c.matchB = missing(len(c.a)), missing(len(c.b))
	c.align(0, len(c.a), 0, len(c.b), 0)
	c.forgetCrumbs()
	movedA, movedB := c.moves()
	return c.runs(movedA, movedB)
}

// token is a word or sign with the white space behind it.
type token struct {
	key        int // equal words have equal keys
	start, end int
	word       bool
}

// intern numbers words.
type intern map[string]int

// tokens cuts a text.
func (in intern) tokens(s string) []token {
	var out []token
	for at := 0; at < len(s); {
		from := at
		if len(out) == 0 { // white space before everything is the first word's
			at += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
			if at == len(s) {
				return nil
			}
		}
		end, word := ends(s, at)
		key := s[at:end]
		if _, ok := in[key]; !ok {
			in[key] = len(in)
		}
		at = len(s) - len(strings.TrimLeftFunc(s[end:], unicode.IsSpace))
		out = append(out, token{in[key], from, at, word})
	}
	return out
}

// ends is where the word or sign at a place ends. Scripts without blanks between
// words are cut sign by sign.
func ends(s string, at int) (end int, word bool) {
	r, n := utf8.DecodeRuneInString(s[at:])
	if !inWord(r) {
		return at + n, false
	}
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return at + n, true
	}
	for end = at + n; end < len(s); end += n {
		if r, n = utf8.DecodeRuneInString(s[end:]); !inWord(r) && !inner(s, end, n) {
			break
		}
	}
	return end, true
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// inner reports whether a sign stands within a word or number: "don't", "1,200".
func inner(s string, at, n int) bool {
	if !strings.ContainsAny(s[at:at+n], "'’-.,") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[at+n:])
	return inWord(r)
}

// compared is two texts under comparison.
type compared struct {
	a, b           []token
	textA, textB   int
	matchA, matchB []int // the token of the other text that a token is the same as, -1 for none
}

func missing(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func (c *compared) pair(i, j int) { c.matchA[i], c.matchB[j] = j, i }

// maxDepth bounds how often a part is cut at words that stand in it once.
const maxDepth = 40

// align pairs tokens of a part of a with those of a part of b, in order: what both
// begin and end with, then the words that stand in both parts once, and between
// those again.
func (c *compared) align(a0, a1, b0, b1, depth int) {
	for a0 < a1 && b0 < b1 && c.a[a0].key == c.b[b0].key {
		c.pair(a0, b0)
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && c.a[a1-1].key == c.b[b1-1].key {
		a1, b1 = a1-1, b1-1
		c.pair(a1, b1)
	}
	if a0 == a1 || b0 == b1 {
		return
	}
	anchors := c.anchors(a0, a1, b0, b1)
	if len(anchors) == 0 || depth == maxDepth {
		c.shortest(a0, a1, b0, b1)
		return
	}
	for _, p := range anchors {
		c.align(a0, p[0], b0, p[1], depth+1)
		c.pair(p[0], p[1])
		a0, b0 = p[0]+1, p[1]+1
	}
	c.align(a0, a1, b0, b1, depth+1)
}

// anchors are tokens that stand in both parts once, as many as are in the same order
// in both.
func (c *compared) anchors(a0, a1, b0, b1 int) [][2]int {
	type seen struct{ inA, inB, at int }
	tokens := map[int]*seen{}
	for i := b0; i < b1; i++ {
		s := tokens[c.b[i].key]
		if s == nil {
			s = &seen{}
			tokens[c.b[i].key] = s
		}
		s.inB, s.at = s.inB+1, i
	}
	for i := a0; i < a1; i++ {
		if s := tokens[c.a[i].key]; s != nil {
			s.inA++
		}
	}
	var both [][2]int
	for i := a0; i < a1; i++ {
		if s := tokens[c.a[i].key]; s != nil && s.inA == 1 && s.inB == 1 && c.a[i].word {
			both = append(both, [2]int{i, s.at})
		}
	}
	return rising(both)
}

// rising is a longest part of the pairs, ordered by their first, in which the second
// rises too.
func rising(pairs [][2]int) [][2]int {
	var tails []int // the pair that ends the best chain of each length
	before := make([]int, len(pairs))
	for i, p := range pairs {
		low, high := 0, len(tails)
		for low < high {
			if mid := (low + high) / 2; pairs[tails[mid]][1] < p[1] {
				low = mid + 1
			} else {
				high = mid
			}
		}
		before[i] = -1
		if low > 0 {
			before[i] = tails[low-1]
		}
		if low == len(tails) {
			tails = append(tails, i)
		} else {
			tails[low] = i
		}
	}
	out := make([][2]int, len(tails))
	if len(tails) > 0 {
		for i, k := len(tails)-1, tails[len(tails)-1]; i >= 0; i, k = i-1, before[k] {
			out[i] = pairs[k]
		}
	}
	return out
}
