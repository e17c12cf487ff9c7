package desk_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dossier/internal/desk"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/schema"
)

// stuck is a book that answers no question while it is, until whoever asks has had
// enough; a decision takes longer than a question may.
type stuck struct {
	*shelf
	is      *atomic.Bool
	decided *atomic.Int64
}

func (s stuck) wait(ctx context.Context) error {
	if !s.is.Load() {
		return nil
	}
	<-ctx.Done()
	return ctx.Err()
}

func (s stuck) As(string, bool) desk.Book { return s }

func (s stuck) Search(ctx context.Context, r search.Request) (search.Page, error) {
	if err := s.wait(ctx); err != nil {
		return search.Page{}, err
	}
	return s.shelf.Search(ctx, r)
}

func (s stuck) Count(ctx context.Context, q query.Query, by []query.Field) (search.Counts, error) {
	if err := s.wait(ctx); err != nil {
		return search.Counts{}, err
	}
	return s.shelf.Count(ctx, q, by)
}

func (s stuck) Top(ctx context.Context, q query.Query, by []query.Field, most int) ([]search.Counts, error) {
	if err := s.wait(ctx); err != nil {
		return nil, err
	}
	return s.shelf.Top(ctx, q, by, most)
}

func (s stuck) Places(ctx context.Context, q query.Query, most int) (search.Places, error) {
	if err := s.wait(ctx); err != nil {
		return search.Places{}, err
	}
	return s.shelf.Places(ctx, q, most)
}

func (s stuck) SavedQueries(ctx context.Context) (map[string]string, error) {
	if err := s.wait(ctx); err != nil {
		return nil, err
	}
	return map[string]string{"mine": "follows"}, nil
}

func (s stuck) Record(ctx context.Context, id string, covered bool) (schema.Output, error) {
	if err := s.wait(ctx); err != nil {
		return schema.Output{}, err
	}
	return s.shelf.Record(ctx, id, covered)
}

func (s stuck) Documents(ctx context.Context, before int64, limit int) ([]desk.Shelved, int, error) {
	if err := s.wait(ctx); err != nil {
		return nil, 0, err
	}
	return s.shelf.Documents(ctx, before, limit)
}

func (s stuck) Decide(ctx context.Context, record string, j desk.Judgement) (desk.Judged, error) {
	select {
	case <-ctx.Done():
		return desk.Judged{}, ctx.Err()
	case <-time.After(4 * shortly):
	}
	s.decided.Add(1)
	return s.shelf.Decide(ctx, record, j)
}

const shortly = 25 * time.Millisecond

func newStuck(t *testing.T) (stuck, http.Handler) {
	t.Helper()
	s := stuck{newShelf("plain"), &atomic.Bool{}, &atomic.Int64{}}
	k, err := desk.New(s, desk.Options{Hosts: []string{host}, Patience: shortly, Now: func() time.Time { return time.Unix(0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	return s, k.Handler()
}

// A question that takes too long is broken off; the answer names it and says that
// nothing was changed. Once the archive answers again, so does the desk.
func TestC36SlowQuestionsAreBrokenOff(t *testing.T) {
	for _, x := range []struct{ path, named string }{
		{"/", "/"},
		{"/?q=follows", "follows"},
		{"/?q=follows+-x&sort=killed", "follows -x"},
		{"/?q=@mine", "@mine"},
		{"/incidents/r1", "/incidents/r1"},
		{"/documents", "/documents"},
		{"/review", "/review"},
		{"/api/incidents?q=follows", "follows"},
		{"/api/incidents?q=@mine", "@mine"},
		{"/api/count?q=follows&by=country", "follows"},
		{"/api/places?q=follows", "follows"},
		{"/api/incidents/r1", "/api/incidents/r1"},
		{"/api/documents", "/api/documents"},
		{"/api/complete?q=country:f", "country:f"},
		{"/api/count?q=" + strings.Repeat("x", 900), strings.Repeat("x", 200)},
	} {
		s, h := newStuck(t)
		s.is.Store(true)
		w := ask(h, "GET", x.path, "")
		body := strings.NewReplacer("&#34;", `"`, `\"`, `"`, "&quot;", `"`).Replace(w.Body.String())
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(body, `the question "`+x.named+`" took longer than 25ms`) || !strings.Contains(body, "nothing was changed") {
			t.Errorf("%s: status %d: %.400s", x.path, w.Code, body)
		}
		s.is.Store(false)
		if w := ask(h, "GET", x.path, ""); w.Code != http.StatusOK {
			t.Errorf("%s once the archive answers: status %d", x.path, w.Code)
		}
	}
}

// Those who ask the same at once are all told.
func TestC36SlowQuestionsOfManyAtOnce(t *testing.T) {
	s, h := newStuck(t)
	s.is.Store(true)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if w := ask(h, "GET", "/?q=follows", ""); w.Code != http.StatusServiceUnavailable {
				t.Errorf("status %d", w.Code)
			}
		})
	}
	wg.Wait()
}

// What changes something is not broken off half way.
func TestC36ADecisionGoesOnToItsEnd(t *testing.T) {
	s, h := newStuck(t)
	w := ask(h, "POST", "/api/incidents/r1/decisions", `{"kind":"accept","seen":3}`, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") })
	if w.Code != http.StatusOK || s.decided.Load() != 1 {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}
