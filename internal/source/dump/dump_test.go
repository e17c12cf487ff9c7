package dump_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/source/dump"
	"dossier/internal/source/readertest"
	"dossier/internal/source/wiki"
	"dossier/internal/text"
)

const head = `<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="de">
  <siteinfo>
    <sitename>Wiki of &quot;Reports&quot;</sitename>
    <base>https://wiki.example/wiki/Main_Page</base>
    <namespaces>
      <namespace key="0" case="first-letter" />
      <namespace key="14" case="first-letter">Kategorie</namespace>
    </namespaces>
  </siteinfo>
`

// page is a page of an export with one revision for each text.
func page(title, ns, more string, texts ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  <page>\n    <title>%s</title>\n    <ns>%s</ns>\n    <id>7</id>\n%s", title, ns, more)
	for i, t := range texts {
		fmt.Fprintf(&b, "    <revision>\n      <id>%d</id>\n      <timestamp>2023-01-%02dT08:30:00Z</timestamp>\n      <contributor><username>A</username><id>3</id></contributor>\n"+
			"      <model>wikitext</model>\n      <format>text/x-wiki</format>\n      <text bytes=\"%d\" xml:space=\"preserve\">%s</text>\n    </revision>\n", 100+i, 27+i, len(t), t)
	}
	b.WriteString("  </page>\n")
	return b.String()
}

func tell(p dump.Page) string {
	switch {
	case p.Err != nil:
		return fmt.Sprintf("%s: %s: %v", p.Title, fault.Of(p.Err), p.Err)
	case p.Skip != "":
		return p.Title + ": passed over: " + p.Skip
	}
	_, text, _ := strings.Cut(string(p.Bytes), "preserve\">")
	text, _, _ = strings.Cut(text, "</text>")
	return fmt.Sprintf("%s %s %s: %s", p.Title, p.Revision, p.URL, text)
}

// slow gives one byte less than it could, so that marks fall across reads.
type slow struct {
	s string
	n int
}

func (r *slow) Read(p []byte) (int, error) {
	if r.s == "" {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), r.n)], r.s)
	r.s = r.s[n:]
	return n, nil
}

func read(s string, n int, opt dump.Options) (got []string) {
	dump.Read(context.Background(), &slow{s, n}, opt, func(p dump.Page) bool {
		got = append(got, tell(p))
		return true
	})
	return got
}

func TestPages(t *testing.T) {
	export := head +
		page("Attack &amp; siege", "0", "", "Two ''guards'' &lt;ref&gt;x&lt;/ref&gt;") +
		page("Old name", "0", "    <redirect title=\"Attack &amp; siege\" />\n", "#REDIRECT [[Attack]]") +
		page("Talk:Attack", "1", "", "chat") +
		page("Versions", "0", "", "first", "second", "third") +
		strings.Replace(page("Style", "0", "", "x"), "<model>wikitext", "<model>css", 1) +
		strings.Replace(page("Gone", "0", "", "x"), ` xml:space="preserve">x</text>`, ` deleted="deleted" />`, 1) +
		strings.Replace(page("Empty", "0", "", "x"), ` xml:space="preserve">x</text>`, ` />`, 1) +
		page("None/at all?", "0", "") +
		page("Café", "0", "", "last") + "</mediawiki>\n"
	want := []string{
		"Attack & siege 100 https://wiki.example/wiki/Attack_&_siege: Two ''guards'' &lt;ref&gt;x&lt;/ref&gt;",
		"Old name: passed over: a redirect",
		"Talk:Attack: passed over: no article: namespace 1",
		"Versions 102 https://wiki.example/wiki/Versions: third",
		"Style: passed over: not written in wikitext",
		"Gone: passed over: its text was deleted",
		"Empty: passed over: empty",
		"None/at all?: unreadable: the page at byte %d breaks off, or has no revision",
		"Café 100 https://wiki.example/wiki/Caf%C3%A9: last",
	}
	want[7] = fmt.Sprintf(want[7], strings.Index(export, "<title>None")-len("<page>\n    "))
	for _, n := range []int{1, 7, 4096, 1 << 20} {
		if got := read(export, n, dump.Options{}); !slices.Equal(got, want) {
			t.Errorf("%d bytes at a time:\n  %s\nwant\n  %s", n, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		}
	}
	got := read(export, 4096, dump.Options{Revisions: true})
	if i := slices.Index(got, "Versions 100 https://wiki.example/wiki/Versions: first"); i < 0 || len(got) != len(want)+2 || !strings.HasPrefix(got[i+2], "Versions 102") {
		t.Errorf("every revision: %q", got)
	}
	one := page("Attack &amp; siege", "0", "", "Two ''guards'' &lt;ref&gt;x&lt;/ref&gt;")
	dump.Read(t.Context(), strings.NewReader(export), dump.Options{}, func(p dump.Page) bool {
		if string(p.Bytes) != strings.TrimSpace(one) || export[p.Offset:p.End] != string(p.Bytes) || p.Site.Name != `Wiki of "Reports"` || p.Timestamp != "2023-01-27T08:30:00Z" {
			t.Errorf("%q at %d", p.Bytes, p.Offset)
		}
		return false
	})
}

// Which pages are read is decided by title, text and categories.
func TestWant(t *testing.T) {
	export := head + page("A", "0", "", "x [[Category:Attacks in_2023|*]]") + page("B", "0", "", "[[kategorie: Attacks in 2023 ]] &amp;amp;") + page("C", "0", "", "[[File:x.png]] [[Category:Films]]")
	got := read(export, 999, dump.Options{Want: func(p *dump.Page) bool {
		return slices.Contains(p.Categories(), "Attacks in 2023") && (p.Title != "B" || strings.Contains(p.Text(), " &amp;"))
	}})
	if want := []string{"A 100 https://wiki.example/wiki/A: x [[Category:Attacks in_2023|*]]", "B 100 https://wiki.example/wiki/B: [[kategorie: Attacks in 2023 ]] &amp;amp;", "C: passed over: not asked for"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// A page that breaks off costs no other.
func TestBroken(t *testing.T) {
	p := func(title string) string { return page(title, "0", "", "words") }
	for _, c := range []struct{ name, export, want string }{
		{"within a page", head + p("A") + p("B")[:200] + p("C"), "A !B C"},
		{"within a page of many", head + p("A") + page("B", "0", "", "1", "2", "3")[:900] + p("C"), "A !B C"},
		{"at the end", head + p("A") + p("B")[:200], "A !B"},
		{"a page beyond the bound", head + p("A") + page("B", "0", "", strings.Repeat("x", 9000)) + p("C"), "A !B C"},
		{"a revision beyond the bound", head + p("A") + page("B", "0", "", "1", strings.Repeat("x", 9000)) + p("C"), "A !B C"},
		{"without a head", p("A") + p("B"), "A B"},
	} {
		for _, n := range []int{5, 1 << 20} {
			var got []string
			dump.Read(t.Context(), &slow{c.export, n}, dump.Options{MaxPage: 4000}, func(p dump.Page) bool {
				if p.Err != nil {
					p.Title = "!" + p.Title
				}
				got = append(got, p.Title)
				return true
			})
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("%s, %d bytes at a time: %s, want %s", c.name, n, g, c.want)
			}
		}
	}
}

// Reading begins again at the end of any page.
func TestBeginAgain(t *testing.T) {
	export := head + page("A", "0", "", "1", "2") + page("B", "1", "", "x") + page("C", "0", "", "words") + page("D", "0", "", "words")
	all := read(export, 4096, dump.Options{})
	n := 0
	dump.Read(t.Context(), strings.NewReader(export), dump.Options{}, func(p dump.Page) bool {
		n++
		if got := read(export[p.End:], 4096, dump.Options{Base: p.End, Site: p.Site}); !slices.Equal(got, all[n:]) {
			t.Errorf("after %s: %q", p.Title, got)
		}
		return true
	})
}

// An export is told by its beginning.
func TestIs(t *testing.T) {
	for s, want := range map[string]bool{
		head: true, "\uFEFF<?xml version=\"1.0\"?>\n<!-- x -->\n<mediawiki>": true, "<mediawikis>": false, "<page>": false, "": false,
	} {
		if dump.Is([]byte(s)) != want {
			t.Errorf("%.30q: %v", s, !want)
		}
	}
}

// The document of a page has title and day before it and leads back to the bytes.
func TestReader(t *testing.T) {
	raw := strings.TrimSpace(page("Attack &amp; siege", "0", "", "'''Two''' guards &amp;ndash; &quot;Ali&quot; &#233; &lt;ref&gt;x&lt;/ref&gt;were hurt.\n\n== After ==\nMore."))
	src, format, err := source.Open(source.Raw{Path: "x", Bytes: []byte(raw)})
	if err != nil || format != doc.WikiPage {
		t.Fatal(format, err)
	}
	d, err := dump.Reader{Wiki: wiki.Reader{}}.Read(src)
	if err != nil {
		t.Fatal(err)
	}
	readertest.Check(t, src, d)
	if d.Title != "Attack & siege" || d.Published != "2023-01-27" || d.Format != doc.Wikitext {
		t.Errorf("%+v", d)
	}
	if s := d.Text.String(); !strings.Contains(s, "\n\nTwo guards – \"Ali\" é were hurt.\n\nAfter\n\nMore.") {
		t.Errorf("%q", s)
	}
	at := strings.Index(d.Text.String(), "\"Ali\"")
	sp := d.Map.Original(text.Span{Start: at, End: at + 5})
	if raw[sp.Start:sp.End] != "&quot;Ali&quot;" {
		t.Errorf("the words lead to %q", raw[sp.Start:sp.End])
	}
	for _, bad := range []string{"<page><title></title>", "<page><title>x</title></page>", "<page><title>x</title><revision><text /></revision></page>"} {
		src := source.Text{Raw: source.Raw{Bytes: []byte(bad)}, String: bad}
		if _, err := (dump.Reader{Wiki: wiki.Reader{}}).Read(src); fault.Of(err) != fault.Unreadable {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// No export, however broken, does more than yield pages; what it yields can be
// read or is refused.
func FuzzRead(f *testing.F) {
	f.Add(head+page("A", "0", "", "1", "2")+page("B", "0", "", "&lt;&#9;&x;"), 7)
	f.Add("<page><page></revision></page><revision></revision>", 1)
	f.Fuzz(func(t *testing.T, s string, n int) {
		k := 0
		last := int64(0)
		dump.Read(context.Background(), &slow{s, max(1, n)}, dump.Options{MaxPage: 4096, Want: func(p *dump.Page) bool { p.Categories(); return true }}, func(p dump.Page) bool {
			if k++; k > len(s) || p.End < last || p.End > int64(len(s)) || p.Offset > p.End {
				t.Fatalf("page %d from %d to %d, after %d", k, p.Offset, p.End, last)
			}
			last = p.End
			if p.Bytes != nil {
				src := source.Text{Raw: source.Raw{Bytes: p.Bytes}, String: strings.ToValidUTF8(string(p.Bytes), "")}
				if len(src.String) != len(p.Bytes) {
					return true
				}
				if d, err := (dump.Reader{Wiki: wiki.Reader{}}).Read(src); err == nil {
					readertest.Check(t, src, d)
				} else if fault.Of(err) == "" {
					t.Errorf("an error without a kind: %v", err)
				}
			}
			return true
		})
	})
}

// export makes an export of n articles of about 10 kB.
func export(n int) []byte {
	var b bytes.Buffer
	b.WriteString(head)
	x := uint64(1)
	for i := range n {
		var t strings.Builder
		for t.Len() < 10_000 {
			x = x*6364136223846793005 + 1442695040888963407
			fmt.Fprintf(&t, "The [[word%d]] of &lt;ref name=&quot;r%d&quot;&gt;a source&lt;/ref&gt; stands here, and more words follow it.\n", x>>40, x>>60)
		}
		b.WriteString(page(fmt.Sprintf("Article %d", i), "0", "", t.String()))
	}
	b.WriteString("</mediawiki>\n")
	return b.Bytes()
}

// BenchmarkRead reads an export of 5,000 articles, beside what the standard
// library's XML reader takes for the same:
//
//	GOMAXPROCS=1 go test ./internal/source/dump -run '^$' -bench .
func BenchmarkRead(b *testing.B) {
	raw := export(5000)
	run := func(name string, do func() int) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				if n := do(); n != 5000 {
					b.Fatal(n)
				}
			}
		})
	}
	run("pages", func() (n int) {
		dump.Read(b.Context(), bytes.NewReader(raw), dump.Options{}, func(p dump.Page) bool { n++; return p.Bytes != nil })
		return n
	})
	run("by text", func() (n int) {
		dump.Read(b.Context(), bytes.NewReader(raw), dump.Options{Want: func(p *dump.Page) bool { return strings.Contains(p.Text(), "nowhere") }},
			func(p dump.Page) bool { n++; return p.Skip != "" })
		return n
	})
	run("encoding-xml", func() (n int) { return withXML(raw) })
}

// withXML reads the same export with the standard library.
func withXML(raw []byte) (n int) {
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		tok, err := d.Token()
		if err != nil {
			return n
		}
		if s, ok := tok.(xml.StartElement); ok && s.Name.Local == "page" {
			var p struct {
				Title string `xml:"title"`
				Text  string `xml:"revision>text"`
			}
			if d.DecodeElement(&p, &s) != nil || p.Text == "" {
				return -1
			}
			n++
		}
	}
}
