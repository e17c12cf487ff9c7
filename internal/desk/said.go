package desk

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strings"

	"dossier/internal/register"
	"dossier/internal/wording"
	"dossier/schema"
)

// dispute is a slot whose values cannot all hold, or a question with more than one
// answer.
type dispute struct {
	ID                            string
	Choosable                     bool // one of its values can be chosen
	Slot, Name, Kind, Explanation string
	Sides                         []side
}

// side is one value of a dispute, with the words of each who says so.
type side struct {
	cell
	Reason string
	Words  []source
}

// source is what one report says for a value.
type source struct {
	Doc          int
	Source, Date string
	Words        []said
}

// said is one citation as a line of a ledger.
type said struct {
	Ref   string // "f3.0"
	Quote string
	Doc   int
}

func (v *recordView) disputes() []dispute {
	var out []dispute
	for i, c := range v.Conflicts {
		d := dispute{ID: fmt.Sprintf("dispute-%d", i+1), Slot: c.Slot, Name: wording.Slot(c.Slot), Kind: wording.Conflict(c.Kind), Explanation: c.Explanation}
		if c.Of != "" && c.Of != "all" {
			d.Name += ", " + wording.Code(c.Of)
		}
		for _, id := range c.Values {
			if x := v.value[id]; x != nil {
				d.Sides = append(d.Sides, side{cell: v.cell(x), Reason: x.Reason, Words: v.sources(x.ID, x.Citations)})
			}
		}
		d.Choosable = len(d.Sides) > 1
		if len(d.Sides) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// ledger is the id of the dispute that a value stands in, "" for none.
func (v *recordView) ledger(value string) string {
	for i, c := range v.Conflicts {
		if slices.Contains(c.Values, value) {
			return fmt.Sprintf("dispute-%d", i+1)
		}
	}
	return ""
}

// sources are the citations of a value, one line for each report.
func (v *recordView) sources(id string, cs []schema.Citation) []source {
	var out []source
	for _, w := range v.words(id, cs) {
		i := slices.IndexFunc(out, func(s source) bool { return s.Doc == w.Doc })
		if i < 0 {
			i = len(out)
			s := source{Doc: w.Doc}
			if w.Doc > 0 {
				d := &v.Docs[w.Doc-1]
				s.Source, s.Date = cmp.Or(d.Source, d.Title, d.Path), wording.ShortDate(d.Published)
			}
			out = append(out, s)
		}
		out[i].Words = append(out[i].Words, w)
	}
	return out
}

// words are the citations of a thing, one line for each wording in a document.
func (v *recordView) words(id string, cs []schema.Citation) []said {
	var out []said
	for i, c := range cs {
		s := said{fmt.Sprintf("%s.%d", id, i), c.Quote, v.number[c.Document]}
		if !slices.ContainsFunc(out, func(o said) bool { return o.Quote == s.Quote && o.Doc == s.Doc }) {
			out = append(out, s)
		}
	}
	return out
}

// speaker is someone with what they said.
type speaker struct {
	ID, Name, Office string
	Sayings          []saying
}

// saying is one statement.
type saying struct {
	cell
	Verb, When, Channel, To, For string
	Via                          []string
	Direct                       bool
	Exact                        string
}

func (v *recordView) speakers() []speaker {
	var out []speaker
	at := map[string]int{}
	for i := range v.Attributions {
		a := &v.Attributions[i]
		k, ok := at[a.Claimant]
		if !ok {
			k = len(out)
			at[a.Claimant] = k
			out = append(out, speaker{ID: a.Claimant, Name: v.name(a.Claimant), Office: v.office(a.Claimant)})
		}
		out[k].Sayings = append(out[k].Sayings, v.saying(a))
	}
	return out
}

func (v *recordView) office(id string) string {
	e := v.byID[id]
	if e == nil || len(e.Positions) == 0 {
		return ""
	}
	return e.Positions[0].Text
}

func (v *recordView) saying(a *schema.Attribution) saying {
	s := saying{
		cell: cell{ID: a.ID, Text: a.Content.Quote, Docs: v.in(append([]schema.Citation{a.Content}, a.Citations...)), Count: 1, Class: "saying"},
		Verb: wording.Saying(a.Kind), When: wording.Date(a.When, false), Channel: wording.Code(a.Channel),
		Via: v.names(a.Via), Direct: a.Quotation == "direct", Exact: a.Quotation,
	}
	if a.Addressee != "" {
		s.To = v.name(a.Addressee)
	}
	if a.OnBehalfOf != "" {
		s.For = v.name(a.OnBehalfOf)
	}
	if a.Confidence < 0.6 {
		s.Class += " unsure"
	}
	return s
}

// board is an open question with its answers.
type board struct {
	Question  string
	Positions []position
}

// position is one answer: who holds and rejects it, and what speaks for and
// against it.
type position struct {
	cell
	Holders, Deniers []string
	Origins          int
	For, Against     []string
	Words            []said
}

func (v *recordView) boards() []board {
	var out []board
	at := map[string]int{}
	for i := range v.Accounts {
		a := &v.Accounts[i]
		k, ok := at[a.Question]
		if !ok {
			k = len(out)
			at[a.Question] = k
			out = append(out, board{Question: wording.Question(a.Question)})
		}
		out[k].Positions = append(out[k].Positions, position{
			cell:    cell{ID: a.ID, Text: wording.Code(a.Position), Docs: v.in(a.Citations), Count: len(a.Citations), Class: "position"},
			Holders: v.names(a.HeldBy), Deniers: v.names(a.RejectedBy), Origins: a.Origins,
			For: v.things(a.Support), Against: v.things(a.Against), Words: v.words(a.ID, a.Citations),
		})
	}
	return out
}

// things are items of evidence and steps of the chronology in words.
func (v *recordView) things(ids []string) []string {
	var out []string
	for _, id := range ids {
		for _, x := range v.Evidence {
			if x.ID == id {
				out = append(out, x.What)
			}
		}
		for _, e := range v.Events {
			if e.ID == id {
				out = append(out, e.What)
			}
		}
	}
	return out
}

// matrix is who reacted and how.
type matrix struct {
	Kinds []string
	Rows  []reactor
}

// Dated and Routed say that it is told of some reaction when it came, or by which way.
func (m matrix) Dated() bool {
	return slices.ContainsFunc(m.Rows, func(r reactor) bool { return r.When != "" })
}

// Routed is told with Dated.
func (m matrix) Routed() bool {
	return slices.ContainsFunc(m.Rows, func(r reactor) bool { return r.Channel != "" })
}

// reactor is a row of the matrix.
type reactor struct {
	cell
	For, When, Channel string
	Acts               []bool // one for each kind
}

func (v *recordView) reactions() matrix {
	var m matrix
	have := map[string]bool{}
	for _, r := range v.Reactions {
		for _, k := range r.Kinds {
			if !have[k] {
				have[k] = true
				m.Kinds = append(m.Kinds, k)
			}
		}
	}
	sort.Strings(m.Kinds)
	for i := range v.Reactions {
		m.Rows = append(m.Rows, v.reactor(&v.Reactions[i], m.Kinds))
	}
	for i, k := range m.Kinds {
		m.Kinds[i] = wording.Code(k)
	}
	return m
}

func (v *recordView) reactor(r *schema.Reaction, kinds []string) reactor {
	out := reactor{
		cell: cell{ID: r.ID, Text: v.name(r.Actor), Note: r.Country, Docs: v.in(r.Citations), Count: len(r.Citations), Class: "reaction"},
		When: wording.ShortDate(r.When), Channel: wording.Code(r.Channel),
	}
	if r.For != "" && r.For != r.Actor {
		out.For = v.name(r.For)
	}
	for _, k := range kinds {
		out.Acts = append(out.Acts, slices.Contains(r.Kinds, k))
	}
	return out
}

// item is a piece of evidence.
type item struct {
	cell
	Kind, Shows, HeldBy string
	Relied              []string
}

func (v *recordView) items() []item {
	var out []item
	for i := range v.Evidence {
		x := &v.Evidence[i]
		it := item{cell: cell{ID: x.ID, Text: x.What, Docs: v.in(x.Citations), Count: len(x.Citations), Class: "item"}, Kind: wording.Code(x.Kind), Relied: v.names(x.ReliedBy)}
		if x.Shows != nil {
			it.Shows = x.Shows.Quote
		}
		if x.HeldBy != "" {
			it.HeldBy = v.name(x.HeldBy)
		}
		out = append(out, it)
	}
	return out
}

// link is another incident.
type link struct {
	cell
	Kind, Record string
}

func (v *recordView) links() []link {
	var out []link
	for i, x := range v.Related {
		out = append(out, link{
			cell: cell{ID: fmt.Sprintf("l%d", i+1), Text: x.Title, Docs: v.in(x.Citations), Count: len(x.Citations), Class: "link"},
			Kind: wording.Code(x.Kind), Record: x.Record,
		})
	}
	return out
}

// roster is a kind of entity with its members.
type roster struct {
	Name    string
	Members []member
}

// member is an entity as a line.
type member struct {
	cell
	Roles, Also []string
	Office      string
	Traits      string
	Everywhere  string // where all that is said of them is found, "" for whom no page is made
}

// kinds are the kinds of entity in the order of the page.
var kinds = []struct{ name, kind string }{
	{"People", "person"}, {"Groups", "group"}, {"Organisations", "organisation"},
	{"States", "state"}, {"Places", "place"}, {"Facilities", "facility"},
}

func (v *recordView) rosters() []roster {
	var out []roster
	for _, k := range kinds {
		r := roster{Name: k.name}
		for i := range v.Entities {
			if e := &v.Entities[i]; e.Kind == k.kind {
				r.Members = append(r.Members, v.member(e))
			}
		}
		sort.SliceStable(r.Members, func(i, j int) bool { return len(r.Members[i].Roles) > len(r.Members[j].Roles) })
		if len(r.Members) > 0 {
			out = append(out, r)
		}
	}
	return out
}

func (v *recordView) member(e *schema.Entity) member {
	m := member{
		cell:  cell{ID: e.ID, Text: e.Name, Docs: v.in(e.Mentions), Count: len(e.Mentions), Class: "name", Note: e.Country},
		Roles: v.roles(e.ID), Also: e.Aliases,
	}
	if !e.Named {
		m.Class += " other"
	}
	var offices []string
	for _, p := range e.Parts {
		m.Roles = append(m.Roles, p.Kind)
	}
	for _, p := range e.Positions {
		offices = append(offices, p.Text)
	}
	m.Office = strings.Join(offices, "; ")
	m.Traits = traits(e)
	if e.Named && slices.Contains(register.Kinds, e.Kind) {
		m.Everywhere = "/entities/" + url.PathEscape(register.Slug(e.Name)+"@"+v.ID)
	}
	return m
}

// traits are the age, sex and ethnicity of a person in words.
func traits(e *schema.Entity) string {
	var out []string
	if e.Age != nil {
		if n, ok := wording.Number(e.Age.Value); ok {
			out = append(out, "aged "+n)
		}
	}
	for _, t := range []*schema.Trait{e.Sex, e.Ethnicity} {
		if t != nil {
			out = append(out, fmt.Sprint(t.Value))
		}
	}
	return strings.Join(out, ", ")
}

// roles are what an entity is in the record.
func (v *recordView) roles(id string) []string {
	var out []string
	add := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for i := range v.Values {
		x := &v.Values[i]
		if s, _ := x.Value.(string); s != id {
			continue
		}
		switch x.Slot {
		case "perpetrator", "suspect":
			add(strings.TrimSpace(wording.Slot(x.Slot) + " " + bracketed(x.Basis)))
		case "victim":
			add("victim " + bracketed(x.Harm))
		case "claimed_by":
			add("claimed it")
		}
	}
	for i := range v.Reactions {
		if v.Reactions[i].Actor == id {
			add("reacted")
		}
	}
	for i := range v.Attributions {
		if v.Attributions[i].Claimant == id {
			add("speaks")
		}
	}
	return out
}

func bracketed(code string) string {
	if code == "" || code == "fact" {
		return ""
	}
	return "(" + wording.Code(code) + ")"
}
