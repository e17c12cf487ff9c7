package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"dossier/internal/export/view"
	"dossier/internal/publish/find"
	"dossier/internal/wording"
	"dossier/internal/worldmap"
)

// The data that scripts work with are script files themselves: a browser loads those
// also from a folder, where it may fetch nothing. Each calls one function with its
// name and what it holds.

// How large the pieces of data are, in bytes, and how many rows are in one.
const (
	pieceSize = 48 << 10
	rowsOf    = 200
)

// script is a piece of data as a script file.
func script(name string, v any) (Page, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(true)
	if err := e.Encode(v); err != nil {
		return Page{}, err
	}
	body := "dossier.got(" + fmt.Sprintf("%q", name) + "," + strings.TrimSpace(string(view.Escape(b.Bytes()))) + ");\n"
	return Page{"find/" + name + ".js", []byte(body)}, nil
}

// root says what the other pieces are.
type root struct {
	Records int      `json:"records"`
	RowsOf  int      `json:"rowsOf"`
	Terms   []string `json:"terms"` // the first word of each piece of the index
	Words   []int    `json:"words"` // the first record of each piece of texts
}

// facets are the qualities that incidents are narrowed down by, a column each, in
// the order of the lists. Codes are places in the lists of words beside them.
type facets struct {
	Years     []int       `json:"years"`
	Months    []int       `json:"months"`
	Country   []int       `json:"country"`
	Types     [][]int     `json:"types"`
	Targets   [][]int     `json:"targets"`
	Weapons   [][]int     `json:"weapons"`
	Dead      []int       `json:"dead"`
	Disputes  []int       `json:"disputes"`
	Reports   []int       `json:"reports"`
	Flags     []int       `json:"flags"` // 1 told in passing, 2 looked at by a person
	At        [][]float64 `json:"at"`    // place on the drawing and the radius of doubt, null without one
	Countries [][2]string `json:"countries"`
	TypeWords [][2]string `json:"typeWords"`
	TargetWds [][2]string `json:"targetWords"`
	WeaponWds [][2]string `json:"weaponWords"`
}

// coder numbers codes in the order they come.
type coder struct {
	at   map[string]int
	list [][2]string
}

func (c *coder) of(code, name string) int {
	if k, ok := c.at[code]; ok {
		return k
	}
	if c.at == nil {
		c.at = map[string]int{}
	}
	c.at[code] = len(c.list)
	c.list = append(c.list, [2]string{code, name})
	return len(c.list) - 1
}

func (c *coder) all(codes []string) []int {
	out := []int{}
	for _, x := range codes {
		out = append(out, c.of(x, wording.Capital(wording.Code(x))))
	}
	return out
}

func facetsOf(rows []Row) facets {
	var f facets
	var countries, types, targets, weapons coder
	for i := range rows {
		x := &rows[i]
		f.Years, f.Months = append(f.Years, x.Year), append(f.Months, x.Month)
		name := x.Country
		if name == "" {
			name = "Not known"
		}
		f.Country = append(f.Country, countries.of(countryKey(x), name))
		f.Types, f.Targets, f.Weapons = append(f.Types, types.all(x.Types)), append(f.Targets, targets.all(x.Targets)), append(f.Weapons, weapons.all(x.Weapons))
		f.Dead, f.Disputes, f.Reports = append(f.Dead, x.Dead), append(f.Disputes, x.Disagreements), append(f.Reports, x.Reports)
		f.Flags = append(f.Flags, count(x.Background)+2*count(x.Reviewed))
		var at []float64
		if x.Located {
			px, py := worldmap.Project(x.Lat, x.Lon)
			at = []float64{math.Round(10*px) / 10, math.Round(10*py) / 10, math.Round(10*worldmap.Radius(x.Precision)*worldmap.Kilometre(x.Lat)) / 10}
		}
		f.At = append(f.At, at)
	}
	f.Countries, f.TypeWords, f.TargetWds, f.WeaponWds = countries.list, types.list, targets.list, weapons.list
	return f
}

// mostSummary is how much of a summary a row has.
const mostSummary = 280

// scriptRow is a row as scripts show it.
func scriptRow(x *Row) []any {
	return []any{x.File, x.Title, x.When(), x.Where(), append([]string{}, x.TypeWords()...), x.Killed, x.Injured, x.Disagreements, x.Reports, count(x.Background) + 2*count(x.Reviewed), view.Short(x.Summary, mostSummary)}
}

// Scripts makes the data of search, lists and map while the records go by, in the
// order of the lists.
type Scripts struct {
	yield func(Page) error
	index find.Index
	root  root
	piece []string // texts of the piece that is being filled
	size  int
	count int
}

// NewScripts begins; yield takes each piece.
func NewScripts(yield func(Page) error) *Scripts {
	return &Scripts{yield: yield, root: root{RowsOf: rowsOf, Terms: []string{}, Words: []int{}}}
}

func (s *Scripts) give(name string, v any) error {
	p, err := script(name, v)
	if err != nil {
		return err
	}
	return s.yield(p)
}

// Add takes the next record: its row, and what is sought in it beside.
func (s *Scripts) Add(x *Row, lines []string) error {
	s.index.Add([]string{x.Title, x.Place, x.Country}, append([]string{x.Summary, strings.Join(x.TypeWords(), " "), x.ID, yearKey(x)}, lines...))
	text := strings.Join(lines, "\n")
	if s.size > 0 && s.size+len(text) > pieceSize {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.piece, s.size = append(s.piece, text), s.size+len(text)
	s.count++
	return nil
}

// flush gives the texts that were gathered.
func (s *Scripts) flush() error {
	if len(s.piece) == 0 {
		return nil
	}
	s.root.Words = append(s.root.Words, s.count-len(s.piece))
	err := s.give(fmt.Sprintf("words-%d", len(s.root.Words)-1), s.piece)
	s.piece, s.size = nil, 0
	return err
}

// Finish gives the rest. rows are all that were added.
func (s *Scripts) Finish(rows []Row) error {
	if err := s.flush(); err != nil {
		return err
	}
	s.root.Records = len(rows)
	if err := s.give("facets", facetsOf(rows)); err != nil {
		return err
	}
	for i := 0; i < len(rows); i += rowsOf {
		var list [][]any
		for k := range rows[i:min(len(rows), i+rowsOf)] {
			list = append(list, scriptRow(&rows[i+k]))
		}
		if err := s.give(fmt.Sprintf("rows-%d", i/rowsOf), list); err != nil {
			return err
		}
	}
	if err := s.index.Pieces(pieceSize, func(p find.Piece) error {
		s.root.Terms = append(s.root.Terms, p.First)
		terms := make(map[string]string, len(p.Terms))
		for _, t := range p.Terms {
			terms[t.Word] = t.Records
		}
		return s.give(fmt.Sprintf("terms-%d", len(s.root.Terms)-1), terms)
	}); err != nil {
		return err
	}
	return s.give("root", s.root)
}

// TextOf is what is sought in a record, beside what its row tells: what its page
// says, in lines.
func TextOf(r *view.Record) []string {
	var out []string
	seen := map[string]bool{}
	add := func(s string) {
		if s = view.Plain(s); s != "" && !seen[s] && !strings.HasPrefix(s, "█") {
			seen[s] = true
			out = append(out, s)
		}
	}
	for i := range r.Values {
		v := &r.Values[i]
		if v.State == "rejected" || v.Slot == "coordinates" || v.Slot == "timezone" {
			continue
		}
		if _, number := wording.Number(v.Value); !number {
			add(words(r, v))
		}
		for _, c := range v.Citations {
			add(c.Quote)
		}
	}
	for i := range r.Entities {
		if e := &r.Entities[i]; e.Named {
			add(e.Name)
			for _, s := range e.Aliases {
				add(s)
			}
			for _, p := range e.Positions {
				add(p.Text)
			}
		}
	}
	for i := range r.Events {
		add(r.Events[i].What)
	}
	for i := range r.Attributions {
		add(r.Attributions[i].Content.Quote)
	}
	for i := range r.Evidence {
		add(r.Evidence[i].What)
	}
	for i := range r.Related {
		add(r.Related[i].Title)
	}
	for _, d := range r.Documents {
		add(d.Title)
		add(view.DocName(d))
	}
	return inner(out)
}

// inner leaves out lines that stand within another, whole: what is sought is found
// in that one.
func inner(lines []string) []string {
	all := strings.Join(lines, "\n")
	var out []string
	for _, l := range lines {
		if strings.Count(all, l) == 1 || len(strings.Fields(l)) > 12 {
			out = append(out, l)
		}
	}
	return out
}
