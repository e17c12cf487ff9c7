package fetch_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/fetch"
)

func member(url, body string) string {
	http := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, len(http), http)
	z.Close()
	return b.String()
}

const wiki = "<mediawiki>\n<siteinfo><base>https://w.example.org/wiki/Main</base></siteinfo>\n<page>\n<title>Mill fire</title>\n<ns>0</ns>\n<revision>\n<text>It burnt.</text>\n</revision>\n</page>\n</mediawiki>\n"

// The pages of web archives and dumps are documents of their own, named by file and
// address; what lies beside them in a WACZ is none.
func TestPagesOfCollections(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, b []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	crawl := []byte(member("https://example.org/1", "one") + member("https://example.org/2", "two"))
	put("a.warc.gz", crawl)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range []struct {
		name string
		body []byte
	}{{"datapackage.json", []byte("{}")}, {"pages/pages.jsonl", []byte("{}")}, {"archive/data.warc.gz", crawl}, {"indexes/index.cdx.gz", crawl}} {
		w, err := z.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(m.body)
	}
	z.Close()
	put("b.wacz", b.Bytes())
	put("c.xml", []byte(wiki))
	var g bytes.Buffer
	gz := gzip.NewWriter(&g)
	gz.Write([]byte(wiki))
	gz.Close()
	put("d.xml.gz", g.Bytes())
	var got []string
	fetch.Walk(context.Background(), []string{dir}, fetch.Options{}, func(it fetch.Item) bool {
		name, _ := filepath.Rel(dir, it.Path)
		got = append(got, fmt.Sprintf("%s %d %v", strings.ReplaceAll(name, "https:/", "https://"), len(it.Bytes), it.Err))
		return true
	})
	want := `a.warc.gz#https://example.org/1 3 <nil>
a.warc.gz#https://example.org/2 3 <nil>
b.wacz#https://example.org/1 3 <nil>
b.wacz#https://example.org/2 3 <nil>
c.xml#https://w.example.org/wiki/Mill_fire 72 <nil>
d.xml.gz#https://w.example.org/wiki/Mill_fire 72 <nil>`
	if s := strings.Join(got, "\n"); s != want {
		t.Error(s)
	}
}

// A dump may be of any size; other things that are packed may not.
func TestADumpMayBeLarge(t *testing.T) {
	var g bytes.Buffer
	gz := gzip.NewWriter(&g)
	gz.Write([]byte("<mediawiki>\n"))
	n := 300
	for i := range n {
		fmt.Fprintf(gz, "<page>\n<title>P%d</title>\n<revision><text>%s</text></revision>\n</page>\n", i, strings.Repeat(fmt.Sprintf("%x", i*i*7919), 200))
	}
	gz.Close()
	path := filepath.Join(t.TempDir(), "d.gz")
	os.WriteFile(path, g.Bytes(), 0o644)
	k := 0
	fetch.Walk(context.Background(), []string{path}, fetch.Options{MaxArchive: 100_000}, func(it fetch.Item) bool {
		if it.Err != nil {
			t.Error(it.Err)
		}
		k++
		return true
	})
	if k != n {
		t.Error(k)
	}
}
