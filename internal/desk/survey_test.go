package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dossier/internal/desk"
	"dossier/internal/search"
	"dossier/schema"
)

// large is a book of many records, which while it is slow takes its time for each.
type large struct {
	*many
	slow *atomic.Bool
}

func (l large) As(string, bool) desk.Book { return l }

func (l large) Record(ctx context.Context, id string, covered bool) (schema.Output, error) {
	if l.slow.Load() {
		select {
		case <-ctx.Done():
			return schema.Output{}, ctx.Err()
		case <-time.After(shortly / 25):
		}
	}
	return l.many.Record(ctx, id, covered)
}

// newLarge is a desk on so many records, which looks at them but shortly.
func newLarge(t *testing.T, records int) (http.Handler, large) {
	t.Helper()
	l := large{&many{newShelf("plain"), nil}, &atomic.Bool{}}
	var items []search.Item
	for i := range records {
		r := schema.Record{ID: fmt.Sprintf("r%03d", i), Role: "main", Values: []schema.Value{{ID: "f1", Slot: "killed", Value: 2, Preferred: true, Text: "two"}}}
		l.records, items = append(l.records, r), append(items, search.Item{Record: r})
	}
	l.Memory = search.NewMemory(items)
	k, err := desk.New(l, desk.Options{Hosts: []string{host}, Stretch: shortly, Now: func() time.Time { return time.Unix(0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	return k.Handler(), l
}

// Looking through a large archive behind the queue ends when it takes too long: the
// queue says so, keeps what was looked at, and goes on from there.
func TestLookingThroughEnds(t *testing.T) {
	const records = 250
	h, l := newLarge(t, records)
	l.slow.Store(true)
	// until asks for the queue until it is as it should be; the test's own time limit
	// ends it otherwise.
	until := func(what string, so func(desk.Queue) bool) desk.Queue {
		for {
			var q desk.Queue
			if err := json.Unmarshal(ask(h, "GET", "/api/review", "").Body.Bytes(), &q); err != nil {
				t.Fatal(err)
			}
			if q.Of != records || q.Records < 100 {
				t.Fatalf("waiting for %s: %+v", what, q)
			}
			if so(q) {
				return q
			}
			time.Sleep(shortly / 5)
		}
	}
	// A page looks at a hundred by itself; behind it there is no time for as many.
	q := until("the end of its time", func(q desk.Queue) bool { return q.Cut })
	if q.Records == 0 || q.Records == records || len(q.Items) == 0 {
		t.Errorf("looked through %d, %d to decide", q.Records, len(q.Items))
	}
	l.slow.Store(false)
	until("all of them", func(q desk.Queue) bool { return q.Records == records && !q.Cut })
	if page := ask(h, http.MethodGet, "/review", "").Body.String(); strings.Contains(page, "looked through") {
		t.Errorf("the page says that something is left: %.600s", page)
	}
}

// The page of the queue says that looking through was stopped.
func TestACutIsSaid(t *testing.T) {
	h, l := newLarge(t, 600)
	l.slow.Store(true)
	for {
		page := ask(h, http.MethodGet, "/review", "").Body.String()
		if !strings.Contains(page, "600 incidents are looked through so far") {
			t.Fatalf("all were looked through, and nothing was said: %.600s", page)
		}
		if strings.Contains(page, "was stopped, and goes on now") {
			return
		}
		time.Sleep(shortly)
	}
}
