package ner

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// jargon are the abbreviations of alerts and military messages that are no names,
// written in capitals.
var jargon = wordSet("vic ivo vcty iso kia wia ekia ewia dow qrf medevac casevac evac saf rpg hmg lmg mmg gpmg nfi nftr nstr ied ieds vbied vbieds svbied svbieds" +
	" rcied vpied cwied pbied hme uxo erw dtg subj approx pax poo poi bda cas civcas sitrep spotrep opsum intsum intrep bluf unk tbc tbd wef iot msr asr" +
	" ln lns ins aag acm apc afv atgm manpads uas uav rpas ngo ingo ngos ingos idp idps pob etd nm hrs utc gmt km grid mgrs wx vis tnt flash urgent" +
	" bulletin snap recasts nil none nmcb toc hq poc ref refs rptd ttps loc dfp idfs comms veh vehs pers cpers cf ff en psn posn gsw psaf dispo" +
	" edt est cat ids ecp cp ops cwd resp enq inject endex startex noduff x narrative action activity details casualties summary remarks assessment")

// beside are those of them that stand before a place that something is near.
var beside = wordSet("vic ivo vcty")

// alerts cuts the jargon of alerts out of names, and gives back as places what
// stands behind "VIC" and "IVO". A name that is nothing else is none.
func (r *reader) alerts() {
	out := r.names[:0:0]
	for i := range r.names {
		c := r.names[i]
		if !r.jargonIn(&c) {
			out = append(out, c)
			continue
		}
		for k := c.First; k < c.Last; {
			for k < c.Last && r.isJargon(k) {
				k++
			}
			end := k
			for end < c.Last && !r.isJargon(end) {
				end++
			}
			if k < end && r.letters(k, end) {
				out = append(out, r.piece(&c, k, end))
			}
			k = end
		}
	}
	r.names = out
	r.behindJargon()
	r.knownGroups()
	for i := range r.names {
		r.armed(&r.names[i])
	}
}

// knownGroups adds the known armed groups that are written as names and stand in
// none, and makes those whole of which a name has a part: "[Haqqani] network".
func (r *reader) knownGroups() {
	var found []candidate
	var words [8]string
	for _, s := range r.a.Sentences {
		for i := s.First; i < s.Last; i++ {
			n := 0
			for n < len(words) && i+n < s.Last {
				words[n] = r.a.Tokens[i+n].Lower
				n++
			}
			n = lexicon.KnownArmedGroupAt(words[:n])
			if n > 1 && words[n-1] == "group" {
				n-- // what it is called, and no part of its name
			}
			if n == 0 || !r.writtenAsName(i, n) {
				continue
			}
			found = append(found, candidate{Name: nlp.Name{Span: r.a.SpanOf(i, i+n), First: i, Last: i + n, Kind: entity.Group, Entity: -1}})
			i += n - 1
		}
	}
	if len(found) == 0 {
		return
	}
	out, k := make([]candidate, 0, len(r.names)+len(found)), 0
	for _, c := range r.names {
		for k < len(found) && found[k].Last <= c.First {
			out = append(out, found[k])
			k++
		}
		if k < len(found) && found[k].First < c.Last && found[k].Last > c.Last && found[k].First == c.First {
			continue // part of a known group's name
		}
		for k < len(found) && found[k].First < c.Last {
			k++ // the name holds it
		}
		out = append(out, c)
	}
	r.names = append(out, found[k:]...)
}

// writtenAsName reports whether one of the n tokens from i on has a capital, and
// the only one is in capitals where it is short.
func (r *reader) writtenAsName(i, n int) bool {
	if n == 1 && len(r.a.Tokens[i].Lower) <= 5 {
		return r.a.Tokens[i].Shape == nlp.Upper
	}
	for k := i; k < i+n; k++ {
		if s := r.a.TokenText(k); strings.ToLower(s) != s {
			return true
		}
	}
	return false
}

// isJargon reports whether token i is an abbreviation of alerts.
func (r *reader) isJargon(i int) bool {
	t := &r.a.Tokens[i]
	return t.Shape == nlp.Upper && jargon[t.Lower]
}

func (r *reader) jargonIn(c *candidate) bool {
	for k := c.First; k < c.Last; k++ {
		if r.isJargon(k) {
			return true
		}
	}
	return false
}

// letters reports whether tokens [i, j) hold a word of three letters or more.
func (r *reader) letters(i, j int) bool {
	for k := i; k < j; k++ {
		if s := r.a.Tokens[k].Shape; s != nlp.Punct && s != nlp.Digit && s != nlp.Symbol && len(r.a.Tokens[k].Lower) > 2 {
			return true
		}
	}
	return false
}

// piece is tokens [i, j) of c as a name of their own.
func (r *reader) piece(c *candidate, i, j int) candidate {
	p := *c
	p.First, p.Last, p.Span = i, j, r.a.SpanOf(i, j)
	if i > c.First && i > 0 && beside[r.a.Tokens[i-1].Lower] {
		p.Kind, p.Adjective = entity.Place, false
	}
	if h := r.words[i].hit; h.n == j-i && h.kind != "" {
		p.Kind, p.Country, p.Adjective = h.kind, h.country, h.adjective
	}
	return p
}

// behindJargon makes places of the names that stand right behind "VIC" or "IVO", and
// of those in capitals that are a known place's elsewhere in the text.
func (r *reader) behindJargon() {
	known := map[string]bool{}
	for i := range r.names {
		if c := &r.names[i]; c.Kind == entity.Place && r.words[c.First].hit.n == c.Last-c.First {
			known[r.a.Text(c.Span)] = true
		}
	}
	for i := range r.names {
		if c := &r.names[i]; c.Kind == entity.Person && c.Last == c.First+1 && r.a.Tokens[c.First].Shape == nlp.Upper && known[r.a.Text(c.Span)] {
			c.Kind = entity.Place
		}
	}
	for i := range r.names {
		c := &r.names[i]
		if k := c.First - 1; k >= 0 && r.a.Tokens[k].Shape == nlp.Upper && beside[r.a.Tokens[k].Lower] && (c.Kind == entity.Person || c.Kind == entity.Organisation) {
			c.Kind = entity.Place
		}
	}
}

// armed makes a group of a name that is a known armed group's, or that a word for
// one stands behind: "the Haqqani network", "the Red Corner gang".
func (r *reader) armed(c *candidate) {
	if c.Adjective || c.Kind == entity.State {
		return
	}
	switch {
	case lexicon.IsKnownArmedGroup(strings.ToLower(r.a.Text(c.Span))):
	case c.Last < len(r.a.Tokens) && c.Position.IsZero() && (c.Kind == entity.Person && fighters[r.a.Tokens[c.Last].Lower] ||
		c.Kind == entity.Organisation && bands[r.a.Tokens[c.Last].Lower]):
	default:
		return
	}
	c.Kind = entity.Group
}

// bands are those of them that no body of another kind stands before.
var bands = wordSet("gang militia cartel militants rebels insurgents terrorists guerrillas")

// fighters are the words behind the name of an armed group.
var fighters = wordSet("gang militia faction cartel brigade militants fighters rebels insurgents terrorists guerrillas gunmen elements")
