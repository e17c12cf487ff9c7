package terminal

import (
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

const verbWidth = 10

// sayings prints who said what, speaker by speaker in the order they first
// speak.
func (v *view) sayings() {
	if len(v.rec.Attributions) == 0 {
		return
	}
	v.section(wording.Counted("Who said what", len(v.rec.Attributions)), section)
	by := map[string][]*schema.Attribution{}
	var order []string
	for i := range v.rec.Attributions {
		a := &v.rec.Attributions[i]
		if by[a.Claimant] == nil {
			order = append(order, a.Claimant)
		}
		by[a.Claimant] = append(by[a.Claimant], a)
	}
	for _, id := range order {
		v.speaker(id)
		for _, a := range by[id] {
			v.saying(a)
		}
	}
}

func (v *view) speaker(id string) {
	spans := []span{{v.name(id), bold}}
	if e := v.entities[id]; e != nil && len(e.Positions) > 0 {
		spans = append(spans, span{", " + clean(e.Positions[0].Text), plain})
	}
	v.line(2, 4, spans...)
}

func (v *view) saying(a *schema.Attribution) {
	content := clean(a.Content.Quote)
	if a.Quotation == "direct" {
		content = wording.Quoted(content)
	}
	spans := []span{{content, plain}}
	if s := v.circumstances(a); s != "" {
		spans = append(spans, span{" — " + s, dim})
	}
	spans = append(spans, span{v.suffix(append([]schema.Citation{a.Content}, a.Citations...)), dim})
	st := dim
	if a.Kind == "denial" || a.Kind == "accusation" || a.Kind == "claim_of_responsibility" {
		st = caution
	}
	v.row(4, verbWidth, span{wording.Saying(a.Kind), st}, spans...)
	v.citations(v.textAt(4, verbWidth), a.Citations)
}

// circumstances is when, how, to whom and through whom something was said.
func (v *view) circumstances(a *schema.Attribution) string {
	var out []string
	if a.OnBehalfOf != "" && a.OnBehalfOf != a.Claimant {
		out = append(out, "for "+v.name(a.OnBehalfOf))
	}
	if a.Addressee != "" {
		out = append(out, "to "+v.name(a.Addressee))
	}
	if a.When != "" {
		out = append(out, shortDate(a.When))
	}
	if a.Channel != "" {
		out = append(out, clean(a.Channel))
	}
	if len(a.Via) > 0 {
		out = append(out, "via "+strings.Join(v.names(a.Via), ", "))
	}
	return strings.Join(out, ", ")
}

// reactions prints the responses as a table: actor, kinds, to whom, date,
// channel. On a narrow page each is a paragraph.
func (v *view) reactions() {
	if len(v.rec.Reactions) == 0 {
		return
	}
	v.section(wording.Counted("Reactions", len(v.rec.Reactions)), section)
	t := table{head: []string{"", "", "to", "on", "by", ""}}
	for i := range v.rec.Reactions {
		r := &v.rec.Reactions[i]
		kinds := make([]string, len(r.Kinds))
		for j, k := range r.Kinds {
			kinds[j] = phrase(k)
		}
		addressee := ""
		if r.Addressee != "" {
			addressee = v.name(r.Addressee)
		}
		t.rows = append(t.rows, tableRow{
			cells: []string{v.actor(r), strings.Join(kinds, ", "), addressee, shortDate(r.When), clean(r.Channel), v.refs(r.Citations)},
			cites: r.Citations,
		})
	}
	v.table(t)
}

func (v *view) actor(r *schema.Reaction) string {
	s := v.name(r.Actor)
	if r.For != "" && r.For != r.Actor {
		s += ", for " + v.name(r.For)
	}
	return s
}

// evidence prints the items of evidence.
func (v *view) evidence() {
	for i := range v.rec.Evidence {
		x := &v.rec.Evidence[i]
		v.open(i > 0, "Evidence")
		spans := []span{{clean(x.What), plain}}
		if x.HeldBy != "" {
			spans = append(spans, span{", held by " + v.name(x.HeldBy), plain})
		}
		if x.Shows != nil {
			spans = append(spans, span{", shows " + wording.Quoted(brief(clean(x.Shows.Quote))), plain})
		}
		if len(x.ReliedBy) > 0 {
			spans = append(spans, span{", relied on by " + strings.Join(v.names(x.ReliedBy), ", "), plain})
		}
		spans = append(spans, v.voices(nil, x.Citations))
		v.row(2, labelWidth, span{phrase(x.Kind), dim}, spans...)
		v.citations(v.textAt(2, labelWidth), x.Citations)
	}
}

// related prints the incidents that this one is linked to.
func (v *view) related() {
	for i := range v.rec.Related {
		x := &v.rec.Related[i]
		v.open(i > 0, "Related incidents")
		spans := []span{{clean(x.Title), plain}}
		if x.Record != "" {
			spans = append(spans, span{" — " + clean(x.Record), dim})
		}
		spans = append(spans, v.voices(nil, x.Citations))
		v.row(2, relationWidth, span{phrase(x.Kind), dim}, spans...)
		v.citations(v.textAt(2, relationWidth), x.Citations)
	}
}

const relationWidth = 16 // "same perpetrator"
