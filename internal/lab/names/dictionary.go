package names

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"dossier/internal/nlp"
	"dossier/internal/nlp/ner"
	"dossier/internal/nlp/token"
)

// dictionary gathers the phrases that name things, from two lexicons.
func dictionary(shared string) (*ner.Entries, error) {
	e := &ner.Entries{}
	b := &phrases{into: e}
	dir := filepath.Join(shared, "corpora")
	for _, f := range []struct {
		path string
		line func(string)
	}{
		{"cameo/dictionaries/Phoenix.International.actors.txt", b.international},
		{"cameo/dictionaries/Phoenix.MilNonState.actors.txt", b.groups},
		{"cameo/dictionaries/Phoenix.Countries.actors.txt", b.countries},
		{"lexicons/wordnet/data.noun", b.wordNet},
	} {
		if err := eachLine(filepath.Join(dir, f.path), f.line); err != nil {
			return nil, err
		}
		b.actors = nil
	}
	return e, nil
}

func eachLine(path string, visit func(string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		visit(sc.Text())
	}
	return sc.Err()
}

// phrases turns the lines of lexicons into entries.
type phrases struct {
	into   *ner.Entries
	actors [][]string // of CAMEO, read since the last code
	fresh  bool       // a code has been read since the last actor
}

// actor reads a line of a CAMEO dictionary: an actor in capitals with "_" for
// spaces, a synonym of it behind "+", or a code in brackets, which is given
// back.
func (b *phrases) actor(line string) (code string) {
	line, _, _ = strings.Cut(line, "#")
	line, _, _ = strings.Cut(line, ";")
	if i := strings.IndexByte(line, '['); i >= 0 {
		code = line[i+1:]
		line = line[:i]
	}
	line = strings.TrimSpace(line)
	if line != "" {
		if b.fresh {
			b.actors, b.fresh = b.actors[:0], false
		}
		line = strings.TrimPrefix(line, "+")
		line, _, _ = strings.Cut(line, "(")
		w := strings.Fields(strings.ToLower(strings.ReplaceAll(line, "_", " ")))
		if len(w) > 0 {
			b.actors = append(b.actors, w)
		}
	}
	if code != "" {
		b.fresh = true
	}
	return code
}

// corporate are words that a company's name is also written without.
var corporate = map[string]bool{
	"inc": true, "inc.": true, "corp": true, "corp.": true, "corporation": true, "company": true, "co": true, "co.": true, "llc": true,
	"ltd": true, "ltd.": true, "limited": true, "plc": true, "group": true, "holdings": true, "holding": true, "stores": true, "lp": true,
	"l.p.": true, "ag": true, "sa": true, "s.a.": true, "nv": true, "n.v.": true, "companies": true, "industries": true, "trust": true,
}

// offices are words of descriptions, which are no part of a name.
func describes(words []string) bool {
	for _, w := range words {
		if ner.Describes(w) {
			return true
		}
	}
	return false
}

func (b *phrases) international(line string) {
	code := b.actor(line)
	if len(code) < 3 {
		return
	}
	switch code[:3] {
	case "MNC", "NGO", "IGO", "MED":
	default:
		return
	}
	for _, w := range b.actors {
		if ner.IsOffice(w) {
			continue
		}
		b.add(w, ner.SortOrganisation)
		for n := len(w); n > 1 && corporate[w[n-1]]; n-- {
			if short := w[:n-1]; len(short) > 1 || len(short[0]) > 3 {
				b.add(short, ner.SortOrganisation)
			}
		}
		if len(w) > 2 && w[0] == "the" {
			b.add(w[1:], ner.SortOrganisation)
		}
	}
	b.actors = b.actors[:0]
}

func (b *phrases) groups(line string) {
	if b.actor(line) == "" {
		return
	}
	for _, w := range b.actors {
		b.add(w, ner.SortGroup)
		if len(w) > 2 && w[0] == "the" {
			b.add(w[1:], ner.SortGroup)
		}
	}
	b.actors = b.actors[:0]
}

// countries keeps the persons: two to four words, none of them a description,
// with a code of office.
func (b *phrases) countries(line string) {
	code := b.actor(line)
	if len(code) < 6 {
		return
	}
	switch code[3:6] {
	case "GOV", "ELI", "OPP", "MIL", "LEG", "JUD", "REB":
	default:
		return
	}
	for _, w := range b.actors {
		if len(w) > 1 && len(w) < 5 && !describes(w) {
			b.add(w, ner.SortPerson)
		}
	}
}

// wordNetSorts maps the files of WordNet's nouns: those of instances, and those
// of common nouns.
var wordNetSorts = map[string][2]ner.Sort{
	"18": {ner.SortPerson, ner.SortRole}, "15": {ner.SortPlace, 0}, "17": {ner.SortPlace, 0}, "14": {ner.SortOrganisation, ner.SortGroups},
	"04": {ner.SortOther, 0}, "06": {ner.SortOther, 0}, "10": {ner.SortOther, 0}, "28": {ner.SortOther, 0},
}

// wordNet reads a line of the nouns' data file: offset, file, type, a count in
// hexadecimal, then words each with a number, then pointers.
func (b *phrases) wordNet(line string) {
	f := strings.Fields(line)
	if len(f) < 6 || f[2] != "n" || strings.HasPrefix(line, " ") {
		return
	}
	sorts, ok := wordNetSorts[f[1]]
	if !ok {
		return
	}
	instance := strings.Contains(line, " @i ")
	for i := 4; i+1 < len(f) && len(f[i+1]) == 1 && f[i] != "@"; i += 2 {
		w := strings.Fields(strings.ReplaceAll(f[i], "_", " "))
		capital := unicode.IsUpper(rune(w[len(w)-1][0]))
		switch {
		case instance && capital:
			b.add(w, sorts[0])
			if f[1] == "18" && len(w) > 1 && len(w[len(w)-1]) > 3 {
				continue
			}
		case !instance && !capital && len(w) == 1 && sorts[1] != 0:
			b.add(w, sorts[1])
		}
	}
}

// add puts a phrase in as the stage's tokens.
func (b *phrases) add(words []string, s ner.Sort) {
	var toks []string
	bl := &builder{}
	bl.paragraph(strings.Join(words, " "))
	a := &nlp.Analysis{Doc: bl.sample("").doc}
	token.Stage{}.Run(a)
	for _, t := range a.Tokens {
		toks = append(toks, t.Lower)
	}
	for i := range toks {
		toks[i] = strings.ToLower(toks[i])
	}
	if len(toks) == 1 && (len(toks[0]) < 3 || s&(ner.SortOrganisation|ner.SortGroup|ner.SortOther) != 0 && ner.IsOrdinary(toks[0])) {
		return
	}
	b.into.Add(toks, s)
}
