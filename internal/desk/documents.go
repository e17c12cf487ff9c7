package desk

import (
	"mime"
	"net/http"
	"path"
	"path/filepath"
	"strconv"

	"dossier/internal/doc"
	"dossier/schema"
)

// Shelved is a document with the ids and titles of the records that cite it.
type Shelved struct {
	schema.Document
	Seq      int64  // its number
	Received string // when it came
	Size     int    // bytes as received
	Unread   bool   // it could not be read
	Records  [][2]string
}

// Paper is a document with everything that is kept of it.
type Paper struct {
	Shelved
	Doc      *doc.Document // nil when it could not be read
	Cited    []schema.Record
	Versions []Edition
}

// Edition is one version of a document, and how many of the words that claims of it
// stand on are in the newest.
type Edition struct {
	ID, Title, Published, Received string
	Intact, Moved, Lost            int
	Newest, Unread, Here           bool
}

// shelfPage is the page of documents.
type shelfPage struct {
	List  []Shelved
	Total int
	Older int64 // leads to those that came before these, 0 when there are none
}

// shelfOf is how many documents stand on a page.
const shelfOf = 100

func (d *Desk) documents(book Book, w http.ResponseWriter, r *http.Request) error {
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64)
	list, total, err := book.Documents(r.Context(), before, shelfOf)
	if err != nil {
		return err
	}
	p := shelfPage{List: list, Total: total}
	if n := len(list); n == shelfOf && list[n-1].Seq > 1 {
		p.Older = list[n-1].Seq
	}
	return d.render(w, r, http.StatusOK, "documents", "Documents", p)
}

// paperPage is the page of one document.
type paperPage struct {
	Paper
	Passages []passage
	Before   string // the version before this one, "" for none
}

// paper shows one document with everything that stands on it.
func (d *Desk) paper(book Book, w http.ResponseWriter, r *http.Request) error {
	got, err := book.Paper(r.Context(), r.PathValue("document"))
	if err != nil {
		return err
	}
	p := paperPage{Paper: got}
	for i, v := range got.Versions {
		if v.Here && i > 0 {
			p.Before = got.Versions[i-1].ID
		}
	}
	if got.Doc != nil {
		var marks []mark
		for i := range got.Cited {
			marks = append(marks, marksOf(&got.Cited[i], got.Document, got.Doc.Text)...)
		}
		p.Passages = passages(got.Doc, marks)
	}
	return d.render(w, r, http.StatusOK, "paper", pick(got.Title, got.Path), p)
}

func pick(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// raw gives the bytes of a document away as they were received: saved, never shown.
func (d *Desk) raw(book Book, w http.ResponseWriter, r *http.Request) error {
	name, b, err := book.Bytes(r.Context(), r.PathValue("document"))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": path.Base(filepath.ToSlash(name))}))
	w.Write(b)
	return nil
}
