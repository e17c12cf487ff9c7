package sqlite

import (
	"encoding/json"
	"fmt"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/match"
)

// TestSignCache asks for signs that were kept, changed and pushed out.
func TestSignCache(t *testing.T) {
	p, err := newPacker()
	if err != nil {
		t.Fatal(err)
	}
	c := &signCache{}
	ask := func(n int, country string) *match.Sign {
		t.Helper()
		r := match.Ref{Document: doc.ID(fmt.Sprint(n))}
		body, err := json.Marshal(&match.Sign{Ref: r, Country: country})
		if err != nil {
			t.Fatal(err)
		}
		g, err := c.of(int64(n), p.pack(body), p)
		if err != nil || g.Ref != r || g.Country != country {
			t.Fatalf("%d %s: %+v, %v", n, country, g, err)
		}
		return g
	}
	first := ask(1, "NO")
	if ask(1, "NO") != first {
		t.Error("a sign that did not change is unpacked again")
	}
	if changed := ask(1, "SE"); changed == first {
		t.Error("a sign that was put anew is given as it was")
	}
	for n := range 3 * keptSigns {
		ask(n, "NO")
		ask(1, "SE")
	}
	if n := len(c.now) + len(c.old); n > 2*keptSigns {
		t.Errorf("%d signs are kept", n)
	}
	if _, err := c.of(1, []byte("no sign"), p); err == nil {
		t.Error("damaged bytes are a sign")
	}
}
