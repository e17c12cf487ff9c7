package names

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/internal/nlp/ner"
	"dossier/internal/text"
)

func shared(t *testing.T) string {
	if dir := os.Getenv("DOSSIER_SHARED"); dir != "" {
		return dir
	}
	dir, _ := os.Getwd()
	for dir != "/" {
		dir = filepath.Dir(dir)
		if st, err := os.Stat(filepath.Join(dir, "shared", "corpora")); err == nil && st.IsDir() {
			return filepath.Join(dir, "shared")
		}
	}
	t.Skip("SKIPPED: no folder of corpora; set DOSSIER_SHARED")
	return ""
}

var update = flag.Bool("update", false, "write the score sheet anew")

// TestScore holds the stage to its score sheet.
func TestScore(t *testing.T) {
	var out bytes.Buffer
	if err := Score(&out, shared(t)); err != nil {
		t.Fatal(err)
	}
	const path = "testdata/scores.txt"
	if *update {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, out.Bytes()) {
		t.Errorf("the score sheet changed; if it is meant, write it anew with -update\n%s", out.String())
	}
}

// TestCases shows that changing a text's capitals moves nothing.
func TestCases(t *testing.T) {
	b := &builder{}
	b.paragraph("Straße in İzmir: Ana Şahin's \xff vote, 3 o'clock")
	s := b.sample("")
	for k, want := range []string{
		"STRAßE IN İZMIR: ANA ŞAHIN'S \xff VOTE, 3 O'CLOCK",
		"straße in İzmir: ana şahin's \xff vote, 3 o'clock",
		"Straße In İzmir: Ana Şahin's \xff Vote, 3 O'clock",
	} {
		if got := strings.TrimSpace(changes[k](s).doc.Text.String()); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestReadGUM shows how mentions become names: the words of the name, without
// the article before it or the clause behind.
func TestReadGUM(t *testing.T) {
	word := func(n, form, pos, head, rel, entity string) string {
		return strings.Join([]string{n, form, "_", pos, "_", "_", head, rel, "_", entity}, "\t") + "\n"
	}
	tree := "# newdoc id = X_news_y\n" +
		word("1", "The", "DET", "2", "det", "Entity=(1-organization-new-x-link") +
		word("2", "Bureau", "PROPN", "7", "nsubj", "_") +
		word("3", "of", "ADP", "4", "case", "_") +
		word("4", "Ships", "PROPN", "2", "nmod", "_") +
		word("5", "in", "ADP", "6", "case", "_") +
		word("6", "Oslo", "PROPN", "2", "nmod", "Entity=(2-place-new-x-link)1)") +
		word("7", "hired", "VERB", "0", "root", "_") +
		word("8", "her", "PRON", "7", "obj", "Entity=(3-person-new-x)") + "\n"
	got, err := readGUM(strings.NewReader(tree))
	if err != nil || len(got) != 1 {
		t.Fatalf("%d texts, %v", len(got), err)
	}
	var names []string
	for _, n := range got[0].names {
		names = append(names, n.kind+" "+got[0].doc.Text.Slice(n.span))
	}
	if s := strings.Join(names, ", "); s != "ORG Bureau of Ships, LOC Oslo" || got[0].genre != "news" {
		t.Errorf("%s in genre %s", s, got[0].genre)
	}
}

// TestAllowed shows what a text lets each token be: its names' own labels, any
// where its names do not meet the tokens, and outside them none or a kind that
// the corpus leaves out.
func TestAllowed(t *testing.T) {
	b := &builder{}
	at := b.paragraph("Ana Lee saw U.S.-led men")
	b.names = []name{{text.Span{Start: at, End: at + 7}, "PER"}, {text.Span{Start: at + 12, End: at + 15}, "LOC"}}
	s := b.sample("")
	a := analyse(s.doc)
	got := allowed(a, &s, []string{"MISC"})
	free := 1 | ner.KindMask("MISC")
	want := []uint64{1 << ner.LabelOf("PER", 0, 0, 2), 1 << ner.LabelOf("PER", 1, 0, 2), free, ^uint64(0), free}
	if !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
}

// TestWords shows that the embedded word list is what the treebanks give.
func TestWords(t *testing.T) {
	var out bytes.Buffer
	if err := Words(&out, shared(t)); err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("../../nlp/ner/common.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, out.Bytes()) {
		t.Errorf("common.txt has %d words, the treebanks give %d", bytes.Count(have, []byte("\n")), bytes.Count(out.Bytes(), []byte("\n")))
	}
}

func TestReadCrossNER(t *testing.T) {
	got, err := readCrossNER(strings.NewReader("Ana\tB-politician\nLee\tI-politician\nleft\tO\nthe\tO\nGreens\tB-politicalparty\n.\tO\n\nOslo\tB-location\n"))
	if err != nil || len(got) != 2 {
		t.Fatalf("got %d texts, %v", len(got), err)
	}
	var words []string
	for _, s := range got {
		for _, n := range s.names {
			words = append(words, n.kind+" "+s.doc.Text.Slice(n.span))
		}
	}
	if s := strings.Join(words, ", "); s != "PER Ana Lee, ORG Greens, LOC Oslo" {
		t.Errorf("got %s", s)
	}
}
