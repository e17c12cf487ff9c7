package desk

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/register"
	"dossier/internal/wording"
	"dossier/schema"
)

// Entities is a page of the people and bodies of all incidents.
type Entities struct {
	Entities []register.Actor `json:"entities"`
	Next     int              `json:"next,omitempty"` // leads to those after these: after of the next request
}

// How many people stand on a page, and how many incidents of one.
const (
	actorsOf      = 40
	appearancesOf = 25
)

// roll is the page of people and bodies.
type roll struct {
	Entities
	Words, Kind string
	Kinds       []choice
	More        string
}

// kindNames are the kinds of people and bodies, as a switch names them.
var kindNames = [][2]string{{"", "All"}, {"person", "People"}, {"organisation", "Organisations"}, {"group", "Groups"}}

// afterOf is where a page begins.
func afterOf(r *http.Request) (int, error) {
	s := r.URL.Query().Get("after")
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, fault.New(fault.Invalid, "after is a number, not %q", s)
	}
	return n, nil
}

// limitOf is how many are asked for, at most so many.
func limitOf(r *http.Request, usual, most int) (int, error) {
	s := r.URL.Query().Get("limit")
	if s == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, fault.New(fault.Invalid, "limit is a number from 1 on, not %q", s)
	}
	return min(n, most), nil
}

// entitiesOf are those that a request asks for.
func (d *Desk) entitiesOf(book Book, r *http.Request) (out Entities, err error) {
	after, err := afterOf(r)
	if err != nil {
		return out, err
	}
	limit, err := limitOf(r, actorsOf, 200)
	if err != nil {
		return out, err
	}
	asked := r.URL.Query()
	ctx, cancel := forOthers(r.Context())
	defer cancel()
	head, err := book.Head(ctx)
	if err != nil {
		return out, err
	}
	kind, name := asked.Get("kind"), asked.Get("name")
	return d.memory(r).listed.get(head, fmt.Sprintf("%q %q %d %d", kind, name, after, limit), func() (out Entities, err error) {
		out.Entities, out.Next, err = book.Entities(ctx, kind, name, after, limit)
		if out.Entities == nil {
			out.Entities = []register.Actor{}
		}
		return out, err
	})
}

func (d *Desk) entities(book Book, w http.ResponseWriter, r *http.Request) error {
	got, err := d.entitiesOf(book, r)
	if err != nil {
		return err
	}
	p := roll{Entities: got, Words: r.URL.Query().Get("name"), Kind: r.URL.Query().Get("kind")}
	link := func(kind string, after int) string {
		v := url.Values{}
		for _, x := range [][2]string{{"name", p.Words}, {"kind", kind}} {
			if x[1] != "" {
				v.Set(x[0], x[1])
			}
		}
		if after > 0 {
			v.Set("after", strconv.Itoa(after))
		}
		return strings.TrimSuffix("/entities?"+v.Encode(), "?")
	}
	for _, k := range kindNames {
		p.Kinds = append(p.Kinds, choice{Text: k[1], Href: link(k[0], 0), On: k[0] == p.Kind})
	}
	if got.Next > 0 {
		p.More = link(p.Kind, got.Next)
	}
	return d.render(w, r, http.StatusOK, "entities", "Entities", p)
}

func (d *Desk) apiEntities(book Book, w http.ResponseWriter, r *http.Request) error {
	got, err := d.entitiesOf(book, r)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, got)
	return nil
}

// entityOf is the person or body that a request asks for.
func entityOf(book Book, r *http.Request) (register.Whole, int, error) {
	after, err := afterOf(r)
	if err != nil {
		return register.Whole{}, 0, err
	}
	limit, err := limitOf(r, appearancesOf, 200)
	if err != nil {
		return register.Whole{}, 0, err
	}
	got, err := book.Entity(r.Context(), r.PathValue("entity"), after, limit)
	return got, after, err
}

// life is the page of one person or body.
type life struct {
	register.Whole
	Docs   map[string]schema.Document
	More   string
	Before int // incidents that stand on the pages before
	May    bool
}

func (d *Desk) entity(book Book, w http.ResponseWriter, r *http.Request) error {
	got, after, err := entityOf(book, r)
	if fault.Of(err) == fault.Conflict { // several are called so
		http.Redirect(w, r, "/entities?name="+url.QueryEscape(r.PathValue("entity")), http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	p := life{Whole: got, Docs: map[string]schema.Document{}, Before: after, May: mayDecide(r)}
	for _, x := range got.Documents {
		p.Docs[x.ID] = x
	}
	if seen := after + len(got.Appearances); seen < got.Records {
		p.More = "/entities/" + url.PathEscape(got.ID) + "?after=" + strconv.Itoa(seen)
	}
	return d.render(w, r, http.StatusOK, "entity", got.Name, p)
}

func (d *Desk) apiEntity(book Book, w http.ResponseWriter, r *http.Request) error {
	got, _, err := entityOf(book, r)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, got)
	return nil
}

// undoFrom cancels the decision whose number a form gives.
func undoFrom(book Book, r *http.Request, s string) error {
	n, err := number(s, "number of a decision")
	if err == nil {
		_, err = book.Undo(r.Context(), n, "")
	}
	return err
}

// answerEntity keeps what a person says of two, and leads back to their page.
func (d *Desk) answerEntity(book Book, w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form cannot be read: %v", err)
	}
	f := r.PostForm
	if s := f.Get("undo"); s != "" {
		if err := undoFrom(book, r, s); err != nil {
			return err
		}
	} else {
		kind := map[string]string{"same": "same_entity", "different": "different_entity", "unsure": "unsure_entity"}[f.Get("answer")]
		if kind == "" {
			return fault.New(fault.Invalid, "the answer is same, different or unsure, not %q", f.Get("answer"))
		}
		j := Judgement{Kind: kind, Entity: f.Get("entity"), Other: f.Get("other"), In: f.Get("in"), Why: f.Get("why")}
		if _, err := book.Decide(r.Context(), f.Get("record"), j); err != nil {
			return err
		}
	}
	return back(w, r, f.Get("back"))
}

// back leads to a page of the desk.
func back(w http.ResponseWriter, r *http.Request, path string) error {
	if !within(path) {
		return fault.New(fault.Invalid, "%q is no page of this desk", path)
	}
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}

// adds is what a quote says beside a text that is shown already, "" for nothing.
func adds(quote, text string) string {
	if strings.Contains(text, quote) {
		return ""
	}
	return quote
}

// statementWords are a statement in the words of its line: what it is, and what is
// said.
func statementWords(s register.Statement) [2]string {
	switch s.Part {
	case "value":
		return [2]string{"Is", wording.Role(strings.TrimSuffix(s.Kind+":"+s.Text, ":"))}
	case "event":
		return [2]string{wording.ShortDate(s.When), s.Text}
	case "says":
		return [2]string{wording.Saying(s.Kind), s.Text}
	case "said_of":
		return [2]string{"Said of them", s.Text}
	case "reaction":
		return [2]string{"Reaction", wording.Code(s.Kind)}
	case "account":
		return [2]string{wording.Question(s.Kind), wording.Code(s.Text)}
	}
	return [2]string{"Evidence", s.Text}
}
