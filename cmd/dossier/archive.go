package main

import (
	"context"
	"fmt"

	"dossier/internal/archive"
	"dossier/internal/fault"
	"dossier/internal/fetch"
	"dossier/internal/pipeline"
	"dossier/internal/store/sqlite"
)

// Place is where the archive is.
type Place struct {
	Archive string `placeholder:"DIR" default:"dossier-archive" env:"DOSSIER_ARCHIVE" help:"The folder of the archive."`
}

// open opens the archive; with create it is made where there is none.
func (p Place) open(ctx context.Context, pl *pipeline.Pipeline, create bool) (*archive.Archive, error) {
	var s *sqlite.Store
	var err error
	if create {
		s, err = sqlite.Create(ctx, p.Archive)
	} else {
		s, err = sqlite.Open(ctx, p.Archive)
	}
	if err != nil {
		return nil, err
	}
	return &archive.Archive{Store: s, Read: pl.ReadDocument, Claims: pl.Claims, Fold: pipeline.Fold}, nil
}

// AddCmd is "dossier add".
type AddCmd struct {
	Paths []string `arg:"" name:"path" help:"A file, a folder, or - for standard input."`
	Place `embed:""`
}

// Run keeps documents in the archive and folds its records anew.
func (c *AddCmd) Run(app *App) error {
	rooms := app.Rooms()
	a, err := c.open(app.Context, rooms.Pipeline, true)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	var added, had, failed int
	line := app.progress()
	fetch.Walk(app.Context, c.Paths, fetch.Options{Stdin: app.Stdin}, func(it fetch.Item) bool {
		line.step(it.Path)
		var got archive.Added
		err := it.Err
		if err == nil {
			got, err = safely(func() (archive.Added, error) { return a.Add(app.Context, it.Path, it.Bytes) })
		}
		switch {
		case err != nil:
			failed++
			line.done()
			app.report(it.Path, err)
		case got.Had:
			had++
		default:
			added++
		}
		return app.Context.Err() == nil
	})
	line.done()
	out, err := a.Refold(app.Context)
	if err != nil {
		return err
	}
	fmt.Fprintf(app.Stdout, "%d added, %d already there, %d failed; the archive tells of %d incidents\n", added, had, failed, len(out.Records))
	if failed > 0 {
		return errReported
	}
	return nil
}

// safely makes a panic over one document that document's error.
func safely(f func() (archive.Added, error)) (got archive.Added, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fault.New(fault.Unreadable, "internal error: %v", r)
		}
	}()
	return f()
}

// ListCmd is "dossier list".
type ListCmd struct {
	JSON  bool `name:"json" help:"Print the records as JSON."`
	Place `embed:""`
}

// Run prints a line for each record of the archive.
func (c *ListCmd) Run(app *App) error {
	a, err := c.open(app.Context, app.Rooms().Pipeline, false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	out, err := a.Store.Records(app.Context)
	if err != nil {
		return err
	}
	if c.JSON {
		return Print{JSON: true}.output(app, out)
	}
	return list(app.Stdout, out)
}

// ShowCmd is "dossier show".
type ShowCmd struct {
	ID    string `arg:"" help:"The id of a record or the beginning of one, or the hash of a document."`
	Print Print  `embed:""`
	Place `embed:""`
}

// Run prints one record of the archive.
func (c *ShowCmd) Run(app *App) error {
	a, err := c.open(app.Context, app.Rooms().Pipeline, false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	out, err := a.Store.Records(app.Context)
	if err != nil {
		return err
	}
	one, err := pick(out, c.ID)
	if err != nil {
		return err
	}
	return c.Print.output(app, one)
}

// VerifyCmd is "dossier verify".
type VerifyCmd struct {
	Place `embed:""`
}

// Run checks everything that the archive keeps.
func (c *VerifyCmd) Run(app *App) error {
	a, err := c.open(app.Context, app.Rooms().Pipeline, false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	r, err := a.Verify(app.Context)
	if err != nil {
		return err
	}
	for _, f := range r.Faults {
		fmt.Fprintf(app.Stderr, "dossier: verify: %s\n", f)
	}
	fmt.Fprintf(app.Stdout, "%d documents, %d claims, %d records, %d citations checked: %d faults\n", r.Documents, r.Claims, r.Records, r.Citations, len(r.Faults))
	if len(r.Faults) > 0 {
		return errReported
	}
	return nil
}
