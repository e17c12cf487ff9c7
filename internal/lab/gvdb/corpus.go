// Package gvdb scores the shipped pipeline on the Gun Violence Database: news
// articles on shootings in the United States with the exact words of each field,
// as coded by hand. The articles are measured on and never kept; docs/gvdb.md
// says how records are mapped to fields and how words are compared.
package gvdb

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dossier/internal/fault"
)

// Half is a half of the corpus.
type Half string

// The halves: one to look at and tune on, one that gives figures only.
const (
	Tune Half = "tune"
	Held Half = "held"
)

// Field is a field of the database that holds exact words.
type Field string

// Fields are the fields in the order of the sheet.
var Fields = []Field{
	"VIC-NAME", "VIC-AGE", "VIC-RACE", "SHO-NAME", "SHO-AGE", "SHO-RACE",
	"DAT-CITY", "DAT-LOC", "DAT-CLOCK", "DAT-TIME", "CIR-WEAPON", "CIR-NUM-SHOTS",
}

// Article is one article with what was coded from it. A field has one answer, or
// none where it is missing from Gold.
type Article struct {
	ID   string
	Half Half
	Text string // as a report: a header with the title, then the body
	Date string // the day the coders picked for the shooting
	Gold map[Field]string
}

// Load reads the development part of the corpus, in its order.
func Load(shared string) ([]Article, error) {
	path := filepath.Join(shared, "corpora", "gvdb", "dev.json")
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap("read the gun violence database", err)
	}
	defer f.Close()
	var out []Article
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		a, err := article(lines.Bytes())
		if err != nil {
			return nil, fault.Wrap(fmt.Sprintf("article %d of %s", len(out)+1, path), err)
		}
		out = append(out, a)
	}
	return out, lines.Err()
}

// article makes an article of one line of the corpus.
func article(line []byte) (Article, error) {
	var raw struct {
		Key       string              `json:"doc_key"`
		Date      string              `json:"date"`
		Sentences [][]string          `json:"full_text"`
		Spans     [][]json.RawMessage `json:"spans"` // first and last token, field, words, tokens
	}
	if err := json.Unmarshal(line, &raw); err != nil {
		return Article{}, err
	}
	a := Article{ID: raw.Key, Half: half(raw.Key), Date: raw.Date, Text: report(raw.Sentences), Gold: map[Field]string{}}
	for _, s := range raw.Spans {
		var field, words string
		if len(s) < 4 {
			continue
		}
		if err := json.Unmarshal(s[2], &field); err != nil {
			return a, err
		}
		if err := json.Unmarshal(s[3], &words); err != nil {
			return a, err
		}
		if words = strings.TrimSpace(words); fold(words) != "" {
			a.Gold[Field(field)] = words
		}
	}
	return a, nil
}

// half deals an article to a half by a hash of its key, so that the halves stay
// what they are whatever the corpus is sorted by.
func half(key string) Half {
	if sum := sha256.Sum256([]byte(key)); sum[0]%2 == 1 {
		return Held
	}
	return Tune
}

// report is the article as a document: what the corpus has for its first
// sentence is the headline, the rest is its body.
func report(sentences [][]string) string {
	var b strings.Builder
	for i, s := range sentences {
		switch {
		case i == 0:
			if n := len(s); n > 1 && s[n-1] == "." { // put there by the corpus
				s = s[:n-1]
			}
			b.WriteString("Title: " + join(s) + "\n---\n")
			continue
		case i > 1:
			b.WriteByte(' ')
		}
		b.WriteString(join(s))
	}
	b.WriteByte('\n')
	return b.String()
}

// join puts tokens together as they are printed.
func join(tokens []string) string {
	var b strings.Builder
	glue, quoted := true, false
	for _, t := range tokens {
		t = strings.ReplaceAll(strings.Join(strings.Fields(t), " "), softHyphen, "")
		closes := t == `"` && quoted
		if t == `"` {
			quoted = !quoted
		}
		dash := t == "-" && b.Len() > 0 && strings.ContainsAny(b.String()[b.Len()-1:], ".)")
		if !glue && !closes && !hangs(t) || dash {
			b.WriteByte(' ')
		}
		b.WriteString(t)
		glue = !dash && opens(t) || t == `"` && !closes
	}
	return b.String()
}

// softHyphen is left over from the pages the articles were taken from.
const softHyphen = "\u00ad"

// hangs reports whether token t stands without a space behind the one before it.
func hangs(t string) bool {
	switch strings.ToLower(t) {
	case ".", ",", ";", ":", "?", "!", "%", ")", "]", "”", "-", "n't", "n’t", "...", "…":
		return true
	}
	return strings.HasPrefix(t, "'") && len(t) > 1 && len(t) < 4 || strings.HasPrefix(t, "’") && len(t) > 3
}

// opens reports whether the token behind t stands without a space.
func opens(t string) bool {
	switch t {
	case "(", "[", "“", "‘", "$", "#", "-":
		return true
	}
	return false
}
