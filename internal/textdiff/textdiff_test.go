package textdiff_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dossier/internal/textdiff"
)

// marked writes a comparison so that a person can read it: [-removed-] {+added+}
// <left> >came<.
func marked(a, b string) string {
	var out strings.Builder
	for _, r := range textdiff.Compare(a, b) {
		switch r.Kind {
		case textdiff.Same:
			out.WriteString(b[r.B:r.BEnd])
		case textdiff.Removed:
			out.WriteString("[-" + a[r.A:r.AEnd] + "-]")
		case textdiff.Added:
			out.WriteString("{+" + b[r.B:r.BEnd] + "+}")
		case textdiff.Left:
			out.WriteString("<" + a[r.A:r.AEnd] + ">")
		case textdiff.Came:
			out.WriteString(">" + b[r.B:r.BEnd] + "<")
		}
	}
	return out.String()
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"nothing changed", "Two died.", "Two died.", "Two died."},
		{"a figure", "Two people died in the fire.", "Three people died in the fire.", "[-Two -]{+Three +}people died in the fire."},
		{"words that were added at the end", "Two died.", "Two died. One fled.", "Two died. {+One fled.+}"},
		{"white space alone is no change", "Two  died.\n", "Two died.", "Two died."},
		{"an apostrophe and a thousand are within a word", "He didn't take 1,200 francs", "He didn't take 1,300 francs", "He didn't take [-1,200 -]{+1,300 +}francs"},
		{"a sentence that moved", "The mayor spoke to us on Monday. Rain fell on the old port until the ships could not leave.", "Rain fell on the old port until the ships could not leave. The mayor spoke to us on Monday.", "<The mayor spoke to us on Monday>[-. -]Rain fell on the old port until the ships could not leave{+. +}>The mayor spoke to us on Monday<."},
		{"a sentence that was written anew is not cut at every word", "The old harbour police were called by a fisherman at dawn", "An alarm brought the whole fire brigade to a burning quay", "[-The old harbour police were called by a fisherman at dawn-]{+An alarm brought the whole fire brigade to a burning quay+}"},
		{"a script without blanks, sign by sign", "三人死亡", "二人死亡", "[-三-]{+二+}人死亡"},
		{"from nothing", "", "One fled.", "{+One fled.+}"},
		{"to nothing", "One fled.", "", "[-One fled.-]"},
	} {
		if got := marked(c.a, c.b); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}

// check holds what Compare promises: the runs are the whole of both texts, in order.
func check(t *testing.T, a, b string) {
	t.Helper()
	atA, atB := 0, 0
	for _, r := range textdiff.Compare(a, b) {
		inA, inB := r.Kind != textdiff.Added && r.Kind != textdiff.Came, r.Kind != textdiff.Removed && r.Kind != textdiff.Left
		if r.A > r.AEnd || r.B > r.BEnd || r.AEnd > len(a) || r.BEnd > len(b) {
			t.Fatalf("a span that is none: %+v", r)
		}
		if inA && r.A != atA || inB && r.B != atB {
			t.Fatalf("%q and %q: %+v where %d and %d follow", a, b, r, atA, atB)
		}
		if inA {
			atA = r.AEnd
		}
		if inB {
			atB = r.BEnd
		}
		if r.Kind == textdiff.Same || r.Kind == textdiff.Left || r.Kind == textdiff.Came {
			if strings.Join(strings.Fields(a[r.A:r.AEnd]), "") != strings.Join(strings.Fields(b[r.B:r.BEnd]), "") {
				t.Fatalf("%q is not %q", a[r.A:r.AEnd], b[r.B:r.BEnd])
			}
		}
	}
	if strings.TrimSpace(a) != "" && atA != len(a) || strings.TrimSpace(b) != "" && atB != len(b) {
		t.Fatalf("%q and %q: read to %d and %d", a, b, atA, atB)
	}
}

func TestTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the a of and men women fire shot 2 3 , . harbour north police said town Monday")
	write := func(n int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = words[r.IntN(len(words))]
		}
		return out
	}
	for range 400 {
		a := write(r.IntN(60))
		b := append([]string(nil), a...)
		for range r.IntN(6) { // cut, put in, and carry about
			if len(b) > 2 {
				i := r.IntN(len(b) - 1)
				j := i + r.IntN(min(12, len(b)-i))
				cut := append([]string(nil), b[i:j]...)
				b = append(b[:i], b[j:]...)
				at := r.IntN(len(b) + 1)
				switch r.IntN(3) {
				case 0:
					b = append(b[:at:at], append(cut, b[at:]...)...)
				case 1:
					b = append(b[:at:at], append(write(r.IntN(9)), b[at:]...)...)
				}
			}
		}
		check(t, strings.Join(a, " "), strings.Join(b, "  "))
	}
}

// Two large texts without a word in common, and two of one word again and again, are
// compared without end of time or room.
func TestHardTexts(t *testing.T) {
	var a, b strings.Builder
	for i := range 30_000 {
		fmt.Fprintf(&a, "a%d ", i%977)
		fmt.Fprintf(&b, "b%d ", i%971)
	}
	check(t, a.String(), b.String())
	check(t, strings.Repeat("no ", 40_000), strings.Repeat("no ", 39_000)+"yes")
	check(t, strings.Repeat("to and fro ", 9_000), strings.Repeat("fro to and ", 9_000))
}

func FuzzCompare(f *testing.F) {
	f.Add("Two people died.", "Three people died, one fled.")
	f.Add("\xff\xfe a", "\u202e b")
	f.Fuzz(func(t *testing.T, a, b string) { check(t, a, b) })
}

func BenchmarkCompare(b *testing.B) {
	x := strings.Repeat("The town was quiet on the morning after; police asked who had seen the van. ", 400)
	y := strings.Replace(x, "quiet on", "loud on", 40)
	for b.Loop() {
		textdiff.Compare(x, y)
	}
}
