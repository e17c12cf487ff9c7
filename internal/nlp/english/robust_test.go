package english

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/conllu"
	"dossier/internal/nlp/conllu/conllutest"
	"dossier/internal/nlp/nlptest"
	"dossier/internal/nlp/timex"
	"dossier/internal/source"
	"dossier/internal/source/plain"
	"dossier/internal/text"
)

// hostile are texts that no report is made of, as something to repeat.
var hostile = []struct{ name, unit string }{
	{"one sentence", "the guard of the house of the brother of "},
	{"one sentence of names", "Anna Lindqvist of Oslo and Karim Benali of Mosul and "},
	{"one sentence of clauses", "that he said she knew they thought it was what "},
	{"titles", "Deputy Minister of Foreign Affairs of "},
	{"capitals", "THE MINISTRY OF "},
	{"pronouns", "He told her that his men saw them and she told him so. "},
	{"one name", "Anna came. "},
	{"no letter", "12 34, 5 — 6; "},
	{"one number", "9"},
	{"figures", "1,000,"},
	{"number words", "two hundred thousand and "},
	{"times", "on 3 May 2021 at 14:05 "},
	{"days", "the day after the day after "},
	{"marks", "?!.,"},
	{"full stops", "."},
	{"spaced full stops", ". "},
	{"open brackets", "("},
	{"closed brackets", "(a) "},
	{"quotes", "\"'“‘"},
	{"quoted", "\"No,\" he said. "},
	{"apostrophes", "'s"},
	{"contractions", "don't'll've"},
	{"one word", "a"},
	{"one capital word", "A"},
	{"hyphens", "mid-"},
	{"slashes", "km/h/"},
	{"initials", "U."},
	{"abbreviations", "Mr. Dr. "},
	{"address", "www.a.b/c?d=e&"},
	{"heading marks", "== a "},
	{"mixed scripts", "guard охранник 警卫 φύλακας حارس กองกำลัง "},
	{"no spaces", "警卫在使馆外被杀"},
	{"marks on a letter", "\u0301"},
	{"zero width", "a\u200b\u200d"},
	{"emoji", "👩‍👩‍👧 🇦🇿"},
	{"NUL", "a\x00"},
	{"not UTF-8", "a\xff\xc3 \xe2\x80"},
	{"line breaks", "\n"},
	{"broken lines", "the\nguard\r\n"},
	{"spaces", "a \t\u00a0\u3000"},
	{"lost breaks", "AttackThe"},
	{"replacement", "\uFFFD"},
}

// repeated is unit again and again, about n bytes.
func repeated(unit string, n int) string { return strings.Repeat(unit, n/len(unit)+1) }

// check fails the test for what is wrong with an analysis and with what it looks
// like as CoNLL-U.
func check(tb testing.TB, a *nlp.Analysis) {
	tb.Helper()
	for _, f := range nlptest.Check(a) {
		tb.Error(f)
	}
	var b bytes.Buffer
	if err := conllu.NewWriter(&b).Write(a); err != nil {
		tb.Error(err)
	}
	for i, f := range conllutest.Validate(b.String()) {
		if i < 5 {
			tb.Error("CoNLL-U: ", f)
		}
	}
}

// TestHostile analyses texts that nobody wrote: no panic, and all positions
// right. BenchmarkHostile does the same with millions of bytes.
func TestHostile(t *testing.T) {
	line := New()
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			for _, n := range []int{1, 20_000} {
				check(t, line.Analyse(block(repeated(h.unit, n))))
			}
		})
	}
	t.Run("no block", func(t *testing.T) { check(t, line.Analyse(&doc.Document{Text: text.New("A text.")})) })
	t.Run("every kind of block", func(t *testing.T) { check(t, line.Analyse(kinds())) })
}

// kinds is a document with a block of each kind.
func kinds() *doc.Document {
	d := &doc.Document{}
	var b strings.Builder
	for _, k := range []doc.BlockKind{doc.Header, doc.Title, doc.Heading, doc.Paragraph, doc.Item, doc.FieldLine, doc.Row, doc.Caption} {
		at := b.Len()
		b.WriteString("Deaths: two on 3 May in Oslo. He didn't know")
		sp := text.Span{Start: at, End: b.Len()}
		d.Blocks = append(d.Blocks, doc.Block{Kind: k, Span: sp, Key: text.Span{Start: at, End: at + 6}, Value: text.Span{Start: at + 8, End: sp.End}})
		b.WriteByte('\n')
	}
	d.Text = text.New(b.String())
	return d
}

// ten are the hostile texts of which the benchmark takes ten million bytes, and
// not two.
var ten = []string{"one sentence", "no letter", "mixed scripts", "one word", "open brackets"}

// BenchmarkHostile analyses millions of bytes of each hostile text. It fails when
// a byte of them costs far more than a byte of an eighth of them: all work is
// linear. "growth" is how much more.
func BenchmarkHostile(b *testing.B) {
	const part = 8
	line := New()
	for _, h := range hostile {
		size := 2_000_000
		if slices.Contains(ten, h.name) {
			size = 10_000_000
		}
		small, large := block(repeated(h.unit, size/part)), block(repeated(h.unit, size))
		b.Run(h.name, func(b *testing.B) {
			var first, whole time.Duration
			var a *nlp.Analysis
			for b.Loop() {
				start := time.Now()
				for range part {
					line.Analyse(small)
				}
				first += time.Since(start)
				start = time.Now()
				a = line.Analyse(large)
				whole += time.Since(start)
			}
			b.StopTimer()
			growth := whole.Seconds() / first.Seconds()
			b.ReportMetric(growth, "growth")
			b.ReportMetric(float64(whole.Nanoseconds())/float64(b.N)/float64(size), "ns/byte")
			b.ReportMetric(0, "ns/op")
			if growth > part/2 {
				b.Errorf("a byte of the long text costs %.1f times that of the short one", growth)
			}
			for _, f := range nlptest.Check(a) {
				b.Error(f)
			}
		})
	}
}

// FuzzAnalyse reads any bytes as a text file and analyses what comes of it, and
// the bytes as they are: whatever they are, positions are exact, the file is
// valid CoNLL-U, and the same bytes give the same analysis.
func FuzzAnalyse(f *testing.F) {
	for _, h := range hostile {
		f.Add([]byte(repeated(h.unit, 60)))
	}
	f.Add([]byte("Title: A fire\nPublished: 2021-05-04\n---\n= Fire =\nInfobox\n- Deaths: two\n\n- one (who wasn't there)\n\n\"No!\" he said.Then left"))
	f.Add([]byte(composed(600)))
	f.Add([]byte(kinds().Text.String()))
	line := New()
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 20_000 {
			return
		}
		docs := []*doc.Document{block(string(raw))}
		if src, _, err := source.Open(source.Raw{Path: "-", Bytes: raw}); err == nil && src.String != "" {
			if d, err := (plain.Reader{Date: timex.ParseDate}).Read(src); err == nil {
				docs = append(docs, d)
			}
		}
		for _, d := range docs {
			a := line.Analyse(d)
			check(t, a)
			if diff := cmp.Diff(a, line.Analyse(d), cmpopts.IgnoreFields(nlp.Analysis{}, "Doc"), cmpopts.EquateNaNs()); diff != "" {
				t.Errorf("two runs differ: %s", diff)
			}
		}
	})
}
