// Package codebook holds the closed vocabularies an analyst codes with, each
// code with its definition. docs/codebook.md explains them with examples; a test
// keeps the two in step.
package codebook

// Code is one entry of a vocabulary.
type Code struct {
	Name       string
	Definition string
}

// Vocabulary is a closed list of codes for one field.
type Vocabulary struct {
	Field string
	Codes []Code
}

// Has reports whether name is a code of v.
func (v Vocabulary) Has(name string) bool {
	for _, c := range v.Codes {
		if c.Name == name {
			return true
		}
	}
	return false
}

// All lists every vocabulary, in the order docs/codebook.md gives them.
func All() []Vocabulary {
	return []Vocabulary{
		Incident, DayPart, Weapon, Target, Harm, Outcome, Basis, Part, Phase, Modality,
		Saying, Reaction, Evidence, Relation, Conflict, Question,
	}
}

// Incident is what kind of violence it was.
var Incident = Vocabulary{"type", []Code{
	{"shooting", "one or more people fire guns at people or property"},
	{"bombing", "an explosive device is placed or driven to the target and goes off or is meant to"},
	{"suicide_bombing", "the attacker sets off the device on himself or dies in its blast by design"},
	{"stabbing", "an attack with a blade or another pointed thing"},
	{"vehicle_ramming", "a vehicle is driven into people or a building on purpose"},
	{"arson", "fire is set on purpose"},
	{"explosive_attack", "a grenade, rocket, mortar, missile or armed drone is thrown or fired"},
	{"kidnapping", "people are carried off and held elsewhere"},
	{"hostage_taking", "people are held where they are, against demands or a siege"},
	{"hijacking", "a vehicle, ship or aircraft is seized with those on board"},
	{"assassination", "a person is killed, or an attempt is made, for who they are or what office they hold"},
	{"storming", "a crowd or group breaks into or besieges a place"},
	{"vandalism", "property is damaged or defaced without an attempt on people"},
	{"clash", "two armed or violent sides fight"},
	{"chemical", "a poisonous, corrosive or irritant substance is the weapon"},
	{"letter_bomb", "a device sent by post or courier"},
	{"other", "deliberate violence that no other code fits"},
}}

// Weapon is what kind of thing was used.
var Weapon = Vocabulary{"weapon", []Code{
	{"firearm", "a gun of any size carried by a person"},
	{"explosive", "a bomb, mine, dynamite or device not told apart further"},
	{"vehicle_bomb", "a car, lorry or motorcycle carrying explosives"},
	{"suicide_vest", "explosives worn by the attacker"},
	{"grenade", "a hand or rifle grenade"},
	{"rocket", "a rocket, missile, mortar or rocket-propelled grenade"},
	{"drone", "an unmanned aircraft used to attack"},
	{"knife", "a blade: knife, machete, sword, axe"},
	{"vehicle", "a vehicle used to run people down or break in"},
	{"incendiary", "petrol bomb, fuel or another means of setting fire"},
	{"chemical", "a gas, acid, poison or another harmful substance"},
	{"blunt", "a club, bat, hammer, fists"},
	{"letter_bomb", "a device sent by post or courier"},
	{"stones", "stones, bricks, bottles and other things thrown"},
	{"other", "any other means"},
}}

// Target is what kind of thing was attacked.
var Target = Vocabulary{"target", []Code{
	{"diplomatic", "an embassy, consulate, mission, residence or diplomat"},
	{"government", "a government building, official or office-holder"},
	{"military", "armed forces, their bases, vehicles and personnel"},
	{"police", "police and other law enforcement"},
	{"religious", "a place of worship, clergy, worshippers as such"},
	{"education", "a school or university, its pupils, students and staff"},
	{"business", "a shop, hotel, company, market or its people"},
	{"media", "journalists and news organisations"},
	{"aid", "humanitarian and international aid organisations"},
	{"transport", "trains, buses, stations, airports, ships and their passengers"},
	{"health", "hospitals and health workers"},
	{"political", "parties, candidates, rallies"},
	{"utility", "power, water, telephone, pipelines"},
	{"tourist", "tourists and the places they visit as such"},
	{"civilians", "members of the public"},
	{"person", "one private person singled out"},
}}

// Harm is what happened to a victim.
var Harm = Vocabulary{"harm", []Code{
	{"killed", "died of it"},
	{"injured", "hurt in body"},
	{"abducted", "carried off or held"},
	{"unharmed", "named as a victim, and not hurt"},
	{"threatened", "threatened without being hurt"},
}}

// DayPart is the part of the day, in local time, that an incident is told to have
// happened in.
var DayPart = Vocabulary{"time of day", []Code{
	{"morning", "from the small hours or dawn to noon"},
	{"midday", "around noon"},
	{"afternoon", "from noon to the evening"},
	{"evening", "from the end of the afternoon to the night"},
	{"night", "from late evening to the morning, midnight included"},
}}

// Outcome is what became of the attempt.
var Outcome = Vocabulary{"outcome", []Code{
	{"accomplished", "the attack took place"},
	{"attempted", "it was begun and did not reach its end"},
	{"foiled", "it was prevented before it began"},
	{"threatened", "it was threatened, and not tried"},
}}

// Basis is how firmly a person or group is linked to the incident.
var Basis = Vocabulary{"basis", []Code{
	{"fact", "told as fact in the document's own voice"},
	{"suspected", "called a suspect, believed or thought to have done it"},
	{"accused", "named or charged by somebody"},
	{"claimed", "claimed responsibility"},
	{"admitted", "confessed or pleaded guilty"},
	{"possible", "named only as a possibility"},
}}

// Part is what somebody is in the incident beside those who did it and those harmed.
var Part = Vocabulary{"part", []Code{
	{"responder", "rescues, treats, puts out, disarms, arrests or otherwise deals with the attack as it goes on or right after"},
	{"official", "holds an office of a state or is a body of one, and speaks or acts in it"},
	{"witness", "saw or heard it, or tells of it as one who was there or lives there"},
	{"investigator", "finds out what happened: investigates, questions, examines"},
}}

// Phase is where an event lies relative to the incident.
var Phase = Vocabulary{"phase", []Code{
	{"background", "before the incident, or another incident"},
	{"incident", "the incident itself"},
	{"aftermath", "what followed"},
}}

// Modality is how an event is put.
var Modality = Vocabulary{"modality", []Code{
	{"actual", "told as having happened"},
	{"alleged", "told as somebody's allegation"},
	{"planned", "intended, expected or ordered"},
	{"attempted", "tried"},
	{"hypothetical", "a condition, wish or possibility"},
}}

// Saying is what kind of thing was said.
var Saying = Vocabulary{"attribution kind", []Code{
	{"assertion", "says that something is so"},
	{"denial", "says that something is not so"},
	{"condemnation", "condemns"},
	{"condolence", "expresses sorrow or sympathy"},
	{"accusation", "says that somebody did wrong"},
	{"demand", "asks or calls for something"},
	{"promise", "says that it will do something"},
	{"claim_of_responsibility", "says that it did it"},
	{"question", "asks"},
	{"other", "any other speech"},
}}

// Reaction is how a state, organisation or leader responded.
var Reaction = Vocabulary{"reaction kind", []Code{
	{"condemnation", "condemns or denounces the attack"},
	{"condolence", "expresses sorrow, sympathy or condolences"},
	{"support", "expresses solidarity or support"},
	{"call_for_investigation", "asks that it be investigated or those responsible punished"},
	{"call_for_protection", "asks that missions, people or places be protected"},
	{"offer_of_help", "offers assistance"},
	{"thanks", "thanks or expresses gratitude"},
	{"demand", "asks for anything else"},
	{"travel_warning", "warns its citizens"},
	{"sanction", "announces a sanction or breaks off relations"},
	{"denial", "denies or rejects a charge"},
	{"praise", "praises somebody's conduct"},
}}

// Evidence is what kind of thing bears on the accounts.
var Evidence = Vocabulary{"evidence kind", []Code{
	{"footage", "moving pictures"},
	{"photograph", "still pictures"},
	{"document", "a paper, message, recording of words"},
	{"testimony", "what a witness or suspect said"},
	{"physical", "a thing found or examined"},
	{"other", "anything else"},
}}

// Relation is how another incident is linked to this one.
var Relation = Vocabulary{"relation kind", []Code{
	{"precedent", "an earlier incident told as background"},
	{"follow_up", "a later incident told as a consequence"},
	{"part_of", "one incident of a wave or campaign, or one act of several that are told as one"},
	{"same_perpetrator", "said to be by the same hand"},
	{"see_also", "named beside it"},
	{"retaliation_for", "said to be in revenge for it"},
}}

// Conflict is where two values of a slot disagree.
var Conflict = Vocabulary{"conflict kind", []Code{
	{"between_documents", "two documents give different values in their own voice"},
	{"within_document", "one document gives different values"},
	{"between_claimants", "different parties hold different values"},
	{"over_time", "a figure changed as more became known"},
}}

// Question is what accounts compete over.
var Question = Vocabulary{"account question", []Code{
	{"motive", "why it was done"},
	{"responsibility", "who did it or ordered it"},
	{"nature", "what kind of act it was: terrorism, accident, crime"},
	{"alone", "whether the attacker acted alone"},
	{"attackers", "how many attackers there were"},
	{"what_happened", "how it went"},
}}
