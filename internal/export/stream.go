package export

import (
	"bytes"
	"io"
	"slices"

	"dossier/internal/export/view"
	"dossier/internal/fault"
	"dossier/schema"
)

// inLines are the formats in which records stand one after the other, behind a head
// that is the same whatever they are.
var inLines = []string{"jsonl", "csv", "tsv", "csv-long", "tsv-long", "gtd", "acled", "plover"}

// Streams reports whether a format can be written one record at a time.
func (f Format) Streams() bool { return slices.Contains(inLines, f.Name) }

// Stream writes records of a format that streams one after the other: the same bytes
// as all of them at once.
type Stream struct {
	w    io.Writer
	f    Format
	o    view.Options
	head []byte
}

// NewStream writes the head.
func NewStream(w io.Writer, f Format, o view.Options) (*Stream, error) {
	var head bytes.Buffer
	if err := f.Write(&head, schema.Output{Schema: schema.Version, Documents: []schema.Document{}, Records: []schema.Record{}}, o); err != nil {
		return nil, err
	}
	_, err := w.Write(head.Bytes())
	return &Stream{w, f, o, head.Bytes()}, err
}

// Put writes records with their documents.
func (s *Stream) Put(out schema.Output) error {
	var b bytes.Buffer
	if err := s.f.Write(&b, out, s.o); err != nil {
		return err
	}
	rows, ok := bytes.CutPrefix(b.Bytes(), s.head)
	if !ok {
		return fault.New(fault.Invalid, "%s: a record stands under a head of its own", s.f.Name)
	}
	_, err := s.w.Write(rows)
	return err
}
