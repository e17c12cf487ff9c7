package lexicon

import "strings"

// The classes of nouns that are asked for here, as bits of NounClasses.
const (
	classPerson        = 1 << 0
	classRelative      = 1 << 22
	classCommunication = 1 << 35
	classAnimal        = 1 << 41
	classCognition     = 1 << 46
)

// IsPerson reports whether a noun, by its lemma in small letters, means somebody: one
// person, whoever it is.
func IsPerson(lemma string) bool {
	return morePersons[lemma] || NounClass(lemma).First&classPerson != 0 && !noPersons[lemma]
}

// IsRelative reports whether a noun, by its lemma in small letters, means one of
// somebody's family.
func IsRelative(lemma string) bool {
	return NounClass(lemma).First&classRelative != 0 || lemma == "partner" || lemma == "girlfriend" || lemma == "boyfriend" || lemma == "fiance" || lemma == "fiancee"
}

// IsPeople reports whether a noun, by its lemma in small letters, means somebody or
// several people: also a crowd, a family, a patrol.
func IsPeople(lemma string) bool { return gatherings[lemma] || IsPerson(lemma) }

// IsAnimal reports whether a noun, by its lemma in small letters, means an animal.
func IsAnimal(lemma string) bool {
	return moreAnimals[lemma] || NounClass(lemma).First&classAnimal != 0 && !IsPerson(lemma) && !noAnimals[lemma]
}

// IsThought reports whether a noun, by its lemma in small letters, means what is
// thought or said and no thing: a plan, a law, a decision.
func IsThought(lemma string) bool {
	return moreThoughts[lemma] || NounClass(lemma).First&(classCommunication|classCognition) != 0 && !IsPerson(lemma) && !IsPeople(lemma) && !noThoughts[lemma]
}

// morePersons are nouns for people that the dictionary leaves out, writes otherwise,
// or has another first sense for; noPersons those that it has for people and that
// reports of violence use for things.
var (
	morePersons = Listed("person individual somebody someone anybody man woman boy girl male female other victim survivor kid bodyguard watchman gatekeeper hawker bomber " +
		"passerby passer-by schoolchild schoolgirl schoolboy protestor worshiper crewman crewmember seafarer deminer peacekeeper paratrooper photojournalist trucker " +
		"watchkeeper gunwoman knifeman axeman swordsman jihadist islamist hostage-taker staffer officer inmate detainee pensioner teen teenager youth adult toddler " +
		"neighbour partner co-worker colleague classmate housemate flatmate labourer cameraman camerawoman fisherwoman shopworker taxi-driver rickshaw-puller " +
		"policeman policewoman lawmaker councillor parliamentarian headteacher schoolteacher mother-in-law father-in-law son-in-law daughter-in-law brother-in-law " +
		"sister-in-law stepfather stepmother stepson stepdaughter half-brother ex-husband ex-wife ex-boyfriend ex-girlfriend great-grandmother great-grandfather " +
		"imam muezzin mullah sheikh sheik ayatollah seminarian sexton warden conductor steward porter waiter waitress barman barmaid bartender baker barber " +
		"butcher herder herdsman nomad farmhand rapper vlogger youtuber influencer blogger whistleblower expatriate expat refugee asylum-seeker migrant evacuee looter rioter " +
		"arsonist vandal pirate kidnapper abductor captor hijacker commando militiaman guerrilla sniper marksman ringleader accomplice driver medic fireman commuter motorist cleaner afghan shooter local national militia biker climber builder publisher agent aid-worker chauffeur cabbie trooper")
	noPersons = Listed("target stop counter saint base cooler heater mortar sponsor stretcher carrier host sentinel grave " +
		"black white independent conservative liberal democratic republican anchor apple bear bull squeeze mill cutter cracker " +
		"more anti begin bridges budge burns chambers crane drew fields foster fry gates graves handy hardy hunt lodge marks martial mills parks polo sellers sessions sue sweet swift teach tell " +
		"waters wells wheeler whittle banks grey academic affluent ancient bankrupt beloved brave broad closer colonial colored contemporary crazy dear dependent desperate domestic dry dwarf " +
		"equal ethnic extra familiar federal fellow forward great have heavy hire homeless hopeful innocent longer lovely mandatory married mimic miss moderate modern monitor natural noble notable " +
		"ordinary pop primitive prior professional provincial regular religious romantic same senior sensitive sooner straight stupid super superior temporary tough vegan")
	gatherings = Listed("people crowd group queue line procession parade rally march mob gathering congregation family couple pair crew team squad patrol convoy public " +
		"audience throng column class band party gang staff police military army garrison platoon battalion brigade unit force delegation population community troop " +
		"cavalcade cortege picket vigil")
	moreAnimals  = Listed("leopard lion lioness tiger bear shark crocodile elephant alligator hippo hippopotamus buffalo panther cougar puma cheetah wolf python cobra viper wasp bee mosquito")
	noAnimals    = Listed("body head tail mate young prey creature game predator work stock host chicken critter hunter drone bat crane ram fly jaguar mustang beetle mole seal ray bug bull mouse tank scorpion carrier")
	moreThoughts = Listed("cause problem disease poverty corruption inflation root issue question server system network website data law bill budget deal treaty decision policy record stance rule ruling verdict reform reputation credibility character idea view opinion logic legislation")
	noThoughts   = Listed("area line post target sign station base field school church market press television media newspaper magazine radio site post network point mark " +
		"letter message bomb signal street address place way world region company capital paper journal house office film show exhibition")
)

// Listed is the set of the words of a list, which stand apart by spaces.
func Listed(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
