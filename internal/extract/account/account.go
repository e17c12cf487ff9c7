// Package account finds the competing accounts of an incident (why, what kind of
// act it was, who is behind it, whether one acted alone, how many took part, what
// happened) and the evidence that bears on them. It runs after attributions are
// known: an account is a position that somebody holds, rejects or doubts in his own
// words; the document's own telling is none.
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
func (Extractor) Version() string { return "3" }

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
	r.happened()
	r.company()
	r.numbers()
	r.settle()
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
	kind, cue    string
	via          []claim.EntityID
	to           claim.EntityID // who was told
	behalf       claim.EntityID // for whom it is said
}

type reader struct {
	in    *extract.Input
	x     Extractor
	t     tree.Tree
	said  []saying
	items []*item

	answers []answer
}

func (r *reader) lower(i int) string { return r.in.Tokens[i].Lower }

func (r *reader) gatherSayings() {
	for i := range r.in.Set.Claims {
		c := &r.in.Set.Claims[i]
		if a := c.Attribution; a != nil {
			r.said = append(r.said, saying{a.Content.Span, c.Citations[0].Span, a.Claimant, a.Kind, a.Cue, a.Via, a.Addressee, a.OnBehalfOf})
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

// answer is a position on a question with who holds, rejects or doubts it.
type answer struct {
	stance
	by              saying
	rejects, doubts bool
	spans           []text.Span
	against         []doc.Citation
}

// account notes a position with who holds or rejects it.
func (r *reader) account(st stance, by saying, rejects bool, spans ...text.Span) {
	r.answers = append(r.answers, answer{stance: st, by: by, rejects: rejects, spans: spans})
}

// settle adds the positions as claims. A weak one counts only where the question is
// open: somebody holds another, or rejects or doubts it.
func (r *reader) settle() {
	for i := range r.answers {
		if a := &r.answers[i]; !a.weak || r.open(a) {
			r.add(a)
		}
	}
}

// open reports whether another answer stands against a.
func (r *reader) open(a *answer) bool {
	for i := range r.answers {
		b := &r.answers[i]
		if b.question == a.question && b.by.id != a.by.id && (b.position != a.position || b.rejects != a.rejects || b.doubts != a.doubts) {
			return true
		}
	}
	return false
}

// add makes the claim of an answer. A thing that shows a position is no holder but a
// ground; the sources that the holder cites are grounds too.
func (r *reader) add(n *answer) {
	a := claim.Account{Question: n.question, Position: n.position, Holder: n.by.id, Rejects: n.rejects, Doubts: n.doubts, Against: n.against}
	grounds := r.cited(n.by)
	if x := r.itemAt(n.by.who); x != nil && !n.by.who.IsZero() {
		if x.kind != "testimony" {
			a.Holder = ""
		}
		grounds = append(grounds, r.in.Cite(x.spans[0]))
	}
	if n.rejects || n.doubts {
		a.Against = append(a.Against, grounds...)
	} else {
		a.Support = grounds
	}
	r.in.Add(r.x, claim.Claim{Confidence: 0.6, Account: &a}, n.spans[0])
	if n.question == "motive" && !n.rejects && !n.doubts {
		v := claim.Value{Slot: claim.Motive, Text: n.position}
		r.in.Add(r.x, claim.Claim{Confidence: 0.6, Value: &v, Claimants: []claim.EntityID{n.by.id}}, n.spans[len(n.spans)-1])
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
