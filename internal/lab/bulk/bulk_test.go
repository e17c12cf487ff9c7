package bulk_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/lab/bulk"
	"dossier/internal/wire"
)

var stories = map[string]string{
	"1.txt": "Source: The Daily Lamp\nURL: https://lamp.example/1\nPublished: 2011-05-04\n---\nBomb in Herat\n\nFive people were killed and 12 were wounded when a bomb went off at a market in Herat, Afghanistan, on 3 May 2011, the police said. " +
		"Hamid Karimzad, a shopkeeper, said that the Afghan police came late. Karimzad had seen two men with a bag.\n",
	"2.txt": "Herat market bombed\n\nA bomb killed five people at a market in Herat on Tuesday, 3 May 2011. Police chief Salim Durranov said that 12 people were wounded.\n",
}

func maker(t *testing.T) *bulk.Maker {
	t.Helper()
	dir := t.TempDir()
	for name, s := range stories {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	list, err := bulk.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	m, err := bulk.New(list)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// values are what a set says of the slots that vary.
func values(s *claim.Set) string {
	var out []string
	for _, c := range s.Claims {
		if v := c.Value; v != nil && c.Incident == 0 {
			switch v.Slot {
			case claim.Date, claim.Place, claim.Country:
				out = append(out, fmt.Sprint(v.Slot, "=", v.Text))
			case claim.Killed, claim.Injured:
				out = append(out, fmt.Sprint(v.Slot, "=", *v.Count))
			}
		}
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

// Most of what the claims of a variant say is what the program reads out of its text:
// they were varied together. (Not all: a town of another name may be read otherwise.)
func TestTextAndClaimsVaryTogether(t *testing.T) {
	m := maker(t)
	line := wire.Pipeline()
	same, n := 0, 0
	for i := range 60 {
		for _, r := range m.Incident(i) {
			read := line.One(r.Path, r.Raw)
			if read.Err != nil {
				t.Fatal(read.Err)
			}
			n++
			if values(read.Set) == values(r.Set) {
				same++
			} else if testing.Verbose() {
				t.Logf("%s\nclaims %s\nread   %s", r.Raw, values(r.Set), values(read.Set))
			}
		}
	}
	if same*10 < n*9 {
		t.Errorf("%d of %d variants say what is read out of them", same, n)
	}
}

func TestEveryCitationStandsOnItsWords(t *testing.T) {
	m := maker(t)
	for i := range 40 {
		for _, r := range m.Incident(i) {
			if r.Doc.Text.String() != string(r.Raw) {
				t.Fatal("the text is not the bytes")
			}
			for _, c := range r.Set.Claims {
				for _, ct := range c.Citations {
					sp := ct.Span
					if ct.Document != r.Doc.ID || sp.Start < 0 || sp.End > len(r.Raw) || sp.End <= sp.Start {
						t.Fatalf("%+v does not lie in %q", ct, r.Raw)
					}
					q := r.Doc.Text.Slice(sp)
					if v := c.Value; v != nil && v.Slot == claim.Place && c.Derived == "" && !strings.Contains(q, v.Text) {
						t.Errorf("place %s stands on %q", v.Text, q)
					}
				}
			}
		}
	}
}

func TestTheSameNumberGivesTheSameBytes(t *testing.T) {
	a, b := maker(t), maker(t)
	seen := map[string]bool{}
	for i := range 40 {
		x, y := a.Incident(i), b.Incident(i)
		if len(x) != len(y) || len(x) < 1 || len(x) > 5 {
			t.Fatal(len(x), len(y))
		}
		for k := range x {
			if !bytes.Equal(x[k].Raw, y[k].Raw) {
				t.Errorf("incident %d differs", i)
			}
			if seen[string(x[k].Raw)] {
				t.Errorf("incident %d, report %d is there already:\n%s", i, k, x[k].Raw)
			}
			seen[string(x[k].Raw)] = true
		}
	}
}

func TestNothingToVary(t *testing.T) {
	list, err := bulk.Load(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bulk.New(list); err == nil {
		t.Error("a folder without reports is taken")
	}
}

func BenchmarkIncident(b *testing.B) {
	dir := b.TempDir()
	for name, s := range stories {
		os.WriteFile(filepath.Join(dir, name), []byte(s), 0o644)
	}
	list, err := bulk.Load(dir)
	if err != nil {
		b.Fatal(err)
	}
	m, err := bulk.New(list)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		m.Incident(i)
	}
}
