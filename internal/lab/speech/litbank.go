package speech

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/extract/attribution"
	"dossier/internal/nlp"
	"dossier/internal/nlp/english"
	"dossier/internal/text"
)

// novel is a piece of fiction with the quotations of its speakers.
type novel struct {
	doc    *doc.Document
	quotes []quote
}

// quote is one stretch of direct speech with the label of who says it.
type quote struct {
	span text.Span // without its marks
	who  string    // "Miss_Watson-26"
}

// Novels prints who is found to say the quotations of LitBank: fiction of other
// centuries, far from reports. Nothing is learnt from it; misses go to the second
// writer, if there is one.
func Novels(w io.Writer, shared string, misses io.Writer) error {
	files, err := filepath.Glob(filepath.Join(shared, "corpora", "litbank", "quotations", "tsv", "*.txt"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("no quotations of LitBank below %s", shared)
	}
	sort.Strings(files)
	line := english.New()
	var odd, even quoteTally
	for i, f := range files {
		n, err := readNovel(f)
		if err != nil {
			return err
		}
		t := &even
		if i%2 == 1 {
			t = &odd
		}
		if i%2 == 1 && misses != nil {
			continue // errors are looked at on one half only
		}
		a := line.Analyse(n.doc)
		t.compare(n, a, attribution.Find(a), misses)
	}
	fmt.Fprintln(w, "LitBank: direct speech of fiction, found by words shared")
	fmt.Fprintf(w, "%-22s %6s %6s %6s %7s %7s %7s %8s %8s\n", "", "coded", "given", "right", "P", "R", "F1", "named", "right")
	even.print(w, "half that is looked at")
	odd.print(w, "the other half")
	return nil
}

// quoteTally counts quotations, and the speakers among those found whose label is
// a name and whose speaker we name.
type quoteTally struct{ coded, given, right, named, rightly int }

func (t *quoteTally) print(w io.Writer, name string) {
	p, r := ratio(t.right, t.given), ratio(t.right, t.coded)
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	fmt.Fprintf(w, "%-22s %6d %6d %6d %7.3f %7.3f %7.3f %8d %8.3f\n", name, t.coded, t.given, t.right, p, r, f, t.named, ratio(t.rightly, t.named))
}

// compare counts for one document. A quotation is given once for every span that
// is reported as quoted; it is right when it shares half of its words.
func (t *quoteTally) compare(n *novel, a *nlp.Analysis, found []attribution.Saying, misses io.Writer) {
	t.coded += len(n.quotes)
	used := map[int]bool{}
	seen := map[text.Span]bool{}
	for _, s := range found {
		if !directly(n.doc.Text, s.Content) || seen[s.Content] {
			continue
		}
		seen[s.Content] = true
		t.given++
		k := n.bestQuote(s.Content)
		if k < 0 || used[k] {
			if misses != nil {
				fmt.Fprintf(misses, "WRONG [%s]\n", n.doc.Text.Slice(s.Content))
			}
			continue
		}
		used[k] = true
		t.right++
		name := nameOf(a, s.Source)
		if name == "" || !properLabel(n.quotes[k].who) {
			continue
		}
		t.named++
		if sameLabel(name, n.quotes[k].who) {
			t.rightly++
		} else if misses != nil {
			fmt.Fprintf(misses, "SPEAKER %s for %s [%s]\n", name, n.quotes[k].who, n.doc.Text.Slice(s.Content))
		}
	}
	for k, q := range n.quotes {
		if !used[k] && misses != nil {
			from, to := max(0, q.span.Start-60), min(n.doc.Text.Len(), q.span.End+60)
			fmt.Fprintf(misses, "MISSED [%s] in %q\n", n.doc.Text.Slice(q.span), n.doc.Text.Slice(text.Span{Start: from, End: to}))
		}
	}
}

// bestQuote is the quotation that shares half of its words with sp, -1 for none.
func (n *novel) bestQuote(sp text.Span) int {
	for k, q := range n.quotes {
		if overlap(q.span, sp) >= 0.5 {
			return k
		}
	}
	return -1
}

// directly reports whether sp stands right behind a mark that opens a quotation.
func directly(t *text.Text, sp text.Span) bool {
	before := t.Slice(text.Span{Start: max(0, sp.Start-3), End: sp.Start})
	before = strings.TrimRight(before, " ")
	return strings.HasSuffix(before, `"`) || strings.HasSuffix(before, "“") || strings.HasSuffix(before, "‘") || strings.HasSuffix(before, "'")
}

// nameOf is the name that word i stands in or its chain has, "" for none.
func nameOf(a *nlp.Analysis, i int) string {
	sp := a.Words[i].Span
	for k := range a.Names {
		if a.Names[k].Span.Contains(sp) {
			return a.Text(a.Names[k].Span)
		}
	}
	for _, c := range a.Chains {
		for _, m := range c.Mentions {
			if m.Head == i && c.Mentions[c.Best].Form == nlp.ByName {
				return a.Text(c.Mentions[c.Best].Span)
			}
		}
	}
	return ""
}

// properLabel reports whether a label is a name: it begins with a capital.
func properLabel(who string) bool {
	return who != "" && who[0] >= 'A' && who[0] <= 'Z' && who[:2] != "I-"
}

// sameLabel reports whether a name shares its last word, or all of a single one,
// with a label.
func sameLabel(name, label string) bool {
	if i := strings.LastIndexByte(label, '-'); i >= 0 {
		label = label[:i]
	}
	ours := strings.Fields(strings.ToLower(name))
	for _, x := range strings.Split(strings.ToLower(label), "_") {
		if len(ours) > 0 && x == ours[len(ours)-1] {
			return true
		}
	}
	return false
}

// readNovel reads a text, a sentence a line, with its quotations. The corpus gives
// words; the spaces that English leaves out are left out, and a sentence that
// opens a quotation opens a paragraph.
func readNovel(path string) (*novel, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	marks, err := readMarks(strings.TrimSuffix(path, ".txt") + ".ann")
	if err != nil {
		return nil, err
	}
	var b writtenNovel
	var at [][]text.Span
	for l, line := range strings.Split(strings.TrimRight(string(file), "\n"), "\n") {
		at = append(at, b.sentence(l, strings.Fields(line), marks))
	}
	b.end()
	n := &novel{doc: &doc.Document{ID: "novel", Text: text.New(b.buf.String()), Blocks: b.blocks}}
	for _, m := range marks {
		if m.line >= len(at) || m.lastLine >= len(at) || m.word >= len(at[m.line]) || m.lastWord >= len(at[m.lastLine]) {
			continue
		}
		sp := text.Span{Start: at[m.line][m.word].Start, End: at[m.lastLine][m.lastWord].End}
		n.quotes = append(n.quotes, quote{bareQuote(n.doc.Text, sp), m.who})
	}
	return n, nil
}

// bareQuote is sp without the marks and spaces at its edges.
func bareQuote(t *text.Text, sp text.Span) text.Span {
	s := t.Slice(sp)
	const edge = "\"“”‘’' ,"
	sp.Start += len(s) - len(strings.TrimLeft(s, edge))
	sp.End -= len(s) - len(strings.TrimRight(s, edge))
	return sp
}

// quoteMark is a quotation as the corpus marks it: lines and words, both ends
// within.
type quoteMark struct {
	line, word, lastLine, lastWord int
	who                            string
}

func readMarks(path string) ([]quoteMark, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var out []quoteMark
	index := map[string]int{}
	sc := bufio.NewScanner(file)
	for sc.Scan() {
		f := strings.Split(sc.Text(), "\t")
		switch {
		case f[0] == "QUOTE" && len(f) > 5:
			var n [4]int
			for i := range n {
				if n[i], err = strconv.Atoi(f[2+i]); err != nil {
					return nil, fmt.Errorf("%s: %w", path, err)
				}
			}
			index[f[1]] = len(out)
			out = append(out, quoteMark{n[0], n[1], n[2], n[3], ""})
		case f[0] == "ATTRIB" && len(f) > 2:
			if i, ok := index[f[1]]; ok {
				out[i].who = f[2]
			}
		}
	}
	return out, sc.Err()
}

// writtenNovel writes words as a text with paragraphs.
type writtenNovel struct {
	buf    strings.Builder
	blocks []doc.Block
	start  int
	open   bool // within straight double marks
	curly  bool // within curly ones
}

// sentence writes line l and tells where its words lie.
func (b *writtenNovel) sentence(l int, words []string, marks []quoteMark) []text.Span {
	if len(words) > 0 && !b.open && !b.curly && (words[0] == `"` || words[0] == "“" || words[0] == "‘") {
		b.end()
	}
	glue := b.buf.Len() == b.start
	var at []text.Span
	for i, w := range words {
		opens := w == "“" || w == "‘" || w == "(" || w == `"` && !b.open || w == "'" && opensHere(marks, l, i)
		if !glue && (opens || !tight(w, "") && w != "”" && w != "’" && w != `"`) {
			b.buf.WriteByte(' ')
		}
		from := b.buf.Len()
		b.buf.WriteString(w)
		at = append(at, text.Span{Start: from, End: b.buf.Len()})
		glue = opens
		switch w {
		case `"`:
			b.open = !b.open
		case "“":
			b.curly = true
		case "”":
			b.curly = false
		}
	}
	return at
}

// opensHere reports whether a quotation begins at word i of line l.
func opensHere(marks []quoteMark, l, i int) bool {
	for _, m := range marks {
		if m.line == l && m.word == i {
			return true
		}
	}
	return false
}

// end closes the paragraph. A mark left open ends with it.
func (b *writtenNovel) end() {
	if b.buf.Len() > b.start {
		b.blocks = append(b.blocks, doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: b.start, End: b.buf.Len()}, Section: -1})
		b.buf.WriteString("\n\n")
	}
	b.start, b.open, b.curly = b.buf.Len(), false, false
}
