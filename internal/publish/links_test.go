package publish_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dossier/internal/publish"
)

// document is a page as a reader of HTML that is not ours sees it.
type document struct {
	links []string // of every attribute that leads somewhere
	ids   map[string]bool
	base  string
}

func parsed(t *testing.T, at string, b []byte) *document {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("%s: %v", at, err)
	}
	d := &document{ids: map[string]bool{}, base: at}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				if d.ids[a.Val] {
					t.Errorf("%s: the id %q stands twice", at, a.Val)
				}
				d.ids[a.Val] = true
			case a.Key == "href" && n.Data == "link" && rel(n) == "canonical":
			case a.Key == "href" || a.Key == "src" || a.Key == "action":
				d.links = append(d.links, a.Val)
			case a.Key == "content" && strings.HasPrefix(a.Val, "0; url="):
				d.links = append(d.links, strings.TrimPrefix(a.Val, "0; url="))
			case strings.HasPrefix(a.Key, "on") || a.Key == "style":
				t.Errorf("%s: %s has an attribute %s", at, n.Data, a.Key)
			}
		}
	}
	return d
}

func rel(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key == "rel" {
			return a.Val
		}
	}
	return ""
}

// Every link leads to a page of the site and, where it names one, to a place on it;
// whatever leads elsewhere is an address that a report gives of itself or the site's
// own; nothing is loaded from elsewhere.
func TestLinksLeadSomewhere(t *testing.T) {
	m, _ := made(t, func(o *publish.Options) { o.Texts = true })
	m["manifest.json"] = nil
	pages := map[string]*document{}
	for _, p := range m.paths() {
		if strings.HasSuffix(p, ".html") {
			pages[p] = parsed(t, p, m[p])
		}
	}
	reached := map[string]bool{"index.html": true, "404.html": true, "robots.txt": true, "sitemap.xml": true}
	for at, d := range pages {
		for _, l := range d.links {
			u, err := url.Parse(l)
			if err != nil || strings.HasPrefix(l, "/") {
				t.Errorf("%s: %q leads nowhere for good", at, l)
				continue
			}
			if u.Scheme != "" {
				if !strings.HasPrefix(l, "https://post.example/") && !strings.HasPrefix(l, "https://wire.example/") && l != "https://example.org/incidents/" && !strings.HasPrefix(l, "https://example.org/incidents/incidents/") {
					t.Errorf("%s leads out of the site: %s", at, l)
				}
				continue
			}
			to := at
			if u.Path != "" {
				to = path.Join(path.Dir(at), u.Path)
			}
			if _, ok := m[to]; !ok {
				t.Errorf("%s: %s leads to %s, which is not there", at, l, to)
				continue
			}
			reached[to] = true
			if u.Fragment != "" && pages[to] != nil && !pages[to].ids[u.Fragment] {
				t.Errorf("%s: %s leads to a place that is not on %s", at, l, to)
			}
		}
	}
	for p := range m {
		if !reached[p] && !strings.HasPrefix(p, "find/") && p != "incidents/2021-05-ghent.html" {
			t.Errorf("nothing leads to %s", p)
		}
	}
}

// node runs our script of validators that are not ours.
func node(t *testing.T, m memory) {
	t.Helper()
	modules := os.Getenv("DOSSIER_VALIDATORS")
	if modules == "" {
		t.Skip("SKIPPED: no validators of others: npm ci in a copy of internal/export/validators, and set DOSSIER_VALIDATORS to its node_modules")
	}
	dir := t.TempDir()
	for p, b := range m {
		name := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("node", "testdata/validate.mjs", modules, dir).CombinedOutput()
	if len(out) > 0 || err != nil {
		t.Errorf("%v\n%.6000s", err, out)
	}
}

// Every page is held against the rules of HTML by html-validate, and its JSON-LD
// is read by jsonld.js.
func TestPagesAreValid(t *testing.T) {
	m, _ := made(t, func(o *publish.Options) { o.Texts = true })
	node(t, m)
}

// The JSON-LD of a page cannot end the element that it stands in, and is JSON.
func TestJSONLDStaysInside(t *testing.T) {
	m, _ := made(t, nil)
	n := 0
	for p, b := range m {
		root, err := html.Parse(bytes.NewReader(b))
		if err != nil || !strings.HasSuffix(p, ".html") {
			continue
		}
		for x := range root.Descendants() {
			if x.Data == "script" && attr(x, "type") == "application/ld+json" {
				var v any
				if err := json.Unmarshal([]byte(x.FirstChild.Data), &v); err != nil {
					t.Errorf("%s: %v", p, err)
				}
				n++
			}
		}
	}
	if n != 6 {
		t.Errorf("%d pages have JSON-LD", n)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// XML is well formed for a reader that is not ours.
func TestXMLIsRead(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("SKIPPED: no xmllint (libxml2-utils)")
	}
	m, _ := made(t, nil)
	for _, p := range []string{"feed.xml", "sitemap.xml"} {
		name := filepath.Join(t.TempDir(), p)
		if err := os.WriteFile(name, m[p], 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(xmllint, "--nonet", "--noout", name).CombinedOutput(); err != nil {
			t.Errorf("%s: %s", p, out)
		}
	}
}
