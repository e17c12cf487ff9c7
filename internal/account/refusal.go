package account

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"dossier/internal/fault"
)

// Refusal is a try to come in that failed; those of one kind from one network are one
// until an hour goes by without. No password stands in it: what was typed as a name
// is kept only where it is that of an account.
type Refusal struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"` // of the account, "" where nobody has the name
	Why     string `json:"why"`
	Address string `json:"address"` // of the last try
	Agent   string `json:"agent"`   // what its browser calls itself
	Tries   int    `json:"tries"`
	First   string `json:"first"`
	Last    string `json:"last"`
	Until   string `json:"until"` // how long the next one has to wait, "" where it has not
}

// Why a try failed.
const (
	whyUnknown  = "no such name"
	whyWrong    = "wrong password"
	whyDisabled = "disabled account"
	whyWaits    = "too many tries, has to wait"
	whySession  = "wrong password in a session"
	whyToken    = "no such token"
)

// How much is kept of what failed: for so long, at most so many of accounts and so
// many of others, so that who guesses names does not wash away what concerns people;
// and how many are held before they are written.
const (
	refusalsLast = 90 * 24 * time.Hour
	mostRefusals = 500
	mostHeld     = 256
)

// spot is what refusals are counted by.
type spot struct{ name, net, why string }

// held are refusals that are not written yet. They are written once a second: a flood
// of tries must not keep everybody else from signing in.
type held struct {
	mu    sync.Mutex
	of    map[spot]*failed
	wrote int64
	soon  *time.Timer // writes what is held, if nothing else does
}

type failed struct {
	address, agent     string
	until, first, last int64
	tries              int
}

// refuse keeps that a try failed which was counted so, and gives the reason on, or
// what kept it from being kept. The caller may be gone: it is kept all the same.
func (b *Book) refuse(ctx context.Context, name, why string, t Try, counted []limit, reason error) error {
	ctx = context.WithoutCancel(ctx)
	now := b.at()
	f := &failed{address: short(t.Address), agent: short(t.Agent), first: now, last: now, tries: 1}
	for _, l := range counted {
		var until int64
		err := b.db.QueryRowContext(ctx, "SELECT until FROM attempts WHERE key = ?", l.key).Scan(&until)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		f.until = max(f.until, until)
	}
	list := b.held.add(spot{name, network(t.Address), why}, f, now, func() { b.settle(context.Background()) })
	if err := b.write(ctx, list); err != nil {
		return err
	}
	return reason
}

// waits keeps that somebody has to wait, where that is what an error says.
func (b *Book) waits(ctx context.Context, name string, t Try, counted []limit, err error) error {
	if fault.Of(err) != fault.Limited {
		return err
	}
	return b.refuse(ctx, name, whyWaits, t, counted, err)
}

// add adds a failure, and gives all that are held when it is time to write them; later
// writes them otherwise.
func (h *held) add(s spot, f *failed, now int64, later func()) map[spot]*failed {
	h.mu.Lock()
	defer h.mu.Unlock()
	if old := h.of[s]; old != nil {
		f.first, f.tries, f.until = old.first, f.tries+old.tries, max(f.until, old.until)
	}
	if h.of == nil {
		h.of = map[spot]*failed{}
	}
	h.of[s] = f
	if now == h.wrote && len(h.of) < mostHeld {
		if h.soon == nil {
			h.soon = time.AfterFunc(time.Second, later)
		}
		return nil
	}
	h.wrote = now
	return h.takeAll()
}

func (h *held) takeAll() map[spot]*failed {
	list := h.of
	if h.of = nil; h.soon != nil {
		h.soon.Stop()
		h.soon = nil
	}
	return list
}

// write writes what was held.
func (b *Book) write(ctx context.Context, list map[spot]*failed) error {
	if len(list) == 0 {
		return nil
	}
	return b.update(ctx, func(tx *sql.Tx) error {
		for s, f := range list {
			if err := f.write(tx, s); err != nil {
				return err
			}
		}
		if _, err := tx.Exec("DELETE FROM refusals WHERE last < ?", b.at()-int64(refusalsLast/time.Second)); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM refusals WHERE id NOT IN (SELECT id FROM (SELECT id FROM refusals WHERE name <> '' ORDER BY last DESC, id DESC LIMIT ?1) UNION ALL SELECT id FROM (SELECT id FROM refusals WHERE name = '' ORDER BY last DESC, id DESC LIMIT ?1))", mostRefusals)
		return err
	})
}

func (f *failed) write(tx *sql.Tx, s spot) error {
	res, err := tx.Exec("UPDATE refusals SET address = ?, agent = ?, until = ?, tries = tries + ?, last = ? WHERE id = (SELECT id FROM refusals WHERE name = ? AND net = ? AND why = ? AND last >= ? ORDER BY last DESC LIMIT 1)",
		f.address, f.agent, f.until, f.tries, f.last, s.name, s.net, s.why, f.first-int64(time.Hour/time.Second))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return err
	}
	_, err = tx.Exec("INSERT INTO refusals (name, net, why, address, agent, until, tries, first, last) VALUES (?,?,?,?,?,?,?,?,?)", s.name, s.net, s.why, f.address, f.agent, f.until, f.tries, f.first, f.last)
	return err
}

// settle writes what is held.
func (b *Book) settle(ctx context.Context) error {
	b.held.mu.Lock()
	list := b.held.takeAll()
	b.held.mu.Unlock()
	return b.write(ctx, list)
}

// Refusals gives the tries that failed, the latest first: with the name of somebody
// theirs, with "" all.
func (b *Book) Refusals(ctx context.Context, name string, limit int) ([]Refusal, error) {
	if err := b.settle(ctx); err != nil {
		return nil, err
	}
	now := b.at()
	return all(ctx, b, func(r *sql.Rows) (f Refusal, err error) {
		var first, last, until int64
		err = r.Scan(&f.ID, &f.Name, &f.Why, &f.Address, &f.Agent, &f.Tries, &first, &last, &until)
		f.First, f.Last = when(first), when(last)
		if until > now {
			f.Until = when(until)
		}
		return f, err
	}, "SELECT id, name, why, address, agent, tries, first, last, until FROM refusals WHERE ?1 = '' OR name = ?1 ORDER BY last DESC, id DESC LIMIT ?2", name, limit)
}

// Refused keeps that somebody did not come in by a way that is not ours to check: the
// word of a provider. The name is that which the provider vouches for, if any.
func (b *Book) Refused(ctx context.Context, name, why string, t Try) error {
	name, err := goodName(name)
	if err != nil {
		name = ""
	}
	return b.refuse(ctx, name, why, t, nil, nil)
}

// Forgive ends the waits of a refusal: of its name, and of its network.
func (b *Book) Forgive(ctx context.Context, by string, id int64) error {
	if err := b.settle(ctx); err != nil {
		return err
	}
	return b.update(ctx, func(tx *sql.Tx) error {
		var name, net string
		err := tx.QueryRow("SELECT name, net FROM refusals WHERE id = ?", id).Scan(&name, &net)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.Conflict, "there is no refusal %d any more", id)
		}
		if err != nil {
			return err
		}
		q, args := "DELETE FROM attempts WHERE key = ?1 OR substr(key, 1, length(?2)) = ?2", []any{"net:" + net, "pair:" + net + " "}
		if name != "" {
			d := digest(key(name))
			q = "DELETE FROM attempts WHERE key IN (?, ?, ?, ?) OR key IN (SELECT 'device:' || d.hash FROM devices d JOIN people p ON p.id = d.person WHERE p.key = ?)"
			args = []any{"net:" + net, "pair:" + net + " " + d, "name:" + d, "known:" + key(name), key(name)}
		}
		if _, err := tx.Exec(q, args...); err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE refusals SET until = 0 WHERE net = ? AND (name = ? OR ? = '')", net, name, name); err != nil {
			return err
		}
		if name == "" {
			name = net
		}
		return b.note(tx, by, "ended the waits of", name)
	})
}
