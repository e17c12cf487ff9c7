package casualty

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/lexicon"
)

// manner is how a word of harm takes the people it counts.
type manner uint8

const (
	verb       manner = iota // kill, kills: they follow
	participle               // killed: before or behind, as the voice has it
	gerund                   // killing: they follow
	dies                     // died: they stand before
	state                    // dead, missing: they stand before
	noun                     // deaths, fatalities: the number stands before, or "of" leads on
	toll                     // death toll: a number follows
	lives                    // lives: "claimed twelve lives", "the lives of twelve"
	nobody                   // casualties: only "no casualties" tells what happened to whom
	cared                    // treated, taken: "12 people were taken to hospital"
	given                    // treatment: "18 guests were receiving treatment"
	struck                   // struck: "was struck by gunfire"
	limb                     // wrist: "broke his wrist"
	bodies                   // bodies: "the bodies of five men were found"
	safety                   // safety: "750 students were led to safety"
	figures                  // figure, total, number: "put the figure at 13", "bringing the total to 16"
	price                    // price: "two soldiers paid the supreme price"
	losses                   // lost: "we lost six soldiers"
	rubble                   // rubble: "four people believed to be under the rubble"
	carried                  // took: "they took 30 girls"
	charges                  // counts: "charged with seven counts of murder"
	inBed                    // hospital: "eight people remain in hospital"
	seized                   // seized: "two nurses were seized by gunmen"
)

// people reports whether a predicate of the word tells whom it harms.
func (m manner) people() bool {
	switch m {
	case verb, participle, gerund, dies, state, noun:
		return true
	}
	return false
}

// harmWord is the slot and manner of a lower-case word.
func harmWord(w string) (claim.Slot, manner, bool) {
	switch w {
	case "kill", "kills", "murder", "murders":
		return claim.Killed, verb, true
	case "killed", "murdered", "assassinated", "executed", "slain", "slaughtered", "massacred", "beheaded", "martyred", "strangled", "lynched", "neutralised", "neutralized":
		return claim.Killed, participle, true
	case "killing", "murdering", "slaughtering", "massacring":
		return claim.Killed, gerund, true
	case "died", "die", "dies", "perished", "succumbed":
		return claim.Killed, dies, true
	case "dead":
		return claim.Killed, state, true
	case "deaths", "death", "fatalities", "fatality":
		return claim.Killed, noun, true
	case "casualties":
		return claim.Killed, nobody, true
	case "toll":
		return claim.Killed, toll, true
	case "lives":
		return claim.Killed, lives, true
	case "price", "sacrifice":
		return claim.Killed, price, true
	case "lost":
		return claim.Killed, losses, true
	case "injure", "injures", "wound", "wounds", "hurts":
		return claim.Injured, verb, true
	case "injured", "wounded", "hurt", "maimed", "hospitalized", "hospitalised", "grazed":
		return claim.Injured, participle, true
	case "injuring", "wounding", "hurting", "maiming":
		return claim.Injured, gerund, true
	case "injuries":
		return claim.Injured, noun, true
	case "treated", "taken", "rushed", "airlifted", "admitted", "transported", "flown", "brought":
		return claim.Injured, cared, true
	}
	return otherHarm(w)
}

// thingHarm is the slot and manner of words that tell of harm only together with
// the words around them.
func thingHarm(w string) (claim.Slot, manner, bool) {
	switch w {
	case "treatment", "attention", "inhalation", "shock", "burns", "fracture", "fractures", "bruises", "cuts", "concussion", "lacerations", "stitches", "poisoning":
		return claim.Injured, given, true
	case "counts":
		return claim.Killed, charges, true
	case "hospital", "condition":
		return claim.Injured, inBed, true
	case "struck", "hit":
		return claim.Injured, struck, true
	case "throat", "throats", "wrist", "arm", "arms", "leg", "legs", "finger", "fingers", "hand", "hands", "eye", "eyes", "foot", "feet", "ankle", "hip", "nose", "jaw", "rib", "ribs",
		"thumb", "toe", "toes", "limb", "limbs", "skull", "collarbone", "elbow", "knee", "eyesight", "hearing":
		return claim.Injured, limb, true
	case "body", "bodies", "corpses":
		return claim.Killed, bodies, true
	case "safety":
		return claim.Evacuated, safety, true
	case "figure", "total", "number", "count":
		return claim.Killed, figures, true
	case "seized", "snatched", "dragged", "marched", "bundled":
		return claim.Abducted, seized, true
	case "took":
		return claim.Abducted, carried, true
	case "rubble", "debris", "unaccounted":
		return claim.Missing, rubble, true
	}
	return "", 0, false
}

func otherHarm(w string) (claim.Slot, manner, bool) {
	switch w {
	case "missing":
		return claim.Missing, state, true
	case "kidnapped", "abducted":
		return claim.Abducted, participle, true
	case "kidnapping", "abducting":
		return claim.Abducted, gerund, true
	case "hostage":
		return claim.Abducted, state, true
	case "arrested", "detained", "apprehended", "captured":
		return claim.Arrested, participle, true
	case "arresting", "detaining", "apprehending":
		return claim.Arrested, gerund, true
	case "evacuated":
		return claim.Evacuated, participle, true
	case "evacuating":
		return claim.Evacuated, gerund, true
	}
	return "", 0, false
}

// The categories that casualties are counted by, beside "all" and a noun phrase
// as written.
const (
	all          = "all"
	victims      = "victims"
	perpetrators = "perpetrators"
	civilians    = "civilians"
	police       = "police"
	military     = "military"
	security     = "security"
	staff        = "staff"
	children     = "children"
	anyone       = "person" // a man, a student: a person of no category
)

// personNoun is the category of a noun for people, and whether it is a plural.
func personNoun(w string) (category string, plural, ok bool) {
	if c := pluralPerson(w); c != "" {
		return c, true, true
	}
	if c := singularPerson(w); c != "" {
		return c, false, true
	}
	if n := len(w) - 1; n > 2 && w[n] == 's' {
		if c := singularPerson(w[:n]); c != "" {
			return c, true, true
		}
	}
	if strings.HasSuffix(w, "men") {
		if c := singularPerson(w[:len(w)-2] + "an"); c != "" {
			return c, true, true
		}
	}
	return "", false, false
}

func pluralPerson(w string) string {
	switch w {
	case "people", "persons", "others", "individuals", "souls", "lives":
		return all
	case "police", "policemen", "cops":
		return police
	case "civ", "civs", "civpop":
		return civilians
	case "troops", "servicemen", "servicewomen", "personnel", "forces", "paramilitaries", "infantry":
		return military
	case "children", "kids", "schoolchildren", "babies":
		return children
	case "staff", "crew":
		return staff
	case "passers-by", "bystanders", "villagers", "locals", "nationals", "citizens", "expatriates", "foreigners", "families", "relatives",
		"wives", "ladies", "faithful", "clergy", "pilgrims":
		return anyone
	}
	return ""
}

func singularPerson(w string) string {
	switch w {
	case "person", "individual", "other":
		return all
	case "victim":
		return victims
	case "attacker", "assailant", "gunman", "bomber", "shooter", "perpetrator", "militant", "terrorist", "hijacker", "insurgent", "knifeman",
		"hostage-taker", "assassin", "suspect", "gunwoman", "extremist", "jihadist", "rebel", "raider", "killer", "intruder", "fighter":
		return perpetrators
	case "policeman", "policewoman", "officer", "constable", "cop", "trooper", "sheriff", "detective", "inspector":
		return police
	case "soldier", "marine", "airman", "sailor", "serviceman", "servicewoman", "conscript", "peacekeeper", "seaman", "commando", "paratrooper":
		return military
	case "guard", "bodyguard", "watchman", "gatekeeper":
		return security
	case "employee", "staffer", "diplomat", "clerk", "colleague":
		return staff
	case "child", "kid", "boy", "girl", "infant", "baby", "toddler", "schoolchild", "schoolgirl", "schoolboy", "pupil":
		return children
	case "civilian", "bystander", "passerby", "passer-by", "pedestrian":
		return civilians
	}
	return role(w)
}

// role says that w is a person known by what they do or are.
func role(w string) string {
	if w == "member" || w == "national" || w == "foreigner" || w == "local" || w == "responder" || lexicon.IsPerson(w) {
		return anyone
	}
	return ""
}

// thing reports whether the plural w is of things, times or animals.
func thing(w string) bool {
	switch w {
	case "times", "seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "shots", "rounds", "bullets", "wounds", "blasts", "explosions", "attacks",
		"bombs", "bombings", "shootings", "incidents", "vehicles", "cars", "trucks", "lorries", "buses", "trains", "planes", "aircrafts", "helicopters", "boats", "ships",
		"buildings", "houses", "homes", "shops", "dogs", "horses", "cows", "animals", "birds", "camels", "goats", "sheep", "places", "countries", "cities", "towns",
		"villages", "miles", "metres", "meters", "kilometers", "kilometres", "counts", "charges", "cases", "points", "votes", "dollars", "euros", "pounds", "reasons",
		"things", "ways", "deaths", "injuries", "fatalities", "casualties", "bodies", "weapons", "guns", "rifles", "pistols", "knives", "grenades", "rockets", "missiles",
		"others'", "this", "is", "its", "windows", "rooms", "floors", "stations", "schools", "bases", "posts", "checkpoints", "sites", "streets", "mosques", "churches",
		"groups", "units", "operations", "raids", "strikes", "airstrikes", "arrests", "reports", "injures", "phases", "series", "percents", "degrees", "tons", "tonnes":
		return true
	}
	return false
}

// closed reports whether w is a word that no noun phrase runs over: a
// preposition, a conjunction, an auxiliary, a pronoun or a mark.
func closed(w string) bool {
	switch w {
	case "in", "at", "on", "by", "near", "from", "with", "of", "to", "for", "into", "outside", "inside", "during", "after", "before", "when", "while",
		"as", "that", "which", "who", "whom", "whose", "where", "and", "or", "but", "nor", "if", "because", "than", "then", "since", "until", "about",
		"over", "under", "between", "through", "across", "around", "against", "among", "amid", "along", "without", "within", "via", "despite",
		"was", "were", "is", "are", "be", "been", "being", "am", "have", "has", "had", "having", "did", "do", "does", "will", "would", "could", "should",
		"may", "might", "can", "must", "he", "she", "it", "they", "him", "them", "his", "her", "their", "its", "the", "a", "an", "this", "these", "those",
		"there", "not", "n't", "n’t", "no", "so", "said", "say", "says", "including", "later", "today", "yesterday", "also", "each", "both", "leaving",
		"reportedly", "critically", "seriously", "severely", "badly", "fatally", "slightly", "lightly", "now", "confirmed", "feared", "believed", "presumed",
		"reported", "left", "found", "went", "remain", "remained", "remains", "suffered", "sustained", "received", "lost", "took", "claimed", "shot",
		"stabbed", "dead", "alive":
		return true
	}
	return len(w) == 1 && (w[0] < 'a' || w[0] > 'z') && (w[0] < '0' || w[0] > '9')
}

// breaks reports whether w opens a new clause to its right.
func breaks(w string) bool {
	switch w {
	case ";", ":", "—", "–", "--", "\"", "“", "”", "that", "when", "while", "where", "after", "before", "although", "though", "but", "because", "until", "if",
		"whereas", "as":
		return true
	}
	return false
}

// being reports whether w is a form of be or get, the auxiliaries of the passive.
func being(w string) bool {
	switch w {
	case "was", "were", "is", "are", "be", "been", "being", "got", "get", "gets", "'s", "’s", "'re", "’re":
		return true
	}
	return false
}

func having(w string) bool { return w == "have" || w == "has" || w == "had" || w == "having" }

// adverb reports whether w can stand between an auxiliary or a subject and a
// word of harm.
func adverb(w string) bool {
	switch w {
	case "also", "reported", "confirmed", "believed", "feared", "presumed", "thought", "still", "later", "then", "subsequently", "eventually", "both",
		"not", "n't", "n’t", "never", "left", "found", "pronounced", "declared", "initially", "either", "all", "each", "now", "instantly", "again", "to",
		"shot", "stabbed", "more", "said", "known", "said to":
		return true
	}
	return len(w) > 4 && strings.HasSuffix(w, "ly")
}

// unreal reports whether w makes what follows a possibility, a plan or a wish.
func unreal(w string) bool {
	switch w {
	case "would", "could", "might", "may", "should", "if", "whether", "threatened", "threatening", "threatens", "threat", "threats", "plan", "plans", "planned",
		"planning", "plot", "plotted", "plotting", "attempt", "attempts", "attempted", "attempting", "try", "tried", "trying", "tries", "want", "wanted", "wants",
		"intend", "intended", "intending", "conspiracy", "conspiring", "conspired", "possible", "possibly", "potential", "unless", "cannot", "can", "will", "nearly",
		"ability", "able", "likely":
		return true
	}
	return false
}

// supposed reports whether w makes what it is said of ("the assumption that") a
// mere possibility.
func supposed(w string) bool {
	switch w {
	case "assumption", "possibility", "fear", "fears", "hope", "hopes", "belief", "idea", "suggestion", "theory", "rumour", "rumor", "rumours", "rumors", "assuming",
		"hoping", "fearing":
		return true
	}
	return false
}

// authority reports whether w names those who act against an attacker.
func authority(w string) bool {
	switch w {
	case "police", "officers", "officer", "soldiers", "soldier", "troops", "guards", "guard", "forces", "marksmen", "marksman", "sniper", "snipers", "policeman", "policemen",
		"commandos", "security", "swat", "authorities", "unit", "squad", "deputies", "deputy", "troopers", "trooper", "agents":
		return true
	}
	return false
}
