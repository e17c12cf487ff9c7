package main

import (
	"bufio"

	"dossier/internal/nlp"
	"dossier/internal/nlp/conllu"
	"dossier/internal/nlp/standoff"
)

// AnalyzeCmd is "dossier analyze".
type AnalyzeCmd struct {
	Paths []string `arg:"" name:"path" help:"A file, a folder, or - for standard input."`
	JSON  bool     `name:"json" help:"Print every layer as JSON, a line for each document."`
}

// Run analyses the documents and prints the analyses in their order. A document
// that fails is told on stderr, and makes the command fail after all is printed.
func (c *AnalyzeCmd) Run(app *App) error {
	out := bufio.NewWriter(app.Stdout)
	emit := conllu.NewWriter(out).Write
	if c.JSON {
		emit = func(a *nlp.Analysis) error { return standoff.Write(out, a) }
	}
	failed := false
	err := app.Rooms().Analyse(app.Context, c.Paths, emit, func(path string, err error) {
		failed = true
		app.report(path, err)
	})
	if e := out.Flush(); err == nil {
		err = e
	}
	if err == nil && failed {
		err = errReported
	}
	return err
}
