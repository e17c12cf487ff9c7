package account

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dossier/internal/fault"
)

// cheap is a cost that tests can pay.
var cheap = Cost{Memory: 64, Passes: 1, Lanes: 1}

// desk is a book with a clock that a test moves.
type desk struct {
	*Book
	t   *testing.T
	dir string
	now time.Time
}

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), now: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)}
	b, err := Open(t.Context(), d.dir, Options{Now: func() time.Time { return d.now }, Cost: cheap})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	d.Book = b
	return d
}

const good = "seven green bottles"

// joins makes somebody of a role, by invitation.
func (d *desk) joins(name string, role Role) Person {
	d.t.Helper()
	secret, err := d.Invite(d.t.Context(), "root", role)
	if err != nil {
		d.t.Fatal(err)
	}
	p, err := d.Follow(d.t.Context(), secret, name, good)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *desk) signIn(name, password, address string) (Granted, error) {
	return d.SignIn(d.t.Context(), Try{Name: name, Password: password, Address: address})
}

func (d *desk) in(name string) Granted {
	d.t.Helper()
	g, err := d.signIn(name, good, "10.0.0.1")
	if err != nil {
		d.t.Fatal(err)
	}
	return g
}

func wants(t *testing.T, what string, err error, kind fault.Kind) {
	t.Helper()
	if fault.Of(err) != kind {
		t.Errorf("%s: %v, want an error of kind %q", what, err, kind)
	}
}

// The link of the first administrator works once and for an hour; a newer one makes
// it void; where there is an administrator there is none.
func TestC33TheFirstAdministrator(t *testing.T) {
	d, ctx := open(t), t.Context()
	old, err := d.First(ctx)
	if err != nil || old == "" {
		t.Fatal(old, err)
	}
	late, _ := d.First(ctx)
	_, err = d.Follow(ctx, old, "ada", good)
	wants(t, "the older link", err, fault.NotFound)
	d.now = d.now.Add(time.Hour)
	_, err = d.Follow(ctx, late, "ada", good)
	wants(t, "a link of an hour ago", err, fault.NotFound)
	link, _ := d.First(ctx)
	if _, err := d.Follow(ctx, link, "ada", "short"); fault.Of(err) != fault.Invalid {
		t.Error(err)
	}
	p, err := d.Follow(ctx, link, "ada", good)
	if err != nil || p.Role != Administrator {
		t.Fatal(p, err)
	}
	_, err = d.Follow(ctx, link, "eve", good)
	wants(t, "the link once more", err, fault.NotFound)
	if s, err := d.First(ctx); s != "" || err != nil {
		t.Error("a second first administrator", s, err)
	}
	wants(t, "shutting out the only administrator", d.SetDisabled(ctx, "ada", p.ID, true), fault.Conflict)
	wants(t, "the only administrator a viewer", d.SetRole(ctx, "ada", p.ID, Viewer), fault.Conflict)
}

func TestInvitations(t *testing.T) {
	d, ctx := open(t), t.Context()
	d.joins("Ada Byron", Coder)
	link, _ := d.Invite(ctx, "root", Viewer)
	for name, kind := range map[string]fault.Kind{"ada  byron": fault.Conflict, "ＡＤＡ byron": fault.Conflict, "": fault.Invalid, "a\x00b": fault.Invalid, "a\u202eb": fault.Invalid, strings.Repeat("x", 65): fault.Invalid} {
		_, err := d.Follow(ctx, link, name, good)
		wants(t, fmt.Sprintf("the name %q", name), err, kind)
	}
	for _, password := range []string{"", "short", strings.Repeat("x", 20), strings.Repeat("a1", 600), "hypatia of alexandria"} {
		if _, err := d.Follow(ctx, link, "Hypatia of Alexandria", password); fault.Of(err) != fault.Invalid {
			t.Errorf("the password %.20q: %v", password, err)
		}
	}
	if l, err := d.Link(ctx, link); err != nil || l.Role != Viewer {
		t.Error("the link was used up by what failed:", l, err)
	}
	d.now = d.now.Add(8 * 24 * time.Hour)
	_, err := d.Follow(ctx, link, "hypatia", good)
	wants(t, "a link of last week", err, fault.NotFound)
	_, err = d.Invite(ctx, "root", "owner")
	wants(t, "a role that is none", err, fault.Invalid)
}

// Whoever signs in with a name that nobody has, of somebody who is shut out, or with
// a wrong password gets one answer after the same work.
func TestC32NamesAreNotGivenAway(t *testing.T) {
	d, ctx := open(t), t.Context()
	d.joins("ada", Viewer)
	out := d.joins("bob", Viewer)
	if err := d.SetDisabled(ctx, "root", out.ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Admit(ctx, Claimed{Issuer: "https://id.example.org", Subject: "7", Name: "cyd", Role: Viewer}); err != nil {
		t.Fatal(err)
	}
	var derived int
	d.hasher.done = func() { derived++ }
	var first string
	for i, c := range [][2]string{{"ada", "not her password"}, {"nobody", good}, {"bob", good}, {"cyd", ""}, {"", good}, {"ada", strings.Repeat("x", 5000)}} {
		derived = 0
		_, err := d.signIn(c[0], c[1], fmt.Sprint("10.0.1.", i))
		wants(t, c[0], err, fault.Unknown)
		if first == "" {
			first = err.Error()
		}
		if err == nil || err.Error() != first || derived != 1 {
			t.Errorf("%s: %v after %d derivations", c[0], err, derived)
		}
	}
	// They are slowed down alike, too.
	for _, name := range []string{"ada", "nobody"} {
		n := 0
		for ; n < 50; n++ {
			if _, err := d.signIn(name, "wrong", "10.0.2.1"+fmt.Sprint(len(name))); fault.Of(err) == fault.Limited {
				break
			}
		}
		if n != 5 {
			t.Errorf("%s: %d tries before the wait", name, n)
		}
	}
}

// Guesses are slowed down, more and more, and never for ever: not from elsewhere, not
// in a browser that is known, and not after a quarter of an hour.
func TestC32GuessesAreSlowedDown(t *testing.T) {
	d, ctx := open(t), t.Context()
	p := d.joins("ada", Administrator)
	known := d.in("ada")
	var wait *Wait
	longest := time.Duration(0)
	for range 60 {
		_, err := d.signIn("ada", "a guess", "203.0.113.9")
		if errors.As(err, &wait) {
			longest = max(longest, wait.For)
			d.now = d.now.Add(wait.For)
		}
	}
	if longest != 15*time.Minute {
		t.Errorf("the longest wait is %s", longest)
	}
	d.signIn("ada", "a guess", "203.0.113.9")
	_, err := d.signIn("ada", good, "203.0.113.9")
	wants(t, "the right password while the wait lasts", err, fault.Limited)
	if _, err := d.signIn("ada", good, "198.51.100.7"); err != nil {
		t.Error("from elsewhere:", err)
	}
	if _, err := d.SignIn(ctx, Try{Name: "ada", Password: good, Address: "203.0.113.9", Device: known.Device}); err != nil {
		t.Error("in a browser that is known:", err)
	}
	d.now = d.now.Add(15 * time.Minute)
	if _, err := d.signIn("ada", good, "203.0.113.9"); err != nil {
		t.Error("after the wait:", err)
	}
	// From everywhere at once: the waits of the name are short, and a link opens.
	for i := range 400 {
		d.signIn("ada", "a guess", fmt.Sprintf("192.0.2.%d", i%250))
	}
	_, err = d.signIn("ada", good, "198.51.100.99")
	if !errors.As(err, &wait) || wait.For > time.Minute {
		t.Errorf("while all the world guesses: %v", err)
	}
	link, err := d.Renew(ctx, "root", p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Follow(ctx, link, "", "eight green bottles"); err != nil {
		t.Error(err)
	}
}

// Many tries at once are no way around the count.
func TestC32TriesAtOnce(t *testing.T) {
	d := open(t)
	d.joins("ada", Viewer)
	var looked atomic.Int32
	d.hasher.done = func() { looked.Add(1) }
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() { d.signIn("ada", "a guess", "203.0.113.9") })
	}
	all.Wait()
	if n := looked.Load(); n > 5 {
		t.Errorf("%d passwords were looked at", n)
	}
}

func TestNetworks(t *testing.T) {
	for in, want := range map[string]string{"203.0.113.9": "203.0.113.9", "::ffff:203.0.113.9": "203.0.113.9", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64", "": "elsewhere", "x": "elsewhere"} {
		if got := network(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A session ends when it is not used, when it is old, when somebody signs out, in all
// browsers if wanted, when they are shut out, and when the password changes.
func TestSessionsEnd(t *testing.T) {
	d, ctx := open(t), t.Context()
	root := d.joins("root", Administrator)
	p := d.joins("ada", Coder)
	alive := func(g Granted) bool {
		_, _, err := d.Session(ctx, g.Session)
		return err == nil
	}
	g := d.in("ada")
	d.now = d.now.Add(Idle)
	if !alive(g) {
		t.Error("it ended too early")
	}
	d.now = d.now.Add(Idle + time.Second)
	if alive(g) {
		t.Error("one that was not used lives")
	}
	g = d.in("ada")
	for made := d.now; d.now.Sub(made) <= Longest; d.now = d.now.Add(Idle) {
		if !alive(g) {
			t.Fatalf("it ended after %s of use", d.now.Sub(made))
		}
	}
	if alive(g) {
		t.Error("an old one lives")
	}
	a, b := d.in("ada"), d.in("ada")
	_, s, _ := d.Session(ctx, a.Session)
	if err := d.SignOut(ctx, p, s.ID); err != nil || alive(a) || !alive(b) {
		t.Error("signing out of one", err, alive(a), alive(b))
	}
	a = d.in("ada")
	if err := d.SignOut(ctx, p, 0); err != nil || alive(a) || alive(b) {
		t.Error("signing out everywhere", err)
	}
	a, b = d.in("ada"), d.in("ada")
	_, s, _ = d.Session(ctx, a.Session)
	wants(t, "a wrong old password", d.ChangePassword(ctx, p, s.ID, "not hers at all", "nine green bottles"), fault.Invalid)
	if err := d.ChangePassword(ctx, p, s.ID, good, "nine green bottles"); err != nil || !alive(a) || alive(b) {
		t.Error("a new password", err, alive(a), alive(b))
	}
	if err := d.SetDisabled(ctx, "root", p.ID, true); err != nil || alive(a) {
		t.Error("shut out", err)
	}
	_, err := d.Enter(ctx, Person{ID: p.ID, Disabled: true}, Try{})
	wants(t, "entering while shut out", err, fault.Unknown)
	// Signing out somebody else's session does nothing.
	r := d.in("root")
	_, rs, _ := d.Session(ctx, r.Session)
	if err := d.SignOut(ctx, p, rs.ID); err != nil || !alive(r) {
		t.Error("of another person", err)
	}
	_ = root
}

// A browser gets a new session at each sign-in, and the one it had ends: whoever put
// one there has nothing.
func TestSessionFixation(t *testing.T) {
	d, ctx := open(t), t.Context()
	d.joins("ada", Viewer)
	old := d.in("ada")
	g, err := d.SignIn(ctx, Try{Name: "ada", Password: good, Old: old.Session, Device: old.Device})
	if err != nil || g.Session == old.Session || g.Device == old.Device {
		t.Fatal("the same secret", err)
	}
	_, _, err = d.Session(ctx, old.Session)
	wants(t, "the session before", err, fault.Unknown)
	_, _, err = d.Session(ctx, "chosen-by-somebody")
	wants(t, "a session that was never opened", err, fault.Unknown)
}

// To administer the password must have been given a short while ago.
func TestC35AFreshSignIn(t *testing.T) {
	d, ctx := open(t), t.Context()
	p := d.joins("ada", Administrator)
	g := d.in("ada")
	_, s, _ := d.Session(ctx, g.Session)
	if !s.Fresh {
		t.Error("a new session is not fresh")
	}
	d.now = d.now.Add(Fresh + time.Second)
	if _, s, _ = d.Session(ctx, g.Session); s.Fresh {
		t.Error("an older one is")
	}
	wants(t, "a wrong password", d.Confirm(ctx, p, s.ID, "a guess or so"), fault.Invalid)
	if err := d.Confirm(ctx, p, s.ID, good); err != nil {
		t.Error(err)
	}
	if _, s, _ = d.Session(ctx, g.Session); !s.Fresh {
		t.Error("it is not fresh after the password")
	}
	for range 10 {
		d.Confirm(ctx, p, s.ID, "a guess or so")
	}
	wants(t, "guessing in a session", d.Confirm(ctx, p, s.ID, good), fault.Limited)
}

// Passwords are argon2id with their cost beside them; when the cost is raised the
// next sign-in raises it.
func TestPasswordsAreKept(t *testing.T) {
	d, ctx := open(t), t.Context()
	p := d.joins("ada", Viewer)
	stored := func() (s string) {
		if err := d.db.QueryRow("SELECT password FROM people WHERE id = ?", p.ID).Scan(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := stored(); !strings.HasPrefix(s, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Error(s)
	}
	d.hasher.cost.Passes = 2
	d.in("ada")
	if s := stored(); !strings.HasPrefix(s, "$argon2id$v=19$m=64,t=2,p=1$") {
		t.Error("after the cost was raised:", s)
	}
	d.in("ada")
	for _, s := range []string{"", "x", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=4294967295,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=64,t=0,p=1$AAAA$AAAA", "$argon2id$v=19$m=64,t=1,p=1$AAAA$"} {
		if _, _, _, err := decode(s); err == nil {
			t.Errorf("%q was read", s)
		}
	}
	if _, err := d.hasher.matches(ctx, good, "$argon2id$broken"); fault.Of(err) != fault.Corrupt {
		t.Error(err)
	}
}

// However many sign in at once, only a few passwords are checked at a time and only
// so many wait; the others are told to come again.
func TestSignInsDoNotExhaustMemory(t *testing.T) {
	h := newHasher(cheap)
	gate := make(chan struct{})
	var running, most atomic.Int32
	h.done = func() {
		n := running.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		<-gate
		running.Add(-1)
	}
	var refused atomic.Int32
	var all sync.WaitGroup
	for range atOnce + inLine + 30 {
		all.Go(func() {
			if _, err := h.matches(context.Background(), "x", ""); fault.Of(err) == fault.Limited {
				refused.Add(1)
			}
		})
	}
	for refused.Load() < 30 {
		time.Sleep(time.Millisecond)
	}
	close(gate)
	all.Wait()
	if most.Load() > atOnce || refused.Load() != 30 {
		t.Errorf("%d at once, %d refused", most.Load(), refused.Load())
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	h.slots <- struct{}{}
	h.slots <- struct{}{}
	if _, err := h.hash(ctx, "x"); !errors.Is(err, context.Canceled) {
		t.Error("whoever went away waits on:", err)
	}
}

func TestRolesAndScopes(t *testing.T) {
	for i, r := range Roles() {
		for j, least := range Roles() {
			if r.May(least) != (i >= j) {
				t.Errorf("%s may what needs %s: %v", r, least, r.May(least))
			}
		}
		if !r.May(Anyone) || Anyone.May(r) || Role("owner").May(r) {
			t.Error(r)
		}
	}
	for i, s := range Scopes() {
		for j, least := range Scopes() {
			if s.Covers(least) != (i >= j) {
				t.Errorf("%s covers %s: %v", s, least, s.Covers(least))
			}
		}
		if s.Covers(NoToken) || NoToken.Covers(s) || Scope("x").Covers(s) {
			t.Error(s)
		}
	}
	for r, s := range map[Role]Scope{Anyone: NoToken, Viewer: Read, Coder: Decide, Reviewer: Decide, Administrator: Admin} {
		if r.Most() != s {
			t.Errorf("%s gives away %s", r, r.Most())
		}
	}
}

// Another program's database is left alone, and so is one of a newer version.
func TestAnotherDatabase(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, Name), []byte(strings.Repeat("not a database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, Options{Now: time.Now}); err == nil {
		t.Error("it was opened")
	}
	d := open(t)
	if _, err := d.db.Exec("PRAGMA user_version = 9"); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), d.dir, Options{Now: time.Now}); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Error(err)
	}
}

// A backup lets in whom the accounts let in, and nobody else reads it.
func TestC49Backup(t *testing.T) {
	d, ctx, into := open(t), t.Context(), t.TempDir()
	d.joins("ada", Administrator)
	for range 2 { // the second takes the place of the first
		if err := Backup(ctx, d.dir, into); err != nil {
			t.Fatal(err)
		}
	}
	st, err := os.Stat(filepath.Join(into, Name))
	if err != nil || st.Mode().Perm() != 0o600 {
		t.Fatal(st, err)
	}
	b, err := Open(ctx, into, Options{Now: func() time.Time { return d.now }})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if _, err := b.SignIn(ctx, Try{Name: "ada", Password: good}); err != nil {
		t.Error(err)
	}
	if err := Backup(ctx, t.TempDir(), into); err != nil {
		t.Error("where there are no accounts:", err)
	}
}
