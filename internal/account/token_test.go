package account

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dossier/internal/fault"
)

func TestC34Tokens(t *testing.T) {
	d, ctx := open(t), t.Context()
	coder := d.joins("ada", Coder)
	secret, tok, err := d.NewToken(ctx, &coder, "", Wanted{Name: "nightly", Scope: Add, Days: 30})
	if err != nil || !strings.HasPrefix(secret, "dossier_") {
		t.Fatal(secret, err)
	}
	p, got, err := d.Token(ctx, secret, "10.0.0.1")
	if err != nil || p.Name != "ada" || p.Role != Coder || got.Scope != Add || got.ID != tok.ID {
		t.Fatal(p, got, err)
	}
	if list, _ := d.Tokens(ctx, &coder); len(list) != 1 || list[0].Used != "2024-05-06T07:08:09Z" {
		t.Error(list)
	}
	for _, w := range []Wanted{{Name: "x", Scope: Admin, Days: 1}, {Name: "", Scope: Read, Days: 1}, {Name: "x", Scope: "all", Days: 1}, {Name: "x", Scope: Read}, {Name: "x", Scope: Read, Days: 367}, {Name: "x", Scope: Read, Days: 1, Nets: []string{"all"}}} {
		if _, _, err := d.NewToken(ctx, &coder, "", w); err == nil {
			t.Errorf("%+v was given", w)
		}
	}
	// The owner's role bounds it, whatever it was when it was made.
	if err := d.SetRole(ctx, "root", coder.ID, Viewer); err != nil {
		t.Fatal(err)
	}
	if p, _, err := d.Token(ctx, secret, ""); err != nil || p.Role != Viewer {
		t.Error(p, err)
	}
	here, _, _ := d.NewToken(ctx, &coder, "", Wanted{Name: "from here", Scope: Read, Days: 1, Nets: []string{"10.1.0.0/16", "2001:db8::1"}})
	for address, ok := range map[string]bool{"10.1.2.3": true, "10.2.0.1": false, "2001:db8::1": true, "2001:db8::2": false, "::ffff:10.1.0.1": true, "": false} {
		if _, _, err := d.Token(ctx, here, address); (err == nil) != ok {
			t.Errorf("from %q: %v", address, err)
		}
	}
	other := d.joins("bob", Administrator)
	wants(t, "revoking somebody else's", d.Revoke(ctx, &other, "bob", tok.ID), fault.NotFound)
	if err := d.Revoke(ctx, &coder, "ada", tok.ID); err != nil {
		t.Error(err)
	}
	_, _, err = d.Token(ctx, secret, "")
	wants(t, "a revoked token", err, fault.Unknown)
	d.now = d.now.Add(25 * time.Hour)
	_, _, err = d.Token(ctx, here, "10.1.2.3")
	wants(t, "a token that has ended", err, fault.Unknown)
	for _, s := range []string{"", "x", "dossier_", secret + "x", strings.ToUpper(secret)} {
		_, _, err := d.Token(ctx, s, "")
		wants(t, fmt.Sprintf("%.12q", s), err, fault.Unknown)
	}
}

func TestTokensOfWhoeverIsShutOut(t *testing.T) {
	d, ctx := open(t), t.Context()
	p := d.joins("ada", Coder)
	secret, _, _ := d.NewToken(ctx, &p, "", Wanted{Name: "x", Scope: Read, Days: 1})
	if err := d.SetDisabled(ctx, "root", p.ID, true); err != nil {
		t.Fatal(err)
	}
	if err := d.SetDisabled(ctx, "root", p.ID, false); err != nil {
		t.Fatal(err)
	}
	_, _, err := d.Token(ctx, secret, "")
	wants(t, "a token from before", err, fault.Unknown)
	local, _, err := d.NewToken(ctx, nil, "root", Wanted{Name: "x", Scope: Decide, Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	if p, tok, err := d.Token(ctx, local, ""); err != nil || p.Name != "root" || p.Role != Coder || tok.Scope != Decide {
		t.Error(p, tok, err)
	}
}

// Nothing in the file lets anybody in: no password, no token, no session, no link.
func TestC34SecretsAreNotKept(t *testing.T) {
	d, ctx := open(t), t.Context()
	p := d.joins("ada", Administrator)
	g := d.in("ada")
	link, _ := d.Invite(ctx, "ada", Viewer)
	token, _, _ := d.NewToken(ctx, &p, "", Wanted{Name: "x", Scope: Read, Days: 1})
	flow, _, _ := d.Begin(ctx, "/", "10.0.0.1")
	st, err := os.Stat(filepath.Join(d.dir, Name))
	if err != nil || st.Mode().Perm() != 0o600 {
		t.Error(st.Mode(), err)
	}
	for _, file := range []string{Name, Name + "-wal"} {
		b, err := os.ReadFile(filepath.Join(d.dir, file))
		if err != nil {
			t.Fatal(err)
		}
		for what, s := range map[string]string{"password": good, "session": g.Session, "device": g.Device, "link": link, "token": token, "token without its beginning": token[8:], "flow": flow} {
			if strings.Contains(string(b), s) {
				t.Errorf("%s holds a %s", file, what)
			}
		}
	}
}

// A sign-in with a provider ends once, in the browser that began it, with its own
// state, within ten minutes.
func TestFlows(t *testing.T) {
	d, ctx := open(t), t.Context()
	secret, f, err := d.Begin(ctx, "/help", "10.0.0.1")
	if err != nil || f.State == "" || f.State == f.Nonce || f.Nonce == f.Verifier {
		t.Fatal(f, err)
	}
	if got, err := d.Finish(ctx, secret, f.State); err != nil || got != f {
		t.Error(got, err)
	}
	_, err = d.Finish(ctx, secret, f.State)
	wants(t, "once more", err, fault.Invalid)
	secret, f, _ = d.Begin(ctx, "/", "10.0.0.1")
	_, err = d.Finish(ctx, "another browser", f.State)
	wants(t, "in another browser", err, fault.Invalid)
	_, err = d.Finish(ctx, secret, "another state")
	wants(t, "with another state", err, fault.Invalid)
	_, err = d.Finish(ctx, secret, f.State)
	wants(t, "after a wrong state", err, fault.Invalid)
	secret, f, _ = d.Begin(ctx, "/", "10.0.0.1")
	d.now = d.now.Add(11 * time.Minute)
	_, err = d.Finish(ctx, secret, f.State)
	wants(t, "too late", err, fault.Invalid)
	n := 0
	for ; n < 500; n++ {
		if _, _, err = d.Begin(ctx, "/", "203.0.113.9"); err != nil {
			break
		}
	}
	wants(t, fmt.Sprintf("begun %d times", n), err, fault.Limited)
	if _, _, err := d.Begin(ctx, "/", "203.0.113.8"); err != nil {
		t.Error("from elsewhere:", err)
	}
}

// Who comes by the word of a provider is themselves by issuer and subject, and gets
// nobody else's account.
func TestWhoComesFromElsewhere(t *testing.T) {
	d, ctx := open(t), t.Context()
	ada := d.joins("ada", Administrator)
	c := Claimed{Issuer: "https://id.example.org", Subject: "1", Name: "ada", Role: Viewer}
	p, err := d.Admit(ctx, c)
	if err != nil || p.ID == ada.ID || p.Name != "ada (id.example.org)" || p.Role != Viewer || !p.Outside {
		t.Fatal(p, err)
	}
	other, err := d.Admit(ctx, Claimed{Issuer: "https://id.example.org", Subject: "2", Name: "ada", Role: Viewer})
	if err != nil || other.ID == p.ID {
		t.Error(other, err)
	}
	if err := d.SetRole(ctx, "ada", p.ID, Reviewer); err != nil {
		t.Fatal(err)
	}
	if again, err := d.Admit(ctx, c); err != nil || again.ID != p.ID || again.Role != Reviewer {
		t.Error("what an administrator gave is kept:", again, err)
	}
	c.Role, c.Follows = Coder, true
	if again, err := d.Admit(ctx, c); err != nil || again.Role != Coder {
		t.Error("the provider says the role:", again, err)
	}
	c.Role = Anyone
	_, err = d.Admit(ctx, c)
	wants(t, "no role any more", err, fault.Forbidden)
	_, err = d.Admit(ctx, Claimed{Issuer: "https://id.example.org", Subject: "3", Name: "cyd"})
	wants(t, "no role for somebody new", err, fault.Forbidden)
	_, err = d.Admit(ctx, Claimed{Issuer: "https://id.example.org", Name: "cyd", Role: Viewer})
	wants(t, "nobody", err, fault.Invalid)
	if err := d.SetDisabled(ctx, "ada", p.ID, true); err != nil {
		t.Fatal(err)
	}
	c.Role = Coder
	_, err = d.Admit(ctx, c)
	wants(t, "shut out", err, fault.Forbidden)
}
