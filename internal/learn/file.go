// Package learn holds small learners and the file that a trained model is kept
// in.
package learn

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unsafe"
)

// magic opens every model file; its last byte is the version of the format.
const magic = "dossier\x01"

// A model file is the magic followed by sections. A section is its name and its
// bytes, each behind its length (four bytes, little endian). The bytes of
// numbers are little endian; float32 for weights, int8 for tables.

// Writer puts a model file together. The same calls give the same bytes.
type Writer struct{ buf []byte }

// NewWriter starts a model file.
func NewWriter() *Writer { return &Writer{buf: []byte(magic)} }

// Bytes is the file so far.
func (w *Writer) Bytes() []byte { return w.buf }

func (w *Writer) section(name string, n int) {
	w.buf = binary.LittleEndian.AppendUint32(w.buf, uint32(len(name)))
	w.buf = append(w.buf, name...)
	w.buf = binary.LittleEndian.AppendUint32(w.buf, uint32(n))
}

// Text adds a section of plain text.
func (w *Writer) Text(name, s string) {
	w.section(name, len(s))
	w.buf = append(w.buf, s...)
}

// Strings adds a list of strings, none of which may hold a line feed.
func (w *Writer) Strings(name string, list []string) { w.Text(name, strings.Join(list, "\n")) }

// Float32 adds a list of weights.
func (w *Writer) Float32(name string, list []float32) {
	w.section(name, 4*len(list))
	for _, v := range list {
		w.buf = binary.LittleEndian.AppendUint32(w.buf, math.Float32bits(v))
	}
}

// Int8 adds a table of small whole numbers.
func (w *Writer) Int8(name string, list []int8) {
	w.section(name, len(list))
	for _, v := range list {
		w.buf = append(w.buf, byte(v))
	}
}

// Uint32 adds a list of whole numbers.
func (w *Writer) Uint32(name string, list []uint32) {
	w.section(name, 4*len(list))
	for _, v := range list {
		w.buf = binary.LittleEndian.AppendUint32(w.buf, v)
	}
}

// File is an opened model file. Its sections are read on demand.
type File struct {
	sections map[string]string
}

// Open reads the outline of a model file. The data is not copied.
func Open(data string) (*File, error) {
	rest, ok := strings.CutPrefix(data, magic)
	if !ok {
		return nil, fmt.Errorf("no model file of this version: it does not begin with %q", magic)
	}
	f := &File{sections: map[string]string{}}
	for rest != "" {
		name, after, ok := cut(rest)
		if !ok {
			return nil, fmt.Errorf("model file cut off %d bytes before its end", len(rest))
		}
		body, after, ok := cut(after)
		if !ok {
			return nil, fmt.Errorf("model file cut off in section %q", name)
		}
		f.sections[name] = body
		rest = after
	}
	return f, nil
}

// cut takes a counted string off s.
func cut(s string) (head, rest string, ok bool) {
	if len(s) < 4 {
		return "", "", false
	}
	n := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
	if uint64(len(s)-4) < n {
		return "", "", false
	}
	return s[4 : 4+n], s[4+n:], true
}

// Has reports whether the file has the section.
func (f *File) Has(name string) bool { _, ok := f.sections[name]; return ok }

// Text is a section as it stands, empty when there is none.
func (f *File) Text(name string) string { return f.sections[name] }

// Strings is a section written by [Writer.Strings].
func (f *File) Strings(name string) []string {
	if f.sections[name] == "" {
		return nil
	}
	return strings.Split(f.sections[name], "\n")
}

// Float32 is a section of weights, copied.
func (f *File) Float32(name string) []float32 {
	s := f.sections[name]
	out := make([]float32, len(s)/4)
	for i := range out {
		out[i] = math.Float32frombits(word32(s, i))
	}
	return out
}

// Uint32 is a section of whole numbers, copied.
func (f *File) Uint32(name string) []uint32 {
	s := f.sections[name]
	out := make([]uint32, len(s)/4)
	for i := range out {
		out[i] = word32(s, i)
	}
	return out
}

func word32(s string, i int) uint32 {
	s = s[4*i : 4*i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// Int8 is a table of small whole numbers. It shares the file's memory and must
// not be written to.
func (f *File) Int8(name string) []int8 {
	s := f.sections[name]
	if s == "" {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(s))), len(s))
}
