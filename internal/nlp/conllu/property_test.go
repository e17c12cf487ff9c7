package conllu

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"dossier/internal/doc"
	"dossier/internal/lab/conllu"
	"dossier/internal/nlp"
	"dossier/internal/sharedtest"
	"dossier/internal/text"
)

// FuzzWrite cuts any text into words and sentences at any places: the file is
// valid, and the words with the spaces of MISC are the text again.
func FuzzWrite(f *testing.F) {
	f.Add("They don't know. \"No!\" she said\n\nTwo| guards\\", uint64(0x1234567))
	f.Add("e\u0301>\u0338 \u1100\u1161\u11a8 \u0338", uint64(0xffff))
	f.Add("\ufeff\x00 \u2028x", uint64(3))
	f.Fuzz(func(t *testing.T, s string, cuts uint64) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		a := cut(s, cuts)
		file := written(t, a)
		if got, want := respelled(t, file), norm.NFC.String(spoken(a)); norm.NFC.String(got) != want {
			t.Errorf("%q is written as\n%s\nwhich reads %q", s, file, got)
		}
		checkRanges(t, file, s)
	})
}

// cut makes words of the runs of s without blanks, and cuts them and their
// sentences at places that cuts tells.
func cut(s string, cuts uint64) *nlp.Analysis {
	a := &nlp.Analysis{Doc: &doc.Document{Path: s[:min(len(s), 8)], Text: text.New(s)}}
	next := func() bool {
		cuts ^= cuts << 13
		cuts ^= cuts >> 7
		cuts ^= cuts << 17
		return cuts%3 == 0
	}
	open, block := -1, 0
	first := 0
	word := func(end int) {
		if open >= 0 && open < end {
			a.Words = append(a.Words, nlp.Word{Span: text.Span{Start: open, End: end}, Head: -1, Contracted: next()})
		}
		open = -1
	}
	sentence := func() {
		a.Sentences = append(a.Sentences, nlp.Sentence{FirstWord: first, LastWord: len(a.Words), Block: block})
		first = len(a.Words)
	}
	for i, r := range s {
		if blank(r) || next() {
			word(i)
			if one, two := next(), next(); one && two {
				sentence()
				if r == '\n' {
					block++
				}
			}
		}
		if !blank(r) && open < 0 {
			open = i
		}
	}
	word(len(s))
	sentence()
	return a
}

// spoken is the text from the first word to the last.
func spoken(a *nlp.Analysis) string {
	if len(a.Words) == 0 {
		return ""
	}
	return a.Text(text.Span{Start: a.Words[0].Span.Start, End: a.Words[len(a.Words)-1].Span.End})
}

// tokens are the lines of a file for orthographic tokens.
func tokens(file string) [][]string {
	var out [][]string
	end := 0
	for l := range strings.Lines(file) {
		c := strings.Split(strings.TrimSuffix(l, "\n"), "\t")
		if len(c) != 10 {
			end = 0
			continue
		}
		if n, err := strconv.Atoi(c[0]); err == nil && n <= end {
			continue
		}
		if _, b, ok := strings.Cut(c[0], "-"); ok {
			end, _ = strconv.Atoi(b)
		}
		out = append(out, c)
	}
	return out
}

// respelled is the text that the forms and MISC columns of a file tell.
func respelled(t *testing.T, file string) string {
	var b strings.Builder
	all := tokens(file)
	for i, c := range all {
		b.WriteString(c[1])
		gap := " "
		for kv := range strings.SplitSeq(c[9], "|") {
			switch k, v, _ := strings.Cut(kv, "="); k {
			case "SpaceAfter":
				gap = ""
			case "SpacesAfter":
				gap = unescaped(t, v)
			}
		}
		if i+1 < len(all) {
			b.WriteString(gap)
		}
	}
	return b.String()
}

func unescaped(t *testing.T, s string) string {
	s = strings.NewReplacer(`\\`, `\\`, `\s`, " ", `\p`, "|").Replace(s)
	got, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		t.Errorf("%q: %v", s, err)
	}
	return got
}

// checkRanges fails unless the code points of every TokenRange are the form.
func checkRanges(t *testing.T, file, s string) {
	t.Helper()
	points := []rune(s)
	for _, c := range tokens(file) {
		_, r, _ := strings.Cut(c[9], "TokenRange=")
		from, to, _ := strings.Cut(r, ":")
		i, _ := strconv.Atoi(from)
		k, _ := strconv.Atoi(to)
		if got := clean(string(points[i:k])); got != c[1] {
			t.Errorf("code points %s are %q, the form is %q", r, got, c[1])
		}
	}
}

// TestTreebanks writes the development treebanks with their own words, tags and
// trees: what comes out is valid and reads back the same.
func TestTreebanks(t *testing.T) {
	shared := sharedtest.Dir(t, "corpora", "ud-ewt")
	files, _ := filepath.Glob(filepath.Join(shared, "corpora", "ud-*", "*-dev.conllu"))
	for _, f := range files {
		docs, err := conllu.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for i := range docs {
			back, err := conllu.Read(strings.NewReader(written(t, gold(&docs[i]))))
			if err != nil {
				t.Fatal(err)
			}
			compare(t, &docs[i], &back[0])
		}
	}
}

// gold is the analysis that a treebank's document tells.
func gold(d *conllu.Document) *nlp.Analysis {
	var b strings.Builder
	a := &nlp.Analysis{Doc: &doc.Document{Path: d.ID}}
	for i, par := range d.Paragraphs {
		for k := range par {
			s := nlp.Sentence{FirstWord: len(a.Words), Block: i}
			for _, tok := range par[k].Tokens {
				at := b.Len()
				b.WriteString(tok.Form)
				for w := tok.First; w < tok.Last; w++ {
					sp := text.Span{Start: at, End: at + len(par[k].Words[w].Form)}
					a.Words = append(a.Words, goldWord(&par[k].Words[w], sp, w > tok.First, s.FirstWord))
					at = sp.End
				}
				if tok.Space {
					b.WriteByte(' ')
				}
			}
			s.LastWord = len(a.Words)
			a.Sentences = append(a.Sentences, s)
		}
		b.WriteString("\n\n")
	}
	a.Doc.Text = text.New(b.String())
	return a
}

func goldWord(w *conllu.Word, sp text.Span, contracted bool, first int) nlp.Word {
	head := w.Head
	if head >= 0 {
		head += first
	}
	return nlp.Word{
		Span: sp, Contracted: contracted, UPOS: nlp.ParseUPOS(w.UPOS), Feats: w.Feats, Lemma: w.Lemma, Head: head, Rel: nlp.ParseRel(w.Rel),
	}
}

// compare fails where two documents differ in their sentences, orthographic
// tokens or words.
func compare(t *testing.T, want, got *conllu.Document) {
	t.Helper()
	for i := range want.Paragraphs {
		for k := range want.Paragraphs[i] {
			w, g := want.Paragraphs[i][k], got.Paragraphs[i][k]
			if g.Text != w.Raw() {
				t.Errorf("%s: text %q, want %q", w.ID, g.Text, w.Raw())
			}
			w.Tokens[len(w.Tokens)-1].Space = g.Tokens[len(g.Tokens)-1].Space // a paragraph's end
			for j := range min(len(w.Words), len(g.Words)) {
				w.Words[j].Misc, g.Words[j].Misc = "", ""
				w.Words[j].XPOS = "_"
			}
			if d := cmp.Diff(w.Tokens, g.Tokens); d != "" {
				t.Errorf("%s: %s", w.ID, d)
			}
			if d := cmp.Diff(w.Words, g.Words); d != "" {
				t.Errorf("%s: %s", w.ID, d)
			}
		}
	}
}

// Offsets are counted once over the text: the cursor goes on from where it was.
func TestCursor(t *testing.T) {
	s := "aé😀b"
	c := cursor{s: s}
	for b := range s + "x" {
		if got, want := c.rune(b), utf8.RuneCountInString(s[:b]); got != want {
			t.Errorf("at %d: %d, want %d", b, got, want)
		}
	}
}
