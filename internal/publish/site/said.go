package site

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/export/view"
	"dossier/internal/wording"
	"dossier/schema"
)

// phase is a stretch of the chronology.
type phase struct {
	Name string
	Days []day
}

// day is the steps of one date.
type day struct {
	Date  string
	Steps []step
}

// step is an event.
type step struct {
	cell
	Time, Certainty string
}

func (m *maker) phases() []phase {
	words := wording.NewChronicle(m.r.Record)
	var out []phase
	for _, p := range []struct{ code, name string }{{"background", "Before"}, {"incident", "The incident"}, {"aftermath", "Afterwards"}} {
		ph := phase{Name: p.name}
		last := "none"
		for _, e := range words.Told() {
			if e.Phase != p.code {
				continue
			}
			if e.When != last {
				last = e.When
				ph.Days = append(ph.Days, day{Date: wording.Date(e.When, true)})
			}
			d := &ph.Days[len(ph.Days)-1]
			d.Steps = append(d.Steps, m.step(e, words.Happening(e)))
		}
		if len(ph.Days) > 0 {
			out = append(out, ph)
		}
	}
	return out
}

func (m *maker) step(e *schema.Event, what string) step {
	s := step{cell: cell{Text: view.Plain(what), Who: m.r.Names(e.Claimants), Refs: m.refs(append(slices.Clone(e.Citations), e.Trigger)...)}, Time: view.Plain(e.Time)}
	if e.Modality != "" && e.Modality != "actual" {
		s.Certainty = view.Code(e.Modality)
	}
	if e.Negated && !wording.Denies(what) {
		s.Certainty = strings.TrimSpace(s.Certainty + " did not happen")
	}
	return s
}

// speaker is somebody with what they said.
type speaker struct {
	Name, Office string
	Sayings      []saying
}

// saying is a statement.
type saying struct {
	cell
	Verb, How string
	Direct    bool
}

func (m *maker) speakers() []speaker {
	var out []speaker
	at := map[string]int{}
	for i := range m.r.Attributions {
		a := &m.r.Attributions[i]
		k, ok := at[a.Claimant]
		if !ok {
			k = len(out)
			at[a.Claimant] = k
			out = append(out, speaker{Name: m.r.Name(a.Claimant), Office: m.office(a.Claimant)})
		}
		out[k].Sayings = append(out[k].Sayings, m.saying(a))
	}
	return out
}

// office is the first office that somebody is said to hold.
func (m *maker) office(id string) string {
	if e := m.r.Entity(id); e != nil && len(e.Positions) > 0 {
		return view.Plain(e.Positions[0].Text)
	}
	return ""
}

func (m *maker) saying(a *schema.Attribution) saying {
	s := saying{cell: cell{Text: view.Short(view.Plain(a.Content.Quote), 2*longestQuote), Refs: m.refs(append([]schema.Citation{a.Content}, a.Citations...)...)}, Verb: wording.Saying(a.Kind), Direct: a.Quotation == "direct"}
	var how []string
	add := func(before, words string) {
		if words != "" {
			how = append(how, before+words)
		}
	}
	add("", wording.Date(view.Plain(a.When), false))
	add("by ", view.Code(a.Channel))
	if a.Addressee != "" {
		add("to ", m.r.Name(a.Addressee))
	}
	if a.OnBehalfOf != "" {
		add("on behalf of ", m.r.Name(a.OnBehalfOf))
	}
	add("via ", series(m.r.Names(a.Via)))
	s.How = strings.Join(how, " · ")
	return s
}

// board is an open question with its answers.
type board struct {
	Question  string
	Positions []position
}

// position is one answer, who holds it and what speaks for and against it.
type position struct {
	cell
	Holders, Deniers, Doubters, For, Against []string
	Quotes                                   []quoted
}

func (m *maker) boards() []board {
	var out []board
	at := map[string]int{}
	for i := range m.r.Accounts {
		a := &m.r.Accounts[i]
		k, ok := at[a.Question]
		if !ok {
			k = len(out)
			at[a.Question] = k
			out = append(out, board{Question: wording.Question(a.Question)})
		}
		out[k].Positions = append(out[k].Positions, m.position(a))
	}
	return out
}

func (m *maker) position(a *schema.Account) position {
	p := position{cell: cell{Text: view.Code(a.Position), Refs: m.refs(a.Citations...)}, Holders: once(m.r.Names(a.HeldBy)), Deniers: once(m.r.Names(a.RejectedBy)), Doubters: once(m.r.Names(a.DoubtedBy)),
		For: m.things(a.Support), Against: m.things(a.Against)}
	var seen []string
	for _, c := range a.Citations {
		if q := view.Plain(c.Quote); q != "" && !slices.Contains(seen, q) && len(seen) < mostQuotes {
			seen = append(seen, q)
			p.Quotes = append(p.Quotes, quoted{view.Short(q, longestQuote), m.refs(c)})
		}
	}
	return p
}

// once is a list without what it repeats.
func once(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// things are items of evidence and steps of the chronology in words.
func (m *maker) things(ids []string) []string {
	var out []string
	for _, id := range ids {
		for _, x := range m.r.Evidence {
			if x.ID == id {
				out = append(out, view.Plain(x.What))
			}
		}
		for _, e := range m.r.Events {
			if e.ID == id {
				out = append(out, view.Plain(e.What))
			}
		}
	}
	return once(out)
}

// reaction is who reacted, and how.
type reaction struct {
	cell
	Acts               []string
	For, When, Channel string
}

func (m *maker) reactions() []reaction {
	var out []reaction
	for i := range m.r.Reactions {
		a := &m.r.Reactions[i]
		x := reaction{cell: cell{Text: m.r.Name(a.Actor), Refs: m.refs(a.Citations...)}, When: wording.Date(view.Plain(a.When), false), Channel: view.Code(a.Channel)}
		if a.Country != "" {
			if c := view.Country(a.Country); c != x.Text {
				x.Note = c
			}
		}
		for _, k := range a.Kinds {
			x.Acts = append(x.Acts, view.Code(k))
		}
		if a.For != "" && a.For != a.Actor {
			x.For = m.r.Name(a.For)
		}
		out = append(out, x)
	}
	return out
}

// item is a piece of evidence.
type item struct {
	cell
	Kind, Shows, HeldBy string
	Relied              []string
}

func (m *maker) evidence() []item {
	var out []item
	for i := range m.r.Evidence {
		x := &m.r.Evidence[i]
		it := item{cell: cell{Text: view.Plain(x.What), Refs: m.refs(x.Citations...)}, Kind: view.Code(x.Kind), Relied: once(m.r.Names(x.ReliedBy))}
		if x.Shows != nil {
			it.Shows = view.Short(view.Plain(x.Shows.Quote), longestQuote)
		}
		if x.HeldBy != "" {
			it.HeldBy = m.r.Name(x.HeldBy)
		}
		out = append(out, it)
	}
	return out
}

// link is another incident.
type link struct {
	cell
	Kind, File string
}

func (m *maker) links() []link {
	var out []link
	for _, x := range m.r.Related {
		l := link{cell: cell{Text: view.Plain(x.Title), Refs: m.refs(x.Citations...)}, Kind: view.Code(x.Kind)}
		if m.in.Linked != nil && x.Record != "" {
			var title string
			if title, l.File = m.in.Linked(x.Record); l.File != "" && title != l.Text {
				l.Note = title
			}
		}
		out = append(out, l)
	}
	return out
}

// roster is a kind of entity with those named.
type roster struct {
	Name    string
	Members []member
}

// member is an entity as a line.
type member struct {
	cell
	Roles          []string
	Office, Traits string
	Also           []string
}

func (m *maker) rosters() []roster {
	var out []roster
	for _, k := range []struct{ name, kind string }{{"People", "person"}, {"Groups", "group"}, {"Organisations", "organisation"}, {"Facilities", "facility"}} {
		r := roster{Name: k.name}
		for i := range m.r.Entities {
			if e := &m.r.Entities[i]; e.Kind == k.kind && e.Named {
				r.Members = append(r.Members, m.member(e))
			}
		}
		slices.SortStableFunc(r.Members, func(a, b member) int { return len(b.Roles) - len(a.Roles) })
		if len(r.Members) > 0 {
			out = append(out, r)
		}
	}
	return out
}

func (m *maker) member(e *schema.Entity) member {
	x := member{cell: cell{Text: view.Plain(e.Name), Refs: m.refs(e.Mentions...)}, Roles: m.roles(e)}
	var offices []string
	for _, p := range e.Positions {
		offices = append(offices, view.Plain(p.Text))
	}
	x.Office = strings.Join(once(offices), "; ")
	for _, a := range e.Aliases {
		x.Also = append(x.Also, view.Plain(a))
	}
	var traits []string
	if e.Age != nil {
		if n, ok := wording.Number(e.Age.Value); ok {
			traits = append(traits, "aged "+n)
		}
	}
	for _, t := range []*schema.Trait{e.Sex, e.Ethnicity} {
		if t != nil {
			traits = append(traits, view.Plain(fmt.Sprint(t.Value)))
		}
	}
	x.Traits = strings.Join(traits, ", ")
	return x
}

// roles are what somebody is in the record.
func (m *maker) roles(e *schema.Entity) []string {
	var out []string
	for i := range m.r.Values {
		v := &m.r.Values[i]
		if v.Value != e.ID || v.State == "rejected" {
			continue
		}
		switch v.Slot {
		case "perpetrator", "suspect":
			out = append(out, bracketed(wording.Row(v.Slot), v.Basis))
		case "victim":
			out = append(out, bracketed("victim", v.Harm))
		case "claimed_by":
			out = append(out, "claimed it")
		}
	}
	for _, p := range e.Parts {
		out = append(out, view.Code(p.Kind))
	}
	if slices.ContainsFunc(m.r.Reactions, func(x schema.Reaction) bool { return x.Actor == e.ID }) {
		out = append(out, "reacted")
	}
	if slices.ContainsFunc(m.r.Attributions, func(x schema.Attribution) bool { return x.Claimant == e.ID }) {
		out = append(out, "speaks")
	}
	for i := range out {
		out[i] = strings.ToLower(out[i])
	}
	return once(out)
}

func bracketed(s, code string) string {
	if code == "" || code == "fact" {
		return s
	}
	return s + " (" + view.Code(code) + ")"
}
