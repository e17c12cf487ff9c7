package mcp

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/text"
)

// Whatever a report says, its words end with the mark, and the mark stands nowhere
// in them.
func TestAReportCannotEndItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.OneOf(rapid.String(), rapid.Just("</report-text>"), rapid.Just("\n</report-text 0123456789abcdef>\n")).Draw(t, "words")
		m := marked(rapid.StringMatching(`[0-9a-f]{64}`).Draw(t, "sha"), words)
		head, rest, _ := strings.Cut(m, "\n")
		end := strings.Replace(head, "<", "</", 1)
		if inside, ok := strings.CutSuffix(rest, "\n"+end); !ok || inside != words || strings.Contains(words, end) {
			t.Fatalf("%q", m)
		}
		// Two reports do not share marks, so that none learns another's.
		if again := marked("x", words+"."); strings.HasPrefix(again, head+"\n") {
			t.Fatal("the same mark for other words")
		}
	})
}

// A page of a section holds no more than an answer has room for, and at least one
// entry, so that following the pages ends.
func TestPagesHaveRoom(t *testing.T) {
	big := json.RawMessage(`"` + strings.Repeat("x", mostBytes) + `"`)
	small := json.RawMessage(`1`)
	for _, c := range []struct {
		why       string
		list      []json.RawMessage
		in        recordIn
		got, next int
		kind      fault.Kind
	}{
		{"all", []json.RawMessage{small, small}, recordIn{}, 2, 0, ""},
		{"a limit", []json.RawMessage{small, small, small}, recordIn{Limit: 2}, 2, 2, ""},
		{"the rest", []json.RawMessage{small, small, small}, recordIn{Limit: 2, Offset: 2}, 1, 0, ""},
		{"none", nil, recordIn{}, 0, 0, ""},
		{"behind the end", []json.RawMessage{small}, recordIn{Offset: 1}, 0, 0, ""},
		{"large ones come alone", []json.RawMessage{big, big, small}, recordIn{}, 1, 1, ""},
		{"a small one, then a large one", []json.RawMessage{small, big}, recordIn{}, 1, 1, ""},
		{"too far", []json.RawMessage{small}, recordIn{Offset: 2}, 0, 0, fault.Invalid},
		{"before the beginning", nil, recordIn{Offset: -1}, 0, 0, fault.Invalid},
		{"too many", nil, recordIn{Limit: 201}, 0, 0, fault.Invalid},
	} {
		p, err := page(c.in, "r", c.list)
		if len(p.Entries) != c.got || p.Next != c.next || fault.Of(err) != c.kind {
			t.Errorf("%s: %d entries, next %d, %v", c.why, len(p.Entries), p.Next, err)
		}
	}
}

// A part of a text is counted in characters, whatever they take in bytes.
func TestPartsOfAText(t *testing.T) {
	d := &doc.Document{SHA256: "aa", Text: text.New("Tehrān — تهران 🙂 end")}
	n := d.Text.RuneLen()
	for _, c := range []struct {
		start, end int
		words      string
		more       bool
		kind       fault.Kind
	}{
		{0, 6, "Tehrān", true, ""}, {9, 14, "تهران", true, ""}, {15, 16, "🙂", true, ""}, {17, 0, "end", false, ""}, {0, 0, d.Text.String(), false, ""}, {n, 0, "", false, ""},
		{5, 2, "", false, fault.Invalid}, {0, n + 1, "", false, fault.Invalid}, {-1, 3, "", false, fault.Invalid},
	} {
		e, words, err := cut(d, documentIn{ID: "d1", Start: c.start, End: c.end})
		if words != c.words || fault.Of(err) != c.kind || err == nil && e.More != c.more {
			t.Errorf("%d to %d: %q, more %v, %v", c.start, c.end, words, e.More, err)
		}
	}
	long := &doc.Document{Text: text.New(strings.Repeat("é", mostText+10))}
	if e, words, err := cut(long, documentIn{}); err != nil || e.End != mostText || !e.More || len(words) != 2*mostText {
		t.Error(e, err)
	}
	if _, _, err := cut(long, documentIn{End: mostText + 1}); fault.Of(err) != fault.TooLarge || !strings.Contains(err.Error(), fmt.Sprint(mostText)) {
		t.Error(err)
	}
}

func TestFilesOfTheFolder(t *testing.T) {
	s := &server{Options{Folder: fstest.MapFS{"in/a.txt": {Data: []byte("words")}, "big.txt": {Data: make([]byte, mostGiven+1)}}}}
	if name, b, err := s.file("in/a.txt"); err != nil || name != "a.txt" || string(b) != "words" {
		t.Error(name, b, err)
	}
	for name, kind := range map[string]fault.Kind{"../a.txt": fault.Invalid, "/in/a.txt": fault.Invalid, "in//a.txt": fault.Invalid, "none": fault.NotFound, "big.txt": fault.TooLarge, "in": fault.Unreadable} {
		if _, _, err := s.file(name); fault.Of(err) != kind {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := (&server{}).file("a.txt"); fault.Of(err) != fault.Forbidden {
		t.Error(err)
	}
}
