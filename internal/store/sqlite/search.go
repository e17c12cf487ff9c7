package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/name"
	"dossier/internal/query"
	"dossier/internal/search"
)

// asker answers one query from the index, within one read transaction.
type asker struct {
	*view
	mem *memory
	at  moment          // that of the transaction
	now map[string]bool // what this question was the first to ask for
}

// each hands over a list of numbers that the database has joined into one text: going
// through a hundred thousand rows one by one would take ten times as long.
func each(list string, f func(int)) error {
	n, any, sign := 0, false, 1
	for i := 0; i <= len(list); i++ {
		if i == len(list) || list[i] == ',' {
			if any {
				f(sign * n)
			}
			n, any, sign = 0, false, 1
			continue
		}
		if list[i] == '-' && !any {
			sign = -1
			continue
		}
		c := list[i] - '0'
		if c > 9 {
			return fmt.Errorf("index of search: %.40q is no list of numbers", list)
		}
		n, any = 10*n+int(c), true
	}
	return nil
}

// set is what a query gives that joins numbers of records.
func (a *asker) set(q string, args ...any) (search.Set, error) {
	return a.shared(keyOf(q, args), func() (search.Set, error) { return a.joined(q, args...) })
}

// shared gives a set that is kept under a key, for the caller to change.
func (a *asker) shared(key string, read func() (search.Set, error)) (search.Set, error) {
	s, err := recall(a, key, read)
	return slices.Clone(s), err
}

func (a *asker) joined(q string, args ...any) (search.Set, error) {
	var list sql.NullString
	if err := a.db.QueryRowContext(a.ctx, q, args...).Scan(&list); err != nil {
		return nil, err
	}
	var out search.Set
	err := each(list.String, func(n int) { out.Add(n) })
	return out, err
}

func (a *asker) every() (search.Set, error) {
	return a.set("SELECT group_concat(num) FROM search_record")
}

// eval is the set of records that a node holds of.
func (a *asker) eval(n query.Node) (search.Set, error) {
	switch n := n.(type) {
	case nil:
		return a.every()
	case query.And:
		return a.and(n)
	case query.Or:
		return a.or(n)
	case query.Not:
		return a.and(query.And{n})
	case query.Text:
		return a.patterns(search.Patterns(n))
	case query.Test:
		return a.test(n)
	}
	return nil, fmt.Errorf("search: a node of type %T", n)
}

// and takes the words of all its texts in one go, then what else must hold, and at
// last takes away what must not.
func (a *asker) and(list query.And) (search.Set, error) {
	var out search.Set
	started := false
	meet := func(s search.Set, err error) error {
		if !started {
			out, started = s, true
		} else {
			out = out.And(s)
		}
		return err
	}
	var pats []search.Pattern
	var nots []query.Node
	for _, n := range list {
		switch n := n.(type) {
		case query.Text:
			p := search.Patterns(n)
			if len(p) == 0 {
				return nil, nil
			}
			pats = append(pats, p...)
		case query.Not:
			nots = append(nots, n.Node)
		default:
			if err := meet(a.eval(n)); err != nil {
				return nil, err
			}
		}
	}
	if len(pats) > 0 && (!started || out.Len() > 0) {
		if err := meet(a.patterns(pats)); err != nil {
			return nil, err
		}
	}
	if !started {
		if err := meet(a.every()); err != nil {
			return nil, err
		}
	}
	for _, n := range nots {
		s, err := a.eval(n)
		if err != nil {
			return nil, err
		}
		out = out.AndNot(s)
	}
	return out, nil
}

func (a *asker) or(list query.Or) (search.Set, error) {
	var out search.Set
	for _, n := range list {
		s, err := a.eval(n)
		if err != nil {
			return nil, err
		}
		out = out.Or(s)
	}
	return out, nil
}

// patterns is the set of records in which all patterns are found. What goes into the
// expression of the full-text index are words of letters and digits that were folded
// here, in quotation marks: nothing that a person wrote.
func (a *asker) patterns(list []search.Pattern) (search.Set, error) {
	var out search.Set
	var phrases [][]string // of more than two words
	for i, p := range list {
		m, err := a.match(p)
		if err != nil || len(m) == 0 {
			return nil, err
		}
		s, err := a.set("SELECT group_concat(rowid) FROM search_word WHERE search_word MATCH ?", strings.Join(m, " AND "))
		if err != nil {
			return nil, err
		}
		if i > 0 {
			s = s.And(out)
		}
		out = s
		if len(p.Phrase) > 2 {
			phrases = append(phrases, p.Phrase)
		}
	}
	for _, p := range phrases {
		if out.Len() == 0 {
			break
		}
		var err error
		if out, err = a.having(out, p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// match is the expressions of the full-text index that must hold where a pattern is
// found; none when it is found nowhere.
func (a *asker) match(p search.Pattern) (out []string, err error) {
	switch {
	case p.Stem != "":
		return []string{`"s` + p.Stem + `"`}, nil
	case p.Exact != "":
		return []string{`"x` + p.Exact + `"`}, nil
	case p.Glob != "":
		m, err := recall(a, "glob "+p.Glob, func() (string, error) { return a.glob(p.Glob) })
		if m != "" {
			out = append(out, m)
		}
		return out, err
	}
	for i := 1; i < len(p.Phrase); i++ {
		out = append(out, `"`+pairToken(p.Phrase[i-1], p.Phrase[i])+`"`)
	}
	return out, nil
}

// having leaves the records of a set in one of whose texts a phrase stands. The texts
// of a few are read; for many the index of positions is asked.
func (a *asker) having(set search.Set, phrase []string) (search.Set, error) {
	if set.Len() > fewTexts {
		s, err := a.phrase(`"` + strings.Join(phrase, " ") + `"`)
		return set.And(s), err
	}
	var out search.Set
	for num := range set.All() {
		r, err := a.Record(int64(num))
		if err != nil {
			return nil, err
		}
		docs, err := documentsOf(a.ctx, a.db, a.pack, r.Key, -1)
		if err != nil {
			return nil, err
		}
		for _, t := range search.Texts(search.Item{Record: r.Record, Documents: docs}) {
			if search.HasPhrase(t, phrase) {
				out.Add(num)
				break
			}
		}
	}
	return out, nil
}

// fewTexts is how many records are read to look for a phrase.
const fewTexts = 8

func (a *asker) phrase(p string) (search.Set, error) {
	own, err := a.set("SELECT group_concat(-rowid) FROM search_phrase WHERE search_phrase MATCH ? AND rowid<0", p)
	if err != nil {
		return nil, err
	}
	told, err := a.set("SELECT group_concat(m.record) FROM search_phrase p CROSS JOIN members m ON m.document=p.rowid WHERE p.search_phrase MATCH ? AND p.rowid>0", p)
	return own.Or(told), err
}

// maxGlob is the most words that a pattern may stand for.
const maxGlob = 500

// glob is the expression for the words that a pattern stands for; "" when there are
// none.
func (a *asker) glob(g string) (string, error) {
	head, prefix := search.Head(g)
	if head == "" {
		return "", nil
	}
	if prefix {
		return `"x` + head + `" *`, nil
	}
	rows, err := a.db.QueryContext(a.ctx, "SELECT term FROM search_vocabulary WHERE term >= ?1 AND term < ?1 || char(1114111)", "x"+head)
	if err != nil {
		return "", err
	}
	all, err := texts(rows)
	if err != nil {
		return "", err
	}
	var match []string
	for _, w := range all {
		if search.GlobMatches("x"+g, w) {
			match = append(match, `"`+w+`"`)
		}
	}
	if len(match) > maxGlob {
		return "", fault.New(fault.Invalid, "%q stands for %d words: at most %d are sought, give more letters", g, len(match), maxGlob)
	}
	if len(match) == 0 {
		return "", nil
	}
	return "(" + strings.Join(match, " OR ") + ")", nil
}

func (a *asker) test(t query.Test) (search.Set, error) {
	info, ok := query.Lookup(string(t.Field))
	if !ok {
		return nil, fault.New(fault.Invalid, "%q is no field", t.Field)
	}
	var out search.Set
	for _, v := range t.Values {
		s, err := a.value(info, v)
		if err != nil {
			return nil, err
		}
		out = out.Or(s)
	}
	return out, nil
}

func (a *asker) value(info query.Info, v query.Value) (search.Set, error) {
	switch info.Kind {
	case query.Code, query.Country:
		return a.set("SELECT group_concat(record) FROM search_term WHERE field=? AND value=?", string(info.Field), v.Text)
	case query.Name:
		return a.named(info.Field, search.NamePattern(v))
	case query.Number:
		from, to := v.Numbers()
		return a.span(info.Field, from, to)
	case query.Date:
		from, to := v.Days()
		return a.span(info.Field, from, to)
	}
	return a.id(v.Text)
}

// named finds names by their rarest-looking word, the longest that is no pattern.
func (a *asker) named(f query.Field, pattern []string) (search.Set, error) {
	if len(pattern) == 0 {
		return nil, nil
	}
	return a.shared("named "+string(f)+" "+strings.Join(pattern, " "), func() (search.Set, error) { return a.called(f, pattern) })
}

func (a *asker) called(f query.Field, pattern []string) (search.Set, error) {
	names, err := a.candidates(f, pattern)
	if err != nil {
		return nil, err
	}
	hits := []string{}
	matches := search.NameMatcher(f, pattern)
	for _, n := range names {
		if matches(n) {
			hits = append(hits, n)
		}
	}
	list, err := json.Marshal(hits)
	if err != nil {
		return nil, err
	}
	return a.joined("SELECT group_concat(record) FROM search_term WHERE field=? AND value IN (SELECT value FROM json_each(?))", string(f), string(list))
}

// candidates are names that one word of a pattern is found in, or sounds like: the
// longest that is no glob; and those that have its words as one.
func (a *asker) candidates(f query.Field, pattern []string) ([]string, error) {
	key := pattern[0]
	for _, p := range pattern {
		if plain := !strings.Contains(p, "*"); plain && (strings.Contains(key, "*") || len(p) > len(key)) {
			key = p
		}
	}
	match := ""
	if head, _, glob := strings.Cut(key, "*"); glob {
		match = anyToken(wordToken(string(f), head)) + " *"
	} else {
		joined := strings.Join(pattern, "")
		match = anyToken(wordToken(string(f), key), wordToken(string(f), joined), soundToken(string(f), name.Key(key)), soundToken(string(f), name.Key(joined)))
	}
	rows, err := a.db.QueryContext(a.ctx, wordedSQL, match)
	if err != nil {
		return nil, err
	}
	return texts(rows)
}

func (a *asker) id(s string) (search.Set, error) {
	out, err := a.set("SELECT group_concat(num) FROM search_record WHERE id>=?1 AND id<?1 || char(1114111)", s)
	if err != nil || len(s) < search.MinHash {
		return out, err
	}
	told, err := a.set(`SELECT group_concat(m.record) FROM documents d JOIN members m ON m.document=d.seq
		WHERE d.id>=?1 AND d.id<?1 || char(1114111)`, s)
	return out.Or(told), err
}
