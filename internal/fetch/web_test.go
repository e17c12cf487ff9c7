package fetch_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"dossier/internal/fault"
	"dossier/internal/fetch"
)

// local lets a fetcher reach the servers of a test, and no others.
func local(opt fetch.WebOptions) *fetch.Web {
	opt.Allow = func(a netip.AddrPort) bool { return a.Addr().IsLoopback() }
	opt.Pause = -1
	return fetch.NewWeb(opt)
}

// site is a server with what a test wants; it counts what is asked of it.
func site(t *testing.T, pages map[string]http.HandlerFunc) (base string, asked map[string]int) {
	asked = map[string]int{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		if f := pages[r.URL.Path]; f != nil {
			f(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

func says(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) }
}

func leads(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
}

func TestAPageIsFetched(t *testing.T) {
	base, asked := site(t, map[string]http.HandlerFunc{
		"/a": leads("/b"),
		"/b": func(w http.ResponseWriter, r *http.Request) {
			if r.UserAgent() != "dossier/1" {
				t.Errorf("it says that it is %q", r.UserAgent())
			}
			w.Header().Set("ETag", `"x"`)
			if r.Header.Get("If-None-Match") == `"x"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, "a report")
			z.Close()
		},
	})
	w := local(fetch.WebOptions{Agent: "dossier/1"})
	a, err := w.Get(context.Background(), base+"/a#part", fetch.Seen{})
	if err != nil || string(a.Bytes) != "a report" || a.URL != base+"/b" {
		t.Fatal(a, err)
	}
	again, err := w.Get(context.Background(), base+"/b", a.Seen)
	if err != nil || !again.Unchanged || again.Bytes != nil {
		t.Error("what is unchanged came again:", again, err)
	}
	if asked["/robots.txt"] != 1 {
		t.Errorf("robots.txt was asked for %d times", asked["/robots.txt"])
	}
}

func TestWhatIsNotFetched(t *testing.T) {
	base, asked := site(t, map[string]http.HandlerFunc{
		"/robots.txt": says("User-agent: *\nDisallow: /closed\nAllow: /closed/but\n"),
		"/loop":       leads("/loop"),
		"/file":       leads("file:///etc/passwd"),
		"/inside":     leads("http://[::ffff:10.0.0.1]/"),
		"/to-closed":  leads("/closed"),
		"/closed":     says("no"),
		"/closed/but": says("yes"),
		"/large":      says(strings.Repeat("x", 2000)),
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			z.Write(make([]byte, 1<<20))
			z.Close()
		},
		"/trouble": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(http.StatusTooManyRequests)
		},
		"/slow": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	})
	w := local(fetch.WebOptions{MaxBytes: 1000, Timeout: 300 * time.Millisecond})
	for address, want := range map[string]string{
		"/loop":                         "unreadable: redirected more than 5 times",
		"/file":                         "unsupported: redirected: file addresses are not fetched: only http and https",
		"/inside":                       "invalid: 10.0.0.1:80 is no public address",
		"/closed":                       "robots.txt does not allow it",
		"/to-closed":                    "robots.txt does not allow it",
		"/large":                        "too large: 2000 bytes: at most 1000 are fetched",
		"/bomb":                         "too large: more than 1000 bytes",
		"/none":                         "not found: the server answers 404 Not Found",
		"/trouble":                      `unreadable: the server answers 429 Too Many Requests; try again after "60"`,
		"/slow":                         "unreadable: it took too long",
		"ftp://example.org/a":           "unsupported: ftp addresses are not fetched: only http and https",
		"http://":                       "invalid: the address names no host",
		"http://me:secret@example.org/": "invalid: the address holds a name or password",
		"http://10.1.2.3/":              "invalid: 10.1.2.3:80 is no public address",
		"http://169.254.169.254/meta":   "invalid: 169.254.169.254:80 is no public address",
	} {
		if strings.HasPrefix(address, "/") {
			address = base + address
		}
		_, err := w.Get(context.Background(), address, fetch.Seen{})
		if err == nil || !strings.Contains(strings.Replace(fmt.Sprint(fault.Of(err), ": ", err), "[::ffff:10.0.0.1]", "10.0.0.1", 1), want) {
			t.Errorf("%s: %v: %v, not %s", address, fault.Of(err), err, want)
		}
	}
	if a, err := w.Get(context.Background(), base+"/closed/but", fetch.Seen{}); err != nil || string(a.Bytes) != "yes" {
		t.Error("the longer rule does not win:", a, err)
	}
	if asked["/closed"] > 0 {
		t.Error("what robots.txt forbids was asked for")
	}
}

func TestOwnMachineIsNotReached(t *testing.T) {
	base, asked := site(t, map[string]http.HandlerFunc{"/": says("secret")})
	w := fetch.NewWeb(fetch.WebOptions{Pause: -1})
	for _, address := range []string{base, strings.Replace(base, "127.0.0.1", "localhost", 1)} {
		if _, err := w.Get(context.Background(), address, fetch.Seen{}); err == nil || !strings.Contains(err.Error(), "no public address") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if len(asked) > 0 {
		t.Error("the server was reached:", asked)
	}
}

func TestPublic(t *testing.T) {
	for a, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1:248:1893:25c8:1946": true,
		"127.0.0.1": false, "10.0.0.1": false, "172.16.5.4": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"0.0.0.0": false, "0.1.2.3": false, "224.0.0.1": false, "255.255.255.255": false, "198.18.0.1": false, "192.0.2.1": false,
		"::1": false, "::": false, "fe80::1": false, "fc00::1": false, "fd12::1": false, "ff02::1": false, "::ffff:127.0.0.1": false,
		"::ffff:10.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001:db8::1": false, "::127.0.0.1": false, "2001::1": false,
	} {
		if got := fetch.Public(netip.AddrPortFrom(netip.MustParseAddr(a), 80)); got != want {
			t.Errorf("%s: %v", a, got)
		}
	}
}

func TestServersInTroubleAreLeftAlone(t *testing.T) {
	base, asked := site(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		"/a":          says("a"),
	})
	if _, err := local(fetch.WebOptions{}).Get(context.Background(), base+"/a", fetch.Seen{}); err == nil || asked["/a"] > 0 {
		t.Error(err, asked)
	}
}

func TestWalkFetchesAddresses(t *testing.T) {
	base, _ := site(t, map[string]http.HandlerFunc{"/a": says("one"), "/b.gz": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, "two")
		z.Close()
	}})
	var got []string
	fetch.Walk(context.Background(), []string{base + "/a", base + "/b.gz", base + "/c"}, fetch.Options{Web: local(fetch.WebOptions{})}, func(it fetch.Item) bool {
		got = append(got, fmt.Sprintf("%s %s %v", strings.TrimPrefix(it.Path, base), it.Bytes, it.Err))
		return true
	})
	if s := strings.Join(got, "\n"); s != "/a one <nil>\n/b.gz two <nil>\n/c  the server answers 404 Not Found" {
		t.Error(s)
	}
}
