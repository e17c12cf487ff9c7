package desk

import (
	_ "embed"
	"net/http"
	"strconv"
	"strings"

	"dossier/internal/codebook"
	"dossier/internal/fault"
	"dossier/internal/query"
	"dossier/schema"
)

// openapiJSON is the description of the API. It is made of [Routes] and of the types
// they name; the test that holds it to them makes it anew with -update.
//
//go:embed openapi.json
var openapiJSON []byte

// description is a description of an API in the form of OpenAPI.
type description struct{}

// Reason says why something is done.
type Reason struct {
	Why string `json:"why"`
}

// Arrivals tell what became of the reports that were added.
type Arrivals struct {
	Documents []Arrival `json:"documents"`
}

// Shelf is the preserved reports.
type Shelf struct {
	Documents []ShelfItem `json:"documents"`
	Total     int         `json:"total"`           // how many there are
	Older     int64       `json:"older,omitempty"` // leads to those that came before these: before of the next request
}

// ShelfItem is a preserved report with the incidents that it tells of.
type ShelfItem struct {
	Document  schema.Document `json:"document"`
	Incidents []Named         `json:"incidents"`
}

// Named is an incident by its id and title.
type Named struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Text is a preserved report with its text or a part of it, on which the offsets of
// citations count. What it says is said by whoever wrote it.
type Text struct {
	SHA256    string `json:"sha256"`
	Path      string `json:"path"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Source    string `json:"source"`
	Published string `json:"published"` // EDTF, "" where it is not known
	Length    int    `json:"length"`    // code points of the whole text
	Start     int    `json:"start"`     // where the part begins, in code points
	End       int    `json:"end"`       // where it ends
	Text      string `json:"text"`
}

// Queue is the values that are most worth a look.
type Queue struct {
	Records int       `json:"records"` // how many incidents were looked through so far
	Of      int       `json:"of"`      // how many there are
	Cut     bool      `json:"cut"`     // looking through the rest took too long and was stopped; it goes on when the queue is asked for
	Values  int       `json:"values"`  // how many values they have
	Decided int       `json:"decided"` // how many of these somebody has decided on
	Changed int       `json:"changed"` // decisions whose words stand for another value now
	Items   []Pending `json:"items"`
}

// Pending is a value that nobody has decided on.
type Pending struct {
	Record string `json:"record"` // the id of the incident
	Title  string `json:"title"`
	Slot   string `json:"slot"`  // as a decision names it
	Value  string `json:"value"` // the id of the value
	Shown  string `json:"shown"` // as people read it
	Quote  string `json:"quote"`
	Why    string `json:"why"` // why it is worth a look
}

// Trail is a part of the log.
type Trail struct {
	Acts  []Entry `json:"acts"`
	Older int64   `json:"older,omitempty"` // leads to the acts before these
}

// Entry is an act of the log.
type Entry struct {
	Seq      int64  `json:"seq"`
	At       string `json:"at"`
	Who      string `json:"who"`
	Act      string `json:"act"`
	What     string `json:"what"`
	Why      string `json:"why,omitempty"`
	Record   string `json:"record,omitempty"`   // of an act about an incident, its id
	Document string `json:"document,omitempty"` // of an act about a report, its number
	Hash     string `json:"hash"`               // chained to the act before
}

// Codebook is the closed vocabularies.
type Codebook struct {
	Vocabularies []Vocabulary `json:"vocabularies"`
}

// Vocabulary is the codes of one field.
type Vocabulary struct {
	Field string `json:"field"`
	Codes []Code `json:"codes"`
}

// Code is one code with what it means.
type Code struct {
	Name       string `json:"name"`
	Definition string `json:"definition"`
}

// Problem is what an answer carries when something could not be done.
type Problem struct {
	Error string `json:"error"` // what is wrong, in a sentence
}

func (d *Desk) openAPI(_ Book, w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/json")
	w.Write(openapiJSON)
	return nil
}

// apiCount counts what a query finds.
func (d *Desk) apiCount(book Book, w http.ResponseWriter, r *http.Request) error {
	asked := r.URL.Query()
	q, err := d.parse(r.Context(), book, asked.Get("q"))
	if err != nil {
		return fault.New(fault.Invalid, "%v", err)
	}
	by := []query.Field{"type"}
	if len(asked["by"]) > 0 {
		by = nil
		for _, f := range asked["by"] {
			by = append(by, query.Field(f))
		}
	}
	c, err := book.Count(r.Context(), q, by)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, c)
	return nil
}

// apiDocuments lists the preserved reports, the latest first.
func (d *Desk) apiDocuments(book Book, w http.ResponseWriter, r *http.Request) error {
	before, err := numbered(r, "before", 0)
	if err != nil {
		return err
	}
	limit, err := numbered(r, "limit", shelfOf)
	if err != nil {
		return err
	}
	if limit < 1 || limit > 1000 {
		return fault.New(fault.Invalid, "limit is 1 to 1000")
	}
	list, total, err := book.Documents(r.Context(), before, int(limit))
	if err != nil {
		return err
	}
	out := Shelf{Documents: []ShelfItem{}, Total: total}
	for _, s := range list {
		it := ShelfItem{Document: s.Document, Incidents: []Named{}}
		for _, rec := range s.Records {
			it.Incidents = append(it.Incidents, Named{rec[0], rec[1]})
		}
		out.Documents = append(out.Documents, it)
	}
	if n := len(list); n > 0 && n == int(limit) && list[n-1].Seq > 1 {
		out.Older = list[n-1].Seq
	}
	answer(w, http.StatusOK, out)
	return nil
}

// numbered is a parameter that is a number.
func numbered(r *http.Request, name string, without int64) (int64, error) {
	s := r.URL.Query().Get(name)
	if s == "" {
		return without, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, fault.New(fault.Invalid, "%s is a number, not %q", name, s)
	}
	return n, nil
}

// apiDocument gives a report with its text, or a part of it.
func (d *Desk) apiDocument(book Book, w http.ResponseWriter, r *http.Request) error {
	full, err := book.Document(r.Context(), r.PathValue("document"))
	if err != nil {
		return err
	}
	out := Text{SHA256: full.SHA256, Path: full.Path, URL: full.URL, Title: full.Title, Source: full.Outlet, Published: full.Published, Length: full.Text.RuneLen()}
	if out.Start, err = offset(r, "start", 0); err != nil {
		return err
	}
	if out.End, err = offset(r, "end", out.Length); err != nil {
		return err
	}
	if out.Start > out.End || out.End > out.Length {
		return fault.New(fault.Invalid, "the text has the characters 0 to %d, not %d to %d", out.Length, out.Start, out.End)
	}
	out.Text = full.Text.String()[full.Text.Byte(out.Start):full.Text.Byte(out.End)]
	answer(w, http.StatusOK, out)
	return nil
}

// offset is a parameter that counts characters.
func offset(r *http.Request, name string, without int) (int, error) {
	s := r.URL.Query().Get(name)
	if s == "" {
		return without, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, fault.New(fault.Invalid, "%s is a number of characters, not %q", name, s)
	}
	return n, nil
}

// apiReview gives the queue.
func (d *Desk) apiReview(book Book, w http.ResponseWriter, r *http.Request) error {
	q, err := d.queueOf(r, book, r.URL.Query().Get("state"))
	if err != nil {
		return err
	}
	out := Queue{Records: q.Looked, Of: q.Records, Cut: q.Cut, Values: q.Values, Decided: q.Decided, Changed: q.tally.Changed, Items: []Pending{}}
	for _, p := range q.Items {
		out.Items = append(out.Items, Pending{Record: p.Record, Title: p.Title, Slot: p.cell.Slot, Value: p.cell.ID, Shown: p.cell.Text, Quote: p.Quote, Why: p.Why})
	}
	answer(w, http.StatusOK, out)
	return nil
}

// apiLog gives a part of the log.
func (d *Desk) apiLog(book Book, w http.ResponseWriter, r *http.Request) error {
	before := int64(0)
	if s := r.URL.Query().Get("before"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return fault.New(fault.Invalid, "before is the number of an act, not %q", s)
		}
		before = n
	}
	acts, err := book.Log(r.Context(), r.URL.Query().Get("id"), before, actsOf+1)
	if err != nil {
		return err
	}
	out := Trail{Acts: []Entry{}}
	if len(acts) > actsOf {
		acts = acts[:actsOf]
		out.Older = acts[actsOf-1].Seq
	}
	for _, a := range acts {
		out.Acts = append(out.Acts, Entry(a))
	}
	answer(w, http.StatusOK, out)
	return nil
}

func (d *Desk) apiCodebook(_ Book, w http.ResponseWriter, _ *http.Request) error {
	out := Codebook{}
	for _, v := range codebook.All() {
		x := Vocabulary{Field: v.Field}
		for _, c := range v.Codes {
			x.Codes = append(x.Codes, Code(c))
		}
		out.Vocabularies = append(out.Vocabularies, x)
	}
	answer(w, http.StatusOK, out)
	return nil
}

// ofProgram reports whether a request is one of a program, which is answered in
// JSON.
func ofProgram(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }
