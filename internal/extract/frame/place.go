package frame

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// spot is a place or state named in the text, as a candidate for where it
// happened.
type spot struct {
	name    string
	country string
	weight  float64
	spans   []text.Span
	plain   float64 // of a state, the weight of what does not only say whose somebody is
}

// place finds the country, town and site of the incident: the places named
// beside words of violence, in the title and the lead, after "in", "at", "near";
// a town speaks for its country.
func (r *reading) place() {
	towns, states := r.spots()
	ctx := r.context(towns, states)
	var town *spot
	for i := range towns {
		if town == nil || towns[i].weight > town.weight {
			town = &towns[i]
		}
	}
	if town != nil {
		town.country = r.where(town, towns, states)
	}
	r.country(town, states, ctx)
	if town != nil && !r.has(claim.Place) {
		r.value(claim.Value{Slot: claim.Place, Text: town.name}, confidence(town.weight, 6), "", town.spans...)
	}
	r.derive(town, ctx)
	r.site()
}

// spots weighs the towns and the states that the text names.
func (r *reading) spots() (towns, states []spot) {
	a := r.in.Analysis
	si := 0
	for ni := range a.Names {
		n := &a.Names[ni]
		for si < len(a.Sentences) && a.Sentences[si].Last <= n.First {
			si++
		}
		if si >= len(a.Sentences) {
			break
		}
		w := r.placeWeight(si, n)
		switch n.Kind {
		case entity.Place:
			w *= r.townFactor(si, n)
			if w == 0 {
				continue
			}
			if sp, country, ok := r.townIn(n); ok && n.Place == 0 {
				towns = addSpot(towns, a.Text(sp), country, w, sp)
				continue
			}
			if r.isRegion(n) {
				w *= 0.4 // a province holds the town, it is not one
			}
			towns = addSpot(towns, a.Text(n.Span), n.Country, w, n.Span)
		case entity.State:
			if r.flag(n) || r.attributive(n) && !n.Adjective {
				continue
			} else if n.Adjective && r.people(n) {
				w *= 0.1
			} else if n.Adjective {
				w *= 0.4
			} else if sp, ok := r.townBefore(n, a.Sentences[si].First); ok {
				towns = addSpot(towns, a.Text(sp), n.Country, 1.5*w, sp)
			}
			states = addSpot(states, n.Country, n.Country, w, n.Span)
			if !n.Adjective && !r.attributive(n) {
				states[slices.IndexFunc(states, func(s spot) bool { return strings.EqualFold(s.name, n.Country) })].plain += w
			}
		case entity.Organisation, entity.Facility:
			if r.outlet(&a.Sentences[si], n) {
				continue
			}
			if sp, country, ok := r.policeTown(n); ok {
				towns = addSpot(towns, a.Text(sp), country, 1.5*w, sp)
				continue
			}
			towns, states = r.nested(n, 0.5*w, towns, states)
		}
	}
	return r.withDateline(towns, states), states
}

// isRegion reports whether a place is a province or the like rather than a town.
func (r *reading) isRegion(n *nlp.Name) bool {
	return lexicon.Longest(strings.Fields(r.in.Text(n.Span))).Kind == lexicon.Region
}

// townBefore is a capitalised word that no other stage knows and that stands
// before a comma and a state: "Mokha, Yemen".
func (r *reading) townBefore(n *nlp.Name, first int) (text.Span, bool) {
	a := r.in.Analysis
	i := n.First - 2
	if i < first || a.Tokens[i+1].Lower != "," || a.Tokens[i].Shape != nlp.Title || len(a.Tokens[i].Lower) < 3 {
		return text.Span{}, false
	}
	if o := extract.NameAt(r.in, i); o != nil {
		return text.Span{}, false
	}
	for _, t := range a.Times {
		if t.First <= i && i < t.Last {
			return text.Span{}, false // "Yesterday, Indonesia's minister"
		}
	}
	return a.Tokens[i].Span, true
}

// nested adds the towns and states named within a longer name, as in "Embassy
// Kabul", which say less surely where something happened.
func (r *reading) nested(n *nlp.Name, w float64, towns, states []spot) ([]spot, []spot) {
	a := r.in.Analysis
	words := make([]string, 0, n.Last-n.First)
	for i := n.First; i < n.Last; i++ {
		words = append(words, a.TokenText(i))
	}
	for i := 0; i < len(words); {
		hit := lexicon.Longest(words[i:])
		if hit.Words == 0 {
			i++
			continue
		}
		sp := a.SpanOf(n.First+i, n.First+i+hit.Words)
		switch hit.Kind {
		case lexicon.Town:
			if !hit.Weak && i > 0 {
				towns = addSpot(towns, a.Text(sp), hit.Country, w, sp)
			}
		case lexicon.State:
			states = addSpot(states, hit.Country, hit.Country, 0.4*w, sp)
		}
		i += hit.Words
	}
	return towns, states
}

func addSpot(list []spot, name, country string, w float64, sp text.Span) []spot {
	for i := range list {
		if s := &list[i]; strings.EqualFold(s.name, name) {
			s.weight += w
			if s.name == strings.ToUpper(s.name) {
				s.name = name // "KABUL" of a dateline
			}
			if len(s.spans) < 3 {
				s.spans = append(s.spans, sp)
			}
			return list
		}
	}
	return append(list, spot{name: name, country: country, weight: w, spans: []text.Span{sp}})
}

// locative are the words before a place where something happened.
var locative = map[string]float64{
	"in": 2, "at": 1.5, "near": 1.2, "outside": 1.2, "central": 2, "downtown": 2, "around": 1, "northern": 1.5,
	"southern": 1.5, "eastern": 1.5, "western": 1.5, "of": 0.8, "from": 0.3, "to": 0.5, "between": 0.5,
}

func (r *reading) placeWeight(si int, n *nlp.Name) float64 {
	a := r.in.Analysis
	w := 0.7
	k := n.First - 1
	for k >= a.Sentences[si].First && (a.Tokens[k].Lower == "the" || a.Tokens[k].Lower == "city" || a.Tokens[k].Lower == "capital" || a.Tokens[k].Lower == "town") {
		k--
	}
	if k >= a.Sentences[si].First {
		if f := locative[a.Tokens[k].Lower]; f > 0 {
			w = f
		}
		if a.Tokens[k].Lower == "," && k > 0 && a.Tokens[k-1].Shape == nlp.Title {
			w = 1 // "Jolo, Sulu"
		}
	}
	if r.score[si] > 0 {
		w *= 1 + r.nearness(si, n.First)
	}
	if r.in.Doc.Blocks[a.Sentences[si].Block].Kind == doc.FieldLine {
		w *= 0.5
	}
	if r.seizedAt(si, n) {
		w *= 0.4
	}
	return w * r.prominence(si) / (1 + float64(si)/15)
}

// seizedAt reports whether a place is told of an arrest or a trial rather than of
// the deed: "a man was detained in Linz".
func (r *reading) seizedAt(si int, n *nlp.Name) bool {
	for p := range r.predicatesOf(si) {
		if p.Class != nlp.Seizing && p.Class != nlp.Judging || hijacks[p.Verb] {
			continue
		}
		for g := range p.All(nlp.Place) {
			if g.Span.Contains(n.Span) {
				return true
			}
		}
	}
	return false
}

// hijacks are the verbs of seizing that are deeds themselves.
var hijacks = lexicon.Listed("kidnap abduct hijack seize take hold capture escape flee")

// context lists the countries of the text, heaviest first, to tell towns of one
// name apart.
func (r *reading) context(towns, states []spot) []string {
	sums := append([]spot(nil), states...)
	for _, t := range towns {
		if t.country != "" {
			sums = addSpot(sums, t.country, t.country, t.weight, t.spans[0])
		}
	}
	var out []string
	for len(out) < 8 {
		best := -1
		for i := range sums {
			if sums[i].weight > 0 && (best < 0 || sums[i].weight > sums[best].weight) {
				best = i
			}
		}
		if best < 0 {
			return out
		}
		out = append(out, sums[best].country)
		sums[best].weight = 0
	}
	return out
}

// country takes the town's country, or the state that weighs most.
func (r *reading) country(town *spot, states []spot, ctx []string) {
	if v := r.found(claim.Country); v != nil {
		r.in.Country = v.Text
		return
	}
	if town != nil && town.country != "" {
		r.in.Country = town.country
		spans := town.spans
		derived := "the country of " + town.name
		for _, s := range states {
			if s.country == town.country {
				spans, derived = append(append([]text.Span(nil), s.spans...), spans...), ""
			}
		}
		r.value(claim.Value{Slot: claim.Country, Text: town.country}, confidence(town.weight, 6), derived, spans[:min(3, len(spans))]...)
		return
	}
	best := -1
	for i := range states {
		if best < 0 || states[i].weight > states[best].weight {
			best = i
		}
	}
	if c, sp := r.filedFrom(); c != "" && (best < 0 || states[best].plain == 0) {
		if i := slices.IndexFunc(states, func(s spot) bool { return s.country == c }); i >= 0 {
			best = i
		} else {
			r.in.Country = c
			r.value(claim.Value{Slot: claim.Country, Text: c}, 0.5, "the country of the town that the report is dated from", sp)
			return
		}
	}
	if best >= 0 && states[best].country != "" {
		r.in.Country = states[best].country
		r.value(claim.Value{Slot: claim.Country, Text: states[best].country}, confidence(states[best].weight, 8), "", states[best].spans...)
	}
}

// derive works out what follows from the place: coordinates and time zone.
func (r *reading) derive(town *spot, ctx []string) {
	if town == nil || r.in.Country == "" {
		return
	}
	hit := lexicon.Longest(strings.Fields(town.name))
	if len(hit.Places) == 0 {
		return
	}
	p := lexicon.Resolve(hit.Places, append([]string{r.in.Country}, ctx...))
	if p.ID == 0 || p.Country != r.in.Country {
		return
	}
	if !r.has(claim.Coordinates) {
		r.value(claim.Value{Slot: claim.Coordinates, Lat: p.Lat, Lon: p.Lon, Precision: "place"}, 0.7,
			fmt.Sprintf("the gazetteer's point for %s (GeoNames %d)", p.Name, p.ID), town.spans...)
	}
	if r.has(claim.Timezone) {
		return
	}
	if zone, ok := lexicon.Zone(p.Country, p.Lat, p.Lon); ok {
		offset, _ := lexicon.Offset(zone, r.in.Date)
		r.value(claim.Value{Slot: claim.Timezone, Text: zone, Offset: offset}, 0.7, "the time zone of "+p.Name, town.spans...)
	}
}

// site adds the building or landmark that stands beside words of violence.
func (r *reading) site() {
	if r.has(claim.Site) {
		return
	}
	a := r.in.Analysis
	var cs []candidate
	si := 0
	for ni := range a.Names {
		n := &a.Names[ni]
		for si < len(a.Sentences) && a.Sentences[si].Last <= n.First {
			si++
		}
		if si >= len(a.Sentences) {
			break
		}
		sp, ok := r.landmark(n)
		if !ok {
			sp, ok = n.Span, isSite(a, n)
		}
		if r.in.Background[si] || !ok {
			continue
		}
		w := r.nearness(si, n.First) * r.prominence(si)
		if k := n.First - 1; k >= 0 && (aimed[a.Tokens[k].Lower] || k > 0 && aimed[a.Tokens[k-1].Lower]) {
			w *= 2
		}
		if r.told(extract.HeadOf(r.in, n.Span)) == follows {
			w *= 0.2
		}
		if w > 0 {
			cs = vote(cs, a.Text(sp), w, sp, false)
		}
	}
	cs = r.streetSites(cs)
	if c, ok := heaviest(cs); ok && c.weight >= 0.5 {
		r.value(claim.Value{Slot: claim.Site, Text: c.value}, confidence(c.weight, 6), "", c.spans...)
	}
}

// streetSites adds the street addresses: in a report of violence one is where it
// happened unless the verb above it says otherwise.
func (r *reading) streetSites(cs []candidate) []candidate {
	a := r.in.Analysis
	for si := range a.Sentences {
		s := &a.Sentences[si]
		if r.in.Background[si] || !a.Doc.Blocks[s.Block].Key.IsZero() {
			continue
		}
		for _, ad := range r.addressesOf(si) {
			sp := a.SpanOf(ad.first, ad.last)
			w := r.prominence(si) / (1 + float64(si)/12)
			switch r.told(extract.HeadOf(r.in, sp)) {
			case happens, answered:
			case follows:
				w *= 0.15
			default:
				w *= 0.5
			}
			w += r.nearness(si, ad.first) * r.prominence(si)
			if ad.exact {
				w *= 1.3
			}
			cs = vote(cs, a.Text(sp), w, sp, false)
		}
	}
	return cs
}

// isSite reports whether a name is that of a building: a facility, or an
// organisation that is also one, such as an embassy.
func isSite(a *nlp.Analysis, n *nlp.Name) bool {
	if n.Kind == entity.Facility {
		return true
	}
	if n.Kind != entity.Organisation {
		return false
	}
	for i := n.First; i < n.Last; i++ {
		switch a.Tokens[i].Lower {
		case "embassy", "consulate", "mission", "hospital", "university", "school", "church", "cathedral", "court":
			return true
		}
	}
	return false
}
