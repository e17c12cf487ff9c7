package related_test

import (
	"slices"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/extract"
	"dossier/internal/extract/event"
	"dossier/internal/extract/extracttest"
	"dossier/internal/extract/related"
)

// on is the day of the deed, as the frame would have told it; the sentences of a
// section called Background are background.
type on string

func (on) Name() string    { return "on" }
func (on) Version() string { return "" }
func (d on) Extract(in *extract.Input) {
	in.Date = string(d)
	for i := range in.Sentences {
		if s := in.Doc.Blocks[in.Sentences[i].Block].Section; s >= 0 {
			in.Background[i] = in.Doc.Sections[s].Title == "Background"
		}
	}
}

// stubs are the relations of a text with what is told of each other incident:
// "precedent: mosque attack | date=2019-03 place=Oslo".
func stubs(words string) []string {
	in := extracttest.Read("", words, on("2024-03-05"), event.Extractor{}, related.Extractor{})
	values := map[claim.Incident][]string{}
	for i := range in.Set.Claims {
		if c := &in.Set.Claims[i]; c.Value != nil && c.Incident > 0 {
			values[c.Incident] = append(values[c.Incident], string(c.Value.Slot)+"="+c.Value.Text)
		}
	}
	var out []string
	for i := range in.Set.Claims {
		c := &in.Set.Claims[i]
		if c.Relation == nil {
			continue
		}
		v := values[c.Relation.Other]
		slices.Sort(v)
		out = append(out, strings.TrimSpace(c.Relation.Kind+": "+c.Relation.Title+" | "+strings.Join(v, " ")))
	}
	return out
}

func TestStubs(t *testing.T) {
	for _, c := range []struct{ what, words, want string }{
		{"an earlier attack with its date and place", "On 5 March 2024 gunmen attacked a mill.\n\n== Background ==\n\nIn June 2019 a bomb exploded in Oslo.",
			"precedent: bombing, Oslo, June 2019 | country=NO date=2019-06 place=Oslo type=bombing"},
		{"a noun tells one as well", "On 5 March 2024 gunmen attacked a mill.\n\n== Background ==\n\nThe town remembers the bombing of the harbour in 2011.",
			"precedent: bombing of the harbour, 2011 | date=2011 type=bombing"},
		{"a clause with when", "On 5 March 2024 gunmen attacked a mill. The mill has been guarded since June 2019, when a bomb in Oslo killed eight people.",
			"precedent: killing of eight people, Oslo, June 2019 | country=NO date=2019-06 place=Oslo type=bombing"},
		{"a later one", "On 5 March 2024 gunmen attacked a mill. On 9 April 2024 they bombed the Danish embassy in Lima.",
			"follow_up: Danish embassy in Lima, 9 April 2024 | country=PE date=2024-04-09 place=Lima site=Danish embassy in Lima type=bombing"},
		{"revenge", "The gunmen said the shooting was in retaliation for a massacre in Lima.",
			"retaliation_for: massacre in Lima | country=PE place=Lima"},
		{"a wave", "The bombing was the latest in a series of attacks on churches.", "part_of: series of attacks on churches |"},
		{"the deed itself is none", "On 5 March 2024 gunmen attacked a mill. The attack lasted an hour.", ""},
		{"what was only planned is none", "On 5 March 2024 gunmen attacked a mill. In 2019 they had planned to bomb a bridge.", ""},
	} {
		if got := strings.Join(stubs(c.words), "\n"); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.what, c.words, got, c.want)
		}
	}
}
