package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"dossier/internal/archive"
	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/fetch/remote"
	"dossier/internal/store"
	"dossier/internal/watch"
	"dossier/internal/watch/state"
)

// WatchCmd is "dossier watch".
type WatchCmd struct {
	Sources []string      `arg:"" optional:"" name:"source" help:"The address of a feed, or a folder."`
	List    []string      `name:"list" placeholder:"FILE" help:"Read sources from a file, one to a line."`
	Every   time.Duration `default:"15m" help:"How long to wait between two looks at a feed; folders are looked at every 30 seconds."`
	Once    bool          `help:"Look once at each source and end."`
	Quiet   time.Duration `default:"10s" help:"How long a file in a folder must not have changed to be read."`
	Status  bool          `help:"Print what is remembered of the sources that were ever watched, and look at none."`

	Selection `embed:""`

	Actor `embed:""`
	Place `embed:""`
}

// Run looks at the sources and tells what came of it.
func (c *WatchCmd) Run(app *App) error {
	if c.Status {
		return c.status(app)
	}
	if c.Every < time.Minute {
		return usageError("--every: hosts are asked once a minute at most")
	}
	sources, err := c.sources()
	if err != nil {
		return err
	}
	a, err := c.open(app, c.Actor.name(), true)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	db, err := c.memory(app)()
	if err != nil {
		return err
	}
	defer db.Close()
	opt, err := app.fetching(c.Selection, nil)
	if err != nil {
		return err
	}
	t := &teller{app: app, stamped: !c.Once}
	at := &places{ctx: app.Context, open: func() (*state.DB, error) { return db, nil }, what: c.Selection.key(opt), note: opt.Note}
	opt.Places = at
	w := &watch.Watcher{
		Remote: opt.Remote, Fetch: opt, State: db, Archive: &keeper{a: a}, Now: app.now, Sleep: pause, Tell: t.tell,
		Options: watch.Options{Every: c.Every, Quiet: c.Quiet, Once: c.Once},
	}
	if err := w.Run(app.Context, sources); err != nil {
		return err
	}
	if t.failed && c.Once {
		return errReported
	}
	return nil
}

// sources is what is watched: what was named, then what the lists name, each once.
func (c *WatchCmd) sources() ([]string, error) {
	names := c.Sources
	for _, path := range c.List {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fault.New(fault.NotFound, "%v", err)
		}
		names = append(names, watch.List(string(b))...)
	}
	if len(names) == 0 {
		return nil, usageError("name a feed, a folder, or a --list of them")
	}
	var out []string
	seen := map[string]bool{}
	for _, name := range names {
		s, err := watch.Source(name)
		if err != nil {
			return nil, fault.Wrap(name, err)
		}
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out, nil
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// status prints what is remembered of sources.
func (c *WatchCmd) status(app *App) error {
	if _, err := os.Stat(c.Archive); err != nil {
		return fault.New(fault.NotFound, "archive %s: there is none", c.Archive)
	}
	db, err := c.memory(app)()
	if err != nil {
		return err
	}
	defer db.Close()
	list, err := db.Sources(app.Context)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(app.Stdout, 0, 0, 2, ' ', 0)
	for _, s := range list {
		fmt.Fprintf(w, "%s\t%s\tlooked at %s\tnext %s\t%s\n", printable(s.Name), printable(s.Title), stampOr(s.Checked, "never"), stampOr(s.Next, "at once"), printable(s.Error))
	}
	return w.Flush()
}

func stampOr(t time.Time, none string) string {
	if t.IsZero() {
		return none
	}
	return t.UTC().Format(time.RFC3339)
}

// teller prints what looks at sources brought.
type teller struct {
	app     *App
	stamped bool // lines begin with the time
	failed  bool
}

func (t *teller) tell(l watch.Look) {
	name := printable(l.Source)
	for _, k := range l.Kept {
		if k.Err != nil {
			t.failed = true
			t.app.report(printable(k.Path), k.Err)
		}
	}
	if l.Err != nil {
		t.failed = true
		err := l.Err.Error()
		if l.Fails > 1 {
			err += fmt.Sprintf(" (%d times in a row)", l.Fails)
		}
		fmt.Fprintf(t.app.Stderr, "dossier: %s: %s; looked at again %s\n", name, err, stampOr(l.Next, "the next time"))
	}
	if l.Moved != "" {
		fmt.Fprintf(t.app.Stderr, "dossier: %s: it moved for good to %s\n", name, printable(l.Moved))
	}
	if l.Cut {
		fmt.Fprintf(t.app.Stderr, "dossier: %s: it lists more than is read of one feed\n", name)
	}
	if l.Err != nil && len(l.Kept) == 0 {
		return
	}
	if t.stamped && len(l.Kept) == 0 && !remote.IsURL(l.Source) { // folders are looked at too often to say so each time
		return
	}
	if t.stamped {
		fmt.Fprintf(t.app.Stdout, "%s ", t.app.now().UTC().Format(time.RFC3339))
	}
	if l.Title != "" {
		name += " (" + printable(l.Title) + ")"
	}
	fmt.Fprintf(t.app.Stdout, "%s: %s\n", name, summary(l))
	for _, k := range l.Kept {
		became(t.app.Stdout, k)
	}
}

// summary is a look in a line.
func summary(l watch.Look) string {
	if l.Busy {
		return "another watcher is looking at it"
	}
	var added, newer, had, failed int
	for _, k := range l.Kept {
		switch {
		case k.Err != nil:
			failed++
		case k.Had:
			had++
		case k.Newer > 0:
			newer++
		default:
			added++
		}
	}
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{{added, "new"}, {newer, "newer versions"}, {had, "already there"}, {failed, "failed"}, {l.Later, "left for later"}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	if len(parts) == 0 {
		return "nothing new"
	}
	return strings.Join(parts, ", ")
}

// became prints what became of one document, and what it changed.
func became(w io.Writer, k watch.Kept) {
	if k.Err != nil || k.Had {
		return
	}
	fmt.Fprintf(w, "  d%d %s: ", k.Number, printable(k.Path))
	if k.Newer > 0 {
		fmt.Fprintf(w, "a newer version of d%d; ", k.Newer)
	}
	switch {
	case k.Record == "":
		fmt.Fprintln(w, "it tells of no incident")
	case k.Opened:
		fmt.Fprintf(w, "a new record, %s: %s\n", k.Record, printable(k.Title))
	case len(k.Changes) == 0:
		fmt.Fprintf(w, "it joins %s and changes nothing\n", k.Record)
	default:
		fmt.Fprintf(w, "it joins %s\n", k.Record)
	}
	for _, c := range k.Changes {
		fmt.Fprintf(w, "    %s\n", printable(c))
	}
}

// keeper is the archive as watchers see it.
type keeper struct {
	a *archive.Archive

	mu sync.Mutex // changes of records are told one document at a time
}

// Add implements watch.Archive.
func (k *keeper) Add(ctx context.Context, docs []watch.Document) ([]watch.Kept, error) {
	arrivals := make([]archive.Arrival, len(docs))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i, d := range docs {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			arrivals[i] = k.a.Receive(ctx, archive.Input{Path: d.Path, Bytes: d.Bytes, File: d.File, From: d.From})
		})
	}
	all.Wait()
	k.mu.Lock()
	defer k.mu.Unlock()
	var out []watch.Kept
	for i := range arrivals {
		one, err := k.keep(ctx, arrivals[i])
		if err != nil {
			return out, err
		}
		out = append(out, one)
	}
	return out, nil
}

// keep keeps one document, with the archive as it stood before in view.
func (k *keeper) keep(ctx context.Context, in archive.Arrival) (out watch.Kept, err error) {
	err = k.a.Store.View(ctx, func(before store.View) error {
		if _, err := before.Count(); err != nil { // from here on it stands still
			return err
		}
		got, err := k.a.Keep(ctx, []archive.Arrival{in})
		if err != nil {
			return err
		}
		g := got[0]
		out = watch.Kept{Path: g.Path, Number: g.Number, Had: g.Had, Newer: g.Newer, Record: g.Record, Opened: g.Opened, Err: g.Err}
		if g.Record == "" || g.Had {
			return nil
		}
		return k.changes(ctx, before, g.ID, &out)
	})
	return out, err
}

// changes fills in what a document changed in its record.
func (k *keeper) changes(ctx context.Context, before store.View, id doc.ID, out *watch.Kept) error {
	return k.a.Store.View(ctx, func(after store.View) error {
		key, err := after.RecordOf(claim.Ref{Document: id})
		if err != nil || key == 0 {
			return err
		}
		now, err := after.Record(key)
		if err != nil {
			return err
		}
		out.Title = now.Record.Title
		old, err := before.Record(key)
		switch {
		case fault.Of(err) == fault.NotFound:
			out.Opened = true
			return nil
		case err != nil:
			return err
		}
		out.Changes = watch.Changes(&old.Record, &now.Record)
		return nil
	})
}
