package archive

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	naming "dossier/internal/name"
	"dossier/internal/record"
	"dossier/internal/register"
	"dossier/internal/review"
	"dossier/internal/store"
)

// The bounds of what is compared around one person or body, so that a name that every
// record has costs as little as any other.
const (
	mostSeen     = 200  // members of records
	mostSounding = 2000 // names
	mostNaming   = 200  // records of some names
)

// crowd is who may be one person or body: those that are called alike in the records
// of an archive, and those that people tied to them.
type crowd struct {
	v     store.View
	casts map[int64]*register.Cast
	list  []*register.Seen
	asked map[string]bool // names that were looked for
	docs  map[doc.ID]bool // whose decisions were looked at
	said  []judgedPair
	cut   bool // a bound was met
	names *register.Comparer
}

// judgedPair is what a person said of two members of records.
type judgedPair struct {
	a, b     *register.Seen
	kind     review.Kind
	decision review.Decision
}

func newCrowd(v store.View) *crowd {
	return &crowd{v: v, casts: map[int64]*register.Cast{}, asked: map[string]bool{}, docs: map[doc.ID]bool{}, names: register.NewComparer()}
}

// cast is who occurs in a record.
func (c *crowd) cast(key int64) (*register.Cast, error) {
	if x, ok := c.casts[key]; ok {
		return x, nil
	}
	if err := c.load([]int64{key}); err != nil {
		return nil, err
	}
	return c.casts[key], nil
}

// load reads who occurs in records.
func (c *crowd) load(keys []int64) error {
	keys = slices.DeleteFunc(slices.Clone(keys), func(k int64) bool { return c.casts[k] != nil })
	for _, k := range keys { // one at a time, since those that are not there are left out
		list, err := c.v.Casts([]int64{k})
		if err != nil {
			return err
		}
		if len(list) == 1 {
			c.casts[k] = &list[0]
		}
	}
	return nil
}

// add takes in a member of a record, once.
func (c *crowd) add(key int64, at int) *register.Seen {
	for _, s := range c.list {
		if s.Key == key && s.At == at {
			return s
		}
	}
	if len(c.list) == mostSeen {
		c.cut = true
		return nil
	}
	s := &register.Seen{Key: key, Cast: c.casts[key], At: at}
	c.list = append(c.list, s)
	return s
}

// gather takes in all that are called alike, and what people tied to them, until
// nothing more comes; the order is that of the records.
func (c *crowd) gather() error {
	for i, decided := 0, 0; i < len(c.list) || decided < len(c.list); {
		if i < len(c.list) {
			if err := c.alike(c.list[i]); err != nil {
				return err
			}
			i++
			continue
		}
		decided = len(c.list)
		if err := c.judged(); err != nil {
			return err
		}
	}
	slices.SortFunc(c.list, func(a, b *register.Seen) int {
		if a.Key != b.Key {
			return int(a.Key - b.Key)
		}
		return a.At - b.At
	})
	return nil
}

// alike takes in those that are called like one.
func (c *crowd) alike(s *register.Seen) error {
	m := s.Member()
	for _, n := range m.Names() {
		if m.Kind == "person" && !strings.Contains(naming.Fold(n), " ") {
			continue // a surname is shared by many
		}
		found, err := c.spelled(m.Kind, n, naming.Initials)
		if err != nil {
			return err
		}
		if len(found) == 0 { // looked for before
			continue
		}
		keys, all, err := c.v.Naming(m.Kind, found, mostNaming)
		if err != nil {
			return err
		}
		c.cut = c.cut || all > len(keys)
		if err := c.load(keys); err != nil {
			return err
		}
		for _, k := range keys {
			for at := range c.casts[k].Members {
				if c.casts[k].Members[at].Kind != m.Kind {
					continue
				}
				if o := (&register.Seen{Key: k, Cast: c.casts[k], At: at}); c.names.Compare(s, o).Name >= naming.Initials {
					c.add(k, at)
				}
			}
		}
	}
	return nil
}

// spelled lists the folded names that are at least as like one as asked for.
func (c *crowd) spelled(kind, n string, least naming.Likeness) ([]string, error) {
	if key := kind + " " + n + string(rune('0'+least)); c.asked[key] {
		return nil, nil
	} else {
		c.asked[key] = true
	}
	compare, sound := naming.Person, ""
	if kind == "person" {
		sound, _ = naming.Surname(n)
	} else {
		compare, sound = naming.Body, naming.Key(longest(n))
	}
	if sound == "" {
		return nil, nil
	}
	list, err := c.v.Sounding(kind, sound, mostSounding)
	c.cut = c.cut || len(list) == mostSounding
	return slices.DeleteFunc(list, func(o string) bool { return compare(n, o) < least }), err
}

// longest is the longest word of a name.
func longest(n string) (out string) {
	for _, w := range strings.Fields(naming.Fold(n)) {
		if len(w) > len(out) {
			out = w
		}
	}
	return out
}

// judged takes in what people said of those in the crowd.
func (c *crowd) judged() error {
	var ids []doc.ID
	for _, s := range c.list {
		parts, err := c.v.PartsOf(s.Key)
		if err != nil {
			return err
		}
		for _, id := range documents(parts) {
			if !c.docs[id] {
				c.docs[id] = true
				ids = append(ids, id)
			}
		}
	}
	all, err := c.v.About(ids)
	if err != nil {
		return err
	}
	for _, d := range review.Active(all) {
		if d.Pair == nil || slices.ContainsFunc(c.said, func(p judgedPair) bool { return p.decision.Seq == d.Seq }) {
			continue
		}
		a, err := c.subject(&d.Pair[0])
		if err != nil {
			return err
		}
		b, err := c.subject(&d.Pair[1])
		if err != nil {
			return err
		}
		if a == nil || b == nil || a.Key == b.Key {
			continue // of one record: the record has seen to it
		}
		mine := func(s *register.Seen) bool {
			return slices.ContainsFunc(c.list, func(o *register.Seen) bool { return o.Key == s.Key && o.At == s.At })
		}
		if !mine(a) && !mine(b) {
			continue // people of the same records whom nobody asked for
		}
		if x, y := c.add(a.Key, a.At), c.add(b.Key, b.At); x != nil && y != nil {
			c.said = append(c.said, judgedPair{x, y, d.Kind, d})
		}
	}
	slices.SortFunc(c.said, func(a, b judgedPair) int { return int(a.decision.Seq - b.decision.Seq) })
	return nil
}

// subject is the member of a record that a judgement names, nil when it is there no
// longer.
func (c *crowd) subject(s *review.Subject) (*register.Seen, error) {
	for _, w := range s.Words {
		key, err := c.v.RecordOf(claim.Ref(w.Ref))
		if err != nil {
			return nil, err
		}
		if key == 0 {
			continue
		}
		cast, err := c.cast(key)
		if err != nil {
			return nil, err
		}
		if cast == nil {
			continue
		}
		for at := range cast.Members {
			for _, n := range cast.Members[at].Names() {
				if f := record.FoldName(n); f == record.FoldName(s.Name) || slices.ContainsFunc(s.Names, func(o string) bool { return record.FoldName(o) == f }) {
					return &register.Seen{Key: key, Cast: cast, At: at}, nil
				}
			}
		}
	}
	return nil, nil
}

// groups puts the crowd together, each group in the order of the records.
func (c *crowd) groups() [][]*register.Seen {
	at := map[*register.Seen]int{}
	for i, s := range c.list {
		at[s] = i
	}
	var said []register.Judged
	for _, p := range c.said {
		said = append(said, register.Judged{A: at[p.a], B: at[p.b], Same: p.kind == review.SameEntity, Unsure: p.kind == review.UnsureEntity})
	}
	var out [][]*register.Seen
	for _, g := range register.Group(c.list, said) {
		var group []*register.Seen
		for _, i := range g {
			group = append(group, c.list[i])
		}
		out = append(out, group)
	}
	return out
}

// answered reports whether somebody has said whether two groups are one.
func (c *crowd) answered(x, y []*register.Seen) bool {
	return slices.ContainsFunc(c.said, func(p judgedPair) bool {
		return slices.Contains(x, p.a) && slices.Contains(y, p.b) || slices.Contains(x, p.b) && slices.Contains(y, p.a)
	})
}
