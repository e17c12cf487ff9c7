// Package store says what an archive keeps and what every store of one must do.
// Bytes, readings, decisions, the names of records and the log are only ever added;
// records are a fold of them and can be replaced.
package store

import (
	"context"
	"fmt"
	"time"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/match"
	"dossier/internal/review"
	"dossier/schema"
)

// Card is what is known of a document beside its words.
type Card struct {
	Seq      int64  `json:"seq"` // its number in the archive, from 1
	ID       doc.ID `json:"id"`
	Path     string `json:"path"` // as given when it came
	Size     int    `json:"size"` // bytes as received
	Received string `json:"received"`
	// Lineage is what versions of one document share: its address, its place on
	// disk, or a name that the user gave it.
	Lineage string `json:"lineage,omitempty"`
	// From is where the bytes came from, as far as they do not say so themselves;
	// nil for a file as it was given.
	From *doc.Provenance `json:"from,omitempty"`
}

// Reading says when and by what a document was read.
type Reading struct {
	Seq  int64
	At   string
	By   string // the program with its version
	Hash string // of all that was read, with the text and its map
}

// Entry is one document with everything read out of it.
type Entry struct {
	Card    Card
	Reading Reading
	Doc     *doc.Document
	Set     *claim.Set
	// Quotes are the cited words of each claim, as they stood when it was made:
	// Quotes[i][j] belongs to Set.Claims[i].Citations[j].
	Quotes [][]string
	// Prepared is what a [Preparer] made of it, nil for none.
	Prepared any
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

// Founder is the report that a record got its id for. The id of a record is that
// of the earliest founder among its reports; the ids of the others lead to it.
type Founder struct {
	Key int64 // the number of the record
	ID  string
	Ref claim.Ref
}

// Record is one record with the reports it is the fold of.
type Record struct {
	Key      int64 // of its founder
	Parts    []claim.Ref
	Record   schema.Record
	Prepared any // what a [Preparer] made of it, nil for none
}

// Preparer is a store that can do beforehand a part of what it takes to keep
// something: without a change, and for several things at once.
type Preparer interface {
	// PrepareEntry gives what [Entry.Prepared] may hold of an entry that is to be added,
	// nil where there is nothing to prepare.
	PrepareEntry(e Entry) any
	// PrepareRecord gives what [Record.Prepared] may hold of a record that is to be put.
	PrepareRecord(r Record) any
}

// Foresight is a store that can look up beforehand, beside changes, what a sign will be
// compared with.
type Foresight interface {
	// Foresee looks up what [Matched.Near] will be asked for the keys of a sign; nil where
	// that fails.
	Foresee(ctx context.Context, s *match.Sign, perKey, most int) any
}

// Foreseeing is a change that can use what was foreseen.
type Foreseeing interface {
	// Foreseen takes what Foresee gave. The change answers as it would without: what is
	// not as it was then is looked up anew.
	Foreseen(any)
}

// Ahead is a store that can make a change while the one before it is still on its way
// to the disk.
type Ahead interface {
	// UpdateAhead makes a change as [Store.Update] does, and ends when all that read from
	// then on see it. It is kept for good when settled has given no error; until then
	// nobody may be told that it is. Settled may be called beside further changes.
	UpdateAhead(ctx context.Context, f func(Change) error) (settled func() error, err error)
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

// Documents gives what was collected and read. What is not there is an error of
// kind fault.NotFound.
type Documents interface {
	Card(id doc.ID) (Card, error)
	Numbered(seq int64) (Card, error)
	// Hashed gives the document whose id begins with a prefix; fault.Invalid when
	// several do.
	Hashed(prefix string) (Card, error)
	// Cards hands over every card in the order they came, until yield gives an
	// error, which is returned.
	Cards(yield func(Card) error) error
	// Lineage gives the versions of one document in the order they came.
	Lineage(name string) ([]Card, error)
	// Entry gives the newest reading of a document, or with a time the newest up to
	// it.
	Entry(id doc.ID, until string) (Entry, error)
	// Readings lists the readings of a document in order.
	Readings(id doc.ID) ([]Reading, error)
	// Shown is the published form of a document, without coverage.
	Shown(seq int64) (schema.Document, error)
}

// Decisions gives what people decided, in order.
type Decisions interface {
	Decision(seq int64) (review.Decision, error)
	Decisions(yield func(review.Decision) error) error
	// About gives the decisions that name any of the documents, and every undo of
	// one of them.
	About(ids []doc.ID) ([]review.Decision, error)
}

// Log gives the log, in order.
type Log interface {
	First() (ledger.Entry, error) // zero when there is none
	Head() (ledger.Entry, error)  // the last entry, zero when there is none
	Log(yield func(ledger.Entry) error) error
	// LogAfter gives at most limit entries that follow the one of a number.
	LogAfter(seq int64, limit int) ([]ledger.Entry, error)
	LogOf(subjects []string) ([]ledger.Entry, error)
}

// Records gives the fold.
type Records interface {
	Founder(id string) (Founder, error)
	// FounderOf is the founder of the record of a number.
	FounderOf(key int64) (Founder, error)
	// Named lists the founders whose id begins with a prefix, by id, at most limit.
	Named(prefix string, limit int) ([]Founder, error)
	FoundersOf(refs []claim.Ref) ([]Founder, error) // by key
	Founders(yield func(Founder) error) error
	// RecordOf is the number of the record that a report is part of, 0 for none.
	RecordOf(ref claim.Ref) (int64, error)
	Record(key int64) (Record, error)
	// Records hands over every record by its number.
	Records(yield func(Record) error) error
	// Count is how many records there are.
	Count() (int, error)
	// PartsOf lists the reports of a record, of the documents in the order they came.
	PartsOf(key int64) ([]claim.Ref, error)
	Matched
	// Incidents lists the reports of a document that are part of a record.
	Incidents(id doc.ID) ([]claim.Ref, error)
	// ClusterOf is the number of the cluster that the matcher put a report into, 0
	// for none; Cluster lists the reports of one.
	ClusterOf(ref claim.Ref) (int64, error)
	Cluster(number int64) ([]claim.Ref, error)
	// State is a value that belongs to the fold, "" when it was never set.
	State(name string) (string, error)
}

// Matched gives what the matcher keeps of each report: see [match.Store].
type Matched interface {
	Near(keys []string, perKey, most int) ([]*match.Sign, error)
	Signs(refs []match.Ref) ([]*match.Sign, error)
	Links(r match.Ref, most int) ([]match.Link, error)
	// Apart hands over the links between reports of different records, each once, with
	// the numbers of the records of A and B and the score alone, in no order.
	Apart(yield func(a, b int64, l match.Link) error) error
}

// View is the archive as it stands at one moment.
type View interface {
	Documents
	Decisions
	Log
	Records
	Register
}

// Change is one change of the archive: all of it is kept, or nothing.
type Change interface {
	View
	// AddCard keeps a document's card and numbers it.
	AddCard(c Card) (Card, error)
	// AddReading keeps a reading of a document whose card is there, numbers it and
	// fills in its hash.
	AddReading(e Entry) (Reading, error)
	AddDecision(d review.Decision) (review.Decision, error)
	AddFounder(f Founder) (Founder, error)
	// Append adds an entry to the log; its place and hash are filled in.
	Append(e ledger.Entry) (ledger.Entry, error)

	// PutSign keeps the sign of a report, what it is found by and its links, in the
	// place of those it had.
	PutSign(s *match.Sign, keys []string, links []match.Link) error
	// RemoveSign leaves nothing of a report with the matcher.
	RemoveSign(r match.Ref) error
	// SetCluster puts a report into a cluster, or with 0 into none.
	SetCluster(ref claim.Ref, number int64) error
	// ClearMatched leaves nothing with the matcher: no sign, link or cluster.
	ClearMatched() error
	// PutRecord puts a record in the place of the one of its number; its parts leave
	// any other record.
	PutRecord(r Record) error
	RemoveRecord(key int64) error
	PutShown(seq int64, d schema.Document) error
	SetState(name, value string) error
}

// Store is all that an archive needs.
type Store interface {
	Blobs
	// View calls f with the archive as it stands, which does not change under it.
	View(ctx context.Context, f func(View) error) error
	// Update calls f with a change; it is kept, for good, when f gives no error.
	// Changes come one after the other, those of other processes included.
	Update(ctx context.Context, f func(Change) error) error
	// Indexed makes what the register is kept in where that is missing or old. A
	// view that was begun before does not know of it.
	Indexed(ctx context.Context) error
	Close() error
}

// Stamp is a time as the archive writes it: UTC, to the millisecond, so that
// stamps sort as their times do.
func Stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// Entries hands over the newest reading of every document that was read, in the
// order they came.
func Entries(v View, yield func(Entry) error) error {
	return v.Cards(func(c Card) error {
		rs, err := v.Readings(c.ID)
		if err != nil || len(rs) == 0 {
			return err
		}
		e, err := v.Entry(c.ID, "")
		if err != nil {
			return err
		}
		return yield(e)
	})
}

// Hash is the hash of a card, for the log; the number is left out.
func (c Card) Hash() string {
	s := fmt.Sprintf("%q %q %d %q %q", string(c.ID), c.Path, c.Size, c.Received, c.Lineage)
	if c.From != nil {
		s += fmt.Sprintf(" %q", c.From.JSON())
	}
	return ledger.Digest([]byte(s))
}

// LineageOf is what the versions of a document share: the name that the user gave
// it, else the address it gives of itself, else where it lies.
func LineageOf(d *doc.Document, named string) string {
	switch {
	case named != "":
		return "name:" + named
	case d != nil && d.URL != "":
		return "url:" + d.URL
	}
	return ""
}

// Hash is the hash of a founder, for the log; the number is left out.
func (f Founder) Hash() string {
	return ledger.Digest([]byte(fmt.Sprintf("%q %q %d", f.ID, string(f.Ref.Document), f.Ref.Incident)))
}

// OnlyCard is the one card of a list of those whose hash begins with a prefix.
func OnlyCard(list []Card, prefix string) (Card, error) {
	switch len(list) {
	case 0:
		return Card{}, fault.New(fault.NotFound, "%s: no such document", prefix)
	case 1:
		return list[0], nil
	}
	return Card{}, fault.New(fault.Invalid, "%s: several documents begin so", prefix)
}
