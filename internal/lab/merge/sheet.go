package merge

import (
	"fmt"
	"io"

	"dossier/internal/lab/gvdb"
	"dossier/internal/match"
)

// Sheet prints how reports are put together on parts of the corpora that nothing
// was learnt from: the held half of the Gun Violence Database and the test parts of
// MUC-4; with learnt, on those that were learnt from too.
func Sheet(w io.Writer, shared string, learnt bool) error {
	rd := newReader()
	fmt.Fprintln(w, "Reports put together; pairs are those of which the corpus tells whether they are one incident.")
	if learnt {
		sources, err := lessons(shared)
		if err != nil {
			return err
		}
		for i := range sources {
			line(w, "learnt from: "+sources[i].name, &sources[i])
		}
	}
	for _, dated := range []bool{false, true} {
		guns, err := shootings(rd, shared, gvdb.Held, dated)
		if err != nil {
			return err
		}
		line(w, "held back: "+guns.name, &guns)
	}
	muc, err := attacks(rd, shared, -1, "tst1", "tst2")
	if err != nil {
		return err
	}
	line(w, "held back: "+muc.name, &muc)
	return nil
}

// line is one line of the sheet.
func line(w io.Writer, name string, s *source) {
	signs := make([]*match.Sign, len(s.reports))
	for i := range s.reports {
		signs[i] = &s.reports[i].sign
	}
	record := map[match.Ref]int{}
	groups := match.Cluster(signs, nil)
	largest := 0
	for n, g := range groups {
		largest = max(largest, len(g))
		for _, m := range g {
			record[m.Ref] = n
		}
	}
	right, wrong, missed := 0, 0, 0
	for i := range s.reports {
		for j := range i {
			joined := record[signs[i].Ref] == record[signs[j].Ref]
			switch s.same(&s.reports[i], &s.reports[j]) {
			case same:
				if joined {
					right++
				} else {
					missed++
				}
			case different:
				if joined {
					wrong++
				}
			}
		}
	}
	fmt.Fprintf(w, "  %-37s %3d reports in %3d records, %2d in the largest; pairs: %d right, %d wrong, %d missed\n",
		name, len(signs), len(groups), largest, right, wrong, missed)
}
