package warc_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"dossier/internal/fault"
	"dossier/internal/source/warc"
)

// record is one record as a file holds it.
func record(kind, uri, block string, more ...string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2023-01-27T08:30:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n", kind, uri)
	for _, m := range more {
		b.WriteString(m + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
	return b.Bytes()
}

// response is the capture of a page.
func response(uri, headers, body string, more ...string) []byte {
	return record("response", uri, "HTTP/1.1 200 OK\r\n"+headers+"\r\n"+body, more...)
}

const html = "Content-Type: text/html; charset=utf-8\r\n"

func gz(b []byte) []byte {
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	z.Write(b)
	z.Close()
	return buf.Bytes()
}

func br(s string) string {
	var buf bytes.Buffer
	z := brotli.NewWriter(&buf)
	io.WriteString(z, s)
	z.Close()
	return buf.String()
}

func chunks(s string) string {
	var b strings.Builder
	for part := range slices.Chunk([]byte(s), 7) {
		fmt.Fprintf(&b, "%x;x=y\r\n%s\r\n", len(part), part)
	}
	return b.String() + "0\r\n\r\n"
}

func sha(s string) string {
	sum := sha1.Sum([]byte(s))
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// tell is what an entry is, in a line.
func tell(e warc.Entry) string {
	switch {
	case e.Err != nil:
		return fmt.Sprintf("%s: %s: %v", e.URL, fault.Of(e.Err), e.Err)
	case e.Skip != "":
		return e.URL + ": passed over: " + e.Skip
	}
	return fmt.Sprintf("%s: %s", e.URL, e.Bytes)
}

func read(file []byte, opt warc.Options) (got []string) {
	warc.Read(context.Background(), bytes.NewReader(file), opt, func(e warc.Entry) bool {
		got = append(got, tell(e))
		return true
	})
	return got
}

var captures = []struct {
	name string
	rec  []byte
	want string // "" where nothing is told
}{
	{"about the file", record("warcinfo", "", "software: x"), ""},
	{"the question", record("request", "http://a.example/1", "GET /1 HTTP/1.1\r\n\r\n"), ""},
	{"a page", response("http://a.example/1", html, "<p>Two guards were hurt."), "http://a.example/1: <p>Two guards were hurt."},
	{"in angle brackets, as some programs write", response("<http://a.example/2>", html, "x"), "http://a.example/2: x"},
	{"chunked", response("http://a.example/3", html+"Transfer-Encoding: chunked\r\n", chunks("Two guards were hurt.")), "http://a.example/3: Two guards were hurt."},
	{"chunked by its header only", response("http://a.example/4", html+"Transfer-Encoding: chunked\r\n", "Two guards"), "http://a.example/4: Two guards"},
	{"gzip", response("http://a.example/5", html+"Content-Encoding: gzip\r\n", string(gz([]byte("zipped")))), "http://a.example/5: zipped"},
	{"gzip within chunks", response("http://a.example/6", html+"Content-Encoding: gzip\r\ntransfer-encoding: Chunked\r\n", chunks(string(gz([]byte("zipped"))))), "http://a.example/6: zipped"},
	{"br", response("http://a.example/7", html+"Content-Encoding: br\r\n", br("brotli")), "http://a.example/7: brotli"},
	{"an older form of lines", []byte("WARC/1.0\nWARC-Type: response\nWARC-Target-URI: http://a.example/8\nContent-Length: 18\n\nHTTP/1.0 200\n\nword\n\n"), "http://a.example/8: word"},
	{"a picture", response("http://a.example/9", "Content-Type: image/png\r\n", "..."), "http://a.example/9: passed over: no report: image/png"},
	{"a redirect", record("response", "http://a.example/10", "HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n"), "http://a.example/10: passed over: a redirect"},
	{"missing", record("response", "http://a.example/11", "HTTP/1.1 404 Not Found\r\n\r\nsorry"), "http://a.example/11: passed over: not found by the host"},
	{"in trouble", record("response", "http://a.example/12", "HTTP/1.1 503 \r\n\r\nsorry"), "http://a.example/12: passed over: answered with status 503"},
	{"unchanged", record("revisit", "http://a.example/1", "HTTP/1.1 200 OK\r\n\r\n"), "http://a.example/1: passed over: unchanged since an earlier capture"},
	{"a file from elsewhere", record("resource", "http://a.example/13", "a memo", "Content-Type: text/plain"), "http://a.example/13: a memo"},
	{"text made of a page", record("conversion", "http://a.example/14", "its words", "Content-Type: text/plain"), "http://a.example/14: its words"},
	{"a name server's answer", record("response", "dns:a.example", "20230127"), "dns:a.example: passed over: no page of the web"},
	{"a piece", response("http://a.example/15", html, "x", "WARC-Segment-Number: 1"), "http://a.example/15: passed over: part of a record in several pieces"},
	{"its digest holds", response("http://a.example/16", html, "x", "WARC-Block-Digest: "+sha("HTTP/1.1 200 OK\r\n"+html+"\r\nx")), "http://a.example/16: x"},
	{"its digest does not", response("http://a.example/17", html, "x", "WARC-Block-Digest: "+sha("y")), "http://a.example/17: unreadable: the bytes are not those captured: the record's sha1 differs"},
	{"no answer", record("response", "http://a.example/18", "junk"), "http://a.example/18: unreadable: the capture is no answer of a web host"},
	{"nothing in it", response("http://a.example/19", html, ""), "http://a.example/19: passed over: empty"},
	{"too large", response("http://a.example/20", html, strings.Repeat("x", 70_000)), "http://a.example/20: too large: more than 1000 bytes in one document"},
	{"a bomb", response("http://a.example/21", html+"Content-Encoding: gzip\r\n", string(gz(make([]byte, 9000)))), "http://a.example/21: too large: more than 1000 bytes in one document"},
	{"broken within", response("http://a.example/22", html+"Content-Encoding: gzip\r\n", string(gz([]byte("zipped"))[:15])), "http://a.example/22: unreadable: broken gzip data: unexpected EOF"},
	{"the last page", response("http://a.example/23", html, "the last"), "http://a.example/23: the last"},
}

// Each record is a document or is told why it is none, whether the file is plain,
// packed record by record, or packed as a whole.
func TestCaptures(t *testing.T) {
	var plain, each []byte
	var want []string
	for _, c := range captures {
		plain = append(plain, c.rec...)
		each = append(each, gz(c.rec)...)
		if c.want != "" {
			want = append(want, c.want)
		}
	}
	for name, file := range map[string][]byte{"plain": plain, "gzip by record": each, "gzip as a whole": gz(plain)} {
		got := read(file, warc.Options{MaxBytes: 1000})
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n  %s\nwant\n  %s", name, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		}
	}
}

// Every entry says where it lies, and reading begins again there.
func TestBeginAgain(t *testing.T) {
	var plain, each []byte
	for _, c := range captures {
		plain, each = append(plain, c.rec...), append(each, gz(c.rec)...)
	}
	for name, file := range map[string][]byte{"plain": plain, "by record": each, "as a whole": gz(plain)} {
		all := read(file, warc.Options{})
		n := 0
		warc.Read(t.Context(), bytes.NewReader(file), warc.Options{}, func(e warc.Entry) bool {
			rest := read(file[e.Offset:], warc.Options{Base: e.Offset, Pass: e.Pass})
			if !slices.Equal(rest, all[n:]) {
				t.Errorf("%s: from %d + %d: %d entries, want %d", name, e.Offset, e.Pass, len(rest), len(all)-n)
			}
			n++
			return true
		})
	}
}

// One broken record costs the others nothing.
func TestBroken(t *testing.T) {
	page := func(n int) []byte {
		return response(fmt.Sprintf("http://a.example/%d", n), html, fmt.Sprintf("page %d %s", n, strings.Repeat("words of it ", 50)))
	}
	pages := func(got []string) (ok []string, errs int) {
		for _, g := range got {
			if _, body, _ := strings.Cut(g, ": "); strings.HasPrefix(body, "page ") {
				ok = append(ok, strings.Fields(body)[1])
			} else {
				errs++
			}
		}
		return ok, errs
	}
	spoil := func(b []byte, at int) []byte {
		b = bytes.Clone(b)
		for i := range 20 {
			b[at+i] ^= 0x55
		}
		return b
	}
	long := bytes.Replace(page(2), []byte("Content-Length: "), []byte("Content-Length: 9"), 1)
	for _, c := range []struct {
		name string
		file []byte
		want string
	}{
		{"a spoilt head", slices.Concat(page(1), spoil(page(2), 5), page(3)), "1 3"},
		{"no length", slices.Concat(page(1), bytes.Replace(page(2), []byte("Content-Length"), []byte("Content-Lenght"), 1), page(3)), "1 3"},
		{"cut off", slices.Concat(page(1), page(2)[:300]), "1"},
		{"junk between", slices.Concat(page(1), bytes.Repeat([]byte("junk "), 50_000), []byte("\n"), page(3)), "1 3"},
		{"a spoilt member", slices.Concat(gz(page(1)), spoil(gz(page(2)), 40), gz(page(3))), "1 3"},
		{"a spoilt checksum", slices.Concat(gz(page(1)), append(gz(page(2))[:len(gz(page(2)))-8], 1, 2, 3, 4, 5, 6, 7, 8), gz(page(3))), "1 2 3"},
		{"a member cut off, whose end is only seen in the next", slices.Concat(gz(page(1)), gz(page(2))[:100], gz(page(3)), gz(page(4))), "1 4"},
		{"junk between members", slices.Concat(gz(page(1)), bytes.Repeat([]byte("junk \x1F\x8B\x08 "), 20_000), gz(page(3))), "1 3"},
		{"a length beyond the member", slices.Concat(gz(page(1)), gz(long), gz(page(3))), "1 3"},
	} {
		ok, errs := pages(read(c.file, warc.Options{}))
		if strings.Join(ok, " ") != c.want || errs == 0 {
			t.Errorf("%s: pages %v and %d errors, want %s", c.name, ok, errs, c.want)
		}
	}
}

// A member that swells is told as what it is, and the next is read.
func TestBomb(t *testing.T) {
	file := slices.Concat(gz(response("http://a.example/1", html, string(make([]byte, 64<<20)))), gz(response("http://a.example/2", html, "fine")))
	got := read(file, warc.Options{MaxBytes: 128 << 20})
	if len(got) != 2 || !strings.Contains(got[0], "looks like a bomb") || got[1] != "http://a.example/2: fine" {
		t.Errorf("%q", got)
	}
}

func TestWantAndStop(t *testing.T) {
	file := slices.Concat(response("http://a.example/1", html, "one"), response("http://b.example/2", html, "two"), response("http://b.example/3", html, "three"))
	got := read(file, warc.Options{Want: func(u string) bool { return strings.Contains(u, "b.example") }})
	if want := "[http://a.example/1: passed over: not asked for http://b.example/2: two http://b.example/3: three]"; fmt.Sprint(got) != want {
		t.Errorf("%v", got)
	}
	n := 0
	if warc.Read(t.Context(), bytes.NewReader(file), warc.Options{}, func(warc.Entry) bool { n++; return n < 2 }) || n != 2 {
		t.Errorf("%d entries after a stop at 2", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	warc.Read(ctx, bytes.NewReader(file), warc.Options{}, func(e warc.Entry) bool {
		if e.Err != context.Canceled {
			t.Errorf("%+v", e)
		}
		return true
	})
}

func TestIs(t *testing.T) {
	rec := response("http://a.example/1", html, "x")
	if !warc.Is(rec) || warc.Is([]byte("WARC/x")) || !warc.IsPacked(gz(rec)[:100]) || warc.IsPacked(gz([]byte("words and words and words"))) {
		t.Error("the beginning of a web archive is not told from others")
	}
}

// No file, however broken, does more than yield entries that end.
func FuzzRead(f *testing.F) {
	var plain, each []byte
	for _, c := range captures[:10] {
		plain, each = append(plain, c.rec...), append(each, gz(c.rec)...)
	}
	f.Add(plain)
	f.Add(each)
	f.Add(gz(plain))
	f.Fuzz(func(t *testing.T, b []byte) {
		n := 0
		warc.Read(context.Background(), bytes.NewReader(b), warc.Options{MaxBytes: 4096}, func(e warc.Entry) bool {
			if n++; n > len(b)+1 {
				t.Fatalf("%d entries of %d bytes", n, len(b))
			}
			if e.Err != nil && fault.Of(e.Err) == "" {
				t.Errorf("an error without a kind: %v", e.Err)
			}
			return true
		})
	})
}

// BenchmarkRead reads a file of 2,000 packed captures; the rate counts packed
// bytes, and the second figure those of the pages.
func BenchmarkRead(b *testing.B) {
	var file []byte
	size := 0
	x := uint64(1)
	for i := range 2000 {
		var page strings.Builder
		for page.Len() < 20_000 {
			x = x*6364136223846793005 + 1442695040888963407
			fmt.Fprintf(&page, "<p>Word%d of the page %x.</p>\n", x>>60, x>>44)
		}
		size += page.Len()
		file = append(file, gz(response(fmt.Sprintf("http://a.example/%d", i), html, page.String()))...)
	}
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		warc.Read(b.Context(), bytes.NewReader(file), warc.Options{}, func(e warc.Entry) bool { n++; return e.Err == nil })
		if n != 2000 {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(size)*float64(b.N)/1e6/b.Elapsed().Seconds(), "page-MB/s")
}
