package dump

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/source"
	"dossier/internal/text"
)

// Reader makes the document of a <page> element of an export: what its wikitext
// says, with the title and the day of the revision as its header. Every code point
// leads back to the bytes of the element.
type Reader struct {
	// Wiki reads the wikitext.
	Wiki source.Reader
}

// Read makes the document of the element src.
func (r Reader) Read(src source.Text) (*doc.Document, error) {
	s := src.String
	b := &text.Builder{}
	sp := between(s, "<title>", "</title>", 0)
	if sp.IsZero() {
		return nil, fault.New(fault.Unreadable, "the page has no title")
	}
	b.Insert("Title: ", sp.Start)
	unescapeInto(b, s, sp)
	rev := strings.LastIndex(s, "<revision>")
	if rev < 0 {
		return nil, fault.New(fault.Unreadable, "the page has no revision")
	}
	if at := between(s, "<timestamp>", "</timestamp>", rev); at.Len() >= len("2006-01-02") {
		b.Insert("\nPublished: ", at.Start)
		b.Copy(s[at.Start:at.Start+10], at.Start)
	}
	words, err := words(s, rev)
	if err != nil {
		return nil, err
	}
	b.Insert("\n---\n", words.Start)
	unescapeInto(b, s, words)
	out, m := b.Build()
	return r.Wiki.Read(source.Text{Raw: src.Raw, String: out, Charset: src.Charset, Map: m.Compose(src.Map)})
}

// words is what stands between the marks of <text>.
func words(s string, rev int) (text.Span, error) {
	i := strings.Index(s[rev:], "<text")
	if i >= 0 {
		if j := strings.IndexByte(s[rev+i:], '>'); j >= 0 && s[rev+i+j-1] != '/' {
			start := rev + i + j + 1
			if k := strings.Index(s[start:], "</text>"); k > 0 {
				return text.Span{Start: start, End: start + k}, nil
			}
		}
	}
	return text.Span{}, fault.New(fault.Unreadable, "the page has no text")
}

// between is the first stretch between two marks, from an offset on.
func between(s, open, close string, from int) text.Span {
	i := strings.Index(s[from:], open)
	if i < 0 {
		return text.Span{}
	}
	start := from + i + len(open)
	j := strings.Index(s[start:], close)
	if j < 0 {
		return text.Span{}
	}
	return text.Span{Start: start, End: start + j}
}

// unescapeInto writes the characters of a stretch of XML, each with its place.
func unescapeInto(b *text.Builder, s string, sp text.Span) {
	for at := sp.Start; at < sp.End; {
		amp := strings.IndexByte(s[at:sp.End], '&')
		if amp < 0 {
			b.Copy(s[at:sp.End], at)
			return
		}
		b.Copy(s[at:at+amp], at)
		at += amp
		if r, n := entity(s[at:sp.End]); n > 0 {
			b.Replace(string(r), text.Span{Start: at, End: at + n})
			at += n
			continue
		}
		b.Copy("&", at)
		at++
	}
}

// unescape is the characters of a stretch of XML.
func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for {
		amp := strings.IndexByte(s, '&')
		if amp < 0 {
			return string(append(b, s...))
		}
		b = append(b, s[:amp]...)
		s = s[amp:]
		r, n := entity(s)
		if n == 0 {
			r, n = '&', 1
		}
		b = utf8.AppendRune(b, r)
		s = s[n:]
	}
}

// entity reads the reference that s begins with: the character, and the length of
// the reference, 0 when it is none. XML knows five names; a document type that
// would define more is not read.
func entity(s string) (rune, int) {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 2 {
		return 0, 0
	}
	switch name := s[1:end]; name {
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "amp":
		return '&', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	default:
		if r := numeric(name); r > 0 {
			return r, end + 1
		}
	}
	return 0, 0
}

// numeric is the character of "#233" or "#xE9", 0 when it is none.
func numeric(name string) rune {
	if name[0] != '#' || len(name) < 2 {
		return 0
	}
	base, digits := 10, name[1:]
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return 0
	}
	return rune(n)
}
