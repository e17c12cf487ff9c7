package remote

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"dossier/internal/fault"
)

// Network is how hosts are found and reached. A Client's guard stands before it:
// what Lookup gives is checked, and Dial is only asked for addresses that passed.
// Another one than the real one is for tests, which reach a server of their own
// under any public address.
type Network struct {
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	Dial   func(ctx context.Context, to netip.AddrPort) (net.Conn, error)
	TLS    *tls.Config // nil: the system's roots
}

// internet is the real network.
func internet() Network {
	d := &net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second, ControlContext: control}
	return Network{
		Lookup: func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		},
		Dial: func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
			return d.DialContext(ctx, "tcp", to.String())
		},
	}
}

// control looks at the address once more when the socket is about to connect:
// nothing that lies between can have changed it.
func control(_ context.Context, _, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if why := refusal(to.Addr()); why != "" {
		return fault.New(fault.Invalid, "refused: %s is %s", to.Addr(), why)
	}
	return nil
}

// dial connects to a host as the transport asks. The addresses that were checked
// are those that are dialled: a name is resolved once for each connection.
func (c *Client) dial(ctx context.Context, _, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	n, err := net.LookupPort("tcp", port)
	if err != nil {
		return nil, err
	}
	addrs, err := c.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, a := range addrs[:min(len(addrs), 4)] {
		conn, err := c.net.Dial(ctx, netip.AddrPortFrom(a, uint16(n)))
		if err == nil {
			return conn, nil
		}
		errs = append(errs, err)
	}
	return nil, errors.Join(errs...)
}

// transport is the HTTP transport of a client: no proxy, since the guard could
// not see where that connects to; no coding undone behind our back.
func (c *Client) transport() *http.Transport {
	return &http.Transport{
		DialContext:            c.dial,
		TLSClientConfig:        c.net.TLS,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           16,
		MaxIdleConnsPerHost:    1,
		MaxConnsPerHost:        1,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    15 * time.Second,
		ResponseHeaderTimeout:  30 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}
