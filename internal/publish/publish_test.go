package publish_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"html"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"dossier/internal/doc"
	"dossier/internal/export/redact"
	"dossier/internal/fault"
	"dossier/internal/publish"
	"dossier/internal/publish/folder"
	"dossier/internal/publish/site"
	"dossier/internal/rule"
	"dossier/internal/text"
	"dossier/schema"
)

var update = flag.Bool("update", false, "write the golden pages anew")

// shelf is a few records and the reports that they were read from; the records stand
// in testdata as they were read once, so that the pages change with the pages only.
type shelf struct {
	out   schema.Output
	texts map[string]string // by SHA-256
}

func newShelf(t testing.TB) *shelf {
	t.Helper()
	s := &shelf{texts: map[string]string{}}
	b, err := os.ReadFile("testdata/records.json")
	if err == nil {
		err = json.Unmarshal(b, &s.out)
	}
	for _, d := range s.out.Documents {
		b, e := os.ReadFile(filepath.Join("testdata/reports", filepath.Base(d.Path)))
		err = errors.Join(err, e)
		s.texts[d.SHA256] = string(b)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *shelf) Record(id string) (schema.Output, error) {
	b, err := json.Marshal(s.out) // nothing of what is kept is handed out
	if err != nil {
		return schema.Output{}, err
	}
	var out schema.Output
	if err := json.Unmarshal(b, &out); err != nil {
		return out, err
	}
	out.Records = slices.DeleteFunc(out.Records, func(r schema.Record) bool { return r.ID != id })
	if len(out.Records) == 0 {
		return out, fault.New(fault.NotFound, "no record %s", id)
	}
	out.Documents = slices.DeleteFunc(out.Documents, func(d schema.Document) bool { return !slices.Contains(out.Records[0].Documents, d.ID) })
	return out, nil
}

// Document gives a report cut into paragraphs.
func (s *shelf) Document(sha string) (*doc.Document, error) {
	all, ok := s.texts[sha]
	if !ok {
		return nil, fault.New(fault.NotFound, "no document %s", sha)
	}
	d := &doc.Document{Text: text.New(all)}
	at := 0
	for i, p := range strings.SplitAfter(all, "\n\n") {
		b := doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: at, End: at + len(strings.TrimRight(p, "\n"))}}
		if i == 0 {
			b.Kind = doc.Header
		}
		d.Blocks = append(d.Blocks, b)
		at += len(p)
	}
	return d, nil
}

func (s *shelf) ids() []string {
	var out []string
	for _, r := range s.out.Records {
		out = append(out, r.ID)
	}
	return out
}

// options are those of the tests.
func (s *shelf) options() publish.Options {
	return publish.Options{
		Records: s.ids(), Title: "Example incidents", By: "The Example Institute", BaseURL: "https://example.org/incidents/", Program: "dossier test", Rule: rule.All()[0],
		Former: map[string]string{"2021-05-ghent": "2021-05-04-ghent"},
		Ledger: site.Ledger{Archive: strings.Repeat("0a", 32), Seq: 42, Hash: strings.Repeat("4f", 32), At: "2026-11-27T12:00:00.000Z"},
	}
}

// memory is a site in memory.
type memory map[string][]byte

func (m memory) Put(path string, b []byte) error {
	if _, ok := m[path]; ok {
		return fmt.Errorf("%s is written twice", path)
	}
	m[path] = bytes.Clone(b)
	return nil
}

type page struct {
	bytes.Buffer
	m    memory
	path string
}

func (p *page) Close() error { return p.m.Put(p.path, p.Bytes()) }

func (m memory) Create(path string) (io.WriteCloser, error) { return &page{m: m, path: path}, nil }

func (m memory) Finish(folder.About) (folder.Report, error) { return folder.Report{}, nil }

// made is the site of options.
func made(t testing.TB, change func(*publish.Options)) (memory, publish.Result) {
	t.Helper()
	s, m := newShelf(t), memory{}
	o := s.options()
	if change != nil {
		change(&o)
	}
	res, err := publish.Make(context.Background(), s, m, o)
	if err != nil {
		t.Fatal(err)
	}
	return m, res
}

func (m memory) paths() []string { return slices.Sorted(maps.Keys(m)) }

// hashed is the name of a style sheet or script, which changes with what is in it.
var hashed = regexp.MustCompile(`assets/([a-z]+)-[0-9a-f]{10}`)

// Pages of each kind, as they were looked at and found good.
func TestPagesAreAsTheyWere(t *testing.T) {
	m, _ := made(t, func(o *publish.Options) { o.Texts = true })
	for _, path := range []string{
		"index.html", "incidents.html", "incidents/2021-05-04-ghent.html", "incidents/2022-03-valparaiso.html", "incidents/2020-02-10-beirut.html", "incidents/2021-05-ghent.html", "countries/tr.html", "years/2018.html", "timeline.html", "names.html", "search.html", "data.html", "404.html",
		"feed.xml", "feed.json", "sitemap.xml", "robots.txt", "find/root.js", "find/facets.js", "find/rows-0.js", "data/incidents.geojson",
	} {
		golden, body := filepath.Join("testdata/golden", path), hashed.ReplaceAll(m[path], []byte("assets/$1"))
		if *update {
			if err := errors.Join(os.MkdirAll(filepath.Dir(golden), 0o755), os.WriteFile(golden, body, 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got := body; !bytes.Equal(got, want) {
			i := 0
			for i < min(len(got), len(want)) && got[i] == want[i] {
				i++
			}
			t.Errorf("%s is another (go test -update, and look):\n got …%.300s\nwant …%.300s", path, got[max(0, i-60):], want[max(0, i-60):])
		}
	}
}

// The same archive and options give the same bytes.
func TestSameBytes(t *testing.T) {
	first, _ := made(t, func(o *publish.Options) { o.Texts = true })
	for range 3 {
		again, _ := made(t, func(o *publish.Options) { o.Texts = true; slices.Reverse(o.Records) })
		if !slices.Equal(first.paths(), again.paths()) {
			t.Fatalf("%v, then %v", first.paths(), again.paths())
		}
		for p, b := range first {
			if !bytes.Equal(b, again[p]) {
				t.Errorf("%s is another", p)
			}
		}
	}
}

// What is withheld is nowhere: in no page, index, feed, table or file name.
func TestWithheldIsNowhere(t *testing.T) {
	for _, c := range []struct {
		what   string
		names  []string
		gone   []string
		stays  []string
		texts  bool
		change func(*shelf)
	}{
		{what: "victims", gone: []string{"Daneels", "Marijke", "Bram Wouters", "Wouters"}, stays: []string{"Verlinden", "bookshop"}, texts: true},
		{what: "people", gone: []string{"Daneels", "Wouters", "Verlinden", "Goossens", "Aydin", "Rojas", "Håkansson", "hakansson"}, stays: []string{"bookshop", "Nacht Front"}, texts: true},
		{names: []string{"Els Goossens", "Nacht Front"}, gone: []string{"Goossens", "Nacht"}, stays: []string{"Verlinden"}, texts: true},
		{what: "spans", gone: []string{"bookshop", "like rain", "suitcase"}, stays: []string{"Verlinden"}, texts: true},
		{what: "victims", gone: []string{"Daneels", "daneels"}, texts: true, change: func(s *shelf) {
			for i := range s.out.Records { // the name stands in the id, in a file's name and in an address
				if r := &s.out.Records[i]; r.ID == "2021-05-04-ghent" {
					r.ID = "2021-05-04-ghent-marijke-daneels"
				}
			}
			s.out.Documents[0].URL = "https://post.example/marijke-daneels"
		}},
	} {
		what, err := redact.Parse(c.what)
		if err != nil {
			t.Fatal(err)
		}
		s, m := newShelf(t), memory{}
		if c.change != nil {
			c.change(s)
		}
		o := s.options()
		o.Redact, o.Names, o.Texts = what, c.names, c.texts
		o.Former["2021-05-bram-wouters"] = "2021-05-04-ghent"
		res, err := publish.Make(context.Background(), s, m, o)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(res.Withheld, "Withheld: ") || !bytes.Contains(m["index.html"], []byte(res.Withheld)) {
			t.Errorf("%s: what is withheld is not said: %q", c.what, res.Withheld)
		}
		var all strings.Builder
		for p, b := range m {
			all.WriteString(p + "\n" + string(b) + "\n")
			for _, w := range c.gone {
				if i := strings.Index(strings.ToLower(p+"\n"+string(b)), strings.ToLower(w)); i >= 0 {
					t.Errorf("%s%v: %q is in %s: …%.100s…", c.what, c.names, w, p, (p + "\n" + string(b))[max(0, i-40):])
				}
			}
		}
		for _, w := range c.stays {
			if !strings.Contains(all.String(), w) {
				t.Errorf("%s%v: %q is gone", c.what, c.names, w)
			}
		}
	}
}

// What is internal to an archive is not published: who decided and why, and where a
// document lay.
func TestInternalStaysInside(t *testing.T) {
	m, _ := made(t, nil)
	open, _ := made(t, func(o *publish.Options) { o.Decisions = true })
	for _, secret := range []string{"ada", "both reports read", "testdata/reports"} {
		for p, b := range m {
			if strings.Contains(string(b), `"`+secret) || len(secret) > 3 && strings.Contains(string(b), secret) {
				t.Errorf("%q is in %s", secret, p)
			}
		}
	}
	if !bytes.Contains(open["data/records.json"], []byte("both reports read")) {
		t.Error("--decisions publishes no reasons")
	}
}

// Only what a person has looked at, where that is asked for; else it is told what
// nobody has.
func TestReviewed(t *testing.T) {
	m, res := made(t, func(o *publish.Options) { o.Reviewed = true })
	if res.Records != 1 || res.Unreviewed != 4 || m["incidents/2021-05-04-ghent.html"] == nil || m["incidents/2020-02-10-beirut.html"] != nil {
		t.Errorf("%+v, %v", res, m.paths())
	}
	all, _ := made(t, nil)
	if s := string(all["incidents/2020-02-10-beirut.html"]); !strings.Contains(s, "<b>Not reviewed.</b>") {
		t.Error("a record that nobody has looked at is not marked as such")
	}
	if s := string(all["incidents/2021-05-04-ghent.html"]); !strings.Contains(s, "A person has decided on 1 of the") {
		t.Error("a record that a person has looked at is not marked as such")
	}
}

// Of a document at most a quarter is quoted, of a short one at most half, unless
// whole texts are asked for.
func TestWholeTextsOnlyWhenAsked(t *testing.T) {
	m, _ := made(t, nil)
	full, _ := made(t, func(o *publish.Options) { o.Texts = true })
	const sentence = "A camera of the terminal filmed a man who left it beside a bench."
	sheets := func(m memory) (n int) {
		for p := range m {
			if strings.HasPrefix(p, "documents/") {
				n++
			}
		}
		return n
	}
	for p, b := range m {
		if !strings.HasPrefix(p, "incidents/") {
			continue
		}
		for _, source := range strings.Split(string(b), `<p class="source-title">`)[1:] {
			length, quoted := 0, 0
			if _, err := fmt.Sscanf(between(source, "text, ", " characters"), "%d", &length); err != nil {
				t.Fatalf("%s: %v: %.200s", p, err, source)
			}
			for _, li := range strings.Split(between(source, `<ol class="passages"`, "</ol>"), "<li ")[1:] {
				_, li, _ = strings.Cut(li, ">")
				quoted += len([]rune(html.UnescapeString(tags.ReplaceAllString(strings.TrimSpace(li), "")))) - 2*strings.Count(li, "…")
			}
			if most := max(length/4, min(400, length/2)); quoted > most || quoted == 0 && strings.Contains(p, "ghent.") {
				t.Errorf("%s: %d characters are quoted of %d", p, quoted, length)
			}
		}
	}
	if n := sheets(m); n != 0 {
		t.Errorf("%d whole texts are published that were not asked for", n)
	}
	found := false
	for p, b := range full {
		found = found || strings.HasPrefix(p, "documents/") && strings.Contains(string(b), "beside a bench")
	}
	if sheets(full) != 6 || !found {
		t.Errorf("%d whole texts, with %q: %v", sheets(full), sentence, found)
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// between is what stands between two texts.
func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

// The data are those of the pages, and of the published form.
func TestDataAreWhatIsPublished(t *testing.T) {
	m, res := made(t, nil)
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("dossier.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("dossier.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range m.paths() {
		if !strings.HasPrefix(p, "data/") || !strings.HasSuffix(p, ".json") {
			continue
		}
		x, err := jsonschema.UnmarshalJSON(bytes.NewReader(m[p]))
		if err == nil {
			err = s.Validate(x)
		}
		if err != nil {
			t.Errorf("%s: %v", p, err)
		}
	}
	var all schema.Output
	if err := json.Unmarshal(m["data/records.json"], &all); err != nil || len(all.Records) != res.Records || len(all.Documents) != res.Reports {
		t.Errorf("%d records of %d, %d documents of %d: %v", len(all.Records), res.Records, len(all.Documents), res.Reports, err)
	}
	rows, err := csv.NewReader(bytes.NewReader(m["data/incidents.csv"])).ReadAll()
	if err != nil || len(rows) != res.Records+1 {
		t.Errorf("%d rows: %v", len(rows), err)
	}
	var geo struct{ Features []any }
	if err := json.Unmarshal(m["data/incidents.geojson"], &geo); err != nil || len(geo.Features) != res.Records {
		t.Errorf("%d points: %v", len(geo.Features), err)
	}
}

// Feeds are read by a reader that is not ours; ids hold whatever the address.
func TestFeedsAreRead(t *testing.T) {
	m, res := made(t, nil)
	here, _ := made(t, func(o *publish.Options) { o.BaseURL = "" })
	for _, name := range []string{"feed.xml", "feed.json"} {
		f, err := gofeed.NewParser().Parse(bytes.NewReader(m[name]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if f.Title != "Example incidents" || len(f.Items) != res.Records {
			t.Errorf("%s: %q with %d items", name, f.Title, len(f.Items))
		}
		local, err := gofeed.NewParser().Parse(bytes.NewReader(here[name]))
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for i, it := range f.Items {
			if ids[it.GUID] || it.UpdatedParsed == nil || !strings.HasPrefix(it.Link, "https://example.org/incidents/incidents/") || it.GUID != local.Items[i].GUID {
				t.Errorf("%s: %+v", name, it)
			}
			ids[it.GUID] = true
		}
	}
}

// A record that tells next to nothing is listed, found and shown like any other.
func TestBareRecords(t *testing.T) {
	s := newShelf(t)
	for i := range s.out.Records {
		r := &s.out.Records[i]
		r.Values, r.Conflicts, r.Summary = nil, nil, ""
	}
	m := memory{}
	res, err := publish.Make(context.Background(), s, m, s.options())
	if err != nil || res.Records != 5 {
		t.Fatalf("%+v %v", res, err)
	}
	_, list, _ := strings.Cut(string(m["find/rows-0.js"]), ",")
	var rows [][]any
	if err := json.Unmarshal([]byte(strings.TrimSuffix(list, ");\n")), &rows); err != nil || len(rows) != 5 {
		t.Fatalf("%v: %s", err, list)
	}
	for _, row := range rows {
		if len(row) != 11 || row[0] == nil || row[4] == nil {
			t.Errorf("the script cannot show %v", row)
		}
	}
}

// Nothing that was cancelled or failed leaves a manifest.
func TestFailureIsTold(t *testing.T) {
	s := newShelf(t)
	o := s.options()
	o.Records = append(o.Records, "2000-nowhere")
	if _, err := publish.Make(context.Background(), s, memory{}, o); fault.Of(err) != fault.NotFound {
		t.Errorf("a record that is not there: %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := publish.Make(ctx, s, memory{}, s.options()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	var empty publish.Options = s.options()
	empty.Records = nil
	m := memory{}
	if res, err := publish.Make(context.Background(), s, m, empty); err != nil || res.Records != 0 || m["index.html"] == nil {
		t.Errorf("no records: %+v %v", res, err)
	}
}
