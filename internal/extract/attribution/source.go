package attribution

import (
	"sort"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/extract/cue"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

func lower(s string) string { return strings.ToLower(s) }

// source is the head word of who says what the verb at word i reports, -1 when
// the text does not tell.
func (r *reader) source(i int) int {
	if r.passive(i) {
		return r.owner(r.agent(i))
	}
	v := i
	if r.subject(i) < 0 && i > 0 && r.marks[i-1] < 0 {
		if s := r.behind(i); s >= 0 {
			return s
		}
	}
	if s := r.conceder(i); s >= 0 {
		return r.owner(s)
	}
	for range 6 {
		if s := r.subject(v); s >= 0 {
			if r.a.Words[s].Rel == nlp.NsubjPass && v == i {
				return -1
			}
			s = r.owner(r.antecedent(s, v))
			if h := r.head(v); v == i || h < 0 || r.able(s) || !r.act(h).Has(speaking|cue.Named) || r.a.Words[v].Rel == nlp.AclRelcl {
				return s
			}
		}
		h := r.head(v)
		if h < 0 {
			return r.beside(i)
		}
		if u := r.outer(v, h); u >= 0 {
			v = u
			continue
		}
		switch r.a.Words[v].Rel {
		case nlp.Acl, nlp.AclRelcl:
			return r.owner(r.teller(h, ""))
		case nlp.Advcl:
			if r.markedAs(v) && (r.lemma(h) == "quote" || r.lemma(h) == "cite" || r.lemma(h) == "report") {
				return r.cited(h)
			}
			v = h
		case nlp.Xcomp:
			switch {
			case r.lemma(h) == "quote" || r.lemma(h) == "cite":
				return r.cited(h)
			case r.child(h, nlp.Obj, nlp.Iobj) >= 0:
				return -1
			}
			v = h
		case nlp.Conj, nlp.Parataxis, nlp.Dep:
			if r.a.Words[v].Rel == nlp.Parataxis && r.a.Words[h].UPOS != nlp.VERB {
				return -1
			}
			v = h
		case nlp.Ccomp: // a verb joined to what was said by mistake
			if v == i && r.sibling(i) < 0 {
				return -1
			}
			v = h
		default:
			return -1
		}
	}
	return -1
}

// subject is the subject of the verb at word v that stands nearest to it: no mark
// in brackets, and no relative pronoun where there is another.
func (r *reader) subject(v int) int {
	out := -1
	better := func(c int) bool {
		return out < 0 || relative(lower(r.a.WordText(out))) || !relative(lower(r.a.WordText(c))) && abs(c-v) < abs(out-v)
	}
	r.children(v, func(c int) {
		switch r.a.Words[c].Rel {
		case nlp.Nsubj, nlp.NsubjPass, nlp.NsubjOuter:
			if !r.alone(c) && better(c) && (r.quoted(v) || !r.quoted(c)) && r.preposition(c) != "by" {
				out = c
			}
		case nlp.Expl:
			if out < 0 && c < v && lower(r.a.WordText(c)) == "it" && r.act(v).Has(cue.State) {
				out = c // "this month it said that": no mere filler
			}
		}
	})
	return out
}

// alone reports whether word c stands in brackets by itself: "(SBU)".
func (r *reader) alone(c int) bool {
	return c > 0 && c+1 < len(r.a.Words) && r.a.WordText(c-1) == "(" && r.a.WordText(c+1) == ")"
}

func relative(w string) bool { return w == "who" || w == "which" || w == "that" }

func abs(n int) int { return max(n, -n) }

// outer is the verb that reports the words among which word h stands, where the
// verb of saying at v that hangs on it goes on with what the same source says:
// "stated that C and added that D". It is -1 elsewhere.
func (r *reader) outer(v, h int) int {
	if !r.quoted(v) && r.quoted(h) {
		return r.quotes[r.quoteOf[h]].cue
	}
	if r.a.Words[v].Rel != nlp.Conj || !r.continues(v, h) {
		return -1
	}
	for range 3 {
		u := r.head(h)
		if u < 0 {
			return -1
		}
		if r.a.Words[h].Rel == nlp.Ccomp && r.act(u).Has(speaking) {
			return u
		}
		if r.a.Words[h].Rel != nlp.Conj && r.a.Words[h].Rel != nlp.Ccomp {
			return -1
		}
		h = u
	}
	return -1
}

// before is who stands right before the verb of saying at i, for a verb whose
// subject the parser hung elsewhere: a name or a noun for somebody, with nothing
// between but adverbs, times and a description set between commas; or the subject
// of what is said, where the verb was hung on that. It is -1 for nobody.
func (r *reader) before(i int) int {
	if !r.act(i).Has(cue.Say|cue.State|cue.Tell) || !finite(r.a.Words[i].Feats) {
		return -1
	}
	first := r.sentence(i).FirstWord
	k := i - 1
	for k >= first && (r.a.Words[k].UPOS == nlp.AUX || r.a.Words[k].UPOS == nlp.ADV) {
		k--
	}
	if k >= first && r.a.WordText(k) == "," {
		for k--; k >= first && i-k < 14 && r.a.WordText(k) != ","; k-- {
			if p := r.a.Words[k].UPOS; p == nlp.VERB || p == nlp.AUX || p == nlp.PRON || r.quoted(k) {
				return -1
			}
		}
		k--
	}
	if k >= first && !r.quoted(k) && (r.canSpeak(k) || k > first && r.a.Words[k].UPOS == nlp.NOUN && capital(r.a.WordText(k)) && !capital(r.a.WordText(i))) {
		return k
	}
	if r.swallowed(i) {
		if s := r.subject(r.head(i)); s >= first && s < i && r.able(s) {
			return s
		}
	}
	return -1
}

// capital reports whether a word begins with a capital letter.
func capital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

func finite(feats string) bool { return strings.Contains(feats, "VerbForm=Fin") }

// beside is the noun beside a verb without a subject, where the verb reports a
// quotation: the parser gave the speaker to the words quoted.
func (r *reader) beside(i int) int {
	s := r.sentence(i)
	for k := i + 1; k < s.LastWord && k < i+5 && !r.quoted(k); k++ {
		if r.strays(k) {
			return k
		}
	}
	first := i
	for first > s.FirstWord && i-first < 16 && !r.quoted(first-1) {
		first--
	}
	for k := first; k < i; k++ {
		if r.strays(k) {
			return k
		}
	}
	return -1
}

// behind is who stands right behind the verb of saying at word i that follows a
// closing mark, whatever the parser made of him: "…," said the guard. It is -1 for
// nobody.
func (r *reader) behind(i int) int {
	if s := r.beside(i); s >= 0 {
		return s
	}
	limit := r.sentence(i).LastWord
	for k := i + 1; k < limit && k < i+6 && r.marks[k] == 0; k++ {
		w := &r.a.Words[k]
		switch w.UPOS {
		case nlp.DET, nlp.ADJ, nlp.NUM:
			continue
		case nlp.PRON:
			if strings.Contains(w.Feats, "Poss=Yes") || w.Rel == nlp.NmodPoss {
				continue
			}
			if strings.Contains(w.Feats, "Case=Nom") {
				return k
			}
		case nlp.NOUN, nlp.PROPN:
			for n := 0; n < 4 && r.head(k) > k && r.head(k) < k+5; n++ { // "the council leader": the last of them
				k = r.head(k)
			}
			if r.able(k) || capital(r.a.WordText(k)) {
				return k
			}
		}
		return -1
	}
	return -1
}

// strays reports whether word k is a noun that hangs on a word quoted, and is
// none itself.
func (r *reader) strays(k int) bool {
	switch r.a.Words[k].UPOS {
	case nlp.PROPN, nlp.NOUN, nlp.PRON:
		h := r.head(k)
		return h >= 0 && r.quoted(h) && !r.quoted(k)
	}
	return false
}

// teller is what a relative clause about saying is told of: the noun at h, or
// one that h only belongs to: "a note in the car that said", "a pamphlet on X,
// which claims".
func (r *reader) teller(h int, pronoun string) int {
	for range 3 {
		w := &r.a.Words[h]
		k := cue.SpeakerOf(w.Lemma)
		speaks := w.UPOS == nlp.PROPN || k != cue.NoSpeaker || cue.Said(w.Lemma) != 0
		thing := pronoun == "which" && w.UPOS == nlp.PROPN
		up := r.head(h)
		if speaks && !thing || w.Rel != nlp.Nmod || up < 0 {
			return h
		}
		if cue.SpeakerOf(r.lemma(up)) == cue.NoSpeaker && cue.Said(r.lemma(up)) == 0 && w.Rel != nlp.Nmod {
			return h
		}
		h = up
	}
	return h
}

// passive reports whether the verb at word i is in the passive: its subject is
// not who speaks.
func (r *reader) passive(i int) bool {
	w := &r.a.Words[i]
	if r.child(i, nlp.AuxPass) >= 0 || r.child(i, nlp.NsubjPass) >= 0 && !(finite(w.Feats) && r.child(i, nlp.Nsubj) >= 0) {
		return true
	}
	return (w.Rel == nlp.Acl || w.Rel == nlp.Advcl) && strings.Contains(w.Feats, "VerbForm=Part") && strings.Contains(w.Feats, "Tense=Past") ||
		w.Rel == nlp.Conj && r.t.Subject(int32(i)) < 0 && r.agent(i) >= 0
}

// agent is who does what a passive verb tells: "by X", -1 when not told.
func (r *reader) agent(i int) int {
	if c := r.child(i, nlp.OblAgent); c >= 0 {
		return c
	}
	out := -1
	r.children(i, func(c int) {
		if r.a.Words[c].Rel == nlp.Obl && r.preposition(c) == "by" && out < 0 {
			out = c
		}
	})
	r.children(i, func(c int) {
		if out < 0 && r.startsAs(c) {
			out = r.byWithin(c)
		}
	})
	return out
}

// byWithin is who is named with "by" inside what a passive verb calls something,
// where the parser hung it there; -1 for nobody.
func (r *reader) byWithin(c int) int {
	out := -1
	r.children(c, func(k int) {
		if r.a.Words[k].Rel == nlp.Nmod && r.preposition(k) == "by" && r.canSpeak(k) {
			out = k
		}
	})
	return out
}

// cited is who is cited by the verb at h: "X cited Y as saying".
func (r *reader) cited(h int) int {
	if r.passive(h) {
		return r.child(h, nlp.NsubjPass)
	}
	return r.child(h, nlp.Obj)
}

// antecedent is what a relative pronoun stands for: the word its clause hangs
// on.
func (r *reader) antecedent(s, v int) int {
	switch lower(r.a.WordText(s)) {
	case "who", "which", "that":
	default:
		return s
	}
	for range 4 {
		h := r.head(v)
		if h < 0 {
			return s
		}
		if rel := r.a.Words[v].Rel; rel == nlp.AclRelcl || rel == nlp.Acl {
			return r.teller(h, lower(r.a.WordText(s)))
		}
		v = h
	}
	return s
}

// owner is whose words a message holds: "a statement by the ministry", "the
// group's statement", "issued a statement saying"; other sources are their own,
// and so is a message nobody is told to have made.
func (r *reader) owner(i int) int {
	if i >= 0 && exhibits[lower(r.lemma(i))] {
		return r.issuer(i)
	}
	if i < 0 || r.a.Words[i].UPOS != nlp.NOUN || cue.SpeakerOf(r.lemma(i)) != cue.Message && cue.Said(r.lemma(i)) == 0 {
		return i
	}
	out := -1
	r.children(i, func(c int) {
		w := &r.a.Words[c]
		switch w.Rel {
		case nlp.NmodPoss:
			out = c
		case nlp.Nmod:
			if p := r.preposition(c); out < 0 && !r.place(c) && (p == "by" || p == "from" || p == "of" && r.canSpeak(c)) {
				out = c
			}
		case nlp.Acl:
			if a := r.agent(c); out < 0 && a >= 0 {
				out = a
			}
		case nlp.Compound:
			if out < 0 && (r.canSpeak(c) || w.Lemma == "media" || w.Lemma == "press") {
				out = c
			}
		case nlp.Appos, nlp.Flat, nlp.NmodDesc:
			if w.UPOS == nlp.PROPN {
				out = c
			}
		}
	})
	if out >= 0 {
		return out
	}
	if h := r.head(i); h >= 0 && r.a.Words[i].Rel == nlp.Obj && r.a.Words[h].UPOS == nlp.VERB && r.act(h).Has(cue.Voice|cue.Say) {
		if r.depth < deepest {
			r.depth++
			s := r.source(h)
			r.depth--
			if s >= 0 {
				return s
			}
		}
	}
	return i
}

// issuer is who made or gave out a thing that shows something: "footage released
// by the embassy", "an inquiry by the ministry"; the thing itself where nobody is
// told.
func (r *reader) issuer(i int) int {
	out := i
	r.children(i, func(c int) {
		a := -1
		switch {
		case r.a.Words[c].Rel == nlp.Acl && r.passive(c) && !looks[r.lemma(c)]:
			a = r.agent(c)
		case r.a.Words[c].Rel == nlp.Nmod && r.preposition(c) == "by":
			a = c
		}
		if out == i && a >= 0 && !r.place(a) && (r.canSpeak(a) || lexicon.IsOrgHead(lower(r.lemma(a)))) {
			out = a
		}
	})
	return out
}

// looks are verbs for what somebody does with a thing that others made: footage
// seen by a newspaper shows what it shows, and the paper relies on it.
var looks = map[string]bool{"see": true, "view": true, "watch": true, "obtain": true, "verify": true, "review": true, "examine": true, "analyse": true,
	"analyze": true, "study": true, "inspect": true, "check": true, "read": true, "authenticate": true, "geolocate": true, "receive": true}

// deepest is how many messages are followed to their owners, one within the other.
const deepest = 3

// place reports whether word i stands in the name of a place: "reports from Vienna"
// are nobody's.
func (r *reader) place(i int) bool {
	sp := r.a.Words[i].Span
	k := sort.Search(len(r.a.Names), func(k int) bool { return r.a.Names[k].Span.End > sp.Start })
	return k < len(r.a.Names) && r.a.Names[k].Span.Contains(sp) && r.a.Names[k].Kind == entity.Place
}

// able reports whether a subject is somebody who can speak, a pronoun for one
// among them.
func (r *reader) able(i int) bool {
	switch lower(r.a.WordText(i)) {
	case "he", "she", "they", "we", "i", "you", "who":
		return true
	}
	return r.canSpeak(i)
}

// people reports whether a noun means persons or a group of them.
func (r *reader) people(i int) bool {
	l := r.lemma(i)
	return r.a.Words[i].UPOS == nlp.NOUN && (lexicon.NounClass(l).First&(persons|groups) != 0 || l == "source" || l == "insider")
}

// Classes of nouns, as the lexicon numbers them.
const (
	persons = 1 << 0
	groups  = 1 << 1
)

// canSpeak reports whether a noun or name is somebody who can speak.
func (r *reader) canSpeak(i int) bool {
	w := &r.a.Words[i]
	if w.UPOS == nlp.PROPN {
		return true
	}
	k := cue.SpeakerOf(w.Lemma)
	return k == cue.Person || k == cue.Body
}
