package learn

import (
	"math"
	"testing"
)

func sample() *Vectors {
	return NewVectors([]string{"the", "0000", "o'brien"},
		[][]float64{{0.6, -0.8}, {1, 0}, {-0.1, 0.3}},
		[3][]uint32{{0, 63, 2}, {255, 1, 0}, {4, 5, 1023}})
}

func written(v *Vectors) string {
	w := NewWriter()
	v.Write(w)
	return string(w.Bytes())
}

func TestVectors(t *testing.T) {
	f, err := Open(written(sample()))
	if err != nil {
		t.Fatal(err)
	}
	v, err := ReadVectors(f)
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]int{"The": 0, "THE": 0, "1998": 1, "O’Brien": 2, "thee": -1, "": -1} {
		if got := v.Find(form); got != want {
			t.Errorf("%q is row %d, want %d", form, got, want)
		}
	}
	x := make([]float32, v.Dim)
	v.Vector(x, 0)
	if math.Abs(float64(x[0])-0.6) > 0.005 || math.Abs(float64(x[1])+0.8) > 0.005 {
		t.Errorf("vector of the: %v", x)
	}
	if v.Cluster(0, 1) != 63 || v.Cluster(1, 0) != 255 || v.Cluster(2, 2) != 1023 {
		t.Error("clusters are not those written")
	}
	if n := testing.AllocsPerRun(100, func() { v.Find("O’Brien"); v.Vector(x, 2) }); n > 0 {
		t.Errorf("%v allocations to look a word up", n)
	}
}

func TestReadVectorsBad(t *testing.T) {
	whole := written(sample())
	for n := range len(whole) {
		if f, err := Open(whole[:n]); err == nil {
			if _, err := ReadVectors(f); err == nil {
				t.Errorf("cut to %d of %d bytes it is read", n, len(whole))
			}
		}
	}
	bad := sample()
	bad.clusters[0][1] = 64
	f, _ := Open(written(bad))
	if _, err := ReadVectors(f); err == nil {
		t.Error("a cluster that is not there is read")
	}
}
