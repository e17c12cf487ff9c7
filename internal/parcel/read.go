package parcel

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"dossier/internal/archive"
	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/store"
	"dossier/schema"
)

// The bounds of a package that is read.
const (
	MaxSize    = 1 << 30 // bytes of the file
	maxContent = 2 << 30 // bytes of all files unpacked
	maxFiles   = 40_000
	maxRatio   = 400 // unpacked against packed, for packages of more than a megabyte
)

// Opened is what a package holds, as far as it could be read.
type Opened struct {
	Bundle  *archive.Bundle // nil where it could not be put together
	Record  string
	Made    string
	Program string
	SHA256  string   // of the whole file
	Faults  []string // what is not as it was sealed, each by its name
}

func (o *Opened) fault(format string, args ...any) {
	o.Faults = append(o.Faults, fmt.Sprintf(format, args...))
}

// Open reads a package. What is no package at all is an error; what is one and was
// changed is told in Faults. size is that of the file.
func Open(r io.ReaderAt, size int64) (*Opened, error) {
	if size > MaxSize {
		return nil, fault.New(fault.TooLarge, "the file has %d bytes; a package has at most %d", size, int64(MaxSize))
	}
	all := make([]byte, size)
	if _, err := r.ReadAt(all, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	o := &Opened{}
	whole := sha256.Sum256(all)
	o.SHA256 = hex.EncodeToString(whole[:])
	o.seal(all)
	z, err := zip.NewReader(bytes.NewReader(all), size)
	if err != nil {
		if bytes.Contains(all, []byte(seal)) || bytes.Contains(all, []byte(Format)) {
			o.fault("the list of files cannot be read: %v", err)
			return o, nil
		}
		return nil, fault.New(fault.Invalid, "this is no package of dossier: %v", err)
	}
	files, err := o.unpack(z, size)
	if err != nil {
		return nil, err
	}
	if files == nil {
		return o, nil
	}
	o.Bundle = o.bundle(files)
	return o, nil
}

// seal holds the hash at the end against the bytes before it.
func (o *Opened) seal(all []byte) {
	at := len(all) - sumLength
	if at < len(seal) || string(all[at-len(seal):at]) != seal {
		o.fault("the seal at the end of the file is damaged or missing")
		return
	}
	sum := sha256.Sum256(all[:at])
	if got := hex.EncodeToString(sum[:]); got != string(all[at:]) {
		o.fault("the file is not as it was sealed: the SHA-256 of its bytes is %.12s…, the seal says %.12q…", got, all[at:])
	}
}

// unpack reads the files that the manifest lists and holds each against it. Names
// that could lead anywhere are refused before anything is read. Nothing is ever
// written to disk.
func (o *Opened) unpack(z *zip.Reader, size int64) (map[string][]byte, error) {
	if len(z.File) > maxFiles {
		return nil, fault.New(fault.TooLarge, "it holds %d files; a package has at most %d", len(z.File), maxFiles)
	}
	byName := map[string]*zip.File{}
	for _, f := range z.File {
		if !safe(f.Name) {
			return nil, fault.New(fault.Invalid, "this is no package of dossier: a file in it is called %q", f.Name)
		}
		if byName[f.Name] != nil {
			o.fault("%s: there are two of that name", f.Name)
		}
		byName[f.Name] = f
	}
	m, ok := o.manifest(byName[manifestFile], z.File)
	if !ok {
		if len(z.File) > 0 && byName[manifestFile] == nil && !strings.HasPrefix(z.Comment, seal[:7]) {
			return nil, fault.New(fault.Invalid, "this is no package of dossier: it has no %s", manifestFile)
		}
		return nil, nil
	}
	total := int64(0)
	for _, f := range m.Files {
		if f.Size < 0 || f.Size > maxContent {
			return nil, fault.New(fault.TooLarge, "%s is said to have %d bytes", f.Name, f.Size)
		}
		if total += f.Size; total > maxContent || size > 1<<20 && total/maxRatio > size || size <= 1<<20 && total > maxRatio<<20 {
			return nil, fault.New(fault.TooLarge, "the package would unpack to more than %d bytes", total-1)
		}
	}
	files := map[string][]byte{}
	listed := map[string]bool{manifestFile: true}
	for _, f := range m.Files {
		if listed[f.Name] {
			o.fault("%s: the manifest lists it twice", f.Name)
			continue
		}
		listed[f.Name] = true
		if data, ok := o.read(byName[f.Name], f); ok {
			files[f.Name] = data
		}
	}
	for _, f := range z.File {
		if !listed[f.Name] {
			o.fault("%s: the manifest does not list it", f.Name)
		}
	}
	return files, nil
}

// safe reports whether a name is one that a package can have.
func safe(name string) bool {
	if name == "" || len(name) > 200 || path.Clean(name) != name || path.IsAbs(name) || strings.HasPrefix(name, "..") {
		return false
	}
	return strings.IndexFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '/' || r == '-' || r == '_')
	}) < 0
}

// mostManifest is the most bytes of a manifest.
const mostManifest = 16 << 20

func (o *Opened) manifest(f *zip.File, _ []*zip.File) (manifest, bool) {
	var m manifest
	if f == nil {
		o.fault("%s: it is missing", manifestFile)
		return m, false
	}
	data, err := content(f, mostManifest)
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err == nil && m.Format != Format {
		err = fault.New(fault.Unsupported, "its format is %q, not %q", m.Format, Format)
	}
	if err != nil {
		o.fault("%s: %v", manifestFile, err)
		return m, false
	}
	o.Record, o.Made, o.Program = m.Record, m.Made, m.Program
	return m, true
}

// read reads one file and holds it against the manifest.
func (o *Opened) read(f *zip.File, want file) ([]byte, bool) {
	if f == nil {
		o.fault("%s: it is missing", want.Name)
		return nil, false
	}
	data, err := content(f, want.Size)
	if err != nil {
		o.fault("%s: %v", want.Name, err)
		return nil, false
	}
	sum := sha256.Sum256(data)
	if got := hex.EncodeToString(sum[:]); got != want.SHA256 || int64(len(data)) != want.Size {
		o.fault("%s: it is not what was packed: SHA-256 is %.12s, the manifest says %.12s", want.Name, got, want.SHA256)
		return nil, false
	}
	return data, true
}

// content reads at most limit bytes of a file.
func content(f *zip.File, limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, fault.New(fault.TooLarge, "it has more than the %d bytes that are listed", limit)
	}
	return data, nil
}

// bundle puts the bundle together, nil where a file that it needs is not there.
func (o *Opened) bundle(files map[string][]byte) *archive.Bundle {
	var c contents
	var out schema.Output
	var l logged
	b := &archive.Bundle{Bytes: map[doc.ID][]byte{}}
	for _, x := range []struct {
		name string
		into any
	}{
		{contentsFile, &c}, {recordFile, &out}, {decisionsFile, &b.Decisions}, {logFile, &l},
	} {
		data, ok := files[x.name]
		if !ok {
			o.missing(x.name)
			return nil
		}
		if err := json.Unmarshal(data, x.into); err != nil {
			o.fault("%s: %v", x.name, err)
			return nil
		}
	}
	if len(out.Records) != 1 {
		o.fault("%s: it holds %d records", recordFile, len(out.Records))
		return nil
	}
	b.Program, b.Places, b.Log, b.Head = c.Program, c.Places, l.Entries, l.Head
	b.Record = store.Record{Key: c.Key, Record: out.Records[0]}
	for _, p := range c.Parts {
		b.Record.Parts = append(b.Record.Parts, p.ref())
	}
	for _, f := range c.Founders {
		b.Founders = append(b.Founders, store.Founder{Key: f.Key, ID: f.ID, Ref: f.Ref.ref()})
	}
	whole := true
	for _, d := range c.Documents {
		whole = o.document(b, d, files) && whole
	}
	if !whole {
		return nil
	}
	return b
}

// missing tells of a file that is needed, unless a fault names it already.
func (o *Opened) missing(name string) {
	for _, f := range o.Faults {
		if strings.HasPrefix(f, name+":") {
			return
		}
	}
	o.fault("%s: it is missing", name)
}

func (p part) ref() claim.Ref {
	return claim.Ref{Document: doc.ID(p.Document), Incident: claim.Incident(p.Incident)}
}

func (o *Opened) document(b *archive.Bundle, d document, files map[string][]byte) bool {
	id := string(d.Card.ID)
	for _, name := range []string{original(id), textOf(id), mapOf(id), claimsOf(id)} {
		if _, ok := files[name]; !ok {
			o.missing(name)
			return false
		}
	}
	p := store.Packed{Text: string(files[textOf(id)]), Map: files[mapOf(id)], Body: files[claimsOf(id)]}
	e, err := p.Unpack(d.Card)
	if err != nil {
		o.fault("%s: %v", claimsOf(id), err)
		return false
	}
	e.Reading = store.Reading{Seq: d.Reading, At: d.At, By: d.By, Hash: d.Hash}
	b.Entries = append(b.Entries, e)
	b.Bytes[d.Card.ID] = files[original(id)]
	return true
}
