package match

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"dossier/internal/doc"
)

// maxWords bounds the words of a document that are compared: of a long article
// those that come first.
const maxWords = 400

// tellingWords are the hashes of the words of a document that tell something, each
// once, in the order of their hashes: no header, no number, no word that every
// text has.
func tellingWords(d *doc.Document) []uint32 {
	if d == nil || d.Text == nil {
		return nil
	}
	seen := make(map[uint32]bool, maxWords)
	for _, b := range d.Blocks {
		if b.Kind == doc.Header {
			continue
		}
		for w := range strings.FieldsFuncSeq(d.Text.Slice(b.Span), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if len(w) < 4 || common[strings.ToLower(w)] {
				continue
			}
			seen[hash(stem(strings.ToLower(w)))] = true
			if len(seen) == maxWords {
				break
			}
		}
		if len(seen) == maxWords {
			break
		}
	}
	out := make([]uint32, 0, len(seen))
	for h := range seen {
		out = append(out, h)
	}
	slices.Sort(out)
	return out
}

// stem is a word without the endings that change with its use.
func stem(w string) string {
	for _, e := range []string{"ings", "ing", "ers", "ies", "ed", "es", "er", "s", "y", "e"} {
		if s, ok := strings.CutSuffix(w, e); ok && len(s) >= 4 {
			return s
		}
	}
	return w
}

// hash is FNV-1a of a word.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// common are words of four letters and more that tell nothing of an incident.
var common = set(`about above after again against also although among another around because been before being below
	between both came come could days does doing done down during each early even ever every first five following four from
	gave given have having here hers himself however including into itself just last late later least less like made make
	many monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
	october november december might month months more most much must named near never next nine none nothing once only other
	others over part past people rather same second seven several shall should since some still such take taken than that
	their them then there these they thing things third this those though three through time times today told took toward
	under until upon used very want week weeks well went were what when where which while whom whose will with within without
	would year years yesterday your according added called known left looking says said saying local media news press report
	reported reports reporter officials official police government authorities spokesman spokeswoman statement`)

func set(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// likeness is the cosine of two lists of words, each word counted once: 0 where
// either has too few to tell.
func likeness(a, b []uint32) float64 {
	if min(len(a), len(b)) < fewWords {
		return 0
	}
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(n) / math.Sqrt(float64(len(a))*float64(len(b)))
}

// fewWords is how many words a document must have for them to tell anything.
const fewWords = 12
