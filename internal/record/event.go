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

// step is what tellings of one event have in common, beside when it was and who
// took part.
type step struct {
	verb, modality, phase string
	negated               bool
}

// toldBefore adds an event to that of other documents that tells of the same step:
// by the same word, in the same phase, at times that can be one, with somebody in
// the same part; of the incident itself also where nobody is in another part.
// Tellings of one document stay apart.
func (f *folder) toldBefore(ev *schema.Event) bool {
	if f.steps == nil {
		f.steps = map[step][]int{}
	}
	k := step{f.stem(ev.Trigger.Quote), ev.Modality, ev.Phase, ev.Negated}
	for _, i := range f.steps[k] {
		if o := &f.events[i]; !toldBy(o, ev.Trigger.Document) && oneTime(o, ev) && f.oneStep(o, ev) {
			f.tellAgain(i, ev)
			return true
		}
	}
	f.steps[k] = append(f.steps[k], len(f.events))
	return false
}

// toldBy reports whether a document tells of an event.
func toldBy(e *schema.Event, document string) bool {
	return e.Trigger.Document == document ||
		slices.ContainsFunc(e.Citations, func(c schema.Citation) bool { return c.Document == document })
}

// oneTime reports whether two tellings can be of one time.
func oneTime(a, b *schema.Event) bool {
	return (a.When == "" || b.When == "" || datesAgree(a.When, b.When)) && (a.Time == "" || b.Time == "" || clocksAgree(a.Time, b.Time))
}

// oneStep reports whether those who took part can be the same. Who killed one
// person and then another did it twice.
func (f *folder) oneStep(a, b *schema.Event) bool {
	return shareRole(a, b) && !otherPatients(a, b) || a.Phase == "incident" && !f.otherRoles(a, b)
}

// otherPatients reports whether both events tell to whom they happened, and it is
// nobody of the other.
func otherPatients(a, b *schema.Event) bool {
	x, y := patients(a), patients(b)
	return len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(id string) bool { return slices.Contains(y, id) })
}

func patients(e *schema.Event) []string {
	var out []string
	for _, a := range e.Arguments {
		if a.Role == "patient" {
			out = append(out, a.Entity)
		}
	}
	return out
}

// otherRoles reports whether two events have different people in one part, or one
// in different parts. Those who acted are often described in other words each time,
// so that only their names tell them apart.
func (f *folder) otherRoles(a, b *schema.Event) bool {
	return slices.ContainsFunc(a.Arguments, func(x schema.Argument) bool {
		return slices.ContainsFunc(b.Arguments, func(y schema.Argument) bool {
			if x.Entity == y.Entity || x.Role != y.Role {
				return x.Entity == y.Entity && x.Role != y.Role
			}
			m, n := f.entityByID(x.Entity), f.entityByID(y.Entity)
			return x.Role != "agent" || m == nil || n == nil || m.named && n.named
		})
	})
}

// tellAgain adds another telling of an event.
func (f *folder) tellAgain(i int, ev *schema.Event) {
	o := &f.events[i]
	o.Citations = appendCitations(o.Citations, append([]schema.Citation{ev.Trigger}, ev.Citations...))
	if len(ev.When) > len(o.When) { // the more exact one
		o.When, o.WhenText, f.eventKey[i].day = ev.When, ev.WhenText, ev.When
	}
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
}

func shareRole(a, b *schema.Event) bool {
	return slices.ContainsFunc(a.Arguments, func(x schema.Argument) bool { return slices.Contains(b.Arguments, x) })
}

// stem is a word without the endings of verbs and plurals, for comparing words
// only.
func (f *folder) stem(w string) string {
	w = f.foldName(w)
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
