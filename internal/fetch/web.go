package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	neturl "net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"dossier/internal/fault"
)

// Web fetches addresses of the web, guarded: only http and https, only public
// addresses, checked when the connection is made and so after every resolution and
// redirect, no credentials, no proxy, as much as robots.txt allows, and bounded in
// size, time and redirects.
type Web struct {
	opt    WebOptions
	client *http.Client

	mu     sync.Mutex
	robots map[string]*robots
	last   map[string]time.Time // by host: when it was last asked
}

// WebOptions bounds what is fetched. The zero WebOptions are the stated defaults.
type WebOptions struct {
	Agent     string        // the User-Agent; "dossier"
	MaxBytes  int64         // of one answer, unpacked; 64 MiB
	Timeout   time.Duration // of one fetch with its redirects; 60 s
	Redirects int           // one after the other; 5
	Pause     time.Duration // between two questions to one host; 1 s, or what its robots.txt asks, at most 30 s
	// Allow decides which addresses may be connected to, in the place of [Public].
	// It is there for tests, whose servers are on the loopback.
	Allow func(netip.AddrPort) bool
}

// NewWeb makes a fetcher.
func NewWeb(opt WebOptions) *Web {
	if opt.Agent == "" {
		opt.Agent = "dossier"
	}
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = 64 << 20
	}
	if opt.Timeout <= 0 {
		opt.Timeout = time.Minute
	}
	if opt.Redirects <= 0 {
		opt.Redirects = 5
	}
	if opt.Pause == 0 {
		opt.Pause = time.Second
	}
	if opt.Allow == nil {
		opt.Allow = Public
	}
	w := &Web{opt: opt, robots: map[string]*robots{}, last: map[string]time.Time{}}
	dial := &net.Dialer{Timeout: 15 * time.Second, Control: w.control}
	w.client = &http.Client{
		Transport: &http.Transport{
			DialContext: dial.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 15 * time.Second,
			ResponseHeaderTimeout: 30 * time.Second, MaxResponseHeaderBytes: 64 << 10, MaxIdleConns: 16, IdleConnTimeout: 30 * time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return w
}

// refused is the error of an address that may not be connected to.
type refused struct{ addr string }

func (r refused) Error() string {
	return r.addr + " is no public address: what is inside a network is not fetched"
}

// control looks at the address that a connection is about to be made to.
func (w *Web) control(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil || !w.opt.Allow(netip.AddrPortFrom(a.Addr().Unmap().WithZone(""), a.Port())) {
		return refused{address}
	}
	return nil
}

// reserved are the ranges that are global by their form and lead nowhere public.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/96"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"), netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("3fff::/20"), netip.MustParsePrefix("fec0::/10"),
}

// Public reports whether an address lies in the public internet: none of one's own
// machine, of a private or local network, of a cloud's metadata, of tests, and none
// that hides another address in itself.
func Public(a netip.AddrPort) bool {
	ip := a.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || a.Port() == 0 {
		return false
	}
	return !slices.ContainsFunc(reserved, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// Seen is what an address said of itself when it was last fetched; it is sent along
// so that what is unchanged is not sent again.
type Seen struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
}

// Answer is what was fetched.
type Answer struct {
	URL       string // after redirects
	Bytes     []byte
	Type      string // as the server calls it
	Seen      Seen   // for the next time
	Unchanged bool   // nothing new since the last time; there are no bytes
}

// Address reads an address of the web: http or https, a host, no credentials.
func Address(s string) (*neturl.URL, error) {
	u, err := neturl.Parse(s)
	switch {
	case err != nil:
		return nil, fault.New(fault.Invalid, "no address of the web: %v", errors.Unwrap(err))
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fault.New(fault.Unsupported, "%s addresses are not fetched: only http and https", u.Scheme)
	case u.Hostname() == "":
		return nil, fault.New(fault.Invalid, "the address names no host")
	case u.User != nil:
		return nil, fault.New(fault.Invalid, "the address holds a name or password: they would be kept with the document")
	}
	u.Fragment = ""
	return u, nil
}

// Get fetches an address. It follows redirects, each of which must be allowed as the
// first address must.
func (w *Web) Get(ctx context.Context, address string, seen Seen) (Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, w.opt.Timeout)
	defer cancel()
	u, err := Address(address)
	if err != nil {
		return Answer{}, err
	}
	for hops := 0; ; hops++ {
		if err := w.allowed(ctx, u); err != nil {
			return Answer{}, err
		}
		res, err := w.ask(ctx, u, seen)
		if err != nil {
			return Answer{}, err
		}
		if !moved(res.StatusCode) {
			defer res.Body.Close()
			return w.answer(u, res)
		}
		res.Body.Close()
		if hops >= w.opt.Redirects {
			return Answer{}, fault.New(fault.Unreadable, "redirected more than %d times", w.opt.Redirects)
		}
		if u, err = follow(u, res.Header.Get("Location")); err != nil {
			return Answer{}, err
		}
	}
}

func moved(status int) bool {
	switch status {
	case 301, 302, 303, 307, 308:
		return true
	}
	return false
}

// follow is where a redirect leads; one from https to http is not followed.
func follow(from *neturl.URL, location string) (*neturl.URL, error) {
	to, err := from.Parse(location)
	if err != nil || location == "" {
		return nil, fault.New(fault.Unreadable, "redirected to nowhere")
	}
	if to, err = Address(to.String()); err != nil {
		return nil, fault.Wrap("redirected", err)
	}
	if from.Scheme == "https" && to.Scheme == "http" {
		return nil, fault.New(fault.Unreadable, "redirected from https to http")
	}
	return to, nil
}

// ask sends one question, not too soon after the last one to the host.
func (w *Web) ask(ctx context.Context, u *neturl.URL, seen Seen) (*http.Response, error) {
	if err := w.wait(ctx, u.Host); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fault.New(fault.Invalid, "%v", err)
	}
	req.Header.Set("User-Agent", w.opt.Agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, text/*, */*;q=0.5")
	if seen.ETag != "" {
		req.Header.Set("If-None-Match", seen.ETag)
	}
	if seen.Modified != "" {
		req.Header.Set("If-Modified-Since", seen.Modified)
	}
	res, err := w.client.Do(req)
	if err != nil {
		return nil, netError(ctx, err)
	}
	return res, nil
}

// netError is a failure of the network in a few words.
func netError(ctx context.Context, err error) error {
	var no refused
	var dns *net.DNSError
	var ue *neturl.Error
	switch {
	case errors.As(err, &no):
		return fault.New(fault.Invalid, "%w", no)
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return fault.New(fault.Unreadable, "it took too long")
	case errors.As(err, &dns):
		return fault.New(fault.NotFound, "the host %s is not known", dns.Name)
	case errors.As(err, &ue):
		err = ue.Err
	}
	return fault.New(fault.Unreadable, "%w", err)
}

// wait lets the pause pass that a host is owed.
func (w *Web) wait(ctx context.Context, host string) error {
	w.mu.Lock()
	pause := w.opt.Pause
	for _, r := range []*robots{w.robots["http://"+host], w.robots["https://"+host]} {
		if r != nil && w.opt.Pause > 0 {
			pause = max(pause, min(r.delay, 30*time.Second))
		}
	}
	now := time.Now()
	next := w.last[host].Add(pause)
	if next.Before(now) {
		next = now
	}
	w.last[host] = next
	w.mu.Unlock()
	if next.Equal(now) {
		return nil
	}
	t := time.NewTimer(next.Sub(now))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return netError(ctx, ctx.Err())
	}
}

func (w *Web) answer(u *neturl.URL, res *http.Response) (Answer, error) {
	out := Answer{URL: u.String(), Type: res.Header.Get("Content-Type"), Seen: Seen{res.Header.Get("ETag"), res.Header.Get("Last-Modified")}}
	switch {
	case res.StatusCode == http.StatusNotModified:
		out.Unchanged = true
		return out, nil
	case res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusGone:
		return out, fault.New(fault.NotFound, "the server answers %s", res.Status)
	case res.StatusCode != http.StatusOK:
		later := ""
		if s := res.Header.Get("Retry-After"); s != "" && len(s) < 40 {
			later = fmt.Sprintf("; try again after %q", s)
		}
		return out, fault.New(fault.Unreadable, "the server answers %.60s%s", res.Status, later)
	case res.ContentLength > w.opt.MaxBytes:
		return out, fault.New(fault.TooLarge, "%d bytes: at most %d are fetched", res.ContentLength, w.opt.MaxBytes)
	}
	b, err := io.ReadAll(io.LimitReader(res.Body, w.opt.MaxBytes+1))
	switch {
	case err != nil:
		return out, netError(res.Request.Context(), err)
	case int64(len(b)) > w.opt.MaxBytes:
		return out, fault.New(fault.TooLarge, "more than %d bytes", w.opt.MaxBytes)
	}
	out.Bytes = b
	return out, nil
}

// allowed asks the robots.txt of a host whether an address may be fetched.
func (w *Web) allowed(ctx context.Context, u *neturl.URL) error {
	site := u.Scheme + "://" + u.Host
	w.mu.Lock()
	r := w.robots[site]
	w.mu.Unlock()
	if r == nil {
		var err error
		if r, err = w.readRobots(ctx, u); err != nil {
			return err
		}
		w.mu.Lock()
		w.robots[site] = r
		w.mu.Unlock()
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !r.allows(path) {
		return fault.New(fault.Invalid, "%s/robots.txt does not allow it", site)
	}
	return nil
}

// maxRobots is how much of a robots.txt is read.
const maxRobots = 512 << 10

// readRobots fetches the rules of a host. Without any, everything is allowed; when
// the server is in trouble, nothing is.
func (w *Web) readRobots(ctx context.Context, u *neturl.URL) (*robots, error) {
	at := &neturl.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range w.opt.Redirects + 1 {
		res, err := w.ask(ctx, at, Seen{})
		if err != nil {
			return nil, err
		}
		if moved(res.StatusCode) {
			res.Body.Close()
			if at, err = follow(at, res.Header.Get("Location")); err != nil {
				return &robots{}, nil
			}
			continue
		}
		defer res.Body.Close()
		switch {
		case res.StatusCode >= 500:
			return nil, fault.New(fault.Unreadable, "the server answers %.60s when asked for its robots.txt", res.Status)
		case res.StatusCode != http.StatusOK:
			return &robots{}, nil
		}
		b, err := io.ReadAll(io.LimitReader(res.Body, maxRobots))
		if err != nil {
			return nil, netError(ctx, err)
		}
		return parseRobots(string(b), strings.ToLower(product(w.opt.Agent))), nil
	}
	return &robots{}, nil
}

// product is the name in a User-Agent: what stands before the version.
func product(agent string) string {
	name, _, _ := strings.Cut(agent, "/")
	return strings.TrimSpace(name)
}
