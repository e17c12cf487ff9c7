// Package parcel is the sealed package: one file with a record, the preserved bytes
// of its documents, what was read out of them, what people decided and the entries
// of the log about it. It is a ZIP archive that other programs open too; a hash at
// its very end covers every byte before it. Whoever gets it can check it without the
// archive it is from.
package parcel

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"dossier/internal/archive"
	"dossier/internal/export/view"
	"dossier/internal/ledger"
	"dossier/internal/record"
	"dossier/internal/store"
	"dossier/schema"
)

// Format is the version of the layout.
const Format = "dossier-package/1"

// seal is what stands before the hash at the end of the file.
const seal = "dossier package, sha256 of all before: "

// The files of a package beside those of each document.
const (
	manifestFile  = "manifest.json"
	readmeFile    = "README.txt"
	recordFile    = "record.json"
	contentsFile  = "contents.json"
	decisionsFile = "decisions.json"
	logFile       = "log.json"
	sumsFile      = "SHA256SUMS"
)

// manifest lists what is in the package.
type manifest struct {
	Format  string `json:"format"`
	Record  string `json:"record"`
	Made    string `json:"made,omitempty"`
	Program string `json:"program"`
	Files   []file `json:"files"`
}

type file struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// contents is what belongs to the files of the documents and to the record.
type contents struct {
	Program   string          `json:"folded_by"`
	Key       int64           `json:"record_number"`
	Parts     []part          `json:"parts"`
	Documents []document      `json:"documents"`
	Founders  []founder       `json:"founders"`
	Places    []archive.Place `json:"places"`
}

// document is the card of a document and its reading.
type document struct {
	Card    store.Card `json:"card"`
	Reading int64      `json:"reading"`
	At      string     `json:"at"`
	By      string     `json:"by"`
	Hash    string     `json:"hash"`
}

// logged is the excerpt of the log.
type logged struct {
	Entries []ledger.Entry `json:"entries"`
	Head    ledger.Entry   `json:"head"`
}

// Write writes a package. made is when; the zero time leaves it out. The same
// bundle, program and time give the same bytes.
func Write(w io.Writer, b *archive.Bundle, program string, made time.Time) error {
	files, err := pack(b)
	if err != nil {
		return err
	}
	m := manifest{Format: Format, Record: b.Record.Record.ID, Program: program}
	if !made.IsZero() {
		m.Made = made.UTC().Format(time.RFC3339)
	}
	for _, f := range files {
		sum := sha256.Sum256(f.data)
		m.Files = append(m.Files, file{f.name, int64(len(f.data)), hex.EncodeToString(sum[:])})
	}
	listing, err := indented(m)
	if err != nil {
		return err
	}
	return sealed(w, append([]member{{manifestFile, listing}}, files...))
}

// member is one file of a package.
type member struct {
	name string
	data []byte
}

// sealed writes the ZIP archive with the hash of all its bytes at its end.
func sealed(w io.Writer, files []member) error {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, f := range files {
		to, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := to.Write(f.data); err != nil {
			return err
		}
	}
	if err := z.SetComment(seal + strings.Repeat("0", sumLength)); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	all := buf.Bytes()
	body := all[:len(all)-sumLength]
	sum := sha256.Sum256(body)
	if _, err := w.Write(body); err != nil {
		return err
	}
	_, err := io.WriteString(w, hex.EncodeToString(sum[:]))
	return err
}

// sumLength is how long the hash at the end is.
const sumLength = 2 * sha256.Size

// pack gives the files of a bundle, in the order of their names within each kind.
func pack(b *archive.Bundle) ([]member, error) {
	c := contents{Program: b.Program, Key: b.Record.Key, Places: b.Places}
	for _, p := range b.Record.Parts {
		c.Parts = append(c.Parts, part{string(p.Document), int(p.Incident)})
	}
	for _, f := range b.Founders {
		c.Founders = append(c.Founders, founder{f.Key, f.ID, part{string(f.Ref.Document), int(f.Ref.Incident)}})
	}
	out := schema.Output{Schema: schema.Version, Records: []schema.Record{b.Record.Record}, Documents: []schema.Document{}}
	var docs []member
	for _, e := range b.Entries {
		p, err := store.Pack(e)
		if err != nil {
			return nil, err
		}
		id := string(e.Card.ID)
		c.Documents = append(c.Documents, document{e.Card, e.Reading.Seq, e.Reading.At, e.Reading.By, e.Reading.Hash})
		out.Documents = append(out.Documents, record.Document(e.Doc, fmt.Sprint("d", e.Card.Seq)))
		docs = append(docs, member{original(id), b.Bytes[e.Card.ID]}, member{textOf(id), []byte(p.Text)}, member{mapOf(id), p.Map}, member{claimsOf(id), p.Body})
	}
	slices.SortFunc(docs, func(x, y member) int { return strings.Compare(x.name, y.name) })
	files := []member{{readmeFile, []byte(readme)}}
	for _, x := range []struct {
		name string
		v    any
	}{
		{recordFile, out}, {contentsFile, c}, {decisionsFile, b.Decisions}, {logFile, logged{b.Log, b.Head}},
	} {
		data, err := indented(x.v)
		if err != nil {
			return nil, err
		}
		files = append(files, member{x.name, data})
	}
	files = append(files, docs...)
	return append(files, member{sumsFile, sums(files)}), nil
}

// The files of a document: its bytes as received, the text that offsets count in,
// the way from the text back to the bytes, and what was read out of it.
func original(id string) string { return "documents/" + id }
func textOf(id string) string   { return "texts/" + id + ".txt" }
func mapOf(id string) string    { return "maps/" + id + ".bin" }
func claimsOf(id string) string { return "claims/" + id + ".json" }

// sums is what "sha256sum -c" reads.
func sums(files []member) []byte {
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(f.data), f.name)
	}
	return b.Bytes()
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	if err := view.WriteJSON(&b, v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// part is a report: a document and which incident of it.
type part struct {
	Document string `json:"document"`
	Incident int    `json:"incident"`
}

// founder is a report that a record got its id for.
type founder struct {
	Key int64  `json:"record_number"`
	ID  string `json:"id"`
	Ref part   `json:"report"`
}

const readme = `A sealed package of dossier: one record of a violent incident with everything it stands on.

  record.json      the record, as "dossier show --json" prints it, and its documents
  documents/       the documents, byte for byte as they were received, named by their SHA-256
  texts/           the text of each document; the citations of the record count its code points
  maps/            the way from the text back to the bytes
  claims/          what was read out of each document: every claim with the words it stands on
  decisions.json   what people decided about the documents and the record
  log.json         the entries of the archive's hash-chained log about all this, and its last entry
  contents.json    numbers, times and paths of the documents, ids of the records they tell of
  manifest.json    size and SHA-256 of every file; SHA256SUMS has the same for other tools

"dossier check FILE" reads the documents again and holds every value against their words; it needs no
archive and no network. Without dossier: unpack it, run "sha256sum -c SHA256SUMS", and compare a citation
with the code points of the text. The last 64 characters of the file are the SHA-256 of all bytes before
them.
`
