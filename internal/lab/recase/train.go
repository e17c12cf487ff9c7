// Package recase learns how words are cased from raw text and lists of names,
// and measures what comes back of a text put in capitals. It is workshop only.
package recase

import (
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/fault"
	"dossier/internal/lab/rawtext"
	"dossier/internal/lab/settings"
	"dossier/internal/learn"
	"dossier/internal/nlp/recase"
)

// Config is all that decides what training makes.
type Config struct {
	Seed     uint64
	Buckets  int // a power of two
	Epochs   int
	Seen     int // words of lists count when the text has them less often
	MinMixed int // how often a form of mixed case must be seen
	Town     int // inhabitants from which a town's name is learnt
}

// Default is the configuration that is measured and shipped.
func Default() Config {
	return Config{Seed: 1, Buckets: 1 << 18, Epochs: 5, Seen: 3, MinMixed: 2, Town: 15000}
}

// Run learns from the text under shared and writes the model file to path. Each
// change is "Key=value", a field of [Config] in JSON.
func Run(w io.Writer, shared, path string, changes []string) error {
	cfg := Default()
	if err := settings.Change(&cfg, changes); err != nil {
		return err
	}
	folder := filepath.Join(shared, "corpora")
	text, from, err := gather(folder)
	if err != nil {
		return fault.Wrap("learn case", err)
	}
	single, err := lists(folder, cfg)
	if err != nil {
		return fault.Wrap("learn case", err)
	}
	weights, mixed := train(text, single, cfg)
	var scores strings.Builder
	if err := Restoration(&scores, folder, recase.NewModel(weights, mixed)); err != nil {
		return err
	}
	about := fmt.Sprintf("case of words, %s\ncommand: dossier-lab train recase FILE\nsettings: %+v\n"+
		"licence: CC BY-SA 4.0, as the share-alike texts ask; attribution in NOTICE\ntext:\n%sscores:\n%s", made, cfg, from, scores.String())
	out := learn.NewWriter()
	out.Text("card", about)
	out.Int8("case", weights)
	out.Strings("mixed", mixed)
	if _, err := io.WriteString(w, about); err != nil {
		return err
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// made is when the text and the settings were last changed.
const made = "November 2026"

// careless are sources whose letters' case teaches little.
var careless = []string{"Broad Twitter Corpus train", "WNUT-17 train"}

// example is a sentence and where it begins to be learnt from: glosses begin in
// small letters.
type example struct {
	forms rawtext.Sentence
	first int
}

func gather(folder string) ([]example, string, error) {
	var out []example
	var from strings.Builder
	for _, s := range rawtext.Sources {
		if slices.Contains(careless, s.Name) {
			continue
		}
		text, err := s.Text(folder)
		if err != nil {
			return nil, "", err
		}
		fmt.Fprintf(&from, "  %s (%s)\n", s.Name, s.Licence)
		for _, forms := range text {
			if recase.WritingOf(forms) != recase.Running || len(forms) < 3 {
				continue
			}
			e := example{forms: forms}
			if r, _ := utf8.DecodeRuneInString(forms[0]); unicode.IsLower(r) {
				e.first = 1
			}
			out = append(out, e)
		}
	}
	from.WriteString("  names of GeoNames (CC BY 4.0), popular-names (CC0), WordNet's words\n")
	return out, from.String(), nil
}

// caseOf is the case of a form as the model tells them apart, and whether its
// letters are mixed beyond that.
func caseOf(form string) (c int, mixed bool) {
	upper, lower := 0, 0
	first := true
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			upper++
			if lower > 0 || !first && upper == 1 {
				mixed = true
			}
		case unicode.IsLower(r):
			lower++
		}
		first = first && !unicode.IsLetter(r)
	}
	switch {
	case upper == 0:
		return recase.Small, false
	case lower == 0 && upper > 1:
		return recase.Capitals, false
	}
	return recase.Capital, mixed || upper > 1
}

// train is an averaged perceptron that reads each sentence from left to right
// and sees its own earlier answers.
func train(text []example, single []string, cfg Config) ([]int8, []string) {
	p := &perceptron{mask: uint32(cfg.Buckets - 1), w: make([]int32, recase.Cases*cfg.Buckets), sum: make([]int64, recase.Cases*cfg.Buckets)}
	count, mixedCount := map[string]int{}, map[string]int{}
	for _, e := range text {
		for _, f := range e.forms {
			count[strings.ToLower(f)]++
			if _, mixed := caseOf(f); mixed {
				mixedCount[f]++
			}
		}
	}
	single = slices.DeleteFunc(single, func(f string) bool { return count[strings.ToLower(f)] >= cfg.Seen })
	rng := rand.New(rand.NewPCG(cfg.Seed, 0))
	var s recase.Scratch
	for range cfg.Epochs {
		for _, k := range rng.Perm(len(text) + len(single)) {
			if k < len(text) {
				p.sentence(&s, text[k])
				continue
			}
			form := single[k-len(text)]
			s.Read([]string{form})
			c, _ := caseOf(form)
			p.learn(s.Features(0, recase.Cases, recase.Cases)[:recase.Own], c)
		}
	}
	return p.table(), mixedForms(mixedCount, count, cfg.MinMixed)
}

// mixedForms are the forms of mixed case that are the usual way to write their
// word.
func mixedForms(mixed, all map[string]int, least int) []string {
	best := map[string]string{}
	for f, n := range mixed {
		low := strings.ToLower(f)
		if n < least || 2*n < all[low] {
			continue
		}
		if b, ok := best[low]; !ok || n > mixed[b] || n == mixed[b] && f < b {
			best[low] = f
		}
	}
	var out []string
	for _, f := range best {
		out = append(out, f)
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}

type perceptron struct {
	mask uint32
	w    []int32
	sum  []int64 // of the weights' changes times the step they were made at
	step int64
}

func (p *perceptron) sentence(s *recase.Scratch, e example) {
	s.Read(e.forms)
	before, beforeThat := uint32(recase.Cases), uint32(recase.Cases)
	for i, f := range e.forms {
		if !s.Cased(i) {
			continue
		}
		gold, _ := caseOf(f)
		c := gold
		if i >= e.first {
			c = p.learn(s.Features(i, before, beforeThat), gold)
		}
		before, beforeThat = uint32(c), before
	}
}

// learn gives the perceptron's answer and corrects it.
func (p *perceptron) learn(feats []uint32, gold int) int {
	p.step++
	var sum [recase.Cases]int32
	for _, f := range feats {
		for c := range sum {
			sum[c] += p.w[recase.Cases*int(f&p.mask)+c]
		}
	}
	best := 0
	for c := range sum {
		if sum[c] > sum[best] {
			best = c
		}
	}
	if best != gold {
		for _, f := range feats {
			at := recase.Cases * int(f&p.mask)
			p.w[at+gold]++
			p.sum[at+gold] += p.step
			p.w[at+best]--
			p.sum[at+best] -= p.step
		}
	}
	return best
}

// table is the averaged weights rounded to a byte. One unit of a weight is
// kept as fine as the greatest weights allow that are not among the 64 greatest.
func (p *perceptron) table() []int8 {
	mean := make([]int64, len(p.w)) // times 1024
	size := make([]int64, len(p.w))
	for i, w := range p.w {
		mean[i] = (int64(w)*p.step - p.sum[i]) * 1024 / p.step
		size[i] = max(mean[i], -mean[i])
	}
	slices.Sort(size)
	top := max(size[len(size)-min(64, len(size))], 1)
	out := make([]int8, len(mean))
	for i, m := range mean {
		out[i] = int8(max(-127, min(127, m*127/top)))
	}
	return out
}
