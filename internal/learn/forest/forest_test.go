package forest

import (
	"testing"

	"dossier/internal/learn"
)

// rows makes rows whose class is that of feature 1 or of feature 2 above 3, but
// never with feature 5: nothing that one cut can tell.
func rows() (fs [][]Feature, class []bool, weight []float32) {
	for i := range 600 {
		one, two, five := i%2 == 0, i/2%6, i/12%3 == 0
		var f []Feature
		if one {
			f = append(f, Feature{1, 1})
		}
		if two > 0 {
			f = append(f, Feature{2, uint8(two)})
		}
		if five {
			f = append(f, Feature{5, 1})
		}
		f = append(f, Feature{7, uint8(1 + i%7)}) // says nothing
		fs, class, weight = append(fs, f), append(class, (one || two > 3) && !five), append(weight, 1)
	}
	return fs, class, weight
}

func row(fs []Feature) Row {
	r := Row{}
	for _, f := range fs {
		r[f.Key] = f.Value
	}
	return r
}

var config = Config{Trees: 60, Depth: 4, Rate: 0.2, L2: 1, Weight: 1, Share: 1, Seed: 1}

func TestTrain(t *testing.T) {
	fs, class, weight := rows()
	f, odds := Train(NewRows(fs, 1), class, weight, config)
	set := Join(f)
	var d Dense
	for i := range fs {
		s := f.Score(row(fs[i]))
		if s > 0 != class[i] {
			t.Fatalf("row %d: odds %f, class %v", i, s, class[i])
		}
		if diff := s - odds[i]; diff > 1e-3 || diff < -1e-3 {
			t.Fatalf("row %d: scored %f, in training %f", i, s, odds[i])
		}
		set.Lay(&d, row(fs[i]))
		if got := set.Score(&d, 0); got != s && s > hopeless {
			t.Fatalf("row %d: %f in the set, %f alone", i, got, s)
		}
	}
}

func TestHeldBack(t *testing.T) {
	fs, class, weight := rows()
	wrong := append([]bool(nil), class...)
	for i := range weight {
		if i%7 == 0 {
			weight[i], wrong[i] = 0, !class[i] // must not be learnt from
		}
	}
	_, odds := Train(NewRows(fs, 1), wrong, weight, config)
	for i := range odds {
		if odds[i] > 0 != class[i] {
			t.Fatalf("row %d of weight %v: odds %f, class %v", i, weight[i], odds[i], class[i])
		}
	}
}

func TestFile(t *testing.T) {
	fs, class, weight := rows()
	f, _ := Train(NewRows(fs, 1), class, weight, config)
	w := learn.NewWriter()
	f.Write(w, "x")
	file, err := learn.Open(string(w.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	g, err := Read(file, "x")
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Train(NewRows(fs, 1), class, weight, config)
	for i := range fs {
		if a, b, c := f.Score(row(fs[i])), g.Score(row(fs[i])), again.Score(row(fs[i])); a != b || a != c {
			t.Fatalf("row %d: %f written, %f read, %f learnt again", i, a, b, c)
		}
	}
}

func TestReadBad(t *testing.T) {
	for why, links := range map[string][]uint32{
		"a circle": {0, 1, 1, 0, 1, 1}, "a child outside": {0, 1, 9, 0, 0, 0}, "too few": {0, 0},
	} {
		w := learn.NewWriter()
		w.Uint32("x.keys", []uint32{1, 2})
		w.Uint32("x.links", links)
		w.Uint32("x.roots", []uint32{0})
		w.Float32("x.weights", []float32{0, 0, 0})
		file, err := learn.Open(string(w.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Read(file, "x"); err == nil {
			t.Errorf("%s: read", why)
		}
	}
}
