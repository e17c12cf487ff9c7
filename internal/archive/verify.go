package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"dossier/internal/doc"
	"dossier/internal/store"
	"dossier/internal/text"
	"dossier/schema"
)

// Report is what a check of the archive found.
type Report struct {
	Documents, Claims, Citations, Records int
	Faults                                []string // each names the document, claim or record
}

// Verify re-hashes the bytes of every document, reads them again and compares
// the text and its map, and checks every citation of every claim and record
// against the text. It goes on after a fault.
func (a *Archive) Verify(ctx context.Context) (Report, error) {
	var r Report
	texts := map[string]*text.Text{}
	err := a.Store.Entries(ctx, func(e store.Entry) error {
		r.Documents++
		texts[string(e.Doc.ID)] = e.Doc.Text
		size := a.bytes(ctx, &r, e)
		a.claims(&r, e, size)
		return nil
	})
	if err != nil {
		r.fault("%v", err)
	}
	out, err := a.Store.Records(ctx)
	if err != nil {
		r.fault("%v", err)
		return r, nil
	}
	records(&r, out, texts)
	return r, ctx.Err()
}

func (r *Report) fault(format string, args ...any) {
	r.Faults = append(r.Faults, fmt.Sprintf(format, args...))
}

// bytes checks the preserved bytes of a document and gives how many they are, -1
// when they cannot be had.
func (a *Archive) bytes(ctx context.Context, r *Report, e store.Entry) int {
	name := fmt.Sprintf("document %.12s (%s)", e.Doc.ID, e.Doc.Path)
	raw, err := a.Store.Bytes(ctx, string(e.Doc.ID))
	if err != nil {
		r.fault("%s: %v", name, err)
		return -1
	}
	if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != string(e.Doc.ID) {
		r.fault("%s: the bytes are not those received: SHA-256 is now %x", name, sum[:6])
		return len(raw)
	}
	again, err := a.Read(e.Doc.Path, raw)
	if err != nil {
		r.fault("%s: reading the bytes again: %v", name, err)
		return len(raw)
	}
	if at, same := differ(again.Text.String(), e.Doc.Text.String()); !same {
		r.fault("%s: the kept text is not what the bytes give: first difference at code point %d", name, e.Doc.Text.Rune(min(at, e.Doc.Text.Len())))
	}
	if !sameMap(again.Map, e.Doc.Map) {
		r.fault("%s: the kept offsets are not what the bytes give", name)
	}
	return len(raw)
}

func differ(a, b string) (at int, same bool) {
	if a == b {
		return 0, true
	}
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	return at, false
}

func sameMap(a, b *text.Map) bool {
	x, err1 := marshal(a)
	y, err2 := marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

func marshal(m *text.Map) ([]byte, error) {
	if m == nil {
		m = &text.Map{}
	}
	return m.MarshalBinary()
}

// claims checks that each citation is where it says, and leads into the bytes.
func (a *Archive) claims(r *Report, e store.Entry, size int) {
	for i, c := range e.Set.Claims {
		r.Claims++
		name := fmt.Sprintf("document %.12s (%s), claim %s by %s", e.Doc.ID, e.Doc.Path, c.ID, c.Maker.Name)
		if len(c.Citations) == 0 {
			r.fault("%s: stands on no words", name)
		}
		if len(e.Quotes[i]) != len(c.Citations) {
			r.fault("%s: %d citations and %d quotes", name, len(c.Citations), len(e.Quotes[i]))
			continue
		}
		for j, ct := range c.Citations {
			r.Citations++
			if why := check(e.Doc, ct, e.Quotes[i][j], size); why != "" {
				r.fault("%s: citation %d: %s", name, j+1, why)
			}
		}
	}
}

func check(d *doc.Document, ct doc.Citation, quote string, size int) string {
	sp := ct.Span
	switch {
	case ct.Document != d.ID:
		return fmt.Sprintf("cites another document, %.12s", ct.Document)
	case sp.Start < 0 || sp.End < sp.Start || sp.End > d.Text.Len():
		return fmt.Sprintf("bytes %d to %d do not lie in the text", sp.Start, sp.End)
	case d.Text.Slice(sp) != quote:
		return fmt.Sprintf("at code point %d the text has other words than %q", d.Text.Rune(sp.Start), quote)
	}
	if o := d.Map.Original(sp); size >= 0 && (o.Start < 0 || o.End > size) {
		return "leads outside the preserved bytes"
	}
	return ""
}

// records checks the citations of the published records.
func records(r *Report, out schema.Output, texts map[string]*text.Text) {
	sha := map[string]string{}
	for _, d := range out.Documents {
		sha[d.ID] = d.SHA256
	}
	for i := range out.Records {
		rec := &out.Records[i]
		r.Records++
		rec.Citations(func(where string, c schema.Citation) {
			r.Citations++
			t, ok := texts[sha[c.Document]]
			switch {
			case !ok:
				r.fault("record %s, %s: cites the unknown document %s", rec.ID, where, c.Document)
			case c.Start < 0 || c.End < c.Start || c.End > t.RuneLen() || t.Slice(text.Span{Start: t.Byte(c.Start), End: t.Byte(c.End)}) != c.Quote:
				r.fault("record %s, %s: %q does not stand at code points %d to %d of %s", rec.ID, where, c.Quote, c.Start, c.End, c.Document)
			}
		})
	}
}
