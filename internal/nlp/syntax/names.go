package syntax

import (
	"slices"

	"dossier/internal/nlp"
)

// labels finds the best row of labels that is one of names, from the scores of n
// words, stride apart (Viterbi 1967).
func (s *Scratch) labels(out []nlp.NameLabel, score []float32, n, stride int) {
	s.best = grow(s.best, nlp.NameLabels)
	s.next = grow(s.next, nlp.NameLabels)
	s.from = grow(s.from, n*nlp.NameLabels)
	for i := range n {
		row := score[i*stride : i*stride+nlp.NameLabels]
		for b, v := range row {
			at := -1
			for a, w := range s.best {
				if (i == 0 && a > 0) || !nlp.NameLabel(b).Follows(nlp.NameLabel(a)) {
					continue
				}
				if i == 0 {
					w = 0
				}
				if at < 0 || w > s.next[b] {
					at, s.next[b] = a, w
				}
			}
			if at < 0 { // no name begins inside
				at, s.next[b] = 0, -1e9
			}
			s.next[b] += v
			s.from[i*nlp.NameLabels+b] = uint8(at)
		}
		s.best, s.next = s.next, s.best
	}
	at := top(s.best)
	for i := n - 1; i >= 0; i-- {
		out[i] = nlp.NameLabel(at)
		at = int(s.from[i*nlp.NameLabels+at])
	}
}

// leaning rounds the scores of one word's labels.
func leaning(score []float32) (out nlp.Leaning) {
	top := slices.Max(score[:nlp.NameLabels])
	for l := range out {
		out[l] = int8(max(float32((score[l]-top)*16), -127))
	}
	return out
}

// Names gives for every name that labels make up its words [first, last) and its
// kind.
func Names(labels []nlp.NameLabel, yield func(first, last int, k nlp.LabelKind)) {
	for i := 0; i < len(labels); {
		if labels[i] == 0 {
			i++
			continue
		}
		j := i + 1
		for j < len(labels) && labels[j] != 0 && !labels[j].First() {
			j++
		}
		yield(i, j, labels[i].Kind())
		i = j
	}
}
