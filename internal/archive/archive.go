// Package archive adds documents to a store, keeps its records folded, lets people
// decide about them, and checks that everything kept is still what it was. What it
// does is logged; records are only ever the fold of documents, claims and
// decisions.
package archive

import (
	"context"
	"time"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/ledger"
	"dossier/internal/store"
)

// Archive works on a store with the rooms it needs.
type Archive struct {
	Store store.Store
	// Read makes a document of bytes that came from somewhere, nil for a file as it is.
	Read func(path string, raw []byte, from *doc.Provenance) (*doc.Document, error)
	// Claims reads everything out of a document.
	Claims func(*doc.Document) *claim.Set
	// Version names the program that reads and folds.
	Version string
	// Now is the clock, and Who the person that acts.
	Now func() time.Time
	Who string
	// Waits says that what Who decides takes force only when somebody else confirms
	// it.
	Waits bool
}

// stamp is the present time as the archive writes it.
func (a *Archive) stamp() string { return store.Stamp(a.Now()) }

// log adds an act to the log.
func (a *Archive) log(c store.Change, act ledger.Act, subject, payload string) error {
	_, err := c.Append(ledger.Entry{At: a.stamp(), Who: a.Who, Act: act, Subject: subject, Payload: payload})
	return err
}

// Log adds an act of another room to the log: something exported, imported or
// redacted. What is the bytes that the act made or took, for their hash.
func (a *Archive) Log(ctx context.Context, act ledger.Act, subject string, what []byte) error {
	return a.Store.Update(ctx, func(c store.Change) error { return a.log(c, act, subject, ledger.Digest(what)) })
}

// LogHash is [Archive.Log] for what is too large to be held: sha is its SHA-256 in
// hex.
func (a *Archive) LogHash(ctx context.Context, act ledger.Act, subject, sha string) error {
	return a.Store.Update(ctx, func(c store.Change) error { return a.log(c, act, subject, sha) })
}

// Head is how far the log has come.
func (a *Archive) Head(ctx context.Context) (h ledger.Head, err error) {
	err = a.Store.View(ctx, func(v store.View) error {
		first, err := v.First()
		if err != nil {
			return err
		}
		last, err := v.Head()
		h = ledger.Head{Archive: first.Hash, Seq: last.Seq, Hash: last.Hash, At: a.stamp()}
		return err
	})
	return h, err
}
