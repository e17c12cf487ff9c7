package desk

import (
	"mime"
	"net/http"
	"strconv"

	"dossier/internal/fault"
)

// export gives away exactly what a query finds.
func (d *Desk) export(book Book, w http.ResponseWriter, r *http.Request) error {
	asked := r.URL.Query()
	q, err := d.parse(r.Context(), book, asked.Get("q"))
	if err != nil {
		return fault.New(fault.Invalid, "%v", err)
	}
	got, err := book.Export(r.Context(), q, asked.Get("format"))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", got.Media)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": got.Name}))
	h.Set("Dossier-Records", strconv.Itoa(got.Records))
	w.Write(got.Body)
	return nil
}

// enterExample leads a newcomer to the example, or back to the own archive.
func (d *Desk) enterExample(_ Book, w http.ResponseWriter, r *http.Request) error {
	if d.example == nil {
		return fault.New(fault.NotFound, "this desk has no example")
	}
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form cannot be read: %v", err)
	}
	c := &http.Cookie{Name: "example", Value: "1", Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode}
	if r.PostForm.Get("leave") != "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// closeForm ends the desk once it has said so.
func (d *Desk) closeForm(_ Book, w http.ResponseWriter, r *http.Request) error {
	if d.opts.Close == nil {
		return fault.New(fault.NotFound, "this desk is closed in the terminal that opened it, with Ctrl+C")
	}
	defer d.opts.Close()
	return d.render(w, r, http.StatusOK, "closed", "The desk is closed", nil)
}
