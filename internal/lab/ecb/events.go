package ecb

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/lab/coref"
	"dossier/internal/pipeline"
	"dossier/internal/text"
	"dossier/schema"
)

// events prints how well words of different reports are taken for one event, over
// the annotated sentences of the reports in which an incident is found: of the
// events that the program finds itself, then of those that were annotated, joined
// where their words have one stem, within our records and within the right ones.
func events(w io.Writer, read []reading) {
	gold := goldEvents(read)
	found := foundEvents(read)
	scoreEvents(w, "found by the program", gold, found)
	records := group(read, false)
	ours := make([]string, len(read))
	right := make([]string, len(read))
	for i := range read {
		ours[i], right[i] = fmt.Sprint(records[i]), read[i].Event
	}
	scoreEvents(w, "annotated, one stem in our records", gold, byStem(read, ours))
	scoreEvents(w, "annotated, one stem in the right ones", gold, byStem(read, right))
}

// mention is one word for an event: of a report, with its chain.
type mention struct {
	report int
	span   text.Span
	chain  string
}

func goldEvents(read []reading) []mention {
	var out []mention
	for i, r := range read {
		for _, a := range r.Actions {
			out = append(out, mention{i, a.Span, a.Chain})
		}
	}
	return out
}

// byStem joins the annotated mentions whose words have one stem, within groups of
// reports.
func byStem(read []reading, group []string) []mention {
	var out []mention
	for i, r := range read {
		for _, a := range r.Actions {
			out = append(out, mention{i, a.Span, group[i] + " " + stem(r.Text[a.Span.Start:a.Span.End])})
		}
	}
	return out
}

// stem is the first word of a mention without the endings that change with its use.
func stem(s string) string {
	w := strings.ToLower(s)
	if ws := strings.Fields(w); len(ws) > 0 {
		w = ws[0]
	}
	for _, e := range []string{"ings", "ing", "ed", "es", "er", "s", "e"} {
		if x, ok := strings.CutSuffix(w, e); ok && len(x) >= 3 {
			return x
		}
	}
	return w
}

// foundEvents are the events of the records that the reports make, by the triggers
// of their tellings in annotated sentences.
func foundEvents(read []reading) []mention {
	var docs []*doc.Document
	var sets []*claim.Set
	for _, r := range read {
		docs, sets = append(docs, r.doc), append(sets, r.set)
	}
	out := pipeline.Fold(docs, sets)
	chains := chainsOf(&out)
	var list []mention
	for i, r := range read {
		for _, c := range r.set.Claims {
			if c.Event == nil || !slices.ContainsFunc(r.Sentences, func(s text.Span) bool {
				return s.Start <= c.Event.Trigger.Span.Start && c.Event.Trigger.Span.End <= s.End
			}) {
				continue
			}
			at := place{out.Documents[i].ID, r.doc.Text.Rune(c.Event.Trigger.Span.Start)}
			if chain := chains[at]; chain != "" {
				list = append(list, mention{i, c.Event.Trigger.Span, chain})
			}
		}
	}
	return list
}

// place is where a trigger begins.
type place struct {
	document string
	start    int
}

// chainsOf leads from triggers to the events they are tellings of.
func chainsOf(out *schema.Output) map[place]string {
	chains := map[place]string{}
	for i := range out.Records {
		r := &out.Records[i]
		for k := range r.Events {
			e := &r.Events[k]
			for _, c := range append([]schema.Citation{e.Trigger}, e.Citations...) {
				if at := (place{c.Document, c.Start}); c.Quote == e.Trigger.Quote || len(c.Quote) <= maxTrigger {
					chains[at] = fmt.Sprint(r.ID, " ", e.ID)
				}
			}
		}
	}
	return chains
}

// maxTrigger is longer than any word that names an event.
const maxTrigger = 24

func scoreEvents(w io.Writer, name string, gold, ours []mention) {
	var s coref.Scores
	s.Add(numbered(gold), numbered(ours), twins(gold, ours))
	fmt.Fprintf(w, "  events: %-37s %4d mentions, found P %.3f R %.3f  MUC F %.3f  B-cubed F %.3f  CEAF F %.3f  CoNLL F %.3f\n",
		name, len(ours), s.Mentions.P.Value(), s.Mentions.R.Value(), s.MUC.F(), s.B3.F(), s.CEAF.F(), s.CoNLL())
}

// numbered are mentions with their chains as numbers.
func numbered(ms []mention) []coref.Mention {
	number := map[string]int{}
	out := make([]coref.Mention, 0, len(ms))
	for _, m := range ms {
		if _, ok := number[m.chain]; !ok {
			number[m.chain] = len(number)
		}
		out = append(out, coref.Mention{Span: m.span, Chain: number[m.chain]})
	}
	return out
}

// twins gives for each of our mentions the gold one whose words it shares, each
// once, -1 for none.
func twins(gold, ours []mention) []int {
	byReport := map[int][]int{}
	for g, m := range gold {
		byReport[m.report] = append(byReport[m.report], g)
	}
	taken := make([]bool, len(gold))
	out := make([]int, len(ours))
	for i, m := range ours {
		out[i] = -1
		for _, g := range byReport[m.report] {
			if x := gold[g].span; !taken[g] && x.Start < m.span.End && m.span.Start < x.End {
				out[i], taken[g] = g, true
				break
			}
		}
	}
	return out
}
