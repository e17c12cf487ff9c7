package sqlite

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"dossier/internal/match"
)

// fill gives every field of a value something, lists two things.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("ö", *n))
	case reflect.Int:
		v.SetInt(int64(*n) * 7919 * int64(1-*n%2*2))
	case reflect.Uint32:
		v.SetUint(uint64(uint32(*n) * 2654435761))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic(v.Kind())
	}
}

func TestASignComesBackAsItWasWritten(t *testing.T) {
	whole, n := match.Sign{}, 0
	fill(reflect.ValueOf(&whole).Elem(), &n)
	for what, g := range map[string]*match.Sign{
		"every field there is": &whole,
		"nothing":              {},
		"few":                  {Ref: match.Ref{Document: "ab", Incident: 2}, Country: "IR", Words: []uint32{0, 1, 0xffffffff}, Names: []match.Name{{Key: "x", Part: true}, {Weight: 0.7}}},
	} {
		b := written(g, []string{"day|town"})
		got, keys, err := unwritten(b)
		if err != nil || !reflect.DeepEqual(got, g) || !reflect.DeepEqual(keys, []string{"day|town"}) {
			t.Errorf("%s: %+v %q %v", what, got, keys, err)
		}
		if got, err := signIn(b); err != nil || !reflect.DeepEqual(got, g) {
			t.Errorf("%s: %+v %v", what, got, err)
		}
		for cut := range len(b) {
			if _, _, err := unwritten(b[:cut]); err == nil {
				t.Errorf("%s: the first %d of %d bytes are read", what, cut, len(b))
			}
		}
		if _, _, err := unwritten(append(b, 0)); err == nil {
			t.Errorf("%s: more bytes than there are fields are read", what)
		}
	}
}

// Damaged bytes give a sign or an error, at once.
func FuzzSign(f *testing.F) {
	f.Add(written(&match.Sign{Ref: match.Ref{Document: "ab"}, Places: []string{"x"}, Words: []uint32{5}}, []string{"k"}))
	f.Add([]byte{signForm, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) { unwritten(b) })
}

// Earlier programs wrote JSON: the sign alone, its words as numbers; or with the keys it
// lies under, its words as bytes.
func TestASignOfAnEarlierProgramIsRead(t *testing.T) {
	g := &match.Sign{Ref: match.Ref{Document: "ab"}, Words: []uint32{5, 6}}
	b, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	if got, keys, err := unwritten(b); err != nil || keys != nil || !reflect.DeepEqual(got, g) {
		t.Errorf("%+v %q %v", got, keys, err)
	}
	if got, keys, err := unwritten([]byte(`{"document":"ab","hashes":"BQAAAAYAAAA=","under":["day|town"]}`)); err != nil || !reflect.DeepEqual(keys, []string{"day|town"}) || !reflect.DeepEqual(got.Words, g.Words) {
		t.Errorf("%+v %q %v", got, keys, err)
	}
	for _, damaged := range []string{"", "{", `{"hashes":"AAA="}`} {
		if _, _, err := unwritten([]byte(damaged)); err == nil {
			t.Errorf("%q is read", damaged)
		}
	}
}

// What reading a sign of usual size costs, as it is written now and as it was:
//
//	go test ./internal/store/sqlite -run '^$' -bench ReadSign
func BenchmarkReadSign(b *testing.B) {
	g := &match.Sign{Ref: match.Ref{Document: "ab"}, Date: match.Days{Known: true, Lo: 12000, Hi: 12000}, Country: "NO", Places: []string{"oslo"}, Types: []string{"shooting"}}
	var keys []string
	for i := range 12 {
		n := fmt.Sprint("somebody ", i)
		g.Names = append(g.Names, match.Name{Key: n, Spell: n, Text: n, Weight: 0.7, Entity: i, Person: true})
		keys = append(keys, n, n+"|oslo", n+"|2002")
	}
	var hashes []byte
	for i := range uint32(150) {
		g.Words = append(g.Words, i*2654435761)
		hashes = binary.LittleEndian.AppendUint32(hashes, i*2654435761)
	}
	plain := *g
	plain.Words = nil
	old, err := json.Marshal(struct {
		match.Sign
		Hashes []byte   `json:"hashes"`
		Under  []string `json:"under"`
	}{plain, hashes, keys})
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		what string
		body []byte
	}{{"fields", written(g, keys)}, {"JSON", old}} {
		if got, err := signIn(c.body); err != nil || !reflect.DeepEqual(got, g) {
			b.Fatal(c.what, err)
		}
		b.Run(c.what, func(b *testing.B) {
			for b.Loop() {
				if _, err := signIn(c.body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
