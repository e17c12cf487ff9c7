package desk

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"dossier/internal/fault"
	"dossier/internal/search"
	"dossier/schema"
)

// recordPage is what the page of a record is given.
type recordPage struct {
	*recordView
	Sheets             []sheetView
	First              string // the document that is shown first
	Contents           []part
	Covered, Sentences int
	Details            int
	Aftermath          []phase           // what happened afterwards, a part of its own
	Done               map[string][2]int // of a document: values on its words that are decided, and all
	Waiting            int               // decisions that wait for a second person
	Then               then
}

// part is an entry of the page's contents.
type part struct {
	ID, Name string
	Count    int
}

// sheetView is a report on the page.
type sheetView struct {
	Record   string
	AsOf     string // the day that the record is shown as of, "" for the present
	Doc      schema.Document
	Passages []passage
	Hidden   bool
	Later    bool // its text is loaded when it is first shown
}

func (d *Desk) record(book Book, w http.ResponseWriter, r *http.Request) error {
	out, then, err := d.stands(r, book)
	if err != nil {
		return err
	}
	rec, docs := &out.Records[0], out.Documents
	p := &recordPage{recordView: newView(rec, docs), Then: then}
	first := r.URL.Query().Get("doc")
	if !slices.ContainsFunc(p.Docs, func(x schema.Document) bool { return x.ID == first }) && len(p.Docs) > 0 {
		first = p.Docs[0].ID
	}
	for _, sd := range p.Docs {
		s := sheetView{Record: rec.ID, AsOf: then.AsOf, Doc: sd, Hidden: sd.ID != first, Later: sd.ID != first}
		if !s.Later {
			if s.Passages, err = cited(r.Context(), book, rec, sd); err != nil {
				return err
			}
		}
		p.Sheets = append(p.Sheets, s)
		if c := sd.Coverage; c != nil {
			p.Covered, p.Sentences = p.Covered+c.Covered, p.Sentences+c.Sentences
		}
	}
	p.Done, p.First = p.progress(), first
	p.parted()
	p.Contents = p.contents()
	if d.opts.Team {
		list, err := book.Waiting(r.Context(), rec.ID)
		if err != nil {
			return err
		}
		p.Waiting = len(list)
		p.waiting(list)
	}
	return d.render(w, r, http.StatusOK, "record", rec.Title, p)
}

// parted puts what happened afterwards into a part of its own.
func (p *recordPage) parted() {
	var rest []phase
	for _, ph := range p.Phases {
		p.Details += ph.Hidden
		if ph.ID == "after" {
			p.Aftermath = append(p.Aftermath, ph)
		} else {
			rest = append(rest, ph)
		}
	}
	p.Phases = rest
}

// progress is how many of the values that stand on each document are decided.
func (v *recordView) progress() map[string][2]int {
	out := map[string][2]int{}
	for i := range v.Values {
		seen := map[string]bool{}
		for _, c := range v.Values[i].Citations {
			if seen[c.Document] {
				continue
			}
			seen[c.Document] = true
			n := out[c.Document]
			if n[1]++; v.Values[i].State != "" {
				n[0]++
			}
			out[c.Document] = n
		}
	}
	return out
}

// steps counts the steps of some phases.
func steps(list []phase) int {
	n := 0
	for _, p := range list {
		for _, d := range p.Days {
			n += len(d.Steps)
		}
	}
	return n
}

// cited are the blocks of a document with the marks of a record.
func cited(ctx context.Context, book Book, rec *schema.Record, sd schema.Document) ([]passage, error) {
	full, err := book.Document(ctx, sd.SHA256)
	if err != nil {
		return nil, err
	}
	return passages(full, marksOf(rec, sd, full.Text)), nil
}

// contents are the parts that the page has.
func (p *recordPage) contents() []part {
	out := []part{}
	add := func(id, name string, n int) {
		if n > 0 {
			out = append(out, part{id, name, n})
		}
	}
	add("disagreements", "Disagreements", len(p.Disputes))
	out = append(out, part{"facts", "Facts", 0})
	add("chronology", "Chronology", steps(p.Phases))
	add("speech", "Who said what", len(p.Attributions))
	add("accounts", "Accounts", len(p.Boards))
	add("reactions", "Reactions", len(p.Matrix.Rows))
	add("evidence", "Evidence", len(p.Items))
	add("aftermath", "Aftermath", steps(p.Aftermath))
	add("related", "Related", len(p.Links))
	add("people", "Named", len(p.Entities))
	add("decisions", "Decisions", len(p.Judged))
	add("documents", "Reports", len(p.Docs))
	return out
}

// sheet answers with the text of one report alone, to be put into the page.
func (d *Desk) sheet(book Book, w http.ResponseWriter, r *http.Request) error {
	var out schema.Output
	var err error
	if day := r.URL.Query().Get("as-of"); day == "" {
		out, err = d.covered(r, book, r.PathValue("id"))
	} else {
		out, err = book.RecordAsOf(r.Context(), r.PathValue("id"), day)
	}
	if err != nil {
		return err
	}
	rec, docs := &out.Records[0], out.Documents
	id := r.PathValue("document")
	for _, sd := range docs {
		if sd.ID != id || !slices.Contains(rec.Documents, id) {
			continue
		}
		ps, err := cited(r.Context(), book, rec, sd)
		if err != nil {
			return err
		}
		return d.execute(w, http.StatusOK, "record", "passages", ps)
	}
	return fault.New(fault.NotFound, "incident %s has no report %q", rec.ID, id)
}

// apiIncidents answers a query with a page of what it finds.
func (d *Desk) apiIncidents(book Book, w http.ResponseWriter, r *http.Request) error {
	asked := r.URL.Query()
	q, err := d.parse(r.Context(), book, asked.Get("q"))
	if err != nil {
		return fault.New(fault.Invalid, "%v", err)
	}
	limit := 0
	if s := asked.Get("limit"); s != "" {
		if limit, err = strconv.Atoi(s); err != nil {
			return fault.New(fault.Invalid, "limit is a number, not %q", s)
		}
	}
	page, err := book.Search(r.Context(), search.Request{Query: q, Limit: limit, After: asked.Get("after"), Sort: search.Sort(asked.Get("sort"))})
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, page)
	return nil
}

func (d *Desk) apiRecord(book Book, w http.ResponseWriter, r *http.Request) error {
	id, day := r.PathValue("id"), r.URL.Query().Get("as-of")
	var out schema.Output
	var err error
	if day == "" {
		out, err = d.covered(r, book, id)
	} else {
		out, err = book.RecordAsOf(r.Context(), id, day)
	}
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, out)
	return nil
}

func (d *Desk) help(_ Book, w http.ResponseWriter, r *http.Request) error {
	return d.render(w, r, http.StatusOK, "help", "Help", helpOf(d.opts.Version))
}
