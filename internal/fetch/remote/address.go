package remote

import (
	"context"
	"net/netip"
	"strings"

	"dossier/internal/fault"
)

// notPublic are the ranges of addresses that are no hosts of the public internet
// (IANA's special-purpose registries), and what to call them.
var notPublic = []struct {
	prefix netip.Prefix
	name   string
}{
	{netip.MustParsePrefix("0.0.0.0/8"), "an address of this host"},
	{netip.MustParsePrefix("10.0.0.0/8"), "a private address"},
	{netip.MustParsePrefix("100.64.0.0/10"), "an address of a provider's own network"},
	{netip.MustParsePrefix("127.0.0.0/8"), "a loopback address"},
	{netip.MustParsePrefix("169.254.0.0/16"), "a link-local address"},
	{netip.MustParsePrefix("172.16.0.0/12"), "a private address"},
	{netip.MustParsePrefix("192.0.0.0/24"), "a reserved address"},
	{netip.MustParsePrefix("192.0.2.0/24"), "an address for documentation"},
	{netip.MustParsePrefix("192.88.99.0/24"), "a reserved address"},
	{netip.MustParsePrefix("192.168.0.0/16"), "a private address"},
	{netip.MustParsePrefix("198.18.0.0/15"), "an address for measurements"},
	{netip.MustParsePrefix("198.51.100.0/24"), "an address for documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "an address for documentation"},
	{netip.MustParsePrefix("224.0.0.0/4"), "a multicast address"},
	{netip.MustParsePrefix("240.0.0.0/4"), "a reserved address"},
	{netip.MustParsePrefix("::1/128"), "a loopback address"},
	{netip.MustParsePrefix("fe80::/10"), "a link-local address"},
	{netip.MustParsePrefix("fc00::/7"), "a private address"},
	{netip.MustParsePrefix("ff00::/8"), "a multicast address"},
	{netip.MustParsePrefix("2001::/23"), "a reserved address"},
	{netip.MustParsePrefix("2001:db8::/32"), "an address for documentation"},
	{netip.MustParsePrefix("2002::/16"), "an address of a tunnel (6to4)"},
	{netip.MustParsePrefix("3fff::/20"), "an address for documentation"},
}

var (
	globalUnicast = netip.MustParsePrefix("2000::/3")
	nat64         = netip.MustParsePrefix("64:ff9b::/96")
)

// refusal says why no connection is made to a, or "" when one may be. An IPv4
// address within an IPv6 one (mapped, or translated by NAT64) counts as itself.
func refusal(a netip.Addr) string {
	if a.Zone() != "" {
		return "an address with a zone"
	}
	a = a.Unmap()
	if nat64.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	for _, r := range notPublic {
		if r.prefix.Contains(a) {
			return r.name
		}
	}
	if !a.IsValid() || a.Is6() && !globalUnicast.Contains(a) {
		return "a reserved address"
	}
	return ""
}

// resolve gives the addresses of host that may be connected to.
func (c *Client) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	var all []netip.Addr
	if a, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		all = []netip.Addr{a}
	} else if all, err = c.net.Lookup(ctx, host); err != nil {
		return nil, fault.New(fault.NotFound, "no address of the host %s: %w", host, err)
	}
	var out []netip.Addr
	why := ""
	for _, a := range all {
		if r := refusal(a); r != "" {
			why = a.String() + ", " + r
			continue
		}
		out = append(out, a.Unmap())
	}
	switch {
	case len(out) > 0:
		return out, nil
	case why != "":
		return nil, fault.New(fault.Invalid, "refused: %s leads to %s; only hosts of the public internet are asked", host, why)
	}
	return nil, fault.New(fault.NotFound, "no address of the host %s", host)
}
