package store

import (
	"encoding/json"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/ledger"
	"dossier/internal/text"
)

// packed is a reading as it is written down: all but the text and its map.
type packed struct {
	URL       string        `json:"url,omitempty"`
	Title     string        `json:"title,omitempty"`
	Outlet    string        `json:"outlet,omitempty"`
	Published string        `json:"published,omitempty"`
	Retrieved string        `json:"retrieved,omitempty"`
	Format    doc.Format    `json:"format"`
	Origin    string        `json:"origin,omitempty"`
	Language  string        `json:"language,omitempty"`
	Sections  []doc.Section `json:"sections,omitempty"`
	Blocks    []doc.Block   `json:"blocks,omitempty"`

	Found     bool           `json:"found"`
	Why       string         `json:"why,omitempty"`
	Sentences []text.Span    `json:"sentences,omitempty"`
	Entities  []claim.Entity `json:"entities,omitempty"`
	Claims    []claim.Claim  `json:"claims,omitempty"`
	Quotes    [][]string     `json:"quotes,omitempty"`
}

// Packed is a reading as bytes.
type Packed struct {
	Text string // the clean text
	Map  []byte // from the text back to the bytes as received
	Body []byte // everything else: JSON
}

// Hash covers all three.
func (p Packed) Hash() string {
	return ledger.Digest([]byte(ledger.Digest([]byte(p.Text)) + ledger.Digest(p.Map) + ledger.Digest(p.Body)))
}

// Pack writes a reading down.
func Pack(e Entry) (Packed, error) {
	d, s := e.Doc, e.Set
	m := d.Map
	if m == nil { // the text is its bytes
		m = &text.Map{}
	}
	way, err := m.MarshalBinary()
	if err != nil {
		return Packed{}, err
	}
	body, err := json.Marshal(packed{
		d.URL, d.Title, d.Outlet, d.Published, d.Retrieved, d.Format, d.Origin, d.Language, d.Sections, d.Blocks,
		s.Found, s.Why, s.Sentences, s.Entities, s.Claims, e.Quotes,
	})
	return Packed{d.Text.String(), way, body}, err
}

// Unpack reads a reading that [Pack] wrote; the card says which document it is of.
func (p Packed) Unpack(c Card) (Entry, error) {
	var b packed
	if err := json.Unmarshal(p.Body, &b); err != nil {
		return Entry{}, err
	}
	m := &text.Map{}
	if err := m.UnmarshalBinary(p.Map); err != nil {
		return Entry{}, err
	}
	d := &doc.Document{
		ID: c.ID, SHA256: string(c.ID), Path: c.Path, URL: b.URL, Title: b.Title, Outlet: b.Outlet,
		Published: b.Published, Retrieved: b.Retrieved, Format: b.Format, Origin: b.Origin, Language: b.Language,
		Sections: b.Sections, Blocks: b.Blocks, Text: text.New(p.Text), Map: m,
	}
	s := &claim.Set{Document: c.ID, Found: b.Found, Why: b.Why, Sentences: b.Sentences, Entities: b.Entities, Claims: b.Claims}
	return Entry{Card: c, Doc: d, Set: s, Quotes: b.Quotes}, nil
}
