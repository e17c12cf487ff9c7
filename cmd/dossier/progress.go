package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress is one line on a terminal that tells how far a long run is: how many
// documents, how many a second, which one. Nothing is printed in the first
// second, nor where there is no terminal.
type progress struct {
	w     io.Writer // nil: print nothing
	now   func() time.Time
	width int

	mu    sync.Mutex
	began time.Time
	last  time.Time
	n     int
	shown bool
	share string // how much of a large file is read
}

// step tells that the next document is at hand.
func (p *progress) step(path string) {
	if p == nil || p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	t := p.now()
	if p.began.IsZero() {
		p.began = t
	}
	p.n++
	if since := t.Sub(p.began); since < time.Second || t.Sub(p.last) < 100*time.Millisecond {
		return
	}
	rate := float64(p.n) / t.Sub(p.began).Seconds()
	p.show(t, fmt.Sprintf("%d documents, %.0f/s  %s%s", p.n, rate, p.share, path))
}

// part tells how much of a large file is read.
func (p *progress) part(path string, done, size int64) {
	if p == nil || p.w == nil || size <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	t := p.now()
	if p.began.IsZero() {
		p.began = t
	}
	p.share = fmt.Sprintf("%d %% of ", 100*done/size)
	if done >= size {
		p.share = ""
	}
	if t.Sub(p.began) >= time.Second && t.Sub(p.last) >= 100*time.Millisecond {
		p.show(t, fmt.Sprintf("%d documents  %s%s", p.n, p.share, path))
	}
}

// show puts a line on the terminal.
func (p *progress) show(t time.Time, line string) {
	p.last, p.shown = t, true
	if r := []rune(line); len(r) > p.width-1 {
		line = string(r[:p.width-1])
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", line)
}

// done takes the line away, so that other output starts on an empty one.
func (p *progress) done() {
	if p == nil || p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
