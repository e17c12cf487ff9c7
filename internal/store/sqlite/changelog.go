package sqlite

import (
	"context"
	"database/sql"
	"sync"

	"dossier/internal/store"
)

// changeLog looks after the log of changes, the file beside the database that SQLite
// writes what is committed to (https://www.sqlite.org/wal.html). It brings the log to
// the disk, so that a change can be made while the one before is on its way there, and
// carries the log over into the database beside the changes that follow.
//
// SQLite would do both within the change (synchronous=FULL, wal_autocheckpoint), and the
// one that adds would wait an eighth of its time. With synchronous=NORMAL it
// keeps their order all the same: the log is brought to the disk before it is carried
// over, the database before the log is begun anew.
type changeLog struct {
	path string // of the database
	own  bool   // this store brings it to the disk, not SQLite
	far  ahead

	disk   sync.Mutex
	failed error // of the disk, from then on

	pool *sql.DB       // of the connection that carries over, nil before the first time
	pass chan struct{} // closed when what is carried over now is; nil for none
}

// ahead is how far the log may be ahead of the database, in pages of 4 KB: from beside on
// it is carried over beside the changes that follow, and where it has come to wait the
// next change waits, so that it begins anew.
type ahead struct{ beside, wait int }

// far is 64 and 256 MB: a page that many changes touch is carried over once.
var far = ahead{beside: 16384, wait: 65536}

// takeOver has a connection that writes leave the log to l, where there is one: on some
// file systems there can be none, and SQLite does all within the change.
func (l *changeLog) takeOver(ctx context.Context, c Conn) error {
	var mode string
	if err := c.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil || mode != "wal" {
		return err
	}
	for _, q := range []string{"PRAGMA synchronous=NORMAL", "PRAGMA wal_autocheckpoint=0"} {
		if _, err := c.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	l.own = true
	return nil
}

// settle ends when everything that was committed is on the disk. After an error nobody
// knows what of it is, and no later call says otherwise.
func (l *changeLog) settle() error {
	l.disk.Lock()
	defer l.disk.Unlock()
	if l.own && l.failed == nil {
		l.failed = syncFile(l.path + "-wal")
	}
	return l.failed
}

// trouble is the error of the disk, nil where it had none.
func (l *changeLog) trouble() error {
	l.disk.Lock()
	defer l.disk.Unlock()
	return l.failed
}

// carry carries the log over where it is far ahead, as c sees it, which is between
// changes. What keeps it from doing so, a disk that is full or someone who reads for
// long, does not undo what was committed: the log grows, and the next change tries again.
func (l *changeLog) carry(ctx context.Context, c Conn) {
	if !l.own {
		return
	}
	written, carried, err := logged(ctx, c)
	if err != nil {
		return
	}
	switch {
	case written >= l.far.wait:
		l.wait()
		_, _ = c.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)")
	case written-carried >= l.far.beside:
		l.beside(ctx)
	}
}

// logged is how many pages the log holds, and how many of them were carried over.
func logged(ctx context.Context, c Conn) (written, carried int, err error) {
	busy := 0
	err = c.QueryRowContext(ctx, "PRAGMA wal_checkpoint(NOOP)").Scan(&busy, &written, &carried)
	return written, carried, err
}

// beside carries the log over on a connection of its own, and does not wait for it.
func (l *changeLog) beside(ctx context.Context) {
	if l.pass != nil {
		select {
		case <-l.pass:
		default:
			return // it is on its way
		}
	}
	if l.pool == nil {
		pool, err := sql.Open("sqlite", dsn(l.path, "rw"))
		if err != nil {
			return
		}
		pool.SetMaxOpenConns(1)
		l.pool = pool
	}
	done := make(chan struct{})
	l.pass = done
	go func() {
		defer close(done)
		_, _ = l.pool.ExecContext(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint(PASSIVE)")
	}()
}

// wait ends when nothing is being carried over.
func (l *changeLog) wait() {
	if l.pass != nil {
		<-l.pass
	}
}

func (l *changeLog) close() error {
	l.wait()
	if l.pool == nil {
		return nil
	}
	return l.pool.Close()
}

// UpdateAhead implements store.Ahead.
func (s *Store) UpdateAhead(ctx context.Context, f func(store.Change) error) (settled func() error, err error) {
	if err := s.update(ctx, f); err != nil {
		return nil, err
	}
	return s.settle, nil
}

// Update implements store.Store.
func (s *Store) Update(ctx context.Context, f func(store.Change) error) error {
	if err := s.update(ctx, f); err != nil {
		return err
	}
	return s.settle()
}

func (s *Store) settle() error {
	if err := s.log.settle(); err != nil {
		return trouble(s.dir, err)
	}
	return nil
}
