package roles

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/nlp"
)

// The lexicographer's files of WordNet whose nouns name what happens.
const (
	actFile           = 4
	communicationFile = 10
	eventFile         = 11
	processFile       = 22
)

// Lexicon makes the stage's lexicon from the frames, WordNet and the training
// part of the annotation: a line for each word, sorted.
//
//	n attack attack e    a noun, the verb it stems from, and what is known of it:
//	                     e it names a happening; p its possessor undergoes
//	c attack attacking   the class of a verb
//	x shot shoot         a form of a verb that is none itself, and the verb
//	v explode u          a verb whose subject undergoes where it has no object
func Lexicon(shared string) ([]string, error) {
	frames, err := ReadFrames(shared)
	if err != nil {
		return nil, err
	}
	files, err := nounFiles(filepath.Join(shared, "corpora", "lexicons", "wordnet"))
	if err != nil {
		return nil, err
	}
	docs, err := Read(shared, "train")
	if err != nil {
		return nil, err
	}
	seen := observe(docs)
	out := append(nounLines(frames, files, seen), verbLines(frames, seen)...)
	forms, err := formLines(filepath.Join(shared, "corpora", "lexicons", "wordnet"))
	if err != nil {
		return nil, err
	}
	out = append(out, forms...)
	classes, err := classLines(frames, filepath.Join(shared, "corpora", "lexicons", "wordnet"))
	if err != nil {
		return nil, err
	}
	kinds, err := kindLines(filepath.Join(shared, "corpora", "lexicons", "wordnet"), out)
	if err != nil {
		return nil, err
	}
	out = append(append(out, classes...), kinds...)
	sort.Strings(out)
	return out, nil
}

// nounLines are the lines of the nouns of the frames. A noun that the treebank
// shows is taken where it is mostly a predicate there.
func nounLines(frames []Frame, files map[string][]int, seen *observed) []string {
	var out []string
	taken := map[string]bool{}
	for i := range frames {
		f := &frames[i]
		for _, n := range f.Nouns {
			if taken[n] || strings.ContainsAny(n, " -'") {
				continue
			}
			taken[n] = true
			if all := seen.nouns[n]; all > 4 && 10*seen.predicates[n] < 3*all && !names(files[n], 1) {
				continue
			}
			if len(files[n]) == 0 {
				continue
			}
			flags := ""
			if names(files[n], 2) {
				flags += "e"
			}
			if p := seen.possessor[n]; p[1] > p[0]+1 {
				flags += "p"
			}
			verb := f.Lemma
			if len(f.Verbs) > 0 && !contains(f.Verbs, verb) {
				verb = f.Verbs[0]
			}
			out = append(out, strings.TrimSpace(fmt.Sprintf("n %s %s %s", n, strings.ReplaceAll(verb, " ", "_"), flags)))
		}
	}
	return out
}

func contains(list []string, w string) bool {
	for _, v := range list {
		if v == w {
			return true
		}
	}
	return false
}

// names reports whether one of the first most senses names what happens.
func names(files []int, most int) bool {
	for i, f := range files {
		if i < most && (f == actFile || f == eventFile || f == processFile || f == communicationFile && i == 0) {
			return true
		}
	}
	return false
}

// verbLines are the lines of the verbs whose lone subject undergoes.
func verbLines(frames []Frame, seen *observed) []string {
	var out []string
	taken := map[string]bool{}
	for i := range frames {
		f := &frames[i]
		for _, v := range f.Verbs {
			if taken[v] || strings.Contains(v, " ") {
				continue
			}
			taken[v] = true
			c := seen.alone[v]
			undergoes := f.Changes || !f.hasAgent()
			if c[0]+c[1] >= 3 {
				undergoes = c[1] > c[0]
			}
			if undergoes {
				out = append(out, "v "+v+" u")
			}
		}
	}
	return out
}

func (f *Frame) hasAgent() bool {
	for n, p := range f.Purpose {
		if n == "0" || p == "PAG" {
			return true
		}
	}
	return false
}

// observed is what the treebank shows of words: how often a noun stands and how
// often as a predicate, and who the subject of a verb without object, or the
// possessor of a noun, is: doing it and undergoing it.
type observed struct {
	nouns, predicates map[string]int
	alone, possessor  map[string][2]int
}

func observe(docs []*Document) *observed {
	o := &observed{nouns: map[string]int{}, predicates: map[string]int{}, alone: map[string][2]int{}, possessor: map[string][2]int{}}
	for _, d := range docs {
		words := d.Analysis.Words
		for si, s := range d.Analysis.Sentences {
			for i := s.FirstWord; d.Covered[si] && i < s.LastWord; i++ {
				if words[i].UPOS == nlp.NOUN {
					o.nouns[words[i].Lemma]++
				}
			}
		}
		for i := range d.Gold {
			o.predicate(words, &d.Gold[i])
		}
	}
	return o
}

func (o *observed) predicate(words []nlp.Word, g *Gold) {
	w := &words[g.Word]
	if w.UPOS == nlp.NOUN {
		o.predicates[w.Lemma]++
	}
	object := false
	for i := range words[max(0, g.Word-200):min(len(words), g.Word+200)] {
		k := max(0, g.Word-200) + i
		if words[k].Head == g.Word && (words[k].Rel == nlp.Obj || words[k].Rel == nlp.Ccomp) {
			object = true
		}
	}
	for _, a := range g.Args {
		if a.Label != "ARG0" && a.Label != "ARG1" {
			continue
		}
		h := &words[a.Head]
		undergoes := 0
		if a.Label == "ARG1" {
			undergoes = 1
		}
		switch {
		case h.Head != g.Word:
		case h.Rel == nlp.Nsubj && !object && w.UPOS == nlp.VERB:
			c := o.alone[w.Lemma]
			c[undergoes]++
			o.alone[w.Lemma] = c
		case h.Rel == nlp.NmodPoss && w.UPOS == nlp.NOUN:
			c := o.possessor[w.Lemma]
			c[undergoes]++
			o.possessor[w.Lemma] = c
		}
	}
}

// nounFiles gives the lexicographer's files of the senses of every noun of
// WordNet, the most frequent sense first.
func nounFiles(dir string) (map[string][]int, error) {
	file := map[string]int{}
	err := lines(filepath.Join(dir, "data.noun"), func(c []string) error {
		n, err := strconv.Atoi(c[1])
		file[c[0]] = n
		return err
	})
	if err != nil {
		return nil, fault.Wrap("read WordNet", err)
	}
	out := map[string][]int{}
	err = lines(filepath.Join(dir, "index.noun"), func(c []string) error {
		pointers, err := strconv.Atoi(c[3])
		if err != nil || len(c) < 7+pointers {
			return fmt.Errorf("entry %q", c)
		}
		for _, id := range c[6+pointers:] {
			out[c[0]] = append(out[c[0]], file[id])
		}
		return nil
	})
	return out, err
}

// lines calls f with the columns of each line of data of a WordNet file.
func lines(path string, f func([]string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if l := s.Text(); l != "" && l[0] != ' ' {
			if err := f(strings.Fields(l)); err != nil {
				return err
			}
		}
	}
	return s.Err()
}

// formLines are the lines of WordNet's irregular forms of verbs, but for those
// that are verbs too ("found").
func formLines(dir string) ([]string, error) {
	verbs := map[string]bool{}
	err := lines(filepath.Join(dir, "index.verb"), func(c []string) error {
		verbs[c[0]] = true
		return nil
	})
	if err != nil {
		return nil, fault.Wrap("read WordNet", err)
	}
	var out []string
	err = lines(filepath.Join(dir, "verb.exc"), func(c []string) error {
		if len(c) >= 2 && !verbs[c[0]] && !strings.ContainsAny(c[0]+c[1], "_-'") && !contains(out, "x "+c[0]+" "+c[1]) {
			out = append(out, "x "+c[0]+" "+c[1])
		}
		return nil
	})
	return out, err
}
