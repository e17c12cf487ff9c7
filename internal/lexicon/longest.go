package lexicon

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/where"
)

// maxWords is the most words of a name that are looked at.
const maxWords = 10

// Longest is the longest known name that starts at words[0]. The words stand as
// written, marks as words of their own, so that "Washington", ",", "D.C." is
// found as one name. A name in running text begins and ends with a capital;
// text in capitals throughout matches too. A word of the kind province, region
// or governorate after a name makes it the region's.
func Longest(words []string) Hit {
	if len(words) == 0 || !startsName(words[0]) {
		return Hit{}
	}
	g := gazetteer()
	var (
		buf  [2 * maxKey]byte
		key  = buf[:0]
		best entry
		n    int
	)
	for i := 0; i < len(words) && i < maxWords; i++ {
		if i > 0 && !continues(words[i]) {
			break
		}
		before := len(key)
		if len(words[i]) > maxKey {
			break
		}
		key = appendFold(key, words[i])
		if len(key) == before || len(key) > maxKey {
			break
		}
		e, ok, more := g.find(key)
		if ok && ends(words[i]) && !(e.capsOnly() && !inCapitals(words[:i+1])) {
			best, n = e, i+1
		}
		if !more {
			break
		}
	}
	if n == 0 {
		return Hit{}
	}
	if n < len(words) && regionWord(words[n]) && g.hasRegion(best) {
		return g.regionHit(best, n+1)
	}
	return g.hit(best, n)
}

// startsName reports whether w can begin a name: a capital first, or after a
// small article joined to it ("al-Bab").
func startsName(w string) bool {
	if w == "" {
		return false
	}
	if c := w[0]; c < utf8.RuneSelf && (c < 'a' || c > 'z') {
		return 'A' <= c && c <= 'Z' || isApostrophe(rune(c)) && len(w) > 1 && startsName(w[1:])
	}
	r, n := utf8.DecodeRuneInString(w)
	if isApostrophe(r) {
		return startsName(w[n:])
	}
	if unicode.IsUpper(r) || unicode.IsTitle(r) {
		return true
	}
	article, rest, ok := strings.Cut(w, "-")
	return ok && len(article) <= 3 && inner(article) && startsName(rest)
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '‘' || r == '’' || r == 'ʻ' || r == 'ʿ' || r == 'ʾ'
}

// continues reports whether w can stand inside a name.
func continues(w string) bool {
	return w == "," || w == "&" || w == "-" || startsName(w) || inner(w) || digits(w)
}

// ends reports whether w can be the last word of a name.
func ends(w string) bool { return startsName(w) || digits(w) }

func digits(w string) bool { return w != "" && '0' <= w[0] && w[0] <= '9' }

// inner reports whether w is a word that names of places write small.
func inner(w string) bool {
	switch w {
	case "of", "the", "and", "de", "la", "del", "du", "da", "do", "dos", "das", "di", "el", "al", "an", "am", "ad",
		"as", "at", "az", "ar", "ash", "e", "i", "y", "im", "in", "on", "upon", "under", "by", "sur", "en", "le", "les",
		"los", "las", "aux", "ob", "an-der", "der", "den", "van", "von", "und", "bei", "vor", "nad", "na", "pod", "près",
		"next", "o", "y-la", "ye", "ul", "us", "ed", "et", "della", "dello", "sul", "an’t", "op", "aan", "ter", "ten":
		return true
	}
	return false
}

// inCapitals reports whether no word has a small letter.
func inCapitals(words []string) bool {
	for _, w := range words {
		for _, r := range w {
			if unicode.IsLower(r) {
				return false
			}
		}
	}
	return true
}

// regionWord reports whether w, after a name, says that a region is meant.
func regionWord(w string) bool {
	switch w {
	case "province", "Province", "PROVINCE", "region", "Region", "governorate", "Governorate", "state", "State",
		"oblast", "Oblast", "prefecture", "Prefecture", "department", "Department", "canton", "Canton",
		"voivodeship", "Voivodeship", "krai", "Krai", "emirate", "Emirate":
		return true
	}
	return false
}

func (g *gaz) regionHit(e entry, n int) Hit {
	h := Hit{Words: n, Kind: Region, Places: g.candidates(e, true)}
	h.Name, h.Country = h.Places[0].Name, h.Places[0].Country
	return h
}

// hit tells what the first reference of e is; places among the others are its
// candidates.
func (g *gaz) hit(e entry, n int) Hit {
	h := Hit{Words: n, Weak: e.weak()}
	switch r := e.ref(0); r & refKind {
	case refState, refDemonym:
		h.Kind = State
		if r&refKind == refDemonym {
			h.Kind = Demonym
		}
		h.Name, h.Country = countryName(r & 0xFFFF)
	case refUnion:
		h.Kind, h.Name = Union, unions()[r&0xFFFF][0]
	default:
		p := g.place(r)
		h.Kind, h.Name, h.Country = Town, p.Name, p.Country
		if p.IsRegion() {
			h.Kind = Region
		}
	}
	h.Places = g.candidates(e, false)
	return h
}

// countryName is the usual name and the code of the country whose code is
// packed in n; the zero code is no one country's ("European").
func countryName(n int) (name, code string) {
	if n == 0 {
		return "", ""
	}
	i, ok := countryIndex(string([]byte{byte(n >> 8), byte(n)}))
	if !ok {
		return "", ""
	}
	return countries()[i].Name, countries()[i].Code
}

// Resolve picks the candidate that a document most likely means. Context lists
// the ISO codes of the states the document names, most frequent first: a
// candidate in a named state wins over one elsewhere, in the first named of
// them over one in a later, unless it is a hamlet beside a great city. With no
// support from the context the first candidate, the greatest, is taken. It is
// the zero Place when there are no candidates.
func Resolve(cands []where.Place, context []string) where.Place {
	var best where.Place
	bestScore := -1.0
	for i, p := range cands {
		if s := support(p, i, context); s > bestScore {
			best, bestScore = p, s
		}
	}
	return best
}

// support weighs a candidate: its rank among the candidates and its size, times
// what the document's states say for it.
func support(p where.Place, rank int, context []string) float64 {
	s := size(p) / float64(1+rank)
	for i, code := range context {
		if code == p.Country {
			return s * 60 / float64(min(i, 8)+1)
		}
	}
	return s
}

// size grows slowly with the number of people: a town of a thousand has 1, a
// city of ten million 100.
func size(p where.Place) float64 { return math.Sqrt(float64(max(p.Population, 300)) / 1000) }
