package feed_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dossier/internal/fault"
	"dossier/internal/source/feed"
)

const base = "https://news.example/feeds/world.xml"

// tell is the items of a feed, one to a line.
func tell(t *testing.T, body string) []string {
	t.Helper()
	f, err := feed.Parse([]byte(body), base)
	if err != nil {
		return []string{string(fault.Of(err)) + ": " + err.Error()}
	}
	out := []string{f.Title}
	for _, it := range f.Items {
		out = append(out, strings.Join([]string{it.ID, it.Link, it.Title, it.Updated, it.Content, it.Refused}, "|"))
	}
	return out
}

func TestFeeds(t *testing.T) {
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(`<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>Café</title></channel></rss>`)
	cyrillic, _ := charmap.Windows1251.NewEncoder().String(`<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Новости</title></channel></rss>`)
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"RSS 2.0", `<?xml version="1.0"?><rss version="2.0"><channel><title>World</title>
			<item><title>Guards hurt</title><link>https://news.example/1</link><guid isPermaLink="false">g1</guid><pubDate>Fri, 27 Jan 2023 08:30:00 +0330</pubDate><description>Two &lt;b&gt;guards&lt;/b&gt;</description></item>
			<item><title>Later</title><link>/2?a=1&amp;b=2#top</link></item>
			<item><guid>https://news.example/3</guid></item>
			<item><title>No link</title><description>words</description></item></channel></rss>`, []string{"World",
			"g1|https://news.example/1|Guards hurt|Fri, 27 Jan 2023 08:30:00 +0330|Two <b>guards</b>|",
			"https://news.example/2?a=1&b=2|https://news.example/2?a=1&b=2|Later|||",
			"https://news.example/3|https://news.example/3||||",
			"4c5d||No link||words|"}},
		{"RSS 1.0", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>World</title></channel>
			<item rdf:about="https://news.example/1"><title>A</title><link>https://news.example/1</link><dc:date>2023-01-27T08:30:00+03:30</dc:date></item></rdf:RDF>`,
			[]string{"World", "https://news.example/1|https://news.example/1|A|2023-01-27T08:30:00+03:30||"}},
		{"RSS 0.91", `<rss version="0.91"><channel><title>World</title><item><title>A</title><link>https://news.example/1</link></item></channel></rss>`,
			[]string{"World", "https://news.example/1|https://news.example/1|A|||"}},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/x/"><title type="html">World &amp;amp; more</title>
			<entry><id>tag:1</id><title>A</title><link rel="self" href="https://news.example/self"/><link rel="alternate" href="1.html"/><updated>2023-01-27T08:30:00Z</updated><published>2023-01-26T00:00:00Z</published><content type="html">&lt;p&gt;x</content></entry></feed>`,
			[]string{"World & more", "tag:1|https://other.example/x/1.html|A|2023-01-27T08:30:00Z|<p>x</p>|"}},
		{"JSON Feed", `{"version":"https://jsonfeed.org/version/1.1","title":"World","authors":[{"name":"x"}],"items":[
			{"id":7,"url":"/1","title":"A","content_text":"words","date_published":"2023-01-27T08:30:00Z","tags":["x"]},{"id":"b","external_url":"https://other.example/2"}],"more":1}`,
			[]string{"World", "7|https://news.example/1|A|2023-01-27T08:30:00Z|<p>words</p>\n|", "b|https://other.example/2||||"}},
		{"links that are none", `<rss version="2.0"><channel><title>x</title><item><guid>1</guid><link>javascript:alert(1)</link></item><item><guid>2</guid><link>file:///etc/passwd</link></item><item><guid>3</guid><link>data:text/html,x</link></item></channel></rss>`,
			[]string{"x", "1|||||javascript:alert(1)", "2|||||file:///etc/passwd", "3|||||data:text/html,x"}},
		{"another coding", cyrillic, []string{"Новости"}},
		{"UTF-16", utf16, []string{"Café"}},
		{"a web page", `<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"><link rel=stylesheet href=x></head><body>`,
			[]string{"unsupported: a web page and no feed; it names the feed https://news.example/rss.xml"}},
		{"another page", `<html><body>x`, []string{"unsupported: no feed: neither RSS nor Atom nor JSON Feed"}},
		{"text", `hello`, []string{"unsupported: no feed: neither RSS nor Atom nor JSON Feed"}},
		{"other JSON", `{"a":1}`, []string{"unsupported: no feed: neither RSS nor Atom nor JSON Feed"}},
		{"nothing", ` `, []string{"unreadable: the feed is empty"}},
		{"cut off", `{"version":"https://jsonfeed.org/version/1","items":[{"id":`, []string{"unreadable: the feed cannot be parsed: unexpected EOF"}},
	} {
		got := tell(t, c.body)
		for i := range got { // an identity made of a hash
			if id, rest, ok := strings.Cut(got[i], "|"); ok && len(id) == 32 {
				got[i] = "4c5d|" + rest
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n  %s\nwant\n  %s", c.name, strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
		}
	}
}

// An item without an address is a page of its own, whatever its words hold.
func TestPage(t *testing.T) {
	f, err := feed.Parse([]byte(`{"items":[{"id":"1","title":"Guards < police","content_text":"Two guards\nwere hurt.\n\nA & B <b>said</b>."}]}`), base)
	if err != nil {
		t.Fatal(err)
	}
	want := "<article>\n<h1>Guards &lt; police</h1>\n<p>Two guards\nwere hurt.</p>\n<p>A &amp; B &lt;b&gt;said&lt;/b&gt;.</p>\n\n</article>\n"
	if got := string(f.Items[0].Page()); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// The identity of an item without any is that of its words; its stamp changes with
// them.
func TestStamp(t *testing.T) {
	one := feed.Item{Title: "a", Content: "b"}
	two := one
	if one.Stamp() != two.Stamp() {
		t.Error("one item has two stamps")
	}
	if two.Updated = "now"; one.Stamp() == two.Stamp() {
		t.Error("a change does not show")
	}
}

// What is meant to exhaust the machine does not.
func TestHostile(t *testing.T) {
	rss := func(items string) string {
		return `<rss version="2.0"><channel><title>x</title>` + items + "</channel></rss>"
	}
	entities := "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">"
	for i := range 20 {
		entities += fmt.Sprintf("<!ENTITY a%d \"%s\">", i, strings.Repeat(fmt.Sprintf("&a%d;", max(0, i-1)), 20))
	}
	million := strings.Repeat("<item/>", 1_000_000)
	for _, c := range []struct {
		name, body, want string
		items            int
	}{
		{"an entity bomb", entities + "]>" + rss("<item><title>&a19;</title><link>/1</link></item>"), "", 1},
		{"an entity from a file", `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>` + rss("<item><title>&f;</title><link>/1</link></item>"), "", 1},
		{"a million items", rss(million), "", feed.MaxItems},
		{"a million items of Atom", `<feed xmlns="http://www.w3.org/2005/Atom">` + strings.Repeat("<entry/>", 1_000_000), "", feed.MaxItems},
		{"a million items of RSS 1.0", `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/>` + million + "</r:RDF>", "", feed.MaxItems},
		{"a million items of JSON", `{"items":[` + strings.Repeat("{},", 1_000_000) + `{}]}`, "", feed.MaxItems},
		{"items behind a quote in a declaration", `<!DOCTYPE x "<">` + rss(million), "", feed.MaxItems},
		{"items that are text", rss("<description><![CDATA[" + million + "]]></description>"), "too large: the feed has more than 10000 items, in an odd place", 0},
		{"depth", rss("<item>" + strings.Repeat("<a:b>", 1_000_000)), "too large: the feed has elements more than 64 deep", 0},
		{"depth of JSON", `{"items":[{"id":` + strings.Repeat("[", 1_000_000), "unreadable: the feed cannot be parsed", 0},
		{"a huge title", rss("<item><link>/1</link><title>" + strings.Repeat("x ", 1_000_000) + "</title></item>"), "", 1},
		{"a huge identity", rss("<item><guid>" + strings.Repeat("x", 1_000_000) + "</guid></item>"), "", 1},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f, err := feed.Parse([]byte(c.body), base)
		runtime.ReadMemStats(&after)
		got := ""
		if err != nil {
			got = string(fault.Of(err)) + ": " + err.Error()
		}
		if c.want == "" && err != nil || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
			continue
		}
		if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 100 {
			t.Errorf("%s: %d MB were asked for", c.name, grown)
		}
		if err != nil {
			continue
		}
		if len(f.Items) != c.items || f.Cut != (c.items == feed.MaxItems) {
			t.Errorf("%s: %d items, cut %v", c.name, len(f.Items), f.Cut)
		}
		for _, it := range f.Items {
			if len(it.Title) > 2000 || len(it.ID) > 600 || strings.Contains(it.Title, "root:") {
				t.Errorf("%s: title of %d and identity of %d bytes", c.name, len(it.Title), len(it.ID))
			}
		}
	}
}

// No bytes do more than give bounded items or an error.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><title>x</title><item><link>/1</link></item></channel></rss>`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="xhtml"><div/></content></entry></feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1}]}`))
	f.Add([]byte("<"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := feed.Parse(b, base)
		if err != nil {
			if fault.Of(err) == "" {
				t.Errorf("an error without a kind: %v", err)
			}
			return
		}
		for _, it := range got.Items {
			if it.ID == "" || it.Link != "" && !strings.HasPrefix(it.Link, "http") {
				t.Errorf("%+v", it)
			}
		}
	})
}
