package frame

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// clock finds the hour of the incident: of the clock times told of what happened
// on the day, the one that violence, a call to the police or "it happened" is
// dated by, earliest and most often told.
func (r *reading) clock() {
	a := r.in.Analysis
	var cs []candidate
	stated := r.has(claim.Time) // who came when is of no interest then
	for ti, si := range timesWithin(a) {
		t := &a.Times[ti]
		if t.Kind != nlp.Clock || len(t.Value) < 5 || r.in.Background[si] {
			continue
		}
		if !a.Doc.Blocks[a.Sentences[si].Block].Key.IsZero() {
			continue // a field tells of the document: the hour of a news programme in its title
		}
		if stated && r.told(extract.HeadOf(r.in, t.Span)) == answered {
			continue
		}
		if len(r.in.Date) >= 10 && r.otherDay(a.Sentences[si], ti) {
			continue
		}
		if w := r.clockWeight(si, t); w > 0.05 {
			cs = vote(cs, t.Value, w/(1+float64(len(cs))/3), t.Span, false)
		}
	}
	if c, ok := heaviest(cs); ok {
		r.value(claim.Value{Slot: claim.Time, Text: c.value}, confidence(c.weight, 5), "", c.spans...)
	}
}

// partCodes are the parts of the day as the codebook names them.
var partCodes = map[nlp.Part]string{
	nlp.Morning: "morning", nlp.Lunch: "midday", nlp.Afternoon: "afternoon", nlp.Evening: "evening", nlp.Night: "night",
}

// dayPart finds the part of the day of the incident as it finds the hour.
func (r *reading) dayPart() {
	a := r.in.Analysis
	var cs []candidate
	for ti, si := range timesWithin(a) {
		t := &a.Times[ti]
		code := partCodes[t.Part]
		if code == "" || r.in.Background[si] || len(r.in.Date) >= 10 && dayOf(t) != "" && !sameDay(dayOf(t), r.in.Date) {
			continue
		}
		if w := r.clockWeight(si, t); w > 0.05 {
			cs = vote(cs, code, w/(1+float64(len(cs))/3), r.partWords(t), false)
		}
	}
	if c, ok := heaviest(cs); ok {
		r.value(claim.Value{Slot: claim.TimeOfDay, Text: c.value}, confidence(c.weight, 5), "", c.spans...)
	}
}

// partWords is the word of a time expression that names the part of the day, the
// whole expression where none does.
func (r *reading) partWords(t *nlp.Timex) text.Span {
	for i := t.Last - 1; i >= t.First; i-- {
		switch r.in.Tokens[i].Lower {
		case "morning", "afternoon", "evening", "night", "tonight", "overnight", "noon", "lunchtime", "mid-morning", "midday", "mornings", "evenings", "nights", "lunch", "dawn", "dusk":
			return r.in.Tokens[i].Span
		}
	}
	return t.Span
}

// clockWeight is how surely a clock time is that of the incident.
func (r *reading) clockWeight(si int, t *nlp.Timex) float64 {
	if r.stamp(si, t) {
		return 0
	}
	w := r.dateWeight(si, t)
	early := r.prominence(si) / (1 + float64(si)/12)
	switch r.told(extract.HeadOf(r.in, t.Span)) {
	case happens, answered:
		w = max(w, 0.5*early)
	case follows:
		return 0.1 * w
	case unsaid:
		w = max(w, 0.15*early)
	}
	return w
}

// stamp reports whether a clock time is that of the report or of one of its
// updates: it opens its sentence and a colon, a bracket or nothing but a date
// follows, or a word for publishing stands before it.
func (r *reading) stamp(si int, t *nlp.Timex) bool {
	a, s := r.in.Analysis, &r.in.Sentences[si]
	for k := max(s.First, t.First-4); k < t.First; k++ {
		switch a.Tokens[k].Lower {
		case "as":
			if w := a.Tokens[k+1].Lower; w == "at" || w == "of" {
				return true
			}
		case "to":
			if k == t.First-1 && t.Dated && k > s.First && a.Tokens[k-1].Lower == "hrs" {
				return true // "24 HRS TO 300600Z"
			}
		case "update", "updated", "posted", "published", "@", "modified", "newscast":
			return true
		}
	}
	if t.Last < s.Last {
		switch a.Tokens[t.Last].Lower {
		case "update", "updated", ":", "]":
			return t.First <= s.First+2
		}
	}
	return false
}

// dating is what kind of happening a time dates.
type dating uint8

const (
	unsaid   dating = iota
	happens         // the incident
	answered        // the call for help that it caused, and who came
	follows         // what came of it, or what is still to come
)

// told is what kind of happening the verb above word i, that of a time or place,
// tells.
func (r *reading) told(i int) dating {
	ws := r.in.Words
	for k := 0; k < 8 && i >= 0; k++ {
		if d := datings[ws[i].Lemma]; d != unsaid && (ws[i].UPOS == nlp.VERB || ws[i].UPOS == nlp.NOUN) {
			switch {
			case d != follows && r.future(i):
				return follows
			case ws[i].Lemma == "take" && i+1 < len(ws) && ws[i+1].Lemma == "place":
				return happens
			}
			return d
		}
		if ws[i].UPOS == nlp.VERB && r.future(i) {
			return follows
		}
		switch ws[i].Rel {
		case nlp.Ccomp, nlp.Advcl, nlp.Parataxis, nlp.Conj, nlp.Root:
			return unsaid // what stands above is another clause
		}
		i = ws[i].Head
	}
	return unsaid
}

// future reports whether "will" or the like stands with verb i.
func (r *reading) future(i int) bool {
	for k := max(0, i-4); k < i; k++ {
		switch r.in.Words[k].Lemma {
		case "will", "shall":
			if r.in.Words[k].Head == i {
				return true
			}
		}
	}
	return false
}

// datings are the verbs and nouns that tell that something happened or was
// reported to the police, and those of its consequences.
var datings = datingTable(map[dating]string{
	happens: "happen occur place begin start unfold erupt break shoot fire attack stab rob kill strike explode" +
		" detonate storm assault shooting attack explosion blast robbery approach stop",
	answered: "respond response call dispatch receive summon alert confront hear report find arrive notice",
	follows: "die pronounce declare succumb hold schedule open close release publish announce say issue meet gather vigil funeral service hearing" +
		" appear arraign conference arrest charge book surrender reopen resume speak address visit tweet post expect plan" +
		" take transport rush airlift fly treat recover attend study graduate live reside bear raise bury work",
})

func datingTable(lists map[dating]string) map[string]dating {
	m := map[string]dating{}
	for _, d := range []dating{happens, answered, follows} {
		for _, w := range strings.Fields(lists[d]) {
			m[w] = d
		}
	}
	return m
}

// otherDay reports whether the sentence of clock time ti tells a day, and not the
// incident's.
func (r *reading) otherDay(s nlp.Sentence, ti int) bool {
	a := r.in.Analysis
	other := false
	for _, step := range []int{-1, 1} {
		for k := ti + step; k >= 0 && k < len(a.Times) && a.Times[k].First >= s.First && a.Times[k].First < s.Last; k += step {
			if t := &a.Times[k]; t.Kind == nlp.Date && len(t.Value) >= 10 {
				if sameDay(t.Value, r.in.Date) {
					return false
				}
				other = true
			}
		}
	}
	return other
}

func sameDay(a, b string) bool {
	lo, hi, ok := strings.Cut(strings.TrimRight(b, "~?%"), "/")
	if !ok {
		hi = lo
	}
	a = strings.TrimRight(a, "~?%")
	return lo <= a && a <= hi || strings.HasPrefix(lo, a)
}
