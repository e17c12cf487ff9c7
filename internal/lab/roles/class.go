package roles

import (
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/nlp"
)

// framesOfClass are the frames of FrameNet whose verbs are of a class.
var framesOfClass = map[nlp.Class]string{
	nlp.Attacking: "Attack Besieging Invading Conquering Hostile_encounter Explosion Detonate_explosive Setting_fire Kidnapping Piracy Rape" +
		" Robbery Use_firearm Shoot_projectiles Hit_target Cause_impact Violence Chaos Abusing Terrorism Revenge Subversion",
	nlp.Harming: "Killing Death Cause_harm Experience_bodily_harm Damaging Destroying Impact Fire_burning",
	nlp.Seizing: "Arrest Detaining Imprisonment Taking_captive Surrendering Releasing Rescuing Escaping Fleeing Extradition Breaking_out_captive Intercepting",
	nlp.Judging: "Notification_of_charges Verdict Sentencing Execution Trial Arraignment Criminal_investigation Entering_of_plea Bail_decision" +
		" Commutation Pardon Legal_rulings Court_examination Fining Appeal",
	nlp.Governing: "Firing Quitting Appointing Change_of_leadership Exclude_member Employment_end Activity_pause Prohibiting_or_licensing Prohibiting" +
		" Change_event_time Business_closure Openness Change_accessibility",
	nlp.Moving: "Arriving Departing Travel Motion Self_motion Bringing Removing Come_together Quitting_a_place Protest Mass_motion Cotheme Sending" +
		" Motion_directional Visiting Touring Dispersal Traversing Ride_vehicle Operate_vehicle Board_vehicle Disembarking Gathering_up Evading" +
		" Intentional_traversing Assemble",
	nlp.Speaking: "Statement Request Judgment_communication Judgment_direct_address Judgment Telling Reporting Communication Communication_manner" +
		" Communication_means Communication_response Contacting Discussion Commitment Reveal_secret Affirm_or_deny Warning Questioning Chatting" +
		" Complaining Expressing_publicly Attempt_suasion Reassuring Labeling Name_conferral Referring_by_name Omen Reasoning Speak_on_topic" +
		" Explaining_the_facts Communicate_categorization Respond_to_proposal Quarreling Bragging Documents",
	nlp.Phasing: "Activity_start Activity_finish Activity_ongoing Activity_stop Process_start Process_stop Process_end Process_continue Process_resume" +
		" Attempt Success_or_failure Successful_action Endeavor_failure Cause_to_continue State_continue Activity_resume Event",
}

// strength is the order in which the classes of a frame's links are asked for.
var strength = []nlp.Class{nlp.Attacking, nlp.Harming, nlp.Judging, nlp.Seizing, nlp.Governing, nlp.Moving, nlp.Speaking, nlp.Phasing}

// settled are the classes of verbs and nouns that the frames leave open or take
// in another sense first than reports of violence do.
var settled = map[nlp.Class]string{
	nlp.Attacking: "storm strike hit seize fight pelt open_fire set_off set_on_fire take_hostage hold_hostage blow_up raid riot war clash siege break_in hijack" +
		" massacre rampage gunfire airstrike crossfire terrorize threaten plant throw hurl lob shell strafe firebomb torch vandalize vandalise" +
		" crackdown insurgency stampede stone ransack loot force open_up",
	nlp.Harming: "injury casualty hurt bleed impact perish collapse succumb drown choke poison maim trap surgery",
	nlp.Seizing: "capture release free rescue escape surrender hand_over subdue overpower disarm restrain neutralize neutralise imprison jail repatriate deport extradite recapture apprehend",
	nlp.Judging: "charge plead sentence convict acquit execute appeal confess indict prosecute interrogate interview arraign investigate probe search identify autopsy hearing",
	nlp.Governing: "suspend close reopen cancel postpone dismiss sack expel summon recall impose ban lift order declare resign appoint evict sever freeze" +
		" shut_down lock_down lockdown curfew ceasefire sanction abolish replace withdraw adjourn halt strengthen tighten increase raise disband dissolve nationalise nationalize boycott",
	nlp.Moving: "evacuate leave enter flee_to return gather congregate converge assemble march protest rally demonstrate deploy withdraw_from transfer transport airlift vigil funeral procession demonstration rush carry_off fly bring",
	nlp.Speaking: "claim announce condemn denounce deny say tell state call demand urge warn thank apologise apologize praise vow pledge mourn express" +
		" offer promise confirm tweet broadcast report publish issue release_statement criticise criticize blame",
	nlp.Acting: "find discover use build buy steal hide launch stage hold place put erect carry meet cover provide create appear set light serve book lose pull slice",
	nlp.Being:  "see know want have remain show include involve seem think believe hope fear consider expect mean like react respond motivate locate situate frequent park characterise characterize suppose wear comprise base represent constitute depend belong reside indicate receive contain need stand lie live exist cause lead",
}

// classLines are the lines of the classes of verbs, and of nouns whose verbs do
// not tell it.
func classLines(frames []Frame, dir string) ([]string, error) {
	class := map[string]nlp.Class{}
	files, err := verbFiles(dir)
	if err != nil {
		return nil, err
	}
	for v, f := range files {
		class[v] = classOfFile(f)
	}
	of := map[string]nlp.Class{}
	for c, list := range framesOfClass {
		for _, f := range strings.Fields(list) {
			of[f] = c
		}
	}
	linked := map[string]bool{}
	for i := range frames {
		for _, v := range frames[i].Verbs {
			if c := strongest(frames[i].Links, of); c != nlp.NoClass && !linked[v] && class[v] != nlp.NoClass {
				linked[v] = true
				class[v] = c
			}
		}
	}
	for c, list := range settled {
		for _, v := range strings.Fields(list) {
			class[strings.ReplaceAll(v, "_", " ")] = c
		}
	}
	var out []string
	for v, c := range class {
		if c != nlp.NoClass {
			out = append(out, "c "+strings.ReplaceAll(v, " ", "_")+" "+c.String())
		}
	}
	sort.Strings(out)
	return out, nil
}

func strongest(links []string, of map[string]nlp.Class) nlp.Class {
	for _, c := range strength {
		for _, l := range links {
			if of[l] == c {
				return c
			}
		}
	}
	return nlp.NoClass
}

// classOfFile is the class of the verbs of a lexicographer's file of WordNet.
func classOfFile(file int) nlp.Class {
	switch file {
	case 31, 37, 39, 42: // cognition, emotion, perception, being
		return nlp.Being
	case 32:
		return nlp.Speaking
	case 38:
		return nlp.Moving
	}
	return nlp.Acting
}

// verbFiles gives the lexicographer's file of the most frequent sense of each
// verb of one word.
func verbFiles(dir string) (map[string]int, error) {
	file := map[string]int{}
	err := lines(filepath.Join(dir, "data.verb"), func(c []string) error {
		n, err := strconv.Atoi(c[1])
		file[c[0]] = n
		return err
	})
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	err = lines(filepath.Join(dir, "index.verb"), func(c []string) error {
		pointers, err := strconv.Atoi(c[3])
		if err == nil && len(c) > 6+pointers && !strings.ContainsAny(c[0], "_-'0123456789") {
			out[c[0]] = file[c[6+pointers]]
		}
		return err
	})
	return out, err
}
