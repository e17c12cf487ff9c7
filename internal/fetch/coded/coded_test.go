package coded_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"dossier/internal/fault"
	"dossier/internal/fetch/coded"
)

func pack(b []byte, w func(io.Writer) io.WriteCloser) []byte {
	var buf bytes.Buffer
	z := w(&buf)
	z.Write(b)
	z.Close()
	return buf.Bytes()
}

func gz(b []byte) []byte {
	return pack(b, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
}

func br(b []byte) []byte {
	return pack(b, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
}

func TestRead(t *testing.T) {
	words := []byte("two guards were hurt")
	z, _ := zstd.NewWriter(nil)
	for _, x := range []struct {
		codings string
		body    []byte
		want    string
	}{
		{"", words, "two guards were hurt"},
		{"identity", words, "two guards were hurt"},
		{"gzip", gz(words), "two guards were hurt"},
		{"GZip, br", br(gz(words)), "two guards were hurt"},
		{"deflate", pack(words, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }), "two guards were hurt"},
		{"deflate", pack(words, func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 5); return f }), "two guards were hurt"},
		{"br", br(words), "two guards were hurt"},
		{"zstd", z.EncodeAll(words, nil), "two guards were hurt"},
		{"gzip", words, "two guards were hurt"}, // the header stayed, the coding went
		{"gzip", gz(words)[:25], "unreadable: broken gzip data"},
		{"br", []byte("\xff\xff\xff"), "unreadable: broken br data"},
		{"rot13", words, `unsupported: the content coding "rot13" is not known`},
		{"gzip,gzip,gzip,gzip", words, "too large: more than 3 content codings"},
		{"br", br(make([]byte, 5000)), "too large: more than 1000 bytes"},
		{"gzip", gz(gz(make([]byte, 5000))), string(gz(make([]byte, 5000)))},
		{"", make([]byte, 1001), "too large: more than 1000 bytes"},
	} {
		b, err := coded.Read(bytes.NewReader(x.body), x.codings, 1000)
		got := string(b)
		if err != nil {
			got = string(fault.Of(err)) + ": " + err.Error()
		}
		if err == nil && got != x.want || err != nil && !strings.HasPrefix(got, x.want) {
			t.Errorf("%q of %d bytes: %.80q, want %.80q", x.codings, len(x.body), got, x.want)
		}
	}
}

// No body gives more than its bound, or a panic.
func FuzzRead(f *testing.F) {
	f.Add("gzip", gz([]byte("hello")))
	f.Add("br", br([]byte("hello")))
	f.Add("deflate, zstd", []byte("\x28\xB5\x2F\xFD"))
	f.Fuzz(func(t *testing.T, codings string, b []byte) {
		out, err := coded.Read(bytes.NewReader(b), codings, 4096)
		if len(out) > 4096+512 || err == nil && len(out) > 4096 {
			t.Errorf("%d bytes", len(out))
		}
	})
}
