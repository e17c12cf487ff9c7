package merge

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/match"
	"dossier/internal/pipeline"
	"dossier/internal/wire"

	"github.com/rogpeppe/go-internal/txtar"
)

// situation is a handful of reports, with what each is about, that stand for one way
// in which reports of one incident, or of several, come in.
type situation struct {
	name    string
	says    string // in a sentence
	reports []told
}

// told is one report of a situation.
type told struct {
	name     string // as "market.2": the second report of the market
	incident string // what it is about
	passing  string // what it tells of in passing, where the situation is about that
	text     string
}

// readSituations reads the situations of a folder, in the order of their names.
func readSituations(dir fs.FS) ([]situation, error) {
	files, err := fs.Glob(dir, "*.txt")
	if err != nil {
		return nil, err
	}
	out := make([]situation, 0, len(files))
	for _, f := range files {
		b, err := fs.ReadFile(dir, f)
		if err != nil {
			return nil, err
		}
		a := txtar.Parse(b)
		s := situation{name: strings.TrimSuffix(path.Base(f), ".txt"), says: strings.TrimSpace(string(a.Comment))}
		for _, r := range a.Files {
			name, passing, _ := strings.Cut(r.Name, " > ")
			incident, _, ok := strings.Cut(name, ".")
			if !ok {
				return nil, fault.New(fault.Invalid, "%s: report %q is not named INCIDENT.NUMBER", f, r.Name)
			}
			s.reports = append(s.reports, told{name, incident, passing, string(r.Data)})
		}
		out = append(out, s)
	}
	return out, nil
}

// outcome is how the reports of a situation were put together.
type outcome struct {
	records []int // of each report, -1 where no incident is found in it
	// passing is, for each report, the records of the incidents that it tells of in
	// passing.
	passing [][]int
}

// putTogether reads reports and puts them together.
func putTogether(line *pipeline.Pipeline, reports []told) (outcome, error) {
	var docs []*doc.Document
	var sets []*claim.Set
	for _, t := range reports {
		r := line.One(t.name+".txt", []byte(t.text))
		if r.Err != nil {
			return outcome{}, r.Err
		}
		docs, sets = append(docs, r.Doc), append(sets, r.Set)
	}
	out := outcome{records: make([]int, len(reports)), passing: make([][]int, len(reports))}
	for i := range out.records {
		out.records[i] = -1
	}
	for n, g := range match.Together(docs, sets, nil) {
		for _, p := range g {
			if p.Incident == 0 {
				out.records[p.Index] = n
			} else {
				out.passing[p.Index] = append(out.passing[p.Index], n)
			}
		}
	}
	return out, nil
}

// tally counts what became of pairs of reports and of what is told in passing.
type tally struct {
	right, wrong, missed   int // pairs put together rightly, wrongly, and not
	passing, passingMissed int
}

// wrongs tells what is wrong with an outcome in words, nothing where it is right.
func (o *outcome) wrongs(reports []told, t *tally) []string {
	var out []string
	for i, r := range reports {
		if o.records[i] < 0 {
			out = append(out, r.name+" tells of no incident")
		}
		for j := range i {
			same := r.incident == reports[j].incident
			joined := o.records[i] >= 0 && o.records[i] == o.records[j]
			switch {
			case same && joined:
				t.right++
			case same:
				t.missed++
				if o.records[i] >= 0 && o.records[j] >= 0 {
					out = append(out, fmt.Sprintf("%s and %s are apart", reports[j].name, r.name))
				}
			case joined:
				t.wrong++
				out = append(out, fmt.Sprintf("%s and %s are one", reports[j].name, r.name))
			}
		}
		if r.passing == "" {
			continue
		}
		if o.tells(reports, i) {
			t.passing++
		} else {
			t.passingMissed++
			out = append(out, fmt.Sprintf("%s in %s is not in its record", r.passing, r.name))
		}
	}
	return out
}

// tells reports whether what a report tells of in passing is in the record of the
// reports about that.
func (o *outcome) tells(reports []told, i int) bool {
	return slices.ContainsFunc(o.passing[i], func(n int) bool {
		for j, r := range reports {
			if r.incident == reports[i].passing && o.records[j] == n {
				return true
			}
		}
		return false
	})
}

// Situations prints how the reports of each situation of a folder are put together,
// and those of all situations at once.
func Situations(w io.Writer, dir fs.FS) error {
	all, err := readSituations(dir)
	if err != nil {
		return err
	}
	line := wire.Pipeline()
	var t tally
	var every []told
	right := 0
	for _, s := range all {
		o, err := putTogether(line, s.reports)
		if err != nil {
			return err
		}
		if wrong := o.wrongs(s.reports, &t); len(wrong) > 0 {
			fmt.Fprintf(w, "  %s: %s\n", s.name, strings.Join(wrong, "; "))
		} else {
			right++
			fmt.Fprintf(w, "  %s: right\n", s.name)
		}
		for _, r := range s.reports {
			r.name, r.incident = s.name+"/"+r.name, s.name+"/"+r.incident
			if r.passing != "" {
				r.passing = s.name + "/" + r.passing
			}
			every = append(every, r)
		}
	}
	fmt.Fprintf(w, "%d of %d situations as they should be, %d reports; pairs: %d right, %d wrong, %d missed; told in passing: %d of %d\n",
		right, len(all), len(every), t.right, t.wrong, t.missed, t.passing, t.passing+t.passingMissed)
	o, err := putTogether(line, every)
	if err != nil {
		return err
	}
	var once tally
	o.wrongs(every, &once)
	fmt.Fprintf(w, "all at once: pairs: %d right, %d wrong, %d missed\n", once.right, once.wrong, once.missed)
	return nil
}
