package desk

import (
	"context"
	"errors"
	"math"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"dossier/internal/account"
	"dossier/internal/fault"
)

// visitor is who asks, and what they may.
type visitor struct {
	Name    string // "" for whoever holds the archive, and for whoever has not signed in
	Role    account.Role
	person  *account.Person
	session *account.Session
	token   *account.Token
}

type visitorKey struct{}

// visitorOf is who asks.
func visitorOf(r *http.Request) visitor {
	v, _ := r.Context().Value(visitorKey{}).(visitor)
	return v
}

// errStale is the answer to whoever would administer in a session whose password was
// given long ago.
var errStale = fault.New(fault.Forbidden, "say your password once more: this needs a sign-in of the last %d minutes", int(account.Fresh.Minutes()))

// admit finds out who asks, and refuses what they may not. The request it gives
// knows who asks.
func (d *Desk) admit(route *Route, r *http.Request) (*http.Request, error) {
	v, err := d.visitor(r)
	if err != nil {
		return r, err
	}
	r = r.WithContext(context.WithValue(r.Context(), visitorKey{}, v))
	return r, v.may(route)
}

// visitor is who a request is of: of the bearer of a token, of the session of a
// browser, of nobody, or on the desk of one person of that person.
func (d *Desk) visitor(r *http.Request) (visitor, error) {
	if h := r.Header.Get("Authorization"); h != "" {
		return d.bearer(r, h)
	}
	if !d.opts.Team {
		return visitor{Role: account.Administrator}, nil
	}
	secret := cookie(r, d.sessionCookie())
	if secret == "" {
		return visitor{}, nil
	}
	book, err := d.accounts()
	if err != nil {
		return visitor{}, err
	}
	p, s, err := book.Session(r.Context(), secret)
	if fault.Of(err) == fault.Unknown {
		return visitor{}, nil
	}
	return visitor{Name: p.Name, Role: p.Role, person: &p, session: &s}, err
}

// bearer is the visitor that a token stands for. One that is none is refused: it is
// never taken for no token.
func (d *Desk) bearer(r *http.Request, header string) (visitor, error) {
	scheme, secret, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return visitor{}, fault.New(fault.Unknown, "send a token as Authorization: Bearer TOKEN")
	}
	book, err := d.accounts()
	if err != nil {
		return visitor{}, err
	}
	p, t, err := book.Token(r.Context(), strings.TrimSpace(secret), d.address(r))
	return visitor{Name: p.Name, Role: p.Role, person: &p, token: &t}, err
}

// may refuses what a visitor may not.
func (v visitor) may(route *Route) error {
	switch {
	case route.Least == account.Anyone:
		return nil
	case v.Role == account.Anyone:
		return fault.New(fault.Unknown, "sign in first")
	case v.token != nil && !v.token.Scope.Covers(route.Token):
		if route.Token == account.NoToken {
			return fault.New(fault.Forbidden, "no token may do this: it is done in the browser")
		}
		return fault.New(fault.Forbidden, "this token has the scope %s; this needs the scope %s", v.token.Scope, route.Token)
	case !v.Role.May(route.Least):
		return fault.New(fault.Forbidden, "a %s may not do this: it needs the role %s", v.Role, route.Least)
	case route.Fresh && v.session != nil && !v.session.Fresh:
		return errStale
	}
	return nil
}

// accounts are those of this desk, if it has any.
func (d *Desk) accounts() (*account.Book, error) {
	if d.opts.Accounts == nil {
		return nil, fault.New(fault.NotFound, "this desk has no accounts")
	}
	return d.opts.Accounts()
}

// team gives the accounts of a desk of several people; the desk of one person has
// no such pages.
func (d *Desk) team() (*account.Book, error) {
	if !d.opts.Team {
		return nil, fault.New(fault.NotFound, "this is the desk of one person; dossier serve --team opens one for several")
	}
	return d.accounts()
}

// address is where a request comes from.
func (d *Desk) address(r *http.Request) string {
	if d.opts.Address != nil {
		return d.opts.Address(r)
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// refuse answers whoever may not: a page leads to the sign-in, a program is told.
func (d *Desk) refuse(w http.ResponseWriter, r *http.Request, err error) bool {
	retryAfter(w, err)
	if fault.Of(err) == fault.Unknown {
		w.Header().Set("WWW-Authenticate", `Bearer realm="dossier"`)
	}
	if ofProgram(r) || r.Header.Get("Authorization") != "" {
		return false
	}
	to := ""
	switch {
	case errors.Is(err, errStale):
		to = "/sign-in/again"
	case fault.Of(err) == fault.Unknown:
		to = "/sign-in"
	default:
		return false
	}
	back := r.URL.RequestURI()
	if r.Method != http.MethodGet {
		back = pageBefore(r)
	}
	w.Header().Del("WWW-Authenticate")
	http.Redirect(w, r, to+"?"+url.Values{"back": {back}}.Encode(), http.StatusSeeOther)
	return true
}

// retryAfter says when to try again, where that is what an error asks for.
func retryAfter(w http.ResponseWriter, err error) {
	var wait *account.Wait
	if errors.As(err, &wait) {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.For.Seconds()))))
	}
}

// pageBefore is the page that a form was on.
func pageBefore(r *http.Request) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch first {
	case "people", "account", "add":
		return "/" + first
	}
	return "/"
}

// cookie is the value of a cookie, "" where there is none.
func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// The names of cookies say, where they can, that they came over TLS and from no
// neighbour of the host.
func (d *Desk) cookieName(name string) string {
	if d.opts.Secure {
		return "__Host-" + name
	}
	return name
}

func (d *Desk) sessionCookie() string { return d.cookieName("dossier-session") }
func (d *Desk) deviceCookie() string  { return d.cookieName("dossier-device") }

// setCookie hands a browser a secret; age in seconds, 0 until it closes, below 0 to
// forget it.
func (d *Desk) setCookie(w http.ResponseWriter, name, value string, age int, same http.SameSite) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: d.opts.Secure, SameSite: same})
}
