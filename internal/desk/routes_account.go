package desk

import (
	"net/http"

	"dossier/internal/account"
)

// entrances are how people come in and go out.
func entrances() []Route {
	const get, post = http.MethodGet, http.MethodPost
	return []Route{
		{Method: get, Path: "/sign-in", What: "where people sign in", serve: (*Desk).signInPage},
		{Method: post, Path: "/sign-in", What: "opens a session", Body: small, serve: (*Desk).signIn},
		{Method: post, Path: "/sign-out", What: "ends a session, or all of them", Least: account.Viewer, Body: small, serve: (*Desk).signOut},
		{Method: get, Path: "/sign-in/again", What: "asks for the password once more", Least: account.Viewer, Twin: "/api/account", serve: (*Desk).againPage},
		{Method: post, Path: "/sign-in/again", What: "takes the password once more", Least: account.Viewer, Body: small, serve: (*Desk).confirm},
		{Method: get, Path: "/sign-in/provider", What: "leads to the provider that people sign in with", serve: (*Desk).toProvider},
		{Method: get, Path: "/sign-in/provider/back", What: "takes what the provider says", serve: (*Desk).fromProvider},
		{Method: get, Path: "/invitation/{secret}", What: "welcomes whoever was sent a link", serve: (*Desk).invitationPage},
		{Method: post, Path: "/invitation/{secret}", What: "uses a link up: makes an account, or sets a password", Body: small, serve: (*Desk).follow},
	}
}

// accounts are what people do with their own account, and administrators with those
// of others.
func accounts() []Route {
	const get, post, viewer, admin = http.MethodGet, http.MethodPost, account.Viewer, account.Administrator
	return []Route{
		{Method: get, Path: "/account", What: "one's own password, sessions and tokens", Least: viewer, Twin: "/api/account", serve: (*Desk).accountPage},
		{Method: post, Path: "/account/password", What: "sets a new password", Least: viewer, Body: small, serve: (*Desk).changePassword},
		{Method: post, Path: "/account/tokens", What: "makes a token", Least: viewer, Fresh: true, Body: small, serve: (*Desk).newToken},
		{Method: post, Path: "/account/tokens/{token}/revoke", What: "ends a token", Least: viewer, Body: small, serve: (*Desk).revokeToken},
		{Method: get, Path: "/awaiting", What: "the decisions that wait for a second person", Least: viewer, Twin: "/api/awaiting", serve: (*Desk).awaitingPage},
		{Method: post, Path: "/awaiting/{decision}/confirm", What: "puts a decision of somebody else in force", Least: account.Reviewer, Body: small, serve: (*Desk).confirmForm},
		{Method: post, Path: "/awaiting/{decision}/return", What: "takes a decision back that waits", Least: account.Coder, Body: small, serve: (*Desk).returnForm},
		{Method: get, Path: "/people", What: "who has an account", Least: admin, Twin: "/api/people", serve: (*Desk).peoplePage},
		{Method: post, Path: "/people/invite", What: "makes a link for somebody new", Least: admin, Fresh: true, Body: small, serve: (*Desk).invite},
		{Method: post, Path: "/people/settings", What: "says whose decisions a second person confirms", Least: admin, Fresh: true, Body: small, serve: (*Desk).settings},
		{Method: post, Path: "/people/tokens/{token}/revoke", What: "ends a token of anybody", Least: admin, Body: small, serve: (*Desk).revokeAny},
		{Method: post, Path: "/people/refusals/{refusal}/forgive", What: "lets somebody try again who would have to wait", Least: admin, Fresh: true, Body: small, serve: (*Desk).forgive},
		{Method: post, Path: "/people/{person}", What: "changes a role, shuts somebody out, lets them in, makes a link for a new password", Least: admin, Fresh: true, Body: small, serve: (*Desk).changePerson},
	}
}

// apiAccounts are the same for programs.
func apiAccounts() []Route {
	const get, post, admin = http.MethodGet, http.MethodPost, account.Administrator
	return []Route{
		{Method: get, Path: "/api/account", What: "who asks, with their sessions and tokens", Least: account.Viewer, Token: account.Read, Gives: Me{}, serve: (*Desk).apiAccount},
		{Method: get, Path: "/api/awaiting", What: "the decisions that wait for a second person", Least: account.Viewer, Token: account.Read, Gives: Awaiting{}, serve: (*Desk).apiAwaiting,
			Params: []Param{{"id", "an incident; all without one"}}},
		{Method: post, Path: "/api/decisions/{decision}/confirm", What: "puts a decision of somebody else in force", Least: account.Reviewer, Token: account.Decide, Body: ofJSON, Takes: Reason{}, Gives: Judged{}, serve: (*Desk).apiConfirm,
			Params: []Param{{"decision", "the number of the decision"}}},
		{Method: get, Path: "/api/people", What: "who has an account, who did not come in, and what was done to the accounts", Least: admin, Token: account.Admin, Gives: Staff{}, serve: (*Desk).apiPeople},
		{Method: post, Path: "/api/people", What: "makes a link with which somebody new gets an account of a role", Least: admin, Token: account.Admin, Fresh: true, Body: small, Takes: Wish{}, Gives: Invited{}, serve: (*Desk).apiInvite},
		{Method: post, Path: "/api/people/{person}", What: "changes the role of somebody, shuts them out, lets them in", Least: admin, Token: account.Admin, Fresh: true, Body: small, Takes: Wish{}, Gives: Staff{}, serve: (*Desk).apiPerson,
			Params: []Param{{"person", "the number of the person"}}},
	}
}
