package sqlite

import (
	"encoding/json"
	"reflect"
	"testing"

	"dossier/internal/match"
)

func TestASignComesBackAsItWasWritten(t *testing.T) {
	for _, words := range [][]uint32{nil, {7}, {0, 1, 0xffffffff, 0x01020304}} {
		g := &match.Sign{Ref: match.Ref{Document: "ab", Incident: 2}, Country: "IR", Words: words, Names: []match.Name{{Key: "x", Part: true}}}
		b, err := written(g, []string{"day|town"})
		if err != nil {
			t.Fatal(err)
		}
		if got, keys, err := unwritten(b); err != nil || !reflect.DeepEqual(got, g) || !reflect.DeepEqual(keys, []string{"day|town"}) {
			t.Errorf("%+v %q %v", got, keys, err)
		}
	}
}

// Earlier programs wrote the sign alone, its words as numbers.
func TestASignOfAnEarlierProgramIsRead(t *testing.T) {
	g := &match.Sign{Ref: match.Ref{Document: "ab"}, Words: []uint32{5, 6}}
	b, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	if got, keys, err := unwritten(b); err != nil || keys != nil || !reflect.DeepEqual(got, g) {
		t.Errorf("%+v %q %v", got, keys, err)
	}
	for _, damaged := range []string{"", "{", `{"hashes":"AAA="}`} {
		if _, _, err := unwritten([]byte(damaged)); err == nil {
			t.Errorf("%q is read", damaged)
		}
	}
}
