package eml_test

import (
	"encoding/base64"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/source/eml"
	"dossier/internal/source/readertest"
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
