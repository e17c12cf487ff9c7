package match_test

import (
	"slices"
	"testing"

	"dossier/internal/match"
)

func TestWhatAReportIsComparedWith(t *testing.T) {
	many := func(from, n int) (out []int) {
		for i := range n {
			out = append(out, from+i)
		}
		return out
	}
	for _, c := range []struct {
		what  string
		under [][]int
		most  int
		want  []int
	}{
		{"nothing lies under its keys", [][]int{nil, nil}, 9, nil},
		{"under more of the keys", [][]int{{1, 2}, {2, 3}}, 9, []int{2, 1, 3}},
		{"under an earlier key", [][]int{{7}, {5, 6}}, 9, []int{7, 5, 6}},
		{"no more than are asked for", [][]int{{1, 2, 3}, {1, 2, 3}}, 2, []int{1, 2}},
		{"few of those that two keys bring", [][]int{{100, 101}, many(0, 40), {101, 100}, many(0, 40), {100, 101}}, 99, append([]int{100, 101}, many(0, match.MaxFew)...)},
	} {
		if got := match.Nearest(c.under, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, not %v", c.what, got, c.want)
		}
	}
}
