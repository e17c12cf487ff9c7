package sqlite

import (
	"database/sql"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/search"
)

// order is the whole of an order of results.
type order struct {
	nums []int32
	keys []int
	ids  []string // by number of record
}

func (o *order) bytes() int { return 12 * len(o.nums) } // the ids are those of all orders

// ids are the ids of records by their numbers.
type ids []string

func (l ids) bytes() int { return 40 * len(l) }

// order gives an order that is kept, or asked for again; nil else.
func (a *asker) order(s search.Sort) (*order, error) {
	key := "order " + string(s)
	if v, ok := a.mem.of(a.at, key); ok {
		return v.(*order), nil
	}
	if !a.again(key) {
		return nil, nil
	}
	return a.whole(s)
}

// whole gives an order.
func (a *asker) whole(s search.Sort) (*order, error) {
	return recall(a, "order "+string(s), func() (*order, error) {
		col := column(s)
		var nums, keys sql.NullString
		err := a.db.QueryRowContext(a.ctx, "SELECT group_concat(num), group_concat(k) FROM (SELECT num, "+col+" k FROM search_record ORDER BY "+col+" DESC, id)").Scan(&nums, &keys)
		if err != nil {
			return nil, err
		}
		o := &order{}
		if err := each(nums.String, func(n int) { o.nums = append(o.nums, int32(n)) }); err != nil {
			return nil, err
		}
		if err := each(keys.String, func(n int) { o.keys = append(o.keys, n) }); err != nil {
			return nil, err
		}
		if len(o.keys) != len(o.nums) {
			return nil, fault.New(fault.Corrupt, "archive %s: index of search: %d records in the order %s of %d", a.dir, len(o.keys), s, len(o.nums))
		}
		o.ids, err = recall(a, "ids", a.ids)
		return o, err
	})
}

func (a *asker) ids() (ids, error) {
	var nums, list sql.NullString
	if err := a.db.QueryRowContext(a.ctx, "SELECT group_concat(num), group_concat(id, char(31)) FROM (SELECT num, id FROM search_record ORDER BY id)").Scan(&nums, &list); err != nil {
		return nil, err
	}
	var out ids
	rest := list.String
	err := each(nums.String, func(n int) {
		for n >= len(out) {
			out = append(out, make(ids, n+1-len(out)+len(out)/4)...)
		}
		out[n], rest, _ = strings.Cut(rest, "\x1f")
	})
	return out, err
}

// after gives up to n+1 records of a set behind a cursor.
func (o *order) after(set search.Set, after search.Cursor, n int) (out []row) {
	if o == nil {
		return nil
	}
	first := 0
	if after.ID != "" {
		first = sort.Search(len(o.nums), func(i int) bool { return after.Before(o.keys[i], o.ids[o.nums[i]]) })
	}
	for i := first; i < len(o.nums) && len(out) <= n; i++ {
		if num := int(o.nums[i]); set.Has(num) {
			out = append(out, row{num, o.keys[i], o.ids[num]})
		}
	}
	return out
}

// row is one record found, with its place in the order.
type row struct {
	num, key int
	id       string
}

// The walk along the index of an order stops here and the whole order is read at
// once: few records are found, and all far from the beginning.
const (
	fewFound = 1000
	maxWalk  = 4000
)

// page gives up to n+1 records of a set behind a cursor.
func (a *asker) page(set search.Set, total int, s search.Sort, after search.Cursor, n int) ([]row, error) {
	o, err := a.order(s)
	if err != nil || o != nil {
		return o.after(set, after, n), err
	}
	if total <= fewFound {
		return a.few(set, s, after, n)
	}
	out, walked, err := a.walk(set, s, &after, n)
	if err != nil || len(out) > n || walked < maxWalk {
		return out, err
	}
	rest, err := a.sweep(set, s, after, n-len(out))
	return append(out, rest...), err
}

// few sorts all records of a small set.
func (a *asker) few(set search.Set, s search.Sort, after search.Cursor, n int) ([]row, error) {
	list := make([]string, 0, fewFound)
	for num := range set.All() {
		list = append(list, strconv.Itoa(num))
	}
	col := column(s)
	where, args := behind(col, after)
	return a.rows("SELECT num, "+col+", id FROM search_record WHERE num IN (SELECT value FROM json_each(?)) AND "+where+
		" ORDER BY "+col+" DESC, id LIMIT ?", append(append([]any{"[" + strings.Join(list, ",") + "]"}, args...), n+1)...)
}

// walk goes along the order and takes what is in the set; after moves on.
func (a *asker) walk(set search.Set, s search.Sort, after *search.Cursor, n int) (out []row, walked int, err error) {
	col := column(s)
	for walked < maxWalk && len(out) <= n {
		where, args := behind(col, *after)
		list, err := a.rows("SELECT num, "+col+", id FROM search_record WHERE "+where+" ORDER BY "+col+" DESC, id LIMIT ?", append(args, 500)...)
		if err != nil {
			return nil, 0, err
		}
		for _, r := range list {
			if set.Has(r.num) && len(out) <= n {
				out = append(out, r)
			}
			*after = search.Cursor{Sort: s, Key: r.key, ID: r.id}
		}
		if walked += len(list); len(list) < 500 {
			return out, 0, nil
		}
	}
	return out, walked, nil
}

// sweep reads the rest of the order at once.
func (a *asker) sweep(set search.Set, s search.Sort, after search.Cursor, n int) ([]row, error) {
	col := column(s)
	where, args := behind(col, after)
	var list sql.NullString
	err := a.db.QueryRowContext(a.ctx, "SELECT group_concat(num) FROM (SELECT num FROM search_record WHERE "+where+" ORDER BY "+col+" DESC, id)", args...).Scan(&list)
	if err != nil {
		return nil, err
	}
	var first search.Set
	for rest := list.String; rest != "" && first.Len() <= n; {
		var num string
		num, rest, _ = strings.Cut(rest, ",")
		if i, err := strconv.Atoi(num); err == nil && set.Has(i) {
			first.Add(i)
		}
	}
	return a.few(first, s, after, n)
}

// column is the column of an order: its name is that of the order.
func column(s search.Sort) string { return `"` + string(s) + `"` }

// behind is the condition that a record lies behind a cursor.
func behind(col string, c search.Cursor) (string, []any) {
	if c.ID == "" {
		return "1", nil
	}
	return col + "<=? AND (" + col + "<? OR id>?)", []any{c.Key, c.Key, c.ID}
}

func (a *asker) rows(q string, args ...any) ([]row, error) {
	rows, err := a.db.QueryContext(a.ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []row
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.num, &r.key, &r.id); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
