package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// hard are strings whose offsets are easily got wrong.
var hard = []string{
	"", "a", "plain words", "naïve café", "e\u0301 combining", "👩‍👩‍👧 family", "שלום مرحبا", "a\r\nb\rc\n",
	"\uFEFFmarked", "nul\x00here", "中文字符", strings.Repeat("x", 255) + "é" + strings.Repeat("ü", 300),
}

func anyText() *rapid.Generator[string] {
	return rapid.OneOf(rapid.String(), rapid.SampledFrom(hard),
		rapid.StringOfN(rapid.RuneFrom([]rune("aé中😀\u0301\n")), 0, 900, -1))
}

// Byte and code-point offsets are each other's inverse on every boundary.
func TestRuneByteInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		tx := New(s)
		if tx.RuneLen() != utf8.RuneCountInString(s) {
			t.Fatalf("RuneLen %d, want %d", tx.RuneLen(), utf8.RuneCountInString(s))
		}
		n := 0
		for b := range s {
			if tx.Rune(b) != n || tx.Byte(n) != b {
				t.Fatalf("byte %d is code point %d: Rune %d, Byte %d", b, n, tx.Rune(b), tx.Byte(n))
			}
			n++
		}
		if tx.Byte(n) != len(s) {
			t.Fatalf("Byte(%d) = %d, want the length %d", n, tx.Byte(n), len(s))
		}
	})
}

// piece is one step of building a text from an original.
type piece struct {
	kind int // 0 copy, 1 replace, 2 insert
	out  string
	in   Span
}

func pieces(t *rapid.T, orig string) []piece {
	var ps []piece
	at := 0
	for at < len(orig) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		end := at + n
		for end < len(orig) && !utf8.RuneStart(orig[end]) {
			end++
		}
		end = min(end, len(orig))
		sp := Span{at, end}
		switch k := rapid.IntRange(0, 3).Draw(t, "kind"); k {
		case 0:
			ps = append(ps, piece{0, orig[at:end], sp})
		case 1:
			ps = append(ps, piece{1, rapid.StringN(1, 3, -1).Draw(t, "repl"), sp})
		case 2:
			ps = append(ps, piece{2, "\n", Span{at, at}})
			continue
		case 3: // dropped
		}
		at = end
	}
	return ps
}

func build(ps []piece) (string, *Map) {
	var b Builder
	for _, p := range ps {
		switch p.kind {
		case 0:
			b.Copy(p.out, p.in.Start)
		case 1:
			b.Replace(p.out, p.in)
		case 2:
			b.Insert(p.out, p.in.Start)
		}
	}
	return b.Build()
}

// What was copied leads back to itself, what was replaced to what it replaced,
// what was put in to an empty range.
func TestMapLeadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		orig := anyText().Draw(t, "orig")
		ps := pieces(t, orig)
		s, m := build(ps)
		if s == "" {
			return
		}
		checkPieces(t, m, ps, orig)
		data, err := m.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back Map
		if err := back.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		checkPieces(t, &back, ps, orig)
	})
}

func checkPieces(t *rapid.T, m *Map, ps []piece, orig string) {
	at := 0
	for _, p := range ps {
		for i := 0; i < len(p.out); {
			n := 1
			for i+n < len(p.out) && !utf8.RuneStart(p.out[i+n]) {
				n++
			}
			got := m.Original(Span{at + i, at + i + n})
			want := p.in
			if p.kind == 0 {
				want = Span{p.in.Start + i, p.in.Start + i + n}
			}
			if got != want {
				t.Fatalf("piece %+v at %d: got %v, want %v", p, at, got, want)
			}
			if p.kind == 0 && orig[got.Start:got.End] != p.out[i:i+n] {
				t.Fatalf("copied %q leads to %q", p.out[i:i+n], orig[got.Start:got.End])
			}
			i += n
		}
		at += len(p.out)
	}
}

// Going through a composed map is going through both.
func TestComposeIsBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := anyText().Draw(t, "raw")
		mid, outer := build(pieces(t, raw))
		if mid == "" {
			return
		}
		s, inner := build(pieces(t, mid))
		if s == "" {
			return
		}
		both := inner.Compose(outer)
		for b, r := range s {
			sp := Span{b, b + utf8.RuneLen(r)}
			midSpan := inner.Original(sp)
			want := outer.Original(midSpan)
			if got := both.Original(sp); got != want && !(want.IsZero() && got.IsZero()) {
				t.Fatalf("%v %q: composed %v, step by step %v", sp, r, got, want)
			}
		}
	})
}

func TestComposeIdentity(t *testing.T) {
	var b Builder
	b.Replace("é", Span{0, 1})
	b.Copy("abc", 1)
	_, m := b.Build()
	for _, got := range []*Map{m.Compose(nil), (*Map)(nil).Compose(m)} {
		if sp := got.Original(Span{2, 4}); sp != (Span{1, 3}) {
			t.Errorf("got %v, want 1 to 3", sp)
		}
	}
	if !(*Map)(nil).Compose(nil).Identity() {
		t.Error("composing nothing is not the identity")
	}
}

func TestOriginalOfNothing(t *testing.T) {
	var b Builder
	b.Copy("ab", 10)
	b.Insert("\n", 12)
	b.Copy("cd", 20)
	_, m := b.Build()
	for _, c := range []struct{ sp, want Span }{
		{Span{0, 2}, Span{10, 12}},
		{Span{2, 3}, Span{12, 12}},
		{Span{3, 5}, Span{20, 22}},
		{Span{0, 5}, Span{10, 22}},
		{Span{1, 1}, Span{11, 11}},
		{Span{5, 5}, Span{22, 22}},
	} {
		if got := m.Original(c.sp); got != c.want {
			t.Errorf("Original(%v) = %v, want %v", c.sp, got, c.want)
		}
	}
}

// A selector finds its span again, also when text was put in before it.
func TestSelectorFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		tx := New(s)
		lo := tx.Byte(rapid.IntRange(0, tx.RuneLen()).Draw(t, "lo"))
		hi := tx.Byte(rapid.IntRange(tx.Rune(lo), tx.RuneLen()).Draw(t, "hi"))
		if lo == hi {
			return
		}
		sel := tx.Select(Span{lo, hi}, 32)
		if got, ok := sel.Find(tx); !ok || got != (Span{lo, hi}) {
			t.Fatalf("found %v %v, want %d to %d", got, ok, lo, hi)
		}
		if !utf8.ValidString(sel.Prefix) || !utf8.ValidString(sel.Suffix) {
			t.Fatalf("context cut within a character: %q %q", sel.Prefix, sel.Suffix)
		}
	})
}

func TestSelectorPicksByContext(t *testing.T) {
	old := New("Two were hurt in the car. Two were hurt in the yard.")
	sel := old.Select(Span{26, 39}, 20)
	if sel.Exact != "Two were hurt" {
		t.Fatal(sel.Exact)
	}
	edited := New("An update: two cars burnt. Two were hurt in the car. Later Two were hurt in the yard.")
	got, ok := sel.Find(edited)
	if !ok || edited.s[got.End:got.End+12] != " in the yard" {
		t.Errorf("found %v, %v", got, ok)
	}
	if _, ok := (Selector{Exact: "nobody"}).Find(edited); ok {
		t.Error("found words that are not there")
	}
	if _, ok := (Selector{}).Find(edited); ok {
		t.Error("found nothing at all")
	}
}

func FuzzUnmarshalMap(f *testing.F) {
	var b Builder
	b.Copy("abc", 4)
	b.Replace("é", Span{7, 8})
	b.Insert("\n", 8)
	_, m := b.Build()
	data, _ := m.MarshalBinary()
	f.Add(data)
	f.Add([]byte{1, 0})
	f.Add([]byte{1, 255, 255, 255, 255, 7})
	f.Fuzz(func(t *testing.T, data []byte) {
		var m Map
		if m.UnmarshalBinary(data) != nil {
			return
		}
		for _, sp := range []Span{{0, 1}, {3, 900}, {0, 0}} {
			got := m.Original(sp)
			if got.Start < 0 || got.End < got.Start {
				t.Fatalf("Original(%v) = %v", sp, got)
			}
		}
		again, _ := m.MarshalBinary()
		var back Map
		if err := back.UnmarshalBinary(again); err != nil || len(back.runs) != len(m.runs) {
			t.Fatalf("a map does not survive storing: %v", err)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	s := strings.Repeat("An attack on the café was reported. ", 1<<12)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		New(s)
	}
}

func BenchmarkMapOriginal(b *testing.B) {
	var bl Builder
	for i := range 1 << 14 {
		bl.Copy("words here", 20*i)
	}
	s, m := bl.Build()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		m.Original(Span{i, i + 30})
		i = (i + 977) % (len(s) - 30)
	}
}
