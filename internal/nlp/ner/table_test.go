package ner

import "testing"

func TestTable(t *testing.T) {
	of := map[uint32]bool{}
	for h := uint32(7); len(of) < 1000; h = h*2654435761 + 1 {
		of[h] = true
	}
	delete(of, 0)
	keys := table(of)
	for h := range of {
		if keys[slot(keys, h)] != h {
			t.Fatalf("hash %d is not found", h)
		}
	}
	if at := slot(keys, 12345); !of[12345] && keys[at] != 0 {
		t.Errorf("a hash that is not there is found at %d", at)
	}
}
