package account

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dossier/internal/fault"
)

// listed are the refusals as a person reads them: who, why, from where, how often.
func (d *desk) listed(name string) []string {
	d.t.Helper()
	list, err := d.Refusals(d.t.Context(), name, 1000)
	if err != nil {
		d.t.Fatal(err)
	}
	out := []string{}
	for _, r := range list {
		s := fmt.Sprintf("%s: %s from %s ×%d", r.Name, r.Why, r.Address, r.Tries)
		if r.Until != "" {
			s += " until " + r.Until[11:19]
		}
		out = append(out, s)
	}
	return out
}

func (d *desk) lists(what, name string, want ...string) {
	d.t.Helper()
	if got := d.listed(name); strings.Join(got, "\n") != strings.Join(want, "\n") {
		d.t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Every way of not getting in is listed: who as far as somebody has the name, why, from
// where, how often, and how long they have to wait.
func TestC32RefusalsAreListed(t *testing.T) {
	d, ctx := open(t), t.Context()
	ada, bob := d.joins("ada", Administrator), d.joins("bob", Viewer)
	in := d.in("ada")
	_, s, err := d.Session(ctx, in.Session)
	if err != nil {
		t.Fatal(err)
	}
	token, tok, err := d.NewToken(ctx, &ada, "", Wanted{Name: "nightly", Scope: Read, Days: 1, Nets: []string{"10.0.0.0/8"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SetDisabled(ctx, "ada", bob.ID, true); err != nil {
		t.Fatal(err)
	}
	d.lists("at first", "")

	step := func() { d.now = d.now.Add(time.Minute) }
	d.signIn("Ada", "a guess", "203.0.113.9")
	d.signIn("ada", "another", "203.0.113.9")
	step()
	d.signIn("correct horse battery", "x", "198.51.100.7") // what may be a password in the wrong field
	d.signIn("nobody", "x", "198.51.100.7")
	step()
	d.signIn("bob", good, "10.0.0.2")
	step()
	wants(t, "a wrong password in a session", d.Confirm(ctx, ada, s.ID, "wrong"), fault.Invalid)
	step()
	d.Token(ctx, "dossier_x", "192.0.2.1")
	step()
	d.Token(ctx, token, "192.0.2.1")
	step()
	if err := d.Refused(ctx, "mallory", "no role with the provider", Try{Address: "192.0.2.5"}); err != nil {
		t.Fatal(err)
	}
	d.lists("all", "",
		"mallory: no role with the provider from 192.0.2.5 ×1",
		"ada: token used from elsewhere: nightly from 192.0.2.1 ×1",
		": no such token from 192.0.2.1 ×1",
		"ada: wrong password in a session from 10.0.0.1 ×1",
		"bob: disabled account from 10.0.0.2 ×1",
		": no such name from 198.51.100.7 ×2",
		"ada: wrong password from 203.0.113.9 ×2")
	if err := d.Revoke(ctx, &ada, "ada", tok.ID); err != nil {
		t.Fatal(err)
	}
	d.Token(ctx, token, "10.0.0.3")
	d.lists("those of ada", "ada",
		"ada: revoked token: nightly from 10.0.0.3 ×1",
		"ada: token used from elsewhere: nightly from 192.0.2.1 ×1",
		"ada: wrong password in a session from 10.0.0.1 ×1",
		"ada: wrong password from 203.0.113.9 ×2")
}

// Whoever guesses is seen to wait, and until when; an administrator ends the wait.
func TestC32WaitsAreListedAndEnd(t *testing.T) {
	for _, name := range []string{"ada", "nobody"} {
		d, ctx := open(t), t.Context()
		d.joins("ada", Administrator)
		for range 8 {
			d.signIn(name, "a guess", "203.0.113.9")
		}
		who, why := "ada", whyWrong
		if name == "nobody" {
			who, why = "", whyUnknown
		}
		d.lists("while it lasts", "", who+": "+whyWaits+" from 203.0.113.9 ×3 until 07:08:10", who+": "+why+" from 203.0.113.9 ×5 until 07:08:10")
		list, _ := d.Refusals(ctx, "", 1)
		if err := d.Forgive(ctx, "root", list[0].ID); err != nil {
			t.Fatal(err)
		}
		d.lists("when it is ended", "", who+": "+whyWaits+" from 203.0.113.9 ×3", who+": "+why+" from 203.0.113.9 ×5")
		if _, err := d.signIn("ada", good, "203.0.113.9"); err != nil {
			t.Error("after it was ended:", err)
		}
		if acts, err := d.Acts(ctx, 2); err != nil || acts[1].Act != "ended the waits of" || acts[1].Who != "root" {
			t.Errorf("%+v %v", acts, err)
		}
		wants(t, "one that is none", d.Forgive(ctx, "root", 99), fault.Conflict)
	}
}

// A browser that is known has a count of its own, which is forgiven too.
func TestC32AKnownBrowserIsForgiven(t *testing.T) {
	d, ctx := open(t), t.Context()
	d.joins("ada", Viewer)
	known := Try{Name: "ada", Address: "10.0.0.1", Device: d.in("ada").Device}
	wrong := known
	wrong.Password, known.Password = "a guess", good
	for range 6 {
		d.SignIn(ctx, wrong)
	}
	_, err := d.SignIn(ctx, known)
	wants(t, "while it waits", err, fault.Limited)
	list, _ := d.Refusals(ctx, "", 1)
	if err := d.Forgive(ctx, "root", list[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignIn(ctx, known); err != nil {
		t.Error(err)
	}
}

// An hour without a try begins a new line; what is old or too much is forgotten, and
// who guesses names washes away nothing that concerns people.
func TestRefusalsAreBounded(t *testing.T) {
	d, ctx := open(t), t.Context()
	d.joins("ada", Viewer)
	d.signIn("ada", "x", "10.0.0.1")
	d.now = d.now.Add(59 * time.Minute)
	d.signIn("ada", "x", "10.0.0.1")
	d.now = d.now.Add(2 * time.Hour)
	d.signIn("ada", "x", "10.0.0.1")
	d.lists("two spells", "", "ada: wrong password from 10.0.0.1 ×1", "ada: wrong password from 10.0.0.1 ×2")
	for i := range 3 * mostRefusals {
		if i%7 == 0 {
			d.now = d.now.Add(time.Second)
		}
		if err := d.Refused(ctx, "", "guesses", Try{Address: fmt.Sprintf("10.9.%d.%d", i/250, i%250)}); err != nil {
			t.Fatal(err)
		}
	}
	list := d.listed("")
	if len(list) != mostRefusals+2 || !strings.HasPrefix(list[len(list)-1], "ada") {
		t.Errorf("%d lines, the last %s", len(list), list[len(list)-1])
	}
	d.now = d.now.Add(refusalsLast + 24*time.Hour)
	d.Refused(ctx, "ada", "once more", Try{})
	d.lists("after three months", "", "ada: once more from  ×1")
}

// A flood of tries within a second is not written one by one, and none is lost: not
// when the book is closed either.
func TestAFloodOfRefusals(t *testing.T) {
	d, ctx := open(t), t.Context()
	written := func() (n int) {
		if err := d.db.QueryRow("SELECT coalesce(sum(tries), 0) FROM refusals").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for range 200 {
		d.Refused(ctx, "", "a flood", Try{Address: "10.0.0.1"})
	}
	if n := written(); n != 1 {
		t.Errorf("%d were written at once", n)
	}
	d.lists("all of it", "", ": a flood from 10.0.0.1 ×200")
	d.Refused(ctx, "", "a flood", Try{Address: "10.0.0.1"})
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := Open(ctx, d.dir, Options{Now: func() time.Time { return d.now }, Cost: cheap})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if list, err := b.Refusals(ctx, "", 9); err != nil || len(list) != 1 || list[0].Tries != 201 {
		t.Errorf("%+v %v", list, err)
	}
}

// No password and nothing that was typed as a name that nobody has is kept.
func TestC34RefusalsKeepNoPasswords(t *testing.T) {
	d := open(t)
	d.joins("ada", Viewer)
	d.signIn("ada", "typed-as-password", "10.0.0.1")
	d.signIn("typed-as-name", "x", "10.0.0.1")
	if len(d.listed("")) != 2 {
		t.Fatal(d.listed(""))
	}
	for _, file := range []string{Name, Name + "-wal"} {
		b, err := os.ReadFile(filepath.Join(d.dir, file))
		if err != nil || strings.Contains(string(b), "typed-as") {
			t.Errorf("%s holds what was typed: %v", file, err)
		}
	}
}

// What a provider gave for signing out is read with the secret of its session alone.
func TestTickets(t *testing.T) {
	d, ctx := open(t), t.Context()
	p := d.joins("ada", Viewer)
	const ticket = "eyJhbGciOiJSUzI1NiJ9.of-the-provider"
	g, err := d.Enter(ctx, p, Try{Ticket: ticket})
	if err != nil {
		t.Fatal(err)
	}
	other, _ := d.Enter(ctx, p, Try{})
	for secret, want := range map[string]string{g.Session: ticket, other.Session: "", "": "", "x": ""} {
		if got, err := d.Ticket(ctx, secret); got != want || err != nil {
			t.Errorf("%q %v, want %q", got, err, want)
		}
	}
	for _, file := range []string{Name, Name + "-wal"} {
		b, err := os.ReadFile(filepath.Join(d.dir, file))
		if err != nil || strings.Contains(string(b), "of-the-provider") {
			t.Errorf("%s holds the ticket: %v", file, err)
		}
	}
	if _, err := d.db.Exec("UPDATE sessions SET ticket = (SELECT ticket FROM sessions WHERE ticket <> x'') WHERE hash = ?", digest(other.Session)); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Ticket(ctx, other.Session); err == nil {
		t.Errorf("another session reads %q", got)
	}
}

// The accounts of the version before are taken over whole.
func TestC50AccountsOfTheVersionBefore(t *testing.T) {
	dir := t.TempDir()
	db, err := sql.Open("sqlite", filepath.Join(dir, Name))
	if err != nil {
		t.Fatal(err)
	}
	h := newHasher(cheap)
	hash, err := h.hash(t.Context(), good)
	_, err2 := db.Exec(firstSQL + "PRAGMA user_version = 1; PRAGMA application_id = 1685025633;")
	_, err3 := db.Exec("INSERT INTO people (name, key, role, password, made) VALUES ('ada', 'ada', 'administrator', ?, 1)", hash)
	if err := errors.Join(err, err2, err3, db.Close()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		b, err := Open(t.Context(), dir, Options{Now: time.Now, Cost: cheap})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.SignIn(t.Context(), Try{Name: "ada", Password: good}); err != nil {
			t.Error(err)
		}
		if _, err := b.Refusals(t.Context(), "", 1); err != nil {
			t.Error(err)
		}
		b.Close()
	}
}
