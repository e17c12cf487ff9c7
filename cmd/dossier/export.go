package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"dossier/internal/export"
	"dossier/internal/export/redact"
	"dossier/internal/export/view"
	"dossier/internal/fault"
	"dossier/internal/rule"
	"dossier/schema"
)

// ExportCmd is "dossier export".
type ExportCmd struct {
	IDs    []string `arg:"" optional:"" name:"id" help:"The ids of records, or the beginnings of them; all records if none is given."`
	Rule   string   `enum:",ours,gtd,acled,ucdp,ucdp-low,ucdp-high" default:"" placeholder:"RULE" help:"Whose rule picks the figure that is shown: ours, gtd, acled, ucdp, ucdp-low or ucdp-high; the format's own if not given."`
	Main   bool     `help:"Leave out incidents that are only told as background."`
	Giving Giving   `embed:""`
	Place  `embed:""`
}

// Run writes records of the archive in a format.
func (c *ExportCmd) Run(app *App) error {
	a, err := c.open(app.Context, app.Rooms().Pipeline, false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	out, err := a.Store.Records(app.Context)
	if err != nil {
		return err
	}
	if len(c.IDs) > 0 {
		if out, err = pickAll(out, c.IDs); err != nil {
			return err
		}
	}
	if c.Main {
		out = onlyMain(out)
	}
	return c.Giving.write(app, out, c.Rule)
}

// pickAll is the records that the ids name, in their order in out, with their
// documents.
func pickAll(out schema.Output, ids []string) (schema.Output, error) {
	records, docs := map[string]bool{}, map[string]bool{}
	for _, id := range ids {
		one, err := pick(out, id)
		if err != nil {
			return schema.Output{}, err
		}
		for i := range one.Records {
			records[one.Records[i].ID] = true
		}
		for i := range one.Documents {
			docs[one.Documents[i].ID] = true
		}
	}
	got := out
	got.Records, got.Documents = []schema.Record{}, []schema.Document{}
	for i := range out.Records {
		if records[out.Records[i].ID] {
			got.Records = append(got.Records, out.Records[i])
		}
	}
	for i := range out.Documents {
		if docs[out.Documents[i].ID] {
			got.Documents = append(got.Documents, out.Documents[i])
		}
	}
	return got, nil
}

// Giving is how records are given away.
type Giving struct {
	Format string `enum:",json,jsonl,csv,tsv,csv-long,tsv-long,gtd,acled,plover,geojson,kml,ical,schemaorg,stix,prov,annotation,ftm,ftm-statements,quickstatements,markdown,wikitext,html" default:"" placeholder:"FORMAT" help:"Write in a format for other programs and people; \"dossier help export\" lists them."`
	Redact string `placeholder:"WHAT" help:"In a format, withhold victims (their names and those of minors), people (all names) or spans (the documents' words); several with commas."`
	Output string `short:"o" placeholder:"FILE" help:"In a format, write to a file and not to standard output."`
	At     string `placeholder:"TIME" help:"In a format, the time that is written into it (RFC 3339), the clock's if not given; \"none\" leaves it out."`
}

// write writes out in the format, and says on stderr what it leaves out.
func (g Giving) write(app *App, out schema.Output, ruled string) error {
	f, err := export.Named(cmp.Or(g.Format, "json"))
	if err != nil {
		return usageError(err.Error())
	}
	o, out, err := g.prepare(app, f, out, ruled)
	if err != nil {
		return err
	}
	if err := g.to(app, func(w io.Writer) error { return f.Write(w, out, o) }); err != nil {
		return err
	}
	g.tell(app, f, o, len(out.Records))
	return nil
}

// prepare picks the shown figures and withholds what is to be withheld.
func (g Giving) prepare(app *App, f export.Format, out schema.Output, ruled string) (view.Options, schema.Output, error) {
	o := view.Options{Program: "dossier " + version()}
	r, err := rule.Named(cmp.Or(ruled, f.Rule))
	if err != nil {
		return o, out, usageError(err.Error())
	}
	if o.Now, err = g.moment(app); err != nil {
		return o, out, err
	}
	what, err := redact.Parse(g.Redact)
	if err != nil {
		return o, out, usageError(err.Error())
	}
	out = r.Apply(out)
	o.Rule = "Figures are shown by " + r.Title + ": " + r.Says
	out, o.Withheld, err = redact.Apply(out, what)
	return o, out, err
}

func (g Giving) moment(app *App) (time.Time, error) {
	switch g.At {
	case "":
		return app.now().UTC().Truncate(time.Second), nil
	case "none":
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, g.At)
	if err != nil {
		return t, usageError(fmt.Sprintf("--at %s: not a time such as 2024-05-01T12:00:00Z", g.At))
	}
	return t, nil
}

func onlyMain(out schema.Output) schema.Output {
	rs := []schema.Record{}
	for _, r := range out.Records {
		if r.Role != "background" {
			rs = append(rs, r)
		}
	}
	out.Records = rs
	return out
}

// to writes to the file that is named, or to standard output.
func (g Giving) to(app *App, write func(io.Writer) error) error {
	if g.Output == "" || g.Output == "-" {
		w := bufio.NewWriter(app.Stdout)
		if err := write(w); err != nil {
			return err
		}
		return w.Flush()
	}
	return writeFile(g.Output, write)
}

// writeFile writes a file whole or not at all: under another name beside it
// first. What lies there already is replaced.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(dirOf(path), ".dossier-*")
	if err != nil {
		return fault.Wrap("write "+path, err)
	}
	defer os.Remove(f.Name())
	w := bufio.NewWriter(f)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err != nil {
		return fault.Wrap("write "+path, err)
	}
	return os.Rename(f.Name(), path)
}

func dirOf(path string) string {
	if i := strings.LastIndexByte(path, os.PathSeparator); i >= 0 {
		return path[:i+1]
	}
	return "."
}

// tell says on stderr how much was written, by whose rule, and what the format has
// no place for.
func (g Giving) tell(app *App, f export.Format, o view.Options, n int) {
	fmt.Fprintf(app.Stderr, "dossier: %s: %d records. %s\n", f.Name, n, o.Rule)
	if o.Withheld != "" {
		fmt.Fprintf(app.Stderr, "dossier: %s\n", o.Withheld)
	}
	for _, s := range f.Omits {
		fmt.Fprintf(app.Stderr, "dossier: left out: %s\n", s)
	}
}

// Help lists the formats and rules.
func (ExportCmd) Help() string {
	var b strings.Builder
	b.WriteString("Writes records of the archive in a format for other programs and people. What a format has no place for is told on standard error; docs/exports.md tells of each.\n\nFormats:\n\n")
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-16s %s\n", f.Name, f.Title)
	}
	b.WriteString("\nRules:\n\n")
	for _, r := range rule.All() {
		fmt.Fprintf(&b, "  %-10s %s\n", r.Name, r.Says)
	}
	b.WriteString(`
A rule changes which figure is shown, and nothing that is kept.

Examples:

  dossier export --format html -o tehran.html 2023-01-27-tehran
  dossier export --format gtd --redact victims > incidents.csv
  dossier read --format geojson reports/ > map.geojson`)
	return b.String()
}
