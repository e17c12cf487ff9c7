package part

import "strings"

// Act is what kind of doing a verb or noun tells, as far as violence and what
// surrounds it go.
type Act uint8

// The acts.
const (
	NoAct       Act = iota
	Kill            // kill, murder, assassination
	Die             // die, death
	Injure          // wound, injury
	Attack          // attack, raid, ambush
	Shoot           // shoot, fire at
	Bomb            // bomb, explode, blast
	Plant           // place, throw, launch: what is done with a device
	Destroy         // destroy, damage
	Burn            // set on fire, arson
	Kidnap          // abduct, take hostage
	Rob             // rob, loot
	Hijack          // hijack
	Threaten        // threaten, threat
	Clash           // fight, combat
	Occupy          // seize, storm, take over
	Claim           // claim responsibility, admit
	Accuse          // accuse, blame, suspect
	Arrest          // arrest, capture
	Commit          // carry out, perpetrate: says that what follows was done
	Condemn         // condemn, denounce
	Say             // say, report
	Release         // free, rescue, escape
	Investigate     // investigate, identify
	Carry           // carry, wear, drive: what someone has with them
	Use             // use
	Try             // try, attempt
	Plan            // plan, order, plot
	Deny            // deny, reject
	Defuse          // deactivate, foil
	Strike          // strike, stoppage, blockade
	Torture         // torture, mistreat
	Move            // arrive, flee, leave
	Sentence        // try, sentence, extradite
	Help            // support, finance, train
	Talk            // negotiate, meet
	actCount
)

// verbs and nouns are the words of the acts, as lemmas.
var (
	verbs = lemmas(map[Act]string{
		Kill:        "kill murder assassinate slay execute massacre behead lynch slaughter gun butcher strangle hang shoot-dead machinegun exterminate decapitate finish",
		Die:         "die perish succumb",
		Injure:      "wound injure hurt maim stab hit cripple disfigure beat knife",
		Attack:      "attack assault ambush raid target harass assail storm ravage victimize strike invade aggress surprise intercept",
		Shoot:       "shoot fire strafe riddle open-fire shell pepper spray",
		Bomb:        "bomb explode detonate dynamite blast blow go-off bombard burst mine firebomb",
		Plant:       "plant place lay hide install throw hurl toss launch lob drop leave conceal attach deposit fling pack load set-off activate",
		Destroy:     "destroy damage wreck demolish ruin devastate raze shatter topple sabotage vandalize down knock cut derail collapse affect level disable sink hack",
		Burn:        "set-on-fire burn torch ignite incinerate char",
		Kidnap:      "kidnap abduct seize take-hostage hold-hostage disappear capture retain snatch",
		Rob:         "rob steal loot plunder ransack extort",
		Hijack:      "hijack commandeer divert",
		Threaten:    "threaten warn intimidate menace blackmail",
		Clash:       "clash fight battle combat confront skirmish repel engage",
		Occupy:      "occupy overrun enter penetrate besiege surround infiltrate",
		Claim:       "claim admit confess acknowledge",
		Accuse:      "accuse blame charge suspect implicate attribute indict believe presume link involve allege",
		Arrest:      "arrest detain apprehend jail imprison nab",
		Commit:      "commit perpetrate carry-out stage conduct make stage mount execute-plan cause produce perform undertake inflict",
		Condemn:     "condemn denounce deplore repudiate reject criticize lament protest",
		Say:         "say report state add announce tell note explain indicate assert declare reveal disclose confirm recall stress comment inform describe",
		Release:     "release free rescue escape liberate save survive ransom flee-unhurt evade",
		Investigate: "investigate identify probe clarify determine establish search question interrogate",
		Carry:       "carry wear drive arm board ride travel equip bear",
		Use:         "use employ utilize",
		Try:         "try attempt seek intend fail manage",
		Plan:        "plan order plot plan prepare organize mastermind instigate hire pay contract finance-crime conspire direct",
		Deny:        "deny refute disclaim",
		Defuse:      "deactivate defuse foil thwart neutralize disarm prevent dismantle frustrate",
		Strike:      "strike-work paralyze block blockade halt stop suspend boycott interrupt",
		Torture:     "torture mistreat rape mutilate abuse",
		Move:        "arrive flee leave go come return withdraw approach pass walk run retreat",
		Sentence:    "sentence convict acquit extradite prosecute try-court",
		Help:        "support finance train help supply back assist fund protect supply",
		Talk:        "negotiate meet discuss propose offer sign agree",
	})
	nouns = lemmas(map[Act]string{
		Kill:        "murder killing assassination massacre slaying execution homicide bloodbath genocide slaughter crime",
		Die:         "death demise",
		Injure:      "injury wound stabbing beating",
		Attack:      "attack assault ambush raid attempt aggression incursion strike offensive violence terrorism action incident onslaught operation harassment outrage",
		Shoot:       "shooting gunfire shot fire crossfire burst volley shootout shelling",
		Bomb:        "bombing explosion blast detonation bombardment dynamiting bomb-attack",
		Plant:       "placement launching",
		Destroy:     "destruction damage sabotage demolition wreckage",
		Burn:        "arson burning fire-setting",
		Kidnap:      "kidnapping abduction seizure hostage-taking kidnaping captivity disappearance",
		Rob:         "robbery theft looting extortion holdup",
		Hijack:      "hijacking hijack",
		Threaten:    "threat warning intimidation blackmail",
		Clash:       "clash fight fighting battle combat confrontation skirmish war encounter",
		Occupy:      "occupation takeover siege",
		Claim:       "responsibility claim confession",
		Accuse:      "accusation charge suspicion allegation blame",
		Arrest:      "arrest detention capture",
		Condemn:     "condemnation repudiation denunciation protest",
		Say:         "report statement communique announcement",
		Release:     "release rescue liberation escape",
		Investigate: "investigation probe inquiry search",
		Plan:        "plan plot order conspiracy",
		Strike:      "strike stoppage blockade boycott",
		Torture:     "torture rape mistreatment abuse",
		Sentence:    "trial sentence extradition",
		Help:        "support aid",
		Talk:        "negotiation talk dialogue meeting agreement",
	})
)

// lemmas turns lists of lemmas by class into classes by lemma. Of a lemma in two
// lists the lower class counts.
func lemmas[T ~uint8](lists map[T]string) map[string]T {
	out := map[string]T{}
	for class, list := range lists {
		for _, l := range strings.Fields(list) {
			if old, ok := out[l]; !ok || class < old {
				out[l] = class
			}
		}
	}
	return out
}

// Kind is what kind of thing a noun names, as far as the domain goes.
type Kind uint8

// The kinds.
const (
	NoKind     Kind = iota
	Rebel           // guerrilla, militant
	Criminal        // gunman, kidnapper, trafficker
	Anybody         // man, individual: whoever did it or suffered it
	Soldier         // soldier, colonel
	Police          // policeman
	Guard           // bodyguard
	Official        // minister, mayor
	Judge           // judge, prosecutor
	Diplomat        // ambassador
	Politician      // candidate, party leader
	Clergy          // priest
	Civilian        // peasant, student
	Media           // reporter
	Worker          // engineer, employee
	Relative        // wife, son
	Harmed          // victim, hostage, dead
	Member          // member, leader, element: of something
	Band            // group, gang, squad
	Force           // army, armed forces, police force
	Movement        // front, liberation, revolutionary
	Gang            // cartel, mafia
	Party           // political party
	State           // government, ministry
	Firm            // company
	Body            // organisation, union, church as a body
	Gun             // rifle
	Explosive       // bomb, dynamite
	Grenade         // grenade
	Rocket          // rocket, mortar
	Blade           // knife
	Fuel            // petrol, molotov
	Ammo            // bullet, shot, shell
	Arms            // weapon
	Vehicle         // car, bus
	Aircraft        // plane, helicopter
	Home            // house, residence
	Shop            // store, restaurant, bank
	Office          // headquarters, office
	Mission         // embassy
	Utility         // pylon, pipeline, substation
	Road            // bridge, highway
	Station         // station, post, barracks
	Worship         // church, temple
	School          // school, university
	Premises        // building, facility
	Farm            // farm, ranch
	Goods           // property, money, documents
	Time            // day, night
	Region          // city, department
	Talker          // spokesman, source, witness
	Many            // people, population
	kindCount
)

var kinds = lemmas(map[Kind]string{
	Rebel:      "narcoterrorist leftist rightist ultrarightist ultraleftist dissident mercenary guerrilla guerilla rebel insurgent militant extremist terrorist subversive separatist jihadist fighter militiaman contra paramilitary insurrectionist fundamentalist seditionist commando combatant mujahid revolutionary irregular",
	Criminal:   "executioner slayer sharpshooter dealer baron sapper gunman attacker assailant killer murderer assassin kidnapper abductor captor hijacker bomber robber thief gangster trafficker perpetrator suspect criminal bandit hitman sniper arsonist culprit delinquent aggressor author mobster mastermind accomplice offender thug shooter drug-trafficker outlaw evildoer extortionist",
	Anybody:    "man individual subject person youth stranger unknown woman youngster boy teenager adolescent people hood someone guy male",
	Soldier:    "seaman subsergeant soldier troop officer lieutenant colonel general captain sergeant major corporal marine commander serviceman trooper admiral infantryman paratrooper military chief private airman cadet sailor brigadier recruit conscript enlisted peacekeeper",
	Police:     "policeman police officer detective patrolman constable deputy agent trooper patrol gendarme sheriff policewoman carabinero",
	Guard:      "bodyguard guard escort watchman security-guard watchman",
	Official:   "minister president mayor governor official vice-president secretary councilman councilwoman prefect commissioner premier director authority functionary leader vice-minister intendant bureaucrat administrator",
	Judge:      "judge prosecutor attorney lawyer magistrate jurist justice counsel",
	Diplomat:   "ambassador diplomat consul attache envoy charge-d'affaires",
	Politician: "candidate politician congressman senator deputy legislator lawmaker assemblyman leader parliamentarian congresswoman",
	Clergy:     "priest bishop archbishop jesuit nun monk rabbi imam pastor missionary monsignor clergyman reverend cardinal friar cleric rector",
	Civilian:   "civilian peasant farmer resident villager student teacher citizen passer-by passerby bystander pedestrian passenger tourist inhabitant native child woman girl infant baby neighbor pupil professor rancher settler foreigner customer driver motorist indian american housewife occupant minor refugee traveler demonstrator",
	Media:      "journalist reporter newsman cameraman photographer editor columnist correspondent broadcaster newspaperman",
	Worker:     "personnel seaman fisherman vendor impresario adviser guest salesman owner inspector publisher assistant chairman baker staff worker engineer employee technician businessman industrialist doctor trader merchant banker laborer trade-unionist unionist executive manager chauffeur driver cook gardener economist contractor mechanic pilot nurse businesswoman physician servant maid foreman watchman landowner cattleman",
	Relative:   "wife husband son daughter brother sister mother father child relative family cousin nephew niece parent companion friend widow uncle aunt grandson",
	Harmed:     "victim casualty dead wounded hostage body corpse injured captive deceased fatality survivor prisoner detainee martyr remains",
	Member:     "member element activist leader follower sympathizer supporter chief head ringleader boss partner collaborator founder affiliate representative colleague associate",
	Band:       "group gang squad unit column patrol cell band faction contingent platoon commando detachment battalion brigade team crew ring mob hit-squad crowd squadron command company cadre nucleus",
	Force:      "army force military navy police guard air-force corps militia regiment battalion brigade division garrison troops gendarmerie intelligence",
	Movement:   "front movement liberation revolutionary rebel guerrilla insurgent resistance uprising brigade command extraditables alliance coordinating",
	Gang:       "cartel mafia syndicate gang trafficker drug underworld triad",
	Party:      "party coalition alliance opposition league",
	State:      "government ministry state regime administration presidency congress senate assembly parliament court council cabinet junta republic agency municipality",
	Firm:       "company corporation enterprise firm business industry airline",
	Body:       "organization union association federation institute committee foundation church commission league center confederation society guild",
	Gun:        "gun rifle pistol revolver machinegun machine-gun submachinegun submachine-gun shotgun firearm handgun carbine kalashnikov submachine uzi ak-47 m-16 ar-15 galil weapon musket",
	Explosive:  "trap bomb dynamite explosive device mine tnt charge car-bomb carbomb landmine detonator booby-trap c-4 gelatin trinitrotoluene stick anfo semtex bus-bomb time-bomb",
	Grenade:    "grenade hand-grenade",
	Rocket:     "rocket mortar missile launcher bazooka rpg-7 rpg artillery projectile cannon rocket-launcher howitzer catapult",
	Blade:      "knife machete ax axe dagger sword blade razor hatchet bayonet",
	Fuel:       "flamethrower gasoline petrol molotov cocktail fuel kerosene fire flame firebomb",
	Ammo:       "bullet shot shell cartridge round ammunition projectile shrapnel burst slug",
	Arms:       "weapon arms weaponry armament stone rock club stick brick bottle poison rope gas acid",
	Vehicle:    "motorcade tank minibuse taxis car bus vehicle truck van jeep motorcycle taxi automobile train ambulance pickup tanker bicycle boat ship trailer wagon minibus convoy motorbike limousine locomotive patrol-car tractor ferry vessel coach lorry railcar metro",
	Aircraft:   "gunship plane airplane aircraft helicopter jet airliner jetliner flight aeroplane",
	Home:       "house home residence apartment dwelling mansion domicile villa hut household",
	Shop:       "store restaurant bank shop hotel supermarket market bar cafe business establishment mall dealership warehouse factory plant branch nightclub discotheque pharmacy bakery cinema theater casino gas-station service-station hostel workshop brothel brewery exchange",
	Office:     "office headquarters ministry premises bureau agency courthouse palace city-hall townhall chamber secretariat local",
	Mission:    "embassy consulate mission legation chancery",
	Utility:    "system transportation meter pipe pylon tower pipeline substation line power electricity plant transformer cable dam antenna telephone refinery installation network grid generator powerline water oil well pole post relay hydroelectric aqueduct electric energy petroleum transmitter exchange booth",
	Road:       "airstrip route bridge highway road railway railroad street tunnel track airport runway port avenue rail",
	Station:    "station barracks post base garrison checkpoint prison jail precinct fort outpost quarters",
	Worship:    "church temple cathedral mosque synagogue chapel shrine convent monastery",
	School:     "school university college campus library seminary kindergarten classroom institute academy",
	Premises:   "camp studio kitchen room site shack building facility structure complex installation property hospital clinic stadium tower center museum newspaper monument wall garage window door parking hall compound clubhouse club laboratory stand",
	Farm:       "farm ranch plantation estate hacienda crop cattle",
	Goods:      "money property document equipment jewel merchandise goods supplies material cargo file furniture",
	Time:       "day night morning afternoon evening hour minute month year week moment today yesterday",
	Region:     "city town village department province country area region neighborhood district zone municipality capital hamlet suburb sector",
	Talker:     "spokesman source witness observer spokesperson spokeswoman analyst report press communique newspaper radio",
	Many:       "people population public community civilian inhabitant masses populace crowd thousands hundreds",
})
