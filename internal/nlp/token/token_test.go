package token

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

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
		{"Sha‘ban and Mas'ud's", "Sha‘ban and Mas'ud 's"},
		{"«Non», dit-il — 5–6 men", "« Non » , dit-il — 5 – 6 men"},
	} {
		if got := strings.Join(tokensOf(analyse(c.in)), " "); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

// wordsOf are the words of a, "+" before one that is contracted with the word
// before it.
func wordsOf(a *nlp.Analysis) []string {
	var out []string
	for i := range a.Words {
		w := a.WordText(i)
		if a.Words[i].Contracted {
			w = "+" + w
		}
		out = append(out, w)
	}
	return out
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"A 15-year-old didn't pay $5.", "A 15 - year - old did +n't pay $ 5 ."},
		{"They're gonna stay; he cannot. Dont go.", "They +'re gon +na stay ; he can +not . Do +nt go ."},
		{"The envoy’s car won’t start", "The envoy +’s car wo +n’t start"},
		{"HE DIDN'T STOP. THE ENVOY'S GUARD CAN'T.", "HE DID +N'T STOP . THE ENVOY +'S GUARD CA +N'T ."},
		{"At 8:30 a.m. on 11/2/2004 the U.S. side", "At 8:30 a.m. on 11/2/2004 the U.S. side"},
		{"See https://news.example/a_(b)?x=1. Or a.b@news.example, now", "See https://news.example/a_(b)?x=1 . Or a.b@news.example , now"},
		{"al-Qaeda-linked men re-entered by e-mail", "al - Qaeda - linked men re-entered by e-mail"},
		{"Six died.[12][3] Ten fled [4].", "Six died . [ 12 ] [ 3 ] Ten fled [ 4 ] ."},
		{"Lt. Col. J. K. Brown of Acme Inc. left", "Lt. Col. J. K. Brown of Acme Inc. left"},
		{"at approx. 5 p.m. at 10pm", "at approx. 5 p.m. at 10 pm"},
		{"(€4.9m), up 3.5% and/or £3bn", "( € 4.9 m ) , up 3.5 % and / or £ 3 bn"},
		{"Really?! Yes... :-) no --", "Really ?! Yes ... :-) no --"},
		{"Ja'far's brother Mas’ud met Sha‘ban", "Ja'far +'s brother Mas’ud met Sha‘ban"},
		{"Əliyev and S\u0327ahin A\u0301lvarez's men", "Əliyev and S\u0327ahin A\u0301lvarez +'s men"},
		{"\u200dMen of \u00adTer\u00adror\u200d left", "Men of Ter\u00adror left"},
		{"two killed in attackA court sat", "two killed in attack A court sat"},
		{"It fell last year.Police said", "It fell last year . Police said"},
	} {
		if got := strings.Join(wordsOf(analyse(c.in)), " "); got != c.want {
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
		{"capitals", "THE U.S. EMBASSY WAS HIT AT 0830. TWO GUARDS DIED.", []string{"THE U.S. EMBASSY WAS HIT AT 0830.", "TWO GUARDS DIED."}},
		{"a clock time at the end", "It began at 8 a.m. The gate fell at noon.", []string{"It began at 8 a.m.", "The gate fell at noon."}},
		{"a mark of secrecy", "(SBU) The consul left. (U) Rain fell.", []string{"(SBU) The consul left.", "(U) Rain fell."}},
		{"an insertion", "They ran against [the] Reds. We left.", []string{"They ran against [the] Reds.", "We left."}},
		{"a note before a name", "Six died.[1] _The Bugle_ said so.", []string{"Six died.[1]", "_The Bugle_ said so."}},
		{"a final mark, a dash and no space", "Ten left.-So far nobody spoke.", []string{"Ten left.", "-So far nobody spoke."}},
		{"an abbreviated street", "He lived at 12 Main St. He died there.", []string{"He lived at 12 Main St.", "He died there."}},
		{"lines that had room", "The gate was shut on Monday after shots were fired at the two guards.\nRegards,\nAna Lopez",
			[]string{"The gate was shut on Monday after shots were fired at the two guards.", "Regards,", "Ana Lopez"}},
		{"empty lines between wrapped ones", "The two guards of the embassy were\n\nshot at the gate on Monday. The\n\nGovernor of Exampleville came.",
			[]string{"The two guards of the embassy were\n\nshot at the gate on Monday.", "The\n\nGovernor of Exampleville came."}},
		{"an abbreviated town at the end", "A. B. Gray of Acme Co., Ltd. lived in D.C. They left.",
			[]string{"A. B. Gray of Acme Co., Ltd. lived in D.C.", "They left."}},
		{"what always goes on", "They read much (e.g. The Bugle) there. We left.", []string{"They read much (e.g. The Bugle) there.", "We left."}},
		{"bullets", "• The guard fell • The gate burned", []string{"• The guard fell", "• The gate burned"}},
		{"lines of fields", "Issued: Friday 27 January, 1120 local (0750 UTC)\nCountry: Examplia\nLocation: Exampleville, east side\nIncident: attack",
			[]string{"Issued: Friday 27 January, 1120 local (0750 UTC)\nCountry: Examplia\nLocation: Exampleville, east side\nIncident: attack"}},
		{"spaces before marks", "He was hurt .The police came . They left", []string{"He was hurt .", "The police came .", "They left"}},
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
	f.Fuzz(func(t *testing.T, s string) { check(t, s, analyse(s)) })
}

// check fails when the layers of a over s do not hold together.
func check(t *testing.T, s string, a *nlp.Analysis) {
	t.Helper()
	end := 0
	for i, tok := range a.Tokens {
		if tok.Span.Start < end || tok.Span.IsZero() || tok.Span.End > len(s) {
			t.Fatalf("token %d at %v does not ascend from %d", i, tok.Span, end)
		}
		if w := s[tok.Span.Start:tok.Span.End]; strings.ToLower(w) != tok.Lower && w != tok.Lower {
			t.Fatalf("token %d: %q is not %q in lower case", i, tok.Lower, w)
		}
		end = tok.Span.End
	}
	end = 0
	for i, w := range a.Words {
		if w.Span.Start < end || w.Span.IsZero() || w.Span.End > len(s) {
			t.Fatalf("word %d at %v does not ascend from %d", i, w.Span, end)
		}
		if tok := a.Tokens[w.Token]; w.Span.Start < tok.Span.Start || w.Span.Start >= tok.Span.End {
			t.Fatalf("word %d at %v does not begin in its token at %v", i, w.Span, tok.Span)
		}
		end = w.Span.End
	}
	if got, want := covered(s, a), visible(s); got != want {
		t.Fatalf("the words hold %d characters of %d", got, want)
	}
	token, word := 0, 0
	for i, sen := range a.Sentences {
		if sen.First != token || sen.Last <= sen.First || sen.Span != a.SpanOf(sen.First, sen.Last) {
			t.Fatalf("sentence %d has tokens [%d, %d), want them to start at %d", i, sen.First, sen.Last, token)
		}
		if sen.FirstWord != word || sen.LastWord <= word || sen.LastWord-word > 2*endless {
			t.Fatalf("sentence %d has words [%d, %d), want them to start at %d and be few", i, sen.FirstWord, sen.LastWord, word)
		}
		if first, last := a.Words[word], a.Words[sen.LastWord-1]; first.Span.Start != sen.Span.Start || last.Span.End != sen.Span.End {
			t.Fatalf("sentence %d at %v has words from %v to %v", i, sen.Span, first.Span, last.Span)
		}
		token, word = sen.Last, sen.LastWord
	}
	if token != len(a.Tokens) || word != len(a.Words) {
		t.Fatalf("sentences end at token %d of %d, word %d of %d", token, len(a.Tokens), word, len(a.Words))
	}
}

// covered is the number of characters in words, visible of those that belong in
// one; joiners may be in either.
func covered(s string, a *nlp.Analysis) int {
	n := 0
	for _, w := range a.Words {
		n += visible(s[w.Span.Start:w.Span.End])
	}
	return n
}

func visible(s string) int {
	n := 0
	for _, r := range s {
		if !skipped(r) && !joiner(r) {
			n++
		}
	}
	return n
}

// TestHostile shows that no text is too much: sentences stay short, and what is
// found still holds together.
func TestHostile(t *testing.T) {
	for name, unit := range map[string]string{
		"words without a final mark": "the guards of the embassy and ",
		"one word":                   "a",
		"no letter":                  "12 -- ?? ",
		"marks alone":                "(([[\"'..--",
		"hyphens":                    "a-",
		"note marks":                 "[1]",
		"labels":                     "[A] ",
		"nought bytes":               "a\x00",
		"mixed scripts":              "Əли مرحبا 東京 a\u0301 ",
		"addresses":                  "http://a.b)))",
		"heading marks":              "==a",
		"broken UTF-8":               "\xff\xfea ",
		"lines":                      "a\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := strings.Repeat(unit, 300_000/len(unit))
			check(t, s, analyse(s))
		})
	}
}

// TestLower shows that a token in lower case is right where the lower case is
// longer or shorter, too.
func TestLower(t *testing.T) {
	for _, s := range []string{"İstanbul VƏ Ⱥ", "plain", "ÉTÉ \u212Aelvin", "\xffA B"} {
		low := lowerOf(s)
		for i := range len(s) {
			for j := i + 1; j <= len(s); j++ {
				if !utf8.RuneStart(s[i]) || j < len(s) && !utf8.RuneStart(s[j]) {
					continue
				}
				if got, want := low.of(i, j), strings.ToLower(s[i:j]); got != want {
					t.Errorf("%q: %q, want %q", s[i:j], got, want)
				}
			}
		}
	}
}

// TestDecode shows that a model file that is cut off or damaged is an error.
func TestDecode(t *testing.T) {
	data := string(Encode("card", []Weight{{Feature: 7, W: [2]int8{1, -2}}}, []Weight{{Feature: 8, W: [2]int8{3, 0}}}, -4))
	m, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := m.split.score([]uint32{7, 9}); a != 1 || b != -2 || m.bias != -4 {
		t.Errorf("weights %d %d, bias %d", a, b, m.bias)
	}
	for n := range len(data) {
		if _, err := Decode(data[:n]); err == nil {
			t.Errorf("cut to %d bytes it is still read", n)
		}
	}
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

// The dateline of a report is no part of its first sentence.
func TestDateline(t *testing.T) {
	for _, c := range []struct{ s, first string }{
		{"MILWAUKEE — A baker was shot.", "MILWAUKEE —"},
		{"RENO, Nev. (May 3, 2015) -- A baker was shot.", "RENO, Nev. (May 3, 2015) --"},
		{"RISING SUN, Md. (AP) - Two men fled.", "RISING SUN, Md. (AP) -"},
		{"NATO said it — the alliance — was ready.", "NATO said it — the alliance — was ready."},
		{"UN-led talks began.", "UN-led talks began."},
	} {
		d := &doc.Document{Text: text.New(c.s), Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(c.s)}, Section: -1}}}
		a := &nlp.Analysis{Doc: d}
		Stage{}.Run(a)
		if got := a.Text(a.Sentences[0].Span); got != c.first {
			t.Errorf("%s: the first sentence is %q", c.s, got)
		}
	}
}
