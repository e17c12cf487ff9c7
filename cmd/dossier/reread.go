package main

import (
	"fmt"

	"dossier/internal/archive"
)

// RereadCmd is "dossier reread".
type RereadCmd struct {
	IDs    []string `arg:"" optional:"" name:"document" help:"The documents; all when none is named."`
	DryRun bool     `help:"Only tell what would change."`
	Fold   bool     `help:"Read nothing: fold every record anew from what is kept."`
	Actor  `embed:""`
	Place  `embed:""`
}

// Run reads the documents and tells what changed.
func (c *RereadCmd) Run(app *App) error {
	a, err := c.open(app, c.Actor.name(), false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	if c.Fold {
		if err := a.Rebuild(app.Context); err != nil {
			return err
		}
		n, err := a.Count(app.Context)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(app.Stdout, "%d records folded anew\n", n)
		return err
	}
	read, changed, failed, records := 0, 0, 0, 0
	line := app.progress()
	err = a.RereadAll(app.Context, c.IDs, c.DryRun, func(r archive.Reread) {
		line.step(r.Card.Path)
		switch {
		case r.Err != nil:
			failed++
			line.done()
			app.report(r.Card.Path, r.Err)
		case r.Changed:
			changed++
			fallthrough
		default:
			read++
		}
	}, func(e archive.Effect) {
		line.done()
		records++
		fmt.Fprintln(app.Stdout, e.Record)
		changes(app.Stdout, e.Changes)
	})
	line.done()
	if err != nil {
		return err
	}
	would := ""
	if c.DryRun {
		would = " (nothing is kept)"
	}
	fmt.Fprintf(app.Stdout, "%d documents read anew, %d of them otherwise than before, %d failed; %d records change%s\n", read, changed, failed, records, would)
	if failed > 0 {
		return errReported
	}
	return nil
}
