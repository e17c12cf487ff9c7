package match

import (
	"math"
	"regexp"
	"slices"
	"strconv"
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
	Date Days `json:"date"` // of the surest date
	// Told is the day that the document bears, since 1970; 0 where it bears none.
	Told int `json:"told,omitempty"`
	// Outlet is who brought the document out, folded, and Update the number that it bears
	// among its updates of one story, 0 for none.
	Outlet string `json:"outlet,omitempty"`
	Update int    `json:"update,omitempty"`
	// Clock is the minute of the day, from 1 on, and DayPart the part of the day; 0 and
	// "" where none is told.
	Clock   int      `json:"clock,omitempty"`
	DayPart string   `json:"day_part,omitempty"`
	Country string   `json:"country,omitempty"`
	Places  []string `json:"places,omitempty"` // where it happened, folded: towns, then sites
	Sites   []string `json:"sites,omitempty"`
	Streets []string `json:"streets,omitempty"` // what tells the streets among the sites from others
	Types   []string `json:"types,omitempty"`
	Targets []string `json:"targets,omitempty"` // kinds
	// Killed and Injured are the figures of all, from the least to the greatest.
	Killed  Range `json:"killed"`
	Injured Range `json:"injured"`
	// Ages are those of the people who were harmed, DeadAges of those who were killed.
	Ages     []int `json:"ages,omitempty"`
	DeadAges []int `json:"dead_ages,omitempty"`
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
	Harmed bool    `json:"harmed,omitempty"` // a person who was killed, wounded or abducted
	Dead   bool    `json:"dead,omitempty"`   // a person who was killed
	Aged   bool    `json:"aged,omitempty"`   // a person whose age is told, as of those a report is about
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
	// Guessed is set where the words tell a day or month of the calendar and no year.
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
	if t := day(d.Published[:min(len(d.Published), 10)]); t.Known && t.length() == 1 {
		g.Told = t.Lo
	}
	g.Outlet = name.Fold(d.Outlet)
	if n == 0 {
		g.Update = updateNumber(d.Title)
	}
	took := g.slots(d, s, n)
	for i := range s.Entities {
		e := &s.Entities[i]
		if n == 0 || took[e.ID] != 0 {
			g.knows(e, took[e.ID])
		}
	}
	g.notAhead()
	g.Streets = streets(g.Sites)
	slices.Sort(g.Ages)
	slices.Sort(g.DeadAges)
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

// updateTitle is how titles number the updates of a story: "Update 2: …", "UPDATE
// 3-…", "2nd lead", "3RD LD".
var updateTitle = regexp.MustCompile(`(?i)\b(?:updates?\s*(?:no\.?\s*|#)?(\d{1,2})\b|(\d{1,2})(?:st|nd|rd|th)\s+(?:lead|ld|update)\b)`)

// updateNumber is the number that a title bears among the updates of a story.
func updateNumber(title string) int {
	m := updateTitle.FindStringSubmatch(title)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1] + m[2]) // figures
	return n
}

// notAhead puts a day whose year the words do not tell, and that lies ahead of the
// document's own date, into the year before: a report tells of what has been.
func (g *Sign) notAhead() {
	const ahead = 30 // what is told of may be announced
	if d := &g.Date; g.Told != 0 && d.Guessed && d.length() <= 31 && d.Lo-g.Told > ahead {
		n := int(math.Ceil(float64(d.Lo-g.Told)/year)) * 365
		d.Lo, d.Hi = d.Lo-n, d.Hi-n
	}
}

// stake is how somebody took part.
type stake uint8

const (
	tookPart stake = 1 << iota
	wasHarmed
	wasKilled
)

// slots reads the values of an incident and gives the entities that took part.
func (g *Sign) slots(d *doc.Document, s *claim.Set, n claim.Incident) map[claim.EntityID]stake {
	took := map[claim.EntityID]stake{}
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
		if surer {
			g.surest(d, c)
		}
		switch v.Slot {
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
		case claim.Victim:
			took[v.Entity] |= tookPart | wasHarmed
			if v.Harm == "killed" {
				took[v.Entity] |= wasKilled
			}
		case claim.Perpetrator, claim.Suspect, claim.ClaimedBy:
			took[v.Entity] |= tookPart
		}
	}
	return took
}

// surest takes over the surest value of a slot that holds one thing.
func (g *Sign) surest(d *doc.Document, c *claim.Claim) {
	switch v := c.Value; v.Slot {
	case claim.Date:
		g.Date = days(v.Text)
		g.Date.Own = strings.Contains(c.Derived, "own date stands")
		g.Date.Relative = !g.Date.Own && c.Derived != ""
		figures := mostFigures(d, c)
		g.Date.Guessed = !g.Date.Own && len(c.Citations) > 0 && figures < 4 && (figures > 0 || g.Date.length() > 7)
	case claim.Country:
		g.Country = v.Text
	case claim.Time:
		if t, err := time.Parse("15:04", v.Text[:min(len(v.Text), 5)]); err == nil {
			g.Clock = t.Hour()*60 + t.Minute() + 1
		}
	case claim.TimeOfDay:
		g.DayPart = v.Text
	}
}

// mostFigures is the length of the longest number in the words of a claim: 4 where
// they hold a year, 0 where they tell no day of a month.
func mostFigures(d *doc.Document, c *claim.Claim) int {
	most := 0
	for _, ct := range c.Citations {
		figures := 0
		for _, r := range d.Text.Slice(ct.Span) {
			if r < '0' || r > '9' {
				figures = 0
			} else if figures++; figures > most {
				most = figures
			}
		}
	}
	return most
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
func (g *Sign) knows(e *claim.Entity, took stake) {
	if e.Country != "" {
		g.States = append(g.States, e.Country)
	}
	if e.Named && (e.Kind == entity.Place || e.Kind == entity.Facility) {
		g.Known = append(g.Known, place(e.Name))
	}
	aged := e.Kind == entity.Person && e.Age != nil && e.Age.Count != nil && e.Age.Count.IsExact()
	if aged && took&wasHarmed != 0 {
		g.Ages = append(g.Ages, e.Age.Count.Min)
		if took&wasKilled != 0 {
			g.DeadAges = append(g.DeadAges, e.Age.Count.Min)
		}
	}
	w := weight(e.Kind)
	if !e.Named || w == 0 || slices.Contains(g.Places, place(e.Name)) || slices.Contains(g.Sites, place(e.Name)) {
		return
	}
	if took != 0 {
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
		x := Name{Key: k, Text: t, Weight: w, Entity: n, Part: took != 0, Person: e.Kind == entity.Person}
		if x.Person {
			x.Harmed, x.Dead, x.Aged = took&wasHarmed != 0, took&wasKilled != 0, aged
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
