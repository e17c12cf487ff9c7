package token

import (
	"slices"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// analyse splits s, one paragraph.
func analyse(s string) *nlp.Analysis {
	a := &nlp.Analysis{Doc: &doc.Document{
		Text:   text.New(s),
		Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(s)}, Section: -1}},
	}}
	Stage{}.Run(a)
	return a
}

func tokensOf(a *nlp.Analysis) []string {
	var out []string
	for i := range a.Tokens {
		out = append(out, a.TokenText(i))
	}
	return out
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The envoy's car wasn't hit.", "The envoy 's car was n't hit ."},
		{"At 07:50 a.m., 3,000 people (1639 UTC) left.", "At 07:50 a.m. , 3,000 people ( 1639 UTC ) left ."},
		{"Dr. Al-Harbi of the U.S. Embassy", "Dr. Al-Harbi of the U.S. Embassy"},
		{"the U.S.-led force and 23- to 25-year-olds", "the U.S.-led force and 23 - to 25-year-olds"},
		{"Aaron J. Klein and Viktor E. left", "Aaron J. Klein and Viktor E. left"},
		{"No. 5 fired. He said no. Then left", "No. 5 fired . He said no . Then left"},
		{"two killed in attackA court sat", "two killed in attack A court sat"},
		{"trial in DagestanU.S. agents came", "trial in Dagestan U.S. agents came"},
		{"doubts about motiveEarly reports", "doubts about motive Early reports"},
		{"McCain, YouTube and iPhone stay", "McCain , YouTube and iPhone stay"},
		{"as news.example wrote", "as news.example wrote"},
		{"killed.Police came", "killed . Police came"},
		{"«Non», dit-il — 5–6 men", "« Non » , dit-il — 5 – 6 men"},
	} {
		if got := strings.Join(tokensOf(analyse(c.in)), " "); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		what, in string
		want     []string
	}{
		{"two plain ones", "Two died. Police came.", []string{"Two died.", "Police came."}},
		{"a line break inside", "Two guards\ndied. Police\ncame.", []string{"Two guards\ndied.", "Police\ncame."}},
		{"no space after the period", "It fell last year.Police said so.", []string{"It fell last year.", "Police said so."}},
		{"a heading run into the text", "Friend of SuspectA court sat today.", []string{"Friend of Suspect", "A court sat today."}},
		{"headings between marks", "It fell.==The attack==A bomb went off.", []string{"It fell.", "==The attack==", "A bomb went off."}},
		{"titles and ranks", "Gen. Adams met Sgt. Lopez. Both left.", []string{"Gen. Adams met Sgt. Lopez.", "Both left."}},
		{"initials", "J. K. Brown spoke. R. Gray left.", []string{"J. K. Brown spoke.", "R. Gray left."}},
		{"an abbreviation at the end", "He flew to the U.S. The trip was long.", []string{"He flew to the U.S.", "The trip was long."}},
		{"an abbreviation inside", "The U.S. Embassy closed at 8 a.m. on Friday.", []string{"The U.S. Embassy closed at 8 a.m. on Friday."}},
		{"a month", "He was held on Aug. 29. She left Sept. 1 by car.", []string{"He was held on Aug. 29.", "She left Sept. 1 by car."}},
		{"a company", "It hit Acme Inc. The plant burned.", []string{"It hit Acme Inc.", "The plant burned."}},
		{"a quote closed after the period", "\"We left.\" He nodded.", []string{"\"We left.\"", "He nodded."}},
		{"curly quotes", "“We left.” He nodded.", []string{"“We left.”", "He nodded."}},
		{"a quote going on", "\"Who is it?\" she asked. Nobody spoke.", []string{"\"Who is it?\" she asked.", "Nobody spoke."}},
		{"note marks", "Six died.[1][2] Ten fled.[3]", []string{"Six died.[1][2]", "Ten fled.[3]"}},
		{"words left out", "It was bad [...] we ran. Then it ended.", []string{"It was bad [...] we ran.", "Then it ended."}},
		{"brackets", "They fled (all of them. Really.) at noon. Then rain.", []string{"They fled (all of them. Really.) at noon.", "Then rain."}},
	} {
		a := analyse(c.in)
		var got []string
		for _, s := range a.Sentences {
			got = append(got, a.Text(s.Span))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.what, got, c.want)
		}
	}
}

// TestBlocks shows that tokens never cross blocks, that a header block has none
// and that of a field only the value is read.
func TestBlocks(t *testing.T) {
	s := "Source: x\nHeading here\n- Date: 5 May\nOne. Two."
	at := func(sub string) text.Span {
		i := strings.Index(s, sub)
		return text.Span{Start: i, End: i + len(sub)}
	}
	a := &nlp.Analysis{Doc: &doc.Document{Text: text.New(s), Blocks: []doc.Block{
		{Kind: doc.Header, Span: at("Source: x")},
		{Kind: doc.Heading, Span: at("Heading here")},
		{Kind: doc.FieldLine, Span: at("- Date: 5 May"), Key: at("Date"), Value: at("5 May")},
		{Kind: doc.Paragraph, Span: at("One. Two.")},
	}}}
	Stage{}.Run(a)
	if got, want := strings.Join(tokensOf(a), " "), "Heading here 5 May One . Two ."; got != want {
		t.Errorf("tokens %q, want %q", got, want)
	}
	var blocks []int
	for _, s := range a.Sentences {
		blocks = append(blocks, s.Block)
	}
	if want := []int{1, 2, 3, 3}; !slices.Equal(blocks, want) {
		t.Errorf("blocks of the sentences %v, want %v", blocks, want)
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{
		"", "a", "The U.S. Embassy’s gate. Two (or three) “died.”", "last year.Police said==Attack==A bomb", "[1][2] ...[…]",
		"مرحبا بكم. \u202e5 × 7\x00\uFEFF", "a\u0301\u0301 e\xff\xfe.", "J.K. no. 5 No. 5 SuspectA SuspectThe iPhoneA",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := analyse(s)
		end := 0
		for i, tok := range a.Tokens {
			if tok.Span.Start < end || tok.Span.IsZero() || tok.Span.End > len(s) {
				t.Fatalf("token %d at %v does not ascend from %d", i, tok.Span, end)
			}
			if w := s[tok.Span.Start:tok.Span.End]; strings.ToLower(w) != tok.Lower && w != tok.Lower {
				t.Fatalf("token %d: %q is not %q in lower case", i, tok.Lower, s[tok.Span.Start:tok.Span.End])
			}
			end = tok.Span.End
		}
		next := 0
		for i, sen := range a.Sentences {
			if sen.First != next || sen.Last <= sen.First || sen.Span != a.SpanOf(sen.First, sen.Last) {
				t.Fatalf("sentence %d is [%d, %d), want it to start at %d", i, sen.First, sen.Last, next)
			}
			next = sen.Last
		}
		if next != len(a.Tokens) {
			t.Fatalf("sentences end at token %d of %d", next, len(a.Tokens))
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	s := strings.Repeat("The U.S. Embassy in Exampleville closed at 8:30 a.m. on Friday, officials said. \"We saw two"+
		" gunmen,\" Dr. Ana Lopez's neighbour recalled; 3,000 people fled.\n", 400)
	a := analyse(s)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		a = analyse(s)
	}
	b.ReportMetric(float64(len(a.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
