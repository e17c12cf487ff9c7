package role_test

import (
	"strings"
	"testing"

	"dossier/internal/extract/attribution"
	"dossier/internal/extract/extracttest"
	"dossier/internal/extract/role"
)

func TestDuties(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"who rescues, by description", "A bomb exploded in the market. Firefighters pulled six survivors from the rubble.", "Firefighters: responder [Firefighters pulled]"},
		{"a body that arrests", "Police arrested Peter Novak after the bombing.", "Police: responder [Police arrested]"},
		{"who overpowers the attacker", "The attacker was overpowered by a teacher, Anna Kovacs.", "Anna Kovacs: responder [Anna Kovacs overpowered]"},
		{"a hospital that treats", "Six people were treated at Palva General Hospital after the bombing.", "Palva General Hospital: responder [Palva General Hospital treated]"},
		{"who investigates", "Detectives are questioning the neighbours about the bombing.", "Detectives: investigator [Detectives questioning]"},
		{"held for questioning is no investigator", "Soldiers detained twelve people for questioning after the bombing.", "Soldiers: responder [Soldiers detained]"},
		{"who speaks for a state", "Interior Minister Anna Kovacs said that the bombing was an outrage.", "Anna Kovacs: official [Interior Minister]"},
		{"who saw it, quoted", `"I saw a man run away after the explosion," said Anna Kovacs.`, "Anna Kovacs: witness [I saw]"},
		{"who heard it, by description", "A student said she heard an explosion.", "student: witness [she heard]"},
		{"who saw a report is no witness", "Anna Kovacs said she had seen reports of an explosion.", ""},
		{"how a case is treated", `"We are treating the bombing as terrorism," said Anna Kovacs.`, ""},
		{"a company's spokesman is no official", "A company spokesman said that the explosion damaged the plant.", ""},
		{"attackers who lead hostages away", "Gunmen led the passengers from the bus and shot two of them.", ""},
		{"nobody is told to have done so", "Police did not arrest Peter Novak after the bombing.", ""},
	} {
		in := extracttest.Read("", c.words, role.Extractor{}, attribution.Extractor{}, role.Duties{})
		var got []string
		for i := range in.Set.Entities {
			e := &in.Set.Entities[i]
			for _, p := range e.Parts {
				var on []string
				for _, cite := range p.Citations {
					on = append(on, in.Text(cite.Span))
				}
				got = append(got, e.Name+": "+p.Kind+" ["+strings.Join(on, " ")+"]")
			}
		}
		if g := strings.Join(got, " / "); g != c.want {
			t.Errorf("%s\n%s\n got %s\nwant %s", c.why, c.words, g, c.want)
		}
	}
}
