package wiki_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/source/readertest"
	"dossier/internal/source/wiki"
	"dossier/internal/text"
)

func read(t testing.TB, raw string) *doc.Document {
	t.Helper()
	src := source.Text{Raw: source.Raw{Path: "x", Bytes: []byte(raw)}, String: raw}
	d, err := wiki.Reader{Date: day}.Read(src)
	if err != nil {
		t.Fatalf("%.60q: %v", raw, err)
	}
	readertest.Check(t, src, d)
	return d
}

func day(s string) (string, bool) { return "2023-01-27", s == "January 27, 2023" }

// shape is the blocks of d, one to a line.
func shape(d *doc.Document) string {
	var b strings.Builder
	for _, bl := range d.Blocks {
		fmt.Fprintf(&b, "%s %d %s\n", bl.Kind, bl.Section, strings.ReplaceAll(d.Text.Slice(bl.Span), "\n", "/"))
	}
	return b.String()
}

// What running text becomes.
func TestInline(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"a ''b'' '''c''' '''''d''''' e's", "a b c d e's"},
		{"[[Tehran]], [[Iran|the country]], [[:Category:X]], [[Baku (city)|]]s, [[w:Ali|Ali]]", "Tehran, the country, Category:X, Bakus, Ali"},
		{"x [[Category:Y]][[fr:Z]] y", "x y"},
		{"see [https://example.org/a?b=c the ''page''] and [https://example.org] or https://example.org/x_y", "see the page and or https://example.org/x_y"},
		{"a<ref>b</ref> c<ref name=\"x\" /> d<ref name=y>{{cite web|url=z}}</ref>.", "a c d."},
		{"a<!-- b --> c <nowiki>[[d]]</nowiki> <math>e</math>f", "a c [[d]] f"},
		{"27&nbsp;January &ndash; &amp; &#233; &unknown; & x", "27 January – & é &unknown; & x"},
		{"a<br />b<span style=\"x\">c</span> 3 < 4 <small>d</small>", "a\nbc 3 < 4 d"},
		{"__NOTOC__a __b__ snake_case", "a __b__ snake_case"},
		{"{{nowrap|a b}} {{lang|fa|سفارت}} {{lang-az|Səfirlik}} {{langx|ru|Взрыв}} {{transl|fa|sefarat}}", "a b سفارت Səfirlik Взрыв sefarat"},
		{"{{flag|Iran}} {{flagicon|Iran}}{{flagcountry|Turkey}} {{AZE}}", "Iran Turkey AZE"},
		{"{{convert|10|km|mi|abbr=on}}, {{convert|5|to|7|kg}}, {{cvt|3|-|4|m}}, {{convert|6|ft|2|in|cm}}", "10 km, 5 to 7 kg, 3–4 m, 6 ft 2 in"},
		{"{{start date|2023|1|27}} {{start date|2008|11|26|20|05|TZ=+05:30}} {{Start date and age|1994|06|20|df=y}} {{start date|1972|9}}", "2023-01-27 2008-11-26 20:05 UTC+05:30 1994-06-20 1972-09"},
		{"{{death date and age|2023|1|27|1993|4|3}}; {{birth date|1993|4|3}}; {{death-date|27 January 2023}}", "2023-01-27 (aged 29); 1993-04-03; 27 January 2023"},
		{"{{start and end dates|2008|11|26|2008|11|29}} {{start date|2023|January|27}}", "2008-11-26 – 2008-11-29 27 January 2023"},
		{"{{as of|2023|1|lc=y}} and {{as of|1 May 2023}}; aged {{age|1980|2|1|2023|1|27}}", "as of 2023-01 and As of 1 May 2023; aged 42"},
		{"{{coord|35.81|N|51.46|E|type:x}} {{coord|35|48|36|N|51|27|36|E}} {{coord|-33.9|18.4}}", "35.81° N 51.46° E 35° 48′ 36″ N 51° 27′ 36″ E -33.9, 18.4"},
		{"{{US$|5 million}} {{circa|1990}} {{USS|Cole}} {{frac|1|2}} {{sortname|Ali|Reza}}", "US$5 million c. 1990 USS Cole 1 2 Ali Reza"},
		{"a{{ndash}}b{{snd}}c {{'}} {{!}} {{formatnum:12345}} {{citation needed|date=x}}{{cn}}{{By whom}}d", "a–b – c ' | 12345 d"},
		{"x {{unheard of|words}} {{unheard of|a|b}} {{unheard of|a=b}}y", "x words y"},
		{"{{#if:x|y|z}}a {{{1|default}}} {{{2}}}b", "a default b"},
		{"a {{nowrap|b {{nowrap|c [[d|e {{nowrap|f}}]]}}}} g", "a b c e f g"},
		{"a {{ b [[ c {| d ''' e", "a b c {| d e"},
		{"a }} b ]] c |} d", "a b c |} d"},
		{"one\ntwo\r\nthree", "one\ntwo\nthree"},
		{"a   b\t c", "a b c"},
		{"{{sic|teh}} man", "teh man"},
		{"e\u0301 👩‍👩‍👧 שלום \u202bمرحبا\u202c \x00 done", "e\u0301 👩‍👩‍👧 שלום \u202bمرحبا\u202c \x00 done"},
	} {
		d := read(t, "x.\n\n"+c.raw)
		got := d.Text.Slice(d.Blocks[len(d.Blocks)-1].Span)
		if got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.raw, got, c.want)
		}
	}
}

const article = `{{Short description|Attack on a mill}}
{{Infobox civilian attack
| title = Attack on the mill
| image = Mill.jpg
| image_size = 200px
| caption = The mill in {{nowrap|2019}}
| location = [[Old Mill]],<br />[[Ganja, Azerbaijan|Ganja]], {{flag|Azerbaijan}}
| coordinates = {{coord|40|41|N|46|22|E|display=inline,title}}
| date = {{Start date and age|2023|1|27|df=y}}
| fatalities = 1<ref name="a">{{cite news|title=Guard|url=https://example.org/a?x=1}}</ref>
| injuries = 3<!-- see talk -->
| victims = {{plainlist|
* [[Rauf Aliyev]] (killed)
* Two guards
}}
| weapons = {{ubl|[[AK-47|rifle]]|[[Knife]]}}
| motive =
| module = {{Infobox person|embed=yes|birth_date={{birth date|1970|3|5}}}}
}}
{{About|the attack}}

On '''27&nbsp;January 2023''', a man ''stormed'' the mill{{citation needed|date=May 2023}}.
He fled.

[[File:Gate.jpg|thumb|upright=1.2|The gate, seen from [[Ganja]]]]
== Attack == <!-- section -->
{{Main|Attack}}
* First [[item]]
** Second
# Third
: Indented

{| class="wikitable"
|+ Victims
|-
! Name !! Age
|-
| style="x" | Aliyev || 34
|-
| Other
| {{age|1980|1|1|2023|1|27}}
|}

{{blockquote|We condemn it.|Minister}}
=== Deeper ===
<gallery>
File:A.jpg|Smoke
File:B.jpg
</gallery>
{{unheard of|x}}
{{Reflist}}
{{coord|40.7|46.4|display=title}}
[[Category:2023]]
`

func TestArticle(t *testing.T) {
	d := read(t, article)
	want := `field -1 title: Attack on the mill
field -1 location: Old Mill, Ganja, Azerbaijan
field -1 coordinates: 40° 41′ N 46° 22′ E
field -1 date: 2023-01-27
field -1 fatalities: 1
field -1 injuries: 3
field -1 victims: Rauf Aliyev (killed); Two guards
field -1 weapons: rifle; Knife
field -1 birth date: 1970-03-05
caption -1 The mill in 2019
paragraph -1 On 27 January 2023, a man stormed the mill./He fled.
caption -1 The gate, seen from Ganja
heading 0 Attack
item 0 First item
item 0 Second
item 0 Third
paragraph 0 Indented
caption 0 Victims
row 0 Name | Age
row 0 Aliyev | 34
row 0 Other | 43
paragraph 0 We condemn it. — Minister
heading 1 Deeper
caption 1 Smoke
field 1 Coordinates: 40.7, 46.4
`
	if got := shape(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d.Title != "Attack on the mill" || d.Format != doc.Wikitext || len(d.Sections) != 2 || d.Sections[1].Level != 3 {
		t.Errorf("%q %v", d.Title, d.Sections)
	}
	f := d.Blocks[6]
	if d.Text.Slice(f.Key) != "victims" || d.Text.Slice(f.Value) != "Rauf Aliyev (killed); Two guards" {
		t.Errorf("%q %q", d.Text.Slice(f.Key), d.Text.Slice(f.Value))
	}
	at := strings.Index(d.Text.String(), "stormed")
	sp := d.Map.Original(text.Span{Start: at, End: at + len("stormed the mill")})
	if got := article[sp.Start:sp.End]; got != "stormed'' the mill" {
		t.Errorf("the words lead to %q", got)
	}
}

func TestPages(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"an infobox behind the lead", "'''Mill''' burnt.\n{{Infobox event|date=2023}}\n", "field -1 date: 2023\nparagraph -1 Mill burnt.\n"},
		{"text behind the infobox's end", "{{Infobox event\n|date=2023\n}}'''Mill''' burnt.", "field -1 date: 2023\nparagraph -1 Mill burnt.\n"},
		{"a generic infobox", "{{Infobox|label1=Deaths|data1=4|data2=x}}", "field -1 Deaths: 4\nfield -1 data2: x\n"},
		{"an infobox made of a table", "{| class=\"infobox\"\n|-\n! Date\n| 27 January\n|-\n! colspan=2 | Attack\n|}", "field -1 Date: 27 January\nrow -1 Attack\n"},
		{"a table in a table", "{|\n| a\n|\n{|\n| b\n|}\n|}", "row -1 b\nrow -1 a\n"},
		{"a header block", "Title: Mill\nPublished: 2023-01-28\n---\n{{Infobox event|date=2023}}\nText.", "title -1 Mill\nheader -1 Published: 2023-01-28\nfield -1 date: 2023\nparagraph -1 Text.\n"},
		{"a news page", "{{date|January 27, 2023}}\nA guard was shot.", "paragraph -1 January 27, 2023/A guard was shot.\n"},
		{"a page title", "= Mill =\nText.\n==  ==\n== ==", "title 0 Mill\nparagraph 0 Text./== ==/== ==\n"},
		{"a comment that never ends", "Text. <!-- and [[all", "paragraph -1 Text.\n"},
		{"a reference that never ends", "Text.<ref>and all", "paragraph -1 Text.and all\n"},
		{"an infobox that never ends", "{{Infobox event\n| date = 2023\n\nText.", "paragraph -1 Infobox event/| date = 2023\nparagraph -1 Text.\n"},
		{"a comment between lines", "One\n<!-- x -->\ntwo.", "paragraph -1 One/two.\n"},
		{"a picture within a paragraph", "One\n[[File:a.jpg|thumb|Gate]]\ntwo.", "paragraph -1 One/two.\ncaption -1 Gate\n"},
		{"a box within a paragraph", "One.\n{{some box|x}}\ntwo.", "paragraph -1 One.\nparagraph -1 two.\n"},
		{"list templates", "{{ubl|a|b}}\n{{div col}}\n* c\n{{div col end}}\n{{columns-list|colwidth=1em|\n* d\n* e\n}}", "item -1 a\nitem -1 b\nitem -1 c\nitem -1 d\nitem -1 e\n"},
	} {
		if got := shape(read(t, c.raw)); got != c.want {
			t.Errorf("%s:\n%swant\n%s", c.name, got, c.want)
		}
	}
	if d := read(t, "{{date|January 27, 2023}}\nA '''guard''' was shot."); d.Published != "2023-01-27" || d.Title != "guard" {
		t.Errorf("published %q, title %q", d.Published, d.Title)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ raw, says string }{
		{"#REDIRECT [[Attack on the mill]]", `only redirects to "Attack on the mill"`},
		{"{{stub}}<!-- x -->\n", "holds no text"},
		{"", "holds no text"},
		{strings.Repeat("{{", 50_000), "holds no text"},
		{strings.Repeat("{{a|", 50_000) + strings.Repeat("}}", 50_000), "holds no text"},
	} {
		_, err := wiki.Reader{}.Read(source.Text{Raw: source.Raw{Bytes: []byte(c.raw)}, String: c.raw})
		if fault.Of(err) != fault.Unreadable || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.40q: %v, want %s", c.raw, err, c.says)
		}
	}
}

// Markup made to cost a careless parser its stack, or time that grows with the
// square of its length.
func TestHostileMarkup(t *testing.T) {
	const n = 50_000
	for name, raw := range map[string]string{
		"nested templates":     strings.Repeat("{{a|", n) + "x" + strings.Repeat("}}", n),
		"nested parameters":    strings.Repeat("{{{a|", n) + "x" + strings.Repeat("}}}", n),
		"nested links":         strings.Repeat("[[a|", n) + "x" + strings.Repeat("]]", n),
		"nested pictures":      strings.Repeat("[[File:a|b ", n) + "x" + strings.Repeat("]]", n),
		"nested tables":        strings.Repeat("{|\n|\n", n) + "x\n" + strings.Repeat("|}\n", n),
		"nested infoboxes":     strings.Repeat("{{Infobox a|b=", n) + "x" + strings.Repeat("}}", n),
		"nested lists":         strings.Repeat("{{plainlist|\n* ", n) + "x" + strings.Repeat("}}", n),
		"nested quotes":        strings.Repeat("{{quote|", n) + "x" + strings.Repeat("}}", n),
		"openers":              strings.Repeat("{{a [[b {| ", n),
		"closers":              strings.Repeat("}} ]] |} ", n),
		"crossed":              strings.Repeat("{{a|[[b|}}]]", n),
		"open then crossed":    strings.Repeat("[[", n) + strings.Repeat("{{}}", n) + strings.Repeat("]]", n),
		"comments":             strings.Repeat("<!-- ", n),
		"references":           strings.Repeat("<ref>", n) + strings.Repeat("</refs>", n),
		"tags":                 strings.Repeat("<a ", n),
		"web links":            strings.Repeat("[http ", n),
		"entities":             strings.Repeat("&amp", n),
		"quotes":               strings.Repeat("' '' ''' ", n),
		"headings":             strings.Repeat("== a ==\n", n),
		"equals signs":         strings.Repeat("=", n),
		"bullets":              strings.Repeat("*", n) + "x",
		"cells":                "{|\n|" + strings.Repeat("a||", n) + "\n|}",
		"arguments":            "{{Infobox a" + strings.Repeat("|b=c", n) + "}}",
		"arguments of a list":  "{{ubl" + strings.Repeat("|b", n) + "}}",
		"unclosed tables":      strings.Repeat("{|\n| a\n", n),
		"white space":          strings.Repeat(" ", n) + strings.Repeat(" {|", n),
		"galleries":            strings.Repeat("<gallery>\n", n),
		"data without a label": "{{Infobox" + strings.Repeat("|data1=x", n/50) + "}}",
	} {
		raw = "Words.\n\n" + raw
		src := source.Text{Raw: source.Raw{Bytes: []byte(raw)}, String: raw}
		d, err := wiki.Reader{}.Read(src)
		if err == nil {
			readertest.Check(t, src, d)
		} else if fault.Of(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is copied into the text leads to the bytes that it was copied from, also
// when the page is not in UTF-8.
func TestCopiedLeadsBack(t *testing.T) {
	part := rapid.OneOf(rapid.SampledFrom([]string{"[[a|b]]", "{{nowrap|é 👩‍👩‍👧}}", "''שלום''", "\r\n", "\n\n", "== ü ==\n", "* e\u0301\n", "<ref>x</ref>",
		"{{start date|2023|1|27}}", "{{Infobox x|ключ=значение\n|b_c=d}}", "\x00", "<!-- ü -->", "{|\n| ß || z\n|}\n", " ", "{{", "}}", "[[", "]]"}),
		rapid.StringMatching(`[a-zäöü 。中]{1,12}`))
	rapid.Check(t, func(t *rapid.T) {
		s := "Words " + strings.Join(rapid.SliceOf(part).Draw(t, "parts"), "")
		raw := source.Raw{Bytes: utf16(s)}
		src, err := source.DecodeAs(raw, source.UTF16LE)
		if err != nil {
			t.Fatal(err)
		}
		d, err := wiki.Reader{}.Read(src)
		if err != nil {
			t.Fatal(err)
		}
		readertest.Check(t, src, d)
		for at, r := range d.Text.String() {
			if r < utf8.RuneSelf { // a space or a line break may stand for another
				continue
			}
			sp := d.Map.Original(text.Span{Start: at, End: at + utf8.RuneLen(r)})
			if got := string(raw.Bytes[sp.Start:sp.End]); got != string(utf16(string(r))) {
				t.Fatalf("%q at %d leads to %q", r, at, got)
			}
		}
	})
}

func utf16(s string) []byte {
	var b []byte
	for _, r := range s {
		if r >= 0x10000 {
			r -= 0x10000
			hi, lo := 0xD800+r>>10, 0xDC00+r&0x3FF
			b = append(b, byte(hi), byte(hi>>8), byte(lo), byte(lo>>8))
			continue
		}
		b = append(b, byte(r), byte(r>>8))
	}
	return b
}

func FuzzWiki(f *testing.F) {
	f.Add(article)
	f.Add("{{a|{{{b|c}}}[[d|e]]<ref>f</ref>''g''\n{|\n! h\n|}")
	f.Add("<nowiki>{{</nowiki>}} <!-- [[ --> ]] &lt; __X__ [http://a b]")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		src := source.Text{Raw: source.Raw{Bytes: []byte(s)}, String: s}
		d, err := wiki.Reader{Date: day}.Read(src)
		if err != nil {
			if fault.Of(err) == "" {
				t.Fatal(err)
			}
			return
		}
		readertest.Check(t, src, d)
	})
}

func BenchmarkRead(b *testing.B) {
	raw := strings.Repeat(article, 20)
	src := source.Text{Raw: source.Raw{Bytes: []byte(raw)}, String: raw}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (wiki.Reader{}).Read(src); err != nil {
			b.Fatal(err)
		}
	}
}
