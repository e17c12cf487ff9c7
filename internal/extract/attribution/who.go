package attribution

import (
	"slices"
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// party is one of those who say something.
type party struct {
	id   claim.EntityID
	span text.Span
	head int
}

// parties leads words to entities: by the names they stand in, by the positions
// of persons, by the chains of mentions, or else as a description.
type parties struct {
	in      *extract.Input
	r       *reader
	nameOf  []int32 // the name a word stands in, -1 for none
	chainOf map[int]int
	last    party // the last who spoke, and where, for a pronoun of no chain
}

func newParties(in *extract.Input, r *reader) *parties {
	p := &parties{in: in, r: r, nameOf: make([]int32, len(in.Words)), chainOf: map[int]int{}, last: party{head: -1}}
	n := 0
	for i := range in.Words {
		for n < len(in.Names) && in.Names[n].Span.End <= in.Words[i].Span.Start {
			n++
		}
		p.nameOf[i] = -1
		if n < len(in.Names) && in.Names[n].Span.Overlaps(in.Words[i].Span) {
			p.nameOf[i] = int32(n)
		}
	}
	for c := range in.Chains {
		for _, m := range in.Chains[c].Mentions {
			p.chainOf[m.Head] = c
		}
	}
	return p
}

// of is everybody who says s: the source and those joined to it.
func (p *parties) of(s Saying) []party {
	if s.Turn {
		if w, ok := p.speaker(s.Source); ok {
			p.last = w
			return []party{w}
		}
		return nil
	}
	var out []party
	heads := []int{s.Source}
	p.r.children(s.Source, func(c int) {
		if p.r.a.Words[c].Rel == nlp.Conj && (p.r.canSpeak(c) || p.nameOf[c] >= 0) && !s.Content.Overlaps(p.r.a.Words[c].Span) {
			heads = append(heads, c)
		}
	})
	if s.Cue >= 0 {
		p.r.children(s.Cue, func(c int) { // two subjects: the parser did not join them
			if p.r.a.Words[c].Rel == nlp.Nsubj && c < s.Source && c+4 > s.Source && p.r.canSpeak(c) && p.r.a.Words[c+1].UPOS == nlp.CCONJ {
				heads = append([]int{c}, heads...)
			}
		})
	}
	for _, h := range heads {
		if w, ok := p.party(h, s); ok {
			out = append(out, w)
		}
	}
	if len(out) > 0 {
		p.last = out[0]
	}
	return out
}

// party is who the word h stands for, as a source.
func (p *parties) party(h int, s Saying) (party, bool) {
	if id, sp := p.named(h); id != "" {
		return party{id, sp, h}, true
	}
	w := &p.r.a.Words[h]
	switch w.UPOS {
	case nlp.PRON:
		return p.pronoun(h)
	case nlp.NOUN:
		if !p.tells(h) && !p.proper(h) {
			return party{}, false
		}
		return p.described(h)
	case nlp.PROPN, nlp.ADJ, nlp.NUM, nlp.DET:
		return p.described(h)
	}
	return party{}, false
}

// named is the entity that the word h names: by a name it stands in, a name put
// beside it, a person whose position it is.
func (p *parties) named(h int) (claim.EntityID, text.Span) {
	if id, sp := p.nameAt(h); id != "" {
		return id, sp
	}
	if p.r.a.Words[h].UPOS == nlp.PRON {
		return "", text.Span{}
	}
	id, sp := claim.EntityID(""), text.Span{}
	p.r.children(h, func(c int) {
		switch p.r.a.Words[c].Rel {
		case nlp.Appos, nlp.Flat, nlp.NmodDesc:
			if id == "" {
				id, sp = p.nameAt(c)
			}
		}
	})
	if id == "" && extract.Branch(p.r.lemma(h)) {
		p.r.children(h, func(c int) { // "the regional branch of X": X
			if k := p.nameOf[c]; id == "" && p.r.a.Words[c].Rel == nlp.Nmod && k >= 0 && (p.in.Names[k].Kind == entity.Organisation || p.in.Names[k].Kind == entity.Group) {
				id, sp = p.nameAt(c)
			}
		})
	}
	if id == "" && p.office(h) {
		id, sp = p.holder(h)
	}
	if id != "" {
		return id, sp
	}
	at := p.r.a.Words[h].Span
	for k := p.nameFrom(at.Start - reach); k < len(p.in.Names) && p.in.Names[k].Span.Start < at.End+reach; k++ {
		n := &p.in.Names[k]
		if n.Position.Contains(at) && p.in.EntityOf[k] != "" && n.Kind == entity.Person {
			return p.in.EntityOf[k], n.Span
		}
	}
	return "", text.Span{}
}

// reach is how far from a word the person may be named whose position it is part
// of, in bytes.
const reach = 300

// nameFrom is the first name that begins at or behind a place in the text.
func (p *parties) nameFrom(start int) int {
	return sort.Search(len(p.in.Names), func(k int) bool { return p.in.Names[k].Span.Start >= start })
}

// proper reports whether the word h is written as a name is, whatever its tag.
func (p *parties) proper(h int) bool {
	s := p.r.a.WordText(h)
	first := p.r.sentence(h).FirstWord
	if len(s) < 2 || s[0] < 'A' || s[0] > 'Z' || h == first {
		return false
	}
	// Among words all in capitals a capital tells nothing.
	before := p.r.a.WordText(h - 1)
	return s != strings.ToUpper(s) || before != strings.ToUpper(before) || before == strings.ToLower(before)
}

// office reports whether the word h is a noun for a person, such as an office.
func (p *parties) office(h int) bool {
	l := lower(p.r.lemma(h))
	return cue.SpeakerOf(l) == cue.Person || lexicon.IsOffice(l)
}

// holder is the person named behind an office with nothing that links them:
// "Minister of Information X".
func (p *parties) holder(h int) (claim.EntityID, text.Span) {
	from, to := p.r.a.Words[h].Span.End, p.r.span(h, int(p.r.t.Right[h])).End
	for k := p.nameFrom(from); k < len(p.in.Names) && p.in.Names[k].Span.Start < to; k++ {
		n := &p.in.Names[k]
		if n.Kind != entity.Person || p.in.EntityOf[k] == "" || n.First == 0 {
			continue
		}
		switch p.in.Tokens[n.First-1].Lower {
		case "of", "to", "for", "with", "by", "from", "under", "and", "who", "in", "about":
			return "", text.Span{}
		}
		return p.in.EntityOf[k], n.Span
	}
	return "", text.Span{}
}

// nameAt is the entity of the name that the word i stands in.
func (p *parties) nameAt(i int) (claim.EntityID, text.Span) {
	if k := p.nameOf[i]; k >= 0 && !p.in.Names[k].Adjective && p.in.EntityOf[k] != "" {
		return p.in.EntityOf[k], p.in.Names[k].Span
	}
	return "", text.Span{}
}

// chained is the entity that the chain of the word h names, and its mention that
// tells most.
func (p *parties) chained(h int) (claim.EntityID, *nlp.Mention) {
	c, ok := p.chainOf[h]
	if !ok {
		return "", nil
	}
	chain := &p.in.Chains[c]
	for i := range chain.Mentions {
		m := &chain.Mentions[i]
		if m.Form == nlp.ByName && m.Name >= 0 && !p.in.Names[m.Name].Adjective && p.in.EntityOf[m.Name] != "" {
			return p.in.EntityOf[m.Name], m
		}
	}
	return "", &chain.Mentions[chain.Best]
}

// pronoun is who a pronoun stands for; a first or second person is somebody
// quoted, whose words are told already.
func (p *parties) pronoun(h int) (party, bool) {
	sp := p.r.a.Words[h].Span
	switch lower(p.r.a.WordText(h)) {
	case "he", "she", "they", "it", "who", "his", "her", "their", "its":
	default:
		return party{}, false
	}
	if w, ok := p.sameSpeaker(h); ok {
		return party{w.id, sp, h}, true
	}
	id, m := p.chained(h)
	if id != "" {
		return party{id, sp, h}, true
	}
	if m = p.somebody(h, m); m != nil && m.Form == nlp.ByNoun && m.Kind != entity.Place && (lower(p.r.a.WordText(h)) != "it" || p.tells(m.Head)) {
		if w, ok := p.described(m.Head); ok {
			return party{w.id, sp, h}, true
		}
	}
	if l := p.last.head; l >= 0 && lower(p.r.a.WordText(h)) != "it" {
		if d := p.r.t.Sentence[h] - p.r.t.Sentence[l]; d >= 0 && d <= 2 {
			return party{p.last.id, sp, h}, true
		}
	}
	return party{}, false
}

// somebody is what tells most of whom "he" or "she", the word h, means: m, or where
// that is a thing which the chain has taken in, the first mention of a person.
func (p *parties) somebody(h int, m *nlp.Mention) *nlp.Mention {
	switch lower(p.r.a.WordText(h)) {
	case "he", "she", "his", "her":
	default:
		return m
	}
	if m == nil || m.Form != nlp.ByNoun || p.kind(m.Head) == entity.Person {
		return m
	}
	chain := &p.in.Chains[p.chainOf[h]]
	for i := range chain.Mentions {
		if o := &chain.Mentions[i]; o.Form == nlp.ByNoun && p.kind(o.Head) == entity.Person {
			return o
		}
	}
	return nil
}

// sameSpeaker is the last speaker, where "he" or "she", or "it" of a body, says something in the same
// sentence or the next of the paragraph: reports go on with the one who speaks.
func (p *parties) sameSpeaker(h int) (party, bool) {
	l := p.last.head
	if l < 0 || l >= h || p.r.quoted(h) || p.r.blockOf(l) != p.r.blockOf(h) || p.r.t.Sentence[h]-p.r.t.Sentence[l] > 1 {
		return party{}, false
	}
	e := p.in.Entity(p.last.id)
	if e != nil && lower(p.r.a.WordText(h)) == "it" && p.r.a.Words[h].Rel == nlp.Nsubj && l < p.r.sentence(h).FirstWord {
		switch e.Kind {
		case entity.Organisation, entity.Group, entity.State:
			return p.last, true
		}
	}
	if e == nil || e.Kind != entity.Person || !e.Named && p.r.a.Words[l].UPOS != nlp.NOUN {
		return party{}, false
	}
	switch w := lower(p.r.a.WordText(h)); {
	case w == "he" && !p.womanly(l), w == "she" && !p.manly(l):
		return p.last, true
	}
	return party{}, false
}

// womanly and manly report whether the word h tells that it means a woman or a man.
func (p *parties) womanly(h int) bool {
	return strings.Contains(p.r.a.Words[h].Feats, "Gender=Fem") || p.sexed(h, "woman", "mother", "wife", "widow", "daughter", "sister", "niece", "spokeswoman", "chairwoman", "policewoman", "she", "her", "mrs.", "ms.")
}

func (p *parties) manly(h int) bool {
	return strings.Contains(p.r.a.Words[h].Feats, "Gender=Masc") || p.sexed(h, "man", "father", "husband", "widower", "son", "brother", "nephew", "spokesman", "chairman", "policeman", "he", "his", "mr.")
}

// sexed reports whether the description around the word h has one of the words.
func (p *parties) sexed(h int, words ...string) bool {
	for k := max(0, int(p.r.t.Left[h])); k <= h; k++ {
		if slices.Contains(words, lower(p.r.a.WordText(k))) {
			return true
		}
	}
	return false
}

// described is the entity of a description; one that a chain leads to a name is
// that name's.
func (p *parties) described(h int) (party, bool) {
	w := &p.r.a.Words[h]
	if id, m := p.chained(h); id != "" && (w.UPOS == nlp.NOUN || p.office(h)) && p.alike(h, m) && !p.another(h, m) {
		return party{id, w.Span, h}, true
	}
	if w.UPOS != nlp.NOUN && w.UPOS != nlp.PROPN && p.r.child(h, nlp.Nmod) < 0 {
		return party{}, false
	}
	from, to := p.r.t.Nominal(int32(h))
	if w.UPOS == nlp.NOUN || w.UPOS == nlp.PROPN {
		to = int32(h) + 1
	}
	for int(from) < h && p.leads(int(from)) {
		from++
	}
	sp := p.r.span(int(from), int(to))
	return party{extract.Describe(p.in, sp, p.kind(h)), sp, h}, true
}

// another reports whether the noun h is qualified as another thing of the kind that m
// names: "foreign ministry" beside "Interior Ministry".
func (p *parties) another(h int, m *nlp.Mention) bool {
	name := " " + strings.ToLower(p.in.Text(m.Span)) + " "
	if !strings.Contains(name, " "+lower(p.r.a.WordText(h))+" ") {
		return false
	}
	other := false
	p.r.children(h, func(c int) {
		if w := &p.r.a.Words[c]; (w.Rel == nlp.Amod || w.Rel == nlp.Compound) && c < h && !strings.Contains(name, " "+lower(p.r.a.WordText(c))+" ") {
			other = true
		}
	})
	return other
}

// leads reports whether word i only leads to a description: an article, "in what"
// of "in what prosecutors called X".
func (p *parties) leads(i int) bool {
	switch w := &p.r.a.Words[i]; w.UPOS {
	case nlp.PUNCT, nlp.ADV, nlp.DET, nlp.ADP, nlp.SCONJ, nlp.CCONJ:
		return true
	case nlp.PRON:
		return w.Rel != nlp.NmodPoss
	}
	return false
}

// alike reports whether the noun h can mean what the name m names: a person, or a
// body.
func (p *parties) alike(h int, m *nlp.Mention) bool {
	switch {
	case p.office(h):
		return m.Kind == entity.Person
	case p.proper(h):
		return true
	}
	switch cue.SpeakerOf(p.r.lemma(h)) {
	case cue.Body, cue.Message:
		return m.Kind == entity.Organisation || m.Kind == entity.Group || m.Kind == entity.State
	}
	return false
}

// thing reports whether the word h means what shows or tells something without
// being anybody: a report, footage, a finding.
func (p *parties) thing(h int) bool {
	l := lower(p.r.lemma(h))
	switch {
	case exhibits[l]:
		return true
	case p.office(h), p.proper(h), lexicon.IsOrgHead(l), lexicon.IsFacilityHead(l):
		return false
	}
	c := lexicon.NounClass(l)
	if (c.First|c.More)&somebody != 0 && cue.Said(l) == 0 {
		return false // "the magazine"
	}
	who := cue.SpeakerOf(l)
	return who == cue.Message || who == cue.NoSpeaker && (cue.Said(l) != 0 || c.First&wording != 0)
}

// Classes of nouns, as the lexicon numbers them.
const (
	somebody = 1<<0 | 1<<1 | 1<<12 // persons, groups, organisations
	wording  = 1 << 35             // what is written or said
)

// kind tells whether a description means one person or several, a body, or a thing.
func (p *parties) kind(h int) entity.Kind {
	switch {
	case p.thing(h):
		return entity.Source
	case !p.office(h) && (lexicon.NounClass(lower(p.r.lemma(h))).First&persons == 0 || cue.SpeakerOf(p.r.lemma(h)) == cue.Body):
		return entity.Organisation
	case strings.Contains(p.r.a.Words[h].Feats, "Number=Plur"):
		return entity.Group
	}
	return entity.Person
}

// tells reports whether the thing that h means can show something: somebody, a
// message, a noun made of a verb of saying or of showing.
func (p *parties) tells(h int) bool {
	l := lower(p.r.lemma(h))
	if l == "fact" {
		return false
	}
	if p.r.people(h) || l == "other" {
		return true
	}
	if cue.SpeakerOf(l) != cue.NoSpeaker || cue.Said(l).Has(cue.Say|cue.State|cue.Show|cue.Know) || exhibits[l] ||
		lexicon.IsOffice(l) || lexicon.IsOrgHead(l) || lexicon.IsFacilityHead(l) {
		return true
	}
	belongs := false // "the Iranian side"
	p.r.children(h, func(c int) {
		if k := p.nameOf[c]; k >= 0 && c < h {
			belongs = true
		}
	})
	return belongs
}

// exhibits are things that show what happened.
var exhibits = map[string]bool{"footage": true, "image": true, "picture": true, "photo": true, "photograph": true, "film": true, "data": true,
	"figure": true, "test": true, "investigation": true, "inquiry": true, "probe": true, "analysis": true, "autopsy": true, "survey": true,
	"poll": true, "research": true, "camera": true, "stamp": true, "finding": true, "evidence": true, "study": true, "trace": true,
	"clip": true, "video": true, "recording": true, "debris": true, "wreckage": true, "fragment": true, "scan": true}

// single is the entity named by the word h, "" for none and for descriptions.
func (p *parties) single(h int) claim.EntityID {
	if h < 0 {
		return ""
	}
	if id, _ := p.named(h); id != "" {
		return id
	}
	id, _ := p.chained(h)
	return id
}

// cited is the entity of a source that somebody cites, named or described.
func (p *parties) cited(h int) claim.EntityID {
	if id := p.single(h); id != "" || h < 0 || p.r.a.Words[h].UPOS != nlp.NOUN {
		return id
	}
	w, _ := p.described(h)
	return w.id
}

// behalf is whom a spokesperson or lawyer speaks for, "" for others.
func (p *parties) behalf(w party, s Saying) claim.EntityID {
	if id := p.inTheNameOf(w, s); id != "" {
		return id
	}
	h := w.head
	from, to := int(p.r.t.Left[h]), int(p.r.t.Right[h])
	if k := p.nameFrom(w.span.Start); k < len(p.in.Names) {
		if n := &p.in.Names[k]; n.Span == w.span && !n.Position.IsZero() && speaksFor(p.in.Text(n.Position)) {
			return p.other(n.Position, w.id)
		}
	}
	if to-from < 30 && speaksFor(p.in.Text(p.r.span(from, to))) && p.r.a.Words[h].UPOS != nlp.PRON {
		return p.other(p.r.span(from, to), w.id)
	}
	return ""
}

// inTheNameOf is whom a saying is told to be made for: "in the name of X", "on
// behalf of X". It is "" for nobody.
func (p *parties) inTheNameOf(w party, s Saying) claim.EntityID {
	if s.Cue < 0 {
		return ""
	}
	sent := p.r.sentence(s.Cue)
	for k := sent.FirstWord + 1; k+2 < sent.LastWord; k++ {
		if l := p.r.lemma(k); l != "name" && l != "behalf" || p.r.a.WordText(k+1) != "of" || p.r.quoted(k) {
			continue
		}
		for h, n := k, 0; h >= 0 && n < 4; h, n = p.r.head(h), n+1 {
			if h != s.Cue && h != s.Head && h != s.Source {
				continue
			}
			if o := p.r.child(k, nlp.Nmod); o >= 0 {
				if id := p.single(o); id != w.id {
					return id
				}
			}
		}
	}
	return ""
}

// other is the first entity named in sp that is not id.
func (p *parties) other(sp text.Span, id claim.EntityID) claim.EntityID {
	for _, o := range extract.EntitiesIn(p.in, sp) {
		if e := p.in.Entity(o); o != id && e != nil && e.Kind != entity.Place {
			return o
		}
	}
	return ""
}

// speaksFor reports whether a description is that of somebody who speaks for
// another.
func speaksFor(s string) bool {
	s = lower(s)
	for _, w := range []string{"spokes", "press secretary", "press service", "lawyer", "attorney", "representative", "on behalf"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
