package main

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dossier/internal/account"
	"dossier/internal/desk"
	"dossier/schema"
)

// teamDesk is a desk of several people, each with a password that passwords are.
type teamDesk struct {
	t    *testing.T
	url  string
	book *account.Book
	dir  string // of the archive
}

const password = "seven green bottles"

// openTeam serves a filled archive to a team; change may set it up otherwise.
func openTeam(t *testing.T, change ...func(*desk.Options)) *teamDesk {
	t.Helper()
	app, _, _ := testApp(nil)
	dir := filled(t)
	a, err := Place{Archive: dir}.open(app, "tester", false)
	if err != nil {
		t.Fatal(err)
	}
	b, err := openBook(a)
	if err != nil {
		t.Fatal(err)
	}
	book, err := account.Open(t.Context(), dir, account.Options{Now: app.now, Cost: account.Cost{Memory: 64, Passes: 1, Lanes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	o := desk.Options{Queries: queryBook(), Formats: formats(), Example: func() (desk.Book, error) { return exampleBook(app) }, Now: app.now, Hosts: hostsOf(server.Listener.Addr()), Version: "test",
		Team: true, Accounts: func() (*account.Book, error) { return book, nil }}
	for _, f := range change {
		f(&o)
	}
	d, err := desk.New(b, o)
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = d.Handler()
	server.Start()
	t.Cleanup(func() { server.Close(); book.Close(); a.Store.Close() })
	team := &teamDesk{t, server.URL, book, dir}
	for name, role := range map[string]account.Role{"vera": account.Viewer, "cora": account.Coder, "rea": account.Reviewer} {
		team.joins(name, role)
	}
	team.joins("root", account.Administrator)
	return team
}

// joins makes somebody of a role.
func (d *teamDesk) joins(name string, role account.Role) account.Person {
	d.t.Helper()
	secret, err := d.book.Invite(context.Background(), "test", role)
	if err != nil {
		d.t.Fatal(err)
	}
	p, err := d.book.Follow(context.Background(), secret, name, password)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

// token is a token of somebody.
func (d *teamDesk) token(name string, scope account.Scope) string {
	d.t.Helper()
	p, err := d.book.Named(context.Background(), name)
	if err != nil {
		d.t.Fatal(err)
	}
	s, _, err := d.book.NewToken(context.Background(), &p, "", account.Wanted{Name: "test", Scope: scope, Days: 1})
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

// incident is the id of the first incident.
func (d *teamDesk) incident() string {
	d.t.Helper()
	b := caller{d.t, d.url, d.token("root", account.Read)}.get("/api/incidents?limit=1", 200)
	_, rest, _ := strings.Cut(string(b), `"id": "`)
	id, _, _ := strings.Cut(rest, `"`)
	return id
}

// browser is a browser that follows no redirect by itself.
func (d *teamDesk) browser() *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// in is a browser in which somebody is signed in.
func (d *teamDesk) in(name string) *http.Client {
	d.t.Helper()
	c := d.browser()
	resp, err := c.PostForm(d.url+"/sign-in", url.Values{"name": {name}, "password": {password}})
	if err != nil || resp.StatusCode != http.StatusSeeOther {
		d.t.Fatal(name, resp, err)
	}
	resp.Body.Close()
	return c
}

func TestC31WhereTheDeskListens(t *testing.T) {
	for _, c := range []struct {
		addr string
		s    Service
		says string // "" where it may
	}{
		{"127.0.0.1:7070", Service{}, ""},
		{"localhost:0", Service{}, ""},
		{"[::1]:7070", Service{Team: true}, ""},
		{"0.0.0.0:7070", Service{}, "--team"},
		{":7070", Service{}, "--team"},
		{"[::]:7070", Service{}, "--team"},
		{"192.0.2.7:7070", Service{}, "--team"},
		{"desk.example.org:7070", Service{}, "--team"},
		{"0.0.0.0:7070", Service{Team: true}, "--cert"},
		{"0.0.0.0:7070", Service{Team: true, Public: "http://desk.example.org"}, "--cert"},
		{"0.0.0.0:7070", Service{Team: true, Public: "https://desk.example.org"}, ""},
		{"0.0.0.0:7070", Service{Team: true, Cert: "a", CertKey: "b"}, "--public"},
		{":443", Service{Team: true, Cert: "a", CertKey: "b"}, "--public"},
		{"10.0.0.5:7070", Service{Team: true, Cert: "a", CertKey: "b"}, ""},
		{"0.0.0.0:7070", Service{Team: true, Cert: "a", CertKey: "b", Public: "https://desk.example.org"}, ""},
		{"127.0.0.1:7070", Service{Cert: "a", CertKey: "b", Public: "http://desk.example.org"}, "https://"},
		{"127.0.0.1:7070", Service{Cert: "a"}, "go together"},
		{"127.0.0.1:7070", Service{Public: "desk.example.org"}, "--public"},
		{"127.0.0.1:7070", Service{Public: "https://desk.example.org/desk"}, "--public"},
		{"127.0.0.1:7070", Service{OIDC: OIDC{Issuer: "https://id.example.org"}}, "--team"},
	} {
		err := c.s.check(c.addr)
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %+v: %v, want %q", c.addr, c.s, err, c.says)
		}
	}
}

// The address of a request is that of the browser, as far as proxies of ours say so,
// and never what the browser itself puts into the header.
func TestC32AddressesBehindAProxy(t *testing.T) {
	for _, c := range []struct {
		proxies        []string
		public         string
		peer, xff, got string
	}{
		{nil, "", "203.0.113.9:4444", "10.9.9.9", ""},
		{nil, "https://desk.example.org", "127.0.0.1:4444", "203.0.113.9", "203.0.113.9"},
		{nil, "https://desk.example.org", "203.0.113.9:4444", "10.9.9.9", "203.0.113.9"},
		{nil, "https://desk.example.org", "127.0.0.1:4444", "1.1.1.1, 203.0.113.9", "203.0.113.9"},
		{[]string{"10.0.0.0/8"}, "", "10.0.0.2:80", "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"},
		{[]string{"10.0.0.0/8"}, "", "10.0.0.2:80", "nonsense", "10.0.0.2"},
		{[]string{"10.0.0.0/8"}, "", "10.0.0.2:80", "", "10.0.0.2"},
	} {
		f, err := Service{Proxy: c.proxies, Public: c.public}.proxies()
		if err != nil {
			t.Fatal(err)
		}
		if f == nil {
			if c.got != "" {
				t.Errorf("%+v: no proxies", c)
			}
			continue
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.peer
		if c.xff != "" {
			r.Header.Set("X-Forwarded-For", c.xff)
		}
		if got := f(r); got != c.got {
			t.Errorf("%+v: %q", c, got)
		}
	}
	if _, err := (Service{Proxy: []string{"everybody"}}).proxies(); err == nil {
		t.Error("a proxy that is no address")
	}
}

// Whoever decides stands in the log by the name of their account, whichever way they
// came.
func TestWhoDecidesIsNamed(t *testing.T) {
	d := openTeam(t)
	id := d.incident()
	k := caller{d.t, d.url, d.token("cora", account.Decide)}
	k.call("POST", "/api/incidents/"+id+"/decisions", "application/json", strings.NewReader(`{"kind":"note","why":"from a program"}`), 200)
	resp, err := d.in("rea").Post(d.url+"/api/incidents/"+id+"/decisions", "application/json", strings.NewReader(`{"kind":"note","why":"from a browser"}`))
	if err != nil || resp.StatusCode != 200 {
		t.Fatal(resp, err)
	}
	log := string(k.get("/api/log", 200))
	for _, want := range []string{`"who": "cora"`, `"who": "rea"`} {
		if !strings.Contains(log, want) {
			t.Errorf("the log does not say %s: %.600s", want, log)
		}
	}
}

func TestHostsOfThePublicAddress(t *testing.T) {
	app, _, _ := testApp(nil)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	o, err := Service{Public: "https://Desk.Example.org/"}.options(app, l.Addr(), keepAccounts(app, t.TempDir()))
	if err != nil || !o.Secure || o.Public != "https://Desk.Example.org" || !strings.Contains(strings.Join(o.Hosts, " "), "desk.example.org") {
		t.Errorf("%+v %v", o, err)
	}
}

// decides sends a decision of somebody, as a program of theirs, after setting up that
// those of coders wait; it gives its number.
func (d *teamDesk) decides(name, id, body string) int64 {
	d.t.Helper()
	if err := d.book.SetReview(context.Background(), "root", account.ReviewCoders); err != nil {
		d.t.Fatal(err)
	}
	k := caller{d.t, d.url, d.token(name, account.Decide)}
	var got desk.Judged
	if err := json.Unmarshal(k.call("POST", "/api/incidents/"+id+"/decisions", "application/json", strings.NewReader(body), 200), &got); err != nil {
		d.t.Fatal(err)
	}
	return got.Decision
}

// What a coder decides changes nothing until a reviewer who is somebody else confirms
// it; that holds for programs as for pages.
func TestC41ASecondPersonConfirms(t *testing.T) {
	d := openTeam(t)
	id := d.incident()
	as := func(name string) caller { return caller{d.t, d.url, d.token(name, account.Decide)} }
	send := func(name, path string, status int) string {
		return string(as(name).call("POST", path, "application/json", strings.NewReader(`{"why":"seen"}`), status))
	}
	shown := func() string {
		var out schema.Output
		if err := json.Unmarshal(as("rea").get("/api/incidents/"+id, 200), &out); err != nil {
			t.Fatal(err)
		}
		for _, x := range out.Records[0].Decisions {
			if x.Kind == "add" {
				return x.Who + " " + x.ConfirmedBy
			}
		}
		return ""
	}
	add := `{"kind":"add","slot":"site","new":"Guard post","words":"two guards","document":"d2"}`
	n := d.decides("cora", id, add)
	if got := shown(); got != "" {
		t.Errorf("it counts already: %s", got)
	}
	if s := string(as("cora").get("/api/awaiting?id="+id, 200)); !strings.Contains(s, `"mine": true`) || !strings.Contains(s, "two guards") {
		t.Error(s)
	}
	confirm := fmt.Sprintf("/api/decisions/%d/confirm", n)
	caller{t, d.url, d.token("vera", account.Read)}.call("POST", confirm, "application/json", strings.NewReader(`{}`), 403)
	send("cora", confirm, 403) // a coder confirms nothing
	send("rea", confirm, 200)
	if got := shown(); got != "cora rea" {
		t.Errorf("after the second person: %q", got)
	}
	send("rea", confirm, 409)
	// To take it back a coder needs a second person too; until then it counts.
	var undo desk.Judged
	if err := json.Unmarshal([]byte(send("cora", fmt.Sprintf("/api/decisions/%d/undo", n), 200)), &undo); err != nil || !undo.Waits {
		t.Error(undo, err)
	}
	if got := shown(); got != "cora rea" {
		t.Errorf("while the undo waits: %q", got)
	}
	send("rea", fmt.Sprintf("/api/decisions/%d/confirm", undo.Decision), 200)
	if got := shown(); got != "" {
		t.Errorf("after the undo: %q", got)
	}
	// Where everybody's decisions wait, a reviewer does not confirm their own.
	if err := d.book.SetReview(t.Context(), "root", account.ReviewAll); err != nil {
		t.Fatal(err)
	}
	var own desk.Judged
	if err := json.Unmarshal(as("rea").call("POST", "/api/incidents/"+id+"/decisions", "application/json", strings.NewReader(strings.Replace(add, "Guard post", "Gate", 1)), 200), &own); err != nil || !own.Waits {
		t.Fatal(own, err)
	}
	send("rea", fmt.Sprintf("/api/decisions/%d/confirm", own.Decision), 403)
	send("root", fmt.Sprintf("/api/decisions/%d/confirm", own.Decision), 200)
	if got := shown(); got != "rea root" {
		t.Errorf("%q", got)
	}
}

// The desk of a team answers over TLS with a certificate of its own, prints the link
// of the first administrator, and binds its cookies to TLS.
func TestServeATeamOverTLS(t *testing.T) {
	cert, key := certificate(t)
	ctx, stop := context.WithCancel(t.Context())
	app, _, errs := testApp(nil)
	in, out := io.Pipe()
	app.Context, app.Stdout = ctx, out
	done := make(chan int, 1)
	go func() {
		done <- app.run([]string{"serve", "--archive", filled(t), "--team", "--addr", "127.0.0.1:0", "--cert", cert, "--cert-key", key})
		out.Close()
	}()
	var link string
	for s := bufio.NewScanner(in); link == "" && s.Scan(); {
		if at := strings.TrimSpace(s.Text()); strings.Contains(at, "/invitation/") {
			link = at
		}
	}
	go io.Copy(io.Discard, in)
	if !strings.HasPrefix(link, "https://127.0.0.1:") {
		t.Fatalf("the link is %q: %s", link, errs)
	}
	c := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := c.PostForm(link, url.Values{"name": {"ada"}, "password": {password}, "again": {password}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusSeeOther || len(resp.Cookies()) != 2 || !resp.Cookies()[0].Secure || !strings.HasPrefix(resp.Cookies()[0].Name, "__Host-") || resp.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%v %v", resp.Status, resp.Header)
	}
	stop()
	if status := <-done; status != exitOK {
		t.Errorf("it ended with %d: %s", status, errs)
	}
}

// certificate makes a certificate of this machine, signed by itself.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	x := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, x, x, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalECPrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "desk.pem"), filepath.Join(dir, "desk.key")
	if err := errors.Join(os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600), os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: raw}), 0o600)); err != nil {
		t.Fatal(err)
	}
	return cert, key
}

// Whoever holds the archive reads who did not come in, also where nobody can sign in.
func TestC32RefusedOnTheCommandLine(t *testing.T) {
	d := openTeam(t)
	for _, name := range []string{"vera", "vera", "typed as a name", "cora"} {
		r, err := d.browser().PostForm(d.url+"/sign-in", url.Values{"name": {name}, "password": {"wrong"}})
		if err != nil || r.StatusCode != http.StatusUnauthorized {
			t.Fatal(r, err)
		}
		r.Body.Close()
	}
	if _, err := d.book.Refusals(t.Context(), "", 1); err != nil { // brings what is held to the disk
		t.Fatal(err)
	}
	for _, x := range []struct {
		args       []string
		has, hasNo string
	}{
		{[]string{"--refused"}, "nobody here", "typed"},
		{[]string{"--refused"}, "cora", "typed"},
		{[]string{"Vera", "--refused"}, "wrong password  127.0.0.1  2", "cora"},
	} {
		app, out, errs := testApp(nil)
		if status := app.run(append([]string{"people", "--archive", d.dir}, x.args...)); status != exitOK || !strings.Contains(out.String(), x.has) || strings.Contains(out.String(), x.hasNo) {
			t.Errorf("%q: status %d: %s%s", x.args, status, out, errs)
		}
	}
}
