package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossier/internal/ledger"
)

// chain is a log of n acts.
func chain(n int) []ledger.Entry {
	var out []ledger.Entry
	var head ledger.Entry
	for i := range n {
		head = ledger.Next(head, ledger.Entry{At: fmt.Sprintf("2023-01-27T08:00:%02dZ", i%60), Who: "ada", Act: ledger.Collected, Subject: fmt.Sprint("d", i), Payload: ledger.Digest([]byte{byte(i)})})
		out = append(out, head)
	}
	return out
}

// check gives what is wrong with a log.
func check(es []ledger.Entry) []string {
	var c ledger.Checker
	var out []string
	for _, e := range es {
		if s := c.Check(e); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func TestASoundLog(t *testing.T) {
	if bad := check(chain(50)); len(bad) > 0 {
		t.Error(bad)
	}
}

func TestEachFaultIsNamed(t *testing.T) {
	for why, c := range map[string]struct {
		harm func([]ledger.Entry) []ledger.Entry
		want string
	}{
		"changed":  {func(es []ledger.Entry) []ledger.Entry { es[4].Who = "eve"; return es }, "entry 5 (collected d4) was changed"},
		"removed":  {func(es []ledger.Entry) []ledger.Entry { return slices.Delete(es, 4, 5) }, "entry 5 is missing"},
		"several":  {func(es []ledger.Entry) []ledger.Entry { return slices.Delete(es, 4, 7) }, "entries 5 to 7 are missing"},
		"swapped":  {func(es []ledger.Entry) []ledger.Entry { es[4], es[5] = es[5], es[4]; return es }, "entry 5 stands behind entry 6"},
		"replaced": {func(es []ledger.Entry) []ledger.Entry { es[4] = ledger.Next(es[2], es[4]); es[4].Seq = 5; return es }, "entry 5 (collected d4) was changed"},
		"forged": {func(es []ledger.Entry) []ledger.Entry {
			x := es[4]
			x.Who = "eve"
			es[4] = ledger.Next(es[3], x)
			return es
		}, "entry 6 (collected d5) does not follow entry 5"},
	} {
		if bad := check(c.harm(chain(10))); len(bad) == 0 || !strings.Contains(strings.Join(bad, "\n"), c.want) {
			t.Errorf("%s: %q, want %q", why, bad, c.want)
		}
	}
}

// No two entries that differ are hashed alike, whatever their fields hold.
func TestFieldsDoNotRunTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func() ledger.Entry {
			s := rapid.StringOfN(rapid.RuneFrom([]rune("a\"\n\\")), 0, 3, -1)
			return ledger.Next(ledger.Entry{}, ledger.Entry{Who: s.Draw(t, "who"), Subject: s.Draw(t, "subject"), At: s.Draw(t, "at")})
		}
		a, b := draw(), draw()
		if (a.Hash == b.Hash) != (a == b) {
			t.Fatalf("%+v\n%+v", a, b)
		}
	})
}

func TestASignedHead(t *testing.T) {
	secret, public, err := ledger.NewKey(rand.NewChaCha8([32]byte{1}), "desk")
	if err != nil {
		t.Fatal(err)
	}
	_, other, _ := ledger.NewKey(rand.NewChaCha8([32]byte{2}), "desk")
	es := chain(3)
	head := ledger.Head{Archive: es[0].Hash, Seq: 3, Hash: es[2].Hash, At: "2023-01-28T00:00:00Z"}
	signed, err := head.Sign(secret)
	if err != nil {
		t.Fatal(err)
	}
	if got, by, err := ledger.OpenHead(signed, public); err != nil || got != head || by != "desk" {
		t.Error(got, by, err)
	}
	if got, _, err := ledger.OpenHead(signed, ""); err != nil || got != head {
		t.Error(got, err)
	}
	if _, _, err := ledger.OpenHead(strings.Replace(signed, "\n3\n", "\n2\n", 1), public); err == nil {
		t.Error("a changed head was taken")
	}
	if _, _, err := ledger.OpenHead(signed, other); err == nil {
		t.Error("another's signature was taken")
	}
	for _, s := range []string{"", "x", "dossier archive head\na\nb\nc\nd\n", head.String()[:40]} {
		if _, err := ledger.ParseHead(s); err == nil {
			t.Errorf("%q was taken for a head", s)
		}
	}
}
