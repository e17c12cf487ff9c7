package desk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dossier/internal/account"
	"dossier/internal/desk"
)

// counted is a shelf that counts what changes it.
type counted struct {
	*shelf
	changes *atomic.Int32
}

func (c counted) As(string, bool) desk.Book { return c }

func (c counted) Add(ctx context.Context, name string, raw []byte, tell func(desk.Arrival)) error {
	c.changes.Add(1)
	return c.shelf.Add(ctx, name, raw, tell)
}

func (c counted) Fetch(ctx context.Context, address string, tell func(desk.Arrival)) error {
	c.changes.Add(1)
	return c.shelf.Fetch(ctx, address, tell)
}

func (c counted) Decide(ctx context.Context, record string, j desk.Judgement) (desk.Judged, error) {
	c.changes.Add(1)
	return c.shelf.Decide(ctx, record, j)
}

func (c counted) Undo(ctx context.Context, n int64, why string) (desk.Judged, error) {
	c.changes.Add(1)
	return c.shelf.Undo(ctx, n, why)
}

func (c counted) Confirm(ctx context.Context, n int64, why string) (desk.Judged, error) {
	c.changes.Add(1)
	return c.shelf.Confirm(ctx, n, why)
}

func (c counted) SaveQuery(ctx context.Context, name, q string) error {
	c.changes.Add(1)
	return c.shelf.SaveQuery(ctx, name, q)
}

const password = "seven green bottles"

// team is a desk of several people on a record whose every text is some text.
type team struct {
	t       *testing.T
	h       http.Handler
	book    *account.Book
	now     time.Time
	changes atomic.Int32
}

func newTeam(t *testing.T, s string, change ...func(*desk.Options)) *team {
	t.Helper()
	d := &team{t: t, now: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)}
	clock := func() time.Time { return d.now }
	book, err := account.Open(t.Context(), t.TempDir(), account.Options{Now: clock, Cost: account.Cost{Memory: 64, Passes: 1, Lanes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	d.book = book
	o := desk.Options{Hosts: []string{host}, Version: s, Now: clock, Team: true, Accounts: func() (*account.Book, error) { return book, nil }}
	for _, f := range change {
		f(&o)
	}
	k, err := desk.New(counted{newShelf(s), &d.changes}, o)
	if err != nil {
		t.Fatal(err)
	}
	d.h = k.Handler()
	return d
}

// joins makes somebody of a role.
func (d *team) joins(name string, role account.Role) account.Person {
	d.t.Helper()
	link, err := d.book.Invite(context.Background(), "test", role)
	if err != nil {
		d.t.Fatal(err)
	}
	p, err := d.book.Follow(context.Background(), link, name, password)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

// token is a token of somebody.
func (d *team) token(p account.Person, scope account.Scope) string {
	d.t.Helper()
	s, _, err := d.book.NewToken(context.Background(), &p, "", account.Wanted{Name: "test", Scope: scope, Days: 30})
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

// signIn sends the form of the sign-in page.
func (d *team) signIn(name, password string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	return ask(d.h, "POST", "/sign-in", url.Values{"name": {name}, "password": {password}}.Encode(), change...)
}

// in signs somebody in and gives what a browser then sends with each request.
func (d *team) in(name string) func(*http.Request) {
	d.t.Helper()
	w := d.signIn(name, password)
	if w.Code != http.StatusSeeOther {
		d.t.Fatalf("%s: status %d: %.300s", name, w.Code, w.Body)
	}
	return with(w.Result().Cookies())
}

// with sends cookies.
func with(cs []*http.Cookie) func(*http.Request) {
	return func(r *http.Request) {
		for _, c := range cs {
			r.AddCookie(c)
		}
	}
}

// bearing sends a token.
func bearing(token string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
}

// address is a route with what stands for its parameters.
func address(r desk.Route) string {
	return strings.NewReplacer("{$}", "", "{id}", "r1", "{document}", "d1", "{decision}", "4", "{name}", "x", "{token}", "999", "{person}", "1", "{secret}", "none").Replace(r.Path)
}

// carries is what a request of a route carries.
func carries(r desk.Route) (kind, body string) {
	switch {
	case r.Method == "GET":
		return "", ""
	case strings.HasPrefix(r.Path, "/api/") && r.Takes != nil:
		if _, files := r.Takes.(desk.Files); !files {
			return "application/json", `{}`
		}
		return "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--x--\r\n"
	case r.Path == "/add":
		return "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--x--\r\n"
	}
	return "application/x-www-form-urlencoded", "x=y"
}

// request asks for a route.
func (d *team) request(r desk.Route, change ...func(*http.Request)) *httptest.ResponseRecorder {
	kind, body := carries(r)
	return ask(d.h, r.Method, address(r), body, append([]func(*http.Request){func(q *http.Request) {
		q.Header.Del("Content-Type")
		if kind != "" {
			q.Header.Set("Content-Type", kind)
			q.Header.Set("Sec-Fetch-Site", "same-origin")
		}
	}}, change...)...)
}

// somebody is a way to ask: with which role or token.
type somebody struct {
	name  string
	role  account.Role
	scope account.Scope // of a token; NoToken in a browser
	token bool
	asks  func(*http.Request)
}

// everybody are all ways to ask: nobody, each role in a browser, each role with each
// scope that it can have.
func (d *team) everybody() []somebody {
	out := []somebody{{name: "nobody", asks: func(*http.Request) {}}}
	for _, role := range append([]account.Role{account.Administrator}, account.Roles()...) {
		name := fmt.Sprintf("%s-%d", role, len(out))
		p := d.joins(name, role)
		out = append(out, somebody{name: name, role: role, asks: d.in(name)})
		for _, s := range account.Scopes() {
			if role.Most().Covers(s) {
				out = append(out, somebody{name: name + " with a token to " + string(s), role: role, scope: s, token: true, asks: bearing(d.token(p, s))})
			}
		}
	}
	return out
}

// allowed is the rule that every route is held to.
func (x somebody) allowed(r desk.Route) bool {
	switch {
	case r.Least == account.Anyone:
		return true
	case x.token && !x.scope.Covers(r.Token):
		return false
	}
	return x.role != account.Anyone && x.role.May(r.Least)
}

// Every route with everybody: who may gets an answer, who may not is refused and
// changes nothing. Nobody in a browser is led to the sign-in; nobody else is.
func TestC38EveryRouteWithEveryRole(t *testing.T) {
	d := newTeam(t, "plain")
	for _, x := range d.everybody() {
		for _, r := range desk.Routes() {
			if r.Path == "/sign-out" || r.Path == "/sign-in" { // ends the session that the others need; is refused for the name
				continue
			}
			before := d.changes.Load()
			w := d.request(r, x.asks)
			where := w.Header().Get("Location")
			refused := w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden || strings.HasPrefix(where, "/sign-in?")
			if refused == x.allowed(r) {
				t.Errorf("%s, %s: status %d %s, allowed: %v: %.200s", r.Pattern(), x.name, w.Code, where, x.allowed(r), w.Body)
			}
			if refused && d.changes.Load() != before {
				t.Errorf("%s, %s: refused, and done all the same", r.Pattern(), x.name)
			}
			api := strings.HasPrefix(r.Path, "/api/")
			if refused && (x.token || api) && where != "" {
				t.Errorf("%s, %s: a program is led to %s", r.Pattern(), x.name, where)
			}
			if w.Code >= 500 && !strings.HasPrefix(r.Path, "/api/accuracy") && r.Path != "/accuracy" {
				t.Errorf("%s, %s: status %d: %.200s", r.Pattern(), x.name, w.Code, w.Body)
			}
		}
	}
}

// A token that is none is refused everywhere, never taken for no token: also on the
// desk of one person, where no token may do everything.
func TestC34AWrongTokenIsNoAnonymous(t *testing.T) {
	d := newTeam(t, "plain")
	p := d.joins("ada", account.Administrator)
	revoked := d.token(p, account.Admin)
	list, err := d.book.Tokens(t.Context(), &p)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.book.Revoke(t.Context(), &p, "ada", list[0].ID); err != nil {
		t.Fatal(err)
	}
	alone := newTeam(t, "plain", func(o *desk.Options) { o.Team = false })
	for _, desk1 := range []*team{d, alone} {
		for _, header := range []string{"Bearer none", "Bearer " + revoked, "Bearer ", "Bearer", "Basic YWRhOmFkYQ==", revoked} {
			for _, r := range desk.Routes() {
				w := desk1.request(r, func(q *http.Request) { q.Header.Set("Authorization", header) })
				if w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") == "" {
					t.Errorf("%s with %.12q: status %d", r.Pattern(), header, w.Code)
				}
			}
		}
	}
	if alone.changes.Load() != 0 {
		t.Error("something was done")
	}
	// A good token on the desk of one person is held to its scope there too.
	secret, _, err := alone.book.NewToken(t.Context(), nil, "root", account.Wanted{Name: "x", Scope: account.Read, Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range desk.Routes() {
		w := alone.request(r, bearing(secret))
		if may := r.Least == account.Anyone || r.Token == account.Read; may == (w.Code == http.StatusForbidden) {
			t.Errorf("%s with a token to read: status %d", r.Pattern(), w.Code)
		}
	}
}

// The desk of one person asks nothing of anybody who reaches it, and has no pages of
// accounts but that of tokens.
func TestTheDeskOfOnePerson(t *testing.T) {
	d := newTeam(t, "plain", func(o *desk.Options) { o.Team, o.Owner = false, "ada" })
	for _, r := range desk.Routes() {
		w := d.request(r)
		team := strings.HasPrefix(r.Path, "/sign-") || strings.HasPrefix(r.Path, "/people") || strings.HasPrefix(r.Path, "/api/people") || strings.HasPrefix(r.Path, "/invitation") || r.Path == "/account/password"
		if team && w.Code != http.StatusNotFound || w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden || w.Code == http.StatusSeeOther && strings.HasPrefix(w.Header().Get("Location"), "/sign-in") {
			t.Errorf("%s: status %d %s", r.Pattern(), w.Code, w.Header().Get("Location"))
		}
	}
	w := ask(d.h, "POST", "/account/tokens", "name=nightly&scope=admin&days=30&nets=")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "dossier_") || strings.Contains(w.Body.String(), "Sign out") {
		t.Errorf("a token: status %d: %.300s", w.Code, w.Body)
	}
	if w := ask(d.h, "GET", "/account", ""); strings.Contains(w.Body.String(), "dossier_") || !strings.Contains(w.Body.String(), "nightly") {
		t.Error("the secret is shown twice, or the token not at all")
	}
}

// An administrator sees the tokens of everybody and ends them; what a token was is
// nothing from then on.
func TestC34AdministratorsRevoke(t *testing.T) {
	d := newTeam(t, "plain")
	root, coder := d.joins("root", account.Administrator), d.joins("cora", account.Coder)
	token := d.token(coder, account.Decide)
	local, _, err := d.book.NewToken(t.Context(), nil, "machine", account.Wanted{Name: "local", Scope: account.Admin, Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	session := d.in(root.Name)
	page := ask(d.h, "GET", "/people", "", session).Body.String()
	if !strings.Contains(page, "machine") || !strings.Contains(page, "/people/tokens/1/revoke") || strings.Contains(page, token) {
		t.Error("the page does not list the tokens")
	}
	for id, secret := range map[int]string{1: token, 2: local} {
		if w := ask(d.h, "GET", "/api/incidents", "", bearing(secret)); w.Code != 200 {
			t.Errorf("token %d before: status %d", id, w.Code)
		}
		if w := ask(d.h, "POST", fmt.Sprintf("/people/tokens/%d/revoke", id), "", session); w.Code != http.StatusSeeOther {
			t.Errorf("token %d: status %d", id, w.Code)
		}
		if w := ask(d.h, "GET", "/api/incidents", "", bearing(secret)); w.Code != http.StatusUnauthorized {
			t.Errorf("token %d after: status %d", id, w.Code)
		}
	}
	// Nobody ends those of others on their own page.
	other := d.token(root, account.Read)
	ask(d.h, "POST", "/account/tokens/3/revoke", "", d.in("cora"))
	if w := ask(d.h, "GET", "/api/incidents", "", bearing(other)); w.Code != 200 {
		t.Error("somebody else's token was ended:", w.Code)
	}
}
