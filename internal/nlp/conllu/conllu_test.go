package conllu

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/conllu/conllutest"
	"dossier/internal/text"
)

// parsed is an analysis of paragraphs that are written with a bar between words
// that stand together, a plus sign before one that is contracted with the word
// before it, and a double bar between sentences: "He do+n't|.||So|?".
func parsed(path string, paragraphs ...string) *nlp.Analysis {
	a := &nlp.Analysis{Doc: &doc.Document{Path: path}}
	var b strings.Builder
	contracted := false
	for i, par := range paragraphs {
		start := b.Len()
		for _, sent := range strings.Split(par, "||") {
			s := nlp.Sentence{FirstWord: len(a.Words), Block: i}
			for at, w := range split(sent) {
				if at%2 == 1 {
					b.WriteString(strings.TrimLeft(w, "|+"))
					contracted = w == "+"
					continue
				}
				a.Words = append(a.Words, nlp.Word{Span: text.Span{Start: b.Len(), End: b.Len() + len(w)}, Head: -1, Contracted: contracted})
				contracted = false
				b.WriteString(w)
			}
			s.LastWord = len(a.Words)
			a.Sentences = append(a.Sentences, s)
		}
		a.Doc.Blocks = append(a.Doc.Blocks, doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: start, End: b.Len()}})
		b.WriteString("\n\n")
	}
	a.Doc.Text = text.New(b.String())
	return a
}

// split is words and what stands between them, in turn.
func split(s string) []string {
	var out []string
	for s != "" {
		between := func(r rune) bool { return r == '|' || r == '+' || blank(r) }
		n := strings.IndexFunc(s, between)
		if n < 0 {
			return append(out, s)
		}
		gap := len(s[n:]) - len(strings.TrimLeftFunc(s[n:], between))
		out = append(out, s[:n], s[n:n+gap])
		s = s[n+gap:]
	}
	return out
}

func written(t *testing.T, as ...*nlp.Analysis) string {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b)
	for _, a := range as {
		if err := w.Write(a); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range conllutest.Validate(b.String()) {
		t.Errorf("not valid: %s", f)
	}
	return b.String()
}

// Two paragraphs as a file: contractions as ranges, spaces and positions in
// MISC, and nothing where nothing is known.
func TestWriteWords(t *testing.T) {
	got := written(t, parsed("reports/a b.txt", "Zoë ca+n't see.||\"|No|\"\n she said|.", "15|-|year|-|olds"))
	want := `# newdoc id = reports_a_b.txt
# newpar
# sent_id = reports_a_b.txt-1
# text = Zoë can't see.
1	Zoë	_	_	_	_	_	_	_	TokenRange=0:3
2-3	can't	_	_	_	_	_	_	_	TokenRange=4:9
2	ca	_	_	_	_	_	_	_	_
3	n't	_	_	_	_	_	_	_	_
4	see.	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=10:14

# sent_id = reports_a_b.txt-2
# text = "No" she said.
1	"	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=14:15
2	No	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=15:17
3	"	_	_	_	_	_	_	_	SpacesAfter=\n\s|TokenRange=17:18
4	she	_	_	_	_	_	_	_	TokenRange=20:23
5	said	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=24:28
6	.	_	_	_	_	_	_	_	SpacesAfter=\n\n|TokenRange=28:29

# newpar
# sent_id = reports_a_b.txt-3
# text = 15-year-olds
1	15	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=31:33
2	-	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=33:34
3	year	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=34:38
4	-	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=38:39
5	olds	_	_	_	_	_	_	_	SpacesAfter=\n\n|TokenRange=39:43

`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Tags and trees stand in their columns; heads count from the start of their
// sentence.
func TestWriteTrees(t *testing.T) {
	a := parsed("-", "Go|!||Guards fled|.")
	for i, w := range []nlp.Word{
		{Lemma: "go", UPOS: nlp.VERB, Feats: "Mood=Imp|VerbForm=Fin", Head: -1, Rel: nlp.Root},
		{Lemma: "!", UPOS: nlp.PUNCT, Head: 0, Rel: nlp.PunctRel},
		{Lemma: "guard", UPOS: nlp.NOUN, Feats: "Number=Plur", Head: 3, Rel: nlp.NsubjPass},
		{Lemma: "flee", UPOS: nlp.VERB, Head: -1, Rel: nlp.Root},
		{Lemma: ".", UPOS: nlp.PUNCT, Head: 3, Rel: nlp.PunctRel},
	} {
		w.Span = a.Words[i].Span
		a.Words[i] = w
	}
	want := `# newdoc id = text
# newpar
# sent_id = text-1
# text = Go!
1	Go	go	VERB	_	Mood=Imp|VerbForm=Fin	0	root	_	SpaceAfter=No|TokenRange=0:2
2	!	!	PUNCT	_	_	1	punct	_	SpaceAfter=No|TokenRange=2:3

# sent_id = text-2
# text = Guards fled.
1	Guards	guard	NOUN	_	Number=Plur	2	nsubj:pass	_	TokenRange=3:9
2	fled	flee	VERB	_	_	0	root	_	SpaceAfter=No|TokenRange=10:14
3	.	.	PUNCT	_	_	2	punct	_	SpacesAfter=\n\n|TokenRange=14:15

`
	if d := cmp.Diff(want, written(t, a)); d != "" {
		t.Error(d)
	}
}

// What is one orthographic token, and what are several without a space.
func TestRanges(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"The guard+'s rifle", "The guard's rifle"},
		{"They+’re sure I+'d+'ve gone", "They’re sure I'd've gone"},
		{"twenty|-|one km|/|h", "twenty - one km / h"},
		{">|\u0338x", "\u226fx"}, // NFC knows one character only
	} {
		a := parsed("x", c.words)
		p := printer{a: a}
		p.gather(&a.Sentences[0])
		var got []string
		for _, u := range p.units {
			got = append(got, u.form)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%q: got %q, want %q", c.words, got, c.want)
		}
		written(t, a)
	}
}

// Documents of one name keep their sentences apart, and a document without words
// adds nothing.
func TestSeveralDocuments(t *testing.T) {
	got := written(t, parsed("a", "One|."), parsed("a", "Two|."), parsed("a+", "Three|."), &nlp.Analysis{
		Doc: &doc.Document{Path: "b", Text: text.New("Four.")}, Sentences: []nlp.Sentence{{}},
	})
	var ids []string
	for l := range strings.Lines(got) {
		if id, ok := strings.CutPrefix(l, "# sent_id = "); ok {
			ids = append(ids, strings.TrimSpace(id))
		}
	}
	if d := cmp.Diff([]string{"a-1", "a+-1", "a++-1"}, ids); d != "" {
		t.Error(d)
	}
	if strings.Contains(got, "newdoc id = b") {
		t.Error(got)
	}
}

// Text that is not in NFC and odd spaces still make a valid file, and MISC has
// the spaces.
func TestOddCharacters(t *testing.T) {
	a := parsed("odd\n\u00a0name", "Zoe\u0308\u00a0met\u2028x|y\x00\u3000z \U0001F600 end\t|")
	got := written(t, a)
	for _, want := range []string{
		"# newdoc id = odd_name\n", "# text = Zoë met xy z 😀 end\n", `Zoë	_	_	_	_	_	_	_	SpacesAfter=\u00A0|TokenRange=0:4`,
		`SpacesAfter=\u2028|`, `SpacesAfter=\u0000\u3000|`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
