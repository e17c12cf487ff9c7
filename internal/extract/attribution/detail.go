package attribution

import (
	"sort"
	"strings"

	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// details is what else the text tells of a saying.
type details struct {
	hearer  int // head word of who is told, -1 for none
	channel string
	when    string
	via     []int // head words of whom the source cites
}

func (r *reader) details(s Saying) details {
	d := details{hearer: -1}
	if s.Cue < 0 {
		return d
	}
	r.children(s.Cue, func(c int) {
		w := &r.a.Words[c]
		if s.Content.Overlaps(w.Span) || c == s.Source {
			return
		}
		switch w.Rel {
		case nlp.Iobj:
			d.hearer = c
		case nlp.Obj:
			if s.Act.Has(cue.Tell | cue.Demand) {
				d.hearer = c
			}
		case nlp.Obl:
			if p := r.preposition(c); p == "to" || p == "with" || p == "on" && s.Act.Has(cue.Demand) {
				d.hearer = c
			}
		case nlp.Advcl:
			if l := r.lemma(c); l == "cite" || l == "quote" {
				d.via = append(d.via, r.joined(r.child(c, nlp.Obj))...)
			}
		}
	})
	r.children(s.Source, func(c int) {
		if l := r.lemma(c); (r.a.Words[c].Rel == nlp.Acl || r.a.Words[c].Rel == nlp.Advcl) && (l == "cite" || l == "quote") {
			d.via = append(d.via, r.joined(r.child(c, nlp.Obj))...)
		}
	})
	if h := r.head(s.Cue); h >= 0 && (r.lemma(h) == "cite" || r.lemma(h) == "quote") && !r.passive(h) {
		d.via = append(d.via, r.source(h))
	}
	d.channel = r.channel(s)
	d.when = r.when(s)
	return d
}

// joined is a word and those joined to it.
func (r *reader) joined(i int) []int {
	if i < 0 {
		return nil
	}
	out := []int{i}
	r.children(i, func(c int) {
		if r.a.Words[c].Rel == nlp.Conj {
			out = append(out, c)
		}
	})
	return out
}

// channels are words for the ways in which something is made known.
var channels = map[string]string{
	"twitter": "Twitter", "tweet": "Twitter", "facebook": "Facebook", "instagram": "Instagram", "telegram": "Telegram", "whatsapp": "WhatsApp",
	"telephone": "telephone", "phone": "telephone", "call": "telephone", "telcall": "telephone", "telcon": "telephone",
	"letter": "letter", "email": "email", "e-mail": "email", "mail": "email", "note": "letter", "communiqué": "statement", "communique": "statement",
	"statement": "statement", "conference": "press conference", "briefing": "press conference", "interview": "interview",
	"reporter": "press", "journalist": "press", "press": "press", "media": "press", "radio": "radio", "television": "television", "tv": "television",
	"broadcast": "broadcast", "video": "video", "speech": "speech", "court": "court", "website": "website", "blog": "website", "report": "report",
}

// byVerb are verbs that name the way.
var byVerb = map[string]string{"tweet": "Twitter", "retweet": "Twitter", "telephone": "telephone", "phone": "telephone", "email": "email",
	"e-mail": "email", "broadcast": "broadcast", "cable": "telegram", "telegraph": "telegram"}

// channel is how it was said, in the words of the sentence around the cue.
func (r *reader) channel(s Saying) string {
	sent := r.sentence(s.Cue)
	if c := byVerb[r.lemma(s.Cue)]; c != "" && r.a.Words[s.Cue].UPOS == nlp.VERB {
		return c
	}
	for i := sent.FirstWord; i < sent.LastWord; i++ {
		w := &r.a.Words[i]
		c := channels[lower(w.Lemma)]
		if w.UPOS == nlp.VERB || w.UPOS == nlp.PROPN && c == "email" || i == s.Cue || c == "" || s.Content.Overlaps(w.Span) || r.quoted(i) || i == s.Source && c != "statement" {
			continue
		}
		switch w.Rel {
		case nlp.Obl, nlp.Iobj, nlp.Obj, nlp.Nmod, nlp.Conj, nlp.Nsubj:
			if p := r.preposition(i); p == "about" || p == "against" || p == "of" {
				continue
			}
			if h := r.head(i); h == s.Cue || h >= 0 && r.head(h) == s.Cue || i == s.Source {
				return c
			}
		}
	}
	return ""
}

// when is the date that the sentence gives outside what is said.
func (r *reader) when(s Saying) string {
	sp := r.sentence(s.Cue).Span
	for i := r.timeFrom(sp.Start); i < len(r.a.Times) && r.a.Times[i].Span.Start < sp.End; i++ {
		t := &r.a.Times[i]
		if t.Kind == nlp.Date && !t.Attributive && !t.Span.Overlaps(s.Content) && r.near(t.Span, s) {
			return t.Value
		}
	}
	return ""
}

// timeFrom is the first time expression that ends behind a place in the text.
func (r *reader) timeFrom(start int) int {
	return sort.Search(len(r.a.Times), func(k int) bool { return r.a.Times[k].Span.End > start })
}

// near reports whether a time stands in the clause of the cue: no other verb's.
func (r *reader) near(sp text.Span, s Saying) bool {
	if sp.Start >= s.CueSpan.End && sp.End <= s.Content.Start && s.Content.Start-s.CueSpan.End < 40 {
		return true
	}
	for i := r.sentence(s.Cue).FirstWord; i < r.sentence(s.Cue).LastWord; i++ {
		if !sp.Overlaps(r.a.Words[i].Span) {
			continue
		}
		for h, n := i, 0; h >= 0 && n < 6; h, n = r.head(h), n+1 {
			if h == s.Cue {
				return true
			}
			if r.a.Words[h].UPOS == nlp.VERB {
				return r.a.Words[s.Cue].Rel == nlp.Conj && r.head(s.Cue) == h
			}
		}
		return false
	}
	return false
}

// kind tells what kind of speech it is.
func (r *reader) kind(s Saying) string {
	verb := s.Cue >= 0 && r.a.Words[s.Cue].UPOS == nlp.VERB
	asked := s.Head >= 0 && r.infinitival(s)
	switch {
	case s.Claim && !s.Negated, s.Head >= 0 && s.Act.Has(cue.Say) && !s.Negated && !s.Act.Has(cue.Deny) && r.ownDeed(s.Head):
		return "claim_of_responsibility"
	case s.Negated || s.Act.Has(cue.Deny) && !(s.Act.Has(cue.Tell|cue.Think) && !s.Act.Has(cue.State)):
		return "denial"
	case s.Act.Has(cue.Voice) && s.Act.Has(cue.Mourn):
		return "condolence"
	case s.Act.Has(cue.Voice) && s.Act.Has(cue.Condemn):
		return "condemnation"
	case s.Turn && s.Act.Has(cue.Ask):
		return "question"
	case s.Act.Has(cue.Ask) && !asked && verb && (!s.Act.Has(cue.Say) || strings.HasSuffix(r.a.Text(s.Content), "?")):
		return "question"
	case s.Act.Has(cue.Demand) && (asked || verb && demanding[r.lemma(s.Cue)] || !s.Act.Has(cue.Say|cue.State|cue.Tell|cue.Named)):
		return "demand"
	case s.Act.Has(cue.Promise):
		return "promise"
	case s.Act.Has(cue.Condemn):
		return "condemnation"
	case s.Act.Has(cue.Mourn):
		return "condolence"
	case s.Act.Has(cue.Accuse):
		return "accusation"
	case s.Act.Has(cue.Thank | cue.Praise):
		return "other"
	}
	return "assertion"
}

// infinitival reports whether what is said is something to do: an infinitive, or
// a noun.
func (r *reader) infinitival(s Saying) bool {
	if s.Cue < 0 {
		return false
	}
	switch w := &r.a.Words[s.Head]; w.Rel {
	case nlp.Xcomp, nlp.Advcl:
		return r.head(s.Head) == s.Cue
	case nlp.Obj, nlp.Obl:
		return r.head(s.Head) == s.Cue && s.Act.Has(cue.Demand)
	}
	return false
}

// quotation tells direct from indirect and mixed speech.
func (r *reader) quotation(s Saying) string {
	if s.Turn {
		return "direct"
	}
	inside, outside := 0, 0
	first := s.Head
	for first > 0 && r.a.Words[first-1].Span.Start >= s.Content.Start {
		first--
	}
	for i := first; i < len(r.a.Words) && r.a.Words[i].Span.Start < s.Content.End; i++ {
		switch {
		case r.quoted(i):
			inside++
		case r.a.Words[i].UPOS != nlp.PUNCT && r.a.Words[i].UPOS != nlp.DET:
			outside++
		}
	}
	switch {
	case inside == 0:
		return "indirect"
	case outside == 0:
		return "direct"
	}
	return "mixed"
}
