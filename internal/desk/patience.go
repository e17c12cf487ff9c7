package desk

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"dossier/internal/account"
	"dossier/internal/fault"
)

// How long a question may take, and giving away all that one finds. Beyond it the
// archive stops working on it.
const (
	patience       = 10 * time.Second
	exportPatience = 2 * time.Minute
)

// patience is how long the answer to a route may take, 0 for no limit: what changes
// something goes on to its end.
func (d *Desk) patience(route *Route) time.Duration {
	switch {
	case route.Method != http.MethodGet || route.Least == account.Anyone:
		return 0
	case strings.HasSuffix(route.Path, "/export"):
		return exportPatience
	}
	return cmp.Or(d.opts.Patience, patience)
}

// patiently is a request that ends when its route has taken too long.
func (d *Desk) patiently(route *Route, r *http.Request) (*http.Request, context.CancelFunc) {
	most := d.patience(route)
	if most == 0 {
		return r, func() {}
	}
	ctx, cancel := context.WithTimeout(r.Context(), most)
	return r.WithContext(ctx), cancel
}

// forOthers is the context of an answer that others may wait for besides whoever asks:
// it goes on when they go away, and takes no longer than they would wait.
func forOthers(ctx context.Context) (context.Context, context.CancelFunc) {
	kept := context.WithoutCancel(ctx)
	if end, ok := ctx.Deadline(); ok {
		return context.WithDeadline(kept, end)
	}
	return kept, func() {}
}

// slow tells of an error that came of a question taking too long.
func (d *Desk) slow(route *Route, r *http.Request, err error) error {
	late := errors.Is(err, context.DeadlineExceeded) || err != nil && errors.Is(r.Context().Err(), context.DeadlineExceeded)
	if !late || d.patience(route) == 0 {
		return err
	}
	what := r.URL.Path
	if q := []rune(strings.TrimSpace(r.URL.Query().Get("q"))); len(q) > 0 {
		what = string(q[:min(len(q), 200)])
	}
	return fault.New(fault.Slow, "the question %q took longer than %s and was stopped; nothing was changed. Ask for less: another condition, a country or a range of years narrows it down", what, d.patience(route))
}
