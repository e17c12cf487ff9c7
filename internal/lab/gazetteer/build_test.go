package gazetteer

import "testing"

func TestTry(t *testing.T) {
	if err := Build("/work/shared", "../../lexicon"); err != nil {
		t.Fatal(err)
	}
}
