package frame

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// address is a street address or crossing: tokens [first, last). exact is set
// where more is told than the street: a number, a block, a crossing.
type address struct {
	first, last int
	exact       bool
}

// streetTypes are the words that end the name of a street, with the short forms
// of postal addresses.
var streetTypes = lexicon.Listed("street st avenue ave av boulevard blvd road rd drive dr lane ln court ct place pl way highway hwy parkway pkwy terrace ter " +
	"circle cir square plaza freeway fwy expressway expy turnpike alley trail crescent close boulevards streets avenues roads drives row quay pike")

// numberedWays are the words for roads that are named by number behind them.
var numberedWays = lexicon.Listed("highway route interstate i-35 us hwy rt rte state county u.s m a i sr exit junction")

// directions are the quarters of a town before or behind the name of a street.
var directions = lexicon.Listed("north south east west n s e w ne nw se sw northeast northwest southeast southwest")

// courts of law end in a word for a street too.
var courtsOfLaw = lexicon.Listed("district supreme superior high county circuit magistrate magistrates criminal federal appeals municipal crown divisional family civil tennis basketball")

// plainToken is token i in lower case without the point of an abbreviation, "" outside
// of s.
func (r *reading) plainToken(s *nlp.Sentence, i int) string {
	if i < s.First || i >= s.Last {
		return ""
	}
	return strings.TrimSuffix(r.in.Tokens[i].Lower, ".")
}

func (r *reading) capital(s *nlp.Sentence, i int) bool {
	if i < s.First || i >= s.Last {
		return false
	}
	sh := r.in.Tokens[i].Shape
	return sh == nlp.Title || sh == nlp.Upper || sh == nlp.Mixed && !isDigit(r.in.Tokens[i].Lower[0])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// nth reports whether w is "20th", "1st".
func nth(w string) bool {
	n := 0
	for n < len(w) && isDigit(w[n]) {
		n++
	}
	switch w[n:] {
	case "st", "nd", "rd", "th":
		return n > 0
	}
	return false
}

// number reports whether w is a house number or that of a road.
func number(w string) bool {
	for i := range len(w) {
		if !isDigit(w[i]) {
			return false
		}
	}
	return len(w) > 0 && len(w) <= 5
}

// addresses are the street addresses of a sentence, in order.
func (r *reading) addresses(s *nlp.Sentence) []address {
	var out []address
	for i := s.First; i < s.Last; {
		a, ok := r.address(s, i)
		if !ok {
			i++
			continue
		}
		if i > s.First && number(r.plainToken(s, i-1)) && !a.exact {
			a.first, a.exact = i-1, true
		}
		out = append(out, a)
		i = a.last
	}
	return out
}

// address reads an address that starts at token i.
func (r *reading) address(s *nlp.Sentence, i int) (address, bool) {
	if end := r.block(s, i); end > 0 {
		return address{i, end, true}, true
	}
	if end := r.numbered(s, i); end > 0 {
		return address{i, end, false}, true
	}
	if end := r.street(s, i); end > 0 {
		if j := r.crossing(s, end); j > 0 {
			return address{i, j, true}, true
		}
		return address{i, end, false}, true
	}
	if end := r.corner(s, i); end > 0 {
		return address{i, end, true}, true
	}
	return address{}, false
}

// block reads "3000 block of North 20th Street", where the street may go without
// its type.
func (r *reading) block(s *nlp.Sentence, i int) int {
	w := r.plainToken(s, i)
	if !number(w) && w != "unit" && !(w == "first" || nth(w)) || r.plainToken(s, i+1) != "block" {
		return 0
	}
	j := i + 2
	if r.plainToken(s, j) == "of" {
		j++
	}
	if r.plainToken(s, j) == "the" {
		j++
	}
	if end := r.street(s, j); end > 0 {
		return end
	}
	if end := r.numbered(s, j); end > 0 {
		return end
	}
	k := j
	for k < min(s.Last, j+5) && (r.capital(s, k) || nth(r.plainToken(s, k))) {
		k++
	}
	if k == j {
		return 0
	}
	return k
}

// street reads the name of a street with its type: "W. National Avenue NW".
func (r *reading) street(s *nlp.Sentence, i int) int {
	core, named := 0, false
	for j := i; j < min(s.Last, i+6); j++ {
		w := r.plainToken(s, j)
		if !r.capital(s, j) && !nth(w) {
			return 0
		}
		if j > i && streetTypes[w] && named && !(w == "st" && r.capital(s, j+1) && !streetTypes[r.plainToken(s, j+1)] && !directions[r.plainToken(s, j+1)] && core < 1) {
			if (w == "court" || w == "courts") && courtsOfLaw[r.plainToken(s, j-1)] {
				return 0
			}
			if streetTypes[r.plainToken(s, j+1)] && r.capital(s, j+1) { // St. Louis Place, Park Place Drive
				continue
			}
			if n := extract.NameAt(r.in, j); n != nil && n.Last > j+1 && n.Kind == entity.Organisation {
				return 0 // the Wall Street Journal
			}
			if directions[r.plainToken(s, j+1)] && r.capital(s, j+1) {
				return j + 2
			}
			return j + 1
		}
		if !directions[w] {
			core++
			named = true
		}
	}
	return 0
}

// numbered reads a road named by number: "Highway 101", "U.S. Route 60", "I-35".
func (r *reading) numbered(s *nlp.Sentence, i int) int {
	if !r.capital(s, i) {
		return 0
	}
	w := r.plainToken(s, i)
	if rest, ok := strings.CutPrefix(w, "i-"); ok && number(strings.TrimRight(rest, "nsew")) {
		return i + 1
	}
	j := i
	for j < i+3 && numberedWays[r.plainToken(s, j)] && r.capital(s, j) {
		j++
	}
	if j == i || w == "m" || w == "a" || w == "exit" || w == "county" && j == i+1 || w == "state" && j == i+1 || w == "i" {
		return 0
	}
	if r.plainToken(s, j) == "-" {
		j++
	}
	if n := strings.TrimRight(r.plainToken(s, j), "nsew"); number(n) && len(n) < 5 {
		return j + 1
	}
	return 0
}

// crossing is the end of "and Hayes Avenue" behind a street that ends before
// token i, 0 for none.
func (r *reading) crossing(s *nlp.Sentence, i int) int {
	switch r.plainToken(s, i) {
	case "and", "&", "at":
	default:
		return 0
	}
	if end := r.street(s, i+1); end > 0 {
		return end
	}
	return 0
}

// corner reads streets that go without their type at the first or both, where a
// word for a crossing or "near" stands before them: "near 48th and Hampton",
// "North Newberry and Smyser streets".
func (r *reading) corner(s *nlp.Sentence, i int) int {
	j := i
	for j < min(s.Last, i+4) && (r.capital(s, j) || nth(r.plainToken(s, j))) {
		j++
	}
	if j == i || r.plainToken(s, j) != "and" && r.plainToken(s, j) != "&" {
		return 0
	}
	k := j + 1
	for k < min(s.Last, j+4) && (r.capital(s, k) || nth(r.plainToken(s, k))) {
		k++
	}
	if k == j+1 {
		return 0
	}
	typed := streetTypes[r.plainToken(s, k)] // "streets", small
	if typed {
		k++
	}
	if typed && strings.HasSuffix(r.plainToken(s, k-1), "s") || streetTypes[r.plainToken(s, k-1)] && r.cornered(s, i) {
		return k
	}
	if (nth(r.plainToken(s, i)) || nth(r.plainToken(s, j-1)) || nth(r.plainToken(s, k-1))) && r.cornered(s, i) {
		return k
	}
	return 0
}

// cornered reports whether a word that leads to a crossing stands before token i.
func (r *reading) cornered(s *nlp.Sentence, i int) bool {
	for k := i - 1; k >= max(s.First, i-3); k-- {
		switch r.plainToken(s, k) {
		case "near", "of", "at", "on", "by", "between":
			return true
		}
	}
	return false
}
