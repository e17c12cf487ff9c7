package sqlite

import (
	"database/sql"
	"strings"

	"dossier/internal/query"
	"dossier/internal/search"
)

// facet is the values of one field of all records.
type facet struct {
	values []string // the first is "", for records without any
	first  []int32  // by record: its last pair, 0 for none
	pairs  []pair   // the first is not used
}

type pair struct{ value, next int32 }

func (c *facet) bytes() int {
	n := 8*len(c.pairs) + 4*len(c.first)
	for _, v := range c.values {
		n += len(v) + 16
	}
	return n
}

// of is the last pair of a record.
func (c *facet) of(num int) int32 {
	if num < len(c.first) {
		return c.first[num]
	}
	return 0
}

// column gives a field.
func (a *asker) column(f query.Field) (*facet, error) {
	return recall(a, "column "+string(f), func() (*facet, error) { return a.values(f) })
}

// values reads a field. The records of a value come as one text: see each.
func (a *asker) values(f query.Field) (*facet, error) {
	shown, err := a.shown(f)
	if err != nil {
		return nil, err
	}
	var all sql.NullString
	err = a.db.QueryRowContext(a.ctx, `SELECT group_concat(value || char(31) || list, char(30)) FROM
		(SELECT value, group_concat(record) list FROM search_term WHERE field=? GROUP BY value)`, string(f)).Scan(&all)
	if err != nil {
		return nil, err
	}
	c := &facet{values: []string{""}, pairs: make([]pair, 1)}
	for rest := all.String; rest != ""; {
		var one string
		one, rest, _ = strings.Cut(rest, "\x1e")
		v, list, _ := strings.Cut(one, "\x1f")
		if s, ok := shown[v]; ok {
			v = s
		}
		value := int32(len(c.values))
		c.values = append(c.values, strings.Clone(v))
		err := each(list, func(num int) {
			for num >= len(c.first) {
				c.first = append(c.first, make([]int32, num+1-len(c.first)+len(c.first)/4)...)
			}
			c.pairs = append(c.pairs, pair{value, c.first[num]})
			c.first[num] = int32(len(c.pairs) - 1)
		})
		if err != nil {
			return nil, err
		}
	}
	return c, nil
}

// shown is how the folded names of a field are written.
func (a *asker) shown(f query.Field) (map[string]string, error) {
	if info, ok := query.Lookup(string(f)); !ok || info.Kind != query.Name {
		return nil, nil
	}
	var list sql.NullString
	err := a.db.QueryRowContext(a.ctx, "SELECT group_concat(name || char(31) || shown, char(30)) FROM (SELECT name, min(shown) shown FROM search_name WHERE field=? GROUP BY name)", string(f)).Scan(&list)
	out := map[string]string{}
	for rest := list.String; rest != ""; {
		var one string
		one, rest, _ = strings.Cut(rest, "\x1e")
		if name, shown, ok := strings.Cut(one, "\x1f"); ok {
			out[name] = shown
		}
	}
	return out, err
}

// group counts the records of a set by every choice of one value of each column.
func group(set search.Set, columns []*facet) []search.Group {
	if len(columns) == 1 {
		return alone(set, columns[0])
	}
	t := newTable(columns)
	var choose func(num, i, cell int)
	choose = func(num, i, cell int) {
		if i == len(columns) {
			t.count(cell)
			return
		}
		c := columns[i]
		cell *= len(c.values)
		at := c.of(num)
		if at == 0 {
			choose(num, i+1, cell)
			return
		}
		for ; at != 0; at = c.pairs[at].next {
			choose(num, i+1, cell+int(c.pairs[at].value))
		}
	}
	for num := range set.All() {
		choose(num, 0, 0)
	}
	return t.groups(columns)
}

// alone counts the records of a set by one column.
func alone(set search.Set, c *facet) []search.Group {
	counts := make([]int, len(c.values))
	for num := range set.All() {
		at := c.of(num)
		if at == 0 {
			counts[0]++
		}
		for ; at != 0; at = c.pairs[at].next {
			counts[c.pairs[at].value]++
		}
	}
	out := []search.Group{}
	for i, n := range counts {
		if n > 0 {
			out = append(out, search.Group{Count: n, Values: []string{c.values[i]}})
		}
	}
	search.SortGroups(out)
	return out
}

// table counts cells, each a choice of one value of each column: those of small tables
// in a list, of others by what there is of them.
type table struct {
	few  []int
	many map[int]int
}

// smallTable is the most cells of a table that is a list.
const smallTable = 1 << 20

func newTable(columns []*facet) *table {
	cells := 1
	for _, c := range columns {
		if cells *= len(c.values); cells > smallTable {
			return &table{many: map[int]int{}}
		}
	}
	return &table{few: make([]int, cells)}
}

func (t *table) count(cell int) {
	if t.many != nil {
		t.many[cell]++
		return
	}
	t.few[cell]++
}

// groups are the cells that were counted.
func (t *table) groups(columns []*facet) []search.Group {
	out := []search.Group{}
	put := func(cell, n int) {
		if n == 0 {
			return
		}
		g := search.Group{Count: n, Values: make([]string, len(columns))}
		for i := len(columns) - 1; i >= 0; i-- {
			c := columns[i]
			g.Values[i] = c.values[cell%len(c.values)]
			cell /= len(c.values)
		}
		out = append(out, g)
	}
	for cell, n := range t.few {
		put(cell, n)
	}
	for cell, n := range t.many {
		put(cell, n)
	}
	search.SortGroups(out)
	return out
}
