package web

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html/atom"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// metadata is what a page says of itself, by where it says it.
type metadata struct {
	title, lang, canonical                      string
	ogTitle, ogSite, ogURL                      string
	published, timeDate, linked                 string // meta elements; <time>; JSON-LD
	linkedTitle, linkedOutlet, author, language string
}

func (p *page) metaElement(name atom.Atom, attrs map[string]string) {
	m := &p.meta
	switch name {
	case atom.Html:
		m.lang = attrs["lang"]
	case atom.Link:
		if attrs["rel"] == "canonical" {
			m.canonical = attrs["href"]
		}
	case atom.Time:
		if m.timeDate == "" {
			m.timeDate = attrs["datetime"]
		}
	case atom.Meta:
		key := strings.ToLower(attrs["property"] + attrs["name"] + attrs["itemprop"])
		v := strings.TrimSpace(attrs["content"])
		switch key {
		case "og:title", "twitter:title":
			m.ogTitle = firstOf(m.ogTitle, v)
		case "og:site_name", "application-name", "dc.publisher":
			m.ogSite = firstOf(m.ogSite, v)
		case "og:url":
			m.ogURL = firstOf(m.ogURL, v)
		case "article:published_time", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "datepublished", "parsely-pub-date", "sailthru.date":
			m.published = firstOf(m.published, v)
		case "author":
			m.author = firstOf(m.author, v)
		}
	}
}

// script reads one block of JSON-LD; what is malformed is passed over.
func (m *metadata) script(s string) {
	if len(s) > 1<<20 {
		return
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		m.linkedData(v, 0)
	}
}

func (m *metadata) linkedData(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			m.linkedData(x, depth+1)
		}
	case map[string]any:
		if g, ok := v["@graph"]; ok {
			m.linkedData(g, depth+1)
		}
		if !isArticle(v["@type"]) {
			return
		}
		m.linked = firstOf(m.linked, str(v["datePublished"]))
		m.linkedTitle = firstOf(m.linkedTitle, str(v["headline"]))
		m.linkedOutlet = firstOf(m.linkedOutlet, nameOf(v["publisher"]))
		m.language = firstOf(m.language, str(v["inLanguage"]))
	}
}

func isArticle(t any) bool {
	switch t := t.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || t == "Report" || t == "WebPage"
	case []any:
		for _, x := range t {
			if isArticle(x) {
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
			return nameOf(v[0])
		}
	}
	return ""
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
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
	d.Title = firstOf(d.Title, m.linkedTitle, m.ogTitle, title)
	d.Outlet = firstOf(m.linkedOutlet, m.ogSite, site, m.author)
	d.URL = firstOf(m.canonical, m.ogURL)
	d.Language = firstOf(m.language, m.lang)
	for _, v := range []string{m.linked, m.published, m.timeDate} {
		if v == "" || d.Published != "" {
			continue
		}
		d.Published = source.Date(v, date)
	}
}

// splitTitle parts the page's title from the outlet behind a dash or bar.
func splitTitle(s string) (title, site string) {
	for _, sep := range []string{" | ", " — ", " – ", " - ", " :: "} {
		if i := strings.LastIndex(s, sep); i > 0 && len(s)-i < 45 {
			return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):])
		}
	}
	return s, ""
}
