package account

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// responsibility adds who holds whom responsible: those who claim it, those whom
// somebody blames or names as the ones behind it, those who deny it.
func (r *reader) responsibility() {
	for _, c := range r.in.Set.Claims {
		if v := c.Value; v != nil && v.Slot == claim.ClaimedBy && len(c.Citations) > 0 {
			r.holds(v.Entity, saying{id: v.Entity}, false, c.Citations[0].Span)
		}
	}
	r.claims()
	r.unclaimed()
	for _, s := range r.said {
		if r.background(s.content) && s.kind != "denial" && s.kind != "accusation" {
			continue
		}
		if who := r.doubtedClaim(s); who != "" {
			r.doubts(who, s)
			continue
		}
		if s.kind == "denial" && r.deniesBlame(s) {
			continue
		}
		switch {
		case s.kind == "denial" && r.ownPart(s, r.in.Text(s.content)):
			r.holds(s.id, s, true, s.content)
		case s.kind == "accusation" || s.kind == "assertion" || s.kind == "denial":
			found := r.blamed(s)
			for _, c := range found {
				r.holds(c.id, s, c.cleared != (s.kind == "denial"), s.content)
			}
			if name := r.unnamed(s); len(found) == 0 && name != "" {
				r.account(stance{question: "responsibility", position: name}, s, s.kind == "denial", s.content)
			}
		}
	}
}

// deniesBlame notes that what somebody denies is the accusation that another made
// in the same words.
func (r *reader) deniesBlame(s saying) bool {
	any := false
	for i := range r.answers {
		if a := r.answers[i]; a.question == "responsibility" && a.by.content == s.content && a.by.id != s.id && !a.rejects {
			r.account(a.stance, s, true, s.content)
			any = true
		}
	}
	return any
}

// blame is a party that what is said makes responsible, or clears.
type blame struct {
	id      claim.EntityID
	cleared bool
}

// blamed is whom the words of s make responsible.
func (r *reader) blamed(s saying) []blame {
	var out []blame
	from := sort.Search(len(r.in.Words), func(i int) bool { return r.in.Words[i].Span.Start >= s.content.Start })
	for i := from; i < len(r.in.Words) && r.in.Words[i].Span.End <= s.content.End; i++ {
		if !r.guilty(i) {
			continue
		}
		if id := r.subject(i, s); id != "" {
			out = append(out, blame{id, r.negated(i)})
		}
	}
	if len(out) == 0 {
		out = r.byHand(s, from)
	}
	if len(out) == 0 && s.kind == "accusation" {
		for _, id := range extract.EntitiesIn(r.in, s.content) {
			if e := r.in.Entity(id); id != s.id && (e.Kind == entity.Group || e.Kind == entity.Organisation || e.Kind == entity.Person || (e.Kind == entity.State || e.Kind == entity.Place) && r.charged(s, e)) {
				return []blame{{id, false}}
			}
		}
	}
	return out
}

// charged reports whether an accusation begins with the entity: a state that is
// itself accused, and not where or whose somebody is.
func (r *reader) charged(s saying, e *claim.Entity) bool {
	first, last := extract.WordsIn(r.in, s.content)
	for i := first; i < last; i++ {
		if h := r.in.Words[i].Head; h >= first && h < last {
			continue
		}
		for _, m := range e.Mentions {
			if m.Span.Contains(r.in.Words[i].Span) {
				return true
			}
		}
		return false
	}
	return false
}

// guilty reports whether word i says of its subject that he did it: "was
// responsible", "is behind the attack", "are the suspected perpetrators".
func (r *reader) guilty(i int) bool {
	switch r.in.Words[i].Lemma {
	case "responsible", "perpetrator", "culprit", "mastermind":
		return true
	}
	if r.t.Child(int32(i), nlp.Cop) < 0 {
		return false
	}
	c := r.t.Child(int32(i), nlp.Case)
	return c >= 0 && r.in.Words[c].Lemma == "behind"
}

// subject is the party that is the subject of the predicate at word i.
func (r *reader) subject(i int, s saying) claim.EntityID {
	sub := r.t.Subject(int32(i))
	if sub < 0 || !s.content.Contains(r.in.Words[sub].Span) {
		return ""
	}
	id := r.entityOf(int(sub))
	if e := r.in.Entity(id); e == nil || id == s.id || e.Kind == entity.Place && r.in.Words[i].Lemma == "responsible" {
		return ""
	}
	return id
}

// entityOf is the entity of the name that word i stands in.
func (r *reader) entityOf(i int) claim.EntityID { return extract.EntityAt(r.in, r.in.Words[i].Token) }

// byHand is who is said to have carried out a deed: "was carried out by X", "was
// the work of X", "blamed on X".
func (r *reader) byHand(s saying, from int) []blame {
	var out []blame
	to := from
	for to < len(r.in.Words) && r.in.Words[to].Span.End <= s.content.End {
		to++
	}
	for _, p := range r.in.PredicatesOf(from, to) {
		switch p.Lemma {
		case "carry out", "perpetrate", "orchestrate", "mastermind", "stage", "commit", "plant":
		default:
			continue
		}
		for g := range p.Agents() {
			if g.Name < 0 || r.in.EntityOf[g.Name] == "" || r.in.EntityOf[g.Name] == s.id {
				continue
			}
			if e := r.in.Entity(r.in.EntityOf[g.Name]); e.Kind != entity.Place && e.Kind != entity.Facility {
				out = append(out, blame{e.ID, p.Negated})
			}
		}
	}
	return out
}

// negated reports whether the predicate at word i is denied.
func (r *reader) negated(i int) bool {
	for c := r.t.First[i]; c >= 0; c = r.t.Next[c] {
		if r.in.Words[c].Rel == nlp.Advmod && (r.in.Words[c].Lemma == "not" || r.in.Words[c].Lemma == "never") {
			return true
		}
	}
	return false
}

// ownPart reports whether a denial is of the speaker's own part: "denied any
// involvement", "that it was responsible", and not "that its staff were involved".
func (r *reader) ownPart(s saying, words string) bool {
	at := -1
	for _, w := range []string{"responsib", "involve", "role in", "part in", "behind", "carried out", "link"} {
		if i := strings.Index(words, w); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	before := strings.Fields(strings.ToLower(words[:at]))
	if len(before) > 5 {
		return false
	}
	for i, w := range before {
		switch w {
		case "it", "they", "he", "she", "its", "their", "his", "her":
			return i+1 == len(before) || before[i+1] == "was" || before[i+1] == "were" || before[i+1] == "had" || before[i+1] == "is"
		}
	}
	for _, w := range before {
		if !ownWords[w] {
			return false
		}
	}
	return true
}

// ownWords may stand between a denial and the part that is denied.
var ownWords = map[string]bool{"any": true, "all": true, "direct": true, "having": true, "had": true, "been": true, "being": true, "a": true,
	"the": true, "of": true, "allegations": true, "claims": true, "accusations": true, "charges": true, "reports": true, "that": true, "every": true,
	"playing": true, "taking": true, "bearing": true, "to": true, "be": true, "suggestions": true, "in": true, "and": true, "or": true, "suggestion": true}

func (r *reader) holds(accusedID claim.EntityID, by saying, rejects bool, sp text.Span) {
	if e := r.in.Entity(accusedID); e != nil {
		r.account(stance{question: "responsibility", position: e.Name}, by, rejects, sp)
	}
}

// claims notes the claims of responsibility among what is said, and gives the
// group or body that makes one as who claimed it, where no other reading has.
func (r *reader) claims() {
	known := map[claim.EntityID]bool{}
	var told []text.Span // the sentences in which somebody is known to have claimed it
	for _, c := range r.in.Set.Claims {
		if v := c.Value; v != nil && v.Slot == claim.ClaimedBy {
			known[v.Entity] = true
			for _, ct := range c.Citations {
				told = append(told, r.in.Sentences[r.sentenceAt(ct.Span)].Span)
			}
		}
	}
	for _, s := range r.said {
		if s.kind == "claim_of_responsibility" && s.behalf != "" {
			s.id = s.behalf // a caller in the name of a group
		}
		e := r.in.Entity(s.id)
		if s.kind != "claim_of_responsibility" || e == nil || known[s.id] || r.in.Background[r.sentenceAt(s.content)] {
			continue
		}
		known[s.id] = true
		if !e.Named && meets(told, s.who) {
			continue // "militants of X": the group is known
		}
		r.holds(s.id, s, false, s.content)
		if e.Named && (e.Kind == entity.Group || e.Kind == entity.Organisation) {
			for _, v := range []claim.Value{{Slot: claim.ClaimedBy, Entity: s.id}, {Slot: claim.Perpetrator, Entity: s.id, Basis: "claimed"}} {
				r.in.Add(r.x, claim.Claim{Value: &v, Confidence: 0.6}, s.who, s.content)
			}
		}
	}
}

func meets(all []text.Span, sp text.Span) bool {
	for _, s := range all {
		if s.Overlaps(sp) {
			return true
		}
	}
	return false
}

// sentenceAt is the sentence that sp begins in.
func (r *reader) sentenceAt(sp text.Span) int {
	i := sort.Search(len(r.in.Sentences), func(i int) bool { return r.in.Sentences[i].Span.End > sp.Start })
	return min(i, len(r.in.Sentences)-1)
}

// unclaimed notes where the text says that nobody has claimed it.
func (r *reader) unclaimed() {
	for si, s := range r.in.Sentences {
		if r.in.Background[si] {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			if w := r.lower(i); !strings.HasPrefix(w, "claim") && !strings.HasPrefix(w, "admit") && w != "responsibility" && w != "credit" || !r.nobody(s, i+1) {
				continue
			}
			by := saying{}
			if o := r.sayingAt(r.in.SpanOf(i, i+1)); o != nil {
				by = *o
			}
			r.account(stance{question: "responsibility", position: "no claim of responsibility"}, by, false, s.Span)
			return
		}
	}
}

// nobody reports whether the words before token i say that no claim was made: "no
// group has claimed responsibility", "no claim of responsibility".
func (r *reader) nobody(s nlp.Sentence, i int) bool {
	claimed, none := false, false
	for k := i - 1; k >= max(s.First, i-9); k-- {
		switch w := r.lower(k); {
		case strings.HasPrefix(w, "claim") || strings.HasPrefix(w, "admit") || w == "taken" || w == "took":
			claimed = true
		case w == "no" && k+1 < i && r.claimant(k+1), w == "nobody", w == "no-one", w == "none":
			none = true
		}
	}
	return claimed && none
}

// claimant reports whether token k is what "no" stands before where nobody claims
// it: "no group", "no one", "no claim".
func (r *reader) claimant(k int) bool {
	switch r.lower(k) {
	case "group", "groups", "organisation", "organization", "one", "faction", "militant", "movement", "body", "party", "claim", "claims", "immediate", "armed":
		return true
	}
	return false
}

// doubtedClaim is whose claim of responsibility what is said doubts: "investigators
// doubted its claim". It is "" for anything else.
func (r *reader) doubtedClaim(s saying) claim.EntityID {
	cue, said := strings.ToLower(s.cue), strings.ToLower(r.in.Text(s.content))
	if !strings.HasPrefix(cue, "doubt") && !strings.HasPrefix(cue, "question") && !strings.HasPrefix(cue, "dismiss") || !strings.Contains(said, "claim") && !strings.Contains(said, "responsib") {
		return ""
	}
	for i := len(r.said) - 1; i >= 0; i-- {
		if o := r.said[i]; o.kind == "claim_of_responsibility" && o.content.End <= s.content.Start && o.id != s.id {
			return o.id
		}
	}
	return ""
}

func (r *reader) doubts(who claim.EntityID, by saying) {
	if e := r.in.Entity(who); e != nil {
		r.answers = append(r.answers, answer{stance: stance{question: "responsibility", position: e.Name}, by: by, doubts: true, spans: []text.Span{by.content}})
	}
}

// unnamed is who without a name is held responsible by an accusation, or said to be
// behind it: "blamed herdsmen", "smugglers were behind the attack". It is "" for
// nobody.
func (r *reader) unnamed(s saying) string {
	from, to := extract.WordsIn(r.in, s.content)
	head := -1
	for i := from; i < to; i++ {
		if r.guilty(i) {
			if sub := r.t.Subject(int32(i)); sub >= int32(from) && !r.negated(i) {
				head = int(sub)
			}
			break
		}
		if s.kind == "accusation" && head < 0 && r.in.Words[i].UPOS == nlp.NOUN && (r.in.Words[i].Head < from || r.in.Words[i].Head >= to) {
			head = i
		}
	}
	if head < 0 || r.in.Words[head].UPOS != nlp.NOUN || lexicon.NounClass(strings.ToLower(r.in.Words[head].Lemma)).First&3 == 0 {
		return ""
	}
	sp := r.phraseOf(head)
	first, _ := extract.WordsIn(r.in, sp)
	for first < head && (r.in.Words[first].UPOS == nlp.DET || r.in.Words[first].UPOS == nlp.PUNCT || r.in.Words[first].UPOS == nlp.ADP) {
		first++
	}
	sp.Start = r.in.Words[first].Span.Start
	return words(r.in.Text(sp))
}
