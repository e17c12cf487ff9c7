package desk_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"dossier/internal/desk"
	"dossier/internal/search"
	"dossier/schema"
)

// town is where and what an incident of a test is.
type town struct {
	kind, country, place, date string
	at                         [2]float64
	role                       string
}

// atlas is a desk over incidents of several towns.
func atlas(t *testing.T, towns ...town) http.Handler {
	t.Helper()
	var items []search.Item
	for i, w := range towns {
		r := schema.Record{ID: fmt.Sprintf("r%d", i+1), Role: w.role, Title: "Attack in " + w.place}
		if r.Role == "" {
			r.Role = "main"
		}
		put := func(slot string, v any) {
			r.Values = append(r.Values, schema.Value{ID: fmt.Sprintf("f%d", len(r.Values)+1), Slot: slot, Value: v, Preferred: true, Confidence: 0.9, Status: "single"})
		}
		put("type", w.kind)
		put("country", w.country)
		put("place", w.place)
		put("date", w.date)
		if w.at != [2]float64{} {
			put("coordinates", w.at)
		}
		items = append(items, search.Item{Record: r})
	}
	s := &shelf{Memory: search.NewMemory(items)}
	k, err := desk.New(s, desk.Options{Hosts: []string{host}, Formats: []desk.Offer{{Name: "json"}}, Now: func() time.Time { return time.Unix(0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	return k.Handler()
}

var ghent, lyon = [2]float64{51.05, 3.72}, [2]float64{45.76, 4.84}

func three(t *testing.T) http.Handler {
	return atlas(t,
		town{kind: "bombing", country: "BE", place: "Ghent", date: "2019-03-02", at: ghent},
		town{kind: "shooting", country: "FR", place: "Lyon", date: "2020", at: lyon},
		town{kind: "shooting", country: "FR", place: "Metz", date: "2021-05"},
		town{kind: "arson", country: "FR", place: "Nice", date: "1999", role: "background"})
}

// hrefs are the links of a page that begin so, with what they say.
func hrefs(page string) map[string]string {
	out := map[string]string{}
	for _, part := range strings.Split(page, "<a ")[1:] {
		tag, rest, _ := strings.Cut(part, ">")
		_, h, ok := strings.Cut(tag, `href="`)
		if h, _, _ = strings.Cut(h, `"`); ok {
			text, _, _ := strings.Cut(rest, "</a>")
			out[html.UnescapeString(h)] = text
		}
	}
	return out
}

// Each chart adds its condition to the query, a second value beside the first, and
// takes it back; its counts stay those without itself.
func TestChartsNarrowTheQuery(t *testing.T) {
	h := three(t)
	for _, c := range []struct{ asked, link string }{
		{"", "type:shooting"},
		{"", "country:FR"},
		{"", "date:2019-03"},
		{"type:shooting", "type:shooting,bombing"},
		{"type:shooting,bombing", "type:bombing"},
		{"attack type:shooting", "attack"},
		{"attack OR fire", "(attack OR fire) type:bombing"},
	} {
		page := ask(h, "GET", "/?q="+url.QueryEscape(c.asked), "").Body.String()
		want := "/?q=" + url.QueryEscape(c.link)
		if _, ok := hrefs(page)[want]; !ok {
			t.Errorf("%q: no link to %q; there are %v", c.asked, c.link, hrefs(page))
		}
		if w := ask(h, "GET", want, ""); w.Code != 200 {
			t.Errorf("%q cannot be read", c.link)
		}
	}
}

// Incidents told in passing are left out until they are asked for, in the list, the
// counts, the map and what is exported.
func TestToldInPassing(t *testing.T) {
	h := three(t)
	for _, c := range []struct {
		path      string
		nice, own bool
		given     string
	}{
		{"/", false, true, "role:main"},
		{"/?role=background", true, false, "role:background"},
		{"/?role=all", true, true, ""},
		{"/?q=role:background", true, false, "role:background"},
		{"/?q=metz+OR+nice", false, true, "(metz OR nice) role:main"},
	} {
		page := ask(h, "GET", c.path, "").Body.String()
		if got := strings.Contains(page, "Attack in Nice"); got != c.nice {
			t.Errorf("%s: told in passing is shown: %v", c.path, got)
		}
		if got := strings.Contains(page, "Attack in Metz"); got != c.own {
			t.Errorf("%s: of its own is shown: %v", c.path, got)
		}
		if !strings.Contains(page, `name="q" value="`+c.given+`"><label>`) {
			t.Errorf("%s: not %q is exported", c.path, c.given)
		}
	}
}

// The map shows the whole result, says what is not on it, and gives its places.
func TestTheMapShowsTheWholeResult(t *testing.T) {
	h := three(t)
	page := ask(h, "GET", "/", "").Body.String()
	for _, want := range []string{"2 of 3 on the map", "1 without coordinates", `data-count="2"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	var got desk.MapPlaces
	w := ask(h, "GET", "/api/places?q=country:FR", "")
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.Total != 3 || got.Located != 1 || len(got.Places) != 1 || got.Places[0].Place != "Lyon" {
		t.Errorf("%v %+v", err, got)
	}
}

// The time of a result is counted in what gives a readable number of bars.
func TestUnitsOfTime(t *testing.T) {
	for _, c := range []struct {
		unit string
		list []string
	}{
		{"month", []string{"2019-03", "2021-05"}}, {"year", []string{"1999", "2021-05"}}, {"decade", []string{"1920", "2021-05"}},
	} {
		var towns []town
		for _, d := range c.list {
			towns = append(towns, town{kind: "bombing", place: "Ghent", date: d})
		}
		if page := ask(atlas(t, towns...), "GET", "/", "").Body.String(); !strings.Contains(page, "Incidents by "+c.unit) {
			t.Errorf("%v are not counted by %s", c.list, c.unit)
		}
	}
}

func TestCompletions(t *testing.T) {
	h := three(t)
	if w := post(h, "/api/queries", `{"name":"mine","query":"type:shooting"}`); w.Code != 200 {
		t.Fatal(w.Body)
	}
	for _, c := range []struct {
		typed, want string
		count       int
	}{
		{"sho", "type:shooting", 2},
		{"attack typ", "type:", 0},
		{"type:", "type:shooting", 2},
		{"type:bombing,sh", "type:bombing,shooting", 2},
		{"country:fra", "country:FR", 3},
		{"fra", "country:FR", 3},
		{"lyo", "place:Lyon", 1},
		{"-(lyo", "place:Lyon", 1},
		{"date:20", "date:2020", 1},
		{"kill", "killed>=", 0},
		{"@m", "@mine", 0},
		{"", "@mine", 0},
		{"type:hijack", "type:hijacking", 0},
	} {
		var got desk.Completions
		if err := json.Unmarshal(ask(h, "GET", "/api/complete?q="+url.QueryEscape(c.typed), "").Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, x := range got.Items {
			found = found || x.Insert == c.want && x.Count == c.count
		}
		if !found {
			t.Errorf("%q: no %s (%d) in %+v", c.typed, c.want, c.count, got.Items)
		}
	}
}

// post sends JSON.
func post(h http.Handler, path, body string) *httptest.ResponseRecorder {
	return ask(h, "POST", path, body, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") })
}

// A query is saved from the page, used under its name within others, and removed.
func TestSavedQueries(t *testing.T) {
	h := three(t)
	w := ask(h, "POST", "/queries", "name=@guns&q=type:shooting")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/?q=%40guns" {
		t.Fatal(w.Code, w.Header(), w.Body)
	}
	page := ask(h, "GET", "/?q=@guns+place:lyon", "").Body.String()
	if !strings.Contains(page, "Attack in Lyon") || strings.Contains(page, "Attack in Metz") || !strings.Contains(page, "@guns") {
		t.Errorf("the saved query does not stand for what it is: %.2000s", page)
	}
	for _, bad := range []string{"name=two+words&q=x", "name=&q=x", "name=a&q=killed:x", "remove=none"} {
		if w := ask(h, "POST", "/queries", bad); w.Code != 400 && w.Code != 404 {
			t.Errorf("%s: status %d", bad, w.Code)
		}
	}
	if w := ask(h, "POST", "/queries", "remove=guns"); w.Code != http.StatusSeeOther {
		t.Error(w.Code)
	}
	if w := ask(h, "GET", "/?q=@guns", ""); w.Code != 400 {
		t.Error("a query that was removed is still used", w.Code)
	}
}
