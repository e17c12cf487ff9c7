package rule

import (
	"slices"
	"strings"

	"dossier/schema"
)

// standing is how well placed the best of those who give a figure is.
type standing int

const (
	attacker  standing = iota // those to whom the deed is ascribed, or who claim it
	nobody                    // sources without a name
	party                     // somebody else who speaks
	voice                     // a document in its own voice
	authority                 // a body or official of the country where it happened
)

// candidate is one figure with what the rules look at.
type candidate struct {
	value    *schema.Value
	low      int // -1 when open
	high     int // -1 when open
	date     string
	origins  []string
	standing standing
	replaced bool // whoever gives it gave another figure later
}

// lowest is the least that the figure says, as people are counted by it.
func (c candidate) lowest() int {
	if c.low >= 0 {
		return c.low
	}
	return max(c.high, 0)
}

// highest is the most that the figure says; "at least 5" says 5.
func (c candidate) highest() int {
	if c.high >= 0 {
		return c.high
	}
	return max(c.low, 0)
}

// Bounds are the least and the most of a figure, -1 where it is open; ok is false
// for what is no figure.
func Bounds(v *schema.Value) (low, high int, ok bool) {
	switch x := v.Value.(type) {
	case int:
		return x, x, true
	case schema.Range:
		low, high = -1, -1
		if x.Min != nil {
			low = *x.Min
		}
		if x.Max != nil {
			high = *x.Max
		}
		return low, high, low >= 0 || high >= 0
	}
	return -1, -1, false
}

// Number is the one number that a table with a single cell has for a figure: an
// exact one, else its lower bound, as all three data sets do it; its upper bound
// where the lower is open.
func Number(v *schema.Value) (int, bool) {
	low, high, ok := Bounds(v)
	if low >= 0 {
		return low, ok
	}
	return high, ok
}

// weigher knows what is needed to weigh the figures of one record.
type weigher struct {
	dates, origins map[string]string // of documents
	entities       map[string]*schema.Entity
	attackers      map[string]bool
	said           map[string]string // when a value was last said, by its id
	country        string
}

// documents gives the day of publication and the origin of each document.
func documents(docs []schema.Document) (dates, origins map[string]string) {
	dates, origins = map[string]string{}, map[string]string{}
	for _, d := range docs {
		dates[d.ID] = d.Published
		o := d.ID
		for _, s := range []string{d.Source, d.Origin} { // the agency it repeats, if it does
			if s = strings.ToLower(strings.TrimSpace(s)); s != "" {
				o = s
			}
		}
		origins[d.ID] = o
	}
	return dates, origins
}

func newWeigher(r *schema.Record, dates, origins map[string]string) *weigher {
	w := &weigher{
		dates: dates, origins: origins,
		entities: map[string]*schema.Entity{}, attackers: map[string]bool{}, said: map[string]string{},
	}
	w.together(r)
	for i := range r.Entities {
		w.entities[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range r.Values {
		v := &r.Values[i]
		s, _ := v.Value.(string)
		switch v.Slot {
		case "perpetrator", "claimed_by":
			w.attackers[s] = true
		case "country":
			if v.Preferred {
				w.country = s
			}
		}
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		for _, id := range a.About {
			w.said[id] = max(w.said[id], a.When)
		}
	}
	return w
}

// together makes one origin of the documents that the record has found to be one.
func (w *weigher) together(r *schema.Record) {
	if len(r.Origins) == 0 {
		return
	}
	own := make(map[string]string, len(w.origins))
	for id, o := range w.origins {
		own[id] = o
	}
	for _, o := range r.Origins {
		for _, id := range o.Documents {
			own[id] = w.origins[o.Documents[0]]
		}
	}
	w.origins = own
}

// weigh makes a candidate of a value; ok is false for what is no figure.
func (w *weigher) weigh(v *schema.Value) (c candidate, ok bool) {
	c = candidate{value: v, date: w.said[v.ID]}
	if c.low, c.high, ok = Bounds(v); !ok {
		return c, false
	}
	c.standing = attacker
	for _, ct := range v.Citations {
		c.date = max(c.date, w.dates[ct.Document])
	}
	if len(v.Claimants) == 0 || v.OwnVoice {
		c.standing = voice
		for _, ct := range v.Citations {
			c.origins = add(c.origins, w.origins[ct.Document])
		}
	}
	for _, id := range v.Claimants {
		c.standing = max(c.standing, w.place(id))
		c.origins = add(c.origins, "said by "+id)
	}
	return c, true
}

// Figures below doubtful are likely misread where another is above likely.
const (
	doubtful = 0.3
	likely   = 0.5
)

// wellRead leaves out the figures that are likely misread, where one is not: a
// rule chooses among what sources tell, not among slips of the reading.
func wellRead(cs []candidate) []candidate {
	if !slices.ContainsFunc(cs, func(c candidate) bool { return c.value.Confidence >= likely }) {
		return cs
	}
	return slices.DeleteFunc(cs, func(c candidate) bool { return c.value.Confidence < doubtful })
}

// place is how well placed one who speaks is.
func (w *weigher) place(id string) standing {
	e := w.entities[id]
	switch {
	case w.attackers[id]:
		return attacker
	case e == nil || e.Kind == "source" || !e.Named:
		return nobody
	case e.Country != "" && e.Country == w.country:
		return authority
	}
	return party
}

func add(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// replaced marks the figures that were overtaken: the words of another say that
// it replaced them, or every origin behind them gave another figure later.
func replaced(cs []candidate) {
	for i := range cs {
		c := &cs[i]
		if c.value.Replaces {
			continue
		}
		c.replaced = len(c.origins) > 0
		for _, o := range c.origins {
			if !slices.ContainsFunc(cs, func(d candidate) bool { return d.value != c.value && overtakes(d, *c, o) }) {
				c.replaced = false
			}
		}
	}
}

// overtakes reports whether d is what the origin o says in the place of c.
func overtakes(d, c candidate, o string) bool {
	if !slices.Contains(d.origins, o) {
		return false
	}
	return d.value.Replaces || d.date != "" && c.date != "" && d.date > c.date
}

// all are the positions of all candidates.
func all(cs []candidate) []int {
	out := make([]int, len(cs))
	for i := range cs {
		out[i] = i
	}
	return out
}

// keep is the positions that pass, or all where none does.
func keep(list []int, pass func(int) bool) []int {
	var out []int
	for _, i := range list {
		if pass(i) {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return list
	}
	return out
}

// sieve lets one candidate through, and knows what decided.
type sieve struct {
	cs   []candidate
	left []int
	why  string
}

// by keeps those that have the most of something.
func (s *sieve) by(why string, worth func(candidate) int) {
	best := worth(s.cs[s.left[0]])
	for _, i := range s.left[1:] {
		best = max(best, worth(s.cs[i]))
	}
	n := len(s.left)
	s.left = keep(s.left, func(i int) bool { return worth(s.cs[i]) == best })
	if len(s.left) < n {
		s.why = why
	}
}

// latest keeps the figures of the latest day, and those of no known day.
func (s *sieve) latest(why string) {
	last := ""
	for _, i := range s.left {
		last = max(last, s.cs[i].date)
	}
	n := len(s.left)
	s.left = keep(s.left, func(i int) bool { return s.cs[i].date == "" || s.cs[i].date == last })
	if len(s.left) < n {
		s.why = why
	}
}

// end is the first that is left, and why it is.
func (s *sieve) end() (int, string) {
	if s.why == "" {
		s.why = "all alike by it, the first told"
		if len(s.cs) > 0 && len(s.left) == 1 {
			s.why = "the others were replaced or worked out"
		}
	}
	return s.left[0], s.why
}
