package main

import (
	"dossier/internal/export/json"
	"dossier/schema"
)

// ReadCmd is "dossier read".
type ReadCmd struct {
	Paths []string `arg:"" name:"path" help:"A file, a folder, or - for standard input."`
	Print Print    `embed:""`
}

// Print is how records are printed.
type Print struct {
	JSON  bool   `name:"json" help:"Print the record as JSON."`
	Cite  bool   `help:"Show the words that back each value, and where they stand."`
	Width int    `placeholder:"N" env:"DOSSIER_WIDTH" help:"Columns to fill; the terminal's own if not given."`
	Color string `enum:"auto,always,never" default:"auto" env:"DOSSIER_COLOR" help:"Colours: auto, always or never."`
}

// Run reads the documents and prints their records.
func (c *ReadCmd) Run(app *App) error {
	failed := false
	out, err := app.Rooms().Read(app.Context, c.Paths, func(path string, err error) {
		failed = true
		app.report(path, err)
	})
	if err != nil {
		return err
	}
	if err := c.Print.output(app, out); err != nil {
		return err
	}
	if failed {
		return errReported
	}
	return nil
}

// output prints out as the flags say.
func (p Print) output(app *App, out schema.Output) error {
	return json.Write(app.Stdout, out)
}
