package desk

import (
	"net/http"

	"dossier/internal/account"
	"dossier/internal/search"
	"dossier/schema"
)

// Route is one thing that the desk answers: who may ask for it, what it takes and
// what it gives. The handlers, the description of the API and the test of who may
// do what are made of these.
type Route struct {
	Method, Path string
	What         string        // what it does, in a few words
	Least        account.Role  // the least role that may; [account.Anyone] needs no sign-in
	Token        account.Scope // what a token must cover; [account.NoToken] where none may
	Fresh        bool          // in a session, the password must have been given a short while ago
	Body         int64         // the most bytes that a request may carry
	Twin         string        // of a page: where the same is given as JSON
	Params       []Param       // of its address
	Takes        any           // of the API: a value of the type that a request carries
	Gives        any           // of the API: a value of the type that an answer carries
	Media        string        // of what is no JSON: its media type

	serve func(*Desk, Book, http.ResponseWriter, *http.Request) error
}

// Param is a parameter of an address.
type Param struct{ Name, What string }

// Pattern is the route as [http.ServeMux] takes it.
func (r Route) Pattern() string { return r.Method + " " + r.Path }

// Files is a form with files, as a request carries it.
type Files struct{}

// small is the most bytes of a form with a few fields, and ofJSON those of a request
// in JSON.
const (
	small  = 4 << 10
	ofJSON = 64 << 10
)

var (
	queryParam  = Param{"q", "a query, in the language of dossier search; everything without one"}
	afterParam  = Param{"after", "leads to the next page: next of the page before"}
	limitParam  = Param{"limit", "how many, 1 to 1000"}
	sortParam   = Param{"sort", "date (the newest first, the usual), oldest, killed, injured or documents"}
	recordParam = Param{"id", "any id that the incident has or had, or the beginning of one"}
)

// Routes are all that the desk answers.
func Routes() []Route {
	var out []Route
	for _, part := range [][]Route{pages(), forms(), registerPages(), api(), apiRegister(), entrances(), accounts(), apiAccounts()} {
		out = append(out, part...)
	}
	return out
}

// pages are what people look at.
func pages() []Route {
	const get, viewer = http.MethodGet, account.Viewer
	return []Route{
		{Method: get, Path: "/{$}", What: "the incidents that a query finds", Least: viewer, Twin: "/api/incidents", serve: (*Desk).incidents},
		{Method: get, Path: "/incidents/{id}", What: "an incident beside its reports", Least: viewer, Twin: "/api/incidents/{id}", serve: (*Desk).record},
		{Method: get, Path: "/incidents/{id}/documents/{document}", What: "the text of one report with its marks", Least: viewer, Twin: "/api/documents/{document}", serve: (*Desk).sheet},
		{Method: get, Path: "/incidents/{id}/alike", What: "which reports tell of an incident, and what is perhaps the same one", Least: viewer, Twin: "/api/incidents/{id}/alike", serve: (*Desk).alike},
		{Method: get, Path: "/review", What: "the values that are most worth a look", Least: viewer, Twin: "/api/review", serve: (*Desk).review},
		{Method: get, Path: "/documents", What: "the preserved reports", Least: viewer, Twin: "/api/documents", serve: (*Desk).documents},
		{Method: get, Path: "/documents/{document}", What: "a preserved report with what stands on it", Least: viewer, Twin: "/api/documents/{document}", serve: (*Desk).paper},
		{Method: get, Path: "/documents/{document}/raw", What: "gives the bytes of a report away as they were received", Least: viewer, Twin: "/api/documents/{document}", serve: (*Desk).raw},
		{Method: get, Path: "/compare", What: "two reports, or an incident on two days, side by side", Least: viewer, Twin: "/api/compare", serve: (*Desk).compare},
		{Method: get, Path: "/accuracy", What: "how well the program reads, and what people decided", Least: viewer, Twin: "/api/accuracy", serve: (*Desk).accuracy},
		{Method: get, Path: "/log", What: "what was done, when and by whom", Least: viewer, Twin: "/api/log", serve: (*Desk).log},
		{Method: get, Path: "/add", What: "where reports are added", Least: account.Coder, Twin: "/api/documents", serve: (*Desk).addPage},
		{Method: get, Path: "/help", What: "the keys and the codebook", Least: viewer, Twin: "/api/codebook", serve: (*Desk).help},
		{Method: get, Path: "/export", What: "gives away exactly what a query finds", Least: viewer, Token: account.Read, Twin: "/api/export", serve: (*Desk).export},
		{Method: get, Path: "/static/{name}", What: "a file of the pages", serve: (*Desk).static},
		{Method: get, Path: "/health", What: "tells whether the desk answers", serve: (*Desk).health},
	}
}

// forms are what pages send.
func forms() []Route {
	const post = http.MethodPost
	return []Route{
		{Method: post, Path: "/add", What: "adds reports", Least: account.Coder, Body: maxUpload, serve: (*Desk).addForm},
		{Method: post, Path: "/incidents/{id}/alike", What: "says which reports tell of one incident", Least: account.Coder, Body: small, serve: (*Desk).answerAlike},
		{Method: post, Path: "/queries", What: "keeps a query under a name, or no longer", Least: account.Coder, Body: 2 * small, serve: (*Desk).saveForm},
		{Method: post, Path: "/theme", What: "keeps the light or the dark theme", Body: small, serve: (*Desk).theme},
		{Method: post, Path: "/close", What: "ends the desk, where no terminal can", Least: account.Administrator, Body: small, serve: (*Desk).closeForm},
		{Method: post, Path: "/example", What: "opens or leaves the example", Least: account.Viewer, Body: small, serve: (*Desk).enterExample},
	}
}

// api is what programs use; the pages use it too.
func api() []Route {
	const get, post, read = http.MethodGet, http.MethodPost, account.Read
	const viewer = account.Viewer
	return []Route{
		{Method: get, Path: "/api/openapi.json", What: "describes the API (OpenAPI 3.1)", Gives: description{}, serve: (*Desk).openAPI},
		{Method: get, Path: "/api/incidents", What: "a page of the incidents that a query finds", Least: viewer, Token: read, Gives: search.Page{}, serve: (*Desk).apiIncidents,
			Params: []Param{queryParam, sortParam, limitParam, afterParam}},
		{Method: get, Path: "/api/incidents/{id}", What: "an incident with its reports, in the record format", Least: viewer, Token: read, Gives: schema.Output{}, serve: (*Desk).apiRecord,
			Params: []Param{recordParam, {"as-of", "a day (EDTF): the record as what was published by its end makes it"}}},
		{Method: get, Path: "/api/incidents/{id}/alike", What: "the incidents that are perhaps the same as one, the likeliest first", Least: viewer, Token: read, Gives: AlikeList{}, serve: (*Desk).apiAlike,
			Params: []Param{recordParam}},
		{Method: post, Path: "/api/incidents/{id}/decisions", What: "keeps a decision about an incident", Least: account.Coder, Token: account.Decide, Body: ofJSON, Takes: Judgement{}, Gives: Judged{}, serve: (*Desk).decide,
			Params: []Param{recordParam}},
		{Method: post, Path: "/api/decisions/{decision}/undo", What: "cancels a decision, by another that says so", Least: account.Coder, Token: account.Decide, Body: ofJSON, Takes: Reason{}, Gives: Judged{}, serve: (*Desk).undo,
			Params: []Param{{"decision", "the number of the decision"}}},
		{Method: get, Path: "/api/count", What: "counts the incidents that a query finds, by one or more fields", Least: viewer, Token: read, Gives: search.Counts{}, serve: (*Desk).apiCount,
			Params: []Param{queryParam, {"by", "a field of the query language; may be given several times; type without one"}}},
		{Method: get, Path: "/api/places", What: "where the incidents lie that a query finds", Least: viewer, Token: read, Gives: MapPlaces{}, serve: (*Desk).apiPlaces,
			Params: []Param{queryParam}},
		{Method: get, Path: "/api/complete", What: "what the last word of a query can become", Least: viewer, Token: read, Gives: Completions{}, serve: (*Desk).apiComplete,
			Params: []Param{{"q", "a query as far as it is written"}}},
		{Method: get, Path: "/api/queries", What: "the queries that are kept", Least: viewer, Token: read, Gives: SavedQueries{}, serve: (*Desk).apiSaved},
		{Method: post, Path: "/api/queries", What: "keeps a query under a name, in the place of another", Least: account.Coder, Token: account.Decide, Body: 2 * small, Takes: SavedQuery{}, Gives: SavedQueries{}, serve: (*Desk).apiSave},
		{Method: http.MethodDelete, Path: "/api/queries/{name}", What: "keeps a query no longer", Least: account.Coder, Token: account.Decide, Body: small, Gives: SavedQueries{}, serve: (*Desk).apiRemove,
			Params: []Param{{"name", "the name of the query"}}},
		{Method: get, Path: "/api/documents", What: "the preserved reports with the incidents they tell of", Least: viewer, Token: read, Gives: Shelf{}, serve: (*Desk).apiDocuments,
			Params: []Param{{"before", "a number: those that came before the report of this number"}, limitParam}},
		{Method: post, Path: "/api/documents", What: "adds reports: each part of the form named file is one, or a packed file of several", Least: account.Coder, Token: account.Add, Body: maxUpload, Takes: Files{}, Gives: Arrivals{}, serve: (*Desk).apiAdd},
		{Method: get, Path: "/api/documents/{document}", What: "a preserved report with its text, or a part of it", Least: viewer, Token: read, Gives: Text{}, serve: (*Desk).apiDocument,
			Params: []Param{{"document", "the number of the report (d3), or its SHA-256"}, {"start", "the first character wanted, counted in code points from 0"}, {"end", "the character after the last one wanted"}}},
		{Method: get, Path: "/api/review", What: "the values that are most worth a look, the most worth first", Least: viewer, Token: read, Gives: Queue{}, serve: (*Desk).apiReview,
			Params: []Param{{"state", "those that are accepted, edited, rejected or obsolete; those that nobody has decided on without it"}}},
		{Method: get, Path: "/api/changes", What: "what has changed since an entry of the log", Least: viewer, Token: read, Gives: Changed{}, serve: (*Desk).apiChanges,
			Params: []Param{{"since", "the number of an entry; only the last entry is told without one"}}},
		{Method: get, Path: "/api/compare", What: "two reports side by side: words, citations and what they say", Least: viewer, Token: read, Gives: Comparison{}, serve: (*Desk).apiCompare,
			Params: []Param{{"a", "a report, by its number or hash"}, {"b", "the other one"}}},
		{Method: get, Path: "/api/incidents/{id}/changes", What: "how an incident changed from one day to another", Least: viewer, Token: read, Gives: Between{}, serve: (*Desk).apiBetween,
			Params: []Param{recordParam, {"from", "a day (EDTF)"}, {"to", "a day; the present without one"}}},
		{Method: get, Path: "/api/accuracy", What: "how well the program reads, and what people decided in this archive", Least: viewer, Token: read, Gives: Accuracy{}, serve: (*Desk).apiAccuracy},
		{Method: get, Path: "/api/log", What: "what was done, the latest first", Least: viewer, Token: read, Gives: Trail{}, serve: (*Desk).apiLog,
			Params: []Param{{"id", "an incident or a report; everything without one"}, {"before", "leads to what was done earlier: older of the page before"}}},
		{Method: get, Path: "/api/codebook", What: "the closed vocabularies that records are coded with", Least: viewer, Token: read, Gives: Codebook{}, serve: (*Desk).apiCodebook},
		{Method: get, Path: "/api/schema.json", What: "the JSON Schema of the record format", Least: viewer, Token: read, Media: "application/schema+json", serve: (*Desk).schemaJSON},
		{Method: get, Path: "/api/export", What: "gives away exactly what a query finds, in a format of dossier export", Least: viewer, Token: read, Media: "application/octet-stream", serve: (*Desk).export,
			Params: []Param{queryParam, {"format", "the name of the format"}}},
	}
}
