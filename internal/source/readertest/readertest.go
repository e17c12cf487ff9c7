// Package readertest checks what every reader of documents promises. It is used
// by the tests of the readers.
package readertest

import (
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/source"
	"dossier/internal/text"
)

// T is what the checks need of a test: *testing.T and *rapid.T have it.
type T interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// Check fails the test unless d is a sound reading of src: its identity is that
// of the bytes, its text is UTF-8, its blocks ascend, lie in the text on whole
// code points and name a section that is there, and its map stays in the bytes.
func Check(t T, src source.Text, d *doc.Document) {
	t.Helper()
	if sum := src.Raw.SHA256(); string(d.ID) != sum || d.SHA256 != sum {
		t.Fatalf("identity %s and hash %s, want %s", d.ID, d.SHA256, sum)
	}
	if d.Format == "" || d.Text == nil {
		t.Fatal("no format or no text")
	}
	s := d.Text.String()
	if !utf8.ValidString(s) {
		t.Fatal("the text is not UTF-8")
	}
	at := 0
	for i, b := range d.Blocks {
		if b.Span.Start < at || b.Span.IsZero() || b.Span.End > len(s) {
			t.Fatalf("block %d %s at %v: the one before ends at %d, the text at %d", i, b.Kind, b.Span, at, len(s))
		}
		if b.Section < -1 || b.Section >= len(d.Sections) {
			t.Fatalf("block %d is in section %d of %d", i, b.Section, len(d.Sections))
		}
		for _, sp := range []text.Span{b.Span, b.Key, b.Value} {
			within(t, s, sp)
		}
		if b.Kind == doc.FieldLine && b.Key.IsZero() {
			t.Fatalf("field %d %q without a key", i, d.Text.Slice(b.Span))
		}
		at = b.Span.End
	}
	for _, sec := range d.Sections {
		within(t, s, sec.Span)
	}
	checkMap(t, src, d)
}

// within fails unless sp lies in s and cuts no code point.
func within(t T, s string, sp text.Span) {
	t.Helper()
	if sp.Start < 0 || sp.End < sp.Start || sp.End > len(s) {
		t.Fatalf("span %v of a text of %d bytes", sp, len(s))
	}
	for _, at := range []int{sp.Start, sp.End} {
		if at < len(s) && !utf8.RuneStart(s[at]) {
			t.Fatalf("span %v cuts a code point", sp)
		}
	}
}

// checkMap follows every code point back to the bytes; of a long text every
// hundredth.
func checkMap(t T, src source.Text, d *doc.Document) {
	t.Helper()
	s, step, n := d.Text.String(), 1, 0
	if len(s) > 1<<16 {
		step = 97
	}
	for at, r := range s {
		if n++; n%step != 0 {
			continue
		}
		sp := d.Map.Original(text.Span{Start: at, End: at + utf8.RuneLen(r)})
		if sp.Start < 0 || sp.End < sp.Start || sp.End > len(src.Raw.Bytes) {
			t.Fatalf("%q at %d leads to %v of %d bytes", r, at, sp, len(src.Raw.Bytes))
		}
	}
}
