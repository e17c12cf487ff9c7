// Package sqlite keeps an archive in one folder: the bytes as received as
// compressed files under their SHA-256, everything else in one SQLite database
// (WAL, one writer). docs/archive.md tells the layout.
package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	_ "modernc.org/sqlite" // the driver

	"dossier/internal/fault"
)

//go:embed schema.sql
var schemaSQL string

// version of the layout, in the database's user_version.
const version = 1

// appID marks the database as ours, in its application_id: "dosr".
const appID = 0x646f7372

// Store is an archive in a folder.
type Store struct {
	dir   string
	write *sql.DB // one connection
	read  *sql.DB
}

// Create opens the archive in dir, and makes it where there is none.
func Create(ctx context.Context, dir string) (*Store, error) {
	if err := os.MkdirAll(filepath.Join(dir, "objects"), 0o755); err != nil {
		return nil, fault.New(fault.Invalid, "archive %s: %v", dir, cause(err))
	}
	return open(ctx, dir)
}

// Open opens the archive in dir; it is an error of kind fault.NotFound when
// there is none.
func Open(ctx context.Context, dir string) (*Store, error) {
	if _, err := os.Stat(filepath.Join(dir, "archive.db")); err != nil {
		if st, e := os.Stat(dir); e == nil && !st.IsDir() {
			return nil, fault.New(fault.Invalid, "archive %s: is a file, not a folder", dir)
		}
		return nil, fault.New(fault.NotFound, "archive %s: there is none; \"dossier add\" makes one", dir)
	}
	return open(ctx, dir)
}

func cause(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func open(ctx context.Context, dir string) (*Store, error) {
	path := filepath.Join(dir, "archive.db")
	s := &Store{dir: dir}
	var err error
	if s.write, err = sql.Open("sqlite", dsn(path, "rwc", "_txlock=immediate")); err != nil {
		return nil, fault.New(fault.Invalid, "archive %s: %v", dir, err)
	}
	s.write.SetMaxOpenConns(1)
	if err := s.migrate(ctx); err != nil {
		s.write.Close()
		return nil, fault.Wrap("archive "+dir, err)
	}
	if s.read, err = sql.Open("sqlite", dsn(path, "ro", "")); err != nil {
		s.write.Close()
		return nil, fault.New(fault.Invalid, "archive %s: %v", dir, err)
	}
	s.read.SetMaxOpenConns(max(2, runtime.GOMAXPROCS(0)))
	return s, nil
}

func dsn(path, mode, more string) string {
	q := "mode=" + mode + "&_pragma=busy_timeout(30000)&_pragma=foreign_keys(1)&_pragma=synchronous(NORMAL)"
	if mode != "ro" {
		q += "&_pragma=journal_mode(WAL)"
	}
	if more != "" {
		q += "&" + more
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q}).String()
}

// migrate brings the database to the present version, and refuses one that is
// not ours or newer.
func (s *Store) migrate(ctx context.Context) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return fault.New(fault.Invalid, "%v", err)
	}
	defer tx.Rollback()
	var have, app, tables int
	if err := tx.QueryRowContext(ctx, "SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)").Scan(&have, &app, &tables); err != nil {
		return fault.New(fault.Corrupt, "not a database that can be read: %v", err)
	}
	switch {
	case have == version && app == appID:
		return nil
	case app != appID && tables > 0:
		return fault.New(fault.Invalid, "archive.db is a database of another program")
	case have > version:
		return fault.New(fault.Unsupported, "written by a newer dossier (layout %d, this one knows %d)", have, version)
	}
	if _, err := tx.ExecContext(ctx, schemaSQL); err != nil {
		return fault.New(fault.Invalid, "%v", err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version=%d; PRAGMA application_id=%d", version, appID)); err != nil {
		return fault.New(fault.Invalid, "%v", err)
	}
	return tx.Commit()
}

// Close ends the use of the archive.
func (s *Store) Close() error { return errors.Join(s.read.Close(), s.write.Close()) }
