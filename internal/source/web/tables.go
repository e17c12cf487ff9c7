package web

import (
	"strings"

	"golang.org/x/net/html/atom"
)

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(list))
	for _, a := range list {
		m[a] = true
	}
	return m
}

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

var (
	// skipped are elements whose text is never part of the report.
	skipped = atoms(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Nav, atom.Aside, atom.Footer,
		atom.Button, atom.Select, atom.Textarea, atom.Iframe, atom.Object, atom.Canvas, atom.Audio, atom.Video, atom.Head,
		atom.Math, atom.Dialog, atom.Menu, atom.Label, atom.Noframes, atom.Noembed, atom.Xmp, atom.Datalist)
	// blockLevel are elements that end a paragraph.
	blockLevel = atoms(atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Tfoot, atom.Blockquote, atom.Pre, atom.Article, atom.Section, atom.Main, atom.Header,
		atom.Figure, atom.Figcaption, atom.Caption, atom.Body, atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Fieldset, atom.Address, atom.Html, atom.Head,
		atom.Details, atom.Summary, atom.Center, atom.Hgroup, atom.Menu, atom.Dialog)
	// void are elements without content.
	void = atoms(atom.Meta, atom.Link, atom.Img, atom.Input, atom.Hr, atom.Wbr, atom.Source, atom.Area, atom.Base, atom.Col, atom.Embed, atom.Param, atom.Track)
	// holds are elements that may hold the main text.
	holds = atoms(atom.Div, atom.Article, atom.Section, atom.Main, atom.Body, atom.Td, atom.Header, atom.Ul, atom.Ol, atom.Figure, atom.Table,
		atom.Form, atom.Center, atom.Dl, atom.Blockquote, atom.Fieldset, atom.Details)
	// closes are the open elements that one ends by beginning.
	closes = map[atom.Atom][]atom.Atom{
		atom.Li: {atom.Li}, atom.Dt: {atom.Dt, atom.Dd}, atom.Dd: {atom.Dt, atom.Dd},
		atom.Tr: {atom.Td, atom.Th, atom.Tr}, atom.Td: {atom.Td, atom.Th}, atom.Th: {atom.Td, atom.Th},
		atom.Body: {atom.Head},
	}
	// bounds are the elements beyond which closes does not look.
	bounds = map[atom.Atom][]atom.Atom{
		atom.Li: {atom.Ul, atom.Ol}, atom.Dt: {atom.Dl}, atom.Dd: {atom.Dl},
		atom.Tr: {atom.Table}, atom.Td: {atom.Tr, atom.Table}, atom.Th: {atom.Tr, atom.Table},
	}
)

// furniture are words in class names and ids of what is no main text.
var furniture = words(`comment comments commentary-list disqus sidebar related share sharing sharebar social promo promos promotion cookie cookies consent gdpr
	ad ads advert adverts advertisement advertising sponsor sponsored nav navbar navigation navbox menu menus breadcrumb breadcrumbs newsletter
	subscribe subscription signup footer masthead popular trending recommend recommended recommendation recommendations outbrain taboola banner
	paywall popup modal overlay widget widgets disclaimer copyright toolbar pagination pager bio tags taglist tagcloud reflist references catlinks
	toc hatnote sistersitebox printfooter ambox sitesub jump-link skip-link mw-indicators readmore teaser teasers mostread`)

// prose are words in class names and ids that tell of the main text, whatever
// else stands beside them.
var prose = []string{"article-body", "articlebody", "article_body", "article-content", "article__body", "story-body", "main-content", "post-content", "post-body", "entry-content", "mw-parser-output", "mw-body", "bodycontent"}

// boilerplate reports whether class names and ids tell of something else than
// main text.
func boilerplate(class string) bool {
	for _, w := range prose {
		if strings.Contains(class, w) {
			return false
		}
	}
	most := false
	for token := range strings.FieldsSeq(class) {
		if furniture[token] {
			return true
		}
		for w := range strings.FieldsFuncSeq(token, func(r rune) bool { return r == '-' || r == '_' || r == ':' }) {
			if furniture[w] || most && (w == "read" || w == "viewed") {
				return true
			}
			most = w == "most"
		}
	}
	return false
}

// hiddenClasses are classes of what a reader of the page does not see, or sees
// as a mark: the footnote marks and edit links of MediaWiki among them.
var hiddenClasses = words("reference mw-editsection noprint navbox vertical-navbox visually-hidden visuallyhidden sr-only screen-reader-text shortdescription mw-empty-elt mw-cite-backlink metadata mw-jump-link")

func hiddenBy(a attrs) bool {
	if a.hidden {
		return true
	}
	if a.style != "" {
		style := strings.ReplaceAll(a.style, " ", "")
		if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
			return true
		}
	}
	for c := range strings.FieldsSeq(a.class) {
		if hiddenClasses[c] {
			return true
		}
	}
	return false
}

func hasToken(class, want string) bool {
	for c := range strings.FieldsSeq(class) {
		if c == want {
			return true
		}
	}
	return false
}

// stampWords are words in class names of the line that says who wrote a page and
// when.
var stampWords = words("byline author authors dateline-info timestamp pubdate published publish-date posted-on entry-meta post-meta article-meta article__meta meta-info postmeta date-published credits")

// stampClass reports whether an element is such a line.
func stampClass(a attrs) bool {
	if a.itemprop == "author" || a.itemprop == "datePublished" || a.rel == "author" {
		return true
	}
	for c := range strings.FieldsSeq(a.class) {
		if stampWords[c] {
			return true
		}
	}
	return false
}
