package desk

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"math"
	"mime"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"dossier/internal/account"
	"dossier/internal/fault"
	"dossier/internal/look"
	"dossier/internal/wording"
	"dossier/internal/worldmap"
)

//go:embed icon pages script style
var files embed.FS

// page is a parsed page.
type page struct{ tmpl *template.Template }

// frame is what every page is given.
type frame struct {
	Page, Title, Theme, OtherTheme, Query, Back string
	Nav                                         []entry
	Example                                     bool // the example is shown, not the own archive
	Offered                                     bool // there is an example
	Formats                                     []Offer
	Closes                                      bool // a page can end the desk
	Me                                          seen
	Data                                        any
}

// seen is who looks at a page, as the page shows it.
type seen struct {
	Name string // "" on the desk of one person, and before signing in
	Role account.Role
	Team bool
}

// entry is a link to a page of the desk.
type entry struct {
	Name, Path string
	Here       bool
}

// menu are the pages that every page leads to.
var menu = []entry{{Name: "Incidents", Path: "/"}, {Name: "Review", Path: "/review"}, {Name: "Documents", Path: "/documents"}, {Name: "Entities", Path: "/entities"}, {Name: "Sources", Path: "/sources"}, {Name: "Compare", Path: "/compare"}, {Name: "Add", Path: "/add"}, {Name: "Log", Path: "/log"}, {Name: "Accuracy", Path: "/accuracy"}, {Name: "Help", Path: "/help"}}

// menu are the pages that somebody of a role is led to.
func (d *Desk) menu(r *http.Request, role account.Role) []entry {
	var out []entry
	for _, e := range menu {
		if role != account.Anyone && (e.Path != "/add" || role.May(account.Coder)) {
			out = append(out, e)
		}
	}
	if d.opts.Team && role.May(account.Coder) && d.reviews(r) {
		out = append(out, entry{Name: "To confirm", Path: "/awaiting"})
	}
	if d.opts.Team && role.May(account.Administrator) {
		out = append(out, entry{Name: "People", Path: "/people"})
	}
	return out
}

// parsePages reads the pages once.
func parsePages() (map[string]*page, error) {
	names, err := files.ReadDir("pages")
	if err != nil {
		return nil, err
	}
	out := map[string]*page{}
	for _, n := range names {
		name := strings.TrimSuffix(n.Name(), ".html")
		if name == "base" {
			continue
		}
		t, err := template.New(name).Funcs(funcs).ParseFS(files, "pages/base.html", "pages/"+n.Name())
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
		out[name] = &page{t}
	}
	return out, nil
}

var funcs = template.FuncMap{
	"asset":   assetPath,
	"browser": browserOf,
	"clock":   clock,
	"second":  second,
	"hour":    func(stamp string) string { _, hour, _ := strings.Cut(clock(stamp), " "); return hour },
	"day":     func(stamp string) string { day, _, _ := strings.Cut(stamp, "T"); return day },
	"date":    func(edtf string) string { return wording.Date(edtf, false) },
	"inc":     func(n int) int { return n + 1 },
	"percent": func(share float64) float64 { return round1(100 * share) },
	"span":    func(low, high float64) float64 { return round1(math.Max(1, 100*(high-low))) },
	"of":      func(part, whole int) float64 { return round1(100 * float64(part) / math.Max(1, float64(whole))) },
	"plural":  func(n int, one, many string) string { return map[bool]string{true: one, false: many}[n == 1] },
	"join":    func(list []string) string { return strings.Join(list, ", ") },
	"quoted":  wording.Quoted,
	"ref":     func(s string) string { id, _, _ := strings.Cut(s, "."); return id },
	"short":   short,
	"role":    wording.Role,
	"words":   statementWords,
	"outlet":  outletID,
	"adds":    adds,
	"code":    wording.Code,
	"path":    url.PathEscape,
	"slot":    slotName,
	"slots":   slots,
}

// short is the end of a path or the beginning of a name, for a tab.
func short(s string) string {
	s = path.Base(filepath.ToSlash(s))
	if r := []rune(s); len(r) > 28 {
		return string(r[:27]) + "…"
	}
	return s
}

// render writes a page whole: a fault in it gives an error, never half a page.
func (d *Desk) render(w http.ResponseWriter, r *http.Request, status int, name, title string, data any) error {
	f := frame{Page: name, Title: title, Theme: themeOf(r), Query: r.URL.Query().Get("q"), Back: r.URL.RequestURI(), Example: d.inExample(r), Offered: d.example != nil, Formats: d.opts.Formats, Closes: d.opts.Close != nil, Data: data}
	v := visitorOf(r)
	f.Me = seen{v.Name, v.Role, d.opts.Team}
	f.OtherTheme = map[string]string{"light": "dark", "dark": "light"}[f.Theme]
	for _, e := range d.menu(r, v.Role) {
		e.Here = e.Path == r.URL.Path || e.Path != "/" && strings.HasPrefix(r.URL.Path, e.Path+"/") || e.Path == "/" && strings.HasPrefix(r.URL.Path, "/incidents/")
		f.Nav = append(f.Nav, e)
	}
	return d.execute(w, status, name, "base", f)
}

// execute writes one template of a page.
func (d *Desk) execute(w http.ResponseWriter, status int, name, part string, data any) error {
	var b bytes.Buffer
	if err := d.pages[name].tmpl.ExecuteTemplate(&b, part, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes()) // an error means that the reader went away
	return nil
}

// fail answers with an error in the form that was asked for.
func (d *Desk) fail(w http.ResponseWriter, r *http.Request, err error) {
	status := statusOf(err)
	if ofProgram(r) {
		answer(w, status, Problem{err.Error()})
		return
	}
	if e := d.render(w, r, status, "error", http.StatusText(status), err.Error()); e != nil {
		http.Error(w, err.Error(), status)
	}
}

// answer writes JSON.
func answer(w http.ResponseWriter, status int, v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(true)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// assets are the files of the pages, each under a name that changes with what is
// in it, so that a browser may keep it for ever.
var assets = sync.OnceValue(func() map[string]asset {
	out := map[string]asset{}
	for name, b := range map[string][]byte{
		"desk.css":  append([]byte(look.CSS()), joined("style")...),
		"desk.js":   joined("script"),
		"icon.svg":  joined("icon"),
		"world.svg": world(),
	} {
		out[name] = newAsset(name, b)
	}
	return out
})

// joined are the files of a folder, one behind the other in the order of their
// names: scripts are one module.
func joined(dir string) []byte {
	var out []byte
	names, err := files.ReadDir(dir)
	for _, n := range names {
		var b []byte
		if b, err = files.ReadFile(dir + "/" + n.Name()); err != nil {
			break
		}
		out = append(out, b...)
	}
	if err != nil {
		panic(err) // they are embedded
	}
	return out
}

// asset is a file of the pages, as it is and packed.
type asset struct {
	name, kind   string
	body, packed []byte
}

func newAsset(name string, b []byte) asset {
	sum := sha256.Sum256(b)
	ext := path.Ext(name)
	return asset{strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:5]) + ext, mime.TypeByExtension(ext), b, packed(b)}
}

// packed is b in gzip.
func packed(b []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	z.Write(b) // memory takes everything
	z.Close()
	return out.Bytes()
}

// world is the map as a drawing that pages use.
func world() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><g id="land">`, worldmap.Width, worldmap.Height)
	for _, s := range worldmap.Countries() {
		fmt.Fprintf(&b, `<path d="%s"/>`, s.Path)
	}
	b.WriteString("</g></svg>\n")
	return b.Bytes()
}

// assetPath is where a file of the pages is found.
func assetPath(name string) (string, error) {
	a, ok := assets()[name]
	if !ok {
		return "", fmt.Errorf("no file %s", name)
	}
	return "/static/" + a.name, nil
}

func (d *Desk) static(_ Book, w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	for _, a := range assets() {
		if a.name == name {
			w.Header().Set("Content-Type", a.kind)
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			w.Header().Set("Vary", "Accept-Encoding")
			if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				w.Header().Set("Content-Encoding", "gzip")
				a.body = a.packed
			}
			w.Write(a.body)
			return nil
		}
	}
	return fault.New(fault.NotFound, "there is no file %q", name)
}

// themeOf is the theme that a browser was told to keep.
func themeOf(r *http.Request) string {
	if c, err := r.Cookie("theme"); err == nil && c.Value == "dark" {
		return "dark"
	}
	return "light"
}

// theme keeps a theme and leads back.
func (d *Desk) theme(_ Book, w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form cannot be read: %v", err)
	}
	theme, back := r.PostForm.Get("theme"), r.PostForm.Get("back")
	if theme != "light" && theme != "dark" {
		return fault.New(fault.Invalid, "the theme is light or dark, not %q", theme)
	}
	if !within(back) {
		return fault.New(fault.Invalid, "%q is no page of this desk", back)
	}
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: theme, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

func (d *Desk) health(_ Book, w http.ResponseWriter, r *http.Request) error {
	if err := r.Context().Err(); err != nil {
		return err
	}
	answer(w, http.StatusOK, map[string]string{"program": "dossier", "status": "ok"})
	return nil
}
