package desk

import (
	"net/http"
	"slices"
	"strings"
)

// policy is the content security policy of every answer: scripts and styles come
// from files of ours, nothing comes from elsewhere, nobody frames a page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard sets the headers of every answer and refuses requests that come from other
// sites or ask for another host.
func (d *Desk) guard(next http.Handler) http.Handler {
	site := http.NewCrossOriginProtection()
	inner := site.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if d.opts.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if !d.knows(r.Host) {
			http.Error(w, "this desk does not answer to the host "+quoteHost(r.Host), http.StatusMisdirectedRequest)
			return
		}
		inner.ServeHTTP(w, r)
	})
}

// knows reports whether a host is one of the desk's own.
func (d *Desk) knows(host string) bool {
	return slices.Contains(d.opts.Hosts, strings.ToLower(host))
}

// quoteHost is a host as sent, short and in printable letters.
func quoteHost(host string) string {
	host = strings.Map(func(r rune) rune {
		if r < 0x21 || r > 0x7e {
			return '?'
		}
		return r
	}, host)
	return `"` + host[:min(len(host), 80)] + `"`
}

// within reports whether a path leads to a page of the desk and nowhere else.
func within(path string) bool {
	return strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") && !strings.ContainsAny(path, "\\\r\n\t")
}
