package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/ledger"
)

// HeadCmd is "dossier head".
type HeadCmd struct {
	Sign   string `xor:"key" placeholder:"FILE" help:"Sign it with the secret key in a file."`
	NewKey string `xor:"key" placeholder:"FILE" help:"Make a pair of keys instead: the secret one in FILE, the public one in FILE.pub."`
	Name   string `placeholder:"NAME" default:"dossier" help:"The name that stands in signatures of a new key."`
	Place  `embed:""`
}

// Run prints the head.
func (c *HeadCmd) Run(app *App) error {
	if c.NewKey != "" {
		return newKey(app, c.NewKey, c.Name)
	}
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	h, err := a.Head(app.Context)
	if err != nil {
		return err
	}
	out := h.String()
	if c.Sign != "" {
		key, err := os.ReadFile(c.Sign)
		if err != nil {
			return fault.New(fault.NotFound, "key %s: %v; \"dossier head --new-key FILE\" makes one", c.Sign, cause(err))
		}
		if out, err = h.Sign(string(key)); err != nil {
			return fault.Wrap("key "+c.Sign, err)
		}
	}
	_, err = io.WriteString(app.Stdout, out)
	return err
}

// newKey makes a pair of keys in two files; it overwrites none.
func newKey(app *App, path, name string) error {
	secret, public, err := ledger.NewKey(rand.Reader, name)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		path, key string
		mode      os.FileMode
	}{{path, secret, 0o600}, {path + ".pub", public, 0o644}} {
		if err := writeNew(f.path, f.key+"\n", f.mode); err != nil {
			return fault.New(fault.Invalid, "key %s: %v", f.path, cause(err))
		}
	}
	_, err = fmt.Fprintf(app.Stdout, "%s signs; give %s.pub to those who check: %s\n", path, path, public)
	return err
}

func writeNew(path, s string, mode os.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.WriteString(s)
	return errors.Join(err, f.Close())
}

func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// head is the head that the log must still hold, nil when none is given.
func (c *VerifyCmd) head() (*ledger.Head, error) {
	if c.Head == "" {
		if c.Key != "" {
			return nil, usageError("--key is of a --head")
		}
		return nil, nil
	}
	signed, err := os.ReadFile(c.Head)
	if err != nil {
		return nil, fault.New(fault.NotFound, "head %s: %v", c.Head, cause(err))
	}
	public := ""
	if c.Key != "" {
		b, err := os.ReadFile(c.Key)
		if err != nil {
			return nil, fault.New(fault.NotFound, "key %s: %v", c.Key, cause(err))
		}
		public = strings.TrimSpace(string(b))
	}
	h, _, err := ledger.OpenHead(string(signed), public)
	if err != nil {
		return nil, fault.Wrap("head "+c.Head, err)
	}
	return &h, nil
}
