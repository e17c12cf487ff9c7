package names

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
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

// TestRun prints the figures; it asks for nothing but that they can be taken.
func TestRun(t *testing.T) {
	var out bytes.Buffer
	if err := Run(&out, shared(t)); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", out.String())
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
