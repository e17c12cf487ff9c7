// Package names teaches and measures the names stage on corpora of other
// people. It is workshop only.
package names

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"dossier/internal/fault"
)

// Words writes the ordinary English words that package ner embeds as
// common.txt: those that the training parts of the treebanks under shared write
// in lower case, as no proper noun, more than half as often as they tag them as
// one.
func Words(w io.Writer, shared string) error {
	lower, proper := map[string]int{}, map[string]int{}
	for _, p := range []string{"ud-ewt/en_ewt-ud-train.conllu", "ud-gum-permissive/en_gum_permissive-train.conllu"} {
		if err := countWords(filepath.Join(shared, "corpora", p), lower, proper); err != nil {
			return fault.Wrap("list words", err)
		}
	}
	return writeWords(w, lower, proper)
}

func countWords(path string, lower, proper map[string]int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if len(c) < 10 || strings.ContainsAny(c[0], "-.") || !letters(c[1]) {
			continue
		}
		switch l := strings.ToLower(c[1]); {
		case c[3] == "PROPN":
			proper[l]++
		case l == c[1] && c[3] != "X" && c[3] != "INTJ":
			lower[l]++
		}
	}
	return sc.Err()
}

// letters reports whether s is English letters throughout, two at least.
func letters(s string) bool {
	for _, c := range s {
		if c > unicode.MaxASCII || !unicode.IsLetter(c) {
			return false
		}
	}
	return len(s) > 1
}
