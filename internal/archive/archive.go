// Package archive adds documents to a store, keeps its records folded, and
// checks that everything kept is still what it was.
package archive

import (
	"context"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/store"
	"dossier/schema"
)

// Archive works on a store with the rooms it needs.
type Archive struct {
	Store store.Store
	// Read makes a document of bytes.
	Read func(path string, raw []byte) (*doc.Document, error)
	// Claims reads everything out of a document.
	Claims func(*doc.Document) *claim.Set
	// Fold makes the records of documents.
	Fold func([]*doc.Document, []*claim.Set) schema.Output
}

// Added tells what became of one document.
type Added struct {
	Path string
	ID   doc.ID
	Had  bool // it was there already, and nothing was added
}

// Add keeps one document: the bytes first, then what is read out of them. Bytes
// that cannot be read are kept too, so that a better reader can be tried later;
// the error says why they could not.
func (a *Archive) Add(ctx context.Context, path string, raw []byte) (Added, error) {
	sha, _, err := a.Store.PutBytes(ctx, raw)
	if err != nil {
		return Added{Path: path}, err
	}
	out := Added{Path: path, ID: doc.ID(sha)}
	if out.Had, err = a.Store.Has(ctx, out.ID); err != nil || out.Had {
		return out, err
	}
	d, err := a.Read(path, raw)
	if err != nil {
		return out, err
	}
	set := a.Claims(d)
	out.Had, err = a.Store.PutEntry(ctx, store.Entry{Doc: d, Set: set, Quotes: store.QuotesOf(d, set)})
	return out, err
}

// Refold folds everything that is kept into records and keeps them.
func (a *Archive) Refold(ctx context.Context) (schema.Output, error) {
	var docs []*doc.Document
	var sets []*claim.Set
	err := a.Store.Entries(ctx, func(e store.Entry) error {
		docs, sets = append(docs, e.Doc), append(sets, e.Set)
		return nil
	})
	if err != nil {
		return schema.Output{}, err
	}
	out := a.Fold(docs, sets)
	return out, a.Store.PutRecords(ctx, out)
}
