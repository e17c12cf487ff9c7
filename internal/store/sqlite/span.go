package sqlite

import (
	"database/sql"

	"dossier/internal/fault"
	"dossier/internal/query"
	"dossier/internal/search"
)

// ranges are the numbers or days of a field, of all records.
type ranges []struct{ hi, lo, record int }

func (r ranges) bytes() int { return 24 * len(r) }

// span is the set of records one of whose numbers or days of a field lies in a range.
func (a *asker) span(f query.Field, from, to int) (search.Set, error) {
	if a.again("ranges " + string(f)) {
		list, err := recall(a, "ranges of "+string(f), func() (ranges, error) { return a.ranges(f) })
		return list.within(from, to), err
	}
	return a.joined("SELECT group_concat(record) FROM search_span WHERE field=? AND hi>=? AND lo<=?", string(f), from, to)
}

func (r ranges) within(from, to int) (out search.Set) {
	for i := range r {
		if r[i].hi >= from && r[i].lo <= to {
			out.Add(r[i].record)
		}
	}
	return out
}

// ranges reads all of a field.
func (a *asker) ranges(f query.Field) (ranges, error) {
	var hi, lo, records sql.NullString
	err := a.db.QueryRowContext(a.ctx, "SELECT group_concat(hi), group_concat(lo), group_concat(record) FROM search_span WHERE field=?", string(f)).Scan(&hi, &lo, &records)
	if err != nil {
		return nil, err
	}
	var out ranges
	if err := each(hi.String, func(n int) { out = append(out, struct{ hi, lo, record int }{hi: n}) }); err != nil {
		return nil, err
	}
	for _, x := range []struct {
		list string
		put  func(i, n int)
	}{{lo.String, func(i, n int) { out[i].lo = n }}, {records.String, func(i, n int) { out[i].record = n }}} {
		i := 0
		if err := each(x.list, func(n int) {
			if i < len(out) {
				x.put(i, n)
			}
			i++
		}); err != nil {
			return nil, err
		}
		if i != len(out) {
			return nil, fault.New(fault.Corrupt, "archive %s: index of search: the ranges of %s are not in pairs", a.dir, f)
		}
	}
	return out, nil
}
