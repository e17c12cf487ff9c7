package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	ics "github.com/arran4/golang-ical"
	"github.com/peterstace/simplefeatures/geom"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/yuin/goldmark"
	"golang.org/x/net/html"

	"dossier/internal/export"
	"dossier/internal/export/view"
	"dossier/schema"
)

// written is what a format makes of out.
func written(t testing.TB, name string, out schema.Output) []byte {
	t.Helper()
	f, err := export.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, out, options); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b.Bytes()
}

// The readers of the formats: none of them is ours. Each fails where the bytes are
// not of its format, and gives the texts that it found.
var readers = map[string]func(t testing.TB, b []byte, out schema.Output) []string{
	"json": readJSON, "jsonl": readLines, "csv": readTable(','), "tsv": readTable('\t'), "csv-long": readTable(','), "tsv-long": readTable('\t'),
	"gtd": readTable(','), "acled": readTable(','), "ftm-statements": readTable(','), "plover": readObjects, "ftm": readObjects,
	"geojson": readGeoJSON, "kml": readKML, "ical": readCalendar, "schemaorg": readAny, "stix": readAny, "prov": readAny, "annotation": readAny,
	"quickstatements": readCommands, "markdown": readMarkdown, "wikitext": readNothing, "html": readHTML,
}

func TestEveryFormatHasAReader(t *testing.T) {
	for _, f := range export.Formats() {
		if readers[f.Name] == nil {
			t.Errorf("%s is read by nobody but us", f.Name)
		}
		if f.Title == "" || f.Ext == "" || f.Media == "" || f.Name != "json" && len(f.Omits) == 0 {
			t.Errorf("%s says too little of itself: %+v", f.Name, f)
		}
	}
	if _, err := export.Named("doc"); err == nil || !strings.Contains(err.Error(), "wikitext") {
		t.Errorf("an unknown format: %v", err)
	}
}

func TestFormatsAreRead(t *testing.T) {
	out := sample(t)
	for _, f := range export.Formats() {
		got := strings.Join(readers[f.Name](t, written(t, f.Name, out), out), "\n")
		want := []string{"Attack on the fish market of Ardmouth"}
		switch f.Name {
		case "csv-long", "tsv-long":
			want = []string{"fish market", "Seven", "2021-05-04-ardmouth-fish-market"}
		case "plover":
			want = []string{"Tidal Front", "fish market"}
		case "gtd", "acled":
			want = []string{"Tidal Front", "8 or 7 killed"}
		case "annotation":
			want = []string{"killed (all): 7", "Nora Quill", "a white van 🚐 leaving"}
		case "wikitext":
			want = nil // read in the test of wikitext
		}
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not tell %q:\n%.600s", f.Name, w, got)
			}
		}
	}
}

func TestTheSameBytesEachTime(t *testing.T) {
	for _, f := range export.Formats() {
		first := written(t, f.Name, sample(t))
		for range 3 {
			if !bytes.Equal(first, written(t, f.Name, sample(t))) {
				t.Errorf("%s differs from run to run", f.Name)
			}
		}
	}
}

func TestNothingAtAll(t *testing.T) {
	empty := schema.Output{Schema: schema.Version, Documents: []schema.Document{}, Records: []schema.Record{}}
	bare := empty
	bare.Records = []schema.Record{{ID: "bare", Role: "main"}}
	for _, f := range export.Formats() {
		for _, out := range []schema.Output{empty, bare} {
			var b bytes.Buffer
			if err := f.Write(&b, out, view.Options{}); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
}

// What documents say arrives as words in every format, and as nothing else.
func TestHostileTextIsInert(t *testing.T) {
	for _, f := range export.Formats() {
		for _, h := range hostile {
			out := poisoned(t, h)
			b := written(t, f.Name, out)
			if i := bytes.IndexFunc(b, unsafe); i >= 0 {
				t.Errorf("%s: %.30q: the bytes hold %q", f.Name, h, b[i:min(len(b), i+4)])
			}
			found := strings.Join(readers[f.Name](t, b, out), "\n")
			if f.Name != "wikitext" && !strings.Contains(found, "kappa") {
				t.Errorf("%s: %.30q: the word is lost", f.Name, h)
			}
			if t.Failed() {
				return
			}
		}
	}
}

// unsafe reports whether r does something where it is shown.
func unsafe(r rune) bool {
	switch r {
	case '\n', '\r', '\t', '\u200c', '\u200d':
		return false
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

func readJSON(t testing.TB, b []byte, _ schema.Output) []string {
	v := parsed(t, b)
	c := jsonschema.NewCompiler()
	s, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.JSONSchema()))
	if err == nil {
		err = c.AddResource("dossier.json", s)
	}
	if err != nil {
		t.Fatal(err)
	}
	sch, err := c.Compile("dossier.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := sch.Validate(v); err != nil && !strings.Contains(string(b), "kappa") {
		t.Errorf("not of the published shape: %v", err)
	}
	return leaves(v)
}

func parsed(t testing.TB, b []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("not JSON: %v\n%.400s", err, b)
	}
	return v
}

// leaves are the strings of a JSON value.
func leaves(v any) []string {
	var out []string
	switch x := v.(type) {
	case map[string]any:
		for _, y := range x {
			out = append(out, leaves(y)...)
		}
	case []any:
		for _, y := range x {
			out = append(out, leaves(y)...)
		}
	case string:
		out = []string{x}
	}
	return out
}

func readAny(t testing.TB, b []byte, _ schema.Output) []string { return leaves(parsed(t, b)) }

func readNothing(testing.TB, []byte, schema.Output) []string { return nil }

func readLines(t testing.TB, b []byte, out schema.Output) []string {
	if n := bytes.Count(b, []byte("\n")); n != len(out.Records) {
		t.Errorf("%d lines for %d records", n, len(out.Records))
	}
	for line := range bytes.Lines(b) {
		var one schema.Output
		if err := json.Unmarshal(line, &one); err != nil || len(one.Records) != 1 || len(one.Documents) != len(one.Records[0].Documents) {
			t.Errorf("a line that does not stand alone: %v", err)
		}
	}
	return readObjects(t, b, out)
}

func readObjects(t testing.TB, b []byte, _ schema.Output) []string {
	var out []string
	for line := range bytes.Lines(b) {
		out = append(out, leaves(parsed(t, line))...)
	}
	return out
}

func readTable(comma rune) func(t testing.TB, b []byte, out schema.Output) []string {
	return func(t testing.TB, b []byte, out schema.Output) []string {
		if bytes.Count(b, []byte("\n")) != bytes.Count(b, []byte("\r\n")) {
			t.Error("a line does not end in CR LF")
		}
		r := csv.NewReader(bytes.NewReader(b))
		r.Comma = comma
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatalf("not a table: %v", err)
		}
		if rows[0][1] == "role" || rows[0][0] == "eventid" || rows[0][0] == "event_id_cnty" {
			if len(rows) != len(out.Records)+1 {
				t.Errorf("%d rows for %d records", len(rows)-1, len(out.Records))
			}
		}
		var cells []string
		for _, row := range rows[1:] {
			for i, c := range row {
				if formula.MatchString(c) && !number.MatchString(c) {
					t.Errorf("column %s: a spreadsheet would take %.40q for a formula", rows[0][i], c)
				}
			}
			cells = append(cells, row...)
		}
		return cells
	}
}

var (
	formula = regexp.MustCompile(`^[\s]*[=+\-@]|^[\t\r]`)
	number  = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
)

func readGeoJSON(t testing.TB, b []byte, out schema.Output) []string {
	var all struct {
		Type     string
		Features []json.RawMessage
	}
	if err := json.Unmarshal(b, &all); err != nil || all.Type != "FeatureCollection" {
		t.Fatalf("not GeoJSON: %v, %q", err, all.Type)
	}
	if len(all.Features) != len(out.Records) {
		t.Errorf("%d features for %d records", len(all.Features), len(out.Records))
	}
	var f geom.GeoJSONFeature
	if err := json.Unmarshal(all.Features[0], &f); err != nil {
		t.Fatalf("not a feature: %v", err)
	}
	if got := f.Geometry.AsText(); got != "POINT(-68.303 -54.8019)" {
		t.Errorf("the point is %s", got)
	}
	// The second is nowhere: RFC 7946 has null for that, which the reader does not know.
	if !bytes.Contains(all.Features[1], []byte(`"geometry": null`)) {
		t.Errorf("a record without a place: %s", all.Features[1])
	}
	return readAny(t, b, out)
}

func readKML(t testing.TB, b []byte, out schema.Output) []string {
	var words []string
	depth, marks := 0, 0
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			depth++
			switch x.Name.Local {
			case "Placemark":
				marks++
			case "script", "img", "x":
				t.Errorf("an element that a document named: %s", x.Name.Local)
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			// Maps show names and balloons as HTML.
			words = append(words, shownAsHTML(t, string(x)))
		}
	}
	if marks != len(out.Records) || depth != 0 {
		t.Errorf("%d placemarks for %d records", marks, len(out.Records))
	}
	return words
}

// shownAsHTML is the text of a fragment of HTML, which may have line breaks only.
func shownAsHTML(t testing.TB, s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		default:
			if name, _ := z.TagName(); string(name) != "br" {
				t.Errorf("markup in a text: %.60q", z.Raw())
			}
		}
	}
}

func readCalendar(t testing.TB, b []byte, out schema.Output) []string {
	for line := range strings.SplitSeq(string(b), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("not a calendar: %v", err)
	}
	if len(cal.Events()) != len(out.Records) {
		t.Errorf("%d events for %d records", len(cal.Events()), len(out.Records))
	}
	var words []string
	for _, e := range cal.Events() {
		for _, p := range e.Properties {
			words = append(words, p.Value)
		}
	}
	start, err := cal.Events()[0].GetStartAt()
	if err != nil || start.Format("2006-01-02T15:04Z07") != "2021-05-04T08:30Z" {
		t.Errorf("it begins at %v, %v; 09:30 at +01:00 is 08:30 in UTC", start, err)
	}
	return words
}

// command is one command of QuickStatements, version 1, parted by tabs: what is
// created or changed, a property or label, a value, and sources.
var command = regexp.MustCompile(`^(CREATE|LAST\t([LDA][a-z]{2}\t` + str + `|P\d+\t` + val + `(\tS\d+\t` + val + `)*))$`)

const (
	str = `"[^"\t|]*"`
	val = `(Q\d+|` + str + `|[a-z]{2}:` + str + `|[+-]\d{4}-\d\d-\d\dT00:00:00Z/(9|1[01])|@-?\d+(\.\d+)?/-?\d+(\.\d+)?|\d+(\[\d+,\d+\])?)`
)

func readCommands(t testing.TB, b []byte, out schema.Output) []string {
	created := 0
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		if !command.MatchString(line) {
			t.Errorf("not a command: %.100q", line)
		}
		if line == "CREATE" {
			created++
		}
	}
	if created != len(out.Records) {
		t.Errorf("%d items for %d records", created, len(out.Records))
	}
	return []string{string(b)}
}

// readMarkdown turns the page into HTML with a converter that lets markup through,
// and holds the HTML to what the page may have.
func readMarkdown(t testing.TB, b []byte, _ schema.Output) []string {
	var page bytes.Buffer
	if err := goldmark.Convert(b, &page); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "raw HTML omitted") {
		t.Error("the page holds markup of HTML")
	}
	return allowed(t, page.Bytes(), "h1 h2 p em strong ul ol li a code hr html head body")
}

func readHTML(t testing.TB, b []byte, _ schema.Output) []string {
	for _, s := range []string{"<script", "onerror=", "javascript:", "{{"} {
		if tag := regexp.MustCompile(`<[^>]*` + regexp.QuoteMeta(s)); tag.Match(b) || s == "<script" && bytes.Contains(b, []byte(s)) {
			t.Errorf("the page holds %s", s)
		}
	}
	return allowed(t, b, "html head meta title style body main article h1 h2 h3 p table thead tbody tr th td span strong bdi q br ul ol li a code footer")
}

// allowed are the texts of a page that has no other elements than these, and whose
// links are web addresses or places on the page.
func allowed(t testing.TB, page []byte, elements string) []string {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ok := map[string]bool{}
	for _, e := range strings.Fields(elements) {
		ok[e] = true
	}
	var words []string
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			words = append(words, n.Data)
		case html.CommentNode:
			t.Errorf("a comment: %.40q", n.Data)
		case html.ElementNode:
			if !ok[n.Data] {
				t.Errorf("an element that the page does not have: %s", n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "https://post.example/") && !strings.HasPrefix(a.Val, "#s") {
					t.Errorf("an attribute that the page does not have: %s=%.40q", a.Key, a.Val)
				}
			}
		}
	}
	return words
}

// A format that says what it withholds is in the help of the commands and in the
// page on exports, and the page names no format that there is not.
func TestFormatsAreDocumented(t *testing.T) {
	b, err := os.ReadFile("../../docs/exports.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range export.Formats() {
		if !strings.Contains(string(b), "| `"+f.Name+"` |") {
			t.Errorf("docs/exports.md has no row for %s", f.Name)
		}
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllStringSubmatch(string(b), -1) {
		if _, err := export.Named(m[1]); err != nil {
			t.Errorf("docs/exports.md: %v", err)
		}
	}
}
