package ner

import (
	_ "embed"
	"strings"
)

// class is what a word does in a name or beside one: a set of flags.
type class uint32

const (
	office    class = 1 << iota // president, spokesman: a post that a person holds
	title                       // Mr, Dr, Gen.: stands before a person's name, is no post by itself
	role                        // suspect, gunman, actor: what a person is, not a post
	head                        // ministry, agency: names ending or beginning so are organisations
	group                       // front, brigade: names ending so are armed or political groups
	facility                    // hotel, mosque, bridge: names ending so are places built
	placeHead                   // province, river: names ending so are places
	other                       // marathon, war, act: names ending so are none of the kinds kept
	modifier                    // deputy, former, chief: before an office
	domain                      // foreign, affairs, defence: what an office or ministry is over
	particle                    // de, bin, al: inside a person's name
	calendar                    // month and day names
	speech                      // said, told: after one who speaks
	kin                         // wife, brother: before a person's name
	lowHead                     // embassy, consulate: an organisation with a nationality, also in lower case
	locative                    // in, at, near
	never                       // never part of a name, however it is written
	suffix                      // Jr, II
	orgWord                     // national, liberation: common inside the names of organisations
)

// classes lists the words of each class. The lists are ordinary English
// vocabulary of public life, compiled for this package.
var classes = buildClasses([]struct {
	of    class
	words string
}{
	{office, "president minister premier chancellor secretary ambassador governor mayor senator congressman congresswoman" +
		" chief director head chairman chairwoman chairperson chair spokesman spokeswoman spokesperson commissioner commander" +
		" commandant superintendent inspector prosecutor judge justice attorney king queen prince princess emir sultan pope" +
		" archbishop bishop cardinal ayatollah imam rabbi leader deputy-leader representative envoy coordinator consul" +
		" general-secretary secretary-general chairperson-in-office attorney-general governor-general consul-general" +
		" lawmaker mp parliamentarian vice-president ombudsman coroner sheriff marshal magistrate mufti patriarch" +
		" undersecretary councillor alderman treasurer rector dean principal ceo founder co-founder speaker premier-elect" +
		" president-elect vice-chancellor charge-d'affaires attaché attache legislator deputy manager editor correspondent" +
		" producer adviser advisor counsellor counselor administrator registrar warden shah negotiator"},
	{title, "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir dame lord lady rev rev. reverend father sister fr fr." +
		" gen gen. general lt lt. lieutenant col col. colonel maj maj. major capt capt. captain sgt sgt. sergeant cpl cpl." +
		" corporal pvt pvt. private adm adm. admiral brig brig. brigadier cmdr cmdr. sen sen. rep rep. gov gov. pres pres." +
		" hon hon. rt sheikh shaikh sheik haji hajji mullah maulana maulvi seyed sayyid sayed hojatoleslam hojjatoleslam" +
		" senor señor don doña herr frau monsieur madame monsignor msgr. saint officer constable detective trooper" +
		" commodore vice-admiral lieutenant-general major-general ayatollah imam rabbi judge justice supt. insp. det. amb." +
		" president king queen prince princess pope senator ambassador commander inspector superintendent constable commandant" +
		" chancellor emir sultan archbishop bishop cardinal sheriff marshal secretary premier governor mayor congressman"},
	{role, "suspect gunman attacker assailant bomber shooter terrorist militant perpetrator convict defendant prisoner hostage" +
		" victim witness eyewitness guard policeman policewoman soldier activist journalist reporter photojournalist photographer" +
		" cameraman lawyer solicitor barrister doctor physician nurse surgeon teacher student professor historian analyst expert" +
		" psychologist researcher scholar author writer novelist poet playwright artist actor actress singer musician comedian" +
		" athlete footballer wrestler weightlifter boxer coach captain pilot driver worker resident businessman businesswoman" +
		" engineer farmer priest cleric preacher colleague friend neighbour neighbor owner employee employer host anchor" +
		" dissident exile refugee rebel insurgent warlord lord dictator tyrant star hero veteran candidate politician" +
		" filmmaker economist scientist executive manager banker republican democrat merchant officer detective seaman sailor agent spy" +
		" drug-lord strongman mastermind ringleader accomplice fugitive inmate detainee member aide incumbent nominee candidate man woman boy girl citizen national"},
	{head, "ministry department embassy consulate consulate-general agency service services office bureau commission committee" +
		" council court parliament senate congress assembly university college school institute academy police police-force" +
		" command directorate division corps association organisation organization federation confederation foundation" +
		" corporation company co. inc inc. ltd ltd. llc plc corp. group bank media times post herald tribune" +
		" guardian telegraph observer broadcasting news network radio tv television newspaper airline airlines airways party" +
		" union league club society trust fund centre center authority administration secretariat mission delegation army navy" +
		" force forces guard guards coastguard brigade battalion regiment squad unit watch board chamber cabinet tribunal" +
		" hospital clinic ombudsman presidency bundestag knesset majlis duma supreme consortium alliance coalition" +
		" institution laboratory library survey orchestra holdings industries motors platform international press" +
		" legislature judiciary prosecution militia defence-force team gendarmerie constabulary crescent branch" +
		" congen communications studios pictures publications publishing partners associates systems technologies"},
	{group, "front brigades brotherhood movement jihad faction liberation resistance mujahedin mujahideen guerrillas" +
		" guerillas rebels militants separatists tigers fedayeen intifada revolutionaries martyrs vanguard insurgents cartel mafia" +
		" caliphate emirate taliban hezbollah hamas militia"},
	{facility, "hotel mosque church cathedral synagogue temple shrine station airport stadium mall market bazaar tower bridge" +
		" palace castle museum theatre theater cinema restaurant cafe café nightclub bar hall house street road avenue boulevard" +
		" highway square plaza park garden gardens lane drive way building barracks prison jail base camp checkpoint gate" +
		" port harbour harbor terminal metro hostel inn resort casino arena monument cemetery zoo lodge complex compound" +
		" intersection roundabout tunnel dam plant factory monastery convent basilica abbey chapel place court-house courthouse"},
	{placeHead, "province district region county state republic river lake sea ocean gulf bay island islands mount mountain" +
		" mountains valley desert peninsula strait canal city town village township municipality governorate oblast territory" +
		" territories coast beach cape hills heights forest suburb neighbourhood neighborhood borough quarter prefecture" +
		" canton delta plain jurisdiction hill creek"},
	{other, "marathon olympics games cup championship act convention code treaty war wars operation flight day week festival" +
		" agreement accord accords protocol law bill constitution declaration resolution summit conference riots massacre" +
		" bombing bombings attack attacks shooting crisis revolution uprising rebellion strike siege award prize medal" +
		" season election elections crusade project programme program plan initiative rifle pistol gun missile christmas easter" +
		" ramadan eid ashura mass sunday passport visa no article section chapter amendment olympic summer winter" +
		" case doc state-of-emergency times-square holiday era century age islam christianity judaism catholicism"},
	{modifier, "deputy vice former acting senior chief assistant first second interim outgoing ex associate lead top joint retired" +
		" late then high-ranking veteran incoming honorary permanent special executive prime foreign interior exiled ousted" +
		" ex-prime ex-president ex-minister under principal regional local federal provincial national municipal district" +
		" state public lead chief-of-staff supreme general high managing opposition military army navy police security" +
		" press media fire defense defence government court campaign communist conservative liberal socialist democratic"},
	{domain, "foreign affairs defence defense interior justice information health education finance trade state security" +
		" transport transportation energy oil environment culture agriculture labor labour economy sports tourism communications" +
		" intelligence operations staff police war homeland home veterans women youth human rights welfare development" +
		" internal external relations public works immigration commerce treasury emergency situations emergencies economic" +
		" social cabinet parliament parliamentary constitutional religious islamic planning technology science research" +
		" industry mines water power railways aviation corrections prisons investigation investigations"},
	{particle, "de la del della di da dos das du van von der den ter bin bint ibn ben al el ul abu abd dela dela los las le y e ud ur"},
	{calendar, "january february march april may june july august september october november december monday tuesday wednesday" +
		" thursday friday saturday sunday jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon. tue. wed. thu. fri."},
	{speech, "said says say told tells added adds stated states announced tweeted wrote claimed claims confirmed reported reports" +
		" denied argued noted explained insisted warned declared remarked testified recalled replied commented described" +
		" condemned called urged acknowledged admitted emphasized emphasised stressed alleged believes thinks"},
	{kin, "wife husband brother sister son daughter father mother uncle aunt cousin nephew niece girlfriend boyfriend fiancee" +
		" fiancée widow parents partner spouse grandson brothers sisters sons daughters named called identified"},
	{lowHead, "embassy consulate consulate-general mission embassies consulates court police parliament"},
	{locative, "in at near from to towards toward outside inside around into via through across between against off"},
	{orgWord, "national people's popular revolutionary democratic liberation central air armed federal united international" +
		" islamic republican workers socialist communist patriotic independent joint human christian radical progressive" +
		" treasury anti-narcotics criminal rural civil students teachers peasants trade labour labor"},
	{suffix, "jr jr. sr sr. ii iii iv vi vii"},
	{never, "i a an the he she it we you they his her its our your their this that these those who whom whose which what when where" +
		" why how and or but nor so yet if as because although though while since until unless after before during despite" +
		" is are was were be been being am do does did have has had will would can could should shall must not no yes" +
		" there here then also however meanwhile moreover furthermore nevertheless therefore thus once later earlier today" +
		" yesterday tomorrow tonight now just only even still about according among amid amongst by for of on upon over under" +
		" with within without than more most many much some any each every all both few several other another such same" +
		" one two three four five six seven eight nine ten eleven twelve hundreds thousands dozens initially subsequently" +
		" finally previously recently shortly reportedly allegedly apparently additionally similarly instead rather perhaps" +
		" please thank thanks dear subject update re fw fwd cc sbu mr.s asked let my me us him them himself next last"},
})

func buildClasses(lists []struct {
	of    class
	words string
}) map[string]class {
	m := make(map[string]class, 1200)
	for _, l := range lists {
		for _, w := range strings.Fields(l.words) {
			m[w] |= l.of
		}
	}
	return m
}

//go:embed common.txt
var common string

// isCommon reports whether w, in lower case, is an ordinary English word: one
// that running text writes in lower case. It searches the sorted list in place.
func isCommon(w string) bool {
	lo, hi := 0, len(common)
	for lo < hi {
		start := strings.LastIndexByte(common[lo:(lo+hi)/2], '\n') + 1 + lo
		end := start + strings.IndexByte(common[start:], '\n')
		switch c := strings.Compare(common[start:end], w); {
		case c == 0:
			return true
		case c < 0:
			lo = end + 1
		default:
			hi = start
		}
	}
	return false
}
