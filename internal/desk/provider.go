package desk

import (
	"context"
	"net/http"

	"dossier/internal/account"
	"dossier/internal/fault"
)

// Provider signs people in who have an account elsewhere.
type Provider interface {
	// Name is what people know it as.
	Name() string
	// Start is where a browser is led to; again asks for the password there even of
	// somebody who is signed in.
	Start(ctx context.Context, f account.Flow, again bool) (string, error)
	// Who turns the code that comes back into who it is.
	Who(ctx context.Context, f account.Flow, code string) (account.Claimed, error)
}

// provider is that of a desk of several people, if it has one.
func (d *Desk) provider() (Provider, *account.Book, error) {
	book, err := d.team()
	if err == nil && d.opts.Provider == nil {
		err = fault.New(fault.NotFound, "this desk has no provider to sign in with")
	}
	return d.opts.Provider, book, err
}

func (d *Desk) flowCookie() string { return d.cookieName("dossier-flow") }

// toProvider begins a sign-in with the provider.
func (d *Desk) toProvider(_ Book, w http.ResponseWriter, r *http.Request) error {
	p, book, err := d.provider()
	if err != nil {
		return err
	}
	secret, f, err := book.Begin(r.Context(), backOf(r), d.address(r))
	if err != nil {
		return err
	}
	to, err := p.Start(r.Context(), f, r.URL.Query().Get("again") != "")
	if err != nil {
		return err
	}
	d.setCookie(w, d.flowCookie(), secret, 600, http.SameSiteLaxMode)
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// fromProvider ends it: only in the browser that began it, and only once.
func (d *Desk) fromProvider(_ Book, w http.ResponseWriter, r *http.Request) error {
	p, book, err := d.provider()
	if err != nil {
		return err
	}
	asked := r.URL.Query()
	d.setCookie(w, d.flowCookie(), "", -1, http.SameSiteLaxMode)
	f, err := book.Finish(r.Context(), cookie(r, d.flowCookie()), asked.Get("state"))
	if err != nil {
		return err
	}
	if e := asked.Get("error"); e != "" {
		return fault.New(fault.Forbidden, "the provider refuses: %.200q", e)
	}
	who, err := p.Who(r.Context(), f, asked.Get("code"))
	if err != nil {
		return err
	}
	person, err := book.Admit(r.Context(), who)
	if err != nil {
		return err
	}
	g, err := book.Enter(r.Context(), person, d.try(r))
	if err != nil {
		return err
	}
	d.enter(w, r, g, f.Back)
	return nil
}
