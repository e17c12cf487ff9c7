package gvdb

import (
	"fmt"
	"io"
	"slices"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/pipeline"
	"dossier/internal/wire"
	"dossier/schema"
)

// Outcome is one article with the answers read from it.
type Outcome struct {
	Article
	Found   bool // an incident was found
	Date    string
	Answers map[Field]string
}

// Read runs the shipped pipeline over the articles of the halves asked for.
func Read(articles []Article, halves ...Half) ([]Outcome, error) {
	p := wire.Pipeline()
	var out []Outcome
	for _, a := range articles {
		if !slices.Contains(halves, a.Half) {
			continue
		}
		r := p.One(a.ID+".txt", []byte(a.Text))
		if r.Err != nil {
			return nil, fault.Wrap("article "+a.ID, r.Err)
		}
		o := pipeline.Fold([]*doc.Document{r.Doc}, []*claim.Set{r.Set})
		out = append(out, Outcome{Article: a, Found: len(o.Records) > 0, Date: date(o), Answers: Answers(o)})
	}
	return out, nil
}

// date is the day that the record gives, "" where it gives none exactly.
func date(o schema.Output) string {
	if len(o.Records) == 0 {
		return ""
	}
	v := preferred(&o.Records[0], "date")
	if v == nil {
		return ""
	}
	if s, ok := v.Value.(string); ok && len(s) == len("2015-12-02") {
		return s
	}
	return ""
}

// Run prints the figures of the halves that args name ("tune", "held", "all"),
// both of them without one; "detail" adds every answer of the tuning half that is
// not right, and never one of the half that is held back.
func Run(w io.Writer, shared string, args []string) error {
	halves := []Half{Tune, Held}
	detail := false
	for _, a := range args {
		switch a {
		case "tune", "held":
			halves = []Half{Half(a)}
		case "all":
			halves = []Half{Tune, Held}
		case "detail":
			detail = true
		default:
			return fault.New(fault.Invalid, "gvdb: %q is none of tune, held, all, detail", a)
		}
	}
	articles, err := Load(shared)
	if err != nil {
		return err
	}
	outcomes, err := Read(articles, halves...)
	if err != nil {
		return err
	}
	for _, h := range halves {
		sheet(w, h, outcomes)
	}
	if detail {
		misses(w, outcomes)
	}
	return nil
}

// sheet prints the figures of one half.
func sheet(w io.Writer, h Half, outcomes []Outcome) {
	var total Count
	n, found, dated, right := 0, 0, 0, 0
	counts := map[Field]*Count{}
	for _, f := range Fields {
		counts[f] = &Count{}
	}
	for i := range outcomes {
		o := &outcomes[i]
		if o.Half != h {
			continue
		}
		n++
		if o.Found {
			found++
		}
		if o.Date != "" {
			dated++
			if o.Date == o.Article.Date {
				right++
			}
		}
		for _, f := range Fields {
			counts[f].add(compare(o.Gold[f], o.Answers[f]))
		}
	}
	fmt.Fprintf(w, "%s half: %d articles, an incident found in %d\n", h, n, found)
	fmt.Fprintf(w, "  %-14s %6s %6s %8s %8s %8s %8s\n", "field", "coded", "given", "P", "R", "F", "F strict")
	for _, f := range Fields {
		line(w, string(f), *counts[f])
		total.add(*counts[f])
	}
	line(w, "all fields", total)
	fmt.Fprintf(w, "  the day, where the article gives one: %d of %d as picked by the coders\n", right, dated)
}

func line(w io.Writer, name string, c Count) {
	fmt.Fprintf(w, "  %-14s %6d %6d %8.3f %8.3f %8.3f %8.3f\n", name, c.Gold, c.Given,
		ratio(c.Approx, c.Given), ratio(c.Approx, c.Gold), c.F(c.Approx), c.F(c.Strict))
}

// misses prints the answers of the tuning half that are not right.
func misses(w io.Writer, outcomes []Outcome) {
	for _, f := range Fields {
		for i := range outcomes {
			o := &outcomes[i]
			if c := compare(o.Gold[f], o.Answers[f]); o.Half == Tune && c.Approx < max(c.Gold, c.Given) {
				fmt.Fprintf(w, "%-14s %6s  coded %q, given %q\n", f, o.ID, o.Gold[f], o.Answers[f])
			}
		}
	}
}
