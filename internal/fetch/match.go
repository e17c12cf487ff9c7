package fetch

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"dossier/internal/fault"
	"dossier/internal/source/dump"
)

// Match is the conditions that an entry of a web archive or of an export has to
// meet, all of them, to be read. The zero Match is met by every one.
type Match []condition

// condition is one of them: a pattern that some field of the entry has to match,
// or must not.
type condition struct {
	field   string // "", "title", "category", "text", "url"
	pattern *regexp.Regexp
	not     bool
}

// ParseMatch reads conditions as written: "title:embassy", "category:attacks in",
// "text:infobox civilian attack", "url:/2023/", each with "!" before it for what
// must not be so. One without a field is about the title of a page in an export and
// the address of one in a web archive. What follows the field is a regular
// expression (RE2) in which capital letters are not told from small ones.
func ParseMatch(conditions []string) (Match, error) {
	var m Match
	for _, s := range conditions {
		c := condition{}
		rest, not := strings.CutPrefix(s, "!")
		c.not = not
		if field, pattern, ok := strings.Cut(rest, ":"); ok && slices.Contains([]string{"title", "category", "text", "url"}, strings.ToLower(field)) {
			c.field, rest = strings.ToLower(field), pattern
		}
		if rest == "" {
			return nil, fault.New(fault.Invalid, "match %q: no pattern", s)
		}
		var err error
		if c.pattern, err = regexp.Compile("(?i)" + rest); err != nil {
			return nil, fault.New(fault.Invalid, "match %q: %v", s, err)
		}
		m = append(m, c)
	}
	return m, nil
}

// String is the conditions as they were written, one to a line.
func (m Match) String() string {
	var b strings.Builder
	for _, c := range m {
		if c.not {
			b.WriteByte('!')
		}
		b.WriteString(c.field + ":" + c.pattern.String() + "\n")
	}
	return b.String()
}

// page reports whether a page of an export is asked for. The cheap conditions are
// looked at first.
func (m Match) page(p *dump.Page) bool {
	for _, costly := range []bool{false, true} {
		for _, c := range m {
			if (c.field == "text" || c.field == "category") == costly && c.page(p) == c.not {
				return false
			}
		}
	}
	return true
}

func (c condition) page(p *dump.Page) bool {
	switch c.field {
	case "text":
		return c.pattern.MatchString(p.Text())
	case "category":
		return slices.ContainsFunc(p.Categories(), c.pattern.MatchString)
	case "url":
		return c.pattern.MatchString(p.URL)
	}
	return c.pattern.MatchString(p.Title)
}

// address reports whether a capture may be asked for, going by its address alone.
func (m Match) address(url string) bool {
	for _, c := range m {
		if (c.field == "" || c.field == "url") && c.pattern.MatchString(url) == c.not {
			return false
		}
	}
	return true
}

var htmlTitle = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?is)<title[^>]*>(.{0,1000}?)</title`) })

// capture reports whether a capture whose address is asked for is so by its bytes.
// It has no categories.
func (m Match) capture(b []byte) bool {
	for _, c := range m {
		var is bool
		switch c.field {
		case "text":
			is = c.pattern.Match(b)
		case "title":
			if t := htmlTitle().FindSubmatch(b); t != nil {
				is = c.pattern.Match(t[1])
			}
		case "category":
		default:
			continue
		}
		if is == c.not {
			return false
		}
	}
	return true
}
