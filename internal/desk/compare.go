package desk

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/textdiff"
	"dossier/internal/wording"
	"dossier/schema"
)

// Comparison is two documents side by side.
type Comparison struct {
	A Compared `json:"a"`
	B Compared `json:"b"`
	// Versions is set when both are versions of one document.
	Versions bool `json:"versions"`
	// Cited are the words of A that something stands on, and what became of them in B.
	Cited []CitedWords `json:"cited"`
	// Changes are how the record that B alone makes differs from the one that A alone
	// makes.
	Changes []Change `json:"changes"`
	// Runs are what became of the words of A in B, in order.
	Runs []WordRun `json:"runs"`
}

// Compared is one of two documents.
type Compared struct {
	Document schema.Document `json:"document"`
	Received string          `json:"received"`
	Text     string          `json:"text"`
}

// CitedWords are words of one document that something stands on, and where they are
// in another. Places count code points.
type CitedWords struct {
	What  string `json:"what"` // what stands on them: a slot, or event, attribution and the like
	Words string `json:"words"`
	Start int    `json:"start"` // in the first
	End   int    `json:"end"`
	Fate  string `json:"fate"` // intact, moved, lost
	Now   int    `json:"now"`  // where they begin in the second, of words that are there
}

// Change is one difference between two states of a record.
type Change struct {
	What      string   `json:"what"` // added, removed, shown, hidden, state, words lost
	Part      string   `json:"part"` // a slot, or event, attribution, reaction, account, evidence, relation, decision
	Of        string   `json:"of,omitempty"`
	Value     string   `json:"value"` // as people read it
	State     string   `json:"state,omitempty"`
	Documents []string `json:"documents"`
}

// WordRun is words that the same became of; of what moved Elsewhere is set.
type WordRun struct {
	Kind      string `json:"kind"` // same, added, removed, moved
	Words     string `json:"words"`
	Elsewhere bool   `json:"elsewhere,omitempty"` // they stand here in B, in A they stand elsewhere
}

// Between is how a record changed from one day to another.
type Between struct {
	Incident string   `json:"incident"`
	From     string   `json:"from"`
	To       string   `json:"to"` // "" for the present
	Changes  []Change `json:"changes"`
}

// comparing is the page.
type comparing struct {
	AskedA, AskedB string
	Got            *Comparison
	Counts         map[string]int // words by what became of them
	Fates          []fate
	Rows           []aligned
	Figures        []changeLine
	// Of a record in time:
	Incident, Title, From, To string
	Days                      []moment
	Between                   []changeLine
}

// fate is the citations that the same became of.
type fate struct {
	Name, Means string
	List        []CitedWords // each kind of thing on the same words once
	Count, More int          // all, and those beyond the list
}

// fateShown is how many citations of a fate are listed.
const fateShown = 40

// put takes a citation down.
func (f *fate) put(c CitedWords) {
	f.Count++
	c.What = wording.Code(c.What)
	switch {
	case slices.ContainsFunc(f.List, func(o CitedWords) bool { return o.What == c.What && o.Words == c.Words }):
	case len(f.List) == fateShown:
		f.More++
	default:
		f.List = append(f.List, c)
	}
}

// aligned is a part of both texts that belongs together.
type aligned struct {
	A, B []piece
	Same int // words, of a part that is the same in both
}

// changeLine is a change in words.
type changeLine struct {
	Sign, Label, Text, Class string
	Beside                   bool // it is of no slot
}

// compare shows two documents, or a record on two days, side by side.
func (d *Desk) compare(book Book, w http.ResponseWriter, r *http.Request) error {
	asked := r.URL.Query()
	p := comparing{AskedA: asked.Get("a"), AskedB: asked.Get("b"), Incident: asked.Get("incident"), From: asked.Get("from"), To: asked.Get("to")}
	var err error
	switch {
	case p.Incident != "":
		err = p.inTime(book, r)
	case p.AskedA != "" && p.AskedB != "":
		err = p.documents(book, r)
	}
	if err != nil {
		return err
	}
	return d.render(w, r, http.StatusOK, "compare", "Compare", p)
}

func (p *comparing) documents(book Book, r *http.Request) error {
	got, runs, err := compared(book, r, p.AskedA, p.AskedB)
	if err != nil {
		return err
	}
	p.Got, p.Counts = &got, map[string]int{}
	for _, x := range runs {
		p.Counts[string(x.Kind)] += x.Words
	}
	for _, f := range []fate{{Name: "lost", Means: "the other text does not have these words"}, {Name: "moved", Means: "the same words, elsewhere"}, {Name: "intact", Means: "where they stood"}} {
		for _, c := range got.Cited {
			if c.Fate == f.Name {
				f.put(c)
			}
		}
		p.Fates = append(p.Fates, f)
	}
	p.Rows = rowsOf(got, runs)
	p.Figures = linesOf(got.Changes)
	return nil
}

// compared holds one document against another.
func compared(book Book, r *http.Request, a, b string) (Comparison, []textdiff.Run, error) {
	got, err := book.Compare(r.Context(), a, b)
	if err != nil {
		return got, nil, err
	}
	runs := textdiff.Compare(got.A.Text, got.B.Text)
	for _, x := range runs {
		switch x.Kind {
		case textdiff.Same:
			got.Runs = append(got.Runs, WordRun{"same", got.B.Text[x.B:x.BEnd], false})
		case textdiff.Removed:
			got.Runs = append(got.Runs, WordRun{"removed", got.A.Text[x.A:x.AEnd], false})
		case textdiff.Left:
			got.Runs = append(got.Runs, WordRun{"moved", got.A.Text[x.A:x.AEnd], false})
		case textdiff.Added:
			got.Runs = append(got.Runs, WordRun{"added", got.B.Text[x.B:x.BEnd], false})
		case textdiff.Came:
			got.Runs = append(got.Runs, WordRun{"moved", got.B.Text[x.B:x.BEnd], true})
		}
	}
	return got, runs, nil
}

// apiCompare gives what the page shows.
func (d *Desk) apiCompare(book Book, w http.ResponseWriter, r *http.Request) error {
	asked := r.URL.Query()
	if asked.Get("a") == "" || asked.Get("b") == "" {
		return fault.New(fault.Invalid, "name two documents: a and b")
	}
	got, _, err := compared(book, r, asked.Get("a"), asked.Get("b"))
	if err != nil {
		return err
	}
	got.Cited, got.Changes, got.Runs = full(got.Cited), full(got.Changes), full(got.Runs)
	answer(w, http.StatusOK, got)
	return nil
}

// apiBetween gives how a record changed from one day to another.
func (d *Desk) apiBetween(book Book, w http.ResponseWriter, r *http.Request) error {
	out := Between{Incident: r.PathValue("id"), From: r.URL.Query().Get("from"), To: r.URL.Query().Get("to")}
	if out.From == "" {
		return fault.New(fault.Invalid, "say from which day on")
	}
	changes, err := book.Changes(r.Context(), out.Incident, out.From, out.To)
	if err != nil {
		return err
	}
	out.Changes = full(changes)
	answer(w, http.StatusOK, out)
	return nil
}

// full is a list that JSON writes as one even when nothing is in it.
func full[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// inTime holds a record on one day against itself on another.
func (p *comparing) inTime(book Book, r *http.Request) error {
	out, err := book.Record(r.Context(), p.Incident, false)
	if err != nil {
		return err
	}
	p.Incident, p.Title, p.Days = out.Records[0].ID, out.Records[0].Title, daysOf(out.Documents, "")
	if p.From == "" {
		return nil
	}
	changes, err := book.Changes(r.Context(), p.Incident, p.From, p.To)
	p.Between = linesOf(changes)
	return err
}

// signs are how changes are marked, and what they are called.
var signs = map[string][2]string{
	"added": {"+", "new"}, "removed": {"−", "gone"}, "shown": {"↑", "now shown first"}, "hidden": {"↓", "no longer shown first"},
	"state": {"✓", "decided"}, "words lost": {"†", "words lost"},
}

// linesOf are changes in words: those of values first, then those of the rest.
func linesOf(changes []Change) []changeLine {
	list := slices.Clone(changes)
	slices.SortStableFunc(list, func(a, b Change) int {
		return cmp.Or(cmp.Compare(bool01(slices.Contains(besides, a.Part)), bool01(slices.Contains(besides, b.Part))), strings.Compare(a.Part, b.Part))
	})
	var out []changeLine
	for _, c := range list {
		l := changeLine{Sign: cmp.Or(signs[c.What][0], "·"), Label: wording.Slot(c.Part), Text: valueWords(c), Class: strings.ReplaceAll(c.What, " ", "-"), Beside: slices.Contains(besides, c.Part)}
		if c.Of != "" && c.Of != "all" {
			l.Label += " (" + wording.Code(c.Of) + ")"
		}
		if c.What != "added" && c.What != "removed" {
			l.Label += ", " + cmp.Or(c.State, signs[c.What][1], c.What)
		}
		out = append(out, l)
	}
	return out
}

// valueWords is the value of a change as the page of a record would show it.
func valueWords(c Change) string {
	switch c.Part {
	case "type", "further_act", "outcome", "motive":
		return wording.Code(c.Value)
	case "date":
		return wording.Date(c.Value, false)
	case "country":
		return wording.Country(c.Value)
	case "coordinates":
		var at [2]float64
		if n, _ := fmt.Sscanf(c.Value, "[%g %g]", &at[0], &at[1]); n == 2 {
			s, _ := wording.Point(at)
			return s
		}
	}
	return c.Value
}

func bool01(b bool) int {
	if b {
		return 1
	}
	return 0
}

// besides are the parts of a record that are no slots.
var besides = []string{"event", "attribution", "reaction", "account", "evidence", "relation", "decision"}

// rowsOf puts what changed on both sides beside each other, cut where a paragraph
// ends in both.
func rowsOf(c Comparison, runs []textdiff.Run) []aligned {
	var out []aligned
	row := aligned{}
	end := func() {
		if len(row.A)+len(row.B) > 0 {
			out = append(out, row)
		}
		row = aligned{}
	}
	for _, x := range runs {
		a, b := c.A.Text[x.A:x.AEnd], c.B.Text[x.B:x.BEnd]
		switch x.Kind {
		case textdiff.Removed:
			row.A = append(row.A, piece{Text: a, Class: "gone"})
		case textdiff.Left:
			row.A = append(row.A, piece{Text: a, Class: "moved"})
		case textdiff.Added:
			row.B = append(row.B, piece{Text: b, Class: "new"})
		case textdiff.Came:
			row.B = append(row.B, piece{Text: b, Class: "moved"})
		default:
			for i, p := range paragraphs(a, b) {
				if i > 0 {
					end()
				}
				row.A, row.B = append(row.A, piece{Text: p[0]}), append(row.B, piece{Text: p[1]})
			}
		}
	}
	end()
	return folded(out)
}

// paragraphs cuts the same words in two texts at the ends of paragraphs, where both
// have them at the same words.
func paragraphs(a, b string) [][2]string {
	as, bs := strings.SplitAfter(a, "\n\n"), strings.SplitAfter(b, "\n\n")
	if len(as) != len(bs) {
		return [][2]string{{a, b}}
	}
	out := make([][2]string, len(as))
	for i := range as {
		if !slices.Equal(strings.Fields(as[i]), strings.Fields(bs[i])) {
			return [][2]string{{a, b}}
		}
		out[i] = [2]string{as[i], bs[i]}
	}
	return out
}

// folded puts rows that are the same in both together, so that the page can fold
// them.
func folded(rows []aligned) []aligned {
	var out []aligned
	for _, r := range rows {
		same := 0
		if !slices.ContainsFunc(append(slices.Clone(r.A), r.B...), func(p piece) bool { return p.Class != "" }) {
			for _, p := range r.A {
				same += len(strings.Fields(p.Text))
			}
		}
		if r.Same = same; same > 0 && len(out) > 0 && out[len(out)-1].Same > 0 {
			last := &out[len(out)-1]
			last.A, last.B, last.Same = append(last.A, r.A...), append(last.B, r.B...), last.Same+same
			continue
		}
		out = append(out, r)
	}
	return out
}
