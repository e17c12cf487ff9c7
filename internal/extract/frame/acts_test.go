package frame_test

import (
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/extract/extracttest"
	"dossier/internal/extract/frame"
	"dossier/internal/extract/part"
)

func TestFurtherActs(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"another deed of the same men", "Gunmen opened fire on a police post in Szeged on Monday, killing two officers. Before they fled, they set fire to a patrol car.", "arson (set fire to a patrol car)"},
		{"one that was tried", "A gunman shot three clerks at a bank in Szeged. He tried twice to set the counter on fire, witnesses said.", "arson (tried twice to set the counter on fire)"},
		{"a car first", "A man rammed his van into a row of cyclists in Szeged on Monday. He then stabbed four people in a shooting and stabbing spree, and shot a nurse.", "vehicle_ramming (rammed his van into a row of cyclists in Szeged)"},
		{"the answer of the police is none", "A man stabbed two pupils at a school in Szeged. Police officers shot the attacker dead.", ""},
		{"nor what happens to the attacker", "A man stabbed two pupils at a school in Szeged. The attacker was shot in the leg and detained.", ""},
		{"the type is no further act", "Gunmen shot dead a judge in Szeged. She was shot four times.", ""},
		{"not what is feared", "Gunmen shot dead a judge in Szeged. The group could bomb other courts, officials fear.", ""},
	} {
		if got := values("", c.words, claim.FurtherAct); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

// What gunmen do is the type, and not that they had guns; an attack of another month is
// none of this one's.
func TestTypeByTheDeed(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"gunmen who take people", "Gunmen kidnapped 27 girls from a school near Szeged on 3 May 2021. The gunmen came at night.", "kidnapping (kidnapped)"},
		{"and shoot", "Gunmen kidnapped 27 girls from a school near Szeged on 3 May 2021. The gunmen shot a guard.", "shooting (Gunmen), kidnapping (kidnapped)"},
		{"gunmen alone", "Gunmen attacked a bank in Szeged on 3 May 2021.", "shooting (Gunmen)"},
		{"a bomb, and an attack before", "A bomb exploded at a bus stand in Szeged on 13 May 2021, killing two people. In March 2021 a suicide bomber killed nine people. The suicide bomber was 19.", "bombing (bomb)"},
		{"a bomb of a weekday", "A bomb exploded at a bus stand in Szeged on Tuesday, killing two people. It broke windows. In March a suicide bomber killed nine people.", "bombing (bomb)"},
	} {
		if got := values("", c.words, claim.Type); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

// A shell or a fire needs no word of attack; a launch, a test and what did not happen
// are none.
func TestTypeByWhatHits(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"a shell that hits", "A shell hit a laundry in Szeged on 3 May 2021, killing four people.", "explosive_attack (hit)"},
		{"a passive", "The clinic was struck by a shell in Szeged on 3 May 2021.", "explosive_attack (struck)"},
		{"a round that lands", "A mortar round landed in a square in Szeged on 3 May 2021, killing three.", "explosive_attack (mortar)"},
		{"a drone", "A drone struck a fuel store in Szeged on 3 May 2021.", "explosive_attack (struck)"},
		{"who burns something", "Arsonists set fire to a chapel in Szeged on 3 May 2021.", "arson (set fire to)"},
		{"a launch", "A rocket fell into the sea after its launch near Szeged on 3 May 2021.", ""},
		{"a drone that comes down", "A drone fell into a garden in Szeged on 3 May 2021.", ""},
		{"what did not happen", "The shell did not hit the laundry in Szeged on 3 May 2021.", ""},
		{"lightning", "Lightning set fire to a barn in Szeged on 3 May 2021.", ""},
	} {
		if got := values("", c.words, claim.Type); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

// When somebody spoke of it is not when it happened.
func TestDateOfTheDeed(t *testing.T) {
	for _, c := range []struct{ why, published, words, want string }{
		{"accused on Wednesday", "2019-09-18", "Ruritania and Sylvania accused each other on Wednesday of starting a gun battle on their border. Guards opened fire on the village on Monday evening, Ruritania said.", "2019-09-16 (Monday evening)"},
		{"a night", "", "An arson attack destroyed the synagogue in Szeged on the night of 9 to 10 November 1993. Peter Novak visited the ruin on 12 November and spoke of \"an attack on all of us\".", "1993-11-09/1993-11-10 (9 to 10 November 1993)"},
		{"a month long before", "2016-01-17", "Gunmen kidnapped three engineers in Szeged at the weekend, officials said on Sunday. Eighteen workers were abducted in Szeged in September and set free.", "2016-01-17 (Sunday)"},
		{"told and done on the day", "2016-01-17", "Gunmen killed three engineers in Szeged on Friday, officials said.", "2016-01-15 (Friday)"},
	} {
		if got := values(c.published, c.words, claim.Date); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestTargetsAimedAt(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"said outright", "A truck bomb exploded in Szeged on Monday, some way from the embassy. It shattered windows for miles. The target was the headquarters of the criminal police, officials said.", "police: headquarters of the criminal police"},
		{"a person without an office", "A novelist was attacked in Szeged. The attack on Anna Kovacs shocked the governor.", "person: novelist"},
		{"the object of the verb", "Gunmen attacked a military convoy outside Szeged on Monday, not far from a church.", "military: military convoy"},
	} {
		if got := kindsOf(c.words, claim.Target); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestWeaponsByTheThing(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"the thing before the deed", "A bombing in Szeged killed two guards on Monday. The bomb had been hidden in a bin.", "bomb (bomb)"},
		{"the deed alone is a conclusion", "A bombing in Szeged killed two guards on Monday, police said.", "explosive (bombing)"},
		{"implied by the kind of attack", "A man stabbed two pupils at a school in Szeged on Monday.", "knife (stabbed)"},
	} {
		if got := values("", c.words, claim.Weapon); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestTypeByTheTree(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"a car driven into people", "A man drove his car into a crowd of marchers in Szeged on Monday, killing one of them.", "vehicle_ramming (drove)"},
		{"a trial about it", "A court in Szeged sentenced a man to life on Friday for driving a van into a queue of shoppers, killing one of them.", "vehicle_ramming (driving)"},
		{"intruders are cleared out", "Police are clearing the last protesters from the embassy compound in Szeged. Windows were smashed and the staff is sheltering inside.", "storming (clearing)"},
	} {
		if got := values("2020-03-04", c.words, claim.Type); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestThreatened(t *testing.T) {
	for _, c := range []struct{ why, words, want string }{
		{"no more than a threat", "A group threatened to bomb the town hall of Szeged and to kidnap the mayor. A bomb threat was phoned in on Monday.", "threatened"},
		{"a threat before the deed", "A group that had threatened the mayor of Szeged shot him dead on Monday.", "accomplished"},
		{"tried twice", "Two men tried twice to set the embassy in Szeged on fire in an arson attack.", "attempted"},
	} {
		if got := texts(c.words, claim.Outcome); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

// texts are the values of a slot without their words.
func texts(words string, slot claim.Slot) string {
	return list(words, slot, func(v *claim.Value) string { return v.Text })
}

// kindsOf are the kinds of what a slot holds, each with its name.
func kindsOf(words string, slot claim.Slot) string {
	return list(words, slot, func(v *claim.Value) string { return v.Kind + ": " + v.Text })
}

func list(words string, slot claim.Slot, show func(*claim.Value) string) string {
	var out []string
	for _, c := range extracttest.Read("2020-03-04", words, part.Extractor{}, frame.Extractor{}).Set.Claims {
		if v := c.Value; v != nil && v.Slot == slot {
			out = append(out, show(v))
		}
	}
	return strings.Join(out, ", ")
}

func TestNotWhereAndWhenSomethingElseWas(t *testing.T) {
	for _, c := range []struct {
		why, words string
		slot       claim.Slot
		want       string
	}{
		{"a trial's day", "On Friday a judge in Szeged sentenced a man who stabbed two waiters on 3 February 2020.", claim.Date, "2020-02-03"},
		{"what came before", "Two men shot at a councillor in Szeged on Monday and wounded her. Two days earlier her office had been ransacked.", claim.Date, "2020-03-02"},
		{"where somebody was caught", "A caller threatened to bomb the station of Szeged on Monday. In the evening a man was arrested in Debrecen.", claim.Place, "Szeged"},
	} {
		if got := texts(c.words, c.slot); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.why, c.words, got, c.want)
		}
	}
}

func TestShortAlert(t *testing.T) {
	words := "To all posts.\n\nThe operations room shares what follows for awareness. Please ask it for more. Do not reply.\n\n" +
		"By phone from the consulate in Szeged. The shelter is now under attack by mortar fire. Rounds have landed on it.\n\nThis is a first report. More may follow."
	if !extracttest.Read("2020-03-04", words, part.Extractor{}, frame.Extractor{}).Set.Found {
		t.Error("an alert that tells of the attack in its seventh sentence is found to tell of none")
	}
}
