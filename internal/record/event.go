package record

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/schema"
)

// eventOrder is what events are sorted by.
type eventOrder struct {
	day   string // earliest day, "" when not known
	clock string
	src   int
	order int
}

// salient is the confidence of its extractor from which an event is a step of its
// own and no detail of another.
const salient = 0.5

func (f *folder) addEvent(s Source, c *claim.Claim) {
	e := c.Event
	ev := schema.Event{
		When: e.When, Time: e.Time, WhenText: e.WhenText, Phase: e.Phase, What: e.What,
		Trigger: f.cite(e.Trigger), Claimants: f.entityList(s, c.Claimants), Negated: e.Negated,
		Modality: e.Modality, Minor: c.Confidence < salient, Confidence: c.Confidence,
		Makers: appendMaker(nil, c.Maker), Citations: f.cites(c.Citations),
		Arguments: []schema.Argument{},
	}
	for _, a := range e.Arguments {
		if id := f.entity(s, a.Entity); id != "" {
			ev.Arguments = append(ev.Arguments, schema.Argument{Entity: id, Role: a.Role})
		}
	}
	if f.toldBefore(&ev) {
		return
	}
	f.events = append(f.events, ev)
	f.eventKey = append(f.eventKey, eventOrder{
		day: e.When, clock: e.Time, src: f.sourceIndex(s), order: e.Order,
	})
}

// step is what tellings of one event have in common, beside who took part.
type step struct {
	when, verb, modality string
	negated              bool
}

// toldBefore adds an event to that of another document that tells of the same
// step: of the same day, by the same word, with somebody in the same part. Tellings
// of one document stay apart.
func (f *folder) toldBefore(ev *schema.Event) bool {
	if ev.When == "" || len(ev.Arguments) == 0 {
		return false
	}
	if f.steps == nil {
		f.steps = map[step][]int{}
	}
	k := step{ev.When, stem(ev.Trigger.Quote), ev.Modality, ev.Negated}
	for _, i := range f.steps[k] {
		if o := &f.events[i]; o.Trigger.Document != ev.Trigger.Document && shareRole(o, ev) {
			o.Citations = appendCitations(o.Citations, append([]schema.Citation{ev.Trigger}, ev.Citations...))
			o.Time, o.Minor = firstOf(o.Time, ev.Time), o.Minor && ev.Minor
			o.Confidence = max(o.Confidence, ev.Confidence)
			for _, a := range ev.Arguments {
				if !slices.Contains(o.Arguments, a) {
					o.Arguments = append(o.Arguments, a)
				}
			}
			if len(ev.Claimants) == 0 {
				o.Claimants = []string{} // one document says so in its own voice
			}
			return true
		}
	}
	f.steps[k] = append(f.steps[k], len(f.events))
	return false
}

func shareRole(a, b *schema.Event) bool {
	return slices.ContainsFunc(a.Arguments, func(x schema.Argument) bool { return slices.Contains(b.Arguments, x) })
}

// stem is a word without the endings of verbs and plurals, for comparing words
// only.
func stem(w string) string {
	w = FoldName(w)
	for _, end := range []string{"ing", "ed", "es", "s"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) > 3 {
			return strings.TrimSuffix(s, "e")
		}
	}
	return strings.TrimSuffix(w, "e")
}

func (f *folder) sourceIndex(s Source) int {
	for i, p := range f.parts {
		if p.Source.Doc.ID == s.Doc.ID {
			return i
		}
	}
	return 0
}

// settleEvents sorts the chronology. An undated event stands after the dated one
// told before it in its own document.
func (f *folder) settleEvents() []schema.Event {
	idx := make([]int, len(f.events))
	for i := range idx {
		idx[i] = i
	}
	sort.SliceStable(idx, func(a, b int) bool {
		x, y := f.eventKey[idx[a]], f.eventKey[idx[b]]
		if x.src != y.src {
			return x.src < y.src
		}
		return x.order < y.order
	})
	day, src := "", -1
	for _, i := range idx { // carry dates forward for sorting only
		k := &f.eventKey[i]
		if k.src != src {
			day, src = "", k.src
		}
		if k.day == "" {
			k.day = day
		} else {
			day = k.day
		}
	}
	sort.SliceStable(idx, func(a, b int) bool {
		return earlier(f.eventKey[idx[a]], f.eventKey[idx[b]])
	})
	out := make([]schema.Event, 0, len(idx))
	for n, i := range idx {
		e := f.events[i]
		e.ID = "v" + strconv.Itoa(n+1)
		e.Order = n + 1
		out = append(out, e)
	}
	return out
}

// earlier orders two events: by day (a month before its days, an interval by its
// start), then clock time where both have one.
func earlier(a, b eventOrder) bool {
	if a.day != b.day {
		return a.day < b.day
	}
	if a.clock != "" && b.clock != "" && a.clock != b.clock {
		return a.clock < b.clock
	}
	return false
}
