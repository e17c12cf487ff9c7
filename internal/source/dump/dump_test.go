package dump_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"dossier/internal/source/dump"
)

func page(title, rest string, revisions ...string) string {
	return "  <page>\n    <title>" + title + "</title>\n    <ns>0</ns>\n    <id>1</id>\n" + rest + strings.Join(revisions, "") + "  </page>\n"
}

func revision(stamp, text string) string {
	return "    <revision>\n      <timestamp>" + stamp + "</timestamp>\n      <text bytes=\"9\" xml:space=\"preserve\">" + text + "</text>\n    </revision>\n"
}

const head = `<?xml version="1.0"?>
<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en">
  <siteinfo><base>https://wiki.example.org/wiki/Main_Page</base></siteinfo>
`

func read(r io.Reader, opt dump.Options) string {
	var out []string
	dump.Read(r, opt, func(e dump.Entry) bool {
		if e.Err != nil {
			out = append(out, fmt.Sprintf("%s: error: %v", e.Title, e.Err))
		} else {
			out = append(out, fmt.Sprintf("[%s]\n%s", e.URL, e.Bytes))
		}
		return true
	})
	return strings.Join(out, "\n")
}

func TestArticles(t *testing.T) {
	s := head +
		page("Siege of the mill &amp; bridge", "", revision("2020-01-01T00:00:00Z", "old"), revision("2023-02-03T04:05:06Z", "The '''mill''' &lt;ref&gt;a&lt;/ref&gt; &amp;nbsp; burnt.\n== After ==\nMore.")) +
		page("Mill siege", "    <redirect title=\"x\" />\n", revision("2020-01-01T00:00:00Z", "#REDIRECT [[x]]")) +
		strings.Replace(page("Talk:Mill", "", revision("2020-01-01T00:00:00Z", "talk")), "<ns>0", "<ns>1", 1) +
		page("Deleted", "", "<revision><timestamp>2020-01-01T00:00:00Z</timestamp><text bytes=\"0\" /></revision>") +
		"<page><title>One line?</title><ns>0</ns><revision><text>short</text></revision></page><page><title>Next</title><revision><text>n</text></revision></page>\n" +
		"</mediawiki>\n"
	want := "[https://wiki.example.org/wiki/Siege_of_the_mill_&_bridge]\nTitle: Siege of the mill & bridge\nURL: https://wiki.example.org/wiki/Siege_of_the_mill_&_bridge\nRetrieved: 2023-02-03\n---\nThe '''mill''' <ref>a</ref> &nbsp; burnt.\n== After ==\nMore.\n" +
		"[https://wiki.example.org/wiki/One_line%3F]\nTitle: One line?\nURL: https://wiki.example.org/wiki/One_line%3F\n---\nshort\n" +
		"[https://wiki.example.org/wiki/Next]\nTitle: Next\nURL: https://wiki.example.org/wiki/Next\n---\nn"
	if !dump.Is([]byte(s)) || dump.Is([]byte("<html>")) {
		t.Error("what a dump is")
	}
	for name, r := range map[string]io.Reader{"at once": strings.NewReader(s), "byte by byte": iotest.OneByteReader(strings.NewReader(s))} {
		if got := read(r, dump.Options{}); got != want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

func TestOneBadPageCostsNoOther(t *testing.T) {
	good := page("Good", "", revision("2020-01-01T00:00:00Z", "good"))
	const told = "[https://wiki.example.org/wiki/Good]\nTitle: Good\nURL: https://wiki.example.org/wiki/Good\nRetrieved: 2020-01-01\n---\ngood"
	for name, c := range map[string]struct{ s, want string }{
		"too large":  {page("Large", "", revision("2020-01-01T00:00:00Z", strings.Repeat("x", 400_000))) + good, "Large: error: more than 1000 bytes in one page\n" + told},
		"no end":     {"<page>\n<title>Open</title>\n<revision>\n" + good, "Open: error: the page has no end\n" + told},
		"no text":    {"<page>\n<title>Bare</title>\n</page>\n" + good, "Bare: error: a page without title or text\n" + told},
		"cut off":    {good + "<page>\n<title>Last</title>\n<rev", told + "\nLast: error: the dump ends within a page"},
		"long lines": {strings.Repeat("y", 256<<10-3) + strings.ReplaceAll(good, "\n", " "), told},
	} {
		if got := read(strings.NewReader(head+c.s), dump.Options{MaxBytes: 1000}); got != c.want {
			t.Errorf("%s:\n%.300s", name, got)
		}
	}
}

// Whatever comes, reading ends, and each entry has bytes or an error.
func FuzzRead(f *testing.F) {
	f.Add([]byte(head + page("A", "", revision("2020-01-01T00:00:00Z", "a"))))
	f.Add([]byte("<page></page><page><title>x</title><revision><text>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		dump.Read(bytes.NewReader(b), dump.Options{MaxBytes: 1 << 12}, func(e dump.Entry) bool {
			if (e.Bytes == nil) == (e.Err == nil) {
				t.Fatalf("%+v", e)
			}
			return true
		})
	})
}

func BenchmarkRead(b *testing.B) {
	var s strings.Builder
	s.WriteString(head)
	for i := range 2000 {
		s.WriteString(page(fmt.Sprint("Page ", i), "", revision("2020-01-01T00:00:00Z", strings.Repeat("Some words of an &lt;i&gt;article&lt;/i&gt;.\n", 100))))
	}
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		dump.Read(strings.NewReader(s.String()), dump.Options{}, func(dump.Entry) bool { return true })
	}
}
