// Package find is the search of a published site: an index in script files that a
// browser loads piece by piece, so that it works from a folder and from any server.
// Words are compared without case and diacritics, by how they begin.
package find

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longest is how many characters of a word count.
const longest = 40

// Words are the words of a text as they are sought: the script of the site cuts and
// folds what a reader types in the same way, which a test holds.
func Words(s string) []string {
	var out []string
	for len(s) > 0 {
		n := wordAt(s)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s)
		} else if w := Fold(s[:n]); w != "" {
			out = append(out, w)
		}
		s = s[n:]
	}
	return out
}

// wordAt is how long the word is that s begins with, 0 where it begins with none.
func wordAt(s string) int {
	for i, r := range s {
		switch {
		case alone(r):
			if i == 0 {
				return utf8.RuneLen(r)
			}
			return i
		case !unicode.In(r, unicode.L, unicode.N, unicode.M):
			return i
		}
	}
	return len(s)
}

// alone reports whether a character is a word of its own: of scripts that put no
// space between words.
func alone(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// latin are letters that no decomposition leads back to the plain alphabet.
var latin = strings.NewReplacer("ı", "i", "ł", "l", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ə", "a", "ħ", "h", "ŋ", "n", "ς", "σ")

// Fold is a word without case and diacritics.
func Fold(word string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKD.String(word))) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	s := latin.Replace(b.String())
	if utf8.RuneCountInString(s) > longest {
		s = string([]rune(s)[:longest])
	}
	return s
}

// Index holds which records have a word. Records are numbered from 0 in the order
// they are added.
type Index struct {
	terms map[string]*postings
	count int
}

// postings are the records that have a word: packed numbers, each twice the
// distance from the record before, one more where the word stands in what the
// record is known by.
type postings struct {
	last int
	list []byte
}

// Add adds the next record: the texts it is known by (title, place), and all others.
func (x *Index) Add(known, told []string) {
	if x.terms == nil {
		x.terms = map[string]*postings{}
	}
	seen := map[string]bool{}
	x.add(known, 1, seen)
	x.add(told, 0, seen)
	x.count++
}

func (x *Index) add(texts []string, weight int, seen map[string]bool) {
	for _, t := range texts {
		for _, w := range Words(t) {
			if seen[w] {
				continue
			}
			seen[w] = true
			p := x.terms[w]
			if p == nil {
				p = &postings{last: -1}
				x.terms[w] = p
			}
			p.list = strconv.AppendInt(p.list, int64(2*(x.count-p.last)+weight), 36)
			p.list = append(p.list, ' ')
			p.last = x.count
		}
	}
}

// Piece is a part of the index: the words from First on, each with its records, up
// to the next piece.
type Piece struct {
	First string
	Terms []Term
}

// Term is a word with its records, as the script reads them: numbers of base 36.
type Term struct{ Word, Records string }

// Pieces hands over the index in pieces of about so many bytes, in the order of
// the words.
func (x *Index) Pieces(size int, yield func(Piece) error) error {
	words := make([]string, 0, len(x.terms))
	for w := range x.terms {
		words = append(words, w)
	}
	slices.SortFunc(words, order)
	var p Piece
	n := 0
	for _, w := range words {
		list := strings.TrimSuffix(string(x.terms[w].list), " ")
		if more := len(w) + len(list) + 6; n > 0 && n+more > size {
			if err := yield(p); err != nil {
				return err
			}
			p, n = Piece{}, 0
		}
		if len(p.Terms) == 0 {
			p.First = w
		}
		p.Terms = append(p.Terms, Term{w, list})
		n += len(w) + len(list) + 6
	}
	if len(p.Terms) == 0 {
		return nil
	}
	return yield(p)
}

// order is that of scripts, which compare texts by their UTF-16 units.
func order(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] == b[i] {
			continue
		}
		ra, _ := utf8.DecodeRuneInString(a[start(a, i):])
		rb, _ := utf8.DecodeRuneInString(b[start(b, i):])
		if (ra > 0xffff) != (rb > 0xffff) { // a pair of units begins with 0xd800 to 0xdbff
			return compareUnits(ra, rb)
		}
		return int(ra) - int(rb)
	}
	return len(a) - len(b)
}

func start(s string, i int) int {
	for !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

func compareUnits(a, b rune) int {
	unit := func(r rune) rune {
		if r > 0xffff {
			return 0xd800
		}
		return r
	}
	return int(unit(a)) - int(unit(b))
}
