package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"dossier/internal/query"
	"dossier/internal/search"
)

// Places implements search.Searcher.
func (s *Store) Places(ctx context.Context, q query.Query, most int) (search.Places, error) {
	out, most, err := search.NewPlaces(q, most)
	if err != nil {
		return out, err
	}
	err = s.ask(ctx, func(a *asker) error {
		set, err := a.eval(q.Root)
		if err != nil {
			return err
		}
		out.Total = set.Len()
		located, err := a.set("SELECT group_concat(num) FROM search_place")
		if err != nil {
			return err
		}
		located = located.And(set)
		out.Located = located.Len()
		o, err := a.whole(search.Newest)
		if err != nil {
			return err
		}
		list := o.after(located, search.Cursor{}, most)
		out.List, err = a.places(list[:min(len(list), most)])
		out.LeftOut = out.Located - len(out.List)
		return err
	})
	return out, err
}

// places reads where records lie, in their order.
func (a *asker) places(list []row) ([]search.Place, error) {
	out := make([]search.Place, len(list))
	at := make(map[int]int, len(list))
	nums := make([]int, len(list))
	for i, r := range list {
		out[i].ID, at[r.num], nums[i] = r.id, i, r.num
	}
	asked, err := json.Marshal(nums)
	if err != nil {
		return nil, err
	}
	return out, a.all(`SELECT num, lat, lon, precision, title, place, "date", killed FROM search_place WHERE num IN (SELECT value FROM json_each(?))`, []any{string(asked)}, func(r *sql.Rows) error {
		var num int
		var p search.Place
		if err := r.Scan(&num, &p.Lat, &p.Lon, &p.Precision, &p.Title, &p.Place, &p.Date, &p.Killed); err != nil {
			return err
		}
		i := at[num]
		p.ID = out[i].ID
		out[i] = p
		return nil
	})
}
