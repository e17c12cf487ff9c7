package ner

import (
	"slices"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/learn"
	"dossier/internal/nlp"
	"dossier/internal/nlp/syntax"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
	"dossier/models"
)

// analyse finds the names of s; each line is a paragraph, a line that begins
// with "# " a heading.
func analyse(s string) *nlp.Analysis {
	d := &doc.Document{Text: text.New(s)}
	at := 0
	for _, line := range strings.SplitAfter(s, "\n") {
		sp := text.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))}
		at += len(line)
		if sp.IsZero() {
			continue
		}
		kind := doc.Paragraph
		if strings.HasPrefix(line, "# ") {
			kind, sp.Start = doc.Heading, sp.Start+2
		}
		d.Blocks = append(d.Blocks, doc.Block{Kind: kind, Span: sp, Section: -1})
	}
	a := &nlp.Analysis{Doc: d}
	token.Stage{}.Run(a)
	trees.Run(a)
	Stage{}.Run(a)
	return a
}

// trees is the stage that gives words their tags.
var trees = syntax.NewStage()

// shown is the names of a as "per Anders Vik", nationalities as "adj Danish".
func shown(a *nlp.Analysis) []string {
	short := map[entity.Kind]string{
		entity.Person: "per", entity.Organisation: "org", entity.Group: "grp", entity.State: "sta",
		entity.Place: "pla", entity.Facility: "fac",
	}
	var out []string
	for _, n := range a.Names {
		k := short[n.Kind]
		if n.Adjective {
			k = "adj"
		}
		out = append(out, k+" "+strings.Join(strings.Fields(a.Text(n.Span)), " "))
	}
	return out
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		what, in, want string
	}{
		// Persons.
		{"given name and surname", "Police held Anna Keller on Monday.", "per Anna Keller"},
		{"surname later", "Anna Keller fled. Keller was held.", "per Anna Keller; per Keller"},
		{"surname before", "Vik ran. The mayor, Anders Vik, was hurt.", "per Vik; per Anders Vik"},
		{"title", "They met Mr. Okonkwo and Dr Ruiz there.", "per Okonkwo; per Ruiz"},
		{"rank", "Lt. Col. Tomas Okonkwo spoke.", "per Tomas Okonkwo"},
		{"initials", "A. B. Larsen and Peter J. Olsen spoke.", "per A. B. Larsen; per Peter J. Olsen"},
		{"Arabic particles", "Minister Omar bin Tariq and Faisal al-Dosari met.", "per Omar bin Tariq; per Faisal al-Dosari"},
		{"Spanish particles", "The judge, María de la Cruz, resigned.", "per María de la Cruz"},
		{"hyphenated", "Chief Inspector Chan Mei-ling said so.", "per Chan Mei-ling"},
		{"age", "Petr Zelenko, 34, was shot.", "per Petr Zelenko"},
		{"age word", "The 19-year-old Petr Zelenko was shot.", "per Petr Zelenko"},
		{"kin", "His brother Zoltan fled.", "per Zoltan"},
		{"no name", "Several men fled. Officers fired. Witnesses spoke on Monday.", ""},
		// Organisations.
		{"head last", "The Northern Rescue Service came.", "org Northern Rescue Service"},
		{"head first", "The Institute of Marine Affairs and Fisheries closed.", "org Institute of Marine Affairs and Fisheries"},
		{"acronym explained", "The Northern Rescue Service (NRS) came. NRS crews left.", "org Northern Rescue Service; org NRS; org NRS"},
		{"outlet", "He told Reuters and the BBC.", "org Reuters; org BBC"},
		{"post with a city", "Embassy Lima reported shots.", "org Embassy Lima"},
		{"office of a post", "The Chief Prosecutor's Office opened a case.", "org Chief Prosecutor's Office"},
		{"not the event", "She ran the Coastal Marathon under the Harbour Act.", ""},
		{"acronym of three seen later only", "The Harbour Workers Relief Association (HWRA) sued. A judge told HWRA to wait.",
			"org Harbour Workers Relief Association; org HWRA; org HWRA"},
		{"house that owns nothing", "They met for lunch at Okonkwo's near the harbour.", "pla Okonkwo's"},
		{"house named by its trade", "They had eaten at Marlow's Grill before the shots.", "pla Marlow's Grill"},
		{"house in its town", "They had dined at Marlow's Lansing that night.", "pla Marlow's; pla Lansing"},
		{"owner of something in quotation marks", "He read Anna Keller's \"Night\" aloud.", "per Anna Keller"},
		{"office over something", "They met Minister of Defence Omar Tariq.", "per Omar Tariq"},
		{"person as some mail programs write one", "Ask Anna Keller@NORTHGATE about it.", "per Anna Keller@NORTHGATE"},
		{"owner of something", "They found Okonkwo's car near the harbour.", "per Okonkwo"},
		// Groups.
		{"known group", "The Taliban denied it; al-Shabaab did not.", "grp Taliban; grp al-Shabaab"},
		{"group by its head", "The Popular Dawn Front claimed it.", "grp Popular Dawn Front"},
		// Facilities and places.
		{"facility", "A blast at the Meridian Hotel hit Baker Street.", "fac Meridian Hotel; fac Baker Street"},
		{"state behind its town", "He drove from Lansing, MI, to Mobile, Ala., in a day.", "pla Lansing; pla MI; pla Mobile; pla Ala"},
		{"no state without a town", "He said OK to the offer, or so IT staff say.", ""},
		{"zone of a clock time", "Shots were heard at 08:30 IRST and again at 9 a.m. (EST).", ""},
		{"make of a weapon", "He carried a Kalashnikov rifle and drove a Ford truck.", "org Ford"},
		// Capitals that say nothing.
		{"heading", "# Police Seek Driver After Crash\nPolice seek a driver.", ""},
	} {
		if got := strings.Join(shown(analyse(c.in)), "; "); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.what, c.in, got, c.want)
		}
	}
}

// Nothing but a person has an age.
func TestWhoHasAnAge(t *testing.T) {
	for _, c := range []struct{ s, want string }{
		{"The suspect, 27-year-old Darrien Weeks, was charged.", "per Darrien Weeks"},
		{"Officers found Juwan Small, 17, in a car.", "per Juwan Small"},
		{"A 19-year-old Santa Maria resident was shot.", "pla Santa Maria"},
	} {
		if got := strings.Join(shown(analyse(c.s)), "; "); got != c.want {
			t.Errorf("%s: %s, want %s", c.s, got, c.want)
		}
	}
}

func TestNamesWithCountries(t *testing.T) {
	for _, c := range []struct {
		what, in, want string
	}{
		{"nationality", "Danish officers met in Denmark.", "adj Danish; sta Denmark"},
		{"embassy in lower case", "The Danish embassy in Peru closed.", "org Danish embassy in Peru"},
		{"embassy of", "The embassy of Denmark in Peru closed.", "org embassy of Denmark in Peru"},
		{"ministry", "Denmark's Foreign Ministry spoke.", "org Denmark's Foreign Ministry"},
		{"office before", "President of Peru Rosa Quispe spoke.", "sta Peru; per Rosa Quispe"},
		{"office before a name nobody knows", "President of Peru Ulvar Quispe spoke.", "sta Peru; per Ulvar Quispe"},
	} {
		if got := strings.Join(shown(analyse(c.in)), "; "); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.what, c.in, got, c.want)
		}
	}
}

func TestPositions(t *testing.T) {
	for _, c := range []struct{ in, name, want string }{
		{"Oslo police chief Anders Vik spoke.", "Anders Vik", "Oslo police chief"},
		{"The mayor of Oslo, Anders Vik, spoke.", "Anders Vik", "mayor of Oslo"},
		{"Anders Vik, mayor of Oslo, spoke.", "Anders Vik", "mayor of Oslo"},
		{"Anders Vik, 51, head of the press office of the Rescue Service, said no.", "Anders Vik", "head of the press office of the Rescue Service"},
		{"Deputy Minister of Foreign Affairs Anders Vik spoke.", "Anders Vik", "Deputy Minister of Foreign Affairs"},
		{"They met Health Secretary Maria Keller.", "Maria Keller", "Health Secretary"},
		{"According to defence lawyer Anders Vik, it was dark.", "Anders Vik", "defence lawyer"},
		{"Mr Anders Vik spoke.", "Anders Vik", ""},
	} {
		a := analyse(c.in)
		got := "no such name"
		for _, n := range a.Names {
			if a.Text(n.Span) == c.name {
				got = a.Text(n.Position)
			}
		}
		if got != c.want {
			t.Errorf("%s: position of %s is %q, want %q", c.in, c.name, got, c.want)
		}
	}
}

func TestChains(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Anna Keller met Omar Diaz. Keller left. Diaz stayed.", "0 1 0 1"},
		{"Anna Keller met Omar Keller. Anna Keller left; Keller stayed.", "0 1 0 0"},
		{"The Northern Rescue Service (NRS) came. The NRS left.", "0 0 0"},
		{"The Taliban and Hamas met. Taliban men left.", "0 1 0"},
		{"Petr Zelenko, 40, and Jan Brunzini, 50, left. Brunziní spoke.", "0 1 1"},
	} {
		a := analyse(c.in)
		var got []string
		for _, n := range a.Names {
			got = append(got, string(rune('0'+n.Entity)))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q in chains %s, want %s", c.in, shown(a), s, c.want)
		}
	}
}

func TestCommonIsSorted(t *testing.T) {
	words := strings.Split(strings.TrimSuffix(common, "\n"), "\n")
	if !slices.IsSorted(words) {
		t.Error("common.txt is not sorted")
	}
	for _, w := range []string{words[0], words[len(words)-1], words[len(words)/2], "embassy", "the"} {
		if slices.Contains(words, w) != isCommon(w) {
			t.Errorf("isCommon(%q) is %v", w, isCommon(w))
		}
	}
	for _, w := range []string{"", "zzzz", "aaaa", "keller"} {
		if isCommon(w) {
			t.Errorf("%q is common", w)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{
		"", "The Danish embassy in Lima", "President of Peru Rosa Quispe, 51, head of the Bureau of Ships (BOS), said. BOS",
		"al-A de la of the 's Ministry of of of", "ALL CAPITALS SAYS MR. X [FMLN] (ABC", "# Head\nO. O. O., the mayor of of, A", "'s 's Embassy 's",
		"foreign ministries of Croatia, Estonia and Sweden", "Mr.\nMr. Mr. “The The” _News_ —The mayor, X",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := analyse(s)
		end := 0
		for i, n := range a.Names {
			if n.First < end || n.Last <= n.First || n.Last > len(a.Tokens) || n.Span != a.SpanOf(n.First, n.Last) {
				t.Fatalf("name %d covers tokens [%d, %d) and bytes %v, after token %d of %d", i, n.First, n.Last, n.Span, end, len(a.Tokens))
			}
			end = n.Last
			if n.Kind == "" || n.Position.Start < 0 || n.Position.End > len(s) || n.Position.Overlaps(n.Span) {
				t.Fatalf("name %q of kind %q has position %v", a.Text(n.Span), n.Kind, n.Position)
			}
		}
		for i, n := range a.Inner {
			if n.Outer < 0 || n.Outer >= len(a.Names) || n.Kind == "" || n.Last <= n.First || n.Span != a.SpanOf(n.First, n.Last) {
				t.Fatalf("inner name %d is %+v", i, n)
			}
			if o := a.Names[n.Outer]; n.First < o.First || n.Last > o.Last || n.Last-n.First >= o.Last-o.First {
				t.Fatalf("inner name %q does not lie in %q", a.Text(n.Span), a.Text(o.Span))
			}
			if i > 0 && n.First < a.Inner[i-1].Last {
				t.Fatalf("inner names %q and %q overlap", a.Text(a.Inner[i-1].Span), a.Text(n.Span))
			}
		}
		for _, sen := range a.Sentences {
			for _, n := range a.Names {
				if n.First < sen.Last && n.Last > sen.Last {
					t.Fatalf("name %q crosses a sentence", a.Text(n.Span))
				}
			}
		}
		if b := analyse(s); !slices.Equal(a.Names, b.Names) || !slices.Equal(a.Inner, b.Inner) {
			t.Fatal("two runs differ")
		}
	})
}

func BenchmarkNames(b *testing.B) {
	a := analyse(strings.Repeat("The spokesman of the Ministry of Health of Norway, Anders Vik, said that 12 people were"+
		" injured in Oslo. Vik thanked the Northern Rescue Service (NRS) and its chief Maria Keller, 51.\n", 200))
	b.SetBytes(int64(a.Doc.Text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Stage{}.Run(a)
	}
	b.ReportMetric(float64(len(a.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// TestInner shows the names that are kept inside longer ones.
func TestInner(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The Embassy of Denmark closed.", "Denmark in Embassy of Denmark"},
		{"The Danish embassy in Peru closed.", "Danish in Danish embassy in Peru; Peru in Danish embassy in Peru"},
		{"He works for the Ministry of Health of Norway.", "Norway in Ministry of Health of Norway"},
		{"Anders Vik met Anna Keller in Oslo.", ""},
	} {
		a := analyse(c.in)
		var got []string
		for _, n := range a.Inner {
			got = append(got, a.Text(n.Span)+" in "+a.Text(a.Names[n.Outer].Span))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: inner names %q, want %q (names %q)", c.in, s, c.want, shown(a))
		}
	}
}

// TestCapitals shows that names are found where capitals say nothing.
func TestCapitals(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"POLICE IN OSLO SAID ON MONDAY THAT ANDERS VIK HAD LEFT NORWAY.", "pla OSLO; per ANDERS VIK; sta NORWAY"},
		{"police in oslo said on monday that anders vik had left norway.", "pla oslo; per anders vik; sta norway"},
	} {
		if got := strings.Join(shown(analyse(c.in)), "; "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

// TestModel shows that the embedded model opens whole and says what it is.
func TestModel(t *testing.T) {
	f, err := learn.Open(models.Names)
	if err != nil {
		t.Fatal(err)
	}
	m, err := OpenTagger(f)
	if err != nil || m.First == nil || m.Second == nil {
		t.Fatalf("the embedded model has not both its parts: %v", err)
	}
	for _, part := range []string{"licence", "command", "texts"} {
		if !strings.Contains(f.Text("card"), part+":") {
			t.Errorf("the card tells no %s", part)
		}
	}
	for n := 0; n < len(models.Names); n += len(models.Names) / 40 {
		if f, err := learn.Open(models.Names[:n]); err == nil {
			if _, err := OpenTagger(f); err == nil {
				t.Errorf("a model cut off after %d bytes opens", n)
			}
		}
	}
}

// BenchmarkHostile runs over a megabyte of capitals without a full stop.
func BenchmarkHostile(b *testing.B) {
	a := analyse(strings.Repeat("SAID MINISTRY OF DEFENCE OF THE AL KHALED ", 25000))
	b.SetBytes(int64(a.Doc.Text.Len()))
	for b.Loop() {
		Stage{}.Run(a)
	}
}

// What the text says beside a name that it is, it is.
func TestCalled(t *testing.T) {
	for words, want := range map[string]string{
		"Haki Africa, a rights group, disputed this on Monday.":         "org Haki Africa",
		"Gunmen of the group Ansar al-Fajr fired.":                      "grp Ansar al-Fajr",
		"He told the newspaper El Imparcial of it.":                     "org El Imparcial",
		"Prime Minister K. P. Sharma Oli apologised.":                   "per K. P. Sharma Oli",
		"He gave an interview to the newspaper Le Nouvelliste.":         "org Le Nouvelliste",
		"Dawn Column, an armed group based in the hills, said nothing.": "grp Dawn Column",
		"Lieve Baert, the agency of the news said, was hurt.":           "per Lieve Baert",
		"Oslo, a company said, was quiet.":                              "pla Oslo",
		"He worked for the charity Open Hands until Friday.":            "org Open Hands",
		"The bomb went off in Larnaca, a group of tourists said.":       "pla Larnaca",
	} {
		if got := strings.Join(shown(analyse(words)), ", "); got != want {
			t.Errorf("%s: %s, want %s", words, got, want)
		}
	}
}

// A name that grows a second surname stays one person's.
func TestSecondSurname(t *testing.T) {
	a := analyse("The police chief Tomas Vega was shot dead on Monday. Tomás Vega Luna had been mayor, Anna Vega said. Mr Vega was 52.")
	if len(a.Names) < 3 || a.Names[0].Entity != a.Names[1].Entity || a.Names[2].Entity == a.Names[0].Entity {
		t.Errorf("%v: %+v", shown(a), a.Names)
	}
}

// "the Brotherhood" is the one body whose name ends so.
func TestShortened(t *testing.T) {
	a := analyse("The Muslim Brotherhood denied it. He blamed the Brotherhood for the attack.")
	if len(a.Names) != 2 || a.Names[0].Entity != a.Names[1].Entity {
		t.Errorf("%v: %+v", shown(a), a.Names)
	}
}

// Alerts are full of abbreviations in capitals that are no names.
func TestAlerts(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"QRF AND MEDEVAC SENT TO SITE VIC GAO, MALI. 2 KIA.", "pla GAO; sta MALI"},
		{"JNIM SUSPECTED IN ATTACK IVO TIMBUKTU.", "grp JNIM; pla TIMBUKTU"},
		{"The Haqqani network is active there.", "grp Haqqani network"},
		{"Two men of the Red Corner gang fled.", "grp Red Corner"},
	} {
		if got := strings.Join(shown(analyse(c.words)), "; "); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, got, c.want)
		}
	}
}
