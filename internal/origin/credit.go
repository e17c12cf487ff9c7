package origin

import (
	"net/url"
	"regexp"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/name"
	"dossier/internal/text"
)

// Credit is the agency whose copy a document says it is, and the words that say so.
type Credit struct {
	Agency   string
	Citation doc.Citation
}

// CreditOf finds the agency that a document is credited to: in its header, its
// dateline, its byline or the line at its end. That an agency contributed, or
// reported something that the document tells, makes no copy of it.
func CreditOf(d *doc.Document) (Credit, bool) {
	if d.Origin != "" {
		if a := Agency(d.Origin); a != "" {
			return Credit{Agency: a}, true
		}
		return Credit{Agency: d.Origin}, true
	}
	if a := Agency(outletName(d)); a != "" {
		return Credit{Agency: a}, true
	}
	told := body(d)
	for i, b := range told {
		if i < topBlocks {
			if c, ok := credit(d, b, head); ok {
				return c, true
			}
		}
		if i >= len(told)-endBlocks {
			if c, ok := credit(d, b, foot); ok {
				return c, true
			}
		}
	}
	return Credit{}, false
}

// How many paragraphs of the top and the end of a document may hold its credit.
const (
	topBlocks = 3
	endBlocks = 2
)

// body is the paragraphs of a document.
func body(d *doc.Document) []text.Span {
	var out []text.Span
	for _, b := range d.Blocks {
		if b.Kind == doc.Paragraph || b.Kind == doc.Item || b.Kind == doc.Caption {
			out = append(out, b.Span)
		}
	}
	return out
}

// names is an agency's name where a credit has it.
const agencyName = `([A-Z][\p{L}-]*(?:[ /-][A-Z][\p{L}-]*){0,3})`

// head are the forms of a credit at the top: the dateline "TEHRAN (Reuters) –", the
// byline "By Jane Doe, Associated Press" and the agency on a line of its own. foot
// are those at the end: "(Reuters)", "© AFP", "Source: Xinhua".
var (
	head = []*regexp.Regexp{
		regexp.MustCompile(`^[^.!?]{0,60}\(` + agencyName + `\)\s*(?:[–—:]|--?)`),
		regexp.MustCompile(`^(?:By|BY|by) [^.!?\n]{0,60}?(?:,| of | for | \| | - )\s*(?:the |The )?` + agencyName + `\s*$`),
		regexp.MustCompile(`^(?:By |BY |by )?(?:the |The )?` + agencyName + `(?: [Ss]taff| [Ww]riters?)?\s*$`),
		regexp.MustCompile(`^[^.!?]{0,60}?[,\d)] ` + agencyName + `\s*(?:[–—]|--?)\s`),
	}
	foot = []*regexp.Regexp{
		regexp.MustCompile(`(?:^|[.!?"”’»])\s*\(` + agencyName + `\)\s*\.?\s*$`),
		regexp.MustCompile(`(?:©|\([Cc]\)|[Cc]opyright)\s*(?:\d{4}\s*)?(?:[Tt]he |by )?` + agencyName),
		regexp.MustCompile(`^(?:Source|SOURCE|Via|From)s?:\s*(?:the |The )?` + agencyName + `\s*\.?\s*$`),
		regexp.MustCompile(`(?:[–—]|--?)\s*(?:the |The )?` + agencyName + `\s*\.?\s*$`),
	}
)

// maxCredit bounds how much of a paragraph is searched, from either end.
const maxCredit = 240

func credit(d *doc.Document, b text.Span, forms []*regexp.Regexp) (Credit, bool) {
	s := d.Text.Slice(b)
	from := 0
	if len(s) > maxCredit {
		if &forms[0] == &foot[0] {
			from = len(s) - maxCredit
			for from < len(s) && s[from]&0xC0 == 0x80 {
				from++
			}
		}
	}
	for _, re := range forms {
		m := re.FindStringSubmatchIndex(s[from:])
		if m == nil {
			continue
		}
		if a := Agency(s[from+m[2] : from+m[3]]); a != "" {
			at := b.Start + from
			return Credit{Agency: a, Citation: doc.Citation{Document: d.ID, Span: text.Span{Start: at + m[2], End: at + m[3]}}}, true
		}
	}
	return Credit{}, false
}

// Agency is the news agency that a name is of, "" for none.
func Agency(s string) string {
	k := strings.TrimPrefix(name.Fold(s), "the ")
	for _, end := range []string{" news agency", " news", " agency", " newswire", " staff"} {
		k = strings.TrimSuffix(k, end)
	}
	return agencies[k]
}

// outletName is the outlet a document comes from.
func outletName(d *doc.Document) string { return Outlet(d.Outlet, d.URL) }

// Outlet is the name of an outlet: as a document says, else the host of its address.
func Outlet(said, address string) string {
	if said != "" {
		return said
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

func outletKey(d *doc.Document) string { return Key(outletName(d)) }

// Key is what outlets are compared by: the name without what stands in brackets or
// behind a dash, which tells the desk or the writer.
func Key(s string) string {
	for _, cut := range []string{" (", " — ", " – ", " | "} {
		s, _, _ = strings.Cut(s, cut)
	}
	return strings.TrimPrefix(name.Fold(s), "the ")
}
