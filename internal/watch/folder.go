package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dossier/internal/fault"
	"dossier/internal/fetch"
	"dossier/internal/watch/state"
)

const (
	maxFiles = 1_000_000 // that are looked at in one folder
	together = 32        // documents that are kept at once
)

// folder looks at a folder. An error is one of the folder itself.
func (t *turn) folder(ctx context.Context) error {
	t.look.Fails = t.src.Fails
	pending, err := t.files(ctx)
	if err != nil || t.fatal != nil || ctx.Err() != nil {
		return err
	}
	if pending > 0 && t.w.Options.Once { // they are new: wait once
		if t.w.Sleep(ctx, t.w.Options.Quiet+time.Second) != nil {
			return nil
		}
		pending, err = t.files(ctx)
	}
	t.look.Later = pending
	if pending > 0 {
		t.again = t.w.Options.Quiet + time.Second
	}
	return err
}

// files reads the files of the folder that are new or changed, and gives how many
// are still being written.
func (t *turn) files(ctx context.Context) (pending int, err error) {
	n := 0
	err = filepath.WalkDir(t.src.Name, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == t.src.Name:
			return err
		case err != nil:
			t.look.Kept = append(t.look.Kept, Kept{Path: path, Err: fault.New(fault.Unreadable, "%v", cause(err))})
			return nil
		case path != t.src.Name && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular() || unfinished(d.Name()):
			return nil
		}
		if n++; n > maxFiles {
			return fault.New(fault.TooLarge, "more than %d files", maxFiles)
		}
		waits := t.file(ctx, path)
		if waits {
			pending++
		}
		if t.fatal != nil || ctx.Err() != nil {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil && fault.Of(err) == "" {
		err = fault.New(fault.Unreadable, "%w", cause(err))
	}
	return pending, err
}

func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// unfinished reports whether a name says that the file is still being written.
func unfinished(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart", ".swp":
		return true
	}
	return strings.HasSuffix(name, "~")
}

// stampOf changes when a file does.
func stampOf(info fs.FileInfo) string {
	return fmt.Sprintf("%d %d", info.Size(), info.ModTime().UnixNano())
}

// file reads a file that is new or changed, once it is quiet. It reports whether the
// file has to be waited for.
func (t *turn) file(ctx context.Context, path string) (waits bool) {
	info, err := os.Stat(path)
	if err != nil {
		return false // it is gone again
	}
	id, err := filepath.Rel(t.src.Name, path)
	if err != nil {
		id = path
	}
	now, stamp := t.w.Now(), stampOf(info)
	had, known, err := t.w.State.Item(ctx, t.src.Name, id)
	if err != nil {
		t.fail(err)
		return false
	}
	same := known && had.Stamp == stamp
	switch age := now.Sub(info.ModTime()); {
	case same && had.Done:
		return false
	case same && had.Next.After(now):
		return had.Fails == 0
	case age >= t.w.Options.Quiet, same && had.Fails == 0 && !had.Next.IsZero():
	default: // it may still grow; it is read when it has not by then
		it := state.Item{ID: id, Stamp: stamp, Next: now.Add(t.w.Options.Quiet)}
		if err := t.w.State.PutItem(ctx, t.src.Name, it, now); err != nil {
			t.fail(err)
		}
		return true
	}
	if !same {
		had.Fails = 0
	}
	return t.read(ctx, path, state.Item{ID: id, Stamp: stamp, Done: true, Fails: had.Fails})
}

// read brings the documents of a file into the archive and remembers that it did.
func (t *turn) read(ctx context.Context, path string, it state.Item) (waits bool) {
	var docs []Document
	var denied error
	keep := func() bool {
		if len(docs) > 0 {
			t.keep(ctx, docs...)
			docs = nil
		}
		return t.fatal == nil && ctx.Err() == nil
	}
	fetch.Walk(ctx, []string{path}, t.w.Fetch, func(one fetch.Item) bool {
		if info, err := os.Stat(path); err != nil || stampOf(info) != it.Stamp {
			waits = true // it changed while it was read
			return false
		}
		switch {
		case errors.Is(one.Err, fs.ErrPermission):
			denied = one.Err
		case one.Err != nil:
			t.look.Kept = append(t.look.Kept, Kept{Path: one.Path, Err: one.Err})
		default:
			d := Document{Path: one.Path, Bytes: one.Bytes, From: one.From}
			if one.Path == path {
				d.File = path
			}
			docs = append(docs, d)
		}
		// Entries of a large file are kept one by one: what is told of the place in
		// it counts on that.
		return len(docs) < together && one.Path == path || keep()
	})
	if waits || !keep() {
		return waits
	}
	if denied != nil { // the bytes may become readable without changing
		it.Done, it.Fails = false, it.Fails+1
		it.Next = t.w.Now().Add(backOff(t.w.Options.Folders, it.Fails, denied))
		t.look.Kept = append(t.look.Kept, Kept{Path: path, Err: denied})
	}
	if err := t.w.State.PutItem(ctx, t.src.Name, it, t.w.Now()); err != nil {
		t.fail(err)
	}
	return false
}
