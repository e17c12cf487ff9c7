package learn

import (
	"slices"
	"testing"
)

func TestFile(t *testing.T) {
	w := NewWriter()
	w.Text("card", "licence: none")
	w.Strings("words", []string{"a", "embassy"})
	w.Float32("weights", []float32{1.5, -2, 0})
	w.Int8("table", []int8{-128, 0, 127})
	w.Uint32("hashes", []uint32{7, 1 << 31})
	data := string(w.Bytes())
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if f.Text("card") != "licence: none" || !slices.Equal(f.Strings("words"), []string{"a", "embassy"}) ||
		!slices.Equal(f.Float32("weights"), []float32{1.5, -2, 0}) || !slices.Equal(f.Int8("table"), []int8{-128, 0, 127}) ||
		!slices.Equal(f.Uint32("hashes"), []uint32{7, 1 << 31}) || f.Has("nothing") {
		t.Error("what was written is not what is read")
	}
	// A file cut off anywhere is an error or holds fewer sections, never a panic.
	for n := range len(data) {
		if f, err := Open(data[:n]); err == nil && len(f.sections) >= 5 {
			t.Errorf("cut to %d bytes it still opens whole", n)
		}
	}
}
