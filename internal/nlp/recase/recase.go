// Package recase says how the words of a text in capitals, or without any,
// would be written in running text.
package recase

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/learn"
	"dossier/internal/nlp"
)

// The cases that the weights tell apart; nlp.Mixed is looked up.
const (
	Small    = iota // embassy
	Capital         // Embassy
	Capitals        // UN
	Cases
)

// Model is what was learnt of case: a table of weights per hashed feature and
// the forms that mix their letters ("McCain").
type Model struct {
	weights []int8 // Cases per bucket
	buckets uint32 // a power of two
	mixed   map[string]string
}

// Open reads the sections "case" (weights, three per bucket) and "mixed" (forms)
// of a model file.
func Open(f *learn.File) (*Model, error) {
	m := NewModel(f.Int8("case"), f.Strings("mixed"))
	if m.buckets == 0 || m.buckets&(m.buckets-1) != 0 || len(m.weights) != Cases*int(m.buckets) {
		return nil, fmt.Errorf("case model: %d weights are not %d times a power of two", len(m.weights), Cases)
	}
	return m, nil
}

// NewModel is a model of such weights and mixed forms.
func NewModel(weights []int8, mixed []string) *Model {
	m := &Model{weights: weights, buckets: uint32(len(weights) / Cases), mixed: make(map[string]string, len(mixed))}
	for _, f := range mixed {
		m.mixed[strings.ToLower(f)] = f
	}
	return m
}

// Writing is how a sentence is written.
type Writing uint8

// The ways of writing.
const (
	Running  Writing = iota // as running text: nothing to restore
	AllLarge                // (nearly) all letters are capitals
	AllSmall                // no letter is a capital
)

// nearly is the share of capitals, in percent, from which a sentence counts as
// all in capitals; fewest the words of two letters or more that it must have.
const (
	nearly = 90
	fewest = 3
)

// WritingOf tells how a sentence is written. Too short a one is taken for
// running text.
func WritingOf(forms []string) Writing {
	words, large, small := 0, 0, 0
	for _, f := range forms {
		letters := 0
		for _, r := range f {
			switch {
			case unicode.IsUpper(r):
				large++
			case unicode.IsLower(r):
				small++
			default:
				continue
			}
			letters++
		}
		if letters > 1 {
			words++
		}
	}
	switch {
	case words < fewest:
		return Running
	case large == 0:
		return AllSmall
	case 100*large >= nearly*(large+small):
		return AllLarge
	}
	return Running
}

// Scratch is memory that calls reuse.
type Scratch struct {
	words []word
	feats [features]uint32
}

// word is what is looked at of a word: hashes of it and of its ends in lower
// case.
type word struct {
	whole, tail2, tail3, head3 uint32
	letters, address           bool
	size                       uint8
}

// Shapes says of each form of one sentence how it would be written; the case of
// its letters is not looked at. A form without letters is nlp.Punct, an address of
// the web or of mail nlp.Lower. out has the length of forms.
func (m *Model) Shapes(s *Scratch, forms []string, out []nlp.Shape) {
	s.Read(forms)
	before, beforeThat := uint32(Cases), uint32(Cases)
	for i := range forms {
		if s.words[i].address {
			out[i] = nlp.Lower
			continue
		}
		if !s.words[i].letters {
			out[i] = nlp.Punct
			continue
		}
		c := m.Best(s.Features(i, before, beforeThat))
		before, beforeThat = uint32(c), before
		out[i] = shapes[c]
		if c != Small {
			if _, ok := m.mixedForm(forms[i]); ok {
				out[i] = nlp.Mixed
			}
		}
	}
}

var shapes = [Cases]nlp.Shape{Small: nlp.Lower, Capital: nlp.Title, Capitals: nlp.Upper}

// Best is the case with the greatest weight.
func (m *Model) Best(feats []uint32) int {
	var sum [Cases]int32
	for _, f := range feats {
		w := m.weights[Cases*(f&(m.buckets-1)):][:Cases]
		for c := range sum {
			sum[c] += int32(w[c])
		}
	}
	best := 0
	for c := range sum {
		if sum[c] > sum[best] {
			best = c
		}
	}
	return best
}

// Append writes a form in a shape that [Model.Shapes] gave it.
func (m *Model) Append(dst []byte, form string, shape nlp.Shape) []byte {
	if shape == nlp.Mixed {
		if f, ok := m.mixedForm(form); ok {
			return append(dst, f...)
		}
	}
	letters, again := 0, secondCapital(form)
	for i, r := range form {
		if unicode.IsLetter(r) {
			letters++
		}
		if shape == nlp.Upper || shape == nlp.Title && unicode.IsLetter(r) && (letters == 1 || i == again) {
			r = unicode.ToUpper(r)
		} else {
			r = unicode.ToLower(r)
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// secondCapital is where a name of the kind of O'Hara or McCain has its second
// capital, 0 when the form is none.
func secondCapital(form string) int {
	switch {
	case len(form) > 4 && (form[1] == '\'' || strings.HasPrefix(form[1:], "’")) && strings.ContainsRune("OoDd", rune(form[0])):
		if form[1] == '\'' {
			return 2
		}
		return 1 + len("’")
	case len(form) > 4 && (form[0] == 'M' || form[0] == 'm') && (form[1] == 'C' || form[1] == 'c'):
		return 2
	}
	return 0
}

func (m *Model) mixedForm(form string) (string, bool) {
	var buf [32]byte
	if len(form) > len(buf) {
		return "", false
	}
	f, ok := m.mixed[string(appendLower(buf[:0], form))]
	return f, ok
}

func appendLower(dst []byte, form string) []byte {
	for _, r := range form {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			dst = append(dst, byte(r))
			continue
		}
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
	}
	return dst
}
