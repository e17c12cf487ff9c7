package roles

import (
	"html"
	"regexp"
	"strconv"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// The frames show each sense of a verb in a few sentences with its arguments
// marked. They are read to learn roles of verbs that the treebank lacks, never to
// measure.

var (
	textTag = regexp.MustCompile(`(?s)<text>(.*?)</text>`)
	relTag  = regexp.MustCompile(`<rel relloc="(\d+)">`)
	argTag  = regexp.MustCompile(`<arg type="([^"]+)" start="(\d+)" end="(\d+)"`)
)

// marked is an example sentence with its predicate and arguments, as ranges of
// its characters.
type marked struct {
	text string
	rel  text.Span
	args []markedArg
}

type markedArg struct {
	label string
	span  text.Span
}

// markedIn are the examples of a roleset whose words can all be told: those with
// signs of empty places are left out.
func markedIn(roleset string) []marked {
	var out []marked
	for _, e := range cutAt(roleset, "<example") {
		t, rel := textTag.FindStringSubmatch(e), relTag.FindStringSubmatch(e)
		if t == nil || rel == nil || strings.ContainsAny(t[1], "*[]") {
			continue
		}
		m, at := asWritten(html.UnescapeString(t[1]))
		span := func(first, last string) (text.Span, bool) {
			a, _ := strconv.Atoi(first)
			b, _ := strconv.Atoi(last)
			if a > b || b >= len(at) {
				return text.Span{}, false
			}
			return text.Span{Start: at[a].Start, End: at[b].End}, true
		}
		sp, ok := span(rel[1], rel[1])
		if !ok {
			continue
		}
		x := marked{text: m, rel: sp}
		for _, a := range argTag.FindAllStringSubmatch(e, -1) {
			if sp, ok := span(a[2], a[3]); ok {
				x.args = append(x.args, markedArg{a[1], sp})
			}
		}
		out = append(out, x)
	}
	return out
}

// asWritten writes the tokens of an example as text is written, and tells where each
// stands.
func asWritten(tokens string) (string, []text.Span) {
	var b strings.Builder
	var at []text.Span
	open := true
	for _, t := range strings.Fields(tokens) {
		switch t {
		case "``", "''":
			t = `"`
		case "-LRB-":
			t = "("
		case "-RRB-":
			t = ")"
		case "/.", "/?", "/-":
			t = t[1:]
		}
		close := len(t) > 0 && strings.ContainsRune(".,;:?!)%'", rune(t[0])) || t == "n't"
		if b.Len() > 0 && !close && !open {
			b.WriteByte(' ')
		}
		open = t == "("
		start := b.Len()
		b.WriteString(t)
		at = append(at, text.Span{Start: start, End: b.Len()})
	}
	return b.String(), at
}

// exampleDocuments makes documents of the examples of the frames, so many
// sentences each, with what is marked in them as gold.
func exampleDocuments(frames []Frame, analyse func(*doc.Document) *nlp.Analysis) []*Document {
	const size = 200
	var out []*Document
	var batch []placed
	var b strings.Builder
	flush := func() {
		if len(batch) > 0 {
			out = append(out, exampleDocument(batch, b.String(), analyse))
		}
		batch = nil
		b.Reset()
	}
	seen := map[string]bool{}
	for i := range frames {
		for _, m := range frames[i].marked {
			key := frames[i].ID + m.text
			if seen[key] || len(m.args) == 0 {
				continue
			}
			seen[key] = true
			batch = append(batch, placed{m, frames[i].ID, b.Len()})
			b.WriteString(m.text + "\n\n")
			if len(batch) == size {
				flush()
			}
		}
	}
	flush()
	return out
}

// placed is an example in the text of a document.
type placed struct {
	marked
	roleset string
	start   int
}

func exampleDocument(batch []placed, all string, analyse func(*doc.Document) *nlp.Analysis) *Document {
	d := &doc.Document{Text: text.New(all)}
	for _, p := range batch {
		d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Paragraph, Section: -1, Span: text.Span{Start: p.start, End: p.start + len(p.text)}})
	}
	out := &Document{Analysis: analyse(d)}
	for _, p := range batch {
		w := wordsIn(out.Analysis, p.at(p.rel))
		if len(w) != 1 {
			continue
		}
		g := Gold{Word: w[0], Roleset: p.roleset}
		for _, a := range p.args {
			if w := wordsIn(out.Analysis, p.at(a.span)); len(w) > 0 {
				first, last := w[0], w[len(w)-1]+1
				g.Args = append(g.Args, GoldArg{Label: a.label, First: first, Last: last, Head: out.headOf(first, last)})
			}
		}
		out.Gold = append(out.Gold, g)
	}
	return out
}

func (p *placed) at(sp text.Span) text.Span {
	return text.Span{Start: p.start + sp.Start, End: p.start + sp.End}
}

// wordsIn are the words within a range of the text.
func wordsIn(a *nlp.Analysis, sp text.Span) []int {
	var out []int
	lo, hi := 0, len(a.Words)
	for lo < hi {
		if m := (lo + hi) / 2; a.Words[m].Span.Start < sp.Start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for ; lo < len(a.Words) && a.Words[lo].Span.End <= sp.End; lo++ {
		out = append(out, lo)
	}
	return out
}
