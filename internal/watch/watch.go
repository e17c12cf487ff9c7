// Package watch looks at feeds and folders that a user named, again and again, and
// brings what is new into the archive.
//
// What was seen is remembered, so that nothing is fetched twice. A source that fails
// is told and looked at again later and later; it never stops the others. A source
// is looked at by one watcher at a time, also where several work on one archive.
// What is gone from a feed or a folder stays in the archive.
package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/fetch"
	"dossier/internal/fetch/remote"
	"dossier/internal/watch/state"
)

// Document is one document that was found.
type Document struct {
	Path  string
	Bytes []byte
	File  string // where it lies on disk, "" when it came another way
	From  *doc.Provenance
}

// Kept is what became of a document in the archive.
type Kept struct {
	Path    string
	Number  int64    // of the document
	Had     bool     // it was there already
	Newer   int64    // the number of the document that it is a newer version of
	Record  string   // the record that it is part of, "" for none
	Title   string   // of the record
	Opened  bool     // the record is new
	Changes []string // what it changed in the record
	Err     error    // why it could not be read or kept
}

// Archive keeps documents. An error is one of the archive, after which nothing more
// can be kept; what is wrong with a document is in what became of it.
type Archive interface {
	Add(ctx context.Context, docs []Document) ([]Kept, error)
}

// Look is what one look at a source brought.
type Look struct {
	Source    string
	Title     string
	Unchanged bool   // the source says that nothing is new
	Busy      bool   // another watcher is looking at it
	Kept      []Kept // in the order they were read
	Later     int    // how many are left for the next look
	Cut       bool   // the feed lists more than is read
	Moved     string // where the feed moved to for good
	Err       error  // why it could not be looked at
	Fails     int    // how often in a row
	Next      time.Time
}

// Options say how sources are looked at. The zero Options are the stated defaults.
type Options struct {
	Every    time.Duration // between two looks at a feed; 15 minutes
	Folders  time.Duration // between two looks at a folder; 30 seconds, or Every if that is less
	Quiet    time.Duration // how long a file must not have changed to be read; 10 seconds
	Items    int           // pages that are fetched in one look at a feed; 100
	Budget   time.Duration // after which a look at a feed leaves the rest for the next; 5 minutes
	Together int           // sources that are looked at at once; 4
	Once     bool          // look once at each source and end
}

// Watcher looks at sources. All fields must be set.
type Watcher struct {
	Remote  fetch.Remote
	Fetch   fetch.Options // how files are read
	State   *state.DB
	Archive Archive
	Now     func() time.Time
	Sleep   func(context.Context, time.Duration) error
	Tell    func(Look) // is told of each look, in the order of the sources
	Options Options
}

const (
	maxBackOff = 24 * time.Hour // the longest that a failing source is left alone
	tries      = 5              // of an item, until it is given up
	holdFor    = 15 * time.Minute
)

// Source is the name of a source as a user wrote it: the address of a feed, or the
// path of a folder, made absolute.
func Source(s string) (string, error) {
	if remote.IsURL(s) {
		u, err := remote.Parse(s)
		if err != nil {
			return "", err
		}
		return u.String(), nil
	}
	info, err := os.Stat(s)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "", fault.New(fault.NotFound, "no such folder, and no address of a feed (those begin with http:// or https://)")
	case err != nil:
		return "", fault.New(fault.Unreadable, "%v", err)
	case !info.IsDir():
		return "", fault.New(fault.Invalid, "a file; what is watched are feeds and folders (--list FILE reads sources from a file)")
	}
	return filepath.Abs(s)
}

// List reads sources from a plain list: one to a line, empty lines and what follows
// a "#" at the beginning of a line or behind white space left out.
func List(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF"))
		if i := strings.IndexByte(line, '#'); i == 0 || i > 0 && (line[i-1] == ' ' || line[i-1] == '\t') {
			line = strings.TrimSpace(line[:i])
		}
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

// Run looks at the sources until the context ends, or once at each. It ends with an
// error when the archive or the memory fails; what a source does is told.
func (w *Watcher) Run(ctx context.Context, sources []string) error {
	w.defaults()
	for {
		next, err := w.round(ctx, sources)
		if err != nil || w.Options.Once {
			return err
		}
		if err := w.Sleep(ctx, max(time.Second, next.Sub(w.Now()))); err != nil {
			return nil
		}
	}
}

func (w *Watcher) defaults() {
	o := &w.Options
	o.Every = cmp.Or(max(o.Every, 0), 15*time.Minute)
	o.Folders = cmp.Or(max(o.Folders, 0), min(o.Every, 30*time.Second))
	o.Quiet = cmp.Or(max(o.Quiet, 0), 10*time.Second)
	o.Items = cmp.Or(max(o.Items, 0), 100)
	o.Budget = cmp.Or(max(o.Budget, 0), 5*time.Minute)
	o.Together = cmp.Or(max(o.Together, 0), 4)
}

// round looks at every source whose time has come, several at once, and gives the
// time of the next round.
func (w *Watcher) round(ctx context.Context, sources []string) (next time.Time, err error) {
	looks := make([]chan result, len(sources))
	slots := make(chan struct{}, w.Options.Together)
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var all sync.WaitGroup
	defer all.Wait()
	for i, name := range sources {
		looks[i] = make(chan result, 1)
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			looks[i] <- w.look(inner, name)
		})
	}
	next = w.Now().Add(w.Options.Every)
	for _, c := range looks {
		r := <-c
		if r.told {
			w.Tell(r.look)
		}
		if !r.look.Next.IsZero() && r.look.Next.Before(next) {
			next = r.look.Next
		}
		if r.err != nil && err == nil {
			err = r.err
			cancel()
		}
	}
	if err == nil {
		err = ctx.Err()
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		err = nil // the user ended it
	}
	return next, err
}

// result is a look, whether there is something to tell, and what ends the watching.
type result struct {
	look Look
	told bool
	err  error
}

// look looks at one source, if its time has come and no other watcher does.
func (w *Watcher) look(ctx context.Context, name string) result {
	r := result{look: Look{Source: name}}
	src, err := w.State.Source(ctx, name)
	if err != nil {
		return w.memory(r, err)
	}
	now := w.Now()
	r.look.Title, r.look.Next = src.Title, src.Next
	if src.Next.After(now) && (!w.Options.Once || src.Fails > 0) {
		if w.Options.Once {
			r.told = true
			r.look.Fails = src.Fails
			r.look.Err = fault.New(fault.Unreadable, "not asked before %s: it failed %s (%s)", src.Next.Format(time.RFC3339), times(src.Fails), src.Error)
		}
		return r
	}
	ok, err := w.State.Hold(ctx, name, now, now.Add(holdFor))
	if err != nil {
		return w.memory(r, err)
	}
	if !ok {
		r.look.Busy, r.told = true, true
		r.look.Next = now.Add(w.every(name))
		return r
	}
	defer w.State.Release(context.WithoutCancel(ctx), name)
	// Another watcher may have been here since.
	if src, err = w.State.Source(ctx, name); err != nil {
		return w.memory(r, err)
	}
	if src.Next.After(now) && !w.Options.Once {
		r.look.Next = src.Next
		return r
	}
	return w.held(ctx, src, r)
}

// held looks at a source that this watcher holds, and remembers how it went.
func (w *Watcher) held(ctx context.Context, src state.Source, r result) result {
	t := &turn{w: w, src: &src, look: &r.look, renewed: w.Now(), deadline: w.Now().Add(w.Options.Budget)}
	if remote.IsURL(src.Name) {
		r.look.Err = t.feed(ctx)
	} else {
		r.look.Err = t.folder(ctx)
	}
	r.told = true
	if t.fatal != nil {
		r.err = t.fatal
		return r
	}
	if ctx.Err() != nil {
		r.told = len(r.look.Kept) > 0
		r.look.Err = nil
		return r
	}
	now := w.Now()
	every := w.every(src.Name)
	src.Checked, src.Next = now, now.Add(every)
	if t.again > 0 {
		src.Next = now.Add(min(t.again, every))
	}
	src.Fails, src.Error = 0, ""
	if err := r.look.Err; err != nil {
		src.Fails = r.look.Fails + 1
		src.Error = err.Error()
		src.Next = now.Add(backOff(every, src.Fails, err))
	}
	r.look.Fails, r.look.Next, r.look.Title = src.Fails, src.Next, src.Title
	if err := w.State.Put(ctx, src); err != nil {
		return w.memory(r, err)
	}
	return r
}

// every is how long to wait between two looks at a source.
func (w *Watcher) every(name string) time.Duration {
	if remote.IsURL(name) {
		return w.Options.Every
	}
	return w.Options.Folders
}

// memory is the result when the memory of the watchers fails.
func (w *Watcher) memory(r result, err error) result {
	if fault.Of(err) == "" && !errors.Is(err, context.Canceled) {
		err = fault.New(fault.Invalid, "%s: %w", state.Name, err)
	}
	r.err = err
	return r
}

// backOff is how long something is left alone that failed so many times in a row:
// twice as long each time, or as long as the host asks.
func backOff(every time.Duration, fails int, err error) time.Duration {
	d := every
	for range min(fails-1, 20) {
		if d *= 2; d > maxBackOff {
			break
		}
	}
	var s *remote.StatusError
	if errors.As(err, &s) {
		d = max(d, s.After)
	}
	return min(d, max(maxBackOff, every))
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
