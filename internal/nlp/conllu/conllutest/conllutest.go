// Package conllutest holds text to the rules of the CoNLL-U format: those of
// https://universaldependencies.org/format.html, which are the levels 1 and 2 of
// the validation of Universal Dependencies. Enhanced graphs (empty nodes and the
// DEPS column) are passed over.
package conllutest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The columns of a line.
const (
	id = iota
	form
	lemma
	upos
	xpos
	feats
	head
	deprel
	deps
	misc
	columns
)

// Validate is everything that is wrong with a file, a line each with the number
// of the line; nothing when the file is valid.
func Validate(file string) []string {
	v := &validator{ids: map[string]bool{}}
	v.file(file)
	return v.faults
}

// validator walks over the lines of a file.
type validator struct {
	faults []string
	ids    map[string]bool // sentence ids met so far
	line   int

	// of the sentence being read
	comments []string
	rows     [][]string
	lines    []int // the numbers of the rows' lines
}

func (v *validator) fault(format string, args ...any) {
	v.faults = append(v.faults, fmt.Sprintf("%d: %s", v.line, fmt.Sprintf(format, args...)))
}

func (v *validator) file(file string) {
	if file == "" {
		return
	}
	if !strings.HasSuffix(file, "\n\n") {
		v.fault("the file does not end with an empty line")
	}
	for l := range strings.SplitSeq(strings.TrimSuffix(file, "\n"), "\n") {
		v.line++
		v.characters(l)
		switch {
		case l == "" && len(v.rows) > 0:
			v.sentence()
			v.comments, v.rows, v.lines = nil, nil, nil
		case l == "":
			v.fault("an empty line that ends no sentence")
		case l[0] == '#':
			if len(v.rows) > 0 {
				v.fault("a comment within a sentence")
			}
			v.comments = append(v.comments, l)
		default:
			v.row(l)
		}
	}
	if len(v.rows) > 0 || len(v.comments) > 0 {
		v.fault("the last sentence does not end")
	}
}

// characters checks what holds for every line.
func (v *validator) characters(l string) {
	switch {
	case !utf8.ValidString(l):
		v.fault("not UTF-8")
	case !norm.NFC.IsNormalString(l):
		v.fault("not in NFC: %q", l)
	case strings.ContainsRune(l, '\r'):
		v.fault("a carriage return")
	case strings.HasPrefix(l, "\uFEFF"):
		v.fault("a byte order mark")
	}
}

// row checks what holds for a line by itself.
func (v *validator) row(l string) {
	c := strings.Split(l, "\t")
	if len(c) != columns {
		v.fault("%d columns", len(c))
		c = append(c, make([]string, columns)...)[:columns]
	}
	if strings.Contains(c[id], ".") { // an empty node of an enhanced graph
		return
	}
	v.rows, v.lines = append(v.rows, c), append(v.lines, v.line)
	for i, s := range c {
		spaces := i == form || i == lemma || i == misc
		switch {
		case s == "":
			v.fault("column %d is empty", i+1)
		case strings.TrimFunc(s, unicode.IsSpace) != s:
			v.fault("white space at an end of column %d: %q", i+1, s)
		case !spaces && strings.ContainsFunc(s, unicode.IsSpace):
			v.fault("white space in column %d: %q", i+1, s)
		case spaces && strings.Contains(s, "  "):
			v.fault("two spaces in column %d: %q", i+1, s)
		}
	}
}

// sentence checks the sentence that ends before the current line.
func (v *validator) sentence() {
	at := v.line
	v.line = v.lines[0]
	v.metadata()
	words, ranges := v.order()
	v.text()
	for i, c := range v.rows {
		v.line = v.lines[i]
		if strings.Contains(c[id], "-") {
			v.multiword(c)
		} else {
			v.word(c, len(words), inside(c[id], ranges))
		}
	}
	v.line = v.lines[0]
	v.tree(words)
	v.line = at
}

var (
	sentID = regexp.MustCompile(`^# sent_id = (\S+)$`)
	newDoc = regexp.MustCompile(`^# newdoc( id = \S+)?$`)
	newPar = regexp.MustCompile(`^# newpar( id = \S+)?$`)
)

// metadata checks the comments of a sentence.
func (v *validator) metadata() {
	ids, texts, pars := 0, 0, 0
	for _, c := range v.comments {
		switch word, _, _ := strings.Cut(c[1:], "="); strings.Join(strings.Fields(word), " ") {
		case "newdoc", "newdoc id":
			if pars > 0 || !newDoc.MatchString(c) {
				v.fault("%q", c)
			}
		case "newpar", "newpar id":
			pars++
			if pars > 1 || !newPar.MatchString(c) {
				v.fault("%q", c)
			}
		case "sent_id":
			ids++
			m := sentID.FindStringSubmatch(c)
			if m == nil || strings.Contains(m[1], "/") {
				v.fault("%q", c)
			} else if v.ids[m[1]] {
				v.fault("the sentence id %q comes again", m[1])
			} else {
				v.ids[m[1]] = true
			}
		case "text":
			texts++
		}
	}
	if ids != 1 || texts != 1 {
		v.fault("%d sentence ids, %d texts", ids, texts)
	}
}

// span is a range of words, [first, last] counted from 1.
type span struct{ first, last int }

// order checks that ids count up, and gives the words and the ranges of words.
func (v *validator) order() (words [][]string, ranges []span) {
	end := 0 // the last word of the range before
	for i, c := range v.rows {
		v.line = v.lines[i]
		a, b, isRange := strings.Cut(c[id], "-")
		n, err := strconv.Atoi(a)
		if err != nil || n != len(words)+1 || strconv.Itoa(n) != a {
			v.fault("id %q after word %d", c[id], len(words))
		}
		if !isRange {
			words = append(words, c)
			continue
		}
		m, err := strconv.Atoi(b)
		if err != nil || m <= n || n <= end {
			v.fault("range %q after a range that ends with %d", c[id], end)
		}
		ranges, end = append(ranges, span{n, m}), m
	}
	if len(words) == 0 || end > len(words) {
		v.fault("%d words, a range that ends with %d", len(words), end)
	}
	return words, ranges
}

func inside(id string, ranges []span) bool {
	n, _ := strconv.Atoi(id)
	for _, r := range ranges {
		if r.first <= n && n <= r.last {
			return true
		}
	}
	return false
}

// text checks that the forms of the orthographic tokens make up the text.
func (v *validator) text() {
	rest := ""
	for _, c := range v.comments {
		if t, ok := strings.CutPrefix(c, "# text = "); ok {
			rest = t
		}
	}
	v.line = v.lines[0]
	if rest == "" || strings.TrimSpace(rest) != rest {
		v.fault("the text is %q", rest)
	}
	end := 0
	for i, c := range v.rows {
		v.line = v.lines[i]
		if n, _ := strconv.Atoi(c[id]); n != 0 && n <= end {
			continue
		}
		if _, b, ok := strings.Cut(c[id], "-"); ok {
			end, _ = strconv.Atoi(b)
		}
		after, ok := strings.CutPrefix(rest, c[form])
		if !ok {
			v.fault("the form is %q, the text goes on with %.40q", c[form], rest)
			return
		}
		rest = after
		if !keyed(c[misc], "SpaceAfter") && rest != "" {
			if rest[0] != ' ' {
				v.fault("no space behind %q, and no SpaceAfter=No", c[form])
			}
			rest = strings.TrimPrefix(rest, " ")
		}
	}
	if rest != "" {
		v.fault("the forms end before %q", rest)
	}
}

// keyed reports whether a MISC column has a key.
func keyed(s, key string) bool {
	for kv := range strings.SplitSeq(s, "|") {
		if k, _, _ := strings.Cut(kv, "="); k == key {
			return true
		}
	}
	return false
}

// multiword checks the line of a range of words: only its form and MISC are
// given.
func (v *validator) multiword(c []string) {
	for i := lemma; i < misc; i++ {
		if c[i] != "_" {
			v.fault("column %d of a range is %q", i+1, c[i])
		}
	}
	v.misc(c[misc])
}

var (
	feature  = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Z0-9][a-zA-Z0-9]*(,[A-Z0-9][a-zA-Z0-9]*)*$`)
	relation = regexp.MustCompile(`^[a-z]+(:[a-z]+)?$`)
)

var tags = words("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X _")

var relations = words("acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse" +
	" dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum" +
	" root vocative xcomp _")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// word checks the line of one of n words.
func (v *validator) word(c []string, n int, inRange bool) {
	if !tags[c[upos]] {
		v.fault("UPOS %q", c[upos])
	}
	v.features(c[feats])
	universal, _, _ := strings.Cut(c[deprel], ":")
	if c[deprel] != "_" && !relation.MatchString(c[deprel]) || !relations[universal] {
		v.fault("DEPREL %q", c[deprel])
	}
	if h, err := strconv.Atoi(c[head]); c[head] != "_" && (err != nil || h < 0 || h > n || strconv.Itoa(h) == c[id]) {
		v.fault("HEAD %q of word %s of %d", c[head], c[id], n)
	}
	if (c[head] == "0") != (c[deprel] == "root") || (c[head] == "_") != (c[deprel] == "_") {
		v.fault("HEAD %q with DEPREL %q", c[head], c[deprel])
	}
	if inRange && keyed(c[misc], "SpaceAfter") {
		v.fault("SpaceAfter on a word within a range")
	}
	v.misc(c[misc])
}

// features checks that features are well formed and in order, none twice.
func (v *validator) features(s string) {
	if s == "_" {
		return
	}
	before := ""
	for f := range strings.SplitSeq(s, "|") {
		if !feature.MatchString(f) {
			v.fault("feature %q", f)
		}
		name, _, _ := strings.Cut(f, "=")
		if name = strings.ToLower(name); name <= before {
			v.fault("features out of order: %q", s)
		}
		before = name
	}
}

// misc checks that no part of a MISC column is empty and no key stands twice.
func (v *validator) misc(s string) {
	if s == "_" {
		return
	}
	seen := map[string]bool{}
	for kv := range strings.SplitSeq(s, "|") {
		k, val, ok := strings.Cut(kv, "=")
		if !ok || k == "" || val == "" || seen[k] || k == "SpaceAfter" && val != "No" {
			v.fault("MISC %q", s)
		}
		seen[k] = true
	}
}

// tree checks that the words make up one tree with one root, or that none is in
// a tree.
func (v *validator) tree(words [][]string) {
	heads := make([]int, len(words)+1)
	roots, none := 0, 0
	for i, c := range words {
		h, err := strconv.Atoi(c[head])
		switch {
		case c[head] == "_":
			none++
		case err != nil || h < 0 || h > len(words):
			return // told of already
		case h == 0:
			roots++
		}
		heads[i+1] = h
	}
	if none == len(words) {
		return
	}
	if none > 0 || roots != 1 {
		v.fault("%d roots, %d words of %d without a head", roots, none, len(words))
	}
	v.cycles(heads)
}

// cycles checks that the heads of every word lead to the root. done marks the
// words for which that is known.
func (v *validator) cycles(heads []int) {
	done := make([]int, len(heads))
	for i := 1; i < len(heads); i++ {
		for n := i; n != 0 && done[n] != -1; n = heads[n] {
			if done[n] == i {
				v.fault("a cycle through word %d", n)
				break
			}
			done[n] = i
		}
		for n := i; n != 0 && done[n] == i; n = heads[n] {
			done[n] = -1
		}
	}
}
