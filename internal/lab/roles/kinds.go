package roles

import (
	"fmt"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/nlp"
)

// above are nouns of WordNet under whose most frequent sense every noun names a
// happening of a class, whether a verb belongs to it or not: "airstrike" is a
// kind of attack.
var above = []struct {
	noun  string
	class nlp.Class
}{
	{"attack", nlp.Attacking}, {"fight", nlp.Attacking}, {"violence", nlp.Attacking}, {"battle", nlp.Attacking}, {"explosion", nlp.Attacking},
	{"raid", nlp.Attacking}, {"mutiny", nlp.Attacking}, {"coup", nlp.Attacking}, {"uprising", nlp.Attacking}, {"abduction", nlp.Attacking},
	{"killing", nlp.Harming}, {"murder", nlp.Harming}, {"fatality", nlp.Harming}, {"injury", nlp.Harming},
	{"arrest", nlp.Seizing}, {"imprisonment", nlp.Seizing},
	{"trial", nlp.Judging}, {"inquiry", nlp.Judging},
	{"vote", nlp.Governing}, {"ceremony", nlp.Moving}, {"gathering", nlp.Moving}, {"demonstration", nlp.Moving}, {"vigil", nlp.Moving},
	{"meeting", nlp.Moving},
}

// added are the nouns of the domain that neither source has as happenings.
var added = map[nlp.Class]string{
	nlp.Attacking: "airstrike gunfire firefight shootout gunbattle crossfire standoff hijacking massacre carjacking firebombing crackdown outbreak infiltration",
	nlp.Harming:   "casualty",
	nlp.Seizing:   "manhunt",
	nlp.Judging:   "autopsy verdict",
	nlp.Governing: "referendum curfew lockdown ceasefire truce",
	nlp.Moving:    "vigil funeral rally stampede procession rendezvous",
	nlp.Speaking:  "directive ultimatum condemnation",
	nlp.Acting:    "surgery",
}

// kindLines are the lines of nouns that the frames lack and that WordNet puts
// under one that names a happening.
func kindLines(dir string, have []string) ([]string, error) {
	w, err := readNouns(dir)
	if err != nil {
		return nil, err
	}
	class := map[string]nlp.Class{} // of a sense
	for _, a := range above {
		if ids := w.senses[a.noun]; len(ids) > 0 {
			class[ids[w.eventful(ids)]] = a.class
		}
	}
	known := map[string]bool{}
	for _, l := range have {
		if c := strings.Fields(l); c[0] == "n" {
			known[c[1]] = true
		}
	}
	var out []string
	for noun, ids := range w.senses {
		if known[noun] || strings.ContainsAny(noun, "_'.0123456789") || len(noun) < 4 {
			continue
		}
		if f := w.file[ids[0]]; f != actFile && f != eventFile {
			continue
		}
		if c := w.under(ids[0], class); c != nlp.NoClass {
			out = append(out, fmt.Sprintf("n %s %s e", noun, noun), fmt.Sprintf("c %s %s", noun, c))
		}
	}
	for c, list := range added {
		for _, n := range strings.Fields(list) {
			if !known[n] && !contains(out, fmt.Sprintf("n %s %s e", n, n)) {
				out = append(out, fmt.Sprintf("n %s %s e", n, n), fmt.Sprintf("c %s %s", n, c))
			}
		}
	}
	sort.Strings(out)
	return out, nil
}

// nounNet is the nouns of WordNet: the senses of each, the most frequent first,
// and of each sense its file and the wider ones.
type nounNet struct {
	senses map[string][]string
	file   map[string]int
	wider  map[string][]string
}

// eventful is the first of the senses that names an act or an event, 0 for none.
func (w *nounNet) eventful(ids []string) int {
	for i, id := range ids {
		if f := w.file[id]; f == actFile || f == eventFile {
			return i
		}
	}
	return 0
}

// under is the class of a sense or of the nearest wider one that has any.
func (w *nounNet) under(id string, class map[string]nlp.Class) nlp.Class {
	for depth := 0; depth < 5; depth++ {
		if c := class[id]; c != nlp.NoClass {
			return c
		}
		if len(w.wider[id]) == 0 {
			break
		}
		id = w.wider[id][0]
	}
	return nlp.NoClass
}

func readNouns(dir string) (*nounNet, error) {
	w := &nounNet{senses: map[string][]string{}, file: map[string]int{}, wider: map[string][]string{}}
	err := lines(filepath.Join(dir, "data.noun"), func(c []string) error {
		n, err := strconv.Atoi(c[1])
		w.file[c[0]] = n
		for i := range c {
			if (c[i] == "@" || c[i] == "@i") && i+1 < len(c) {
				w.wider[c[0]] = append(w.wider[c[0]], c[i+1])
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = lines(filepath.Join(dir, "index.noun"), func(c []string) error {
		pointers, err := strconv.Atoi(c[3])
		if err != nil || len(c) < 7+pointers {
			return fmt.Errorf("entry %q", c)
		}
		w.senses[c[0]] = c[6+pointers:]
		return nil
	})
	return w, err
}
