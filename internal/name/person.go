package name

import "strings"

// particles are words of names that one document writes and the next leaves out.
var particles = setOf("al el bin ibn ben bint von van der den de del la da dos do di mc jr sr ii iii iv")

// endings are parts of surnames that some write as words of their own.
var endings = words("zadeh zade zada nejad nezhad pour poor oglu oghlu ogly")

// titles are words before a name that are none of it.
var titles = setOf("mr mrs ms miss dr prof sir lord lady dame sheikh shaikh sheik mullah mulla maulana ayatollah hojatoleslam imam haji hajji sayyid sayed " +
	"president prime minister chancellor king queen prince princess pope cardinal bishop father sister brother rabbi " +
	"general gen lieutenant lt colonel col major maj captain capt sergeant sgt corporal private officer inspector constable detective " +
	"ambassador consul senator sen governor gov mayor judge justice chief secretary spokesman spokeswoman")

// setOf is words to look up.
func setOf(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words(s) {
		out[w] = true
	}
	return out
}

// parts are the words of a person's name that names are compared by: folded, no
// titles, no particles.
func parts(s string) []string {
	ws := words(s)
	for len(ws) > 1 && titles[ws[0]] {
		ws = ws[1:]
	}
	out := ws[:0:0]
	for i, w := range ws {
		switch {
		case particles[w]:
		case i > 0 && len(out) > 0 && within(endings, w):
			out[len(out)-1] += w
		default:
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return ws
	}
	return out
}

// Likeness is how two names stand to each other.
type Likeness int

// The ways in which two names stand to each other.
const (
	Different Likeness = iota // they cannot be one
	Part                      // one is a part of the other: "Asgarov", "Orkhan Asgarov"
	Initials                  // one has an initial where the other has the word
	Spelling                  // the same name in another spelling
	Same                      // the same words
)

// Person compares the names of two people.
func Person(a, b string) Likeness { return likePerson(parts(a), parts(b)) }

// likePerson is [Person] of names that were taken apart.
func likePerson(x, y []string) Likeness {
	if len(x) == 0 || len(y) == 0 {
		return Different
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if strings.Join(x, "") == strings.Join(y, "") {
		return Same
	}
	if len(x)+1 == len(y) && !initials(y) && alike(strings.Join(x, ""), strings.Join(y, "")) {
		return Spelling // "Kim Jong Un", "Kim Jongun"
	}
	if len(x) == 1 {
		return single(x[0], y)
	}
	return full(x, y)
}

// initials reports whether some word is a letter only.
func initials(ws []string) bool {
	for _, w := range ws {
		if len(w) == 1 {
			return true
		}
	}
	return false
}

// single compares a name of one word with a longer one: with its last word, or its
// first where that is all that is left.
func single(w string, full []string) Likeness {
	last := full[len(full)-1]
	switch {
	case w == last && len(full) == 1:
		return Same
	case len(full) == 1 && alike(w, last):
		return Spelling
	case len(full) > 1 && (w == last || alike(w, last)):
		return Part
	}
	return Different
}

// full compares two names of several words: the last ones must be one, and each
// word of the shorter name must be one of the longer, in order.
func full(x, y []string) Likeness {
	out := Same
	lower := func(l Likeness) { out = min(out, l) }
	last := word(x[len(x)-1], y[len(y)-1])
	if last < Spelling {
		return Different
	}
	lower(last)
	if first := word(x[0], y[0]); first == Different {
		return Different
	} else {
		lower(first)
	}
	k := 0
	for _, w := range x[:len(x)-1] {
		for k < len(y)-1 && word(w, y[k]) == Different {
			k++
		}
		if k == len(y)-1 {
			return Different
		}
		lower(word(w, y[k]))
		k++
	}
	return out
}

// word compares two words of names at one place.
func word(a, b string) Likeness {
	switch {
	case a == b:
		return Same
	case len(a) == 1 && strings.HasPrefix(b, a), len(b) == 1 && strings.HasPrefix(a, b):
		return Initials
	case alike(a, b):
		return Spelling
	}
	return Different
}

// PersonKey is the key under which every spelling of a person's name lies: that of
// its last word with the first letter of its first; "" for a name of one word.
func PersonKey(s string) string {
	ps := parts(s)
	if len(ps) < 2 {
		return ""
	}
	first := Key(ps[0])
	if first == "" {
		return ""
	}
	return first[:1] + " " + Key(ps[len(ps)-1])
}

// Surname is the key of the last word of a person's name, and whether more words
// stand before it.
func Surname(s string) (key string, full bool) {
	ps := parts(s)
	if len(ps) == 0 {
		return "", false
	}
	return Key(ps[len(ps)-1]), len(ps) > 1
}
