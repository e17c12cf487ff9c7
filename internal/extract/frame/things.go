package frame

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// pile gathers the words that speak for one kind of target or weapon.
type pile struct {
	kind   string
	weight float64
	spans  []text.Span // the first three
	all    []text.Span // as many as say anything new
}

// gather weighs the words of a list over the sentences that tell of the
// incident; weigh gives the factor of one occurrence, 0 to pass over it.
func (r *reading) gather(list *extract.Phrases[cue.Thing], weigh func(sentence, first, last int) float64) []pile {
	a := r.in.Analysis
	var piles []pile
	for si, s := range a.Sentences {
		if r.in.Background[si] {
			continue
		}
		for i := s.First; i < s.Last; {
			t, n := list.At(a, i, s.Last)
			if n == 0 {
				i++
				continue
			}
			if w := t.Weight * weigh(si, i, i+n); w > 0 {
				piles = addTo(piles, t.Kind, w, a.SpanOf(i, i+n))
			}
			i += n
		}
	}
	return piles
}

func addTo(piles []pile, kind string, w float64, sp text.Span) []pile {
	for i := range piles {
		if p := &piles[i]; p.kind == kind {
			p.weight += w
			if len(p.spans) < 3 {
				p.spans = append(p.spans, sp)
			}
			if len(p.all) < 24 {
				p.all = append(p.all, sp)
			}
			return piles
		}
	}
	return append(piles, pile{kind, w, []text.Span{sp}, []text.Span{sp}})
}

// aimed are the words that stand between an attack and what it was aimed at.
var aimed = map[string]bool{
	"on": true, "at": true, "against": true, "outside": true, "inside": true, "targeting": true,
	"targeted": true, "into": true, "in": true, "of": true, "hit": true, "struck": true, "to": true,
	"attacked": true, "stormed": true, "bombed": true, "killed": true, "killing": true, "shot": true,
}

// targets adds what was attacked: things named near the words of violence.
func (r *reading) targets() {
	if r.has(claim.Target) {
		return
	}
	piles := r.gather(cue.Targets, func(si, first, last int) float64 {
		near := r.nearness(si, first)
		if near == 0 || r.speaks(last) {
			return 0
		}
		w := r.prominence(si) * near
		for k := max(0, first-4); k < first; k++ {
			if aimed[r.in.Tokens[k].Lower] {
				return w * 1.5
			}
		}
		return w
	})
	people := weightOf(piles, "civilians") >= 1.5
	piles = r.aims(piles)
	top := 0.0
	for _, p := range piles {
		top = max(top, p.weight)
	}
	for _, p := range piles {
		if p.weight >= 0.6*top && top >= 1.5 || p.kind == "civilians" && people {
			r.value(claim.Value{Slot: claim.Target, Kind: p.kind, Text: r.in.Text(p.spans[0])},
				confidence(p.weight, 15), "", p.spans...)
		}
	}
}

// weightOf is the weight of the pile of a kind.
func weightOf(piles []pile, kind string) float64 {
	for i := range piles {
		if piles[i].kind == kind {
			return piles[i].weight
		}
	}
	return 0
}

// speaks reports whether what ends before token i is the source of a report
// rather than its object: "Embassy Kabul notes", "the consulate said".
func (r *reading) speaks(i int) bool {
	for k := i; k < i+3 && k < len(r.in.Tokens); k++ {
		switch r.in.Tokens[k].Lower {
		case "notes", "noted", "reports", "reported", "said", "says", "confirms", "confirmed", "comments", "adds", "states", "stated", "advised":
			return true
		}
		if r.in.Tokens[k].Shape == nlp.Lower {
			return false
		}
	}
	return false
}

// nearness is 1 beside a word of violence of the same sentence, falling with
// the distance; 0 where the sentence has none.
func (r *reading) nearness(si, tok int) float64 {
	best := 0.0
	for _, h := range r.hitsOf(si) {
		if h.Weight >= 1 {
			best = max(best, 1/(1+float64(abs(tok-h.first))/8))
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// weapons adds the means: each kind that is named in a sentence about the
// incident, and the one that the type of the incident cannot be without.
func (r *reading) weapons() {
	seen := map[string]bool{}
	for _, c := range r.in.Set.Claims {
		if c.Value != nil && c.Value.Slot == claim.Weapon {
			seen[c.Value.Kind] = true
		}
	}
	piles := r.gather(cue.Weapons, func(si, first, last int) float64 {
		if r.negated(first) {
			return 0
		}
		if si >= r.headEnd() && r.score[si] < 2 {
			return 0.4
		}
		return r.prominence(si)
	})
	piles = r.laden(piles)
	for _, p := range piles {
		if p.weight < 2 && !(p.kind == "firearm" && p.weight > 0.7 && r.typed(p.spans[0])) || seen[p.kind] || p.kind == "explosive" && hasKind(piles, "vehicle_bomb", "letter_bomb") {
			continue
		}
		seen[p.kind] = true
		text, derived, spans := r.called(&p)
		r.value(claim.Value{Slot: claim.Weapon, Kind: p.kind, Text: text}, confidence(p.weight, 8), derived, spans...)
	}
	r.impliedWeapon(seen)
}

// laden adds the vehicles that are said to have been packed with explosives: "a truck
// laden with 300 kg of dynamite".
func (r *reading) laden(piles []pile) []pile {
	a := r.in.Analysis
	for si, s := range a.Sentences {
		if r.in.Background[si] {
			continue
		}
		for i := s.First + 1; i+1 < s.Last; i++ {
			switch a.Tokens[i].Lower {
			case "packed", "laden", "loaded", "filled", "stuffed", "rigged":
			default:
				continue
			}
			if a.Tokens[i+1].Lower != "with" || !carriers[a.Tokens[i-1].Lower] {
				continue
			}
			for k := i + 2; k < min(s.Last, i+8); k++ {
				if t, n := cue.Weapons.At(a, k, s.Last); n > 0 && t.Kind == "explosive" {
					piles = addTo(piles, "vehicle_bomb", 3, a.SpanOf(i-1, k+n))
					break
				}
			}
		}
	}
	return piles
}

// carriers are what a bomb is driven in.
var carriers = lexicon.Listed("car cars truck trucks lorry lorries van vans vehicle vehicles bus buses taxi minibus minibuses pickup motorcycle motorcycles motorbike tanker ambulance cart")

// called is what a weapon is called: by the first words that name the thing. Where
// only deeds or those who did them tell of it ("the bombing", "gunmen"), it has the
// plain name of its kind, as a conclusion.
func (r *reading) called(p *pile) (name, derived string, spans []text.Span) {
	var things, deeds []text.Span
	for _, sp := range p.all {
		if r.deedWord(sp) {
			deeds = append(deeds, sp)
		} else {
			things = append(things, sp)
		}
	}
	if len(things) == 0 {
		return plainName(p.kind), "the deed tells of the weapon", deeds[:min(3, len(deeds))]
	}
	if p.kind == "firearm" {
		q := pile{kind: p.kind, all: things}
		things = r.gunWords(&q)
	}
	spans = append(things, deeds...)
	return r.in.Text(spans[0]), "", spans[:min(3, len(spans))]
}

// deedWord reports whether the words under sp name a deed or who did it, and no
// weapon.
func (r *reading) deedWord(sp text.Span) bool {
	first, last := extract.WordsIn(r.in, sp)
	if first >= last {
		return false
	}
	w := &r.in.Words[extract.HeadIn(r.in, first, last)]
	switch strings.ToLower(w.Lemma) {
	case "bombing", "bomber", "gunman", "gunmen", "gunfire":
		return true
	}
	return w.UPOS == nlp.VERB
}

// plainName is the name of a kind of weapon in words.
func plainName(kind string) string { return strings.ReplaceAll(kind, "_", " ") }

func hasKind(piles []pile, kinds ...string) bool {
	for _, p := range piles {
		for _, k := range kinds {
			if p.kind == k && p.weight >= 2 {
				return true
			}
		}
	}
	return false
}

func (r *reading) impliedWeapon(seen map[string]bool) {
	for _, c := range r.in.Set.Claims {
		if c.Value == nil || c.Value.Slot != claim.Type {
			continue
		}
		kind := implied[c.Value.Text]
		if kind == "" || seen[kind] || c.Confidence < 0.6 {
			continue
		}
		sp := c.Citations[0].Span
		seen[kind] = true
		r.value(claim.Value{Slot: claim.Weapon, Kind: kind, Text: plainName(kind)}, 0.6,
			"the kind of attack implies the weapon", sp)
		return
	}
}

// negated reports whether "no", "not", "without" or "unarmed" stands close
// before token i.
func (r *reading) negated(i int) bool {
	for k := max(0, i-3); k < i; k++ {
		switch strings.ToLower(r.in.Tokens[k].Lower) {
		case "no", "not", "without", "never", "fake", "hoax":
			return true
		}
	}
	return false
}

// implied is the weapon kind an incident type cannot be without, and the word
// that stands for it.
var implied = map[string]string{
	"shooting": "firearm", "stabbing": "knife", "letter_bomb": "letter_bomb", "vehicle_ramming": "vehicle",
}
