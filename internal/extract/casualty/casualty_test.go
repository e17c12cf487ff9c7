package casualty

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/extract"
	"dossier/internal/extract/extracttest"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// lines prints the claims as "slot/of = count", derived ones with a star.
func lines(in *extract.Input) []string {
	var out []string
	for _, c := range in.Set.Claims {
		star := ""
		if c.Derived != "" {
			star = "*"
		}
		if c.Value.Later {
			star += " later"
		}
		out = append(out, fmt.Sprintf("%s/%s = %v%s", c.Value.Slot, c.Value.Of, *c.Value.Count, star))
	}
	return out
}

func TestExtract(t *testing.T) {
	tests := []struct{ in, want string }{
		{"The blast killed 13 people.", "killed/all = 13"},
		{"13 people were killed and 22 injured.", "killed/all = 13; injured/all = 22"},
		{"A bomb went off in the hall, leaving three dead.", "killed/all = 3"},
		{"Officials counted at least 25 dead and 15 critically injured.", "killed/all = at least 25; injured/all = 15"},
		{"By Sunday the death toll rose to 40.", "killed/all = 40 later"},
		{"The toll was revised down from 40 to 35.", "killed/all = 35 later"},
		{"The number of dead has risen to 31.", "killed/all = 31 later"},
		{"An earlier toll of 27 dead was withdrawn.", "killed/all = 27"},
		{"Two guards were wounded.", "injured/security = 2; injured/all = 2*"},
		{"No one was hurt.", "injured/all = 0"},
		{"There were no casualties.", "killed/all = 0; injured/all = 0"},
		{"No Ruritanian citizens were hurt.", "injured/Ruritanian citizens = 0"},
		{"A woman died.", "killed/all = 1*"},
		{"The raid claimed the lives of 5.", "killed/all = 5"},
		{"The raid claimed 17 lives and left 40 wounded.", "killed/all = 17; injured/all = 40"},
		{"Two soldiers lost their lives.", "killed/military = 2; killed/all = 2*"},
		{"There were 12 fatalities.", "killed/all = 12"},
		{"He opened fire, killing himself and six others.", "killed/perpetrators = 1*; killed/all = 7*"},
		{"13 killed, including the two bombers.", "killed/perpetrators = 2; killed/all = 13"},
		{"The attacker was shot dead.", "killed/perpetrators = 1*; killed/all = 1*"},
		{"Guards chased the man and shot him dead.", "killed/perpetrators = 1*; killed/all = 1*"},
		{"Two gunmen shot dead a police officer.", "killed/police = 1*; killed/all = 1*"},
		{"Three masked men shot dead two guards.", "killed/security = 2; killed/all = 2*"},
		{"Two gunmen shot dead the mayor.", "killed/all = 1*"},
		{"A teacher was hacked to death.", "killed/all = 1*"},
		{"Three men were beaten to death by a mob.", "killed/all = 3*"},
		{"A clerk was beaten with a stick.", ""},
		{"An officer fatally shot his neighbour.", "killed/all = 1*"},
		{"Gunmen shot and killed a journalist, Nuria Vidal, in Tampa.", "killed/all = 1*"},
		{"Two guards shot dead in the capital.", "killed/security = 2; killed/all = 2*"},
		{"Police shoot man dead after knife attack.", "killed/perpetrators = 1*; killed/all = 1*"},
		{"The gunman killed three people before being shot dead by police.",
			"killed/perpetrators = 1*; killed/victims = 3; killed/all = 4*"},
		{"Six people died (as well as two of the bombers).", "killed/perpetrators = 2; killed/all = 8*"},
		{"Multiple casualties were reported.", ""},
		{"Several people were injured.", ""},
		{"Dozens were wounded.", "injured/all = about at least 24"},
		{"It killed and wounded 26 and 22 people respectively.", "killed/all = 26; injured/all = 22"},
		{"27 people, among them 8 children, have been killed.", "killed/children = 8; killed/all = 27"},
		{"Nine people, two of them children, were killed.", "killed/children = 2; killed/all = 9"},
		{"Three nurses and a driver were also hurt.", "injured/nurses = 3; injured/all = 4*"},
		{"It killed 12 nurses and 20 others. Five more people died in hospital.", "killed/nurses = 12; killed/all = 32*; killed/all = 37*"},
		{"Five people were shot, one of them fatally.", "killed/all = 1*; injured/all = 4*"},
		{"A nun was shot dead and another, a mother of three, was hurt.", "killed/all = 1*; injured/all = 1*"},
		{"An officer shot dead his neighbour.", "killed/all = 1*"},
		{"They shot dead a clerk, a father of two, outside his house.", "killed/staff = 1*; killed/all = 1*"},
		{"The strike killed a commander known as Bo Holm and three of his guards.", "killed/security = 3; killed/all = 4*"},
		{"A crowd beat two shepherds to death in the square.", "killed/shepherds = 2; killed/all = 2*"},
		{"A robber stabbed the sexton of a chapel in Tampa to death.", "killed/all = 1*"},
		{"Two girls were badly burned and a third lost a leg.", "injured/children = 2; injured/all = 3*"},
		{"Two men were killed and a third died on Monday.", "killed/all = 3*"},
		{"The parcel blew off two fingers of a clerk.", "injured/staff = 1*; injured/all = 1*"},
		{"Four nurses were hit by stones.", "injured/nurses = 4; injured/all = 4*"},
		{"The blast left ten others with injuries.", "injured/all = 10"},
		{"Eight people are still in hospital.", "injured/all = 8"},
		{"Ten people were hurt. Four people are still in hospital.", "injured/all = 10"},
		{"The judge was gunned down outside his house.", "killed/all = 1*"},
		{"The toll from a bombing last week at the market of the river port of Tampa rose to 23.", "killed/all = 23 later"},
		{"She vanished on Monday. Her body was found in a well.", "killed/all = 1*"},
		{"A baker was stabbed to death. His brother was injured.", "killed/all = 1*; injured/all = 1*"},
		{"A gunman shot to death 11 nurses.", "killed/nurses = 11; killed/all = 11*"},
		{"Eight people burned to death in the fire.", "killed/all = 8"},
		{"A man shot the minister five times.", "injured/all = 1*"},
		{"The death toll from attacks on two chapels, a bank and a post office in the hills of Tampa rose on Monday to 20, most of them nurses.", "killed/all = 20 later"},
		{"The number of people killed by the truck bomb in the old quarter of the capital of the island has climbed to 90.", "killed/all = 90 later"},
		{"At least 60 people were killed. Guards killed the last three militants. Nine militants died.", "killed/perpetrators = 9; killed/victims = at least 60; killed/all = at least 69*"},
		{"A baker was strangled in his shop.", "killed/all = 1*"},
		{"An Israeli couple and a French cook were killed.", "killed/Israeli couple = 2; killed/all = 3*"},
		{"The man slit the throat of a priest.", "killed/all = 1*"},
		{"10 civ killed, 3 civ injured.", "killed/civilians = 10; killed/all = 10*; injured/civilians = 3; injured/all = 3*"},
		{"Two youths aged 16 and 17 have been arrested.", "arrested/youths = 2; arrested/all = 2"},
		{"A clerk was charged with seven counts of murder.", "killed/all = 7"},
		{"A clerk was charged with seven counts of attempted murder.", ""},
		{"Five people were shot, two killed.", "killed/all = 2; injured/all = 3*"},
		{"Ninety clerks were hurt, as were two each from the army and the police.", "injured/staff = 90; injured/all = 94*"},
		{"Gunmen took 11 people hostage and killed them.", "killed/all = 11; abducted/all = 11"},
		{"Five people are missing.", "missing/all = 5"},
		{"Police arrested four men and detained a further two.", "arrested/all = 4; arrested/all = 6*"},
		{"About 200 residents were evacuated.", "evacuated/residents = about 200; evacuated/all = about 200"},
		{"Three passengers and the attacker, Hassan Omar Abdi, were killed and 29 people were injured.", "killed/passengers = 3; killed/perpetrators = 1*; killed/all = 4*; injured/all = 29"},
		{"Hassan Omar Abdi, the attacker, and three passengers were killed.", "killed/perpetrators = 1*; killed/passengers = 3; killed/all = 4*"},
		{"A teacher, Ana Ruiz, and a guard were killed.", "killed/security = 1*; killed/all = 2*"},
		{"Relatives of the six tourists killed when a bomb tore through a coach laid flowers on Wednesday.", "killed/tourists = 6; killed/all = 6*"},
		{"Police seized two men at the border.", "arrested/all = 2"},
		{"Rebels seized two villages.", ""},
		{"He read out the names of the 14 people killed in the blast.", "killed/all = 14"},
		{"Nurse Camille Roche, 31, driver Juan Orta and logistician Paolo Ferri, an Italian, were abducted on 14 January.", "abducted/all = 3*"},
		{"Ana Ruiz, 31, Bo Holm, 44, and Carl Ek, 9, were killed.", "killed/all = 3*"},
		{"Three employees of the charity who were seized by gunmen last month were released on Thursday.", "abducted/staff = 3; abducted/all = 3"},
		{"They planned to kill 30 people.", ""},
		{"One clerk inhaled smoke and was treated at the scene. There were no other injuries.", "injured/staff = 1; injured/all = 1*"},
		{"All 27 girls who were taken from a school by kidnappers have been freed.", "abducted/children = 27; abducted/all = 27"},
		{"Kidnappers stormed the school. They took 30 girls.", "abducted/children = 30; abducted/all = 30"},
		{"He took 30 girls to the lake.", ""},
		{"The gangs have kidnapped hundreds of people for ransom in recent years.", ""},
		{"It could have killed 30 people.", ""},
		{"The strike came in retaliation for a raid that killed 30 people.", ""},
		{"He was sentenced 3 years later for 4 counts of murder.", ""},
		{"The blast killed 20 people, an official said.", "killed/all = 20"},
		{"It killed a judge, his driver and two bodyguards.", "killed/security = 2; killed/all = 4*"},
		{"Three of the wounded are still in hospital.", ""},

		// Some among them.
		{"A strike on the market killed at least 21 people on Monday, seven of them children.", "killed/children = 7; killed/all = at least 21"},
		{"Six dead, including gunman, in church shooting.", "killed/perpetrators = 1*; killed/all = 6"},
		{"Twenty people were killed. Two officers who guarded the gate were among the dead.", "killed/police = 2; killed/all = 20"},
		{"Fifty-three people, among them nine policemen, suffered injuries.", "injured/police = 9; injured/all = 53"},

		// Totals that count the attackers, told beside ones that do not.
		{"The siege in which 13 people lost their lives is over. All three attackers were shot dead, bringing the total to 16.",
			"killed/perpetrators = 3; killed/victims = 13; killed/all = 16 later"},
		{"The commandos freed the passengers, killing the four hijackers. The hijackers had murdered three pilgrims.",
			"killed/perpetrators = 4; killed/pilgrims = 3; killed/all = 7*"},

		// Figures given as such.
		{"The army said six rebels were killed. Sunita Murmu put the figure at 13.", "killed/perpetrators = 6; killed/all = 13"},
		{"Police have revised down the number of people killed from seven to five.", "killed/all = 7; killed/all = 5 later"},
		{"Gunmen abducted 16 passengers. A resident put the number of those taken at 23.",
			"abducted/passengers = 16; abducted/all = 16; abducted/all = 23"},

		// Rivals are never added up.
		{"The army said that six rebels were killed. The villagers insist that eleven farmers were shot dead.",
			"killed/perpetrators = 6; killed/farmers = 11; killed/all = 11*"},

		{"A strike killed at least 21 people. A military source put the number of terrorists eliminated at 15.",
			"killed/perpetrators = 15; killed/all = at least 21"},

		// What was said first, and what a hospital took in.
		{"Four people died. The hospital had earlier spoken of three dead.", "killed/all = 4 later; killed/all = 3"},
		{"Two people were killed. Initial reports had spoken of four dead.", "killed/all = 2 later; killed/all = 4"},
		{"More than 40 people were wounded. The hospital said it had received 33 wounded.", "injured/all = at least 41"},
		{"The toll could rise, because eight of the wounded are in intensive care.", ""},

		// Other words.
		{"Two other people were struck by gunfire and taken to hospital.", "injured/all = 2"},
		{"Health officials spoke of 150 wounded. Eighteen of the wounded were soldiers.", "injured/military = 18; injured/all = 150"},
		{"The blast killed 11 people. Seven pupils were among those killed.", "killed/children = 7; killed/all = 11"},
		{"The police put the death toll at eight and the injured at thirteen.", "killed/all = 8; injured/all = 13"},
		{"Karim Lund, also 32, and Petra Holm, 24, were wounded.", "injured/all = 2*"},
		{"He killed 12 people before taking his own life.", "killed/perpetrators = 1*; killed/victims = 12; killed/all = 13*"},
		{"Islamic State took eleven athletes hostage and killed them along with a policeman. Police officers killed five of the eight Islamic State members.",
			"killed/athletes = 11; killed/police = 1*; killed/perpetrators = 5; killed/all = 17*; abducted/athletes = 11; abducted/all = 11"},
		{"Twenty-two people were killed, including the three attackers. An officer shot one of the attackers dead.", "killed/perpetrators = 3; killed/all = 22"},
		{"The bomb killed eleven people. A day earlier 20 people died in a bus.", "killed/all = 11"},

		{"He had reported her missing to the police.", ""},
		{"Two people were killed. The mayor, who at first had spoken of 20 dead, wept.", "killed/all = 2 later; killed/all = 20"},
		{"He opened fire, killing 49 people before he died in a shootout with police.", "killed/perpetrators = 1*; killed/victims = 49; killed/all = 50*"},
		{"A woman of 41 who was arrested was released.", "arrested/all = 1*"},
		{"Rescuers found 33 bodies, six of them of children.", "killed/children = 6; killed/all = 33"},
		{"Six people died. The shooting followed two deadly attacks that week, one of them killing three.", "killed/all = 6"},
		{"Six people died. It preceded another one by a day, in which ten people were killed.", "killed/all = 6"},
		{"Six people died. The archive defines an attack as one in which four or more are killed.", "killed/all = 6"},
		{"According to Norwegian President Karim Lund, six nurses were killed.", "killed/nurses = 6; killed/all = 6*"},
		{"Two guards were killed. The attack came a day after a bomb killed 71 people at a station.", "killed/security = 2; killed/all = 2*"},
		{"Of 239 people taken to hospital, 109 have been discharged.", "injured/all = 239"},
		{"Six people died after another man opened the door.", "killed/all = 6"},
		{"The coalition answered with air strikes in which 20 people died.", ""},

		// People told of one by one.
		{"A woman of 20 died at the scene and a man of 24 died in hospital.", "killed/all = 2*"},
		{"Karim Lund died on the spot. Petra Holm died at the hospital.", "killed/all = 2*"},
		{"A soldier was shot dead. The soldier died on the spot.", "killed/military = 1*; killed/military = 1*; killed/all = 1*"},
		{"A civilian, Karim Lund, was critically injured and succumbed to his wounds.", "killed/civilians = 1*; killed/all = 1*"},

		// The abbreviations of military messages, and the words of armies.
		{"CAS: 5 X IP KIA, 11X IP WIA, 2 MIA.", "killed/police = 5; killed/all = 5*; injured/police = 11; injured/all = 11*; missing/all = 2"},
		{"2 ANA KIA, 4 ANA WIA. 3 INS KIA.", "killed/military = 2; killed/perpetrators = 3; killed/all = 5*; injured/military = 4; injured/all = 4*"},
		{"KIA: 4. WIA: 9. NO CF KIA.", "killed/military = 0; killed/all = 4*; injured/all = 9"},
		{"Two guards paid the supreme price while five others sustained injuries.", "killed/security = 2; killed/all = 2*; injured/all = 5"},
		{"We lost six soldiers. The company lost two contracts.", "killed/military = 6; killed/all = 6*"},
		{"Gunmen shot dead a judge in the street.", "killed/all = 1*"},
		{"At least nine villagers, six of them women and two children, lost their lives.", "killed/villagers = at least 9; killed/women = 6; killed/children = 2; killed/all = at least 9*"},

		// Counts over a longer time are not the incident's.
		{"Two people were killed. This year 40 people have been killed in the town.", "killed/all = 2"},

		// Hurt, missing and brought to safety in other words.
		{"Eighteen guests were receiving treatment.", "injured/guests = 18; injured/all = 18*"},
		{"Thirteen people sought medical attention.", "injured/all = 13"},
		{"Ruiz, 39, lost two fingers of her left hand.", "injured/all = 1*"},
		{"Rescuers were digging for four people believed to be under the rubble.", "missing/all = 4"},
		{"One person is still unaccounted for.", "missing/all = 1"},
		{"The guard gave up hope for the 116 passengers who are still missing.", "missing/passengers = 116; missing/all = 116"},
		{"About 750 students were led out to safety.", "evacuated/students = about 750; evacuated/all = about 750"},
		{"Divers recovered nine bodies.", "killed/all = 9"},
		{"The hospital received nine bodies.", ""},

		// Words of harm for people of any trade.
		{"FIVE PEASANTS WERE MURDERED AND TWO OTHERS WERE WOUNDED.", "killed/PEASANTS = 5; killed/all = 5*; injured/all = 2"},
		{"A schoolteacher is missing.", "missing/all = 1*"},
	}
	for _, tt := range tests {
		in := read(tt.in, "")
		if got := strings.Join(lines(in), "; "); got != tt.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", tt.in, got, tt.want)
		}
		check(t, in)
	}
}

func TestNamedVictim(t *testing.T) {
	in := read("The head of security, Karim Valdez, was killed while two guards were injured.", "")
	got := strings.Join(lines(in), "; ")
	if want := "killed/all = 1*; injured/security = 2; injured/all = 2*"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	if d := in.Set.Claims[0].Derived; d != "counted: one person by name" {
		t.Errorf("derived %q", d)
	}
}

func TestOtherIncidentsGiveNothing(t *testing.T) {
	s := "The bomb killed 4 people. In 2009 a fire there killed 90 people."
	in := read(s, "")
	at := strings.Index(s, "2009")
	in.Times = []nlp.Timex{{Span: text.Span{Start: at, End: at + 4}, Kind: nlp.Date, Value: "2009"}}
	in.Date, in.Set = "2021-05-03", &claim.Set{}
	Extractor{}.Extract(in)
	if got := strings.Join(lines(in), "; "); got != "killed/all = 4" {
		t.Errorf("dated apart: got %s", got)
	}
	in.Date, in.Times, in.Set, in.Background = "", nil, &claim.Set{}, []bool{false, true}
	Extractor{}.Extract(in)
	if got := strings.Join(lines(in), "; "); got != "killed/all = 4" {
		t.Errorf("background: got %s", got)
	}
}

func TestConfidence(t *testing.T) {
	in := read("The blast killed 20 people in all, an official said on the day after.\n\n"+
		"Dozens were killed, a witness said, although nobody could tell how many there were.\n\n"+
		"An earlier toll of 27 dead had been given by the ministry, which took it back.", "")
	if n, ok := preferred(in, claim.Killed, all); !ok || n.Min != 20 {
		t.Errorf("got %v, want 20 of %v", n, lines(in))
	}
}

// check holds for the claims of any text.
func check(t *testing.T, in *extract.Input) {
	for _, c := range in.Set.Claims {
		switch {
		case c.Value == nil || c.Value.Count == nil || !c.Value.Count.Known():
			t.Fatalf("claim without a count: %+v", c)
		case len(c.Citations) == 0 || c.Confidence <= 0 || c.Confidence > 1 || c.Value.Of == "":
			t.Fatalf("claim %+v", c)
		}
		for _, x := range c.Citations {
			if x.Span.IsZero() || x.Span.Start < 0 || x.Span.End > in.Doc.Text.Len() {
				t.Fatalf("span %v in a text of %d", x.Span, in.Doc.Text.Len())
			}
		}
	}
}

func FuzzCasualty(f *testing.F) {
	for _, s := range []string{
		"13 killed, including the two bombers", "killed and wounded 26 and 22 respectively", "two each from the army and", "the toll rose from to",
		"them killed them hostage them", "no casualties of no reports of no deaths", "the dead the wounded (as well as", "shot and killed and shot dead",
		"6 members of the", "a further a total of", "deaths are", "lives of lives", "himself blew himself up",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, read(s, "2020-02-02")) })
}

func BenchmarkCasualty(b *testing.B) {
	s := strings.Repeat("At least 25 people were killed and 70 wounded on Friday when two bombs went off in the market. "+
		"Three guards and a driver were also hurt, an official said. The attackers were seen to leave by the north gate.\n\n", 100)
	in := read(s, "2020-02-02")
	b.ReportAllocs()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		in.Set = &claim.Set{}
		Extractor{}.Extract(in)
	}
}

// A predicate says whether the harm happened, a chain to whom.
func TestHarmThatHappened(t *testing.T) {
	for _, c := range []struct {
		words string
		slot  claim.Slot
		want  bool
	}{
		{"The group planned to kill ten guards.", claim.Killed, false},
		{"The man threatened to kill three guards.", claim.Killed, false},
		{"Ten guards were killed.", claim.Killed, true},
		{"Anna Kovacs was wounded in the blast. She died on Sunday.", claim.Injured, false},
		{"Anna Kovacs was wounded in the blast. Peter Novak died on Sunday.", claim.Injured, true},
	} {
		in := extracttest.Read("", c.words, Extractor{})
		got := false
		for _, cl := range in.Set.Claims {
			got = got || cl.Value != nil && cl.Value.Slot == c.slot
		}
		if got != c.want {
			t.Errorf("%s: %s is %v, want %v", c.words, c.slot, got, c.want)
		}
	}
}

// What is told of another time, and said to go on, is not the incident's.
func TestAnotherTime(t *testing.T) {
	for words, want := range map[string]string{
		"In 2019 a man threw paint at the same building. No one was hurt then.":            "killed/all = 3",
		"In 2019 a man threw paint at the same building. Nine people were hurt on Monday.": "killed/all = 3; injured/all = 9",
		"On 14 October 2034 relatives of the four people killed in the blast lit candles.": "killed/all = 3; killed/all = 4",
		"On 14 October 2034 four people were killed in a fire.":                            "killed/all = 3",
		"In 2009 a bomb went off there. That attack killed nine.":                          "killed/all = 3",
	} {
		in := extracttest.Read("2024-10-14", "A gunman killed three people in Lund on Monday.\n\n"+words)
		in.Date = "2024-10-14"
		Extractor{}.Extract(in)
		if got := strings.Join(lines(in), "; "); got != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", words, got, want)
		}
	}
}
