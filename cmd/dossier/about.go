package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"dossier/schema"
)

// SchemaCmd is "dossier schema".
type SchemaCmd struct{}

// Run prints the JSON Schema of the records.
func (c *SchemaCmd) Run(app *App) error {
	_, err := app.Stdout.Write(schema.JSONSchema())
	return err
}

// CompletionCmd is "dossier completion".
type CompletionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints the completion script of the shell.
func (c *CompletionCmd) Run(app *App) error {
	parser, err := newParser(app, func(int) {})
	if err != nil {
		return err
	}
	return completion(app.Stdout, c.Shell, parser.Model)
}

// ManCmd is "dossier man".
type ManCmd struct{}

// Run prints the manual page.
func (c *ManCmd) Run(app *App) error {
	parser, err := newParser(app, func(int) {})
	if err != nil {
		return err
	}
	return man(app.Stdout, parser.Model)
}

// VersionCmd is "dossier version".
type VersionCmd struct{}

// Run prints the version of the program, of the record it writes, and what it
// was built with.
func (c *VersionCmd) Run(app *App) error {
	_, err := fmt.Fprintf(app.Stdout, "dossier %s, record %s, %s %s/%s\n",
		version(), schema.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is the module's version as the build recorded it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// HelpCmd is "dossier help".
type HelpCmd struct {
	Command []string `arg:"" optional:"" help:"The command to explain."`
}

// Run prints the help of a command, or of all.
func (c *HelpCmd) Run(app *App) error {
	printed := false
	parser, err := newParser(app, func(int) { printed = true })
	if err != nil {
		return err
	}
	_, err = parser.Parse(append(c.Command, "--help"))
	if !printed {
		return usageError(err.Error())
	}
	return nil
}
