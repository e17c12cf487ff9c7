package web

import (
	"encoding/json"
	"html"
	"strings"

	"golang.org/x/net/html/atom"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// metadata is what a page says of itself, by where it says it.
type metadata struct {
	title, lang, canonical string
	ogTitle, ogSite, ogURL string
	published              string // meta elements
	timeDate, timeWords    string // <time>
	author                 string
	article, site          linked // JSON-LD: of the article, of the page around it
	names                  []linkedName
	plain                  []string // headlines, for comparing
}

// linked is what JSON-LD says of one thing.
type linked struct {
	headline, published, outlet, outletID, language, url string
}

// linkedName is a thing of JSON-LD that others refer to by its id.
type linkedName struct{ id, name string }

// element takes what one element says.
func (m *metadata) element(name atom.Atom, a attrs) {
	switch name {
	case atom.Html:
		m.lang = firstOf(m.lang, a.lang)
	case atom.Link:
		if a.rel == "canonical" {
			m.canonical = firstOf(m.canonical, a.href)
		}
	case atom.Time:
		m.timeDate = firstOf(m.timeDate, a.datetime)
	case atom.Meta:
		m.property(strings.ToLower(firstOf(a.property, a.name, a.itemprop)), strings.TrimSpace(a.content))
	}
}

func (m *metadata) property(key, v string) {
	switch key {
	case "og:title", "twitter:title", "dc.title", "dcterms.title", "headline":
		m.ogTitle = firstOf(m.ogTitle, v)
	case "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher":
		m.ogSite = firstOf(m.ogSite, v)
	case "og:url":
		m.ogURL = firstOf(m.ogURL, v)
	case "article:published_time", "og:article:published_time", "article:published", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
		"dcterms.issued", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "datepublished", "parsely-pub-date", "sailthru.date",
		"cxenseparse:recs:publishtime", "originalpublicationdate", "article_date_original", "citation_publication_date", "prism.publicationdate":
		m.published = firstOf(m.published, v)
	case "author", "article:author", "dc.creator", "parsely-author":
		m.author = firstOf(m.author, v)
	}
}

// timeText takes the words of a <time> element.
func (m *metadata) timeText(s string) {
	m.timeWords = firstOf(m.timeWords, strings.Join(strings.Fields(html.UnescapeString(s)), " "))
}

// script reads one block of JSON-LD; what is malformed is passed over.
func (m *metadata) script(s string) {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		m.linkedData(v, 0)
	}
}

// maxLinked bounds how deep JSON-LD is followed.
const maxLinked = 6

func (m *metadata) linkedData(v any, depth int) {
	if depth > maxLinked {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			m.linkedData(x, depth+1)
		}
	case map[string]any:
		m.linkedData(v["@graph"], depth+1)
		m.linkedData(v["mainEntity"], depth+1)
		if id, name := str(v["@id"]), str(v["name"]); id != "" && name != "" && len(m.names) < 100 {
			m.names = append(m.names, linkedName{id, name})
		}
		switch {
		case typed(v["@type"], isArticle):
			m.article.take(v)
		case typed(v["@type"], isPage):
			m.site.take(v)
		}
	}
}

func (l *linked) take(v map[string]any) {
	l.headline = firstOf(l.headline, html.UnescapeString(str(v["headline"])))
	l.published = firstOf(l.published, str(v["datePublished"]), str(v["dateCreated"]))
	l.outlet = firstOf(l.outlet, nameOf(v["publisher"]), nameOf(v["sourceOrganization"]))
	l.outletID = firstOf(l.outletID, idOf(v["publisher"]))
	l.language = firstOf(l.language, str(v["inLanguage"]))
	l.url = firstOf(l.url, str(v["url"]), str(v["mainEntityOfPage"]), idOf(v["mainEntityOfPage"]))
}

func isArticle(t string) bool {
	return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || t == "Report" || strings.HasSuffix(t, "Review")
}

func isPage(t string) bool { return strings.HasSuffix(t, "Page") }

// typed reports whether a JSON-LD type, or one of several, is such.
func typed(t any, such func(string) bool) bool {
	switch t := t.(type) {
	case string:
		return such(t)
	case []any:
		for _, x := range t {
			if s, ok := x.(string); ok && such(s) {
				return true
			}
		}
	}
	return false
}

func str(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

func nameOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return str(v["name"])
	case []any:
		if len(v) > 0 {
			if m, ok := v[0].(map[string]any); ok {
				return str(m["name"])
			}
			return str(v[0])
		}
	}
	return ""
}

func idOf(v any) string {
	m, _ := v.(map[string]any)
	return str(m["@id"])
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func unescape(s string) string { return html.UnescapeString(s) }

// headlines are the titles that the page gives itself, as plainWords.
func (m *metadata) headlines() []string {
	if m.plain == nil {
		title, _ := splitTitle(m.title)
		for _, s := range []string{m.article.headline, m.ogTitle, title, m.title} {
			m.plain = append(m.plain, plainWords(s))
		}
	}
	return m.plain
}

// outlet is the name of who publishes the page.
func (m *metadata) outlet(site string) string {
	byID := ""
	for _, n := range m.names {
		if n.id == firstOf(m.article.outletID, m.site.outletID) {
			byID = firstOf(byID, n.name)
		}
	}
	return firstOf(m.article.outlet, m.ogSite, byID, m.site.outlet, site, m.author)
}

// describe fills the fields of the document that the page gives.
func (p *page) describe(d *doc.Document, date source.DateFunc) {
	m := &p.meta
	title, site := splitTitle(m.title)
	for _, b := range d.Blocks {
		if b.Kind == doc.Title {
			d.Title = d.Text.Slice(b.Span)
			break
		}
	}
	d.Title = firstOf(d.Title, m.article.headline, m.ogTitle, title)
	d.Outlet = m.outlet(site)
	d.URL = address(m.canonical, m.ogURL, m.article.url)
	d.Language = firstOf(m.article.language, m.lang, m.site.language)
	for _, v := range []string{m.article.published, m.published, m.timeDate, m.timeWords, m.site.published} {
		if v != "" && d.Published == "" {
			d.Published = source.Date(v, date)
		}
	}
	if d.Published == "" {
		d.Published = dateInAddress(d.URL)
	}
}

// address is the first of the addresses that is a whole one.
func address(list ...string) string {
	for _, s := range list {
		if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
			return s
		}
	}
	return ""
}

// dateInAddress is the day that an address such as
// https://paper.example/2023/01/27/attack or …/2023-01-27-attack holds.
func dateInAddress(url string) string {
	for i := 0; i+10 < len(url); i++ {
		s := url[i:]
		if s[0] != '/' || s[5] != '/' && s[5] != '-' || s[8] != s[5] {
			continue
		}
		day := source.Date(s[1:5]+"-"+s[6:8]+"-"+s[9:min(len(s), 11)], nil)
		if day >= "1990" && (len(s) == 11 || s[11] < '0' || s[11] > '9') {
			return day
		}
	}
	return ""
}

// splitTitle parts the page's title from the outlet behind a dash or bar.
func splitTitle(s string) (title, site string) {
	for _, sep := range []string{" | ", " — ", " – ", " - ", " :: ", " » ", " · "} {
		if i := strings.LastIndex(s, sep); i > 0 && len(s)-i < 45 {
			return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):])
		}
	}
	return s, ""
}
