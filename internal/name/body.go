package name

import "strings"

// small are words of the names of bodies that initials leave out.
var small = words("the of for and in on to a an al el ul ad de la le du des der die das und y e")

// Body compares the names of two organisations or groups: the same words, the same
// in another spelling ("Jaish al-Adl", "Jaish ul-Adl"), or the initials of the other
// ("FLA", "Front for the Liberation of Arlen").
func Body(a, b string) Likeness {
	return likeBody(a, b, telling(words(a)), telling(words(b)))
}

// likeBody is [Body] of names with their words that tell something.
func likeBody(a, b string, x, y []string) Likeness {
	if len(x) == 0 || len(y) == 0 {
		return Different
	}
	if strings.Join(x, "") == strings.Join(y, "") {
		return Same
	}
	if acronym(a, x, y) || acronym(b, y, x) {
		return Initials
	}
	if len(x) != len(y) {
		return Different
	}
	for i := range x {
		if !alike(x[i], y[i]) {
			return Different
		}
	}
	return Spelling
}

// telling are the words of a body's name without the small ones, all of them where
// there are no others.
func telling(ws []string) []string {
	out := ws[:0:0]
	for _, w := range ws {
		if !within(small, w) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return ws
	}
	return out
}

// acronym reports whether a name, written in capitals, is the initials of some
// words.
func acronym(written string, short, long []string) bool {
	if len(short) != 1 || len(short[0]) < 3 || len(short[0]) != len(long) || strings.ToUpper(written) != written {
		return false
	}
	for i, w := range long {
		if w[0] != short[0][i] {
			return false
		}
	}
	return true
}
