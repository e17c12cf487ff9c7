// Package html prints records as a dossier for paper: one page that needs nothing
// else, without scripts, laid out for print by its own style sheet, with numbered
// sources. The browser makes the PDF.
package html

import (
	_ "embed" // the page
	"html/template"
	"io"
	"strings"

	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/schema"
)

// Omits is what the dossier leaves out.
var Omits = []string{
	"details of the chronology and steps without a date",
	"who made a value (extractor or person) and its confidence",
	"the text of the documents beside the words that are cited (their hashes stand in the list of sources)",
}

//go:embed dossier.html
var page string

var parsed = template.Must(template.New("dossier").Parse(page))

type dossier struct {
	Title    string
	Made     string
	Program  string
	Rule     string
	Withheld string
	Records  []incident
}

type incident struct {
	Number        int
	Title         string
	ID            string
	Background    bool
	Summary       string
	Facts         []fact
	Disagreements []disagreement
	Chronology    []step
	Accounts      []account
	Reactions     []reaction
	Statements    []statement
	Evidence      []line
	Related       []line
	Sources       []source
}

type fact struct {
	Label  string
	Values []line
}

// line is some words with the numbers of the sources they stand on.
type line struct {
	Text, Detail, Quote string
	Refs                []ref
}

type ref struct {
	Record, Number int
}

type disagreement struct {
	Label, Kind, Explanation string
	Sides                    []side
	Refs                     []ref
}

type side struct {
	Value, Who, Quote, Why string
	Shown                  bool
	Refs                   []ref
}

type step struct {
	When, Phase string
	line
}

type account struct {
	Question, Position, HeldBy, RejectedBy string
	Refs                                   []ref
}

type reaction struct {
	Actor, Kinds, When string
	Refs               []ref
}

type statement struct {
	Who, Kind, Words string
	Refs             []ref
}

type source struct {
	Record, Number                 int
	Name, Title, Published, Origin string
	URL                            string
	SHA256                         string
}

// Write prints one page.
func Write(w io.Writer, out schema.Output, o view.Options) error {
	d := dossier{Title: "Dossier", Program: view.Plain(o.Program), Rule: o.Rule, Withheld: o.Withheld}
	if !o.Now.IsZero() {
		d.Made = o.Now.UTC().Format("2 January 2006, 15:04 UTC")
	}
	rs := view.Records(&out)
	for i, r := range rs {
		d.Records = append(d.Records, one(i+1, r))
	}
	if len(rs) == 1 {
		d.Title = rs[0].Title()
	}
	return parsed.Execute(w, d)
}

// numbered writes the sources of one record.
type numbered struct {
	*view.Sources
	record int
}

func (n numbered) refs(cs []schema.Citation) []ref {
	var out []ref
	for _, k := range n.Of(cs) {
		out = append(out, ref{n.record, k})
	}
	return out
}

func one(n int, r *view.Record) incident {
	src := numbered{view.NewSources(r), n}
	x := incident{Number: n, Title: r.Title(), ID: r.ID, Background: r.Role == "background", Summary: view.Plain(r.Summary)}
	for _, f := range r.Facts() {
		x.Facts = append(x.Facts, fact{f.Label, values(r, f.Values, src)})
	}
	for i := range r.Conflicts {
		x.Disagreements = append(x.Disagreements, conflict(r, &r.Conflicts[i], src))
	}
	for _, e := range r.Chronology() {
		x.Chronology = append(x.Chronology, step{view.Stamp(e), e.Phase, line{Text: view.Step(e), Refs: src.refs(e.Citations)}})
	}
	for i := range r.Accounts {
		a := &r.Accounts[i]
		x.Accounts = append(x.Accounts, account{view.Capital(view.Code(a.Question)), view.Plain(a.Position),
			strings.Join(r.Names(a.HeldBy), ", "), strings.Join(r.Names(a.RejectedBy), ", "), src.refs(a.Citations)})
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		x.Statements = append(x.Statements, statement{r.Name(a.Claimant), view.Code(a.Kind), view.Plain(a.Content.Quote), src.refs([]schema.Citation{a.Content})})
	}
	for i := range r.Reactions {
		a := &r.Reactions[i]
		x.Reactions = append(x.Reactions, reaction{r.Name(a.Actor), view.Code(strings.Join(a.Kinds, ", ")), view.Plain(a.When), src.refs(a.Citations)})
	}
	for i := range r.Evidence {
		e := &r.Evidence[i]
		x.Evidence = append(x.Evidence, line{Text: view.Plain(e.What), Detail: view.Code(e.Kind), Refs: src.refs(e.Citations)})
	}
	for _, e := range r.Related {
		x.Related = append(x.Related, line{Text: view.Plain(e.Title), Detail: view.Code(e.Kind), Refs: src.refs(e.Citations)})
	}
	src.Rest()
	for i, d := range src.Documents() {
		x.Sources = append(x.Sources, source{n, i + 1, view.DocName(d), titleOf(d), view.Plain(d.Published), view.Plain(d.Origin), view.Link(d.URL), d.SHA256})
	}
	return x
}

func titleOf(d *schema.Document) string {
	if t := view.Plain(d.Title); t != view.DocName(d) {
		return t
	}
	return ""
}

func values(r *view.Record, vs []*schema.Value, src numbered) []line {
	var out []line
	for _, v := range vs {
		l := line{Text: r.Words(v), Detail: r.Detail(v), Refs: src.refs(v.Citations)}
		if q := view.Quotes(v.Citations); len(q) > 0 && !strings.EqualFold(q[0], l.Text) {
			l.Quote = view.Short(q[0], 160)
		}
		if l.Detail == l.Text {
			l.Detail = ""
		}
		out = append(out, l)
	}
	return out
}

func conflict(r *view.Record, c *schema.Conflict, src numbered) disagreement {
	d := disagreement{Label: view.Capital(view.Code(c.Slot)), Kind: view.Code(c.Kind), Explanation: r.Explain(c), Refs: src.refs(c.Citations)}
	if c.Of != "" && c.Of != "all" {
		d.Label += " (" + view.Code(c.Of) + ")"
	}
	if c.Inclusion != "" {
		d.Kind += ", with or without the " + c.Inclusion
	}
	for _, v := range r.Disputed(c) {
		s := side{Value: r.Words(v), Who: table.Join(r.Says(v)), Shown: v.Preferred, Why: view.Plain(v.Reason), Refs: src.refs(v.Citations)}
		q := view.Quotes(v.Citations)
		s.Quote = strings.Join(q[:min(3, len(q))], " … ")
		d.Sides = append(d.Sides, s)
	}
	if len(d.Sides) > 1 && !view.HoldsEntity(c.Slot) && c.Slot != "motive" {
		d.Explanation = "" // the table says it
	}
	return d
}
