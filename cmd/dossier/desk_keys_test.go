package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dossier/internal/desk"
	"dossier/schema"
)

// until waits until an expression holds in the page.
func (w *window) until(what, expression string) {
	w.t.Helper()
	if !js[bool](w, `new Promise(r => { let n = 0; const ask = () => (`+expression+`) ? r(true) : n++ < 250 ? setTimeout(ask, 20) : r(false); ask(); })`) {
		w.shot("failed")
		w.t.Fatalf("%s: %s does not become true", what, expression)
	}
}

// Every key of the map of keys does what the map says, on the page of a record.
func TestDeskEveryKey(t *testing.T) {
	url := openDesk(t)
	path := url + "/incidents/" + firstIncident(t, url)
	w := browse(t, 1440, 900)
	w.open(path)
	decisions := `document.querySelectorAll('#decisions li').length`

	// Nothing is decided while somebody writes.
	w.key("j")
	w.wait(`.groups .v.on`)
	w.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	w.until("Ctrl+K leads to the search", `document.activeElement.id === 'q'`)
	w.do(chromedp.KeyEvent("axuen?cj1 "))
	if js[int](w, decisions) != 0 || js[string](w, `document.querySelector('#q').value`) != "axuen?cj1 " || !strings.HasSuffix(js[string](w, `location.pathname`), js[string](w, `document.querySelector('.record').dataset.record`)) {
		t.Errorf("a key did something while somebody wrote: %s", js[string](w, `location.pathname + ' ' + document.querySelector('#q').value`))
	}

	// Whatever is decided and gone on to stands in the middle of both panes.
	w.open(path)
	w.key("j")
	w.wait(`.groups .v.on`)
	const middle = `((e, top, height) => { const r = e.getBoundingClientRect(), m = (r.top + r.height / 2 - top) / height; return m > .4 && m < .6; })`
	for i := range 3 {
		w.key("a")
		w.until("it goes on", fmt.Sprintf(`document.querySelectorAll('.groups .v.accepted').length === %d && document.querySelector('.groups .v.on:not(.accepted)')`, i+1))
		w.until("the value stands in the middle", middle+`(document.querySelector('.groups .v.on'), 0, innerHeight)`)
	}
	js[any](w, `[...document.querySelectorAll('#speech .v.saying')].at(-1).focus({focusVisible: true})`)
	w.until("words far down stand in the middle of their report", `document.querySelector('.m.lit') && (b => `+middle+`(document.querySelector('.m.lit'), b.top, b.height))(document.querySelector('.sheets').getBoundingClientRect())`)
	for i := range 3 {
		w.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		w.until("it is undone", fmt.Sprintf(`document.querySelectorAll('.groups .v.accepted').length === %d`, 2-i))
	}

	// The citations of a value, and its words flashed.
	w.open(path)
	first := `.groups .v[data-slot="killed"]`
	js[any](w, `document.querySelector('`+first+`').click()`)
	w.wait(`.m.lit.pulse`)
	said := `document.querySelector('#live').textContent`
	w.until("the first words", said+`.startsWith('Words 1 of')`)
	w.key("]")
	w.until("] leads to the next words", said+`.startsWith('Words 2 of')`)
	w.key("[")
	w.until("[ leads back", said+`.startsWith('Words 1 of')`)
	js[any](w, `document.querySelectorAll('.pulse').forEach(e => e.classList.remove('pulse'))`)
	w.key(" ")
	w.wait(`.m.lit.pulse`)

	// The candidates of a slot, and the choice among them.
	several := `[...document.querySelectorAll('.groups dd')].find(d => d.querySelectorAll('.v[data-slot]').length > 1)`
	js[any](w, several+`.querySelector('.v[data-slot]').focus({focusVisible: true})`)
	w.key("2")
	w.until("2 leads to the second value of the slot", several+`.querySelectorAll('.v[data-slot]')[1].classList.contains('on')`)
	w.key("c")
	w.wait(`.card .choose`)
	w.key(kb.Escape)
	w.until("Escape closes what is open", `!document.querySelector('.card .choose')`)
	w.key("+")
	w.wait(`.add-value`)
	w.until("+ asks for the words", `document.activeElement.name === 'words'`)
	w.key(kb.Escape)
	w.until("Escape closes the form", `!document.querySelector('.add-value')`)

	// Unsure, a note, another value: each is kept.
	js[any](w, `document.querySelector('`+first+`').focus({focusVisible: true})`)
	w.key("u")
	w.wait(`.groups .v.doubted .mark`)
	w.until("u goes on", `document.querySelector('.groups .v.on') && !document.querySelector('.groups .v.on').classList.contains('doubted')`)
	w.key("n")
	w.wait(`.ask input`)
	w.typed(`.ask input`, "ask the hospital"+kb.Enter)
	w.until("a note is kept", decisions+` === 2`)
	w.key("e")
	w.wait(`.ask input`)
	w.typed(`.ask input`, "7"+kb.Enter)
	w.until("an edit is kept or refused", decisions+` === 3 || !!document.querySelector('.state.bad')`)
	js[any](w, `document.querySelector('`+first+`').focus({focusVisible: true})`)
	w.key("k")
	w.key("?")
	w.wait(`.help`)
	if at := js[string](w, `location.pathname`); at != "/help" {
		t.Errorf("? leads to %s", at)
	}
	keys := w.text(`.help table`)
	for _, k := range []string{"j", "a", "x", "e", "c", "+", "n", "u", "1", "[", "Space", "Ctrl", "Esc"} {
		if !strings.Contains(keys, k) {
			t.Errorf("the map of keys has no %s", k)
		}
	}
}

// Who is quick is not told off: each key decides on the next value, on the record and
// in the queue, and undoes one decision after the other.
func TestDeskQuickFingers(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/incidents/" + firstIncident(t, url))
	w.key("j")
	w.wait(`.groups .v.on`)
	w.do(chromedp.KeyEvent("aaaua"))
	w.until("five are decided", `document.querySelectorAll('.groups .v.accepted').length === 4 && document.querySelectorAll('.groups .v.doubted').length === 1`)
	if bad := js[string](w, `document.querySelector('.state.bad')?.textContent ?? ''`); bad != "" {
		t.Errorf("the page says %q", bad)
	}
	for range 5 {
		w.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	}
	w.until("five are undone", `document.querySelectorAll('.groups .v:is(.accepted, .doubted)').length === 0`)
	w.open(url + "/review")
	w.key("j")
	w.wait(`.queue tr.on`)
	w.do(chromedp.KeyEvent("aaua"))
	w.until("four are decided", `document.querySelector('.total').textContent.startsWith('3 of') && [...document.querySelectorAll('.switches a')].some(a => a.textContent === 'unsure 1')`)
	if bad := js[string](w, `document.querySelector('.told.bad')?.textContent ?? ''`); bad != "" {
		t.Errorf("the queue says %q", bad)
	}
}

// What somebody could not tell leaves the queue for a list of its own, where somebody
// else decides on it.
func TestDeskUnsureInTheQueue(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/review")
	first := strings.TrimSpace(w.text(`.queue tbody tr:nth-child(1) .v`))
	w.key("j")
	w.wait(`.queue tr.on`)
	w.key("u")
	w.until("it stands apart", `[...document.querySelectorAll('.switches a')].some(a => a.textContent === 'unsure 1')`)
	if got := w.text(`.total`); !strings.HasPrefix(got, "0 of ") {
		t.Errorf("the queue says %q", got)
	}
	w.open(url + "/review?state=doubted")
	if got := w.text(`.queue tbody tr:nth-child(1) .v`); !strings.HasSuffix(strings.TrimSpace(got), first) {
		t.Errorf("%q was left as unsure, %q stands there", first, got)
	}
	w.key("j")
	w.wait(`.queue tr.on`)
	w.shot("review-unsure")
	w.key("a")
	w.until("it is decided", `[...document.querySelectorAll('.switches a')].some(a => a.textContent === 'unsure 0')`)
}

// A card with the words shows on hover as on focus, and goes; words that stand behind
// several things ask which; a sentence that gave nothing is marked.
func TestDeskCardsAndMarks(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/incidents/" + firstIncident(t, url))
	at := seen[[]float64](w, `.groups .v[data-slot]`, `(e.scrollIntoView({block: 'center', behavior: 'instant'}), (r => [r.x + 8, r.y + 8])(e.getBoundingClientRect()))`)
	w.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	w.wait(`.card blockquote b`)
	w.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 700, 4))
	w.until("the card goes", `!document.querySelector('.card')`)
	js[any](w, `document.querySelector('.sheet:not([hidden]) .m.fact[data-n]').click()`)
	w.wait(`.card .choose`)
	w.shot("which")
	w.key(kb.Enter)
	w.wait(`.facts .v.on`)
	if n := js[int](w, `document.querySelectorAll('.show-gap .m.gap').length`); n == 0 {
		t.Error("no sentence is marked as unused")
	}
	if got := js[string](w, `getComputedStyle(document.querySelector('.show-gap .m.gap')).textDecorationLine`); got != "underline" {
		t.Errorf("unused sentences are drawn %q", got)
	}
}

// The parts of a record: accounts with who holds and rejects them, reactions as a
// matrix whose fields lead to words, the chronology as a list before its drawing, with
// times as written and the reasoning.
func TestDeskPartsOfARecord(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/incidents/" + firstIncident(t, url))
	order := js[string](w, `[...document.querySelectorAll('.facts > section')].map(s => s.id).join(' ')`)
	if order != "disagreements facts chronology speech accounts reactions evidence aftermath related named decisions reports" && !strings.HasPrefix(order, "disagreements facts chronology speech accounts reactions evidence aftermath related") {
		t.Errorf("the parts are %s", order)
	}
	if got := js[string](w, `document.querySelector('#accounts').textContent`); !strings.Contains(got, "held by") || !strings.Contains(got, "rejected by") {
		t.Errorf("the accounts say %.400q", got)
	}
	if n := js[int](w, `document.querySelectorAll('#reactions thead th').length`); n < 4 {
		t.Errorf("the matrix has %d columns", n)
	}
	js[any](w, `document.querySelector('#reactions .act').click()`)
	w.wait(`.m.lit`)
	if !js[bool](w, `document.querySelector('#chronology li').compareDocumentPosition(document.querySelector('#chronology .strip')) === Node.DOCUMENT_POSITION_FOLLOWING`) {
		t.Error("the drawing of the chronology comes before its list")
	}
	if n := js[int](w, `document.querySelectorAll('#chronology .tick.range').length`); n == 0 {
		t.Error("no uncertain time is drawn as a range")
	}
	if n := js[int](w, `document.querySelectorAll('#chronology .as-written').length`); n == 0 {
		t.Error("no time stands as written")
	}
	step := `[...document.querySelectorAll('#chronology .v[data-when]')].find(v => v.dataset.when && v.checkVisibility())`
	js[any](w, step+`.scrollIntoView({block: 'center', behavior: 'instant'})`)
	at := js[[]float64](w, `new Promise(r => setTimeout(() => r((b => [b.x + 8, b.y + 8])(`+step+`.getBoundingClientRect())), 300))`)
	w.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	w.wait(`.card dl`)
	w.shot("time-card")
	if got := w.text(`.card dl`); !strings.Contains(got, "read as") || !strings.Contains(got, "reckoned") {
		t.Errorf("the card of a step says %q", got)
	}
	for _, chip := range js[[]string](w, `[...document.querySelectorAll('.chip[data-ledger]')].map(c => c.closest('.datum').querySelector('.v').textContent.trim() + ' ' + c.textContent.trim())`) {
		if !strings.Contains(chip, "⟷") {
			t.Errorf("a disagreement reads %q", chip)
		}
	}
}

// The slider leads to the record as it was known on a day.
func TestDeskSliderOfDays(t *testing.T) {
	address := openNamesakes(t)
	w := browse(t, 1440, 900)
	w.open(address + "/incidents/2019-03-04-leeds")
	w.wait(`.days input[type=range]`)
	js[any](w, `document.querySelector('.days input[type=range]').focus()`)
	w.key(kb.Home)
	w.wait(`.since`)
	if got := w.text(`.since`); !strings.Contains(got, "As it stood on 5 March 2019") || !strings.Contains(got, "4") {
		t.Errorf("the page says %q", got)
	}
}

// A text is pasted, and a file is dropped.
func TestDeskPastesAndDrops(t *testing.T) {
	w := browse(t, 1440, 900)
	w.open(openDesk(t) + "/add")
	w.typed(`textarea`, "Title: Two hurt in a stabbing in Ghent")
	js[any](w, `document.querySelector('textarea').value = 'Title: Two hurt in Ghent\nSource: Example Desk\nPublished: 2021-05-04\n\nA man stabbed two people in a shop in Ghent, Belgium, on Monday, police said.'`)
	w.click(`.primary`)
	if got := w.text(`.arrivals tr:nth-child(1) td:nth-child(2):not(.busy)`); !strings.Contains(got, "tells of a new incident") {
		t.Errorf("pasted: %q", got)
	}
	js[any](w, `(() => { const d = new DataTransfer(); d.items.add(new File(['Title: Fire at a mill in Bruges\nPublished: 2021-06-01\n\nA bomb wounded three people at a mill in Bruges, Belgium, on Tuesday, police said.'], 'bruges.txt')); document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: d, bubbles: true, cancelable: true})); })()`)
	if got := w.text(`.arrivals tr:nth-child(2) td:nth-child(2):not(.busy)`); !strings.Contains(got, "tells of a new incident") {
		t.Errorf("dropped: %q", got)
	}
	w.until("the progress is told", `document.querySelector('.going').textContent.includes('2 of 2 done') && document.querySelector('#live').textContent.includes('done')`)
}

// An answer that is lost on its way: what was kept shows by itself, and the same once
// more is no second decision.
func TestDeskC45AnAnswerIsLost(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/incidents/" + firstIncident(t, url))
	w.key("j")
	w.wait(`.groups .v.on`)
	js[any](w, `(() => { const real = window.fetch; window.fetch = async (...a) => { const r = await real(...a); if (String(a[0]).endsWith('/decisions')) throw new TypeError('the network is cut'); return r; }; })()`)
	w.key("a")
	w.wait(`.state.bad`)
	if got := w.text(`.state`); !strings.Contains(got, "does not answer") {
		t.Errorf("the page says %q", got)
	}
	w.wait(`.groups .v.accepted .mark`) // by itself
	w.open(url + "/incidents/" + firstIncident(t, url))
	if n := js[int](w, `document.querySelectorAll('#decisions li').length`); n != 1 {
		t.Errorf("%d decisions are kept", n)
	}
}

// focusable are the elements of a page that a key can reach.
const focusable = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: false}) && !(e.tagName === 'SUMMARY' && e.parentElement.tagName !== 'DETAILS'))`

// With the keyboard alone every control of every page is reached, in turn, and the one
// that has the focus is seen to have it.
func TestDeskKeyboardReachesEverything(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1280, 900)
	for _, path := range []string{"/", "/incidents/" + firstIncident(t, url), "/incidents/" + firstIncident(t, url) + "/alike", "/review", "/documents", "/documents/d1", "/entities", firstEntity(t, url), firstSource(t, url), "/compare?a=d1&b=d2", "/add", "/log", "/accuracy", "/help"} {
		w.open(url + path)
		w.wait(`main`)
		n := js[int](w, `(window.all = `+focusable+`).length`)
		js[any](w, `(window.met = new Set(), window.unseen = [], document.addEventListener('focusin', e => { window.met.add(e.target); const s = getComputedStyle(e.target); if (s.outlineStyle === 'none' && s.boxShadow === 'none' && !e.target.closest('.pin') && e.target.id !== 'main') window.unseen.push(e.target.outerHTML.slice(0, 90)); }), document.activeElement.blur())`)
		for i := 0; i < n+5 && js[int](w, `window.all.filter(e => !window.met.has(e) && e.isConnected).length`) > 0; i += 25 {
			for range 25 {
				w.do(chromedp.KeyEvent(kb.Tab))
			}
		}
		if missed := js[[]string](w, `window.all.filter(e => !window.met.has(e) && e.isConnected).slice(0, 3).map(e => e.outerHTML.slice(0, 120))`); len(missed) > 0 {
			t.Errorf("%s: of %d controls the keys do not reach %q", path, n, missed)
		}
		if unseen := js[[]string](w, `[...new Set(window.unseen)].slice(0, 3)`); len(unseen) > 0 {
			t.Errorf("%s: the focus is not seen on %q", path, unseen)
		}
	}
}

// Who asks for less motion gets none; paper has the record and no controls; the clock
// of the browser moves no day.
func TestDeskMediaAndC57Zones(t *testing.T) {
	url := openDesk(t)
	path := url + "/incidents/" + firstIncident(t, url)
	w := browse(t, 1280, 900)
	w.open(path)
	here := w.text(`.record`)
	set := func(p emulation.SetEmulatedMediaParams) {
		if _, err := chromedp.Call(w.ctx, emulation.SetEmulatedMedia, p); err != nil {
			t.Fatal(err)
		}
	}
	set(emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	js[any](w, `document.querySelector('.groups .v[data-slot]').click()`)
	w.wait(`.m.lit.pulse`)
	if got := js[string](w, `(s => s.animationName + ' ' + s.transitionDuration)(getComputedStyle(document.querySelector('.m.lit')))`); got != "none 0s" {
		t.Errorf("with less motion words are lit by %q", got)
	}
	set(emulation.SetEmulatedMediaParams{Media: "print"})
	if got := js[string](w, `[...document.querySelectorAll('.bar, .source, .state, button')].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 60)).join(' ')`); got != "" {
		t.Errorf("on paper stands %s", got)
	}
	if n := js[int](w, `[...document.querySelectorAll('.facts .v')].filter(e => e.checkVisibility()).length`); n < 50 {
		t.Errorf("on paper are %d values", n)
	}
	w.shot("printed")
	set(emulation.SetEmulatedMediaParams{})
	for _, zone := range []string{"Pacific/Kiritimati", "America/Adak"} {
		if _, err := chromedp.Call(w.ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: zone}); err != nil {
			t.Fatal(err)
		}
		w.open(path)
		if there := w.text(`.record`); there != here {
			t.Errorf("in %s the page reads otherwise", zone)
		}
	}
}

// outdated is a book in which the words of a decision mean another value by now.
type outdated struct {
	desk.Book
	undone *atomic.Int64
}

func (o outdated) Record(ctx context.Context, id string, covered bool) (schema.Output, error) {
	out, err := o.Book.Record(ctx, id, covered)
	if err != nil || o.undone.Load() != 0 {
		return out, err
	}
	r := &out.Records[0]
	for _, x := range r.Values {
		if x.Slot == "injured" {
			r.Decisions = append(r.Decisions, schema.Decision{ID: 3, Who: "ada", Kind: "accept", Slot: "injured", Value: "nine", Now: x.ID, Status: "changed", Citations: x.Citations[:1]})
			break
		}
	}
	return out, nil
}

func (o outdated) Undo(_ context.Context, decision int64, why string) (desk.Judged, error) {
	o.undone.Store(decision)
	return desk.Judged{Decision: decision + 1}, nil
}

// A decision whose words mean another value by now is told on the record and in the
// queue, until somebody dismisses it.
func TestDeskDismissesWhatTheWordsNoLongerMean(t *testing.T) {
	app, _, _ := testApp(nil)
	example, err := exampleBook(app)
	if err != nil {
		t.Fatal(err)
	}
	undone := &atomic.Int64{}
	server := httptest.NewUnstartedServer(nil)
	d, err := desk.New(outdated{example, undone}, desk.Options{Queries: queryBook(), Now: app.now, Hosts: hostsOf(server.Listener.Addr()), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = d.Handler()
	server.Start()
	t.Cleanup(server.Close)
	w := browse(t, 1280, 900)
	w.open(server.URL + "/review?state=changed")
	if got := w.text(`.reversals li`); !strings.Contains(got, "nine") || !strings.Contains(got, "are now read as") || !strings.Contains(got, "ada") {
		t.Errorf("the queue says %q", got)
	}
	w.open(server.URL + "/incidents/" + firstIncident(t, server.URL))
	w.wait(`.reversals [data-dismiss]`)
	w.shot("changed-words")
	w.click(`.reversals [data-dismiss]`)
	w.until("it is gone", `!document.querySelector('[data-dismiss]')`)
	if undone.Load() != 3 {
		t.Errorf("decision %d was undone", undone.Load())
	}
}
