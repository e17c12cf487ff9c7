package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A person searches with the keyboard alone: the box offers what the word can become,
// a completion is taken, the query is saved under a name, used, and removed.
func TestDeskSearchesByKeyboard(t *testing.T) {
	w := browse(t, 1440, 900)
	w.open(openDesk(t) + "/")
	w.key("/")
	w.typed(`#q`, "shoot")
	w.wait(`.completions [role=option]`)
	w.shot("completions")
	w.key(kb.ArrowDown)
	if id := js[string](w, `document.querySelector('#q').getAttribute('aria-activedescendant') ?? ''`); id != "q-0" {
		t.Errorf("the first completion is not told: %q", id)
	}
	w.key(kb.Enter)
	if q := js[string](w, `document.querySelector('#q').value`); q != "type:shooting " {
		t.Errorf("the query is %q", q)
	}
	w.key(kb.Enter)
	w.wait(`.keep`)
	if total := w.text(`.total`); !strings.Contains(total, "type:shooting") {
		t.Errorf("found for %q", total)
	}
	w.typed(`.keep input[name=name]`, "guns"+kb.Enter)
	w.wait(`.kept li a[aria-current]`)
	w.shot("incidents-saved")
	w.click(`.kept button[name=remove]`)
	w.wait(`.results:not(:has(.kept li))`)
}

// A bar of a chart narrows the result down; the map is zoomed and moved by keys and
// its stack lists what lies on it; a line of the list and its tick show together.
func TestDeskChartsAndMap(t *testing.T) {
	w := browse(t, 1440, 900)
	w.open(openDesk(t) + "/?role=all")
	all := w.text(`.total strong`)
	w.click(`.facets section:nth-of-type(1) li a`)
	w.wait(`.facets a[aria-current]`)
	if now := w.text(`.total strong`); now == all {
		t.Errorf("%s of %s after choosing", now, all)
	}
	before := js[string](w, `document.querySelector('[data-map] svg').getAttribute('viewBox')`)
	js[any](w, `document.querySelector('[data-map] svg').focus()`)
	w.key("+")
	w.key(kb.ArrowRight)
	if after := js[string](w, `document.querySelector('[data-map] svg').getAttribute('viewBox')`); after == before {
		t.Error("the keys do not move the map")
	}
	w.click(`[data-zoom=all]`)
	w.wait(`.pin .dot`)
	js[any](w, `document.querySelector('.hit').dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))`)
	if n := js[int](w, `document.querySelectorAll('.tick.with').length`); n != 1 {
		t.Errorf("%d ticks show with the line", n)
	}
	w.shot("incidents-with")
}

// The map and what is beside it: a stack lists what lies on it, a dashed circle shows
// how exactly a place is known, those without coordinates are listed, and the outlines
// come from the desk.
func TestDeskMapTellsWhatItKnows(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	reports := t.TempDir()
	args := []string{"add", "--archive", dir}
	for name, body := range map[string]string{
		"basra1.txt":  "Title: Bomb in Basra kills two\nPublished: 2019-06-02\n\nA bomb killed two people in a market in Basra, Iraq, on Saturday, 1 June 2019, police said.\n",
		"basra2.txt":  "Title: Shooting in Basra injures one\nPublished: 2020-03-05\n\nGunmen shot and injured a lawyer in Basra, Iraq, on Wednesday, 4 March 2020, police said.\n",
		"nowhere.txt": "Title: Arson at a warehouse\nPublished: 2021-01-05\n\nA man set fire to a warehouse on Monday, 4 January 2021, and injured a guard, the company said.\n",
	} {
		path := filepath.Join(reports, name)
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	app, _, errs := testApp(nil)
	if app.run(args) != exitOK {
		t.Fatal(errs)
	}
	w := browse(t, 1440, 900)
	w.open(serveDesk(t, dir) + "/?role=all")
	w.wait(`.pin .dot`)
	w.click(`.adrift summary`)
	if got := w.text(`.adrift`); !strings.Contains(got, "1 without coordinates") || !strings.Contains(got, "Arson at a warehouse") {
		t.Errorf("beside the map stands %q", got)
	}
	w.until("a stack has its number", `[...document.querySelectorAll('.pin')].some(p => p.textContent.includes('2'))`)
	js[any](w, `document.querySelector('.pin').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))`)
	for range 12 { // a stack comes nearer until it lies apart, or lists what lies on it
		if js[bool](w, `!!document.querySelector('.map-list li')`) {
			break
		}
		js[any](w, `(document.querySelector('.pin')?.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})), new Promise(r => setTimeout(r, 150)))`)
	}
	w.wait(`.map-list li`)
	w.shot("map-list")
	if got := w.text(`.map-list`); !strings.Contains(got, "Bomb in Basra") || !strings.Contains(got, "Shooting in Basra") {
		t.Errorf("the stack lists %q", got)
	}
	w.until("a dashed circle tells how exactly", `[...document.querySelectorAll('.pin .doubt')].some(c => getComputedStyle(c).strokeDasharray !== 'none')`)
	if got := js[string](w, `performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin)).join(' ')`); got != "" {
		t.Errorf("the page loads %s", got)
	}
}
