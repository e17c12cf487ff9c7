package account

import (
	"context"
	"database/sql"
	"errors"
	"net/netip"
	"strings"
	"time"

	"dossier/internal/fault"
)

// tokenPrefix begins every token, so that one that was left lying about is found.
const tokenPrefix = "dossier_"

// mostDays is how long a token lasts at most.
const mostDays = 366

// Token is a token without its secret.
type Token struct {
	ID      int64  `json:"id"`
	Owner   string `json:"owner"` // whose name stands in the log for what it does
	Name    string `json:"name"`
	Scope   Scope  `json:"scope"`
	Nets    string `json:"nets"` // where it may be used from, "" for anywhere
	Made    string `json:"made"`
	Ends    string `json:"ends"`
	Used    string `json:"used"` // when last, "" for never
	Revoked string `json:"revoked"`
	Past    bool   `json:"past"` // it is revoked or has ended
	person  int64
}

// Wanted is a token that somebody wants.
type Wanted struct {
	Name  string
	Scope Scope
	Days  int      // how long it lasts, 1 to 366
	Nets  []string // addresses or networks that it may be used from; none for anywhere
}

// NewToken makes a token for somebody; nil is whoever holds the archive, under a name
// of theirs. Its secret is given once and kept nowhere.
func (b *Book) NewToken(ctx context.Context, p *Person, owner string, w Wanted) (secret string, t Token, err error) {
	nets, err := w.check(p)
	if err != nil {
		return "", t, err
	}
	id := sql.NullInt64{}
	if p != nil {
		id, owner = sql.NullInt64{Int64: p.ID, Valid: true}, p.Name
	}
	secret = tokenPrefix + newSecret()
	now := b.at()
	t = Token{Owner: owner, Name: w.Name, Scope: w.Scope, Nets: nets, Made: when(now), Ends: when(now + int64(w.Days)*86400), person: id.Int64}
	err = b.update(ctx, func(tx *sql.Tx) error {
		res, err := tx.Exec("INSERT INTO tokens (hash, person, owner, name, scope, nets, made, ends) VALUES (?,?,?,?,?,?,?,?)", digest(secret), id, owner, w.Name, w.Scope, nets, now, now+int64(w.Days)*86400)
		if err != nil {
			return err
		}
		if t.ID, err = res.LastInsertId(); err != nil {
			return err
		}
		return b.note(tx, owner, "new token", w.Name+" ("+string(w.Scope)+")")
	})
	return secret, t, err
}

// check tells what is wrong with a wish, and gives the networks in one form.
func (w *Wanted) check(p *Person) (string, error) {
	w.Name = strings.TrimSpace(w.Name)
	switch {
	case w.Name == "" || len(w.Name) > 100:
		return "", fault.New(fault.Invalid, "say what the token is for, in at most 100 characters")
	case !w.Scope.Known():
		return "", fault.New(fault.Invalid, "%q is no scope: read, add, decide or admin", w.Scope)
	case w.Days < 1 || w.Days > mostDays:
		return "", fault.New(fault.Invalid, "a token lasts 1 to %d days, not %d", mostDays, w.Days)
	case p != nil && !p.Role.Most().Covers(w.Scope):
		return "", fault.New(fault.Forbidden, "a %s can have no token of the scope %s", p.Role, w.Scope)
	}
	var nets []string
	for _, s := range w.Nets {
		n, err := prefix(s)
		if err != nil {
			return "", err
		}
		nets = append(nets, n.String())
	}
	return strings.Join(nets, " "), nil
}

func prefix(s string) (netip.Prefix, error) {
	if a, err := netip.ParseAddr(s); err == nil {
		a = a.Unmap()
		return a.Prefix(a.BitLen())
	}
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return p, fault.New(fault.Invalid, "%q is no address and no network", s)
	}
	return p.Masked(), nil
}

const tokenColumns = "t.id, t.owner, t.name, t.scope, t.nets, t.made, t.ends, t.used, t.revoked, coalesce(t.person, 0)"

func (b *Book) scanToken(r scanner, more ...any) (t Token, err error) {
	var made, ends, used, revoked int64
	err = r.Scan(append([]any{&t.ID, &t.Owner, &t.Name, &t.Scope, &t.Nets, &made, &ends, &used, &revoked, &t.person}, more...)...)
	t.Made, t.Ends, t.Used, t.Revoked = when(made), when(ends), when(used), when(revoked)
	t.Past = revoked != 0 || ends <= b.at()
	return t, err
}

// Tokens are those of somebody, or with nil all, the latest first.
func (b *Book) Tokens(ctx context.Context, p *Person) ([]Token, error) {
	id := int64(-1)
	if p != nil {
		id = p.ID
	}
	return all(ctx, b, func(r *sql.Rows) (Token, error) { return b.scanToken(r) }, "SELECT "+tokenColumns+" FROM tokens t WHERE t.person = ?1 OR ?1 < 0 ORDER BY t.id DESC", id)
}

// Token gives who a token acts for, and what it may. One that is none, has ended, was
// revoked, or is used from elsewhere is of kind fault.Unknown, and it is not said
// which.
func (b *Book) Token(ctx context.Context, secret, address string) (Person, Token, error) {
	none := fault.New(fault.Unknown, "this is no token that is in force")
	refuse := func(name, why string) (Person, Token, error) {
		return Person{}, Token{}, b.refuse(ctx, name, why, Try{Address: address}, nil, none)
	}
	if !strings.HasPrefix(secret, tokenPrefix) {
		return refuse("", whyToken)
	}
	var role Role
	var disabled bool
	t, err := b.scanToken(b.db.QueryRowContext(ctx, "SELECT "+tokenColumns+", coalesce(p.role, ''), coalesce(p.disabled, 0) FROM tokens t LEFT JOIN people p ON p.id = t.person WHERE t.hash = ?", digest(secret)), &role, &disabled)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return refuse("", whyToken)
	case err != nil:
		return Person{}, Token{}, err
	case t.Revoked != "":
		return refuse(t.Owner, "revoked token: "+t.Name)
	case t.Past:
		return refuse(t.Owner, "token that has ended: "+t.Name)
	case disabled:
		return refuse(t.Owner, whyDisabled)
	case !inNets(t.Nets, address):
		return refuse(t.Owner, "token used from elsewhere: "+t.Name)
	}
	if t.person == 0 {
		role = t.Scope.role()
	}
	now := b.at()
	if t.Used == "" || when(now-int64(seenEvery/time.Second)) >= t.Used {
		_, err = b.db.ExecContext(ctx, "UPDATE tokens SET used = ? WHERE id = ?", now, t.ID)
	}
	return Person{ID: t.person, Name: t.Owner, Role: role}, t, err
}

// role is what a token is that belongs to whoever holds the archive.
func (s Scope) role() Role {
	switch s {
	case Admin:
		return Administrator
	case Add, Decide:
		return Coder
	}
	return Viewer
}

// inNets reports whether an address lies in one of some networks.
func inNets(nets, address string) bool {
	if nets == "" {
		return true
	}
	a, err := netip.ParseAddr(address)
	for _, s := range strings.Fields(nets) {
		if p, e := netip.ParsePrefix(s); err == nil && e == nil && p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// Revoke ends a token of somebody, or with nil of anybody.
func (b *Book) Revoke(ctx context.Context, p *Person, by string, id int64) error {
	return b.update(ctx, func(tx *sql.Tx) error {
		t, err := b.scanToken(tx.QueryRow("SELECT "+tokenColumns+" FROM tokens t WHERE t.id = ?", id))
		if errors.Is(err, sql.ErrNoRows) || err == nil && p != nil && t.person != p.ID {
			return fault.New(fault.NotFound, "there is no token %d of yours", id)
		}
		if err != nil || t.Revoked != "" {
			return err
		}
		if _, err := tx.Exec("UPDATE tokens SET revoked = ? WHERE id = ?", b.at(), id); err != nil {
			return err
		}
		return b.note(tx, by, "revoked a token", t.Name)
	})
}
