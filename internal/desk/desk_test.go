package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"dossier/internal/desk"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/text"
	"dossier/schema"
)

// shelf is a book of one record and one document.
type shelf struct {
	*search.Memory
	out schema.Output
	doc *doc.Document
}

func (s *shelf) Record(_ context.Context, id string, _ bool) (schema.Output, error) {
	if id != s.out.Records[0].ID {
		return schema.Output{}, fault.New(fault.NotFound, "there is no record %q", id)
	}
	return s.out, nil
}

func (s *shelf) As(string, bool) desk.Book { return s }

func (s *shelf) Waiting(context.Context, string) ([]desk.Waiting, error) {
	t := s.out.Documents[0].Title
	return []desk.Waiting{{Decision: 4, At: t, Who: t, What: t, Why: t, Record: t, Words: t}}, nil
}

func (s *shelf) Confirm(ctx context.Context, decision int64, why string) (desk.Judged, error) {
	return s.Undo(ctx, decision, why)
}

func (s *shelf) Document(_ context.Context, sha string) (*doc.Document, error) {
	if sha != s.out.Documents[0].SHA256 {
		return nil, fault.New(fault.NotFound, "there is no document %q", sha)
	}
	return s.doc, nil
}

func (s *shelf) RecordAsOf(ctx context.Context, id, day string) (schema.Output, error) {
	if day < "2020" {
		return schema.Output{}, fault.New(fault.NotFound, "nothing was published by %s", day)
	}
	return s.Record(ctx, id, false)
}

func (s *shelf) Changes(context.Context, string, string, string) ([]desk.Change, error) {
	t := s.out.Documents[0].Title
	return []desk.Change{{What: "added", Part: "injured", Value: t}, {What: "state", Part: "killed", State: t, Value: t}, {What: "removed", Part: "event", Value: t}}, nil
}

func (s *shelf) Compare(_ context.Context, a, b string) (desk.Comparison, error) {
	if a != "d1" || b != "d1" {
		return desk.Comparison{}, fault.New(fault.NotFound, "there is no document %q", b)
	}
	side := desk.Compared{Document: s.out.Documents[0], Text: s.doc.Text.String()}
	other := side
	other.Text += " " + s.doc.Title
	t := s.out.Documents[0].Title
	return desk.Comparison{A: side, B: other, Cited: []desk.CitedWords{{What: t, Words: t, Fate: "lost"}}, Changes: []desk.Change{{What: "added", Part: t, Value: t}}}, nil
}

func (s *shelf) Add(_ context.Context, name string, raw []byte, tell func(desk.Arrival)) error {
	if string(raw) == "broken" {
		tell(desk.Arrival{Name: name, Problem: name + " cannot be read"})
		return nil
	}
	tell(desk.Arrival{Name: name, Record: s.out.Records[0].ID, Title: s.out.Records[0].Title, Document: "d2", Told: name, Newer: "d1", Repeats: name})
	return nil
}

func (s *shelf) Fetch(ctx context.Context, address string, tell func(desk.Arrival)) error {
	return s.Add(ctx, address, nil, tell)
}

func (s *shelf) Paper(_ context.Context, id string) (desk.Paper, error) {
	if id != "d1" {
		return desk.Paper{}, fault.New(fault.NotFound, "there is no document %q", id)
	}
	list, _, err := s.Documents(context.Background(), 0, 1)
	t := s.out.Documents[0].Title
	return desk.Paper{Shelved: list[0], Doc: s.doc, Cited: s.out.Records, Versions: []desk.Edition{{ID: "d1", Here: true, Title: t, Published: t, Received: t}, {ID: "d2", Newest: true}}}, err
}

func (s *shelf) Bytes(_ context.Context, id string) (string, []byte, error) {
	if id != "d1" {
		return "", nil, fault.New(fault.NotFound, "there is no document %q", id)
	}
	return s.out.Documents[0].Path, []byte("<p>not a page of ours"), nil
}

func (s *shelf) Head(context.Context) (int64, error) { return 3, nil }

func (s *shelf) Changed(_ context.Context, since int64) (desk.Changed, error) {
	if since >= 3 {
		return desk.Changed{Head: 3}, nil
	}
	return desk.Changed{Head: 3, Incidents: []string{s.out.Records[0].ID}}, nil
}

func (s *shelf) Decide(_ context.Context, record string, j desk.Judgement) (desk.Judged, error) {
	switch {
	case record != s.out.Records[0].ID:
		return desk.Judged{}, fault.New(fault.NotFound, "there is no record %q", record)
	case j.Seen < 3:
		return desk.Judged{}, fault.New(fault.Conflict, "somebody has decided meanwhile")
	}
	return desk.Judged{Decision: 4, Record: record}, nil
}

func (s *shelf) Undo(_ context.Context, decision int64, _ string) (desk.Judged, error) {
	if decision != 4 {
		return desk.Judged{}, fault.New(fault.NotFound, "there is no decision %d", decision)
	}
	return desk.Judged{Decision: 5}, nil
}

func (s *shelf) Export(_ context.Context, _ query.Query, format string) (desk.Download, error) {
	if format != "html" {
		return desk.Download{}, fault.New(fault.Invalid, "there is no format %q", format)
	}
	return desk.Download{Name: s.out.Documents[0].Title + ".html", Media: "text/html; charset=utf-8", Body: []byte("<p>a page to print"), Records: 1}, nil
}

func (s *shelf) Log(_ context.Context, id string, _ int64, _ int) ([]desk.Act, error) {
	t := s.out.Documents[0].Title
	return []desk.Act{{Seq: 1, At: t, Who: t, Act: t, What: t, Why: t, Hash: t}}, nil
}

func (s *shelf) Documents(context.Context, int64, int) ([]desk.Shelved, int, error) {
	d := s.out.Documents[0]
	return []desk.Shelved{{Document: d, Seq: 1, Received: d.Title, Records: [][2]string{{s.out.Records[0].ID, s.out.Records[0].Title}}}}, 1, nil
}

const host = "127.0.0.1:7070"

// hostile is what a report may carry to get out of the page it is shown on.
const hostile = `"><img src=x onerror=alert(1)><script>alert(2)</script></textarea>' onfocus='alert(3)` + "\u202e"

// newDesk is a desk on a record whose every text is s.
func newDesk(t *testing.T, s string) http.Handler {
	t.Helper()
	k, err := desk.New(newShelf(s), desk.Options{Hosts: []string{host}, Version: s, Now: func() time.Time { return time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	return k.Handler()
}

// newShelf is a book of a record whose every text is s.
func newShelf(s string) *shelf {
	body := s + " and what follows"
	d := &doc.Document{ID: "aa", SHA256: "aa", Path: s, Title: s, Text: text.New(body), Blocks: []doc.Block{{Kind: doc.Paragraph, Span: text.Span{Start: 0, End: len(body)}, Section: -1}}}
	rec := schema.Record{Role: "main"}
	fill(reflect.ValueOf(&rec).Elem(), s)
	rec.ID, rec.Documents = "r1", []string{"d1"}
	rec.Values = append(rec.Values,
		schema.Value{ID: "f8", Slot: "killed", Of: "all", Value: 3, Preferred: true, Status: "contested", Citations: cite(len([]rune(s)))},
		schema.Value{ID: "f9", Slot: "coordinates", Value: [2]float64{35.7, 51.4}, Preferred: true, Citations: cite(2)})
	s1 := &shelf{doc: d, out: schema.Output{Schema: schema.Version, Records: []schema.Record{rec}, Documents: []schema.Document{{ID: "d1", SHA256: "aa", Path: s, Title: s, Source: s, Origin: s, Language: s, Coverage: &schema.Coverage{Sentences: 1}}}}}
	s1.Memory = search.NewMemory([]search.Item{{Record: rec, Documents: []search.Document{{ID: "aa", Title: s, Outlet: s, Text: body}}}})
	return s1
}

func cite(n int) []schema.Citation {
	return []schema.Citation{{Document: "d1", Start: 0, End: n}}
}

// fill puts s into every text below v, one element into every list, and citations
// of the first letters of the document into all of them.
func fill(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), s)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), s)
	case reflect.Interface:
		v.Set(reflect.ValueOf(s))
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[schema.Citation]() {
			v.Set(reflect.ValueOf(schema.Citation{Document: "d1", Start: 0, End: 5, Quote: s}))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i), s)
		}
	}
}

func ask(h http.Handler, method, path, body string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://"+host+path, strings.NewReader(body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// pages are paths of every page, with what it answers.
var pages = []struct {
	path   string
	status int
}{
	{"/", 200}, {"/?q=follows", 200}, {"/?q=killed:x", 400}, {"/?q=@none", 400}, {"/?role=all&sort=killed", 200}, {"/?role=background", 200}, {"/incidents/r1", 200}, {"/incidents/r1?as-of=2023-01-28", 200}, {"/incidents/r1?as-of=1999", 404}, {"/incidents/r1/alike", 200}, {"/incidents/none/alike", 404}, {"/incidents/r1/documents/d1", 200}, {"/incidents/r1/documents/d1?as-of=2023-01-28", 200}, {"/incidents/r1/documents/d1?as-of=1999", 404}, {"/entities", 200}, {"/entities?name=x&kind=person&after=3", 200}, {"/entities?after=x", 400}, {"/entities/x@r1", 200}, {"/entities/none", 404}, {"/entities/two", 303}, {"/sources", 200}, {"/sources?name=x", 200}, {"/sources/x", 200}, {"/sources/none", 404},
	{"/api/entities", 200}, {"/api/entities?limit=0", 400}, {"/api/entities/x@r1", 200}, {"/api/entities/none", 404}, {"/api/entities/two", 409}, {"/api/sources", 200}, {"/api/sources/x", 200}, {"/api/sources/none", 404},
	{"/documents", 200}, {"/documents?before=9", 200}, {"/documents/d1", 200}, {"/documents/d9", 404}, {"/documents/d1/raw", 200}, {"/compare", 200}, {"/compare?a=d1&b=d1", 200}, {"/compare?a=d1&b=d9", 404}, {"/compare?incident=r1", 200}, {"/compare?incident=r1&from=2023-01-28", 200}, {"/compare?incident=none", 404}, {"/accuracy", 200}, {"/review?state=accepted", 200}, {"/review?state=changed", 200}, {"/export?format=html", 200}, {"/export?format=none", 400}, {"/export?format=html&q=killed:x", 400}, {"/add", 200}, {"/review", 200}, {"/log", 200}, {"/log?id=x&before=y", 200}, {"/help", 200},
	{"/incidents/none", 404}, {"/incidents/r1/documents/d9", 404}, {"/static/none.js", 404}, {"/static/..%2fdesk.go", 404}, {"/nowhere", 404},
	{"/api/incidents", 200}, {"/api/incidents/r1", 200}, {"/api/incidents/none", 404}, {"/api/incidents?limit=x", 400}, {"/api/incidents?q=killed:x", 400}, {"/api/compare?a=d1&b=d1", 200}, {"/api/compare", 400}, {"/api/incidents/r1/changes?from=2023", 200}, {"/api/incidents/r1/changes", 400}, {"/api/accuracy", 200}, {"/api/changes", 200}, {"/api/changes?since=1", 200}, {"/api/changes?since=x", 400}, {"/api/documents?limit=0", 400}, {"/api/places", 200}, {"/api/schema.json", 200}, {"/api/places?q=killed:x", 400}, {"/api/complete?q=f", 200}, {"/api/queries", 200}, {"/health", 200},
}

// What a document says never becomes markup: not in an element, not in an
// attribute, not in an error.
func TestC27HostileTextStaysText(t *testing.T) {
	h := newDesk(t, hostile)
	for _, p := range pages {
		w := ask(h, "GET", p.path, "")
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			checkMarkup(t, p.path, w.Body.String())
		}
	}
	w := ask(h, "GET", "/?q="+strings.ReplaceAll("%22%3E%3Cimg src=x onerror=alert(1)%3E", " ", "+"), "")
	checkMarkup(t, "query", w.Body.String())
}

// checkMarkup fails for what only the hostile text could have brought.
func checkMarkup(t *testing.T, where, page string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			if tok.Data == "img" || tok.Data == "iframe" || tok.Data == "style" {
				t.Errorf("%s: an element %s", where, tok.Data)
			}
			for _, a := range tok.Attr {
				v := strings.ToLower(strings.TrimSpace(a.Val))
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || (a.Key == "href" || a.Key == "src" || a.Key == "action") && !strings.HasPrefix(v, "/") && !strings.HasPrefix(v, "#") {
					t.Errorf("%s: %s has %s=%q", where, tok.Data, a.Key, a.Val)
				}
			}
			if tok.Data == "script" && (len(tok.Attr) == 0 || z.Next() == html.TextToken) {
				t.Errorf("%s: a script of its own", where)
			}
		}
	}
}

func TestC28EveryAnswerIsGuarded(t *testing.T) {
	h := newDesk(t, "plain")
	for _, p := range pages {
		w := ask(h, "GET", p.path, "")
		if w.Code != p.status {
			t.Errorf("%s: status %d, want %d: %.200s", p.path, w.Code, p.status, w.Body)
		}
		csp := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", p.path, csp)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s may be sniffed", p.path)
		}
		if strings.HasPrefix(p.path, "/api/") && !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: no JSON: %.100s", p.path, w.Body)
		}
	}
}

// A page of another site, or one that took the address by a name of its own,
// reaches nothing.
func TestC30C31ForeignRequests(t *testing.T) {
	h := newDesk(t, "plain")
	for _, name := range []string{"evil.example", "evil.example:7070", "127.0.0.1", "127.0.0.1:7071", ""} {
		if w := ask(h, "GET", "/", "", func(r *http.Request) { r.Host = name }); w.Code != http.StatusMisdirectedRequest {
			t.Errorf("host %q: status %d", name, w.Code)
		}
	}
	cross := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }
	if w := ask(h, "POST", "/theme", "theme=dark&back=/", cross); w.Code != http.StatusForbidden {
		t.Errorf("a form of another site: status %d", w.Code)
	}
	old := func(r *http.Request) {
		r.Header.Del("Sec-Fetch-Site")
		r.Header.Set("Origin", "http://evil.example")
	}
	if w := ask(h, "POST", "/theme", "theme=dark&back=/", old); w.Code != http.StatusForbidden {
		t.Errorf("a form of another origin: status %d", w.Code)
	}
	if w := ask(h, "POST", "/theme", "theme=dark&back=/help"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/help" {
		t.Errorf("our own form: status %d", w.Code)
	}
}

func TestC37NoRedirectElsewhere(t *testing.T) {
	h := newDesk(t, "plain")
	for _, back := range []string{"//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/\tx", "/%0d%0aSet-Cookie:x"} {
		w := ask(h, "POST", "/theme", "theme=dark&back="+strings.ReplaceAll(back, "%", "%25"))
		if to := w.Header().Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n")) {
			t.Errorf("%q leads to %q", back, to)
		}
	}
}

// Words that several things stand on are shown once, and everything that stands
// on them is named.
func TestOverlappingCitations(t *testing.T) {
	w := ask(newDesk(t, "seven men"), "GET", "/incidents/r1/documents/d1", "")
	page := w.Body.String()
	var words strings.Builder
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind == html.TextToken {
			words.Write(z.Text())
		}
	}
	if got := strings.TrimSpace(words.String()); got != "seven men and what follows" {
		t.Errorf("the page reads %q", got)
	}
	if !strings.Contains(page, "f8.0") || !strings.Contains(page, "f9.0") {
		t.Errorf("not everything is named: %s", page)
	}
}

// upload is a form with one file, sent to a path.
func upload(h http.Handler, path, field, name, body string) *httptest.ResponseRecorder {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	p, _ := m.CreateFormFile(field, name)
	io.WriteString(p, body)
	m.Close()
	return ask(h, "POST", path, b.String(), func(r *http.Request) { r.Header.Set("Content-Type", m.FormDataContentType()) })
}

func TestC13C14Adding(t *testing.T) {
	h := newDesk(t, hostile)
	for _, c := range []struct {
		field, name, body string
		status            int
		says              string
	}{
		{"file", "a.txt", "a report", 200, "joins"},
		{"file", `C:\reports\a.txt`, "a report", 200, ">a.txt</td>"},
		{"file", "../../etc/passwd", "a report", 200, ">passwd</td>"},
		{"text", "x", "a pasted report", 200, "pasted-20240506-070809.txt"},
		{"text", "x", "  ", 400, "choose a file"},
		{"file", "..", "a report", 400, "choose a file"},
		{"file", `<img src=x onerror=alert(1)>.txt`, "broken", 200, "not read"},
		{"file", "big.txt", strings.Repeat("x", 65<<20), 413, "more than 64 MB"},
	} {
		w := upload(h, "/add", c.field, c.name, c.body)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s %q: status %d, no %q in %.3000s", c.field, c.name, w.Code, c.says, w.Body)
		}
		checkMarkup(t, c.name, w.Body.String())
	}
	if w := ask(h, "POST", "/api/documents", "x"); w.Code != 400 || !json.Valid(w.Body.Bytes()) {
		t.Errorf("no form: status %d, %s", w.Code, w.Body)
	}
	if w := ask(h, "POST", "/theme", strings.Repeat("x", 5<<10)); w.Code != 400 && w.Code != 413 {
		t.Errorf("a large form for a small thing: status %d", w.Code)
	}
}

func TestC43C44Deciding(t *testing.T) {
	h := newDesk(t, "plain")
	send := func(path, body string) *httptest.ResponseRecorder {
		return ask(h, "POST", path, body, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") })
	}
	for _, c := range []struct {
		path, body string
		status     int
	}{
		{"/api/incidents/r1/decisions", `{"kind":"accept","slot":"killed","value":"f8","seen":3}`, 200},
		{"/api/incidents/r1/decisions", `{"kind":"accept","slot":"killed","value":"f8","seen":2}`, 409},
		{"/api/incidents/none/decisions", `{"kind":"accept","seen":3}`, 404},
		{"/api/incidents/r1/decisions", `{"kind":"accept","seen":"3"}`, 400},
		{"/api/incidents/r1/decisions", `{"kind":["accept"],"seen":3}`, 400},
		{"/api/incidents/r1/decisions", `{"kind":"accept","seen":3,"admin":true}`, 400},
		{"/api/incidents/r1/decisions", `{"kind":"accept","seen":3}{}`, 400},
		{"/api/incidents/r1/decisions", `{"why":"` + strings.Repeat("x", 70<<10) + `"}`, 413},
		{"/api/decisions/4/undo", `{}`, 200},
		{"/api/decisions/9/undo", `{}`, 404},
		{"/api/decisions/x/undo", `{}`, 400},
	} {
		if w := send(c.path, c.body); w.Code != c.status || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s %.80s: status %d, want %d: %s", c.path, c.body, w.Code, c.status, w.Body)
		}
	}
	if w := ask(h, "POST", "/api/decisions/4/undo", "why=x"); w.Code != 400 {
		t.Errorf("a form where JSON is asked for: status %d", w.Code)
	}
}

// What is given away is saved and never shown in the place of a page, whatever a
// report has brought into its name.
func TestC18C37Downloads(t *testing.T) {
	w := ask(newDesk(t, hostile), "GET", "/export?format=html", "")
	kind, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
	if err != nil || kind != "attachment" || strings.ContainsAny(w.Header().Get("Content-Disposition"), "\r\n<") {
		t.Errorf("%v %q %q", err, kind, params)
	}
	if w.Header().Get("Dossier-Records") != "1" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Error(w.Header())
	}
}

func TestNoExampleIsOffered(t *testing.T) {
	h := newDesk(t, "plain")
	if w := ask(h, "POST", "/example", ""); w.Code != 404 {
		t.Errorf("status %d", w.Code)
	}
	// A cookie alone leads nowhere.
	if w := ask(h, "GET", "/", "", func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "example", Value: "1"}) }); w.Code != 200 || strings.Contains(w.Body.String(), "banner") {
		t.Errorf("status %d", w.Code)
	}
}
