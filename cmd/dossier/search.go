package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"dossier/internal/archive"
	"dossier/internal/fault"
	"dossier/internal/lexicon"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/store/sqlite"
)

// SearchCmd is "dossier search".
type SearchCmd struct {
	Query []string    `arg:"" optional:"" help:"What to search for; @NAME is a saved query."`
	Sort  search.Sort `enum:"date,oldest,killed,injured,documents,relevance" default:"date" help:"The order: ${enum}."`
	Limit int         `default:"20" placeholder:"N" help:"How many records at most, to 1000."`
	After string      `placeholder:"CURSOR" help:"Go on behind a page, whose end gave the cursor."`
	JSON  bool        `name:"json" help:"Print the page as JSON."`
	Save  string      `placeholder:"NAME" help:"Keep the query under a name, and print nothing."`
	Saved bool        `help:"List the saved queries."`
	Color string      `enum:"auto,always,never" default:"auto" help:"Mark what was found with colour: ${enum}."`
	Place `embed:""`
}

// Run prints the records that a query finds.
func (c *SearchCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	s, err := searcher(a)
	if err != nil {
		return err
	}
	if c.Saved {
		return listSaved(app, s)
	}
	q, err := readQuery(app, s, c.Query)
	if err != nil {
		return err
	}
	if c.Save != "" {
		return s.SaveQuery(app.Context, c.Save, q.String())
	}
	page, err := s.Search(app.Context, search.Request{Query: q, Sort: c.Sort, Limit: c.Limit, After: c.After})
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(app.Stdout, page)
	}
	_, colour := Print{Color: c.Color}.look(app)
	return printPage(app.Stdout, page, colour)
}

// searcher is what searches the archive.
func searcher(a *archive.Archive) (search.Searcher, error) {
	s, ok := a.Store.(search.Searcher)
	if !ok {
		return nil, fault.New(fault.Unsupported, "this archive cannot be searched")
	}
	return s, nil
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func listSaved(app *App, s search.Searcher) error {
	saved, err := s.SavedQueries(app.Context)
	if err != nil {
		return err
	}
	for _, n := range slices.Sorted(maps.Keys(saved)) {
		fmt.Fprintf(app.Stdout, "@%s\t%s\n", n, saved[n])
	}
	return nil
}

// readQuery reads the query that arguments make, in which "@NAME" stands for a saved
// one.
func readQuery(app *App, s search.Searcher, args []string) (query.Query, error) {
	text, err := search.Expand(app.Context, s, strings.Join(args, " "))
	if err != nil {
		return query.Query{}, err
	}
	return queryBook().Parse(text)
}

// queryBook is what the query language knows of countries.
func queryBook() query.Book {
	return query.Book{Country: countryCode, Countries: countryNames()}
}

// countryCode is the code of a country's code or name.
func countryCode(s string) (string, bool) {
	if c, ok := lexicon.CountryByCode(strings.ToUpper(s)); ok {
		return c.Code, true
	}
	want := lexicon.Fold(s)
	for _, c := range lexicon.Countries() {
		if slices.ContainsFunc(c.Names, func(n string) bool { return lexicon.Fold(n) == want }) {
			return c.Code, true
		}
	}
	return "", false
}

func countryNames() []string {
	var out []string
	for _, c := range lexicon.Countries() {
		out = append(out, c.Name)
	}
	return out
}

// printPage prints a line for each record found, and under it the words found.
func printPage(w io.Writer, p search.Page, colour bool) error {
	var b strings.Builder
	tw := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, h := range p.Hits {
		place := h.Place
		if h.Country != "" && place != "" {
			place += ", "
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s killed\t%s injured\t%s\n", printable(h.ID), dash(h.Date), dash(place+h.Country),
			dash(strings.Join(h.Types, " ")), dash(h.Killed), dash(h.Injured), counted(h.Documents, "document"))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	lines := strings.SplitAfter(b.String(), "\n")
	for i, h := range p.Hits {
		fmt.Fprint(w, lines[i])
		for _, s := range h.Snippets {
			fmt.Fprintf(w, "    %.8s: %s\n", s.Document, marked(s, colour))
		}
	}
	_, err := fmt.Fprintf(w, "%s found", counted(p.Total, "record"))
	if err == nil && p.Next != "" {
		_, err = fmt.Fprintf(w, ", %d shown; the next with --after %s", len(p.Hits), p.Next)
	}
	if err == nil {
		_, err = fmt.Fprintln(w)
	}
	return err
}

func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprint(n, " ", what)
}

// marked is a snippet on one line, with what was found in colour.
func marked(s search.Snippet, colour bool) string {
	runes := []rune(s.Quote)
	var b strings.Builder
	at := 0
	for _, m := range s.Marks {
		b.WriteString(oneLine(string(runes[at:m[0]])))
		word := oneLine(string(runes[m[0]:m[1]]))
		if colour {
			word = "\x1b[1;33m" + word + "\x1b[0m"
		}
		b.WriteString(word)
		at = m[1]
	}
	b.WriteString(oneLine(string(runes[at:])))
	return b.String()
}

// oneLine makes each run of spaces and breaks one space.
func oneLine(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range printable(s) {
		if r == ' ' {
			gap = true
			continue
		}
		if gap {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	if gap {
		b.WriteByte(' ')
	}
	return b.String()
}

// CountCmd is "dossier count".
type CountCmd struct {
	Query []string      `arg:"" optional:"" help:"Which records to count; @NAME is a saved query. All when nothing is given."`
	By    []query.Field `default:"country" placeholder:"FIELD,…" help:"What to count by, up to three: country, year, month, type, target, weapon, place, person, source, …"`
	Limit int           `default:"50" placeholder:"N" help:"How many lines at most; 0 for all."`
	JSON  bool          `name:"json" help:"Print all counts as JSON."`
	Place `embed:""`
}

// Run counts the records that a query finds.
func (c *CountCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	s, err := searcher(a)
	if err != nil {
		return err
	}
	q, err := readQuery(app, s, c.Query)
	if err != nil {
		return err
	}
	counts, err := c.count(app, s, q)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(app.Stdout, counts)
	}
	return printCounts(app.Stdout, counts, c.Limit)
}

// count counts as much as is printed: of one field the first groups, which an index
// leads to.
func (c *CountCmd) count(app *App, s search.Searcher, q query.Query) (search.Counts, error) {
	if c.JSON || c.Limit <= 0 || len(c.By) != 1 {
		return s.Count(app.Context, q, c.By)
	}
	list, err := s.Top(app.Context, q, c.By, c.Limit)
	if err != nil {
		return search.Counts{}, err
	}
	return list[0], nil
}

// printCounts prints a line for each group.
func printCounts(w io.Writer, c search.Counts, limit int) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range c.By {
		fmt.Fprintf(tw, "%s\t", strings.ToUpper(string(f)))
	}
	fmt.Fprintln(tw, "RECORDS")
	shown := c.Groups
	if limit > 0 && len(shown) > limit {
		shown = shown[:limit]
	}
	for _, g := range shown {
		for _, v := range g.Values {
			fmt.Fprintf(tw, "%s\t", dash(v))
		}
		fmt.Fprintln(tw, g.Count)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	if c.More {
		_, err := fmt.Fprintf(w, "%s; the first %s; --limit 0 shows all\n", counted(c.Total, "record"), counted(len(shown), "group"))
		return err
	}
	_, err := fmt.Fprintf(w, "%s in %s", counted(c.Total, "record"), counted(len(c.Groups), "group"))
	if err == nil && len(shown) < len(c.Groups) {
		_, err = fmt.Fprintf(w, ", %d shown; --limit 0 shows all", len(shown))
	}
	if err == nil {
		_, err = fmt.Fprintln(w)
	}
	return err
}

// ReindexCmd is "dossier reindex".
type ReindexCmd struct {
	Place `embed:""`
}

// Run makes the index of search anew.
func (c *ReindexCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	s, ok := a.Store.(*sqlite.Store)
	if !ok {
		return fault.New(fault.Unsupported, "this archive has no index of search")
	}
	n, err := s.Reindex(app.Context)
	if err != nil {
		return err
	}
	fmt.Fprintf(app.Stdout, "%s indexed\n", counted(n, "record"))
	return nil
}

// Help is the manual of the language.
func (SearchCmd) Help() string {
	var b strings.Builder
	b.WriteString(`Words beside each other must all be there, in any form ("bomb" finds "bombing"), in the record or in any of its documents. "Quoted words" must stand so, beside each other. bomb* finds what begins so. OR joins alternatives and binds loosest; (parentheses) group; a minus before a word, condition or group excludes it. Put the query in single quotes for the shell, behind -- when it begins with a minus.

Conditions are field:value, several values with commas; numbers and dates also as ranges: killed>=1, injured:3..10, date:2010..2025, date>=2015-08. A date matches when the incident can have been then: one told as "2015-08" is found on each day of that August. Of numbers and dates the shown value counts; conflict:killed finds those in dispute. Names of people and groups are found in other spellings too.

Fields:

`)
	for _, f := range query.Fields() {
		fmt.Fprintf(&b, "  %-12s %s\n", f.Field, f.Help)
	}
	b.WriteString(`
Examples:

  dossier search 'country:IR type:shooting target:diplomatic killed>=1'
  dossier search '"car bomb" -hoax date:2010..2025 conflict:injured'
  dossier search 'person:Asgarov (embassy OR consulate)' --sort oldest
  dossier search 'type:kidnapping has:perpetrator' --save kidnappings
  dossier search '@kidnappings country:NG' --json`)
	return b.String()
}

// Help says what is counted.
func (CountCmd) Help() string {
	return `A record with several values of a field counts in the group of each; one without any is in the group "-". The last line says how many records there are.

Examples:

  dossier count --by country,year
  dossier count --by type 'killed>=10'
  dossier count --by person,source '@kidnappings' --json`
}

// Help says when it is needed.
func (ReindexCmd) Help() string {
	return `The index is kept in step with the archive and is made anew by itself when its version is old; this does it at once. Nothing else is changed.

Example:

  dossier reindex --archive cases`
}
