package remote_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"dossier/internal/fault"
	"dossier/internal/fetch/remote"
	"dossier/internal/fetch/remote/remotetest"
)

// clock is a time that only waiting moves.
type clock struct {
	mu     sync.Mutex
	now    time.Time
	waited []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.waited = append(c.waited, d)
	return ctx.Err()
}

// client is a client in an internet of pages: host and path lead to a handler.
func client(t *testing.T, pages map[string]http.HandlerFunc, hosts map[string][]string, opt remote.Options) (*remote.Client, *clock) {
	t.Helper()
	network, done := remotetest.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h, ok := pages[r.Host+r.URL.Path]; ok {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	}), hosts)
	t.Cleanup(done)
	c := &clock{now: time.Date(2023, 1, 27, 8, 30, 0, 0, time.UTC)}
	opt.Network, opt.Now, opt.Sleep, opt.Version = network, c.Now, c.Sleep, "1.0"
	return remote.New(opt), c
}

func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) }
}

func leadsTo(code int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Location", to); w.WriteHeader(code) }
}

func TestGet(t *testing.T) {
	c, _ := client(t, map[string]http.HandlerFunc{
		"news.example/a": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Fri, 27 Jan 2023 08:00:00 GMT")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Set-Cookie", "id=1")
			w.Header().Set("Content-Encoding", "gzip")
			if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			var told []string
			for _, name := range []string{"Cookie", "Referer", "User-Agent", "Accept-Encoding"} {
				told = append(told, r.Header.Get(name))
			}
			z := gzip.NewWriter(w)
			fmt.Fprint(z, strings.Join(told, "|"))
			z.Close()
		},
		"old.example/x": leadsTo(301, "https://news.example/a#part"),
	}, nil, remote.Options{})
	a, err := c.Get(t.Context(), remote.Request{URL: "http://OLD.example:80/x#top"})
	if err != nil {
		t.Fatal(err)
	}
	if a.URL != "https://news.example/a" || a.Asked != "http://old.example/x" || !a.Moved {
		t.Errorf("%+v", a)
	}
	if got, want := string(a.Bytes), "||dossier/1.0 (reads reports for a person who named this page or its feed)|gzip"; got != want {
		t.Errorf("the host was told %q, want %q", got, want)
	}
	if a.Retrieved.Format(time.RFC3339) != "2023-01-27T08:30:00Z" || a.Get("Content-Type") != "text/html; charset=utf-8" || a.Get("Set-Cookie") != "" {
		t.Errorf("%+v", a)
	}
	again, err := c.Get(t.Context(), remote.Request{URL: a.URL, ETag: a.Get("ETag"), LastModified: a.Get("Last-Modified")})
	if err != nil || !again.Unchanged || again.Bytes != nil || again.Moved {
		t.Errorf("the second time: %+v, %v", again, err)
	}
}

// What is refused before a byte is sent, and what leads there.
func TestRefused(t *testing.T) {
	touched := false
	touch := func(http.ResponseWriter, *http.Request) { touched = true }
	pages := map[string]http.HandlerFunc{
		"intra.example/": touch, "mixed6.example/": touch, "127.0.0.1/": touch, "[::ffff:10.0.0.1]/": touch,
		"a.example/in":   leadsTo(302, "http://intra.example/"),
		"a.example/lo":   leadsTo(302, "http://127.0.0.1/"),
		"a.example/file": leadsTo(302, "file:///etc/passwd"),
		"a.example/port": leadsTo(307, "http://a.example:22/"),
		"a.example/user": leadsTo(302, "http://me:secret@b.example/"),
		"a.example/loop": leadsTo(302, "/loop"),
		"a.example/down": leadsTo(302, "http://a.example/"),
		"a.example/none": leadsTo(302, ""),
	}
	c, _ := client(t, pages, map[string][]string{
		"intra.example": {"192.168.1.1", "fd00::1"}, "cgnat.example": {"100.64.0.1"}, "mapped.example": {"::ffff:127.0.0.1"},
		"nat64.example": {"64:ff9b::a00:1"}, "sixtofour.example": {"2002:a00:1::1"}, "meta.example": {"169.254.169.254"}, "gone.example": {},
	}, remote.Options{})
	for _, x := range []struct{ url, want string }{
		{"ftp://a.example/", "only http and https"},
		{"file:///etc/passwd", "only http and https"},
		{"javascript:alert(1)", "only http and https"},
		{"http:///x", "names no host"},
		{"http://me:secret@a.example/", "user name or password"},
		{"http://a.example:8080/", "port 8080; only ports 80 and 443"},
		{"http://a.example:22/", "port 22"},
		{"http://a.example/" + strings.Repeat("x", 5000), "at most 4096"},
		{"http://a.example/\r\nX: y", "control characters"},
		{"http://127.0.0.1/", "127.0.0.1, a loopback address"},
		{"http://[::1]/", "a loopback address"},
		{"http://[::ffff:10.0.0.1]/", "a private address"},
		{"http://0.0.0.0/", "an address of this host"},
		{"http://[fe80::1%25eth0]/", "an address with a zone"},
		{"http://intra.example/", "192.168.1.1, a private address"},
		{"http://cgnat.example/", "provider's own network"},
		{"http://mapped.example/", "a loopback address"},
		{"http://nat64.example/", "a private address"},
		{"http://sixtofour.example/", "a tunnel"},
		{"http://meta.example/latest/meta-data", "a link-local address"},
		{"http://gone.example/", "no address of the host"},
		{"http://a.example/in", "redirected to http://intra.example/: refused: intra.example leads to"},
		{"http://a.example/lo", "redirected to http://127.0.0.1/: refused"},
		{"http://a.example/file", "redirected to file:///etc/passwd: refused: only http and https"},
		{"http://a.example/port", "port 22"},
		{"http://a.example/user", "redirected to http://me:xxxxx@b.example/: refused: the address holds a user name"},
		{"http://a.example/loop", "more than 5 redirects"},
		{"https://a.example/down", "refused: redirected from https to http://a.example/"},
		{"http://a.example/none", "leads nowhere"},
	} {
		_, err := c.Get(t.Context(), remote.Request{URL: x.url})
		if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), "fd00::1", "192.168.1.1"), x.want) || fault.Of(err) == "" {
			t.Errorf("%.60s: %v, want %q", x.url, err, x.want)
		}
	}
	if touched {
		t.Error("a host was asked that must not be")
	}
}

// The name leads to a public address when it is looked at and to this machine
// when it is dialled again: the second answer is checked as the first was.
func TestRebinding(t *testing.T) {
	touched := 0
	network, done := remotetest.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		touched++
		w.Header().Set("Connection", "close")
	}), nil)
	defer done()
	n := 0
	network.Lookup = func(context.Context, string) ([]netip.Addr, error) {
		if n++; n > 1 {
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
		}
		return []netip.Addr{remotetest.Public}, nil
	}
	_, err := remote.New(remote.Options{Network: network}).Get(t.Context(), remote.Request{URL: "http://twofaced.example/"})
	if err == nil || !strings.Contains(err.Error(), "a loopback address") || touched != 1 {
		t.Errorf("%v after %d requests", err, touched)
	}
}

// The socket itself is refused too, whatever stands before it.
func TestRealDialerRefuses(t *testing.T) {
	if err := remote.Control(t.Context(), "tcp", "127.0.0.1:80", nil); err == nil {
		t.Error("a loopback address passes")
	}
	if err := remote.Control(t.Context(), "tcp", "93.184.215.14:443", nil); err != nil {
		t.Error(err)
	}
}

func TestRobots(t *testing.T) {
	failing := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }
	c, clk := client(t, map[string]http.HandlerFunc{
		"a.example/robots.txt": says("User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.php$\nCrawl-delay: 7\n"),
		"a.example/private/x":  says("x"), "a.example/private/open": says("open"), "a.example/b.php": says("b"), "a.example/b.php5": says("b5"),
		"b.example/robots.txt": says("User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Dossier/2\nDisallow: /no\n"),
		"b.example/yes":        says("yes"), "b.example/no": says("no"),
		"c.example/robots.txt": failing, "c.example/x": says("x"),
		"d.example/robots.txt": leadsTo(301, "/r.txt"), "d.example/r.txt": says("user-agent: *\ndisallow: /"), "d.example/x": says("x"),
		"e.example/robots.txt": says(strings.Repeat("# words\n", 100_000)), "e.example/x": says("x"),
		"f.example/robots.txt": leadsTo(302, "http://127.0.0.1/robots.txt"), "f.example/x": says("x"),
		"a.example/to-b": leadsTo(302, "http://b.example/no"),
	}, nil, remote.Options{})
	for _, x := range []struct{ url, want string }{
		{"http://a.example/private/x", "leave this page alone"},
		{"http://a.example/private/open", ""},
		{"http://a.example/b.php", "leave this page alone"},
		{"http://a.example/b.php5", ""},
		{"http://b.example/yes", ""},
		{"http://b.example/no", "leave this page alone"},
		{"http://a.example/to-b", "redirected to http://b.example/no: refused: the robots.txt of b.example"},
		{"http://c.example/x", "could not give its robots.txt"},
		{"http://d.example/x", "leave this page alone"},
		{"http://e.example/x", ""},
		{"http://f.example/x", "127.0.0.1, a loopback address"},
	} {
		_, err := c.Get(t.Context(), remote.Request{URL: x.url})
		if x.want == "" && err != nil || x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want)) {
			t.Errorf("%s: %v, want %q", x.url, err, x.want)
		}
	}
	if got := fmt.Sprint(clk.waited); got != "[7s 7s]" {
		t.Errorf("waited %s; the host asked for 7 seconds between two requests", got)
	}
}

func TestBounds(t *testing.T) {
	block := make(chan struct{})
	c, clk := client(t, map[string]http.HandlerFunc{
		"a.example/big": func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, 2000)) },
		"a.example/bomb": func(w http.ResponseWriter, _ *http.Request) {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			z.Write(make([]byte, 1<<20))
			z.Close()
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(b.Bytes()[:900])
		},
		"a.example/film": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "video/mp4") },
		"a.example/odd":  func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "rot13") },
		"a.example/busy": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Retry-After", "120"); w.WriteHeader(429) },
		"a.example/cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "500")
			w.Write([]byte("x"))
		},
		"slow.example/x": func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-block:
			case <-r.Context().Done():
			}
		},
	}, nil, remote.Options{MaxBytes: 1000, Timeout: 300 * time.Millisecond})
	defer close(block)
	for _, x := range []struct{ url, want string }{
		{"http://a.example/big", "more than 1000 bytes"},
		{"http://a.example/bomb", "more than 1000 bytes"},
		{"http://a.example/film", "no text: the host says it is video/mp4"},
		{"http://a.example/odd", `the content coding "rot13" is not known`},
		{"http://a.example/busy", "429 Too Many Requests"},
		{"http://a.example/nowhere", "404 Not Found"},
		{"http://a.example/cut", "broke off"},
		{"http://slow.example/x", "no whole answer within 300ms"},
	} {
		_, err := c.Get(t.Context(), remote.Request{URL: x.url})
		if err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v, want %q", x.url, err, x.want)
		}
		if x.want == "404 Not Found" != remote.Gone(err) {
			t.Errorf("%s: gone is %v", x.url, remote.Gone(err))
		}
	}
	for _, w := range clk.waited {
		if w != time.Second {
			t.Errorf("waited %v between two requests to one host", clk.waited)
		}
	}
	if len(clk.waited) != 6 {
		t.Errorf("waited %d times for 7 requests to one host", len(clk.waited))
	}
}

func TestKey(t *testing.T) {
	for _, x := range [][2]string{
		{"http://A.example:80/x?utm_source=rss&id=3&utm_medium=b#top", "http://a.example/x?id=3"},
		{"https://a.example?utm_source=rss", "https://a.example/"},
		{"https://a.example:443/x?", "https://a.example/x"},
		{"https://a.example/%7Ex?b=1&a=2", "https://a.example/%7Ex?b=1&a=2"},
	} {
		u, err := remote.Parse(x[0])
		if err != nil || remote.Key(u) != x[1] {
			t.Errorf("%s: %v, want %s (%v)", x[0], u, x[1], err)
		}
	}
}

// No address, whatever it is, leads to a host with an address that is not public.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"http://a.example/", "https://[::1]:443/x", "http://0x7f.1/", "http://a@b/", "HTTP://x:80/%zz", "http://１２７.0.0.1/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := remote.Parse(s)
		if err != nil {
			if fault.Of(err) == "" {
				t.Errorf("%q: an error without a kind: %v", s, err)
			}
			return
		}
		again, err := remote.Parse(u.String())
		if err != nil || again.String() != u.String() || u.User != nil {
			t.Errorf("%q: %v, then %v (%v)", s, u, again, err)
		}
	})
}

// No robots.txt does more than allow or forbid.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /\n", "/axb")
	f.Add("user-agent: dossier\ncrawl-delay: 1e300\ndisallow: %2", "/%e2%82%ac")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := remote.ParseRobots(file)
		if got := r.Allows(path); got != r.Allows(path) {
			t.Error("two answers")
		}
	})
}
