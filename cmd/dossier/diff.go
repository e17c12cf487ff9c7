package main

import (
	"fmt"
	"io"
	"strings"

	"dossier/internal/archive"
	"dossier/internal/record"
	"dossier/internal/wording"
)

// DiffCmd is "dossier diff".
type DiffCmd struct {
	ID    string `arg:"" help:"The record."`
	From  string `required:"" placeholder:"DATE" help:"The earlier day, month or year."`
	To    string `required:"" placeholder:"DATE" help:"The later one."`
	By    string `enum:"received,published" default:"received" help:"What had come by then (received), or what was published by then (published)."`
	Place `embed:""`
}

// Run prints the changes.
func (c *DiffCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	d, err := a.Diff(app.Context, c.ID, c.From, c.To, archive.Clock(c.By))
	if err != nil {
		return err
	}
	fmt.Fprintf(app.Stdout, "%s from %s to %s\n", d.Record, c.From, c.To)
	for _, x := range d.Documents {
		fmt.Fprintf(app.Stdout, "  document %s came %s: %s (%s)\n", x.Document.ID, x.At, printable(x.Document.Title), printable(x.Document.Path))
	}
	for _, x := range d.Readings {
		fmt.Fprintf(app.Stdout, "  document %.12s was read anew %s\n", x.Subject, x.At)
	}
	for _, x := range d.Decisions {
		fmt.Fprintf(app.Stdout, "  decision %d, %s by %s: %s\n", x.Seq, x.At, printable(x.Who), describe(x))
	}
	changes(app.Stdout, d.Changes)
	return nil
}

// changes prints how a record changed, a line each.
func changes(w io.Writer, list []record.Change) {
	if len(list) == 0 {
		fmt.Fprintln(w, "  nothing changed")
	}
	for _, c := range list {
		what := strings.ToLower(wording.Code(c.Part))
		if c.Of != "" && c.Of != "all" {
			what += " (" + printable(c.Of) + ")"
		}
		what += ": " + printable(c.Value)
		if len(c.Documents) > 0 {
			what += " [" + strings.Join(c.Documents, " ") + "]"
		}
		fmt.Fprintln(w, "  "+changed(c)+" "+what)
	}
}

// changed says what became of a thing.
func changed(c record.Change) string {
	switch c.What {
	case "added":
		return "+"
	case "removed":
		return "-"
	case "shown":
		return "now shown:"
	case "hidden":
		return "no longer shown:"
	case "words lost":
		return "its words are gone from the newest version:"
	}
	if c.State == "" {
		return "no longer decided on:"
	}
	return "now " + c.State + ":"
}
