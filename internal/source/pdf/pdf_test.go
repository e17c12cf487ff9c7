package pdf_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/source/pdf"
	"dossier/internal/source/readertest"
)

// engine is shared by the tests of this package: it takes seconds to start.
var engine = pdf.NewEngine()

func read(raw []byte) (*doc.Document, source.Text, error) {
	src := source.Text{Raw: source.Raw{Path: "r.pdf", Bytes: raw}}
	d, err := pdf.Reader{Engine: engine}.Read(src)
	return d, src, err
}

// write makes a PDF of pages of lines, in the plainest way the format allows.
func write(compress bool, pages ...[]string) []byte {
	var b bytes.Buffer
	var offsets []int
	obj := func(body string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	b.WriteString("%PDF-1.4\n")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	obj("<< /Type /Catalog /Pages 2 0 R >>")
	obj(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(pages)))
	obj("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, lines := range pages {
		var c strings.Builder
		c.WriteString("BT /F1 11 Tf 60 760 Td 14 TL\n")
		for _, l := range lines {
			fmt.Fprintf(&c, "(%s) Tj T*\n", strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l))
		}
		c.WriteString("ET")
		stream, filter := c.String(), ""
		if compress {
			var z bytes.Buffer
			w := zlib.NewWriter(&z)
			w.Write([]byte(stream))
			w.Close()
			stream, filter = z.String(), "/Filter /FlateDecode "
		}
		obj(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i))
		obj(fmt.Sprintf("<< %s/Length %d >>\nstream\n%s\nendstream", filter, len(stream), stream))
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	return b.Bytes()
}

var report = []string{
	"Attack in the port",
	"",
	"On 27 January 2023 two men were hurt when a bomb went off beside a bus in the old har-",
	"bour of the town. The police closed the road and looked for those who had planted it.",
	"No group has said that it was behind the attack.",
	"",
	"A spokesman told reporters that both men were out of danger.",
}

func TestPages(t *testing.T) {
	for _, compress := range []bool{false, true} {
		d, src, err := read(write(compress, report))
		if err != nil {
			t.Fatal(err)
		}
		readertest.Check(t, src, d)
		for _, want := range []string{"in the old harbour of the town. The police", "both men were out of danger."} {
			if !strings.Contains(d.Text.String(), want) {
				t.Errorf("compressed %v: no %q in\n%s", compress, want, d.Text.String())
			}
		}
		if d.Title != "Attack in the port" {
			t.Errorf("title %q", d.Title)
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

func TestBadFiles(t *testing.T) {
	good := write(false, report)
	for why, raw := range map[string][]byte{
		"no text":     write(false, []string{}),
		"cut off":     good[:len(good)/3],
		"only a head": []byte("%PDF-1.7\n"),
		"noise":       append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte{0xde, 0xad}, 5000)...),
	} {
		_, _, err := read(raw)
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != fault.Unreadable {
			t.Errorf("%s: %v", why, err)
		}
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(write(false, report))
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if d, src, err := read(raw); err == nil {
			readertest.Check(t, src, d)
		}
	})
}

func BenchmarkPDF(b *testing.B) {
	raw := write(true, report, report, report)
	if _, _, err := read(raw); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := read(raw); err != nil {
			b.Fatal(err)
		}
	}
}
