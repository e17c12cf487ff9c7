// Package store says what an archive keeps and what every store of one must do:
// the bytes as received, what was read out of them, and the records folded from
// that. Bytes, texts and claims are only ever added; records are a fold and can
// be replaced.
package store

import (
	"context"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/schema"
)

// Entry is one document with everything read out of it.
type Entry struct {
	Doc *doc.Document
	Set *claim.Set
	// Quotes are the cited words of each claim, as they stood when it was made:
	// Quotes[i][j] belongs to Set.Claims[i].Citations[j].
	Quotes [][]string
}

// QuotesOf gives the cited words of every claim of a set.
func QuotesOf(d *doc.Document, s *claim.Set) [][]string {
	out := make([][]string, len(s.Claims))
	for i, c := range s.Claims {
		for _, ct := range c.Citations {
			out[i] = append(out[i], d.Text.Slice(ct.Span))
		}
	}
	return out
}

// Blobs keeps bytes under their hash.
type Blobs interface {
	// PutBytes keeps b and gives its SHA-256 in hex. Bytes that are there already
	// are left as they are, and had is true.
	PutBytes(ctx context.Context, b []byte) (sha string, had bool, err error)
	// Bytes gives what is kept under a hash, as it is; the caller checks it. An
	// unknown hash is an error of kind fault.NotFound.
	Bytes(ctx context.Context, sha string) ([]byte, error)
}

// Entries keeps documents and claims.
type Entries interface {
	// PutEntry keeps a document with its claims, whole or not at all. One whose
	// document is there already is left out, and had is true.
	PutEntry(ctx context.Context, e Entry) (had bool, err error)
	// Has reports whether a document is there.
	Has(ctx context.Context, id doc.ID) (bool, error)
	// Entries hands over every entry in the order they came, until yield gives an
	// error, which is returned.
	Entries(ctx context.Context, yield func(Entry) error) error
}

// Records keeps the fold.
type Records interface {
	// PutRecords puts out in the place of all records before.
	PutRecords(ctx context.Context, out schema.Output) error
	// Records gives the fold as it was put.
	Records(ctx context.Context) (schema.Output, error)
}

// Store is all that an archive needs.
type Store interface {
	Blobs
	Entries
	Records
	Close() error
}
