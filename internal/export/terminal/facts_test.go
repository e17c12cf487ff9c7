package terminal_test

import (
	"bytes"
	"strings"
	"testing"

	"dossier/internal/export/terminal"
	"dossier/schema"
)

// printed is the page of one record of values.
func printed(t *testing.T, vs ...schema.Value) string {
	t.Helper()
	for i := range vs {
		if vs[i].Status == "" {
			vs[i].Preferred, vs[i].Status = true, "single"
		}
	}
	var b bytes.Buffer
	out := schema.Output{Records: []schema.Record{{ID: "r", Role: "main", Title: "T", Values: vs}}}
	if err := terminal.Write(&b, out, terminal.Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTheTimeInUTC(t *testing.T) {
	zone := schema.Value{Slot: "timezone", Value: "Asia/Kolkata", Offset: "+05:30"}
	for clock, want := range map[string]string{
		"08:00":       "08:00 Asia/Kolkata, UTC+05:30, 02:30Z",
		"02:15":       "02:15 Asia/Kolkata, UTC+05:30, 20:45Z", // the evening before
		"08:00/09:00": "08:00–09:00 Asia/Kolkata, UTC+05:30\n",
	} {
		if page := printed(t, schema.Value{Slot: "time", Value: clock}, zone); !strings.Contains(page, want) {
			t.Errorf("%s: no %q in\n%s", clock, want, page)
		}
	}
}

func TestATotalOfOneGroupIsOneLine(t *testing.T) {
	count := func(n int, of string) schema.Value { return schema.Value{Slot: "killed", Of: of, Value: n} }
	for _, c := range []struct {
		values []schema.Value
		want   string // the lines of the killed, by their words
	}{
		{[]schema.Value{count(1, "all"), count(1, "police")}, "Killed 1 police"},
		{[]schema.Value{count(1, "all"), count(1, "perpetrators")}, "Killed 1 perpetrator"},
		{[]schema.Value{count(2, "all"), count(1, "police")}, "Killed 2 1 police"},
		{[]schema.Value{count(2, "all"), count(2, "police"), count(2, "men")}, "Killed 2 2 police 2 men"},
	} {
		page := printed(t, c.values...)
		_, lines, _ := strings.Cut(page, "CASUALTIES\n")
		if got := strings.Join(strings.Fields(lines), " "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestWhoSaysSoBesideTheDocument(t *testing.T) {
	v := schema.Value{Slot: "weapon", Value: "rifle", Claimants: []string{"the mayor"}}
	if page := printed(t, v); !strings.Contains(page, "rifle — the mayor") {
		t.Error(page)
	}
	v.OwnVoice = true
	if page := printed(t, v); !strings.Contains(page, "rifle — also the mayor") {
		t.Error(page)
	}
}

func TestALessExactFigureStandsBack(t *testing.T) {
	seven, five := 7, 5
	least := func(n *int, status string) schema.Value {
		return schema.Value{Slot: "injured", Of: "all", Value: schema.Range{Min: n}, Status: status}
	}
	best := schema.Value{Slot: "injured", Of: "all", Value: 9}
	if page := printed(t, best, least(&five, "agreed"), least(&seven, "contested")); !strings.Contains(page, "Injured      9 or at least 7 (disputed)\n") {
		t.Error(page)
	}
}

func TestAWeaponThatOnlyTheDeedTells(t *testing.T) {
	for words, want := range map[string]string{"stabbed": "Weapon       knife\n", "kitchen knife": "Weapon       kitchen knife (knife)\n"} {
		var b bytes.Buffer
		out := schema.Output{Records: []schema.Record{{ID: "r", Role: "main", Title: "T",
			Values: []schema.Value{{Slot: "weapon", Value: words, Kind: "knife", Preferred: true}},
			Events: []schema.Event{{What: "was stabbed", Trigger: schema.Citation{Quote: "stabbed"}}}}}}
		if err := terminal.Write(&b, out, terminal.Options{Width: 80}); err != nil || !strings.Contains(b.String(), want) {
			t.Errorf("%s: no %q in\n%s", words, want, b.String())
		}
	}
}
