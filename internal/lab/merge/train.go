package merge

import (
	"bytes"
	"fmt"
	"go/format"
	"io"
	"io/fs"
	"math"
	"os"
	"sort"
	"strings"

	"dossier/internal/lab/gvdb"
	"dossier/internal/match"
)

// example is a pair of reports as it is learnt from.
type example struct {
	x      [match.FeatureCount]float64
	same   float64
	weight float64
}

// Train learns the words that many reports have and the weights of what two
// reports have in common, from the odd topics of EventCorefBank+, the tuning half
// of the Gun Violence Database and every other fifty reports of the development
// part of MUC-4, and writes them to a file of Go source.
func Train(w io.Writer, shared, path string) error {
	sources, err := lessons(shared)
	if err != nil {
		return err
	}
	usual := usualWords(sources)
	words := match.NewModel(usual, [match.FeatureCount]float64{})
	var all []example
	for i := range sources {
		got := examples(&sources[i], words)
		fmt.Fprintf(w, "%s: %d reports, %d pairs\n", sources[i].name, len(sources[i].reports), len(got))
		all = append(all, got...)
	}
	src, err := format.Source(source0(usual, learn(all)))
	if err != nil {
		return err
	}
	return os.WriteFile(path, src, 0o644)
}

// lessons are the parts of the corpora that are learnt from.
func lessons(shared string) ([]source, error) {
	rd := newReader()
	events, err := pairsOfEvents(rd, shared, 1)
	if err != nil {
		return nil, err
	}
	guns, err := shootings(rd, shared, gvdb.Tune, false)
	if err != nil {
		return nil, err
	}
	dated, err := shootings(rd, shared, gvdb.Tune, true)
	if err != nil {
		return nil, err
	}
	muc, err := attacks(rd, shared, 0, "dev")
	if err != nil {
		return nil, err
	}
	dir, err := fs.Sub(written, "testdata/situations")
	if err != nil {
		return nil, err
	}
	own, err := ownReports(rd, dir)
	return []source{events, guns, dated, muc, own}, err
}

// bands are the shares of reports from which a word counts less.
var bands = [match.UsualBands]float64{0.02, 0.05, 0.1, 0.2}

// usualWords are the words of many reports of two corpora at least, so that no
// corpus leaves its names behind, by the band of the share of reports that have
// them.
func usualWords(sources []source) [match.UsualBands][]string {
	share := map[string][]float64{}
	for _, s := range sources {
		n := map[string]int{}
		for _, r := range s.reports {
			for _, w := range r.words {
				n[w]++
			}
		}
		for w, k := range n {
			share[w] = append(share[w], float64(k)/float64(len(s.reports)))
		}
	}
	var out [match.UsualBands][]string
	for w, fs := range share {
		sort.Sort(sort.Reverse(sort.Float64Slice(fs)))
		if len(fs) < 2 || fs[1] < bands[0] {
			continue
		}
		mean := (fs[0] + fs[1]) / 2
		b := 0
		for b+1 < len(bands) && mean >= bands[b+1] {
			b++
		}
		out[b] = append(out[b], w)
	}
	for _, ws := range out {
		sort.Strings(ws)
	}
	return out
}

// every is how many of the pairs that have no key in common there are for each that
// is learnt from: they are never compared.
const every = 20

// examples are the pairs of a corpus of which it tells what they are. One in three
// is learnt once more without its words, as a short alert has none. All pairs of a
// corpus weigh together like the square root of their number.
func examples(s *source, m *match.Model) []example {
	keys := make([]map[string]bool, len(s.reports))
	for i := range s.reports {
		keys[i] = map[string]bool{}
		for _, k := range s.reports[i].sign.Keys() {
			keys[i][k] = true
		}
	}
	var out []example
	n := 0
	for i := range s.reports {
		for j := range i {
			v := s.same(&s.reports[i], &s.reports[j])
			if v == unknown {
				continue
			}
			if n++; v == different && n%every != 0 && !share(keys[i], keys[j]) {
				continue
			}
			e := example{x: m.Features(&s.reports[i].sign, &s.reports[j].sign)}
			if v == same {
				e.same = 1
			}
			out = append(out, e)
			if len(out)%3 == 0 {
				e.x[match.Wording], e.x[match.WordingHigh], e.x[match.Wordless] = 0, 0, 1
				out = append(out, e)
			}
		}
	}
	for i := range out {
		out[i].weight = 30 / math.Sqrt(float64(len(out)))
	}
	return out
}

func share(a, b map[string]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

// The course of learning.
const (
	rounds = 3000
	rate   = 0.02
	decay  = 3.0
)

// atMost is the least that some differences speak against one incident. Where two reports
// of one incident state two days, one was misread: that must not teach that days tell
// little, or two bombings of one town in one week become one. So it is with two news
// of two days, with days months apart, and with two lists of all who died.
var atMost = map[match.Feature]float64{
	match.OtherDays: -2.5, match.FreshDays: -1.5, match.FreshWording: -1.5, match.LongApart: -2, match.OtherVictims: -1.5, match.OtherAges: -1.5,
}

// atLeast is the least that something speaks for one incident of which the corpora have
// too little: none of them has the updates of one story, few the stories of years later,
// and nobody is killed twice.
var atLeast = map[match.Feature]float64{match.RunningStory: 0.7, match.SameDead: 2}

// learn is a logistic regression in which nothing that two reports have in common
// may speak against their being of one incident, and no difference for it.
func learn(all []example) [match.FeatureCount]float64 {
	var w, m, v [match.FeatureCount]float64
	for round := 1.0; round <= rounds; round++ {
		var g [match.FeatureCount]float64
		for i := range all {
			e := &all[i]
			z := 0.0
			for k, x := range e.x {
				z += w[k] * x
			}
			d := (1/(1+math.Exp(-z)) - e.same) * e.weight
			for k, x := range e.x {
				g[k] += d * x
			}
		}
		for k := range w {
			if k > 0 {
				g[k] += decay * w[k]
			}
			m[k] = 0.9*m[k] + 0.1*g[k]
			v[k] = 0.999*v[k] + 0.001*g[k]*g[k]
			w[k] -= rate * m[k] / (1 - math.Pow(0.9, round)) / (math.Sqrt(v[k]/(1-math.Pow(0.999, round))) + 1e-9)
			switch match.Feature(k).Side() {
			case 1:
				w[k] = max(w[k], 0)
			case -1:
				w[k] = min(w[k], 0)
			}
			if x, ok := atMost[match.Feature(k)]; ok {
				w[k] = min(w[k], x)
			}
			if x, ok := atLeast[match.Feature(k)]; ok {
				w[k] = max(w[k], x)
			}
		}
	}
	return w
}

// source0 is the file of what was learnt.
func source0(usual [match.UsualBands][]string, w [match.FeatureCount]float64) []byte {
	var b bytes.Buffer
	fmt.Fprint(&b, "package match\n\n// Written by \"dossier-lab train match\"; docs/merging.md says from what.\n\n")
	fmt.Fprint(&b, "// usualWords are the stems of words that many reports have, by how many: from one\n// in fifty, one in twenty, one in ten, one in five on.\nvar usualWords = [UsualBands]string{\n")
	for _, ws := range usual {
		fmt.Fprint(&b, "`")
		line := 0
		for i, x := range ws {
			if i > 0 {
				if line += len(x) + 1; line > 110 {
					b.WriteByte('\n')
					line = 0
				} else {
					b.WriteByte(' ')
				}
			}
			b.WriteString(x)
		}
		fmt.Fprint(&b, "`,\n")
	}
	fmt.Fprint(&b, "}\n\n// weights are how much each feature speaks for two signs being of one incident.\nvar weights = [FeatureCount]float64{\n")
	for k, x := range w {
		if s := strings.TrimSuffix(fmt.Sprintf("%.3f", x), ".000"); s != "0" && s != "-0" {
			fmt.Fprintf(&b, "%s: %s,\n", match.Feature(k).Name(), s)
		}
	}
	fmt.Fprint(&b, "}\n")
	return b.Bytes()
}
