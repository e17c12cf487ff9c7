package desk

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
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
	Name    string `json:"name"`
	SHA256  string `json:"sha256,omitempty"`
	Had     bool   `json:"had,omitempty"`      // it was there already
	Record  string `json:"record,omitempty"`   // the record it tells of
	Title   string `json:"title,omitempty"`    // of that record
	Opened  bool   `json:"opened,omitempty"`   // that record is new
	Newer   string `json:"newer_of,omitempty"` // the report that it is a newer version of
	Problem string `json:"problem,omitempty"`  // why it could not be read
}

// adding is the page on which reports are added.
type adding struct {
	Arrivals []Arrival
	Problem  string
}

func (d *Desk) addPage(_ Book, w http.ResponseWriter, r *http.Request) error {
	return d.render(w, r, http.StatusOK, "add", "Add reports", adding{})
}

// addForm takes files and pasted text from the page.
func (d *Desk) addForm(book Book, w http.ResponseWriter, r *http.Request) error {
	got, err := d.take(book, r)
	page := adding{Arrivals: got}
	status := http.StatusOK
	if err != nil {
		page.Problem, status = err.Error(), statusOf(err)
	}
	return d.render(w, r, status, "add", "Add reports", page)
}

// apiAdd takes files the same way and answers in JSON.
func (d *Desk) apiAdd(book Book, w http.ResponseWriter, r *http.Request) error {
	got, err := d.take(book, r)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, Arrivals{Documents: got})
	return nil
}

// take adds every part of a form, one after the other; one that fails does not
// stop the others.
func (d *Desk) take(book Book, r *http.Request) ([]Arrival, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return nil, fault.New(fault.Invalid, "reports are sent as multipart/form-data, not as %q", kind)
	}
	form, err := r.MultipartReader()
	if err != nil {
		return nil, fault.New(fault.Invalid, "the form cannot be read: %v", err)
	}
	var out []Arrival
	for n := 0; ; n++ {
		p, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && n == maxFiles {
			err = fault.New(fault.TooLarge, "more than %d files at once", maxFiles)
		}
		if err != nil {
			return out, formError(err)
		}
		got, err := d.takePart(r.Context(), book, p)
		if err != nil {
			return out, err
		}
		out = append(out, got...)
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Invalid, "choose a file or paste a text")
	}
	return out, nil
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

// takePart adds one file, or a pasted text under a name of its own.
func (d *Desk) takePart(ctx context.Context, book Book, p *multipart.Part) ([]Arrival, error) {
	b, err := io.ReadAll(p)
	if err != nil {
		return nil, formError(err)
	}
	name := fileName(p.FileName())
	switch {
	case p.FormName() == "text" && len(strings.TrimSpace(string(b))) > 0:
		name = "pasted-" + d.opts.Now().UTC().Format("20060102-150405") + ".txt"
	case name == "" || p.FormName() == "text":
		return nil, nil
	}
	return book.Add(ctx, name, b)
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
	}
	return http.StatusInternalServerError
}
