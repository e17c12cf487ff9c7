package desk

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"dossier/internal/account"
	"dossier/internal/fault"
)

// Me is who asks, with their sessions and tokens.
type Me struct {
	Name     string            `json:"name"` // "" on the desk of one person
	Role     account.Role      `json:"role"`
	Team     bool              `json:"team"` // the desk is one of several people
	Sessions []account.Session `json:"sessions"`
	Tokens   []account.Token   `json:"tokens"`
	// Refusals are the tries to come in under their name that failed of late; on the
	// desk of one person all.
	Refusals []account.Refusal `json:"refusals"`
}

// mine is the page of one's account.
type mine struct {
	Me
	Secret, Problem string // of a token that was just made; what went wrong
	Scopes          []account.Scope
	Password        bool // there is a password to change
	Shortest        int
}

// Forgives says that waits are not ended from the page.
func (mine) Forgives() bool { return false }

// me gathers what belongs to who asks.
func (d *Desk) me(r *http.Request) (Me, error) {
	v := visitorOf(r)
	out := Me{Name: v.Name, Role: v.Role, Team: d.opts.Team, Sessions: []account.Session{}, Tokens: []account.Token{}, Refusals: []account.Refusal{}}
	book, err := d.accounts()
	if err != nil {
		return out, err
	}
	if v.session != nil {
		if out.Sessions, err = book.Sessions(r.Context(), v.person.ID, v.session.ID); err != nil {
			return out, err
		}
	}
	if v.token != nil {
		return out, nil
	}
	if out.Tokens, err = book.Tokens(r.Context(), v.person); err != nil {
		return out, err
	}
	out.Refusals, err = book.Refusals(r.Context(), v.Name, lastRefusals)
	return out, err
}

func (d *Desk) accountPage(_ Book, w http.ResponseWriter, r *http.Request) error {
	return d.account(w, r, http.StatusOK, mine{})
}

func (d *Desk) account(w http.ResponseWriter, r *http.Request, status int, m mine) (err error) {
	if m.Me, err = d.me(r); err != nil {
		return err
	}
	v := visitorOf(r)
	for _, s := range account.Scopes() {
		if v.Role.Most().Covers(s) {
			m.Scopes = append(m.Scopes, s)
		}
	}
	m.Password, m.Shortest = v.person != nil && !v.person.Outside, account.ShortestPassword
	return d.render(w, r, status, "account", "Account", m)
}

func (d *Desk) apiAccount(_ Book, w http.ResponseWriter, r *http.Request) error {
	m, err := d.me(r)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, m)
	return nil
}

// changePassword sets a new password.
func (d *Desk) changePassword(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	v, f := visitorOf(r), r.PostForm
	if f.Get("password") != f.Get("again") {
		err = fault.New(fault.Invalid, "the two passwords are not the same")
	} else {
		err = book.ChangePassword(r.Context(), *v.person, v.session.ID, f.Get("old"), f.Get("password"))
	}
	return d.done(w, r, err, "/account")
}

// newToken makes a token and shows its secret once.
func (d *Desk) newToken(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.accounts()
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	f := r.PostForm
	days, err := number(f.Get("days"), "number of days")
	if err != nil {
		return err
	}
	secret, _, err := book.NewToken(r.Context(), visitorOf(r).person, d.opts.Owner, account.Wanted{
		Name: f.Get("name"), Scope: account.Scope(f.Get("scope")), Days: int(days), Nets: strings.Fields(strings.ReplaceAll(f.Get("nets"), ",", " ")),
	})
	if kept(err) {
		return d.account(w, r, statusOf(err), mine{Problem: err.Error()})
	}
	if err != nil {
		return err
	}
	return d.account(w, r, http.StatusOK, mine{Secret: secret})
}

// revokeToken ends a token.
func (d *Desk) revokeToken(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.accounts()
	if err != nil {
		return err
	}
	id, err := number(r.PathValue("token"), "number of a token")
	if err != nil {
		return err
	}
	v := visitorOf(r)
	by := v.Name
	if by == "" {
		by = d.opts.Owner
	}
	return d.done(w, r, book.Revoke(r.Context(), v.person, by, id), "/account")
}

// done leads back to the page of a form, or shows it with what went wrong.
func (d *Desk) done(w http.ResponseWriter, r *http.Request, err error, page string) error {
	switch {
	case err == nil:
		http.Redirect(w, r, page, http.StatusSeeOther)
		return nil
	case !kept(err):
		return err
	case page == "/people":
		return d.people(w, r, statusOf(err), staff{Problem: err.Error()})
	}
	return d.account(w, r, statusOf(err), mine{Problem: err.Error()})
}

// kept reports whether an error is one that the page of a form tells.
func kept(err error) bool {
	switch fault.Of(err) {
	case fault.Invalid, fault.Conflict, fault.Limited, fault.Forbidden:
		return true
	}
	return false
}

// number reads a number of a form or address.
func number(s, what string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, fault.New(fault.Invalid, "%q is no %s", s, what)
	}
	return n, nil
}

// clock is a time as people read it: day and minute, in UTC.
func clock(stamp string) string {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return stamp
	}
	return t.UTC().Format("2006-01-02 15:04") + " UTC"
}

// second is a time to the second, in UTC.
func second(stamp string) string {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return stamp
	}
	return t.UTC().Format(time.DateTime) + " UTC"
}

// browserOf is what a browser calls itself, in the two words that people know it by.
func browserOf(agent string) string {
	name := func(of ...string) string {
		for i := 0; i < len(of); i += 2 {
			if strings.Contains(agent, of[i]) {
				return of[i+1]
			}
		}
		return ""
	}
	what := name("Edg/", "Edge", "OPR/", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari", "curl/", "curl")
	on := name("Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Mac OS X", "Mac", "CrOS", "ChromeOS", "Linux", "Linux")
	switch {
	case what == "" && agent == "":
		return "unknown"
	case what == "": // a program, by its name
		agent, _, _ = strings.Cut(agent, "/")
		r := []rune(agent)
		return string(r[:min(len(r), 32)])
	case on == "":
		return what
	}
	return what + " on " + on
}
