package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"dossier/internal/fetch"
	"dossier/internal/fetch/remote"
	"dossier/internal/watch/state"
)

// Selection is which entries of web archives and wiki exports are read.
type Selection struct {
	Match         []string `placeholder:"FIELD:PATTERN" sep:"none" help:"Of web archives and wiki exports, read what matches: title:, category:, text: or url: and a regular expression; ! before it for what does not. All that are given must hold."`
	EveryRevision bool     `help:"Of wiki exports, read every revision of a page and not only the last."`
}

// key tells one selection from another.
func (s Selection) key(opt fetch.Options) string { return fmt.Sprint(s.EveryRevision, "\n", opt.Match) }

// fetching is how the program brings documents in. What is no error is told on
// stderr.
func (app *App) fetching(sel Selection, line *progress) (fetch.Options, error) {
	match, err := fetch.ParseMatch(sel.Match)
	if err != nil {
		return fetch.Options{}, usageError(err.Error())
	}
	return fetch.Options{
		Stdin: app.Stdin, Remote: app.remote(), Match: match, Revisions: sel.EveryRevision,
		Progress: line.part,
		Note: func(path, note string) {
			line.done()
			fmt.Fprintf(app.Stderr, "dossier: %s: %s\n", printable(path), note)
		},
	}, nil
}

// remote is the program's client of the web. It asks for nothing until it is asked.
func (app *App) remote() *remote.Client {
	return remote.New(remote.Options{Version: version(), Now: app.Now, Network: app.Network})
}

// places remembers in an archive how far large files were read. A place counts once
// every document before it is kept for good.
type places struct {
	ctx  context.Context
	open func() (*state.DB, error)
	what string // what is asked for of the files
	anew bool   // begin every file at its beginning
	note func(path, note string)

	mu          sync.Mutex
	db          *state.DB
	given, kept int
	reached     []reached
	err         error
}

// reached is a place, and how many documents come before it.
type reached struct {
	after int
	sha   string
	mark  fetch.Mark
}

// Begin implements fetch.Places.
func (p *places) Begin(path, sha string) (m fetch.Mark) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.db == nil {
		if p.db, p.err = p.open(); p.err != nil {
			return m
		}
	}
	if p.anew {
		return m
	}
	s, err := p.db.Place(p.ctx, sha, p.what)
	if err != nil || s == "" || json.Unmarshal([]byte(s), &m) != nil {
		return fetch.Mark{}
	}
	p.note(path, "goes on where an earlier run broke off; --anew begins at its beginning")
	return m
}

// Reached implements fetch.Places.
func (p *places) Reached(_, sha string, m fetch.Mark) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reached = append(p.reached, reached{p.given, sha, m})
	p.save()
}

// give counts a document that is on its way into the archive, keep one that is kept.
func (p *places) give() { p.mu.Lock(); p.given++; p.mu.Unlock() }

func (p *places) keep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept++
	p.save()
}

// save remembers the last place before which everything is kept.
func (p *places) save() {
	n := 0
	for n < len(p.reached) && p.reached[n].after <= p.kept {
		n++
	}
	if n == 0 || p.db == nil {
		return
	}
	last := p.reached[n-1]
	mark := ""
	if last.mark != (fetch.Mark{}) {
		b, err := json.Marshal(last.mark)
		if err != nil {
			return
		}
		mark = string(b)
	}
	if p.err = p.db.PutPlace(p.ctx, last.sha, p.what, mark); p.err == nil {
		p.reached = append(p.reached[:0], p.reached[n:]...)
	}
}

// close ends the remembering, and tells what went wrong with it.
func (p *places) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.db == nil {
		return p.err
	}
	if err := p.db.Close(); p.err == nil {
		return err
	}
	return p.err
}
