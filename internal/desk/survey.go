package desk

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/schema"
)

// surveyStep is how many records are looked at for one page; the rest of a large
// archive is looked at behind it, and what changes later is looked at again alone.
const surveyStep = 100

// openOf is how many undecided values of one record the queue can offer at once.
const openOf = 6

// survey is what has been decided in an archive and what most deserves a look, of
// every record. It holds a few numbers of each, and follows the log.
type survey struct {
	mu    sync.Mutex
	begun bool
	head  int64 // the entry of the log up to which it holds
	ahead frontier
	of    map[string]*looked
	busy  bool // the rest is being looked at
	cut   bool // looking at the rest took too long and was stopped
}

// frontier is how far the first look through an archive has come: those of its own
// come first, then those told in passing.
type frontier struct {
	role  int    // of roles
	after string // of its records
	total int    // records of the archive
}

var roles = []string{"main", "background"}

// next gives a page of the records that nobody has looked at yet.
func (f *frontier) next(ctx context.Context, book Book, limit int) ([]search.Hit, error) {
	page, err := book.Search(ctx, search.Request{Query: ofRole(roles[f.role]), Limit: limit, After: f.after})
	if err != nil {
		return nil, err
	}
	if f.after = page.Next; f.after == "" {
		f.role++
	}
	return page.Hits, nil
}

func (f *frontier) done() bool { return f.role == len(roles) }

func ofRole(role string) query.Query {
	return query.Query{Root: query.Test{Field: "role", Values: []query.Value{{Text: role}}}}
}

// looked is what the survey keeps of a record.
type looked struct {
	values, decided int
	open            []weighed // undecided, the most worth a look first
	rulings         []ruling
	doubted         []string // undecided, and somebody has looked and could not tell
	changed         []int64  // decisions whose words stand for another value now
}

// weighed is an undecided value with what a look at it is worth.
type weighed struct {
	id    string
	worth float64
}

// ruling is what was decided about a value.
type ruling struct {
	id, slot, state string
	confidence      float64
}

// surveyOf is the survey of the archive that a request is about, brought up to date.
func (d *Desk) surveyOf(r *http.Request, book Book) (*survey, error) {
	s := &d.memory(r).survey
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refresh(r.Context(), book); err != nil {
		return s, err
	}
	if s.busy || s.ahead.done() {
		return s, nil
	}
	more, err := s.next().look(r.Context(), book, surveyStep)
	if err != nil {
		return s, err
	}
	s.take(more)
	if !s.ahead.done() {
		s.busy = true
		go s.rest(context.WithoutCancel(r.Context()), book, d.stretch())
	}
	return s, nil
}

// stretch is how long what is left of an archive is looked at behind one page.
func (d *Desk) stretch() time.Duration { return cmp.Or(d.opts.Stretch, 10*time.Minute) }

// rest looks at what is left, in steps between which nothing is held: pages are
// answered meanwhile. An error ends it: the next page meets it too, and tells of it.
// So does the end of its time: the queue says that it was cut, and goes on from there
// when somebody opens it again.
func (s *survey) rest(ctx context.Context, book Book, most time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	for more := true; more; {
		s.mu.Lock()
		g := s.next()
		s.mu.Unlock()
		got, err := g.look(ctx, book, surveyStep)
		s.mu.Lock()
		if err == nil {
			s.take(got)
		}
		more = err == nil && ctx.Err() == nil && !s.ahead.done()
		s.busy, s.cut = more, s.cut || ctx.Err() != nil
		s.mu.Unlock()
	}
}

// glance is a step through those that nobody has looked at, and what was seen.
type glance struct {
	head     int64
	from, to frontier
	of       map[string]*looked
}

// next begins the next step.
func (s *survey) next() glance {
	return glance{head: s.head, from: s.ahead, to: s.ahead, of: map[string]*looked{}}
}

// look looks at so many records.
func (g glance) look(ctx context.Context, book Book, records int) (glance, error) {
	for records > 0 && !g.to.done() {
		hits, err := g.to.next(ctx, book, records)
		for _, h := range hits {
			if err == nil {
				err = g.see(ctx, book, h.ID)
			}
		}
		if err != nil {
			return g, err
		}
		records -= len(hits)
	}
	return g, nil
}

func (g glance) see(ctx context.Context, book Book, id string) error {
	is, l, err := lookAt(ctx, book, id)
	if l != nil {
		g.of[is] = l
	}
	return err
}

// take keeps what a step has seen, unless something has changed meanwhile: what was
// seen may be no longer so, and the step is taken again.
func (s *survey) take(g glance) {
	if s.head != g.head || s.ahead != g.from {
		return
	}
	s.ahead = g.to
	maps.Copy(s.of, g.of)
}

// refresh looks at what is new.
func (s *survey) refresh(ctx context.Context, book Book) error {
	got, err := book.Changed(ctx, s.head)
	if err != nil {
		return err
	}
	if !s.begun || got.Whole {
		if err := s.begin(ctx, book); err != nil {
			return err
		}
		got.Incidents = nil
	}
	s.head = got.Head
	for _, id := range got.Incidents {
		if err := s.look(ctx, book, id); err != nil {
			return err
		}
	}
	return nil
}

// begin begins to look through the archive.
func (s *survey) begin(ctx context.Context, book Book) error {
	s.begun, s.of, s.ahead = true, map[string]*looked{}, frontier{}
	for _, role := range roles {
		page, err := book.Search(ctx, search.Request{Query: ofRole(role), Limit: 1})
		if err != nil {
			s.begun = false
			return err
		}
		s.ahead.total += page.Total
	}
	return nil
}

// look takes down anew what a record has; one that is there no longer is forgotten.
func (s *survey) look(ctx context.Context, book Book, id string) error {
	is, l, err := lookAt(ctx, book, id)
	if err != nil {
		return err
	}
	if is != id { // it was merged with another one, or is there no longer
		delete(s.of, id)
	}
	if l != nil {
		s.of[is] = l
	}
	return nil
}

// lookAt takes down what a record has, and under which id it stands now; nothing of
// one that is there no longer.
func lookAt(ctx context.Context, book Book, id string) (string, *looked, error) {
	out, err := book.Record(ctx, id, false)
	if err != nil && statusOf(err) == http.StatusNotFound {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	return out.Records[0].ID, lookedAt(&out.Records[0]), nil
}

func lookedAt(r *schema.Record) *looked {
	l, unsure := &looked{values: len(r.Values)}, doubtedOf(r)
	for i := range r.Values {
		x := &r.Values[i]
		if unsure[x.ID] {
			l.doubted = append(l.doubted, x.ID)
			continue
		}
		if x.State == "" {
			l.open = append(l.open, weighed{x.ID, worth(x)})
			continue
		}
		l.decided++
		l.rulings = append(l.rulings, ruling{x.ID, x.Slot, x.State, x.Confidence})
	}
	for _, d := range r.Decisions {
		if d.Status == "changed" {
			l.changed = append(l.changed, d.ID)
		}
	}
	slices.SortStableFunc(l.open, func(a, b weighed) int { return cmp.Compare(b.worth, a.worth) })
	l.open = slices.Clone(l.open[:min(len(l.open), openOf)])
	return l
}

// worthiest are the undecided values of all records that are most worth a look.
func (s *survey) worthiest(most int) []reference {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []reference
	for id, l := range s.of {
		for _, w := range l.open {
			out = append(out, reference{id, w.id, w.worth})
		}
	}
	slices.SortFunc(out, func(a, b reference) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.record, b.record), cmp.Compare(a.value, b.value))
	})
	return out[:min(len(out), most)]
}

// reference names a value of a record.
type reference struct {
	record, value string
	worth         float64
}

// inState are values that somebody decided on so.
func (s *survey) inState(state string, most int) []reference {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []reference
	for id, l := range s.of {
		for _, x := range l.doubted {
			if state == doubted {
				out = append(out, reference{record: id, value: x})
			}
		}
		for _, r := range l.rulings {
			if r.state == state {
				out = append(out, reference{record: id, value: r.id})
			}
		}
	}
	slices.SortFunc(out, func(a, b reference) int {
		return cmp.Or(cmp.Compare(a.record, b.record), cmp.Compare(a.value, b.value))
	})
	return out[:min(len(out), most)]
}

// withChanged are the records in which words stand for another value than the one
// that was decided on.
func (s *survey) withChanged(most int) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for id, l := range s.of {
		if len(l.changed) > 0 {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), most)]
}

// tally is how far the deciding has come.
type tally struct {
	Looked, Records, Values, Decided int
	Changed                          int
	States                           map[string]int
	Cut                              bool // looking at the rest took too long and was stopped
}

func (s *survey) tally() tally {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := tally{Looked: len(s.of), Records: len(s.of), States: map[string]int{}}
	if !s.ahead.done() {
		t.Cut = s.cut
		t.Records = max(t.Records, s.ahead.total)
	}
	for _, l := range s.of {
		t.Values += l.values
		t.Decided += l.decided
		t.Changed += len(l.changed)
		t.States[doubted] += len(l.doubted)
		for _, r := range l.rulings {
			t.States[r.state]++
		}
	}
	return t
}

// rulings are all that was decided, in no order.
func (s *survey) rulings() []ruling {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []ruling
	for _, l := range s.of {
		out = append(out, l.rulings...)
	}
	return out
}

// progress is how far a record is decided.
func (s *survey) progress(id string) (decided, values int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.of[id]; l != nil {
		return l.decided, l.values
	}
	return 0, 0
}
