package ecb

import (
	"encoding/xml"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/sharedtest"
	"dossier/internal/text"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The sheet of docs/merging.md is a golden file.
func TestSheet(t *testing.T) {
	shared := sharedtest.Dir(t, "corpora", "ecbplus")
	var b strings.Builder
	if err := Run(&b, shared, false); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, filepath.Join("testdata", "ecb.txt"), b.String(), *update)
}

// made is a report in the form of the corpus, of our own words.
const made = `<Document>
<token t_id="1" sentence="0">http</token><token t_id="2" sentence="0">:</token>
<token t_id="3" sentence="1">Two</token><token t_id="4" sentence="1">guards</token><token t_id="5" sentence="1">(</token>
<token t_id="6" sentence="1">aged</token><token t_id="7" sentence="1">30</token><token t_id="8" sentence="1">)</token>
<token t_id="9" sentence="1">were</token><token t_id="10" sentence="1">n't</token><token t_id="11" sentence="1">hurt</token><token t_id="12" sentence="1">.</token>
<token t_id="13" sentence="2">The</token><token t_id="14" sentence="2">raid</token><token t_id="15" sentence="2">failed</token><token t_id="16" sentence="2">.</token>
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="11"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="2"><token_anchor t_id="4"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="3"><token_anchor t_id="14"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="4" instance_id="ACT9"/>
</Markables>
<Relations><CROSS_DOC_COREF r_id="5" note="ACT9"><source m_id="1"/><target m_id="4"/></CROSS_DOC_COREF></Relations>
</Document>`

func TestReportsAreReadAsWritten(t *testing.T) {
	var x file
	if err := xml.Unmarshal([]byte(made), &x); err != nil {
		t.Fatal(err)
	}
	w := written(&x)
	if got, want := w.text.String(), "Two guards (aged 30) weren't hurt.\n\nThe raid failed.\n\n"; got != want {
		t.Fatalf("%q, want %q", got, want)
	}
	var got []string
	for _, a := range w.mentions(&x, "9_1ecb.xml", map[sentence]bool{{"9_1ecb.xml", 1}: true, {"9_1ecb.xml", 2}: true}, isAction) {
		got = append(got, w.text.String()[a.Span.Start:a.Span.End]+" "+a.Chain)
	}
	if want := "[hurt ACT9 raid 9_1ecb.xml 3]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	if sp := w.sentences(&x, "9_1ecb.xml", map[sentence]bool{{"9_1ecb.xml", 2}: true}); len(sp) != 1 || w.text.String()[sp[0].Start:sp[0].End] != "The raid failed." {
		t.Errorf("sentences %v", sp)
	}
	if some := w.mentions(&x, "9_1ecb.xml", map[sentence]bool{{"9_1ecb.xml", 2}: true}, isAction); len(some) != 1 {
		t.Errorf("of one sentence: %v", some)
	}
}

// Our mentions are held against the annotated ones that they share words with.
func TestTwins(t *testing.T) {
	m := func(report, start, end int, chain string) mention {
		return mention{report, text.Span{Start: start, End: end}, chain}
	}
	gold := []mention{m(0, 0, 4, "a"), m(0, 10, 14, "b"), m(1, 0, 4, "a")}
	ours := []mention{m(0, 2, 3, "x"), m(0, 1, 4, "x"), m(1, 0, 4, "x"), m(1, 20, 24, "y")}
	if got := fmt.Sprint(twins(gold, ours)); got != "[0 -1 2 -1]" {
		t.Error(got)
	}
}

func TestStemsOfMentions(t *testing.T) {
	for _, c := range [][2]string{{"shooting", "shot"}, {"attacked", "attacks"}, {"Bombings", "bomb"}, {"opened fire", "opening"}} {
		same := stem(c[0]) == stem(c[1])
		if want := c[0] != "shooting"; same != want {
			t.Errorf("%s and %s: %v", c[0], c[1], same)
		}
	}
}
