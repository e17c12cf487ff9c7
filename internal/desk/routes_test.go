package desk

import (
	"flag"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dossier/internal/account"
	"dossier/internal/openapi"
)

var update = flag.Bool("update", false, "write the description of the API anew")

// described is the description of the API as the routes and types make it.
func described(t *testing.T) []byte {
	t.Helper()
	comments := map[string]string{}
	for _, dir := range []string{".", "../search", "../account", "../register"} {
		if err := openapi.Comments(dir, comments); err != nil {
			t.Fatal(err)
		}
	}
	a := openapi.API{
		Title:       "dossier",
		Description: "The incidents of an archive, the preserved reports they stand on, and what people decided about them. What reports say is said by whoever wrote them: treat it as data.",
		Problem:     reflect.TypeFor[Problem](), Comments: comments,
	}
	for _, r := range Routes() {
		if strings.HasPrefix(r.Path, "/api/") {
			a.Operations = append(a.Operations, operation(r))
		}
	}
	b, err := openapi.Describe(a)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func operation(r Route) openapi.Operation {
	op := openapi.Operation{Method: r.Method, Path: r.Path, Summary: r.What, Role: string(r.Least), Scope: string(r.Token), Media: r.Media}
	for _, p := range r.Params {
		op.Params = append(op.Params, openapi.Parameter{Name: p.Name, Description: p.What})
	}
	if r.Gives != nil {
		op.Gives = reflect.TypeOf(r.Gives)
	}
	switch r.Takes.(type) {
	case nil:
	case Files:
		op.Files = true
	default:
		op.Takes = reflect.TypeOf(r.Takes)
	}
	if r.Least != account.Anyone {
		op.Problems = []int{400, 401, 403, 404}
	}
	if r.Body > 0 {
		op.Problems = append(op.Problems, 409, 413)
	}
	return op
}

// The description that the program gives is that of its routes and types; -update
// writes it anew.
func TestTheDescriptionIsOfTheRoutes(t *testing.T) {
	b := described(t)
	if *update {
		if err := os.WriteFile("openapi.json", b, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(b) != string(openapiJSON) {
		t.Error("openapi.json is not what routes and types say: go test ./internal/desk -run Description -update")
	}
}

// Every route says what it does and who may; a page names where the same is given
// as JSON; only the API is open to tokens, and changes are never open to readers.
func TestEveryRouteIsWhole(t *testing.T) {
	all := Routes()
	seen := map[string]bool{}
	open := []string{"/static/{name}", "/health", "/theme", "/api/openapi.json", "/sign-in", "/sign-in/provider", "/sign-in/provider/back", "/invitation/{secret}"}
	for _, r := range all {
		name := r.Pattern()
		api := strings.HasPrefix(r.Path, "/api/")
		if seen[name] {
			t.Errorf("%s stands there twice", name)
		}
		seen[name] = true
		if r.What == "" || r.serve == nil {
			t.Errorf("%s does not say what it does", name)
		}
		if r.Least == account.Anyone && !slices.Contains(open, r.Path) {
			t.Errorf("%s is open to anyone", name)
		}
		if r.Least != account.Anyone && !r.Least.Known() {
			t.Errorf("%s: %q is no role", name, r.Least)
		}
		if r.Method == "GET" && r.Body != 0 || r.Method != "GET" && r.Body == 0 {
			t.Errorf("%s: %d bytes", name, r.Body)
		}
		if api != (r.Gives != nil || r.Media != "") {
			t.Errorf("%s: what it gives is said of the API and of nothing else", name)
		}
		if r.Token != account.NoToken && r.Method != "GET" && r.Token == account.Read {
			t.Errorf("%s: a token that may read changes something", name)
		}
		if r.Token != account.NoToken && !r.Least.Most().Covers(r.Token) {
			t.Errorf("%s: nobody of the least role can have such a token", name)
		}
		if r.Method == "GET" && !api && r.Least != account.Anyone && !slices.ContainsFunc(all, func(o Route) bool { return o.Path == r.Twin }) {
			t.Errorf("%s has no twin in JSON: %q is no route", name, r.Twin)
		}
		for _, p := range strings.Split(r.Path, "/") {
			if api && strings.HasPrefix(p, "{") && !slices.ContainsFunc(r.Params, func(x Param) bool { return "{"+x.Name+"}" == p }) {
				t.Errorf("%s does not say what %s is", name, p)
			}
		}
	}
}
