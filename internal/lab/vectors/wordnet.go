package vectors

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// entry is one synset: its words, the file of lexicographers it stands in, the
// synsets above it, and its gloss.
type entry struct {
	id, file string
	words    []string
	above    []string
	gloss    []sentence
}

// wordnet is the nouns and verbs of WordNet: the synsets of each word in the
// order of the data, the synsets above each, and irregular forms.
type wordnet struct {
	entries []entry
	senses  map[string][]*entry
	above   map[string][]string
	except  map[string][]string // by "n" or "v" and the form
}

func glosses(folder string) ([]sentence, error) {
	net, err := readWordnet(folder)
	if err != nil {
		return nil, err
	}
	var out []sentence
	for _, e := range net.entries {
		out = append(out, e.gloss...)
	}
	return out, nil
}

func readWordnet(folder string) (*wordnet, error) {
	net := &wordnet{senses: map[string][]*entry{}, above: map[string][]string{}, except: map[string][]string{}}
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
			net.entries = append(net.entries, e)
		}
		data, err = os.ReadFile(filepath.Join(folder, "lexicons/wordnet", kind+".exc"))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			f := strings.Fields(line)
			for _, base := range f[min(1, len(f)):] {
				net.except[kind[:1]+f[0]] = append(net.except[kind[:1]+f[0]], base)
			}
		}
	}
	for i := range net.entries {
		e := &net.entries[i]
		net.above[e.id] = e.above
		for _, w := range e.words {
			w = e.id[:1] + strings.ToLower(w)
			net.senses[w] = append(net.senses[w], e)
		}
	}
	return net, nil
}

// endings are WordNet's own rules from inflected to base forms.
var endings = []struct{ kind, from, to string }{
	{"n", "s", ""}, {"n", "ses", "s"}, {"n", "xes", "x"}, {"n", "zes", "z"}, {"n", "ches", "ch"}, {"n", "shes", "sh"}, {"n", "men", "man"}, {"n", "ies", "y"},
	{"v", "s", ""}, {"v", "ies", "y"}, {"v", "es", "e"}, {"v", "es", ""}, {"v", "ed", "e"}, {"v", "ed", ""}, {"v", "ing", "e"}, {"v", "ing", ""},
}

// bases are the words of WordNet that a form may be a form of, each behind the
// letter of its kind.
func (net *wordnet) bases(form string) []string {
	var out []string
	add := func(key string) {
		if len(net.senses[key]) > 0 && !slices.Contains(out, key) {
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
func parseEntry(line string) (entry, error) {
	head, gloss, _ := strings.Cut(line, "|")
	f := strings.Fields(head)
	bad := fmt.Errorf("no synset: %.40q", line)
	if len(f) < 6 {
		return entry{}, bad
	}
	e := entry{id: f[2] + f[0], file: f[1]}
	var n int
	if _, err := fmt.Sscanf(f[3], "%x", &n); err != nil || len(f) < 5+2*n {
		return entry{}, bad
	}
	for i := range n {
		e.words = append(e.words, f[4+2*i])
	}
	for i := 5 + 2*n; i+3 < len(f); i += 4 {
		if f[i] == "@" || f[i] == "@i" {
			e.above = append(e.above, f[i+2]+f[i+1])
		}
	}
	for part := range strings.SplitSeq(gloss, ";") {
		e.gloss = append(e.gloss, split(strings.Trim(part, " \n\""))...)
	}
	return e, nil
}
