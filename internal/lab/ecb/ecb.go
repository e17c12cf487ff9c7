package ecb

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/lab/coref"
	"dossier/internal/match"
	"dossier/internal/wire"
)

// Run prints the sheet: the topics with odd numbers, which the settings may be
// tuned on, then those with even numbers, which nobody tunes on. With detail, the
// record of every report of the odd topics.
func Run(w io.Writer, shared string, detail bool) error {
	all, err := Load(shared)
	if err != nil {
		return err
	}
	read := readAll(all)
	fmt.Fprintf(w, "EventCorefBank+, topics 1 to 35: %d reports, %d in which an incident is found.\n", len(all), len(found(read, 0, 1)))
	for _, half := range []struct {
		name string
		odd  int
	}{{"odd topics", 1}, {"even topics", 0}} {
		fmt.Fprintf(w, "\n%s\n", half.name)
		in := found(read, half.odd)
		documents(w, "incidents, all topics at once", [][]reading{in}, false)
		documents(w, "incidents, each topic alone", byTopic(in), false)
		documents(w, "every report, all topics at once", [][]reading{of(read, half.odd)}, true)
		documents(w, "every report, each topic alone", byTopic(of(read, half.odd)), true)
		events(w, in)
		people(w, half.name, of(read, half.odd))
	}
	if detail {
		misses(w, found(read, 1))
	}
	return nil
}

// reading is a report with what was read out of it.
type reading struct {
	Report
	doc *doc.Document
	set *claim.Set
}

func readAll(all []Report) []reading {
	line := wire.Pipeline()
	var out []reading
	for _, r := range all {
		if got := line.One(r.Path, []byte(r.Text)); got.Err == nil {
			out = append(out, reading{r, got.Doc, got.Set})
		}
	}
	return out
}

// of are the reports of a half of the topics.
func of(read []reading, odd ...int) []reading {
	var out []reading
	for _, r := range read {
		if slices.Contains(odd, r.Topic%2) {
			out = append(out, r)
		}
	}
	return out
}

// found are those in which the program finds an incident.
func found(read []reading, odd ...int) []reading {
	return slices.DeleteFunc(of(read, odd...), func(r reading) bool { return !r.set.Found })
}

func byTopic(read []reading) [][]reading {
	var out [][]reading
	for _, r := range read {
		if n := len(out); n == 0 || out[n-1][0].Topic != r.Topic {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	return out
}

// group numbers reports by the record they come into. Where every report counts,
// those without an incident are compared too, by what they name and their words.
func group(read []reading, every bool) []int {
	var docs []*doc.Document
	var sets []*claim.Set
	for _, r := range read {
		s := *r.set
		s.Found = s.Found || every
		docs, sets = append(docs, r.doc), append(sets, &s)
	}
	out := make([]int, len(read))
	for g, ps := range match.Together(docs, sets, nil) {
		for _, p := range ps {
			if p.Incident == 0 {
				out[p.Index] = g
			}
		}
	}
	return out
}

// documents prints how well the records are the events that the reports are about.
func documents(w io.Writer, name string, parts [][]reading, every bool) {
	var s coref.Scores
	reports, events, records := 0, map[string]bool{}, 0
	for _, read := range parts {
		gold, ours, twin := partition(read, group(read, every))
		s.Add(gold, ours, twin)
		reports += len(read)
		of := map[int]bool{}
		for i, r := range read {
			events[r.Event] = true
			of[ours[i].Chain] = true
		}
		records += len(of)
	}
	fmt.Fprintf(w, "  %-33s %3d reports of %2d events in %3d records  B-cubed P %.3f R %.3f F %.3f  CoNLL F %.3f\n",
		name, reports, len(events), records, s.B3.P.Value(), s.B3.R.Value(), s.B3.F(), s.CoNLL())
}

// partition is reports as mentions of the events that they are about, and of the
// records they are in.
func partition(read []reading, group []int) (gold, ours []coref.Mention, twin []int) {
	number := map[string]int{}
	for i, r := range read {
		if _, ok := number[r.Event]; !ok {
			number[r.Event] = len(number)
		}
		gold = append(gold, coref.Mention{Chain: number[r.Event]})
		ours = append(ours, coref.Mention{Chain: group[i]})
		twin = append(twin, i)
	}
	return gold, ours, twin
}

// misses prints each event with its reports and their records.
func misses(w io.Writer, read []reading) {
	group := group(read, false)
	byEvent := map[string][]int{}
	var order []string
	for i, r := range read {
		if byEvent[r.Event] == nil {
			order = append(order, r.Event)
		}
		byEvent[r.Event] = append(byEvent[r.Event], i)
	}
	for _, e := range order {
		fmt.Fprintf(w, "\n%s\n", e)
		for _, i := range byEvent[e] {
			fmt.Fprintf(w, "  record %3d  %-18s %s\n", group[i], read[i].Path, header(read[i].set))
		}
	}
}

// header is what a report says of when, where and what.
func header(s *claim.Set) string {
	var out []string
	for _, c := range s.Claims {
		if v := c.Value; v != nil && c.Incident == 0 {
			switch v.Slot {
			case claim.Date, claim.Country, claim.Place, claim.Type:
				out = append(out, v.Text)
			}
		}
	}
	return strings.Join(out, " ")
}
