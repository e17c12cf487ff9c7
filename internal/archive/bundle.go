package archive

import (
	"context"
	"slices"
	"strconv"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/internal/text"
)

// Bundle is one record with everything that it stands on: what a sealed package
// holds. It can be checked without the archive that it is from.
type Bundle struct {
	Program   string // that folded the record
	Record    store.Record
	Entries   []store.Entry // the newest reading of each document
	Bytes     map[doc.ID][]byte
	Founders  []store.Founder // of the record, and of those that its documents tell of too
	Places    []Place
	Decisions []review.Decision
	Log       []ledger.Entry // the entries about all this
	Head      ledger.Entry   // the last entry of the log when the bundle was made
}

// Place says which record a report is part of.
type Place struct {
	Ref claim.Ref `json:"ref"`
	Key int64     `json:"record"`
}

// Bundle collects a record, by any id it has or had.
func (a *Archive) Bundle(ctx context.Context, id string) (*Bundle, error) {
	b := &Bundle{Bytes: map[doc.ID][]byte{}}
	err := a.Store.View(ctx, func(v store.View) error {
		why, err := a.stale(v)
		if err != nil {
			return err
		}
		if why != "" {
			return fault.New(fault.Conflict, "the records must be folded anew before one is packed: %s; \"dossier reread --fold\" does it", why)
		}
		key, err := Find(v, id)
		if err != nil {
			return err
		}
		b.Program = a.Version
		if b.Record, err = v.Record(key); err != nil {
			return err
		}
		for _, d := range documents(b.Record.Parts) {
			if err := b.document(v, d); err != nil {
				return err
			}
			if b.Bytes[d], err = a.Store.Bytes(ctx, string(d)); err != nil {
				return err
			}
		}
		slices.SortFunc(b.Entries, func(x, y store.Entry) int { return int(x.Card.Seq - y.Card.Seq) })
		ds, err := v.About(documents(b.Record.Parts))
		if err != nil {
			return err
		}
		b.Decisions = inside(ds, documents(b.Record.Parts))
		return b.log(v)
	})
	return b, err
}

// document takes in the newest reading of a document and the records that tell of
// its incidents.
func (b *Bundle) document(v store.View, id doc.ID) error {
	e, err := v.Entry(id, "")
	if err != nil {
		return err
	}
	b.Entries = append(b.Entries, e)
	refs, err := v.Incidents(id)
	if err != nil {
		return err
	}
	for _, r := range refs {
		key, err := v.RecordOf(r)
		if err != nil || key == 0 {
			return err
		}
		b.Places = append(b.Places, Place{r, key})
		if slices.ContainsFunc(b.Founders, func(f store.Founder) bool { return f.Key == key }) {
			continue
		}
		f, err := v.FounderOf(key)
		if err != nil {
			return err
		}
		b.Founders = append(b.Founders, f)
	}
	return nil
}

// log takes in the entries that say that what the bundle holds was added.
func (b *Bundle) log(v store.View) error {
	want := map[string]bool{}
	var subjects []string
	note := func(act ledger.Act, subject, payload string) {
		want[added(act, subject, payload)] = true
		if !slices.Contains(subjects, subject) {
			subjects = append(subjects, subject)
		}
	}
	for _, e := range b.Entries {
		note(ledger.Collected, string(e.Doc.ID), e.Card.Hash())
		note(ledger.Read, string(e.Doc.ID), e.Reading.Hash)
	}
	for _, d := range b.Decisions {
		hash, err := decisionHash(d)
		if err != nil {
			return err
		}
		note(ledger.Decided, strconv.FormatInt(d.Seq, 10), hash)
	}
	for _, f := range b.Founders {
		note(ledger.Opened, f.ID, f.Hash())
	}
	list, err := v.LogOf(subjects)
	if err != nil {
		return err
	}
	for _, e := range list {
		if k := added(e.Act, e.Subject, e.Payload); k != "" && want[k] {
			b.Log = append(b.Log, e)
		}
	}
	b.Head, err = v.Head()
	return err
}

// Check holds a bundle against itself: the bytes against their hashes, what they
// give when they are read again, every citation of every claim, decision and value
// against the words, what was added against the log, and the record against the
// fold of the claims and decisions. It needs no archive: of a, the readers and the
// program's version are used.
func (b *Bundle) Check(ctx context.Context, a *Archive) Report {
	alone := *a
	alone.Store = bundled{b: b}
	r := checking{a: &alone, ctx: ctx, v: view{b: b}, logged: map[string]string{}, texts: map[string]*text.Text{}, told: map[int64]bool{}, packed: true}
	b.checkLog(&r)
	for _, step := range []func() error{r.documents, r.decisions, r.founders, r.records} {
		if err := attempt(step); err != nil {
			r.fault("%v", err)
		}
	}
	r.unlogged()
	b.checkValues(&r)
	return r.Report
}

// attempt makes a panic over damaged contents an error.
func attempt(step func() error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fault.New(fault.Corrupt, "what is packed cannot be gone through: %v", x)
		}
	}()
	return step()
}

// checkLog checks the entries that are there, as far as an excerpt can be.
func (b *Bundle) checkLog(r *checking) {
	var last ledger.Entry
	for _, e := range b.Log {
		r.Entries++
		if !e.Sound() {
			r.fault("log: entry %d was changed: its hash is not that of what it says", e.Seq)
		}
		if e.Seq <= last.Seq || e.Seq == last.Seq+1 && last.Seq > 0 && e.Prev != last.Hash || e.Seq > b.Head.Seq || e.Seq == b.Head.Seq && e.Hash != b.Head.Hash {
			r.fault("log: entry %d does not follow entry %d", e.Seq, last.Seq)
		}
		last = e
		if k := added(e.Act, e.Subject, e.Payload); k != "" {
			r.logged[k] = "log: entry " + strconv.FormatInt(e.Seq, 10) + " says that " + e.Subject + " was " + string(e.Act)
			r.order = append(r.order, k)
		}
	}
	if b.Head.Seq > 0 && !b.Head.Sound() {
		r.fault("log: the last entry was changed")
	}
}

// checkValues checks that every value stands on words that some claim or decision
// stands on.
func (b *Bundle) checkValues(r *checking) {
	type place struct {
		name       string
		start, end int
	}
	known := map[place]bool{}
	for _, e := range b.Entries {
		for _, c := range e.Set.Claims {
			for _, ct := range c.Citations {
				if ct.Span.Start >= 0 && ct.Span.End <= e.Doc.Text.Len() && ct.Span.Start <= ct.Span.End {
					known[place{name(e.Card.Seq), e.Doc.Text.Rune(ct.Span.Start), e.Doc.Text.Rune(ct.Span.End)}] = true
				}
			}
		}
		for _, d := range b.Decisions {
			for _, w := range decided(d) {
				if w.Document == e.Doc.ID && w.Span.Start >= 0 && w.Span.End <= e.Doc.Text.Len() {
					known[place{name(e.Card.Seq), e.Doc.Text.Rune(w.Span.Start), e.Doc.Text.Rune(w.Span.End)}] = true
				}
			}
		}
	}
	for _, v := range b.Record.Record.Values {
		if len(v.Citations) == 0 {
			r.fault("record %s, value %s (%s): stands on no words", b.Record.Record.ID, v.ID, v.Slot)
		}
		for _, c := range v.Citations {
			if !known[place{c.Document, c.Start, c.End}] {
				r.fault("record %s, value %s (%s): no claim and no decision stands on %q", b.Record.Record.ID, v.ID, v.Slot, c.Quote)
			}
		}
	}
}

// decided are the words that a decision was made on.
func decided(d review.Decision) []review.Words {
	var out []review.Words
	if d.Value != nil {
		out = append(out, d.Value.Words...)
	}
	if d.New != nil {
		out = append(out, d.New.Words...)
	}
	if d.Pair != nil {
		out = append(append(out, d.Pair[0].Words...), d.Pair[1].Words...)
	}
	return out
}

// inside leaves out the judgements about entities of which one stands in no document
// of the bundle, with what undoes them: they change nothing of its record.
func inside(ds []review.Decision, docs []doc.ID) []review.Decision {
	gone := map[int64]bool{}
	var out []review.Decision
	for _, d := range ds {
		if d.Pair != nil && !between(&d, docs) || gone[d.Cancels] {
			gone[d.Seq] = true
			continue
		}
		out = append(out, d)
	}
	return out
}

// Taken tells what became of a bundle.
type Taken struct {
	Documents []Added
	Decisions int      // kept
	Had       int      // decisions that were there
	Left      []string // decisions that could not be kept, and why
}

// Take takes a bundle into the archive: its documents are read by this program, and
// its decisions kept with who made them and when. sha is the hash of the package,
// for the log. A bundle should be checked first.
func (a *Archive) Take(ctx context.Context, b *Bundle, sha string) (Taken, error) {
	var out Taken
	var list []Arrival
	for _, e := range b.Entries {
		in := a.Receive(ctx, Input{Path: e.Card.Path, Bytes: b.Bytes[e.Card.ID]})
		if in.Err != nil {
			return out, fault.Wrap(e.Card.Path, in.Err)
		}
		list = append(list, in)
	}
	var err error
	if out.Documents, err = a.Keep(ctx, list); err != nil {
		return out, err
	}
	err = a.Store.Update(ctx, func(c store.Change) error {
		if err := a.takeDecisions(c, b, &out); err != nil {
			return err
		}
		return a.log(c, ledger.Imported, b.Record.Record.ID, sha)
	})
	return out, err
}

// takeDecisions keeps the decisions that are not there yet; the numbers that undos
// name are led to those that the decisions have here.
func (a *Archive) takeDecisions(c store.Change, b *Bundle, out *Taken) error {
	here := map[string]int64{}
	had, err := c.About(documents(b.Record.Parts))
	if err != nil {
		return err
	}
	for _, d := range had {
		hash, err := decisionHash(d)
		if err != nil {
			return err
		}
		here[hash] = d.Seq
	}
	number := map[int64]int64{}
	f := a.folding(c)
	for _, d := range b.Decisions {
		old := d.Seq
		d.Seq, d.Cancels = 0, number[d.Cancels]
		hash, err := decisionHash(d)
		if err != nil {
			return err
		}
		if n := here[hash]; n != 0 {
			number[old] = n
			out.Had++
			continue
		}
		if why := a.unfit(c, d); why != "" {
			out.Left = append(out.Left, "decision "+strconv.FormatInt(old, 10)+" ("+string(d.Kind)+" by "+d.Who+"): "+why)
			continue
		}
		kept, err := c.AddDecision(d)
		if err != nil {
			return err
		}
		if err := a.log(c, ledger.Decided, strconv.FormatInt(kept.Seq, 10), hash); err != nil {
			return err
		}
		number[old] = kept.Seq
		out.Decisions++
	}
	if out.Decisions == 0 {
		return nil
	}
	for _, e := range b.Entries { // whatever was decided, the records of its documents may change
		refs, err := c.Incidents(e.Card.ID)
		if err != nil {
			return err
		}
		for _, r := range refs {
			if err := f.touch(r); err != nil {
				return err
			}
			f.unsettled = append(f.unsettled, r)
		}
	}
	return f.run()
}

// unfit says why a decision of another archive cannot be kept here, "" when it can:
// its reports must be here and its words where it says.
func (a *Archive) unfit(v store.View, d review.Decision) string {
	if (d.Kind == review.Undo || d.Kind == review.Confirm) && d.Cancels == 0 {
		return "what it is about is not here"
	}
	for _, r := range d.Refs() {
		if _, err := v.Card(r.Document); err != nil {
			return "it is about a document that is not here"
		}
	}
	for _, w := range decided(d) {
		e, err := v.Entry(w.Document, "")
		if err != nil {
			return err.Error()
		}
		if why := check(e.Doc, doc.Citation{Document: w.Document, Span: w.Span}, w.Quote, -1); why != "" {
			return "its words: " + why
		}
	}
	return ""
}
