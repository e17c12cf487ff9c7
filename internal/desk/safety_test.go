package desk_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dossier/internal/account"
	"dossier/internal/desk"
	"dossier/internal/fault"
)

// A form or call that another site sends is refused on every route that changes
// anything, before anything else is looked at; a malformed header is no fault of ours.
func TestC30EveryChangeFromAnotherSite(t *testing.T) {
	d := newTeam(t, "plain")
	p := d.joins("ada", account.Administrator)
	session, token := d.in("ada"), bearing(d.token(p, account.Admin))
	for _, r := range desk.Routes() {
		if r.Method == "GET" {
			continue
		}
		for why, headers := range map[string][2]string{
			"another site":      {"cross-site", "https://evil.example"},
			"a neighbour":       {"same-site", "http://evil.127.0.0.1:7070"},
			"an old browser":    {"", "https://evil.example"},
			"another port":      {"", "http://127.0.0.1:7071"},
			"a sandboxed frame": {"cross-site", "null"},
			"an opaque origin":  {"", "null"},
			"nonsense":          {"x\x7f", "::::"},
		} {
			before := d.changes.Load()
			w := d.request(r, session, func(q *http.Request) {
				q.Header.Del("Sec-Fetch-Site")
				if headers[0] != "" {
					q.Header.Set("Sec-Fetch-Site", headers[0])
				}
				q.Header.Set("Origin", headers[1])
			})
			if w.Code != http.StatusForbidden || d.changes.Load() != before {
				t.Errorf("%s from %s: status %d", r.Pattern(), why, w.Code)
			}
		}
		// A program sends no such headers, and shows its token.
		if r.Token != account.NoToken {
			w := d.request(r, token, func(q *http.Request) { q.Header.Del("Sec-Fetch-Site") })
			if w.Code == http.StatusForbidden || w.Code == http.StatusUnauthorized {
				t.Errorf("%s from a program: status %d", r.Pattern(), w.Code)
			}
		}
	}
}

// Every route answers to the desk's own names and to no other.
func TestC31EveryRouteKnowsItsHost(t *testing.T) {
	d := newTeam(t, "plain")
	for _, r := range desk.Routes() {
		for _, name := range []string{"evil.example", "127.0.0.1:7071", "127.0.0.1.evil.example:7070", "desk@127.0.0.1:7070", ""} {
			if w := d.request(r, func(q *http.Request) { q.Host = name }); w.Code != http.StatusMisdirectedRequest {
				t.Errorf("%s at %q: status %d", r.Pattern(), name, w.Code)
			}
		}
	}
}

// The cookies of a sign-in are read by no script and sent by no other site's form;
// over TLS they are bound to the host and to TLS.
func TestC30CookieFlags(t *testing.T) {
	for _, secure := range []bool{false, true} {
		d := newTeam(t, "plain", func(o *desk.Options) { o.Secure = secure })
		d.joins("ada", account.Viewer)
		cs := d.signIn("ada", password).Result().Cookies()
		if len(cs) != 2 {
			t.Fatalf("%d cookies", len(cs))
		}
		for _, c := range cs {
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode && c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Domain != "" || c.Secure != secure || strings.HasPrefix(c.Name, "__Host-") != secure || c.MaxAge <= 0 || len(c.Value) < 40 {
				t.Errorf("secure %v: %+v", secure, c)
			}
		}
	}
}

// Who put a session into a browser has nothing after the sign-in: the browser gets
// another, and the old one ends; signing out ends it on the desk, not in the browser
// alone.
func TestC32SessionFixation(t *testing.T) {
	d := newTeam(t, "plain")
	d.joins("ada", account.Viewer)
	planted := &http.Cookie{Name: "dossier-session", Value: "planted-by-somebody"}
	w := d.signIn("ada", password, with([]*http.Cookie{planted}))
	cs := w.Result().Cookies()
	if cs[0].Value == planted.Value {
		t.Fatal("the planted session was taken")
	}
	old := with(cs)
	if w := ask(d.h, "GET", "/account", "", old); w.Code != 200 {
		t.Fatal(w.Code)
	}
	again := with(d.signIn("ada", password, old).Result().Cookies())
	if w := ask(d.h, "GET", "/account", "", old); w.Code != http.StatusSeeOther {
		t.Error("the session before lives:", w.Code)
	}
	out := ask(d.h, "POST", "/sign-out", "", again)
	if out.Code != http.StatusSeeOther || out.Result().Cookies()[0].MaxAge >= 0 {
		t.Error(out.Code, out.Result().Cookies())
	}
	if w := ask(d.h, "GET", "/account", "", again); w.Code != http.StatusSeeOther {
		t.Error("signed out, and still in:", w.Code)
	}
}

// A sign-in tells nothing but that it was wrong, says when to try again, and does so
// alike for names that nobody has.
func TestC32WrongSignIns(t *testing.T) {
	d := newTeam(t, "plain")
	d.joins("ada", account.Viewer)
	pages := map[string]string{}
	for _, name := range []string{"ada", "nobody"} {
		from := func(r *http.Request) { r.RemoteAddr = fmt.Sprintf("203.0.113.%d:1", len(name)) }
		for i := range 7 {
			w := d.signIn(name, "a guess", from)
			body := strings.ReplaceAll(w.Body.String(), `value="`+name+`"`, "")
			limited := w.Code == http.StatusTooManyRequests
			if limited != (i >= 5) || limited != (w.Header().Get("Retry-After") != "") || !limited && w.Code != http.StatusUnauthorized {
				t.Errorf("%s, try %d: status %d, %q", name, i, w.Code, w.Header().Get("Retry-After"))
			}
			if i == 0 {
				pages[name] = body
			}
		}
	}
	if pages["ada"] != pages["nobody"] {
		t.Error("the answers differ")
	}
	// The rest of the desk goes on for everybody.
	if w := ask(d.h, "GET", "/health", "", func(r *http.Request) { r.RemoteAddr = "203.0.113.3:1" }); w.Code != 200 {
		t.Error(w.Code)
	}
}

// There is no way in that was not given: no default password, and no page that makes
// an administrator without a link.
func TestC33NoDefaultWayIn(t *testing.T) {
	d := newTeam(t, "plain")
	for _, c := range [][2]string{{"admin", "admin"}, {"administrator", "administrator"}, {"root", ""}, {"", ""}, {"admin", "password"}, {"dossier", "dossier"}} {
		if w := d.signIn(c[0], c[1]); w.Code != http.StatusUnauthorized {
			t.Errorf("%v: status %d", c, w.Code)
		}
	}
	for _, path := range []string{"/invitation/none", "/invitation/..%2f", "/people/invite", "/people/1"} {
		w := ask(d.h, "POST", path, "name=eve&password=seven+green+bottles&again=seven+green+bottles&role=administrator")
		if w.Code == 200 || len(w.Result().Cookies()) > 0 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	link, err := d.book.First(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if w := ask(d.h, "GET", "/invitation/"+link, ""); w.Code != 200 || !strings.Contains(w.Body.String(), "administrator") {
		t.Error(w.Code)
	}
	form := "name=ada&password=seven+green+bottles&again=seven+green+bottles"
	w := ask(d.h, "POST", "/invitation/"+link, form)
	if w.Code != http.StatusSeeOther || ask(d.h, "GET", "/people", "", with(w.Result().Cookies())).Code != 200 {
		t.Error("the first administrator is not in:", w.Code)
	}
	if w := ask(d.h, "POST", "/invitation/"+link, strings.Replace(form, "ada", "eve", 1)); w.Code != http.StatusNotFound {
		t.Error("the link works twice:", w.Code)
	}
}

// Whoever changes who may do what says their password again when it was given long
// ago, and is led back to where they were.
func TestC35AdministeringNeedsAFreshSignIn(t *testing.T) {
	d := newTeam(t, "plain")
	d.joins("ada", account.Administrator)
	session := d.in("ada")
	d.now = d.now.Add(account.Fresh + time.Minute)
	for _, r := range desk.Routes() {
		if !r.Fresh {
			continue
		}
		w := d.request(r, session)
		if api := strings.HasPrefix(r.Path, "/api/"); api && w.Code != http.StatusForbidden || !api && !strings.HasPrefix(w.Header().Get("Location"), "/sign-in/again?back=%2F") {
			t.Errorf("%s: status %d %s", r.Pattern(), w.Code, w.Header().Get("Location"))
		}
	}
	if w := ask(d.h, "GET", "/people", "", session); w.Code != 200 {
		t.Error("looking needs it too:", w.Code)
	}
	if w := ask(d.h, "POST", "/sign-in/again", "password=a+guess&back=/people", session); w.Code != http.StatusBadRequest {
		t.Error("a wrong password:", w.Code)
	}
	if w := ask(d.h, "POST", "/sign-in/again", "password=seven+green+bottles&back=/people", session); w.Header().Get("Location") != "/people" {
		t.Error(w.Code, w.Header().Get("Location"))
	}
	if w := ask(d.h, "POST", "/people/invite", "role=viewer", session); w.Code != 200 || !strings.Contains(w.Body.String(), "/invitation/") {
		t.Error("after the password:", w.Code)
	}
}

// A request carries no more than its route takes, searches give no more than a page,
// and what is too large is told as that.
func TestC36Limits(t *testing.T) {
	d := newTeam(t, "plain")
	p := d.joins("ada", account.Administrator)
	asks, session := bearing(d.token(p, account.Admin)), d.in("ada")
	for _, r := range desk.Routes() {
		if r.Method == "GET" || r.Body > 1<<20 || r.Path == "/sign-out" {
			continue
		}
		how := asks
		if r.Token == account.NoToken {
			how = session
		}
		kind, _ := carries(r)
		body := `{"why":"` + strings.Repeat("x", int(r.Body)) + `"}`
		if kind != "application/json" {
			body = "name=" + strings.Repeat("x", int(r.Body))
		}
		w := ask(d.h, r.Method, address(r), body, func(q *http.Request) { q.Header.Set("Content-Type", kind) }, how)
		if w.Code != http.StatusRequestEntityTooLarge && w.Code != http.StatusBadRequest && r.Takes != nil {
			t.Errorf("%s with %d bytes: status %d: %.200s", r.Pattern(), len(body), w.Code, w.Body)
		}
		if w.Code >= 500 {
			t.Errorf("%s: status %d", r.Pattern(), w.Code)
		}
	}
	for path, status := range map[string]int{"/api/incidents?limit=1000": 200, "/api/incidents?limit=1001": 400, "/api/incidents?limit=-1": 400, "/api/incidents?limit=99999999999999999999": 400, "/?q=" + strings.Repeat("(", 5000): 400, "/api/log?before=x": 400} {
		if w := ask(d.h, "GET", path, "", asks); strings.HasPrefix(path, "/api") && w.Code != status {
			t.Errorf("%.60s: status %d, want %d", path, w.Code, status)
		}
	}
}

// No sign-in leads to another site, whatever the address says.
func TestC37SignInLeadsNowhereElse(t *testing.T) {
	d := newTeam(t, "plain")
	d.joins("ada", account.Viewer)
	for _, back := range []string{"//evil.example", `/\evil.example`, `\\evil.example`, "https://evil.example", "https://127.0.0.1:7070@evil.example", "javascript:alert(1)", "/\r\nSet-Cookie: x=y", "/\t/evil.example", "", "evil"} {
		w := ask(d.h, "POST", "/sign-in", url.Values{"name": {"ada"}, "password": {password}, "back": {back}}.Encode())
		if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || to != "/" {
			t.Errorf("%q leads to %q (status %d)", back, to, w.Code)
		}
		session := with(w.Result().Cookies())
		if to := ask(d.h, "GET", "/sign-in?back="+url.QueryEscape(back), "", session).Header().Get("Location"); to != "/" {
			t.Errorf("signed in already, %q leads to %q", back, to)
		}
		if to := ask(d.h, "POST", "/sign-in/again", url.Values{"password": {password}, "back": {back}}.Encode(), session).Header().Get("Location"); to != "/" {
			t.Errorf("once more, %q leads to %q", back, to)
		}
	}
	if w := ask(d.h, "GET", "/incidents/r1?as-of=2023-01-28", ""); w.Header().Get("Location") != "/sign-in?back=%2Fincidents%2Fr1%3Fas-of%3D2023-01-28" {
		t.Error("the page asked for is forgotten:", w.Header().Get("Location"))
	}
}

// What people call themselves and their tokens, and what their browsers say, is text
// on the pages of accounts.
func TestC27HostileTextInAccounts(t *testing.T) {
	evil := `"><img src=x onerror=alert(1)>`
	d := newTeam(t, hostile)
	d.joins(evil, account.Administrator)
	w := d.signIn(evil, password, func(r *http.Request) { r.Header.Set("User-Agent", hostile) })
	session := with(w.Result().Cookies())
	for _, x := range []struct{ method, path, body string }{
		{"GET", "/account", ""}, {"GET", "/people", ""}, {"GET", "/awaiting", ""}, {"GET", "/awaiting?id=" + url.QueryEscape(hostile), ""}, {"GET", "/sign-in/again?back=" + url.QueryEscape(evil), ""},
		{"POST", "/account/tokens", url.Values{"name": {hostile}, "scope": {"read"}, "days": {"3"}}.Encode()}, {"POST", "/account/tokens", url.Values{"name": {"x"}, "scope": {evil}, "days": {evil}}.Encode()},
		{"POST", "/account/tokens", url.Values{"name": {"x"}, "scope": {"read"}, "days": {"3"}, "nets": {evil}}.Encode()},
		{"POST", "/people/1", url.Values{"do": {"role"}, "role": {evil}}.Encode()}, {"POST", "/people/settings", url.Values{"review": {evil}}.Encode()}, {"POST", "/people/invite", url.Values{"role": {evil}}.Encode()},
		{"POST", "/awaiting/9/confirm", ""}, {"GET", "/account", ""}, {"GET", "/", ""},
	} {
		w := ask(d.h, x.method, x.path, x.body, session)
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || !strings.Contains(w.Body.String(), "&lt;img") {
			t.Errorf("%s %s: %s %.200s", x.method, x.path, w.Header().Get("Content-Type"), w.Body)
		}
		checkMarkup(t, x.path, w.Body.String())
	}
	for _, x := range []struct{ path, body string }{{"/sign-in", url.Values{"name": {evil}, "password": {"x"}, "back": {evil}}.Encode()}} {
		checkMarkup(t, x.path, ask(d.h, "POST", x.path, x.body).Body.String())
	}
	link, err := d.book.Invite(t.Context(), evil, account.Viewer)
	if err != nil {
		t.Fatal(err)
	}
	checkMarkup(t, "invitation", ask(d.h, "POST", "/invitation/"+link, url.Values{"name": {evil}, "password": {"x"}, "again": {"x"}}.Encode()).Body.String())
}

// Pages hold no code and no style of their own, and scripts make no markup out of
// text.
func TestC28NoInlineCode(t *testing.T) {
	for glob, forbidden := range map[string]*regexp.Regexp{
		"pages/*.html": regexp.MustCompile(`(?i)\sstyle\s*=|\son[a-z]+\s*=|javascript:|<style|<script(?: [^>]*)?>[^<]`),
		"script/*.js":  regexp.MustCompile(`\beval\(|new Function|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|setAttribute\('on|setTimeout\('`),
	} {
		names, err := filepath.Glob(glob)
		if err != nil || len(names) < 3 {
			t.Fatal(names, err)
		}
		for _, n := range names {
			b, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			for _, hit := range forbidden.FindAll(b, -1) {
				t.Errorf("%s has %q", n, hit)
			}
		}
	}
}

// No path and no name of a file leads out of what the desk gives.
func TestC14PathsLeadNowhere(t *testing.T) {
	d := newTeam(t, "plain", func(o *desk.Options) { o.Team = false })
	for _, r := range desk.Routes() {
		for _, evil := range []string{"..%2f..%2fetc%2fpasswd", "%2e%2e%2fdesk.go", "..%5c..%5cx", "%00", "%2fetc%2fpasswd", strings.Repeat("a", 5000)} {
			if r.Method != "GET" || !strings.Contains(r.Path, "{") || r.Path == "/{$}" {
				continue
			}
			path := regexp.MustCompile(`\{[a-z]+\}`).ReplaceAllString(r.Path, evil)
			if w := ask(d.h, "GET", path, ""); w.Code != http.StatusNotFound && w.Code != http.StatusBadRequest {
				t.Errorf("%.80s: status %d: %.100s", path, w.Code, w.Body)
			}
		}
	}
}

// A value of another type than is described is told, not guessed at.
func TestC43WrongTypes(t *testing.T) {
	d := newTeam(t, "plain")
	asks := bearing(d.token(d.joins("ada", account.Administrator), account.Admin))
	for _, r := range desk.Routes() {
		if r.Takes == nil {
			continue
		}
		if _, files := r.Takes.(desk.Files); files {
			continue
		}
		before := d.changes.Load()
		for _, body := range []string{``, `null x`, `[]`, `"x"`, `{"nobody":1}`, `{"why":1}`, `{"why":["x"]}`, `{"role":true}`, `{"disabled":"yes"}`, `{}{}`, `{"why":`, "\xff"} {
			w := ask(d.h, r.Method, address(r), body, func(q *http.Request) { q.Header.Set("Content-Type", "application/json") }, asks)
			if w.Code != http.StatusBadRequest {
				t.Errorf("%s with %s: status %d", r.Pattern(), body, w.Code)
			}
		}
		if w := ask(d.h, r.Method, address(r), `{}`, asks); w.Code != http.StatusBadRequest || d.changes.Load() != before {
			t.Errorf("%s with a form in the place of JSON: status %d", r.Pattern(), w.Code)
		}
	}
}

// A link to what is restricted is not even told to be there: whoever has not signed
// in gets the same for what is there and what is not.
func TestC39NothingShowsBeforeTheSignIn(t *testing.T) {
	d := newTeam(t, "a secret that a report tells")
	for _, r := range desk.Routes() {
		if r.Least == account.Anyone || r.Method != "GET" {
			continue
		}
		there, none := d.request(r), ask(d.h, r.Method, strings.NewReplacer("r1", "none", "d1", "d9").Replace(address(r)), "")
		if there.Code != none.Code || strings.Contains(there.Body.String(), "secret") || strings.Contains(there.Body.String(), "a report tells") {
			t.Errorf("%s: status %d and %d", r.Pattern(), there.Code, none.Code)
		}
	}
}

// Errors of every kind have a status of their own, and no page of the desk tells of
// its insides.
func TestStatuses(t *testing.T) {
	d := newTeam(t, "plain", func(o *desk.Options) {
		o.Team = false
		o.Accounts = func() (*account.Book, error) { return nil, fault.New(fault.Corrupt, "the accounts cannot be read") }
	})
	w := ask(d.h, "GET", "/account", "")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "goroutine") || strings.Contains(w.Body.String(), ".go:") {
		t.Errorf("status %d: %.300s", w.Code, w.Body)
	}
}
