package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dossier/internal/codebook"
	"dossier/internal/export/plover"
	"dossier/internal/sharedtest"
	"dossier/internal/wire"
	"dossier/schema"
)

// table reads a table into rows by the names of their columns.
func table(t testing.TB, b []byte) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, c := range row {
			m[rows[0][i]] = c
		}
		out = append(out, m)
	}
	return out
}

func expect(t *testing.T, row map[string]string, want map[string]string) {
	t.Helper()
	for k, w := range want {
		if got, ok := row[k]; !ok || got != w {
			t.Errorf("%s is %q, want %q", k, got, w)
		}
	}
}

func TestWide(t *testing.T) {
	expect(t, table(t, written(t, "csv", sample(t)))[0], map[string]string{
		"date": "2021-05-04", "time": "09:30", "utc_offset": "UTC+01:00", "country": "Ireland", "latitude": "-54.8019",
		"killed": "8", "killed_told": "8; 7", "killed_gtd": "8", "killed_acled": "7", "killed_ucdp_low": "7", "killed_ucdp_best": "7", "killed_ucdp_high": "8", "injured": "3", "injured_told": "at least 3", "victims": "Nora Quill", "suspects": "Tidal Front",
		"disagreements": "killed (between documents, with or without the perpetrators); perpetrator (between claimants)", "documents": "2",
		"first_url": "https://post.example/2021/harbour?x=1&y=2",
	})
}

func TestLong(t *testing.T) {
	rows := table(t, written(t, "csv-long", sample(t)))
	i := slices.IndexFunc(rows, func(r map[string]string) bool { return r["value_id"] == "f8" })
	expect(t, rows[i], map[string]string{
		"slot": "killed", "of": "all", "value": "7", "shown": "false", "status": "contested", "words": "Seven", "where": "d1:95-100",
		"documents": "Harbour Post", "published": "2021-05-05", "own_voice": "true",
	})
}

func TestGTD(t *testing.T) {
	expect(t, table(t, written(t, "gtd", sample(t)))[0], map[string]string{
		"iyear": "2021", "imonth": "5", "iday": "4", "approxdate": "", "country_txt": "Ireland", "city": "Ardmouth", "specificity": "1",
		"attacktype1": "2", "attacktype1_txt": "Armed Assault", "targtype1": "1", "target1": "fish market", "gname": "Tidal Front", "guncertain1": "1",
		"individual": "0", "nperps": "2", "weaptype1_txt": "Firearms", "nkill": "8", "nkillter": "1", "nwound": "3", "property": "1", "success": "1", "suicide": "0",
		"addnotes": "Killed: 7 according to Harbour Post; 8 according to Coast Times. The figures may differ by whether they count the perpetrators. Perpetrator: “Tidal Front” according to Ardmouth police, rejected by Tidal Front.",
	})
	expect(t, table(t, written(t, "gtd", sample(t)))[1], map[string]string{"iyear": "2020", "imonth": "3", "iday": "0", "approxdate": "2020-03", "specificity": "5", "nkill": "", "gname": "Unknown"})
}

func TestACLED(t *testing.T) {
	rows := table(t, written(t, "acled", sample(t)))
	expect(t, rows[0], map[string]string{
		"event_date": "2021-05-04", "time_precision": "1", "event_type": "Violence against civilians", "sub_event_type": "Attack", "actor1": "Tidal Front",
		"actor2": "Civilians (Ireland)", "inter2": "Civilians", "civilian_targeting": "Civilian targeting", "iso": "372", "geo_precision": "1", "fatalities": "8", "timestamp": "1714564800",
	})
	expect(t, rows[1], map[string]string{"event_date": "2020-03-01", "time_precision": "3", "geo_precision": "3", "fatalities": "0"})
	if !strings.Contains(rows[1]["notes"], "No figure of the dead is told.") {
		t.Errorf("a 0 that nobody told is not marked: %q", rows[1]["notes"])
	}
}

func TestClassesOfACLED(t *testing.T) {
	for _, c := range []struct{ kind, weapon, target, outcome, want string }{
		{"shooting", "firearm", "police", "accomplished", "Armed clash"},
		{"stabbing", "knife", "person", "accomplished", "Attack"},
		{"explosive_attack", "drone", "military", "accomplished", "Air/drone strike"},
		{"explosive_attack", "grenade", "business", "accomplished", "Grenade"},
		{"explosive_attack", "rocket", "business", "accomplished", "Shelling/artillery/missile attack"},
		{"suicide_bombing", "suicide_vest", "religious", "accomplished", "Suicide bomb"},
		{"bombing", "explosive", "transport", "foiled", "Disrupted weapons use"},
		{"vandalism", "other", "religious", "accomplished", "Looting/property destruction"},
	} {
		out := sample(t)
		for i := range out.Records[0].Values {
			v := &out.Records[0].Values[i]
			switch v.Slot {
			case "type":
				v.Value = c.kind
			case "weapon":
				v.Kind = c.weapon
			case "target":
				v.Kind = c.target
			case "outcome":
				v.Value = c.outcome
			}
		}
		if got := table(t, written(t, "acled", out))[0]["sub_event_type"]; got != c.want {
			t.Errorf("%s with %s on %s, %s: %q, want %q", c.kind, c.weapon, c.target, c.outcome, got, c.want)
		}
	}
}

// Every type of incident has a code in each of the coding systems.
func TestEveryTypeIsCoded(t *testing.T) {
	for _, k := range codebook.Incident.Codes {
		out := sample(t)
		out.Records[0].Values[0].Value = k.Name
		if got := table(t, written(t, "gtd", out))[0]["attacktype1"]; got == "" || got == "9" && k.Name != "other" {
			t.Errorf("GTD: %s is %q", k.Name, got)
		}
		if got := table(t, written(t, "acled", out))[0]["event_type"]; got == "" && k.Name != "other" {
			t.Errorf("ACLED: %s is nothing", k.Name)
		}
		if !bytes.Contains(written(t, "plover", out), []byte(`/act"`)) {
			t.Errorf("PLOVER: %s is nothing", k.Name)
		}
	}
}

func events(t *testing.T, out schema.Output) []plover.Event {
	var list []plover.Event
	for line := range bytes.Lines(written(t, "plover", out)) {
		var e plover.Event
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
	return list
}

func TestPLOVER(t *testing.T) {
	es := events(t, sample(t))
	if len(es) != 2 { // the condolence has no event there
		t.Fatalf("%d events: %+v", len(es), es)
	}
	if e := es[0]; e.Date != "2021-05-04" || e.Time != "09:30+01:00" || e.Event[0] != "ASSAULT" || e.Mode[0] != "firearms" || e.Quad != 4 || *e.Size.Dead != 8 || e.Actor[0].Text != "Tidal Front" || e.Recipient[0].Sector != "BUS" {
		t.Errorf("the act: %+v", e)
	}
	if e := es[1]; e.Event[0] != "ACCUSE" || e.Mode[0] != "disapprove" || e.Actor[0].Code != "IRL" || e.Date != "2021-05-05" {
		t.Errorf("the reaction: %+v", e)
	}
}

// A step of the chronology is an event when its word means one, it took place on a day
// that is known, and it is told who did it and, where PLOVER asks for that, to whom.
func TestStepsOfPLOVER(t *testing.T) {
	arg := func(role, id string) schema.Argument { return schema.Argument{Role: role, Entity: id} }
	both := []schema.Argument{arg("agent", "e3"), arg("patient", "e4")}
	for _, c := range []struct {
		word, when, modality, what string
		negated                    bool
		args                       []schema.Argument
		want                       string
	}{
		{"arrested", "2021-05-06", "actual", "arrested a man", false, both, "COERCE arrest"},
		{"Arrested", "2021-05-06", "actual", "arrested a man", false, both[:1], "COERCE arrest"},
		{"sentenced", "2021-05-06", "actual", "sentenced him", false, both, "SANCTION convict"},
		{"sentenced", "2021-05-06", "actual", "sentenced", false, both[:1], ""},
		{"deployed", "2021-05-06", "actual", "deployed soldiers.", false, both[:1], "MOBILIZE troops"},
		{"deployed", "2021-05-06", "actual", "deployed divers", false, both[:1], ""},
		{"met", "2021-05-06", "actual", "met the families", false, both, "CONSULT"},
		{"arrested", "2021-05", "actual", "arrested a man", false, both, ""},
		{"arrested", "2021-05-06", "planned", "arrested a man", false, both, ""},
		{"arrested", "2021-05-06", "actual", "arrested nobody", true, both, ""},
		{"arrested", "2021-05-06", "actual", "a man was arrested", false, both[1:], ""},
		{"held", "2021-05-06", "actual", "held a man", false, both, ""},
	} {
		out := sample(t)
		r := &out.Records[0]
		r.Reactions = nil
		r.Events = []schema.Event{{ID: "v7", When: c.when, Modality: c.modality, Negated: c.negated, What: c.what, Arguments: c.args,
			Trigger: schema.Citation{Document: "d1", Quote: c.word}, Citations: []schema.Citation{cite(t, "d1", "fired")}}}
		got := ""
		if es := events(t, out); len(es) == 2 {
			got = strings.Join(append(slices.Clone(es[1].Event), es[1].Mode...), " ")
		}
		if got != c.want {
			t.Errorf("%s %v: %q, want %q", c.word, c, got, c.want)
		}
	}
}

// The events, modes, contexts and sectors are those of PLOVER's manual.
func TestCodesOfPLOVER(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(sharedtest.Dir(t, "corpora", "plover"), "corpora", "plover", "PLOVER_MANUAL.tex"))
	if err != nil {
		t.Fatal(err)
	}
	manual := strings.ReplaceAll(string(b), `\_`, "_")
	seen := map[string]bool{}
	has := func(kind, code, pattern string) {
		if seen[pattern] {
			return
		}
		seen[pattern] = true
		if ok := regexp.MustCompile(pattern).MatchString(manual); !ok {
			t.Errorf("PLOVER has no %s %q", kind, code)
		}
	}
	var outs []schema.Output
	vary := func(kind, target string) {
		out := sample(t)
		for i := range out.Records[0].Values {
			switch v := &out.Records[0].Values[i]; v.Slot {
			case "type":
				v.Value = kind
			case "target":
				v.Kind = target
			case "motive":
				v.Value = "terrorism"
			}
		}
		out.Records[0].Reactions[0].Kinds = nil
		for _, r := range codebook.Reaction.Codes {
			out.Records[0].Reactions[0].Kinds = append(out.Records[0].Reactions[0].Kinds, r.Name)
		}
		outs = append(outs, out)
	}
	for _, k := range codebook.Incident.Codes {
		vary(k.Name, "business")
	}
	for _, k := range codebook.Target.Codes {
		vary("chemical", k.Name)
	}
	for _, w := range strings.Fields("arrested raided curfew deported banned sentenced expelled evacuated suspended charged investigated protested rioted deployed released resigned surrendered telephoned visited met rescued") {
		out := sample(t)
		r := &out.Records[0]
		r.Events = []schema.Event{{ID: "v7", When: "2021-05-06", Modality: "actual", What: "deployed police", Trigger: schema.Citation{Document: "d1", Quote: w}, Citations: []schema.Citation{cite(t, "d1", "fired")},
			Arguments: []schema.Argument{{Entity: "e3", Role: "agent"}, {Entity: "e4", Role: "patient"}}}}
		outs = append(outs, out)
	}
	for _, out := range outs {
		for _, e := range events(t, out) {
			has("event", e.Event[0], `\b`+e.Event[0]+`\b`)
			for _, m := range e.Mode {
				has("mode of "+e.Event[0], m, `(?i)\b`+e.Event[0]+`: `+m+`\b`)
			}
			for _, c := range e.Context {
				has("context", c, `(?m)(\{|^)`+c+`\}? &`)
			}
			for _, a := range append(e.Actor, e.Recipient...) {
				if a.Sector != "" {
					has("sector", a.Sector, `(?m)^[ \t]*`+a.Sector+` &`)
				}
			}
		}
	}
}

// A bundle is held against a schema written from the standard, and every object
// that is pointed at is there.
func TestSTIX(t *testing.T) {
	b, err := os.ReadFile("testdata/stix.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("stix.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("stix.json")
	if err != nil {
		t.Fatal(err)
	}
	outs := []schema.Output{sample(t)}
	for _, h := range hostile {
		outs = append(outs, poisoned(t, h))
	}
	for _, out := range outs {
		b := written(t, "stix", out)
		if err := s.Validate(parsed(t, b)); err != nil {
			t.Errorf("%v\n%.300s", err, b)
		}
		known := map[string]int{}
		for _, m := range regexp.MustCompile(`"id": "([^"]+)"`).FindAllSubmatch(b, -1) {
			known[string(m[1])]++
		}
		for _, m := range regexp.MustCompile(`"([a-z-]+--[0-9a-f-]{36})"`).FindAllSubmatch(b, -1) {
			if known[string(m[1])] != 1 {
				t.Errorf("%s is there %d times", m[1], known[string(m[1])])
			}
		}
	}
}

// A draft is read again by the reader of articles: its title, sections and facts.
func TestWikitextIsReadAgain(t *testing.T) {
	raw := written(t, "wikitext", sample(t))
	read := wire.Pipeline().Read
	d, err := read("draft.wiki", raw, nil)
	if err != nil {
		t.Fatal(err)
	}
	var heads []string
	for _, s := range d.Sections {
		heads = append(heads, s.Title)
	}
	if got := strings.Join(heads, ", "); !strings.HasPrefix(got, "Chronology, Casualties, Disagreements, Accounts, Reactions, See also, References") {
		t.Errorf("sections: %s", got)
	}
	for _, w := range []string{"Attack on the fish market of Ardmouth", "two gunmen fired at the fish market", "8 or 7", "held by Ardmouth police, rejected by Tidal Front"} {
		if !strings.Contains(d.Text.String(), w) {
			t.Errorf("%q is lost:\n%s", w, d.Text.String())
		}
	}
	for _, h := range hostile {
		d, err := read("draft.wiki", written(t, "wikitext", poisoned(t, h)), nil)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(d.Text.String(), "kappa") && !strings.Contains(h, "appak") {
			t.Errorf("%.40q: the word is lost", h)
		}
	}
}
