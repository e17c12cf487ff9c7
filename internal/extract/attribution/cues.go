// Package attribution finds who said what: a source, a cue and the exact span of
// the content, for the ways in which English reports speech and belief.
package attribution

import "dossier/internal/extract"

// cue is what a reporting word tells of what is said.
type cue struct {
	kind string // codebook.Saying
	how  form
}

// form is how a cue takes its content.
type form uint8

const (
	clause form = iota // says (that) C; C, says X
	object             // demands N; calls it N
	naming             // calls N a …; describes N as …: content is what it is called
	needs              // a clause only after "that" or a quote: believe that, add that
)

// verbs lists reporting verbs by their forms.
var verbs = extract.NewPhrases([]extract.Phrase[cue]{
	{Words: "said|says|say|adds|is reporting|are reporting|stated|states|announced|announces|reported|reports|report|declared|declares|noted|notes|commented|comments|remarked|remarks|wrote|writes|tweeted|tweets|reiterated|testified|informed|advised|argued|argues|asserted|asserts|insisted|insists|revealed|disclosed|maintained|concluded|concludes|admitted|admits|acknowledged|confirms|confirmed|explained|explains|recalled|recounted|posted|told|tells|agreed|predicted|estimated|estimates", Value: cue{"assertion", clause}},
	{Words: "added|believes|believe|believed|thinks|thought|suggested|suggests|suggest|indicated|indicates|indicate|showed|shows|show|emphasized|emphasised|stressed|stresses|underlined|warned|warns|mentioned|learned|found|feared|fears|fear|suspect|suspects|hoped|hopes|expects|expected|determined|identified|established|saying|stating|adding|telling|reporting|arguing|claiming|noting|suggesting|warning|insisting|announcing|explaining|confirming|recalling|promised|pledged|vowed|ruled|assured|emphasizing|stressing|tells|answered|replied|responded|doubts|doubted|speculated|considers|cautioned|complained|lamented|knew|felt", Value: cue{"assertion", needs}},
	{Words: "claimed|claims|claim|alleged|alleges|accused|accuses|alleging", Value: cue{"accusation", clause}},
	{Words: "denied|denies|deny|denying|rejected|rejects|reject|rejecting|dismissed|disputed|disputes", Value: cue{"denial", object}},
	{Words: "called on|calls on|calling on|called for|calls for|calling for|demanded|demands|demanding|urged|urges|urging|appealed for|asked for|requested|requests", Value: cue{"demand", object}},
	{Words: "called it|called him|called her|called them|called this|calls it|labelled it|labeled it|termed it|branded it|dubbed it", Value: cue{"assertion", object}},
	{Words: "called|labelled|labeled|branded|termed|dubbed|described|describes|regarded|regards|characterized|characterised|characterizes|characterises|viewed|portrayed|declared", Value: cue{"assertion", naming}},
	{Words: "blamed|blames|blaming|attributed|attributes", Value: cue{"accusation", object}},
	{Words: "promised to|pledged to|vowed to|vows to|offered to", Value: cue{"promise", object}},
	{Words: "asked", Value: cue{"question", needs}},
	{Words: "did not consider|does not consider|do not consider|did not believe|does not believe", Value: cue{"denial", object}},
})

// speakers are nouns for people and bodies that speak, by which a source is
// known where no name stands.
var speakers = words("official officials police authorities authority spokesman spokeswoman spokesperson spokespersons spokesmen prosecutor prosecutors" +
	" witness witnesses eyewitness eyewitnesses investigator investigators government ministry minister ministers president mayor" +
	" governor leader leaders doctor doctors hospital media press reports report statement sources source expert experts analyst analysts" +
	" lawyer lawyers attorney family relatives residents resident neighbours neighbors neighbor neighbour suspect suspects" +
	" attacker attackers gunman gunmen perpetrator perpetrators assailant students student army military soldiers troops forces" +
	" agency agencies newspaper newspapers magazine channel broadcaster radio television website company embassy consulate" +
	" mission department office organisation organization group groups party militants rebels insurgents chief commander general" +
	" colonel captain officer officers ambassador consul diplomat diplomats delegation committee commission council parliament" +
	" court judge jury investigation inquiry probe findings footage video images document documents manifesto letter confession" +
	" survivor survivors victim victims mother father brother sister wife husband son daughter friend friends colleague colleagues" +
	" teacher director manager owner employee employees staff guard guards driver bystander bystanders campaigners activists critics" +
	" scholars cleric clerics priest bishop newsmen reporters journalist journalists correspondent side post rso authorities nation" +
	" state country countries coroner firefighters medics paramedics rescuers inmate informant caller writer author speculation accounts" +
	" data figures survey study poll research records observers villagers locals protesters demonstrators hostages captors kidnappers administration whitehouse palace kremlin pentagon")

func words(s string) map[string]bool {
	m := map[string]bool{}
	start := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ' ' {
			if i > start {
				m[s[start:i]] = true
			}
			start = i + 1
		}
	}
	return m
}

var (
	auxiliaries = words("has have had is are was were also later further then now already earlier immediately initially repeatedly reportedly" +
		" quickly separately subsequently officially publicly however meanwhile still never did does do will would could energetically")
	timeWords = words("today yesterday tonight monday tuesday wednesday thursday friday saturday sunday late early morning afternoon" +
		" evening night week month weekend last this on in during after before the at")
	prepositions = words("of from in at for by with on against about near to under over into as between among")
	clauseBreaks = words("that but while although though when because if whether which and or after before as since")
	pronouns     = words("he she they it who we i")
)
