package coref_test

import (
	"flag"
	"strings"
	"testing"

	"dossier/internal/lab/conllu"
	"dossier/internal/lab/coref"
	stage "dossier/internal/nlp/coref"
	"dossier/internal/sharedtest"
)

var update = flag.Bool("update", false, "write the score sheet anew")

func TestScores(t *testing.T) {
	dir := sharedtest.Dir(t, "corpora", "ud-gum-permissive")
	var b strings.Builder
	if err := coref.Run(&b, dir, coref.Annotated); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/scores.txt", b.String(), *update)
}

// mentions are mentions of chains written "a b c": one letter each, a capital
// for a mention the other side lacks.
func mentions(chains ...string) []coref.Mention {
	var out []coref.Mention
	for c, chain := range chains {
		for _, m := range strings.Fields(chain) {
			out = append(out, coref.Mention{Head: int(m[0]), Chain: c})
		}
	}
	return out
}

// twin pairs the mentions that have the same letter.
func twin(gold, ours []coref.Mention) []int {
	out := make([]int, len(ours))
	for i, o := range ours {
		out[i] = -1
		for k, g := range gold {
			if g.Head == o.Head {
				out[i] = k
			}
		}
	}
	return out
}

func TestScoresByHand(t *testing.T) {
	cases := []struct {
		what           string
		gold, ours     []coref.Mention
		muc, b3, ceaf4 [2]float64 // precision and recall
	}{
		{"all right", mentions("a b", "c d e"), mentions("c d e", "a b"), [2]float64{1, 1}, [2]float64{1, 1}, [2]float64{1, 1}},
		// the example of Pradhan et al. 2014: gold {abc} {defg}, ours {ab} {cd} {fghi}
		{"the published example", mentions("a b c", "d e f g"), mentions("a b", "c d", "f g H I"),
			[2]float64{2.0 / 5, 2.0 / 5}, [2]float64{4.0 / 8, 0.417}, [2]float64{1.3 / 3, 1.3 / 2}},
		{"nothing found", mentions("a b"), nil, [2]float64{0, 0}, [2]float64{0, 0}, [2]float64{0, 0}},
	}
	for _, c := range cases {
		t.Run(c.what, func(t *testing.T) {
			var s coref.Scores
			s.Add(c.gold, c.ours, twin(c.gold, c.ours))
			for _, x := range []struct {
				name string
				got  coref.PRF
				want [2]float64
			}{{"MUC", s.MUC, c.muc}, {"B3", s.B3, c.b3}, {"CEAF", s.CEAF, c.ceaf4}} {
				if p, r := x.got.P.Value(), x.got.R.Value(); differ(p, x.want[0]) || differ(r, x.want[1]) {
					t.Errorf("%s: precision %.3f, recall %.3f, want %v", x.name, p, r, x.want)
				}
			}
		})
	}
}

func differ(a, b float64) bool { return a-b > 0.001 || b-a > 0.001 }

const annotated = `# newdoc id = GUM_news_x
# newpar
# sent_id = 1
1	Ana	Ana	PROPN	NNP	Number=Sing	4	nsubj	_	Entity=(1-person-new-cf1-1-coref)
2	's	's	PART	POS	_	1	case	_	_
3	big	big	ADJ	JJ	_	4	amod	_	Entity=(2-place-new-cf1-1-sgl
4	house	house	NOUN	NN	Number=Sing	5	nsubj	_	Entity=2)
5	burned	burn	VERB	VBD	_	0	root	_	SpaceAfter=No
6	.	.	PUNCT	.	_	5	punct	_	_

# sent_id = 2
1	She	she	PRON	PRP	Number=Sing	2	nsubj	_	Entity=(1-person-giv:act-cf1-1-ana)
2	fled	flee	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	Entity=(3[1/2]-object-new-cf1-1-sgl
4	smoke	smoke	NOUN	NN	_	2	obj	_	Entity=3[1/2])
5	there	there	ADV	RB	_	2	advmod	_	_
6	thick	thick	ADJ	JJ	_	4	amod	_	Entity=(3[2/2]-object-new-cf1-1-sgl)

`

func TestReadDocument(t *testing.T) {
	docs, err := conllu.Read(strings.NewReader(annotated))
	if err != nil {
		t.Fatal(err)
	}
	d, err := coref.ReadDocument(&docs[0])
	if err != nil {
		t.Fatal(err)
	}
	if d.Genre != "news" || len(d.Analysis.Sentences) != 2 || d.Analysis.Words[6].Head != 7 {
		t.Errorf("genre %q, %d sentences, words %+v", d.Genre, len(d.Analysis.Sentences), d.Analysis.Words[6])
	}
	want := []struct {
		words string
		chain int
		sort  coref.Sort
	}{{"Ana", 0, coref.Other}, {"big house", 1, coref.Other}, {"She", 0, coref.HeOrShe}, {"the smoke there thick", 2, coref.Other}}
	if len(d.Gold) != len(want) {
		t.Fatalf("%d mentions: %+v", len(d.Gold), d.Gold)
	}
	for i, w := range want {
		if got := d.Analysis.Text(d.Gold[i].Span); got != w.words || d.Gold[i].Chain != w.chain || d.Sorts[i] != w.sort {
			t.Errorf("mention %d: %q of chain %d, sort %d; want %+v", i, got, d.Gold[i].Chain, d.Sorts[i], w)
		}
	}
}

func TestReadDocumentBad(t *testing.T) {
	for _, bad := range []string{"Entity=1)", "Entity=(1-person"} {
		docs, err := conllu.Read(strings.NewReader("1\tx\tx\tNOUN\t_\t_\t0\troot\t_\t" + bad + "\n\n"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := coref.ReadDocument(&docs[0]); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// BenchmarkStage runs the stage over GUM's dev part, annotated trees; a token is
// a syntactic word.
func BenchmarkStage(b *testing.B) {
	dir := sharedtest.Dir(b, "corpora", "ud-gum-permissive")
	docs, err := coref.ReadGUM(dir, "dev")
	if err != nil {
		b.Fatal(err)
	}
	words := 0
	for _, d := range docs {
		coref.Annotated(d)
		words += len(d.Analysis.Words)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			stage.Stage{}.Run(d.Analysis)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*words), "ns/token")
}
