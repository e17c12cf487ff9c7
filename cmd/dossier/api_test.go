package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dossier/internal/account"
	"dossier/internal/desk"
)

// described is the description that a desk gives of its API, made strict: what an
// answer carries beyond it is an error too.
func described(t *testing.T, desk caller) *jsonschema.Compiler {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(desk.get("/api/openapi.json", 200)))
	if err != nil {
		t.Fatal(err)
	}
	schemas := v.(map[string]any)["components"].(map[string]any)["schemas"].(map[string]any)
	for name, s := range schemas {
		if s := s.(map[string]any); strings.ToUpper(name[:1]) == name[:1] && name != "Output" && s["properties"] != nil {
			s["additionalProperties"] = false
		}
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("http://desk/openapi.json", v); err != nil {
		t.Fatal(err)
	}
	return c
}

// caller is a program that uses a desk.
type caller struct {
	t          *testing.T
	url, token string
}

// call gives the body of an answer of a status.
func (c caller) call(method, path, kind string, body io.Reader, status int) []byte {
	c.t.Helper()
	r, err := http.NewRequest(method, c.url+path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != status {
		c.t.Fatalf("%s %s: status %d, want %d, %v: %.400s", method, path, resp.StatusCode, status, err, b)
	}
	return b
}

func (c caller) get(path string, status int) []byte {
	c.t.Helper()
	return c.call("GET", path, "", nil, status)
}

// holds fails unless an answer is what the description says of a route.
func holds(t *testing.T, c *jsonschema.Compiler, route desk.Route, status string, answer []byte) {
	t.Helper()
	at := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(route.Path)
	s, err := c.Compile("http://desk/openapi.json#/paths/" + at + "/" + strings.ToLower(route.Method) + "/responses/" + status + "/content/application~1json/schema")
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(answer))
	if err == nil {
		err = s.Validate(v)
	}
	if err != nil {
		t.Errorf("%s: %v: %.600s", route.Pattern(), err, answer)
	}
}

// call is a request of a route: its address with what stands for the parameters,
// and what it carries.
type call struct {
	path string
	body string // JSON
	file string // the text of a report
}

// apiCalls are a request or more of every route of the API. ID stands for an
// incident, VALUE for a value of it, SHOWN for how that is shown.
var apiCalls = map[string][]call{
	"GET /api/openapi.json":                  {{path: "/api/openapi.json"}},
	"GET /api/incidents":                     {{path: "/api/incidents"}, {path: "/api/incidents?q=guards&limit=1&sort=oldest"}, {path: "/api/incidents?q=nothing-of-it"}},
	"GET /api/incidents/{id}":                {{path: "/api/incidents/ID"}, {path: "/api/incidents/ID?as-of=2023-01-28"}},
	"GET /api/count":                         {{path: "/api/count"}, {path: "/api/count?by=country&by=type&q=killed>=1"}, {path: "/api/count?q=nothing-of-it"}},
	"GET /api/documents":                     {{path: "/api/documents"}},
	"POST /api/documents":                    {{path: "/api/documents", file: "Title: A fire in Ghent\n\nTwo people were hurt in a fire in Ghent, Belgium, on 4 May 2021, police said."}},
	"GET /api/documents/{document}":          {{path: "/api/documents/d1"}, {path: "/api/documents/d2?start=3&end=9"}},
	"GET /api/review":                        {{path: "/api/review"}},
	"GET /api/log":                           {{path: "/api/log"}, {path: "/api/log?id=ID"}, {path: "/api/log?before=3"}},
	"GET /api/places":                        {{path: "/api/places"}, {path: "/api/places?q=nothing-of-it"}},
	"GET /api/complete":                      {{path: "/api/complete"}, {path: "/api/complete?q=guards%20type:sh"}, {path: "/api/complete?q=tehr"}},
	"GET /api/queries":                       {{path: "/api/queries"}},
	"POST /api/queries":                      {{path: "/api/queries", body: `{"name":"mine","query":"killed>=1"}`}},
	"DELETE /api/queries/{name}":             {{path: "/api/queries/mine"}},
	"GET /api/codebook":                      {{path: "/api/codebook"}},
	"GET /api/export":                        {{path: "/api/export?format=jsonl"}, {path: "/api/export?format=csv&q=killed>=1"}},
	"POST /api/incidents/{id}/decisions":     {{path: "/api/incidents/ID/decisions", body: `{"kind":"accept","slot":"SLOT","value":"VALUE","seen":99}`}},
	"POST /api/decisions/{decision}/undo":    {{path: "/api/decisions/OTHER/undo", body: `{"why":"a slip"}`}},
	"GET /api/awaiting":                      {{path: "/api/awaiting"}, {path: "/api/awaiting?id=ID"}},
	"POST /api/decisions/{decision}/confirm": {{path: "/api/decisions/WAITING/confirm", body: `{"why":"agreed"}`}},
	"GET /api/account":                       {{path: "/api/account"}},
	"GET /api/people":                        {{path: "/api/people"}},
	"POST /api/people":                       {{path: "/api/people", body: `{"role":"viewer"}`}},
	"POST /api/people/{person}":              {{path: "/api/people/1", body: `{"role":"administrator","disabled":false}`}},
	"GET /api/changes":                       {{path: "/api/changes"}, {path: "/api/changes?since=1"}},
	"GET /api/incidents/{id}/alike":          {{path: "/api/incidents/ID/alike"}},
	"GET /api/compare":                       {{path: "/api/compare?a=d1&b=d2"}},
	"GET /api/incidents/{id}/changes":        {{path: "/api/incidents/ID/changes?from=2023-01-27"}},
	"GET /api/schema.json":                   {{path: "/api/schema.json"}},
	"GET /api/entities":                      {{path: "/api/entities"}, {path: "/api/entities?name=Aliyev&limit=2"}},
	"GET /api/entities/{entity}":             {{path: "/api/entities/Ilham%20Aliyev"}},
	"GET /api/sources":                       {{path: "/api/sources"}},
	"GET /api/sources/{source}":              {{path: "/api/sources/Caspian%20Wire"}},
	"POST /api/sources/{source}":             {{path: "/api/sources/Caspian%20Wire", body: `{"kind":"press","why":"an agency"}`}},
	"GET /api/accuracy":                      {{path: "/api/accuracy"}},
}

// Every route of the API is called on a filled archive, and answers what the
// description says of it, and no more.
func TestTheAPIIsAsItIsDescribed(t *testing.T) {
	team := openTeam(t)
	k := caller{t, team.url, team.token("root", account.Admin)}
	c := described(t, k)
	id := team.incident()
	var out struct {
		Records []struct{ Values []struct{ ID, Slot string } }
	}
	if err := json.Unmarshal(k.get("/api/incidents/"+id, 200), &out); err != nil {
		t.Fatal(err)
	}
	v := out.Records[0].Values[0]
	waits := team.decides("cora", id, `{"kind":"accept","slot":"`+v.Slot+`","value":"`+v.ID+`"}`)
	other := team.decides("cora", id, `{"kind":"note","why":"a slip"}`)
	put := strings.NewReplacer("ID", id, "OTHER", fmt.Sprint(other), "WAITING", fmt.Sprint(waits), "VALUE", v.ID, "SLOT", v.Slot, ">", "%3E")
	for _, r := range desk.Routes() {
		if !strings.HasPrefix(r.Path, "/api/") {
			continue
		}
		if len(apiCalls[r.Pattern()]) == 0 {
			t.Errorf("%s is not called by this test", r.Pattern())
		}
		for _, x := range apiCalls[r.Pattern()] {
			kind, body := x.carries(put)
			answer := k.call(r.Method, put.Replace(x.path), kind, body, 200)
			if r.Media == "" && r.Path != "/api/openapi.json" {
				holds(t, c, r, "200", answer)
			}
			if r.Pattern() == "GET /api/incidents/{id}" {
				holds(t, c, r, "404", k.get("/api/incidents/none", 404))
				holds(t, c, r, "401", caller{t, team.url, "none"}.get("/api/incidents/"+id, 401))
			}
		}
	}
}

// carries is what a request carries.
func (x call) carries(put *strings.Replacer) (kind string, body io.Reader) {
	switch {
	case x.file != "":
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		p, _ := m.CreateFormFile("file", "ghent.txt")
		io.WriteString(p, x.file)
		m.Close()
		return m.FormDataContentType(), &b
	case x.body != "":
		return "application/json", strings.NewReader(put.Replace(x.body))
	}
	return "", nil
}

// A part of a report's text is counted as citations are, and what is not there is
// told.
func TestAPartOfAText(t *testing.T) {
	k := caller{t: t, url: openDesk(t)}
	var whole, part desk.Text
	get := func(path string, into any) {
		if err := json.Unmarshal(k.get(path, 200), into); err != nil {
			t.Fatal(err)
		}
	}
	get("/api/documents/d1", &whole)
	get("/api/documents/d1?start=5&end=25", &part)
	if r := []rune(whole.Text); len(r) != whole.Length || string(r[5:25]) != part.Text || part.End != 25 {
		t.Errorf("%d characters of %d, %q", len(r), whole.Length, part.Text)
	}
	for _, q := range []string{"start=-1", "start=x", "start=9&end=3", "end=99999999"} {
		k.get("/api/documents/d1?"+q, 400)
	}
	k.get("/api/documents/d999", 404)
}
