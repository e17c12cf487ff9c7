package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"dossier/internal/fault"
	"dossier/internal/fetch/remote"
)

// wikiPage is a page of an export.
func wikiPage(title, text string) string {
	return fmt.Sprintf("<page>\n<title>%s</title>\n<ns>0</ns>\n<revision>\n<id>5</id>\n<timestamp>2023-01-27T08:30:00Z</timestamp>\n<text>%s</text>\n</revision>\n</page>\n", title, text)
}

const wikiHead = `<mediawiki xml:lang="en"><siteinfo><sitename>Example Wiki</sitename><base>https://wiki.example/wiki/Main</base></siteinfo>` + "\n"

// wikiExport is an export of n pages.
func wikiExport(n int) string {
	var b strings.Builder
	b.WriteString(wikiHead)
	for i := range n {
		b.WriteString(wikiPage(fmt.Sprintf("Page %d", i), fmt.Sprintf("Words of page %d. [[Category:Group %d]]", i, i%3)))
	}
	return b.String() + "</mediawiki>\n"
}

func webRecord(url, body string) []byte {
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nLast-Modified: x\r\n\r\n" + body
	return fmt.Appendf(nil, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2023-01-27T08:30:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, len(block), block)
}

// bzip2Streams packs parts with Debian's bzip2, each as a stream of its own.
func bzip2Streams(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out []byte
	for _, p := range parts {
		cmd := exec.Command("bzip2", "-c")
		cmd.Stdin = strings.NewReader(p)
		b, err := cmd.Output()
		if err != nil {
			t.Skip("no bzip2 here: ", err)
		}
		out = append(out, b...)
	}
	return out
}

// packedExports is one export in every packing.
func packedExports(t testing.TB, n int) map[string][]byte {
	whole := wikiExport(n)
	lines := strings.SplitAfter(whole, "</page>\n")
	var parts []string
	for part := range slices.Chunk(lines, 7) {
		parts = append(parts, strings.Join(part, ""))
	}
	return map[string][]byte{
		"plain.xml": []byte(whole), "a.xml.gz": gzipped([]byte(whole)), "b.xml.zst": zstded([]byte(whole)),
		"multistream.xml.bz2": bzip2Streams(t, parts...), "onestream.xml.bz2": bzip2Streams(t, whole),
	}
}

func TestExports(t *testing.T) {
	dir := t.TempDir()
	for name, b := range packedExports(t, 30) {
		path := filepath.Join(dir, name)
		write(t, path, b)
		n := 0
		Walk(t.Context(), []string{path}, Options{}, func(it Item) bool {
			want := fmt.Sprintf("%s#Page %d", path, n)
			if it.Err != nil || it.Path != want || !strings.Contains(string(it.Bytes), fmt.Sprintf("Words of page %d.", n)) {
				t.Fatalf("%s: %s: %v %q, want %s", name, it.Path, it.Err, it.Bytes, want)
			}
			f := it.From
			if f == nil || f.URL != fmt.Sprintf("https://wiki.example/wiki/Page_%d", n) || f.Outlet != "Example Wiki" || f.Container != path || f.Entry != "5" {
				t.Fatalf("%s: %+v", name, f)
			}
			if whole := wikiExport(30); whole[f.Offset:][:len(it.Bytes)] != string(it.Bytes) {
				t.Errorf("%s: the page does not stand at %d", name, f.Offset)
			}
			n++
			return true
		})
		if n != 30 {
			t.Errorf("%s: %d pages", name, n)
		}
		got := walk(t, dir, Options{Stdin: bytes.NewReader(b)}, "-")
		if len(got) != 30 || !strings.HasPrefix(got[29], "-#Page 29: ") {
			t.Errorf("%s from a pipe: %d pages", name, len(got))
		}
	}
}

// notes gathers the remarks of a walk.
func notes(opt *Options) *[]string {
	var got []string
	opt.Note = func(_, note string) { got = append(got, note) }
	return &got
}

func TestMatch(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "x.xml"), []byte(wikiExport(12)))
	write(t, filepath.Join(dir, "x.warc"), slices.Concat(webRecord("http://a.example/2023/1", "<title>Embassy attacked</title>one"), webRecord("http://a.example/2022/2", "two"), webRecord("http://a.example/2023/3", "three")))
	for _, c := range []struct{ match, file, want string }{
		{"", "x.xml", "Page 0,Page 1,Page 2,Page 3,Page 4,Page 5,Page 6,Page 7,Page 8,Page 9,Page 10,Page 11"},
		{"page 1", "x.xml", "Page 1,Page 10,Page 11"},
		{"title:PAGE 1$", "x.xml", "Page 1"},
		{"category:^group 2$", "x.xml", "Page 2,Page 5,Page 8,Page 11"},
		{"category:2 !title:1 text:words of", "x.xml", "Page 2,Page 5,Page 8"},
		{"url:/page_[34]$", "x.xml", "Page 3,Page 4"},
		{"2023", "x.warc", "http://a.example/2023/1,http://a.example/2023/3"},
		{"url:2023 !text:three", "x.warc", "http://a.example/2023/1"},
		{"title:embassy", "x.warc", "http://a.example/2023/1"},
		{"category:x", "x.warc", ""},
	} {
		m, err := ParseMatch(strings.Fields(strings.NewReplacer("page 1", "page\x001", "PAGE 1", "PAGE\x001", "^group 2", "^group\x002", "words of", "words\x00of").Replace(c.match)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range m {
			m[i].pattern = mustCompile(strings.ReplaceAll(m[i].pattern.String(), "\x00", " "))
		}
		opt := Options{Match: m}
		said := notes(&opt)
		var got []string
		Walk(t.Context(), []string{filepath.Join(dir, c.file)}, opt, func(it Item) bool {
			_, entry, _ := strings.Cut(it.Path, "#")
			got = append(got, entry)
			return true
		})
		if strings.Join(got, ",") != c.want {
			t.Errorf("%s: %q, want %s", c.match, got, c.want)
		}
		if c.match != "" && (len(*said) != 1 || !strings.Contains((*said)[0], "entries passed over: ") || !strings.Contains((*said)[0], "not asked for")) {
			t.Errorf("%s: %q", c.match, *said)
		}
	}
	for bad, want := range map[string]string{"title:": "no pattern", "text:(": "missing closing )", "!": "no pattern"} {
		if _, err := ParseMatch([]string{bad}); fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// memory remembers places as an archive does.
type memory struct {
	places map[string]Mark
	told   int
}

func (m *memory) Begin(path, sha string) Mark { return m.places[path+sha] }

func (m *memory) Reached(path, sha string, at Mark) {
	m.told++
	if at == (Mark{}) {
		delete(m.places, path+sha)
		return
	}
	m.places[path+sha] = at
}

// A reading that is broken off anywhere goes on where it was: nothing is left out,
// and hardly anything is read twice.
func TestResume(t *testing.T) {
	dir := t.TempDir()
	files := packedExports(t, 40)
	var plain, packed []byte
	for i := range 40 {
		r := webRecord(fmt.Sprintf("http://a.example/%d", i), fmt.Sprintf("Words of page %d.", i))
		plain, packed = append(plain, r...), append(packed, gzipped(r)...)
	}
	files["a.warc"], files["b.warc.gz"], files["c.warc.gz"] = plain, packed, gzipped(plain)
	for name, b := range files {
		path := filepath.Join(dir, name)
		write(t, path, b)
		m := &memory{places: map[string]Mark{}}
		var got []string
		stopped := errors.New("stopped")
		for run := 0; run < 100; run++ {
			n := 0
			var last error
			Walk(t.Context(), []string{path}, Options{Places: m}, func(it Item) bool {
				if n++; n > 4 { // killed in the midst of an entry
					last = stopped
					return false
				}
				if it.Err != nil {
					t.Fatalf("%s: %v", name, it.Err)
				}
				if it.From.SHA256 == "" {
					t.Fatalf("%s: the file has no hash", name)
				}
				if k := len(got); k == 0 || got[k-1] != it.Path {
					got = append(got, it.Path)
				}
				return true
			})
			if last == nil {
				break
			}
		}
		if len(got) != 40 || !slices.IsSortedFunc(got, func(a, b string) int { return number(a) - number(b) }) {
			t.Errorf("%s: %d entries: %q", name, len(got), got)
		}
		if len(m.places) != 0 {
			t.Errorf("%s: a place is left behind: %v", name, m.places)
		}
	}
}

func number(s string) (n int) {
	i := strings.LastIndexAny(s, " /")
	fmt.Sscan(s[i+1:], &n)
	return n
}

// Of one broken stream in a dump the pages are lost, and told; no others.
func TestBrokenStream(t *testing.T) {
	dir := t.TempDir()
	a, b, c := bzip2Streams(t, wikiHead+wikiPage("A", "one")), bzip2Streams(t, wikiPage("B", "two")), bzip2Streams(t, wikiPage("C", "three")+"</mediawiki>")
	b[len(b)/2] ^= 0xFF
	write(t, filepath.Join(dir, "x.xml.bz2"), slices.Concat(a, b, c))
	got := walk(t, dir, Options{}, filepath.Join(dir, "x.xml.bz2"))
	if len(got) != 3 || !strings.HasPrefix(got[0], "x.xml.bz2#A") || !strings.HasPrefix(got[1], fmt.Sprintf("x.xml.bz2: unreadable: broken bzip2 data: the stream at byte %d", len(a))) || !strings.HasPrefix(got[2], "x.xml.bz2#C") {
		t.Errorf("%q", got)
	}
}

// A WACZ file is its web archives: the indexes beside them are no documents.
func TestCollection(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "x.wacz"), zipped(
		member{"datapackage.json", "{}"}, member{"indexes/index.cdx.gz", string(gzipped([]byte("index")))}, member{"pages/pages.jsonl", "{}"},
		member{"archive/data.warc.gz", string(slices.Concat(gzipped(webRecord("http://a.example/1", "one")), gzipped(webRecord("http://a.example/2", "two"))))},
		member{"archive/more.warc", string(webRecord("http://a.example/3", "three"))}))
	equal(t, walk(t, dir, Options{}, filepath.Join(dir, "x.wacz")),
		"x.wacz!archive/data.warc.gz#http://a.example/1: one", "x.wacz!archive/data.warc.gz#http://a.example/2: two", "x.wacz!archive/more.warc#http://a.example/3: three")
}

// web answers by address.
type web map[string][]byte

func (f web) Get(_ context.Context, r remote.Request) (*remote.Answer, error) {
	b, ok := f[r.URL]
	if !ok {
		return nil, fault.New(fault.NotFound, "the host answered 404 Not Found")
	}
	return &remote.Answer{URL: "https://www.news.example/final", Asked: r.URL, Bytes: b, Retrieved: time.Unix(1674808200, 0),
		Header: []remote.Field{{Name: "ETag", Value: "x"}}}, nil
}

// What an address gives is read as a file is, and says where it came from.
func TestAddresses(t *testing.T) {
	opt := Options{Remote: web{"https://news.example/a": []byte("a report"), "https://news.example/z": zipped(member{"a.txt", "one"}, member{"b.txt", "two"}), "https://news.example/w": webRecord("http://a.example/1", "captured")}}
	equal(t, walk(t, "", opt, "https://news.example/a", "https://news.example/z", "https://news.example/w", "https://news.example/gone"),
		"https://www.news.example/final: a report", "https://www.news.example/final!a.txt: one", "https://www.news.example/final!b.txt: two",
		"https://www.news.example/final#http://a.example/1: captured", "https://news.example/gone: not found: the host answered 404 Not Found")
	Walk(t.Context(), []string{"https://news.example/a"}, opt, func(it Item) bool {
		f := it.From
		if f == nil || f.URL != "https://www.news.example/final" || f.Asked != "https://news.example/a" || f.Outlet != "news.example" || f.Retrieved != "2023-01-27T08:30:00Z" || len(f.Headers) != 1 {
			t.Errorf("%+v", f)
		}
		return true
	})
}

// A large export is read in little memory, however it is packed: the heap that is
// held while 200 MB of it go by stays under 32 MB.
func TestMemory(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "big.xml.zst")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	big := strings.Repeat("Words &lt;b&gt;of&lt;/b&gt; the page. ", 3000)
	pw := zstdWriter(f)
	io.WriteString(pw, wikiHead)
	x := uint64(1)
	for i := range 2000 {
		x = x*6364136223846793005 + 1442695040888963407
		io.WriteString(pw, wikiPage(fmt.Sprintf("Page %d", i), fmt.Sprintf("%x %s", x, big[x>>50:])))
	}
	pw.Close()
	f.Close()
	n := 0
	var most uint64
	Walk(t.Context(), []string{path}, Options{MaxRatio: 1 << 40}, func(it Item) bool {
		if it.Err != nil {
			t.Fatal(it.Err)
		}
		if n++; n%200 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		return true
	})
	if n != 2000 || most > 32<<20 {
		t.Errorf("%d pages, %d MB held", n, most>>20)
	}
}

func zstdWriter(w io.Writer) io.WriteCloser {
	z, _ := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest))
	return z
}

func mustCompile(s string) *regexp.Regexp { return regexp.MustCompile(s) }
