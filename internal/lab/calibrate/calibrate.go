// Package calibrate makes the table behind the confidences of a record and
// measures how well they hold: it reads the development gold, asks of every
// value, event, attribution and reaction whether the readers found it right, and
// fits a logistic regression to what the record shows of it.
package calibrate

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"dossier/internal/claim"
	"dossier/internal/confidence"
	"dossier/internal/doc"
	"dossier/internal/lab/gold"
	"dossier/internal/lab/gvdb"
	"dossier/internal/match"
	"dossier/internal/pipeline"
	"dossier/internal/record"
	"dossier/internal/wire"
	"dossier/schema"
)

// Run makes the table anew, writes it as Go into the file at path and prints the
// sheet.
func Run(w io.Writer, shared, path string) error {
	t, text, err := made(shared)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, source(t), 0o644); err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return err
}

// Sheet prints how well stated confidences hold.
func Sheet(w io.Writer, shared string) error {
	_, text, err := made(shared)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return err
}

// made is the table and its sheet: the table comes of the development gold and the
// tuning half of the Gun Violence Database, and is tried on the other half too.
func made(shared string) (confidence.Table, string, error) {
	p := wire.Pipeline()
	es, _, err := load(p, shared)
	if err != nil {
		return nil, "", err
	}
	tune, err := articles(p, shared, gvdb.Tune)
	if err != nil {
		return nil, "", err
	}
	held, err := articles(p, shared, gvdb.Held)
	if err != nil {
		return nil, "", err
	}
	all := append(es, tune...)
	penalty, stated := choose(all)
	t := table(all, penalty)
	other := make([]float64, len(held))
	for i, e := range held {
		other[i] = t.Rate(e.kind, e.x)
	}
	text := fmt.Sprintf("Each claim is rated by a table made without its incident; penalty %g. Before: the extractors' own confidence.\n\n", penalty)
	text += sheet(fmt.Sprintf("Development gold, %d incidents", groupsOf(es)), es, stated[:len(es)])
	text += "\n" + sheet("Gun Violence Database, tuning half", tune, stated[len(es):])
	text += "\n" + sheet("Gun Violence Database, held half, by the whole table", held, other)
	return t, text, nil
}

// reading is a document read.
type reading struct {
	doc *doc.Document
	set *claim.Set
}

func read(p *pipeline.Pipeline, path string) (reading, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return reading{}, err
	}
	r := p.One(path, b)
	return reading{r.Doc, r.Set}, r.Err
}

// fold makes the records of documents, with the extractors' own confidences.
func fold(rs ...reading) []schema.Record {
	var docs []*doc.Document
	var sets []*claim.Set
	var sources []record.Source
	for _, r := range rs {
		docs, sets = append(docs, r.doc), append(sets, r.set)
		sources = append(sources, record.Source{Doc: r.doc, Set: r.set})
	}
	parts := match.Together(docs, sets, nil)
	groups := make([][]record.Part, len(parts))
	for i, g := range parts {
		for _, p := range g {
			groups[i] = append(groups[i], record.Part{Source: sources[p.Index], Incident: p.Incident})
		}
	}
	return record.Fold(sources, groups)
}

// load is every claim that the gold judges: those of each report read alone, and
// the figures of the folders read together; and what the scorer counts of the
// reports read alone.
func load(p *pipeline.Pipeline, shared string) ([]example, map[string]gold.Tally, error) {
	reports, merged, err := gold.Load(filepath.Join(shared, "gold", "dev"))
	if err != nil {
		return nil, nil, err
	}
	tally := map[string]gold.Tally{}
	alone := map[string]reading{}
	var out []example
	for i := range reports {
		r := &reports[i]
		got, err := read(p, r.Path)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", r.Path, err)
		}
		alone[r.Path] = got
		main := mainOf(fold(got))
		if main == nil {
			main = &schema.Record{} // all that the gold asks for is missed
		}
		j := r.Gold.Judge(main, r.Text)
		gold.Sum(tally, j.Tally)
		out = append(out, examples(main, j, r.Folder)...)
	}
	for _, m := range merged {
		var rs []reading
		for _, path := range m.Paths {
			rs = append(rs, alone[path])
		}
		if main := mainOf(fold(rs...)); main != nil {
			out = append(out, examples(main, m.Gold.JudgeMerged(main), m.Folder)...)
		}
	}
	return out, tally, nil
}

// mainOf is the main record of the most documents, the first of them; nil when
// there is none.
func mainOf(rs []schema.Record) *schema.Record {
	var best *schema.Record
	for i := range rs {
		if r := &rs[i]; r.Role == "main" && (best == nil || len(r.Documents) > len(best.Documents)) {
			best = r
		}
	}
	return best
}

// examples is what is judged right or wrong of a record.
func examples(r *schema.Record, j gold.Judged, group string) []example {
	v := confidence.NewView(r)
	var out []example
	add := func(verdict gold.Verdict, kind confidence.Kind, what string, own float64, x []confidence.Feature) {
		if verdict != gold.Open {
			out = append(out, example{kind, what, group, x, own, verdict == gold.Right})
		}
	}
	for i := range r.Values {
		x := &r.Values[i]
		add(j.Values[i], confidence.Value, x.Slot, x.Confidence, v.Value(x))
	}
	for i := range r.Events {
		x := &r.Events[i]
		add(j.Events[i], confidence.Event, "event", x.Confidence, v.Event(x))
	}
	for i := range r.Attributions {
		x := &r.Attributions[i]
		add(j.Attributions[i], confidence.Attribution, "attribution", x.Confidence, v.Attribution(x))
	}
	for i := range r.Reactions {
		x := &r.Reactions[i]
		add(j.Reactions[i], confidence.Reaction, "reaction", x.Confidence, v.Reaction(x))
	}
	return out
}
