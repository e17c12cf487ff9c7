package main

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"dossier/internal/archive"
	"dossier/internal/export"
	"dossier/internal/export/redact"
	"dossier/internal/export/view"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/rule"
	"dossier/internal/search"
	"dossier/schema"
)

// ExportCmd is "dossier export".
type ExportCmd struct {
	IDs    []string `arg:"" optional:"" name:"id" help:"The ids of records, or the beginnings of them; all records if none is given."`
	Query  string   `short:"q" placeholder:"QUERY" help:"Only the records that a query finds, such as \"country:IR killed>=1\"; @NAME is a saved one."`
	Rule   string   `enum:",ours,gtd,acled,ucdp,ucdp-low,ucdp-high" default:"" placeholder:"RULE" help:"Whose rule picks the figure that is shown: ours, gtd, acled, ucdp, ucdp-low or ucdp-high; the format's own if not given."`
	Main   bool     `help:"Leave out incidents that are only told as background."`
	Giving Giving   `embed:""`
	Actor  `embed:""`
	Place  `embed:""`
}

// Run writes records of the archive in a format, and notes in its log what was
// given away.
func (c *ExportCmd) Run(app *App) error {
	a, err := c.open(app, c.Actor.name(), false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	if f, err := export.Named(cmp.Or(c.Giving.Format, "json")); err == nil && f.Streams() && len(c.IDs) == 0 {
		return c.stream(app, a, f)
	}
	out, err := c.chosen(app, a)
	if err != nil {
		return err
	}
	if c.Main {
		out = onlyMain(out)
	}
	return c.Giving.write(app, out, c.Rule, func(f export.Format, o view.Options, sha string) error {
		last := ""
		if n := len(out.Records); n > 0 {
			last = out.Records[n-1].ID
		}
		return noteGiven(app, a, f, len(out.Records), last, o.Withheld, sha)
	})
}

// noteGiven notes in the log what was given away: how many records or, of one, which.
func noteGiven(app *App, a *archive.Archive, f export.Format, n int, last, withheld, sha string) error {
	subject := fmt.Sprintf("%s: %d records", f.Name, n)
	if n == 1 {
		subject = f.Name + ": " + last
	}
	if withheld != "" {
		if err := a.LogHash(app.Context, ledger.Redacted, subject+". "+withheld, sha); err != nil {
			return err
		}
	}
	return a.LogHash(app.Context, ledger.Exported, subject, sha)
}

// chosen are the records that the ids and the query ask for, with their documents:
// in the order of the ids, else of what the query finds (the newest first), else of
// the archive.
func (c *ExportCmd) chosen(app *App, a *archive.Archive) (schema.Output, error) {
	if c.Query == "" {
		if len(c.IDs) == 0 {
			return a.All(app.Context, false)
		}
		return showAll(app, a, c.IDs)
	}
	ids, err := found(app, a, c.Query)
	if err != nil {
		return schema.Output{}, err
	}
	if len(c.IDs) == 0 {
		return showAll(app, a, ids)
	}
	out, err := showAll(app, a, c.IDs)
	return only(out, func(r *schema.Record) bool { return slices.Contains(ids, r.ID) }), err
}

// showAll are the records of several ids, each once.
func showAll(app *App, a *archive.Archive, ids []string) (schema.Output, error) {
	out := schema.Output{Schema: schema.Version, Documents: []schema.Document{}, Records: []schema.Record{}}
	records, docs := map[string]bool{}, map[string]bool{}
	for _, id := range ids {
		one, err := a.Show(app.Context, id, false)
		if err != nil {
			return out, err
		}
		for _, r := range one.Records {
			if !records[r.ID] {
				records[r.ID] = true
				out.Records = append(out.Records, r)
			}
		}
		for _, d := range one.Documents {
			if !docs[d.ID] {
				docs[d.ID] = true
				out.Documents = append(out.Documents, d)
			}
		}
	}
	return out, nil
}

// found are the ids of all records that a query finds, in the order of a search.
func found(app *App, a *archive.Archive, text string) ([]string, error) {
	s, err := searcher(a)
	if err != nil {
		return nil, err
	}
	q, err := readQuery(app, s, []string{text})
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for r := (search.Request{Query: q, Limit: search.MaxLimit}); ; {
		page, err := s.Search(app.Context, r)
		if err != nil {
			return nil, err
		}
		for _, h := range page.Hits {
			ids = append(ids, h.ID)
		}
		if r.After = page.Next; r.After == "" {
			return ids, nil
		}
	}
}

// only are the records that pass, with the documents that tell of them.
func only(out schema.Output, pass func(*schema.Record) bool) schema.Output {
	got := out
	got.Records, got.Documents = []schema.Record{}, []schema.Document{}
	docs := map[string]bool{}
	for i := range out.Records {
		if pass(&out.Records[i]) {
			got.Records = append(got.Records, out.Records[i])
			for _, d := range out.Records[i].Documents {
				docs[d] = true
			}
		}
	}
	for _, d := range out.Documents {
		if docs[d.ID] {
			got.Documents = append(got.Documents, d)
		}
	}
	return got
}

// Giving is how records are given away.
type Giving struct {
	Format string `enum:",json,jsonl,csv,tsv,csv-long,tsv-long,gtd,acled,plover,geojson,kml,ical,schemaorg,stix,prov,annotation,ftm,ftm-statements,quickstatements,markdown,wikitext,html" default:"" placeholder:"FORMAT" help:"Write in a format for other programs and people; \"dossier help export\" lists them."`
	Redact string `placeholder:"WHAT" help:"In a format, withhold victims (their names and those of minors), people (all names) or spans (the documents' words); several with commas."`
	Output string `short:"o" placeholder:"FILE" help:"In a format, write to a file and not to standard output."`
	At     string `placeholder:"TIME" help:"In a format, the time that is written into it (RFC 3339), the clock's if not given; \"none\" leaves it out."`
}

// write writes out in the format, and says on stderr what it leaves out.
// given, which may be nil, notes that it was done: it gets the SHA-256 of what was
// written.
func (g Giving) write(app *App, out schema.Output, ruled string, given func(export.Format, view.Options, string) error) error {
	f, err := export.Named(cmp.Or(g.Format, "json"))
	if err != nil {
		return usageError(err.Error())
	}
	o, out, err := g.prepare(app, f, out, ruled)
	if err != nil {
		return err
	}
	if err := g.to(app, func(w io.Writer) error {
		if given == nil {
			return f.Write(w, out, o)
		}
		h := sha256.New()
		if err := f.Write(io.MultiWriter(w, h), out, o); err != nil {
			return err
		}
		return given(f, o, hex.EncodeToString(h.Sum(nil)))
	}); err != nil {
		return err
	}
	g.tell(app, f, o, len(out.Records))
	return nil
}

// prepare picks the shown figures and withholds what is to be withheld.
func (g Giving) prepare(app *App, f export.Format, out schema.Output, ruled string) (view.Options, schema.Output, error) {
	o, r, what, err := g.options(app, f, ruled)
	if err != nil {
		return o, out, err
	}
	out, o.Withheld, err = redact.Apply(r.Apply(out), what)
	return o, out, err
}

// options are what is written beside the records, the rule that picks the figures, and
// what is withheld.
func (g Giving) options(app *App, f export.Format, ruled string) (o view.Options, r rule.Rule, what []redact.What, err error) {
	o.Program = "dossier " + version()
	if r, err = rule.Named(cmp.Or(ruled, f.Rule)); err != nil {
		return o, r, nil, usageError(err.Error())
	}
	o.Rule = "Figures are shown by " + r.Title + ": " + r.Says
	if o.Now, err = g.moment(app); err != nil {
		return o, r, nil, err
	}
	if what, err = redact.Parse(g.Redact); err != nil {
		return o, r, nil, usageError(err.Error())
	}
	return o, r, what, nil
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

// onlyMain leaves out what is told in passing.
func onlyMain(out schema.Output) schema.Output {
	return only(out, func(r *schema.Record) bool { return r.Role != "background" })
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
