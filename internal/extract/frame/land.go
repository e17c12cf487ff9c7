package frame

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/lexicon"
	"dossier/internal/text"
)

// where is the country of a town, as the rest of the text supports it. Many towns
// of the world share a name: one that nothing else in the text places in its
// likeliest country lies in that which the text speaks of most, where a town of
// the name is known there or it speaks of it far more often.
func (r *reading) where(town *spot, towns, states []spot) string {
	support := map[string]float64{}
	var order []string
	add := func(country string, w float64) {
		if country == "" {
			return
		}
		if _, ok := support[country]; !ok {
			order = append(order, country)
		}
		support[country] += w
	}
	for _, s := range states {
		add(s.country, s.plain)
	}
	for i := range towns {
		if t := &towns[i]; t != town {
			add(t.country, t.weight)
		}
	}
	filed, _ := r.filedFrom()
	add(filed, 1)
	if support[town.country] > 0 {
		return town.country
	}
	top := ""
	for _, c := range order {
		if top == "" || support[c] > support[top] {
			top = c
		}
	}
	if top == "" || large(town.name, town.country) || support[top] < 0.5*town.weight && !knownIn(town.name, top) {
		return town.country
	}
	return top
}

// city is the population from which a town is known beyond its country.
const city = 300_000

// large reports whether a country has a large town of the name.
func large(name, country string) bool {
	for _, p := range lexicon.Longest(strings.Fields(name)).Places {
		if p.Country == country && p.Population >= city {
			return true
		}
	}
	return false
}

// knownIn reports whether the gazetteer has a place of the name in a country.
func knownIn(name, country string) bool {
	for _, p := range lexicon.Longest(strings.Fields(name)).Places {
		if p.Country == country {
			return true
		}
	}
	return false
}

// filedFrom is the country of the town in the document's dateline and the words for
// it, "" for none.
func (r *reading) filedFrom() (string, text.Span) {
	for _, b := range r.in.Doc.Blocks {
		if b.Kind != doc.Header || !b.Key.IsZero() {
			continue
		}
		town, _, _ := strings.Cut(r.in.Text(b.Span), ",")
		town, state, _ := strings.Cut(town, "(")
		for _, w := range []string{strings.TrimRight(state, ") "), strings.TrimSpace(town)} {
			if h := lexicon.Longest(strings.Fields(w)); h.Words > 0 && h.Country != "" {
				return h.Country, b.Span
			}
		}
	}
	return "", text.Span{}
}
