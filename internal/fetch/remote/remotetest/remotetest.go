// Package remotetest is an internet for tests: every host name and public address
// of it leads to one handler on this machine. The guard of remote stays as it is;
// what it refuses never gets here.
package remotetest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"

	"dossier/internal/fetch/remote"
)

// Public is the address that a host has which is not named in hosts.
var Public = netip.MustParseAddr("93.184.215.14")

// Serve starts the internet and gives the network that leads there. A host named
// in hosts has those addresses, one with an empty list has none. close ends it.
func Serve(handler http.Handler, hosts map[string][]string) (network *remote.Network, close func()) {
	open := httptest.NewServer(handler)
	secure := httptest.NewTLSServer(handler)
	roots := x509.NewCertPool()
	roots.AddCert(secure.Certificate())
	network = &remote.Network{
		Lookup: func(_ context.Context, host string) ([]netip.Addr, error) {
			list, ok := hosts[host]
			if !ok {
				return []netip.Addr{Public}, nil
			}
			var out []netip.Addr
			for _, a := range list {
				out = append(out, netip.MustParseAddr(a))
			}
			return out, nil
		},
		Dial: func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
			at := open.Listener.Addr()
			switch to.Port() {
			case 80:
			case 443:
				at = secure.Listener.Addr()
			default:
				return nil, fmt.Errorf("no server on port %d", to.Port())
			}
			return (&net.Dialer{}).DialContext(ctx, "tcp", at.String())
		},
		TLS: &tls.Config{RootCAs: roots, ServerName: "example.com"},
	}
	return network, func() { open.Close(); secure.Close() }
}
