package record_test

import (
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/record"
	"dossier/internal/text"
	"dossier/schema"
)

// page is a small report of sentences parted by line breaks; claims stand on the
// words given, each in the sentence that has them.
func page(t *testing.T, words string, claims []string, names []string) record.Source {
	t.Helper()
	d := &doc.Document{ID: "p", Text: text.New(words)}
	set := &claim.Set{Document: "p", Found: true}
	at := 0
	for _, s := range strings.Split(words, "\n") {
		set.Sentences = append(set.Sentences, text.Span{Start: at, End: at + len(s)})
		at += len(s) + 1
	}
	cite := func(w string) []doc.Citation {
		i := strings.Index(words, w)
		if i < 0 {
			t.Fatalf("no %q", w)
		}
		return []doc.Citation{{Document: "p", Span: text.Span{Start: i, End: i + len(w)}}}
	}
	for _, w := range claims {
		set.Claims = append(set.Claims, claim.Claim{Citations: cite(w), Value: &claim.Value{Slot: claim.Damage, Text: w, Degree: "damaged"}})
	}
	for _, w := range names {
		set.Entities = append(set.Entities, claim.Entity{ID: "e1", Kind: entity.Place, Name: w, Named: true, Mentions: cite(w)})
	}
	return record.Source{Doc: d, Set: set}
}

func TestCoverage(t *testing.T) {
	const words = "The café burnt down.\nÉvreux is a town.\nA shop and\na kiosk burnt too."
	for _, c := range []struct {
		why           string
		claims, names []string
		want          string // the sentences that gave nothing
	}{
		{"nothing is claimed", nil, nil, words},
		{"a value covers its sentence", []string{"café"}, nil, "Évreux is a town.\nA shop and\na kiosk burnt too."},
		{"a name alone covers nothing", []string{"café"}, []string{"Évreux"}, "Évreux is a town.\nA shop and\na kiosk burnt too."},
		{"words that reach into the next sentence cover both", []string{"café", "and\na kiosk"}, nil, "Évreux is a town."},
		{"all of it", []string{"burnt down", "town", "shop", "kiosk"}, nil, ""},
	} {
		src := page(t, words, c.claims, c.names)
		out := schema.Output{
			Documents: record.Documents([]record.Source{src}),
			Records:   record.Fold([]record.Source{src}, [][]record.Part{{{Source: src}}}),
		}
		record.Cover(&out, []record.Source{src})
		got := out.Documents[0].Coverage
		var quotes []string
		for _, g := range got.Uncovered {
			if string([]rune(words)[g.Start:g.End]) != g.Quote {
				t.Errorf("%s: %q is not the slice", c.why, g.Quote)
			}
			quotes = append(quotes, g.Quote)
		}
		if s := strings.Join(quotes, "\n"); s != c.want || got.Sentences != 4 || got.Covered != 4-len(quotes) {
			t.Errorf("%s: %d of %d, without %q", c.why, got.Covered, got.Sentences, s)
		}
		if got.Words != len(strings.Fields(words)) {
			t.Errorf("%s: %d words", c.why, got.Words)
		}
	}
}
