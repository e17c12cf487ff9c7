package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"dossier/internal/match"
	"dossier/internal/store"
)

var (
	_ store.Foresight  = (*Store)(nil)
	_ store.Foreseeing = (*change)(nil)
)

// lying is a report that lies under a key.
type lying struct{ rank, report int64 }

// compare orders what lies under a key as the table of keys does.
func (l lying) compare(o lying) int {
	return cmp.Or(cmp.Compare(l.rank, o.rank), cmp.Compare(l.report, o.report))
}

// instant tells states of what the matcher keeps apart: two reads that find the same
// find the same under every key.
type instant struct {
	matched int64 // changes of what the matcher keeps, as the archive counts them
	head    int64 // the last number of the log
}

const instantSQL = "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM state WHERE name='" + matchedState + "'), 0), coalesce((SELECT max(seq) FROM log), 0)"

// matchedState is the state that counts the changes of what the matcher keeps.
const matchedState = "matched"

func (v *view) instant() (at instant, err error) {
	_, err = v.one(instantSQL, nil, &at.matched, &at.head)
	return at, err
}

// foreseen is what was found at some instant of all that a sign will be compared with.
type foreseen struct {
	at     instant
	sign   *match.Sign
	packed []byte // the sign, as it is kept
	perKey int
	under  map[int64][]lying
	near   map[int64]*match.Sign // by report
}

// Foresee implements store.Foresight. What cannot be foreseen is looked up in the change.
func (s *Store) Foresee(ctx context.Context, g *match.Sign, perKey, most int) any {
	words := g.Keys()
	keys := keyNumbers(words)
	out := &foreseen{sign: g, packed: s.pack.pack(written(g, words)), perKey: perKey, under: make(map[int64][]lying, len(keys))}
	err := s.View(ctx, func(x store.View) error {
		v := x.(*view)
		var err error
		if out.at, err = v.instant(); err != nil {
			return err
		}
		under, err := v.lying(keys, perKey)
		if err != nil {
			return err
		}
		for i, k := range keys {
			out.under[k] = under[i]
		}
		reports := match.Nearest(reportsOf(under), most)
		out.near, err = v.readSigns(reports)
		return err
	})
	if err != nil {
		return nil
	}
	return out
}

const lyingSQL = `SELECT (SELECT group_concat(rank || ',' || report) FROM
	(SELECT rank, report FROM keys WHERE key = j.value ORDER BY rank, report LIMIT ?2)) FROM json_each(?1) j ORDER BY j.key`

// lying gives for each key the first reports that lie under it.
func (v *view) lying(keys []int64, perKey int) ([][]lying, error) {
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	under := make([][]lying, 0, len(keys))
	err = v.all(lyingSQL, []any{string(list), perKey}, func(r *sql.Rows) error {
		var numbers sql.NullString
		if err := r.Scan(&numbers); err != nil {
			return err
		}
		var at []lying
		rank, second := int64(0), false
		err := each(numbers.String, func(n int) {
			if second {
				at = append(at, lying{rank, int64(n)})
			}
			rank, second = int64(n), !second
		})
		under = append(under, at)
		return err
	})
	return under, err
}

func reportsOf(under [][]lying) [][]int64 {
	out := make([][]int64, len(under))
	for i, list := range under {
		out[i] = make([]int64, len(list))
		for j, l := range list {
			out[i][j] = l.report
		}
	}
	return out
}

// mostRecent is how many of the changes made last a store remembers the keys of: what
// was foreseen before more of them is looked up anew.
const mostRecent = 8

// recent is what one change of this store put under keys.
type recent struct {
	before, after instant
	put           map[int64][]lying
}

// recents are the changes made last, each from the instant that the one before it led to.
type recents []recent

// note takes up a change that was made. One that took something from under a key is left
// out: nothing leads from what was before it to what is after.
func (r *recents) note(c recent, took bool) {
	if !took && c.before != c.after {
		*r = append(*r, c)
		*r = (*r)[max(0, len(*r)-mostRecent):]
	}
}

// since are the changes that led from one instant to another; ok is false where they
// are not all known.
func (r recents) since(from, to instant) (list recents, ok bool) {
	for i := len(r); ; i-- {
		if from == to {
			return r[i:], true
		}
		if i == 0 || r[i-1].after != to {
			return nil, false
		}
		to = r[i-1].before
	}
}

// matching is what a change knows and does of keys.
type matching struct {
	recent  recents // made before it
	at      instant // when it began
	under   map[int64]known
	packed  map[*match.Sign][]byte
	put     map[int64][]lying // by this change
	unkept  []keyRow          // that are not in the table yet
	changed bool              // the change was counted
	took    bool              // something was taken from under a key
}

// known is what lay under a key, and what was put there since.
type known struct {
	list   []lying
	perKey int
	since  recents
}

// keyRow is a row of the table of keys.
type keyRow struct {
	key int64
	lying
}

func (k keyRow) compare(o keyRow) int {
	return cmp.Or(cmp.Compare(k.key, o.key), k.lying.compare(o.lying))
}

// Foreseen implements store.Foreseeing. What has changed since other than by changes of
// this store is not used.
func (c *change) Foreseen(x any) {
	f, ok := x.(*foreseen)
	if !ok || f == nil {
		return
	}
	c.keys.packed[f.sign] = f.packed
	since, ok := c.keys.recent.since(f.at, c.keys.at)
	if !ok || c.keys.took {
		return
	}
	for k, list := range f.under {
		c.keys.under[k] = known{list, f.perKey, since}
	}
	for n, g := range f.near {
		if c.met[n] == nil {
			c.meet(n, g)
		}
	}
}

// Near implements store.Matched: under what was foreseen nothing is looked up.
func (c *change) Near(keys []string, perKey, most int) ([]*match.Sign, error) {
	under := make([][]lying, len(keys))
	var asked []int64
	var at []int
	for i, k := range keyNumbers(keys) {
		if had, ok := c.keys.under[k]; ok && had.perKey == perKey {
			under[i] = c.keys.now(k, had)
		} else {
			asked, at = append(asked, k), append(at, i)
		}
	}
	if len(asked) > 0 {
		if err := c.keepKeys(); err != nil {
			return nil, err
		}
		found, err := c.lying(asked, perKey)
		if err != nil {
			return nil, err
		}
		for j, i := range at {
			under[i] = found[j]
		}
	}
	return c.signsOf(match.Nearest(reportsOf(under), most))
}

// now is what lies under a key in the change.
func (m *matching) now(key int64, had known) []lying {
	list := had.list
	add := func(more []lying) {
		if len(more) > 0 {
			list = append(list[:len(list):len(list)], more...)
		}
	}
	for i := range had.since {
		add(had.since[i].put[key])
	}
	add(m.put[key])
	if len(list) > len(had.list) {
		slices.SortFunc(list, lying.compare)
	}
	return list[:min(len(list), had.perKey)]
}

// putKeys puts a report under keys, each once.
func (c *change) putKeys(l lying, keys []string) {
	for _, k := range keyNumbers(keys) {
		if n := len(c.keys.put[k]); n > 0 && c.keys.put[k][n-1] == l {
			continue
		}
		c.keys.put[k] = append(c.keys.put[k], l)
		c.keys.unkept = append(c.keys.unkept, keyRow{k, l})
	}
}

// keepKeys writes the keys that are not in the table yet, in its order: a page that many
// of them touch is sought once.
func (c *change) keepKeys() error {
	if len(c.keys.unkept) == 0 {
		return nil
	}
	rows := c.keys.unkept
	c.keys.unkept = nil
	slices.SortFunc(rows, keyRow.compare)
	return putKeyRows("keys", rows, c.exec)
}

// keysTogether is how many keys one statement puts.
const keysTogether = 64

// putKeyRows puts rows into a table of keys; the last ones go one by one, so that there
// are two statements to prepare.
func putKeyRows(table string, rows []keyRow, exec func(q string, args ...any) error) error {
	put := "INSERT OR IGNORE INTO " + table + " (key, rank, report) VALUES (?,?,?)"
	for n := keysTogether; len(rows) > 0; rows = rows[n:] {
		q := put + strings.Repeat(",(?,?,?)", keysTogether-1)
		if len(rows) < keysTogether {
			n, q = 1, put
		}
		args := make([]any, 0, 3*n)
		for _, k := range rows[:n] {
			args = append(args, k.key, k.rank, k.report)
		}
		if err := exec(q, args...); err != nil {
			return err
		}
	}
	return nil
}

// countMatched counts, once, that the change changes what the matcher keeps.
func (c *change) countMatched() error {
	if c.keys.changed {
		return nil
	}
	c.keys.changed = true
	return c.exec("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", matchedState, c.keys.at.matched+1)
}

// takeKeys notes that something is taken from under keys: what was foreseen holds no more.
func (c *change) takeKeys() error {
	c.keys.took = true
	clear(c.keys.under)
	if err := c.keepKeys(); err != nil {
		return err
	}
	return c.countMatched()
}

// made is the change as those that follow remember it.
func (c *change) made() recent {
	out := recent{before: c.keys.at, after: c.keys.at, put: c.keys.put}
	if c.keys.changed {
		out.after.matched++
	}
	if c.head != nil {
		out.after.head = max(out.after.head, c.head.Seq)
	}
	return out
}
