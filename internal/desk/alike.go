package desk

import (
	"net/http"
	"net/url"

	"dossier/internal/fault"
	"dossier/schema"
)

// Alike is an incident that is perhaps the same as another one.
type Alike struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Confidence float64  `json:"confidence"` // how likely they are one
	Reasons    []string `json:"reasons"`    // what speaks for it, then what against
}

// AlikeList is what may be the same incident as one, the likeliest first.
type AlikeList struct {
	Alike []Alike `json:"alike"`
}

// mostAlike is how many incidents are offered as perhaps the same.
const mostAlike = 20

// apart is the page on which somebody says which reports are of one
// incident.
type apart struct {
	ID, Title string
	Docs      []schema.Document
	Alike     []Alike
	May       bool
}

func (d *Desk) alike(book Book, w http.ResponseWriter, r *http.Request) error {
	out, err := book.Record(r.Context(), r.PathValue("id"), false)
	if err != nil {
		return err
	}
	v := newView(&out.Records[0], out.Documents)
	p := apart{ID: v.ID, Title: v.Title, Docs: v.Docs, May: mayDecide(r)}
	if p.Alike, err = book.Alike(r.Context(), v.ID, mostAlike); err != nil {
		return err
	}
	return d.render(w, r, http.StatusOK, "alike", p.Title, p)
}

func (d *Desk) apiAlike(book Book, w http.ResponseWriter, r *http.Request) error {
	out, err := book.Record(r.Context(), r.PathValue("id"), false)
	if err != nil {
		return err
	}
	list, err := book.Alike(r.Context(), out.Records[0].ID, mostAlike)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, AlikeList{append([]Alike{}, list...)})
	return nil
}

// answerAlike keeps what a person says of the reports of an incident, and leads to the
// incident as it is now.
func (d *Desk) answerAlike(book Book, w http.ResponseWriter, r *http.Request) error {
	if err := form(r); err != nil {
		return err
	}
	f := r.PostForm
	j := Judgement{Kind: f.Get("do"), Other: f.Get("other"), Documents: f["document"], Why: f.Get("why")}
	switch j.Kind {
	case "split":
		if len(j.Documents) == 0 {
			return fault.New(fault.Invalid, "choose the reports that tell of another incident")
		}
	case "merge", "same", "different", "unsure":
		if j.Other == "" {
			return fault.New(fault.Invalid, "name the other incident")
		}
	default:
		return fault.New(fault.Invalid, "what is done is split, merge, same, different or unsure, not %q", j.Kind)
	}
	got, err := book.Decide(r.Context(), r.PathValue("id"), j)
	if err != nil {
		return err
	}
	to := "/incidents/" + url.PathEscape(got.Record)
	if j.Kind == "different" || j.Kind == "unsure" {
		to += "/alike"
	}
	return back(w, r, to)
}
