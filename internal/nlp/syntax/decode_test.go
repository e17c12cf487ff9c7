package syntax

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func randomScores(r *rand.Rand, n, stride int) []float32 {
	s := make([]float32, n*stride)
	for i := range s {
		s[i] = float32(r.NormFloat64())
	}
	return s
}

// isTree reports whether heads is a tree with one root.
func isTree(heads []int32) bool {
	roots := 0
	for _, h := range heads {
		if h < 0 {
			roots++
		}
	}
	return roots == 1 && cycleAt(heads, make([]int32, len(heads))) < 0
}

func projective(heads []int32) bool {
	for d, h := range heads {
		for d2, h2 := range heads {
			if h < 0 || h2 < 0 {
				continue
			}
			a, b := min(int32(d), h), max(int32(d), h)
			c, e := min(int32(d2), h2), max(int32(d2), h2)
			if a < c && c < b && b < e {
				return false
			}
		}
		if h < 0 { // nothing may span the root's word
			for d2, h2 := range heads {
				if h2 >= 0 && min(int32(d2), h2) < int32(d) && int32(d) < max(int32(d2), h2) {
					return false
				}
			}
		}
	}
	return true
}

func total(heads []int32, score []float32, stride int) (sum float32) {
	for d, h := range heads {
		sum += score[d*stride+int(h)+1]
	}
	return sum
}

// TestEisner compares the search with trying every tree.
func TestEisner(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	s := &Scratch{}
	for range 200 {
		n := 1 + r.IntN(5)
		stride := n + 1 + r.IntN(3)
		score := randomScores(r, n, stride)
		got := make([]int32, n)
		s.eisner(got, score, n, stride)
		if !isTree(got) || !projective(got) {
			t.Fatalf("%v is no projective tree", got)
		}
		want := float32(-1e9)
		every(n, func(heads []int32) {
			if isTree(heads) && projective(heads) {
				want = max(want, total(heads, score, stride))
			}
		})
		if d := total(got, score, stride) - want; d < -1e-4 || d > 1e-4 {
			t.Fatalf("%v scores %g, the best tree %g", got, total(got, score, stride), want)
		}
	}
}

// every calls f with every choice of heads for n words.
func every(n int, f func([]int32)) {
	heads := make([]int32, n)
	var fill func(int)
	fill = func(d int) {
		if d == n {
			f(heads)
			return
		}
		for h := int32(-1); h < int32(n); h++ {
			if h != int32(d) {
				heads[d] = h
				fill(d + 1)
			}
		}
	}
	fill(0)
}

// TestTree shows that any scores give a tree with one root, at every length.
func TestTree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	s := &Scratch{}
	for _, n := range []int{1, 2, 3, 10, 60, longestExact, longestExact + 1, longestTree} {
		for k := range 20 {
			score := randomScores(r, n, n+1)
			switch k {
			case 0: // all alike
				clear(score)
			case 1: // everything wants the root
				for d := range n {
					score[d*(n+1)] = 9
				}
			case 2: // nothing wants it
				for d := range n {
					score[d*(n+1)] = -9
				}
			}
			heads := make([]int32, n)
			s.tree(heads, score, n, n+1)
			if !isTree(heads) {
				t.Fatalf("%d words, case %d: no tree", n, k)
			}
		}
	}
}

// TestBestHeads shows that a tree of best heads is taken as it is, crossing arcs
// and all.
func TestBestHeads(t *testing.T) {
	want := []int32{2, 3, -1, 2}
	score := make([]float32, 4*5)
	for d, h := range want {
		score[d*5+int(h)+1] = 3
	}
	got := make([]int32, 4)
	new(Scratch).tree(got, score, 4, 5)
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
