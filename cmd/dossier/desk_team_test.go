package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"dossier/internal/account"
)

// signs signs somebody in by hand.
func (w *window) signs(url, name string) {
	w.t.Helper()
	w.open(url)
	w.typed(`.door input[name=name]`, name)
	w.typed(`.door input[name=password]`, password)
	w.key("\r")
	w.wait(`.me`)
}

// The first administrator opens the link that was printed, makes an account, invites
// somebody, who opens their link in another browser, signs in, and is a coder.
func TestDeskTeamBegins(t *testing.T) {
	d := openTeam(t)
	link, err := d.book.Invite(context.Background(), "test", account.Administrator)
	if err != nil {
		t.Fatal(err)
	}
	w := browse(t, 1280, 800)
	w.open(d.url + "/invitation/" + link)
	w.typed(`input[name=name]`, "Grace Hopper")
	w.typed(`input[name=password]`, "nine green bottles")
	w.typed(`input[name=again]`, "nine green bottles")
	w.shot("team-invitation")
	w.key("\r")
	w.wait(`.me`)
	if got := w.text(`.me`); got != "Grace Hopper" {
		t.Errorf("signed in as %q", got)
	}
	w.open(d.url + "/people")
	js[any](w, `document.querySelector('form[action="/people/invite"] select').value = 'coder'`)
	w.click(`form[action="/people/invite"] .primary`)
	invited := w.text(`[data-secret]`)
	w.shot("team-invited")
	other := browse(t, 1280, 800)
	other.open(invited)
	other.typed(`input[name=name]`, "Ada Byron")
	other.typed(`input[name=password]`, password)
	other.typed(`input[name=again]`, password)
	other.key("\r")
	other.wait(`.me`)
	if nav := other.text(`.bar nav`); strings.Contains(nav, "People") || !strings.Contains(nav, "Add") {
		t.Errorf("a coder is led to %q", nav)
	}
	other.open(d.url + "/people")
	if got := other.text(`.problem`); !strings.Contains(got, "a coder may not do this") {
		t.Errorf("a coder at the people: %q", got)
	}
	other.open(invited)
	if got := other.text(`.problem`); !strings.Contains(got, "leads nowhere") {
		t.Errorf("the link once more: %q", got)
	}
}

// A coder decides with a key; the value stays as it was, the page says that it waits;
// a reviewer confirms it, and it counts.
func TestDeskTeamSecondPerson(t *testing.T) {
	d := openTeam(t)
	if err := d.book.SetReview(context.Background(), "root", account.ReviewCoders); err != nil {
		t.Fatal(err)
	}
	path := d.url + "/incidents/" + d.incident()
	coder, reviewer := browse(t, 1280, 800), browse(t, 1280, 800)
	coder.signs(d.url+"/sign-in?back="+strings.TrimPrefix(path, d.url), "cora")
	coder.wait(`.record`)
	coder.key("j")
	coder.wait(`.groups .v.on`)
	coder.key("a")
	coder.wait(`.counts a[href^="/awaiting"]`)
	if n := js[int](coder, `document.querySelectorAll('.groups .v.accepted').length`); n != 0 {
		t.Errorf("%d values are accepted already", n)
	}
	coder.wait(`.groups .v .mark.waits`)
	if n := js[int](coder, `document.querySelectorAll('.groups .mark.waits').length`); n != 1 {
		t.Errorf("%d values are marked as waiting", n)
	}
	coder.shot("team-waits")
	reviewer.signs(d.url+"/sign-in?back=/awaiting", "rea")
	reviewer.shot("team-to-confirm")
	reviewer.click(`button[aria-label^="Confirm"]`)
	reviewer.wait(`.own:not(:has(table))`)
	if got := reviewer.text(`.total`); !strings.Contains(got, "Nothing waits") {
		t.Errorf("after it was confirmed: %q", got)
	}
	reviewer.open(path)
	reviewer.wait(`.groups .v.accepted`)
	if n := js[int](reviewer, `document.querySelectorAll('.groups .mark.waits').length`); n != 0 {
		t.Errorf("%d values still wait", n)
	}
	if got := reviewer.text(`#decisions`); !strings.Contains(got, "confirmed by rea") {
		t.Errorf("the decision reads %q", got)
	}
}

// A wrong password is told, and leads nowhere; signing out leads to the sign-in, from
// which no page of the desk is seen.
func TestDeskTeamSignInAndOut(t *testing.T) {
	d := openTeam(t)
	w := browse(t, 1280, 800)
	w.open(d.url + "/review")
	w.typed(`.door input[name=name]`, "vera")
	w.typed(`.door input[name=password]`, "a guess or so")
	w.key("\r")
	w.wait(`.door .problem`)
	if got := w.text(`.door .problem`); !strings.Contains(got, "the name or the password is wrong") {
		t.Error(got)
	}
	w.shot("team-sign-in-wrong")
	w.typed(`.door input[name=password]`, password)
	w.key("\r")
	w.wait(`.me`)
	if at := js[string](w, `location.pathname`); at != "/review" {
		t.Errorf("the sign-in leads to %s", at)
	}
	w.click(`.me`)
	w.click(`.finder-head .line button`)
	w.wait(`.door`)
	if nav := js[int](w, `document.querySelectorAll('.bar nav a').length`); nav != 0 {
		t.Errorf("%d pages are offered before the sign-in", nav)
	}
}

// Somebody who came with the provider presses Sign out, and the browser goes there and
// comes back to the sign-in of the desk.
func TestDeskTeamSignsOutAtTheProvider(t *testing.T) {
	d := openWorld(t, nil)
	w := browse(t, 1280, 800)
	w.open(d.url + "/sign-in?back=/account")
	w.click(`.door a[href^="/sign-in/provider"]`)
	w.typed(`input[name=username]`, testUser)
	w.typed(`input[name=password]`, "verysecure")
	w.key("\r")
	w.click(`.finder-head .line button`)
	w.wait(`.door input[name=password]`)
	d.people.mu.Lock()
	defer d.people.mu.Unlock()
	if len(d.people.ended) != 1 {
		t.Errorf("at the provider %q have signed out", d.people.ended)
	}
}

// guesses tries to sign in with wrong passwords for the last quarter of an hour, so
// that whoever does has to wait for minutes now.
func (d *teamDesk) guesses(name, address, agent string) {
	d.t.Helper()
	now := time.Now().Add(-15 * time.Minute)
	book, err := account.Open(context.Background(), d.dir, account.Options{Now: func() time.Time { return now }, Cost: account.Cost{Memory: 64, Passes: 1, Lanes: 1}})
	if err != nil {
		d.t.Fatal(err)
	}
	for now.Before(time.Now()) {
		_, err := book.SignIn(context.Background(), account.Try{Name: name, Password: "mistyped", Address: address, Agent: agent})
		var wait *account.Wait
		if errors.As(err, &wait) {
			now = now.Add(wait.For)
		}
	}
	if err := book.Close(); err != nil {
		d.t.Fatal(err)
	}
}

// An administrator sees who was refused, and ends the wait of somebody who mistyped.
func TestDeskTeamC32Refused(t *testing.T) {
	d := openTeam(t)
	d.guesses("vera", "127.0.0.1", "")
	d.guesses("nobody that I know", "2001:db8:85a3:1234:5678:8a2e:370:7334", "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0")
	w := browse(t, 1280, 800)
	w.signs(d.url+"/sign-in?back=/account", "root")
	if n := js[int](w, `document.querySelectorAll('.refused').length`); n != 0 {
		t.Error("root is told that somebody was refused in their name")
	}
	w.open(d.url + "/people")
	if got := w.text(`.refused`); !strings.Contains(got, "vera") || !strings.Contains(got, "wrong password") || !strings.Contains(got, "waits until") || !strings.Contains(got, "127.0.0.1") || strings.Contains(got, "mistyped") {
		t.Errorf("the refused are %q", got)
	}
	js[any](w, `document.querySelector('.refused').scrollIntoView()`)
	w.shot("team-refused")
	w.click(`button[aria-label="Let vera try again"]`)
	w.wait(`.refused:not(:has(button[aria-label="Let vera try again"]))`)
	other := browse(t, 1280, 800)
	other.signs(d.url+"/sign-in?back=/account", "vera")
	if got := other.text(`.refused`); !strings.Contains(got, "in your name") || !strings.Contains(got, "wrong password") {
		t.Errorf("vera is told %q", got)
	}
}

// teamPages are the pages of accounts.
var teamPages = []struct{ name, path string }{
	{"account", "/account"}, {"people", "/people"}, {"awaiting", "/awaiting"}, {"again", "/sign-in/again?back=/people"},
}

// The pages of accounts at three widths in both themes, and what axe says of them.
func TestDeskTeamC60PagesAtEveryWidth(t *testing.T) {
	d := openTeam(t)
	id := d.incident()
	d.decides("cora", id, `{"kind":"add","slot":"site","new":"Guard post","words":"two guards","document":"d2"}`)
	d.decides("cora", id, `{"kind":"add","slot":"site","new":"Gate","words":"two guards","document":"d2","why":"the second report says where they stood"}`)
	d.token("root", account.Decide)
	d.joins("شیرین عبادی", account.Coder)
	for _, name := range []string{"root", "vera", "somebody"} {
		d.guesses(name, "2001:db8:85a3:1234:5678:8a2e:370:7334", "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0")
	}
	axe := axeOf(t)
	link, err := d.book.Invite(context.Background(), "root", account.Viewer)
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{360, 1440, 2560} {
		w := browse(t, width, 900)
		look := func(name, path string) {
			for _, theme := range []string{"light", "dark"} {
				w.open(d.url + path)
				w.theme(theme)
				if over := js[int](w, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
					t.Errorf("%s at %d px is %d px too wide: %s", name, width, over, js[string](w, widest))
				}
				w.shot(fmt.Sprintf("team-%s-%d-%s", name, width, theme))
				if axe == "" || width == 2560 {
					continue
				}
				js[any](w, axe+"; null")
				for _, fault := range js[[]string](w, axeRun) {
					t.Errorf("%s at %d px, %s: %s", name, width, theme, fault)
				}
			}
		}
		look("sign-in", "/sign-in")
		look("invitation", "/invitation/"+link)
		w.signs(d.url+"/sign-in", "root")
		for _, p := range teamPages {
			look(p.name, p.path)
		}
	}
}

// axeOf is axe's script, "" where it is not there.
func axeOf(t *testing.T) string {
	path := os.Getenv("DOSSIER_AXE")
	if path == "" {
		t.Log("SKIPPED: $DOSSIER_AXE does not name axe.min.js; npm pack axe-core")
		return ""
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
