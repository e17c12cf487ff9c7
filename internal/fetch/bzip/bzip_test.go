package bzip_test

import (
	"bytes"
	"compress/bzip2"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"

	"dossier/internal/fetch/bzip"
)

// hello is "hello\n" packed; the standard library packs none.
var hello, _ = base64.StdEncoding.DecodeString("QlpoOTFBWSZTWcHAgOIAAAFBAAAQAkSgADDNAMNGKZcXckU4UJDBwIDi")

// pack packs b with Debian's bzip2.
func pack(t testing.TB, b []byte) []byte {
	t.Helper()
	cmd := exec.Command("bzip2", "-c")
	cmd.Stdin = bytes.NewReader(b)
	out, err := cmd.Output()
	if err != nil {
		t.Skip("no bzip2 here: ", err)
	}
	return out
}

func unpack(t *testing.T, packed []byte, opt bzip.Options) (string, error) {
	t.Helper()
	z := bzip.NewReader(t.Context(), bytes.NewReader(packed), opt)
	defer z.Close()
	b, err := io.ReadAll(z)
	return string(b), err
}

func TestStreams(t *testing.T) {
	for n := range 40 {
		got, err := unpack(t, bytes.Repeat(hello, n), bzip.Options{})
		if err != nil || got != strings.Repeat("hello\n", n) {
			t.Fatalf("%d streams: %q, %v", n, got, err)
		}
	}
}

// A stream that is broken is told and left out; without anybody to tell it to, it
// is the end.
func TestBrokenStream(t *testing.T) {
	bad := bytes.Clone(hello)
	bad[20] ^= 0xFF
	packed := bytes.Join([][]byte{hello, bad, hello}, nil)
	var at []int64
	got, err := unpack(t, packed, bzip.Options{Base: 100, Broken: func(where int64, _ error) { at = append(at, where) }})
	if err != nil || got != "hello\nhello\n" || fmt.Sprint(at) != fmt.Sprintf("[%d]", 100+len(hello)) {
		t.Errorf("%q, %v, broken at %v", got, err, at)
	}
	if _, err := unpack(t, packed, bzip.Options{}); err == nil || !strings.Contains(err.Error(), "broken bzip2 data: the stream at byte 42") {
		t.Errorf("%v", err)
	}
}

// Reading that begins again at a mark comes to the same bytes.
func TestMark(t *testing.T) {
	packed := bytes.Repeat(hello, 50)
	want := strings.Repeat("hello\n", 50)
	z := bzip.NewReader(t.Context(), bytes.NewReader(packed), bzip.Options{})
	defer z.Close()
	for at := int64(0); ; {
		from, pass := z.Mark(at)
		again := bzip.NewReader(t.Context(), bytes.NewReader(packed[from:]), bzip.Options{Base: from})
		b, err := io.ReadAll(again)
		again.Close()
		if err != nil || string(b[pass:]) != want[at:] || pass > 6 {
			t.Fatalf("from %d: the mark %d + %d gives %q, %v", at, from, pass, b, err)
		}
		n, err := io.CopyN(io.Discard, z, 7)
		at += n
		if err == io.EOF {
			break
		}
	}
}

// A stream that is longer than is held whole is cut at its blocks.
func TestLongStream(t *testing.T) {
	var b bytes.Buffer
	x := uint64(1)
	for b.Len() < 2500_000 { // hardly packable, so that the stream is long
		x = x*6364136223846793005 + 1442695040888963407
		fmt.Fprintf(&b, "%x", x>>8)
	}
	packed := append(pack(t, b.Bytes()), hello...)
	opt := bzip.Options{MaxStream: 256 << 10}
	if len(packed) < 1<<20 {
		t.Fatalf("only %d bytes", len(packed))
	}
	got, err := unpack(t, packed, opt)
	if err != nil || got != b.String()+"hello\n" {
		t.Errorf("%d bytes of %d, %v", len(got), b.Len()+6, err)
	}
	if _, err := unpack(t, packed[:len(packed)/2], opt); err == nil {
		t.Error("a stream that is cut off is taken for whole")
	}
}

// The end of the context ends the reading, with its error.
func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	z := bzip.NewReader(ctx, io.MultiReader(bytes.NewReader(hello), endless{}), bzip.Options{})
	defer z.Close()
	cancel()
	if _, err := io.ReadAll(z); err == nil {
		t.Error("no error")
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, hello), nil }

// Whatever the bytes, the reader gives what the standard library gives, or an
// error.
func FuzzReader(f *testing.F) {
	f.Add(hello)
	f.Add(append(bytes.Clone(hello), hello...))
	f.Fuzz(func(t *testing.T, b []byte) {
		want, errStd := io.ReadAll(io.LimitReader(bzip2.NewReader(bytes.NewReader(b)), 1<<22))
		if len(want) == 1<<22 {
			return
		}
		z := bzip.NewReader(t.Context(), bytes.NewReader(b), bzip.Options{})
		defer z.Close()
		got, err := io.ReadAll(z)
		if len(b) > 0 && (errStd == nil) != (err == nil) || err == nil && errStd == nil && !bytes.Equal(got, want) {
			t.Errorf("%q, %v; the standard library: %q, %v", got, err, want, errStd)
		}
	})
}
