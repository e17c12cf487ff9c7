package recase

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/lab/rawtext"
)

// lists are the single words of lists of names, in capitals as they are written,
// and WordNet's words, sorted, each once.
func lists(folder string, cfg Config) ([]string, error) {
	var out []string
	for _, read := range []func(string, Config) ([]string, error){towns, people, words} {
		list, err := read(folder, cfg)
		if err != nil {
			return nil, err
		}
		for _, name := range list {
			for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
				if len(w) > 2 {
					out = append(out, w)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func towns(folder string, cfg Config) ([]string, error) {
	f, err := os.Open(filepath.Join(folder, "geonames/cities1000.txt.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	var out []string
	for line := range strings.Lines(string(data)) {
		c := strings.Split(line, "\t")
		if len(c) < 15 {
			continue
		}
		if n, err := strconv.Atoi(c[14]); err == nil && n >= cfg.Town {
			out = append(out, capitalised(c[1])...)
		}
	}
	return out, err
}

func people(folder string, _ Config) ([]string, error) {
	var out []string
	for _, name := range []string{"common-forenames-by-country.csv", "common-surnames-by-country.csv"} {
		f, err := os.Open(filepath.Join(folder, "lexicons/popular-names", name))
		if err != nil {
			return nil, err
		}
		r := csv.NewReader(f)
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		f.Close()
		if err != nil {
			return nil, err
		}
		at := slices.Index(rows[0], "Romanized Name")
		for _, row := range rows[1:] {
			if at >= 0 && at < len(row) {
				out = append(out, capitalised(row[at])...)
			}
		}
	}
	return out, nil
}

// capitalised are the words of a name that begin with a capital.
func capitalised(name string) []string {
	var out []string
	for w := range strings.FieldsSeq(name) {
		if c, _ := caseOf(w); c != 0 {
			out = append(out, w)
		}
	}
	return out
}

// words are the words of WordNet that are not parts of longer ones.
func words(folder string, _ Config) ([]string, error) {
	net, err := rawtext.ReadWordNet(folder)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range net.Entries {
		for _, w := range e.Words {
			if !strings.Contains(w, "_") {
				out = append(out, w)
			}
		}
	}
	return out, nil
}
