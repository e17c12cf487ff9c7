package account

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"dossier/internal/fault"
)

// How long a session lasts: without use, and at most; how long after a password was
// given it may administer; how long a browser is known.
const (
	Idle      = 8 * time.Hour
	Longest   = week
	Fresh     = 15 * time.Minute
	KnownFor  = year
	seenEvery = time.Minute
)

// Session is one browser in which somebody is signed in.
type Session struct {
	ID      int64  `json:"id"`
	Agent   string `json:"agent"`
	Address string `json:"address"`
	Made    string `json:"made"`
	Seen    string `json:"seen"`
	Here    bool   `json:"here"`  // it is the one that asks
	Fresh   bool   `json:"fresh"` // a password was given in it a short while ago
}

// Try is a try to sign in.
type Try struct {
	Name, Password string
	Address, Agent string
	Device         string // the secret by which the browser is known, "" where it is not
	Old            string // the session that the browser had, which ends
	Ticket         string // what the provider gave who signs in with one, for signing out there
}

// Granted is what a browser gets that has signed in.
type Granted struct {
	Person  Person
	Session string // the secret of the session
	Device  string // the secret by which the browser is known from now on
}

// errWrong is the one answer to a name or password that is wrong, whichever it is.
func errWrong() error { return fault.New(fault.Unknown, "the name or the password is wrong") }

// SignIn opens a session for whoever gives a name and its password. Unknown names,
// disabled people and wrong passwords get the same answer after the same work.
func (b *Book) SignIn(ctx context.Context, t Try) (g Granted, err error) {
	var stored string
	var issuer string
	p, err := scanPerson(b.db.QueryRowContext(ctx, "SELECT "+personColumns+", p.password, p.issuer FROM people p WHERE p.key = ?", key(t.Name)), &stored, &issuer)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return g, err
	}
	device, err := b.device(ctx, p.ID, t.Device)
	if err != nil {
		return g, err
	}
	ls := limits(t.Name, t.Address, device)
	if err := b.reserve(ctx, ls); err != nil {
		return g, b.waits(ctx, p.Name, t, ls, err)
	}
	ok, err := b.hasher.matches(ctx, t.Password, stored)
	switch {
	case err != nil:
		return g, err
	case p.ID == 0:
		return g, b.refuse(ctx, "", whyUnknown, t, ls, errWrong())
	case p.Disabled:
		return g, b.refuse(ctx, p.Name, whyDisabled, t, ls, errWrong())
	case !ok:
		return g, b.refuse(ctx, p.Name, whyWrong, t, ls, errWrong())
	}
	if err := b.release(ctx, ls); err != nil {
		return g, err
	}
	if b.hasher.stale(stored) {
		if hash, err := b.hasher.hash(ctx, t.Password); err == nil {
			if _, err := b.db.ExecContext(ctx, "UPDATE people SET password = ? WHERE id = ?", hash, p.ID); err != nil {
				return g, err
			}
		}
	}
	return b.open(ctx, p, t, "signed in")
}

// device is the digest of the secret of a browser that somebody has signed in with
// before, "" where they have not.
func (b *Book) device(ctx context.Context, person int64, secret string) (string, error) {
	if person == 0 || secret == "" {
		return "", nil
	}
	var n int
	err := b.db.QueryRowContext(ctx, "SELECT count(*) FROM devices WHERE hash = ? AND person = ? AND ends > ?", digest(secret), person, b.at()).Scan(&n)
	if n == 0 {
		return "", err
	}
	return digest(secret), err
}

// open opens a session, under a secret that the browser did not have before.
func (b *Book) open(ctx context.Context, p Person, t Try, act string) (Granted, error) {
	g := Granted{Person: p, Session: newSecret(), Device: newSecret()}
	now := b.at()
	ticket, err := seal(g.Session, t.Ticket)
	if err != nil {
		return g, err
	}
	err = b.update(ctx, func(tx *sql.Tx) error {
		for _, x := range []struct {
			q    string
			args []any
		}{
			{"DELETE FROM sessions WHERE hash = ? OR seen < ? OR made < ?", []any{digest(t.Old), now - int64(Idle/time.Second), now - int64(Longest/time.Second)}},
			{"DELETE FROM devices WHERE hash = ? OR ends < ?", []any{digest(t.Device), now}},
			{"INSERT INTO sessions (hash, person, agent, address, made, seen, confirmed, ticket) VALUES (?,?,?,?,?,?,?,?)", []any{digest(g.Session), p.ID, short(t.Agent), t.Address, now, now, now, ticket}},
			{"INSERT INTO devices (hash, person, ends) VALUES (?,?,?)", []any{digest(g.Device), p.ID, now + int64(KnownFor/time.Second)}},
			{"UPDATE people SET seen = ? WHERE id = ?", []any{now, p.ID}},
		} {
			if _, err := tx.Exec(x.q, x.args...); err != nil {
				return err
			}
		}
		return b.note(tx, p.Name, act, network(t.Address))
	})
	return g, err
}

// short is what a browser calls itself, not longer than needed.
func short(agent string) string {
	r := []rune(agent)
	return string(r[:min(len(r), 200)])
}

// Session gives who is signed in by the secret of a session. One that is not there,
// has ended or was not used for long is of kind fault.Unknown.
func (b *Book) Session(ctx context.Context, secret string) (Person, Session, error) {
	now := b.at()
	var s Session
	var made, seen, confirmed int64
	p, err := scanPerson(b.db.QueryRowContext(ctx, "SELECT "+personColumns+", s.id, s.agent, s.address, s.made, s.seen, s.confirmed FROM sessions s JOIN people p ON p.id = s.person WHERE s.hash = ? AND p.disabled = 0", digest(secret)),
		&s.ID, &s.Agent, &s.Address, &made, &seen, &confirmed)
	if errors.Is(err, sql.ErrNoRows) || err == nil && (now-seen > int64(Idle/time.Second) || now-made > int64(Longest/time.Second)) {
		return Person{}, Session{}, fault.New(fault.Unknown, "nobody is signed in")
	}
	if err != nil {
		return Person{}, Session{}, err
	}
	s.Made, s.Seen, s.Here, s.Fresh = when(made), when(seen), true, now-confirmed <= int64(Fresh/time.Second)
	if now-seen >= int64(seenEvery/time.Second) {
		_, err = b.db.ExecContext(ctx, "UPDATE sessions SET seen = ? WHERE id = ?", now, s.ID)
	}
	return p, s, err
}

// Sessions are those of somebody, the latest used first; here is the one that asks.
func (b *Book) Sessions(ctx context.Context, person, here int64) ([]Session, error) {
	now := b.at()
	return all(ctx, b, func(r *sql.Rows) (s Session, err error) {
		var made, seen, confirmed int64
		err = r.Scan(&s.ID, &s.Agent, &s.Address, &made, &seen, &confirmed)
		s.Made, s.Seen, s.Here, s.Fresh = when(made), when(seen), s.ID == here, now-confirmed <= int64(Fresh/time.Second)
		return s, err
	}, "SELECT id, agent, address, made, seen, confirmed FROM sessions WHERE person = ? AND seen >= ? AND made >= ? ORDER BY seen DESC, id DESC", person, now-int64(Idle/time.Second), now-int64(Longest/time.Second))
}

// Confirm notes that the password was given once more in a session.
func (b *Book) Confirm(ctx context.Context, p Person, session int64, password string) error {
	ok, err := b.knows(ctx, p, session, password)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.Invalid, "this is not your password")
	}
	_, err = b.db.ExecContext(ctx, "UPDATE sessions SET confirmed = ? WHERE id = ? AND person = ?", b.at(), session, p.ID)
	return err
}

// SignOut ends a session of somebody, or with 0 all of them.
func (b *Book) SignOut(ctx context.Context, p Person, session int64) error {
	return b.change(ctx, p.Name, p.ID, func(tx *sql.Tx, _ Person) (string, error) {
		if session == 0 {
			if _, err := tx.Exec("DELETE FROM devices WHERE person = ?", p.ID); err != nil {
				return "", err
			}
			_, err := tx.Exec("DELETE FROM sessions WHERE person = ?", p.ID)
			return "signed out everywhere", err
		}
		_, err := tx.Exec("DELETE FROM sessions WHERE person = ? AND id = ?", p.ID, session)
		return "signed out", err
	})
}

// Enter opens a session for somebody who has just shown who they are otherwise: by a
// link, or with a provider.
func (b *Book) Enter(ctx context.Context, p Person, t Try) (Granted, error) {
	if p.Disabled {
		return Granted{}, b.refuse(ctx, p.Name, whyDisabled, t, nil, errWrong())
	}
	return b.open(ctx, p, t, "signed in")
}
