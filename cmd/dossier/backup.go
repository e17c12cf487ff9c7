package main

import (
	"fmt"
	"os"
	"path/filepath"

	"dossier/internal/account"
	"dossier/internal/fault"
	"dossier/internal/store/sqlite"
)

// BackupCmd is "dossier backup".
type BackupCmd struct {
	Folder string `arg:"" help:"Where the copy goes: a new folder, or an earlier backup of this archive."`
	Place  `embed:""`
}

// Run copies the archive.
func (c *BackupCmd) Run(app *App) error {
	s, err := sqlite.Open(app.Context, c.Archive, sqlite.Options{Now: app.now()})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Backup(app.Context, c.Folder); err != nil {
		return err
	}
	if err := account.Backup(app.Context, c.Archive, c.Folder); err != nil {
		return err
	}
	_, err = fmt.Fprintf(app.Stdout, "%s is copied into %s\n", c.Archive, c.Folder)
	return err
}

// RestoreCmd is "dossier restore".
type RestoreCmd struct {
	Folder string `arg:"" help:"The backup."`
	Place  `embed:""`
}

// Run makes an archive of a backup and checks it.
func (c *RestoreCmd) Run(app *App) error {
	if _, err := os.Stat(filepath.Join(c.Archive, "archive.db")); err == nil {
		return fault.New(fault.Conflict, "archive %s: it is there already; restore into another folder", c.Archive)
	}
	from, err := sqlite.Open(app.Context, c.Folder, sqlite.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer from.Close()
	if err := from.Backup(app.Context, c.Archive); err != nil {
		return err
	}
	if err := account.Backup(app.Context, c.Folder, c.Archive); err != nil {
		return err
	}
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	r, err := a.Verify(app.Context, nil)
	if err != nil {
		return err
	}
	return verified(app, r)
}
