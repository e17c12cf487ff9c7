package warc_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"dossier/internal/source/warc"
)

// record is one record as a crawler writes it.
func record(kind, url, contentType, body string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2023-01-27T10:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, url, contentType, len(body), body)
}

func response(url, status, headers, body string) string {
	return record("response", url, "application/http; msgtype=response", "HTTP/1.1 "+status+"\r\n"+headers+"\r\n"+body)
}

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// read is what a file gives, a line for each page.
func read(r io.Reader, opt warc.Options) string {
	var out []string
	warc.Read(r, opt, func(e warc.Entry) bool {
		if e.Err != nil {
			out = append(out, fmt.Sprintf("%s: error: %v", e.URL, e.Err))
		} else {
			out = append(out, fmt.Sprintf("%s: %s", e.URL, e.Bytes))
		}
		return true
	})
	return strings.Join(out, "\n")
}

var pages = []string{
	record("warcinfo", "", "application/warc-fields", "software: a test\r\n"),
	response("https://example.org/1", "200 OK", "Content-Type: text/html; charset=utf-8\r\n", "<p>one</p>"),
	record("request", "https://example.org/1", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
	response("https://example.org/2", "404 Not Found", "Content-Type: text/html\r\n", "none"),
	response("https://example.org/3", "200 OK", "Content-Type: image/png\r\n", "\x89PNG"),
	response("https://example.org/4", "200 OK", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", "3\r\nfo\n\r\n3\r\nur.\r\n0\r\n\r\n"),
	response("https://example.org/5", "200 OK", "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", packed("five")),
	record("resource", "<file:///six.txt>", "text/plain", "six"),
}

const want = "https://example.org/1: <p>one</p>\nhttps://example.org/4: fo\nur.\nhttps://example.org/5: five\nfile:///six.txt: six"

func TestPages(t *testing.T) {
	var apart string
	for _, p := range pages {
		apart += packed(p)
	}
	all := strings.Join(pages, "")
	for name, s := range map[string]string{"plain": all, "packed one by one": apart, "packed at once": packed(all)} {
		if got := read(strings.NewReader(s), warc.Options{}); got != want {
			t.Errorf("%s:\n%s", name, got)
		}
		if got := read(iotest.OneByteReader(strings.NewReader(s)), warc.Options{}); got != want {
			t.Errorf("%s, byte by byte:\n%s", name, got)
		}
	}
}

func TestOneBadRecordCostsNoOther(t *testing.T) {
	bad := []byte(packed(pages[5]))
	bad[len(bad)/2] ^= 0x55
	for name, c := range map[string]struct{ s, want string }{
		"noise between records": {pages[1] + "noise\r\nmore noise\r\n" + pages[7],
			"https://example.org/1: <p>one</p>\n: error: something that is no WARC record was passed over\nfile:///six.txt: six"},
		"no length": {strings.Replace(pages[1], "Content-Length", "Content-Lenght", 1) + pages[7],
			"https://example.org/1: error: a record without its length\n: error: something that is no WARC record was passed over\nfile:///six.txt: six"},
		"a broken header": {"WARC/1.1\r\nno colon here\r\n\r\n" + pages[7],
			": error: a record with a broken header: malformed MIME header: missing colon: \"no colon here\"\nfile:///six.txt: six"},
		"no answer": {record("response", "u:1", "application/http", "nothing\r\n") + pages[7],
			`u:1: error: a broken answer of the server: malformed HTTP response "nothing"` + "\nfile:///six.txt: six"},
		"an unknown packing": {response("u:1", "200 OK", "Content-Type: text/html\r\nContent-Encoding: br\r\n", "x") + pages[7],
			`u:1: error: packed as "br" by the server` + "\nfile:///six.txt: six"},
		"the end is missing": {pages[7] + pages[1][:len(pages[1])-10],
			"file:///six.txt: six\nhttps://example.org/1: error: the file ends within a record"},
		"a page too large": {response("u:1", "200 OK", "Content-Type: text/plain\r\n", strings.Repeat("x", 101)) + pages[7],
			"u:1: error: more than 100 bytes in one page\nfile:///six.txt: six"},
	} {
		if got := read(strings.NewReader(c.s), warc.Options{MaxBytes: 100}); got != c.want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	got := read(strings.NewReader(packed(pages[1])+string(bad)+packed(pages[7])), warc.Options{})
	if !strings.HasPrefix(got, "https://example.org/1: <p>one</p>\n") || !strings.HasSuffix(got, "file:///six.txt: six") || !strings.Contains(got, "error") {
		t.Errorf("a broken member:\n%s", got)
	}
}

func TestABombIsRefused(t *testing.T) {
	bomb := response("u:1", "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", packed(strings.Repeat("\x00", 8<<20)))
	if got := read(strings.NewReader(bomb+pages[7]), warc.Options{}); got != "u:1: error: looks like a bomb: it unpacks to more than 250 times its size\nfile:///six.txt: six" {
		t.Errorf("%.200s", got)
	}
}

func TestReadingStops(t *testing.T) {
	n := 0
	more := warc.Read(strings.NewReader(strings.Join(pages, "")), warc.Options{}, func(warc.Entry) bool { n++; return false })
	if more || n != 1 {
		t.Error(more, n)
	}
}

// Whatever comes, reading ends, and no page is larger than allowed.
func FuzzRead(f *testing.F) {
	f.Add([]byte(strings.Join(pages, "")))
	f.Add([]byte(packed(pages[1]) + packed(pages[5])))
	f.Fuzz(func(t *testing.T, b []byte) {
		warc.Read(bytes.NewReader(b), warc.Options{MaxBytes: 1 << 12}, func(e warc.Entry) bool {
			if len(e.Bytes) > 1<<12 || (e.Bytes == nil) == (e.Err == nil) {
				t.Fatalf("%+v", e)
			}
			return true
		})
	})
}
