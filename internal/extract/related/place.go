package related

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// site is the building or mission that was attacked, or at which; nil for none.
func (r *reader) site(o *other) *nlp.Name {
	for _, role := range []nlp.Role{nlp.Patient, nlp.Place, nlp.Goal} {
		for g := range o.what.All(role) {
			if n := r.named(g, isSite); n != nil {
				return n
			}
		}
	}
	return nil
}

// place is the town or state where o happened: the place told of it, or that
// within the words for what was attacked; nil for none.
func (r *reader) place(o *other) *nlp.Name {
	for _, role := range []nlp.Role{nlp.Place, nlp.Patient, nlp.Goal} {
		for g := range o.what.All(role) {
			if n := r.named(g, isPlace); n != nil {
				return n
			}
		}
	}
	if site := r.site(o); site != nil {
		return r.inside(site)
	}
	if o.what.Class == nlp.Harming { // "a bomb in Oslo killed eight"
		for g := range o.what.Agents() {
			for _, n := range r.places(g) {
				return n
			}
		}
	}
	return nil
}

// inside is the place within a longer name: "Lima" of "the Danish embassy in
// Lima".
func (r *reader) inside(site *nlp.Name) *nlp.Name {
	for i := range r.in.Inner {
		n := &r.in.Inner[i]
		if site.Span.Contains(n.Span) && isPlace(r.in, &n.Name) {
			return &n.Name
		}
	}
	return nil
}

// named is the first name in the words of an argument that fits.
func (r *reader) named(g *nlp.Argument, fits func(*extract.Input, *nlp.Name) bool) *nlp.Name {
	if g.Name >= 0 && fits(r.in, &r.in.Names[g.Name]) {
		return &r.in.Names[g.Name]
	}
	for i := g.First; i < g.Last; i++ {
		if n := extract.NameAt(r.in, r.in.Words[i].Token); n != nil && g.Span.Contains(n.Span) && fits(r.in, n) {
			return n
		}
	}
	return nil
}

func isSite(in *extract.Input, n *nlp.Name) bool {
	if n.Kind == entity.Facility {
		return true
	}
	return n.Kind == entity.Organisation && (strings.Contains(strings.ToLower(in.Text(n.Span)), "embassy") || strings.Contains(strings.ToLower(in.Text(n.Span)), "consulate"))
}

func isPlace(_ *extract.Input, n *nlp.Name) bool {
	return n.Kind == entity.Place || n.Kind == entity.State && !n.Adjective
}

// addPlace adds town and country.
func (r *reader) addPlace(o *other, add func(claim.Value, text.Span)) {
	n := r.place(o)
	if n == nil {
		r.sameTown(o, add)
		return
	}
	if n.Kind == entity.Place {
		add(claim.Value{Slot: claim.Place, Text: r.in.Text(n.Span)}, n.Span)
	}
	if n.Country != "" {
		add(claim.Value{Slot: claim.Country, Text: n.Country}, n.Span)
	}
}

// sameTown adds the town of the incident itself where the sentence speaks of it: "the
// city has been on its guard since March, when a bomb killed eight".
func (r *reader) sameTown(o *other, add func(claim.Value, text.Span)) {
	at := r.theTown(&r.in.Sentences[o.what.Sentence])
	if at.IsZero() || r.site(o) != nil {
		return
	}
	for i := range r.in.Set.Claims {
		v := r.in.Set.Claims[i].Value
		if v != nil && r.in.Set.Claims[i].Incident == 0 && (v.Slot == claim.Place || v.Slot == claim.Country) {
			add(claim.Value{Slot: v.Slot, Text: v.Text}, at)
		}
	}
}

// theTown is the words of a sentence that speak of the town that was told of.
func (r *reader) theTown(s *nlp.Sentence) text.Span {
	for i := s.First; i+1 < s.Last; i++ {
		if r.in.Tokens[i].Lower != "the" {
			continue
		}
		switch r.in.Tokens[i+1].Lower {
		case "city", "town", "village", "capital":
			if i+2 < s.Last && r.in.Tokens[i+2].Lower == "of" { // of another name
				continue
			}
			return r.in.SpanOf(i, i+2)
		}
	}
	return text.Span{}
}

// title is a name for o: the building attacked, or else the kind of violence and
// whom it was against, with place and date.
func (r *reader) title(o *other) string {
	var parts []string
	if n := r.site(o); n != nil {
		parts = append(parts, r.words(n.Span))
	} else {
		parts = append(parts, r.deed(o))
	}
	if n := r.place(o); n != nil && !strings.Contains(parts[0], r.words(n.Span)) {
		parts = append(parts, r.words(n.Span))
	}
	if !o.whenText.IsZero() && !strings.Contains(parts[0], r.in.Text(o.whenText)) {
		parts = append(parts, r.words(o.whenText))
	}
	return strings.Join(parts, ", ")
}

func (r *reader) words(sp text.Span) string {
	return strings.Join(strings.Fields(r.in.Text(sp)), " ")
}

// deed is what was done, as the text words it in few words.
func (r *reader) deed(o *other) string {
	w := strings.Fields(o.event.What)
	if len(w) > 1 {
		switch strings.ToLower(w[0]) {
		case "the", "a", "an":
			w = w[1:]
		}
	}
	if len(w) > 0 && len(w) <= 9 && o.what.Noun {
		return strings.Join(w, " ")
	}
	for g := range o.what.Patients() {
		if g.Last-g.First > 6 || o.what.Agent() == nil && !o.what.Passive {
			continue
		}
		whom := r.words(g.Span)
		if r.in.Words[g.Head].UPOS == nlp.PRON {
			n := r.in.NameOf(g)
			if n < 0 {
				continue
			}
			whom = r.words(r.in.Names[n].Span)
		}
		if o.what.Class == nlp.Harming {
			return "killing of " + whom
		}
		return "attack on " + whom
	}
	if o.what.Noun {
		return o.what.Lemma
	}
	if c := r.code(o); c != "" {
		return strings.ReplaceAll(c, "_", " ")
	}
	return "attack"
}
