package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// maxWord is the most bytes of a word that count: longer ones are no words.
const maxWord = 64

// Word is one word of a text: its folded form, and the bytes it stands on.
type Word struct {
	Text       string
	Start, End int
}

// Words are the words of a text as search sees them: in lower case, without
// accents and apostrophes; "Sana'a" is "sanaa", "attacker's" is "attacker", "U.N." is
// "un", hyphens part words. Scripts without spaces give a word for each sign.
func Words(s string) []Word {
	out := make([]Word, 0, len(s)/6)
	for w := range words(s) {
		out = append(out, w)
	}
	return out
}

// words hands over the words of a text in order.
func words(s string) func(func(Word) bool) {
	return func(yield func(Word) bool) {
		var buf []byte
		for i := 0; i < len(s); {
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case !starts(r):
				i += n
				continue
			case alone(r):
				if !yield(Word{string(fold(nil, r)), i, i + n}) {
					return
				}
				i += n
				continue
			}
			start := i
			buf, i = word(buf[:0], s, i)
			end := i
			if len(buf) == 0 {
				continue
			}
			i = possessive(s, i)
			if !yield(Word{string(buf[:cut(buf)]), start, end}) {
				return
			}
		}
	}
}

// cut is where a word that is too long ends: at a rune.
func cut(b []byte) int {
	n := min(len(b), maxWord)
	for n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	return n
}

// word reads one word from i and gives where it ends.
func word(buf []byte, s string, i int) ([]byte, int) {
	if j := initials(s, i); j > i {
		for _, r := range s[i:j] {
			if r != '.' {
				buf = fold(buf, r)
			}
		}
		return buf, j
	}
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case inside(r) && !alone(r):
			buf = fold(buf, r)
		case apostrophe(r) && joins(s[i+n:]):
		default:
			return buf, i
		}
		i += n
	}
	return buf, i
}

// initials is where letters with a full stop behind each end: at least two of them.
func initials(s string, i int) int {
	n, at := 0, i
	for at+1 < len(s) && ascii(s[at]) && s[at+1] == '.' {
		n++
		at += 2
	}
	if n < 2 || at < len(s) && (ascii(s[at]) || s[at] >= utf8.RuneSelf) {
		return i
	}
	return at
}

func ascii(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// joins reports whether what follows an apostrophe belongs to the word: anything
// but the s of a possessive.
func joins(rest string) bool {
	r, n := utf8.DecodeRuneInString(rest)
	if !inside(r) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest[n:])
	return r != 's' && r != 'S' || n < len(rest) && inside(after)
}

// possessive skips "'s" behind a word.
func possessive(s string, i int) int {
	r, n := utf8.DecodeRuneInString(s[i:])
	if apostrophe(r) && i+n < len(s) && s[i+n]|0x20 == 's' {
		return i + n + 1
	}
	return i
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '`', '´', 'ʼ', 'ʻ', '′':
		return true
	}
	return false
}

func starts(r rune) bool { return unicode.IsLetter(r) && !mark(r) || unicode.IsDigit(r) }

func inside(r rune) bool {
	if r < utf8.RuneSelf {
		return ascii(byte(r)) || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || mark(r)
}

// mark reports whether r is written at a letter and is none: combining marks, the
// signs that transliterations use, and those that show how Arabic letters join.
func mark(r rune) bool {
	switch r {
	case 'ʹ', 'ʺ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', 'ـ', '\u00ad', '\u200c', '\u200d':
		return true
	}
	return unicode.Is(unicode.Mn, r)
}

// alone reports whether each sign of the script is a word to search for.
func alone(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// plain are letters that no normal form leads to a plain one.
var plain = map[rune]string{
	'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ı': "i", 'ə': "a", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ħ': "h", 'ŧ': "t", 'ŋ': "n",
	'ي': "ی", 'ى': "ی", 'ك': "ک", 'ة': "ه", 'ς': "σ",
}

// fold appends the folded form of a letter, digit or mark.
func fold(buf []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(buf, byte(r))
	}
	if mark(r) {
		return buf
	}
	for _, x := range norm.NFKD.String(string(unicode.ToLower(r))) {
		x = unicode.ToLower(x)
		switch p, ok := plain[x]; {
		case ok:
			buf = append(buf, p...)
		case mark(x):
		case unicode.IsLetter(x) || unicode.IsDigit(x):
			buf = utf8.AppendRune(buf, x)
		}
	}
	return buf
}

// Stem is the form that the forms of an English word share, of a folded word:
// "killed" and "killing" are "kill". Words of other alphabets and words with digits are
// their own.
func Stem(w string) string {
	if len(w) < 3 || len(w) > 32 {
		return w
	}
	for i := range len(w) {
		if c := w[i]; c < 'a' || c > 'z' {
			return w
		}
	}
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

// Fold is a name in the form that names are compared in: its words with single
// spaces.
func Fold(s string) string {
	var b strings.Builder
	for w := range words(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

// Pairs hands over the folded words of a text in order, each with the one before it,
// which is "" for the first.
func Pairs(s string) func(func(before, w string) bool) {
	return func(yield func(before, w string) bool) {
		before := ""
		for w := range words(s) {
			if !yield(before, w.Text) {
				return
			}
			before = w.Text
		}
	}
}
