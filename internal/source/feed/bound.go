package feed

import (
	"bytes"
	"net/url"
	"strings"

	xhtml "golang.org/x/net/html"

	"dossier/internal/fault"
)

// bounded is a feed in XML that is safe to parse.
type bounded struct {
	body []byte
	root string // the name of its first element
	cut  bool
}

func (b *bounded) isFeed() bool {
	switch b.root {
	case "rss", "feed", "RDF":
		return true
	}
	return false
}

// bound looks through the elements of body without parsing it: it cuts off what
// stands behind the item MaxItems and closes what is open there, and refuses
// elements that are nested too deep. It works on every character coding whose ASCII
// is ASCII.
func bound(body []byte) (*bounded, error) {
	out, err := scan(body)
	if err != nil {
		return nil, err
	}
	n := 0
	for _, name := range []string{"<item", ":item", "<entry", ":entry"} {
		n += bytes.Count(out.body, []byte(name))
	}
	if n > 10*MaxItems { // hidden where the scan looks for none
		return nil, fault.New(fault.TooLarge, "the feed has more than %d items, in an odd place", 10*MaxItems)
	}
	return out, nil
}

func scan(body []byte) (*bounded, error) {
	out := &bounded{body: body}
	var open []string
	items := 0
	for at := 0; ; {
		i := bytes.IndexByte(body[at:], '<')
		if i < 0 {
			return out, nil
		}
		at += i
		end, name, kind := tag(body[at:])
		switch kind {
		case opening, empty:
			if out.root == "" {
				out.root = local(name)
			}
			if l := local(name); l == "item" || l == "entry" {
				if items++; items > MaxItems {
					out.cut = true
					out.body = closed(body[:at], open)
					return out, nil
				}
			}
			if kind == opening {
				open = append(open, name)
			}
			if len(open) > maxDepth {
				return nil, fault.New(fault.TooLarge, "the feed has elements more than %d deep within each other", maxDepth)
			}
		case closing:
			if n := len(open); n > 0 {
				open = open[:n-1]
			}
		}
		at = min(at+end, len(body))
	}
}

// closed is body with the elements closed that are open.
func closed(body []byte, open []string) []byte {
	out := bytes.Clone(body)
	for i := len(open) - 1; i >= 0; i-- {
		out = append(out, "</"+open[i]+">"...)
	}
	return out
}

func local(name string) string {
	if _, l, ok := strings.Cut(name, ":"); ok {
		return l
	}
	return name
}

type tagKind int

const (
	other tagKind = iota // a comment, a declaration, text
	opening
	closing
	empty
)

// tag reads the mark that b begins with: its length, and the name of an element.
func tag(b []byte) (end int, name string, kind tagKind) {
	upTo := func(mark string) int {
		if i := bytes.Index(b, []byte(mark)); i >= 0 {
			return i + len(mark)
		}
		return len(b)
	}
	switch {
	case bytes.HasPrefix(b, []byte("<!--")):
		return upTo("-->"), "", other
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		return upTo("]]>"), "", other
	case bytes.HasPrefix(b, []byte("<?")):
		return upTo("?>"), "", other
	case bytes.HasPrefix(b, []byte("<!")):
		return declaration(b), "", other
	}
	end = element(b)
	body := b[1 : end-1]
	if bytes.HasPrefix(body, []byte("/")) {
		return end, "", closing
	}
	kind = opening
	if bytes.HasSuffix(body, []byte("/")) {
		kind = empty
	}
	if i := bytes.IndexAny(body, " \t\r\n/"); i >= 0 {
		body = body[:i]
	}
	if len(body) == 0 || len(body) > 100 {
		return end, "", other
	}
	return end, string(body), kind
}

// declaration is the length of a declaration with those within it. Marks in quotes
// and comments do not count.
func declaration(b []byte) int {
	depth := 0
	var quote byte
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case bytes.HasPrefix(b[i:], []byte("<!--")):
			j := bytes.Index(b[i:], []byte("-->"))
			if j < 0 {
				return len(b)
			}
			i += j + 2
		case c == '<':
			depth++
		case c == '>':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(b)
}

// element is the length of the mark of an element; a ">" in quotes does not end it.
func element(b []byte) int {
	var quote byte
	for i := 1; i < len(b); i++ {
		switch c := b[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return max(2, len(b))
}

// noFeed is the error of what is no feed. Where it is a web page that names feeds,
// they are told.
func noFeed(body []byte, home *url.URL) error {
	if feeds := named(body, home); len(feeds) > 0 {
		return fault.New(fault.Unsupported, "a web page and no feed; it names the feed %s", strings.Join(feeds, " and "))
	}
	return fault.New(fault.Unsupported, "no feed: neither RSS nor Atom nor JSON Feed")
}

// named is the feeds that a web page names in its head, at most three.
func named(body []byte, home *url.URL) (out []string) {
	z := xhtml.NewTokenizer(bytes.NewReader(body[:min(len(body), 256<<10)]))
	for len(out) < 3 {
		switch z.Next() {
		case xhtml.ErrorToken:
			return out
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "body" {
				return out
			}
			if t.Data != "link" {
				continue
			}
			a := map[string]string{}
			for _, x := range t.Attr {
				a[x.Key] = x.Val
			}
			switch kind := strings.ToLower(a["type"]); {
			case !strings.EqualFold(a["rel"], "alternate"):
			case kind == "application/rss+xml", kind == "application/atom+xml", kind == "application/feed+json":
				if u, err := home.Parse(a["href"]); err == nil && isWeb(u.String()) {
					out = append(out, u.String())
				}
			}
		}
	}
	return out
}
