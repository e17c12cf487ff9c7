// Package desk is the desk in the browser: pages on the incidents of an archive,
// each with its JSON twin. It knows records and preserved documents, and nothing
// of how they were read.
package desk

import (
	"context"
	"net/http"
	"sync"
	"time"

	"dossier/internal/account"
	"dossier/internal/doc"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/schema"
)

// Book is the archive as the desk reads it.
type Book interface {
	search.Searcher
	Registers
	// As is the same archive, in which somebody of a name acts; where waits is set,
	// what they decide takes force when somebody else confirms it.
	As(who string, waits bool) Book
	// Waiting gives the decisions that wait for a second person: about a record, or
	// with "" all.
	Waiting(ctx context.Context, record string) ([]Waiting, error)
	// Confirm puts one of them in force. That of whoever asks is an error of kind
	// fault.Forbidden, one that does not wait of kind fault.Conflict.
	Confirm(ctx context.Context, decision int64, why string) (Judged, error)
	// Record gives a record with its documents, and if it is wanted their coverage,
	// for which all of them are read; one that is not there is an error of kind
	// fault.NotFound.
	Record(ctx context.Context, id string, covered bool) (schema.Output, error)
	// RecordAsOf gives a record as what was published by the end of a day makes it; a
	// day on which nothing was known is an error of kind fault.NotFound.
	RecordAsOf(ctx context.Context, id, day string) (schema.Output, error)
	// Changes tells how a record changed from one day of publication to another, ""
	// for the present.
	Changes(ctx context.Context, id, from, to string) ([]Change, error)
	// Alike gives at most so many incidents that are perhaps the same as one, the likeliest
	// first, about which nobody has answered yet.
	Alike(ctx context.Context, id string, most int) ([]Alike, error)
	// Compare holds a document against another one.
	Compare(ctx context.Context, a, b string) (Comparison, error)
	// Add keeps a report, or those that a packed file holds, and reads them. Each is
	// told as soon as it is kept.
	Add(ctx context.Context, name string, raw []byte, tell func(Arrival)) error
	// Fetch keeps and reads what lies at an address of the web, which is asked for it.
	Fetch(ctx context.Context, address string, tell func(Arrival)) error
	// Decide keeps a decision about a record, and Undo cancels one. What cannot be
	// decided is an error of kind fault.Invalid, what somebody else has decided
	// meanwhile one of kind fault.Conflict.
	Decide(ctx context.Context, record string, j Judgement) (Judged, error)
	Undo(ctx context.Context, decision int64, why string) (Judged, error)
	// Export writes what a query finds in a format of those offered. More records than
	// a page can carry are an error of kind fault.TooLarge.
	Export(ctx context.Context, q query.Query, format string) (Download, error)
	// Log gives at most limit acts before a number (0: from the latest back), of a
	// record or document or of everything, the latest first.
	Log(ctx context.Context, id string, before int64, limit int) ([]Act, error)
	// Documents gives at most limit documents that came before one of a number (0: from
	// the latest back), the latest first, with the records that tell of them, and how
	// many there are in all.
	Documents(ctx context.Context, before int64, limit int) (list []Shelved, total int, err error)
	// Paper gives a document with all that is kept of it, and Bytes the bytes that were
	// received, under the name that they came with.
	Paper(ctx context.Context, id string) (Paper, error)
	Bytes(ctx context.Context, id string) (name string, b []byte, err error)
	// Head is the number of the last entry of the log, and Changed what has changed
	// since an entry.
	Head(ctx context.Context) (int64, error)
	Changed(ctx context.Context, since int64) (Changed, error)
	// Document gives a preserved document by its number ("d3") or the SHA-256 of its
	// bytes.
	Document(ctx context.Context, id string) (*doc.Document, error)
}

// Offer is a format by name, with what it is.
type Offer struct{ Name, Title string }

// Download is a file that is given away.
type Download struct {
	Name, Media string
	Body        []byte
	Records     int
	Omits       []string // what the format has no place for
}

// Options are how a desk is set up.
type Options struct {
	// Queries reads the language of queries.
	Queries query.Book
	// Hosts are the names it answers to, with port: a request for another one is
	// refused, so that no web page can reach it by a name of its own.
	Hosts []string
	// Formats are what records can be exported in.
	Formats []Offer
	// Example makes the archive of the bundled reports, which a newcomer can look at
	// and decide in without touching the own one. It is called once, when first asked
	// for; nil offers none.
	Example func() (Book, error)
	// Sheets are the score sheets of the program.
	Sheets Sheets
	// Patience is how long the answer to a question may take; 0 for 10 seconds.
	Patience time.Duration
	// Stretch is how long a large archive is looked through behind a page at most; 0
	// for 10 minutes.
	Stretch time.Duration
	// Now is the clock.
	Now func() time.Time
	// Version is shown at the foot of the help page.
	Version string

	// Team asks everybody to sign in. Without it the desk is that of one person, who
	// may do everything.
	Team bool
	// Accounts opens the accounts, which hold the tokens of the desk of one person too.
	Accounts func() (*account.Book, error)
	// Owner is the name that the tokens of the desk of one person act under.
	Owner string
	// Secure says that people reach the desk over TLS alone.
	Secure bool
	// Public is the address that people reach the desk at, "" where it is the one they
	// ask for.
	Public string
	// Address tells where a request comes from; nil takes the other end of its
	// connection.
	Address func(*http.Request) string
	// Close ends the desk from a page, for whoever opened it without a terminal; nil
	// where a terminal ends it.
	Close func()
	// Provider signs people in who have an account elsewhere; nil where there is none.
	Provider Provider
}

// Desk serves the pages. It is safe for many requests at once.
type Desk struct {
	book  Book
	opts  Options
	pages map[string]*page
	// What is remembered of the own archive, and of the example.
	ofOwn, ofExample remembered
	example          func() (Book, error)
}

// New makes a desk over an archive.
func New(book Book, o Options) (*Desk, error) {
	pages, err := parsePages()
	if err != nil {
		return nil, err
	}
	d := &Desk{book: book, opts: o, pages: pages}
	if o.Example != nil {
		d.example = sync.OnceValues(o.Example)
	}
	return d, nil
}

// of is the archive that a request is about, in which whoever asks acts: the own one,
// or the example while a newcomer looks at it.
func (d *Desk) of(r *http.Request) (Book, error) {
	book, err := d.book, error(nil)
	if d.inExample(r) {
		book, err = d.example()
	}
	v := visitorOf(r)
	if err != nil || v.Name == "" {
		return book, err
	}
	waits, err := d.waits(r, v)
	if err != nil {
		return nil, err
	}
	return book.As(v.Name, waits), nil
}

// inExample reports whether a newcomer is looking at the example.
func (d *Desk) inExample(r *http.Request) bool {
	c, err := r.Cookie("example")
	return err == nil && c.Value == "1" && d.example != nil
}

// Handler answers requests, guarded.
func (d *Desk) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range Routes() {
		mux.HandleFunc(r.Pattern(), func(w http.ResponseWriter, q *http.Request) { d.handle(&r, w, q) })
	}
	return d.guard(mux)
}

// handle answers one request of a route, if whoever asks may.
func (d *Desk) handle(route *Route, w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, route.Body)
	r, cancel := d.patiently(route, r)
	defer cancel()
	r, err := d.admit(route, r)
	var book Book
	if err == nil {
		book, err = d.of(r)
	}
	if err == nil {
		err = d.slow(route, r, route.serve(d, book, w, r))
	}
	if err != nil && !d.refuse(w, r, err) {
		d.fail(w, r, err)
	}
}
