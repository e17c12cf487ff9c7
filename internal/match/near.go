package match

import (
	"cmp"
	"slices"
)

// Nearest chooses what to compare a sign with out of what lies under each of its
// keys: those under most of them first, then those that lie under an earlier key, then
// as they lie under it. There are at most most of them, of which at most [MaxFew] lie
// under fewer than [EnoughKeys]: a name in common in one year and nothing else ties no
// two reports, and a frequent one is found all over a large archive.
func Nearest[R comparable](under [][]R, most int) []R {
	shared := map[R]int{}
	var out []R
	for _, list := range under {
		for _, r := range list {
			if shared[r]++; shared[r] == 1 {
				out = append(out, r)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b R) int { return cmp.Compare(shared[b], shared[a]) })
	few := slices.IndexFunc(out, func(r R) bool { return shared[r] < EnoughKeys })
	if few >= 0 {
		out = out[:min(len(out), few+MaxFew)]
	}
	return out[:min(len(out), most)]
}
