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
	"dossier/internal/text"
)

// town is where the deed was, as the frame would have told it.
type town string

func (town) Name() string    { return "town" }
func (town) Version() string { return "" }
func (d town) Extract(in *extract.Input) {
	for i := range in.Names {
		if in.Text(in.Names[i].Span) == string(d) {
			sp := text.Span{Start: in.Names[i].Span.Start, End: in.Names[i].Span.End}
			in.Add(d, claim.Claim{Value: &claim.Value{Slot: claim.Place, Text: string(d)}}, sp)
			return
		}
	}
}

// told are the relations of a text about a deed in Cali on 5 March 2024, with
// some of what is told of each other incident.
func told(words string) []string {
	return relations(extracttest.Read("", words, on("2024-03-05"), town("Cali"), event.Extractor{}, related.Extractor{}))
}

// relations are the relations of a text that was read, with what is told of each
// other incident.
func relations(in *extract.Input) []string {
	values := map[claim.Incident][]string{}
	for i := range in.Set.Claims {
		c := &in.Set.Claims[i]
		if v := c.Value; v != nil && c.Incident > 0 && v.Slot != claim.Country {
			s := v.Text
			if v.Count != nil {
				s = v.Count.String()
			}
			values[c.Incident] = append(values[c.Incident], string(v.Slot)+"="+s)
			for _, q := range c.Citations {
				if q.Span.IsZero() {
					values[c.Incident] = append(values[c.Incident], "NO WORDS")
				}
			}
		}
	}
	var out []string
	for i := range in.Set.Claims {
		if c := &in.Set.Claims[i]; c.Relation != nil {
			v := values[c.Relation.Other]
			slices.Sort(v)
			out = append(out, strings.TrimSpace(c.Relation.Kind+": "+strings.Join(v, " ")))
		}
	}
	return out
}

func TestBeside(t *testing.T) {
	for _, c := range []struct{ what, words, want string }{
		{"two cities on one day, each with its dead", "On 5 March 2024 bombs exploded in Cali and Kampala. In Cali 213 people were killed, in Kampala 11.",
			"part_of: date=2024-03-05 killed=11 place=Kampala type=bombing weapon=bombs"},
		{"numbers before the towns", "On 5 March 2024 bombs exploded in Cali and Kampala. The blasts killed 20 people in Cali and 11 in Kampala.",
			"part_of: date=2024-03-05 killed=11 place=Kampala type=bombing weapon=bombs"},
		{"a number of both is of none", "On 5 March 2024 bombs exploded in Cali and Kampala. The blasts killed 20 people in Cali and Kampala.",
			"part_of: date=2024-03-05 place=Kampala type=bombing weapon=bombs"},
		{"a round-up", "On 5 March 2024 gunmen shot two farmers dead in Cali. On 7 March 2024 a bomb exploded at a market in Herat.",
			"see_also: date=2024-03-07 place=Herat type=bombing weapon=bomb"},
		{"one attack told twice is one", "On 5 March 2024 a bomb exploded in Cali. The bomb exploded in Cali on 5 March 2024 and killed nine people.", ""},
		{"a further act told twice is one", "On 5 March 2024 bombs exploded in Cali and Kampala. On 5 March 2024 a bomb exploded in Kampala.",
			"part_of: date=2024-03-05 place=Kampala type=bombing weapon=bombs"},
		{"a town with nothing of its own is none", "On 5 March 2024 a bomb exploded in Cali. Bombs have exploded in Kampala.", ""},
		{"a precedent stays one", "On 5 March 2024 a bomb exploded in Cali.\n\n== Background ==\n\nOn 2 March 2019 a bomb exploded in Kampala.",
			"precedent: date=2019-03-02 place=Kampala type=bombing"},
		{"what was planned elsewhere is none", "On 5 March 2024 a bomb exploded in Cali. They had planned to bomb a bridge in Kampala on 5 March 2024.", ""},
	} {
		if got := strings.Join(told(c.words), "\n"); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.what, c.words, got, c.want)
		}
	}
}

// building is the site of the deed, as the frame would have told it.
type building string

func (building) Name() string    { return "building" }
func (building) Version() string { return "" }
func (d building) Extract(in *extract.Input) {
	if at := strings.Index(in.Doc.Text.String(), string(d)); at >= 0 {
		in.Add(d, claim.Claim{Value: &claim.Value{Slot: claim.Site, Text: string(d)}}, text.Span{Start: at, End: at + len(d)})
	}
}

func TestSitesOfOneTown(t *testing.T) {
	for _, c := range []struct{ what, words, want string }{
		{"two embassies, each with its hour", "On 5 March 2024 a bomb exploded in Cali at the Danish embassy at 9:10, killing a guard. At 10:00 a device exploded at the Polish embassy and wounded six people.",
			"part_of: injured=6 place=Cali site=Polish embassy time=10:00 type=bombing"},
		{"a second one without an hour", "On 5 March 2024 a bomb exploded in Cali at the Danish embassy. A second bomb exploded at the Polish embassy.",
			"part_of: place=Cali site=Polish embassy type=bombing"},
		{"one blast that two sites felt is one", "On 5 March 2024 a bomb exploded between the Danish embassy and the Polish embassy in Cali. The bomb exploded near the Polish embassy.", ""},
		{"the same site by another name", "On 5 March 2024 a bomb exploded in Cali at the Danish embassy. A second bomb exploded at the Danish Embassy to Colombia.", ""},
	} {
		in := extracttest.Read("", c.words, on("2024-03-05"), town("Cali"), building("Danish embassy"), event.Extractor{}, related.Extractor{})
		if got := strings.Join(relations(in), "\n"); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.what, c.words, got, c.want)
		}
	}
}

func TestBesideIsBounded(t *testing.T) {
	names := []string{"Kampala", "Herat", "Lima", "Oslo", "Madrid", "Paris", "Berlin", "Rome", "Vienna", "Athens", "Cairo", "Tunis"}
	var b strings.Builder
	b.WriteString("On 5 March 2024 a bomb exploded in Cali.")
	for _, n := range names {
		b.WriteString(" On 5 March 2024 a bomb exploded in " + n + ".")
	}
	if n := len(told(b.String())); n != 8 {
		t.Errorf("%d further incidents, want 8", n)
	}
}
