package account

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// item is a piece of evidence with the places that tell of it.
type item struct {
	kind, what string
	key        []string // the words of its noun phrase that count
	spans      []text.Span
	shows      text.Span
	reliedOn   []claim.EntityID
}

// exhibit is what a noun for a thing that bears on an account tells: the kind,
// and whether the noun alone is enough, since other nouns ("a letter") are
// evidence only where the text makes them speak or has them found.
type exhibit struct {
	kind string
	sure bool
}

var exhibits = map[string]exhibit{
	"footage": {"footage", true}, "cctv": {"footage", true}, "livestream": {"footage", true}, "dashcam": {"footage", true},
	"video": {"footage", false}, "film": {"footage", false}, "recording": {"document", false}, "clip": {"footage", false},
	"photograph": {"photograph", false}, "photo": {"photograph", false}, "image": {"photograph", false}, "picture": {"photograph", false},
	"manifesto": {"document", true}, "diary": {"document", false}, "letter": {"document", false}, "note": {"document", false},
	"document": {"document", false}, "passport": {"document", false}, "email": {"document", false}, "e-mail": {"document", false},
	"leaflet": {"document", false}, "message": {"document", false}, "post": {"document", false}, "tape": {"document", false},
	"record": {"document", false}, "file": {"document", false}, "log": {"document", false},
	"confession": {"testimony", true}, "testimony": {"testimony", true}, "eyewitness": {"testimony", false},
	"fingerprint": {"physical", true}, "dna": {"physical", true}, "casing": {"physical", true}, "cartridge": {"physical", true},
	"fragment": {"physical", false}, "residue": {"physical", true}, "detonator": {"physical", false}, "shrapnel": {"physical", false},
	"hole": {"physical", false}, "trace": {"physical", false}, "bloodstain": {"physical", true}, "footprint": {"physical", true},
	"weapon": {"physical", false}, "rifle": {"physical", false}, "pistol": {"physical", false}, "gun": {"physical", false}, "knife": {"physical", false},
	"camera": {"footage", false}, "x-ray": {"photograph", false}, "screenshot": {"photograph", false}, "selfie": {"photograph", false},
	"livestreaming": {"footage", true}, "webcam": {"footage", false}, "drone": {"footage", false},
	"receipt": {"document", false}, "map": {"document", false}, "list": {"document", false}, "notebook": {"document", false}, "notepad": {"document", false},
	"pamphlet": {"document", false}, "fax": {"document", false}, "call": {"document", false}, "transcript": {"document", false}, "intercept": {"document", true},
	"will": {"document", false}, "ticket": {"document", false}, "ledger": {"document", false}, "cable": {"document", false}, "memo": {"document", false},
	"memorandum": {"document", false}, "affidavit": {"testimony", false}, "witness": {"testimony", false}, "survivor": {"testimony", false}, "bystander": {"testimony", false},
	"autopsy": {"other", false}, "post-mortem": {"other", false}, "postmortem": {"other", false}, "ballistics": {"other", false}, "test": {"other", false},
	"analysis": {"other", false}, "examination": {"other", false}, "toxicology": {"other", false},
	"machete": {"physical", false}, "bullet": {"physical", false}, "shell": {"physical", false}, "jerrycan": {"physical", false},
	"can": {"physical", false}, "blood": {"physical", false}, "debris": {"physical", false}, "wreckage": {"physical", false}, "wire": {"physical", false},
	"timer": {"physical", false}, "grenade": {"physical", false}, "mask": {"physical", false}, "clothing": {"physical", false}, "clothes": {"physical", false},
	"ammunition": {"physical", false}, "hair": {"physical", false}, "fibre": {"physical", false}, "fiber": {"physical", false}, "wound": {"physical", false},
	"axe": {"physical", false}, "hammer": {"physical", false}, "device": {"physical", false}, "handgun": {"physical", false}, "revolver": {"physical", false}, "shotgun": {"physical", false},
	"explosive": {"physical", false}, "backpack": {"physical", false}, "bag": {"physical", false}, "phone": {"physical", false},
	"laptop": {"physical", false}, "computer": {"physical", false}, "vehicle": {"physical", false}, "belt": {"physical", false},
}

// evidence gathers the items of a sentence.
func (r *reader) evidence(s nlp.Sentence) {
	for i := s.FirstWord; i < s.LastWord; i++ {
		w := &r.in.Words[i]
		if w.Lemma == "testify" && w.UPOS == nlp.VERB {
			if sub := r.t.Subject(int32(i)); sub >= 0 && r.in.Words[sub].UPOS != nlp.PRON {
				r.item(int(sub), "testimony")
			}
		}
		if w.UPOS != nlp.NOUN && w.UPOS != nlp.PROPN {
			continue
		}
		x, ok := exhibits[strings.ToLower(w.Lemma)]
		if !ok || w.Rel == nlp.Compound || w.Rel == nlp.Flat || r.lacking(i) || !x.sure && !r.bears(i, x.kind) {
			continue
		}
		r.item(i, x.kind)
	}
}

// lacking reports whether the text says that the thing at word i is not there: "no
// trace of explosives", "no photographs were released".
func (r *reader) lacking(i int) bool {
	if d := r.t.Child(int32(i), nlp.Det); d >= 0 && strings.EqualFold(r.in.WordText(int(d)), "no") {
		return true
	}
	if s := r.sayingAt(r.in.Words[i].Span); s != nil && s.kind == "denial" {
		return true
	}
	h := int(r.t.Head(int32(i)))
	return h >= 0 && r.in.Words[h].UPOS == nlp.VERB && r.negated(h)
}

// found are verbs that bring a thing to light, done to it; the second list are
// those that only make it known.
var found = map[string]bool{"find": true, "recover": true, "seize": true, "discover": true, "uncover": true, "collect": true, "retrieve": true,
	"examine": true, "analyse": true, "analyze": true, "identify": true, "obtain": true, "leave": true, "confiscate": true, "locate": true,
	"turn up": true, "remove": true, "gather": true, "pick up": true, "display": true, "match": true, "contain": false, "test": true, "carry": false}

var published = map[string]bool{"release": true, "publish": true, "post": true, "broadcast": true, "circulate": true, "emerge": true, "review": true,
	"obtain": true, "surface": true, "share": true, "record": true, "capture": true, "film": true, "upload": true, "leak": true, "study": true, "air": true,
	"take": true, "verify": true, "see": true, "cite": true, "find": true, "recover": true, "seize": true, "examine": true, "analyse": true, "analyze": true,
	"view": true, "watch": true, "authenticate": true, "geolocate": true, "inspect": true, "conduct": true, "perform": true, "carry out": true, "interview": true,
	"question": true, "quote": true, "turn up": true, "collect": true, "discover": true, "read": false, "hand over": true, "submit": true, "present": true}

// bears reports whether the noun at word i is told of as evidence: it shows
// something, it was found, made known or cited.
func (r *reader) bears(i int, kind string) bool {
	if kind == "testimony" {
		return r.testifies(i)
	}
	verbs := published
	if kind == "physical" {
		verbs = found
	}
	h := int(r.t.Head(int32(i)))
	if h >= 0 {
		l := r.verbAt(h)
		switch r.in.Words[i].Rel {
		case nlp.Nsubj:
			if l == "match" || (kind != "physical" || cue.Saying(l).Has(cue.Show)) && (cue.Saying(l).Has(cue.Show) || l == "capture" || l == "appear" || l == "emerge" || l == "surface" || l == "circulate" || l == "depict") {
				return true
			}
		case nlp.NsubjPass, nlp.Obj:
			if verbs[l] || cue.Saying(l).Has(cue.Show) && l != "say" && r.showsIt(h) {
				return true
			}
		case nlp.Obl, nlp.Nmod:
			if c := r.t.Child(int32(i), nlp.Case); c >= 0 && r.in.Words[c].Lemma == "to" && l == "accord" {
				return true
			}
		}
		if rel := r.in.Words[i].Rel; (rel == nlp.Conj || rel == nlp.Appos) && r.in.Words[h].UPOS == nlp.NOUN && h < i {
			return r.bears(h, kind) // the first of those joined, further to the left
		}
	}
	for c := r.t.First[i]; c >= 0; c = r.t.Next[c] {
		if r.in.Words[c].Rel == nlp.Acl && (verbs[r.in.Words[c].Lemma] || r.in.Words[c].Lemma == "show") {
			return true
		}
	}
	return false
}

// verbAt is the lemma of the verb at word h with its particle: "turn up".
func (r *reader) verbAt(h int) string {
	l := r.in.Words[h].Lemma
	if p := r.t.Child(int32(h), nlp.CompoundPrt); p >= 0 {
		return l + " " + r.in.Words[p].Lemma
	}
	return l
}

// testifies reports whether the noun at word i, somebody who saw it or a sworn
// statement, is told to have said what happened, or to have been asked.
func (r *reader) testifies(i int) bool {
	for k := range r.said {
		if r.said[k].who.Overlaps(r.in.Words[i].Span) && r.said[k].kind == "assertion" {
			return true
		}
	}
	h := int(r.t.Head(int32(i)))
	if h < 0 || r.in.Words[i].Rel != nlp.Obj && r.in.Words[i].Rel != nlp.NsubjPass {
		return false
	}
	switch r.in.Words[h].Lemma {
	case "interview", "question", "hear", "cite", "quote":
		return true
	}
	return false
}

// showsIt reports whether the subject of the verb at word h is itself a thing that
// can be evidence: "images show bullet holes".
func (r *reader) showsIt(h int) bool {
	s := r.t.Subject(int32(h))
	return s >= 0 && exhibits[strings.ToLower(r.in.Words[s].Lemma)].kind != ""
}

// item notes the item whose noun is word i: a new one, or another place that
// tells of one known.
func (r *reader) item(i int, kind string) {
	from, to := r.t.Nominal(int32(i))
	for from < int32(i) && leading(&r.in.Words[from]) {
		from++
	}
	for k := int32(i) + 1; k < to; k++ { // a relative clause or what a comma sets off is told of it
		if w := &r.in.Words[k]; w.UPOS == nlp.PUNCT || w.Rel == nlp.AclRelcl || w.UPOS == nlp.SCONJ || w.UPOS == nlp.VERB && strings.Contains(w.Feats, "VerbForm=Fin") || strings.Contains(w.Feats, "PronType=Rel") || k > int32(i)+10 {
			to = k
		}
	}
	for to > int32(i)+1 && loose(&r.in.Words[to-1]) {
		to--
	}
	sp := text.Span{Start: r.in.Words[from].Span.Start, End: r.in.Words[to-1].Span.End}
	key := r.key(int(from), int(to))
	for _, x := range r.items {
		if x.kind == kind && last(x.key, r.in.Words[i].Lemma) && within(key, x.key) {
			x.spans = append(x.spans, sp)
			return
		}
	}
	if len(r.items) == mostItems {
		return
	}
	r.items = append(r.items, &item{kind: kind, what: strings.Join(strings.Fields(r.in.Text(sp)), " "), key: key, spans: []text.Span{sp}})
}

// mostItems bounds the items of one document.
const mostItems = 500

// leading reports whether a word only leads to a noun phrase.
func leading(w *nlp.Word) bool {
	switch w.UPOS {
	case nlp.DET, nlp.PUNCT, nlp.SCONJ, nlp.CCONJ, nlp.ADP:
		return true
	}
	return false
}

// loose reports whether a word cannot end a noun phrase.
func loose(w *nlp.Word) bool {
	switch w.UPOS {
	case nlp.ADP, nlp.CCONJ, nlp.SCONJ, nlp.PART, nlp.DET, nlp.AUX:
		return true
	}
	return false
}

// key is the words of a noun phrase that tell things apart.
func (r *reader) key(from, to int) []string {
	var out []string
	for i := from; i < to; i++ {
		switch w := &r.in.Words[i]; w.UPOS {
		case nlp.NOUN, nlp.PROPN, nlp.ADJ, nlp.NUM, nlp.VERB:
			out = append(out, w.Lemma)
		}
	}
	return out
}

func last(key []string, lemma string) bool { return slices.Contains(key, lemma) }

func within(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

// itemAt is the item that the words sp name, nil for none.
func (r *reader) itemAt(sp text.Span) *item {
	for _, x := range r.items {
		for _, s := range x.spans {
			if s.Overlaps(sp) {
				return x
			}
		}
	}
	return nil
}

// addItems adds the items, each with what it shows and who cites it.
func (r *reader) addItems() {
	for i := range r.said {
		s := &r.said[i]
		if x := r.itemAt(s.who); x != nil {
			if x.shows.IsZero() {
				x.shows = s.content
			}
			if s.to != "" {
				x.reliedOn = appendNew(x.reliedOn, s.to)
			}
		}
		for _, id := range s.via {
			r.relies(s.id, id)
		}
	}
	for _, x := range r.items {
		for _, sp := range x.spans {
			if s := r.sayingAt(sp); s != nil && r.itemAt(s.who) == nil && r.grounded(sp, s) {
				x.reliedOn = appendNew(x.reliedOn, s.id)
			}
		}
		for _, sp := range x.spans {
			for _, id := range r.users(sp) {
				x.reliedOn = appendNew(x.reliedOn, id)
			}
		}
		it := claim.Item{Kind: x.kind, What: x.what, HeldBy: r.holder(x), ReliedOnBy: x.reliedOn}
		if !x.shows.IsZero() {
			it.Shows = &doc.Citation{Document: r.in.Doc.ID, Span: x.shows}
		}
		r.in.Add(r.x, claim.Claim{Confidence: 0.6, Item: &it}, x.spans...)
	}
}

// holder is who has or gave out an item, as its words tell: no one who only saw or
// examined it.
func (r *reader) holder(x *item) claim.EntityID {
	id := extract.EntityIn(r.in, x.spans[0])
	if e := r.in.Entity(id); e == nil || exhibits[strings.ToLower(e.Name)].kind != "" || x.kind == "testimony" || slices.Contains(r.users(x.spans[0]), id) {
		return ""
	}
	return id
}

// users are those who the text says saw, examined or cited the item at sp: they
// rely on it.
func (r *reader) users(sp text.Span) []claim.EntityID {
	var out []claim.EntityID
	first, last := extract.WordsIn(r.in, sp)
	if first >= last {
		return nil
	}
	s := &r.in.Sentences[r.t.Sentence[first]]
	for _, p := range r.in.PredicatesOf(s.FirstWord, s.LastWord) {
		if p.Noun || !uses[p.Lemma] {
			continue
		}
		about := p.Word >= first && p.Word < last
		for g := range p.Patients() {
			about = about || g.Span.Overlaps(sp)
		}
		if !about {
			continue
		}
		for g := range p.Agents() {
			if g.Name >= 0 && r.in.EntityOf[g.Name] != "" {
				out = appendNew(out, r.in.EntityOf[g.Name])
			}
		}
	}
	return out
}

// uses are verbs for taking a thing as a ground.
var uses = map[string]bool{"see": true, "view": true, "watch": true, "verify": true, "review": true, "examine": true, "analyse": true, "analyze": true,
	"study": true, "inspect": true, "authenticate": true, "geolocate": true, "cite": true, "quote": true, "obtain": true, "interview": true, "question": true}

// relies notes that id cites the item that the source via is.
func (r *reader) relies(id, via claim.EntityID) {
	e := r.in.Entity(via)
	if e == nil {
		return
	}
	for _, m := range e.Mentions {
		if x := r.itemAt(m.Span); x != nil {
			x.reliedOn = appendNew(x.reliedOn, id)
		}
	}
}

// grounded reports whether what s says rests on the item at sp: the verb that the
// item goes with makes it a ground.
func (r *reader) grounded(sp text.Span, s *saying) bool {
	first, last := extract.WordsIn(r.in, s.content)
	for _, p := range r.in.PredicatesOf(first, last) {
		if !rests[p.Lemma] && !cue.Saying(p.Lemma).Has(cue.Show) {
			continue
		}
		for i := range p.Args {
			if p.Args[i].Span.Overlaps(sp) {
				return true
			}
		}
	}
	return false
}

// rests are verbs that make one thing the ground of another.
var rests = map[string]bool{"support": true, "base": true, "back": true, "link": true, "tie": true, "find": true, "match": true, "have": true,
	"recover": true, "seize": true, "point": true}

func appendNew(ids []claim.EntityID, id claim.EntityID) []claim.EntityID {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}
