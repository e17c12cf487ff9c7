package desk_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"dossier/internal/desk"
	"dossier/internal/search"
	"dossier/schema"
)

// linked are the files that a page is drawn with.
var linked = regexp.MustCompile(`/static/[a-z]+-[0-9a-f]+\.[a-z]+`)

// Every page with all that it is drawn with stays under 150 KB on the way, before
// what a record brings.
func TestPagesAreSmall(t *testing.T) {
	h := deskOn(t, desk.Sheets{Scores: sheetOfTest, Calibration: calibrationOfTest}, schema.Record{ID: "r1", Role: "main", Title: "A fire"})
	get := func(path string) []byte {
		w := ask(h, "GET", path, "", func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
		if w.Code != 200 {
			t.Fatalf("%s: status %d", path, w.Code)
		}
		return w.Body.Bytes()
	}
	for _, path := range []string{"/", "/review", "/documents", "/compare", "/add", "/log", "/accuracy", "/help"} {
		page := get(path)
		size, seen := len(page), map[string]bool{}
		for _, f := range linked.FindAllString(string(page), -1) {
			if !seen[f] {
				seen[f] = true
				size += len(get(f))
			}
		}
		if size > 150<<10 || len(seen) < 3 {
			t.Errorf("%s takes %d bytes in %d files", path, size, len(seen))
		}
	}
}

// A file of the pages is the same packed and not packed.
func TestPackedFiles(t *testing.T) {
	h := newDesk(t, "plain")
	path := linked.FindString(ask(h, "GET", "/", "").Body.String())
	plain := ask(h, "GET", path, "").Body.String()
	w := ask(h, "GET", path, "", func(r *http.Request) { r.Header.Set("Accept-Encoding", "br, gzip") })
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil || string(b) != plain || w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Vary") != "Accept-Encoding" {
		t.Errorf("%v: %d bytes of %d, %v", err, len(b), len(plain), w.Header())
	}
}

const sheetOfTest = `
61 reports, 126099 characters, 0 failed
  header: place                          acc 0.900  (9 of 10)
  roles: victims                         F1 0.667  (P 0.500  R 1.000; 40 right, 40 wrong, 0 missed)
  header 0.900  roles 0.667
overall 0.784   (mean of the areas)
`

const calibrationOfTest = `
Development gold, 2 incidents: 30 claims

stated           n   mean stated   right
0.5 to 0.6      10         0.552   0.600
0.9 to 1.0      20         0.951   1.000
`

// The page of accuracy is what the sheets say, with how much each figure stands on, and
// what people decided in the archive.
func TestAccuracy(t *testing.T) {
	r := schema.Record{ID: "r1", Role: "main", Title: "A fire", Values: []schema.Value{
		{ID: "f1", Slot: "killed", Value: 2, State: "accepted", Confidence: 0.91},
		{ID: "f2", Slot: "killed", Value: 3, State: "rejected", Confidence: 0.95},
		{ID: "f3", Slot: "site", Value: "pier", State: "edited", Confidence: 0.4},
		{ID: "f4", Slot: "site", Value: "quay", Confidence: 0.4},
	}}
	h := deskOn(t, desk.Sheets{Scores: sheetOfTest, Calibration: calibrationOfTest}, r)
	var got desk.Accuracy
	if err := json.Unmarshal(ask(h, "GET", "/api/accuracy", "").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Overall != 0.784 || len(got.Areas) != 2 || got.Areas[1].Score != 0.667 {
		t.Errorf("%+v", got)
	}
	if f := got.Areas[0].Figures[0]; f.Of != 10 || f.Right != 9 || f.Low > 0.6 || f.Low < 0.5 || f.High < 0.97 || f.High > 1 {
		t.Errorf("nine of ten lie between %v and %v", f.Low, f.High)
	}
	if f := got.Areas[1].Figures[0]; f.Right != 40 || f.Wrong != 40 || f.Of != 40 || f.Precision != 0.5 {
		t.Errorf("%+v", f)
	}
	if len(got.Calibration) != 1 || len(got.Calibration[0].Bins) != 2 || got.Calibration[0].Bins[1].Count != 20 {
		t.Errorf("%+v", got.Calibration)
	}
	if s := got.Decided.Slots; len(s) != 2 || s[0] != (desk.SlotSum{Slot: "killed", Accepted: 1, Rejected: 1}) || s[1] != (desk.SlotSum{Slot: "site", Edited: 1}) {
		t.Errorf("%+v", s)
	}
	if b := got.Decided.Bins; len(b) != 2 || b[1].Count != 2 || b[1].Right != 0.5 {
		t.Errorf("%+v", b)
	}
	page := ask(h, "GET", "/accuracy", "").Body.String()
	for _, want := range []string{"0.784", "9 of 10", "40 right, 40 wrong", "Killed"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
}

// many is a book of several records.
type many struct {
	*shelf
	records []schema.Record
}

func (m *many) Record(ctx context.Context, id string, _ bool) (schema.Output, error) {
	for _, r := range m.records {
		if r.ID == id {
			return schema.Output{Records: []schema.Record{r}}, nil
		}
	}
	return m.shelf.Record(ctx, id, false)
}

func (m *many) Changed(_ context.Context, since int64) (desk.Changed, error) {
	if since < 9 {
		return desk.Changed{Head: 9, Incidents: []string{"r2"}}, nil
	}
	return desk.Changed{Head: 9}, nil
}

// deskOn is a desk over records.
func deskOn(t *testing.T, s desk.Sheets, records ...schema.Record) http.Handler {
	t.Helper()
	var items []search.Item
	for _, r := range records {
		items = append(items, search.Item{Record: r})
	}
	m := &many{&shelf{Memory: search.NewMemory(items), out: schema.Output{Records: []schema.Record{{ID: "none"}}, Documents: []schema.Document{{ID: "d1", Title: "A report"}}}}, records}
	k, err := desk.New(m, desk.Options{Hosts: []string{host}, Sheets: s, Now: func() time.Time { return time.Unix(0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	return k.Handler()
}

// What somebody could not tell is undecided, stands apart from what nobody has looked
// at, and can be decided there.
func TestTheUnsure(t *testing.T) {
	h := deskOn(t, desk.Sheets{}, schema.Record{ID: "r1", Role: "main", Title: "First", Values: []schema.Value{
		{ID: "f1", Slot: "killed", Value: 2, Preferred: true, Confidence: 0.4, Text: "two", Decisions: []int64{4}},
		{ID: "f2", Slot: "injured", Value: 3, Preferred: true, Confidence: 0.4, Text: "three", Decisions: []int64{5}, State: "accepted"},
		{ID: "f3", Slot: "place", Value: "Ghent", Preferred: true, Confidence: 0.9, Text: "Ghent", Decisions: []int64{6}},
	}, Decisions: []schema.Decision{{ID: 4, Kind: "unsure_value", Status: "applied"}, {ID: 5, Kind: "unsure_value", Status: "applied"}, {ID: 6, Kind: "note", Why: "x", Status: "applied"}}})
	var q, unsure desk.Queue
	for path, to := range map[string]*desk.Queue{"/api/review": &q, "/api/review?state=doubted": &unsure} {
		if err := json.Unmarshal(ask(h, "GET", path, "").Body.Bytes(), to); err != nil {
			t.Fatal(err)
		}
	}
	if len(q.Items) != 1 || q.Items[0].Value != "f3" || q.Decided != 1 || len(unsure.Items) != 1 || unsure.Items[0].Value != "f1" {
		t.Errorf("to decide %+v, unsure %+v", q, unsure)
	}
	page := ask(h, "GET", "/review?state=doubted", "").Body.String()
	for _, want := range []string{`unsure <b>1</b>`, `to decide <b>1</b>`, `data-value="f1"`, `aria-label="doubted">?`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

// The queue has the values of all records, what is most worth a look first; decided
// ones stand by their state, and decisions on words that mean another value now apart.
func TestTheQueue(t *testing.T) {
	h := deskOn(t, desk.Sheets{},
		schema.Record{ID: "r1", Role: "main", Title: "First", Values: []schema.Value{
			{ID: "f1", Slot: "killed", Value: 2, Preferred: true, Confidence: 0.95, Text: "two"},
			{ID: "f2", Slot: "damage", Value: "roof", Preferred: true, Confidence: 0.9, Text: "roof"},
		}},
		schema.Record{ID: "r2", Role: "background", Title: "Second", Values: []schema.Value{
			{ID: "f1", Slot: "killed", Value: 7, Preferred: true, Confidence: 0.4, Status: "contested", Text: "seven"},
			{ID: "f2", Slot: "place", Value: "Ghent", Preferred: true, Confidence: 0.9, State: "accepted", Text: "Ghent"},
			{ID: "f3", Slot: "place", Value: "Genk", Confidence: 0.9, State: "obsolete", Text: "Genk"},
		}, Decisions: []schema.Decision{{ID: 3, Who: "ada", Kind: "accept", Slot: "killed", Value: "six", Now: "f1", Status: "changed", Citations: []schema.Citation{{Quote: "seven men"}}}}})
	var q desk.Queue
	if err := json.Unmarshal(ask(h, "GET", "/api/review", "").Body.Bytes(), &q); err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, x := range q.Items {
		order = append(order, x.Record+" "+x.Value)
	}
	if got := strings.Join(order, ", "); got != "r2 f1, r1 f1, r1 f2" {
		t.Errorf("the queue is %s", got)
	}
	if q.Records != 2 || q.Of != 2 || q.Values != 5 || q.Decided != 2 || q.Changed != 1 {
		t.Errorf("%+v", q)
	}
	for path, want := range map[string]string{"/review?state=accepted": "Ghent", "/review?state=obsolete": "Genk", "/review?state=changed": "seven men"} {
		if page := ask(h, "GET", path, "").Body.String(); !strings.Contains(page, want) {
			t.Errorf("%s has no %q", path, want)
		}
	}
}

// Each report that is added is a line as soon as it is kept; an address is fetched,
// and what is no address of the web is told as such.
func TestAddingInLines(t *testing.T) {
	h := newDesk(t, "plain")
	send := func(fields ...[2]string) *httptest.ResponseRecorder {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		for _, f := range fields {
			m.WriteField(f[0], f[1])
		}
		m.Close()
		return ask(h, "POST", "/api/documents", b.String(), func(r *http.Request) {
			r.Header.Set("Content-Type", m.FormDataContentType())
			r.Header.Set("Accept", "application/x-ndjson")
		})
	}
	w := send([2]string{"text", "a report"}, [2]string{"url", "https://news.example/a"}, [2]string{"url", "file:///etc/passwd"}, [2]string{"url", "javascript:alert(1)"}, [2]string{"url", " "})
	var got []desk.Arrival
	for d := json.NewDecoder(w.Body); d.More(); {
		var a desk.Arrival
		if err := d.Decode(&a); err != nil {
			t.Fatal(err)
		}
		got = append(got, a)
	}
	if len(got) != 4 || got[1].Name != "https://news.example/a" || got[1].Problem != "" || !strings.Contains(got[2].Problem, "no address of the web") || got[3].Problem == "" {
		t.Errorf("%+v", got)
	}
	if w := send([2]string{"url", ""}); w.Code != 400 {
		t.Errorf("nothing at all: status %d", w.Code)
	}
}

// The bytes of a report are saved and never shown, whatever they are.
func TestBytesAreGivenAway(t *testing.T) {
	w := ask(newDesk(t, hostile), "GET", "/documents/d1/raw", "")
	if w.Header().Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Error(w.Header())
	}
}

// What has changed costs nothing to ask again for.
func TestChanges(t *testing.T) {
	h := newDesk(t, "plain")
	w := ask(h, "GET", "/api/changes?since=1", "")
	var got desk.Changed
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.Head != 3 || len(got.Incidents) != 1 {
		t.Error(err, got)
	}
	again := ask(h, "GET", "/api/changes?since=3", "", func(r *http.Request) { r.Header.Set("If-None-Match", w.Header().Get("ETag")) })
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("status %d, %q", again.Code, again.Body)
	}
}

// Two reports side by side: what is the same, what is new, and what stands on words
// that are gone.
func TestComparing(t *testing.T) {
	page := ask(newDesk(t, "seven men"), "GET", "/compare?a=d1&b=d1", "").Body.String()
	for _, want := range []string{"<ins>seven men</ins>", "<b>1</b> lost", "“seven men”"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %.4000s", want, page)
		}
	}
}

// The help has the keys, the codebook, and the record format as its schema has it.
func TestHelp(t *testing.T) {
	page := ask(newDesk(t, "plain"), "GET", "/help", "").Body.String()
	for _, want := range []string{"accept the value", "suicide_bombing", "<summary>record</summary>", "<td>list of value</td>", "one of main, background"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
}
