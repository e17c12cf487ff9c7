package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"dossier/internal/archive"
	"dossier/internal/desk"
	"dossier/internal/doc"
	"dossier/internal/export"
	"dossier/internal/fault"
	"dossier/internal/fetch"
	"dossier/internal/ledger"
	"dossier/internal/pipeline"
	"dossier/internal/query"
	"dossier/internal/record"
	"dossier/internal/review"
	"dossier/internal/search"
	"dossier/internal/store"
	"dossier/internal/store/mem"
	"dossier/schema"
)

// book shows an archive to the desk.
type book struct {
	search.Searcher
	a      *archive.Archive
	remote fetch.Remote // nil where the web is not asked
	mu     *sync.Mutex  // held while somebody decides, whoever it is
}

// openBook makes a book of an archive.
func openBook(a *archive.Archive) (*book, error) {
	s, err := searcher(a)
	return &book{Searcher: s, a: a, mu: new(sync.Mutex)}, err
}

// As implements desk.Book.
func (b *book) As(who string, waits bool) desk.Book {
	a := *b.a
	a.Who, a.Waits = who, waits
	return &book{Searcher: b.Searcher, a: &a, remote: b.remote, mu: b.mu}
}

// Record implements desk.Book.
func (b *book) Record(ctx context.Context, id string, covered bool) (schema.Output, error) {
	return b.a.Show(ctx, id, covered)
}

// Add implements desk.Book. A packed file gives a line for each report in it.
func (b *book) Add(ctx context.Context, name string, raw []byte, tell func(desk.Arrival)) error {
	return b.take(ctx, "-", fetch.Options{Stdin: bytes.NewReader(raw)}, func(it *fetch.Item) {
		it.Path = name + strings.TrimPrefix(it.Path, "-")
		if it.From != nil { // a web archive or a wiki export, known by its name
			it.From.Container = name
		}
	}, tell)
}

// Fetch implements desk.Book. The client asks hosts of the public internet alone.
func (b *book) Fetch(ctx context.Context, address string, tell func(desk.Arrival)) error {
	if b.remote == nil {
		tell(desk.Arrival{Name: address, Problem: "this desk does not ask the web"})
		return nil
	}
	return b.take(ctx, address, fetch.Options{Remote: b.remote}, func(*fetch.Item) {}, tell)
}

// take adds what lies at a path, and tells of each report as soon as it is kept.
func (b *book) take(ctx context.Context, path string, o fetch.Options, name func(*fetch.Item), tell func(desk.Arrival)) error {
	return b.a.AddAll(ctx, 1, func(yield func(archive.Input) bool) {
		fetch.Walk(ctx, []string{path}, o, func(it fetch.Item) bool {
			name(&it)
			if it.Err != nil {
				tell(desk.Arrival{Name: it.Path, Problem: it.Err.Error()})
				return true
			}
			return yield(archive.Input{Path: it.Path, Bytes: it.Bytes, From: it.From})
		})
	}, func(got archive.Added) { tell(b.arrival(ctx, got)) })
}

// arrival is what became of a document, for people.
func (b *book) arrival(ctx context.Context, got archive.Added) desk.Arrival {
	a := desk.Arrival{Name: got.Path, SHA256: string(got.ID), Had: got.Had, Record: got.Record, Opened: got.Opened}
	if got.Number > 0 {
		a.Document = fmt.Sprintf("d%d", got.Number)
	}
	if got.Err != nil {
		a.Problem = got.Err.Error()
	}
	if got.Newer > 0 && !got.Had {
		a.Newer = fmt.Sprintf("d%d", got.Newer)
	}
	// What cannot be shown is told of without its title.
	_ = b.a.Store.View(ctx, func(v store.View) error {
		if shown, err := v.Shown(got.Number); err == nil {
			a.Told, a.Repeats = cmp.Or(shown.Title, shown.Path), shown.Origin
		}
		if got.Record == "" {
			return nil
		}
		key, err := archive.Find(v, got.Record)
		if err != nil {
			return err
		}
		r, err := v.Record(key)
		a.Title = r.Record.Title
		return err
	})
	return a
}

// Document implements desk.Book.
func (b *book) Document(ctx context.Context, id string) (*doc.Document, error) {
	var e store.Entry
	err := b.a.Store.View(ctx, func(v store.View) (err error) {
		c, err := archive.Document(v, id)
		if err == nil {
			e, err = v.Entry(c.ID, "")
		}
		return err
	})
	return e.Doc, err
}

// Decide implements desk.Book.
func (b *book) Decide(ctx context.Context, id string, j desk.Judgement) (desk.Judged, error) {
	b.mu.Lock() // what was seen is looked at and decided upon in one
	defer b.mu.Unlock()
	if err := b.fresh(ctx, id, j); err != nil {
		return desk.Judged{}, err
	}
	d, now, err := b.a.Decide(ctx, archive.Draft{
		Kind: review.Kind(j.Kind), Record: id, Slot: j.Slot, Value: j.Value, New: j.New, Why: j.Why,
		Words: j.Words, Document: j.Document, Other: j.Other, Documents: j.Documents, Entity: j.Entity, In: j.In,
	})
	return desk.Judged{Decision: d.Seq, At: d.At, Who: d.Who, Record: now, Waits: d.Waits}, err
}

// fresh refuses a judgement about what has changed since its page was made: another
// decision about the same slot, or another value under the same id.
func (b *book) fresh(ctx context.Context, id string, j desk.Judgement) error {
	out, err := b.a.Show(ctx, id, false)
	if err != nil {
		return err
	}
	r := &out.Records[0]
	slot, _, _ := strings.Cut(j.Slot, ":")
	for _, d := range r.Decisions {
		if max(d.ID, d.Confirmation) > j.Seen && d.Slot == slot && slot != "" {
			return fault.New(fault.Conflict, "%s has meanwhile decided about it (%s, no. %d): look again", d.Who, d.Kind, d.ID)
		}
	}
	for _, v := range r.Values {
		if v.ID == j.Value && j.Shown != "" && (v.Slot != slot || v.Text != j.Shown) {
			return fault.New(fault.Conflict, "the record has changed meanwhile: look again")
		}
	}
	return nil
}

// Undo implements desk.Book.
func (b *book) Undo(ctx context.Context, decision int64, why string) (desk.Judged, error) {
	d, err := b.a.Undo(ctx, decision, why)
	return desk.Judged{Decision: d.Seq, At: d.At, Who: d.Who, Record: d.Record, Waits: d.Waits}, err
}

// RecordAsOf implements desk.Book.
func (b *book) RecordAsOf(ctx context.Context, id, day string) (schema.Output, error) {
	return b.a.AsOf(ctx, id, day, archive.Published)
}

// Changes implements desk.Book.
func (b *book) Changes(ctx context.Context, id, from, to string) ([]desk.Change, error) {
	if to == "" {
		to = "9999"
	}
	d, err := b.a.Diff(ctx, id, from, to, archive.Published)
	return changesOf(d.Changes), err
}

func changesOf(list []record.Change) []desk.Change {
	var out []desk.Change
	for _, c := range list {
		out = append(out, desk.Change{What: c.What, Part: c.Part, Of: c.Of, Value: c.Value, State: c.State, Documents: append([]string{}, c.Documents...)})
	}
	return out
}

// Compare implements desk.Book.
func (b *book) Compare(ctx context.Context, first, second string) (desk.Comparison, error) {
	c, err := b.a.Compare(ctx, first, second)
	if err != nil {
		return desk.Comparison{}, err
	}
	out := desk.Comparison{A: sideOf(c.A), B: sideOf(c.B), Versions: c.Versions, Changes: changesOf(c.Changes)}
	for _, x := range c.Cited {
		out.Cited = append(out.Cited, desk.CitedWords{
			What: about(x.Claim), Words: x.Words, Start: c.A.Doc.Text.Rune(x.Span.Start), End: c.A.Doc.Text.Rune(x.Span.End), Fate: string(x.Fate), Now: x.Start,
		})
	}
	return out, nil
}

func sideOf(e store.Entry) desk.Compared {
	return desk.Compared{Document: record.Document(e.Doc, fmt.Sprintf("d%d", e.Card.Seq)), Received: e.Card.Received, Text: e.Doc.Text.String()}
}

// maxExport is the most records that the desk gives away at once.
const maxExport = 20_000

// Export implements desk.Book.
func (b *book) Export(ctx context.Context, q query.Query, format string) (desk.Download, error) {
	if format == siteFormat.Name {
		return b.site(ctx, q)
	}
	f, err := export.Named(format)
	if err != nil {
		return desk.Download{}, err
	}
	found, err := b.Search(ctx, search.Request{Query: q, Limit: 1})
	if err != nil {
		return desk.Download{}, err
	}
	if found.Total > maxExport {
		return desk.Download{}, fault.New(fault.TooLarge, "%d records are more than the desk gives away at once (%d): narrow the query, or use dossier export", found.Total, maxExport)
	}
	app := &App{Context: ctx, Now: b.a.Now}
	out, err := (&ExportCmd{Query: q.String()}).chosen(app, b.a)
	if err != nil {
		return desk.Download{}, err
	}
	o, out, err := Giving{}.prepare(app, f, out, "")
	if err != nil {
		return desk.Download{}, err
	}
	var body bytes.Buffer
	if err := f.Write(&body, out, o); err != nil {
		return desk.Download{}, err
	}
	sum := sha256.Sum256(body.Bytes())
	err = b.a.LogHash(ctx, ledger.Exported, fmt.Sprintf("%s: %d records", f.Name, len(out.Records)), hex.EncodeToString(sum[:]))
	return desk.Download{Name: "dossier-" + o.Now.Format("20060102") + f.Ext, Media: f.Media, Body: body.Bytes(), Records: len(out.Records), Omits: f.Omits}, err
}

// formats are what the desk exports in.
func formats() []desk.Offer {
	var out []desk.Offer
	for _, f := range export.Formats() {
		out = append(out, desk.Offer{Name: f.Name, Title: f.Title})
	}
	return append(out, siteFormat)
}

// exampleBook is an archive of the bundled reports in memory.
func exampleBook(app *App) (desk.Book, error) {
	a := &archive.Archive{Store: mem.New(), Version: "dossier " + version(), Now: app.now, Who: "you"}
	a.Read, a.Claims = lazily(func() *pipeline.Pipeline { return app.Rooms().Pipeline })
	b, err := openBook(a)
	if err != nil {
		return nil, err
	}
	for _, name := range exampleNames {
		raw, err := examples.ReadFile(path.Join("demo", name))
		if err == nil {
			err = b.Add(app.Context, name, raw, func(desk.Arrival) {})
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// Log implements desk.Book. Of the whole log only the part that is wanted is read.
func (b *book) Log(ctx context.Context, id string, before int64, limit int) ([]desk.Act, error) {
	var out []desk.Act
	if id == "" {
		list, err := b.a.Recent(ctx, before, limit)
		for _, t := range list {
			out = append(out, actOf(t))
		}
		return out, err
	}
	err := b.a.History(ctx, id, func(t archive.Told) error {
		if before > 0 && t.Entry.Seq >= before {
			return nil
		}
		if out = append(out, actOf(t)); len(out) > limit {
			out = out[1:]
		}
		return nil
	})
	slices.Reverse(out)
	return out, err
}

func actOf(t archive.Told) desk.Act {
	act := desk.Act{Seq: t.Entry.Seq, At: t.Entry.At, Who: t.Entry.Who, Act: string(t.Entry.Act), What: t.What, Hash: t.Entry.Hash}
	switch t.Entry.Act {
	case ledger.Collected, ledger.Read:
		if n, _, ok := strings.Cut(t.What, " "); ok { // "d3 inbox/report.txt"
			act.Document = n
		}
	case ledger.Opened:
		act.Record = t.Entry.Subject
	}
	if d := t.Decision; d != nil {
		act.What, act.Record = describe(*d), d.Record
	}
	return act
}

// Waiting implements desk.Book.
func (b *book) Waiting(ctx context.Context, record string) ([]desk.Waiting, error) {
	list, err := b.a.Open(ctx, record)
	out := []desk.Waiting{}
	for _, d := range list {
		plain := d
		plain.Waits, plain.Why = false, ""
		w := desk.Waiting{Decision: d.Seq, At: d.At, Who: d.Who, What: describe(plain), Why: d.Why, Record: d.Record, Mine: d.Who == b.a.Who}
		for _, t := range []*review.New{d.New, value(d.Value)} {
			if t != nil && len(t.Words) > 0 && w.Words == "" {
				w.Words = t.Words[0].Quote
			}
		}
		if t := d.Value; t != nil {
			w.Slot = string(t.Value.Slot)
			if of := t.Value.Of; of != "" && of != "all" {
				w.Slot += ":" + of
			}
		}
		out = append(out, w)
	}
	return out, err
}

// value is the value of a target, nil for none.
func value(t *review.Target) *review.New {
	if t == nil {
		return nil
	}
	return &t.New
}

// Confirm implements desk.Book.
func (b *book) Confirm(ctx context.Context, decision int64, why string) (desk.Judged, error) {
	d, err := b.a.Confirm(ctx, decision, why)
	return desk.Judged{Decision: d.Seq, At: d.At, Who: d.Who, Record: d.Record}, err
}
