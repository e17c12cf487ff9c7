package rawtext

import (
	"flag"
	"path/filepath"
	"testing"

	"dossier/internal/sharedtest"
)

var update = flag.Bool("update", false, "write the embedded list anew")

// The list of irregular forms that the tagger embeds is WordNet's.
func TestIrregular(t *testing.T) {
	dir := sharedtest.Dir(t, "corpora", "lexicons", "wordnet")
	net, err := ReadWordNet(filepath.Join(dir, "corpora"))
	if err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "../../nlp/syntax/irregular.txt", Irregular(net), *update)
}
