package wire_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/pipeline"
	"dossier/internal/wire"
	"dossier/schema"
)

// The reports of one town, one month.
const (
	harbour = `Outlet: The Arlen Post
Published: 2019-03-05
Title: Bomb kills four in Port Arlen market
---
A bomb exploded in the fish market of Port Arlen, Kenya, on Monday morning, killing four people and wounding eleven, police said. Inspector Daniel Otieno said the bomb had been hidden in a crate of ice. No group has claimed responsibility.`
	harbourToll = `Outlet: Coast Daily
Published: 2019-03-07
Title: Death toll of market bombing rises to six
---
Two more people have died of wounds they suffered when a bomb went off in the fish market in Port Arlen on 4 March 2019, bringing the death toll to six, hospital director Grace Wanjiru said. Inspector Daniel Otieno said two men were being questioned.`
	station = `Outlet: Coast Daily
Published: 2019-03-09
Title: Second bombing in Port Arlen
---
A bomb exploded at the bus station of Port Arlen, Kenya, on 8 March 2019, killing two passengers and wounding five. It was the second bombing in the town within a week. Nobody has claimed responsibility for the attack.`
	anniversary = `Outlet: Lake Tribune
Published: 2020-03-04
Title: Port Arlen remembers market bombing
---
One year after a bomb killed six people in the fish market of Port Arlen, Kenya, on 4 March 2019, several hundred people gathered to remember the dead. Grace Wanjiru, who treated the wounded, laid a wreath where the bomb exploded.`
	trial = `Outlet: Nairobi Ledger
Published: 2021-06-15
Title: Two jailed for market bombing
---
A court on Tuesday sentenced two men to life in prison for the bombing of the fish market in Port Arlen on 4 March 2019, in which six people were killed. Joseph Mwangi and Peter Kamau had hidden the bomb in a crate of ice, Inspector Daniel Otieno told the court.`
	sameDay = `Outlet: Coast Daily
Published: 2019-03-05
Title: Gunmen kill teacher in Mandera
---
Gunmen shot dead a teacher in Mandera, Kenya, on 4 March 2019. The attackers fled on a motorcycle, the county commissioner, Hassan Noor, said.`
	twoCities = `Outlet: Lake Tribune
Published: 2018-05-13
Title: Bombs in Mombasa and Kisumu kill nine
---
Bombs exploded outside banks in Mombasa and Kisumu, Kenya, on 12 May 2018, killing nine people. The bombs went off within ten minutes. Interior minister Fred Karanja said both attacks were the work of one cell.`
	twoCitiesAgain = `Outlet: Nairobi Ledger
Published: 2018-05-14
Title: Bank bombings were planned together, minister says
---
The bombings of banks in Kisumu and Mombasa on 12 May 2018 that killed nine people were planned together, interior minister Fred Karanja said on Monday. The bombs had the same kind of timer.`
)

// records groups reports, told apart by their place in the list.
func records(t *testing.T, reports ...string) (schema.Output, string) {
	t.Helper()
	line := wire.Pipeline()
	var docs []*doc.Document
	var sets []*claim.Set
	for i, r := range reports {
		got := line.One(fmt.Sprint(i, ".txt"), []byte(r))
		if got.Err != nil {
			t.Fatal(got.Err)
		}
		docs, sets = append(docs, got.Doc), append(sets, got.Set)
	}
	out := pipeline.Fold(docs, sets)
	var groups []string
	for _, r := range out.Records {
		if r.Role == "main" {
			groups = append(groups, strings.Join(r.Documents, " "))
		}
	}
	return out, strings.Join(groups, ", ")
}

func TestReportsOfOneIncident(t *testing.T) {
	for _, c := range []struct {
		why     string
		reports []string
		want    string
	}{
		{"a new death toll", []string{harbour, harbourToll}, "d1 d2"},
		{"two bombings in one town in one week", []string{harbour, station}, "d1, d2"},
		{"and the follow-up of the first", []string{harbour, station, harbourToll}, "d1 d3, d2"},
		{"an anniversary", []string{harbour, harbourToll, anniversary}, "d1 d2 d3"},
		{"a trial two years later", []string{harbourToll, trial}, "d1 d2"},
		{"one day, another town", []string{harbour, sameDay}, "d1, d2"},
		{"a bombing of two cities", []string{twoCities, twoCitiesAgain}, "d1 d2"},
		{"all at once", []string{harbour, sameDay, twoCities, station, trial, harbourToll, twoCitiesAgain, anniversary}, "d1 d5 d6 d8, d2, d3 d7, d4"},
	} {
		out, got := records(t, c.reports...)
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
			for _, r := range out.Records {
				t.Logf("%s %s %v %+v", r.Role, r.ID, r.Documents, r.Matched)
			}
		}
	}
}

// Two papers print one agency's report, a third has its own; the value says both
// how many say so and how many origins they are.
func TestIndependentOriginsOfAValue(t *testing.T) {
	body := `A bomb exploded in the fish market of Port Arlen, Kenya, on 4 March 2019, killing four people and wounding eleven, police said. The bomb had been hidden in a crate of ice, and the blast tore the roof off three stalls beside the quay.`
	agency := func(outlet, title string) string {
		return "Outlet: " + outlet + "\nPublished: 2019-03-05\nTitle: " + title + "\n---\nPORT ARLEN (Reuters) - " + body
	}
	own := "Outlet: The Arlen Post\nPublished: 2019-03-05\nTitle: Four dead\n---\nFour people were killed when a bomb went off among the stalls of the fish market in Port Arlen, Kenya, on 4 March 2019. Eleven were wounded, police said."
	out, got := records(t, agency("Coast Daily", "Blast in market"), agency("Lake Tribune", "Bomb tears through market"), own)
	if got != "d1 d2 d3" {
		t.Fatal(got)
	}
	r := out.Records[0]
	var docs []string
	for _, o := range r.Origins {
		docs = append(docs, o.Name+": "+strings.Join(o.Documents, " "))
	}
	slices.Sort(docs)
	if !slices.ContainsFunc(docs, func(s string) bool { return strings.HasPrefix(s, "Reuters: ") && len(s) == len("Reuters: d1 d2") }) || len(docs) != 2 {
		t.Errorf("origins %q", docs)
	}
	for _, v := range r.Values {
		if v.Slot == "killed" && v.Of == "all" && v.Value == 4 && v.Origins != 2 {
			t.Errorf("killed: %d origins, want 2", v.Origins)
		}
	}
	for _, d := range out.Documents[:2] {
		if d.Origin != "Reuters" {
			t.Errorf("%s repeats %q", d.ID, d.Origin)
		}
	}
	if len(r.Matched) != 2 || len(r.Matched[0].Reasons) == 0 {
		t.Errorf("%+v", r.Matched)
	}
}
