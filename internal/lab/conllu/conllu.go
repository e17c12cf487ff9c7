// Package conllu reads treebanks in the CoNLL-U format
// (https://universaldependencies.org/format.html) and gives back the raw text
// they were made from. It is workshop only.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// Document is one document of a treebank.
type Document struct {
	ID         string
	Paragraphs [][]Sentence
}

// Sentence is one sentence as annotated.
type Sentence struct {
	ID       string
	Text     string            // as the treebank writes it
	Comments map[string]string // every other "# key = value"
	Tokens   []Token
	Words    []Word
}

// Token is an orthographic token: a range of words.
type Token struct {
	Form        string
	First, Last int // words [First, Last)
	Space       bool
}

// Word is a syntactic word. Head counts from 0 within the sentence, -1 for the
// root.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int
	Rel                            string
	Misc                           string
}

// MiscValue is the value of a key of the MISC column.
func MiscValue(misc, key string) string {
	for _, kv := range strings.Split(misc, "|") {
		if k, v, ok := strings.Cut(kv, "="); ok && k == key {
			return v
		}
	}
	return ""
}

// ReadFile reads a treebank.
func ReadFile(path string) ([]Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return docs, nil
}

// Read reads a treebank. Empty nodes (of enhanced graphs) are left out.
func Read(r io.Reader) ([]Document, error) {
	var docs []Document
	newPar := false
	s := Sentence{Comments: map[string]string{}}
	covered := 0 // words covered by a range token so far
	line := 0
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<22)
	flush := func() {
		if len(s.Words) == 0 {
			return
		}
		if len(docs) == 0 {
			docs = append(docs, Document{})
		}
		d := &docs[len(docs)-1]
		if newPar || len(d.Paragraphs) == 0 {
			d.Paragraphs = append(d.Paragraphs, nil)
		}
		p := &d.Paragraphs[len(d.Paragraphs)-1]
		*p = append(*p, s)
		s, newPar, covered = Sentence{Comments: map[string]string{}}, false, 0
	}
	for sc.Scan() {
		line++
		l := sc.Text()
		switch {
		case l == "":
			flush()
		case strings.HasPrefix(l, "#"):
			k, v, _ := strings.Cut(strings.TrimSpace(l[1:]), "=")
			k, v = strings.TrimSpace(k), strings.TrimSpace(v)
			switch k {
			case "newdoc", "newdoc id":
				docs = append(docs, Document{ID: v})
			case "newpar", "newpar id":
				newPar = true
			case "sent_id":
				s.ID = v
			case "text":
				s.Text = v
			default:
				s.Comments[k] = v
			}
		default:
			c := strings.Split(l, "\t")
			if len(c) != 10 {
				return nil, fmt.Errorf("line %d: %d columns, 10 expected", line, len(c))
			}
			if strings.Contains(c[0], ".") {
				continue
			}
			space := MiscValue(c[9], "SpaceAfter") != "No"
			if a, b, ok := strings.Cut(c[0], "-"); ok {
				from, err1 := strconv.Atoi(a)
				to, err2 := strconv.Atoi(b)
				if err1 != nil || err2 != nil {
					return nil, fmt.Errorf("line %d: range %q", line, c[0])
				}
				s.Tokens = append(s.Tokens, Token{Form: c[1], First: from - 1, Last: to, Space: space})
				covered = to
				continue
			}
			head, err := strconv.Atoi(c[6])
			if err != nil {
				return nil, fmt.Errorf("line %d: head %q", line, c[6])
			}
			s.Words = append(s.Words, Word{Form: c[1], Lemma: c[2], UPOS: c[3], XPOS: c[4], Feats: none(c[5]), Head: head - 1, Rel: c[7], Misc: c[9]})
			if n := len(s.Words); n > covered {
				s.Tokens = append(s.Tokens, Token{Form: c[1], First: n - 1, Last: n, Space: space})
			}
		}
	}
	flush()
	return docs, sc.Err()
}

func none(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

// Raw is the text of the sentence as its tokens give it, without the space that
// may follow the last.
func (s *Sentence) Raw() string {
	var b strings.Builder
	for i, t := range s.Tokens {
		b.WriteString(t.Form)
		if t.Space && i+1 < len(s.Tokens) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// RawParagraph is the raw text of paragraph i: its sentences with a space
// between two where the treebank has one.
func (d *Document) RawParagraph(i int) string {
	var b strings.Builder
	for k := range d.Paragraphs[i] {
		s := &d.Paragraphs[i][k]
		b.WriteString(s.Raw())
		if k+1 < len(d.Paragraphs[i]) && s.Tokens[len(s.Tokens)-1].Space {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
