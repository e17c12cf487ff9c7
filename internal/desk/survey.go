package desk

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"sync"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/schema"
)

// surveyStep is how many records are looked at for one page at most: a large archive
// is gone through in the course of a few pages, and what changes later is looked at
// again alone.
const surveyStep = 600

// openOf is how many undecided values of one record the queue can offer at once.
const openOf = 6

// survey is what has been decided in an archive and what most deserves a look, of
// every record. It holds a few numbers of each, and follows the log.
type survey struct {
	mu    sync.Mutex
	begun bool
	head  int64 // the entry of the log up to which it holds
	ahead []string
	of    map[string]*looked
	total int // records to look at in all, as far as known
}

// looked is what the survey keeps of a record.
type looked struct {
	values, decided int
	open            []weighed // undecided, the most worth a look first
	rulings         []ruling
	changed         []int64 // decisions whose words stand for another value now
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
	return s, s.refresh(r.Context(), book)
}

// refresh looks at what is new, and at the rest as far as one step goes.
func (s *survey) refresh(ctx context.Context, book Book) error {
	got, err := book.Changed(ctx, s.head)
	if err != nil {
		return err
	}
	if !s.begun || got.Whole {
		if s.ahead, err = everything(ctx, book); err != nil {
			return err
		}
		s.begun, s.of, s.total = true, map[string]*looked{}, len(s.ahead)
		got.Incidents = nil
	}
	s.head = got.Head
	for _, id := range got.Incidents {
		if err := s.look(ctx, book, id); err != nil {
			return err
		}
	}
	n := min(surveyStep, len(s.ahead))
	for _, id := range s.ahead[:n] {
		if err := s.look(ctx, book, id); err != nil {
			return err
		}
	}
	s.ahead = s.ahead[n:]
	return nil
}

// everything lists the ids of all records, those of their own first.
func everything(ctx context.Context, book Book) ([]string, error) {
	var out []string
	for _, role := range []string{"main", "background"} {
		q := query.Query{Root: query.Test{Field: "role", Values: []query.Value{{Text: role}}}}
		for after := ""; ; {
			page, err := book.Search(ctx, search.Request{Query: q, Limit: search.MaxLimit, After: after})
			if err != nil {
				return nil, err
			}
			for _, h := range page.Hits {
				out = append(out, h.ID)
			}
			if after = page.Next; after == "" {
				break
			}
		}
	}
	return out, nil
}

// look takes down what a record has; one that is there no longer is forgotten.
func (s *survey) look(ctx context.Context, book Book, id string) error {
	out, err := book.Record(ctx, id, false)
	if statusOf(err) == 404 && err != nil {
		delete(s.of, id)
		return nil
	}
	if err != nil {
		return err
	}
	r := &out.Records[0]
	if r.ID != id { // it was merged with another one
		delete(s.of, id)
	}
	s.of[r.ID] = lookedAt(r)
	return nil
}

func lookedAt(r *schema.Record) *looked {
	l := &looked{values: len(r.Values)}
	for i := range r.Values {
		x := &r.Values[i]
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
}

func (s *survey) tally() tally {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := tally{Looked: len(s.of), Records: len(s.of) + len(s.ahead), States: map[string]int{}}
	for _, l := range s.of {
		t.Values += l.values
		t.Decided += l.decided
		t.Changed += len(l.changed)
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
