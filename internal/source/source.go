// Package source is the door between bytes and documents: it tells what a
// document is written in, decodes its characters, and defines what a reader is.
//
// Bytes arrive as a [Raw]. [Open] sniffs the format by content and decodes the
// characters into a [Text], whose map leads back to the bytes. A [Reader], one
// per format, makes the document of it. The readers live in the folders below
// and are wired by hand in the command; they never import each other.
package source

import (
	"crypto/sha256"
	"encoding/hex"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/text"
)

// Raw is one document as it was received.
type Raw struct {
	Path  string // as given on the command line; "-" is standard input
	Bytes []byte // never changed by a reader
	// Charset is the character coding that the host named which gave the bytes, ""
	// for none. It counts where the bytes may be in several.
	Charset string
}

// SHA256 is the hash of the bytes as received, in hex. It is the document's
// identity.
func (r Raw) SHA256() string {
	sum := sha256.Sum256(r.Bytes)
	return hex.EncodeToString(sum[:])
}

// Text is a document with its characters decoded to UTF-8.
//
// A reader of a part of a document (the HTML body of a mail) gets a Text whose
// String is the part and whose Map leads from there to the bytes of the whole.
type Text struct {
	Raw Raw
	// String is the decoded text. It is empty for the formats that carry their
	// own character coding, PDF and e-mail: their readers start from Raw. The
	// byte order mark of a UTF-8 file stays, since the text of a UTF-8 file is
	// the file itself; every other one is dropped.
	String string
	// Charset is the coding found: "utf-8", "utf-16le", "utf-16be",
	// "iso-8859-1", "windows-1252", or the name a caller asked for.
	Charset string
	// Map leads from String to Raw.Bytes; nil when they are the same bytes.
	Map *text.Map
}

// Reader makes a document of the formats it knows. It fills every field of the
// document that the source tells, and its Map leads from the document's text to
// src.Raw.Bytes. An error is of kind fault.Unreadable, fault.TooLarge or
// fault.Unsupported and says what is wrong in plain words.
type Reader interface {
	Read(src Text) (*doc.Document, error)
}

// MaxBlocks is the most blocks that a reader makes of one document. A text with
// more lines than a thousand books is refused with fault.TooLarge.
const MaxBlocks = 1 << 20

// TooManyBlocks is the error of a document beyond MaxBlocks.
func TooManyBlocks() error {
	return fault.New(fault.TooLarge, "more than %d paragraphs and lines in one document", MaxBlocks)
}

// DateFunc reads a date as written ("Friday, September 14, 2012 6:53 AM") and
// gives it in EDTF. Readers are handed one, so that they need no calendar of
// their own; false means that s is no date.
type DateFunc func(s string) (edtf string, ok bool)

// Document is a new document of the given format with the fields that depend on
// nothing but the bytes: identity, path, hash and format.
func (t Text) Document(f doc.Format) *doc.Document {
	sum := t.Raw.SHA256()
	return &doc.Document{ID: doc.ID(sum), Path: t.Raw.Path, Format: f, SHA256: sum}
}
