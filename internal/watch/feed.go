package watch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"time"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/fetch"
	"dossier/internal/fetch/remote"
	"dossier/internal/source/feed"
	"dossier/internal/watch/state"
)

// feedTypes are the media types of feeds.
const feedTypes = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,*/*;q=0.1"

// turn is one look at a source that is held.
type turn struct {
	w        *Watcher
	src      *state.Source
	look     *Look
	deadline time.Time
	renewed  time.Time     // when the hold on the source was last made longer
	again    time.Duration // after which to look again sooner than usual; 0: as usual
	fatal    error         // of the archive or the memory: nothing more can be kept
}

// feed looks at a feed. An error is one of the feed.
func (t *turn) feed(ctx context.Context) error {
	t.look.Fails = t.src.Fails
	at := cmp.Or(t.src.Address, t.src.Name)
	ans, err := t.w.Remote.Get(ctx, remote.Request{URL: at, ETag: t.src.ETag, LastModified: t.src.Modified, Accept: feedTypes})
	if err != nil {
		if remote.Gone(err) { // perhaps it moved back
			t.src.Address, t.src.ETag, t.src.Modified = "", "", ""
		}
		return err
	}
	if ans.Moved && ans.URL != at {
		t.src.Address, t.look.Moved = ans.URL, ans.URL
	}
	if ans.Unchanged {
		t.look.Unchanged = true
		return nil
	}
	f, err := feed.Parse(ans.Bytes, ans.URL)
	if err != nil {
		return err
	}
	t.src.Title, t.look.Cut = f.Title, f.Cut
	t.items(ctx, f.Items)
	if t.fatal != nil || ctx.Err() != nil {
		return nil
	}
	// Only a feed whose items are all done need not be sent again.
	t.src.ETag, t.src.Modified = "", ""
	if t.look.Later == 0 {
		t.src.ETag, t.src.Modified = ans.Get("ETag"), ans.Get("Last-Modified")
	}
	return nil
}

// items reads the items of a feed that are new or changed: of too many the first in
// the feed, which are the newest, and of those the oldest first.
func (t *turn) items(ctx context.Context, items []feed.Item) {
	type fresh struct {
		item feed.Item
		had  state.Item
	}
	var list []fresh
	seen := map[string]bool{}
	now := t.w.Now()
	for _, it := range items {
		if seen[it.ID] {
			continue
		}
		seen[it.ID] = true
		had, known, err := t.w.State.Item(ctx, t.src.Name, it.ID)
		if err != nil {
			t.fail(err)
			return
		}
		same := known && had.Stamp == it.Stamp()
		switch {
		case same && had.Done:
			continue
		case same && had.Next.After(now), len(list) == t.w.Options.Items:
			t.look.Later++
			continue
		case !same:
			had.Fails = 0
		}
		list = append(list, fresh{it, had})
	}
	for i := len(list) - 1; i >= 0; i-- {
		if t.w.Now().After(t.deadline) {
			t.look.Later += i + 1
			return
		}
		t.item(ctx, list[i].item, list[i].had)
		if t.fatal != nil || ctx.Err() != nil {
			return
		}
	}
}

// fail ends the watching with an error of the memory.
func (t *turn) fail(err error) { t.fatal = t.w.memory(result{}, err).err }

// item reads one item and remembers how it went.
func (t *turn) item(ctx context.Context, it feed.Item, had state.Item) {
	first := had.Stamp == ""
	had.ID, had.Stamp, had.Done, had.Next = it.ID, it.Stamp(), true, time.Time{}
	err := t.fetch(ctx, it, first)
	if t.fatal != nil || ctx.Err() != nil {
		return
	}
	if err != nil {
		had.Fails++
		if had.Done = final(err) || had.Fails >= tries; !had.Done {
			had.Next = t.w.Now().Add(backOff(t.w.Options.Every, had.Fails, err))
			t.look.Later++
		}
		t.look.Kept = append(t.look.Kept, Kept{Path: cmp.Or(it.Link, t.src.Name+"#"+it.ID), Err: err})
	}
	if err := t.w.State.PutItem(ctx, t.src.Name, had, t.w.Now()); err != nil {
		t.fail(err)
	}
}

// final reports whether an error will be the same the next time.
func final(err error) bool {
	switch fault.Of(err) {
	case fault.Invalid, fault.Unsupported, fault.TooLarge:
		return true
	}
	return remote.Gone(err)
}

// fetch brings the document of an item into the archive: the page that it leads to,
// else the words in the feed. first says that this feed did not name it before.
func (t *turn) fetch(ctx context.Context, it feed.Item, first bool) error {
	switch {
	case it.Refused != "":
		return fault.New(fault.Unsupported, "refused: the item leads to what is no address of the web: %q", it.Refused)
	case it.Link != "":
		return t.page(ctx, it.Link, first)
	case it.Content == "":
		return nil // nothing but a title
	}
	at := t.src.Name + "#" + url.QueryEscape(it.ID)
	from := &doc.Provenance{URL: at, Feed: t.src.Name, Retrieved: t.w.Now().UTC().Format(time.RFC3339)}
	if u, err := url.Parse(t.src.Name); err == nil {
		from.Outlet = remote.Outlet(u)
	}
	return t.keep(ctx, Document{Path: at, Bytes: it.Page(), From: from})
}

// page fetches a page, unless it is what it was, and keeps it.
func (t *turn) page(ctx context.Context, link string, first bool) error {
	u, err := remote.Parse(link)
	if err != nil {
		return err
	}
	had, known, err := t.w.State.Page(ctx, remote.Key(u))
	if err != nil {
		t.fail(err)
		return nil
	}
	if known && first && t.w.Now().Sub(had.Fetched) < t.w.Options.Every {
		return nil // another feed names it too
	}
	ans, err := t.w.Remote.Get(ctx, remote.Request{URL: link, ETag: had.ETag, LastModified: had.Modified})
	if err != nil {
		return err
	}
	now := state.Page{Key: had.Key, ETag: ans.Get("ETag"), Modified: ans.Get("Last-Modified"), SHA256: had.SHA256, Fetched: ans.Retrieved}
	if !ans.Unchanged {
		sum := sha256.Sum256(ans.Bytes)
		now.SHA256 = hex.EncodeToString(sum[:])
	}
	if now.SHA256 != had.SHA256 {
		from := fetch.Retrieved(ans)
		from.Feed = t.src.Name
		if err := t.keep(ctx, Document{Path: ans.URL, Bytes: ans.Bytes, From: from}); err != nil || t.fatal != nil {
			return err
		}
	} else {
		now.ETag, now.Modified = cmp.Or(now.ETag, had.ETag), cmp.Or(now.Modified, had.Modified)
	}
	if err := t.w.State.PutPage(ctx, now); err != nil {
		t.fail(err)
	}
	return nil
}

// keep keeps documents. What cannot be read is told; its bytes are kept.
func (t *turn) keep(ctx context.Context, docs ...Document) error {
	if now := t.w.Now(); now.Sub(t.renewed) > holdFor/3 {
		if _, err := t.w.State.Hold(ctx, t.src.Name, now, now.Add(holdFor)); err != nil {
			t.fail(err)
			return nil
		}
		t.renewed = now
	}
	got, err := t.w.Archive.Add(ctx, docs)
	t.look.Kept = append(t.look.Kept, got...)
	if err != nil && !errors.Is(err, context.Canceled) {
		t.fatal = err
	}
	return nil
}
