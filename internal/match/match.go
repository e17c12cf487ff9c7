// Package match decides which documents tell of the same incident. It sees
// claims only: dates, places, kinds, targets and names, never words.
package match

import (
	"sort"
	"strings"
	"time"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
)

// Part is one incident of one document: Index is the document's place in the
// list given to [Group].
type Part struct {
	Index    int
	Incident claim.Incident
}

// Link is the judgement that two documents tell of one incident.
type Link struct {
	A, B    int
	Score   float64
	Reasons []string
}

// Threshold is the score from which two documents tell of one incident. It was
// set by hand on the folders of the development gold.
const Threshold = 3.0

// Group puts documents that tell of one incident together: main incidents
// first, in the order of their first document, then the incidents that documents
// tell in passing, each on its own. Links between documents chain.
func Group(docs []*doc.Document, sets []*claim.Set) ([][]Part, []Link) {
	signs := make([]signature, len(sets))
	for i, s := range sets {
		signs[i] = sign(docs[i], s)
	}
	parent := make([]int, len(sets))
	for i := range parent {
		parent[i] = i
	}
	var links []Link
	for i := range sets {
		for j := 0; j < i; j++ {
			if !sets[i].Found || !sets[j].Found {
				continue
			}
			if l, ok := compare(&signs[j], &signs[i]); ok {
				l.A, l.B = j, i
				links = append(links, l)
				join(parent, j, i)
			}
		}
	}
	return groups(sets, parent), links
}

func root(parent []int, i int) int {
	for parent[i] != i {
		i = parent[i]
	}
	return i
}

func join(parent []int, a, b int) {
	ra, rb := root(parent, a), root(parent, b)
	parent[max(ra, rb)] = min(ra, rb)
}

func groups(sets []*claim.Set, parent []int) [][]Part {
	var out [][]Part
	at := map[int]int{}
	for i, s := range sets {
		if !s.Found {
			continue
		}
		r := root(parent, i)
		g, ok := at[r]
		if !ok {
			g = len(out)
			at[r] = g
			out = append(out, nil)
		}
		out[g] = append(out[g], Part{Index: i})
	}
	return append(out, inPassing(sets)...)
}

// inPassing puts together the incidents that documents tell in passing: those of
// one place whose dates are the same, or one the less exact form of the other.
func inPassing(sets []*claim.Set) [][]Part {
	type stub struct{ date, place string }
	var out [][]Part
	var stubs []stub
	for i, s := range sets {
		if !s.Found {
			continue
		}
	next:
		for _, n := range further(s) {
			var x stub
			x.date, x.place = scene(s, n)
			for g, o := range stubs {
				if x.place != "" && x.place == o.place && x.date != "" && o.date != "" && (strings.HasPrefix(x.date, o.date) || strings.HasPrefix(o.date, x.date)) {
					out[g] = append(out[g], Part{Index: i, Incident: n})
					continue next
				}
			}
			stubs = append(stubs, x)
			out = append(out, []Part{{Index: i, Incident: n}})
		}
	}
	return out
}

// scene is when and where a document says that one of its incidents happened.
func scene(s *claim.Set, n claim.Incident) (date, place string) {
	country := ""
	for _, c := range s.Claims {
		if c.Incident != n || c.Value == nil {
			continue
		}
		switch c.Value.Slot {
		case claim.Date:
			date = strings.TrimRight(c.Value.Text, "~?%")
		case claim.Place:
			place = strings.ToLower(c.Value.Text)
		case claim.Country:
			country = c.Value.Text
		}
	}
	if place == "" {
		place = country
	}
	return date, place
}

// further lists the incidents other than the main one that a document tells of.
func further(s *claim.Set) []claim.Incident {
	var out []claim.Incident
	for _, c := range s.Claims {
		if c.Incident == 0 {
			continue
		}
		known := false
		for _, n := range out {
			known = known || n == c.Incident
		}
		if !known {
			out = append(out, c.Incident)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// signature is what documents are compared by.
type signature struct {
	date      string // EDTF, the surest
	ownDate   bool   // it is only the document's own date
	published string
	country   string
	places    map[string]bool
	types     map[string]bool
	targets   map[string]bool
	names     map[string]bool
	states    map[string]bool // every country that an entity belongs to
}

func sign(d *doc.Document, s *claim.Set) signature {
	g := signature{published: d.Published, places: map[string]bool{}, types: map[string]bool{}, targets: map[string]bool{}, names: map[string]bool{}, states: map[string]bool{}}
	best := map[claim.Slot]float64{}
	for _, c := range s.Claims {
		v := c.Value
		if v == nil || c.Incident != 0 {
			continue
		}
		switch v.Slot {
		case claim.Date:
			if c.Confidence > best[v.Slot] {
				best[v.Slot], g.date = c.Confidence, v.Text
				g.ownDate = strings.Contains(c.Derived, "own date stands")
			}
		case claim.Country:
			if c.Confidence > best[v.Slot] {
				best[v.Slot], g.country = c.Confidence, v.Text
			}
		case claim.Place, claim.Site:
			g.places[strings.ToLower(v.Text)] = true
		case claim.Type:
			g.types[v.Text] = true
		case claim.Target:
			g.targets[v.Kind] = true
		}
	}
	for _, e := range s.Entities {
		if e.Country != "" {
			g.states[e.Country] = true
		}
		if e.Named && (e.Kind == entity.Person || e.Kind == entity.Organisation || e.Kind == entity.Group || e.Kind == entity.Facility || e.Kind == entity.Place) {
			g.names[strings.ToLower(e.Name)] = true
			for _, a := range e.Aliases {
				g.names[strings.ToLower(a)] = true
			}
		}
	}
	return g
}

// compare scores two documents; ok is false where something speaks against.
func compare(a, b *signature) (Link, bool) {
	var l Link
	add := func(w float64, why string) {
		l.Score += w
		l.Reasons = append(l.Reasons, why)
	}
	if a.country != "" && b.country != "" {
		switch {
		case a.country == b.country:
			add(0.5, "same country")
		case a.states[b.country] || b.states[a.country]:
			add(-0.5, "other countries, one named by both")
		default:
			return l, false
		}
	}
	days, known := apart(a, b)
	weak := a.ownDate || b.ownDate
	switch {
	case !known:
	case days <= 1:
		add(2, "same day")
	case weak && days <= 14:
		add(1, "within two weeks")
	case weak && days <= 500:
	default:
		return l, false
	}
	if w := shared(a.places, b.places); w > 0 {
		add(1+0.5*min(w-1, 2), "same place")
	} else if len(a.places) > 0 && len(b.places) > 0 && days > 1 {
		add(-0.5, "other places")
	}
	if shared(a.types, b.types) > 0 {
		add(0.75, "same kind")
	}
	if shared(a.targets, b.targets) > 0 {
		add(0.5, "same kind of target")
	}
	if n := shared(a.names, b.names); n > 0 {
		add(min(0.5*n, 2), "names in common")
	}
	return l, l.Score >= Threshold
}

func shared(a, b map[string]bool) float64 {
	n := 0.0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}

// apart is how many days lie between two dates, 0 where one may hold the other;
// known is false where a document has none.
func apart(a, b *signature) (int, bool) {
	alo, ahi, ok1 := days(a.date)
	blo, bhi, ok2 := days(b.date)
	if !ok1 || !ok2 {
		return 0, false
	}
	return max(0, blo-ahi, alo-bhi), true
}

// days is the range of an EDTF date or interval in days since 1970.
func days(s string) (lo, hi int, ok bool) {
	a, b, interval := strings.Cut(s, "/")
	lo, hi, ok = day(a)
	if interval && ok {
		if _, h, ok := day(b); ok {
			hi = h
		}
	}
	return lo, hi, ok
}

func day(s string) (lo, hi int, ok bool) {
	s = strings.TrimRight(s, "~?%")
	for _, f := range []struct {
		layout  string
		y, m, d int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(f.layout, s); err == nil {
			end := t.AddDate(f.y, f.m, f.d)
			return int(t.Unix() / 86400), int(end.Unix()/86400) - 1, true
		}
	}
	return 0, 0, false
}
