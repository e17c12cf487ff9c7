package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"

	"dossier/internal/account"
	"dossier/internal/account/provider"
	"dossier/internal/desk"
	"dossier/internal/fault"
)

// Service is how several people reach a desk, and who lets them in.
type Service struct {
	Team    bool     `help:"Ask everybody to sign in. A link for the first administrator is printed."`
	Public  string   `placeholder:"URL" help:"The address that people reach the desk at, where a proxy or a name stands before it: https://desk.example.org."`
	Cert    string   `placeholder:"FILE" help:"The certificate (PEM) to answer over TLS with."`
	CertKey string   `placeholder:"FILE" help:"Its key (PEM)."`
	Proxy   []string `placeholder:"ADDRESS" help:"Addresses or networks of the proxies whose X-Forwarded-For is believed; this machine where --public is given."`
	OIDC    `embed:"" prefix:"oidc-"`
}

// OIDC is a provider that people sign in with.
type OIDC struct {
	Issuer     string            `placeholder:"URL" env:"DOSSIER_OIDC_ISSUER" help:"Let people sign in with this OpenID Connect provider."`
	Client     string            `placeholder:"ID" env:"DOSSIER_OIDC_CLIENT" help:"The client id that it knows the desk by."`
	SecretFile string            `placeholder:"FILE" help:"The file with the client secret; or set DOSSIER_OIDC_SECRET."`
	Scope      []string          `placeholder:"SCOPE" help:"Scopes to ask for beside openid, profile and email."`
	Claim      string            `placeholder:"NAME" default:"groups" help:"The claim that tells the role, or the path to it: realm_access.roles."`
	Role       map[string]string `placeholder:"VALUE=ROLE" help:"The role that a value of the claim gives. Without any, administrators give roles."`
	Otherwise  string            `enum:"viewer,coder,reviewer,administrator,none" default:"none" help:"The role of whom no value gives one: viewer, coder, reviewer, administrator, or none, who is refused."`
}

// check refuses what would give the archive to everybody in the network.
func (s Service) check(addr string) error {
	u, err := url.Parse(s.Public)
	secure := s.Cert != "" || u != nil && u.Scheme == "https"
	switch {
	case err != nil || s.Public != "" && (u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != ""):
		return usageError(fmt.Sprintf("--public takes an address without a path, like https://desk.example.org, not %q", s.Public))
	case (s.Cert == "") != (s.CertKey == ""):
		return usageError("--cert and --cert-key go together")
	case s.Cert != "" && u.Scheme == "http":
		return usageError(fmt.Sprintf("with --cert the desk answers over TLS: --public begins with https://, not %q", s.Public))
	case s.Issuer != "" && !s.Team:
		return usageError("--oidc-issuer lets people sign in: it needs --team")
	case onThisMachine(addr):
		return nil
	case !s.Team:
		return usageError(fmt.Sprintf("whoever reaches %s could read and change the archive: use --team, which asks everybody to sign in", addr))
	case !secure:
		return usageError(fmt.Sprintf("passwords would cross the network to %s for anybody to read: give --cert and --cert-key, or with a proxy that has TLS its address as --public https://…", addr))
	case s.Public == "" && unspecified(addr):
		return usageError(fmt.Sprintf("the desk answers to its own names alone: say with --public by which people reach %s, like https://desk.example.org", addr))
	}
	return nil
}

// unspecified reports whether an address stands for all that this machine has.
func unspecified(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return err == nil && (host == "" || ip != nil && ip.IsUnspecified())
}

// onThisMachine reports whether an address to listen at is reached from this machine
// alone.
func onThisMachine(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return true // the listener says what is wrong with it
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// address is where people reach the desk.
func (s Service) address(l net.Addr) string {
	switch {
	case s.Public != "":
		return strings.TrimSuffix(s.Public, "/")
	case s.Cert != "":
		return "https://" + l.String()
	}
	return "http://" + l.String()
}

// listen answers over TLS.
func (s Service) listen(l net.Listener) (net.Listener, error) {
	c, err := tls.LoadX509KeyPair(s.Cert, s.CertKey)
	if err != nil {
		return nil, fault.New(fault.Invalid, "%s: %v", s.Cert, err)
	}
	return tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{c}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}), nil
}

// options are those of a desk that is reached so.
func (s Service) options(app *App, l net.Addr, k *accountKeeper) (desk.Options, error) {
	at := s.address(l)
	o := desk.Options{Team: s.Team, Accounts: k.open, Secure: strings.HasPrefix(at, "https://"), Hosts: hostsOf(l)}
	if s.Public != "" {
		u, err := url.Parse(at)
		if err != nil {
			return o, err
		}
		o.Public, o.Hosts = at, append(o.Hosts, strings.ToLower(u.Host))
	}
	if o.Secure {
		o.Public = at
	}
	var err error
	if o.Address, err = s.proxies(); err != nil || s.Issuer == "" {
		return o, err
	}
	o.Provider, err = s.OIDC.provider(app, at)
	return o, err
}

// proxies tells where requests come from that proxies hand on; nil where there are
// none.
func (s Service) proxies() (func(*http.Request) string, error) {
	list := s.Proxy
	if len(list) == 0 && s.Public != "" {
		list = []string{"127.0.0.0/8", "::1"}
	}
	if len(list) == 0 {
		return nil, nil
	}
	var nets []netip.Prefix
	for _, x := range list {
		p, err := netip.ParsePrefix(x)
		if a, e := netip.ParseAddr(x); e == nil {
			p, err = a.Prefix(a.BitLen())
		}
		if err != nil {
			return nil, usageError(fmt.Sprintf("--proxy %q is no address and no network", x))
		}
		nets = append(nets, p)
	}
	return func(r *http.Request) string { return forwarded(r, nets) }, nil
}

// forwarded is where a request comes from: the last address that no proxy of ours
// has. What stands before it in the header could be anything.
func forwarded(r *http.Request, proxies []netip.Prefix) string {
	at, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	ours := func(s string) bool {
		a, err := netip.ParseAddr(s)
		return err == nil && slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && ours(at); i-- {
		hop := strings.TrimSpace(hops[i])
		if _, err := netip.ParseAddr(hop); err != nil {
			break
		}
		at = hop
	}
	return at
}

// provider is the provider that the flags name.
func (c OIDC) provider(app *App, at string) (desk.Provider, error) {
	secret := app.Getenv("DOSSIER_OIDC_SECRET")
	if c.SecretFile != "" {
		b, err := os.ReadFile(c.SecretFile)
		if err != nil {
			return nil, fault.New(fault.Invalid, "--oidc-secret-file: %v", err)
		}
		secret = strings.TrimSpace(string(b))
	}
	o := provider.Options{Issuer: c.Issuer, Client: c.Client, Secret: secret, Redirect: at + "/sign-in/provider/back", Home: at + "/sign-in", Scopes: c.Scope, Claim: c.Claim, Roles: map[string]account.Role{}, Now: app.now}
	for value, role := range c.Role {
		o.Roles[value] = account.Role(role)
	}
	if c.Otherwise != "none" {
		o.Otherwise = account.Role(c.Otherwise)
	}
	return provider.New(o)
}

// accountKeeper opens the accounts of an archive when they are first needed.
type accountKeeper struct {
	open func() (*account.Book, error)
	mu   sync.Mutex
	book *account.Book
}

func keepAccounts(app *App, dir string) *accountKeeper {
	k := &accountKeeper{}
	k.open = func() (*account.Book, error) {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.book != nil {
			return k.book, nil
		}
		b, err := account.Open(context.WithoutCancel(app.Context), dir, account.Options{Now: app.now})
		if err == nil {
			k.book = b
		}
		return b, err
	}
	return k
}

func (k *accountKeeper) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.book != nil {
		k.book.Close()
	}
}

// welcome prints the link of the first administrator, where there is none.
func welcome(app *App, k *accountKeeper, address string) error {
	b, err := k.open()
	if err != nil {
		return err
	}
	secret, err := b.First(app.Context)
	if err != nil || secret == "" {
		return err
	}
	_, err = fmt.Fprintf(app.Stdout, "There is no administrator yet. This link makes one, once, within an hour:\n\n  %s/invitation/%s\n\n", address, secret)
	return err
}

// Help says how the desk is reached, and by whom.
func (ServeCmd) Help() string {
	return `The desk is served to this machine alone, and needs no network. Open the address
that is printed in a browser; Ctrl+C closes the desk.

With --team everybody signs in, and may do what their role allows; who decided what stands in the log by name. Accounts are kept in accounts.db beside the archive, never in it. To listen for other machines the desk needs --team, and TLS: a certificate of its own, or a proxy that has one. docs/service.md says how.

Examples:

  dossier serve --archive cases
  dossier serve --archive cases --addr 127.0.0.1:0
  dossier serve --archive cases --team
  dossier serve --archive cases --team --addr 0.0.0.0:443 --public https://desk.example.org --cert desk.pem --cert-key desk.key
  dossier serve --archive cases --team --public https://desk.example.org`
}
