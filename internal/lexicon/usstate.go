package lexicon

import "strings"

// usStates lists the states of the United States with their postal codes and the
// abbreviations of the Associated Press.
const usStates = "AL Ala.=Alabama AK Alaska=Alaska AZ Ariz.=Arizona AR Ark.=Arkansas CA Calif.=California CO Colo.=Colorado" +
	" CT Conn.=Connecticut DE Del.=Delaware DC D.C.=District_of_Columbia FL Fla.=Florida GA Ga.=Georgia HI Hawaii=Hawaii" +
	" ID Idaho=Idaho IL Ill.=Illinois IN Ind.=Indiana IA Iowa=Iowa KS Kan.=Kansas KY Ky.=Kentucky LA La.=Louisiana" +
	" ME Maine=Maine MD Md.=Maryland MA Mass.=Massachusetts MI Mich.=Michigan MN Minn.=Minnesota MS Miss.=Mississippi" +
	" MO Mo.=Missouri MT Mont.=Montana NE Neb.=Nebraska NV Nev.=Nevada NH N.H.=New_Hampshire NJ N.J.=New_Jersey" +
	" NM N.M.=New_Mexico NY N.Y.=New_York NC N.C.=North_Carolina ND N.D.=North_Dakota OH Ohio=Ohio OK Okla.=Oklahoma" +
	" OR Ore.=Oregon PA Pa.=Pennsylvania RI R.I.=Rhode_Island SC S.C.=South_Carolina SD S.D.=South_Dakota TN Tenn.=Tennessee" +
	" TX Texas=Texas UT Utah=Utah VT Vt.=Vermont VA Va.=Virginia WA Wash.=Washington WV W.Va.=West_Virginia WI Wis.=Wisconsin" +
	" WY Wyo.=Wyoming"

var usStateNames = buildUSStates()

func buildUSStates() map[string]string {
	m := make(map[string]string, 110)
	var short []string
	for _, f := range strings.Fields(usStates) {
		last, name, ends := strings.Cut(f, "=")
		if short = append(short, strings.ToLower(last)); !ends {
			continue
		}
		name = strings.ReplaceAll(name, "_", " ")
		for _, s := range short {
			if s != strings.ToLower(name) {
				m[strings.TrimSuffix(s, ".")] = name
			}
		}
		short = short[:0]
	}
	return m
}

// USState is the state of the United States that s abbreviates, as its postal
// code or as newspapers do ("OH", "Ca", "Mich."), "" for none. Many are English
// words as well, so that only the place beside a town shows them to be meant.
func USState(s string) string {
	if len(s) > 6 || s == "" || s[0] < 'A' || s[0] > 'Z' {
		return ""
	}
	return usStateNames[strings.TrimSuffix(strings.ToLower(s), ".")]
}
