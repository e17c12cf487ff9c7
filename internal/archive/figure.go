package archive

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"

	"dossier/internal/fault"
	naming "dossier/internal/name"
	"dossier/internal/register"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/schema"
)

// Figures lists people and bodies, those in most records first: of a kind, "" for all,
// whose name a query finds, "" for all. It begins after the first skip names and gives
// where to go on, 0 at the end.
func (a *Archive) Figures(ctx context.Context, kind, query string, skip, limit int) (out []register.Actor, next int, err error) {
	kinds, err := kindsOf(kind)
	if err != nil {
		return nil, 0, err
	}
	if err := a.Store.Indexed(ctx); err != nil {
		return nil, 0, err
	}
	err = a.Store.View(ctx, func(v store.View) error {
		l := listing{v: v, limit: limit, most: mostNamesakes, had: map[string]bool{}}
		if query != "" {
			l.most = mostSeen
		}
		if next, err = l.names(kinds, register.Pattern(query), skip); err != nil {
			return err
		}
		out = l.out
		return ctx.Err()
	})
	return out, next, err
}

func kindsOf(kind string) ([]string, error) {
	switch {
	case kind == "":
		return register.Kinds, nil
	case slices.Contains(register.Kinds, kind):
		return []string{kind}, nil
	}
	return nil, fault.New(fault.Invalid, "%q is no kind that is listed: %s", kind, strings.Join(register.Kinds, ", "))
}

// mostNamesakes is how many of one name are listed where no name is asked for.
const mostNamesakes = 3

// listing collects figures by their names.
type listing struct {
	v     store.View
	limit int
	most  int             // of one name
	had   map[string]bool // ids, and names that were looked at
	out   []register.Actor
}

// names goes through the names of some kinds, the most used first, until the list is
// full; it gives how many names to skip to go on, 0 at the end.
func (l *listing) names(kinds, pattern []string, skip int) (int, error) {
	const page = 64
	for {
		var names []register.Name
		for _, k := range kinds {
			list, err := l.v.Called(k, pattern, 0, skip+page)
			if err != nil {
				return 0, err
			}
			names = append(names, list...)
		}
		sort.SliceStable(names, func(i, j int) bool {
			if names[i].Uses != names[j].Uses {
				return names[i].Uses > names[j].Uses
			}
			return names[i].Folded < names[j].Folded
		})
		names = names[min(skip, len(names)):min(len(names), skip+page)]
		for _, n := range names {
			skip++
			if err := l.add(n); err != nil {
				return 0, err
			}
			if len(l.out) >= l.limit {
				return skip, nil
			}
		}
		if len(names) < page {
			return 0, nil
		}
	}
}

// add lists those whose main name is one.
func (l *listing) add(n register.Name) error {
	if l.had[n.Kind+" "+n.Folded] {
		return nil
	}
	figures, err := named(l.v, n)
	if err != nil {
		return err
	}
	for i, f := range figures {
		for _, x := range f.Names {
			l.had[f.Kind+" "+naming.Fold(x.Text)] = true
		}
		if !l.had[f.ID] && i < l.most {
			l.had[f.ID] = true
			f.Namesakes = len(figures) - 1
			l.out = append(l.out, f)
		}
	}
	return nil
}

// named are those whose name in some record is a given one.
func named(v store.View, n register.Name) ([]register.Actor, error) {
	c := newCrowd(v)
	keys, all, err := v.Naming(n.Kind, []string{n.Folded}, mostNaming)
	if err != nil {
		return nil, err
	}
	c.cut = all > len(keys)
	if err := c.load(keys); err != nil {
		return nil, err
	}
	for _, k := range keys {
		for at := range c.casts[k].Members {
			if m := &c.casts[k].Members[at]; m.Kind == n.Kind && naming.Fold(m.Name) == naming.Fold(n.Shown) {
				c.add(k, at)
			}
		}
	}
	if len(c.list) == 0 {
		return nil, nil // somebody is called so beside the name
	}
	if err := c.gather(); err != nil {
		return nil, err
	}
	var out []register.Actor
	for _, g := range c.groups() {
		if slices.ContainsFunc(g, func(s *register.Seen) bool { return naming.Fold(s.Member().Name) == naming.Fold(n.Shown) }) {
			f := figureOf(g)
			f.Cut = c.cut
			out = append(out, f)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Records > out[j].Records })
	return out, nil
}

// figureOf sums up a group.
func figureOf(g []*register.Seen) register.Actor {
	f := register.Actor{ID: g[0].ID(), Kind: g[0].Member().Kind}
	names, positions, countries, roles := counter{}, counter{}, counter{}, counter{}
	records := map[int64]bool{}
	for _, s := range g {
		m := s.Member()
		records[s.Key] = true
		names.add(m.Names()...)
		positions.add(m.Positions...)
		countries.add(m.Country)
		roles.add(m.Roles...)
		if len(m.Name) > len(f.Name) {
			f.Name = m.Name
		}
		if d := s.Cast.Date; d != "" {
			if f.First == "" || d < f.First {
				f.First = d
			}
			f.Last = max(f.Last, d)
		}
	}
	f.Records = len(records)
	f.Names, f.Positions, f.Countries, f.Roles = names.list(), positions.list(), countries.list(), roles.list()
	return f
}

// counter counts words, folded, by how they are first written.
type counter map[string]*register.Counted

func (c counter) add(words ...string) {
	seen := map[string]bool{}
	for _, w := range words {
		k := naming.Fold(w)
		if w == "" || seen[k] {
			continue
		}
		seen[k] = true
		if c[k] == nil {
			c[k] = &register.Counted{Text: w}
		}
		c[k].Records++
	}
}

func (c counter) list() []register.Counted {
	out := make([]register.Counted, 0, len(c))
	for _, x := range c {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b register.Counted) int {
		return cmp.Or(b.Records-a.Records, strings.Compare(a.Text, b.Text))
	})
	return out
}

// Figure is one person or body with all that is said of and by it, by an id or a
// name; of its records those after the first skip, at most limit. A name that several
// have is an error that names them.
func (a *Archive) Figure(ctx context.Context, id string, skip, limit int) (out register.Whole, err error) {
	if err := a.Store.Indexed(ctx); err != nil {
		return out, err
	}
	err = a.Store.View(ctx, func(v store.View) error {
		c, at, err := meantBy(v, id)
		if err != nil {
			return err
		}
		out, err = c.whole(at, skip, limit)
		return err
	})
	return out, err
}

// meantBy finds the crowd around whom an id or a name means, and the group in it.
func meantBy(v store.View, id string) (*crowd, []*register.Seen, error) {
	if i := strings.LastIndex(id, "@"); i > 0 {
		return identified(v, id[:i], id[i+1:])
	}
	var found []register.Actor
	pattern := register.Pattern(id)
	for _, k := range register.Kinds {
		if len(pattern) == 0 {
			break // no name
		}
		names, err := v.Called(k, pattern, 0, mostNaming)
		if err != nil {
			return nil, nil, err
		}
		l := listing{v: v, limit: mostNaming, most: mostSeen, had: map[string]bool{}}
		whole := slices.DeleteFunc(slices.Clone(names), func(n register.Name) bool { return naming.Fold(n.Shown) != naming.Fold(id) })
		if len(whole) > 0 {
			names = whole
		}
		for _, n := range names[:min(len(names), mostAsked)] {
			if err := l.add(n); err != nil {
				return nil, nil, err
			}
		}
		found = append(found, l.out...)
	}
	switch len(found) {
	case 0:
		return nil, nil, fault.New(fault.NotFound, "nobody and nothing of the records is called %q; \"dossier entities\" lists who is", id)
	case 1:
		slug, rec, _ := cutID(found[0].ID)
		return identified(v, slug, rec)
	}
	var ids []string
	for _, f := range found[:min(len(found), 8)] {
		ids = append(ids, f.ID)
	}
	return nil, nil, fault.New(fault.Conflict, "%d are called %q: %s", len(found), id, strings.Join(ids, ", "))
}

// mostAsked is how many names are looked into when a name does not say whom it means.
const mostAsked = 16

func cutID(id string) (slug, rec string, ok bool) {
	i := strings.LastIndex(id, "@")
	if i < 0 {
		return id, "", false
	}
	return id[:i], id[i+1:], true
}

// identified finds the crowd around a member of a record, and its group.
func identified(v store.View, slug, rec string) (*crowd, []*register.Seen, error) {
	key, err := Find(v, rec)
	if err != nil {
		return nil, nil, err
	}
	c := newCrowd(v)
	cast, err := c.cast(key)
	if err != nil {
		return nil, nil, err
	}
	at := -1
	if cast != nil {
		at = cast.Find(slug)
	}
	if at < 0 {
		return nil, nil, fault.New(fault.NotFound, "record %s names nobody and nothing %q", rec, slug)
	}
	s := c.add(key, at)
	if err := c.gather(); err != nil {
		return nil, nil, err
	}
	for _, g := range c.groups() {
		if slices.Contains(g, s) {
			return c, g, nil
		}
	}
	return nil, nil, fault.New(fault.NotFound, "record %s names nobody and nothing %q", rec, slug)
}

// whole is a group with all that is said of and by it.
func (c *crowd) whole(g []*register.Seen, skip, limit int) (register.Whole, error) {
	out := register.Whole{Actor: figureOf(g), Appearances: []register.Appearance{}, Answers: c.answers(g), Documents: []schema.Document{}}
	out.Cut = c.cut
	var err error
	if out.Perhaps, err = c.perhaps(g); err != nil {
		return out, err
	}
	order := slices.Clone(g)
	sort.SliceStable(order, func(i, j int) bool { return order[i].Cast.Date > order[j].Cast.Date })
	order = order[min(skip, len(order)):min(len(order), skip+limit)]
	var keys []int64
	for _, s := range order {
		x, err := c.appearance(s, g)
		if err != nil {
			return out, err
		}
		out.Appearances = append(out.Appearances, x)
		keys = append(keys, s.Key)
	}
	slices.Sort(keys)
	shown, err := Output(c.v, slices.Compact(keys), false)
	out.Documents = shown.Documents
	return out, err
}

// appearance is a figure in one record.
func (c *crowd) appearance(s *register.Seen, g []*register.Seen) (register.Appearance, error) {
	rec, err := c.v.Record(s.Key)
	if err != nil {
		return register.Appearance{}, err
	}
	m := s.Member()
	x := register.Appearance{Record: rec.Record.ID, Title: rec.Record.Title, Date: s.Cast.Date, Place: s.Cast.Place, Country: s.Cast.Country, Entity: m.Entity, Name: m.Name,
		Aliases: orNone(m.Aliases), Roles: orNone(m.Roles), Said: register.StatementsOf(&rec.Record, m.Entity), Why: c.why(s, g)}
	for i := range rec.Record.Entities {
		if e := &rec.Record.Entities[i]; e.ID == m.Entity {
			x.Positions, x.Mentions, x.Joined = e.Positions, e.Mentions, e.Joined
		}
	}
	return x, nil
}

func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// why says why one stands as one with those of other records: what a person said, else
// its strongest likeness.
func (c *crowd) why(s *register.Seen, g []*register.Seen) []string {
	for _, p := range c.said {
		if p.kind == review.SameEntity && (p.a == s || p.b == s) {
			return []string{p.decision.Who + " said so"}
		}
	}
	var best register.Likeness
	for _, o := range g {
		if l := register.Compare(s, o); o.Key != s.Key && l.One() && (best.Name == naming.Different || l.Weight() > best.Weight()) {
			best = l
		}
	}
	if best.Name == naming.Different {
		return nil
	}
	return best.Reasons()
}

// answers are what people said of a group and others.
func (c *crowd) answers(g []*register.Seen) []register.Answer {
	out := []register.Answer{}
	for _, p := range c.said {
		other := p.b
		if slices.Contains(g, p.b) && !slices.Contains(g, p.a) {
			other = p.a
		} else if !slices.Contains(g, p.a) {
			continue
		}
		d := p.decision
		out = append(out, register.Answer{Decision: d.Seq, At: d.At, Who: d.Who, Kind: string(d.Kind), Why: d.Why, ID: other.ID(), Name: other.Member().Name})
	}
	return out
}

// mostPerhaps is how many candidates are told.
const mostPerhaps = 12

// perhaps are the groups that a person may know to be the same, the likeliest first.
func (c *crowd) perhaps(g []*register.Seen) ([]register.Candidate, error) {
	wide, err := c.wider(g)
	if err != nil {
		return nil, err
	}
	type found struct {
		register.Candidate
		weight int
	}
	var list []found
	for _, o := range wide {
		if slices.Contains(g, o[0]) || c.answered(g, o) {
			continue
		}
		l, a, b := likest(g, o)
		if !l.Perhaps() {
			continue
		}
		f := figureOf(o)
		list = append(list, found{register.Candidate{ID: f.ID, Kind: f.Kind, Name: f.Name, Records: f.Records, Reasons: l.Reasons(),
			Ask: register.Ask{Record: a.Cast.Record, Entity: a.Member().Entity, In: b.Cast.Record, Other: b.Member().Entity}}, l.Weight()})
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].weight > list[j].weight })
	out := []register.Candidate{}
	for _, f := range list[:min(len(list), mostPerhaps)] {
		out = append(out, f.Candidate)
	}
	return out, nil
}

// wider are the groups around one, with those that share no more than a surname.
func (c *crowd) wider(g []*register.Seen) ([][]*register.Seen, error) {
	out := c.groups()
	m := g[0].Member()
	if m.Kind != "person" {
		return out, nil
	}
	w := newCrowd(c.v)
	for _, n := range figureOf(g).Names {
		found, err := w.spelled(m.Kind, n.Text, naming.Part)
		if err != nil {
			return nil, err
		}
		keys, _, err := c.v.Naming(m.Kind, found, mostNaming)
		if err != nil {
			return nil, err
		}
		if err := c.load(keys); err != nil {
			return nil, err
		}
		for _, k := range keys {
			for at := range c.casts[k].Members {
				s := &register.Seen{Key: k, Cast: c.casts[k], At: at}
				known := func(o *register.Seen) bool { return o.Key == k && o.At == at }
				if s.Member().Kind == m.Kind && !slices.ContainsFunc(c.list, known) &&
					!slices.ContainsFunc(out, func(o []*register.Seen) bool { return slices.ContainsFunc(o, known) }) {
					out = append(out, []*register.Seen{s})
				}
			}
		}
	}
	return out, nil
}

// likest is the pair of two groups that speaks most for their being one.
func likest(g, o []*register.Seen) (best register.Likeness, a, b *register.Seen) {
	for _, x := range g {
		for _, y := range o {
			if x.Key == y.Key {
				continue
			}
			if l := register.Compare(x, y); l.Name != naming.Different && (a == nil || l.Weight() > best.Weight()) {
				best, a, b = l, x, y
			}
		}
	}
	return best, a, b
}
