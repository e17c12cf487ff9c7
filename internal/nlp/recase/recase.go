// Package recase says how the words of a text in capitals, or without any,
// would be written in running text.
package recase

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dossier/internal/learn"
	"dossier/internal/nlp"
	"dossier/models"
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

// Shared is the model that the program embeds, read at the first call.
var Shared = sync.OnceValues(func() (*Model, error) {
	f, err := learn.Open(models.Recase)
	if err != nil {
		return nil, err
	}
	return Open(f)
})

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
	Titled                  // as headlines of some papers: Four Killed in Market Blast
)

// nearly is the share of capitals, in percent, from which a sentence counts as
// all in capitals; fewest the words of two letters or more that it must have;
// fewestLong the words of long letters or more that headlines must have, all of
// them with a capital.
const (
	nearly     = 90
	fewest     = 3
	long       = 4
	fewestLong = 4
)

// WritingOf tells how a sentence is written. Too short a one is taken for
// running text.
func WritingOf(forms []string) Writing {
	words, large, small := 0, 0, 0
	longWords, capital := 0, 0
	for _, f := range forms {
		letters, first := 0, 0
		for _, r := range f {
			switch {
			case unicode.IsUpper(r):
				large++
				if letters == 0 {
					first = 1
				}
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
		if letters >= long {
			longWords++
			capital += first
		}
	}
	switch {
	case words < fewest:
		return Running
	case large == 0:
		return AllSmall
	case 100*large >= nearly*(large+small):
		return AllLarge
	case longWords >= fewestLong && capital == longWords:
		return Titled
	}
	return Running
}

// Restore gives the forms of a sentence as running text has them: forms itself
// when it is written so. Of a headline only words that begin with one capital
// are changed. The result is good until the next call.
func (m *Model) Restore(s *Scratch, forms []string) []string {
	writing := WritingOf(forms)
	if writing == Running {
		return forms
	}
	s.shapes = slices.Grow(s.shapes[:0], len(forms))[:len(forms)]
	m.Shapes(s, forms, s.shapes)
	s.forms, s.text, s.ends = s.forms[:0], s.text[:0], s.ends[:0]
	for i, f := range forms {
		if writing == Titled && !oneCapital(f) || s.shapes[i] == nlp.Punct {
			s.text = append(s.text, f...)
		} else {
			s.text = m.Append(s.text, f, s.shapes[i])
		}
		s.ends = append(s.ends, len(s.text))
	}
	text, start := string(s.text), 0
	for _, end := range s.ends {
		s.forms = append(s.forms, text[start:end])
		start = end
	}
	return s.forms
}

// oneCapital reports whether the first letter of a form is its one capital.
func oneCapital(form string) bool {
	first, capitals := true, 0
	for _, r := range form {
		if unicode.IsUpper(r) {
			if !first {
				return false
			}
			capitals++
		}
		first = first && !unicode.IsLetter(r)
	}
	return capitals == 1
}

// Scratch is memory that calls reuse.
type Scratch struct {
	words  []word
	feats  [features]uint32
	shapes []nlp.Shape
	forms  []string
	text   []byte
	ends   []int
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
		c := m.best(s.Features(i, before, beforeThat))
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

// favour is what a capital weighs before anything is known: a name without its
// capital is a greater loss to what reads the words than a word with one, and in
// a headline a list of names may look like one. Measured by the probe.
const favour = 40

// best is the case with the greatest weight.
func (m *Model) best(feats []uint32) int {
	sum := [Cases]int32{Capital: favour}
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
