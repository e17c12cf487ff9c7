package casualty

import (
	"sort"
	"strconv"
	"strings"

	"dossier/internal/extract"
	"dossier/internal/nlp"
)

// elsewhen reports whether sentence i carries dates, and all of them lie before
// the incident or in another year.
func elsewhen(in *extract.Input, i int) bool {
	s := &in.Sentences[i]
	if dayBefore(in, s) {
		return true
	}
	first, last, ok := days(in.Date)
	if !ok {
		return false
	}
	dated := false
	for k := range in.Times {
		t := &in.Times[k]
		if t.Span.End <= s.Span.Start {
			continue
		}
		if t.Span.Start >= s.Span.End {
			break
		}
		v := t.Value
		if t.Kind == nlp.Clock {
			v = t.On
		}
		from, to, ok := days(v)
		if !ok || t.Kind == nlp.Duration || t.Kind == nlp.Set || t.Attributive || from > last && ofSaying(in, s, t) {
			continue
		}
		if to >= first-1 && from <= last+120 {
			return false
		}
		dated = true
	}
	return dated
}

// ofSaying reports whether t is when something was said, and not when it happened:
// "witnesses told the court on Thursday that".
func ofSaying(in *extract.Input, s *nlp.Sentence, t *nlp.Timex) bool {
	ps := in.PredicatesOf(s.FirstWord, s.LastWord)
	for i := range ps {
		if ps[i].Class != nlp.Speaking || ps[i].Noun {
			continue
		}
		for a := range ps[i].Args {
			g := &ps[i].Args[a]
			if g.Role != nlp.Time && g.Role != nlp.Other {
				continue
			}
			if k := in.Words[g.Head].Token; k >= t.First && k < t.Last {
				return true
			}
		}
	}
	return false
}

// after reports whether every day that sentence i names lies after the incident.
func after(in *extract.Input, i int) bool {
	_, last, ok := days(in.Date)
	if !ok {
		return false
	}
	s := &in.Sentences[i]
	for k := sort.Search(len(in.Times), func(k int) bool { return in.Times[k].Last > s.First }); k < len(in.Times) && in.Times[k].First < s.Last; k++ {
		t := &in.Times[k]
		v := t.Value
		if t.Kind == nlp.Clock {
			v = t.On
		}
		if from, _, ok := days(v); ok && t.Kind != nlp.Duration && t.Kind != nlp.Set && !t.Attributive && from <= last {
			return false
		}
	}
	return true
}

// takenForKnown reports whether f tells of those whom its sentence takes for known, as
// one about a later day does: "relatives of the six tourists killed when a bomb went
// off laid flowers on Wednesday".
func (r *reader) takenForKnown(f *finding) bool {
	if len(f.groups) != 1 || !f.groups[0].numbered || f.groups[0].last != f.word {
		return false
	}
	for i := f.groups[0].first; i < f.word; i++ {
		if w := r.low(i); w == "the" || w == "all" {
			return true
		}
	}
	return r.low(f.groups[0].first-1) == "the"
}

// goesOn reports whether sentence i says that it stays in the time of the sentence
// before it in its paragraph: "no one was hurt then", "at that time", "that attack
// killed nine".
func goesOn(in *extract.Input, i int) bool {
	s := &in.Sentences[i]
	if i == 0 || in.Sentences[i-1].Block != s.Block {
		return false
	}
	for t := s.First; t < s.Last; t++ {
		next := ""
		if t+1 < s.Last {
			next = in.Tokens[t+1].Lower
		}
		switch in.Tokens[t].Lower {
		case "then":
			if next == "." || next == "," && t > s.First || next == "" {
				return true
			}
		case "that":
			if next == "time" || next == "occasion" || next == "incident" || deed(next) && (t == s.First || in.Tokens[t-1].Lower == "in") {
				return true
			}
		}
	}
	return false
}

// dayBefore reports whether s opens with words for another time before the
// incident: "a day earlier", "the week before".
func dayBefore(in *extract.Input, s *nlp.Sentence) bool {
	unit := false
	for t := s.First; t < min(s.Last, s.First+5); t++ {
		switch in.Tokens[t].Lower {
		case "day", "days", "week", "weeks", "month", "months", "year", "years":
			unit = true
		case "earlier", "before", "previously":
			return unit && in.Tokens[min(t+1, s.Last-1)].Lower != "the"
		case "previous":
			return t+1 < s.Last && (in.Tokens[t+1].Lower == "day" || in.Tokens[t+1].Lower == "week")
		case "a", "an", "the", "two", "three", "few", "just", "only", "and", "one", "several", "on", "some", "four", "five", "six":
		default:
			return false
		}
	}
	return false
}

// days is the first and last day that an EDTF date or interval can mean, as a
// running number that is only good for comparing.
func days(edtf string) (first, last int, ok bool) {
	a, b, interval := strings.Cut(edtf, "/")
	if !interval {
		b = a
	}
	first, ok1 := day(a, 1, 1)
	last, ok2 := day(b, 12, 31)
	return first, last, ok1 && ok2
}

// day numbers "2023", "2023-01" or "2023-01-27"; month and dom stand in for what
// is not given.
func day(s string, month, dom int) (int, bool) {
	s = strings.TrimRight(s, "~?%")
	if len(s) < 4 {
		return 0, false
	}
	y, err := strconv.Atoi(s[:4])
	if err != nil {
		return 0, false
	}
	if len(s) >= 7 && s[4] == '-' {
		if m, err := strconv.Atoi(s[5:7]); err == nil && m >= 1 && m <= 12 {
			month = m
		}
	}
	if len(s) >= 10 && s[7] == '-' {
		if d, err := strconv.Atoi(s[8:10]); err == nil {
			dom = d
		}
	}
	return y*366 + (month-1)*31 + dom, true
}

// cumulative reports whether what the word of harm at token t tells is a count over
// a longer time: "this year 40 have been killed", "since January 164 have died".
func (r *reader) cumulative(t int) bool {
	p := r.predicateAt(t)
	if p != nil && p.Perfect && r.lately(t) {
		return true
	}
	ts := r.in.Times
	for k := sort.Search(len(ts), func(k int) bool { return ts[k].Last > r.sent.First }); k < len(ts); k++ {
		x := &ts[k]
		if x.First >= r.sent.Last {
			return false
		}
		if !r.over(x) {
			continue
		}
		if p == nil || p.Perfect || p.Tense != nlp.Past || x.Modifier == nlp.Since {
			return true
		}
	}
	return false
}

// lately reports whether "in recent years" stands behind token t in its sentence.
func (r *reader) lately(t int) bool {
	for i := t + 1; i < r.sent.Last; i++ {
		if r.low(i) == "recent" || r.low(i) == "past" || r.low(i) == "last" {
			switch r.low(i + 1) {
			case "years", "months", "weeks", "decades", "few":
				return true
			}
		}
	}
	return false
}

// earlierSaid reports whether what the word of harm at token t tells is said to be
// what was reported at first: "initial reports spoke of four dead".
func (r *reader) earlierSaid(t int) bool {
	early := false
	for i := t - 1; i >= max(r.sent.First, t-12); i-- {
		switch r.low(i) {
		case ";":
			return false
		case "initially", "earlier", "previously":
			early = true
		case "first":
			early = early || r.low(i-1) == "at"
		case "reports", "report", "figures", "estimates":
			switch r.low(i - 1) {
			case "initial", "first", "early", "preliminary":
				return true
			}
		case "spoken", "reported", "said", "given", "put", "counted", "announced", "thought", "believed", "spoke":
			if w := r.low(i - 1); w == "initially" || w == "earlier" || w == "previously" || w == "first" {
				return true
			}
		case "had":
			if early || r.low(i-1) == "first" && r.low(i-2) == "at" {
				return r.low(t-1) != "been" && r.low(i+1) != "been"
			}
		}
	}
	return false
}

// inWard reports whether what the word of harm at token t tells is how many a
// hospital took in.
func (r *reader) inWard(t int) bool {
	p := r.governor(t)
	if p == nil {
		return false
	}
	switch p.Verb {
	case "receive", "admit", "treat", "take", "accept":
	default:
		return false
	}
	g := p.Agent()
	if g == nil {
		return false
	}
	switch w := strings.ToLower(r.in.WordText(g.Head)); w {
	case "hospital", "hospitals", "doctors", "clinic", "morgue", "they", "it", "we":
		return w != "it" && w != "we" || p.Verb != "take"
	}
	return false
}

// over reports whether x is a time over which things add up: "this year", "since
// January", "so far this month", "in the past decade".
func (r *reader) over(x *nlp.Timex) bool {
	if x.Attributive {
		return false
	}
	first := r.low(x.First)
	switch {
	case x.Kind == nlp.Date && (x.Modifier == nlp.Since || r.low(x.First-1) == "since"):
		from, _, ok := days(x.Value)
		start, _, known := days(r.date)
		return ok && known && from < start-1 || !known && len(x.Value) < len("2006-01-02")
	case x.Kind == nlp.Date && len(x.Value) < len("2006-01-02") && (first == "this" || r.low(x.First-1) == "far"):
		return true
	case x.Kind == nlp.Duration && (strings.Contains(x.Value, "Y") || strings.Contains(x.Value, "M") && !strings.Contains(x.Value, "T")):
		return r.low(x.First-1) == "past" || r.low(x.First-1) == "last" || first == "past" || first == "last" || r.low(x.First-2) == "in" && r.low(x.First-1) == "the"
	}
	return false
}
