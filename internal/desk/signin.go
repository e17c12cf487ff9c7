package desk

import (
	"net/http"

	"dossier/internal/account"
	"dossier/internal/fault"
)

// entrance is the page of signing in.
type entrance struct {
	Back, Name, Problem string
	Provider            string // the name of whoever people can sign in with instead
	Outside             bool   // who is asked for a password has none here
}

// backOf is the page that a sign-in leads to: one of the desk, and no other.
func backOf(r *http.Request) string {
	back := r.FormValue("back")
	if !within(back) {
		return "/"
	}
	return back
}

func (d *Desk) signInPage(_ Book, w http.ResponseWriter, r *http.Request) error {
	if _, err := d.team(); err != nil {
		return err
	}
	if visitorOf(r).person != nil {
		http.Redirect(w, r, backOf(r), http.StatusSeeOther)
		return nil
	}
	return d.entrance(w, r, http.StatusOK, "")
}

func (d *Desk) entrance(w http.ResponseWriter, r *http.Request, status int, problem string) error {
	e := entrance{Back: backOf(r), Name: r.PostForm.Get("name"), Problem: problem}
	if d.opts.Provider != nil {
		e.Provider = d.opts.Provider.Name()
	}
	return d.render(w, r, status, "signin", "Sign in", e)
}

// signIn opens a session for whoever gives a name and its password.
func (d *Desk) signIn(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	t := d.try(r)
	t.Name, t.Password = r.PostForm.Get("name"), r.PostForm.Get("password")
	g, err := book.SignIn(r.Context(), t)
	switch fault.Of(err) {
	case fault.Unknown, fault.Limited:
		retryAfter(w, err)
		return d.entrance(w, r, statusOf(err), err.Error())
	}
	if err != nil {
		return err
	}
	d.enter(w, r, g, backOf(r))
	return nil
}

// try is what a browser brings to a sign-in.
func (d *Desk) try(r *http.Request) account.Try {
	return account.Try{Address: d.address(r), Agent: r.UserAgent(), Device: cookie(r, d.deviceCookie()), Old: cookie(r, d.sessionCookie())}
}

// enter hands a browser its session and leads on.
func (d *Desk) enter(w http.ResponseWriter, r *http.Request, g account.Granted, to string) {
	d.setCookie(w, d.sessionCookie(), g.Session, int(account.Longest.Seconds()), http.SameSiteLaxMode)
	d.setCookie(w, d.deviceCookie(), g.Device, int(account.KnownFor.Seconds()), http.SameSiteStrictMode)
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// signOut ends the session of a browser, another one of the same person, or all of
// them.
func (d *Desk) signOut(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	v := visitorOf(r)
	session := v.session.ID
	switch which := r.PostForm.Get("session"); which {
	case "":
	case "all":
		session = 0
	default:
		if session, err = number(which, "session"); err != nil {
			return err
		}
	}
	// A ticket that cannot be read keeps nobody from signing out here.
	ticket, _ := book.Ticket(r.Context(), cookie(r, d.sessionCookie()))
	if err := book.SignOut(r.Context(), *v.person, session); err != nil {
		return err
	}
	if session != 0 && session != v.session.ID {
		http.Redirect(w, r, "/account", http.StatusSeeOther)
		return nil
	}
	d.setCookie(w, d.sessionCookie(), "", -1, http.SameSiteLaxMode)
	if led, err := d.part(w, r, ticket); led || err != nil {
		return err
	}
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	return nil
}

func (d *Desk) againPage(_ Book, w http.ResponseWriter, r *http.Request) error {
	if _, err := d.team(); err != nil {
		return err
	}
	return d.again(w, r, http.StatusOK, "")
}

func (d *Desk) again(w http.ResponseWriter, r *http.Request, status int, problem string) error {
	e := entrance{Back: backOf(r), Problem: problem, Outside: visitorOf(r).person.Outside}
	if d.opts.Provider != nil {
		e.Provider = d.opts.Provider.Name()
	}
	return d.render(w, r, status, "again", "Say your password once more", e)
}

// confirm takes the password once more, before something that needs it.
func (d *Desk) confirm(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	v := visitorOf(r)
	err = book.Confirm(r.Context(), *v.person, v.session.ID, r.PostForm.Get("password"))
	switch fault.Of(err) {
	case fault.Invalid, fault.Limited:
		return d.again(w, r, statusOf(err), err.Error())
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, backOf(r), http.StatusSeeOther)
	return nil
}

// invitation is the page of a link.
type invitation struct {
	account.Link
	Secret, Name, Problem string
	Shortest              int
}

func (d *Desk) invitationPage(_ Book, w http.ResponseWriter, r *http.Request) error {
	return d.invitation(w, r, http.StatusOK, "")
}

func (d *Desk) invitation(w http.ResponseWriter, r *http.Request, status int, problem string) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	secret := r.PathValue("secret")
	l, err := book.Link(r.Context(), secret)
	if err != nil {
		return err
	}
	return d.render(w, r, status, "invitation", "Welcome", invitation{Link: l, Secret: secret, Name: r.PostForm.Get("name"), Problem: problem, Shortest: account.ShortestPassword})
}

// follow uses a link up and signs in whoever followed it.
func (d *Desk) follow(_ Book, w http.ResponseWriter, r *http.Request) error {
	book, err := d.team()
	if err != nil {
		return err
	}
	if err := form(r); err != nil {
		return err
	}
	name, password := r.PostForm.Get("name"), r.PostForm.Get("password")
	if r.PostForm.Get("again") != password {
		return d.invitation(w, r, http.StatusBadRequest, "the two passwords are not the same")
	}
	p, err := book.Follow(r.Context(), r.PathValue("secret"), name, password)
	switch fault.Of(err) {
	case fault.Invalid, fault.Conflict, fault.Limited:
		return d.invitation(w, r, statusOf(err), err.Error())
	}
	if err != nil {
		return err
	}
	g, err := book.Enter(r.Context(), p, d.try(r))
	if err != nil {
		return err
	}
	d.enter(w, r, g, "/")
	return nil
}

// form reads the fields of a form.
func form(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return formError(err)
	}
	return nil
}
