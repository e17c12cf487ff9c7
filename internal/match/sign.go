package match

import (
	"slices"
	"strings"
	"time"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/name"
)

// Ref is one incident of one document: what is matched.
type Ref struct {
	Document doc.ID         `json:"document"`
	Incident claim.Incident `json:"incident,omitempty"` // 0 is the document's main one
}

// Less orders refs: the order in which ties are settled.
func (r Ref) Less(o Ref) bool {
	return r.Document < o.Document || r.Document == o.Document && r.Incident < o.Incident
}

// Sign is what one incident of one document is compared by: small, made of plain
// values, the same for the same claims, so that an archive can keep it.
type Sign struct {
	Ref
	Date    Days     `json:"date"` // of the surest date
	Country string   `json:"country,omitempty"`
	Places  []string `json:"places,omitempty"` // where it happened, folded: towns, then sites
	Sites   []string `json:"sites,omitempty"`
	Types   []string `json:"types,omitempty"`
	Targets []string `json:"targets,omitempty"` // kinds
	// Killed and Injured are the figures of all, from the least to the greatest.
	Killed  Range `json:"killed"`
	Injured Range `json:"injured"`
	// Names are who and what the document names, in the order of their keys.
	Names []Name `json:"names,omitempty"`
	// Known are the names of all places the document names, folded, and States the
	// countries its entities belong to.
	Known  []string `json:"known,omitempty"`
	States []string `json:"states,omitempty"`
	// Words are the hashes of the words of the document that tell something.
	Words []uint32 `json:"words,omitempty"`
}

// Name is one entity that a document names.
type Name struct {
	Key    string  `json:"key"`             // folded
	Spell  string  `json:"spell,omitempty"` // of a person: the key of every spelling
	Text   string  `json:"text"`            // as written
	Weight float64 `json:"weight"`          // how much it tells that two documents name it
	Entity int     `json:"entity"`          // names of one entity have one number
	Part   bool    `json:"part,omitempty"`  // it took part: victim, attacker, suspect, target
	Person bool    `json:"person,omitempty"`
}

// Days is a range of days since 1970, and how it is known.
type Days struct {
	Known bool `json:"known,omitempty"`
	Lo    int  `json:"lo,omitempty"`
	Hi    int  `json:"hi,omitempty"`
	// Own is set where it is only the document's own date, Relative where it was
	// worked out from other dates of the text.
	Own      bool `json:"own,omitempty"`
	Relative bool `json:"relative,omitempty"`
	// Guessed is set where the words tell a day and no year.
	Guessed bool `json:"guessed,omitempty"`
}

// length is how long the range is.
func (s Days) length() int { return s.Hi - s.Lo + 1 }

// apart is how many days lie between two ranges, 0 where they meet.
func (s Days) apart(o Days) int { return max(0, o.Lo-s.Hi, s.Lo-o.Hi) }

// String is the range as dates: "2013-04-15", "2008-11-26/2008-11-29", "2013".
func (s Days) String() string {
	date := func(d int) string { return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly) }
	lo, hi := date(s.Lo), date(s.Hi)
	switch n := s.length(); {
	case n == 1:
		return lo
	case n >= 365 && n <= 366 && strings.HasSuffix(lo, "-01-01"):
		return lo[:4]
	case n >= 28 && n <= 31 && strings.HasSuffix(lo, "-01"):
		return lo[:7]
	}
	return lo + "/" + hi
}

// Range is what the figures of a slot lie between; none where Known is false.
type Range struct {
	Known bool `json:"known,omitempty"`
	Lo    int  `json:"lo,omitempty"`
	Hi    int  `json:"hi,omitempty"`
}

// add widens a range by a count. Bounds that are open add the one that is known.
func (r *Range) add(c count.Count) {
	for _, n := range []int{c.Min, c.Max} {
		if n == count.Open {
			continue
		}
		if !r.Known {
			*r = Range{Known: true, Lo: n, Hi: n}
		}
		r.Lo, r.Hi = min(r.Lo, n), max(r.Hi, n)
	}
}

// says is how much a sign tells of when and where: what is compared first.
func (g *Sign) says() int {
	n := 0
	if g.Date.Known && !g.Date.Own {
		n += 2
		if g.Date.length() == 1 {
			n++
		}
	}
	if len(g.Places) > 0 {
		n += 2
	}
	if g.Country != "" {
		n++
	}
	return n
}

// Signs gives the signs of the incidents that a document tells of, the main one
// first; none where it tells of no incident.
func Signs(d *doc.Document, s *claim.Set) []Sign {
	if !s.Found {
		return nil
	}
	out := []Sign{SignOf(d, s, 0)}
	for _, n := range further(s) {
		out = append(out, SignOf(d, s, n))
	}
	return out
}

// SignOf is the sign of one incident of a document. What a document names counts
// for its main incident; of one told in passing only who took part.
func SignOf(d *doc.Document, s *claim.Set, n claim.Incident) Sign {
	g := Sign{Ref: Ref{d.ID, n}}
	took := g.slots(d, s, n)
	for i := range s.Entities {
		e := &s.Entities[i]
		if n == 0 || took[e.ID] {
			g.knows(e, took[e.ID])
		}
	}
	if n == 0 {
		g.Words = tellingWords(d)
	}
	slices.SortStableFunc(g.Names, func(a, b Name) int { return strings.Compare(a.Key, b.Key) })
	for _, l := range []*[]string{&g.Places, &g.Sites, &g.Types, &g.Targets, &g.Known, &g.States} {
		slices.Sort(*l)
		*l = slices.Compact(*l)
	}
	return g
}

// slots reads the values of an incident and gives the entities that took part.
func (g *Sign) slots(d *doc.Document, s *claim.Set, n claim.Incident) map[claim.EntityID]bool {
	took := map[claim.EntityID]bool{}
	best := map[claim.Slot]float64{}
	for i := range s.Claims {
		c := &s.Claims[i]
		v := c.Value
		if v == nil || c.Incident != n {
			continue
		}
		had, known := best[v.Slot]
		surer := !known || c.Confidence > had
		if surer {
			best[v.Slot] = c.Confidence
		}
		switch v.Slot {
		case claim.Date:
			if surer {
				g.Date = days(v.Text)
				g.Date.Own = strings.Contains(c.Derived, "own date stands")
				g.Date.Relative = !g.Date.Own && c.Derived != ""
				g.Date.Guessed = !g.Date.Own && !tellsYear(d, c)
			}
		case claim.Country:
			if surer {
				g.Country = v.Text
			}
		case claim.Place:
			g.Places = append(g.Places, place(v.Text))
		case claim.Site:
			g.Sites = append(g.Sites, place(v.Text))
		case claim.Type:
			if v.Text != "other" {
				g.Types = append(g.Types, v.Text)
			}
		case claim.Target:
			if v.Kind != "" {
				g.Targets = append(g.Targets, v.Kind)
			}
		case claim.Killed, claim.Injured:
			g.counts(v)
		case claim.Perpetrator, claim.Suspect, claim.Victim, claim.ClaimedBy:
			took[v.Entity] = true
		}
	}
	return took
}

// tellsYear reports whether the words of a claim hold a year: four figures.
func tellsYear(d *doc.Document, c *claim.Claim) bool {
	for _, ct := range c.Citations {
		figures := 0
		for _, r := range d.Text.Slice(ct.Span) {
			if r < '0' || r > '9' {
				figures = 0
			} else if figures++; figures == 4 {
				return true
			}
		}
	}
	return len(c.Citations) == 0
}

func (g *Sign) counts(v *claim.Value) {
	if v.Count == nil || v.Of != "all" && v.Of != "victims" {
		return
	}
	if v.Slot == claim.Killed {
		g.Killed.add(*v.Count)
	} else {
		g.Injured.add(*v.Count)
	}
}

// place is the name of a place as it is compared.
func place(s string) string { return strings.TrimPrefix(name.Fold(s), "the ") }

// knows adds an entity to what a document names. The place of the incident counts
// as that, not once more as a name.
func (g *Sign) knows(e *claim.Entity, took bool) {
	if e.Country != "" {
		g.States = append(g.States, e.Country)
	}
	if e.Named && (e.Kind == entity.Place || e.Kind == entity.Facility) {
		g.Known = append(g.Known, place(e.Name))
	}
	w := weight(e.Kind)
	if !e.Named || w == 0 || slices.Contains(g.Places, place(e.Name)) || slices.Contains(g.Sites, place(e.Name)) {
		return
	}
	if took {
		w += 0.3
	}
	n := 0
	if k := len(g.Names); k > 0 {
		n = g.Names[k-1].Entity + 1
	}
	seen := map[string]bool{}
	for _, t := range append([]string{e.Name}, e.Aliases...) {
		k := name.Fold(t)
		if k == "" || seen[k] || len(seen) == maxAliases {
			continue
		}
		seen[k] = true
		x := Name{Key: k, Text: t, Weight: w, Entity: n, Part: took, Person: e.Kind == entity.Person}
		if x.Person {
			x.Spell = name.PersonKey(t)
		}
		g.Names = append(g.Names, x)
	}
}

// maxAliases bounds the names of one entity that are compared.
const maxAliases = 8

// weight is how much it tells that two documents name the same of a kind.
func weight(k entity.Kind) float64 {
	switch k {
	case entity.Person:
		return 0.7
	case entity.Facility, entity.Group:
		return 0.5
	case entity.Organisation:
		return 0.4
	case entity.Place:
		return 0.3
	}
	return 0
}

// days is the range of an EDTF date or interval in days since 1970.
func days(s string) Days {
	a, b, interval := strings.Cut(s, "/")
	out := day(a)
	if interval && out.Known {
		if x := day(b); x.Known && x.Hi >= out.Lo {
			out.Hi = x.Hi
		}
	}
	return out
}

func day(s string) Days {
	s = strings.TrimRight(s, "~?%")
	for _, f := range []struct {
		layout  string
		y, m, d int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(f.layout, s); err == nil {
			end := t.AddDate(f.y, f.m, f.d)
			return Days{Known: true, Lo: int(t.Unix() / 86400), Hi: int(end.Unix()/86400) - 1}
		}
	}
	return Days{}
}
