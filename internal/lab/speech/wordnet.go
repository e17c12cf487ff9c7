package speech

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// wordNet is the verbs or the nouns of WordNet 3.0.
type wordNet struct {
	sets  map[string]*synset
	index map[string][]string // lemma to its synsets, the commonest first
	seen  map[string]bool     // lemmas that were met in WordNet's tagged texts
}

// synset is one sense with the words that have it.
type synset struct {
	field   int // WordNet's file of senses: 32 is communication
	words   []string
	links   []link
	clauses []int // words (from 1, 0 for all) that take "that" and a clause
}

// link leads to another synset, from one word of the first to one of the second.
type link struct {
	sign, to, pos string
	from, word    int // from 1; 0 for all
}

// The files of senses that are used.
const (
	nounAct           = 4
	nounCognition     = 9
	nounCommunication = 10
	nounFeeling       = 12
	nounGroup         = 14
	nounPerson        = 18
	verbCognition     = 31
	verbCommunication = 32
	verbEmotion       = 37
)

// thatClause is WordNet's number for "Somebody ----s that CLAUSE".
const thatClause = 26

// readWordNet reads the files of a part of speech, "noun" or "verb".
func readWordNet(dir, pos string) (*wordNet, error) {
	w := &wordNet{sets: map[string]*synset{}, index: map[string][]string{}, seen: map[string]bool{}}
	if err := eachLine(filepath.Join(dir, "data."+pos), w.data); err != nil {
		return nil, err
	}
	return w, eachLine(filepath.Join(dir, "index."+pos), w.entry)
}

// eachLine hands f the fields of every line that is no preface.
func eachLine(path string, f func([]string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if line := sc.Text(); line != "" && line[0] != ' ' {
			line, _, _ = strings.Cut(line, "|")
			f(strings.Fields(line))
		}
	}
	return sc.Err()
}

// data reads a line of a data file: words, links and, for verbs, sentence frames.
func (w *wordNet) data(f []string) {
	s := &synset{field: number(f[1], 10)}
	at := 4
	for n := number(f[3], 16); n > 0; n-- {
		s.words = append(s.words, strings.ToLower(f[at]))
		at += 2
	}
	n := number(f[at], 10)
	at++
	for ; n > 0; n-- {
		pair := number(f[at+3], 16)
		s.links = append(s.links, link{f[at], f[at+1], f[at+2], pair >> 8, pair & 0xff})
		at += 4
	}
	for at++; at+2 < len(f); at += 3 {
		if number(f[at+1], 10) == thatClause {
			s.clauses = append(s.clauses, number(f[at+2], 16))
		}
	}
	w.sets[f[0]] = s
}

// entry reads a line of an index file.
func (w *wordNet) entry(f []string) {
	n := number(f[2], 10)
	w.index[f[0]] = f[len(f)-n:]
	w.seen[f[0]] = number(f[len(f)-n-1], 10) > 0
}

func number(s string, base int) int {
	n, _ := strconv.ParseInt(s, base, 32)
	return int(n)
}

// saysThat lists the words of a field that take a clause.
func (w *wordNet) saysThat(field int, each func(word string, s *synset, i int)) {
	for _, s := range w.sets {
		if s.field != field {
			continue
		}
		for i, word := range s.words {
			for _, c := range s.clauses {
				if c == 0 || c == i+1 {
					each(word, s, i)
					break
				}
			}
		}
	}
}

// sense is the n-th sense of a lemma, counted from 1, nil when there is none.
func (w *wordNet) sense(lemma string, n int) *synset {
	if ids := w.index[lemma]; n <= len(ids) {
		return w.sets[ids[n-1]]
	}
	return nil
}

// below is a sense and everything that is a kind of it.
func (w *wordNet) below(s *synset) []*synset {
	out := []*synset{s}
	met := map[*synset]bool{s: true}
	for i := 0; i < len(out); i++ {
		for _, l := range out[i].links {
			if t := w.sets[l.to]; l.sign == "~" && t != nil && !met[t] {
				met[t] = true
				out = append(out, t)
			}
		}
	}
	return out
}

// common reports whether s is one of the n commonest senses of a lemma: "say" is
// "allege" too, but further down.
func (w *wordNet) common(lemma string, s *synset, n int) bool {
	for i, id := range w.index[lemma] {
		if i < n && w.sets[id] == s {
			return true
		}
	}
	return false
}

// ofMind reports whether the commonest sense of a verb is one of communication
// or cognition: "describe" and not "make".
func (w *wordNet) ofMind(lemma string) bool {
	s := w.sense(lemma, 1)
	return s != nil && (s.field == verbCommunication || s.field == verbCognition)
}
