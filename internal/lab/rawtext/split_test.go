package rawtext

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"Mr. Okoro didn't stay; it's over.", "Mr. Okoro did n't stay ; it 's over ."},
		{"Three died. Nobody claimed it...", "Three died . | Nobody claimed it ..."},
		{"a well-known ex-minister, the U.S. envoy and 1,200 others", "a well - known ex-minister , the U.S. envoy and 1,200 others"},
		{"see https://example.org/a-b or @desk (now)", "see https://example.org/a-b or @desk ( now )"},
		{"the players' bus can't stop", "the players ' bus ca n't stop"},
		{"’tis the mayor’s", "’ tis the mayor ’s"},
		{"one line\nanother", "one line | another"},
	} {
		var got []string
		for _, s := range split(c.raw) {
			got = append(got, strings.Join(s, " "))
		}
		if g := strings.Join(got, " | "); g != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.raw, g, c.want)
		}
	}
}
