package account

import (
	"context"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver

	"dossier/internal/fault"
)

//go:embed schema.sql
var firstSQL string

//go:embed schema-2.sql
var refusalsSQL string

// steps make the tables: each brings a database of the version before it to the next.
var steps = []string{firstSQL, refusalsSQL}

const appID = 0x646f7361 // "dosa"

// Name is what the database is called in the folder of an archive.
const Name = "accounts.db"

// Book holds who may use a desk. It is safe for many requests at once.
type Book struct {
	db     *sql.DB
	now    func() time.Time
	hasher *hasher
	held   held
}

// Options are how a book is opened.
type Options struct {
	Now  func() time.Time
	Cost Cost // of new passwords; the zero cost is [Usual]
}

// Open opens the accounts in the folder of an archive, and makes them where there
// are none.
func Open(ctx context.Context, dir string, o Options) (*Book, error) {
	path := filepath.Join(dir, Name)
	q := "mode=rwc&_txlock=immediate&_pragma=busy_timeout(30000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
	dsn := &url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q}
	if err := private(path); err != nil {
		return nil, trouble(path, err)
	}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, trouble(path, err)
	}
	db.SetMaxOpenConns(4)
	if o.Cost == (Cost{}) {
		o.Cost = Usual
	}
	b := &Book{db: db, now: o.Now, hasher: newHasher(o.Cost)}
	if err := b.ready(ctx); err != nil {
		db.Close()
		return nil, trouble(path, err)
	}
	return b, nil
}

// Close closes the book.
func (b *Book) Close() error {
	return errors.Join(b.settle(context.Background()), b.db.Close())
}

// private makes the file before the database does, for its owner alone.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
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

// ready makes the tables, brings those of an older version to this one, and refuses the database of another program or of a newer
// version of this one.
func (b *Book) ready(ctx context.Context) error {
	return b.update(ctx, func(tx *sql.Tx) error {
		var have, app, tables int
		err := tx.QueryRow("SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)").Scan(&have, &app, &tables)
		switch {
		case err != nil:
			return fault.New(fault.Corrupt, "not a database that can be read: %v", err)
		case have == len(steps) && app == appID:
			return nil
		case have > len(steps) && app == appID:
			return fault.New(fault.Invalid, "made by a newer version of dossier")
		case tables > 0 && app != appID || have < 0:
			return fault.New(fault.Invalid, "the database of another program")
		}
		_, err = tx.Exec(strings.Join(steps[have:], "\n") + fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d;", len(steps), appID))
		return err
	})
}

// update does several things or none.
func (b *Book) update(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// at is the present time as it is kept.
func (b *Book) at() int64 { return b.now().Unix() }

// when is a kept time, "" for none.
func when(at int64) string {
	if at == 0 {
		return ""
	}
	return time.Unix(at, 0).UTC().Format(time.RFC3339)
}

// newSecret is a secret that nobody guesses.
func newSecret() string { return base64.RawURLEncoding.EncodeToString(secret(32)) }

// digest is a secret as it is kept. It is random, so that it needs no salt.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Act is something that was done to the accounts.
type Act struct {
	Seq  int64  `json:"seq"`
	At   string `json:"at"`
	Who  string `json:"who"`
	Act  string `json:"act"`
	What string `json:"what"`
}

// note keeps an act.
func (b *Book) note(tx *sql.Tx, who, act, what string) error {
	_, err := tx.Exec("INSERT INTO acts (at, who, act, what) VALUES (?,?,?,?)", b.at(), who, act, what)
	return err
}

// Acts gives what was done to the accounts, the latest first.
func (b *Book) Acts(ctx context.Context, limit int) ([]Act, error) {
	return all(ctx, b, func(r *sql.Rows) (a Act, err error) {
		var at int64
		err = r.Scan(&a.Seq, &at, &a.Who, &a.Act, &a.What)
		a.At = when(at)
		return a, err
	}, "SELECT seq, at, who, act, what FROM acts ORDER BY seq DESC LIMIT ?", limit)
}

// all reads the rows of a question.
func all[T any](ctx context.Context, b *Book, scan func(*sql.Rows) (T, error), q string, args ...any) ([]T, error) {
	rows, err := b.db.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := []T{}
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
