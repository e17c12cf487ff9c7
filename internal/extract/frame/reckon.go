package frame

import (
	"fmt"
	"iter"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dossier/internal/nlp"
)

// reckoned is the date of the deed where a text reckons from it: "on Sunday, three days
// after he was shot", "five years since a gunman killed four". It is "" where it does
// not.
func (r *reading) reckoned(si int, t *nlp.Timex) string {
	const near = 8
	last := r.in.Tokens[t.Last-1].Lower
	if t.Last < len(r.in.Tokens) && last != "after" {
		last = r.in.Tokens[t.Last].Lower
	}
	if last != "after" && last != "since" || r.isDate(t.Last) || r.isDate(t.Last+1) ||
		!slices.ContainsFunc(r.hitsOf(si), func(h hit) bool { return t.Last <= h.first && h.first < t.Last+near }) {
		return ""
	}
	value := strings.TrimRight(t.Value, "~?%")
	switch {
	case t.Kind == nlp.Duration:
		return yearsBefore(r.in.Doc.Published, t.Value)
	case t.Kind == nlp.Date && len(value) == 4 && len(t.Anchor) >= 4 && value > t.Anchor[:4]: // "a decade after"
		return mirrored(t.Anchor[:4], value)
	}
	return daysBefore(t)
}

// yearsBefore is the year so many years before that of a document's own date.
func yearsBefore(published, duration string) string {
	var years, y int
	if n, err := fmt.Sscanf(duration, "P%dY", &years); n != 1 || err != nil || duration != fmt.Sprintf("P%dY", years) {
		return ""
	}
	if n, err := fmt.Sscanf(published, "%4d", &y); n != 1 || err != nil || years > 150 {
		return ""
	}
	return fmt.Sprintf("%04d", y-years)
}

// mirrored is the year as far before one as another lies behind it.
func mirrored(from, to string) string {
	a, err := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	if err != nil || err2 != nil || b-a > 150 {
		return ""
	}
	return fmt.Sprintf("%04d", 2*a-b)
}

// daysBefore is the day that lies as far before the day a time is reckoned from as the
// time lies behind it.
func daysBefore(t *nlp.Timex) string {
	const most = 14
	if t.Kind != nlp.Date || len(t.Anchor) < 10 || len(t.Value) != 10 || t.Value <= t.Anchor {
		return ""
	}
	from, err := time.Parse(time.DateOnly, t.Anchor[:10])
	to, err2 := time.Parse(time.DateOnly, t.Value)
	if err != nil || err2 != nil || to.Sub(from) > most*24*time.Hour {
		return ""
	}
	return from.Add(from.Sub(to)).Format(time.DateOnly)
}

// datesDeed reports whether a time is told of the deed: of a verb of attacking or harming.
// One who died may have been hurt long before.
func (r *reading) datesDeed(si int, t *nlp.Timex) bool {
	for p := range r.predicatesOf(si) {
		if p.Noun || p.Lemma == "die" || p.Class != nlp.Attacking && p.Class != nlp.Harming {
			continue
		}
		for g := range p.All(nlp.Time) {
			if at := r.in.Words[g.Head].Token; t.First <= at && at < t.Last && g.Predicate < 0 {
				return true
			}
		}
	}
	return false
}

// timedOtherwise reports whether a word of violence is a verb with a time of its own,
// and that is another: "candles were lit on Monday for those shot ten years ago".
func (r *reading) timedOtherwise(si int, h *hit, t *nlp.Timex) bool {
	a := r.in.Analysis
	other := false
	for p := range r.predicatesOf(si) {
		if at := a.Words[p.Word].Token; p.Noun || at < h.first || at >= h.last {
			continue
		}
		for g := range p.All(nlp.Time) {
			at := a.Words[g.Head].Token
			if t.First <= at && at < t.Last {
				return false
			}
			other = other || g.Predicate < 0 && r.isDate(at)
		}
	}
	return other
}

// isDate reports whether a token is of a time expression with a date.
func (r *reading) isDate(token int) bool {
	i := sort.Search(len(r.in.Times), func(i int) bool { return r.in.Times[i].Last > token })
	return i < len(r.in.Times) && r.in.Times[i].First <= token && r.in.Times[i].Kind == nlp.Date && r.in.Times[i].Value != ""
}

// saidThen reports whether a time stands behind a verb of saying, and dates that: "police
// said on Friday".
func (r *reading) saidThen(si int, t *nlp.Timex) bool {
	const near = 3 // "said late on"
	owner := r.owner(t)
	for p := range r.predicatesOf(si) {
		if at := r.in.Words[p.Word].Token; p.Class == nlp.Speaking && !p.Noun && owner < 0 && at < t.First && t.First-at <= near {
			return true
		}
	}
	return false
}

// owner is the token of the noun behind a time that the time belongs to, "Friday's
// funeral"; -1 for none.
func (r *reading) owner(t *nlp.Timex) int {
	a := r.in.Analysis
	for i := sort.Search(len(a.Words), func(i int) bool { return a.Words[i].Token >= t.First }); i < len(a.Words) && a.Words[i].Token < t.Last; i++ {
		w := &a.Words[i]
		if w.Head < 0 || w.Rel != nlp.Compound && w.Rel != nlp.NmodPoss {
			continue
		}
		if h := a.Words[w.Head].Token; h >= t.Last {
			return h
		}
	}
	return -1
}

// ofThing reports whether a time belongs to a noun that tells of no violence: "Christmas
// gifts", "Friday's funeral".
func (r *reading) ofThing(si int, t *nlp.Timex) bool {
	h := r.owner(t)
	return h >= 0 && !slices.ContainsFunc(r.hitsOf(si), func(x hit) bool { return x.first <= h && h < x.last })
}

// feast reports whether a time is the name of a feast: "Friday prayers" tell when,
// "Christmas gifts" do not.
func (r *reading) feast(si int, t *nlp.Timex) bool {
	words := r.in.Text(t.Span)
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.Contains(words, d.String()) {
			return false
		}
	}
	return t.First > r.in.Sentences[si].First && unicode.IsUpper(rune(words[0])) && !strings.ContainsAny(words, "0123456789")
}

// behindDeed reports whether a verb has a time of its own, and t stands behind the deed
// that it is about: "charged on Wednesday with the murder of the mayor in November".
func (r *reading) behindDeed(si, verb int, t *nlp.Timex) bool {
	own := false
	for x := range r.timesOf(si) {
		own = own || x.Kind == nlp.Date && x.Last <= t.First
	}
	return own && slices.ContainsFunc(r.hitsOf(si), func(h hit) bool { return verb < h.first && h.last <= t.First })
}

// judgedFor reports whether a time is that of the deed that somebody is tried for.
func (r *reading) judgedFor(si int, t *nlp.Timex) bool {
	for p := range r.predicatesOf(si) {
		if (p.Class == nlp.Judging || p.Class == nlp.Seizing) && r.behindDeed(si, r.in.Words[p.Word].Token, t) {
			return true
		}
	}
	return false
}

// timesOf are the time expressions of a sentence, the first of a very long one.
func (r *reading) timesOf(si int) iter.Seq[*nlp.Timex] {
	const most = 24
	s := &r.in.Sentences[si]
	from := sort.Search(len(r.in.Times), func(i int) bool { return r.in.Times[i].First >= s.First })
	return func(yield func(*nlp.Timex) bool) {
		for i := from; i < len(r.in.Times) && i < from+most && r.in.Times[i].First < s.Last; i++ {
			if !yield(&r.in.Times[i]) {
				return
			}
		}
	}
}

// ahead reports whether a time lies behind the document's own date, as exactly as both
// are known: it was announced.
func (r *reading) ahead(t *nlp.Timex) bool {
	from, _, _ := strings.Cut(t.Value, "/")
	from = strings.TrimRight(from, "~?%")
	pub := r.in.Doc.Published
	n := min(len(from), len(pub))
	return n >= 4 && from[:n] > pub[:n]
}

// deedTimed reports whether what somebody is held or jailed for has a time of its own
// behind t: "jailed on Thursday for the murder of the mayor last October".
func (r *reading) deedTimed(si int, p *nlp.Predicate, t *nlp.Timex) bool {
	for x := range r.timesOf(si) {
		if x.First >= t.Last && x.Kind == nlp.Date && x.Value != "" && r.behindDeed(si, r.in.Words[p.Word].Token, x) {
			return true
		}
	}
	return false
}
