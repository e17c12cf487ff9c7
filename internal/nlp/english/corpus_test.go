package english

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/nlp/timex"
	"dossier/internal/source"
	"dossier/internal/source/plain"
	"dossier/internal/text"
)

// templates are sentences with slots in capital letters after a dollar sign.
var templates = strings.Split(`$PERSON, the $OFFICE of $TOWN, said on $DAY that at least $N people were killed when $ACT.
The $BODY did not say who was behind the attack, but $PERSON told reporters that it "wasn't the work of one man".
Shortly after $CLOCK, $ACT; $N of the wounded are still in hospital.
$PERSON's lawyer, who had asked not to be named, couldn't be reached for comment.
According to the $BODY, the gunman fled towards $TOWN in a white van and was arrested two days after.
Nobody has claimed responsibility, and the motive remains unclear.
"We heard three shots and then somebody screamed," said $PERSON, $AGE, who runs a bakery opposite the station.
On $DATE, $ACT, which left $N people dead and more than $N injured.
The $OFFICE condemned the killing and called on $COUNTRY to hand over those responsible.
Between $N and $N protesters had gathered outside the $COUNTRY embassy in $TOWN by $CLOCK, police said.
$PERSON was born in $TOWN in $YEAR and moved to $COUNTRY with his parents when he was $AGE.
It is the third attack of its kind since $DATE, although earlier ones had been less deadly.
Investigators found a rifle, two magazines and about $N rounds of ammunition in his flat.
The $BODY believes that the device, a home-made bomb weighing 5 kg, was set off by telephone.
The trial of $PERSON, which began on $DATE, is expected to last until spring.
Residents who had fled the fighting were slowly returning; many of them found that their houses had been looted.
Her brother, $PERSON, told the court he'd never seen the weapon before.
If the $BODY is right, the men crossed from $COUNTRY during the night of $DATE.
$TOWN – The mayor, $PERSON, has declared three days of mourning.
Asked whether the guards had been warned, the $OFFICE answered: "Not by us."
The damage was put at $N,000 dollars, 12 per cent of what the town spends in a year.
Firefighters brought the blaze under control within hours, but the roof had already fallen in.
Neither $PERSON nor the $BODY wanted to comment on what the $OFFICE of $COUNTRY called a mistake.
She had been waiting for the 7:15 bus when $ACT.
In $YEAR a court in $TOWN sentenced him to $N years in prison, of which he served four.`, "\n")

// slots are what may stand in a template.
var slots = map[string][]string{
	"PERSON": {"Anna Lindqvist", "Karim Benali", "Tomás Herrera", "Yusuf Demir", "Mary-Jane O'Neill", "Leyla Aliyeva", "Peter van Dijk",
		"Colonel Ibrahim Keita", "Mrs Okafor", "J. R. Hale", "Sofia Marinou", "Reza Moradi"},
	"OFFICE":  {"mayor", "police chief", "foreign minister", "deputy governor", "spokeswoman", "interior ministry", "prosecutor"},
	"TOWN":    {"Oslo", "Lyon", "Kandahar", "San Salvador", "Maiduguri", "Quetta", "Marseille", "Mosul", "Peshawar", "Winnipeg"},
	"COUNTRY": {"Norway", "Mali", "Colombia", "Pakistan", "Turkey", "Canada", "Iraq"},
	"BODY": {"Ministry of the Interior", "National Police", "Northern Liberation Front", "Red Cross", "public prosecutor's office",
		"UN mission", "federal police"},
	"ACT": {"a car bomb exploded outside a market in $TOWN", "two men on a motorcycle opened fire on a crowd", "a suicide bomber blew himself up near the barracks",
		"gunmen stormed a hotel in the centre of $TOWN", "a mortar shell hit a school", "a lorry was driven into a queue of shoppers"},
	"DAY":   {"Friday", "Monday", "Tuesday evening", "Sunday morning"},
	"DATE":  {"3 May 2021", "14 October 2019", "the first of June", "May 2020", "11 September 2018"},
	"CLOCK": {"08:00", "9.30 p.m.", "noon", "half past four", "11:45 local time"},
	"N":     {"two", "12", "seventeen", "30", "at least four", "45", "a dozen", "250"},
	"AGE":   {"34", "51", "19", "27"},
	"YEAR":  {"1987", "1994", "2003", "2011"},
}

// composed is about n bytes of reports made from the templates, the same for the
// same n.
func composed(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < n {
		for range 3 + r.IntN(4) {
			b.WriteString(filled(r, templates[r.IntN(len(templates))]))
			b.WriteByte(' ')
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// filled is a template with something in each of its slots.
func filled(r *rand.Rand, s string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(s, "$")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		n := strings.IndexFunc(after+".", func(c rune) bool { return c < 'A' || c > 'Z' })
		words := slots[after[:n]]
		b.WriteString(filled(r, words[r.IntN(len(words))]))
		s = after[n:]
	}
}

// paragraphs is a document of the text s with a block for each of its
// paragraphs.
func paragraphs(s string) *doc.Document {
	d := &doc.Document{Text: text.New(s), Published: "2021-05-04"}
	at := 0
	for p := range strings.SplitAfterSeq(s, "\n\n") {
		if n := len(strings.TrimRight(p, "\n ")); n > 0 {
			d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: at, End: at + n}})
		}
		at += len(p)
	}
	return d
}

// block is a document of one paragraph.
func block(s string) *doc.Document {
	return &doc.Document{Text: text.New(s), Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{End: len(s)}}}}
}

// bundled are the bundled example reports that are plain text.
func bundled(tb testing.TB) []*doc.Document {
	tb.Helper()
	paths, _ := filepath.Glob("../../../cmd/dossier/demo/*.txt")
	if len(paths) == 0 {
		tb.Fatal("no bundled reports")
	}
	var out []*doc.Document
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		src, _, err := source.Open(source.Raw{Path: p, Bytes: raw})
		if err != nil {
			tb.Fatal(err)
		}
		d, err := plain.Reader{Date: timex.ParseDate}.Read(src)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}
