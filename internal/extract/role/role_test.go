package role_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/extract/extracttest"
	"dossier/internal/extract/frame"
	"dossier/internal/extract/part"
	"dossier/internal/extract/role"
)

func TestRoles(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"a group that claims it", "The Islamic State group claimed responsibility for the bombing.", "claimed_by Islamic State / perpetrator Islamic State claimed"},
		{"with an acronym in brackets", "On 3 May the Revolutionary Armed Forces of Colombia (FARC) claimed responsibility for the attack.", "claimed_by Revolutionary Armed Forces of Colombia / perpetrator Revolutionary Armed Forces of Colombia claimed"},
		{"killed in the passive", "The mayor, Anna Kovacs, was shot dead in the square.", "victim Anna Kovacs killed"},
		{"named as the suspect", "Police identified the suspect as Peter Novak, a driver.", "suspect Peter Novak suspected"},
		{"the gunman, by name", "The gunman, Peter Novak, fled in a car.", "perpetrator Peter Novak fact"},
		{"a speaker is no victim", "According to Anna Kovacs, six people were killed in the attack.", ""},
		{"arrested", "Officers arrested Peter Novak on Sunday.", "suspect Peter Novak suspected"},
		{"taken into custody", "Peter Novak, 26, was taken into custody.", "suspect Peter Novak suspected"},
		{"facing charges", "Peter Novak is facing charges of murder.", "suspect Peter Novak accused"},
		{"the suspect, by name", "The suspect, 26-year-old Peter Novak, was found in a barn.", "suspect Peter Novak suspected"},
		{"not arrested", "Peter Novak was not arrested.", ""},
		{"who arrests is no suspect", "Sergeant Anna Kovacs arrested two men.", ""},
		{"a suspect described", "The suspect is described as a man in his 20s.", "suspect man in his 20s suspected"},
		{"who shot somebody", "Peter Novak shot Anna Kovacs on Friday.", "perpetrator Peter Novak fact / victim Anna Kovacs injured"},
		{"one who did it, told apart by an age", "A 17-year-old boy stabbed Anna Kovacs on Friday.", "perpetrator 17-year-old boy fact / victim Anna Kovacs injured"},
		{"said to be the gunman", "Peter Novak was the alleged gunman.", "suspect Peter Novak suspected"},
		{"the injured, one by one", "The injured were Anna Kovacs, 40, and Peter Novak.", "victim Anna Kovacs injured / victim Peter Novak injured"},
		{"victims identified", "The victims were identified as Anna Kovacs and Peter Novak.", "victim Anna Kovacs / victim Peter Novak"},
		{"the participle first", "Also injured were Anna Kovacs and Peter Novak.", "victim Anna Kovacs injured / victim Peter Novak injured"},
		{"among the injured", "Among the injured are Anna Kovacs, 53, and Peter Novak.", "victim Anna Kovacs injured / victim Peter Novak injured"},
		{"who speaks of it is no victim", "Anna Kovacs was shot twice and was declared dead at the scene, Peter Novak said.", "victim Anna Kovacs killed"},
		{"a plural and its names", "The massacre of the priests Peter Novak, Adam Horvath, and Paul Toth shocked the town.", "victim Peter Novak killed / victim Adam Horvath killed / victim Paul Toth killed"},
		{"named among others", "The blast killed three people, including Anna Kovacs.", "victim Anna Kovacs killed"},
		{"who came off unharmed", "Anna Kovacs was unharmed after the attack.", "victim Anna Kovacs unharmed"},
		{"charged", "Peter Novak was charged with murder.", "suspect Peter Novak accused"},
		{"victims joined", "Anna Kovacs, 34, and Peter Novak were shot dead in the square.", "victim Anna Kovacs killed / victim Peter Novak killed"},
		{"shot, then dead", "Anna Kovacs was shot on Friday. She died in hospital.", "victim Anna Kovacs killed"},
		{"found dead", "Officers found Anna Kovacs dead in her car.", "victim Anna Kovacs killed"},
		{"a headline without its auxiliary", "Officers found Anna Kovacs shot in the street.", "victim Anna Kovacs injured"},
		{"who is head of the guard", "The head of the embassy's guard, Anna Kovacs, was killed in the attack.", "victim Anna Kovacs killed"},
		{"named after a description", "A 28-year-old man was shot dead on Friday. Police identified the victim as Peter Novak.", "victim Peter Novak killed"},
		{"the clerk is the victim", "A robber shot and killed a clerk on Friday. The victim was identified as Peter Novak, 38.", "victim Peter Novak killed"},
		{"the victim is found", "Officers found the victim, identified as Peter Novak, 23, with stab wounds. He died in hospital.", "victim Peter Novak killed"},
		{"known as", "The strike killed a commander known as Peter Novak.", "victim Peter Novak killed"},
		{"taken by armed men", "Anna Kovacs was dragged from her car by armed men.", "perpetrator armed men fact / victim Anna Kovacs abducted"},
		{"found after it", "Anna Kovacs was kidnapped on Friday. Her body was found in a ditch.", "victim Anna Kovacs killed"},
		{"let go", "The kidnappers freed a geologist, Peter Novak, on Sunday.", "perpetrator kidnappers fact / victim Peter Novak abducted"},
		{"seized, nobody says by whom", "Peter Novak was seized from his car on Sunday.", "victim Peter Novak abducted"},
		{"a body accused", "The army accused the SPLM-N of the shelling.", "suspect SPLM-N accused"},
		{"one of them", "Three activists were found dead in Lens. One of them, Anna Kovacs, 54, was a founder of the club.", "victim Anna Kovacs killed"},
		{"who was to be killed", "The president accused a general of plotting to kill Peter Novak.", "suspect general accused"},
		{"who escaped", "The president, Peter Novak, escaped unharmed when a bomb went off.", "victim Peter Novak unharmed"},
		{"told apart by an age", "A 28-year-old man was shot dead on Friday.", "victim 28-year-old man killed"},
		{"the coroner names the dead", "The county coroner identified him as Peter Novak.", "victim Peter Novak killed"},
		{"a wound", "Peter Novak suffered a gunshot wound to the leg.", "victim Peter Novak injured"},
		{"not hurt", "Peter Novak was not hurt in the shooting.", "victim Peter Novak unharmed"},
		{"who shot himself", "Peter Novak shot himself.", ""},
		{"who might have been killed", "Peter Novak could have been killed.", ""},
		{"a murder charge", "Peter Novak was charged with the murder of Anna Kovacs.", "suspect Peter Novak accused / victim Anna Kovacs killed"},
		{"were among the dead", "Anna Kovacs and Peter Novak were among the dead.", "victim Anna Kovacs killed / victim Peter Novak killed"},
		{"who tells who was among the dead", "Ministry spokesman Peter Novak told the radio that women and children were among the dead.", ""},
		{"named as the one who did it", "In court, Adam Horvath named Peter Novak as the arsonist.", "suspect Peter Novak accused"},
		{"counted among the dead", "Those first counted among the dead had been counted twice, Anna Kovacs explained.", ""},
		{"the wounded and who they are", "The wounded players are Anna Kovacs and Peter Novak.", "victim Anna Kovacs injured / victim Peter Novak injured"},
		{"a list with an aside", "Among the dead were Anna Kovacs, who was pregnant with twins, and Peter Novak.", "victim Anna Kovacs killed / victim Peter Novak killed"},
		{"behind a colon", "The gunmen murdered three passengers: a cook, Anna Kovacs, and the pilot Peter Novak.", "perpetrator gunmen fact / victim Anna Kovacs killed / victim Peter Novak killed"},
		{"a broken bone", "A fireman, Peter Novak, broke his wrist.", "victim Peter Novak injured"},
		{"treated", "Anna Kovacs was treated for burns.", "victim Anna Kovacs injured"},
		{"hurt among others, told before the verb", "Five people died; around twenty more, including Anna Kovacs, were injured.", "victim Anna Kovacs injured"},
		{"remembered on a feast", "A bomb went off while pilgrims were commemorating the death of Anna Kovacs.", ""},
		{"fell fighting the police", "Days later, Peter Novak was killed in a gun battle with police.", ""},
		{"named behind as, not by whom", "The dead man was named by his sister, Anna Kovacs, as Peter Novak.", "victim Peter Novak killed"},
		{"claimed in other words", "The Islamic State group claimed the hijacking.", "claimed_by Islamic State / perpetrator Islamic State claimed"},
		{"a person of interest", "Detectives are looking for a person of interest, Peter Novak.", "suspect Peter Novak suspected"},
		{"found liable", "A court found two men liable for the attack: Peter Novak and Adam Horvath.", "suspect Peter Novak accused / suspect Adam Horvath accused"},
		{"guilty of another crime", "Peter Novak was found guilty of obstruction of justice.", ""},
		{"a soldier suspected", "A soldier suspected of throwing the grenade was caught by the crowd.", "suspect soldier suspected"},
		{"those who do it rather than those whom it hits", "A command post of militants was shelled. Two hitmen attacked the mayor.", "perpetrator hitmen fact"},
		{"police who act against attackers", "The attackers fled. Officers shot one attacker in the leg.", "perpetrator attackers fact"},
		{"another incident", "Police arrested Peter Novak after the attack. In a separate attack in the north, Adam Horvath shot Paul Toth.", "suspect Peter Novak suspected"},
		{"a list that the tree loses", "Anna Kovacs, also 32, and Peter Novak, 24, who tried to help, were wounded.", "victim Anna Kovacs injured / victim Peter Novak injured"},
		{"who they were", "Six of the dead were of one family. They were Anna Kovacs, her uncle Adam Horvath and Peter Novak.", "victim Anna Kovacs killed / victim Adam Horvath killed / victim Peter Novak killed"},
		{"convicted, behind a colon", "Two men were convicted of the bombing in 2020 and sentenced to life: Peter Novak, a Canadian citizen, and Adam Horvath, an Australian.", "perpetrator Peter Novak fact / perpetrator Adam Horvath fact"},
		{"arrested, behind a colon", "Police arrested two men: Peter Novak, 29, and Adam Horvath, 33.", "suspect Peter Novak suspected / suspect Adam Horvath suspected"},
		{"killed, behind a colon", "Three people were killed in the blast: Anna Kovacs, 61, her son Adam, 9, and Peter Novak.", "victim Anna Kovacs killed / victim Adam killed / victim Peter Novak killed"},
		{"named by others as", "A security guard, named by colleagues as Peter Novak, died in hospital.", "victim Peter Novak killed"},
		{"named by others as, at the start", "A security guard, named by colleagues as Wout Claes, died in hospital two hours later.", "victim Wout Claes killed"},
		{"a list with ages and posts", "Nurse Anna Kovacs, 31, driver Peter Novak and the clerk Adam Horvath, a Canadian, were abducted by gunmen.", "perpetrator gunmen fact / victim Anna Kovacs abducted / victim Peter Novak abducted / victim Adam Horvath abducted"},
		{"who tells of arrests is not arrested", "Fifteen people have been arrested, Governor Anna Kovacs said.", ""},
		{"described, then named", "A 51-year-old man was charged with murder. Peter Novak was arrested on Friday.", "suspect Peter Novak suspected"},
		{"the bomber was", "The bomber was Peter Novak.", "perpetrator Peter Novak fact"},
		{"the accused, by name", "The accused, Peter Novak, surrendered.", "suspect Peter Novak suspected"},
		{"a source with an office", "According to Norwegian President Anna Kovacs, six citizens were killed in the attack.", ""},
		{"who spoke of the dead", "Mayor Peter Novak, who at first had spoken of 20 dead, wept.", ""},
		{"who shoots an attacker is none", "Officer Anna Kovacs shot one of the gunmen dead.", ""},
		{"whose brother died", "Anna Kovacs, whose brother Peter was among the dead, wept.", "victim Peter killed"},
		{"the same people by their noun", "Two engineers were kidnapped in the valley. The engineers have been identified as Anna Kovacs, 44, and Peter Novak, 39.", "victim Anna Kovacs abducted / victim Peter Novak abducted"},
		{"the dead included", "Those killed included the teacher Anna Kovacs and the musician Peter Novak.", "victim Anna Kovacs killed / victim Peter Novak killed"},
		{"named in the sentence behind", "Police released the names of the three people killed in the shooting. They are Anna Kovacs, 47, and Peter Novak, 31.", "victim Anna Kovacs killed / victim Peter Novak killed"},
		{"a group says in its own words", "The Army of the North said it had carried out the bombing.", "claimed_by Army of the North / perpetrator Army of the North claimed"},
		{"a group says we", `"We carried out the blow against the bank," the Red Dawn Brigade said in a message.`, "claimed_by Red Dawn Brigade / perpetrator Red Dawn Brigade claimed"},
		{"a group holds people", "The Army of the North said it was holding the two engineers.", "claimed_by Army of the North / perpetrator Army of the North claimed"},
		{"a group posts a parcel", "The Anti-Prison Cell said in a note it had posted the parcel bomb.", "claimed_by Anti-Prison Cell / perpetrator Anti-Prison Cell claimed"},
		{"a group suspected", "A bus was shot at on Monday. The Dawn Liberation Front is suspected.", "suspect Dawn Liberation Front suspected"},
		{"a group believed responsible", "Two guards died. The Dawn Liberation Front, which is active in the area, is believed to be responsible.", "suspect Dawn Liberation Front suspected"},
		{"suspected fighters who are seized", "Police arrested suspected Dawn Liberation Front members on Monday.", ""},
		{"a group's fighters", "The Dawn Liberation Front said in a statement that its fighters had targeted agents of the army.", "claimed_by Dawn Liberation Front / perpetrator Dawn Liberation Front claimed"},
		{"claimed by, behind the attack", "Eleven people died in an attack claimed by the Dawn Liberation Front.", "claimed_by Dawn Liberation Front / perpetrator Dawn Liberation Front claimed"},
		{"a branch of a group", "The regional branch of Islamic State, known by another name, claimed responsibility through its news agency.", "claimed_by Islamic State / perpetrator Islamic State claimed"},
		{"by two, who are named", "The flight was hijacked on 19 August 1971 by two Ruritanian brothers, Peter and Adam Novak, who demanded to be flown to Oslo.", "perpetrator Peter fact / perpetrator Adam Novak fact"},
		{"a gunman who is identified", "One gunman, later identified as Peter Novak, was shot dead by soldiers.", "suspect Peter Novak suspected"},
		{"shot dead, with what she is", "Gunmen on a motorcycle shot dead lawyer Anna Kovacs outside her home on Friday, police said.", "perpetrator Gunmen fact / victim Anna Kovacs killed"},
		{"shot dead, and no more of whom", "Gunmen shot dead two guards near Peter Novak.", "perpetrator Gunmen fact"},
		{"land claimed by a group", "Two men were shot on land claimed by the Dawn Liberation Front.", ""},
		{"the bombing was claimed by", "The bombing was claimed by the Dawn Liberation Front.", "claimed_by Dawn Liberation Front / perpetrator Dawn Liberation Front claimed"},
		{"a group that denies it", "The Army of the North said it had not carried out the bombing.", ""},
		{"police who say what they did", "Police said they had shot a suspect.", ""},
		{"an attack on somebody", "The attack on Anna Kovacs shocked the town.", "victim Anna Kovacs"},
	} {
		in := extracttest.Read("", c.words, role.Extractor{})
		var got []string
		for _, cl := range in.Set.Claims {
			if v := cl.Value; v != nil {
				got = append(got, strings.TrimSpace(fmt.Sprint(v.Slot, " ", extracttest.Name(in, v.Entity), " ", v.Basis, v.Harm)))
			}
		}
		if g := strings.Join(got, " / "); g != c.want && !(c.want == "" && strings.HasPrefix(g, "perpetrator ")) {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, g, c.want)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"a number of them", "Three masked gunmen shot dead a guard in Szeged.", "3"},
		{"behind by", "A guard was shot dead by two men on Monday.", "2"},
		{"alone", "A guard was shot dead. The killer acted alone, police said.", "1"},
		{"the dead are no perpetrators", "Gunmen killed three men in Szeged.", ""},
	} {
		in := extracttest.Read("", c.words, role.Counts{})
		got := ""
		for _, cl := range in.Set.Claims {
			if cl.Value.Slot == claim.PerpetratorCount {
				got += cl.Value.Count.String()
			}
		}
		if got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestBodies(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"an armed group behind those who did it", "Boko Haram militants attacked a village in Borno on Thursday and killed four farmers. Boko Haram burned the houses.", "Boko Haram fact"},
		{"a group that had no part", "A baker was shot dead in Quito on Thursday. The Red Cross took her body to the morgue.", ""},
	} {
		in := extracttest.Read("1990-05-04", c.words, part.Extractor{}, role.Extractor{})
		got := ""
		for _, cl := range in.Set.Claims {
			if v := cl.Value; v != nil && v.Slot == claim.Perpetrator && in.Entity(v.Entity).Named {
				got += extracttest.Name(in, v.Entity) + " " + v.Basis
			}
		}
		if got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

// Who died in another year is no victim.
func TestAnotherYear(t *testing.T) {
	in := extracttest.Read("", "An arson attack destroyed the synagogue in Szeged on 9 November 1993. In a film Adam Horvath named Peter Novak, who had died in 1999, as the arsonist.", frame.Extractor{}, role.Extractor{})
	for _, c := range in.Set.Claims {
		if c.Value != nil && c.Value.Slot == claim.Victim {
			t.Errorf("a victim: %+v", c.Value)
		}
	}
}
