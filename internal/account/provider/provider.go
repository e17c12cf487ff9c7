// Package provider signs people in with an OpenID Connect provider: the code flow
// with PKCE, a state and a nonce. Which role they have is read from their claims.
package provider

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"dossier/internal/account"
	"dossier/internal/fault"
)

// Options are how a provider is reached and what its claims mean.
type Options struct {
	Issuer, Client, Secret string
	Redirect               string   // the address that it leads back to
	Home                   string   // where it leads whoever has signed out there
	Scopes                 []string // beside openid
	Claim                  string   // the claim that holds groups or roles
	// Roles are the roles that values of the claim give; without any, people have the
	// role that an administrator gave them.
	Roles map[string]account.Role
	// Otherwise is the role of whom no value gives one; [account.Anyone] refuses them.
	Otherwise account.Role
	Now       func() time.Time
	HTTP      *http.Client // nil for one with bounds
}

// Provider is an OpenID Connect provider. It is asked for its addresses and keys
// when it is first needed, so that a desk starts without it.
type Provider struct {
	o  Options
	mu sync.Mutex
	op *oidc.Provider
}

// New makes a provider of options; it asks nobody yet.
func New(o Options) (*Provider, error) {
	u, err := url.Parse(o.Issuer)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && !local(u.Hostname()) || u.Scheme != "https" && u.Scheme != "http":
		return nil, fault.New(fault.Invalid, "the issuer %q is no address that begins with https://", o.Issuer)
	case o.Client == "":
		return nil, fault.New(fault.Invalid, "give the client id that the provider knows this desk by")
	}
	for value, r := range o.Roles {
		if !r.Known() {
			return nil, fault.New(fault.Invalid, "%s=%s: %q is no role: viewer, coder, reviewer or administrator", value, r, r)
		}
	}
	if o.Otherwise != account.Anyone && !o.Otherwise.Known() {
		return nil, fault.New(fault.Invalid, "%q is no role: viewer, coder, reviewer, administrator, or none", o.Otherwise)
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{Timeout: 15 * time.Second}
	}
	return &Provider{o: o}, nil
}

func local(host string) bool { return host == "localhost" || host == "127.0.0.1" || host == "::1" }

// Name is the host of the provider.
func (p *Provider) Name() string {
	u, err := url.Parse(p.o.Issuer)
	if err != nil {
		return p.o.Issuer
	}
	return u.Host
}

// ready asks the provider for its addresses, once it answers.
func (p *Provider) ready(ctx context.Context) (*oidc.Provider, context.Context, error) {
	ctx = oidc.ClientContext(ctx, p.o.HTTP)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.op == nil {
		// The keys are fetched with this context later on: it must outlive the request.
		op, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.o.HTTP), p.o.Issuer)
		if err != nil {
			return nil, ctx, fault.New(fault.Unreadable, "the provider %s does not answer as one: %v", p.Name(), err)
		}
		p.op = op
	}
	return p.op, ctx, nil
}

func (p *Provider) config(op *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{ClientID: p.o.Client, ClientSecret: p.o.Secret, Endpoint: op.Endpoint(), RedirectURL: p.o.Redirect, Scopes: append([]string{oidc.ScopeOpenID, "profile", "email"}, p.o.Scopes...)}
}

// Start is where a browser is led to.
func (p *Provider) Start(ctx context.Context, f account.Flow, again bool) (string, error) {
	op, _, err := p.ready(ctx)
	if err != nil {
		return "", err
	}
	opts := []oauth2.AuthCodeOption{oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)}
	if again {
		opts = append(opts, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	return p.config(op).AuthCodeURL(f.State, opts...), nil
}

// longestHint is how long a token may be that is sent along in an address.
const longestHint = 4096

// End is where a browser is led to that signs out at the provider too, by the token
// that a sign-in brought (OpenID Connect RP-Initiated Logout 1.0); "" where the
// provider knows no signing out.
func (p *Provider) End(ctx context.Context, token string) (string, error) {
	op, _, err := p.ready(ctx)
	if err != nil {
		return "", err
	}
	var says struct {
		End string `json:"end_session_endpoint"`
	}
	if err := op.Claims(&says); err != nil {
		return "", fault.New(fault.Unreadable, "the provider %s does not say how one signs out: %v", p.Name(), err)
	}
	u, err := url.Parse(says.End)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && local(u.Hostname())) {
		return "", nil
	}
	q := u.Query()
	q.Set("client_id", p.o.Client)
	if len(token) <= longestHint {
		q.Set("id_token_hint", token)
	}
	if p.o.Home != "" {
		q.Set("post_logout_redirect_uri", p.o.Home)
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// claims are what a token says of somebody.
type claims struct {
	Preferred string `json:"preferred_username"`
	Name      string `json:"name"`
	Email     string `json:"email"`
}

// Who turns the code that came back into who it is. The token must be of this
// provider and for this desk, be in force, and be of this very sign-in.
func (p *Provider) Who(ctx context.Context, f account.Flow, code string) (account.Claimed, error) {
	op, ctx, err := p.ready(ctx)
	if err != nil {
		return account.Claimed{}, err
	}
	refused := func(err error) (account.Claimed, error) {
		return account.Claimed{}, fault.New(fault.Forbidden, "the provider's answer does not hold: %v", err)
	}
	t, err := p.config(op).Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		var e *oauth2.RetrieveError
		if errors.As(err, &e) && e.ErrorCode != "" {
			err = errors.New(e.ErrorCode)
		}
		return refused(err)
	}
	raw, _ := t.Extra("id_token").(string)
	id, err := op.VerifierContext(ctx, &oidc.Config{ClientID: p.o.Client, Now: p.o.Now}).Verify(ctx, raw)
	switch {
	case err != nil:
		return refused(err)
	case subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(f.Nonce)) != 1:
		return refused(errors.New("it is of another sign-in"))
	}
	var c claims
	var all map[string]any
	if err := errors.Join(id.Claims(&c), id.Claims(&all)); err != nil {
		return refused(err)
	}
	if info, err := op.UserInfo(ctx, oauth2.StaticTokenSource(t)); err == nil && info.Subject == id.Subject {
		merge(info, &c, all)
	}
	return account.Claimed{Ticket: raw, Issuer: id.Issuer, Subject: id.Subject, Name: first(c.Preferred, c.Name, c.Email, id.Subject), Role: p.role(all), Follows: len(p.o.Roles) > 0}, nil
}

// merge adds what a provider tells only when it is asked.
func merge(info *oidc.UserInfo, c *claims, all map[string]any) {
	var more claims
	var rest map[string]any
	if info.Claims(&more) != nil || info.Claims(&rest) != nil {
		return
	}
	c.Preferred, c.Name, c.Email = first(c.Preferred, more.Preferred), first(c.Name, more.Name), first(c.Email, more.Email)
	for k, v := range rest {
		if _, ok := all[k]; !ok {
			all[k] = v
		}
	}
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// role is the highest role that the values of the claim give.
func (p *Provider) role(all map[string]any) account.Role {
	out := p.o.Otherwise
	for _, v := range values(dig(all, p.o.Claim)) {
		if r, ok := p.o.Roles[v]; ok && r.May(out) {
			out = r
		}
	}
	return out
}

// dig finds a claim by its name, or by the path to it: realm_access.roles.
func dig(all map[string]any, path string) any {
	if v, ok := all[path]; ok {
		return v
	}
	head, rest, more := strings.Cut(path, ".")
	inner, ok := all[head].(map[string]any)
	if !more || !ok {
		return nil
	}
	return dig(inner, rest)
}

// values are the words of a claim: one, or a list.
func values(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}
