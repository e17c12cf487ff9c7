package event_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/internal/extract"
	"dossier/internal/extract/event"
	"dossier/internal/extract/extracttest"
)

// on is the day of the deed, as the frame would have told it.
type on string

func (on) Name() string    { return "on" }
func (on) Version() string { return "" }
func (d on) Extract(in *extract.Input) {
	in.Date = string(d)
}

// chronology is the steps of a text, in their order, each with its date and who
// takes part: "2024-03-05 stormed the consulate [agent Red Lily]". Details are
// left out.
func chronology(published, day, words string) []string {
	in := extracttest.Read(published, words, on(day), event.Extractor{})
	type step struct {
		order int
		line  string
	}
	var steps []step
	for i := range in.Set.Claims {
		c := &in.Set.Claims[i]
		if c.Event == nil || c.Confidence < 0.5 {
			continue
		}
		e := c.Event
		line := strings.TrimSpace(e.When + " " + e.Time)
		if e.Modality != "actual" {
			line += " (" + e.Modality + ")"
		}
		if e.Negated {
			line += " (not)"
		}
		line += " " + e.What
		var who []string
		for _, a := range e.Arguments {
			who = append(who, a.Role+" "+extracttest.Name(in, a.Entity))
		}
		if len(who) > 0 {
			line += " [" + strings.Join(who, ", ") + "]"
		}
		steps = append(steps, step{e.Order, strings.TrimSpace(line)})
	}
	slices.SortStableFunc(steps, func(a, b step) int { return a.order - b.order })
	var out []string
	for _, s := range steps {
		out = append(out, s.line)
	}
	return out
}

func TestChronology(t *testing.T) {
	for _, c := range []struct {
		what, words string
		want        []string
	}{
		{"a verb with who and where", "On 5 March 2024 two men stormed the Danish embassy in Lima.", []string{
			"2024-03-05 two men stormed the Danish embassy in Lima [patient Danish embassy in Lima]"}},
		{"a passive tells its subject", "Rosa Quispe was shot on 5 March 2024.", []string{
			"2024-03-05 Rosa Quispe was shot [patient Rosa Quispe]"}},
		{"a light verb is its noun", "On 5 March 2024 a militia carried out an attack on the port.", []string{
			"2024-03-05 a militia carried out an attack on the port"}},
		{"what is only tried", "On 5 March 2024 Tomas Lind tried to burn the archive.", []string{
			"2024-03-05 (attempted) tried to burn the archive [agent Tomas Lind]"}},
		{"saying is no step, what is said is", "Police said that the driver fled on 6 March 2024.", []string{
			"2024-03-06 the driver fled"}},
		{"a noun that takes up the deed is none", "On 5 March 2024 gunmen attacked the mill. Residents feared the attack.", []string{
			"2024-03-05 gunmen attacked the mill"}},
		{"a clock time", "The bomb exploded at 14:20 on 5 March 2024.", []string{
			"2024-03-05 14:20 The bomb exploded"}},
		{"the paragraph's date is carried on", "On 7 March 2024 Ada Brun was arrested. She was charged with arson.", []string{
			"2024-03-07 Ada Brun was arrested [patient Ada Brun]", "2024-03-07 She was charged with arson [patient Ada Brun]"}},
		{"days reckoned from the deed", "A clerk was arrested three days after the attack.", []string{
			"2024-03-08 A clerk was arrested"}},
		{"what had happened stands before", "On 5 March 2024 the gunman entered the bank. He had stolen the rifle.", []string{
			"2024-03-05 the gunman had stolen the rifle", "2024-03-05 the gunman entered the bank"}},
		{"a verb joined to another has its subject", "On 5 March 2024 a clerk locked the gate and hid the keys.", []string{
			"2024-03-05 a clerk locked the gate", "2024-03-05 a clerk hid the keys"}},
		{"three verbs in a row have one subject", "On 5 March 2024 a porter grabbed the man, dragged him out into the yard and locked the gate behind him.", []string{
			"2024-03-05 a porter grabbed the man", "2024-03-05 a porter dragged him out into the yard", "2024-03-05 a porter locked the gate behind him"}},
		{"nobody is told to be nobody", "The mill burned on 5 March 2024. Nobody was hurt.", []string{
			"2024-03-05 The mill burned", "2024-03-05 (not) Nobody was hurt"}},
		{"advice and what the writer does in writing are no steps", "On 5 March 2024 gunmen attacked the mill. Staff are advised to stay at home. We thank the guards. Avoid the square.", []string{
			"2024-03-05 gunmen attacked the mill"}},
		{"an office is none", "On 5 March 2024 gunmen attacked the man in charge of the mill.", []string{
			"2024-03-05 gunmen attacked the man in charge of the mill"}},
		{"whose words a clause is, is not whom it tells of", "Officials reject the claim of the army that the driver fled on 5 March 2024.", []string{
			"2024-03-05 the driver fled"}},
		{"what came of it is told with it", "A bomb exploded at the port on 5 March 2024, killing two dockers and burning a crane.", []string{
			"2024-03-05 A bomb exploded at the port on 5 March 2024, killing two dockers and burning a crane",
			"2024-03-05 killing two dockers", "2024-03-05 A bomb burning a crane"}},
		{"a clause of time is told whole", "On 5 March 2024 the inquiry was closed after the clerk withdrew her complaint.", []string{
			"2024-03-05 the clerk withdrew her complaint", "2024-03-05 the inquiry was closed after the clerk withdrew her complaint"}},
		{"the time that leads is beside the words", "09:40 local time on 5 March 2024 a lone rider shot the baker.", []string{
			"2024-03-05 09:40 a lone rider shot the baker"}},
		{"the place that heads the report does nothing", "OSLO: Two masked men robbed the mill on 5 March 2024, police said.", []string{
			"2024-03-05 Two masked men robbed the mill"}},
		{"a participle keeps the auxiliary it shares", "On 5 March 2024 the clerk was seized and hanged.", []string{
			"2024-03-05 the clerk was seized", "2024-03-05 the clerk was hanged"}},
		{"a verb keeps its particle", "On 5 March 2024 the car of the envoy was fired at.", []string{
			"2024-03-05 the car of the envoy was fired at"}},
		{"who remained is counted", "Nine clerks were evacuated on 7 March 2024; four remained.", []string{
			"2024-03-07 Nine clerks were evacuated", "2024-03-07 four remained"}},
		{"and so is who remained to do something", "Nine clerks were evacuated on 7 March 2024. Four guards remained to watch the house.", []string{
			"2024-03-07 Nine clerks were evacuated", "2024-03-07 Four guards remained"}},
		{"until is no time of the step", "On 5 March 2024 soldiers searched the mill until midnight.", []string{
			"2024-03-05 soldiers searched the mill"}},
		{"the clock of another place is none of its own", "On 5 March 2024 at 9 a.m. local time (0600 GMT) gunmen attacked the mill.", []string{
			"2024-03-05 09:00 gunmen attacked the mill"}},
		{"the telling goes on from its own day, not from what had been before", "On 5 March 2024 gunmen attacked the mill. Two days earlier they had stolen a van. Troops searched the woods.", []string{
			"2024-03-03 gunmen had stolen a van", "2024-03-05 gunmen attacked the mill", "2024-03-05 Troops searched the woods"}},
		{"a timeline told in the present", "The mill was attacked on 5 March 2024.\n\n06:10 A bomb explodes at the gate.", []string{
			"2024-03-05 The mill was attacked", "2024-03-05 06:10 A bomb explodes at the gate"}},
		{"no quotation is left open", "On 5 March 2024 the rebels killed \"nine of the traitors\" at the mill.", []string{
			"2024-03-05 the rebels killed \"nine of the traitors\" at the mill"}},
		{"whom a speaker means is his to say", "On 5 March 2024 gunmen attacked eleven clerks at the mill. \"Then they burned the barn,\" said Ada Brun.", []string{
			"2024-03-05 gunmen attacked eleven clerks at the mill", "2024-03-05 they burned the barn"}},
		{"what was tried in vain", "On 5 March 2024 gunmen fled after a failed attempt to burn the mill.", []string{
			"2024-03-05 gunmen fled", "2024-03-05 (attempted) a failed attempt to burn the mill"}},
		{"a car does not walk", "On 5 March 2024 the robber rammed a car that belonged to the mill and walked in behind a clerk.", []string{
			"2024-03-05 the robber rammed a car", "2024-03-05 the robber walked in behind a clerk"}},
		{"the same told again is told once", "On 5 March 2024 the rebels burned the bridge. The rebels burned the bridge on 5 March 2024.", []string{
			"2024-03-05 the rebels burned the bridge"}},
	} {
		got := chronology("", "2024-03-05", c.words)
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: %s\n got %s\nwant %s", c.what, c.words, fmt.Sprintf("%q", got), fmt.Sprintf("%q", c.want))
		}
	}
}

// TestPhases shows where steps lie relative to the deed.
func TestPhases(t *testing.T) {
	in := extracttest.Read("", "In 2021, vandals damaged the shrine. On 5 March 2024 a bomb destroyed it. On 9 March 2024 the mayor resigned.", on("2024-03-05"), event.Extractor{})
	want := map[string]string{"damaged": "background", "destroyed": "incident", "resigned": "aftermath"}
	for i := range in.Set.Claims {
		if e := in.Set.Claims[i].Event; e != nil {
			trigger := in.Text(e.Trigger.Span)
			if want[trigger] != e.Phase {
				t.Errorf("%s lies in %s, want %s", trigger, e.Phase, want[trigger])
			}
			delete(want, trigger)
		}
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// TestCitations shows that a step stands on its trigger and its date.
func TestCitations(t *testing.T) {
	in := extracttest.Read("", "Guards opened fire on the crowd on 5 March 2024.", on("2024-03-05"), event.Extractor{})
	var got []string
	for i := range in.Set.Claims {
		for _, c := range in.Set.Claims[i].Citations {
			got = append(got, in.Text(c.Span))
		}
	}
	if want := []string{"opened fire", "5 March 2024"}; !slices.Equal(got, want) {
		t.Errorf("stands on %q, want %q", got, want)
	}
}
