package remote

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"dossier/internal/fault"
	"dossier/internal/fetch/coded"
)

const (
	robotsAge = 24 * time.Hour   // after which a robots.txt is asked for again
	maxDelay  = 60 * time.Second // the longest Crawl-delay that is waited out
	maxHosts  = 10_000           // that are remembered
)

// hosts is what a client remembers of each host.
type hosts struct {
	mu  sync.Mutex
	all map[string]*host
}

// of is the host of an address; a scheme is part of it.
func (hs *hosts) of(origin string) *host {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	if h, ok := hs.all[origin]; ok {
		return h
	}
	if hs.all == nil || len(hs.all) >= maxHosts {
		hs.all = map[string]*host{}
	}
	h := &host{turn: make(chan struct{}, 1)}
	hs.all[origin] = h
	return h
}

// host is asked one thing at a time. Its fields belong to whoever has the turn.
type host struct {
	turn    chan struct{}
	last    time.Time // when the last answer was read
	robots  *robots
	fetched time.Time // when robots was asked for
}

func (h *host) take(ctx context.Context) error {
	select {
	case h.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *host) give() { <-h.turn }

// pause waits until the host may be asked again.
func (h *host) pause(ctx context.Context, c *Client, delay time.Duration) error {
	if h.last.IsZero() {
		return ctx.Err()
	}
	pause := max(c.opt.Pause, min(delay, maxDelay))
	if wait := pause - c.opt.Now().Sub(h.last); wait > 0 {
		return c.opt.Sleep(ctx, min(wait, pause))
	}
	return ctx.Err()
}

// robots is what the host asks of us. As RFC 9309 has it, a file that is not
// there allows everything, and one that the host fails to give forbids it.
func (c *Client) robots(ctx context.Context, h *host, u *url.URL) (*robots, error) {
	now := c.opt.Now()
	if h.robots != nil && now.Sub(h.fetched) < robotsAge {
		return h.robots, nil
	}
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range c.opt.MaxRedirects + 1 {
		next, r, err := c.askRobots(ctx, at)
		if err != nil {
			return nil, err
		}
		if next == nil {
			if !r.all { // a host in trouble is asked again the next time
				h.robots, h.fetched = r, now
			}
			return r, nil
		}
		at = next
	}
	return &robots{}, nil
}

// askRobots asks for a robots.txt once. An error is one of reaching the host.
func (c *Client) askRobots(ctx context.Context, at *url.URL) (next *url.URL, r *robots, err error) {
	res, err := c.send(ctx, at, Request{Accept: "text/plain,*/*;q=0.5"})
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	switch code := res.StatusCode; {
	case redirect(code):
		if next, err = follow(at, res.Header.Get("Location")); err != nil {
			return nil, &robots{}, nil // as a file that is not there
		}
		return next, nil, nil
	case code == http.StatusTooManyRequests || code >= 500:
		return nil, &robots{all: true}, nil
	case code != http.StatusOK:
		return nil, &robots{}, nil
	}
	b, err := coded.Read(res.Body, res.Header.Get("Content-Encoding"), maxRobots)
	if err != nil && fault.Of(err) != fault.TooLarge { // of a long one, what came first holds
		return nil, nil, readError(err)
	}
	return nil, parseRobots(string(b), agentName), nil
}
