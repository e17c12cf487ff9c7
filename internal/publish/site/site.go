// Package site makes the pages of a published collection: plain files that any web
// server or a folder can give, readable without scripts, with links relative to one
// another. What reports say is text on them and nothing else.
package site

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"dossier/internal/export/view"
	"dossier/internal/look"
	"dossier/internal/wording"
	"dossier/internal/worldmap"
)

//go:embed pages static
var files embed.FS

// Collection is what every page knows of the whole.
type Collection struct {
	Title   string
	About   string // what it is, in the publisher's words
	By      string // who publishes it
	Licence string // under what terms, in words or as an address
	BaseURL string // where it will lie, with a slash at its end; "" when that is not known
	Program string
	Query   string // what the records were chosen by, "" for all
	// Rule and Withheld are sentences: whose rule picks the shown figures, and what
	// was left out.
	Rule, Withheld string
	Reviewed       bool // only records that a person has looked at
	Texts          bool // the documents' whole texts are published
	NoIndex        bool // search engines are asked to stay away
	Ledger         Ledger
	// Stamp changes whenever anything of the site may be another, so that no browser
	// puts old data beside new pages.
	Stamp string
}

// Ledger is the entry of the archive's log that the site was made from.
type Ledger struct {
	Archive, Hash string
	Seq           int64
	At            string // RFC 3339
}

// Day is the day of the entry, "2023-01-27".
func (l Ledger) Day() string { return l.At[:min(10, len(l.At))] }

// Page is a file of the site.
type Page struct {
	Path string
	Body []byte
}

// Site makes pages.
type Site struct {
	Collection
	pages  map[string]*template.Template
	assets map[string]Page
	land   template.HTML
}

// New prepares the pages of a collection.
func New(c Collection) (*Site, error) {
	s := &Site{Collection: c, pages: map[string]*template.Template{}, assets: map[string]Page{}}
	if err := s.loadAssets(); err != nil {
		return nil, err
	}
	list, err := files.ReadDir("pages")
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		name := strings.TrimSuffix(e.Name(), ".html")
		if name == "base" {
			continue
		}
		t, err := template.New(name).Funcs(s.funcs()).ParseFS(files, "pages/base.html", "pages/"+e.Name())
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
		s.pages[name] = t
	}
	return s, nil
}

// loadAssets names the files that pages use after what is in them.
func (s *Site) loadAssets() error {
	land := landPaths()
	s.land = template.HTML(land)
	for _, name := range []string{"site.css", "site.js", "find.js", "map.js", "theme.js", "icon.svg"} {
		b, err := files.ReadFile("static/" + name)
		if err != nil {
			return err
		}
		if name == "site.css" {
			b = append([]byte(look.Following()), b...)
		}
		s.asset(name, b)
	}
	s.asset("world.svg", []byte(worldImage(land)))
	return nil
}

func (s *Site) asset(name string, b []byte) {
	sum := sha256.Sum256(b)
	ext := path.Ext(name)
	s.assets[name] = Page{"assets/" + strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:5]) + ext, b}
}

// Assets are the style sheet, the scripts and the pictures.
func (s *Site) Assets() []Page {
	out := make([]Page, 0, len(s.assets))
	for _, a := range s.assets {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b Page) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// landPaths are the countries as paths of a drawing.
func landPaths() string {
	var b strings.Builder
	for _, c := range worldmap.Countries() {
		fmt.Fprintf(&b, `<path d="%s"/>`, c.Path)
	}
	return b.String()
}

// worldImage is the land as a picture that looks well on the sea of either theme.
func worldImage(land string) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d"><g fill="#8c8c80" fill-opacity=".5" stroke="#8c8c80" stroke-width=".6">%s</g></svg>`+"\n",
		worldmap.Width, worldmap.Height, worldmap.Width, worldmap.Height, land)
}

func (s *Site) funcs() template.FuncMap {
	return template.FuncMap{
		"asset":   func(name string) string { return s.assets[name].Path },
		"date":    func(edtf string) string { return wording.Date(edtf, false) },
		"inc":     func(n int) int { return n + 1 },
		"land":    func() template.HTML { return s.land },
		"list":    series,
		"num":     grouped,
		"plural":  func(n int, one, many string) string { return map[bool]string{true: one, false: many}[n == 1] },
		"quoted":  wording.Quoted,
		"capital": wording.Capital,
		"num64":   func(n int64) string { return grouped(int(n)) },
		"add":     func(a, b int) int { return a + b },
		"sub":     func(a, b int) int { return a - b },
		"link":    view.Link,
		"year":    yearKey,
		"country": countryKey,
		"style":   missingStyle,
		"hit":     func(root string, x Row) hit { return hit{Root: root, Row: &x} },
		"chart": func(root string, c chart) any {
			return struct {
				Root  string
				Chart chart
			}{root, c}
		},
		"at": func(root string, l listPage) any {
			return struct {
				Root string
				Ways []way
			}{root, l.Ways}
		},
		"ways": func(w []way) listPage { return listPage{Ways: w} },
	}
}

// style is a style sheet within a page, with the hash that the policy knows it by.
type style struct {
	Text template.CSS
	Hash string
}

// missingStyle is that of the page for addresses that lead nowhere, which may be
// shown at any of them and so can name no other file.
func missingStyle() style {
	const css = "body{margin:0;min-height:100vh;display:grid;place-content:center;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1b1e22;background:#f4f3ef}h1{font:600 24px/1.3 Georgia,serif}a{color:#0a5a66}@media(prefers-color-scheme:dark){body{color:#e6e4de;background:#14171a}a{color:#6fc3cf}}"
	sum := sha256.Sum256([]byte(css))
	return style{template.CSS(css), "sha256-" + base64.StdEncoding.EncodeToString(sum[:])}
}

// series joins names: "A, B and C".
func series(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// grouped is a number with a narrow space between thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// frame is what every page is given.
type frame struct {
	*Collection
	Page, Path, Root string
	Name             string // of the page
	Description      string
	Canonical        string
	Kind             string // of Open Graph: website, article
	Nav              []entry
	JSONLD           template.JS
	Data             any
}

// entry is a link to a page of the site.
type entry struct {
	Name, Path string
	Here       bool
}

// menu are the pages that every page leads to.
var menu = []entry{{Name: "About", Path: "index.html"}, {Name: "Incidents", Path: "incidents.html"}, {Name: "Map", Path: "map.html"}, {Name: "Timeline", Path: "timeline.html"}, {Name: "Names", Path: "names.html"}, {Name: "Data", Path: "data.html"}}

// page makes one page; here is the entry of the menu that it belongs to.
func (s *Site) page(tmpl, name, at, here, description string, jsonld []byte, data any) (Page, error) {
	f := frame{
		Collection: &s.Collection, Page: tmpl, Path: at, Root: strings.Repeat("../", strings.Count(at, "/")), Name: name,
		Description: view.Short(view.Plain(description), 300), Kind: "website", JSONLD: template.JS(bytes.TrimSpace(jsonld)), Data: data,
	}
	if tmpl == "record" {
		f.Kind = "article"
	}
	if s.BaseURL != "" {
		f.Canonical = s.BaseURL + at
		if at == "index.html" {
			f.Canonical = s.BaseURL
		}
	}
	for _, e := range menu {
		e.Here = e.Path == here
		f.Nav = append(f.Nav, e)
	}
	var b bytes.Buffer
	if err := s.pages[tmpl].ExecuteTemplate(&b, "base", f); err != nil {
		return Page{}, fmt.Errorf("page %s: %w", at, err)
	}
	return Page{at, b.Bytes()}, nil
}

// Address is where a page will be found, "" when it is not known where the site
// will lie.
func (s *Site) Address(at string) string {
	if s.BaseURL == "" {
		return ""
	}
	return s.BaseURL + at
}

// hit is a row on a page; with an id where the list may be led to it.
type hit struct {
	Root string
	Row  *Row
	ID   bool
}

// WithID is the row with an id.
func (h hit) WithID() hit {
	h.ID = true
	return h
}
