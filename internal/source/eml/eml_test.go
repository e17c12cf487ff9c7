package eml_test

import (
	"encoding/base64"
	"errors"
	"io"
	"mime/quotedprintable"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/source/eml"
	"dossier/internal/source/readertest"
	"dossier/internal/text"
)

func read(s string) (*doc.Document, source.Text, error) {
	src := source.Text{Raw: source.Raw{Path: "m.eml", Bytes: []byte(s)}}
	d, err := eml.Reader{Date: func(s string) (string, bool) { return "2023-01-27", strings.Contains(s, "27 Jan 2023") }}.Read(src)
	return d, src, err
}

const head = "From: \"Watch Desk\" <desk@example.org>\r\nDate: Fri, 27 Jan 2023 09:00:00 +0000\r\nSubject: =?utf-8?B?" +
	"QnJhbmQgaW4gS8O2bG4=?=\r\nMIME-Version: 1.0\r\n"

func blocks(d *doc.Document) string {
	var b strings.Builder
	for _, x := range d.Blocks {
		b.WriteString(string(x.Kind) + ": " + d.Text.Slice(x.Span) + "\n")
	}
	return b.String()
}

func TestMessages(t *testing.T) {
	for _, c := range []struct{ why, body, want string }{
		{"plain", "Content-Type: text/plain; charset=utf-8\r\n\r\nTwo men were hurt\r\nin the port.\r\n\r\nPolice came.\r\n",
			"paragraph: Two men were hurt\r\nin the port.\nparagraph: Police came.\n"},
		{"quoted-printable over soft breaks", "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDie M=E4nner kamen am =\r\nMorgen.\r\n",
			"paragraph: Die Männer kamen am Morgen.\n"},
		{"base64", "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
			base64.StdEncoding.EncodeToString([]byte("Zwei Männer 😀 kamen.")) + "\r\n", "paragraph: Zwei Männer 😀 kamen.\n"},
		{"alternatives: the plain one", "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>No</p>\r\n--b\r\nContent-Type: text/plain\r\n\r\nYes.\r\n--b--\r\n",
			"paragraph: Yes.\n"},
		{"quotes and signatures are no report", "\r\n\r\nA shop burned.\n> earlier words\n\n-- \nThe Desk\n", "paragraph: A shop burned.\nheader: > earlier words\nheader: --\nheader: The Desk\n"},
		{"an alert has a date line of its own", "\r\n\r\nDate: 27 January 2023\nLocation: Tehran\n", "paragraph: Date: 27 January 2023\nLocation: Tehran\n"},
		{"a message passed on", "\r\n\r\nSee below.\n\nFrom: A <a@example.org>\nSent: Friday\nTo: B\nSubject: Fire\n\nA shop burned.\n\nOn Friday, B wrote:\n> more\n",
			"paragraph: See below.\nheader: From: A <a@example.org>\nheader: Sent: Friday\nheader: To: B\nheader: Subject: Fire\nparagraph: A shop burned.\nheader: On Friday, B wrote:\nheader: > more\n"},
		{"items go on over lines", "\r\n\r\n- one thing\nand more\n- another\n", "item: - one thing\nand more\nitem: - another\n"},
		{"cut off in the text part", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHalf a sent", "paragraph: Half a sent\n"},
	} {
		d, src, err := read(head + c.body)
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		readertest.Check(t, src, d)
		if got := blocks(d); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, c.want)
		}
		if d.Title != "Brand in Köln" || d.Outlet != "Watch Desk" || d.Published != "2023-01-27" {
			t.Errorf("%s: title %q, outlet %q, published %q", c.why, d.Title, d.Outlet, d.Published)
		}
	}
}

func TestBadMessages(t *testing.T) {
	for why, s := range map[string]string{
		"no header":    "\r\n\r\nwords",
		"no text part": head + "Content-Type: image/png\r\n\r\nxxxx",
		"cut off":      head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
		"empty":        head + "Content-Type: text/plain\r\n\r\n  \r\n",
		"html unread":  head + "Content-Type: text/html\r\n\r\n<p>x</p>",
		"odd encoding": head + "Content-Transfer-Encoding: x-uuencode\r\n\r\nM",
		"nested":       head + strings.Repeat("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", 50000),
	} {
		_, _, err := read(s)
		var f *fault.Error
		if err == nil || !errors.As(err, &f) {
			t.Errorf("%s: %v", why, err)
		}
	}
}

// The bytes under every code point of a transfer-encoded text decode to it.
func TestRoundTrip(t *testing.T) {
	words := "Ein Brand 😀 in Köln — عاجل e\u0301nde."
	d, _, err := read(head + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + encode(words))
	if err != nil {
		t.Fatal(err)
	}
	if d.Text.String() != words {
		t.Fatalf("%q", d.Text.String())
	}
	raw := head + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + encode(words)
	for i, r := range words {
		sp := d.Map.Original(doc.Citation{}.Span)
		sp.Start, sp.End = i, i+utf8.RuneLen(r)
		o := d.Map.Original(sp)
		if got := raw[o.Start:o.End]; got != string(r) && got != encode(string(r)) {
			t.Errorf("%q stands on %q", r, got)
		}
	}
}

// page is a reader of HTML for these tests: it takes the words between tags.
type page struct{}

func (page) Read(src source.Text) (*doc.Document, error) {
	d := src.Document(doc.HTML)
	s := src.String
	lo, hi := strings.IndexByte(s, '>')+1, strings.LastIndexByte(s, '<')
	var b text.Builder
	b.Copy(s[lo:hi], lo)
	out, m := b.Build()
	d.Text, d.Map = text.New(out), m.Compose(src.Map)
	d.Blocks = []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(out)}, Section: -1}}
	return d, nil
}

// Where the plain part says only that there is more, the HTML part is read.
func TestHTMLPart(t *testing.T) {
	long := strings.Repeat("Two men were hurt in the port on Friday. ", 30)
	for _, c := range []struct{ why, plain, html, want string }{
		{"a stub", "Your program shows no HTML.", long, long},
		{"an empty part", " ", "Two men were hurt.", "Two men were hurt."},
		{"both", "Two men were hurt.", "Two men were hurt!", "Two men were hurt."},
	} {
		raw := head + "Content-Type: multipart/alternative; boundary=\"b b\"\r\n\r\n--b b\r\nContent-Type: text/plain\r\n\r\n" + c.plain +
			"\r\n--b b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
			base64.StdEncoding.EncodeToString([]byte("<p>"+c.html+"</p>")) + "\r\n--b b--\r\n"
		src := source.Text{Raw: source.Raw{Bytes: []byte(raw)}}
		d, err := eml.Reader{HTML: page{}}.Read(src)
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		readertest.Check(t, src, d)
		if got := strings.TrimSpace(d.Text.String()); got != strings.TrimSpace(c.want) || d.Published != "2023-01-27" {
			t.Errorf("%s: %q %s", c.why, got, d.Published)
		}
	}
}

// Every code point of a body in any coding leads to bytes that decode to it.
func TestRoundTripProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := "Report: " + rapid.StringMatching("[a-zäßéعشق😀e\u0301 =.,-]{1,40}").Draw(t, "words")
		for _, coding := range []string{"base64", "quoted-printable", "8bit"} {
			body := words
			switch coding {
			case "base64":
				body = strings.Join(chunks(base64.StdEncoding.EncodeToString([]byte(words)), 20), "\r\n")
			case "quoted-printable":
				body = strings.ReplaceAll(encode(strings.ReplaceAll(words, "=", "\x00")), "\x00", "=3D")
			}
			raw := head + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: " + coding + "\r\n\r\n" + body
			d, src, err := read(raw)
			if err != nil {
				t.Fatal(err)
			}
			readertest.Check(t, src, d)
			if d.Text.String() != words {
				t.Fatalf("%s: %q, want %q", coding, d.Text.String(), words)
			}
			for i, r := range words {
				o := d.Map.Original(text.Span{Start: i, End: i + utf8.RuneLen(r)})
				if got := undo(coding, raw[o.Start:o.End]); got != string(r) && !(coding == "base64" && strings.Contains(got, string(r))) {
					t.Fatalf("%s: %q stands on %q", coding, r, raw[o.Start:o.End])
				}
			}
		}
	})
}

func chunks(s string, n int) []string {
	var out []string
	for len(s) > n {
		out, s = append(out, s[:n]), s[n:]
	}
	return append(out, s)
}

func undo(coding, s string) string {
	switch coding {
	case "base64":
		b, _ := base64.StdEncoding.DecodeString(strings.TrimRight(strings.ReplaceAll(s, "\r\n", ""), "=") + strings.Repeat("=", (4-len(strings.ReplaceAll(s, "\r\n", ""))%4)%4))
		return string(b)
	case "quoted-printable":
		if !strings.Contains(s, "=") {
			return s
		}
		b, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
		return string(b)
	}
	return s
}

// Old codings of one byte a letter go through the transfer encoding too.
func TestOldCharsets(t *testing.T) {
	words := "عاجل: قتيل وجريحان في هجوم"
	old, err := charmap.Windows1256.NewEncoder().String(words)
	if err != nil {
		t.Fatal(err)
	}
	for _, coding := range []string{"8bit", "base64"} {
		body := old
		if coding == "base64" {
			body = base64.StdEncoding.EncodeToString([]byte(old))
		}
		d, src, err := read(head + "Content-Type: text/plain; charset=windows-1256\r\nContent-Transfer-Encoding: " + coding + "\r\n\r\n" + body)
		if err != nil {
			t.Fatal(err)
		}
		readertest.Check(t, src, d)
		if d.Text.String() != words {
			t.Errorf("%s: %q", coding, d.Text.String())
		}
	}
}

// Messages that mean harm cost no more than their length: a quadratic way through
// one of these takes minutes.
func TestHostileMessages(t *testing.T) {
	for why, s := range map[string]string{
		"folded":     "Subject: x\r\n" + strings.Repeat(" y\r\n", 500000) + "\r\nwords",
		"boundaries": head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n", 300000) + "\r\n\r\nwords",
		"one line":   head + "\r\n" + strings.Repeat("=", 8<<20),
		"base64":     head + "Content-Transfer-Encoding: base64\r\n\r\n" + strings.Repeat("QUFB", 2<<20),
		"quoted":     head + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + strings.Repeat("=41", 1<<20),
		"soft lines": head + "Content-Transfer-Encoding: quoted-printable\r\n\r\nx" + strings.Repeat("="+strings.Repeat(" ", 90), 50000),
	} {
		d, src, err := read(s)
		if err == nil {
			readertest.Check(t, src, d)
		} else if fault.Of(err) == "" {
			t.Errorf("%s: %v", why, err)
		}
	}
}

func encode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			b.WriteString("=" + string(hex[s[i]>>4]) + string(hex[s[i]&15]))
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func TestBundledAlert(t *testing.T) {
	b, err := os.ReadFile("../../../cmd/dossier/demo/alert.eml")
	if err != nil {
		t.Fatal(err)
	}
	d, src, err := read(string(b))
	if err != nil {
		t.Fatal(err)
	}
	readertest.Check(t, src, d)
	if !strings.Contains(d.Title, "FLASH ALERT") || !strings.Contains(d.Text.String(), "Kalashnikov rifle entered") {
		t.Errorf("title %q\n%s", d.Title, d.Text.String())
	}
}

func FuzzEML(f *testing.F) {
	f.Add(head + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nA =C3=A9 b=\r\n")
	f.Add(head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD\r\n--b--")
	f.Fuzz(func(t *testing.T, s string) {
		if d, src, err := read(s); err == nil {
			readertest.Check(t, src, d)
		}
	})
}

func BenchmarkEML(b *testing.B) {
	s := head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + strings.Repeat("Two men were hurt in the port on Friday.\r\n", 2000)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := read(s); err != nil {
			b.Fatal(err)
		}
	}
}
