package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dossier/internal/publish/find"
)

// published makes a site of the bundled reports and some of our own, one of them
// with markup where its title and names should be, and gives its folder.
func published(t *testing.T, args ...string) string {
	t.Helper()
	dir, site := filled(t), filepath.Join(t.TempDir(), "site")
	run := func(args ...string) {
		app, _, errs := testApp(nil)
		if code := app.run(args); code != exitOK {
			t.Fatalf("%v: %s", args, errs)
		}
	}
	run("add", "--archive", dir, "../../internal/publish/testdata/reports")
	run(append([]string{"publish", "--archive", dir, site, "--title", "Attacks, as they were reported"}, args...)...)
	return site
}

// fromFolder and fromServer are the two ways in which a site is read: from a folder,
// as on a USB stick, and from a path below the root of a bare server.
func fromFolder(site string) string { return "file://" + site }

func fromServer(t *testing.T, site string) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/a/b/", http.StripPrefix("/a/b", http.FileServer(http.Dir(site))))
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL + "/a/b"
}

// sitePages are pages of each kind.
var sitePages = []struct{ name, path string }{
	{"front", "/index.html"}, {"incidents", "/incidents.html"}, {"record", "/incidents/2023-01-27-tehran-embassy-of-azerbaijan-in-tehran.html"}, {"record-small", "/incidents/2021-05-04-ghent.html"},
	{"record-rtl", "/incidents/2020-02-10-beirut.html"}, {"record-hostile", "/incidents/2022-03-valparaiso.html"}, {"map", "/map.html"}, {"timeline", "/timeline.html"}, {"names", "/names.html"},
	{"search", "/search.html?q=guards"}, {"search-empty", "/search.html"}, {"country", "/countries/ir.html"}, {"data", "/data.html"}, {"missing", "/404.html"},
}

// setTheme asks for a theme as the reader's system does.
func (w *window) setTheme(theme string) {
	w.t.Helper()
	w.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
		return err
	}))
}

// settled waits until the scripts of a page have done what they do at first.
func (w *window) settled() {
	w.t.Helper()
	js[any](w, `new Promise(done => setTimeout(done, 80))`)
}

// Every page at three widths in both themes: nothing is wider than the window, no
// script fails, nothing is refused by the policy of the page, and where
// $DOSSIER_AXE names axe's script, it finds nothing against WCAG 2.2 AA.
func TestPublishedPagesAtEveryWidth(t *testing.T) {
	axe := ""
	if path := os.Getenv("DOSSIER_AXE"); path != "" {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		axe = string(b) + "; null"
	} else {
		t.Log("SKIPPED: accessibility: $DOSSIER_AXE does not name axe.min.js; npm pack axe-core")
	}
	run := strings.Replace(axeRun, "{runOnly", "{preload: false, runOnly", 1) // it may fetch nothing here either
	base := fromFolder(published(t, "--texts", "--redact", "victims"))
	for _, width := range []int{360, 1440, 2560} {
		w := browse(t, width, 900)
		for _, theme := range []string{"light", "dark"} {
			w.setTheme(theme)
			for _, p := range sitePages {
				w.open(base + p.path)
				w.settled()
				if over := js[int](w, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
					t.Errorf("%s at %d px is %d px too wide: %s", p.name, width, over, js[string](w, widest))
				}
				w.shot(fmt.Sprintf("%s-%d-%s", p.name, width, theme))
				if axe == "" {
					continue
				}
				js[any](w, axe)
				for _, fault := range js[[]string](w, run) {
					t.Errorf("%s, %d px, %s: %s", p.name, width, theme, fault)
				}
			}
		}
	}
}

// A reader searches with the beginning of a word, without its diacritics, finds the
// record with the words lit, opens it and sees them lit there: from a folder and
// from a server.
func TestPublishedSearchFinds(t *testing.T) {
	site := published(t)
	for _, base := range []string{fromFolder(site), fromServer(t, site)} {
		w := browse(t, 1280, 900)
		w.open(base + "/index.html")
		w.wait(`#q`)
		js[any](w, `(() => { document.querySelector('#q').value = 'hakans windows'; document.querySelector('.find').requestSubmit(); })()`)
		w.wait(`#found .hit`)
		if got := w.text(`.total`); !strings.HasPrefix(got, "1 incident with") {
			t.Errorf("%s: the page says %q", base, got)
		}
		if got := js[string](w, `[...document.querySelectorAll('#found mark')].map(m => m.textContent).join(' ')`); !strings.Contains(got, "Håkansson") || !strings.Contains(got, "windows") {
			t.Errorf("%s: lit are %q", base, got)
		}
		w.click(`#found .hit-title`)
		w.wait(`.record .sought`)
		if got := js[string](w, `document.querySelector('.record .sought').textContent`); got != "Håkansson" && got != "windows" {
			t.Errorf("%s: lit on the record is %q", base, got)
		}
		w.open(base + "/search.html?q=zzz")
		w.wait(`#found .empty`)
	}
}

// The script cuts and folds words as the index was made.
func TestPublishedWordsAreThoseOfTheIndex(t *testing.T) {
	w := browse(t, 800, 600)
	w.open(fromFolder(published(t)) + "/search.html")
	for _, text := range []string{
		"Two guards were hurt", "Zoë Håkansson’s café", "ŁÓDŹ straße Kızılay İzmir Reykjavík Đà Nẵng", "Ὀδυσσεύς ΣΊΣΥΦΟΣ", "انفجارٌ في بيروت آخر", "東京で爆発 กรุงเทพ", "AK-47 at 10:15, U.N.", "ﬁre ½ ²", "हिन्दी नमस्ते", "\U0001D573y ﬀ", strings.Repeat("x", 60),
	} {
		b, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := js[[]string](w, "wordsOf("+string(b)+")"), find.Words(text); !slices.Equal(got, want) {
			t.Errorf("%q: the script has %q, the index %q", text, got, want)
		}
	}
}

// The list is narrowed down, and the address of what was chosen leads there again.
func TestPublishedListNarrowsDown(t *testing.T) {
	w := browse(t, 1280, 900)
	base := fromFolder(published(t))
	w.open(base + "/incidents.html")
	w.click(`#f-type-bombing`)
	w.wait(`.facets a[aria-current]`)
	w.settled()
	total := w.text(`.total strong`)
	if n := js[int](w, `document.querySelectorAll('.list .hit').length`); fmt.Sprint(n) != total || n < 2 {
		t.Errorf("%d lines of %s", n, total)
	}
	w.click(`#f-country-tr`)
	w.settled()
	if n := js[int](w, `document.querySelectorAll('.list .hit').length`); n != 1 {
		t.Errorf("%d bombings in Turkey", n)
	}
	w.open(base + "/incidents.html?type=bombing&country=tr")
	w.wait(`.facets a[aria-current]`)
	w.settled()
	if got := w.text(`.list`); !strings.Contains(got, "Izmir") {
		t.Errorf("the address leads to %q", got)
	}
	w.shot("incidents-narrowed")
}

// The map is moved with the keyboard, comes nearer, and a stack tells what lies in it.
func TestPublishedMapByKeyboard(t *testing.T) {
	w := browse(t, 1280, 900)
	w.open(fromFolder(published(t)) + "/map.html")
	w.wait(`#map.live .pin`)
	w.settled()
	box := func() [4]float64 {
		return js[[4]float64](w, `(v => [v.x, v.y, v.width, v.height])(document.querySelector('#map').viewBox.baseVal)`)
	}
	before := box()
	js[any](w, `document.querySelector('#map').focus()`)
	w.key("+")
	w.settled()
	near := box()
	if near[2] >= before[2] {
		t.Errorf("+ comes no nearer: %v, then %v", before, near)
	}
	w.key(kb.ArrowRight)
	w.settled()
	if moved := box(); moved[0] <= near[0] {
		t.Errorf("the arrow moves nothing: %v, then %v", near, moved)
	}
	w.key("0")
	w.settled()
	if whole := box(); whole[2] < 3999 {
		t.Errorf("0 does not show the whole world: %v", whole)
	}
	js[any](w, `document.querySelector('#map .pin').focus()`)
	w.key(kb.Enter)
	w.wait(`#stack a`)
	if got := w.text(`#stack`); got == "" {
		t.Error("the stack is silent")
	}
	w.shot("map-stack")
}

// With scripts off the site is read all the same: lists, map, chronology, sources.
func TestPublishedSiteWithoutScripts(t *testing.T) {
	w := browse(t, 1280, 900)
	base := fromFolder(published(t))
	w.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	for path, want := range map[string]string{
		"/index.html": "How it was made", "/incidents.html": "By country", "/map.html": "By country", "/timeline.html": "2021", "/search.html?q=x": "needs scripts",
		"/incidents/2021-05-04-ghent.html": "Who says so",
	} {
		w.open(base + path)
		if got := w.text(`main`); !strings.Contains(got, want) {
			t.Errorf("%s: no %q", path, want)
		}
	}
	w.open(base + "/map.html")
	w.wait(`#map a.pin`)
	w.shot("map-no-scripts")
}

// What reports say is text: no element, script or attribute comes of it, and no page
// asks anything of another host.
func TestPublishedHostileText(t *testing.T) {
	w := browse(t, 1280, 900)
	site := published(t)
	w.open(fromFolder(site) + "/incidents/2022-03-valparaiso.html")
	if got := w.text(`h1`); !strings.Contains(got, `<script>alert("x")</script>`) {
		t.Errorf("the title is %q", got)
	}
	if n := js[int](w, `document.querySelectorAll('[onload], [onerror], img[src="x"], script:not([src]):not([type="application/ld+json"])').length`); n != 0 {
		t.Errorf("%d elements come of the report", n)
	}
	w.open(fromFolder(site) + "/search.html?q=depot")
	w.wait(`#found .hit`)
	if got := w.text(`#found`); !strings.Contains(got, "<img src=x") {
		t.Errorf("the search shows %q", got)
	}
	if got := js[string](w, `performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('file:')).join(' ')`); got != "" {
		t.Errorf("the page loads %s", got)
	}
}

// The desk gives what is filtered as a site in one file, and says in the log that it
// did.
func TestDeskGivesASite(t *testing.T) {
	url := openDesk(t)
	get := func(path string) (*http.Response, []byte) {
		resp, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp, b
	}
	resp, b := get("/export?format=site&q=country%3AUS")
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatalf("%v: %.200s", err, b)
	}
	pages := 0
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "site/incidents/") {
			pages++
		}
	}
	if got := resp.Header.Get("Dossier-Records"); got != fmt.Sprint(pages) || pages != 2 || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%s records, %d pages, %v", got, pages, resp.Header)
	}
	if _, log := get("/log"); !strings.Contains(string(log), "published") {
		t.Error("the log is silent")
	}
	if resp, b := get("/export?format=site&q=nobody"); resp.StatusCode != http.StatusOK || len(b) == 0 {
		t.Errorf("nothing found: %s", resp.Status)
	}
}
