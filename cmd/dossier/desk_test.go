package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dossier/internal/desk"
	"dossier/internal/fetch/remote"
	"dossier/internal/search"
)

// openDesk serves a new archive with the bundled reports, and gives its address.
func openDesk(t *testing.T) string {
	t.Helper()
	return serveDesk(t, filled(t))
}

// serveDesk serves an archive until the test ends.
func serveDesk(t *testing.T, dir string) string {
	t.Helper()
	return serveDeskIn(t, dir, nil)
}

// serveDeskIn serves an archive in an internet, nil for none.
func serveDeskIn(t *testing.T, dir string, network *remote.Network) string {
	t.Helper()
	app, _, _ := testApp(nil)
	a, err := Place{Archive: dir}.open(app, "tester", false)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	b, err := openBook(a)
	if err != nil {
		t.Fatal(err)
	}
	if app.Network = network; network != nil {
		b.remote = app.remote()
	}
	d, err := desk.New(b, desk.Options{Queries: queryBook(), Sheets: sheets(), Formats: formats(), Example: func() (desk.Book, error) { return exampleBook(app) }, Now: app.now, Hosts: hostsOf(server.Listener.Addr()), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = d.Handler()
	server.Start()
	t.Cleanup(func() { server.Close(); a.Store.Close() })
	return server.URL
}

// firstIncident is the id of the first record of a desk.
func firstIncident(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url + "/api/incidents")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var out search.Page
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil || len(out.Hits) == 0 {
		t.Fatal("no incidents", err)
	}
	return out.Hits[0].ID
}

// A newcomer opens the desk, opens the incident, and is led from a value to its
// exact words and from words back to the value.
func TestDeskFromValueToWordsAndBack(t *testing.T) {
	w := browse(t, 1440, 900)
	w.open(openDesk(t) + "/")
	w.click(`.hit-title`)
	w.wait(`#disagreements .dispute`)
	w.click(`#disagreements tbody a.v`)
	if w.text(`.m.lit`) == "" {
		t.Error("no words are lit")
	}
	w.shot("record-lit")
	js[any](w, `document.querySelector('.groups [data-v^="f"]').focus({focusVisible: true})`)
	w.wait(`.card blockquote b`)
	if card := w.text(`.card`); !strings.Contains(card, "confidence") || !strings.Contains(card, "read by") {
		t.Errorf("the card says %q", card)
	}
	w.shot("record-card")
	js[any](w, `[...document.querySelectorAll('.sheet:not([hidden]) .m.fact:not([data-n])')][0].click()`)
	if w.text(`.facts .v.on`) == "" {
		t.Error("the words lead to no value")
	}
}

// widest names the elements that reach beyond the window and are not scrolled in
// a box of their own.
const widest = `[...document.querySelectorAll('body *')].filter(e => {
	if (e.getBoundingClientRect().right <= innerWidth + 1) return false;
	for (let p = e.parentElement; p; p = p.parentElement) if (p !== document.body && getComputedStyle(p).overflowX !== 'visible') return false;
	return true;
}).slice(0, 4).map(e => e.tagName + '.' + (e.className.baseVal ?? e.className)).join(' ')`

// Every page at three widths in both themes: nothing is wider than the window,
// and no script fails.
func TestDeskPagesAtEveryWidth(t *testing.T) {
	url := openDesk(t)
	pages := []struct{ name, path string }{
		{"incidents", "/"}, {"record", "/incidents/" + firstIncident(t, url)}, {"alike", "/incidents/" + firstIncident(t, url) + "/alike"}, {"entities", "/entities"}, {"entity", firstEntity(t, url)}, {"sources", "/sources"}, {"source", firstSource(t, url)}, {"documents", "/documents"}, {"paper", "/documents/d1"}, {"compare", "/compare?a=d1&b=d2"}, {"compare-days", "/compare?incident=" + firstIncident(t, url) + "&from=2023-01-27"}, {"accuracy", "/accuracy"}, {"review", "/review"}, {"changed", "/review?state=changed"}, {"log", "/log"}, {"add", "/add"}, {"help", "/help"}, {"error", "/incidents/none"},
	}
	for _, width := range []int{360, 1440, 2560} {
		w := browse(t, width, 900)
		for _, p := range pages {
			for _, theme := range []string{"light", "dark"} {
				w.open(url + p.path)
				w.theme(theme)
				if over := js[int](w, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
					t.Errorf("%s at %d px is %d px too wide: %s", p.name, width, over, js[string](w, widest))
				}
				w.shot(fmt.Sprintf("%s-%d-%s", p.name, width, theme))
			}
		}
	}
}

// axeRun names what a page breaks, with the first elements that do.
const axeRun = `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(r =>
	r.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.length + ' × ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120) + ' ' + (n.any[0]?.message ?? '')).join(' | ')))`

// Every page is checked by axe for WCAG 2.2 AA, in both themes. Where axe lies is
// told by $DOSSIER_AXE.
func TestDeskC60IsAccessible(t *testing.T) {
	path := os.Getenv("DOSSIER_AXE")
	if path == "" {
		t.Skip("SKIPPED: $DOSSIER_AXE does not name axe.min.js; npm pack axe-core")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	url := openDesk(t)
	w := browse(t, 1440, 900)
	for _, p := range []string{"/", "/?q=guards", "/?q=killed:x", "/incidents/" + firstIncident(t, url), "/incidents/" + firstIncident(t, url) + "/alike", "/entities", "/entities?name=nobody", firstEntity(t, url), "/sources", firstSource(t, url), "/documents", "/documents/d1", "/compare?a=d1&b=d2", "/accuracy", "/review", "/log", "/add", "/help"} {
		for _, theme := range []string{"light", "dark"} {
			w.open(url + p)
			w.theme(theme)
			js[any](w, string(axe)+"; for (const e of document.querySelectorAll('*')) if (getComputedStyle(e).contentVisibility === 'auto') e.style.contentVisibility = 'visible'; null") // what is out of sight is laid out too
			for _, fault := range js[[]string](w, axeRun) {
				t.Errorf("%s, %s: %s", p, theme, fault)
			}
		}
	}
}

// Reports are pasted and chosen; each tells what became of it, a broken one stops
// no other, and a duplicate is told as one.
func TestDeskAddsReports(t *testing.T) {
	url := openDesk(t)
	dir := t.TempDir()
	text := "Title: Two hurt in a stabbing in Ghent\nSource: Example Desk\nPublished: 2021-05-04\n\nA man stabbed two people in a shop in Ghent, Belgium, on Monday, police said. Nobody was killed.\n"
	good, broken := filepath.Join(dir, "ghent.txt"), filepath.Join(dir, "broken.pdf")
	if err := errors.Join(os.WriteFile(good, []byte(text), 0o644), os.WriteFile(broken, []byte("%PDF-1.7\nnothing"), 0o644)); err != nil {
		t.Fatal(err)
	}
	w := browse(t, 1440, 900)
	w.open(url + "/add")
	w.do(chromedp.SetUploadFiles(`input[type=file]`, []string{broken, good, good}))
	w.click(`.primary`)
	w.wait(`.arrivals tr:nth-child(3) td:nth-child(2):not(.busy)`)
	got := w.text(`.arrivals tbody`)
	w.shot("add-done")
	for _, want := range []string{"not read", "a new incident", "already there"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	w.open(url + "/?q=Ghent")
	if n := w.text(`.total strong`); n != "1" {
		t.Errorf("%s incidents in Ghent", n)
	}
}

// An address is fetched when it is asked for; one of the own network, and one that
// leads there, is refused and said so.
func TestDeskFetchesAnAddress(t *testing.T) {
	web := t.TempDir()
	put := func(path, text string) {
		path = filepath.Join(web, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	put("news.example/fire.html", "<title>Two hurt in Ghent</title><p>Two people were hurt when a bomb went off in Ghent, Belgium, on 4 May 2021, police said.</p>")
	put("news.example/away.to", "http://intranet.example/secret")
	w := browse(t, 1280, 800)
	w.open(serveDeskIn(t, filled(t), invented(web)) + "/add")
	for i, c := range []struct{ address, says string }{
		{"https://news.example/fire.html", "tells of a new incident"},
		{"https://news.example/fire.html", "already there as"},
		{"http://intranet.example/", "refused"},
		{"http://news.example/away", "refused"},
		{"http://127.0.0.1:7070/", "refused"},
	} {
		js[any](w, fmt.Sprintf(`(() => { const f = document.querySelector('[data-add]'); f.elements.url.value = %q; f.requestSubmit(); })()`, c.address))
		row := fmt.Sprintf(`.arrivals tbody tr:nth-child(%d) td:nth-child(2):not(.busy)`, i+1)
		if got := w.text(row); !strings.Contains(got, c.says) {
			t.Errorf("%s: %q", c.address, got)
		}
	}
	w.shot("add-addresses")
}

// A reviewer decides with the keyboard alone: goes to a value, accepts it, rejects
// the next with a reason, undoes that; each is kept at once, told, and logged.
func TestDeskReviewByKeyboard(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/incidents/" + firstIncident(t, url))
	w.key("j")
	w.wait(`.groups .v.on`)
	first := w.text(`.groups .v.on .t`)
	w.key("a")
	w.wait(`.groups .v.accepted .mark`)
	if got := w.text(`.groups .v.accepted .t`); got != first {
		t.Errorf("accepted %q, marked %q", first, got)
	}
	if s := w.text(`.state:not(.busy)`); !strings.Contains(s, "kept at") {
		t.Errorf("the page says %q", s)
	}
	w.wait(`.groups .v.on:not(.accepted)`)
	w.key("x")
	w.wait(`.card .choose`)
	w.key("2")
	w.wait(`.groups .v.rejected .mark`)
	w.shot("review-decided")
	if n := js[int](w, `document.querySelectorAll('#decisions li').length`); n != 2 {
		t.Errorf("%d decisions stand on the page", n)
	}
	w.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	w.wait(`.record:not(:has(.groups .v.rejected))`)
	w.open(url + "/log")
	if log := w.text(`.plain tbody`); strings.Count(log, "decided") < 3 || !strings.Contains(log, "undo") {
		t.Errorf("the log says %.400q", log)
	}
	w.shot("log")
	w.open(url + "/review")
	if got := w.text(`.total`); !strings.HasPrefix(got, "1 of ") {
		t.Errorf("the queue says %q", got)
	}
	w.shot("review-queue")
}

// The queue is gone through and decided in by keys: accepted and rejected values leave
// it, and the last decision is taken back.
func TestDeskDecidesInTheQueue(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/review")
	first := w.text(`.queue tbody tr:nth-child(1) .v`)
	w.key("j")
	w.wait(`.queue tr.on`)
	w.key("a")
	w.wait(`.told:not(:empty)`)
	if s := w.text(`.told`); !strings.Contains(s, "kept at") || !strings.Contains(s, first) {
		t.Errorf("the page says %q of %q", s, first)
	}
	w.key("x")
	w.wait(`.asking button`)
	w.shot("queue-reasons")
	w.key("1")
	w.wait(`.switches a:nth-of-type(6) b`)
	js[any](w, `new Promise(r => { const done = () => document.querySelector('.switches a:nth-of-type(6) b').textContent === '1' ? r(1) : setTimeout(done, 50); done(); })`)
	if got := w.text(`.total`); !strings.HasPrefix(got, "2 of ") {
		t.Errorf("the queue says %q", got)
	}
	w.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	js[any](w, `new Promise(r => { const done = () => document.querySelector('.total').textContent.startsWith('1 of') ? r(1) : setTimeout(done, 50); done(); })`)
	w.open(url + "/review?state=accepted")
	if got := w.text(`.queue tbody`); !strings.Contains(got, strings.TrimSpace(first)) {
		t.Errorf("what was accepted reads %q", got)
	}
}

// Two people on one record: the second is told of what the first decided, and
// nothing is written over.
func TestDeskC44TwoReviewers(t *testing.T) {
	url := openDesk(t)
	path := url + "/incidents/" + firstIncident(t, url)
	a, b := browse(t, 1200, 800), browse(t, 1200, 800)
	for _, w := range []*window{a, b} {
		w.open(path)
		w.key("j")
		w.wait(`.groups .v.on`)
	}
	a.key("a")
	a.wait(`.groups .v.accepted`)
	b.key("a")
	b.wait(`.state.bad`)
	if got := b.text(`.state`); !strings.Contains(got, "tester has meanwhile decided") {
		t.Errorf("the second is told %q", got)
	}
	b.wait(`.groups .v.accepted`)
	if n := js[int](b, `document.querySelectorAll('#decisions li').length`); n != 1 {
		t.Errorf("%d decisions are kept", n)
	}
}

// Chosen words of a report become the evidence of a value that was not found.
func TestDeskAddsAValueByHand(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/incidents/" + firstIncident(t, url))
	js[any](w, `(() => { const p = [...document.querySelectorAll('.sheet:not([hidden]) p')].find(p => p.textContent.includes('guards')); const r = document.createRange(); r.selectNodeContents(p); const s = getSelection(); s.removeAllRanges(); s.addRange(r);
		const t = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); let n; while (n = t.nextNode()) { const i = n.data.indexOf('guards'); if (i >= 0) { r.setStart(n, i); r.setEnd(n, i + 6); break; } }
		p.dispatchEvent(new MouseEvent('mouseup', {bubbles: true})); })()`)
	w.wait(`.add-value`)
	w.shot("add-value")
	js[any](w, `(() => { const f = document.querySelector('.add-value'); f.elements.slot.value = 'site'; f.elements.new.value = 'Guard post'; f.requestSubmit(); })()`)
	w.wait(`.state:not(.busy)`)
	if got := w.text(`.groups`); !strings.Contains(got, "Guard post") {
		t.Errorf("the value is not on the page; it says %q", w.text(`.state:not(.busy)`))
	}
}

// A newcomer opens an empty desk, looks at the example, finds its contradiction,
// decides in it, leaves it, and the own archive is as empty as before.
func TestDeskFirstStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	app, _, errs := testApp(nil)
	a, err := Place{Archive: dir}.open(app, "tester", true)
	if err != nil {
		t.Fatal(err, errs)
	}
	a.Store.Close()
	w := browse(t, 1280, 800)
	w.open(serveDesk(t, dir) + "/")
	w.wait(`.empty`)
	w.shot("first-start")
	w.click(`.plainer`)
	w.wait(`.banner`)
	w.click(`.hit-title`)
	if got := w.text(`#disagreements .dispute .versus`); !strings.Contains(got, "3") || !strings.Contains(got, "2") {
		t.Errorf("the contradiction reads %q", got)
	}
	w.shot("example-record")
	w.key("j")
	w.wait(`.groups .v.on`)
	w.key("a")
	w.wait(`.groups .v.accepted`)
	w.click(`.banner button`)
	w.wait(`.empty`)
}

// What is filtered is what is exported, and the button says how many.
func TestDeskC53ExportsWhatIsFiltered(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1280, 800)
	w.open(url + "/?q=killed%3E%3D1")
	total := w.text(`.total strong`)
	if got := w.text(`.give button`); got != "Export "+total {
		t.Errorf("the button says %q of %s", got, total)
	}
	resp, err := http.Get(url + "/export?format=jsonl&q=killed%3E%3D1")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || fmt.Sprint(strings.Count(string(b), "\n")) != total || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%v: %d lines of %s, %q", err, strings.Count(string(b), "\n"), total, resp.Header.Get("Content-Disposition"))
	}
}

// A record is shown as it was known on a day, with what changed since.
func TestDeskAsOf(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/incidents/" + firstIncident(t, url))
	w.wait(`.days`)
	w.click(`.days a:nth-of-type(1)`)
	if got := w.text(`.since`); !strings.Contains(got, "As it stood on 27 January 2023") || !strings.Contains(got, "+") {
		t.Errorf("the page says %q", got)
	}
	w.shot("as-of")
	w.key("j")
	w.wait(`.groups .v.on`)
	w.key("a")
	if got := w.text(`.state:not(.busy)`); !strings.Contains(got, "as it is now") {
		t.Errorf("deciding on the past: %q", got)
	}
}
