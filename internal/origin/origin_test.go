package origin_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/origin"
	"dossier/internal/text"
)

// report makes a document of header lines and paragraphs.
func report(id string, header []string, paragraphs ...string) *doc.Document {
	d := &doc.Document{ID: doc.ID(id)}
	var b strings.Builder
	for _, h := range header {
		k, v, _ := strings.Cut(h, ": ")
		start := b.Len()
		b.WriteString(h)
		d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Header, Span: text.Span{Start: start, End: b.Len()},
			Key: text.Span{Start: start, End: start + len(k)}, Value: text.Span{Start: b.Len() - len(v), End: b.Len()}})
		b.WriteString("\n")
		switch k {
		case "Outlet":
			d.Outlet = v
		case "Published":
			d.Published = v
		case "URL":
			d.URL = v
		case "Origin":
			d.Origin = v
		}
	}
	for i, p := range paragraphs {
		start := b.Len()
		b.WriteString(p)
		kind := doc.Paragraph
		if i == 0 && strings.HasPrefix(p, "# ") {
			kind = doc.Title
		}
		d.Blocks = append(d.Blocks, doc.Block{Kind: kind, Span: text.Span{Start: start, End: b.Len()}})
		b.WriteString("\n\n")
	}
	d.Text = text.New(b.String())
	return d
}

const (
	first = "Two men with rifles drove up to the customs house of Port Arlen shortly before dawn and fired at the guards behind the gate, " +
		"killing one of them and wounding three others who had just come off the night shift."
	second = "The attackers left in a grey lorry that was found burning an hour later beside the coast road, " +
		"and the harbour stayed closed for the rest of the morning while divers searched the piers."
	third   = "Nobody had said by nightfall that the attack was theirs, and the governor asked for patience."
	quote   = "“We will find those who planned this, those who paid for it and those who drove the lorry, and we will bring every single one of them before a judge of this province, however long it takes us”"
	another = "Gunfire woke the quarter around the old docks at five, people who live there said on Tuesday, and when the shooting stopped a guard lay dead inside the customs yard."
	more    = "A lorry without plates burnt out near the lighthouse; fishermen said they had seen four men run towards the dunes."
)

func outlet(o string) []string { return []string{"Outlet: " + o} }

// shape is origins as the ids of their documents, and why they are one.
func shape(os []origin.Origin) string {
	var out []string
	for _, o := range os {
		s := ""
		for _, d := range o.Documents {
			s += string(d)
		}
		for _, t := range o.Ties {
			s += " " + string(t.Kind)
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestOrigins(t *testing.T) {
	for _, c := range []struct {
		why  string
		docs []*doc.Document
		want string
	}{
		{"two reporters, two papers", []*doc.Document{report("a", outlet("The Arlen Post"), first, second), report("b", outlet("Coast Daily"), another, more)}, "a, b"},
		{"one agency's copy under a new headline", []*doc.Document{
			report("a", outlet("The Arlen Post"), "# Guard dies at customs house", first, second, third),
			report("b", outlet("Coast Daily"), "# Dawn raid shuts harbour", first, second, third)}, "ab same_text"},
		{"the copy cut short", []*doc.Document{report("a", outlet("The Arlen Post"), first, second, third), report("b", outlet("Coast Daily"), first)}, "ab near_copy"},
		{"the copy rewritten here and there", []*doc.Document{report("a", outlet("The Arlen Post"), first, second, third),
			report("b", outlet("Coast Daily"), "Police say that two men "+strings.TrimPrefix(first, "Two men "), another, more)}, "ab near_copy"},
		{"two stories that quote one official", []*doc.Document{report("a", outlet("The Arlen Post"), another, quote+", the governor said."),
			report("b", outlet("Coast Daily"), more, "The governor spoke at noon: "+quote)}, "a, b"},
		{"two papers that credit one agency in their datelines", []*doc.Document{
			report("a", outlet("The Arlen Post"), "PORT ARLEN (Reuters) - "+first), report("b", outlet("Coast Daily"), "PORT ARLEN, March 3 (Reuters) – "+another)}, "ab same_agency"},
		{"an agency and a paper that prints it", []*doc.Document{report("a", outlet("Reuters"), first), report("b", outlet("Coast Daily"), another, "(Reuters)")}, "ab same_agency"},
		{"an agency that contributed", []*doc.Document{report("a", outlet("The Arlen Post"), another, "AP contributed to this report."),
			report("b", outlet("Coast Daily"), more, "The Associated Press contributed to this story.")}, "a, b"},
		{"an agency that is told of", []*doc.Document{report("a", outlet("The Arlen Post"), "Reuters reported that a guard had died.", another), report("b", outlet("Reuters"), first, second)}, "a, b"},
		{"two stories of one outlet", []*doc.Document{report("a", outlet("Ministry of the Interior (statement)"), first), report("b", outlet("Ministry of the Interior (update)"), more)}, "ab same_outlet"},
		{"one outlet by its address", []*doc.Document{report("a", []string{"URL: https://www.arlenpost.example/1"}, first), report("b", []string{"URL: https://arlenpost.example/2"}, more)}, "ab same_outlet"},
		{"short alerts in one form", []*doc.Document{report("a", outlet("Harbour Watch"), "Shots fired at the customs house in Port Arlen, one guard killed."),
			report("b", outlet("Coast Alert"), "Shots fired at the customs house in Port Arlen, three guards hurt.")}, "a, b"},
		{"one short alert twice", []*doc.Document{report("a", outlet("Harbour Watch"), "Shots fired at the customs house in Port Arlen, one guard killed."),
			report("b", outlet("Coast Alert"), "Shots fired at the customs house in Port Arlen, one guard killed.")}, "ab same_text"},
		{"no outlet, no words in common", []*doc.Document{report("a", nil, first), report("b", nil, more)}, "a, b"},
		{"the header says what it repeats", []*doc.Document{report("a", []string{"Outlet: Coast Daily", "Origin: Xinhua"}, first), report("b", []string{"Outlet: Xinhua"}, more)}, "ab same_agency"},
		{"the earlier one comes first", []*doc.Document{report("a", []string{"Outlet: Coast Daily", "Published: 2023-03-04"}, first, second), report("b", []string{"Outlet: Post", "Published: 2023-03-03"}, first, second)}, "ba same_text"},
		{"empty texts", []*doc.Document{report("a", nil), report("b", nil)}, "a, b"},
	} {
		if got := shape(origin.Of(c.docs)); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

func TestCredits(t *testing.T) {
	for _, c := range []struct{ paragraph, want string }{
		{"PORT ARLEN (AP) — A guard died.", "AP"},
		{"PORT ARLEN, March 3 (Xinhua) -- A guard died.", "Xinhua"},
		{"By Jane Doe, Associated Press", "AP"},
		{"By Reuters", "Reuters"},
		{"Reuters staff", "Reuters"},
		{"A guard died. (AFP)", "AFP"},
		{"© 2019 Agence France-Presse", "AFP"},
		{"Source: Anadolu Agency", "Anadolu"},
		{"The police of the Middle East (MENA) met.", ""},
		{"The fund is called Sinai Peace Aid (SPA)", ""},
		{"According to AFP, a guard died.", ""},
		{"Reuters contributed to this report.", ""},
		{"By Jane Doe", ""},
	} {
		d := report("a", nil, c.paragraph)
		got, ok := origin.CreditOf(d)
		if got.Agency != c.want || ok != (c.want != "") {
			t.Errorf("%q: %q, want %q", c.paragraph, got.Agency, c.want)
		}
		if ok && origin.Agency(d.Text.Slice(got.Citation.Span)) != c.want {
			t.Errorf("%q: cites %q", c.paragraph, d.Text.Slice(got.Citation.Span))
		}
	}
}

func TestWhatIsKnownOfASource(t *testing.T) {
	for _, c := range []struct {
		header []string
		want   origin.Source
	}{
		{nil, origin.Source{}},
		{[]string{"Outlet: Coast Daily"}, origin.Source{}},
		{[]string{"Outlet: Reuters"}, origin.Source{Kind: "agency", Country: "GB"}},
		{[]string{"Outlet: Coast Daily", "Source-Kind: Press", "Source-Country: no", "Admiralty: B2"}, origin.Source{Kind: "press", Country: "NO", Reliability: "B", Credibility: 2}},
		{[]string{"Reliability: c", "Credibility: 3"}, origin.Source{Reliability: "C", Credibility: 3}},
		{[]string{"Admiralty: B9", "Source-Kind: gossip", "Source-Country: Norway"}, origin.Source{}},
		{[]string{"Admiralty: good"}, origin.Source{}},
	} {
		if got := origin.SourceOf(report("a", c.header, first)); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.header, got, c.want)
		}
	}
}

// The order in which documents come changes nothing.
func TestOrderChangesNothing(t *testing.T) {
	var docs []*doc.Document
	for i, p := range [][]string{{first, second}, {first}, {another}, {another, third, more}, {quote, more}, {first, third}} {
		docs = append(docs, report(fmt.Sprint(i), outlet(fmt.Sprint("Paper ", i%4)), p...))
	}
	want := shape(origin.Of(docs))
	r := rand.New(rand.NewSource(1))
	for range 30 {
		r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		if got := shape(origin.Of(docs)); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	}
}

// FuzzOf reads any text without a panic, and puts every document into one origin.
func FuzzOf(f *testing.F) {
	f.Add("A (Reuters) - b", "“x” \"y")
	f.Fuzz(func(t *testing.T, a, b string) {
		n := 0
		for _, o := range origin.Of([]*doc.Document{report("a", nil, a), report("b", nil, b), report("c", nil, a+b)}) {
			n += len(o.Documents)
			if len(o.Ties) != len(o.Documents)-1 {
				t.Errorf("%d documents, %d ties", len(o.Documents), len(o.Ties))
			}
		}
		if n != 3 {
			t.Errorf("%d documents of 3", n)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	var docs []*doc.Document
	for i := range 60 {
		docs = append(docs, report(fmt.Sprint(i), outlet(fmt.Sprint("Paper ", i)), strings.Repeat(fmt.Sprint("word", i, " other", i%7, " and then "), 300)))
	}
	for b.Loop() {
		origin.Of(docs)
	}
}
