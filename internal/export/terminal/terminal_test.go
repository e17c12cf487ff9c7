package terminal

import (
	"encoding/json"
	"os"
	"testing"

	"dossier/schema"
)

func embassy(t testing.TB) schema.Output {
	t.Helper()
	raw, err := os.ReadFile("../../../testdata/embassy.json")
	if err != nil {
		t.Fatal(err)
	}
	var out schema.Output
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLook(t *testing.T) {
	Write(os.Stdout, embassy(t), Options{Width: 100, Colour: true, Cite: true})
}
