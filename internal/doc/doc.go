// Package doc holds a preserved document: its bytes' identity, its clean text,
// the parts it falls into, and citations of its words.
package doc

import (
	"encoding/json"
	"mime"
	"strings"

	"dossier/internal/text"
)

// ID identifies a document: the SHA-256 of its bytes as received, in hex.
type ID string

// Format is how the bytes were written.
type Format string

// The formats that are read.
const (
	WikiText Format = "wiki-text" // "= Title =", "Infobox", "- Key: value"
	Wikitext Format = "wikitext"  // MediaWiki markup
	WikiPage Format = "wiki-page" // a page of a MediaWiki export; its document is of the format Wikitext
	HTML     Format = "html"
	PDF      Format = "pdf"
	EML      Format = "eml"
	Plain    Format = "text"
)

// BlockKind is what part of a page a block is.
type BlockKind string

// The kinds of block.
const (
	Title     BlockKind = "title"
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	Item      BlockKind = "item"    // one item of a list
	FieldLine BlockKind = "field"   // one "Key: value" of an infobox
	Row       BlockKind = "row"     // one row of a table
	Caption   BlockKind = "caption" // the words under a picture
	Header    BlockKind = "header"  // one line of the header block or mail header: metadata, not report
)

// Block is one paragraph-like part of the text. Blocks ascend and do not
// overlap; language analysis never crosses one.
type Block struct {
	Kind    BlockKind
	Span    text.Span
	Section int // index into Document.Sections, -1 before the first heading
	// Key and Value are set for FieldLine and Header blocks; of a dateline only
	// Value, its day.
	Key, Value text.Span
}

// Section is a titled part of the document.
type Section struct {
	Title string
	Level int // 1 for the title of the page, 2 for "== Section ==", …
	Span  text.Span
}

// Document is one preserved text.
type Document struct {
	ID        ID
	Path      string // as given on the command line
	URL       string
	Title     string
	Outlet    string // the outlet or office it comes from
	Published string // EDTF date, "" when not known
	Retrieved string // EDTF date or RFC 3339 time, "" when not known
	Format    Format
	Origin    string // the agency or document this one repeats
	SHA256    string // of the bytes as received
	Language  string // BCP 47, "" when not known
	Text      *text.Text
	Sections  []Section
	Blocks    []Block
	// Map leads from the clean text back to the bytes as received.
	Map *text.Map
}

// Citation is the exact words of one document that back a value.
type Citation struct {
	Document ID
	Span     text.Span // bytes into the document's text
}

// Provenance is where the bytes of a document came from, as far as they do not say
// so themselves. It is kept with the act of collecting them.
type Provenance struct {
	URL       string  `json:"url,omitempty"`       // the address that gave them, after redirects
	Asked     string  `json:"asked,omitempty"`     // the address asked for, where that was another
	Feed      string  `json:"feed,omitempty"`      // the feed that named the address
	Outlet    string  `json:"outlet,omitempty"`    // what the outlet is called where the document does not say
	Retrieved string  `json:"retrieved,omitempty"` // when they were given, RFC 3339
	Headers   []Field `json:"headers,omitempty"`   // of the answer: what tells of the document and its version
	// Container is the file of many documents that they were taken out of, SHA256
	// its hash, and Offset where in it they begin: in the file, or in what it
	// unpacks to when the whole of it is packed.
	Container string `json:"container,omitempty"`
	SHA256    string `json:"sha256,omitempty"`
	Offset    int64  `json:"offset,omitempty"`
	Entry     string `json:"entry,omitempty"` // the id of a record, the number of a revision
}

// Field is one header field of an answer.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// JSON is p as it is kept; "" for nil.
func (p *Provenance) JSON() string {
	if p == nil {
		return ""
	}
	b, err := json.Marshal(p)
	if err != nil { // strings and numbers only
		panic(err)
	}
	return string(b)
}

// Charset is the character coding named by the host that gave the bytes
// (RFC 9110, 8.3.2), "" for none.
func (p *Provenance) Charset() string {
	if p == nil {
		return ""
	}
	for _, f := range p.Headers {
		if !strings.EqualFold(f.Name, "Content-Type") {
			continue
		}
		if _, params, err := mime.ParseMediaType(f.Value); err == nil {
			return params["charset"]
		}
	}
	return ""
}

// Apply puts into d what p knows: the address and time are what happened, the
// outlet stands where the document names none. A nil p changes nothing.
func (p *Provenance) Apply(d *Document) {
	if p == nil {
		return
	}
	if p.URL != "" {
		d.URL = p.URL
	}
	if p.Retrieved != "" {
		d.Retrieved = p.Retrieved
	}
	if d.Outlet == "" {
		d.Outlet = p.Outlet
	}
}
