package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"dossier/internal/archive"
	"dossier/internal/export"
	"dossier/internal/export/redact"
	"dossier/schema"
)

// stream writes records one at a time, however many there are. Where names are to be
// withheld it goes through the records twice: a name is withheld in all of them.
func (c *ExportCmd) stream(app *App, a *archive.Archive, f export.Format) error {
	o, r, what, err := c.Giving.options(app, f, c.Rule)
	if err != nil {
		return err
	}
	each, err := c.each(app, a)
	if err != nil {
		return err
	}
	hide := redact.New(what)
	if len(what) > 0 {
		if err := each(func(one schema.Output) error {
			hide.Learn(&one.Records[0])
			return nil
		}); err != nil {
			return err
		}
	}
	o.Withheld = hide.Said()
	n, last := 0, ""
	err = c.Giving.to(app, func(w io.Writer) error {
		h := sha256.New()
		s, err := export.NewStream(io.MultiWriter(w, h), f, o)
		if err != nil {
			return err
		}
		if err := each(func(one schema.Output) error {
			n, last = n+1, one.Records[0].ID
			one, err := hide.Apply(r.Apply(one))
			if err != nil {
				return err
			}
			return s.Put(one)
		}); err != nil {
			return err
		}
		o.Withheld = hide.Said()
		return noteGiven(app, a, f, n, last, o.Withheld, hex.EncodeToString(h.Sum(nil)))
	})
	if err != nil {
		return err
	}
	c.Giving.tell(app, f, o, n)
	return nil
}

// each goes through the records that are asked for: those that a query finds, else all.
func (c *ExportCmd) each(app *App, a *archive.Archive) (func(func(schema.Output) error) error, error) {
	pass := func(yield func(schema.Output) error) func(schema.Output) error {
		return func(one schema.Output) error {
			if c.Main && one.Records[0].Role == "background" {
				return nil
			}
			return yield(one)
		}
	}
	if c.Query == "" {
		return func(yield func(schema.Output) error) error { return a.Each(app.Context, pass(yield)) }, nil
	}
	ids, err := found(app, a, c.Query)
	return func(yield func(schema.Output) error) error {
		yield = pass(yield)
		seen := map[string]bool{} // two records may be one by the time they are read
		for _, id := range ids {
			one, err := a.Show(app.Context, id, false)
			if err != nil {
				return err
			}
			if seen[one.Records[0].ID] {
				continue
			}
			seen[one.Records[0].ID] = true
			if err := yield(one); err != nil {
				return err
			}
		}
		return nil
	}, err
}
