package record

import (
	"sort"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/text"
	"dossier/schema"
)

// Cover notes on every document of out which of its sentences gave something to
// a record. Documents whose sentences are not known are left as they are.
func Cover(out *schema.Output, sources []Source) {
	cited := map[string][]text.Span{} // code points, by document
	for i := range out.Records {
		out.Records[i].Telling(func(c schema.Citation) {
			cited[c.Document] = append(cited[c.Document], text.Span{Start: c.Start, End: c.End})
		})
	}
	ids := documentIDs(sources)
	at := make(map[string]int, len(out.Documents))
	for i := range out.Documents {
		at[out.Documents[i].ID] = i
	}
	for _, s := range sources {
		if d := &out.Documents[at[ids[s.Doc.ID]]]; s.Set.Sentences != nil && d.Coverage == nil {
			d.Coverage = coverage(s.Doc, s.Set.Sentences, cited[d.ID])
		}
	}
}

// coverage holds the sentences against the cited spans, given in code points.
func coverage(d *doc.Document, sentences, cited []text.Span) *schema.Coverage {
	out := &schema.Coverage{Sentences: len(sentences), Uncovered: []schema.Gap{}}
	cited = union(cited)
	for _, s := range sentences {
		sp := text.Span{Start: d.Text.Rune(s.Start), End: d.Text.Rune(s.End)}
		words := len(strings.Fields(d.Text.Slice(s)))
		out.Words += words
		k := sort.Search(len(cited), func(k int) bool { return cited[k].End > sp.Start })
		if k < len(cited) && cited[k].Overlaps(sp) {
			out.Covered++
			out.WordsCovered += words
			continue
		}
		out.Uncovered = append(out.Uncovered, schema.Gap{
			Start: sp.Start, End: sp.End, Section: sectionOf(d, s), Quote: d.Text.Slice(s),
		})
	}
	return out
}

// union is the spans in order, those that overlap made one. Empty ones are left
// out.
func union(spans []text.Span) []text.Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	out := spans[:0]
	for _, s := range spans {
		switch n := len(out); {
		case s.IsZero():
		case n > 0 && s.Start < out[n-1].End:
			out[n-1].End = max(out[n-1].End, s.End)
		default:
			out = append(out, s)
		}
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
