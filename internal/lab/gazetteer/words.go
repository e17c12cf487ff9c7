package gazetteer

import (
	"bufio"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/fault"
	"dossier/internal/lexicon"
)

const givenHeader = `# Common given names of many countries, folded.
# Sources: popular-names-by-country (CC0 1.0); Names Corpus 1.3, copyright 1991
# Mark Kantrowitz, additions by Bill Ross: "You may use the lists of names for any
# purpose, so long as credit is given in any published work. You may also
# redistribute the list if you provide the recipients with a copy of this README
# file. The lists are not in the public domain (I retain the copyright on the
# lists) but are freely redistributable." Made by internal/lab/gazetteer.
`

const surnameHeader = `# Common family names of many countries, folded.
# Source: popular-names-by-country (CC0 1.0). Made by internal/lab/gazetteer.
`

// listFile is a list as the lexicon embeds it: a header of comments, then a
// name a line.
func listFile(header string, list []string) []byte {
	return []byte(header + strings.Join(list, "\n") + "\n")
}

// readNames reads the lists of personal names.
func (s *source) readNames(dir string) error {
	given, surnames := map[string]bool{}, map[string]bool{}
	popular := filepath.Join(dir, "popular-names")
	if err := readPopular(filepath.Join(popular, "common-forenames-by-country.csv"), given); err != nil {
		return err
	}
	if err := readPopular(filepath.Join(popular, "common-surnames-by-country.csv"), surnames); err != nil {
		return err
	}
	for _, f := range []string{"male.txt", "female.txt"} {
		data, err := os.ReadFile(filepath.Join(dir, "nltk", "names", f))
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(data)) {
			addName(given, line)
		}
	}
	s.given, s.surnames = sorted(given), sorted(surnames)
	for _, list := range [][]string{s.given, s.surnames} {
		for _, n := range list {
			s.isName[n] = true
		}
	}
	return nil
}

func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for w := range set {
		list = append(list, w)
	}
	slices.Sort(list)
	return list
}

// readPopular reads the romanized names of a table by country.
func readPopular(path string, into map[string]bool) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return fault.New(fault.Unreadable, "%s: %v", path, err)
	}
	local, roman := slices.Index(rows[0], "Localized Name"), slices.Index(rows[0], "Romanized Name")
	if local < 0 || roman < 0 {
		return fault.New(fault.Invalid, "%s: columns are missing", path)
	}
	for _, r := range rows[1:] {
		name := r[roman]
		if name == "" {
			name = r[local]
		}
		for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '/' }) {
			addName(into, part)
		}
	}
	return nil
}

// addName adds the folded form of a name of two or more Latin letters.
func addName(into map[string]bool, name string) {
	k := lexicon.Fold(name)
	if len(k) > 1 && strings.IndexFunc(k, func(r rune) bool { return r < 'a' || r > 'z' }) < 0 {
		into[k] = true
	}
}

// readWords gathers the words that running text writes small, from two
// treebanks and WordNet. The words themselves are not kept: they decide which
// places are left out or marked.
func (s *source) readWords(dir string) error {
	for _, f := range []string{
		"ud-ewt/en_ewt-ud-train.conllu", "ud-ewt/en_ewt-ud-dev.conllu",
		"ud-gum-permissive/en_gum_permissive-train.conllu", "ud-gum-permissive/en_gum_permissive-dev.conllu",
	} {
		if err := eachLine(filepath.Join(dir, f), s.addToken); err != nil {
			return err
		}
	}
	return eachLine(filepath.Join(dir, "lexicons", "wordnet", "data.noun"), s.addNouns)
}

// addToken counts a token of a CoNLL-U line that is written small.
func (s *source) addToken(line string) {
	f := strings.Split(line, "\t")
	if len(f) != 10 || f[3] == "PROPN" || f[3] == "X" {
		return
	}
	if r, _ := utf8.DecodeRuneInString(f[1]); !unicode.IsLower(r) {
		return
	}
	k := lexicon.Fold(f[1])
	s.words[k]++
	switch f[3] {
	case "NOUN", "VERB", "ADJ":
	default:
		s.function[k] = true
	}
}

// addNouns adds the nouns of a line of WordNet's data file: after the offset,
// file number, type and a count in hexadecimal, every second field is a word.
func (s *source) addNouns(line string) {
	f := strings.Fields(line)
	if len(f) < 6 || f[2] != "n" {
		return
	}
	for i := 4; i+1 < len(f) && len(f[i+1]) == 1; i += 2 {
		if r, _ := utf8.DecodeRuneInString(f[i]); unicode.IsLower(r) && !strings.Contains(f[i], "_") {
			s.noun[lexicon.Fold(f[i])] = true
		}
	}
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
