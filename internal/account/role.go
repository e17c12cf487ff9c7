// Package account is who may use a desk: people with their roles, the links that
// invite them, sessions, tokens for scripts, and what slows down whoever guesses.
// It is kept in a database of its own beside the archive; the archive knows people
// by name alone.
package account

import "slices"

// Role is what a person may do. Each role may do what those before it may.
type Role string

// The roles. Anyone is whoever has not signed in.
const (
	Anyone        Role = ""
	Viewer        Role = "viewer"        // reads and exports
	Coder         Role = "coder"         // adds reports and decides
	Reviewer      Role = "reviewer"      // confirms what others decided
	Administrator Role = "administrator" // says who may
)

// Roles are the roles of people, the least first.
func Roles() []Role { return []Role{Viewer, Coder, Reviewer, Administrator} }

// May reports whether a role may do what needs at least another.
func (r Role) May(least Role) bool {
	return slices.Index(ranks(), string(r)) >= slices.Index(ranks(), string(least))
}

func ranks() []string {
	return []string{string(Anyone), string(Viewer), string(Coder), string(Reviewer), string(Administrator)}
}

// Known reports whether it is a role that a person can have.
func (r Role) Known() bool { return slices.Contains(Roles(), r) }

// Scope is what a token may be used for. Each scope holds those before it.
type Scope string

// The scopes. NoToken is that of what no token may do.
const (
	NoToken Scope = ""
	Read    Scope = "read"   // look and export
	Add     Scope = "add"    // and add reports
	Decide  Scope = "decide" // and decide
	Admin   Scope = "admin"  // and say who may
)

// Scopes are the scopes, the least first.
func Scopes() []Scope { return []Scope{Read, Add, Decide, Admin} }

// Known reports whether it is a scope that a token can have.
func (s Scope) Known() bool { return slices.Contains(Scopes(), s) }

// Covers reports whether a token of this scope may do what needs at least another.
func (s Scope) Covers(least Scope) bool {
	return least != NoToken && s.Known() && slices.Index(Scopes(), s) >= slices.Index(Scopes(), least)
}

// Most is the widest scope that a role can give away: a token never does what its
// owner may not.
func (r Role) Most() Scope {
	switch r {
	case Administrator:
		return Admin
	case Coder, Reviewer:
		return Decide
	case Viewer:
		return Read
	}
	return NoToken
}
