package record

import (
	"slices"
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/text"
	"dossier/schema"
)

// Cover notes on every document of out which of its sentences gave something to
// a record. Documents whose sentences are not known are left as they are.
func Cover(out *schema.Output, sources []Source) {
	ids := documentIDs(sources)
	CoverBy(out, sources, func(id doc.ID) string { return ids[id] }, nil)
}

// CoverBy does the same for documents of given short names; besides are records
// that are not in out and cite its documents too.
func CoverBy(out *schema.Output, sources []Source, name func(doc.ID) string, besides []schema.Record) {
	ms := meters{}
	for _, s := range sources {
		if id := name(s.Doc.ID); s.Set.Sentences != nil && ms[id] == nil {
			ms[id] = newMeter(s)
		}
	}
	for i := range out.Records {
		ms.read(&out.Records[i])
	}
	for i := range besides {
		ms.read(&besides[i])
	}
	for i := range out.Documents {
		if m := ms[out.Documents[i].ID]; m != nil {
			out.Documents[i].Coverage = m.coverage()
		}
	}
}

// meter holds the sentences of one document against what is cited of it.
type meter struct {
	doc       *doc.Document
	bytes     []text.Span
	sentences []text.Span // in code points; they ascend
	used      []bool
}

func newMeter(s Source) *meter {
	m := &meter{doc: s.Doc, bytes: s.Set.Sentences, used: make([]bool, len(s.Set.Sentences))}
	for _, sp := range m.bytes {
		m.sentences = append(m.sentences, text.Span{Start: s.Doc.Text.Rune(sp.Start), End: s.Doc.Text.Rune(sp.End)})
	}
	return m
}

// meters are those of several documents, by their ids.
type meters map[string]*meter

// read marks the sentences that r cites. An entity is only named, which tells
// nothing; so is the place of the incident wherever it is named again.
func (ms meters) read(r *schema.Record) {
	bare := *r
	bare.Entities, bare.Values = nil, nil
	for _, v := range r.Values {
		if whereabouts(v.Slot) {
			ms.first(v.Citations)
		} else {
			bare.Values = append(bare.Values, v)
		}
	}
	bare.Citations(func(_ string, c schema.Citation) { ms.mark(c) })
}

// whereabouts reports whether the values of a slot cite every naming of a place.
func whereabouts(slot string) bool {
	switch claim.Slot(slot) {
	case claim.Country, claim.Place, claim.Site, claim.Coordinates, claim.Timezone:
		return true
	}
	return false
}

// first marks the first sentence of each document that any of cs stands in.
func (ms meters) first(cs []schema.Citation) {
	var done []string
	for _, c := range cs {
		if !slices.Contains(done, c.Document) && ms.mark(c) {
			done = append(done, c.Document)
		}
	}
}

// mark marks the sentences that share words with c, and reports whether there
// are any.
func (ms meters) mark(c schema.Citation) bool {
	m := ms[c.Document]
	if m == nil {
		return false
	}
	hit := false
	k := sort.Search(len(m.sentences), func(k int) bool { return m.sentences[k].End > c.Start })
	for ; k < len(m.sentences) && m.sentences[k].Start < c.End; k++ {
		m.used[k], hit = true, true
	}
	return hit
}

func (m *meter) coverage() *schema.Coverage {
	out := &schema.Coverage{Sentences: len(m.sentences), Uncovered: []schema.Gap{}}
	for i, s := range m.bytes {
		quote := m.doc.Text.Slice(s)
		words := len(strings.Fields(quote))
		out.Words += words
		if m.used[i] {
			out.Covered++
			out.WordsCovered += words
			continue
		}
		out.Uncovered = append(out.Uncovered, schema.Gap{
			Start: m.sentences[i].Start, End: m.sentences[i].End, Section: sectionOf(m.doc, s), Quote: quote,
		})
	}
	return out
}

// sectionOf is the title of the section that holds a span, "" before the first.
// The page's own title is no section.
func sectionOf(d *doc.Document, sp text.Span) string {
	k := sort.Search(len(d.Blocks), func(k int) bool { return d.Blocks[k].Span.End >= sp.End })
	if k == len(d.Blocks) {
		return ""
	}
	if n := d.Blocks[k].Section; n >= 0 && n < len(d.Sections) && d.Sections[n].Level > 1 {
		return d.Sections[n].Title
	}
	return ""
}
