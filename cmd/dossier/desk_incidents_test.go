package main

import (
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
