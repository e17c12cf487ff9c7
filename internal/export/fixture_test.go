package export_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"dossier/internal/export/view"
	"dossier/schema"
)

// The documents of the sample, by their ids.
var texts = map[string]string{
	"d1": "Harbour market attack. On 4 May 2021 two gunmen fired at the fish market in Ardmouth at 09:30. " +
		"Seven people died, among them the porter Nora Quill, 16. Police said that the Tidal Front was behind it. " +
		"The mayor of Ardmouth, Iva Brandt, condemned the attack on 5 May.",
	"d2": "Eight dead in Ardmouth, the gunman included. The Tidal Front denied any part in it. " +
		"“It was a private quarrel”, its spokesman said. A film from a shop shows a white van 🚐 leaving.",
}

func cite(t testing.TB, doc, words string) schema.Citation {
	t.Helper()
	i := strings.Index(texts[doc], words)
	if i < 0 {
		t.Fatalf("%q does not stand in %s", words, doc)
	}
	start := len([]rune(texts[doc][:i]))
	return schema.Citation{Document: doc, Start: start, End: start + len([]rune(words)), Quote: words}
}

// sample is an output with something in every part.
func sample(t testing.TB) schema.Output {
	one := func(doc, words string) []schema.Citation { return []schema.Citation{cite(t, doc, words)} }
	makers := []schema.Maker{{Name: "test", Version: "1"}}
	val := func(id, slot, of string, v any, cs []schema.Citation) schema.Value {
		return schema.Value{ID: id, Slot: slot, Of: of, Value: v, Text: cs[0].Quote, Preferred: true, Status: "single", Confidence: 0.9, Claimants: []string{}, Makers: makers, Citations: cs}
	}
	seven := val("f8", "killed", "all", 7, one("d1", "Seven"))
	eight := val("f9", "killed", "all", 8, one("d2", "Eight"))
	seven.Status, eight.Status, seven.Preferred = "contested", "contested", false
	coords := val("f7", "coordinates", "", [2]float64{-54.8019, -68.303}, one("d1", "Ardmouth"))
	coords.Precision = "place"
	zone := val("f5", "timezone", "", "Europe/Dublin", one("d1", "Ardmouth"))
	zone.Offset = "+01:00"
	market := val("f10", "target", "", "fish market", one("d1", "fish market"))
	market.Kind = "business"
	guns := val("f11", "weapon", "", "guns", one("d1", "gunmen"))
	guns.Kind = "firearm"
	front := val("f12", "suspect", "", "e2", one("d1", "Tidal Front"))
	front.Basis, front.Claimants = "accused", []string{"e3"}
	again := front // said once more, of other words
	again.ID, again.Citations = "f21", one("d2", "Tidal Front")
	victim := val("f13", "victim", "", "e1", one("d1", "Nora Quill"))
	victim.Harm = "killed"
	motive := val("f14", "motive", "", "personal", one("d2", "private quarrel"))
	motive.Claimants = []string{"e4"}
	damage := val("f15", "damage", "", "the market hall", one("d1", "market"))
	damage.Degree = "damaged"
	r := schema.Record{
		ID: "2021-05-04-ardmouth-fish-market", Role: "main", Title: "Attack on the fish market of Ardmouth",
		Summary: "A shooting at the fish market, Ardmouth, 2021-05-04; 8 or 7 killed.", Documents: []string{"d1", "d2"},
		Values: []schema.Value{
			val("f1", "type", "", "shooting", one("d1", "fired")), val("f2", "date", "", "2021-05-04", one("d1", "4 May 2021")),
			val("f3", "time", "", "09:30", one("d1", "09:30")), zone, val("f6", "country", "", "IE", one("d1", "Ardmouth")),
			val("f4", "place", "", "Ardmouth", one("d1", "Ardmouth")), val("f16", "site", "", "fish market", one("d1", "fish market")), coords,
			market, guns, seven, eight, val("f17", "killed", "perpetrators", 1, one("d2", "the gunman included")),
			val("f18", "injured", "all", schema.Range{Min: ptr(3)}, one("d1", "people")),
			front, again, val("f19", "perpetrator_count", "", 2, one("d1", "two gunmen")), victim, motive, damage,
			val("f20", "outcome", "", "accomplished", one("d1", "died")),
		},
		Entities: []schema.Entity{
			{ID: "e1", Kind: "person", Name: "Nora Quill", Named: true, Aliases: []string{"Quill"}, Positions: []schema.Position{{Text: "porter", Citations: one("d1", "porter")}},
				Age: &schema.Trait{Value: 16, Text: "16", Citations: one("d1", "16")}, Mentions: one("d1", "Nora Quill")},
			{ID: "e2", Kind: "group", Name: "Tidal Front", Named: true, Aliases: []string{}, Positions: []schema.Position{}, Mentions: one("d1", "Tidal Front")},
			{ID: "e3", Kind: "organisation", Name: "Ardmouth police", Named: true, Aliases: []string{}, Positions: []schema.Position{}, Country: "IE", Mentions: one("d1", "Police")},
			{ID: "e4", Kind: "person", Name: "spokesman", Aliases: []string{}, Positions: []schema.Position{}, Mentions: one("d2", "spokesman")},
			{ID: "e5", Kind: "person", Name: "Iva Brandt", Named: true, Aliases: []string{}, Country: "IE",
				Positions: []schema.Position{{Text: "mayor of Ardmouth", Citations: one("d1", "mayor of Ardmouth")}}, Mentions: one("d1", "Iva Brandt")},
		},
		Events: []schema.Event{
			{ID: "v1", When: "2021-05-04", Time: "09:30", WhenText: "On 4 May 2021", Order: 1, Phase: "incident", What: "two gunmen fired at the fish market", Trigger: cite(t, "d1", "fired"),
				Arguments: []schema.Argument{}, Claimants: []string{}, Modality: "actual", Confidence: 0.9, Makers: makers, Citations: one("d1", "fired")},
			{ID: "v2", When: "2021-05-05", Order: 2, Phase: "aftermath", What: "condemned the attack", Trigger: cite(t, "d1", "condemned"),
				Arguments: []schema.Argument{{Entity: "e5", Role: "agent"}}, Claimants: []string{}, Modality: "actual", Confidence: 0.9, Makers: makers, Citations: one("d1", "condemned")},
		},
		Attributions: []schema.Attribution{
			{ID: "t1", Claimant: "e3", Cue: "said", Kind: "accusation", Content: cite(t, "d1", "the Tidal Front was behind it"), Quotation: "indirect", Via: []string{}, About: []string{"f12"},
				Confidence: 0.9, Makers: makers, Citations: one("d1", "Police")},
			{ID: "t2", Claimant: "e4", Cue: "said", Kind: "assertion", Content: cite(t, "d2", "It was a private quarrel"), Quotation: "direct", When: "2021-05-06", Via: []string{}, About: []string{"f14"},
				Confidence: 0.8, Makers: makers, Citations: one("d2", "spokesman")},
		},
		Reactions: []schema.Reaction{
			{ID: "r1", Actor: "e5", Country: "IE", Kinds: []string{"condemnation", "condolence"}, When: "2021-05-05", Confidence: 0.9, Makers: makers, Citations: one("d1", "condemned")},
		},
		Accounts: []schema.Account{
			{ID: "a1", Question: "responsibility", Position: "Tidal Front", HeldBy: []string{"e3"}, RejectedBy: []string{"e2"}, Attributions: []string{"t1"}, Support: []string{}, Against: []string{"x1"}, Citations: one("d2", "denied any part in it")},
		},
		Evidence: []schema.Item{{ID: "x1", Kind: "footage", What: "A film from a shop", Shows: ptr(cite(t, "d2", "a white van 🚐 leaving")), Citations: one("d2", "A film from a shop")}},
		Related:  []schema.Relation{{Kind: "precedent", Title: "Shots at the harbour, 2020", Record: "2020-ardmouth", Citations: one("d1", "Harbour")}},
		Conflicts: []schema.Conflict{
			{Slot: "killed", Of: "all", Values: []string{"f8", "f9"}, Kind: "between_documents", Explanation: "7 according to d1, 8 according to d2. The figures differ by the one attacker killed: one may count the attacker in and the other not.", Inclusion: "perpetrators"},
			{Slot: "perpetrator", Values: []string{"f12"}, Kind: "between_claimants", Explanation: "“Tidal Front” according to Ardmouth police, rejected by Tidal Front.", Citations: one("d2", "denied")},
		},
	}
	back := schema.Record{
		ID: "2020-ardmouth", Role: "background", Title: "Shots at the harbour", Documents: []string{"d1"},
		Values:   []schema.Value{val("f1", "type", "", "shooting", one("d1", "Harbour")), val("f2", "date", "", "2020-03", one("d1", "Harbour"))},
		Entities: []schema.Entity{}, Events: []schema.Event{}, Attributions: []schema.Attribution{}, Reactions: []schema.Reaction{},
		Accounts: []schema.Account{}, Evidence: []schema.Item{}, Related: []schema.Relation{}, Conflicts: []schema.Conflict{},
	}
	return schema.Output{Schema: schema.Version, Records: []schema.Record{r, back}, Documents: []schema.Document{
		{ID: "d1", Path: "harbour.html", URL: "https://post.example/2021/harbour?x=1&y=2", Title: "Harbour market attack", Source: "Harbour Post", Published: "2021-05-05",
			Format: "html", SHA256: strings.Repeat("ab", 32), Length: len([]rune(texts["d1"])), Language: "en"},
		{ID: "d2", Path: "wire.txt", Title: "Eight dead in Ardmouth", Source: "Coast Times", Origin: "Northwire", Published: "2021-05-06",
			Format: "text", SHA256: strings.Repeat("cd", 32), Length: len([]rune(texts["d2"])), Language: "en"},
	}}
}

func ptr[T any](x T) *T { return &x }

// options are those of the tests: the clock is passed in.
var options = view.Options{
	Now: time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC), Program: "dossier v1", Rule: "Figures are shown by our rule.",
}

// hostile are texts that mean something to some format, each with a word in it
// that is to arrive as a word.
var hostile = []string{
	`kappa<script>alert(1)</script>`,
	`kappa"><img src=x onerror=alert(1)>`,
	`=cmd|' /C kappa'!A0`,
	`+kappa`, `-kappa(1)`, `@SUM(kappa)`, "\t=kappa", "\r=kappa", `%kappa`,
	`kappa]]></description><x/>`,
	`{{delete|kappa}} [[File:x.png]] | kappa = {|`,
	"kappa\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:x",
	"kappa\x00\x1b[31m\x9b\u0085",
	"\u202egnp.appak kappa \u2066\u200f\u2069",
	"kappa\tLAST\tP31\tQ1||CREATE\nCREATE",
	`kappa](javascript:alert(1)) ![x](y) <javascript:x> http://evil.example/kappa`,
	"# kappa\n\n== kappa ==\n* x\n----\n~~~~ '''x'''",
	`"kappa", "a": {"b`,
	"`kappa` $(id) ${x} {{.}} <%= x %>",
	`&lt;kappa&gt; &amp; <!-- kappa -->`,
	"<ref>kappa</ref><nowiki>__NOTOC__ [http://evil.example kappa]",
	"kappa\u2028\u2029\ufeffkappa",
	strings.Repeat("kappa ", 400),
	`javascript:alert('kappa')`,
	"\xff\xfekappa",
}

// structural are the fields that hold ids, codes and dates: what the program makes
// itself, or what the schema holds to a closed list.
var structural = map[string]bool{
	"ID": true, "Slot": true, "Kind": true, "Kinds": true, "Role": true, "Document": true, "Documents": true, "Schema": true, "Status": true,
	"Basis": true, "Harm": true, "Degree": true, "Offset": true, "Precision": true, "SHA256": true, "Format": true, "Phase": true, "Modality": true,
	"Quotation": true, "Entity": true, "Claimants": true, "Claimant": true, "OnBehalfOf": true, "Addressee": true, "Actor": true, "For": true,
	"HeldBy": true, "RejectedBy": true, "Attributions": true, "Support": true, "Against": true, "About": true, "Via": true, "Values": true,
	"Country": true, "Record": true, "Question": true, "Inclusion": true, "ReliedBy": true, "Of": true, "State": true, "FirstSaid": true, "LastSaid": true, "Received": true, "At": true, "Rule": true, "Now": true,
}

// poison puts a text in the place of every text that comes from a document.
func poison(v reflect.Value, with string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem(), with)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), with)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if f := v.Field(i); !structural[name] || f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct {
				poison(f, with)
			}
		}
	case reflect.String:
		if v.String() != "" {
			v.SetString(with)
		}
	}
}

// poisoned is the sample with a hostile text everywhere: also in values that are
// names or phrases, but not in codes, dates and figures.
func poisoned(t testing.TB, with string) schema.Output {
	out := sample(t)
	poison(reflect.ValueOf(&out).Elem(), with)
	for i := range out.Records {
		for j := range out.Records[i].Values {
			v := &out.Records[i].Values[j]
			switch v.Slot {
			case "place", "site", "target", "weapon", "motive", "damage":
				v.Value = with
			}
			if v.Slot == "killed" && v.Of == "perpetrators" {
				v.Of = with // a count can be of anybody, in the document's words
			}
		}
	}
	return out
}
