package participant

import (
	"strings"

	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// survey is what the names of one entity tell together: the most tokens that any of
// them has, an office beside one counting as further ones.
type survey struct {
	longest map[int]int
	small   map[string]bool // words that the text writes small
}

func look(in *extract.Input) *survey {
	s := &survey{map[int]int{}, map[string]bool{}}
	for i := range in.Tokens {
		if in.Tokens[i].Shape == nlp.Lower {
			s.small[in.Tokens[i].Lower] = true
		}
	}
	for i := range in.Names {
		n := &in.Names[i]
		long := n.Last - n.First
		if !n.Position.IsZero() {
			long += 100
		}
		s.longest[n.Entity] = max(s.longest[n.Entity], long)
	}
	return s
}

// kindOf is what name i stands for, which its words and those around it may tell
// better than the analysis did; ok is false for what is no name of anybody.
func (s *survey) kindOf(in *extract.Input, i int) (k entity.Kind, ok bool) {
	n := &in.Names[i]
	words := strings.Fields(in.Text(n.Span))
	if len(words) == 0 {
		return "", false
	}
	switch n.Kind {
	case entity.Person:
		return s.personKind(in, i, words)
	case entity.Organisation:
		if street(words) {
			return entity.Facility, true
		}
		if weapon(words[len(words)-1]) {
			return "", false
		}
		return n.Kind, !thingOf(strings.ToLower(words[0])) || len(words) > 1
	}
	return n.Kind, true
}

// personKind is kindOf for what was taken for a person.
func (s *survey) personKind(in *extract.Input, i int, words []string) (entity.Kind, bool) {
	n := &in.Names[i]
	switch {
	case callsItself(in, n):
		return entity.Group, true
	case len(words) > 1 && bodyWord(words[len(words)-1]):
		return entity.Organisation, true
	case titlesOnly(words), len(words) == 1 && s.common(in, n):
		return "", false
	case s.placeName(in, i, words):
		return entity.Place, true
	}
	return entity.Person, true
}

// callsItself reports whether the words before a name say that it is a group's: "a
// Sunni group calling itself X", "the organisation known as X".
func callsItself(in *extract.Input, n *nlp.Name) bool {
	k := n.First - 1
	for k >= 0 && in.Tokens[k].Shape == nlp.Punct {
		k--
	}
	if k >= 1 && in.Tokens[k].Lower == "as" && in.Tokens[k-1].Lower == "known" {
		k -= 2
	} else if k >= 1 && in.Tokens[k].Lower == "itself" {
		k -= 2
	} else if k >= 0 && (in.Tokens[k].Lower == "called" || in.Tokens[k].Lower == "named" || in.Tokens[k].Lower == "dubbed") {
		k--
	} else {
		return false
	}
	if k < 0 {
		return false
	}
	switch in.Tokens[k].Lower {
	case "group", "organisation", "organization", "faction", "militia", "cell", "movement", "network":
		return true
	}
	return false
}

// bodyWord reports whether a name that ends in w is a body's and no person's.
func bodyWord(w string) bool {
	switch w {
	case "Media", "TV", "Television", "News", "Agency", "University", "Ministry", "Council", "Committee", "Party", "Brigade", "Brigades", "Battalion",
		"Radio", "Newspaper", "Foundation", "Institute", "Commission", "Corporation":
		return true
	}
	return false
}

// titlesOnly reports whether a name is nothing but titles and offices: "Imam",
// "Prime Minister".
func titlesOnly(words []string) bool {
	for _, w := range words {
		w = strings.ToLower(strings.Trim(w, "."))
		if !lexicon.IsTitle(w) && !lexicon.IsOffice(w) && w != "prime" && w != "deputy" && w != "vice" && w != "imam" {
			return false
		}
	}
	return true
}

// common reports whether a name of one word is a common noun that the layout
// writes large: the plural of people ("TERRORISTS", "Crusaders") or a noun that
// tells a happening ("Breach").
func (s *survey) common(in *extract.Input, n *nlp.Name) bool {
	first, last := extract.WordsIn(in, n.Span)
	if first >= last || lexicon.IsGivenName(strings.ToLower(in.WordText(first))) || lexicon.IsSurname(strings.ToLower(in.WordText(first))) {
		return false
	}
	lower := strings.ToLower(in.WordText(first))
	if s.small[lower] && lexicon.NounClass(lower).First != 0 {
		return true // a headline's "Gunman", which the report writes small
	}
	if one, plural := strings.CutSuffix(lower, "s"); plural && lexicon.NounClass(one).First != 0 {
		return true
	}
	p := in.PredicateAt(first)
	return p >= 0 && in.Predicates[p].Noun && in.Predicates[p].Event
}

// placeName reports whether a name taken for a person's is that of a known place:
// never part of a longer name of a person, without given name, title or office, and
// large or behind a word for where.
func (s *survey) placeName(in *extract.Input, i int, words []string) bool {
	n := &in.Names[i]
	if !n.Position.IsZero() || lexicon.IsGivenName(strings.ToLower(words[0])) {
		return false
	}
	hit := lexicon.Longest(words)
	if hit.Words != len(words) || hit.Words == 0 {
		return false
	}
	if n.Entity >= 0 && s.longest[n.Entity] > n.Last-n.First {
		return false
	}
	if n.First > 0 {
		switch in.Tokens[n.First-1].Lower {
		case "in", "near", "at", "from", "outside":
			return true
		case "mr", "mr.", "mrs", "ms", "dr", "dr.":
			return false
		}
	}
	for _, c := range hit.Places {
		if c.Population > 200000 {
			return true
		}
	}
	return false
}

// street reports whether a name is that of a street.
func street(words []string) bool {
	switch w := words[len(words)-1]; w {
	case "Street", "Road", "Avenue", "Boulevard", "Lane", "Highway":
		return len(words) > 1
	default:
		l := strings.ToLower(w)
		return strings.HasSuffix(l, "straße") || strings.HasSuffix(l, "strasse")
	}
}

// weapon reports whether a name that ends in w is a weapon's: "Kalashnikov rifle".
func weapon(w string) bool {
	switch strings.ToLower(w) {
	case "rifle", "rifles", "pistol", "pistols", "gun", "guns", "revolver", "grenade", "grenades", "launcher", "shotgun", "knife", "bomb":
		return true
	}
	return false
}

// thingOf reports whether a word written like a body's initials is a thing: a kind
// of camera, a rifle, a zone of time.
func thingOf(w string) bool {
	switch w {
	case "cctv", "akm", "ak-47", "dna", "gps", "suv", "ied", "vbied", "edt", "est", "gmt", "utc", "am", "pm", "ar-15", "rpg":
		return true
	}
	return false
}

// honours are letters set behind a person's name that are no part of it.
func honour(w string) bool {
	switch strings.Trim(w, ".,") {
	case "MP", "CH", "MBE", "OBE", "CBE", "KBE", "KC", "QC", "AM", "AO", "AC", "MEP", "MLA", "PhD", "Esq":
		return true
	}
	return false
}

// bare is the words of a person's name without the honours behind it.
func bare(in *extract.Input, sp text.Span) string {
	words := strings.Fields(in.Text(sp))
	for len(words) > 2 && honour(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// noOffice reports whether a position is none: a word for a part in the deed, or
// for nobody in particular.
func noOffice(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	if len(words) == 0 {
		return true
	}
	switch words[len(words)-1] {
	case "attacker", "gunman", "suspect", "shooter", "bomber", "victim", "assailant", "perpetrator", "man", "woman", "one", "boy", "girl", "hijacker", "killer",
		"survivor", "person", "knifeman", "defendant", "accused", "captive", "hostage", "son", "daughter", "wife", "husband", "brother", "sister", "mother", "father":
		return true
	}
	return false
}
