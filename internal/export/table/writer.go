// Package table prints records as tables: one row for each record, or one for
// each value with its words and where they stand. RFC 4180: UTF-8, lines end in
// CR LF, cells are quoted where they must be.
package table

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Comma and Tab part the cells of a row.
const (
	Comma = ','
	Tab   = '\t'
)

// Writer writes rows whose cells no spreadsheet takes for a formula.
type Writer struct {
	csv  *csv.Writer
	head []string
	err  error
}

// NewWriter starts a table with a row of column names.
func NewWriter(w io.Writer, comma rune, head ...string) *Writer {
	t := &Writer{csv: csv.NewWriter(w), head: head}
	t.csv.Comma = comma
	t.csv.UseCRLF = true
	t.err = t.csv.Write(head)
	return t
}

// Row writes the cells of a row by the names of their columns; columns without a
// cell stay empty.
func (t *Writer) Row(cells map[string]string) {
	row := make([]string, len(t.head))
	for i, name := range t.head {
		row[i] = Cell(cells[name])
	}
	if t.err == nil {
		t.err = t.csv.Write(row)
	}
}

// End writes what is left and gives the first error.
func (t *Writer) End() error {
	t.csv.Flush()
	if t.err != nil {
		return t.err
	}
	return t.csv.Error()
}

// Stream writes a table of records that come one after the other.
type Stream struct {
	t   *Writer
	add func(*Writer, schema.Output)
}

// Add writes the rows of the next records; the first error is given again by End.
func (s *Stream) Add(out schema.Output) error {
	s.add(s.t, out)
	return s.t.err
}

// End writes what is left.
func (s *Stream) End() error { return s.t.End() }

// Cell is s on one line, with an apostrophe before it where a spreadsheet would
// take it for a formula. Plain numbers, negative ones too, are left as they are.
func Cell(s string) string {
	// A tab or line break at the beginning is what some spreadsheets skip before
	// they look for a formula; Plain leaves none.
	s = view.Plain(s)
	if s == "" || !strings.ContainsRune("=+-@|%＝＋－＠", []rune(s)[0]) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil && strings.Trim(s, "-.0123456789") == "" {
		return s
	}
	return "'" + s
}

// Join joins several values in one cell. Semicolons within a value become commas,
// so that the cell can be taken apart again.
func Join(list []string) string {
	parts := make([]string, 0, len(list))
	for _, s := range list {
		parts = append(parts, strings.ReplaceAll(s, ";", ","))
	}
	return strings.Join(parts, "; ")
}
