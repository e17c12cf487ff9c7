package account

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"dossier/internal/fault"
)

// How long a link leads somewhere.
const (
	firstLinkLasts = time.Hour
	linkLasts      = week
)

// Link is what a link is for.
type Link struct {
	Role   Role   // that whoever follows it gets
	Person string // whose new password it sets; "" for an invitation
	Ends   string
}

// First makes the link of the first administrator, which makes an older one void. It
// gives "" where there is an administrator.
func (b *Book) First(ctx context.Context) (secret string, err error) {
	err = b.update(ctx, func(tx *sql.Tx) error {
		var n int
		if err := tx.QueryRow("SELECT count(*) FROM people WHERE role = ? AND disabled = 0", Administrator).Scan(&n); err != nil || n > 0 {
			return err
		}
		if _, err := tx.Exec("DELETE FROM links WHERE role = ? AND maker = ''", Administrator); err != nil {
			return err
		}
		secret, err = b.link(tx, "", Administrator, 0, firstLinkLasts)
		return err
	})
	return secret, err
}

// Invite makes a link with which somebody gets an account of a role.
func (b *Book) Invite(ctx context.Context, by string, role Role) (secret string, err error) {
	if !role.Known() {
		return "", fault.New(fault.Invalid, "%q is no role: viewer, coder, reviewer or administrator", role)
	}
	err = b.update(ctx, func(tx *sql.Tx) error {
		if secret, err = b.link(tx, by, role, 0, linkLasts); err != nil {
			return err
		}
		return b.note(tx, by, "invited", string(role))
	})
	return secret, err
}

// Renew makes a link with which somebody sets a new password without the old one.
// An older one becomes void.
func (b *Book) Renew(ctx context.Context, by string, id int64) (secret string, err error) {
	err = b.change(ctx, by, id, func(tx *sql.Tx, p Person) (string, error) {
		if p.Disabled {
			return "", fault.New(fault.Conflict, "%s is disabled", p.Name)
		}
		if _, err := tx.Exec("DELETE FROM links WHERE person = ?", id); err != nil {
			return "", err
		}
		secret, err = b.link(tx, by, Anyone, id, linkLasts)
		return "link for a new password", err
	})
	return secret, err
}

func (b *Book) link(tx *sql.Tx, by string, role Role, id int64, lasts time.Duration) (string, error) {
	s := newSecret()
	_, err := tx.Exec("INSERT INTO links (hash, role, person, maker, ends) VALUES (?,?,?,?,?)", digest(s), role, sql.NullInt64{Int64: id, Valid: id != 0}, by, b.now().Add(lasts).Unix())
	return s, err
}

// Link tells what a link is for, without using it up.
func (b *Book) Link(ctx context.Context, secret string) (Link, error) {
	l, _, err := b.find(b.db.QueryRowContext(ctx, findLink, digest(secret)))
	return l, err
}

const findLink = "SELECT l.role, coalesce(p.name, ''), coalesce(p.id, 0), l.ends FROM links l LEFT JOIN people p ON p.id = l.person WHERE l.hash = ?"

func (b *Book) find(r *sql.Row) (l Link, person int64, err error) {
	var ends int64
	err = r.Scan(&l.Role, &l.Person, &person, &ends)
	if errors.Is(err, sql.ErrNoRows) || err == nil && ends <= b.at() {
		err = fault.New(fault.NotFound, "this link leads nowhere: it was used, it is too old, or it is not whole")
	}
	l.Ends = when(ends)
	return l, person, err
}

// Follow uses a link up: it makes the account of an invitation under a name, or sets
// the new password of somebody.
func (b *Book) Follow(ctx context.Context, secret, name, password string) (p Person, err error) {
	l, err := b.Link(ctx, secret) // before the password costs anything
	if err != nil {
		return p, err
	}
	if l.Person != "" {
		name = l.Person
	} else if name, err = goodName(name); err != nil {
		return p, err
	}
	if err := goodPassword(password, name); err != nil {
		return p, err
	}
	hash, err := b.hasher.hash(ctx, password)
	if err != nil {
		return p, err
	}
	err = b.update(ctx, func(tx *sql.Tx) error {
		l, id, err := b.find(tx.QueryRow(findLink, digest(secret)))
		if err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM links WHERE hash = ?", digest(secret)); err != nil {
			return err
		}
		if id == 0 {
			if p, err = b.add(tx, name, l.Role, hash, "", ""); err != nil {
				return err
			}
			return b.note(tx, p.Name, "accepted the invitation", string(p.Role))
		}
		if err := setPassword(tx, id, 0, hash); err != nil {
			return err
		}
		if p, err = person(tx, id); err != nil {
			return err
		}
		return b.note(tx, p.Name, "new password", "by link")
	})
	return p, err
}
