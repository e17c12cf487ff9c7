package find_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossier/internal/publish/find"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Two guards were hurt":             "two guards were hurt",
		"Zoë Håkansson’s café":             "zoe hakansson s cafe",
		"ŁÓDŹ, straße, Kızılay, Reykjavík": "lodz strasse kizilay reykjavik",
		"Ὀδυσσεύς Σίσυφος":                 "οδυσσευσ σισυφοσ",
		"انفجارٌ في بيروت":                 "انفجار في بيروت",
		"東京で爆発":                            "東 京 て 爆 発",
		"AK-47 at 10:15, U.N.":             "ak 47 at 10 15 u n",
		"ﬁre":                              "fire",
		"  —  !":                           "",
		strings.Repeat("x", 60):            strings.Repeat("x", 40),
	} {
		if got := strings.Join(find.Words(text), " "); got != want {
			t.Errorf("%q has the words %q, want %q", text, got, want)
		}
	}
}

// lookup reads an index as the script of the site does.
func lookup(t *rapid.T, x *find.Index, size int, word string) (records []int, strong map[int]bool) {
	strong = map[int]bool{}
	var last find.Piece
	err := x.Pieces(size, func(p find.Piece) error {
		if last.First != "" && !(last.Terms[len(last.Terms)-1].Word != p.First) {
			t.Fatalf("%q stands in two pieces", p.First)
		}
		last = p
		for _, term := range p.Terms {
			if term.Word != word {
				continue
			}
			at := -1
			for _, s := range strings.Fields(term.Records) {
				n, err := strconv.ParseInt(s, 36, 64)
				if err != nil {
					return err
				}
				at += int(n >> 1)
				records = append(records, at)
				strong[at] = n&1 == 1
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return records, strong
}

// Whatever is put into an index is found in it, in every size of its pieces.
func TestWhatIsPutInIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom([]string{"bomb", "bombs", "Ghent", "é", "東京", "zürich", "𝒳y", "a"}), 1, 4), 1, 30).Draw(t, "texts")
		size := rapid.IntRange(1, 400).Draw(t, "size")
		var x find.Index
		for _, words := range texts {
			x.Add(words[:1], words[1:])
		}
		for _, word := range find.Words("bomb bombs ghent e 東 zurich a") {
			got, strong := lookup(t, &x, size, word)
			var want []int
			for i, words := range texts {
				if slices.Contains(find.Words(strings.Join(words, " ")), word) {
					want = append(want, i)
					if strong[i] != slices.Contains(find.Words(words[0]), word) {
						t.Fatalf("%q in %q counts as known by: %v", word, words, strong[i])
					}
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%q is found in %v, want %v", word, got, want)
			}
		}
	})
}

// Pieces stand in the order in which scripts compare texts, so that the piece of a
// word is found by halving.
func TestPiecesInOrder(t *testing.T) {
	var x find.Index
	x.Add(nil, []string{"zebra apple ﬀ \U0001D573 \uFF5A 東 é أ 9"})
	var firsts []string
	if err := x.Pieces(1, func(p find.Piece) error {
		firsts = append(firsts, p.First)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	units := func(a, b string) int { return slices.Compare(utf16(a), utf16(b)) }
	if !slices.IsSortedFunc(firsts, units) || len(firsts) < 7 {
		t.Errorf("%q", firsts)
	}
}

func utf16(s string) []uint16 {
	var out []uint16
	for _, r := range s {
		if r > 0xffff {
			r -= 0x10000
			out = append(out, uint16(0xd800+r>>10), uint16(0xdc00+r&0x3ff))
		} else {
			out = append(out, uint16(r))
		}
	}
	return out
}
