package score_test

import (
	"flag"
	"strings"
	"testing"

	"dossier/internal/lab/score"
	"dossier/internal/nlp/english"
	"dossier/internal/sharedtest"
)

var update = flag.Bool("update", false, "write the score sheet anew")

// TestSheet holds the whole line to its score sheet.
func TestSheet(t *testing.T) {
	var b strings.Builder
	if err := score.Sheet(&b, sharedtest.Dir(t, "corpora", "ud-ewt"), english.New().Analyse); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/scores.txt", b.String(), *update)
}
