package main

import (
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"

	"dossier/internal/account"
	"dossier/internal/fault"
)

// TokenCmd is "dossier token".
type TokenCmd struct {
	Name   string   `arg:"" optional:"" help:"What a new token is for; without it the tokens are listed."`
	Scope  string   `enum:"read,add,decide,admin" default:"read" help:"What it may: read, add (reports too), decide (too), admin (say who may, too)."`
	Days   int      `default:"90" help:"How long it lasts, 1 to 366 days."`
	From   []string `placeholder:"NETWORK" help:"Where it may be used from: an address or a network; anywhere if not given."`
	Revoke int64    `placeholder:"NUMBER" help:"End a token."`
	Actor  `embed:""`
	Place  `embed:""`
}

// Run makes, lists or ends tokens.
func (c *TokenCmd) Run(app *App) error {
	b, err := c.Place.accounts(app)
	if err != nil {
		return err
	}
	defer b.Close()
	switch {
	case c.Revoke != 0 && c.Name != "":
		return usageError("--revoke ends a token; a name makes one")
	case c.Revoke != 0:
		if err := b.Revoke(app.Context, nil, c.Actor.name(), c.Revoke); err != nil {
			return err
		}
		_, err = fmt.Fprintf(app.Stdout, "token %d is revoked\n", c.Revoke)
		return err
	case c.Name == "":
		return listTokens(app, b)
	}
	secret, t, err := b.NewToken(app.Context, nil, c.Actor.name(), account.Wanted{Name: c.Name, Scope: account.Scope(c.Scope), Days: c.Days, Nets: c.From})
	if err != nil {
		return err
	}
	fmt.Fprintf(app.Stderr, "token %d for %s: it may %s, until %.10s. It is shown this once and kept nowhere.\n", t.ID, printable(t.Name), t.Scope, t.Ends)
	_, err = fmt.Fprintln(app.Stdout, secret)
	return err
}

// accounts are those of an archive that is there.
func (p Place) accounts(app *App) (*account.Book, error) {
	if _, err := os.Stat(filepath.Join(p.Archive, "archive.db")); err != nil {
		return nil, fault.New(fault.NotFound, "archive %s: there is none; dossier add or dossier serve make one", p.Archive)
	}
	return account.Open(app.Context, p.Archive, account.Options{Now: app.now})
}

func listTokens(app *App, b *account.Book) error {
	list, err := b.Tokens(app.Context, nil)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(app.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NO.\tFOR\tOF\tMAY\tFROM\tUNTIL\tLAST USED")
	for _, t := range list {
		until, from, used := t.Ends[:10], t.Nets, "never"
		switch {
		case t.Revoked != "":
			until = "revoked"
		case t.Past:
			until = "ended"
		}
		if from == "" {
			from = "anywhere"
		}
		if t.Used != "" {
			used = t.Used[:10]
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", t.ID, printable(t.Name), printable(t.Owner), t.Scope, from, until, used)
	}
	return w.Flush()
}

// Help says what a token is for.
func (TokenCmd) Help() string {
	return `A program sends its token as "Authorization: Bearer TOKEN". It acts under the name of whoever made it, and each scope holds those before it. The secret is printed once; what is kept is its hash.

Examples:

  dossier token "nightly export"
  dossier token "inbox of the agency feed" --scope add --days 30 --from 10.0.0.0/8
  dossier token
  dossier token --revoke 3`
}

// PeopleCmd is "dossier people".
type PeopleCmd struct {
	Name    string `arg:"" optional:"" help:"Somebody by name."`
	Link    bool   `help:"Make a link with which they set a new password; without a name, one for the first administrator."`
	Refused bool   `help:"List who did not come in, why and from where: with a name, whose."`
	Actor   `embed:""`
	Place   `embed:""`
}

// Run lists people, or makes a link.
func (c *PeopleCmd) Run(app *App) error {
	b, err := c.Place.accounts(app)
	if err != nil {
		return err
	}
	defer b.Close()
	switch {
	case c.Link && c.Refused:
		return usageError("--link makes a link; --refused lists who did not come in")
	case c.Refused:
		return listRefusals(app, b, c.Name)
	case c.Link && c.Name != "":
		p, err := b.Named(app.Context, c.Name)
		if err != nil {
			return err
		}
		secret, err := b.Renew(app.Context, c.Actor.name(), p.ID)
		return printLink(app, secret, err)
	case c.Link:
		secret, err := b.First(app.Context)
		if err == nil && secret == "" {
			return fault.New(fault.Conflict, "there is an administrator; dossier people NAME --link makes a link for a new password")
		}
		return printLink(app, secret, err)
	}
	list, err := b.People(app.Context)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(app.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tROLE\tLAST SEEN")
	for _, p := range list {
		role, seen := string(p.Role), "never"
		if p.Disabled {
			role += ", disabled"
		}
		if p.Seen != "" {
			seen = p.Seen[:10]
		}
		if c.Name == "" || c.Name == p.Name {
			fmt.Fprintf(w, "%s\t%s\t%s\n", printable(p.Name), role, seen)
		}
	}
	return w.Flush()
}

func printLink(app *App, secret string, err error) error {
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(app.Stdout, "/invitation/"+secret)
	return err
}

// listRefusals prints who did not come in, the latest first; name is that of somebody,
// or "" for all.
func listRefusals(app *App, b *account.Book, name string) error {
	if name != "" {
		p, err := b.Named(app.Context, name)
		if err != nil {
			return err
		}
		name = p.Name
	}
	list, err := b.Refusals(app.Context, name, 200)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(app.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "LAST\tWHO\tWHY\tFROM\tTRIES")
	for _, r := range list {
		who, why := r.Name, r.Why
		if who == "" {
			who = "nobody here"
		}
		if r.Until != "" {
			why += ", until " + r.Until
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\n", r.Last, printable(who), printable(why), printable(r.Address), r.Tries)
	}
	return w.Flush()
}

// Help says what the links are for.
func (PeopleCmd) Help() string {
	return `Whoever holds the archive can always make a link, also where nobody can sign in any more: open it on the desk, behind its address.

Examples:

  dossier people
  dossier people ada --link
  dossier people --refused`
}
