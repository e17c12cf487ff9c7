package origin

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
)

// The bounds of a copy.
const (
	// shingle is how many words are compared at a time.
	shingle = 6
	// copied is the share of the shorter text from which it is a copy: what two
	// reporters write of one event on their own has a few stretches in common, not a
	// fifth.
	copied = 0.2
	// fewShingles is how many stretches must be the same: two short alerts may use
	// the same ten words by chance.
	fewShingles = 12
)

// shingles are the stretches of words of a document outside quotations, hashed.
type shingles struct {
	list  []uint64 // sorted, each once
	whole uint64   // of all words
	words int
}

// newShingles reads the words of paragraphs and items: headlines and headers
// change from copy to copy, and what somebody is quoted with is his and no
// reporter's.
func newShingles(d *doc.Document) *shingles {
	s := &shingles{whole: seed}
	for _, b := range d.Blocks {
		switch b.Kind {
		case doc.Paragraph, doc.Item, doc.Caption:
			s.add(d.Text.Slice(b.Span))
		}
	}
	slices.Sort(s.list)
	s.list = slices.Compact(s.list)
	return s
}

const seed = 14695981039346656037

// add reads one paragraph. Words on both sides of a quotation are no stretch.
func (s *shingles) add(p string) {
	var last []uint64
	quoted := false
	word := func(w string) {
		h := hash(seed, w)
		s.whole = mix(s.whole, h)
		s.words++
		if quoted {
			return
		}
		if last = append(last, h); len(last) > shingle {
			last = last[1:]
		}
		if len(last) == shingle {
			x := uint64(seed)
			for _, y := range last {
				x = mix(x, y)
			}
			s.list = append(s.list, x)
		}
	}
	start := -1
	for i, r := range p {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			word(strings.ToLower(p[start:i]))
			start = -1
		}
		if q, open := quotes(r, quoted, p[i+utf8.RuneLen(r):]); q {
			quoted, last = open, nil
		}
	}
	if start >= 0 {
		word(strings.ToLower(p[start:]))
	}
}

// quotes reports whether a rune opens or closes a quotation. A mark that nothing
// closes behind it opens none.
func quotes(r rune, quoted bool, rest string) (is, open bool) {
	switch r {
	case '"':
		return true, !quoted && strings.ContainsRune(rest, '"')
	case '“':
		return true, strings.ContainsRune(rest, '”')
	case '”':
		return true, false
	case '«':
		return true, strings.ContainsRune(rest, '»')
	case '»':
		return true, false
	}
	return false, false
}

// hash is FNV-1a.
func hash(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func mix(h, x uint64) uint64 {
	h = (h ^ x) * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// overlap is how many stretches two texts have in common.
type overlap struct{ i, j, shared int }

// overlaps are the pairs of texts with stretches in common, those with most first.
// A stretch that many texts have (a footer) is counted for the first of them only,
// so that the work grows with the text and not with the pairs.
func overlaps(texts []*shingles) []overlap {
	const most = 24
	where := map[uint64][]int{}
	n := map[[2]int]int{}
	for j, t := range texts {
		for _, h := range t.list {
			at := where[h]
			for _, i := range at {
				n[[2]int{i, j}]++
			}
			if len(at) < most {
				where[h] = append(at, j)
			}
		}
	}
	out := make([]overlap, 0, len(n))
	for p, k := range n {
		out = append(out, overlap{p[0], p[1], k})
	}
	sort.Slice(out, func(a, b int) bool {
		x, y := out[a], out[b]
		if x.shared != y.shared {
			return x.shared > y.shared
		}
		return x.i < y.i || x.i == y.i && x.j < y.j
	})
	return out
}
