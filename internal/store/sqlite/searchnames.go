package sqlite

import (
	"encoding/json"
	"slices"
	"strings"

	"dossier/internal/name"
	"dossier/internal/search"
)

// writing is a row of search_name: a way to write a name, and how many records more,
// or fewer, write it so.
type writing struct {
	term
	uses int
}

// MarshalJSON makes a list, which the database takes apart.
func (w writing) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{w.field, w.value, w.shown, w.uses})
}

// writings are the ways to write names whose uses change, in order.
func (f *foundBy) writings() (out []writing) {
	note := func(list []termOf, uses int) {
		for _, t := range list {
			if t.shown != "" {
				out = append(out, writing{t.term, uses})
			}
		}
	}
	note(f.come, 1)
	note(f.gone, -1)
	slices.SortFunc(out, func(a, b writing) int { return a.compare(b.term) })
	n := 0
	for _, w := range out {
		if n > 0 && out[n-1].term == w.term {
			out[n-1].uses += w.uses
		} else {
			out[n] = w
			n++
		}
	}
	return slices.DeleteFunc(out[:n], func(w writing) bool { return w.uses == 0 })
}

// names keeps how names are written and what their words are. Words of names that are
// gone stay: they only lead to names, and a name that no record has leads nowhere.
func (x *indexing) names() error {
	list := x.rows.writings()
	if len(list) == 0 {
		return nil
	}
	uses, err := x.used(list)
	if err != nil {
		return err
	}
	var fresh, gone []writing
	for i, w := range list {
		switch {
		case uses[i] <= 0:
			gone = append(gone, w)
		case uses[i] == w.uses: // nobody wrote it so before
			fresh = append(fresh, w)
		}
	}
	if err := withList(x, "DELETE FROM search_name WHERE (field, name, shown) IN (SELECT value->>0, value->>1, value->>2 FROM json_each(?))", gone); err != nil {
		return err
	}
	x.words(fresh)
	return x.top(list)
}

// used counts the uses of names, and gives how many each has now.
func (x *indexing) used(list []writing) ([]int, error) {
	body, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	rows, err := x.db.QueryContext(x.ctx, `INSERT INTO search_name (field, name, shown, uses) SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?) WHERE true
		ON CONFLICT (field, name, shown) DO UPDATE SET uses=uses+excluded.uses RETURNING field, name, shown, uses`, string(body))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	now := make(map[term]int, len(list))
	for rows.Next() {
		var t term
		var n int
		if err := rows.Scan(&t.field, &t.value, &t.shown, &n); err != nil {
			return nil, err
		}
		now[t] = n
	}
	out := make([]int, len(list))
	for i, w := range list {
		out[i] = now[w.term]
	}
	return out, rows.Err()
}

// words keeps the words of names that are written for the first time.
func (x *indexing) words(fresh []writing) {
	for i, t := range fresh {
		if i > 0 && fresh[i-1].field == t.field && fresh[i-1].value == t.value {
			continue // the same in another writing
		}
		x.later("INSERT INTO search_name_word (words, name) VALUES (?,?)", nameTokens(t.field, t.value), t.value)
	}
}

// nameTokens are the words that a folded name of a field is found by, and their sounds,
// each once.
func nameTokens(field, folded string) string {
	var out []string
	for _, w := range search.NameKeys(folded) {
		out = append(out, wordToken(field, w), soundToken(field, name.Key(w)))
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

// wordToken and soundToken stand for a word of the names of a field, and for what its
// spellings have in common; the sign between them is no letter, so no field has it.
func wordToken(field, word string) string   { return field + "·w" + word }
func soundToken(field, sound string) string { return field + "·s" + sound }

// wordedSQL gives the names that some of their tokens are found in.
const wordedSQL = "SELECT DISTINCT name FROM search_name_word WHERE search_name_word MATCH ?"

// anyToken is the full-text query for what has any of some tokens.
func anyToken(tokens ...string) string { return `"` + strings.Join(tokens, `" OR "`) + `"` }

// top keeps how many records have each of some names, of those that several have.
func (x *indexing) top(list []writing) error {
	fewer := slices.DeleteFunc(slices.Clone(list), func(w writing) bool { return w.uses > 0 })
	if err := withList(x, "DELETE FROM search_top WHERE (field, name) IN (SELECT value->>0, value->>1 FROM json_each(?))", fewer); err != nil {
		return err
	}
	return withList(x, `INSERT INTO search_top (field, name, n, shown) SELECT field, name, sum(uses), min(shown) FROM search_name
		WHERE (field, name) IN (SELECT value->>0, value->>1 FROM json_each(?)) GROUP BY field, name HAVING sum(uses) > 1
		ON CONFLICT (field, name) DO UPDATE SET n=excluded.n, shown=excluded.shown WHERE n<>excluded.n OR shown<>excluded.shown`, list)
}
