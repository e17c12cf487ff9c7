package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"dossier/internal/account"
	"dossier/internal/account/provider"
	"dossier/internal/desk"
)

// people are those whom the provider of a test knows, with their groups.
type people struct {
	*storage.Storage
	mu     sync.Mutex
	groups map[string][]string
	home   string   // where the desk has people led that have signed out
	ended  []string // who has signed out
}

// ledBack is a client that may have people led back when they have signed out.
type ledBack struct {
	op.Client
	home string
}

func (c ledBack) PostLogoutRedirectURIs() []string { return []string{c.home} }

// GetClientByClientID gives a client with the address that it registered.
func (p *people) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	c, err := p.Storage.GetClientByClientID(ctx, id)
	return ledBack{c, p.home}, err
}

// TerminateSession notes who signs out.
func (p *people) TerminateSession(ctx context.Context, user, client string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = append(p.ended, user+" of "+client)
	return p.Storage.TerminateSession(ctx, user, client)
}

// SetUserinfoFromToken tells the groups beside what the provider tells anyway.
func (p *people) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, token, subject, origin string) error {
	if err := p.Storage.SetUserinfoFromToken(ctx, info, token, subject, origin); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	info.AppendClaims("groups", p.groups[subject])
	return nil
}

func (p *people) in(subject string, groups ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.groups[subject] = groups
}

// world is a desk with a provider, which runs in full beside it.
type world struct {
	*teamDesk
	people *people
	now    func() time.Time // the clock of the desk's own checks
	// answer changes what the provider answers to the desk that shows it a code.
	answer func(map[string]any)
	// tells changes what the provider tells of itself.
	tells func(map[string]any)
}

const clientSecret = "a secret of the desk"

// openWorld starts both.
func openWorld(t *testing.T, change func(*provider.Options)) *world {
	t.Helper()
	w := &world{now: time.Now}
	clients := map[string]*storage.Client{}
	var inner http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.relay(inner, rw, r) }))
	t.Cleanup(server.Close)
	w.people = &people{Storage: storage.NewStorageWithClients(storage.NewUserStore(server.URL), clients), groups: map[string][]string{}}
	inner = exampleop.SetupServer(server.URL, w.people, slog.New(slog.DiscardHandler), false)
	w.teamDesk = openTeam(t, func(o *desk.Options) {
		back := "http://" + o.Hosts[0] + "/sign-in/provider/back"
		clients["desk"] = storage.WebClient("desk", clientSecret, back)
		clients["other"] = storage.WebClient("other", clientSecret, back)
		w.people.home = "http://" + o.Hosts[0] + "/sign-in"
		po := provider.Options{Issuer: server.URL, Client: "desk", Secret: clientSecret, Redirect: back, Home: w.people.home, Claim: "groups", Otherwise: account.Viewer, Now: func() time.Time { return w.now() }}
		if change != nil {
			change(&po)
		}
		p, err := provider.New(po)
		if err != nil {
			t.Fatal(err)
		}
		o.Provider = p
	})
	return w
}

// relay hands a request to the provider, and changes its answer on the way where a
// test wants it.
func (w *world) relay(inner http.Handler, rw http.ResponseWriter, r *http.Request) {
	change := map[string]func(map[string]any){"/oauth/token": w.answer, "/.well-known/openid-configuration": w.tells}[r.URL.Path]
	if change == nil {
		inner.ServeHTTP(rw, r)
		return
	}
	rec := httptest.NewRecorder()
	inner.ServeHTTP(rec, r)
	var body map[string]any
	if json.Unmarshal(rec.Body.Bytes(), &body) == nil {
		change(body)
	}
	b, _ := json.Marshal(body)
	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(rec.Code)
	rw.Write(b)
}

// step goes one step and gives where it leads.
func (w *world) step(c *http.Client, r *http.Response, err error) *url.URL {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Body.Close()
	to, err := r.Location()
	if err != nil {
		b, _ := io.ReadAll(r.Body)
		w.t.Fatalf("%s leads nowhere: status %d: %.400s", r.Request.URL, r.StatusCode, b)
	}
	return to
}

// toProvider begins a sign-in and gives the address at the provider.
func (w *world) toProvider(c *http.Client, query string) *url.URL {
	w.t.Helper()
	r, err := c.Get(w.url + "/sign-in/provider" + query)
	return w.step(c, r, err)
}

// atProvider signs in at the provider and gives the address that leads back.
func (w *world) atProvider(c *http.Client, to *url.URL, user string) *url.URL {
	w.t.Helper()
	r, err := c.Get(to.String())
	form := w.step(c, r, err)
	r, err = c.PostForm(form.Scheme+"://"+form.Host+"/login/username", url.Values{"username": {user}, "password": {"verysecure"}, "id": {form.Query().Get("authRequestID")}})
	callback := w.step(c, r, err)
	r, err = c.Get(callback.String())
	return w.step(c, r, err)
}

// back opens the address that leads back, and gives the status and the page.
func (w *world) back(c *http.Client, to *url.URL) (int, string) {
	w.t.Helper()
	r, err := c.Get(to.String())
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Body.Close()
	b, _ := io.ReadAll(r.Body)
	if r.StatusCode == http.StatusSeeOther {
		return r.StatusCode, r.Header.Get("Location")
	}
	return r.StatusCode, string(b)
}

// me is who a browser is signed in as.
func (w *world) me(c *http.Client) (m desk.Me, status int) {
	w.t.Helper()
	r, err := c.Get(w.url + "/api/account")
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Body.Close()
	json.NewDecoder(r.Body).Decode(&m)
	return m, r.StatusCode
}

const testUser = "test-user2"

// Somebody whom the provider knows signs in with PKCE, a state and a nonce, is who
// the provider says, and lands where they wanted to go.
func TestOIDCSignIn(t *testing.T) {
	w := openWorld(t, nil)
	c := w.browser()
	to := w.toProvider(c, "?back=/help")
	q := to.Query()
	for _, k := range []string{"state", "nonce", "code_challenge"} {
		if len(q.Get(k)) < 40 {
			t.Errorf("%s is %q", k, q.Get(k))
		}
	}
	if q.Get("code_challenge_method") != "S256" || q.Get("response_type") != "code" {
		t.Error(to)
	}
	if status, where := w.back(c, w.atProvider(c, to, testUser)); status != http.StatusSeeOther || where != "/help" {
		t.Fatal(status, where)
	}
	m, _ := w.me(c)
	if m.Role != account.Viewer || m.Name != testUser {
		t.Errorf("%+v", m)
	}
	// The second time it is the same account; the button says where it leads.
	again := w.browser()
	w.back(again, w.atProvider(again, w.toProvider(again, ""), testUser))
	if n, _ := w.me(again); n.Name != m.Name {
		t.Error("a second account:", n.Name)
	}
	// A page elsewhere is nowhere that a sign-in leads to.
	evil := w.browser()
	if _, where := w.back(evil, w.atProvider(evil, w.toProvider(evil, "?back=//evil.example"), testUser)); where != "/" {
		t.Error("it leads to", where)
	}
}

// What does not hold is refused, and nobody is signed in by it.
func TestOIDCRefused(t *testing.T) {
	w := openWorld(t, nil)
	var kept string // an id token that the provider gave to another client
	stranger := func(answer map[string]any) { kept, _ = answer["id_token"].(string) }
	for _, x := range []struct {
		why    string
		begin  func(*url.URL)                            // changes what goes to the provider
		end    func(*http.Client, *url.URL) *http.Client // changes what comes back, and who brings it
		answer func(map[string]any)
		later  time.Duration
		says   string
	}{
		{why: "another state", end: func(c *http.Client, u *url.URL) *http.Client { set(u, "state", "x"); return c }, says: "not begun here"},
		{why: "no state", end: func(c *http.Client, u *url.URL) *http.Client { set(u, "state", ""); return c }, says: "not begun here"},
		{why: "another browser", end: func(_ *http.Client, u *url.URL) *http.Client { return w.browser() }, says: "not begun here"},
		{why: "another nonce", begin: func(u *url.URL) { set(u, "nonce", "of-somebody-else") }, says: "another sign-in"},
		{why: "another verifier", begin: func(u *url.URL) { set(u, "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM") }, says: "does not hold"},
		{why: "a code that is none", end: func(c *http.Client, u *url.URL) *http.Client { set(u, "code", "x"); return c }, says: "does not hold"},
		{why: "the provider refuses", end: func(c *http.Client, u *url.URL) *http.Client { set(u, "error", "access_denied<b>"); return c }, says: "refuses"},
		{why: "a token that has ended", later: 2 * time.Hour, says: "expired"},
		{why: "a token for somebody else", answer: func(a map[string]any) { a["id_token"] = kept }, says: "audience"},
		{why: "no token", answer: func(a map[string]any) { delete(a, "id_token") }, says: "does not hold"},
		{why: "a token that was changed", answer: func(a map[string]any) {
			parts := strings.Split(a["id_token"].(string), ".")
			parts[1] = strings.ToUpper(parts[1][:8]) + parts[1][8:]
			a["id_token"] = strings.Join(parts, ".")
		}, says: "does not hold"},
		{why: "a token without a signature", answer: func(a map[string]any) {
			parts := strings.Split(a["id_token"].(string), ".")
			a["id_token"] = "eyJhbGciOiJub25lIn0." + parts[1] + "."
		}, says: "does not hold"},
	} {
		if x.why == "a token for somebody else" {
			w.ofOtherClient(stranger)
		}
		c := w.browser()
		to := w.toProvider(c, "")
		if x.begin != nil {
			x.begin(to)
		}
		back := w.atProvider(c, to, testUser)
		brings := c
		if x.end != nil {
			brings = x.end(c, back)
		}
		w.answer, w.now = x.answer, func() time.Time { return time.Now().Add(x.later) }
		status, page := w.back(brings, back)
		w.answer, w.now = nil, time.Now
		if status < 400 || !strings.Contains(page, x.says) || strings.Contains(page, "<b>\"") {
			t.Errorf("%s: status %d, no %q in %.600s", x.why, status, x.says, page)
		}
		for _, b := range []*http.Client{c, brings} {
			if _, status := w.me(b); status != http.StatusUnauthorized {
				t.Errorf("%s: somebody is signed in", x.why)
			}
		}
	}
	// What was good once is not good twice.
	c := w.browser()
	back := w.atProvider(c, w.toProvider(c, ""), testUser)
	jar := bytes.Buffer{}
	for _, k := range c.Jar.Cookies(back) {
		jar.WriteString(k.Name + "=" + k.Value + "; ")
	}
	if status, page := w.back(c, back); status != http.StatusSeeOther {
		t.Fatal(status, page)
	}
	r, _ := http.NewRequest("GET", back.String(), nil)
	r.Header.Set("Cookie", jar.String())
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil || resp.StatusCode != http.StatusBadRequest {
		t.Error("a replay:", resp.StatusCode, err)
	}
}

// ofOtherClient has the provider give a code to another client, and shows it there:
// what the token endpoint answers is handed over.
func (w *world) ofOtherClient(got func(map[string]any)) {
	w.t.Helper()
	c := w.browser()
	to := w.toProvider(c, "")
	q := to.Query()
	q.Set("client_id", "other")
	q.Del("code_challenge")
	q.Del("code_challenge_method")
	to.RawQuery = q.Encode()
	back := w.atProvider(c, to, testUser)
	r, err := http.NewRequest("POST", to.Scheme+"://"+to.Host+"/oauth/token", strings.NewReader(url.Values{"grant_type": {"authorization_code"}, "code": {back.Query().Get("code")}, "redirect_uri": {q.Get("redirect_uri")}}.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.SetBasicAuth("other", url.QueryEscape(clientSecret))
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil || answer["id_token"] == nil {
		w.t.Fatal("the other client got no token:", answer, err)
	}
	got(answer)
}

func set(u *url.URL, key, value string) {
	q := u.Query()
	q.Set(key, value)
	u.RawQuery = q.Encode()
}

// Groups give roles, the highest counts, and they are read anew at each sign-in.
func TestOIDCRoles(t *testing.T) {
	w := openWorld(t, func(o *provider.Options) {
		o.Roles = map[string]account.Role{"desk-coders": account.Coder, "desk-reviewers": account.Reviewer}
		o.Otherwise = account.Anyone
	})
	for _, x := range []struct {
		groups []string
		role   account.Role // Anyone: refused
	}{
		{nil, account.Anyone},
		{[]string{"everybody"}, account.Anyone},
		{[]string{"everybody", "desk-coders"}, account.Coder},
		{[]string{"desk-reviewers", "desk-coders"}, account.Reviewer},
		{[]string{"desk-coders"}, account.Coder},
		{[]string{"administrator"}, account.Anyone},
	} {
		w.people.in("id2", x.groups...)
		c := w.browser()
		status, page := w.back(c, w.atProvider(c, w.toProvider(c, ""), testUser))
		m, _ := w.me(c)
		if m.Role != x.role || (x.role == account.Anyone) != (status == http.StatusForbidden) {
			t.Errorf("%v: status %d, %q: %.200s", x.groups, status, m.Role, page)
		}
	}
}

// Somebody by the name of an administrator gets an account of their own.
func TestOIDCTakesNobodysAccount(t *testing.T) {
	w := openWorld(t, nil)
	w.joins(testUser, account.Administrator)
	c := w.browser()
	w.back(c, w.atProvider(c, w.toProvider(c, ""), testUser))
	if m, _ := w.me(c); m.Role != account.Viewer || m.Name == testUser {
		t.Errorf("%+v", m)
	}
}

// signsOut presses the button, and gives the status, where the page leads on to, and
// what it says.
func (w *world) signsOut(c *http.Client, form url.Values) (status int, to *url.URL, page string) {
	w.t.Helper()
	r, err := c.PostForm(w.url+"/sign-out", form)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Body.Close()
	b, _ := io.ReadAll(r.Body)
	on, _ := strings.CutPrefix(r.Header.Get("Refresh"), "0; url=")
	if on == "" {
		on = r.Header.Get("Location")
	}
	if to, err = url.Parse(on); err != nil {
		w.t.Fatal(err)
	}
	return r.StatusCode, to, string(b)
}

// Whoever came with the provider and signs out of the desk, here or everywhere, is
// signed out there too, and comes back; nobody is signed in any more.
func TestOIDCSignOut(t *testing.T) {
	w := openWorld(t, nil)
	for _, form := range []url.Values{nil, {"session": {"all"}}} {
		c := w.browser()
		w.back(c, w.atProvider(c, w.toProvider(c, ""), testUser))
		w.people.ended = nil
		status, to, page := w.signsOut(c, form)
		if status != http.StatusOK || to.Path != "/end_session" || !strings.Contains(page, "signed out of this desk") || strings.Contains(page, "/account") {
			t.Fatalf("%v: status %d leads to %s: %.500s", form, status, to, page)
		}
		if _, status := w.me(c); status != http.StatusUnauthorized {
			t.Error("still signed in here")
		}
		r, err := c.Get(to.String())
		if at := w.step(c, r, err); at.String() != w.url+"/sign-in" {
			t.Errorf("the provider leads to %s", at)
		}
		if len(w.people.ended) != 1 || w.people.ended[0] != "id2 of desk" {
			t.Errorf("at the provider %q have signed out", w.people.ended)
		}
	}
	// Another session of theirs ends here alone: the browser at hand stays signed in.
	c, other := w.browser(), w.browser()
	for _, b := range []*http.Client{c, other} {
		w.back(b, w.atProvider(b, w.toProvider(b, ""), testUser))
	}
	m, _ := w.me(other)
	for _, s := range m.Sessions {
		if !s.Here {
			if status, to, _ := w.signsOut(other, url.Values{"session": {fmt.Sprint(s.ID)}}); status != http.StatusSeeOther || to.Path != "/account" {
				t.Errorf("status %d leads to %s", status, to)
			}
		}
	}
	if _, status := w.me(other); status != http.StatusOK {
		t.Error("the browser at hand is signed out")
	}
}

// Where there is nothing to sign out of elsewhere, signing out ends at the desk: who
// has a password here, and providers without such an address, or with one that no
// browser should be led to.
func TestOIDCSignOutHereAlone(t *testing.T) {
	w := openWorld(t, nil)
	if status, to, _ := w.signsOut(w.in("vera"), nil); status != http.StatusSeeOther || to.Path != "/sign-in" {
		t.Errorf("with a password: status %d leads to %s", status, to)
	}
	for _, end := range []any{nil, "", "javascript:alert(1)", "http://id.example.org/out", "/out", 7} {
		w := openWorld(t, nil)
		w.tells = func(m map[string]any) {
			m["end_session_endpoint"] = end
			if end == nil {
				delete(m, "end_session_endpoint")
			}
		}
		c := w.browser()
		w.back(c, w.atProvider(c, w.toProvider(c, ""), testUser))
		if status, to, _ := w.signsOut(c, nil); status != http.StatusSeeOther || to.String() != "/sign-in" {
			t.Errorf("%v: status %d leads to %s", end, status, to)
		}
		if _, status := w.me(c); status != http.StatusUnauthorized {
			t.Errorf("%v: still signed in", end)
		}
	}
}

// Who does not come in by the provider is listed for the administrators.
func TestOIDCRefusalsAreListed(t *testing.T) {
	w := openWorld(t, func(o *provider.Options) { o.Otherwise = account.Anyone })
	c := w.browser()
	w.back(c, w.atProvider(c, w.toProvider(c, ""), testUser))
	back := w.atProvider(c, w.toProvider(c, ""), testUser)
	set(back, "error", "access_denied")
	w.back(c, back)
	back = w.atProvider(c, w.toProvider(c, ""), testUser)
	set(back, "code", "x")
	w.back(c, back)
	list, err := w.book.Refusals(t.Context(), "", 9)
	got := map[string]string{}
	for _, r := range list {
		got[r.Why] = r.Name + " from " + r.Address
	}
	want := map[string]string{"no role here, or disabled; comes with the provider": testUser + " from 127.0.0.1", "refused by the provider": " from 127.0.0.1", "an answer of the provider that does not hold": " from 127.0.0.1"}
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("%q %v", got, err)
	}
}

// A desk starts without its provider, and says so when somebody comes.
func TestOIDCProviderIsAway(t *testing.T) {
	p, err := provider.New(provider.Options{Issuer: "http://127.0.0.1:1", Client: "desk"})
	if err != nil {
		t.Fatal(err)
	}
	d := openTeam(t, func(o *desk.Options) { o.Provider = p })
	resp, err := d.browser().Get(d.url + "/sign-in/provider")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if b, _ := io.ReadAll(resp.Body); resp.StatusCode < 500 || !strings.Contains(string(b), "does not answer") {
		t.Errorf("status %d: %.300s", resp.StatusCode, b)
	}
	for _, o := range []provider.Options{{Issuer: "id.example.org", Client: "x"}, {Issuer: "http://id.example.org", Client: "x"}, {Issuer: "https://id.example.org"}, {Issuer: "https://id.example.org", Client: "x", Otherwise: "owner"}, {Issuer: "https://id.example.org", Client: "x", Roles: map[string]account.Role{"a": "owner"}}} {
		if _, err := provider.New(o); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
}
