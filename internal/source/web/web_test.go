package web_test

import (
	"errors"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/source/readertest"
	"dossier/internal/source/web"
	"dossier/internal/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

func read(s string) (*doc.Document, source.Text, error) {
	src := source.Text{Raw: source.Raw{Path: "p.html", Bytes: []byte(s)}, String: s}
	d, err := web.Reader{}.Read(src)
	return d, src, err
}

func blocks(d *doc.Document) string {
	var b strings.Builder
	for _, x := range d.Blocks {
		b.WriteString(string(x.Kind) + ": " + d.Text.Slice(x.Span) + "\n")
	}
	return b.String()
}

const story = `<p>Two men were hurt on Friday when a bomb went off beside a bus in the port, the police said, and the road was closed.</p>
<p>No group has said that it was behind the attack &amp; nobody was held by the evening, a spokesman told reporters.</p>`

func TestPages(t *testing.T) {
	paragraphs := "paragraph: Two men were hurt on Friday when a bomb went off beside a bus in the port, the police said, and the road was closed.\n" +
		"paragraph: No group has said that it was behind the attack & nobody was held by the evening, a spokesman told reporters.\n"
	for _, c := range []struct{ why, page, want string }{
		{"an article among other things", `<html><body><nav><a href=/>Home</a></nav><div class="cookie-banner"><p>We use cookies to make this site better for you and for us, please agree.</p></div>
			<article><h1>Bomb in the port</h1>` + story + `</article><div class="comments"><p>I think that this is all wrong and somebody should do something about it at last.</p></div><footer>Imprint</footer></body></html>`,
			"title: Bomb in the port\n" + paragraphs},
		{"no article element", `<body><div id=top><a href=1>One</a> <a href=2>Two</a></div><div id=text>` + story + `</div><div id=more><a href=3>Another story that you may like to read</a></div>`, paragraphs},
		{"scripts, styles and hidden text", `<article><style>p{}</style><script>var a="<p>no</p>"</script><p style="display: none">Hidden.</p>` + story + `</article>`, paragraphs},
		{"never closed", `<article><h1>Port<p>` + strings.ReplaceAll(strings.ReplaceAll(story, "</p>", ""), "<p>Two", "Two"), "title: Port\n" + paragraphs},
		{"an infobox", `<div class="mw-parser-output"><table class="infobox"><tr><th>Date</th><td>27&nbsp;January 2023</td></tr><tr><th>Deaths</th><td>1<sup class="reference">[1]</sup></td></tr></table>` + story + `</div>`,
			"field: Date: 27 January 2023\nfield: Deaths: 1\n" + paragraphs},
		{"lists and tables", `<article>` + story + `<ul><li>One <b>dead</b></li><li>Two hurt</li></ul><table><tr><td>a</td><td>b</td></tr></table></article>`,
			paragraphs + "item: One dead\nitem: Two hurt\nrow: a | b\n"},
	} {
		d, src, err := read(c.page)
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		readertest.Check(t, src, d)
		if got := blocks(d); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, c.want)
		}
	}
}

func TestMetadata(t *testing.T) {
	d, _, err := read(`<html lang="en"><head><title>Bomb in the port | The Paper</title><link rel=canonical href="https://paper.example/1">
		<script type="application/ld+json">{"@graph":[{"@type":"Person","name":"x"},{"@type":["NewsArticle"],"headline":"Bomb","datePublished":"2023-01-27T10:00:00Z","publisher":{"name":"The Daily Paper"}}]}</script></head><body><article>` + story + `</article>`)
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != "Bomb" || d.Outlet != "The Daily Paper" || d.Published != "2023-01-27" || d.URL != "https://paper.example/1" || d.Language != "en" {
		t.Errorf("%q %q %q %q %q", d.Title, d.Outlet, d.Published, d.URL, d.Language)
	}
}

// The pages of testdata read as the text beside them.
func TestGoldenPages(t *testing.T) {
	pages, _ := filepath.Glob("testdata/*.html")
	if len(pages) < 3 {
		t.Fatal(pages)
	}
	for _, name := range pages {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		src, f, err := source.Open(source.Raw{Path: name, Bytes: raw})
		if err != nil || f != doc.HTML {
			t.Fatal(name, f, err)
		}
		d, err := web.Reader{}.Read(src)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		readertest.Check(t, src, d)
		got := fmt.Sprintf("%s | %s | %s | %s | %s\n\n%s", d.Title, d.Outlet, d.Published, d.URL, d.Language, blocks(d))
		golden := strings.TrimSuffix(name, ".html") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || got != string(want) {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, want)
		}
	}
}

// A page names its own character coding, and every letter leads to its byte.
func TestCharsetInThePage(t *testing.T) {
	words := "Взрыв в порту: двое мужчин ранены, сообщила полиция города; дорога закрыта до вечера."
	page := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body><article><p>` + words + `</p><p>` + words + `</p></article>`
	raw, err := charmap.Windows1251.NewEncoder().Bytes([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	src, _, err := source.Open(source.Raw{Bytes: raw})
	if err != nil {
		t.Fatal(err)
	}
	d, err := web.Reader{}.Read(src)
	if err != nil {
		t.Fatal(err)
	}
	readertest.Check(t, src, d)
	if got := d.Text.Slice(d.Blocks[0].Span); got != words {
		t.Fatalf("%q", got)
	}
	for i, r := range words {
		o := d.Map.Original(text.Span{Start: i, End: i + utf8.RuneLen(r)})
		if o.Len() != 1 || charmap.Windows1251.DecodeByte(raw[o.Start]) != r {
			t.Fatalf("%q stands on %q", r, raw[o.Start:o.End])
		}
	}
}

func TestRoundTripProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var page strings.Builder
		page.WriteString("<article>")
		for range rapid.IntRange(1, 6).Draw(t, "n") {
			page.WriteString(rapid.SampledFrom([]string{"<p>", "<li>", "<h2>", "<td>", "<br>", "<b>", "</p>", "<div>", "</div>", "<a href=x>"}).Draw(t, "tag"))
			page.WriteString(html.EscapeString(strings.ToValidUTF8(rapid.String().Draw(t, "words"), "?")))
		}
		page.WriteString(story)
		d, src, err := read(page.String())
		if err != nil {
			t.Fatal(err)
		}
		readertest.Check(t, src, d)
		for i, r := range d.Text.String() {
			o := d.Map.Original(text.Span{Start: i, End: i + utf8.RuneLen(r)})
			raw := page.String()[o.Start:o.End]
			if raw != string(r) && html.UnescapeString(raw) != string(r) && raw != "" {
				t.Fatalf("%q at %d stands on %q", r, i, raw)
			}
			if raw == "" && !strings.ContainsRune(" \n|;", r) {
				t.Fatalf("%q at %d stands on nothing", r, i)
			}
		}
	})
}

func TestBadPages(t *testing.T) {
	for why, s := range map[string]string{
		"no text":    "<html><body><nav><a href=/>Home</a></nav></body></html>",
		"empty body": "<html></html>",
	} {
		_, _, err := read(s)
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != fault.Unreadable {
			t.Errorf("%s: %v", why, err)
		}
	}
}

// Deep nesting and endless attributes cost no more than their length.
func TestHostilePages(t *testing.T) {
	for why, s := range map[string]string{
		"50,000 deep":  strings.Repeat("<div>", 50000) + story,
		"inline tags":  strings.Repeat("<b>", 50000) + story,
		"attributes":   "<div " + strings.Repeat("a=b ", 200000) + ">" + story + "</div>",
		"closing tags": strings.Repeat("</div>", 100000) + "<article>" + story + "</article>",
		"open links":   strings.Repeat("<a href=x>", 50000) + "x</a><article>" + story + "</article>",
		"open items":   "<article><ul>" + strings.Repeat("<li>one of many things", 50000) + "</ul>" + story + "</article>",
		"open cells":   "<article><table>" + strings.Repeat("<tr><td>a<td>b", 50000) + "</table>" + story + "</article>",
		"open lines":   "<article>" + strings.Repeat("<p>a", 50000) + story + "</article>",
		"references":   "<article>" + strings.Repeat("&&amp", 200000) + story + "</article>",
		"one word":     "<article><p>" + strings.Repeat("a", 8<<20) + "</p>" + story + "</article>",
		"NULs":         "<article>" + strings.ReplaceAll(story, " ", " \x00") + "</article>",
	} {
		d, src, err := read(s)
		if err != nil {
			t.Errorf("%s: %v", why, err)
			continue
		}
		readertest.Check(t, src, d)
	}
}

// Every code point that was copied stands on bytes that decode to it.
func TestRoundTrip(t *testing.T) {
	page := "<article><p>Émeute 😀 à Téhéran, عاجل, e\u0301tat d&eacute;clar&eacute; &#x2014; deux blessés\r\nce soir dans le port de la ville, dit la police du lieu.</p>" + story + "</article>"
	d, _, err := read(page)
	if err != nil {
		t.Fatal(err)
	}
	s := d.Text.String()
	for i, r := range s {
		o := d.Map.Original(text.Span{Start: i, End: i + utf8.RuneLen(r)})
		switch raw := page[o.Start:o.End]; {
		case raw == string(r), raw == "" && (r == ' ' || r == '\n'), strings.HasPrefix(raw, "&"):
		default:
			t.Fatalf("%q at %d stands on %q", r, i, raw)
		}
	}
}

func TestBundledStory(t *testing.T) {
	b, err := os.ReadFile("../../../cmd/dossier/demo/agency.html")
	if err != nil {
		t.Fatal(err)
	}
	d, src, err := read(string(b))
	if err != nil {
		t.Fatal(err)
	}
	readertest.Check(t, src, d)
	if d.Title == "" || d.Outlet == "" || len(d.Published) != 10 || len(d.Blocks) < 5 || strings.Contains(strings.ToLower(d.Text.String()), "cookie") {
		t.Errorf("%q %q %q %d blocks\n%s", d.Title, d.Outlet, d.Published, len(d.Blocks), blocks(d))
	}
}

func FuzzWeb(f *testing.F) {
	f.Add("<article><h1>T</h1>" + story + "</article>")
	f.Add("<table class=infobox><tr><th>a<td>b &amp; &nbsp;&#0; c</table>" + story)
	f.Add("<title>x<script type=application/ld+json>{\"@type\":[[]]}</script><p>a<br>b")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		if d, src, err := read(s); err == nil {
			readertest.Check(t, src, d)
		}
	})
}

func BenchmarkWeb(b *testing.B) {
	page := "<html><body><nav>" + strings.Repeat("<a href=/x>Another story</a> ", 200) + "</nav><article><h1>Port</h1>" + strings.Repeat(story, 50) + "</article></body></html>"
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := read(page); err != nil {
			b.Fatal(err)
		}
	}
}
