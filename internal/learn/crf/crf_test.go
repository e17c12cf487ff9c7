package crf

import (
	"bytes"
	"slices"
	"testing"

	"dossier/internal/learn"
)

// The tests label letters: an "x" opens a stretch that goes on over the "y"
// behind it; everything else is outside. Labels: 0 outside, 1 opens, 2 goes on.
func follows(a, b int) bool { return b != 2 || a == 1 || a == 2 }

func letters(s string, labels string) *Sequence {
	q := &Sequence{}
	for i := range s {
		q.Hashes = append(q.Hashes, uint32(s[i])*2654435761)
		if i > 0 {
			q.Hashes = append(q.Hashes, uint32(s[i-1])*40503+7)
		}
		q.Close(false)
		switch {
		case labels == "":
		case labels[i] == '?':
			q.Allowed = append(q.Allowed, ^uint64(0))
		default:
			q.Allowed = append(q.Allowed, 1<<(labels[i]-'0'))
		}
	}
	return q
}

func taught(t *testing.T, lessons []*Sequence) *Model {
	t.Helper()
	f, err := learn.Open(string(file(lessons)))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Open(f, "m")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func file(lessons []*Sequence) []byte {
	tr := NewTrainer(Config{Labels: 3, Follows: follows, Rate: 0.1, L2: 1e-6, Drop: 0.1, Min: 1, Seed: 3, Domains: 1}, lessons)
	for range 30 {
		tr.Epoch()
	}
	tr.Average()
	tr.Finish()
	w := learn.NewWriter()
	tr.Write(w, "m", 4096, []float32{1})
	return w.Bytes()
}

func TestLearnsAndLabels(t *testing.T) {
	m := taught(t, []*Sequence{letters("axyyb", "01220"), letters("xyab", "1200"), letters("yab", "000"), letters("yya", "000"), letters("bxa", "010")})
	d := NewDecoder(m)
	for _, c := range []struct{ in, want string }{
		{"xyyyya", "122220"}, {"bbxy", "0012"}, {"yyab", "0000"}, {"a", "0"}, {"", ""},
	} {
		var got []byte
		for _, l := range d.Decode(letters(c.in, "")) {
			got = append(got, '0'+l)
		}
		if string(got) != c.want {
			t.Errorf("%s is labelled %s, want %s", c.in, got, c.want)
		}
	}
}

// TestLeavesOpen shows that a position of which the corpus does not tell the
// label is learnt from neither way: what others tell of it holds.
func TestLeavesOpen(t *testing.T) {
	m := taught(t, []*Sequence{
		letters("axb", "010"), letters("bxa", "010"), letters("cxc", "0?0"), letters("cxc", "0?0"), letters("cxc", "0?0"), letters("ccc", "000"),
	})
	if got := NewDecoder(m).Decode(letters("cxc", "")); !slices.Equal(got, []uint8{0, 1, 0}) {
		t.Errorf("labels %v", got)
	}
}

func TestSameBytes(t *testing.T) {
	lessons := func() []*Sequence {
		return []*Sequence{letters("axyyb", "01220"), letters("xyab", "1200"), letters("yab", "000")}
	}
	if !bytes.Equal(file(lessons()), file(lessons())) {
		t.Error("two trainings on the same lessons give different models")
	}
}

// TestLongText shows that the scores of a very long sequence do not run over
// and that no label comes where it may not.
func TestLongText(t *testing.T) {
	m := taught(t, []*Sequence{letters("axyyb", "01220"), letters("xyab", "1200")})
	long := bytes.Repeat([]byte("xyyyyyyyyyyyyyyy"), 20000)
	got := NewDecoder(m).Decode(letters(string(long), ""))
	for i, l := range got {
		if want := min(uint8(i%16), 1) + 1; l != want {
			t.Fatalf("label %d is %d, want %d", i, l, want)
		}
	}
}

func TestBrokenFile(t *testing.T) {
	whole := file([]*Sequence{letters("xy", "12")})
	for n := 0; n < len(whole); n += 97 {
		f, err := learn.Open(string(whole[:n]))
		if err != nil {
			continue
		}
		if _, err := Open(f, "m"); err == nil {
			t.Errorf("a model cut off after %d of %d bytes opens", n, len(whole))
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	lessons := []*Sequence{letters("axyyb", "01220"), letters("xyab", "1200")}
	f, err := learn.Open(string(file(lessons)))
	if err != nil {
		b.Fatal(err)
	}
	m, err := Open(f, "m")
	if err != nil {
		b.Fatal(err)
	}
	q, d := letters("axyybxyabxyyyab", ""), NewDecoder(m)
	b.ReportAllocs()
	for b.Loop() {
		d.Decode(q)
	}
}
