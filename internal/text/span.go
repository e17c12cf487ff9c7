// Package text holds the immutable text of a document and positions into it.
//
// Every layer of the program keeps positions, never copies: a [Span] is a
// half-open range of byte offsets into one UTF-8 [Text]. The published record
// counts in Unicode code points; [Text.Rune] converts at the edge. A [Map]
// leads from every offset of the clean text back to the bytes it came from.
package text

// Span is the half-open range [Start, End) of byte offsets into one text.
type Span struct {
	Start, End int
}

// Len is the number of bytes the span covers.
func (s Span) Len() int { return s.End - s.Start }

// IsZero reports whether the span covers nothing.
func (s Span) IsZero() bool { return s.End <= s.Start }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Join is the smallest span that covers both s and o.
func (s Span) Join(o Span) Span {
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}
