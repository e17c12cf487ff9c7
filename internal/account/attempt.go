package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"dossier/internal/fault"
)

// pace is how guesses are slowed down: so many are free, after them each doubles the
// wait, up to a longest one. Failures are forgotten when none was added for a while.
type pace struct {
	free    int
	longest time.Duration
	forget  time.Duration
}

// The paces. Nobody is shut out for ever: the waits are bounded, a browser that has
// signed in before has a count of its own, and a link sets a new password.
var (
	pairLimit = pace{5, 15 * time.Minute, time.Hour}     // one name from one network
	netLimit  = pace{40, 15 * time.Minute, time.Hour}    // one network, whatever the name
	flowLimit = pace{200, time.Minute, 10 * time.Minute} // sign-ins with the provider, begun from one network
	nameLimit = pace{100, time.Minute, 15 * time.Minute} // one name, wherever from
)

// limit is what is counted, and at which pace.
type limit struct {
	key  string
	pace pace
}

// limits are the counts of a try to sign in. A browser that the person has signed in
// with before is counted by itself, so that strangers who guess do not hold it up.
func limits(name, address, device string) []limit {
	if device != "" {
		return []limit{{"device:" + device, pairLimit}}
	}
	net, name := network(address), key(name)
	return []limit{{"pair:" + net + " " + digest(name), pairLimit}, {"net:" + net, netLimit}, {"name:" + digest(name), nameLimit}}
}

// network is the network of an address, of IPv6 the 64 bits that one household has.
func network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return "elsewhere"
	}
	if a = a.Unmap(); a.Is4() {
		return a.String()
	}
	p, _ := a.WithZone("").Prefix(64)
	return p.String()
}

// reserve counts a try before it is made, so that many at once are no way around; it
// fails while one has to wait.
func (b *Book) reserve(ctx context.Context, ls []limit) error {
	now := b.at()
	return b.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("DELETE FROM attempts WHERE last < ?", now-int64(netLimit.forget/time.Second)); err != nil {
			return err
		}
		for _, l := range ls {
			var until int64
			err := tx.QueryRow("SELECT until FROM attempts WHERE key = ?", l.key).Scan(&until)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			if until > now {
				return &Wait{time.Duration(until-now) * time.Second}
			}
		}
		for _, l := range ls {
			if err := count(tx, l, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// count adds a failure.
func count(tx *sql.Tx, l limit, now int64) error {
	var n, last int64
	err := tx.QueryRow("SELECT failures, last FROM attempts WHERE key = ?", l.key).Scan(&n, &last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if now-last > int64(l.pace.forget/time.Second) {
		n = 0
	}
	n++
	wait := int64(0)
	if over := n - int64(l.pace.free); over >= 0 {
		wait = min(int64(1)<<min(over, 20), int64(l.pace.longest/time.Second))
	}
	_, err = tx.Exec("INSERT INTO attempts (key, failures, last, until) VALUES (?,?,?,?) ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last = excluded.last, until = excluded.until", l.key, n, now, now+wait)
	return err
}

// release takes back what was counted of a try that was right: the first count is
// forgotten, the others lose the one.
func (b *Book) release(ctx context.Context, ls []limit) error {
	return b.update(ctx, func(tx *sql.Tx) error {
		for i, l := range ls {
			q := "UPDATE attempts SET failures = max(0, failures - 1), until = 0 WHERE key = ?"
			if i == 0 {
				q = "DELETE FROM attempts WHERE key = ?"
			}
			if _, err := tx.Exec(q, l.key); err != nil {
				return err
			}
		}
		return nil
	})
}

// Wait is the error of too many tries: how long to wait before the next. It is of
// kind fault.Limited.
type Wait struct{ For time.Duration }

// Error says how long.
func (w *Wait) Error() string {
	return fmt.Sprintf("too many attempts: try again in %s", w.For)
}

// Unwrap makes it an error of its kind.
func (w *Wait) Unwrap() error { return fault.New(fault.Limited, "too many attempts") }
