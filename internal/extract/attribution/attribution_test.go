package attribution_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/extract/attribution"
	"dossier/internal/extract/extracttest"
)

// Each case is a text and the attributions read from it: claimant, quotation,
// kind and content.
var cases = []struct{ why, words, want string }{
	{"said that", "The mayor, Anna Kovacs, said that two people had been taken to hospital.",
		"Anna Kovacs | indirect | assertion | two people had been taken to hospital"},
	{"said without that", "Police said the man was known to them.",
		"Police | indirect | assertion | the man was known to them"},
	{"according to, before", "According to city police chief Peter Novak, the shots came from a car.",
		"Peter Novak | indirect | assertion | the shots came from a car"},
	{"according to, behind", "Eleven people were hurt in the blast, according to police.",
		"police | indirect | assertion | Eleven people were hurt in the blast"},
	{"direct quote before", "\"We will not give in to threats like this,\" said Anna Kovacs of the council.",
		"Anna Kovacs | direct | assertion | We will not give in to threats like this"},
	{"direct quote behind", "Anna Kovacs said: \"We will find everyone who took part in this.\"",
		"Anna Kovacs | direct | assertion | We will find everyone who took part in this."},
	{"a second verb without a subject", "Anna Kovacs said that the attack was planned and added that others had helped the men.",
		"Anna Kovacs | indirect | assertion | the attack was planned / Anna Kovacs | indirect | assertion | others had helped the men"},
	{"a pronoun", "Anna Kovacs said that the school had been closed. She added that it would open on Monday.",
		"Anna Kovacs | indirect | assertion | the school had been closed / Anna Kovacs | indirect | assertion | it would open on Monday"},
	{"a body goes on", "The border service said guards opened fire on the village after a dispute over a pipe. It said two officers were killed.",
		"border service | indirect | assertion | guards opened fire on the village after a dispute over a pipe / border service | indirect | assertion | two officers were killed"},
	{"who asks not to be named", "A federal police colonel, who asked not to be named, said that the men had been taken to Ardmouth in three trucks.",
		"federal police colonel | indirect | assertion | the men had been taken to Ardmouth in three trucks"},
	{"behind a semicolon", "Militias backed by Iran have kidnapped foreigners before; a minister in the capital, Peter Novak, said that they had nothing to do with it.",
		"Peter Novak | indirect | assertion | they had nothing to do with it"},
	{"a branch speaks for the whole", "The regional branch of Islamic State said that it had carried out the bombing.",
		"Islamic State | indirect | claim_of_responsibility | it had carried out the bombing"},
	{"another ministry", "Egypt's Interior Ministry replied that two officers were sufficient. Egypt's foreign ministry said that the criticism was unjust.",
		"Egypt's Interior Ministry | indirect | assertion | two officers were sufficient / Egypt's foreign ministry | indirect | assertion | the criticism was unjust"},
	{"told somebody", "A police spokesman told reporters that the driver was under arrest.",
		"police spokesman | indirect | assertion | the driver was under arrest"},
	{"named as", "The government called the bombing \"an act of pure cowardice\".",
		"government | direct | assertion | an act of pure cowardice"},
	{"denial", "The group denied any involvement in the bombing.",
		"group | indirect | denial | any involvement in the bombing"},
	{"named as a thing", "Officials described the fire as a deliberate act.",
		"Officials | indirect | assertion | a deliberate act"},
	{"a quotation in two parts", "\"The road is closed,\" Anna Kovacs said, \"and it will stay closed for days.\"",
		"Anna Kovacs | direct | assertion | The road is closed / Anna Kovacs | direct | assertion | and it will stay closed for days."},
	{"a quotation over two sentences", "Anna Kovacs told reporters: \"The road is closed. Nobody may pass.\"",
		"Anna Kovacs | direct | assertion | The road is closed. Nobody may pass."},
	{"a quotation that goes on in a sentence of its own", "\"The road is closed,\" said Anna Kovacs. \"We hope that it will be open again soon.\"",
		"Anna Kovacs | direct | assertion | The road is closed / Anna Kovacs | direct | assertion | We hope that it will be open again soon."},
	{"between the words", "Eleven people, police said, were hurt in the blast.",
		"police | indirect | assertion | Eleven people, police said, were hurt in the blast"},
	{"a passive with its agent", "The fire was described as an accident by the ministry.",
		"ministry | indirect | assertion | an accident"},
	{"a passive without one has no source", "The man is believed to have left the country.", ""},
	{"quoted as saying", "The minister, Ana Petrova, was quoted by the state agency as saying the dam had held.",
		"Ana Petrova | indirect | assertion | the dam had held"},
	{"a statement of somebody", "A statement by the ministry said the dam had held.",
		"ministry | indirect | assertion | the dam had held"},
	{"a noun and its clause", "There were rumours that the consul had fled.",
		"rumours | indirect | assertion | the consul had fled"},
	{"somebody's noun and its clause", "Ana Petrova repeated her claim that the dam had been blown up.",
		"Ana Petrova | indirect | assertion | the dam had been blown up"},
	{"asked to do", "The governor urged the villagers to leave their homes.",
		"governor | indirect | demand | to leave their homes"},
	{"called for", "The party called for a full inquiry into the fire.",
		"party | indirect | demand | a full inquiry into the fire"},
	{"promised", "The group vowed to strike again.", "group | indirect | promise | to strike again"},
	{"accused of", "The ministry accused the rebels of burning the bridge.",
		"ministry | indirect | accusation | the rebels of burning the bridge"},
	{"claimed responsibility", "The Red Dawn Front claimed responsibility for the bombing.",
		"Red Dawn Front | indirect | claim_of_responsibility | responsibility for the bombing"},
	{"expressed", "Ana Petrova expressed her condolences to the families of the dead.",
		"Ana Petrova | indirect | condolence | her condolences to the families of the dead"},
	{"what one thinks not to be so", "Police do not believe that others were involved.",
		"Police | indirect | denial | others were involved"},
	{"two who speak", "The governor and the mayor said that the road was closed.",
		"governor | indirect | assertion | the road was closed / mayor | indirect | assertion | the road was closed"},
	{"a speaker within what another says", "The agency reported that police said the man was dead.",
		"agency | indirect | assertion | police said the man was dead / police | indirect | assertion | the man was dead"},
	{"single marks", "'Somebody wanted this shop gone,' Ana Petrova told the court. 'The guards' hut was empty.'",
		"Ana Petrova | direct | assertion | Somebody wanted this shop gone / Ana Petrova | direct | assertion | The guards' hut was empty."},
	{"a genitive is no mark", "The guards' hut and the workers' canteen had been searched, police said.",
		"police | indirect | assertion | The guards' hut and the workers' canteen had been searched"},
	{"words in marks are a name given to something", "The company still calls the blast an \"incident\".",
		"company | direct | assertion | incident"},
	{"a speaker between two parts, behind the first", "\"That,\" said Ana Petrova, \"is what we had been afraid of all along.\"",
		"Ana Petrova | direct | assertion | That / Ana Petrova | direct | assertion | is what we had been afraid of all along."},
	{"a message given out, over two paragraphs", "The mayor, Ana Petrova, issued the following statement on the fire:\n\n\"Our town has lost four good people tonight.\n\n\"We will rebuild what was lost.\"",
		"Ana Petrova | direct | assertion | Our town has lost four good people tonight. / Ana Petrova | direct | assertion | We will rebuild what was lost."},
	{"the deed is claimed, in the passive", "The bombing was claimed by the Red Dawn Front in a letter.",
		"Red Dawn Front | indirect | claim_of_responsibility | The bombing"},
	{"an own deed told is a claim", "The Red Dawn Front said that it had planted the bomb.",
		"Red Dawn Front | indirect | claim_of_responsibility | it had planted the bomb"},
	{"what is claimed is no deed", "Police claimed success in their hunt for the gang.",
		"Police | indirect | assertion | success in their hunt for the gang"},
	{"a denial of what was just said", "Police said the marchers had thrown stones. The organisers rejected this.",
		"Police | indirect | assertion | the marchers had thrown stones / organisers | indirect | denial | the marchers had thrown stones"},
	{"neither confirmed nor denied", "Police said the marchers had thrown stones. The ministry would neither confirm nor deny this.",
		"Police | indirect | assertion | the marchers had thrown stones"},
	{"no indication", "The commander gave no indication that the bombing was planned.",
		"commander | indirect | denial | the bombing was planned"},
	{"reports denied", "The officer denied reports that a pistol had been found.",
		"officer | indirect | denial | a pistol had been found"},
	{"what stands against it is not said", "The attacker was alone, the prosecutor believes, although two women saw another man.",
		"prosecutor | indirect | assertion | The attacker was alone"},
	{"took responsibility", "The Red Dawn Front took responsibility in a call to the radio.",
		"Red Dawn Front | indirect | claim_of_responsibility | responsibility in a call to the radio"},
	{"put the blame on", "The government put the blame on smugglers.", "government | indirect | accusation | smugglers"},
	{"suspected, no more", "The ministry suspects a group of smugglers.", "ministry | indirect | accusation | a group of smugglers"},
	{"pointing a pistol says nothing", "The man pointed a pistol at them.", ""},
	{"what others say against it", "The sheriff stated that the man came with two children, though the police say that he was alone.",
		"sheriff | indirect | assertion | the man came with two children / police | indirect | assertion | he was alone"},
	{"a conviction", "His widow is convinced that he was murdered.",
		"His widow | indirect | assertion | he was murdered"},
	{"spoke of", "Two neighbours spoke of a man on the roof.",
		"Two neighbours | indirect | assertion | a man on the roof"},
	{"suspected of", "Italian police suspect a cell of anarchists of having posted the parcel.",
		"Italian police | indirect | accusation | a cell of anarchists of having posted the parcel"},
	{"what footage shows", "Phone footage seen by a newspaper shows two soldiers kneeling behind a car.",
		"Phone footage | indirect | assertion | two soldiers kneeling behind a car"},
	{"a clause within a letter, with a quotation in it", "Ana Petrova said in a letter that she had heard a man shout \"Get out of here now\".",
		"Ana Petrova | mixed | assertion | she had heard a man shout \"Get out of here now\""},
	{"the next clause is the document's", "Officials in Brussels said the parcel came by post; the secretary was treated for burns.",
		"Officials | indirect | assertion | the parcel came by post"},
	{"a clause that stands against it", "The front said that it had held the road, but officials doubted it.",
		"front | indirect | assertion | it had held the road"},
	{"a verb that is a name", "The chancellor phoned President Said Haddad to offer help.", ""},
	{"not to be named", "The clerk asked not to be named.", ""},
	{"for somebody to be", "The bishop called for the officers to be tried.",
		"bishop | indirect | demand | the officers to be tried"},
	{"a list before according to", "The search turned up cans, a map and a list of names, according to the sheriff.",
		"sheriff | indirect | assertion | The search turned up cans, a map and a list of names"},
	{"he who spoke last", "The chief of police conceded that his men had made mistakes. The road had not been closed in time, he said.",
		"chief | indirect | assertion | his men had made mistakes / chief | indirect | assertion | The road had not been closed in time"},
	{"a conversation", "Ana Petrova spoke to the Gazette.\n\nGAZETTE: When did you see the smoke?\n\nPETROVA: I saw it at noon. My son called the brigade.\n\nGAZETTE: Did you know the man?\n\nPETROVA: No, I did not.",
		"GAZETTE | direct | question | When did you see the smoke? / Ana Petrova | direct | assertion | I saw it at noon. My son called the brigade. / GAZETTE | direct | question | Did you know the man? / Ana Petrova | direct | assertion | No, I did not."},
	{"fields are no conversation", "Date: the third of May\n\nPlace: the market\n\nDate: the fourth of May\n\nPlace: the bridge", ""},
	{"a dateline is the report's own", "BERLIN, 3 March (Agency) – The bomb was hidden in a coat, police said on Monday.",
		"police | indirect | assertion | The bomb was hidden in a coat"},
	{"in the name of", "The blast had been planned for months, a caller said in the name of the Red Dawn Front.",
		"caller | indirect | assertion | The blast had been planned for months"},
	{"refused to say", "Police refused to say whether the man had been found.", ""},
	{"a condition", "If the army says that the road is safe, people will return.", ""},
	{"no speech at all", "Two men ran from the building and got into a car.", ""},
	{"the passive is no speech of its subject", "Anna Kovacs was told that the car had been found.", ""},
}

func TestAttributions(t *testing.T) {
	for _, c := range cases {
		in := extracttest.Read("", c.words, attribution.Extractor{})
		var got []string
		for _, cl := range in.Set.Claims {
			a := cl.Attribution
			got = append(got, fmt.Sprintf("%s | %s | %s | %s", extracttest.Name(in, a.Claimant), a.Quotation, a.Kind, in.Text(a.Content.Span)))
		}
		if g := strings.Join(got, " / "); g != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, g, c.want)
		}
	}
}

// TestImpersonalSources: what only shows or tells something is no organisation,
// and whoever gave it out is told to have said it.
func TestImpersonalSources(t *testing.T) {
	for _, c := range []struct{ words, claimant, kind string }{
		{"Camera footage showed that the driver had left the van.", "Camera footage", "source"},
		{"Early reports said that the dam had held.", "Early reports", "source"},
		{"A first investigation suggested that the fire began in the kitchen.", "first investigation", "source"},
		{"Footage released by the ministry showed that the driver had left the van.", "ministry", "organisation"},
		{"The ministry said that the dam had held.", "ministry", "organisation"},
		{"The newspaper said that the dam had held.", "newspaper", "organisation"},
		{"Two farmers said that the dam had held.", "Two farmers", "group"},
	} {
		in := extracttest.Read("", c.words, attribution.Extractor{})
		var got []string
		for i := range in.Set.Claims {
			if a := in.Set.Claims[i].Attribution; a != nil {
				got = append(got, extracttest.Name(in, a.Claimant)+" "+string(in.Entity(a.Claimant).Kind))
			}
		}
		if want := c.claimant + " " + c.kind; len(got) != 1 || got[0] != want {
			t.Errorf("%s\n got %q, want %q", c.words, got, want)
		}
	}
}
