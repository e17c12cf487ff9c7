package plain_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/source/plain"
	"dossier/internal/source/readertest"
)

func read(t testing.TB, raw string) *doc.Document {
	t.Helper()
	src, _, err := source.Open(source.Raw{Path: "x.txt", Bytes: []byte(raw)})
	if err != nil {
		t.Fatal(err)
	}
	d, err := plain.Reader{Date: day}.Read(src)
	if err != nil {
		t.Fatal(err)
	}
	readertest.Check(t, src, d)
	return d
}

// day is a calendar of one day.
func day(s string) (string, bool) {
	return "2023-01-27", strings.HasPrefix(s, "Friday, January 27, 2023")
}

// shape is the blocks of d, one to a line.
func shape(d *doc.Document) string {
	var b strings.Builder
	for _, bl := range d.Blocks {
		fmt.Fprintf(&b, "%s %d %s", bl.Kind, bl.Section, strings.NewReplacer("\r\n", "/", "\n", "/").Replace(d.Text.Slice(bl.Span)))
		if !bl.Key.IsZero() {
			fmt.Fprintf(&b, " [%s|%s]", d.Text.Slice(bl.Key), d.Text.Slice(bl.Value))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

var cases = []struct{ name, raw, want string }{
	{"the marked form", "= Attack on the mill =\n\nInfobox\n- Date: 2023-01-27\n- Deaths:\n- 1 guard\n- 2 visitors\n\nA man shot\na guard.\n\n== Aftermath ==\nHe fled.\n* One\n* Two\n=== Trial ===\nNone.\n",
		`title 0 Attack on the mill
field 0 Date: 2023-01-27 [Date|2023-01-27]
field 0 Deaths: [Deaths|]
field 0 1 guard [Deaths|1 guard]
field 0 2 visitors [Deaths|2 visitors]
paragraph 0 A man shot/a guard.
heading 1 Aftermath
paragraph 1 He fled.
item 1 One
item 1 Two
heading 2 Trial
paragraph 2 None.
`},
	{"header and marked form, CRLF and BOM", "\uFEFFTitle: Mill\r\n---\r\n= Attack =\r\nInfobox\r\n- Time: 08:00\r\n\r\nText.\r\n",
		`title -1 Mill [Title|Mill]
title 0 Attack
field 0 Time: 08:00 [Time|08:00]
paragraph 0 Text.
`},
	{"a copied story", "Blast at the harbour: what we know\nFriday, January 27, 2023, 11:05\n\nBy Ada Vik in Ardmouth\n\nARDMOUTH, Ruritania, January 27 (Coast News) - A device went off beside the customs house.\nTwo guards were hurt.\n",
		`title 0 Blast at the harbour: what we know
header 0 Friday, January 27, 2023, 11:05
header 0 By Ada Vik in Ardmouth
header 0 ARDMOUTH, Ruritania, January 27 (Coast News) -
paragraph 0 A device went off beside the customs house./Two guards were hurt.
`},
	{"a dateline below an unmarked title", "Blast at the harbour\n\nARDMOUTH, January 27 (Coast News) - A device went off beside the customs house.\nTwo guards were hurt.\n",
		`title 0 Blast at the harbour
header 0 ARDMOUTH, January 27 (Coast News) -
paragraph 0 A device went off beside the customs house./Two guards were hurt.
`},
	{"no masthead", "Two guards were hurt\nThe blast of Friday, January 27, 2023 broke windows\nNo one has said that they did it.\n",
		`paragraph -1 Two guards were hurt
paragraph -1 The blast of Friday, January 27, 2023 broke windows/No one has said that they did it.
`},
	{"a wrapped cable", "Subject: Blast at the harbour (U)\n\n(U) Port police report that a device went off beside the customs house early\nthis morning. Two guards were hurt.\n(U) The road is closed until further notice and the staff were told to remain\nin their homes.\n",
		`title -1 Blast at the harbour (U)
paragraph -1 (U) Port police report that a device went off beside the customs house early/this morning. Two guards were hurt.
paragraph -1 (U) The road is closed until further notice and the staff were told to remain/in their homes.
`},
	{"a line to a paragraph", "HARBOUR BLAST\nA device went off beside the customs house early this morning, port police said, and two guards were hurt, one of them badly, before the road was closed to all traffic for a day.\nThe minister will visit the harbour tomorrow, her office said in a statement that was read out on the radio and later sent to the newspapers of the city by her spokesman, Mr Ade.\nNo one has said that they did it.\n",
		`title 0 HARBOUR BLAST
paragraph 0 A device went off beside the customs house early this morning, port police said, and two guards were hurt, one of them badly, before the road was closed to all traffic for a day.
paragraph 0 The minister will visit the harbour tomorrow, her office said in a statement that was read out on the radio and later sent to the newspapers of the city by her spokesman, Mr Ade.
paragraph 0 No one has said that they did it.
`},
	{"set with double spacing", "Police in the harbour town have said that the device had been\n\nleft in a bag beside the customs house. Two guards were hurt\n\nand are being treated.\n\nThe minister said that she would travel to the town and meet\n\nthe families of the guards, who asked for\n\nquiet.\n",
		`paragraph -1 Police in the harbour town have said that the device had been//left in a bag beside the customs house. Two guards were hurt//and are being treated.
paragraph -1 The minister said that she would travel to the town and meet//the families of the guards, who asked for//quiet.
`},
	{"bullets and headings", "YEMEN\n• The embassy reports calm after\na day of protest.\n• Guards remain.\n\nReactions\n\nThe union condemned the attack.\n\n1. First demand\n2) Second demand\n",
		`title 0 YEMEN
item 0 The embassy reports calm after/a day of protest.
item 0 Guards remain.
heading 1 Reactions
paragraph 1 The union condemned the attack.
item 1 First demand
item 1 Second demand
`},
	{"a dash within a sentence", "The men came by boat from the east\n- some said from the south - and left\nby car.\n", "paragraph -1 The men came by boat from the east/- some said from the south - and left/by car.\n"},
	{"dates are no headings", "Friday, January 27, 2023\n\nA guard was shot at the mill.\n", "paragraph -1 Friday, January 27, 2023\nparagraph -1 A guard was shot at the mill.\n"},
	{"running heads", "PAGE OF THE GAZETTE OF RECORD\nA guard was shot.\n\nPAGE OF THE GAZETTE OF RECORD\nHe lives.\n\n###\n", "paragraph -1 A guard was shot.\nparagraph -1 He lives.\n"},
	{"a printed message", "From: Ops\nSent: Friday, January 27, 2023 8:00 AM\nTo: Desk\nSubject: Shots at the mill\n\nOne guard is hurt.\n",
		`header -1 From: Ops [From|Ops]
header -1 Sent: Friday, January 27, 2023 8:00 AM [Sent|Friday, January 27, 2023 8:00 AM]
header -1 To: Desk [To|Desk]
title -1 Shots at the mill
paragraph -1 One guard is hurt.
`},
	{"another script", "وقع هجوم على السفارة.\n\nقُتل حارس واحد.\n", "paragraph -1 وقع هجوم على السفارة.\nparagraph -1 قُتل حارس واحد.\n"},
	{"control characters", "A guard\x00 was shot.\f\n\x0bHe lives.\n", "paragraph -1 A guard\x00 was shot.\nparagraph -1 He lives.\n"},
}

func TestBlocks(t *testing.T) {
	for _, c := range cases {
		d := read(t, c.raw)
		if got := shape(d); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, c.want)
		}
		if d.Text.String() != c.raw {
			t.Errorf("%s: the text is not the file", c.name)
		}
	}
}

func TestMetadata(t *testing.T) {
	d := read(t, "Source: wire\nOutlet: The Office\nPublished: Friday, January 27, 2023 6:53 AM\nTitle: Mill\nURL: https://example.org\n---\nA guard was shot.\n")
	if d.Outlet != "The Office" || d.Published != "2023-01-27" || d.Title != "Mill" || d.URL != "https://example.org" || d.Format != doc.Plain {
		t.Errorf("%+v", d)
	}
	if d := read(t, cases[0].raw); d.Format != doc.WikiText || d.Title != "Attack on the mill" || len(d.Sections) != 3 {
		t.Errorf("%+v", d)
	}
}

// The text of a section is what stands below its heading, subsections included.
func TestSections(t *testing.T) {
	d := read(t, "= A =\nx.\n== B ==\ny.\n=== C ===\nz.\n== D ==\nw.\n")
	var got []string
	for _, s := range d.Sections {
		got = append(got, fmt.Sprintf("%d %s %q", s.Level, s.Title, d.Text.Slice(s.Span)))
	}
	want := "1 A \"= A =\\nx.\\n== B ==\\ny.\\n=== C ===\\nz.\\n== D ==\\nw.\\n\"\n2 B \"== B ==\\ny.\\n=== C ===\\nz.\\n\"\n3 C \"=== C ===\\nz.\\n\"\n2 D \"== D ==\\nw.\\n\""
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

// Whatever the text, it is the document's text, and its words are in blocks.
func TestTextIsTheFile(t *testing.T) {
	line := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "", "- a: b", "Infobox", "== H ==", "A sentence of words.", "(U) x", "Subject: y", "• z",
		"e\u0301 👩‍👩‍👧 \x00", "שלום", strings.Repeat("long words ", 30)}))
	rapid.Check(t, func(t *rapid.T) {
		raw := "Words.\n" + strings.Join(rapid.SliceOf(line).Draw(t, "lines"), rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "break"))
		src := source.Text{Raw: source.Raw{Bytes: []byte(raw)}, String: raw}
		d, err := plain.Reader{}.Read(src)
		if err != nil {
			t.Fatal(err)
		}
		readertest.Check(t, src, d)
		if d.Text.String() != raw {
			t.Fatal("the text is not the file")
		}
	})
}

func TestTooManyLines(t *testing.T) {
	raw := strings.Repeat("• x\n", source.MaxBlocks+10)
	_, err := plain.Reader{}.Read(source.Text{Raw: source.Raw{Bytes: []byte(raw)}, String: raw})
	if fault.Of(err) != fault.TooLarge {
		t.Errorf("%v", err)
	}
}

// Inputs that would cost a careless reader a minute or a gigabyte.
func TestLargeInputs(t *testing.T) {
	for name, raw := range map[string]string{
		"one line":    strings.Repeat("words ", 4<<20/6),
		"line breaks": "x" + strings.Repeat("\n", 4<<20),
		"short lines": strings.Repeat("a\n", 1<<20),
		"headings":    strings.Repeat("== H ==\n", 1<<17),
		"fields":      "Infobox\n" + strings.Repeat("- a: b\n", 1<<17),
	} {
		src := source.Text{Raw: source.Raw{Bytes: []byte(raw)}, String: raw}
		if _, err := (plain.Reader{}).Read(src); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDevelopmentReports(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shared(t), "gold", "dev", "*", "*.txt"))
	if len(files) == 0 {
		t.Fatal("no reports")
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, string(b))
		covered := 0
		for _, bl := range d.Blocks {
			covered += bl.Span.Len()
		}
		if d.Text.String() != string(b) || covered*100 < 95*len(strings.Join(strings.Fields(string(b)), " ")) && len(b) < 5000 {
			t.Errorf("%s: %d of %d bytes in blocks", f, covered, len(b))
		}
	}
}

// shared is the folder of development material beside the repository.
func shared(t testing.TB) string {
	if dir := os.Getenv("DOSSIER_SHARED"); dir != "" {
		return dir
	}
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for d := wd; d != filepath.Dir(d); d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "shared", "gold")); err == nil {
			return filepath.Join(d, "shared")
		}
	}
	t.Skip("SKIPPED: no folder of shared material beside the repository (set DOSSIER_SHARED)")
	return ""
}

func FuzzPlain(f *testing.F) {
	for _, c := range cases {
		f.Add([]byte(c.raw))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		src, _, err := source.Open(source.Raw{Bytes: b})
		if err != nil || src.String == "" {
			return
		}
		d, err := plain.Reader{Date: day}.Read(src)
		if err != nil {
			t.Fatal(err)
		}
		readertest.Check(t, src, d)
	})
}

func BenchmarkRead(b *testing.B) {
	para := "Port police report that a device went off beside the customs house early\nthis morning. Two guards were hurt.\n\n"
	raw := "Title: Mill\n---\n" + strings.Repeat(para, 500)
	src := source.Text{Raw: source.Raw{Bytes: []byte(raw)}, String: raw}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (plain.Reader{}).Read(src); err != nil {
			b.Fatal(err)
		}
	}
}

func TestDateline(t *testing.T) {
	for _, c := range []struct{ why, in, published, outlet, head, first string }{
		{"a cable in capitals", "   QUITO, 3 JAN 90 (RADIO QUITO) -- [REPORT] [BY ANA PAZ] [TEXT] A BOMB WENT\nOFF LAST NIGHT.\n\n   NOBODY WAS HURT.\n",
			"1990-01-03", "RADIO QUITO", "QUITO, 3 JAN 90 (RADIO QUITO) -- [REPORT] [BY ANA PAZ] [TEXT]", "A BOMB WENT\nOFF LAST NIGHT."},
		{"an agency", "LISBON, March 5, 2004 (Lusa) - Two men were held on Friday.\n", "2004-03-05", "Lusa", "LISBON, March 5, 2004 (Lusa) -", "Two men were held on Friday."},
		{"no year", "LIMA, 4 Mar -- The mayor was shot.\n", "", "", "LIMA, 4 Mar --", "The mayor was shot."},
		{"a year of this century", "LIMA, 3 Jan 23 (Radio Uno) -- A bomb went off.\n", "2023-01-03", "Radio Uno", "LIMA, 3 Jan 23 (Radio Uno) --", "A bomb went off."},
		{"no dateline", "In Lima, the mayor was shot -- again.\n", "", "", "", "In Lima, the mayor was shot -- again."},
	} {
		d, err := plain.Reader{Date: spelt}.Read(source.Text{String: c.in})
		if err != nil {
			t.Fatal(err)
		}
		head, first := "", ""
		for _, b := range d.Blocks {
			switch {
			case b.Kind == doc.Header:
				head = d.Text.Slice(b.Span)
			case first == "":
				first = d.Text.Slice(b.Span)
			}
		}
		if d.Published != c.published || d.Outlet != c.outlet || head != c.head || first != c.first {
			t.Errorf("%s: published %q, outlet %q, head %q, first %q", c.why, d.Published, d.Outlet, head, first)
		}
	}
}

// spelt reads the two ways of writing a day that the test uses.
func spelt(s string) (string, bool) {
	for _, layout := range []string{"2 Jan 2006", "January 2, 2006"} {
		if d, err := time.Parse(layout, s); err == nil {
			return d.Format(time.DateOnly), true
		}
	}
	return "", false
}
