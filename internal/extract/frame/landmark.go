package frame

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// sites are the nouns for what stands or lies in a town: behind a town's name they
// make a site of it ("Gao airfield"), behind another the name of a site ("the Saafi
// restaurant").
var sites = lexicon.Listed("anchorage airfield airport airbase base port harbour harbor jetty terminal pier checkpoint junction crossing roundabout interchange bridge road street lane " +
	"highway square market bazaar mosque church temple synagogue school university hospital clinic hotel restaurant cafe club stadium station stop courthouse court " +
	"prison barracks camp compound headquarters office offices mine plant refinery depot mall centre center embassy consulate " +
	"ministry parliament palace house building tower park beach resort theatre theater cinema museum bank shop store farm gate tunnel platform")

// townIn is the town at the head of a place's name that ends in a noun for a site:
// "Conakry" of "Conakry Anchorage".
func (r *reading) townIn(n *nlp.Name) (text.Span, string, bool) {
	a := r.in.Analysis
	if n.Last-n.First < 2 || n.Last-n.First > 6 || !sites[a.Tokens[n.Last-1].Lower] {
		return text.Span{}, "", false
	}
	ws := make([]string, 0, n.Last-n.First)
	for i := n.First; i < n.Last; i++ {
		ws = append(ws, a.TokenText(i))
	}
	h := lexicon.Longest(ws)
	if h.Kind != lexicon.Town || h.Words == 0 || h.Words == len(ws) {
		return text.Span{}, "", false
	}
	country := h.Country
	if country == "" {
		country = lexicon.Resolve(h.Places, nil).Country
	}
	return a.SpanOf(n.First, n.First+h.Words), country, true
}

// landmark is a name with the noun for a site in small letters behind it: "the Saafi
// restaurant", "Vaartsche Rijn tram stop"; ok is false where there is none.
func (r *reading) landmark(n *nlp.Name) (text.Span, bool) {
	sp, ok := r.siteBehind(n)
	last := strings.ToLower(r.in.Text(sp)[strings.LastIndexByte(r.in.Text(sp), ' ')+1:])
	// "the Leeds clinic" is some clinic in Leeds, "Leeds airport" a name
	return sp, ok && (n.Place == 0 || ofTown(last) || r.townBehind(sp))
}

// siteBehind is a name with the noun for a site behind it.
func (r *reading) siteBehind(n *nlp.Name) (text.Span, bool) {
	a := r.in.Analysis
	if n.Adjective || n.Kind == entity.State {
		return text.Span{}, false
	}
	for i := n.Last; i < min(len(a.Tokens), n.Last+3); i++ {
		t := &a.Tokens[i]
		if t.Shape != nlp.Lower || t.Span.Start-a.Tokens[i-1].Span.End > 1 {
			return text.Span{}, false
		}
		if sites[t.Lower] {
			return a.SpanOf(n.First, i+1), true
		}
		switch t.Lower {
		case "tram", "railway", "train", "bus", "metro", "police", "army", "filling", "petrol", "gas", "shopping", "fire", "power", "primary", "high", "secondary", "toll", "border":
		default:
			return text.Span{}, false
		}
	}
	return text.Span{}, false
}

// ofTown reports whether a town has one of what w is for, which goes by its name.
func ofTown(w string) bool {
	switch w {
	case "airport", "airfield", "airbase", "port", "anchorage", "harbour", "harbor", "prison", "junction", "crossing", "roundabout":
		return true
	}
	return false
}

// attributive reports whether a state's name only says whose somebody is: "US
// soldiers", "a New Zealand couple".
func (r *reading) attributive(n *nlp.Name) bool {
	first, last := extract.WordsIn(r.in, n.Span)
	if first >= last || last >= len(r.in.Words) {
		return false
	}
	w := &r.in.Words[last]
	if w.UPOS != nlp.NOUN || w.Span.Start-n.Span.End > 1 {
		return false
	}
	lemma := strings.ToLower(w.Lemma)
	return lexicon.NounClass(lemma).First&1 != 0 || theirs[lemma]
}

// theirs are the nouns for several people, or for a mission, that belong to a state
// wherever they are.
var theirs = lexicon.Listed("troops troop forces force couple family embassy consulate personnel crew contingent convoy peacekeepers staff delegation team mission")

// people reports whether a word for a nation's people is itself the noun: "two
// Britons", "the Egyptians".
func (r *reading) people(n *nlp.Name) bool {
	first, last := extract.WordsIn(r.in, n.Span)
	return first < last && strings.Contains(r.in.Words[last-1].Feats, "Number=Plur")
}

// flag reports whether a state is that of a ship's flag: "Panama flag".
func (r *reading) flag(n *nlp.Name) bool {
	if n.Last >= len(r.in.Tokens) {
		return false
	}
	switch w := r.in.Tokens[n.Last].Lower; w {
	case "flag", "flagged", "registered", "flags":
		return true
	case "-":
		return n.Last+1 < len(r.in.Tokens) && (r.in.Tokens[n.Last+1].Lower == "flagged" || r.in.Tokens[n.Last+1].Lower == "registered")
	}
	return n.First > 0 && r.in.Tokens[n.First-1].Lower == "flag"
}

// hasFigure reports whether a name has a figure in it, as no town's has: "KM4",
// "Sector 5".
func (r *reading) hasFigure(n *nlp.Name) bool {
	return strings.ContainsAny(r.in.Text(n.Span), "0123456789")
}
