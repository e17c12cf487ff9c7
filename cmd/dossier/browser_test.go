package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// window is a browser window on the desk. Whatever fails in it fails the test.
type window struct {
	t   testing.TB
	ctx context.Context

	mu     sync.Mutex
	faults []string // exceptions, and what the security policy refused
}

// browserOf finds Chromium, which Debian calls chromium. Without one the test is
// skipped, loudly; where CI is set that is a failure.
func browserOf(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("no Chromium: apt-get install chromium")
	}
	t.Skip("SKIPPED: no Chromium on this machine; apt-get install chromium")
	return ""
}

// browse opens a window of a size.
func browse(t testing.TB, width, height int) *window {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browserOf(t)), chromedp.NoSandbox, chromedp.WindowSize(width, height))
	alloc, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	ctx, end := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(end)
	w := &window{t: t, ctx: ctx}
	w.do(chromedp.EmulateViewport(int64(width), int64(height)))
	if err := chromedp.Listen(ctx, w.listen); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		for _, f := range w.faults {
			t.Errorf("the browser reports: %s", f)
		}
	})
	return w
}

func (w *window) listen(ev any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		w.faults = append(w.faults, ev.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError && ev.Entry.Source != log.EntrySourceNetwork {
			w.faults = append(w.faults, ev.Entry.Text)
		}
	}
}

func (w *window) do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.t.Fatal(err)
	}
}

// open goes to an address.
func (w *window) open(url string) {
	w.t.Helper()
	w.do(chromedp.Navigate(url))
}

// click presses the middle of the first element a selector finds, once it can be seen.
func (w *window) click(selector string) {
	w.t.Helper()
	at := seen[[]float64](w, selector, `(e.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'}), (r => [r.x + r.width / 2, r.y + r.height / 2])(e.getClientRects()[0]))`)
	w.do(chromedp.MouseClickXY(at[0], at[1]))
}

// wait waits until an element can be seen.
func (w *window) wait(selector string) {
	w.t.Helper()
	seen[bool](w, selector, `true`)
}

// text is what an element says.
func (w *window) text(selector string) string {
	w.t.Helper()
	return seen[string](w, selector, `e.innerText`)
}

// typed writes into a field, over what it holds.
func (w *window) typed(selector, words string) {
	w.t.Helper()
	seen[bool](w, selector, `(e.focus(), e.value = '', true)`)
	w.do(chromedp.KeyEvent(words))
}

// seen waits until an element can be seen and gives what an expression about it, e,
// is worth at that moment. The page is asked in one step: an element that a script
// has just put in the place of another is a new one to a browser driven from outside,
// which would hold on to the old and fail. Nothing is seen of a page before it has
// its style and its script has run.
func seen[T any](w *window, selector, expression string) T {
	w.t.Helper()
	ask := `(() => { const e = document.querySelector(` + strconv.Quote(selector) + `); if (!e || document.readyState !== 'complete' || !e.getClientRects().length || getComputedStyle(e).visibility !== 'visible') return null; return [` + expression + `] })()`
	var last error
	for range 500 {
		v, err := chromedp.Run(w.ctx, chromedp.Evaluate[[]T](ask))
		if err == nil && len(v) == 1 {
			return v[0]
		}
		last = err // between two pages there is nothing to ask
		if w.ctx.Err() != nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	w.shot("failed")
	w.t.Fatalf("%s is not seen (%v)", selector, last)
	panic("unreachable")
}

// js evaluates an expression in the page, and waits for a promise.
func js[T any](w *window, expression string) T {
	w.t.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// key presses a key, once the page listens to keys.
func (w *window) key(k string) {
	w.t.Helper()
	w.wait(`body`)
	w.do(chromedp.KeyEvent(k))
}

// theme presses the button until the page has a theme.
func (w *window) theme(theme string) {
	w.t.Helper()
	if js[string](w, `document.documentElement.dataset.theme`) != theme {
		w.click(`.theme button`)
		w.wait(`html[data-theme="` + theme + `"]`)
	}
}

// shot keeps a picture of the page in the folder $DOSSIER_SHOTS, for eyes.
func (w *window) shot(name string) {
	w.t.Helper()
	dir := os.Getenv("DOSSIER_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(w.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		w.t.Log(err)
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		w.t.Fatal(err)
	}
}
