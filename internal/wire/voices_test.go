package wire_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/pipeline"
	"dossier/internal/wire"
)

// TestVoices reads reports of several styles and looks for what a careful reader
// notes of who spoke. A file of testdata/voices is a report, a line "=====" and
// the notes, one a line: what must be found, or behind "no " what must not. Notes
// are
//
//	KIND: SPEAKER [for BODY]: WORDS        an attribution
//	REACTION: ACTOR                        a reaction, its kind in front
//	QUESTION? POSITION: PARTY [VERB]       held, rejected or doubted
//	evidence: WHAT[: SHOWS]                an item
//	claimed by: WHO
func TestVoices(t *testing.T) {
	files, err := filepath.Glob("testdata/voices/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	line := wire.Pipeline()
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			report, notes, ok := strings.Cut(string(b), "\n=====\n")
			if !ok {
				t.Fatal("no notes")
			}
			got := voices(line.One("report.txt", []byte(report+"\n")))
			for _, n := range strings.Split(strings.TrimSpace(notes), "\n") {
				want, not := strings.CutPrefix(n, "no ")
				if slices.Contains(got, want) == not {
					t.Errorf("%s\n among\n\t%s", n, strings.Join(got, "\n\t"))
				}
			}
		})
	}
}

// voices is the notes on what was read.
func voices(res pipeline.Result) []string {
	if res.Err != nil {
		return []string{res.Err.Error()}
	}
	name := func(id claim.EntityID) string {
		for i := range res.Set.Entities {
			if res.Set.Entities[i].ID == id {
				return res.Set.Entities[i].Name
			}
		}
		return "nobody"
	}
	words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	var out []string
	for _, c := range res.Set.Claims {
		switch {
		case c.Attribution != nil:
			a := c.Attribution
			who := name(a.Claimant)
			if a.OnBehalfOf != "" {
				who += " for " + name(a.OnBehalfOf)
			}
			out = append(out, fmt.Sprintf("%s: %s: %s", a.Kind, who, words(res.Doc.Text.Slice(a.Content.Span))))
		case c.Reaction != nil:
			for _, k := range c.Reaction.Kinds {
				out = append(out, k+": "+name(c.Reaction.Actor))
			}
		case c.Account != nil:
			a := c.Account
			verb := "held"
			switch {
			case a.Rejects:
				verb = "rejected"
			case a.Doubts:
				verb = "doubted"
			}
			out = append(out, fmt.Sprintf("%s? %s: %s by %s", a.Question, a.Position, verb, name(a.Holder)))
		case c.Item != nil:
			s := "evidence: " + c.Item.What
			if c.Item.Shows != nil {
				s += ": " + words(res.Doc.Text.Slice(c.Item.Shows.Span))
			}
			out = append(out, s)
		case c.Value != nil && c.Value.Slot == claim.ClaimedBy:
			out = append(out, "claimed by: "+name(c.Value.Entity))
		}
	}
	return out
}
