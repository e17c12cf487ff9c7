package name

import "strings"

// sounds are the spellings of consonants that romanisations of Arabic, Persian,
// Russian and Turkish names give one sound, the longer ones first. Empty is a
// letter that some of them leave out.
var sounds = []struct{ from, to string }{
	{"shch", "s"}, {"tsch", "c"}, {"dzh", "j"}, {"sch", "s"}, {"tch", "c"},
	{"sh", "s"}, {"ch", "c"}, {"kh", "h"}, {"gh", "k"}, {"zh", "j"}, {"dj", "j"}, {"dh", "d"}, {"th", "t"}, {"ph", "f"},
	{"ck", "k"}, {"ts", "s"}, {"tz", "s"},
	{"q", "k"}, {"g", "k"}, {"x", "h"}, {"w", "v"}, {"z", "s"}, {"p", "b"},
}

// begins are the spellings that begin with each letter, in their order.
var begins = func() (out [256][]int) {
	for k, x := range sounds {
		out[x.from[0]] = append(out[x.from[0]], k)
	}
	return out
}()

// sound is one sound of a name: a consonant, or a vowel by the letter it is
// written with.
type sound struct {
	letter byte
	vowel  bool
}

// soundsOf is a word as its sounds; doubled ones are one.
func soundsOf(w string) []sound {
	var out []sound
	add := func(s sound) {
		if n := len(out); n == 0 || out[n-1] != s {
			out = append(out, s)
		}
	}
next:
	for i := 0; i < len(w); {
		for _, k := range begins[w[i]] {
			if x := &sounds[k]; strings.HasPrefix(w[i:], x.from) {
				add(sound{x.to[0], false})
				i += len(x.from)
				continue next
			}
		}
		c := w[i]
		i++
		switch {
		case c == 'y' && (i == len(w) || len(out) > 0 && !isVowel(w[i])), isVowel(c):
			if c == 'y' {
				c = 'i'
			}
			add(sound{c, true})
		case c == 'y':
			// "Yeltsin", "Yusuf": a glide that some leave out
		case c == 'c' && (i == len(w) || !strings.ContainsRune("ei", rune(w[i]))):
			add(sound{'k', false})
		case c == 'h' && len(out) > 0:
			// "Mehdi", "Mahdi", "zadeh", "zade"
		case c == 'd' && i == len(w), c == 't' && i == len(w):
			add(sound{'t', false}) // "Ahmad", "Ahmet"
		default:
			add(sound{c, false})
		}
	}
	return out
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// Key is what every romanisation of one word of a name has in common: its
// consonants as they sound, and that it begins with a vowel where it does.
func Key(word string) string {
	return keyOf(soundsOf(strings.Join(words(word), "")))
}

func keyOf(sounds []sound) string {
	b := make([]byte, 0, 16)
	for i, s := range sounds {
		switch {
		case !s.vowel:
			if n := len(b); n == 0 || b[n-1] != s.letter {
				b = append(b, s.letter)
			}
		case i == 0:
			b = append(b, 'a')
		}
	}
	return string(b)
}

// Alike reports whether two words can be one name in two spellings: "Hoseinzadeh"
// and "Hosseinzadeh", "Gaddafi" and "Qadhafi". "Hassan" and "Hossein" cannot.
func Alike(a, b string) bool {
	return alike(strings.Join(words(a), ""), strings.Join(words(b), ""))
}

// alike is [Alike] of folded words.
func alike(a, b string) bool {
	if a == b {
		return a != ""
	}
	if min(len(a), len(b)) < 3 {
		return false
	}
	x, y := soundsOf(a), soundsOf(b)
	return keyOf(x) == keyOf(y) && vowelsAgree(x, y)
}

// vowelsAgree reports whether two words of the same consonants have vowels that
// stand for each other, or that one of them leaves out.
func vowelsAgree(a, b []sound) bool {
	missing := 0
	for len(a) > 0 || len(b) > 0 {
		x, y := run(&a), run(&b)
		switch {
		case x == y:
		case x == "" || y == "":
			missing++
		case !sameVowel(x, y):
			return false
		}
		if len(a) > 0 {
			a = a[1:]
		}
		if len(b) > 0 {
			b = b[1:]
		}
	}
	return missing <= 1
}

// run takes the vowels that a word begins with.
func run(s *[]sound) string {
	n := 0
	for n < len(*s) && (*s)[n].vowel {
		n++
	}
	var out []byte
	for _, v := range (*s)[:n] {
		out = append(out, v.letter)
	}
	*s = (*s)[n:]
	return string(out)
}

// vowelClasses are spellings that one vowel has in romanisations.
var vowelClasses = [][]string{
	{"a", "e", "ae", "ea", "aa", "ia", "ie"}, // Ahmad, Ahmed
	{"e", "i", "ie", "ei", "ee", "ii", "iei"},
	{"o", "u", "ou", "oo", "uo", "io", "iu"}, // Mohammed, Muhammad
	{"e", "o", "io", "eo"},                   // Gorbachev, Gorbachov
	{"ai", "ei", "e", "i", "aei", "aie", "eie"},
	{"au", "av", "o", "ou", "u", "ao"},
}

func sameVowel(x, y string) bool {
	for _, c := range vowelClasses {
		if within(c, x) && within(c, y) {
			return true
		}
	}
	if len(x) != len(y) || len(x) < 2 {
		return false
	}
	for i := range x { // "Mohammed", "Muhammad": what stood between them is silent
		if x[i] != y[i] && !sameVowel(x[i:i+1], y[i:i+1]) {
			return false
		}
	}
	return true
}

func within(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
