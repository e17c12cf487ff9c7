package predicate_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/english"
	"dossier/internal/text"
)

var line = english.New()

func analyse(s string) *nlp.Analysis {
	t := text.New(s)
	return line.Analyse(&doc.Document{Text: t, Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: t.Len()}, Section: -1}}})
}

// told is predicate p as a reader would put it: "attack: agent the gunmen,
// patient the embassy", with what it is if it is more or less than told as a
// fact.
func told(a *nlp.Analysis, p *nlp.Predicate) string {
	var parts []string
	for i := range p.Args {
		g := &p.Args[i]
		if g.Role != nlp.Other {
			parts = append(parts, fmt.Sprintf("%s %s", g.Role, a.Text(g.Span)))
		}
	}
	mark := ""
	if p.Modality != nlp.Actual {
		mark += " (" + p.Modality.String() + ")"
	}
	if p.Negated {
		mark += " (not)"
	}
	return p.Lemma + mark + ": " + strings.Join(parts, ", ")
}

// TestWhoDoesWhatToWhom shows one predicate of each text.
func TestWhoDoesWhatToWhom(t *testing.T) {
	for _, c := range []struct{ text, word, want string }{
		// voice
		{"Two gunmen stormed the consulate on Monday.", "stormed", "storm: agent Two gunmen, patient the consulate, time Monday"},
		{"The consulate was stormed by two gunmen.", "stormed", "storm: agent two gunmen, patient The consulate"},
		{"The minister was given a medal.", "given", "give: patient a medal, recipient The minister"},
		{"A car exploded near the market.", "exploded", "explode: patient A car, place the market"},
		// relative clauses and participles
		{"Police found the man who had killed the teacher.", "killed", "kill: agent the man, patient the teacher"},
		{"The soldiers wounded by the blast were flown home.", "wounded", "wound: agent the blast, patient The soldiers"},
		{"Police found the guard that the attacker stabbed.", "stabbed", "stab: agent the attacker, patient the guard"},
		{"Police freed the driver, killing two kidnappers.", "killing", "kill: agent Police, patient two kidnappers"},
		// control
		{"The crowd tried to storm the mission.", "storm", "storm (attempted): agent The crowd, patient the mission"},
		{"He was accused of killing a judge.", "killing", "kill (alleged): agent He, patient a judge"},
		{"The kidnappers forced the pilot to leave the plane.", "leave", "leave: agent the pilot, patient the plane"},
		{"The sect planned to bomb the station.", "bomb", "bomb (planned): agent The sect, patient the station"},
		{"The bomber failed to reach the palace.", "reach", "reach (attempted) (not): agent The bomber, patient the palace"},
		// conjunction
		{"The men entered the shop and shot the owner.", "shot", "shoot: agent The men, patient the owner"},
		{"Ada Brun and Tomas Lind were arrested.", "arrested", "arrest: patient Ada Brun, patient Tomas Lind"},
		// nouns
		{"The killing of the mayor by unknown men shocked Lima.", "killing", "killing: agent unknown men, patient the mayor"},
		{"The rebels' attack on the convoy failed.", "attack", "attack: agent The rebels, patient the convoy"},
		{"His arrest surprised nobody.", "arrest", "arrest: patient His"},
		// light verbs
		{"The militia carried out an attack on the bridge on Friday.", "attack", "attack: agent The militia, patient the bridge, time Friday"},
		{"The attack was carried out by a militia.", "attack", "attack: agent a militia"},
		{"Students set fire to the library.", "set", "set on fire: agent Students, patient the library"},
		// how it stands
		{"The gunman allegedly shot the clerk.", "shot", "shoot (alleged): agent The gunman, patient the clerk"},
		{"No one was hurt.", "hurt", "hurt (not): patient No one"},
		{"The court will sentence him in May.", "sentence", "sentence (planned): agent The court, patient him, time May"},
		{"Troops would shoot if protesters entered the square.", "entered", "enter (hypothetical): agent protesters, patient the square"},
	} {
		a := analyse(c.text)
		got := "no predicate"
		for i := range a.Predicates {
			if p := &a.Predicates[i]; a.WordText(p.Word) == c.word {
				got = told(a, p)
			}
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestTense shows that what lay before is told apart.
func TestTense(t *testing.T) {
	a := analyse("A man had threatened the consul before. He returned on Friday and was seized. He has confessed.")
	want := map[string]string{"threaten": "past perfect", "return": "past", "seize": "past", "confess": "present perfect"}
	for i := range a.Predicates {
		p := &a.Predicates[i]
		got := [...]string{"none", "past", "present", "future"}[p.Tense]
		if p.Perfect {
			got += " perfect"
		}
		if got != want[p.Lemma] {
			t.Errorf("%s is %s, want %s", p.Lemma, got, want[p.Lemma])
		}
		delete(want, p.Lemma)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// TestLightVerbs shows that a verb that only carries a noun points at it.
func TestLightVerbs(t *testing.T) {
	a := analyse("The brigade launched an assault on the port.")
	for i := range a.Predicates {
		p := &a.Predicates[i]
		switch {
		case p.Lemma == "launch" && (p.Carries < 0 || a.Predicates[p.Carries].Lemma != "assault"):
			t.Errorf("launch carries %d", p.Carries)
		case p.Lemma == "assault" && (p.Light < 0 || a.WordText(p.Light) != "launched" || p.Verb != "assault"):
			t.Errorf("assault is carried by %d", p.Light)
		}
	}
}

// TestNames shows that an argument leads to the name it holds, its pronoun to
// that of its chain.
func TestNames(t *testing.T) {
	a := analyse("The suspect, Pavel Horak, fled to Brno. He was arrested by Czech police.")
	for _, c := range []struct{ word, role, want string }{{"fled", "agent", "Pavel Horak"}, {"arrested", "patient", "Pavel Horak"}} {
		got := ""
		for i := range a.Predicates {
			for k := range a.Predicates[i].Args {
				g := &a.Predicates[i].Args[k]
				if n := a.NameOf(g); a.WordText(a.Predicates[i].Word) == c.word && g.Role.String() == c.role && n >= 0 {
					got = a.Text(a.Names[n].Span)
				}
			}
		}
		if got != c.want {
			t.Errorf("the %s of %s is %q, want %q", c.role, c.word, got, c.want)
		}
	}
}
