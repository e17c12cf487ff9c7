package score

import (
	"strings"
	"testing"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/lab/conllu"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// treebank is one document of three sentences in two paragraphs.
const treebank = `# newdoc id = GUM_news_x
# newpar
1	They	they	PRON	_	Case=Nom|Number=Plur|Person=3	3	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	_	Mood=Ind|Style=Slng	3	aux	_	_
3	n't	not	PART	_	Polarity=Neg	0	root	_	_
4	stay	stay	VERB	_	VerbForm=Inf	3	xcomp:x	_	SpaceAfter=No
5	.	.	PUNCT	_	_	3	punct	_	_

1	Why	why	ADV	_	PronType=Int	0	root	_	SpaceAfter=No
2	?	?	PUNCT	_	_	1	punct	_	_

# newpar
1	Ça	ça	X	_	Foreign=Yes	0	root	_	_
2	va	va	X	_	Foreign=Yes	1	flat	_	_

`

func read(t *testing.T) *conllu.Document {
	t.Helper()
	docs, err := conllu.Read(strings.NewReader(treebank))
	if err != nil {
		t.Fatal(err)
	}
	return &docs[0]
}

// an is an analysis written down by hand: a sentence a line, its words between
// spaces as "form/UPOS/rel/head", "+" before a word that is contracted with the
// one before. The head counts from 1 in the sentence.
func an(t *testing.T, d *doc.Document, lines string) *nlp.Analysis {
	t.Helper()
	a := &nlp.Analysis{Doc: d}
	at := 0
	find := func(w string) text.Span {
		i := strings.Index(d.Text.String()[at:], w)
		if i < 0 {
			t.Fatalf("no %q", w)
		}
		at += i + len(w)
		return text.Span{Start: at - len(w), End: at}
	}
	for _, l := range strings.Split(lines, "\n") {
		first := len(a.Words)
		for _, f := range strings.Fields(l) {
			p := strings.Split(f, "/")
			form, contracted := strings.CutPrefix(p[0], "+")
			w := nlp.Word{Span: find(form), Contracted: contracted, Head: -1}
			if len(p) == 4 {
				w.UPOS, w.Rel, w.Head = nlp.ParseUPOS(p[1]), nlp.ParseRel(p[2]), first+int(p[3][0]-'1')
				if p[3] == "0" {
					w.Head = -1
				}
			}
			a.Words = append(a.Words, w)
		}
		a.Sentences = append(a.Sentences, nlp.Sentence{
			FirstWord: first, LastWord: len(a.Words),
			Span: text.Span{Start: a.Words[first].Span.Start, End: a.Words[len(a.Words)-1].Span.End},
		})
	}
	return a
}

func TestDocument(t *testing.T) {
	type counts map[Metric]Counts
	for _, c := range []struct {
		what, system string
		want         counts
	}{
		{
			"all right",
			"They/PRON/nsubj/3 did/AUX/aux/3 +n't/PART/root/0 stay/VERB/xcomp/3 ./PUNCT/punct/3\nWhy/ADV/root/0 ?/PUNCT/punct/1\nÇa/X/root/0 va/X/flat/1",
			counts{
				Tokens: {8, 8, 8}, Sentences: {3, 3, 3}, Words: {9, 9, 9}, UPOS: {9, 9, 9}, UAS: {9, 9, 9}, LAS: {9, 9, 9},
				// nsubj, root, xcomp, root, root, flat
				CLAS: {6, 6, 6},
			},
		},
		{
			"the clitic is not cut off, two sentences run together",
			"They didn't stay . Why ?\nÇa va",
			counts{Tokens: {8, 8, 8}, Sentences: {3, 2, 1}, Words: {9, 8, 7}},
		},
		{
			"the clitic cut off elsewhere and as tokens of their own",
			"They di dn't stay .\nWhy ?\nÇa va",
			counts{Tokens: {8, 9, 7}, Sentences: {3, 3, 3}, Words: {9, 9, 7}},
		},
		{
			"the clitic cut off as tokens of their own: words align by form",
			"They did n't stay .\nWhy ?\nÇa va",
			counts{Tokens: {8, 9, 7}, Words: {9, 9, 9}},
		},
		{
			"too many words, marks left on",
			"They did +n't st ay.\nWhy?\nÇ a va",
			counts{Tokens: {8, 8, 3}, Sentences: {3, 3, 3}, Words: {9, 9, 4}},
		},
		{
			"a wrong head, a wrong relation, a wrong tag; a head that is not aligned",
			"They/PRON/nsubj/2 did/VERB/aux/3 +n't/PART/root/0 stay/VERB/ccomp/3 ./PUNCT/punct/3\nWhy?/ADV/root/0\nÇa/X/root/0 va/X/flat/1",
			counts{UPOS: {9, 8, 6}, UAS: {9, 8, 6}, LAS: {9, 8, 5}, CLAS: {6, 6, 3}},
		},
	} {
		r := Document(read(t), func(d *doc.Document) *nlp.Analysis { return an(t, d, c.system) })
		for m, want := range c.want {
			if got, _ := r.Counts(m); got != want {
				t.Errorf("%s: %s %v, want %v", c.what, m, got, want)
			}
		}
	}
}

// TestFeats shows that only universal features count, in any order.
func TestFeats(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Mood=Ind|Style=Slng", "Mood=Ind"},
		{"NumForm=Digit", ""},
		{"Tense=Past|Mood=Ind", "Mood=Ind|Tense=Past"},
		{"", ""},
	} {
		if got := universalFeats(c.in); got != c.want {
			t.Errorf("%q gives %q, want %q", c.in, got, c.want)
		}
	}
}

// TestMissing shows that a layer nobody made is told from one that is wrong.
func TestMissing(t *testing.T) {
	r := Document(read(t), func(d *doc.Document) *nlp.Analysis { return an(t, d, "They didn't\nÇa") })
	for m, want := range map[Metric]bool{Tokens: true, Words: true, UPOS: false, Lemmas: false, LAS: false} {
		if _, ok := r.Counts(m); ok != want {
			t.Errorf("%s there: %v, want %v", m, ok, want)
		}
	}
}

func TestRecase(t *testing.T) {
	docs := []conllu.Document{*read(t)}
	up := Recase(docs, unicode.ToUpper)
	if got, want := up[0].RawParagraph(0), "THEY DIDN'T STAY. WHY?"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := docs[0].RawParagraph(0), "They didn't stay. Why?"; got != want {
		t.Errorf("the treebank itself became %q", got)
	}
	if g := Genre(docs[0].ID); g != "news" {
		t.Errorf("genre %q", g)
	}
}
