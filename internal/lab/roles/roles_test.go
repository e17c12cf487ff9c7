package roles_test

import (
	"flag"
	"strings"
	"testing"

	"dossier/internal/lab/roles"
	"dossier/internal/nlp/english"
	"dossier/internal/sharedtest"
)

var update = flag.Bool("update", false, "write the score sheet anew")

func TestSheet(t *testing.T) {
	dir := sharedtest.Dir(t, "corpora", "propbank-ewt")
	var b strings.Builder
	if err := roles.Run(&b, dir, english.New().Analyse); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/scores.txt", b.String(), *update)
}
