package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"dossier/internal/export/view"
)

// mostFed is how many records a feed has: those that changed last.
const mostFed = 50

// atom is a feed as RFC 4287 has it.
type atom struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	ID       string      `xml:"id"`
	Updated  string      `xml:"updated"`
	Author   atomPerson  `xml:"author"`
	Rights   string      `xml:"rights,omitempty"`
	Made     atomProgram `xml:"generator"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomProgram struct {
	Name string `xml:",chardata"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title     string     `xml:"title"`
	ID        string     `xml:"id"`
	Published string     `xml:"published,omitempty"`
	Updated   string     `xml:"updated"`
	Link      atomLink   `xml:"link"`
	Summary   string     `xml:"summary"`
	Terms     []atomTerm `xml:"category"`
}

type atomTerm struct {
	Term string `xml:"term,attr"`
}

// Feeds makes the feeds of what changed last: Atom and JSON Feed.
func (s *Site) Feeds(rows []Row) ([]Page, error) {
	list := s.changed(rows)
	a, err := s.atom(list)
	if err != nil {
		return nil, err
	}
	j, err := s.jsonFeed(list)
	return []Page{{"feed.xml", a}, {"feed.json", j}}, err
}

// changed are the records that changed last, the latest first.
func (s *Site) changed(rows []Row) []Row {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b Row) int { return strings.Compare(b.Changed, a.Changed) })
	return out[:min(len(out), mostFed)]
}

// uuid is a name for good that holds for this archive alone (RFC 9562, version 8).
func (s *Site) uuid(what string) string {
	b := sha256.Sum256([]byte(s.Ledger.Archive + "\n" + what))
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

// instant is a time as feeds write it; the site's own where there is none.
func (s *Site) instant(at string) string {
	if t, err := time.Parse(time.RFC3339, at); err == nil {
		return t.UTC().Format(time.RFC3339)
	}
	return s.stampTime().Format(time.RFC3339)
}

// told is what a feed tells of a record.
func told(x *Row) string {
	parts := []string{strings.Trim(x.When()+", "+x.Where(), ", ")}
	for _, n := range []struct{ figure, word string }{{x.Killed, "killed"}, {x.Injured, "injured"}} {
		if n.figure != "" {
			parts = append(parts, n.figure+" "+n.word)
		}
	}
	out := view.Capital(strings.Join(parts, "; ")) + "."
	if x.Summary != "" {
		out += " " + x.Summary
	}
	if !x.Reviewed {
		out += " (Read by a program; no person has looked at it.)"
	}
	return out
}

func (s *Site) author() string {
	if s.By != "" {
		return s.By
	}
	return s.Title
}

func (s *Site) atom(list []Row) ([]byte, error) {
	f := atom{Title: s.Title, Subtitle: s.About, ID: s.uuid("collection"), Updated: s.instant(s.Ledger.At), Author: atomPerson{s.author()}, Rights: s.Licence, Made: atomProgram{s.Program},
		Links: []atomLink{{"alternate", "text/html", s.BaseURL + "index.html"}, {"self", "application/atom+xml", s.BaseURL + "feed.xml"}}}
	for i := range list {
		x := &list[i]
		e := atomEntry{Title: x.Title, ID: s.uuid(x.ID), Updated: s.instant(x.Changed), Link: atomLink{"alternate", "text/html", s.BaseURL + "incidents/" + x.File + ".html"}, Summary: told(x)}
		if x.Opened != "" {
			e.Published = s.instant(x.Opened)
		}
		for _, t := range x.TypeWords() {
			e.Terms = append(e.Terms, atomTerm{t})
		}
		f.Entries = append(f.Entries, e)
	}
	b, err := xml.MarshalIndent(f, "", " ")
	return append([]byte(xml.Header), append(b, '\n')...), err
}

// jsonFeed is a feed as jsonfeed.org has it, version 1.1.
func (s *Site) jsonFeed(list []Row) ([]byte, error) {
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Text      string   `json:"content_text"`
		Published string   `json:"date_published,omitempty"`
		Modified  string   `json:"date_modified"`
		Tags      []string `json:"tags,omitempty"`
	}
	type author struct {
		Name string `json:"name"`
	}
	feed := struct {
		Version     string   `json:"version"`
		Title       string   `json:"title"`
		Description string   `json:"description,omitempty"`
		Home        string   `json:"home_page_url"`
		URL         string   `json:"feed_url"`
		Authors     []author `json:"authors"`
		Items       []item   `json:"items"`
	}{"https://jsonfeed.org/version/1.1", s.Title, s.About, s.BaseURL + "index.html", s.BaseURL + "feed.json", []author{{s.author()}}, []item{}}
	for i := range list {
		x := &list[i]
		it := item{ID: s.uuid(x.ID), URL: s.BaseURL + "incidents/" + x.File + ".html", Title: x.Title, Text: told(x), Modified: s.instant(x.Changed), Tags: x.TypeWords()}
		if x.Opened != "" {
			it.Published = s.instant(x.Opened)
		}
		feed.Items = append(feed.Items, it)
	}
	var b bytes.Buffer
	err := view.WriteJSON(&b, feed)
	return b.Bytes(), err
}

// mostAddresses is how many addresses a map of a site may have.
const mostAddresses = 50_000

// Sitemap makes the maps of the site for search engines. Addresses must be whole in
// them, so there are none where it is not known where the site will lie.
func (s *Site) Sitemap(rows []Row) ([]Page, error) {
	if s.BaseURL == "" || s.NoIndex {
		return nil, nil
	}
	day := s.Ledger.Day()
	var urls []string
	add := func(at, changed string) {
		urls = append(urls, fmt.Sprintf("<url><loc>%s</loc><lastmod>%s</lastmod></url>\n", escaped(s.BaseURL+at), changed))
	}
	add("", day)
	for _, e := range menu[1:] {
		add(e.Path, day)
	}
	for i := range rows {
		changed := rows[i].Changed
		if len(changed) < 10 {
			changed = day
		}
		add("incidents/"+rows[i].File+".html", changed[:10])
	}
	const space = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`
	if len(urls) <= mostAddresses {
		return []Page{{"sitemap.xml", []byte(xml.Header + "<urlset " + space + ">\n" + strings.Join(urls, "") + "</urlset>\n")}}, nil
	}
	var out []Page
	index := xml.Header + "<sitemapindex " + space + ">\n"
	for i := 0; i*mostAddresses < len(urls); i++ {
		part := urls[i*mostAddresses : min(len(urls), (i+1)*mostAddresses)]
		at := fmt.Sprintf("sitemap-%d.xml", i+1)
		out = append(out, Page{at, []byte(xml.Header + "<urlset " + space + ">\n" + strings.Join(part, "") + "</urlset>\n")})
		index += "<sitemap><loc>" + escaped(s.BaseURL+at) + "</loc></sitemap>\n"
	}
	return append(out, Page{"sitemap.xml", []byte(index + "</sitemapindex>\n")}), nil
}

func escaped(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return ""
	}
	return b.String()
}

// Robots makes the file that tells robots what they may visit; it counts where the
// site lies at the root of its host.
func (s *Site) Robots() Page {
	body := "User-agent: *\nAllow: /\n"
	switch {
	case s.NoIndex:
		body = "User-agent: *\nDisallow: /\n"
	case s.BaseURL != "":
		body += "Sitemap: " + s.BaseURL + "sitemap.xml\n"
	}
	return Page{"robots.txt", []byte(body)}
}
