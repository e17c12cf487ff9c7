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

// tellingWords are the hashes of the words of a document that tell something, in
// the order of their hashes.
func tellingWords(d *doc.Document) []uint32 {
	ws := Words(d)
	out := make([]uint32, len(ws))
	for i, w := range ws {
		out[i] = hash(w)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Words are the stems of the words of a document that tell something, each once:
// no header, no number, no word that every text has.
func Words(d *doc.Document) []string {
	if d == nil || d.Text == nil {
		return nil
	}
	seen := make(map[string]bool, maxWords)
	var out []string
	for _, b := range d.Blocks {
		if b.Kind == doc.Header {
			continue
		}
		for w := range strings.FieldsFuncSeq(d.Text.Slice(b.Span), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if len(w) < 4 || common[strings.ToLower(w)] {
				continue
			}
			if w = stem(strings.ToLower(w)); !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
			if len(out) == maxWords {
				return out
			}
		}
	}
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

// fewWords is how many words a document must have for them to tell anything.
const fewWords = 12

// likeness is the cosine of two lists of words, each word by how much it tells.
func (m *Model) likeness(a, b []uint32) float64 {
	both, i, j := 0.0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			both += m.square(a[i])
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if both == 0 {
		return 0
	}
	return both / math.Sqrt(m.norm(a)*m.norm(b))
}

func (m *Model) norm(words []uint32) float64 {
	sum := 0.0
	for _, w := range words {
		sum += m.square(w)
	}
	return sum
}

// square is the square of how much a word tells.
func (m *Model) square(w uint32) float64 {
	if x, ok := m.usual[w]; ok {
		return x
	}
	return 1
}
