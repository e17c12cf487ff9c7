package infobox

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/lexicon"
	"dossier/internal/text"
	"dossier/internal/where"
)

// parts cuts the field's value at commas, semicolons and line breaks.
func (f *fieldReader) parts(seps string) []text.Span {
	var out []text.Span
	s := f.text(f.value)
	start := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && !strings.ContainsRune(seps, rune(s[i])) {
			continue
		}
		lo, hi := start, i
		for lo < hi && s[lo] <= ' ' {
			lo++
		}
		for hi > lo && s[hi-1] <= ' ' {
			hi--
		}
		if lo < hi {
			out = append(out, text.Span{Start: f.value.Start + lo, End: f.value.Start + hi})
		}
		start = i + 1
	}
	return out
}

// place reads "site, street, district, town, state": the state gives the
// country, the last town the place, what stands first and is neither the site.
func (f *fieldReader) place() {
	parts := f.parts(",;\n")
	town := -1
	for i := len(parts) - 1; i >= 0; i-- {
		part := f.namePart(parts[i])
		words := strings.Fields(f.text(part))
		hit := lexicon.Longest(words)
		if hit.Words == 0 || hit.Words != len(words) {
			continue
		}
		switch {
		case hit.Kind == "state":
			f.add(claim.Value{Slot: claim.Country, Text: hit.Country}, part)
		case town < 0 && (hit.Kind == "place" || hit.Kind == "region"):
			if hit.Kind == "region" && i > 0 {
				continue
			}
			town = i
			if part.Len() < parts[i].Len() && i == 0 {
				town = len(parts) // the part tells more than the town
			}
			f.add(claim.Value{Slot: claim.Place, Text: f.text(part)}, part)
			f.countryOf(hit, part)
		}
	}
	if len(parts) > 1 && town != 0 {
		f.add(claim.Value{Slot: claim.Site, Text: f.text(parts[0])}, parts[0])
	}
}

// namePart is the name within a part of a place field: behind "municipality of",
// "12 km north of", "VIC", and before "anchorage", "airfield", "road".
func (f *fieldReader) namePart(sp text.Span) text.Span {
	words := strings.Fields(f.text(sp))
	if h := lexicon.Longest(words); h.Words == len(words) {
		return sp
	}
	at := 0
	for i, w := range words {
		switch strings.ToLower(w) {
		case "near", "off", "vic", "ivo", "outside":
			at = i + 1
		case "of":
			if i > 0 && partOf[strings.ToLower(words[i-1])] {
				at = i + 1
			}
		}
	}
	rest := words[at:]
	h := lexicon.Longest(rest)
	if h.Words == 0 || h.Kind == lexicon.State {
		return sp
	}
	for _, w := range rest[h.Words:] {
		if !lyingThere[strings.ToLower(w)] {
			return sp
		}
	}
	s, start := f.text(sp), 0
	for range at {
		start += strings.Index(s[start:], " ") + 1
		for start < len(s) && s[start] == ' ' {
			start++
		}
	}
	end := start
	for n := 0; n < h.Words; n++ {
		for end < len(s) && s[end] == ' ' {
			end++
		}
		for end < len(s) && s[end] != ' ' {
			end++
		}
	}
	return text.Span{Start: sp.Start + start, End: sp.Start + end}
}

// partOf are the words before "of" and a place: what it is, or where from it.
var partOf = lexicon.Listed("municipality district city town village province region department vicinity outskirts area commune county prefecture governorate north south east west " +
	"northeast northwest southeast southwest north-east north-west south-east south-west n s e w ne nw se sw nne ene ese sse ssw wsw wnw nnw")

// lyingThere are the words behind a town's name for what lies in or by it.
var lyingThere = map[string]bool{"anchorage": true, "roads": true, "port": true, "harbour": true, "harbor": true, "airfield": true, "airport": true, "city": true, "town": true,
	"area": true, "district": true, "road": true, "terminal": true, "province": true, "outer": true, "inner": true, "centre": true, "center": true}

// countryOf derives the country from a town where the field names no state.
func (f *fieldReader) countryOf(hit lexicon.Hit, sp text.Span) {
	for _, c := range f.in.Set.Claims {
		if c.Value != nil && c.Value.Slot == claim.Country {
			return
		}
	}
	p := lexicon.Resolve(hit.Places, f.states())
	country := p.Country
	if country == "" {
		country = hit.Country
	}
	if country != "" {
		v := claim.Value{Slot: claim.Country, Text: country}
		f.in.Add(f.x, claim.Claim{Value: &v, Confidence: stated - 0.1, Derived: "the country of " + f.text(sp)}, sp)
	}
}

// states lists the states named in the document, as often as they are named.
func (f *fieldReader) states() []string {
	var out []string
	for _, n := range f.in.Names {
		if n.Country != "" && (n.Kind == entity.State || n.Kind == entity.Place) {
			out = append(out, n.Country)
		}
	}
	return out
}

// zone reads "IRST, UTC+3:30": a zone's name leads to the zone, an offset stands
// as written.
func (f *fieldReader) zone() {
	var offset string
	for _, p := range f.parts(",;()\n") {
		if o, ok := offsetOf(f.text(p)); ok {
			offset = o
		}
	}
	country := ""
	for _, c := range f.in.Set.Claims {
		if c.Value != nil && c.Value.Slot == claim.Country {
			country = c.Value.Text
		}
	}
	for _, p := range f.parts(",;()\n") {
		if iana, ok := lexicon.ZoneOf(f.text(p), country); ok {
			f.add(claim.Value{Slot: claim.Timezone, Text: iana, Offset: offset}, f.value)
			return
		}
	}
	if offset != "" && country != "" {
		if iana, ok := lexicon.Zone(country, 0, 0); ok {
			f.add(claim.Value{Slot: claim.Timezone, Text: iana, Offset: offset}, f.value)
		}
	}
}

// offsetOf reads "UTC+3:30", "GMT-5", "+03:30" as "+03:30".
func offsetOf(s string) (string, bool) {
	s = strings.TrimSpace(s)
	for _, p := range []string{"UTC", "GMT"} {
		s = strings.TrimPrefix(s, p)
	}
	s = strings.TrimSpace(strings.Replace(s, "−", "-", 1))
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return "", false
	}
	h, m, _ := strings.Cut(s[1:], ":")
	if m == "" && len(h) == 4 {
		h, m = h[:2], h[2:]
	}
	if len(h) == 1 {
		h = "0" + h
	}
	if m == "" {
		m = "00"
	}
	if len(h) != 2 || len(m) != 2 || strings.Trim(h+m, "0123456789") != "" {
		return "", false
	}
	return s[:1] + h + ":" + m, true
}

func (f *fieldReader) coordinates() {
	if c, err := where.ParseCoordinates(f.text(f.value)); err == nil {
		f.add(claim.Value{Slot: claim.Coordinates, Lat: c.Lat, Lon: c.Lon, Precision: "site"}, f.value)
	}
}

// sentenceTokens calls visit for every place in the value where a phrase list
// matches.
func scan[T any](f *fieldReader, list *extract.Phrases[T], visit func(T, text.Span)) {
	a := f.in.Analysis
	for _, s := range a.Sentences {
		if !f.value.Overlaps(s.Span) {
			continue
		}
		for i := s.First; i < s.Last; {
			t, n := list.At(a, i, s.Last)
			if n == 0 {
				i++
				continue
			}
			visit(t, a.SpanOf(i, i+n))
			i += n
		}
	}
}

func (f *fieldReader) target() {
	seen := map[string]bool{}
	scan(f, cue.Targets, func(t cue.Thing, _ text.Span) {
		if !seen[t.Kind] && len(seen) < 2 {
			seen[t.Kind] = true
			f.add(claim.Value{Slot: claim.Target, Kind: t.Kind, Text: f.text(f.value)}, f.value)
		}
	})
}

func (f *fieldReader) kind() {
	seen := map[string]bool{}
	scan(f, cue.Violence, func(h cue.Hint, sp text.Span) {
		if h.Code != "" && !seen[h.Code] {
			seen[h.Code] = true
			f.add(claim.Value{Slot: claim.Type, Text: h.Code}, sp)
		}
	})
}

func (f *fieldReader) weapon() {
	for _, p := range f.parts(",;\n") {
		part := fieldReader{in: f.in, x: f.x, value: p}
		seen := false
		a := f.in.Analysis
		for i := range a.Tokens {
			if seen || !p.Contains(a.Tokens[i].Span) {
				continue
			}
			if t, n := cue.Weapons.At(a, i, len(a.Tokens)); n > 0 && p.Contains(a.SpanOf(i, i+n)) {
				part.add(claim.Value{Slot: claim.Weapon, Kind: t.Kind, Text: f.text(p)}, p)
				seen = true
			}
		}
	}
}
