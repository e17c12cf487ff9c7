package gvdb

import (
	"flag"
	"strings"
	"testing"

	"dossier/internal/sharedtest"
	"dossier/schema"
)

var update = flag.Bool("update", false, "write the score sheet anew")

// The sheet counts; the articles are the publishers' and stay out of the
// repository.
func TestSheet(t *testing.T) {
	shared := sharedtest.Dir(t, "corpora", "gvdb")
	var b strings.Builder
	if err := Run(&b, shared, nil); err != nil {
		t.Fatal(err)
	}
	sharedtest.Golden(t, "testdata/scores.txt", b.String(), *update)
}

func TestDetailKeepsTheHeldHalfShut(t *testing.T) {
	out := []Outcome{
		{Article: Article{ID: "1", Half: Tune, Gold: map[Field]string{"VIC-NAME": "Ana Ruiz"}}},
		{Article: Article{ID: "2", Half: Held, Gold: map[Field]string{"VIC-NAME": "Peter Novak"}}},
	}
	var b strings.Builder
	misses(&b, out)
	if got := b.String(); !strings.Contains(got, "Ana Ruiz") || strings.Contains(got, "Novak") {
		t.Errorf("detail prints %q", got)
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct{ tokens, want string }{
		{"A would - be thief , 28 , fled .", "A would-be thief, 28, fled."},
		{"He did n't shoot ( he said ) .", "He didn't shoot (he said)."},
		{`" Stop , " he said , " or else . "`, `"Stop," he said, "or else."`},
		{"the town 's 9 % of $ 3", "the town's 9% of $3"},
		{"Gar\u00addens", "Gardens"},
	} {
		if got := join(strings.Split(c.tokens, " ")); got != c.want {
			t.Errorf("join(%s) = %s, want %s", c.tokens, got, c.want)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		gold, given string
		want        Count
	}{
		{"Ana Ruiz", "ana ruiz,", Count{1, 1, 1, 1}},
		{"Ruiz", "Ana Ruiz", Count{1, 1, 0, 1}},
		{"11:10 p.m.", "11:10pm", Count{1, 1, 1, 1}},
		{"28-year-old man", "28", Count{1, 1, 0, 1}},
		{"28", "8", Count{1, 1, 0, 0}},
		{"Ana Ruiz", "Ana Ross", Count{1, 1, 0, 0}},
		{"Ana Ruiz", "", Count{1, 0, 0, 0}},
		{"", "Ana Ruiz", Count{0, 1, 0, 0}},
		{"", "", Count{}},
	} {
		if got := compare(c.gold, c.given); got != c.want {
			t.Errorf("compare(%q, %q) = %+v, want %+v", c.gold, c.given, got, c.want)
		}
	}
	if f := (Count{Gold: 4, Given: 2, Approx: 1}).F(1); f != 2.0/6 {
		t.Errorf("F = %v", f)
	}
}

func TestAnswers(t *testing.T) {
	cite := func(at int, quote string) []schema.Citation {
		return []schema.Citation{{Start: at, End: at + len(quote), Quote: quote}}
	}
	got := Answers(schema.Output{Records: []schema.Record{{
		Values: []schema.Value{
			{Slot: "time", Value: "09:00", Citations: cite(0, "9 a.m.")},
			{Slot: "time", Value: "21:00", Preferred: true, Citations: cite(9, "9 p.m.")},
			{Slot: "victim", Value: "e1", Harm: "threatened"},
			{Slot: "victim", Value: "e3", Harm: "killed"},
			{Slot: "victim", Value: "e2", Harm: "killed"},
			{Slot: "suspect", Value: "e1", Basis: "possible"},
			{Slot: "weapon", Kind: "firearm", Citations: append(cite(40, "gunfire"), cite(70, "shotgun")...)},
		},
		Entities: []schema.Entity{
			{ID: "e1", Name: "Ida Holm", Named: true, Mentions: cite(5, "Ida Holm")},
			{ID: "e2", Name: "a man", Mentions: cite(10, "a man")},
			{ID: "e3", Name: "Ana Ruiz", Named: true, Mentions: cite(20, "Ruiz")},
		},
	}}})
	for f, want := range map[Field]string{"DAT-CLOCK": "9 p.m.", "VIC-NAME": "Ana Ruiz", "SHO-NAME": "", "CIR-WEAPON": "shotgun"} {
		if got[f] != want {
			t.Errorf("%s is %q, want %q", f, got[f], want)
		}
	}
}
