package timex

import "strings"

// The reach of the search for a verb, in atoms to either side.
const verbReach = 24

// future reports whether the words around atoms [i, j) speak of what is to come:
// the nearest sign of tense decides, one beyond a comma, "and" or "that" stands
// further off. Where nothing tells, a report looks back and an agenda ahead.
func (r *reader) future(i, j int) bool {
	switch r.word(i - 1) {
	case "until", "till", "by":
		if r.tenseAt(i-2) == aheadTense {
			return true
		}
	case "for":
		switch r.word(i - 2) {
		case "scheduled", "set", "planned", "due":
			return true
		}
	}
	best, far := noTense, 1<<20
	cost := 0
	for k := i - 1; k >= r.first && k > i-verbReach; k-- {
		cost += r.distance(k)
		if t := r.tenseAt(k); t != noTense {
			best, far = t, cost
			break
		}
	}
	cost = 0
	for k := j; k < r.end && k < j+verbReach && cost < far; k++ {
		cost += r.distance(k)
		if t := r.tenseAt(k); t != noTense {
			if cost < far {
				best = t
			}
			break
		}
	}
	return best == aheadTense || r.agenda && best == noTense
}

func (r *reader) distance(k int) int {
	switch r.word(k) {
	case ",", "that", "and", "but":
		return 4
	case ";", ":", "”", "“", "\"":
		return 12
	}
	return 1
}

type tense uint8

const (
	noTense tense = iota
	pastTense
	aheadTense
)

// tenses are the words that show a tense by themselves: auxiliaries, irregular
// past forms and what announces.
var tenses = func() map[string]tense {
	m := map[string]tense{}
	for _, w := range strings.Fields("will 'll ’ll shall would scheduled upcoming due expected expects anticipated slated plans planned planning intends aims hopes wo forthcoming going") {
		m[w] = aheadTense
	}
	for _, w := range strings.Fields("was were had said told took came went began did fell broke shot met left held got made gave saw struck hit blew drove fled found set wrote spoke says has have became ran died lost brought bought sent built") {
		m[w] = pastTense
	}
	return m
}()

// tenseAt is the tense that atom k shows.
func (r *reader) tenseAt(k int) tense {
	w := r.word(k)
	if len(w) < 2 {
		return noTense
	}
	t := tenses[w]
	if r.word(k+1) == "to" && (w == "set" || w == "is" || w == "are") && r.small(k+2) {
		return aheadTense
	}
	if t == noTense && len(w) > 3 && strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "eed") && (!r.capital(k) || k == r.first) {
		t = pastTense
	}
	if t == pastTense && r.aheadBefore(k) {
		return aheadTense
	}
	return t
}

// aheadBefore reports whether the verb form at k hangs on "will", "to" or
// "would": "will be charged", "is to be held".
func (r *reader) aheadBefore(k int) bool {
	for j := k - 1; j >= k-3 && j >= r.first; j-- {
		switch r.word(j) {
		case "will", "would", "shall", "'ll", "’ll", "to":
			return true
		case "be", "not", "have", "also", "been", "then", "likely":
			continue
		}
		return false
	}
	return false
}
