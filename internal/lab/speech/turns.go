package speech

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
	"dossier/internal/extract/attribution"
	"dossier/internal/nlp"
	"dossier/internal/nlp/english"
	"dossier/internal/text"
)

// Quotations prints the sheets of quotations and of speaker turns.
func Quotations(w io.Writer, shared string) error {
	if err := Novels(w, shared, nil); err != nil {
		return err
	}
	return Turns(w, shared, nil)
}

// Turns prints how the turns of GUM's interviews are given to their speakers, the
// conversation written as such texts are: the speaker's name and a colon before
// each turn. Its other genres, which have no turns, show what is wrongly taken
// for one.
func Turns(w io.Writer, shared string, misses io.Writer) error {
	files, err := filepath.Glob(filepath.Join(shared, "corpora", "gum-xml", "xml", "*.xml"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("no documents of GUM below %s", shared)
	}
	sort.Strings(files)
	line := english.New()
	sums := map[string]*turnTally{}
	var genres []string
	for _, f := range files {
		d, err := readTurns(f)
		if err != nil {
			return err
		}
		if sums[d.genre] == nil {
			sums[d.genre] = &turnTally{}
			genres = append(genres, d.genre)
		}
		a := line.Analyse(d.doc)
		sums[d.genre].compare(d, a, attribution.Find(a), misses)
	}
	fmt.Fprintln(w, "\nGUM: speaker turns, by the words that go to the right speaker")
	fmt.Fprintf(w, "%-14s %6s %6s %7s %7s\n", "", "turns", "right", "R", "wrong")
	for _, g := range genres {
		t := sums[g]
		fmt.Fprintf(w, "%-14s %6d %6d %7.3f %7d\n", g, t.coded, t.right, ratio(t.right, t.coded), t.wrong)
	}
	return nil
}

// turnTally counts turns: those whose words mostly go to the label in front, and
// those that go to a label that is none.
type turnTally struct{ coded, right, wrong int }

// turnText is one document with its turns.
type turnText struct {
	genre string
	doc   *doc.Document
	turns []turn
}

// turn is what one speaker says, and the label in front of it.
type turn struct{ label, said text.Span }

func (t *turnTally) compare(d *turnText, a *nlp.Analysis, found []attribution.Saying, misses io.Writer) {
	t.coded += len(d.turns)
	for _, u := range d.turns {
		got := 0
		for _, s := range found {
			if s.Turn && u.label.Contains(a.Words[s.Source].Span) && u.said.Overlaps(s.Content) {
				got += min(s.Content.End, u.said.End) - max(s.Content.Start, u.said.Start)
			}
		}
		if 2*got >= u.said.Len() {
			t.right++
		} else if misses != nil {
			fmt.Fprintf(misses, "TURN %s [%.80s]\n", d.doc.Text.Slice(u.label), d.doc.Text.Slice(u.said))
		}
	}
	for _, s := range found {
		if !s.Turn {
			continue
		}
		right := false
		for _, u := range d.turns {
			right = right || u.label.Contains(a.Words[s.Source].Span)
		}
		if !right {
			t.wrong++
			if misses != nil {
				fmt.Fprintf(misses, "NO TURN %s [%.80s]\n", a.WordText(s.Source), d.doc.Text.Slice(s.Content))
			}
		}
	}
}

var speakerTag = regexp.MustCompile(`<sp who="#?([^"]*)"`)

// blockTags are those that open a paragraph.
var blockTags = map[string]bool{"p": true, "head": true, "item": true, "caption": true, "sp": true, "figure": true, "note": true, "table": true, "row": true, "list": true}

// readTurns reads a document: words one a line, tags on lines of their own. A turn
// opens with its speaker's name and a colon.
func readTurns(path string) (*turnText, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	name := strings.Split(strings.TrimSuffix(filepath.Base(path), ".xml"), "_")
	d := &turnText{genre: name[1]}
	b := &turnWriter{d: d}
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if strings.HasPrefix(line, "<") && !strings.Contains(line, "\t") {
			b.tag(line)
		} else if f := strings.Split(line, "\t"); len(f) > 1 {
			b.word(html.UnescapeString(f[0]), f[1])
		}
	}
	b.endBlock()
	d.doc = &doc.Document{ID: "gum", Text: text.New(b.buf.String()), Blocks: b.blocks}
	return d, sc.Err()
}

// turnWriter writes the text of a document.
type turnWriter struct {
	d         *turnText
	buf       strings.Builder
	blocks    []doc.Block
	start     int
	glue      bool
	quoted    bool
	speaker   string
	inSpeaker bool
}

func (b *turnWriter) tag(line string) {
	name := strings.Trim(strings.Fields(line)[0], "</>")
	if !blockTags[name] {
		return
	}
	b.endBlock()
	if name != "sp" {
		return
	}
	if strings.HasPrefix(line, "</") {
		b.inSpeaker = false
		return
	}
	if m := speakerTag.FindStringSubmatch(line); m != nil {
		b.speaker, b.inSpeaker = spell(m[1]), true
	}
}

// spell parts a label into its words: "MarymeganDaly" is "Marymegan Daly".
func spell(s string) string {
	var out strings.Builder
	for i, c := range s {
		if i > 0 && c >= 'A' && c <= 'Z' && s[i-1] >= 'a' && s[i-1] <= 'z' {
			out.WriteByte(' ')
		}
		out.WriteRune(c)
	}
	return strings.ReplaceAll(out.String(), "_", " ")
}

func (b *turnWriter) word(form, tag string) {
	if b.buf.Len() == b.start {
		b.glue = true
		if b.inSpeaker && b.speaker != "" {
			from := b.buf.Len()
			b.buf.WriteString(b.speaker)
			label := text.Span{Start: from, End: b.buf.Len()}
			b.buf.WriteString(": ")
			b.d.turns = append(b.d.turns, turn{label, text.Span{Start: b.buf.Len(), End: b.buf.Len()}})
			b.speaker = ""
		}
	}
	quote := form == `"`
	opens := quote && !b.quoted || form == "(" || form == "[" || form == "“"
	if !b.glue && (opens || !tight(form, tag) && !quote && form != "”") {
		b.buf.WriteByte(' ')
	}
	b.buf.WriteString(form)
	b.glue = opens || tag == "HYPH"
	if quote {
		b.quoted = !b.quoted
	}
	if n := len(b.d.turns); b.inSpeaker && n > 0 {
		b.d.turns[n-1].said.End = b.buf.Len()
	}
}

func (b *turnWriter) endBlock() {
	if b.buf.Len() > b.start {
		b.blocks = append(b.blocks, doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: b.start, End: b.buf.Len()}, Section: -1})
		b.buf.WriteString("\n\n")
	}
	b.start, b.quoted = b.buf.Len(), false
}
