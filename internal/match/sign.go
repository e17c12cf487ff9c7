package match

import (
	"strings"
	"time"

	"dossier/internal/claim"
	"dossier/internal/entity"
)

// signature is what documents are compared by.
type signature struct {
	date    span // of the surest date
	country string
	places  map[string]bool
	types   map[string]bool
	targets map[string]bool
	names   map[string]int  // of people, bodies and places, and which entity has it
	weights []float64       // of each entity
	states  map[string]bool // every country that an entity belongs to
}

// span is a range of days since 1970, and how it is known.
type span struct {
	known    bool
	lo, hi   int
	own      bool // it is only the document's own date
	relative bool // worked out from other dates of the text
}

// days is how long the range is.
func (s span) days() int { return s.hi - s.lo + 1 }

// apart is how many days lie between two ranges, 0 where they meet.
func (s span) apart(o span) int { return max(0, o.lo-s.hi, s.lo-o.hi) }

// says is how much a document tells of when and where: what is compared first.
func (g *signature) says() int {
	n := 0
	if g.date.known && !g.date.own {
		n += 2
		if g.date.days() == 1 {
			n++
		}
	}
	if len(g.places) > 0 {
		n += 2
	}
	if g.country != "" {
		n++
	}
	return n
}

func sign(s *claim.Set) signature {
	g := signature{places: map[string]bool{}, types: map[string]bool{}, targets: map[string]bool{}, names: map[string]int{}, states: map[string]bool{}}
	best := map[claim.Slot]float64{}
	surer := func(c *claim.Claim) bool {
		if c.Confidence <= best[c.Value.Slot] {
			return false
		}
		best[c.Value.Slot] = c.Confidence
		return true
	}
	for i := range s.Claims {
		c := &s.Claims[i]
		v := c.Value
		if v == nil || c.Incident != 0 {
			continue
		}
		switch v.Slot {
		case claim.Date:
			if surer(c) {
				g.date = days(v.Text)
				g.date.own = strings.Contains(c.Derived, "own date stands")
				g.date.relative = !g.date.own && c.Derived != ""
			}
		case claim.Country:
			if surer(c) {
				g.country = v.Text
			}
		case claim.Place, claim.Site:
			g.places[strings.ToLower(v.Text)] = true
		case claim.Type:
			if v.Text != "other" {
				g.types[v.Text] = true
			}
		case claim.Target:
			if v.Kind != "" {
				g.targets[v.Kind] = true
			}
		}
	}
	for i := range s.Entities {
		g.knows(&s.Entities[i])
	}
	return g
}

// knows adds an entity to what a document names. The place of the incident counts
// as that, not once more as a name.
func (g *signature) knows(e *claim.Entity) {
	if e.Country != "" {
		g.states[e.Country] = true
	}
	w := weight(e.Kind)
	if !e.Named || w == 0 || g.places[strings.ToLower(e.Name)] {
		return
	}
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		g.names[strings.ToLower(n)] = len(g.weights)
	}
	g.weights = append(g.weights, w)
}

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

// inCommon is the weight of the entities that both name.
func (g *signature) inCommon(o *signature) float64 {
	seen := map[int]bool{}
	sum := 0.0
	for n, i := range g.names {
		if _, ok := o.names[n]; ok && !seen[i] {
			seen[i] = true
		}
	}
	for i, w := range g.weights { // in order, so that the sum is always the same
		if seen[i] {
			sum += w
		}
	}
	return sum
}

// days is the range of an EDTF date or interval in days since 1970.
func days(s string) span {
	a, b, interval := strings.Cut(s, "/")
	out := day(a)
	if interval && out.known {
		if x := day(b); x.known {
			out.hi = x.hi
		}
	}
	return out
}

func day(s string) span {
	s = strings.TrimRight(s, "~?%")
	for _, f := range []struct {
		layout  string
		y, m, d int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(f.layout, s); err == nil {
			end := t.AddDate(f.y, f.m, f.d)
			return span{known: true, lo: int(t.Unix() / 86400), hi: int(end.Unix()/86400) - 1}
		}
	}
	return span{}
}
