package desk

import (
	"net/http"
	"slices"

	"dossier/internal/account"
	"dossier/internal/fault"
)

// Staff is who has an account, and what was done to the accounts of late.
type Staff struct {
	People []account.Person `json:"people"`
	Acts   []account.Act    `json:"acts"`
	Tokens []account.Token  `json:"tokens"` // of everybody that are in force, without their secrets
	Review account.Review   `json:"review"` // whose decisions a second person confirms
	// Refusals are the tries to come in that failed of late.
	Refusals []account.Refusal `json:"refusals"`
}

// staff is the page of people.
type staff struct {
	Staff
	Roles         []account.Role
	Reviews       []account.Review
	Link, Problem string // a link that was just made; what went wrong
	LinkFor       string
	Myself        int64
}

// Forgives says that waits can be ended from the page.
func (staff) Forgives() bool { return true }

// How many acts, and how many tries that failed, stand on the page of people.
const (
	lastActs     = 30
	lastRefusals = 50
)

func (d *Desk) staff(r *http.Request) (s Staff, err error) {
	book, err := d.team()
	if err != nil {
		return s, err
	}
	if s.People, err = book.People(r.Context()); err != nil {
		return s, err
	}
	if s.Tokens, err = book.Tokens(r.Context(), nil); err != nil {
		return s, err
	}
	s.Tokens = slices.DeleteFunc(s.Tokens, func(t account.Token) bool { return t.Past })
	if s.Review, err = book.Review(r.Context()); err != nil {
		return s, err
	}
	if s.Refusals, err = book.Refusals(r.Context(), "", lastRefusals); err != nil {
		return s, err
	}
	s.Acts, err = book.Acts(r.Context(), lastActs)
	return s, err
}

func (d *Desk) peoplePage(_ Book, w http.ResponseWriter, r *http.Request) error {
	return d.people(w, r, http.StatusOK, staff{})
}

func (d *Desk) people(w http.ResponseWriter, r *http.Request, status int, s staff) (err error) {
	if s.Staff, err = d.staff(r); err != nil {
		return err
	}
	s.Roles, s.Reviews = account.Roles(), account.Reviews()
	if p := visitorOf(r).person; p != nil {
		s.Myself = p.ID
	}
	return d.render(w, r, status, "people", "People", s)
}

func (d *Desk) apiPeople(_ Book, w http.ResponseWriter, r *http.Request) error {
	s, err := d.staff(r)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, s)
	return nil
}

// Wish is what is wanted of somebody's account: another role, or to be shut out.
type Wish struct {
	Role     account.Role `json:"role"`     // "" leaves it
	Disabled *bool        `json:"disabled"` // null leaves it
}

// Invited is a link that invites somebody. It is given once.
type Invited struct {
	Link string `json:"link"` // the path of it on this desk
}

// invite makes a link for somebody new.
func (d *Desk) invite(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	role := account.Role(r.PostForm.Get("role"))
	secret, err := book.Invite(r.Context(), visitorOf(r).Name, role)
	if err != nil {
		return d.done(w, r, err, "/people")
	}
	return d.people(w, r, http.StatusOK, staff{Link: d.linkTo(r, secret), LinkFor: "a " + string(role)})
}

func (d *Desk) apiInvite(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	var in Wish
	if err := read(r, &in); err != nil {
		return err
	}
	secret, err := book.Invite(r.Context(), visitorOf(r).Name, in.Role)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, Invited{"/invitation/" + secret})
	return nil
}

// linkTo is a link as it is handed on.
func (d *Desk) linkTo(r *http.Request, secret string) string {
	base := d.opts.Public
	if base == "" {
		base = "http://" + r.Host
	}
	return base + "/invitation/" + secret
}

// changePerson does what a form wants of somebody's account.
func (d *Desk) changePerson(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	id, err := number(r.PathValue("person"), "number of a person")
	if err != nil {
		return err
	}
	if r.PostForm.Get("do") == "link" {
		secret, err := book.Renew(r.Context(), visitorOf(r).Name, id)
		if err != nil {
			return d.done(w, r, err, "/people")
		}
		return d.people(w, r, http.StatusOK, staff{Link: d.linkTo(r, secret), LinkFor: "a new password"})
	}
	wish, err := wishOf(r)
	if err != nil {
		return err
	}
	return d.done(w, r, d.grant(r, book, id, wish), "/people")
}

// wishOf is what a form wants.
func wishOf(r *http.Request) (Wish, error) {
	yes, no := true, false
	switch do := r.PostForm.Get("do"); do {
	case "role":
		return Wish{Role: account.Role(r.PostForm.Get("role"))}, nil
	case "disable":
		return Wish{Disabled: &yes}, nil
	case "enable":
		return Wish{Disabled: &no}, nil
	default:
		return Wish{}, fault.New(fault.Invalid, "%q is nothing that is done to an account", do)
	}
}

// grant does what is wanted of an account.
func (d *Desk) grant(r *http.Request, book *account.Book, id int64, wish Wish) error {
	by := visitorOf(r).Name
	if wish.Role == "" && wish.Disabled == nil {
		return fault.New(fault.Invalid, "say what is wanted: a role, or disabled")
	}
	if wish.Role != "" {
		if err := book.SetRole(r.Context(), by, id, wish.Role); err != nil {
			return err
		}
	}
	if wish.Disabled != nil {
		return book.SetDisabled(r.Context(), by, id, *wish.Disabled)
	}
	return nil
}

func (d *Desk) apiPerson(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	id, err := number(r.PathValue("person"), "number of a person")
	if err != nil {
		return err
	}
	var wish Wish
	if err := read(r, &wish); err != nil {
		return err
	}
	if err := d.grant(r, book, id, wish); err != nil {
		return err
	}
	return d.apiPeople(nil, w, r)
}

// settings keeps whose decisions a second person confirms.
func (d *Desk) settings(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	return d.done(w, r, book.SetReview(r.Context(), visitorOf(r).Name, account.Review(r.PostForm.Get("review"))), "/people")
}

// revokeAny ends a token of anybody.
func (d *Desk) revokeAny(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	id, err := number(r.PathValue("token"), "number of a token")
	if err != nil {
		return err
	}
	err = book.Revoke(r.Context(), nil, visitorOf(r).Name, id)
	if fault.Of(err) == fault.NotFound {
		err = fault.New(fault.Conflict, "there is no token %d", id)
	}
	return d.done(w, r, err, "/people")
}

// forgive ends the waits of a try that failed.
func (d *Desk) forgive(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	id, err := number(r.PathValue("refusal"), "number of a refusal")
	if err != nil {
		return err
	}
	return d.done(w, r, book.Forgive(r.Context(), visitorOf(r).Name, id), "/people")
}
