// Package reports measures on EventCorefBank+ how well reports of one incident
// are put together and reports of different ones kept apart. Each of its topics
// holds reports of two events of one kind (two prison escapes, two shootings), so
// that kind alone tells nothing.
//
// The corpus tells of much that is no incident (films, prizes, takeovers). What
// counts is what becomes of the reports in which the program finds an incident.
package reports

import (
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/match"
	"dossier/internal/wire"
)

// report is one text of the corpus.
type report struct {
	path  string
	topic int
	event string // what it is about: "16 ecb"
	text  string
}

// Run prints the sheet: the topics with odd numbers, which the settings may be
// tuned on, then those with even numbers, which nobody tunes on.
func Run(w io.Writer, shared string, detail bool) error {
	all, err := load(filepath.Join(shared, "corpora", "ecbplus", "ECB+"))
	if err != nil {
		return err
	}
	read := readAll(all)
	fmt.Fprintf(w, "Reports of one event put together, on EventCorefBank+ (topics 1 to 35).\n\n")
	for _, half := range []struct {
		name string
		odd  int
	}{{"odd topics", 1}, {"even topics", 0}} {
		fmt.Fprintln(w, half.name+": "+scoreHalf(read, half.odd))
	}
	if detail {
		misses(w, read)
	}
	return nil
}

// load reads the corpus, in the order of topics and file names.
func load(dir string) ([]report, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*", "*.xml"))
	if err != nil || len(paths) == 0 {
		return nil, fault.New(fault.NotFound, "%s: no reports", dir)
	}
	var out []report
	for _, path := range paths {
		r, err := open(path)
		if err != nil {
			return nil, fault.Wrap(path, err)
		}
		out = append(out, r)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].topic < out[j].topic })
	return out, nil
}

// open reads one file: its tokens, sentence by sentence.
func open(path string) (report, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return report{}, err
	}
	var x struct {
		Tokens []struct {
			Sentence int    `xml:"sentence,attr"`
			Text     string `xml:",chardata"`
		} `xml:"token"`
	}
	if err := xml.Unmarshal(raw, &x); err != nil {
		return report{}, err
	}
	topic, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
	if err != nil {
		return report{}, err
	}
	kind := "ecb"
	if strings.HasSuffix(path, "ecbplus.xml") {
		kind = "ecbplus"
	}
	var sentences [][]string
	for _, t := range x.Tokens {
		for len(sentences) <= t.Sentence {
			sentences = append(sentences, nil)
		}
		sentences[t.Sentence] = append(sentences[t.Sentence], t.Text)
	}
	return report{path: filepath.Base(path), topic: topic, event: fmt.Sprint(topic, " ", kind), text: written(sentences)}, nil
}

// written puts tokens together as they are written: a sentence a line, without
// the address of the page that stands before some.
func written(sentences [][]string) string {
	var b strings.Builder
	for _, s := range sentences {
		if len(s) == 0 || s[0] == "http" || s[0] == "https" {
			continue
		}
		for i, t := range s {
			if i > 0 && !closes(t) && !opens(s[i-1]) {
				b.WriteByte(' ')
			}
			b.WriteString(t)
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

func closes(t string) bool {
	return strings.HasPrefix(t, "'") || t == "n't" || len(t) == 1 && strings.Contains(".,;:!?)]%", t) || t == "”" || t == "’"
}

func opens(t string) bool { return len(t) == 1 && strings.Contains("([$", t) || t == "“" }

// reading is a report with what was read out of it.
type reading struct {
	report
	doc *doc.Document
	set *claim.Set
}

func readAll(all []report) []reading {
	line := wire.Pipeline()
	var out []reading
	for _, r := range all {
		if got := line.One(r.path, []byte(r.text)); got.Err == nil {
			out = append(out, reading{r, got.Doc, got.Set})
		}
	}
	return out
}

// groups numbers the reports with an incident by the record they come into;
// found are those reports.
func groups(read []reading, odd int) (found []reading, group []int) {
	var docs []*doc.Document
	var sets []*claim.Set
	for _, r := range read {
		if r.topic%2 == odd && r.set.Found {
			found, docs, sets = append(found, r), append(docs, r.doc), append(sets, r.set)
		}
	}
	parts := match.Together(docs, sets, nil)
	group = make([]int, len(found))
	for g, ps := range parts {
		for _, p := range ps {
			if p.Incident == 0 {
				group[p.Index] = g
			}
		}
	}
	return found, group
}

func scoreHalf(read []reading, odd int) string {
	found, group := groups(read, odd)
	events := map[string]bool{}
	records := map[int]bool{}
	gold := make([]string, len(found))
	pred := make([]string, len(found))
	for i, r := range found {
		events[r.event], records[group[i]] = true, true
		gold[i], pred[i] = r.event, strconv.Itoa(group[i])
	}
	p, r := share(pred, gold), share(gold, pred)
	return fmt.Sprintf("%d reports of %d events in %d records; B-cubed P %.3f R %.3f F %.3f", len(found), len(events), len(records), p, r, 2*p*r/(p+r))
}

// share is, over all items, the mean share of those beside it in a that are beside
// it in b too: the B-cubed precision of a by b.
func share(a, b []string) float64 {
	sum := 0.0
	for i := range a {
		with, right := 0, 0
		for j := range a {
			if a[j] == a[i] {
				with++
				if b[j] == b[i] {
					right++
				}
			}
		}
		sum += float64(right) / float64(with)
	}
	return sum / float64(len(a))
}

// misses prints the records that mix events, and the events that are split.
func misses(w io.Writer, read []reading) {
	found, group := groups(read, 1)
	byEvent := map[string][]int{}
	var order []string
	for i, r := range found {
		if byEvent[r.event] == nil {
			order = append(order, r.event)
		}
		byEvent[r.event] = append(byEvent[r.event], i)
	}
	for _, e := range order {
		fmt.Fprintf(w, "\n%s\n", e)
		for _, i := range byEvent[e] {
			fmt.Fprintf(w, "  record %3d  %-18s %s\n", group[i], found[i].path, header(found[i].set))
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
