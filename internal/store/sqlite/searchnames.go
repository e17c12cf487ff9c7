package sqlite

import (
	"encoding/json"
	"slices"

	"dossier/internal/name"
	"dossier/internal/search"
)

// names keeps how names are written and what their words are. Words of names that are
// gone stay: they only lead to names, and a name that no record has leads nowhere.
func (x *indexing) names(gone, come []term) error {
	isName := func(t term) bool { return t.shown == "" }
	gone, come = slices.DeleteFunc(gone, isName), slices.DeleteFunc(come, isName)
	for _, t := range gone {
		if err := x.exec("UPDATE search_name SET uses=uses-1 WHERE field=? AND name=? AND shown=?", t.field, t.value, t.shown); err != nil {
			return err
		}
		if err := x.exec("DELETE FROM search_name WHERE field=? AND name=? AND shown=? AND uses<=0", t.field, t.value, t.shown); err != nil {
			return err
		}
	}
	if len(gone)+len(come) == 0 {
		return nil
	}
	list, err := json.Marshal(append([]term{}, come...)) // a list, though it be empty
	if err != nil {
		return err
	}
	if err := x.exec(`INSERT INTO search_name (field, name, shown, uses) SELECT value->>0, value->>1, value->>2, 1 FROM json_each(?) WHERE true
		ON CONFLICT (field, name, shown) DO UPDATE SET uses=uses+1`, string(list)); err != nil {
		return err
	}
	if err := x.top(append(gone, come...)); err != nil {
		return err
	}
	words := [][4]string{}
	for _, t := range come {
		for _, w := range search.NameKeys(t.value) {
			words = append(words, [4]string{t.field, w, name.Key(w), t.value})
		}
	}
	if list, err = json.Marshal(words); err != nil {
		return err
	}
	return x.exec(`INSERT OR IGNORE INTO search_name_word (field, word, sound, name)
		SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?)`, string(list))
}

// top keeps how many records have each of some names, of those that several have.
func (x *indexing) top(names []term) error {
	list, err := json.Marshal(names)
	if err != nil {
		return err
	}
	if err := x.exec("DELETE FROM search_top WHERE (field, name) IN (SELECT value->>0, value->>1 FROM json_each(?))", string(list)); err != nil {
		return err
	}
	return x.exec(`INSERT INTO search_top (field, name, n, shown) SELECT field, name, sum(uses), min(shown) FROM search_name
		WHERE (field, name) IN (SELECT value->>0, value->>1 FROM json_each(?)) GROUP BY field, name HAVING sum(uses) > 1`, string(list))
}
