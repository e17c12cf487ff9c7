package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"dossier/internal/archive"
)

// LogCmd is "dossier log".
type LogCmd struct {
	ID    string `arg:"" optional:"" help:"A record or a document; everything when it is left out."`
	JSON  bool   `name:"json" help:"Print the entries as they are kept, one a line."`
	Place `embed:""`
}

// Run prints the log, oldest first.
func (c *LogCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	tw := tabwriter.NewWriter(app.Stdout, 0, 0, 2, ' ', 0)
	enc := json.NewEncoder(app.Stdout)
	err = a.History(app.Context, c.ID, func(e archive.Told) error {
		if c.JSON {
			return enc.Encode(e.Entry)
		}
		what := printable(e.What)
		if e.Decision != nil {
			what = describe(*e.Decision)
		}
		_, err := fmt.Fprintf(tw, "%d\t%s\t%s\t%s\t%s\n", e.Entry.Seq, e.Entry.At, printable(e.Entry.Who), e.Entry.Act, what)
		return err
	})
	if err != nil {
		return err
	}
	return tw.Flush()
}
