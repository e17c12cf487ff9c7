package terminal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dossier/schema"
)

func TestColumns(t *testing.T) {
	for _, c := range []struct {
		s    string
		want int
	}{
		{"", 0},
		{"Tehran", 6},
		{"Novák", 5},
		{"Nova\u0301k", 5}, // a combining accent
		{"تهران", 5},
		{"שָׁלוֹם", 4}, // Hebrew with points
		{"德黑兰", 6},
		{"ｱ", 1}, // half-width katakana
		{"한국", 4},
		{"\u1112\u1161\u11ab", 2}, // the same syllable in its letters
		{"🙂", 2},
		{"👩‍👩‍👧", 2},   // a family joined into one sign
		{"👍🏽", 2},      // a skin tone
		{"❤\ufe0f", 2}, // asked for as emoji
		{"a\u200bb", 2},
	} {
		if got := columns(c.s); got != c.want {
			t.Errorf("%q takes %d columns, want %d", c.s, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"as it is", "as it is"},
		{"  two \n\t lines\r\n", "two lines"},
		{"\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
		{"bell\a nul\x00 del\x7f", "bell␇ nul␀ del␡"},
		{"c1 \u009b31m", "c1 \ufffd31m"},
		{"bytes \xff\xfe", "bytes \ufffd\ufffd"},
		{"turned \u202etxt\u202c \u2066x\u2069", "turned txt x"},
		{"soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"},
		{"می\u200cخواهم", "می\u200cخواهم"}, // the non-joiner is spelling
		{"tag\U000e0041s", "tags"},
		{"no\u00a0break", "no\u00a0break"},
		{"a\u2028b", "a b"},
	} {
		if got := clean(c.in); got != c.want {
			t.Errorf("clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		width int
		in    string
		want  string
	}{
		{20, "one two three", "one two three"},
		{9, "one two three", "one two|three"},
		{3, "one two three", "one|two|thr|ee"},
		{4, "德黑兰大使馆", "德黑|兰大|使馆"},
		{1, "德", "德"}, // wider than the line, and still printed
		{5, "cafe\u0301s au", "cafe\u0301s|au"},
		{5, "", ""},
	} {
		var got []string
		for _, l := range wrap([]span{{c.in, plain}}, c.width, c.width) {
			var b strings.Builder
			for _, s := range l {
				b.WriteString(s.text)
			}
			got = append(got, b.String())
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q in %d columns: %q, want %q", c.in, c.width, s, c.want)
		}
	}
}

// Styles change inside a word without breaking it.
func TestWrapKeepsWordsOfTwoStyles(t *testing.T) {
	lines := wrap([]span{{"held by ", plain}, {"Baku", bold}, {", Tehran", plain}}, 13, 13)
	if len(lines) != 2 || lines[0][1] != (span{"Baku", bold}) || lines[0][2].text != "," {
		t.Errorf("%v", lines)
	}
}

// Writing from right to left is isolated, so that it cannot turn its neighbours.
func TestRightToLeftIsIsolated(t *testing.T) {
	var b bytes.Buffer
	p := &page{w: bufio.NewWriter(&b), width: 40}
	p.row(2, 10, span{"Place", plain}, span{"تهران", bold}, span{" [1]", dim})
	p.w.Flush()
	if want := "  Place       \u2068تهران\u2069 [1]\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func TestDateWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2023-01-27", "Friday 27 January 2023"},
		{"2022-04", "April 2022"},
		{"2022-04~", "April 2022, about"},
		{"2008-11-26/2008-11-29", "26 November 2008 – 29 November 2008"},
		{"2022-02-24/..", "from 24 February 2022"},
		{"../2022-02", "until February 2022"},
		{"1994", "1994"},
		{"199X", "199X"},
		{"2022-21", "2022-21"},
		{"", ""},
	} {
		if got := dateWords(c.in, true); got != c.want {
			t.Errorf("%s: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestRuns(t *testing.T) {
	for want, in := range map[string][]int{"1": {1}, "1,2": {1, 2}, "1–3": {1, 2, 3}, "1,3–5,9": {1, 3, 4, 5, 9}} {
		if got := runs(in); got != want {
			t.Errorf("%v: %q, want %q", in, got, want)
		}
	}
}

// An event told within another's words has no line of its own, unless the page
// shows citations.
func TestChronologyTellsOnce(t *testing.T) {
	at := func(start int, q string) schema.Citation {
		return schema.Citation{Document: "d1", Start: start, End: start + len(q), Quote: q}
	}
	r := &schema.Record{
		Events: []schema.Event{
			{ID: "v1", Order: 1, What: "killed one man and injured two", Trigger: at(10, "killed")},
			{ID: "v2", Order: 2, What: "injured two", Trigger: at(29, "injured")},
			{ID: "v3", Order: 3, What: "said that it was over", Trigger: at(60, "said")},
			{ID: "v4", Order: 4, What: "wounded", Trigger: at(90, "wounded")},
			{ID: "v5", Order: 5, What: "injured two", Trigger: at(110, "injured")},
		},
		Attributions: []schema.Attribution{{ID: "t1", Cue: "said", Citations: []schema.Citation{at(55, "she said that")}}},
	}
	for _, c := range []struct {
		cites bool
		want  string
		left  int
	}{{false, "v1 v5", 3}, {true, "v1 v2 v3 v4 v5", 0}} {
		events, left := newView(&page{cites: c.cites}, r).told()
		var ids []string
		for _, e := range events {
			ids = append(ids, e.ID)
		}
		if got := strings.Join(ids, " "); got != c.want || left != c.left {
			t.Errorf("citations %v: %s and %d left, want %s and %d", c.cites, got, left, c.want, c.left)
		}
	}
}

// Whatever a document says, a line is never wider than the page, nothing that
// could drive the terminal comes out, and no word is lost.
func FuzzLine(f *testing.F) {
	for _, s := range []string{"one two three", "\x1b[2J德黑兰 تهران", "❤\ufe0f 👩‍👩‍👧", "a\u0301\u0301\u0301", strings.Repeat("x", 99), "\xff\x00\n"} {
		f.Add(s, 12)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = 4 + (width&0x7fffffff)%100
		text := clean(s)
		lines := wrap([]span{{text, plain}}, width, width)
		var all strings.Builder
		for _, l := range lines {
			if n := spanColumns(l); n > width {
				t.Errorf("%d columns in a page of %d: %q", n, width, l)
			}
			for _, part := range l {
				all.WriteString(part.text)
			}
		}
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if squeeze(all.String()) != squeeze(text) {
			t.Errorf("%q became %q", text, all.String())
		}
		for _, r := range text {
			if unicode.IsControl(r) || invisible(r) || !utf8.ValidRune(r) {
				t.Errorf("%q lets %U through", s, r)
			}
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	raw, err := os.ReadFile("../../../testdata/embassy.json")
	if err != nil {
		b.Fatal(err)
	}
	var out schema.Output
	if err := json.Unmarshal(raw, &out); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, out, Options{Width: 80, Cite: true}); err != nil {
			b.Fatal(err)
		}
	}
}
