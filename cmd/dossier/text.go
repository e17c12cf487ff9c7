package main

import (
	"io"

	"dossier/internal/fault"
)

// TextCmd is "dossier text".
type TextCmd struct {
	Path string `arg:"" help:"A file, or - for standard input."`
}

// Run prints the text and nothing else, so that a code point of the output is a
// code point of the text.
func (c *TextCmd) Run(app *App) error {
	text, err := app.Rooms().Text(app.Context, c.Path)
	if err != nil {
		return fault.Wrap(c.Path, err)
	}
	_, err = io.WriteString(app.Stdout, text)
	return err
}
