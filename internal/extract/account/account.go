// Package account finds the competing accounts of an incident (why, what kind of
// act it was, who is behind it, whether one acted alone) and the evidence that
// bears on them. It runs after attributions are known: an account is a position that somebody holds or rejects in his own words;
// the document's own telling is none.
package account

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/nlp/tree"
	"dossier/internal/text"
)

// Extractor finds accounts and evidence.
type Extractor struct{}

// Name is "account".
func (Extractor) Name() string { return "account" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "2" }

// Extract adds accounts and items of evidence.
func (x Extractor) Extract(in *extract.Input) {
	r := &reader{in: in, x: x}
	r.t.Read(in.Analysis)
	r.gatherSayings()
	for si, s := range in.Sentences {
		k := in.Doc.Blocks[s.Block].Kind
		if k == doc.Heading || k == doc.Row || k == doc.FieldLine {
			continue
		}
		if !in.Background[si] {
			r.evidence(s)
		}
		if !in.Background[si] || !r.earlier(s) {
			r.positions(s)
		}
	}
	r.responsibility()
	r.addItems()
}

// earlier reports whether a sentence is dated before the incident: what it holds
// is about something else.
func (r *reader) earlier(s nlp.Sentence) bool {
	for i := range r.in.Times {
		t := &r.in.Times[i]
		if t.First >= s.First && t.Last <= s.Last && t.Kind == nlp.Date && !t.Attributive && t.Value != "" && r.in.Date != "" &&
			!strings.HasPrefix(r.in.Date, t.Value) && t.Value < r.in.Date {
			return true
		}
	}
	return false
}

// saying is one attribution, for finding who holds what.
type saying struct {
	content, who text.Span // what was said; the words that name who says it
	id           claim.EntityID
	kind         string
	via          []claim.EntityID
}

type reader struct {
	in    *extract.Input
	x     Extractor
	t     tree.Tree
	said  []saying
	items []*item
}

func (r *reader) lower(i int) string { return r.in.Tokens[i].Lower }

func (r *reader) gatherSayings() {
	for i := range r.in.Set.Claims {
		c := &r.in.Set.Claims[i]
		if a := c.Attribution; a != nil {
			r.said = append(r.said, saying{a.Content.Span, c.Citations[0].Span, a.Claimant, a.Kind, a.Via})
		}
	}
}

// sayingAt is the innermost attribution whose content holds sp.
func (r *reader) sayingAt(sp text.Span) *saying {
	var best *saying
	for i := range r.said {
		s := &r.said[i]
		if s.content.Contains(sp) && (best == nil || s.content.Len() < best.content.Len()) {
			best = s
		}
	}
	return best
}

// account adds a position with who holds or rejects it. A thing that shows it is
// no holder but a ground; the sources that the holder cites are grounds too.
func (r *reader) account(st stance, by saying, rejects bool, spans ...text.Span) {
	a := claim.Account{Question: st.question, Position: st.position, Holder: by.id, Rejects: rejects}
	grounds := r.cited(by)
	if x := r.itemAt(by.who); x != nil {
		a.Holder = ""
		grounds = append(grounds, r.in.Cite(x.spans[0]))
	}
	if rejects {
		a.Against = grounds
	} else {
		a.Support = grounds
	}
	r.in.Add(r.x, claim.Claim{Confidence: 0.6, Account: &a}, spans[0])
	if st.question == "motive" && !rejects {
		v := claim.Value{Slot: claim.Motive, Text: st.position}
		r.in.Add(r.x, claim.Claim{Confidence: 0.6, Value: &v, Claimants: []claim.EntityID{by.id}}, spans[len(spans)-1])
	}
}

// cited is the words of the evidence among what the holder of a position cites.
func (r *reader) cited(by saying) []doc.Citation {
	var out []doc.Citation
	for _, id := range by.via {
		e := r.in.Entity(id)
		if e == nil {
			continue
		}
		for _, m := range e.Mentions {
			if x := r.itemAt(m.Span); x != nil {
				out = append(out, r.in.Cite(x.spans[0]))
				break
			}
		}
	}
	return out
}
