package desk

import (
	"context"
	"net/http"
	"slices"

	"dossier/internal/account"
	"dossier/internal/fault"
	"dossier/schema"
)

// Waiting is a decision that waits for a second person.
type Waiting struct {
	Decision int64  `json:"decision"` // its number
	At       string `json:"at"`
	Who      string `json:"who"`
	What     string `json:"what"`            // in a few words
	Why      string `json:"why,omitempty"`   // the reason that was given
	Words    string `json:"words,omitempty"` // that it stands on
	Record   string `json:"record"`          // the id of the incident at the time
	Title    string `json:"title,omitempty"` // of the incident as it is now
	Mine     bool   `json:"mine"`            // it is of whoever asks, who cannot confirm it
	Slot     string `json:"slot,omitempty"`  // of the value that it is about, as a decision names it
}

// waiting marks the values of a record that decisions wait about.
func (v *recordView) waiting(list []Waiting) {
	for _, g := range v.Sections {
		for _, r := range g.Rows {
			for i := range r.Cells {
				v.waits(&r.Cells[i], list)
			}
		}
	}
}

// waits marks a value when a decision waits that is about its slot and its words.
func (v *recordView) waits(c *cell, list []Waiting) {
	x := v.value[c.ID]
	if x == nil || c.Slot == "" {
		return
	}
	for _, w := range list {
		if w.Slot == c.Slot && slices.ContainsFunc(x.Citations, func(ct schema.Citation) bool { return ct.Quote == w.Words }) {
			c.Waits = append(c.Waits, w.What+", by "+w.Who)
		}
	}
}

// Awaiting is the decisions that wait, the oldest first.
type Awaiting struct {
	Waiting []Waiting `json:"waiting"`
}

// awaiting is their page.
type awaiting struct {
	Awaiting
	ID, Problem string
	Confirms    bool // whoever looks may confirm
}

// waits reports whether what a visitor decides waits for a second person.
func (d *Desk) waits(r *http.Request, v visitor) (bool, error) {
	if !d.opts.Team || r.Method == http.MethodGet {
		return false, nil
	}
	book, err := d.accounts()
	if err != nil {
		return false, err
	}
	how, err := book.Review(r.Context())
	return how.Waits(v.Role), err
}

// reviews reports whether anybody's decisions wait for a second person.
func (d *Desk) reviews(r *http.Request) bool {
	book, err := d.accounts()
	if err != nil {
		return false
	}
	how, err := book.Review(r.Context())
	return err == nil && how != account.ReviewNobody
}

func (d *Desk) awaitingPage(book Book, w http.ResponseWriter, r *http.Request) error {
	return d.awaiting(book, w, r, http.StatusOK, "")
}

func (d *Desk) awaiting(book Book, w http.ResponseWriter, r *http.Request, status int, problem string) error {
	id := r.URL.Query().Get("id")
	list, err := book.Waiting(r.Context(), id)
	if err != nil {
		return err
	}
	if err := entitle(r.Context(), book, list); err != nil {
		return err
	}
	return d.render(w, r, status, "awaiting", "To confirm", awaiting{Awaiting{list}, id, problem, visitorOf(r).Role.May(account.Reviewer)})
}

// mostEntitled is how many incidents are read for their titles.
const mostEntitled = 50

// entitle gives decisions the titles of their incidents.
func entitle(ctx context.Context, book Book, list []Waiting) error {
	titles := map[string]string{}
	for i := range list {
		id := list[i].Record
		if _, known := titles[id]; !known && len(titles) < mostEntitled {
			out, err := book.Record(ctx, id, false)
			if err != nil && statusOf(err) != http.StatusNotFound {
				return err
			}
			if err == nil {
				titles[id] = out.Records[0].Title
			}
		}
		list[i].Title = titles[id]
	}
	return nil
}

func (d *Desk) apiAwaiting(book Book, w http.ResponseWriter, r *http.Request) error {
	list, err := book.Waiting(r.Context(), r.URL.Query().Get("id"))
	if err != nil {
		return err
	}
	if err := entitle(r.Context(), book, list); err != nil {
		return err
	}
	answer(w, http.StatusOK, Awaiting{list})
	return nil
}

// apiConfirm puts a decision in force that waits.
func (d *Desk) apiConfirm(book Book, w http.ResponseWriter, r *http.Request) error {
	seq, err := number(r.PathValue("decision"), "number of a decision")
	if err != nil {
		return err
	}
	var in Reason
	if err := read(r, &in); err != nil {
		return err
	}
	got, err := book.Confirm(r.Context(), seq, in.Why)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, got)
	return nil
}

func (d *Desk) confirmForm(book Book, w http.ResponseWriter, r *http.Request) error {
	return d.settle(book, w, r, Book.Confirm)
}

func (d *Desk) returnForm(book Book, w http.ResponseWriter, r *http.Request) error {
	return d.settle(book, w, r, Book.Undo)
}

// settle does what a form wants of a decision that waits.
func (d *Desk) settle(book Book, w http.ResponseWriter, r *http.Request, do func(Book, context.Context, int64, string) (Judged, error)) error {
	seq, err := number(r.PathValue("decision"), "number of a decision")
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	_, err = do(book, r.Context(), seq, r.PostForm.Get("why"))
	switch fault.Of(err) {
	case fault.Conflict, fault.Forbidden, fault.NotFound:
		return d.awaiting(book, w, r, statusOf(err), err.Error())
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/awaiting", http.StatusSeeOther)
	return nil
}
