package parcel

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dossier/internal/archive"
	"dossier/internal/fault"
	"dossier/internal/store/mem"
	"dossier/internal/wire"
)

var made = time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)

const (
	morning = "Source: Harbour Post\nPublished: 2021-05-04\n---\nGunmen kill seven at a market in Galway\n\nGALWAY, Ireland, 4 May 2021 - Two gunmen shot dead seven people and wounded three at a market in Galway on Tuesday, police said.\n"
	evening = "<html><head><title>Eight dead in Galway shooting</title><meta property=\"article:published_time\" content=\"2021-05-05\"></head><body><article><h1>Eight dead in Galway shooting</h1><p>Eight people were killed when gunmen opened fire at a market in Galway, Ireland, on 4 May 2021. The mayor, Iva Brandt, condemned the attack.</p></article></body></html>"
)

// reader is an archive without documents, as a check uses it.
func reader(t testing.TB) *archive.Archive {
	p := wire.Pipeline()
	return &archive.Archive{
		Store: mem.New(), Version: "test 1", Who: "ada", Now: func() time.Time { return made }, Read: p.ReadDocument, Claims: p.Claims,
	}
}

// sample is a package of a record of two documents.
func sample(t testing.TB) []byte {
	t.Helper()
	a := reader(t)
	ctx := context.Background()
	var id string
	for _, in := range []archive.Input{{Path: "morning.txt", Bytes: []byte(morning)}, {Path: "evening.html", Bytes: []byte(evening)}} {
		got, err := a.Keep(ctx, []archive.Arrival{a.Receive(ctx, in)})
		if err != nil || got[0].Err != nil {
			t.Fatal(err, got)
		}
		id = got[0].Record
	}
	b, err := a.Bundle(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Entries) != 2 {
		t.Fatalf("the record has %d documents", len(b.Entries))
	}
	var out bytes.Buffer
	if err := Write(&out, b, "dossier test", made); err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := Write(&again, b, "dossier test", made); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("the same bundle gives other bytes")
	}
	return out.Bytes()
}

func open(b []byte) (*Opened, error) { return Open(bytes.NewReader(b), int64(len(b))) }

func TestAPackageIsSound(t *testing.T) {
	o, err := open(sample(t))
	if err != nil || len(o.Faults) > 0 {
		t.Fatalf("%v %q", err, o.Faults)
	}
	r := o.Bundle.Check(context.Background(), reader(t))
	if len(r.Faults) > 0 || r.Documents != 2 || r.Records != 1 {
		t.Errorf("%q %+v", r.Faults, r)
	}
	if o.Made != "2024-05-01T12:00:00Z" || o.Program != "dossier test" || !strings.Contains(o.Record, "galway") {
		t.Errorf("%+v", o)
	}
}

// One byte that is flipped anywhere is found: in what is packed, in the headers of
// the archive, in its list of files, in the seal. In a file's contents the file is
// named.
func TestAFlippedByteIsFound(t *testing.T) {
	b := sample(t)
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	flip := func(at int, bit byte) []string {
		x := slices.Clone(b)
		x[at] ^= bit
		o, err := open(x)
		if err != nil {
			return []string{err.Error()}
		}
		return o.Faults
	}
	for at := 0; at < len(b); at += 37 {
		if len(flip(at, 1<<(at%8))) == 0 {
			t.Fatalf("byte %d of %d", at, len(b))
		}
	}
	for at := len(b) - 300; at < len(b); at++ {
		if len(flip(at, 1)) == 0 {
			t.Fatalf("byte %d of %d, at the end", at, len(b))
		}
	}
	for _, f := range z.File {
		start, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []int64{start, start + int64(f.CompressedSize64)/2, start + int64(f.CompressedSize64) - 1} {
			if got := flip(int(at), 4); !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, f.Name+":") }) {
				t.Errorf("a flipped byte of %s is told as %q", f.Name, got)
			}
		}
	}
}

func TestWhatIsCutOffOrAddedIsFound(t *testing.T) {
	b := sample(t)
	for name, x := range map[string][]byte{
		"the end cut off":      b[:len(b)-1],
		"half":                 b[:len(b)/2],
		"the beginning":        b[10:],
		"something behind":     append(slices.Clone(b), "more"...),
		"something before":     append([]byte("MZ"), b...),
		"the seal of another":  append(slices.Clone(b[:len(b)-64]), strings.Repeat("ab", 32)...),
		"an empty file":        nil,
		"the seal and no more": []byte(seal + strings.Repeat("0", 64)),
	} {
		o, err := open(x)
		if err == nil && len(o.Faults) == 0 {
			t.Errorf("%s is not found", name)
		}
	}
}

// resealed is a package of other files, with a manifest and a seal that fit them.
func resealed(t *testing.T, files []member, listed func([]file) []file) []byte {
	t.Helper()
	var m manifest
	m.Format, m.Record = Format, "r"
	for _, f := range files {
		m.Files = append(m.Files, file{f.name, int64(len(f.data)), fmt.Sprintf("%x", sha256.Sum256(f.data))})
	}
	if listed != nil {
		m.Files = listed(m.Files)
	}
	data, err := indented(m)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := sealed(&b, append([]member{{manifestFile, data}}, files...)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A package that does not mean well is refused with a reason, whatever its seal says.
func TestMaliciousPackages(t *testing.T) {
	huge := bytes.Repeat([]byte{0}, 64<<20)
	for _, c := range []struct {
		why  string
		b    []byte
		want string
	}{
		{"a name that leads out", resealed(t, []member{{"../../etc/passwd", nil}}, nil), "is called"},
		{"a name from the root", resealed(t, []member{{"/etc/passwd", nil}}, nil), "is called"},
		{"a name of another system", resealed(t, []member{{`C:\x`, nil}}, nil), "is called"},
		{"a name that drives the terminal", resealed(t, []member{{"a\x1b[2J", nil}}, nil), "is called"},
		{"a file that nobody listed", resealed(t, []member{{"x.txt", nil}}, func([]file) []file { return nil }), "x.txt: the manifest does not list it"},
		{"two files of one name", resealed(t, []member{{"x", []byte("a")}, {"x", []byte("b")}}, nil), "x: there are two"},
		{"a file that says it is small", resealed(t, []member{{"record.json", huge}}, func(fs []file) []file { fs[0].Size = 10; return fs }), "more than the 10 bytes"},
		{"files that unpack to very much", resealed(t, []member{{"record.json", huge}}, func(fs []file) []file { fs[0].Size = 1 << 40; return fs }), "is said to have"},
		{"many files that do together", resealed(t, []member{{"a", nil}}, func(fs []file) []file {
			for i := range 9 {
				fs = append(fs, file{Name: fmt.Sprint("b", i), Size: 1 << 28})
			}
			return fs
		}), "would unpack to more"},
		{"a size below nothing", resealed(t, []member{{"a", nil}}, func(fs []file) []file { fs[0].Size = -1; return fs }), "is said to have"},
		{"a record that is none", resealed(t, []member{{recordFile, []byte("[1")}, {contentsFile, []byte("{}")}, {decisionsFile, []byte("null")}, {logFile, []byte("{}")}}, nil), "record.json: "},
		{"no record", resealed(t, []member{{recordFile, []byte(`{"records":[]}`)}, {contentsFile, []byte("{}")}, {decisionsFile, []byte("null")}, {logFile, []byte("{}")}}, nil), "it holds 0 records"},
		{"nothing but a manifest", resealed(t, nil, nil), "contents.json: it is missing"},
		{"a document without its text", resealed(t, []member{{recordFile, []byte(`{"records":[{"id":"r"}]}`)}, {contentsFile, []byte(`{"documents":[{"card":{"id":"ab"}}]}`)}, {decisionsFile, []byte("null")}, {logFile, []byte("{}")}}, nil), "documents/ab: it is missing"},
		{"another format", sealedOf(t, []member{{manifestFile, []byte(`{"format":"dossier-package/9"}`)}}), `"dossier-package/9"`},
	} {
		o, err := open(c.b)
		got := []string{}
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = o.Faults
		}
		if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, c.want) }) {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

func sealedOf(t *testing.T, files []member) []byte {
	var b bytes.Buffer
	if err := sealed(&b, files); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is no package at all is an error of its own kind.
func TestNoPackage(t *testing.T) {
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	if f, err := w.Create("a.txt"); err != nil {
		t.Fatal(err)
	} else if _, err := f.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"a text": []byte("hello"), "another archive": z.Bytes(), "nothing": nil} {
		if _, err := open(b); fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), "no package") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(bytes.NewReader(nil), MaxSize+1); fault.Of(err) != fault.TooLarge {
		t.Errorf("a file that is too large: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	b := sample(f)
	f.Add(b)
	f.Add(b[:len(b)/2])
	f.Add([]byte("PK\x05\x06"))
	a := reader(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		o, err := open(b)
		if err == nil && o.Bundle != nil && len(o.Faults) == 0 {
			o.Bundle.Check(context.Background(), a)
		}
	})
}
