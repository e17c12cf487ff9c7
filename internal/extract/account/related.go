package account

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// relations adds a stub for each other incident that the document tells in its
// background: sentences with words of violence and a date of their own.
func (r *reader) relations() {
	n := claim.Incident(0)
	lastBlock := -1
	lastDate := ""
	for si, s := range r.in.Sentences {
		if !r.in.Background[si] || r.in.Doc.Blocks[s.Block].Kind == doc.FieldLine {
			continue
		}
		h, tok := r.violent(s)
		t := r.dated(s)
		if tok < 0 || t == nil || s.Block == lastBlock && t.Value == lastDate {
			continue
		}
		n++
		lastBlock, lastDate = s.Block, t.Value
		r.stub(n, s, h, tok, t)
	}
}

// violent is the first word of an attack in a sentence, -1 when there is none.
func (r *reader) violent(s nlp.Sentence) (cue.Hint, int) {
	for i := s.First; i < s.Last; i++ {
		if h, n := cue.Violence.At(r.in.Analysis, i, s.Last); n > 0 && h.Weight >= 2 {
			return h, i
		}
	}
	return cue.Hint{}, -1
}

// dated is the first date of a sentence that is exact to the month and not the
// incident's own.
func (r *reader) dated(s nlp.Sentence) *nlp.Timex {
	for i := range r.in.Times {
		t := &r.in.Times[i]
		if t.First >= s.First && t.Last <= s.Last && t.Kind == nlp.Date && len(t.Value) >= 7 &&
			(r.in.Date == "" || !strings.HasPrefix(r.in.Date, t.Value[:7])) {
			return t
		}
	}
	return nil
}

func (r *reader) stub(n claim.Incident, s nlp.Sentence, h cue.Hint, tok int, t *nlp.Timex) {
	tokSpan := r.in.Tokens[tok].Span
	add := func(v claim.Value, sp text.Span) {
		r.in.Add(r.x, claim.Claim{Incident: n, Value: &v, Confidence: 0.5}, sp)
	}
	title := "attack"
	if h.Code != "" {
		title = strings.ReplaceAll(h.Code, "_", " ")
		add(claim.Value{Slot: claim.Type, Text: h.Code}, tokSpan)
	}
	add(claim.Value{Slot: claim.Date, Text: t.Value}, t.Span)
	place, site := r.scene(s)
	if site != nil {
		title = r.in.Text(site.Span)
		add(claim.Value{Slot: claim.Site, Text: title}, site.Span)
	}
	if place != nil {
		title += ", " + r.in.Text(place.Span)
		if place.Kind == entity.Place {
			add(claim.Value{Slot: claim.Place, Text: r.in.Text(place.Span)}, place.Span)
		}
		if place.Country != "" {
			add(claim.Value{Slot: claim.Country, Text: place.Country}, place.Span)
		}
	}
	title += ", " + r.in.Text(t.Span)
	r.in.Add(r.x, claim.Claim{Confidence: 0.5, Relation: &claim.Relation{Kind: kindOf(t.Value, r.in.Date), Title: title, Other: n}}, s.Span)
}

func kindOf(when, incident string) string {
	if incident != "" && len(when) >= 4 && when > incident {
		return "follow_up"
	}
	return "precedent"
}

// scene is where a sentence says something happened: the last town or state
// behind "in" or "at", and the building.
func (r *reader) scene(s nlp.Sentence) (place, site *nlp.Name) {
	for i := s.First; i < s.Last; i++ {
		n := extract.NameAt(r.in, i)
		if n == nil {
			continue
		}
		switch {
		case n.Kind == entity.Place && (place == nil || place.Kind != entity.Place):
			place = n
		case n.Kind == entity.State && !n.Adjective && place == nil && n.First > s.First && r.lower(n.First-1) == "in":
			place = n
		case site == nil && (n.Kind == entity.Facility || n.Kind == entity.Organisation && strings.Contains(strings.ToLower(r.in.Text(n.Span)), "embassy")):
			site = n
		}
		i = n.Last - 1
	}
	return place, site
}
