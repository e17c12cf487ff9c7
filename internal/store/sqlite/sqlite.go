// Package sqlite keeps an archive in one folder: the bytes as received as
// compressed files under their SHA-256, everything else in one SQLite database
// (WAL, one writer). docs/archive.md tells the layout.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	_ "modernc.org/sqlite" // the driver

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/match"
	"dossier/internal/store"
)

// Store is an archive in a folder.
type Store struct {
	dir     string
	pack    packer
	signs   *signCache
	entries *entryCache
	index   Index
	topping topping
	memory  *memory
	writing sync.Mutex
	pool    *sql.DB // of the one connection that writes
	write   *writer
	log     changeLog
	recent  recents // changes made last
	read    *sql.DB
}

// Options say how an archive is opened.
type Options struct {
	// Now is the time that a change of the layout is logged with; the zero time is
	// right where none is to be expected.
	Now time.Time
	// Index is told of everything that is put into the fold or taken out of it; nil
	// for the index of search.
	Index Index
	// ReadOnly opens the archive to be looked at. An archive that cannot be written is
	// opened so in any case.
	ReadOnly bool
}

// Create opens the archive in dir, and makes it where there is none.
func Create(ctx context.Context, dir string, o Options) (*Store, error) {
	if err := os.MkdirAll(filepath.Join(dir, "objects"), 0o755); err != nil {
		return nil, trouble(dir, err)
	}
	return open(ctx, dir, o)
}

// Open opens the archive in dir; it is an error of kind fault.NotFound when
// there is none.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	if _, err := os.Stat(filepath.Join(dir, "archive.db")); err != nil {
		if st, e := os.Stat(dir); e == nil && !st.IsDir() {
			return nil, fault.New(fault.Invalid, "archive %s: is a file, not a folder", dir)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, trouble(dir, err)
		}
		return nil, fault.New(fault.NotFound, "archive %s: there is none; \"dossier add\" makes one", dir)
	}
	return open(ctx, dir, o)
}

func open(ctx context.Context, dir string, o Options) (*Store, error) {
	path := filepath.Join(dir, "archive.db")
	s := &Store{dir: dir, index: o.Index, signs: &signCache{}, entries: &entryCache{}, topping: usually, memory: &memory{most: remembered}, log: changeLog{path: path, far: far}}
	var err error
	if s.pack, err = newPacker(); err != nil {
		return nil, err
	}
	if s.index == nil {
		s.index = newSearchIndex(s.pack)
	}
	if !o.ReadOnly {
		err = s.openToWrite(ctx, path, o.Now)
		if err != nil && !unwritable(err) {
			return nil, trouble(dir, err)
		}
		if err != nil {
			if _, e := os.Stat(path); e != nil {
				return nil, trouble(dir, err) // nothing to look at
			}
		}
	}
	if err := s.openToRead(ctx, path); err != nil {
		s.Close()
		return nil, trouble(dir, err)
	}
	return s, nil
}

// openToWrite takes hold of the connection that writes.
func (s *Store) openToWrite(ctx context.Context, path string, now time.Time) error {
	pool, err := sql.Open("sqlite", dsn(path, "rwc"))
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(1)
	s.pool = pool
	if err := s.patiently(ctx, func() error { return s.prepare(ctx, now) }); err != nil {
		pool.Close()
		s.pool, s.write = nil, nil
		return err
	}
	return nil
}

// patience is how long an archive that others open and write at the same moment is
// waited for, as long as a change waits.
const patience = 30 * time.Second

// patiently does what may find the database locked without being made to wait for it,
// as taking up the log of changes of a new database does, again and again.
func (s *Store) patiently(ctx context.Context, do func() error) error {
	pause := 5 * time.Millisecond
	for waited := time.Duration(0); ; waited += pause {
		err := do()
		if err == nil || waited >= patience || !strings.Contains(strings.ToLower(err.Error()), "database is locked") {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause = min(2*pause, 500*time.Millisecond)
	}
}

// openToRead opens the connections that read.
func (s *Store) openToRead(ctx context.Context, path string) (err error) {
	have, mine := 0, false
	for _, mode := range s.readModes(path) {
		if s.read != nil {
			s.read.Close()
		}
		if s.read, err = sql.Open("sqlite", dsn(path, mode)); err != nil {
			return err
		}
		s.read.SetMaxOpenConns(max(2, runtime.GOMAXPROCS(0)))
		if s.write != nil {
			return nil // the layout was seen to
		}
		if have, mine, err = layout(ctx, s.read); err == nil {
			break
		}
	}
	if err == nil && (have != version || !mine) {
		err = fault.New(fault.Unsupported, "it is of layout %d, and cannot be written to bring it up to date", have)
	}
	return err
}

// readModes are the ways to read, the second where the first fails: from a medium
// that cannot be written, and only where no log of changes lies beside the database.
func (s *Store) readModes(path string) []string {
	modes := []string{"ro"}
	if log, err := os.Stat(path + "-wal"); s.write == nil && (err != nil || log.Size() == 0) {
		modes = append(modes, "ro&immutable=1")
	}
	return modes
}

// prepare takes hold of the connection that writes and brings the layout up to
// date.
func (s *Store) prepare(ctx context.Context, now time.Time) error {
	conn, err := s.pool.Conn(ctx)
	if err != nil {
		return err
	}
	s.write = &writer{conn: conn, prepared: map[string]*sql.Stmt{}}
	if err := s.migrate(ctx, now); err != nil {
		s.write.close()
		return err
	}
	if err := s.dropKeysByDocument(ctx); err != nil {
		s.write.close()
		return err
	}
	if err := s.log.takeOver(ctx, s.write); err != nil {
		s.write.close()
		return err
	}
	if !s.standing(ctx) {
		// An archive that cannot be written is read all the same; who searches it is told.
		_ = s.prepareSearch(ctx)
	}
	return nil
}

// dropKeysByDocument drops an index that earlier programs made and nothing asks: each
// sign says which keys it lies under.
func (s *Store) dropKeysByDocument(ctx context.Context) error {
	var n int
	err := s.write.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE name = 'keys_document'").Scan(&n)
	if err == nil && n > 0 {
		_, err = s.write.ExecContext(ctx, "DROP INDEX IF EXISTS keys_document")
	}
	return err
}

func dsn(path, mode string) string {
	q := "mode=" + mode + "&_pragma=busy_timeout(30000)&_pragma=foreign_keys(1)"
	if mode == "rwc" {
		// A change of a large archive touches pages all over its indexes: what is read of them
		// stays in memory (128 MB). FULL and the usual checkpoints count where no [changeLog]
		// takes them over.
		q += "&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-131072)&_pragma=journal_size_limit(268435456)"
	} else {
		q += "&_pragma=cache_size(-16384)"
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q}).String()
}

// trouble is an error that names the archive and says plainly what is wrong with
// the disk or the folder.
func trouble(dir string, err error) error {
	var known *fault.Error
	var path *os.PathError
	what := err.Error()
	low := strings.ToLower(what)
	switch {
	case strings.HasPrefix(what, "archive "+dir+": "):
		return err // it was told already
	case errors.As(err, &known):
		return fault.Wrap("archive "+dir, err)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.EDQUOT), strings.Contains(low, "disk is full"):
		return fault.New(fault.Invalid, "archive %s: the disk is full; what was acknowledged is kept, this was not", dir)
	case unwritable(err):
		return fault.New(fault.Invalid, "archive %s: the folder cannot be written", dir)
	case strings.Contains(low, "database is locked"):
		return fault.New(fault.Conflict, "archive %s: another program has been writing to it for half a minute; try again", dir)
	case strings.Contains(low, "disk i/o error"):
		return fault.New(fault.Invalid, "archive %s: the disk cannot be read or written (full, or failing): %v", dir, err)
	case errors.As(err, &path):
		return fault.New(fault.Invalid, "archive %s: %v", dir, path.Err)
	}
	return fault.New(fault.Corrupt, "archive %s: %v", dir, err)
}

// unwritable reports whether an error says that the folder or its file system does
// not let itself be written.
func unwritable(err error) bool {
	low := strings.ToLower(err.Error())
	return errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission) || strings.Contains(low, "readonly database") || strings.Contains(low, "unable to open database file")
}

// Close ends the use of the archive.
func (s *Store) Close() error {
	var errs []error
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		errs = append(errs, s.log.close(), s.write.close(), s.pool.Close())
	}
	return errors.Join(errs...)
}

// View implements store.Store.
func (s *Store) View(ctx context.Context, f func(store.View) error) error {
	conn, err := s.read.Conn(ctx)
	if err != nil {
		return trouble(s.dir, err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return trouble(s.dir, err)
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	var one int // the moment is that of the first read, not of BEGIN
	if err := conn.QueryRowContext(ctx, "SELECT count(*) FROM pragma_user_version").Scan(&one); err != nil {
		return trouble(s.dir, err)
	}
	err = f(&view{ctx: ctx, db: conn, pack: s.pack, signs: s.signs, dir: s.dir})
	if err != nil && ctx.Err() != nil {
		return ctx.Err() // the database says only that it was interrupted
	}
	return err
}

// update makes a change that all see who read from then on.
func (s *Store) update(ctx context.Context, f func(store.Change) error) error {
	if s.write == nil {
		return fault.New(fault.Invalid, "archive %s: the folder cannot be written", s.dir)
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.log.trouble(); err != nil {
		return trouble(s.dir, err)
	}
	if _, err := s.write.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return trouble(s.dir, err)
	}
	kept := false
	defer func() {
		if !kept { // also when f panics
			s.index.Drop()
			s.write.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		}
	}()
	c := &change{index: s.index, view: view{
		ctx: ctx, db: s.write, pack: s.pack, signs: s.signs, dir: s.dir, entries: &entries{good: s.entries},
		numbers: map[doc.ID]int64{}, ids: map[int64]doc.ID{}, met: map[int64]*match.Sign{},
	}}
	at, err := c.instant()
	if err != nil {
		return err
	}
	c.keys = matching{recent: s.recent, at: at, under: map[int64]known{}, packed: map[*match.Sign][]byte{}, put: map[int64][]lying{}}
	if err := f(c); err != nil {
		return err
	}
	if err := c.keepKeys(); err != nil {
		return err
	}
	if err := s.index.Keep(ctx, s.write); err != nil {
		return trouble(s.dir, err)
	}
	if _, err := s.write.ExecContext(ctx, "COMMIT"); err != nil {
		return trouble(s.dir, err)
	}
	kept = true
	c.entries.committed()
	s.recent.note(c.made(), c.keys.took)
	s.log.carry(context.WithoutCancel(ctx), s.write)
	return nil
}

// writer is the connection that writes, with the statements it was asked before.
type writer struct {
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
}

func (w *writer) close() error {
	for _, st := range w.prepared {
		st.Close()
	}
	return w.conn.Close()
}

// statement is the prepared form of q, nil for those that are not worth it.
func (w *writer) statement(ctx context.Context, q string) (*sql.Stmt, error) {
	if st := w.prepared[q]; st != nil {
		return st, nil
	}
	if len(w.prepared) >= mostPrepared {
		return nil, nil
	}
	st, err := w.conn.PrepareContext(ctx, q)
	if err == nil {
		w.prepared[q] = st
	}
	return st, err
}

// mostPrepared bounds how many statements are kept.
const mostPrepared = 200

// unwatched is a context for one statement of a change. The driver watches one that can
// be cancelled from another goroutine, which costs as much as a small statement does; so
// whether it was cancelled is looked at before each.
func unwatched(ctx context.Context) (context.Context, error) {
	return context.WithoutCancel(ctx), ctx.Err()
}

// ExecContext implements Conn.
func (w *writer) ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error) {
	if len(args) == 0 {
		return w.conn.ExecContext(ctx, q)
	}
	ctx, err := unwatched(ctx)
	if err != nil {
		return nil, err
	}
	st, err := w.statement(ctx, q)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return w.conn.ExecContext(ctx, q, args...)
	}
	return st.ExecContext(ctx, args...)
}

// QueryContext implements Conn.
func (w *writer) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	ctx, err := unwatched(ctx)
	if err != nil {
		return nil, err
	}
	st, err := w.statement(ctx, q)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return w.conn.QueryContext(ctx, q, args...)
	}
	return st.QueryContext(ctx, args...)
}

// QueryRowContext implements Conn.
func (w *writer) QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row {
	free, err := unwatched(ctx)
	if err != nil {
		return w.conn.QueryRowContext(ctx, q, args...) // which gives the error
	}
	st, err := w.statement(free, q)
	if err != nil || st == nil {
		return w.conn.QueryRowContext(free, q, args...)
	}
	return st.QueryRowContext(free, args...)
}

func missing(what string, args ...any) error {
	return fault.New(fault.NotFound, "no %s", fmt.Sprintf(what, args...))
}
