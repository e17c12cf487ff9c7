package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"time"

	"dossier/internal/archive"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/parcel"
	"dossier/internal/pipeline"
)

// PackageCmd is "dossier package".
type PackageCmd struct {
	ID     string `arg:"" help:"An id that a record has or had, the beginning of one, or a document: its short name or its hash."`
	Output string `short:"o" placeholder:"FILE" help:"The file to write; the id of the record with .dossier.zip if not given, - for standard output."`
	At     string `placeholder:"TIME" help:"The time that is written into it (RFC 3339), the clock's if not given; \"none\" leaves it out."`
	Actor  `embed:""`
	Place  `embed:""`
}

// Run seals a record with all it stands on into one file.
func (c *PackageCmd) Run(app *App) error {
	made, err := Giving{At: c.At}.moment(app)
	if err != nil {
		return err
	}
	a, err := c.open(app, c.Actor.name(), false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	b, err := a.Bundle(app.Context, c.ID)
	if err != nil {
		return err
	}
	id := b.Record.Record.ID
	if c.Output == "" {
		c.Output = id + ".dossier.zip"
	}
	h := sha256.New()
	if err := (Giving{Output: c.Output}).to(app, func(w io.Writer) error {
		if err := parcel.Write(io.MultiWriter(w, h), b, "dossier "+version(), made); err != nil {
			return err
		}
		return a.LogHash(app.Context, ledger.Exported, "package: "+id, hex.EncodeToString(h.Sum(nil)))
	}); err != nil {
		return err
	}
	fmt.Fprintf(app.Stderr, "dossier: %s: %d documents and %d decisions sealed in %s, SHA-256 %x\n", id, len(b.Entries), len(b.Decisions), c.Output, h.Sum(nil))
	return nil
}

// CheckCmd is "dossier check".
type CheckCmd struct {
	File string `arg:"" name:"path" help:"A sealed package."`
}

// Run checks a package without the archive that it is from.
func (c *CheckCmd) Run(app *App) error {
	_, faults, line, err := c.look(app)
	if err != nil {
		return err
	}
	fmt.Fprintln(app.Stdout, line)
	if faults > 0 {
		return errReported
	}
	return nil
}

// look opens and checks a package, tells its faults on stderr, and sums it up in a
// line.
func (c *CheckCmd) look(app *App) (*parcel.Opened, int, string, error) {
	o, err := openParcel(c.File)
	if err != nil {
		return nil, 0, "", err
	}
	var r archive.Report
	if o.Bundle != nil {
		r = o.Bundle.Check(app.Context, app.reader())
	}
	faults := append(o.Faults, r.Faults...)
	for _, f := range faults {
		fmt.Fprintf(app.Stderr, "dossier: check: %s\n", printable(f))
	}
	if r.Stale != "" {
		fmt.Fprintf(app.Stderr, "dossier: check: the record was not folded again to compare: %s, and this is dossier %s\n", printable(r.Stale), version())
	}
	if len(faults) > 0 {
		return o, len(faults), fmt.Sprintf("%s: NOT sound: %d faults", c.File, len(faults)), nil
	}
	made := ""
	if t, err := time.Parse(time.RFC3339, o.Made); err == nil {
		made = t.Format(", sealed on 2 January 2006 at 15:04 UTC")
	}
	return o, 0, fmt.Sprintf("%s: sound: record %s, %d values, %d documents, %d claims, %d citations and %d decisions hold against the packaged bytes%s",
		c.File, printable(o.Record), len(o.Bundle.Record.Record.Values), r.Documents, r.Claims, r.Citations, r.Decisions, made), nil
}

func openParcel(path string) (*parcel.Opened, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !st.Mode().IsRegular() {
		return nil, fault.New(fault.Invalid, "%s: this is no file", path)
	}
	o, err := parcel.Open(f, st.Size())
	return o, fault.Wrap(path, err)
}

// reader is what a check needs of an archive: how documents are read, and by which
// program.
func (app *App) reader() *archive.Archive {
	a := &archive.Archive{Version: "dossier " + version(), Now: app.now}
	a.Read, a.Claims = lazily(func() *pipeline.Pipeline { return app.Rooms().Pipeline })
	return a
}

// ImportCmd is "dossier import".
type ImportCmd struct {
	File  string `arg:"" name:"path" help:"A sealed package."`
	Actor `embed:""`
	Place `embed:""`
}

// Run takes a package into the archive, if it is sound.
func (c *ImportCmd) Run(app *App) error {
	o, faults, line, err := (&CheckCmd{File: c.File}).look(app)
	if err != nil {
		return err
	}
	if faults > 0 {
		fmt.Fprintln(app.Stdout, line+"; nothing was taken in")
		return errReported
	}
	a, err := c.open(app, c.Actor.name(), true)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	got, err := a.Take(app.Context, o.Bundle, o.SHA256)
	if err != nil {
		return err
	}
	had := 0
	record := ""
	for _, d := range got.Documents {
		if d.Had {
			had++
		}
		if d.Record != "" && record == "" {
			record = d.Record
		}
	}
	for _, s := range got.Left {
		fmt.Fprintf(app.Stderr, "dossier: import: not taken in: %s\n", printable(s))
	}
	fmt.Fprintf(app.Stdout, "%d documents taken in, %d already there; %d decisions taken in, %d already there; record %s\n",
		len(got.Documents)-had, had, got.Decisions, got.Had, dash(record))
	return nil
}

// Help says what is in a package.
func (PackageCmd) Help() string {
	return `Writes one file with the record, the preserved bytes of its documents, what was read out of them, what people decided, and the entries of the log about it. It is a ZIP archive with a seal: a hash at its end over every byte before it. "dossier check" checks it on any machine, without the archive and without a network. A package holds the documents, so nothing in it is withheld.

Example:

  dossier package 2023-01-27-tehran -o tehran.dossier.zip`
}

// Help says what is checked.
func (CheckCmd) Help() string {
	return `Reads the packaged bytes again and holds everything against them: the seal, the hash of every file, the text of every document, every citation of every claim, decision and value, the entries of the log, and the record against the fold of the claims and decisions (where this program is the one that folded it). It says in one line whether the package is sound, names each fault on standard error, and changes nothing.

Example:

  dossier check tehran.dossier.zip`
}

// Help says what is taken in.
func (ImportCmd) Help() string {
	return `Checks the package first and takes nothing in when it is not sound. The documents are read by this program, so that the record is folded as all others are; decisions keep who made them and when. What is there already is left alone.

Example:

  dossier import --archive cases tehran.dossier.zip`
}
