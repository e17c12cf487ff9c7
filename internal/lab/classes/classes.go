// Package classes makes the list of classes of nouns and verbs that the lexicon
// embeds, out of WordNet 3.0: what kind of thing a noun names and what kind of
// doing a verb tells, by the commonest senses.
package classes

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// above are the senses that nouns are told apart by: lemma and number of the
// sense. Bit i of a mask is set where above[i] is the sense itself or above it.
var above = []struct {
	lemma string
	sense int
}{
	{"person", 1}, {"group", 1}, {"weapon", 1}, {"explosive", 1}, {"explosive_device", 1}, {"ammunition", 1}, {"vehicle", 1}, {"building", 1},
	{"structure", 1}, {"facility", 1}, {"establishment", 4}, {"way", 6}, {"organization", 1}, {"military_unit", 1}, {"military_personnel", 1},
	{"official", 1}, {"leader", 1}, {"worker", 1}, {"criminal", 1}, {"combatant", 1}, {"lawman", 1}, {"clergyman", 1}, {"relative", 1},
	{"professional", 1}, {"communicator", 1}, {"politician", 1}, {"child", 1}, {"adult", 1}, {"device", 1}, {"housing", 1}, {"area", 1},
	{"location", 1}, {"time_period", 1}, {"event", 1}, {"act", 2}, {"communication", 2}, {"state", 2}, {"attribute", 2}, {"money", 1}, {"body_part", 1},
	{"substance", 1}, {"animal", 1}, {"government", 1}, {"party", 1}, {"gathering", 1}, {"feeling", 1}, {"cognition", 1}, {"possession", 2}, {"equipment", 1},
	{"room", 1}, {"document", 1}, {"line", 9}, {"craft", 2}, {"motor_vehicle", 1}, {"gun", 1}, {"fire", 3}, {"crime", 1}, {"violence", 1}, {"ending", 3}, {"measure", 2},
}

// net is WordNet's nouns or verbs.
type net struct {
	senses map[string][]int // by lemma: synsets, commonest first
	up     map[int][]int
	file   map[int]int // lexicographer file
}

func load(dir, pos string) (*net, error) {
	n := &net{map[string][]int{}, map[int][]int{}, map[int]int{}}
	err := lines(filepath.Join(dir, "data."+pos), func(f []string) {
		at, _ := strconv.Atoi(f[0])
		n.file[at], _ = strconv.Atoi(f[1])
		words, _ := strconv.ParseInt(f[3], 16, 32)
		k := 4 + 2*int(words)
		ptrs, _ := strconv.Atoi(f[k])
		for i := range ptrs {
			if p := f[k+1+4*i:]; p[0] == "@" || p[0] == "@i" {
				to, _ := strconv.Atoi(p[1])
				n.up[at] = append(n.up[at], to)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return n, lines(filepath.Join(dir, "index."+pos), func(f []string) {
		count, _ := strconv.Atoi(f[2])
		for _, s := range f[len(f)-count:] {
			at, _ := strconv.Atoi(s)
			n.senses[f[0]] = append(n.senses[f[0]], at)
		}
	})
}

// lines hands the fields of the lines of a file to each, without those of the
// licence.
func lines(path string, each func([]string)) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	sc := bufio.NewScanner(bytes.NewReader(b))
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if line := sc.Text(); !strings.HasPrefix(line, "  ") {
			each(strings.Fields(line))
		}
	}
	return sc.Err()
}

// mask is the bits of the senses that are s or lie above it.
func (n *net) mask(s int, bit map[int]int) uint64 {
	var m uint64
	seen := map[int]bool{}
	var climb func(int)
	climb = func(s int) {
		if seen[s] {
			return
		}
		seen[s] = true
		if b, ok := bit[s]; ok {
			m |= 1 << b
		}
		for _, u := range n.up[s] {
			climb(u)
		}
	}
	climb(s)
	return m
}

// Write writes the list: of nouns "n LEMMA MASK MASK", the classes of the first
// sense and of the next two, in hexadecimal; of verbs "v LEMMA FILE"; of armed
// groups "g NAME".
func Write(w io.Writer, shared string) error {
	dir := filepath.Join(shared, "corpora", "lexicons", "wordnet")
	nouns, err := load(dir, "noun")
	if err != nil {
		return err
	}
	verbs, err := load(dir, "verb")
	if err != nil {
		return err
	}
	bit := map[int]int{}
	for i, a := range above {
		s := nouns.senses[a.lemma]
		if len(s) < a.sense {
			return fmt.Errorf("WordNet has no sense %d of %s", a.sense, a.lemma)
		}
		bit[s[a.sense-1]] = i
	}
	out := bufio.NewWriter(w)
	for _, l := range plain(nouns) {
		s := nouns.senses[l]
		var first, more uint64
		for i := range s[:min(3, len(s))] {
			if m := nouns.mask(s[i], bit); i == 0 {
				first = m
			} else {
				more |= m
			}
		}
		if first|more != 0 {
			fmt.Fprintf(out, "n %s %x %x\n", l, first, more)
		}
	}
	for _, l := range plain(verbs) {
		fmt.Fprintf(out, "v %s %d\n", l, verbs.file[verbs.senses[l][0]])
	}
	gs, err := groups(filepath.Join(shared, "corpora", "cameo", "dictionaries"))
	if err != nil {
		return err
	}
	for _, g := range gs {
		fmt.Fprintf(out, "g %s\n", g)
	}
	return out.Flush()
}

// groups are the names of armed groups of two dictionaries of the CAMEO project,
// in small letters, each once.
func groups(dir string) ([]string, error) {
	set := map[string]bool{}
	put := func(s string) {
		s = strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '_' || r == ' ' }), " ")
		if strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-' ") == "" && len(s) > 2 {
			set[s] = true
		}
	}
	b, err := os.ReadFile(filepath.Join(dir, "Phoenix.IssueCoding.txt"))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(b)) {
		if name, code, ok := strings.Cut(line, "["); ok && strings.HasPrefix(code, "NAMED_TERROR_GROUP") {
			put(name)
		}
	}
	if b, err = os.ReadFile(filepath.Join(dir, "Phoenix.MilNonState.actors.txt")); err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(strings.TrimPrefix(line, "+"))
		if line == "" || line[0] == '#' || line[0] == '[' {
			continue
		}
		name, short, _ := strings.Cut(line, "(")
		put(name)
		short, _, _ = strings.Cut(short, ")")
		put(short)
	}
	return slices.Sorted(maps.Keys(set)), nil
}

// plain are the lemmas of one word in small letters, in order.
func plain(n *net) []string {
	var out []string
	for l := range n.senses {
		if strings.Trim(l, "abcdefghijklmnopqrstuvwxyz-") == "" && len(l) > 2 {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}
