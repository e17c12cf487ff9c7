package account

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dossier/internal/fault"
)

// Person is somebody with an account.
type Person struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"` // as it stands in the log
	Role     Role   `json:"role"`
	Disabled bool   `json:"disabled"`
	Outside  bool   `json:"outside"` // signs in with a provider, and has no password here
	Made     string `json:"made"`
	Seen     string `json:"seen"` // when last, "" for never
}

const personColumns = "p.id, p.name, p.role, p.disabled, p.password = '', p.made, p.seen"

// scanner is a row.
type scanner interface{ Scan(...any) error }

func scanPerson(r scanner, more ...any) (p Person, err error) {
	var made, seen int64
	err = r.Scan(append([]any{&p.ID, &p.Name, &p.Role, &p.Disabled, &p.Outside, &made, &seen}, more...)...)
	p.Made, p.Seen = when(made), when(seen)
	return p, err
}

// key is a name in one case and one normal form: no two people have one.
func key(name string) string { return strings.ToLower(norm.NFKC.String(name)) }

// goodName tells what is wrong with a name.
func goodName(name string) (string, error) {
	name = norm.NFC.String(strings.Join(strings.Fields(name), " "))
	odd := func(r rune) bool { return !unicode.IsPrint(r) || unicode.Is(unicode.Cf, r) }
	switch {
	case name == "" || utf8.RuneCountInString(name) > 64:
		return "", fault.New(fault.Invalid, "a name has 1 to 64 characters")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, odd):
		return "", fault.New(fault.Invalid, "a name has letters that can be seen")
	}
	return name, nil
}

// People are all who have an account, by name.
func (b *Book) People(ctx context.Context) ([]Person, error) {
	return all(ctx, b, func(r *sql.Rows) (Person, error) { return scanPerson(r) }, "SELECT "+personColumns+" FROM people p ORDER BY p.key")
}

// Named gives somebody by name.
func (b *Book) Named(ctx context.Context, name string) (Person, error) {
	return found(scanPerson(b.db.QueryRowContext(ctx, "SELECT "+personColumns+" FROM people p WHERE p.key = ?", key(name))))
}

func found(p Person, err error) (Person, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return p, fault.New(fault.NotFound, "there is no such person")
	}
	return p, err
}

func person(tx *sql.Tx, id int64) (Person, error) {
	return found(scanPerson(tx.QueryRow("SELECT "+personColumns+" FROM people p WHERE p.id = ?", id)))
}

// add adds somebody.
func (b *Book) add(tx *sql.Tx, name string, role Role, password, issuer, subject string) (Person, error) {
	var n int
	if err := tx.QueryRow("SELECT count(*) FROM people WHERE key = ?", key(name)).Scan(&n); err != nil {
		return Person{}, err
	}
	if n > 0 {
		return Person{}, fault.New(fault.Conflict, "the name %s is taken", name)
	}
	res, err := tx.Exec("INSERT INTO people (name, key, role, password, issuer, subject, made) VALUES (?,?,?,?,?,?,?)", name, key(name), role, password, issuer, subject, b.at())
	if err != nil {
		return Person{}, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return Person{}, err
	}
	return person(tx, id)
}

// SetRole gives somebody another role. The last administrator stays one.
func (b *Book) SetRole(ctx context.Context, by string, id int64, role Role) error {
	if !role.Known() {
		return fault.New(fault.Invalid, "%q is no role: viewer, coder, reviewer or administrator", role)
	}
	return b.change(ctx, by, id, func(tx *sql.Tx, p Person) (string, error) {
		if p.Role == Administrator && role != Administrator {
			if err := othersAdminister(tx, id); err != nil {
				return "", err
			}
		}
		_, err := tx.Exec("UPDATE people SET role = ? WHERE id = ?", role, id)
		return "made " + string(role), err
	})
}

// SetDisabled shuts somebody out, or lets them in again. Whoever is shut out has no
// session and no token from then on; what they did stays.
func (b *Book) SetDisabled(ctx context.Context, by string, id int64, disabled bool) error {
	return b.change(ctx, by, id, func(tx *sql.Tx, p Person) (string, error) {
		if !disabled {
			_, err := tx.Exec("UPDATE people SET disabled = 0 WHERE id = ?", id)
			return "enabled", err
		}
		if p.Role == Administrator {
			if err := othersAdminister(tx, id); err != nil {
				return "", err
			}
		}
		for _, q := range []string{"UPDATE people SET disabled = 1 WHERE id = ?", "DELETE FROM sessions WHERE person = ?", "DELETE FROM devices WHERE person = ?", "DELETE FROM links WHERE person = ?"} {
			if _, err := tx.Exec(q, id); err != nil {
				return "", err
			}
		}
		_, err := tx.Exec("UPDATE tokens SET revoked = ? WHERE person = ? AND revoked = 0", b.at(), id)
		return "disabled", err
	})
}

// change does something to somebody and keeps the act.
func (b *Book) change(ctx context.Context, by string, id int64, do func(*sql.Tx, Person) (string, error)) error {
	return b.update(ctx, func(tx *sql.Tx) error {
		p, err := person(tx, id)
		if err != nil {
			return err
		}
		act, err := do(tx, p)
		if err != nil {
			return err
		}
		return b.note(tx, by, act, p.Name)
	})
}

// othersAdminister fails where nobody else could administer.
func othersAdminister(tx *sql.Tx, id int64) error {
	var n int
	if err := tx.QueryRow("SELECT count(*) FROM people WHERE role = ? AND disabled = 0 AND id <> ?", Administrator, id).Scan(&n); err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, "this is the only administrator: make somebody else one first")
	}
	return nil
}

// ChangePassword sets a new password for somebody who knows the old one; every other
// session of theirs ends.
func (b *Book) ChangePassword(ctx context.Context, p Person, keep int64, old, new string) error {
	ok, err := b.knows(ctx, p, keep, old)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.Invalid, "this is not your password")
	}
	if err := goodPassword(new, p.Name); err != nil {
		return err
	}
	hash, err := b.hasher.hash(ctx, new)
	if err != nil {
		return err
	}
	return b.change(ctx, p.Name, p.ID, func(tx *sql.Tx, _ Person) (string, error) { return "new password", setPassword(tx, p.ID, keep, hash) })
}

// setPassword keeps a password and ends the sessions that the old one opened, all but
// one.
func setPassword(tx *sql.Tx, id, keep int64, hash string) error {
	if _, err := tx.Exec("UPDATE people SET password = ? WHERE id = ?", hash, id); err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM devices WHERE person = ?", id); err != nil {
		return err
	}
	_, err := tx.Exec("DELETE FROM sessions WHERE person = ? AND id <> ?", id, keep)
	return err
}

// knows reports whether a password is somebody's, who gives it in a session. Guesses
// are slowed down.
func (b *Book) knows(ctx context.Context, p Person, session int64, password string) (bool, error) {
	var t Try
	err := b.db.QueryRowContext(ctx, "SELECT address, agent FROM sessions WHERE id = ?", session).Scan(&t.Address, &t.Agent)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	keys := []limit{{"known:" + key(p.Name), pairLimit}}
	if err := b.reserve(ctx, keys); err != nil {
		return false, b.waits(ctx, p.Name, t, keys, err)
	}
	var stored string
	if err := b.db.QueryRowContext(ctx, "SELECT password FROM people WHERE id = ?", p.ID).Scan(&stored); err != nil {
		return false, err
	}
	ok, err := b.hasher.matches(ctx, password, stored)
	switch {
	case ok:
		err = b.release(ctx, keys)
	case err == nil:
		err = b.refuse(ctx, p.Name, whySession, t, keys, nil)
	}
	return ok, err
}

// Setting is a value that an administrator sets; "" where nobody has.
func (b *Book) Setting(ctx context.Context, name string) (string, error) {
	var v string
	err := b.db.QueryRowContext(ctx, "SELECT value FROM settings WHERE name = ?", name).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return v, err
}

// Set sets a value.
func (b *Book) Set(ctx context.Context, by, name, value string) error {
	return b.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("INSERT INTO settings (name, value) VALUES (?,?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value); err != nil {
			return err
		}
		return b.note(tx, by, "set "+name, value)
	})
}

// week and the like are how long things last.
const (
	week = 7 * 24 * time.Hour
	year = 365 * 24 * time.Hour
)
