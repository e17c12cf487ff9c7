package casualty

import (
	"sort"
	"strings"

	"dossier/internal/count"
	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// group is people told of together: "three Afghan civilians", "a policeman",
// "the attacker", "Ana Ruiz", "himself".
type group struct {
	first, last int // tokens
	count       count.Count
	category    string
	phrase      text.Span // the noun phrase without its number, for groups of no category
	numbered    bool      // by a numeral or a word such as "none"
	named       bool      // a person by name
	pronoun     bool
	extra       bool // others, more, another
	vague       bool // dozens, hundreds
	of          bool // some of others: "one of them", "two of the bombers"
	shared      bool // told of by another clause: "were hit and killed"
	prefixed    bool // a preposition stands before it
}

// total reports whether the group speaks of everybody: "13 people", "13".
func (g *group) total() bool { return g.numbered && g.category == all && !g.of }

// none reports whether the group is nobody: "none of them".
func (g *group) none() bool { return g.count.IsExact() && g.count.Min == 0 }

// low is token i in lower case, "" outside of the sentence.
func (r *reader) low(i int) string {
	if i < r.sent.First || i >= r.sent.Last {
		return ""
	}
	return r.in.Tokens[i].Lower
}

// numberAt is the number whose first token is i.
func (r *reader) numberAt(i int) *nlp.Number {
	ns := r.in.Numbers
	k := sort.Search(len(ns), func(k int) bool { return ns[k].First >= i })
	if k < len(ns) && ns[k].First == i {
		return &ns[k]
	}
	return nil
}

// personAt is the name of a person that starts at token i.
func (r *reader) personAt(i int) *nlp.Name {
	ns := r.in.Names
	k := sort.Search(len(ns), func(k int) bool { return ns[k].First >= i })
	if k < len(ns) && ns[k].First == i && ns[k].Kind == entity.Person {
		return &ns[k]
	}
	return nil
}

// group reads the people that start at token i and end before limit.
func (r *reader) group(i, limit int) (group, bool) {
	g := group{first: i}
	for {
		switch r.low(i) {
		case "the", "all", "those", "these":
			if n := r.numberAt(i + 1); n == nil && (r.low(i+1) != "other" || r.numberAt(i+2) == nil) {
				return r.single(g.first, i+1, limit)
			}
			i++
			continue
		case "other", "another":
			if r.numberAt(i+1) != nil {
				g.extra = true
				i++
				continue
			}
		case "a", "an": // a further two, a total of 12
			switch w := r.low(i + 1); {
			case (w == "further" || w == "additional") && r.numberAt(i+2) != nil:
				g.extra = true
				i += 2
			case w == "total" && r.low(i+2) == "of" && r.numberAt(i+3) != nil:
				i += 3
			case ordinal(w) && i+2 < limit+1 && r.verbAt(i+2): // "a third was wounded"
				return group{first: g.first, last: i + 2, count: count.Exactly(1), category: anyone, extra: true}, true
			}
		}
		break
	}
	n := r.numberAt(i)
	if n == nil {
		return r.single(g.first, i, limit)
	}
	if n.Kind != nlp.Cardinal || !n.Count.Known() || n.Last > limit {
		return group{}, false
	}
	g.count, g.numbered = n.Count, true
	g.vague = n.Count.Approximate && n.Count.Max == count.Open
	i = n.Last
	if r.low(i) == "of" { // two of the bombers, dozens of others
		w := r.low(i + 1)
		g.of = w == "the" || w == "them" || w == "these" || w == "those" || w == "whom"
		i++
		if r.low(i) == "them" && r.low(i+1) == "of" {
			i++ // "33 bodies, six of them of children"
		}
		for w := r.low(i); w == "the" || w == "of" && r.low(i-1) == "them" || w == "them" || w == "their" || w == "its" || w == "his" || w == "whom"; w = r.low(i) {
			i++
		}
		if m := r.numberAt(i); m != nil && m.Kind == nlp.Cardinal {
			i = m.Last
		}
	}
	return r.phrase(g, i, limit)
}

// ordinal reports whether w counts one more of several.
func ordinal(w string) bool {
	switch w {
	case "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth":
		return true
	}
	return false
}

// verbAt reports whether a verb, an auxiliary or a word of harm stands at token i.
func (r *reader) verbAt(i int) bool {
	if being(r.low(i)) || having(r.low(i)) || r.isHarm(i) {
		return true
	}
	w := r.wordAt(i)
	return w >= 0 && r.in.Words[w].UPOS == nlp.VERB
}

// phrase reads the words behind the number of g, from token i on.
func (r *reader) phrase(g group, i, limit int) (group, bool) {
	start, head, category, plural := i, -1, "", false
	for j := i; j < min(limit, start+10); j++ {
		w := r.low(j)
		if w == "(" && r.low(j+2) == ")" && r.in.Tokens[j+1].Shape == nlp.Upper {
			j += 2
			continue
		}
		if w == "more" || w == "other" || w == "others" || w == "additional" || w == "further" || w == "another" {
			g.extra = true
		}
		if w == "-" && j > i {
			continue
		}
		if n := r.numberAt(j); n != nil && n.Kind == nlp.Age {
			j = n.Last - 1
			continue
		}
		if closed(w) && w != "" || r.numberAt(j) != nil || r.isHarm(j) {
			break
		}
		i = j + 1
		if (w == "couple" || w == "pair") && !g.numbered && r.low(j+1) != "of" { // "an Israeli couple"
			g.count, g.numbered = count.Exactly(2), true
			head, category, plural = j, anyone, true
			continue
		}
		if c, p, ok := personNoun(w); ok && !r.surname(j) {
			head, category, plural = j, c, p
		} else if head >= 0 && !r.peopleAhead(j, limit) {
			break
		}
	}
	g.last = start
	switch {
	case head < 0 && i > start && r.ofFighters(start, i) && r.in.Tokens[i-1].Shape != nlp.Lower: // "21 Taliban"
		g.category, g.phrase, g.last = perpetrators, r.in.SpanOf(start, i), i
	case head < 0 && (i == start || r.adjectives(start, i)): // "13 killed", "22 more were"
		g.category, g.last = all, i
	case head < 0:
		// An unknown noun in the plural counts people unless it is known for a
		// thing: "seven riders", "two Ruritanians".
		if w := r.low(i - 1); !strings.HasSuffix(w, "s") || thing(w) || r.in.Tokens[i-1].Shape != nlp.Title && r.in.Tokens[i-1].Shape != nlp.Lower {
			return group{}, false
		}
		g.category, g.phrase, g.last = anyone, r.in.SpanOf(start, i), i
	default:
		if !plural && g.count.IsExact() && g.count.Min > 1 {
			return group{}, false
		}
		g.category, g.last = r.category(start, head, category), head+1
		if r.low(head) == "member" || r.low(head) == "members" {
			g.last = r.membership(head + 1)
			if g.category == anyone && r.ofFighters(start, g.last) {
				g.category = perpetrators
			}
		}
		g.phrase = r.in.SpanOf(start, g.last)
	}
	g.last = max(g.last, g.first+1)
	if g.numbered && r.low(g.last) == "or" && r.low(g.last+1) == "more" {
		g.count.Max = count.Open
		g.last += 2
	}
	return r.distributed(g), true
}

// surname reports whether the word at token j, though a noun for people, is written as
// a name and is one: "a Ford".
func (r *reader) surname(j int) bool {
	return j > r.sent.First && r.in.Tokens[j].Shape == nlp.Title && lexicon.IsSurname(r.in.Tokens[j].Lower) && j+1 < r.sent.Last && r.in.Tokens[j-1].Shape == nlp.Lower
}

// peopleAhead reports whether a noun for people ends the words from token i on:
// "[eleven Israeli] team members".
func (r *reader) peopleAhead(i, limit int) bool {
	for j := i; j < min(limit, i+4) && !closed(r.low(j)) && !r.isHarm(j); j++ {
		if _, _, ok := personNoun(r.low(j)); ok {
			return true
		}
	}
	return false
}

// ofFighters reports whether tokens [first, last) name an armed group: "five Red
// Dawn members", "members of the Red Dawn".
func (r *reader) ofFighters(first, last int) bool {
	ns := r.in.Names
	for k := sort.Search(len(ns), func(k int) bool { return ns[k].First >= first }); k < len(ns) && ns[k].First < last; k++ {
		if ns[k].Kind == entity.Group {
			return true
		}
	}
	return false
}

// membership is the end of "of the Coast Guard" from token i on, i when there is
// no such phrase.
func (r *reader) membership(i int) int {
	if r.low(i) != "of" {
		return i
	}
	j := i + 1
	if w := r.low(j); w == "the" || w == "a" || w == "his" || w == "their" {
		j++
	}
	k := j
	for k < r.sent.Last && (r.in.Tokens[k].Shape == nlp.Title || r.in.Tokens[k].Shape == nlp.Upper) {
		k++
	}
	if k == j {
		return i
	}
	return k
}

// distributed multiplies "two each from the army and the police".
func (r *reader) distributed(g group) group {
	if r.low(g.last) != "each" || !g.count.IsExact() {
		return g
	}
	switch r.low(g.last + 1) {
	case "from", "in", "at", "of":
	default:
		return g
	}
	for i, n := g.last+2, 1; i < min(r.sent.Last, g.last+16); i++ {
		switch w := r.low(i); {
		case w == ",":
			n++
		case w == "and":
			g.count = count.Exactly(g.count.Min * (n + 1))
			g.last = i
			return g
		case breaks(w) || being(w) || r.isHarm(i):
			return g
		}
	}
	return g
}

// adjectives reports whether tokens [first, last) hold only words such as
// "more" and "others" that leave everybody meant.
func (r *reader) adjectives(first, last int) bool {
	for i := first; i < last; i++ {
		switch w := r.low(i); w {
		case "more", "others", "other", "further", "additional", "initially":
		default:
			if !adverb(w) {
				return false
			}
		}
	}
	return true
}

// category refines the category of a head noun by the words before it.
func (r *reader) category(start, head int, category string) string {
	plain := true
	for i := start; i < head; i++ {
		switch w := r.low(i); w {
		case "police":
			return police
		case "service":
			if w := r.low(head); i == head-1 && (w == "member" || w == "members") {
				return military
			}
		case "security":
			return security
		case "suicide", "armed", "masked":
			if category == anyone || category == all {
				category = anyone
			}
		case "army", "military", "navy", "coast", "troop":
			if category != children && category != civilians {
				return military
			}
		case "civilian", "civilians":
			return civilians
		case "more", "other", "additional", "further", "innocent", "unidentified":
		default:
			if c, _, ok := personNoun(w); ok && c == perpetrators {
				return perpetrators
			}
			plain = false
		}
	}
	if category == all && !plain {
		return anyone
	}
	if category == military && r.low(head) == "personnel" && start == head {
		return anyone
	}
	return category
}

// single reads one person: "a policeman", "the attacker", "another", a name, a
// pronoun. first is the token the group starts with, i the one behind its
// article.
func (r *reader) single(first, i, limit int) (group, bool) {
	g := group{first: first, count: count.Exactly(1)}
	switch w := r.low(first); w {
	case "himself", "herself", "itself":
		g.category, g.pronoun, g.last = perpetrators, true, first+1
		return g, first < limit
	case "he", "she", "him":
		g.category, g.pronoun, g.last = anyone, true, first+1
		return g, first < limit
	case "a", "an", "the", "his", "her", "its", "their", "another":
		if i == first {
			i++
		}
		g.extra = w == "another"
	case "no":
		return r.none(first, limit)
	default:
		if n := r.personAt(first); n != nil && n.Last <= limit {
			g.category, g.named, g.last, g.phrase = anyone, true, n.Last, n.Span
			return g, true
		}
		return r.titled(first, limit)
	}
	p, ok := r.phrase(group{first: first, count: g.count}, i, limit)
	if !ok || p.phrase.IsZero() {
		if g.extra && ok && p.category == all && r.nextHarm(p.last) { // "another was wounded"
			p.category, p.extra = anyone, true
			return p, true
		}
		return group{}, false
	}
	if _, plural, ok := personNoun(r.low(p.last - 1)); (!ok || plural) && !p.numbered {
		return group{}, false
	}
	p.extra = p.extra || g.extra
	if n := r.personAt(p.last); n != nil && n.Last <= limit { // the writer Ana Ruiz
		p.last, p.named = n.Last, true
	}
	return p, true
}

// titled reads a person named behind an office without an article: "police
// chief Ana Ruiz".
func (r *reader) titled(first, limit int) (group, bool) {
	for j := first; j < min(limit, first+5); j++ {
		if n := r.personAt(j); n != nil && n.Last <= limit {
			return group{first: first, last: n.Last, count: count.Exactly(1), category: anyone, named: true, phrase: n.Span}, true
		}
		if closed(r.low(j)) && !(r.low(j) == "of" && j > first) || r.isHarm(j) || r.numberAt(j) != nil {
			break
		}
	}
	return group{}, false
}

// none reads "no people", "no guards".
func (r *reader) none(first, limit int) (group, bool) {
	g, ok := r.phrase(group{first: first, numbered: true}, first+1, limit)
	if !ok || g.last <= first+1 {
		return group{}, false
	}
	g.count = count.Exactly(0)
	return g, true
}

// isHarm reports whether token i is a word of harm.
func (r *reader) isHarm(i int) bool {
	if i < r.sent.First || i >= r.sent.Last {
		return false
	}
	_, _, ok := harmWord(r.in.Tokens[i].Lower)
	return ok
}
