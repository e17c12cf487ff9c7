package archive

import (
	"fmt"
	"slices"
	"sort"
	"sync"

	"dossier/internal/claim"
	"dossier/internal/confidence"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/match"
	"dossier/internal/record"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/internal/text"
	"dossier/schema"
)

// name is the short name of a document in the archive.
func name(seq int64) string { return fmt.Sprint("d", seq) }

// folding folds the records that one change touches, and no other.
type folding struct {
	a         *Archive
	c         store.Change
	entries   map[doc.ID]store.Entry
	signs     *signs
	signed    map[doc.ID][]match.Sign  // what fresh documents are compared by
	fresh     []claim.Ref              // incidents whose place is to be found
	gone      []claim.Ref              // those that are no longer told
	unsettled []claim.Ref              // those that decisions may put elsewhere
	touched   map[int64]bool           // records to fold in any case
	opened    map[int64]bool           // records that are new
	before    map[int64]*schema.Record // what was folded, as it was; nil when nobody asks
	where     map[claim.Ref]string     // id of the record of each report that was placed
}

func (a *Archive) folding(c store.Change) *folding {
	return &folding{a: a, c: c, signs: &signs{c: c, known: map[match.Ref]*match.Sign{}}, entries: map[doc.ID]store.Entry{}, signed: map[doc.ID][]match.Sign{}, touched: map[int64]bool{}, opened: map[int64]bool{}, where: map[claim.Ref]string{}}
}

// entry is the newest reading of a document.
func (f *folding) entry(id doc.ID) (store.Entry, error) {
	if e, ok := f.entries[id]; ok {
		return e, nil
	}
	e, err := f.c.Entry(id, "")
	if err == nil {
		f.entries[id] = e
	}
	return e, err
}

// incidents lists the incidents that a document tells of.
func incidents(s *claim.Set) []claim.Incident {
	if !s.Found {
		return nil
	}
	out := []claim.Incident{0}
	for i := range s.Claims {
		if n := s.Claims[i].Incident; !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// read takes up a document that was read, for the first time or anew.
func (f *folding) read(e store.Entry) error {
	f.entries[e.Doc.ID] = e
	old, err := f.c.Incidents(e.Doc.ID)
	if err != nil {
		return err
	}
	now := incidents(e.Set)
	for _, r := range old {
		if err := f.touch(r); err != nil {
			return err
		}
		if !slices.Contains(now, r.Incident) {
			f.gone = append(f.gone, r)
			if err := f.setCluster(r, 0); err != nil {
				return err
			}
		}
	}
	for _, n := range now {
		f.fresh = append(f.fresh, claim.Ref{Document: e.Doc.ID, Incident: n})
	}
	return nil
}

// touch marks the record of a report to be folded anew.
func (f *folding) touch(r claim.Ref) error {
	key, err := f.c.RecordOf(r)
	if key != 0 {
		f.touched[key] = true
	}
	return err
}

// version notes that a document is a newer version of another, whose records are
// folded anew since words may have been lost. It gives that other's number.
func (f *folding) version(card store.Card) (int64, error) {
	list, err := f.c.Lineage(card.Lineage)
	if err != nil {
		return 0, err
	}
	before := int64(0)
	for _, old := range list {
		if old.Seq >= card.Seq {
			continue
		}
		before = old.Seq
		refs, err := f.c.Incidents(old.ID)
		if err != nil {
			return 0, err
		}
		for _, r := range refs {
			if err := f.touch(r); err != nil {
				return 0, err
			}
		}
	}
	return before, nil
}

// run finds the place of what is fresh and folds what is touched.
func (f *folding) run() error {
	if err := f.cluster(); err != nil {
		return err
	}
	groups, old, err := f.grouped()
	if err != nil {
		return err
	}
	moved, changed, err := f.place(groups, old)
	if err != nil {
		return err
	}
	if err := f.touchBeside(moved); err != nil {
		return err
	}
	if err := f.foldAll(changed); err != nil {
		return err
	}
	for _, g := range changed {
		delete(f.touched, g.key)
	}
	return f.foldTouched()
}

// foldTouched folds the records that are touched beside those that were placed.
func (f *folding) foldTouched() error {
	keys := make([]int64, 0, len(f.touched))
	for k := range f.touched {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var list []placed
	for _, k := range keys {
		parts, err := f.c.PartsOf(k)
		if err != nil {
			return err
		}
		if len(parts) == 0 {
			continue // it is part of another now
		}
		founder, err := f.c.FounderOf(k)
		if err != nil {
			return err
		}
		list = append(list, placed{key: k, id: founder.ID, refs: parts})
	}
	f.touched = map[int64]bool{}
	return f.foldAll(list)
}

// placed is a group of reports with the number and id of its record.
type placed struct {
	key  int64
	id   string
	refs []claim.Ref
}

// place gives every group its record. Moved are the reports whose record has
// another id than before, changed the groups that must be folded.
func (f *folding) place(groups [][]claim.Ref, old map[int64][]claim.Ref) (moved []claim.Ref, changed []placed, err error) {
	before := map[claim.Ref]int64{}
	for k, refs := range old {
		for _, r := range refs {
			before[r] = k
		}
	}
	used := map[int64]bool{}
	for _, g := range groups {
		p := placed{refs: g}
		if p.key, p.id, err = f.founded(g); err != nil {
			return nil, nil, err
		}
		used[p.key] = true
		for _, r := range g {
			f.where[r] = p.id
			if k := before[r]; k != 0 && k != p.key {
				moved = append(moved, r)
			}
		}
		if f.touched[p.key] || f.opened[p.key] || !sameRefs(g, old[p.key]) || slices.ContainsFunc(g, f.isFresh) {
			changed = append(changed, p)
		}
	}
	for _, k := range sortedKeys(old) {
		if !used[k] {
			delete(f.touched, k)
			if err := f.remember(k); err != nil {
				return nil, nil, err
			}
			if err := f.c.RemoveRecord(k); err != nil {
				return nil, nil, err
			}
		}
	}
	return moved, changed, nil
}

func (f *folding) isFresh(r claim.Ref) bool { return slices.Contains(f.fresh, r) }

func sortedKeys[V any](m map[int64]V) []int64 {
	out := make([]int64, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func sameRefs(a, b []claim.Ref) bool {
	if len(a) != len(b) {
		return false
	}
	for _, r := range a {
		if !slices.Contains(b, r) {
			return false
		}
	}
	return true
}

// touchBeside marks the other records of the documents of reports that moved: they
// may point at the record that a report was part of.
func (f *folding) touchBeside(moved []claim.Ref) error {
	for _, r := range moved {
		refs, err := f.c.Incidents(r.Document)
		if err != nil {
			return err
		}
		for _, o := range refs {
			if o != r {
				if err := f.touch(o); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// founded is the number and id of the record of a group: that of the earliest
// founder in it, or of a new one.
func (f *folding) founded(g []claim.Ref) (int64, string, error) {
	fs, err := f.c.FoundersOf(g)
	if err != nil {
		return 0, "", err
	}
	if len(fs) > 0 {
		return fs[0].Key, fs[0].ID, nil
	}
	parts, err := f.parts(g)
	if err != nil {
		return 0, "", err
	}
	draft := record.One(parts, record.Context{Name: f.name})
	id := draft.ID
	for n := 2; ; n++ {
		_, err := f.c.Founder(id)
		if fault.Of(err) == fault.NotFound {
			break
		}
		if err != nil {
			return 0, "", err
		}
		id = fmt.Sprint(draft.ID, "-", n)
	}
	first := parts[0]
	founder, err := f.c.AddFounder(store.Founder{ID: id, Ref: claim.Ref{Document: first.Source.Doc.ID, Incident: first.Incident}})
	if err != nil {
		return 0, "", err
	}
	f.opened[founder.Key] = true
	return founder.Key, id, f.a.log(f.c, ledger.Opened, id, founder.Hash())
}

// parts are the reports of a group in the order that they are folded in: those
// published first come first, whenever they arrived.
func (f *folding) parts(g []claim.Ref) ([]record.Part, error) {
	out := make([]record.Part, 0, len(g))
	for _, r := range g {
		e, err := f.entry(r.Document)
		if err != nil {
			return nil, err
		}
		out = append(out, record.Part{Source: record.Source{Doc: e.Doc, Set: e.Set}, Incident: r.Incident})
	}
	inOrder(out)
	return out, nil
}

// inOrder sorts reports by the day they were published, those without one last,
// then by what makes them out, so that the order of arrival has no meaning.
func inOrder(parts []record.Part) {
	sort.SliceStable(parts, func(a, b int) bool {
		x, y := parts[a], parts[b]
		p, q := x.Source.Doc.Published, y.Source.Doc.Published
		switch {
		case p != q:
			return q == "" || p != "" && p < q
		case x.Source.Doc.ID != y.Source.Doc.ID:
			return x.Source.Doc.ID < y.Source.Doc.ID
		}
		return x.Incident < y.Incident
	})
}

// name is the short name of a document.
func (f *folding) name(id doc.ID) string { return name(f.entries[id].Card.Seq) }

// job is a group with all that its fold is made of.
type job struct {
	placed
	parts []record.Part
	known record.Context
	out   store.Record
}

// foldedTogether is how many groups are folded at once, at most.
const foldedTogether = 64

// foldAll folds groups and keeps their records. Folding needs no change, so several
// are folded at once.
func (f *folding) foldAll(list []placed) error {
	for ; len(list) > 0; list = list[min(len(list), foldedTogether):] {
		some := list[:min(len(list), foldedTogether)]
		jobs := make([]job, len(some))
		for i, p := range some {
			var err error
			if jobs[i], err = f.job(p); err != nil {
				return err
			}
		}
		f.together(jobs)
		for i := range jobs {
			if err := f.c.PutRecord(jobs[i].out); err != nil {
				return err
			}
		}
	}
	return nil
}

// job gathers what a group is folded of.
func (f *folding) job(p placed) (j job, err error) {
	j.placed = p
	if err := f.remember(p.key); err != nil {
		return j, err
	}
	if j.parts, err = f.parts(p.refs); err != nil {
		return j, err
	}
	ds, err := f.decisions(p.refs)
	if err != nil {
		return j, err
	}
	texts, err := newer(f.c, documents(p.refs), f.entry, "")
	if err != nil {
		return j, err
	}
	j.known = record.Context{
		ID: p.id, Name: f.name, Where: f.recordID, Decisions: ds, Received: f.received,
		Lost: lost(texts, func(id doc.ID) *text.Text { return f.entries[id].Doc.Text }),
	}
	return j, nil
}

// together folds groups, several at once. They share what was read of their documents
// and ask for the ids of other records one after the other.
func (f *folding) together(jobs []job) {
	var asking sync.Mutex
	where := func(r claim.Ref) string {
		asking.Lock()
		defer asking.Unlock()
		return f.recordID(r)
	}
	prepare, _ := f.a.Store.(store.Preparer)
	store.Several(len(jobs), func(i int) {
		j := &jobs[i]
		j.known.Where = where
		j.out = store.Record{Key: j.key, Parts: j.refs, Record: fold(j.parts, j.known)}
		if prepare != nil {
			j.out.Prepared = prepare.PrepareRecord(j.out)
		}
	})
}

// fold makes the record of a group.
func fold(parts []record.Part, known record.Context) schema.Record {
	r := record.One(parts, known)
	confidence.Apply(&r)
	record.Settle(&r)
	return r
}

// received is when a document came.
func (f *folding) received(id doc.ID) string { return f.entries[id].Card.Received }

// recordID is the id of the record that a report is part of, "" for none.
func (f *folding) recordID(r claim.Ref) string {
	if id, ok := f.where[r]; ok {
		return id
	}
	key, err := f.c.RecordOf(r)
	if err != nil || key == 0 {
		return ""
	}
	founder, err := f.c.FounderOf(key)
	if err != nil {
		return ""
	}
	f.where[r] = founder.ID
	return founder.ID
}

// decisions are those in force about any of some reports.
func (f *folding) decisions(refs []claim.Ref) ([]review.Decision, error) {
	all, err := f.c.About(documents(refs))
	if err != nil {
		return nil, err
	}
	return about(review.Active(all), refs), nil
}

// about keeps the decisions that name any of some reports. A judgement about
// entities is one of the documents of both.
func about(ds []review.Decision, refs []claim.Ref) []review.Decision {
	var out []review.Decision
	docs := documents(refs)
	for _, d := range ds {
		if d.Pair != nil {
			if between(&d, docs) {
				out = append(out, d)
			}
			continue
		}
		if slices.ContainsFunc(d.Refs(), func(r claim.Ref) bool { return slices.Contains(refs, r) }) {
			out = append(out, d)
		}
	}
	return out
}

// documents lists the documents of reports, each once.
func documents(refs []claim.Ref) []doc.ID {
	var out []doc.ID
	seen := map[doc.ID]bool{}
	for _, r := range refs {
		if !seen[r.Document] {
			seen[r.Document] = true
			out = append(out, r.Document)
		}
	}
	return out
}
