package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/internal/text"
	"dossier/schema"
)

// Report is what a check of the archive found.
type Report struct {
	Documents, Unread, Claims, Citations, Decisions, Records, Entries int

	Head   ledger.Head
	Stale  string   // why the records wait to be folded anew, "" when they do not
	Faults []string // each names the document, claim, decision, entry or record
}

// Verify checks everything that the archive keeps: the log from its first entry to
// its last; the bytes of every document against their hash, and that reading them
// gives the kept text; every reading, decision and id of a record against the log;
// every citation against the text; every record against the fold of what is kept.
// It goes on after a fault. With a head that was taken before, it checks that the
// log still holds it.
func (a *Archive) Verify(ctx context.Context, before *ledger.Head) (Report, error) {
	r := checking{a: a, ctx: ctx, logged: map[string]string{}, texts: map[string]*text.Text{}, told: map[int64]bool{}}
	err := a.Store.View(ctx, func(v store.View) error {
		r.v = v
		for _, step := range []func() error{func() error { return r.log(before) }, r.documents, r.decisions, r.founders, r.records} {
			if err := step(); err != nil {
				r.fault("%v", err)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		r.unlogged()
		return nil
	})
	return r.Report, err
}

// checking is a check under way.
type checking struct {
	Report
	a      *Archive
	ctx    context.Context
	v      store.View
	logged map[string]string     // what the log says was added, and its hash: "read ID HASH"
	order  []string              // the keys of logged
	texts  map[string]*text.Text // by short name
	told   map[int64]bool        // the records that were checked
	packed bool                  // a bundle is checked: words of other documents are not there
}

func (r *checking) fault(format string, args ...any) {
	r.Faults = append(r.Faults, fmt.Sprintf(format, args...))
}

// added is the key of what an act added to the ledger; "" for acts that added
// nothing.
func added(act ledger.Act, subject, payload string) string {
	switch act {
	case ledger.Collected, ledger.Read, ledger.Decided, ledger.Opened:
		return string(act) + " " + subject + " " + payload
	}
	return ""
}

// log checks the chain, and notes what it says was added.
func (r *checking) log(before *ledger.Head) error {
	var chain ledger.Checker
	first, held := "", before == nil || before.Seq == 0
	err := r.v.Log(func(e ledger.Entry) error {
		r.Entries++
		if bad := chain.Check(e); bad != "" {
			r.fault("log: %s", bad)
		}
		if first == "" {
			first = e.Hash
		}
		if before != nil && e.Seq == before.Seq {
			held = true
			if e.Hash != before.Hash {
				r.fault("log: entry %d is not the one that the head of %s names: what stands at or before it was changed", e.Seq, before.At)
			}
		}
		if k := added(e.Act, e.Subject, e.Payload); k != "" {
			r.logged[k] = fmt.Sprintf("log: entry %d says that %s was %s", e.Seq, e.Subject, e.Act)
			r.order = append(r.order, k)
		}
		return nil
	})
	last := chain.Last()
	r.Head = ledger.Head{Archive: first, Seq: last.Seq, Hash: last.Hash, At: r.a.stamp()}
	switch {
	case before == nil:
	case before.Archive != first:
		r.fault("log: the head of %s is of another archive", before.At)
	case !held:
		r.fault("log: it ends with entry %d; the head of %s names entry %d: the log was cut off", last.Seq, before.At, before.Seq)
	}
	return err
}

// was checks that something of the ledger is logged, with the hash it has now.
func (r *checking) was(act ledger.Act, subject, hash, what string) {
	k := added(act, subject, hash)
	if _, ok := r.logged[k]; !ok {
		r.fault("%s: it is not what was logged: no entry says that this was %s", what, act)
	}
	r.logged[k] = ""
}

// unlogged tells what the log says was added and is not there.
func (r *checking) unlogged() {
	for _, k := range r.order {
		if why := r.logged[k]; why != "" {
			r.fault("%s, and that is not there as it was", why)
			r.logged[k] = ""
		}
	}
}

func (r *checking) documents() error {
	return r.v.Cards(func(c store.Card) error {
		r.Documents++
		what := fmt.Sprintf("document %s %.12s (%s)", name(c.Seq), c.ID, c.Path)
		r.was(ledger.Collected, string(c.ID), c.Hash(), what)
		list, err := r.v.Readings(c.ID)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			r.Unread++
			r.raw(what, c)
			return r.ctx.Err()
		}
		for i, rd := range list {
			if err := r.reading(what, c, rd, i == len(list)-1); err != nil {
				return err
			}
		}
		return r.ctx.Err()
	})
}

// raw gives the preserved bytes of a document, nil when they are not those that
// were received.
func (r *checking) raw(what string, c store.Card) []byte {
	raw, err := r.a.Store.Bytes(r.ctx, string(c.ID))
	if err != nil {
		r.fault("%s: %v", what, err)
		return nil
	}
	if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != string(c.ID) {
		r.fault("%s: the bytes are not those received: SHA-256 is now %x", what, sum[:6])
		return nil
	}
	return raw
}

// reading checks one reading; the newest also against the preserved bytes.
func (r *checking) reading(what string, c store.Card, rd store.Reading, newest bool) error {
	e, err := r.v.Entry(c.ID, rd.At)
	if err == nil && e.Reading.Seq != rd.Seq { // two readings of one moment
		r.was(ledger.Read, string(c.ID), rd.Hash, fmt.Sprintf("%s: reading %d", what, rd.Seq))
		return nil
	}
	if err != nil {
		r.fault("%s: %v", what, err)
		r.logged[added(ledger.Read, string(c.ID), rd.Hash)] = ""
		if newest {
			r.raw(what, c)
		}
		return nil
	}
	p, err := store.Pack(e)
	if err != nil {
		return err
	}
	hash := p.Hash()
	if hash != rd.Hash {
		r.fault("%s: reading %d was changed: text or claims are not those that were kept", what, rd.Seq)
	}
	r.was(ledger.Read, string(c.ID), rd.Hash, fmt.Sprintf("%s: reading %d", what, rd.Seq))
	size := -1
	if newest {
		if len(r.texts) < mostTexts {
			r.texts[name(c.Seq)] = e.Doc.Text
		}
		if raw := r.raw(what, c); raw != nil {
			size = len(raw)
			r.again(what, e, raw)
		}
	}
	r.claims(what, e, size)
	return nil
}

// again reads the preserved bytes and compares what they give with what is kept.
func (r *checking) again(what string, e store.Entry, raw []byte) {
	again, err := r.a.Read(e.Doc.Path, raw, e.Card.From)
	if err != nil {
		r.fault("%s: reading the bytes again: %v", what, err)
		return
	}
	if at, same := differ(again.Text.String(), e.Doc.Text.String()); !same {
		r.fault("%s: the kept text is not what the bytes give: first difference at code point %d", what, e.Doc.Text.Rune(min(at, e.Doc.Text.Len())))
	} else if !sameMap(again.Map, e.Doc.Map) {
		r.fault("%s: the kept offsets are not what the bytes give", what)
	}
}

func differ(a, b string) (at int, same bool) {
	if a == b {
		return 0, true
	}
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	return at, false
}

func sameMap(a, b *text.Map) bool {
	x, err1 := marshal(a)
	y, err2 := marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

func marshal(m *text.Map) ([]byte, error) {
	if m == nil {
		m = &text.Map{}
	}
	return m.MarshalBinary()
}

// claims checks that each citation is where it says, and leads into the bytes.
func (r *checking) claims(what string, e store.Entry, size int) {
	for i, c := range e.Set.Claims {
		r.Claims++
		one := fmt.Sprintf("%s, claim %s by %s", what, c.ID, c.Maker.Name)
		if len(c.Citations) == 0 {
			r.fault("%s: stands on no words", one)
		}
		if i >= len(e.Quotes) || len(e.Quotes[i]) != len(c.Citations) {
			r.fault("%s: %d citations and other quotes", one, len(c.Citations))
			continue
		}
		for j, ct := range c.Citations {
			r.Citations++
			if why := check(e.Doc, ct, e.Quotes[i][j], size); why != "" {
				r.fault("%s: citation %d: %s", one, j+1, why)
			}
		}
	}
}

func check(d *doc.Document, ct doc.Citation, quote string, size int) string {
	sp := ct.Span
	switch {
	case ct.Document != d.ID:
		return fmt.Sprintf("cites another document, %.12s", ct.Document)
	case sp.Start < 0 || sp.End < sp.Start || sp.End > d.Text.Len():
		return fmt.Sprintf("bytes %d to %d do not lie in the text", sp.Start, sp.End)
	case d.Text.Slice(sp) != quote:
		return fmt.Sprintf("at code point %d the text has other words than %q", d.Text.Rune(sp.Start), quote)
	}
	if o := d.Map.Original(sp); size >= 0 && (o.Start < 0 || o.End > size) {
		return "leads outside the preserved bytes"
	}
	return ""
}

// decisions checks every decision against the log, and its words against the text
// that they were taken from.
func (r *checking) decisions() error {
	return r.v.Decisions(func(d review.Decision) error {
		r.Decisions++
		what := fmt.Sprintf("decision %d (%s by %s)", d.Seq, d.Kind, d.Who)
		hash, err := decisionHash(d)
		if err != nil {
			return err
		}
		r.was(ledger.Decided, strconv.FormatInt(d.Seq, 10), hash, what)
		for _, w := range decided(d) {
			e, err := r.v.Entry(w.Document, d.At)
			if fault.Of(err) == fault.NotFound { // it was made in another archive, before the document came to this one
				e, err = r.v.Entry(w.Document, "")
			}
			if r.packed && d.Pair != nil && fault.Of(err) == fault.NotFound {
				continue
			}
			if err != nil {
				r.fault("%s: its words: %v", what, err)
				continue
			}
			r.Citations++
			if why := check(e.Doc, doc.Citation{Document: w.Document, Span: w.Span}, w.Quote, -1); why != "" {
				r.fault("%s: its words: %s", what, why)
			}
		}
		return r.ctx.Err()
	})
}

// decisionHash is the hash of a decision for the log; the number is left out.
func decisionHash(d review.Decision) (string, error) {
	d.Seq = 0
	b, err := json.Marshal(d)
	return ledger.Digest(b), err
}

func (r *checking) founders() error {
	return r.v.Founders(func(f store.Founder) error {
		r.was(ledger.Opened, f.ID, f.Hash(), "record "+f.ID)
		return r.ctx.Err()
	})
}

// records checks the citations of the published records, and that each is the fold
// of what is kept.
func (r *checking) records() error {
	var err error
	if r.Stale, err = r.a.stale(r.v); err != nil {
		return err
	}
	err = r.v.Records(r.record)
	if fault.Of(err) != fault.Corrupt {
		return err
	}
	r.Records = 0 // one is damaged: they are looked at one by one
	return r.v.Founders(func(f store.Founder) error {
		rec, err := r.v.Record(f.Key)
		switch {
		case fault.Of(err) == fault.NotFound:
			return r.gone(f)
		case err != nil:
			r.Records++
			r.fault("record %s: %v", f.ID, err)
			return r.ctx.Err()
		}
		if r.told[f.Key] {
			r.Records++
			return nil
		}
		return r.record(rec)
	})
}

// mostTexts is how many texts are held at once.
const mostTexts = 4000

// text is the text of a document by its short name. Where there are more documents
// than texts are held, one that is not is read again.
func (r *checking) text(name string) (*text.Text, bool) {
	if t, ok := r.texts[name]; ok || r.Documents <= mostTexts {
		return t, ok
	}
	c, err := Document(r.v, name)
	if err != nil {
		return nil, false
	}
	e, err := r.v.Entry(c.ID, "")
	if err != nil {
		return nil, false
	}
	if len(r.texts) >= mostTexts {
		clear(r.texts)
	}
	r.texts[name] = e.Doc.Text
	return e.Doc.Text, true
}

// gone tells of a record that is not there and that reports are still part of; others
// are part of another record now.
func (r *checking) gone(f store.Founder) error {
	parts, err := r.v.PartsOf(f.Key)
	if err == nil && len(parts) > 0 {
		r.fault("record %s: it is missing; \"dossier reread --fold\" makes it anew", f.ID)
	}
	return err
}

// record checks one record.
func (r *checking) record(rec store.Record) error {
	r.Records++
	r.told[rec.Key] = true
	rec.Record.Citations(func(where string, c schema.Citation) {
		r.Citations++
		t, ok := r.text(c.Document)
		switch {
		case !ok:
			r.fault("record %s, %s: cites the unknown document %s", rec.Record.ID, where, c.Document)
		case c.Start < 0 || c.End < c.Start || c.End > t.RuneLen() || t.Slice(text.Span{Start: t.Byte(c.Start), End: t.Byte(c.End)}) != c.Quote:
			r.fault("record %s, %s: %q does not stand at code points %d to %d of %s", rec.Record.ID, where, c.Quote, c.Start, c.End, c.Document)
		}
	})
	if r.Stale != "" {
		return r.ctx.Err()
	}
	same, err := r.a.isFold(r.v, rec)
	if err != nil && fault.Of(err) != fault.Corrupt && fault.Of(err) != fault.NotFound {
		return err
	}
	if err != nil { // what is damaged or missing was told of its document
		return r.ctx.Err()
	}
	if !same {
		r.fault("record %s: it is not the fold of the documents, claims and decisions that are kept; \"dossier reread --fold\" makes it anew", rec.Record.ID)
	}
	return r.ctx.Err()
}
