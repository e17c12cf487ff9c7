package site

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"dossier/internal/export/view"
	"dossier/schema"
)

// Text is the clean text of a document, as citations count in it.
type Text struct {
	Runes  []rune
	Blocks []Block
}

// Block is a part of a text, from one code point up to another.
type Block struct {
	Kind       string // title, heading, paragraph, item, field, row, caption, header
	Start, End int
}

// Without the leave to publish a document's text, words are quoted from it, each
// with a few around it, up to a share of the whole: as much as a citation needs.
const (
	longestQuote = 320 // code points of one quotation
	around       = 70  // code points of context on either side
	share        = 4   // a quarter of a document at most
	always       = 400 // code points that are quoted of a short document, or half of it
)

// allowance is how many code points are quoted of a document of a length.
func allowance(length int) int { return max(length/share, min(always, length/2)) }

// passage is words of a document that something stands on.
type passage struct {
	start, end int
	worth      int // what stands on it: 0 facts, 1 accounts, reactions, evidence, 2 the rest
	number     int // in its document from 1, 0 when it is not quoted
	quote      string
	from, to   int // with the words around it
}

// quotes are the passages of a record's documents that are shown.
type quotes struct {
	of       map[string][]*passage // by document, as they stand in it
	excerpts map[string][]excerpt
	left     map[string]int // how many are not quoted
}

// excerpt is a stretch of a document that is quoted, in pieces.
type excerpt struct {
	Pieces      []quotedPiece
	Cut, Cutoff bool // more stands before and after it
}

// quotedPiece is words that the same passages have.
type quotedPiece struct {
	Text   string
	Of     []int // the passages that it is part of
	Starts []int // those that begin with it
}

// newQuotes picks the passages that are quoted: those that facts stand on first.
func newQuotes(r *view.Record, texts map[string]*Text) *quotes {
	q := &quotes{of: map[string][]*passage{}, excerpts: map[string][]excerpt{}, left: map[string]int{}}
	q.gather(r)
	for _, d := range r.Documents {
		list := q.of[d.ID]
		if t := texts[d.ID]; t != nil {
			q.left[d.ID] = choose(list, t, allowance(len(t.Runes)))
			q.excerpts[d.ID] = t.excerpts(list)
		} else {
			q.left[d.ID] = alone(list, allowance(d.Length))
			q.excerpts[d.ID] = single(list)
		}
	}
	return q
}

// gather collects what is cited, each stretch once.
func (q *quotes) gather(r *view.Record) {
	seen := map[string]map[[2]int]*passage{}
	add := func(worth int, cs ...schema.Citation) {
		for _, c := range cs {
			if c.Quote == "" || r.Doc(c.Document) == nil || c.Start >= c.End {
				continue
			}
			at := [2]int{c.Start, c.End}
			if p := seen[c.Document][at]; p != nil {
				p.worth = min(p.worth, worth)
				continue
			}
			p := &passage{start: c.Start, end: c.End, worth: worth, quote: c.Quote}
			if seen[c.Document] == nil {
				seen[c.Document] = map[[2]int]*passage{}
			}
			seen[c.Document][at] = p
			q.of[c.Document] = append(q.of[c.Document], p)
		}
	}
	for _, v := range r.Values {
		if v.State != "rejected" {
			add(0, v.Citations...)
		}
	}
	for _, c := range r.Conflicts {
		add(0, c.Citations...)
	}
	for _, a := range r.Accounts {
		add(1, a.Citations...)
	}
	for _, x := range r.Reactions {
		add(1, x.Citations...)
	}
	for _, x := range r.Evidence {
		add(1, x.Citations...)
	}
	for _, a := range r.Attributions {
		add(2, a.Content)
	}
	for _, e := range r.Events {
		add(2, e.Citations...)
	}
	for _, x := range r.Related {
		add(2, x.Citations...)
	}
	for _, list := range q.of {
		slices.SortFunc(list, func(a, b *passage) int {
			if a.start != b.start {
				return a.start - b.start
			}
			return b.end - a.end
		})
	}
}

// choose numbers the passages of a text that are quoted with the words around them,
// those of the highest worth first, as far as the budget goes; what is quoted twice
// counts once. It gives how many are left.
func choose(list []*passage, t *Text, budget int) (left int) {
	byWorth := slices.Clone(list)
	slices.SortStableFunc(byWorth, func(a, b *passage) int { return a.worth - b.worth })
	quoted := make([]bool, len(t.Runes))
	for _, p := range byWorth {
		if !t.window(p) {
			left++
			continue
		}
		more := fresh(quoted, p)
		if more > budget { // without the words around it, if so it may be
			p.from, p.to = p.start, p.end
			more = fresh(quoted, p)
		}
		if more > budget {
			left++
			continue
		}
		budget -= more
		p.number = 1
		for i := p.from; i < p.to; i++ {
			quoted[i] = true
		}
	}
	renumber(list)
	return left
}

// fresh is how much of a passage is not quoted yet.
func fresh(quoted []bool, p *passage) (n int) {
	for i := p.from; i < p.to; i++ {
		if !quoted[i] {
			n++
		}
	}
	return n
}

// renumber numbers the passages that are quoted as they stand.
func renumber(list []*passage) {
	n := 0
	for _, p := range list {
		if p.number > 0 {
			n++
			p.number = n
		}
	}
}

// window sets the words around a passage: within its block, between words. It is
// false for what does not lie in the text or is too long to be quoted.
func (t *Text) window(p *passage) bool {
	if p.start < 0 || p.end > len(t.Runes) || p.end-p.start > longestQuote {
		return false
	}
	low, high := t.block(p.start, p.end)
	p.from, p.to = max(low, p.start-around), min(high, p.end+around)
	for p.from > low && p.from < p.start && !unicode.IsSpace(t.Runes[p.from-1]) {
		p.from++
	}
	for p.to < high && p.to > p.end && !unicode.IsSpace(t.Runes[p.to]) {
		p.to--
	}
	return true
}

// block is where the part of the text begins and ends that a passage stands in.
func (t *Text) block(start, end int) (int, int) {
	for _, b := range t.Blocks {
		if b.Start <= start && end <= b.End {
			return b.Start, b.End
		}
	}
	return start, end
}

// excerpts are the stretches that are quoted, those put together that touch.
func (t *Text) excerpts(list []*passage) []excerpt {
	var shown []*passage
	for _, p := range list {
		if p.number > 0 {
			shown = append(shown, p)
		}
	}
	slices.SortStableFunc(shown, func(a, b *passage) int { return a.from - b.from })
	var out []excerpt
	for i := 0; i < len(shown); {
		from, to := shown[i].from, shown[i].to
		j := i + 1
		for j < len(shown) && shown[j].from <= to && t.sameBlock(shown[i].start, shown[j].start) {
			to = max(to, shown[j].to)
			j++
		}
		low, high := t.block(shown[i].start, shown[i].end)
		out = append(out, excerpt{Pieces: t.cut(from, to, shown[i:j]), Cut: from > low, Cutoff: to < high})
		i = j
	}
	return out
}

func (t *Text) sameBlock(a, b int) bool {
	low, high := t.block(a, a)
	return low <= b && b < high
}

// cut parts a stretch where passages begin and end.
func (t *Text) cut(from, to int, list []*passage) []quotedPiece {
	at := []int{from, to}
	for _, p := range list {
		at = append(at, max(from, p.start), min(to, p.end))
	}
	slices.Sort(at)
	at = slices.Compact(at)
	var out []quotedPiece
	for i := 1; i < len(at); i++ {
		x := quotedPiece{Text: flat(string(t.Runes[at[i-1]:at[i]]))}
		for _, p := range list {
			if p.start <= at[i-1] && at[i] <= p.end {
				x.Of = append(x.Of, p.number)
			}
			if p.start == at[i-1] {
				x.Starts = append(x.Starts, p.number)
			}
		}
		out = append(out, x)
	}
	return out
}

// flat is a text on one line; blanks at its ends stay.
func flat(s string) string {
	out := view.Plain(s)
	if out == "" {
		return " "
	}
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsSpace(r) {
		out = " " + out
	}
	if r, _ := utf8.DecodeLastRuneInString(s); unicode.IsSpace(r) {
		out += " "
	}
	return out
}

// alone numbers the passages that are quoted without the words around them, which
// are not known. It gives how many are left.
func alone(list []*passage, budget int) (left int) {
	byWorth := slices.Clone(list)
	slices.SortStableFunc(byWorth, func(a, b *passage) int { return a.worth - b.worth })
	for _, p := range byWorth {
		n := p.end - p.start
		if n > longestQuote || n > budget {
			left++
			continue
		}
		budget -= n
		p.number = 1
	}
	renumber(list)
	return left
}

// single is an excerpt for each passage.
func single(list []*passage) []excerpt {
	var out []excerpt
	for _, p := range list {
		if p.number > 0 {
			out = append(out, excerpt{Pieces: []quotedPiece{{view.Plain(p.quote), []int{p.number}, []int{p.number}}}})
		}
	}
	return out
}

// find is the number of the passage that a citation is, or of a longer one that it
// lies in; 0 where none is quoted.
func (q *quotes) find(c schema.Citation) int {
	best := 0
	for _, p := range q.of[c.Document] {
		if p.number == 0 || p.start > c.Start || c.End > p.end {
			continue
		}
		if p.start == c.Start && p.end == c.End {
			return p.number
		}
		if best == 0 {
			best = p.number
		}
	}
	return best
}

// source is a document of a record, numbered, with the words quoted from it.
type source struct {
	Number                         int
	Title, Name, Published, Origin string
	URL, SHA256, Language, File    string
	Retrieved, Format, Sheet       string
	Length                         int
	Excerpts                       []excerpt
	More                           int // passages that are not quoted
	Kind, Country                  string
}

// sources are the documents in the order that the page cites them.
func (m *maker) sources() []source {
	m.src.Rest()
	var out []source
	for i, d := range m.src.Documents() {
		x := source{Number: i + 1, Title: view.Plain(d.Title), Name: view.DocName(d), Published: view.Plain(d.Published), Origin: view.Plain(d.Origin), URL: view.Link(d.URL), SHA256: d.SHA256,
			Language: view.Plain(d.Language), File: view.Plain(d.Path), Retrieved: view.Plain(d.Retrieved), Format: view.Plain(d.Format), Length: d.Length, More: m.q.left[d.ID], Excerpts: m.q.excerpts[d.ID],
			Kind: view.Code(d.SourceKind)}
		if x.Title == x.Name {
			x.Title = ""
		}
		if d.SourceCountry != "" {
			x.Country = view.Country(d.SourceCountry)
		}
		if m.in.Sheet != nil {
			x.Sheet = m.in.Sheet(d)
		}
		out = append(out, x)
	}
	return out
}
