package main

import (
	"cmp"
	"os"
	"time"

	"golang.org/x/term"

	"dossier/internal/export/json"
	"dossier/internal/export/terminal"
	"dossier/internal/rule"
	"dossier/schema"
)

// ReadCmd is "dossier read".
type ReadCmd struct {
	Paths []string `arg:"" name:"path" help:"A file, a folder, an address of the web, or - for standard input."`

	Selection `embed:""`

	Print  Print  `embed:""`
	Giving Giving `embed:""`
}

// Print is how records are printed.
type Print struct {
	JSON bool `name:"json" help:"Print the record as JSON."`
	Cite bool `help:"Show the words that back each value, and where they stand."`

	Rule string `enum:",ours,gtd,acled,ucdp,ucdp-low,ucdp-high" default:"" placeholder:"RULE" help:"Whose rule picks the figure that is shown where several are told: ours (if not given), gtd, acled, ucdp, ucdp-low or ucdp-high."`

	Coverage bool `help:"Show which sentences gave nothing, and how much of each document was used."`

	Width int    `placeholder:"N" env:"DOSSIER_WIDTH" help:"Columns to fill; the terminal's own if not given."`
	Color string `enum:"auto,always,never" default:"auto" env:"DOSSIER_COLOR" help:"Colours: auto, always or never."`
}

// Run reads the documents and prints their records.
func (c *ReadCmd) Run(app *App) error {
	print := c.Print.output
	if c.Giving.Format != "" {
		print = func(app *App, out schema.Output) error { return c.Giving.write(app, out, c.Print.Rule, nil) }
	} else if c.Giving != (Giving{}) {
		return usageError("--redact, --output and --at go with --format")
	}
	return records(app, print, func(report func(string, error)) (schema.Output, error) {
		return app.Rooms().Read(app.Context, c.Paths, c.Selection, report)
	})
}

// records prints what read gives. A document that fails is told on stderr, and
// makes the command fail after all is printed.
func (p Print) records(app *App, read func(report func(string, error)) (schema.Output, error)) error {
	return records(app, p.output, read)
}

// records hands what read gives to print.
func records(app *App, print func(*App, schema.Output) error, read func(report func(string, error)) (schema.Output, error)) error {
	failed := false
	out, err := read(func(path string, err error) {
		failed = true
		app.report(path, err)
	})
	if err != nil {
		return err
	}
	if err := print(app, out); err != nil {
		return err
	}
	if failed {
		return errReported
	}
	return nil
}

// output prints out as the flags say.
func (p Print) output(app *App, out schema.Output) error {
	r, err := rule.Named(cmp.Or(p.Rule, "ours"))
	if err != nil {
		return err
	}
	out = r.Apply(out)
	if p.JSON {
		return json.Write(app.Stdout, out)
	}
	width, colour := p.look(app)
	return terminal.Write(app.Stdout, out, terminal.Options{Width: width, Colour: colour, Cite: p.Cite, Coverage: p.Coverage, Rule: told(p.Rule, r)})
}

// told says whose rule picked the shown figures, where one was asked for.
func told(asked string, r rule.Rule) string {
	if asked == "" {
		return ""
	}
	return "Figures are shown by " + r.Title + ": " + r.Says
}

// look is the width and colour to print with: what the flags say, else what the
// terminal can do; 100 columns and no colour where there is none.
func (p Print) look(app *App) (width int, colour bool) {
	width = 100
	f, isFile := app.Stdout.(*os.File)
	tty := isFile && term.IsTerminal(int(f.Fd()))
	if tty {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			width = min(w, 120)
		}
	}
	if p.Width > 0 {
		width = p.Width
	}
	switch p.Color {
	case "always":
		return width, true
	case "never":
		return width, false
	}
	return width, colours(tty, app.Getenv)
}

// colours reports whether the environment wants colours where the flags leave it
// open: NO_COLOR (no-color.org) first, then CLICOLOR_FORCE and CLICOLOR
// (bixense.com/clicolors).
func colours(tty bool, getenv func(string) string) bool {
	switch {
	case getenv("NO_COLOR") != "":
		return false
	case getenv("CLICOLOR_FORCE") != "" && getenv("CLICOLOR_FORCE") != "0":
		return true
	}
	return tty && getenv("CLICOLOR") != "0" && getenv("TERM") != "dumb"
}

// progress is the line that tells how far a run is, where stderr is a terminal.
func (app *App) progress() *progress {
	f, ok := app.Stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	width := 80
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 10 {
		width = w
	}
	return &progress{w: f, now: time.Now, width: width}
}
