package frame

import (
	"sort"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// townFactor is how much less, or more, a place name says than its place in the
// sentence: a street or the outlet is no town, a quarter of one says little, the
// town whose police speak says much.
func (r *reading) townFactor(si int, n *nlp.Name) float64 {
	a, s := r.in.Analysis, &r.in.Sentences[si]
	if r.inAddress(si, n) || r.outlet(s, n) {
		return 0
	}
	if stateAbbreviations[r.plainToken(s, n.First)] && n.Last == n.First+1 && (n.First > s.First && a.Tokens[n.First-1].Lower == "," || a.Tokens[n.First].Shape == nlp.Upper) {
		return 0.1
	}
	f := 1.0
	if r.hasFigure(n) {
		f = 0.2
	}
	if sp, ok := r.siteBehind(n); ok && n.Last < s.Last && (plainSite(a.Tokens[n.Last].Lower) || r.townBehind(sp)) {
		f *= 0.4
	}
	switch r.plainToken(s, n.Last-1) {
	case "county", "parish", "township", "province", "region", "state", "side":
		f = 0.4
	}
	if r.quarter(n) {
		return 0.35 * f
	}
	switch r.plainToken(s, n.Last) {
	case "police", "firefighters", "sheriff", "deputies", "detectives", "authorities":
		if n.Place != 0 {
			f = 2
		}
	case ",":
		if stateAbbreviations[r.plainToken(s, n.Last+1)] {
			f = 1.5
		}
	}
	return f
}

// plainSite reports whether what is called by w lies at a crossing or on a road and
// goes by another name than its town's: "Kesklinn junction near Tapa".
func plainSite(w string) bool {
	switch w {
	case "junction", "crossing", "roundabout", "interchange", "road", "street", "square", "bridge", "checkpoint":
		return true
	}
	return false
}

// townBehind reports whether a town's name follows a comma or "in" behind sp: "Crossgates
// market, Leeds".
func (r *reading) townBehind(sp text.Span) bool {
	ns := r.in.Names
	if i := sort.Search(len(ns), func(i int) bool { return ns[i].Span.Start >= sp.End }); i < len(ns) {
		n := &ns[i]
		between := strings.TrimSpace(r.in.Text(text.Span{Start: sp.End, End: n.Span.Start}))
		return n.Kind == entity.Place && (between == "," || between == "in" || between == ", in")
	}
	return false
}

// quarter reports whether the text calls a place part of a town, here or
// elsewhere: "the Poppleton neighborhood".
func (r *reading) quarter(n *nlp.Name) bool {
	if r.quarters == nil {
		r.quarters = map[string]bool{}
		for i := range r.in.Names {
			o := &r.in.Names[i]
			if o.Kind != entity.Place || o.Last >= len(r.in.Tokens) {
				continue
			}
			switch r.in.Tokens[o.Last].Lower {
			case "neighborhood", "neighbourhood", "section", "area", "district", "suburb", "side", "borough", "quarter", "community", "housing", "apartments", "region", "county":
				r.quarters[strings.ToLower(r.in.Text(o.Span))] = true
			}
		}
	}
	return r.quarters[strings.ToLower(r.in.Text(n.Span))]
}

// inAddress reports whether a name is part of a street address.
func (r *reading) inAddress(si int, n *nlp.Name) bool {
	for _, ad := range r.addressesOf(si) {
		if n.First < ad.last && ad.first < n.Last {
			return true
		}
	}
	return false
}

// addressesOf are the addresses of sentence si, read once.
func (r *reading) addressesOf(si int) []address {
	if r.streets == nil {
		r.streets = make([][]address, len(r.in.Sentences))
		for i := range r.in.Sentences {
			r.streets[i] = r.addresses(&r.in.Sentences[i])
		}
	}
	return r.streets[si]
}

// outlet reports whether a name stands in the part of a headline that names the
// outlet: behind its last upright or angle.
func (r *reading) outlet(s *nlp.Sentence, n *nlp.Name) bool {
	switch r.in.Doc.Blocks[s.Block].Kind {
	case doc.Title, doc.Header:
	default:
		return false
	}
	for i := n.First - 1; i > s.First; i-- {
		switch r.in.Tokens[i].Lower {
		case "|", "«", "»", "::":
			return true
		}
	}
	return false
}

// policeTown is the town in the name of a police force ("Houston Police
// Department"): it polices where it happened.
func (r *reading) policeTown(n *nlp.Name) (text.Span, string, bool) {
	a := r.in.Analysis
	ws := make([]string, 0, n.Last-n.First)
	police := false
	for i := n.First; i < n.Last; i++ {
		w := a.Tokens[i].Lower
		police = police || w == "police" || w == "sheriff" || w == "pd"
		ws = append(ws, a.TokenText(i))
	}
	hit := lexicon.Longest(ws)
	if !police || hit.Words == 0 || hit.Kind != lexicon.Town || hit.Words == len(ws) {
		return text.Span{}, "", false
	}
	return a.SpanOf(n.First, n.First+hit.Words), hit.Country, true
}

// dateline is the town that a report is dated from: the place at the start of
// its body before a dash, with the state, the day or the agency between them.
func (r *reading) dateline() (text.Span, string, bool) {
	a := r.in.Analysis
	for si := r.body; si < min(len(a.Sentences), r.body+4); si++ {
		s := &a.Sentences[si]
		if !a.Doc.Blocks[s.Block].Key.IsZero() || byline(a.Tokens[s.First].Lower) {
			continue
		}
		n := extract.NameAt(r.in, s.First)
		if n == nil || n.First != s.First || n.Kind != entity.Place && n.Kind != entity.State || n.Adjective {
			continue
		}
		depth := 0
		for i := n.Last; i < min(len(a.Tokens), n.Last+16); i++ {
			switch w := a.Tokens[i].Lower; {
			case w == "(":
				depth++
			case w == ")":
				depth--
			case strings.HasPrefix(w, "--") || strings.HasSuffix(w, "--") || w == "—" || w == "–" || w == "-":
				return n.Span, n.Country, true
			case depth > 0 || w == "," || w == "." || stateAbbreviations[strings.TrimSuffix(w, ".")]:
			case extract.NameAt(r.in, i) != nil && extract.NameAt(r.in, i).Kind != entity.Person, a.Tokens[i].Shape == nlp.Digit, r.month(w):
			default:
				return text.Span{}, "", false
			}
		}
		return text.Span{}, "", false
	}
	return text.Span{}, "", false
}

// byline reports whether a line that begins with w is by whom the report is, or a
// note to editors.
func byline(w string) bool { return w == "by" || w == "(" || w == "*" || w == "•" }

func (r *reading) month(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december":
		return true
	}
	return false
}

// surelyThere is the weight of a town of which the lead says that the deed was in it.
const surelyThere = 5.5

// withDateline adds the town of the dateline, which is where it happened unless
// the report tells of another country.
func (r *reading) withDateline(towns, states []spot) []spot {
	sp, country, ok := r.dateline()
	if !ok {
		return towns
	}
	name := r.in.Text(sp)
	w := 8.0
	for _, o := range append(append([]spot(nil), towns...), states...) {
		if !strings.EqualFold(o.name, name) && o.country != "" && country != "" && o.country != country && o.weight > 1.5 {
			w = 0
		}
	}
	for _, o := range towns { // another town of the country in which the lead says that it happened
		if !strings.EqualFold(o.name, name) && o.weight > surelyThere && o.country == country {
			w = min(w, 1)
		}
	}
	return addSpot(towns, name, country, w, sp)
}

// stateAbbreviations are the states of the United States as datelines and the
// post shorten them.
var stateAbbreviations = lexicon.Listed("ala alaska ariz ark calif colo conn del fla ga hawaii idaho ill ind iowa kan ky la maine md mass mich minn miss mo mont neb nev " +
	"n.h n.j n.m n.y n.c n.d ohio okla ore pa r.i s.c s.d tenn texas utah vt va wash w.va wis wyo d.c " +
	"al ak az ar ca co ct de fl ga hi id il ia ks ky la md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc")
