package archive

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/match"
	"dossier/internal/record"
	"dossier/internal/store"
)

// Input is one document as it comes.
type Input struct {
	Path  string
	Bytes []byte
	// Name is the name under which a user keeps the versions of one document; most
	// documents have none.
	Name string
	// File is where it lies on disk, "" when it came another way.
	File string
	// From is where its bytes came from, nil for a file as it is.
	From *doc.Provenance
}

// Arrival is a document on its way into the archive: its bytes are preserved, and
// it is read.
type Arrival struct {
	Input Input
	ID    doc.ID
	Doc   *doc.Document // nil when it could not be read
	Set   *claim.Set
	Err   error // why it could not be read

	prepared any          // what the store made of it beforehand
	signs    []match.Sign // what it is compared by
	foreseen []any        // what the store found for them beforehand
}

// Added tells what became of one document, once it is kept for good.
type Added struct {
	Path   string
	ID     doc.ID
	Number int64  // of the document: d1, d2, …
	Had    bool   // it was there already, and nothing was added
	Record string // the record that its main incident is part of, "" for none
	Opened bool   // that record is new
	Newer  int64  // the number of the document that it is a newer version of, 0 for none
	Err    error  // why it could not be read or kept
}

// Receive preserves the bytes of a document and reads it. Bytes that cannot be read
// are kept too, so that a better reader can be tried later. It may run for several
// documents at once; [Archive.Keep] then keeps them.
func (a *Archive) Receive(ctx context.Context, in Input) Arrival {
	out := Arrival{Input: in}
	sum := sha256.Sum256(in.Bytes)
	out.ID = doc.ID(hex.EncodeToString(sum[:]))
	known := false
	err := a.Store.View(ctx, func(v store.View) error {
		rs, err := v.Readings(out.ID)
		known = len(rs) > 0
		return err
	})
	if err != nil || known {
		out.Err = err
		return out
	}
	if _, _, err := a.Store.PutBytes(ctx, in.Bytes); err != nil {
		out.Err = err
		return out
	}
	if out.Doc, out.Set, out.Err = a.read(in.Path, in.Bytes, in.From); out.Err == nil {
		a.prepare(ctx, &out)
	}
	return out
}

// prepare does beforehand what needs no change.
func (a *Archive) prepare(ctx context.Context, out *Arrival) {
	out.signs = match.Signs(out.Doc, out.Set)
	if f, ok := a.Store.(store.Foresight); ok {
		for i := range out.signs {
			out.foreseen = append(out.foreseen, f.Foresee(ctx, &out.signs[i], match.PerKey, match.MaxNear))
		}
	}
	if p, ok := a.Store.(store.Preparer); ok {
		out.prepared = p.PrepareEntry(store.Entry{Doc: out.Doc, Set: out.Set, Quotes: store.QuotesOf(out.Doc, out.Set)})
	}
}

// read reads a document that came from somewhere; a panic is its error.
func (a *Archive) read(path string, raw []byte, from *doc.Provenance) (d *doc.Document, set *claim.Set, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, set, err = nil, nil, fault.New(fault.Unreadable, "internal error: %v", r)
		}
	}()
	if d, err = a.Read(path, raw, from); err != nil {
		return nil, nil, err
	}
	from.Apply(d)
	return d, a.Claims(d), nil
}

// Keep keeps documents in one change and folds the records they touch. When it
// gives no error, all of them are kept for good; those that could not be read carry
// their own.
func (a *Archive) Keep(ctx context.Context, list []Arrival) ([]Added, error) {
	out, settled, err := a.keepAhead(ctx, list)
	if err != nil {
		return nil, err
	}
	return out, settled()
}

// keepAhead is Keep, but the documents are kept for good only when settled has given no
// error; more can be kept meanwhile.
func (a *Archive) keepAhead(ctx context.Context, list []Arrival) (out []Added, settled func() error, err error) {
	change := func(c store.Change) error {
		out = make([]Added, len(list))
		f := a.folding(c)
		for i := range list {
			got, err := a.keep(c, f, &list[i])
			if err != nil {
				return err
			}
			out[i] = got
		}
		if err := f.run(); err != nil {
			return err
		}
		return a.told(c, f, out)
	}
	if ahead, ok := a.Store.(store.Ahead); ok {
		settled, err = ahead.UpdateAhead(ctx, change)
		return out, settled, err
	}
	err = a.Store.Update(ctx, change)
	return out, func() error { return nil }, err
}

// keep keeps one document and marks what must be folded.
func (a *Archive) keep(c store.Change, f *folding, in *Arrival) (Added, error) {
	out := Added{Path: in.Input.Path, ID: in.ID, Err: in.Err}
	card, err := c.Card(in.ID)
	switch {
	case err == nil:
		out.Number = card.Seq
		rs, err := c.Readings(in.ID)
		if err != nil {
			return out, err
		}
		if out.Had = len(rs) > 0; out.Had || in.Doc == nil {
			return out, nil
		}
	case fault.Of(err) != fault.NotFound:
		return out, err
	case in.Doc == nil && in.Err == nil: // it was there when it was received
		return out, fault.New(fault.Corrupt, "document %.12s is gone", in.ID)
	default:
		if card, err = a.collect(c, in); err != nil {
			return out, err
		}
		out.Number = card.Seq
	}
	if in.Doc == nil {
		return out, nil
	}
	e := store.Entry{Card: card, Doc: in.Doc, Set: in.Set, Quotes: store.QuotesOf(in.Doc, in.Set), Prepared: in.prepared}
	if in.signs != nil {
		f.signed[in.ID] = in.signs
	}
	if c, ok := c.(store.Foreseeing); ok {
		for _, x := range in.foreseen {
			c.Foreseen(x)
		}
	}
	if err := a.keepReading(c, f, e); err != nil {
		return out, err
	}
	out.Newer, err = f.version(card)
	return out, err
}

// collect keeps the card of a document.
func (a *Archive) collect(c store.Change, in *Arrival) (store.Card, error) {
	card := store.Card{ID: in.ID, Path: in.Input.Path, Size: len(in.Input.Bytes), Received: a.stamp(), From: in.Input.From}
	var err error
	if card.Lineage, err = lineage(c, in); err != nil {
		return card, err
	}
	if card, err = c.AddCard(card); err != nil {
		return card, err
	}
	return card, a.log(c, ledger.Collected, string(card.ID), card.Hash())
}

// keepReading keeps what was read out of a document.
func (a *Archive) keepReading(c store.Change, f *folding, e store.Entry) error {
	e.Reading = store.Reading{At: a.stamp(), By: a.Version}
	r, err := c.AddReading(e)
	if err != nil {
		return err
	}
	if err := a.log(c, ledger.Read, string(e.Doc.ID), r.Hash); err != nil {
		return err
	}
	if err := c.PutShown(e.Card.Seq, record.Document(e.Doc, name(e.Card.Seq))); err != nil {
		return err
	}
	e.Reading, e.Prepared = r, nil
	return f.read(e)
}

// told fills in which records the documents are part of.
func (a *Archive) told(c store.Change, f *folding, out []Added) error {
	told := map[int64]bool{}
	for i := range out {
		key, err := c.RecordOf(claim.Ref{Document: out[i].ID})
		if err != nil {
			return err
		}
		if key == 0 {
			continue
		}
		founder, err := c.FounderOf(key)
		if err != nil {
			return err
		}
		out[i].Record, out[i].Opened = founder.ID, f.opened[key] && !told[key]
		told[key] = true
	}
	return nil
}

// lineage is what a document shares with its versions. One that lies where another
// lay is its version only when they have words in common: files are overwritten
// with other stories too.
func lineage(v store.View, in *Arrival) (string, error) {
	if l := store.LineageOf(in.Doc, in.Input.Name); l != "" {
		return l, nil
	}
	if in.Input.File == "" || in.Doc == nil {
		return "", nil
	}
	l := "file:" + filepath.ToSlash(in.Input.File)
	for n := 1; ; n++ {
		had, err := v.Lineage(l)
		if err != nil || len(had) == 0 {
			return l, err
		}
		e, err := v.Entry(had[len(had)-1].ID, "")
		if err != nil || alike(e.Doc.Text.String(), in.Doc.Text.String()) {
			return l, err
		}
		l = "file:" + filepath.ToSlash(in.Input.File) + strings.Repeat("#", n)
	}
}

// alike reports whether a third of the runs of four words of the shorter text stand
// in the longer one.
func alike(a, b string) bool {
	x, y := runs(a), runs(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	n := 0
	for s := range x {
		if y[s] {
			n++
		}
	}
	return len(x) > 0 && 3*n >= len(x)
}

func runs(s string) map[string]bool {
	words := strings.Fields(strings.ToLower(s))
	out := map[string]bool{}
	for i := 0; i+4 <= len(words); i++ {
		out[strings.Join(words[i:i+4], " ")] = true
	}
	return out
}

// mostTogether is how many documents are kept in one change, where so many are ready:
// bringing a change to the disk costs the same for one as for many, and a record that
// several of them are about is folded and indexed once.
const mostTogether = 256

// AddAll adds documents as inputs gives them, reading several at once, and tells of
// each in order once it is kept for good, from one goroutine at a time. It ends with an
// error when the archive can keep no more; what was told before stays kept.
func (a *Archive) AddAll(ctx context.Context, workers int, inputs func(yield func(Input) bool), told func(Added)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan chan Arrival, mostTogether)
	slots := make(chan struct{}, max(1, workers))
	go func() {
		defer close(queue)
		inputs(func(in Input) bool {
			out := make(chan Arrival, 1)
			select {
			case queue <- out:
			case <-ctx.Done():
				return false
			}
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				out <- a.Receive(ctx, in)
			}()
			return true
		})
	}()
	err := a.keepAll(ctx, queue, told)
	cancel()
	for out := range queue { // let the feeder end
		<-out
	}
	return err
}

// keepAll keeps what arrives: as many at once as are ready.
func (a *Archive) keepAll(ctx context.Context, queue <-chan chan Arrival, told func(Added)) error {
	t := &teller{told: told}
	for out := range queue {
		list := []Arrival{<-out}
	more:
		for len(list) < mostTogether {
			select {
			case next, ok := <-queue:
				if !ok {
					break more
				}
				list = append(list, <-next)
			default:
				break more
			}
		}
		err := ctx.Err()
		if err == nil {
			err = a.keepOrSome(ctx, list, t)
		}
		if err != nil {
			return cmp.Or(t.wait(), err)
		}
	}
	return cmp.Or(t.wait(), ctx.Err())
}

// teller tells of documents in order, once they are kept for good, while more are kept.
type teller struct {
	told func(Added)
	last chan error // of what was kept last, nil for nothing
}

// tell tells of documents when they are kept for good. It waits for those before, so
// that no more than one change is on its way to the disk.
func (t *teller) tell(list []Added, settled func() error) error {
	if err := t.wait(); err != nil {
		return err
	}
	last := make(chan error, 1)
	t.last = last
	go func() {
		err := settled()
		if err == nil {
			for _, g := range list {
				t.told(g)
			}
		}
		last <- err
	}()
	return nil
}

// wait ends when all was told.
func (t *teller) wait() error {
	if t.last == nil {
		return nil
	}
	err := <-t.last
	t.last = nil
	return err
}

// keepOrSome keeps documents together or, when that fails, one by one, so that one
// does not take the others with it.
func (a *Archive) keepOrSome(ctx context.Context, list []Arrival, t *teller) error {
	got, settled, err := a.keepAhead(ctx, list)
	if err != nil && len(list) > 1 {
		for i := range list {
			if err := a.keepOrSome(ctx, list[i:i+1], t); err != nil {
				return err
			}
		}
		return nil
	}
	if err != nil {
		return fault.Wrap(list[0].Input.Path, err)
	}
	return t.tell(got, settled)
}
