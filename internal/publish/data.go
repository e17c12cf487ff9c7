package publish

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"dossier/internal/export/geojson"
	exportjson "dossier/internal/export/json"
	"dossier/internal/export/schemaorg"
	"dossier/internal/export/table"
	"dossier/internal/export/view"
	"dossier/internal/publish/site"
	"dossier/schema"
)

// data are the files of all records, written while they go by.
type data struct {
	to        Sink
	files     []*counting
	all       *counting
	wide, one *table.Stream
	points    *geojson.Stream
	docs      []schema.Document // without what is held of them elsewhere
	known     map[string]bool
	rule      string
	records   int
}

// counting counts what goes into a file. The first error is kept and given when it
// is closed.
type counting struct {
	io.WriteCloser
	path string
	size int64
	err  error
}

// Write implements io.Writer.
func (c *counting) Write(b []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.WriteCloser.Write(b)
	c.size += int64(n)
	c.err = err
	return n, err
}

func newData(to Sink, rule string) (*data, error) {
	d := &data{to: to, rule: rule, known: map[string]bool{}}
	for _, path := range []string{site.AllJSON, site.AllCSV, site.Values, site.GeoJSON} {
		w, err := to.Create(path)
		if err != nil {
			return nil, err
		}
		d.files = append(d.files, &counting{WriteCloser: w, path: path})
	}
	d.all = d.files[0]
	d.wide, d.one, d.points = table.NewWide(d.files[1], table.Comma), table.NewLong(d.files[2], table.Comma), geojson.NewStream(d.files[3])
	head, err := json.Marshal(map[string]string{"schema": schema.Version, "rule": rule})
	if err != nil {
		return nil, err
	}
	_, err = d.all.Write(append(head[:len(head)-1], `,"records":[`...))
	return d, err
}

// add writes a record into all files, and its own.
func (d *data) add(out schema.Output, own string) error {
	b, err := buffer(func(w io.Writer) error { return exportjson.Write(w, out) })
	if err != nil {
		return err
	}
	if err := d.to.Put(own, b); err != nil {
		return err
	}
	rec, err := json.Marshal(out.Records[0])
	if err != nil {
		return err
	}
	between := "\n"
	if d.records > 0 {
		between = ",\n"
	}
	d.records++
	if _, err := d.all.Write(append([]byte(between), view.Escape(rec)...)); err != nil {
		return err
	}
	for _, x := range out.Documents {
		if !d.known[x.ID] {
			d.known[x.ID] = true
			d.docs = append(d.docs, x)
		}
	}
	return errors.Join(d.wide.Add(out), d.one.Add(out), d.points.Add(out))
}

// end ends the files and says how large each is.
func (d *data) end() (map[string]int64, error) {
	docs, err := json.Marshal(append([]schema.Document{}, d.docs...))
	if err != nil {
		return nil, err
	}
	_, err = d.all.Write(append(append([]byte("\n],\"documents\":"), view.Escape(docs)...), "}\n"...))
	err = errors.Join(err, d.wide.End(), d.one.End(), d.points.End())
	sizes := map[string]int64{}
	for _, f := range d.files {
		err = errors.Join(err, f.Close())
		sizes[f.path] = f.size
	}
	return sizes, err
}

// linked is a record as schema.org has it, for its page.
func linked(s *site.Site, out schema.Output, row *site.Row) ([]byte, error) {
	o := view.Options{Program: s.Program, Withheld: s.Withheld, Rule: s.Rule}
	b, err := buffer(func(w io.Writer) error {
		return schemaorg.Page(w, out, o, s.Address("incidents/"+row.File+".html"))
	})
	if err != nil {
		return nil, err
	}
	var short bytes.Buffer
	err = json.Compact(&short, b)
	return short.Bytes(), err
}

// buffer is what a function writes.
func buffer(write func(io.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	err := write(&b)
	return b.Bytes(), err
}
