package desk

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"

	"dossier/internal/fault"
)

// The bounds of what is added at once.
const (
	maxUpload = 64 << 20 // bytes of one request
	maxFiles  = 500      // parts of one request
)

// Arrival tells what became of one report that was added.
type Arrival struct {
	Name     string `json:"name"`
	SHA256   string `json:"sha256,omitempty"`
	Document string `json:"document,omitempty"` // its number: d3
	Told     string `json:"told,omitempty"`     // its title
	Had      bool   `json:"had,omitempty"`      // it was there already
	Record   string `json:"record,omitempty"`   // the record it tells of
	Title    string `json:"title,omitempty"`    // of that record
	Opened   bool   `json:"opened,omitempty"`   // that record is new
	Newer    string `json:"newer_of,omitempty"` // the report that it is a newer version of
	Repeats  string `json:"repeats,omitempty"`  // the outlet or report whose text it repeats
	Problem  string `json:"problem,omitempty"`  // why it could not be read
}

// adding is the page on which reports are added.
type adding struct {
	Arrivals []Arrival
	Problem  string
}

func (d *Desk) addPage(_ Book, w http.ResponseWriter, r *http.Request) error {
	return d.render(w, r, http.StatusOK, "add", "Add reports", adding{})
}

// addForm takes files, pasted text and addresses from the page.
func (d *Desk) addForm(book Book, w http.ResponseWriter, r *http.Request) error {
	var page adding
	err := d.take(book, r, func(a Arrival) { page.Arrivals = append(page.Arrivals, a) })
	status := http.StatusOK
	if err != nil {
		page.Problem, status = err.Error(), statusOf(err)
	}
	return d.render(w, r, status, "add", "Add reports", page)
}

// lines is the media type of an answer in which each report is a line of JSON, sent
// as soon as it is kept.
const lines = "application/x-ndjson"

// apiAdd takes files the same way and answers in JSON.
func (d *Desk) apiAdd(book Book, w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Accept") == lines {
		return d.addInLines(book, w, r)
	}
	got := Arrivals{Documents: []Arrival{}}
	if err := d.take(book, r, func(a Arrival) { got.Documents = append(got.Documents, a) }); err != nil {
		return err
	}
	answer(w, http.StatusOK, got)
	return nil
}

// addInLines tells of each report as soon as it is kept. What goes wrong with the
// request after the first line is a line too.
func (d *Desk) addInLines(book Book, w http.ResponseWriter, r *http.Request) error {
	begun := false
	out := json.NewEncoder(w)
	line := func(v any) {
		if !begun {
			begun = true
			w.Header().Set("Content-Type", lines)
			w.WriteHeader(http.StatusOK)
		}
		if out.Encode(v) == nil {
			http.NewResponseController(w).Flush() // an error means that the reader went away
		}
	}
	err := d.take(book, r, func(a Arrival) { line(a) })
	if err != nil && begun {
		line(Problem{err.Error()})
		return nil
	}
	return err
}

// take adds every part of a form, one after the other; one that fails does not
// stop the others. Each report is told as soon as it is kept.
func (d *Desk) take(book Book, r *http.Request, tell func(Arrival)) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return fault.New(fault.Invalid, "reports are sent as multipart/form-data, not as %q", kind)
	}
	form, err := r.MultipartReader()
	if err != nil {
		return fault.New(fault.Invalid, "the form cannot be read: %v", err)
	}
	some := false
	for n := 0; ; n++ {
		p, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && n == maxFiles {
			err = fault.New(fault.TooLarge, "more than %d files at once", maxFiles)
		}
		if err != nil {
			return formError(err)
		}
		if err := d.takePart(r.Context(), book, p, func(a Arrival) { some = true; tell(a) }); err != nil {
			return err
		}
	}
	if !some {
		return fault.New(fault.Invalid, "choose a file, paste a text or give an address")
	}
	return nil
}

// formError is an error of reading a form, told as what it is.
func formError(err error) error {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return fault.New(fault.TooLarge, "more than %d MB at once", maxUpload>>20)
	case fault.Of(err) != "":
		return err
	}
	return fault.New(fault.Invalid, "the form cannot be read: %v", err)
}

// takePart adds one file, a pasted text under a name of its own, or what lies at an
// address.
func (d *Desk) takePart(ctx context.Context, book Book, p *multipart.Part, tell func(Arrival)) error {
	b, err := io.ReadAll(p)
	if err != nil {
		return formError(err)
	}
	name, text := fileName(p.FileName()), strings.TrimSpace(string(b))
	switch {
	case p.FormName() == "url":
		return d.takeAddress(ctx, book, text, tell)
	case p.FormName() == "text" && text != "":
		name = "pasted-" + d.opts.Now().UTC().Format("20060102-150405") + ".txt"
	case name == "" || p.FormName() == "text":
		return nil
	}
	return book.Add(ctx, name, b, tell)
}

// takeAddress fetches what lies at an address of the web; no other place is asked.
func (d *Desk) takeAddress(ctx context.Context, book Book, address string, tell func(Arrival)) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(address) > 4096 {
		tell(Arrival{Name: address, Problem: "this is no address of the web: http:// or https:// and a host"})
		return nil
	}
	return book.Fetch(ctx, u.String(), tell)
}

// fileName is the last part of a name as a browser sends it: no folder of the
// sender's machine, and none of ours.
func fileName(s string) string {
	s = filepath.Base(strings.ReplaceAll(s, "\\", "/"))
	if s == "." || s == "/" || s == ".." {
		return ""
	}
	return s
}

// statusOf is the status that belongs to an error.
func statusOf(err error) int {
	switch fault.Of(err) {
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Invalid:
		return http.StatusBadRequest
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.Conflict:
		return http.StatusConflict
	case fault.Unknown:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.Limited:
		return http.StatusTooManyRequests
	case fault.Slow:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}
