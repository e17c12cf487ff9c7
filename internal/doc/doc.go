// Package doc holds a preserved document: its bytes' identity, its clean text,
// the parts it falls into, and citations of its words.
package doc

import "dossier/internal/text"

// ID identifies a document: the SHA-256 of its bytes as received, in hex.
type ID string

// Format is how the bytes were written.
type Format string

// The formats that are read.
const (
	WikiText Format = "wiki-text" // "= Title =", "Infobox", "- Key: value"
	Wikitext Format = "wikitext"  // MediaWiki markup
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
