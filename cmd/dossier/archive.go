package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"dossier/internal/archive"
	"dossier/internal/fetch"
	"dossier/internal/pipeline"
	"dossier/internal/store/sqlite"
	"dossier/internal/watch/state"
	"dossier/schema"
)

// Place is where the archive is.
type Place struct {
	Archive string `placeholder:"DIR" default:"dossier-archive" env:"DOSSIER_ARCHIVE" help:"The folder of the archive."`
}

// Actor is who changes the archive.
type Actor struct {
	By string `placeholder:"NAME" env:"DOSSIER_USER" help:"Who does it, for the log; the name of the user if not given."`
}

// name is who acts.
func (c Actor) name() string {
	if c.By != "" {
		return c.By
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}

// open opens the archive to look at; create makes it where there is none.
func (p Place) open(app *App, who string, create bool) (*archive.Archive, error) {
	return openArchive(app.Context, app, p.Archive, who, create)
}

func openArchive(ctx context.Context, app *App, dir, who string, create bool) (*archive.Archive, error) {
	how := sqlite.Open
	if create {
		how = sqlite.Create
	}
	s, err := how(ctx, dir, sqlite.Options{Now: app.now()})
	if err != nil {
		return nil, err
	}
	a := &archive.Archive{Store: s, Version: "dossier " + version(), Now: app.now, Who: who}
	pl := func() *pipeline.Pipeline { return app.Rooms().Pipeline }
	a.Read, a.Claims = lazily(pl)
	if err := a.Ready(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return a, nil
}

// AddCmd is "dossier add".
type AddCmd struct {
	Paths []string `arg:"" name:"path" help:"A file, a folder, an address of the web, or - for standard input."`
	Name  string   `placeholder:"NAME" help:"Keep the reports as versions of one document of this name."`
	Each  bool     `help:"Print a line for each report once it is kept for good."`
	Anew  bool     `help:"Begin web archives and wiki exports at their beginning where an earlier run broke off."`

	Selection `embed:""`

	Actor `embed:""`
	Place `embed:""`
}

// Run keeps documents in the archive and folds the records they touch.
func (c *AddCmd) Run(app *App) error {
	a, err := c.open(app, c.Actor.name(), true)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	line := app.progress()
	opt, err := app.fetching(c.Selection, line)
	if err != nil {
		return err
	}
	at := &places{ctx: app.Context, open: c.memory(app), what: c.Selection.key(opt), anew: c.Anew, note: opt.Note}
	opt.Places = at
	var added, had int
	var failed atomic.Int64
	fail := func(path string, err error) {
		failed.Add(1)
		line.done()
		app.report(path, err)
	}
	err = a.AddAll(app.Context, 2*runtime.GOMAXPROCS(0), c.inputs(app, opt, at, fail), func(got archive.Added) {
		at.keep()
		line.step(got.Path)
		switch {
		case got.Err != nil:
			fail(got.Path, got.Err)
			return
		case got.Had:
			had++
		default:
			added++
		}
		if c.Each {
			line.done()
			fmt.Fprintln(app.Stdout, tell(got))
		}
	})
	line.done()
	if err = cmp.Or(err, at.close()); err != nil {
		return err
	}
	n, err := a.Count(app.Context)
	if err != nil {
		return err
	}
	fmt.Fprintf(app.Stdout, "%d added, %d already there, %d failed; the archive tells of %d incidents\n", added, had, failed.Load(), n)
	if failed.Load() > 0 {
		return errReported
	}
	return nil
}

// inputs are the documents at the paths. What cannot be had is told to failed.
func (c *AddCmd) inputs(app *App, opt fetch.Options, at *places, failed func(string, error)) func(func(archive.Input) bool) {
	return func(yield func(archive.Input) bool) {
		fetch.Walk(app.Context, c.Paths, opt, func(it fetch.Item) bool {
			if it.Err != nil {
				failed(it.Path, it.Err)
				return app.Context.Err() == nil
			}
			at.give()
			in := archive.Input{Path: it.Path, Bytes: it.Bytes, Name: c.Name, From: it.From}
			if st, err := os.Stat(it.Path); err == nil && st.Mode().IsRegular() {
				in.File, _ = filepath.Abs(it.Path)
			}
			return yield(in)
		})
	}
}

// memory opens what the archive remembers of large files and of sources.
func (p Place) memory(app *App) func() (*state.DB, error) {
	return func() (*state.DB, error) { return state.Open(app.Context, p.Archive) }
}

// tell is what became of a document, in a line.
func tell(got archive.Added) string {
	s := fmt.Sprintf("d%d %s: ", got.Number, printable(got.Path))
	switch {
	case got.Had:
		s += "already there"
	case got.Record == "":
		s += "kept; it tells of no incident"
	case got.Opened:
		s += "kept; a new record, " + got.Record
	default:
		s += "kept; it joins " + got.Record
	}
	if got.Newer > 0 && !got.Had {
		s += fmt.Sprintf("; a newer version of d%d", got.Newer)
	}
	return s
}

// ListCmd is "dossier list".
type ListCmd struct {
	JSON  bool `name:"json" help:"Print the records as JSON."`
	Place `embed:""`
}

// Run prints a line for each record of the archive.
func (c *ListCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	out, err := a.All(app.Context, c.JSON)
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
	ID    string `arg:"" help:"An id that a record has or had, the beginning of one, or a document: its short name or its hash."`
	AsOf  string `placeholder:"DATE" help:"Show the record as it stood at the end of a day (2023-01-28), month or year."`
	By    string `enum:"received,published" default:"received" help:"With --as-of: what had come by then (received), or what was published by then (published)."`
	Print Print  `embed:""`
	Place `embed:""`
}

// Run prints one record of the archive.
func (c *ShowCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	var out schema.Output
	if c.AsOf != "" {
		out, err = a.AsOf(app.Context, c.ID, c.AsOf, archive.Clock(c.By))
	} else {
		out, err = a.Show(app.Context, c.ID, c.Print.JSON || c.Print.Coverage)
	}
	if err != nil {
		return err
	}
	return c.Print.output(app, out)
}

// VerifyCmd is "dossier verify".
type VerifyCmd struct {
	Head  string `placeholder:"FILE" help:"Check also that the log still holds a head that was taken before."`
	Key   string `placeholder:"FILE" help:"The public key that the head must be signed with."`
	Place `embed:""`
}

// Run checks everything that the archive keeps.
func (c *VerifyCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	before, err := c.head()
	if err != nil {
		return err
	}
	r, err := a.Verify(app.Context, before)
	if err != nil {
		return err
	}
	return verified(app, r)
}

// verified prints what a check found.
func verified(app *App, r archive.Report) error {
	for _, f := range r.Faults {
		fmt.Fprintf(app.Stderr, "dossier: verify: %s\n", f)
	}
	if r.Stale != "" {
		fmt.Fprintf(app.Stderr, "dossier: verify: the records were not compared with their fold: %s; \"dossier reread --fold\" makes them anew\n", r.Stale)
	}
	fmt.Fprintf(app.Stdout, "%d documents, %d claims, %d decisions, %d records, %d citations, %d entries of the log checked: %d faults\n",
		r.Documents, r.Claims, r.Decisions, r.Records, r.Citations, r.Entries, len(r.Faults))
	if len(r.Faults) > 0 {
		return errReported
	}
	return nil
}
