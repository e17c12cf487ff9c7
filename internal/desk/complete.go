package desk

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/wording"
)

// Completions are what the last word of a query can become.
type Completions struct {
	// Word is the part of the query that they stand for: its end.
	Word  string       `json:"word"`
	Items []Completion `json:"items"`
}

// Completion is one thing that a word of a query can become.
type Completion struct {
	Insert string `json:"insert"` // what to put in the place of the word
	Text   string `json:"text"`   // what it is, for people
	Note   string `json:"note"`   // what it asks, or what kind of thing it is
	Count  int    `json:"count"`  // how many incidents it finds; 0 where that says nothing
	Open   bool   `json:"open"`   // something must follow: a value of a field
}

// mostCompletions is how many are offered at once.
const mostCompletions = 12

// apiComplete offers what the end of a query can become.
func (d *Desk) apiComplete(book Book, w http.ResponseWriter, r *http.Request) error {
	typed := r.URL.Query().Get("q")
	if len(typed) > query.MaxLength {
		typed = ""
	}
	head, err := book.Head(r.Context())
	if err != nil {
		return err
	}
	c := &completer{ctx: r.Context(), book: book, head: head, counted: &d.memory(r).counted, out: Completions{Word: lastWord(typed), Items: []Completion{}}}
	if err := c.complete(strings.TrimLeft(c.out.Word, "-(")); err != nil {
		return err
	}
	c.out.Word = strings.TrimLeft(c.out.Word, "-(")
	answer(w, http.StatusOK, c.out)
	return nil
}

// lastWord is the end of a query from its last blank on that stands in no quotation.
func lastWord(q string) string {
	from, quoted := 0, false
	for i, r := range q {
		switch {
		case r == '"':
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			from = i + len(string(r))
		}
	}
	return q[from:]
}

// completer gathers completions.
type completer struct {
	ctx     context.Context
	book    Book
	head    int64 // the last entry of the log
	counted *memo[[]search.Group]
	out     Completions
}

func (c *completer) add(x Completion) {
	if len(c.out.Items) < mostCompletions {
		c.out.Items = append(c.out.Items, x)
	}
}

// complete offers values behind a field and a colon, and fields, codes, countries,
// names and saved queries else.
func (c *completer) complete(word string) error {
	if name, rest, ok := strings.Cut(word, ":"); ok {
		f, known := query.Lookup(name)
		if !known {
			return nil
		}
		before, part := "", rest
		if i := strings.LastIndexByte(rest, ','); i >= 0 && !strings.Contains(rest, `"`) {
			before, part = rest[:i+1], rest[i+1:]
		}
		return c.values(f, name+":"+before, strings.Trim(part, `"`), mostCompletions)
	}
	if err := c.queries(word); err != nil {
		return err
	}
	for _, f := range query.Fields() {
		if startsWord(string(f.Field), word) || slices.ContainsFunc(f.Aliases, func(a string) bool { return startsWord(a, word) && word != "" }) {
			c.field(f)
		}
	}
	if len([]rune(word)) < 2 {
		return nil
	}
	return c.anything(strings.Trim(word, `"`))
}

// queries offers those that are saved.
func (c *completer) queries(word string) error {
	if word != "" && !strings.HasPrefix(word, "@") {
		return nil
	}
	kept, err := c.book.SavedQueries(c.ctx)
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		if startsWord("@"+name, word) {
			c.add(Completion{Insert: "@" + name, Text: "@" + name, Note: kept[name]})
		}
	}
	return err
}

// field offers a field, with the sign that follows it.
func (c *completer) field(f query.Info) {
	sign := ":"
	if f.Kind == query.Number {
		sign = ">="
	}
	c.add(Completion{Insert: string(f.Field) + sign, Text: string(f.Field) + sign, Note: f.Help, Open: true})
}

// anything offers values of the fields that a bare word most likely means.
func (c *completer) anything(word string) error {
	for _, name := range []string{"type", "country", "target", "weapon", "place", "person", "group", "org"} {
		if f, ok := query.Lookup(name); ok {
			if f.Kind == query.Name && len([]rune(word)) < 3 {
				continue
			}
			if err := c.values(f, name+":", word, 3); err != nil {
				return err
			}
		}
	}
	return nil
}

// values offers at most so many values of a field in which a word begins so, the
// most frequent first; of a closed list also those that nothing has.
func (c *completer) values(f query.Info, before, word string, most int) error {
	by := f.Field
	switch f.Kind {
	case query.Date:
		by = search.Year
	case query.Number, query.ID:
		return nil
	}
	if f.Field == "published" {
		return nil
	}
	groups, err := c.groups(f, by, word, most)
	if err != nil {
		return err
	}
	seen := map[string]bool{"": true}
	offer := func(value string, n int) {
		text := facetText(f.Field, value)
		if f.Kind != query.Code && f.Kind != query.Country {
			text = value
		}
		if most == 0 || seen[value] || !startsWord(value, word) && !startsWord(text, word) {
			return
		}
		seen[value] = true
		most--
		c.add(Completion{Insert: before + quotedTerm(value), Text: text, Note: string(f.Field), Count: n})
	}
	for _, g := range groups {
		offer(g.Values[0], g.Count)
	}
	for _, code := range f.Codes {
		offer(code, 0)
	}
	return nil
}

// groups are the values of a field with how many records have them: of names those in
// which the word begins so.
func (c *completer) groups(f query.Info, by query.Field, word string, most int) ([]search.Group, error) {
	if f.Kind == query.Name {
		return c.book.Names(c.ctx, by, word, most)
	}
	ctx, cancel := forOthers(c.ctx)
	defer cancel()
	return c.counted.get(c.head, string(by), func() ([]search.Group, error) {
		got, err := c.book.Count(ctx, query.Query{}, []query.Field{by})
		return got.Groups, err
	})
}

// startsWord reports whether a word of a text begins so, whatever the case and accents.
func startsWord(text, word string) bool {
	word = search.Fold(word)
	if word == "" {
		return true
	}
	return search.NameBegins(search.Fold(wording.Code(text)), word)
}

// quotedTerm is a value of the query language, between quotation marks if it is
// more than a word.
func quotedTerm(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"():,*\`, r) }) {
		return strconv.Quote(s)
	}
	return s
}
