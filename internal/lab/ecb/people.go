package ecb

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"dossier/internal/record"
	"dossier/internal/text"
	"dossier/schema"
)

// isActor reports whether a mention is of people or bodies.
func isActor(tag string) bool { return strings.HasPrefix(tag, "HUMAN_PART") }

// tally is how often ties of one kind are right.
type tally struct{ right, all int }

// people prints, for reports put together as the corpus has them, how often entities
// of different reports that stand as one are one, by what ties them, and how often
// those that stand apart though they are called alike are one after all.
func people(w io.Writer, name string, read []reading) {
	counts := map[string]*tally{}
	count := func(kind string, right bool) {
		if counts[kind] == nil {
			counts[kind] = &tally{}
		}
		counts[kind].all++
		if right {
			counts[kind].right++
		}
	}
	byEvent := map[string][]reading{}
	var events []string
	for _, r := range read {
		if byEvent[r.Event] == nil {
			events = append(events, r.Event)
		}
		byEvent[r.Event] = append(byEvent[r.Event], r)
	}
	for _, e := range events {
		ties(byEvent[e], count)
	}
	kinds := make([]string, 0, len(counts))
	for k := range counts {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		fmt.Fprintf(w, "  people: %-26s %-24s %4d pairs, one %.3f\n", name, k, counts[k].all, float64(counts[k].right)/float64(counts[k].all))
	}
}

// ties counts those of the reports of one event.
func ties(read []reading, count func(kind string, right bool)) {
	var sources []record.Source
	var group []record.Part
	at := map[string]*reading{}
	for i, r := range read {
		s := record.Source{Doc: r.doc, Set: r.set}
		sources, group = append(sources, s), append(group, record.Part{Source: s})
		at[fmt.Sprint("d", i+1)] = &read[i]
	}
	rec := record.Fold(sources, [][]record.Part{group})[0]
	for i := range rec.Entities {
		e := &rec.Entities[i]
		chains := map[string][]string{} // by document
		var docs []string
		for _, m := range e.Mentions {
			if chains[m.Document] == nil {
				docs = append(docs, m.Document)
			}
			if c := at[m.Document].actor(m); c != "" {
				chains[m.Document] = append(chains[m.Document], c)
			}
		}
		for n, d := range docs[min(1, len(docs)):] {
			before := chainsOfAll(chains, docs[:n+1])
			if len(chains[d]) > 0 && len(before) > 0 {
				count("joined: "+tieOf(e, d), meet(chains[d], before))
			}
		}
	}
	for _, d := range record.Doubts(&rec) {
		if d.Joined {
			continue
		}
		a, b := chainsOfEntity(&rec, d.A, at), chainsOfEntity(&rec, d.B, at)
		if len(a) > 0 && len(b) > 0 {
			count("apart: "+d.Reasons[0], meet(a, b))
		}
	}
}

// tieOf is why what a document calls an entity stands as it.
func tieOf(e *schema.Entity, document string) string {
	for _, j := range e.Joined {
		if j.Document == document {
			return j.Kind
		}
	}
	if !e.Named {
		return "the same description"
	}
	return "the same name"
}

// actor is the chain of who is mentioned somewhere, "" where nobody is annotated.
func (r *reading) actor(m schema.Citation) string {
	sp := text.Span{Start: r.doc.Text.Byte(m.Start), End: r.doc.Text.Byte(m.End)}
	best, chain := 0.0, ""
	for _, a := range r.Actors {
		shared := min(a.Span.End, sp.End) - max(a.Span.Start, sp.Start)
		if shared <= 0 {
			continue
		}
		if f := float64(shared) / float64(max(a.Span.End, sp.End)-min(a.Span.Start, sp.Start)); f > best {
			best, chain = f, a.Chain
		}
	}
	return chain
}

func chainsOfAll(chains map[string][]string, docs []string) (out []string) {
	for _, d := range docs {
		out = append(out, chains[d]...)
	}
	return out
}

func chainsOfEntity(rec *schema.Record, id string, at map[string]*reading) (out []string) {
	for _, e := range rec.Entities {
		if e.ID != id {
			continue
		}
		for _, m := range e.Mentions {
			if c := at[m.Document].actor(m); c != "" {
				out = append(out, c)
			}
		}
	}
	return out
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
