package english

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Empty lines part paragraphs, and no sentence crosses one.
func TestParagraphs(t *testing.T) {
	a := Analyse("\n  First line\nsecond line\n \t\nThird\r\n\r\n\r\nfourth.\n")
	var got []string
	for _, s := range a.Sentences {
		got = append(got, a.Slice(s.Span))
	}
	if d := cmp.Diff([]string{"First line\nsecond line", "Third", "fourth."}, got); d != "" {
		t.Error(d)
	}
}

// Bytes that are no UTF-8 are told in the text that positions count in.
func TestNotUTF8(t *testing.T) {
	a := Analyse("In Oslo \xff\xfe two gu\xe9rds fell.\xf0\x9f")
	if !strings.Contains(a.Text, "Oslo \uFFFD two gu\uFFFDrds fell.\uFFFD") {
		t.Errorf("%q", a.Text)
	}
	if i := slices.IndexFunc(a.Numbers, func(n Number) bool { return a.Slice(n.Span) == "two" }); i < 0 {
		t.Errorf("no number in %v", a.Numbers)
	} else if got, want := a.CodePoints(a.Numbers[i].Span), (Span{10, 13}); got != want {
		t.Errorf("code points %v, want %v", got, want)
	}
}

// Several goroutines get what one gets.
func TestConcurrent(t *testing.T) {
	s := strings.Repeat("Anna Berg said on 3 May 2021 that at least 20 people left Norway.\n\n", 20)
	want := Analyse(s)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if d := cmp.Diff(want, Analyse(s), cmpopts.IgnoreUnexported(Analysis{})); d != "" {
				t.Error(d)
			}
		})
	}
	wg.Wait()
}

// tree is a hand-made analysis of three words, of which the second is the root.
func tree() *Analysis {
	return &Analysis{
		Text: "é b c",
		Words: []Word{
			{Span: Span{0, 2}, Head: 1, Rel: "nsubj"}, {Span: Span{3, 4}, Head: -1, Rel: "root"}, {Span: Span{5, 6}, Head: 0, Rel: "amod"},
		},
		Sentences: []Sentence{{Span{0, 6}, 0, 3}},
	}
}

func TestTree(t *testing.T) {
	a := tree()
	if got := a.Root(a.Sentences[0]); got != 1 {
		t.Errorf("root %d", got)
	}
	if got := slices.Collect(a.Path(2)); !slices.Equal(got, []int{2, 0, 1}) {
		t.Errorf("path %v", got)
	}
	if got := slices.Collect(a.Children(1)); !slices.Equal(got, []int{0}) {
		t.Errorf("children %v", got)
	}
	if got, want := a.Subtree(0), (Span{0, 6}); got != want {
		t.Errorf("subtree %v", got)
	}
	if got, want := a.Subtree(2), (Span{5, 6}); got != want {
		t.Errorf("subtree %v", got)
	}
	if got, want := a.CodePoints(Span{3, 4}), (Span{2, 3}); got != want {
		t.Errorf("code points %v", got)
	}
	a.Words[1].Rel, a.Words[1].Head = "dep", 2 // a circle, which only a hand can make
	if got := a.Root(a.Sentences[0]); got != -1 {
		t.Errorf("root %d", got)
	}
	if got := slices.Collect(a.Path(2)); len(got) != 3 {
		t.Errorf("path %v", got)
	}
}

// What was put together by hand has nothing to write.
func TestWriteByHand(t *testing.T) {
	var b bytes.Buffer
	if err := tree().WriteCoNLLU(&b); err != nil || b.Len() > 0 {
		t.Errorf("%q, %v", b.String(), err)
	}
}
