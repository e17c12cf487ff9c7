package attribution

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/lexicon"
	"dossier/internal/text"
)

// turn is what one speaker says in a conversation that is written down: words
// [from, to) behind his label.
type turn struct {
	label    int // the last word of the label
	first    int // its first word
	from, to int
}

// longestLabel is how many words a speaker's label may have.
const longestLabel = 6

// fewestTurns is how many labelled paragraphs make a conversation.
const fewestTurns = 3

// turns finds the turns of a conversation: paragraphs that open with a speaker and
// a colon. A document has one only where a label comes back, or questions are
// answered, so that "Note: …" is none. Paragraphs without a label go on with the
// turn before.
func (r *reader) turns() {
	var all []turn
	block := -1
	for si := range r.a.Sentences {
		s := &r.a.Sentences[si]
		if s.Block == block {
			if n := len(all); n > 0 {
				all[n-1].to = s.LastWord
			}
			continue
		}
		block = s.Block
		if c := r.labelEnd(s.FirstWord, r.endOfBlock(si)); c >= 0 {
			all = append(all, turn{label: c - 1, first: s.FirstWord, from: c + 1, to: s.LastWord})
		} else if n := len(all); n > 0 {
			all[n-1].to = s.LastWord
		}
	}
	if r.converse(all) {
		r.talk = all
	}
}

// labelEnd is the colon behind a label that opens a paragraph at word i, -1 for
// none: a name, an office in capitals, "Q", with nothing but words before it.
func (r *reader) labelEnd(i, limit int) int {
	for k := i; k < limit && k <= i+longestLabel; k++ {
		w := r.a.WordText(k)
		if w == ":" {
			if k == i || k+1 >= limit || !r.isLabel(i, k) {
				return -1
			}
			return k
		}
		if c := w[0]; !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80 || c == '.' || c == '-' || c == '\'') {
			return -1
		}
	}
	return -1
}

// isLabel reports whether words [from, to) can name a speaker: each begins with a
// capital, but for the small words of names.
func (r *reader) isLabel(from, to int) bool {
	for k := from; k < to; k++ {
		w := r.a.WordText(k)
		if capital(w) || w[0] >= 0x80 || w == "." || w == "-" || small[w] {
			continue
		}
		return false
	}
	return !small[r.a.WordText(from)]
}

// small are the words of names that have no capital.
var small = map[string]bool{"of": true, "de": true, "van": true, "von": true, "al": true, "bin": true, "the": true, "for": true, "'s": true, "’s": true, "and": true, "da": true, "la": true}

// converse reports whether labels are those of a conversation: there are some, and
// one comes back with another between.
func (r *reader) converse(all []turn) bool {
	if len(all) < fewestTurns {
		return false
	}
	seen := map[string]int{}
	back := 0
	for i, u := range all {
		l := r.labelText(u)
		if k, ok := seen[l]; ok && k < i-1 {
			back++
		}
		seen[l] = i
	}
	return back > 0 && len(seen) >= 2 && 2*len(seen) <= len(all)+2 && 3*r.personal(all) >= len(all)
}

// personal counts the turns that speak to somebody, so that a list of fields is no
// conversation: they ask, or say "I", "we" or "you".
func (r *reader) personal(all []turn) int {
	n := 0
	for _, u := range all {
		for k := u.from; k < u.to; k++ {
			w := lower(r.a.WordText(k))
			if w == "?" || firstPerson(w) || w == "my" || w == "our" || w == "your" || w == "me" || w == "us" {
				n++
				break
			}
		}
	}
	return n
}

// labelText is the label of a turn.
func (r *reader) labelText(u turn) string { return r.a.Text(r.span(u.first, u.label+1)) }

// keepTurns notes the turns as sayings. What a speaker is quoted with in the text
// of another is found on its own.
func (r *reader) keepTurns() {
	for _, u := range r.talk {
		from, to := r.bare(u.from, u.to)
		for to < u.to && r.a.WordText(to) != "" && (r.a.WordText(to) == "." || r.a.WordText(to) == "?" || r.a.WordText(to) == "!") {
			to++
		}
		if to <= from {
			continue
		}
		act := cue.Say
		if asks[lower(r.labelText(u))] || strings.HasSuffix(r.a.Text(text.Span{Start: r.a.Words[from].Span.Start, End: r.a.Words[to-1].Span.End}), "?") {
			act = cue.Ask
		}
		r.keep(Saying{Cue: -1, Source: u.label, Content: r.span(from, to), Head: from, Act: act, Turn: true, Confidence: 0.8})
	}
}

// asks are labels of those who ask.
var asks = map[string]bool{"q": true, "question": true, "interviewer": true, "reporter": true, "journalist": true}

// answers are labels that stand for whoever the conversation is with.
var answers = map[string]bool{"a": true, "answer": true}

// speaker is who a label of a conversation names: the person or body of that name,
// the one who answers the questions, or the holder of an office that the text names
// elsewhere; a label that nobody is known by is a person of its own.
func (p *parties) speaker(h int) (party, bool) {
	u := p.r.turnOf(h)
	if u == nil {
		return party{}, false
	}
	sp := p.r.span(u.first, u.label+1)
	label := p.in.Text(sp)
	if asks[lower(label)] {
		return party{}, false
	}
	if id := p.called(label); id != "" {
		return party{id, sp, h}, true
	}
	if w := lower(label); answers[w] || cue.SpeakerOf(w) == cue.Person || lexicon.IsOffice(w) {
		if id := p.answering(w); id != "" {
			return party{id, sp, h}, true
		}
		if answers[w] {
			return party{}, false
		}
	}
	return party{extract.Describe(p.in, sp, entity.Person), sp, h}, true
}

// turnOf is the turn whose label ends at word h, nil for none.
func (r *reader) turnOf(h int) *turn {
	for k := range r.talk {
		if r.talk[k].label == h {
			return &r.talk[k]
		}
	}
	return nil
}

// called is the named entity that a label names in full or by its last words, in
// whatever letters: "TOURÉ" for "Mariam Touré".
func (p *parties) called(label string) claim.EntityID {
	found, written := claim.EntityID(""), label
	label = lower(label)
	for i := range p.in.Set.Entities {
		e := &p.in.Set.Entities[i]
		if !e.Named || e.Kind == entity.Place || e.Kind == entity.Facility {
			continue
		}
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			n = lower(n)
			if n == label && e.Name != written {
				return e.ID // as the text writes it, not the label
			}
			if n == label || found == "" && (strings.HasSuffix(n, " "+label) || strings.HasSuffix(label, " "+n)) {
				found = e.ID
			}
		}
	}
	return found
}

// answering is the person whose position a label names, or for an answer the first
// person that the document names in front of the conversation.
func (p *parties) answering(label string) claim.EntityID {
	for k := range p.in.Names {
		n := &p.in.Names[k]
		if n.Kind != entity.Person || p.in.EntityOf[k] == "" {
			continue
		}
		if answers[label] && n.Span.Start < p.r.a.Words[p.r.talk[0].first].Span.Start || strings.Contains(lower(p.in.Text(n.Position)), label) {
			return p.in.EntityOf[k]
		}
	}
	return ""
}
