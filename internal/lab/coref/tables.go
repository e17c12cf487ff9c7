package coref

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dossier/internal/lexicon"
	"dossier/internal/nlp/coref"
)

// The genders of names and the classes that WordNet lacks, as the coref stage
// counts them.
const (
	male, female           = 1, 2
	personClass            = 18
	manClass, womanClass   = 30, 31
	manSynset, womanSynset = "10287213", "10787470"
	maleSynset             = "09624168" // a person that is male
	femaleSynset           = "09619168"
)

// Tables makes the stage's tables of given names and common nouns from the
// lexicons below shared.
func Tables(shared string) (*coref.Tables, error) {
	dir := filepath.Join(shared, "corpora", "lexicons")
	genders := map[uint32]int8{}
	if err := popularNames(filepath.Join(dir, "popular-names", "common-forenames-by-country.csv"), genders); err != nil {
		return nil, err
	}
	for name, g := range map[string]int8{"male.txt": male, "female.txt": female} {
		if err := nameList(filepath.Join(dir, "nltk", "names", name), g, genders); err != nil {
			return nil, err
		}
	}
	nouns, above, err := nouns(filepath.Join(dir, "wordnet"))
	if err != nil {
		return nil, err
	}
	return coref.NewTables(genders, nouns, above), nil
}

// popularNames adds the genders of the most given names by country.
func popularNames(path string, genders map[uint32]int8) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	head, err := r.Read()
	if err != nil {
		return err
	}
	col := map[string]int{}
	for i, h := range head {
		col[h] = i
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		g := int8(male)
		if row[col["Gender"]] == "F" {
			g = female
		}
		for _, name := range []string{row[col["Localized Name"]], row[col["Romanized Name"]]} {
			if name != "" && !strings.Contains(name, " ") {
				genders[coref.Key(name)] |= g
			}
		}
	}
}

// nameList adds the names of a list of one gender.
func nameList(path string, g int8, genders map[uint32]int8) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for s.Scan() {
		if w := strings.TrimSpace(s.Text()); w != "" && !strings.HasPrefix(w, "#") {
			genders[coref.Key(w)] |= g
		}
	}
	return s.Err()
}

// synset is what is needed of a sense: its class and what it is a kind of.
type synset struct {
	class  int8
	number uint32 // from 1, in the order of the file
	above  []string
}

// nouns gives every noun of one word its most frequent sense and the class of
// it, the nouns of men and women their own; and of each sense the wider one.
func nouns(dir string) (map[uint32]coref.Noun, []uint32, error) {
	synsets := map[string]synset{}
	var ids []string
	err := lines(filepath.Join(dir, "data.noun"), func(l string) error {
		c := strings.Fields(l)
		class, err := strconv.Atoi(c[1])
		if err != nil {
			return fmt.Errorf("synset %s: %w", c[0], err)
		}
		s := synset{class: int8(class), number: uint32(len(ids) + 1)}
		ids = append(ids, c[0])
		for i := range c {
			if (c[i] == "@" || c[i] == "@i") && i+1 < len(c) {
				s.above = append(s.above, c[i+1])
			}
		}
		synsets[c[0]] = s
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	above := make([]uint32, 1, len(ids)+1)
	for _, id := range ids {
		up := uint32(0)
		if a := synsets[id].above; len(a) > 0 {
			up = synsets[a[0]].number
		}
		above = append(above, up)
	}
	list := map[uint32]coref.Noun{}
	err = lines(filepath.Join(dir, "index.noun"), func(l string) error {
		c := strings.Fields(l)
		pointers, err := strconv.Atoi(c[3])
		if err != nil || len(c) < 7+pointers {
			return fmt.Errorf("entry %q", l)
		}
		if word := c[0]; !strings.ContainsAny(word, "_'.0123456789") {
			id := sense(word, c[6+pointers:], synsets)
			list[coref.Key(word)] = coref.Noun{Class: classOf(word, id, synsets), Sense: synsets[id].number}
		}
		return nil
	})
	first := list[coref.Key(attackers[0])]
	for _, w := range attackers[1:] {
		n := list[coref.Key(w)]
		list[coref.Key(w)] = coref.Noun{Class: max(n.Class, first.Class), Sense: first.Sense}
	}
	return list, above, err
}

// attackers are the nouns that reports of violence use in turn for one person.
// They are given the sense of the first.
var attackers = []string{"attacker", "aggressor", "assailant", "assassin", "culprit", "defendant", "gunman", "killer", "murderer", "perpetrator", "shooter", "suspect"}

// sense is the sense that a noun is taken in: the most frequent, but for the
// words of offices ("head", "general") the most frequent for a person.
func sense(word string, ids []string, synsets map[string]synset) string {
	if lexicon.IsOffice(word) {
		for _, id := range ids {
			if synsets[id].class == personClass {
				return id
			}
		}
	}
	return ids[0]
}

// classOf is the class of a noun whose most frequent sense is id.
func classOf(word, id string, synsets map[string]synset) int8 {
	s := synsets[id]
	if s.class != personClass {
		return s.class
	}
	switch {
	case under(id, synsets, womanSynset, femaleSynset), strings.HasSuffix(word, "woman"):
		return womanClass
	case under(id, synsets, manSynset, maleSynset), strings.HasSuffix(word, "man") && word != "human" && word != "woman":
		return manClass
	}
	return s.class
}

// under reports whether a sense is a kind of one of two others.
func under(id string, synsets map[string]synset, a, b string) bool {
	for depth := 0; id != "" && depth < 20; depth++ {
		if id == a || id == b {
			return true
		}
		above := synsets[id].above
		if len(above) > 1 && under(above[1], synsets, a, b) {
			return true
		}
		if len(above) == 0 {
			return false
		}
		id = above[0]
	}
	return false
}

// lines calls f for each line of data of a WordNet file.
func lines(path string, f func(string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if l := s.Text(); l != "" && l[0] != ' ' {
			if err := f(l); err != nil {
				return fmt.Errorf("%s: %w", filepath.Base(path), err)
			}
		}
	}
	return s.Err()
}
