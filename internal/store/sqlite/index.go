package sqlite

import (
	"context"
	"database/sql"

	"dossier/internal/store"
)

// Conn is the connection of a transaction.
type Conn interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Index keeps tables of its own in step with what is kept. It is called inside the
// transaction of the change: what it writes is kept with the change or not at all,
// and an error of it undoes the change.
type Index interface {
	// Record tells that a record was put, in the place of the one of its number.
	Record(ctx context.Context, c Conn, r store.Record) error
	// Removed tells that there is no longer a record of a number.
	Removed(ctx context.Context, c Conn, key int64) error
	// Document tells that a document was read, for the first time or anew.
	Document(ctx context.Context, c Conn, e store.Entry) error
	// Keep tells that nothing more comes of the change, which is about to be kept.
	Keep(ctx context.Context, c Conn) error
	// Drop tells that the change is undone.
	Drop()
}
