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

var (
	// skipped are elements whose text is never part of the report.
	skipped = atoms(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Nav, atom.Aside, atom.Footer, atom.Form,
		atom.Button, atom.Select, atom.Textarea, atom.Iframe, atom.Object, atom.Canvas, atom.Audio, atom.Video, atom.Head, atom.Math, atom.Dialog, atom.Menu)
	// blockLevel are elements that end a paragraph.
	blockLevel = atoms(atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Blockquote, atom.Pre, atom.Article, atom.Section, atom.Main, atom.Header,
		atom.Figure, atom.Figcaption, atom.Caption, atom.Body, atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Address, atom.Html, atom.Head, atom.Hr, atom.Details, atom.Summary)
	// holds are elements that may hold the main text.
	holds = atoms(atom.Div, atom.Article, atom.Section, atom.Main, atom.Body, atom.Td, atom.Header, atom.Ul, atom.Ol, atom.Figure)
)

// badWords are parts of class names and ids of what is no main text.
var badWords = []string{
	"comment", "sidebar", "related", "share", "sharing", "social", "promo", "cookie", "consent", "advert", "sponsor", "nav", "menu",
	"breadcrumb", "newsletter", "subscribe", "footer", "masthead", "most-read", "mostread", "popular", "recommend", "outbrain", "taboola",
	"banner", "paywall", "popup", "modal", "widget", "disclaimer", "copyright", "toolbar", "pagination", "author-bio", "tags", "reflist", "catlinks", "toc",
}

// goodWords are parts of class names that overrule them.
var goodWords = []string{"article", "story-body", "main-content", "post-content", "entry-content", "mw-parser-output", "mw-body", "bodycontent"}

func boilerplate(class string) bool {
	for _, w := range goodWords {
		if strings.Contains(class, w) {
			return false
		}
	}
	for _, w := range badWords {
		for _, c := range strings.Fields(class) {
			if strings.HasPrefix(c, w) || strings.Contains(c, "-"+w) || strings.Contains(c, "_"+w) {
				return true
			}
		}
	}
	return false
}
