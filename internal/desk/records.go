package desk

import (
	"context"
	"net/http"
	"slices"

	"dossier/internal/fault"
	"dossier/schema"
)

// recordPage is what the page of a record is given.
type recordPage struct {
	*recordView
	Sheets             []sheetView
	Contents           []part
	Covered, Sentences int
	Details            int
}

// part is an entry of the page's contents.
type part struct {
	ID, Name string
	Count    int
}

// sheetView is a report on the page.
type sheetView struct {
	Record   string
	Doc      schema.Document
	Passages []passage
	Hidden   bool
	Later    bool // its text is loaded when it is first shown
}

// find gives a record with the documents of the archive; an id may be cut short.
func (d *Desk) find(ctx context.Context, id string) (*schema.Record, []schema.Document, error) {
	out, err := d.book.Output(ctx)
	if err != nil {
		return nil, nil, err
	}
	for i := range out.Records {
		if out.Records[i].ID == id {
			return &out.Records[i], out.Documents, nil
		}
	}
	return nil, nil, fault.New(fault.NotFound, "there is no incident %q", id)
}

func (d *Desk) record(w http.ResponseWriter, r *http.Request) error {
	rec, docs, err := d.find(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p := &recordPage{recordView: newView(rec, docs)}
	first := r.URL.Query().Get("doc")
	if !slices.ContainsFunc(p.Docs, func(x schema.Document) bool { return x.ID == first }) && len(p.Docs) > 0 {
		first = p.Docs[0].ID
	}
	for _, sd := range p.Docs {
		s := sheetView{Record: rec.ID, Doc: sd, Hidden: sd.ID != first, Later: sd.ID != first}
		if !s.Later {
			if s.Passages, err = d.passages(r.Context(), rec, sd); err != nil {
				return err
			}
		}
		p.Sheets = append(p.Sheets, s)
		if c := sd.Coverage; c != nil {
			p.Covered, p.Sentences = p.Covered+c.Covered, p.Sentences+c.Sentences
		}
	}
	for _, ph := range p.Phases {
		p.Details += ph.Hidden
	}
	p.Contents = p.contents()
	return d.render(w, r, http.StatusOK, "record", rec.Title, p)
}

// passages are the blocks of a document with the marks of a record.
func (d *Desk) passages(ctx context.Context, rec *schema.Record, sd schema.Document) ([]passage, error) {
	full, err := d.book.Document(ctx, sd.SHA256)
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
	add("chronology", "Chronology", len(p.Events))
	add("speech", "Who said what", len(p.Attributions))
	add("accounts", "Accounts", len(p.Boards))
	add("reactions", "Reactions", len(p.Matrix.Rows))
	add("evidence", "Evidence", len(p.Items))
	add("people", "Named", len(p.Entities))
	add("related", "Related", len(p.Links))
	add("documents", "Reports", len(p.Docs))
	return out
}

// sheet answers with the text of one report alone, to be put into the page.
func (d *Desk) sheet(w http.ResponseWriter, r *http.Request) error {
	rec, docs, err := d.find(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	id := r.PathValue("document")
	for _, sd := range docs {
		if sd.ID != id || !slices.Contains(rec.Documents, id) {
			continue
		}
		ps, err := d.passages(r.Context(), rec, sd)
		if err != nil {
			return err
		}
		return d.execute(w, http.StatusOK, "record", "passages", ps)
	}
	return fault.New(fault.NotFound, "incident %s has no report %q", rec.ID, id)
}

func (d *Desk) apiIncidents(w http.ResponseWriter, r *http.Request) error {
	out, err := d.book.Output(r.Context())
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, out)
	return nil
}

func (d *Desk) apiRecord(w http.ResponseWriter, r *http.Request) error {
	rec, docs, err := d.find(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	out := schema.Output{Schema: schema.Version, Records: []schema.Record{*rec}}
	for _, sd := range docs {
		if slices.Contains(rec.Documents, sd.ID) {
			out.Documents = append(out.Documents, sd)
		}
	}
	answer(w, http.StatusOK, out)
	return nil
}

// shelf is the page of documents.
type shelf struct {
	Documents []shelved
}

type shelved struct {
	schema.Document
	Records []*schema.Record
}

func (d *Desk) documents(w http.ResponseWriter, r *http.Request) error {
	out, err := d.book.Output(r.Context())
	if err != nil {
		return err
	}
	of := map[string][]*schema.Record{}
	for i := range out.Records {
		for _, id := range out.Records[i].Documents {
			of[id] = append(of[id], &out.Records[i])
		}
	}
	s := shelf{}
	for _, sd := range out.Documents {
		s.Documents = append(s.Documents, shelved{sd, of[sd.ID]})
	}
	return d.render(w, r, http.StatusOK, "documents", "Documents", s)
}

func (d *Desk) help(w http.ResponseWriter, r *http.Request) error {
	return d.render(w, r, http.StatusOK, "help", "Help", helpOf(d.opts.Version))
}
