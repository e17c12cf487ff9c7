package ner

import (
	"slices"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// tagged is a name as the tagger labels it: tokens [first, last).
type tagged struct {
	first, last int
	kind        string
}

// merge makes one list of what the rules propose and what the tagger labels.
// The tagger decides where names begin and end and whether they are persons,
// organisations or places; the rules keep what is theirs: nationalities,
// states, missions written in small letters, groups, positions.
func (r *reader) merge(labels []uint8) {
	var tags, others []tagged
	for _, s := range r.a.Sentences {
		Spans(labels[s.First:s.Last], func(i, j int, kind string) {
			switch t, ok := r.trim(tagged{s.First + i, s.First + j, kind}); {
			case kind == "MISC":
				others = append(others, t)
			case ok:
				tags = append(tags, r.parts(t)...)
			}
		})
	}
	tags = r.shops(r.explained(r.withStates(r.listed(tags))))
	r.agree(tags)
	rules := r.unlessOther(others)
	slices.SortStableFunc(rules, func(a, b candidate) int { return a.First - b.First })
	r.names = make([]candidate, 0, len(rules)+len(tags)/4)
	for i, j := 0, 0; i < len(rules) || j < len(tags); {
		i2, j2 := together(rules, tags, i, j)
		r.decide(rules[i:i2], tags[j:j2])
		i, j = i2, j2
	}
}

// parts is a tagged name, cut in two where a town stands right before its state
// or region ("Miramar Florida"), or a state before who holds an office of it.
func (r *reader) parts(t tagged) []tagged {
	if k := r.houseIn(t); k > 0 {
		return []tagged{{t.first, k, t.kind}, {k, t.last, "LOC"}}
	}
	if t.kind != "LOC" || t.last < t.first+2 {
		return []tagged{t}
	}
	h := r.lexical(t)
	cut := t.first + h.Words
	if h.Kind == lexicon.State && h.Words > 0 && cut < t.last && t.first > 1 && r.a.Tokens[t.first-1].Lower == "of" && r.words[t.first-2].class&office != 0 {
		return []tagged{{t.first, cut, t.kind}, {cut, t.last, "PER"}} // "President of Peru Rosa Quispe"
	}
	if h.Words == 0 || cut >= t.last || h.Kind != lexicon.Town && h.Kind != lexicon.Region {
		return []tagged{t}
	}
	rest := tagged{cut, t.last, t.kind}
	g := r.lexical(rest)
	whole := g.Words == t.last-cut && (g.Kind == lexicon.Region && h.Kind == lexicon.Town || g.Kind == lexicon.State)
	if !whole {
		return []tagged{t}
	}
	return []tagged{{t.first, cut, t.kind}, rest}
}

// withTowns adds the towns of one word that stand before an abbreviated state that
// is tagged, and are not tagged themselves.
func (r *reader) withTowns(tags []tagged) []tagged {
	for i := 0; i < len(tags); i++ {
		at := tags[i].first
		if at < 2 || tags[i].last > at+1 || r.a.Tokens[at-1].Lower != "," || lexicon.USState(r.a.TokenText(at)) == "" {
			continue
		}
		town := tagged{at - 2, at - 1, "LOC"}
		if (i == 0 || tags[i-1].last <= at-2) && r.words[at-2].cap && r.isTown(town) {
			tags = slices.Insert(tags, i, town)
			i++
		}
	}
	return tags
}

// isTown reports whether the whole of t is a town's name.
func (r *reader) isTown(t tagged) bool {
	h := r.lexical(t)
	return h.Kind == lexicon.Town && h.Words == t.last-t.first
}

// houseIn is where the town begins in which a house called after its owner stands:
// "Marlow's Lansing"; 0 when t is no such name.
func (r *reader) houseIn(t tagged) int {
	for k := t.first + 1; k+1 < t.last; k++ {
		if possessive(r.a.Tokens[k].Lower) && t.kind != "PER" && r.isTown(tagged{k + 1, t.last, "LOC"}) {
			return k + 1
		}
	}
	return 0
}

// withStates adds the states that stand abbreviated behind a town: "Lansing, MI",
// "Mobile, Ala.".
func (r *reader) withStates(tags []tagged) []tagged {
	tags = r.withTowns(tags)
	out := make([]tagged, 0, len(tags))
	for i := range tags {
		t := tags[i]
		out = append(out, t)
		at := t.last
		if t.kind != "LOC" || at >= len(r.a.Tokens) {
			continue
		}
		if r.a.Tokens[at].Lower == "," {
			at++
		}
		if at >= len(r.a.Tokens) || lexicon.USState(r.a.TokenText(at)) == "" {
			continue
		}
		if !r.isTown(t) {
			continue
		}
		switch state := (tagged{at, at + 1, "LOC"}); {
		case i+1 == len(tags) || tags[i+1].first > at:
			out = append(out, state)
		case tags[i+1].first == at && tags[i+1].last == at+1:
			tags[i+1] = state
		}
	}
	return out
}

// listed joins the two parts of a person's name as lists of addresses write it:
// "Keller, Anna" between quotation marks, where one of them is tagged a person or
// an address follows.
func (r *reader) listed(tags []tagged) []tagged {
	kept := make([]tagged, 0, len(tags))
	for _, t := range tags {
		n := len(kept)
		if n > 0 && kept[n-1].last > t.first {
			continue // the second part of one that was joined
		}
		if first, last := r.addressee(t); last > 0 {
			for n > 0 && kept[n-1].last > first {
				n--
			}
			t = tagged{first, last, "PER"}
			kept = kept[:n]
		}
		kept = append(kept, t)
	}
	return kept
}

// longestAddressee is the most tokens of a name in a list of addresses.
const longestAddressee = 6

// addressee is the whole of the name, surname first, that t is a part of between
// quotation marks, which begin a line or have an address behind them; last is 0
// when there is none.
func (r *reader) addressee(t tagged) (first, last int) {
	open := t.first - 1
	for open >= 0 && open > t.first-longestAddressee && !quote(r.a.Tokens[open].Lower) {
		open--
	}
	if open < 0 || !quote(r.a.Tokens[open].Lower) {
		return 0, 0
	}
	commas := 0
	end := open + 1
	for ; end < len(r.a.Tokens) && end <= open+1+longestAddressee && !quote(r.a.Tokens[end].Lower); end++ {
		switch {
		case r.a.Tokens[end].Lower == ",":
			commas++
		case !r.words[end].cap && r.a.Tokens[end].Lower != ".":
			return 0, 0
		}
	}
	if commas != 1 || end >= len(r.a.Tokens) || !quote(r.a.Tokens[end].Lower) || end < t.last || r.a.Tokens[open+1].Lower == "," || r.a.Tokens[end-1].Lower == "," {
		return 0, 0
	}
	address := end+1 < len(r.a.Tokens) && r.a.Tokens[end+1].Lower == "<"
	if !address && (t.kind != "PER" || !r.alone(open, end+1)) {
		return 0, 0
	}
	return open + 1, end
}

func quote(w string) bool { return w == "\"" || w == "“" || w == "”" }

// alone reports whether tokens [i, j) are a sentence by themselves.
func (r *reader) alone(i, j int) bool {
	c := candidate{}
	c.First = i
	r.bounds(&c)
	return r.first == i && r.last == j
}

// agree gives names of several words that the document has more than once the
// kind that most of them have.
func (r *reader) agree(tags []tagged) {
	kinds := make(map[uint32][3]int, len(tags)/2)
	index := map[string]int{"PER": 0, "ORG": 1, "LOC": 2}
	for _, t := range tags {
		if k, ok := index[t.kind]; ok && t.last > t.first+1 {
			p := r.hash(t)
			n := kinds[p]
			n[k]++
			kinds[p] = n
		}
	}
	names := [...]string{"PER", "ORG", "LOC"}
	for i, t := range tags {
		own, ok := index[t.kind]
		if !ok || t.last < t.first+2 {
			continue
		}
		n := kinds[r.hash(t)]
		for k := range names {
			if n[k] > n[own] {
				own = k
			}
		}
		tags[i].kind = names[own]
	}
}

// hash is that of the words of t, whatever their case.
func (r *reader) hash(t tagged) uint32 {
	h := uint32(0)
	for k := t.first; k < t.last; k++ {
		h = phraseHash(h, hashWord(r.a.Tokens[k].Lower))
	}
	return h
}

// unlessOther is the rules' names without the organisations that stand in a name
// of something else: an event, a work.
func (r *reader) unlessOther(others []tagged) []candidate {
	kept := r.names[:0]
	i := 0
	for _, c := range r.names {
		for i < len(others) && others[i].last <= c.First {
			i++
		}
		if i < len(others) && others[i].first <= c.First && c.Last <= others[i].last && c.Last-c.First < others[i].last-others[i].first {
			if c.Kind == entity.Organisation && !r.isKnown(&c) && !r.mission(&c) {
				continue
			}
			c.sure = c.Kind == entity.Place && r.fromLexicon(&c) // "Boston" of the Boston Marathon
		}
		kept = append(kept, c)
	}
	return kept
}

// together is the ends of the next rules and tags that overlap one another.
func together(rules []candidate, tags []tagged, i, j int) (int, int) {
	end := 0
	if j == len(tags) || i < len(rules) && rules[i].First <= tags[j].first {
		end = rules[i].Last
		i++
	} else {
		end = tags[j].last
		j++
	}
	for {
		switch {
		case i < len(rules) && rules[i].First < end:
			end = max(end, rules[i].Last)
			i++
		case j < len(tags) && tags[j].first < end:
			end = max(end, tags[j].last)
			j++
		default:
			return i, j
		}
	}
}

// decide adds the names of a stretch of text on which rules and tags overlap.
func (r *reader) decide(rules []candidate, tags []tagged) {
	if len(tags) == 0 {
		for i := range rules {
			if r.trusted(&rules[i]) {
				r.names = append(r.names, rules[i])
			}
		}
		return
	}
	at := 0
	for i := range rules {
		c := &rules[i]
		if !r.kept(c, tags) {
			continue
		}
		for ; at < len(tags) && tags[at].last <= c.First; at++ {
			r.tag(tags[at], rules)
		}
		c.bare = c.bare && !exactly(c, tags)
		r.names = append(r.names, *c)
		for at < len(tags) && tags[at].first < c.Last {
			at++
		}
	}
	for ; at < len(tags); at++ {
		r.tag(tags[at], rules)
	}
}

// exactly reports whether a tag covers the words of c and no others.
func exactly(c *candidate, tags []tagged) bool {
	for _, t := range tags {
		if t.first == c.First && t.last == c.Last {
			return true
		}
	}
	return false
}

// trusted reports whether a name that the tagger does not see stands all the
// same.
func (r *reader) trusted(c *candidate) bool {
	switch {
	case c.Adjective, c.Kind == entity.State, c.bare, c.sure:
		return true
	case r.isKnown(c):
		// A company by its name alone is often only its product or site, two
		// letters are as often something else.
		t := &r.a.Tokens[c.First]
		return c.Kind == entity.Group || c.Last > c.First+1 || t.Shape != nlp.Title && len(t.Lower) > 2
	case c.Kind == entity.Organisation || c.Kind == entity.Group:
		return r.mission(c) || r.headed(c)
	case c.Kind == entity.Facility:
		return c.Last > c.First+1 && r.telling(c)
	}
	return false
}

// telling reports whether the first word of c is written as a name, not as any
// word that opens a sentence or heading.
func (r *reader) telling(c *candidate) bool {
	return !r.words[c.First].weak || !r.words[c.First].common
}

// headed reports whether c is an organisation of several words, one of which says
// what it is.
func (r *reader) headed(c *candidate) bool {
	if c.Last < c.First+2 || !r.telling(c) {
		return false
	}
	r.bounds(c)
	if r.modeOf(nlp.Sentence{First: r.first, Last: r.last}) != running {
		return false
	}
	for k := c.First; k < c.Last; k++ {
		if r.isHead(k) {
			return true
		}
	}
	return false
}

// kept reports whether the rules' name stands as it is where tags overlap it.
func (r *reader) kept(c *candidate, tags []tagged) bool {
	if r.mission(c) {
		return true
	}
	inside, org, other := true, false, false
	for _, t := range tags {
		if t.last <= c.First || t.first >= c.Last {
			continue
		}
		if t.first == c.First && t.last == c.Last {
			return r.stands(c, t.kind)
		}
		inside = inside && t.first >= c.First && t.last <= c.Last && t.kind != "PER"
		org = org || (t.first == c.First || t.last == c.Last) && t.kind == "ORG"
		other = other || t.kind == "ORG"
	}
	switch {
	case !inside:
		return false
	case c.Kind == entity.Organisation || c.Kind == entity.Group:
		return (org || !other) && r.headed(c) // "Ministry of Health" with its "of Norway"
	}
	return c.Kind == entity.Place && r.fromLexicon(c) || c.Kind == entity.State && !c.Adjective
}

// stands reports whether the rules' name stands where the tagger sees one of a
// kind on the same words.
func (r *reader) stands(c *candidate, kind string) bool {
	switch {
	case r.agrees(c, kind), c.Adjective:
		return true
	case r.isKnown(c):
		return kind != "PER" || c.Kind == entity.Group || !r.personal(c)
	case c.Kind == entity.Organisation:
		return kind == "LOC" && c.Last > c.First+2 && r.headed(c)
	}
	return kind == "ORG" && (c.Kind == entity.State || c.Kind == entity.Place) && r.fromLexicon(c)
}

// personal reports whether c has a word that persons are called by.
func (r *reader) personal(c *candidate) bool {
	for k := c.First; k < c.Last; k++ {
		if r.words[k].given || isSurname(r.a.Tokens[k].Lower) {
			return true
		}
	}
	return false
}

// fromLexicon reports whether the lexicon knows the whole of c.
func (r *reader) fromLexicon(c *candidate) bool {
	h := &r.words[c.First].hit
	return h.n == c.Last-c.First && h.kind != ""
}

// agrees reports whether the rules' kind is one of the tagger's.
func (r *reader) agrees(c *candidate, kind string) bool {
	switch kind {
	case "NORP":
		return c.Adjective
	case "PER":
		return c.Kind == entity.Person
	case "ORG":
		return !c.Adjective && (c.Kind == entity.Organisation || c.Kind == entity.Group)
	case "LOC":
		return !c.Adjective && (c.Kind == entity.State || c.Kind == entity.Place || c.Kind == entity.Facility)
	}
	return false
}

// mission reports whether c is an embassy or other body told by its owner,
// which may be written in small letters: "embassy of Azerbaijan in Tehran".
func (r *reader) mission(c *candidate) bool {
	if c.Kind != entity.Organisation {
		return false
	}
	for k := c.First; k < c.Last; k++ {
		if r.words[k].class&lowHead != 0 && c.Last > c.First+1 && (!r.words[k].cap || r.words[k].class&group == 0 && r.a.Tokens[k].Lower != "police" && r.a.Tokens[k].Lower != "court") {
			return true
		}
	}
	return false
}

// isKnown reports whether c is on the list of known names.
func (r *reader) isKnown(c *candidate) bool {
	_, ok := r.knownKind(c.First, c.Last)
	return ok
}

// tag adds the name that the tagger labels, with what the rules know of it.
func (r *reader) tag(t tagged, rules []candidate) {
	c := candidate{}
	switch t.kind {
	case "PER":
		c = r.taggedPerson(t, rules)
	case "ORG":
		c = r.named(t, entity.Organisation)
		if r.groupName(t) {
			c.Kind = entity.Group
		}
		c.Country = r.countryIn(t.first, t.last)
	case "LOC":
		c = r.taggedPlace(t)
	case "NORP":
		h := r.lexical(t)
		c = r.named(t, entity.Group)
		c.Adjective = true
		if h.Kind == lexicon.Demonym && h.Words == t.last-t.first {
			c.Kind, c.Country = entity.State, h.Country
		}
	default:
		return
	}
	r.names = append(r.names, c)
}

// trim cuts off a tagged name what is no part of one: a nationality before a
// word in small letters ("Russian republic of X"), small words at the end, an
// office or state before a person. It reports false where nothing is left, or a
// word that names nothing kept: the mark of a cable, a month, an event.
func (r *reader) trim(t tagged) (tagged, bool) {
	if t.last > t.first+1 && r.a.Tokens[t.first].Lower == "the" && r.words[t.first].weak && r.lexical(t).Words == 0 {
		t.first++
	}
	if r.words[t.first].cap {
		for t.kind == "PER" && t.last > t.first+1 && !r.words[t.last-1].cap && isCommon(r.a.Tokens[t.last-1].Lower) {
			t.last--
		}
		switch t.kind {
		case "LOC":
			t.first = r.afterNationality(t)
		case "PER":
			t.first = r.afterOffice(t)
		}
	}
	if t.kind == "NORP" {
		for t.first+1 < t.last && !r.words[t.first].cap {
			t.first++
		}
		if h := r.lexical(t); h.Kind != lexicon.Demonym && isCommon(r.a.Tokens[t.last-1].Lower) {
			return t, false // an ordinary word: "of Foreign"
		}
	}
	for k := t.first; k < t.last; k++ {
		if _, at, ok := strings.Cut(r.a.Tokens[k].Lower, "@"); ok && (t.last < t.first+2 || t.kind != "PER" || strings.Contains(at, ".")) {
			return t, false // an address; "Anna Keller@Northgate" is how some mail programs write a person
		}
	}
	last := &r.words[t.last-1]
	if t.last == t.first+1 && last.class&(never|calendar) != 0 && !last.given {
		_, ok := known[r.a.Tokens[t.first].Lower]
		return t, ok && r.a.Tokens[t.first].Shape == nlp.Upper
	}
	return t, last.class&other == 0 || last.given || t.kind == "ORG" && t.last > t.first+1
}

// afterNationality is where a place begins that is called after a nationality
// and a word in small letters.
func (r *reader) afterNationality(t tagged) int {
	h := &r.words[t.first].hit
	k := t.first + h.n
	if !h.adjective || k >= t.last || r.words[k].cap {
		return t.first
	}
	for k < t.last && !r.words[k].cap {
		k++
	}
	if k == t.last {
		return t.first
	}
	return k
}

// afterOffice is where a person's name begins behind titles, offices and what
// they are over: "Foreign Minister of Norway Anders Vik".
func (r *reader) afterOffice(t tagged) int {
	from := t.first
	for from > 1 && from+1 < t.last && r.a.Tokens[from-1].Lower == "of" && r.words[from-2].class&office != 0 && r.words[from].class&domain != 0 && !r.words[from].given {
		from++ // "Minister of Defence Omar Tariq"
	}
	for k := from; k+1 < t.last; {
		w := &r.words[k]
		n := max(1, w.hit.n)
		switch {
		case w.class&(title|office) != 0 && !w.given:
			from = k + 1
		case k+n < t.last && r.words[k+n].given && (w.hit.kind == entity.State || w.class&(domain|modifier|head) != 0),
			k+n+1 < t.last && w.hit.kind == entity.State && k > 0 && r.a.Tokens[k-1].Lower == "of":
			from = k + n
		case w.class&(domain|modifier|head) == 0 && w.cap && w.hit.kind != entity.State:
			return from
		}
		k += n
	}
	return from
}

func (r *reader) named(t tagged, k entity.Kind) candidate {
	c := candidate{}
	c.First, c.Last, c.Kind, c.Entity = t.first, t.last, k, -1
	c.Span = r.a.SpanOf(t.first, t.last)
	return c
}

// taggedPerson is a person without the titles before the name, and with the
// position that the rules saw before it.
func (r *reader) taggedPerson(t tagged, rules []candidate) candidate {
	c := r.named(t, entity.Person)
	for i := range rules {
		p := &rules[i]
		if p.Kind == entity.Person && !p.Position.IsZero() && p.First < c.Last && c.First < p.Last && p.Position.End <= c.Span.Start {
			c.Position = p.Position
		}
	}
	return c
}

// groupName reports whether an organisation's name is that of an armed or
// political group.
func (r *reader) groupName(t tagged) bool {
	if k, ok := r.knownKind(t.first, t.last); ok {
		return k == entity.Group
	}
	if r.words[t.last-1].class&group != 0 || r.politicalGroup(t.first, t.last) {
		return true
	}
	k, ok := known[r.a.Tokens[t.first].Lower]
	return ok && k == entity.Group
}

// taggedPlace is a state, place or facility, as the lexicon and the words of
// the name tell.
func (r *reader) taggedPlace(t tagged) candidate {
	c := r.named(t, entity.Place)
	h := r.lexical(t)
	whole := h.Words == t.last-t.first
	if whole {
		r.words[t.first].hit = r.accept(h)
	}
	switch {
	case whole && h.Kind == lexicon.State:
		c.Kind, c.Country = entity.State, h.Country
	case whole && h.Kind == lexicon.Demonym && h.Country != "":
		c.Kind, c.Country = entity.State, h.Country
	case whole && h.Kind != "":
	case r.words[t.last-1].class&facility != 0 || r.words[t.first].class&facility != 0 && r.words[t.first].class&placeHead == 0:
		c.Kind = entity.Facility
	}
	return c
}

// lexical is what the lexicon knows of the name t, however its letters are
// written.
func (r *reader) lexical(t tagged) lexicon.Hit {
	r.texts = r.texts[:0]
	for k := t.first; k < t.last; k++ {
		r.texts = append(r.texts, capitalised(r.a.TokenText(k)))
	}
	if state := lexicon.USState(r.texts[0]); state != "" && len(r.texts) == 1 {
		h := lexicon.Longest(strings.Fields(state))
		h.Words, h.Kind, h.Country = min(h.Words, 1), lexicon.Region, "US" // Georgia, too
		return h
	}
	return lexicon.Longest(r.texts)
}
