// Package feed reads what a feed lists: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed.
//
// A feed comes from anybody. Before it is parsed it is scanned for what would make
// parsing costly: items beyond a stated number are cut off, elements within each
// other beyond a stated depth are refused. Entities that a feed defines itself are
// not expanded.
package feed

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"html"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"golang.org/x/text/encoding/unicode"

	"dossier/internal/fault"
)

// The bounds of a feed.
const (
	MaxItems = 1000 // that are read of one feed, from its beginning
	maxDepth = 64   // elements within each other
	maxTitle = 300  // code points of a title
	maxID    = 512  // bytes of an item's identity
)

// Feed is what a feed lists.
type Feed struct {
	Title string
	Items []Item // in the order of the feed
	Cut   bool   // there are more than MaxItems
}

// Item is one item of a feed.
type Item struct {
	ID      string // what the feed calls it, else its link or a hash of its words
	Link    string // its address, absolute, http or https; "" when it has none
	Title   string
	Updated string // when it was published or changed, as the feed writes it
	Content string // its words, as HTML, where the feed brings them
	Refused string // a link that is no address of the web
}

// Page is a page of HTML made of the item, for one that leads to none: its title
// and its words.
func (it Item) Page() []byte {
	return []byte("<article>\n<h1>" + html.EscapeString(it.Title) + "</h1>\n" + it.Content + "\n</article>\n")
}

// Stamp changes when the feed says something else of the item.
func (it Item) Stamp() string {
	sum := sha256.Sum256([]byte(it.Link + "\x00" + it.Title + "\x00" + it.Updated + "\x00" + it.Content))
	return hex.EncodeToString(sum[:16])
}

// Parse reads a feed that came from the address base. What is no feed is an error
// of kind fault.Unsupported or fault.Unreadable.
func Parse(body []byte, base string) (*Feed, error) {
	body = bytes.TrimLeft(utf8Bytes(body), " \t\r\n\x00")
	home, err := url.Parse(base)
	if err != nil {
		return nil, fault.New(fault.Invalid, "not an address: %.200s", base)
	}
	switch {
	case len(body) == 0:
		return nil, fault.New(fault.Unreadable, "the feed is empty")
	case body[0] == '{':
		return parseJSON(body, home)
	case body[0] == '<':
		return parseXML(body, home)
	}
	return nil, noFeed(body, home)
}

// utf8Bytes is body without a byte order mark, and in UTF-8 where it was in UTF-16.
func utf8Bytes(body []byte) []byte {
	if len(body) < 2 || !(body[0] == 0xFE && body[1] == 0xFF || body[0] == 0xFF && body[1] == 0xFE) {
		return bytes.TrimPrefix(body, []byte("\xEF\xBB\xBF"))
	}
	out, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	head, rest, ok := bytes.Cut(out, []byte("?>"))
	if !ok {
		return out
	}
	head = bytes.Replace(bytes.Replace(head, []byte("UTF-16"), []byte("UTF-8"), 1), []byte("utf-16"), []byte("utf-8"), 1)
	return bytes.Join([][]byte{head, rest}, []byte("?>"))
}

// parseXML reads RSS and Atom.
func parseXML(body []byte, home *url.URL) (f *Feed, err error) {
	s, err := bound(body)
	if err != nil {
		return nil, err
	}
	if !s.isFeed() {
		return nil, noFeed(body, home)
	}
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fault.New(fault.Unreadable, "the feed cannot be parsed: %v", r)
		}
	}()
	got, err := gofeed.NewParser().Parse(bytes.NewReader(s.body))
	if err != nil {
		return nil, fault.New(fault.Unreadable, "the feed cannot be parsed: %v", err)
	}
	f = &Feed{Title: short(got.Title), Cut: s.cut}
	for _, it := range got.Items {
		x := Item{ID: it.GUID, Title: short(it.Title), Updated: cmp.Or(it.Updated, it.Published), Content: it.Content}
		if x.Content == "" {
			x.Content = it.Description
		}
		x.link(it.Link, home)
		if x.Link == "" && x.Refused == "" && isWeb(it.GUID) {
			x.link(it.GUID, home)
		}
		f.add(x)
	}
	return f, nil
}

// add adds an item with an identity.
func (f *Feed) add(it Item) {
	if it.ID = strings.TrimSpace(it.ID); it.ID == "" {
		if it.ID = it.Link; it.ID == "" {
			it.ID = it.Stamp()
		}
	}
	if len(it.ID) > maxID {
		sum := sha256.Sum256([]byte(it.ID))
		it.ID = hex.EncodeToString(sum[:])
	}
	f.Items = append(f.Items, it)
}

func isWeb(s string) bool { return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") }

// link fills in the address of an item, which may be told relative to the feed.
func (it *Item) link(s string, home *url.URL) {
	if s = strings.TrimSpace(s); s == "" {
		return
	}
	u, err := home.Parse(s)
	if err != nil || !isWeb(u.String()) || u.Host == "" {
		it.Refused = s[:min(len(s), 100)]
		return
	}
	u.Fragment, u.RawFragment = "", ""
	it.Link = u.String()
}

// short is a title on one line, cut to a length that can be shown. Many feeds escape
// their titles twice.
func short(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(html.UnescapeString(s), "\uFFFD")), " ")
	if utf8.RuneCountInString(s) > maxTitle {
		s = string([]rune(s)[:maxTitle]) + "…"
	}
	return s
}
