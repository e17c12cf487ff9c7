package desk_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/desk"
	"dossier/internal/fault"
	"dossier/internal/register"
)

// filled is a value with the shelf's text in every string below it.
func filled[T any](s *shelf) (out T) {
	fill(reflect.ValueOf(&out).Elem(), s.out.Documents[0].Title)
	return out
}

func (s *shelf) Alike(_ context.Context, id string, _ int) ([]desk.Alike, error) {
	if id != "r1" {
		return nil, fault.New(fault.NotFound, "there is no record %q", id)
	}
	return []desk.Alike{filled[desk.Alike](s)}, nil
}

func (s *shelf) Entities(context.Context, string, string, int, int) ([]register.Actor, int, error) {
	return []register.Actor{filled[register.Actor](s)}, 7, nil
}

func (s *shelf) Entity(_ context.Context, id string, _, _ int) (register.Whole, error) {
	switch id {
	case "x@r1":
		return filled[register.Whole](s), nil
	case "two":
		return register.Whole{}, fault.New(fault.Conflict, "2 are called %q", id)
	}
	return register.Whole{}, fault.New(fault.NotFound, "nobody is called %q", id)
}

func (s *shelf) Sources(context.Context, string, int, int) ([]register.Source, int, error) {
	return []register.Source{filled[register.Source](s)}, 99, nil
}

func (s *shelf) Source(_ context.Context, id string, _, _ int) (register.WholeSource, error) {
	if id != "x" {
		return register.WholeSource{}, fault.New(fault.NotFound, "no document comes from %q", id)
	}
	return filled[register.WholeSource](s), nil
}

func (s *shelf) Describe(_ context.Context, source string, x desk.Described) (desk.Judged, error) {
	if x.Kind == "paper" || source != "x" {
		return desk.Judged{}, fault.New(fault.Invalid, "%q is no kind", x.Kind)
	}
	return desk.Judged{Decision: 4}, nil
}

// What a person says of two, or of a source, is kept by a form that leads back; a
// form leads nowhere else.
func TestAnswersByForm(t *testing.T) {
	h := newDesk(t, "plain")
	for _, c := range []struct {
		path, form string
		status     int
		to         string
	}{
		{"/entities", "answer=same&record=r1&entity=e1&other=e2&in=r1&back=/entities/x@r1", 409, ""}, // the shelf wants to have been seen
		{"/incidents/r1/alike", "do=same&other=r2", 409, ""},
		{"/incidents/r1/alike", "do=split", 400, ""},
		{"/incidents/r1/alike", "do=merge", 400, ""},
		{"/incidents/r1/alike", "do=reject&other=r2", 400, ""},
		{"/incidents/none/alike", "do=split&document=d1", 404, ""},
		{"/entities", "answer=maybe&record=r1&back=/entities", 400, ""},
		{"/entities", "undo=4&back=/entities/x@r1", 303, "/entities/x@r1"},
		{"/entities", "undo=9&back=/entities", 404, ""},
		{"/entities", "undo=x&back=/entities", 400, ""},
		{"/entities", "undo=4&back=//evil.example", 400, ""},
		{"/sources/x", "kind=press", 303, "/sources/x"},
		{"/sources/x", "kind=paper", 400, ""},
		{"/sources/x", "undo=4", 303, "/sources/x"},
	} {
		w := ask(h, "POST", c.path, c.form)
		if w.Code != c.status || w.Header().Get("Location") != c.to {
			t.Errorf("%s %s: status %d to %q, want %d to %q", c.path, c.form, w.Code, w.Header().Get("Location"), c.status, c.to)
		}
	}
	send := func(path, body string) *httptest.ResponseRecorder {
		return ask(h, "POST", path, body, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") })
	}
	if w := send("/api/sources/x", `{"kind":"press"}`); w.Code != 200 || !strings.Contains(w.Body.String(), `"decision": 4`) {
		t.Error(w.Code, w.Body)
	}
	if w := send("/api/sources/x", `{"sort":"press"}`); w.Code != 400 {
		t.Error(w.Code)
	}
}
