package pdf_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
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
	"dossier/internal/source/pdf"
	"dossier/internal/source/readertest"
	"dossier/internal/text"
)

func read(raw []byte) (*doc.Document, source.Text, error) {
	src := source.Text{Raw: source.Raw{Path: "r.pdf", Bytes: raw}}
	d, err := pdf.Reader{}.Read(src)
	return d, src, err
}

// file writes the objects of a PDF and the table of them.
type file struct {
	b       bytes.Buffer
	offsets []int
}

func (f *file) object(body string) int {
	if f.b.Len() == 0 {
		f.b.WriteString("%PDF-1.4\n")
	}
	f.offsets = append(f.offsets, f.b.Len())
	fmt.Fprintf(&f.b, "%d 0 obj\n%s\nendobj\n", len(f.offsets), body)
	return len(f.offsets)
}

func (f *file) stream(entries, data string) int {
	return f.object(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(data), data))
}

func (f *file) end(trailer string) []byte {
	xref := f.b.Len()
	fmt.Fprintf(&f.b, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, o := range f.offsets {
		fmt.Fprintf(&f.b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&f.b, "trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(f.offsets)+1, trailer, xref)
	return f.b.Bytes()
}

func deflate(s string) string {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write([]byte(s))
	w.Close()
	return z.String()
}

const helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"

// draw makes a PDF of pages of content, with one font.
func draw(compress bool, font string, contents ...string) []byte {
	var f file
	kids := ""
	for i := range contents {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	f.object("<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>")
	f.object(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(contents)))
	f.object(font)
	for i, c := range contents {
		f.object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i))
		if compress {
			f.stream("/Filter /FlateDecode", deflate(c))
		} else {
			f.stream("", c)
		}
	}
	return f.end("")
}

var escaper = strings.NewReplacer("(", `\(`, ")", `\)`, `\`, `\\`, "\r", `\r`)

// write makes a PDF of pages of lines.
func write(compress bool, pages ...[]string) []byte {
	var contents []string
	for _, lines := range pages {
		var c strings.Builder
		c.WriteString("BT /F1 11 Tf 60 760 Td 14 TL\n")
		for _, l := range lines {
			l, _ = charmap.Windows1252.NewEncoder().String(l)
			fmt.Fprintf(&c, "(%s) Tj T*\n", escaper.Replace(l))
		}
		c.WriteString("ET")
		contents = append(contents, c.String())
	}
	return draw(compress, helvetica, contents...)
}

var report = []string{
	"Attack in the port",
	"",
	"On 27 January 2023 two men were hurt when a bomb went off beside a bus in the old har-",
	"bour of the town – the café “Anchor”. The police closed the road and looked for who had",
	"planted it. No group has said that it was behind the attack.",
	"",
	"A spokesman told reporters that both men were out of danger.",
}

func blocks(d *doc.Document) string {
	var b strings.Builder
	for _, x := range d.Blocks {
		b.WriteString(string(x.Kind) + ": " + d.Text.Slice(x.Span) + "\n")
	}
	return b.String()
}

const reportBlocks = "title: Attack in the port\n" +
	"paragraph: On 27 January 2023 two men were hurt when a bomb went off beside a bus in the old harbour of the town – the café “Anchor”. The police closed the road and looked for who had planted it. No group has said that it was behind the attack.\n" +
	"paragraph: A spokesman told reporters that both men were out of danger.\n"

func TestPages(t *testing.T) {
	for _, compress := range []bool{false, true} {
		d, src, err := read(write(compress, report))
		if err != nil {
			t.Fatal(err)
		}
		readertest.Check(t, src, d)
		if got := blocks(d); got != reportBlocks || d.Title != "Attack in the port" || d.Language != "en-GB" {
			t.Errorf("compressed %v: title %q language %q\n%s", compress, d.Title, d.Language, got)
		}
	}
}

// The same pages by other writers: packed objects, each kind of encryption that
// opens without a password, tables that are wrong.
func TestWriters(t *testing.T) {
	files, err := filepath.Glob("testdata/same-*.pdf")
	if err != nil || len(files) < 5 {
		t.Fatal(err, files)
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, src, err := read(raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		readertest.Check(t, src, d)
		if got := blocks(d); got != reportBlocks {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// Words and lines are where glyphs stand, however the page draws them.
func TestDrawing(t *testing.T) {
	for _, c := range []struct{ why, content, want string }{
		{"spaces by moving", `BT /F1 10 Tf 50 700 Td [(Two)-300(men)-20(t)20(ioned)] TJ ET`, "Two mentioned"},
		{"words by position", `BT /F1 10 Tf 1 0 0 1 50 700 Tm (Two) Tj 1 0 0 1 72 700 Tm (men) Tj ET`, "Two men"},
		{"a raised figure", `BT /F1 10 Tf 50 700 Td (men) Tj 3 Ts /F1 6 Tf (2) Tj ET`, "men2"},
		{"turned page", `q 0 1 -1 0 300 0 cm BT /F1 10 Tf 50 20 Td (Two men) Tj 0 -12 Td (were hurt.) Tj ET Q`, "Two men were hurt."},
		{"escapes and hexadecimal", `BT /F1 10 Tf 50 700 Td (T\167\157 \(2\)) Tj <206D656E> Tj ET`, "Two (2) men"},
		{"drawn twice for bold", `BT /F1 10 Tf 50 700 Td (Two men) Tj .3 0 Td (Two men) Tj ET`, "Two men"},
		{"page furniture", `/Artifact BMC BT /F1 10 Tf 50 800 Td (Confidential) Tj ET EMC BT /F1 10 Tf 50 700 Td (Two men) Tj ET`, "Two men"},
		{"actual text", `/Span << /ActualText (of) >> BDC BT /F1 10 Tf 50 700 Td (#) Tj (#) Tj ET EMC BT /F1 10 Tf 66 700 Td (two) Tj ET`, "of two"},
		{"image in the content", "BI /W 1 /H 1 /BPC 8 ID \xFFEI\x01 EI BT /F1 10 Tf 50 700 Td (Two men) Tj ET", "Two men"},
		{"two columns", `BT /F1 10 Tf 12 TL 50 700 Td (One man was) Tj T* (hurt on) Tj 200 12 Td (Friday in) Tj T* (the port.) Tj ET`, "One man was hurt on\n\nFriday in the port."},
		{"list", `BT /F1 10 Tf 12 TL 50 700 Td (\225 one dead) Tj T* (\225 two hurt in the port and) Tj T* (  taken away) Tj ET`, "• one dead\n\n• two hurt in the port and taken away"},
		{"compound broken at its hyphen", `BT /F1 10 Tf 12 TL 50 700 Td (The eye-witness said that another eye-) Tj T* (witness had left for the old har-) Tj T* (bour by the M-) Tj T* (16 road) Tj ET`,
			"The eye-witness said that another eye-witness had left for the old harbour by the M-16 road"},
		{"no operators that draw", `BT /F1 10 Tf [ ( ] ) Tj (a`, "]"},
	} {
		d, src, err := read(draw(false, helvetica, c.content))
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		readertest.Check(t, src, d)
		if got := d.Text.String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

func TestRunningHeadsAreLeftOut(t *testing.T) {
	var pages [][]string
	for i := range 4 {
		pages = append(pages, append([]string{"The Desk - weekly report"}, "", fmt.Sprintf("Story number %c tells of a shop that burned in the night.", 'a'+i), "", fmt.Sprintf("Page %d of 4", i+1)))
	}
	d, _, err := read(write(false, pages...))
	if err != nil {
		t.Fatal(err)
	}
	if s := d.Text.String(); strings.Contains(s, "weekly report") || strings.Contains(s, "Page 2") || !strings.Contains(s, "Story number c") {
		t.Error(s)
	}
}

// A sentence that goes on over the page is one paragraph, a footnote comes
// behind it.
func TestPageBreak(t *testing.T) {
	d, _, err := read(draw(false, helvetica,
		"BT /F1 11 Tf 60 100 Td (The two men who were hurt in the attack on the harbour were taken to) Tj /F1 8 Tf 0 -40 Td (1 The harbour lies in the south.) Tj ET",
		"BT /F1 11 Tf 60 760 Td (a hospital in the capital.) Tj ET"))
	if err != nil {
		t.Fatal(err)
	}
	want := "The two men who were hurt in the attack on the harbour were taken to a hospital in the capital.\n\n1 The harbour lies in the south."
	if got := d.Text.String(); got != want {
		t.Errorf("%q", got)
	}
}

// unicodeFont is a font of two-byte codes for the given letters, from 1 on.
func unicodeFont(f *file, letters []rune) string {
	var m strings.Builder
	m.WriteString("1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for i, r := range letters {
		fmt.Fprintf(&m, "1 beginbfchar <%04X> <%X> endbfchar\n", i+1, utf16be(r))
	}
	u := f.stream("", m.String())
	return fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode %d 0 R /DescendantFonts [<< /Subtype /CIDFontType2 /DW 600 >>] >>", u)
}

func utf16be(r rune) []byte {
	if r < 0x10000 {
		return []byte{byte(r >> 8), byte(r)}
	}
	r -= 0x10000
	hi, lo := 0xD800+r>>10, 0xDC00+r&0x3FF
	return []byte{byte(hi >> 8), byte(hi), byte(lo >> 8), byte(lo)}
}

// drawLetters writes the letters as two-byte codes in hexadecimal.
func drawLetters(letters []rune) []byte {
	var f file
	f.object("<< /Type /Catalog /Pages 2 0 R >>")
	f.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	f.object("<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 6 0 R >> >> /Contents 4 0 R >>")
	var c strings.Builder
	c.WriteString("BT /F1 10 Tf 50 700 Td <")
	for i := range letters {
		fmt.Fprintf(&c, "%04X", i+1)
	}
	c.WriteString("> Tj ET")
	f.stream("", c.String())
	body := unicodeFont(&f, letters)
	f.object(body)
	return f.end("")
}

// In a stream that is stored as it is, every code point leads to the bytes of
// its own code.
func TestRoundTrip(t *testing.T) {
	letters := []rune("Müde 😀 e\u0301 – 東京 \uFEFFcafé")
	raw := drawLetters(letters)
	d, src, err := read(raw)
	if err != nil {
		t.Fatal(err)
	}
	readertest.Check(t, src, d)
	seen := 0
	for at, r := range d.Text.String() {
		o := d.Map.Original(text.Span{Start: at, End: at + utf8.RuneLen(r)})
		var code int
		fmt.Sscanf(string(raw[o.Start:o.End]), "%04X", &code)
		if o.Len() != 4 || code == 0 || letters[code-1] != r {
			t.Fatalf("%q at %d stands on %q", r, at, raw[o.Start:o.End])
		}
		seen++
	}
	if seen != len(letters)-1 { // all but the mark of no width
		t.Errorf("%d of %d letters: %q", seen, len(letters), d.Text.String())
	}
}

// Words from right to left are read in order, whichever way they are drawn.
func TestRightToLeft(t *testing.T) {
	word := []rune("سفارت 12 تهران")
	visual := []rune("نارهت 12 ترافس")
	for _, drawn := range [][]rune{visual} {
		d, _, err := read(drawLetters(drawn))
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Text.String(); got != string(word) {
			t.Errorf("%q, want %q", got, string(word))
		}
	}
}

func TestRoundTripProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lines []string
		for range rapid.IntRange(1, 8).Draw(t, "n") {
			lines = append(lines, rapid.StringMatching(`[A-Za-zäöüé€“”()\\.,-]{1,12}( [a-zß0-9.]{1,8}){0,9}`).Draw(t, "line"))
		}
		raw := write(false, lines)
		d, src, err := read(raw)
		if err != nil {
			t.Fatal(err)
		}
		readertest.Check(t, src, d)
		for at, r := range d.Text.String() {
			o := d.Map.Original(text.Span{Start: at, End: at + utf8.RuneLen(r)})
			b := bytes.TrimPrefix(raw[o.Start:o.End], []byte{'\\'})
			if len(b) == 0 && (r == ' ' || r == '\n') {
				continue
			}
			if len(b) == 0 && r == '\\' { // the backslash that was trimmed
				continue
			}
			if len(b) != 1 || charmap.Windows1252.DecodeByte(b[0]) != r {
				t.Fatalf("%q at %d stands on %q", r, at, raw[o.Start:o.End])
			}
		}
	})
}

// In a compressed stream every code point leads to the data of the stream.
func TestCompressedMap(t *testing.T) {
	raw := write(true, report)
	d, _, err := read(raw)
	if err != nil {
		t.Fatal(err)
	}
	o := d.Map.Original(d.Blocks[1].Span)
	z, err := zlib.NewReader(bytes.NewReader(raw[o.Start:o.End]))
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	page.ReadFrom(z)
	if !strings.Contains(page.String(), "two men were hurt") {
		t.Errorf("%v leads to %q", o, page.String())
	}
}

func TestMetadata(t *testing.T) {
	var f file
	f.object("<< /Type /Catalog /Pages 2 0 R >>")
	f.object("<< /Type /Pages /Kids [4 0 R] /Count 1 >>")
	f.object(helvetica)
	f.object("<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>")
	f.stream("", "BT /F1 10 Tf 50 700 Td (two men were hurt in the port.) Tj ET")
	f.object("<< /Title <FEFF00410020007000F6007200740020007200650070006F00720074> /CreationDate (D:20230127134200+03'30') >>")
	d, _, err := read(f.end("/Info 6 0 R"))
	if err != nil || d.Title != "A pört report" || d.Published != "2023-01-27" {
		t.Errorf("%v %q %q", err, d.Title, d.Published)
	}
}

func TestBadFiles(t *testing.T) {
	good := write(false, report)
	locked, err := os.ReadFile("testdata/locked.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why, says string
		raw       []byte
	}{
		{"no text", "no text on 1 pages", write(false, []string{})},
		{"a scan", "it is a scan", draw(false, helvetica, "BI /W 1 /H 1 ID x EI")},
		{"cut off", "cut off", good[:len(good)/3]},
		{"only a head", "cut off", []byte("%PDF-1.7\n")},
		{"noise", "cut off", append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte{0xde, 0xad}, 5000)...)},
		{"no catalog", "damaged", []byte("%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF")},
		{"no pages", "no pages", []byte("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages << /Kids [] >> >>\nendobj\n%%EOF")},
		{"password", "needs a password", locked},
		{"damaged page", "page 1", bytes.Replace(write(true, report), []byte("stream\n\x78"), []byte("stream\n\xff"), 1)},
		{"letters that are not told", "do not tell which letters", draw(false, "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>", "BT /F1 9 Tf <00010002> Tj ET")},
	} {
		_, _, err := read(c.raw)
		var f *fault.Error
		if !errors.As(err, &f) || fault.Of(err) != fault.Unreadable || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.why, err)
		}
	}
}

// The table of a file may be wrong; its objects are found.
func TestMended(t *testing.T) {
	good := write(true, report)
	at := bytes.LastIndex(good, []byte("startxref"))
	for why, raw := range map[string][]byte{
		"a wrong offset": append(bytes.Clone(good[:at]), "startxref\n7\n%%EOF"...),
		"bytes in front": append([]byte("HTTP/1.1 200 OK\r\n\r\n"), good...),
	} {
		d, src, err := read(raw)
		if err != nil {
			t.Errorf("%s: %v", why, err)
			continue
		}
		readertest.Check(t, src, d)
		if blocks(d) != reportBlocks {
			t.Errorf("%s:\n%s", why, blocks(d))
		}
	}
}

// Files that mean harm cost no more than a bounded time.
func TestHostileFiles(t *testing.T) {
	form := func(body string) []byte {
		var f file
		f.object("<< /Type /Catalog /Pages 2 0 R >>")
		f.object("<< /Type /Pages /Kids [3 0 R 2 0 R 3 0 R] /Count 1 >>")
		f.object("<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> /Contents 4 0 R >>")
		f.stream("", "BT /F1 9 Tf (a) Tj ET "+strings.Repeat("/X Do ", 100))
		f.object(helvetica)
		f.stream("/Subtype /Form", body)
		return f.end("")
	}
	for why, raw := range map[string][]byte{
		"deep arrays":         draw(false, helvetica, strings.Repeat("[", 50000)+" BT /F1 9 Tf (a) Tj ET"),
		"deep dictionaries":   []byte("%PDF-1.4\n1 0 obj\n" + strings.Repeat("<< /A ", 50000) + "\nendobj\n%%EOF"),
		"forms in themselves": form(strings.Repeat("/X Do ", 100)),
		"many objects":        []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj [\n", 200000) + "%%EOF"),
		"many states":         draw(false, helvetica, strings.Repeat("q ", 1<<20)+" BT /F1 9 Tf (a) Tj ET"),
		"deflate bomb":        draw(true, helvetica, strings.Repeat("\x00", 80<<20)),
		"one line":            draw(true, helvetica, "BT /F1 .001 Tf ("+strings.Repeat("a", 4<<20)+") Tj ET"),
		"endless lines":       draw(true, helvetica, "BT /F1 9 Tf 9 TL "+strings.Repeat("(a)' ", 2<<20)+"ET"),
		"tables in a circle":  []byte("%PDF-1.4\nxref\n0 0\ntrailer << /Prev 9 >>\nstartxref\n9\n%%EOF"),
		"length of itself":    []byte("%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 1 0 R /Length 1 0 R >> stream\nx\nendstream endobj\n%%EOF"),
	} {
		d, src, err := read(raw)
		if err == nil {
			readertest.Check(t, src, d)
		} else if fault.Of(err) == "" {
			t.Errorf("%s: %v", why, err)
		}
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(write(false, report))
	f.Add(write(true, report))
	f.Add(drawLetters([]rune("سفارت تهران abc")))
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages<</Kids[<</Contents 2 0 R>>]>>>>\nendobj 2 0 obj<</Filter[/A85/LZW]>>stream\n9jqo\nendstream\ntrailer<</Root 1 0 R>>%%EOF"))
	for _, name := range []string{"testdata/same-aes256.pdf", "testdata/same-packed.pdf"} {
		if raw, err := os.ReadFile(name); err == nil {
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if d, src, err := read(raw); err == nil {
			readertest.Check(t, src, d)
		}
	})
}

func BenchmarkPDF(b *testing.B) {
	var pages [][]string
	for range 20 {
		var lines []string
		for range 8 {
			lines = append(lines, report...)
		}
		pages = append(pages, lines)
	}
	for _, c := range []struct {
		name     string
		compress bool
	}{{"stored", false}, {"compressed", true}} {
		b.Run(c.name, func(b *testing.B) {
			raw := write(c.compress, pages...)
			d, _, err := read(raw)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(d.Text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := read(raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
