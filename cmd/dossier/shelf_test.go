package main

import (
	"bytes"
	"os"
	"testing"
)

// The sheet of confidences that the program carries is the one that the workshop
// makes; -update takes it over.
func TestTheConfidenceSheetIsTheWorkshops(t *testing.T) {
	b, err := os.ReadFile("../../internal/lab/calibrate/testdata/confidence.txt")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("testdata/confidence.txt", b, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(b, []byte(confidenceSheet)) {
		t.Error("it is not: go test ./cmd/dossier -run ConfidenceSheet -update")
	}
}
