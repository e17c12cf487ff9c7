package participant_test

import (
	"slices"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/participant"
	"dossier/internal/nlp/english"
	"dossier/internal/text"
)

// read analyses s, one paragraph per line, and makes its entities.
func read(s string) *extract.Input {
	d := &doc.Document{ID: "d", Text: text.New(s)}
	at := 0
	for _, line := range strings.SplitAfter(s, "\n") {
		end := at + len(strings.TrimRight(line, "\n"))
		if end > at {
			d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: at, End: end}, Section: -1})
		}
		at += len(line)
	}
	in := &extract.Input{Analysis: english.New().Analyse(d), Set: &claim.Set{Document: d.ID}}
	participant.Extractor{}.Extract(in)
	return in
}

// find is the entity called name, by its name or an alias.
func find(in *extract.Input, name string) *claim.Entity {
	for i := range in.Set.Entities {
		if e := &in.Set.Entities[i]; e.Name == name || slices.Contains(e.Aliases, name) {
			return e
		}
	}
	return nil
}

const story = "The spokesman of the Ministry of Transport of Norway, Anders Vik, said two trains were hit. Vik thanked the" +
	" Northern Rescue Service (NRS). Russian foreign minister Pavel Orlov wrote to Maria Keller, head of the NRS, and Orlov's" +
	" letter was shown by the BBC."

func TestEntities(t *testing.T) {
	in := read(story)
	for _, c := range []struct {
		name, full string
		kind       entity.Kind
		country    string
		mentions   int
		position   string
	}{
		{"Vik", "Anders Vik", entity.Person, "NO", 2, "spokesman of the Ministry of Transport of Norway"},
		{"Orlov", "Pavel Orlov", entity.Person, "RU", 2, "Russian foreign minister"},
		{"Maria Keller", "Maria Keller", entity.Person, "", 1, "head of the NRS"},
		{"NRS", "Northern Rescue Service", entity.Organisation, "", 3, ""},
		{"BBC", "BBC", entity.Organisation, "", 1, ""},
		{"Ministry of Transport of Norway", "Ministry of Transport of Norway", entity.Organisation, "NO", 1, ""},
	} {
		e := find(in, c.name)
		if e == nil {
			t.Errorf("no entity %s among %+v", c.name, in.Set.Entities)
			continue
		}
		position := ""
		if len(e.Positions) > 0 {
			position = e.Positions[0].Text
		}
		if e.Name != c.full || e.Kind != c.kind || e.Country != c.country || len(e.Mentions) != c.mentions || position != c.position || !e.Named {
			t.Errorf("%s: got %q, %s, country %q, %d mentions, position %q", c.name, e.Name, e.Kind, e.Country, len(e.Mentions), position)
		}
	}
	for i, e := range in.Set.Entities {
		if i > 0 && e.Mentions[0].Span.Start < in.Set.Entities[i-1].Mentions[0].Span.Start {
			t.Errorf("%s is mentioned before %s", e.ID, in.Set.Entities[i-1].ID)
		}
		for _, m := range e.Mentions {
			if w := in.Text(m.Span); w != e.Name && !slices.Contains(e.Aliases, w) {
				t.Errorf("%s: mention %q is none of its names", e.ID, w)
			}
		}
	}
}

// TestNobody: zones behind a clock time and names of files are no entities.
// A body of which the analysis takes one word for the name is called by all of it.
func TestBodiesAreSpelledOut(t *testing.T) {
	in := read("The Ministry of foreign affairs of Norway condemned the attack. The Ministry of the town said nothing.")
	e := find(in, "Ministry of foreign affairs of Norway")
	if e == nil || e.Country != "NO" {
		t.Errorf("%+v", in.Set.Entities)
	}
}

func TestNobody(t *testing.T) {
	in := read("The train left at 13:42 GMT. Anders Vik took a picture, Harbour.view.jpg, of the old bridge.")
	for _, e := range in.Set.Entities {
		if strings.Contains(e.Name, "GMT") || strings.Contains(e.Name, "jpg") {
			t.Errorf("%s is an entity of kind %s", e.Name, e.Kind)
		}
	}
	if find(in, "Anders Vik") == nil {
		t.Error("Anders Vik is missing")
	}
}

// TestKinds: what the words of a name and those around it say of what it is.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		why, words, name string
		kind             entity.Kind // "" for no entity
	}{
		{"a group that calls itself so", "A militant group calling itself “Karim al-Nadir” claimed the attack.", "Karim al-Nadir", entity.Group},
		{"a common noun in large letters", "TERRORISTS attacked the town of Sollen, the statement said.", "TERRORISTS", ""},
		{"an office without its holder", "Prime Minister spoke to the people of Norway on Monday.", "Prime Minister", ""},
		{"a thing with initials", "The attacker was seen on CCTV near the gate.", "CCTV", ""},
		{"a person, all the same", "Anders Vik spoke to the people of Norway on Monday.", "Anders Vik", entity.Person},
	} {
		e := find(read(c.words), c.name)
		switch {
		case e == nil && c.kind != "":
			t.Errorf("%s: no entity %s", c.why, c.name)
		case e != nil && e.Kind != c.kind:
			t.Errorf("%s: %s is of kind %s, want %q", c.why, c.name, e.Kind, c.kind)
		}
	}
}

// TestOffices: a part in the deed is no office, and an office with "the" is that of
// its only holder.
func TestOffices(t *testing.T) {
	in := read("The attacker, Peter Novak, fled. Defence Secretary Maria Keller spoke. The Defence Secretary left. A Defence Secretary must know.")
	if e := find(in, "Peter Novak"); e == nil || len(e.Positions) > 0 {
		t.Errorf("the attacker holds an office: %+v", e)
	}
	at := func(s string) text.Span {
		i := strings.Index(in.Doc.Text.String(), s)
		return text.Span{Start: i, End: i + len(s)}
	}
	keller := find(in, "Maria Keller")
	if keller == nil || extract.Describe(in, at("The Defence Secretary"), entity.Person) != keller.ID {
		t.Errorf("the holder of the office is not found: %+v", keller)
	}
	if extract.Describe(in, at("A Defence Secretary"), entity.Person) == keller.ID {
		t.Error("any holder of the office is the one named")
	}
}

func TestEntityAt(t *testing.T) {
	in := read(story)
	vik := find(in, "Vik")
	second := strings.Index(story, "Vik thanked")
	for i := range in.Tokens {
		if in.Tokens[i].Span.Start != second {
			continue
		}
		if got := extract.EntityAt(in, i); got != vik.ID {
			t.Errorf("entity at %q is %q, want %s", in.TokenText(i), got, vik.ID)
		}
		if got := extract.EntityAt(in, i+1); got != "" {
			t.Errorf("entity at %q is %q, want none", in.TokenText(i+1), got)
		}
	}
	sp := text.Span{Start: second, End: len(story)}
	if got := extract.EntityIn(in, sp); got != vik.ID {
		t.Errorf("first entity is %q, want %s", got, vik.ID)
	}
	if got := extract.EntitiesIn(in, sp); len(got) != 5 {
		t.Errorf("entities %v, want Vik, the service, Orlov, Keller and the BBC", got)
	}
	if got := extract.EntityIn(in, text.Span{Start: second + 4, End: second + 11}); got != "" {
		t.Errorf("entity in %q is %q", "thanked", got)
	}
}

func TestDescribe(t *testing.T) {
	s := "Two guards died. The gunman fled; a  gunman was seen. Anders Vik, a driver, told Swedish officials. The two guards knew."
	in := read(s)
	at := func(sub string) text.Span {
		i := strings.Index(s, sub)
		return text.Span{Start: i, End: i + len(sub)}
	}
	guards := extract.Describe(in, at("Two guards "), entity.Person)
	if again := extract.Describe(in, at("The two guards"), entity.Person); again != guards {
		t.Errorf("the same guards are %s and %s", guards, again)
	}
	gunman := extract.Describe(in, at("The gunman"), entity.Person)
	if again := extract.Describe(in, at("a  gunman"), entity.Person); again != gunman || gunman == guards {
		t.Errorf("the gunman is %s and %s, the guards %s", gunman, again, guards)
	}
	e := in.Entity(gunman)
	if e == nil || e.Named || e.Name != "gunman" || len(e.Mentions) != 2 || in.Text(e.Mentions[0].Span) != "The gunman" {
		t.Errorf("the gunman is %+v", e)
	}
	if e := in.Entity(extract.Describe(in, at("Swedish officials"), entity.Organisation)); e == nil || e.Country != "SE" {
		t.Errorf("Swedish officials are %+v", e)
	}
	if got, want := extract.Describe(in, at("Anders Vik"), entity.Person), find(in, "Anders Vik").ID; got != want {
		t.Errorf("a name described is %s, want its entity %s", got, want)
	}
	if got := extract.Describe(in, text.Span{}, entity.Person); got != "" {
		t.Errorf("nothing described is %s", got)
	}
	if in.Entity("e99") != nil || in.Entity("x") != nil || in.Entity("") != nil {
		t.Error("entities that are not there were found")
	}
}

func BenchmarkEntities(b *testing.B) {
	in := read(strings.Repeat(story+"\n", 100))
	b.SetBytes(int64(in.Doc.Text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		in.Set = &claim.Set{Document: in.Doc.ID}
		participant.Extractor{}.Extract(in)
	}
}
