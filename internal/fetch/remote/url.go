package remote

import (
	"net/url"
	"strings"
	"unicode"

	"dossier/internal/fault"
)

// maxURL is the longest address that is asked for.
const maxURL = 4096

// IsURL reports whether s is written as an address of the web and not as the
// path of a file.
func IsURL(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Parse reads an address and refuses what is not fetched: another scheme than
// http and https, a name or password within it, another port than 80 and 443. It
// gives the address without its fragment.
func Parse(s string) (*url.URL, error) {
	s = strings.TrimSpace(s)
	if len(s) > maxURL {
		return nil, fault.New(fault.Invalid, "an address of %d bytes: at most %d are asked for", len(s), maxURL)
	}
	if strings.ContainsFunc(s, unicode.IsControl) {
		return nil, fault.New(fault.Invalid, "the address holds control characters")
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, fault.New(fault.Invalid, "not an address of the web: %.200s", s)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fault.New(fault.Unsupported, "refused: only http and https addresses are fetched, not %.40q", u.Scheme)
	case u.Hostname() == "" || u.Opaque != "":
		return nil, fault.New(fault.Invalid, "the address names no host")
	case u.User != nil:
		return nil, fault.New(fault.Invalid, "refused: the address holds a user name or password, which would be kept in the archive")
	}
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		return nil, fault.New(fault.Invalid, "refused: port %.10s; only ports 80 and 443 are asked", p)
	}
	u.Host = strings.ToLower(u.Host)
	if p := u.Port(); u.Scheme == "http" && p == "80" || u.Scheme == "https" && p == "443" || strings.HasSuffix(u.Host, ":") {
		u.Host = strings.TrimSuffix(strings.TrimSuffix(u.Host, p), ":")
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// Key is an address as an identity: two addresses with one key name one page. The
// parameters that only tell who sent the reader (utm_source and its kin) are left
// out.
func Key(u *url.URL) string {
	k := *u
	k.Fragment, k.RawFragment = "", ""
	if k.RawQuery != "" {
		var keep []string
		for p := range strings.SplitSeq(k.RawQuery, "&") {
			if name, _, _ := strings.Cut(p, "="); p != "" && !tracking(name) {
				keep = append(keep, p)
			}
		}
		k.RawQuery = strings.Join(keep, "&")
	}
	k.ForceQuery = false
	return k.String()
}

func tracking(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" || name == "msclkid"
}

// Outlet is what an outlet is called by its host, where a page does not say.
func Outlet(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }
