package desk

import (
	"context"
	"errors"
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
	// End is where a browser is led to that signs out there too, with the ticket of
	// its sign-in; "" where nobody signs out there.
	End(ctx context.Context, ticket string) (string, error)
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
		return refusedBy(r, book, "", "refused by the provider", d.try(r), fault.New(fault.Forbidden, "the provider refuses: %.200q", e))
	}
	who, err := p.Who(r.Context(), f, asked.Get("code"))
	if err != nil {
		return refusedBy(r, book, "", "an answer of the provider that does not hold", d.try(r), err)
	}
	person, err := book.Admit(r.Context(), who)
	if err != nil {
		return refusedBy(r, book, who.Name, "no role here, or disabled; comes with the provider", d.try(r), err)
	}
	t := d.try(r)
	t.Ticket = who.Ticket
	g, err := book.Enter(r.Context(), person, t)
	if err != nil {
		return err
	}
	d.enter(w, r, g, f.Back)
	return nil
}

// refusedBy lists a try that failed because of what the provider said.
func refusedBy(r *http.Request, book *account.Book, name, why string, t account.Try, err error) error {
	if fault.Of(err) == fault.Forbidden {
		err = errors.Join(err, book.Refused(r.Context(), name, why, t))
	}
	return err
}

// parting is the page of who has signed out here and is led to the provider.
type parting struct{ Provider, Href string }

// part leads who came with the provider, and has signed out here, to sign out there
// too; it reports whether there is anything to do there. The form of signing out may
// lead to this desk alone, so a page leads on.
func (d *Desk) part(w http.ResponseWriter, r *http.Request, ticket string) (bool, error) {
	if ticket == "" || d.opts.Provider == nil {
		return false, nil
	}
	to, err := d.opts.Provider.End(r.Context(), ticket)
	if err != nil || to == "" {
		return false, nil // away, or without such a page: who signs out here has done so
	}
	r = r.WithContext(context.WithValue(r.Context(), visitorKey{}, visitor{}))
	w.Header().Set("Refresh", "0; url="+to)
	return true, d.render(w, r, http.StatusOK, "parting", "Signed out", parting{d.opts.Provider.Name(), to})
}
