package rawtext

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Entry is one synset: its words, the file of lexicographers it stands in, the
// synsets above it, and its gloss.
type Entry struct {
	ID, File string
	Words    []string
	Above    []string
	Gloss    []Sentence
}

// WordNet is the nouns and verbs of WordNet: the synsets of each word in the
// order of the data, the synsets above each, and irregular forms.
type WordNet struct {
	Entries []Entry
	Senses  map[string][]*Entry // by "n" or "v" and the word in lower case
	Above   map[string][]string
	except  map[string][]string // by "n" or "v" and the form
}

func glosses(folder string) ([]Sentence, error) {
	net, err := ReadWordNet(folder)
	if err != nil {
		return nil, err
	}
	var out []Sentence
	for _, e := range net.Entries {
		out = append(out, e.Gloss...)
	}
	return out, nil
}

// ReadWordNet reads the nouns and verbs under the folder of corpora.
func ReadWordNet(folder string) (*WordNet, error) {
	net := &WordNet{Senses: map[string][]*Entry{}, Above: map[string][]string{}, except: map[string][]string{}}
	for _, kind := range []string{"noun", "verb"} {
		data, err := os.ReadFile(filepath.Join(folder, "lexicons/wordnet/data."+kind))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, " ") {
				continue // the licence
			}
			e, err := parseEntry(line)
			if err != nil {
				return nil, fmt.Errorf("data.%s: %w", kind, err)
			}
			net.Entries = append(net.Entries, e)
		}
		data, err = os.ReadFile(filepath.Join(folder, "lexicons/wordnet", kind+".exc"))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			f := strings.Fields(line)
			if len(f) > 1 {
				net.except[kind[:1]+f[0]] = append(net.except[kind[:1]+f[0]], f[1:]...)
			}
		}
	}
	for i := range net.Entries {
		e := &net.Entries[i]
		net.Above[e.ID] = e.Above
		for _, w := range e.Words {
			w = e.ID[:1] + strings.ToLower(w)
			net.Senses[w] = append(net.Senses[w], e)
		}
	}
	return net, nil
}

// endings are WordNet's own rules from inflected to base forms.
var endings = []struct{ kind, from, to string }{
	{"n", "s", ""}, {"n", "ses", "s"}, {"n", "xes", "x"}, {"n", "zes", "z"}, {"n", "ches", "ch"}, {"n", "shes", "sh"}, {"n", "men", "man"}, {"n", "ies", "y"},
	{"v", "s", ""}, {"v", "ies", "y"}, {"v", "es", "e"}, {"v", "es", ""}, {"v", "ed", "e"}, {"v", "ed", ""}, {"v", "ing", "e"}, {"v", "ing", ""},
}

// Bases are the words of WordNet that a form may be a form of, each behind the
// letter of its kind.
func (net *WordNet) Bases(form string) []string {
	var out []string
	add := func(key string) {
		if len(net.Senses[key]) > 0 && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	for _, kind := range []string{"n", "v"} {
		add(kind + form)
		for _, base := range net.except[kind+form] {
			add(kind + base)
		}
		for _, e := range endings {
			if stem, ok := strings.CutSuffix(form, e.from); ok && e.kind == kind && len(stem) > 1 {
				add(kind + stem + e.to)
			}
		}
	}
	return out
}

// parseEntry reads "offset file kind count (word sense)* count (sign offset kind
// place)* … | gloss".
func parseEntry(line string) (Entry, error) {
	head, gloss, _ := strings.Cut(line, "|")
	f := strings.Fields(head)
	bad := fmt.Errorf("no synset: %.40q", line)
	if len(f) < 6 {
		return Entry{}, bad
	}
	e := Entry{ID: f[2] + f[0], File: f[1]}
	var n int
	if _, err := fmt.Sscanf(f[3], "%x", &n); err != nil || len(f) < 5+2*n {
		return Entry{}, bad
	}
	for i := range n {
		e.Words = append(e.Words, f[4+2*i])
	}
	for i := 5 + 2*n; i+3 < len(f); i += 4 {
		if f[i] == "@" || f[i] == "@i" {
			e.Above = append(e.Above, f[i+2]+f[i+1])
		}
	}
	for part := range strings.SplitSeq(gloss, ";") {
		e.Gloss = append(e.Gloss, split(strings.Trim(part, " \n\""))...)
	}
	return e, nil
}
