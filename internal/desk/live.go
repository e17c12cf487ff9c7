package desk

import (
	"net/http"
	"strconv"
	"strings"

	"dossier/internal/fault"
)

// Changed is what has changed in an archive since an entry of its log.
type Changed struct {
	Head      int64    `json:"head"`      // the number of the last entry
	Incidents []string `json:"incidents"` // those that changed
	Whole     bool     `json:"whole"`     // so much has changed that all may have
}

// apiChanges tells what has changed since an entry of the log. The tag of the answer
// is the last entry, so that asking again costs next to nothing while nothing
// happens.
func (d *Desk) apiChanges(book Book, w http.ResponseWriter, r *http.Request) error {
	since, err := strconv.ParseInt(r.URL.Query().Get("since"), 10, 64)
	if s := r.URL.Query().Get("since"); s == "" {
		since, err = -1, nil
	}
	if err != nil || since < -1 {
		return fault.New(fault.Invalid, "since is the number of an entry of the log, not %q", r.URL.Query().Get("since"))
	}
	head, err := book.Head(r.Context())
	if err != nil {
		return err
	}
	tag := `"` + strconv.FormatInt(head, 10) + `"`
	w.Header().Set("ETag", tag)
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	out := Changed{Head: head}
	if since >= 0 && since < head {
		if out, err = book.Changed(r.Context(), since); err != nil {
			return err
		}
	}
	out.Incidents = full(out.Incidents)
	answer(w, http.StatusOK, out)
	return nil
}
