// Package publish makes a static site of chosen records: pages, map, timeline,
// search, data and feeds that work from any web server and from a folder. The same
// records and options give the same bytes. What is withheld is withheld everywhere,
// what is internal to an archive is left out, and however many records there are,
// one at a time is held.
package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/export/redact"
	"dossier/internal/export/view"
	"dossier/internal/fault"
	"dossier/internal/publish/folder"
	"dossier/internal/publish/site"
	"dossier/internal/rule"
	"dossier/schema"
)

// Source gives records and documents, as they stand at one moment.
type Source interface {
	// Record gives a record of an id with its documents.
	Record(id string) (schema.Output, error)
	// Document gives the clean text of a document by its SHA-256.
	Document(sha string) (*doc.Document, error)
}

// Sink takes the files of a site.
type Sink interface {
	Put(path string, body []byte) error
	// Create begins a file that is part of the site once it is closed.
	Create(path string) (io.WriteCloser, error)
	// Finish ends the site with its manifest.
	Finish(folder.About) (folder.Report, error)
}

// Options are what is published, and how.
type Options struct {
	Records []string          // ids
	Former  map[string]string // ids that records had before, with those they have
	Title   string
	About   string
	By      string
	Licence string
	BaseURL string
	Query   string // what the records were chosen by, to be told
	Program string
	Rule    rule.Rule
	Redact  []redact.What
	// Names are withheld whoever bears them.
	Names []string
	// Main leaves out incidents that are only told in passing.
	Main bool
	// Reviewed publishes only records that a person has looked at.
	Reviewed bool
	// Texts publishes the documents' whole texts.
	Texts bool
	// Decisions publishes what people decided, with their names and reasons.
	Decisions bool
	NoIndex   bool
	Ledger    site.Ledger
	// Step is told after each record that was gone through, of how many; nil for nobody.
	Step func(done, all int)
}

// Result is what was published.
type Result struct {
	folder.Report
	Records, Reports int
	Unreviewed       int    // records left out since nobody has looked at them
	Withheld         string // what was withheld, in a sentence
	Rule             string // whose rule picks the figures, in a sentence
}

// run is one making of a site.
type run struct {
	ctx    context.Context
	o      Options
	src    Source
	to     Sink
	hide   *redact.Redactor
	list   []chosen
	files  map[string]string // the name of the page of each record by its id
	titles map[string]string // of records by their ids, as they are published
	public map[string]string // ids of records by those they are published under
	site   *site.Site
	rows   []site.Row
	names  site.Names
	cited  site.Cited
	docs   map[string]bool // ids of documents that were published
	sizes  map[string]int64
	skip   int
}

// chosen is a record that is published.
type chosen struct {
	id, date string
	seen     bool
}

// Make makes a site. Whatever fails leaves what was published before readable, and
// the next run takes up what this one wrote.
func Make(ctx context.Context, src Source, to Sink, o Options) (Result, error) {
	r := &run{ctx: ctx, o: o, src: src, to: to, hide: redact.New(o.Redact), files: map[string]string{}, titles: map[string]string{}, public: map[string]string{}, docs: map[string]bool{}, sizes: map[string]int64{}}
	for _, name := range o.Names {
		r.hide.Withhold(name)
	}
	for _, step := range []func() error{r.learn, r.name, r.open, r.records, r.collect} {
		if err := step(); err != nil {
			return Result{}, err
		}
	}
	rep, err := to.Finish(folder.About{Title: r.site.Title, Program: o.Program, BaseURL: o.BaseURL, Records: len(r.rows), Ledger: folder.Ledger{Archive: o.Ledger.Archive, Seq: o.Ledger.Seq, Hash: o.Ledger.Hash, At: o.Ledger.At}})
	return Result{Report: rep, Records: len(r.rows), Reports: len(r.docs), Unreviewed: r.skip, Withheld: r.site.Withheld, Rule: r.site.Rule}, err
}

// learn goes through the records a first time: what there is to withhold, in which
// order they come, what they are called.
func (r *run) learn() error {
	seen := map[string]bool{}
	for i, id := range r.o.Records {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		out, err := r.src.Record(id)
		if err != nil {
			return err
		}
		for k := range out.Records {
			rec := &out.Records[k]
			if seen[rec.ID] {
				continue
			}
			seen[rec.ID] = true
			looked := site.Seen(rec)
			if r.o.Main && rec.Role == "background" {
				continue
			}
			if r.o.Reviewed && !looked {
				r.skip++
				continue
			}
			r.hide.Learn(rec)
			r.list = append(r.list, chosen{id: rec.ID, date: dateOf(rec), seen: looked})
			r.titles[rec.ID] = rec.Title
		}
		r.step(i+1, 2*len(r.o.Records))
	}
	slices.SortFunc(r.list, func(a, b chosen) int { return site.Order(a.date, a.id, b.date, b.id) })
	return nil
}

func (r *run) step(done, all int) {
	if r.o.Step != nil {
		r.o.Step(done, all)
	}
}

// dateOf is the shown date of a record.
func dateOf(rec *schema.Record) string {
	for _, v := range rec.Values {
		if v.Slot == "date" && v.Preferred {
			s, _ := v.Value.(string)
			return s
		}
	}
	return ""
}

// name gives each record the name of its page: its id as far as that tells nothing
// that is withheld.
func (r *run) name() error {
	taken := map[string]bool{}
	byID := slices.Clone(r.list)
	slices.SortFunc(byID, func(a, b chosen) int { return strings.Compare(a.id, b.id) })
	for _, c := range byID {
		base := fileName(r.hide.Slug(c.id))
		name := base
		for n := 2; taken[name]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		taken[name] = true
		r.files[c.id] = name
		r.titles[c.id] = r.hide.Text(r.titles[c.id])
		r.public[r.publicID(c.id)] = c.id
	}
	return nil
}

// longestName is how long the name of a page is at most: file systems allow 255
// bytes for a path's part, some tools that copy sites much less for the whole path.
const longestName = 100

// fileName is an id as the name of a file on every system.
func fileName(id string) string {
	name := view.Slug(id)
	if name == id && len(name) <= longestName && name != "" {
		return name
	}
	sum := sha256.Sum256([]byte(id))
	return strings.Trim(name[:min(len(name), longestName)], "-") + "-" + hex.EncodeToString(sum[:4])
}

// open prepares the pages, now that it is known what is withheld.
func (r *run) open() (err error) {
	c := site.Collection{
		Title: r.o.Title, About: r.o.About, By: r.o.By, Licence: r.o.Licence, BaseURL: r.o.BaseURL, Program: r.o.Program, Query: r.hide.Text(r.o.Query),
		Rule: "Figures are shown by " + r.o.Rule.Title + ": " + r.o.Rule.Says, Withheld: r.hide.Said(), Reviewed: r.o.Reviewed, Texts: r.o.Texts, NoIndex: r.o.NoIndex, Ledger: r.o.Ledger,
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []any{c, r.o.Redact, r.o.Names, r.o.Decisions, len(r.list)}))
	c.Stamp = hex.EncodeToString(sum[:5])
	if r.site, err = site.New(c); err != nil {
		return err
	}
	return r.put(r.site.Assets()...)
}

func (r *run) put(pages ...site.Page) error {
	for _, p := range pages {
		if err := r.to.Put(p.Path, p.Body); err != nil {
			return err
		}
	}
	return nil
}

// records goes through the records a second time and makes all that is made of each.
func (r *run) records() error {
	d, err := newData(r.to, r.o.Rule.Name)
	if err != nil {
		return err
	}
	scripts := site.NewScripts(func(p site.Page) error { return r.put(p) })
	for i, c := range r.list {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := r.record(c, d, scripts); err != nil {
			return err
		}
		r.step(len(r.o.Records)+i+1, len(r.o.Records)+len(r.list))
	}
	if r.sizes, err = d.end(); err != nil {
		return err
	}
	return scripts.Finish(r.rows)
}

// record makes the page and the data of one record.
func (r *run) record(c chosen, d *data, scripts *site.Scripts) error {
	out, err := r.fetch(c.id)
	if err != nil {
		return err
	}
	rec := view.Records(&out)[0]
	row := site.RowOf(rec, r.files[c.id], c.seen)
	number := len(r.rows)
	r.rows = append(r.rows, row)
	texts, err := r.texts(out.Documents)
	if err != nil {
		return err
	}
	in := site.Incident{Record: rec, Row: row, Texts: texts, JSON: "data/incidents/" + row.File + ".json", Linked: r.linked}
	if r.o.Texts {
		in.Sheet = site.SheetPath
		r.cited.Add(rec, number)
	}
	if in.LD, err = linked(r.site, out, &row); err != nil {
		return err
	}
	p, err := r.site.Record(in)
	if err != nil {
		return err
	}
	if err := r.put(p); err != nil {
		return err
	}
	r.names.Add(rec, number)
	for _, x := range out.Documents {
		r.docs[x.ID] = true
	}
	if err := scripts.Add(&row, site.TextOf(rec)); err != nil {
		return err
	}
	return d.add(out, in.JSON)
}

// fetch is a record as it is published: by the rule, without what is internal, and
// without what is withheld.
func (r *run) fetch(id string) (schema.Output, error) {
	out, err := r.src.Record(id)
	if err != nil {
		return out, err
	}
	out.Records = slices.DeleteFunc(out.Records, func(x schema.Record) bool { return x.ID != id })
	if len(out.Records) == 0 {
		return out, fault.New(fault.NotFound, "record %s is gone", id)
	}
	out = r.o.Rule.Apply(out)
	clean(&out, r.o.Decisions)
	related := out.Records[0].Related
	out, err = r.hide.Apply(out)
	if err != nil {
		return out, err
	}
	rec := &out.Records[0]
	rec.ID = r.publicID(id)
	rec.Related = slices.Clone(rec.Related)
	for i := range rec.Related {
		rec.Related[i].Record = r.publicID(related[i].Record)
	}
	return out, nil
}

// publicID is the id of a record as it is published, "" for one that is not.
func (r *run) publicID(id string) string {
	if r.files[id] == "" {
		return ""
	}
	if r.hide.Slug(id) == id {
		return id
	}
	return r.files[id]
}

// linked is the title and page of a record, by the id it is published under.
func (r *run) linked(id string) (string, string) {
	x, ok := r.public[id]
	if !ok {
		return "", ""
	}
	return r.titles[x], r.files[x]
}

// texts are those of documents as far as words may be quoted from them.
func (r *run) texts(docs []schema.Document) (map[string]*site.Text, error) {
	if r.hide.Words() {
		return nil, nil
	}
	out := map[string]*site.Text{}
	for i := range docs {
		t, err := r.text(&docs[i])
		if err != nil {
			return nil, err
		}
		out[docs[i].ID] = t
	}
	return out, nil
}

// text is the text of a document without what is withheld.
func (r *run) text(d *schema.Document) (*site.Text, error) {
	x, err := r.src.Document(d.SHA256)
	if err != nil {
		return nil, err
	}
	t := &site.Text{Runes: []rune(r.hide.Text(x.Text.String()))}
	for _, b := range x.Blocks {
		t.Blocks = append(t.Blocks, site.Block{Kind: string(b.Kind), Start: x.Text.Rune(b.Span.Start), End: x.Text.Rune(b.Span.End)})
	}
	return t, nil
}

// collect makes what is made of all records together.
func (r *run) collect() error {
	t := site.TotalsOf(r.rows, len(r.docs))
	put := func(p site.Page) error { return r.put(p) }
	if err := r.site.Lists(r.rows, put); err != nil {
		return err
	}
	if err := r.site.Names(&r.names, r.rows, put); err != nil {
		return err
	}
	for _, page := range []func() (site.Page, error){
		func() (site.Page, error) { return r.site.Front(r.rows, t) },
		func() (site.Page, error) { return r.site.Map(r.rows) },
		func() (site.Page, error) { return r.site.Timeline(r.rows) },
		func() (site.Page, error) { return r.site.Search(r.rows) },
		func() (site.Page, error) { return r.site.Data(t, r.sizes) },
		r.site.Missing,
	} {
		p, err := page()
		if err == nil {
			err = r.put(p)
		}
		if err != nil {
			return err
		}
	}
	if err := r.moved(); err != nil {
		return err
	}
	if err := r.sheets(); err != nil {
		return err
	}
	feeds, err := r.site.Feeds(r.rows)
	if err == nil {
		err = r.put(feeds...)
	}
	if err != nil {
		return err
	}
	maps, err := r.site.Sitemap(r.rows)
	if err != nil {
		return err
	}
	return r.put(append(maps, r.site.Robots())...)
}

// moved makes pages of ids that records had before they were merged with others.
// One that would tell a name that is withheld has none.
func (r *run) moved() error {
	at := map[string]*site.Row{}
	for i, c := range r.list {
		at[c.id] = &r.rows[i]
	}
	taken := map[string]bool{}
	for _, f := range r.files {
		taken[f] = true
	}
	var old []string
	for id := range r.o.Former {
		old = append(old, id)
	}
	slices.Sort(old)
	for _, id := range old {
		row, name := at[r.o.Former[id]], fileName(id)
		if row == nil || taken[name] || r.hide.Slug(id) != id {
			continue
		}
		taken[name] = true
		p, err := r.site.Moved(name, row)
		if err == nil {
			err = r.put(p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sheets makes the pages of whole texts. Where the documents' words are withheld
// there are none.
func (r *run) sheets() error {
	if !r.o.Texts || r.hide.Words() {
		return nil
	}
	return r.cited.Each(func(d *schema.Document) error {
		t, err := r.text(d)
		if err != nil {
			return err
		}
		p, err := r.site.Sheet(d, t, &r.cited, r.rows)
		if err != nil {
			return err
		}
		return r.put(p)
	})
}

// clean takes out what is internal to an archive: where a document lay on disk,
// and, unless they are wanted, who decided what and why.
func clean(out *schema.Output, decisions bool) {
	out.Documents = slices.Clone(out.Documents)
	for i := range out.Documents {
		d := &out.Documents[i]
		d.Path = d.Path[strings.LastIndexAny(d.Path, `/\`)+1:]
		d.Coverage = nil
	}
	if decisions {
		return
	}
	for i := range out.Records {
		rec := &out.Records[i]
		rec.Decisions = nil
		rec.Values = slices.Clone(rec.Values)
		for k := range rec.Values {
			anonymous(&rec.Values[k])
		}
	}
}

// somebody stands for whoever decided.
const somebody = "a person"

// anonymous takes out of a value who decided about it, and why.
func anonymous(v *schema.Value) {
	if v.ChosenBy != "" {
		v.Reason = strings.ReplaceAll(v.Reason, v.ChosenBy, somebody)
		v.ChosenBy = somebody
	}
	v.StateWhy, v.Decisions = "", nil
	v.Makers = slices.Clone(v.Makers)
	for i, m := range v.Makers {
		if m.Version == "" { // what reads has a version
			v.Makers[i] = schema.Maker{Name: somebody}
		}
	}
}
