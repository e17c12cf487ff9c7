package times

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/nlp/timex"
	"dossier/internal/nlp/token"
	"dossier/internal/text"
	"dossier/internal/when"
)

// gumDocument is a document of GUM with its dates.
type gumDocument struct {
	name    string
	created string // dateCreated of its header
	genre   string
	text    string
	blocks  []doc.Block
	dates   []gumDate
}

// gumDate is a date of the corpus: its place in the text and the days it bounds.
type gumDate struct {
	span        text.Span
	first, last int  // as [when.Date.Number], the first and last day
	openFirst   bool // no first day is given
	openLast    bool
	within      bool   // only known to lie between the two
	anyYear     string // month of no year, "--06"
	raw         string
}

// GUM scores the dates of the GUM documents below shared and prints the sheet.
func GUM(w, misses io.Writer, shared string) error {
	files, err := filepath.Glob(filepath.Join(shared, "corpora", "gum-xml", "xml", "*.xml"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("no documents of GUM below %s", shared)
	}
	sort.Strings(files)
	all := &spanScore{name: "all"}
	var genres []*spanScore
	for _, f := range files {
		d, err := readGUM(f)
		if err != nil {
			return err
		}
		if n := len(genres); n == 0 || genres[n-1].name != d.genre {
			genres = append(genres, &spanScore{name: d.genre})
		}
		d.score(all, genres[len(genres)-1], misses)
	}
	fmt.Fprintf(w, "%-14s %6s %6s   %-22s   %-22s   %-22s\n", "GUM dates", "gold", "ours", "exact words  P / R / F", "overlap  P / R / F", "value  P / R / F")
	for _, s := range append(genres, all) {
		fmt.Fprintln(w, s)
	}
	return nil
}

// spanScore counts spans and values as TempEval-3 does.
type spanScore struct {
	name                     string
	gold, ours               int
	exact                    int
	overlapGold, overlapOurs int
	valueGold, valueOurs     int
}

// String is a line of the sheet.
func (s *spanScore) String() string {
	f := func(tp, tg int) string {
		p, r := float64(tp)/float64(max(1, s.ours)), float64(tg)/float64(max(1, s.gold))
		return fmt.Sprintf("%.3f / %.3f / %.3f", p, r, 2*p*r/max(p+r, 1e-9))
	}
	return fmt.Sprintf("%-14s %6d %6d   %-22s   %-22s   %-22s", s.name, s.gold, s.ours, f(s.exact, s.exact), f(s.overlapOurs, s.overlapGold), f(s.valueOurs, s.valueGold))
}

// readGUM reads a document: words one a line, tags on lines of their own.
func readGUM(path string) (*gumDocument, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	name := strings.TrimSuffix(filepath.Base(path), ".xml")
	d := &gumDocument{name: name, genre: strings.Split(name, "_")[1]}
	b := &gumBuilder{doc: d}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if strings.HasPrefix(line, "<") && !strings.Contains(line, "\t") {
			b.tag(line)
			continue
		}
		word, _, ok := strings.Cut(line, "\t")
		if ok {
			b.word(html.UnescapeString(word))
		}
	}
	b.endBlock()
	d.text = b.buf.String()
	return d, sc.Err()
}

type gumBuilder struct {
	doc    *gumDocument
	buf    strings.Builder
	start  int // of the block
	glue   bool
	inWord bool // inside <w>: words written together
	open   []gumDate
	head   bool
}

var gumBlocks = map[string]bool{"p": true, "head": true, "item": true, "cell": true, "row": true, "caption": true, "figure": true, "sp": true, "list": true, "table": true, "l": true, "lg": true, "note": true}

func (b *gumBuilder) tag(line string) {
	name := strings.TrimLeft(line, "</")
	if i := strings.IndexAny(name, " />"); i >= 0 {
		name = name[:i]
	}
	closing := strings.HasPrefix(line, "</")
	switch {
	case gumBlocks[name]:
		b.endBlock()
		b.head = name == "head" && !closing
	case name == "w":
		b.inWord = !closing
		b.glue = false
	case name == "text" && !closing:
		b.doc.created = attribute(line, "dateCreated")
	case name == "date" && !closing:
		b.open = append(b.open, gumDate{span: text.Span{Start: -1}, raw: line})
	case name == "date":
		n := len(b.open) - 1
		if n < 0 {
			return
		}
		g := b.open[n]
		b.open = b.open[:n]
		g.span.End = b.buf.Len()
		if g.span.Start >= 0 && g.value() {
			b.doc.dates = append(b.doc.dates, g)
		}
	}
}

func attribute(line, name string) string {
	_, rest, ok := strings.Cut(line, " "+name+`="`)
	if !ok {
		return ""
	}
	v, _, _ := strings.Cut(rest, `"`)
	return v
}

// word adds a word with the space that goes before it.
func (b *gumBuilder) word(w string) {
	at := b.buf.Len()
	if at > b.start && !b.glue && !clings[w] && !strings.HasPrefix(w, "'") && !strings.HasPrefix(w, "’") && w != "n't" && w != "n’t" {
		b.buf.WriteByte(' ')
		at++
	}
	b.buf.WriteString(w)
	b.glue = w == "(" || w == "[" || w == "-" || w == "/" || w == "“" || w == "$" || b.inWord
	for i := range b.open {
		if b.open[i].span.Start < 0 {
			b.open[i].span.Start = at
		}
	}
}

// clings are the marks written against the word before.
var clings = map[string]bool{",": true, ".": true, ";": true, ":": true, ")": true, "]": true, "!": true, "?": true, "-": true, "/": true, "”": true, "%": true}

func (b *gumBuilder) endBlock() {
	b.glue = false
	if b.buf.Len() == b.start {
		return
	}
	kind := doc.Paragraph
	if b.head {
		kind = doc.Heading
	}
	b.doc.blocks = append(b.doc.blocks, doc.Block{Kind: kind, Span: text.Span{Start: b.start, End: b.buf.Len()}, Section: -1})
	b.buf.WriteByte('\n')
	b.start = b.buf.Len()
}

// value reads the value of a date's tag.
func (g *gumDate) value() bool {
	one := func(name string) (lo, hi int, ok bool) {
		s := attribute(g.raw, name)
		d, ok := teiDate(s)
		if !ok {
			return 0, 0, false
		}
		return d.Number(), d.Latest().Number(), true
	}
	if v := attribute(g.raw, "when"); v != "" {
		if strings.HasPrefix(v, "--") {
			g.anyYear = v
			return true
		}
		var ok bool
		g.first, g.last, ok = one("when")
		return ok
	}
	if v := attribute(g.raw, "from"); strings.HasPrefix(v, "--") {
		g.anyYear = v
		return true
	}
	names := [2]string{"from", "to"}
	if attribute(g.raw, "notBefore") != "" || attribute(g.raw, "notAfter") != "" {
		names, g.within = [2]string{"notBefore", "notAfter"}, true
	}
	lo, _, ok1 := one(names[0])
	_, hi, ok2 := one(names[1])
	g.first, g.last, g.openFirst, g.openLast = lo, hi, !ok1, !ok2
	return ok1 || ok2
}

// teiDate reads a date as the corpus writes it, where years before Christ are
// counted without a year 0.
func teiDate(s string) (when.Date, bool) {
	s, _, _ = strings.Cut(s, "T")
	sign := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	if y, _, _ := strings.Cut(s, "-"); len(y) < 4 {
		s = "0000"[:4-len(y)] + s
	}
	d, err := when.ParseDate(s)
	if err != nil {
		return d, false
	}
	if sign {
		d.Year = 1 - d.Year
	}
	return d, true
}

// hoursOrLess tells what counts hours or less, or only says "shortly after", from
// dates: the corpus marks dates only.
var hoursOrLess = regexp.MustCompile(`(?i)\b(hours?|minutes?|seconds?|moments?|shortly|soon|immediately)\b`)

// articles are the genres whose documents tell of a past that has nothing to do
// with the day they were written on.
var articles = map[string]bool{"bio": true, "voyage": true, "textbook": true, "academic": true, "whow": true}

// prediction is a date of ours.
type prediction struct {
	span        text.Span
	first, last int
	ok          bool
	openLast    bool
	edtf        string
	modifier    nlp.Modifier
	used, right bool // it overlaps a date of the corpus, it has its value
}

// score reads the document and counts its dates and ours.
func (d *gumDocument) score(all, genre *spanScore, misses io.Writer) {
	sort.Slice(d.dates, func(i, j int) bool { return d.dates[i].span.Start < d.dates[j].span.Start })
	ps := d.predictions()
	created, _ := when.ParseDate(d.created)
	here := spanScore{gold: len(d.dates), ours: len(ps)}
	for gi := range d.dates {
		found, value := d.compare(&d.dates[gi], ps, created, &here, misses)
		if found {
			here.overlapGold++
		} else {
			d.report(misses, "MISSED", d.dates[gi].span, d.dates[gi].raw)
		}
		if value {
			here.valueGold++
		}
	}
	for pi := range ps {
		switch p := &ps[pi]; {
		case p.right:
			here.valueOurs++
			fallthrough
		case p.used:
			here.overlapOurs++
		default:
			d.report(misses, "EXTRA", p.span, p.edtf)
		}
	}
	all.add(&here)
	genre.add(&here)
}

// predictions are the dates that the analysis finds in the document.
func (d *gumDocument) predictions() []prediction {
	dd := &doc.Document{Published: d.created, Text: text.New(d.text), Blocks: d.blocks, Format: doc.Plain}
	if articles[d.genre] {
		dd.Format = doc.WikiText
	}
	a := &nlp.Analysis{Doc: dd}
	token.Stage{}.Run(a)
	timex.Stage{}.Run(a)
	var ps []prediction
	for i := range a.Times {
		t := &a.Times[i]
		if t.Kind == nlp.Date && !hoursOrLess.MatchString(a.Text(t.Span)) {
			ps = append(ps, d.split(t)...)
		}
	}
	return ps
}

// compare looks for a date of the corpus among ours; value is set when one that
// overlaps it has its value.
func (d *gumDocument) compare(g *gumDate, ps []prediction, created when.Date, s *spanScore, misses io.Writer) (found, value bool) {
	for pi := range ps {
		p := &ps[pi]
		if p.span.Start >= g.span.End || p.span.End <= g.span.Start {
			continue
		}
		found, p.used = true, true
		if d.bareSpan(p.span) == d.bareSpan(g.span) {
			s.exact++
		}
		if g.matches(p, created) {
			value, p.right = true, true
		} else {
			d.report(misses, "VALUE", g.span, p.edtf+" for "+g.raw)
		}
	}
	return found, value
}

func (d *gumDocument) report(w io.Writer, what string, sp text.Span, value string) {
	if w != nil {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", what, d.name, d.created, d.around(sp), value)
	}
}

// add adds the counts of t.
func (s *spanScore) add(t *spanScore) {
	s.gold, s.ours, s.exact = s.gold+t.gold, s.ours+t.ours, s.exact+t.exact
	s.overlapGold, s.overlapOurs = s.overlapGold+t.overlapGold, s.overlapOurs+t.overlapOurs
	s.valueGold, s.valueOurs = s.valueGold+t.valueGold, s.valueOurs+t.valueOurs
}

func (d *gumDocument) around(sp text.Span) string {
	lo, hi := max(0, sp.Start-50), min(len(d.text), sp.End+35)
	return strings.ReplaceAll(strings.ToValidUTF8(d.text[lo:sp.Start]+"["+d.text[sp.Start:sp.End]+"]"+d.text[sp.End:hi], ""), "\n", "/")
}

// bareSpan is a span without the article and preposition at its edge.
func (d *gumDocument) bareSpan(sp text.Span) string {
	return fmt.Sprint(sp.End, bare(d.text[sp.Start:sp.End]))
}

// split makes predictions of a date; a span of two dates is two where the corpus
// has not one that covers both.
func (d *gumDocument) split(t *nlp.Timex) []prediction {
	p := prediction{span: t.Span, edtf: t.Value, modifier: t.Modifier}
	v, err := when.Parse(t.Value)
	if err != nil {
		return []prediction{p}
	}
	p.ok, p.first = true, v.Earliest().Number()
	if last := v.Latest(); !last.IsZero() {
		p.last = last.Number()
	} else {
		p.openLast = true
	}
	words := d.text[t.Span.Start:t.Span.End]
	at, n := -1, 0
	for _, link := range []string{" to ", " and ", " until ", " through ", " till ", " – ", "–", "-"} {
		if i := strings.Index(words, link); i > 0 && at < 0 {
			at, n = i, len(link)
		}
	}
	if v.Interval == nil || at < 0 || v.Interval.From.IsZero() || v.Interval.To.IsZero() {
		return []prediction{p}
	}
	for i := range d.dates {
		if g := d.dates[i].span; g.Start < t.Span.Start+at && g.End > t.Span.Start+at+n {
			return []prediction{p}
		}
	}
	x, y := p, p
	x.span.End, y.span.Start = t.Span.Start+at, t.Span.Start+at+n
	x.edtf, y.edtf = v.Interval.From.String(), v.Interval.To.String()
	x.first, x.last = v.Interval.From.Number(), v.Interval.From.Latest().Number()
	y.first, y.last = v.Interval.To.Number(), v.Interval.To.Latest().Number()
	return []prediction{x, y}
}

// matches compares a prediction with a date of the corpus. A date of any year is
// right by its month or season; of a stretch that words narrow ("early 1980s") the
// part that the corpus gives must lie in it; a stretch that still runs ends for
// the corpus with the document's day.
func (g *gumDate) matches(p *prediction, created when.Date) bool {
	switch {
	case !p.ok:
		return false
	case g.anyYear != "":
		return len(p.edtf) >= 7 && (g.anyYear[1:] == p.edtf[4:min(len(p.edtf), len(g.anyYear)+3)] || g.anyYear[1:] == seasonMonths[p.edtf[4:7]])
	case g.within:
		return (g.openFirst || p.first >= g.first) && (g.openLast || p.last <= g.last)
	case g.openFirst:
		return p.last == g.last
	case g.openLast:
		return p.first == g.first
	case p.modifier == nlp.Start || p.modifier == nlp.Mid || p.modifier == nlp.End:
		return p.first <= g.first && g.last <= p.last
	case p.first == g.first && g.last < p.last && g.last == created.Number():
		return true
	}
	return p.first == g.first && (p.last == g.last || when.OfNumber(p.last).Year == when.OfNumber(g.last).Year && g.last == when.OfDay(when.OfNumber(g.last).Year, 1, 1).Number() && p.last-p.first > 400)
}

// seasonMonths are the months with which the corpus begins the seasons.
var seasonMonths = map[string]string{"-21": "-03", "-22": "-06", "-23": "-09", "-24": "-12"}
