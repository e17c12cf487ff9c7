package fetch

import (
	"bytes"
	"net/url"
	"time"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/fetch/remote"
)

// remote reads what an address of the web gives.
func (w *walker) remote(p string) bool {
	if w.opt.Remote == nil {
		return w.fail(p, fault.New(fault.Unsupported, "addresses are not fetched here: save the page and give the file"))
	}
	ans, err := w.opt.Remote.Get(w.ctx, remote.Request{URL: p})
	if err != nil {
		return w.fail(p, err)
	}
	w.from = Retrieved(ans)
	defer func() { w.from = nil }()
	return w.stream(ans.URL, bytes.NewReader(ans.Bytes), 0)
}

// Retrieved is the provenance of what a host answered.
func Retrieved(a *remote.Answer) *doc.Provenance {
	p := &doc.Provenance{URL: a.URL, Retrieved: a.Retrieved.UTC().Format(time.RFC3339)}
	if a.Asked != a.URL {
		p.Asked = a.Asked
	}
	if u, err := url.Parse(a.URL); err == nil {
		p.Outlet = remote.Outlet(u)
	}
	for _, f := range a.Header {
		p.Headers = append(p.Headers, doc.Field(f))
	}
	return p
}
