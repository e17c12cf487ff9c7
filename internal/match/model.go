package match

import (
	"math"
	"strings"
)

// Model is what was learnt of reports of one incident and of two: which words tell
// little, and how much each feature weighs.
type Model struct {
	usual   map[uint32]float64 // the square of how much a word tells; 1 for all others
	weights [FeatureCount]float64
}

// UsualBands is how many classes of usual words there are.
const UsualBands = 4

// tells is how much a word of each band tells: the logarithm of how rare it is, of
// that of a word that one report in fifty has.
var tells = [UsualBands]float64{0.9, 0.68, 0.48, 0.31}

// NewModel makes a model of the stems of usual words by band, the rarest first, and
// of the weights of the features.
func NewModel(usual [UsualBands][]string, weights [FeatureCount]float64) *Model {
	m := &Model{usual: map[uint32]float64{}, weights: weights}
	for band, words := range usual {
		for _, w := range words {
			m.usual[hash(w)] = tells[band] * tells[band]
		}
	}
	return m
}

// shipped is the model that the program uses.
var shipped = NewModel(split(usualWords), weights)

func split(bands [UsualBands]string) (out [UsualBands][]string) {
	for i, s := range bands {
		out[i] = strings.Fields(s)
	}
	return out
}

// Score is how much speaks for two signs being of one incident: the logarithm of
// the odds.
func (m *Model) Score(a, b *Sign) float64 {
	f := m.Features(a, b)
	return m.score(&f, a, b)
}

func (m *Model) score(f *[FeatureCount]float64, a, b *Sign) float64 {
	sum := 0.0
	for k, w := range m.weights {
		sum += w * f[k]
	}
	if a.Incident == 0 && b.Incident == 0 {
		return sum
	}
	switch {
	case !placed(f):
		return min(sum, Threshold-1)
	case f[OtherKinds]+f[OtherToll]+f[FarCountry] == 0:
		return max(sum, Threshold+0.5) // what is told in passing is told in few words
	}
	return sum
}

// placed reports whether two signs share a day or month and a place: an incident
// told in passing is known by nothing less.
func placed(f *[FeatureCount]float64) bool {
	return f[SameDay]+f[NextDay]+f[SameMonth] > 0 && f[SameTown]+f[SameSite] > 0
}

// confidence is how likely two signs of a score are of one incident.
func confidence(score float64) float64 {
	return math.Round(100/(1+math.Exp(-score))) / 100
}
