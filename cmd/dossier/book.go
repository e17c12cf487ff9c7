package main

import (
	"bytes"
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
	"dossier/internal/review"
	"dossier/internal/search"
	"dossier/internal/store"
	"dossier/internal/store/mem"
	"dossier/internal/wording"
	"dossier/schema"
)

// book shows an archive to the desk.
type book struct {
	search.Searcher
	a  *archive.Archive
	mu *sync.Mutex // held while somebody decides, whoever it is
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
	return &book{Searcher: b.Searcher, a: &a, mu: b.mu}
}

// Record implements desk.Book.
func (b *book) Record(ctx context.Context, id string, covered bool) (schema.Output, error) {
	return b.a.Show(ctx, id, covered)
}

// Add implements desk.Book. A packed file gives a line for each report in it.
func (b *book) Add(ctx context.Context, name string, raw []byte) ([]desk.Arrival, error) {
	var out []desk.Arrival
	var inputs []archive.Input
	fetch.Walk(ctx, []string{"-"}, fetch.Options{Stdin: bytes.NewReader(raw)}, func(it fetch.Item) bool {
		path := name + strings.TrimPrefix(it.Path, "-")
		if it.Err != nil {
			out = append(out, desk.Arrival{Name: path, Problem: it.Err.Error()})
		} else {
			if it.From != nil { // a web archive or a wiki export, known by its name
				it.From.Container = name
			}
			inputs = append(inputs, archive.Input{Path: path, Bytes: it.Bytes, From: it.From})
		}
		return true
	})
	err := b.a.AddAll(ctx, 1, func(yield func(archive.Input) bool) {
		for _, in := range inputs {
			if !yield(in) {
				return
			}
		}
	}, func(got archive.Added) { out = append(out, b.arrival(ctx, got)) })
	return out, err
}

// arrival is what became of a document, for people.
func (b *book) arrival(ctx context.Context, got archive.Added) desk.Arrival {
	a := desk.Arrival{Name: got.Path, SHA256: string(got.ID), Had: got.Had, Record: got.Record, Opened: got.Opened}
	if got.Err != nil {
		a.Problem = got.Err.Error()
	}
	if got.Newer > 0 && !got.Had {
		a.Newer = fmt.Sprintf("d%d", got.Newer)
	}
	if got.Record != "" {
		if out, err := b.a.Show(ctx, got.Record, false); err == nil {
			a.Title = out.Records[0].Title
		}
	}
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
		Words: j.Words, Document: j.Document, Other: j.Other, Documents: j.Documents,
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

// besides are the parts of a record that are no slots.
var besides = []string{"event", "attribution", "reaction", "account", "evidence", "relation", "decision"}

// Since implements desk.Book.
func (b *book) Since(ctx context.Context, id, day string, limit int) ([]string, int, error) {
	d, err := b.a.Diff(ctx, id, day, "9999", archive.Published)
	if err != nil {
		return nil, 0, err
	}
	var lines []string
	for _, c := range d.Changes {
		if len(lines) == limit || slices.Contains(besides, c.Part) {
			continue
		}
		line := changed(c) + " " + wording.Slot(c.Part)
		if c.Of != "" && c.Of != "all" {
			line += " (" + c.Of + ")"
		}
		lines = append(lines, line+": "+c.Value)
	}
	return lines, len(d.Changes) - len(lines), nil
}

// maxExport is the most records that the desk gives away at once.
const maxExport = 20_000

// Export implements desk.Book.
func (b *book) Export(ctx context.Context, q query.Query, format string) (desk.Download, error) {
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
	return out
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
			_, err = b.Add(app.Context, name, raw)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// Log implements desk.Book.
func (b *book) Log(ctx context.Context, id string, before int64, limit int) ([]desk.Act, error) {
	var out []desk.Act
	err := b.a.History(ctx, id, func(t archive.Told) error {
		if before > 0 && t.Entry.Seq >= before {
			return nil
		}
		act := desk.Act{Seq: t.Entry.Seq, At: t.Entry.At, Who: t.Entry.Who, Act: string(t.Entry.Act), What: t.What, Hash: t.Entry.Hash}
		if d := t.Decision; d != nil {
			act.What, act.Record = describe(*d), d.Record
		}
		if out = append(out, act); len(out) > limit {
			out = out[1:]
		}
		return nil
	})
	slices.Reverse(out)
	return out, err
}

// Documents implements desk.Book.
func (b *book) Documents(ctx context.Context) ([]desk.Shelved, error) {
	out, err := b.a.All(ctx, true)
	if err != nil {
		return nil, err
	}
	of := map[string][][2]string{}
	for _, r := range out.Records {
		for _, id := range r.Documents {
			of[id] = append(of[id], [2]string{r.ID, r.Title})
		}
	}
	var list []desk.Shelved
	for _, d := range out.Documents {
		list = append(list, desk.Shelved{Document: d, Records: of[d.ID]})
	}
	return list, nil
}

// Waiting implements desk.Book.
func (b *book) Waiting(ctx context.Context, record string) ([]desk.Waiting, error) {
	list, err := b.a.Open(ctx, record)
	out := []desk.Waiting{}
	for _, d := range list {
		w := desk.Waiting{Decision: d.Seq, At: d.At, Who: d.Who, What: describe(d), Why: d.Why, Record: d.Record, Mine: d.Who == b.a.Who}
		for _, t := range []*review.New{d.New, value(d.Value)} {
			if t != nil && len(t.Words) > 0 && w.Words == "" {
				w.Words = t.Words[0].Quote
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
