// Package state remembers what was already fetched: of each feed and folder that is
// watched, of each page, of each large file that was read in part. It is one small
// database beside the archive, shared by every process that watches.
package state

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver

	"dossier/internal/fault"
)

//go:embed schema.sql
var schemaSQL string

const (
	version = 1
	appID   = 0x646f7377 // "dosw"
)

// Name is what the database is called in the folder of an archive.
const Name = "watch.db"

// DB is the memory of an archive's watchers.
type DB struct {
	db *sql.DB
	// Holder names this process to others; Alive tells whether another still runs.
	Holder string
	Alive  func(holder string) bool
}

// Open opens the memory in the folder of an archive, and makes it where there is
// none.
func Open(ctx context.Context, dir string) (*DB, error) {
	path := filepath.Join(dir, Name)
	q := "mode=rwc&_txlock=immediate&_pragma=busy_timeout(30000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)"
	dsn := &url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, trouble(path, err)
	}
	db.SetMaxOpenConns(1)
	s := &DB{db: db, Holder: holder(), Alive: alive}
	if err := s.ready(ctx); err != nil {
		db.Close()
		return nil, trouble(path, err)
	}
	return s, nil
}

func trouble(path string, err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if fault.Of(err) != "" {
		return fault.Wrap(path, err)
	}
	return fault.New(fault.Invalid, "%s: %v", path, err)
}

// ready makes the tables, and refuses the database of another program or of a newer
// version of this one.
func (s *DB) ready(ctx context.Context) error {
	return s.update(ctx, func(tx *sql.Tx) error {
		var have, app, tables int
		err := tx.QueryRow("SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)").Scan(&have, &app, &tables)
		switch {
		case err != nil:
			return fault.New(fault.Corrupt, "not a database that can be read: %v", err)
		case have == version && app == appID:
			return nil
		case app != appID && tables > 0:
			return fault.New(fault.Invalid, "a database of another program")
		case have > version:
			return fault.New(fault.Unsupported, "written by a newer dossier (version %d, this one knows %d)", have, version)
		}
		_, err = tx.Exec(schemaSQL + fmt.Sprintf("; PRAGMA user_version=%d; PRAGMA application_id=%d", version, appID))
		return err
	})
}

// Close ends the use of the memory.
func (s *DB) Close() error { return s.db.Close() }

// update does f in one transaction.
func (s *DB) update(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// Source is what is remembered of a feed or folder.
type Source struct {
	Name, Title, Address string
	ETag, Modified       string
	Checked, Next        time.Time // zero: never, at once
	Fails                int
	Error                string
}

const sourceColumns = "SELECT name, title, address, etag, modified, checked, next, fails, error FROM sources "

func scanSource(r interface{ Scan(...any) error }) (s Source, err error) {
	var checked, next int64
	err = r.Scan(&s.Name, &s.Title, &s.Address, &s.ETag, &s.Modified, &checked, &next, &s.Fails, &s.Error)
	s.Checked, s.Next = at(checked), at(next)
	return s, err
}

func at(sec int64) time.Time {
	if sec == 0 {
		return time.Time{}
	}
	return time.Unix(sec, 0).UTC()
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// Source is what is remembered of a source; one that is new is empty but its name.
func (s *DB) Source(ctx context.Context, name string) (Source, error) {
	got, err := scanSource(s.db.QueryRowContext(ctx, sourceColumns+"WHERE name = ?", name))
	if errors.Is(err, sql.ErrNoRows) {
		return Source{Name: name}, nil
	}
	return got, err
}

// Sources lists all sources by name.
func (s *DB) Sources(ctx context.Context) (out []Source, err error) {
	rows, err := s.db.QueryContext(ctx, sourceColumns+"ORDER BY name")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		one, err := scanSource(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, rows.Err()
}

// Put remembers a source in the place of what was remembered of it.
func (s *DB) Put(ctx context.Context, src Source) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO sources (name, title, address, etag, modified, checked, next, fails, error) VALUES (?,?,?,?,?,?,?,?,?)
		ON CONFLICT (name) DO UPDATE SET title=excluded.title, address=excluded.address, etag=excluded.etag, modified=excluded.modified,
		checked=excluded.checked, next=excluded.next, fails=excluded.fails, error=excluded.error`,
		src.Name, src.Title, src.Address, src.ETag, src.Modified, unix(src.Checked), unix(src.Next), src.Fails, src.Error)
	return err
}

// Hold takes a source for this process until a time. It is false while another one
// that is alive holds it.
func (s *DB) Hold(ctx context.Context, name string, now, until time.Time) (ok bool, err error) {
	err = s.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("INSERT INTO sources (name) VALUES (?) ON CONFLICT DO NOTHING", name); err != nil {
			return err
		}
		var by string
		var held int64
		if err := tx.QueryRow("SELECT holder, held FROM sources WHERE name = ?", name).Scan(&by, &held); err != nil {
			return err
		}
		if by != "" && by != s.Holder && held > now.Unix() && s.Alive(by) {
			return nil
		}
		ok = true
		_, err := tx.Exec("UPDATE sources SET holder = ?, held = ? WHERE name = ?", s.Holder, until.Unix(), name)
		return err
	})
	return ok && err == nil, err
}

// Release gives a source back.
func (s *DB) Release(ctx context.Context, name string) error {
	_, err := s.db.ExecContext(ctx, "UPDATE sources SET holder = '', held = 0 WHERE name = ? AND holder = ?", name, s.Holder)
	return err
}

// Item is what is remembered of an item of a feed or a file of a folder.
type Item struct {
	ID, Stamp string
	Done      bool
	Fails     int
	Next      time.Time
}

// Item is what is remembered of an item; known is false when it is new.
func (s *DB) Item(ctx context.Context, source, id string) (it Item, known bool, err error) {
	var next int64
	it.ID = id
	err = s.db.QueryRowContext(ctx, "SELECT stamp, done, fails, next FROM items WHERE source = ? AND id = ?", source, id).Scan(&it.Stamp, &it.Done, &it.Fails, &next)
	if errors.Is(err, sql.ErrNoRows) {
		return it, false, nil
	}
	it.Next = at(next)
	return it, err == nil, err
}

// PutItem remembers an item in the place of what was remembered of it.
func (s *DB) PutItem(ctx context.Context, source string, it Item, now time.Time) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO items (source, id, stamp, seen, done, fails, next) VALUES (?,?,?,?,?,?,?)
		ON CONFLICT (source, id) DO UPDATE SET stamp=excluded.stamp, seen=excluded.seen, done=excluded.done, fails=excluded.fails, next=excluded.next`,
		source, it.ID, it.Stamp, now.Unix(), it.Done, it.Fails, unix(it.Next))
	return err
}

// Page is what is remembered of a page that was fetched.
type Page struct {
	Key, ETag, Modified, SHA256 string
	Fetched                     time.Time
}

// Page is what is remembered of the page of a key; known is false for one that was
// never fetched.
func (s *DB) Page(ctx context.Context, key string) (p Page, known bool, err error) {
	var fetched int64
	p.Key = key
	err = s.db.QueryRowContext(ctx, "SELECT etag, modified, sha256, fetched FROM pages WHERE key = ?", key).Scan(&p.ETag, &p.Modified, &p.SHA256, &fetched)
	if errors.Is(err, sql.ErrNoRows) {
		return p, false, nil
	}
	p.Fetched = at(fetched)
	return p, err == nil, err
}

// PutPage remembers a page in the place of what was remembered of it.
func (s *DB) PutPage(ctx context.Context, p Page) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO pages (key, etag, modified, sha256, fetched) VALUES (?,?,?,?,?)
		ON CONFLICT (key) DO UPDATE SET etag=excluded.etag, modified=excluded.modified, sha256=excluded.sha256, fetched=excluded.fetched`,
		p.Key, p.ETag, p.Modified, p.SHA256, unix(p.Fetched))
	return err
}

// Place is how far a file was read for what was asked of it; "" when it was not
// begun, or read to its end.
func (s *DB) Place(ctx context.Context, file, what string) (mark string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT mark FROM places WHERE file = ? AND what = ?", file, what).Scan(&mark)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return mark, err
}

// PutPlace remembers how far a file was read; "" forgets it.
func (s *DB) PutPlace(ctx context.Context, file, what, mark string) error {
	if mark == "" {
		_, err := s.db.ExecContext(ctx, "DELETE FROM places WHERE file = ? AND what = ?", file, what)
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO places (file, what, mark) VALUES (?,?,?) ON CONFLICT (file, what) DO UPDATE SET mark=excluded.mark", file, what, mark)
	return err
}
