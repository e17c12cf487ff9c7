// Package remote fetches documents from the web, guarded.
//
// Nothing is asked for but what a user named, or a feed that a user named. A
// request goes to ports 80 and 443 of hosts of the public internet: addresses are
// checked after the name is resolved, the checked address is the one that is
// dialled, and every redirect goes through the same door. Size, time and the
// number of redirects are bounded; robots.txt is honoured; a host is asked one
// thing at a time with a pause between. No cookies are kept, no Referer is sent,
// no proxy is used, no script is run.
package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dossier/internal/fault"
	"dossier/internal/fetch/coded"
)

// Options are the bounds of a Client. The zero Options are the stated defaults.
type Options struct {
	Version      string        // of the program, told to the hosts
	MaxBytes     int64         // of one answer, as sent and unpacked; 32 MiB
	MaxRedirects int           // one after the other; 5
	Timeout      time.Duration // of one document, redirects and robots.txt included, pauses not; 60 s
	Pause        time.Duration // between two requests to one host; 1 s

	Now     func() time.Time                           // time.Now
	Sleep   func(context.Context, time.Duration) error // waits, or ends early with the context
	Network *Network                                   // the real one
}

// agentName is what robots.txt knows the program by.
const agentName = "dossier"

// Client fetches documents. It is safe for concurrent use.
type Client struct {
	opt   Options
	net   Network
	trip  http.RoundTripper
	hosts hosts
}

// New makes a client.
func New(opt Options) *Client {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = 32 << 20
	}
	if opt.MaxRedirects <= 0 {
		opt.MaxRedirects = 5
	}
	if opt.Timeout <= 0 {
		opt.Timeout = time.Minute
	}
	if opt.Pause <= 0 {
		opt.Pause = time.Second
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Sleep == nil {
		opt.Sleep = sleep
	}
	c := &Client{opt: opt, net: internet()}
	if opt.Network != nil {
		c.net = *opt.Network
	}
	c.trip = c.transport()
	return c
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Request asks for one document.
type Request struct {
	URL          string
	ETag         string // of what is already had, if it was told
	LastModified string
	Accept       string // media types; "" for documents
}

// Answer is what came of a request.
type Answer struct {
	URL       string // the address that answered, after redirects, without a fragment
	Asked     string // the address that was asked for
	Moved     bool   // every redirect on the way was one for good
	Unchanged bool   // it is still what the request's ETag or LastModified say: no bytes
	Retrieved time.Time
	Header    []Field // the header fields of use, in the order of their names
	Bytes     []byte  // with content codings undone
}

// Field is one header field of an answer.
type Field struct{ Name, Value string }

// kept are the header fields of use: what tells of the document and its version.
var kept = []string{"Content-Encoding", "Content-Language", "Content-Type", "Date", "ETag", "Last-Modified", "Server"}

// Get is the value of a header field that was kept.
func (a *Answer) Get(name string) string {
	for _, f := range a.Header {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// StatusError is an answer that is no document.
type StatusError struct {
	URL  string
	Code int
	// After is how long the host asks to wait; 0 when it does not say.
	After time.Duration
}

// Error tells the status in words.
func (e *StatusError) Error() string {
	return fmt.Sprintf("the host answered %d %s", e.Code, http.StatusText(e.Code))
}

// Gone reports whether err says that there is no such document any more.
func Gone(err error) bool {
	var s *StatusError
	return errors.As(err, &s) && (s.Code == http.StatusNotFound || s.Code == http.StatusGone)
}

const documents = "text/html,application/xhtml+xml,text/plain,application/pdf,message/rfc822;q=0.9,*/*;q=0.5"

// Get fetches one document.
func (c *Client) Get(ctx context.Context, r Request) (*Answer, error) {
	u, err := Parse(r.URL)
	if err != nil {
		return nil, err
	}
	if r.Accept == "" {
		r.Accept = documents
	}
	a := &Answer{Asked: u.String(), Moved: true}
	budget := c.opt.Timeout
	for hop := 0; ; hop++ {
		next, err := c.hop(ctx, &budget, u, r, a)
		if err != nil {
			return nil, told(u, a.Asked, err)
		}
		if next == nil {
			a.Moved = a.Moved && hop > 0
			return a, nil
		}
		if hop == c.opt.MaxRedirects {
			return nil, fault.New(fault.TooLarge, "more than %d redirects", c.opt.MaxRedirects)
		}
		u = next
	}
}

// told adds the address that failed where it is not the one that was asked for.
func told(u *url.URL, asked string, err error) error {
	if u.String() == asked {
		return err
	}
	return fault.Wrap("redirected to "+u.String(), err)
}

// hop asks for one address. It fills a, or gives the address that the host leads
// on to. The time that it takes is taken off budget; what is waited out of
// courtesy is not.
func (c *Client) hop(ctx context.Context, budget *time.Duration, u *url.URL, r Request, a *Answer) (next *url.URL, err error) {
	h := c.hosts.of(u.Scheme + "://" + u.Host)
	if err := h.take(ctx); err != nil {
		return nil, err
	}
	defer h.give()
	timed := func(do func(context.Context) error) error {
		if *budget <= 0 {
			return fault.New(fault.TooLarge, "no whole answer within %v", c.opt.Timeout)
		}
		began := time.Now()
		within, cancel := context.WithTimeout(ctx, *budget)
		defer cancel()
		err := do(within)
		*budget -= time.Since(began)
		if err != nil && within.Err() != nil && ctx.Err() == nil {
			return fault.New(fault.TooLarge, "no whole answer within %v", c.opt.Timeout)
		}
		return err
	}
	var rb *robots
	if err := timed(func(ctx context.Context) (err error) { rb, err = c.robots(ctx, h, u); return err }); err != nil {
		return nil, err
	}
	if !rb.allows(u.RequestURI()) {
		return nil, refusedByRobots(u, rb)
	}
	if err := h.pause(ctx, c, rb.delay); err != nil {
		return nil, err
	}
	err = timed(func(ctx context.Context) (err error) { next, err = c.ask(ctx, u, r, a); return err })
	h.last = c.opt.Now()
	return next, err
}

func refusedByRobots(u *url.URL, r *robots) error {
	if r.all {
		return fault.New(fault.Unreadable, "refused: %s could not give its robots.txt, so nothing else is asked of it now", u.Host)
	}
	return fault.New(fault.Unsupported, "refused: the robots.txt of %s asks programs to leave this page alone; save it in a browser and give the file", u.Host)
}

// ask makes one request and reads its answer.
func (c *Client) ask(ctx context.Context, u *url.URL, r Request, a *Answer) (next *url.URL, err error) {
	res, err := c.send(ctx, u, r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	switch code := res.StatusCode; {
	case code == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		a.Unchanged = true
	case redirect(code):
		a.Moved = a.Moved && (code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect)
		return follow(u, res.Header.Get("Location"))
	case code != http.StatusOK:
		return nil, &fault.Error{Kind: statusKind(code), Err: &StatusError{URL: u.String(), Code: code, After: c.after(res.Header.Get("Retry-After"))}}
	default:
		if err := wanted(res); err != nil {
			return nil, err
		}
		if a.Bytes, err = coded.Read(res.Body, strings.Join(res.Header.Values("Content-Encoding"), ","), c.opt.MaxBytes); err != nil {
			return nil, readError(err)
		}
	}
	a.URL, a.Retrieved = u.String(), c.opt.Now().UTC()
	for _, name := range kept {
		if v := res.Header.Get(name); v != "" && len(v) <= 512 {
			a.Header = append(a.Header, Field{name, v})
		}
	}
	return nil, nil
}

func (c *Client) send(ctx context.Context, u *url.URL, r Request) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fault.New(fault.Invalid, "%w", err)
	}
	req.Header.Set("User-Agent", c.agent())
	req.Header.Set("Accept", r.Accept)
	req.Header.Set("Accept-Encoding", "gzip")
	req.Header.Set("Accept-Language", "en, *;q=0.5")
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		req.Header.Set("If-Modified-Since", r.LastModified)
	}
	res, err := c.trip.RoundTrip(req)
	if err != nil {
		return nil, readError(err)
	}
	return res, nil
}

// agent is what the program calls itself to a host.
func (c *Client) agent() string {
	v := c.opt.Version
	if v == "" {
		v = "0"
	}
	return agentName + "/" + v + " (reads reports for a person who named this page or its feed)"
}

func redirect(code int) bool {
	switch code {
	case 301, 302, 303, 307, 308:
		return true
	}
	return false
}

// follow is the address that a redirect leads to. One from https to http is
// refused: what comes over an open line could be anybody's words.
func follow(from *url.URL, location string) (*url.URL, error) {
	if location == "" {
		return nil, fault.New(fault.Unreadable, "a redirect that leads nowhere")
	}
	to, err := from.Parse(location)
	if err != nil {
		return nil, fault.New(fault.Unreadable, "a redirect to what is no address: %.200q", location)
	}
	u, err := Parse(to.String())
	if err != nil {
		return nil, fault.Wrap(fmt.Sprintf("redirected to %.200s", to.Redacted()), err)
	}
	if from.Scheme == "https" && u.Scheme == "http" {
		return nil, fault.New(fault.Invalid, "refused: redirected from https to %.200s", u)
	}
	return u, nil
}

func statusKind(code int) fault.Kind {
	if code == http.StatusNotFound || code == http.StatusGone {
		return fault.NotFound
	}
	return fault.Unreadable
}

// after reads a Retry-After header: seconds, or a date.
func (c *Client) after(v string) time.Duration {
	if d, err := time.ParseDuration(strings.TrimSpace(v) + "s"); err == nil && d > 0 {
		return min(d, 24*time.Hour)
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, min(t.Sub(c.opt.Now()), 24*time.Hour))
	}
	return 0
}

// wanted refuses an answer that cannot be a report before its bytes are read.
func wanted(res *http.Response) error {
	kind, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	for _, p := range []string{"image/", "video/", "audio/", "font/"} {
		if strings.HasPrefix(kind, p) {
			return fault.New(fault.Unsupported, "no text: the host says it is %s", kind)
		}
	}
	return nil
}

// readError keeps an error that has a kind, and takes the packaging of others
// away: the address is told beside them.
func readError(err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	if fault.Of(err) != "" || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.New(fault.Unreadable, "the answer broke off")
	}
	return fault.New(fault.Unreadable, "%w", err)
}
