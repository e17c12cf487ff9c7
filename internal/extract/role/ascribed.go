package role

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// ascribed adds the groups to which a report ascribes the deed without a verb of
// what they did: "suspected JNIM fighters", "AQI SUSPECTED", "the Front is believed
// responsible", "the work of Red Dawn". People are asked for elsewhere: of one who
// is suspected it is told who suspects him.
func (r *reader) ascribed() {
	for ni := range r.in.Names {
		n := &r.in.Names[ni]
		if n.Kind != entity.Group && n.Kind != entity.Organisation || n.Adjective || ni >= len(r.in.EntityOf) || r.in.EntityOf[ni] == "" {
			continue
		}
		s := r.sentenceAt(n.First)
		if s < 0 || !r.reads(s) {
			continue
		}
		if i := r.ascribing(&r.in.Sentences[s], n); i >= 0 {
			r.assign(n.First, suspected, i, i+1)
		}
	}
}

// sentenceAt is the sentence of token i, -1 for none.
func (r *reader) sentenceAt(i int) int {
	ss := r.in.Sentences
	si := sort.Search(len(ss), func(k int) bool { return ss[k].Last > i })
	if si == len(ss) || ss[si].First > i {
		return -1
	}
	return si
}

// ascribing is the token of the word that ascribes the deed to n, -1 for none.
func (r *reader) ascribing(s *nlp.Sentence, n *nlp.Name) int {
	if i := r.suspectedBefore(s, n); i >= 0 {
		return i
	}
	k := n.Last
	for k < s.Last && (groupNoun(r.lower(k)) || r.in.Tokens[k].Lower == ")" || r.in.Tokens[k].Lower == "(") {
		k++
	}
	if r.workOf(s, n.First) {
		return n.First - 1
	}
	return r.behind(s, k)
}

// suspectedBefore is the "suspected" or "alleged" before a group's name whose people
// are not the ones to whom something is done.
func (r *reader) suspectedBefore(s *nlp.Sentence, n *nlp.Name) int {
	for i := n.First - 1; i >= max(s.First, n.First-3); i-- {
		switch r.lower(i) {
		case "suspected", "presumed":
			if i > s.First && (r.lower(i-1) == "is" || r.lower(i-1) == "are" || r.lower(i-1) == "was" || r.lower(i-1) == "were") || r.seizes(s, i) {
				return -1
			}
			return i
		case "the", "local", "armed", "islamist", "jihadist":
		default:
			return -1
		}
	}
	return -1
}

// seizes reports whether a verb of arresting or killing stands before token i: those
// behind it are suspects of something else.
func (r *reader) seizes(s *nlp.Sentence, i int) bool {
	for k := i - 1; k >= max(s.First, i-4); k-- {
		switch r.lower(k) {
		case "arrested", "detained", "killed", "against", "raided", "neutralised", "neutralized", "captured", "targeted", "targeting":
			return true
		}
	}
	return false
}

// workOf reports whether "the work of" or "responsibility of" leads to token i.
func (r *reader) workOf(s *nlp.Sentence, i int) bool {
	k := i - 1
	if k > s.First && r.lower(k) == "the" {
		k--
	}
	return k-1 >= s.First && r.lower(k) == "of" && (r.lower(k-1) == "work" || r.lower(k-1) == "handiwork")
}

// behind is the word that ascribes the deed to what stands before token k: "is
// suspected", "believed responsible", "is believed to hold them", over a description
// between commas and a predicate joined by "and"; -1 for none.
func (r *reader) behind(s *nlp.Sentence, k int) int {
	if k < s.Last && r.lower(k) == "," { // "the gang, which controls the road, is believed"
		end := k + 1
		for end < s.Last && r.lower(end) != "," && end < k+12 {
			end++
		}
		if end < s.Last && r.lower(end) == "," {
			k = end + 1
		}
	}
	for i := k; i < min(s.Last, k+10); i++ {
		switch w := r.lower(i); w {
		case "suspected", "believed", "thought", "presumed", "assessed", "likely", "probably":
			if r.ofDeed(s, i) {
				return i
			}
		case "is", "are", "was", "were", "and", "active", "in", "the", "area", "also", "strongly", "widely", "region", "operating", "there", "most", "to", "be":
			continue
		}
		return -1
	}
	return -1
}

// ofDeed reports whether the word of suspecting at token i is of the deed: nothing
// follows it, or "responsible", "to be behind", "to hold", "of carrying it out".
func (r *reader) ofDeed(s *nlp.Sentence, i int) bool {
	k := i + 1
	if k >= s.Last || r.in.Tokens[k].Shape == nlp.Punct {
		return r.lower(i) == "suspected"
	}
	for ; k < min(s.Last, i+5); k++ {
		switch r.lower(k) {
		case "responsible", "behind", "hold", "holding", "perpetrators", "culprits", "perpetrator", "carried", "carrying", "involved":
			return true
		case "to", "be", "have", "been", "of", "the":
		default:
			return false
		}
	}
	return false
}

// groupNoun reports whether w is what a group's name is called behind it.
func groupNoun(w string) bool {
	switch w {
	case "group", "gang", "network", "militia", "fighters", "militants", "elements", "terrorists", "faction", "rebels", "insurgents", "cell", "members":
		return true
	}
	return false
}

// fieldSuspects adds the groups that a field of an alert names as those suspected.
func (r *reader) fieldSuspects() {
	for _, b := range r.in.Doc.Blocks {
		if b.Key.IsZero() || !assessed[strings.ToLower(r.in.Doc.Text.Slice(b.Key))] {
			continue
		}
		for i, n := range r.in.Names {
			if n.Kind == entity.Group && r.in.EntityOf[i] != "" && b.Value.Contains(n.Span) {
				r.value(part{slot: claim.Suspect, basis: "suspected"}, r.in.EntityOf[i], n.Span)
				r.named = true
			}
		}
	}
}

// assessed are the keys of the fields in which alerts say whom they suspect.
var assessed = map[string]bool{"assessment": true, "unit": true, "u": true, "who": true, "attribution": true, "suspects": true, "suspect": true}
