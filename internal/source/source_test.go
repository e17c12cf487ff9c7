package source_test

import (
	"bytes"
	"encoding/binary"
	"math/rand"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/text"
)

// encode16 writes s in UTF-16.
func encode16(s string, order binary.ByteOrder, mark bool) []byte {
	var b []byte
	if mark {
		s = "\uFEFF" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		var two [2]byte
		order.PutUint16(two[:], u)
		b = append(b, two[:]...)
	}
	return b
}

const sample = "Police said the café guard – “Ali” – was hurt.\r\nمحمد שלום 👩‍👩‍👧 e\u0301\n"

// Every code point leads to the bytes that encode it.
func TestRoundTrip(t *testing.T) {
	western := "Élise said: “naïve” – £5, 10€…\r\nDone.\n"
	w1252, _ := charmap.Windows1252.NewEncoder().String(western)
	latin, _ := charmap.ISO8859_1.NewEncoder().String("Señor Müller était à Málaga.\n")
	for _, c := range []struct {
		name, charset string
		raw           []byte
		want          string
		encode        func(string) []byte
	}{
		{"utf-8", "utf-8", []byte(sample), sample, utf8Bytes},
		{"utf-8 with mark", "utf-8", []byte("\uFEFF" + sample), "\uFEFF" + sample, utf8Bytes},
		{"nul", "utf-8", []byte("one\x00two é"), "one\x00two é", utf8Bytes},
		{"utf-16le with mark", "utf-16le", encode16(sample, binary.LittleEndian, true), sample, le},
		{"utf-16be with mark", "utf-16be", encode16(sample, binary.BigEndian, true), sample, be},
		{"utf-16le", "utf-16le", encode16(sample, binary.LittleEndian, false), sample, le},
		{"utf-16be", "utf-16be", encode16(sample, binary.BigEndian, false), sample, be},
		{"windows-1252", "windows-1252", []byte(w1252), western, nil},
		{"latin-1", "iso-8859-1", []byte(latin), "Señor Müller était à Málaga.\n", nil},
	} {
		got, err := source.Decode(source.Raw{Bytes: c.raw})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got.String != c.want || got.Charset != c.charset {
			t.Errorf("%s: %s %q, want %s %q", c.name, got.Charset, got.String, c.charset, c.want)
			continue
		}
		leadsBack(t, c.name, got, c.encode)
	}
}

func utf8Bytes(s string) []byte { return []byte(s) }
func le(s string) []byte        { return encode16(s, binary.LittleEndian, false) }
func be(s string) []byte        { return encode16(s, binary.BigEndian, false) }

type fataler interface{ Fatalf(string, ...any) }

// leadsBack checks each code point of got against encode, or Windows-1252.
func leadsBack(t fataler, name string, got source.Text, encode func(string) []byte) {
	for at, r := range got.String {
		sp := got.Map.Original(text.Span{Start: at, End: at + utf8.RuneLen(r)})
		raw := got.Raw.Bytes[sp.Start:sp.End]
		if encode == nil {
			if len(raw) != 1 || charmap.Windows1252.DecodeByte(raw[0]) != r {
				t.Fatalf("%s: %q leads to % x", name, r, raw)
			}
			continue
		}
		if !bytes.Equal(raw, encode(string(r))) {
			t.Fatalf("%s: %q leads to % x", name, r, raw)
		}
	}
}

func TestRoundTripProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := "Words to tell by: " + strings.ReplaceAll(rapid.String().Draw(t, "s"), "\uFFFD", "")
		for _, c := range []struct {
			charset string
			encode  func(string) []byte
		}{{"utf-8", utf8Bytes}, {"utf-16le", le}, {"utf-16be", be}} {
			got, err := source.DecodeAs(source.Raw{Bytes: c.encode(s)}, c.charset)
			if err != nil || got.String != s {
				t.Fatalf("%s: %v %q", c.charset, err, got.String)
			}
			leadsBack(t, c.charset, got, c.encode)
		}
	})
}

// The coding that the host named counts where the bytes leave it open, and only there.
func TestDecodeNamedByHost(t *testing.T) {
	koi, _ := charmap.KOI8R.NewEncoder().String("Взрыв")
	for _, c := range []struct{ named, raw, charset, want string }{
		{"KOI8-R", koi, "koi8-r", "Взрыв"},
		{"", koi, "iso-8859-1", "÷ÚÒÙ×"},
		{"no-such-coding", koi, "iso-8859-1", "÷ÚÒÙ×"},
		{"utf-8", koi, "iso-8859-1", "÷ÚÒÙ×"},
		{"KOI8-R", "Взрыв", "utf-8", "Взрыв"},
		{"KOI8-R", encode16s("Взрыв, the market", true), "utf-16le", "Взрыв, the market"},
	} {
		got, err := source.Decode(source.Raw{Bytes: []byte(c.raw), Charset: c.named})
		if err != nil || got.Charset != c.charset || got.String != c.want {
			t.Errorf("%s: %s %q %v, want %s %q", c.named, got.Charset, got.String, err, c.charset, c.want)
		}
	}
}

func encode16s(s string, mark bool) string {
	return string(encode16(s, binary.LittleEndian, mark))
}

func TestDecodeAsNamed(t *testing.T) {
	for _, c := range []struct {
		name, s string
		encode  func(string) (string, error)
	}{
		{"windows-1251", "Взрыв в Москве", charmap.Windows1251.NewEncoder().String},
		{"KOI8-R", "Взрыв", charmap.KOI8R.NewEncoder().String},
		{"gb2312", "爆炸 attack 事件", simplifiedchinese.GBK.NewEncoder().String},
		{"gb18030", "爆炸 😀", simplifiedchinese.GB18030.NewEncoder().String},
		{"Shift_JIS", "爆発 at 東京", japanese.ShiftJIS.NewEncoder().String},
		{"iso-2022-jp", "爆発 at 東京", japanese.ISO2022JP.NewEncoder().String},
	} {
		raw, err := c.encode(c.s)
		if err != nil {
			t.Fatal(err)
		}
		got, err := source.DecodeAs(source.Raw{Bytes: []byte(raw)}, c.name)
		if err != nil || got.String != c.s {
			t.Errorf("%s: %v %q, want %q", c.name, err, got.String, c.s)
			continue
		}
		last, n := utf8.DecodeLastRuneInString(c.s)
		sp := got.Map.Original(text.Span{Start: len(c.s) - n, End: len(c.s)})
		if sp.End > len(raw) || sp.IsZero() {
			t.Errorf("%s: %q leads to %v", c.name, last, sp)
		}
	}
	if _, err := source.DecodeAs(source.Raw{Bytes: []byte("x")}, "klingon"); fault.Of(err) != fault.Unsupported {
		t.Errorf("unknown coding: %v", err)
	}
}

// Bytes that are wrong in their coding do not cost the rest of the text.
func TestBrokenBytes(t *testing.T) {
	raw := []byte("Gdańsk – Łódź: \xFF and on, cut off \xE2\x82")
	got, err := source.Decode(source.Raw{Bytes: raw})
	if err != nil || got.String != "Gdańsk – Łódź: \uFFFD and on, cut off \uFFFD\uFFFD" {
		t.Fatalf("%v %q", err, got.String)
	}
	at := strings.Index(got.String, "\uFFFD")
	if sp := got.Map.Original(text.Span{Start: at, End: at + 3}); raw[sp.Start] != 0xFF || sp.Len() != 1 {
		t.Errorf("the broken byte leads to %v", sp)
	}
}

func TestRefused(t *testing.T) {
	random := make([]byte, 4096)
	rand.New(rand.NewSource(1)).Read(random)
	half := encode16("An attack 😀", binary.LittleEndian, true)
	for _, c := range []struct {
		name string
		raw  []byte
		kind fault.Kind
		says string
	}{
		{"empty", nil, fault.Unreadable, "the file is empty"},
		{"white", []byte(" \r\n\t\n"), fault.Unreadable, "only white space"},
		{"random", random, fault.Unsupported, "binary data"},
		{"png", []byte("\x89PNG\r\n\x1a\n...."), fault.Unsupported, "looks like a PNG image"},
		{"zip", []byte("PK\x03\x04...."), fault.Unsupported, "looks like a ZIP archive"},
		{"rtf", []byte(`{\rtf1 hello}`), fault.Unsupported, "Rich Text"},
		{"odd utf-16", half[:len(half)-1], fault.Unreadable, "truncated UTF-16"},
		{"half a pair", half[:len(half)-2], fault.Unreadable, "half a surrogate pair"},
		{"utf-32", []byte("\xFF\xFE\x00\x00a\x00\x00\x00"), fault.Unsupported, "UTF-32"},
		{"xml", []byte(`<?xml version="1.0"?><data/>`), fault.Unsupported, "an XML file"},
		{"dump", []byte(`<mediawiki xmlns="x"><page/>`), fault.Unsupported, "a MediaWiki dump"},
		{"large", bytes.Repeat([]byte("\xE9 "), 9<<20), fault.TooLarge, "not UTF-8"},
	} {
		_, _, err := source.Open(source.Raw{Bytes: c.raw})
		if fault.Of(err) != c.kind || err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %q %v, want %q … %s", c.name, fault.Of(err), err, c.kind, c.says)
		}
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		raw  string
		want doc.Format
	}{
		{"%PDF-1.7\n%\xE2\xE3", doc.PDF},
		{"\n\n%PDF-1.4", doc.PDF},
		{"<!DOCTYPE html><html>", doc.HTML},
		{"\uFEFF<!-- saved --> <HTML lang=en>", doc.HTML},
		{"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'>", doc.HTML},
		{"<p>An attack</p>", doc.HTML},
		{"<sighs> he said", doc.Plain},
		{"From: a@b.c\r\nTo: d@e.f\r\nDate: Fri, 27 Jan 2023 08:00:00 +0330\r\n\r\nText", doc.EML},
		{"Return-Path: <a@b>\nReceived: from x\n by y\nSubject: z\n\nText", doc.EML},
		{"From a@b.c Fri Jan 27 08:00:00 2023\nFrom: a\nMessage-ID: <1>\n\nText", doc.EML},
		{"Subject: Update 3\n\n(U) The embassy reports", doc.Plain},
		{"From here it was seen: a fire\nTo all: leave\n", doc.Plain},
		{"Source: X\nPublished: 2023-01-27\n---\nText", doc.Plain},
		{"Title: X\n---\n= Attack =\n\nInfobox\n- Date: 2023", doc.WikiText},
		{"Title: X\n---\n{{Infobox event|date=2023}}\n'''X'''", doc.Wikitext},
		{"= Attack =\nText", doc.WikiText},
		{"Infobox\n- Date: 2023-01-27\n", doc.WikiText},
		{"Lead.\n\n== Background ==\nText\n", doc.WikiText},
		{"{{Short description|x}}\n'''X''' was an [[attack]].", doc.Wikitext},
		{"#REDIRECT [[Attack]]", doc.Wikitext},
		{"#redirect[[Attack]]", doc.Wikitext},
		{"He wrote [[sic]] in the margin.", doc.Plain},
		{"\x89PNG\r\n\x1a\n", ""},
		{"plain words", doc.Plain},
		{string(encode16("<html><body>Tehran</body></html>", binary.LittleEndian, true)), doc.HTML},
	} {
		if got := source.Sniff(source.Raw{Bytes: []byte(c.raw)}); got != c.want {
			t.Errorf("%.40q: %q, want %q", c.raw, got, c.want)
		}
	}
}

func TestHeader(t *testing.T) {
	s := "\uFEFFSource: agency\r\nURL: -\r\nOutlet:  The Office — Press\r\npublished: 2023-01-27 08:00:00+03:30\r\nTitle: Attack: an update\r\n---\r\nText"
	h, ok := source.ParseHeader(s)
	if !ok || s[h.End:] != "Text" || len(h.Fields) != 5 {
		t.Fatalf("%v %+v", ok, h)
	}
	var d doc.Document
	h.Apply(&d, s, nil)
	if d.Outlet != "The Office — Press" || d.URL != "" || d.Published != "2023-01-27" || d.Title != "Attack: an update" {
		t.Errorf("%+v", d)
	}
	for _, s := range []string{"", "---\nText", "Said: a man\n---\n", "Title: x\nplain\n---\n", "Title: x\n", "A: b\n---\n"} {
		if h, ok := source.ParseHeader(s); ok {
			t.Errorf("%q has the header %+v", s, h)
		}
	}
}

// A header block may also end with an empty line, if there is nothing in it but
// known keys.
func TestHeaderAboveAnEmptyLine(t *testing.T) {
	for _, c := range []struct{ text, body, title, published string }{
		{"Title: Two hurt in Ghent\nDate: 2021-05-04\n\nTwo people were hurt.", "Two people were hurt.", "Two hurt in Ghent", "2021-05-04"},
		{"---\nheadline: Two hurt\npublisher: The Desk\npublished: 2021-05-04\n---\nTwo people.", "Two people.", "Two hurt", "2021-05-04"},
		{"Title: Two hurt in Ghent\n\nTwo people were hurt.", "", "", ""},
		{"Source: police\nWarning: roads are closed\n\nTwo people were hurt.", "", "", ""},
	} {
		h, ok := source.ParseHeader(c.text)
		if ok != (c.body != "") || ok && c.text[h.End:] != c.body {
			t.Errorf("%q: %v, the body is %q", c.text, ok, c.text[h.End:])
			continue
		}
		var d doc.Document
		h.Apply(&d, c.text, nil)
		if d.Title != c.title || d.Published != c.published {
			t.Errorf("%q: %q, %q", c.text, d.Title, d.Published)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(sample))
	f.Add(encode16(sample, binary.LittleEndian, true))
	f.Add([]byte("\xE9t\xE9 \x93x\x94"))
	f.Add([]byte("Title: x\n---\n<html>"))
	f.Add([]byte("From: a\nDate: b\nTo: c\n\nd"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, format, err := source.Open(source.Raw{Bytes: b})
		if err != nil {
			if fault.Of(err) == "" {
				t.Fatalf("an error without a kind: %v", err)
			}
			return
		}
		if format == doc.PDF || format == doc.EML {
			return
		}
		if !utf8.ValidString(got.String) {
			t.Fatal("not UTF-8")
		}
		if utf8.Valid(b) && got.Charset == source.UTF8 && got.String != string(b) {
			t.Fatal("UTF-8 was changed")
		}
		for at, r := range got.String {
			sp := got.Map.Original(text.Span{Start: at, End: at + utf8.RuneLen(r)})
			if sp.IsZero() || sp.End > len(b) {
				t.Fatalf("%q at %d leads to %v of %d", r, at, sp, len(b))
			}
		}
	})
}

func FuzzDecodeAs(f *testing.F) {
	f.Add([]byte("\x1b$B%Q\x1b(B"), "iso-2022-jp")
	f.Add([]byte("\x81\x30\x81\x30"), "gb18030")
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		got, err := source.DecodeAs(source.Raw{Bytes: b}, name)
		if err != nil {
			return
		}
		for at, r := range got.String {
			if sp := got.Map.Original(text.Span{Start: at, End: at + utf8.RuneLen(r)}); sp.Start < 0 || sp.End > len(b) {
				t.Fatalf("%q leads to %v", r, sp)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	long := strings.Repeat(sample, 500)
	western, _ := charmap.Windows1252.NewEncoder().String(strings.Repeat("Élise said: “naïve” – and so on. ", 1000))
	for _, c := range []struct {
		name string
		raw  []byte
	}{{"utf-8", []byte(long)}, {"utf-16", le(long)}, {"windows-1252", []byte(western)}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.raw)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := source.Open(source.Raw{Bytes: c.raw}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
