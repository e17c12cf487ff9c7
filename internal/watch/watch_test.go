package watch_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dossier/internal/fetch/remote"
	"dossier/internal/fetch/remote/remotetest"
	"dossier/internal/watch"
	"dossier/internal/watch/state"
)

// world is an internet, a clock that only waiting moves, and an archive.
type world struct {
	t   *testing.T
	dir string

	mu    sync.Mutex
	now   time.Time
	pages map[string]string // by host and path; "503", "404" and "-> URL" are answers
	asked map[string]int    // whole answers that were sent
	kept  []string          // what the archive was given, in order
	have  map[[32]byte]bool
	full  int // how many documents fill the disk; 0: none
	looks []watch.Look
}

func newWorld(t *testing.T) *world {
	return &world{t: t, dir: t.TempDir(), now: time.Date(2023, 1, 27, 8, 0, 0, 0, time.UTC), pages: map[string]string{}, asked: map[string]int{}, have: map[[32]byte]bool{}}
}

func (w *world) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) Sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
	return ctx.Err()
}

func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	at := r.Host + r.URL.Path
	body, ok := w.pages[at]
	to, leads := strings.CutPrefix(body, "-> ")
	switch {
	case !ok || body == "404":
		http.NotFound(rw, r)
	case body == "503":
		rw.Header().Set("Retry-After", "7200")
		rw.WriteHeader(503)
	case leads:
		http.Redirect(rw, r, to, http.StatusMovedPermanently)
	default:
		tag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(body)))
		rw.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		w.asked[at]++
		fmt.Fprint(rw, body)
	}
}

var errFull = errors.New("no space left on device")

// Add implements watch.Archive.
func (w *world) Add(_ context.Context, docs []watch.Document) (out []watch.Kept, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, d := range docs {
		if w.full > 0 && len(w.kept) >= w.full {
			return out, errFull
		}
		k := watch.Kept{Path: d.Path, Number: int64(len(w.kept) + 1)}
		sum := sha256.Sum256(d.Bytes)
		if k.Had = w.have[sum]; !k.Had {
			w.have[sum] = true
			w.kept = append(w.kept, d.Path+"="+string(d.Bytes))
		}
		out = append(out, k)
	}
	return out, nil
}

// watcher is a process that watches.
func (w *world) watcher(opt watch.Options) *watch.Watcher {
	w.t.Helper()
	network, done := remotetest.Serve(w, nil)
	w.t.Cleanup(done)
	db, err := state.Open(w.t.Context(), w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { db.Close() })
	opt.Once = true
	return &watch.Watcher{
		Remote: remote.New(remote.Options{Network: network, Now: w.Now, Sleep: w.Sleep}), State: db, Archive: w, Now: w.Now, Sleep: w.Sleep, Options: opt,
		Tell: func(l watch.Look) { w.mu.Lock(); defer w.mu.Unlock(); w.looks = append(w.looks, l) },
	}
}

// look lets a watcher look once, and gives what it told.
func (w *world) look(p *watch.Watcher, sources ...string) []watch.Look {
	w.t.Helper()
	w.looks = nil
	if err := p.Run(w.t.Context(), sources); err != nil {
		w.t.Fatal(err)
	}
	return w.looks
}

// later lets time pass.
func (w *world) later(d time.Duration) { w.Sleep(w.t.Context(), d) }

// rss is a feed of items "ID LINK TITLE".
func rss(items ...string) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>World</title>`)
	for _, it := range items {
		f := strings.SplitN(it, " ", 3)
		fmt.Fprintf(&b, "<item><guid>%s</guid><link>%s</link><title>%s</title></item>", f[0], f[1], f[2])
	}
	return b.String() + "</channel></rss>"
}

// tell is a look in a line.
func tell(l watch.Look) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:", filepath.Base(l.Source))
	if l.Unchanged {
		b.WriteString(" unchanged")
	}
	if l.Busy {
		b.WriteString(" busy")
	}
	for _, k := range l.Kept {
		fmt.Fprintf(&b, " %s", filepath.Base(k.Path))
		if k.Had {
			b.WriteString("(had)")
		}
		if k.Err != nil {
			b.WriteString("(" + k.Err.Error() + ")")
		}
	}
	if l.Later > 0 {
		fmt.Fprintf(&b, " later:%d", l.Later)
	}
	if l.Err != nil {
		fmt.Fprintf(&b, " failed:%v", l.Err)
	}
	return b.String()
}

func (w *world) want(looks []watch.Look, want ...string) {
	w.t.Helper()
	var got []string
	for _, l := range looks {
		got = append(got, tell(l))
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestFeed(t *testing.T) {
	w := newWorld(t)
	w.pages["a.example/f"] = rss("2 https://a.example/two Two", "1 https://a.example/one?utm_source=x One")
	w.pages["a.example/one"], w.pages["a.example/two"] = "one", "two"
	p := w.watcher(watch.Options{})
	const feed = "https://a.example/f"
	w.want(w.look(p, feed), "f: one?utm_source=x two") // the oldest first
	w.later(time.Hour)
	w.want(w.look(p, feed), "f: unchanged")
	// An item that changes is asked for again; what did not change is not sent.
	w.pages["a.example/f"] = rss("3 /three Three", "2 https://a.example/two Two, corrected", "1 https://a.example/one?utm_source=x One, again")
	w.pages["a.example/two"], w.pages["a.example/three"] = "two, corrected", "three"
	w.later(time.Hour)
	w.want(w.look(p, feed), "f: two three")
	if got := fmt.Sprint(w.asked); got != "map[a.example/f:2 a.example/one:1 a.example/three:1 a.example/two:2]" {
		t.Error("sent:", got)
	}
	// A process that starts anew knows all that.
	w.later(time.Hour)
	w.want(w.look(w.watcher(watch.Options{}), feed), "f: unchanged")
	if len(w.kept) != 4 {
		t.Errorf("%q", w.kept)
	}
}

// What is told of a document says where it came from.
func TestProvenance(t *testing.T) {
	w := newWorld(t)
	w.pages["a.example/f"] = rss("1 https://a.example/old One") + "<!-- -->"
	w.pages["a.example/g"] = `{"items":[{"id":"n 1","content_text":"A bomb went off."}]}`
	w.pages["a.example/old"], w.pages["www.a.example/new"] = "-> https://www.a.example/new", "one"
	p := w.watcher(watch.Options{})
	var got []watch.Document
	p.Archive = archive(func(d []watch.Document) { got = append(got, d...) })
	w.look(p, "https://a.example/f", "https://a.example/g")
	if len(got) != 2 {
		t.Fatalf("%+v", got)
	}
	slices.SortFunc(got, func(a, b watch.Document) int { return -strings.Compare(a.Path, b.Path) })
	f := got[0].From
	if f.URL != "https://www.a.example/new" || f.Asked != "https://a.example/old" || f.Feed != "https://a.example/f" || f.Outlet != "a.example" || f.Retrieved == "" || len(f.Headers) == 0 {
		t.Errorf("%+v", f)
	}
	if g := got[1]; g.From.URL != "https://a.example/g#n+1" || !strings.Contains(string(g.Bytes), "<p>A bomb went off.</p>") || g.From.Feed != "https://a.example/g" {
		t.Errorf("%+v", g)
	}
}

type archive func([]watch.Document)

func (a archive) Add(_ context.Context, d []watch.Document) ([]watch.Kept, error) {
	a(d)
	return make([]watch.Kept, len(d)), nil
}

// One page that two feeds name is fetched once.
func TestTwoFeedsOnePage(t *testing.T) {
	w := newWorld(t)
	w.pages["a.example/f"], w.pages["b.example/g"] = rss("1 https://a.example/one?utm_campaign=f One"), rss("x https://a.example/one Eins")
	w.pages["a.example/one"] = "one"
	w.look(w.watcher(watch.Options{Together: 1}), "https://a.example/f", "https://b.example/g")
	if w.asked["a.example/one"] != 1 || len(w.kept) != 1 {
		t.Errorf("asked %v, kept %q", w.asked, w.kept)
	}
}

// A feed that fails is left alone longer each time, and never stops the others.
func TestFailingFeed(t *testing.T) {
	w := newWorld(t)
	w.pages["a.example/f"], w.pages["b.example/g"] = "no feed at all", rss("1 https://b.example/one One")
	w.pages["b.example/one"] = "one"
	p := w.watcher(watch.Options{Every: 10 * time.Minute})
	const bad, good = "https://a.example/f", "https://b.example/g"
	none := " failed:no feed: neither RSS nor Atom nor JSON Feed"
	looks := w.look(p, bad, good)
	w.want(looks, "f:"+none, "g: one")
	var waits []time.Duration
	for range 10 {
		waits = append(waits, looks[0].Next.Sub(w.Now()).Round(time.Minute))
		w.want(w.look(p, bad)[:1], fmt.Sprintf("f: failed:not asked before %s: it failed %s (no feed: neither RSS nor Atom nor JSON Feed)", looks[0].Next.Format(time.RFC3339), times(len(waits))))
		w.later(looks[0].Next.Sub(w.Now()))
		looks = w.look(p, bad, good)
	}
	if got := fmt.Sprint(waits); got != "[10m0s 20m0s 40m0s 1h20m0s 2h40m0s 5h20m0s 10h40m0s 21h20m0s 24h0m0s 24h0m0s]" {
		t.Error("left alone for", got)
	}
	w.pages["a.example/f"] = "503" // it asks for two hours
	w.later(24 * time.Hour)
	w.want(w.look(p, bad), "f: failed:the host answered 503 Service Unavailable")
	w.pages["a.example/f"] = rss("1 https://a.example/one One")
	w.pages["a.example/one"] = "one"
	w.later(48 * time.Hour)
	looks = w.look(p, bad)
	if looks[0].Fails != 0 || looks[0].Err != nil {
		t.Errorf("%+v", looks)
	}
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// An item that fails is tried again a few times; one that cannot come is given up at
// once. Each is told when it fails.
func TestFailingItems(t *testing.T) {
	w := newWorld(t)
	w.pages["a.example/f"] = rss("1 https://a.example/busy Busy", "2 https://a.example/gone Gone", "3 javascript:alert(1) Script", "4 http://127.0.0.1/x Inside", "5 https://a.example/good Good")
	w.pages["a.example/busy"], w.pages["a.example/good"] = "503", "good"
	p := w.watcher(watch.Options{Every: 10 * time.Minute})
	const feed = "https://a.example/f"
	w.want(w.look(p, feed), `f: good x(refused: 127.0.0.1 leads to 127.0.0.1, a loopback address; only hosts of the public internet are asked) f#3(refused: the item leads to what is no address of the web: "javascript:alert(1)") `+
		"gone(the host answered 404 Not Found) busy(the host answered 503 Service Unavailable) later:1")
	w.later(10 * time.Minute)
	w.want(w.look(p, feed), "f: later:1") // the host asked for two hours
	for range 4 {
		w.later(5 * time.Hour)
		w.look(p, feed)
	}
	w.later(48 * time.Hour)
	w.want(w.look(p, feed), "f: unchanged") // given up
	if w.asked["a.example/good"] != 1 {
		t.Error(w.asked)
	}
}

// A feed with many items is read in turns, the newest first.
func TestManyItems(t *testing.T) {
	w := newWorld(t)
	var items []string
	for i := range 25 {
		items = append(items, fmt.Sprintf("%d https://a.example/%02d x", i, i))
		w.pages[fmt.Sprintf("a.example/%02d", i)] = fmt.Sprint("page ", i)
	}
	w.pages["a.example/f"] = rss(items...)
	p := w.watcher(watch.Options{Items: 10})
	const feed = "https://a.example/f"
	w.want(w.look(p, feed), "f: 09 08 07 06 05 04 03 02 01 00 later:15")
	w.later(time.Hour)
	w.want(w.look(p, feed), "f: 19 18 17 16 15 14 13 12 11 10 later:5")
	w.later(time.Hour)
	w.want(w.look(p, feed), "f: 24 23 22 21 20")
	w.later(time.Hour)
	w.want(w.look(p, feed), "f: unchanged")
	// A look that takes too long leaves the rest.
	w = newWorld(t)
	w.pages["a.example/f"] = rss(items...)
	for i := range 25 {
		w.pages[fmt.Sprintf("a.example/%02d", i)] = fmt.Sprint("page ", i)
	}
	if l := w.look(w.watcher(watch.Options{Budget: 9 * time.Second}), feed); len(l[0].Kept) < 5 || len(l[0].Kept)+l[0].Later != 25 {
		t.Error(tell(l[0]))
	}
}

// When the disk is full at any document, what was kept is known, and the next run
// brings the rest: nothing is lost and nothing is kept twice.
func TestFullDisk(t *testing.T) {
	w := newWorld(t)
	folder := t.TempDir()
	var items []string
	for i := range 8 {
		items = append(items, fmt.Sprintf("%d https://a.example/%d x", i, i))
		w.pages[fmt.Sprintf("a.example/%d", i)] = fmt.Sprint("page ", i)
		w.file(filepath.Join(folder, fmt.Sprint(i, ".txt")), fmt.Sprint("file ", i), time.Hour)
	}
	w.pages["a.example/f"] = rss(items...)
	runs := 0
	for ; runs < 40; runs++ {
		w.full = len(w.kept) + 2
		if err := w.watcher(watch.Options{Together: 1}).Run(t.Context(), []string{"https://a.example/f", folder}); err == nil {
			break
		} else if !errors.Is(err, errFull) {
			t.Fatal(err)
		}
		w.later(time.Hour)
	}
	slices.Sort(w.kept)
	if len(w.kept) != 16 || len(slices.Compact(w.kept)) != 16 || runs < 7 {
		t.Errorf("%d kept after %d runs: %q", len(w.kept), runs, w.kept)
	}
}

// Watchers on one archive share the work: each page is asked for once.
func TestTwoWatchers(t *testing.T) {
	w := newWorld(t)
	var sources []string
	for f := range 6 {
		host := fmt.Sprintf("h%d.example", f)
		var items []string
		for i := range 5 {
			items = append(items, fmt.Sprintf("%d https://%s/%d x", i, host, i))
			w.pages[fmt.Sprintf("%s/%d", host, i)] = fmt.Sprint(host, i)
		}
		w.pages[host+"/f"] = rss(items...)
		sources = append(sources, "https://"+host+"/f")
	}
	var all sync.WaitGroup
	for i := range 3 {
		p := w.watcher(watch.Options{})
		p.State.Holder, p.State.Alive = fmt.Sprint("test/", i), func(string) bool { return true }
		all.Go(func() {
			if err := p.Run(t.Context(), sources); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(w.kept) != 30 {
		t.Errorf("%d pages kept of 30", len(w.kept))
	}
	for at, n := range w.asked {
		if n != 1 && !strings.HasSuffix(at, "/f") {
			t.Errorf("%s was sent %d times", at, n)
		}
	}
}

// A source that another watcher holds is left to it, unless that one is dead.
func TestHeld(t *testing.T) {
	w := newWorld(t)
	w.pages["a.example/f"] = rss()
	p := w.watcher(watch.Options{})
	const feed = "https://a.example/f"
	other := w.watcher(watch.Options{}).State
	other.Holder = "elsewhere/7"
	if ok, err := other.Hold(t.Context(), feed, w.Now(), w.Now().Add(time.Hour)); !ok || err != nil {
		t.Fatal(ok, err)
	}
	w.want(w.look(p, feed), "f: busy")
	p.State.Alive = func(by string) bool { return by != "elsewhere/7" }
	w.want(w.look(p, feed), "f:")
}

// file writes a file that was changed some time ago.
func (w *world) file(path, body string, age time.Duration) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
		w.t.Fatal(err)
	}
	at := w.Now().Add(-age)
	if err := os.Chtimes(path, at, at); err != nil {
		w.t.Fatal(err)
	}
}

func TestFolder(t *testing.T) {
	w := newWorld(t)
	dir := filepath.Join(t.TempDir(), "in")
	at := func(name string) string { return filepath.Join(dir, name) }
	w.file(at("a.txt"), "a", time.Hour)
	w.file(at("sub/b.txt"), "b", time.Hour)
	w.file(at("c.txt.part"), "c", time.Hour)
	w.file(at(".hidden"), "d", time.Hour)
	p := w.watcher(watch.Options{})
	w.want(w.look(p, dir), "in: a.txt b.txt")
	w.later(time.Hour)
	w.want(w.look(p, dir), "in:")

	// A file that was just written is read when it has been quiet.
	w.file(at("new.txt"), "new", 0)
	began := w.Now()
	w.want(w.look(p, dir), "in: new.txt")
	if waited := w.Now().Sub(began); waited != 11*time.Second {
		t.Errorf("waited %v for it", waited)
	}
	// One that goes on growing is not read before it stops.
	w.file(at("grows.txt"), "beginning", 0)
	p.Sleep = func(ctx context.Context, d time.Duration) error {
		err := w.Sleep(ctx, d)
		w.file(at("grows.txt"), "beginning and more", 0)
		return err
	}
	w.want(w.look(p, dir), "in: later:1")
	p.Sleep = w.Sleep
	w.later(time.Minute)
	w.want(w.look(p, dir), "in: grows.txt")

	// A file with a time in the future is read when it was seen twice alike.
	w.file(at("future.txt"), "future", -24*time.Hour)
	w.want(w.look(p, dir), "in: future.txt")

	// What changed is read again, what is gone changes nothing, what cannot be read is
	// told once.
	w.later(time.Hour)
	w.file(at("a.txt"), "a, changed", time.Minute)
	w.file(at("broken.gz"), "\x1f\x8b", time.Minute)
	os.Remove(at("sub/b.txt"))
	looks := w.look(p, dir)
	if len(looks[0].Kept) != 2 || looks[0].Kept[0].Path != at("a.txt") || looks[0].Kept[1].Err == nil {
		t.Error(tell(looks[0]))
	}
	w.later(time.Hour)
	w.want(w.look(p, dir), "in:")
	if len(w.kept) != 6 {
		t.Errorf("%q", w.kept)
	}
	os.RemoveAll(dir)
	w.later(time.Hour)
	w.want(w.look(p, dir), "in: failed:no such file or directory")
}

// A watcher that goes on looks again when it is time, sooner for files that were
// being written.
func TestGoesOn(t *testing.T) {
	w := newWorld(t)
	dir := filepath.Join(t.TempDir(), "in")
	w.file(filepath.Join(dir, "a.txt"), "a", 0)
	p := w.watcher(watch.Options{})
	p.Options.Once, p.Options.Every = false, time.Hour
	ctx, stop := context.WithCancel(t.Context())
	var waits []time.Duration
	p.Sleep = func(_ context.Context, d time.Duration) error {
		if waits = append(waits, d); len(waits) == 4 {
			stop()
		}
		return w.Sleep(ctx, d)
	}
	if err := p.Run(ctx, []string{dir}); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(waits); got != "[11s 30s 30s 30s]" || len(w.kept) != 1 {
		t.Error(got, w.kept)
	}
}

// A feed that moved for good is asked for where it is; when it is gone from there,
// where it was named.
func TestMoved(t *testing.T) {
	w := newWorld(t)
	w.pages["a.example/f"], w.pages["b.example/g"] = "-> https://b.example/g", rss()
	p := w.watcher(watch.Options{})
	const feed = "https://a.example/f"
	if l := w.look(p, feed); l[0].Moved != "https://b.example/g" {
		t.Errorf("%+v", l)
	}
	w.pages["a.example/f"] = "404"
	w.later(time.Hour)
	w.want(w.look(p, feed), "f: unchanged")
	w.pages["b.example/g"], w.pages["a.example/f"] = "404", rss()
	w.later(time.Hour)
	w.want(w.look(p, feed), "f: failed:the host answered 404 Not Found")
	w.later(time.Hour)
	w.want(w.look(p, feed), "f:")
}

func TestSources(t *testing.T) {
	dir := t.TempDir()
	if got, err := watch.Source("HTTP://A.example:80/x#y"); err != nil || got != "http://a.example/x" {
		t.Error(got, err)
	}
	if got, err := watch.Source(dir); err != nil || got != dir {
		t.Error(got, err)
	}
	os.WriteFile(filepath.Join(dir, "f"), nil, 0o644)
	for s, want := range map[string]string{"ftp://a.example/": "no such folder", "http://a.example:81/": "port 81", filepath.Join(dir, "f"): "a file", "nowhere": "no such folder"} {
		if _, err := watch.Source(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", s, err)
		}
	}
	got := watch.List("\uFEFF# feeds\nhttps://a.example/f # the first\n\n  /data/in box \r\nhttps://b.example/#top\n")
	if !slices.Equal(got, []string{"https://a.example/f", "/data/in box", "https://b.example/#top"}) {
		t.Errorf("%q", got)
	}
}
