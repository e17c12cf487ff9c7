// Package event finds the steps of the chronology: what happened, named by a
// trigger word, with who took part and when.
package event

import (
	"strings"

	"dossier/internal/extract"
)

// class is what sort of happening a trigger names.
type class uint8

const (
	violence class = iota // the attack and its parts
	harm                  // killed, injured, damaged
	capture               // arrested, surrendered, freed
	movement              // arrived, fled, evacuated
	justice               // charged, tried, sentenced, investigated
	office                // dismissed, summoned, suspended, closed
	speech                // announced, condemned: an act in words
	daily                 // anything else that a chronology may show
)

// list holds the verbs of the domain by class, in their base form; regular forms
// are made by rule, irregular ones are given after a slash.
var list = []struct {
	class class
	verbs string
}{
	{violence, "attack bomb shoot/shot/shot/shooting stab/stabbed fire ram/rammed storm detonate explode ambush assault hijack kidnap/kidnapped abduct raid" +
		" strike/struck/struck seize torch firebomb assassinate murder poison threaten target open_fire/opened_fire/opened_fire/opening_fire" +
		" break_into/broke_into/broken_into/breaking_into break_inside/broke_inside set_off/set_off/set_off/setting_off go_off/went_off/gone_off/going_off blow_up/blew_up/blown_up/blowing_up" +
		" set_fire/set_fire/set_fire/setting_fire behead lynch besiege breach invade occupy clash throw/threw/thrown/throwing hurl beat/beat/beaten/beating" +
		" plant place/placed drive_into/drove_into plough_into plow_into wrestle grab/grabbed push chant rape torture burn/burned/burnt loot vandalise vandalize scale ignite" +
		" hold/held/held/holding take_hostage/took_hostage/taken_hostage shell pull confront overrun/overran/overrun activate discharge swing/swung/swung slash hack aim draw/drew/drawn"},
	{harm, "kill wound injure hurt/hurt/hurt die/died/died/dying damage destroy suffer maim hit/hit/hit/hitting impact collapse bleed/bled/bled succumb perish drown hospitalise hospitalize trap/trapped crash"},
	{capture, "arrest detain surrender capture apprehend release free rescue escape flee/fled/fled/fleeing imprison jail overpower subdue subdued disarm neutralise neutralize wrestle_down recover set_free/set_free recapture extradite deport repatriate restrain hand_over/handed_over chase pursue"},
	{movement, "arrive leave/left/left/leaving enter evacuate return go/went/gone/going travel move gather march flock fly/flew/flown/flying airlift transport transfer deploy withdraw/withdrew/withdrawn" +
		" run/ran/run/running jump walk_away/walked_away rush take/took/taken/taking bring/brought/brought/bringing send/sent/sent/sending visit approach cross drive/drove/driven/driving" +
		" congregate assemble protest demonstrate pass_by/passed_by cordon_off/cordoned_off block erect pour crawl hide/hid/hidden/hiding disperse"},
	{justice, "charge convict sentence indict try/tried/tried/trying acquit execute investigate interview interrogate identify accuse plead/pleaded/pled prosecute confess appeal hang/hanged issue open/opened launch file" +
		" find/found/found/finding discover conclude examine search seize reconstruct designate blame attribute"},
	{office, "dismiss sack fire_from summon expel/expelled suspend close reopen resign appoint cancel/cancelled postpone declare order impose ban/banned lift raise strengthen increase approve reissue swear_in/swore_in/sworn_in/swearing_in" +
		" replace remove fly_at_half-mast halt shut/shut/shut/shutting sever instruct establish begin/began/begun/beginning start end"},
	{speech, "announce claim condemn deny/denied call tell/told/told/telling demand express offer thank apologise apologize warn publish post phone telephone contact meet/met/met/meeting write/wrote/written confirm" +
		" alert notify brief/briefed discuss submit/submitted urge vow pledge mourn pay_tribute/paid_tribute pray say/said/said/saying speak_out/spoke_out/spoken_out broadcast/broadcast show/showed/shown answer honour honor convey" +
		" criticise criticize report describe tweet state reject support release_statement account donate"},
	{daily, "use build/built/built buy/bought/bought steal/stole/stolen prepare plan/planned join/joined become/became marry divorce wear/wore/worn carry/carried win/won/won lose/lost/lost vote elect happen occur follow come/came/come put/put/put help tend contain prevent fail rise/rose/risen/rising fall/fell/fallen/falling grow/grew/grown" +
		" chair remain stop/stopped lock clear extinguish contain respond receive appear cause trigger spark intensify/intensified celebrate disrupt freeze seat refuse"},
}

// nounList holds them by class; plural forms are made by rule.
var nounList = []struct {
	class class
	words string
}{
	{violence, "attack bombing blast explosion shooting stabbing assault ambush raid hijacking kidnapping abduction assassination massacre riot clash siege murder killing airstrike strike gunfire firefight hostage-taking breach shootout rampage arson"},
	{harm, "death injury casualty damage destruction fatality collapse dead"},
	{capture, "arrest detention capture surrender release rescue escape"},
	{movement, "evacuation protest demonstration march vigil counter-demonstration visit gathering withdrawal deployment"},
	{justice, "hearing trial sentencing conviction indictment execution investigation inquiry interrogation autopsy confession verdict"},
	{office, "dismissal resignation closure suspension ceasefire referendum funeral ceremony curfew lockdown order directive"},
	{speech, "condemnation announcement tip-off apology outrage"},
	{daily, "surgery"},
}

// trigger is what one form of a verb tells.
type trigger struct {
	lemma string
	class class
	verb  form
	noun  bool // the form names the happening as a noun too: "attack", "blasts"
}

// form is which form of a verb a trigger is.
type form uint8

const (
	base form = iota
	present
	past
	gerund
	noun
)

// triggers finds every form of every verb and noun of the lists.
var triggers = extract.NewPhrases(entries())

func entries() []extract.Phrase[trigger] {
	var out []extract.Phrase[trigger]
	named := nounForms()
	add := func(words, lemma string, c class, f form) {
		w := strings.ReplaceAll(words, "_", " ")
		out = append(out, extract.Phrase[trigger]{
			Words: w, Value: trigger{strings.ReplaceAll(lemma, "_", " "), c, f, named[w]}})
	}
	for _, l := range list {
		for _, v := range strings.Fields(l.verbs) {
			parts := strings.Split(v, "/")
			lemma := parts[0]
			pastForm, partForm, ingForm := regular(lemma, "ed"), "", regular(lemma, "ing")
			if len(parts) > 1 {
				pastForm = parts[1]
			}
			if partForm = pastForm; len(parts) > 2 {
				partForm = parts[2]
			}
			if len(parts) > 3 {
				ingForm = parts[3]
			} else if len(parts) == 2 && strings.HasSuffix(pastForm, "ed") {
				ingForm = strings.TrimSuffix(pastForm, "ed") + "ing" // stab, stabbed, stabbing
				if strings.HasSuffix(pastForm, "ied") {
					ingForm = lemma + "ing"
				}
			}
			add(pastForm, lemma, l.class, past)
			add(partForm, lemma, l.class, past)
			add(ingForm, lemma, l.class, gerund)
			add(lemma, lemma, l.class, base)
			add(third(lemma), lemma, l.class, present)
		}
	}
	for _, l := range nounList {
		for _, w := range strings.Fields(l.words) {
			add(w, w, l.class, noun)
			add(third(w), w, l.class, noun)
		}
	}
	return out
}

// nounForms are the singular and plural forms of the noun list.
func nounForms() map[string]bool {
	m := map[string]bool{}
	for _, l := range nounList {
		for _, w := range strings.Fields(l.words) {
			m[w], m[third(w)] = true, true
		}
	}
	return m
}

// regular adds an ending to the first word of a verb by the spelling rules.
func regular(lemma, ending string) string {
	head, rest, _ := strings.Cut(lemma, "_")
	if rest != "" {
		rest = "_" + rest
	}
	switch {
	case strings.HasSuffix(head, "ee") && ending == "ing":
	case strings.HasSuffix(head, "e"):
		head = head[:len(head)-1]
	case strings.HasSuffix(head, "y") && ending == "ed" && len(head) > 1 && !strings.ContainsRune("aeou", rune(head[len(head)-2])):
		head = head[:len(head)-1] + "i"
	}
	return head + ending + rest
}

// third adds the ending of the third person or the plural.
func third(lemma string) string {
	head, rest, _ := strings.Cut(lemma, "_")
	if rest != "" {
		rest = "_" + rest
	}
	switch {
	case strings.HasSuffix(head, "s"), strings.HasSuffix(head, "sh"), strings.HasSuffix(head, "ch"), strings.HasSuffix(head, "x"), head == "go":
		head += "es"
	case strings.HasSuffix(head, "y") && len(head) > 1 && !strings.ContainsRune("aeou", rune(head[len(head)-2])):
		head = head[:len(head)-1] + "ies"
	default:
		head += "s"
	}
	return head + rest
}
