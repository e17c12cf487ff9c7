package account

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"time"

	"dossier/internal/fault"
)

// flowLasts is how long a sign-in with a provider may take.
const flowLasts = 10 * time.Minute

// Flow is a sign-in with a provider that has begun: what the browser carries there
// and what must come back.
type Flow struct {
	State, Nonce, Verifier string
	Back                   string // the page that it leads to
}

// Begin begins a sign-in. The secret is for a cookie of the browser: nobody else can
// end what it began.
func (b *Book) Begin(ctx context.Context, back, address string) (secret string, f Flow, err error) {
	flows := []limit{{"flow:" + network(address), flowLimit}}
	if err := b.reserve(ctx, flows); err != nil {
		return "", f, b.waits(ctx, "", Try{Address: address}, flows, err)
	}
	secret, f = newSecret(), Flow{newSecret(), newSecret(), newSecret(), back}
	now := b.at()
	err = b.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("DELETE FROM flows WHERE ends <= ?", now); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO flows (hash, state, nonce, verifier, back, ends) VALUES (?,?,?,?,?,?)", digest(secret), f.State, f.Nonce, f.Verifier, f.Back, now+int64(flowLasts/time.Second))
		return err
	})
	return secret, f, err
}

// Finish gives the flow that a browser began, once: it is used up, also where the
// state is another.
func (b *Book) Finish(ctx context.Context, secret, state string) (f Flow, err error) {
	wrong := fault.New(fault.Invalid, "this sign-in was not begun here, took too long, or was finished before: begin again")
	err = b.update(ctx, func(tx *sql.Tx) error {
		var ends int64
		err := tx.QueryRow("DELETE FROM flows WHERE hash = ? RETURNING state, nonce, verifier, back, ends", digest(secret)).Scan(&f.State, &f.Nonce, &f.Verifier, &f.Back, &ends)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if ends <= b.at() {
			f = Flow{}
		}
		return err
	})
	if err != nil {
		return Flow{}, err
	}
	if f.State == "" || subtle.ConstantTimeCompare([]byte(f.State), []byte(state)) != 1 {
		return Flow{}, wrong
	}
	return f, nil
}

// Claimed is who somebody is by the word of a provider.
type Claimed struct {
	Issuer, Subject string
	Name            string
	Role            Role   // that they come with; Anyone refuses them
	Follows         bool   // the role is the provider's to say, each time anew
	Ticket          string // with which they sign out there
}

// Admit gives the account of somebody by the word of a provider, and makes it where
// there is none. It is theirs by issuer and subject alone: a name that is taken
// already stays with whom it belongs to.
func (b *Book) Admit(ctx context.Context, c Claimed) (p Person, err error) {
	if c.Issuer == "" || c.Subject == "" {
		return p, fault.New(fault.Invalid, "the provider does not say who it is")
	}
	err = b.update(ctx, func(tx *sql.Tx) error {
		p, err = scanPerson(tx.QueryRow("SELECT "+personColumns+" FROM people p WHERE p.issuer = ? AND p.subject = ?", c.Issuer, c.Subject))
		known := err == nil
		switch {
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return err
		case p.Disabled:
			return fault.New(fault.Forbidden, "this account is disabled")
		case c.Role == Anyone && (c.Follows || !known):
			return fault.New(fault.Forbidden, "the provider knows you, and this desk has no role for you: ask an administrator")
		case !known:
			return b.welcome(tx, c, &p)
		case c.Follows && p.Role != c.Role:
			if _, err := tx.Exec("UPDATE people SET role = ? WHERE id = ?", c.Role, p.ID); err != nil {
				return err
			}
			p.Role = c.Role
			return b.note(tx, p.Name, "made "+string(c.Role), "by the provider")
		}
		return nil
	})
	return p, err
}

// welcome makes the account of somebody new.
func (b *Book) welcome(tx *sql.Tx, c Claimed, p *Person) error {
	base, err := goodName(c.Name)
	if err != nil {
		base = "somebody"
	}
	host := c.Issuer
	if u, err := url.Parse(c.Issuer); err == nil && u.Host != "" {
		host = u.Hostname()
	}
	for i := range 100 {
		name := base
		switch {
		case i == 1:
			name = base + " (" + host + ")"
		case i > 1:
			name = fmt.Sprintf("%s (%s, %d)", base, host, i)
		}
		*p, err = b.add(tx, name, c.Role, "", c.Issuer, c.Subject)
		if fault.Of(err) != fault.Conflict {
			break
		}
	}
	if err != nil {
		return err
	}
	return b.note(tx, p.Name, "came with the provider", string(c.Role))
}
